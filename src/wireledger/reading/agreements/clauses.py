"""Clauses of an agreement on how it may be ended: the notice period and from when it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import act_nouns, act_verbs, nouns
from wireledger.model import Notice, Span
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon
from wireledger.reading.agreements.joining import Told
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number

_BEGINNING = frozenset(("entry", "signature", "signing", "ratification", "conclusion", "exchange", "adoption", "start"))
"""From which the term of an agreement runs, not a notice."""
_ANY_YEAR = frozenset(("each", "every", "any", "a", "calendar", "given"))
_DAY_OF_YEAR = re.compile(r"(?:\d{4}|XXXX)-(\d\d-\d\d)")
_LENGTHS = frozenset(("length", "duration", "period", "term"))
_ANSWERING = frozenset(
    ("object", "reply", "respond", "answer", "react", "appeal", "comment", "protest", "contest", "challenge")
)
_NTH = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "ninth": 9, "twelfth": 12, "thirtieth": 30, "ninetieth": 90}
_ORDINAL = re.compile(r"([1-9]\d{1,2})(?:st|nd|rd|th)")


@dataclass(slots=True)
class Period:
    """A length of time in a sentence, wherever it stands: "six months", "half a year", "30-day"."""

    value: str
    """ISO 8601 duration."""
    first: Token
    last: Token
    """The unit."""


@dataclass(slots=True)
class Clause:
    """A period as that of a notice clause."""

    period: Period
    cue: Token
    """The word for the notice, its receipt, or the ending that follows on it."""
    weight: int
    """How plainly the words say so."""
    receipt: bool = False
    to_term: bool = False
    """It is given so long before the term is over: the agreement then ends with its term."""


class Clauses:
    """Reads the notice clause of a sentence."""

    def __init__(self, draft: Draft, who: Parties) -> None:
        self.draft = draft
        self.who = who

    def notices(self, sentence: Tokens) -> list[Told]:
        """The notice clauses of a sentence, the plainest first."""
        found = [c for p in periods(sentence) if (c := self.as_notice(p, sentence))]
        for c in found:
            c.receipt = c.receipt or _counts_from_receipt(sentence, c.period)
        found.sort(key=lambda c: -c.weight)
        told: list[Told] = []
        for c in found:
            run = sentence.doc[c.period.first.i : c.period.last.i + 1]
            notice = Notice(
                period=c.period.value, span=self.draft.language.span(run), starts="receipt" if c.receipt else "notice"
            )
            by, everyone = self.givers(c.cue)
            one = Told(notice, by, everyone, c.weight, c.to_term, c.cue, sentence)
            one.yearly = self.yearly(sentence)
            one.term = self.term_told(c, sentence) if c.to_term else None
            told.append(one)
        if not told and (same := self.same_period(sentence)) is not None:
            told.append(same)
        return told

    def yearly(self, sentence: Tokens) -> str | None:
        """ "each year with effect from January 1", "at the end of a calendar year": the day of a year, "MM-DD", on which alone an
        agreement can be ended; None where it can be on any."""
        years = [t for t in sentence if t.lower_ == "year"]
        any_year = [t for t in years if any(c.lower_ in _ANY_YEAR for c in t.children)]
        for t in years:
            over = t.head.head if t.head.lower_ == "of" else t
            closed = over.lower_ in ("end", "close") and over.head.lower_ in ("at", "with", "from", "by", "on")
            which = any(c.lower_ in ("the", "that", "this", "which") or c.lower_ in _ANY_YEAR for c in t.children)
            numbered = any(c.like_num or c.lower_ in ("last", "next") for c in t.children)
            if closed and which and not numbered and over.head.lower_ != "by" and clause(over).tag_ != "VBD":
                return "12-31"
        for time in self.draft.times.overlapping(self.draft.language.span(sentence)) if any_year else ():
            words = self.draft.story.text[time.span.start : time.span.end]
            token = self.draft.language.token_at(time.span.start)
            while token is not None and token.dep_ != "prep" and token.head != token:
                token = token.head
            on = token is not None and token.lower_ in ("on", "from", "for", "at")
            if on and time.type in ("DATE", "SET") and (match := _DAY_OF_YEAR.fullmatch(time.value or "")):
                if not any(c.isdigit() for c in re.sub(r"\b\d{1,2}(?:st|nd|rd|th)?\b", "", words)):
                    return match[1]
        return None

    def term_told(self, c: Clause, sentence: Tokens) -> tuple[str, Span] | None:
        """ "90 days before its end, on Nov. 23", "before it expires, which it does on March 22": the end of the term, told beside it."""
        start = self.draft.language.span(c.period.last).end
        published = self.draft.story.published or ""
        over = next((t for t in sentence if t.i > c.period.last.i and (t.lower_ in lexicon.TERM_WORDS or t.lemma_.lower() in lexicon.CEASING)), None)  # fmt: skip
        for time in self.draft.times.overlapping(self.draft.language.span(sentence)):
            token = self.draft.language.token_at(time.span.start)
            if over is None or token is None or not start <= time.span.start or not 0 < token.i - over.i <= 8:
                continue
            if (
                time.type == "DATE"
                and re.fullmatch(r"\d{4}-\d\d-\d\d", time.value or "")
                and (time.value or "") > published[:10]
            ):
                return time.value or "", time.span
        return None

    def same_period(self, sentence: Tokens) -> Told | None:
        """ "with that period of notice", "such is the period laid down in the accord": the last length of time told of."""
        for cue in sentence:
            lengths = [t for c in cue.children if c.lower_ == "of" for t in c.children if t.lemma_ in _LENGTHS]
            if cue.lemma_.lower() in lexicon.NOTICES and lengths:
                if not any(d.lower_ in ("that", "this", "such") for d in lengths[0].children):
                    continue  # "notice of that length"
            elif cue.lemma_.lower() in lexicon.NOTICES and cue.head.lower_ == "of" and cue.head.head.lemma_ == "period":
                if not any(d.lower_ in ("that", "this", "same") for d in cue.head.head.children):
                    continue
            elif cue.lemma_.lower() not in ("period", "term", "deadline", "interval") or not _told_of_before(cue):
                continue
            start = self.draft.language.span(sentence).start
            before = [p for parsed in self.draft.language.body for s in parsed.sentences for p in periods(s)]
            before = [p for p in before if self.draft.language.span(p.last).end <= start]
            if before:
                run = before[-1].first.doc[before[-1].first.i : before[-1].last.i + 1]
                notice = Notice(period=before[-1].value, span=self.draft.language.span(run), starts="notice")
                return Told(notice, [], True, 5, False, cue, sentence)
        return None

    def givers(self, cue: Token) -> tuple[list[str], bool]:
        """Who may give the notice, and whether that is every party."""
        verb = clause(cue)
        subjects = frames.subject_of(verb)[0]
        hops = verb
        while not subjects and hops.head != hops and hops.head.pos_ in ("VERB", "AUX"):
            hops = hops.head
            subjects = frames.subject_of(hops)[0]
        by: list[str] = []
        everyone = True
        for t in subjects:
            if t.lemma_.lower() in lexicon.EACH and (
                any(c.lower_ in lexicon.DISTRIBUTIVE for c in t.children) or t.lower_ in lexicon.DISTRIBUTIVE
            ):
                by = self.who.at([t])
                everyone = True
                break
            ids = self.who.at([t])
            if ids:
                by, everyone = ids, False
        if not everyone and verb.tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.children):
            everyone = True  # notice that was given shows the clause, not whose right it is
        return by, everyone

    def as_notice(self, p: Period, sentence: Tokens) -> Clause | None:
        """The period as that of a notice clause; None where it measures anything else."""
        doc = sentence.doc
        right = list(doc[p.last.i + 1 : min(p.last.i + 16, sentence.end)])
        left = list(doc[max(p.first.i - 6, sentence.start) : p.first.i])
        while right and right[0].lower_ in ("'s", "'", "s", "s'"):
            right = right[1:]
        before = [t.lower_ for t in left]
        if right and right[0].lower_ in ("ago", "old", "long", "-"):
            return None
        if clause(p.last).lemma_ in ("have", "get", "give", "allow") and any(
            t.tag_ == "VB" and t.nbor(-1).lower_ == "to" and t.lemma_ in _ANSWERING for t in right
        ):
            return None  # "the other has three months after receipt to object"
        if before[-1:] and before[-1] in ("every", "last", "past", "previous", "first", "second", "third"):
            return None
        for n, t in enumerate(right[:5]):  # "one year's prior written notice"
            verb = clause(t)
            lost = (
                t.lower_ == "warning"
                and verb.lemma_.lower() not in lexicon.GIVE
                and not (verb.tag_ in ("VBZ", "VBP", "VB", "VBG") or any(c.tag_ == "MD" for c in verb.children))
            )
            if (t.lemma_.lower() in lexicon.NOTICES or t.lower_ == "warning") and not lost:
                return Clause(p, t, 10)
            if (
                n < 4
                and (t.lower_ in lexicon.WAITING or (t.lower_ == "clause" and self.ending_in(sentence)))
                and (
                    _speaks(sentence, lexicon.NOTICES)
                    or (t.lower_ in ("wait", "delay", "clause", "countdown") and self.ending_in(sentence))
                    or (_set_by_agreement(t) and self.notice_before(sentence))
                    or (_starts(t) and self.notice_before(sentence))
                )
            ):
                return Clause(p, t, 8)
            if t.pos_ not in ("ADJ", "NOUN", "VERB", "PART", "CCONJ", "ADV") or t.lower_ in (
                "before",
                "after",
                "later",
            ):
                break
        if right and right[0].lower_ == "between":  # "a year between notice and exit"
            between = next((t for t in right[1:5] if t.lemma_.lower() in (*lexicon.NOTICES, "denunciation")), None)
            if between is not None:
                return Clause(p, between, 8)
        for n, t in enumerate(reversed(left)):  # "a notice of at least one year", "the notice period is nine months"
            if t.lemma_.lower() in lexicon.NOTICES and (
                n > 0 and any(u.lower_ in ("of", "is", "was", "be", ":") for u in left[-n:])
            ):
                return Clause(p, t, 10)
            if t.pos_ == "PUNCT" and t.text in (",", ";"):
                break
        if (
            p.value in ("P1D", "P2D", "P3D")
            and right
            and right[0].lower_ in ("after", "before", "from", "later", "following")
        ):
            return None  # "a day after the withdrawal"
        found = self.after_it(p, right) or self.before_it(p, right, sentence) or self.runs_on(p, left, right, sentence)
        return found or self.laid_down(p, sentence) or self.waiting(p, right, sentence)

    def waiting(self, p: Period, right: list[Token], sentence: Tokens) -> Clause | None:
        """A time that an agreement sets for whoever leaves it, told after the ending: "The agreement sets a term of three months for
        this", "We have to give them three months, that's in the paper", "has 30 days to run", "must wait six months"."""
        verb = clause(p.last)
        of = p.last.dep_ == "pobj" and p.last.head.lower_ == "of" and p.last.head.head.pos_ == "NOUN"
        thing = p.last.head.head if of else p.last
        if of and thing.lemma_.lower() not in lexicon.WAITING:
            return None
        lawful = (
            verb.tag_ in ("VBZ", "VBP", "VB", "VBG") or any(c.tag_ == "MD" for c in verb.children) or self.rule(verb)
        )
        if not lawful or verb.pos_ not in ("VERB", "AUX") or any(c.dep_ == "neg" for c in verb.children):
            return None
        after = right[0].lower_ if right else "."
        bare = after in (
            ".",
            ",",
            ";",
            "for",
            "to",
            "\u2014",
            "\u2013",
            "--",
            '"',
            "\u201d",
            "and",
            "under",
            "until",
            "before",
            "in",
            "by",
        )
        lemma = verb.lemma_.lower()
        has = thing in (*frames.of_verb(verb).object, *frames.subject_of(verb)[0]) or thing.head == verb
        if lemma in lexicon.PROVIDING and has and bare and self.of_agreement(verb) and self.notice_before(sentence):
            return Clause(p, verb, 5)
        if after == "between" and lemma in lexicon.PROVIDING and has and self.of_agreement(verb):
            if any(t.lemma_.lower() in lexicon.NOTICE_EVENTS for t in right[:4]):
                return Clause(p, verb, 6)  # "foresees six months between the announcement and the pullout"
        running = any(
            c.dep_ in ("acl", "relcl", "xcomp") and c.lemma_ in ("run", "live", "go")
            for c in (*thing.children, *verb.children)
        )
        if lemma in ("have", "leave") and has and running and self.of_agreement(verb) and self.notice_before(sentence):
            return Clause(p, verb, 5)
        on_paper = any(
            t.lemma_.lower() in (*lexicon.PAPERS, *nouns(), "clause", "article")
            for t in (*sentence, *self.next_sentence(sentence))
        )
        if (
            lemma in lexicon.LETTING
            and thing.head == verb
            and thing.dep_ in ("dobj", "npadvmod", "dative")
            and bare
            and on_paper
            and not of
        ):
            told = self.notice_before(sentence)
            told = told and not any(c.dep_ == "conj" and c.lemma_ in _ANSWERING for c in verb.children)
            if told and self.who.states([c for c in verb.children if c.dep_ in ("dative", "dobj") and c != thing]):
                return Clause(p, verb, 4)  # "the pact gives the French six months"
            if told and any(t.tag_ in ("PRP", "PRP$") or t.lower_ in ("agreement", "other") for t in (*verb.subtree,)):
                return Clause(p, verb, 4)
        waits = verb.lemma_ == "wait" and thing.head in (verb, *(c for c in verb.children if c.dep_ == "prep"))
        if waits and (any(t.pos_ == "VERB" and _leaves(t) for t in sentence) or self.notice_before(sentence)):
            return Clause(p, verb, 5)
        return None

    def next_sentence(self, sentence: Tokens) -> list[Token]:
        """The sentence after, where "that" or "it" begins it: "They get sixty days. It is written in the agreement"."""
        doc = sentence.doc
        if sentence.end >= len(doc) or doc[sentence.end].lower_ not in ("that", "it", "this", "so", "such"):
            return []
        return list(doc[sentence.end].sent)

    def laid_down(self, p: Period, sentence: Tokens) -> Clause | None:
        """ "has a month to clear the base, as the lease provides": a period for leaving that the agreement is said to set."""
        after = p.last.nbor().lower_ if p.last.i + 1 < sentence.end else ""
        if after in ("ahead", "before", "earlier", "early", "later", "after", "ago", "sooner", "past", "short"):
            return None  # "a year ahead of the deadline set in the accord"
        for t in sentence:
            if t.pos_ != "VERB" or t.lemma_.lower() not in lexicon.PROVIDING or not _laid_down(t):
                continue
            verb = clause(p.last)
            going = [u for u in sentence if u.pos_ == "VERB" and (_leaves(u) or u.lemma_.lower() in lexicon.CEASING)]
            if going and verb.tag_ != "VBN" and abs(t.i - p.last.i) <= 16:
                return Clause(p, going[0], 6)
        return None

    def after_it(self, p: Period, right: list[Token]) -> Clause | None:
        """ "six months after receipt", "a year from the day on which the other is told", "within 30 days of such a notice"."""
        if not right or right[0].lower_ not in ("after", "from", "following", "since", "upon", "of", "once"):
            return None
        if right[0].lower_ == "of" and (p.first.i == 0 or p.first.nbor(-1).lower_ not in ("within", "in", "inside")):
            return None
        for t in right[1:]:
            lemma = t.lemma_.lower()
            if t.text in (",", ";", ":") and t.i - p.last.i > 3:
                break
            event = t.pos_ == "VERB" and (lemma in lexicon.NOTIFY or lemma in lexicon.TOLD or lemma in lexicon.RECEIVE)
            paper = t.pos_ in ("NOUN", "PROPN") and lemma in lexicon.NOTICE_EVENTS
            handed = t.pos_ == "VERB" and (
                lemma in lexicon.GIVE or lemma in lexicon.REACH or lemma in ("denounce", "serve")
            )
            ended = t.pos_ == "VERB" and t.tag_ != "VBD" and _ends(t) and not self.happened(p)
            if ended and any(c.tag_ in ("VBD", "VBN") and c.dep_ in ("aux", "auxpass") for c in t.children):
                ended = False
            if ended:
                return Clause(p, t, 7)  # "runs for six months after it is renounced"
            if not event and not paper and not handed:
                continue
            verb = clause(t)
            told = (
                verb.tag_ == "VBD"
                and right[0].i < verb.i <= t.i + 8
                and not self.rule(verb)
                and not _still_to_end(verb)
            )
            if told or (paper and self.happened(p)):
                return None  # "four months after it gave notice": how long ago, not how long beforehand
            if handed and not any(u.lemma_.lower() in lexicon.NOTICE_PAPERS for u in right):
                continue
            receipt = any(u.lemma_.lower() in ("receipt", "receive", "reach", "arrive", "get") for u in right)
            return Clause(p, t, 9, receipt=receipt)
        return None

    def rule(self, verb: Token) -> bool:
        """A past tense that is that of what was said: "said that a withdrawal became effective six months after receipt"."""
        node = verb
        for _ in range(4):
            if node.dep_ == "ccomp" and node.head.tag_ in ("VBD", "VBN") and node.head.pos_ == "VERB":
                return node.lemma_ in ("become", "take", "be", "lapse", "end", "cease") or verb != node
            if node.head == node:
                break
            node = node.head
        return False

    def happened(self, p: Period) -> bool:
        """Whether the clause that the period stands in tells of something done: "left six months after the notification"."""
        verb = clause(p.last)
        marked = any(c.dep_ == "mark" and p.last.i < c.i < verb.i for c in verb.children)
        if marked and verb.dep_ in ("advcl", "ccomp", "relcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head  # "lapses three months after such a letter has been received"
        if verb.lemma_ in ("become", "take", "cease", "lapse", "go") and self.rule(verb):
            return False
        modal = any(c.tag_ == "MD" for c in verb.children) or verb.tag_ in ("VBZ", "VBP", "VB", "VBG")
        return (
            verb.pos_ in ("VERB", "AUX")
            and not modal
            and (verb.tag_ == "VBD" or any(c.lower_ in ("was", "were", "had", "has", "have") for c in verb.children))
        )

    def before_it(self, p: Period, right: list[Token], sentence: Tokens) -> Clause | None:
        """ "tells the other six months before the term is over", "by notifying it a year in advance"."""
        ahead = bool(right) and (
            right[0].lower_ in ("before", "beforehand", "prior", "ahead", "earlier")
            or (right[0].lower_ == "in" and len(right) > 1 and right[1].lower_ == "advance")
        )
        if not ahead or any(t.lemma_.lower() in lexicon.NOTICES for t in right[:6]):
            return None  # "must inform lawmakers 120 days before it gives notice"
        unless = any(t.lower_ in ("unless", "provided", "if") for t in sentence if t.i < p.first.i or t.i > p.last.i)
        near = sorted(sentence, key=lambda t: abs(t.i - p.first.i))
        cue = next((t for t in near if _speaks_up(t) and abs(t.i - p.first.i) <= 20), None)
        if cue is None:
            return None
        verb = clause(cue)
        modal = any(c.tag_ == "MD" for c in verb.children) or verb.tag_ in ("VBZ", "VBP", "VBG", "VB")
        wanted = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)
        modal = modal or (wanted and not any(c.tag_ in ("VBD", "VBZ") for c in verb.children if c.dep_ == "aux"))
        above = verb.head if verb.dep_ in ("xcomp", "ccomp") and verb.tag_ in ("VB", "VBZ", "VBP") else verb
        must = any(v.lemma_ in ("have", "need", "require", "must") and v.tag_ != "VBD" for v in (verb, above))
        if not unless and not modal and not must and cue.lemma_.lower() not in lexicon.NOTICES:
            return None
        if cue.lemma_.lower() in lexicon.NOTICES and verb.tag_ == "VBD" and not unless and not modal and not must:
            if right[0].lower_ == "before" and not any(act_nouns().get(t.lemma_.lower()) for t in right):
                return None  # "gave notice two days before the summit"
        ends = {t.lower_ for t in right[:8]} & lexicon.TERM_WORDS or any(
            t.lemma_ in ("expire", "lapse") for t in right[:8]
        )
        ends = ends or any(t.lemma_.lower() in lexicon.RENEWING for t in sentence)
        return Clause(p, cue, 8, to_term=bool(ends))

    def runs_on(self, p: Period, left: list[Token], right: list[Token], sentence: Tokens) -> Clause | None:
        """Clauses without a word for notice: "withdrawal takes effect one year later", "a member that leaves remains bound for
        two more years", "a year must pass before", "gives them a month to leave after a denunciation"."""
        doc = sentence.doc
        words = {t.lower_ for t in sentence}
        before = [t.lower_ for t in left]
        after = right[0].lower_ if right else ""
        verb = clause(p.last)
        if verb.dep_ == "xcomp" and verb.head.lemma_ in ("cease", "stop") and (verb.lemma_ != "be" or _force(verb)):
            verb = verb.head  # "ceases to bind a state a year after that"
        lawful = (
            verb.tag_ in ("VBZ", "VBP", "VB", "VBG", "VBN")
            or any(c.tag_ == "MD" for c in verb.children)
            or self.rule(verb)
        )
        lawful = lawful and not any(c.lower_ in ("had", "has", "have") and c.dep_ == "aux" for c in verb.children)
        earlier = self.sentence_before(sentence)
        ending = next((t for t in (*sentence, *earlier) if act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS), None)
        leaving = next((t for t in sentence if t.pos_ == "VERB" and t != verb and _leaves(t)), None)
        step = [t for t in frames.subject_of(verb)[0] if t.lemma_.lower() in ("decision", "move", "step", "measure")]
        if step and ending is None and leaving is None and self.notice_before(sentence):
            ending = step[0]  # "The step becomes effective 90 days later"
        effect = bool(words & {"effect", "effective", "operative"}) and (ending is not None or leaving is not None)
        done = any(
            t.lower_ in ("effect", "effective") and clause(t).tag_ == "VBD" and not self.rule(clause(t))
            for t in sentence
        )
        effect = effect and not done  # "it took effect a year later": how it went, no rule
        if effect and (
            after in ("later", "after", "afterwards", "thereafter", "from", "on")
            or before[-1:] in (["after"], ["within"], ["in"])
        ):
            return Clause(p, ending or leaving or p.last, 6)
        over = verb.lemma_ in ("be", "remain", "stay") and any(
            c.dep_ == "neg" or c.lower_ == "longer" for c in verb.subtree
        )
        over = over and bool(words & {"force", "valid", "effect", "bound", "operative", "applicable"})
        over = over or (
            verb.lemma_ == "be"
            and any(
                c.lower_ == "without" and c.dep_ == "prep" and bool(words & {"effect", "force"}) for c in verb.children
            )
        )
        over = over or (
            verb.lemma_ == "be" and any(c.dep_ in ("acomp", "attr") and c.lower_ in lexicon.OVER for c in verb.children)
        )
        ceasing = verb.lemma_ in lexicon.CEASING or over or _comes_to_end(verb)  # "will no longer be in force"
        ceasing = ceasing and (lawful or any(c.tag_ == "MD" for c in verb.children))
        if (
            ceasing
            and (
                after in ("later", "afterwards", "thereafter", "after")
                or (after == "on" and not right[1:2])
                or (after == "on" and right[1].pos_ == "PUNCT")
            )
            and (
                ending is not None
                or leaving is not None
                or (self.of_agreement(verb) and self.notice_before(sentence, p.first))
            )
        ):
            return Clause(p, ending or leaving or p.last, 6)
        taken_up = after in ("after", "from", "following") and len(right) > 1 and right[1].lower_ in lexicon.TAKING_UP
        running = p.last.dep_ == "pobj" and p.last.head.head == verb and p.last.head.lower_ in ("after", "within")
        if ceasing and (taken_up or (running and not after.isdigit())) and self.of_agreement(verb):
            return Clause(
                p, verb, 6
            )  # "will cease to be in force six months after that", "would have lapsed after 180 days"
        to_come = p.last.dep_ == "pobj" and p.last.head.head == verb and p.last.head.lower_ == "in"
        if (
            ceasing
            and to_come
            and self.of_agreement(verb)
            and any(c.lower_ in ("will", "would") for c in verb.children)
        ):
            return Clause(p, verb, 4)  # "It will lapse in three months": an ending that was told of before
        bound = (
            verb.lemma_ in ("remain", "stay", "be", "continue", "run", "apply", "bind")
            and lawful
            and bool(
                words
                & {
                    "bound",
                    "force",
                    "obligations",
                    "duties",
                    "apply",
                    "run",
                    "binding",
                    "bind",
                    "member",
                    "party",
                    "on",
                    "valid",
                    "effect",
                    "effective",
                    "operative",
                    "applicable",
                }
            )
        )
        more = (
            bool(set(before[-4:]) & {"another", "further", "more"})
            or after in ("more", "longer")
            or any(t.lower_ in ("more", "another", "further") for t in doc[p.first.i : p.last.i + 1])
        )
        counting = "for" in before[-4:] or more
        if bound and counting and (ending is not None or leaving is not None) and "unless" not in words:
            if more or after in ("from", "after", "thereafter", "afterwards"):
                return Clause(p, ending or leaving or p.last, 6)
        going_on = more or after in ("thereafter", "afterwards", "after", "from")
        if bound and "for" in before[-4:] and going_on and "unless" not in words and self.of_agreement(verb):
            if not self.notice_before(sentence):
                return None
            return Clause(p, verb, 5)  # "The memorandum stays in force for another six months"
        if bound and after == "from" and not {t.lemma_.lower() for t in right[:8]} & _BEGINNING:
            return Clause(p, verb, 5)
        after_unit = [
            t for t in doc[p.last.i + 1 : min(p.last.i + 6, sentence.end)] if t.lemma_ in ("pass", "elapse", "go")
        ]
        lasting = verb.lemma_ == "take" and p.last in frames.of_verb(verb).object and lawful
        if lasting and any(
            t.lemma_.lower() in ("process", "procedure") or act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS
            for t in (*frames.subject_of(verb)[0], verb.head)
        ):
            return Clause(p, verb, 5)  # "a process that takes two years"
        passing = (
            verb.lemma_ in ("pass", "elapse", "lapse", "go", "have", "need")
            and (p.last in frames.subject_of(verb)[0] or (p.last.head == verb and verb.i > p.last.i))
        ) and bool(after_unit)
        if (
            passing
            and lawful
            and any(t.lemma_.lower() in lexicon.NOTICE_PAPERS or t.lemma_.lower() in lexicon.NOTIFY for t in sentence)
        ):
            return Clause(p, verb, 7, receipt=bool(words & {"receives", "receive", "received", "receipt", "gets"}))
        if passing and lawful and (ending is not None or leaving is not None):
            return Clause(p, ending or leaving or verb, 6)
        before_end = [
            c for c in verb.children if c.dep_ == "advcl" and any(g.lower_ in ("before", "until") for g in c.children)
        ]
        if passing and lawful and any(self.of_agreement(c) for c in before_end):
            return Clause(p, verb, 6)  # "Six months must go by before the treaty is no longer in force"
        leave = any(t.lower_ == "to" and t.i + 1 < sentence.end and _leaves(t.nbor()) for t in right[:2])
        told = any(t.lower_.startswith("notif") for t in sentence)
        told = told or any(t.lemma_.lower() in (*lexicon.NOTICES, "eviction") for t in self.last_sentence(sentence))
        if (
            leave
            and (lawful or self.of_agreement(verb))
            and (ending is not None or told)
            and verb.lemma_ in ("give", "have", "allow", "grant", "leave")
        ):
            return Clause(p, ending or p.last, 5)
        bare = not right or right[0].text in (".", ",", ";") or right[0].lower_ == "for"
        speaking = verb.lemma_ in (
            *lexicon.PROVIDING,
            "speak",
            "say",
            "mention",
            "name",
            "call",
            "ask",
        ) and self.of_agreement(verb)
        if bare and speaking and (p.last.head == verb or p.last.head.head == verb) and self.notice_before(sentence):
            return Clause(
                p, verb, 4
            )  # "New Zealand was handed the notification on Monday. The text speaks of one month."
        return None

    def ending_in(self, sentence: Tokens) -> Token | None:
        """The noun of a sentence for the ending of an agreement."""
        return next((t for t in sentence if act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS), None)

    def notice_before(self, sentence: Tokens, at: Token | None = None) -> bool:
        """Whether the sentences before, and this one before ``at``, speak of a notice or of an ending: in the paragraph, else the
        last one of the paragraph above."""
        body = self.draft.language.body
        index = next((n for n, p in enumerate(body) if p.doc is sentence.doc), 0)
        above = (
            list(body[index - 1].sentences[-1]) if index and sentence.start == 0 and body[index - 1].sentences else []
        )
        before = [
            *above,
            *self.last_sentence(sentence),
            *(sentence.doc[sentence.start : at.i] if at is not None else ()),
        ]
        known = (*lexicon.NOTICE_PAPERS, *lexicon.NOTIFY, "denunciation", "announcement")
        return any(
            t.lemma_.lower() in known
            or act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS
            or (t.pos_ == "VERB" and _ends(t) and not any(c.dep_ == "neg" for c in t.children))
            for t in before
        )

    def of_agreement(self, verb: Token) -> bool:
        """Whether what ceases is an agreement, or what stands for one: "it", "the text", "membership"."""
        known = (*nouns(), *lexicon.PAPERS, *lexicon.MEMBERSHIP, *lexicon.RIGHTS, "obligation", "force")
        subjects = frames.subject_of(verb)[0]
        return any(
            t.lemma_.lower() in known or t.lower_ in ("it", "that", "which", "one", "ones") or t.ent_type_ == "LAW"
            for t in subjects
        )

    def sentence_before(self, sentence: Tokens) -> list[Token]:
        """The sentence before, where "it" begins this one: "The withdrawal was deposited. It takes effect six months after"."""
        first = sentence[0].lower_ in ("it", "this", "that", "both", "they")
        root = sentence.root
        subjects = frames.subject_of(root)[0] if root.pos_ in ("VERB", "AUX") else []
        taken_up = first or any(t.lower_ in ("it", "this", "that", "they") for t in subjects)
        return self.last_sentence(sentence) if taken_up else []

    def last_sentence(self, sentence: Tokens) -> list[Token]:
        return list(sentence.doc[sentence.start - 1].sent) if sentence.start else []


