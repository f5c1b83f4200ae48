"""What time expressions mean: TIMEX3 type, value and mod, reasoned out in the order of the story's words.

Deictic expressions ("yesterday", "next week") count from publication; anaphoric ones ("the following month", "a day
earlier", "that year") from what the story spoke of last; weekdays, bare months and bare days lie where the outlook of the
governing verb puts them (:mod:`wireledger.reading.tense`).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from spacy.tokens import Token

from wireledger.knowledge.times import holiday, known_day, number, spoken_year, words, zone_of
from wireledger.knowledge.times import outlook as happenings
from wireledger.model import Span, Time
from wireledger.reading.calendar import add_period, parse_period
from wireledger.reading.draft import Draft
from wireledger.reading.expressions import DAYS, Found
from wireledger.reading.tense import Outlook, outlook_of, then_ahead
from wireledger.reading.timex import grain, interval, shift, week_value

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Value = tuple[Kind, str | None, str | None] | None
"""Type, value and mod; None where the words turn out to be no time."""

_STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "this coming": 1, "this past": -1}  # fmt: skip
_ANAPHORIC = frozenset(("previous", "preceding", "following", "same", "that same", "that"))
_OF_THAT = frozenset(("the same", "that same", "that", "the next", "next", "the following", "the previous"))
_SAME = frozenset(("same", "corresponding", "comparable", "like"))
_WHOLE = {"Y": "P1Y", "M": "P1M", "W": "P1W", "DE": "P10Y", "CE": "P100Y", "Q": "P1Q", "D": "P1D"}
_LEADS = {"since": "ON_OR_AFTER", "by": "ON_OR_BEFORE", "until": "ON_OR_BEFORE", "till": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER"}  # fmt: skip
_LEAD = re.compile(r"(?i)\b(since|by|until|till|before|after)\s+(?:at\s+least\s+)?$")
_OVER = re.compile(r"(?i)\b(?:over|in|within|during|for|of|throughout|through|at least|all|about|around)\s$")
_SOME = re.compile(r"(?i)\b(?:an?|one|any|some|another)\s(?:recent\s|typical\s|given\s|normal\s)?$")
_THAT = re.compile(
    r"\s+(?:(?:after|before)\s+(?:that|this|then)\b(?!\s+\w)|(?P<exact>from\s+(?:then\b|that\s+(?:day|date)\b))|thereafter\b)"
)
_TO = re.compile(r"(?:\b(?:to|through|until|till|and)\s|\s?-\s?)$")
_UNSURE = re.compile(r"(?i)\b(?:trading|business|working|fiscal)\b")
"""Days and years that are not those of the calendar."""
_BACK = 4
"""How many months before the date that was told last a month still is of its year, where history is told."""
_NEWS = 3
"""Of how many days the news is that a paragraph goes on to tell."""
_ON = 100
"""In how many days after a day told with its year another one without still belongs to the same history."""
_MONEY = re.compile(r"[$£€#%]|\b(?:million|billion|percent|cents|yen|marks|profit|earnings|income|revenue|sales|net)\b")
_COMPARED = re.compile(
    r"(?i)\b(?:from|than|with|to|in|for|the)\s+(?:[^.;]{0,40}?[$£€#C]*\d[\d.,]*(?:\s+(?:million|billion|cents|a share|%|percent))*[^.;]{0,24})?$"
)


_LATE = frozenset(("afternoon", "evening", "night"))


@dataclass(slots=True)
class Mark:
    """A date that the story spoke of: its first day, how fine it is, and the nouns and verbs it was said of."""

    day: dt.date
    grain: str
    span: Span
    of: frozenset[str]
    index: int
    """The paragraph that it stands in."""
    named: bool = False
    """Whether it was told with its year, as a time of its own: "in June 1994", not "the June 1994 accord"."""
    hour: int = -1
    """The hour of a clock time; -1 where none was told."""
    minute: int = 0
    own: bool = True
    """Whether it was told as a time of its own, not before its noun: "in June", not "the June accord"."""
    heads_line: bool = False
    """Whether it is the head of a line in a table of dates: "May 3, 2012: ..."."""


@dataclass(slots=True)
class Resolver:
    """Gives the expressions of one story their values. ``day`` is the day of publication, None where unknown."""

    draft: Draft
    day: dt.date | None
    marks: list[Mark] = field(default_factory=list)
    period: str | None = None
    """The reporting period (a quarter or year) that the story compares others with."""
    because: list[Span] = field(default_factory=list)
    chronicle: bool = False
    """Whether the story tells history, so that a date without its year is of the year that was told last."""
    _outlooks: dict[int, Outlook] = field(default_factory=dict)

    def outlook(self, item: Found) -> Outlook:
        key = item.span.start
        if key not in self._outlooks:
            self._outlooks[key] = outlook_of(item.token, item.first, headline=item.parsed.paragraph.kind == "headline")
        return self._outlooks[key]

    def ahead(self, item: Found) -> bool:
        return self.outlook(item).way == "future"

    def resolve(self, item: Found) -> Time | None:
        """The TIMEX3 of an expression; None where it turns out to be none."""
        self.because = []
        try:
            result = getattr(self, "_" + item.rule.replace("-", "_"))(item)
        except (ValueError, OverflowError, KeyError, IndexError):
            return None
        if result is None:
            return None
        kind, value, mod = result
        begin = end = None
        if kind in ("DATE", "TIME"):
            begin, end = interval(value, self._zone(item) if kind == "TIME" else None)
            if begin:
                at = value[:10] if kind == "TIME" and value else begin[:10]  # midnight as 24:00 ends its day
                self._mark(item, value or "", dt.date.fromisoformat(at))
            if mod is None and kind == "DATE" and (lead := _LEAD.search(item.before())):
                mod = _LEADS[lead[1].lower()]
        return Time(span=item.span, type=kind, value=value, begin=begin, end=end, mod=mod, because=self.because)

    # --- what the story spoke of

    def _mark(self, item: Found, value: str, day: dt.date) -> None:
        fine = grain(value)
        if fine in ("CE", "DE") or item.rule in ("reference", "adverb-set"):
            return
        carried = any(m.named and m.span in self.because for m in self.marks[-8:]) if self.because else False
        named = fine in ("D", "M") and (
            carried or (bool(item.get("year") or item.get("spoken")) and not _attributive(item))
        )
        own = not _attributive(item) and not self.outlook(item).loose
        clock = re.match(r"[^T]+T(\d\d)(?::(\d\d))?", value)
        hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (-1, 0)
        of, line = _said_of(item.token), _heads_line(item)
        self.marks.append(Mark(day, fine, item.span, of, item.parsed.index, named, hour, minute, own, line))
        if fine == "Q" and item.rule in ("quarter", "quarter-code", "the-unit", "period"):
            self._report(item, value)

    def _report(self, item: Found, value: str) -> None:
        """Take a quarter for the one that the story reports on, unless it is another year's or still to come."""
        if self.day is None or (item.partner is not None and item.partner.rule == "rel-unit"):
            return
        over = (interval(value)[1] or "9") <= self.day.isoformat()
        known = self.period is not None and (interval(self.period)[1] or "9") <= self.day.isoformat()
        if int(value[:4]) >= self.day.year - (self.day.month < 7) and (over or not (known or self.ahead(item))):
            self.period = value

    def last(self, *grains: str) -> Mark | None:
        """The date of these grains that the story spoke of last."""
        return next((m for m in reversed(self.marks) if m.grain in grains), None)

    def _base(self, unit: str, i: Found) -> dt.date | None:
        """The day that an anaphoric expression of a unit counts from; publication where the story spoke of none, and None where
        it spoke of a month last, which is no base for days and weeks ("in March he left; two days later ...").

        What is told in the past does not count from what is still to come."""
        finer = {"D": ("D",), "WE": ("D", "W"), "W": ("D", "W"), "M": ("D", "M"), "Q": ("D", "M", "Q"), "S": ("D",), "MIN": ("D",), "H": ("D",)}  # fmt: skip
        fine = finer.get(unit, ("D", "W", "M", "Q", "Y"))
        past = self.day is not None and self.outlook(i).way == "past"
        for mark in reversed(self.marks):
            if unit in ("D", "W") and mark.grain == "M" and mark.own and mark.index == i.parsed.index:
                return None
            if mark.grain in fine and not (past and mark.grain == "D" and self.day is not None and mark.day > self.day):
                self.because = [mark.span]
                return mark.day
        return self.day

    def _anchor(self, i: Found, rel: str, unit: str) -> tuple[dt.date | None, int]:
        """What a relative word counts from, and by how many units."""
        bare = rel.removeprefix("the ")
        if bare in _ANAPHORIC:
            return self._base(unit, i), _STEP.get(bare, 0)
        return self.day, _STEP.get(bare, 0)

    def _happening(self, item: Found) -> Mark | None:
        """The dated happening that "two days after the coup" counts from, where the story dates one."""
        what = _counted_from(item)
        return next((m for m in reversed(self.marks) if m.grain == "D" and m.of & what), None) if what else None

    def _zone(self, item: Found) -> ZoneInfo | None:
        for one in (item, item.partner):
            if one is not None and one.get("zone") not in (None, "local time", "hours"):
                return zone_of(one.get("zone") or "")
        place = self.draft.story.dateline_place
        return zone_of(place) if place else None

    # --- dates of the calendar

    def _iso(self, i: Found) -> Value:
        day = _date(i.get("year"), i.get("mon"), i.get("day"))
        return ("TIME", f"{day}T{i.get('time')}", None) if i.get("time") else ("DATE", day.isoformat(), None)

    def _nine_eleven(self, i: Found) -> Value:
        return ("DATE", "2001-09-11", None) if self.day is None or self.day.year > 2000 else None

    def _slash(self, i: Found) -> Value:
        year, month, day = (int(i.get(g) or 0) for g in ("year", "mon", "day"))
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        if month > 12 >= day:
            month, day = day, month
        return "DATE", dt.date(year, month, day).isoformat(), None

    def _month_of(self, i: Found) -> int:
        return int(words("month")[(i.get("month") or "").rstrip(".")])

    def _weekday_of(self, i: Found) -> int:
        word = (i.get("weekday") or "").rstrip(".")
        return int(words("weekday").get(word) or words("weekday")[word.removesuffix("s")])

    def _year_of(
        self, month: int, day: int, outlook: Outlook, weekday: int | None = None, *, reach: bool = True
    ) -> int | None:
        """The year that a month and day without one mean, by tense; the nearest where it hangs on a noun.

        Without ``reach`` a noun in a clause of the past has its day in the past too: "after the May 28 crash"."""
        if self.day is None:
            return None
        years: list[tuple[int, int]] = []
        for year in range(self.day.year - 1, self.day.year + 2):
            try:
                candidate = dt.date(year, month, day)
            except ValueError:
                continue
            if weekday is None or candidate.weekday() == weekday:
                years.append(((candidate - self.day).days, year))
        if not years:
            return self._year_of(month, day, outlook, reach=reach) if weekday is not None else None
        if outlook.way == "future":
            years = [y for y in years if y[0] >= (-45 if outlook.present else -20 if outlook.loose else 0)] or years
        elif outlook.way == "past" and not outlook.loose:
            years = [y for y in years if y[0] <= 0] or years
        elif outlook.way == "past":
            years = [y for y in years if y[0] <= (75 if reach else 0)] or years
        return min(years, key=lambda y: (abs(y[0]), y[0]))[1]

    def _held(self, i: Found) -> bool:
        """Whether a time stands before what is held on a day that is known beforehand: "the May 28 vote"."""
        noun = i.token.head.lemma_.lower() if i.token is not None else ""
        return noun in happenings("happening") or noun in happenings("held") or noun in happenings("noun")

    def _seen_from(self, i: Found) -> dt.date | None:
        """The past day from which a time lay ahead: May 3 for the second of "said on May 3 that it would open on May 9"."""
        if self.day is None or not self.ahead(i) or not then_ahead(i.token):
            return None
        mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index), None)
        if mark is None or mark.grain != "D" or not mark.day < self.day:
            return None
        self.because = [mark.span]
        return mark.day

    def _story_year(self, i: Found, month: int, day: int = 28) -> int | None:
        """The year that a month or day told in the past has from history told before it in the paragraph: "The war broke
        out on Aug. 2, 1990. In January, ...". None where the paragraph is about the present."""
        mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index and m.grain in ("D", "M", "Y")), None)
        if mark is None or not mark.named or self.day is None or i.get("rel"):
            return None
        if self.outlook(i).way != "past" and (mark.day.year >= self.day.year - 1 or not _past_clause(i.token)):
            return None
        year = mark.day.year + (month < mark.day.month)
        try:
            near = dt.timedelta(-31) <= dt.date(year, month, day) - mark.day <= dt.timedelta(_ON)
        except ValueError:
            return None
        if not near or year >= self.day.year:
            return None
        self.because = [mark.span]
        return year

    def _told_year(self, i: Found, month: int) -> int | None:
        """The year that a month or day without one has in a story that tells history, or in a line of a table of dates:
        that in which it lies next to the date that was told last. None in any other story."""
        if i.get("rel") or i.get("rely"):
            return None
        mark, back = self._told(i), _BACK
        if mark is None and (mark := self._line_before(i)) is not None:
            back = 0
        if mark is None:
            return None
        self.because = [mark.span]
        # months from the mark on count from ``-back`` to ``11 - back``
        return mark.day.year if mark.grain == "Y" else mark.day.year + (mark.day.month - back - month + 11) // 12

    def _told(self, i: Found) -> Mark | None:
        """The date that a story that tells history told last, in passing only in the same sentence ("the peace of 1905 was
        signed in May"); None in any other story."""
        if not self.chronicle:
            return None
        ago = self.day.year - 1 if self.day else dt.MAXYEAR
        told = [m for m in self.marks if m.day.year < ago]
        begin = i.parsed.offsets[i.token.sent[0].idx] if i.token is not None else i.span.start
        near = (m for m in reversed(told) if m.own or m.grain != "Y" or m.span.start >= begin)
        return next(near, told[-1] if told else None)

    def _now(self, i: Found) -> dt.date | None:
        """The day that "the summer" and "the end of the year" are seen from: publication, or the date that history told
        last; that of the paragraph too, where all is told in the past: "flew there on May 4 and stayed until the end of the week"."""
        mark = self._told(i)
        if mark is None and self.day is not None and (i.get("mod") or i.get("edge")) and self.outlook(i).way == "past":
            mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index), None)
            if mark is not None and (not mark.own or mark.grain not in ("D", "M") or mark.day >= self.day):
                mark = None
        if mark is None:
            return self.day
        self.because = [mark.span]
        return mark.day

    def _line_before(self, i: Found) -> Mark | None:
        """The date at the head of the last paragraph, where an expression is at the head of this one: "May 2012: ...", "June: ..."."""
        if not _heads_line(i):
            return None
        mark = next((m for m in self.marks if m.index == i.parsed.index - 1), None)
        return mark if mark is not None and mark.heads_line else None

    def _named_year(self, i: Found) -> int | None:
        """The year of "April last year", "May 3 of that year"."""
        base, step = self._anchor(i, i.get("rely") or "", "Y")
        return base.year + step if base else None

    def _month_day(self, i: Found) -> Value:
        month, day = self._month_of(i), int(i.get("day") or words("ordinal").get(i.get("nth") or "", "0"))
        dt.date(2000, month, day)
        if not i.get("year") and self.day is not None and (known := known_day(month, day, i.after(40))):
            if (self.day - known).days > 300:
                return "DATE", known.isoformat(), None
        weekday = self._weekday_of(i) if i.get("weekday") else None
        if i.get("year"):
            year: int | None = int(i.get("year") or 0)
        elif self.day is not None and i.get("rely"):
            year = self._named_year(i)
        elif told := self._told_year(i, month):
            year = told
        elif first := self._range_from(i):
            year = first.year + ((month, day) < (first.month, first.day))
        else:
            outlook = self.outlook(i)
            if i.get("rel"):
                outlook = Outlook("past" if i.get("rel") in ("last", "this past") else "future")
            year = self._story_year(i, month, day)
            if year is None and not i.get("rel") and (since := self._seen_from(i)):
                year = since.year + ((month, day) < (since.month, since.day))
            reach = not _attributive(i) or i.token is None or self._held(i)
            year = year or self._year_of(month, day, outlook, weekday, reach=reach)
        if year is None:
            return "DATE", f"XXXX-{month:02d}-{day:02d}", None
        return "DATE", dt.date(year, month, day).isoformat(), None

    _day_month = _month_day

    def _week_of(self, i: Found) -> Value:
        result = self._month_day(i)
        value = result[1] if result else None
        if value is None or value.startswith("X"):
            return "DATE", None, None
        return "DATE", week_value(dt.date.fromisoformat(value)) + ("-WE" if i.get("unit") == "weekend" else ""), None

    def _week_of_month(self, i: Found) -> Value:
        """A week, weekend or half of a month: the first week is that of its first day, the last that of its last."""
        whole = self._month_year(i) if i.get("year") else self._month(i)
        value, ord_ = (whole[1] if whole else None) or "", i.get("ord") or ""
        last, unit = ord_ in ("last", "final"), i.get("unit")
        n = 1 if ord_ == "opening" else int(words("ordinal").get(ord_, "0"))
        begin, end = interval(value)
        if unit == "day" and begin and end:
            last_day = dt.date.fromisoformat(end) - dt.timedelta(1)
            return "DATE", (last_day if last else dt.date.fromisoformat(begin) + dt.timedelta(n - 1)).isoformat(), None
        if unit in ("half", "days") or begin is None or end is None:
            return ("DATE", value, "END" if last or n > 1 else "START") if value else None
        first, after = dt.date.fromisoformat(begin), dt.date.fromisoformat(end)
        if unit == "weekend":
            saturday = after - dt.timedelta((after.weekday() - 6) % 7 + 1)  # the last of the month
            if not last:
                saturday = first + dt.timedelta((5 - first.weekday()) % 7 + 7 * (n - 1))
            return "DATE", week_value(saturday) + "-WE", None
        return "DATE", week_value(after - dt.timedelta(1) if last else first + dt.timedelta(7 * (n - 1))), None

    def _nth_weekday(self, i: Found) -> Value:
        """ "The first Tuesday in November", "the last Monday of every month"."""
        weekday, ord_ = self._weekday_of(i), i.get("ord") or ""
        if i.get("every") in ("each", "every"):
            return "SET", f"XXXX-WXX-{weekday + 1}", None
        if i.get("every"):
            begin, end = interval(self.day.isoformat()[:7]) if self.day else (None, None)
        else:
            whole = self._month_year(i) if i.get("year") else self._month(i)
            begin, end = interval(whole[1] if whole else None)
        if begin is None or end is None:
            return "DATE", f"XXXX-WXX-{weekday + 1}", None
        if ord_ in ("last", "final"):
            last = dt.date.fromisoformat(end) - dt.timedelta(1)
            return "DATE", (last - dt.timedelta((last.weekday() - weekday) % 7)).isoformat(), None
        first = dt.date.fromisoformat(begin)
        day = first + dt.timedelta((weekday - first.weekday()) % 7 + 7 * (int(words("ordinal")[ord_]) - 1))
        return ("DATE", day.isoformat(), None) if day.isoformat() < end else None

    def _month_year(self, i: Found) -> Value:
        year = spoken_year(i.get("spoken") or "") if i.get("spoken") else _full_year(i.get("year") or "")
        if not 1000 <= year <= 2999:
            return None
        return "DATE", f"{year:04d}-{self._month_of(i):02d}", _mod(i)

    def _month(self, i: Found) -> Value:
        month, rel, mod = self._month_of(i), i.get("rel"), _mod(i)
        if told := self._told_year(i, month):
            return "DATE", f"{told:04d}-{month:02d}", mod
        if self.day is None:
            return "DATE", f"XXXX-{month:02d}", mod
        here, year = self.day.month, self.day.year
        outlook = self.outlook(i)
        if i.get("rely"):
            year = self._named_year(i) or year
        elif rel in ("last", "this past"):
            year -= month >= here
        elif rel in ("next", "this coming"):
            year += month <= here
        elif rel == "this":
            pass
        elif rel == "that":
            base = self._base("Y", i)
            year = base.year if base else year
        elif _attributive(i) and i.token is not None and i.token.head.lemma_.lower() in happenings("held"):
            # "the November election": the nearest, but that to come where the verb looks ahead
            ahead = (month - here) % 12
            year = year + (month < here) if outlook.way == "future" or ahead <= 5 else year - (month > here)
        elif (first := self._range_from(i)) is not None and not rel:
            year = first.year + (month < first.month)
        elif told := self._story_year(i, month):
            year = told
        elif since := self._seen_from(i):
            year = since.year + (month < since.month)
        elif _measured(i.token):  # "the figures for February will be out on Friday"
            year -= month >= here
        elif outlook.way == "past":
            year -= month > here + (1 if outlook.loose else 0)
        elif outlook.way == "future" and not (_attributive(i) and (month - here) % 12 > 6):
            year += month < here - 2 * (outlook.loose or outlook.present)  # "was due in March", told in April
        else:  # the nearer of the two
            ahead = (month - here) % 12
            year = year + (month < here) if ahead <= (5 if outlook.loose else 3) else year - (month > here)
        return "DATE", f"{year:04d}-{month:02d}", mod

    def _awaited(self, i: Found) -> bool:
        """Whether a time stands before what is held, and that is what a clause of the future tells of, or looks to."""
        noun = i.token.head if i.token is not None else None
        if noun is None or noun.lemma_.lower() not in happenings("happening"):
            return False
        return noun.dep_ in ("nsubj", "nsubjpass") or (
            noun.dep_ == "pobj" and noun.head.lower_ in ("before", "until", "for")
        )

    def _range_from(self, i: Found) -> dt.date | None:
        """The first day of what an expression ends: Monday of "from Monday to Friday", May 3 of "between May 3 and June 7"."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.grain not in ("D", "M") or not 0 <= i.span.start - mark.span.end < 12 or not _TO.search(i.before(12)):  # fmt: skip
            return None
        opens = self.draft.story.text[max(0, mark.span.start - 9) : mark.span.start].lower()
        said = opens.endswith("between ") if i.before(4) == "and " else opens.endswith("from ") or i.before(1) == "-"
        return mark.day if said else None

    def _weekday_day(self, i: Found) -> dt.date | None:
        if self.day is None:
            return None
        ahead = (self._weekday_of(i) - self.day.weekday()) % 7
        rel, week = i.get("rel"), i.get("relw")
        if week:
            monday = self.day - dt.timedelta(self.day.weekday()) + dt.timedelta(7 * _STEP.get(week, 0))
            return monday + dt.timedelta(self._weekday_of(i))
        if rel in ("that", "the previous", "the following", "the next"):
            base = self._base("D", i) or self.day
            if not self.because and rel in ("the following", "the next") and self.outlook(i).way == "past":
                return None  # "the following Tuesday", of a week that the story does not date
            off = (self._weekday_of(i) - base.weekday()) % 7
            return base + dt.timedelta(off - 7 if rel == "the previous" else off or 7 if rel != "that" else off)
        if rel in ("last", "this past"):
            return self.day + dt.timedelta(ahead - 7)
        if rel in ("next", "coming", "this coming"):
            return self.day + dt.timedelta(ahead or 7)
        if (since := self._seen_from(i)) and (self.day - since).days < 7:
            return since + dt.timedelta((self._weekday_of(i) - since.weekday()) % 7 or 7)
        if i.before(7).lower().endswith("later ") and ahead == 6:
            return self.day - dt.timedelta(1)  # "later Monday" in a story that is dated a day after it was written
        if (first := self._range_from(i)) is not None and (first - self.day).days in range(-7, 8):
            return first + dt.timedelta((self._weekday_of(i) - first.weekday()) % 7)  # "from Monday to Friday"
        outlook = self.outlook(i)
        reach = 7 if not outlook.loose else 2 if i.after(2).startswith("'s") else 4
        if outlook.way == "future" and (self._awaited(i) or re.search(r"(?i)\b(?:by|until|till)\s$", i.before(8))):
            reach = 7  # "Sunday's vote will decide", "has to be gone by Sunday"
        if outlook.way is None and reach > 3:
            reach = 3  # the nearer of the two
        if (outlook.way == "future" or (outlook.way is None and outlook.loose and reach > 2)) and ahead <= reach:
            return self.day + dt.timedelta(ahead)
        return self.day + dt.timedelta(ahead - 7 if ahead else 0)

    def _weekday(self, i: Found) -> Value:
        part = words("part").get(i.get("part") or "")
        if (
            not i.get("rel") and _SOME.search(i.before()) and not _attributive(i)
        ):  # "one Friday in March", "on a recent Friday": no certain one
            return ("TIME" if part else "DATE"), f"XXXX-WXX-{self._weekday_of(i) + 1}" + (f"T{part}" if part else ""), None  # fmt: skip
        if (i.get("weekday") or "").endswith("s") and i.get("weekday") not in words("weekday"):
            return "SET", f"XXXX-WXX-{self._weekday_of(i) + 1}" + (f"T{part}" if part else ""), None
        day = self._weekday_day(i)
        value = day.isoformat() if day else f"XXXX-WXX-{self._weekday_of(i) + 1}"
        return ("TIME", f"{value}T{part}", None) if part else ("DATE", value, _mod(i))

    def _weekday_before(self, i: Found) -> Value:
        """ "The Sunday before": the next one on that side of the day that the story told last; that of the week where it told none."""
        base, day = self._base("D", i), self._weekday_of(i)
        if base is None or not self.because:
            return "DATE", f"XXXX-WXX-{day + 1}", None
        ahead = (day - base.weekday()) % 7 or 7
        return "DATE", (base + dt.timedelta(ahead if i.get("dir") == "after" else ahead - 14 if ahead == 7 else ahead - 7)).isoformat(), None  # fmt: skip

    def _week_from(self, i: Found) -> Value:
        if self.day is None:
            return "DATE", f"XXXX-WXX-{self._weekday_of(i) + 1}", None
        return "DATE", (self.day + dt.timedelta((self._weekday_of(i) - self.day.weekday()) % 7 + 7)).isoformat(), None

    def _week_ago(self, i: Found) -> Value:
        """ "A week ago Monday": so many weeks before the weekday that was last."""
        if self.day is None:
            return "DATE", f"XXXX-WXX-{self._weekday_of(i) + 1}", None
        back = (self.day.weekday() - self._weekday_of(i)) % 7 + 7 * int(float(self._count(i)) if i.get("n") else 1)
        day, part = self.day - dt.timedelta(back), words("part").get(i.get("part") or "")
        return ("TIME", f"{day}T{part}", None) if part else ("DATE", day.isoformat(), None)

    def _nth_day(self, i: Found) -> Value:
        """ "On the 15th": of the month that the paragraph speaks of, else of the month that the tense points to."""
        number_ = int(i.get("day") or 0)
        if not 1 <= number_ <= 31 or self.day is None:
            return None
        if re.match(r"\s+of\s+(?:each|every)\b", i.after(10)):
            return "SET", f"XXXX-XX-{number_:02d}", None
        mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index and m.grain in ("D", "M")), None)
        named: dict[str, tuple[int, ...]] = {"last": (-1,), "next": (1,), "this": (0,)}
        steps = named.get(i.get("rel") or "")
        base = self.day
        if steps is None and mark is not None:
            base, steps, self.because = mark.day, (0, 1), [mark.span]
        elif steps is None:
            steps = (0, 1, 2) if self.ahead(i) else (0, -1, -2)
        for step in steps:
            year, month = divmod(base.year * 12 + base.month - 1 + step, 12)
            try:
                day = dt.date(year, month + 1, number_)
            except ValueError:
                continue
            if i.get("rel") or (day >= base if steps[-1] > 0 else day <= base):
                return "DATE", day.isoformat(), None
        return None

    # --- days and their parts from publication, or from the story's day

    def _today(self, i: Found) -> Value:
        word = i.get("deictic") or ""
        part = words("part").get("night" if word == "tonight" else i.get("part") or "")
        if self.day is None:
            return ("TIME" if part else "DATE"), None, None
        offset = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
            word, 0
        )
        day = self.day + dt.timedelta(offset)
        return ("TIME", f"{day}T{part}", None) if part else ("DATE", day.isoformat(), _mod(i))

    def _this_part(self, i: Found) -> Value:
        rel = (i.get("rel") or "").removeprefix("the ")
        day = self.day if rel in ("this", "last") else self._base("D", i)
        if day is None:
            return "TIME", None, None
        day += dt.timedelta({"last": -1, "next": 1, "following": 1, "previous": -1}.get(rel, 0))
        return "TIME", f"{day}T{words('part')[i.get('part') or '']}", _mod(i)

    def _mid_part(self, i: Found) -> Value:
        day = self._day_of(i)
        return "TIME", f"{day}T{words('part')[i.get('part') or '']}" if day else None, _mod(i)

    _the_part = _mid_part

    def _part_of(self, i: Found) -> Value:
        day = self._day_of(i)
        return "TIME", f"{day or 'XXXX-XX-XX'}T{words('part')[i.get('part') or '']}", _mod(i)

    def _overnight(self, i: Found) -> Value:
        if i.partner is not None:
            return "TIME", f"{self._day_of(i) or 'XXXX-XX-XX'}TNI", None
        return ("TIME", f"{self.day - dt.timedelta(1)}TNI", None) if self.day else ("TIME", None, None)

    def _offset_of(self, i: Found) -> Value:
        """ "The day before last Tuesday", "the day after the attack": None where the story does not date what it is of."""
        step = -1 if i.get("dir") == "before" else 1
        unit = words("unit")[i.get("unit") or ""]
        if i.partner is not None:
            value = self.resolve_value(i.partner)
            base = dt.date.fromisoformat(value[:10]) if value and not value.startswith("X") else None
        else:
            mark = self._happening(i)
            base = mark.day if mark else None
            self.because = [mark.span] if mark else []
        return "DATE", shift(base, unit, step) if base else None, None

    def _the_before(self, i: Found) -> Value:
        unit = words("unit")[i.get("unit") or ""]
        mark = self._happening(i) if i.get("dir") in ("before", "after") else None
        base = mark.day if mark else self._base(unit, i)
        if base is None:
            return "DATE", None, None
        told = [m for m in self.marks[-3:] if m.grain == "D" and m.index == i.parsed.index]
        if unit == "D" and i.before(2) == ", " and len(told) > 1 and i.span.start - told[-1].span.end == 2:
            step = {"before": 1, "after": -1}.get(i.get("dir") or "", 0)
            if any(m.day == told[-1].day + dt.timedelta(step) for m in told[:-1]):
                return "DATE", told[-1].day.isoformat(), None  # "said on Thursday of the call of May 3, the day before"
        step = -1 if i.get("dir") in ("before", "earlier") else 1
        if i.get("unit") == "night":
            return "TIME", f"{base + dt.timedelta(step)}TNI", None
        return "DATE", _unit_value(base, unit, step), None

    # --- weeks, months, quarters, seasons, years and more

    def _rel_unit(self, i: Found) -> Value:
        rel, unit = i.get("rel") or "", words("unit")[i.get("unit") or ""]
        if self._stretch(i, rel, unit):
            return "DURATION", _WHOLE.get(unit, f"P1{unit}") if unit != "D" else "PT24H", None
        if i.partner is not None:
            return "DATE", self._same_in(i.partner, unit), None
        if rel in _OF_THAT and (vague := self._within(i)) and unit in ("D", "W"):
            return "DATE", f"{vague}-{'WXX' if len(vague) == 4 and unit == 'W' else 'XX'}", None
        if rel in ("the last", "the next") and unit == "D" and re.match(r"\s+of\b", i.after(4)):
            return "DATE", None, None  # "the last day of the trial"
        if unit == "D" and rel == "this" and re.search(r"(?i)\bto\s$", i.before()):
            return "DATE", "PRESENT_REF", None  # "to this day nobody knows"
        day, n = self._anchor(i, rel, unit)
        if rel in ("that", "that same") and unit == "D" and not self.because and not i.get("mod"):
            return "DATE", None, None  # "since that day", of a day that the story does not tell
        if rel in ("the next", "the last") and not i.get("kind"):  # of a story's own course: "and left the next day"
            told = self.last("D")
            to_come = told is not None and self.day is not None and told.index == i.parsed.index and told.day > self.day
            day = self._base(unit, i) if rel == "the next" and (to_come or not self.ahead(i)) else day
        if rel == "the latest":
            n = -1
        if n > 0 and self._undated(i):
            return "DATE", None, _mod(i)
        if day is None:
            return "DATE", None, _mod(i)
        if rel == "last" and unit == "Y" and self._compared(i, narrow=True):
            return "DATE", _year_back(self.period or ""), None
        if rel == "the latest" and unit == "Q":
            return "DATE", self._reported(day), None
        return "DATE", _unit_value(day, unit, n), _mod(i)

    def _same_in(self, year: Found, unit: str) -> str | None:
        """ "The same month last year": the month, week or quarter that the story told last, in another year."""
        value = self.resolve_value(year)
        if value is None or not re.match(r"\d{4}", value):
            return None
        if unit == "Q":
            told = self.period if self.period and "Q" in self.period else shift(self.day, "Q", -1) if self.day else None
            return f"{value[:4]}{told[4:]}" if told else None
        mark = self.last("D", unit) if unit == "W" else self.last("M", "D")
        base = mark.day if mark is not None else self.day
        if base is None:
            return None
        self.because = [mark.span] if mark is not None else []
        return f"{value[:4]}{_unit_value(base, unit, 0)[4:]}"

    def _within(self, i: Found) -> str | None:
        """The month or year that the sentence spoke of last, where no day was told since: "in May 2010 and on the same day"."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.index != i.parsed.index or mark.grain not in ("M", "Y") or not mark.own:
            return None
        if i.get("rel") not in ("the same", "that same") and (mark.grain == "Y" or self.outlook(i).way != "past"):
            return None
        return f"{mark.day.year:04d}" + (f"-{mark.day.month:02d}" if mark.grain == "M" else "")

    def _undated(self, i: Found) -> bool:
        """Whether what "the following day" or "a month later" counts from has no date in the story: told in the past, it
        cannot follow publication."""
        rel = (i.get("rel") or "the following").removeprefix("the ")
        return (
            not self.because
            and rel in ("following", "next")
            and self.outlook(i).way == "past"
            and (i.get("rel") != "next")
        )

    def _stretch(self, i: Found, rel: str, unit: str) -> bool:
        """Whether a unit is a stretch of time that ends or begins now: "over the past year", "in the next month"."""
        if i.get("kind") or unit == "WE" or rel not in ("the past", "past", "the last", "the next", "the coming"):
            return False
        if rel == "the next":
            return unit != "D" and _OVER.search(i.before()) is not None
        return rel != "the last" or unit != "D" or _OVER.search(i.before()) is not None

    def _edge(self, i: Found) -> Value:
        unit = words("unit")[i.get("unit") or i.get("unit2") or i.get("unit3") or ""]
        edge, rel = (i.get("edge") or i.get("edge2") or "").removeprefix("the "), i.get("rel") or "the"
        mod = {"end": "END", "beginning": "START", "start": "START"}.get(edge, "MID")
        day, n = self._anchor(i, rel, unit)
        day = self._now(i) if rel == "the" else day
        if (
            rel == "the"
            and day is not None
            and self.day is not None
            and _unit_value(day, unit, 0) == _unit_value(self.day, unit, 0)
            and mod == "END"
            and i.get("edge")
            and self.outlook(i) == Outlook("past")
            and unit in ("Y", "M")
        ):
            n = -1  # "the end of the year was not good": that of the last one
        return "DATE", _unit_value(day, unit, n) if day else None, mod

    def _the_unit(self, i: Found) -> Value:
        unit = words("unit")[i.get("unit") or ""]
        if i.partner is not None and i.partner.rule in DAYS:
            return self._ended(i, unit)
        if unit == "Q":
            return (
                ("DATE", self._reported(self.day), None)
                if self.day and (self.period or not self.ahead(i))
                else self._last_quarter(i)
            )
        day = self._current_day(i) if unit == "D" else self._now(i)
        if day is None:
            return "DATE", None, _mod(i)
        if unit == "WE":
            return "DATE", _unit_value(day, "WE", 0 if day.weekday() >= 5 or self.ahead(i) else -1), None
        return "DATE", _unit_value(day, unit, 0), _mod(i)

    def _current_day(self, i: Found) -> dt.date | None:
        """The day of "later in the day": the last of the paragraph, else the last of the story's own week."""
        near = dt.timedelta(8)
        for mark in reversed(self.marks):
            if self.draft.story.text[: mark.span.start].endswith("since "):
                continue
            if mark.grain == "D" and (mark.index == i.parsed.index or (self.day and abs(self.day - mark.day) < near)):
                self.because = [mark.span]
                return mark.day
        return self.day

    def _ended(self, i: Found, unit: str) -> Value:
        """A period by its last day: "the quarter ended Sept. 30"."""
        ended = self._month_day(i.partner) if i.partner else None
        if ended is None or ended[1] is None or ended[1].startswith("X"):
            return "DATE", None, None
        day = dt.date.fromisoformat(ended[1])
        if unit == "Y":
            return "DURATION", "P1Y", None
        if unit == "W":
            return "DATE", week_value(day), None
        return "DATE", _unit_value(day - dt.timedelta(14), unit, 0), None

    def _reported(self, day: dt.date) -> str:
        """The quarter that the story reports on: the one it named, else the last that has ended."""
        if self.period and "Q" in self.period and (interval(self.period)[0] or "9") <= day.isoformat():
            return self.period
        return shift(day, "Q", -1)

    def _last_quarter(self, i: Found) -> Value:
        return "DATE", shift(self.day, "Q", 0 if self.ahead(i) else -1) if self.day else None, None

    def _the_fiscal(self, i: Found) -> Value:
        if self.day is None:
            return "DATE", None, None
        if i.partner is not None:
            return self._ended(i, "Y")
        return "DATE", shift(self.day, "Y", _STEP.get(i.get("rel") or "", 0)), None

    def _fiscal(self, i: Found) -> Value:
        return "DATE", f"{_full_year(i.get('year') or i.get('year2') or ''):04d}", None

    def _nth_quarter(self, i: Found, n: int) -> Value:
        year = i.get("year") or i.get("year2")
        partner = i.partner
        if partner is not None and partner.rule == "rel-unit":
            base, step = self._anchor(i, partner.get("rel") or "", "Y")
            return "DATE", f"{base.year + step:04d}-Q{n}" if base else f"XXXX-Q{n}", None
        if partner is not None and partner.rule in DAYS:
            ended = self._month_day(partner)
            if ended and ended[1] and not ended[1].startswith("X"):
                return "DATE", f"{ended[1][:4]}-Q{n}", None
        if year:
            return "DATE", f"{year}-Q{n}", None
        if self.day is None:
            return "DATE", f"XXXX-Q{n}", None
        # The quarter that has just ended is the one that news reports on, whatever the tense.
        here = (self.day.month - 1) // 3 + 1
        year_now, way = self.day.year, self.outlook(i).way
        if way == "future" and n != (here - 2) % 4 + 1:
            return "DATE", f"{year_now + (n < here):04d}-Q{n}", None
        if way is None and n == here % 4 + 1:
            return "DATE", f"{year_now + (n < here):04d}-Q{n}", None
        return "DATE", f"{year_now - (n > here):04d}-Q{n}", None

    def _quarter(self, i: Found) -> Value:
        word = i.get("ord") or ""
        return self._nth_quarter(i, 4 if word == "final" else int(words("ordinal")[word]))

    def _quarter_code(self, i: Found) -> Value:
        n = int(i.get("ord") or i.get("ord2") or 0)
        return ("DATE", f"{_full_year(i.get('year') or '')}-Q{n}", None) if i.get("year") else self._nth_quarter(i, n)

    def _half_code(self, i: Found) -> Value:
        n = i.get("ord") or i.get("ord2")
        if not i.get("year") and self.day is None:
            return "DATE", f"XXXX-H{n}", None
        year = _full_year(i.get("year") or "") if i.get("year") else self.day.year if self.day else 0
        return "DATE", f"{year:04d}-H{n}", None

    def _month_quarter(self, i: Found) -> Value:
        """ "The April-June quarter"."""
        n = {"jan": 1, "apr": 2, "jul": 3, "oct": 4}[(i.get("span") or "")[:3]]
        return ("DATE", f"{i.get('year')}-Q{n}", None) if i.get("year") else self._nth_quarter(i, n)

    def _quarters(self, i: Found) -> Value:
        return "SET", f"XXXX-Q{words('ordinal')[i.get('ord2') or '']}", None

    def _half(self, i: Found) -> Value:
        n = words("ordinal").get(i.get("ord") or "", "2")
        if i.get("year"):
            return "DATE", f"{i.get('year')}-H{n}", None
        if self.day is None:
            return "DATE", f"XXXX-H{n}", None
        rel = i.get("rel") or (i.partner.get("rel") if i.partner and i.partner.rule == "rel-unit" else None)
        if rel is None and i.partner is None and not i.text.lower().endswith("half"):
            return None
        return "DATE", f"{self.day.year + _STEP.get(rel or '', 0):04d}-H{n}", None

    def _months_of(self, i: Found) -> Value:
        value = self._duration(i)
        if "month" in (i.get("unit") or "") and self.day is not None:
            self.period = f"{self.day.year:04d}"
        return "DURATION", value, None

    def _period(self, i: Found) -> Value:
        rel, year = i.get("rel"), i.get("year")
        partner = i.partner
        if partner is not None and partner.rule in DAYS:
            return self._ended(i, "Q")
        if year:
            if self.period and "Q" in self.period:
                return "DATE", f"{year}{self.period[4:]}", None
            return "DATE", year, None
        if self.day is None:
            return "DATE", None, None
        current = self.period or shift(self.day, "Q", -1)
        if (
            partner is not None
            and partner.rule in ("rel-unit", "year", "ago", "edge")
            and (said := self.resolve_value(partner))
        ):
            return "DATE", f"{said[:4]}{current[4:]}", None
        if rel == "current":
            return "DATE", shift(self.day, "Q", 0), None
        if rel in ("prior", "previous"):
            begin = interval(current)[0]
            return "DATE", shift(dt.date.fromisoformat(begin), "Q", -1) if begin and "Q" in current else _year_back(current), None  # fmt: skip
        if rel in _SAME:
            return "DATE", _year_back(current) if re.match(r"\s+(?:a|of)\b", i.after(6)) else current, None
        return "DATE", current, None

    def _rel_season(self, i: Found) -> Value:
        season, rel = words("season")[i.get("season") or ""], (i.get("rel") or "").removeprefix("the ")
        if self.day is None:
            return "DATE", None, None
        year = self.day.year
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if rel in ("previous", "following", "next") and (i.get("rel") or "").startswith("the "):
            step = 1 if rel != "previous" else -1
            if (mark := self.last("D", "M", "Q", "Y")) is not None and mark.grain == "Y":
                self.because = [mark.span]
                return "DATE", f"{mark.day.year + step:04d}-{season}", _mod(i)
            told = self._base("Q", i) or self.day
            return "DATE", f"{told.year + (step if (first - told.month) * step <= 0 else 0):04d}-{season}", _mod(i)
        if rel in ("last", "previous", "this past"):
            year -= first + 2 >= self.day.month
        elif rel in ("next", "following"):
            year += first <= self.day.month
        elif rel in ("that", "that same", "same") and (base := self._base("Y", i)):
            year = base.year
        elif (
            season == "WI" and not rel.startswith("this c") and self.day.month < 12 and self.outlook(i).way == "past"
        ) or (season == "WI" and self.day.month < 4):
            year -= 1
        return "DATE", f"{year:04d}-{season}", _mod(i)

    def _season_year(self, i: Found) -> Value:
        season = words("season")[i.get("season") or ""]
        if i.get("rely"):
            return (
                "DATE",
                f"{self.day.year + _STEP.get(i.get('rely') or '', 0):04d}-{season}" if self.day else None,
                _mod(i),
            )
        year = str(spoken_year(i.get("spoken") or "")) if i.get("spoken") else i.get("year")
        return "DATE", f"{year}-{season}", _mod(i)

    _year_season = _season_year

    def _the_season(self, i: Found) -> Value:
        season = words("season")[i.get("season") or ""]
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if told := self._told_year(i, first):
            return "DATE", f"{told:04d}-{season}", _mod(i)
        if self.day is None:
            return "DATE", None, _mod(i)
        year = self.day.year
        if self.ahead(i):
            year += first + 2 < self.day.month
        else:
            year -= first > self.day.month
        return "DATE", f"{year:04d}-{season}", _mod(i)

    def _decade(self, i: Found) -> Value:
        if i.get("year"):
            decade = int(i.get("year") or 0) // 10
        elif i.get("short"):
            tens = int(i.get("short") or 0) // 10
            decade = (190 if tens > 2 else 200) + tens
        else:
            decade = int(words("decade")[i.get("word") or ""])
        return "DATE", f"{decade}", _mod(i)

    def _century(self, i: Found) -> Value:
        word = i.get("nth") or ""
        n = int(re.sub(r"\D", "", word)) if word[0].isdigit() else int(words("ordinal")[word])
        if i.get("era"):
            return ("DATE", f"BC{n - 1:02d}", _mod(i)) if 1 <= n <= 99 else None
        return ("DATE", f"{n - 1:02d}", _mod(i)) if 1 <= n <= 30 else None

    def _bc(self, i: Found) -> Value:
        return "DATE", f"BC{int(i.get('year') or 0):04d}", None

    def _year(self, i: Found) -> Value:
        return "DATE", i.get("year"), _mod(i)

    _around_year = _year

    def _year_words(self, i: Found) -> Value:
        year = spoken_year(i.get("spoken") or "")
        return ("DATE", f"{year:04d}", _mod(i)) if 1500 <= year <= 2100 else None

    def _short_year(self, i: Found) -> Value:
        return "DATE", f"{_full_year(i.get('short') or '')}", None

    # --- offsets

    def _ago(self, i: Found) -> Value:
        way, n = i.get("dir") or "", self._count(i)
        bound = _bound(i)
        unit = _unit(i)
        back = way in ("ago", "earlier", "before", "previously", "prior")
        if n == "X":
            if way in ("ago",):
                return "DATE", "PAST_REF", None
            return "DURATION", self._duration(i), None
        if unit == "Y" and n == "1" and self._compared(i):
            return "DATE", _year_back(self.period or ""), None
        if way == "ago" and i.partner is not None and n != "X" and (value := self._ago_on(i, unit, int(float(n)))):
            return "DATE", value, bound
        if unit == "Y" and i.partner is not None and i.partner.rule != "rel-unit":
            whole = self.resolve_value(i.partner)
            if (
                whole and interval(whole)[0]
            ):  # "the same period" before "a year earlier" is that of the year before already
                told = i.partner.rule == "period" and i.partner.get("rel") in _SAME
                return "DATE", _year_back(whole, int(float(n)) - told), None
        base = self.day if way in ("ago", "from now", "from today", "hence") else self._base(unit, i)
        if way in ("before", "after") and (mark := self._happening(i)):
            base, self.because = mark.day, [mark.span]
        elif way in ("before", "after") and re.match(
            r"\s+(?:the|that|his|her|its|their|a|an|he|she|it|they|[A-Z])", i.after(6)
        ):
            return "DURATION", self._duration(i), bound
        if base is None or (way in ("later", "after", "afterward", "afterwards") and unit not in ("S", "H", "MIN") and self._undated(i)):  # fmt: skip
            return "DATE", None, bound
        if unit in ("S", "H", "MIN"):
            if way in ("later", "after", "earlier", "before") and (
                at := self._clock_after(i, unit, float(n) * (-1 if back else 1))
            ):
                return "TIME", at, bound
            return ("TIME", None, bound) if way in ("ago", "from now") else ("DURATION", self._duration(i), bound)
        count = float(n) * (-1 if back else 1)
        if way == "ago" and unit in ("Y", "DE", "CE") and base.year + count * {"DE": 10, "CE": 100}.get(unit, 1) < 1:
            return "DATE", "PAST_REF", bound  # before the calendar's first year
        if unit == "Y" and count % 1:
            return "DATE", shift(base, "M", int(count * 12)), bound
        return "DATE", _unit_value(base, {"DE": "Y", "CE": "Y", "WE": "W"}.get(unit, unit), int(count * {"DE": 10, "CE": 100}.get(unit, 1))), bound  # fmt: skip

    def _clock_after(self, i: Found, unit: str, n: float) -> str | None:
        """The clock time that is hours or minutes from one that the paragraph told just before: "landed three hours later"."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.index != i.parsed.index or mark.hour < 0 or unit == "S":
            return None
        self.because = [mark.span]
        at = dt.datetime.combine(mark.day, dt.time()) + dt.timedelta(hours=mark.hour, minutes=mark.minute)
        at += dt.timedelta(hours=n) if unit == "H" else dt.timedelta(minutes=n)
        return at.isoformat(timespec="minutes")

    def _ago_on(self, i: Found, unit: str, n: int) -> str | None:
        """ "Ten years ago this month", "a year ago on March 3", "two years ago in May": as fine as its second part."""
        partner = i.partner
        if self.day is not None and partner is not None and unit == "W" and partner.rule == "today":
            return (self.day - dt.timedelta(7 * n)).isoformat() if partner.get("deictic") == "today" else None
        if self.day is None or partner is None or unit not in ("Y", "DE", "M") or partner.rule == "quarter":
            return None
        n *= {"Y": 12, "DE": 120}.get(unit, 1)
        if partner.rule in ("month", "month-day", "day-month"):
            month = self._month_of(partner)
            year = self.day.year - n // 12
            day = int(partner.get("day") or words("ordinal").get(partner.get("nth") or "", "0"))
            return dt.date(year, month, day).isoformat() if day else f"{year:04d}-{month:02d}"
        value = self.resolve_value(partner)
        begin = interval(value)[0]
        if value is None or begin is None or (partner.rule == "weekday" and unit == "M"):
            return None
        fine = {"Q": "Q", "W": "W", "D": "D", "M": "M"}.get(grain(value), "Y")
        if fine == "W" and n % 12 == 0:  # "a year ago this week": the week of that number
            return f"{int(value[:4]) - n // 12:04d}{value[4:]}"
        if partner.rule == "weekday":  # "a year ago Friday": that day of the month, on its weekday of this week
            fine = "D"
        return _unit_value(dt.date.fromisoformat(begin[:10]) - parse_period(f"P{n}M"), fine, 0)

    def resolve_value(self, item: Found) -> str | None:
        """The value alone of an expression that another one counts from."""
        try:
            result = getattr(self, "_" + item.rule.replace("-", "_"))(item)
        except (ValueError, OverflowError, KeyError, IndexError):
            return None
        return result[1] if result else None

    def _ago_bare(self, i: Found) -> Value:
        if i.get("dir") == "ago":
            return "DATE", "PAST_REF", None
        return "DURATION", _period("X", words("unit")[(i.get("unit") or "").removesuffix("s").replace("centurie", "century")]), None  # fmt: skip

    def _year_ago(self, i: Found) -> Value:
        if self.day is None:
            return "DATE", None, None
        if i.get("ord"):
            return "DATE", f"{self.day.year - 1}-Q{words('ordinal')[i.get('ord') or '']}", None
        if self.period:
            return "DATE", _year_back(self.period), None
        if i.get("what") in ("quarter",):
            return "DATE", shift(self.day, "Q", -5), None
        return "DATE", shift(self.day, "Y", -1), None

    def _compared(self, i: Found, *, narrow: bool = False) -> bool:
        """Whether a year back means the same reporting period a year before: "from $70 million a year ago"."""
        if self.period is None or "Q" not in self.period:
            return False
        near = i.token is not None and len(i.token.sent) < 120
        sentence = i.token.sent.text if near and i.token is not None else i.before(200) + i.after(100)
        if not _MONEY.search(sentence):
            return False
        return not narrow or re.search(r"(?:compared with|from|versus|than)\s[^.;]{0,60}(?:million|billion|cents|share|\d)\s$", i.before(80)) is not None  # fmt: skip

    # --- durations

    def _count(self, i: Found) -> str:
        """The number of an expression as TIMEX3 writes it: ``3``, ``X`` where it is vague or a range."""
        if i.get("n2") or i.get("n") is None:
            return "X"
        return number(i.get("n") or "")

    def _duration(self, i: Found) -> str:
        n = self._count(i)
        if i.text.lower().endswith("and a half") and n.isdigit():
            n = f"{n}.5"
        return _period(n, _unit(i), fortnight=(i.get("unit") or "").startswith("fortnight"))

    def _n_unit(self, i: Found) -> Value:
        mod = _bound(i)
        n = self._count(i)
        unit = _unit(i)
        following = re.match(r"\s+(after|before)\s", i.after(12)) if not _UNSURE.search(i.text) else None
        that = _THAT.match(i.after(24))
        if that and n != "X" and unit in ("D", "W", "M", "Y") and (base := self._base(unit, i)):
            count = int(float(n)) * (-1 if following and following[1] == "before" else 1)
            exact = that["exact"] and (mark := self.last("D")) is not None and mark.day == base
            exactly = add_period(base, f"P{count}{unit}").isoformat() if exact and count > 0 else None
            return "DATE", exactly or _unit_value(base, unit, count), mod
        if i.partner is not None and i.partner.rule == "n-unit":
            return "DURATION", _summed(self._duration(i), self._duration(i.partner)), mod
        if following and i.partner is not None and n != "X" and unit in ("D", "W", "M", "Y"):
            value = self.resolve_value(i.partner)
            if value and not value.startswith("X"):
                self.because = [i.partner.span]
                return "DATE", shift(dt.date.fromisoformat(value), unit, int(float(n)) * (1 if following[1] == "after" else -1)), mod  # fmt: skip
        if following and n != "X" and unit in ("D", "W", "M", "Y") and (mark := self._happening(i)):
            self.because = [mark.span]
            return "DATE", shift(mark.day, unit, int(float(n)) * (1 if following[1] == "after" else -1)), mod
        if i.text.lower() == "one day" and self.ahead(i) and i.token is not None and i.token.dep_ in ("npadvmod", "advmod", "nsubj", "ROOT"):  # fmt: skip
            return "DATE", "FUTURE_REF", None  # "hopes to return one day"
        return "DURATION", self._duration(i), mod

    def _age(self, i: Found) -> Value:
        return "DURATION", _period(number(i.get("n") or ""), _unit(i)), None

    def _rel_n_unit(self, i: Found) -> Value:
        return "DURATION", self._duration(i), None

    def _rel_seasons(self, i: Found) -> Value:
        return "SET", f"XXXX-{words('season')[i.get('season') or '']}", None

    def _rel_units(self, i: Found) -> Value:
        if i.get("rel") == "recent" and _unit(i) in ("Y", "DE"):
            return "DATE", "PAST_REF", None
        if i.get("rel") in ("past", "coming"):
            return "DATE", "PAST_REF" if i.get("rel") == "past" else "FUTURE_REF", None
        return "DURATION", _period("X", _unit(i)), None

    def _nth_unit(self, i: Found) -> Value:
        ord_ = i.get("ord") or ""
        return "DURATION", _period(re.sub(r"\D", "", ord_) or words("ordinal")[ord_], _unit(i)), None

    def _unit_long(self, i: Found) -> Value:
        return "DURATION", _period("X" if i.get("plural") else "1", _unit(i)), None

    def _units(self, i: Found) -> Value:
        return "DURATION", _period("X", _unit(i)), None

    # --- sets

    def _set(self, i: Found) -> Value:
        if i.get("weekday"):
            part = words("part").get(i.get("part") or "")
            return "SET", f"XXXX-WXX-{self._weekday_of(i) + 1}" + (f"T{part}" if part else ""), None
        if i.get("month"):
            return "SET", f"XXXX-{self._month_of(i):02d}", None
        if i.get("season"):
            return "SET", f"XXXX-{words('season')[i.get('season') or '']}", None
        if i.get("weekdays"):
            return "SET", "XXXX-WXX", None
        if i.get("part2"):
            return "SET", f"XXXX-XX-XXT{words('part')[i.get('part2') or '']}", None
        n = "2" if i.get("other") else number(i.get("n") or "one")
        unit = _unit(i)
        return "SET", "XXXX-WXX-WE" if unit == "WE" else _period(n, unit), None

    def _weekends(self, i: Found) -> Value:
        return "SET", "XXXX-WXX-WE" if i.get("word") == "weekends" else "XXXX-WXX", None

    def _adverb_set(self, i: Found) -> Value:
        return "SET", words("repeated")[i.get("adverb") or ""], None

    def _rate(self, i: Found) -> Value:
        return "SET", _period("1", words("unit")[i.get("unit") or ""]), None

    _per = _rate

    # --- times of day

    def _day_of(self, i: Found) -> dt.date | None:
        """The day of a clock time: its partner's, or that of the sentence, or the last that the story spoke of."""
        if i.partner is not None and (i.partner.rule in DAYS or i.partner.rule in ("the-before", "rel-unit")):
            value = self.resolve_value(i.partner)
            return dt.date.fromisoformat(value[:10]) if value and not value.startswith("X") else None
        mark = self.last("D")
        if mark is None or mark.index < i.parsed.index - (i.rule == "the-part"):
            return self.day
        if mark.index != i.parsed.index and (self.day is None or not 0 <= (self.day - mark.day).days < _NEWS):
            return self.day  # "on Monday ...", and in the next paragraph "in the evening"
        return mark.day + dt.timedelta(1) if self._past_midnight(i, mark) else mark.day

    def _past_midnight(self, i: Found, mark: Mark) -> bool:
        """Whether a small hour comes after a late one: "called at 11:40 p.m. Saturday; he died at 1:20 a.m." """
        small = (i.get("ampm") or "").startswith("a") and int(i.get("hour") or 0) % 12 < 6
        return small and mark.hour >= 20 and self.outlook(i).way == "past"

    def _at(self, i: Found, clock: str) -> Value:
        day = self._day_of(i)
        mark = self.marks[-1] if self.marks else None
        if mark is not None and day == mark.day and mark.hour > int(clock[:2]) and _TO.search(i.before(12)) and i.span.start - mark.span.end < 12:  # fmt: skip
            day += dt.timedelta(1)  # "from 10 p.m. to 5 a.m."
        return "TIME", f"{day or 'XXXX-XX-XX'}T{clock}", _bound(i)

    def _clock(self, i: Found) -> Value:
        hour, minute = (
            int(words("number")[i.get("said") or ""] if i.get("said") else i.get("hour") or 0),
            i.get("minute") or "00",
        )
        half = re.sub(r"\s+", " ", i.get("ampm") or "")
        if half.startswith("o'clock "):
            half = half.removeprefix("o'clock ")
        if half[0] in "ap" and half != "at night":
            if hour <= 12:
                hour = hour % 12 + (12 if half.startswith("p") else 0)
            elif half.startswith("a"):
                return None
        elif half.endswith(("afternoon", "evening", "night", "tonight")) and hour < 12:
            hour += 12
        elif half == "o'clock" and hour < 12 and i.partner is not None and i.partner.get("part") in _LATE:
            hour += 12  # "11 o'clock on Sunday night"
        return self._at(i, f"{hour:02d}:{minute}")

    def _clock24(self, i: Found) -> Value:
        return self._at(i, f"{int(i.get('hour') or 0):02d}:{i.get('minute')}")

    _clock_gmt = _clock_four = _clock24

    def _noon(self, i: Found) -> Value:
        return self._at(i, "24:00" if i.get("word") == "midnight" else "12:00")

    # --- the rest

    def _holiday(self, i: Found) -> Value:
        name = i.get("name") or ""
        if i.get("year"):
            day = holiday(name, int(i.get("year") or 0))
            return "DATE", day.isoformat() if day else None, None
        if (mark := self._told(i)) is not None and (told := holiday(name, mark.day.year)):
            self.because = [mark.span]
            return "DATE", told.isoformat(), None
        if self.day is None:
            return "DATE", None, None
        days = [d for y in range(self.day.year - 1, self.day.year + 2) if (d := holiday(name, y))]
        if not days:
            return "DATE", None, None
        way = {"last": "past", "next": "future", "this": "future"}.get(i.get("rel") or "", self.outlook(i).way)
        if way == "future":
            days = [d for d in days if d >= self.day] or days
        elif way == "past":
            near = 14 if (self.outlook(i).loose and not i.get("rel")) or i.before(7).lower() == "before " else 0
            days = [d for d in days if (d - self.day).days <= near] or days
        today = self.day
        return "DATE", min(days, key=lambda d: abs((d - today).days)).isoformat(), None

    def _then(self, i: Found) -> Value:
        mark = self.marks[-1] if self.marks else None
        if mark is None:
            return None
        self.because = [mark.span]
        return "DATE", _unit_value(mark.day, mark.grain, 0), None

    def _reference(self, i: Found) -> Value:
        return "DATE", words("reference")[i.get("word") or ""], None


