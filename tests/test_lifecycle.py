"""The life cycle of an agreement: from acts to its state as of a day and to the day of its end."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wireledger.lifecycle import Deed, assess, first_day, last_day
from wireledger.periods import add_period

D = dt.date


def test_a_notice_runs_from_its_day_by_the_calendar():
    out = assess([Deed("notify-end", "2023-01-31")], as_of=D(2023, 2, 1), notice="P1M")
    assert (out.state, out.ends_on, out.ends_from) == ("ending", "2023-02-28", "computed")
    assert [value for _, value, _ in out.steps] == ["2023-01-31", "2023-02-28"]


def test_after_its_end_it_has_ended():
    out = assess([Deed("notify-end", "2023-01-18")], as_of=D(2023, 3, 1), notice="P1M")
    assert (out.state, out.ends_on) == ("ended", "2023-02-18")


def test_from_receipt_where_the_clause_says_so():
    deed = Deed("notify-end", "2020-02-10", received="2020-02-11")
    assert assess([deed], as_of=D(2020, 2, 12), notice="P180D", receipt=True).ends_on == "2020-08-09"


def test_a_stated_day_wins_and_the_difference_is_reported():
    out = assess([Deed("end", "2024-11-28", effect="2025-01-31")], as_of=D(2024, 12, 1), notice="P6M")
    assert (out.ends_on, out.ends_from, out.conflict) == ("2025-01-31", "stated", "2025-05-28")


def test_with_immediate_effect_no_period_runs():
    out = assess([Deed("end", "2024-03-16", immediate=True)], as_of=D(2024, 3, 16))
    assert (out.state, out.ends_on) == ("ended", "2024-03-16")


def test_an_unknown_day_of_notice_gives_bounds():
    out = assess([Deed("notify-end", "2023-01", known="2023-01-25")], as_of=D(2023, 1, 25), notice="P1M")
    assert (out.ends_on, out.not_before, out.not_after) == (None, "2023-02-01", "2023-02-28")
    assert out.state == "ending"


def test_an_intention_leaves_it_in_force():
    out = assess([Deed("sign", "2001"), Deed("withdraw", "2024-05-13", "planned")], as_of=D(2024, 5, 15), notice="P6M")
    assert (out.ends_on, out.not_before) == (None, "2024-11-13")
    assert out.state in ("signed", "in-force")


@pytest.mark.parametrize("act", ["withdraw-notice", "resume"])
def test_notice_that_is_taken_back_ends_nothing(act):
    out = assess([Deed("notify-end", "2020-02-11"), Deed(act, "2020-06-02")], as_of=D(2020, 12, 1), notice="P180D")
    assert (out.state, out.ends_on) == ("in-force", None)


def test_before_the_notice_was_taken_back_it_was_ending():
    deeds = [Deed("notify-end", "2020-02-11"), Deed("withdraw-notice", "2020-06-02")]
    assert assess(deeds, as_of=D(2020, 5, 1), notice="P180D").state == "ending"


def test_an_extension_moves_the_end():
    out = assess([Deed("extend", "2021-02-03", effect="2026-02-05")], as_of=D(2021, 2, 3))
    assert (out.state, out.ends_on, out.ends_from) == ("in-force", "2026-02-05", "stated")


def test_a_term_runs_out_by_itself():
    term = ("2014-07-11", None)
    assert assess([Deed("sign", "2009")], as_of=D(2014, 6, 1), term=term).ends_on == "2014-07-11"
    assert assess([Deed("sign", "2009")], as_of=D(2014, 8, 1), term=term).state == "ended"


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["propose"], "proposed"), (["sign"], "signed"), (["sign", "ratify"], "signed"),
        (["sign", "ratify", "enter-into-force"], "in-force"), (["enter-into-force", "suspend"], "suspended"),
        (["enter-into-force", "suspend", "resume"], "in-force"), (["enter-into-force", "review"], "under-review"),
        (["enter-into-force", "criticise"], "in-force"), (["enter-into-force", "end"], "ended"),
        (["enter-into-force", "notify-end"], "ending"),
    ],
)  # fmt: skip
def test_the_state_after_acts(acts, state):
    deeds = [Deed(act, f"2020-0{month}-01") for month, act in enumerate(acts, 1)]
    assert assess(deeds, as_of=D(2021, 1, 1)).state == state


ACTS = [
    "propose", "sign", "ratify", "enter-into-force", "criticise", "review", "suspend", "resume", "notify-end",
    "withdraw-notice", "end", "withdraw", "extend", "renew", "expire", "hand-over",
]  # fmt: skip
days = st.dates(D(1990, 1, 1), D(2030, 12, 31)).map(lambda d: d.isoformat())
deeds = st.builds(
    Deed, st.sampled_from(ACTS), st.one_of(days, st.none(), st.sampled_from(["2019", "2020-05"])),
    st.sampled_from(["happened", "planned", "possible", "denied", "ordered", "ongoing"]), st.booleans(),
    st.one_of(st.none(), days), days,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(deeds, max_size=8).flatmap(lambda a: st.tuples(st.just(a), st.permutations(a))),
    st.dates(D(1990, 1, 1), D(2040, 1, 1)),
)
def test_any_order_of_arrival_gives_one_outcome(orders, as_of):
    acts, shuffled = orders
    one, other = (assess(a, as_of=as_of, notice="P6M") for a in (acts, shuffled))
    assert one == other


@given(st.lists(deeds, max_size=6), st.dates(D(1990, 1, 1), D(2040, 1, 1)))
def test_what_is_ending_ends_on_no_day_that_has_passed(acts, as_of):
    out = assess(acts, as_of=as_of, notice="P3M")
    if out.state == "ending" and out.ends_on:
        assert last_day(out.ends_on) >= as_of


@given(st.dates(D(1900, 1, 1), D(2100, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_adding_months_in_steps_never_overshoots(day, a, b):
    at_once = add_period(day, f"P{a + b}M")
    in_steps = add_period(add_period(day, f"P{a}M"), f"P{b}M")
    assert in_steps <= at_once  # a month's end may be cut on the way, never passed
    assert (at_once.year, at_once.month) == (in_steps.year, in_steps.month)


@given(st.dates(D(1, 1, 1), D(9999, 12, 31)))
def test_months_and_years_have_their_first_and_last_days(day):
    month = day.isoformat()[:7]
    if day.year < 9999:
        assert first_day(month) <= day <= last_day(month)
        assert first_day(month[:4]) <= day <= last_day(month[:4])


def test_an_expiry_that_already_counts_the_extension_is_not_moved_again():
    deeds = [Deed("extend", "2021-02-03", duration="P5Y"), Deed("expire", status="planned", effect="2026-02-05")]
    assert assess(deeds, as_of=D(2023, 1, 1)).ends_on == "2026-02-05"


def test_a_notice_in_time_for_the_term_ends_it_with_the_term():
    out = assess([Deed("notify-end", "2018-09-21")], as_of=D(2018, 10, 1), notice="P6M", term=("2019-04-01", None))
    assert (out.ends_on, out.ends_from, out.conflict) == ("2019-04-01", "stated", "2019-03-21")


def test_what_was_due_to_expire_stays_when_the_notice_is_taken_back():
    deeds = [
        Deed("notify-end", "2019-08-22"),
        Deed("expire", status="planned", effect="2019-11-23", known="2019-11-22"),
        Deed("withdraw-notice", "2019-11-22"),
    ]
    out = assess(deeds, as_of=D(2019, 11, 22))
    assert (out.state, out.ends_on) == ("in-force", None)
