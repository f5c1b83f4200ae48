"""Times: what expressions mean, on sentences of our own, published on Wednesday 14 June 2023."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wireledger.model import Time
from wireledger.reading import dated
from wireledger.reading.calendar import add_period
from wireledger.reading.draft import Draft
from wireledger.reading.language import parse
from wireledger.reading.times import Times, run
from wireledger.reading.timex import interval, shift
from wireledger.sources.wire import lay_out

PUBLISHED = "2023-06-14"


def read(text: str, published: str | None = PUBLISHED) -> Times:
    """The times of a text by the stage alone."""
    language = next(parse([dated(lay_out(text), published)]))
    return run(Draft(language.story, language))


def values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[slice(*t.span)], t.value) for t in read(text, published).items]


def the(text: str, published: str | None = PUBLISHED) -> Time:
    (time,) = read(text, published).items
    return time


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        # days by tense, aspect and what looks ahead by itself
        ("The ministers met on Monday in Oslo.", "Monday", "2023-06-12"),
        ("The ministers will meet on Monday in Oslo.", "Monday", "2023-06-19"),
        ("The ministers are meeting on Monday.", "Monday", "2023-06-19"),
        ("The ministers were meeting on Monday.", "Monday", "2023-06-12"),
        ("The ministers might meet on Monday.", "Monday", "2023-06-19"),
        ("A decision is expected on Monday.", "Monday", "2023-06-19"),
        ("He vowed on Monday to leave.", "Monday", "2023-06-12"),
        ("He urged them to sign on Monday.", "Monday", "2023-06-19"),
        ("The vote is scheduled for Sunday.", "Sunday", "2023-06-18"),
        ("Sunday's vote will decide.", "Sunday", "2023-06-18"),
        ("Monday's attack killed ten.", "Monday", "2023-06-12"),
        ("The offer had been set to expire on Friday.", "Friday", "2023-06-09"),
        ("The deadline was extended until Friday.", "Friday", "2023-06-16"),
        ("The court ruled on Wednesday.", "Wednesday", "2023-06-14"),
        ("The court will rule on Wednesday.", "Wednesday", "2023-06-14"),
        ("Norway on Monday left the pact.", "Monday", "2023-06-12"),
        ("He visited Paris last Tuesday.", "last Tuesday", "2023-06-13"),
        ("He will visit Paris next Tuesday.", "next Tuesday", "2023-06-20"),
        ("They met on Friday of last week.", "Friday of last week", "2023-06-09"),
        # months and days without a year
        ("The pact was signed in September.", "September", "2022-09"),
        ("The pact will be signed in September.", "September", "2023-09"),
        ("They agreed to meet again in July.", "July", "2023-07"),
        ("They agreed in July to meet again.", "July", "2022-07"),
        ("The pact was signed on Oct. 3.", "Oct. 3", "2022-10-03"),
        ("They must leave by Sept. 15.", "Sept. 15", "2023-09-15"),
        ("It has been closed since July 20.", "July 20", "2022-07-20"),
        ("He spoke on Tuesday, June 13.", "Tuesday, June 13", "2023-06-13"),
        ("He spoke on Sunday, March eighth.", "Sunday, March eighth", "2023-03-08"),
        ("The base closed on 5 May 2014.", "5 May 2014", "2014-05-05"),
        ("It was closed on 2014-05-05.", "2014-05-05", "2014-05-05"),
        ("He has ruled since last August.", "last August", "2022-08"),
        # ranges
        ("They will leave from Jan. 5 to 9.", "9", "2024-01-09"),
        ("There were clashes on May 2 and 3.", "3", "2023-05-03"),
        ("There were clashes on 2 and 3 May.", "2", "2023-05-02"),
        ("The 2014-18 mission failed.", "18", "2018"),
        # offsets and the narrative
        ("They voted yesterday.", "yesterday", "2023-06-13"),
        ("The troops arrived last month.", "last month", "2023-05"),
        ("The troops arrived two weeks ago.", "two weeks ago", "2023-W22"),
        ("The accord was signed four years ago.", "four years ago", "2019"),
        ("It was suspended three and a half years ago.", "three and a half years ago", "2019-12"),
        ("It ended half a century ago.", "half a century ago", "1973"),
        ("They leave six weeks from now.", "six weeks from now", "2023-W30"),
        ("He resigned in March. The following month, they voted.", "The following month", "2023-04"),
        ("He arrived on June 1 and left three days later.", "three days later", "2023-06-04"),
        ("He arrived on June 1 and left the next morning.", "the next morning", "2023-06-02TMO"),
        ("The coup took place on May 30. Two days after the coup, they left.", "Two days", "2023-06-01"),
        ("Two days after the coup of June 1, they left.", "Two days", "2023-06-03"),
        ("He spoke the day before last Tuesday.", "the day before last Tuesday", "2023-06-12"),
        # larger and vaguer ones
        ("Exports rose in the third quarter of 2019.", "the third quarter of 2019", "2019-Q3"),
        ("Exports rose in last year's third quarter.", "last year's third quarter", "2022-Q3"),
        ("Exports fell in the second half of 2020.", "the second half of 2020", "2020-H2"),
        ("In fiscal 2022, exports rose.", "fiscal 2022", "2022"),
        ("The mission left in summer 2021.", "summer 2021", "2021-SU"),
        ("They meet again in the autumn.", "the autumn", "2023-FA"),
        ("The war began in the 1990s.", "the 1990s", "199"),
        ("It was built in the late 20th century.", "the late 20th century", "19"),
        ("It happened in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("They met over the weekend.", "the weekend", "2023-W23-WE"),
        ("The hearing is the week of July 3.", "the week of July 3", "2023-W27"),
        ("It ends by year-end.", "year-end", "2023"),
        # times of day
        ("They will meet on Wednesday night.", "Wednesday night", "2023-06-14TNI"),
        ("It began at 10:35 a.m. on Friday.", "10:35 a.m. on Friday", "2023-06-09T10:35"),
        ("It began at 1430 GMT on Tuesday.", "1430 GMT on Tuesday", "2023-06-13T14:30"),
        ("Polls open at 7 a.m. (0600 GMT) on Sunday.", "7 a.m.", "2023-06-18T07:00"),
        ("It ended at midnight on Saturday.", "midnight on Saturday", "2023-06-10T24:00"),
        # durations
        ("The notice runs for six months.", "six months", "P6M"),
        ("It lasted twenty-four hours.", "twenty-four hours", "PT24H"),
        ("It lasted 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("The truce held for several days.", "several days", "PXD"),
        ("They stay within two to three weeks.", "two to three weeks", "PXW"),
        ("The army has ruled for the past two years.", "the past two years", "P2Y"),
        ("The 8-month-old truce broke.", "8-month-old", "P8M"),
        # sets, references, holidays
        ("They meet every Tuesday.", "every Tuesday", "XXXX-WXX-2"),
        ("The embassy is open on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They meet every other week.", "every other week", "P2W"),
        ("They meet twice a year.", "twice a year", "P1Y"),
        ("They meet monthly.", "monthly", "P1M"),
        ("The state is now a member.", "now", "PRESENT_REF"),
        ("He recently left.", "recently", "PAST_REF"),
        ("One day it will join.", "One day", "FUTURE_REF"),
        ("On Christmas Day they crossed the border.", "Christmas Day", "2022-12-25"),
        ("He was found last Thanksgiving.", "last Thanksgiving", "2022-11-24"),
    ],
)
def test_an_expression_and_its_value(text, words, value):
    assert (words, value) in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "They march on the capital.",
        "A 34-year-old man left.",
        "Some 2000 troops left.",
        "He came second.",
        "They left as soon as they could.",
    ],
)
def test_what_is_no_time(text):
    assert values(text) == []


def test_in_a_headline_the_present_tells_of_the_past():
    text = "Norway ends pact with Chad in January\n\nNorway has ended its pact with Chad."
    assert values(text) == [("January", "2023-01")]


def test_without_a_date_of_publication_a_weekday_stays_open():
    assert values("The ministers met on Monday.", None) == [("Monday", "XXXX-WXX-1")]


def test_a_year_back_is_the_same_quarter_where_quarters_are_compared():
    text = "Net income in the first quarter rose to $5 million from $4 million a year earlier."
    assert values(text)[-1] == ("a year earlier", "2022-Q1")


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("It fell late last year.", "END"),
        ("It fell in mid-2019.", "MID"),
        ("They must leave by Friday.", "ON_OR_BEFORE"),
        ("They have ruled since 2015.", "ON_OR_AFTER"),
        ("It lasted more than four hours.", "MORE_THAN"),
        ("It lasted about a week.", "APPROX"),
    ],
)
def test_an_expression_and_its_mod(text, mod):
    assert the(text).mod == mod


def test_in_a_story_that_tells_history_a_date_is_of_the_year_that_was_told_last():
    history = (
        "After the treaties of 1889, 1895, 1898 and 1901 had failed, the war began in 1904. In February, the port was attacked. "
        "By the end of the year it had fallen.\n\nThe peace of 1905 was signed on Sept. 5. A decade later, in 1915, the allies met "
        "again. In November, they parted. It was 1917 before they spoke."
    )
    assert [value for words, value in values(history) if not words[-1].isdigit() or words.startswith("Sept")] == [
        "1904-02",
        "1904",
        "1905-09-05",
        "1915",
        "1915-11",
    ]


def test_in_a_table_of_dates_a_day_is_of_the_year_above_it():
    table = "2012\n\nMarch 22 - Soldiers oust the king.\n\nMay 1: He returns.\n\nJan. 3 - He leaves."
    assert [value for _, value in values(table)] == ["2012", "2012-03-22", "2012-05-01", "2013-01-03"]
    assert values("The pact was signed in 2012.\n\nMarch 22 was the day it ended.")[1][1] == "2023-03-22"


def test_a_clock_time_is_of_the_zone_that_is_said():
    time = the("It began at 1430 GMT on Tuesday.")
    assert (time.begin, time.end) == ("2023-06-13T14:30:00+00:00", "2023-06-13T14:31:00+00:00")


def test_a_clock_time_is_of_the_zone_of_the_dateline():
    times = read("OUAGADOUGOU (Agency) - The vote began at 8 a.m. on Tuesday.")
    assert times.items[-1].begin == "2023-06-13T08:00:00+00:00"
    times = read("PARIS (Agency) - The vote began at 8 a.m. on Tuesday.")
    assert times.items[-1].begin == "2023-06-13T08:00:00+02:00"


def test_an_anchored_duration_has_an_extent():
    times = read("For the past two years they have fought. For six months they rested.")
    assert times.extent(times.items[0]) == (dt.date(2021, 6, 14), dt.date(2023, 6, 14))
    assert times.extent(times.items[1]) is None
    times = read("They leave over the next six months.")
    assert times.extent(times.items[0]) == (dt.date(2023, 6, 14), dt.date(2023, 12, 14))


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2023", "2023-01-01", "2024-01-01"),
        ("2023-12", "2023-12-01", "2024-01-01"),
        ("2024-02-29", "2024-02-29", "2024-03-01"),
        ("2023-Q4", "2023-10-01", "2024-01-01"),
        ("2023-H2", "2023-07-01", "2024-01-01"),
        ("2023-W01", "2023-01-02", "2023-01-09"),
        ("2023-W23-WE", "2023-06-10", "2023-06-12"),
        ("199", "1990-01-01", "2000-01-01"),
        ("19", "1900-01-01", "2000-01-01"),
        ("2023-WI", "2023-12-01", "2024-03-01"),
        ("2023-06-10TNI", "2023-06-10T18:00:00", "2023-06-11T00:00:00"),
        ("2023-06-10T24:00", "2023-06-11T00:00:00", "2023-06-11T00:01:00"),
        ("2023-06-10T25:00", None, None),
        ("2023-02-31", None, None),
        ("P1M", None, None),
        ("XXXX-WXX-1", None, None),
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
        "At 25:71 on 99/99/9999 it ended 99999 years ago.",
    ],
)
def test_dates_that_cannot_be_are_left_without_a_day(text):
    assert all(t[1] is None or not t[1].endswith(("-31", "-45", "-30")) for t in values(text))


def test_times_at_the_ends_of_the_calendar_do_not_raise():
    text = "They met yesterday, 3,000 years ago, next year, next week, a century ago and on Dec. 31."
    for published in ("1800-01-01", "2199-12-31"):
        read(text, published)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 600))
def test_a_month_more_is_never_a_day_less(day, months):
    assert add_period(day, f"P{months + 1}M") > add_period(day, f"P{months}M") >= day


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 4000))
def test_days_and_weeks_are_added_as_they_are_counted(day, n):
    assert add_period(day, f"P{n}D") - day == dt.timedelta(n)
    assert add_period(day, f"P{n}W") - day == dt.timedelta(7 * n)


@given(
    st.dates(dt.date(1700, 1, 1), dt.date(2400, 1, 1)),
    st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]),
    st.integers(-15, 15),
)
def test_a_unit_is_as_long_as_the_way_to_the_next(day, unit, n):
    begin, end = interval(shift(day, unit, n))
    after = shift(dt.date.fromisoformat(begin), unit, 1)
    assert begin < end
    assert interval(after)[0] == end
    assert interval(shift(day, unit, 0))[0] <= day.isoformat() < interval(shift(day, unit, 0))[1]


_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)), st.sampled_from(_DAYS))
def test_a_weekday_is_at_most_six_days_away(published, weekday):
    behind = the(f"The ministers met on {weekday} in Oslo.", published.isoformat())
    ahead = the(f"The ministers will meet on {weekday} in Oslo.", published.isoformat())
    for time, low, high in ((behind, -6, 0), (ahead, 0, 6)):
        day = dt.date.fromisoformat(time.value or "")
        assert _DAYS[day.weekday()] == weekday
        assert low <= (day - published).days <= high


@settings(max_examples=40, deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_full_date_is_itself(published, day):
    for text in (f"They met on {day:%B} {day.day}, {day.year}.", f"They met on {day.day} {day:%B} {day.year}."):
        assert the(text, published.isoformat()).value == day.isoformat()


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "next",
                "past",
                "two",
                "3",
                "0",
                "31",
                "99",
                "1/2",
                "a",
                "half",
                "several",
                "day",
                "days",
                "week",
                "months",
                "quarter",
                "year",
                "years",
                "decade",
                "ago",
                "earlier",
                "later",
                "before",
                "after",
                "every",
                "Monday",
                "May",
                "March",
                "2023",
                "2023-13-45",
                "'98",
                "1990s",
                "first",
                "third",
                "fiscal",
                "of",
                "in",
                "by",
                "until",
                "since",
                "to",
                "and",
                "-",
                ",",
                ".",
                "10",
                "p.m.",
                "25:99",
                "GMT",
                "noon",
                "Feb.",
                "30",
                "and",
                "a",
                "half",
                "nineteen",
                "ninety",
                "thousand",
                "century",
                "summer",
                "night",
                "weekend",
                "Easter",
                "now",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_no_words_of_time_make_it_raise(text):
    for time in read(text).items:
        assert time.begin is None or time.end is None or time.begin < time.end
        assert text[slice(*time.span)].strip()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789 -/:,.'JanFebMyodtheyrsmwklfq", max_size=80))
def test_no_text_makes_it_raise(text):
    spans = [time.span for time in read(text).items]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
