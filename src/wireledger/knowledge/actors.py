"""The tables of actors: bodies and groups, titles, seats, organisations, people, territories, regions, former colonies."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from wireledger.knowledge.countries import countries
from wireledger.knowledge.own import OwnActor, own, own_names, remembered, taught
from wireledger.knowledge.tables import read_table


@dataclass(frozen=True, slots=True)
class Body:
    noun: str
    sector: str
    sense: str
    """state, body or group."""


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    names: tuple[str, ...]
    sector: str
    country: str | None
    also: str | None = None
    """The sector that an international body acts in, where there is a nearer one than IGO."""
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """What a person was, and when: years or year-months, ``end`` empty while it lasts."""

    country: str | None
    sector: str
    title: str
    begin: str
    end: str

    def held(self, on: str | None) -> bool:
        """Whether it was held on an ISO day; without a day, whether it still is."""
        if on is None:
            return not self.end
        return self.begin <= on[: len(self.begin)] and (not self.end or on[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    """In the order of their beginnings."""

    @property
    def country(self) -> str | None:
        """The state that the person holds or held office for; of several, the last."""
        return next((o.country for o in reversed(self.offices) if o.country), None)

    def office(self, on: str | None) -> Office | None:
        """The office held on a day (of several, one of government first), or None."""
        held = [o for o in self.offices if o.held(on)]
        return min(held, key=lambda o: _WEIGHT.index(o.sector) if o.sector in _WEIGHT else 9, default=None)


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means by the tables, whatever story it stands in."""

    kind: Literal["state", "people", "body", "organisation", "territory", "capital"]
    name: str
    country: str | None
    sector: str | None
    also: str | None = None


_WEIGHT = ("GOV", "IGO", "MIL", "SPY", "JUD", "COP", "REB", "LEG", "PTY", "OPP")
_AMBIGUOUS_CAPITALS = frozenset(("Georgetown", "Kingston", "San Juan", "Brussels", "San Jose", "Victoria"))
"""Cities better known elsewhere, and Brussels, which stands for the European Union as often as for Belgium."""


_DROPPED = re.compile(r"[.'`]")
_PARTED = re.compile(r"[^a-z0-9&]+")


@functools.lru_cache(maxsize=8192)
def folded(words: str) -> str:
    """A name as it is compared: without accents, dots, case, apostrophes, hyphens and a leading article."""
    if not words.isascii():
        words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _PARTED.sub(" ", _DROPPED.sub("", words.lower())).strip().removeprefix("the ")


