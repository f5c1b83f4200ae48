"""What time expressions mean: TIMEX3 type, value and mod, reasoned out in the order of the story's words.

What the story told before stands in :mod:`~wireledger.reading.timecontext`, the rules of days in
:mod:`~wireledger.reading.timedays`, those of weeks and more in :mod:`~wireledger.reading.timeperiods`; here are lengths and
what happens again and again.
"""

from __future__ import annotations

import datetime as dt
import re

from wireledger.knowledge.times import number, words
from wireledger.model import Time
from wireledger.reading.calendar import add_period
from wireledger.reading.expressions import Found
from wireledger.reading.timecontext import Value
from wireledger.reading.timelengths import bound_of, count_of, duration_of, period, summed, unit_of, unit_value
from wireledger.reading.timeperiods import Periods
from wireledger.reading.timex import interval, shift

_LEADS = {"since": "ON_OR_AFTER", "by": "ON_OR_BEFORE", "until": "ON_OR_BEFORE", "till": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER"}  # fmt: skip
_LEAD = re.compile(r"(?i)\b(since|by|until|till|before|after)\s+(?:at\s+least\s+)?$")
_THAT = re.compile(
    r"\s+(?:(?:after|before)\s+(?:that|this|then)\b(?!\s+\w)|(?P<exact>from\s+(?:then\b|that\s+(?:day|date)\b))|thereafter\b)"
)
_IN_A_ROW = re.compile(r"(?i)\bfor\s$")
_UNSURE = re.compile(r"(?i)\b(?:trading|business|working|fiscal)\b")
"""Days and years that are not those of the calendar."""


class Resolver(Periods):
    """Gives the expressions of one story their values: a rule of the grammar is the method of its name ("rel-unit" is ``_rel_unit``)."""

    __slots__ = ()

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
        if kind == "DURATION" and value is not None and item.rule in ("rel-n-unit", "months-of", "rel-unit", "n-unit"):
            self.length = (value, item.parsed.index, item.span.start)
        if kind in ("DATE", "TIME"):
            begin, end = interval(value, self._zone(item) if kind == "TIME" else None)
            if begin:
                at = value[:10] if kind == "TIME" and value else begin[:10]  # midnight as 24:00 ends its day
                self._mark(item, value or "", dt.date.fromisoformat(at))
            if mod is None and kind == "DATE" and (lead := _LEAD.search(item.before())):
                mod = _LEADS[lead[1].lower()]
        return Time(span=item.span, type=kind, value=value, begin=begin, end=end, mod=mod, because=self.because)

    def _n_unit(self, i: Found) -> Value:
        mod = bound_of(i)
        n = count_of(i)
        unit = unit_of(i)
        following = re.match(r"\s+(after|before)\s", i.after(12)) if not _UNSURE.search(i.text) else None
        that = _THAT.match(i.after(24))
        if that and n != "X" and unit in ("D", "W", "M", "Y") and (base := self._base(unit, i, ahead=True)):
            count = int(float(n)) * (-1 if following and following[1] == "before" else 1)
            exact = that["exact"] and (mark := self.last("D")) is not None and mark.day == base
            exactly = add_period(base, f"P{count}{unit}").isoformat() if exact and count > 0 else None
            return "DATE", exactly or unit_value(base, unit, count), mod
        if i.partner is not None and i.partner.rule == "n-unit":
            return "DURATION", summed(duration_of(i), duration_of(i.partner)), mod
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
        return "DURATION", duration_of(i), mod

    def _another(self, i: Found) -> Value:
        return "DURATION", period("1", unit_of(i)), None

    def _a_while(self, i: Found) -> Value:
        return "DURATION", "PXX", None

    def _age(self, i: Found) -> Value:
        return "DURATION", period(number(i.get("n") or ""), unit_of(i)), None

    def _rel_n_unit(self, i: Found) -> Value:
        return "DURATION", duration_of(i), None

    def _rel_seasons(self, i: Found) -> Value:
        return "SET", f"XXXX-{words('season')[i.get('season') or '']}", None

    def _rel_units(self, i: Found) -> Value:
        if i.get("rel") == "recent" and unit_of(i) in ("Y", "DE"):
            return "DATE", "PAST_REF", None
        if i.get("rel") == "past":
            return "DATE", "PAST_REF", None
        return "DURATION", period("X", unit_of(i)), None

    def _nth_unit(self, i: Found) -> Value:
        if unit_of(i) == "D" and not re.search(r"(?i)straight|consecutive|successive|running", i.text + i.after(16)) and not _IN_A_ROW.search(i.before(8)):  # fmt: skip
            return "DATE", self._day_counted(i), None
        ord_ = i.get("ord") or ""
        return "DURATION", period(re.sub(r"\D", "", ord_) or words("ordinal")[ord_], unit_of(i)), None

    def _day_counted(self, i: Found) -> str | None:
        """The day that "the second day of the talks" is: that told just before, else that of the story, unless the past is told."""
        mark = next((m for m in reversed(self.marks) if m.index == i.parsed.index), None)
        if i.partner is not None:
            return self.resolve_value(i.partner)
        if i.before(3).lower() == "on " or (
            mark and self.day and mark.day > self.day and self.outlook(i).way == "past"
        ):
            return None  # "was hit on its second day"
        if mark is not None and mark.grain == "D":
            self.because = [mark.span]
            return mark.day.isoformat()
        seen = self.outlook(i)
        now = mark is None and (seen.way is None or seen.present)
        return self.day.isoformat() if self.day and now else None

    def _unit_long(self, i: Found) -> Value:
        return "DURATION", period("X" if i.get("plural") else "1", unit_of(i)), None

    def _units(self, i: Found) -> Value:
        return "DURATION", period("X", unit_of(i)), None

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
        n = words("ordinal").get(i.get("other") or "", "2") if i.get("other") else number(i.get("n") or "one")
        unit = unit_of(i)
        if (i.get("unit") or "").startswith("night") and n == "1":
            return "SET", "XXXX-XX-XXTNI", None
        return "SET", "XXXX-WXX-WE" if unit == "WE" else period(n, unit), None

    def _weekends(self, i: Found) -> Value:
        return "SET", "XXXX-WXX-WE" if i.get("word") == "weekends" else "XXXX-WXX", None

    def _adverb_set(self, i: Found) -> Value:
        return "SET", words("repeated")[i.get("adverb") or ""], None

    def _rate(self, i: Found) -> Value:
        return "SET", period("1", words("unit")[i.get("unit") or ""]), None

    _per = _rate

    def _then(self, i: Found) -> Value:
        mark = self.marks[-1] if self.marks else None
        if mark is None:
            return None
        self.because = [mark.span]
        return "DATE", unit_value(mark.day, mark.grain, 0), None

    def _reference(self, i: Found) -> Value:
        return "DATE", words("reference")[i.get("word") or ""], None
