"""Which place a name means: candidates, evidence of the story, and the joint choice.

Which of the places of one name is meant is decided for all names of a story together: each candidate is weighed by what
is known of it and by what the story says (population, "X, Y", states and countries named, telephone codes), then by how
near it lies to the likeliest candidates of the other names, again and again until nothing moves. A name has one sense
in a story, unless the story itself tells two apart ("Columbus, Ga." and "Columbus, Ohio"). The weights were fitted
(``scripts/fit_places.py``) and stand in ``knowledge/gazetteer_weights.tsv``.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wireledger.knowledge.countries import countries
from wireledger.knowledge.gazetteer import Entry, Gazetteer, gazetteer, key
from wireledger.knowledge.tables import read_table
from wireledger.model import Span

MOST_CANDIDATES = 40
"""Of a name's places, the most that are weighed: those with most people, and the own rows."""
MOST_CONTEXT = 80
"""Of the names that stand in the story besides those asked for, the most that are weighed as their context."""
MOST_TOGETHER = 120
"""The most names that are weighed together; a longer text's are weighed in parts of so many."""
MOST_WEIGHED = 1500
"""The most candidates that are weighed together: with many names, each keeps fewer."""
ROUNDS = 4


# --- candidates ---------------------------------------------------------------------------------------------------

_POSSESSIVE = re.compile(r"['’]s?$")
_DIRECTION = re.compile(
    r"(?i)^(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|greater|downtown|inner|outer"
    r"|northeast|northwest|southeast|southwest|northeastern|northwestern|southeastern|southwestern|mid|old|metro|port of"
    r"|city of|town of|village of|township of|county of|state of|province of|university of)[ -]"
)
_GENERIC = re.compile(
    r"(?i) (?:province|region|district|state|governorate|prefecture|oblast|republic|township|twp\.?|county|co\.?|parish|borough"
    r"|city|town|village|area|valley|river|creek|lake|bay|harbou?r|beach|island|islands|isle|park|forest|hills?|heights|airport"
    r"|international airport|regional airport|air base|airbase|air force base|naval base|base|station|delta|basin|coast"
    r"|peninsula|university|college|high school|school district|metropolitan area|refugee camp|camp|harbor|port"
    r"|national park|state park|national forest|wilderness|reservoir|mountain|mountains)$"
)
_ABBREVIATED = {"w": "west", "e": "east", "n": "north", "s": "south", "co": "county", "twp": "township", "ft": "fort"}


def plain(words: str) -> str:
    """A toponym without what surrounds it: article, possessive, layout, closing points."""
    words = " ".join(_POSSESSIVE.sub("", words.strip()).split()).strip("\"'“”‘’,;:()[]")
    if words[:4].lower() == "the " and len(words) > 6:
        words = words[4:]
    return words


def candidates(words: str, known: Gazetteer) -> list[tuple[Entry, bool]]:
    """The places that the words may mean, each with True where the words are not its own name.

    Short forms ("Tex.") and names of peoples ("Russians") are understood; where the gazetteer has nothing of the whole
    name, the name without its generic part or direction is tried ("Neches River", "North Dallas")."""
    words = plain(words)
    if not words:
        return []
    short = _short(words, known)
    if short is not None:
        return [(known.entry(short), False)]
    nation = countries().of_people(words) if words[:1].isupper() else None
    if nation is None and words.endswith("s"):
        nation = countries().of_people(words[:-1])
    if nation is not None and not known.rows_of(words):
        return [(known.entry(known.country_row[nation.iso3]), False)]
    found = list(known.find(words))
    divisions = {e.country for e, other in found if e.kind == "admin1" and not other}
    # "Scotland" is its division, though the table of countries has it as a name of the whole.
    found = [
        c for c in found if not (c[0].kind == "country" and c[0].country in divisions and key(c[0].name) != key(words))
    ]
    if nation is not None:
        found = [(known.entry(known.country_row[nation.iso3]), False), *((e, True) for e, _ in found)]
    if not found:
        expanded = " ".join(_ABBREVIATED.get(w.lower().rstrip("."), w) for w in words.split())
        if expanded != words:
            found = list(known.find(expanded))
    if not found and (people := _people_of(words, known)) is not None:
        found = [people]
    if not found:
        for shorter in (
            _GENERIC.sub("", words),
            _DIRECTION.sub("", words),
            _DIRECTION.sub("", _GENERIC.sub("", words)),
        ):
            if shorter != words and len(shorter) > 2:
                found = [(e, True) for e, _ in candidates(shorter, known)]
                if found:
                    break
    return _few(_seats(found, words))