def periods(sentence: Tokens) -> Iterator[Period]:
    """Lengths of time, in order."""
    for token in sentence:
        unit = lexicon.UNITS.get(token.lemma_.lower())
        if unit == "D" and token.i > sentence.start and (nth := _ORDINAL.fullmatch(token.nbor(-1).lower_)) is not None:
            yield Period(f"P{nth[1]}D", token.nbor(-1), token)  # "on the 90th day after receipt"
            continue
        if unit is None or token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i == sentence.start:
            continue
        if (
            (which := _NTH.get(token.nbor(-1).lower_))
            and token.i + 1 < sentence.end
            and token.nbor().lower_ in ("after", "following", "from")
        ):
            yield Period(f"P{which}{unit}", token.nbor(-1), token)  # "at the end of the sixth month after receipt"
            continue
        run: list[Token] = []
        first = token
        for t in reversed(sentence.doc[max(sentence.start, token.i - 5) : token.i]):
            if t.like_num or t.lower_ in ("a", "an", "half"):
                run.insert(0, t)
                first = t
                if t.lower_ in ("a", "an") and (t.i == sentence.start or t.nbor(-1).lower_ != "half"):
                    break
            elif t.text == "-" or t.lower_ in lexicon.PERIOD_WORDS:
                continue
            else:
                break
        if not run or any("." in t.text or "/" in t.text for t in run):
            continue
        numbers = [t for t in run if t.like_num and t.lower_ != "half"]
        length = number(numbers) if numbers else 1
        if not length:
            continue
        if run[0].lower_ == "half" and not numbers:
            halves: dict[str, str] = {"Y": "P6M", "M": "P15D"}
            if unit in halves:
                yield Period(halves[unit], first, token)
            continue
        yield Period(f"P{int(length)}{unit}", first, token)


