"""One fact in many words: quotes, contributors to missions, strengths in a sentence of their own; and soldiers at home."""

from __future__ import annotations

import pytest

import wireledger as wl
from forces_told import forces

NIAMEY = "NIAMEY, Niger (Wire) - Niger and Italy will discuss their military cooperation next week, officials said Monday.\n\n"


@pytest.mark.parametrize(
    ("text", "count", "state"),
    [
        ('"We are withdrawing our 300 soldiers from Niger," Italian Defense Minister Guido Crosetto said.', 300, "leaving"),
        ('"Our soldiers will leave Niger by June," Italian Defense Minister Guido Crosetto said.', None, "leaving"),
        ("Half of the 300 Italian soldiers in Niger have already left.", 300, "leaving"),
        ("All Italian troops are out of Niger, the ministry said.", None, "left"),
        ("With the departure of the last Italian soldiers from Niger on Sunday, the mission ended.", None, "left"),
        ("Three hundred Italian soldiers are on their way to Niger.", 300, "arriving"),
        ("Italian troop strength in Niger stands at 300.", 300, "present"),
        ("Italian troops in Niger number 300.", 300, "present"),
        ("Italy has a battalion in Niger; its strength is 300.", 300, "present"),
        ("Italy's presence in Niger consists of 300 soldiers.", 300, "present"),
        ("Italian defense officials say 300 of the country's soldiers are in Niger.", 300, "present"),
        ("Thirty Italian officers are teaching at military schools in Niger.", 30, "present"),
        ("About 30 Italian pilots and mechanics are stationed at an air base in Niger.", 30, "present"),
        ("Italy's military mission in Niger has 30 members.", 30, "present"),
    ],
)  # fmt: skip
def test_many_words_for_one_force(text, count, state):
    assert forces(NIAMEY + text, "2024-03-18") == {("ITA", "NER", count): state}


BEIRUT = "BEIRUT, Lebanon (Wire) - Ireland and Lebanon signed a cultural accord on Monday.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "About 350 Irish are with the United Nations in Lebanon.",
        "Ireland, the third largest contributor to the U.N. force in Lebanon with 350 troops, will stay.",
        "With 350 soldiers, Ireland is the largest contributor to UNIFIL in Lebanon.",
        "Among the 9,000 foreign soldiers in Lebanon are 350 Irishmen, 350 Irish soldiers in all.",
    ],
)
def test_national_contingents_of_a_mission(text):
    assert forces(BEIRUT + text, "2007-10-01")[("IRL", "LBN", 350)] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "The deadline for Kenyan soldiers to leave Somalia is March 1.",
        "Somalia set a March 1 deadline for the withdrawal of Kenyan soldiers.",
        "Kenyan soldiers in Somalia were told to be gone by March 1.",
    ],
)
def test_deadlines(text):
    lead = "MOGADISHU, Somalia (Wire) - Somalia and Kenya held talks on trade on Monday.\n\n"
    assert [f.leave_by for f in wl.read(lead + text, "2021-02-01").forces] == ["2021-03-01"]


def test_a_withdrawal_that_was_completed_is_over_whatever_had_been_planned():
    text = "In July Kigali promised to take its troops out of Congo in 90 days. Rwanda completed its withdrawal of 23,400 soldiers from Congo on Oct. 5."
    assert forces(text, "2002-10-30") == {("RWA", "COD", 23400): "left"}


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 Latvian soldiers held an exercise near Riga, 20 kilometres from the Russian embassy's dacha.",
        "Latvia's soldiers will leave the flooded towns by Friday, Defence Minister Raimonds Bergmanis said. Poland has donated pumps.",
        "Soldiers of the Latvian army left the barracks in Liepaja, which France had helped to repair.",
        "No American troops are stationed in Latvia. The pact of 2017 lets American soldiers visit.",
        "About 4,000 Filipinos work at American bases in Kuwait as cooks, drivers and mechanics.",
    ],
)
def test_soldiers_at_home_and_people_of_other_trades_are_no_force(text):
    assert forces("RIGA, Latvia (Wire) - " + text, "2015-06-01") == {}


BISHKEK = "BISHKEK, Kyrgyzstan (Wire) - Kyrgyzstan and India will hold talks on trade, officials said Tuesday.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India said it would not keep its 60 soldiers in Kyrgyzstan beyond August.", {("IND", "KGZ", 60): "leaving"}),
        ("India will not extend the stay of its 60 soldiers in Kyrgyzstan.", {("IND", "KGZ", 60): "leaving"}),
        ("Forty of the 60 Indian soldiers in Kyrgyzstan will go home next month.", {("IND", "KGZ", 60): "leaving"}),
        ("India's soldiers are gone from Kyrgyzstan, the ministry said.", {("IND", "KGZ", None): "left"}),
        ("Kyrgyzstan has notified India that its soldiers must leave.", {("IND", "KGZ", None): "ordered-out"}),
        ("Kyrgyzstan gave India until September 1 to withdraw its soldiers.", {("IND", "KGZ", None): "ordered-out"}),
        ("Indian troops will begin arriving in Kyrgyzstan on Friday.", {("IND", "KGZ", None): "arriving"}),
        ("Kyrgyzstan will receive 60 soldiers from India.", {("IND", "KGZ", 60): "arriving"}),
        ("India stations 60 troops in Kyrgyzstan.", {("IND", "KGZ", 60): "present"}),
        ("There are 60 soldiers at the Indian base in Kyrgyzstan.", {("IND", "KGZ", 60): "present"}),
        ("Of the foreign soldiers in Kyrgyzstan, 60 are Indian.", {("IND", "KGZ", 60): "present"}),
        ("India has 60 police in Kyrgyzstan.", {("IND", "KGZ", 60): "present"}),
        ("India has some 60 troops in Kyrgyzstan. India is quitting the country within four months, its envoy said.", {("IND", "KGZ", 60): "leaving"}),
    ],
)  # fmt: skip
def test_coming_staying_and_going_in_other_words(text, expected):
    assert forces(BISHKEK + text, "2013-06-11") == expected


def test_officers_with_a_mission_are_soldiers():
    text = "OSLO (Wire) - Norway and Mali renewed an aid accord.\n\nNorway has a dozen officers with the U.N. mission in Mali."
    assert forces(text, "2022-03-03") == {("NOR", "MLI", 12): "present"}


def test_what_a_state_wants_of_its_own_soldiers_and_the_day_of_it():
    text = "India wants to have its soldiers out of Kyrgyzstan by August 31."
    (force,) = wl.read(BISHKEK + text, "2013-06-11").forces
    assert (force.state, force.leave_by) == ("leaving", "2013-08-31")


def test_police_of_the_dateline_are_at_home():
    text = "The minister in Nairobi said five police advisers would remain in the town. Uganda welcomed it, and Uganda and Kenya will meet; Uganda paid."
    assert forces("NAIROBI, Kenya (Wire) - " + text, "2013-06-11") == {}
