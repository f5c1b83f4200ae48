"""Bases that a state keeps in another, gives up, or is told to leave."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.reading import frames
from wireledger.reading.bases import Base
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.numerals import Numerals
from wireledger.reading.forces.words import (
    BASES,
    ENDS,
    KEEPING,
    LEAVING_BASES,
    LEAVING_BY_PARTICLE,
    ORDERING,
    STOPPING,
    sense_of,
)


class Sites(Numerals):
    """Reads what is said of bases."""

    def base_given_up(self, token: Token) -> None:
        """ "Russia has agreed to close its last two bases in Georgia by the end of 2008": those who are there will leave."""
        base, verb = self.bases[(id(token.doc), token.i)], token.head
        if token.dep_ == "pobj" and verb.lower_ in ("at", "from"):  # "will end operations at its air base"
            over = verb.head
            running = (
                next((c for c in over.children if c.dep_ in ("dobj", "nsubjpass")), over)
                if over.pos_ == "VERB"
                else over
            )
            ending = over if over.pos_ == "VERB" else over.head
            if running.lemma_ in ("operation", "presence", "activity") and ending.lemma_.lower() in ENDS | STOPPING:
                self.base_over(token, base, ending)
            return
        particles = frames.particle(verb) if verb.pos_ == "VERB" else set()
        gone = verb.lemma_.lower() in LEAVING_BASES or (verb.lemma_.lower(), *particles) in LEAVING_BY_PARTICLE
        if self.base_kept(token) or self.base_to_be_empty(token):
            return
        if verb.pos_ != "VERB" or token.dep_ not in ("dobj", "nsubjpass") or not gone or not base.host:
            return
        if not base.owner and any(
            c.tag_ == "PRP$" for c in token.children
        ):  # "are to give up their air base in Termez"
            users = [self.sender_country(s) for t in frames.subject_of(verb)[0] if (s := self.sender_at(t))]
            base.owner = users[0] if users and users[0] != base.host else None
        if not base.owner:
            return
        status = self.draft.statements.stance(verb).status
        if status == "possible" and frames.backshifted(verb):
            status = "planned"
        doers = {self.sender_country(s) for t in frames.of_verb(verb).subject if (s := self.sender_at(t))}
        closed = bool(doers) and base.host in doers and base.owner not in doers
        if doers and base.owner not in doers and not closed:
            return
        last = any(c.lower_ in ("last", "final", "remaining") for c in token.children)
        due = token.dep_ == "nsubjpass" and status in ("demanded", "ordered") and not doers  # "must be vacated by June"
        closed = closed or due
        finished = (closed or last) and status == "happened"
        if status is None or not (status in ("planned", "ongoing") or due or finished):
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", self.state(base.owner), base.host)
        m.state, m.told, m.status = ("ordered-out" if closed else "leaving"), True, status
        if closed and status == "happened" and self.once(verb):
            m.state = "left"  # "closed the American base in 2014"
        if last and not closed and status == "happened":
            m.state = "left"  # "handed over its last base"
        giving = next((c for c in verb.sent if c.lemma_ == "give" and c.dep_ == "advcl" and c.i > verb.i), verb)
        self.deadline(m, verb, giving if closed else verb)  # "voted to close it, giving Berlin six months"
        self.mentions.append(m)

    def base_over(self, token: Token, base: Base, verb: Token) -> None:
        status = self.draft.statements.stance(verb).status
        if status == "possible" and frames.backshifted(verb):
            status = "planned"
        owner = self.state(base.owner) if base.owner else self.doer(verb)
        if status not in ("planned", "ongoing", "happened") or owner is None:
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", owner, base.host)
        self.places_of(m, token)
        if m.host is None or m.host == self.sender_country(owner):
            return
        m.state, m.told, m.status = ("left" if status == "happened" else "leaving"), True, status
        self.deadline(m, verb, verb)
        self.mentions.append(m)

    def base_kept(self, token: Token) -> bool:
        """ "Russia has an air base of its own at Kant": its forces are there, whatever their number."""
        base, verb = self.bases[(id(token.doc), token.i)], token.head
        home = (
            token.dep_ == "pobj" and verb.lower_ == "to" and verb.head.lemma_ == "home"
        )  # "is home to a Russian base"
        verb = verb.head.head if home else verb
        if not (home or (token.dep_ == "dobj" and verb.lemma_ in KEEPING)):
            return False
        perfect = verb.tag_ == "VBN" and any(c.lower_ in ("has", "have") for c in verb.children)
        if not (perfect or verb.tag_ in ("VBZ", "VBP")) or any(
            c.tag_ == "MD" or c.dep_ == "neg" for c in verb.children
        ):
            return False
        if self.draft.statements.stance(verb).status not in ("happened", "ongoing"):
            return False
        subjects = frames.subject_of(verb)[0]
        owner: str | None = None
        if home or verb.lemma_ in ("host", "house"):
            host = base.host or next((c for t in subjects if (c := self.country(t))), None)
            owner = self.state(base.owner) if base.owner else None
        else:
            host = base.host
            doers = [s for t in subjects if (s := self.sender_at(t))]
            owner = doers[0] if len(doers) == 1 else None
        if owner is None or host is None or self.sender_country(owner) in (None, host):
            return False
        m = Mention(token, self.draft.language.span(token), "forces", "troops", owner, host, explicit=True)
        m.asserted = True
        self.mentions.append(m)
        return True

    def base_to_be_empty(self, token: Token) -> bool:
        """ "The base must be empty when the pact lapses in November": those who are there must go by then."""
        base, verb = self.bases[(id(token.doc), token.i)], token.head
        bare = any(c.dep_ == "acomp" and c.lower_ in ("empty", "vacant", "clear") for c in verb.children)
        must = any(c.lower_ in ("must", "shall") for c in verb.children) or any(
            c.lemma_ == "have" for c in verb.children
        )
        if token.dep_ != "nsubj" or verb.lemma_ != "be" or not bare or not must:
            return False
        owner = self.state(base.owner) if base.owner else None
        m = Mention(token, self.draft.language.span(token), "forces", "troops", owner, base.host)
        m.state, m.told, m.status = "ordered-out", True, "ordered"
        self.deadline(m, verb, verb)
        self.mentions.append(m)
        return True

    def evicted(self, token: Token) -> None:
        """A state that is told to leave a base: "evicted the United States from the air base"."""
        verb = token.head
        sender = self.sender_at(token)
        if verb.pos_ != "VERB" or sender is None:
            return
        mine = [self.sender_at(t) for t in frames.subject_of(verb)[0]]
        if token.lower_ == "it" and (
            sender in mine or verb.dep_ == "advcl"
        ):  # "a notice to Spain, giving it a month to go"
            before = [s for t in verb.sent if t.i < token.i and t.ent_type_ == "GPE" and (s := self.sender_at(t))]
            sender = next((s for s in reversed(before) if s not in mine), sender)
        a = frames.of_verb(verb)
        leaving = verb if sense_of(verb, "obj") == "expel" else None
        spots = [*a.preps.get("from", []), *a.preps.get("of", [])]
        if leaving is None:
            given = [c for c in verb.children if c.dep_ in ("dobj", "npadvmod", "dative", "oprd")]
            for comp in a.complements:  # "told Canada that it had 30 days to clear out of the base"
                if comp.lemma_ == "have":
                    given += [c for c in comp.children if c.dep_ in ("dobj", "npadvmod")]
            limits = [g for c in given for g in c.children if g.dep_ in ("acl", "relcl") and g.tag_ == "VB"]
            for comp in (*a.complements, *limits, *(c for c in verb.children if c.dep_ in ("advcl", "xcomp"))):
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
