"""Agreements told of in other words: notice clauses, memberships, truces, deals that are only agreed, old pacts in the background."""

from __future__ import annotations

import datetime as dt

import pytest

import wireledger as wl
from wireledger.lifecycle import Deed, assess

DAY = "2024-05-15"  # a Wednesday
PACT = "Chad and Sudan signed a transit accord in 2019. "


def told(text: str, published: str = DAY):
    """The agreements of a story as (parties, agreement), parties by country or name."""
    reading = wl.read(text, published)
    actors = {a.id: a for a in reading.actors}
    return [({actors[p].country or actors[p].name for p in g.parties}, g) for g in reading.agreements]


@pytest.mark.parametrize(
    ("clause", "period"),
    [
        ("Either country may end it on one year's notice.", "P1Y"),
        ("It lapses six months after either government has notified the other.", "P6M"),
        ("A withdrawal becomes effective half a year after receipt by the other side.", "P6M"),
        ("Either could leave it 90 days after telling the other so in writing.", "P90D"),
        ("Whoever wants out must give 18 months' warning.", "P18M"),
        ("A year must pass from the day on which the other party receives the letter.", "P1Y"),
        ("It was prolonged in 2021 for ten years, and notice has to be served three months before the term runs out.", "P3M"),
        ("It is renewed for another five years unless one side tells the other six months before the end.", "P6M"),
        ("It stays in force until 12 months after one of them has told the other of its wish to end it.", "P12M"),
        ("Either party may quit it by notifying the other in writing a year in advance.", "P1Y"),
        ("A party that pulls out remains bound by it for a further six months.", "P6M"),
        ("The clause gives the Sudanese one month to leave after a denunciation.", "P1M"),
        ("Under it a six-month delay applies between notice and exit.", "P6M"),
    ],
)  # fmt: skip
def test_the_notice_period_however_it_is_worded(clause, period):
    ((_, pact),) = told(PACT + clause)
    assert pact.notice is not None
    assert pact.notice.period == period


@pytest.mark.parametrize(
    "clause",
    [
        "Troops arrived two years ago and stay for six months after the vote.",
        "Sudan gave notice four months after the coup.",
        "The minister was told three weeks before the election that the soldiers had left.",
        "The law obliges the president to inform lawmakers 30 days before he gives notice.",
    ],
)
def test_other_lengths_of_time_are_no_notice_period(clause):
    assert all(g.notice is None for _, g in told(PACT + clause))


@pytest.mark.parametrize(
    ("text", "parties", "state"),
    [
        ("Eritrea has turned its back on the regional bloc IGAD, officials in Asmara said on Monday.", {"ERI", "IGAD"}, "ended"),
        ("Kiribati walked away from the Pacific Islands Forum in March.", {"KIR", "Pacific Islands Forum"}, "ended"),
        ("Niger was suspended from ECOWAS in July after soldiers overthrew the president.", {"NER", "ECOWAS"}, "suspended"),
        ("Moldova has denounced the charter of the Commonwealth of Independent States, parliament said.", {"MDA", "Commonwealth of Independent States"}, "ending"),
        ("Japan informed the International Whaling Commission on Tuesday that it is pulling out.", {"JPN", "International Whaling Commission"}, "ending"),
        ("Finland applied to join NATO on Tuesday.", {"FIN", "NATO"}, "proposed"),
        ("Finland joined NATO on Tuesday as its 31st member.", {"FIN", "NATO"}, "in-force"),
    ],
)  # fmt: skip
def test_membership_of_bodies(text, parties, state):
    ((found, membership),) = told(text)
    assert (found, membership.kind, membership.state) == (parties, "membership", state)


@pytest.mark.parametrize(
    "text",
    [
        "Argentina will not join BRICS, its president wrote to the leaders of the bloc.",
        "Thousands of tourists left the European Union, and the ambassador left the United Nations after five years.",
        "Iceland and Norway go on hunting without having quit the International Whaling Commission.",
    ],
)
def test_who_does_not_leave_or_join_is_told_of_in_no_membership(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "parties", "kind"),
    [
        ("India and Pakistan have agreed to a ceasefire along the border, their armies said on Tuesday.", {"IND", "PAK"}, "peace"),
        ("Uganda and Rwanda agreed on Tuesday to reopen their border and to release each other's prisoners.", {"UGA", "RWA"}, "peace"),
        ("Washington and Tokyo agreed on Friday to move 9,000 marines from Okinawa to Guam.", {"USA", "JPN"}, "defence"),
    ],
)  # fmt: skip
def test_what_is_only_agreed_is_an_agreement_where_it_binds(text, parties, kind):
    ((found, deal),) = told(text)
    assert (found, deal.kind, deal.state) == (parties, kind, "in-force" if "ceasefire" in text else "signed")


