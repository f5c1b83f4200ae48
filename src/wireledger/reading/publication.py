"""The date of a story that comes without one: the constraints that its own words lay on it, solved.

What says the day outright comes first: a dateline or a signature line with its year. Read as constraints otherwise: the day in a
dateline; the year of a copyright line, else the years between the last that is told as past and the first that is told as to
come; full dates, months and years told in the past (the story is no older) or in the future (it is no younger); weekdays said
with a month and day, which fit one year in about six; "last month" said beside a date. News names a day of its own week by the
weekday alone, so the bare weekday of the first act of speech ("said on Monday"), else the first told in the past, is the story's
day, and two days of one week told by month and day near the top are at most six days old. Where more than one day fits, or none, the date
stays unknown and the reason is given.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wireledger.dateline import DATE_LINE, PLACED, SIGNED, SOURCE, WITHIN, Day, day_of
from wireledger.model import Span, Story
from wireledger.reading.draft import Draft

_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")
_HEAD = 4
"""In how many paragraphs from the top a line may be that with the story's date."""
_LINE = 100
"""No such line is longer than this many characters."""
TOP = 5
"""In how many paragraphs from the top a date is part of the news, not of its background."""
_BESIDE = 12
"""How many characters may lie between "last month" and the date that it is said of."""
_SPREAD = 4
"""Over how many days back from the newest the weekdays told in the past may lie, so that it is certain which is the newest."""
_REACH = 15
"""Over how many years, between the last told as past and the first told as to come, a story is still looked for."""


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
    unit: str | None = None
    direction: str | None = None
    loose: bool = False
    """True where the expression hangs on a noun or infinitive and need not share the tense of its clause."""
    reported: bool = False
    """Whether it is the time of an act of speech."""
    late: bool = False
    """Late in its day, so that the story may be of the next one."""
    since: bool = False
    """Whether it is the beginning of what still goes on: "since Thursday"."""
    after: int = 0
    """By how many days the month and day that were said lie before the day that is meant: "May 3, the day before"."""


@dataclass(frozen=True, slots=True)
class _Constraint:
    """A condition on the day of publication, and the words that lay it."""

    fits: Callable[[dt.date], bool]
    spans: tuple[Span, ...]


def infer(draft: Draft, times: list[Dated]) -> None:
    """Set ``published``, ``published_from`` and ``because`` of the story, or ``reason`` where its date stays unknown."""
    story = draft.story
    times = _beside_each_other(story, times)
    lead, torn = _lead(times)
    above, below = _date_lines(story)
    dateline = _dateline(story, above)
    signed = _signed(above + below)
    if signed is not None and signed.date is not None and (dateline is None or dateline.year is None):
        fits = dateline is not None and (dateline.month, dateline.day) == (signed.month, signed.day)
        story.published, story.published_from = signed.date.isoformat(), "dateline" if fits else "inferred"
        story.because = [signed.span, dateline.span] if dateline is not None and fits else [signed.span]
        return
    years, said = _years(story, times)
    if dateline is not None:
        span, year = dateline.span, dateline.year
        candidates = [d for y in ([year] if year else years) if (d := _day(y, dateline.month, dateline.day))]
        if len(candidates) > 1:
            bounds = list(_bounds(times))
            candidates = [d for d in candidates if all(b.fits(d) for b in bounds)]
            if lead is not None:  # the lead's weekday is the dateline's day
                candidates = [d for d in candidates if d.weekday() == lead.weekday]
        if len(candidates) == 1:
            because = [span, *([] if year else said), *([lead.span] if lead and not year and len(years) > 1 else [])]
            story.published, story.published_from, story.because = candidates[0].isoformat(), "dateline", because
        elif not candidates:
            story.reason = "the dateline gives a day, but nothing says of which year"
        else:
            story.reason = "the dateline's day fits more than one year"
        return
    if not years:
        story.reason = "nothing in the story says of which year it is"
        return
    day_, because, story.reason = _solve(times, lead, years, said)
    if day_ is not None:
        story.published, story.published_from, story.because = day_.isoformat(), "inferred", because
    elif torn:
        story.reason = torn


