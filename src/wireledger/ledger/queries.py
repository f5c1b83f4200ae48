"""Questions to the store: live claims as of what was known, with editors' decisions applied. One object a read transaction."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from pydantic_core import from_json

from wireledger.errors import UsageError
from wireledger.ledger import corrections, views
from wireledger.ledger.claims import DATED, known_from
from wireledger.ledger.schema import claim_countries, claims, placed, versions
from wireledger.ledger.views import Fact, Links

Day = str | dt.date | dt.datetime | None
Countries = str | Iterable[str] | None
MANY = 500
"""Ids in one question at most: stores bound the number of parameters."""


def iso(day: Day) -> str:
    """A day or moment as the ledger compares it. Raises UsageError."""
    if isinstance(day, dt.date):
        return known_from(day.isoformat())
    try:
        return known_from(str(day))
    except ValueError as error:
        raise UsageError(f"no ISO date: {day!r}; YYYY-MM-DD is wanted") from error


def end_of(day: str) -> str:
    """The last moment of a day, as strings of moments compare."""
    return f"{day}T99" if len(day) == 10 else day


def day_of(day: Day) -> str:
    """A day as an ISO date; today where None."""
    return iso(day)[:10] if day is not None else dt.datetime.now(dt.UTC).date().isoformat()


def countries_of(wanted: Countries) -> list[list[str]]:
    """Country names or codes as codes that are asked for together: ``BFA+FRA``. Raises UsageError."""
    names = [wanted] if isinstance(wanted, str) else list(wanted or ())
    return [sorted({corrections.country(part) for part in name.split("+")}) for name in names]


def _unindexed(column: Any) -> Any:
    """A column of text, so that a planner without statistics does not take its index for the way to a handful of claims."""
    return column.concat("")


def held_by(kind: str, day: str) -> Any:
    """The condition that a claim of a kind speaks of a day or an earlier one."""
    cl = claims.c
    if kind in DATED:
        return cl.day <= day
    return sa.or_(cl.valid_from <= day, sa.and_(cl.valid_from.is_(None), cl.known_from <= end_of(day)))


def _earlier(day: str, days: int) -> str:
    try:
        return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return "0001-01-01"


_DEAD, _FIRST, _AGAIN = (claims.alias(name) for name in ("dead", "first", "again"))
_ON = [claim_countries.alias(f"on{n}") for n in range(4)]
_TAKEN_BACK = (
    sa.select(_AGAIN.c.id, _AGAIN.c.target)
    .join(_FIRST, _FIRST.c.id == _AGAIN.c.target)
    .where(_FIRST.c.kind == "retraction", _AGAIN.c.kind == "retraction", _AGAIN.c.editor.is_not(None))
)
_FACTS = (
    sa.select(
        claims.c.id, claims.c.kind, claims.c.block, claims.c.content, claims.c.told, claims.c.payload, claims.c.valid_from, claims.c.valid_to,
        claims.c.known_from, claims.c.version, placed.c.story, placed.c.copy_of, versions.c.agency, versions.c.headline,
        versions.c.seq,
    )
    .join(versions, versions.c.id == claims.c.version)
    .join(placed, placed.c.version == claims.c.version)
)  # fmt: skip


class Queries:
    """What the ledger answers with, as known by a day (everything where None)."""

    def __init__(self, c: sa.Connection, known_by: Day = None) -> None:
        self.c = c
        self.known_by = end_of(iso(known_by)) if known_by is not None else None

    def known(self, column: Any) -> list[Any]:
        """The condition that something was known by then."""
        return [] if self.known_by is None else [column <= self.known_by]

    # -- decisions and retractions -----------------------------------------------------------------------------
    @functools.cached_property
    def void(self) -> set[str]:
        """Retractions that were taken back themselves, and not again."""
        takers: dict[str, list[str]] = {}
        for r in self.c.execute(_TAKEN_BACK.where(*self.known(_AGAIN.c.known_from))):
            takers.setdefault(r.target, []).append(r.id)
        void: dict[str, bool] = {}
        for start in sorted(takers):
            path = [start]
            while path:
                waiting = [t for t in takers.get(path[-1], ()) if t not in void]
                if waiting:
                    path.append(waiting[0])
                else:
                    void[path[-1]] = any(not void[t] for t in takers.get(path[-1], ()))
                    path.pop()
        return {i for i, gone in void.items() if gone}

    def retracted(self, column: Any) -> Any:
        """The condition that the claim with the id in ``column`` is retracted."""
        dead = _DEAD.c
        limits = [dead.target == column, _unindexed(dead.kind) == "retraction", *self.known(dead.known_from)]
        if self.void:
            limits.append(dead.id.not_in(sorted(self.void)))
        return sa.exists().where(*limits)

    def retractions(self, ids: Iterable[str]) -> dict[str, str]:
        """Of some claims those that are retracted, each with the first retraction that holds."""
        found: dict[str, str] = {}
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), MANY):
            asked = sa.select(claims.c.id, claims.c.target).where(
                _unindexed(claims.c.kind) == "retraction", claims.c.target.in_(wanted[start : start + MANY]),
                *self.known(claims.c.known_from),
            )  # fmt: skip
            for r in self.c.execute(asked.order_by(claims.c.known_from, claims.c.id)):
                if r.id not in self.void:
                    found.setdefault(r.target, r.id)
        return found

    def decisions(self, *kinds: str, standing: bool = True) -> list[Any]:
        """Editors' decisions of some kinds in the order in which they were taken; with those taken back where asked."""
        cl = claims.c
        asked = sa.select(claims).where(cl.kind.in_(kinds), cl.editor.is_not(None), *self.known(cl.known_from))
        if standing:
            asked = asked.where(~self.retracted(cl.id))
        return list(self.c.execute(asked.order_by(cl.no)))

    @functools.cached_property
    def corrected(self) -> dict[str, dict[str, Any]]:
        """Corrected fields by claim."""
        found: dict[str, dict[str, Any]] = {}
        for r in self.decisions("correction"):
            payload = json.loads(r.payload)
            found.setdefault(r.target, {})[payload["field"]] = payload["value"]
        return found

    def links(self, kind: str) -> Links:
        """What editors merged and split; of two decisions on a pair the later counts."""
        merged: set[frozenset[str]] = set()
        split: set[frozenset[str]] = set()
        for r in self.decisions("merge", "split"):
            if r.target[0] != kind[0]:
                continue
            pair = frozenset((r.target, json.loads(r.payload)["with"]))
            (merged if r.kind == "merge" else split).add(pair)
            (split if r.kind == "merge" else merged).discard(pair)
        return Links(frozenset(merged), frozenset(split))

    # -- live claims -------------------------------------------------------------------------------------------
    def facts(
        self, kind: str, *, countries: Countries = None, valid_by: str | None = None, since: str | None = None,
        source: str | None = None, types: Iterable[str] | None = None, blocks: Iterable[str] | None = None,
        aliases: Iterable[str] = (), ids: Iterable[str] | None = None, stories: Iterable[str] = (),
    ) -> list[Fact]:  # fmt: skip
        """Live claims of a kind: known by then, not retracted by then, with editors' corrections applied.

        ``blocks`` and ``aliases``: only claims with one of these keys. A corrected claim is looked at as corrected."""
        cl, v = claims.c, versions.c
        chosen = countries_of(countries)
        kinds = sorted({t.upper() for t in types}) if types is not None else None
        keys = sorted(set(blocks)) if blocks is not None else None
        asked = _FACTS
        always = [*self.known(cl.known_from), ~self.retracted(cl.id)]
        if source:
            always.append(v.agency == source)
        narrow = self._narrow(kind, chosen, valid_by, since, kinds)
        found: dict[str, Any] = {}
        if keys is not None or ids is not None:
            looked_at = self._narrow(kind, chosen, valid_by, since, kinds, by_key=True)
            for start in range(0, len(keys or ()), MANY):
                part = (keys or [])[start : start + MANY]
                rows = self.c.execute(asked.where(cl.kind == kind, cl.block.in_(part), *narrow, *always))
                found.update((r.id, r) for r in rows)
            more = [
                (cl.alias, sorted(set(aliases))), (cl.id, sorted(set(ids or ()))), (cl.version, self._versions(stories))
            ]  # fmt: skip
            for column, values in more:
                for start in range(0, len(values), MANY):
                    part = values[start : start + MANY]
                    rows = self.c.execute(asked.where(column.in_(part), *looked_at, *always))
                    found.update((r.id, r) for r in rows)
        else:
            found.update((r.id, r) for r in self.c.execute(asked.where(*narrow, *always)))
        moved = sorted(i for i in self.corrected if i[0] == kind[0])
        for start in range(0, len(moved), MANY):
            rows = self.c.execute(asked.where(cl.kind == kind, cl.id.in_(moved[start : start + MANY]), *always))
            found.update((r.id, r) for r in rows)
        origins = self.origins(found.values())
        facts = []
        for r in found.values():
            payload = from_json(r.payload)
            block, valid_from, valid_to = r.block, r.valid_from, r.valid_to
            if r.id in self.corrected:
                payload.update(self.corrected[r.id])
                fields = set(self.corrected[r.id])
                block, valid_from, valid_to = corrections.rebased(kind, payload, fields, block, valid_from, valid_to)
                if (
                    (keys is not None and block not in keys and r.story not in stories)
                    or (valid_by is not None and (valid_from or r.known_from)[:10] > valid_by)
                    or (since is not None and (valid_from or r.known_from)[:10] < since)
                    or (chosen and not any(set(o) <= corrections.countries_of(payload) for o in chosen))
                    or (kinds is not None and payload["type"] not in kinds)
                ):
                    continue
            copied, origin = origins.get(r.copy_of, (None, r.agency or r.story))
            facts.append(
                Fact(
                    r.id, r.kind, block, r.content, payload, valid_from, valid_to, r.known_from, r.version, r.story, copied,
                    r.agency, r.headline, r.seq, r.told, origin,
                )
            )  # fmt: skip
        return facts

    def _narrow(
        self, kind: str, chosen: list[list[str]], valid_by: str | None, since: str | None, types: list[str] | None,
        status: str | None = None, *, by_key: bool = False,
    ) -> list[Any]:  # fmt: skip
        """Conditions that an index answers; ``by_key``: that are looked at in the few claims which another index leads to."""
        cl = claims.c
        limits: list[Any] = []
        if by_key:
            day = _unindexed(cl.day)
            limits += [_unindexed(cl.kind) == kind, *self._until(kind, day, valid_by)]
            if since is not None:
                limits.append(day >= since)
            if chosen:
                limits.append(
                    sa.or_(
                        *(
                            sa.and_(
                                *(
                                    sa.exists().where(
                                        claim_countries.c.claim == cl.id, claim_countries.c.country == code
                                    )
                                    for code in codes
                                )
                            )
                            for codes in chosen
                        )
                    )
                )
        elif chosen:
            options = []
            for codes in chosen:
                parts = []
                for n, code in enumerate(codes):
                    one = _ON[n] if n < len(_ON) else claim_countries.alias()
                    where = [one.c.country == code, one.c.kind == kind, *self._until(kind, one.c.day, valid_by)]
                    if since is not None:
                        where.append(one.c.day >= since)
                    # The first country drives the search, the others are looked up for what it finds.
                    first = cl.id.in_(sa.select(one.c.claim).where(*where))
                    parts.append(first if n == 0 else sa.exists().where(one.c.claim == cl.id, one.c.country == code))
                options.append(sa.and_(*parts))
            limits.append(sa.or_(*options))
        else:
            limits += [cl.kind == kind, *self._until(kind, cl.day, valid_by)]
            if since is not None:
                limits.append(cl.day >= since)
        if valid_by is not None:
            limits.append(held_by(kind, valid_by))
        return limits + self._of(types, status)

    @staticmethod
    def _of(types: list[str] | None, status: str | None) -> list[Any]:
        """Conditions on the type and status of events."""
        cl = claims.c
        limits: list[Any] = []
        if types is not None:
            limits.append(sa.or_(*(sa.and_(cl.block >= f"{t}|", cl.block < f"{t}}}") for t in types), sa.false()))
        if status is not None:
            limits.append(cl.status == status)
        return limits

    def _until(self, kind: str, day: Any, valid_by: str | None) -> list[Any]:
        """The day in the index after which no claim counts: that of the view; of what was known, where that is one thing."""
        if kind in DATED:
            return [day <= valid_by] if valid_by is not None else []
        return [day <= self.known_by[:10]] if self.known_by is not None else []

    def newest(
        self, kind: str, size: int, *, countries: Countries = None, valid_by: str | None = None, since: str | None = None,
        source: str | None = None, types: Iterable[str] | None = None, status: str | None = None,
    ) -> str | None:  # fmt: skip
        """The day from which on there are so many claims of a kind; None where there are fewer."""
        cl, v = claims.c, versions.c
        kinds = sorted({t.upper() for t in types}) if types is not None else None
        always = [*self.known(cl.known_from), *self._of(kinds, status)]
        if valid_by is not None:
            always.append(held_by(kind, valid_by))
        if source:
            always += [v.id == cl.version, v.agency == source]
        days: list[str] = []
        for codes in countries_of(countries) or [[]]:

            def some(codes: list[str], *limits: Any, ahead: bool = False) -> list[str]:
                day: Any = cl.day
                asked = sa.select(day).where(cl.kind == kind, *always)
                if codes and not ahead:
                    day, first = claim_countries.c.day, claim_countries.c
                    asked = sa.select(day).where(first.claim == cl.id, first.country == codes[0], first.kind == kind)
                    asked = asked.where(*always)
                for code in codes if ahead else codes[1:]:
                    other = claim_countries.alias()
                    asked = asked.where(sa.exists().where(other.c.claim == cl.id, other.c.country == code))
                asked = asked.where(*(limit(day) for limit in limits), *self._until(kind, day, valid_by))
                if since is not None:
                    asked = asked.where(day >= since)
                return list(self.c.execute(asked.order_by(day.desc()).limit(size)).scalars())

            known = (self.known_by or "")[:10]
            if known and kind in DATED and (valid_by is None or valid_by > known):
                # What was known by a day is of that day or before, but for what was said to come.
                found = some(codes, lambda day: day <= known)  # noqa: B023
                found += some(codes, lambda day: day > known, lambda day: cl.day > cl.known_from, ahead=True)  # noqa: B023
                found = sorted(found, reverse=True)[:size]
            else:
                found = some(codes)
            if len(found) < size:
                return None
            days.append(found[-1])
        return max(days)

    def around(
        self, kind: str, start: str, links: Links, *, status: str | None = None, **narrow: Any
    ) -> list[Fact]:  # fmt: skip
        """All facts that can be of one row with one from a day on (of a status, where given), and little more.

        Of each key, what lies before that day is read back to where nothing older can belong to it."""
        keys = self._blocks_since(kind, start, status=status, **narrow)
        found: dict[str, Fact] = {}
        linked = {i for pair in links.merged for i in pair}
        if linked:  # what editors linked is looked at in full
            blocks = {f.block for f in self.facts(kind, blocks=[], ids=linked)}
            keys -= blocks
            found.update((f.id, f) for f in self.facts(kind, blocks=blocks, ids=linked, **narrow))
        days = 30
        while keys and start:
            edge = _earlier(start, days)
            if edge <= "0001-01-31":
                break
            by_block: dict[str, list[Fact]] = {}
            for fact in self.facts(kind, blocks=keys, since=edge, **narrow):
                by_block.setdefault(fact.block, []).append(fact)
            closed = {b for b, facts in by_block.items() if views.complete(facts, start, edge)}
            found.update((f.id, f) for b in closed for f in by_block[b])
            keys -= closed
            days *= 4
        if keys:
            found.update((f.id, f) for f in self.facts(kind, blocks=keys, **narrow))
        return self.with_versions(kind, list(found.values()), **narrow) if start else list(found.values())

    def with_versions(self, kind: str, facts: list[Fact], **narrow: Any) -> list[Fact]:
        """Facts with those of the other versions of their stories and of what these copy: they may have said it before."""
        found = {f.id: f for f in facts}
        roots = {f.copy_of or f.story for f in facts}
        found.update((f.id, f) for f in self.facts(kind, blocks=[], stories=roots, **narrow))
        return list(found.values())

    def due(self, kind: str, day: str) -> set[str]:
        """Claims of a kind that may take part in a deadline on a day or later; those that editors corrected too."""
        cl = claims.c
        asked = sa.select(cl.id).where(cl.kind == kind, cl.due >= day, *self.known(cl.known_from))
        return set(self.c.execute(asked).scalars()) | {i for i in self.corrected if i[0] == kind[0]}

    def _versions(self, stories: Iterable[str]) -> list[str]:
        """The versions of some stories."""
        found: list[str] = []
        wanted = sorted(set(stories))
        for start in range(0, len(wanted), MANY):
            asked = sa.select(placed.c.version).where(placed.c.story.in_(wanted[start : start + MANY]))
            found += self.c.execute(asked).scalars()
        return sorted(found)

    def keys(self, ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """The keys of some claims, and their second keys."""
        blocks, aliases = set(), set()
        wanted = sorted(set(ids))
        for start in range(0, len(wanted), MANY):
            asked = sa.select(claims.c.block, claims.c.alias).where(claims.c.id.in_(wanted[start : start + MANY]))
            for row in self.c.execute(asked):
                blocks.add(row.block)
                aliases |= {row.alias} - {None}
        return blocks, aliases

    def few(self, codes: list[str]) -> bool:
        """Whether only some claims are on all of these countries, as far as the index tells at a glance."""
        cc = claim_countries.c
        counts = (
            self.c.execute(
                sa.select(sa.func.count()).select_from(
                    sa.select(cc.claim).where(cc.country == code).limit(2 * MANY).subquery()
                )
            ).scalar_one()
            for code in codes
        )
        return any(n < 2 * MANY for n in counts)

    def _blocks_since(self, kind: str, day: str, *, status: str | None, **narrow: Any) -> set[str]:
        """The keys of the claims of a kind from a day on; of those that editors corrected, the keys that they have now."""
        cl = claims.c
        kinds = sorted({t.upper() for t in narrow["types"]}) if narrow.get("types") is not None else None
        limits = self._narrow(kind, countries_of(narrow.get("countries")), narrow.get("valid_by"), day, kinds, status)
        asked = sa.select(cl.block).where(*limits, *self.known(cl.known_from))
        if narrow.get("source"):
            asked = asked.join(versions, versions.c.id == cl.version).where(versions.c.agency == narrow["source"])
        moved = {i for i in self.corrected if i[0] == kind[0]}
        return set(self.c.execute(asked.distinct()).scalars()) | {
            f.block for f in self.facts(kind, blocks=[], ids=moved)
        }

    def origins(self, rows: Iterable[Any]) -> dict[str | None, tuple[str, str]]:
        """By copied version: its story, and where it came from in the end: the agency, or else the story, of what was copied."""
        v, p = versions.c, placed.c
        known: dict[str, Any] = {}
        wanted = {r.copy_of for r in rows if r.copy_of}
        while wanted:
            part = sorted(wanted)
            for start in range(0, len(part), MANY):
                asked = sa.select(p.version, p.story, p.copy_of, v.agency).join(versions, v.id == p.version)
                rows = self.c.execute(asked.where(p.version.in_(part[start : start + MANY])))
                known.update((r.version, r) for r in rows)
            wanted = {known[i].copy_of for i in part if i in known and known[i].copy_of} - known.keys()
        found: dict[str | None, tuple[str, str]] = {}
        for i, r in known.items():
            root = r
            while root.copy_of:  # what copies is later than what it copies, so this ends
                root = known[root.copy_of]
            found[i] = r.story, root.agency or root.story
        return found


__all__ = ["Countries", "Day", "Queries", "countries_of", "day_of", "end_of", "iso"]
