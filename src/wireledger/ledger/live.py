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

from wireledger.ledger import views
from wireledger.ledger.claims import DATED
from wireledger.ledger.ledger import Ledger, days_of
from wireledger.ledger.queries import Day, Queries, day_of, end_of
from wireledger.ledger.rows import AgreementRow, DeadlineRow, EventRow, ForceRow, Rows
from wireledger.ledger.schema import claims, placed, reading, versions
from wireledger.ledger.views import Fact, Links

DAYS = 8
"""Days as of which rows are kept."""
MUCH = 2000
"""Keys from which on reading all is quicker than reading what these name."""
_ABOUT = ("retraction", "merge", "split", "correction")


class _Held:
    """The live facts of one kind, as known now, in their order."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
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


class _Events:
    """The rows of all events up to a day, in their order, of which the dirty ones are to be made again."""

    def __init__(self) -> None:
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
            made = _keyed(facts, Links()) if facts else []
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


class Live:
    """Agreements, forces, deadlines and events of a ledger, with the signatures of its views."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.RLock()
        self._held: dict[str, _Held] = {}
        self._at: tuple[int, int] | None = None
        self._rows: OrderedDict[tuple[str, str], dict[tuple[int, ...], tuple[list[Fact], list[Any]]]] = OrderedDict()
        """By kind and day: rows by the facts (by identity, which these keep) that they were made of."""
        self._events: OrderedDict[str, _Events] = OrderedDict()
        """By day."""

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

    def _events_by(self, held: _Held, day: str) -> list[EventRow]:
        """The events up to a day, where no editor linked or corrected any: each key stands for itself."""
        answer = self._events.get(day)
        if answer is None:
            answer = self._events[day] = _Events()
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
            # An event is the same whatever the day, once it is there.
            kept = self._kept(kind, "" if kind == "event" else day.isoformat())
            linked = {i for pair in (*links.merged, *links.split) for i in pair}
            found: list[Any] = []
            used: dict[tuple[int, ...], tuple[list[Fact], list[Any]]] = {}
            for together in _components(kind, facts, links, ask.corrected):
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
        now = tuple(c.execute(sa.select(sa.func.max(t.c.no))).scalar() or 0 for t in (claims, versions))
        if self._at is not None and self._at != now:
            self._catch_up(c, self._at)
        self._at = now[0], now[1]
        if kind not in self._held:
            self._held[kind] = _Held(kind)
            self._held[kind].replace(set(), Queries(c).facts(kind))
        return self._held[kind]

    def _catch_up(self, c: sa.Connection, before: tuple[int, int]) -> None:
        """Read again what has to do with the claims and versions that came since."""
        cl, p = claims.c, placed.c
        touched: dict[str, set[str]] = {kind: set() for kind in self._held}
        new = list(c.execute(sa.select(cl.id, cl.kind, cl.block, cl.target).where(cl.no > before[0]).limit(20 * MUCH)))
        fresh = set(c.execute(sa.select(versions.c.id).where(versions.c.no > before[1])).scalars())
        if len(new) >= 20 * MUCH or len(fresh) >= MUCH:
            self._held.clear()
            self._events.clear()
            return
        for r in new:
            if r.kind in touched:
                touched[r.kind].add(r.block)
        # A new version can move others to another story, and make others copies.
        moved = set(fresh)
        stories = _all(c, sa.select(p.story), p.version, fresh)
        moved |= _all(c, sa.select(p.version), p.story, stories)
        copies = _all(c, sa.select(p.version), p.copy_of, moved) - moved
        while copies:
            moved |= copies
            copies = _all(c, sa.select(p.version), p.copy_of, copies) - moved
        for part in _parts(moved - fresh):
            asked = sa.select(cl.kind, cl.block).where(cl.version.in_(part), cl.kind.in_(sorted(touched))).distinct()
            for kind, block in c.execute(asked):
                touched[kind].add(block)
        # A retraction or decision touches the claim that it is about, in the end, where that stood and where it stands.
        about = {r.target for r in new if r.target}
        ask = Queries(c)
        for kind, held in self._held.items():
            named = _ends(c, about, kind)
            touched[kind] |= {f.block for i in named if (f := held.facts.get(i))}
            touched[kind] |= {r.block for r in new if r.target}
            if named:
                touched[kind] |= {f.block for f in ask.facts(kind, ids=named)}
            if kind == "event":
                for answer in self._events.values():
                    answer.dirty |= touched[kind]
            if len(touched[kind]) >= MUCH:
                held.replace(set(held.by_block), ask.facts(kind))
                self._events.clear()
            elif touched[kind]:
                held.replace(touched[kind], ask.facts(kind, blocks=touched[kind]))


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
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while (up := parent.setdefault(key, key)) != key:
            parent[key] = up = parent[up]
            key = up
        return key

    keys: list[str] = []
    of = {f.id: f for f in facts} if corrected else {}
    for f in facts:
        key = "b:" + f.block
        if kind == "agreement" and (name := views.alias(f)):
            parent[root("n:" + name)] = root(key)
        keys.append(key)
    if links.merged or links.split:
        at = {f.id: key for f, key in zip(facts, keys, strict=True)}
        for pair in (*links.merged, *links.split):
            there = [at[i] for i in sorted(pair) if i in at]
            for other in there[1:]:
                parent[root(other)] = root(there[0])
    if moved := {s for i in corrected if i in of for s in (of[i].story, of[i].copy_of or of[i].story)}:
        for f, key in zip(facts, keys, strict=True):
            for story in {f.story, f.copy_of or f.story} & moved:
                parent[root(f"s:{story}")] = root(key)
    for f, key in zip(facts, keys, strict=True):
        parts[root(key)].append(f)
    return list(parts.values())


__all__ = ["Live"]