_LINE = re.compile(r"\s*(?:[:–—]|--|-\s|$)")


def _heads_line(i: Found) -> bool:
    """Whether an expression is the head of a line in a table of dates: "May 3, 2012: ...", "2012 - ...", "2012"."""
    return not re.search(r"\w", i.context[: i.start]) and _LINE.match(i.context, i.end) is not None


def _past_clause(token: Token | None) -> bool:
    """Whether a verb in the past tense governs a time, whatever it looks ahead to: "was set for May 25"."""
    verbs = (a for a in (token.ancestors if token is not None else ()) if a.pos_ in ("VERB", "AUX"))
    return any(
        v.tag_ == "VBD" or any(c.tag_ == "VBD" for c in v.children if c.dep_ in ("aux", "auxpass")) for v in verbs
    )


def _measured(token: Token | None) -> bool:
    """Whether a month is that which figures are of: "publishes the data for February"."""
    preposition = token.head if token is not None else None
    if preposition is None or preposition.lower_ != "for" or token is None or token.dep_ != "pobj":
        return False
    of = preposition.head
    if of.pos_ == "VERB":
        objects = [c for c in of.children if c.dep_ in ("dobj", "nsubjpass") and c.i < preposition.i]
        return of.lemma_ in happenings("release") and any(c.lemma_.lower() in happenings("figures") for c in objects)
    return of.lemma_.lower() in happenings("figures")


