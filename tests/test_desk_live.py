"""Views from memory are the ledger's own views, whatever was recorded in between."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from benchmarks.composed import archive

from wireledger.errors import WireledgerError
from wireledger.ledger import Ledger
from wireledger.ledger.live import Live

DAY = dt.date(2021, 3, 1)
VIEWS = ("agreements", "forces", "deadlines", "events", "statements", "actors")


def alike(ledger: Ledger, live: Live, as_of: str, known_by: str | None) -> None:
    for view in VIEWS:
        asked = {"as_of": as_of, "known_by": known_by}
        assert getattr(live, view)(**asked) == getattr(ledger, view)(**asked), (view, asked)


def decide(rng: random.Random, ledger: Ledger, day: str) -> None:
    """One decision of an editor, taken at random: often an odd one, sometimes one that takes another back."""
    rows = [
        *ledger.agreements(as_of=day),
        *ledger.forces(as_of=day),
        *ledger.events(as_of=day),
        *ledger.actors(as_of=day),
    ]
    row = rng.choice(rows)
    other = rng.choice([r for r in rows if r.id[0] == row.id[0]])
    claim = rng.choice(row.accounts).claim
    choice = rng.randrange(6)
    if choice == 0:
        ledger.merge(row.id, other.id, editor="ed")
    elif choice == 1:
        ledger.split(row.id, rng.choice(other.accounts).claim, editor="ed")
    elif choice == 2:
        ledger.retract(claim, editor="ed")
    elif choice == 3 and (made := ledger.decisions()):
        ledger.retract(rng.choice(made).id, editor="ed")
    elif row.id[0] == "A":
        ledger.correct(claim, "parties", rng.choice((["France", "Chad"], ["Chad", "Mali"])), editor="ed")
    elif row.id[0] == "F":
        ledger.correct(claim, "host", rng.choice(("Chad", "Niger")), editor="ed")
    else:
        ledger.correct(claim, "actors", rng.choice(("France", "Mali")), editor="ed")


@pytest.mark.parametrize("seed", range(4))
def test_what_is_recorded_in_any_order_shows_at_once(tmp_path, seed):
    """Stories with versions, corrections and copies arrive out of order; editors decide; every answer is the ledger's."""
    rng = random.Random(seed)
    plans = list(itertools.islice(archive(seed, DAY, per_day=6), 60))
    rng.shuffle(plans)
    last = (DAY + dt.timedelta(days=11)).isoformat()
    now = dt.datetime.now(dt.UTC).date().isoformat()
    with Ledger(tmp_path / "live.sqlite") as ledger:
        live = Live(ledger)
        alike(ledger, live, last, None)
        for n, plan in enumerate(plans):
            ledger.add(plan.reading())
            if n % 6 == 0:
                alike(ledger, live, last, None)
                alike(
                    ledger,
                    live,
                    (DAY + dt.timedelta(days=n // 6)).isoformat(),
                    (DAY + dt.timedelta(days=5)).isoformat(),
                )
        for _ in range(16):
            try:
                decide(rng, ledger, last)
            except WireledgerError:
                continue
            alike(ledger, live, last, None)
        alike(ledger, live, last, last)
        alike(ledger, live, now, now)


def test_only_what_has_to_do_with_a_new_story_is_made_again(tmp_path, monkeypatch):
    plans = list(itertools.islice(archive(9, DAY), 80))
    with Ledger(tmp_path / "live.sqlite") as ledger:
        for plan in plans[:79]:
            ledger.add(plan.reading())
        live = Live(ledger)
        before = {f.id: f for f in live.forces(as_of="2021-04-01")}
        ledger.add(plans[79].reading())
        after = {f.id: f for f in live.forces(as_of="2021-04-01")}
        again = [i for i in after if i not in before or after[i] is not before[i]]
        assert len(again) < len(after) / 4
        assert live.forces(as_of="2021-04-01") == ledger.forces(as_of="2021-04-01")
