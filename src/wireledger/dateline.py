"""The day of a story as it is written down: in a dateline, in a line of its own, behind a source or a copyright."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from wireledger.model import Span

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "|".join(_MONTHS)
_DAY = (
    rf"(?P<day>(?P<m>{_MONTH})[a-z]*\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y>\d{{4}}))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})[a-z]*\.?(?:,?\s+(?P<y2>\d{{4}}))?|(?P<iso>\d{{4}}-\d\d-\d\d))"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"\d{1,2}[:.]?\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:\(?[a-z]{1,4}\)?)?"
_CHANGED = r"(?:last\s+)?(?:updated|modified)"
WITHIN = re.compile(rf"(?i)(?:\b(?P<changed>{_CHANGED})\W+(?:on\s+)?)?\b{_WEEKDAY}{_DAY}")
"""A day among other words, with its year or without."""
DATE_LINE = re.compile(
    rf"(?i)\W*(?:(?:(?:first\s+)?(?:published|posted|filed|issued|released|date)|(?P<changed>{_CHANGED}))\b(?:\s+(?:on|at))?:?\s*)?"
    rf"(?:{_CLOCK},?\s+)?{_WEEKDAY}{_DAY}(?:[\s,|·•–—-]*(?:at\s+|t)?{_CLOCK})?(?:;\s*(?:page\s+)?[a-z]{{1,2}}\d{{1,3}})?\W*$"
)
"""A line that is nothing but the date of the story: "Published: Dec. 5, 2018", "Wed 5 December 2018, 17:14", "July 3, 2005; A01"."""
PLACED = re.compile(
    rf"\s*(?P<place>[A-Z][\w.'’-]*(?:,?\s(?:[A-Z][\w.'’-]*|de|of|the|al)){{0,4}}),\s+(?=[^\n]*\b\d{{4}}\W*$)(?i:{_WEEKDAY}{_DAY})\W*$"
)
"""A place and the date of the story, with its year, in a line of their own: "Washington, July 30, 2005"."""
SIGNED = re.compile(rf"(?i)\s*[,|·•;–—-]\s*(?=[^\n]*\d{{4}}){_WEEKDAY}{_DAY}(?:[\s,|·•–—-]*(?:at\s+|t)?{_CLOCK})?\W*$")
"""The date, with its year, behind the name in a byline: "By A Writer in Oslo, July 30 2005"."""
SOURCE = re.compile(rf"(?i)\((?-i:[A-Z])[^()\d]{{1,60}},\s+{_WEEKDAY}{_DAY}\)\W*$")
"""A source and its date at the end of a story: "(Agency, 3 March 2023)"."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is written down, with its words; ``year`` is None where it has none. It need not be one of the calendar."""

    span: Span
    month: int
    day: int
    year: int | None
    changed: bool = False
    """Whether it is that of a change: "Updated March 3"."""

    @property
    def date(self) -> dt.date | None:
        """The date; None without a year, and for a day that the calendar does not have."""
        try:
            return dt.date(self.year or 0, self.month, self.day)
        except ValueError:
            return None


def day_of(match: re.Match[str], start: int = 0) -> Day:
    """The day that a match of one of the patterns here writes, in a text that begins at ``start``."""
    groups = match.groupdict()
    span = Span(start + match.start("day"), start + match.end("day"))
    if groups["iso"]:
        year, month, day = (int(part) for part in groups["iso"].split("-"))
    else:
        year, month, day = int(groups["y"] or groups["y2"] or 0), _MONTHS.index((groups["m"] or groups["m2"]).lower()) + 1, int(groups["d"] or groups["d2"])  # fmt: skip
    return Day(span, month, day, year or None, bool(groups.get("changed")))