def _force(verb: Token) -> bool:
    """ "to be in force", "to be valid"."""
    return any(
        t.lower_ in ("force", "valid", "effect", "effective", "binding", "bound")
        for c in verb.children
        for t in (c, *c.children)
    )


def _set_by_agreement(thing: Token) -> bool:
    """ "a six-month countdown set by the treaty", "the agreement's 90-day wait", "the treaty has a one-year delay"."""
    setting = [t for c in thing.children if c.dep_ in ("acl", "relcl") for t in c.subtree]
    owners = [c for c in thing.children if c.dep_ == "poss"]
    verb = thing.head
    told = (
        frames.subject_of(verb)[0]
        if thing.dep_ == "dobj" and verb.lemma_ in (*lexicon.PROVIDING, "have", "impose")
        else []
    )
    return any(t.lemma_.lower() in (*nouns(), *lexicon.PAPERS) for t in (*setting, *owners, *told))


def _starts(thing: Token) -> bool:
    """ "the 180-day clock starts from receipt"."""
    up = thing.head
    return (
        thing.dep_ == "nsubj"
        and up.lemma_ in ("start", "begin", "run", "count")
        and any(c.dep_ == "prep" for c in up.children)
    )


def _laid_down(verb: Token) -> bool:
    """ "as the lease provides", "as laid down in the accord", "required by the treaty": an agreement sets it."""
    if any(c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children):
        near = [
            *frames.subject_of(verb)[0],
            *(t for x in ("in", "by", "under") for t in frames.of_verb(verb).preps.get(x, [])),
        ]
    elif verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        near = [t for x in ("in", "by", "under") for t in frames.of_verb(verb).preps.get(x, [])]
    else:
        return False
    return any(t.lemma_.lower() in (*nouns(), *lexicon.PAPERS, "clause", "article") for t in near)