def _seats(found: list[tuple[Entry, bool]], words: str) -> list[tuple[Entry, bool]]:
    """Without divisions that are called after the city in them that is meant: "Lusaka" is the city, not its province."""
    if len(found) < 2 or _GENERIC.search(words):
        return found
    cities = [e for e, other in found if e.kind in ("city", "capital") and not other]
    seated = set()
    for division in (e for e, _ in found if e.kind in ("admin1", "admin2")):
        for city in cities:
            if (
                city.country == division.country or city.kind == "capital"
            ) and 10 * city.population >= division.population and _kilometres(city, division) < 200:  # fmt: skip
                seated.add(division.row)
    return [c for c in found if c[0].row not in seated]


def _kilometres(a: Entry, b: Entry) -> float:
    """The distance between two places, on a plane: good enough for near ones."""
    return 111 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def _short(words: str, known: Gazetteer) -> int | None:
    for form in (words, words + ".", words.replace(". ", ".")):
        if form in known.short:
            return known.short[form]
    return None


def _people_of(words: str, known: Gazetteer) -> tuple[Entry, bool] | None:
    """The division or region whose people or adjective the word may be: "Ohioans", "Dagestani", "Abkhazian"."""
    if " " in words and not words.startswith(("South ", "North ", "West ", "East ", "New ")):
        return None
    word = words.removesuffix("s")
    for ending, instead in (
        ("n", ""),
        ("an", ""),
        ("ian", ""),
        ("ian", "a"),
        ("an", "a"),
        ("i", ""),
        ("i", "a"),
        ("n", "s"),
        ("er", ""),
        ("ans", ""),
        ("ese", ""),
        ("", "ia"),
        ("", "azia"),
    ):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            stem = (word[: -len(ending)] if ending else word) + instead
            for entry, other in known.find(stem):
                if entry.kind in ("country", "admin1", "region", "disputed", "continent") and not other:
                    return entry, False
    return None


def _few(found: list[tuple[Entry, bool]], most: int = MOST_CANDIDATES) -> list[tuple[Entry, bool]]:
    """The likeliest candidates at first sight: by their own name, own rows, the most peopled."""
    if len(found) <= most:
        return found
    order = sorted(
        found,
        key=lambda c: (c[1], -c[0].population - 10**6 * (c[0].kind not in ("city", "admin1", "admin2")), c[0].row),
    )
    return order[:most]


# --- the story's names ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Name:
    """One name of the story in one sense, with all the places where it stands."""

    words: str
    spans: list[Span]
    found: list[tuple[Entry, bool]]
    asked: bool
    """False for a name that is only context."""
    within: set[int] = field(default_factory=set)
    """Rows of the divisions and countries that the story says it lies in: "Paris, Texas"."""
    stated: set[int] = field(default_factory=set)
    """Those of them that are said as a part of the name."""


_WORD = re.compile(r"[^\W\d_][\w]*(?:[.'’\-][\w]+)*\.?")
_QUALIFIER = re.compile(r"^(,\s|\s*\(|,? in(?: the)? | of )([A-ZÀ-Þ][\w.’'\-]*(?:\s[A-ZÀ-Þ][\w.’'\-]*){0,3})")
_BEFORE = re.compile(
    r"([A-ZÀ-Þ][\w.\-]*(?:\s[A-ZÀ-Þ][\w.\-]*){0,2})(?:['’]s)? (?:[a-z]\w* ){0,2}"
    r"(?:town|city|village|suburb|capital|port|county|community|district|province|region|base|island|camp)(?: of)? $"
)
_PHONE = re.compile(r"(?:\((\d{3})\)\s?|\b(\d{3})[-./])\d{3}[-.]\d{4}\b")
_NO_GAP = re.compile(r"[^\w\s.'’\-]|\n|\w{3,}\.\s")
"""What stands between words that are no one name."""
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_INSIDE = frozenset({"of", "the", "and", "de", "la", "le", "el", "al", "del", "da", "do", "di", "on", "upon", "en", "sur", "es", "du", "van", "der"})  # fmt: skip


