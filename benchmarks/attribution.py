"""Statements, scored against PolNeAR: cues, sources and contents, by manner, and who speaks direct quotations.

A predicted attribution is matched one to one with the gold one whose cue it overlaps most, or, where either has no cue,
whose content it overlaps most. Cue: overlap F1. Source and content: exact F1 (all spans of the attribution as they are)
and F1 over tokens. *End to end* counts what was not matched as missed or spurious; *of matched* looks at matched pairs
only. The rules and the tagger were made on the train part; dev is news that they have not seen. Two annotators of one
story, scored alike, show how far people agree.

Beside these stand the two measures of agreement that PolNeAR's authors publish (in its README: 92.3 and 75.4 between their
annotators): *agr* (Wiebe, Wilson and Cardie 2005), the share of one's attributions that overlap any of the other's by cue or
content, as the mean of both directions, and Krippendorff's *alpha* over the labels of tokens. They are mildest on who splits
one attribution in two, and no measure of the bar.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.common import Figure, gold, prf, rows

BARS = {"cue F1": 0.85, "content token F1": 0.80, "direct-quote speaker accuracy": 0.92}
TRAIN_SAMPLE = 12
"""Every how many stories of the train part are measured."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = frozenset('"“”„«»')
_SLIP = re.compile(r"(?:said|says|told|added|wrote|tweeted|asked|noted|explained)(?: in an? \w+)?", re.IGNORECASE)
"""Words that an annotator marked as the source by mistake, with the speaker as the cue."""
Spans = list[tuple[int, int]]
Attribution = dict[str, Any]
"""``{"cue", "source", "content": Spans}``, and of predicted ones ``"mentions"``: Spans of the speaker's other names."""


class Tokens:
    """The tokens of a text, to count what spans share: words, numbers and single marks, quotation marks left out."""

    def __init__(self, text: str) -> None:
        self.at = [m.start() for m in _TOKEN.finditer(text) if m[0] not in _MARKS]

    def of(self, spans: Spans) -> set[int]:
        return {p for p in self.at if any(s <= p < e for s, e in spans)} if spans else set()


