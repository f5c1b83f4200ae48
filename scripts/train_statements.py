"""Train the attribution tagger of ``wireledger.reading.attribution`` on PolNeAR; write ``knowledge/attribution.npz``.

    python scripts/train_statements.py [--cache FOLDER] [--epochs 14] [--dry]

Needs ``torch`` (not needed at run time) and the gold data beside the checkout. Every 12th story of the train part is left
out, to choose the threshold by and to work out rules on; the dev part is not read. Where several annotators marked a
story, it is learned from as often. Takes about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.attribution import TRAIN_SAMPLE, once  # noqa: E402
from benchmarks.common import gold, rows  # noqa: E402

from thinning import factored, thinned  # noqa: E402
from wireledger.reading import attribution as run  # noqa: E402
from wireledger.reading.language import Language, parse  # noqa: E402
from wireledger.sources.wire import lay_out  # noqa: E402

OUT = ROOT / "src" / "wireledger" / "knowledge" / "attribution.npz"
WIDTH, PAIR, LAYERS, DROP = 128, 96, 2, 0.3


@dataclass
class Example:
    """One annotator's marks of one story."""

    grid: run.Grid
    cue: np.ndarray
    """(n,): 1 for heads of cues."""
    heads: np.ndarray
    labels: list[np.ndarray]
    """For each head the labels of its sentence's tokens."""
    key: str = ""


def example(language: Language, row: dict[str, Any]) -> Example:
    docs = [p.doc for p in language.paragraphs]
    g = run.grid(docs)
    n = len(g)
    at = np.full(len(row["text"]) + 1, -1, np.int64)  # character -> token
    i = 0
    verbal = []
    for doc in docs:
        for token in doc:
            s = language.span(token)
            at[s.start : s.end] = i
            verbal.append(token.pos_ == "VERB")
            i += 1
    cue = np.zeros(n, np.float32)
    chosen: dict[int, np.ndarray] = {}
    for a in row["attributions"]:
        tokens = {r: covered(at, a[r]) for r in ("cue", "source", "content")}
        if not tokens["cue"]:
            continue
        inside = set(tokens["cue"])
        tops = [t for t in tokens["cue"] if int(g.head[t]) not in inside or int(g.head[t]) == t]
        head = next((t for t in tops if verbal[t]), tops[0])
        cue[head] = 1
        first, last = int(g.starts[g.sentence[head]]), int(g.starts[g.sentence[head] + 1])
        labels = chosen.setdefault(head, np.zeros(last - first, np.int64))
        for role, label in (("content", run.CONTENT), ("source", run.SOURCE), ("cue", run.CUE)):
            for t in tokens[role]:
                if first <= t < last:
                    labels[t - first] = label
    heads = np.array(sorted(chosen), np.int64)
    return Example(g, cue, heads, [chosen[h] for h in heads.tolist()], row["doc_id"])


def covered(at: np.ndarray, spans: list[dict[str, Any]]) -> list[int]:
    return sorted({int(t) for s in spans for t in at[s["start"] : s["end"]] if t >= 0})


def examples(cache: Path | None) -> list[Example]:
    if cache and (cache / "examples.pickle").exists():
        return pickle.loads((cache / "examples.pickle").read_bytes())  # our own file of an earlier run
    path = gold("attribution/polnear_train.jsonl")
    if path is None:
        raise SystemExit(1)
    every = list(rows(path))
    found = [
        example(language, row) for row, language in zip(every, parse(lay_out(r["text"]) for r in every), strict=True)
    ]
    if cache:
        (cache / "examples.pickle").write_bytes(pickle.dumps(found))
    return found


