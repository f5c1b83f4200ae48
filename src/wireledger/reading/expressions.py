"""Finding time expressions: the grammar of ``time_rules`` over the words of a paragraph, and what the parse vetoes.

Among overlapping matches the leftmost wins, then the longest. Neighbours that make one expression are put together
afterwards: a clock time with its day ("10 p.m. Wednesday"), a quarter with its year ("last year's third quarter").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from wireledger.knowledge.times import rules, rules_for, words, zone_of
from wireledger.model import Span
from wireledger.reading.draft import Draft
from wireledger.reading.language import Language, Parsed
from wireledger.reading.tense import outlook_of

CLOCKS = frozenset(
    (
        "clock",
        "clock-said",
        "clock24",
        "clock-four",
        "clock-gmt",
        "noon",
        "mid-part",
        "dawn",
        "early-hours",
        "overnight",
    )
)
DAYS = frozenset(("weekday", "today", "month-day", "day-month", "iso"))
_PERIODS = frozenset(("quarter", "quarter-code", "period", "half", "the-unit", "months-of"))
_SECOND_DAY = re.compile(
    r"(?P<gap>\s*-\s*|,?\s+(?:and|or|to|through|until)\s+)(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?(?![\w%:]|[.,]\d|-\d)(?:,\s+(?P<year>\d{4}))?"
)
_FIRST_DAY = re.compile(r"(?<![\w.,:$-])(?P<day>\d{1,2})(?P<th>st|nd|rd|th)?(?:\s*-\s*|\s+(?:and|or|to)\s+)$")
_FIRST_HOUR = re.compile(
    r"(?:(?:\bfrom|\bbetween)\s+|(?<![\w.,:$-])(?=\d{1,2}(?::\d\d)?\s?-))(?P<hour>1[0-2]|[1-9])(?::(?P<minute>[0-5]\d))?"
    r"(?:\s+(?:to|and|until)\s+|\s?-\s?)$"
)
_SECOND_YEAR = re.compile(r"\s*[-/]\s*(?P<year>\d{4}|\d{2})(?![\w-]|\s*/)")
_SPAN = 200
"""Over how many years at most a range of years goes."""
_RATED = re.compile(
    r"(?:\d|\b(?:million|billion|trillion|hundred|thousand|percent|cents|dollars|euros|pounds)|%|\b[a-z]{3,}s)\s$"
)
_IN_PERIOD = re.compile(
    r"(?i)\b(?:for|in|during|over|of|by|through|throughout|until|into|within|earlier|later|this|before)\s(?:all\s)?$"
)
_YEARLESS = frozenset(("month-day", "day-month", "month", "month-year"))
_RANGE = re.compile(r"\s*-\s*|,?\s+(?:to|and|or|until|through|till)\s+")
_OF_HAPPENING = re.compile(
    r"\s+(?:(?:after|before)\s+)?(?:the|a|an|his|her|its|their)\s+[\w\s-]{0,40}?\s?(?:(?:on|of)\s+)?|\s+(?:after|before)\s+"
    r"|\s+(?:(?:after|before)\s+)?(?:he|she|it|they|we|[A-Z][\w-]+)\s(?:[\w-]+\s){0,5}on\s+"  # "the day after he was sworn in on"
)
_ONLY_YEAR = frozenset(("last", "this", "next", "that", "the same", "the previous", "the following"))


_TO_DAY = {"overnight": r"\s+(?:(?:on|into)\s+)?", "early-hours": r"\s+(?:(?:on|of)\s+)?"}
"""What may stand between a part of a day and its day, where that is not what stands between a clock time and its day."""


@dataclass(slots=True, eq=False)
class Found:
    """One expression: the rule that found it, its groups in small letters, and where it stands."""

    rule: str
    groups: dict[str, str | None]
    parsed: Parsed
    context: str
    """The text of the paragraph as it was parsed."""
    start: int
    end: int
    token: Token | None
    """The token that carries the expression into the parse."""
    span: Span
    partner: Found | None = None
    """The expression that was put together with it, or that tells its day, year or end."""

    def get(self, group: str) -> str | None:
        return self.groups.get(group)

    @property
    def text(self) -> str:
        return self.context[self.start : self.end]

    @property
    def first(self) -> Token | None:
        run = self.parsed.doc.char_span(self.start, self.end, alignment_mode="expand")
        return run[0] if run is not None and len(run) else None

    def before(self, n: int = 40) -> str:
        return self.context[max(0, self.start - n) : self.start]

    def after(self, n: int = 40) -> str:
        return self.context[self.end : self.end + n]


def find(draft: Draft) -> list[Found]:
    """The expressions of a story, in the order of its words."""
    return [item for parsed in draft.language.paragraphs for item in _paragraph(draft.language, parsed)]


def _paragraph(language: Language, parsed: Parsed) -> list[Found]:
    text, known = parsed.text, rules()
    small = text.lower()
    if len(small) != len(text):  # of the few letters whose small form is two characters
        small = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
    matches = sorted(
        (m.start() + len(m[0]) - len(m[0].lstrip(" -")), -m.end(), i, m)
        for i in rules_for(small)
        for m in known[i].pattern.finditer(small if known[i].small else text)
        if m.end() > m.start()
    )
    found: list[Found] = []
    last = -1
    for start, negative_end, i, match in matches:
        if start < last:
            continue
        item = _item(language, parsed, text, rules()[i].name, match.groupdict(), start, -negative_end)
        if item is not None and _is_time(item):
            for one in (*_earlier_day(language, item, last), item, *_later(language, item)):
                found.append(one)
                last = max(last, one.end)
    return list(_together(language, found))


def _item(language: Language, parsed: Parsed, text: str, rule: str, groups: dict[str, str | None], start: int, end: int) -> Found | None:  # fmt: skip
    if (
        rule == "clock"
        and (zone := groups.get("zone"))
        and zone.endswith("time")
        and zone_of(zone) is None
        and "local" not in zone
    ):
        end -= len(zone)  # "at 3 p.m. Closing time is"
    while end > start and text[end - 1] in " -,":
        end -= 1
    if text[start:end].endswith("'s") and rule not in ("holiday",):
        end -= 2
    if end <= start:
        return None
    if groups.get("dir") == "back":
        groups = groups | {"dir": "ago"}  # "a few years back"
    small = {k: re.sub(r"\s+", " ", v).strip(" .").lower() if v else None for k, v in groups.items()}
    return Found(
        rule,
        small,
        parsed,
        text,
        start,
        end,
        _carrier(parsed, start, end),
        language.chars(parsed, start, end),
    )


def _carrier(parsed: Parsed, start: int, end: int) -> Token | None:
    """The token of an expression whose head stands outside of it."""
    run = parsed.doc.char_span(start, end, alignment_mode="expand")
    if run is None or not len(run):
        return None
    for token in run:
        if not run.start <= token.head.i < run.end or token.head.i == token.i:
            return token
    return run[0]


def _earlier_day(language: Language, item: Found, last: int) -> Iterator[Found]:
    """The first day of "5 and 9 May", the first hour of "2-9 p.m." and "between 9 and 10 a.m."."""
    if item.rule == "clock" and (match := _FIRST_HOUR.search(item.context, max(last, 0, item.start - 20), item.start)):
        groups = item.groups | {"hour": match["hour"], "minute": match["minute"], "said": None, "bound": None}
        if (item.get("ampm") or "")[0] == "p" and int(item.get("hour") or 12) < int(match["hour"]) < 12:
            groups["ampm"] = "a.m"  # "from 10 to 2 p.m."
        end = max(match.end("minute"), match.end("hour"))
        if one := _item(language, item.parsed, item.context, "clock", groups, match.start("hour"), end):
            yield one
        return
    if item.rule != "day-month" or item.get("weekday"):
        return
    before = item.context[max(last, 0) : item.start]
    if (match := _FIRST_DAY.search(before)) and int(match["day"]) <= 31:
        start = max(last, 0) + match.start()
        groups = item.groups | {"day": match["day"]}
        end = start + len(match["day"] + (match["th"] or ""))
        if one := _item(language, item.parsed, item.context, item.rule, groups, start, end):
            yield one


def _later(language: Language, item: Found) -> Iterator[Found]:
    """The second day of "Jan. 5 to 9", the second year of "2014-18"."""
    text = item.context
    if item.rule == "month-day" and not item.get("rely"):
        while (match := _SECOND_DAY.match(text, item.end)) and 1 <= int(match["day"]) <= 31:
            token = item.parsed.doc.char_span(match.start("day"), match.end("day"), alignment_mode="expand")
            if (
                token is not None
                and "-" not in match["gap"]
                and token[0].dep_ == "nummod"
                and token[0].head.i > token[0].i
            ):
                return  # "Jan. 5 and 9 soldiers"
            groups = item.groups | {"day": match["day"], "weekday": None, "year": match["year"] or item.get("year")}
            if match["year"] and not item.get("year"):
                item.groups["year"] = match["year"]
            end = match.end() if match["year"] else match.end("th" if match["th"] else "day")
            second = _item(language, item.parsed, item.context, item.rule, groups, match.start("day"), end)
            if second is None:
                return
            second.token = item.token
            yield second
            item = second
    elif item.rule == "year" and (match := _SECOND_YEAR.match(text, item.end)):
        year = match["year"]
        if len(year) == 2:
            year = (item.get("year") or "")[:2] + year
        if 0 < int(year) - int(item.get("year") or 0) <= _SPAN:
            second = _item(
                language, item.parsed, item.context, item.rule, {"year": year}, match.start("year"), match.end("year")
            )
            if second is not None:
                yield second


def _together(language: Language, found: list[Found]) -> Iterator[Found]:
    """Neighbours that make one expression, put together; others told what they belong to."""
    i = 0
    while i < len(found):
        item = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        if following is None:
            if item.rule != "part-of":
                yield _cut(language, item) if item.rule == "offset-of" else item
            return
        gap = item.context[item.end : following.start]
        if (
            item.rule in CLOCKS
            and (following.rule in DAYS or _next_to(following))
            and re.fullmatch(_TO_DAY.get(item.rule, r"\.?,?\s+(?:on\s+)?"), gap)
        ):
            yield _joined(language, item, following)
            i += 2
            continue
        if item.rule in ("clock", "clock24") and following.rule == "this-part" and following.get("rel") in ("this", "last") and gap == " ":  # fmt: skip
            yield _joined(language, item, following)  # "11:30 last night"
            i += 2
            continue
        if item.rule == "part-of":
            if following.rule in DAYS and re.fullmatch(r"\s+", gap) and not following.get("part"):
                yield _joined(language, item, following)
                i += 2
            else:
                i += 1
            continue
        if item.rule == "ago" and item.get("dir") == "ago" and (item.get("unit") or "").startswith(("year", "decade", "month", "week")) and (following.rule in _FINER or (following.rule == "rel-unit" and following.get("rel") == "this")) and re.fullmatch(r"\s+(?:on\s+|in\s+)?", gap):  # fmt: skip
            yield _joined(language, item, following)
            i += 2
            continue
        if item.rule == following.rule == "weekday" and following.get("relw") and not item.get("rel") and not item.get("relw") and re.fullmatch(r"(?:,|\s+(?:and|or))\s+", gap):  # fmt: skip
            item.groups["relw"] = following.get("relw")  # "Tuesday and Wednesday next week"
        if item.rule in _YEARLESS and following.rule in _YEARLESS and _RANGE.fullmatch(gap):
            _share_year(item, following)
        if item.rule in CLOCKS and item.rule != "overnight" and item.partner is None:
            item.partner = _day_of_sentence(item, found[i + 1 : i + 4])
        if item.rule == "offset-of" and (following.rule in DAYS or following.rule == "holiday") and gap == " ":
            yield _joined(language, item, following)
            i += 2
            continue
        if item.rule == "offset-of":
            if following.rule in DAYS and _OF_HAPPENING.fullmatch(gap):
                item.partner = following
            item = _cut(language, item)
        if item.rule == following.rule == "n-unit" and gap == " and " and _finer(following, item):
            yield _joined(language, item, following)  # "a year and four months"
            i += 2
            continue
        if _same(item) and (following.rule == "year" or _names_year(following) or (following.rule == "ago" and (following.get("unit") or "").startswith("year"))) and re.fullmatch(r"\s+(?:(?:of|in)\s+)?", gap):  # fmt: skip
            yield _joined(language, item, following)
            i += 2
            continue
        if item.rule == "holiday" and not item.get("year") and not item.get("rel") and _names_year(following) and gap in (" ", " of "):  # fmt: skip
            yield _joined(language, item, following)  # "Palm Sunday last year"
            i += 2
            continue
        if item.rule in _PERIODS and _names_year(following) and re.fullmatch(r"\s+(?:(?:of|in)\s+)?", gap):
            yield _joined(language, item, following)
            i += 2
            continue
        if item.rule in ("the-unit", "period", "quarter") and following.rule in ("ago", "year-ago") and re.fullmatch(r"\s+", gap):  # fmt: skip
            following.partner = item
            yield _extended(language, following, item)
            i += 2
            continue
        if item.rule == "quarter" and following.rule in ("century", "decade") and gap == " of ":
            following.groups["mod"] = "early" if item.get("ord") == "first" else "late"
            yield _extended(language, following, item)
            i += 2
            continue
        if _names_year(item) and following.rule in ("quarter", "period", "half") and re.fullmatch(r"(?:'s?)?\s+", gap):
            following.partner = item
            yield _extended(language, following, item)
            i += 2
            continue
        if item.rule == "nth-unit" and following.rule in DAYS and re.fullmatch(r"\s+(?:on\s+)?", gap):
            item.partner = following  # "entered its 12th day on Monday"
        if item.rule == "n-unit" and following.rule in DAYS and _OF_HAPPENING.fullmatch(gap):
            item.partner = following
        if item.rule in ("the-unit", "quarter", "the-fiscal", "n-unit", "months-of", "period") and following.rule in ("month-day", "day-month") and re.fullmatch(r"\s+(?:that\s+)?(?:ended|ending|to)\s+", gap):  # fmt: skip
            item.partner = following
        yield item
        i += 1


def _next_to(item: Found) -> bool:
    """Whether it is a day told by another one: "the day before", "the same day"."""
    return item.rule in ("the-before", "rel-unit") and item.get("unit") == "day"


_FROM_COARSE = ("year", "month", "week", "day", "hour", "minute", "second")


def _finer(item: Found, than: Found) -> bool:
    """Whether the unit of an exact length is finer than that of another one."""
    units = [(one.get("unit") or "").removesuffix("s") for one in (than, item)]
    plain = all(one.get("n") and not one.get("n2") for one in (than, item)) and set(units) <= set(_FROM_COARSE)
    return plain and _FROM_COARSE.index(units[0]) < _FROM_COARSE.index(units[1])


def _same(item: Found) -> bool:
    """Whether it is a stretch that its year follows: "the same month last year", "the same period in 2012"."""
    return (item.rule == "period" and item.get("rel") == "same" and item.get("what") == "period") or (
        item.rule == "rel-unit"
        and item.get("rel") in ("the same", "that same")
        and item.get("unit") in ("month", "week", "quarter")
    )


_FINER = frozenset(("weekday", "today", "month-day", "day-month", "month"))


def _share_year(item: Found, following: Found) -> None:
    """Give the first of a range the year of the second: "Oct. 30 to Nov. 2, 2021", "May to June 2020"."""
    year = following.get("year") or ""
    if item.get("year") or item.get("spoken") or item.get("rely") or not re.fullmatch(r"\d{4}", year):
        return
    months = words("month")
    first, second = (int(months.get((one.get("month") or "").rstrip("."), 0)) for one in (item, following))
    item.groups["year"] = str(int(year) - (first > second))
    if item.rule == "month":
        item.rule = "month-year"


def _day_of_sentence(item: Found, following: list[Found]) -> Found | None:
    """The day that a clock time is of where it comes a little later: "at 10:35 a.m. (0735 GMT) Friday"."""
    for other in following:
        if other.rule in DAYS and other.start - item.end <= 30 and item.token is not None and other.token is not None:
            return other if item.token.sent == other.token.sent else None
    return None


def _names_year(item: Found) -> bool:
    return (
        item.rule == "rel-unit" and item.get("unit") == "year" and not item.get("mod") and item.get("rel") in _ONLY_YEAR
    ) or (item.rule == "edge" and item.get("unit") == "year")


def _joined(language: Language, item: Found, following: Found) -> Found:
    item.partner, item.end = following, following.end
    item.span = language.chars(item.parsed, item.start, item.end)
    if following.rule in DAYS:
        item.token = following.token
    return item


def _cut(language: Language, item: Found) -> Found:
    """Leave outside what "the day" is counted from: "the day after the attack"."""
    item.end -= len(re.split(r"\s", item.text)[-1]) + 1
    item.span = language.chars(item.parsed, item.start, item.end)
    return item


def _extended(language: Language, item: Found, preceding: Found) -> Found:
    item.start = preceding.start
    item.span = language.chars(item.parsed, item.start, item.end)
    return item


_ARTICLE = re.compile(r"(?i)(?:the|an?|another|its|his|her|their)\s+(?=\w+-)")
_POSSESSIVE = re.compile(r"(?i)(?:its|his|her|their)\s+")


def _modifies(item: Found) -> bool:
    """Whether it stands before its noun: "the 10-day truce", not "for a half-hour"."""
    return item.token is None or item.token.dep_ in ("amod", "compound", "nmod", "nummod", "poss") or item.token.head.i > item.token.i  # fmt: skip


_PLAYED = re.compile(
    r"(?i)\b(?:touchdowns?|halftime|half-time|quarterback|rebounds?|field goals?|free throws?|interceptions?|kickoff|playoffs?|"
    r"goalkeeper|penalty kick|midfielder|substitutes?|yellow cards?|red card|referee|sent off|substitut\w+|coach|striker|goals?\b|matches|winger|pitch|leading scorer|equali[sz]er|scored|yards|yard line|three-pointers?|innings?|fumble[ds]?)\b"
)
_NEAR = 160


def _played(item: Found) -> bool:
    """Whether a half or a quarter is one of a game: "scored twice in the second half"."""
    return item.get("year") is None and item.partner is None and _PLAYED.search(item.before(_NEAR) + item.after(_NEAR)) is not None  # fmt: skip


def _owned(item: Found) -> bool:
    """Take a possessive off: "its third quarter"; and an article that belongs to the noun: "the third-quarter loss"."""
    if item.rule == "quarter" and item.get("year2") is None and _played(item):
        return False
    match = _POSSESSIVE.match(item.text) or (
        _ARTICLE.match(item.text) if re.search(r"(?i)-quarter$", item.text) else None
    )
    if match:
        _shorten(item, len(match[0]))
    return True


_FOLLOWED = re.compile(r"\s+(?!(?:in|at|on|when|and|but|with|by|for|from|he|she)\b)[\w'\"]")


def _ago(item: Found) -> bool:
    """Not "10 days before the murder": there the number alone is the expression."""
    return _n_unit(item) and not (item.get("dir") in ("before", "after") and _FOLLOWED.match(item.after(8)))


def _ago_bare(item: Found) -> bool:
    return not (item.get("dir") in ("before", "after") and _FOLLOWED.match(item.after(8)))


_MAYBE_NAMES = frozenset(("may", "march", "mar", "jan", "april", "june", "august"))


def _is_time(item: Found) -> bool:
    """False where parse or neighbours show that the words are no time ("may go", "a second man", "2000 troops")."""
    check = _CHECKS.get(item.rule)
    return not (item.rule in _TITLES and _titled(item)) and (check is None or check(item))


_TITLES = frozenset(("this-part", "rel-unit", "reference", "today", "adverb-set", "the-unit"))


def _titled(item: Found) -> bool:
    """Whether an expression is part of a name: "CBS This Morning", "the Liberty Now fund", "Person of the Year"."""
    first = item.first
    words_ = [w for w in item.text.split() if w[0].isalpha() and w not in ("the", "of")]
    if first is None or item.parsed.paragraph.kind == "headline" or not all(w[0].isupper() for w in words_):
        return False
    if first.i == first.sent.start or not first.i:
        return False
    before = first.nbor(-1)
    return (
        before.text[:1].isupper() and before.pos_ == "PROPN" and before.ent_type_ not in ("GPE", "DATE")
    ) or before.lower_ in ("'s", "of")


_MARCH = re.compile(r"(?:\b(?:the|annual)|\d{4})\s$")


def _month(item: Found) -> bool:
    token = item.token
    if item.text == "March" and _MARCH.search(item.before(8)) and re.match(r"\s(?:on|for|of)\s[A-Z]", item.after(8)):
        return False  # "the 1963 March on Washington"
    if (
        token is None
        or (item.get("month") or "").rstrip(".") not in _MAYBE_NAMES
        or item.get("rel")
        or item.get("rely")
    ):
        return token is None or token.ent_type_ != "PERSON" or token.head.pos_ == "ADP"
    if item.get("mod") or re.search(r"\b[Ss]ince\s$", item.before()):
        return True  # "mid-March"
    if re.match(r"\s[A-Z]\.\s", item.after(4)):
        return False  # "June V. Smith"
    month = next((t for t in token.subtree if t.lower_.rstrip(".") == item.get("month")), token)
    return month.pos_ == "PROPN" and month.dep_ != "aux" and month.ent_type_ in ("DATE", "")


_AMOUNT = re.compile(
    r"(?:[$£€#¥][\d.,]+(?:[mk]|bn|tn)?|[$£€#¥][\d.,]+\s(?:million|billion|trillion)|\d\s(?:million|billion)|\bcents|\b(?:dollars|euros|pounds|yen|yuan|rubles|roubles|rupees|francs|pesos|lira|dinars|rials|shillings|naira|rand|marks|kronor|tons|tonnes|barrels))\s$"
)


def _shorten(item: Found, n: int) -> None:
    """Take the first ``n`` characters off an expression."""
    item.start += n
    item.span = Span(item.parsed.offsets[item.start], item.span.end)
    item.token = _carrier(item.parsed, item.start, item.end)
    item.groups["bound"] = None


_DESCRIBED = re.compile(r"\s+(?:that|when|which|where|like)\b")


def _n_unit(item: Found) -> bool:
    unit, n = (item.get("unit") or "").removesuffix("s"), item.get("n")
    if (
        item.rule == "n-unit"
        and unit in ("second", "quarter", "minute")
        and n in ("a", "an", "one", "three")
        and item.text.endswith(("second", "quarter", "quarters"))
    ):
        return False
    if unit in ("hour", "second") and n in ("a", "an") and re.search(r"(?i)\b(?:miles|kilomet\w+|km|knots|met\w+|feet)\s$", item.before()):  # fmt: skip
        return False  # a speed
    if n in ("a", "an") and item.get("plural") is None and item.text.endswith("s-long"):
        _shorten(item, len(n) + 1)  # "a months-long siege": the article is the noun's
        item.rule, item.groups["plural"], item.groups["unit"] = "unit-long", "s", unit.replace("centurie", "century")
        return True
    if re.match(r"(?i)\s?-olds?\b|\s+a\s+day\b|-to-|'\sWar", item.after(8)) or item.text.endswith(
        (" Minutes", " Hours", " Days")
    ):
        return False
    if unit == "second" and re.search(r"(?i)(?:twenty|thirty|forty|fifty)-second$", item.text) and re.match(r"\s+(?:of|time|year|birthday|anniversary|century|floor|street|person)\b|[.,]|$", item.after(12)):  # fmt: skip
        return False  # "the twenty-second of May"
    if unit == "second" and re.match(r"-(?!\w+\s(?:silence|pause|spot|ad|clip)\b)[a-z]", item.after(20)):
        return False  # "two second-degree counts"
    if unit == "hour" and n and re.fullmatch(r"[01]\d[0-5]\d|2[0-3][0-5]\d", n) and (n[0] == "0" or re.search(r"(?i)\b(?:at|by|until|from|around)\s$", item.before())):  # fmt: skip
        return False  # "at 0930 hours"
    if unit == "second" and n and n.isdigit() and int(n) > 999:
        return False
    if unit == "day" and n in ("a", "one") and not item.get("bound") and _DESCRIBED.match(item.after(12)):
        return False  # "a day that will be remembered"
    if n == "one" and item.text.lower().startswith("the one "):
        return False
    if (
        n == "one"
        and item.text.lower() == "one day"
        and re.match(r"\s+(?:last|this|next|in|of|while)\b", item.after(8))
    ):
        return False  # "one day last week" is of that week
    if item.get("vague") == "many" and re.search(r"(?i)\bas\s$", item.before()):
        return False  # "the third in as many days"
    if (article := _ARTICLE.match(item.text)) and "-" in item.text and _modifies(item):
        _shorten(item, len(article[0]))  # "the 10-day truce": the article is the noun's
    if (
        item.get("bound") in ("over", "under", "around", "about")
        and (first := item.first) is not None
        and first.dep_ == "prep"
    ):
        _shorten(item, len(item.get("bound") or "") + 1)  # "spent over three years", not "more than three years"
    if item.rule == "n-unit" and n in ("a", "an") and _AMOUNT.search(item.before()):
        return False  # "$2 million a year" is an amount
    if item.rule == "n-unit" and n in ("a", "an") and not item.get("bound") and _rated(item):
        return False  # "358,000 a month" is a rate
    return not (unit == "night" and item.rule == "n-unit" and n in ("a", "an"))


def _rated(item: Found) -> bool:
    """Whether "a week" counts how often: "358,000 a month", "three concerts a week", not "comes a week before"."""
    if (
        not _RATED.search(item.before())
        or not re.fullmatch(r"(?i)an?\s\w+", item.text)
        or re.match(r"\s+(?:after|before|ago|earlier|later|from|or)\b", item.after(12))
    ):
        return False
    first = item.first
    return first is None or first.i == 0 or first.nbor(-1).pos_ not in ("VERB", "AUX", "ADP")


_STREET = re.compile(
    r"\s+(?:[NSEW]\.?\s+|North\s|South\s|East\s|West\s)?(?:[A-Z]\w+\s+){0,2}"
    r"(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Drive|Boulevard|Blvd\.?|Lane|Highway|Parkway|Plaza|Square)(?!\w)"
)


def _year(item: Found) -> bool:
    """A bare four-digit number is a year unless it counts a noun."""
    text = item.context
    if item.get("mod"):
        return True
    if (
        re.search(r"\b[Aa]t\s$", item.before())
        and int((item.get("year") or "99")[2:]) < 60
        and item.text[2:] in ("00", "30")
    ):
        return False  # "open at 1900"
    if text[item.end : item.end + 1] in ("-", "/") and not text[item.end + 1 : item.end + 2].isdigit():
        return True
    token = item.token
    if _STREET.match(item.after(40)):
        return False
    if (word := re.search(r"([A-Z][\w.]*)\s$", item.before(24))) and word[1].lower() in words("numbered"):
        return False  # "Resolution 1701"
    return token is None or not (
        token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.ent_type_ not in ("DATE", "")
    )


def _the_unit(item: Found) -> bool:
    if not item.get("mod") and item.get("unit") != "weekend" and re.match(r"\s+(?:before|after)\b", item.after(8)):
        return False  # "the year after the war" has no certain end
    return (
        item.get("mod") is not None
        or item.get("unit") in ("weekend", "quarter")
        or (item.get("unit") != "day" and _IN_PERIOD.search(item.before()) is not None)
    )


def _the_season(item: Found) -> bool:
    if item.token is not None and item.token.dep_ == "compound" and item.token.head.i == item.token.i + 1 and not item.get("mod"):  # fmt: skip
        return False  # "in spring training"
    if item.get("mod") and not item.text.lower().startswith("the"):
        return True
    if not item.text.lower().startswith("the"):
        return (
            item.get("season") != "fall"
            and re.search(r"(?i)\b(?:in|during|by|until|since|through)\s$", item.before()) is not None
        )
    return item.get("mod") is not None or _IN_PERIOD.search(item.before()) is not None


def _adverb(item: Found) -> bool:
    word = item.get("adverb")
    after = item.after(1) == " " and item.after(2)[1:]
    if item.after(4) == " of ":
        return False
    if word in ("quarterly", "annual", "yearly", "biannually", "nightly"):
        return item.token is not None and (
            item.token.pos_ == "ADV" or (item.token.head.pos_ in ("VERB", "AUX") and item.token.dep_ != "amod")
        )
    if after and after.isupper():
        return False  # "the daily Granma"
    return not re.search(r"(?i)\baverage\s$", item.before())


def _reference(item: Found) -> bool:
    word, after = item.get("word"), item.after(12)
    if word == "at this time" and re.match(r"\s+(?:last|of|next|a|in)\b", after):
        return False
    if word == "current":  # "its current form", not "an electric current", "the current account"
        noun = item.token.head if item.token is not None and item.token.dep_ == "amod" else None
        return (
            noun is not None
            and noun.pos_ in ("NOUN", "PROPN")
            and noun.lemma_.lower() not in ("account", *words("unit"))
        )
    if word == "soon":
        return (
            (item.token is None or outlook_of(item.token).way != "past")
            and not re.match(r"\s+(?:as|after|to)\b", after)
            and not re.search(r"(?i)\b(?:as|too)\s$", item.before())
        )
    if word and word.endswith("recently") and re.match(r"\s+as\b", after):
        return False
    if word == "the past":
        return (
            not re.match(r"\s+\w", after)
            or re.match(r"\s+(?:and|but|by|has|have|had|is|was|to|when|that)\b", after) is not None
        )
    if word == "to date" and (
        re.search(r"(?i)\b(?:up|year|quarter|month)\s$", item.before())
        or (item.token is not None and item.token.tag_ == "VB")
    ):
        return False  # "tried to date the find"
    if word in ("the future",):
        return not re.match(r"\s+of\b", after)
    return True


def _clock(item: Found) -> bool:
    """ "At 8 tonight", but not "killed 8 tonight"."""
    return item.get("ampm") != "tonight" or bool(item.get("minute")) or re.search(r"(?i)\b(?:at|by|until|till|from|around|about)\s$", item.before()) is not None  # fmt: skip


def _clock24(item: Found) -> bool:
    return bool(item.get("zone")) or item.token is None or item.token.ent_type_ == "TIME" or bool(re.search(r"(?i)\b(?:at|by|until|from|around|about)\s$", item.before()))  # fmt: skip


def _noon(item: Found) -> bool:
    return not (item.text[0].isupper() and item.start and item.before(1) != "\n" and item.before(2)[:1].isalnum()) and not re.search(r"(?i)\bhigh\s$", item.before())  # fmt: skip


def _aged(item: Found) -> bool:
    """What is old is a thing or a happening, no person: "the 8-month-old truce"."""
    tokens = item.parsed.doc.char_span(item.start, item.end, alignment_mode="expand")
    head = tokens.root if tokens is not None else None
    for node in (head, head.head if head is not None else None):
        if node is not None and node.lemma_.lower() in words("aged"):
            return True
    return any(re.match(rf"\s+(?:\w+\s+){{0,2}}{re.escape(w)}\b", item.after(60)) for w in words("aged"))


def _lasting(item: Found) -> bool:
    """Leave the verb of "will last 10 days" outside, and the conjunction of "said that a year ago"."""
    first = item.first
    if item.get("rel") in ("that", "this", "the same", "that same") and item.get("n") in ("a", "an", "one"):
        return False  # "said that a year ago", "asked the same a year ago"
    if item.get("rel") == "that" and first is not None and first.dep_ == "mark":
        _shorten(item, len(first.text) + 1)  # "felt that four days was enough"
        item.rule = "n-unit"
        return _n_unit(item)
    if item.get("rel") == "last" and first is not None and first.pos_ in ("VERB", "AUX"):
        _shorten(item, len(first.text) + 1)
        item.rule = "n-unit"
        return _n_unit(item)
    return _n_unit(item)


_LASTS = re.compile(
    r"(?i)\b(?:within|for|in|just|only|mere|after|last(?:ed|s)?|spen[dt]|spends|took|takes?|wait(?:ed|s)?|by|over|many|several)\s$"
)


def _the_part(item: Found) -> bool:
    """ "Met in the morning", not "the morning show"."""
    token = item.token
    alone = token is None or token.dep_ not in ("compound", "nmod", "amod", "poss")
    named = item.parsed.doc.char_span(item.start, item.end, alignment_mode="expand")
    if named is not None and len(named) and named[-1].dep_ == "compound" and named[-1].head.i == named[-1].i + 1:
        return False  # "on the morning shows"
    if item.get("part") == "night":
        return (
            alone
            and _ALL_NIGHT.search(item.before()) is not None
            and not re.match(r"\s+(?:sky|that|when|before|of)\b", item.after(8))
        )
    return alone and (item.get("mod") is not None or re.search(r"(?i)\b(?:in|during|by|until|into)\s$", item.before()) is not None)  # fmt: skip


_IN_DAY = re.compile(
    r"(?i)\b(?:at|around|about|in|during|by|until|till|into|since|from|before|after|through|to)\s(?:just\s|about\s)?$"
)
_ALL_NIGHT = re.compile(r"(?i)\b(?:spen[dt]|spending|through|throughout|during|into|in)\s$")


def _mid_part(item: Found) -> bool:
    """ "By late afternoon", "mid-afternoon", not "the late afternoon sun"."""
    token = item.token
    named = item.parsed.doc.char_span(item.start, item.end, alignment_mode="expand")
    if token is None or named is None or not len(named) or named[-1].dep_ in ("compound", "nmod", "amod"):
        return False
    if named[-1].head.i == named[-1].i + 1 and named[-1].head.pos_ in ("NOUN", "PROPN") and named[-1].ent_type_ == "":
        return False
    return item.get("mod") == "mid" or _IN_DAY.search(item.before()) is not None


def _dawn(item: Found) -> bool:
    """ "At dawn on Thursday", not "the dawn of an age", "a dawn raid"."""
    token = item.token
    return (
        token is not None
        and token.dep_ not in ("compound", "nmod", "amod", "poss")
        and _IN_DAY.search(item.before()) is not None
        and not item.text[:1].isupper()
        and not re.match(r"\s+of\b", item.after(5))
    )


def _early_hours(item: Found) -> bool:
    return re.search(r"(?i)\b(?:in|during|until|into|since|by|from)\s$", item.before()) is not None


_STAYS = re.compile(
    r"(?i)\b(?:for|in|within|after|until|least|than|by|takes?|took|taken|last(?:s|ed)?|spen[dt]|wait(?:ed)?|needs?|needed|stay(?:ed)?|serve[ds]?)\s$"
)


def _another(item: Found) -> bool:
    """ "For another week", not "another day in the life of"."""
    return _STAYS.search(item.before()) is not None


def _units(item: Found) -> bool:
    if item.get("unit") in ("seconds", "minutes"):
        return re.search(r"(?i)\b(?:within|in|for)\s$", item.before()) is not None or re.match(r"\s+(?:after|before)\b", item.after(8)) is not None  # fmt: skip
    if item.get("unit") == "hours" and not item.before().endswith("matter of ") and not (_LASTS.search(item.before()) or re.match(r"\s+(?:after|before|later|earlier|ago|of)\b", item.after(9))):  # fmt: skip
        return False  # "staff and hours", "the hours of the shop"
    if item.get("unit") == "centuries" and re.search(r"(?i)(?:\d(?:st|nd|rd|th)|\b(?:first|second|third|[a-z]+th))\s$", item.before()):  # fmt: skip
        return False  # "from the 17th through 19th centuries"
    if item.get("unit") == "hours" and re.search(r"(?i)\b(?:wee|small)\s$", item.before()):
        return False
    if item.get("unit") == "days" and re.search(r"(?i)-hours?\s$", item.before()):
        return False  # "works 12-hour days"
    if item.get("unit") == "hours" and re.search(
        r"(?i)\b(?:early|late|small|long|working|opening|business)\s+hours$", item.text
    ):
        return False
    first = item.first
    counted = re.match(r"\s+(?:after|before|later|ago|earlier|ahead|into)\b", item.after(10))
    if not counted and first is not None and first.i and first.dep_ != "npadvmod" and first.nbor(-1).dep_ == "compound" and first.nbor(-1).head == first:  # fmt: skip
        return False  # "school days", "the Reagan years"
    if re.search(r"(?i)\ba\smatter\sof\s$", item.before()):
        return True
    return re.search(r"(?i)(?:\b(?:of|the|a|an|per|as\smany)|\d|-)\s*$", item.before()) is None or item.text.lower().startswith(("the ", "these ", "those "))  # fmt: skip


def _holiday(item: Found) -> bool:
    if re.match(r"\s+(?:Agreement|Accords?|Massacre|Island|Island's|Parade|Truce|Uprising|Carol)\b", item.after(14)):
        return False
    return (
        item.token is None
        or item.get("name") not in ("christmas", "easter", "corpus christi")
        or item.token.ent_type_ not in ("PERSON", "GPE")
    )


def _weekday(item: Found) -> bool:
    if item.get("rel") == "that" and (first := item.first) is not None and first.dep_ not in ("det", "nmod", "amod"):
        _shorten(item, len(first.text) + 1)  # "said that Saturday was"
        item.groups["rel"] = None
    if (
        (name := re.search(r"(\w+)\s$", item.before(14)))
        and name[1].lower() in words("dubbed")
        and name[1][0].isupper()
    ):
        return False
    return not re.match(r"\s+(?:(?:Times|Telegraph|Herald|Mirror|Post|Mail|Express|Tribune|Independent|Guardian|Night\s(?:Live|Football))\b|(?:school|papers|newspapers)\b)", item.after(16))  # fmt: skip


def _short_year(item: Found) -> bool:
    return re.search(r"(?i)(?:\b(?:in|of|since|until|by|from|to|and|before|after|summer|spring|fall|winter)|[a-z]\.?)\s$", item.before()) is not None and not re.match(r"\s+[A-Z]", item.after(3))  # fmt: skip


_OWN_AGE = re.compile(r"(?i)\b(?:his|her|their|my|our)\s(?:\w+[\s-])?(?:\d0s,?\s(?:(?:and|or|to)\s)?)*$")


def _decade(item: Found) -> bool:
    if item.get("short") and re.search(r"(?i)\binto\s$", item.before()):
        return False  # "dipped into the mid-20s"
    if not item.get("short") or item.get("mod") or "'" in item.text:
        return not (item.get("short") and _OWN_AGE.search(item.before()))
    near = item.before(60) + item.after(40)
    return _OWN_AGE.search(item.before()) is None and re.search(r"(?i)\b(?:temperatures?|degrees|highs?|lows|mph|approval|ratings?|percent|polls?)\b", near) is None and re.search(r"(?i)\b(?:in|of|during|since|from|by|to|and|until|through)\s$", item.before()) is not None  # fmt: skip


def _per(item: Found) -> bool:
    return re.search(r"(?i)\b(?:miles|kilomet\w+|km|knots|met\w+|feet)\s$", item.before()) is None


_WHOSE = re.compile(r"(?i)(?:\b(?:his|her|its|their|my|our|your)|'s)\s$")


def _deictic(item: Found) -> bool:
    """ "Last week", but not "their last week": the end of a stretch of somebody's own."""
    return not (item.get("rel") in ("last", "next", "previous", "past") and _WHOSE.search(item.before(8)))


_CHECKS = {
    "half": lambda item: not _played(item),
    "this-part": _deictic,
    "rel-unit": _deictic,
    "clock": _clock,
    "per": _per,
    "the-part": _the_part,
    "mid-part": _mid_part,
    "dawn": _dawn,
    "early-hours": _early_hours,
    "another": _another,
    "offset-of": lambda item: not item.before(4).lower().endswith(" to "),  # "a year to the day after the raid"
    "ago-bare": _ago_bare,
    "decade": _decade,
    "month": _month, "month-year": _month, "n-unit": _n_unit, "rel-n-unit": _lasting, "ago": _ago, "year": _year, "the-unit": _the_unit,
    "the-season": _the_season, "adverb-set": _adverb, "reference": _reference, "noon": _noon, "age": _aged,
    "quarter": _owned, "nth-unit": _owned, "clock24": _clock24,
    "units": _units, "holiday": _holiday, "weekday": _weekday, "short-year": _short_year,
}  # fmt: skip
