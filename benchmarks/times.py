"""Times, scored as TempEval-3 does: spans strict and relaxed, type and value over relaxed matches, given the story's date.

TimeBank is dealt in two halves by document: rules were worked out on the first half and AQUAINT, the second is held out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.common import Figure, gold, prf, rows


def score(documents: list[dict[str, Any]], wrong: list[str] | None = None) -> dict[str, float]:
    """Micro-averaged figures over documents; every disagreement is appended to ``wrong``."""
    from wireledger.reading import dated
    from wireledger.reading.draft import Draft
    from wireledger.reading.language import parse
    from wireledger.reading.times import run
    from wireledger.sources.wire import lay_out

    expected = predicted = strict = relaxed = types = values = 0
    stories = []
    for document in documents:
        story = dated(lay_out(document["text"]), document["dct"][:10])
        for paragraph in story.paragraphs:  # score all the text, as the gold marks it
            paragraph.kind, paragraph.start = "body", paragraph.span.start
        stories.append(story)
    for document, language in zip(documents, parse(stories), strict=True):
        found = run(Draft(language.story, language)).items
        marked = document["timex"]
        expected, predicted = expected + len(marked), predicted + len(found)
        left = list(found)
        for timex in marked:
            match = next((t for t in left if t.span.start < timex["end"] and timex["start"] < t.span.end), None)
            if match is None:
                if wrong is not None:
                    wrong.append(f"MISSED {timex['text']!r} {timex['type']} {timex['value']} [{document['dct']}]")
                continue
            left.remove(match)
            relaxed += 1
            strict += (match.span.start, match.span.end) == (timex["start"], timex["end"])
            types += match.type == timex["type"]
            right = _same(match.value, timex["value"])
            values += right
            if wrong is not None and not right:
                wrong.append(
                    f"VALUE {timex['text']!r} gold {timex['type']} {timex['value']} ours {match.type} {match.value} [{document['dct']}]"
                )
        if wrong is not None:
            wrong += [f"EXTRA {document['text'][t.span.start : t.span.end]!r} {t.type} {t.value}" for t in left]
    return {
        "strict span F1": prf(strict, predicted, expected)[2],
        "relaxed span F1": prf(relaxed, predicted, expected)[2],
        "type F1": prf(types, predicted, expected)[2],
        "value F1": prf(values, predicted, expected)[2],
        "relaxed precision": prf(relaxed, predicted, expected)[0],
        "relaxed recall": prf(relaxed, predicted, expected)[1],
    }


def _same(ours: str | None, theirs: str) -> bool:
    return (ours or "") == theirs


def run() -> Iterable[Figure]:
    bars = {"relaxed span F1": 0.92, "value F1": 0.82}
    for name in ("aquaint", "timebank"):
        path = gold(f"time/{name}.jsonl")
        if path is None:
            continue
        documents = list(rows(path))
        parts = (
            {name: documents}
            if name == "aquaint"
            else {f"{name}, first half": documents[::2], f"{name}, held out": documents[1::2]}
        )
        for label, part in parts.items():
            for metric, value in score(part).items():
                yield Figure("times", label, metric, value, bars.get(metric))
