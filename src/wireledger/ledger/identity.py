"""Which people and bodies of different stories are one: pure functions from claims of the kind ``identity`` to rows.

Two mentions are one where names *and* offices agree, and two stay two wherever something speaks against it: another
country, another field of work, another office at the same time. Names agree in degrees: the same name needs nothing
against it; another spelling, a part of the name or a last name alone needs the same country and the same office too. What
an editor merged or split counts before all of it. Facts in any order give the same rows.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wireledger.knowledge.actors import (
    Person,
    folded,
    organisations,
    person_called,
    short_names,
    skeleton,
    word_list,
)
from wireledger.ledger.claims import slug
from wireledger.ledger.partition import Partition
from wireledger.ledger.rows import ActorRow, Tenure
from wireledger.ledger.views import Fact, Links, current, first_day, independent

FAMILIES = {
    **dict.fromkeys(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI", "PTY", "OPP"), "state"),
    **dict.fromkeys(("REB", "UAF", "PRM"), "arms"), **dict.fromkeys(("NGO", "SOC", "CVL"), "civil"),
}  # fmt: skip
"""Sectors between which one person may change from story to story; every other is a field of its own."""
CHANGED = 60
"""Days after which somebody of one name may well have another office."""
_NO_PART = frozenset(("jr", "sr", "ii", "iii", "iv", "dr", "the", "al", "el", "de", "bin", "ibn", "ould", "von", "van", "da", "di"))  # fmt: skip
_NO_TITLE = frozenset(
    ("the", "of", "for", "and", "s", "a", "an", "mr", "mrs", "ms", "former", "ex", "acting", "interim", "then", "late",
     "outgoing", "incoming", "elect", "designate", "new", "ousted", "deposed", "caretaker", "transitional", "current", "top")
)  # fmt: skip


def words_of(name: str) -> tuple[str, ...]:
    """The words of a personal name that tell it from others: no initials, particles and "Jr."."""
    words = [w for w in folded(name).split() if len(w) > 1 and w not in _NO_PART]
    return tuple(words or folded(name).split() or [slug(name) or "x"])


def block_of(kind: str, actor_id: str, name: str) -> str:
    """The key that all claims on one person or body have in common: the sounds of a last name, or a body's name."""
    if kind == "person":
        return "p:" + skeleton(words_of(name)[-1])
    return "o:" + (actor_id.partition(":")[2] or slug(name))


def alias_of(kind: str, name: str, aliases: Sequence[str]) -> str | None:
    """A second such key: the first word of a person's name, which is the family's in some countries; a body's short name."""
    if kind == "person":
        return "p:" + skeleton(words_of(name)[0])
    return next(("o:" + slug(a) for a in sorted(aliases) if slug(a)), None)


@dataclass(slots=True)
class _One:
    """A person or body in the making."""

    facts: list[Fact]
    why: list[str] = field(default_factory=list)
    known: Person | None = None
    _seen: tuple[int, tuple[str, ...], str | None] = (0, (), None)
    """The names and the country of so many facts."""

    @property
    def kind(self) -> str:
        return str(self.facts[0].payload["kind"])

    @property
    def country(self) -> str | None:
        return self._told()[2]

    @property
    def families(self) -> set[str]:
        return {str(FAMILIES.get(s, s)) for f in self.facts if (s := f.payload["sector"])}

    def names(self) -> tuple[str, ...]:
        return self._told()[1]

    def _told(self) -> tuple[int, tuple[str, ...], str | None]:
        if self._seen[0] != len(self.facts):
            names = dict.fromkeys(n for f in self.facts for n in (f.payload["name"], *f.payload["aliases"]))
            country = next((f.payload["country"] for f in self.facts if f.payload["country"]), None)
            self._seen = len(self.facts), tuple(names), country
        return self._seen

    def sort(self) -> None:
        """Put the facts in the order in which they became known."""
        self.facts.sort(key=lambda f: f.order)
        self._seen = (0, (), None)

    def offices(self) -> list[tuple[str, dict[str, Any]]]:
        return [(f.known_from[:10], o) for f in self.facts for o in f.payload["offices"]]


