"""The views that a desk asks again and again, answered from memory: what was recorded since the last question is all that is read.

``Live`` holds the live claims of some kinds and the rows that it made of them. After something was recorded only claims with
the same keys are read again, and only their rows are made again. Its answers are those of the ledger's own views (a property
test); questions that it does not hold are passed on to these.
"""

from __future__ import annotations

import datetime as dt
import threading
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from wireledger.ledger import identity, views
from wireledger.ledger.claims import DATED
from wireledger.ledger.ledger import Ledger, days_of
from wireledger.ledger.partition import Partition
from wireledger.ledger.queries import Day, Queries, day_of, end_of
from wireledger.ledger.rows import ActorRow, AgreementRow, DeadlineRow, EventRow, ForceRow, Rows, StatementRow
from wireledger.ledger.schema import claims, placed, reading, versions
from wireledger.ledger.views import Fact, Links

DAILY = ("agreement", "force")
"""Kinds whose rows are other ones on another day."""
DAYS = 8
"""Days as of which rows are kept."""
MUCH = 2000
"""Keys from which on reading all is quicker than reading what these name."""
_ABOUT = ("retraction", "merge", "split", "correction")


class _Held:
    """The live facts of one kind, as known now, in their order."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.at = (0, 0)
        """The numbers of the claim and of the version up to which it is held."""
        self.facts: dict[str, Fact] = {}
        self.by_block: dict[str, set[str]] = defaultdict(set)
        self.ordered: list[Fact] = []
        self._orders: list[tuple[str, str, str]] = []

    def replace(self, blocks: set[str], fresh: Sequence[Fact]) -> None:
        """Put the facts of some keys anew."""
        gone = [self.facts.pop(i) for block in blocks for i in self.by_block.pop(block, ())]
        for fact in fresh:
            if (old := self.facts.get(fact.id)) is not None:
                self.by_block[old.block].discard(fact.id)
                gone.append(old)
            self.facts[fact.id] = fact
            self.by_block[fact.block].add(fact.id)
        if len(gone) + len(fresh) > MUCH:
            self.ordered = sorted(self.facts.values(), key=lambda f: f.order)
            self._orders = [f.order for f in self.ordered]
            return
        for fact in gone:
            at = bisect_left(self._orders, fact.order)
            del self._orders[at], self.ordered[at]
        for fact in fresh:
            at = bisect_left(self._orders, fact.order)
            self._orders.insert(at, fact.order)
            self.ordered.insert(at, fact)

    def by(self, day: str) -> list[Fact]:
        """The facts that speak of a day or an earlier one, as ``queries.held_by`` asks the store."""
        if self.kind in DATED:
            return [f for f in self.ordered if (f.valid_from <= day if f.valid_from else f.known_from[:10] <= day)]
        last = end_of(day)
        return [f for f in self.ordered if (f.valid_from <= day if f.valid_from else f.known_from <= last)]


def _keyed(facts: list[Fact], links: Links) -> list[tuple[tuple[str, str], EventRow]]:
    """Events with what puts them in their order."""
    groups = views.happenings(facts, links)
    return [((views.first_told(g), g[0].id), views.events([g])[0]) for g in groups]


def _told(facts: list[Fact], links: Links) -> list[tuple[tuple[str, str, str], StatementRow]]:
    """Statements with what puts them in their order."""
    told = views.current(facts)
    return [(f.order, row) for f, row in zip(told, views.statements(told), strict=True)]


Made = dict[str, tuple[list[Fact], list[tuple[tuple[str, str], EventRow]]]]
"""The rows of each key, with the facts that they were made of."""


class _Events:
    """The rows of all events up to a day, in their order, of which the dirty ones are to be made again.

    An event is the same on any day, once all is told of it: rows of a key are those of another day where the facts are."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.rows: list[EventRow] = []
        self.dirty: set[str] = set()
        self._keys: list[tuple[str, str]] = []
        self._of: dict[str, list[tuple[str, str]]] = {}

    def refresh(self, held: _Held, day: str) -> None:
        whole = len(self.dirty) > MUCH
        fresh: list[tuple[tuple[str, str], EventRow]] = []
        gone: set[tuple[str, str]] = set()
        for block in self.dirty:
            gone.update(self._of.pop(block, ()))
            facts = [
                f for i in held.by_block.get(block, ()) if ((f := held.facts[i]).valid_from or f.known_from[:10]) <= day
            ]
            made = self._rows_of(block, facts) if facts else []
            if made:
                self._of[block] = [key for key, _ in made]
                fresh += made
        self.dirty = set()
        if whole:
            kept = [(k, r) for k, r in zip(self._keys, self.rows, strict=True) if k not in gone]
            every = sorted([*kept, *fresh], key=lambda pair: pair[0])
            self._keys, self.rows = [k for k, _ in every], [r for _, r in every]
            return
        for key in gone:
            at = bisect_left(self._keys, key)
            del self._keys[at], self.rows[at]
        for key, row in fresh:
            at = bisect_left(self._keys, key)
            self._keys.insert(at, key)
            self.rows.insert(at, row)

    def _rows_of(self, block: str, facts: list[Fact]) -> list[tuple[tuple[str, str], EventRow]]:
        told = self.made.get(block)
        if told is not None and len(told[0]) == len(facts) and all(a is b for a, b in zip(told[0], facts, strict=True)):
            return told[1]
        rows = _keyed(facts, Links())
        if told is None or len(facts) >= len(told[0]):
            self.made[block] = facts, rows
        return rows


