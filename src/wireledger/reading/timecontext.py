"""What a story has told of time so far: the dates that its later expressions count from.

Deictic expressions ("yesterday", "next week") count from publication, anaphoric ones ("the following month", "a day earlier",
"that year") from what the story spoke of last.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from spacy.tokens import Token

from wireledger.knowledge.times import zone_of
from wireledger.model import Span
from wireledger.reading.draft import Draft
from wireledger.reading.expressions import Found
from wireledger.reading.tense import Outlook, outlook_of, then_ahead
from wireledger.reading.timex import grain, interval

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Value = tuple[Kind, str | None, str | None] | None
"""Type, value and mod; None where the words turn out to be no time."""

STEP = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1, "this coming": 1, "this past": -1}  # fmt: skip
_ANAPHORIC = frozenset(("previous", "preceding", "following", "same", "that same", "that"))
_BEFORE = frozenset(("before", "earlier", "previously", "prior"))
_BACK = 4
"""How many months before the date that was told last a month still is of its year, where history is told."""
_HELD = 8
"""Over how many paragraphs the date that history told last still holds."""
_ON = 100
"""In how many days after a day told with its year another one without still belongs to the same history."""


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
    words: str = ""
    """The words of what counts back from another date: "a year earlier", "the day before"."""
    heads_line: bool = False
    """Whether it is the head of a line in a table of dates: "May 3, 2012: ..."."""


@dataclass(slots=True)
class Context:
    """The times that a story has told so far. ``day`` is the day of publication, None where unknown."""

    draft: Draft
    day: dt.date | None
    marks: list[Mark] = field(default_factory=list)
    period: str | None = None
    """The reporting period (a quarter or year) that the story compares others with."""
    because: list[Span] = field(default_factory=list)
    length: tuple[str, int, int] | None = None
    """The last length that was told ("the past three weeks"), its paragraph and where it stands."""
    early: bool = False
    """Whether the story is dated a day before it was written."""
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

    def _mark(self, item: Found, value: str, day: dt.date) -> None:
        fine = grain(value)
        if fine in ("CE", "DE") or item.rule in ("reference", "adverb-set"):
            return
        carried = any(m.named and m.span in self.because for m in self.marks[-8:]) if self.because else False
        named = fine in ("D", "M") and (
            carried or (bool(item.get("year") or item.get("spoken")) and not attributive(item))
        )
        own = not attributive(item) and not self.outlook(item).loose
        clock = re.match(r"[^T]+T(\d\d)(?::(\d\d))?", value)
        hour, minute = (int(clock[1]), int(clock[2] or 0)) if clock else (-1, 0)
        of, line = _said_of(item.token), _heads_line(item)
        back = item.text.lower() if item.rule in ("ago", "the-before") and item.get("dir") in _BEFORE else ""
        self.marks.append(Mark(day, fine, item.span, of, item.parsed.index, named, hour, minute, own, back, line))
        if fine == "Q" and item.rule in ("quarter", "quarter-code", "the-unit", "period"):
            self._report(item, value)

    def _report(self, item: Found, value: str) -> None:
        """Take a quarter for the one that the story reports on, unless it is another year's or still to come."""
        if self.day is None or (item.partner is not None and item.partner.rule == "rel-unit"):
            return
        over = (interval(value)[1] or "9") <= self.day.isoformat()
        told = self.period or ""
        older = over and "Q" in told and value[:4] == told[:4] and value < told  # "after a flat second quarter"
        known = self.period is not None and (interval(self.period)[1] or "9") <= self.day.isoformat()
        if (
            int(value[:4]) >= self.day.year - (self.day.month < 7)
            and (over or not (known or self.ahead(item)))
            and not older
        ):
            self.period = value

    def since(self, mark: Mark) -> bool:
        """Whether a date was told as the beginning of what still goes on: "since Thursday"."""
        return self.draft.story.text[max(0, mark.span.start - 6) : mark.span.start].lower() == "since "

    def last(self, *grains: str) -> Mark | None:
        """The date of these grains that the story spoke of last."""
        return next((m for m in reversed(self.marks) if m.grain in grains), None)

    def _base(self, unit: str, i: Found, *, ahead: bool = False) -> dt.date | None:
        """The day that an anaphoric expression of a unit counts from; publication where the story spoke of none, and None where
        it spoke of a month last, which is no base for days and weeks ("in March he left; two days later ...").

        What is told in the past does not count from what is still to come, unless it may lie ``ahead`` ("a year from then")."""
        finer = {"D": ("D",), "WE": ("D", "W"), "W": ("D", "W"), "M": ("D", "M"), "Q": ("D", "M", "Q"), "S": ("D",), "MIN": ("D",), "H": ("D",)}  # fmt: skip
        fine = finer.get(unit, ("D", "W", "M", "Q", "Y"))
        past = not ahead and self.day is not None and self.outlook(i).way == "past"
        for mark in reversed(self.marks):
            if mark.words and mark.words == i.text.lower():
                continue  # "from $3 a year earlier ... from $5 a year earlier": both count from the same date
            if unit in ("D", "W") and mark.grain == "M" and mark.own and mark.index == i.parsed.index:
                return None
            if mark.grain in fine and not (past and self.day is not None and mark.day > self.day):
                self.because = [mark.span]
                return mark.day
        return self.day

    def _anchor(self, i: Found, rel: str, unit: str) -> tuple[dt.date | None, int]:
        """What a relative word counts from, and by how many units."""
        bare = rel.removeprefix("the ")
        if bare in _ANAPHORIC:
            return self._base(unit, i), STEP.get(bare, 0)
        return self.day, STEP.get(bare, 0)

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
        if self.outlook(i).way != "past" and (mark.day.year >= self.day.year - 1 or not past_clause(i.token)):
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
        told = [m for m in self.marks if m.day.year < ago and i.parsed.index - m.index <= _HELD]
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

    def _within(self, i: Found) -> str | None:
        """The month or year that the sentence spoke of last, where no day was told since: "in May 2010 and on the same day"."""
        mark = self.marks[-1] if self.marks else None
        if mark is None or mark.index != i.parsed.index or mark.grain not in ("M", "Y") or not mark.own:
            return None
        if i.get("rel") not in ("the same", "that same") and (mark.grain == "Y" or self.outlook(i).way != "past"):
            return None
        return f"{mark.day.year:04d}" + (f"-{mark.day.month:02d}" if mark.grain == "M" else "")

    def resolve_value(self, item: Found) -> str | None:
        """The value alone of an expression that another one counts from."""
        try:
            result = getattr(self, "_" + item.rule.replace("-", "_"))(item)
        except (ValueError, OverflowError, KeyError, IndexError):
            return None
        return result[1] if result else None


_LINE = re.compile(r"\s*(?:[:–—]|--|-\s|$)")


def _heads_line(i: Found) -> bool:
    """Whether an expression is the head of a line in a table of dates: "May 3, 2012: ...", "2012 - ...", "2012"."""
    return not re.search(r"\w", i.context[: i.start]) and _LINE.match(i.context, i.end) is not None


def past_clause(token: Token | None) -> bool:
    """Whether a verb in the past tense governs a time, whatever it looks ahead to: "was set for May 25"."""
    verbs = (a for a in (token.ancestors if token is not None else ()) if a.pos_ in ("VERB", "AUX"))
    return any(
        v.tag_ == "VBD" or any(c.tag_ == "VBD" for c in v.children if c.dep_ in ("aux", "auxpass")) for v in verbs
    )


def attributive(i: Found) -> bool:
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
