"""Speed and memory: reading by stage, start-up, archives on one worker and two, the ledger; ratios of one run where that can be.

``python -m benchmarks speed``; with WIRELEDGER_BENCH=full the long ones: memory over 20,000 stories, archives of several sizes
with a plot (``benchmarks/speed.png``). Times of one process are CPU seconds, so that other work on the machine counts
little; the best of several runs is taken."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.common import GOLD, ROOT, Figure, rows

FULL = os.environ.get("WIRELEDGER_BENCH") == "full"
SETTINGS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
STAGES = ("times", "places", "actors", "statements", "events", "agreements", "forces")
SOURCES = (
    "time/timebank.jsonl", "time/aquaint.jsonl", "geo/lgl.jsonl", "geo/geovirus.jsonl", "attribution/polnear_dev.jsonl",
    "attribution/polnear_train.jsonl", "clusters/ecbplus_dev.jsonl",
)  # fmt: skip


def pairs(count: int) -> list[tuple[str, str]]:
    """News stories with dates: TimeBank and AQUAINT, dealt evenly; the stories of this folder without the gold data."""
    found: list[tuple[str, str]] = []
    for name in SOURCES[:2]:
        if (GOLD / name).exists():
            found += [(r["text"], r["dct"][:10]) for r in rows(GOLD / name)]
    if not found:
        print("SKIPPED: no gold data; speed is measured on the stories of benchmarks/", file=sys.stderr)
        files = [*(ROOT / "benchmarks/plain").glob("*.txt"), *(ROOT / "benchmarks/accords/dev").glob("*.txt")]
        found = [(f.read_text(encoding="utf-8"), "2024-01-02") for f in sorted(files)]
    step = max(1, len(found) // count)
    return found[::step][:count]


def varied(count: int, words: int = 80) -> Iterator[str]:
    """So many different short stories: pieces of about so many words of all the news texts that there are."""
    made = 0
    while made < count:
        for name in SOURCES:
            for row in rows(GOLD / name) if (GOLD / name).exists() else [{"text": t} for t, _ in pairs(50)]:
                every = row["text"].split()
                for start in range(0, len(every), words):
                    if made >= count:
                        return
                    made += 1
                    yield f"Story {made}. " + " ".join(every[start : start + words])


def best(times: int, job: Callable[[], object]) -> float:
    """The least CPU seconds of a job."""
    found = []
    for _ in range(times):
        began = time.process_time()
        job()
        found.append(time.process_time() - began)
    return min(found)


def child(code: str, *arguments: str) -> dict[str, Any]:
    """What a new process prints as JSON."""
    out = subprocess.run(
        [sys.executable, "-c", f"from benchmarks import speed; speed.{code}", *arguments],
        cwd=ROOT, env={**os.environ, **SETTINGS}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(out.stdout.splitlines()[-1])
    return found


# -- one process -------------------------------------------------------------------------------------------------------
def reading() -> None:
    """Whole reading against the language stage, and each stage; printed as JSON."""
    import wireledger as wl
    from wireledger.reading import actors, agreements, dated, events, forces, places, statements, times
    from wireledger.reading.draft import Draft
    from wireledger.reading.language import parse
    from wireledger.sources.wire import lay_out

    modules = dict(zip(STAGES, (times, places, actors, statements, events, agreements, forces), strict=True))
    chosen = pairs(120 if FULL else 60)
    words = sum(len(t.split()) for t, _ in chosen)
    stories = [dated(lay_out(t), d) for t, d in chosen]
    list(wl.read_many(chosen[:10]))  # tables and model are loaded
    # piece by piece and turn by turn, so that what else the machine does meets both alike
    least: dict[str, list[float]] = {"language": [], "whole": []}
    for start in range(0, len(chosen), 10):
        took: dict[str, list[float]] = {"language": [], "whole": []}
        for _ in range(5 if FULL else 3):
            took["language"].append(best(1, lambda: list(parse(stories[start : start + 10]))))  # noqa: B023
            took["whole"].append(best(1, lambda: list(wl.read_many(chosen[start : start + 10]))))  # noqa: B023
        for name, seconds in took.items():
            least[name].append(min(seconds))
    language, whole = sum(least["language"]), sum(least["whole"])
    by_stage: Counter[str] = Counter()
    for parsed in parse(stories):
        draft = Draft(parsed.story, parsed)
        for name, module in modules.items():
            began = time.process_time()
            setattr(draft, name, module.run(draft))
            by_stage[name] += time.process_time() - began
        began = time.process_time()
        draft.reading().to_json()
        by_stage["json"] += time.process_time() - began
    found = {"stories": len(chosen), "words": words, "language": language, "whole": whole, "stages": by_stage}
    print(json.dumps(found))


def memory() -> None:
    """Resident megabytes of one process while it reads a stream of different stories, as a worker of an archive does."""
    from wireledger.reading import dated
    from wireledger.scale import work
    from wireledger.sources.wire import lay_out

    work.prepare()
    count = int(sys.argv[1])
    told = (dated(lay_out(t), "2024-01-02") for t in varied(count))
    sizes: list[float] = []
    done = 0
    for batch in work.batches(told):
        done += len(work.read(batch.stories).rows)
        sizes.append(resident())
    status = Path("/proc/self/status").read_text()  # ru_maxrss would begin with the parent's
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1000  # type: ignore[index]
    print(json.dumps({"stories": done, "sizes": sizes, "peak": peak}))


def resident() -> float:
    """Megabytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def ledger() -> None:
    """CPU seconds of recording a story, and of parsing a page of a news site; printed as JSON."""
    import wireledger as wl
    from wireledger.sources import open_sources

    readings = list(wl.read_many(pairs(60)))
    with tempfile.TemporaryDirectory() as folder:
        store = wl.Ledger(Path(folder) / "l.sqlite")
        recording = best(1, lambda: [store.add(r) for r in readings])
        links = "".join(
            f'<li><a href="/news/{n}">A headline of another story of the day, number {n}</a></li>' for n in range(120)
        )
        for n, (text, day) in enumerate(pairs(40)):
            body = "".join(f"<p>{p}</p>" for p in text.split("\n") if p.strip())
            page = (
                f"<html lang=en><head><title>Story {n}</title><meta property='article:published_time' content='{day}'></head>"
                f"<body><nav><ul>{links}</ul></nav><article><h1>Story {n}</h1>{body}</article><aside><ul>{links}</ul></aside></body></html>"
            )
            (Path(folder) / f"{n}.html").write_text(page, encoding="utf-8")
        pages = [str(p) for p in sorted(Path(folder).glob("*.html"))]
        list(open_sources(pages[:3]))
        parsing = best(2, lambda: list(open_sources(pages)))
    print(json.dumps({"recording": recording / len(readings), "parsing": parsing / len(pages)}))


