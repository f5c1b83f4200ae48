"""Statements and documents of whole stories, end to end: whether what is said is given to who says it, from its first words on.

A gold statement is ``{"speaker", "begins", "manner"}`` (the first words of its content as they stand), a gold document
``{"kind", "from", "to", "held_by", "authenticated_by"}``; a string may hold alternatives parted by ``|``, of which ``null``
means that no answer is right too. Speakers are names, ISO 3166-1 alpha-3 codes of states whose bodies speak, or a few words.
The gold names the statements that matter, not all, so that of statements there is recall alone. ``python -m
benchmarks.accord_statements FOLDER`` scores a folder of stories and shows every difference.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure, prf

FOLDERS = {"dev": ROOT / "benchmarks" / "accords" / "dev", "test": ROOT / "benchmarks" / "accords" / "test"}
_NEAR = 8
"""How many characters a content may begin before or behind the gold's first word: quotation marks, "that", blanks."""
_FILLERS = frozenset(["the", "a", "an", "of", "in", "from", "and", "for", "to", "its", "their", "his", "her", "s"])


def alternatives(cell: str | None) -> list[str | None]:
    return [None if part in ("null", "") else part for part in (cell or "null").split("|")]


def words(text: str) -> set[str]:
    return {w.rstrip("s") for w in re.findall(r"\w+", text.lower()) if w not in _FILLERS}


def who(reading: Any, actor: str | None, spans: Iterable[tuple[int, int]] = ()) -> tuple[str | None, list[str]]:
    """The country and everything that somebody is called: an actor of the story, or the words of a source."""
    text = reading.story.text
    said = [text[s:e] for s, e in spans]
    if actor is None:
        return None, said
    a = reading.actor(actor)
    return a.country, [
        a.name,
        *a.aliases,
        *(r.title for r in a.roles if r.title),
        *(text[s:e] for s, e in a.mentions[:12]),
        *said,
    ]


def fits(cell: str | None, country: str | None, names: list[str]) -> bool:
    for wanted in alternatives(cell):
        if wanted is None:
            if not names:
                return True
        elif re.fullmatch(r"[A-Z]{3}", wanted):
            if wanted == country:
                return True
        elif any(words(wanted) <= words(n) or (words(n) and words(n) <= words(wanted)) for n in names):
            return True
    return False


def starts(reading: Any, span: tuple[int, int]) -> int:
    """Where the words of a content begin, behind marks and "that"."""
    opening = re.match(r"[\s\"“”'‘’,]*(?:that\s+)?[\"“‘']*", reading.story.text[span[0] : span[1]])
    return int(span[0] + (opening.end() if opening else 0))


def answer(reading: Any, at: int) -> tuple[Any, bool]:
    """The statement that a place in the story belongs to, and whether its content, or a piece of it, begins there."""
    begun = [
        (c[1] - c[0], s)
        for s in reading.statements
        for c in s.content
        if abs(starts(reading, c) - at) <= _NEAR and c[1] > at
    ]
    if begun:
        return max(begun, key=lambda pair: pair[0])[1], True
    over = [(c[1] - c[0], s) for s in reading.statements for c in s.content if c[0] <= at < c[1]]
    return (min(over, key=lambda pair: pair[0])[1], False) if over else (None, False)


def score(stories: list[tuple[str, dict[str, Any], Any]]) -> tuple[Counter[str], list[str]]:
    """Counts over ``(name, gold, reading)`` and the differences as lines of text."""
    n: Counter[str] = Counter()
    lines: list[str] = []
    for name, gold, reading in stories:
        lines.append(f"== {name}")
        plain = re.sub(r"\s", " ", reading.story.text)
        for g in gold.get("statements", []):
            at = plain.find(g["begins"])
            if at < 0:
                lines.append(f"  NOT IN THE STORY {g['begins']}")
                continue
            n["statements"] += 1
            s, begins = answer(reading, at)
            if s is None:
                lines.append(f"  MISSED {g} in “{plain[max(0, at - 90) : at + 90]}”")
                continue
            n["found"] += 1
            n["begins"] += begins
            country, names = who(reading, s.speaker, s.source)
            right = fits(g["speaker"], country, names)
            n["speaker"] += right
            n["speaker is an actor"] += right and s.speaker is not None
            n["manner"] += s.manner in alternatives(g["manner"])
            faults = [
                f
                for f, ok in (("BEGINS", begins), ("SPEAKER", right), ("manner", s.manner in alternatives(g["manner"])))
                if not ok
            ]
            if faults:
                said = " … ".join(plain[a:b] for a, b in s.content)
                lines.append(
                    f"  {faults} {g}\n       ours {names[:1]}/{country} {s.manner} “{plain[slice(*s.cue)] if s.cue else ''}” {said[:160]}"
                )
        documents(n, lines, gold.get("documents", []), reading)
    return n, lines


