"""The stage ``times``: TIMEX3 expressions, their values and intervals, and the date of the story itself.

Expressions are found by a grammar over the words of a paragraph (the parts stand in the tables at the top); what they
mean is reasoned out afterwards: deictic ones against publication, weekdays and bare months in the direction of the tense
of the verb that governs them, anaphoric ones against the date that the story spoke of last.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from wireledger.model import Span, Time
from wireledger.reading.calendar import add_period
from wireledger.reading.draft import Draft
from wireledger.reading.language import Parsed, clause
from wireledger.reading.publication import Dated, infer
from wireledger.reading.timex import interval, shift, week_value

MONTHS = {
    name: n
    for n, names in enumerate(
        ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"], start=1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: n
    for n, names in enumerate(
        ["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"])
    for name in names.split()
}  # fmt: skip
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {w: n for n, w in enumerate(_ONES)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
NUMBERS |= {f"{t}-{o}": 10 * i + j for i, t in enumerate(_TENS, 2) for j, o in enumerate(_ONES[1:10], 1)}
NUMBERS |= {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "a dozen": 12, "dozen": 12, "a couple": 2, "a couple of": 2,
            "couple of": 2, "a half": 0, "half a": 0, "half": 0, "one and a half": 1}  # fmt: skip
_VAGUE = frozenset(
    ("several", "a few", "few", "many", "some", "recent", "dozens of", "numerous", "various", "a number of")
)
ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
UNITS = {"second": "S", "minute": "MIN", "hour": "H", "day": "D", "night": "D", "weekend": "WE", "week": "W", "fortnight": "W",
         "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "millennium": "ML"}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "MI", "midday": "MI"}
REFS = {"now": "PRESENT_REF", "currently": "PRESENT_REF", "at present": "PRESENT_REF", "the present": "PRESENT_REF", "current": "PRESENT_REF",
        "nowadays": "PRESENT_REF", "presently": "PRESENT_REF", "at the moment": "PRESENT_REF", "these days": "PRESENT_REF", "right now": "PRESENT_REF",
        "recently": "PAST_REF", "recent": "PAST_REF", "lately": "PAST_REF", "the past": "PAST_REF", "previously": "PAST_REF", "once": "",
        "earlier": "", "soon": "FUTURE_REF", "the future": "FUTURE_REF", "the near future": "FUTURE_REF", "future": "FUTURE_REF"}  # fmt: skip
HOLIDAYS = {"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1), "new year's eve": (12, 31),
            "halloween": (10, 31), "valentine's day": (2, 14), "bastille day": (7, 14), "may day": (5, 1), "veterans day": (11, 11)}  # fmt: skip

_M = r"(?P<month>January|Jan\b\.?|February|Feb\b\.?|March|Mar\b\.|April|Apr\b\.?|May|June|Jun\b\.?|July|Jul\b\.?|August|Aug\b\.?|September|Sept?\b\.?|October|Oct\b\.?|November|Nov\b\.?|December|Dec\b\.?)"
_MX = _M.replace("?P<month>", "?:")
_W = r"(?P<weekday>Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
_N = r"(?P<n>(?:an?\s+)?(?:hundred|dozen)|" + "|".join(f"(?:{t}(?:-(?:{'|'.join(_ONES[1:10])}))?)" for t in _TENS) + "|" + "|".join(sorted(_ONES, key=len, reverse=True)) + r"|\d{1,4}(?:[.,]\d+)?|a\s+couple(?:\s+of)?|half\s+an?|an?)"  # fmt: skip
_VN = r"(?P<vague>several|a\s+few|few|many|some|recent|dozens\s+of|a\s+number\s+of)"
_U = r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
_UM = r"(?P<unit>seconds?|minutes?|hours?|days?|weekends?|weeks?|months?|quarters?|years?|decades?|century)"
_S = r"(?P<season>spring|summer|autumn|fall|winter)"
_P = r"(?P<part>morning|afternoon|evening|night)"
_MOD = r"(?:(?P<mod>early|late|mid|the\s+beginning\s+of|the\s+start\s+of|the\s+end\s+of|the\s+middle\s+of|earlier|later)[\s-]+)?"
_REL = r"(?P<rel>last|next|this|past|the\s+past|the\s+last|the\s+next|the\s+coming|coming|previous|the\s+previous|following|the\s+following|the\s+same|the\s+current|that)"
_Y = r"(?P<year>1[5-9]\d\d|20\d\d|2100)"
_BOUND = r"(?:(?P<bound>about|around|nearly|almost|roughly|approximately|some|more\s+than|over|less\s+than|under|at\s+least|at\s+most|up\s+to)\s+)?"
_TZ = r"(?:\s*(?P<zone>GMT|UTC|EST|EDT|CET|CEST|MSK|local\s+time|[ECMP][SD]?T))?"

_RULES: list[tuple[str, re.Pattern[str]]] = [
    (name, re.compile(r"(?<![\w$€£.-])(?:" + pattern + r")(?![\w])", 0 if name in ("month-day", "month", "weekday", "day-month", "ref-cased", "month-year") else re.IGNORECASE))
    for name, pattern in [
        ("iso", r"(?P<year>\d{4})-(?P<mon>\d{2})-(?P<day>\d{2})(?:T\d{2}:\d{2}\S*)?"),
        ("slash", r"(?P<mon>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})"),
        ("month-day", rf"(?:{_W},?\s+)?{_M}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d{{3}}|\s+(?:percent|million|billion))(?:,?\s+(?P<year>\d{{4}})(?!\s+(?:troops|soldiers|people)))?"),
        ("day-month", rf"(?:{_W},?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_M}(?:,?\s+(?P<year>\d{{4}}))?"),
        ("month-year", rf"(?P<mod>early|late|mid|the end of|the beginning of|the start of)?[\s-]*{_M},?\s+(?:of\s+)?(?P<year>\d{{4}})"),
        ("month", rf"(?P<mod>early|late|mid)?(?:[\s-]+)?(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|[Tt]he end of|[Tt]he beginning of|[Tt]he start of)?\s*(?<![A-Za-z-]){_M}(?:\s+(?:of\s+)?(?P<rely>last|next|this)\s+year)?"),
        ("weekday", rf"(?P<rel>[Ll]ast|[Nn]ext|[Tt]his|this coming|this past|this week's)?\s*(?<![A-Za-z]){_W}(?:\s+(?P<part>morning|afternoon|evening|night))?"),
        ("today", rf"(?:(?P<mod>early|late|earlier|later)\s+)?(?P<deictic>today|yesterday|tomorrow|tonight|the day before yesterday|the day after tomorrow)(?:\s+{_P})?"),
        ("this-part", rf"(?P<rel>this|last)\s+{_P}"),
        ("rel-unit", rf"{_MOD}{_REL}\s+(?P<unit>week|weekend|month|quarter|year|decade|century|day)(?:'s)?"),
        ("rel-n-unit", rf"{_REL}\s+(?:{_N}|{_VN})\s+{_U}"),
        ("rel-units", r"(?:in|over|during|for)?\s*(?P<rel>(?:the\s+)?(?:last|past|next|coming|recent))\s+(?P<unit>days|weeks|months|years|decades)"),
        ("rel-season", rf"{_MOD}(?P<rel>last|next|this|the\s+previous|the\s+following|that)\s+{_S}"),
        ("season-year", rf"{_MOD}(?:the\s+)?{_S}\s+(?:of\s+)?{_Y}"),
        ("end-rel", r"(?P<edge>the\s+end|the\s+beginning|the\s+start|mid)(?:\s+of\s+|-)(?P<rel>the|this|next|last)\s+(?P<unit>week|month|quarter|year|decade|century)"),
        ("ago", rf"{_BOUND}(?:{_N}|{_VN})\s+{_U}\s+(?P<dir>ago|earlier|later|before|from\s+now|hence)"),
        ("ago-bare", r"(?P<vague>)(?P<unit>days|weeks|months|years|decades|centuries)\s+(?P<dir>ago|earlier|later)"),
        ("year-ago", r"(?:the\s+|a\s+)?(?P<n>year)-(?:ago|earlier)(?:\s+(?P<what>quarter|period|month))?"),
        ("after-that", rf"(?:{_N})\s+{_U}\s+(?P<dir>after(?:wards?)?|before)(?=\s+(?:the|that|his|her|its|a)\b)"),
        ("quarter", r"(?:the\s+)?(?:(?P<fiscal>fiscal)\s+)?(?P<ord>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter(?:\s+(?:of\s+)?(?:fiscal\s+)?(?P<year>\d{4}))?"),
        ("half", r"(?:the\s+)?(?P<ord>first|second)\s+half\s+of\s+(?:the\s+)?(?:(?P<year>\d{4})|(?P<rel>this|last|next)?\s*year)"),
        ("fiscal", r"(?:the\s+)?(?:fiscal(?:\s+year)?|FY)\s*(?P<year>\d{4})"),
        ("decade", r"(?P<mod>early|late|mid|the\s+early|the\s+late|the\s+mid)?[\s-]*(?:the\s+)?(?:(?P<year>1[5-9]\d0|20\d0)'?s|'?(?P<short>[2-9]0)s(?=\s)|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))"),
        ("century", rf"(?P<mod>early|late|mid)?[\s-]*(?:the\s+)?(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|(?:twenty-)?(?:{'|'.join(ORDINALS)})|eleventh|twelfth|\w+teenth|twentieth)[\s-]century"),
        ("the-unit", r"(?P<the>the|that)\s+(?P<unit>quarter|weekend)(?!\s+of)"),
        ("the-latest", r"the\s+latest\s+(?P<unit>quarter|period|week|month|year)"),
        ("n-unit", rf"(?:{_BOUND}(?:the\s+)?(?:{_N}|{_VN})(?:\s+|-)(?:(?P<and>and\s+a\s+half)\s+)?{_U})(?:-long)?(?![\s-]+old\b)"),
        ("nth-unit", rf"(?:the|a|its|his|her|their)\s+(?P<ord>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:(?:straight|consecutive)\s+)?(?P<unit>day|week|month|year)"),
        ("first-n", rf"the\s+(?:first|last|final)\s+{_N}\s+{_U}"),
        ("unit-long", r"(?P<unit>decade|month|year|week|day|century|hour)s?-(?:long|old)"),
        ("units", r"(?<!of )(?P<unit>days|weeks|months|years|decades|centuries|hours)(?!\s+(?:of\s+age|old))"),
        ("set", rf"(?P<every>every|each)\s+(?:(?P<other>other)\s+)?(?:{_N}\s+)?(?:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|(?P<unit>seconds?|minutes?|hours?|days?|weeks?|weekend|months?|quarters?|years?|decades?)|{_P})"),
        ("adverb-set", r"(?P<adverb>hourly|daily|weekly|biweekly|monthly|quarterly|annually|annual|yearly|biannual)"),
        ("rate", r"(?:once|twice|\w+\s+times)\s+(?:a|per|each)\s+(?P<unit>day|week|month|year|decade)"),
        ("clock", rf"(?P<hour>[01]?\d|2[0-3])(?:(?::|\.)(?P<minute>[0-5]\d))?\s*(?P<ampm>[ap]\.?m\b\.?){_TZ}"),
        ("clock24", rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?:\s*hours)?{_TZ}"),
        ("clock-gmt", r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s+(?P<zone>GMT|UTC)"),
        ("noon", r"(?P<word>noon|midnight)"),
        ("holiday", "|".join(sorted((re.escape(h) for h in HOLIDAYS), key=len, reverse=True)) + r"|Thanksgiving(?:\s+Day)?|Easter(?:\s+Sunday)?|Labor\s+Day|Memorial\s+Day"),
        ("year", rf"{_MOD}{_Y}(?:'s)?(?!\s*(?:percent|%|troops|soldiers|people|men|women|dollars|tons|tonnes|km|kilomet|miles|meters|metres|euros|members|workers|personnel|times|pages|points)|[.,]\d|-\d{{3}})"),
        ("short-year", r"'(?P<short>\d\d)"),
        ("ref", r"now|currently|at\s+present|nowadays|presently|at\s+the\s+moment|these\s+days|right\s+now|recently|recent|lately|the\s+past|previously|soon|the\s+near\s+future|the\s+future|future|current"),
    ]
]  # fmt: skip
_TIGHT = re.compile(r"^(?:in|over|during|for)\s+", re.IGNORECASE)
_MODS = {"early": "START", "earlier": "START", "the beginning of": "START", "the start of": "START", "the beginning": "START", "the start": "START",
         "late": "END", "later": "END", "the end of": "END", "the end": "END", "mid": "MID", "the middle of": "MID"}  # fmt: skip
_BOUNDS = {"about": "APPROX", "around": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "roughly": "APPROX", "approximately": "APPROX", "some": "APPROX",
           "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS"}  # fmt: skip
Direction = Literal["past", "future"] | None
_Kind = Literal["DATE", "TIME", "DURATION", "SET"]
_Value = tuple[_Kind, str | None, str | None] | None
"""Type, value and mod; None where the words turn out to be no time."""


@dataclass(slots=True)
class Times:
    """The times of a story in the order of their words."""

    draft: Draft
    items: list[Time] = field(default_factory=list)

    def overlapping(self, span: Span) -> list[Time]:
        return [t for t in self.items if t.span.overlaps(span)]

    def of(self, predicate: Token) -> Time | None:
        """The date or time that the clause of ``predicate`` happened at: the time expression that modifies it
        nearest, never a duration or set. None where the clause has none of its own."""
        best: tuple[int, Time] | None = None
        for time in self.items:
            if time.type in ("DATE", "TIME") and time.begin is not None:
                token = self.draft.language.token_at(time.span.start)
                if token is None or token.doc is not predicate.doc or token.sent != predicate.sent:
                    continue
                distance = _distance(token, predicate)
                if distance is not None and (best is None or distance < best[0]):
                    best = (distance, time)
        return best[1] if best else None


_ATTRIBUTES = frozenset(("nummod", "amod", "compound", "poss", "nmod"))


def _distance(token: Token, predicate: Token) -> int | None:
    """How near a time stands to a predicate in the parse; None where it belongs to another clause or to a noun."""
    below = token
    for steps, node in enumerate((token, *token.ancestors)):
        if node == predicate:
            return steps
        if steps and node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass"):
            return None
        if (
            steps == 1
            and token.dep_ in ("nummod", "amod", "compound")
            and node.pos_ in ("NOUN", "PROPN")
            and node.ent_type_ != "DATE"
        ):
            return None  # "a 2018 agreement": the noun's time
        if (
            steps
            and node.pos_ in ("NOUN", "PROPN")
            and below.dep_ in _ATTRIBUTES
            and node.ent_type_ not in ("DATE", "TIME")
        ):
            return None  # "a 2018 agreement", "last year's coup": the time is the noun's own
        below = node
    return None


@dataclass(slots=True)
class _Found:
    rule: str
    match: re.Match[str]
    parsed: Parsed
    start: int
    end: int
    span: Span
    token: Token | None

    def get(self, group: str) -> str | None:
        value = self.match.groupdict().get(group)
        return re.sub(r"\s+", " ", value).strip().lower() if value else None


def find(draft: Draft) -> list[_Found]:
    """The expressions of a story, leftmost and longest, without what the parse says is no time ("may", "second")."""
    found: list[_Found] = []
    for parsed in draft.language.paragraphs:
        text = parsed.doc.text
        matches = [
            (m.start() + len(m[0]) - len(m[0].lstrip()), -m.end(), i, name, m)
            for i, (name, rule) in enumerate(_RULES)
            for m in rule.finditer(text)
        ]
        matches.sort(key=lambda x: (x[0], x[1], x[2]))
        last = -1
        for start, negative_end, _, name, match in matches:
            end = -negative_end
            lead = _TIGHT.match(match[0])
            start += lead.end() if lead and name == "rel-units" else 0
            while start < end and text[start] in " -":
                start += 1
            if start < last or start >= end:
                continue
            if text[start:end].endswith("'s") and name != "holiday":
                end -= 2
            span = draft.language.chars(parsed, start, end)
            item = _Found(name, match, parsed, start, end, span, draft.language.token_at(span.start))
            if _is_time(item):
                found.append(item)
                last = end
    return found


def _is_time(item: _Found) -> bool:
    token = item.token
    if (
        item.rule == "month"
        and (item.get("month") or "").rstrip(".") in ("may", "march", "mar", "jan")
        and not item.get("rel")
    ):
        return token is None or (
            token.pos_ == "PROPN"
            and (token.ent_type_ in ("DATE", "") and token.dep_ not in ("aux",))
            and token.ent_type_ != "PERSON"
        )
    if item.rule == "ref" and item.match[0].lower() in ("future", "current", "recent"):
        return (
            token is not None and token.pos_ == "ADJ" and not (token.lower_ != "recent" and token.ent_type_ == "PERSON")
        )
    if item.rule in ("month", "holiday") and token is not None and token.ent_type_ == "PERSON":
        return False
    if (
        item.rule == "n-unit"
        and item.get("n") in ("a", "an")
        and item.match[0].lower().startswith(("a second", "a quarter"))
    ):
        return False
    if item.rule in ("n-unit", "units") and (item.get("unit") or "").startswith("second") and not item.get("n"):
        return False
    if item.rule == "n-unit" and (item.get("unit") or "").startswith("quarter") and item.get("n") in ("three",):
        return False
    if item.rule == "year":
        return _is_year(item)
    return not (item.rule == "noon" and token is not None and token.pos_ == "PROPN")


def _is_year(item: _Found) -> bool:
    """A bare four-digit number is a year unless it counts a noun or follows a currency sign."""
    token = item.token
    if token is None:
        return True
    after = item.parsed.doc.text[item.end : item.end + 1]
    if after in ("-", "/") and not item.parsed.doc.text[item.end + 1 : item.end + 2].isdigit():
        return True
    return not (token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.ent_type_ != "DATE")


class _Resolver:
    """Gives the expressions of one story their values, in the order of the words."""

    def __init__(self, draft: Draft, published: dt.date | None) -> None:
        self.draft = draft
        self.day = published
        self.narrative: dt.date | None = published
        """The day that the story spoke of last: what "the next day" and "a week later" count from."""

    def direction(self, item: _Found) -> Direction:
        """The tense of the verb that governs the expression: the past, the future, or neither."""
        token = item.token
        if token is None:
            return None
        for node in (token, *token.ancestors):
            if node.pos_ not in ("VERB", "AUX") or node.dep_ in ("aux", "auxpass", "amod"):
                continue
            helpers = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            if helpers & {"will", "'ll", "shall", "would", "going"} or (
                node.tag_ == "VB" and helpers & {"to", "may", "can", "could", "should", "must"}
            ):
                return "future"
            if node.tag_ == "VBD" or helpers & {"was", "were", "had", "has", "have", "did", "been"}:
                return "past"
            if node.tag_ in ("VBP", "VBZ") and node.lemma_ in (
                "expire",
                "end",
                "begin",
                "start",
                "expect",
                "plan",
                "meet",
                "be",
                "take",
            ):
                return "future" if node.lemma_ in ("expire", "begin", "start", "plan", "expect", "take") else None
            if node.tag_ in ("VBN", "VBG") and node.dep_ in ("acl", "advcl", "xcomp", "relcl"):
                if node.tag_ == "VBN" and not helpers:
                    return "past"
                continue
        return None

    def resolve(self, item: _Found) -> Time | None:
        """The TIMEX3 of an expression; None where it turns out to be none."""
        handler = getattr(self, "_" + item.rule.replace("-", "_"))
        try:
            result = handler(item)
        except (ValueError, OverflowError, KeyError):
            return None
        if result is None:
            return None
        kind, value, mod = result
        begin, end = interval(value) if kind in ("DATE", "TIME") else (None, None)
        if kind in ("DATE", "TIME") and begin and item.rule not in ("year", "decade", "century", "ref", "fiscal"):
            day = dt.date.fromisoformat(begin[:10])
            if item.rule not in ("rel-unit", "quarter"):
                self.narrative = day
        return Time(span=item.span, type=kind, value=value, begin=begin, end=end, mod=mod)

    # Each method returns (type, value, mod).

    def _iso(self, i: _Found) -> _Value:
        return "DATE", dt.date(int(i.match["year"]), int(i.match["mon"]), int(i.match["day"])).isoformat(), None

    def _slash(self, i: _Found) -> _Value:
        year = int(i.match["year"])
        year += 0 if year > 99 else 2000 if year < 50 else 1900
        return "DATE", dt.date(year, int(i.match["mon"]), int(i.match["day"])).isoformat(), None

    def month(self, i: _Found) -> int:
        return MONTHS[(i.get("month") or "").rstrip(".")]

    def year_for(self, month: int, day: int, direction: Direction, weekday: int | None = None) -> int | None:
        """The year that a month and day without one mean."""
        if self.day is None:
            return None
        years = []
        for year in range(self.day.year - 1, self.day.year + 2):
            try:
                candidate = dt.date(year, month, day)
            except ValueError:
                continue
            if weekday is None or candidate.weekday() == weekday:
                years.append((year, (candidate - self.day).days))
        if not years:
            return None
        if direction == "past":
            years = [y for y in years if y[1] <= 0] or years
        elif direction == "future":
            years = [y for y in years if y[1] >= 0] or years
        else:  # without a tense, news looks back rather than forward
            years = [(y, d if d <= 0 else d + 30) for y, d in years]
        return min(years, key=lambda y: abs(y[1]))[0]

    def _month_day(self, i: _Found) -> _Value:
        month, day = self.month(i), int(i.match["day"])
        weekday = WEEKDAYS[(i.get("weekday") or "").rstrip(".").removesuffix("s")] if i.get("weekday") else None
        if i.match["year"]:
            year: int | None = int(i.match["year"])
        elif day > 31:
            return None
        else:
            year = self.year_for(month, day, self.direction(i), weekday)
        if year is None:
            dt.date(2000, month, day)
            return "DATE", f"XXXX-{month:02d}-{day:02d}", None
        return "DATE", dt.date(year, month, day).isoformat(), None

    _day_month = _month_day

    def _month_year(self, i: _Found) -> _Value:
        year = int(i.match["year"])
        if not 1000 <= year <= 2999:
            return None
        return "DATE", f"{year:04d}-{self.month(i):02d}", _MODS.get(i.get("mod") or "")

    def _month(self, i: _Found) -> _Value:
        month, rel = self.month(i), i.get("rel")
        mod = _MODS.get(i.get("mod") or rel or "")
        if self.day is None:
            return "DATE", f"XXXX-{month:02d}", mod
        if i.match["rely"]:
            year = self.day.year + {"last": -1, "this": 0, "next": 1}[i.match["rely"].lower()]
            return "DATE", f"{year:04d}-{month:02d}", mod
        here = self.day.month
        if rel == "last":
            year = self.day.year - (month >= here)
        elif rel == "next":
            year = self.day.year + (month <= here)
        elif rel == "this":
            year = self.day.year
        else:
            direction = self.direction(i)
            if direction == "past":
                year = self.day.year - (month > here)
            elif direction == "future":
                year = self.day.year + (month < here)
            else:
                # without a tense: the nearer of the two, the past where they are alike
                ahead = (month - here) % 12
                year = self.day.year + (month < here) if 0 <= ahead <= 3 else self.day.year - (month > here)
        return "DATE", f"{year:04d}-{month:02d}", mod

    def weekday_of(self, weekday: int, direction: Direction, rel: str | None) -> dt.date | None:
        if self.day is None:
            return None
        ahead = (weekday - self.day.weekday()) % 7
        if rel == "last":
            return self.day + dt.timedelta(ahead - 7)
        if rel == "next":
            return self.day + dt.timedelta(ahead or 7)
        if direction == "future":
            return self.day + dt.timedelta(ahead)
        return self.day + dt.timedelta(ahead - 7 if ahead else 0)

    def _weekday(self, i: _Found) -> _Value:
        word = (i.get("weekday") or "").rstrip(".")
        if word.endswith("s") and word not in WEEKDAYS:
            return "SET", f"XXXX-WXX-{WEEKDAYS[word[:-1]] + 1}", None
        day = self.weekday_of(WEEKDAYS[word], self.direction(i), i.get("rel"))
        part = i.get("part")
        if day is None:
            return "DATE", f"XXXX-WXX-{WEEKDAYS[word] + 1}", None
        if part:
            return "TIME", f"{day}T{PARTS[part]}", None
        return "DATE", day.isoformat(), None

    def _today(self, i: _Found) -> _Value:
        word, part = i.get("deictic"), i.get("part")
        offset = {
            "today": 0,
            "tonight": 0,
            "yesterday": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
        }[word or ""]
        if word == "tonight":
            part = "night"
        if self.day is None:
            return "DATE", None, None
        day = self.day + dt.timedelta(offset)
        if part:
            return "TIME", f"{day}T{PARTS[part]}", None
        return "DATE", day.isoformat(), _MODS.get(i.get("mod") or "")

    def _this_part(self, i: _Found) -> _Value:
        if self.day is None:
            return "TIME", None, None
        day = self.day - dt.timedelta(i.get("rel") == "last")
        return "TIME", f"{day}T{PARTS[i.get('part') or '']}", None

    def anchor(self, rel: str) -> tuple[dt.date | None, int]:
        """What a relative word counts from, and by how many units."""
        bare = rel.removeprefix("the ")
        if bare in ("previous", "following", "same") or rel == "that":
            return self.narrative, {"previous": -1, "following": 1}.get(bare, 0)
        return self.day, {"last": -1, "past": -1, "next": 1, "coming": 1}.get(bare, 0)

    def _rel_unit(self, i: _Found) -> _Value:
        rel, unit = i.get("rel") or "", UNITS[i.get("unit") or ""]
        if rel in ("the past", "past", "the last", "the next", "the coming") and unit in (
            "Y",
            "M",
            "W",
            "DE",
            "CE",
            "D",
            "Q",
        ):
            value = {"DE": "P10Y", "CE": "P100Y", "Q": "P3M", "D": "PT24H"}.get(unit, f"P1{unit}")
            return "DURATION", value, None
        if rel == "that" and unit in ("D", "Y", "M", "W") and self.narrative is None:
            return None
        day, n = self.anchor(rel)
        mod = _MODS.get(i.get("mod") or "")
        if day is None:
            return "DATE", None, mod
        if unit == "WE":
            year, week, _ = (day + dt.timedelta(7 * n)).isocalendar()
            return "DATE", f"{year:04d}-W{week:02d}-WE", mod
        return "DATE", shift(day, unit, n), mod

    def _end_rel(self, i: _Found) -> _Value:
        rel, unit = i.get("rel") or "", UNITS[i.get("unit") or ""]
        mod = _MODS.get(i.get("edge") or "")
        if self.day is None:
            return "DATE", None, mod
        return "DATE", shift(self.day, unit, {"last": -1, "next": 1}.get(rel, 0)), mod

    def count(self, i: _Found) -> str:
        """The number of an expression as TIMEX3 writes it: ``3``, ``X`` where it is vague."""
        word = i.get("n")
        if i.get("vague") is not None or word is None:
            return "X"
        if re.fullmatch(r"\d+(?:[.,]\d+)?", word):
            return word.replace(",", "")
        return str(NUMBERS[word])

    def duration(self, n: str, unit_word: str, *, half: bool = False) -> str:
        word = unit_word.lower()
        unit = UNITS.get(word) or UNITS[word.removesuffix("s").replace("centurie", "century")]
        if half and n.isdigit():
            if unit == "Y":
                return f"P{int(n) * 12 + 6}M"
            n = f"{n}.5"
        if n == "0":  # half a year
            return {"Y": "P6M", "H": "PT30M", "DE": "P5Y", "CE": "P50Y", "D": "PT12H", "M": "P15D"}.get(
                unit, f"P0.5{unit}"
            )
        if unit in ("S", "H", "MIN"):
            return f"PT{n}{'M' if unit == 'MIN' else unit}"
        if unit == "Q":
            return f"P{int(n) * 3}M" if n.isdigit() else "PXM"
        if unit in ("DE", "CE"):
            return f"P{int(n) * (10 if unit == 'DE' else 100)}Y" if n.isdigit() else f"PX{unit}"
        if word.startswith("fortnight"):
            return f"P{int(n) * 2}W" if n.isdigit() else "PXW"
        return f"P{n}{unit}"

    def _rel_n_unit(self, i: _Found) -> _Value:
        return "DURATION", self.duration(self.count(i), i.get("unit") or ""), None

    def _rel_units(self, i: _Found) -> _Value:
        return "DURATION", self.duration("X", i.get("unit") or ""), None

    def _rel_season(self, i: _Found) -> _Value:
        season, rel = SEASONS[i.get("season") or ""], i.get("rel") or ""
        if self.day is None:
            return "DATE", None, None
        year = self.day.year
        first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
        if rel in ("last", "the previous"):
            year -= first + 2 >= self.day.month or season == "WI"
        elif rel in ("next", "the following"):
            year += first <= self.day.month
        return "DATE", f"{year:04d}-{season}", _MODS.get(i.get("mod") or "")

    def _season_year(self, i: _Found) -> _Value:
        return "DATE", f"{i.match['year']}-{SEASONS[i.get('season') or '']}", _MODS.get(i.get("mod") or "")

    def _ago(self, i: _Found) -> _Value:
        way = i.get("dir") or ""
        n = self.count(i)
        bound = _BOUNDS.get(i.get("bound") or "")
        base = self.day if way in ("ago", "from now", "hence") else self.narrative or self.day
        if n == "X":
            return "DATE", "PAST_REF" if way in ("ago", "earlier", "before") else "FUTURE_REF", None
        unit = UNITS.get((i.get("unit") or "").removesuffix("s")) or UNITS["century"]
        if (
            way == "before"
            and i.parsed.doc.text[i.end : i.end + 1] == " "
            and i.parsed.doc.text[i.end + 1 : i.end + 2].islower()
        ):
            return "DURATION", self.duration(n, i.get("unit") or ""), bound
        if base is None:
            return "DATE", None, bound
        count = float(n) if "." in n else int(n)
        sign = -1 if way in ("ago", "earlier", "before") else 1
        if unit in ("S", "H", "MIN"):
            return "TIME", None, bound
        if unit in ("DE", "CE"):
            return "DATE", shift(base, "Y", sign * int(count) * (10 if unit == "DE" else 100)), bound
        if unit == "Q":
            return "DATE", shift(base, "Q", sign * int(count)), bound
        return "DATE", shift(base, unit, sign * int(count)), bound

    def _ago_bare(self, i: _Found) -> _Value:
        return "DATE", "PAST_REF" if i.get("dir") != "later" else "FUTURE_REF", None

    def _year_ago(self, i: _Found) -> _Value:
        if self.day is None:
            return "DATE", None, None
        if i.get("what") == "quarter":
            return "DATE", shift(self.day, "Q", -5), None
        return "DATE", shift(self.day, "Y", -1), None

    def _after_that(self, i: _Found) -> _Value:
        return "DURATION", self.duration(self.count(i), i.get("unit") or ""), None

    def _quarter(self, i: _Found) -> _Value:
        n = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}[
            i.get("ord") or ""
        ]
        if i.match["year"]:
            return "DATE", f"{i.match['year']}-Q{n}", None
        if self.day is None:
            return "DATE", f"XXXX-Q{n}", None
        here = (self.day.month - 1) // 3 + 1
        year = self.day.year if self.direction(i) == "future" or n <= here else self.day.year - 1
        return "DATE", f"{year:04d}-Q{n}", None

    def _half(self, i: _Found) -> _Value:
        n = {"first": 1, "second": 2}[i.get("ord") or ""]
        if i.match["year"]:
            return "DATE", f"{i.match['year']}-H{n}", None
        if self.day is None:
            return "DATE", f"XXXX-H{n}", None
        return "DATE", f"{self.day.year + {'last': -1, 'next': 1}.get(i.get('rel') or '', 0):04d}-H{n}", None

    def _fiscal(self, i: _Found) -> _Value:
        return "DATE", i.match["year"], None

    def _decade(self, i: _Found) -> _Value:
        words = {
            "twenties": 192,
            "thirties": 193,
            "forties": 194,
            "fifties": 195,
            "sixties": 196,
            "seventies": 197,
            "eighties": 198,
            "nineties": 199,
        }
        if i.match["year"]:
            value = int(i.match["year"]) // 10
        elif i.match["short"]:
            value = 190 + int(i.match["short"]) // 10
        else:
            value = words[i.get("word") or ""]
        return "DATE", f"{value}X", _MODS.get((i.get("mod") or "").removeprefix("the "))

    def _century(self, i: _Found) -> _Value:
        word = i.get("nth") or ""
        if word[0].isdigit():
            n = int(re.match(r"\d+", word)[0])  # type: ignore[index]
        else:
            teens = {
                "eleventh": 11,
                "twelfth": 12,
                "thirteenth": 13,
                "fourteenth": 14,
                "fifteenth": 15,
                "sixteenth": 16,
                "seventeenth": 17,
                "eighteenth": 18,
                "nineteenth": 19,
                "twentieth": 20,
            }
            n = teens.get(word) or (20 + ORDINALS[word[7:]] if word.startswith("twenty-") else ORDINALS[word])
        return ("DATE", f"{n - 1:02d}", _MODS.get(i.get("mod") or "")) if 1 <= n <= 30 else None

    def _the_unit(self, i: _Found) -> _Value:
        if self.day is None:
            return "DATE", None, None
        if i.get("unit") == "weekend":
            year, week, _ = (self.day - dt.timedelta(self.day.weekday() < 5 and 7)).isocalendar()
            return "DATE", f"{year:04d}-W{week:02d}-WE", None
        return "DATE", shift(self.day, "Q", -1 if self.direction(i) != "future" else 0), None

    def _the_latest(self, i: _Found) -> _Value:
        if self.day is None:
            return "DATE", None, None
        unit = UNITS.get(i.get("unit") or "", "Q")
        return "DATE", shift(self.day, unit, -1), None

    def _n_unit(self, i: _Found) -> _Value:
        word = (i.get("unit") or "").removesuffix("s")
        n = self.count(i)
        if i.get("vague") == "recent":
            return "DURATION", self.duration("X", i.get("unit") or ""), None
        mod = _BOUNDS.get(i.get("bound") or "")
        if n.isdigit() and int(n) > 1000 and word in ("year", "day"):
            mod = mod or None
        return "DURATION", self.duration(n, i.get("unit") or "", half=bool(i.match["and"])), mod

    def _nth_unit(self, i: _Found) -> _Value:
        word = i.get("ord") or ""
        n = ORDINALS.get(word) or int(re.match(r"\d+", word)[0])  # type: ignore[index]
        return "DURATION", self.duration(str(n), i.get("unit") or ""), None

    def _first_n(self, i: _Found) -> _Value:
        return "DURATION", self.duration(self.count(i), i.get("unit") or ""), None

    def _unit_long(self, i: _Found) -> _Value:
        return (
            "DURATION",
            self.duration("1" if i.get("unit") in ("decade", "century") else "X", i.get("unit") or ""),
            None,
        )

    def _units(self, i: _Found) -> _Value:
        return "DURATION", self.duration("X", i.get("unit") or ""), None

    def _set(self, i: _Found) -> _Value:
        if i.match["weekday"]:
            return "SET", f"XXXX-WXX-{WEEKDAYS[i.get('weekday') or ''] + 1}", None
        if i.match["part"]:
            return "SET", f"T{PARTS[i.get('part') or '']}", None
        n = "2" if i.match["other"] else self.count(i) if i.match["n"] else "1"
        return "SET", self.duration(n, (i.get("unit") or "").replace("weekend", "week")), None

    def _adverb_set(self, i: _Found) -> _Value:
        return (
            "SET",
            {
                "hourly": "PT1H",
                "daily": "P1D",
                "weekly": "P1W",
                "biweekly": "P2W",
                "monthly": "P1M",
                "quarterly": "P3M",
            }.get(i.get("adverb") or "", "P1Y"),
            None,
        )

    def _rate(self, i: _Found) -> _Value:
        return "SET", self.duration("1", i.get("unit") or ""), None

    def clock(self, hour: int, minute: str | None) -> str | None:
        day = self.narrative or self.day
        return f"{day}T{hour:02d}:{minute or '00'}" if day else f"XXXX-XX-XXT{hour:02d}:{minute or '00'}"

    def _clock(self, i: _Found) -> _Value:
        hour = int(i.match["hour"])
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if (i.get("ampm") or "").startswith("p") else 0)
        return "TIME", self.clock(hour, i.match["minute"]), None

    def _clock24(self, i: _Found) -> _Value:
        if not i.match["zone"] and i.token is not None and i.token.ent_type_ not in ("TIME",):
            return None
        return "TIME", self.clock(int(i.match["hour"]), i.match["minute"]), None

    _clock_gmt = _clock

    def _noon(self, i: _Found) -> _Value:
        day = self.narrative or self.day
        clock = "12:00" if i.get("word") == "noon" else "24:00"
        return "TIME", f"{day}T{clock}" if day else f"XXXX-XX-XXT{clock}", None

    def _holiday(self, i: _Found) -> _Value:
        word = re.sub(r"\s+", " ", i.match[0]).lower()
        if self.day is None:
            return (
                ("DATE", "XXXX-{:02d}-{:02d}".format(*HOLIDAYS[word]), None)
                if word in HOLIDAYS
                else ("DATE", None, None)
            )
        if word in HOLIDAYS:
            month, day = HOLIDAYS[word]
            year = self.year_for(month, day, self.direction(i))
            return "DATE", f"{year:04d}-{month:02d}-{day:02d}", None
        days = {y: _moving(word, y) for y in range(self.day.year - 1, self.day.year + 2)}
        future = self.direction(i) == "future"
        chosen = [d for d in days.values() if d and (d >= self.day if future else d <= self.day)]
        return ("DATE", (min(chosen) if future else max(chosen)).isoformat(), None) if chosen else ("DATE", None, None)

    def _year(self, i: _Found) -> _Value:
        return "DATE", i.match["year"], _MODS.get(i.get("mod") or "")

    def _short_year(self, i: _Found) -> _Value:
        n = int(i.match["short"])
        return "DATE", f"{1900 + n if n >= 30 else 2000 + n}", None

    def _ref(self, i: _Found) -> _Value:
        word = re.sub(r"\s+", " ", i.match[0]).lower()
        return "DATE", REFS[word], None


def _moving(word: str, year: int) -> dt.date | None:
    """The day of a holiday that moves, from the calendar library (United States, where the names come from)."""
    from dateutil.easter import easter

    if word.startswith("easter"):
        return dt.date(*easter(year).timetuple()[:3])
    if word.startswith("thanksgiving"):
        first = dt.date(year, 11, 1)
        return first + dt.timedelta((3 - first.weekday()) % 7 + 21)
    if word == "labor day":
        first = dt.date(year, 9, 1)
        return first + dt.timedelta(-first.weekday() % 7)
    last = dt.date(year, 5, 31)
    return last - dt.timedelta(last.weekday())


def run(draft: Draft) -> Times:
    """Find and resolve the times of a story; sets ``story.published`` and ``because`` where they can be inferred."""
    found = find(draft)
    story = draft.story
    if story.published is None:
        probe = _Resolver(draft, None)
        infer(draft, [_dated(item, probe) for item in found])
    published = dt.date.fromisoformat(story.published[:10]) if story.published else None
    resolver = _Resolver(draft, published)
    times = Times(draft)
    index = 0
    for parsed in draft.language.paragraphs:
        resolver.narrative = published
        while index < len(found) and found[index].parsed is parsed:
            if (time := resolver.resolve(found[index])) is not None:
                times.items.append(time)
            index += 1
    return times


def _dated(item: _Found, resolver: _Resolver) -> Dated:
    """What an expression says for the date of publication."""
    groups = item.match.groupdict()
    month = MONTHS.get((item.get("month") or "").rstrip(".")) if groups.get("month") else None
    weekday = WEEKDAYS.get((item.get("weekday") or "").rstrip(".")) if groups.get("weekday") else None
    day = int(groups["day"]) if groups.get("day") and (groups.get("month") or groups.get("mon")) else None
    if groups.get("mon"):
        month = int(groups["mon"])
    year = int(groups["year"]) if (groups.get("year") or "").isdigit() and len(groups["year"] or "") == 4 else None
    return Dated(
        span=item.span, rule=item.rule, paragraph=item.parsed.index, year=year, month=month, day=day, weekday=weekday,
        relative=item.get("rel"), direction=resolver.direction(item),
    )  # fmt: skip


__all__ = ["Times", "add_period", "clause", "run", "week_value"]
