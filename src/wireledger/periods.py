"""Calendar arithmetic of periods (ISO 8601 durations), by one rule, used wherever a date is computed.

The rule: years and months are added first, as calendar months; where the resulting month has no such day, its last
day is taken (31 January + P1M = 28 or 29 February). Weeks and days are added after that.
"""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

_PERIOD = re.compile(
    r"P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<weeks>\d{1,5})W)?(?:(?P<days>\d{1,6})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,6})S)?)?"
)


def parse_period(period: str) -> relativedelta:
    """The calendar step of an ISO 8601 duration. Raises ValueError for anything else, ``PXM`` included."""
    match = _PERIOD.fullmatch(period)
    if match is None or not any(match.groups()):
        raise ValueError(f"no exact ISO 8601 duration: {period!r}")
    return relativedelta(**{unit: int(n) for unit, n in match.groupdict().items() if n})


def is_period(value: str) -> bool:
    """Whether a value is an exact ISO 8601 duration."""
    try:
        parse_period(value)
    except ValueError:
        return False
    return True


def add_period(day: dt.date, period: str) -> dt.date:
    """``day`` plus a period, by the rule above. Raises ValueError, also where the result leaves years 1 to 9999."""
    try:
        result = day + parse_period(period)
    except OverflowError as error:
        raise ValueError(str(error)) from error
    return result.date() if isinstance(result, dt.datetime) and not isinstance(day, dt.datetime) else result
