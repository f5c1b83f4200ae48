"""What an actor phrase says by itself: country, sector and name, from the tables alone, without a parse.

The phrase is cut into known names (states, peoples, capitals, bodies, persons, towns) and other words. Its *head* are the
words before the first preposition or comma ("several of", "a group of" are no head: what follows them is). The last word
of the head that says a sector decides, unless it only says a rank ("officer", "president"), which takes the sector of what
stands before it, or of what it is the rank in ("president of the Riigikogu"). The country is the head's, else that of
what follows the head.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wireledger.errors import UsageError
from wireledger.knowledge.actors import (
    Person,
    agents,
    folded,
    named,
    organisation_on,
    people_by_surname,
    person_called,
    word_list,
)
from wireledger.knowledge.gazetteer import gazetteer
from wireledger.model import Published

MOST_CHARACTERS = 400
"""Of a longer phrase the beginning is read."""
TOWN, KNOWN_TOWN = 300_000, 15_000
"""People that a town must have to be meant by its name, alone and before a word for a body of a town ("X police")."""

_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_](?:[\w&/]|['’.-](?=\w))*|[,;():]")
_SPLIT = word_list("split")
_NOT_OWN = frozenset(["to", "against", "between", "with", "by", "about", "on"])
"""Behind these stands whom the actor deals with, not whose it is."""
_PARTITIVE = word_list("partitive")
_FORMER = frozenset(["former", "retired", "ex", "ousted", "deposed", "late", "erstwhile", "onetime", "exiled", "ex-"])
_GIVES_WAY = frozenset(["UAF", "MIL", "CVL", "REB", "PRM"])
"""Sectors of nouns that a body's name before them knows better: gunmen of Boko Haram are rebels."""
_ELITE = frozenset(["GOV", "LEG", "MIL", "JUD", "SPY", "COP", "IGO"])
_OF_A_TOWN = frozenset(
    ["COP", "GOV", "EDU", "JUD", "MED", "LEG", "CVL", "LAB", "REL", "CRM", "JRN", "REB", "AGR", "REF"]
)
_FIRM = word_list("firm")
_HEADS_OF_STATE = re.compile(
    r"^(?:acting )?(?:president|prime minister|chancellor|premier|king|emir|sultan|supreme leader|taoiseach|leader|monarch)$"
)
_LEADING = frozenset(["the", "a", "an", "his", "her", "its", "their", "this", "these", "those", ","])
_PRONOUNS = word_list("pronoun")
_FIRST_NAMES = frozenset(["Jordan", "Chad", "Georgia", "Israel", "India", "Kenya"])
"""States whose names are given to people as well."""
_OF_WHOM = frozenset(["adviser", "advisor", "aide", "assistant", "counsel", "heir", "successor", "deputy"])
"""Those who are "to" somebody whose they are."""
PARTICLES = word_list("particle")
_DIRECTIONS = word_list("direction")
_NUMBER = re.compile(r"\d")


