"""The event that a text reports from one given actor to another: rules on the parse, a small trained encoder, and both.

The rules find the trigger whose arguments hold the source and the target (``knowledge/plover_verbs``) and read modality:
what is refused is REJECT, what is promised is AGREE. The model is a sentence encoder with source and target marked
(``scripts/train_events.py``), run by onnxruntime. ``code`` blends the two.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Token

from wireledger.knowledge.plover import types
from wireledger.reading import frames
from wireledger.reading.frames import Match

if TYPE_CHECKING:
    import numpy as np

ROOTS = (
    "AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER's types, with YIELD for CONCEDE and RETREAT, which the training data does not tell apart."""
QUADS = (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4)
_COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "CONCEDE", "RETREAT", "COOPERATE", "AID", "AGREE"))
_VERBAL = frozenset(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"))
_READY = frozenset(["ready", "willing", "prepared", "keen", "set", "open", "determined"])
_LENGTH = 96
_MARKS = {"<s>": 1, "</s>": 2, "<t>": 3, "</t>": 4}
Pair = tuple[int, int]


@dataclass(slots=True)
class Coded:
    """What the rules say of a pair. ``sure`` is how well the arguments fit it: 0 (no trigger) to 3 (both in place)."""

    type: str
    mode: str | None
    sure: int
    trigger: Token | None = None


def root_of(event_type: str) -> str:
    return "YIELD" if event_type in ("CONCEDE", "RETREAT") else event_type


def span_of(text: str, words: Any) -> Pair | None:
    """A span as given: two places, or words to be found in the text; None where there is none."""
    if words is None:
        return None
    if isinstance(words, str):
        at = text.find(words)
        return (at, at + len(words)) if at >= 0 and words else None
    start, end = int(words[0]), int(words[1])
    start, end = max(0, start), min(len(text), end)
    return (start, end) if start < end else None


def _inside(doc: Doc, span: Pair | None) -> set[int]:
    if span is None:
        return set()
    return {t.i for t in doc if t.idx < span[1] and span[0] < t.idx + len(t)}


def _holds(heads: list[Token], inside: set[int]) -> bool:
    return any(t.i in inside for t in heads)


def _under(token: Token, inside: set[int]) -> bool:
    return any(t.i in inside for t in token.subtree)


def _modality(verb: Token, kind: str) -> str:
    """The type with the clause's polarity and modality: refused, promised, threatened, demanded."""
    chain = [verb]
    while chain[-1].dep_ in ("xcomp", "conj", "acomp") and len(chain) < 4:
        chain.append(chain[-1].head)
    negated = any(c.dep_ == "neg" for v in chain for c in v.children)
    modals = {c.lower_ for v in chain for c in v.children if c.dep_ == "aux"}
    ready = any(
        v.lower_ in _READY or c.lower_ in _READY for v in chain for c in v.children if c.dep_ == "acomp"
    ) or any(v.lower_ in _READY for v in chain[1:])
    if negated and kind in _COOPERATIVE | {"AGREE"}:
        return "REJECT"
    if kind in _VERBAL:
        return kind
    if modals & {"must", "should"}:
        return "REQUEST"
    if ready or modals & {"will", "would", "'ll"} or any(v.lemma_ in ("plan", "intend", "go") for v in chain[1:]):
        return "AGREE" if kind in _COOPERATIVE else "THREATEN"
    return kind


def by_rules(doc: Doc, source: Pair | None, target: Pair | None) -> Coded | None:
    """The event of the trigger whose arguments hold source and target best; None where no word of the table fits."""
    s, t = _inside(doc, source), _inside(doc, target)
    lemmas = frames.lemmas()
    best: tuple[tuple[int, int, int], Match] | None = None
    operators: set[int] = set()
    for token in doc:
        if token.i in s or frames.lemma_of(token) not in lemmas or (token.i in t and token.pos_ != "VERB"):
            continue
        found = frames.match(token)
        if found is None:
            continue
        a = found.arguments
        if found.entry.type in _VERBAL:
            operators.update(c.i for c in a.complements)
        places = [*a.object, *a.dative, *a.complements, *(x for slot in a.preps.values() for x in slot)]
        acts = 2 if _holds(a.subject, s) else 1 if any(_under(x, s) for x in a.subject) else 0
        suffers = 2 if _holds(places, t) else 1 if any(_under(x, t) for x in places) else 0
        if not acts and not suffers and not _under(token, s | t):
            continue
        wrong = _holds(a.subject, t) and not acts
        rank = (
            acts + suffers - 2 * wrong - 2 * (token.i in operators),
            int(token.pos_ in ("VERB", "AUX")),
            -sum(1 for _ in token.ancestors),
        )
        if best is None or rank > best[0]:
            best = (rank, found)
    if best is None:
        return None
    rank, found = best
    verb = found.arguments.trigger
    kind = _modality(verb, found.entry.type) if verb.pos_ in ("VERB", "AUX") else found.entry.type
    mode = frames.mode_of(found) if kind == found.entry.type else None
    if kind == "SANCTION" and any(frames.fits(x, "sanction", frames.is_name) for x in found.used):
        # Penalties are CAMEO 163, and 163 is COERCE in PLOVER's conversion table, which the data follows.
        kind, mode = "COERCE", "restrict"
    return Coded(kind, mode, max(0, min(3, rank[0])), verb)


# -- the encoder -------------------------------------------------------------------------------------------------------
def marked(text: str, source: Pair | None, target: Pair | None) -> str:
    """The text with its marks, as the encoder was trained on it."""
    cuts: list[tuple[int, int, str]] = []
    for span, name in ((source, "s"), (target, "t")):
        if span is not None:
            cuts += [(span[0], 1, f"<{name}>"), (span[1], 0, f"</{name}>")]
    result, at = [], 0
    for place, _, mark in sorted(cuts):
        result += [text[at:place], mark]
        at = place
    return "".join([*result, text[at:]])


_PART = re.compile(r"(</?[st]>)")


class Model:
    """The encoder and its tokenizer."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = resources.files("wireledger.reading").joinpath("pair_model")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(
            folder.joinpath("pair.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self.tokenizer = Tokenizer.from_str(folder.joinpath("tokenizer.json").read_text(encoding="utf-8"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.settings = json.loads(folder.joinpath("settings.json").read_text(encoding="utf-8"))

    def ids(self, text: str) -> list[int]:
        ids: list[int] = []
        for part in _PART.split(text):
            if part in _MARKS:
                ids.append(_MARKS[part])
            elif part.strip():
                ids += self.tokenizer.encode(part.strip(), add_special_tokens=False).ids
        if len(ids) > _LENGTH - 2:
            at = [i for i, x in enumerate(ids) if x in (1, 3)] or [0]
            start = max(0, min(min(at) - 12, len(ids) - (_LENGTH - 2)))
            ids = ids[start : start + _LENGTH - 2]
        return [101, *ids, 102]

    def __call__(self, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities of the roots and of quads 1 to 4 of marked texts."""
        import numpy as np

        roots, quads = [], []
        for text in texts:
            root, quad = self.session.run(None, {"ids": np.array([self.ids(text)], dtype=np.int64)})
            roots.append(_softmax(root[0]))
            quads.append(_softmax(quad[0][1:]))
        return np.array(roots), np.array(quads)


def _softmax(logits: np.ndarray) -> np.ndarray:
    import numpy as np

    e: np.ndarray = np.exp(logits - logits.max())
    return np.asarray(e / e.sum())


@functools.cache
def model() -> Model | None:
    """The encoder, loaded once; None in an installation without its weights."""
    folder = resources.files("wireledger.reading").joinpath("pair_model")
    return Model() if folder.joinpath("pair.onnx").is_file() else None


def blend(
    roots: np.ndarray, quads: np.ndarray, ruled: Coded | None, weights: dict[str, Any]
) -> tuple[np.ndarray, np.ndarray]:
    """The encoder's probabilities moved towards what the rules say, as far as the rules' fit has earned on held-out
    data."""
    import numpy as np

    r = np.log(np.maximum(roots, 1e-9))
    if ruled is not None:
        r[ROOTS.index(root_of(ruled.type))] += weights["rules"][ruled.sure]
    r = np.exp(r - r.max())
    r = r / r.sum()
    by_root = np.zeros(4)
    for p, q in zip(r, QUADS, strict=True):
        by_root[q - 1] += p
    q = weights["quad"] * quads + (1 - weights["quad"]) * by_root
    return r, q / q.sum()


def code(doc: Doc, source: Pair | None, target: Pair | None) -> dict[str, Any]:
    """``{"type", "mode", "quad", "score"}`` of the likeliest event from source to target."""
    ruled = by_rules(doc, source, target)
    encoder = model()
    if encoder is None:
        kind, mode, score = (ruled.type, ruled.mode, 0.2 + 0.2 * ruled.sure) if ruled else ("CONSULT", None, 0.0)
        return {"type": kind, "mode": mode, "quad": types()[kind].quad, "score": round(score, 4)}
    roots, quads = encoder([marked(doc.text, source, target)])
    r, q = blend(roots[0], quads[0], ruled, encoder.settings)
    best = int(r.argmax())
    root = ROOTS[best]
    agrees = ruled is not None and root_of(ruled.type) == root
    kind = (ruled.type if agrees and ruled else "RETREAT") if root == "YIELD" else root
    mode = ruled.mode if agrees and ruled else None
    return {"type": kind, "mode": mode, "quad": int(q.argmax()) + 1, "score": round(float(r[best]), 4)}