def documents(n: Counter[str], lines: list[str], gold: list[dict[str, Any]], reading: Any) -> None:
    """Align documents by kind and the parties that agree, then count their fields."""

    def close(g: dict[str, Any], d: Any) -> float:
        kinds = [words(k) for k in alternatives(g["kind"]) if k]
        kind = any(k & words(d.kind) for k in kinds)
        told = any(k & words(plain[s:e]) for k in kinds for s, e in d.spans)
        if not (kind or told):
            return 0
        parties = sum(x is not None and fits(g[f], *who(reading, x)) for f, x in (("from", d.sender), ("to", d.to)))
        return 1 + kind + parties

    plain = reading.story.text
    taken: set[int] = set()
    n["documents"] += len(gold)
    n["documents given"] += len(reading.documents)
    for g in gold:
        ranked = sorted((-close(g, d), j) for j, d in enumerate(reading.documents) if j not in taken)
        if not ranked or not ranked[0][0]:
            lines.append(f"  NO DOCUMENT {g}")
            continue
        taken.add(ranked[0][1])
        d = reading.documents[ranked[0][1]]
        n["documents found"] += 1
        for f, x in (("from", d.sender), ("to", d.to), ("held_by", d.held_by)):
            wanted = None not in alternatives(g.get(f))
            right = x is not None and fits(g.get(f), *who(reading, x))
            n[f"{f} expected"] += wanted
            n[f"{f} given"] += x is not None and (wanted or not right)
            n[f"{f} right"] += right and wanted
            if (wanted and not right) or (x is not None and not right and not wanted):
                lines.append(
                    f"  DOCUMENT {f}: gold {g.get(f)}, ours {who(reading, x)[1][:1]} of {d.kind} {[plain[s:e] for s, e in d.spans]}"
                )
        vouched = [who(reading, x) for x in d.authenticated_by]
        n["authenticated_by expected"] += len(g.get("authenticated_by", []))
        n["authenticated_by given"] += len(vouched)
        n["authenticated_by right"] += sum(any(fits(a, *v) for v in vouched) for a in g.get("authenticated_by", []))
    for j, d in enumerate(reading.documents):
        if j not in taken:
            lines.append(f"  EXTRA DOCUMENT {d.kind} from {d.sender} to {d.to}: {[plain[s:e] for s, e in d.spans]}")


def read(folder: Path) -> list[tuple[str, dict[str, Any], Any]]:
    import wireledger as wl

    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold.get("statements") or gold.get("documents"):
            text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
            found.append((path.name.removesuffix(".gold.json"), gold, wl.read(text, gold.get("published"))))
    return found


def figures(n: Counter[str], data: str) -> Iterable[Figure]:
    total = n["statements"]
    for metric in ("found", "begins", "speaker", "speaker is an actor", "manner"):
        of = total if metric in ("found", "begins") else n["found"]
        yield Figure(
            "accord_statements", data, f"statements: {metric}", n[metric] / of if of else None, note=f"of {of}"
        )
    p, r, f = prf(n["documents found"], n["documents given"], n["documents"])
    yield Figure("accord_statements", data, "documents F1", f, note=f"P {p:.2f} R {r:.2f} of {n['documents']}")
    for metric in ("from", "to", "held_by", "authenticated_by"):
        p, r, f = prf(n[f"{metric} right"], n[f"{metric} given"], n[f"{metric} expected"])
        yield Figure(
            "accord_statements",
            data,
            f"documents: {metric} F1",
            f,
            note=f"P {p:.2f} R {r:.2f} of {n[f'{metric} expected']}",
        )


def run() -> Iterable[Figure]:
    for data, folder in FOLDERS.items():
        if stories := read(folder):
            yield from figures(score(stories)[0], data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Score folders of stories; every difference is shown.")
    parser.add_argument("folder", type=Path, nargs="+")
    counts, shown = score([s for f in parser.parse_args().folder for s in read(f)])
    print("\n".join(shown))
    for figure in figures(counts, "stories"):
        print(f"{figure.metric:40} {'-' if figure.value is None else f'{figure.value:.3f}'}  {figure.note}")