@functools.cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a kind of ``gazetteer_words.tsv``."""
    return frozenset(w for row in read_table("gazetteer_words") if row["kind"] == kind for w in row["words"].split("|"))


def names_of(text: str, spans: Sequence[Span], known: Gazetteer, context: Sequence[Span] | None = None) -> list[Name]:
    """The names asked for, and those that stand around them, grouped into senses. ``context``: where these others stand;
    they are looked for where it is None."""
    asked = [Span(*s) for s in spans]
    around = scan(text, known, asked) if context is None else context
    mentions = [(s, plain(text[s.start : s.end]), True) for s in asked]
    mentions += [(s, plain(text[s.start : s.end]), False) for s in around]
    mentions.sort(key=lambda m: m[0])
    cache: dict[str, list[tuple[Entry, bool]]] = {}
    groups: dict[str, list[tuple[Name, frozenset[int]]]] = {}
    names: list[Name] = []
    for span, words, wanted in mentions:
        k = key(words) if words not in known.short else words
        if k not in cache:
            cache[k] = candidates(words, known)
        found = cache[k]
        rows, stated = qualifiers(text, span, known, found)
        within = frozenset(rows)
        same = groups.setdefault(k, [])
        match = next((n for n, w in reversed(same) if not w or not within or w & within), None)
        if match is None:
            match = Name(words, [], found, False)
            names.append(match)
            same.append((match, within))
        elif within:
            same[:] = [(n, within | w if n is match else w) for n, w in same]
        match.spans.append(span)
        match.asked |= wanted
        match.within |= within
        match.stated |= within if stated else set()
    rest = sorted(
        (n for n in names if not n.asked and n.found), key=lambda n: (len(n.found), -len(n.spans), n.spans[0])
    )
    kept = {id(n) for n in rest[:MOST_CONTEXT]}
    return [n for n in names if n.asked or id(n) in kept]


def qualifiers(text: str, span: Span, known: Gazetteer, found: list[tuple[Entry, bool]]) -> tuple[set[int], bool]:
    """Rows of the divisions and countries named right after (or before) a name that some candidate of it lies in.

    True beside them where they are part of the name: "Paris, Texas", "Paris (Texas)"."""
    inside = {r for e, _ in found for r in _above(e, known)}
    match = _QUALIFIER.match(text[span.end : span.end + 60])
    rows = _containers(match[2], known) & inside if match else set()
    if rows and match:
        return rows, match[1][0] in ",(" and "in" not in match[1] and not any(
            e.kind in ("country", "admin1") for e, _ in found
        )
    match = _BEFORE.search(text[max(0, span.start - 60) : span.start])
    return (_containers(match[1], known) & inside if match else set()), False


def _containers(words: str, known: Gazetteer) -> set[int]:
    parts = words.split()
    nation = countries().of_people(parts[-1])
    if nation is not None:
        return {known.country_row[nation.iso3]}
    for n in range(len(parts), 0, -1):
        phrase = " ".join(parts[:n]).rstrip(",")
        short = _short(phrase, known)
        if short is not None:
            return {short}
        rows = {e.row for e, other in known.find(plain(phrase)) if e.kind in ("country", "admin1", "admin2") and not (other and e.kind != "admin2")}  # fmt: skip
        if rows:
            return rows
    return set()


def _above(entry: Entry, known: Gazetteer) -> set[int]:
    """Rows of what a place lies in."""
    rows = {entry.admin1, entry.admin2} - {-1, entry.row}
    if entry.country and entry.kind != "country":
        rows.add(known.country_row.get(entry.country, -1))
    return rows - {-1}


def scan(text: str, known: Gazetteer, taken: Sequence[Span]) -> list[Span]:
    """Names of the gazetteer that stand in a text, longest first, outside of ``taken``: good enough as context."""
    words = [(m[0], m.start(), m.end()) for m in _WORD.finditer(text)]
    lower = {w for w, _, _ in words if w[0].islower()}
    closed = sorted(taken)
    found: list[Span] = []
    i = 0
    at = 0
    while i < len(words):
        word, start, end = words[i]
        while at < len(closed) and closed[at].end <= start:
            at += 1
        if at < len(closed) and closed[at].start < end:
            i += 1
            continue
        if not word[0].isupper():
            i += 1
            continue
        step = 1
        limit = closed[at].start if at < len(closed) else len(text)
        for n in range(min(5, len(words) - i), 0, -1):
            last = words[i + n - 1]
            if last[2] > limit or not last[0][0].isupper():
                continue
            gap = text[start : last[2]]
            if n > 1 and (
                any(w[0].islower() and w not in _INSIDE for w, _, _ in words[i + 1 : i + n]) or _NO_GAP.search(gap)
            ):
                continue
            phrase = gap.rstrip(".") if _short(gap, known) is None else gap
            phrase = _POSSESSIVE.sub("", phrase) or phrase
            if _INITIALS.fullmatch(phrase) and text.startswith(".", start + len(phrase)):
                phrase += "."  # "U.S." at the end of a sentence
            if n == 1:
                if _short(phrase, known) is not None:
                    if "." not in phrase and not re.search(r",\s$", text[max(0, start - 2) : start]):
                        continue
                elif (
                    (len(phrase) < 4 and not countries().find(phrase))
                    or phrase.lower() in words_of("common")
                    or phrase.lower() in lower
                ):
                    continue
                elif _of_person(text, words, i):
                    step = 1
                    break
            if _known(phrase, known):
                found.append(Span(start, start + len(phrase)))
                step = n
                break
        i += step
    return found


def _known(phrase: str, known: Gazetteer) -> bool:
    phrase = plain(phrase)
    return bool(
        _short(phrase, known) is not None
        or countries().of_people(phrase)
        or any(not other or known.entry(row).population > 100_000 for row, other in known.rows_of(phrase))
    )


def _of_person(text: str, words: list[tuple[str, int, int]], i: int) -> bool:
    """Whether a single word follows a capitalised word or a title, as a family name does."""
    if i == 0:
        return False
    before, _, end = words[i - 1]
    between = text[end : words[i][1]]
    if before.rstrip(".").lower() in words_of("title"):
        return True
    return (
        between in (" ", ". ")
        and before[0].isupper()
        and before.lower() not in words_of("common")
        and (i < 2 or between == " ")
    )


# --- choice ----------------------------------------------------------------------------------------------------------

FIRST = (
    "population", "share", "largest", "own name", "country", "admin1", "admin2", "capital", "no people",
    "written by hand", "says within", "state named", "state named first", "other state named",
    "country named", "country most named", "other country named", "district named", "area code", "other area code",
    "sure", "country though states named", "capital among nations", "fame", "fame share", "namesake of a capital", "division among nations",
    "country's office", "division's office",
)  # fmt: skip
"""Features of a candidate by itself and by what the story says."""
SECOND = (
    "near 15",
    "near 60",
    "near 200",
    "near 800",
    "same district",
    "same state",
    "same country",
    "most near",
    "most state",
)
"""Features of a candidate by the likeliest candidates of the other names."""

_JOINED = re.compile(r"(?i)(?:of|in|to|the) $")
"""How the words end before a name that :func:`_offices` looks at: asked first, since it costs less."""
_COUNTY = re.compile(r"(?i)\b(?:county|parish|district|borough|co\.?)$")


@dataclass(slots=True)
class Evidence:
    """What a story says of where it plays."""

    states: Counter[int] = field(default_factory=Counter)
    """How often divisions of the first order are named without doubt."""
    districts: Counter[int] = field(default_factory=Counter)
    nations: Counter[str] = field(default_factory=Counter)
    area_codes: Counter[int] = field(default_factory=Counter)
    offices: dict[str, set[Span]] = field(default_factory=dict)
    """Names with an office or body after (or before) them that a country has, or a state of one."""
    sure: set[int] = field(default_factory=set)
    """Rows of countries and divisions that nothing else of their name comes near."""


def evidence(text: str, names: list[Name], known: Gazetteer) -> Evidence:
    seen = Evidence()
    for name in names:
        sure = [e for e, other in name.found if not other and e.kind in ("country", "admin1", "capital")]
        entries = [e for e, _ in name.found]
        if len(sure) == 1 and (len(entries) == 1 or sure[0].population >= 20 * sum(e.population for e in entries if e is not sure[0] and e.country != sure[0].country)):  # fmt: skip
            entry = sure[0]
            seen.sure.add(entry.row)
            if entry.kind != "admin1" and entry.country:
                seen.nations[entry.country] += len(name.spans)
            elif entry.country:
                seen.states[entry.row] += len(name.spans)
                seen.nations[entry.country] += len(name.spans)
        for row in name.within:
            entry = known.entry(row)
            if entry.kind == "admin1":
                seen.states[row] += len(name.spans)
            elif entry.kind == "admin2":
                seen.districts[row] += len(name.spans)
            if entry.country:
                seen.nations[entry.country] += len(name.spans)
        if _COUNTY.search(name.words) and len(name.found) == 1:
            seen.districts[name.found[0][0].row] += len(name.spans)
    for kind in ("national", "divisional"):
        after, before = _offices(kind)
        seen.offices[kind] = {
            s
            for n in names
            for s in n.spans
            if after.match(text[s.end : s.end + 40])
            or (
                _JOINED.search(text, max(0, s.start - 4), s.start)
                and before.search(text[max(0, s.start - 40) : s.start])
            )
        }
    for match in _PHONE.finditer(text):
        state = known.area_codes.get(match[1] or match[2])
        if state in known.short:
            seen.area_codes[known.short[state]] += 1
    return seen


@functools.cache
def _offices(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands after "Georgia" in "Georgia's outgoing president", and before it in "the president of Georgia"."""
    words = "|".join(sorted(map(re.escape, words_of(kind)), key=len, reverse=True))
    return (
        re.compile(rf"(?i)(?:['’]s?)? (?:\w+ ){{0,2}}?(?:{words})\b"),
        re.compile(rf"(?i)\b(?:{words}) (?:of|in|to) (?:the )?$"),
    )


