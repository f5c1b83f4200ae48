"""Agreements and forces, field by field, on stories written for measuring; distractor stories must yield nothing.

A folder of stories holds pairs ``NAME.txt`` and ``NAME.gold.json`` (see accords/README.md for what the fields mean and
how they are scored). ``dev`` is for working on; ``test``, where there is one, is held out. ``python -m benchmarks.accords --errors dev`` names
every disagreement with its story; so does ``ACCORDS_ERRORS=dev`` (or ``dev,gold``) under ``python -m benchmarks accords``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure, gold, prf

HERE = ROOT / "benchmarks" / "accords"
BARS = {
    "agreement parties": 0.95, "agreement state": 0.90, "agreement notice": 0.95, "agreement ends_on": 0.90,
    "force sender": 0.90, "force host": 0.90, "force count": 0.90,
}  # fmt: skip
Facts = dict[str, Any]
Value = frozenset[str]
"""The answers that a field accepts, or the one that was given; empty for null."""


@dataclass
class Tally:
    """Right, predicted and expected answers of one field. Wrong: predicted but not right; missed: expected, none given."""

    right: int = 0
    wrong: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def predicted(self) -> int:
        return self.right + self.wrong + self.spurious

    @property
    def expected(self) -> int:
        return self.right + self.wrong + self.missed

    def note(self) -> str:
        p, r, _ = prf(self.right, self.predicted, self.expected)
        return f"P {p:.2f} R {r:.2f}; right {self.right}, wrong {self.wrong}, spurious {self.spurious}, missed {self.missed}"


@dataclass
class Score:
    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)
    distractors: int = 0
    yielding: int = 0

    def answer(self, story: str, name: str, expected: Value, given: Value, of: str = "", quiet: bool = False) -> None:
        """Count one answer. ``expected`` are the accepted alternatives, ``given`` is one of them, several or none."""
        tally = self.fields[name]
        if (not expected or "null" in expected) and not given:
            return
        if expected & given:
            tally.right += 1
            return
        if not given:
            tally.missed += 1
        elif not expected:
            tally.spurious += 1
        else:
            tally.wrong += 1
        if quiet:  # the line on existence has said it
            return
        self.errors.append(f"{story}: {name} {of}: gold {_show(expected)}, ours {_show(given)}")


# The gold, or a prediction, as plain facts with comparable values.
def facts_of_gold(document: Facts) -> tuple[list[Facts], list[Facts]]:
    """Agreements and forces of a gold file. Strings hold alternatives parted by "|"; parties are a list."""
    agreements = [
        {
            "parties": [_alternatives(p, party) for p in a.get("parties", [])],
            "kind": _alternatives(a.get("kind")),
            "signed": _alternatives(a.get("signed")),
            "notice": _alternatives(_period(a.get("notice")), same_length),
            "state": _alternatives(a.get("state")),
            "ends_on": _alternatives(a.get("ends_on"), day),
            "acts": list(dict.fromkeys(_alternatives(_named_act(act), _act) for act in a.get("acts", []))),
            "optional": bool(a.get("optional")),
        }
        for a in document.get("agreements", [])
    ]
    forces = [
        {
            "sender": _alternatives(f.get("sender"), party),
            "host": _alternatives(f.get("host"), party),
            "count": _alternatives(f.get("count")),
            "count_is": _alternatives(f.get("count_is")),
            "state": _alternatives(f.get("state")),
            "leave_by": _alternatives(f.get("leave_by"), day),
            "optional": bool(f.get("optional")),
        }
        for f in document.get("forces", [])
    ]
    return agreements, forces


def facts_of_reading(reading: Facts) -> tuple[list[Facts], list[Facts]]:
    """The same of a reading's JSON object: actor ids become countries or names."""
    names = {a["id"]: _named(a) for a in reading.get("actors", [])}

    def resolved(actor: str | None) -> str | None:
        return names.get(actor, actor) if actor else None

    agreements = [
        {**a, "parties": [p for p in map(resolved, a["parties"]) if p], "notice": _period(a.get("notice"))}
        for a in reading.get("agreements", [])
    ]
    forces = [{**f, "sender": resolved(f["sender"])} for f in reading.get("forces", [])]
    found = facts_of_gold({"agreements": agreements, "forces": forces})
    for a in found[0]:  # one state or body named twice is one party
        a["parties"] = list(dict.fromkeys(a["parties"]))
    return found


