"""Which stories report one happening: by what their words are about, weighted by how rare these are in news.

Words are weighted by tf-idf, names more than others, and stories compared by the cosine; those of one happening are put together
by average linkage. The same stories in any order give the same groups. No store, no clock.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from typing import Any

LIKE = 0.25
"""Cosine from which on two stories, or the stories of two groups on average, are of one happening. Chosen on the training part of
ECB+, where 0.2 to 0.3 do nearly as well."""
NAMES = 1.5
"""What a word that is mostly written with a capital counts more than another."""
LEAD = 300
"""Words of a story that are looked at: wires tell the news first."""
APART = 14
"""Days between two stories of one happening at most."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")


def words_of(text: str) -> list[tuple[str, bool]]:
    """The words of a text, folded, each with whether it is written with a capital."""
    found = []
    for word in _WORD.findall(text):
        plain = word.lower().replace("’", "'").removesuffix("'s")
        if len(plain) > 1:
            found.append((plain, word[0].isupper()))
    return found


@functools.cache
def _counts() -> tuple[dict[str, int], int]:
    """In how many stories of the table each word stands, and of how many."""
    text = resources.files("wireledger.knowledge").joinpath("word_counts.tsv").read_text("utf-8")
    rows = dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    total = int(rows.pop(""))
    return {word: int(n) for word, n in rows.items()}, total


def vector(text: str) -> dict[str, float]:
    """Weights of the words that begin a text, of length one."""
    counts, total = _counts()
    words = words_of(text)[:LEAD]
    often = Counter(word for word, _ in words)
    capital = Counter(word for word, upper in words if upper)
    weights = {
        word: (1 + math.log(n)) * math.log((total + 1) / (counts.get(word, 0) + 0.5)) * (NAMES if 2 * capital[word] > n else 1)
        for word, n in often.items()
    }  # fmt: skip
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {word: w / length for word, w in sorted(weights.items())} if length else {}


def groups(stories: Sequence[tuple[str, dt.date, str]]) -> list[list[int]]:
    """Stories ``(id, day, text)``, as places in the sequence, by happening; those that stand alone too."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial.distance import squareform

    order = sorted(range(len(stories)), key=lambda n: (stories[n][1], stories[n][0]))
    vectors = [vector(stories[n][2]) for n in order]
    terms = {word: n for n, word in enumerate(sorted({w for v in vectors for w in v}))}
    if len(order) < 2 or not terms:
        return [[n] for n in order]
    where = [0]
    for v in vectors:
        where.append(where[-1] + len(v))
    columns = [terms[w] for v in vectors for w in v]
    weights = np.array([x for v in vectors for x in v.values()])
    matrix = csr_matrix((weights, columns, where), shape=(len(order), len(terms)))
    days = np.array([stories[n][1].toordinal() for n in order])
    like: Any = (matrix @ matrix.T).tocoo()
    near = (like.data >= LIKE / 2) & (np.abs(days[like.row] - days[like.col]) <= APART)
    size = like.shape
    like = csr_matrix((np.round(like.data[near], 9), (like.row[near], like.col[near])), shape=size)
    # What no chain of stories that are somewhat alike leads to cannot be of one group.
    _, parts = connected_components(like, directed=False)
    found: list[list[int]] = []
    for part in range(parts.max() + 1):
        members = np.flatnonzero(parts == part)
        if len(members) == 1:
            found.append([order[members[0]]])
            continue
        apart = 1 - like[members][:, members].toarray()
        apart = np.maximum(apart, apart.T)
        np.fill_diagonal(apart, 0)
        labels = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - LIKE, "distance")
        for label in sorted(set(labels)):
            found.append([order[m] for m in members[labels == label]])
    return sorted(found, key=lambda g: (stories[g[0]][1], stories[g[0]][0]))


__all__ = ["groups", "vector", "words_of"]
