"""Places: recognition of toponyms, and where those that the gold marks are put.

The weights of the choice were fitted on this gold (``scripts/fit_places.py``), so the accuracy over all of it flatters;
``held out`` fits them anew on four fifths of the publishers and measures the last fifth, five times.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from benchmarks.common import Figure, f1, gold, rows

BARS = {"lgl": 0.85, "geovirus": 0.92}
WORST = math.log(20039)
"""The log of half the way around the earth, by which errors are scaled for the area under their curve."""


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b, c, d = (math.radians(v) for v in (lat, lon, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def resolution(name: str, documents: list[dict[str, Any]]) -> Iterable[Figure]:
    """Accuracy at 161 km over all gold toponyms with coordinates; mean error and AUC over those that were located."""
    import wireledger as wl

    errors: list[float] = []
    total = 0
    for document in documents:
        marked = [t for t in document["toponyms"] if t["has_coords"]]
        total += len(marked)
        found = wl.locate(document["text"], [(t["start"], t["end"]) for t in marked])
        for toponym, place in zip(marked, found, strict=True):
            if place is not None:
                errors.append(kilometres(place["lat"], place["lon"], float(toponym["lat"]), float(toponym["lon"])))
    note = f"{len(errors)} of {total} located"
    yield Figure(
        "geo", name, "accuracy@161 km", sum(e <= 161 for e in errors) / total, BARS[name], note + ", fitted on it"
    )
    yield Figure("geo", name, "mean error, km", sum(errors) / len(errors), None, note, True)
    yield Figure(
        "geo", name, "AUC of log error", sum(math.log(e + 1) for e in errors) / len(errors) / WORST, None, note, True
    )


def recognition(name: str, documents: list[dict[str, Any]], wrong: list[str] | None = None) -> Iterable[Figure]:
    """Overlap F1 of the places of a reading; every disagreement is appended to ``wrong``."""
    from wireledger.reading.draft import Draft
    from wireledger.reading.language import parse
    from wireledger.reading.places import run
    from wireledger.sources.wire import lay_out

    expected = predicted = hit = kept = 0
    stories = []
    for document in documents:
        story = lay_out(document["text"])
        for paragraph in story.paragraphs:  # score all the text, as the gold marks it
            paragraph.kind, paragraph.start = "body", paragraph.span.start
        stories.append(story)
    for document, language in zip(documents, parse(stories), strict=True):
        found = [(p.span.start, p.span.end) for p in run(Draft(language.story, language)).items]
        marked = [(t["start"], t["end"]) for t in document["toponyms"]]
        expected, predicted = expected + len(marked), predicted + len(found)
        missed = [m for m in marked if not any(m[0] < f[1] and f[0] < m[1] for f in found)]
        extra = [f for f in found if not any(m[0] < f[1] and f[0] < m[1] for m in marked)]
        hit, kept = hit + len(marked) - len(missed), kept + len(found) - len(extra)
        if wrong is not None:
            text = document["text"]
            for label, spans in (("MISSED", missed), ("EXTRA", extra)):
                wrong += [f"{label} {text[a:b]!r} in {text[max(0, a - 40) : b + 30]!r}" for a, b in spans]
    p, r = kept / max(1, predicted), hit / max(1, expected)
    note = f"P {p:.3f} R {r:.3f}, by overlap"
    yield Figure("geo", name, "recognition F1", f1(p, r), 0.80, note)


def run() -> Iterable[Figure]:
    for name in BARS:
        path = gold(f"geo/{name}.jsonl")
        if path is None:
            continue
        documents = list(rows(path))
        yield from resolution(name, documents)
        yield from recognition(name, documents)
