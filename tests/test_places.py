"""Places: the gazetteer, and which place a name means."""

import pytest

from wireledger.knowledge.gazetteer import gazetteer, key
from wireledger.reading import toponyms


def meant(text, *names):
    found = toponyms.resolve(text, [(text.index(n), text.index(n) + len(n)) for n in names])
    return [(e.country, e.kind) if e else None for e in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Louis", "St. Louis"), ("N'Djamena", "Ndjamena"), ("Tambèla", "tambela"), ("the Hague", "Hague")],
)
def test_names_are_compared_without_accents_and_marks(one, other):
    assert key(one) == key(other)


def test_the_gazetteer_knows_settlements_divisions_countries_and_own_rows():
    kinds = {
        e.kind
        for n in ("Ouagadougou", "Texas", "Chad", "Strait of Hormuz", "Bobo-Dioulasso")
        for e, _ in gazetteer().find(n)
    }
    assert {"capital", "admin1", "country", "strait", "city"} <= kinds


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("He was born in Paris, Texas, and lives there.", "Paris", "USA"),
        ("He was born in Paris and lives in Lyon, in France.", "Paris", "FRA"),
        ("Gunmen fought in Tripoli, Lebanon, on Monday.", "Tripoli", "LBN"),
        ("Militias fought near Tripoli on Monday, Libya's government said.", "Tripoli", "LBY"),
        ("Troops crossed from Russia into Georgia, near Tskhinvali.", "Georgia", "GEO"),
        ("Atlanta police and officials across Georgia said so, as did Alabama.", "Georgia", "USA"),
    ],
)  # fmt: skip
def test_a_name_is_resolved_by_its_story(text, name, country):
    assert meant(text, name)[0][0] == country


def test_a_name_that_nobody_bears_is_nowhere():
    assert meant("They met in Xqzzyth on Monday.", "Xqzzyth") == [None]