class Score:
    """Counts over stories. ``wrong`` collects disagreements as lines where it is a list."""

    def __init__(self, wrong: list[str] | None = None) -> None:
        self.wrong = wrong
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        """metric -> right, predicted, expected"""
        self.labels: Counter[tuple[str, str]] = Counter()
        """The labels of a token in the gold and as predicted."""

    def add(self, metric: str, right: int, predicted: int, expected: int) -> None:
        for i, value in enumerate((right, predicted, expected)):
            self.counts[metric][i] += value

    def story(self, text: str, expected: list[Attribution], predicted: list[Attribution]) -> None:
        tokens = Tokens(text)
        pairs = match(expected, predicted)
        for e, p in pairs:
            self.pair(text, tokens, e, p)
        self.quotations(text, tokens, expected, predicted)
        for which, mine, theirs in (("predicted", predicted, expected), ("gold", expected, predicted)):
            shared = sum(any(common(a[r], b[r]) for b in theirs for r in ("cue", "content")) for a in mine)
            self.add(f"agr of {which}", shared, 0, len(mine))
        self.labels.update(zip(labels(text, expected), labels(text, predicted), strict=True))

    def pair(self, text: str, tokens: Tokens, e: Attribution | None, p: Attribution | None) -> None:
        by_cue = e is not None and p is not None and common(e["cue"], p["cue"]) > 0
        self.add("cue", by_cue, bool(p and p["cue"]), bool(e and e["cue"]))
        for role in ("source", "content"):
            mine, theirs = (p[role] if p else []), (e[role] if e else [])
            a, b = tokens.of(mine), tokens.of(theirs)
            exact = bool(mine) and trim(text, mine) == trim(text, theirs)
            self.add(f"{role} token", len(a & b), len(a), len(b))
            self.add(f"{role} exact", exact, bool(mine), bool(theirs))
            if e is not None and p is not None:
                self.add(f"{role} token F1 of matched", len(a & b), len(a), len(b))
                self.add(f"{role} exact F1 of matched", exact, bool(mine), bool(theirs))
                if self.wrong is not None and not exact:
                    kind = role.upper() if not a & b else f"{role.upper()} EDGE"
                    self.wrong.append(
                        f"{kind} {shown(text, e['cue'])} gold {shown(text, theirs)} ours {shown(text, mine)}"
                    )
        if e is not None:
            kind = manner(text, e["content"])
            theirs = tokens.of(e["content"])
            self.add(f"cue recall, {kind}", by_cue, 0, 1)
            if p is not None:
                mine = tokens.of(p["content"])
                self.add(f"content token F1 of matched, {kind}", len(mine & theirs), len(mine), len(theirs))
        if self.wrong is not None and (e is None or p is None):
            side, a = ("MISSED", e) if e is not None else ("EXTRA", p)
            assert a is not None
            self.wrong.append(f"{side} {' | '.join(shown(text, a[r]) for r in ('cue', 'source', 'content'))}")

    def quotations(self, text: str, tokens: Tokens, expected: list[Attribution], predicted: list[Attribution]) -> None:
        """Each direct quotation with a source: is it given to the same speaker? By the content, whatever the cue."""
        for e in expected:
            if not e["source"] or manner(text, e["content"]) != "direct":
                continue
            best = max(predicted, key=lambda p: common(e["content"], p["content"]), default=None)
            found = best is not None and common(e["content"], best["content"]) > 0
            right = found and same_speaker(text, e, best)  # type: ignore[arg-type]
            self.add("direct-quote speaker accuracy", bool(right), 0, 1)
            if best is not None and found and _SLIP.fullmatch(shown(text, e["source"])):  # source and cue swapped
                right = same_speaker(text, {**e, "source": e["cue"]}, best)
            self.add("direct-quote speaker accuracy, slips of the gold put right", bool(right), 0, 1)
            self.add("direct quotes found", found, 0, 1)
            if self.wrong is not None and not right:
                ours = shown(text, best["source"]) if found and best else "nothing"
                self.wrong.append(f"SPEAKER gold {shown(text, e['source'])} ours {ours} of {shown(text, e['content'])}")

    def figures(self) -> dict[str, float]:
        """Metric -> value; of counts with no predictions a share, of the others F1."""
        found: dict[str, float] = {}
        for metric, (right, predicted, expected) in sorted(self.counts.items()):
            if " of matched" in metric:
                found[metric] = prf(right, predicted, expected)[2]
            elif metric.endswith(("token", "exact")) or metric == "cue":
                p, r, f = prf(right, predicted, expected)
                found |= {f"{metric} F1": f, f"{metric} precision": p, f"{metric} recall": r}
            else:
                found[metric] = right / expected if expected else 0.0
        found["agr of attributions"] = (found["agr of gold"] + found["agr of predicted"]) / 2
        found["alpha over tokens"] = alpha(self.labels)
        return found


def labels(text: str, attributions: list[Attribution]) -> list[str]:
    """What each token of a text is: source, cue, content or none."""
    spans = [(s, e, role) for a in attributions for role in ("source", "cue", "content") for s, e in a[role]]
    return [next((r for s, e, r in spans if s <= m.start() < e), "none") for m in _TOKEN.finditer(text)]


def alpha(pairs: Counter[tuple[str, str]]) -> float:
    """Krippendorff's alpha for nominal labels that two have given."""
    each: Counter[str] = Counter()
    for (one, other), n in pairs.items():
        each[one] += n
        each[other] += n
    total = sum(each.values())
    apart = sum(n for (one, other), n in pairs.items() if one != other)
    by_chance = total * total - sum(n * n for n in each.values())
    return 1 - (total - 1) * 2 * apart / by_chance if by_chance else 1.0


def common(a: Spans, b: Spans) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def match(
    expected: list[Attribution], predicted: list[Attribution]
) -> Iterator[tuple[Attribution | None, Attribution | None]]:
    """One-to-one pairs: by cue first, those that share most first; then by content where one of the two has no cue."""
    left, free = list(range(len(expected))), list(range(len(predicted)))
    for role in ("cue", "content"):
        shared = sorted(
            (
                (
                    -common(expected[i][role], predicted[j][role]),
                    -common(expected[i]["content"], predicted[j]["content"]),
                    i,
                    j,
                )
                for i in left
                for j in free
                if role == "cue" or not expected[i]["cue"] or not predicted[j]["cue"]
            ),
        )
        for size, _, i, j in shared:
            if size < 0 and i in left and j in free:
                left.remove(i)
                free.remove(j)
                yield expected[i], predicted[j]
    yield from ((expected[i], None) for i in left)
    yield from ((None, predicted[j]) for j in free)


