"""Places: the gazetteer, and which place a name means."""

import pytest
from benchmarks.common import gold, rows
from benchmarks.geo import resolution

import wireledger as wl
from wireledger.knowledge.gazetteer import gazetteer, key
from wireledger.reading import places, toponyms


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


def test_an_unknown_name_lies_where_its_story_puts_it():
    (unknown, country) = meant("Gunmen fought in Xqzzyth, Mali, on Monday.", "Xqzzyth", "Mali")
    assert unknown == ("MLI", "")
    assert country == ("MLI", "country")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Georgia's president vetoed the law.", "Georgia", "country"),
        ("Moscow and Washington extended the treaty.", "Washington", "capital"),
        ("The accord was signed in Lusaka.", "Lusaka", "capital"),
        ("A tanker was seized in the Strait of Hormuz.", "Strait of Hormuz", "strait"),
        ("Troops are based at Ramstein in Germany.", "Ramstein", "base"),
        ("Scotland voted on Thursday.", "Scotland", "admin1"),
    ],
)
def test_the_kind_of_place_is_told(text, name, kind):
    assert meant(text, name)[0][1] == kind


def test_two_senses_that_the_story_tells_apart():
    text = "Fires burned in Columbus, Georgia, on Monday and in Columbus, Ohio, on Friday."
    second = text.rindex("Columbus")
    first = text.index("Columbus")
    one, other = toponyms.resolve(text, [(first, first + 8), (second, second + 8)])
    assert one.lat < 35 < other.lat


def test_locate_answers_for_each_span():
    text = "He flew from Ouagadougou to Abidjan."
    found = wl.locate(text, [(13, 24), (28, 35), (0, 2)])
    assert found[0] == {"country": "BFA", "lat": pytest.approx(12.366, abs=0.01), "lon": pytest.approx(-1.534, abs=0.01), "geonames": 2357048}  # fmt: skip
    assert found[1]["country"] == "CIV"
    assert wl.locate("", []) == []


STORY = """TRIPOLI, Nov 4 (Agency) -- Paris said on Monday that its troops had left Benghazi, a city in eastern Libya.

The minister met John Lancaster of the firm Houston & Sons in Cairo. Russian soldiers stayed in Tobruk's port, he said."""


def test_the_places_of_a_story():
    reading = wl.read(STORY, "2024-11-04")
    found = {reading.words(p.span): p for p in reading.places}
    assert set(found) >= {"TRIPOLI", "Paris", "Benghazi", "Libya", "Cairo", "Tobruk"}
    assert not {"Lancaster", "Houston", "Russian"} & set(found)
    assert found["TRIPOLI"].country == "LBY"
    assert found["TRIPOLI"].kind == "capital"
    assert found["Benghazi"].geonames == 88319
    assert [p.span for p in reading.places] == sorted(p.span for p in reading.places)


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Paris said it would stay.", "Paris", True),
        ("Officials met in Paris on Monday.", "Paris", False),
        ("The talks between Moscow and Kyiv failed.", "Moscow", True),
        ("The talks between Moscow and Kyiv failed.", "Kyiv", True),
        ("The minister accused France of meddling.", "France", True),
        ("Protesters marched through Moscow on Sunday.", "Moscow", False),
        ("Washington's decision surprised them.", "Washington", True),
    ],
)
def test_a_name_that_stands_for_a_government_is_told_from_a_place(text, name, metonym):
    reading = wl.read(text, "2024-11-04")
    (place,) = [p for p in reading.places if reading.words(p.span) == name]
    assert place.metonym is metonym


def test_weights_fit_the_features():
    first, second = toponyms.weights()
    assert len(first) == len(toponyms.FIRST)
    assert len(second) == len(toponyms.FIRST) + len(toponyms.SECOND)
    assert len(places.mention_weights()) == len(places.FEATURES)


def test_many_names_and_odd_text_are_bounded():
    text = "Paris Springfield, Ohio; " * 300 + "\x00 \ud800 𝒫aris"
    assert len(toponyms.resolve(text, [(0, 5)])) == 1


@pytest.mark.gold
@pytest.mark.slow
@pytest.mark.parametrize(("corpus", "bar"), [("lgl", 0.85), ("geovirus", 0.92)])
def test_gold_toponyms_are_put_where_they_are(corpus, bar):
    path = gold(f"geo/{corpus}.jsonl")
    if path is None:
        pytest.skip("no gold data")
    accuracy = next(f for f in resolution(corpus, list(rows(path))) if f.metric == "accuracy@161 km")
    assert accuracy.value >= bar
