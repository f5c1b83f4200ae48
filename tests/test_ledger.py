"""What the ledger does with stories, on both stores: versions, copies, contradictions, editors, two dates, search."""

from __future__ import annotations

import contextlib
import functools
import json

import pytest

import wireledger as wl
from wireledger.errors import Undated, UnknownId, UsageError
from wireledger.ledger import Ledger
from wireledger.model import Reading
from wireledger.reading import read_stories
from wireledger.sources import open_sources

NOTICE = """Chad gives France notice to end defence accord

N'DJAMENA, March 3, 2021 (Northwire) - Chad has notified France that it is ending the defence agreement between the two countries, Foreign Minister Omar Selah said on Wednesday.

France has about 400 soldiers in Chad. The agreement can be ended with six months' notice.

"We have told Paris in a letter," Selah told reporters.
"""
LONGER = (
    NOTICE.replace('"We have', 'France said on Wednesday that it regretted the decision.\n\n"We have')
    + "\n(Adds French reaction in third paragraph.)\n"
)
CORRECTED = (
    LONGER.replace("(Adds French reaction in third paragraph.)", "(Corrects number of soldiers in second paragraph.)")
    .replace("March 3", "March 5")
    .replace("on Wednesday", "on March 3")
    .replace("about 400", "about 300")
)
COPIED = NOTICE.replace("Northwire", "Southwire").replace("March 3, 2021", "March 4, 2021")
BY_ANOTHER = """N'DJAMENA, March 4, 2021 (Eastwire) - Chad notified France on March 3 that it was ending their defence accord, a French diplomat said on Thursday.

France keeps 450 troops in Chad.
"""
SIGNED = """N'DJAMENA, Sept. 4, 2018 (Northwire) - Chad and France signed a defence agreement on Tuesday, Foreign Minister Omar Selah said.
"""
IMPOSED = """CANBERRA, May 10, 2021 (Northwire) - China imposed sanctions on Australia on Monday, Australian Foreign Minister Jane Dore said.
"""
NOT_IMPOSED = """BEIJING, May 11, 2021 (Eastwire) - China did not impose sanctions on Australia on Monday, a Chinese spokesman said on Tuesday.
"""
SUSPENDED = """OUAGADOUGOU, Jan. 20, 2023 (Northwire) - Burkina Faso suspended its defence accord with France on Friday, a government spokesman said.
"""


@functools.cache
def _read(text: str) -> str:
    return wl.read(text).to_json()


def read(text: str) -> Reading:
    return Reading.model_validate_json(_read(text))


@pytest.fixture
def ledger(where):
    with Ledger(where) as opened:
        yield opened
        assert opened.verify() == []


def fill(ledger: Ledger, *texts: str) -> list:
    return list(ledger.add_all(read(t) for t in texts))


def test_the_same_story_twice_changes_nothing(ledger):
    (first,) = fill(ledger, NOTICE)
    before = [ledger.changes().to_dicts(), ledger.stories().to_dicts()]
    (again,) = fill(ledger, NOTICE)
    assert (first.outcome, again.outcome, again.claims) == ("new", "same", 0)
    assert again.story == first.story
    assert [ledger.changes().to_dicts(), ledger.stories().to_dicts()] == before


def test_a_longer_version_is_the_same_story_and_doubles_nothing(ledger):
    first, second = fill(ledger, NOTICE, LONGER)
    assert (second.outcome, second.story, second.retracted) == ("version", first.story, 0)
    assert [s.versions for s in ledger.stories()] == [2]
    notices = [e for e in ledger.events(as_of="2021-04-01") if e.actors == ["Chad"] and e.recipients == ["France"]]
    assert len(notices) == 1
    assert notices[0].independent_sources == 1
    assert len(ledger.agreements(as_of="2021-04-01")) == len(ledger.forces(as_of="2021-04-01")) == 1
    (change,) = ledger.diff(first.story)
    assert change.notes == ["(Adds French reaction in third paragraph.)"]
    assert any(sign == "+" and "regretted" in words for sign, words in change.words)
    assert not any(sign == "-" and words.strip() for sign, words in change.words)
    assert any("regretted" in fact for fact in change.added)
    assert change.gone == change.retracted == []


def test_versions_are_listed_in_order_whichever_came_first(ledger):
    later, earlier = fill(ledger, LONGER, NOTICE)
    told = ledger.versions(later.version)
    assert [v.version for v in told] == [earlier.version, later.version]
    assert {v.story for v in told} == {earlier.version}
    assert told[1].notes == ["(Adds French reaction in third paragraph.)"]


