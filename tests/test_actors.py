"""Who is meant: actors of small stories of our own, their offices and countries, and what refers back to them."""

from __future__ import annotations

import functools

import pytest

import wireledger as wl
from wireledger.model import Actor, Reading

STORIES = {
    "envoys": """\
Japan and Australia agree on patrols

CANBERRA, March 4 (Agency) - Japan and Australia agreed on Monday to patrol the strait together, officials from both countries said.

Australian Foreign Minister Helen Marsh met her Japanese counterpart, Kenji Morita, in Canberra. "The two sides want the sea lanes open," Marsh told reporters. She thanked Tokyo for its ships.

Morita said Japan would send two destroyers. He flies home on Tuesday.

The Pacific Islands Forum (PIF) welcomed the plan. The PIF has 18 members. Marsh's husband, Peter Marsh, a teacher, was with her.

The bloc called for talks with Beijing. China's embassy did not comment.
""",
    "junta": """\
NIAMEY (Agency) - Niger's junta on Thursday expelled the French ambassador, Sylvain Itte, a spokesman for the military government said.

Colonel Major Oumar Sidi, the junta's spokesman, read the decree on state television. Sidi said the former colony would no longer bow to Paris.

Former President Mahamane Ousseini, who was ousted in July, remains in detention. The deposed president has refused to resign. The Economic Community of West African States (ECOWAS) has threatened to use force to restore him.

ECOWAS chiefs of staff meet on Friday. The bloc gave the country's new rulers one week.

Mali and Burkina Faso, both ruled by soldiers, backed the coup. The two countries warned against an intervention. French troops are stationed in Niger.
""",
    "cousins": """\
LUSAKA, May 2 (Agency) - Zambia's Finance Minister Grace Mulenga resigned on Tuesday after a quarrel with her brother, opposition lawmaker Joseph Mulenga.

Grace Mulenga said she had been misled. Joseph Mulenga denied it.

President-elect Moses Tembo named Ruth Zulu as acting finance minister. Zulu, a former central bank governor, takes over on Wednesday, Tembo said.

The United Party for Progress (UPP), which Tembo leads, holds 80 seats. "We are ready," said Peter Kunda, a spokesman for the UPP.

Police in Lusaka arrested three protesters. The protesters had thrown stones at the police.
""",
    "talks": """\
GENEVA, Nov 9 (Agency) - Armenia and Azerbaijan resumed talks on Thursday under the eyes of the Organization for Security and Co-operation in Europe (OSCE).

Yerevan accused Baku of shelling a village. Azerbaijan's Defence Ministry denied the claim. The ministry said its forces had held fire.

Russian Foreign Minister Sergei Lavrov called his Azerbaijani counterpart, Jeyhun Bayramov. Lavrov urged both sides to show restraint. Moscow has 2,000 peacekeepers in the region.

The White House said it was following events. "We urge the two countries to talk," State Department spokesman Mark Hill said. Hill spoke in Washington.

Prime Minister Nikol Pashinyan told parliament that Armenia wanted peace. The Kremlin said President Vladimir Putin would call him.
""",
    "rebels": """\
GOMA (Agency) - Fighters of the March 23 Movement, known as M23, seized a town in eastern Congo on Sunday, the army said.

General Sylvain Ekenge, a spokesman for the Congolese army, accused Rwanda of sending troops. Kigali denies backing the rebels.

"They crossed at dawn," Ekenge said. Villagers fled to Goma, the U.N. refugee agency said. UNHCR spokeswoman Anna Berg put their number at 5,000.

Uganda's military said its soldiers were not involved. Bertrand Bisimwa, the political leader of M23, said the group wanted talks with Kinshasa.
""",
}


@functools.cache
def reading(name: str) -> Reading:
    return wl.read(STORIES[name], published="2023-11-10")


def meant(name: str, words: str, nth: int = 0) -> list[Actor]:
    """The actors whose mention ends where the nth occurrence of the words ends."""
    r = reading(name)
    start = -1
    for _ in range(nth + 1):
        start = r.story.text.index(words, start + 1)
    end = start + len(words)
    return [a for a in r.actors if any(m[1] == end and m[0] <= start + 4 for m in a.mentions)]


@pytest.mark.parametrize(
    ("story", "name", "title", "country", "status"),
    [
        ("envoys", "Helen Marsh", "Foreign Minister", "AUS", "current"),
        ("envoys", "Kenji Morita", "Foreign Minister", "JPN", "current"),
        ("junta", "Sylvain Itte", "ambassador", "FRA", "current"),
        ("junta", "Oumar Sidi", "spokesman", "NER", "current"),
        ("junta", "Mahamane Ousseini", "President", "NER", "former"),
        ("cousins", "Grace Mulenga", "Finance Minister", "ZMB", "current"),
        ("cousins", "Joseph Mulenga", "lawmaker", "ZMB", "current"),
        ("cousins", "Moses Tembo", "President", "ZMB", "elect"),
        ("cousins", "Ruth Zulu", "finance minister", "ZMB", "acting"),
        ("cousins", "Ruth Zulu", "governor", "ZMB", "former"),
        ("cousins", "Peter Kunda", "spokesman", "ZMB", "current"),
        ("talks", "Sergei Lavrov", "Foreign Minister", "RUS", "current"),
        ("talks", "Jeyhun Bayramov", "Foreign Minister", "AZE", "current"),
        ("talks", "Mark Hill", "spokesman", "USA", "current"),
        ("talks", "Nikol Pashinyan", "Prime Minister", "ARM", "current"),
        ("talks", "Vladimir Putin", "President", "RUS", "current"),
        ("rebels", "Sylvain Ekenge", "General", "COD", "current"),
        ("rebels", "Bertrand Bisimwa", "leader", "COD", "current"),
    ],
)  # fmt: skip
def test_people_have_their_offices_and_countries(story, name, title, country, status):
    (person,) = [a for a in reading(story).actors if a.kind == "person" and a.name == name]
    assert person.country == country
    assert [r for r in person.roles if title in r.title and r.status == status], person.roles


