"""Recording one reading: its version, its claims, its place among other versions, and what it takes back.

Whatever the order in which versions arrive, the store ends up the same: which versions are one story, which copies which, and
what a correction retracts depend on pairs of versions alone, and each pair is looked at when its second version arrives. A
step costs the same with ten or a million stories behind it: pairs are found by an index of near-duplicate texts within days.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from wireledger.errors import BinaryStory
from wireledger.ledger import similar
from wireledger.ledger.claims import KINDS, RECALLS, Claim, Claims, canonical, digest
from wireledger.ledger.rows import Added
from wireledger.ledger.schema import SEARCHED, bands, claim_countries, claims, placed, versions
from wireledger.ledger.searching import marks
from wireledger.model import Reading

VERSION_DAYS = 7
"""Days between two versions of one wire story at most, where markup does not say that they are one."""
COPY_DAYS = 30
"""Days between a story and another agency's copy of it at most."""
CANDIDATES = 200
"""Texts that one is compared with at most."""
WHOLE = 0.5
"""A correction shorter than this part of what it corrects is a note on it and no new version of all of it."""
CORRECTION = 9998
"""The number of a correction that bears none."""
CLOSE = 0.9
"""A correction shorter than this part of an update of the same moment may be of what the update grew from."""
_CORRECTING = re.compile(r"^\W*(?:CORRECT(?:ED|ION|S)|Correct(?:ed|ion|s))\b")
_UPDATE = re.compile(r"\bUPDATE[ -]?(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th) (?:lead|update)\b", re.IGNORECASE)
Order = tuple[str, str, str]
"""(known from, place among those of one moment, id): the order of versions."""


class Prepared:
    """A reading with all that can be computed of it outside a transaction. Raises BinaryStory for a text that no store keeps."""

    def __init__(self, one: Reading) -> None:
        text = one.story.text
        if "\0" in text or any("\ud800" <= ch <= "\udfff" for ch in text):
            raise BinaryStory(
                one.story.source or one.story.id, "holds characters that are none: NUL or lone surrogates"
            )
        self.reading = one
        self.of = Claims(one)
        self.version = self.of.version
        self.made: list[Claim] = self.of.all()
        self.bands = similar.bands_of(text)
        self.json = one.to_json()
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.order: Order = (self.of.published, sequence(one), self.version)

    def ready(self) -> Ready:
        """Its rows."""
        story = self.reading.story
        when, seq, version = self.order
        return Ready(
            {
                "id": version, "known_from": when, "seq": seq, "guid": story.guid, "version": story.version,
                "headline": story.headline, "agency": story.agency, "source": story.source, "url": story.url,
                "corrects": corrects(self.reading), "notice": story.notice, "text": story.text, "sha256": self.sha256,
                "reading": self.json,
            },
            self.bands,
            [_row(m, when, version) for m in self.made],
            [
                {"country": code, "kind": m.kind, "day": m.day, "claim": m.id}
                for m in self.made
                for code in sorted(m.countries)
            ],
            entries(self),
        )  # fmt: skip