def test_a_correction_retracts_what_it_no_longer_says_and_shows_it(ledger):
    first, second = fill(ledger, NOTICE, CORRECTED)
    assert second.outcome == "version"
    assert second.retracted
    (force,) = ledger.forces(as_of="2021-04-01")
    assert (force.count, force.count_low, force.count_high) == (300, 300, 300)
    retractions = [r for r in ledger.history(force.id) if r.kind == "retraction"]
    assert [r.version for r in retractions] == [second.version]
    taken = [r for r in ledger.history(force.id) if r.retracted_by]
    assert ["400" in r.summary for r in taken] == [True]
    (before,) = ledger.forces(as_of="2021-04-01", known_by="2021-03-04")
    assert before.count == 400
    (change,) = ledger.diff(first.story)
    assert any("400" in fact for fact in change.retracted)
    assert any("300" in fact for fact in change.added)
    (why,) = ledger.why(before.id)
    assert why.retracted_by


def test_a_correction_that_arrives_before_what_it_corrects(ledger):
    fill(ledger, CORRECTED, NOTICE)
    (force,) = ledger.forces(as_of="2021-04-01")
    assert force.count == 300
    (before,) = ledger.forces(as_of="2021-04-01", known_by="2021-03-04")
    assert before.count == 400


def test_copies_of_one_agency_count_once_and_others_for_themselves(ledger):
    first, copy, _ = fill(ledger, NOTICE, COPIED, BY_ANOTHER)
    assert (copy.outcome, copy.copy_of) == ("copy", first.version)
    (force,) = ledger.forces(as_of="2021-04-01")
    assert len(force.accounts) == 3
    assert force.independent_sources == 2
    assert (force.count_low, force.count_high) == (400, 450)
    (agreement,) = ledger.agreements(as_of="2021-04-01")
    assert agreement.independent_sources == 2
    copied = [a for a in agreement.accounts if a.agency == "Southwire"]
    assert [a.copy_of for a in copied] == [first.story]


def test_a_denial_makes_the_event_contested(ledger):
    fill(ledger, IMPOSED, NOT_IMPOSED)
    (event,) = ledger.events(as_of="2021-06-01", types=["sanction"])
    assert event.contested
    assert {a.says for a in event.accounts} == {"happened", "denied"}
    assert event.independent_sources == 2
    (alone,) = ledger.events(as_of="2021-06-01", known_by="2021-05-10")
    assert not alone.contested
    assert len(ledger.why(event.id)) == 2


def test_why_shows_the_words_in_their_sentence(ledger):
    fill(ledger, NOTICE)
    (force,) = ledger.forces(as_of="2021-04-01")
    (why,) = ledger.why(force.id)
    marked = [sentence[a:b] for sentence, marks in why.sentences for a, b in marks]
    assert any("400" in words for words in marked)
    assert why.sentences[0][0].startswith("France has about 400 soldiers in Chad.")
    assert [chain[-1] for chain in why.chains] == ["Northwire"]


def test_editors_merge_and_take_it_back(ledger):
    fill(ledger, NOTICE, SUSPENDED)
    chad, burkina = sorted(ledger.agreements(as_of="2023-02-01"), key=lambda a: a.name, reverse=True)
    merged = ledger.merge(chad.id, burkina.id, editor="ed", reason="one accord")
    (one,) = ledger.agreements(as_of="2023-02-01")
    assert len(one.accounts) == 2
    assert "merged by hand" in one.merged_because
    undone = ledger.retract(merged, editor="ed", reason="no")
    assert len(ledger.agreements(as_of="2023-02-01")) == 2
    ledger.retract(undone, editor="ed", reason="yes, after all")
    assert len(ledger.agreements(as_of="2023-02-01")) == 1
    decisions = [r for r in ledger.history(one.id) if r.editor]
    assert [r.kind for r in decisions] == ["merge", "retraction", "retraction"]
    assert {r.editor for r in decisions} == {"ed"}


def test_editors_split_and_take_it_back(ledger):
    fill(ledger, NOTICE, BY_ANOTHER)
    (one,) = ledger.agreements(as_of="2021-04-01")
    (other,) = [a.claim for a in one.accounts if a.agency == "Eastwire"]
    split = ledger.split(one.id, other, editor="ed")
    assert len(ledger.agreements(as_of="2021-04-01")) == 2
    assert [len(a.accounts) for a in ledger.agreements(as_of="2021-04-01")] == [1, 1]
    ledger.retract(split, editor="ed")
    assert len(ledger.agreements(as_of="2021-04-01")) == 1


