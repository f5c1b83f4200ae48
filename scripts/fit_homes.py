"""Fit ``knowledge/home_weights.tsv``: what each clue to the state of somebody with a bare title weighs.

    python scripts/fit_homes.py FOLDER [FOLDER ...]                fit on all, write the table
    python scripts/fit_homes.py --folds 10 FOLDER [...]            print held-out accuracy, write nothing

The folders hold pairs NAME.txt and NAME.gold.json whose ``people`` have a name and a country. Each time a story leaves
the state of a title open, the clues that :meth:`wireledger.reading.homes.Homes.clues` finds for each state are one
example; the right state is the gold's. The loss is the log loss of the right state among those found, with an L2 penalty. Folds
are dealt by story. While examples are gathered the gold's answer is taken, so that one mistake makes no others.
"""

from __future__ import annotations

import argparse
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import wireledger as wl
from wireledger.knowledge.actors import folded, person_called
from wireledger.reading.homes import Homes

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "home_weights.tsv"
PENALTY = 0.7


@dataclass
class Example:
    story: str
    name: str
    states: list[str]
    clues: list[dict[str, float]]
    right: set[str]
    office: bool


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
                    states = sorted(clues)
                    found.append(
                        Example(current["name"], name, states, [dict(clues[s]) for s in states], right, office)
                    )
                    return min(right)
        return choose(self, name, clues, office=office)

    Homes.choose = record  # type: ignore[method-assign]
    try:
        for folder in folders:
            for path in sorted(folder.glob("*.gold.json")):
                document = json.loads(path.read_text(encoding="utf-8"))
                story = path.name.removesuffix(".gold.json")
                current.update(name=story, people=document.get("people") or [])
                text = (folder / f"{story}.txt").read_text(encoding="utf-8")
                if current["people"]:
                    wl.read(text, published=document.get("published"))
    finally:
        Homes.choose = choose  # type: ignore[method-assign]
    return found


def fit(examples: list[Example], names: list[str], prior: dict[str, float] | None = None) -> np.ndarray:
    """The weights of the clues; few examples leave them near what ``prior`` says, by default nothing."""
    centre = np.array([(prior or {}).get(n, 0.0) for n in names])
    tables = [np.array([[c.get(n, 0.0) for n in names] for c in e.clues]) for e in examples]
    rights = [np.array([s in e.right for s in e.states]) for e in examples]
    often: dict[str, int] = {}
    for e in examples:
        often[e.story] = often.get(e.story, 0) + 1

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        away = weights - centre
        total, slope = PENALTY * float(away @ away), 2 * PENALTY * away
        for table, right in zip(tables, rights, strict=True):
            scores = table @ weights
            p = np.exp(scores - scores.max())
            p /= p.sum()
            good = p * right / max(1e-12, float(p[right].sum()))
            total -= float(np.log(max(1e-12, p[right].sum())))
            slope = slope + table.T @ (p - good)
        return total, slope

    return np.asarray(minimize(loss, centre, jac=True, method="L-BFGS-B").x)


def correct(example: Example, names: list[str], weights: np.ndarray) -> bool:
    scores = [sum(w * c.get(n, 0.0) for n, w in zip(names, weights, strict=True)) for c in example.clues]
    return example.states[int(np.argmax(scores))] in example.right


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the clues to people's states.")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", action="store_true", help="name the held-out examples that go wrong")
    arguments = parser.parse_args()
    examples = gather(arguments.folder)
    names = sorted({n for e in examples for c in e.clues for n in c})
    table: dict[bool, np.ndarray] = {}
    for office in (True, False):
        mine = [e for e in examples if e.office == office]
        what = "with an office" if office else "without one"
        if arguments.folds:
            right = sum(held_out(mine, names, arguments.folds, errors=arguments.errors))
            print(f"{what}: {right} of {len(mine)}: {right / len(mine):.3f}")
        else:
            table[office] = fit(mine, names)
            print(
                f"{what}: {sum(correct(e, names, table[office]) for e in mine)} of {len(mine)} on what it was fitted on"
            )
    if table:
        with OUT.open("w", encoding="utf-8") as out:
            out.write(
                "# What the clues to somebody's state weigh, fitted by scripts/fit_homes.py: for people with a bare title, for those without.\n"
            )
            out.write("clue\toffice\tnone\n")
            for name, with_one, without in sorted(
                zip(names, table[True], table[False], strict=True), key=lambda x: (-x[1], x[0])
            ):
                out.write(f"{name}\t{with_one:.3f}\t{without:.3f}\n")


def held_out(
    examples: list[Example], names: list[str], folds: int, *, errors: bool, prior: dict[str, float] | None = None
) -> list[bool]:
    """Whether each example is right under weights that its story had no part in."""
    right: list[bool] = []
    for fold in range(folds):
        held = [e for e in examples if zlib.crc32(e.story.encode()) % folds == fold]
        weights = fit([e for e in examples if zlib.crc32(e.story.encode()) % folds != fold], names, prior)
        for e in held:
            right.append(correct(e, names, weights))
            if errors and not right[-1]:
                scores = {
                    s: round(float(sum(w * c.get(n, 0) for n, w in zip(names, weights, strict=True))), 2)
                    for s, c in zip(e.states, e.clues, strict=True)
                }
                print(e.story, e.name, e.right, scores)
    return right


if __name__ == "__main__":
    main()
