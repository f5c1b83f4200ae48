"""The stage ``places``: the toponyms of a story with country, coordinates and GeoNames id.

Runs of words that the gazetteer knows, and names that the language stage holds to be places, are resolved together
(:mod:`wireledger.reading.toponyms`); a logistic model over how each stands in its sentence and story then says which of
them are places and not people or companies of that name. Its weights stand in ``knowledge/gazetteer_weights.tsv``.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from wireledger.knowledge.countries import countries
from wireledger.knowledge.gazetteer import Gazetteer, gazetteer, key
from wireledger.knowledge.speech import speech_acts
from wireledger.knowledge.tables import read_table
from wireledger.model import Place, Span
from wireledger.reading import toponyms
from wireledger.reading.draft import Draft
from wireledger.reading.language import Language
from wireledger.reading.toponyms import Choice


@dataclass(slots=True)
class Places:
    """The places of a story in the order of their words."""

    items: list[Place] = field(default_factory=list)

    def at(self, span: Span) -> Place | None:
        """The first place that a span of the story overlaps."""
        i = bisect_right(self.items, span.start, key=lambda p: p.span.end)
        return self.items[i] if i < len(self.items) and self.items[i].span.overlaps(span) else None


def run(draft: Draft) -> Places:
    """The places of a story, its dateline's among them."""
    found = mentions(draft.language)
    if not found:
        return Places()
    chances = chance(found)
    items = [_place(m, draft.language) for m, p in zip(found, chances, strict=True) if p >= 0.5 or m.dateline]
    return Places(items)


LABELS = ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP")
FEATURES = (
    "bias", "GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "no name", "whole name", "part of a person", "begins a body", "own name",
    "other name", "unknown", "people", "country", "admin1", "admin2", "city", "by hand", "short form", "words", "capitals",
    "after preposition", "after the", "after capital", "after title", "after place and comma", "before capital",
    "before division", "before possessive", "begins sentence", "also a place", "also a person", "family name", "common word",
    "likely", "near", "state", "nation", "not proper", "subject", "generic", "road", "company",
)  # fmt: skip
"""What is asked of a mention: how the language stage and the gazetteer see it, and how it stands in sentence and story."""

_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "of", "around", "outside", "between", "across", "into", "toward", "towards", "throughout", "through"}
)  # fmt: skip
_ROAD = re.compile(
    r"\b(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Drive|Dr\.|Boulevard|Blvd\.?|Lane|Ln\.?|Parkway|Pike|Highway|Hwy\.?|Route|Interstate)(?:\s\d+\w?)?$"
)
_GENERIC = re.compile(
    r"\b(?:River|Lake|Creek|Bay|Island|Islands|Mountains?|Valley|Province|District|Region|County|Parish|Township|Airport|Forest|Desert"
    r"|Peninsula|Strait|Sea|Gulf|Ocean|Beach|Canal|Coast|Basin|Delta)$|^(?:Lake|Mount|Mt\.|Fort|River|Gulf|Strait|Sea|Bay|Port|Cape) "
)


@dataclass(slots=True)
class Mention:
    """Words that may be a place."""

    span: Span
    words: str
    dateline: bool = False
    choice: Choice | None = None
    x: list[float] = field(default_factory=list)


def mentions(language: Language) -> list[Mention]:
    """All that may be places, resolved, with their features."""
    known = gazetteer()
    story = language.story
    text = story.text
    entities = _entities(language)
    read = [Span(p.paragraph.start, p.paragraph.span.end) for p in language.paragraphs]
    found: dict[Span, Mention] = {}
    for span in toponyms.scan(text, known, []):
        if text.startswith("The ", span.start):
            span = Span(span.start + 4, span.end)
        i = bisect_right(read, span.start, key=lambda r: r.start) - 1
        if i >= 0 and read[i].covers(span):
            found[span] = Mention(span, toponyms.plain(text[span.start : span.end]))
    scanned = sorted(found)
    for span, label in entities:
        i = bisect_right(scanned, span.start, key=lambda s: s.end)
        if label in ("GPE", "LOC", "FAC") and not (i < len(scanned) and scanned[i].overlaps(span)):
            if (trimmed := _trimmed(text, span)) is not None:
                found[trimmed] = Mention(trimmed, toponyms.plain(text[trimmed.start : trimmed.end]))
    for at in _datelines(text, story.dateline, story.dateline_place) if story.dateline else ():
        found = {s: m for s, m in found.items() if not s.overlaps(at)}
        found[at] = Mention(at, text[at.start : at.end], dateline=True)
    ordered = [
        m for _, m in sorted(found.items()) if m.dateline or not _of_people(m.words, known)
    ]  # the people are no place, though they say where the story plays
    if not ordered:
        return []
    people = [s for s in found if _of_people(found[s].words, known)]
    choices = toponyms.choices(text, [m.span for m in ordered], context=people)
    for m, choice in zip(ordered, choices, strict=True):
        m.choice = choice
    _describe(ordered, entities, language, known)
    return ordered