def test_the_later_of_two_decisions_on_a_pair_counts(ledger):
    fill(ledger, NOTICE, BY_ANOTHER)
    (one,) = ledger.agreements(as_of="2021-04-01")
    (other,) = [a.claim for a in one.accounts if a.agency == "Eastwire"]
    ledger.split(one.id, other, editor="ed")
    ledger.merge(one.id, other, editor="ed")
    assert len(ledger.agreements(as_of="2021-04-01")) == 1
    ledger.split(one.id, other, editor="ed")
    assert len(ledger.agreements(as_of="2021-04-01")) == 2


def test_editors_correct_a_field_and_take_it_back(ledger):
    fill(ledger, NOTICE)
    (force,) = ledger.forces(as_of="2021-04-01")
    claim = force.accounts[0].claim
    correction = ledger.correct(claim, "count", 350, editor="ed", reason="by telephone")
    assert ledger.forces(as_of="2021-04-01")[0].count == 350
    assert any(r.kind == "correction" and "400 → 350" in r.summary for r in ledger.history(force.id))
    assert ledger.forces(as_of="2021-04-01", known_by="2021-04-01")[0].count == 400
    ledger.retract(correction, editor="ed")
    assert ledger.forces(as_of="2021-04-01")[0].count == 400
    with pytest.raises(UsageError, match="no field"):
        ledger.correct(claim, "colour", "red")
    with pytest.raises(UsageError, match="no int"):
        ledger.correct(claim, "count", "many")


def test_editors_retract_a_claim_and_take_it_back(ledger):
    fill(ledger, NOTICE)
    (force,) = ledger.forces(as_of="2021-04-01")
    gone = ledger.retract(force.accounts[0].claim, editor="ed", reason="wrong country")
    assert ledger.forces(as_of="2021-04-01") == []
    assert [r.retracted_by for r in ledger.why(force.id)] == [gone]
    back = ledger.retract(gone, editor="ed")
    assert len(ledger.forces(as_of="2021-04-01")) == 1
    ledger.retract(back, editor="ed")
    assert ledger.forces(as_of="2021-04-01") == []


def test_agreements_as_of_the_years_and_as_known(ledger):
    fill(ledger, SIGNED, NOTICE, BY_ANOTHER)

    def states(known_by=None):
        days = ("2018-01-01", "2018-10-01", "2020-01-01", "2021-03-10", "2021-09-03", "2021-09-04", "2023-01-01")
        return [",".join(str(a.state) for a in ledger.agreements(as_of=day, known_by=known_by)) for day in days]

    assert states() == ["", "signed", "signed", "ending", "ending", "ended", "ended"]
    assert states("2018-12-31") == ["", "signed", "signed", "signed", "signed", "signed", "signed"]
    assert states("2017-01-01") == [""] * 7
    (row,) = ledger.agreements(as_of="2021-03-10")
    assert (row.ends_on, row.ends_from, row.days_left, row.notice) == ("2021-09-03", "computed", 177, "P6M")
    assert ledger.agreement(row.id, as_of="2021-03-10") == row
    assert [a.act for a in row.acts] == ["sign", "notify-end"]


def test_deadlines_run_out(ledger):
    fill(ledger, NOTICE)
    (row,) = ledger.deadlines(as_of="2021-08-01")
    assert (row.kind, row.date, row.days_left, row.from_) == ("agreement", "2021-09-03", 33, "computed")
    assert ledger.deadlines(as_of="2021-08-01", within="33d") == [row]
    assert ledger.deadlines(as_of="2021-08-01", within="2w") == []
    assert ledger.deadlines(as_of="2021-09-04") == []
    assert ledger.deadlines(as_of="2021-08-01", known_by="2021-03-02") == []
    with pytest.raises(UsageError):
        ledger.deadlines(within="soon")


def test_filters_by_country(ledger):
    fill(ledger, NOTICE, SUSPENDED, IMPOSED)
    day = "2023-02-01"
    assert len(ledger.agreements(as_of=day, countries="FRA")) == 2
    assert [a.countries for a in ledger.agreements(as_of=day, countries="BFA+FRA")] == [["BFA", "FRA"]]
    assert ledger.agreements(as_of=day, countries="BFA+TCD") == []
    assert len(ledger.agreements(as_of=day, countries=["BFA", "TCD"])) == 2
    assert {c for e in ledger.events(as_of=day, countries="Australia") for c in e.countries} == {"AUS", "CHN"}
    assert [s.headline for s in ledger.stories(countries="TCD")] == ["Chad gives France notice to end defence accord"]
    with pytest.raises(UsageError, match="no country"):
        ledger.events(countries="XXX")


