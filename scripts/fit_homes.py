"""Fit ``knowledge/home_weights.tsv``: what each clue to the state of somebody with a bare title weighs.

    python scripts/fit_homes.py FOLDER [FOLDER ...]                fit on all, write the table
    python scripts/fit_homes.py --folds 10 FOLDER [...]            print held-out accuracy, write nothing

The folders hold pairs NAME.txt and NAME.gold.json whose ``people`` have a name and a country. Each time a story leaves
the state of a title open, the clues that :meth:`wireledger.reading.homes.Homes.clues` finds for each state are one
example; the right state is the gold's. The loss is the log loss of the right state among those found, with an L2 penalty. Folds
are dealt by story. While examples are gathered the gold's answer is taken, so that one mistake makes no others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from fitting import Example, arguments, correct, fit, held_out, instead, names_of, read_actors
from wireledger.knowledge.actors import folded, person_called
from wireledger.reading.homes import Homes

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "home_weights.tsv"
KINDS = {"office": "with an office", "none": "without one"}
PRIOR: dict[str, dict[str, float]] = {
    "office": {"opens the sentence": 2.0, "opens the paragraph": 0.5, "office told of, abroad": 2.0, "host of who is abroad": -1.5, "name fits": 2.0, "has another": -2.5, "state has the title": 2.0, "dealt with by him": -1.0},
    "none": {},
}  # fmt: skip
"""What the clues weigh where the examples say nothing."""


def gather(folders: list[Path]) -> list[Example]:
    """The examples of all stories: those whose right state is among the found."""
    found: list[Example] = []
    current: dict[str, Any] = {}
    choose = Homes.choose

    def record(self: Homes, name: str, clues: dict[str, dict[str, float]], *, office: bool) -> str | None:
        mine = set(folded(name).split())
        for person in current["people"]:
            if person["country"] and not person_called(name) and mine and mine <= set(folded(person["name"]).split()):
                right = set(person["country"].split("|")) & set(clues)
                if right:
                    states, kind = sorted(clues), "office" if office else "none"
                    each = [dict(clues[s]) for s in states]
                    found.append(Example(current["name"], name, states, each, right, kind))
                    return min(right)
        return choose(self, name, clues, office=office)

    with instead(Homes, "choose", record):
        for name, gold, _ in read_actors(folders, "people"):
            current.update(name=name, people=gold["people"])
    return found


def main() -> None:
    asked = arguments("Fit the weights of the clues to people's states.")
    examples = gather(asked.folder)
    names = names_of(examples)
    table: dict[str, np.ndarray] = {}
    for kind, what in KINDS.items():
        mine = [e for e in examples if e.kind == kind]
        if asked.folds:
            right = sum(held_out(mine, asked.folds, errors=asked.errors, prior=PRIOR[kind]))
            print(f"{what}: {right} of {len(mine)}: {right / len(mine):.3f}")
        else:
            table[kind] = fit(mine, names, PRIOR[kind])
            right = sum(correct(e, names, table[kind]) for e in mine)
            print(f"{what}: {right} of {len(mine)} on what it was fitted on")
    if table:
        rows = sorted(zip(names, table["office"], table["none"], strict=True), key=lambda x: (-x[1], x[0]))
        with OUT.open("w", encoding="utf-8") as out:
            out.write(
                "# What the clues to somebody's state weigh, fitted by scripts/fit_homes.py: for people with a bare title, for those without.\n"
            )
            out.write("clue\toffice\tnone\n")
            out.writelines(f"{name}\t{a:.3f}\t{b:.3f}\n" for name, a, b in rows)


if __name__ == "__main__":
    main()
