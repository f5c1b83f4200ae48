"""Lengths of time and other parts of an expression, as TIMEX3 writes them."""

from __future__ import annotations

import datetime as dt
import re

from wireledger.knowledge.times import number, words
from wireledger.reading.expressions import Found
from wireledger.reading.timex import shift, week_value


def full_year(text: str) -> int:
    n = int(text.strip("'"))
    return n if n > 99 else 1900 + n if n >= 30 else 2000 + n


def mod_of(i: Found) -> str | None:
    if i.get("close"):
        return "END"  # "end-March"
    word = re.sub(r"^(?:the|at)\s+", "", i.get("mod") or "")
    return words("mod").get(word) or words("mod").get(i.get("mod") or "")


def bound_of(i: Found) -> str | None:
    return words("bound").get(i.get("bound") or "")


def unit_of(i: Found) -> str:
    word = i.get("unit") or ""
    return words("unit").get(word) or words("unit")[word.removesuffix("s").replace("centurie", "century")]


def count_of(i: Found) -> str:
    """The number of an expression as TIMEX3 writes it: ``3``, ``X`` where it is vague or a range."""
    if i.get("n2") or i.get("n") is None or (i.get("n") in ("a", "an", "one") and " or two" in i.text.lower()):
        return "X"
    return number(i.get("n") or "")


def duration_of(i: Found) -> str:
    n = count_of(i)
    if i.text.lower().endswith("and a half") and n.isdigit():
        n = f"{n}.5"
    return period(n, unit_of(i), fortnight=(i.get("unit") or "").startswith("fortnight"))


def period(n: str, unit: str, *, fortnight: bool = False) -> str:
    """The ISO 8601 duration of ``n`` units; TIMEX3's own units where ISO has none."""
    known = n != "X"
    if fortnight and known:
        return f"P{float(n) * 2:g}W"
    if n == "0.25":
        return {"Y": "P3M", "H": "PT15M", "CE": "P25Y"}.get(unit, f"P0.25{unit}")
    if n == "0.5":
        exact = {"Y": "P6M", "H": "PT30M", "DE": "P5Y", "CE": "P50Y", "D": "PT12H"}
        if unit in exact:
            return exact[unit]
    if known and n.endswith(".5") and unit in _HALVES:
        return ("PT" if unit in ("H", "MIN") else "P") + f"{n[:-2]}{unit[0]}{_HALVES[unit]}"
    if unit in ("S", "H", "MIN"):
        return f"PT{n}{'M' if unit == 'MIN' else unit}"
    if unit in ("DE", "CE"):
        return f"P{float(n) * (10 if unit == 'DE' else 100):g}Y" if known else f"PX{unit}"
    if unit == "WE":
        return f"P{n}WE"
    if unit == "Q" and known and n.isdigit() and n != "1":
        return f"P{3 * int(n)}M"  # ISO 8601 has no quarters
    return f"P{n}{unit}"


def summed(one: str, other: str) -> str:
    """ "P1Y" and "P4M" as "P1Y4M"."""
    days = "T" if "T" in other and "T" not in one else ""
    return one + days + other.removeprefix("P").removeprefix("T")


_HALVES = {"Y": "6M", "H": "30M", "MIN": "30S"}


def unit_value(day: dt.date, unit: str, n: int) -> str:
    if unit == "WE":
        return week_value(day + dt.timedelta(7 * n)) + "-WE"
    return shift(day, unit, n)


def year_back(value: str, n: int = 1) -> str:
    return f"{int(value[:4]) - n:04d}{value[4:]}"
