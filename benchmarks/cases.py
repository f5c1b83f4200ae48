"""Cases of the desk: stories that an editor corrected, scored like the stories of ``accords/``.

A file of cases (``wireledger serve --cases FILE``, or the download on the desk's page of decisions) is JSON Lines of ``{"name",
"text", "gold", "decided"}``, ``gold`` as in accords/README.md. Scored are the files of ``benchmarks/cases`` and the one that
``WIRELEDGER_CASES`` names; ``python -m benchmarks.cases FILE`` scores others and shows every disagreement.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import accord_statements, accords, people, story_events
from benchmarks.common import ROOT, Figure, prf, rows

HERE = ROOT / "benchmarks" / "cases"


def files() -> list[Path]:
    """The files of cases that there are."""
    own = os.environ.get("WIRELEDGER_CASES")
    return [*sorted(HERE.glob("*.jsonl")), *([Path(own)] if own else [])]


def score(path: Path) -> tuple[list[Figure], list[str]]:
    """The figures of a file of cases, and every disagreement in a line. Raises ValueError for a line that is no case."""
    import wireledger as wl

    told: list[dict[str, Any]] = []
    for number, case in enumerate(rows(path), start=1):
        if not {"name", "text", "gold"} <= case.keys():
            raise ValueError(f"{path}, line {number}: no case: name, text and gold are wanted")
        told.append(case)
    readings = list(wl.read_many([(c["text"], c["gold"].get("published")) for c in told]))
    data = f"{path.name}, {len(told)} stories"
    found: list[Figure] = []
    wrong: list[str] = []

    agreed = accords.Score()
    for case, reading in zip(told, readings, strict=True):
        accords.score_story(
            agreed, case["name"], accords.facts_of_gold(case["gold"]), accords.facts_of_reading(reading.to_dict())
        )
    for name, tally in agreed.fields.items():
        found.append(
            Figure(
                "cases", data, f"{name} F1", prf(tally.right, tally.predicted, tally.expected)[2], None, tally.note()
            )
        )
    wrong += agreed.errors

    both = [(c["name"], c["gold"], r) for c, r in zip(told, readings, strict=True)]
    counts, lines = story_events.score(both, shown=True)
    found += [Figure("cases", data, f.metric, f.value, f.bar, f.note) for f in story_events.figures(path.name, counts)]
    wrong += lines
    said, lines = accord_statements.score(both)
    found += [
        Figure("cases", data, f.metric, f.value, f.bar, f.note)
        for f in accord_statements.figures(said, path.name)
        if said["statements"]
    ]
    wrong += lines
    asked: dict[str, list[bool]] = {}
    for case, reading in zip(told, readings, strict=True):
        for field, right, line in people.people(case["name"], case["gold"], reading.to_dict()):
            asked.setdefault(field, []).append(right)
            if not right:
                wrong.append(line)
    for field, answers in asked.items():
        found.append(Figure("cases", data, field, sum(answers) / len(answers), None, f"of {len(answers)}"))
    return found, wrong


def run() -> Iterable[Figure]:
    """The figures of all files of cases."""
    for path in files():
        yield from score(path)[0]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cases", description="Score files of cases.")
    parser.add_argument("file", nargs="+", type=Path)
    for path in parser.parse_args().file:
        try:
            figures, wrong = score(path)
        except (OSError, ValueError, json.JSONDecodeError) as error:
            parser.error(f"{path}: {error}")
        for figure in figures:
            print(f"{figure.metric:<40}{'-' if figure.value is None else f'{figure.value:.3f}'}  {figure.note}")
        print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
