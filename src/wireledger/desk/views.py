"""What each page shows, as plain data: the HTML pages and the JSON API answer with the same functions.

Every function takes the kept views of the ledger and the question (``Asked``), and returns dataclasses or dicts of plain
values. None of them queries the store itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wireledger.desk.asking import Asked
from wireledger.desk.cached import Kept
from wireledger.desk.marks import Mark
from wireledger.desk.world import middle
from wireledger.errors import UnknownId, UsageError
from wireledger.knowledge.countries import countries
from wireledger.knowledge.plover import types
from wireledger.ledger.claims import slug
from wireledger.ledger.ledger import days_of
from wireledger.ledger.rows import (
    ActorRow,
    AgreementRow,
    ClaimRow,
    DeadlineRow,
    DiffRow,
    EventRow,
    ForceRow,
    Hit,
    StatementRow,
    StoryRow,
    Tenure,
    ToldClaim,
    ToldRow,
    VersionRow,
    WhyRow,
)
from wireledger.ledger.views import deadlines as due

STATES = ("ending", "suspended", "under-review", "in-force", "signed", "proposed", "ended")
"""States of agreements in the order in which a desk wants to see them."""
FORCE_STATES = ("ordered-out", "leaving", "arriving", "present", "left")
STATUSES = ("happened", "ongoing", "planned", "ordered", "demanded", "possible", "denied")
FIRST = ("correction", "merge", "split", "retraction", "agreement", "force", "event")
"""Kinds of claims in the order in which a reader who comes back wants to see them."""
RECORDED = 400
"""Claims looked at for a reader who comes back, at most."""
LATEST = 12
PAGE = 100


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise than it was: ``kind`` agreement, force, deadline or event."""

    kind: str
    id: str
    what: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Board:
    agreements: dict[str, list[AgreementRow]]
    forces: dict[str, list[ForceRow]]
    deadlines: list[DeadlineRow]
    events: list[EventRow]
    changes: list[Change]
    recorded: list[ClaimRow]
    """Claims recorded since the reader's last visit: decisions, agreements and forces first, the newest of each first; empty on
    a first visit."""
    empty: bool
    """True where no story is known by these days."""


def board(kept: Kept, asked: Asked, last_visit: str | None = None) -> Board:
    """The first page."""
    agreed = kept("agreements", **asked.dates)
    recorded: list[ClaimRow] = []
    if last_visit:
        fresh = [c for c in kept("changes", since=last_visit, limit=RECORDED) if c.kind != "identity"]
        fresh.reverse()
        recorded = sorted(fresh, key=lambda c: FIRST.index(c.kind) if c.kind in FIRST else len(FIRST))
    return Board(
        agreements={s: found for s in STATES if (found := [a for a in agreed if (a.state or "in-force") == s])},
        forces=by_host(kept("forces", **asked.dates)),
        deadlines=deadlines(kept, asked, within="2y")[:LATEST],
        events=latest(kept, asked),
        changes=changed(kept, asked, 1),
        recorded=recorded,
        empty=not kept("stories", known_by=asked.known_by, limit=1),
    )


def by_host(rows: Iterable[ForceRow]) -> dict[str, list[ForceRow]]:
    """Forces by host country, those that must leave first."""
    found: dict[str, list[ForceRow]] = {}
    for row in sorted(rows, key=lambda r: (country_name(r.host), FORCE_STATES.index(r.state), r.sender)):
        found.setdefault(row.host or "", []).append(row)
    return found


def latest(kept: Kept, asked: Asked, n: int = LATEST) -> list[EventRow]:
    """The latest dated events that stories report as news."""
    size = 4 * n
    while True:  # a ledger that does not hold its events reads little more than what is asked for
        told = newest(kept, asked, size)
        rows = [r for r in told if r.date and not r.background]
        if len(rows) >= n or len(told) < size:
            return rows[-n:][::-1]
        size *= 8