def _attributive(i: Found) -> bool:
    """Whether an expression stands before its noun: "the June agreement"."""
    return i.token is not None and i.token.dep_ in ("compound", "nmod", "amod", "nummod", "poss")


def _counted_from(item: Found) -> frozenset[str]:
    """What "two days after the coup" counts from, as nouns and verbs are compared: the noun, or the verb of the clause."""
    doc, at = item.parsed.doc, item.end
    word = next((t for t in doc if t.idx >= at - 8 and t.lower_ in _SIDES and t.idx + len(t) <= at + 12), None)
    if word is None:
        return frozenset()
    for child in word.children:
        if child.dep_ in ("pobj", "pcomp"):
            return _forms(child)
    clause = word.head
    if word.dep_ in ("mark", "advmod") and clause.pos_ in ("VERB", "AUX") and clause.i > word.i:
        return _forms(clause)
    return frozenset()


_SIDES = frozenset(("after", "before", "since", "following"))


def _forms(token: Token) -> frozenset[str]:
    return frozenset((token.lower_, token.lemma_.lower()))


def _said_of(token: Token | None) -> frozenset[str]:
    """The nouns and verbs that a date was said of, as they are written and as lemmas."""
    found: set[str] = set()
    if token is None:
        return frozenset()
    for node in token.ancestors:
        if node.pos_ == "NOUN":
            found |= {node.lower_, node.lemma_.lower()}
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass"):
            if node.pos_ == "VERB":
                found |= {node.lower_, node.lemma_.lower()}
            found |= {c.lower_ for c in node.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c.pos_ == "NOUN"}
            break
    return frozenset(found)


