"""What the expressions mean that name weeks, quarters, seasons, years and more, and those so many units away."""

from __future__ import annotations

import datetime as dt
import re

from wireledger.knowledge.times import spoken_year, words
from wireledger.reading.calendar import parse_period
from wireledger.reading.expressions import DAYS, Found
from wireledger.reading.tense import Outlook
from wireledger.reading.timecontext import STEP, Value
from wireledger.reading.timedays import Days
from wireledger.reading.timelengths import (
    bound_of,
    count_of,
    duration_of,
    full_year,
    mod_of,
    period,
    unit_of,
    unit_value,
    year_back,
)
from wireledger.reading.timex import grain, interval, shift, week_value

_OF_THAT = frozenset(("the same", "that same", "that", "the next", "next", "the following", "the previous"))
_SAME = frozenset(("same", "corresponding", "comparable", "like"))
_OVER = re.compile(r"(?i)\b(?:over|in|within|during|for|of|throughout|through|at least|all|about|around)\s$")
_MONEY = re.compile(r"[$£€#%]|\b(?:million|billion|percent|cents|yen|marks|profit|earnings|income|revenue|sales|net)\b")
_MONTHS = re.compile(
    r"(?i)\b(?:nine|six|nine-month|six-month|first[- ]half|half[- ]year)\b[\s-](?:months?\b)?|\byear[- ]to[- ]date\b"
)
_THAN = re.compile(r"(?i)\b(?:compared\s(?:with|to)|than|versus)\s$")
_NO_QUARTER = re.compile(r"\d{4}")
_MIDDLE = 45
"""How many days before its last day a quarter is half over: that which ended on July 31 is the second."""


