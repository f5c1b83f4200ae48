"""The ledger as it grows: claims added a second and how long questions take at 10^4 and 10^5 claims, on both stores.

``python -m benchmarks ledger``; with WIRELEDGER_BENCH=full up to 10^6, and a plot (``benchmarks/ledger.png``) beside the figures
that it shows (``benchmarks/ledger_growth.json``). Stories are composed without the language stage and recorded by the way that
every story goes, one transaction each. PostgreSQL is a server of its own, as the tests start it, but with fsync on.

A question is asked several times, each time of other countries or days; the median is reported, in milliseconds of CPU, those of
the server's process included, which other work on the machine lengthens less than milliseconds by the clock; these are noted.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib.util
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure
from benchmarks.composed import STATES, archive

FULL = os.environ.get("WIRELEDGER_BENCH") == "full"
SIZES = (10_000, 100_000, 1_000_000) if FULL else (10_000, 30_000)
ONLY = os.environ.get("WIRELEDGER_BENCH_STORES", "sqlite postgresql").split()
TIMES = 9
PROBE = 200
"""Stories at the end of each size by which the speed of adding is told."""


@contextlib.contextmanager
def stores() -> Iterator[dict[str, str]]:
    """Where an empty ledger may be made, by the name of the store."""
    path = ROOT / "tests/ledger_stores.py"
    spec = importlib.util.spec_from_file_location("ledger_stores", path)
    assert spec is not None
    assert spec.loader is not None
    helper = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(helper)
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        found = {"sqlite": str(Path(folder) / "desk.sqlite")} if "sqlite" in ONLY else {}
        if "postgresql" in ONLY:
            if helper.programs() is None:
                print("SKIPPED: no PostgreSQL server programs", file=sys.stderr)
            else:
                server = stack.enter_context(helper.server(fsync=True))
                found["postgresql"] = stack.enter_context(helper.database(server))
        yield found


def questions(ledger: Any, rng: random.Random, day: str) -> dict[str, Callable[[], Any]]:
    """What a desk asks, by name; those that begin with ``all`` answer with more rows the larger the ledger is."""
    codes = list(STATES)
    one, other = rng.sample(codes, 2)
    begin = dt.date(2000, 1, 1)
    span = max((dt.date.fromisoformat(day) - begin).days, 1)
    past = (begin + dt.timedelta(days=rng.randrange(span))).isoformat()
    month = (dt.date.fromisoformat(past) - dt.timedelta(days=30)).isoformat()
    pair = f"{one}+{other}"
    newest = ledger.events(as_of=past, countries=one, limit=5)
    agreed = ledger.agreements(as_of=past, countries=pair) or ledger.agreements(as_of=day, countries=one)[:1]
    row = agreed[0].id if agreed else None
    return {
        "newest 50 events": lambda: ledger.events(as_of=day, limit=50),
        "newest 50 events of a country": lambda: ledger.events(as_of=day, countries=one, limit=50),
        "50 events of a past day, as known then": lambda: ledger.events(as_of=past, known_by=past, limit=50),
        "50 events as known on a past day": lambda: ledger.events(as_of=day, known_by=past, limit=50),
        "events of a month and a country": lambda: ledger.events(as_of=past, since=month, countries=one),
        "agreements of two countries": lambda: ledger.agreements(as_of=day, countries=pair),
        "one agreement": lambda: ledger.agreement(row, as_of=day) if row else None,
        "why, of an event": lambda: ledger.why(newest[-1].id) if newest else None,
        "history of an agreement": lambda: ledger.history(row) if row else None,
        "forces between two countries": lambda: ledger.forces(as_of=day, countries=pair),
        "newest 50 statements of a country": lambda: ledger.statements(as_of=day, countries=one, limit=50),
        "newest 50 stories": lambda: ledger.stories(limit=50),
        "newest 50 stories of a country": lambda: ledger.stories(countries=one, limit=50),
        "search of a month and a country": lambda: ledger.search("soldiers", countries=one, since=month, until=past),
        "search of two countries": lambda: ledger.search("agreement", countries=pair, kind="agreement"),
        "search, a common word": lambda: ledger.search("soldiers"),
        "all agreements": lambda: ledger.agreements(as_of=day),
        "all forces": lambda: ledger.forces(as_of=day),
        "all deadlines within 90 days": lambda: ledger.deadlines(as_of=day, within="90d"),
    }


def clock(ledger: Any) -> Callable[[], float]:
    """Seconds of CPU of this process and, with PostgreSQL, of the server's process that works for it."""
    if ledger.engine.dialect.name == "sqlite":
        return time.process_time
    with ledger.engine.connect() as c:
        pid = c.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    stat, tick = Path(f"/proc/{pid}/stat"), os.sysconf("SC_CLK_TCK")

    def both() -> float:
        fields = stat.read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / tick

    return both


