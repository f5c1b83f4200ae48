"""Fit ``knowledge/reference_weights.tsv``: what each clue to the states that a description takes up weighs.

    python scripts/fit_references.py FOLDER [FOLDER ...]                fit on all, write the table
    python scripts/fit_references.py --folds 10 FOLDER [...]            print held-out accuracy, write nothing

The folders hold pairs NAME.txt and NAME.gold.json whose ``references`` have a phrase, the words near it and the states that
it refers to. Each phrase of the gold for which :mod:`wireledger.reading.salience` weighs states, or pairs of states, is one
example. The loss is the log loss of the right answer among those weighed, with an L2 penalty; folds are dealt by story. While examples are
gathered the gold's answer is taken, so that one mistake makes no others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.tokens import Token

from fitting import Example, arguments, correct, fit, held_out, instead, names_of, read_actors
from wireledger.knowledge.countries import countries
from wireledger.reading.salience import Salience

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "reference_weights.tsv"
PRIOR = {
    "one": {"topic": 1.5, "share": 1.5, "acts in the clause": -3.0, "distance of a neighbour": -1.0, "its own neighbour": -3.0, "its people act in the clause": -1.5, "has soldiers, where soldiers are": -1.0, "sends who is there": -2.5, "acts on what is its own": 0.3, "named, 0 sentences ago": 1.0, "named, 1 sentences ago": 0.5,
            "subject, 0 sentences ago": 0.5, "subject, 1 sentences ago": 0.5, "dateline": 0.5},
    "pair": {"subjects together 0 sentences ago": 2.0, "subjects together 1 sentences ago": 2.0, "beside each other 0 sentences ago": 2.5, "beside each other 1 sentences ago": 2.5, "the story's pair": 1.5, "face each other 0 sentences ago": 1.0, "face each other 1 sentences ago": 1.0,
             "named together": 0.5, "topic": 0.7, "share of the lesser": 1.0, "one acts in the clause": -1.0},
}  # fmt: skip
"""What the clues weigh where the examples say nothing."""


def answers(document: dict[str, Any], text: str) -> dict[int, set[str]]:
    """Where each phrase of the gold begins (negative) and ends, and the states, or the pairs joined by a space, that it may refer to."""
    found: dict[int, set[str]] = {}
    codes = countries().by_iso3
    for reference in document.get("references") or ():
        phrase, near = reference["phrase"], reference.get("near") or reference["phrase"]
        around = text.find(near)
        start = text.find(phrase, around if around >= 0 and phrase in near else 0)
        options = [[o for o in str(w).split("|") if o in codes] for w in reference["refers_to"]]
        if start < 0 or not options or not all(options):
            continue
        if len(options) == 1:
            found[start + len(phrase)] = found[-start - 1] = set(options[0])
        elif len(options) == 2:
            pairs = {" ".join(sorted((a, b))) for a in options[0] for b in options[1]}
            found[start + len(phrase)] = found[-start - 1] = pairs
    return found


def gather(folders: list[Path]) -> dict[str, list[Example]]:
    """The examples of all stories, by kind."""
    found: dict[str, list[Example]] = {kind: [] for kind in PRIOR}
    current: dict[str, Any] = {}
    likeliest = Salience.likeliest

    def record(self: Salience, token: Token, clues: dict[str, dict[str, float]], kind: str) -> str | None:
        said: dict[int, set[str]] = current["answers"]
        begin = self.language.span(self.phrase(token)).start
        right = (said.get(self.language.span(token).end) or said.get(-begin - 1, set())) & set(clues)
        if not right:
            return likeliest(self, token, clues, kind)
        states = sorted(clues)
        found[kind].append(Example(current["name"], token.text, states, [dict(clues[s]) for s in states], right, kind))
        return min(right)

    with instead(Salience, "likeliest", record):
        for name, gold, draft in read_actors(folders, "references"):
            current.update(name=name, answers=answers(gold, draft.story.text))
    return found


def main() -> None:
    asked = arguments("Fit the weights of the clues to states that are taken up.")
    rows: list[str] = []
    for kind, examples in gather(asked.folder).items():
        names = names_of(examples)
        several = [e for e in examples if len(e.states) > 1]
        if asked.folds:
            right = sum(held_out(several, asked.folds, errors=asked.errors, prior=PRIOR[kind]))
            print(f"{kind}: {right} of {len(several)}: {right / max(1, len(several)):.3f}")
            continue
        weights = fit(several, names, PRIOR[kind])
        print(f"{kind}: {sum(correct(e, names, weights) for e in several)} of {len(several)} on what it was fitted on")
        ordered = sorted(zip(names, weights, strict=True), key=lambda x: (-x[1], x[0]))
        rows += [f"{kind}\t{name}\t{weight:.3f}\n" for name, weight in ordered]
    if rows:
        header = (
            "# What the clues to the states that a description takes up weigh, fitted by scripts/fit_references.py.\n"
        )
        OUT.write_text(header + "kind\tclue\tweight\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