def first_features(name: Name, seen: Evidence, known: Gazetteer) -> Any:
    """Rows of :data:`FIRST` for each candidate of a name."""
    import numpy as np

    x = np.zeros((len(name.found), len(FIRST)))
    populations = [math.log10(e.population + 10) for e, _ in name.found]
    largest = max(populations)
    national, divisional = (any(s in seen.offices[kind] for s in name.spans) for kind in ("national", "divisional"))
    fame = [math.log10(e.fame + 1) for e, _ in name.found]
    mine = len(name.spans)
    top_nation = seen.nations.most_common(1)[0][0] if seen.nations else None
    for i, (entry, other) in enumerate(name.found):
        above = _above(entry, known)
        inside = bool(name.within & above)
        own_state = entry.row in seen.states
        states = sum(seen.states.values()) - (seen.states[entry.row] if own_state else 0)
        state = seen.states[entry.admin1] if entry.admin1 >= 0 and entry.row != entry.admin1 else 0
        # What a name itself adds to the evidence is no evidence for it.
        added = mine if entry.row in seen.sure and entry.country else 0
        nations = sum(seen.nations.values()) - added
        nation = seen.nations[entry.country] - added if entry.country else 0
        codes = sum(seen.area_codes.values())
        x[i] = (
            populations[i] / 3, populations[i] - largest, populations[i] == largest, not other, entry.kind == "country",
            entry.kind == "admin1", entry.kind == "admin2", entry.kind == "capital", entry.population == 0,
            entry.geonames is None and entry.fame > 0 and entry.kind != "city",
            inside,
            state / (states + 1), state > 0, states > 0 and state == 0 and entry.kind != "country",
            nation / (nations + 1), entry.country == top_nation and nation > 0, nations > 0 and nation == 0,
            entry.admin2 in seen.districts and entry.row != entry.admin2,
            seen.area_codes[entry.admin1] / (codes + 1) if entry.admin1 >= 0 else 0, codes > 0 and entry.admin1 not in seen.area_codes,
            entry.row in seen.sure, entry.kind == "country" and (states > 0 or codes > 0),
            entry.kind == "capital" and any(n != entry.country for n in seen.nations), fame[i], fame[i] - max(fame),
            entry.kind == "admin1" and any(e.kind == "capital" and e.country == entry.country for e, _ in name.found),
            entry.kind == "admin1" and states == 0 and any(n != entry.country for n in seen.nations),
            national * (entry.kind == "country"), divisional * (entry.kind == "admin1"),
        )  # fmt: skip
    return x