def _named(actor: Facts) -> str:
    """The country of a state or of what belongs to one (a ministry, an army, a president), else the name."""
    if actor.get("country") and actor.get("sector") != "IGO":
        return str(actor["country"])
    return str(actor["name"])


def party(name: str) -> str:
    """A party in one form: an ISO code as it is, an organisation by the name that the tables know it by."""
    from wireledger.knowledge.actors import organisations

    name = re.sub(r"^(state|org|organization):", "", name.strip())
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    known = organisations()
    found = known.get(name) or known.get(bare)
    return found.name.casefold() if found else bare.casefold().replace("organization", "organisation").replace("-", " ")


def same_length(period: str) -> str:
    """ISO 8601 durations that say the same in one form: P12M and P1Y, P2W and P14D."""
    match = re.fullmatch(r"P(\d+)([YMWD])", period)
    if not match:
        return period
    number, unit = int(match[1]), match[2]
    return f"P{number * 12}M" if unit == "Y" else f"P{number * 7}D" if unit == "W" else f"P{number}{unit}"


def day(value: str) -> str:
    return value[:10]


def _named_act(act: Any) -> str:
    return str(act["act"] if isinstance(act, dict) else act)


def _act(name: str) -> str:
    """The name of an act. To withdraw from a treaty and to give notice of it are one thing to most writers."""
    return "notify-end" if name == "withdraw" else name


def _period(notice: Any) -> str | None:
    period = notice["period"] if isinstance(notice, dict) else notice
    return None if period is None else str(period)


def _alternatives(value: Any, form: Callable[[str], str] = str) -> Value:
    return frozenset() if value is None else frozenset(form(v) for v in str(value).split("|"))


def _show(value: Value) -> str:
    return "|".join(sorted(value)) or "none"


# Which of ours answers which of theirs.
def _overlap(a: Facts, b: Facts) -> float:
    """Parties in common over all parties."""
    shared = sum(any(p & q for q in b["parties"]) for p in a["parties"])
    return shared / ((len(a["parties"]) + len(b["parties"]) - shared) or 1)


def _like(a: Facts, b: Facts) -> float:
    """How well two agreements agree: parties first, then the year of signature, then kind; 0 where nothing is shared."""
    shared = _overlap(a, b)
    year = bool({s[:4] for s in a["signed"]} & {s[:4] for s in b["signed"]})
    kind = bool(a["kind"] & b["kind"])
    return shared + 0.1 * year + 0.01 * kind if shared or (year and kind) else 0.0


def _near(a: Facts, b: Facts) -> float:
    """How well two forces agree: host and sender, then strength; 0 where neither is shared."""
    host, sender = bool(a["host"] & b["host"]), bool(a["sender"] & b["sender"])
    near = 1.0 * host + 1.1 * sender
    return near + 0.1 * bool(a["count"] & b["count"]) + 0.01 * bool(a["state"] & b["state"]) if near else 0.0


def align(expected: list[Facts], found: list[Facts], like: Callable[[Facts, Facts], float]) -> list[tuple[int, int]]:
    """Pairs of indexes, the best first, each used once; what must be found goes before what may be."""
    ranked = sorted(
        (e["optional"], -like(e, f), i, j)
        for i, e in enumerate(expected)
        for j, f in enumerate(found)
        if like(e, f) > 0
    )
    ranked.sort(key=lambda r: (r[1], r[0], r[2], r[3]))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in ranked:
        if all(i != p and j != q for p, q in pairs):
            pairs.append((i, j))
    return pairs


AGREEMENT = ("kind", "signed", "notice", "state", "ends_on")
FORCE = ("sender", "host", "count", "count_is", "state", "leave_by")
NOBODY: Value = frozenset()


def score_story(
    score: Score, name: str, theirs: tuple[list[Facts], list[Facts]], ours: tuple[list[Facts], list[Facts]]
) -> None:
    """Add one story to the score. Optional gold facts count neither when found nor when missed."""
    for what, expected, found, like in (
        ("agreement", theirs[0], ours[0], _like),
        ("force", theirs[1], ours[1], _near),
    ):
        pairs = align(expected, found, like)
        used = dict(pairs)
        taken = set(used.values())
        for i, fact in enumerate(expected):
            if fact["optional"]:
                continue
            other = found[used[i]] if i in used else None
            _score_fact(score, name, what, fact, other)
        for j, fact in enumerate(found):
            if j not in taken:
                _score_fact(score, name, what, None, fact)


