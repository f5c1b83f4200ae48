"""Phrases of everyday wire copy, through all stages: what may be seen to happen, regions, papers that propose."""

from __future__ import annotations

import pytest

import wireledger as wl
from wireledger.reading import frames
from wireledger.reading.language import pipeline


def read(text: str):
    return wl.read(text, published="2024-11-29")


def told(text: str) -> dict[str, str]:
    """Trigger -> status of each event."""
    reading = read(text)
    return {reading.words(e.trigger): e.status for e in reading.events}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Togo ended the pact, a move that could see Italian troops leave the country.", "possible"),
        ("The plan would see Polish soldiers withdraw from Iraq.", "possible"),
        ("The plan saw Polish soldiers withdraw from Iraq.", "happened"),
    ],
)
def test_what_somebody_sees_or_lets_happen_shares_its_mood(text, status):
    assert [s for w, s in told(text).items() if w in ("leave", "withdraw")] == [status]


def test_what_a_text_lets_its_parties_do_is_no_event():
    assert told("Under the accord between Italy and Togo, either party may withdraw on six months' notice.") == {}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Gabon said Friday it would host talks. The Central African nation signed the pact.", "GAB"),
        ("Bolivia said Friday it would host talks. The South American country signed the pact.", "BOL"),
    ],
)
def test_an_adjective_that_a_region_has_is_not_a_states(text, country):
    states = {a.country: [read(text).words(m) for m in a.mentions] for a in read(text).actors if a.kind == "state"}
    assert set(states) == {country}
    assert len(states[country]) == 3


def test_central_african_officials_are_of_that_republic():
    reading = read("BANGUI (AFP) - Central African President Jean Koli met rebels on Monday.")
    assert {a.country for a in reading.actors if a.kind == "person"} == {"CAF"}


def test_a_paper_sent_to_somebody_proposes_by_itself():
    reading = read("Envoy Paul Bock sent a report to President Anna Lind of Sweden proposing to close the base.")
    names = {a.id: a.name for a in reading.actors}
    assert "Anna Lind" not in {names[i] for e in reading.events for i in e.actors}


def test_troops_in_a_country_are_not_its_own():
    reading = read("The plan cuts the number of French troops in Chad.")
    assert [a.country for a in reading.actors if a.kind == "group"] == ["FRA"]


def test_a_description_right_before_a_states_name_is_that_state():
    reading = read("Togo ends cooperation agreement with former colonial ruler France")
    names = {a.id: a.country for a in reading.actors}
    assert [[names[i] for i in e.recipients] for e in reading.events] == [["FRA"]]


def test_there_is_the_country_that_the_paragraph_is_about():
    reading = read(
        "About 1,000 Italian troops are based in Togo.\n\nIn Dakar, Senegalese President Omar Sy said that Italy should "
        'close its base. "We are independent," he said. About 350 Italian troops are based there.'
    )
    assert [(f.host, f.count) for f in reading.forces] == [("TGO", 1000), ("SEN", 350)]


def test_who_is_forced_out_is_expelled():
    assert told("Italy's military has been forced out of Togo and Benin.") == {"forced": "happened"}


@pytest.mark.parametrize(
    ("full", "later"),
    [
        ("Abdel-Fattah al-Burhan", "Burhan"),
        ("Omar el-Tayeb", "Tayeb"),
        ("Omar el-Tayeb", "El-Tayeb"),
    ],
)
def test_a_last_name_comes_back_without_its_article(full, later):
    reading = read(f"Sudanese President {full} spoke on Monday. {later} said that the pact was over.")
    assert [a.name for a in reading.actors if a.kind != "state"] == [full]


def test_a_base_called_after_somebody_is_nobody():
    reading = read("The troops will leave Ain al-Asad airbase in western Iraq next year.")
    assert not [a.name for a in reading.actors if a.kind == "person"]


@pytest.mark.parametrize(("leader", "country"), [("U.S.-led", "USA"), ("French-led", "FRA"), ("NATO-led", None)])
def test_a_coalition_is_its_leaders_and_not_its_hosts(leader, country):
    reading = read(f"The {leader} coalition in Iraq attacked rebels on Monday.")
    actors = {a.id: a for a in reading.actors}
    assert [[actors[i].country for i in e.actors] for e in reading.events] == [[country]]


def test_it_may_be_who_is_fought():
    reading = read("The U.S. formed the force in 2014 to fight Islamic State as it killed villagers in Iraq.")
    names = {a.id: a.name for a in reading.actors}
    assert [names[i] for e in reading.events if reading.words(e.trigger) == "killed" for i in e.actors] == [
        "Islamic State"
    ]