def command(*arguments: str, times: int) -> tuple[float, float]:
    """The least CPU seconds and the least seconds that a command takes."""
    cpu, wall = [], []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(arguments, cwd=ROOT, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall.append(time.perf_counter() - began)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(cpu), min(wall)


# -- archives ----------------------------------------------------------------------------------------------------------
def archive() -> None:
    """What it costs to read so many stories on so many workers into shards and a ledger; printed as JSON: words, seconds by
    the clock, CPU seconds of the driver and of the workers, all with their start."""
    from wireledger.ledger import Ledger
    from wireledger.scale import read_archive, work

    count, workers, engine = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    words = int(sys.argv[4]) if len(sys.argv) > 4 else work.WORDS
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l.sqlite") as store:
        source = Path(folder) / "a.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for text in varied(count, 300):
                file.write(json.dumps({"text": text, "published": "2024-01-02"}) + "\n")
        driver, clock = time.process_time(), time.perf_counter()
        done = read_archive([source], Path(folder) / "out", workers=workers, engine=engine, words=words, ledger=store)
        driver, clock = time.process_time() - driver, time.perf_counter() - clock
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps({"words": done.words, "seconds": clock, "driver": driver, "workers": used.ru_utime + used.ru_stime})
    )


def sizes() -> Iterator[Figure]:
    """Cost against the size of the archive, on one worker and two, with a plot."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    counts = (100, 200, 400, 800)
    found = {w: [child("archive()", str(n), str(w), "local", "3000") for n in counts] for w in (1, 2)}
    figure, axes = plt.subplots(figsize=(6, 4))
    for workers, measured in found.items():
        axes.plot(
            [m["words"] / 1000 for m in measured], [m["seconds"] for m in measured], "o-", label=f"{workers} worker(s)"
        )
    axes.set_xlabel("archive, thousands of words")
    axes.set_ylabel("seconds, start included")
    axes.set_ylim(0)
    axes.legend()
    figure.tight_layout()
    figure.savefig(ROOT / "benchmarks/speed.png", dpi=120)
    per_word = [m["seconds"] / m["words"] for m in found[1]]

    def more(workers: int, of: str) -> float:
        """What the largest archive takes more of than the second smallest: the start of the workers is in both."""
        return float(found[workers][-1][of] - found[workers][1][of])

    share = more(1, "driver") / more(1, "workers")
    yield Figure("speed", "200 to 800 stories", "two workers against one, by the clock", more(1, "seconds") / more(2, "seconds"), 1.8,
                 f"on {len(os.sched_getaffinity(0))} cores, into a ledger")  # fmt: skip
    yield Figure("speed", "200 to 800 stories", "CPU of the driver / of the workers", share, 2 / 1.8 - 1,
                 f"so that two cores can give {2 / (1 + share):.2f}", lower_is_better=True)  # fmt: skip
    ray = {(w, n): child("archive()", str(n), str(w), "ray")["seconds"] for w in (1, 2) for n in (400, 1600)}
    yield Figure("speed", "400 to 1600 stories, ray", "two workers against one, by the clock",
                 (ray[1, 1600] - ray[1, 400]) / (ray[2, 1600] - ray[2, 400]), 1.8,
                 f"on {len(os.sched_getaffinity(0))} cores, into a ledger")  # fmt: skip
    yield Figure("speed", "100 to 800 stories", "cost of a word, largest archive against smallest", per_word[-1] / per_word[0], 1.0,
                 "start included", lower_is_better=True)  # fmt: skip


def run() -> Iterable[Figure]:
    """The figures of this part."""
    program = str(Path(sys.executable).with_name("wireledger"))
    story = str(ROOT / "src/wireledger/samples/niger-revokes-us-accord.txt")
    for arguments, times, bar in ((("--help",), 7, 0.3), (("read", story), 3, 3.0)):
        cpu, wall = command(program, *arguments, times=times)
        what = f"wireledger {arguments[0]}"
        yield Figure(
            "speed", what, "CPU seconds from start to end", cpu, bar, f"{wall:.2f} s by the clock", lower_is_better=True
        )
    r = child("reading()")
    data = f"{r['stories']} stories, {r['words']:,} words"
    yield Figure("speed", data, "whole reading / language stage", r["whole"] / r["language"], 1.6, lower_is_better=True)
    for name, seconds in sorted(r["stages"].items(), key=lambda item: -item[1]):
        yield Figure("speed", data, f"{name} / language stage", seconds / r["language"])
    yield Figure("speed", data, "words a CPU second", r["words"] / r["whole"])
    yield Figure("speed", data, "stories a CPU second", r["stories"] / r["whole"])
    yield Figure("speed", data, "words a CPU second, language stage", r["words"] / r["language"])
    m = child("memory()", "20000" if FULL else "1500")
    quarter = m["sizes"][len(m["sizes"]) // 4]
    data = f"{m['stories']:,} stories of 80 words"
    yield Figure("speed", data, "peak megabytes of a process", m["peak"], 800, lower_is_better=True)
    yield Figure(
        "speed", data, "megabytes at the end / at a quarter", m["sizes"][-1] / quarter, 1.05, lower_is_better=True
    )
    s = child("ledger()")
    yield Figure("speed", "60 stories", "recording / reading a story", s["recording"] / (r["whole"] / r["stories"]))
    yield Figure("speed", "40 pages", "parsing a page / reading a story", s["parsing"] / (r["whole"] / r["stories"]))
    if FULL:
        yield from sizes()