def _of_people(words: str, known: Gazetteer) -> bool:
    """Whether the words name a people ("Russian"), not a place."""
    of = countries()
    return of.of_people(words) is not None and of.named(words) is None


def _entities(language: Language) -> list[tuple[Span, str]]:
    return [(language.span(e), e.label_) for p in language.paragraphs for e in p.doc.ents]


def _trimmed(text: str, span: Span) -> Span | None:
    """An entity without article, possessive and closing marks; None where nothing capitalised is left."""
    words = text[span.start : span.end]
    start = span.start + (4 if words[:4].lower() == "the " else 0)
    words = re.sub(r"(?:['’]s?|[,;:\"”])+$", "", text[start : span.end]).rstrip()
    if len(words) < 2 or not any(w[0].isupper() for w in words.split()) or "\n" in words:
        return None
    return Span(start, start + len(words))


def _datelines(text: str, dateline: Span, place: str | None) -> list[Span]:
    """The places of a dateline: "PARIS, France" is one, "MOSCOW/WASHINGTON" two."""
    if not place or (start := text.find(place, dateline.start, dateline.end)) < 0:
        return []
    found = []
    for part in re.finditer(r"[^/]+", place.split(",")[0]):
        words = part[0].strip()
        if words:
            at = start + part.start() + part[0].index(words)
            found.append(Span(at, at + len(words)))
    return found


def _describe(found: list[Mention], entities: list[tuple[Span, str]], language: Language, known: Gazetteer) -> None:
    """Fill in the features of mentions."""
    text = language.story.text
    label_of: dict[Span, tuple[Span, str] | None] = {}
    i = 0
    entities = sorted(entities)
    for m in found:
        while i < len(entities) and entities[i][0].end <= m.span.start:
            i += 1
        label_of[m.span] = entities[i] if i < len(entities) and entities[i][0].overlaps(m.span) else None
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        entity = label_of[m.span]
        labels[key(m.words)][entity[1] if entity else ""] += 1
    family = {
        key(text[s.start : s.end].split()[-1])
        for s, label in entities
        if label == "PERSON" and " " in text[s.start : s.end]
    }
    common = toponyms.words_of("common")
    titles = toponyms.words_of("title")
    firm = re.compile(r"\s(?:&|and Sons|Inc|Corp|Ltd|LLC|PLC|plc|Co\.|Bros|Group|Holdings|Partners|Associates)")
    previous: Mention | None = None
    for m in found:
        entity = label_of[m.span]
        label = entity[1] if entity else ""
        inner = entity is not None and _trimmed(text, entity[0]) == m.span
        before, after = text[max(0, m.span.start - 24) : m.span.start], text[m.span.end : m.span.end + 24]
        last = before.split()[-1] if before.split() else ""
        tight = before.endswith(" ") and last != ""
        token = language.token_at(m.span.start)
        c = m.choice
        entry = c.entry if c else None
        mine = labels[key(m.words)]
        as_place = mine["GPE"] + mine["LOC"] - (label in ("GPE", "LOC"))
        as_person = mine["PERSON"] - (label == "PERSON")
        rest = max(1, sum(mine.values()) - 1)
        comma = (
            previous is not None
            and 0 < m.span.start - previous.span.end <= 2
            and "," in text[previous.span.end : m.span.start]
        )
        flags = (
            1, *(label == name for name in LABELS), label == "", inner,
            label == "PERSON" and not inner, entity is not None and label == "ORG" and not inner and _starts(text, entity[0], m.span),
            c is not None and not c.other, c is not None and c.other, entry is None,
            math.log10(entry.population + 1) / 7 if entry else 0,
            entry is not None and entry.kind == "country", entry is not None and entry.kind == "admin1",
            entry is not None and entry.kind == "admin2", entry is not None and entry.kind in ("city", "capital"),
            entry is not None and entry.geonames is None and entry.fame > 0, m.words in known.short,
            min(3, len(m.words.split())) - 1, m.words.isupper() and len(m.words) > 3,
            last.lower() in _PREPOSITIONS, last.lower() == "the", tight and last[0].isupper() and last[-1] not in ".,;:!?”\"",
            tight and last.rstrip(".").lower() in titles, comma,
            bool(re.match(r"\s[A-Z]", after)), bool(c and c.within), bool(re.match(r"['’]s\b", after)),
            token is not None and bool(token.is_sent_start), as_place / rest, as_person / rest,
            key(m.words) in family, m.words.lower() in common,
            c.chance if c else 0, c.near if c else 0, c.state if c else 0, c.nation if c else 0,
            token is not None and token.pos_ != "PROPN", token is not None and token.dep_ == "nsubj" and (entry is None or entry.kind != "country"),
            bool(_GENERIC.search(m.words)), bool(_ROAD.search(m.words) or re.match(r"\s(?:Street|St\.|Ave|Road|Rd\b|Drive|Dr\.|Boulevard|Blvd|Lane|Pike)", after)),
            bool(firm.match(after)) or before.endswith("& "),
        )  # fmt: skip
        m.x = [float(v) for v in flags]
        previous = m