class Live:
    """Agreements, forces, deadlines, events, statements and actors of a ledger, with the signatures of its views."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.RLock()
        self._held: dict[str, _Held] = {}
        self._news: tuple[tuple[tuple[int, int], tuple[int, int]], _News] | None = None
        """What came last, by from where and up to where."""
        self._rows: OrderedDict[tuple[str, str], dict[tuple[int, ...], tuple[list[Fact], list[Any]]]] = OrderedDict()
        """By kind and day: rows by the facts (by identity, which these keep) that they were made of."""
        self._events: OrderedDict[str, _Events] = OrderedDict()
        """By day."""
        self._made: Made = {}
        self._partings: dict[int, Any] = {}
        """What parts people and bodies, by the identity of the facts."""

    # -- views -------------------------------------------------------------------------------------------------
    def agreements(self, *, as_of: Day = None, known_by: Day = None) -> Rows[AgreementRow]:
        """As :meth:`Ledger.agreements`."""
        day = dt.date.fromisoformat(day_of(as_of))
        found = self._view("agreement", day, known_by, lambda facts, links: views.agreements(facts, day, links))
        return Rows(sorted(found, key=lambda r: (r.ends_on or "9999", r.name, r.id)))

    def forces(self, *, as_of: Day = None, known_by: Day = None) -> Rows[ForceRow]:
        """As :meth:`Ledger.forces`."""
        day = dt.date.fromisoformat(day_of(as_of))
        found = self._view("force", day, known_by, lambda facts, links: views.forces(facts, day, links))
        return Rows(sorted(found, key=lambda r: (r.host, r.sender, r.id)))

    def deadlines(
        self, *, within: int | str | None = None, as_of: Day = None, known_by: Day = None
    ) -> Rows[DeadlineRow]:
        """As :meth:`Ledger.deadlines`."""
        day = dt.date.fromisoformat(day_of(as_of))
        agreed, forced = self.agreements(as_of=day, known_by=known_by), self.forces(as_of=day, known_by=known_by)
        return Rows(views.deadlines(agreed, forced, day, days_of(within, day)))

    def events(self, *, as_of: Day = None, known_by: Day = None) -> Rows[EventRow]:
        """As :meth:`Ledger.events`, with nothing narrowed."""
        day = day_of(as_of)
        if known_by is None:
            with self._lock, reading(self.ledger.engine) as c:
                held = self._refreshed(c, "event")
                ask = Queries(c)
                links = ask.links("event")
                if not links.merged and not links.split and not any(i[0] == "e" for i in ask.corrected):
                    return Rows(self._events_by(held, day))
        found = self._view("event", dt.date.fromisoformat(day), known_by, _keyed)
        return Rows(row for _, row in sorted(found, key=lambda pair: pair[0]))

    def statements(self, *, as_of: Day = None, known_by: Day = None) -> Rows[StatementRow]:
        """As :meth:`Ledger.statements`, with nothing narrowed."""
        day = dt.date.fromisoformat(day_of(as_of))
        found = self._view("statement", day, known_by, _told)
        return Rows(row for _, row in sorted(found, key=lambda pair: pair[0]))

    def actors(self, *, as_of: Day = None, known_by: Day = None) -> Rows[ActorRow]:
        """As :meth:`Ledger.actors`, with nothing narrowed."""
        day = dt.date.fromisoformat(day_of(as_of))
        found = self._view("identity", day, known_by, lambda facts, links: identity.identities(facts, links))
        return Rows(sorted(found, key=identity.by_name))

    def _events_by(self, held: _Held, day: str) -> list[EventRow]:
        """The events up to a day, where no editor linked or corrected any: each key stands for itself."""
        answer = self._events.get(day)
        if answer is None:
            answer = self._events[day] = _Events(self._made)
            answer.dirty = set(held.by_block)
        self._events.move_to_end(day)
        while len(self._events) > DAYS:
            self._events.popitem(last=False)
        answer.refresh(held, day)
        return list(answer.rows)

    def _view(
        self, kind: str, day: dt.date, known_by: Day, make: Callable[[list[Fact], Links], list[Any]]
    ) -> list[Any]:
        with self._lock, reading(self.ledger.engine) as c:
            held = self._refreshed(c, kind)
            ask = Queries(c, known_by)
            links = ask.links(kind)
            facts = self._facts(c, held, ask, day.isoformat())
            # Other rows are the same whatever the day, once they are there.
            kept = self._kept(kind, day.isoformat() if kind in DAILY else "")
            linked = {i for pair in (*links.merged, *links.split) for i in pair}
            found: list[Any] = []
            used: dict[tuple[int, ...], tuple[list[Fact], list[Any]]] = {}
            if kind == "identity":
                if len(self._partings) > 2 * len(facts) + 1000:
                    self._partings.clear()
                parts = identity.components(facts, links, self._partings)
            else:
                parts = _components(kind, facts, links, ask.corrected)
            for together in parts:
                if linked and any(f.id in linked for f in together):
                    found += make(together, links)
                    continue
                key = tuple(map(id, together))
                entry = kept.get(key) or (together, make(together, Links()))
                used[key] = entry
                found += entry[1]
            kept.update(used)
            if len(kept) > 2 * len(used) + 1000:  # what no question of these days asks for any more
                kept.clear()
                kept.update(used)
        return found

    def _kept(self, kind: str, day: str) -> dict[tuple[int, ...], tuple[list[Fact], list[Any]]]:
        kept = self._rows.setdefault((kind, day), {})
        self._rows.move_to_end((kind, day))
        while len(self._rows) > 3 * DAYS:
            self._rows.popitem(last=False)
        return kept

    # -- facts -------------------------------------------------------------------------------------------------
    def _facts(self, c: sa.Connection, held: _Held, ask: Queries, day: str) -> list[Fact]:
        """Facts as known by the question's day that hold by a day, in their order."""
        known = ask.known_by
        if known is None:
            return held.by(day)
        # What was said about claims since then is undone: the claims with these keys are asked for as of then.
        cl = claims.c
        since = sa.select(cl.block, cl.target).where(cl.kind.in_(_ABOUT), cl.known_from > known).limit(MUCH)
        about = list(c.execute(since))
        named = _ends(c, {r.target for r in about if r.target}, held.kind)
        blocks = {r.block for r in about} | {f.block for i in named if (f := held.facts.get(i))}
        if named:
            blocks |= {f.block for f in ask.facts(held.kind, ids=named)}
        if len(about) >= MUCH:
            return sorted(ask.facts(held.kind, valid_by=day), key=lambda f: f.order)
        found = [f for f in held.by(day) if f.known_from <= known and f.block not in blocks]
        if blocks:
            found += ask.facts(held.kind, blocks=blocks, valid_by=day)
            found.sort(key=lambda f: f.order)
        return found

    def _refreshed(self, c: sa.Connection, kind: str) -> _Held:
        """What is held of a kind, brought up to date."""
        now = (_last(c, claims), _last(c, versions))
        held = self._held.get(kind)
        if held is not None and held.at != now and not self._catch_up(c, held, now):
            held = None
            if kind == "event":
                self._events.clear()
                self._made.clear()
        if held is None:
            held = self._held[kind] = _Held(kind)
            held.replace(set(), Queries(c).facts(kind))
        held.at = now
        return held

    def _catch_up(self, c: sa.Connection, held: _Held, now: tuple[int, int]) -> bool:
        """Read again what has to do with the claims and versions that came since; False where that is too much."""
        if self._news is None or self._news[0] != (held.at, now):
            self._news = (held.at, now), _News(c, held.at)
        news = self._news[1]
        if news.many:
            return False
        kind = held.kind
        touched = {r.block for r in news.claims if r.kind == kind}
        for part in _parts(news.moved):
            asked = sa.select(claims.c.block).where(claims.c.version.in_(part), claims.c.kind == kind).distinct()
            touched |= set(c.execute(asked).scalars())
        # A retraction or decision touches the claim that it is about, in the end, where that stood and where it stands.
        named = _ends(c, {r.target for r in news.claims if r.target}, kind)
        touched |= {f.block for i in named if (f := held.facts.get(i))}
        touched |= {r.block for r in news.claims if r.target}
        ask = Queries(c)
        if named:
            touched |= {f.block for f in ask.facts(kind, ids=named)}
        if len(touched) >= MUCH:
            return False
        if kind == "event":
            for answer in self._events.values():
                answer.dirty |= touched
        if touched:
            held.replace(touched, ask.facts(kind, blocks=touched))
        return True