def identities(facts: Iterable[Fact], links: Links = Links()) -> list[ActorRow]:
    """One row for each person and body, by name."""
    rows = [_row(one) for one in same_actors(facts, links)]
    return sorted(rows, key=by_name)


def by_name(row: ActorRow) -> tuple[str, str, str]:
    """The order of rows: by the last word of the name."""
    return row.name.split()[-1].casefold() if row.name else "", row.name.casefold(), row.id


def groups(facts: Iterable[Fact], links: Links = Links()) -> list[list[Fact]]:
    """The facts of each person and body, in the order in which they became known."""
    return [one.facts for one in same_actors(facts, links)]


def same_actors(facts: Iterable[Fact], links: Links = Links()) -> list[_One]:
    """Facts of the kind ``identity``, grouped by whom they speak of, with the reasons."""
    told = current(facts)
    held = [f for f in told if not _linked(f, links)]
    people = [f for f in held if f.payload["kind"] == "person"]
    found = _people(people) + _bodies([f for f in held if f.payload["kind"] != "person"])
    # A claim that an editor split off, or merged, goes where it was put; the others of its row follow it.
    return _by_hand(found, [f for f in told if _linked(f, links)], links, told)


def _linked(fact: Fact, links: Links) -> bool:
    return any(fact.id in pair for pair in links.split)


def _by_hand(found: list[_One], apart: list[Fact], links: Links, told: list[Fact]) -> list[_One]:
    """Groups after editors' decisions: claims split from each other are placed one by one, merged ones brought together."""
    barred: dict[str, set[str]] = defaultdict(set)
    for pair in links.split:
        for claim in pair:
            barred[claim] |= pair - {claim}
    by_key = _Index()
    for one in found if apart else ():
        for fact in one.facts:
            by_key.put(one, _put_keys(fact, one.country))
    for fact in sorted(apart, key=lambda f: f.order):
        alone = _One([fact], known=_table(fact))
        fits = [o for o in by_key.near(_near_keys(fact)) if not {f.id for f in o.facts} & barred[fact.id]]
        best = next(((o, why) for o in fits if o.kind == alone.kind and (why := _agree(o, alone))), None)
        if best is None:
            if barred[fact.id]:
                alone.why.append("split by hand")
            found.append(alone)
        else:
            best[0].facts.append(fact)
            _say(best[0], best[1])
        by_key.put(best[0] if best else alone, _put_keys(fact, (best[0] if best else alone).country))
    for pair in sorted(links.merged, key=sorted):
        touched = [o for o in found if any(f.id in pair for f in o.facts)]
        if len(touched) > 1:
            first = touched[0]
            for other in touched[1:]:
                first.facts += other.facts
                first.why += [w for w in other.why if w not in first.why]
                found.remove(other)
        for o in touched[:1]:
            _say(o, "merged by hand")
    for one in found:
        one.sort()
    return found


def _say(one: _One, why: str) -> None:
    if why not in one.why:
        one.why.append(why)


class _Index:
    """Those found so far, by their keys."""

    def __init__(self) -> None:
        self._by_key: dict[str, dict[int, _One]] = defaultdict(dict)
        self._number: dict[int, int] = {}

    def near(self, keys: Iterable[str]) -> list[_One]:
        """Those that share one of some keys, each once, in the order in which they were found."""
        there = {i: one for key in keys if key in self._by_key for i, one in self._by_key[key].items()}
        return [there[i] for i in sorted(there, key=self._number.__getitem__)]

    def put(self, one: _One, keys: Iterable[str]) -> None:
        self._number.setdefault(id(one), len(self._number))
        for key in keys:
            self._by_key[key][id(one)] = one


