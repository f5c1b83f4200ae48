"""Corrections of what places a claim: parties, dates, types."""

from __future__ import annotations

import pytest

from wireledger.errors import UsageError
from wireledger.ledger import Ledger, corrections

NOTICE = """Chad gives France notice to end defence accord

N'DJAMENA, March 3, 2021 (Northwire) - Chad has notified France that it is ending the defence agreement between the two countries, Foreign Minister Omar Selah said on Wednesday.

France has about 400 soldiers in Chad. The agreement can be ended with six months' notice.
"""


@pytest.fixture
def ledger(tmp_path):
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        opened.add(NOTICE)
        yield opened


def test_editors_correct_parties_dates_and_types(ledger):
    """A corrected claim is found where it belongs now, and back where it was once the correction is taken back."""
    event = ledger.events()[0]
    claim = event.accounts[0].claim
    made = [
        ledger.correct(claim, "actors", "Mali, Chad", editor="ed"),
        ledger.correct(claim, "when", "2019-05-04", editor="ed"),
        ledger.correct(claim, "type", "threaten", editor="ed"),
    ]
    row = next(r for r in ledger.events() if any(a.claim == claim for a in r.accounts))
    assert (row.actors, row.date, row.type) == (["Mali", "Chad"], "2019-05-04", "THREATEN")
    assert any(r.id == row.id for r in ledger.events(countries="MLI", as_of="2019-05-05"))
    assert not any(a.claim == claim for r in ledger.events(as_of="2019-05-03") for a in r.accounts)
    assert not any(a.claim == claim for r in ledger.events(since="2019-05-05") for a in r.accounts)
    assert ledger.why(row.id)[0].claim == claim
    assert any("Mali, Chad" in r.summary for r in ledger.history(row.id))
    for one in made:
        ledger.retract(one, editor="ed")
    assert ledger.events()[0] == event
    for field, value in (("type", "DANCE"), ("when", "soon"), ("status", "maybe"), ("actor_keys", "x")):
        with pytest.raises(UsageError):
            ledger.correct(claim, field, value)
    assert corrections.when("2023-12") == {"value": "2023-12", "begin": "2023-12-01", "end": "2024-01-01"}
    assert corrections.when("2023")["end"] == "2024-01-01"
    assert ledger.verify() == []


def test_a_corrected_host_and_party(ledger):
    force = ledger.forces(as_of="2021-04-01")[0]
    made = ledger.correct(force.accounts[0].claim, "host", "Niger", editor="ed")
    moved = ledger.forces(as_of="2021-04-01", countries="NER")[0]
    assert (moved.host, moved.id) == ("NER", force.id)
    assert not [f for f in ledger.forces(as_of="2021-04-01", countries="TCD") if f.host == "TCD" and f.id == force.id]
    ledger.retract(made, editor="ed")
    agreement = ledger.agreements(as_of="2021-04-01")[0]
    ledger.correct(agreement.accounts[0].claim, "parties", ["France", "Niger"], editor="ed")
    row = ledger.agreements(as_of="2021-04-01", countries="NER+FRA")[0]
    assert row.parties == ["France", "Niger"]
    assert ledger.verify() == []
