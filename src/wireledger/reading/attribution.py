"""Which words attribute, and what to whom: a small tagger over the parse, read with numpy alone.

A net of two layers passes what it knows of each token along the sentence and the parse tree and says whether the token
heads a cue. For each such cue every token of the sentence is then labelled as source, cue, content or none of them, from
the two tokens, the path between them and the quotation marks, decoded together (a chain CRF). Made by
``scripts/train_statements.py``; the weights stand in ``knowledge/attribution.npz``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, SENT_START, TAG
from spacy.tokens import Doc

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

NONE, SOURCE, CUE, CONTENT = range(4)
"""The labels of a token as seen from a cue."""
PATHS = 4096
"""Rows of the table of paths, into which paths are hashed."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(slots=True)
class Grid:
    """The tokens of a story's paragraphs, one after another, as arrays of length n. Heads, neighbours and sentences are
    places in these arrays; n stands for "none" among neighbours."""

    lemma: NDArray[np.uint64]
    lower: NDArray[np.uint64]
    tag: NDArray[np.uint64]
    dep: NDArray[np.uint64]
    ent: NDArray[np.uint64]
    head: Ints
    before: Ints
    after: Ints
    sentence: Ints
    """Number of the sentence of each token, from 0."""
    starts: Ints
    """First token of each sentence, and n at the end."""
    quoted: Ints
    """0 outside quotations, else the number of the quotation in its paragraph (marks included)."""
    flags: Floats
    """(n, 6): in quotation, quotation mark, sentence has a quotation, capital, first of sentence, short paragraph."""
    tensor: Floats
    """(n, 96): what the language stage's own net knows of the token in its context."""
    first: list[int]
    """First token of each paragraph, and n at the end."""

    def __len__(self) -> int:
        return len(self.head)