# -- people --------------------------------------------------------------------------------------------------------
def _people(facts: list[Fact]) -> list[_One]:
    """People: by what tells most first, so that the order of arrival decides nothing."""
    found: list[_One] = []
    by_key = _Index()

    def rank(f: Fact) -> tuple[Any, ...]:
        p = f.payload
        return (len(words_of(p["name"])) < 2, p["country"] is None, not p["offices"], f.order)

    for fact in sorted(facts, key=rank):
        one = _One([fact], known=_table(fact))
        near = by_key.near(_near_keys(fact))
        agreeing = [(o, why) for o in near if (why := _agree(o, one))]
        strong = [a for a in agreeing if "same office" in a[1] or "table" in a[1]] or agreeing
        if len(strong) == 1 or (strong and "table" in strong[0][1]):
            into, why = strong[0]
            was = into.country
            into.facts.append(fact)
            into.known = into.known or one.known
            _say(into, why)
            for f in into.facts if into.country != was else [fact]:
                by_key.put(into, _put_keys(f, into.country))
        else:
            found.append(one)
            by_key.put(one, _put_keys(fact, one.country))
    return found


@functools.lru_cache(maxsize=100_000)
def _name_keys(name: str) -> tuple[bool, tuple[str, ...], tuple[str, ...]]:
    """Of a name: whether it is one word; what it has in common with its variants; with the short form that is a part of it."""
    words = words_of(name)
    sounds = [skeleton(w) for w in words]
    if len(words) < 2:
        return True, (), (sounds[0],)
    pairs = sorted({f"{a} {b}" for a, b in itertools.combinations(sorted(sounds), 2)})
    return False, tuple(pairs), tuple(dict.fromkeys((sounds[0], sounds[-1])))


def _put_keys(fact: Fact, country: str | None) -> set[str]:
    """The keys under which a person or body with a fact is found, where that is of a country (or of none yet known).

    Names that are the same need no country to agree, variants and last names the same one (:func:`_agree`); so the
    many who share a first or last name are not compared with each other."""
    return _keys(fact, country, ("s",), ("m",))


def _near_keys(fact: Fact) -> set[str]:
    """The keys under which those are found with whom a fact may agree: a last name alone with last names and full names."""
    return _keys(fact, fact.payload["country"], ("s", "m"), ("s",))


def _keys(fact: Fact, country: str | None, of_short: Sequence[str], of_full: Sequence[str]) -> set[str]:
    if fact.payload["kind"] != "person":
        return _body_keys(fact)
    plain, named = _names(fact)
    keys = set(plain)
    for one_word, pairs, ends in named if country else ():
        keys |= {f"{country}:{pair}" for pair in pairs}
        keys |= {f"{side}:{country}:{end}" for end in ends for side in (of_short if one_word else of_full)}
    return keys


def _names(fact: Fact) -> tuple[set[str], list[tuple[bool, tuple[str, ...], tuple[str, ...]]]]:
    """The keys that a person has in whatever country, and what its names have in common with others."""
    p = fact.payload
    known = _table(fact)
    plain = {"table:" + known.name} if known else set()
    named = []
    for name in (p["name"], *p["aliases"]):
        found = _name_keys(name)
        named.append(found)
        if not found[0]:
            plain.add("name:" + " ".join(words_of(name)))
    return plain, named


Parting = tuple[tuple[str, ...], tuple[str, ...]]
"""Keys that a fact has in whatever country, and those that it has in each."""


