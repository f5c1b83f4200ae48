"""Events of whole stories, end to end: which a reading finds, with type, actors, recipients, status and date, and which it
makes up.

A gold event is ``{"type", "actors", "recipients", "status", "when", "words", "background", "optional"}``; a string may hold
alternatives parted by ``|``, of which ``null`` means that no answer is right too. Actors are ISO 3166-1 alpha-3 codes for
states and those who act for them, names of bodies, else a few words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure, f1, prf

FOLDERS = {"dev": ROOT / "benchmarks" / "accords" / "dev", "test": ROOT / "benchmarks" / "accords" / "test"}
_EMPTY = frozenset(("the", "a", "an", "of", "in", "from", "and", "for", "to", "its", "their", "some", "two", "more", "than", "at", "least", "about", "hundreds", "thousands", "dozens", "members"))  # fmt: skip


def alternatives(cell: str | None) -> list[str | None]:
    return [None if part in ("null", "") else part for part in (cell or "null").split("|")]


def words(text: str) -> set[str]:
    """The words of a name or phrase that tell it from others, without a plural's "s"."""
    return {w.rstrip("s") for w in re.findall(r"\w+", text.lower()) if w not in _EMPTY and not w.isdigit()}


@dataclass(slots=True)
class Who:
    """A participant that was read: the country, and everything that it is called."""

    country: str | None
    names: list[str]

    def fits(self, cell: str) -> bool:
        for wanted in alternatives(cell):
            if wanted is None:
                continue
            if re.fullmatch(r"[A-Z]{3}", wanted) and wanted == self.country:
                return True
            asked = words(wanted)
            if any(
                asked and asked & words(name) and (asked <= words(name) or words(name) <= asked) for name in self.names
            ):
                return True
        return False


@dataclass(slots=True)
class Found:
    event: Any
    actors: list[Who]
    recipients: list[Who]
    trigger: str


def found_in(reading: Any) -> list[Found]:
    actors = {a.id: a for a in reading.actors}
    text = reading.story.text

    def who(i: str) -> Who:
        a = actors[i]
        return Who(a.country, [a.name, *a.aliases, *(text[s:e] for s, e in a.mentions[:8])])

    result = []
    for e in reading.events:
        said = " ".join(text[s:t] for s, t in [*e.spans.get("trigger", [e.trigger]), *e.spans.get("object", [])])
        result.append(Found(e, [who(i) for i in e.actors], [who(i) for i in e.recipients], said))
    return result


def agree(gold: list[str], found: list[Who]) -> tuple[int, int, int]:
    """How many of the gold's are found, how many of the found are the gold's, and how many the gold asks for."""
    wanted = [g for g in gold if None not in alternatives(g)]
    return (
        sum(any(f.fits(g) for f in found) for g in wanted),
        sum(any(f.fits(g) for g in gold) for f in found),
        len(wanted),
    )


def closeness(gold: dict[str, Any], found: Found, typed: bool) -> float:
    """How well an event that was read answers a gold one; 0 where it is another."""
    if typed != (found.event.type in alternatives(gold["type"])):
        return 0.0
    actors, recipients = agree(gold["actors"], found.actors)[0], agree(gold["recipients"], found.recipients)[0]
    told = bool(words(gold.get("words", "")) & words(found.trigger))
    if not (actors or recipients or told) or (not typed and not (told and (actors or recipients))):
        return 0.0
    if typed and not told and not (actors and recipients) and (gold["actors"] and gold["recipients"]):
        return 0.0
    score = 1.0 + 2 * bool(actors) + 2 * bool(recipients) + 2 * told
    score += found.event.status in alternatives(gold["status"])
    return score + 0.5 * (found.event.background == bool(gold.get("background")))


def align(gold: list[dict[str, Any]], found: list[Found]) -> list[tuple[int, int, bool]]:
    """Pairs of gold and found events, one to one: those of the right type first, then those of a wrong one."""
    pairs: list[tuple[int, int, bool]] = []
    for typed in (True, False):
        taken_g, taken_f = {g for g, _, _ in pairs}, {f for _, f, _ in pairs}
        ranked = sorted(
            (
                (-closeness(g, f, typed), i, j)
                for i, g in enumerate(gold) if i not in taken_g
                for j, f in enumerate(found) if j not in taken_f
            )
        )  # fmt: skip
        for score, i, j in ranked:
            if score < 0 and i not in taken_g and j not in taken_f:
                pairs.append((i, j, typed))
                taken_g.add(i)
                taken_f.add(j)
    return pairs


def when_right(gold: str | None, found: str | None) -> bool:
    return any(found == g or (g is not None and found is not None and found[:10] == g) for g in alternatives(gold))


