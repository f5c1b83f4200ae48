"""When an event was: its clause's own time, that of the clause it goes on from, the day of the news; and what is history."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from wireledger.knowledge.speech import speech_acts
from wireledger.model import Event, Span, Time, When
from wireledger.reading.draft import Draft
from wireledger.reading.events.told import BACK, NOUNS, Told
from wireledger.reading.language import clause

_NUMBERS = {
    w: n
    for n, w in enumerate(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 2
    )
}
_WHILE = frozenset(["when", "as", "while"])
_MARKS = frozenset(["mark", "advmod"])
_LONG_AGO = frozenset(["since", "before", "until"])
_OLD = 7
"""Days before publication past which what happened is history."""


class Timing:
    """The times of the events of one story."""

    def __init__(self, draft: Draft, told: Told) -> None:
        self.draft = draft
        self.told = told
        self.published = as_day(draft.story.published)
        first = next(iter(draft.language.body), None)
        self.lead = {p.index for p in draft.language.paragraphs if p.paragraph.kind == "headline"}
        self.first = first.index if first is not None else 0
        if first is not None:
            self.lead.add(first.index)
        self.days: dict[bool, dt.date] = {}

    def time(self, token: Token, event: Event, spans: dict[str, list[Span]]) -> None:
        """The event's own time; for the news itself the day that the story's beginning tells, else that of publication;
        null for history without a time."""
        time = self.draft.times.of(token)
        if time is None and token.pos_ in NOUNS:
            time = self.draft.times.of(clause(token))
        if time is None:
            time = self.spoken_of(clause(token)) or self.shared_time(token, event.quad in (1, 3))
        begin = as_day(time.begin) if time is not None else None
        future = begin is not None and self.published is not None and begin > self.published
        if future and event.status == "happened":
            if clause(token).tag_ in ("VBD", "VBN") and token.pos_ not in NOUNS:
                time = None  # "ended the pact from Jan. 1": when it takes effect, not when it was done
            else:
                event.status = "planned"  # "visits the island in June", "the withdrawal by the end of May"
        if (apart := self.days_apart(clause(token))) is not None:
            told = apart.isoformat()
            event.when = When(value=told, begin=told, end=(apart + dt.timedelta(days=1)).isoformat())
            event.background = self.is_old(told, apart, apart)
            return
        if time is not None and not self.of_a_noun(time, token):
            event.when = When(value=time.value, begin=time.begin, end=time.end)
            spans["when"] = [time.span]
            end = as_day(time.end)
            if begin is not None and event.status in ("happened", "ongoing", "ordered"):
                event.background = self.is_old(time.value or "", begin, end or begin)
            return
        event.background = self.is_background(token) or self.recalled(token)
        here = self.draft.language.parsed(token).index
        if (
            event.background
            or event.status not in ("happened", "ordered")
            or self.published is None
            or here > self.first + 1
        ):
            return
        governing = clause(token)
        if here not in self.lead and (governing.tag_ != "VBD" or token != governing):
            return
        if governing.dep_ in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
            perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in governing.children)
            day = self.news_day(perfect)
            event.when = When(
                value=day.isoformat(), begin=day.isoformat(), end=(day + dt.timedelta(days=1)).isoformat()
            )

    def days_apart(self, verb: Token) -> dt.date | None:
        """The day of a clause that is counted from the one it hangs on: "on Friday, two days after shells killed ten"."""
        mark = next((c for c in verb.children if c.dep_ in ("mark", "prep") and c.lower_ in ("after", "before")), None)
        if verb.dep_ != "advcl" or mark is None or self.draft.times.of(verb) is not None:
            return None
        length = next(
            (
                c
                for c in (*mark.children, *verb.children)
                if c.dep_ == "npadvmod" and c.i < mark.i and c.lemma_ == "day"
            ),
            None,
        )
        if length is None:
            return None
        count = next((c for c in length.children if c.dep_ in ("nummod", "det")), None)
        number = 1 if count is None or count.lower_ in ("a", "one", "the") else _NUMBERS.get(count.lower_)
        if number is None and count is not None and count.text.isdigit():
            number = int(count.text)
        over = clause(verb.head)
        time = self.draft.times.of(over) or self.shared_time(over, True)
        base = as_day(time.begin) if time is not None and len(time.value or "") >= 10 else None
        if base is None and self.published is not None and self.draft.language.parsed(verb).index in self.lead:
            base = self.news_day(False)
        if number is None or base is None or number > 60:
            return None
        return base + dt.timedelta(days=number if mark.lower_ == "before" else -number)

    def shared_time(self, token: Token, verbal: bool) -> Time | None:
        """The time that a clause has from the one it goes on from ("met on Monday and agreed", "left on Monday, ending"), or
        from the beginning of its sentence ("On Feb. 4 the minister, in a letter, asked")."""
        verb = clause(token)
        of = self.draft.times.of
        for child in verb.children:
            below = child.dep_ == "advcl" and any(c.lower_ in _WHILE and c.dep_ in _MARKS for c in child.children)
            if (below or (child.dep_ == "conj" and child.tag_ == verb.tag_)) and child.pos_ == "VERB":
                own = child.dep_ == "conj" and any(c.dep_ == "nsubj" for c in child.children)
                if not own and (time := of(child)) is not None:
                    return (
                        time  # "killed 12 people when they raided the town on Friday"; "killed and wounded on Friday"
                    )
        for _ in range(4):
            up = verb.head
            joined = verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
            said = verb.dep_ == "ccomp" and up.lemma_ in speech_acts() and verbal
            if not (joined or said) or up == verb or up.pos_ not in ("VERB", "AUX"):
                break
            if verb.dep_ == "conj" and _perfect(verb) and not _perfect(up):
                return None  # "joined the bloc in 2017 and has backed its sanctions"
            # "said that the pact would change nothing and dismissed it": goes on from "said"
            same = _would(verb) == _would(up) or said
            if same and (time := of(up)) is not None:
                return time
            if not same and not (verb.dep_ == "conj" and up.dep_ == "ccomp"):
                return None
            verb = up
        if verb.dep_ not in ("ROOT", "conj", "ccomp"):
            return None
        start = token.sent.start
        opening = token.doc[start : start + 3]
        first = next((t for t in opening if t.ent_type_ == "DATE" or t.pos_ == "NUM"), None)
        if first is None or opening[0].pos_ not in ("ADP", "SCONJ", "ADJ", "PROPN", "NOUN", "ADV"):
            return None
        found = self.draft.times.overlapping(self.draft.language.span(first))
        time = next((t for t in found if t.type in ("DATE", "TIME") and t.begin), None)
        adverbial = opening[0].lower_ in ("on", "in", "only") or first.dep_ in ("pobj", "npadvmod", "nummod")
        return time if time is not None and adverbial else None

    def is_old(self, value: str, begin: dt.date, end: dt.date) -> bool:
        """Whether a time is history for the story: a week before it, or a month or year that does not begin with it."""
        if self.published is None:
            latest = max((d for t in self.draft.times.items if (d := as_day(t.begin)) is not None), default=begin)
            return (latest - begin).days > 60
        whole = "W" not in value and len(value) < 10
        return (self.published - (begin if whole else end)).days > _OLD

    def spoken_of(self, verb: Token) -> Time | None:
        """The time that a clause is about ("in April, when it received the envoy", "the resolution of September, which
        called for talks")."""
        while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in verb.children):
            verb = verb.head
        if verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in verb.children):
            span = self.draft.language.span(verb.head)
            return next((t for t in self.draft.times.overlapping(span) if t.begin), None)
        if verb.dep_ == "relcl" and verb.tag_ == "VBD" and any(c.lower_ in ("which", "that") for c in verb.children):
            for child in verb.head.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "from", "in") and child.i < verb.i:
                    for inner in child.children:
                        if inner.ent_type_ == "DATE":
                            span = self.draft.language.span(inner)
                            return next((t for t in self.draft.times.overlapping(span) if t.begin), None)
        return None

    def recalled(self, token: Token) -> bool:
        """Whether a verb goes on where the story recalls ("In April the consul was arrested; France expelled four")."""
        here = self.draft.language.parsed(token).index
        before = [
            m for m in (*self.told.mentions[-3:], *self.told.here) if m.paragraph == here and _before(m.trigger, token)
        ]
        last = before[-1].event if before else None
        return clause(token).tag_ in ("VBD", "VBN") and last is not None and last.background and last.when is not None

    def of_a_noun(self, time: Time, predicate: Token) -> bool:
        """Whether a time says when something else was ("terminated the agreement of October 2001")."""
        token = self.draft.language.token_at(time.span.start)
        below = token
        while token is not None and token != predicate and token.head != token:
            above = token.head
            if (
                token.dep_ == "prep"
                and token.lower_ in ("after", "before", "since")
                and below is not None
                and below.pos_ == "NOUN"
                and below.ent_type_ not in ("DATE", "TIME")
            ):
                return True  # "after clashes in June"
            below = token
            if (
                token.dep_ == "prep"
                and token.lower_ == "of"
                and above.pos_ in NOUNS
                and above != predicate
                and above.ent_type_ != "DATE"
            ):
                return True
            token = above
        return False

    def news_day(self, perfect: bool) -> dt.date:
        """The day of the news in a lead that names none: the first day of the week before publication that the beginning of
        the story says something of; after a perfect ("has expelled") not the day on which it was said."""
        assert self.published is not None
        if perfect not in self.days:
            day = self.published
            for time in self.draft.times.items:
                token = self.draft.language.token_at(time.span.start)
                if token is None or time.type not in ("DATE", "TIME") or len(time.value or "") < 10:
                    continue
                parsed = self.draft.language.parsed(token)
                if parsed.paragraph.kind == "headline":
                    continue
                if parsed.index > self.first + 2:
                    break
                verb = clause(token)
                said = verb.lemma_.lower() in speech_acts()
                begin = as_day(time.begin)
                near = begin is not None and 0 <= (self.published - begin).days <= 7
                if (
                    begin
                    and near
                    and verb.tag_ in ("VBD", "VBN", "VBZ")
                    and not (said and perfect)
                    and self.draft.times.of(verb) == time
                ):
                    day = begin
                    break
            self.days[perfect] = day
        return self.days[perfect]

    def is_background(self, token: Token) -> bool:
        """Whether the clause recalls: pluperfect, a clause of "after" or "since", a relative clause in the past, and below
        the story's beginning the perfect ("has threatened to")."""
        verb = clause(token)
        here = self.draft.language.parsed(token).index
        early = here in self.lead or here <= self.first + 1
        back = _LONG_AGO if early else BACK
        for t in (verb, *verb.ancestors):
            if any(c.lower_ == "had" and c.dep_ == "aux" for c in t.children) and not _reported(t):
                return True
            if t.dep_ == "relcl" and t.tag_ in ("VBD", "VBN"):
                return True
            if t.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in back for c in t.children):
                return True
            if t.dep_ == "pcomp" and t.head.lower_ in back:
                return True
        if token.pos_ in NOUNS and token.dep_ == "pobj" and token.head.lower_ in back:
            return True
        if early:
            return False
        if any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children) and verb == token:
            return True
        # "withdrew after a coup": in the past, as seen from an event that is past itself.
        return verb.tag_ == "VBD" and any(
            c.dep_ == "prep" and c.lower_ in ("after", "since", "following") for c in verb.children
        )


def _before(a: Token, b: Token) -> bool:
    return a.doc is b.doc and a.i < b.i


def _would(verb: Token) -> bool:
    """Whether a clause looks ahead."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "shall") for c in verb.children)


def _reported(verb: Token) -> bool:
    """Backshifted speech: "said it had ended" reports a perfect, not a pluperfect."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in verb.children)


def as_day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None
