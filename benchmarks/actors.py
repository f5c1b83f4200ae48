"""Actor phrases, scored on tests of an event coder that others wrote: country, sector and name of each.

What counts as right: ``country`` as expected, where the data's own codes for no state (IGO, UNO, EUR, MNC, ...) mean that
ours must be null; ``sector`` as the expected first code, where an empty one and UNK mean null; ``name`` as the expected
page, compared without case, accents and the brackets of a page's name. A row that expects nothing at all expects nulls
of country and sector. Rows whose phrase the extraction of the data lost (``d['actor']``) are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from benchmarks.common import Figure, gold, rows

STATELESS = frozenset(("IGO", "UNO", "EUR", "MNC", "NGO", "NGM", "INT"))
CODED = frozenset(("short_text_to_agent", "agent_to_code", "trf_agent_match"))
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4}")


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """``country``, ``sector`` (a set of those that are right) and ``name``, as far as the row says them."""
    said, checks = row["expected"], " ".join(row["asserts"])
    found: dict[str, Any] = {}
    if "code is None" in checks:
        return {"country": None, "sector": {None}}
    if "country" in said:
        found["country"] = None if said["country"] in STATELESS else said["country"] or None
    accepted = set(re.findall(r"'([A-Z]{3})'", (re.search(r"code_1'\] in \[(.*?)\]", checks) or [""])[0]))
    accepted |= set(re.findall(r"code_1'\] == '([A-Z]*)'", checks))
    if accepted and row["call"] in CODED:
        found["sector"] = {None if s in ("", "UNK") else s for s in accepted}
    if name := said.get("wiki") or said.get("title"):
        found["name"] = name
    return found


def date_of(row: dict[str, Any]) -> str | None:
    """The day that the row gives, as an ISO string; "today" is none."""
    import datetime as dt

    for value in row["extra_args"]:
        if _DATE.fullmatch(value):
            return value if value[:4].isdigit() else dt.datetime.strptime(value, "%d %B %Y").date().isoformat()
    return None


def usable(row: dict[str, Any]) -> bool:
    return not row["text"].startswith("d['") and row["text"] not in ("crm", "code") and bool(expected(row))


def same_name(ours: str | None, theirs: str) -> bool:
    def plain(name: str) -> str:
        folded = unicodedata.normalize("NFKD", re.sub(r"\s*\(.*?\)", "", name)).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", " ", folded.lower()).strip()

    return ours is not None and plain(ours) == plain(theirs)


def score(data: Iterable[dict[str, Any]], wrong: list[str] | None = None) -> dict[str, float]:
    """The share of rows that are right in each field, and in all that they ask for ("all fields" leaves names out)."""
    from wireledger import resolve_actor

    right = {"country": 0, "sector": 0, "name": 0, "country and sector": 0}
    asked = dict.fromkeys(right, 0)
    for row in data:
        want = expected(row)
        got = resolve_actor(row["text"], date_of(row))
        ok = {}
        for field, value in want.items():
            if field == "country":
                ok[field] = got["country"] == value
            elif field == "sector":
                ok[field] = got["sector"] in value
            else:
                ok[field] = same_name(got["name"], value)
            right[field] += ok[field]
            asked[field] += 1
        coded = [ok[f] for f in ("country", "sector") if f in ok]
        if coded:
            right["country and sector"] += all(coded)
            asked["country and sector"] += 1
        if wrong is not None and not all(ok.values()):
            bad = ", ".join(f for f in ok if not ok[f])
            wrong.append(f"{row['text']!r} {date_of(row) or ''} wrong {bad}: want {want} got {got}")
    return {field: right[field] / asked[field] if asked[field] else 0.0 for field in right}


def run() -> Iterable[Figure]:
    path = gold("events/ngec_actor_tests_a.jsonl")
    if path is None:
        return
    data = [row for row in rows(path) if usable(row)]
    for metric, value in score(data).items():
        yield Figure("actors", f"actor phrases, {len(data)}", metric, value)
