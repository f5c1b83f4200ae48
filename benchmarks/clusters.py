"""Stories of one happening put together: B-cubed precision, recall and F1 over all stories of ECB+ at once.

The stories are read and recorded like any others, all with one date, since most of them bear none. Measured are the groups of
stories that share an event which the ledger merged, or are versions or copies of each other; and ``Ledger.happenings``, which
compares what stories are about. The happening that a story reports is ECB+'s ``subtopic``; two similar ones share a topic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from benchmarks.common import Figure, gold, rows

DAY = "2013-09-01"
_ADDRESS = re.compile(r"\s*http\s?:\s?/\s?/(?:\s?\S)*?(?=\n|$)")


def plain(row: dict[str, Any]) -> str:
    """The text of a story without pieces of the address that it was fetched from."""
    text: str = row["text"]
    return _ADDRESS.sub("", text, count=1).strip() if row["doc_id"].endswith("_ecbplus") else text.strip()


def b_cubed(expected: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 of a clustering (Bagga and Baldwin 1998), items counted alike."""

    def groups(of: Mapping[str, Hashable]) -> dict[Hashable, set[str]]:
        result: dict[Hashable, set[str]] = defaultdict(set)
        for item, name in of.items():
            result[name].add(item)
        return result

    e, f = groups(expected), groups(found)
    precision = sum(len(e[expected[i]] & f[found[i]]) / len(f[found[i]]) for i in expected) / len(expected)
    recall = sum(len(e[expected[i]] & f[found[i]]) / len(e[expected[i]]) for i in expected) / len(expected)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def joined(items: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Items by the group that pairs of them make."""
    parent = {i: i for i in items}

    def root(i: str) -> str:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        parent[root(a)] = root(b)
    return {i: root(i) for i in parent}


def run() -> Iterable[Figure]:
    """The figures of this part."""
    folder = gold("clusters")
    if folder is None:
        return
    import wireledger as wl
    from wireledger.ledger import Ledger

    data = [row for path in sorted(folder.glob("*.jsonl")) for row in rows(path)]
    readings = wl.read_many([(plain(row), DAY) for row in data])
    with Ledger(":memory:") as ledger:
        version = {row["doc_id"]: added.version for row, added in zip(data, ledger.add_all(readings), strict=True)}
        stories = ledger.stories()
        story_of = {v.version: s.id for s in stories for v in ledger.versions(s.id)}
        copies = [(s.id, s.copy_of) for s in stories if s.copy_of]
        shared = [
            (row.accounts[0].story, a.story)
            for row in ledger.events(as_of=DAY) if not row.background
            for a in row.accounts[1:]
        ]  # fmt: skip
        happenings = {s: h.id for h in ledger.happenings() for s in h.stories}
    ids = [s.id for s in stories]
    for split in [*sorted({row["split"] for row in data}), "all"]:
        expected = {r["doc_id"]: (r["topic"], r["subtopic"]) for r in data if split in ("all", r["split"])}
        topics = {i: name[0] for i, name in expected.items()}
        for name, groups in (
            ("versions and copies", joined(ids, copies)), ("and merged events", joined(ids, [*copies, *shared])),
            ("happenings", {**{i: i for i in ids}, **happenings}),
        ):  # fmt: skip
            found = {i: groups[story_of[version[i]]] for i in expected}
            for metric, value in zip(("precision", "recall", "F1"), b_cubed(expected, found), strict=True):
                yield Figure("clusters", f"ECB+ {split}, {len(expected)} stories", f"{name}: B-cubed {metric}", value)
            if name == "happenings":
                yield Figure("clusters", f"ECB+ {split}, {len(expected)} stories", "happenings: B-cubed F1 of topics",
                             b_cubed(topics, found)[2])  # fmt: skip