@dataclass(slots=True)
class Field:
    """All candidates of all names of a story in one array."""

    names: list[Name]
    owner: Any
    """For each candidate, the number of its name."""
    ties: Any
    """(7, m, m) in single precision: nearness at four scales, then the same district, state and country; 0 within a name."""
    x: Any


@functools.cache
def _sovereign() -> re.Pattern[str]:
    return re.compile(rf"['’]s? (?:\w+ ){{0,2}}?(?:{'|'.join(words_of('sovereign'))})\b")


def _said(name: Name, names: list[Name], text: str, known: Gazetteer) -> list[tuple[Entry, bool]]:
    """The candidates of a name that the words beside it leave: "Paris, Texas" is there, "Georgia's president" no state's."""
    found = name.found
    if name.stated and (left := [c for c in found if _above(c[0], known) & name.stated]):
        return left
    divisions = [e for e, _ in found if e.kind == "admin1"]
    if not divisions:
        return found
    if any(e.kind == "country" for e, _ in found) and any(
        _sovereign().match(text[s.end : s.end + 40]) for s in name.spans
    ):
        return [c for c in found if c[0].kind != "admin1"]
    capitals = {e.country: e for e, _ in found if e.kind == "capital"}
    dropped = {
        d.row
        for d in divisions
        if d.country in capitals and not any(_speaks_for(d, other) for other in names if other is not name)
        and not any(re.search(r"(?i)\bstate of $", text[: s.start][-10:]) or text[s.end : s.end + 6] == " state" for s in name.spans)
    }  # fmt: skip
    return [c for c in found if c[0].row not in dropped]


