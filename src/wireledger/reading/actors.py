"""The stage ``actors``: states, organisations, people and groups, with everything that refers to them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.actors import Body, bodies, named, organisations, regions, rulers, titles
from wireledger.knowledge.countries import countries
from wireledger.model import Actor, Role, Span
from wireledger.reading.draft import Draft
from wireledger.reading.language import head


@dataclass(slots=True)
class Mention:
    """Words that refer to one or, in the plural ("both countries"), to several actors."""

    span: Span
    actors: tuple[str, ...]
    head: Token
    how: Literal["name", "demonym", "title", "pronoun", "description", "acronym", "metonym"] = "name"


@dataclass(slots=True)
class Actors:
    """The actors of a story and the index of their mentions."""

    draft: Draft
    items: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    """In the order of their words; the shorter after the longer that holds it."""
    _by_id: dict[str, Actor] = field(default_factory=dict)
    _by_head: dict[tuple[int, int], Mention] = field(default_factory=dict)

    def get(self, actor_id: str) -> Actor:
        return self._by_id[actor_id]

    def add(self, actor: Actor) -> Actor:
        """Add an actor, or return the one that has its id."""
        if actor.id not in self._by_id:
            self._by_id[actor.id] = actor
            self.items.append(actor)
        return self._by_id[actor.id]

    def mention(self, mention: Mention) -> None:
        """Record that words refer to actors, which are all added before."""
        self.mentions.append(mention)
        self._by_head.setdefault((id(mention.head.doc), mention.head.i), mention)
        for actor in mention.actors:
            if mention.span not in self._by_id[actor].mentions:
                self._by_id[actor].mentions.append(mention.span)

    def of(self, token: Token) -> tuple[str, ...]:
        """The actors that the noun phrase headed by ``token`` refers to; () where it refers to none that is safe.

        For "France's troops" and its head "troops" that is the group of French troops, not France; "the government
        of France" and "Paris" (where it stands for the government) are the state."""
        found = self._by_head.get((id(token.doc), token.i))
        return found.actors if found else ()

    def at(self, span: Span) -> list[Mention]:
        """The mentions that overlap a span."""
        return [m for m in self.mentions if m.span.overlaps(span)]


def state(iso3: str) -> Actor:
    """The actor that a state is, whatever story names it."""
    return Actor(id=f"state:{iso3}", name=countries().by_iso3[iso3].name, kind="state", country=iso3, sector="GOV")