def _told_of_before(period: Token) -> bool:
    """ "Such is the period laid down in the accord", "that is the term that the treaty sets": what was told before it."""
    setting = [c for c in period.children if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in lexicon.PROVIDING]
    verb = period.head
    taken = any(c.lower_ in ("such", "that", "this") for c in verb.children)
    return bool(setting) and verb.lemma_ == "be" and taken


def _counts_from_receipt(sentence: Tokens, p: Period) -> bool:
    """Whether a sentence says that a period runs from receipt: "12 months' notice, and the term counts from the day on which the
    note is received"."""
    for t in sentence:
        if t.i <= p.last.i or t.lemma_.lower() not in ("receipt", "receive", "reach", "arrive"):
            continue
        verb = clause(t)
        if verb.tag_ == "VBD" or any(c.lower_ in ("had", "has", "have") for c in verb.children):
            continue
        if any(
            u.lower_ in ("from", "after", "upon", "once", "following", "since")
            for u in sentence.doc[p.last.i + 1 : t.i]
        ):
            return True
    return False


def _still_to_end(verb: Token) -> bool:
    """Whether what is over already sets off an end to come: "will end six months after Paris received word"."""
    up = verb.head
    modal = any(c.tag_ == "MD" and c.lower_ in ("will", "shall", "would", "must") for c in up.children)
    return verb.dep_ == "advcl" and up.pos_ in ("VERB", "AUX") and (modal or up.tag_ in ("VBZ", "VBP"))


