"""By when a force must be gone: a stated day, or the day of the order plus the time given."""

from __future__ import annotations

import datetime as dt
import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.forces import event_nouns
from wireledger.knowledge.speech import speech_acts
from wireledger.lifecycle import first_day
from wireledger.model import Span, Step
from wireledger.periods import add_period, is_period
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.places import Places
from wireledger.reading.forces.words import GIVEN, ORDERS, day_by, has_the, hours_as_days, pluperfect
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number


class Deadlines(Places):
    """Reads the times around leaving."""

    def long_ago(self, verb: Token) -> bool:
        """Whether the clause's sentence is dated years before the story."""
        days = [
            first_day(t.begin) for t in self.draft.times.overlapping(self.draft.language.span(verb.sent[:])) if t.begin
        ]
        return self.published is not None and any(d is not None and (self.published - d).days > 3 * 365 for d in days)

    def once(self, verb: Token) -> bool:
        time = self.draft.times.of(verb)
        day = first_day(time.begin) if time is not None else None
        return any(c.lower_ in ("once", "previously", "formerly") for c in verb.children) or (
            day is not None and self.published is not None and (self.published - day).days > 60
        )

    def peak(self, verb: Token) -> bool:
        """ "At its peak in 2007 it had 170,000 there": a strength of then."""
        return any(
            t.lower_ in ("peak", "height", "high", "peaks", "times")
            and (t.lower_ != "times" or "peak" in {c.lower_ for c in t.children})
            and t.dep_ in ("pobj", "nsubj", "npadvmod")
            and t.i > t.sent.start
            for c in verb.children
            if c.dep_ in ("prep", "advmod", "npadvmod")
            for t in (c, *c.children)
        )

    def future(self, verb: Token) -> bool:
        time = self.draft.times.of(verb)
        day = first_day(time.begin) if time is not None else None
        return day is not None and self.published is not None and day > self.published

    def deadline(self, m: Mention, verb: Token, operator: Token) -> None:
        """By when: a stated day ("by March 15"), or one computed from a period ("one month to leave")."""
        times = self.draft.times
        sentence = verb.sent
        if pluperfect(operator) and operator.lemma_ in ("be", "expect", "schedule", "plan", "mean", "set"):
            return  # "had been due to go home on Aug. 20": no more
        spans = times.overlapping(self.draft.language.span(sentence[:]))
        if m.state != "left" and (since := self.from_that_day(sentence)) is not None:
            m.leave_by, m.leave_from = since[0], "computed"
            m.because += [t for t in since[1] if t not in m.because]
            return
        for t in spans:
            if t.type not in ("DATE", "TIME") or not t.begin or (t.type == "TIME" and len(t.value or "") < 10):
                continue
            token = self.draft.language.token_at(t.span.start)
            if token is not None and m.state != "left" and self.of_deadline(token):
                day = first_day(t.begin)
                if day is not None and self.published is not None and day > self.published:
                    m.leave_by, m.leave_from = day_by(t, last=True), "stated"
                    m.because.append(t.span)
                    return
            if token is None or not self.belongs(token, verb, operator):
                continue
            before = token.nbor(-1).lower_ if token.i else ""
            if token.lower_ == "the" and t.mod == "END":
                pass  # the span begins with "the end of"
            elif before in ("the", "end") and token.i > 1:
                before = token.nbor(-2).lower_
            end = before == "of" and {"end", "close"} & {u.lower_ for u in token.doc[max(token.i - 3, 0) : token.i]}
            if end and token.i > 3:  # "by the end of the summer"
                at = next(u for u in reversed(token.doc[: token.i]) if u.lower_ in ("end", "close"))
                before = at.nbor(-1 if at.nbor(-1).lower_ != "the" else -2).lower_ if at.i > 1 else before
            run = [u.lower_ for u in token.doc[max(token.i - 7, sentence.start) : token.i]]
            if "later" in run and "than" in run[run.index("later") :]:
                before = "by"  # "no later than the end of September"
            if before == "and" and "between" in run and "now" in run:
                before = "by"  # "between now and mid-September"
            if t.mod == "END" and token.i and token.nbor(-1).lower_ == "by":
                before = "by"
            day = first_day(t.begin)
            later = self.published is not None and day is not None and day > self.published
            if before in ("by", "before", "until", "till", "within") and m.state != "left":
                m.leave_by, m.leave_from = day_by(t, last=before in ("by", "within")), "stated"
                m.because.append(t.span)
                return
            if (
                t.value
                and re.fullmatch(r"\d{4}(-\d\d)?", t.value)
                and before in ("in", "this", "next", "during")
                and m.state == "leaving"
            ):
                over = first_day(t.end)  # "will withdraw in January": gone by its end
                if m.status == "planned" and over is not None and self.published is not None and over > self.published:
                    m.leave_by, m.leave_from = t.value, "stated"
                    m.because.append(t.span)
                    return
            whole = t.mod == "END" and before == "at"  # "will give up the base at the end of the year"
            soon = token.lower_ in ("next", "tomorrow") and t.value and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", t.value)
            if (
                later
                and m.state == "leaving"
                and m.status == "planned"
                and soon
                and operator.lemma_ not in ("begin", "start")
            ):
                m.leave_by, m.leave_from = t.value, "stated"  # "will fly home next month"
                m.because.append(t.span)
                return
            over = first_day(t.end)
            ahead = over is not None and self.published is not None and over > self.published
            if whole and ahead and m.state in ("leaving", "ordered-out"):
                m.leave_by, m.leave_from = day_by(t, last=True), "stated"
                m.because.append(t.span)
                return
            if later and m.state == "leaving" and before == "on" and operator.lemma_.lower() not in ("begin", "start"):
                m.leave_by, m.leave_from = day_by(t, last=True), "stated"
                m.because.append(t.span)
                return
        for t in spans:
            if t.type != "DURATION" or not t.value or not is_period(t.value) or m.state == "left":
                continue
            token = self.draft.language.token_at(t.span.start)
            if token is None or not self.gives(token, verb, operator):
                continue
            before = token.nbor(-1).lower_ if token.i else ""
            given = operator.lemma_.lower() in ("give", "allow", "grant", "have", "set")
            given = given and not any(c.dep_ == "prt" for c in operator.children)  # "gives up its base after 14 years"
            given = (given and before not in ("after", "for", "almost", "nearly")) or before in (
                "within",
                "in",
                "inside",
            )
            if before in ("the", "a") and token.i > 1:
                given = given or token.nbor(-2).lower_ in ("within", "in", "inside")
            if not given:
                continue
            terms = ("agreement", "accord", "treaty", "pact", "deal", "protocol")
            if any(a.dep_ in ("relcl", "acl") and a.head.lemma_.lower() in terms for a in (verb, *verb.ancestors)):
                continue  # "a treaty under which they will go within three years": from when, it says
            made = self.made_on(token, t.span)
            start, why = self.start(operator, verb) if made is None else made
            if start is None:
                continue
            try:
                by = add_period(start, hours_as_days(t.value))
            except ValueError:
                continue
            m.leave_by, m.leave_from = by.isoformat(), "computed"
            m.because += [*why, t.span]
            m.steps = [
                Step(text=f"told on {start.isoformat()}", value=start.isoformat(), spans=why),
                Step(text=f"plus {t.value}", value=m.leave_by, spans=[t.span]),
            ]
            return

    def of_deadline(self, token: Token) -> bool:
        """ "Set a March 1 deadline for the withdrawal", "the deadline for them to leave is March 1"."""
        if token.head.lemma_ == "deadline" and token.dep_ in ("nmod", "compound", "amod", "poss", "appos"):
            return True
        if (
            token.dep_ == "pobj"
            and token.head.lower_ in ("of", "as")
            and token.head.head.lemma_ in ("deadline", "date")
        ):
            return True
        other = {"attr": "nsubj", "nsubj": "attr", "npadvmod": "attr"}.get(token.dep_, "")
        subjects = [c for c in token.head.children if c.dep_ == other] if token.head.lemma_ == "be" else []
        return any(c.lemma_ == "deadline" for c in subjects)

    def made_on(self, token: Token, length: Span) -> tuple[dt.date | None, list[Span]] | None:
        """ "within 60 days of the signature": when the agreement was signed or came into force, (None, []) where the story does not
        say; None where the time does not run from that."""
        after = [u for u in token.doc[token.i : token.i + 8] if self.draft.language.span(u).start >= length.end]
        if not after or after[0].lower_ not in ("of", "after", "from", "following"):
            return None
        what = next((u for u in after[1:4] if u.pos_ == "NOUN"), None)
        if what is None or what.lemma_ not in ("signature", "signing", "conclusion", "entry"):
            return None
        here = self.draft.language.span(token.sent)
        told = [g for g in self.draft.agreements if any(s.overlaps(here) for s in g.spans)] or self.draft.agreements
        days = [first_day(g.in_force if what.lemma_ == "entry" else g.signed) for g in told]
        whole = [(d, g) for d, g in zip(days, told, strict=True) if d is not None and len((g.in_force if what.lemma_ == "entry" else g.signed) or "") == 10]  # fmt: skip
        return (whole[0][0], list(whole[0][1].spans[-1:])) if len(whole) == 1 else (None, [])

    def from_that_day(self, sentence: Tokens) -> tuple[str, list[Span]] | None:
        """ "The mandate expires on Dec. 31. Its troops have six months from that day": the day by which they must be gone, and
        the words that tell it."""
        for t in sentence:
            if t.lower_ not in ("day", "date") or t.i - sentence.start < 4 or t.nbor(-1).lower_ not in ("that", "this"):
                continue
            unit = {"day": "D", "week": "W", "month": "M", "year": "Y"}.get(t.nbor(-3).lemma_.lower())
            n = number([t.nbor(-4)])
            if t.nbor(-2).lower_ not in ("from", "after", "of", "following") or unit is None or not n:
                continue
            here = self.draft.language.span(sentence).start
            days = [
                x
                for x in self.draft.times.items
                if x.span.start < here and re.fullmatch(r"\d{4}-\d\d-\d\d", x.value or "")
            ]
            day = first_day(days[-1].value) if days and here - days[-1].span.end < 600 else None
            if day is None:
                continue
            try:
                by = add_period(day, f"P{int(n)}{unit}")
            except ValueError:
                continue
            return by.isoformat(), [days[-1].span, self.draft.language.span(t.doc[t.i - 4 : t.i + 1])]
        return None

    def gives(self, token: Token, verb: Token, operator: Token) -> bool:
        """Whether a length of time stands with the verb of leaving or what governs it, not in a clause beside them:
        "will bring them home, the second leader in two days to do so"."""
        over = clause(token)
        top = token
        while top.dep_ in ("nummod", "det", "amod", "compound", "quantmod", "advmod") and top.head.i != top.i:
            top = top.head
        prep = top.head if top.dep_ == "pobj" else None
        if prep is not None and prep.lower_ in ("in", "within") and prep.head.pos_ in ("NOUN", "PROPN"):
            if prep.head.lemma_.lower() not in (*ORDERS, *event_nouns(), "soldier", "troop", "force"):
                return False  # "the second state in two days"
        apart = over.dep_ in ("advcl", "relcl", "acl", "parataxis") and over not in (verb, operator)
        return not (apart and verb not in over.subtree and operator not in over.subtree)

    def belongs(self, token: Token, verb: Token, operator: Token) -> bool:
        """Whether a time stands below the verb of leaving or what governs it, not in another clause."""
        for node in (token, *token.ancestors):
            if node in (verb, operator):
                return True
            if node.pos_ == "VERB" and node.dep_ in ("xcomp", "conj") and node.i < verb.i and verb in node.children:
                return False  # "to hand over by mid-2013 and to bring the troops home by 2014"
            if (
                node.pos_ in ("VERB", "AUX")
                and node.dep_ in ("ccomp", "relcl", "advcl", "ROOT", "parataxis")
                and node not in (verb, operator)
            ):
                return (
                    node.dep_ == "ROOT"
                    and operator in node.subtree
                    and node.lemma_.lower() not in ("say", "tell", "announce")
                )
        return False

    def start(self, operator: Token, verb: Token) -> tuple[dt.date | None, list[Span]]:
        """From which day a period runs: that of the clause, of the saying above it, or of publication."""
        for node in (operator, verb, *operator.ancestors):
            if node.pos_ in ("VERB", "AUX"):
                time = self.draft.times.of(node)
                begun = first_day(time.begin) if time is not None and time.type == "DATE" else None
                if begun and self.published and (self.published - begun).days > 45:
                    return None, []  # "demanded last June that they go within two months"
                if time is not None and time.value and re.fullmatch(r"\d{4}-\d\d-\d\d.*", time.value):
                    if node.lemma_.lower() not in speech_acts() or (told := self.order_given(verb)) is None:
                        return first_day(time.value[:10]), [time.span]
                    return told
        if (told := self.order_given(verb)) is not None:
            return told
        return self.published, list(self.draft.story.because)

    def order_given(self, verb: Token) -> tuple[dt.date, list[Span]] | None:
        """ "The order came in a letter that was handed over on Tuesday": when those were told, from the paragraphs after."""
        here = self.draft.language.parsed(verb).index
        for parsed in self.draft.language.paragraphs:
            if not here <= parsed.index <= here + 2:
                continue
            for token in parsed.doc:
                if token.lemma_.lower() not in ORDERS or (
                    not has_the(token) and token.lemma_.lower() not in ("letter", "note")
                ):
                    continue
                governing = clause(token)
                if governing.tag_ not in ("VBD", "VBN") or governing == verb or governing.lemma_ not in GIVEN:
                    continue
                below = [t for t in governing.subtree if t.pos_ == "VERB" and t.lemma_ in GIVEN]
                for v in below or [governing]:
                    time = self.draft.times.of(v)
                    if time is not None and time.value and re.fullmatch(r"\d{4}-\d\d-\d\d.*", time.value):
                        day = first_day(time.value[:10])
                        if day is not None and (self.published is None or day <= self.published):
                            return day, [time.span]
        return None
