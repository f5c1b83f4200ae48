"""Agreements as stories tell of them: short stories in our own words, read as of 15 May 2024."""

from __future__ import annotations

import pytest

import wireledger as wl

DAY = "2024-05-15"  # a Wednesday


def only(text: str, published: str = DAY):
    """The agreement of a story, and the countries (or names) of its parties."""
    reading = wl.read(text, published)
    (agreement,) = reading.agreements
    actors = {a.id: a for a in reading.actors}
    return agreement, [actors[p].country or actors[p].name for p in agreement.parties]


@pytest.mark.parametrize(
    ("text", "parties", "kind", "state"),
    [
        ("Kenya and Ethiopia signed a mutual defence pact in Nairobi on Tuesday.", {"KEN", "ETH"}, "alliance", "signed"),
        ("Ecuador's president said he wants to scrap the 2009 military pact with the United States.", {"ECU", "USA"}, "defence", "in-force"),
        ("The African Union suspended Mali's membership on Monday.", {"MLI", "African Union"}, "membership", "suspended"),
        ("Gabon and France are reviewing their defence accords, the two presidents said.", {"GAB", "FRA"}, "defence", "under-review"),
        ("Talks on a status of forces agreement between Germany and Lithuania are under way, diplomats said.", {"DEU", "LTU"}, "status-of-forces", "proposed"),
        ("India has put the Indus Waters Treaty with Pakistan in abeyance, the foreign secretary said.", {"IND", "PAK"}, "water", "suspended"),
        ("Poland's parliament ratified the defence agreement with Ukraine on Wednesday.", {"POL", "UKR"}, "defence", "signed"),
        ("Senegal's prime minister criticised the 2012 defence treaty with France but said it would remain in force.", {"SEN", "FRA"}, "defence", "in-force"),
    ],
)  # fmt: skip
def test_parties_kind_and_state(text, parties, kind, state):
    agreement, found = only(text)
    assert (set(found), agreement.kind, agreement.state) == (parties, kind, state)


def test_notice_given_is_computed_to_its_end():
    agreement, parties = only(
        "Sri Lanka has given India six months' notice that it will end a 2003 fisheries accord, officials said on Monday."
    )
    assert set(parties) == {"LKA", "IND"}
    assert (agreement.signed, agreement.notice.period) == ("2003", "P6M")
    assert (agreement.state, agreement.ends_on, agreement.ends_from) == ("ending", "2024-11-13", "computed")
    assert agreement.steps[-1].value == "2024-11-13"


def test_a_denunciation_and_its_clause_in_two_sentences():
    agreement, _ = only(
        "Georgia on Friday denounced its 1992 military transit agreement with Russia. "
        "Under article 12 the denunciation takes effect after 90 days."
    )
    assert (agreement.notice.period, agreement.ends_on) == ("P90D", "2024-08-08")


def test_an_exit_that_is_only_announced_gives_a_bound_and_no_date():
    agreement, parties = only(
        "Finland will withdraw from the Ottawa Convention, the government said on Monday. Withdrawal takes effect six "
        "months after the United Nations receives the notification."
    )
    assert parties == ["FIN"]
    assert (agreement.notice.period, agreement.notice.starts) == ("P6M", "receipt")
    assert (agreement.ends_on, agreement.ends_not_before) == (None, "2024-11-13")


def test_a_note_that_terminates():
    agreement, parties = only("Moscow handed Ankara a note on Monday terminating their 2010 visa-free travel accord.")
    assert set(parties) == {"RUS", "TUR"}
    assert [(a.act, a.on) for a in agreement.acts] == [("notify-end", "2024-05-13")]
    assert agreement.state == "ending"


def test_a_term_that_renews_itself():
    agreement, parties = only(
        "A deal that lets Turkey keep a base in Qatar expires on 31 December 2027 and renews itself for five years unless "
        "either side objects a year beforehand."
    )
    assert (set(parties), agreement.kind) == ({"TUR", "QAT"}, "basing")
    assert (agreement.notice.period, agreement.expires_on, agreement.state) == ("P1Y", "2027-12-31", "in-force")


def test_entry_into_force_told_by_a_pronoun():
    agreement, _ = only(
        "Kyrgyzstan and Tajikistan exchanged instruments of ratification of their border treaty on Tuesday, and it came "
        "into force the same day."
    )
    assert agreement.state == "in-force"
    assert {"ratify", "enter-into-force"} <= {a.act for a in agreement.acts}


def test_two_agreements_of_different_years_stay_apart():
    reading = wl.read(
        "The Philippines notified the United States on Tuesday that it was ending the Visiting Forces Agreement of 1998. "
        "The move does not touch the Mutual Defense Treaty, which the two allies signed in 1951.",
        DAY,
    )
    assert {(a.name, a.signed, a.state) for a in reading.agreements} == {
        ("Visiting Forces Agreement", "1998", "ending"),
        ("Mutual Defense Treaty", "1951", "in-force"),
    }