def _speaks(sentence: Tokens, of: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in of for t in sentence)


def _speaks_up(token: Token) -> bool:
    """Whether a word says that one party tells the other that it wants no more; "notifies" may be taken for a noun."""
    lemma = token.lemma_.lower()
    known = lemma in lexicon.NOTICES or lemma in lexicon.TOLD or lemma in lexicon.OBJECTING
    return known or token.lower_.startswith("notif") or lemma in lexicon.NOTIFY


def _ends(verb: Token) -> bool:
    """Whether a verb says that an agreement is ended or left."""
    return any(w.act in ("end", "withdraw", "notify-end") for w in act_verbs().get(verb.lemma_.lower(), ()))


def _comes_to_end(verb: Token) -> bool:
    """ "comes to an end", "loses its force", "goes out of force"."""
    below = {t.lower_ for c in verb.children if c.dep_ in ("prep", "dobj") for t in (c, *c.subtree) if t.i - verb.i < 5}
    if verb.lemma_ == "lose":
        return bool(below & {"force", "validity", "effect"})
    return (verb.lemma_ in ("come", "draw") and bool(below & {"end", "close"})) or (
        verb.lemma_ == "go" and {"out", "force"} <= below
    )


def _leaves(verb: Token) -> bool:
    """Whether a verb says that one leaves or ends an agreement."""
    if verb.lemma_.lower() in ("go", "depart", "vacate", "clear", "evacuate"):
        return True
    return any(w.act in lexicon.ENDINGS for w in act_verbs().get(verb.lemma_.lower(), ()))


__all__ = ["Clause", "Clauses", "Period", "periods"]
