"""Fit the weights of the choice of places (``knowledge/gazetteer_weights.tsv``) on stories with marked toponyms.

    python scripts/fit_places.py GOLD.jsonl [GOLD.jsonl ...]          fit on all, write the table
    python scripts/fit_places.py --folds 5 GOLD.jsonl [...]           print held-out accuracy, write nothing

A row of the gold is ``{text, url, toponyms: [{start, end, lat, lon}]}``. Folds are dealt by publisher, so that no
newspaper's home town is in both parts. A candidate is right where it stands within 40 km of the gold's coordinates, or is
the nearest of all within 161 km. The loss is the log loss of the right candidates together, with a small L2 penalty; the
later choices are fitted on the likelihoods that the earlier ones give, twice over. What is a place at all is fitted after
that, as a logistic regression over the mentions of the parsed stories.
"""

from __future__ import annotations

import argparse
import json
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
from scipy.optimize import minimize

from wireledger.knowledge.gazetteer import gazetteer
from wireledger.model import Span
from wireledger.reading import places, toponyms
from wireledger.reading.language import Language, parse
from wireledger.sources.wire import lay_out

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "gazetteer_weights.tsv"


def kilometres(lat: Any, lon: Any, lat2: Any, lon2: Any) -> Any:
    a, b, c, d = (np.radians(v) for v in (lat, lon, lat2, lon2))
    h = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    return 2 * 6371 * np.arcsin(np.minimum(1, np.sqrt(h)))


class Example:
    """One story: its candidates, which of them are right, and how much each name counts."""

    def __init__(self, row: dict[str, Any], corpus: str) -> None:
        known = gazetteer()
        marked = [t for t in row["toponyms"] if t.get("has_coords", True)]
        spans = [Span(t["start"], t["end"]) for t in marked]
        self.group = urlparse(row["url"]).netloc if row.get("url") else f"{corpus}:{row['doc_id']}"
        self.corpus, self.marked = corpus, len(marked)
        names = toponyms.names_of(row["text"], spans, known)
        self.field = toponyms.field_of(names, row["text"], known)
        if self.field is None:
            return
        gold = dict(zip(spans, marked, strict=True))
        self.right, self.close, self.count = [], [], []
        for name in self.field.names:
            golds = [gold[s] for s in name.spans if s in gold]
            lat = np.array([e.lat for e, _ in name.found])
            lon = np.array([e.lon for e, _ in name.found])
            close = np.zeros(len(name.found))
            right = np.zeros(len(name.found), bool)
            if golds:
                km = kilometres(lat, lon, float(golds[0]["lat"]), float(golds[0]["lon"]))
                right = (km <= 40) | ((km == km.min()) & (km <= 161))
                for g in golds:
                    close += kilometres(lat, lon, float(g["lat"]), float(g["lon"])) <= 161
            self.right.append(right)
            self.close.append(close)
            self.count.append(len(golds) if right.any() else 0)
        self.right, self.close = np.concatenate(self.right), np.concatenate(self.close)
        self.count = np.array(self.count, float)

    def hits(self, p: Any) -> float:
        starts = np.flatnonzero(np.diff(self.field.owner, prepend=-1))
        ends = [*starts[1:], len(p)]
        return sum(self.close[a + int(p[a:b].argmax())] for a, b in zip(starts, ends, strict=True))


def fit(xs: list[Any], examples: list[Example], l2: float = 0.5) -> Any:
    """Weights by maximum likelihood over the names that have a right candidate."""
    x = np.concatenate(xs)
    owner = np.concatenate([e.field.owner for e in examples])
    offset = np.repeat(np.cumsum([0, *(len(e.count) for e in examples)])[:-1], [len(e.field.owner) for e in examples])
    owner = owner + offset
    count = np.concatenate([np.minimum(e.count, 3) for e in examples])
    right = np.concatenate([e.right for e in examples])
    keep = count[owner] > 0
    x, owner, right = x[keep], owner[keep], right[keep].astype(float)
    _, owner = np.unique(owner, return_inverse=True)
    weight = count[count > 0]
    starts = np.flatnonzero(np.diff(owner, prepend=-1))

    def loss(w: Any) -> tuple[float, Any]:
        p = toponyms.softmax(x @ w, owner)
        q = np.add.reduceat(p * right, starts) + 1e-9
        pull = p * (1 - right / q[owner]) * weight[owner]
        return -(weight * np.log(q)).sum() + l2 * (w @ w), x.T @ pull + 2 * l2 * w

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def train(examples: list[Example]) -> tuple[Any, Any]:
    examples = [e for e in examples if e.field is not None]
    first = fit([e.field.x for e in examples], examples)
    ps = [toponyms.softmax(e.field.x @ first, e.field.owner) for e in examples]
    second = None
    for _ in range(3):
        xs = [
            np.concatenate([e.field.x, toponyms.second_features(e.field, p)], 1)
            for e, p in zip(examples, ps, strict=True)
        ]
        second = fit(xs, examples)
        ps = [toponyms.softmax(x @ second, e.field.owner) for x, e in zip(xs, examples, strict=True)]
    return first, second


