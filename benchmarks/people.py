"""People and references of stories with a gold answer: country, title and office of each person, and whom phrases refer to.

The gold files of ``accords/`` may hold ``people`` (name, country, title, for) and ``references`` (phrase, near, refers_to);
stories without are left out. "|" parts alternatives. ``python -m benchmarks.people FOLDER ... --errors`` scores other
folders of such pairs and names every disagreement.

- A person counts as found where an actor of kind person has the name, or all its words. Country, title and office are
  scored over all people of the gold, so that one who was not found is wrong. A title is right where its words are
  those of one of the person's roles, or one holds the other's.
- A reference is right where the mention that ends with the phrase refers to all that the gold says and nothing else:
  states by ISO code, others by name. References to states (whose first alternative is one) are scored apart from those to
  bodies and people; those to things (agreements, bases), which no actor is, are left out where nothing answers.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.common import ROOT, Figure
from wireledger.knowledge.actors import folded

HERE = ROOT / "benchmarks" / "accords"
BARS = {"person's country": 0.95}
_EQUAL = {"defense": "defence", "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman", "gen": "general",
          "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "gov": "governor", "sen": "senator", "rep": "representative"}  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}")


def pairs(folder: Path) -> Iterable[tuple[str, str, dict[str, Any]]]:
    """Name, text and gold of the stories of a folder whose gold says something of people or references."""
    for path in sorted(folder.glob("*.gold.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if document.get("people") or document.get("references"):
            name = path.name.removesuffix(".gold.json")
            yield name, (folder / f"{name}.txt").read_text(encoding="utf-8"), document


def words(title: str) -> frozenset[str]:
    return frozenset(
        _EQUAL.get(w, w) for w in folded(title.replace("-", " ")).split() if w not in ("the", "of", "for", "s", "a")
    )


def same_title(gold: str, ours: str) -> bool:
    a, b = words(gold), words(ours)
    return bool(a and b) and (a <= b or b <= a)


def same_name(gold: str, ours: str) -> bool:
    a, b = words(gold), words(ours)
    if not (a and b):
        return False
    acronym = "".join(w[0] for w in re.split(r"[\s-]+", ours) if w[:1].isupper())
    return a <= b or b <= a or folded(acronym) == folded(gold)


def people(name: str, gold: dict[str, Any], reading: dict[str, Any]) -> Iterable[tuple[str, bool, str]]:
    """(field, right, what was wrong) for each person of the gold."""
    actors = {a["id"]: a for a in reading["actors"]}
    persons = [a for a in reading["actors"] if a["kind"] == "person"]
    for person in gold.get("people", ()):
        bare = words(person["name"])
        fits = [a for a in persons if any(bare == words(n) for n in (a["name"], *a["aliases"]))]
        fits = fits or [
            a for a in persons if bare <= words(a["name"]) or (words(a["name"]) <= bare and len(words(a["name"])) > 1)
        ]
        one = fits[0] if fits else None
        yield "person found", one is not None, f"{name}: {person['name']} not found"
        countries = str(person["country"] or "null").split("|")
        ours = str((one or {}).get("country") or "null")
        right = one is not None and ours in countries
        yield "person's country", right, f"{name}: {person['name']}: country {ours}, gold {person['country']}"
        roles = (one or {}).get("roles", [])
        if person.get("title"):
            titles = str(person["title"]).split("|")
            said = [r["title"] for r in roles]
            right = any(same_title(t, s) for t in titles for s in said) or ("null" in titles and one is not None)
            yield "person's title", right, f"{name}: {person['name']}: titles {said}, gold {titles}"
        if person.get("for"):
            wanted = str(person["for"]).split("|")
            held = [actors[r["of"]] for r in roles if r.get("of") in actors]
            own = {str(a.get("country")) for a in held} | {str((one or {}).get("country"))}
            right = any(
                w in own if _CODE.fullmatch(w) and w in own else any(same_name(w, a["name"]) for a in held)
                for w in wanted
            )
            right = right or ("null" in wanted and one is not None)
            yield "office is for", right, f"{name}: {person['name']}: for {[a['name'] for a in held]}, gold {wanted}"


def references(name: str, text: str, gold: dict[str, Any], reading: dict[str, Any]) -> Iterable[tuple[str, bool, str]]:
    from wireledger.knowledge.countries import countries

    codes = countries().by_iso3
    for reference in gold.get("references", ()):
        phrase, near = reference["phrase"], reference.get("near") or reference["phrase"]
        around = text.find(near)
        start = text.find(phrase, around if around >= 0 and phrase in near else 0)
        wanted = reference["refers_to"]
        options = [str(w).split("|") for w in wanted]
        states = all(option[0] in codes for option in options)
        if start < 0 or not wanted:
            continue
        end = start + len(phrase)
        ends = [a for a in reading["actors"] if any(m[0] < end and m[1] == end for m in a["mentions"])]
        inside = [a for a in reading["actors"] if any(start <= m[0] and m[1] <= end for m in a["mentions"])]
        found = ends or [a for a in inside if states]
        if not states and not found:
            continue  # most such are things
        said = [(a["country"] or "?") if a["kind"] in ("state", "group") or states else a["name"] for a in found]
        left = list(dict.fromkeys(said))
        right = True
        for option in options:
            hit = next((s for s in left if any(s == o or (not states and same_name(o, s)) for o in option)), None)
            right = right and hit is not None
            left = [s for s in left if s != hit]
        kind = "references to states" if states else "references to others, where answered"
        yield kind, right and not left, f"{name}: {phrase!r} in {near!r}: {said}, gold {wanted}"


def score(
    stories: list[tuple[str, str, dict[str, Any]]], errors: list[str] | None = None
) -> dict[str, tuple[int, int]]:
    """Right and asked answers of each field."""
    import wireledger as wl

    tally: dict[str, list[bool]] = {}
    published = [(text, gold.get("published")) for _, text, gold in stories]
    for (name, _, gold), one in zip(stories, wl.read_many(published), strict=True):
        reading = one.to_dict()
        for field, right, wrong in (*people(name, gold, reading), *references(name, one.story.text, gold, reading)):
            tally.setdefault(field, []).append(right)
            if errors is not None and not right:
                errors.append(f"{field}: {wrong}")
    return {field: (sum(answers), len(answers)) for field, answers in tally.items()}


def run() -> Iterable[Figure]:
    for folder in sorted(p for p in HERE.iterdir() if p.is_dir()):
        stories = list(pairs(folder))
        for metric, (right, asked) in score(stories).items() if stories else ():
            note = f"{right} of {asked}"
            yield Figure(
                "people", f"{folder.name}, {len(stories)} stories", metric, right / asked, BARS.get(metric), note
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people", description="Score people and references.")
    parser.add_argument("folder", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="name every disagreement")
    arguments = parser.parse_args()
    stories = [s for folder in arguments.folder for s in pairs(folder)]
    errors: list[str] = []
    for metric, (right, asked) in score(stories, errors).items():
        print(f"{metric:<40}{right / asked:.3f}  {right} of {asked}")
    if arguments.errors:
        print("\n".join(sorted(errors)))


if __name__ == "__main__":
    main()