def newest(kept: Kept, asked: Asked, size: int | None = None, since: str | None = None) -> list[EventRow]:
    """So many of the newest events, or those that may be of a day or later, in their order."""
    if not kept.holds_events:
        found: list[EventRow] = kept("events", limit=size, since=since, **asked.dates)
        return found
    rows: list[EventRow] = kept("events", **asked.dates)
    if since is not None:
        rows = [r for r in rows if r.date and r.date[:10] >= since[: len(r.date[:10])]]
    return rows[-size:] if size is not None else rows


def changed(kept: Kept, asked: Asked, days: int) -> list[Change]:
    """What the ledger says otherwise than it said so many days before: states, ends, forces; and what happened since."""
    before = asked.earlier(days)
    found = []
    old_agreements = {a.id: a for a in kept("agreements", **before.dates)}
    for a in kept("agreements", **asked.dates):
        old = old_agreements.get(a.id)
        if old is None:
            found.append(Change("agreement", a.id, a.name, None, _stands(a)))
        elif _stands(old) != _stands(a):
            found.append(Change("agreement", a.id, a.name, _stands(old), _stands(a)))
    old_forces = {f.id: f for f in kept("forces", **before.dates)}
    for f in kept("forces", **asked.dates):
        was = old_forces.get(f.id)
        what = f"{f.sender} in {country_name(f.host)}"
        if was is None:
            found.append(Change("force", f.id, what, None, strength(f)))
        elif (was.state, was.count, was.leave_by) != (f.state, f.count, f.leave_by):
            found.append(Change("force", f.id, what, f"{strength(was)}, {was.state}", f"{strength(f)}, {f.state}"))
    since = before.day.isoformat()
    for e in newest(kept, asked, since=since):
        if e.date and e.date[:10] > since and not e.background and len(e.date) >= 10:
            found.append(Change("event", e.id, event_line(e), None, e.status))
    return found


def _stands(a: AgreementRow) -> str:
    return f"{a.state or 'unknown'}" + (f", ends {a.ends_on}" if a.ends_on else "")


def strength(f: ForceRow) -> str:
    """``about 400 special forces``; ``special forces`` where no source counts them."""
    if not f.count:
        return f.what
    bound = {"about": "about ", "at-least": "at least ", "at-most": "at most "}.get(f.count_is or "", "")
    return f"{bound}{f.count:,} {f.what}"


def event_line(e: EventRow) -> str:
    """An event in words: who, what kind, to whom."""
    mode = f", {e.mode}" if e.mode else ""
    to = f" → {', '.join(e.recipients)}" if e.recipients else ""
    return f"{', '.join(e.actors) or 'somebody'}: {e.type.lower()}{mode}{to}"


# -- lists -------------------------------------------------------------------------------------------------------------
def agreements(kept: Kept, asked: Asked, country: list[str] | None = None, state: str | None = None, kind: str | None = None) -> list[AgreementRow]:  # fmt: skip
    rows = kept("agreements", countries=country or None, **asked.dates)
    return [r for r in rows if (not state or (r.state or "in-force") == state) and (not kind or r.kind == kind)]


def agreement(kept: Kept, asked: Asked, ref: str) -> AgreementRow:
    """One agreement by an id of it or of one of its claims. Raises UnknownId."""
    wanted = ref.strip().lower()
    rows = kept("agreements", **asked.dates)
    found = [r for r in rows if len(wanted) > 3 and any(a.claim.startswith(wanted) for a in r.accounts)]
    if len(found) != 1:
        raise UnknownId(f"{ref[:40]}: no agreement known as of these days")
    return found[0]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    agreement: AgreementRow
    notice: list[tuple[str, str]]
    """The clause on notice in its own words, of each story version that gives it: ``(version, words)``."""
    evidence: Evidence


def agreement_page(kept: Kept, asked: Asked, ref: str) -> AgreementPage:
    """One agreement with its clause and its words. Raises UnknownId."""
    row = agreement(kept, asked, ref)
    told = evidence(kept, asked, row.id)
    return AgreementPage(row, notice_words(told), told)


def forces(kept: Kept, asked: Asked, country: list[str] | None = None, state: str | None = None) -> list[ForceRow]:
    return [r for r in kept("forces", countries=country or None, **asked.dates) if not state or r.state == state]


