"""Times: what expressions mean, on sentences of our own, published on Wednesday 14 June 2023."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import wireledger as wl
from wireledger.reading.calendar import add_period
from wireledger.reading.timex import interval

PUBLISHED = "2023-06-14"


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    reading = wl.read(text, published)
    return [(reading.words(t.span), t.value) for t in reading.times]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The ministers met on Monday in Oslo.", "Monday", "2023-06-12"),
        ("The ministers will meet on Monday in Oslo.", "Monday", "2023-06-19"),
        ("The court ruled on Wednesday.", "Wednesday", "2023-06-14"),
        ("The pact was signed in September.", "September", "2022-09"),
        ("The pact will be signed in September.", "September", "2023-09"),
        ("The pact was signed on Oct. 3.", "Oct. 3", "2022-10-03"),
        ("The base closed on 5 May 2014.", "5 May 2014", "2014-05-05"),
        ("The troops arrived last month.", "last month", "2023-05"),
        ("The troops arrived two weeks ago.", "two weeks ago", "2023-W22"),
        ("The accord was signed four years ago.", "four years ago", "2019"),
        ("They voted yesterday.", "yesterday", "2023-06-13"),
        ("Exports rose in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("The war began in the 1990s.", "the 1990s", "199"),
        ("The notice runs for six months.", "six months", "P6M"),
        ("The truce held for several days.", "several days", "PXD"),
        ("They meet every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("The mission left in summer 2021.", "summer 2021", "2021-SU"),
        ("The state is now a member.", "now", "PRESENT_REF"),
    ],
)
def test_an_expression_and_its_value(text, words, value):
    assert (words, value) in values(text)


def test_without_a_date_of_publication_a_weekday_stays_open():
    assert values("The ministers met on Monday.", None) == [("Monday", "XXXX-WXX-1")]


def test_a_date_in_the_dateline_dates_the_story():
    reading = wl.read(
        "OSLO, March 3, 2021 (Agency) - Norway on Wednesday signed a pact with Chad.\n\nIt runs for a year."
    )
    assert (reading.story.published, reading.story.published_from) == ("2021-03-03", "dateline")


def test_a_weekday_and_a_date_with_its_year_date_the_story():
    reading = wl.read("Norway left the pact on Wednesday, March 3, 2021, its government said.")
    assert (reading.story.published, reading.story.published_from) == ("2021-03-03", "inferred")


def test_a_story_that_leaves_the_week_open_stays_undated_and_says_why():
    story = wl.read("Norway left the pact on Wednesday, its government said.").story
    assert story.published is None
    assert story.reason


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2023", "2023-01-01", "2024-01-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2023-Q4", "2023-10-01", "2024-01-01"),
        ("2023-W01", "2023-01-02", "2023-01-09"),
        ("199", "1990-01-01", "2000-01-01"),
        ("2023-WI", "2023-12-01", "2024-03-01"),
        ("2023-02-31", None, None),
        ("P1M", None, None),
    ],
)
def test_a_value_has_an_interval(value, begin, end):
    assert interval(value) == (begin, end)


@pytest.mark.parametrize(
    "text",
    [
        "It ends on 31 February.",
        "The 45th of May 2020 was odd.",
        "In the year 0 and 99999 and 0000-00-00.",
        "Feb. 30, 2021",
    ],
)
def test_dates_that_cannot_be_are_left_without_a_day(text):
    assert all(t[1] is None or not t[1].endswith(("-31", "-45", "-30")) for t in values(text))


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 600))
def test_a_month_more_is_never_a_day_less(day, months):
    assert add_period(day, f"P{months + 1}M") > add_period(day, f"P{months}M") >= day


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 -/:,.'JanFebMyodtheyrsmwklfq", max_size=80))
def test_no_text_makes_it_raise(text):
    for time in wl.read(text, PUBLISHED).times:
        assert time.begin is None or time.end is None or time.begin < time.end