class _News:
    """What was recorded after some claim and version: the claims, and the versions that have now another place."""

    def __init__(self, c: sa.Connection, before: tuple[int, int]) -> None:
        cl, p = claims.c, placed.c
        asked = sa.select(cl.id, cl.kind, cl.block, cl.target).where(cl.no > before[0]).limit(20 * MUCH)
        self.claims = list(c.execute(asked))
        fresh = set(c.execute(sa.select(versions.c.id).where(versions.c.no > before[1]).limit(MUCH)).scalars())
        self.many = len(self.claims) >= 20 * MUCH or len(fresh) >= MUCH
        self.moved: set[str] = set()
        if self.many:
            return
        # A new version can move others to another story, and make others copies.
        moved = set(fresh)
        stories = _all(c, sa.select(p.story), p.version, fresh)
        moved |= _all(c, sa.select(p.version), p.story, stories)
        copies = _all(c, sa.select(p.version), p.copy_of, moved) - moved
        while copies:
            moved |= copies
            copies = _all(c, sa.select(p.version), p.copy_of, copies) - moved
        self.moved = moved - fresh


def _last(c: sa.Connection, table: sa.Table) -> int:
    return int(c.execute(sa.select(sa.func.max(table.c.no))).scalar() or 0)


def _parts(ids: Iterable[str], size: int = 500) -> Iterable[list[str]]:
    every = sorted(ids)
    return (every[n : n + size] for n in range(0, len(every), size))


