"""What the expressions mean that name a day, a month or an hour: of the calendar, by their weekday, or as seen from another day.

Weekdays, bare months and bare days lie where the outlook of the governing verb puts them (:mod:`wireledger.reading.tense`).
"""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Token

from wireledger.knowledge.times import ever_known, holiday, known_day, number, spoken_year, words
from wireledger.knowledge.times import outlook as happenings
from wireledger.reading.expressions import DAYS, Found
from wireledger.reading.tense import Outlook, then_ahead
from wireledger.reading.timecontext import STEP, Context, Mark, Value, attributive
from wireledger.reading.timelengths import bound_of, count_of, full_year, mod_of, unit_value
from wireledger.reading.timex import interval, shift, week_value

_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50}  # fmt: skip
_SOME = re.compile(r"(?i)\b(?:an?|one|any|some|another)\s(?:recent\s|typical\s|given\s|normal\s)?$")
_DATED = re.compile(r"(?i)(?:\bdated\s|\()$")
_END = re.compile(r"(?i)\b(?:by|until|till)\s$")
_AHEAD_OF = re.compile(r"(?i)\b(?:before|ahead of|until)\s(?:an?|the|its|his|her|their)\s$")
_BY_THE = re.compile(r"(?i)\bby\sthe\s$")
_FROM_DUSK = re.compile(r"(?i)\b(?:dusk|sunset|sundown|nightfall|night|evening)\s(?:to|until|till|through)\s$")
_OF_ANY_YEAR = re.compile(r"\s+(?:of|in)\s+(?:any|each|every|the same|a given)\s")
_EVERY = re.compile(r"(?i)\b(?:every|each)\s$")
_SINCE = re.compile(r"(?i)\b(?:after|since|before|on|of|post-?)\s?$")
_AROUND = 60
"""Within how many days of its anniversary a day known for ever may be this year's."""
_TO = re.compile(r"(?:\b(?:to|through|until|till|and|then)\s|\s?-\s?)$")
_LATE = frozenset(("afternoon", "evening", "night"))
_SAID_ON = re.compile(
    r'[^"]{0,200}"\s[^".]{0,60}?\b(?:said|told|wrote|added|announced|declared)\b[^".]{0,40}?\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b'
)
_BETWEEN = 40
"""Over how many characters a weekday is of the week to come that was told before it."""
_PLAN = 100
"""How many days ago at most a day lies that a plan of the past may be of, rather than of the coming year."""
_OFF = 100
"""Within how many days of publication a weekday with its number ("Tuesday the 24th") is looked for."""
_NEAR = 2
"""How many days ahead a weekday is taken rather than five or six days ago, where no finite verb of the past governs it: among
some 280 weekdays of TimeBank and AQUAINT told as past three lie so far back."""
_EVE = 7
"""How many days ahead a holiday is taken even in the past tense, rather than that of a year ago."""
_MONTH = 31
"""Within how many days of publication a day with its weekday is of the story's own time, even where it tells history."""
_SMALL = 5
"""Up to which hour a time of night is past midnight."""
_SHOWN = 4
"""How many days ahead at most the present tense looks of a verb that is not of those of timetables."""
_SOON = 14
"""How many days ahead a day is taken even in the past tense: of one so long ago that it lies there again news tells the year."""
_NEWS = 3
"""Of how many days the news is that a paragraph goes on to tell."""