def components(
    facts: Sequence[Fact], links: Links = Links(), kept: dict[int, tuple[Fact, Parting]] | None = None
) -> list[list[Fact]]:
    """Facts, in their order, parted so that none of one part can be of one person or body with one of another.

    ``kept`` holds what was found of each fact, by its identity, for the next time."""
    kept = {} if kept is None else kept
    sets = Partition()
    partings: list[Parting] = []
    for f in facts:
        entry = kept.get(id(f))
        if entry is None or entry[0] is not f:
            entry = kept[id(f)] = f, _parting(f)
        partings.append(entry[1])
        # What a story's versions say alike is one (``views.current``).
        sets.join(f.id, (*entry[1][0], f"told:{f.copy_of or f.story}:{f.told}", f"says:{f.story}:{f.content}"))
    for pair in (*links.merged, *links.split):
        there = sorted(i for i in pair if i in sets)
        for other in there[1:]:
            sets.join(there[0], [other])
    # Whoever may be of a country, since somebody of the same name is, may be found by a last name there.
    countries: dict[str, set[str]] = defaultdict(set)
    for f in facts:
        if f.payload["country"]:
            countries[sets.root(f.id)].add(f.payload["country"])
    of = [sorted(countries.get(sets.root(f.id), ())) for f in facts]
    for f, (_, named), codes in zip(facts, partings, of, strict=True):
        for code in codes if named else ():
            sets.join(f.id, (f"{code}:{key}" for key in named))
    parts: dict[str, list[Fact]] = defaultdict(list)
    for f in facts:
        parts[sets.root(f.id)].append(f)
    return list(parts.values())


def _parting(fact: Fact) -> Parting:
    if fact.payload["kind"] != "person":
        return tuple(f"body:{k}" for k in sorted(_body_keys(fact))), ()
    plain, named = _names(fact)
    return tuple(sorted(plain)), tuple(sorted({key for _, pairs, ends in named for key in (*pairs, *ends)}))


def _table(fact: Fact) -> Person | None:
    """The person of the tables (a user's own among them) whom a fact names in full, or by a last name with the office."""
    p = fact.payload
    if p["kind"] != "person":
        return None
    for name in (p["name"], *p["aliases"]):
        known = person_called(name)
        if known is None:
            continue
        if len(words_of(name)) < 2 and not any(folded(name) == folded(n) for n in known.names):
            continue
        at_home = {o.country for o in known.offices if o.country}
        if p["country"] is None or p["country"] in at_home or not at_home:
            return known
    return None


def _agree(one: _One, other: _One) -> str:
    """Why a person or body is the other, in words; "" where that is not sure enough."""
    if one.kind != "person":
        return _agree_bodies(one, other)
    if one.known and other.known:
        return "the same person of the table" if one.known.name == other.known.name else ""
    if one.country and other.country and one.country != other.country:
        return ""
    degree, name = _same_name(one, other)
    if not degree:
        return ""
    office = _same_office(one, other)
    families = one.families, other.families
    apart = bool(families[0] and families[1] and not families[0] & families[1])
    if (apart and not office) or _contradict(one, other):
        return ""
    country = one.country if one.country == other.country else None
    if degree < 3 and not (country and office):
        return ""
    parts = [name]
    if country:
        parts.append(f"same country ({country})")
    if office:
        parts.append(f"same office ({office})")
    if not country and not office:
        parts.append("nothing against it")
    return ", ".join(parts)


def _same_name(one: _One, other: _One) -> tuple[int, str]:
    """How far two names agree (3 the same, 2 a variant, 1 a last name alone, 0 not) and what to call it."""
    return _alike(one.names(), other.names(), one.known or other.known)


@functools.lru_cache(maxsize=200_000)
def _alike(ours: tuple[str, ...], others: tuple[str, ...], table: Person | None) -> tuple[int, str]:
    """What :func:`_same_name` says, for the names of each and the person of the tables, if one is known."""
    best = (0, "")
    for a in ours:
        mine = words_of(a)
        for b in others:
            theirs = words_of(b)
            if min(len(mine), len(theirs)) > 1:
                if mine == theirs:
                    return 3, f"same name ({b})"
                short, long = sorted((mine, theirs), key=len)
                if [skeleton(w) for w in mine] == [skeleton(w) for w in theirs]:
                    best = max(best, (2, f"another spelling ({b})"))
                elif Counter(map(skeleton, short)) <= Counter(map(skeleton, long)):
                    best = max(best, (2, f"a part of the name ({' '.join((a, b)[len(theirs) <= len(mine)].split())})"))
            elif folded(a) == folded(b):
                best = max(best, (1, f"same last name ({b})"))
            else:
                full, bare = (a, b) if len(theirs) == 1 else (b, a)
                word = folded(bare)
                alike = word in folded(full).split() or skeleton(word) == skeleton(words_of(full)[-1])
                if alike or (table and word in short_names(table)):
                    best = max(best, (1, f"last name ({bare})"))
    return best