def _speaks_for(division: Entry, name: Name) -> bool:
    """Whether a name says that its story plays in a division: the best known place of that name lies there."""
    if division.row in name.within:
        return True
    own = [e for e, other in name.found if not other and e.country == division.country]
    best = max(own, key=lambda e: (e.fame, e.population), default=None)
    return best is not None and best.admin1 == division.row and best.population > 20_000


def field_of(names: list[Name], text: str, known: Gazetteer) -> Field | None:
    """The candidates with their first features and their nearness; None where no name has any."""
    import numpy as np

    names = [n for n in names if n.found]
    if not names:
        return None
    most = max(4, MOST_WEIGHED // len(names))
    for name in names:
        name.found = _few(_said(name, names, text, known), most)
    seen = evidence(text, names, known)
    x = np.concatenate([first_features(n, seen, known) for n in names])
    entries = [e for n in names for e, _ in n.found]
    owner = np.repeat(np.arange(len(names)), [len(n.found) for n in names])
    lat = np.radians(np.array([e.lat for e in entries], np.float32))
    lon = np.radians(np.array([e.lon for e in entries], np.float32))
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1)
    km = 6371 * np.arccos(np.clip(unit @ unit.T, -1, 1))
    # What is as large as a country is no point: it says nothing by nearness, only by containing.
    large = np.array([e.kind in ("country", "continent", "region", "admin1", "water") for e in entries])
    apart = owner[:, None] != owner[None, :]
    points = apart & ~large[None, :]
    ties = np.empty((7, len(entries), len(entries)), np.float32)
    for k, scale in enumerate((15, 60, 200, 800)):
        np.multiply(np.exp(-km / scale), points, out=ties[k])
    admin1 = np.array([e.admin1 for e in entries])
    admin2 = np.array([e.admin2 for e in entries])
    numbers = {c: i for i, c in enumerate(sorted({e.country or "" for e in entries}))}
    country = np.array([numbers[e.country or ""] if e.country else -1 - i for i, e in enumerate(entries)])
    ties[4] = (admin2[:, None] == admin2[None, :]) & (admin2[:, None] >= 0) & apart
    ties[5] = (admin1[:, None] == admin1[None, :]) & (admin1[:, None] >= 0) & apart
    ties[6] = (country[:, None] == country[None, :]) & apart
    return Field(names, owner, ties, x)


def second_features(place: Field, p: Any) -> Any:
    """Rows of :data:`SECOND` for each candidate, given how likely each candidate is."""
    import numpy as np

    m = len(p)
    mine = np.zeros((m, len(place.names)), np.float32)
    mine[np.arange(m), place.owner] = p
    # By name: the likelihood that it stands near (at most one of its candidates is meant).
    by_name = np.minimum(place.ties.reshape(-1, m) @ mine, 1).reshape(7, m, -1)
    sums = by_name.sum(2)
    others = max(len(place.names) - 1, 1)
    return np.concatenate([np.log1p(sums), by_name[1].max(1)[None], sums[5][None] / others]).T