def _date_lines(story: Story) -> tuple[list[Day], list[Day]]:
    """The days on lines of their own at the top; and those at the end, in brackets with the source ("(Agency, 3 March 2023)"),
    and in the copyright line ("Copyright 2023 Agency. March 24, 2023.")."""
    paragraphs = [p for p in story.paragraphs if p.kind not in ("copyright", "note")]
    above: list[Day] = []
    below: list[Day] = []
    for i, p in enumerate(paragraphs):
        if _HEAD <= i < len(paragraphs) - 2:
            continue
        start = p.span.start
        for line in story.text[slice(*p.span)].splitlines(keepends=True):
            written = DATE_LINE.match(line) or (i < _HEAD and PLACED.match(line)) if len(line) < _LINE else None
            if written := written or (SIGNED.search(line) if p.kind == "byline" else None):
                (above if i < _HEAD else below).append(day_of(written, start))
            elif i >= len(paragraphs) - 2 and (match := SOURCE.search(line)):
                below.append(day_of(match, start))
            start += len(line)
    if story.copyright is not None:
        start, end = story.copyright
        below += [day_of(match, start) for match in WITHIN.finditer(story.text[start:end])]
    return above, below


def _signed(lines: list[Day]) -> Day | None:
    """The full date that the lines agree on; that of a change only where there is no other."""
    full = [line for line in lines if line.date is not None]
    full = [line for line in full if not line.changed] or full
    return full[0] if len({line.date for line in full}) == 1 else None


def _solve(
    times: list[Dated], lead: Dated | None, years: list[int], said: list[Span]
) -> tuple[dt.date | None, list[Span], str | None]:
    """The one day that fits everything the story says; None with the reason where several do, or none."""
    bounds = [*_bounds(times), *_beside(times)]
    found: list[tuple[dt.date, list[Span]]] = []
    for year in years:
        anchors = sorted(((d, t) for t in times if (d := _recent(t, year))), key=lambda a: a[0], reverse=True)
        for anchor, source in anchors:
            for day in _days_from(anchor, source, lead, borne_out=_borne_out(anchor, source, anchors)):
                if day.year not in years or any(
                    _day(day.year if d.month <= day.month else day.year - 1, d.month, d.day)
                    and day < d <= day + dt.timedelta(200)
                    for d, _ in anchors
                ):
                    continue  # another day told in the past would lie ahead of it
                if all(b.fits(day) for b in bounds):
                    spans = [
                        s for s in (lead.span if lead and day.weekday() == lead.weekday else None, source.span) if s
                    ]
                    found.append((day, [*spans, *(s for b in bounds for s in b.spans if len(years) > 1), *said]))
    days = sorted({day for day, _ in found})
    if len(days) == 1:
        because = next(spans for _, spans in found)
        return days[0], list(dict.fromkeys(because)), None
    if days:
        return None, [], f"its words fit {len(days)} days, from {days[0]} to {days[-1]}"
    if not any(_recent(t, years[0]) for t in times):
        return None, [], "no day of the month is told in the news itself, so that every week of the year is open"
    if lead is None:
        return None, [], "no weekday told in the past says on which day of its week the story was written"
    return None, [], "what it says of its time does not fit together"


def _borne_out(anchor: dt.date, source: Dated, anchors: list[tuple[dt.date, Dated]]) -> bool:
    """Whether a day without its weekday is of the story's own week: where another one of that week stands beside it, and
    one of the two is that of an act of speech. Alone it may be weeks old."""
    return any(
        0 < abs((anchor - day).days) < 7 and (source.reported or other.reported)
        for day, other in anchors
        if other.weekday is None
    )