def score(stories: list[tuple[str, dict[str, Any], Any]], shown: bool = False) -> tuple[Counter[str], list[str]]:
    """Counts over ``(name, gold, reading)``; with ``shown`` the differences as lines of text."""
    n: Counter[str] = Counter()
    lines: list[str] = []
    for name, gold, reading in stories:
        events, found = gold.get("events", []), found_in(reading)
        pairs = align(events, found)
        by_found = {j: (i, typed) for i, j, typed in pairs}
        right = {i for i, _, typed in pairs if typed}
        met = {i for i, _, _ in pairs}
        lines.append(f"== {name} ({reading.story.published})")
        for i, g in enumerate(events):
            if g.get("optional") and i not in right:
                continue
            if not g.get("optional"):
                n["gold"] += 1
                n["recalled"] += i in right
            if i not in met:
                lines.append(f"  MISSED {brief(g)}")
        for j, f in enumerate(found):
            e = f.event
            i, typed = by_found.get(j, (-1, False))
            g = events[i] if i >= 0 else None
            if g is None or not g.get("optional"):
                n["found"] += 1
                n["right"] += typed
            happened = e.status == "happened"
            if g is None:
                n["false happened"] += happened
                lines.append(f"  EXTRA  {told(f, reading)}")
                continue
            n["type all"] += 1
            n["type right"] += typed
            n["false happened"] += happened and "happened" not in alternatives(g["status"])
            faults = [] if typed else ["TYPE"]
            if typed:
                for role, wanted, given in (
                    ("actors", g["actors"], f.actors),
                    ("recipients", g["recipients"], f.recipients),
                ):
                    hit, kept, asked = agree(wanted, given)
                    n[f"{role} hit"] += hit
                    n[f"{role} kept"] += kept
                    n[f"{role} gold"] += asked
                    n[f"{role} found"] += len(given)
                    if hit < asked or kept < len(given):
                        faults.append(role)
                n["status all"] += 1
                n["status right"] += e.status in alternatives(g["status"])
                if e.status not in alternatives(g["status"]):
                    faults.append(f"status {e.status} for {g['status']}")
                value = e.when.value if e.when else None
                n["when right"] += value is not None and when_right(g.get("when"), value)
                n["when found"] += value is not None
                n["when gold"] += None not in alternatives(g.get("when"))
                if not when_right(g.get("when"), value):
                    faults.append(f"when {value} for {g.get('when')}")
                n["background all"] += 1
                n["background right"] += e.background == bool(g.get("background"))
                if e.background != bool(g.get("background")):
                    faults.append(f"background {e.background}")
            if faults:
                lines.append(f"  WRONG {faults}: {told(f, reading)}\n         gold {brief(g)}")
    return n, (lines if shown else [])


def brief(g: dict[str, Any]) -> str:
    flags = " BG" if g.get("background") else ""
    return f"{g['type']} {','.join(g['actors'])} -> {','.join(g['recipients'])} [{g['status']} {g.get('when')}{flags}] “{g.get('words')}”"


def told(f: Found, reading: Any) -> str:
    e = f.event
    s, t = e.trigger
    who = ",".join(w.country + ":" + w.names[0] if w.country else w.names[0] for w in f.actors)
    whom = ",".join(w.country + ":" + w.names[0] if w.country else w.names[0] for w in f.recipients)
    around = reading.story.text[max(0, s - 40) : t + 40].replace("\n", " ")
    when = e.when.value if e.when else None
    return f"{e.type}/{e.mode} {who} -> {whom} [{e.status} {when}{' BG' if e.background else ''}] “…{around}…”"


def figures(folder: str, n: Counter[str]) -> Iterable[Figure]:
    def figure(metric: str, value: float, note: str) -> Figure:
        return Figure("events", f"stories {folder}", metric, value, None, note)

    def share(field: str) -> tuple[float, str]:
        return n[f"{field} right"] / max(1, n[f"{field} all"]), f"of {n[f'{field} all']}"

    _, _, f = prf(n["right"], n["found"], n["right"] + n["gold"] - n["recalled"])
    note = f"P {n['right']}/{n['found']} = {n['right'] / max(1, n['found']):.2f}, R {n['recalled']}/{n['gold']} = {n['recalled'] / max(1, n['gold']):.2f}"
    yield figure("event F1", f, note)
    yield figure("type, where an event was met", *share("type"))
    for role in ("actors", "recipients"):
        p, r = n[f"{role} kept"] / max(1, n[f"{role} found"]), n[f"{role} hit"] / max(1, n[f"{role} gold"])
        yield figure(f"{role} F1", f1(p, r), f"P {p:.2f} R {r:.2f}, of events of the right type")
    yield figure("status", *share("status"))
    p, r = n["when right"] / max(1, n["when found"]), n["when right"] / max(1, n["when gold"])
    yield figure("when F1", f1(p, r), f"P {p:.2f} R {r:.2f}")
    yield figure("background", *share("background"))
    yield figure("false alarms that happened", float(n["false happened"]), f"of {n['found']} events found")


def stories_of(folder: Path) -> list[tuple[str, dict[str, Any], str]]:
    """Stories with gold events: name, gold and text."""
    found = []
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "events" in gold:
            name = path.name.removesuffix(".gold.json")
            found.append((name, gold, (folder / f"{name}.txt").read_text(encoding="utf-8")))
    return found


def run_on(folder: Path, name: str, shown: bool = False) -> Iterable[Figure]:
    import wireledger as wl

    kept = stories_of(folder)
    if not kept:
        return
    readings = wl.read_many((text, gold.get("published")) for _, gold, text in kept)
    n, lines = score([(s, gold, reading) for (s, gold, _), reading in zip(kept, readings, strict=True)], shown)
    for line in lines:
        print(line)
    yield from figures(name, n)


def run(shown: bool = False) -> Iterable[Figure]:
    for name, folder in FOLDERS.items():
        yield from run_on(folder, name, shown)


if __name__ == "__main__":
    import sys

    for arg in [a for a in sys.argv[1:] if not a.startswith("-")]:
        for figure in run_on(Path(arg), Path(arg).name, "-v" in sys.argv):
            print(f"{figure.metric:32} {figure.value:.3f}  {figure.note}")
