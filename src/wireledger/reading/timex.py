"""Values of TIMEX3 and their intervals: what a day, week, month, quarter, season, year or decade begins and ends with."""

from __future__ import annotations

import datetime as dt
import re

_SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 3)}
_HOURS = {"MO": (5, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 24), "NI": (18, 24), "DT": (8, 18)}
_VALUE = re.compile(
    r"(?P<century>\d{2})|(?P<decade>\d{3})X?"
    r"|(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|W(?P<week>\d{2})(?P<weekend>-WE)?|(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<time>[A-Z]{2}|\d{2}(?::\d{2}){0,2}\S*))?)?))?"
)


def month_after(year: int, month: int) -> dt.date:
    """The first day after a month."""
    return dt.date(year + month // 12, month % 12 + 1, 1)


def interval(value: str | None, zone: dt.tzinfo | None = None) -> tuple[str | None, str | None]:
    """``[begin, end)`` of a TIMEX3 value as ISO dates; (None, None) where it has none.

    Parts of a day and clock times give date-times, with their offset from UTC where a zone is given."""
    match = _VALUE.fullmatch(value or "")
    if match is None:
        return None, None
    try:
        return _interval(match, zone)
    except (ValueError, OverflowError):
        return None, None


def grain(value: str) -> str:
    """How fine a value is: CE, DE, Y, Q (quarters, halves and seasons), M, W, D; empty for what is no date."""
    m = _VALUE.fullmatch(value)
    if m is None:
        return ""
    if m["century"] or m["decade"]:
        return "CE" if m["century"] else "DE"
    if m["quarter"] or m["half"] or m["season"]:
        return "Q"
    return "W" if m["week"] else "D" if m["day"] else "M" if m["month"] else "Y"


def _interval(m: re.Match[str], zone: dt.tzinfo | None) -> tuple[str, str]:
    if m["century"]:
        year = int(m["century"]) * 100
        return dt.date(year, 1, 1).isoformat(), dt.date(year + 100, 1, 1).isoformat()
    if m["decade"]:
        year = int(m["decade"]) * 10
        return dt.date(year, 1, 1).isoformat(), dt.date(year + 10, 1, 1).isoformat()
    year = int(m["year"])
    if m["quarter"]:
        first = 3 * int(m["quarter"]) - 2
        return dt.date(year, first, 1).isoformat(), month_after(year, first + 2).isoformat()
    if m["half"]:
        first = 6 * int(m["half"]) - 5
        return dt.date(year, first, 1).isoformat(), month_after(year, first + 5).isoformat()
    if m["season"]:
        first, last = _SEASONS[m["season"]]
        return dt.date(year, first, 1).isoformat(), dt.date(year + (last < first), last, 1).isoformat()
    if m["week"]:
        monday = dt.date.fromisocalendar(year, int(m["week"]), 1)
        begin = monday + dt.timedelta(5 if m["weekend"] else 0)
        return begin.isoformat(), (monday + dt.timedelta(7)).isoformat()
    if m["day"]:
        day = dt.date(year, int(m["month"]), int(m["day"]))
        if m["time"]:
            midnight = dt.datetime.combine(day, dt.time(), zone)
            if m["time"] in _HOURS:
                opens, closes = _HOURS[m["time"]]
                return (midnight + dt.timedelta(hours=opens)).isoformat(), (
                    midnight + dt.timedelta(hours=closes)
                ).isoformat()
            clock = [int(part) for part in re.findall(r"\d+", m["time"])[:2]]
            hour, minute = clock[0], clock[1] if len(clock) > 1 else 0
            if hour > 24 or minute > 59:
                raise ValueError(m["time"])
            at = midnight + dt.timedelta(hours=hour, minutes=minute)
            return at.isoformat(), (at + dt.timedelta(minutes=1 if len(clock) > 1 else 60)).isoformat()
        return day.isoformat(), (day + dt.timedelta(1)).isoformat()
    if m["month"]:
        return dt.date(year, int(m["month"]), 1).isoformat(), month_after(year, int(m["month"])).isoformat()
    return dt.date(year, 1, 1).isoformat(), dt.date(year + 1, 1, 1).isoformat()


def week_value(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shift(day: dt.date, unit: str, n: int) -> str:
    """The value, at the unit's own granularity, of ``n`` units from a day (negative: before it).

    Units: D, W, M, Y, Q, DE (decade), CE (century). Raises ValueError outside years 1 to 9999."""
    try:
        if unit == "D":
            return (day + dt.timedelta(n)).isoformat()
        if unit == "W":
            return week_value(day + dt.timedelta(7 * n))
        if unit == "M":
            months = day.year * 12 + day.month - 1 + n
            return f"{_year(months // 12):04d}-{months % 12 + 1:02d}"
        if unit == "Q":
            quarters = day.year * 4 + (day.month - 1) // 3 + n
            return f"{_year(quarters // 4):04d}-Q{quarters % 4 + 1}"
        if unit == "DE":
            return f"{_year(day.year + 10 * n) // 10:03d}"
        if unit == "CE":
            return f"{_year(day.year + 100 * n) // 100:02d}"
        return f"{_year(day.year + n):04d}"
    except OverflowError as error:
        raise ValueError(str(error)) from error


def _year(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(f"no year {year}")
    return year
