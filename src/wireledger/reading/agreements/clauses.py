"""Clauses of an agreement on how it may be ended: the notice period and from when it runs."""

from __future__ import annotations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import act_nouns
from wireledger.model import Notice, Span, Time
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts, syntax
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number


class Clauses:
    """Reads the notice clause of a sentence."""

    def __init__(self, draft: Draft, who: Parties) -> None:
        self.draft = draft
        self.who = who

    def notice(self, sentence: Tokens) -> tuple[Notice, list[str], bool] | None:
        """The notice clause of a sentence: the notice, who may give it, and whether that is every party."""
        cues = [
            t
            for t in sentence
            if t.lemma_.lower() in lexicon.NOTICES
            or t.lower_ == "advance"
            or t.lemma_.lower() == "notify"
            or (t.lower_ == "warning" and t.dep_ == "dobj" and any(c.dep_ == "poss" for c in t.children))
        ]
        if not cues:
            return None
        span = self.draft.language.span(sentence)
        periods = [
            t for t in self.draft.times.overlapping(span) if t.type == "DURATION" and t.value and parts.exact(t.value)
        ]
        best: tuple[int, Token, Time] | None = None
        for cue in cues:
            if cue.lower_ == "advance" and not (cue.i and cue.nbor(-1).lower_ == "in"):
                continue
            for period in periods:
                token = self.draft.language.token_at(period.span.start)
                if token is None or self.measures_another(period):
                    continue
                words = abs(cue.i - token.i)
                if words <= 16 and (best is None or words < best[0]):
                    best = (words, cue, period)
        if best is None and any(
            c.lower_ == "of" and c.head.lemma_ == "period" and any(d.lower_ in ("that", "this", "same") for d in c.head.children)
            for cue in cues
            for c in (cue.head,)
        ):  # fmt: skip
            earlier = [t for t in self.draft.times.items if t.span.end <= span.start and t.type == "DURATION"]
            earlier = [t for t in earlier if t.value and parts.exact(t.value)]
            if earlier:  # "with that period of notice"
                return Notice(period=str(earlier[-1].value), span=earlier[-1].span, starts="notice"), [], True
        if best is None:
            return None
        _, cue, period = best
        between = syntax.between(cue, self.draft.language.token_at(period.span.start))
        after = "after" in between or "from" in between or "following" in between or "of" in between
        adjacent = best[0] <= 5
        if not (adjacent or after or cue.lemma_.lower() == "notice"):
            return None
        told = clause(cue)
        if "after" in between and told.tag_ == "VBD" and "receipt" not in between:
            return None  # "four months after it gave notice": how long ago, not how long beforehand
        if "to" in between and "leave" in between:
            return None
        receipt = any(t.lemma_.lower() in ("receipt", "receive") for t in sentence) and after
        notice = Notice(period=str(period.value), span=period.span, starts="receipt" if receipt else "notice")
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
        if not everyone and clause(cue).tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.children):
            everyone = True  # notice that was given shows the clause, not whose right it is
        return notice, by, everyone

    def measures_another(self, period: Time) -> bool:
        """Whether a length of time is an attribute of something that is no notice: "a two-decade-old pact", "ten years ago"."""
        tokens = self.draft.language.tokens(period.span)
        if tokens is None:
            return True
        top = tokens.root
        while top.dep_ in ("amod", "compound", "nummod", "nmod", "npadvmod", "quantmod", "advmod") and top.head != top:
            if top.head.lower_ in ("old", "ago", "long"):
                return True
            if top.head.pos_ in ("VERB", "AUX", "ADV", "SCONJ", "ADP"):
                return False
            top = top.head
        noun = top.pos_ in ("NOUN", "PROPN") and top not in tokens
        return noun and top.lemma_.lower() not in (
            *lexicon.NOTICES,
            "period",
            "term",
            "warning",
            "time",
            "delay",
            *lexicon.UNITS,
        )

    def before_it(self, sentence: Tokens) -> list[Token]:
        """The sentence before, where "it" begins this one: "The withdrawal was deposited. It takes effect six months after"."""
        if sentence.start == 0 or sentence[0].lower_ not in ("it", "this", "that"):
            return []
        return list(sentence.doc[sentence.start - 1].sent)

    def ahead(self, sentence: Tokens) -> tuple[str, Span] | None:
        """A notice clause without the word: "unless one party tells the other six months before the term is over";
        "withdrawal takes effect one year later". Its period and words."""
        words = {t.lower_ for t in sentence}
        longer = bool(words & {"may", "can"}) and bool(words & {"end", "terminate", "denounce", "leave", "withdraw"})
        neither = bool(words & {"provided", "if"}) and bool(words & {"neither", "no", "none"}) and "before" in words
        unless = ("unless" in words or neither) and bool(
            words
            & {"party", "side", "parties", "sides", "either", "neither", "state", "government", "country", "member"}
        )
        effect = bool(words & {"effect", "effective"}) and any(
            act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS for t in (*sentence, *self.before_it(sentence))
        )
        effect = effect and not any(  # "it took effect a year later": how it went, no rule
            t.lower_ in ("effect", "effective") and clause(t).tag_ == "VBD" for t in sentence
        )
        ceasing = any(
            (t.lemma_ == "cease" and any(c.tag_ == "MD" for c in t.children))
            or (t.lemma_ == "cease" and t.tag_ == "VBZ")
            for t in sentence
        ) and bool(words & {"member", "party", "force", "effect", "bound", "apply"})
        bound = "bound" in words and any(
            t.lemma_ in ("remain", "be", "stay") and any(c.lower_ == "bound" for c in t.children) and t.tag_ != "VBD"
            for t in sentence
        )  # "a country remains bound for one year from the day its notification is received"
        bound = bound or ceasing
        if not unless and not effect and not longer and not bound:
            return None
        for token in sentence:
            unit = lexicon.UNITS.get(token.lemma_.lower())
            if unit is None or token.i + 1 >= sentence.end:
                continue
            run = [
                t
                for t in token.doc[max(token.i - 3, sentence.start) : token.i]
                if t.like_num or t.lower_ in ("a", "an")
            ]
            if longer and not (unless or effect or bound):
                # "either may end it ...; it would then run for one more year"
                verb = clause(token)
                more = {t.lower_ for t in token.doc[max(token.i - 3, sentence.start) : token.i]} & {
                    "more",
                    "another",
                    "further",
                }
                if run and more and verb.lemma_ in ("run", "remain", "apply", "continue", "stay"):
                    n = number([t for t in run if t.like_num]) or 1
                    return f"P{int(n)}{unit}", self.draft.language.span(token.doc[run[0].i : token.i + 1])
                continue
            after = token.nbor().lower_
            if (
                effect
                and run[0:1]
                and run[0].i > sentence.start
                and run[0].nbor(-1).lower_ in ("after", "within", "in")
            ):
                after = "after"  # "takes effect after 90 days"
            wanted: tuple[str, ...] = ("before", "ahead", "beforehand", "prior", "in") if unless else ()
            wanted += ("later", "after", "from", "following") if effect or bound else ()
            if not run or after not in wanted:
                continue
            length = number(run) if any(t.like_num for t in run) else 1
            if length:
                return f"P{int(length)}{unit}", self.draft.language.span(token.doc[run[0].i : token.i + 1])
        return None