def slug(name: str) -> str:
    """A name as an id: without accents, in lower case, words parted by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"


_LABELS = {
    "state": "STATE",
    "people": "PEOPLE",
    "body": "SEAT",
    "organisation": "ORG",
    "capital": "CAPITAL",
    "territory": "STATE",
}


def _in_readings(sector: str | None) -> str | None:
    """The sector as readings write it: media are MED, and health is HLH, as in the coding scheme before PLOVER."""
    return {"JRN": "MED", "MED": "HLH"}.get(sector or "", sector)


_PARTICLES = frozenset(
    [
        "de",
        "da",
        "di",
        "du",
        "del",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ben",
        "ould",
        "abu",
        "la",
        "le",
    ]
)
_FORMER = {"former": "former", "ex": "former", "late": "former", "deposed": "former", "ousted": "former", "then": "former",
           "interim": "acting", "acting": "acting", "transitional": "acting", "caretaker": "acting",
           "elect": "elect", "incoming": "elect", "designate": "elect"}  # fmt: skip
_STATE_NOUNS = frozenset(
    [
        "country",
        "nation",
        "state",
        "republic",
        "kingdom",
        "colony",
        "neighbor",
        "neighbour",
        "ally",
        "power",
        "homeland",
    ]
)
_SIDES = frozenset(
    [
        "country",
        "nation",
        "state",
        "side",
        "party",
        "government",
        "capital",
        "ally",
        "neighbor",
        "neighbour",
        "power",
        "leader",
        "people",
    ]
)
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3}
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent", "csubj"))
_INSIDE = frozenset(("compound", "amod", "nmod", "poss", "case", "det", "nummod", "advmod", "quantmod", "punct"))
_DIPLOMATIC = frozenset(("between", "with", "against", "by", "toward", "towards"))
_HOLDING = frozenset(
    [
        "have",
        "keep",
        "maintain",
        "station",
        "deploy",
        "send",
        "base",
        "move",
        "retain",
        "withdraw",
        "pull",
        "redeploy",
        "dispatch",
    ]
)
"""Verbs whose subject the troops of their object belong to."""
_MALE, _FEMALE = frozenset(("he", "him", "his")), frozenset(("she", "her", "hers"))
_WORD = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Name:
    """A proper name in one paragraph: its run of tokens and what the tables or the tagger take it for."""

    start: int
    end: int
    label: str
    country: str | None = None
    sector: str | None = None
    name: str = ""


class _Reader:
    """One pass over a story, in the order of its words: names first, then what refers back to them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.actors = Actors(draft)
        self.topic: str | None = None
        self.states: list[str] = []
        """ISO codes of the states mentioned so far, the latest last, each once."""
        self.people: dict[str, str] = {}
        """Folded last names, and full names, with the actor they mean."""
        self.last_person: str | None = None
        self.last_group: dict[str, str] = {}
        self.last_body: dict[str, str] = {}
        self.acronyms: dict[str, str] = {}

    def read(self) -> Actors:
        names = [(p.doc, self.names(p.doc)) for p in self.language.paragraphs]
        self.topic = self.find_topic(names)
        for _, found in names:
            for name in found:
                if name.label == "PERSON" and name.end - name.start > 1:
                    self.people.setdefault(self.last_name(name.name), "person:" + slug(name.name))
        self.publisher()
        for doc, found in names:
            self.paragraph(doc, found)
        return self.actors

    # -- names ------------------------------------------------------------------------------------------------------

    def names(self, doc: Doc) -> list[_Name]:
        """The proper names of a paragraph, the tables' word before the tagger's."""
        found: list[_Name] = []
        taken = -1
        for entity in doc.ents:
            if entity.start < taken or entity.label_ in (
                "DATE",
                "TIME",
                "CARDINAL",
                "ORDINAL",
                "MONEY",
                "PERCENT",
                "QUANTITY",
            ):
                continue
            start, end = entity.start, entity.end
            while end - start > 1 and doc[end - 1].tag_ in ("POS", ",", "''", "``"):
                end -= 1
            while end - start > 1 and (doc[start].pos_ in ("DET", "PUNCT") or doc[start].lower_ in ("the", "a")):
                start += 1
            for name in self.split(doc, start, end, entity.label_):
                found.append(name)
                taken = name.end
        covered = {i for n in found for i in range(n.start, n.end)}
        i = 0
        while i < len(doc):  # proper nouns that the tagger of names passed over
            if i in covered or doc[i].pos_ != "PROPN" or not doc[i].text[:1].isupper():
                i += 1
                continue
            j = i
            while j < len(doc) and j not in covered and doc[j].pos_ == "PROPN":
                j += 1
            found.extend(self.split(doc, i, j, "NAME"))
            i = j
        found.sort(key=lambda n: (n.start, -n.end))
        return self.joined(doc, found)

    def split(self, doc: Doc, start: int, end: int, label: str) -> list[_Name]:
        """What one run of tokens names: looked up whole, then without what stands before or behind a known name."""
        text = doc[start:end].text
        if not _WORD.search(text):
            return []
        if known := self.known(text, label):
            return [_Name(start, end, *known)]
        if label in ("PERSON", "NAME"):
            title = start
            while title < end and self.titled(doc[title].lower_):
                title += 1
            if start < title < end:
                return [_Name(title, end, "PERSON", name=doc[title:end].text)]
        parts: list[_Name] = []
        for i in range(start, end):
            for j in range(min(end, i + 4), i, -1):
                known = self.known(doc[i:j].text, "")
                if known and (known[0] != "ORG" or j - i > 1):
                    parts.append(_Name(i, j, *known))
                    break
            else:
                continue
            break
        if parts and label != "PERSON":
            inner = parts[0]
            if label == "ORG" and end - start > inner.end - inner.start:
                return [_Name(start, end, "ORG", inner.country, None, text)]
            rest = self.split(doc, inner.end, end, label) if inner.end < end else []
            return [*parts, *rest]
        return [_Name(start, end, label, name=text)]

    def known(self, text: str, label: str) -> tuple[str, str | None, str | None, str] | None:
        """Label, country, sector and name of what the tables know."""
        bare = text.removesuffix("'s").rstrip(" '")
        found = named(bare)
        if found is None or (found.kind == "capital" and label == "PERSON"):
            return None
        kind = _LABELS[found.kind]
        if found.kind == "territory":
            if found.sector is None:
                return None  # a part of a state is a place, no actor
            kind = "STATE" if found.sector == "GOV" else "ORG"
        return kind, found.country, _in_readings(found.sector), found.name

    def joined(self, doc: Doc, names: list[_Name]) -> list[_Name]:
        """Personal names that were cut: particles ("Kyelem de Tambela") and first names left outside."""
        out: list[_Name] = []
        for name in names:
            before = out[-1] if out else None
            if (
                before
                and before.label in ("PERSON", "NAME")
                and name.label in ("PERSON", "NAME", "ORG", "GPE")
                and not name.country
            ):
                gap = doc[before.end : name.start]
                if (
                    len(gap) <= 2
                    and all(t.lower_ in _PARTICLES for t in gap)
                    and (len(gap) or doc[before.end - 1].dep_ == "compound")
                    and not self.titled(doc[before.end - 1].lower_)
                ):
                    before.end, before.label = name.end, "PERSON"
                    before.name = doc[before.start : before.end].text
                    continue
            if (
                before
                and before.label == "ORG"
                and not before.sector
                and before.end == name.start
                and (doc[before.end - 1].lower_ in _PARTICLES)
            ):
                before.end, before.country = name.end, name.country
                before.name = doc[before.start : before.end].text
                continue
            out.append(name)
        for name in out:
            if name.label in ("PERSON", "NAME"):
                while (
                    name.end < len(doc) - 1
                    and doc[name.end].lower_ in _PARTICLES
                    and doc[name.end + 1].text[:1].isupper()
                ):
                    name.end += 2
                if name.label == "NAME" and self.looks_personal(doc, name):
                    name.label = "PERSON"
                name.name = doc[name.start : name.end].text
        return out

    def titled(self, word: str) -> bool:
        return word in titles() or word.rpartition("-")[2] in titles()

    def looks_personal(self, doc: Doc, name: _Name) -> bool:
        """A name that no table knows is a person's where a title stands before it or a full name was given."""
        before = doc[name.start - 1] if name.start else None
        return bool(before is not None and self.titled(before.lower_)) or self.last_name(name.name) in self.people

    def last_name(self, name: str) -> str:
        words = name.removesuffix("'s").split()
        while len(words) > 1 and words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii"):
            words.pop()
        return slug(words[-1]) if words else ""

    def find_topic(self, names: list[tuple[Doc, list[_Name]]]) -> str | None:
        """The state that the story is about: the first that is a subject in headline or lead, else the first named."""
        first: str | None = None
        for doc, found in names[:3]:
            for name in found:
                if name.country and name.label in ("STATE", "PEOPLE", "CAPITAL", "SEAT"):
                    first = first or name.country
                    token = head(doc[name.start : name.end])
                    if name.label != "PEOPLE" and token.dep_ in _SUBJECTS:
                        return name.country
                    if (
                        token.dep_ in ("poss", "amod", "compound")
                        and token.head.dep_ in _SUBJECTS
                        and (token.dep_ == "poss" or self.body(token.head) or self.titled(token.head.lower_))
                    ):
                        return name.country
        return first

    def publisher(self) -> None:
        """The agency is an actor: it sees letters and is told things."""
        if self.draft.story.agency:
            self.organisation(self.draft.story.agency, None, "MED")

    # -- actors -----------------------------------------------------------------------------------------------------

    def state(self, iso3: str) -> str:
        actor = self.actors.add(state(iso3))
        if iso3 in self.states:
            self.states.remove(iso3)
        self.states.append(iso3)
        return actor.id

    def organisation(self, name: str, country: str | None, sector: str | None) -> str:
        known = organisations().get(name)
        if known:
            name, country, sector = known.name, known.country, _in_readings(known.sector)
        return self.actors.add(
            Actor(id="org:" + slug(name), name=name, kind="organization", country=country, sector=sector)
        ).id

    def group(self, token: Token, body: Body, country: str | None, name: str) -> str:
        """The actor that a body or group noun refers to, for its country."""
        if body.sense == "state" and country:
            return self.state(country)
        if body.sense == "body":
            label = " ".join(w for w in name.split() if w.lower() not in ("the", "its", "their", "a"))
            prefix = f"{country.lower()}-" if country else ""
            actor_id = f"org:{prefix}{slug(self.bare(label))}"
            kind: Literal["organization", "group"] = "organization"
        else:
            prefix = f"{country}-" if country else ""
            actor_id = f"group:{prefix}{body.sector if country else slug(body.noun)}"
            kind = "group"
        actor = self.actors.add(
            Actor(id=actor_id, name=name, kind=kind, country=country, sector=body.sector,
                  member_of=self.actors.add(state(country)).id if country else None)
        )  # fmt: skip
        return actor.id

    def bare(self, label: str) -> str:
        """A body's name without the country in it."""
        return " ".join(w for w in label.split() if not countries().find(w.removesuffix("'s")) and w != "'s") or label

    def body(self, token: Token) -> Body | None:
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        return bodies().get(token.lemma_.lower()) or bodies().get(token.lower_)

    def person(self, name: str) -> Actor:
        actor_id = self.people.get(self.last_name(name)) if " " not in name else None
        if actor_id is None:
            full = "person:" + slug(name)
            known = self.people.get(self.last_name(name))
            # The same last name is the same person where one full name holds the other's words.
            if known and (
                set(slug(name).split("-")) <= set(known[7:].split("-"))
                or set(known[7:].split("-")) <= set(slug(name).split("-"))
            ):
                actor_id = known
            else:
                actor_id = full
            self.people.setdefault(self.last_name(name), actor_id)
        found = self.actors._by_id.get(actor_id)
        if found is None:
            return self.actors.add(Actor(id=actor_id, name=name, kind="person"))
        if len(name) > len(found.name):
            found.aliases.append(found.name)
            found.name = name
        elif name != found.name and name not in found.aliases:
            found.aliases.append(name)
        return found

    # -- a paragraph ------------------------------------------------------------------------------------------------

    def paragraph(self, doc: Doc, names: list[_Name]) -> None:
        at = {name.start: name for name in names}
        covered = -1
        self.of_token: dict[int, _Name] = {i: n for n in names for i in range(n.start, n.end)}
        for token in doc:
            if name := at.get(token.i):
                self.named(doc, name)
                covered = max(covered, name.end)
            elif token.i >= covered:
                if token.pos_ == "PRON":
                    self.pronoun(token)
                elif token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
                    self.noun(token)

    def mention(self, tokens: Tokens, ids: tuple[str, ...], how: str) -> None:
        if ids:
            self.actors.mention(Mention(self.language.span(tokens), ids, head(tokens), how))  # type: ignore[arg-type]

    def named(self, doc: Doc, name: _Name) -> None:
        tokens = doc[name.start : name.end]
        token = head(tokens)
        if name.label == "STATE":
            assert name.country
            self.mention(tokens, (self.state(name.country),), "name")
        elif name.label == "PEOPLE":
            assert name.country
            if token.tag_ in ("NNS", "NNPS") and token.dep_ not in ("amod", "compound"):
                actor = self.actors.add(
                    Actor(
                        id=f"group:{name.country}-CVL",
                        name=tokens.text,
                        kind="group",
                        country=name.country,
                        sector="CVL",
                    )
                )
                self.mention(tokens, (actor.id,), "demonym")
            else:
                self.mention(tokens, (self.state(name.country),), "demonym")
        elif name.label == "SEAT":
            assert name.country
            actor = self.actors.add(Actor(id="org:" + slug(name.name), name=name.name, kind="organization", country=name.country,
                                          sector=name.sector, member_of=self.actors.add(state(name.country)).id))  # fmt: skip
            self.mention(tokens, (actor.id,), "metonym")
        elif name.label == "CAPITAL":
            if self.stands_for_government(token):
                assert name.country
                self.mention(tokens, (self.state(name.country),), "metonym")
        elif name.label == "PERSON" or (name.label == "NAME" and self.last_name(name.name) in self.people):
            self.named_person(doc, name, tokens)
        elif name.label in ("ORG", "NORP", "NAME", "FAC", "PRODUCT") and token.dep_ not in ("amod",):
            self.named_body(doc, name, tokens, token)

    def stands_for_government(self, token: Token) -> bool:
        if token.dep_ in _SUBJECTS or (token.dep_ == "conj" and token.head.dep_ in _SUBJECTS):
            return True
        if token.dep_ == "poss":
            return True
        governor = token.head if token.dep_ != "conj" else token.head.head
        return governor.lower_ in _DIPLOMATIC and governor.pos_ == "ADP"

    def named_body(self, doc: Doc, name: _Name, tokens: Tokens, token: Token) -> None:
        """A body by its name: in the tables, or headed by a noun that says what it is, or unknown."""
        if name.sector:
            self.mention(tokens, (self.organisation(name.name, name.country, name.sector),), "name")
            return
        acronym = self.acronyms.get(name.name)
        if acronym:
            self.mention(tokens, (acronym,), "acronym")
            return
        last = doc[name.end - 1]
        body = self.body(last) or next((b for t in tokens if (b := self.body(t))), None)
        country = name.country or self.country_of(token)
        if body:
            ids = (
                self.group(
                    last,
                    body,
                    country or (self.topic if body.sector in ("GOV", "MIL", "LEG", "COP") else None),
                    tokens.text,
                ),
            )
            self.last_body[body.noun] = ids[0]
        elif name.label == "ORG":
            media = bool(re.search(r"(?i)\b(news|television|tv|radio\w*|agency|times|post|broadcast\w*)\b", name.name))
            ids = (self.organisation(name.name, country, "MED" if media else None),)
        else:
            return
        self.mention(tokens, ids, "name")
        if name.end + 2 < len(doc) and doc[name.end].text == "(" and doc[name.end + 2].text == ")":
            self.acronyms[doc[name.end + 1].text] = ids[0]

    # -- people -----------------------------------------------------------------------------------------------------

    def named_person(self, doc: Doc, name: _Name, tokens: Tokens) -> None:
        actor = self.person(tokens.text)
        self.mention(tokens, (actor.id,), "name")
        self.last_person = actor.id
        self.title_before(doc, name.start, actor)
        self.title_after(doc, name, actor)

    def title_before(self, doc: Doc, start: int, actor: Actor) -> None:
        """ "Burkinabe Prime Minister X", "a spokesman for the ministry, X", "the country's Secretary of State X"."""
        i = start - 1
        comma = i >= 0 and doc[i].text == ","
        if comma:
            i -= 1
        last = None
        j = i
        while j >= 0 and i - j < 8:
            token = doc[j]
            if self.titled(token.lower_):
                last = j
                break
            if token.pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART", "PUNCT") or token.text in (
                ",",
                '"',
                ";",
                ":",
                "(",
                ")",
                ".",
            ):
                return
            if comma and j == i and token.pos_ not in ("NOUN", "PROPN"):
                return
            j -= 1
        if last is None or (
            last != i and not any(t.lower_ in ("of", "for", "to", "at") for t in doc[last + 1 : i + 1])
        ):
            return
        if (
            comma
            and doc[last].dep_ != "appos"
            and not any(t.dep_ == "appos" and t.i > last for t in doc[last].children)
            and doc[last].dep_ not in _SUBJECTS
        ):
            return
        first = last
        while first > 0 and (
            doc[first - 1].pos_ in ("ADJ", "NOUN", "PROPN")
            or doc[first - 1].text == "-"
            or (doc[first - 1].text in ("and", "&", ",") and first > 1 and self.titled(doc[first - 2].lower_))
        ) and doc[first - 1].sent == doc[last].sent:  # fmt: skip
            first -= 1
        self.role(doc, first, i + 1, last, actor)

    def title_after(self, doc: Doc, name: _Name, actor: Actor) -> None:
        """ "X, the country's foreign minister, said", "X, spokesman for the ministry"."""
        if name.end >= len(doc) - 1 or doc[name.end].text != ",":
            return
        limit = min(len(doc), name.end + 14)
        for j in range(name.end + 1, limit):
            token = doc[j]
            if token.text in (",", ";", '"') or (
                token.pos_ in ("VERB", "AUX", "PRON") and token.dep_ not in ("amod", "poss")
            ):
                return
            if self.titled(token.lower_) and (j + 1 >= len(doc) or not self.titled(doc[j + 1].lower_)):
                end = j + 1
                while (
                    end < limit
                    and doc[end].text not in (",", ";", ".", '"')
                    and doc[end].pos_ not in ("VERB", "AUX", "SCONJ", "PRON")
                ):
                    end += 1
                first = name.end + 1
                while first < j and doc[first].pos_ == "DET":
                    first += 1
                self.role(doc, first, end, j, actor)
                return

    def role(self, doc: Doc, first: int, end: int, at: int, actor: Actor) -> None:
        """Record the title in ``doc[first:end]``, headed by the word at ``at``, for its state or body."""
        country: str | None = None
        of: str | None = None
        i = first
        while i < at and (doc[i].i in self.of_token or doc[i].tag_ == "POS" or doc[i].pos_ in ("DET", "PRON")):
            known = self.of_token.get(i)
            if known and known.country:
                country = known.country
            elif doc[i].pos_ == "PRON" and doc[i].lower_ in ("its", "their"):
                country = self.states[-1] if self.states else None
            elif (not known and doc[i].tag_ != "POS" and doc[i].pos_ != "DET") or (known and not known.country):
                break
            i = known.end if known and known.country else i + 1
        owner = doc[first - 1] if first > 0 and doc[first - 1].tag_ == "POS" else None
        if owner is not None and first > 1 and country is None:
            country = self.country_of_token(doc[first - 2])
        for j in range(i, at):  # "the country's foreign minister"
            if doc[j].tag_ == "POS" and country is None:
                country = self.country_of_token(doc[j - 1])
                i = j + 1
        for token in doc[at + 1 : end]:
            known = self.of_token.get(token.i)
            if known and known.country and country is None:
                country = known.country
            elif country is None and token.lower_ in _STATE_NOUNS:
                country = self.country_of_token(token)
        words = doc[i:end]
        if not len(words):
            return
        sector = titles().get(doc[at].lower_) or titles().get(doc[at].lower_.rpartition("-")[2]) or ""
        national = sector in ("GOV", "MIL", "LEG", "JUD")
        if country is None and national and not any(self.of_token.get(t.i) for t in doc[at + 1 : end]):
            country = self.topic
        status = next((_FORMER[t.lower_] for t in words if t.lower_ in _FORMER), "current")
        if country and national:
            of = self.actors.add(state(country)).id
        if sector and not (actor.sector and sector == "GOV"):
            actor.sector = sector
        actor.country = actor.country or country
        title = words.text.strip()
        if not any(r.title == title and r.of == of for r in actor.roles):
            actor.roles.append(Role(title=title, of=of, span=self.language.span(words), status=status))

    # -- reference --------------------------------------------------------------------------------------------------

    def country_of_token(self, token: Token) -> str | None:
        """The state that one token names or refers to."""
        known = self.of_token.get(token.i)
        if known:
            return known.country
        ids = self.actors.of(token)
        return self.actors.get(ids[0]).country if len(ids) == 1 else None

    def country_of(self, noun: Token) -> str | None:
        """The state that a noun phrase says it belongs to: by adjective, possessive or "of"."""
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < noun.i:
                if child.pos_ == "PRON":
                    if child.lower_ in ("its", "their") and (ids := self.actors.of(child)):
                        return self.actors.get(ids[0]).country
                    if child.lower_ in ("his", "her"):
                        return self.topic
                    continue
                if found := self.country_of_token(child) or self.country_of(child):
                    return found
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "in"):
                if child.lower_ == "in" and (body := self.body(noun)) and body.sector == "MIL":
                    continue  # where troops are is not whose they are
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and (found := self.country_of_token(pobj)):
                        return found
        if noun.dep_ in ("dobj", "obj") and noun.head.lemma_ in _HOLDING:
            for child in noun.head.children:
                if child.dep_ == "nsubj" and (found := self.country_of_token(child)):
                    return found
        return None

    def phrase(self, noun: Token) -> Tokens:
        """The noun with what stands before it, without its relative clauses and prepositions."""
        first = noun.i
        while first > noun.sent.start and noun.doc[first - 1].dep_ in _INSIDE and (
            noun.doc[first - 1].head.i == noun.i or noun.doc[first - 1].head.head.i == noun.i or noun.doc[first - 1].tag_ == "POS"
        ) and noun.doc[first - 1].text not in (",", '"', "(", "--"):  # fmt: skip
            first -= 1
        while first < noun.i and noun.doc[first].pos_ == "PUNCT":
            first += 1
        return noun.doc[first : noun.i + 1]

    def noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        words = {c.lower_ for c in token.children if c.i < token.i}
        plural = token.tag_ in ("NNS", "NNPS")
        if plural and lemma in _SIDES and (n := next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 0)):
            if len(self.states) >= n and "other" not in words:
                self.mention(self.phrase(token), tuple(self.state(s) for s in self.pick(token, n)), "description")
            return
        if lemma in _STATE_NOUNS and not plural:
            self.described(token, lemma, words)
            return
        if lemma == "counterpart" or lemma == "counterparts":
            self.counterpart(token)
            return
        body = self.body(token)
        if body:
            self.grouped(token, body, words)
        elif self.titled(token.lower_) and titles().get(token.lower_) in ("GOV", "MIL", "LEG", "JUD") and not plural:
            self.officer(token, words)

    def pick(self, token: Token, n: int) -> list[str]:
        """The n states that a plural refers to: those of this sentence and the last ones, the topic among them."""
        last = self.states[-n:]
        if n == 2 and self.topic and self.topic in self.states and self.topic not in last:
            last = [self.topic, *[s for s in self.states if s != self.topic][-1:]]
        return sorted(last)

    def described(self, token: Token, lemma: str, words: set[str]) -> None:
        """ "the country", "the former colony", "the second West African nation"."""
        definite = bool(words & {"the", "this", "that"}) or token.dep_ == "appos"
        if not definite and lemma != "colony":
            return
        if "other" in words or "another" in words or "every" in words or "each" in words:
            return
        candidates = list(self.states)
        text = self.phrase(token).text.lower()
        if lemma == "colony" or "colony" in words:
            candidates = [s for s in candidates if s in rulers()]
        else:
            fits = [phrase for phrase in regions() if phrase in text]
            if fits:
                area = regions()[max(fits, key=len)]
                candidates = [s for s in candidates if s in area]
        if not candidates:
            return
        here = [s for s in candidates if s in self.in_sentence(token)]
        if lemma == "colony":
            chosen = (here or candidates)[-1]
        elif here:
            chosen = self.topic if self.topic in here else here[-1]
        else:
            chosen = self.topic if self.topic in candidates else candidates[-1]
        assert chosen
        self.mention(self.phrase(token), (self.state(chosen),), "description")

    def in_sentence(self, token: Token) -> list[str]:
        """States named in the sentence before a token; an adjective names the state of its noun, not this one."""
        found = []
        for t in token.doc[token.sent.start : token.i]:
            name = self.of_token.get(t.i)
            if name and name.label in ("STATE", "CAPITAL") and name.country:
                found.append(name.country)
        return found

    def counterpart(self, token: Token) -> None:
        adjectives = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and self.country_of_token(c)]
        country = self.country_of_token(adjectives[0]) if adjectives else self.country_of(token)
        if country is None:
            return
        for t in reversed(token.doc[token.sent.start : token.i]):
            ids = self.actors.of(t)
            if ids and self.actors.get(ids[0]).kind == "organization" and self.actors.get(ids[0]).country != country:
                other = self.actors.get(ids[0])
                actor = self.actors.add(Actor(id=f"org:{country.lower()}-{slug(self.bare(other.name))}", name=self.phrase(token).text,
                                              kind="organization", country=country, sector=other.sector,
                                              member_of=self.actors.add(state(country)).id))  # fmt: skip
                self.mention(self.phrase(token), (actor.id,), "description")
                return
        actor = self.actors.add(
            Actor(id=f"group:{country}-GOV", name=self.phrase(token).text, kind="group", country=country, sector="GOV")
        )
        self.mention(self.phrase(token), (actor.id,), "description")

    def grouped(self, token: Token, body: Body, words: set[str]) -> None:
        phrase = self.phrase(token)
        several = self.several(token)
        if several:
            self.mention(phrase, tuple(self.group(token, body, c, phrase.text) for c in several), "description")
            return
        country = self.country_of(token)
        definite = bool(words & {"the", "these", "those", "its", "their"})
        if country is None and definite:
            last = self.last_group.get(body.sector) if body.sense == "group" else self.last_body.get(body.noun)
            if last:
                self.mention(phrase, (last,), "description")
                return
        if "foreign" in words and country is None:
            return
        if country is None and body.sector in ("GOV", "MIL", "LEG", "COP", "JUD", "OPP"):
            here = self.in_sentence(token)
            country = self.topic if self.topic in here or not here or body.sense == "state" else here[-1]
        if country is None and body.sense in ("state", "body"):
            return
        actor = self.group(token, body, country, phrase.text)
        if body.sense == "group":
            self.last_group[body.sector] = actor
        elif body.sense == "body":
            self.last_body[body.noun] = actor
        self.mention(phrase, (actor,), "description")

    def several(self, token: Token) -> list[str]:
        """ "officials from both countries", "the French and German governments": the countries, where several."""
        found: list[str] = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "of", "in"):
                for pobj in child.children:
                    words = {c.lower_ for c in pobj.children}
                    lemma = pobj.lemma_.lower()
                    if (
                        lemma in _SIDES
                        and pobj.tag_ == "NNS"
                        and (n := next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 0))
                        and len(self.states) >= n
                    ):
                        return self.pick(pobj, n)
                    for each in (pobj, *pobj.conjuncts):
                        if (country := self.country_of_token(each)) and country not in found:
                            found.append(country)
            elif child.dep_ == "amod" and child.i < token.i:
                for each in (child, *child.conjuncts):
                    name = self.of_token.get(each.i)
                    if name and name.country and name.country not in found:
                        found.append(name.country)
        return found if len(found) > 1 else []

    def officer(self, token: Token, words: set[str]) -> None:
        """ "the minister": the last person who was given that title; "Gabon's president": one whom the story does
        not name, kept with the government or body that the office is of."""
        if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children) or token.dep_ == "appos":
            return
        if words & {"the", "his", "her", "its"}:
            for actor in reversed(self.actors.items):
                if actor.kind == "person" and any(token.lower_ in r.title.lower().split() for r in actor.roles):
                    self.mention(self.phrase(token), (actor.id,), "title")
                    self.last_person = actor.id
                    return
        if country := self.country_of(token):
            sector = titles()[token.lower_]
            actor = self.actors.add(
                Actor(id=f"group:{country}-{sector}", name=self.phrase(token).text, kind="group", country=country,
                      sector=sector, member_of=self.actors.add(state(country)).id)
            )  # fmt: skip
            self.mention(self.phrase(token), (actor.id,), "title")

    def pronoun(self, token: Token) -> None:
        word = token.lower_
        if word in _MALE or word in _FEMALE:
            if self.last_person and self.safe_person(token):
                self.mention(token.doc[token.i : token.i + 1], (self.last_person,), "pronoun")
        elif word in ("it", "its", "they", "their", "them") and (
            subject := self.subject_before(token, plural=word.startswith("th"))
        ):
            self.mention(token.doc[token.i : token.i + 1], subject, "pronoun")

    def safe_person(self, token: Token) -> bool:
        """A personal pronoun is taken for the last person only where the sentence names no two before it."""
        named = {i for t in token.doc[token.sent.start : token.i] for i in self.actors.of(t) if i.startswith("person:")}
        return len(named) <= 1

    def subject_before(self, token: Token, *, plural: bool) -> tuple[str, ...]:
        """The subject that "it" or "they" takes up: of this sentence, else of the one before."""
        sentences = [token.sent]
        if token.sent.start > 0:
            sentences.append(token.doc[token.sent.start - 1].sent)
        for sentence in sentences:
            for t in reversed(list(sentence)):
                if t.i < token.i and t.dep_ in _SUBJECTS and (ids := self.actors.of(t)):
                    actor = self.actors.get(ids[0])
                    if plural and (len(ids) > 1 or actor.kind == "group"):
                        return ids
                    if not plural and len(ids) == 1 and actor.kind in ("state", "organization"):
                        return ids
        return ()


def run(draft: Draft) -> Actors:
    """Find the actors of a story, in the order in which it names them."""
    return _Reader(draft).read()