@dataclass(slots=True)
class Ready:
    """The rows of a reading as they go into the tables, but for their numbers and when they are recorded.

    Plain values of JSON, so that whoever reads the story may make them, and the one who writes has little left to do."""

    version: dict[str, Any]
    bands: list[int]
    claims: list[dict[str, Any]]
    countries: list[dict[str, Any]]
    entries: list[dict[str, str]]

    @property
    def story(self) -> str:
        """The id of its text."""
        return str(self.version["id"]).partition(".")[0]

    @property
    def order(self) -> Order:
        return self.version["known_from"], self.version["seq"], self.version["id"]

    def to_json(self) -> str:
        return json.dumps([self.version, self.bands, self.claims, self.countries, self.entries], ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> Ready:
        return cls(*json.loads(text))


_PLACE = sa.select(placed.c.story, placed.c.copy_of).where(placed.c.version == sa.bindparam("id"))
_NEW_VERSION, _NEW_PLACE = versions.insert(), placed.insert()
_LAST_VERSION = sa.select(sa.func.coalesce(sa.func.max(versions.c.no), 0))
_LAST_CLAIM = sa.select(sa.func.coalesce(sa.func.max(claims.c.no), 0))


def record(c: sa.Connection, one: Ready, now: str | None = None) -> Added:
    """Write a reading in the transaction of ``c``."""
    when, _, version = one.order
    there = c.execute(_PLACE, {"id": version}).first()
    if there is not None:
        return Added("same", there.story, version, copy_of=there.copy_of)
    now = now or dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    number = c.execute(_LAST_VERSION).scalar_one()
    c.execute(_NEW_VERSION, {**one.version, "no": number + 1, "recorded_at": now})
    relatives, copies = _relatives(c, one)
    c.execute(bands.insert(), [{"month": when[:7], "band": b, "day": when[:10], "version": version} for b in one.bands])
    group, copy_of = _place(c, one.order, relatives, copies)
    insert_claims(c, [{**row, "recorded_at": now} for row in one.claims])
    if one.countries:
        c.execute(claim_countries.insert(), one.countries)
    c.execute(SEARCHED, one.entries)
    retracted = _retract_corrected(c, group, now) if relatives else 0
    outcome = "version" if relatives else "copy" if copy_of else "new"
    return Added(outcome, group, version, len(one.claims), retracted, copy_of)


def entries(one: Prepared) -> list[dict[str, str]]:
    """The entries of a version in the index of the full text: one for the story, one for each claim."""
    story, told = one.reading.story, one.order[0]
    every = {code for m in one.made for code in m.countries}
    entry = {
        "kind": "story",
        "ref": one.version,
        "version": one.version,
        "words": f"{story.headline or ''}\n{story.text}",
    }
    return [
        {**entry, "marks": marks("story", every, story.agency, told)},
        *(
            {
                "kind": m.kind, "ref": m.id, "version": one.version, "words": " … ".join(w for _, _, w in m.words),
                "marks": marks(m.kind, m.countries, story.agency, told),
            } for m in one.made
        ),
    ]  # fmt: skip


def insert_claims(c: sa.Connection, rows: list[dict[str, Any]]) -> None:
    """Add claims, numbered in the order of recording."""
    if not rows:
        return
    number = c.execute(_LAST_CLAIM).scalar_one()
    c.execute(claims.insert(), [{**row, "no": number + n} for n, row in enumerate(rows, start=1)])


def corrects(one: Reading) -> bool:
    """Whether a version takes back what earlier ones said and it does not say again."""
    story = one.story
    return (
        any(n.kind in ("corrects", "removes") for n in story.revision_notes)
        or bool(_CORRECTING.match(story.headline or ""))
        or story.notice in RECALLS
    )


def sequence(one: Reading) -> str:
    """A version's place among those of one moment: the number that it or its markup bears, whether it has a note, its length.

    A correction without a number comes after the updates of its day, and what takes a story back comes last."""
    story = one.story
    match = _UPDATE.search(story.headline or "")
    number = int(match.group(1) or match.group(2)) if match else CORRECTION if corrects(one) else 0
    if story.version and story.version.isdecimal():
        number = int(story.version[:9])
    if story.notice in RECALLS:
        number = 9999
    return f"{min(number, 9999):04d}{int(bool(story.revision_notes))}{min(len(story.text), 99_999_999):08d}"


def _row(m: Claim, known_from: str, version: str) -> dict[str, Any]:
    return {
        "id": m.id, "kind": m.kind, "version": version, "block": m.block, "alias": m.alias, "status": m.status, "due": m.due, "told": m.told, "content": m.content,
        "day": m.day, "valid_from": m.valid_from, "valid_to": m.valid_to, "known_from": known_from, "target": None,
        "editor": None, "words": canonical(m.words), "payload": canonical(m.payload),
    }  # fmt: skip


# -- versions and copies -----------------------------------------------------------------------------------------------
_OTHERS = sa.select(
    versions.c.id, versions.c.known_from, versions.c.seq, versions.c.guid, versions.c.agency, versions.c.text
).where(versions.c.id != sa.bindparam("id"))
_MARKED = _OTHERS.where(versions.c.guid == sa.bindparam("guid"))
_LIKELY = (
    sa.select(bands.c.version, sa.func.count().label("n"))
    .where(
        bands.c.month.in_(sa.bindparam("months", expanding=True)),
        bands.c.band.in_(sa.bindparam("keys", expanding=True)),
        bands.c.day.between(sa.bindparam("early"), sa.bindparam("late")),
    )
    .group_by(bands.c.version)
    .order_by(sa.desc("n"), bands.c.version)
    .limit(CANDIDATES)
)
_NEAR = _OTHERS.where(versions.c.id.in_(sa.bindparam("near", expanding=True)))


def shifted(day: dt.date, days: int) -> str:
    """A day so many days from another, or the first or last day that there is."""
    try:
        return (day + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return (dt.date.min if days < 0 else dt.date.max).isoformat()


def _around(keys: list[int], when: dt.date) -> dict[str, Any]:
    months = {shifted(when, n)[:7] for n in range(-COPY_DAYS, COPY_DAYS + 1, COPY_DAYS // 2)}
    early, late = (shifted(when, n) for n in (-COPY_DAYS, COPY_DAYS))
    return {"months": sorted(months), "keys": keys, "early": early, "late": late}


def near(c: sa.Connection, keys: list[int], when: dt.date) -> list[str]:
    """The versions of some days that share a key of the text index with a text of a day."""
    return list(c.execute(_LIKELY, _around(keys, when)).scalars())


def _relatives(c: sa.Connection, one: Ready) -> tuple[list[str], list[Order]]:
    """Versions of the same story, and the copies of it by others (or that it copies)."""
    own = one.version
    guid, agency, text = own["guid"], own["agency"], own["text"]
    when = dt.date.fromisoformat(own["known_from"][:10])
    found = {}
    if guid:
        found = {r.id: r for r in c.execute(_MARKED, {"guid": guid, "id": own["id"]})}
    if likely := near(c, one.bands, when):
        found.update((r.id, r) for r in c.execute(_NEAR, {"near": likely, "id": own["id"]}))
    same: list[str] = []
    copies: list[Order] = []
    for row in found.values():
        apart = abs((dt.date.fromisoformat(row.known_from[:10]) - when).days)
        relation = related(guid, agency, row.guid, row.agency, apart, lambda r=row: similar.alike(text, r.text))
        if relation == "version":
            same.append(row.id)
        elif relation == "copy":
            copies.append((row.known_from, row.seq, row.id))
    return sorted(same), sorted(copies)


def related(
    guid: str | None, agency: str | None, other_guid: str | None, other_agency: str | None, apart: int, alike: Any
) -> str | None:  # fmt: skip
    """What two versions, so many days apart, are to each other: ``version`` (of one story), ``copy``, or None: nothing.

    The same identity in markup makes them versions, unless two agencies use it for different texts; so does a text that is
    much the same, of one agency, within days, where markup gives them no identity of their own. The same text of another
    agency is a copy."""
    marked = bool(guid) and guid == other_guid
    one_agency = (agency or "") == (other_agency or "")
    if marked and (one_agency or not agency or not other_agency):
        return "version"
    if not marked and one_agency and apart > VERSION_DAYS:
        return None
    if not one_agency and apart > COPY_DAYS and not marked:
        return None
    if not marked and one_agency and guid and other_guid:
        return None
    if not alike():
        return None
    return "version" if marked or one_agency else "copy"


def _place(c: sa.Connection, order: Order, relatives: list[str], copies: list[Order]) -> tuple[str, str | None]:
    """Put a version into its story, which is called after its earliest version; note copies, the later of the earlier.

    Returns the story, and what the version copies."""
    v, p = versions.c, placed.c
    groups: set[str] = set()
    if relatives:
        groups = set(c.execute(sa.select(p.story).where(p.version.in_(relatives))).scalars())
    members = [order]
    if groups:
        # A story is called after its earliest version, so these are the only ones that the new one can come before.
        members += [
            (r.known_from, r.seq, r.id) for r in c.execute(sa.select(v.known_from, v.seq, v.id).where(v.id.in_(groups)))
        ]
    group = min(members)[2]
    before = [x for x in copies if x < order]
    copy_of = before[0][2] if before else None
    c.execute(_NEW_PLACE, {"version": order[2], "story": group, "copy_of": copy_of})
    for old in sorted(groups - {group}):
        c.execute(placed.update().where(p.story == old).values(story=group))
    for later in copies:
        if later > order:
            source = c.execute(sa.select(p.copy_of).where(p.version == later[2])).scalar()
            first = c.execute(sa.select(v.known_from, v.seq, v.id).where(v.id == source)).first() if source else None
            if first is None or order < tuple(first):
                c.execute(placed.update().where(p.version == later[2]).values(copy_of=order[2]))
    return group, copy_of


EARLIEST = "0001"
"""Where the updates of a moment begin, as their places compare."""
_WHY = {"kill": "the story was killed by its source", "withdraw": "the story was withdrawn by its source"}
_MEMBERS = (
    sa.select(
        versions.c.id, versions.c.known_from, versions.c.seq, versions.c.corrects, versions.c.notice,
        sa.func.length(versions.c.text).label("size"),
    )
    .join(placed, placed.c.version == versions.c.id)
    .where(placed.c.story == sa.bindparam("story"))
)  # fmt: skip


def _retract_corrected(c: sa.Connection, group: str, now: str) -> int:
    """Retract, as claims, what the correcting versions of a story no longer say. Returns how many retractions are new."""
    cl = claims.c
    members = c.execute(_MEMBERS, {"story": group}).all()
    order = sorted(members, key=lambda r: (r.known_from, r.seq, r.id))
    if not any(r.corrects for r in order[1:]):
        return 0
    ids = [r.id for r in order]
    asked = sa.select(versions.c.id, versions.c.text, versions.c.reading).where(versions.c.id.in_(ids))
    texts = {r.id: r.text for r in c.execute(asked)}
    prose = {
        r.id: [p["start"] for p in json.loads(r.reading)["story"]["paragraphs"]] for r in c.execute(asked)
    }  # after datelines
    said: dict[str, list[Any]] = {}
    made = sa.select(cl.id, cl.version, cl.kind, cl.block, cl.content, cl.told, cl.words)
    for row in c.execute(made.where(cl.version.in_(ids), cl.kind.in_(KINDS))):
        said.setdefault(row.version, []).append(row)
    done = set(c.execute(sa.select(cl.id).where(cl.kind == "retraction", cl.version.in_(ids))).scalars())
    fresh: dict[str, dict[str, Any]] = {}
    for n, later in enumerate(order):
        if not later.corrects:
            continue
        mine = said.get(later.id, [])
        kept = {r.content for r in mine}
        read: dict[tuple[str, str], set[str]] = {}
        for r in mine:
            read.setdefault((r.kind, r.told), set()).add(r.block)
        touched = {(r.kind, r.block) for r in mine}
        lines = " ".join(texts[later.id].split())
        for earlier in order[:n]:
            killed = later.notice in RECALLS
            tied = later.known_from == earlier.known_from and earlier.seq > EARLIEST
            whole = killed or later.size >= (CLOSE if tied else WHOLE) * earlier.size
            for old in said.get(earlier.id, []):
                new_id = retraction_id(later.id, old.id)
                if old.content in kept or new_id in done or not (whole or (old.kind, old.block) in touched):
                    continue
                # The same words say the same, though what is near them, or the day of publication, be another.
                as_before = read.get((old.kind, old.told))
                if not killed and (
                    old.block in as_before
                    if as_before
                    else _stands(texts[earlier.id], json.loads(old.words), prose[earlier.id], lines)
                ):
                    continue
                payload = {"because": _WHY.get(later.notice, "a correction no longer says so"), "kind": old.kind}
                fresh[new_id] = {
                    "id": new_id, "kind": "retraction", "version": later.id, "block": old.block, "alias": None, "status": None,
                    "due": None, "told": "", "content": digest(["retraction", old.id]), "day": later.known_from[:10],
                    "valid_from": None, "valid_to": None, "known_from": later.known_from, "target": old.id, "editor": None,
                    "recorded_at": now, "words": "[]", "payload": canonical(payload),
                }  # fmt: skip
    insert_claims(c, [fresh[i] for i in sorted(fresh)])
    return len(fresh)


_SLUG = re.compile(
    r"^\W*(?:(?:[A-Z]+[- ])*(?:UPDATE|CORRECT|REFILE|RPT|REPEAT|WRAPUP|RECAST)[A-Z]*(?:[ -]\d+)?[-: ]+)+"
)
"""What wires put before a headline that they send again."""


def _stands(text: str, words: list[tuple[int, int, str]], prose: list[int], lines: str) -> bool:
    """Whether the lines of a text in which words stand, up to the ends of their sentences, are in a later text as they were."""
    for start, end, _ in words:
        begin = max(text.rfind("\n", 0, start), *(text.rfind(mark, 0, start) for mark in (". ", "? ", "! "))) + 1
        begin = max([begin, *(at for at in prose if at <= start)])
        ends = [at for at in (text.find(mark, end) for mark in ("\n", ". ", "? ", "! ")) if at >= 0]
        line = " ".join(_SLUG.sub("", text[begin : min(ends, default=len(text))]).split())
        if line not in lines:
            return False
    return bool(words)


def retraction_id(version: str, claim: str) -> str:
    """The id of the claim with which a correcting version takes a claim back."""
    return "r" + digest([version, claim])


__all__ = [
    "Prepared",
    "Ready",
    "corrects",
    "entries",
    "insert_claims",
    "near",
    "record",
    "related",
    "retraction_id",
    "sequence",
]