def grid(docs: list[Doc]) -> Grid:
    """The arrays of paragraphs in order."""
    lengths = np.array([len(d) for d in docs], np.int64)
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    n = int(bounds[-1])
    fields = [LEMMA, LOWER, TAG, DEP, ENT_TYPE, HEAD, SENT_START, ORTH]
    a = np.concatenate([d.to_array(fields) for d in docs]) if docs else np.zeros((0, len(fields)), np.uint64)
    places = np.arange(n, dtype=np.int64)
    head = places + a[:, 5].astype(np.int64)
    before, after = places - 1, places + 1
    filled = lengths > 0
    before[bounds[:-1][filled]] = n
    after[bounds[1:][filled] - 1] = n
    opens = a[:, 6].astype(np.int64) == 1
    opens[bounds[:-1][filled]] = True
    sentence = np.cumsum(opens) - 1
    starts = np.append(np.flatnonzero(opens), n)
    paragraph = np.repeat(np.arange(len(docs)), lengths)
    mark = np.isin(a[:, 1], _QUOTES)
    seen = np.concatenate([[0], np.cumsum(mark)])
    nth = seen[1:] - seen[bounds[:-1]][paragraph]  # marks of the paragraph so far, this one counted
    quoted = np.where(mark | (nth % 2 == 1), (nth + 1) // 2, 0)
    words, which = np.unique(a[:, 7], return_inverse=True)
    capital = np.array([docs[0].vocab.strings[int(w)][:1].isupper() for w in words], bool)[which]
    has = np.maximum.reduceat((quoted > 0).astype(np.float32), starts[:-1]) if n else np.zeros(0, np.float32)
    flags = [quoted > 0, mark, has[sentence] if n else has, capital, opens, (lengths < 15)[paragraph]]
    return Grid(
        a[:, 0], a[:, 1], a[:, 2], a[:, 3], a[:, 4], head, before, after, sentence, starts, quoted,
        np.stack([f.astype(np.float32) for f in flags], axis=1),
        np.concatenate([d.tensor for d in docs]).astype(np.float32) if docs else np.zeros((0, 96), np.float32),
        bounds.tolist(),
    )  # fmt: skip


@dataclass(slots=True)
class Pairs:
    """All (cue, token of its sentence) pairs, cue by cue."""

    cue: Ints
    token: Ints
    branch: Ints
    """The child of the lowest common ancestor through which the token hangs; the token itself where it is that ancestor."""
    paths: Ints
    """(m, 4): rows of the table of paths: shape; way and first step down; two steps; three steps."""
    near: Ints
    """(m, 3): bucket of the distance, of the marks between, how the quotations of the two stand to each other."""
    bounds: Ints
    """Where each cue's pairs begin, and m at the end."""


DISTANCES, BETWEEN, QUOTATIONS = 24, 18, 8


def pairs(g: Grid, cues: Ints) -> Pairs:
    """The pairs of cues with the tokens of their sentences, and the path between the two through the parse."""
    first, last = g.starts[g.sentence[cues]], g.starts[g.sentence[cues] + 1]
    lengths = last - first
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    m = int(bounds[-1])
    which = np.repeat(np.arange(len(cues)), lengths)
    token = np.arange(m) - bounds[which] + first[which]
    cue = cues[which]
    # the ancestors of each cue: how far up, and by what way
    depth = np.full(m, -1, np.int64)
    way = np.zeros(m, np.uint64)
    for k, c in enumerate(cues.tolist()):
        up, seen, code = c, 0, 0
        base = int(bounds[k]) - int(first[k])
        while True:
            depth[base + up] = seen
            way[base + up] = code & 0xFFFFFFFFFFFFFFFF
            parent = int(g.head[up])
            if parent == up or seen >= 12 or not first[k] <= parent < last[k]:
                break
            code = (code * 31 + int(g.dep[up]) + 7) & 0xFFFFFFFFFFFFFFFF
            up, seen = parent, seen + 1
    # from each token up to such an ancestor
    base = bounds[which] - first[which]  # type: ignore
    at, branch = token.copy(), token.copy()
    steps = np.zeros((3, m), np.uint64)
    down = np.zeros(m, np.int64)
    for _ in range(40):
        open_ = np.flatnonzero(depth[base + at] < 0)
        if not len(open_):
            break
        here = at[open_]
        steps[2, open_], steps[1, open_] = steps[1, open_], steps[0, open_]
        steps[0, open_] = g.dep[here]
        branch[open_] = here
        down[open_] += 1
        parent = g.head[here]
        stuck = parent == here
        at[open_] = np.where(stuck, cues[which[open_]], parent)  # a second root in the sentence
    up = depth[base + at]
    ways = way[base + at]
    after = (token > cue).astype(np.uint64)
    shape = np.minimum(up, 5) * 14 + np.minimum(down, 6) * 2 + after.astype(np.int64)
    one = ways * np.uint64(31) + steps[0] + after
    two = one * np.uint64(31) + steps[1]
    three = two * np.uint64(31) + steps[2]
    paths = np.stack([shape, _row(one, 1), _row(two, 2), _row(three, 3)], axis=1)
    gap = token - cue
    size = np.minimum(np.floor(np.log2(np.abs(gap) + 1) * 2.0), 11).astype(np.int64)
    distance = np.where(gap > 0, 12 + size, size)
    marks = np.cumsum(g.flags[:, 1]).astype(np.int64)
    commas = np.cumsum(g.tag == _COMMA)
    lo, hi = np.minimum(token, cue), np.maximum(token, cue)
    between = (
        np.minimum(commas[hi] - commas[lo], 2) * 3 + np.minimum(marks[hi] - marks[lo], 2) + 9 * after.astype(np.int64)
    )
    a, b = g.quoted[token], g.quoted[cue]
    quotes = (a > 0) * 1 + (b > 0) * 2 + ((a == b) & (a > 0)) * 4
    return Pairs(cue, token, branch, paths, np.stack([distance, between, quotes], axis=1), bounds)


def _hash(text: str) -> np.uint64:
    from spacy.strings import hash_string  # type: ignore

    return np.uint64(hash_string(text))


_COMMA = _hash(",")
_QUOTES = np.array([_hash(mark) for mark in ('"', "''", "``")], np.uint64)


def _row(code: NDArray[np.uint64], salt: int) -> Ints:
    """A row of the table of paths for each code; the first 128 rows are for shapes."""
    mixed = (code + np.uint64(salt)) * _MULTIPLIER
    return 128 + (mixed >> np.uint64(40)).astype(np.int64) % (PATHS - 128)


def hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    """The numbers that stand for words in a grid, in order."""
    return np.unique(np.array([_hash(w) for w in words], np.uint64))


class Family:
    """Who hangs on whom, made ready for sums over children."""

    def __init__(self, head: Ints) -> None:
        child = np.flatnonzero(head != np.arange(len(head)))
        self.order = child[np.argsort(head[child], kind="stable")]
        heads = head[self.order]
        self.begin = np.flatnonzero(np.append(True, heads[1:] != heads[:-1])) if len(heads) else heads
        self.heads = heads[self.begin]
        counts = np.diff(np.append(self.begin, len(heads)))
        self.scale = (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32)[:, None]

    def sums(self, h: Floats) -> Floats:
        """For each token the sum of its children's rows over the square root of their number."""
        out = np.zeros_like(h)
        if len(self.order):
            out[self.heads] = np.add.reduceat(h[self.order], self.begin, axis=0) * self.scale
        return out


def rows_of(vocabulary: NDArray[np.uint64], values: NDArray[np.uint64]) -> Ints:
    """1 + the place of each value in a sorted vocabulary; 0 where it is not in it."""
    place = np.minimum(np.searchsorted(vocabulary, values), len(vocabulary) - 1)
    return np.where(vocabulary[place] == values, place + 1, 0).astype(np.int64)


class Tagger:
    """The trained net. ``cues`` gives each token's chance to head a cue, ``label`` the labels seen from chosen cues."""

    def __init__(self, weights: dict[str, NDArray[Any]]) -> None:
        self.w: dict[str, NDArray[Any]] = {
            k: v if v.dtype == np.uint64 else v.astype(np.float32) for k, v in weights.items()
        }
        self.layers = sum(k.startswith("layer") and k.endswith("_up") for k in self.w)
        self.threshold = float(self.w["threshold"])

    def encode(self, g: Grid) -> Floats:
        """(n, d): what the net knows of each token."""
        family, h = Family(g.head), self.inner(g)
        for k in range(self.layers):
            h = self.layer(k, h, g, family)
        return h

    def inner(self, g: Grid) -> Floats:
        """(n, d): what the net knows of each token by itself."""
        w = self.w
        x = np.concatenate(
            [
                w["lemma"][rows_of(w["lemmas"], g.lemma)],
                w["tag"][rows_of(w["tags"], g.tag)],
                w["dep"][rows_of(w["deps"], g.dep)],
                w["ent"][rows_of(w["ents"], g.ent)],
                g.flags,
                g.tensor * w["scale"],
            ],
            axis=1,
        )
        return np.maximum(x @ w["in_w"] + w["in_b"], 0)  # type: ignore

    def layer(self, k: int, h: Floats, g: Grid, family: Family) -> Floats:
        """(n, d): what is known after each token has heard of its neighbours, its head and its children.

        Each of the five is told in r numbers (``down``, (d, 5r)), of which what the token hears is made (``up``, (5r, d))."""
        told = h @ self.w[f"layer{k}_down"]
        r = told.shape[1] // 5
        beside = np.concatenate([told[:, r : 3 * r], np.zeros((1, 2 * r), np.float32)])
        z = np.empty_like(told)
        z[:, :r], z[:, r : 2 * r], z[:, 2 * r : 3 * r] = told[:, :r], beside[g.before, :r], beside[g.after, r:]
        z[:, 3 * r : 4 * r], z[:, 4 * r :] = told[g.head, 3 * r : 4 * r], family.sums(told[:, 4 * r :])
        heard = z @ self.w[f"layer{k}_up"]
        heard += self.w[f"layer{k}_b"]
        heard = np.maximum(heard, 0, out=heard)
        heard += h
        return heard  # type: ignore

    def cues(self, h: Floats) -> Floats:
        """(n,): the chance of each token to head a cue."""
        hidden = np.maximum(h @ self.w["cue1_w"] + self.w["cue1_b"], 0)
        logit = hidden @ self.w["cue2_w"][:, 0] + self.w["cue2_b"][0]
        return 1 / (1 + np.exp(-np.clip(logit, -30, 30)))  # type: ignore

    def scores(self, g: Grid, h: Floats, p: Pairs) -> Floats:
        """(m, 4): the score of each label for each pair."""
        w = self.w
        z = (h @ w["token_w"])[p.token] + (h @ w["branch_w"])[p.branch]
        cue = h[p.cue[p.bounds[:-1]]] @ w["from_w"] + w["pair_b"]
        z += np.repeat(cue, np.diff(p.bounds), axis=0)
        for k in range(4):
            z += w["path"][p.paths[:, k]]
        z += w["distance"][p.near[:, 0]] + w["between"][p.near[:, 1]] + w["quotes"][p.near[:, 2]]
        return np.maximum(z, 0) @ w["label_w"] + w["label_b"]  # type: ignore

    def label(self, g: Grid, h: Floats, cues: Ints) -> list[tuple[int, NDArray[np.int8]]]:
        """For each cue the first token of its sentence and the labels of the sentence's tokens."""
        if not len(cues):
            return []
        p = pairs(g, cues)
        scores = self.scores(g, h, p)
        own = np.flatnonzero(p.token == p.cue)
        scores[own, CUE] += 30.0  # a cue is a cue
        lengths = np.diff(p.bounds)
        longest, n = int(lengths.max()), len(cues)
        order = np.argsort(
            -lengths, kind="stable"
        )  # the longest first: those that go on stand before those that have ended
        rank = np.empty(n, np.int64)
        rank[order] = np.arange(n)
        padded = np.zeros((longest, n, 4), np.float32)
        place = np.arange(int(p.bounds[-1])) - np.repeat(p.bounds[:-1], lengths)
        padded[place, np.repeat(rank, lengths)] = scores
        going = (lengths[:, None] > np.arange(longest)).sum(axis=0).tolist()
        best = padded[0] + self.w["start"]
        back = np.zeros((longest, n, 4), np.int8)
        transition = self.w["transition"]
        for t in range(1, longest):
            k = going[t]
            every = best[:k, :, None] + transition
            back[t, :k] = every.argmax(axis=1)
            best[:k] = every.max(axis=1) + padded[t, :k]
        labels = np.zeros((longest, n), np.int8)
        each = np.arange(n)
        labels[lengths[order] - 1, each] = best.argmax(axis=1)
        for t in range(longest - 1, 0, -1):
            k = going[t]
            labels[t - 1, :k] = back[t, each[:k], labels[t, :k]]
        firsts = p.token[p.bounds[:-1]].tolist()
        return [
            (first, labels[:length, r])
            for first, length, r in zip(firsts, lengths.tolist(), rank.tolist(), strict=True)
        ]


@functools.cache
def tagger() -> Tagger:
    """The tagger with the weights of this package."""
    path = resources.files("wireledger.knowledge").joinpath("attribution.npz")
    with path.open("rb") as file, np.load(file) as weights:
        return Tagger(dict(weights))