def deadlines(
    kept: Kept, asked: Asked, country: list[str] | None = None, within: str | None = None
) -> list[DeadlineRow]:
    """Raises UsageError for a span of time that is none."""
    days = days_of(within, asked.day) if within else None
    if country:
        rows: list[DeadlineRow] = kept("deadlines", within=days, countries=country, **asked.dates)
        return rows
    agreed, forced = kept("agreements", **asked.dates), kept("forces", **asked.dates)
    every = kept.of(("due", *asked.dates.values()), lambda: due(agreed, forced, asked.day, None))
    return [r for r in every if days is None or r.days_left <= days]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of events is narrowed to."""

    country: list[str]
    type: list[str]
    status: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    background: bool = False


def events(kept: Kept, asked: Asked, f: Filters) -> list[EventRow]:
    """Events that a filter leaves, the latest first, those without a date at the end."""
    rows = kept(
        "events", countries=f.country or None, types=f.type or None, since=f.since or None, status=f.status or None,
        source=f.source or None, **asked.dates,
    )  # fmt: skip
    found = [
        r for r in rows if (f.background or not r.background) and (not f.until or (r.date or "9999") <= f.until + "~")
    ]
    return sorted(found, key=lambda r: (r.date or "", r.id), reverse=True)


def by_month(rows: Iterable[EventRow]) -> list[tuple[str, int]]:
    """How many events each month has, from the first to the last, without gaps; at most the last ten years."""
    counts = Counter(r.date[:7] for r in rows if r.date and re.match(r"\d{4}-\d{2}", r.date))
    if not counts:
        return []
    last = _month(max(counts))
    first = max(_month(min(counts)), last - 119)
    return [(name := f"{n // 12:04d}-{n % 12 + 1:02d}", counts.get(name, 0)) for n in range(first, last + 1)]


def _month(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7]) - 1


def statements(
    kept: Kept, asked: Asked, country: list[str] | None = None, speaker: str | None = None
) -> list[StatementRow]:
    rows = kept("statements", countries=country or None, **asked.dates)
    wanted = (speaker or "").casefold()
    found = (r for r in rows if not wanted or wanted in (r.speaker or "").casefold())
    return sorted(found, key=lambda r: (r.date or "", r.id), reverse=True)


def stories(kept: Kept, asked: Asked, country: list[str] | None = None, source: str | None = None) -> list[StoryRow]:
    """Stories published by both days, the newest first."""
    until = min((d for d in (asked.known_by, asked.as_of) if d), default=None)
    rows = kept("stories", known_by=until, countries=country or None, source=source or None)
    return sorted(rows, key=lambda r: (r.published, r.id), reverse=True)


def people(
    kept: Kept, asked: Asked, country: list[str] | None = None, kind: str | None = None, name: str | None = None
) -> list[ActorRow]:
    """People, or bodies (``kind``: organization), one row for each in the whole ledger, by name. Raises UsageError."""
    kind = kind or "person"
    if kind not in ("person", "organization"):
        raise UsageError(f"kind: {kind[:40]!r}; person or organization is wanted")
    rows = kept("actors", countries=country or None, **asked.dates)
    wanted = (name or "").strip().casefold()
    return [
        r for r in rows
        if r.kind == kind and (not wanted or any(wanted in n.casefold() for n in names_of(r)))
    ]  # fmt: skip


def names_of(row: ActorRow) -> tuple[str, ...]:
    return row.name, *row.aliases


def office(row: ActorRow) -> Tenure | None:
    """The office that stories gave somebody last; one that is still held before a former one."""
    return max(row.offices, key=lambda t: (t.status != "former", t.last_known), default=None)


@dataclass(frozen=True, slots=True)
class PersonPage:
    name: str
    actor: ActorRow | None
    """None for somebody whom stories name but do not tell apart: a spokesman, a body without a name."""
    statements: list[StatementRow]
    events: list[EventRow]
    namesakes: list[ActorRow]
    """Others with a name or part of a name in common: whom an editor may find to be the same."""
    history: list[ClaimRow]


def person(kept: Kept, asked: Asked, key: str, story: str | None = None) -> PersonPage:
    """A person or body by the id of it or of one of its claims, or by a name (``omar-selah``) that only one bears; ``story``
    tells namesakes apart. Raises UnknownId, for a name that several bear with the ids of these."""
    if is_id(key):
        ref = kept("actor", ref=key.lower(), **asked.dates)
    else:
        ref = _of_name(kept, asked, key, story)
    if ref is None:
        said = [r for r in statements(kept, asked) if r.speaker and slug(r.speaker) == key]
        if not said:
            raise UnknownId(f"{key[:60]}: no story names anybody so, as of these days")
        return PersonPage(said[0].speaker or key, None, said, [], [], [])
    told, names = set(ref.stories), {slug(n) for n in names_of(ref)}
    near = [ref.country] if ref.country else None  # where to look: a large ledger answers sooner
    said = [r for r in statements(kept, asked, near) if r.story in told and r.speaker and slug(r.speaker) in names]
    rows = events(kept, asked, Filters(near or [], [], background=True))
    did = [
        r for r in rows
        if any(slug(n) in names for n in (*r.actors, *r.recipients)) and any(a.story in told for a in r.accounts)
    ]  # fmt: skip
    words = {w for n in names for w in n.split("-") if len(w) > 2}
    alike = [
        r for r in kept("actors", countries=near or None, **asked.dates)
        if r.id != ref.id and r.kind == ref.kind and any(slug(n).split("-")[-1] in words or words & set(slug(n).split("-")) for n in names_of(r))
    ]  # fmt: skip
    return PersonPage(ref.name, ref, said, did[:PAGE], alike[:PAGE], history(kept, asked, ref.id))


def is_id(key: str) -> bool:
    """Whether a key is the id of a person or body, and no name."""
    return re.fullmatch(r"[Ii][0-9a-f]{3,}", key) is not None


def called(kept: Kept, asked: Asked, key: str, story: str | None = None) -> list[ActorRow]:
    """Who bears a name (``omar-selah``); of namesakes those of a story, where one of them is in it."""
    rows = kept("actors", **asked.dates)
    found = [r for r in rows if slug(r.name) == key] or [r for r in rows if key in {slug(n) for n in r.aliases}]
    if story:
        wanted = f"story:{story.removeprefix('story:')}"
        found = [r for r in rows if wanted in r.stories and key in {slug(n) for n in names_of(r)}] or found
    return found


def _of_name(kept: Kept, asked: Asked, key: str, story: str | None) -> ActorRow | None:
    found = called(kept, asked, key, story)
    if len(found) > 1:
        raise UnknownId(
            f"{key[:60]}: several are called so: " + ", ".join(f"{r.id} ({describe(r)})" for r in found[:9])
        )
    return found[0] if found else None


def describe(row: ActorRow) -> str:
    """A person or body in a line: name, office, country."""
    held = office(row)
    return ", ".join(
        part
        for part in (row.name, held.title if held else None, country_name(row.country) if row.country else None)
        if part
    )


def history(kept: Kept, asked: Asked, ref: str) -> list[ClaimRow]:
    """Everything recorded about a row, as far as it was known by then."""
    until = f"{asked.known_by}T99" if asked.known_by else None
    return [c for c in kept("history", ref=ref) if until is None or c.known_from <= until]


@dataclass(frozen=True, slots=True)
class CountryPage:
    iso3: str
    name: str
    agreements: list[AgreementRow]
    deadlines: list[DeadlineRow]
    forces_here: list[ForceRow]
    forces_abroad: list[ForceRow]
    events: list[EventRow]
    statements: list[StatementRow]
    people: list[ActorRow]
    stories: int


def country(kept: Kept, asked: Asked, iso3: str) -> CountryPage:
    """Raises UnknownId."""
    one = countries().by_iso3.get(iso3.upper())
    if one is None:
        raise UnknownId(f"{iso3[:20]}: no country; an ISO 3166 alpha-3 code is wanted")
    here = [one.iso3]
    troops = forces(kept, asked, here)
    return CountryPage(
        one.iso3, one.name, agreements(kept, asked, here), deadlines(kept, asked, here),
        [f for f in troops if f.host == one.iso3], [f for f in troops if f.host != one.iso3],
        events(kept, asked, Filters(here, []))[:PAGE], statements(kept, asked, here)[:PAGE],
        [r for r in people(kept, asked, here) if r.offices and r.country == one.iso3],
        len(stories(kept, asked, here)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CountryLine:
    iso3: str
    name: str
    agreements: int
    forces: int
    events: int
    next: str | None
    """The next deadline that touches it."""


def country_lines(kept: Kept, asked: Asked) -> list[CountryLine]:
    """Every country of which the ledger knows something."""
    agreed: Counter[str] = Counter(c for a in kept("agreements", **asked.dates) for c in a.countries)
    troops: Counter[str] = Counter()
    for f in kept("forces", **asked.dates):
        troops.update({f.host, f.sender_country} - {None})
    happened: Counter[str] = Counter(c for e in kept("events", **asked.dates) if not e.background for c in e.countries)
    due: dict[str, str] = {}
    for d in deadlines(kept, asked):
        for c in d.countries:
            due.setdefault(c, d.date)
    codes = {*agreed, *troops, *happened}
    lines = [CountryLine(c, country_name(c), agreed[c], troops[c], happened[c], due.get(c)) for c in codes]
    return sorted(lines, key=lambda line: line.name)


# -- evidence ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Account:
    """One story's account of a row: its words, and the whole version with the claim that stands behind it."""

    why: WhyRow
    told: ToldRow
    claim: ToldClaim


