"""Measure everything, or the parts named: ``python -m benchmarks [PART ...]``; prints a table, keeps the results.

A part is a module of this folder with ``run() -> Iterable[Figure]``. Results go to ``benchmarks/results.jsonl``, a line a
figure and run, so that what a change cost can be seen.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import subprocess
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

import benchmarks
from benchmarks.common import Figure

HERE = Path(__file__).parent
NOT_PARTS = {"common", "__main__"}


def parts() -> list[str]:
    return sorted(m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in NOT_PARTS and not m.ispkg)


def commit() -> str:
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=HERE, capture_output=True, text=True, check=False
    )
    return described.stdout.strip() or "unknown"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="*", help=f"of: {', '.join(parts())}; all where none is named")
    parser.add_argument("--keep", action="store_true", help="append the figures to benchmarks/results.jsonl")
    arguments = parser.parse_args()
    table = Table("part", "data", "metric", "value", "bar", "", "note")
    kept: list[Figure] = []
    for name in arguments.part or parts():
        began = time.perf_counter()
        for figure in importlib.import_module(f"benchmarks.{name}").run():
            kept.append(figure)
            mark = {True: "[green]reached[/]", False: "[red]short[/]", None: ""}[figure.reached]
            value = "-" if figure.value is None else f"{figure.value:.3f}"
            bar = "" if figure.bar is None else f"{'<=' if figure.lower_is_better else '>='} {figure.bar:g}"
            table.add_row(figure.part, figure.data, figure.metric, value, bar, mark, figure.note)
        print(f"{name}: {time.perf_counter() - began:.1f} s", flush=True)
    Console(width=160).print(table)
    if arguments.keep:
        stamp = {"commit": commit(), "on": time.strftime("%Y-%m-%d")}
        with (HERE / "results.jsonl").open("a", encoding="utf-8") as file:
            for figure in kept:
                file.write(json.dumps({**stamp, **figure.__dict__}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