def _starts(text: str, entity: Span, span: Span) -> bool:
    return text[entity.start : span.start].strip().lower() in ("", "the")


@functools.cache
def mention_weights() -> Any:
    """The fitted weights of :data:`FEATURES`."""
    import numpy as np

    rows = {r["feature"]: float(r["weight"]) for r in read_table("gazetteer_weights") if r["stage"] == "mention"}
    return np.array([rows.get(f, 0.0) for f in FEATURES])


def chance(found: list[Mention]) -> list[float]:
    """How likely each mention is a place."""
    import numpy as np

    scores = np.array([m.x for m in found]) @ mention_weights()
    return [float(p) for p in 1 / (1 + np.exp(-np.clip(scores, -30, 30)))]


# --- records ---------------------------------------------------------------------------------------------------------


def _place(m: Mention, language: Language) -> Place:
    entry = m.choice.entry if m.choice else None
    words = language.story.text[m.span.start : m.span.end]
    if entry is None:
        return Place(span=m.span, name=words, kind="road" if _ROAD.search(words) else None)
    return Place(
        span=m.span,
        name=entry.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        kind=entry.kind,
        metonym=entry.kind in ("country", "capital", "seat") and not m.dateline and _metonym(m, language),
    )


def _metonym(m: Mention, language: Language) -> bool:
    """Whether the name stands for the government: who speaks or acts, is addressed, or is a party of a relation."""
    tokens = language.tokens(m.span)
    if tokens is None:
        return False
    root = tokens.root
    return _acts(root)


def _acts(root: Any) -> bool:
    while root.dep_ == "conj" and root.head.i < root.i:
        root = root.head
    verb = root.head
    if root.dep_ == "nsubj":
        return bool(verb.pos_ in ("VERB", "AUX") and verb.lemma_ not in toponyms.words_of("stative"))
    if root.dep_ in ("dobj", "dative"):
        return speech_acts().get(verb.lemma_, "believe") not in ("believe", "show")
    if root.dep_ == "pobj":
        governor = verb.head
        if verb.dep_ == "agent":
            return True
        if verb.lower_ in ("with", "between", "against"):
            return (
                bool({governor.lemma_.lower(), governor.lower_} & toponyms.words_of("relation"))
                or governor.pos_ == "VERB"
            )
        if verb.lower_ == "to":
            return bool(verb.dep_ == "prep" and governor.lower_ == "according")
        return bool(verb.lower_ == "by" and governor.pos_ in ("NOUN", "VERB"))
    if root.dep_ == "poss":
        return bool(root.head.lemma_.lower() in toponyms.words_of("position"))
    return False