@dataclass(frozen=True, slots=True)
class Evidence:
    ref: str
    row: str
    """The id of the row, which is called after its first claim."""
    kind: str
    summary: str
    agencies: list[str]
    accounts: list[Account]
    history: list[ClaimRow]


def evidence(kept: Kept, asked: Asked, ref: str) -> Evidence:
    """The words behind a row or claim, and everything ever recorded about it. Raises UnknownId."""
    found = kept("why", ref=ref, known_by=asked.known_by)
    if not found:
        raise UnknownId(f"{ref[:40]}: not known by {asked.known_by}")
    accounts = []
    for row in found:
        told = kept("told", version=row.version)
        accounts.append(Account(row, told, next(c for c in told.claims if c.id == row.claim)))
    return Evidence(
        ref, row_id(found[0].claim), found[0].kind,
        accounts[-1 if found[0].kind == "force" else 0].claim.summary,  # of a strength, what was said last
        sorted({r.agency or "unknown" for r in found}), accounts,
        history(kept, asked, ref),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryPage:
    told: ToldRow
    versions: list[VersionRow]
    countries: list[str]
    people: dict[str, str]
    """By the id of an actor of the reading, the id under which the ledger knows it."""


def story(kept: Kept, asked: Asked, ref: str, version: str | None = None) -> StoryPage:
    """A story with all its versions; without ``version`` the latest that was known. Raises UnknownId."""
    known = kept("versions", story=ref, known_by=asked.known_by)
    if not known:
        raise UnknownId(f"{ref[:40]}: not published by {asked.known_by}")
    told = kept("told", version=version or known[-1].version)
    if told.story != known[0].story:
        raise UnknownId(f"{(version or '')[:40]}: no version of this story")
    codes = {r["country"] for c in told.claims for r in _refs(c.payload) if r.get("country")}
    who = {c.payload["actor"]: row_id(c.id) for c in told.claims if c.kind == "identity"}
    return StoryPage(told, known, sorted(codes), who)


def _refs(payload: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in ("actors", "recipients", "parties"):
        found += payload.get(name) or []
    return found + [payload[n] for n in ("speaker", "sender") if payload.get(n)]


def diffs(kept: Kept, asked: Asked, ref: str) -> list[DiffRow]:
    """What each version changed that was published by then. Raises UnknownId."""
    until = f"{asked.known_by}T99" if asked.known_by else None
    return [d for d in kept("diff", story=ref) if until is None or d.published <= until]


KIND_MARKS = {"event": "event", "agreement": "agreement", "force": "force", "statement": "statement", "office": "person", "document": "document"}  # fmt: skip


def row_id(claim: str) -> str:
    """The id of a claim as the name of its row."""
    return claim[0].upper() + claim[1:]


def marks_of_claims(claims: Iterable[ToldClaim], asked: Asked) -> list[Mark]:
    """Where claims stand in their text."""
    found = []
    for c in claims:
        for a, b in c.spans if c.kind in KIND_MARKS else ():
            found.append(Mark(a, b, KIND_MARKS[c.kind], c.id, c.summary, asked.address(f"/why/{row_id(c.id)}")))
    return found


def marks_of_reading(reading: dict[str, Any], asked: Asked, people: dict[str, str]) -> list[Mark]:
    """Times, places and people of a reading, where they stand. ``people``: ids of the ledger by ids of the reading."""
    found = []
    for n, t in enumerate(reading.get("times", ())):
        found.append(
            Mark(t["span"][0], t["span"][1], "time", f"t{n}", f"{t['type'].lower()} {t['value'] or 'unresolved'}")
        )
    for n, p in enumerate(reading.get("places", ())):
        name = f"{p['name']}{', ' + country_name(p['country']) if p['country'] else ''}"
        href = asked.address(f"/countries/{p['country']}") if p["country"] else None
        found.append(Mark(p["span"][0], p["span"][1], "place", f"p{n}", f"place: {name}", href))
    for n, a in enumerate(reading.get("actors", ())):
        if a["kind"] != "person":
            continue
        href = asked.address(f"/people/{people[a['id']]}") if a["id"] in people else None
        found += [Mark(m[0], m[1], "person", f"n{n}", f"person: {a['name']}", href) for m in a["mentions"]]
    return found


def country_name(iso3: str | None) -> str:
    one = countries().by_iso3.get(iso3 or "")
    return one.name if one else (iso3 or "unknown")


def event_types() -> list[str]:
    return sorted(types())


def notice_words(found: Evidence) -> list[tuple[str, str]]:
    """The clause on notice in its own words: ``(story version, words)`` of each account that has one."""
    result: list[tuple[str, str]] = []
    for account in found.accounts:
        for g in account.told.reading.get("agreements", ()):
            if not g["notice"]:
                continue
            a, b = g["notice"]["span"]
            inside = any((s <= a and b <= e) or (a <= s and e <= b) for s, e in account.claim.spans)
            if inside:
                sentence = next((s for s in account.told.reading.get("sentences", ()) if s[0] <= a < s[1]), (a, b))
                words = " ".join(account.told.text[sentence[0] : max(sentence[1], b)].split())
                if all(words != w for _, w in result):
                    result.append((account.told.version, words))
    return result


def search(
    kept: Kept, asked: Asked, q: str, kind: str | None = None, country: list[str] | None = None, since: str | None = None,
    until: str | None = None, source: str | None = None,
) -> list[Hit]:  # fmt: skip
    """Full text over stories and claims published by both days, best first. Raises UsageError."""
    days = [d for d in (asked.known_by, asked.day.isoformat() if asked.known_by or asked.as_of else None, until) if d]
    found: list[Hit] = kept(
        "search", words=q, kind=kind or None, countries=country or None, since=since or None, until=min(days, default=None),
        source=source or None, limit=100,
    )  # fmt: skip
    return found


def decisions(kept: Kept, asked: Asked = Asked()) -> list[ClaimRow]:
    """What editors decided, the newest first, as far as it was known by then."""
    until = f"{asked.known_by}T99" if asked.known_by else None
    return [d for d in kept("decisions") if until is None or d.known_from <= until]


LIKELY = 40
"""Rows offered for merging at most."""


def likely(kept: Kept, asked: Asked, ref: str) -> list[tuple[str, str]]:
    """Rows that a row or claim may be one with, though the ledger holds them apart. Raises UnknownId."""
    found = evidence(kept, asked, ref)
    return alike(kept, asked, found.kind, found.accounts[0].claim.payload, found.row)


def alike(kept: Kept, asked: Asked, kind: str, payload: dict[str, Any], row: str = "") -> list[tuple[str, str]]:
    """Rows that a claim may be one with though the ledger holds them apart: ``(id, words)``, the likeliest first.

    Agreements and forces that share a country or host with it, events that share a country within a few days."""
    here = {r["country"] for r in _refs(payload) if r.get("country")}
    if kind == "agreement":
        agreed = [a for a in kept("agreements", **asked.dates) if here & set(a.countries)]
        agreed.sort(key=lambda a: -len(here & set(a.countries)))
        found = [(a.id, f"{a.name}: {', '.join(a.parties)}, {a.state}") for a in agreed]
    elif kind == "force":
        there = [f for f in kept("forces", **asked.dates) if f.host == payload["host"] or f.sender_country in here]
        there.sort(key=lambda f: f.host != payload["host"])
        found = [(f.id, f"{f.sender} in {country_name(f.host)}: {strength(f)}, {f.state}") for f in there]
    elif kind == "event" and here:
        day = ((payload["when"] or {}).get("begin") or asked.day.isoformat())[:10]
        rows = kept("events", countries=sorted(here), limit=20 * LIKELY, **asked.dates)
        days = {e.id: abs(_days_between(e.date, day)) for e in rows if e.date and len(e.date) == 10}
        near = sorted(
            (e for e in rows if days.get(e.id, 99) <= 7), key=lambda e: (e.type != payload["type"], days[e.id], e.id)
        )
        found = [(e.id, f"{e.date}: {event_line(e)}") for e in near]
    else:
        return []
    return [pair for pair in found if pair[0] != row][:LIKELY]


def _days_between(one: str, other: str) -> int:
    try:
        return (dt.date.fromisoformat(one[:10]) - dt.date.fromisoformat(other[:10])).days
    except ValueError:
        return 9999


def checked_moment(value: str | None) -> str | None:
    """An ISO date or moment. Raises UsageError."""
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"since: no ISO date or moment: {value[:40]!r}") from error


# -- the map -----------------------------------------------------------------------------------------------------------
ON_MAP = 400
"""Events on the map at most, the latest."""


@dataclass(frozen=True, slots=True)
class PlacedForce:
    force: ForceRow
    lat: float
    lon: float
    origin: tuple[float, float] | None
    """Where its country is."""


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    event: EventRow
    lat: float
    lon: float
    precision: str
    """``place`` where its story places it, ``country`` where only its recipient's or actor's country is known."""


@dataclass(frozen=True, slots=True)
class MapPage:
    forces: list[PlacedForce]
    events: list[PlacedEvent]
    countries: dict[str, int]
    unplaced: int


def world(kept: Kept, asked: Asked, days: int = 365) -> MapPage:
    """Forces with where they are, and the latest events of so many days with where they happened."""
    troops = []
    counts: Counter[str] = Counter()
    for f in kept("forces", **asked.dates):
        counts.update({f.host, f.sender_country} - {None})
        at = middle(f.host)
        if at and f.state != "left":
            troops.append(PlacedForce(f, *at, middle(f.sender_country)))
    since = (asked.day - dt.timedelta(days=days)).isoformat()
    told = newest(kept, asked, 4 * ON_MAP, since)
    rows = [e for e in told if e.date and not e.background][-ON_MAP:]
    placed = []
    for e in rows:
        counts.update(e.countries)
        found = _where(kept, e)
        if found:
            placed.append(PlacedEvent(e, *found))
    for a in kept("agreements", **asked.dates):
        counts.update(a.countries)
    return MapPage(troops, placed[::-1], dict(counts), len(rows) - len(placed))


def _where(kept: Kept, e: EventRow) -> tuple[float, float, str] | None:
    if e.place:
        for account in e.accounts[:3]:
            for p in kept("told", version=account.version).reading["places"]:
                if p["name"] == e.place and p["lat"] is not None:
                    return p["lat"], p["lon"], "place"
    # else in the country of the first recipient that is one: it happened to it
    for name in (*e.recipients, *e.actors):
        one = countries().named(name)
        at = middle(one.iso3) if one else None
        if at:
            return (*at, "country")
    return None
