"""Claims and versions in words: a claim in one line, the sentences that it stands in, what two texts differ in."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from typing import Any

from wireledger.knowledge.countries import countries
from wireledger.ledger.corrections import shown
from wireledger.ledger.views import strength
from wireledger.sources.wire import lay_out


def summary(kind: str, p: dict[str, Any]) -> str:
    """A claim in one line."""

    def names(refs: list[dict[str, Any]]) -> str:
        return ", ".join(r["name"] for r in refs) or "?"

    why = f" ({p['reason']})" if p.get("reason") else ""
    if kind == "event":
        when = f", {p['when']['value']}" if p["when"] and p["when"]["value"] else ""
        mode = f"/{p['mode']}" if p["mode"] else ""
        to = f" → {names(p['recipients'])}" if p["recipients"] else ""
        return f"{p['type']}{mode}: {names(p['actors'])}{to} ({p['status']}{when})"
    if kind == "agreement":
        end = f", ends {p['ends_on']}" if p["ends_on"] else ""
        return f"{p['name']}: {p['state']}{end}"
    if kind == "force":
        sender = p["sender"]["name"] if p["sender"] else "?"
        by = f", leave by {p['leave_by']}" if p["leave_by"] else ""
        host = countries().by_iso3.get(p["host"] or "")
        return f"{sender} in {host.name if host else p['host'] or '?'}: {strength(p)}{by}"
    if kind == "statement":
        speaker = p["speaker"]["name"] if p["speaker"] else p["source"] or "?"
        words = " ".join(" ".join(p["content"]).split())
        return f"{speaker}: {words[:160]}{'…' if len(words) > 160 else ''}"
    if kind == "office":
        of = f" of {p['of']['name']}" if p["of"] else ""
        return f"{p['name']}: {p['title']}{of}"
    if kind == "identity":
        return f"{p['name']}, {p['kind']}{' of ' + (p['of'] or p['country']) if p['of'] or p['country'] else ''}"
    if kind == "document":
        sender, to = (p[x]["name"] if p[x] else "?" for x in ("from", "to"))
        return f"{p['document']} from {sender} to {to}"
    if kind == "correction":
        return f"{p['field']}: {shown(p['was'])} → {shown(p['value'])}{why}"
    if kind in ("merge", "split"):
        return f"{kind} with {p['with']}{why}"
    return str(p.get("because", kind))


def chains(according_to: list[dict[str, Any]]) -> list[list[str]]:
    """Who says what a claim says: a chain for each statement or document, nearest source first; else the story's source.

    A chain that is the end of another one says nothing more, and is left out."""
    last = [s["by"] for s in according_to if s.get("story") and s.get("by")]
    found: list[list[str]] = []
    for source in according_to:
        if source.get("story"):
            continue
        chain = [source.get("by"), *(link["by"] for link in source.get("chain", ())), *last]
        names = list(dict.fromkeys(by for by in chain if by))
        if names and names not in found:
            found.append(names)
    told = [c for c in found if not any(c != o and c == o[-len(c) :] for o in found)]
    return told or [last[:1]] if last or told else []


def details(rows: Iterable[Any], others: Iterable[Any]) -> list[str]:
    """Acts on agreements that some claims tell of and others, which say the same at a glance, do not."""

    def acts(row: Any) -> set[str]:
        p = json.loads(row.payload)
        return {
            f"{p['name']}: {a['act']}{' by ' + ', '.join(r['name'] for r in a['by']) if a['by'] else ''}"
            f"{' on ' + a['on'] if a['on'] else ''} ({a['status']})"
            for a in p["acts"]
        }

    told = set().union(*(acts(r) for r in others if r.kind == "agreement"))
    return sorted(set().union(*(acts(r) for r in rows if r.kind == "agreement")) - told)


def sentences_of(
    text: str, sentences: list[list[int]], words: list[tuple[int, int, str]]
) -> list[tuple[str, list[tuple[int, int]]]]:
    """The sentences that words stand in, in order, with the places of the words within each."""
    bounds = [tuple(s) for s in sentences]
    result: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for start, end, _ in words:
        touched = [(a, b) for a, b in bounds if a < end and start < b] or [(start, end)]
        for a, b in touched:
            result.setdefault((a, b), []).append((max(start, a) - a, min(end, b) - a))
    found = []
    for (a, b), marks in sorted(result.items()):
        merged: list[tuple[int, int]] = []
        for s, e in sorted(marks):
            if merged and s <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(e, merged[-1][1]))
            else:
                merged.append((s, e))
        found.append((text[a:b], merged))
    return found


def words_diff(old: str, new: str) -> list[tuple[str, str]]:
    """The differences of two texts, by words: runs of equal (``=``), added (``+``) and removed (``-``) words."""
    a, b = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    matcher = difflib.SequenceMatcher(None, [w.strip() for w in a], [w.strip() for w in b], autojunk=False)
    found: list[tuple[str, str]] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            found.append(("=", "".join(b[j1:j2])))
            continue
        if i2 > i1:
            found.append(("-", "".join(a[i1:i2])))
        if j2 > j1:
            found.append(("+", "".join(b[j1:j2])))
    return found


def first_words(text: str) -> str:
    """How a story without a headline begins: its first prose, without byline and dateline."""
    story = lay_out(text[:3000])
    body = next((text[p.start : p.span.end] for p in story.paragraphs if p.kind == "body"), text[:400])
    words = " ".join(body.split())
    return words if len(words) <= 90 else words[:90].rsplit(" ", 1)[0] + "…"