def test_search_with_filters(ledger):
    fill(ledger, NOTICE, COPIED, SUSPENDED, IMPOSED)
    assert {h.kind for h in ledger.search("defence")} >= {"story"}
    assert len(ledger.search("soldiers", kind="story")) == 2
    assert len(ledger.search("soldiers", kind="story", source="Southwire")) == 1
    assert len(ledger.search("soldiers", kind="story", until="2021-03-03")) == 1
    assert ledger.search("soldiers", since="2022-01-01") == []
    assert [h.agency for h in ledger.search("sanctions", kind="event")] == ["Northwire"]
    assert ledger.search("defence", countries="AUS") == []
    assert {h.kind for h in ledger.search("defence", countries="BFA+FRA")} >= {"story", "agreement"}
    assert len(ledger.search("defence", limit=1)) == 1
    assert len(ledger.search('"defence accord"', kind="story")) == 3
    hit = ledger.search("telephone OR soldiers*") or ledger.search("soldiers")[0]
    assert hit
    with pytest.raises(UsageError):
        ledger.search(" - ")


def test_search_takes_what_users_type(ledger):
    fill(ledger, NOTICE)
    for words in ('"', 'a"b', "NEAR(x", "N'DJAMENA", "col:umn", "-", "(*)", "Chad AND", "\0Chad"):
        with contextlib.suppress(UsageError):  # nothing in it to search for
            ledger.search(words)


def test_events_filters(ledger):
    fill(ledger, NOTICE, IMPOSED, SIGNED)
    assert {e.type for e in ledger.events(as_of="2022-01-01", types=["SUPPORT"])} == {"SUPPORT"}
    assert all(e.date >= "2021" for e in ledger.events(as_of="2022-01-01", since="2021-01-01") if e.date)
    assert len(ledger.events(as_of="2022-01-01", since="2021-05-01")) == 1
    assert ledger.events(as_of="2018-01-01") == []
    assert ledger.events(as_of="2022-01-01", status="denied") == []
    assert ledger.events(as_of="2022-01-01", source="Westwire") == []
    assert len(ledger.events(as_of="2022-01-01", limit=1)) == 1


def test_an_undated_story_is_refused_and_nothing_is_kept(ledger):
    with pytest.raises(Undated, match="--published"):
        ledger.add("The two countries talked.")
    assert ledger.stories() == []
    assert ledger.add("France and Chad held talks on trade.", "2021-03-01").outcome == "new"


def test_unknown_ids(ledger):
    fill(ledger, NOTICE)
    for call in (
        ledger.why,
        ledger.history,
        ledger.diff,
        ledger.versions,
        ledger.reading,
        ledger.agreement,
        ledger.retract,
    ):
        for name in ("E000000", "x", "", "story:zzz", "%", "A_"):
            with pytest.raises(UnknownId):
                call(name)
    (force,) = ledger.forces(as_of="2021-04-01")
    with pytest.raises(UnknownId):
        ledger.agreement(force.id)
    with pytest.raises(UsageError):
        ledger.merge(force.id, force.id)
    with pytest.raises(UsageError, match="no ISO date"):
        ledger.forces(as_of="yesterday")


def test_a_reading_comes_back_as_it_was(ledger):
    (added,) = fill(ledger, NOTICE)
    assert ledger.reading(added.version) == read(NOTICE)


def test_a_kill_that_repeats_its_story_takes_all_of_it_back(ledger, tmp_path):
    told = {
        "uri": "urn:nw:7", "version": "1", "pubstatus": "usable", "versioncreated": "2021-03-03T10:00:00Z",
        "headline": "Chad ends accord", "body_text": NOTICE,
    }  # fmt: skip
    killed = {**told, "version": "2", "pubstatus": "canceled", "versioncreated": "2021-03-03T14:00:00Z"}
    (tmp_path / "wire").mkdir()
    for n, item in enumerate((told, killed)):
        (tmp_path / "wire" / f"{n}.json").write_text(json.dumps(item))
    first, second = ledger.add_all(read_stories(open_sources([tmp_path / "wire"])))
    assert (first.outcome, second.outcome, second.claims) == ("new", "version", 0)
    assert first.claims == second.retracted > 0
    for view in (ledger.agreements, ledger.forces, ledger.events, ledger.statements):
        assert not view(as_of="2021-04-01")
        assert view(as_of="2021-04-01", known_by="2021-03-03T12:00")
    (before,) = ledger.agreements(as_of="2021-04-01", known_by="2021-03-03T12:00")
    assert any("killed by its source" in row.summary for row in ledger.history(before.id) if row.kind == "retraction")
    assert not ledger.verify()


