"""Who is one person or body across the stories of a ledger, why, and what an editor says of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from wireledger.cli.main import app
from wireledger.errors import UnknownId
from wireledger.ledger import Ledger
from wireledger.ledger.identity import by_name, components, identities, skeleton
from wireledger.ledger.views import Fact, Links
from wireledger.model import Actor, Paragraph, Reading, Role, Span, Story

STATES = {"FRA": "France", "SEN": "Senegal", "GHA": "Ghana", "USA": "United States"}


def story(
    n: int, day: str, *people: tuple[str, str | None, str | None, str | None], aliases: tuple[str, ...] = ()
) -> Reading:
    """A reading in which people (name, country, title, sector) are named, each with an office of that state."""
    text = "".join(f"Number {n}. {name}, {title}, spoke.\n" for name, _, title, _ in people)
    actors: dict[str, Actor] = {}
    at = 0
    for name, country, title, sector in people:
        start = text.index(name, at)
        at = start + len(name)
        roles = []
        if country:
            actors[country] = Actor(
                id=f"state:{country}", name=STATES[country], kind="state", country=country, sector="GOV"
            )
        if title:
            begin = text.index(title, at)
            roles = [
                Role(title=title, of=f"state:{country}" if country else None, span=Span(begin, begin + len(title)))
            ]
        actors[name] = Actor(id=f"person:{name.lower().replace(' ', '-')}", name=name, kind="person", country=country, sector=sector,
                             roles=roles, mentions=[Span(start, start + len(name))], aliases=list(aliases))  # fmt: skip
    body = Paragraph(span=Span(0, len(text)), kind="body", start=0)
    return Reading(
        story=Story(id=f"story:{n:016x}", text=text, published=day, agency=f"Wire{n}", paragraphs=[body]),
        actors=sorted(actors.values(), key=lambda a: a.kind == "state"),
    )  # fmt: skip


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "l.sqlite") as opened:
        yield opened
        assert opened.verify() == []


def people(ledger: Ledger) -> list[tuple[str, str | None, int]]:
    return [(r.name, r.country, len(r.stories)) for r in ledger.actors(kind="person")]


def fill(ledger: Ledger, *stories: tuple[str, str | None, str | None, str | None]) -> None:
    for n, one in enumerate(stories):
        ledger.add(story(n, f"2024-0{n + 1}-05", one))


def test_one_name_one_country_and_nothing_against_it_is_one_person(ledger):
    fill(ledger, ("Awa Sarr", "SEN", "foreign minister", "GOV"), ("Awa Sarr", "SEN", None, None))
    (row,) = ledger.actors(kind="person")
    assert (row.name, row.country, len(row.stories)) == ("Awa Sarr", "SEN", 2)
    assert row.merged_because == ["same name (Awa Sarr), same country (SEN)"]


def test_offices_are_told_over_time(ledger):
    fill(ledger, ("Awa Sarr", "SEN", "trade minister", "GOV"), ("Awa Sarr", "SEN", None, None), ("Awa Sarr", "SEN", None, None),
         ("Awa Sarr", "SEN", "prime minister", "GOV"), ("Awa Sarr", "SEN", "prime minister", "GOV"))  # fmt: skip
    (row,) = ledger.actors(kind="person")
    assert [(t.title, t.first_known, t.last_known) for t in row.offices] == [
        ("trade minister", "2024-01-05", "2024-01-05"),
        ("prime minister", "2024-04-05", "2024-05-05"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Paul Mensah", "GHA", "army chief", "MIL"), ("Paul Mensah", "SEN", "army chief", "MIL")),
        (("Paul Mensah", "GHA", "judge", "JUD"), ("Paul Mensah", "GHA", "executive", "BUS")),
        (("Paul Mensah", "GHA", "finance minister", "GOV"), ("Paul Mensah", "GHA", "defence minister", "GOV")),
        (("Mensah", "GHA", "finance minister", "GOV"), ("Paul Mensah", "GHA", "senator", "LEG")),
        (("Paola Mensah", "GHA", "senator", "LEG"), ("Pauline Mensah", "GHA", "senator", "LEG")),
    ],
)  # fmt: skip
def test_two_who_differ_stay_two(ledger, one, other):
    fill(ledger, one, other)
    assert len(people(ledger)) == 2


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (("Mohamed Diallo", "SEN", "interior minister", "GOV"), ("Muhammad Diallo", "SEN", "interior minister", "GOV"), "another spelling"),
        (("Joseph Kwame Mensah", "GHA", "speaker", "LEG"), ("Joseph Mensah", "GHA", "speaker", "LEG"), "a part of the name"),
        (("Mensah", "GHA", "Defense Minister", "GOV"), ("Joseph Mensah", "GHA", "defence minister", "GOV"), "last name"),
    ],
)  # fmt: skip
def test_names_that_agree_in_part_are_one_by_country_and_office(ledger, one, other, why):
    fill(ledger, one, other)
    (row,) = ledger.actors(kind="person")
    assert why in row.merged_because[0]
    assert "same office" in row.merged_because[0]


def test_a_last_name_that_may_be_either_of_two_stays_alone(ledger):
    fill(
        ledger,
        ("Ama Mensah", "GHA", "senator", "LEG"),
        ("Kofi Mensah", "GHA", "senator", "LEG"),
        ("Mensah", "GHA", "senator", "LEG"),
    )
    assert len(people(ledger)) == 3


def test_an_editor_merges_splits_and_takes_it_back(ledger):
    fill(ledger, ("Paul Mensah", "GHA", "judge", "JUD"), ("Paul Mensah", "GHA", "executive", "BUS"))
    one, other = (r.id for r in ledger.actors(kind="person"))
    decision = ledger.merge(one, other, editor="ed", reason="he left the bench")
    (row,) = ledger.actors(kind="person")
    assert row.merged_because == ["merged by hand"]
    assert len(row.accounts) == 2
    assert ledger.actor(other[0].lower() + other[1:]).id == row.id
    ledger.retract(decision, editor="ed")
    assert len(people(ledger)) == 2


def test_a_split_claim_is_another_person(ledger):
    fill(
        ledger,
        ("Awa Sarr", "SEN", "mayor", "GOV"),
        ("Awa Sarr", "SEN", "mayor", "GOV"),
        ("Awa Sarr", "SEN", "mayor", "GOV"),
    )
    (row,) = ledger.actors(kind="person")
    decision = ledger.split(row.id, row.accounts[1].claim, editor="ed")
    assert sorted(n for _, _, n in people(ledger)) == [1, 2]
    ledger.retract(decision)
    assert people(ledger) == [("Awa Sarr", "SEN", 3)]


def test_a_decision_counts_from_the_day_on_which_it_was_taken(ledger):
    fill(ledger, ("Paul Mensah", "GHA", "judge", "JUD"), ("Paul Mensah", "GHA", "executive", "BUS"))
    ledger.merge(*(r.id for r in ledger.actors(kind="person")), editor="ed")
    assert len(ledger.actors(kind="person", known_by="2024-06-01")) == 2


def test_the_words_behind_an_actor_are_shown(ledger):
    fill(ledger, ("Awa Sarr", "SEN", "mayor", "GOV"))
    (row,) = ledger.actors(kind="person")
    (why,) = ledger.why(row.id)
    assert any("Awa Sarr" in sentence for sentence, _ in why.sentences)
    with pytest.raises(UnknownId):
        ledger.actor("Iffffffffffff")


def test_the_command_lists_shows_merges_and_splits(tmp_path):
    at = str(tmp_path / "l.sqlite")
    with Ledger(at) as ledger:
        fill(ledger, ("Paul Mensah", "GHA", "judge", "JUD"), ("Paul Mensah", "GHA", "executive", "BUS"))
        one, other = (r.id for r in ledger.actors(kind="person"))
    run = CliRunner()
    done = run.invoke(app, ["actors", "merge", one, other, "--ledger", at, "--editor", "ed"])
    assert done.exit_code == 0
    assert "merged by hand" in run.invoke(app, ["actors", "show", one, "--ledger", at]).stdout
    listed = run.invoke(app, ["actors", "--ledger", at, "--kind", "person", "--format", "csv"]).stdout
    assert listed.count("Paul Mensah") >= 1
    assert listed.count("\n") == 2
    assert run.invoke(app, ["retract", done.stdout.strip(), "--ledger", at]).exit_code == 0
    with Ledger(at) as ledger:
        assert len(people(ledger)) == 2


# -- invariants --------------------------------------------------------------------------------------------------------
NAMES = st.sampled_from(["Awa Sarr", "Awa Sar", "Sarr", "Ousmane Sarr", "Awa Fatou Sarr"])


def fact(n: int, name: str, country: str | None, title: str | None, sector: str | None) -> Fact:
    offices = [{"title": title, "of": None, "status": "current", "begin": None, "end": None}] if title else []
    payload = {"actor": "person:x", "name": name, "aliases": [], "kind": "person", "country": country, "sector": sector, "of": None,
               "offices": offices}  # fmt: skip
    day = f"2024-01-{n + 1:02d}"
    return Fact(f"i{n:02d}", "identity", "p:x", str(n), payload, day, None, day, f"v{n}", f"s{n}", None, None, None)


FACTS = st.lists(
    st.tuples(NAMES, st.sampled_from(["SEN", "GHA", None]), st.sampled_from(["mayor", "finance minister", "judge", None]),
              st.sampled_from(["GOV", "BUS", None])),
    max_size=9,
).map(lambda rows: [fact(n, *row) for n, row in enumerate(rows)])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_decides_nothing_and_nobody_has_two_countries(facts, rng):
    rows = identities(facts)
    shuffled = list(facts)
    rng.shuffle(shuffled)
    assert identities(shuffled) == rows
    assert sum(len(r.accounts) for r in rows) == len(facts)
    by_id = {f.id: f for f in facts}
    for row in rows:
        assert len({by_id[a.claim].payload["country"] for a in row.accounts} - {None}) <= 1


@settings(max_examples=150, deadline=None)
@given(FACTS, st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.integers(0, 8)), max_size=3))
def test_parts_that_share_no_key_are_grouped_as_the_whole_is(facts, decided):
    pairs = [(merge, frozenset((f"i{a:02d}", f"i{b:02d}"))) for merge, a, b in decided if a < b < len(facts)]
    links = Links(frozenset(p for merge, p in pairs if merge), frozenset(p for merge, p in pairs if not merge))
    parts = components(facts, links)
    assert sorted(f.id for part in parts for f in part) == [f.id for f in facts]
    assert sorted((r for part in parts for r in identities(part, links)), key=by_name) == identities(facts, links)


def test_a_word_that_stands_twice_is_no_part_of_a_name_that_has_it_once(ledger):
    fill(ledger, ("Carr Kerr", "GHA", "minister", "GOV"), ("Anna Kerr", "GHA", "minister", "GOV"))
    assert len(people(ledger)) == 2


@pytest.mark.parametrize(
    ("a", "b"), [("zelensky", "zelenskyy"), ("muhammad", "mohamed"), ("yevgeny", "evgeny"), ("khalid", "halid")]
)
def test_spellings_of_one_name_have_one_skeleton(a, b):
    assert skeleton(a) == skeleton(b)