def test_an_armed_group_can_be_the_other_side_of_a_truce():
    ((found, truce),) = told("Israel and Hamas agreed on Tuesday to stop fighting for four days.")
    assert truce.kind == "peace"
    assert "ISR" in found
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Uganda and Rwanda agreed on Tuesday to hold talks on their border.",
        "Kenya and Oman agreed to study closer ties in energy.",
        "The State Department broke off talks with Russia on a ceasefire in Syria.",
    ],
)
def test_talking_and_studying_binds_nobody(text):
    assert told(text) == []


def test_days_of_signature_keep_agreements_apart():
    found = told(
        "Tajikistan and China signed a border accord on May 17, 2002. Under a pact signed in Dushanbe on Sept. 6, 2010, "
        "China got land in the Pamirs."
    )
    assert [(parties, g.signed) for parties, g in found] == [
        ({"TJK", "CHN"}, "2002-05-17"),
        ({"TJK", "CHN"}, "2010-09-06"),
    ]


def test_an_old_pact_beside_the_news_has_the_parties_of_the_news():
    found = told(
        "Morocco on Monday suspended its military accord with Spain, signed in 1998. A fisheries agreement of the same year is "
        "not affected."
    )
    assert [(parties, g.kind, g.signed, g.state) for parties, g in found] == [
        ({"MAR", "ESP"}, "defence", "1998", "suspended"),
        ({"MAR", "ESP"}, "trade", "1998", "in-force"),
    ]


def test_a_named_treaty_of_two_needs_no_naming_of_its_parties():
    ((found, treaty),) = told("The two powers agreed in February to extend New START until 2026.")
    assert (found, treaty.name) == ({"USA", "RUS"}, "New START")


def test_what_is_done_under_a_pact_shows_it_in_force_and_between_whom():
    ((found, pact),) = told(
        "Tanzanian soldiers arrived in Zambia on Tuesday. They came under a mutual assistance pact that the two neighbours "
        "concluded in 1974."
    )
    assert (found, pact.signed, pact.state) == ({"TZA", "ZMB"}, "1974", "in-force")


def test_a_note_that_informs_of_the_end_and_its_clause():
    ((found, pact),) = told(
        "Cambodia informed Thailand in a diplomatic note on Monday that it was terminating a 2000 memorandum on border surveys. "
        "Under its terms the termination takes effect three months after the note is received."
    )
    assert (found, pact.state, pact.ends_on) == ({"KHM", "THA"}, "ending", "2024-08-13")


def test_notice_before_the_end_of_the_term_ends_it_with_the_term():
    ((_, pact),) = told(
        "The Maldives told India on Monday that it will not renew their survey accord, signed in 2019. It runs out on June 7 and "
        "is renewed for five years unless one side informs the other six months before the expiry."
    )
    assert (pact.notice.period, pact.state, pact.ends_on) == ("P6M", "ending", "2024-06-07")


def test_the_law_that_ends_a_lease():
    ((found, lease),) = told(
        "Kyrgyzstan's president on Friday signed a bill that ends the lease of a U.S. air base. Once Washington is notified, it "
        "will have 180 days to vacate the base."
    )
    assert (found, lease.notice.period) == ({"KGZ", "USA"}, "P180D")


@pytest.mark.parametrize(
    "text",
    [
        "The premiers of Ontario and Quebec signed an electricity trade agreement on Tuesday.",
        "The club ended its sponsorship agreement with a Malaysian airline and signed a new deal with a Qatari bank.",
        "The union ratified its labor accord with the hospital on Monday, giving ten days' notice of a strike.",
        "Workers lost their pay with only a month's warning when the pact between two grocers collapsed.",
    ],
)
def test_deals_at_home_are_none(text):
    assert told(text) == []


def test_notice_that_is_to_be_given_leaves_the_agreement_in_force():
    outcome = assess([Deed("notify-end", "2024-06-03", "planned")], as_of=dt.date(2024, 5, 15), notice="P2Y")
    assert (outcome.state, outcome.ends_on) == ("in-force", "2026-06-03")


def test_who_is_leaving_has_not_left():
    assert assess([Deed("withdraw", "2024-05-15", "ongoing")], as_of=dt.date(2024, 5, 15)).state == "ending"


def test_the_finer_of_two_stated_ends_stands():
    deeds = [
        Deed("end", "2024-05-01", "planned", effect="2026"),
        Deed("end", "2024-05-02", "happened", effect="2026-07-27"),
    ]
    assert assess(deeds, as_of=dt.date(2024, 5, 15)).ends_on == "2026-07-27"