def _title(office: dict[str, Any]) -> frozenset[str]:
    words = re.split(r"[^a-z0-9]+", folded(office["title"]))
    return frozenset(_EQUAL.get(w, w) for w in words if w and w not in _NO_TITLE)


_EQUAL = {"premier": "prime", "defense": "defence", "minister's": "minister", "spokeswoman": "spokesman", "spokesperson": "spokesman",
          "chairwoman": "chairman", "chair": "chairman", "gen": "general", "col": "colonel", "maj": "major", "capt": "captain",
          "lt": "lieutenant", "sen": "senator", "gov": "governor", "rep": "representative", "leader": "head", "chief": "head"}  # fmt: skip


def _owner(office: dict[str, Any]) -> str | None:
    """The body, none of a state's, for which an office is held."""
    of = office["of"]
    return slug(of["name"]) if of and of["kind"] != "state" else None


def _same_office(one: _One, other: _One) -> str:
    """The title of an office that both have, "" where there is none. "Minister" alone may be any minister's."""
    if one.known and _held(one.known, other):
        return _held(one.known, other)
    if other.known and _held(other.known, one):
        return _held(other.known, one)
    for _, a in one.offices():
        mine = _title(a)
        for _, b in other.offices():
            theirs = _title(b)
            if not mine or not theirs or (_owner(a) and _owner(b) and _owner(a) != _owner(b)):
                continue
            if mine == theirs or (mine & theirs and (mine < theirs or theirs < mine) and not _portfolio(mine ^ theirs)):
                return str(b["title"])
    return ""


def _held(known: Person, one: _One) -> str:
    """The office by which the table knows a person, where a story gives it to somebody."""
    titles = [_title({"title": o.title}) for o in known.offices]
    return next((o["title"] for _, o in one.offices() if _title(o) and _title(o) in titles), "")


def _portfolio(words: Iterable[str]) -> bool:
    return bool(set(words) & (word_list("portfolio") | {"vice", "deputy", "assistant"}))


def _contradict(one: _One, other: _One) -> bool:
    """Whether both hold, at one time, offices of one rank that are not the same: two ministers, two spokesmen."""
    for day, a in one.offices():
        for later, b in other.offices():
            if a["status"] == "former" or b["status"] == "former" or _days(day, later) > CHANGED:
                continue
            mine, theirs = _title(a), _title(b)
            shared = mine & theirs
            if not shared:
                continue
            if _owner(a) and _owner(b) and _owner(a) != _owner(b):
                return True
            if mine != theirs and _portfolio(mine - shared) and _portfolio(theirs - shared):
                return True
    return False


def _days(a: str, b: str) -> int:
    first, second = first_day(a), first_day(b)
    return abs((first - second).days) if first and second else 0


# -- bodies --------------------------------------------------------------------------------------------------------
def _bodies(facts: list[Fact]) -> list[_One]:
    found: list[_One] = []
    by_key = _Index()
    for fact in sorted(facts, key=lambda f: (f.payload["country"] is None, f.order)):
        one = _One([fact])
        keys = _body_keys(fact)
        near = by_key.near(keys)
        agreeing = [(o, why) for o in near if (why := _agree_bodies(o, one))]
        if len(agreeing) == 1:
            one = agreeing[0][0]
            one.facts.append(fact)
            _say(one, agreeing[0][1])
        else:
            found.append(one)
        by_key.put(one, keys)
    return found