class Net(nn.Module):
    """The net of ``wireledger.reading.attribution.Tagger``, with the same names for its weights."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.lemma = nn.Embedding(sizes["lemmas"] + 1, 64)
        self.tag = nn.Embedding(sizes["tags"] + 1, 16)
        self.dep = nn.Embedding(sizes["deps"] + 1, 16)
        self.ent = nn.Embedding(sizes["ents"] + 1, 8)
        self.scale = nn.Parameter(torch.full((96,), 0.3))
        self.inner = nn.Linear(64 + 16 + 16 + 8 + 6 + 96, WIDTH)
        self.layers = nn.ModuleList(nn.Linear(5 * WIDTH, WIDTH) for _ in range(LAYERS))
        self.cue1, self.cue2 = nn.Linear(WIDTH, 64), nn.Linear(64, 1)
        self.token, self.branch = nn.Linear(WIDTH, PAIR, bias=False), nn.Linear(WIDTH, PAIR, bias=False)
        self.from_ = nn.Linear(WIDTH, PAIR)
        self.path = nn.Embedding(run.PATHS, PAIR)
        self.distance = nn.Embedding(run.DISTANCES, PAIR)
        self.between = nn.Embedding(run.BETWEEN, PAIR)
        self.quotes = nn.Embedding(run.QUOTATIONS, PAIR)
        self.label = nn.Linear(PAIR, 4)
        self.start = nn.Parameter(torch.zeros(4))
        self.transition = nn.Parameter(torch.zeros(4, 4))
        for table in (self.lemma, self.tag, self.dep, self.ent, self.path, self.distance, self.between, self.quotes):
            nn.init.normal_(table.weight, std=0.1)

    def encode(self, b: Batch) -> torch.Tensor:
        lemma = b.lemma
        if self.training:  # unknown words must be learned too
            lemma = torch.where(torch.rand(lemma.shape) < 0.06, 0, lemma)
        x = torch.cat(
            [self.lemma(lemma), self.tag(b.tag), self.dep(b.dep), self.ent(b.ent), b.flags, b.tensor * self.scale], 1
        )
        h = functional.relu(self.inner(functional.dropout(x, DROP, self.training)))
        for layer in self.layers:
            padded = torch.cat([h, h.new_zeros(1, WIDTH)])
            kids = h.new_zeros(h.shape).index_add(0, b.parent, h[b.child]) * b.norm[:, None]
            z = torch.cat([h, padded[b.before], padded[b.after], h[b.head], kids], 1)
            h = h + functional.relu(layer(functional.dropout(z, DROP, self.training)))
        return h

    def cues(self, h: torch.Tensor) -> torch.Tensor:
        h = functional.dropout(h, DROP, self.training)
        return self.cue2(functional.relu(self.cue1(h)))[:, 0]

    def scores(self, h: torch.Tensor, b: Batch) -> torch.Tensor:
        h = functional.dropout(h, DROP / 2, self.training)
        z = self.token(h)[b.p_token] + self.branch(h)[b.p_branch] + self.from_(h)[b.p_cue]
        z = z + self.path(b.p_paths).sum(1) + self.distance(b.p_near[:, 0]) + self.between(b.p_near[:, 1])
        z = z + self.quotes(b.p_near[:, 2])
        return self.label(functional.dropout(functional.relu(z), DROP, self.training))

    def chain_loss(self, scores: torch.Tensor, b: Batch) -> torch.Tensor:
        """Negative log likelihood of the gold labels, summed over cues."""
        n, longest = len(b.lengths), int(b.lengths.max())
        padded = scores.new_zeros(n, longest, 4)
        padded[b.p_which, b.p_place] = scores
        gold_ = torch.zeros(n, longest, dtype=torch.long)
        gold_[b.p_which, b.p_place] = b.labels
        mask = torch.arange(longest)[None] < b.lengths[:, None]
        right = self.start[gold_[:, 0]] + padded.gather(2, gold_[..., None])[..., 0].mul(mask).sum(1)
        right = right + self.transition[gold_[:, :-1], gold_[:, 1:]].mul(mask[:, 1:]).sum(1)
        alpha = self.start + padded[:, 0]
        for t in range(1, longest):
            step = torch.logsumexp(alpha[:, :, None] + self.transition, 1) + padded[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
        return (torch.logsumexp(alpha, 1) - right).sum()

    def export(self, vocabularies: dict[str, np.ndarray], threshold: float) -> dict[str, np.ndarray]:
        def m(t: torch.Tensor) -> np.ndarray:
            return t.detach().numpy().astype(np.float16)

        out = {
            k: m(getattr(self, k).weight)
            for k in ("lemma", "tag", "dep", "ent", "path", "distance", "between", "quotes")
        }
        out |= {"scale": m(self.scale), "start": m(self.start), "transition": m(self.transition)}
        linear = {"in": self.inner, "cue1": self.cue1, "cue2": self.cue2, "label": self.label}
        linear |= {f"layer{k}": layer for k, layer in enumerate(self.layers)}
        for name, layer in linear.items():
            out |= {f"{name}_w": m(layer.weight.T), f"{name}_b": m(layer.bias)}
        out |= {"token_w": m(self.token.weight.T), "branch_w": m(self.branch.weight.T)}
        out |= {"from_w": m(self.from_.weight.T), "pair_b": m(self.from_.bias)}
        return {**out, **vocabularies, "threshold": np.float32(threshold)}


class Batch:
    """Stories as tensors, one after another."""

    def __init__(self, stories: list[Example], vocabularies: dict[str, np.ndarray]) -> None:
        offset, cues, parts = 0, 0, []
        for e in stories:
            g, n = e.grid, len(e.grid)
            p = run.pairs(g, e.heads)
            inner = np.arange(n)
            child = np.flatnonzero(g.head != inner)
            counts = np.bincount(g.head[child], minlength=n)
            lengths = np.diff(p.bounds)
            parts.append({
                "lemma": run.rows_of(vocabularies["lemmas"], g.lemma), "tag": run.rows_of(vocabularies["tags"], g.tag),
                "dep": run.rows_of(vocabularies["deps"], g.dep), "ent": run.rows_of(vocabularies["ents"], g.ent),
                "flags": g.flags, "tensor": g.tensor, "head": g.head + offset, "cue": e.cue,
                "before": np.where(g.before == n, -1, g.before + offset), "after": np.where(g.after == n, -1, g.after + offset),
                "child": child + offset, "parent": g.head[child] + offset,
                "norm": (1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32),
                "p_token": p.token + offset, "p_cue": p.cue + offset, "p_branch": p.branch + offset, "p_paths": p.paths,
                "p_near": p.near, "lengths": lengths, "p_which": np.repeat(np.arange(len(e.heads)), lengths) + cues,
                "p_place": np.arange(int(p.bounds[-1])) - np.repeat(p.bounds[:-1], lengths),
                "labels": np.concatenate(e.labels) if e.labels else np.zeros(0, np.int64),
            })  # fmt: skip
            offset, cues = offset + n, cues + len(e.heads)
        for key in parts[0]:
            value = np.concatenate([p[key] for p in parts])
            if key in ("before", "after"):
                value = np.where(value < 0, offset, value)
            setattr(self, key, torch.from_numpy(value))


def vocabularies(stories: list[Example]) -> dict[str, np.ndarray]:
    found = {}
    for name, field, least in (("lemmas", "lemma", 4), ("tags", "tag", 1), ("deps", "dep", 1), ("ents", "ent", 1)):
        values, counts = np.unique(np.concatenate([getattr(e.grid, field) for e in stories]), return_counts=True)
        found[name] = values[counts >= least]
    return found


def measure(
    net: Net, held: list[Example], words: dict[str, np.ndarray], threshold: float | None = None
) -> dict[str, float]:
    """F1 of cue heads at the best threshold, and of labels over tokens given the gold cues, as the run time decodes."""
    tagger = run.Tagger(factored(net.export(words, 0.5)))
    chances, marks = [], []
    counts = np.zeros((4, 3))
    for e in held:
        h = tagger.encode(e.grid)
        chances.append(tagger.cues(h))
        marks.append(e.cue)
        for (_, labels), right in zip(tagger.label(e.grid, h, e.heads), e.labels, strict=True):
            for k in range(4):
                counts[k] += ((labels == k) & (right == k)).sum(), (labels == k).sum(), (right == k).sum()
    c, y = np.concatenate(chances), np.concatenate(marks) > 0
    best = (0.0, 0.5)
    for t in np.arange(0.2, 0.7, 0.02):
        best = max(best, (2 * ((c > t) & y).sum() / ((c > t).sum() + y.sum()), float(t)))
    f = 2 * counts[:, 0] / (counts[:, 1] + counts[:, 2])
    return {"cue": float(best[0]), "threshold": best[1], "source": f[run.SOURCE], "content": f[run.CONTENT]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="write no weights")
    a = parser.parse_args()
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    every = examples(a.cache)
    out = {e["doc_id"] for e in once({"doc_id": x.key} for x in every)[::TRAIN_SAMPLE]}
    held = list({x.key: x for x in reversed(every) if x.key in out}.values())
    train = [x for x in every if x.key not in out]
    words = vocabularies(train)
    net = Net({k: len(v) for k, v in words.items()})
    print(f"{len(train)} stories, {len(held)} held out, {sum(p.numel() for p in net.parameters())} weights", flush=True)
    size = 6
    steps = a.epochs * (len(train) // size + 1)
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps + 1, pct_start=0.15)
    for epoch in range(a.epochs):
        net.train()
        began, total = time.time(), np.zeros(2)
        random.shuffle(train)
        for i in range(0, len(train), size):
            b = Batch(train[i : i + size], words)
            h = net.encode(b)
            cue = functional.binary_cross_entropy_with_logits(net.cues(h), b.cue, reduction="sum")
            chain = net.chain_loss(net.scores(h, b), b)
            loss = (cue + 0.3 * chain) / (len(b.lengths) + 1)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += np.array([float(cue), float(chain)]) / (len(b.lengths) + 1)
        net.eval()
        figures = measure(net, held, words)
        print(
            epoch,
            total / (len(train) / size),
            {k: round(v, 4) for k, v in figures.items()},
            f"{time.time() - began:.0f} s",
            flush=True,
        )
    if not a.dry:
        grids = [e.grid for e in {x.key: x for x in train}.values()][::5]
        thin = thinned(net.export(words, figures["threshold"]), grids)
        np.savez_compressed(
            OUT, **{k: v.astype(np.float16) if v.dtype == np.float32 and v.ndim else v for k, v in thin.items()}
        )
        print(OUT.stat().st_size)


if __name__ == "__main__":
    main()
