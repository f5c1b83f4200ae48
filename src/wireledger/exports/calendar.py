"""Deadlines as an iCalendar file (RFC 5545) that calendars take in, and take updates of.

An event is found again in the file that is there by the claims it rests on, so that its UID stays although a story grows
a version or an earlier story comes in; its SEQUENCE rises when its day or status changes. An event of a day to come that
is no deadline any longer (the notice was withdrawn, the agreement ended sooner) stays in the file as cancelled. All times
come from the ledger, none from a clock: the same ledger and file give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import icalendar

from wireledger.errors import UsageError
from wireledger.exports.writing import ExportError, replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger
    from wireledger.ledger.ledger import Countries, Day
    from wireledger.ledger.rows import AgreementRow, DeadlineRow, ForceRow

PRODUCT = "-//wireledger//deadlines//EN"
LARGEST = 64_000_000
"""Bytes of an existing calendar at most: a bigger one is none of ours."""
_KEPT_CLAIMS = 400
"""Claims that an event is known by at most, the newest."""


@dataclass(slots=True)
class Deadline:
    """An event of the calendar. ``claims``: ids of claims that it rests on or once rested on, in order."""

    uid: str
    day: dt.date
    summary: str
    description: str
    kind: str
    identity: str
    stamp: dt.datetime
    countries: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    sequence: int = 0
    cancelled: bool = False


def write(
    ledger: Ledger, path: str | Path, *, as_of: Day = None, known_by: Day = None, countries: Countries = None
) -> int:
    """Write the deadlines from a day on into ``path``; bring a file of ours that is there up to date.

    Returns the number of events, cancelled ones included. Raises UsageError where ``path`` holds something else."""
    old = read(path)
    today = ledger._date(as_of)
    everywhere = _deadlines(ledger, as_of, known_by, None)
    _adopt(everywhere, old)
    wanted = everywhere
    if countries:  # an event of other countries leaves the file, but is not cancelled
        chosen = {c for d in _deadlines(ledger, as_of, known_by, countries) for c in d.claims}
        wanted = [d for d in everywhere if chosen & set(d.claims)]
    before = {d.uid: d for d in old}
    for d in wanted:
        if (was := before.get(d.uid)) is not None:
            moved = (was.day, was.cancelled) != (d.day, d.cancelled)
            d.sequence = was.sequence + moved
            d.claims = list(dict.fromkeys([*was.claims, *d.claims]))[-_KEPT_CLAIMS:]
            d.stamp = max(d.stamp, was.stamp)
    running = {d.uid for d in everywhere}
    gone = [d for d in old if d.uid not in running]
    newest = max((d.stamp for d in [*everywhere, *old]), default=None)
    for d in gone:
        if d.day >= today and not d.cancelled:
            d.cancelled = True
            d.sequence += 1
            d.stamp = newest or d.stamp
            d.description = f"No longer a deadline.\n{d.description}"
    found = sorted([*wanted, *gone], key=lambda d: (d.day, d.uid))
    with replacing(path) as file:
        file.write(_calendar(found).to_ical())
    return len(found)


def read(path: str | Path) -> list[Deadline]:
    """The events of a calendar that ``write`` made; none where there is no file or an empty one. Raises UsageError."""
    place = Path(path)
    if str(path) == "-" or not place.exists():
        return []
    foreign = UsageError(f"{path}: there is a file that wireledger did not write; it is left alone")
    try:
        if not place.is_file() or place.stat().st_size > LARGEST:
            raise foreign
        data = place.read_bytes()
    except OSError as error:
        raise ExportError(f"{path}: cannot be read ({error.strerror or error})") from error
    if not data.strip():
        return []
    try:
        calendar = icalendar.Calendar.from_ical(data)
        if str(calendar.get("PRODID")) != PRODUCT:
            raise foreign
        return [_event(e) for e in calendar.walk("VEVENT")]
    except (ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        raise foreign from error


def _event(event: icalendar.Component) -> Deadline:
    return Deadline(
        uid=str(event["UID"]),
        day=dt.date.fromisoformat(event.decoded("DTSTART").isoformat()[:10]),
        summary=str(event.get("SUMMARY", "")),
        description=str(event.get("DESCRIPTION", "")),
        kind=str(event.get("X-WIRELEDGER-KIND", "agreement")),
        identity=str(event.get("X-WIRELEDGER-IDENTITY", "")),
        stamp=event.decoded("DTSTAMP"),
        countries=str(event.get("X-WIRELEDGER-COUNTRIES", "")).split(),
        claims=str(event.get("X-WIRELEDGER-CLAIMS", "")).split(),
        sequence=int(event.get("SEQUENCE", 0)),
        cancelled=str(event.get("STATUS", "")) == "CANCELLED",
    )


def _calendar(deadlines: Iterable[Deadline]) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    for name, value in (
        ("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "wireledger deadlines"),
    ):  # fmt: skip
        calendar.add(name, value)
    for d in deadlines:
        event = icalendar.Event()
        event.add("UID", d.uid)
        event.add("DTSTAMP", d.stamp)
        event.add("SEQUENCE", d.sequence)
        event.add("DTSTART", d.day)
        event.add("DTEND", d.day + dt.timedelta(days=1))
        event.add("SUMMARY", d.summary)
        event.add("DESCRIPTION", d.description)
        event.add("STATUS", "CANCELLED" if d.cancelled else "CONFIRMED")
        event.add("TRANSP", "TRANSPARENT")  # a deadline makes nobody busy
        event.add("CATEGORIES", [d.kind, *d.countries])
        event.add("X-WIRELEDGER-KIND", d.kind)
        event.add("X-WIRELEDGER-IDENTITY", d.identity)
        event.add("X-WIRELEDGER-COUNTRIES", " ".join(d.countries))
        event.add("X-WIRELEDGER-CLAIMS", " ".join(d.claims))
        calendar.add_component(event)
    return calendar


def _deadlines(ledger: Ledger, as_of: Day, known_by: Day, countries: Countries) -> list[Deadline]:
    agreements = {r.id: r for r in ledger.agreements(as_of=as_of, known_by=known_by, countries=countries)}
    forces = {r.id: r for r in ledger.forces(as_of=as_of, known_by=known_by, countries=countries)}
    found: list[Deadline] = []
    used: set[str] = set()
    for row in ledger.deadlines(as_of=as_of, known_by=known_by, countries=countries):
        of: AgreementRow | ForceRow = agreements[row.id] if row.kind == "agreement" else forces[row.id]
        identity = _identity(of)
        uid = _uid(identity)
        if uid in used:  # two of the same parties, kind and year: told apart by their first claim
            uid = _uid(f"{identity} {row.id}")
        used.add(uid)
        stamp = max(_moment(a.known_from) for a in of.accounts)
        claims = [a.claim for a in of.accounts]
        found.append(
            Deadline(
                uid, dt.date.fromisoformat(row.date), row.what, _description(row, of), row.kind, identity, stamp,
                row.countries, claims,
            )
        )  # fmt: skip
    return found


def _identity(row: AgreementRow | ForceRow) -> str:
    """What a row is about, from what stories seldom change their minds on."""
    from wireledger.ledger.rows import ForceRow

    if isinstance(row, ForceRow):
        return f"force {row.sender_country or row.sender} {row.host}"
    if "–" not in row.name:  # a name of its own, not one composed of its parties
        return f"agreement {row.name}"
    return f"agreement {'+'.join(sorted(row.countries)) or '+'.join(sorted(row.parties))} {row.kind}"


def _uid(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=12).hexdigest() + "@wireledger"


def _adopt(deadlines: list[Deadline], old: list[Deadline]) -> None:
    """Give deadlines the UIDs of the events that they were: by shared claims first, then by what they are about."""
    free = {d.uid: d for d in old}
    left = list(deadlines)
    for same in (
        lambda a, b: bool(set(a.claims) & set(b.claims)),
        lambda a, b: a.identity == b.identity,
    ):
        for d in list(left):
            match = next((o for o in free.values() if o.kind == d.kind and same(o, d)), None)
            if match is not None:
                del free[match.uid]
                left.remove(d)
                d.uid = match.uid
    taken = {d.uid for d in old} | {d.uid for d in deadlines if d not in left}
    for d in left:
        if d.uid in taken:
            d.uid = _uid(f"{d.identity} {d.claims[0]}")


def _description(row: DeadlineRow, of: AgreementRow | ForceRow) -> str:
    lines = [f"{row.from_.capitalize()} date." if row.from_ else "", *row.because]
    told: dict[str, None] = {}
    for a in of.accounts:
        who = ", ".join(s for s in a.sources if s != a.agency)
        told[f"{a.known_from[:10]} {a.agency or a.story}: {a.says}" + (f" (according to {who})" if who else "")] = None
    lines += list(told)[-20:]
    lines.append(f"wireledger why {row.id}")
    return "\n".join(line for line in lines if line)


def _moment(known_from: str) -> dt.datetime:
    return dt.datetime.fromisoformat(known_from).replace(tzinfo=dt.UTC)
