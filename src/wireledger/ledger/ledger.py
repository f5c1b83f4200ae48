"""The ledger as its users see it: stories and editors' decisions go in, views as of two dates come out."""

from __future__ import annotations

import datetime as dt
import difflib
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from wireledger.errors import LedgerError, Undated, UnknownId, UsageError
from wireledger.ledger import check, corrections, similar, views
from wireledger.ledger.claims import KINDS, Claims, canonical, digest, known_from
from wireledger.ledger.rows import (
    Added,
    AgreementRow,
    ClaimRow,
    DeadlineRow,
    DiffRow,
    EventRow,
    ForceRow,
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
from wireledger.ledger.schema import (
    bands,
    claim_countries,
    claims,
    engine_for,
    placed,
    prepare,
    reading,
    versions,
    writing,
)
from wireledger.ledger.views import Fact, Links
from wireledger.model import Published, Reading

Day = str | dt.date | dt.datetime | None
Countries = str | Iterable[str] | None
_ROW_KINDS = {"E": "event", "A": "agreement", "F": "force", "S": "statement", "O": "office", "D": "document"}
_CORRECTING = re.compile(r"^\W*(?:CORRECT(?:ED|ION|S)|Correct(?:ed|ion|s))\b")
VERSION_DAYS = 7
"""Days between two versions of one wire story at most, where markup does not say that they are one."""


class Ledger:
    """A ledger in a SQLite file (``desk.sqlite``), in memory (``:memory:``) or in PostgreSQL (``postgresql://...``).

    Claims are only ever added. Every view takes ``as_of`` (a day in the world; today where None) and ``known_by`` (what was
    published by then; everything where None)."""

    def __init__(self, where: str | Path, *, must_exist: bool = False) -> None:
        self.where = str(where)
        if must_exist and "://" not in self.where and not Path(self.where).is_file():
            raise LedgerError(f"{self.where}: there is no ledger; `wireledger add` makes one")
        self.engine = engine_for(where)
        prepare(self.engine, lambda old: check.backup_before_migration(self, old))

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- adding ------------------------------------------------------------------------------------------------
    def add(self, story: Reading | str, published: Published = None) -> Added:
        """Record a reading, or read a text and record it. All of it is kept or nothing.

        Raises Undated where nothing dates the story."""
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
            made = Claims(one).all()
            keys = similar.bands_of(one.story.text)
            with writing(self.engine) as connection:
                added = self._record(connection, one, made, keys)
            yield added

    def _record(self, c: sa.Connection, one: Reading, made: list[Any], keys: list[str]) -> Added:
        story = one.story
        there = c.execute(sa.select(placed.c.story, placed.c.copy_of).where(placed.c.version == story.id)).first()
        if there is not None:
            return Added("same", there.story, story.id, copy_of=there.copy_of)
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        when = known_from(story.published or "")
        corrects = any(n.kind in ("corrects", "removes") for n in story.revision_notes) or bool(
            _CORRECTING.match(story.headline or "") or story.notice in ("kill", "withdraw")
        )
        c.execute(
            versions.insert().values(
                id=story.id, known_from=when, seq=sequence(one), guid=story.guid, version=story.version, headline=story.headline,
                agency=story.agency, source=story.source, url=story.url, corrects=corrects, text=story.text,
                sha256=hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest(),
                reading=one.to_json(), recorded_at=now,
            )
        )  # fmt: skip
        relatives, copies = self._relatives(c, story.id, story.text, story.guid, story.agency, when, keys)
        if keys:
            c.execute(bands.insert(), [{"band": k, "version": story.id} for k in dict.fromkeys(keys)])
        group = self._place(c, story.id, (when, sequence(one), story.id), relatives, copies)
        if made:
            c.execute(claims.insert(), [self._claim(m, story.id, when, now) for m in made])
            at = [{"claim": m.id, "country": country} for m in made for country in sorted(m.countries)]
            if at:
                c.execute(claim_countries.insert(), at)
        index = [{"kind": "story", "ref": story.id, "words": f"{story.headline or ''}\n{story.text}"}]
        index += [{"kind": m.kind, "ref": m.id, "words": " … ".join(w for _, _, w in m.words)} for m in made]
        c.execute(sa.text("INSERT INTO search (kind, ref, words) VALUES (:kind, :ref, :words)"), index)
        retracted = self._retract_corrected(c, group, now)
        copy_of = c.execute(sa.select(placed.c.copy_of).where(placed.c.version == story.id)).scalar()
        outcome = "version" if relatives else "copy" if copy_of else "new"
        return Added(outcome, group, story.id, len(made), retracted, copy_of)

    @staticmethod
    def _claim(m: Any, version: str, when: str, now: str) -> dict[str, Any]:
        return {
            "id": m.id, "kind": m.kind, "version": version, "block": m.block, "content": m.content,
            "payload": canonical(m.payload), "words": canonical(m.words), "valid_from": m.valid_from, "valid_to": m.valid_to,
            "known_from": when, "target": None, "editor": None, "recorded_at": now,
        }  # fmt: skip

    def _relatives(
        self,
        c: sa.Connection,
        version: str,
        text: str,
        guid: str | None,
        agency: str | None,
        when: str,
        keys: list[str],
    ) -> tuple[list[str], list[tuple[str, str]]]:
        """Versions of the same story, and ``(known_from, version)`` of copies by others."""
        v = versions.c
        wanted = sa.select(v.id, v.known_from, v.seq, v.guid, v.agency, v.text)
        found = {}
        if guid:
            found = {r.id: r for r in c.execute(wanted.where(v.guid == guid, v.id != version))}
        same = list(found)
        near = (
            sa.select(bands.c.version, sa.func.count().label("n"))
            .where(bands.c.band.in_(keys))
            .group_by(bands.c.version)
        )
        likely = near.order_by(sa.desc("n"), bands.c.version).limit(50).subquery()
        copies = []
        for row in c.execute(wanted.where(v.id.in_(sa.select(likely.c.version)), v.id != version)):
            if row.id in found or (guid and row.guid and row.guid != guid) or not similar.alike(text, row.text):
                continue
            apart = abs((dt.date.fromisoformat(row.known_from[:10]) - dt.date.fromisoformat(when[:10])).days)
            if (row.agency or "") == (agency or "") and apart <= VERSION_DAYS:
                same.append(row.id)
            elif apart <= 30 and (row.agency or "") != (agency or ""):
                copies.append((row.known_from, row.seq, row.id))
        return sorted(same), sorted(copies)

    def _place(
        self,
        c: sa.Connection,
        version: str,
        order: tuple[str, str, str],
        relatives: list[str],
        copies: list[tuple[str, str, str]],
    ) -> str:
        """Put a version into its story, which is called after its earliest version; note copies, the later of the earlier."""
        groups = set()
        if relatives:
            groups = set(c.execute(sa.select(placed.c.story).where(placed.c.version.in_(relatives))).scalars())
        members = [order]
        v = versions.c
        if groups:
            earlier = sa.select(v.known_from, v.seq, v.id).join(placed, placed.c.version == v.id)
            members += [tuple(r) for r in c.execute(earlier.where(placed.c.story.in_(groups)))]
        group = min(members)[2]
        before = [x for x in copies if x < order]
        c.execute(placed.insert().values(version=version, story=group, copy_of=before[0][2] if before else None))
        for old in sorted(groups - {group}):
            c.execute(placed.update().where(placed.c.story == old).values(story=group))
        for later in copies:
            if later > order:
                source = c.execute(sa.select(placed.c.copy_of).where(placed.c.version == later[2])).scalar()
                first = (
                    c.execute(sa.select(v.known_from, v.seq, v.id).where(v.id == source)).first() if source else None
                )
                if first is None or order < tuple(first):
                    c.execute(placed.update().where(placed.c.version == later[2]).values(copy_of=version))
        return group

    def _retract_corrected(self, c: sa.Connection, group: str, now: str) -> int:
        """Retract, as claims, what a correcting version of a story no longer says. Returns how many were."""
        v = versions.c
        members = c.execute(
            sa.select(v.id, v.known_from, v.seq, v.corrects)
            .join(placed, placed.c.version == v.id)
            .where(placed.c.story == group)
        ).all()
        order = sorted(members, key=lambda r: (r.known_from, r.seq, r.id))
        if len(order) < 2 or not any(r.corrects for r in order[1:]):
            return 0
        said: dict[str, list[Any]] = {}
        for row in c.execute(
            sa.select(claims).where(claims.c.version.in_([r.id for r in order]), claims.c.kind.in_(KINDS))
        ):
            said.setdefault(row.version, []).append(row)
        done = set(
            c.execute(
                sa.select(claims.c.id).where(claims.c.kind == "retraction", claims.c.version.in_([r.id for r in order]))
            ).scalars()
        )
        fresh = []
        for n, later in enumerate(order):
            if not later.corrects:
                continue
            kept = {r.content for r in said.get(later.id, [])}
            for earlier in order[:n]:
                for old in said.get(earlier.id, []):
                    new_id = "r" + digest([later.id, old.id], 6)
                    if old.content not in kept and new_id not in done:
                        payload = {"because": "a correction no longer says so", "kind": old.kind}
                        fresh.append(
                            {
                                "id": new_id, "kind": "retraction", "version": later.id, "block": old.block,
                                "content": digest(["retraction", old.id]), "payload": canonical(payload), "words": "[]",
                                "valid_from": None, "valid_to": None, "known_from": later.known_from, "target": old.id,
                                "editor": None, "recorded_at": now,
                            }
                        )  # fmt: skip
        if fresh:
            c.execute(claims.insert(), fresh)
        return len(fresh)

    # -- editors -----------------------------------------------------------------------------------------------
    def merge(self, one: str, other: str, *, editor: str | None = None, reason: str = "") -> str:
        """Say that two rows are one agreement, event or force. Returns the id of the claim, which ``retract`` takes back."""
        return self._link("merge", one, other, editor, reason)

    def split(self, row: str, claim: str, *, editor: str | None = None, reason: str = "") -> str:
        """Say that a claim is not of the row it was merged into. Returns the id of the claim that says so."""
        first = self._claim_id(row)
        second = self._claim_id(claim)
        if first == second:
            raise UsageError(f"{claim}: the claim that the row is called after; name another claim of it")
        return self._decide("split", first, {"with": second, "reason": reason}, editor)

    def _link(self, kind: str, one: str, other: str, editor: str | None, reason: str) -> str:
        first, second = self._claim_id(one), self._claim_id(other)
        if first == second or first[0] != second[0]:
            raise UsageError(f"{one} and {other}: two different rows of one kind are wanted")
        return self._decide(kind, first, {"with": second, "reason": reason}, editor)

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
        with writing(self.engine) as c:
            block = c.execute(sa.select(claims.c.block).where(claims.c.id == target)).scalar_one()
            new = "x" + digest([kind, target, payload, now], 6)
            c.execute(
                claims.insert().values(
                    id=new, kind=kind, version=None, block=block, content=digest([kind, target, payload]),
                    payload=canonical(payload), words="[]", valid_from=None, valid_to=None,
                    known_from=moment.replace(tzinfo=None).isoformat(timespec="seconds"), target=target,
                    editor=editor or os.environ.get("USER") or "unknown", recorded_at=now,
                )
            )  # fmt: skip
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
        if wanted in found:
            return wanted
        if len(found) == 1 and (any_kind or found[0][0] in "eafsod"):
            return found[0]
        raise UnknownId(f"{ref}: " + ("more than one row starts so" if found else "nothing in the ledger has this id"))

    # -- views -------------------------------------------------------------------------------------------------
    def events(
        self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None, types: Iterable[str] | None = None,
        since: Day = None, status: str | None = None, source: str | None = None, limit: int | None = None,
    ) -> Rows[EventRow]:  # fmt: skip
        """Events up to a day, one row for each happening, with every account of it."""
        day = self._day(as_of)
        facts = self._facts("event", known_by, countries, valid_by=day, since=since, source=source)
        if types:
            wanted = {t.upper() for t in types}
            facts = [f for f in facts if f.payload["type"] in wanted]
        found = views.events(facts, self._links("event", known_by))
        if status:
            found = [r for r in found if r.status == status]
        return Rows(found[-limit:] if limit else found)

    def agreements(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[AgreementRow]:
        """Agreements with their state as of a day, and when they end."""
        day = self._date(as_of)
        facts = self._facts("agreement", known_by, countries, valid_by=day.isoformat())
        return Rows(views.agreements(facts, day, self._links("agreement", known_by)))

    def agreement(self, ref: str, *, as_of: Day = None, known_by: Day = None) -> AgreementRow:
        """The agreement that an id of it or of one of its claims names. Raises UnknownId."""
        claim = self._claim_id(ref)
        for row in self.agreements(as_of=as_of, known_by=known_by):
            if any(a.claim == claim for a in row.accounts):
                return row
        raise UnknownId(f"{ref}: no agreement known as of these days")

    def forces(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[ForceRow]:
        """Foreign forces with the latest strength that each source gives."""
        day = self._date(as_of)
        facts = self._facts("force", known_by, countries, valid_by=day.isoformat())
        return Rows(views.forces(facts, day, self._links("force", known_by)))

    def statements(
        self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None, speaker: str | None = None,
        limit: int | None = None,
    ) -> Rows[StatementRow]:  # fmt: skip
        """Who said what, with the chain of who told whom."""
        found = views.statements(self._facts("statement", known_by, countries, valid_by=self._day(as_of)))
        if speaker:
            found = [r for r in found if speaker.lower() in (r.speaker or "").lower()]
        return Rows(found[-limit:] if limit else found)

    def actors(self, *, as_of: Day = None, known_by: Day = None, countries: Countries = None) -> Rows[OfficeRow]:
        """People with the offices that stories give them."""
        return Rows(views.offices(self._facts("office", known_by, countries, valid_by=self._day(as_of))))

    def deadlines(
        self, *, within: int | str | None = None, as_of: Day = None, known_by: Day = None, countries: Countries = None
    ) -> Rows[DeadlineRow]:  # fmt: skip
        """What runs out, and when, soonest first. ``within``: days, or ``90d``, ``12w``, ``6m``, ``1y``."""
        day = self._date(as_of)
        return Rows(
            views.deadlines(
                self.agreements(as_of=day, known_by=known_by, countries=countries),
                self.forces(as_of=day, known_by=known_by, countries=countries),
                day,
                days_of(within, day),
            )
        )

    def stories(
        self, *, known_by: Day = None, countries: Countries = None, source: str | None = None
    ) -> Rows[StoryRow]:
        """The stories, each by its latest version."""
        v, p = versions.c, placed.c
        with reading(self.engine) as c:
            counted = (
                sa.select(claims.c.version, sa.func.count().label("n"))
                .where(claims.c.kind.in_(KINDS))
                .group_by(claims.c.version)
                .subquery()
            )
            asked = sa.select(
                v.id, v.known_from, v.headline, v.agency, v.source, v.text, p.story, p.copy_of, counted.c.n
            )
            asked = asked.join(placed, p.version == v.id).outerjoin(counted, counted.c.version == v.id)
            asked = self._known(asked, v.known_from, known_by)
            if countries:
                asked = asked.where(v.id.in_(self._in_countries(sa.select(claims.c.version), countries)))
            if source:
                asked = asked.where(v.agency == source)
            found = c.execute(asked.order_by(v.known_from, v.seq, v.id)).all()
        grouped: dict[str, list[Any]] = {}
        for r in found:
            grouped.setdefault(r.story, []).append(r)
        return Rows(
            StoryRow(
                story, rs[-1].id, len(rs), rs[-1].known_from, rs[-1].headline or _first_words(rs[-1].text), rs[-1].agency,
                rs[-1].source, rs[0].copy_of, rs[-1].n or 0,
            )
            for story, rs in sorted(grouped.items(), key=lambda item: (item[1][0].known_from, item[0]))
        )  # fmt: skip

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
        """The reading of a story version, as it was recorded. Raises UnknownId."""
        return Reading.model_validate_json(self._versions(version)[-1].reading)

    def told(self, version: str) -> ToldRow:
        """One version of a story with its text, its reading and the claims that it makes. Raises UnknownId.

        The id of a story that has later versions names its first one."""
        name = version if version.startswith("story:") else f"story:{version}"
        all_of_it = self._versions(version)
        row = next((r for r in all_of_it if r.id.startswith(name)), all_of_it[-1])
        with reading(self.engine) as c:
            asked = sa.select(claims).where(claims.c.version == row.id, claims.c.kind.in_(KINDS)).order_by(claims.c.id)
            made = list(c.execute(asked))
            gone = self._retractions(c, [r.id for r in made], None)
            corrected = self._corrections(c, None)
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
            if self.engine.dialect.name == "sqlite":  # both tables only grow, so the last row number says it all
                asked = "SELECT coalesce((SELECT max(rowid) FROM claims), 0), coalesce((SELECT max(rowid) FROM versions), 0)"
            else:
                asked = "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM versions)"
            return ".".join(str(n) for n in c.execute(sa.text(asked)).one())

    def _versions(self, story: str, known_by: Day = None) -> list[Any]:
        """The versions of the story that an id (of a story, a version, or the start of one) names."""
        name = story if story.startswith("story:") else f"story:{story}"
        if len(name) < 8:
            raise UnknownId(f"{story or 'nothing'}: no id of a story")
        v, p = versions.c, placed.c
        with reading(self.engine) as c:
            hits = list(
                c.execute(sa.select(p.version, p.story).where(p.version >= name, p.version < name + "~").limit(2))
            )
            if not hits or (len(hits) > 1 and hits[0].version != name):
                raise UnknownId(f"{story}: " + ("more than one story starts so" if hits else "no story has this id"))
            asked = (
                sa.select(versions, p.story, p.copy_of).join(placed, p.version == v.id).where(p.story == hits[0].story)
            )
            return list(c.execute(self._known(asked, v.known_from, known_by).order_by(v.known_from, v.seq, v.id)))

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
            gone = self._retractions(c, ids, known_by)
        result: Rows[WhyRow] = Rows()
        for claim_id in ids:
            r = found[claim_id]
            version = told[r.version]
            payload = json.loads(r.payload)
            chain: list[str] = []
            for s in payload.get("according_to", ()):
                for link in [{"by": s.get("by")}, *s.get("chain", ())]:
                    if link["by"] and link["by"] not in chain:
                        chain.append(link["by"])
            result.append(
                WhyRow(
                    r.id, r.kind, summary(r.kind, payload), r.story, r.version, r.known_from, version.headline, version.agency,
                    sentences_of(version.text, json.loads(version.reading).get("sentences", []), json.loads(r.words)), chain,
                    gone.get(claim_id),
                )
            )  # fmt: skip
        return result

    def _accounts(self, ref: str, known_by: Day) -> list[str]:
        """The claims of the row that an id names; that claim alone where it is no row's first."""
        claim = self._claim_id(ref, any_kind=True)
        kind = _ROW_KINDS.get(ref[0])
        if kind in ("event", "agreement", "force"):
            with reading(self.engine) as c:
                row = c.execute(sa.select(claims).where(claims.c.id == claim)).one()
                corrected = self._corrections(c, known_by).get(claim, {})
            payload = {**json.loads(row.payload), **corrected}
            block = corrections.rebased(kind, payload, set(corrected), row.block, row.valid_from, row.valid_to)[0]
            facts = self._facts(kind, known_by, None, block=block if kind != "agreement" else None)
            links = self._links(kind, known_by)
            groups: list[list[Fact]]
            if kind == "event":
                groups = views.happenings(facts, links)
            elif kind == "agreement":
                groups = [g for g, _ in views.same_agreements(facts, links)]
            else:
                groups = [sorted(facts, key=lambda f: f.order)]
            for group in groups:
                if any(f.id == claim for f in group):
                    return [f.id for f in sorted(group, key=lambda f: f.order)]
        if claim[0] not in "eafsod":
            raise UnknownId(f"{ref}: an editor's decision; `history` shows it")
        return [claim]

    def history(self, ref: str) -> Rows[ClaimRow]:
        """Everything ever recorded about a row: claims, their retractions, editors' decisions, in the order of recording."""
        ids = set(self._accounts(ref, None))
        with reading(self.engine) as c:
            about = sa.select(claims, placed.c.story).outerjoin(placed, placed.c.version == claims.c.version)
            found = {r.id: r for r in c.execute(about.where(claims.c.id.in_(ids)))}
            dead = claims.alias("dead")
            gone_there = sa.exists().where(dead.c.target == claims.c.id, dead.c.kind == "retraction")
            for kind, block in sorted({(r.kind, r.block) for r in found.values()}):
                again = about.where(claims.c.kind == kind, claims.c.block == block, gone_there)
                found.update({r.id: r for r in c.execute(again)})
            linked = {r.id: json.loads(r.payload)["with"] for r in self._decided(c, ("merge", "split"))}
            wanted = [i for i, other in linked.items() if other in found]
            found.update({r.id: r for r in c.execute(about.where(claims.c.id.in_(wanted)))})
            fresh = list(found)
            while fresh:
                more = [r for r in c.execute(about.where(claims.c.target.in_(fresh))) if r.id not in found]
                found.update({r.id: r for r in more})
                fresh = [r.id for r in more]
            gone = self._retractions(c, list(found), None)
        order = sorted(found.values(), key=lambda r: (r.known_from, r.recorded_at if r.editor else "", r.id))
        return Rows(self._claim_row(r, gone) for r in order)

    def changes(self, *, since: Day = None, limit: int = 1000) -> Rows[ClaimRow]:
        """Claims in the order in which they were recorded, the newest last."""
        with reading(self.engine) as c:
            asked = sa.select(claims, placed.c.story).outerjoin(placed, placed.c.version == claims.c.version)
            if since is not None:
                asked = asked.where(claims.c.recorded_at >= _iso(since))
            found = list(c.execute(asked.order_by(claims.c.recorded_at.desc(), claims.c.id).limit(limit)))
            gone = self._retractions(c, [r.id for r in found], None)
        return Rows(reversed([self._claim_row(r, gone) for r in found]))

    def decisions(self, *, limit: int = 1000) -> Rows[ClaimRow]:
        """What editors decided, the newest first, with what was taken back."""
        with reading(self.engine) as c:
            asked = sa.select(claims, placed.c.story).outerjoin(placed, placed.c.version == claims.c.version)
            asked = asked.where(claims.c.version.is_(None)).order_by(claims.c.recorded_at.desc(), claims.c.id)
            found = list(c.execute(asked.limit(limit)))
            gone = self._retractions(c, [r.id for r in found], None)
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
            for old, new in itertools.pairwise(told):
                before, after = (
                    {
                        r.content: r
                        for r in c.execute(sa.select(claims).where(claims.c.version == v.id, claims.c.kind.in_(KINDS)))
                    }
                    for v in (old, new)
                )
                taken = c.execute(
                    sa.select(claims.c.target).where(claims.c.kind == "retraction", claims.c.version == new.id)
                ).scalars()
                retracted = set(taken)
                result.append(
                    DiffRow(
                        old.story, old.id, new.id, new.known_from,
                        [n["text"] for n in json.loads(new.reading)["story"]["revision_notes"]],
                        words_diff(old.text, new.text),
                        [summary(r.kind, json.loads(r.payload)) for k, r in after.items() if k not in before],
                        [summary(r.kind, json.loads(r.payload)) for k, r in before.items() if k not in after and r.id not in retracted],
                        [summary(r.kind, json.loads(r.payload)) for r in before.values() if r.id in retracted],
                    )
                )  # fmt: skip
        return result

    def search(
        self, words: str, *, kind: str | None = None, countries: Countries = None, since: Day = None, until: Day = None,
        source: str | None = None, limit: int = 50,
    ) -> Rows[Hit]:  # fmt: skip
        """Full text over stories and claims, best first."""
        terms = re.findall(r'"[^"]+"|[\w\'’.-]+', words)
        terms = [t.strip('"') for t in terms if re.search(r"\w", t)]
        if not terms:
            raise UsageError("nothing to search for")
        with reading(self.engine) as c:
            if self.engine.dialect.name == "sqlite":
                asked = "SELECT kind, ref, snippet(search, 2, '[', ']', '…', 16) AS snippet FROM search WHERE search MATCH :q"
                params: dict[str, Any] = {"q": " ".join('"' + t.replace('"', '""') + '"' for t in terms)}
                order = " ORDER BY rank, ref"
            else:
                asked = (
                    "SELECT kind, ref, ts_headline('english', words, websearch_to_tsquery('english', :q), "
                    "'StartSel=[, StopSel=], MaxWords=16, MinWords=8') AS snippet FROM search "
                    "WHERE to_tsvector('english', words) @@ websearch_to_tsquery('english', :q)"
                )
                params = {"q": " ".join(f'"{t}"' for t in terms)}
                order = (
                    " ORDER BY ts_rank(to_tsvector('english', words), websearch_to_tsquery('english', :q)) DESC, ref"
                )
            if kind:
                asked += " AND kind = :kind"
                params["kind"] = kind
            hits = c.execute(sa.text(asked + order + " LIMIT :n"), {**params, "n": limit * 20}).all()
            refs = [h.ref for h in hits]
            of_claims = {
                r.id: r.version
                for r in c.execute(sa.select(claims.c.id, claims.c.version).where(claims.c.id.in_(refs)))
            }
            v = versions.c
            told = sa.select(v.id, v.known_from, v.headline, v.agency, v.text, placed.c.story).join(
                placed, placed.c.version == v.id
            )
            ids = {of_claims.get(r, r) for r in refs}
            where = {r.id: r for r in c.execute(told.where(v.id.in_(ids)))}
            allowed = None
            if countries:
                allowed = set(c.execute(self._in_countries(sa.select(claims.c.id), countries)).scalars())
                allowed |= set(c.execute(self._in_countries(sa.select(claims.c.version), countries)).scalars())
        result: Rows[Hit] = Rows()
        low, high = (self._day(since) if since else None), (self._day(until) if until else None)
        for h in hits:
            version = where.get(of_claims.get(h.ref, h.ref))
            if (
                version is None
                or (allowed is not None and h.ref not in allowed)
                or (source and version.agency != source)
            ):
                continue
            if (low and version.known_from[:10] < low) or (high and version.known_from[:10] > high):
                continue
            row_id = h.ref if h.kind == "story" else h.ref[0].upper() + h.ref[1:]
            result.append(
                Hit(
                    h.kind,
                    row_id,
                    version.story,
                    version.known_from,
                    version.headline or _first_words(version.text),
                    version.agency,
                    " ".join(h.snippet.split()),
                )
            )
            if len(result) >= limit:
                break
        return result

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

    # -- queries -----------------------------------------------------------------------------------------------
    def _facts(
        self, kind: str, known_by: Day, countries: Countries, *, valid_by: str | None = None, since: Day = None,
        source: str | None = None, block: str | None = None,
    ) -> list[Fact]:  # fmt: skip
        """Live claims of a kind: known by then, not retracted by then, with editors' corrections applied."""
        cl, v, p = claims.c, versions.c, placed.c
        with reading(self.engine) as c:
            retracted = self._retracted(c, cl.id, known_by)
            corrected = self._corrections(c, known_by)
        moved = cl.id.in_(sorted(corrected)) if corrected else sa.false()  # these are looked at after their correction
        asked = sa.select(
            cl.id, cl.kind, cl.block, cl.content, cl.payload, cl.valid_from, cl.valid_to, cl.known_from, cl.version, p.story,
            p.copy_of, v.agency, v.headline, v.seq,
        ).join(versions, v.id == cl.version).join(placed, p.version == cl.version).where(cl.kind == kind, ~retracted)  # fmt: skip
        asked = self._known(asked, cl.known_from, known_by)
        if block is not None:
            asked = asked.where(sa.or_(cl.block == block, moved))
        if valid_by is not None:
            asked = asked.where(
                sa.or_(
                    cl.valid_from <= valid_by,
                    sa.and_(cl.valid_from.is_(None), cl.known_from <= _end_of(valid_by)),
                    moved,
                )
            )
        if since is not None:
            asked = asked.where(sa.or_(sa.func.coalesce(cl.valid_from, cl.known_from) >= self._day(since), moved))
        if source:
            asked = asked.where(v.agency == source)
        if countries:
            asked = asked.where(sa.or_(cl.id.in_(self._in_countries(sa.select(cl.id), countries)), moved))
        with reading(self.engine) as c:
            found = list(c.execute(asked))
            copied = {r.copy_of for r in found if r.copy_of}
            story_of: dict[str, str] = {}
            if copied:
                story_of = {
                    r.version: r.story for r in c.execute(sa.select(p.version, p.story).where(p.version.in_(copied)))
                }
        facts = []
        for r in found:
            payload = json.loads(r.payload)
            at = r.block, r.valid_from, r.valid_to
            if r.id in corrected:
                payload.update(corrected[r.id])
                at = corrections.rebased(r.kind, payload, set(corrected[r.id]), *at)
                if (
                    (block is not None and at[0] != block)
                    or (valid_by is not None and (at[1] or r.known_from)[:10] > valid_by)
                    or (since is not None and (at[1] or r.known_from) < self._day(since))
                    or (countries and not any(o <= corrections.countries_of(payload) for o in _countries(countries)))
                ):
                    continue
            facts.append(
                Fact(
                    r.id, r.kind, at[0], r.content, payload, at[1], at[2], r.known_from, r.version, r.story,
                    story_of.get(r.copy_of or ""), r.agency, r.headline, r.seq,
                )
            )  # fmt: skip
        return facts

    def _corrections(self, c: sa.Connection, known_by: Day) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for r in self._decisions(c, ("correction",), known_by):
            payload = json.loads(r.payload)
            found.setdefault(r.target, {})[payload["field"]] = payload["value"]
        return found

    def _void(self, c: sa.Connection, known_by: Day) -> set[str]:
        """Retractions that were taken back themselves, and not again."""
        first, again = claims.alias("first"), claims.alias("again")
        asked = sa.select(again.c.id, again.c.target).join(first, first.c.id == again.c.target)
        asked = asked.where(first.c.kind == "retraction", again.c.kind == "retraction", again.c.editor.is_not(None))
        takers: dict[str, list[str]] = {}
        for r in c.execute(self._known(asked, again.c.known_from, known_by)):
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

    def _retracted(self, c: sa.Connection, column: Any, known_by: Day) -> Any:
        """The condition that the claim with the id in ``column`` is retracted."""
        dead = claims.alias("dead")
        limits = [dead.c.target == column, dead.c.kind == "retraction", *self._limit(dead.c.known_from, known_by)]
        void = self._void(c, known_by)
        if void:
            limits.append(dead.c.id.not_in(sorted(void)))
        return sa.exists().where(*limits)

    @staticmethod
    def _decided(c: sa.Connection, kinds: tuple[str, ...]) -> list[Any]:
        """All decisions of editors of some kinds, those taken back included."""
        return list(c.execute(sa.select(claims).where(claims.c.kind.in_(kinds), claims.c.editor.is_not(None))))

    def _decisions(self, c: sa.Connection, kinds: tuple[str, ...], known_by: Day) -> list[Any]:
        asked = sa.select(claims).where(
            claims.c.kind.in_(kinds), claims.c.editor.is_not(None), ~self._retracted(c, claims.c.id, known_by)
        )
        return list(
            c.execute(self._known(asked, claims.c.known_from, known_by).order_by(claims.c.recorded_at, claims.c.id))
        )

    def _links(self, kind: str, known_by: Day) -> Links:
        merged: set[frozenset[str]] = set()
        split: set[frozenset[str]] = set()
        with reading(self.engine) as c:
            for r in self._decisions(c, ("merge", "split"), known_by):
                if r.target[0] != kind[0]:
                    continue
                pair = frozenset((r.target, json.loads(r.payload)["with"]))
                (merged if r.kind == "merge" else split).add(pair)
                (split if r.kind == "merge" else merged).discard(pair)  # the later decision counts
        return Links(frozenset(merged), frozenset(split))

    def _retractions(self, c: sa.Connection, ids: Iterable[str], known_by: Day) -> dict[str, str]:
        asked = sa.select(claims.c.id, claims.c.target).where(
            claims.c.kind == "retraction", claims.c.target.in_(list(ids))
        )
        void = self._void(c, known_by)
        asked = self._known(asked, claims.c.known_from, known_by).order_by(claims.c.known_from.desc(), claims.c.id)
        return {r.target: r.id for r in c.execute(asked) if r.id not in void}

    def _in_countries(self, asked: Any, wanted: Countries) -> Any:
        """Restrict to claims on any of the countries; ``BFA+FRA`` asks for both."""
        options = [
            sa.and_(
                *(
                    claims.c.id.in_(sa.select(claim_countries.c.claim).where(claim_countries.c.country == iso))
                    for iso in sorted(both)
                )
            )
            for both in _countries(wanted)
        ]
        return asked.where(sa.or_(*options))

    def _known(self, asked: Any, column: Any, known_by: Day) -> Any:
        limits = self._limit(column, known_by)
        return asked.where(*limits) if limits else asked

    def _limit(self, column: Any, known_by: Day) -> list[Any]:
        if known_by is None:
            return []
        return [column <= _end_of(_iso(known_by))]

    @staticmethod
    def _day(day: Day) -> str:
        return _iso(day)[:10] if day is not None else dt.datetime.now(dt.UTC).date().isoformat()

    @classmethod
    def _date(cls, day: Day) -> dt.date:
        return dt.date.fromisoformat(cls._day(day))


_UPDATE = re.compile(r"\bUPDATE[ -]?(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) (?:lead|update)\b", re.IGNORECASE)


def sequence(one: Reading) -> str:
    """A version's place among those of one day: the number that it or its markup bears, whether it has a note, its length."""
    story = one.story
    match = _UPDATE.search(story.headline or "")
    number = int(match.group(1) or match.group(2)) if match else 0
    if story.version and story.version.isdigit():
        number = int(story.version)
    return f"{min(number, 9999):04d}{int(bool(story.revision_notes))}{min(len(story.text), 99_999_999):08d}"


# -- dates and words ---------------------------------------------------------------------------------------------------
def _iso(day: Day) -> str:
    """A day or moment as the ledger compares it. Raises UsageError."""
    if isinstance(day, dt.date):
        return known_from(day.isoformat())
    try:
        return known_from(str(day))
    except ValueError as error:
        raise UsageError(f"no ISO date: {day!r}; YYYY-MM-DD is wanted") from error


def _countries(wanted: Countries) -> list[set[str]]:
    """Country names or codes as sets of codes that are asked for together: ``BFA+FRA``. Raises UsageError."""
    names = [wanted] if isinstance(wanted, str) else list(wanted or ())
    return [{corrections.country(part) for part in name.split("+")} for name in names]


def _end_of(day: str) -> str:
    """The last moment of a day, as strings of moments compare."""
    return f"{day}T99" if len(day) == 10 else day


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
    except ValueError as error:
        raise UsageError(f"too long a span of time: {within!r}") from error


def summary(kind: str, p: dict[str, Any]) -> str:
    """A claim in one line."""

    def names(refs: list[dict[str, Any]]) -> str:
        return ", ".join(r["name"] for r in refs) or "?"

    if kind == "event":
        when = f", {p['when']['value']}" if p["when"] and p["when"]["value"] else ""
        mode = f"/{p['mode']}" if p["mode"] else ""
        to = f" → {names(p['recipients'])}" if p["recipients"] else ""
        return f"{p['type']}{mode}: {names(p['actors'])}{to} ({p['status']}{when})"
    if kind == "agreement":
        end = f", ends {p['ends_on']}" if p["ends_on"] else ""
        return f"{p['name']}: {p['state']}{end}"
    if kind == "force":
        sender = p["sender"]["name"] if p["sender"] else "?"
        by = f", leave by {p['leave_by']}" if p["leave_by"] else ""
        return f"{sender} in {p['host']}: {views._strength(p)}{by}"
    if kind == "statement":
        speaker = p["speaker"]["name"] if p["speaker"] else p["source"] or "?"
        words = " ".join(" ".join(p["content"]).split())
        return f"{speaker}: {words[:160]}{'…' if len(words) > 160 else ''}"
    if kind == "office":
        of = f" of {p['of']['name']}" if p["of"] else ""
        return f"{p['name']}: {p['title']}{of}"
    if kind == "document":
        return (
            f"{p['document']} from {p['from']['name'] if p['from'] else '?'} to {p['to']['name'] if p['to'] else '?'}"
        )
    if kind == "correction":
        return f"{p['field']}: {corrections.shown(p['was'])} → {corrections.shown(p['value'])}" + (
            f" ({p['reason']})" if p.get("reason") else ""
        )
    if kind in ("merge", "split"):
        return f"{kind} with {p['with']}" + (f" ({p['reason']})" if p.get("reason") else "")
    return str(p.get("because", kind))


def sentences_of(
    text: str, sentences: list[list[int]], words: list[tuple[int, int, str]]
) -> list[tuple[str, list[tuple[int, int]]]]:
    """The sentences that words stand in, in order, with the places of the words within each."""
    bounds = [tuple(s) for s in sentences]
    result: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end, _ in words:
        touched = [(a, b) for a, b in bounds if a < end and start < b] or [(start, end)]
        for a, b in touched:
            result.setdefault((a, b), []).append((max(start, a) - a, min(end, b) - a))
    found = []
    for (a, b), marks in sorted(result.items()):
        merged: list[tuple[int, int]] = []
        for s, e in sorted(marks):
            if merged and s <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(e, merged[-1][1]))
            else:
                merged.append((s, e))
        found.append((text[a:b], merged))
    return found


def words_diff(old: str, new: str) -> list[tuple[str, str]]:
    """The differences of two texts, by words: runs of equal (``=``), added (``+``) and removed (``-``) words."""
    a, b = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    matcher = difflib.SequenceMatcher(None, [w.strip() for w in a], [w.strip() for w in b], autojunk=False)
    found: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            found.append(("=", "".join(b[j1:j2])))
            continue
        if i2 > i1:
            found.append(("-", "".join(a[i1:i2])))
        if j2 > j1:
            found.append(("+", "".join(b[j1:j2])))
    return found


def _first_words(text: str) -> str:
    line = next((x.strip() for x in text.splitlines() if x.strip()), "")
    return line[:90] + ("…" if len(line) > 90 else "")
