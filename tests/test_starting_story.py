"""What the product starts from: the wire story beside the checkout, read with no date passed in.

The story is not ours and stays outside the project; these tests are skipped without it.
"""

from __future__ import annotations

import pytest
from benchmarks.common import SHARED

import wireledger as wl
from wireledger.model import Event, Reading, Span

STORY = SHARED / "stories" / "burkina-faso-ends-military-accord.txt"
pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(not STORY.exists(), reason=f"NO STARTING STORY at {STORY}: its tests did not run"),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return wl.read(STORY.read_text(encoding="utf-8"))


def place_of(reading: Reading, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = reading.story.text.index(words, start + 1)
    return Span(start, start + len(words))


def referents(reading: Reading, words: str, nth: int = 0) -> set[str]:
    """Countries of the actors that those words refer to, whether or not the mention has an article in front."""
    span = place_of(reading, words, nth)
    found = set()
    for actor in reading.actors:
        for mention in actor.mentions:
            if mention[1] == span.end and mention[0] <= span.start + 4:
                found.add(actor.country)
    return found


def events(reading: Reading, *types: str, **where: object) -> list[Event]:
    return [
        e for e in reading.events if e.type in types and all(getattr(e, name) == value for name, value in where.items())
    ]


def countries(reading: Reading, ids: list[str]) -> set[str | None]:
    return {reading.actor(i).country for i in ids}


def test_it_is_dated_from_its_own_words(reading):
    assert (reading.story.published, reading.story.published_from) == ("2023-01-23", "inferred")
    words = [reading.words(span) for span in reading.story.because]
    assert any("Monday" in w for w in words)
    assert any("Jan. 18" in w for w in words)
    assert any("2023" in w for w in words)


def test_furniture_is_told_from_text(reading):
    assert reading.story.agency == "Bloomberg"
    assert reading.words(reading.story.copyright).startswith("©2023")
    (note,) = reading.story.revision_notes
    assert (note.text, note.paragraph) == ("(Adds government response from third paragraph.)", 3)
    assert not [e for e in reading.events if e.trigger[0] >= note.span[0]]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Monday", "2023-01-23"), ("Jan. 18", "2023-01-18"), ("2018", "2018"), ("September", "2022-09"),
        ("Jan. 17", "2023-01-17"), ("four years ago", "2019"), ("2020", "2020"), ("last month", "2022-12"),
        ("eight months", "P8M"), ("one month", "P1M"), ("decade", "P10Y"),
    ],
)  # fmt: skip
def test_every_time_is_resolved(reading, words, value):
    span = place_of(reading, words)
    values = {t.value for t in reading.times if Span(*t.span).overlaps(span)}
    assert value in values or (value == "P10Y" and "P1DE" in values)


def test_the_end_of_cooperation_happened_on_the_word_of_the_spokesman(reading):
    found = [
        e
        for e in events(reading, "SANCTION", "RETREAT", status="happened")
        if countries(reading, e.actors) == {"BFA"} and countries(reading, e.recipients) == {"FRA"}
    ]
    assert found
    assert any("military" in e.contexts for e in found)


def test_the_troops_are_ordered_out(reading):
    ordered = [e for e in reading.events if e.status == "ordered" and "FRA" in countries(reading, e.recipients)]
    assert ordered
    statements = {s.id: s for s in reading.statements}
    speakers = {statements[i].speaker for e in ordered for i in e.according_to if i in statements}
    assert "Jean Emmanuel Ouedraogo" in {reading.actor(s).name for s in speakers if s}


def test_the_criticism_is_an_event_of_its_own(reading):
    (criticism,) = events(reading, "ACCUSE")
    assert criticism.mode == "disapprove"
    assert criticism.when.value == "2023-01-18"
    assert countries(reading, criticism.actors) == {"BFA"}


def test_malis_withdrawal_is_background(reading):
    withdrawals = [
        e for e in reading.events if reading.words(e.trigger).startswith("withdrew") and e.status == "happened"
    ]
    assert withdrawals
    assert all(e.background and (e.when is None or e.when.value != "2023-01-23") for e in withdrawals)


def test_what_is_denied_or_wanted_did_not_happen(reading):
    for words in ("isn’t the end of diplomatic relations", "wants Russia to become an ally"):
        span = place_of(reading, words)
        assert not [e for e in reading.events if e.status == "happened" and Span(*e.trigger).overlaps(span)]


def test_the_agreement_and_the_computation_of_its_end(reading):
    (agreement,) = reading.agreements
    assert countries(reading, agreement.parties) == {"BFA", "FRA"}
    assert agreement.signed == "2018"
    assert agreement.notice.period == "P1M"
    assert countries(reading, agreement.notice.by) == {"BFA", "FRA"}
    assert agreement.state == "ending"
    assert agreement.ends_from == "computed"
    assert agreement.ends_on in {"2023-02-18", "2023-02-23"}
    assert agreement.steps
    assert agreement.because


def test_the_special_forces_and_when_they_must_leave(reading):
    (force,) = [f for f in reading.forces if f.count == 400]
    assert reading.actor(force.sender).country == "FRA"
    assert (force.host, force.count_is, force.state) == ("BFA", "about", "ordered-out")
    assert (force.leave_by, force.leave_from) == ("2023-02-23", "computed")
    assert "special forces" in force.what
    assert all(f.state == "left" for f in reading.forces if f.host == "MLI" and f.sender == force.sender)


def test_the_letter_who_saw_it_and_who_acknowledged_it(reading):
    (letter,) = [d for d in reading.documents if d.kind == "letter"]
    assert reading.actor(letter.sender).country == "BFA"
    assert reading.actor(letter.to).country == "FRA"
    assert reading.actor(letter.held_by).name == "Bloomberg"
    assert countries(reading, letter.authenticated_by) == {"BFA", "FRA"}


def test_the_spokesman_told_state_television(reading):
    span = place_of(reading, "told state-owned")
    (statement,) = [s for s in reading.statements if s.cue and Span(*s.cue).overlaps(span)]
    assert reading.actor(statement.speaker).name == "Jean Emmanuel Ouedraogo"
    assert "Radiodiffusion" in reading.actor(statement.told).name
    assert [reading.actor(link.by).name for link in statement.chain if link.by][-1] == "Bloomberg"


@pytest.mark.parametrize(
    ("name", "title", "of"),
    [
        ("Jean Emmanuel Ouedraogo", "spokesman", "BFA"),
        ("Ibrahim Traore", "President", "BFA"),
        ("Apollinaire Kyélem de Tambèla", "Prime Minister", "BFA"),
    ],
)
def test_people_have_their_offices(reading, name, title, of):
    (person,) = [a for a in reading.actors if a.name == name]
    assert (person.kind, person.country, person.sector) == ("person", of, "GOV")
    assert any(title in role.title and reading.actor(role.of).country == of for role in person.roles)


@pytest.mark.parametrize(
    ("words", "nth", "meant"),
    [
        ("junta", 0, {"BFA"}),
        ("former colony", 0, {"MLI"}),
        ("both countries", 0, {"BFA", "FRA"}),
        ("both countries", 1, {"BFA", "FRA"}),
        ("nation", 0, {"BFA"}),  # "the second West African nation"
        ("the country", 0, {"BFA"}),
    ],
)
def test_descriptions_mean_whom_they_mean(reading, words, nth, meant):
    assert referents(reading, words, nth) == meant