def grow(where: str, store: str) -> Iterator[dict[str, Any]]:
    """Add stories up to each size; what adding and asking cost there."""
    from wireledger.ledger import Ledger
    from wireledger.ledger.recording import Prepared

    rng = random.Random(11)
    with Ledger(where) as ledger:
        cpu_now = clock(ledger)
        plans = archive()
        total = stories = 0
        newest = ""
        for size in SIZES:
            took: list[tuple[int, float, float]] = []
            while total < size:
                plan = next(plans)
                newest = max(newest, plan.published[:10])
                one = plan.reading()
                began, cpu = time.perf_counter(), cpu_now()
                added = next(ledger.add_all([one]))
                took.append((added.claims, time.perf_counter() - began, cpu_now() - cpu))
                total += added.claims
                stories += 1
                if stories % 5000 == 0:
                    print(f"{store}: {total:,} claims", file=sys.stderr, flush=True)
            last = took[-PROBE:]
            spent_cpu = sum(s for _, _, s in last)
            made = sum(n for n, _, _ in last)
            prepared = [plan.reading() for plan, _ in zip(archive(seed=3), range(60), strict=False)]
            began = time.process_time()
            for one in prepared:
                Prepared(one)
            outside = (time.process_time() - began) / len(prepared)
            found: dict[str, Any] = {
                "store": store, "claims": total, "stories": stories,
                "claims a second": made / sum(s for _, s, _ in last),
                "claims a CPU second": made / spent_cpu,
                "milliseconds a story": statistics.median(s for _, s, _ in last) * 1000,
                "CPU milliseconds a story": spent_cpu / len(last) * 1000,
                "of these outside the store": outside * 1000, "questions": {}, "CPU": {}, "rows": {},
            }  # fmt: skip
            asked: dict[str, list[tuple[float, float, int]]] = {}
            for _ in range(TIMES):
                for name, ask in questions(ledger, rng, newest).items():
                    if name.startswith("all") and len(asked.get(name, ())) >= 2:
                        continue
                    began, cpu = time.perf_counter(), cpu_now()
                    rows = ask()
                    spent = time.perf_counter() - began, cpu_now() - cpu
                    asked.setdefault(name, []).append((*spent, len(rows) if isinstance(rows, list) else 1))
            for name, runs in asked.items():
                found["questions"][name] = statistics.median(r[0] for r in runs) * 1000
                found["CPU"][name] = statistics.mean(r[1] for r in runs) * 1000
                found["rows"][name] = round(statistics.median(r[2] for r in runs))
            if store == "sqlite":
                found["bytes a claim"] = Path(where).stat().st_size / total
            yield found


def plot(measured: list[dict[str, Any]], path: Path) -> None:
    """Speed of adding, and the time of questions, against the size of the ledger."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    names = list(dict.fromkeys(m["store"] for m in measured))
    figure, axes = plt.subplots(1, 1 + len(names), figsize=(6 * (1 + len(names)), 5))
    for name in names:
        mine = [m for m in measured if m["store"] == name]
        axes[0].plot([m["claims"] for m in mine], [m["CPU milliseconds a story"] for m in mine], "o-", label=name)
    axes[0].set_title("adding a story (about 20 claims)")
    axes[0].set_ylabel("milliseconds of CPU")
    axes[0].set_ylim(0)
    for axis, name in zip(axes[1:], names, strict=True):
        mine = [m for m in measured if m["store"] == name]
        for n, asked in enumerate(mine[0]["questions"]):
            style = ":" if asked.startswith("all") else "-"
            axis.plot(
                [m["claims"] for m in mine],
                [m["CPU"][asked] for m in mine],
                f"o{style}",
                label=asked,
                color=plt.get_cmap("tab20")(n % 20),
                markersize=3,
            )
        axis.set_title(f"questions, {name}, milliseconds of CPU")
        axis.set_yscale("log")
    for axis in axes:
        axis.set_xscale("log")
        axis.set_xlabel("claims in the ledger")
    axes[0].legend()
    axes[-1].legend(fontsize=7, loc="upper left", bbox_to_anchor=(1, 1))
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def run() -> Iterable[Figure]:
    """The figures of this part."""
    measured: list[dict[str, Any]] = []
    with stores() as found:
        for store, where in found.items():
            for m in grow(where, store):
                measured.append(m)
                if FULL:
                    (ROOT / "benchmarks/ledger_growth.json").write_text(json.dumps(measured, indent=1) + "\n")
    for store in dict.fromkeys(m["store"] for m in measured):
        mine = [m for m in measured if m["store"] == store]
        for m in mine:
            data = f"{store}, {m['claims']:,} claims"
            yield Figure("ledger", data, "claims added a second", m["claims a second"],
                         note=f"{m['claims a CPU second']:.0f} a CPU second")  # fmt: skip
            for name, spent in m["CPU"].items():
                yield Figure(
                    "ledger", data, f"CPU milliseconds: {name}", spent,
                    note=f"{m['rows'][name]} rows, {m['questions'][name]:.1f} by the clock",
                    lower_is_better=True,
                )  # fmt: skip
        data = f"{store}, {mine[-1]['claims']:,} against {mine[0]['claims']:,} claims"
        cost = "CPU milliseconds a story"
        yield Figure("ledger", data, "cost of adding a story", mine[-1][cost] / mine[0][cost], 1.5, "CPU",
                     lower_is_better=True)  # fmt: skip
    if FULL and measured:
        plot(measured, ROOT / "benchmarks/ledger.png")
