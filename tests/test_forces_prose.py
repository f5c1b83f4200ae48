"""Foreign forces in running prose: what is told without a noun, by reference, by part. Short stories in our own words."""

from __future__ import annotations

import pytest

import wireledger as wl
from forces_told import forces


def test_numbers_whose_noun_is_understood():
    assert forces(
        "Italy will send up to 3,000 troops to Lebanon, the largest contingent in the force. France has promised 2,000, "
        "Spain up to 1,200.",
        "2006-08-25",
    ) == {
        ("ITA", "LBN", 3000): "arriving",
        ("FRA", "LBN", 2000): "arriving",
        ("ESP", "LBN", 1200): "arriving",
    }  # fmt: skip
    assert forces(
        "Belarus has sent 500 peacekeepers to Kazakhstan, Tajikistan 200 and Armenia 70.", "2022-01-06"
    ) == {("BLR", "KAZ", 500): "present", ("TJK", "KAZ", 200): "present", ("ARM", "KAZ", 70): "present"}  # fmt: skip
    assert forces("The first Australian troops landed in East Timor on Monday. Some 1,200 were on the ground by night.", "1999-09-20") == {
        ("AUS", "TLS", 1200): "present"
    }  # fmt: skip


def test_a_factbox_that_goes_through_states_one_by_one():
    text = (
        "Who has soldiers in Lebanon, and what becomes of them:\n\n"
        "GHANA - Keeps its 860 men.\n\n"
        "NEPAL - The 234 engineers will stay.\n\n"
        "POLAND - Its 480 soldiers will be home by Nov. 30, the defence minister says.\n"
    )
    assert forces(text, "2009-10-01") == {
        ("GHA", "LBN", 860): "present",
        ("NPL", "LBN", 234): "present",
        ("POL", "LBN", 480): "leaving",
    }


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        # people who are soldiers, and men
        ("Some 20,000 Cubans under arms are in Ethiopia.", "1979-12-01", {("CUB", "ETH", 20000): "present"}),
        ("A battalion of 850 Nigerians is guarding Monrovia's airport in Liberia.", "2003-08-18", {("NGA", "LBR", 850): "present"}),
        ("Ecomog, the West African force, has about 13,000 men in Sierra Leone.", "1998-12-10", {("ECOWAS", "SLE", 13000): "present"}),
        ("Russia has told NATO that its brigade in Tajikistan, some 6,000 men, will remain.", "2009-03-31", {("RUS", "TJK", 6000): "present"}),
        # the alliance, the country, the island, their soldiers, the base
        ("Turkey, which now has 40,000 men and 200 tanks on the island, holds more than a third of Cyprus.", "1974-08-16", {("TUR", "CYP", 40000): "present"}),
        ("Chad gave the French until Jan. 31 to go. Around 1,000 of their soldiers are in the country.", "2024-12-01", {("FRA", "TCD", 1000): "ordered-out"}),
        ("Djibouti hosts the only permanent base of the United States in Africa, with some 4,000 personnel.", "2017-06-16", {("USA", "DJI", 4000): "present"}),
        ("Uzbekistan's parliament voted on Monday to close the German airbase at Termez. About 300 Bundeswehr soldiers serve there.", "2009-01-05", {("DEU", "UZB", 300): "ordered-out"}),
        # parts of a force, and the last of it
        ("Germany is moving 35 of its 130 soldiers in Iraq to Jordan.", "2020-01-07", {("DEU", "IRQ", 130): "present"}),
        ("Vietnam's army left Cambodia on Tuesday. The last 26,000 soldiers crossed the border at Moc Bai.", "1989-09-26", {("VNM", "KHM", 26000): "left"}),
        ("Some 2,400 French soldiers are still in Mali. The last of them are due to leave by the end of August.", "2022-05-03", {("FRA", "MLI", 2400): "leaving"}),
        # those who come, and a mission that is not prolonged
        ("Turkey offered 10,000 soldiers for Iraq on Thursday.", "2003-10-09", {("TUR", "IRQ", 10000): "arriving"}),
        ("The mandate of ECOMIB, 570 strong, expires on June 30 and will not be renewed, the bloc said in Guinea-Bissau.", "2017-06-05", {("ECOWAS", "GNB", 570): "ordered-out"}),
        # contingents of several states
        ("Two battalions from Ghana and Mali, with 770 men each, are on their way to Liberia.", "2003-08-18", {("GHA", "LBR", 770): "arriving", ("MLI", "LBR", 770): "arriving"}),
        ("Djibouti plays host to American, Japanese and Italian forces. The Americans number about 4,000.", "2024-07-24", {("USA", "DJI", 4000): "present", ("JPN", "DJI", None): "present", ("ITA", "DJI", None): "present"}),
    ],
)  # fmt: skip
def test_running_prose(text, day, expected):
    assert forces(text, day) == expected


def test_no_later_than_and_orders_of_long_ago():
    (force,) = wl.read("The United States will take its 1,200 servicemen out of Iceland no later than the end of September.", "2006-03-16").forces  # fmt: skip
    assert (force.state, force.leave_by) == ("leaving", "2006-09-30")
    (force,) = wl.read(
        "Sri Lanka demanded in June last year that the Indian soldiers quit within two months. The last of them left on Saturday.",
        "1990-03-24",
    ).forces  # fmt: skip
    assert (force.state, force.leave_by) == ("left", None)


@pytest.mark.parametrize(
    "text",
    [
        "About 3,000 Americans, hostages among them, are in Iraq and Kuwait, and 450 Japanese.",
        "Some 300 Filipinos work at the base as cooks and drivers.",
        "Indian commandos boarded a dhow in the Gulf of Aden and arrested 23 Somali pirates.",
        "The national security adviser spoke to reporters in Mexico.",
        "Sudan has denied that Egyptian soldiers are in Eritrea.",
        "Forty-eight Kuwaiti jet fighters escaped to Saudi Arabia.",
        "Police in Nairobi arrested 300 Somalis. Two thousand Ethiopians were deported last year.",
        "China's coast guard turned water cannon on Philippine boats.",
    ],
)
def test_no_foreign_force(text):
    assert forces(text, "2024-05-15") == {}