def test_a_threat_before_a_verb_that_the_parser_hangs_it_on_was_made():
    text = "Duterte threatened last month to end the pact after the visa of a loyal senator, Ronald Rosa, was reportedly canceled."
    assert told(f"Philippine President Rodrigo Duterte spoke. {text}")["threatened"] == "happened"


def test_those_in_a_neighbouring_country_are_a_second_force():
    reading = read(
        "Italy has about 2,500 troops in Iraq and 900 in neighbouring Syria as part of a coalition formed in 2014."
    )
    assert [(f.host, f.count) for f in reading.forces] == [("IRQ", 2500), ("SYR", 900)]


def test_two_ranks_before_a_name_are_no_part_of_it():
    reading = read("Col. Maj. Amadou Diallo, a spokesman for the junta in Niger, read the statement.")
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Amadou Diallo"]


def test_a_ratification_that_is_revoked_is_none():
    reading = read("Parliament in Kyiv voted to repeal the ratification of the pact with Poland.")
    assert [
        (a.act, a.status) for g in reading.agreements for a in g.acts if a.act == "ratify" and a.status != "denied"
    ] == []


def test_what_has_been_done_since_is_not_of_the_year_told_before():
    reading = read("Norway joined the alliance in 2017 and has backed the sanctions of the EU against Russia.")
    assert {reading.words(e.trigger): e.when.value if e.when else None for e in reading.events}.get("backed") != "2017"


def test_a_clause_is_no_complement_of_itself():
    clause = next(t for t in pipeline()("They are the pacts which Chad may end by giving notice.") if t.text == "end")
    assert clause not in frames.of_verb(clause).complements


def test_two_states_that_may_end_a_pact_by_giving_notice_can_be_read():
    text = "The camps stand on a treaty which the two countries signed in 2010 and which either may end by giving six months' notice."
    assert read(text).story.text == text


def test_a_weekday_before_a_title_is_no_part_of_it():
    reading = read("On Saturday President Moussa Idriss is to meet Foreign Minister Lina Olsen of Norway.")
    assert "President" in [r.title for a in reading.actors for r in a.roles]
    assert not any("Saturday" in r.title for a in reading.actors for r in a.roles)


def test_the_senate_is_that_of_the_state_that_a_story_from_its_capital_is_about():
    reading = read(
        "MANILA, Philippines (Wire) - The Philippines told the United States that it would end a pact.\n\n"
        "In a Senate hearing last week, lawmakers had warned against it."
    )
    assert [a.country for a in reading.actors if "senate" in a.id] == ["PHL"]


def test_a_state_that_is_put_out_of_a_base_is_expelled():
    (event,) = read("Djibouti evicted France from the air base on Monday, officials said.").events
    assert (event.type, event.mode, event.actors, event.recipients) == (
        "SANCTION",
        "expel",
        ["state:DJI"],
        ["state:FRA"],
    )


def test_names_without_a_latin_letter_can_be_read_beside_others():
    reading = read("President Іван Франко met Prime Minister Ivan Petrov and Mr. Petrow on Friday in Kyiv.")
    assert {"Іван Франко", "Ivan Petrov"} <= {a.name for a in reading.actors}


@pytest.mark.parametrize(
    ("text", "type_", "mode"),
    [
        ("Turkey launched air strikes on Kurdish fighters in Iraq.", "ASSAULT", "aerial"),
        ("France pulled out of Mali.", "RETREAT", "withdraw"),
        ("Mali pulled out of the G5 Sahel.", "SANCTION", "withdraw"),
    ],
)
def test_strikes_from_the_air_are_no_protest_and_leaving_a_land_no_sanction(text, type_, mode):
    assert [(e.type, e.mode) for e in read(text).events] == [(type_, mode)]


def test_the_day_of_a_revision_is_not_that_of_the_end():
    reading = read(
        "Chad ended its defence accord with France, revised on September 5, 2019, the government said.\n\n"
        "The accord, revised on September 5, 2019, will end."
    )
    assert "2019-09-05" not in {act.on for agreement in reading.agreements for act in agreement.acts}


@pytest.mark.parametrize(
    "text",
    [
        "The talks failed, a diplomat said on condition of anonymity.",
        "The talks failed, a senior official said on the condition of anonymity.",
        "The talks failed, a diplomat told the agency on condition that he not be named.",
    ],
)
def test_a_condition_of_anonymity_is_no_part_of_what_is_said(text):
    reading = read(text)
    (statement,) = reading.statements
    assert statement.anonymous
    assert [reading.words(c) for c in statement.content] == ["The talks failed"]
