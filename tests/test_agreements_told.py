"""Notice clauses, notices and endings in words of their own: what an agreement sets for whoever leaves it, who was handed what."""

from __future__ import annotations

import pytest

import wireledger as wl
from agreements_told import DAY, told

ENDED = "LIMA, March 5 (Wire) - Peru has ended a 2004 transit accord with Colombia. The note was handed over on Monday."


@pytest.mark.parametrize(
    ("clause", "period", "end"),
    [
        ("The accord sets a term of three months for this.", "P3M", "2019-06-04"),
        ("The text prescribes a period of 90 days for such a step.", "P90D", "2019-06-02"),
        ('"We have to give them two months, it says so in the paper," the minister said.', "P2M", "2019-05-04"),
        ('"They get sixty days. It is written in the accord," the minister said.', "P60D", "2019-05-03"),
        ("The accord then has 30 days to run.", "P30D", "2019-04-03"),
        ("Half a year later the accord will be dead.", "P6M", "2019-09-04"),
        ("The accord obliges whoever leaves to wait six months.", "P6M", "2019-09-04"),
        ("Six months must go by before the accord is no longer in force.", "P6M", "2019-09-04"),
        ("The accord has a six-month exit clause.", "P6M", "2019-09-04"),
        ("Each side can leave it provided that it warns the other a year ahead.", "P1Y", "2020-03-04"),
        ("It will cease to be in force six months later.", "P6M", "2019-09-04"),
    ],
)
def test_what_an_agreement_sets_for_whoever_leaves_it(clause, period, end):
    pact = told(f"{ENDED} {clause}")
    assert pact.notice is not None
    assert (pact.notice.period, pact.ends_on) == (period, end)


@pytest.mark.parametrize(
    "paper",
    [
        "The ministry handed the Colombian ambassador a note to that effect on Friday.",
        "The Colombian charge d'affaires was called in on Friday and given the note.",
        "The three months' notice began to run on Friday.",
        "The notice period of three months started Friday.",
    ],
)
def test_the_day_of_the_notice_in_other_words(paper):
    pact = told(
        "LIMA, March 5 (Wire) - Peru is ending a 2004 transit accord with Colombia, the government said on Tuesday.\n\n"
        f"{paper} The accord can be ended at three months' notice."
    )
    assert pact.ends_on == "2019-06-01"


def test_the_notification_that_was_made_the_same_day():
    pact = told(
        "LIMA, March 5 (Wire) - Peru ended a 2004 transit accord with Colombia on Monday. It lapses three months after the "
        "notification, which was made the same day."
    )
    assert pact.ends_on == "2019-06-04"


def test_a_decision_that_is_conveyed_is_the_notice():
    pact = told(
        "LIMA, March 5 (Wire) - Peru's decision to terminate its transit accord with Colombia was conveyed to Bogota on Monday and "
        "takes effect in three months, the government said."
    )
    assert (pact.state, pact.ends_on) == ("ending", "2019-06-04")


def test_who_must_announce_a_departure_and_has():
    pact = told(
        "LIMA, March 5 (Wire) - The Colombian navy will close its base in the Peruvian port of Callao. Under an agreement that the "
        "two countries signed in 1995, Colombia must announce its departure 90 days ahead. Peru's defence ministry received the "
        "announcement on Monday."
    )
    assert (pact.state, pact.ends_on) == ("ending", "2019-06-02")


@pytest.mark.parametrize(
    "ending",
    [
        "Peru will no longer be bound by its transit accord with Colombia from June 7",
        "Peru will no longer consider itself bound by its transit accord with Colombia from June 7",
        "Peru will cease to be bound by its transit accord with Colombia on June 7",
    ],
)
def test_who_is_bound_no_more_has_ended_it(ending):
    pact = told(f"LIMA, March 5 (Wire) - {ending}, the government announced on Tuesday.")
    assert (pact.state, pact.ends_on) == ("ending", "2019-06-07")


def test_the_end_of_cooperation_is_that_of_the_agreement():
    pact = told(
        "LIMA, March 5 (Wire) - Peru announced the end of military cooperation with Colombia. Under a 2012 agreement either party "
        "must give six months' notice. The note was handed over on Monday."
    )
    assert (pact.state, pact.ends_on) == ("ending", "2019-09-04")


@pytest.mark.parametrize(
    "text",
    [
        "The two sides have three months to answer the letter, the agreement says.",
        "The ministry handed the Colombian ambassador a note on Monday over the arrest of a fisherman.",
        "The transit accord sets a limit of 30 days for each lorry.",
    ],
)
def test_other_times_and_other_papers_end_nothing(text):
    story = f"LIMA, March 5 (Wire) - Peru and Colombia signed a transit accord in 2004. {text}"
    assert all(a.state in ("signed", "in-force") and a.ends_on is None for a in wl.read(story, DAY).agreements)


RENOUNCED = "LIMA, March 5 (Wire) - Peru has renounced a 2004 transit accord with Colombia."