def test_notice_taken_back():
    agreement, _ = only(
        "The Philippines has suspended the termination of its Visiting Forces Agreement with the United States, its "
        "foreign secretary said on Tuesday."
    )
    assert (agreement.state, agreement.ends_on) == ("in-force", None)
    assert "withdraw-notice" in {a.act for a in agreement.acts}


@pytest.mark.parametrize(
    "text",
    [
        "A shipyard in Poland signed a contract with a Danish ferry line on Monday.",
        "The union rejected a pay deal with the airline and gave three months' notice of a strike.",
        "Lyon agreed to lend its striker to Benfica until June; the Portuguese club may end the deal with a month's notice.",
        "President Kiir and his rival Machar signed a peace deal in South Sudan on Monday.",
    ],
)
def test_what_is_not_between_states_is_no_agreement(text):
    assert wl.read(text, DAY).agreements == []


def test_the_age_of_a_pact_is_no_notice_period():
    (pact,) = wl.read(
        "Kenya gave notice to France on Tuesday that it was terminating a two-decade-old agreement on visiting forces, its spokesman said. "
        "The embassy had received the notice of termination, which takes effect in 90 days.",
        published="2023-05-10",
    ).agreements
    assert pact.notice is not None
    assert (pact.notice.period, pact.ends_on) == ("P90D", "2023-08-07")


def test_a_name_in_brackets_is_short_for_the_phrase_before_it():
    reading = wl.read(
        "Kenya will let French forces use two more camps under the Enhanced Border Cooperation Agreement (EBCA), the two governments said on Monday.\n\n"
        "EBCA, signed in 2014, allows Paris to rotate troops. Either party can terminate EBCA with one year's notice.",
        published="2023-05-10",
    )
    (pact,) = reading.agreements
    assert (pact.name, pact.signed, pact.notice and pact.notice.period) == (
        "Enhanced Border Cooperation Agreement",
        "2014",
        "P1Y",
    )


def test_a_long_title_and_the_known_name_behind_it_are_one_treaty():
    reading = wl.read(
        "Russia is suspending its participation in the Treaty on Measures for the Reduction of Strategic Arms (New START), its president said on Tuesday. "
        "The treaty was signed by Russia and the United States in 2010.",
        published="2023-02-21",
    )
    assert [(a.name, a.state, a.signed) for a in reading.agreements] == [("New START", "suspended", "2010")]


def test_agreements_in_general_are_none():
    reading = wl.read(
        "Kenya ended its 2015 defence pact with France on Monday. Some senators said that the president had no right to scrap international pacts.",
        published="2023-05-10",
    )
    assert len(reading.agreements) == 1


@pytest.mark.parametrize(
    ("text", "parties", "state", "ends_on"),
    [
        ("Albania officially quit the Open Skies Treaty on Monday, six months after it notified the depositary.", {"ALB"}, "ended", "2024-05-13"),
        ("Norway has told Iceland that it will not prolong their 2009 fisheries agreement, the foreign ministry said on Monday.", {"NOR", "ISL"}, "ending", None),
        ("Benin has revoked a raft of military agreements with France, its government said on Monday.", {"BEN", "FRA"}, "ended", None),
        ("Peru said on Monday it would leave the Organization of American States on July 1.", {"PER", "Organization of American States"}, "ending", "2024-07-01"),
        ("Lawmakers in Ghana voted on Tuesday to suspend a 2018 defence agreement with the United States.", {"GHA", "USA"}, "suspended", None),
        ("Serbia may amend the 2009 defence agreement with Russia only by another treaty ratified by both countries, lawyers said.", {"SRB", "RUS"}, "in-force", None),
    ],
)  # fmt: skip
def test_what_is_done_decided_or_only_spoken_of(text, parties, state, ends_on):
    agreement, found = only(text)
    assert (set(found), agreement.state, agreement.ends_on) == (parties, state, ends_on)


def test_a_notice_that_was_received_is_that_of_its_giver():
    agreement, _ = only(
        "Jordan has received Egypt's notice of termination of their 2001 gas transit agreement, the ministry said on Monday."
    )
    assert [(a.act, a.by) for a in agreement.acts] == [("notify-end", ["state:EGY"])]


def test_agreements_by_the_dozen_are_not_one():
    assert not wl.read(
        "Congo has terminated some 70 of about 280 agreements with Belgium, an official said.", DAY
    ).agreements


def test_a_story_whose_notice_has_no_verb_above_it_is_read():
    assert wl.read("Thirty days' notice. A treaty between Chad and Niger.", DAY) is not None