class Periods(Days):
    """The rules of weeks, months, quarters, seasons, years and more, and of offsets."""

    __slots__ = ()

    def _rel_unit(self, i: Found) -> Value:
        rel, unit = i.get("rel") or "", words("unit")[i.get("unit") or ""]
        if self._stretch(i, rel, unit):
            if i.text.lower().endswith(" or two"):
                return "DURATION", period("X", unit), None
            half = "1.5" if i.text.lower().endswith(" half") else "1"
            return "DURATION", period(half, unit) if unit != "D" else "PT24H", None
        if i.partner is not None:
            return "DATE", self._same_in(i.partner, unit), None
        if rel in _OF_THAT and (vague := self._within(i)) and unit in ("D", "W"):
            return "DATE", f"{vague}-{'WXX' if len(vague) == 4 and unit == 'W' else 'XX'}", None
        if (rel == "the last" or (rel == "last" and re.match(r"\s+(?:of|to)\b", i.after(4)))) and unit == "D":
            return "DATE", None, None  # "the last day of the trial", "until the last day"
        if rel == "the next" and unit == "D" and re.match(r"\s+of\b", i.after(4)):
            return "DATE", None, None
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
            return "DATE", None, mod_of(i)
        if day is None:
            return "DATE", None, mod_of(i)
        if rel == "last" and unit == "Y" and self._compared(i, narrow=True):
            return "DATE", year_back(self.period or ""), None
        if rel == "the latest" and unit == "Q":
            return "DATE", self._reported(day), None
        return "DATE", unit_value(day, unit, n), mod_of(i)

    def _after_next(self, i: Found) -> Value:
        unit = words("unit")[i.get("unit") or ""]
        ahead = 2 if (i.get("dir") or "").startswith("after") else -2
        return "DATE", unit_value(self.day, unit, ahead) if self.day else None, None

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
        return f"{value[:4]}{unit_value(base, unit, 0)[4:]}"

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
            and unit_value(day, unit, 0) == unit_value(self.day, unit, 0)
            and mod == "END"
            and i.get("edge")
            and self.outlook(i) == Outlook("past")
            and ((unit == "Y" and self.day.month < 11) or (unit == "M" and self.day.day < 25))
        ):
            n = -1  # "the end of the year was not good": that of the last one
        return "DATE", unit_value(day, unit, n) if day else None, mod

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
            return "DATE", None, mod_of(i)
        if unit == "WE":
            return "DATE", unit_value(day, "WE", 0 if day.weekday() >= 5 or self.ahead(i) else -1), None
        return "DATE", unit_value(day, unit, 0), mod_of(i)

    def _current_day(self, i: Found) -> dt.date | None:
        """The day of "later in the day": the last of the paragraph, else the last of the story's own week."""
        near = dt.timedelta(8)
        for mark in reversed(self.marks):
            if self.since(mark):
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
        return "DATE", unit_value(day - dt.timedelta(_MIDDLE if unit == "Q" else 14), unit, 0), None

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
        return "DATE", shift(self.day, "Y", STEP.get(i.get("rel") or "", 0)), None

    def _fiscal(self, i: Found) -> Value:
        return "DATE", f"{full_year(i.get('year') or i.get('year2') or ''):04d}", None

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
        return self._nth_quarter(i, 4 if word in ("final", "last") else int(words("ordinal")[word]))

    def _quarter_code(self, i: Found) -> Value:
        n = int(i.get("ord") or i.get("ord2") or 0)
        return ("DATE", f"{full_year(i.get('year') or '')}-Q{n}", None) if i.get("year") else self._nth_quarter(i, n)

    def _half_code(self, i: Found) -> Value:
        n = i.get("ord") or i.get("ord2")
        if not i.get("year") and self.day is None:
            return "DATE", f"XXXX-H{n}", None
        year = full_year(i.get("year") or "") if i.get("year") else self.day.year if self.day else 0
        if not i.get("year") and n == "2" and self.day is not None and self.day.month < 7 and not self.ahead(i):
            year -= 1
        return "DATE", f"{year:04d}-H{n}", None

    def _month_quarter(self, i: Found) -> Value:
        """ "The April-June quarter", "the June quarter"."""
        n = {"jan": 1, "mar": 1, "apr": 2, "jun": 2, "jul": 3, "sep": 3, "oct": 4, "dec": 4}[(i.get("span") or "")[:3]]
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
        step = STEP.get(rel or "", 0)
        if not step and n == "2" and self.day.month < 7 and self.outlook(i).way == "past":
            step = -1  # "raised more in the second half of the year", told in January
        return "DATE", f"{self.day.year + step:04d}-H{n}", None

    def _months_of(self, i: Found) -> Value:
        value = duration_of(i)
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
            return (
                "DATE",
                f"{said[:4]}{current[4:]}" if self.period or not _NO_QUARTER.fullmatch(partner.text) else said,
                None,
            )
        if rel == "current":
            return "DATE", shift(self.day, "Q", 0), None
        if rel in ("prior", "previous"):
            begin = interval(current)[0]
            return "DATE", shift(dt.date.fromisoformat(begin), "Q", -1) if begin and "Q" in current else year_back(current), None  # fmt: skip
        if rel == "same" and self.period is None and i.partner is None and (length := self._length_told(i)):
            return "DURATION", length, None
        if rel in _SAME:
            return "DATE", year_back(current) if re.match(r"\s+(?:a|of)\b", i.after(6)) else current, None
        return "DATE", current, None

    def _year_quarter(self, i: Found) -> Value:
        """ "Last year's quarter", "last year's period": the one that the story reports on, in another year."""
        if self.day is None:
            return "DATE", None, None
        current = self.period or shift(self.day, "Q", -1)
        return "DATE", f"{self.day.year + STEP.get(i.get('rel') or '', 0):04d}{current[4:]}", None

    def _length_told(self, i: Found) -> str | None:
        """The length that "the same period" takes up: that of "in the past three weeks ... in the same period"."""
        if self.length is None or self.length[1] < i.parsed.index - 1:
            return None
        mark = self.marks[-1] if self.marks else None
        return self.length[0] if mark is None or mark.span.start < self.length[2] else None

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
                return "DATE", f"{mark.day.year + step:04d}-{season}", mod_of(i)
            told = self._base("Q", i) or self.day
            return "DATE", f"{told.year + (step if (first - told.month) * step <= 0 else 0):04d}-{season}", mod_of(i)
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
        return "DATE", f"{year:04d}-{season}", mod_of(i)

    def _season_year(self, i: Found) -> Value:
        season = words("season")[i.get("season") or ""]
        if i.get("rely"):
            return (
                "DATE",
                f"{self.day.year + STEP.get(i.get('rely') or '', 0):04d}-{season}" if self.day else None,
                mod_of(i),
            )
        year = str(spoken_year(i.get("spoken") or "")) if i.get("spoken") else i.get("year")
        if i.get("short"):
            year = str(full_year(i.get("short") or ""))
        return "DATE", f"{year}-{season}", mod_of(i)

    _year_season = _season_year

    def _the_season(self, i: Found) -> Value:
        season = words("season")[i.get("season") or ""]
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if told := self._told_year(i, first):
            return "DATE", f"{told:04d}-{season}", mod_of(i)
        if self.day is None:
            return "DATE", None, mod_of(i)
        year, seen = self.day.year, self.outlook(i)
        if self.ahead(i):
            year += first + 2 < self.day.month
        elif seen.way is None and first - self.day.month <= 6:  # the nearer of the two
            year += first + 2 - self.day.month < -6
        else:
            year -= first > self.day.month
        return "DATE", f"{year:04d}-{season}", mod_of(i)

    def _decade(self, i: Found) -> Value:
        if i.get("year"):
            decade = int(i.get("year") or 0) // 10
        elif i.get("short"):
            tens = int(i.get("short") or 0) // 10
            late = self.day is not None and self.day.year < 2000 + 10 * tens  # "the '20s", told before 2020
            decade = (190 if tens > 2 or late else 200) + tens
        else:
            decade = int(words("decade")[i.get("word") or ""])
            if i.get("hundred"):
                decade += 10 * (int(words("number")[i.get("hundred") or ""]) - 19)
        return "DATE", f"{decade}", mod_of(i)

    def _century(self, i: Found) -> Value:
        word = i.get("nth") or ""
        n = int(re.sub(r"\D", "", word)) if word[0].isdigit() else int(words("ordinal")[word])
        if i.get("era"):
            return ("DATE", f"BC{n - 1:02d}", mod_of(i)) if 1 <= n <= 99 else None
        return ("DATE", f"{n - 1:02d}", mod_of(i)) if 1 <= n <= 30 else None

    def _bc(self, i: Found) -> Value:
        return "DATE", f"BC{int(i.get('year') or 0):04d}", None

    def _year(self, i: Found) -> Value:
        return "DATE", i.get("year"), mod_of(i)

    _around_year = _year

    def _year_words(self, i: Found) -> Value:
        year = spoken_year(i.get("spoken") or "")
        return ("DATE", f"{year:04d}", mod_of(i)) if 1500 <= year <= 2100 else None

    def _short_year(self, i: Found) -> Value:
        mark, year = self.marks[-1] if self.marks else None, full_year(i.get("short") or "")
        if mark is not None and mark.grain == "Y" and 0 < i.span.start - mark.span.end < 8:  # "from 1914 to '18"
            year = mark.day.year // 100 * 100 + year % 100
        return "DATE", f"{year}", None

    def _ago(self, i: Found) -> Value:
        way, n = i.get("dir") or "", count_of(i)
        bound = bound_of(i)
        unit = unit_of(i)
        back = way in ("ago", "earlier", "before", "previously", "prior")
        if n == "X":
            if way in ("ago",):
                return "DATE", "PAST_REF", None
            return "DURATION", duration_of(i), None
        if unit == "Y" and n == "1" and self._compared(i):
            return "DATE", year_back(self.period or ""), None
        if (
            unit == "Y"
            and n == "1"
            and way == "earlier"
            and self.period
            and (self._long_compared(i) or _THAN.search(i.before(16)))
        ):
            return "DATE", f"{int(self.period[:4]) - 1:04d}", None
        if way == "ago" and i.partner is not None and n != "X" and (value := self._ago_on(i, unit, int(float(n)))):
            return "DATE", value, bound
        if unit == "Y" and i.partner is not None and i.partner.rule != "rel-unit":
            whole = self.resolve_value(i.partner)
            if (
                whole and interval(whole)[0]
            ):  # "the same period" before "a year earlier" is that of the year before already
                told = i.partner.rule == "period" and i.partner.get("rel") in _SAME
                return "DATE", year_back(whole, int(float(n)) - told), None
        if way == "later" and i.before(2) == ", " and (mark := self.marks[-1] if self.marks else None) and mark.span.end == i.span.start - 2:  # fmt: skip
            self.because = [mark.span]
            return "DATE", unit_value(mark.day, mark.grain, 0), bound  # "until Friday, four days later"
        base = self.day if way in ("ago", "from now", "from today", "hence") else self._base(unit, i)
        if way in ("before", "after") and (mark := self._happening(i)):
            base, self.because = mark.day, [mark.span]
        elif way in ("before", "after") and re.match(
            r"\s+(?:the|that|his|her|its|their|a|an|he|she|it|they|[A-Z])", i.after(6)
        ):
            return "DURATION", duration_of(i), bound
        if base is None or (way in ("later", "after", "afterward", "afterwards") and unit not in ("S", "H", "MIN") and self._undated(i)):  # fmt: skip
            return "DATE", None, bound
        if way == "from today" and unit in ("D", "W", "M", "Y"):
            return "DATE", (base + parse_period(f"P{int(float(n))}{unit}")).isoformat(), bound  # "a month from today"
        if unit in ("S", "H", "MIN"):
            if way in ("later", "after", "earlier", "before") and (
                at := self._clock_after(i, unit, float(n) * (-1 if back else 1))
            ):
                return "TIME", at, bound
            if way in ("ago", "from now") and unit == "H" and n.isdigit() and int(n) % 24 == 0:
                return "DATE", shift(base, "D", int(n) // 24 * (-1 if back else 1)), bound  # "48 hours ago"
            return ("TIME", None, bound) if way in ("ago", "from now") else ("DURATION", duration_of(i), bound)
        if way == "before" and bound == "EQUAL_OR_MORE":
            return "DURATION", duration_of(i), bound  # "unless one tells the other, at least six months before, that"
        count = float(n) * (-1 if back else 1) * (2 if (i.get("unit") or "").startswith("fortnight") else 1)
        if (i.get("unit") or "").startswith("night") and count % 1 == 0:
            return "TIME", f"{base + dt.timedelta(int(count))}TNI", bound  # "two nights ago"
        if way == "later" and unit in ("D", "W", "M", "Y", "DE") and self.day is not None and not self.ahead(i):
            whole = "Y" if unit == "DE" else unit
            then = interval(unit_value(base, whole, int(count * (10 if unit == "DE" else 1))))[0]
            if then is not None and then > self.day.isoformat():
                now = self.outlook(i).way is None
                return (
                    "DATE",
                    unit_value(self.day, whole, 0) if now else None,
                    bound,
                )  # "ten years later it is still there"
        if way == "ago" and unit in ("Y", "DE", "CE") and base.year + count * {"DE": 10, "CE": 100}.get(unit, 1) < 1:
            return "DATE", "PAST_REF", bound  # before the calendar's first year
        if unit == "Y" and count % 1:
            return "DATE", shift(base, "M", int(count * 12)), bound
        return "DATE", unit_value(base, {"DE": "Y", "CE": "Y", "WE": "W"}.get(unit, unit), int(count * {"DE": 10, "CE": 100}.get(unit, 1))), bound  # fmt: skip

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
        return unit_value(dt.date.fromisoformat(begin[:10]) - parse_period(f"P{n}M"), fine, 0)

    def _ago_bare(self, i: Found) -> Value:
        if i.get("dir") == "ago":
            return "DATE", "PAST_REF", None
        return "DURATION", period("X", words("unit")[(i.get("unit") or "").removesuffix("s").replace("centurie", "century")]), None  # fmt: skip

    def _year_ago(self, i: Found) -> Value:
        if self.day is None:
            return "DATE", None, None
        if i.get("ord"):
            return "DATE", f"{self.day.year - 1}-Q{words('ordinal')[i.get('ord') or '']}", None
        if i.get("what") == "period" and (length := self._length_told(i)) and length in ("P9M", "P6M"):
            return "DURATION", length, None  # "for the nine months ...; in the year-earlier period"
        if self._long_compared(i) and i.get("what") in (None, "period"):
            return "DATE", shift(self.day, "Y", -1), None
        if self.period:
            return "DATE", year_back(self.period), None
        if i.get("what") in ("quarter",):
            return "DATE", shift(self.day, "Q", -5), None
        return "DATE", shift(self.day, "Y", -1), None

    def _long_compared(self, i: Found) -> bool:
        """Whether what is compared is a stretch of months: "For the nine months, it earned $3, compared with $2 a year earlier"."""
        begin = i.token.sent.start_char if i.token is not None else max(0, i.start - 200)
        return _MONTHS.search(i.context, begin, i.start) is not None

    def _compared(self, i: Found, *, narrow: bool = False) -> bool:
        """Whether a year back means the same reporting period a year before: "from $70 million a year ago"."""
        if self.period is None or "Q" not in self.period:
            return False
        if self._long_compared(i):
            return False
        near = i.token is not None and len(i.token.sent) < 120
        sentence = i.token.sent.text if near and i.token is not None else i.before(200) + i.after(100)
        if not _MONEY.search(sentence):
            return False
        return not narrow or re.search(r"(?:compared with|from|versus|than)\s[^.;]{0,60}(?:million|billion|cents|share|\d)\s$", i.before(80)) is not None  # fmt: skip
