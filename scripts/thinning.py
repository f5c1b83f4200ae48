"""The attribution net made cheaper: each of a layer's five matrices as a product of two narrow ones.

A layer hears a token, its neighbours, its head and its children through matrices of d x d. Each is replaced by the best product
of d x r and r x d for what it is really given: the singular value decomposition of the matrix weighted by the covariance of its
inputs (data-aware low-rank compression, as in Chen et al. 2021, "DRONE"), with the means put into the bias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from wireledger.reading.attribution import Family, Grid, Tagger

RANK = 32

Weights = dict[str, np.ndarray[Any, Any]]


def factored(weights: Weights) -> Weights:
    """The weights of a trained net (``layer0_w`` ... of 5d x d) in the form that the tagger reads, nothing lost."""
    out = {k: v for k, v in weights.items() if not (k.startswith("layer") and k.endswith("_w"))}
    for name in weights.keys() - out.keys():
        d = weights[name].shape[1]
        out[name.replace("_w", "_down")] = np.tile(np.eye(d, dtype=np.float32), 5)
        out[name.replace("_w", "_up")] = weights[name]
    return out


def thinned(weights: Weights, grids: Sequence[Grid], rank: int = RANK) -> Weights:
    """The same with products of that rank, chosen for the tokens of some stories."""
    out = factored(weights)
    tagger = Tagger(out)
    known = [tagger.inner(g) for g in grids]
    families = [Family(g.head) for g in grids]
    for k in range(tagger.layers):
        matrices = np.split(np.asarray(weights[f"layer{k}_w"], np.float64), 5)
        bias = np.asarray(weights[f"layer{k}_b"], np.float64)
        downs, ups = [], []
        for which, matrix in enumerate(matrices):
            x = np.concatenate([heard(which, h, g, f) for h, g, f in zip(known, grids, families, strict=True)])
            mean = x.mean(axis=0)
            values, vectors = np.linalg.eigh(np.cov(x.T, bias=True) + 1e-7 * np.eye(x.shape[1]))
            root, inverse = (vectors * np.sqrt(values)) @ vectors.T, (vectors / np.sqrt(values)) @ vectors.T
            u, s, v = np.linalg.svd(root @ matrix)
            size = np.sqrt(s[:rank])
            down, up = inverse @ u[:, :rank] * size, v[:rank] * size[:, None]
            bias = bias + mean @ (matrix - down @ up)
            downs.append(down)
            ups.append(up)
        known = [tagger.layer(k, h, g, f) for h, g, f in zip(known, grids, families, strict=True)]
        out |= {f"layer{k}_down": np.concatenate(downs, axis=1).astype(np.float32)}
        out |= {f"layer{k}_up": np.concatenate(ups).astype(np.float32), f"layer{k}_b": bias.astype(np.float32)}
    return out


def heard(which: int, h: np.ndarray[Any, Any], g: Grid, family: Family) -> np.ndarray[Any, Any]:
    """What the matrix of that number is given: the token, the one before, the one after, the head, the children."""
    padded = np.concatenate([h, np.zeros((1, h.shape[1]), h.dtype)])
    return (h, padded[g.before], padded[g.after], h[g.head], family.sums(h))[which]