def _score_fact(score: Score, story: str, what: str, expected: Facts | None, found: Facts | None) -> None:
    fact = expected or found or {}
    of = (
        "-".join(sorted(_show(p) for p in fact["parties"]))
        if what == "agreement"
        else f"{_show(fact['sender'])} in {_show(fact['host'])}"
    )
    there = frozenset({"there"})
    score.answer(story, f"{what} existence", there if expected else NOBODY, there if found else NOBODY, of)
    quiet = not (expected and found)
    if what == "agreement":
        for field_ in ("parties", "acts"):
            wanted = expected[field_] if expected else []
            if field_ == "acts":
                wanted = sorted(wanted, key=len)  # one that has no alternatives chooses first
            left = list(found[field_]) if found else []
            for answers in wanted:
                match = next((given for given in left if answers & given), NOBODY)
                if match:
                    left.remove(match)
                score.answer(story, f"agreement {field_}", answers, match, of, quiet)
            for given in left:
                score.answer(story, f"agreement {field_}", NOBODY, given, of, quiet)
    for name in AGREEMENT if what == "agreement" else FORCE:
        score.answer(
            story, f"{what} {name}", expected[name] if expected else NOBODY, found[name] if found else NOBODY, of, quiet
        )


def stories(folder: Path) -> list[tuple[str, str, Facts]]:
    """Name, text and gold of the stories of a folder, by name."""
    return [
        (
            path.stem,
            path.read_text(encoding="utf-8"),
            json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")),
        )
        for path in sorted(folder.rglob("*.txt"))
        if path.with_suffix(".gold.json").exists()
    ]


def score(folder: Path) -> Score:
    """Read the stories of a folder and score what is found in them."""
    import wireledger as wl

    told = stories(folder)
    result = Score()
    readings = wl.read_many([(text, document.get("published")) for _, text, document in told])
    for (name, _, document), reading in zip(told, readings, strict=True):
        theirs, ours = facts_of_gold(document), facts_of_reading(reading.to_dict())
        score_story(result, name, theirs, ours)
        if not any(theirs):
            result.distractors += 1
            result.yielding += any(ours)
    return result


def figures(data: str, result: Score) -> Iterable[Figure]:
    fields = [
        *(f"agreement {n}" for n in ("existence", "parties", *AGREEMENT, "acts")),
        *(f"force {n}" for n in ("existence", *FORCE)),
    ]
    for name in fields:
        tally = result.fields[name]
        f1 = prf(tally.right, tally.predicted, tally.expected)[2]
        yield Figure("accords", data, f"{name} F1", f1, BARS.get(name), tally.note())
    yield Figure(
        "accords",
        data,
        "distractors that yield anything",
        float(result.yielding),
        0.0,
        f"of {result.distractors}",
        lower_is_better=True,
    )


def run() -> Iterable[Figure]:
    shown = os.environ.get("ACCORDS_ERRORS", "").split(",")
    outside = gold("accords")
    for data, folder in (("dev", HERE / "dev"), ("test", HERE / "test"), ("gold", outside)):
        if folder is None or not folder.is_dir():
            continue
        result = score(folder)
        yield from figures(data, result)
        if data in shown:
            print(*(f"{data}/{line}" for line in result.errors), sep="\n", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accords", description=__doc__)
    parser.add_argument(
        "data", nargs="*", default=["dev"], help="dev, test, or a folder of stories; dev where none is named"
    )
    parser.add_argument("--errors", action="store_true", help="name every disagreement with its story")
    arguments = parser.parse_args()
    for data in arguments.data:
        folder = HERE / data if (HERE / data).is_dir() else Path(data)
        result = score(folder)
        for figure in figures(data, result):
            print(f"{data:5} {figure.metric:34} {figure.value:.3f}  {figure.note}")
        if arguments.errors:
            print(*result.errors, sep="\n")


if __name__ == "__main__":
    main()