@dataclass(slots=True)
class _Name:
    """A known name: words ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    kind: str
    country: str | None
    sector: str | None
    name: str


def day(on: Published) -> str | None:
    """The ISO day of a date, a date-time or an ISO string. Raises UsageError."""
    if on is None:
        return None
    if isinstance(on, str):
        try:
            on = dt.datetime.fromisoformat(on)
        except ValueError as error:
            raise UsageError(f"no ISO date or date-time: {on!r}") from error
    return on.isoformat()[:10]


def resolve(phrase: str, on: Published = None) -> dict[str, str | None]:
    """``{"country", "sector", "name"}``; all None where the phrase says of nobody who it is. Raises UsageError."""
    return _Phrase(phrase, day(on)).resolved()


def person_named(name: str, on: str | None, title: str = "") -> Person | None:
    """The person of the table whom a name means: a full name, or a last name that can mean but one.

    A last name alone means a head of state or government, or the only bearer; of several, the one in office on the day, or
    whose office the title names."""
    if found := person_called(name):
        return found
    if folded(name) in _PRONOUNS or not any(c.isupper() for c in name):
        return None
    bearers = list(people_by_surname().get(folded(name), ()))
    if title:
        exact = [p for p in bearers if any(title == o.title for o in p.offices)]
        bearers = exact or [p for p in bearers if any(title in o.title for o in p.offices)] or bearers
    leading = [p for p in bearers if any(_HEADS_OF_STATE.match(o.title) for o in p.offices)]
    for candidates in (bearers, leading):
        if len(candidates) == 1:
            return candidates[0]
        in_office = [p for p in candidates if p.office(on)]
        if len(in_office) == 1:
            return in_office[0]
    if title and leading:
        begun = [p for p in leading if on is None or p.offices[0].begin <= on]
        return max(begun, key=lambda p: p.offices[-1].begin, default=None)
    return None


def sector_of(person: Person, on: str | None) -> str | None:
    """The sector in which a person acts on a day: of the office held; ELI after an office of state; else None."""
    if office := person.office(on):
        return office.sector
    past = [o for o in person.offices if on is None or (o.end and o.end < on)]
    if not past:
        return None
    return "ELI" if past[-1].sector in _ELITE else past[-1].sector


class _Phrase:
    def __init__(self, phrase: str, on: str | None) -> None:
        self.on = on
        text = phrase[:MOST_CHARACTERS].replace("’", "'").replace("`", "'")
        text = re.sub(r"\s+(?='s\b)|\s+-\s+", lambda m: m[0].strip(), text)
        self.raw = _WORD.findall(text)
        """Words with their possessive "'s"; ``words`` are without."""
        while self.raw and self.raw[0].lower() in _LEADING:
            self.raw.pop(0)
        self.words = [w[:-2] if w.endswith("'s") and len(w) > 2 else w for w in self.raw]
        self.text = re.sub(r"^(?i:the|an?)\s+", "", " ".join(text.split()).strip(" \"'.,;:"))

    def resolved(self) -> dict[str, str | None]:
        if not self.words:
            return _answer(None, None, None)
        if whole := self.known(0, len(self.words)):
            return self.alone(whole)
        self.names = list(self.find_names())
        head = self.head()
        if person := self.person(head):
            return person
        sector, by = self.sector(*head)
        country = self.country(head)
        if self.words[head[0]].lower() in _FORMER or {w.lower() for w in self.words[head[0] : head[1]]} & _FORMER:
            sector = "ELI" if sector in _ELITE else sector
        if country is None and sector is None:
            return _answer(None, None, None)
        return _answer(country, sector, by or self.text)

    def alone(self, name: _Name) -> dict[str, str | None]:
        """A phrase that is one known name. A bare state says no sector."""
        if name.kind in ("state", "people", "territory"):
            return _answer(name.country, name.sector if name.sector == "PRE" else None, name.name)
        return _answer(name.country, name.sector, name.name)

    # -- names ------------------------------------------------------------------------------------------------------

    def find_names(self) -> Iterator[_Name]:
        i = 0
        while i < len(self.words):
            for j in range(min(len(self.words), i + 9), i, -1):
                if name := self.known(i, j):
                    yield name
                    i = j
                    break
            else:
                i += 1

    def known(self, i: int, j: int) -> _Name | None:
        words = self.words[i:j]
        text = " ".join([*self.raw[i : j - 1], words[-1]])
        if not any(c.isupper() for c in text) or words[-1] in _SPLIT or words[0].lower() in _LEADING:
            return None
        found = named(text)
        if found and found.kind == "body" and i and folded(text) in agents("head"):
            found = None  # "the Philippine Senate" is not that of the United States
        if found and not ((found.kind == "capital" or text in _FIRST_NAMES) and self.in_unknown_name(i, j)):
            sector = found.also or found.sector
            if found.kind == "organisation" and self.on and (then := organisation_on(found.name, self.on)):
                sector = then.also or then.sector
            return _Name(i, j, found.kind, found.country, sector, found.name)
        if j - i == 1 and words[0].endswith("-based") and (found := named(words[0][:-6])):
            return _Name(i, j, "place", found.country, None, found.name)
        if j - i == 1 and (
            match := re.fullmatch(r"(.+)-(?:led|controlled|run|born|owned|speaking|language)", words[0])
        ):
            found = named(match[1])
            if found and not words[0].endswith(("speaking", "language")):
                return _Name(i, j, "by", found.country, None, found.name)
        whole = i == 0 and j == len(self.words)
        if (j - i > 1 or whole) and (person := person_named(text, self.on)):
            return self.as_name(person, i, j)
        if words[0][0].isupper() and words[-1][0].isupper() and (place := self.town(i, j, whole)):
            return place
        return None

    def as_name(self, person: Person, i: int, j: int) -> _Name:
        """A person as a known name: the country is that of the office held, none for that of an international body."""
        office = person.office(self.on)
        return _Name(
            i, j, "person", office.country if office else person.country, sector_of(person, self.on), person.name
        )

    def town(self, i: int, j: int, whole: bool) -> _Name | None:
        """A town or division by its name: a large one, or one that a word for a body of a town follows."""
        if not whole and self.in_unknown_name(i, j):
            return None
        if j - i == 1 and (_kind(self.words[i]) or len(self.words[i]) < 4 or self.words[i].lower() in _DIRECTIONS):
            return None
        of_a_body = j < len(self.words) and (_kind(self.words[j]) or ("", ""))[1] in _OF_A_TOWN
        least = KNOWN_TOWN if of_a_body else TOWN
        text = " ".join(self.words[i:j])
        found = [
            e for e, other in gazetteer().find(text)
            if e.country and ((e.kind == "admin1" and not other) or (e.kind in ("city", "capital") and e.population >= least))
        ]  # fmt: skip
        if not found:
            return None
        best = max(found, key=lambda e: (e.population, e.kind))
        return _Name(i, j, "town", best.country, "CVL", best.name)

    def in_unknown_name(self, i: int, j: int) -> bool:
        """Whether the words are a piece of an unknown name: a capitalised word beside them says nothing of an actor."""
        before, after = i - 1, j
        while before > 0 and self.words[before] in PARTICLES:
            before -= 1
        return any(
            0 <= k < len(self.words)
            and self.words[k][:1].isupper()
            and not (_kind(self.words[k]) or named(self.words[k]) or self.words[k].lower() in _SPLIT)
            for k in (before, after)
        )

    # -- head -------------------------------------------------------------------------------------------------------

    def head(self) -> tuple[int, int]:
        """First word and end of the head."""
        start = 0
        inside = {k for n in self.names for k in range(n.start, n.end)}
        for k, word in enumerate(self.words):
            low = word.lower()
            if k <= start or k in inside or low not in _SPLIT:
                continue
            if low == "of" and all(
                w.lower() in _PARTITIVE or _NUMBER.match(w) or w.lower() in _FILLERS for w in self.words[start:k]
            ):
                start = k + 1
                while start < len(self.words) - 1 and self.words[start].lower() in ("the", "a", "an", "its", "their"):
                    start += 1
                continue
            return start, k
        return start, len(self.words)

    def person(self, head: tuple[int, int]) -> dict[str, str | None] | None:
        """ "President Ibrahim Solih", "former Chancellor Angela Merkel", "Sergei Lavrov of Russia"."""
        found = next((n for n in self.names if n.kind == "person" and n.start < head[1]), None)
        start = found.start if found else head[1] - 1
        before = self.words[head[0] : start]
        title = " ".join(w.lower().rstrip(".") for w in before)
        titled = bool(before) and bool(_kind(before[-1])) and before[-1][:1].isupper()
        if found is None:
            owner = next(
                (n for n in self.names if n.end == start and n.country and n.kind in ("state", "people")), None
            )
            if not (titled or owner) or head[1] - head[0] < 2 or _kind(self.words[start]):
                return None
            person = person_named(self.words[start], self.on, _title(before))
            if person is None or (owner and person.country != owner.country):
                return None
            found = self.as_name(person, start, start + 1)
        sector = found.sector
        if titled and not set(title.split()) & _FORMER and (said := self.sector(head[0], start)[0]):
            sector = said
        country = next((n.country for n in self.names if n.end <= start and n.country and n.kind != "town"), None)
        return _answer(country or found.country, sector, found.name)

    def sector(self, start: int, end: int) -> tuple[str | None, str | None]:
        """The sector of the words from ``start`` to ``end``, and the name of the body that says it, if one does."""
        ends = {n.end: n for n in self.names if n.kind not in ("person", "by", "place") and n.start >= start}
        k = end
        rank: str | None = None
        while k > start:
            if name := ends.get(k):
                if name.sector and name.kind in ("body", "organisation"):
                    return name.sector, name.name
                if name.sector == "PRE" and rank is None:
                    return "PRE", None
                k = name.start
                continue
            noun, length = self.noun(start, k)
            if noun is None:
                if self.words[k - 1].lower().rstrip(".") in _FIRM and k - 1 > start and self.words[k - 1][0].isupper():
                    return "BUS", None
                k -= 1
                continue
            use, sector = noun
            if use == "head" and not (length == 1 and self.words[k - 1].lower() in _RANKS | _PLURAL_RANKS):
                body = next(
                    (
                        n
                        for n in self.names
                        if start <= n.start < k - length and n.kind in ("body", "organisation") and n.sector
                    ),
                    None,
                )
                if sector in _GIVES_WAY and body and body.sector not in ("IGO", "JRN", "BUS", "EDU", "GOV", "LEG"):
                    return body.sector, None
                if sector in _GIVES_WAY - {"MIL"} and (said := self.modifier(start, k - length)):
                    return said, None
                return sector, None
            rank = rank or (sector or _fallback(self.words[k - 1]))
            k -= length
        if said := self.modifier(start, end):
            return said, None
        if rest := self.complement(end):
            said = self.sector(*rest)[0]
            bare = rest[1] - rest[0] == 1 and next((n for n in self.names if n.start == rest[0]), None)
            if said and not (bare and bare.kind in ("state", "people", "town", "capital")):
                return said, None
        if rank:
            return rank, None
        town = next((n for n in self.names if n.kind in ("town", "capital") and n.end == end), None)
        return (("GOV" if town.kind == "capital" else "CVL"), None) if town and start == town.start else (None, None)

    def noun(self, start: int, k: int) -> tuple[tuple[str, str] | None, int]:
        """The longest noun for an actor that ends before word ``k``: (use, sector) and its length in words."""
        for length in (3, 2, 1):
            if k - length >= start and (found := _kind(" ".join(self.words[k - length : k]))) and found[0] != "word":
                return found, length
        return None, 0

    def modifier(self, start: int, end: int) -> str | None:
        """The sector that the words before a noun say, from the noun backwards."""
        for k in range(end - 1, start - 1, -1):
            for length in (2, 1):
                if k - length + 1 >= start:
                    said = agents("word").get(" ".join(self.words[k - length + 1 : k + 1]).lower())
                    if said:
                        return said
        return None

    def complement(self, end: int) -> tuple[int, int] | None:
        """The words behind the head's "of", "for", "at", "in" or "from"."""
        if end >= len(self.words) or self.words[end].lower() not in ("of", "for", "at", "in", "from", "with"):
            return None
        start = end + 1
        while start < len(self.words) and self.words[start].lower() in ("the", "a", "an", "its", "their", "his", "her"):
            start += 1
        inside = {k for n in self.names for k in range(n.start, n.end)}
        stop = next(
            (k for k in range(start, len(self.words)) if k not in inside and self.words[k].lower() in _SPLIT),
            len(self.words),
        )
        return (start, stop) if stop > start else None

    def country(self, head: tuple[int, int]) -> str | None:
        """The country that the head names, else what follows it, but for those whom the actor only deals with."""
        for n in self.names:
            if head[0] <= n.start and n.end <= head[1] and n.country and n.kind != "person":
                return n.country
        if any(n.kind == "organisation" and head[0] <= n.start < head[1] and n.sector for n in self.names):
            return None  # the envoy of an international body for a country is none of that country's
        for n in self.names:
            if n.country and (n.start >= head[1] or n.end <= head[0]):
                before = [w.lower() for w in self.words[head[1] : n.start] if w.lower() in _SPLIT]
                if not before or before[-1] not in _NOT_OWN or self.words[head[1] - 1].lower().rstrip("s") in _OF_WHOM:
                    return n.country
        return None


