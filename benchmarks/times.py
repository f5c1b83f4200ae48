"""Times, scored as TempEval-3 does: spans strict and relaxed, type and value over relaxed matches, given the story's date.

Rules were worked out on AQUAINT and on seven of every eight stories of TimeBank. Of each eighth story of TimeBank the first half by
name was held out until its errors were read; the other half has been read by nobody and is measured only. Beside that: how
often the date of a story is found where none is given (right, wrong, left open), what WikiWars' explicit dates come to, and how
long the stage takes beside the language stage.
"""

from __future__ import annotations

import calendar
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure, gold, prf, rows


def read_times(documents: Sequence[dict[str, Any]], *, dated: bool = True) -> tuple[list[Any], float, float]:
    """The drafts of documents with their times, and the seconds of the language stage and of the times stage."""
    from wireledger.reading import dated as date_story
    from wireledger.reading.draft import Draft
    from wireledger.reading.language import parse
    from wireledger.reading.times import run
    from wireledger.sources.wire import lay_out

    stories = []
    for document in documents:
        story = lay_out(document["text"])
        if dated:
            story = date_story(story, document["dct"][:10])
            for paragraph in story.paragraphs:  # score all the text, as the gold marks it
                paragraph.kind, paragraph.start = "body", paragraph.span.start
        stories.append(story)
    began = time.perf_counter()
    drafts = [Draft(language.story, language) for language in parse(stories)]
    parsed = time.perf_counter()
    for draft in drafts:
        draft.times = run(draft)
    return drafts, parsed - began, time.perf_counter() - parsed


def score(
    documents: Sequence[dict[str, Any]], drafts: Sequence[Any], wrong: list[str] | None = None
) -> dict[str, float]:
    """Micro-averaged figures over documents; every disagreement is appended to ``wrong``."""
    expected = predicted = strict = relaxed = types = values = 0
    for document, draft in zip(documents, drafts, strict=True):
        found, marked = draft.times.items, document["timex"]
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
            right = (match.value or "") == timex["value"]
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


def undated(documents: Sequence[dict[str, Any]]) -> Counter[str]:
    """How many dates of publication are inferred right, wrong or not at all where none is given."""
    counts: Counter[str] = Counter()
    for document, draft in zip(documents, read_times(documents, dated=False)[0], strict=True):
        published = draft.story.published
        counts["open" if published is None else "right" if published[:10] == document["dct"][:10] else "wrong"] += 1
    return counts


def explicit(documents: Sequence[dict[str, Any]], drafts: Sequence[Any]) -> tuple[int, int]:
    """Of the expressions that name a full day, how many come to the gold's value: what needs no date of publication."""
    right = total = 0
    for document, draft in zip(documents, drafts, strict=True):
        for timex in document["timex"]:
            year = (timex["value"] or "")[:4]
            if len(timex["value"] or "") == 10 and year.isdigit() and year in timex["text"]:
                total += 1
                right += any(
                    t.value == timex["value"] and t.span.start < timex["end"] and timex["start"] < t.span.end
                    for t in draft.times.items
                )
    return right, total


def yearless(documents: Sequence[dict[str, Any]], drafts: Sequence[Any]) -> tuple[int, int]:
    """How many days and months that are told without their year come to the gold's value, which is that of the history told."""
    right = total = 0
    for document, draft in zip(documents, drafts, strict=True):
        for timex in document["timex"]:
            value = timex["value"] or ""
            named = any(timex["text"].lower().rstrip(".").find(month) >= 0 for month in _MONTHS)
            if named and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value) and value[:4] not in timex["text"]:
                total += 1
                right += any(
                    t.value == value and t.span.start < timex["end"] and timex["start"] < t.span.end
                    for t in draft.times.items
                )
    return right, total


_MONTHS = [name.lower() for name in calendar.month_name if name]


def run() -> Iterable[Figure]:
    bars = {"relaxed span F1": 0.92, "value F1": 0.82}
    parts: dict[str, list[dict[str, Any]]] = {}
    for name in ("aquaint", "timebank"):
        if path := gold(f"time/{name}.jsonl"):
            documents = list(rows(path))
            if name == "aquaint":
                parts[name] = documents
            else:
                parts[f"{name}, worked on"] = [d for i, d in enumerate(documents) if i % 8 != 7]
                held = sorted(documents[7::8], key=lambda d: d["doc_id"])
                parts[f"{name}, read at last"] = held[: len(held) // 2]
                parts[f"{name}, held out"] = held[len(held) // 2 :]
    language = times = 0.0
    dates: Counter[str] = Counter()
    for label, part in parts.items():
        drafts, of_language, of_times = read_times(part)
        language, times = language + of_language, times + of_times
        for metric, value in score(part, drafts).items():
            yield Figure("times", label, metric, value, bars.get(metric))
        dates += undated(part)
    if parts:
        yield Figure("times", "all", "times stage / language stage", times / language, 0.15, lower_is_better=True)
        note = f"{dates['right']} right, {dates['open']} left open, of {sum(dates.values())}"
        yield Figure("times", "undated", "wrong dates of publication", dates["wrong"], 0, note, lower_is_better=True)
    if path := gold("time/wikiwars.jsonl"):
        documents = list(rows(path))
        drafts = read_times(documents)[0]
        for metric, (right, total) in (
            ("full dates with their value", explicit(documents, drafts)),
            ("months and days without their year", yearless(documents, drafts)),
        ):
            yield Figure("times", "wikiwars", metric, right / total, None, f"of {total}")
    here = ROOT / "benchmarks" / "accords"
    for label, folder in (
        ("accords, dev", here / "dev"),
        ("accords, test", here / "test"),
        ("accords", gold("accords")),
    ):
        if folder is not None:
            yield from _accords(label, folder)


def _accords(label: str, folder: Path) -> Iterable[Figure]:
    """Stories whose date is known, with it withheld: each right or left open, none wrong."""
    documents = []
    for file in sorted(folder.glob("*.gold.json")):
        told = json.loads(file.read_text(encoding="utf-8"))
        if published := told.get("published_expected") or told.get("published"):
            text = file.with_name(file.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
            documents.append({"text": text, "dct": published})
    if documents:
        counts = undated(documents)
        note = f"{counts['right']} right, {counts['open']} left open, of {len(documents)}"
        yield Figure("times", label, "wrong dates of publication", counts["wrong"], 0, note, lower_is_better=True)