def _days_from(anchor: dt.date, source: Dated, lead: Dated | None, *, borne_out: bool) -> Iterable[dt.date]:
    """The days that a story may be of that tells a day as recent."""
    if source.weekday is not None:  # "on Friday, Feb. 1"
        after = ((lead.weekday or 0) - anchor.weekday()) % 7 if lead else 0
        if lead is None or after == 0:
            near = source.reported or source.paragraph <= 1
            yield from (anchor + dt.timedelta(n) for n in range(1 if near or lead else 7))
        elif source.reported and not lead.reported:
            yield anchor
        else:
            yield anchor + dt.timedelta(after)
            if (
                after > 2 and source.relative != "last"
            ):  # a day of the week before may be named so, to tell it from the last one
                yield anchor + dt.timedelta(after + 7)
        return
    if lead is None:
        return
    after = ((lead.weekday or 0) - anchor.weekday()) % 7
    yield anchor + dt.timedelta(after)
    if not borne_out or (after == 0 and source.year is None):  # a day is not named in two ways: then it is a week old
        yield anchor + dt.timedelta(after + 7)


def _recent(t: Dated, year: int) -> dt.date | None:
    """The day that is told in the past as news: near the top, or with its weekday; in a year, where it names none."""
    if t.day is None or t.month is None or t.direction != "past" or (t.loose and t.weekday is None):
        return None
    if t.paragraph >= TOP and t.weekday is None:
        return None
    if t.year is not None and (t.year != year or t.weekday is None):
        return None  # with its year a day is history, but for one that news dates in full: "on Friday, Feb. 1, 2019"
    day = _day(t.year or year, t.month, t.day)
    day = day + dt.timedelta(t.after) if day and day.year < dt.MAXYEAR else None
    if day is None or (t.weekday is not None and day.weekday() != t.weekday):
        return None
    return day


def _lead(times: list[Dated]) -> tuple[Dated | None, str | None]:
    """The bare weekday that is the story's own day: that of the first act of speech near the top, else the first that is
    told in the past. None, with a reason, where another one would be nearer to publication: of the weekdays told in the
    past, which lie in one week, the newest is the one that the others come before, and it takes an act of speech too."""
    bare = [
        t
        for t in times
        if t.rule == "weekday"
        and t.weekday is not None
        and t.relative in (None, "this")
        and t.direction == "past"
        and not t.since
    ]
    told = [t for t in bare if not t.loose and t.paragraph < TOP]
    lead = next((t for t in told if t.reported and t.paragraph < 4), told[0] if told else None)
    if lead is None:
        return None, None
    if lead.late:
        return None, "its first weekday is told late in the day, so that the story may be of the next"
    newest = _newest({t.weekday for t in bare if t.weekday is not None})
    if newest != lead.weekday:
        lead = next((t for t in bare if t.weekday == newest and t.reported), None)
    if lead is None:
        return None, "two weekdays told in the past may each be the story's day"
    return lead, None


def _newest(weekdays: set[int]) -> int | None:
    """The last of the days of one week that ends on one of them: the one that the others lie nearest before, and at most
    four days. None where that is not certain."""
    reach = {day: max((day - other) % 7 for other in weekdays) for day in weekdays}
    best = min(reach.values(), default=7)
    newest = [day for day, back in reach.items() if back == best]
    return newest[0] if best <= _SPREAD and len(newest) == 1 else None


def _beside_each_other(story: Story, times: list[Dated]) -> list[Dated]:
    """The times of a story, with what the one says of the other where two stand side by side: "on Tuesday, the May 1
    holiday", "told him on Thursday of the call of May 3, the day before"."""
    found = list(times)
    for i, (one, other) in enumerate(itertools.pairwise(times)):
        gap = story.text[one.span.end : other.span.start]
        if one.paragraph != other.paragraph or not re.fullmatch(r",\s+(?:the\s+)?", gap):
            continue
        if one.rule == "weekday" and other.month and other.day and other.weekday is None:
            found[i + 1] = dataclasses.replace(
                other, weekday=one.weekday, direction=one.direction, reported=one.reported
            )
        if other.rule == "the-before" and other.unit == "day" and one.month and one.day and one.weekday is None:
            told = next((t for t in reversed(times[:i]) if t.paragraph == one.paragraph and t.rule == "weekday"), None)
            if told is not None and told.direction == "past":
                found[i] = dataclasses.replace(
                    one, weekday=told.weekday, direction="past", reported=told.reported, loose=told.loose, after=1
                )
    return found