ORDERED = """Djibouti tells Italy its soldiers must go

DJIBOUTI, Feb 10, 2022 (Northwire) - Djibouti has ended its military cooperation agreement with Italy, the government said on Thursday.

Italy has about 120 soldiers in Djibouti.

"This is final," Foreign Minister Hassan Abdi told reporters.
"""
CORRECTED_LATER = (
    ORDERED.replace("Feb 10", "Feb 12")
    .replace("about 120", "about 90")
    .replace("Djibouti tells", "CORRECTED-Djibouti tells")
    + "\n(Corrects number of soldiers in second paragraph.)\n"
)


def test_a_correction_takes_back_only_what_it_corrects(ledger):
    """The rest stands as it was told first: "on Thursday" is no other day because the story is published on a Saturday."""
    first, second = fill(ledger, ORDERED, CORRECTED_LATER)
    assert second.outcome == "version"
    (change,) = ledger.diff(first.story)
    assert len(change.retracted) == 1
    assert "120" in change.retracted[0]
    before = {e.id: (e.date, e.status) for e in ledger.events(as_of="2022-03-01", known_by="2022-02-11")}
    assert before == {e.id: (e.date, e.status) for e in ledger.events(as_of="2022-03-01")}
    (agreement,) = ledger.agreements(as_of="2022-03-01")
    assert len(agreement.acts) == 1
    assert agreement.id == ledger.agreements(as_of="2022-03-01", known_by="2022-02-11")[0].id


def test_a_copy_that_comes_days_later_doubles_no_event(ledger):
    copy = ORDERED.replace("Northwire", "Southwire").replace("Feb 10", "Feb 15")
    _, second = fill(ledger, ORDERED, copy)
    assert second.outcome == "copy"
    events = ledger.events(as_of="2022-03-01")
    assert {e.date for e in events if e.date} <= {"2022-02-10", "2022-02"}
    assert all(e.independent_sources == 1 and len(e.accounts) == 2 for e in events)
    (agreement,) = ledger.agreements(as_of="2022-03-01")
    assert len(agreement.acts) == 1


def test_what_a_copy_says_of_a_year_is_told_once(ledger):
    text = SIGNED.rstrip() + " In 2015, Chad and France signed a trade agreement.\n"
    again = text.replace("Northwire", "Southwire")
    other = "PARIS, Sept. 9, 2018 (Eastwire) - In 2015, Chad and France signed a trade agreement, a diplomat said.\n"
    fill(ledger, text, again, other)
    assert sorted(len(e.accounts) for e in ledger.events() if e.date == "2015") == [1, 2]


def test_a_head_as_wires_print_it_corrects(ledger):
    """No blank line between headline and note; both agencies' labels before the headline."""
    _, _, body = ORDERED.partition("\n\n")
    first = "UPDATE 1-Djibouti orders soldiers out\n(Adds reaction in last paragraph.)\n\n" + body
    second = "CORRECTED-Djibouti orders soldiers out\n(Corrects number of soldiers in first paragraph.)\n\n" + body
    second = second.replace("120", "90")
    one, two = fill(ledger, first, second)
    assert (one.outcome, two.outcome) == ("new", "version")
    assert two.retracted
    (change,) = ledger.diff(two.story)
    assert change.notes == ["(Corrects number of soldiers in first paragraph.)"]
    assert any("120" in fact for fact in change.retracted)
    assert not any("CORRECTED" in fact or "UPDATE" in fact for fact in change.added + change.gone)


def test_an_order_and_its_being_carried_out_are_one_happening(ledger):
    fill(
        ledger,
        "CAIRO, March 3, 2022 (Northwire) - Egypt expelled Turkey's ambassador on Wednesday, officials said.",
        "ANKARA, March 3, 2022 (Eastwire) - Egypt ordered Turkey's ambassador to leave on Wednesday.",
    )
    (event,) = [e for e in ledger.events(as_of="2022-04-01") if e.type == "SANCTION"]
    assert {a.says for a in event.accounts} == {"happened", "ordered"}
    assert (event.status, event.contested, event.independent_sources) == ("happened", False, 2)
