"""When agreements end: notices told through their papers, terms in words of their own, days of the year, years without a date."""

from __future__ import annotations

import pytest

import wireledger as wl
from agreements_told import DAY, told

ENDS = "Peru said on Tuesday that it had ended a 2004 transit accord with Colombia. The accord requires three months' notice."


@pytest.mark.parametrize(
    ("paper", "end"),
    [
        ("A note went to the Colombian embassy on Monday.", "2019-06-04"),
        ("The note left for Bogota on Saturday.", "2019-06-02"),
        (
            "The foreign minister signed the letter on Monday and it was handed to the Colombian ambassador.",
            "2019-06-04",
        ),
        ("The letter reached Bogota on Friday, the foreign ministry said.", "2019-06-01"),
        ("The notice bears the date of March 1.", "2019-06-01"),
        ("The decision came on Sunday.", "2019-06-05"),
    ],
)
def test_the_paper_sets_the_clock(paper, end):
    assert told(f"{ENDS}\n\n{paper}").ends_on == end


def test_a_letter_of_withdrawal_is_the_notice_where_nothing_else_is():
    pact = told(
        "Ministers from Fiji and Tonga met in Suva on Monday over their fisheries treaty of 1991.\n\n"
        "The letter of withdrawal, addressed to Tonga, was delivered on Friday by Fiji's high commissioner.\n\n"
        "The treaty lapses a year after such a letter has been received."
    )
    assert (pact.state, pact.ends_on) == ("ending", "2020-03-01")


@pytest.mark.parametrize(
    ("clause", "period", "end"),
    [
        ("It will lapse in two months, the ministry said.", "P2M", "2019-05-05"),
        ("Under Article 9 it becomes effective one year after that.", "P1Y", "2020-03-05"),
        ("The notice was served on Feb. 28 and the accord will come to an end six months later.", "P6M", "2019-08-28"),
        ("It may be cancelled each year with effect from January 1, provided that the other side is told six months before.", "P6M", "2020-01-01"),
        ("It can be ended at the end of any calendar year with three months' notice.", "P3M", "2019-12-31"),
    ],
)  # fmt: skip
def test_clauses_in_other_words(clause, period, end):
    pact = told(f"Peru gave notice on Tuesday of its withdrawal from a 2004 transit accord with Colombia. {clause}")
    assert pact.notice.period == period
    assert pact.ends_on == end


@pytest.mark.parametrize(
    "told_of",
    [
        "Colombia has three months after it has received the notification to object.",
        "Peru had announced on Feb. 9, three days before the vote, that it would go.",
    ],
)
def test_what_is_no_notice_clause(told_of):
    pact = told(f"Peru gave notice on Tuesday of its withdrawal from a 2004 transit accord with Colombia. {told_of}")
    assert pact.notice is None


@pytest.mark.parametrize(
    ("term", "end"),
    [
        ("It is valid for twenty years.", "2024-05-07"),
        ("The accord runs for 16 years.", "2020-05-07"),
        ("It remains in force for an initial twenty years.", None),
        ("It was to run for ten years.", None),
        ("It is in force for twenty years, after which either side may end it.", None),
        ("It is renewed each year unless one of them objects 90 days before its end, on Aug. 23.", "2019-08-23"),
    ],
)
def test_for_how_long_it_is_in_force(term, end):
    pact = told(
        f"Peru and Colombia signed a transit accord on May 7, 2004. {term}\n\nPeru has no wish to end the accord."
    )
    assert pact.ends_on == end


def test_an_accord_valid_until_a_day_has_an_end():
    pact = told(
        "Peru's accord with Colombia on the use of the port of Ilo, valid until 31 March 2021, will not be extended."
    )
    assert (pact.ends_on, pact.ends_from) == ("2021-03-31", "stated")


def test_an_exit_takes_effect_for_whoever_left():
    pact = told(
        "Peru gave notice on Tuesday that it was leaving the Energy Charter Treaty. Italy went before it: "
        "its withdrawal took effect on January 1, 2016. The exit becomes effective one year after the notice."
    )
    assert pact.ends_on == "2020-03-05"


def test_a_decision_to_end_it_that_is_put_on_hold():
    pact = told(
        "Peru served notice on Feb. 11 that it was ending a 2004 accord with Colombia, which takes 90 days' notice. "
        "On Monday it put on hold its decision to scrap the accord."
    )
    assert pact.ends_on is None


COPYRIGHT = (
    "LIMA (Wire) - Peru has denounced a 2004 transit accord with Colombia. The note was handed over on {day}. "
    "The accord lapses six months after such a note.\n\n{more}\n\n(c) 2021 Wire"
)


def test_the_year_of_the_copyright_line_is_that_of_the_days():
    assert told(COPYRIGHT.format(day="Aug. 28", more="Lorries wait."), None).ends_on == "2022-02-28"