def manner(text: str, spans: Spans) -> str:
    """direct, indirect or mixed: the share of a gold content that stands between quotation marks."""
    inside = total = 0
    for start, end in spans:
        opened = False
        for character in text[start:end].replace("''", '"'):
            if character in _MARKS:
                opened = character != "”" and not opened
            else:
                total += 1
                inside += opened
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"


def same_speaker(text: str, e: Attribution, p: Attribution) -> bool:
    if common(e["source"], p["source"]) or common(e["source"], p.get("mentions", [])):
        return True
    return bool(p["source"]) and shown(text, p["source"]).casefold() == shown(text, e["source"]).casefold()


def trim(text: str, spans: Spans) -> Spans:
    """Spans without the white space, commas and stops at their edges, which annotators take now and leave now."""
    found = []
    for start, end in spans:
        while start < end and (text[start].isspace() or text[start] in ",;:—–-"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ".,;:—–-"):
            end -= 1
        found.append((start, end))
    return sorted(found)


def shown(text: str, spans: Spans) -> str:
    return " … ".join(text[s:e] for s, e in sorted(spans)).replace("\n", " ")


def marked(row: dict[str, Any]) -> list[Attribution]:
    roles = ("cue", "source", "content")
    return [{r: sorted((s["start"], s["end"]) for s in a[r]) for r in roles} for a in row["attributions"]]


def read(texts: list[str]) -> Iterator[list[Attribution]]:
    """The statements of each text, by the stages up to this one."""
    from wireledger.reading import actors, places, statements, times
    from wireledger.reading.draft import Draft
    from wireledger.reading.language import parse
    from wireledger.sources.wire import lay_out

    for language in parse(lay_out(text) for text in texts):
        draft = Draft(language.story, language)
        draft.times, draft.places = times.run(draft), places.run(draft)
        draft.actors = actors.run(draft)
        draft.statements = statements.run(draft)
        mentions = {a.id: [(m[0], m[1]) for m in a.mentions] for a in draft.actors.items}
        yield [
            {
                "cue": [(s.cue[0], s.cue[1])] if s.cue else [],
                "source": sorted((x[0], x[1]) for x in s.source),
                "content": sorted((x[0], x[1]) for x in s.content),
                "mentions": mentions.get(s.speaker or "", []),
            }
            for s in draft.statements.items
        ]


def score(documents: list[dict[str, Any]], wrong: list[str] | None = None) -> dict[str, float]:
    """Micro-averaged figures over rows of the gold; every disagreement is appended to ``wrong``."""
    total = Score(wrong)
    for row, predicted in zip(documents, read([d["text"] for d in documents]), strict=True):
        total.story(row["text"], marked(row), predicted)
    return total.figures()


def agreement(documents: list[dict[str, Any]]) -> dict[str, float]:
    """The second annotator of a story scored against the first."""
    first: dict[str, dict[str, Any]] = {}
    total = Score()
    for row in documents:
        if (other := first.setdefault(row["doc_id"], row)) is not row and other["text"] == row["text"]:
            total.story(row["text"], marked(other), marked(row))
    return total.figures()


def once(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a story: the first, where several annotators marked it."""
    found: dict[str, dict[str, Any]] = {}
    for row in documents:
        found.setdefault(row["doc_id"], row)
    return list(found.values())


def part(name: str) -> list[dict[str, Any]] | None:
    path = gold(f"attribution/polnear_{name}.jsonl")
    if path is None:
        return None
    return once(rows(path))[:: TRAIN_SAMPLE if name == "train" else 1]


def run() -> Iterable[Figure]:
    for name, label in (("train", f"train, every {TRAIN_SAMPLE}th"), ("dev", "dev")):
        documents = part(name)
        if documents is None:
            return
        for metric, value in score(documents).items():
            yield Figure("attribution", label, metric, value, BARS.get(metric) if name == "dev" else None)
    path = gold("attribution/polnear_train.jsonl")
    assert path is not None
    people = agreement(list(rows(path)))
    for metric in (
        "cue F1",
        "source token F1",
        "content token F1",
        "content token F1 of matched",
        "agr of attributions",
        "alpha over tokens",
    ):
        yield Figure("attribution", "two annotators", metric, people[metric])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Every disagreement on a part of the gold.")
    parser.add_argument("part", choices=("train", "dev"))
    lines: list[str] = []
    figures = score(part(parser.parse_args().part) or [], lines)
    print("\n".join(sorted(lines)))
    print("\n".join(f"{metric:50} {value:.3f}" for metric, value in figures.items()))
