"""Fit ``knowledge/partner_weights.tsv``: what each clue to the parties of an agreement weighs.

    python scripts/fit_partners.py FOLDER [FOLDER ...]             fit on all, write the table
    python scripts/fit_partners.py --folds 10 FOLDER [...]         print held-out accuracy, write nothing

The folders hold stories with gold (see benchmarks/accords/README.md). Each agreement of the reading that answers one of
the gold is an example, and so is each that was dropped where the gold has one of its year or kind that nothing answers: among the pairs of parties
that the story names, those that the gold's parties hold are right. The choice is a conditional logit (McFadden 1974).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import accords  # noqa: E402

import wireledger as wl  # noqa: E402
from fitting import Example, arguments, correct, fit, held_out, instead, names_of  # noqa: E402
from wireledger.reading.agreements.binding import Binding  # noqa: E402
from wireledger.reading.agreements.parts import Entry  # noqa: E402

OUT = ROOT / "src" / "wireledger" / "knowledge" / "partner_weights.tsv"


def gather(folders: list[Path]) -> list[Example]:
    """The examples of all stories: those where a right pair is among the candidates."""
    found: list[Example] = []
    read: list[tuple[Binding, list[Entry]]] = []
    completed = Binding.completed

    def record(self: Binding) -> None:
        before = list(self.entries)
        completed(self)
        read[:] = [(self, before)]

    with instead(Binding, "completed", record):
        for folder in folders:
            for name, text, gold in accords.stories(folder):
                reading = wl.read(text, gold.get("published")).to_dict()
                for entry, answers in matched(reading, gold, *read[0]):
                    found += example(name, read[0][0], entry, answers["parties"])
    return found


def matched(reading: Any, gold: Any, binding: Binding, before: list[Entry]) -> list[tuple[Entry, Any]]:
    """The agreements of a story with the gold that they answer."""
    theirs, ours = accords.facts_of_gold(gold)[0], accords.facts_of_reading(reading)[0]
    pairs = accords.align(theirs, ours, accords._like)
    found = []
    for i, j in pairs:
        spans = {tuple(s) for s in reading["agreements"][j]["spans"]}
        best = max(binding.entries, key=lambda e: len({tuple(m.span) for m in e.mentions} & spans))
        found.append((best, theirs[i]))
    kept = {id(m) for e in binding.entries for m in e.mentions}
    dropped = [e for e in before if not any(id(m) in kept for m in e.mentions)]
    for i, fact in enumerate(theirs):
        if i not in dict(pairs):
            years = {s[:4] for s in fact["signed"]}
            like = [e for e in dropped if (e.year or "-")[:4] in years or e.kind in fact["kind"]]
            found += [(e, fact) for e in like if len(like) == 1]
    return [(e, f) for e, f in found if not e.organisation and e.kind != "membership" and len(f["parties"]) > 1]


def example(story: str, binding: Binding, entry: Entry, parties: list[frozenset[str]]) -> list[Example]:
    """The choice among the pairs of one story for one agreement; none where no pair is right."""
    clues = binding.partners.clues(entry, [])
    named = {
        a.id: accords.party(accords._named({"country": a.country, "sector": a.sector, "name": a.name}))
        for a in binding.partners.actors.values()
    }
    right = set()
    for a, b in clues:
        mine = [{n for n, p in enumerate(parties) if named[x] in p} for x in (a, b)]
        if all(mine) and len(mine[0] | mine[1]) > 1:
            right.add(f"{a} {b}")
    states = [f"{a} {b}" for a, b in clues]
    words = entry.mentions[0].words
    return [Example(story, words, states, list(clues.values()), right, "")] if right else []


def main() -> None:
    asked = arguments("Fit the weights of the clues to the parties of agreements.")
    examples = gather(asked.folder)
    if asked.folds:
        right = sum(held_out(examples, asked.folds, errors=asked.errors))
        print(f"{right} of {len(examples)}: {right / len(examples):.3f}")
        return
    names = names_of(examples)
    weights = fit(examples, names)
    right = sum(correct(e, names, weights) for e in examples)
    print(f"{right} of {len(examples)} on what it was fitted on")
    with OUT.open("w", encoding="utf-8") as out:
        out.write("# What the clues to the parties of an agreement weigh, fitted by scripts/fit_partners.py.\n")
        out.write("clue\tweight\n")
        for name, weight in sorted(zip(names, weights, strict=True), key=lambda x: (-x[1], x[0])):
            out.write(f"{name}\t{weight:.3f}\n")


if __name__ == "__main__":
    main()
