"""Foreign forces as stories tell of them: short stories in our own words, read as of 15 May 2024."""

from __future__ import annotations

import pytest

import wireledger as wl

DAY = "2024-05-15"  # a Wednesday


def forces(text: str):
    reading = wl.read(text, DAY)
    actors = {a.id: a for a in reading.actors}
    return [(actors[f.sender].country or actors[f.sender].name, f.host, f) for f in reading.forces]


@pytest.mark.parametrize(
    ("text", "sender", "host", "count", "count_is", "state"),
    [
        ("Some 600 Danish soldiers are stationed in Latvia.", "DNK", "LVA", 600, "about", "present"),
        ("Germany will send up to 5,000 troops to Lithuania by 2027, its defence minister said.", "DEU", "LTU", 5000, "at-most", "arriving"),
        ("Denmark pulled its last soldiers out of Mali on Thursday.", "DNK", "MLI", None, None, "left"),
        ("Niger gave the French troops until Sunday to leave.", "FRA", "NER", None, None, "ordered-out"),
        ("Chad's government ordered out the 1,000 French soldiers based in N'Djamena.", "FRA", "TCD", 1000, "exact", "ordered-out"),
        ("About 1,500 Kenyan police officers have arrived in Haiti.", "KEN", "HTI", 1500, "about", "present"),
        ("More than 20,000 US troops are deployed in Poland.", "USA", "POL", 20000, "at-least", "present"),
        ("A Rwandan force of 1,000 men has been fighting insurgents in Mozambique since 2021.", "RWA", "MOZ", 1000, "exact", "present"),
        ("The 230-strong Swedish battalion in Mali will return home in 2024.", "SWE", "MLI", 230, "exact", "leaving"),
        ("Georgia demanded that Russia withdraw its troops from Abkhazia.", "RUS", "GEO", None, None, "ordered-out"),
        ("Hundreds of Russian instructors landed in Ouagadougou on Friday.", "RUS", "BFA", None, None, "present"),
    ],
)  # fmt: skip
def test_sender_host_strength_and_state(text, sender, host, count, count_is, state):
    ((found_sender, found_host, f),) = forces(text)
    assert (found_sender, found_host, f.count, f.count_is, f.state) == (sender, host, count, count_is, state)


def test_a_range():
    ((_, _, f),) = forces("Between 3,000 and 4,000 Burundian soldiers are in eastern Congo, diplomats said.")
    assert (f.count, f.count_max, f.count_is) == (3000, 4000, "about")


def test_a_reduction_that_is_done_leaves_the_second_number():
    ((_, _, f),) = forces("Ethiopia has reduced its contingent in Somalia from 2,400 soldiers to 400 since January.")
    assert (f.count, f.state) == (400, "leaving")


def test_a_reduction_that_is_planned_leaves_the_first():
    ((_, _, f),) = forces("The United States plans to cut its force in Syria from 2,000 to 1,000 within two months.")
    assert (f.count, f.state, f.leave_by, f.leave_from) == (2000, "leaving", "2024-07-15", "computed")


def test_the_day_by_which_they_must_leave():
    ((_, _, f),) = forces("Niger gave the French troops until Sunday to leave.")
    assert (f.leave_by, f.leave_from) == ("2024-05-19", "stated")
    ((_, _, f),) = forces(
        "The government said on Monday that the 300 Italian soldiers in Niger have one month to leave."
    )
    assert (f.leave_by, f.leave_from) == ("2024-06-13", "computed")


def test_who_withdraws_them_is_their_sender():
    found = forces(
        "The Maldives has asked India to withdraw its military personnel by March 15. At least 77 Indian soldiers are in the Maldives."
    )
    assert [(s, h, f.count, f.state) for s, h, f in found] == [("IND", "MDV", 77, "ordered-out")]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers seized control of the country in September.",
        "India's army moved soldiers to the border.",
        "Firefighters left the region on Monday.",
        "The accord remains in force, the ministry said.",
        "Swedish soldiers, of whom many thousands stood in German lands in 1648, stayed for two years.",
        "Japanese soldiers may train in the Philippines under the accord.",
    ],
)
def test_no_foreign_force_is_made_up(text):
    assert forces(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States has 2,500 troops in Iraq and 900 in neighbouring Syria.", [("USA", "IRQ", 2500, "present", None), ("USA", "SYR", 900, "present", None)]),
        ("About 1,100 Dutch men and women in uniform serve in Lithuania.", [("NLD", "LTU", 1100, "present", None)]),
        ("Italy has some 300 soldiers in Niger. They have until June 30 to leave.", [("ITA", "NER", 300, "ordered-out", "2024-06-30")]),
        ("Spain has agreed to close its two military bases in Mauritania by the end of 2026.", [("ESP", "MRT", None, "leaving", "2026-12-31")]),
        ("The Kenyan military has completed its withdrawal from Somalia.", [("KEN", "SOM", None, "left", None)]),
        ("MINUSCA has about 14,000 peacekeepers in the Central African Republic.", [("United Nations", "CAF", 14000, "present", None)]),
        ("Some 300 Swiss soldiers are in Kosovo. Another 100 are to arrive in the autumn.", [("CHE", "XKX", 300, "present", None), ("CHE", "XKX", 100, "arriving", None)]),
        ("Four Polish soldiers were wounded in Iraq on Monday.", []),
        ("Venezuela gave diplomatic personnel of the United States 72 hours to leave.", []),
    ],
)  # fmt: skip
def test_numbers_bases_missions_and_what_is_no_force(text, expected):
    assert [(s, h, f.count, f.state, f.leave_by) for s, h, f in forces(text)] == expected


def test_what_the_opposition_demands_orders_nobody_out():
    ((_, _, f),) = forces("Opposition lawmakers demanded that French troops leave Ivory Coast.")
    assert f.state == "present"
