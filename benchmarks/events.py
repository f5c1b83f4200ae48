"""Events: types and quads of given pairs, who is source and who target, and false alarms on plain news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import story_events
from benchmarks.common import ROOT, Figure, f1, gold, prf, rows

FOLDS = 5


def macro_f1(expected: list[Any], predicted: list[Any]) -> float:
    """Macro F1 over the labels that are expected somewhere."""
    total = 0.0
    labels = sorted(set(expected), key=str)
    for label in labels:
        right = sum(e == label == p for e, p in zip(expected, predicted, strict=True))
        total += prf(right, predicted.count(label), expected.count(label))[2]
    return total / len(labels)


def unmark(marked: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """The plain text of a marked one, with the first source and the first target."""
    text, at = "", 0
    places: dict[str, int] = {}
    while at < len(marked):
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            if marked.startswith(mark, at):
                places.setdefault(mark, len(text))
                at += len(mark)
                break
        else:
            text += marked[at]
            at += 1
    spans = [
        (places[f"<{n}>"], places[f"</{n}>"]) if f"<{n}>" in places and f"</{n}>" in places else None
        for n in ("s", "t")
    ]
    return text, spans[0], spans[1]


def pairs(path: Path, predictions: Path) -> Iterable[Figure]:
    """Root and quad of the sentence set: rules alone, the encoder on its held-out folds, and both."""
    import numpy as np

    from wireledger.reading import pair
    from wireledger.reading.language import pipeline

    data = list(rows(path))
    cut = [unmark(r["marked"]) for r in data]
    ruled = [
        pair.by_rules(doc, s, t)
        for doc, (_, s, t) in zip(pipeline().pipe((text for text, _, _ in cut), batch_size=64), cut, strict=True)
    ]
    roots, quads = [r["root"] for r in data], [r["penta"] for r in data]

    def figures(name: str, r: list[str], q: list[int], note: str, bars: bool = False) -> Iterable[Figure]:
        yield Figure("events", "plv_train", f"root macro F1, {name}", macro_f1(roots, r), 0.78 if bars else None, note)
        yield Figure("events", "plv_train", f"quad macro F1, {name}", macro_f1(quads, q), 0.89 if bars else None, note)

    r = [pair.root_of(c.type) if c else "ACCUSE" for c in ruled]
    yield from figures("rules", r, [pair.QUADS[pair.ROOTS.index(x)] for x in r], "no training")
    if not predictions.exists():
        return
    kept = np.load(predictions)
    index = {str(i): n for n, i in enumerate(kept["ids"])}
    order = [index[x["id"]] for x in data]
    p_root, p_quad = kept["roots"][order].astype(float), kept["quads"][order].astype(float)
    note = f"{FOLDS} folds by sentence, held-out predictions"
    yield from figures("model", [pair.ROOTS[i] for i in p_root.argmax(1)], [int(i) + 1 for i in p_quad.argmax(1)], note)
    encoder = pair.model()
    if encoder is None:
        return
    both = [pair.blend(a, b, c, encoder.settings) for a, b, c in zip(p_root, p_quad, ruled, strict=True)]
    yield from figures(
        "both", [pair.ROOTS[a.argmax()] for a, _ in both], [int(b.argmax()) + 1 for _, b in both], note, bars=True
    )


def who(path: Path) -> Iterable[Figure]:
    """Source and target of the events that the rules find: right where it overlaps a gold span of that role."""
    from wireledger.reading.language import pipeline

    data = list(rows(path))
    hits: Counter[str] = Counter()
    for row, doc in zip(data, pipeline().pipe(r["text"] for r in data), strict=True):
        spans: dict[str, list[tuple[int, int]]] = {"S": [], "T": []}
        at = 0
        for token, tag in zip(row["tokens"], row["tags"], strict=True):
            start = row["text"].index(token, at)
            at = start + len(token)
            for role in {"S": "S", "T": "T", "R": "ST"}.get(tag[2:], "") if tag != "O" else "":
                if tag[0] == "I" and spans[role]:
                    spans[role][-1] = (spans[role][-1][0], at)
                else:
                    spans[role].append((start, at))
        found = leading(doc)
        for role, gold_spans in spans.items():
            hits[role + "gold"] += len(gold_spans)
            hits[role + "found"] += len(found[role])
            hits[role + "right"] += sum(any(a <= i < b for i in found[role]) for a, b in gold_spans)
            hits[role + "kept"] += sum(any(a <= i < b for a, b in gold_spans) for i in found[role])
    for role, name in (("S", "source"), ("T", "target")):
        p = hits[role + "kept"] / max(1, hits[role + "found"])
        r = hits[role + "right"] / max(1, hits[role + "gold"])
        f = f1(p, r)
        yield Figure("events", "cameo_ner_train", f"{name} F1", f, None, f"P {p:.2f} R {r:.2f}, by head, rules alone")


def leading(doc: Any) -> dict[str, set[int]]:
    """Where the heads of source and target of a sentence's leading event stand: the gold marks one event a sentence. What
    is done together goes both ways."""
    from wireledger.reading import frames

    sources: set[int] = set()
    targets: set[int] = set()
    events = list(main_events(doc))
    for match in events:
        mine = {t.idx for t in match.arguments.subject if frames.is_name(t)}
        theirs = {t.idx for t in frames.targets(match)}
        if not targets and (not sources or not mine or mine == sources):
            targets = theirs
        sources = sources or mine
        if sources and targets:
            break
    if events and events[0].entry.type in ("CONSULT", "COOPERATE") and (not targets or len(sources | targets) > 1):
        sources = targets = sources | targets
    return {"S": sources, "T": targets}


def main_events(doc: Any) -> Iterable[Any]:
    """The events that are not themselves governed by another's complement."""
    from wireledger.reading import frames

    inner: set[int] = set()
    lemmas = frames.lemmas()
    for token in sorted(doc, key=lambda t: (t.pos_ in ("NOUN", "PROPN"), sum(1 for _ in t.ancestors), t.i)):
        if token.i in inner or frames.lemma_of(token) not in lemmas:
            continue
        match = frames.match(token)
        if match is None:
            continue
        inner |= {t.i for t in match.used} | {t.i for t in match.arguments.complements}
        yield match


def plain() -> Iterable[Figure]:
    """Events in stories on sport, weather and markets: every one is a false alarm."""
    import wireledger as wl

    stories = sorted((ROOT / "benchmarks" / "plain").glob("*.txt"))
    if not stories:
        return
    readings = list(wl.read_many((path.read_text(encoding="utf-8"), "2024-05-06") for path in stories))
    for path, reading in zip(stories, readings, strict=True):
        for event in reading.events:
            print(f"  {path.stem}: {event.type} {reading.words(event.trigger)!r}")
    alarms = sum(len(r.events) for r in readings)
    yield Figure(
        "events", "plain", "events per ten stories", 10 * alarms / len(stories), 1.0, f"{len(stories)} stories", True
    )


def run() -> Iterable[Figure]:
    yield from plain()
    yield from story_events.run()
    if (path := gold("events/plv_train.jsonl")) is not None:
        yield from pairs(path, ROOT / "benchmarks" / "events_folds.npz")
    if (path := gold("events/cameo_ner_train.jsonl")) is not None:
        yield from who(path)