class Days(Context):
    """The rules of days, months and hours."""

    __slots__ = ()

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
        word = (i.get("weekday") or i.get("weekday2") or i.get("weekday3") or "").rstrip(".")
        return int(words("weekday").get(word) or words("weekday")[word.removesuffix("s")])

    def _year_of(
        self,
        month: int,
        day: int,
        outlook: Outlook,
        weekday: int | None = None,
        *,
        reach: bool = True,
        awaited: bool = False,
    ) -> int | None:
        """The year that a month and day without one mean, by tense; the nearest where it hangs on a noun, and that to come where
        it is that of what is ``awaited``.

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
            return self._year_of(month, day, outlook, reach=reach, awaited=awaited) if weekday is not None else None
        if (outlook.way == "future" and outlook.weak) or awaited:
            years = [y for y in years if -_PLAN <= y[0] <= 365 - _PLAN] or years
        elif outlook.way == "future":
            years = [y for y in years if y[0] >= (-45 if outlook.present else -20 if outlook.loose else 0)] or years
        elif outlook.way == "past" and not outlook.loose and not outlook.weak:
            near = [y for y in years if 0 < y[0] <= _SOON]  # "together with that on Sept. 8", told on Aug. 31
            years = near or [y for y in years if y[0] <= 0] or years
        elif outlook.way == "past":
            years = [y for y in years if y[0] <= (75 if reach else 0)] or years
        return min(years, key=lambda y: (abs(y[0]), y[0]))[1]

    def _dated_year(self, i: Found) -> int | None:
        """The year of a day in brackets or behind "dated", where the paragraph told one of the past on its own before: "The pacts
        were signed in 2019. That with Oslo, dated July 26, ..."."""
        if not _DATED.search(i.before(8)) or self.day is None:
            return None
        mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index and m.grain == "Y"), None)
        if mark is None or not mark.own or mark.day.year >= self.day.year:
            return None
        self.because = [mark.span]
        return mark.day.year

    def _own_year(self, month: int, day: int, weekday: int) -> int | None:
        """The year in which a day that is told with its weekday lies within a month of publication."""
        near = (self.day + dt.timedelta(off) for off in range(-_MONTH, _MONTH + 1)) if self.day is not None else ()
        return next((d.year for d in near if (d.month, d.day, d.weekday()) == (month, day, weekday)), None)

    def _held(self, i: Found) -> bool:
        """Whether a time stands before what is held on a day that is known beforehand: "the May 28 vote"."""
        noun = i.token.head.lemma_.lower() if i.token is not None else ""
        return noun in happenings("happening") or noun in happenings("held") or noun in happenings("noun")

    def _month_day(self, i: Found) -> Value:
        month, day = self._month_of(i), int(i.get("day") or words("ordinal").get(i.get("nth") or "", "0"))
        dt.date(2000, month, day)
        if not i.get("year") and _OF_ANY_YEAR.match(i.after(20)):
            return "DATE", f"XXXX-{month:02d}-{day:02d}", None
        if not i.get("year") and self.day is not None and (known := known_day(month, day, i.after(40))):
            if (self.day - known).days > 300:
                return "DATE", known.isoformat(), None
        if not i.get("year") and self.day is not None and (known := ever_known(month, day)) and not i.get("rel"):
            off = (self.day - known).days
            if off > 300 and min(off % 365.25, 365.25 - off % 365.25) > _AROUND and _SINCE.search(i.before(8)):
                return "DATE", known.isoformat(), None  # "since Sept. 11", long after 2001
        weekday = self._weekday_of(i) if i.get("weekday") else None
        if i.get("year"):
            year: int | None = int(i.get("year") or 0)
        elif i.get("spoken"):
            year = spoken_year(i.get("spoken") or "")
        elif self.day is not None and i.get("rely"):
            year = self._named_year(i)
        elif weekday is not None and (own := self._own_year(month, day, weekday)):
            year = own
        elif told := self._told_year(i, month):
            year = told
        elif first := self._range_from(i):
            year = first.year + ((month, day) < (first.month, first.day))
        else:
            outlook = self.outlook(i)
            if i.get("rel"):
                outlook = Outlook("past" if i.get("rel") in ("last", "this past") else "future")
            year = self._story_year(i, month, day) or self._dated_year(i)
            if year is None and not i.get("rel") and (since := self._seen_from(i)):
                year = since.year + ((month, day) < (since.month, since.day))
            reach = not attributive(i) or not _recorded(i.token)
            awaited = outlook.way is None and attributive(i) and self._held(i)
            if attributive(i) and outlook.way == "past" and self._held(i):
                outlook = Outlook(None, True)  # "tickets for the Dec. 5 concert went on sale"
            year = year or self._year_of(month, day, outlook, weekday, reach=reach, awaited=awaited)
            if year is not None and self._too_late(i, dt.date(year, month, min(day, 28))):
                year -= 1
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
        year = spoken_year(i.get("spoken") or "") if i.get("spoken") else full_year(i.get("year") or "")
        if not 1000 <= year <= 2999:
            return None
        return "DATE", f"{year:04d}-{self._month_of(i):02d}", mod_of(i)

    def _month(self, i: Found) -> Value:
        month, rel, mod = self._month_of(i), i.get("rel"), mod_of(i)
        if told := self._told_year(i, month):
            return "DATE", f"{told:04d}-{month:02d}", mod
        if self.day is None:
            return "DATE", f"XXXX-{month:02d}", mod
        here, year = self.day.month, self.day.year
        outlook = self.outlook(i)
        if i.get("rely"):
            year = self._named_year(i) or year
        elif rel == "last":  # that which has just ended is called "last month"
            year -= month >= here or month == here - 1
        elif rel == "this past":
            year -= month >= here
        elif rel in ("next", "this coming"):
            year += month <= here
        elif rel == "this":
            pass
        elif rel == "that":
            base = self._base("Y", i)
            year = base.year if base else year
        elif rel in ("the following", "the next", "the previous"):
            mark = self.last("D", "W", "M", "Q", "Y")
            if mark is not None:
                self.because = [mark.span]
                after = rel != "the previous"
                year = (
                    mark.day.year
                    + (after and (mark.grain == "Y" or month <= mark.day.month))
                    - (not after and month >= mark.day.month)
                )
            else:
                year += month <= here if rel == "the next" else -(month >= here)
        elif attributive(i) and i.token is not None and i.token.head.lemma_.lower() in happenings("held"):
            # "the November election": the nearest, but that to come where the verb looks ahead
            ahead = (month - here) % 12
            year = year + (month < here) if outlook.way == "future" or ahead <= 5 else year - (month > here)
        elif (first := self._range_from(i)) is not None and not rel:
            year = first.year + (month < first.month)
        elif told := self._story_year(i, month):
            year = told
        elif since := self._seen_from(i):
            year = since.year + (month < since.month)
        elif _delivered(i.token):  # "oil for January delivery"
            year += month < here
        elif _measured(i.token):  # "the figures for February will be out on Friday"
            year -= month >= here
        elif outlook.way == "past" and (month - here) % 12 in (1, 2) and attributive(i) and not _recorded(i.token):
            year += month < here  # "planned to open offices in the March states", told in January
        elif outlook.way == "past" and outlook.loose and (month - here) % 12 <= 6 and _looked_to(i.token):
            year += month < here  # "the platform for the convention in July"
        elif outlook.way == "past":
            year -= month > here + (outlook.loose or outlook.weak)
        elif outlook.way == "future" and outlook.weak:
            year += month < here - _PLAN // 30
            year -= month > here + 12 - _PLAN // 30
        elif outlook.way == "future" and not (attributive(i) and (month - here) % 12 > 6):
            slack = 0 if not (outlook.loose or outlook.present) else 1 if _END.search(i.before(8)) else 2
            year += month < here - slack  # "was due in March", told in April
        else:  # the nearer of the two
            ahead = (month - here) % 12
            reach = 5 if outlook.loose else 8 if _now(i.token) else 3
            year = year + (month < here) if ahead <= reach else year - (month > here)
        if self._too_late(i, dt.date(year, month, 1)):
            year -= 1
        return "DATE", f"{year:04d}-{month:02d}", mod

    def _too_late(self, i: Found, day: dt.date) -> bool:
        """Whether a date comes after what its clause is said to precede: April of the coming year for "will list in October
        after delaying the sale in April"."""
        clause = (
            next((a for a in i.token.ancestors if a.pos_ in ("VERB", "AUX")), None) if i.token is not None else None
        )
        if clause is None or clause.dep_ != "pcomp" or clause.head.lower_ != "after" or i.get("rel"):
            return False
        mark = self.marks[-1] if self.marks else None
        return mark is not None and mark.index == i.parsed.index and mark.own and mark.day < day

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
        said = said or i.before(5) == "then "  # "set for June, then July"
        return mark.day if said else None

    def _week_told(self, i: Found) -> dt.date | None:
        """The Monday of the week that was told just before a weekday: "next week, possibly on Tuesday", "last week, on Tuesday"."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.grain != "W" or mark.index != i.parsed.index or self.day is None:
            return None
        between = self.draft.story.text[mark.span.end : i.span.start]
        near = _BETWEEN if mark.day > self.day else ", on "
        if len(between) > (near if isinstance(near, int) else len(near)) or re.search(r"[.;:!?]", between):
            return None
        return mark.day

    def _weekday_day(self, i: Found) -> dt.date | None:
        if self.day is None:
            return None
        ahead = (self._weekday_of(i) - self.day.weekday()) % 7
        rel, week = i.get("rel"), i.get("relw")
        if week:
            monday = self.day - dt.timedelta(self.day.weekday()) + dt.timedelta(7 * STEP.get(week, 0))
            return monday + dt.timedelta(self._weekday_of(i))
        if rel in ("that", "the previous", "the following", "the next"):
            base = self._base("D", i) or self.day
            if not self.because and rel in ("the following", "the next") and self.outlook(i).way == "past":
                return None  # "the following Tuesday", of a week that the story does not date
            off = (self._weekday_of(i) - base.weekday()) % 7
            return base + dt.timedelta(off - 7 if rel == "the previous" else off or 7 if rel != "that" else off)
        if i.get("day") or i.get("nth"):  # "Tuesday the 24th"
            number_ = int(i.get("day") or words("ordinal")[i.get("nth") or ""])
            near = (self.day + dt.timedelta(n) for n in sorted(range(-_OFF, _OFF), key=lambda n: (abs(n), n)))
            days = [d for d in near if d.day == number_ and d.weekday() == self._weekday_of(i)]
            ahead_of = self.ahead(i)
            return next((d for d in days if (d >= self.day) == ahead_of), days[0] if days else None)
        if rel in ("last", "this past"):
            return self.day + dt.timedelta(ahead - 7)
        if rel in ("next", "coming", "this coming"):
            return self.day + dt.timedelta(ahead or 7)
        if rel == "this" and (i.token is None or i.token.dep_ != "compound"):
            return self._this_week(i, ahead)
        if (since := self._seen_from(i)) and (self.day - since).days < 7:
            return since + dt.timedelta((self._weekday_of(i) - since.weekday()) % 7 or 7)
        if i.before(7).lower().endswith("later ") and ahead == 6:
            return self.day - dt.timedelta(1)  # "later Monday" in a story that is dated a day after it was written
        if (first := self._range_from(i)) is not None and (first - self.day).days in range(-7, 8):
            return first + dt.timedelta((self._weekday_of(i) - first.weekday()) % 7)  # "from Monday to Friday"
        if (told := self._week_told(i)) is not None:
            return told + dt.timedelta(self._weekday_of(i))
        outlook = self.outlook(i)
        if attributive(i) and i.token is not None and i.token.head.lemma_ in happenings("noun"):
            if _AHEAD_OF.search(i.before(30)):
                return self.day + dt.timedelta(ahead)  # "days before a Sunday deadline"
            if outlook.way is None and _BY_THE.search(i.before(8)):
                return self.day + dt.timedelta(ahead - 7 if ahead else 0)  # "had come in by the Sunday deadline"
        if (outlook.way is None or outlook.present) and (again := self._told_again(i)) is not None:
            return again
        if self.early and ahead == 1 and outlook.way == "past" and not outlook.weak:
            return self.day + dt.timedelta(1)
        reach = 7 if not (outlook.loose or outlook.weak) else 2 if i.after(2).startswith("'s") else 4
        shown = outlook.present and not outlook.loose and ahead > _SHOWN and i.before(3).lower() != "on "
        if shown and not _scheduled(i.token):
            return self.day + dt.timedelta(ahead - 7)  # "the coach addresses the press Monday", below a picture
        if outlook.present and outlook.loose and not _looked_to(i.token):
            reach = min(reach, 4 if self._held(i) else 3)  # "the talks on Sunday are a test": the nearer of the two
        elif (
            outlook.way == "future"
            and not outlook.weak
            and (self._awaited(i) or re.search(r"(?i)\b(?:by|until|till|through)\s$", i.before(8)))
        ):
            reach = 7  # "Sunday's vote will decide", "has to be gone by Sunday"
        if outlook.way is None and reach > 3:
            reach = 3  # the nearer of the two
        if (outlook.way == "future" or (outlook.way is None and outlook.loose and reach > 2)) and ahead <= reach:
            return self.day + dt.timedelta(ahead)
        if ahead <= (
            1 if outlook.weak else _NEAR if outlook.way is None or (outlook.loose and _looked_to(i.token)) else 0
        ):
            return self.day + dt.timedelta(ahead)
        return self.day + dt.timedelta(ahead - 7 if ahead else 0)

    def _told_again(self, i: Found) -> dt.date | None:
        """The day that the paragraph told by the same weekday: "got it on Tuesday, and it is void as of Tuesday"."""
        for mark in reversed(self.marks):
            if mark.index != i.parsed.index:
                return None
            if mark.grain == "D" and self.day and mark.day.weekday() == self._weekday_of(i) and abs(mark.day - self.day).days < 7:  # fmt: skip
                self.because = [mark.span]
                return mark.day
        return None

    def _this_week(self, i: Found, ahead: int) -> dt.date | None:
        """ "This Friday": that of the week of publication, unless the tense puts it on the other side; on a weekend the next one."""
        if self.day is None:
            return None
        day = self.day - dt.timedelta(self.day.weekday() - self._weekday_of(i))
        way = self.outlook(i).way
        if day < self.day and (way == "future" or (way is None and self.day.weekday() > 4)):
            return self.day + dt.timedelta(ahead)
        return day - dt.timedelta(7) if day > self.day and way == "past" and not self.outlook(i).loose else day

    def _weekday(self, i: Found) -> Value:
        part = words("part").get(i.get("part") or "")
        if (
            not i.get("rel") and _SOME.search(i.before()) and not attributive(i)
        ):  # "one Friday in March", "on a recent Friday": no certain one
            return ("TIME" if part else "DATE"), f"XXXX-WXX-{self._weekday_of(i) + 1}" + (f"T{part}" if part else ""), None  # fmt: skip
        if ((i.get("weekday") or "").endswith("s") and i.get("weekday") not in words("weekday")) or self._repeated(
            i, part
        ):
            return "SET", f"XXXX-WXX-{self._weekday_of(i) + 1}" + (f"T{part}" if part else ""), None
        day = self._weekday_day(i)
        value = day.isoformat() if day else f"XXXX-WXX-{self._weekday_of(i) + 1}"
        return ("TIME", f"{value}T{part}", None) if part else ("DATE", value, mod_of(i))

    def _repeated(self, i: Found, part: str | None) -> bool:
        """Whether it is every such part of a week: "Saturday evenings", not "Monday and Tuesday nights"."""
        return (
            part is not None
            and i.get("parts") is not None
            and not i.get("rel")
            and not re.search(r"(?:day|\band|&)\s$", i.before(5))
        )

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
        back = (self.day.weekday() - self._weekday_of(i)) % 7 + 7 * int(float(count_of(i)) if i.get("n") else 1)
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

    def _today(self, i: Found) -> Value:
        word = i.get("deictic") or ""
        part = words("part").get("night" if word == "tonight" else i.get("part") or "")
        if self.day is None:
            return ("TIME" if part else "DATE"), None, None
        offset = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(
            word, 0
        )
        day = (self._spoken_on(i) or self.day) + dt.timedelta(offset)
        return ("TIME", f"{day}T{part}", None) if part else ("DATE", day.isoformat(), mod_of(i))

    def _spoken_on(self, i: Found) -> dt.date | None:
        """The day on which the words were said that an expression is quoted in, where the paragraph tells one: "we leave today", he
        said on Thursday. None outside of quotes."""
        if self.day is None or i.context[: i.start].count('"') % 2 == 0:
            return None
        if (match := _SAID_ON.match(i.context, i.end)) is not None:
            weekday = int(words("weekday")[match["weekday"].lower()])
            return self.day - dt.timedelta((self.day.weekday() - weekday) % 7)
        spoken = happenings("spoken") | happenings("announce")
        for mark in reversed(self.marks):
            if mark.index == i.parsed.index and mark.grain == "D":
                said = mark.of & spoken and 0 <= (self.day - mark.day).days < 7
                return mark.day if said else None
        return None

    def _this_part(self, i: Found) -> Value:
        rel = (i.get("rel") or "").removeprefix("the ")
        day = self.day if rel in ("this", "last") else self._base("D", i)
        if day is None:
            return "TIME", None, None
        day += dt.timedelta({"last": -1, "next": 1, "following": 1, "previous": -1}.get(rel, 0))
        return "TIME", f"{day}T{words('part')[i.get('part') or '']}", mod_of(i)

    def _mid_part(self, i: Found) -> Value:
        day = self._day_of(i)
        return "TIME", f"{day}T{words('part')[i.get('part') or '']}" if day else None, mod_of(i)

    def _the_part(self, i: Found) -> Value:
        if i.get("part") != "night":
            return self._mid_part(i)
        if (
            (day := self._day_of(i)) is not None
            and day == self.day
            and self.outlook(i).way == "past"
            and not self._told_here(i)
        ):
            day -= dt.timedelta(1)  # "worked through the night", told the day after
        return "TIME", f"{day}TNI" if day else None, mod_of(i)

    def _told_here(self, i: Found) -> bool:
        """Whether the paragraph told a day before an expression."""
        return any(m.grain == "D" and m.index == i.parsed.index for m in reversed(self.marks))

    def _dawn(self, i: Found) -> Value:
        day = self._day_of(i)
        to_come = day == self.day and i.partner is None and self.outlook(i) == Outlook("future")
        if (
            day is not None
            and words("dawn")[i.get("part") or ""] == "MO"
            and (to_come or _FROM_DUSK.search(i.before(20)))
        ):
            day += dt.timedelta(1)  # "from dusk to dawn"
        return "TIME", f"{day}T{words('dawn')[i.get('part') or '']}" if day else None, None

    def _early_hours(self, i: Found) -> Value:
        day = self._day_of(i)
        return "TIME", f"{day}TMO" if day else None, None

    def _part_of(self, i: Found) -> Value:
        day = self._day_of(i)
        return "TIME", f"{day or 'XXXX-XX-XX'}T{words('part')[i.get('part') or '']}", mod_of(i)

    def _overnight(self, i: Found) -> Value:
        if i.partner is not None:
            night = self._day_of(i)
            if night is not None and "into" in i.text:  # "overnight into Thursday": the night before
                night -= dt.timedelta(1)
            return "TIME", f"{night or 'XXXX-XX-XX'}TNI", None
        if self.day is None:
            return "TIME", None, None
        return "TIME", f"{self.day - dt.timedelta(0 if self.ahead(i) else 1)}TNI", None

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
        return "DATE", unit_value(base, unit, step), None

    def _holiday(self, i: Found) -> Value:
        """A holiday, or the week or the weekend that it is of: "Easter week", "Memorial Day weekend"."""
        found = self._holiday_day(i)
        if found is None or i.get("long") is None or found[0] != "DATE" or not found[1]:
            return found
        day = dt.date.fromisoformat(found[1])
        if i.get("long") == "week":
            return "DATE", week_value(day), None
        return (
            "DATE",
            week_value(day - dt.timedelta(day.weekday() + 1 if day.weekday() < 2 else 0)) + "-WE",
            None,
        )  # a Monday ends its weekend

    def _holiday_day(self, i: Found) -> Value:
        name = i.get("name") or ""
        if _EVERY.search(i.before(8)) and (some := holiday(name, 2001)) is not None:
            return "SET", f"XXXX-{some:%m-%d}" if some == _next_year(holiday(name, 2002)) else "P1Y", None
        if i.get("year"):
            day = holiday(name, int(i.get("year") or 0))
            return "DATE", day.isoformat() if day else None, None
        if i.partner is not None:
            whole = self.resolve_value(i.partner)
            day = holiday(name, int(whole)) if whole and whole.isdigit() else None
            return "DATE", day.isoformat() if day else None, None
        if (mark := self._told(i)) is not None and (told := holiday(name, mark.day.year)):
            self.because = [mark.span]
            return "DATE", told.isoformat(), None
        if self.day is None:
            return "DATE", None, None
        days = [d for y in range(self.day.year - 1, self.day.year + 2) if (d := holiday(name, y))]
        if not days:
            return "DATE", None, None
        seen = self.outlook(i)
        way = {"last": "past", "next": "future", "this": "future"}.get(i.get("rel") or "", seen.way)
        if way == "future":
            over = 30 if (seen.present or seen.weak) and not i.get("rel") else 0  # "the feast is barely over"
            days = [d for d in days if (self.day - d).days <= over] or days
        elif way == "past":
            near = 0 if i.get("rel") else 14 if seen.loose or seen.weak or i.before(7).lower() == "before " else _EVE
            days = [d for d in days if (d - self.day).days <= near] or days
        today = self.day
        return "DATE", min(days, key=lambda d: abs((d - today).days)).isoformat(), None

    def _day_of(self, i: Found) -> dt.date | None:
        """The day of a clock time: its partner's, or that of the sentence, or the last that the story spoke of."""
        if i.partner is not None and (i.partner.rule in DAYS or i.partner.rule in ("the-before", "rel-unit")):
            value = self.resolve_value(i.partner)
            return dt.date.fromisoformat(value[:10]) if value and not value.startswith("X") else None
        mark = next((m for m in reversed(self.marks) if m.grain == "D" and not self.since(m)), None)
        if mark is None or mark.index < i.parsed.index - (i.rule == "the-part"):
            return self.day
        if mark.index != i.parsed.index and (self.day is None or not 0 <= (self.day - mark.day).days < _NEWS):
            return self.day  # "on Monday ...", and in the next paragraph "in the evening"
        if self.day is not None and 0 < (self.day - mark.day).days < 7:
            seen = self.outlook(i)
            if seen.way == "future" and not (seen.loose or seen.weak or seen.present or then_ahead(i.token)):
                return self.day  # "was called off on Tuesday and will resume at noon"
        return mark.day + dt.timedelta(1) if self._past_midnight(i, mark) else mark.day

    def _past_midnight(self, i: Found, mark: Mark) -> bool:
        """Whether a small hour comes after a late one: "called at 11:40 p.m. Saturday; he died at 1:20 a.m." """
        small = (i.get("ampm") or "").startswith("a") and int(i.get("hour") or 0) % 12 < 6
        return small and mark.hour >= 20 and self.outlook(i).way == "past"

    def _at(self, i: Found, clock: str) -> Value:
        day, partner = self._day_of(i), i.partner
        if partner is not None and partner.rule == "this-part":
            value = self.resolve_value(partner)
            hour, day = int(clock[:2]), dt.date.fromisoformat(value[:10]) if value else None
            late = partner.get("part") in _LATE
            if day is not None and partner.get("part") == "night" and (hour == 12 or hour < _SMALL):
                day, clock = day + dt.timedelta(1), f"{hour % 12:02d}{clock[2:]}"  # "2:30 last night"
            elif late and hour < 12:
                clock = f"{hour + 12:02d}{clock[2:]}"  # "11:30 last night"
        mark = self.marks[-1] if self.marks else None
        if mark is not None and day == mark.day and mark.hour > int(clock[:2]) and _TO.search(i.before(12)) and i.span.start - mark.span.end < 12:  # fmt: skip
            day += dt.timedelta(1)  # "from 10 p.m. to 5 a.m."
        return "TIME", f"{day or 'XXXX-XX-XX'}T{clock}", bound_of(i)

    def _clock(self, i: Found) -> Value:
        hour, minute = (
            int(words("number")[i.get("said") or ""] if i.get("said") else i.get("hour") or 0),
            i.get("minute") or "00",
        )
        return self._hour(i, hour, minute, re.sub(r"\s+", " ", i.get("ampm") or ""))

    def _hour(self, i: Found, hour: int, minute: str, half: str) -> Value:
        """A clock time by its half of the day: "a.m", "in the evening", "o'clock"."""
        if half.startswith("o'clock "):
            half = half.removeprefix("o'clock ")
        if half[0] in "ap" and half != "at night":
            if hour <= 12:
                hour = hour % 12 + (12 if half.startswith("p") else 0)
            elif half.startswith("a"):
                return None
        elif half.endswith(("afternoon", "evening", "night", "tonight")) and hour < 12:
            hour += 12
        elif half == "o'clock" and hour < 12 and i.partner is not None and (i.partner.get("part") in _LATE or i.partner.get("deictic") == "tonight"):  # fmt: skip
            hour += 12  # "11 o'clock on Sunday night"
        return self._at(i, f"{hour:02d}:{minute}")

    def _clock24(self, i: Found) -> Value:
        return self._at(i, f"{int(i.get('hour') or 0):02d}:{i.get('minute')}")

    _clock_gmt = _clock_four = _clock24

    def _clock_said(self, i: Found) -> Value:
        """ "Half past nine", "a quarter to six", "four thirty in the morning"."""
        hour = int(words("number")[i.get("said") or i.get("said2") or ""])
        minute = _MINUTES.get((i.get("past") or i.get("to") or "").removeprefix("a ").split(" ")[0], 0)
        if said := i.get("minutes"):
            minute = int(number(said.removeprefix("oh ")))
        if i.get("to"):
            hour, minute = (hour - 2) % 12 + 1, 60 - minute
        return self._hour(i, hour, f"{minute:02d}", i.get("ampm") or i.get("ampm2") or "o'clock")

    def _noon(self, i: Found) -> Value:
        return self._at(i, "24:00" if i.get("word") == "midnight" else "12:00")