def test_a_year_without_a_day_gives_bounds():
    pact = told(COPYRIGHT.format(day="Wednesday", more="Lorries wait."), None)
    assert pact.ends_on is None
    assert (pact.ends_not_before, pact.ends_not_after) == ("2021-07-01", "2022-06-30")


def test_the_turn_of_a_year_leaves_the_days_open():
    pact = told(COPYRIGHT.format(day="Dec. 20", more="The border was shut on Jan. 9."), None)
    assert pact.ends_on is None


def test_what_is_let_run_out_ends_on_a_day_to_come():
    pact = told("Fiji will let a fishing treaty with Japan run out on Dec. 31, the prime minister said.", "1986-08-13")
    assert pact.ends_on == "1986-12-31"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Fiji has told Tonga that it will terminate a fisheries accord on Sept. 30.", "2019-09-30"),
        ("Fiji told Tonga in writing on Monday that it would not renew their port agreement when it lapses in May.", "2019-05"),
        ("Fiji and Tonga have agreed that their treaty of 1991 shall end in 60 days.", "2019-05-04"),
        ("A treaty of 1991 between Fiji and Tonga lost its force on Friday.", "2019-03-01"),
        ("Fiji and Tonga prolonged until 2024 their trade agreement, which was to end this December.", "2024"),
        ("The treaty of 1991 between Fiji and Tonga ends at the start of next year.", "2020-01-01"),
        ("That does not mean that the 1991 treaty between Fiji and Tonga is dead, Fiji's minister said.", None),
        ("Fiji and Tonga signed a treaty on Monday. The U.N. imposed an embargo in May. It runs out in June.", None),
        ("The treaty between Fiji and Tonga came into force on Friday, with a promise of aid over 15 years.", None),
    ],
)  # fmt: skip
def test_ends_in_other_words(text, end):
    assert told(text).ends_on == end


def test_the_treaty_beside_its_protocol():
    found = wl.read(
        "Oman and India signed a protocol on Monday to the 1995 treaty on the Duqm base. According to the protocol, the treaty "
        "will be prolonged unless one side notifies the other six months before a term is over.",
        DAY,
    ).agreements
    assert [g.signed for g in found if g.notice] == ["1995"]


def test_a_cancelled_accord_lapsed_on_a_day():
    pact = told(
        "The visa accord of 2009 between Fiji and Tonga was cancelled by a decision that was made public on Thursday. "
        "It lapsed at midnight on Sunday."
    )
    assert (pact.state, pact.ends_on) == ("ended", "2019-03-03")


def test_what_is_no_longer_in_effect_as_of_a_weekday_ended_on_the_last_one():
    pact = told("The 2009 accord between Fiji and Tonga has been cancelled and is no longer in effect as of Monday.")
    assert pact.ends_on == "2019-03-04"


def test_no_period_runs_from_a_receipt_that_the_story_denies():
    pact = told(
        "Fiji said on Monday that it had withdrawn from its 2009 accord with Tonga. A withdrawal takes effect one year after "
        "Tonga receives written notification. An official in Nuku'alofa said that no letter had arrived."
    )
    assert pact.notice.period == "P1Y"
    assert pact.ends_on is None


@pytest.mark.parametrize(
    ("text", "state", "end"),
    [
        ("Fiji scrapped its 2009 fishing accord with Tonga on Monday.", "ended", "2019-03-04"),
        ("Fiji has renewed until 2030 a fishing accord with Tonga that expired in August.", "in-force", "2030"),
        ("The 2009 fishing accord between Fiji and Tonga, which was to have run until 2025, was annulled on Monday.", "ended", "2019-03-04"),
        ("Fiji's 2018 fishing accord with Tonga is good for a year from its signature on March 27, officials said.", "in-force", "2020-03-27"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_term(text, state, end):
    pact = told(text)
    assert (pact.state, pact.ends_on) == (state, end)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Fiji said on Monday it had delivered a note to Tonga on Saturday ending their 2009 accord.", "2019-06-02"),
        (
            "Fiji has denounced its 2009 accord with Tonga. The denunciation was notified to Tonga on Friday.",
            "2019-06-01",
        ),
    ],
)
def test_whose_day_is_whose(text, end):
    assert told(f"{text} The accord requires three months' notice.").ends_on == end


def test_the_accord_ceases_to_bind_a_state():
    pact = told(
        "Fiji will leave a 2009 accord with Tonga. Tonga received the document on Monday. "
        "The accord ceases to bind a state twelve months after that."
    )
    assert (pact.notice.period, pact.ends_on) == ("P12M", "2020-03-04")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Fiji on Monday revoked a 1991 treaty with Tonga with effect from Oct. 1.", "2019-10-01"),
        ("Fiji and Tonga will not prolong their 1991 accord on ports past Dec. 31, officials said.", "2019-12-31"),
        ("Fiji gave Tonga notice on Monday that it was ending a 1991 treaty. The treaty foresees a year between notice and exit.", "2020-03-04"),
    ],
)  # fmt: skip
def test_from_when_and_past_when(text, end):
    assert told(text).ends_on == end