def _date(year: str | None, month: str | None, day: str | None) -> dt.date:
    return dt.date(int(year or 0), int(month or 0), int(day or 0))


def _full_year(text: str) -> int:
    n = int(text.strip("'"))
    return n if n > 99 else 1900 + n if n >= 30 else 2000 + n


def _mod(i: Found) -> str | None:
    word = re.sub(r"^(?:the|at)\s+", "", i.get("mod") or "")
    return words("mod").get(word) or words("mod").get(i.get("mod") or "")


def _bound(i: Found) -> str | None:
    return words("bound").get(i.get("bound") or "")


def _unit(i: Found) -> str:
    word = i.get("unit") or ""
    return words("unit").get(word) or words("unit")[word.removesuffix("s").replace("centurie", "century")]


def _period(n: str, unit: str, *, fortnight: bool = False) -> str:
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
    return f"P{n}{unit}"


def _summed(one: str, other: str) -> str:
    """ "P1Y" and "P4M" as "P1Y4M"."""
    days = "T" if "T" in other and "T" not in one else ""
    return one + days + other.removeprefix("P").removeprefix("T")


_HALVES = {"Y": "6M", "H": "30M", "MIN": "30S"}


def _unit_value(day: dt.date, unit: str, n: int) -> str:
    if unit == "WE":
        return week_value(day + dt.timedelta(7 * n)) + "-WE"
    return shift(day, unit, n)


def _year_back(value: str, n: int = 1) -> str:
    return f"{int(value[:4]) - n:04d}{value[4:]}"
