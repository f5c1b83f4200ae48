"""The desk over a ledger of 10^5 claims: how long its pages take, cold (nothing kept yet) and warm.

The ledger is composed (``benchmarks.composed.archive``) and recorded as any stories are; ``DESK_CLAIMS`` sets its size and
``DESK_LEDGER`` keeps it in a file for the next run. A page is timed from the request to its last byte, without a network,
in CPU seconds, so that what else the machine does counts not: the bar is for the first page, 200 ms, also just after a story
was recorded. What the desk does once when it starts is given apart.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.common import Figure
from benchmarks.composed import archive

CLAIMS = int(os.environ.get("DESK_CLAIMS", "100000"))
BAR = 0.2
PAGES = (
    "/agreements", "/deadlines", "/forces", "/events", "/events?country=FRA", "/statements", "/stories", "/people", "/countries",
    "/countries/FRA", "/map", "/search?q=river+market",
)  # fmt: skip


def filled(path: Path, claims: int) -> int:
    """Record composed stories until there are so many claims; how many there are then."""
    from wireledger.ledger import Ledger

    with Ledger(path) as ledger:
        made = int(ledger.stamp().split(".")[0])
        done = int(ledger.stamp().split(".")[1])
        plans = itertools.islice(archive(3, START), done, None)
        while made < claims:
            for added in ledger.add_all(p.reading() for p in itertools.islice(plans, 200)):
                made += added.claims + added.retracted
    return made


START = dt.date(2022, 1, 1)


def run() -> Iterable[Figure]:
    """The figures of this part."""
    from fastapi.testclient import TestClient

    from wireledger.desk.app import make_app
    from wireledger.desk.guard import Settings
    from wireledger.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder:
        path = Path(os.environ.get("DESK_LEDGER") or Path(folder) / "desk.sqlite")
        made = filled(path, CLAIMS)
        with Ledger(path) as ledger, contextlib.ExitStack() as stack:
            number = int(ledger.stamp().split(".")[1])
            data = f"{made:,} claims of {number:,} stories"
            last = ledger.stories(limit=1)[0].published[:10]
            app = make_app(ledger, Settings())
            began = time.process_time()
            desk = stack.enter_context(TestClient(app, base_url="http://127.0.0.1:8000"))
            assert desk.get("/").status_code == 200
            yield _figure(data, "starting, until the first page is there", time.process_time() - began)
            app.state.warming.join()
            yield _figure(data, "starting, until all lists are at hand", time.process_time() - began)

            def took(address: str) -> float:
                began = time.process_time()
                answer = desk.get(address)
                assert answer.status_code == 200, (address, answer.text[:300])
                return time.process_time() - began

            first = f"/?as_of={last}"
            yield _figure(data, "first page as of a day that nobody has asked for", took(first))
            yield _figure(data, "first page", statistics.median(took(first) for _ in range(9)), BAR)
            fresh = itertools.islice(archive(number, dt.date.fromisoformat(last)), 5)
            after = []
            for plan in fresh:
                assert ledger.add(plan.reading()).outcome != "same"
                after.append(took(first))
            yield _figure(data, "first page after a story was recorded", statistics.median(after), BAR)
            for address in ("/statements", "/people"):
                dated, after = f"{address}?as_of={last}", []
                took(dated)
                for plan in itertools.islice(archive(number + len(address), dt.date.fromisoformat(last)), 5):
                    assert ledger.add(plan.reading()).outcome != "same"
                    after.append(took(dated))
                yield _figure(data, f"{address} after a story was recorded", statistics.median(after))
            for address in PAGES:
                dated = address + ("&" if "?" in address else "?") + f"as_of={last}"
                cold = took(dated)
                yield _figure(data, f"{address}, first time", cold)
                yield _figure(data, f"{address}, again", statistics.median(took(dated) for _ in range(3)))


def _figure(data: str, metric: str, seconds: float, bar: float | None = None) -> Figure:
    return Figure("desk", data, f"{metric}, CPU seconds", seconds, bar, lower_is_better=True)