def _answer(country: str | None, sector: str | None, name: str | None) -> dict[str, str | None]:
    return {"country": country, "sector": sector, "name": name}


_FILLERS = word_list("filler")
_RANKS: frozenset[str] = frozenset(agents("rank"))
_PLURAL_RANKS = frozenset(f"{r}s" for r in _RANKS)


def _title(words: Iterable[str]) -> str:
    """The title at the end of words as the table writes it: "president", "prime minister"."""
    words = [w.lower().rstrip(".") for w in words]
    two = " ".join(words[-2:])
    return two if two in agents("head") else words[-1]


def _fallback(word: str) -> str | None:
    return next((agents("head")[f] for f in _forms(word.lower()) if f in agents("head")), None)


@functools.lru_cache(maxsize=4096)
def _kind(words: str) -> tuple[str, str] | None:
    """Use and sector of a word or words for an actor: as a rank first, then as a head, then before a noun."""
    low = words.lower()
    for form in _forms(low):
        if form in agents("rank"):
            return "rank", ""
    for use in ("head", "weak", "word"):
        for form in _forms(low):
            if form in agents(use):
                return use, agents(use)[form]
    return None


def _forms(word: str) -> list[str]:
    """A word and what it may be the plural of."""
    word = word.rstrip(".") if word not in ("gen.", "lt.") else word[:-1]
    forms = [word]
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    first, _, last = word.rpartition("-")
    if first in ("ex", "vice", "deputy", "co"):
        forms.extend(_forms(last))
    return forms
