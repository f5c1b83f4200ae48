"""Deadlines as a calendar file: identities stay, changes raise SEQUENCE, withdrawn notices are cancelled."""

from __future__ import annotations

import datetime as dt
import random

import icalendar
import pytest

from wireledger.errors import UsageError
from wireledger.exports import calendar
from wireledger.ledger import Ledger
from wireledger.model import Act, Actor, Agreement, Force, Notice, Reading, Span, Story

TEXT = "Freedonia gave notice on the pact with Sylvania. " * 3


def reading(
    name: str, published: str, *acts: Act, ends_on: str | None = None, agreement: str = "Freedonia Pact",
    parties: tuple[str, str] = ("FRA", "TCD"), leave_by: str | None = None,
) -> Reading:  # fmt: skip
    """A reading of a made-up story with one agreement, and a force where one has to leave."""
    text = f"{name}. " + " ".join(
        random.Random(name).choices(["alpha", "beta", "gamma", "delta", "epsilon", "zeta"], k=60)
    )
    states = [Actor(id=f"state:{p}", name=p, kind="state", country=p, sector="GOV") for p in parties]
    ids = [a.id for a in states]
    force = Force(id="f1", sender=ids[0], host=parties[1], what="troops", count=400, leave_by=leave_by, state="leaving",
                  leave_from="stated", spans=[Span(0, 4)])  # fmt: skip
    return Reading(
        story=Story(id=f"story:{name}", text=text, published=published, agency=name.split("-")[0], headline=name),
        actors=states,
        agreements=[
            Agreement(
                id="a1", name=agreement, kind="defence", parties=ids, acts=list(acts), spans=[Span(0, 4)],
                notice=Notice(period="P1M", by=ids, span=Span(0, 4)), ends_on=ends_on,
            )
        ],
        forces=[force] if leave_by else [],
    )  # fmt: skip


def notice(day: str) -> Act:
    return Act(act="notify-end", by=["state:TCD"], on=day, span=Span(0, 4))


def events(path) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return {str(e["SUMMARY"]): e for e in found}


@pytest.fixture
def ledger():
    with Ledger(":memory:") as store:
        yield store


def test_a_deadline_is_a_day_with_a_stable_identity(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18")))
    assert calendar.write(ledger, path, as_of="2023-01-24") == 1
    (event,) = events(path).values()
    assert event.decoded("DTSTART") == dt.date(2023, 2, 18)
    assert event.decoded("DTEND") == dt.date(2023, 2, 19)
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)
    assert event.decoded("DTSTAMP") == dt.datetime(2023, 1, 23, tzinfo=dt.UTC)


def test_the_same_ledger_gives_the_same_bytes_and_lines_are_folded(ledger, tmp_path):
    path, other = tmp_path / "d.ics", tmp_path / "e.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18"), leave_by="2023-02-25"))
    calendar.write(ledger, path, as_of="2023-01-24")
    first = path.read_bytes()
    calendar.write(ledger, path, as_of="2023-01-24")
    calendar.write(ledger, other, as_of="2023-01-24")
    assert path.read_bytes() == first == other.read_bytes()
    assert first.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, first.split(b"\r\n"))) <= 75
    assert b"\n" not in first.replace(b"\r\n", b"")


def test_a_moved_day_raises_the_sequence_and_keeps_the_identity(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18")))
    calendar.write(ledger, path, as_of="2023-01-24")
    (before,) = events(path).values()
    extend = Act(act="notify-end", on="2023-01-18", status="happened", span=Span(0, 4), effect="2023-06-30")
    ledger.add(reading("two", "2023-01-30", extend))
    calendar.write(ledger, path, as_of="2023-02-01")
    (after,) = events(path).values()
    assert after["UID"] == before["UID"]
    assert after.decoded("DTSTART") == dt.date(2023, 6, 30)
    assert after["SEQUENCE"] == 1
    calendar.write(ledger, path, as_of="2023-02-02")
    assert events(path).popitem()[1]["SEQUENCE"] == 1


def test_an_earlier_story_that_comes_in_late_changes_no_identity(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("late", "2023-01-23", notice("2023-01-18"), leave_by="2023-02-25"))
    calendar.write(ledger, path, as_of="2023-01-24")
    before = {str(e["UID"]) for e in events(path).values()}
    ledger.add(reading("early", "2023-01-20", notice("2023-01-18"), leave_by="2023-02-25"))
    calendar.write(ledger, path, as_of="2023-01-24")
    assert {str(e["UID"]) for e in events(path).values()} == before


def test_a_withdrawn_notice_is_cancelled_and_given_again_confirmed(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18")))
    calendar.write(ledger, path, as_of="2023-01-24")
    ledger.add(reading("two", "2023-02-01", Act(act="withdraw-notice", on="2023-02-01", span=Span(0, 4))))
    calendar.write(ledger, path, as_of="2023-02-02")
    (event,) = events(path).values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert icalendar.Calendar.from_ical(path.read_bytes())["METHOD"] == "PUBLISH"
    calendar.write(ledger, path, as_of="2023-02-02")
    assert events(path).popitem()[1]["SEQUENCE"] == 1
    ledger.add(reading("three", "2023-02-05", notice("2023-02-05")))
    calendar.write(ledger, path, as_of="2023-02-06")
    (event,) = events(path).values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)
    assert event.decoded("DTSTART") == dt.date(2023, 3, 5)


def test_a_day_that_has_passed_is_kept_and_not_cancelled(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18")))
    calendar.write(ledger, path, as_of="2023-01-24")
    calendar.write(ledger, path, as_of="2023-06-01")
    (event,) = events(path).values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)


def test_other_countries_leave_the_file_and_are_not_cancelled(ledger, tmp_path):
    path = tmp_path / "d.ics"
    ledger.add(reading("one", "2023-01-23", notice("2023-01-18")))
    ledger.add(reading("two", "2023-01-23", notice("2023-01-18"), agreement="Ruritania Pact", parties=("USA", "NER")))
    assert calendar.write(ledger, path, as_of="2023-01-24") == 2
    assert calendar.write(ledger, path, as_of="2023-01-24", countries=["Niger"]) == 1
    assert [e["STATUS"] for e in events(path).values()] == ["CONFIRMED"]


@pytest.mark.parametrize(
    "data", [b"my notes", b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"]
)
def test_a_file_of_others_is_left_alone(ledger, tmp_path, data):
    path = tmp_path / "notes.ics"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        calendar.write(ledger, path, as_of="2023-01-24")
    assert path.read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["notes.ics"]


def test_no_deadlines_are_an_empty_calendar(ledger, tmp_path):
    path = tmp_path / "d.ics"
    assert calendar.write(ledger, path, as_of="2023-01-24") == 0
    assert events(path) == {}