def _all(c: sa.Connection, asked: Any, column: Any, ids: set[str]) -> set[str]:
    return {value for part in _parts(ids) for value in c.execute(asked.where(column.in_(part))).scalars()}


def _ends(c: sa.Connection, ids: set[str], kind: str) -> set[str]:
    """The claims of a kind that some ids come to, from decisions on decisions down to what they are about."""
    found: set[str] = set()
    while ids:
        found |= {i for i in ids if i[0] == kind[0]}
        ids = _all(c, sa.select(claims.c.target).where(claims.c.target.is_not(None)), claims.c.id, ids)
    return found


def _components(kind: str, facts: list[Fact], links: Links, corrected: Iterable[str]) -> list[list[Fact]]:
    """Facts, in their order, parted so that no view looks from one part into another: by their keys, and by editors' links.

    What a story's versions say alike is one, also where an editor corrected one of them and it stands under another key."""
    parts: dict[str, list[Fact]] = defaultdict(list)
    if kind != "agreement" and not corrected and not links.merged and not links.split:  # the keys alone part them
        for f in facts:
            parts[f.block].append(f)
        return list(parts.values())
    sets = Partition()
    keys: list[str] = []
    of = {f.id: f for f in facts} if corrected else {}
    for f in facts:
        key = "b:" + f.block
        if kind == "agreement" and (name := views.alias(f)):
            sets.join(key, ["n:" + name])
        keys.append(key)
    if links.merged or links.split:
        at = {f.id: key for f, key in zip(facts, keys, strict=True)}
        for pair in (*links.merged, *links.split):
            there = [at[i] for i in sorted(pair) if i in at]
            if there:
                sets.join(there[0], there[1:])
    if moved := {s for i in corrected if i in of for s in (of[i].story, of[i].copy_of or of[i].story)}:
        for f, key in zip(facts, keys, strict=True):
            sets.join(key, [f"s:{story}" for story in {f.story, f.copy_of or f.story} & moved])
    for f, key in zip(facts, keys, strict=True):
        parts[sets.root(key)].append(f)
    return list(parts.values())


__all__ = ["Live"]