def softmax(scores: Any, owner: Any) -> Any:
    import numpy as np

    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    top = np.maximum.reduceat(scores, starts)[owner]
    e = np.exp(scores - top)
    return e / np.add.reduceat(e, starts)[owner]


@functools.cache
def weights() -> tuple[Any, Any]:
    """The fitted weights of the first choice, and of the later ones."""
    import numpy as np

    rows = {(r["stage"], r["feature"]): float(r["weight"]) for r in read_table("gazetteer_weights")}
    return (
        np.array([rows["first", f] for f in FIRST]),
        np.array([rows["second", f] for f in (*FIRST, *SECOND)]),
    )


def choose(place: Field) -> Any:
    """How likely each candidate is."""
    import numpy as np

    first, second = weights()
    p = softmax(place.x @ first, place.owner)
    for _ in range(ROUNDS):
        p = softmax(np.concatenate([place.x, second_features(place, p)], 1) @ second, place.owner)
    return p


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a toponym means, and what speaks for it."""

    entry: Entry
    other: bool
    """True where the words are not the place's own name."""
    within: bool
    """True where the story says what it lies in."""
    chance: float
    near: float
    """How many other names of the story lie within about 60 km (log)."""
    state: float
    """The share of the other names that lie in the same division of the first order."""
    nation: float


def choices(text: str, spans: Sequence[Any], context: Sequence[Span] | None = None) -> list[Choice | None]:
    """The place that each given toponym of a text means; None where no place of that name is known."""
    wanted = [Span(*s) for s in spans]
    names = names_of(text, wanted, gazetteer(), context)
    chosen: dict[Span, Choice] = {}
    for first in range(0, len(names), MOST_TOGETHER):
        chosen |= _together(names[first : first + MOST_TOGETHER], text)
    return [chosen.get(s) for s in wanted]


def _together(names: list[Name], text: str) -> dict[Span, Choice]:
    place = field_of(names, text, gazetteer())
    if place is None:
        return {}
    p = choose(place)
    second = second_features(place, p)
    others = max(len(place.names) - 1, 1)
    near, state, nation = SECOND.index("near 60"), SECOND.index("same state"), SECOND.index("same country")
    chosen: dict[Span, Choice] = {}
    at = 0
    for name in place.names:
        best = max(range(len(name.found)), key=lambda i: (p[at + i], -i))
        entry, other = name.found[best]
        x = second[at + best]
        choice = Choice(
            entry,
            other,
            within=bool(name.within),
            chance=float(p[at + best]),
            near=float(x[near]),
            state=math.expm1(x[state]) / others,
            nation=math.expm1(x[nation]) / others,
        )
        at += len(name.found)
        for span in name.spans:
            chosen[span] = choice
    return chosen


def resolve(text: str, spans: Sequence[Any]) -> list[Entry | None]:
    """The place that each given toponym of a text means.

    A toponym that the gazetteer does not know is put where the story says that it lies, or else where the located name
    nearest to it in the text is, without a GeoNames id; None where there is none either."""
    wanted = [Span(*s) for s in spans]
    found = [c.entry if c else None for c in choices(text, wanted)]
    located = [(s, e) for s, e in zip(wanted, found, strict=True) if e is not None]
    return [e if e is not None else _about(text, s, located) for s, e in zip(wanted, found, strict=True)]


def _about(text: str, span: Span, located: list[tuple[Span, Entry]]) -> Entry | None:
    """Where an unknown name lies, judging by the names around it: in what is named right after it, or by the nearest."""
    if not located:
        return None
    after = [(s.start - span.end, e) for s, e in located if 0 < s.start - span.end <= 6]
    small = [(s, e) for s, e in located if e.kind in ("city", "admin2", "capital", "base")] or located
    entry = (
        min(after, key=lambda x: x[0])[1]
        if after
        else min(small, key=lambda x: (abs(x[0].start - span.start), x[0]))[1]
    )
    return Entry(
        -1, text[span.start : span.end], "", entry.country, entry.lat, entry.lon, None, 0, entry.admin1, entry.admin2
    )