def _next_year(day: dt.date | None) -> dt.date | None:
    """The same day of 2001, to tell whether a holiday of 2002 is a fixed day."""
    return day.replace(year=2001) if day is not None else None


def _delivered(token: Token | None) -> bool:
    """Whether a month is that of a contract of the markets: "for January settlement", "December futures", "for delivery in March"."""
    noun = token.head if token is not None else None
    if noun is not None and noun.pos_ == "ADP":
        noun = noun.head
    return noun is not None and noun.lemma_.lower() in happenings("delivery")


def _scheduled(token: Token | None) -> bool:
    """Whether the verb that governs a time is one of timetables: "the museum reopens on Friday"."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None) if token is not None else None
    return verb is not None and (verb.lemma_ in happenings("present") or verb.tag_ == "VBG")


def _recorded(token: Token | None) -> bool:
    """Whether a time stands before the noun of what is over when news tells of it."""
    return token is not None and token.head.lemma_ in happenings("record")


def _now(token: Token | None) -> bool:
    """Whether a verb in the present tense governs a time: "the votes that she needs in November"."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None) if token is not None else None
    return verb is not None and verb.tag_ in ("VBZ", "VBP")


def _looked_to(token: Token | None) -> bool:
    """Whether a day is that of what a preposition looks ahead to: "before the debate on Friday", "plans for Sunday's match"."""
    noun = next((a for a in token.ancestors if a.pos_ != "ADP"), None) if token is not None else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ != "pobj":
        return False
    word = noun.head.lower_
    held = happenings("happening") | happenings("held")
    return word in ("before", "into", "until") or (
        word in ("for", "to", "toward", "towards", "over") and noun.lemma_.lower() in held
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


def _date(year: str | None, month: str | None, day: str | None) -> dt.date:
    return dt.date(int(year or 0), int(month or 0), int(day or 0))
