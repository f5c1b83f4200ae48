"""What of a story belongs to which of its agreements: the notice clause, the day of the notice, the year, the end."""

from __future__ import annotations

import pytest

import wireledger as wl

DAY = "2019-03-06"  # a Wednesday


def told(text: str, published: str = DAY):
    """The agreements of a story by the year of signature."""
    return {g.signed[:4] if g.signed else None: g for g in wl.read(text, published).agreements}


LEAVING = (
    "LIMA, March 6 - Peru is pulling out of a 2004 haulage agreement with Colombia, the ministry said on Wednesday."
)
CLAUSE = "Either country can end it six months after the other has been told."


@pytest.mark.parametrize(
    ("notice", "end"),
    [
        ("A note to that effect was handed to the Colombian ambassador on Monday.", "2019-09-04"),
        ("Bogota was formally notified on Monday.", "2019-09-04"),
        ("The Colombian embassy received the note on Tuesday.", "2019-09-05"),
        ("A letter renouncing it was delivered to the Colombian embassy on March 1.", "2019-09-01"),
        ("The Colombian ambassador was served with the notice on Friday.", "2019-09-01"),
        ("The ministry did so on Monday in a note to the embassy.", "2019-09-04"),
        ("The minister spoke to reporters in Cusco on Monday.", "2019-09-06"),  # no delivery: the day of the statement
    ],
)
def test_a_notice_is_given_on_the_day_on_which_its_paper_changes_hands(notice, end):
    pact = told(f"{LEAVING}\n\n{notice}\n\n{CLAUSE}")["2004"]
    assert (pact.ends_on, pact.ends_from) == (end, "computed")


@pytest.mark.parametrize(
    ("clause", "end"),
    [
        ("The agreement lapses three months after such a letter has been received.", "2019-06-04"),
        ("The agreement stays in force for another six months.", "2019-09-04"),
        ("It runs for six months after it is renounced.", "2019-09-04"),
        ("It will cease to be in force six months after that.", "2019-09-04"),
        ("The text speaks of one month.", "2019-04-04"),
        ("Under Article 9 it ends on the 90th day after the note is received.", "2019-06-02"),
        (
            "The ambassador's government has a month to withdraw its inspectors, as the agreement provides.",
            "2019-04-04",
        ),
        ("The agreement foresees that a year passes between the delivery of such a note and the end.", "2020-03-04"),
    ],
)
def test_clauses_that_run_from_what_was_told_before(clause, end):
    pact = told(f"{LEAVING}\n\nThe note was handed to the Colombian ambassador on Monday.\n\n{clause}")["2004"]
    assert pact.ends_on == end


def test_the_clause_is_that_of_the_agreement_that_its_paragraph_is_about():
    stories = told(
        "Fiji gave Tonga notice on Monday that it would end their fisheries treaty of 1991.\n\n"
        "The treaty can be given up at six months' notice.\n\n"
        "A defence pact of 1984, which takes a year's notice, is not touched."
    )
    assert stories["1991"].notice.period == "P6M"
    assert stories["1991"].ends_on == "2019-09-04"
    assert stories["1984"].notice.period == "P1Y"
    assert stories["1984"].ends_on is None


def test_an_agreement_told_of_beside_the_old_one_has_its_own_clause_and_year():
    stories = told(
        "Benin and Togo signed an agreement on Monday that keeps the joint patrols at sea until 2042.\n\n"
        "The old accord, concluded in 1997, was to run out in 2021."
    )
    assert stories["2019"].ends_on == "2042"
    assert stories["1997"].ends_on == "2021"


def test_several_agreements_at_once_and_the_one_with_each():
    stories = [
        (sorted(p.split(":")[-1] for p in g.parties), g)
        for g in wl.read(
            "Canada ended visa agreements with Panama and Peru on Monday. The one with Panama can be ended at 30 days' notice, "
            "that with Peru at three months' notice. Notes were handed over in both capitals on Monday.",
            DAY,
        ).agreements
    ]
    ends = {tuple(parties): g.ends_on for parties, g in stories}
    assert ends == {("CAN", "PAN"): "2019-04-03", ("CAN", "PER"): "2019-06-04"}


def test_nothing_runs_where_the_notice_is_denied():
    (pact,) = told(
        "President Ruiz of Peru said on Saturday that he would leave a 2004 pact with Colombia. An aide told the Colombian "
        "ambassador on Monday that no formal notice had been given yet. The pact requires six months' notice."
    ).values()
    assert pact.notice.period == "P6M"
    assert pact.ends_on is None


def test_a_lease_runs_for_what_it_grants():
    (lease,) = told("Oman signed a lease in 2014 that lets India use a berth at Duqm for 20 years.").values()
    assert (lease.ends_on, lease.ends_from) == ("2034", "computed")
