"""The ledger as its users see it: stories and editors' decisions go in, views as of two dates come out."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa

from wireledger.errors import LedgerError, Undated, UnknownId, UsageError
from wireledger.ledger import check, corrections, identity, searching, views
from wireledger.ledger.claims import KINDS, canonical, digest
from wireledger.ledger.happenings import APART, groups
from wireledger.ledger.queries import Countries, Day, Queries, countries_of, day_of, end_of, iso
from wireledger.ledger.recording import Prepared, insert_claims, record
from wireledger.ledger.rows import (
    ActorRow,
    Added,
    AgreementRow,
    ClaimRow,
    DeadlineRow,
    DiffRow,
    EventRow,
    ForceRow,
    HappeningRow,
    Hit,
    OfficeRow,
    Rows,
    StatementRow,
    StoryRow,
    ToldClaim,
    ToldRow,
    VersionRow,
    WhyRow,
)
from wireledger.ledger.schema import claim_countries, claims, engine_for, placed, prepare, reading, versions, writing
from wireledger.ledger.views import Fact
from wireledger.ledger.words import chains, details, first_words, sentences_of, summary, words_diff
from wireledger.model import Published, Reading

_ROW_KINDS = {"e": "event", "a": "agreement", "f": "force", "s": "statement", "o": "office", "d": "document",
              "i": "identity"}  # fmt: skip
_MADE = frozenset(_ROW_KINDS)
"""First letters of the ids of claims that stories make."""

_DEAD, _V2, _P2 = claims.alias(), versions.alias(), placed.alias()


class Ledger:
    """A ledger in a SQLite file (``desk.sqlite``), in memory (``:memory:``) or in PostgreSQL (``postgresql://...``).

    Claims are only ever added. Every view takes ``as_of`` (a day in the world; today where None) and ``known_by`` (what was
    published by then; everything where None). ``limit``, where a view takes it, asks for the newest rows and reads little more
    than these."""

    def __init__(self, where: str | Path, *, must_exist: bool = False) -> None:
        self.where = str(where)
        if must_exist and "://" not in self.where and not Path(self.where).is_file():
            raise LedgerError(f"{self.where}: there is no ledger; `wireledger add` makes one")
        self.engine = engine_for(where)
        prepare(self.engine, lambda old: check.backup_before_migration(self, old))

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- adding ------------------------------------------------------------------------------------------------
    def add(self, story: Reading | str, published: Published = None) -> Added:
        """Record a reading, or read a text and record it. All of it is kept or nothing.

        Raises Undated where nothing dates the story, LedgerError where the store fails."""
        if isinstance(story, str):
            from wireledger.api import read

            story = read(story, published)
        return next(self.add_all([story]))

    def add_all(self, readings: Iterable[Reading]) -> Iterator[Added]:
        """Record readings one by one, each in its own transaction."""
        for one in readings:
            if not one.story.published:
                why = one.story.reason or "nothing in it dates it"
                raise Undated(one.story.source or one.story.id, f"no date: {why}; give one with --published")
            ready = Prepared(one).ready()
            with writing(self.engine) as connection:
                added = record(connection, ready)
            yield added

    # -- editors -----------------------------------------------------------------------------------------------
    def merge(self, one: str, other: str, *, editor: str | None = None, reason: str = "") -> str:
        """Say that two rows are one agreement, event, force or actor. Returns the id of the claim, which ``retract`` takes back."""
        first, second = self._claim_id(one), self._claim_id(other)
        if first == second or first[0] != second[0]:
            raise UsageError(f"{one} and {other}: two different rows of one kind are wanted")
        return self._decide("merge", first, {"with": second, "reason": reason}, editor)

    def split(self, row: str, claim: str, *, editor: str | None = None, reason: str = "") -> str:
        """Say that a claim is not of the row it was merged into. Returns the id of the claim that says so."""
        first, second = self._claim_id(row), self._claim_id(claim)
        if first == second:
            raise UsageError(f"{claim}: the claim that the row is called after; name another claim of it")
        if first[0] != second[0]:
            raise UsageError(f"{row} and {claim}: a row and a claim of one kind are wanted")
        return self._decide("split", first, {"with": second, "reason": reason}, editor)

    def retract(self, claim: str, *, editor: str | None = None, reason: str = "") -> str:
        """Take a claim back, an editor's decision included. The claim stays, with its retraction, in the history."""
        return self._decide(
            "retraction", self._claim_id(claim, any_kind=True), {"because": reason or "taken back by hand"}, editor
        )

    def correct(self, claim: str, field: str, value: Any, *, editor: str | None = None, reason: str = "") -> str:
        """Correct one field of a claim's payload, as a further claim: ``correct("F12..", "count", 300)``.

        Actors and parties are given by name (a list, or one string with commas), ``when`` as an ISO date."""
        target = self._claim_id(claim)
        with reading(self.engine) as c:
            row = c.execute(sa.select(claims.c.kind, claims.c.payload).where(claims.c.id == target)).one()
        payload = json.loads(row.payload)
        given = corrections.value(row.kind, payload, field, value)
        before = payload[field]
        return self._decide(
            "correction", target, {"field": field, "value": given, "was": before, "reason": reason}, editor
        )

    def _decide(self, kind: str, target: str, payload: dict[str, Any], editor: str | None) -> str:
        moment = dt.datetime.now(dt.UTC)
        now = moment.isoformat(timespec="microseconds")
        known = moment.replace(tzinfo=None).isoformat(timespec="seconds")
        new = "x" + digest([kind, target, payload, now])
        with writing(self.engine) as c:
            row = {
                "id": new, "kind": kind, "version": None,
                "block": c.execute(sa.select(claims.c.block).where(claims.c.id == target)).scalar_one(), "alias": None, "status": None, "due": None, "told": "",
                "content": digest([kind, target, payload]), "day": known[:10], "valid_from": None, "valid_to": None,
                "known_from": known, "target": target, "editor": editor or os.environ.get("USER") or "unknown",
                "recorded_at": now, "words": "[]", "payload": canonical(payload),
            }  # fmt: skip
            insert_claims(c, [row])
        return new

    def _claim_id(self, ref: str, *, any_kind: bool = False) -> str:
        """The claim that a row or claim id (or the only one that starts so) stands for. Raises UnknownId."""
        ref = ref.strip()
        if len(ref) < 2:
            raise UnknownId(f"{ref or 'nothing'}: no id")
        wanted = ref[0].lower() + ref[1:]
        with reading(self.engine) as c:
            asked = sa.select(claims.c.id).where(claims.c.id >= wanted, claims.c.id < wanted + "~").limit(2)
            found = list(c.execute(asked).scalars())
        if wanted in found and (any_kind or wanted[0] in _MADE):
            return wanted
        if len(found) == 1 and (any_kind or found[0][0] in _MADE):
            return str(found[0])
        raise UnknownId(
            f"{ref}: " + ("more than one row starts so" if len(found) > 1 else "no row or claim has this id")
        )

    # -- views -------------------------------------------------------------------------------------------------
    def events(
        self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None, types: Iterable[str] | None = None,
        since: Day = None, status: str | None = None, source: str | None = None, limit: int | None = None,
    ) -> Rows[EventRow]:  # fmt: skip
        """Events up to a day in the order of their days, one row for each happening, with every account of it."""
        narrow: dict[str, Any] = {
            "countries": countries, "valid_by": day_of(as_of), "types": list(types) if types is not None else None,
            "source": source,
        }  # fmt: skip
        first = day_of(since) if since is not None else None
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            links = ask.links("event")

            def rows(facts: list[Fact], start: str | None) -> list[EventRow]:
                groups = views.happenings(facts, links)
                if start is not None:
                    groups = [g for g in groups if views.first_told(g) >= start]
                return [r for r in views.events(groups) if not status or r.status == status]

            if limit is not None:
                size = 4 * max(limit, 1)
                while (start := ask.newest("event", size, since=first, status=status, **narrow)) is not None:
                    found = rows(ask.around("event", start, links, status=status, **narrow), start)
                    if len(found) >= limit:
                        return Rows(found[len(found) - limit :])
                    size *= 4
            if first is not None or status:
                facts = ask.around("event", first or "", links, status=status, **narrow)
            else:
                facts = ask.facts("event", **narrow)
            found = rows(facts, first)
        return Rows(found if limit is None else found[max(len(found) - limit, 0) :])

    def agreements(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[AgreementRow]:
        """Agreements with their state as of a day, and when they end."""
        day = self._date(as_of)
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            facts = ask.facts("agreement", countries=countries, valid_by=day.isoformat())
            return Rows(views.agreements(facts, day, ask.links("agreement")))

    def agreement(self, ref: str, *, as_of: Day = None, known_by: Day = None) -> AgreementRow:
        """The agreement that an id of it or of one of its claims names. Raises UnknownId."""
        claim = self._claim_id(ref)
        day = self._date(as_of)
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            facts = self._family(ask, "agreement", {claim}, valid_by=day.isoformat())
            for row in views.agreements(facts, day, ask.links("agreement")):
                if any(a.claim == claim for a in row.accounts):
                    return row
        raise UnknownId(f"{ref}: no agreement known as of these days")

    def forces(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[ForceRow]:
        """Foreign forces with the latest strength that each source gives."""
        day = self._date(as_of)
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            facts = ask.facts("force", countries=countries, valid_by=day.isoformat())
            return Rows(views.forces(facts, day, ask.links("force")))

    def statements(
        self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None, speaker: str | None = None,
        limit: int | None = None,
    ) -> Rows[StatementRow]:  # fmt: skip
        """Who said what, with the chain of who told whom, in the order of publication."""
        narrow: dict[str, Any] = {"countries": countries, "valid_by": day_of(as_of)}
        with reading(self.engine) as c:
            ask = Queries(c, known_by)

            def rows(facts: list[Fact], start: str = "") -> list[StatementRow]:
                found = views.statements([f for f in views.current(facts) if f.known_from >= start])
                return [r for r in found if speaker.lower() in (r.speaker or "").lower()] if speaker else found

            if limit is None:
                return Rows(rows(ask.facts("statement", **narrow)))
            size = 4 * max(limit, 1)
            while (start := ask.newest("statement", size, **narrow)) is not None:
                found = rows(
                    ask.with_versions("statement", ask.facts("statement", since=start, **narrow), **narrow), start
                )
                if len(found) >= limit:
                    return Rows(found[len(found) - limit :])
                size *= 4
            found = rows(ask.facts("statement", **narrow))
        return Rows(found[max(len(found) - limit, 0) :])

    def actors(
        self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None, kind: str | None = None,
        name: str | None = None,
    ) -> Rows[ActorRow]:  # fmt: skip
        """People and bodies, one row for each in the whole ledger: names, offices over time, why its mentions are one.

        ``kind``: ``person`` or ``organization`` only; ``name``: a part of one of its names."""
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            facts = ask.facts("identity", countries=countries, valid_by=day_of(as_of))
            found = identity.identities(facts, ask.links("identity"))
        asked = (name or "").casefold()
        return Rows(
            r for r in found
            if (not kind or r.kind == kind) and any(asked in n.casefold() for n in (r.name, *r.aliases))
        )  # fmt: skip

    def actor(self, ref: str, *, as_of: Day = None, known_by: Day = None) -> ActorRow:
        """The person or body that an id of it or of one of its claims names. Raises UnknownId."""
        claim = self._claim_id(ref)
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            if claim[0] == "i":
                facts = self._family(ask, "identity", {claim}, valid_by=day_of(as_of))
                for row in identity.identities(facts, ask.links("identity")):
                    if any(a.claim == claim for a in row.accounts):
                        return row
        raise UnknownId(f"{ref}: no person or body known as of these days")

    def offices(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[OfficeRow]:
        """Offices that stories give to people, a row for each name and office."""
        with reading(self.engine) as c:
            facts = Queries(c, known_by).facts("office", countries=countries, valid_by=day_of(as_of))
        return Rows(views.offices(facts))

    def deadlines(
        self, *, within: int | str | None = None, as_of: Day = None, known_by: Day = None, countries: Countries = None
    ) -> Rows[DeadlineRow]:  # fmt: skip
        """What runs out, and when, soonest first. ``within``: days, or ``90d``, ``12w``, ``6m``, ``1y``."""
        day = self._date(as_of)
        if countries:
            agreed: Iterable[AgreementRow] = self.agreements(as_of=day, known_by=known_by, countries=countries)
            forced: Iterable[ForceRow] = self.forces(as_of=day, known_by=known_by, countries=countries)
        else:
            # Of all that there is, only what has or may have an end before it.
            with reading(self.engine) as c:
                ask = Queries(c, known_by)
                rows = [
                    self._family(ask, kind, ask.due(kind, day.isoformat()), valid_by=day.isoformat())
                    for kind in ("agreement", "force")
                ]
                agreed = views.agreements(rows[0], day, ask.links("agreement"))
                forced = views.forces(rows[1], day, ask.links("force"))
        return Rows(views.deadlines(agreed, forced, day, days_of(within, day)))

    def stories(
        self, *, known_by: Day = None, countries: Countries = None, source: str | None = None, limit: int | None = None
    ) -> Rows[StoryRow]:  # fmt: skip
        """The stories in the order in which they were first published, each by its latest version."""
        v, p = versions.c, placed.c
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            known = ask.known(v.known_from)
            first = sa.select(v.id).join(placed, p.version == v.id).where(p.story == v.id, *known)
            v2, p2 = _V2, _P2
            if countries:
                chosen = countries_of(countries)
                on = sa.select(p2.c.story).join(claims, claims.c.version == p2.c.version)
                rare = limit is None or all(ask.few(codes) for codes in chosen)
                both = sa.or_(*(self._on_all(codes, rare) for codes in chosen))
                on = on.where(both, *ask.known(claims.c.known_from))
                # A few claims lead to their stories; of many, the newest stories are gone through until enough have one.
                first = first.where(
                    v.id.in_(on) if rare else on.where(p2.c.story == v.id).limit(1).scalar_subquery().is_not(None)
                )
            if source:
                of = sa.select(p2.c.story).join(v2, p2.c.version == v2.c.id)
                first = first.where(v.id.in_(of.where(v2.c.agency == source, *ask.known(v2.c.known_from))))
            first = first.order_by(v.known_from.desc(), v.seq.desc(), v.id.desc())
            newest = (first.limit(limit) if limit is not None else first).subquery()
            made = (
                sa.select(sa.func.count()).where(claims.c.version == v.id, claims.c.kind.in_(KINDS)).scalar_subquery()
            )
            asked = sa.select(
                v.id, v.known_from, v.seq, v.headline, v.agency, v.source, p.story, p.copy_of, made.label("n"),
                sa.case((v.headline.is_(None), sa.func.substr(v.text, 1, 400)), else_="").label("text"),
            )  # fmt: skip
            asked = asked.join(placed, p.version == v.id).where(p.story.in_(sa.select(newest.c.id)), *known)
            found = c.execute(asked.order_by(v.known_from, v.seq, v.id)).all()
        grouped: dict[str, list[Any]] = {}
        for r in found:
            grouped.setdefault(r.story, []).append(r)
        return Rows(
            StoryRow(
                story, rs[-1].id, len(rs), rs[-1].known_from, rs[-1].headline or first_words(rs[-1].text), rs[-1].agency,
                rs[-1].source, rs[0].copy_of, rs[-1].n or 0,
            )
            for story, rs in grouped.items()
        )  # fmt: skip

    def happenings(
        self, *, since: Day = None, until: Day = None, known_by: Day = None, countries: Countries = None
    ) -> Rows[HappeningRow]:  # fmt: skip
        """What the stories of a period are about: those of one happening together, in the order of the first of each.

        ``since``: two weeks before ``until`` (or before the last story) where None. What it costs is told by the period."""
        v, p = versions.c, placed.c
        with reading(self.engine) as c:
            ask = Queries(c, known_by)
            known = ask.known(v.known_from)
            last = day_of(until) if until is not None else None
            if last is None:
                newest = c.execute(sa.select(sa.func.max(v.known_from)).where(*known)).scalar()
                last = (newest or day_of(None))[:10]
            if since is None:
                since = (dt.date.fromisoformat(last) - dt.timedelta(days=APART)).isoformat()
            first = sa.select(v.id).join(placed, p.version == v.id).where(p.story == v.id, *known)
            first = first.where(v.known_from >= day_of(since), v.known_from <= end_of(last))
            if countries:
                on = sa.select(_P2.c.story).join(claims, claims.c.version == _P2.c.version)
                on = on.where(sa.or_(*(self._on_all(codes, False) for codes in countries_of(countries))))
                first = first.where(on.where(_P2.c.story == v.id).limit(1).scalar_subquery().is_not(None))
            asked = sa.select(v.id, v.known_from, v.headline, v.agency, v.text, p.story, p.copy_of)
            asked = asked.join(placed, p.version == v.id).where(p.story.in_(first), *known)
            told: dict[str, list[Any]] = {}
            for r in c.execute(asked.order_by(v.known_from, v.seq, v.id)):
                told.setdefault(r.story, []).append(r)
            origins = ask.origins(r for rs in told.values() for r in rs)
        stories = [
            (s, dt.date.fromisoformat(rs[0].known_from[:10]), f"{rs[-1].headline or ''}\n{rs[-1].text}")
            for s, rs in told.items()
        ]
        result: Rows[HappeningRow] = Rows()
        for group in groups(stories):
            rows = [told[stories[n][0]] for n in group]
            sources = {origins.get(rs[0].copy_of, ("", rs[0].agency or rs[0].story))[1] for rs in rows}
            result.append(
                HappeningRow(
                    rows[0][0].story, rows[0][-1].headline or first_words(rows[0][-1].text), rows[0][0].known_from,
                    max(rs[-1].known_from for rs in rows), list(dict.fromkeys(rs[0].agency for rs in rows if rs[0].agency)),
                    len(sources), [rs[0].story for rs in rows],
                )
            )  # fmt: skip
        return result

    @staticmethod
    def _on_all(codes: list[str], first_drives: bool) -> Any:
        """The condition that a claim is on all of some countries; the index of the first leads to the claims, or not."""
        every = [claim_countries.alias() for _ in codes]
        return sa.and_(
            *(
                sa.exists().where(one.c.claim == claims.c.id, one.c.country == code)
                if n or not first_drives
                else claims.c.id.in_(sa.select(one.c.claim).where(one.c.country == code))
                for n, (one, code) in enumerate(zip(every, codes, strict=True))
            )
        )

    def versions(self, story: str, *, known_by: Day = None) -> Rows[VersionRow]:
        """All versions of a story, in order. Raises UnknownId."""
        return Rows(
            VersionRow(
                r.id, r.story, r.known_from, r.headline, r.agency, r.source,
                [n["text"] for n in json.loads(r.reading)["story"]["revision_notes"]], bool(r.corrects), r.copy_of,
            )
            for r in self._versions(story, known_by)
        )  # fmt: skip

    def reading(self, version: str) -> Reading:
        """The reading of a story version, as it was recorded; of a story, that of its latest version. Raises UnknownId."""
        told = self._versions(version)
        row = next((r for r in told if r.id == _story_id(version)), told[-1])
        return Reading.stored(row.reading)

    def told(self, version: str) -> ToldRow:
        """One version of a story with its text, its reading and the claims that it makes. Raises UnknownId.

        The id of a story that has later versions names its first one."""
        all_of_it = self._versions(version)
        row = next((r for r in all_of_it if r.id.startswith(_story_id(version))), all_of_it[-1])
        with reading(self.engine) as c:
            ask = Queries(c)
            asked = sa.select(claims).where(claims.c.version == row.id, claims.c.kind.in_(KINDS)).order_by(claims.c.id)
            made = list(c.execute(asked))
            gone = ask.retractions(r.id for r in made)
            corrected = ask.corrected
        told = []
        for r in made:
            payload = {**json.loads(r.payload), **corrected.get(r.id, {})}
            spans = [(a, b) for a, b, _ in json.loads(r.words)]
            told.append(
                ToldClaim(r.id, r.kind, summary(r.kind, payload), spans, payload, gone.get(r.id), r.id in corrected)
            )
        return ToldRow(
            row.story, row.id, row.known_from, row.headline, row.agency, row.source, row.url, row.text,
            json.loads(row.reading), told,
        )  # fmt: skip

    def stamp(self) -> str:
        """A short string that changes whenever something is recorded: for caches and for pages that are kept open."""
        with reading(self.engine) as c:
            newest = [c.execute(sa.select(sa.func.max(t.c.no))).scalar() or 0 for t in (claims, versions)]
        return ".".join(str(n) for n in newest)

    def _versions(self, story: str, known_by: Day = None) -> list[Any]:
        """The versions of the story that an id (of a story, a version, or the start of one) names."""
        name = _story_id(story)
        if len(name) < 8:
            raise UnknownId(f"{story or 'nothing'}: no id of a story")
        v, p = versions.c, placed.c
        with reading(self.engine) as c:
            asked = sa.select(p.story).where(p.version >= name, p.version < name + "~").distinct().limit(2)
            hits = list(c.execute(asked).scalars())
            if len(hits) != 1:
                raise UnknownId(f"{story}: " + ("more than one story starts so" if hits else "no story has this id"))
            told = sa.select(versions, p.story, p.copy_of).join(placed, p.version == v.id).where(p.story == hits[0])
            told = told.where(*Queries(c, known_by).known(v.known_from))
            return list(c.execute(told.order_by(v.known_from, v.seq, v.id)))

    # -- evidence ----------------------------------------------------------------------------------------------
    def why(self, ref: str, *, known_by: Day = None) -> Rows[WhyRow]:
        """The words behind a row or claim: every account of it, with its sentences and who said so. Raises UnknownId."""
        ids = self._accounts(ref, known_by)
        with reading(self.engine) as c:
            asked = (
                sa.select(claims, placed.c.story)
                .join(placed, placed.c.version == claims.c.version)
                .where(claims.c.id.in_(ids))
            )
            found = {r.id: r for r in c.execute(asked)}
            told = {
                r.id: r
                for r in c.execute(sa.select(versions).where(versions.c.id.in_({r.version for r in found.values()})))
            }
            ask = Queries(c, known_by)
            gone, corrected = ask.retractions(ids), ask.corrected
        result: Rows[WhyRow] = Rows()
        for claim_id in ids:
            r = found[claim_id]
            version = told[r.version]
            payload = {**json.loads(r.payload), **corrected.get(claim_id, {})}
            result.append(
                WhyRow(
                    r.id, r.kind, summary(r.kind, payload), r.story, r.version, r.known_from,
                    version.headline or first_words(version.text), version.agency,
                    sentences_of(version.text, json.loads(version.reading).get("sentences", []), json.loads(r.words)),
                    chains(payload.get("according_to", [])),
                    gone.get(claim_id),
                )
            )  # fmt: skip
        return result

    def _accounts(self, ref: str, known_by: Day) -> list[str]:
        """The claims of the row that an id names; that claim alone where it is no row's first."""
        claim = self._claim_id(ref, any_kind=True)
        kind = _ROW_KINDS.get(claim[0])
        if kind is None:
            raise UnknownId(f"{ref}: no claim of a story but one about a claim; `history` of that shows it")
        if ref.strip()[0].isupper() and kind in ("event", "agreement", "force", "identity"):
            with reading(self.engine) as c:
                ask = Queries(c, known_by)
                facts = self._family(ask, kind, {claim})
                links = ask.links(kind)
            groups: list[list[Fact]]
            if kind == "event":
                groups = views.happenings(facts, links)
            elif kind == "agreement":
                groups = [g for g, _ in views.same_agreements(facts, links)]
            elif kind == "identity":
                groups = identity.groups(facts, links)
            else:
                groups = views.same_forces(facts, links)
            for group in groups:
                if any(f.id == claim for f in group):
                    return [f.id for f in sorted(group, key=lambda f: f.order)]
        return [claim]

    @staticmethod
    def _family(ask: Queries, kind: str, ids: set[str], *, valid_by: str | None = None) -> list[Fact]:
        """All facts that can be of one row with some claims: those that keys, one after another, or editors' links lead to."""
        links = [pair for pair in ask.links(kind).merged if len(pair) == 2]
        named: set[str | None]
        ids = set(ids)
        blocks, aliases = ask.keys(ids)
        while True:
            facts = ask.facts(kind, blocks=blocks, aliases=aliases, ids=ids, valid_by=valid_by)
            there = {f.id for f in facts}
            more_ids = {i for pair in links if pair & (there | ids) for i in pair} - ids
            more_blocks = {f.block for f in facts} - blocks
            named = set()
            if kind == "agreement":
                named = {views.alias(f) for f in facts}
            if kind == "identity":  # what is one's second key may be another's first
                named |= {f.block for f in facts}
                named |= {identity.alias_of(f.payload["kind"], f.payload["name"], f.payload["aliases"]) for f in facts}
                more_blocks |= {a for a in named if a} - blocks
            more_aliases = {a for a in named if a} - aliases
            if not (more_ids or more_blocks or more_aliases):
                return facts
            ids |= more_ids
            blocks |= more_blocks
            aliases |= more_aliases

    def history(self, ref: str) -> Rows[ClaimRow]:
        """Everything ever recorded about a row: claims, their retractions, editors' decisions, as they became known."""
        ids = set(self._accounts(ref, None))
        with reading(self.engine) as c:
            ask = Queries(c)
            about = sa.select(claims, placed.c.story).outerjoin(placed, placed.c.version == claims.c.version)
            found = {r.id: r for r in c.execute(about.where(claims.c.id.in_(ids)))}
            gone_there = sa.exists().where(_DEAD.c.target == claims.c.id, _DEAD.c.kind == "retraction")
            for kind, block in sorted({(r.kind, r.block) for r in found.values()}):
                again = about.where(claims.c.kind == kind, claims.c.block == block, gone_there)
                found.update({r.id: r for r in c.execute(again)})
            linked = {r.id: json.loads(r.payload)["with"] for r in ask.decisions("merge", "split", standing=False)}
            wanted = [i for i, other in linked.items() if other in found]
            found.update({r.id: r for r in c.execute(about.where(claims.c.id.in_(wanted)))})
            fresh = list(found)
            while fresh:
                more = [r for r in c.execute(about.where(claims.c.target.in_(fresh))) if r.id not in found]
                found.update({r.id: r for r in more})
                fresh = [r.id for r in more]
            gone = ask.retractions(found)
        order = sorted(found.values(), key=lambda r: (r.known_from, r.no if r.editor else 0, r.id))
        return Rows(self._claim_row(r, gone) for r in order)

    def changes(self, *, since: Day = None, limit: int = 1000) -> Rows[ClaimRow]:
        """Claims in the order in which they were recorded, the newest last."""
        with reading(self.engine) as c:
            asked = sa.select(claims, placed.c.story).outerjoin(placed, placed.c.version == claims.c.version)
            if since is not None:
                asked = asked.where(claims.c.recorded_at >= iso(since))
            found = list(c.execute(asked.order_by(claims.c.no.desc()).limit(limit)))
            gone = Queries(c).retractions(r.id for r in found)
        return Rows(reversed([self._claim_row(r, gone) for r in found]))

    def decisions(self, *, limit: int = 1000) -> Rows[ClaimRow]:
        """What editors decided, the newest first, with what was taken back."""
        with reading(self.engine) as c:
            asked = sa.select(claims, sa.null().label("story")).where(claims.c.editor.is_not(None))
            found = list(c.execute(asked.order_by(claims.c.no.desc()).limit(limit)))
            gone = Queries(c).retractions(r.id for r in found)
        return Rows(self._claim_row(r, gone) for r in found)

    @staticmethod
    def _claim_row(r: Any, gone: dict[str, str]) -> ClaimRow:
        return ClaimRow(
            r.id, r.kind, summary(r.kind, json.loads(r.payload)), r.version, r.story, r.known_from, r.valid_from, r.target,
            r.editor, gone.get(r.id),
        )  # fmt: skip

    def diff(self, story: str) -> Rows[DiffRow]:
        """What each version of a story changed, in words and in facts. Raises UnknownId."""
        told = self._versions(story)
        result: Rows[DiffRow] = Rows()
        with reading(self.engine) as c:
            made = [
                {
                    r.content: r
                    for r in c.execute(
                        sa.select(claims)
                        .where(claims.c.version == v.id, claims.c.kind.in_(KINDS))
                        .order_by(claims.c.id)
                    )
                }
                for v in told
            ]
            for n, (old, new) in enumerate(itertools.pairwise(told)):
                before, after = made[n], made[n + 1]
                taken = sa.select(claims.c.target).where(claims.c.kind == "retraction", claims.c.version == new.id)
                retracted = set(c.execute(taken).scalars())

                same = {(r.kind, r.block, r.told) for r in before.values()} & {
                    (r.kind, r.block, r.told) for r in after.values()
                }

                def only(rows: dict[str, Any], others: dict[str, Any]) -> list[Any]:
                    """Claims that others do not make, and which do not rest on the same words."""
                    return [r for k, r in rows.items() if k not in others and (r.kind, r.block, r.told) not in same]  # noqa: B023

                def said(rows: Iterable[Any]) -> list[str]:
                    return list(dict.fromkeys(summary(r.kind, json.loads(r.payload)) for r in rows))

                new_rows = only(after, before)
                old_rows = [r for r in only(before, after) if r.id not in retracted]
                fresh, lost = said(new_rows), said(old_rows)
                both = set(fresh) & set(lost)  # the same at a glance: what is other about it
                result.append(
                    DiffRow(
                        old.story, old.id, new.id, new.known_from,
                        [n["text"] for n in json.loads(new.reading)["story"]["revision_notes"]],
                        words_diff(old.text, new.text),
                        [x for x in fresh if x not in both] + details(new_rows, old_rows),
                        [x for x in lost if x not in both] + details(old_rows, new_rows),
                        said(r for earlier in made[: n + 1] for r in earlier.values() if r.id in retracted),
                    )
                )  # fmt: skip
        return result

    def search(
        self, words: str, *, kind: str | None = None, countries: Countries = None, since: Day = None, until: Day = None,
        source: str | None = None, limit: int = 50,
    ) -> Rows[Hit]:  # fmt: skip
        """Full text over stories and claims, best first. Words in quotes are looked for together."""
        with reading(self.engine) as c:
            return searching.search(
                c, words, kind=kind, countries=countries_of(countries), since=day_of(since) if since is not None else None,
                until=day_of(until) if until is not None else None, source=source, limit=limit,
            )  # fmt: skip

    # -- integrity ---------------------------------------------------------------------------------------------
    def verify(self) -> list[str]:
        """What is wrong with the ledger, one line each; empty where every check holds."""
        return check.verify(self)

    def backup(self, path: str | Path) -> None:
        """Write the whole ledger into a new file. Raises LedgerError where it is there or cannot be written."""
        check.backup(self, Path(path))

    @staticmethod
    def restore(path: str | Path, where: str | Path) -> None:
        """Make a ledger from a backup. Raises LedgerError where one is there already, or the backup is damaged."""
        check.restore(Path(path), str(where))

    # -- for exports -------------------------------------------------------------------------------------------
    def _facts(self, kind: str, known_by: Day, countries: Countries, *, valid_by: str | None = None) -> list[Fact]:
        """Live claims of a kind."""
        with reading(self.engine) as c:
            return Queries(c, known_by).facts(kind, countries=countries, valid_by=valid_by)

    @staticmethod
    def _day(day: Day) -> str:
        return day_of(day)

    @staticmethod
    def _date(day: Day) -> dt.date:
        return dt.date.fromisoformat(day_of(day))


def _story_id(name: str) -> str:
    return name if name.startswith("story:") else f"story:{name}"


def days_of(within: int | str | None, start: dt.date) -> int | None:
    """``90``, ``90d``, ``12w``, ``6m`` or ``1y`` from a day, in days. Raises UsageError."""
    if within is None or isinstance(within, int):
        return within
    match = re.fullmatch(r"\s*(\d{1,5})\s*([dwmy]?)\s*", within.lower())
    if not match:
        raise UsageError(f"no span of time: {within!r}; 90d, 12w, 6m or 1y is wanted")
    from wireledger.periods import add_period

    period = f"P{match.group(1)}{(match.group(2) or 'd').upper()}"
    try:
        return (add_period(start, period) - start).days
    except (ValueError, OverflowError) as error:
        raise UsageError(f"too long a span of time: {within!r}") from error


__all__ = ["Countries", "Day", "Ledger", "days_of", "sentences_of", "summary", "words_diff"]
