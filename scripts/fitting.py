"""What the fits of choices among states share: the stories with a gold answer, the examples, the fit, and its check on stories held out."""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from wireledger.reading import actors, dated, places, times
from wireledger.reading.draft import Draft
from wireledger.reading.language import parse
from wireledger.sources.wire import lay_out

PENALTY = 0.7


@dataclass
class Example:
    """One choice: the states (or pairs of states) to choose among, the clues to each, and which are right."""

    story: str
    name: str
    states: list[str]
    clues: list[dict[str, float]]
    right: set[str]
    kind: str


def arguments(what: str) -> argparse.Namespace:
    """The folders of a fit, and whether it is to be tried on stories held out instead."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--errors", action="store_true", help="name the held-out examples that go wrong")
    return parser.parse_args()


def read_actors(folders: Iterable[Path], field: str) -> Iterator[tuple[str, dict[str, Any], Draft]]:
    """Name, gold and draft of each story of some folders whose gold has ``field``; who goes on to the next has its actors read.

    The folders hold pairs NAME.txt and NAME.gold.json."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if not gold.get(field):
                continue
            name = path.name.removesuffix(".gold.json")
            text = (folder / f"{name}.txt").read_text(encoding="utf-8")
            story = dated(lay_out(text), gold.get("published"))
            draft = Draft(story, next(parse([story])))
            draft.times = times.run(draft)
            draft.places = places.run(draft)
            yield name, gold, draft
            draft.actors = actors.run(draft)


@contextmanager
def instead(owner: type, method: str, other: Callable[..., Any]) -> Iterator[None]:
    """While the block runs, ``other`` stands for a method of a class."""
    before = getattr(owner, method)
    setattr(owner, method, other)
    try:
        yield
    finally:
        setattr(owner, method, before)


def names_of(examples: Iterable[Example]) -> list[str]:
    """The clues of some examples, in order."""
    return sorted({n for e in examples for c in e.clues for n in c})


def fit(examples: list[Example], names: list[str], prior: dict[str, float] | None = None) -> np.ndarray:
    """The weights of the clues; few examples leave them near what ``prior`` says, by default nothing."""
    centre = np.array([(prior or {}).get(n, 0.0) for n in names])
    tables = [np.array([[c.get(n, 0.0) for n in names] for c in e.clues]) for e in examples]
    rights = [np.array([s in e.right for s in e.states]) for e in examples]

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


def held_out(examples: list[Example], folds: int, *, errors: bool, prior: dict[str, float] | None = None) -> list[bool]:
    """Whether each example is right under weights that its story had no part in; folds are dealt by story."""
    names = names_of(examples)
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
                print(e.story, e.name, e.right, dict(sorted(scores.items(), key=lambda x: -x[1])[:4]))
    return right
