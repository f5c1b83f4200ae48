"""What the sample stories say, as a reader of the demo is to see it: agreements, forces, events, people."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

import wireledger as wl
from wireledger import samples
from wireledger.model import Reading

FOLDER = Path(samples.__file__).parent


@functools.cache
def reading(name: str) -> Reading:
    return wl.read((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def names(found: Reading, ids: list[str]) -> set[str]:
    """Codes of states and of what belongs to them, names of what belongs to none."""
    actors = {a.id: a for a in found.actors}
    return {actors[i].country or actors[i].name for i in ids}


@pytest.mark.parametrize(
    ("story", "published", "agreements"),
    [
        ("chad-ends-defence-accord", "2024-11-28", [({"TCD", "FRA"}, "ended", None, None, None)]),
        ("chad-ends-defence-accord-update", "2024-11-28", [({"TCD", "FRA"}, "ending", "P6M", "2025-05-28", "computed")]),
        ("maldives-asks-india-to-withdraw", "2024-01-14", []),
        ("new-start-extended", "2021-02-03", [({"USA", "RUS"}, "in-force", None, "2026-02-05", "stated")]),
        ("niger-revokes-us-accord", "2024-03-16", [({"NER", "USA"}, "ended", None, "2024-03-16", "stated"),
                                                  ({"NER", "FRA"}, "ended", None, None, None)]),
        ("philippines-gives-notice-on-vfa", "2020-02-11", [({"PHL", "USA"}, "ending", "P180D", "2020-08-09", "computed"),
                                                          ({"PHL", "USA"}, "in-force", None, None, None)]),
        ("philippines-suspends-vfa-termination", "2020-06-02", [({"PHL", "USA"}, "in-force", None, None, None)]),
        ("sahel-states-quit-ecowas", "2024-01-28",
         [({"MLI", "BFA", "NER", "ECOWAS"}, "ended", "P1Y", "2024-01-28", "stated")]),
        ("united-states-leaves-inf-treaty", "2019-02-01", [({"USA", "RUS"}, "in-force", "P6M", "2019-08-02", "computed")]),
    ],
)  # fmt: skip
def test_agreements(story, published, agreements):
    found = reading(story)
    assert found.story.published == published
    told = [
        (names(found, a.parties), a.state, a.notice.period if a.notice else None, a.ends_on, a.ends_from)
        for a in found.agreements
    ]
    assert sorted(told, key=str) == sorted(agreements, key=str)


@pytest.mark.parametrize(
    ("story", "forces"),
    [
        ("chad-ends-defence-accord-update", {("FRA", "TCD", 1000, "present", None)}),
        ("maldives-asks-india-to-withdraw", {("IND", "MDV", 77, "ordered-out", "2024-03-15")}),
        ("niger-revokes-us-accord", {("USA", "NER", 1000, "present", None), ("FRA", "NER", None, "left", None)}),
        ("new-start-extended", set()), ("sahel-states-quit-ecowas", set()), ("philippines-suspends-vfa-termination", set()),
    ],
)  # fmt: skip
def test_forces(story, forces):
    found = reading(story)
    actors = {a.id: a for a in found.actors}
    assert {(actors[f.sender].country, f.host, f.count, f.state, f.leave_by) for f in found.forces} == forces


@pytest.mark.parametrize(
    ("story", "kind", "by", "towards", "status"),
    [
        ("chad-ends-defence-accord", "SANCTION", {"TCD"}, {"FRA"}, "happened"),
        ("maldives-asks-india-to-withdraw", "REQUEST", {"MDV"}, {"IND"}, "happened"),
        ("maldives-asks-india-to-withdraw", "RETREAT", {"IND"}, {"MDV"}, "demanded"),
        ("new-start-extended", "SUPPORT", {"USA", "RUS"}, {"USA", "RUS"}, "happened"),
        ("niger-revokes-us-accord", "SANCTION", {"NER"}, {"USA"}, "happened"),
        ("niger-revokes-us-accord", "RETREAT", {"FRA"}, {"NER"}, "happened"),
        ("philippines-gives-notice-on-vfa", "SANCTION", {"PHL"}, {"USA"}, "happened"),
        ("philippines-suspends-vfa-termination", "SUPPORT", {"USA"}, {"PHL"}, "happened"),
        ("sahel-states-quit-ecowas", "SANCTION", {"MLI", "BFA", "NER"}, {"ECOWAS"}, "happened|ongoing"),
        ("united-states-leaves-inf-treaty", "ACCUSE", {"USA"}, {"RUS"}, "happened"),
    ],
)  # fmt: skip
def test_events(story, kind, by, towards, status):
    found = reading(story)
    told = [(e.type, names(found, e.actors), names(found, e.recipients), e.status) for e in found.events]
    assert any(t[:3] == (kind, by, towards) and t[3] in status.split("|") for t in told), told


@pytest.mark.parametrize(
    ("story", "people"),
    [
        ("chad-ends-defence-accord-update", {"Abderaman Koulamallah": "TCD", "Jean-Noel Barrot": "FRA"}),
        ("maldives-asks-india-to-withdraw", {"Mohamed Muizzu": "MDV", "Abdulla Nazim Ibrahim": "MDV"}),
        ("new-start-extended", {"Antony Blinken": "USA"}),
        ("niger-revokes-us-accord", {"Amadou Abdramane": "NER", "Mohamed Bazoum": "NER"}),
        ("philippines-gives-notice-on-vfa", {"Teodoro Locsin Jr.": "PHL", "Rodrigo Duterte": "PHL", "Ronald dela Rosa": "PHL",
                                             "Salvador Panelo": "PHL"}),
        ("sahel-states-quit-ecowas", {}),
        ("united-states-leaves-inf-treaty", {"Mike Pompeo": "USA", "Sergei Ryabkov": "RUS", "Ronald Reagan": "USA",
                                            "Mikhail Gorbachev": "RUS"}),
    ],
)  # fmt: skip
def test_people(story, people):
    authors = "reporter"
    found = [a for a in reading(story).actors if a.kind == "person" and all(r.title != authors for r in a.roles)]
    assert {a.name: a.country for a in found} == people


@pytest.mark.parametrize("story", sorted(f.stem for f in FOLDER.glob("*.txt")))
def test_nothing_is_done_to_those_who_are_told_of_it(story):
    found = reading(story)
    actors = {a.id: a for a in found.actors}
    assert not [e.type for e in found.events if any(actors[i].sector == "MED" for i in e.recipients)]