@pytest.mark.parametrize(
    ("story", "words", "nth", "countries"),
    [
        ("envoys", "both countries", 0, {"JPN", "AUS"}),
        ("envoys", "The two sides", 0, {"JPN", "AUS"}),
        ("envoys", "Tokyo", 0, {"JPN"}),
        ("envoys", "Beijing", 0, {"CHN"}),
        ("envoys", "China's embassy", 0, {"CHN"}),
        ("junta", "Paris", 0, {"FRA"}),
        ("junta", "the former colony", 0, {"NER"}),
        ("junta", "the military government", 0, {"NER"}),
        ("junta", "The two countries", 0, {"MLI", "BFA"}),
        ("junta", "the country", 0, {"NER"}),
        ("junta", "French troops", 0, {"FRA"}),
        ("talks", "Yerevan", 0, {"ARM"}),
        ("talks", "Baku", 0, {"AZE"}),
        ("talks", "both sides", 0, {"ARM", "AZE"}),
        ("talks", "the two countries", 0, {"ARM", "AZE"}),
        ("talks", "Moscow", 0, {"RUS"}),
        ("talks", "The White House", 0, {"USA"}),
        ("talks", "The ministry", 0, {"AZE"}),
        ("rebels", "Kigali", 0, {"RWA"}),
        ("rebels", "Kinshasa", 0, {"COD"}),
        ("rebels", "its soldiers", 0, {"UGA"}),
        ("rebels", "the army", 0, {"COD"}),
    ],
)  # fmt: skip
def test_words_mean_states_and_what_is_theirs(story, words, nth, countries):
    assert {a.country for a in meant(story, words, nth)} == countries


@pytest.mark.parametrize(
    ("story", "words", "nth", "names"),
    [
        ("envoys", "Marsh", 1, {"Helen Marsh"}),
        ("envoys", "Morita", 1, {"Kenji Morita"}),
        ("envoys", "She", 0, {"Helen Marsh"}),
        ("envoys", "He", 1, {"Kenji Morita"}),
        ("envoys", "PIF", 0, {"Pacific Islands Forum"}),
        ("envoys", "The PIF", 0, {"Pacific Islands Forum"}),
        ("envoys", "The bloc", 0, {"Pacific Islands Forum"}),
        ("junta", "Sidi", 1, {"Oumar Sidi"}),
        ("junta", "The deposed president", 0, {"Mahamane Ousseini"}),
        ("junta", "ECOWAS", 1, {"ECOWAS"}),
        ("junta", "The bloc", 0, {"ECOWAS"}),
        ("cousins", "Grace Mulenga", 1, {"Grace Mulenga"}),
        ("cousins", "Joseph Mulenga", 1, {"Joseph Mulenga"}),
        ("cousins", "Zulu", 1, {"Ruth Zulu"}),
        ("cousins", "Tembo", 1, {"Moses Tembo"}),
        ("cousins", "UPP", 1, {"United Party for Progress"}),
        ("talks", "Lavrov", 1, {"Sergei Lavrov"}),
        ("talks", "Hill", 1, {"Mark Hill"}),
        ("talks", "him", 0, {"Nikol Pashinyan"}),
        ("rebels", "M23", 0, {"M23"}),
        ("rebels", "the rebels", 0, {"M23"}),
        ("rebels", "the group", 0, {"M23"}),
        ("rebels", "Ekenge", 1, {"Sylvain Ekenge"}),
        ("rebels", "UNHCR", 0, {"UNHCR"}),
    ],
)  # fmt: skip
def test_words_mean_people_and_bodies(story, words, nth, names):
    assert {a.name for a in meant(story, words, nth)} == names


def test_two_people_of_one_last_name_stay_two():
    people = {a.id for a in reading("cousins").actors if a.kind == "person" and "Mulenga" in a.name}
    assert len(people) == 2
    husband = [a for a in reading("envoys").actors if a.name == "Peter Marsh"]
    assert len(husband) == 1
    assert not husband[0].roles or husband[0].sector != "GOV"


def test_a_spokesman_is_of_the_body_that_he_speaks_for():
    (kunda,) = [a for a in reading("cousins").actors if a.name == "Peter Kunda"]
    of = [r.of for r in kunda.roles if "spokesman" in r.title]
    assert [reading("cousins").actor(i).name for i in of if i] == ["United Party for Progress"]
    assert kunda.sector == "PTY"
    (ekenge,) = [a for a in reading("rebels").actors if a.name == "Sylvain Ekenge"]
    assert ekenge.sector == "MIL"
    (bisimwa,) = [a for a in reading("rebels").actors if a.name == "Bertrand Bisimwa"]
    assert bisimwa.sector == "REB"


def test_groups_are_told_from_the_state_they_are_of():
    (troops,) = meant("junta", "French troops")
    assert (troops.kind, troops.country, troops.sector) == ("group", "FRA", "MIL")
    (protesters,) = meant("cousins", "The protesters")
    assert protesters.sector == "CVL"


def test_the_same_story_read_twice_has_the_same_actors():
    text = STORIES["talks"]
    first, second = (wl.read(text, published="2023-11-10").to_dict()["actors"] for _ in range(2))
    assert first == second
