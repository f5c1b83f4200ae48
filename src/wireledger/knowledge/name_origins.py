"""How well a personal name fits each country: a naive Bayes model of the letters and words of names.

It is one cue among others for whose minister somebody is, where a story sets the states of two side by side and the
title stands alone; it never makes anybody a citizen of a state that the story does not speak of. Fitted by
``scripts/make_name_origins.py`` on names of people with an article in Wikipedia.
"""

from __future__ import annotations

import functools
import zlib
from importlib import resources

import numpy as np

from wireledger.knowledge.actors import folded

BINS = 1 << 15
"""Into how many bins the features of names are hashed."""


@functools.lru_cache(maxsize=50_000)
def features(word: str, last: bool) -> tuple[int, ...]:
    """The bins of one folded word of a name: the word itself, its pieces of two to four letters, its place in the name."""
    marked = f"^{word}$"
    found = [f"{'l' if last else 'f'}{word}", f"w{word}"]
    found += [marked[i : i + n] for n in (2, 3, 4) for i in range(len(marked) - n + 1)]
    return tuple(zlib.crc32(f.encode()) % BINS for f in found)


@functools.cache
def _model() -> tuple[dict[str, int], np.ndarray, float]:
    path = resources.files("wireledger.knowledge").joinpath("name_origins.npz")
    with path.open("rb") as file, np.load(file) as data:
        return {str(c): i for i, c in enumerate(data["countries"])}, data["weights"], float(data["scale"])


@functools.lru_cache(maxsize=4096)
def _scores(name: str) -> np.ndarray | None:
    words = folded(name).split()
    if not words:
        return None
    _, weights, scale = _model()
    bins = [b for n, w in enumerate(words) if len(w) > 1 for b in features(w, n == len(words) - 1)]
    if not bins:
        return None
    return np.asarray(weights[bins].astype(np.float32).mean(axis=0) * scale)


def fit(name: str, country: str) -> float:
    """The mean log-likelihood of a name's features in a country, against all countries; 0 where nothing is known of either."""
    index, _, _ = _model()
    scores = _scores(name)
    if scores is None or country not in index:
        return 0.0
    return float(scores[index[country]])
