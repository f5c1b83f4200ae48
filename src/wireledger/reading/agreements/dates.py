"""When an act was done, when it takes effect, and for how long."""

from __future__ import annotations

import re

from spacy.tokens import Token

from wireledger.lifecycle import first_day
from wireledger.model import Span, Time
from wireledger.periods import add_period, is_period
from wireledger.reading.agreements import lexicon
from wireledger.reading.agreements.parts import Found, Mention
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause


def undone(verb: Token) -> bool:
    """ "was to have run until 1962", "would have lasted until then"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    return "have" in helpers and bool(helpers & {"to", "would", "should", "could"})


_START = re.compile(r"\b(?:start|beginning|first day) of\b")


class Dates:
    """Times of the story in their bearing on acts."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.published = first_day(draft.story.published)
        self.taken: set[Span] = set()
        """The words of dates that are those of agreements ("the pact of May 1997"), not of what is done."""

    def of_a_participle(self, time: Time) -> bool:
        """Whether a day is told of what a participle says of a noun: "the accord, revised on May 5, was ended"."""
        token = self.draft.language.token_at(time.span.start)
        verb = clause(token) if token is not None else None
        return verb is not None and verb.dep_ == "acl" and verb.tag_ == "VBN"

    def timed(self, found: Found, verb: Token, *, intransitive: bool = False) -> None:
        """When it was done, when it takes effect, how long for."""
        at = found.at
        times = self.draft.times
        predicate = at if at.pos_ in ("VERB", "AUX") else verb
        time = times.of(at) or (times.of(predicate) if predicate is not at else None)
        if time is not None and time.span in self.taken:
            time = None
        year = self.draft.language.token_at(time.span.start) if time is not None and at.pos_ == "NOUN" else None
        if (
            year is not None and year.dep_ == "nummod" and year.head == at
        ):  # "their 2006 accord lapses", taken for a noun
            below = [t for c in at.children if c.dep_ == "prep" and (t := times.of(c)) is not None and t is not time]
            time = below[0] if below else None
        if time is None and at.lemma_ in ("cease", "stop"):  # "ceases to have effect on July 27"
            time = next((t for c in at.children if c.dep_ == "xcomp" and (t := times.of(c)) is not None), None)
        if time is None and at.lemma_ in (
            "consider",
            "regard",
            "feel",
        ):  # "no longer considers itself bound from Sept. 7"
            bound = (c for c in at.children if c.lemma_ == "bind")
            time = next((t for c in bound if (t := times.of(c)) is not None), None)
        if time is not None and found.act in lexicon.ENDINGS and found.status == "planned":
            time = self.to_come(time, at)
        if time is None and at.dep_ == "relcl" and any(c.lower_ == "when" for c in at.children):
            time = next(
                iter(times.overlapping(self.draft.language.span(at.head))), None
            )  # "by Dec. 31, when the pact expires"
        sentence = self.draft.language.span(at.sent[:])
        mine = [t for t in times.overlapping(sentence) if t.begin]
        mine = [t for t in mine if t.span not in self.taken]
        as_of = next(
            (t for t in mine if self.introduced(t) in ("of", "effective", "from", "on") and self.as_of(t)), None
        )
        if (
            found.act in ("end", "withdraw", "suspend")
            and as_of is not None
            and found.effect is None
            and found.act != "suspend"
        ):
            found.effect, time = as_of, (None if time is as_of else time)
        by_until = [t for t in mine if self.introduced(t) in lexicon.UNTIL]
        if found.act == "sign":  # "wants to put off until 2020 an agreement signed in 2016": not what was signed
            tokens = [(t, self.draft.language.token_at(t.span.start)) for t in by_until]
            by_until = [
                t
                for t, k in tokens
                if k is None or not (clause(k).lemma_.lower() in lexicon.UNDOING or undone(clause(k)))
            ]
        if found.act in ("extend", "renew", "withdraw-notice", "sign"):
            if by_until:
                found.effect = by_until[-1]
                if time is by_until[-1]:
                    time = None
            found.duration = self.length(at)
            past = time is not None and self.introduced(time) in ("past", "beyond", "after") and self.later(time)
            if found.status == "denied" and past:
                found.effect, time = time, None  # "will not prolong it past Dec. 31"
        if found.act in ("enter-into-force", "sign") and found.mention is not None and found.status == "happened":
            found.term = self.length(at) or self.term_of(found.mention)
            if (granted := self.granted_for(found.mention)) is not None:
                found.term, found.lasting = granted, True
        if (
            found.act in ("end", "withdraw")
            and (found.status == "planned" or (found.status == "ongoing" and at.tag_ in ("VBZ", "VBP", "VBG")))
            and at.pos_ == "VERB"
            and not (time and self.later(time))
        ):
            ahead = [
                t
                for t in mine
                if self.later(t)
                and t.type == "DATE"
                and self.introduced(t) in ("on", "from", "effective", "by", "in", "at")
            ]
            inside = [
                t for t in ahead if (k := self.draft.language.token_at(t.span.start)) is not None and clause(k) == at
            ]
            time = max(inside, key=lambda t: len(t.value or "")) if inside else time
        given = found.act == "notify-end" and found.status in ("happened", "ongoing")
        leaving_off = found.act == "withdraw" and found.status == "happened" and at.lemma_ in ("cease", "stop")
        if (found.act in ("end", "withdraw", "expire") or given) and time is not None and self.later(time):
            found.effect, time = time, None
        elif leaving_off and time is not None:
            found.effect = time  # "ceased to be a member on Wednesday"
        elif intransitive and found.act == "end" and found.status == "happened" and time is not None:
            found.effect = time  # "the accord ended on Thursday": that is the day of its end
        if time is None and found.act not in ("sign", "enter-into-force", "expire"):
            time = self.announced(predicate)
            found.said = time is not None
        days = [t for t in mine if t.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value or "")]
        if given and found.effect is None and time is None:  # "told Tonga that it will end the pact on Sept. 30"
            clauses = [c for c in at.children if c.dep_ == "ccomp"]
            coming = next((t for c in clauses if (t := times.of(c)) is not None and self.later(t)), None)
            found.effect = coming
        if (
            time is None
            and len(days) == 1
            and predicate == at.sent.root
            and found.effect is None
            and not self.later(days[0])
            and found.status not in ("planned", "possible", "demanded")
            and not self.of_a_participle(days[0])
        ):
            time = days[0]  # the only day of the sentence, wherever the parse hangs it
        if found.act == "expire" and time is not None:
            found.effect, time = time, None
        if found.effect is not None:
            found.effect = self.exact(found.effect)
        found.on = found.delivered or time
        if (
            found.effect is None
            and found.act in (*lexicon.ENDINGS,)
            and found.status in ("planned", "ongoing", "happened")
        ):
            found.effect = self.from_now(at, found)
        found.final = found.act in ("withdraw", "end") and found.status == "happened" and self.final(at)
        if found.act in (*lexicon.ENDINGS, "suspend"):
            over = predicate.head if predicate.dep_ in ("xcomp", "ccomp") else predicate
            near = (
                (predicate, over) if over.lemma_ in ("decide", "resolve", "vote", "choose", "order") else (predicate,)
            )
            found.immediate = any(
                clause(t) in near and lexicon.IMMEDIATE.search(" ".join(u.lower_ for u in t.doc[t.i : t.i + 2]))
                for t in at.sent
            )

    def from_now(self, at: Token, found: Found) -> Time | None:
        """ "is to leave in one year", "shall end in 60 days": so long after the act, else after publication; months and years count
        round ones."""
        verbs = [v for v in (at, *(c for c in at.children if c.dep_ in ("ccomp", "xcomp"))) if v.pos_ == "VERB"]
        base = first_day(found.on.value) if found.on is not None and len(found.on.value or "") == 10 else self.published
        for verb in verbs:
            ahead = verb.tag_ in ("VB", "VBZ", "VBP") or any(
                c.lower_ in ("will", "shall", "would") for c in verb.children
            )
            for prep in verb.children if ahead and base is not None else ():
                if prep.dep_ != "prep" or prep.lower_ != "in":
                    continue
                span = self.draft.language.span(prep.doc[prep.i : prep.right_edge.i + 1])
                for t in self.draft.times.overlapping(span):
                    if (
                        t.type == "DURATION"
                        and t.value
                        and re.fullmatch(r"P[1-9]\d{0,2}[YMWD]", t.value)
                        and base is not None
                    ):
                        day = add_period(base, t.value).isoformat()
                        value = day[:7] if t.value[-1] in "YM" else day
                        return t.model_copy(update={"type": "DATE", "value": value, "begin": day, "end": None})
        return None

    def below(self, verb: Token) -> Time | None:
        """ "ceases to apply on Oct. 18": the time of what it ceases to do; that before "when it expires"."""
        if verb.lemma_ in ("cease", "stop"):
            found = (self.draft.times.of(c) for c in verb.children if c.dep_ == "xcomp")
            if (time := next((t for t in found if t is not None), None)) is not None:
                return time
        if (
            verb.dep_ in ("relcl", "advcl")
            and verb.i
            and (any(c.lower_ == "when" for c in verb.children) or verb.head.lemma_ in ("day", "date", "moment"))
        ):
            inside = self.draft.language.span(verb.doc[max(verb.sent.start, verb.left_edge.i - 6) : verb.left_edge.i])
            days = [t for t in self.draft.times.overlapping(inside) if t.type == "DATE" and len(t.value or "") == 10]
            return days[-1] if days else None
        return None

    def to_come(self, time: Time, at: Token) -> Time:
        """ "will no longer consider itself bound from Sept. 7", where a day without a year was taken for one that is past: the next one."""
        day = first_day(time.value) if len(time.value or "") == 10 else None
        words = self.draft.story.text[time.span.start : time.span.end]
        will = any(c.lower_ in ("will", "shall", "'ll") for c in at.children)
        if not will or day is None or self.published is None or day >= self.published or lexicon.YEAR.search(words):
            return time
        try:
            coming = day.replace(year=self.published.year + (day.replace(year=self.published.year) < self.published))
        except ValueError:  # Feb. 29
            return time
        if not any(c.isdigit() for c in words):
            return time
        return time.model_copy(update={"value": coming.isoformat(), "begin": coming.isoformat(), "end": None})

    def exact(self, time: Time) -> Time:
        """ "at the start of next year": as an end, the first day of it; any other time as it is."""
        words = self.draft.story.text[time.span.start : time.span.end]
        if time.mod == "START" and time.begin and _START.search(words):
            return time.model_copy(update={"value": time.begin[:10], "mod": None})
        return time

    def granted_for(self, m: Mention) -> str | None:
        """ "a lease that lets it stay for 20 years": how long what it grants lasts, in the clause that tells what it is."""
        for c in m.head.children:
            if c.dep_ not in ("relcl", "acl") or c.lemma_.lower() in lexicon.FORMAL:
                continue
            for verb in (c, *(v for v in c.children if v.dep_ in ("ccomp", "xcomp"))):
                for prep in verb.children:
                    if prep.dep_ != "prep" or prep.lower_ != "for":
                        continue
                    span = self.draft.language.span(prep.doc[prep.i : prep.right_edge.i + 1])
                    for t in self.draft.times.overlapping(span):
                        if t.type == "DURATION" and t.value and re.fullmatch(r"P\d+Y", t.value):
                            return t.value
        return None

    def term_of(self, m: Mention) -> str | None:
        """ "a five-year agreement"."""
        for t in self.draft.times.overlapping(m.span):
            if t.type == "DURATION" and t.value and re.fullmatch(r"P\d+[YM]", t.value):
                token = self.draft.language.token_at(t.span.start)
                if token is not None and (
                    token.i + 3 >= len(token.doc) or "old" not in token.doc[token.i : token.i + 5].text
                ):
                    return t.value
        return None

    def final(self, verb: Token) -> bool:
        """ "formally quit the court", "completed its withdrawal", "left on Sunday, a year after it gave notice"."""
        if verb.pos_ in ("NOUN", "PROPN"):
            return verb.dep_ == "dobj" and verb.head.lemma_.lower() in ("complete", "finalise", "finalize", "conclude")
        if verb.tag_ != "VBD" and not any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children):
            return False
        if any(c.lower_ in ("formally", "officially", "finally", "definitively") for c in verb.children):
            return True
        marks = [c for c in verb.children if c.dep_ == "prep"]
        marks += [g for c in verb.children if c.dep_ == "advcl" for g in c.children if g.dep_ == "mark"]
        return any(t.lower_ == "after" and t.i > 0 and t.nbor(-1).lemma_.lower() in lexicon.UNITS for t in marks)

    def length(self, at: Token) -> str | None:
        """ "for five years", "by five years"."""
        for child in at.children:
            if child.dep_ == "prep" and child.lower_ not in ("for", "by"):
                continue  # "came into force with a promise of investment in 15 years"
            if child.dep_ in ("prep", "npadvmod", "dobj"):
                span = self.draft.language.span(at.doc[child.left_edge.i : child.right_edge.i + 1])
                for t in self.draft.times.overlapping(span):
                    if t.type == "DURATION" and t.value and is_period(t.value):
                        return t.value
        return None

    def introduced(self, time: Time) -> str:
        token = self.draft.language.token_at(time.span.start)
        if token is None or token.i == 0:
            return ""
        before = token.nbor(-1)
        if before.pos_ == "DET" and before.i:
            before = before.nbor(-1)
        return before.lower_

    def as_of(self, time: Time) -> bool:
        """ "as of Tuesday", "effective Jan. 1"."""
        token = self.draft.language.token_at(time.span.start)
        if token is None or token.i == 0:
            return False
        words = [t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i]]
        effect = words in (["effect", "from"], ["effect", "on"]) and token.i > 2 and token.nbor(-3).lower_ == "with"
        return effect or words == ["as", "of"] or words[-1:] == ["effective"] or words == ["effective", "from"]

    def long_ago(self, time: Time) -> bool:
        day = first_day(time.begin)
        return self.published is not None and day is not None and (self.published - day).days > 365

    def later(self, time: Time) -> bool:
        day = first_day(time.begin)
        newest = self.published or self.draft.since
        return newest is not None and day is not None and day > newest

    def announced(self, predicate: Token) -> Time | None:
        """The day of the saying, for what is done by being said: "said on Sunday that they were leaving"."""
        node = predicate
        for _ in range(4):
            if node.head == node or node.dep_ not in ("ccomp", "xcomp", "conj", "acl", "pcomp", "prep", "dobj", "pobj"):
                return None
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                time = self.draft.times.of(node)
                if time is not None:
                    return None if self.later(time) else time
        return None