def score(examples: list[Example], weights: tuple[Any, Any]) -> dict[str, float]:
    hits: dict[str, float] = {}
    total: dict[str, int] = {}
    toponyms.weights = lambda: weights  # type: ignore[assignment]
    for e in examples:
        total[e.corpus] = total.get(e.corpus, 0) + e.marked
        if e.field is not None:
            hits[e.corpus] = hits.get(e.corpus, 0) + e.hits(toponyms.choose(e.field))
    return {c: hits.get(c, 0) / n for c, n in total.items()}


def parsed(rows: list[dict[str, Any]]) -> list[Language]:
    """The stories through the language stage, with all of their text as prose, as the gold marks it."""
    stories = []
    for row in rows:
        story = lay_out(row["text"])
        for paragraph in story.paragraphs:
            paragraph.kind, paragraph.start = "body", paragraph.span.start
        stories.append(story)
    return list(parse(stories))


class Marked:
    """The mentions of one story, which of them the gold marks, and how many marks there are."""

    def __init__(self, row: dict[str, Any], language: Language) -> None:
        found = places.mentions(language)
        self.gold = [Span(t["start"], t["end"]) for t in row["toponyms"]]
        self.spans = [m.span for m in found]
        self.x = np.array([m.x for m in found]).reshape(-1, len(places.FEATURES))
        self.held: Any = None
        self.y = np.array([any(m.span.overlaps(g) for g in self.gold) for m in found], float)


def fit_mentions(marked: list[Marked], l2: float = 0.5) -> Any:
    x, y = np.concatenate([m.x for m in marked]), np.concatenate([m.y for m in marked])

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        return (np.logaddexp(0, z) - y * z).sum() + l2 * (w @ w), x.T @ (1 / (1 + np.exp(-z)) - y) + 2 * l2 * w

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    # The threshold is moved to where F1 is best, and kept in the bias.
    best = max((f1(marked, w, cut)[2], -abs(cut), cut) for cut in np.arange(-1.5, 1.5, 0.1))
    w[0] -= best[2]
    return w


def f1(marked: list[Marked], w: Any = None, cut: float = 0.0) -> tuple[float, float, float]:
    """Precision, recall and F1 by overlap, with these weights or each story's held-out ones."""
    right = kept = hit = expected = 0
    for m in marked:
        chosen = m.x @ (m.held if w is None else w) > cut
        kept += int(chosen.sum())
        right += int(m.y[chosen].sum())
        expected += len(m.gold)
        spans = [s for s, c in zip(m.spans, chosen, strict=True) if c]
        hit += sum(any(s.overlaps(g) for s in spans) for g in m.gold)
    p, r = right / max(1, kept), hit / max(1, expected)
    return round(p, 4), round(r, 4), round(2 * p * r / (p + r) if p + r else 0.0, 4)


def write(first: Any, second: Any, mention: Any) -> None:
    lines = ["# Weights of what is a place, and which, fitted by scripts/fit_places.py.", "stage\tfeature\tweight"]
    for stage, features, values in (
        ("first", toponyms.FIRST, first),
        ("second", (*toponyms.FIRST, *toponyms.SECOND), second),
        ("mention", places.FEATURES, mention),
    ):
        lines += [f"{stage}\t{n}\t{w:.4f}" for n, w in zip(features, values, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", choices=["choice", "mentions"], help="fit (or measure) only this")
    arguments = parser.parse_args()
    rows = [
        (path.stem, json.loads(line))
        for path in arguments.gold
        for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    ]
    groups = [urlparse(r["url"]).netloc if r.get("url") else f"{corpus}:{r['doc_id']}" for corpus, r in rows]
    fold = [zlib.crc32(g.encode()) % max(1, arguments.folds) for g in groups]
    corpora = [corpus for corpus, _ in rows]
    examples = [Example(row, corpus) for corpus, row in rows] if arguments.only != "mentions" else []
    if arguments.folds and examples:
        right: dict[str, float] = {}
        for f in range(arguments.folds):
            found = train([e for e, n in zip(examples, fold, strict=True) if n != f])
            test = [e for e, n in zip(examples, fold, strict=True) if n == f]
            for corpus, value in score(test, found).items():
                right[corpus] = right.get(corpus, 0) + value * sum(e.marked for e in test if e.corpus == corpus)
        for corpus, value in right.items():
            print(f"{corpus}: accuracy held out {value / sum(e.marked for e in examples if e.corpus == corpus):.4f}")
    first, second = toponyms.weights() if not examples or arguments.folds else train(examples)
    if arguments.only == "choice":
        mention = places.mention_weights()
    else:
        toponyms.weights = lambda: (first, second)  # type: ignore[assignment]
        marked = [Marked(row, language) for (_, row), language in zip(rows, parsed([r for _, r in rows]), strict=True)]
        if arguments.folds:
            for corpus in dict.fromkeys(corpora):
                ws = [
                    fit_mentions([m for m, n in zip(marked, fold, strict=True) if n != f])
                    for f in range(arguments.folds)
                ]
                for m, n in zip(marked, fold, strict=True):
                    m.held = ws[n]
                print(
                    f"{corpus}: recognition held out",
                    f1([m for m, c in zip(marked, corpora, strict=True) if c == corpus]),
                )
        mention = fit_mentions(marked)
    if not arguments.folds:
        write(first, second, mention)


if __name__ == "__main__":
    main()