def _body_keys(fact: Fact) -> set[str]:
    p = fact.payload
    keys = {p["actor"], *(slug(n) for n in (p["name"], *p["aliases"]))}
    if known := organisations().get(p["name"]):
        keys |= {slug(n) for n in known.names}
    return keys


def _agree_bodies(one: _One, other: _One) -> str:
    if one.country and other.country and one.country != other.country:
        return ""
    a, b = one.facts[0].payload, other.facts[0].payload
    if a["actor"] == b["actor"] and a["of"]:
        return f"the same body of {a['of']}"
    if {f.payload["of"] for f in one.facts} != {f.payload["of"] for f in other.facts}:
        return ""
    families = one.families, other.families
    if families[0] and families[1] and not families[0] & families[1]:
        return ""
    mine = {folded(f.payload["name"]): f.payload["name"] for f in one.facts}
    theirs = {folded(f.payload["name"]): f.payload["name"] for f in other.facts}
    if same := sorted(set(mine) & set(theirs)):
        return f"same name ({mine[same[0]]})"
    table = organisations()
    for name in mine.values():
        for n in theirs.values():
            if name in table and n in table and table[name].name == table[n].name:
                return "the same body of the table"
    shorts = {folded(n) for n in one.names()} & {folded(n) for n in other.names()}
    if (
        shorts
        and one.country == other.country
        and (one.families & other.families or not (one.families and other.families))
    ):
        return f"short name ({sorted(shorts)[0].upper()})"
    return ""


# -- rows ----------------------------------------------------------------------------------------------------------
def _row(one: _One) -> ActorRow:
    facts = one.facts
    names = [f.payload["name"] for f in facts]
    name = (
        one.known.name
        if one.known
        else max(dict.fromkeys(names), key=lambda n: (len(n.split()) > 1, names.count(n), len(n)))
    )
    aliases = [n for n in one.names() if n != name]
    sectors = [f.payload["sector"] for f in facts if f.payload["sector"]]
    return ActorRow(
        id="I" + facts[0].id[1:],
        name=name,
        kind=one.kind,
        country=one.country,
        sector=sectors[-1] if sectors else None,
        aliases=aliases,
        offices=_tenures(facts),
        first_known=facts[0].known_from[:10],
        last_known=facts[-1].known_from[:10],
        stories=sorted({f.story for f in facts}),
        independent_sources=independent(facts),
        accounts=[f.account(_says(f)) for f in facts],
        merged_because=list(one.why),
    )


def _says(fact: Fact) -> str:
    p = fact.payload
    titles = "; ".join(o["title"] for o in p["offices"])
    return f"{p['name']}{', ' + titles if titles else ''}{' (' + p['country'] + ')' if p['country'] else ''}"


def _tenures(facts: list[Fact]) -> list[Tenure]:
    """Offices in the order in which they were told of: each from the first to the last day on which a story gives it."""
    told: dict[tuple[frozenset[str], str | None, str], list[tuple[Fact, dict[str, Any]]]] = {}
    for f in facts:
        for o in f.payload["offices"]:
            status = "former" if o["status"] == "former" else "current"
            told.setdefault((_title(o), _owner(o), status), []).append((f, o))
    found = []
    for held in told.values():
        first, last = held[0], held[-1]
        found.append(
            Tenure(
                last[1]["title"], last[1]["of"]["name"] if last[1]["of"] else None, last[1]["status"],
                next((o["begin"] for _, o in held if o["begin"]), None), next((o["end"] for _, o in held if o["end"]), None),
                first[0].known_from[:10], last[0].known_from[:10], sorted({f.story for f, _ in held}),
            )
        )  # fmt: skip
    return sorted(found, key=lambda t: (t.first_known, t.last_known, t.title))


__all__ = ["alias_of", "block_of", "groups", "identities", "same_actors", "skeleton"]
