"""The stage ``times``: TIMEX3 expressions, their values and intervals, and the date of the story itself.

:mod:`~wireledger.reading.expressions` finds them, :mod:`~wireledger.reading.timevalues` says what they mean, with
:mod:`~wireledger.reading.tense` for where a bare day lies, :mod:`~wireledger.reading.publication` dates the story.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from wireledger.knowledge.times import outlook, words
from wireledger.model import Span, Time
from wireledger.reading.calendar import add_period, parse_period
from wireledger.reading.draft import Draft
from wireledger.reading.expressions import Found, find
from wireledger.reading.publication import Dated, infer, year_of
from wireledger.reading.tense import Outlook, said_before
from wireledger.reading.timevalues import Resolver
from wireledger.reading.timex import interval


@dataclass(slots=True)
class Times:
    """The times of a story in the order of their words."""

    draft: Draft
    items: list[Time] = field(default_factory=list)
    _heads: dict[int, list[tuple[Token, Time]]] | None = None
    """Days and hours by paragraph's parse, each with its head."""

    def overlapping(self, span: Span) -> list[Time]:
        return [t for t in self.items if t.span.overlaps(span)]

    def extent(self, time: Time) -> tuple[dt.date, dt.date] | None:
        """``[begin, end)`` of a duration that is anchored in publication ("the past two years", "the next six months").

        None for every other one, and where the date of publication or the length is unknown."""
        said = self.draft.story.text[slice(*time.span)].lower().split()
        published = self.draft.story.published
        if time.type != "DURATION" or not published or not said:
            return None
        ahead = not {"next", "coming"}.isdisjoint(said[:2])
        if not ahead and {"past", "last"}.isdisjoint(said[:2]):
            return None
        day = dt.date.fromisoformat(published[:10])
        try:
            step = parse_period(time.value or "")
            return (day, day + step) if ahead else (day - step, day)
        except (ValueError, OverflowError):
            return None

    def of(self, predicate: Token) -> Time | None:
        """The date or time that the clause of ``predicate`` happened at: the time expression that modifies it
        nearest, never a duration or set. None where the clause has none of its own."""
        best: tuple[int, Time] | None = None
        if self._heads is None:
            self._heads = {}
            for time in self.items:
                if time.type in ("DATE", "TIME") and time.begin is not None and (token := self._head(time)) is not None:
                    self._heads.setdefault(id(token.doc), []).append((token, time))
        for token, time in self._heads.get(id(predicate.doc), ()):
            distance = _distance(token, predicate)
            if distance is not None and (best is None or distance < best[0]):
                best = (distance, time)
        return best[1] if best else None

    def _head(self, time: Time) -> Token | None:
        """The head of an expression, not its first word: "New Year's Day"."""
        token = self.draft.language.token_at(time.span.start)
        while (
            token is not None
            and token.head != token
            and token.head.idx > token.idx
            and self.draft.language.span(token.head).start < time.span.end
        ):
            token = token.head
        return token


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


def run(draft: Draft) -> Times:
    """Find and resolve the times of a story; sets ``story.published`` and ``because`` where they can be inferred."""
    found = find(draft)
    story = draft.story
    if story.published is None:
        probe = Resolver(draft, None)
        infer(draft, [_dated(item, probe) for item in found])
    day = dt.date.fromisoformat(story.published[:10]) if story.published else None
    resolver = Resolver(draft, day, chronicle=_tells_history(found, day))
    resolver.early = _dated_early(found, resolver)
    resolved = [(item, time) for item in found if (time := resolver.resolve(item)) is not None]
    if story.published is None and (year := year_of(story)) is not None:
        draft.year = year
        _dated_in(year, resolved, resolver, draft)
    return Times(draft, [time for _, time in resolved])


_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_HALF_A_YEAR = 183