_SOUNDS = (("tch", "c"), ("sch", "s"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ch", "c"), ("sh", "s"), ("zh", "j"), ("dj", "j"),
           ("th", "t"), ("ts", "s"), ("ck", "k"), ("q", "k"), ("w", "v"), ("x", "ks"), ("z", "s"), ("c", "k"))  # fmt: skip
"""Letters that stand for one sound in one transliteration or another."""


@functools.lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """A folded word as different transliterations have it in common: its consonants, and whether it begins with a vowel."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    first = "a" if word[:1] in "aeiouyh" else word[:1]
    rest = re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


@functools.lru_cache(maxsize=50_000)
@functools.cache
def bodies() -> dict[str, Body]:
    """Nouns that head the name of a body or group, by lemma."""
    return {r["noun"]: Body(r["noun"], r["sector"], r["sense"]) for r in read_table("body_nouns")}


@functools.cache
def titles() -> dict[str, str]:
    """Heads of titles, in lower case, with their PLOVER sector ("" for forms of address)."""
    return {r["title"]: r["sector"] for r in read_table("titles")}


@functools.cache
def home_weights() -> dict[bool, dict[str, float]]:
    """What each clue to the state of somebody with a bare title (True) or without an office (False) weighs."""
    rows = list(read_table("home_weights"))
    return {
        office: {r["clue"]: float(r[column]) for r in rows} for office, column in ((True, "office"), (False, "none"))
    }


@functools.cache
def reference_weights() -> dict[str, dict[str, float]]:
    """What each clue to the states that a description takes up weighs, of one state or of a pair."""
    found: dict[str, dict[str, float]] = {"one": {}, "pair": {}}
    for row in read_table("reference_weights"):
        found[row["kind"]][row["clue"]] = float(row["weight"])
    return found


@functools.cache
def agents(use: str) -> dict[str, str]:
    """Words for actors of one use (head, rank, weak, word), in the singular and small letters, with their sector."""
    return {r["noun"]: r["sector"] for r in read_table("agent_nouns") if r["use"] == use}


@functools.cache
def seats() -> dict[str, tuple[str, str]]:
    """Names of the bodies of one state: country and sector."""
    return {n: (r["iso3"], r["sector"]) for r in read_table("seats") for n in _names(r["name"], r["aliases"])}


@taught
def organisations() -> dict[str, Organisation]:
    """Organisations by each of their names, as they are now."""
    found: dict[str, Organisation] = {}
    for organisation in _organisations():
        for name in organisation.names:
            if name not in found or (found[name].name == organisation.name and found[name].end):
                found[name] = organisation
    return found


@taught
def _organisations() -> tuple[Organisation, ...]:
    mine = (
        Organisation(row.name, row.names, _in_tables(row.sector), row.country)
        for row in own() if row.kind == "organization"
    )  # fmt: skip
    given = (
        Organisation(
            r["name"], _names(r["name"], r["aliases"]), r["sector"], r["country"] or None, r["also"] or None, r["begin"], r["end"]
        )
        for r in read_table("organisations")
    )  # fmt: skip
    return (*mine, *given)


def _in_tables(sector: str | None) -> str:
    """A sector as the tables write it, from one as readings do: media are JRN there, and health is MED."""
    return {"MED": "JRN", "HLH": "MED"}.get(sector or "", sector or "")


def organisation_on(name: str, on: str | None) -> Organisation | None:
    """The organisation of that name as it was on an ISO day; without a day, as it is."""
    now = organisations().get(name)
    if now is None or on is None:
        return now
    rows = [o for o in _organisations() if o.name == now.name]
    return next((o for o in rows if o.begin <= on[: len(o.begin)] and (not o.end or on[: len(o.end)] < o.end)), now)


@functools.cache
def territories() -> tuple[dict[str, Named], dict[str, Named]]:
    """Partly recognised, autonomous and past countries by name, and their peoples' names."""
    names: dict[str, Named] = {}
    peoples: dict[str, Named] = {}
    for row in read_table("territories"):
        sector = {"unrecognised": "PRE", "past": "GOV", "part": None}[row["kind"]]
        known = Named("territory", row["name"], row["country"], sector)
        for name in _names(row["name"], row["aliases"]):
            names.setdefault(name, known)
        for name in filter(None, row["people"].split("|")):
            peoples.setdefault(name, known)
    return names, peoples


@taught
def people() -> dict[str, Person]:
    """People by the folded form of each of their full names."""
    offices: dict[str, list[Office]] = {}
    names: dict[str, list[str]] = {}
    for row in read_table("people"):
        name = row["name"]
        offices.setdefault(name, []).append(
            Office(row["country"] or None, row["sector"], row["office"], row["begin"], row["end"])
        )
        names.setdefault(name, [name]).extend(n for n in row["aliases"].split("|") if n)
    found: dict[str, Person] = {}
    for taught_row in own():
        if taught_row.kind == "person":
            mine = _own_person(taught_row)
            for each in mine.names:
                found.setdefault(folded(each), mine)
    for name, terms in offices.items():
        person = Person(name, tuple(names[name]), tuple(sorted(terms, key=lambda o: o.begin)))
        for each in person.names:
            found.setdefault(folded(each), person)
    for name, person in list(found.items()):  # "Bashar Assad", where the table has "Bashar al-Assad"
        if _ARTICLE.search(name) and " " in (bare := _ARTICLE.sub(" ", name)):
            found.setdefault(bare, person)
    return found


_ARTICLE = re.compile(r"(?<=[a-z]) (?:al|el) ")
"""The article inside of Arab names, which stories write or leave out."""


def _own_person(row: OwnActor) -> Person:
    """A person of the user's table; one without offices has a nameless one, for the country's and sector's sake."""
    sector = _in_tables(row.sector)
    offices = tuple(Office(row.country, sector, title, begin, end) for title, begin, end in row.offices)
    return Person(row.name, row.names, offices or (Office(row.country, sector, "", "", ""),))


def person_called(name: str) -> Person | None:
    """The person of that full name, with or without middle initials and the article inside of Arab names."""
    plain = folded(name)
    found = people().get(plain) or people().get(" ".join(w for w in plain.split() if len(w) > 1))
    return found or (people().get(_ARTICLE.sub(" ", plain)) if _ARTICLE.search(plain) else None)


_SUFFIX = re.compile(r" (?:jr|sr|ii|iii|iv|vi|xiv|xvi)$")
_PARTICLE = re.compile(r"(?: (?:al|el|bin|ben|van|von|der|de|da|di|le|la|dos|wa|ould|ag|arap))+ [a-z]+$")
_FIRST_WORD = frozenset(("CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "SGP", "ETH", "ERI", "ISL", "MNG"))
"""States whose people go by the first word of their name: the family's name, or their own."""


def surname(name: str) -> str:
    """The folded last word of a name, without "Jr." and the like."""
    return _SUFFIX.sub("", folded(name)).rpartition(" ")[2]


def short_names(person: Person) -> dict[str, None]:
    """The folded forms in which a story names a person the second time."""
    found: dict[str, None] = {}
    for name in person.names:
        plain = _SUFFIX.sub("", folded(name))
        if person.country in _FIRST_WORD:
            found[plain.partition(" ")[0]] = None
        else:
            found[plain.rpartition(" ")[2]] = None
            if match := _PARTICLE.search(plain):
                found[match[0].strip()] = None
    return found


@taught
def people_by_surname() -> dict[str, tuple[Person, ...]]:
    """People by the folded forms of their short names."""
    found: dict[str, list[Person]] = {}
    for person in dict.fromkeys(people().values()):
        for key in short_names(person):
            found.setdefault(key, []).append(person)
    return {key: tuple(persons) for key, persons in found.items()}


@taught
def people_by_first() -> dict[str, tuple[Person, ...]]:
    """Monarchs and popes, whom stories call by their first name, by it."""
    found: dict[str, list[Person]] = {}
    for person in dict.fromkeys(people().values()):
        if any(re.search(r"\b(?:king|queen|pope|prince|emperor|emir|sultan)\b", o.title) for o in person.offices):
            words = folded(person.name).split()
            for key in dict.fromkeys((words[0], words[1 if len(words) > 1 and words[0] in _CROWNED else 0])):
                found.setdefault(key, []).append(person)
    return {key: tuple(persons) for key, persons in found.items()}


_CROWNED = frozenset(("king", "queen", "pope", "prince", "emperor", "sultan", "sheikh"))


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``actor_words``. Raises KeyError."""
    return {r["list"]: frozenset(r["words"].split("|")) for r in read_table("actor_words")}[name]


@functools.cache
def title_states() -> dict[str, frozenset[str]]:
    """Titles, in small letters, that only some states have, with these."""
    return {t: frozenset(r["states"].split("|")) for r in read_table("title_states") for t in r["titles"].split("|")}


@functools.cache
def state_kinds() -> dict[str, frozenset[str]]:
    """Nouns for states of one kind, with the states that they may mean."""
    return {n: frozenset(r["states"].split("|")) for r in read_table("state_kinds") for n in r["nouns"].split("|")}


@functools.cache
def female_names() -> dict[str, bool]:
    """First names, folded, that nearly always say the sex: True for women."""
    return {folded(n): r["sex"] == "female" for r in read_table("given_names") for n in r["names"].split("|")}


@functools.cache
def first_names() -> frozenset[str]:
    """Folded words with which names of people begin."""
    return frozenset(n for r in read_table("first_names") for n in r["names"].split("|")) | frozenset(female_names())


@functools.cache
def anaphors() -> dict[str, frozenset[str]]:
    """Nouns that take up a body named before, with the sectors (as readings write them) of those that they may mean."""
    return {r["noun"]: frozenset(r["sectors"].split("|")) for r in read_table("anaphors")}


@functools.cache
def metonyms() -> dict[str, frozenset[str]]:
    """Lemmas behind which a capital stands for the government: for "object" and for prepositions."""
    return {r["how"]: frozenset(r["words"].split("|")) for r in read_table("metonyms")}


@functools.cache
def regions() -> dict[str, frozenset[str]]:
    """Phrases such as "west african", in lower case, with the states that they may mean."""
    found = {}
    for row in read_table("regions"):
        areas = set(filter(None, row["subregions"].split("|")))
        states = set(filter(None, row["states"].split("|")))
        states |= {c.iso3 for c in countries().rows if c.region in areas or c.subregion in areas}
        found[row["phrase"]] = frozenset(states)
    return found


@functools.cache
def rulers() -> dict[str, frozenset[str]]:
    """Former colonies, each with the states that ruled it."""
    found: dict[str, set[str]] = {}
    for row in read_table("colonies"):
        for colony in row["states"].split("|"):
            found.setdefault(colony, set()).add(row["ruler"])
    return {colony: frozenset(states) for colony, states in found.items()}


@functools.cache
def capitals() -> dict[str, str]:
    """Capitals, each with its country. Of two countries with one capital's name the first stands."""
    found: dict[str, str] = {}
    for country in countries().rows:
        if country.capital and country.capital not in _AMBIGUOUS_CAPITALS:
            found.setdefault(country.capital, country.iso3)
    found.update({row["name"]: row["iso3"] for row in read_table("capital_names")})
    return found


@remembered
def named(words: str) -> Named | None:
    """What a name means; case and accents count, but for names in capitals and long ones written in another case."""
    words = words.replace("’", "'")
    for form in (words, words[4:]) if words[:4].lower() == "the " else (words,):
        if found := _exact(form):
            return found
    if len(words) > 4 and any(c.isupper() for c in words):
        return _loose().get(folded(words))
    return None


def _exact(words: str) -> Named | None:
    if (row := own_names().get(words)) and row.kind != "person":
        name = countries().by_iso3[row.country].name if row.kind == "state" and row.country else row.name
        kind: Literal["state", "organisation"] = "state" if row.kind == "state" else "organisation"
        return Named(kind, name, row.country, "GOV" if kind == "state" else _in_tables(row.sector) or None)
    if words in seats():
        country, sector = seats()[words]
        return Named("body", _canonical().get(words, words), country, sector)
    if organisation := organisations().get(words):
        return Named("organisation", organisation.name, organisation.country, organisation.sector, organisation.also)
    names, peoples = territories()
    if words in names:
        return names[words]
    if words in peoples:
        return Named(
            "people", peoples[words].name, peoples[words].country, "PRE" if peoples[words].sector == "PRE" else None
        )
    if state := countries().named(words):
        return Named("state", state.name, state.iso3, "GOV")
    if state := countries().of_people(words):
        return Named("people", state.name, state.iso3, None)
    if words in capitals():
        return Named("capital", words, capitals()[words], "GOV")
    return None


@functools.cache
def _canonical() -> dict[str, str]:
    return {n: r["name"] for r in read_table("seats") for n in _names(r["name"], r["aliases"])}


@taught
def _loose() -> dict[str, Named]:
    """Names of more than four letters by their folded form."""
    names, peoples = territories()
    found: dict[str, Named] = {}
    states = [n for c in countries().rows for n in (*c.names, *c.demonyms)]
    mine = [n for n, row in own_names().items() if row.kind != "person"]
    for name in (*mine, *states, *capitals(), *seats(), *organisations(), *names, *peoples):
        if len(name) > 4 and not (name.startswith("The ") and len(name.split()) < 3) and (meaning := _exact(name)):
            found.setdefault(folded(name), meaning)
    return found


@taught
def table_names() -> frozenset[str]:
    """All names of bodies, organisations, territories, states and capitals, as the tables write them."""
    states = (name for country in countries().rows for name in country.names)
    mine = (name for name, row in own_names().items() if row.kind != "person")
    return frozenset((*seats(), *organisations(), *territories()[0], *capitals(), *states, *mine))


def _names(name: str, aliases: str) -> tuple[str, ...]:
    return (name, *filter(None, aliases.split("|")))
