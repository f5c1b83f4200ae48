"""The date of a story that comes without one: the constraints that its own words lay on it, solved.

The dateline's date counts first. Then: every month and day told in the past lies before it; a bare weekday told in the past
lies within the week before it; a full date fixes the year around it, as do a copyright line and a weekday that is said of
a month and day. Where these leave more than one week open, the date stays unknown and the reason is given.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from wireledger.model import Span
from wireledger.reading.draft import Draft

_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DATELINE_DATE = re.compile(
    r"(?i)\b(?:(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{4}))?"
    r"|(?P<d2>\d{1,2})\s+(?P<m2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:,?\s+(?P<y2>\d{4}))?"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """What one time expression of the story says for the date of the story."""

    span: Span
    rule: str
    paragraph: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: str | None = None
    direction: str | None = None


def infer(draft: Draft, times: list[Dated]) -> None:
    """Set ``published``, ``published_from``, ``because`` of the story, or ``reason`` where it stays unknown."""
    story = draft.story
    years, year_words = _years(draft, times)
    if story.dateline is not None and (found := _DATELINE_DATE.search(story.text[slice(*story.dateline)])):
        span = Span(story.dateline.start + found.start(), story.dateline.start + found.end())
        day = _from_dateline(found, times, years)
        if day:
            story.published, story.published_from = day.isoformat(), "dateline"
            story.because = [span, *([] if found["y"] or found["y2"] or found["iso"] else year_words)]
            return
    weekdays = [
        t
        for t in times
        if t.weekday is not None and t.day is None and t.relative in (None, "this") and t.rule == "weekday"
    ]
    past = [t for t in weekdays if t.direction != "future"]
    full = [
        t
        for t in times
        if t.day is not None and t.year is not None and t.direction != "future" and _day(t.year, t.month, t.day)
    ]
    if named := [t for t in full if t.weekday is not None]:
        # "on Friday, Feb. 1, 2019": news gives its own day so, once
        day = max(d for t in named if (d := _day(t.year, t.month, t.day)))
        pairs = [t.span for t in named if _day(t.year, t.month, t.day) == day]
        _take(story, day, [*pairs, *_agreeing(past, day)], times)
        return
    latest = max((d for t in full if (d := _day(t.year, t.month, t.day))), default=None)
    if latest and past and years and latest.year >= max(years) - 1 and any(t.weekday == latest.weekday() for t in past):
        span = next(t.span for t in full if _day(t.year, t.month, t.day) == latest)
        _take(story, latest, [*_agreeing(past, latest), span], times)
        return
    day, because, reason = _solve(times, past, years, year_words)
    if day is None:
        story.reason = reason
        return
    story.published, story.published_from, story.because = day.isoformat(), "inferred", because


def _take(story, day: dt.date, because: list[Span], times: list[Dated]) -> None:  # type: ignore[no-untyped-def]
    story.published, story.published_from, story.because = day.isoformat(), "inferred", because


def _agreeing(weekdays: list[Dated], day: dt.date) -> list[Span]:
    return [t.span for t in weekdays if t.weekday == day.weekday()][:1]


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    try:
        return dt.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _years(draft: Draft, times: list[Dated]) -> tuple[list[int], list[Span]]:
    """The years that the story may be of, likeliest first, with the words that say so."""
    story = draft.story
    if story.copyright is not None and (found := _YEAR.findall(story.text[slice(*story.copyright)])):
        year = found[-1]
        start = story.text.index(year, story.copyright.start)
        return [int(year)], [Span(start, start + 4)]
    told = sorted({t.year for t in times if t.year is not None and t.direction != "future"})
    if not told:
        return [], []
    latest = told[-1]
    return [latest, latest + 1], [next(t.span for t in times if t.year == latest)]


def _from_dateline(found: re.Match[str], times: list[Dated], years: list[int]) -> dt.date | None:
    if found["iso"]:
        try:
            return dt.date.fromisoformat(found["iso"])
        except ValueError:
            return None
    month = _MONTHS.index((found["m"] or found["m2"]).lower()) + 1
    number = int(found["d"] or found["d2"])
    year = found["y"] or found["y2"]
    if year:
        return _day(int(year), month, number)
    candidates = [d for y in years if (d := _day(y, month, number))]
    said = [
        t for t in times if t.weekday is not None and t.day is None and t.direction == "past" and t.relative is None
    ]
    lead = said[0].weekday if said else None
    if lead is not None:
        # The weekday of the lead is the story's own day or the one before.
        fits = [d for d in candidates if (d.weekday() - lead) % 7 in (0, 1)]
        exact = [d for d in fits if d.weekday() == lead]
        if len(years) != 1:
            candidates = exact or fits
        else:
            candidates = fits or candidates
    elif len(years) != 1:
        return None
    return candidates[0] if candidates and (len(candidates) == 1 or len(years) == 1 or lead is not None) else None


def _solve(
    times: list[Dated], past: list[Dated], years: list[int], year_words: list[Span]
) -> tuple[dt.date | None, list[Span], str | None]:
    """The day on or after the latest recalled month and day that the lead's weekday falls on, in a year that is known."""
    if not past:
        return None, [], "no weekday told in the past says in which week the story was written"
    recalled = [
        t for t in times if t.day is not None and t.year is None and t.month is not None and t.direction == "past"
    ]
    if not years:
        return None, [], "nothing in the story says of which year it is"
    if not recalled:
        return None, [], "no month and day is told, so every week of the year is open"
    lead = past[0]
    assert lead.weekday is not None
    weekdays = {t.weekday for t in past}
    solutions = []
    for year in years:
        days = [d for t in recalled if (d := _day(year, t.month, t.day))]
        if not days:
            continue
        # The newest of them by season: in a story of January, December is of the year before.
        newest = max(days)
        if newest.month >= 10 and any(d.month <= 2 for d in days):
            newest = max(d for d in days if d.month <= 6)
        day = newest + dt.timedelta((lead.weekday - newest.weekday()) % 7)
        if newest.weekday() in weekdays and day != newest and any(t.weekday == newest.weekday() for t in past[:1]):
            day = newest
        solutions.append((day, newest))
    if not solutions or (len(years) > 1 and len({d.isocalendar()[:2] for d, _ in solutions}) > 1):
        return None, [], "the words leave more than one year open"
    day, newest = solutions[0]
    anchor = next(t.span for t in recalled if (t.month, t.day) == (newest.month, newest.day))
    return day, [lead.span, anchor, *year_words], None
