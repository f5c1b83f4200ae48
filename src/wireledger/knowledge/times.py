"""Words, grammar, holidays and zones of time expressions: ``time_words``, ``time_rules``, ``time_outlook``, ``holidays``
and ``time_zones``.tsv, with what the reading asks of them."""

from __future__ import annotations

import datetime as dt
import functools
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta, weekday

from wireledger.knowledge.countries import Country, countries
from wireledger.knowledge.tables import read_table

_RANGES = frozenset(("month-day", "day-month", "month-year", "season-year", "clock", "weekday"))
"""Rules whose expression may stand behind a hyphen: "31 May-1 June"."""


@functools.cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind in small letters, with what they mean; longest first."""
    found = {
        word.lower(): row["value"]
        for row in read_table("time_words")
        if row["kind"] == kind
        for word in row["words"].split("|")
    }
    return dict(sorted(found.items(), key=lambda x: -len(x[0])))


@functools.cache
def outlook(kind: str) -> frozenset[str]:
    """The lemmas of one kind of ``time_outlook``."""
    return frozenset(row["lemma"] for row in read_table("time_outlook") if row["kind"] == kind)


def number(text: str) -> str:
    """A number of an expression as TIMEX3 writes it: ``3``, ``2.5``, ``X`` for a vague one. Raises ValueError."""
    text = re.sub(r"[\s-]+", " ", text.lower()).strip().removesuffix(" of")
    if text in words("vague"):
        return "X"
    half = text.endswith(" and a half") or text in ("a half", "half")
    text = text.removesuffix(" and a half").removesuffix("a half").removesuffix("half").strip() if half else text
    if fraction := re.fullmatch(r"(\d+ )?(\d)/(\d)", text):
        if fraction[3] == "0":
            raise ValueError(text)
        total = int(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
    elif re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text):
        total = float(text.replace(",", ""))
    elif text in words("number"):
        total = float(words("number")[text])
    else:
        if not text and not half:
            raise ValueError("no number")
        total = float(_spelled(text.split())) if text else 0.0
    return f"{total + 0.5 * half:g}" if total < 1e6 else str(int(total))


def _spelled(parts: list[str]) -> int:
    total = current = 0
    for part in parts:
        if part in ("and", "a", "an"):
            current = current or (part != "and")
            continue
        if not words("number").get(part, "").isdigit():
            raise ValueError(f"no number: {' '.join(parts)!r}")
        n = int(words("number")[part])
        if n == 100:
            current = max(current, 1) * 100
        elif n == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += n
    return total + current


def spoken_year(text: str) -> int:
    """The year that is written as it is said: "nineteen ninety-seven", "two thousand and one". Raises ValueError."""
    parts = re.sub(r"[\s-]+", " ", text.lower()).split()
    if parts[0] in ("nineteen", "eighteen", "twenty") and parts[1] not in ("hundred", "thousand"):
        return int(words("number")[parts[0]]) * 100 + _spelled([p for p in parts[1:] if p not in ("oh", "o")])
    return _spelled(parts)


def _either(values: Iterable[str]) -> str:
    return "|".join(re.escape(v).replace(r"\ ", r"\s+") for v in sorted(set(values), key=lambda v: (-len(v), v)))


def _capital(values: Iterable[str], *, article: bool) -> str:
    """As :func:`_either`, with a capital or a small letter at the start; after an article too."""
    forms = sorted(set(values) | ({f"the {v}" for v in values if not v.startswith("the ")} if article else set()))
    return "|".join(
        f"[{v[0].upper()}{v[0]}]" + re.escape(v[1:]).replace(r"\ ", r"\s+")
        for v in sorted(forms, key=lambda v: -len(v))
    )


def _written(kind: str) -> Iterable[str]:
    for row in read_table("time_words"):
        if row["kind"] == kind:
            yield from row["words"].split("|")


@functools.cache
def _parts() -> dict[str, str]:
    """What the names in braces of ``time_rules`` stand for."""
    months = "|".join(
        re.escape(w) + (r"\b\.?" if len(w) < 5 and w not in ("May", "June", "July") else "")
        for w in sorted(_written("month"), key=len, reverse=True)
    ).replace(r"Mar\b\.?", r"Mar\b\.")
    days = "|".join(w + "s?" if w.endswith("day") else w + r"\." for w in _written("weekday"))
    ones = [w for w in words("number") if " " not in w and w not in ("a", "an", "half", "dozen")]
    cardinal = rf"(?:(?:an?\s+(?=hundred|thousand))?(?:{_either(ones)})(?:[\s-]+(?:and\s+)?(?:{_either(ones)})){{0,6}})"
    count = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d+)?(?:\s+\d/\d)?|{cardinal}|(?:a\s+)?couple(?:\s+of)?|an?\s+dozen|half\s+an?|(?:a\s+)?half(?=-(?:hour|day|year|decade|century)\b)|(?:a\s+)?quarter(?=-(?:hour|century)\b)|a\s+quarter\s+of\s+an?|an?)"
    count = rf"{count}(?:[\s-]+and[\s-]+a[\s-]+half)?"
    small = _either(
        w for w, v in words("number").items() if v.isdigit() and int(v) < 100 and " " not in w and len(w) > 2
    )
    tens = _either(
        w for w, v in words("number").items() if v.isdigit() and 10 <= int(v) < 100 and " " not in w and w != "dozen"
    )
    ones_ = _either(
        w for w, v in words("number").items() if v.isdigit() and 0 < int(v) < 10 and " " not in w and len(w) > 2
    )
    units = "seconds?|minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)"
    mods = _either(words("mod"))
    mods = rf"{mods}|(?:the\s+)?(?:{mods})"
    rel = (
        r"(?:the\s+)?(?:last|next|past|coming|previous|following|preceding)|this|the\s+same|that\s+same|that|the\s+current|"
        r"this\s+past|this\s+coming|the\s+latest"
    )
    zones = _either(name for name in zone_names() if len(name) < 5 and name.isupper())
    return {
        "MONTH": rf"(?P<month>{months})",
        "WEEKDAY": rf"(?P<weekday>{days})",
        "SEASON": rf"(?P<season>{_either(words('season'))})",
        "PART": rf"(?P<part>{_either(words('part'))})",
        "DAWN": _either(words("dawn")),
        "NUMBER": rf"(?P<n>{count})",
        "NUMBER2": rf"(?P<n2>{count})",
        "VAGUE": rf"(?P<vague>{_either(words('vague'))})",
        "UNIT": rf"(?P<unit>{units})",
        "ANYUNIT": rf"(?P<unit>{units})",
        "ADJ": r"(?:(?:more|additional|full|trading|business|working|consecutive|straight|calendar|fiscal|whole|further|extra|other|long|entire|solid|single)\s+)?",
        "MOD": rf"(?P<mod>{mods})",
        "MODC": rf"(?P<mod>{_capital(words('mod'), article=True)})",
        "BOUND": rf"(?P<bound>{_either(words('bound'))})",
        "REL": rf"(?P<rel>{rel})",
        "HOURS": "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
        "RELC": r"(?P<rel>[Tt]he\s+(?:following|next|previous)|[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Tt]hat(?=\s+(?:Jan|Feb|Sep|Oct|Nov|Dec|July)))",
        "RELW": r"(?P<rel>[Ll]ast|[Nn]ext|[Tt]his(?:\s+(?:past|coming))?|[Cc]oming|[Tt]hat|[Tt]he\s+(?:previous|following|next))",
        "YEAR": r"(?P<year>1[5-9]\d\d|20\d\d|2100)",
        "YEARWORDS": rf"(?P<spoken>(?:nineteen|eighteen|twenty)[\s-]+(?:(?:{tens})(?:[\s-]+(?:{ones_}))?|(?:oh|o)[\s-]+(?:{ones_}))|two\s+thousand(?:\s+(?:and\s+)?(?:{small}))?)(?!\s+(?:percent|million|people))",
        "ORDINALS": _either(w for w in words("ordinal") if not w[0].isdigit()),
        "DECADES": _either(words("decade")),
        "REPEATED": _either(words("repeated")),
        "REFERENCES": _either(words("reference")),
        "HOLIDAYS": _either(_holidays()),
        "ZONE": rf"(?:,?\s*(?P<zone>(?:{zones})\b|local\s+time|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:standard|daylight))?\s+time|Eastern|Pacific(?!\s+[A-Z])|(?-i:[A-Z][a-z]+\s+time)))?",
        "COUNTED": r"(?:troops|soldiers|people|men|women|dollars|tons|tonnes|km|kilomet\w+|miles|meters|metres|euros|members|workers|personnel|times|pages|points|square|feet|pounds|barrels|jobs|employees|seats|votes|homes|houses)\b",
    }  # fmt: skip


def _cues(need: str) -> Iterable[str]:
    """The cues of a cell of ``needs``: ``@kind`` for all words of that kind, else the cue itself."""
    if need == "@holiday":
        return (name.lower().split("'")[0].split()[-1] for name in _spaced(_holidays()))
    if need == "@holidays-first":
        return (found[0] for name in _holidays() if (found := re.findall("[a-z]+", name.lower())))
    if not need.startswith("@"):
        return (need,)
    return (form for word in _spaced(words(need[1:])) for form in (word, word + "s", word.removesuffix("y") + "ies"))


def _any_of(cell: str) -> frozenset[str]:
    return frozenset(word for need in cell.split("|") if need for word in _cues(need))


def _spaced(names: Iterable[str]) -> Iterable[str]:
    """The last word of each of the names, which is the rarest: "the foreseeable future"."""
    return (re.split(r"[\s-]+", re.sub(r"[.']s?\b", "", name.lower()))[-1] for name in names)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: its name, its pattern, and an example that it must find something in."""

    name: str
    source: str
    flags: int
    small: bool
    """Whether the pattern is written for a text in small letters: a search that ignores case takes twice as long."""
    needs: frozenset[str]
    """Cues of which a paragraph must have one: whether the pattern is worth a try."""
    also: frozenset[str]
    """Cues of which it must have one besides; none where this is empty."""
    example: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern, made when a text first calls for it: a story needs a third of them. Raises re.error."""
        return _compiled(self.source, self.flags)


@functools.cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The grammar. Raises ValueError for a name in braces that is none."""
    parts = _parts()

    def written_out(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise ValueError(f"knowledge/time_rules.tsv: nothing is called {match[0]}")
        return parts[match[1]]

    def pattern_of(row: dict[str, str]) -> tuple[str, int, bool]:
        pattern = (
            (r"(?<![\w$€£.])(?:" if row["rule"] in _RANGES else r"(?<![\w$€£.-])(?:")
            + re.sub(r"\{([A-Z][A-Z0-9]+)\}", written_out, row["pattern"])
            + r")(?!\w)"
        )
        if row["case"] == "c":
            return pattern, 0, False
        if "(?-i:" in pattern:  # where the capitals of a part count
            return pattern, re.IGNORECASE, False
        return _LETTERS.sub(lambda m: m[1] or m[0].lower(), pattern), 0, True

    return tuple(
        Rule(
            row["rule"],
            *pattern_of(row),
            _any_of(row["needs"].partition(" & ")[0]),
            _any_of(row["needs"].partition(" & ")[2]),
            row["example"],
        )
        for row in read_table("time_rules")
    )


_LETTERS = re.compile(r"(\\.|\(\?P<\w+>)|[A-Z]")
"""The capitals of a pattern; those of its escapes and of the names of its groups as group 1, which stay as they are."""
_WORD = re.compile("[a-z]+")
_DIGITS = re.compile(r"('?)(\d+)([:/-]|'?s\b)?")


def cues(text: str) -> set[str]:
    """The words of a text, which is in small letters, and for its digits: ``#`` where there are any, ``####`` for four in a row or
    more, ``'#`` behind an apostrophe, ``#s`` ``#:`` ``#/`` ``#-`` where that comes next ("the 1980s", "14:30")."""
    found = set(_WORD.findall(text))
    for before, digits, after in _DIGITS.findall(text):
        found.add("#")
        if len(digits) > 3:
            found.add("####")
        if before:
            found.add("'#")
        if after:
            found.add("#" + after[-1])
    return found


@functools.cache
def _by_cue() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for i, rule in enumerate(rules()):
        for cue in rule.needs:
            found.setdefault(cue, []).append(i)
    return {cue: tuple(numbers) for cue, numbers in found.items()}


def rules_for(text: str) -> list[int]:
    """The places in ``rules()`` of those that are worth a try on a text in small letters, in order."""
    index, here, known = _by_cue(), cues(text), rules()
    tried = {i for cue in index.keys() & here for i in index[cue]}
    return sorted(i for i in tried if not known[i].also or not known[i].also.isdisjoint(here))


@functools.cache
def _known_days() -> dict[str, tuple[re.Pattern[str], int]]:
    return {
        row["day"]: (re.compile(rf"\s+(?:\w+\s+){{0,2}}(?:{row['followed_by']})\b"), int(row["year"]))
        for row in read_table("time_days")
    }


def known_day(month: int, day: int, following: str) -> dt.date | None:
    """The day that is meant by a month and day before certain words, whatever the year: "the Sept. 11 attacks"."""
    pattern, year = _known_days().get(f"{month}-{day}", (None, 0))
    return dt.date(year, month, day) if pattern is not None and pattern.match(following) else None


@functools.cache
def ever_known(month: int, day: int) -> dt.date | None:
    """The day that is known by its month and day alone, whatever follows: "since Sept. 11"."""
    return next(
        (
            dt.date(int(row["year"]), month, day)
            for row in read_table("time_days")
            if row["day"] == f"{month}-{day}" and row["alone"]
        ),
        None,
    )


@functools.cache
def _holidays() -> dict[str, str]:
    return {name: row["rule"] for row in read_table("holidays") for name in row["names"].split("|")}


@functools.lru_cache(maxsize=512)
def holiday(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year; None where the calendar does not say. Raises KeyError for an unknown name."""
    table = {re.sub(r"\s+", " ", n).lower(): rule for n, rule in _holidays().items()}
    kind, *arguments = table[re.sub(r"\s+", " ", name).lower()].split(" ")
    if not 1583 <= year <= 4099:
        return None
    if kind == "fixed":
        month, day = arguments[0].split("-")
        return dt.date(year, int(month), int(day))
    if kind in ("easter", "orthodox"):
        first: dt.date = easter(year, EASTER_WESTERN if kind == "easter" else EASTER_ORTHODOX)
        return first + dt.timedelta(int(arguments[0]))
    if kind == "nth":
        n, day_of_week, month_of_year, after = (int(a) for a in (*arguments, "0")[:4])
        step = relativedelta(day=31 if n < 0 else 1, weekday=weekday(day_of_week, n))
        found: dt.date = dt.date(year, month_of_year, 1) + step + relativedelta(days=after)
        return found
    return _from_library(arguments[0], " ".join(arguments[1:]), year)


def _from_library(country: str, name: str, year: int) -> dt.date | None:
    import holidays  # heavy, and seldom needed

    if not 1950 <= year <= 2075:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of years for which a calendar has but some of its days
        calendar = holidays.country_holidays(country, years=[year], language="en_US")
    days = [day for day, names in calendar.items() if name in names.split("; ")]
    return min(days) if days else None


@functools.cache
def zone_names() -> dict[str, str]:
    """Abbreviations and dateline places of ``time_zones``, with the zone."""
    return {row["name"]: row["zone"] for row in read_table("time_zones")}


@functools.cache
def _by_country() -> dict[str, str]:
    """The zone of each country (ISO 3166-1 alpha-2) that has but one, by the table of the zone database."""
    found: dict[str, list[str]] = {}
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            found.setdefault(code, []).append(zone)
    return {code: zones[0] for code, zones in found.items() if len(zones) == 1}


@functools.cache
def _cities() -> dict[str, str]:
    named = {zone.rsplit("/", 1)[-1].replace("_", " ").upper(): zone for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith(("Etc", "posix", "right"))}  # fmt: skip
    for country in countries().rows:
        if zone := _by_country().get(country.iso2):
            for name in (country.capital, *country.names):
                if name:
                    named.setdefault(name.upper(), zone)
    return named


def _zone_by_place(city: str, region: str) -> str | None:
    """The zone of a city that the gazetteer knows, by its country or its division; of cities of one name that of the largest,
    where it is much larger than those in other zones."""
    from wireledger.knowledge.gazetteer import gazetteer  # large, and needed here for lesser places only

    places = gazetteer()
    short = {name.upper(): row for name, row in places.short.items()}
    nation = countries().find(region) if region else None
    sizes: dict[str | None, int] = {}
    for entry, _ in places.find(city):
        division = places.entry(entry.admin1).name.upper() if entry.admin1 >= 0 else ""
        if region and not (
            (nation is not None and entry.country == nation.iso3)
            or division == region
            or short.get(region, -1) == entry.admin1 >= 0
        ):
            continue
        country = countries().by_iso3.get(entry.country or "")
        zone = _zone_within(country, division) if country else None
        sizes[zone] = max(sizes.get(zone, 0), entry.population, 1)
    first, *others = sorted(sizes, key=lambda zone: -sizes[zone]) or [None]
    return first if all(sizes[first] > _LARGER * sizes[zone] for zone in others) else None


_LARGER = 5
"""How many times larger than its namesakes in other zones a city is that is meant without more words."""


def _zone_within(country: Country, division: str) -> str | None:
    """The zone of a division of the first order of a country, where it or the country has but one."""
    if only := _by_country().get(country.iso2):
        return only
    named = "NEW YORK STATE" if division == "NEW YORK" else "WASHINGTON STATE" if division == "WASHINGTON" else division
    if (division, country.iso2) == ("GEORGIA", "US"):  # alone it is a country
        return "America/New_York"
    return zone_names().get(named) or zone_names().get(country.name.upper())


@functools.lru_cache(maxsize=1024)
def zone_of(place: str) -> ZoneInfo | None:
    """The time zone of an abbreviation or of a dateline's place ("EST", "OUAGADOUGOU", "LYON, France"); None if unsure."""
    place = re.sub(r"\s+", " ", place).strip(" ,").upper()
    if place.endswith(" TIME") or place in ("EASTERN", "PACIFIC"):
        place = place.removesuffix(" TIME").removesuffix(" STANDARD").removesuffix(" DAYLIGHT")
        place = {"EASTERN": "ET", "CENTRAL": "CT", "MOUNTAIN": "MT", "PACIFIC": "PT"}.get(place, place)
    city, _, region = place.partition(", ")
    zone = zone_names().get(place) or (_zone_by_place(city, region) if region else None)
    for name in (city, region):
        zone = zone or zone_names().get(name) or _cities().get(name)
    if zone is None and not region and len(city) > 4:
        zone = _zone_by_place(city, "")
    return ZoneInfo(zone) if zone else None
