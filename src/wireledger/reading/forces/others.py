"""Forces told of without a noun for them: bare numbers, peoples, bases given up, pronouns."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.forces import nouns
from wireledger.reading import frames
from wireledger.reading.forces.clauses import Clauses
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.words import (
    BASES,
    LEAVING_BASES,
    LEAVING_BY_PARTICLE,
    ORDERING,
    STAYING,
    TOTALS,
    YEAR,
    has_the,
    objects,
    pluperfect,
    sense_of,
)


class Others(Clauses):
    """Reads what has no noun for a force."""

    def recent(self, token: Token) -> Mention | None:
        """The force last spoken of, in this paragraph or the one before."""
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), None)
        if last is None or self.draft.language.parsed(token).index - self.draft.language.parsed(last.head).index > 2:
            return None
        return last

    def bare_number(self, token: Token) -> None:
        """A number whose noun is understood: "2,500 troops in Iraq and 900 in Syria", "It has some 2,000 there"."""
        if token.ent_type_ in ("DATE", "MONEY", "PERCENT", "TIME", "ORDINAL", "QUANTITY") or YEAR.fullmatch(token.text):
            return
        last = self.recent(token)
        if last is None or token.dep_ not in ("dobj", "nsubj", "nsubjpass", "conj", "attr", "pobj"):
            return
        of = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
        if (of and not any(t.lower_ in ("them", "whom") for t in of)) or any(c.lower_ == "per" for c in token.children):
            return
        sentence = token.sent
        if of and not (last.head.doc is token.doc and last.head.sent.end in (sentence.start, sentence.end)):
            return  # "of them": those of this sentence or the one before
        verb = token.head
        if token.dep_ == "pobj":  # "put the total at about 80"
            over = verb.head
            totals = (
                [c for c in over.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
                if verb.lower_ in ("at", "to")
                else []
            )
            if over.lemma_ not in ("put", "estimate", "place", "set") or not any(
                t.lemma_.lower() in TOTALS for t in totals
            ):
                return
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host)
            self.size(m, [token, *(c for c in token.children if c.like_num)], list(token.subtree))
            m.earlier = pluperfect(over)
            if m.count and m.host:
                self.mentions.append(m)
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind)
        if token.dep_ == "conj":
            if verb.lemma_.lower() not in nouns() or verb not in (x.head for x in self.mentions[-2:]):
                return
            m.sender = last.sender
            self.places_of(m, token)
            if m.host is None:
                return
        elif token.dep_ == "dobj":
            if verb.lemma_.lower() not in ("have", "keep", "maintain", "station", "retain", "deploy", "contribute"):
                return
            m.sender = next((x for t in frames.subject_of(verb)[0] if (x := self.sender_at(t))), None)
            if m.sender is None:
                return
            self.clauses(m)
        elif token.dep_ == "attr":
            if not of or verb.lemma_ != "be":
                return
            m.sender = last.sender  # "There are about 1,000 of them there"
            m.host = last.host
        elif verb.lemma_ == "be" and any(
            c.dep_ in ("xcomp", "advcl") and c.lemma_ in ("come", "arrive", "follow", "deploy") for c in verb.children
        ):
            m.sender, m.host = last.sender, last.host  # "Another 1,000 are to come"
            m.state, m.told, m.status = "arriving", True, "planned"
            m.extra = any(c.lower_ in ("another", "further", "additional", "more") for c in token.children)
        elif verb.lemma_.lower() in STAYING:
            over = verb.head
            if verb.dep_ == "ccomp" and over.lemma_ == "have":  # "has 300 left"
                m.sender = next((x for t in frames.subject_of(over)[0] if (x := self.sender_at(t))), None)
                m.host = next((x.host for x in reversed(self.mentions[-3:]) if x.sender == m.sender), None)
            else:
                m.sender = last.sender
                self.clauses(m)
        else:
            return
        self.size(m, [token, *(c for c in token.children if c.like_num)], list(token.subtree))
        if m.sender and m.count:
            self.mentions.append(m)

    def base_given_up(self, token: Token) -> None:
        """ "Russia has agreed to close its last two bases in Georgia by the end of 2008": those who are there will leave."""
        base, verb = self.bases[(id(token.doc), token.i)], token.head
        particles = frames.particle(verb) if verb.pos_ == "VERB" else set()
        gone = verb.lemma_.lower() in LEAVING_BASES or (verb.lemma_.lower(), *particles) in LEAVING_BY_PARTICLE
        if (
            verb.pos_ != "VERB"
            or token.dep_ not in ("dobj", "nsubjpass")
            or not gone
            or not base.owner
            or not base.host
        ):
            return
        status = self.draft.statements.stance(verb).status
        if status == "possible" and frames.backshifted(verb):
            status = "planned"
        doers = {self.sender_country(s) for t in frames.of_verb(verb).subject if (s := self.sender_at(t))}
        if doers and base.owner not in doers:
            return
        if status not in ("planned", "ongoing"):
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", self.state(base.owner), base.host)
        m.state, m.told, m.status = "leaving", True, status
        self.deadline(m, verb, verb)
        self.mentions.append(m)

    def military_exit(self, noun: Token) -> None:
        """ "The U.S. military has completed its withdrawal from Niger": an army's, with no word for its soldiers."""
        owners = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound")]
        lands = [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
        doing = frames.subject_of(noun.head)[0] if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else []
        armies = [
            self.draft.actors.get(i)
            for t in (*owners, *doing)
            for i in self.draft.actors.of(t)
            if self.draft.actors.get(i).sector == "MIL"
        ]
        if not any(c.lower_ == "military" for c in noun.children):
            armies = [x for x in armies if x.kind == "organization"]
        if not lands or not armies or not armies[0].country:
            return
        m = Mention(noun, self.draft.language.span(noun), "troops", "troops", self.state(armies[0].country))
        if self.set_host(m, lands):
            self.nominal(m, noun)
            if m.told:
                self.mentions.append(m)

    def people(self, token: Token) -> None:
        """ "Around 1,000 Americans are in the area", where it is their soldiers that the story has spoken of."""
        numerals = [u for c in token.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
        sender = self.sender_at(token)
        here = self.draft.language.parsed(token).index
        near = [
            x for x in self.mentions[-6:] if x.sender == sender and here - self.draft.language.parsed(x.head).index <= 2
        ]
        last = near[-1] if near else None
        if last is None or sender is None or last.sender != sender or (numerals and last.host is None):
            return
        if any(c.dep_ == "relcl" for c in token.children):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, sender)
        if numerals:
            self.size(m, numerals, list(token.subtree))
        self.clauses(m)
        if numerals or (has_the(token) and m.told and m.state in ("ordered-out", "leaving")):
            self.mentions.append(m)  # "The Americans must be gone by Dec. 31"

    def evicted(self, token: Token) -> None:
        """A state that is told to leave a base: "evicted the United States from the air base"."""
        verb = token.head
        if verb.pos_ != "VERB" or (sender := self.sender_at(token)) is None:
            return
        a = frames.of_verb(verb)
        leaving = verb if sense_of(verb, "obj") == "expel" else None
        spots = [*a.preps.get("from", []), *a.preps.get("of", [])]
        if leaving is None:
            for comp in (*a.complements, *(c for c in verb.children if c.dep_ in ("advcl", "xcomp"))):
                inner = frames.of_verb(comp)
                if "leave" in (sense_of(comp, "subj"), sense_of(comp, "obj")) and verb.lemma_.lower() in ORDERING:
                    leaving, spots = comp, [*inner.object, *inner.preps.get("from", []), *inner.preps.get("of", [])]
                    break
        bases = [t for t in spots if t.lemma_.lower() in BASES]
        if leaving is None or not bases:
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", sender)
        if not self.set_host(m, bases):
            self.set_host(m, a.subject)
        self.leaving(m, leaving, verb, ordered=True)
        if m.host:
            self.mentions.append(m)

    def referring(self, token: Token) -> None:
        """ "They must leave by March 15": the force last spoken of."""
        if not self.mentions:
            return
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), self.mentions[-1])
        here, there = self.draft.language.parsed(token).index, self.draft.language.parsed(last.head).index
        if here - there > 1 or last.head.tag_ not in ("NNS", "NNPS", "NN"):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host, pronoun=True)
        self.clauses(m)
        if m.told and m.state in ("ordered-out", "leaving", "left"):
            self.mentions.append(m)
