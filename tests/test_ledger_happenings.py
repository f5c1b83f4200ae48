"""Stories of one happening together: by what they are about, in any order, within days."""

from __future__ import annotations

import datetime as dt

from benchmarks.composed import Did, Plan, Said
from hypothesis import given, settings
from hypothesis import strategies as st

from wireledger.ledger import Ledger
from wireledger.ledger.happenings import groups, vector

FERRY = "A ferry with ninety passengers sank off Port Veldt after it struck a reef, the Veldt coast guard said."
AGAIN = "Divers searched on Tuesday for passengers of the ferry which sank near the reef at Port Veldt."
QUAKE = "An earthquake shook villages in the hills of Orsk province; a school collapsed, the mayor said."
DAY = dt.date(2022, 5, 2)


def grouped(*stories: tuple[str, dt.date]) -> list[list[int]]:
    return groups([(f"s{n}", day, text) for n, (text, day) in enumerate(stories)])


def test_two_reports_of_one_thing_are_together_and_another_alone():
    assert grouped((FERRY, DAY), (QUAKE, DAY), (AGAIN, DAY + dt.timedelta(days=1))) == [[0, 2], [1]]


def test_the_same_words_weeks_later_are_another_thing():
    assert grouped((FERRY, DAY), (AGAIN, DAY + dt.timedelta(days=40))) == [[0], [1]]


def test_names_and_rare_words_weigh_more_than_what_every_story_holds():
    weights = vector("The minister said that Veldt and the ferry said the reef.")
    assert weights["veldt"] > weights["reef"] > weights["said"] > weights["the"] >= 0


def test_texts_without_words_stand_alone():
    assert grouped(("", DAY), ("…", DAY), ("—", DAY)) == [[0], [1], [2]]
    assert grouped() == []


@settings(max_examples=40, deadline=None)
@given(st.permutations([FERRY, AGAIN, QUAKE, FERRY + " " + QUAKE, AGAIN + " Nobody was found."]))
def test_any_order_gives_the_same_groups(texts):
    def named(order: list[str]) -> set[frozenset[str]]:
        told = [(text, DAY, text) for text in order]
        return {frozenset(order[n] for n in group) for group in groups(told)}

    assert named(texts) == named(sorted(texts))


def test_the_ledger_groups_its_stories_and_counts_their_sources(where):
    facts = (Did("CONSULT", "FRA", "TCD", "2021-03-01"), Said("FRA", "Doe", "we stay where we are"))
    plans = [
        Plan("2021-03-01", "Northwire", facts, 1),
        Plan("2021-03-02", "Northwire", (*facts, Said("TCD", "Roe", "nothing is decided")), 1, note="adds"),
        Plan("2021-03-02", "Southwire", facts, 1),
        Plan("2021-03-03", "Eastwire", (Did("SANCTION", "CHN", "AUS", "2021-03-02"),), 2, filler=0),
    ]
    with Ledger(where) as ledger:
        for plan in plans:
            ledger.add(plan.reading())
        one, other = ledger.happenings()
        assert (one.agencies, one.independent_sources, len(one.stories)) == (["Northwire", "Southwire"], 1, 2)
        assert (one.first, one.last) == ("2021-03-01", "2021-03-02")
        assert other.agencies == ["Eastwire"]
        assert [h.id for h in ledger.happenings(countries="CHN")] == [other.id]
        assert [h.id for h in ledger.happenings(until="2021-03-02")] == [one.id]
        assert ledger.happenings(since="2021-04-01") == []
        (before,) = ledger.happenings(known_by="2021-03-01")
        assert before.stories == [one.id]
    with Ledger(":memory:") as empty:
        assert empty.happenings() == []