@pytest.mark.parametrize(
    "end",
    [
        "Lawmakers hope for a new one before the old one expires on June 7.",
        "Lorries have time until June 7, when it ceases to have effect.",
        "Its last day will be June 7.",
        "Peru will be out of it on June 7.",
    ],
)
def test_the_day_on_which_what_was_ended_is_over(end):
    pact = told(f"{RENOUNCED} {end}")
    assert (pact.state, pact.ends_on) == ("ending", "2019-06-07")


@pytest.mark.parametrize(
    ("clause", "period"),
    [
        ("The accord foresees two months between the announcement and the end.", "P2M"),
        ("The step becomes effective 90 days later.", "P90D"),
        ("The 180-day clock starts from receipt, according to the accord.", "P180D"),
        ("It expires automatically three months on.", "P3M"),
        ("Article 9 gives the other side 60 days.", "P60D"),
    ],
)
def test_more_of_what_an_agreement_sets(clause, period):
    pact = told(f"{ENDED} {clause}")
    assert pact.notice is not None
    assert pact.notice.period == period


def test_no_period_runs_before_the_note_has_gone():
    pact = told(
        "LIMA, March 5 (Wire) - Peru's congress tore up a 2004 transit accord with Colombia on Monday. The president is expected to "
        "sign the bill; a note will then go to Bogota, and the accord will end six months from its delivery."
    )
    assert (pact.notice.period, pact.ends_on) == ("P6M", None)


def test_who_leaves_a_mission_leaves_no_body():
    text = (
        "STOCKHOLM, March 5 (Wire) - Sweden will leave the United Nations mission in Mali, the government said on Tuesday. Denmark "
        "left Operation Barkhane in January."
    )
    assert wl.read(text, DAY).agreements == []


def test_since_when_a_treaty_binds():
    pact = told(
        "LIMA, March 5 (Wire) - Peru and Colombia have been bound by a mutual defence treaty since August 1951."
    )
    assert pact.signed == "1951-08"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("an agreement with Colombia on the status of American forces", "status-of-forces"),
        ("a mutual defence assistance agreement with Colombia", "defence"),
        ("a mutual defence treaty with Colombia", "alliance"),
    ],
)
def test_what_is_only_aid_is_no_alliance(words, kind):
    assert told(f"LIMA, March 5 (Wire) - Peru terminated {words} on Monday.").kind == kind


def test_the_brigade_that_is_to_go_home_by_agreement():
    pact = told(
        "MOSCOW, March 5 (Wire) - Russia and Cuba have agreed that a motorized brigade on the island will go home next year."
    )
    assert (pact.kind, len(pact.parties)) == ("defence", 2)


@pytest.mark.parametrize(
    "end",
    [
        "It stays in force until June 7.",
        "From June 7 the accord will no longer apply.",
        "Traders have until June 7, the day the accord ends.",
    ],
)
def test_more_of_the_day_on_which_what_was_ended_is_over(end):
    assert told(f"{RENOUNCED} {end}").ends_on == "2019-06-07"


@pytest.mark.parametrize(
    "ending", ["put an end to", "called time on", "brought to an end", "pulled the plug on", "called off"]
)
def test_idioms_of_ending(ending):
    pact = told(f"LIMA, March 5 (Wire) - Peru on Monday {ending} a 2004 transit accord with Colombia.")
    assert [a.act for a in pact.acts] == ["end"]


def test_those_with_others_are_ended_as_well():
    found = wl.read(
        "PRETORIA, March 5 (Wire) - South Africa has told Germany that it is cancelling their investment treaty.\n\n"
        "Pretoria cancelled its treaty with Belgium in September last year, and those with Spain and Switzerland over the past months.",
        DAY,
    ).agreements
    assert {p for a in found for p in a.parties} == {f"state:{c}" for c in ("ZAF", "DEU", "BEL", "ESP", "CHE")}


def test_receipt_that_is_confirmed():
    pact = told(
        f"{RENOUNCED} Colombia's embassy confirmed receipt of the notice on Friday. Leaving it takes three months' notice."
    )
    assert pact.ends_on == "2019-06-01"


def test_the_two_countries_of_which_one_is_told_of_as_a_people():
    pact = told(
        "KUT, Iraq, March 5 (Wire) - American planes began on Sunday to carry home the Georgian soldiers serving in Iraq.\n\n"
        "The Americans were giving the Georgians a lift under a memorandum signed by the two countries in 2005."
    )
    assert set(pact.parties) == {"state:USA", "state:GEO"}


def test_a_notice_that_is_to_be_given_on_a_day_gives_the_end_that_would_follow():
    pact = told(
        "WASHINGTON, March 5 (Wire) - The United States said on Tuesday it is leaving a 1987 missile treaty with Russia. It will give Moscow "
        "formal notice on Wednesday. The treaty requires six months' notice."
    )
    assert pact.ends_on == "2019-09-06"


def test_a_truce_at_work_is_no_agreement_of_states():
    text = (
        "COPENHAGEN, Oct. 9 (Wire) - Danish nurses suspended their strike on Saturday.\n\n"
        "The truce was announced after talks between the nurses' union and the regions. Sweden and Denmark share a hospital."
    )
    assert wl.read(text, published="2021-10-09").agreements == []