def _bounds(times: list[Dated]) -> Iterable[_Constraint]:
    """What full dates, months and years say: told in the past, the story is no older; ahead, no younger."""
    for t in times:
        if t.year is None or t.rule in ("quarter", "fiscal", "period", "half"):
            continue
        try:
            begin = dt.date(t.year, t.month or 1, t.day or 1)
        except ValueError:
            continue
        if t.direction == "past" and not t.loose:
            yield _Constraint(lambda d, b=begin: d >= b, ())  # type: ignore[misc]
        elif t.direction == "future" and not t.loose and t.month:
            last = begin if t.day else dt.date(t.year + t.month // 12, t.month % 12 + 1, 1)
            yield _Constraint(lambda d, b=last: d <= b, (t.span,))  # type: ignore[misc]


def _beside(times: list[Dated]) -> Iterable[_Constraint]:
    """What "last month" says of the story where it stands beside a date: "last month, on Dec. 12"."""
    for one, other in itertools.pairwise(times):
        if other.span.start - one.span.end > _BESIDE or one.paragraph != other.paragraph:
            continue
        for relative, date in ((one, other), (other, one)):
            step = {"last": 1, "this": 0}.get(relative.relative or "")
            if relative.rule != "rel-unit" or step is None or date.month is None:
                continue
            spans = (relative.span, date.span)
            if relative.unit == "month":
                month = (date.month - 1 + step) % 12 + 1
                yield _Constraint(lambda d, m=month: d.month == m, spans)  # type: ignore[misc]
            elif relative.unit == "year" and date.year:
                yield _Constraint(lambda d, y=date.year + step: d.year == y, spans)  # type: ignore[misc]


def _day(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    try:
        return dt.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def year_of(story: Story) -> int | None:
    """The year of the copyright line of a story that has one."""
    if story.copyright is None:
        return None
    return next((int(m[0]) for m in reversed(list(_YEAR.finditer(story.text, *story.copyright)))), None)


def _years(story: Story, times: list[Dated]) -> tuple[list[int], list[Span]]:
    """The years that the story may be of, with the words that say so."""
    if story.copyright is not None and (found := list(_YEAR.finditer(story.text, *story.copyright))):
        year = found[-1]
        return [int(year[0])], [Span(*year.span())]
    dated = [t for t in times if t.year is not None and t.rule not in ("fiscal", "decade") and not t.loose]
    past = [t for t in dated if t.direction == "past"]
    ahead = [t for t in dated if t.direction == "future"]
    latest = max(past, key=lambda t: t.year or 0, default=None)
    if latest is not None and latest.paragraph < TOP and latest.weekday is not None and latest.day is not None:
        return [latest.year or 0], [latest.span]
    if latest is None or not ahead:
        return [], []
    first = min(ahead, key=lambda t: t.year or 0)
    start, stop = latest.year or 0, first.year or 0
    if not start <= stop <= start + _REACH:
        return [], []
    pairs = [t for t in times if t.day is not None and t.month and t.year is None and t.weekday is not None]
    fitting = [
        y
        for y in range(start, stop + 1)
        if all((d := _day(y, t.month, t.day)) and d.weekday() == t.weekday for t in pairs)
    ]
    return fitting, [latest.span, first.span]


def _dateline(story: Story, above: list[Day]) -> Day | None:
    """The day in a line of its own above the prose, else that in the dateline."""
    if above:
        return next((line for line in above if not line.changed), above[0])
    match = WITHIN.search(story.text[slice(*story.dateline)]) if story.dateline is not None else None
    return day_of(match, story.dateline.start) if match is not None and story.dateline is not None else None