def _dated_in(year: int, resolved: list[tuple[Found, Time]], resolver: Resolver, draft: Draft) -> None:
    """Give the days and months that a story names without a year that of its copyright line, where they all lie within half a year and
    none that is told as to come lies before one that is told as past: else the turn of a year lies between them."""
    told: list[tuple[dt.date, str | None, Time]] = []
    for item, time in resolved:
        if time.type == "DATE" and (match := _YEARLESS.fullmatch(time.value or "")):
            try:
                told.append((dt.date(year, int(match[1]), int(match[2] or 15)), resolver.outlook(item).way, time))
            except ValueError:
                continue
    past = [day for day, way, _ in told if way == "past"]
    ahead = [day for day, way, _ in told if way == "future"]
    days = [day for day, _, _ in told]
    if not told or (max(days) - min(days)).days > _HALF_A_YEAR or (past and ahead and min(ahead) < max(past)):
        return
    for _, _, time in told:
        time.value = f"{year:04d}{(time.value or '')[4:]}"
        time.begin, time.end = interval(time.value)
    draft.since = max((day for day, way, time in told if way == "past" and len(time.value or "") == 10), default=None)


_LONG_AGO = 4
"""How many years back at least history lies that a story tells."""
_HISTORY = 8
"""How many years of long ago a story names at least that tells history."""


def _tells_history(found: list[Found], day: dt.date | None) -> bool:
    """Whether a story tells history: it names many years of long ago, and hardly a day as seen from its own."""
    years = [int(y) for item in found if re.fullmatch(r"\d{4}", y := item.get("year") or "")]
    old = sum(day is None or year < day.year - _LONG_AGO for year in years)
    own = len(years) - old + sum(_of_today(item) for item in found)
    return old >= _HISTORY and own * 4 <= old


def _dated_early(found: list[Found], resolver: Resolver) -> bool:
    """Whether a story is dated a day before it was written, as far from the newsroom as it happened: the first weekday that it tells
    as past, near its top, is that of the day after its date."""
    first = next((item for item in found if item.rule == "weekday"), None)
    whole = len(resolver.draft.language.paragraphs) > _TOP
    if (
        resolver.day is None
        or first is None
        or not whole
        or first.parsed.index > _TOP
        or first.get("rel")
        or first.get("relw")
    ):
        return False
    seen = resolver.outlook(first)
    told = words("weekday").get((first.get("weekday") or "").rstrip("."))
    return seen == Outlook("past") and told == str((resolver.day.weekday() + 1) % 7)


_TOP = 3
"""Up to which paragraph is the top of a story, its headline and lines of date and author counted."""


def _of_today(item: Found) -> bool:
    """Whether an expression counts from the day of the story: "today", "Monday", "last week", "a month ago"."""
    relative = item.rule in ("rel-unit", "this-part", "month", "rel-season") and item.get("rel") in (
        "last",
        "this",
        "next",
    )
    return relative or item.rule in ("today", "weekday") or (item.rule == "ago" and item.get("dir") == "ago")


def _dated(item: Found, resolver: Resolver) -> Dated:
    """What an expression says for the date of publication."""

    def numbered(kind: str) -> int | None:
        word = (item.get(kind) or "").rstrip(".")
        value = words(kind).get(word) or words(kind).get(word.removesuffix("s"))
        return int(value) if value else None

    month, day, year = numbered("month"), item.get("day") or "", item.get("year") or ""
    if (item.get("mon") or "").isdigit():
        month = int(item.get("mon") or 0)
    seen = resolver.outlook(item)
    return Dated(
        span=item.span, rule=item.rule, paragraph=item.parsed.index, year=int(year) if len(year) == 4 and year.isdigit() else None,
        month=month, day=int(day) if day.isdigit() and month else None, weekday=numbered("weekday"), relative=item.get("rel") or ("last" if item.text.lower().startswith("last ") else None),
        unit=item.get("unit"), direction=seen.way, loose=seen.loose, reported=_reported(item),
        late=item.get("mod") == "late" or item.get("part") in ("evening", "night") or item.before(9).endswith("late on "),
        since=item.before(6).lower() == "since ",
    )  # fmt: skip


def _reported(item: Found) -> bool:
    """Whether a time is that of an act of speech: "said on Monday"."""
    verb = said_before(item.first) if item.first is not None else None
    for node in item.token.ancestors if verb is None and item.token is not None else ():
        if node.pos_ in ("VERB", "AUX") and node.dep_ not in ("aux", "auxpass"):
            verb = node
            break
    return verb is not None and (verb.lemma_ in outlook("spoken") or verb.lemma_ in outlook("announce"))


__all__ = ["Times", "add_period", "run"]
