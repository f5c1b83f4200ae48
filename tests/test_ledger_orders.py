"""Any arrival order of the same stories gives the same ledger: every view of it, as of any two dates."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import random
from dataclasses import replace
from typing import Any

import pytest
from benchmarks.composed import Did, Has, Pact, Plan, Said, archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireledger.ledger import Ledger, views
from wireledger.model import Reading

DAY = dt.date(2021, 3, 1)
EXAMPLES = int(os.environ.get("WIRELEDGER_EXAMPLES", "40"))
CODES = st.sampled_from(["FRA", "TCD", "BFA"])
VIEWS = ("events", "agreements", "forces", "statements", "actors", "deadlines")


def day(n: int) -> str:
    return (DAY + dt.timedelta(days=n)).isoformat()


days = st.integers(0, 12).map(day)
pairs = st.tuples(CODES, CODES).filter(lambda p: p[0] != p[1])
dids = st.builds(
    lambda kind, pair, when, status, mode, back: Did(kind, *pair, when, status, mode, back),
    st.sampled_from(["SANCTION", "CONSULT"]), pairs, st.none() | days,
    st.sampled_from(["happened", "happened", "denied", "planned"]), st.sampled_from([None, "begin", "end"]), st.booleans(),
)  # fmt: skip
forces = st.builds(
    lambda pair, count, as_of, state, by: Has(*pair, count, as_of, state, by),
    pairs, st.sampled_from([None, 100, 400]), st.none() | days, st.sampled_from(["present", "ordered-out", "left"]),
    st.none() | days,
)  # fmt: skip
acts = st.lists(
    st.tuples(
        st.sampled_from(["sign", "notify-end", "suspend", "resume", "extend"]), st.none() | days,
        st.sampled_from(["happened", "planned"]),
    ), max_size=2,
)  # fmt: skip
pacts = st.builds(
    lambda pair, acts, name, kind, signed, notice: Pact(tuple(sorted(pair)), tuple(acts), name, kind, signed, notice),
    pairs, acts, st.sampled_from([None, "Friendship Treaty", "Harbour Pact"]), st.sampled_from(["defence", "trade", None]),
    st.sampled_from([None, "2018", "2019-05-01"]), st.sampled_from([None, "P1M"]),
)  # fmt: skip
words = st.sampled_from(["we stay where we are", "we leave", "nothing is decided"])
sayings = st.builds(Said, CODES, st.sampled_from(["Doe", "Roe"]), words)
facts = st.lists(dids | forces | pacts | sayings, min_size=1, max_size=4).map(tuple)
plans = st.builds(
    Plan, st.integers(0, 40).map(lambda n: day(n // 2) + ("" if n % 2 else "T12:00:00")),
    st.sampled_from(["Northwire", "Southwire", "Eastwire", None]), facts, topic=st.integers(0, 3),
    headline=st.sampled_from([None, "Talk", "UPDATE 2 Talk", "CORRECTED Talk"]),
    guid=st.sampled_from([None, None, None, "id-1", "id-2"]), note=st.sampled_from([None, None, "adds", "corrects"]),
    number=st.sampled_from([None, "1", "2"]), notice=st.sampled_from([None, None, None, None, "withdraw"]),
    filler=st.sampled_from([0, 40, 80]),
)  # fmt: skip


def everything(ledger: Ledger) -> dict[str, Any]:
    """All that views say, as of some days and as known by some."""
    found: dict[str, Any] = {}
    for known_by in (None, day(4), day(9)):
        found[f"stories {known_by}"] = ledger.stories(known_by=known_by).to_dicts()
        for name, as_of in itertools.product(VIEWS, (day(3), day(60))):
            found[f"{name} {as_of} {known_by}"] = getattr(ledger, name)(as_of=as_of, known_by=known_by).to_dicts()
        found[f"newest {known_by}"] = [
            ledger.events(as_of=day(60), known_by=known_by, limit=3).to_dicts(),
            ledger.statements(as_of=day(60), known_by=known_by, limit=2).to_dicts(),
            ledger.stories(known_by=known_by, limit=2).to_dicts(),
            ledger.events(as_of=day(60), known_by=known_by, countries="FRA+TCD").to_dicts(),
        ]
    for story in ledger.stories():
        found[f"versions {story.id}"] = ledger.versions(story.id).to_dicts()
        found[f"diff {story.id}"] = ledger.diff(story.id).to_dicts()
    for name in ("events", "agreements", "forces"):
        for row in getattr(ledger, name)(as_of=day(60)):
            found[f"why {row.id}"] = ledger.why(row.id).to_dicts()
            assert [w["claim"] for w in found[f"why {row.id}"]] == [a.claim for a in row.accounts]
            found[f"history {row.id}"] = ledger.history(row.id).to_dicts()
    for row in ledger.agreements(as_of=day(60)):
        assert ledger.agreement(row.id, as_of=day(60)) == row
    return found


def recorded(readings: list[Reading], where: str = ":memory:") -> dict[str, Any]:
    with Ledger(where) as ledger:
        for _ in ledger.add_all(readings):
            pass
        assert ledger.verify() == []
        return everything(ledger)


def same(readings: list[Reading], orders: list[list[int]]) -> None:
    first = recorded(readings)
    for order in orders:
        other = recorded([readings[i] for i in order])
        assert sorted(first) == sorted(other)
        for name, value in first.items():
            assert other[name] == value, name


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(plans, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_ledger(planned, random):
    readings = [p.reading() for p in planned]
    order = list(range(len(readings)))
    random.shuffle(order)
    same(readings, [order])


def told_on(row: Any) -> str:
    """The day by which events are put in order."""
    return row.date or min(a.known_from for a in row.accounts)[:10]


def put_off(plan: Plan, n: int) -> Plan:
    """A story told so many days later, of what happened later by half of these, if it is dated."""

    def later(moment: str, n: int) -> str:
        return (dt.date.fromisoformat(moment[:10]) + dt.timedelta(days=n)).isoformat() + moment[10:]

    facts = tuple(replace(f, when=later(f.when, n // 2)) if isinstance(f, Did) and f.when else f for f in plan.facts)
    return replace(plan, published=later(plan.published, n), facts=facts)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(plans, st.integers(0, 4)), min_size=2, max_size=7),
    st.integers(1, 6),
    st.integers(0, 140).map(day),
)
def test_a_part_of_the_events_is_a_part_of_all_events(planned, limit, since):
    """What is read by index, from a day on, of a status, or the newest ones, are the same rows with the same accounts."""
    with Ledger(":memory:") as ledger:
        for _ in ledger.add_all(put_off(p, 30 * n).reading() for p, n in planned):
            pass
        for known_by, countries in ((None, None), (since, None), (since, "FRA+TCD"), (None, "BFA")):
            narrow = {"as_of": day(200), "known_by": known_by, "countries": countries}
            every = ledger.events(**narrow)
            assert ledger.events(**narrow, limit=limit) == every[-limit:]
            later = [r for r in every if told_on(r) >= since]
            assert ledger.events(**narrow, since=since) == later
            assert ledger.events(**narrow, since=since, limit=limit) == later[-limit:]
            for status in ("denied", "planned"):
                there = [r for r in every if r.status == status]
                assert ledger.events(**narrow, status=status) == there
                assert ledger.events(**narrow, status=status, limit=1) == there[-1:]
            assert ledger.statements(**narrow, limit=limit) == ledger.statements(**narrow)[-limit:]
            if not countries:
                asked = {"as_of": since, "known_by": known_by}
                rows = (ledger.agreements(**asked), ledger.forces(**asked))
                assert ledger.deadlines(**asked) == views.deadlines(*rows, dt.date.fromisoformat(since), None)
            told = {"known_by": known_by, "countries": countries}
            assert ledger.stories(**told, limit=limit) == ledger.stories(**told)[-limit:]


def test_all_orders_of_versions_copies_and_corrections():
    base = Plan("2021-03-01T08:00:00", "Northwire", (Has("FRA", "TCD", 400), Did("SANCTION", "TCD", "FRA", day(0))), 1)
    planned = [
        base,
        Plan("2021-03-01T10:00:00", "Northwire", (*base.facts, Said("FRA", "Doe", "we regret it")), 1, note="adds"),
        Plan("2021-03-02T08:00:00", "Northwire", (Has("FRA", "TCD", 300), base.facts[1]), 1, note="corrects"),
        Plan("2021-03-01T09:00:00", "Southwire", base.facts, 1),
        Plan("2021-03-02T09:00:00", "Eastwire", (Has("FRA", "TCD", 300), base.facts[1]), 1),
    ]
    readings = [p.reading() for p in planned]
    same(readings, [list(order) for order in itertools.permutations(range(5))][1::23])


def test_chains_and_conflicting_identities_in_any_order():
    """A is like B and B like C, but A and C are not alike, or bear different identities in markup."""
    parts = [
        (Did("CONSULT", "FRA", "TCD", day(n)), Said("FRA", "Doe", f"on day {n} " + "we talk " * n)) for n in range(4)
    ]
    for guids in ((None, None, None, None), ("id-1", None, "id-2", None), ("id-1", "id-1", None, "id-2")):
        planned = [
            Plan(day(5 * n), "Northwire", tuple(itertools.chain(*parts[: n + 1])), 2, guid=guid, filler=40)
            for n, guid in enumerate(guids)
        ]
        readings = [p.reading() for p in planned]
        same(readings, [list(o) for o in itertools.permutations(range(4))][1::9])


def test_the_same_text_with_other_dates_and_agencies_in_any_order():
    facts = (Has("FRA", "TCD", 400),)
    planned = [
        Plan(when, agency, facts, 3, guid=guid)
        for when, agency, guid in (
            (day(0), "Northwire", None), (day(1), "Northwire", None), (day(1), "Southwire", None), (day(1), "Southwire", "id-1"),
            (day(20), "Northwire", None),
        )
    ]  # fmt: skip
    readings = [p.reading() for p in planned]
    same(readings, [list(o) for o in itertools.permutations(range(5))][1::29])


@pytest.mark.slow
def test_a_hundred_stories_of_an_archive_in_any_order():
    readings = [p.reading() for p in itertools.islice(archive(seed=5, start=DAY, per_day=8), 100)]
    order = list(range(100))
    random.Random(4).shuffle(order)
    same(readings, [order, order[::-1]])


@pytest.mark.postgres
@settings(max_examples=max(EXAMPLES // 6, 1), deadline=None, suppress_health_check=list(HealthCheck))
@given(planned=st.lists(plans, min_size=2, max_size=6), random=st.randoms(use_true_random=False))
def test_postgresql_answers_as_sqlite_in_any_order(postgres_server, planned, random):
    from ledger_stores import database

    readings = [p.reading() for p in planned]
    order = list(range(len(readings)))
    random.shuffle(order)
    first = recorded(readings)
    with database(postgres_server) as url:
        other = recorded([readings[i] for i in order], url)
    assert sorted(first) == sorted(other)
    for name, value in first.items():
        assert other[name] == value, name
