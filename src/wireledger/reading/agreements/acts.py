"""What is done to an agreement, by whom, whether it was done, and whether it was formal notice."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.agreements import ActWord, act_verbs
from wireledger.lifecycle import last_day
from wireledger.model import Time
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts, predicates, syntax
from wireledger.reading.agreements.dates import Dates
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Found, Mention
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause

_DECISIONS = frozenset(("decision", "notice", "notification", "order", "declaration", "announcement"))
_SIGNIFYING = frozenset(("mean", "imply", "signify", "spell", "suggest", "entail"))
_UNDONE = frozenset(
    ("suspension", "withdrawal", "revocation", "postponement", "deferral", "reversal", "stay", "recall", "cancellation")
)
"""What is done to an ending so that there is none for now."""


class Acts:
    """Reads acts off predicates."""

    def __init__(self, draft: Draft, who: Parties, dates: Dates) -> None:
        self.draft = draft
        self.who = who
        self.dates = dates
        self.published = dates.published
        self.by_trigger = {e.trigger: e for e in draft.events}
        self.internal = False
        """Whether the doers that were read last are several of one state: a deal at home."""

    def acts_on(self, m: Mention) -> list[Found]:
        """All that the mention's sentence says is done to it, each predicate once."""
        if m.head.pos_ == "VERB" and m.head.lemma_ in ("lease", "rent"):
            return []
        if m.head.pos_ == "VERB":  # it is only said to be agreed
            done = self.act(m.head, ActWord("sign", ("obj",)), m)
            if done is None or done.status not in ("happened", "ongoing"):
                return []
            done.by = done.by or list(m.parties)
            return [done]
        pairs: dict[int, tuple[Token, ActWord]] = {}
        heads = (m.head, m.top) if m.top is not None else (m.head,)
        for at, word in (pair for h in heads for pair in (*predicates.governors(h), *predicates.by_arguments(h))):
            pairs.setdefault(at.i, (at, word))
        found = [f for at, word in pairs.values() if (f := self.act(at, word, m))]
        if not any(f.act in ("sign", "ratify") for f in found):
            found += self.relative(m) or self.participle(m)
        return found

    def participle(self, m: Mention) -> list[Found]:
        """ "The old lease, concluded in 1997, was to run out", where the parse takes the participle for the main verb."""
        verb = m.head.head
        agent = any(c.dep_ == "agent" for c in verb.children)  # "a pact concluded in 2008 by the government runs out"
        if m.head.dep_ != "nsubj" or verb.tag_ != "VBD" or verb.i - m.head.i > 6:
            return []
        if not agent and verb.nbor(-1).text != ",":
            return []
        if any(c.dep_ in (("dobj", "aux") if agent else ("dobj", "aux", "ccomp", "xcomp")) for c in verb.children):
            return []
        word = next((w for w in act_verbs().get(verb.lemma_.lower(), ()) if w.act == "sign" and "obj" in w.where), None)
        found = self.act(verb, word, m) if word is not None else None
        if found is None:
            return []
        found.by = self.who.at(syntax.near(verb, ("by",)))
        return [found]

    def relative(self, m: Mention) -> list[Found]:
        """ "the treaty, which the two allies signed in 1951", where the parse breaks the relative clause: by its words."""
        doc, end = m.head.doc, min(m.head.sent.end, m.head.i + 10)
        pronoun = next(
            (t for t in doc[m.head.i + 1 : end] if t.lower_ in ("which", "that") and t.tag_ in ("WDT", "IN")), None
        )
        bare = pronoun is None or pronoun.i > m.head.i + 2
        begin = m.head.i + 1 if bare or pronoun is None else pronoun.i + 1
        verb = next((t for t in doc[begin:end] if t.pos_ == "VERB"), None)
        if verb is None or verb.lemma_.lower() not in lexicon.FORMAL:
            return []
        between = list(doc[begin : verb.i])
        if bare:  # "the treaty the two countries signed in 2012": nothing but the signers stand between
            nominal = all(t.pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "CCONJ", "PART", "AUX") for t in between)
            nominal = nominal or (bool(between) and between[0].lower_ in ("he", "she", "they"))
            if (
                not between
                or not nominal
                or between[0].pos_ not in ("DET", "PROPN", "PRON")
                or verb.tag_ not in ("VBD", "VBN")
            ):
                return []
            if between[0].lower_ not in ("the", "both") and between[0].pos_ == "DET":
                return []
        word = next(w for w in act_verbs()[verb.lemma_.lower()] if "obj" in w.where)
        found = self.act(verb, word, m)
        if found is None:
            return []
        found.by = self.who.at(between) or found.by
        return [found]

    def act(self, at: Token, word: ActWord, m: Mention | None) -> Found | None:
        act = word.act
        verb = at if at.pos_ in ("VERB", "AUX") else clause(at)
        stance = self.draft.statements.stance(at)
        status = stance.status
        if at.dep_ in ("ccomp", "xcomp") and at.head.lemma_ in ("let", "allow") and act == "expire":
            status = self.draft.statements.stance(at.head).status  # "let the pact expire": as real as the letting
        above = clause(at.head) if at.dep_ == "acl" else at
        if (
            m is not None
            and m.new
            and above != at
            and any(c.tag_ == "MD" and c.lower_ in ("may", "can", "could") for c in above.children)
        ):
            return None  # "it may be modified only by another treaty ratified by both"
        if at.dep_ == "acl" and at.tag_ in ("VBN", "VBD") and act in ("sign", "extend", "renew", "ratify"):
            status = "happened"  # "the agreement, signed in 2021": taken for granted whatever the clause around it says
        if status is None and at.dep_ == "pcomp" and syntax.prepared(at):
            status = self.draft.statements.stance(
                clause(at.head)
            ).status  # "has begun the year-long process of leaving"
        if status is None:
            return None
        if at.dep_ == "ccomp" and at.head.lemma_ in _SIGNIFYING and any(c.dep_ == "neg" for c in at.head.children):
            status = "denied"  # "does not mean that the treaty is dead"
        ending = act == "end" and m is not None and "subj" in word.where and at.lemma_ in lexicon.CEASING
        if (
            ending
            and status == "planned"
            and at.dep_ in ("xcomp", "ccomp")
            and at.head.tag_ == "VBD"
            and at.head.lemma_ == "be"
        ):
            act = "expire"  # "which was to end this December": its term
        freed = act == "end" and word.where == ("by",) and m is not None
        if freed and status == "denied":  # "will no longer be bound by its agreement"
            ahead = any(c.tag_ == "MD" or c.lower_ == "to" for c in at.children)
            status = "planned" if ahead else "happened"
        if status == "happened" and any(c.dep_ == "auxpass" and c.lower_ == "being" for c in at.children):
            status = "ongoing"  # "was being ended"
        if status == "possible" and at.pos_ == "VERB" and frames.backshifted(at):
            status = "planned"
        if (
            status == "happened"
            and at.dep_ == "xcomp"
            and at.tag_ == "VB"
            and at.head.lemma_.lower() in lexicon.MEANING
        ):
            status = "planned"  # "moves to scrap the pact"
        decided = at.dep_ in ("xcomp", "acl", "ccomp") and at.head.lemma_.lower() in lexicon.DECIDING
        if status == "planned" and decided and act in ("suspend", "resume", "extend", "renew") and at.tag_ == "VB":
            over = self.draft.statements.stance(at.head).status
            status = "happened" if over == "happened" else status  # "voted to suspend it": done by being decided
        if status == "planned" and at.dep_ in ("xcomp", "advcl", "acl") and act in ("extend", "renew", "end", "sign"):
            papers = [*(t for t in (at.head, *at.head.children) if t.lemma_.lower() in ("note", "letter", "document"))]
            up = at.head if at.head.pos_ == "VERB" else at.head.head
            if papers and up.lemma_.lower() in ("exchange", "swap"):
                over = self.draft.statements.stance(up).status
                status = over if over == "happened" else status  # "exchanged notes to extend the treaty"
        if (
            status in ("happened", "ordered", "ongoing")
            and at.dep_ in ("pcomp", "acl", "relcl", "pobj", "xcomp", "advcl")
            and syntax.prepared(at)
        ):
            act, status = (
                "end" if act == "notify-end" else act,
                "planned",
            )  # "has begun the procedure for denouncing it"
        if act == "notify-end" and status == "planned" and at.lemma_ == "denounce":
            act = "end"  # "is to denounce it": no notice has been given
        if status == "denied" and at.dep_ == "xcomp" and at.head.lemma_.lower() in lexicon.URGING:
            return None  # "urged the Vatican not to renew it": what one wants of another
        if (
            act == "sign"
            and status == "denied"
            and at.tag_ == "VBN"
            and at.lemma_ in ("sign", "initial", "conclude", "finalise", "finalize")
        ):
            act, status = "propose", "ongoing"  # "has not been signed"
        if act == "expire" and at.dep_ in ("ccomp", "xcomp") and at.head.lemma_ in ("let", "allow"):
            act = "end"  # "will let it lapse"
        if act == "sign" and at.dep_ in ("ccomp", "xcomp", "pcomp") and at.head.lemma_.lower() in lexicon.PROPOSING:
            act = "propose"
        if at.lemma_.lower() in ("review", "question", "negotiate", "discuss") and at.pos_ == "NOUN" and m is None:
            return None
        if at.lemma_.lower() == "denounce" and any(c.dep_ == "prep" and c.lower_ in ("as", "for") for c in at.children):
            act = "criticise"
        if act == "propose" and status == "denied":
            return None
        if (
            act in ("ratify", "sign")
            and at.pos_ == "NOUN"
            and at.dep_ in ("dobj", "nsubjpass")
            and at.head.lemma_.lower() in lexicon.UNDOING
        ):
            return None  # "froze the ratification of the protocols"
        if act == "propose" and at.lemma_.lower() in ("talk", "negotiation") and _broken_off(at):
            return None  # "broke off talks on a ceasefire"
        if (
            act == "enter-into-force"
            and verb.tag_ in ("VBZ", "VBP")
            and any(
                c.lower_ in ("when", "once", "if", "until", "after", "as")
                for c in (*verb.children, *(g for v in verb.children if v.dep_ == "advcl" for g in v.children))
            )
        ):
            return None  # "the day when the accord comes into force": not yet
        if (
            act == "sign"
            and status != "happened"
            and any(c.dep_ == "mark" and c.lower_ in ("until", "once", "unless", "if", "before") for c in verb.children)
        ):
            return None  # "until an agreement has been reached"
        if (
            act in ("renew", "extend")
            and at.tag_ in ("VBN", "VBZ")
            and (
                any(c.lower_ in ("automatically", "tacitly") for c in at.children)
                or any(c.dep_ == "advcl" and any(g.lower_ == "unless" for g in c.children) for c in at.children)
            )
        ):
            auxiliaries = {c.lower_ for c in at.children if c.dep_ in ("aux", "auxpass")}
            if not auxiliaries & {"was", "were", "has", "had", "have", "been"}:
                return None  # a rule, no act
        if act in ("renew", "extend", *lexicon.ENDINGS) and syntax.provided(at):
            return None  # "unless one tells the other that it does not wish to renew it"
        if act in ("renew", "extend") and any(
            c.dep_ == "npadvmod" and any(g.lower_ == "every" for g in c.children) for c in at.children
        ):
            return None  # "it is prolonged every three years"
        if act in ("renew", "extend") and at.tag_ == "VBN" and at.i + 8 < len(at.doc):
            if at.doc[at.i : at.i + 8].text.find(" at a time") > 0:
                return None  # "is extended for seven years at a time"
        if status == "planned" and at.dep_ in ("relcl", "acl") and at.head.lemma_.lower() in lexicon.LAWS:
            passed = clause(at.head)
            if passed.lemma_.lower() in lexicon.PASSING and self.draft.statements.stance(passed).status == "happened":
                status = "happened"  # "signed into law a bill that terminates it"
        found = Found(act, at, m, [], [], status, list(stance.according_to))
        self.internal = False
        found.by, found.to = self.doers(at, verb)
        if freed and not found.by:
            found.by = self.who.deep(frames.subject_of(at)[0])
        if at.lemma_ == "open":
            found.by, found.to = [], []  # where it was opened for signature says nothing of who did it
        private = at.pos_ == "VERB" and any(
            t.lemma_.lower() in lexicon.PRIVATE and t.tag_ == "NNS" and t.lemma_ not in ("group", "party", "union")
            for t in frames.of_verb(at).subject
        )
        rebels = (
            m is not None and m.kind == "peace" and bool(self.who.fighters(frames.of_verb(at).subject, []))
            if at.pos_ == "VERB"
            else False
        )
        found.home = (self.internal or private) and act == "sign" and not rebels  # "the two clubs signed"
        if m is not None and len(m.parties) == 1 and found.by == m.parties and at.pos_ == "VERB":
            partners = self.who.at(syntax.near(m.head, ("with",)))
            if partners == found.by:
                found.by = []  # nobody has an accord with itself: the subject was taken for the wrong one
        found.spans = [self.draft.language.span(at)]
        event = next((e for s, e in self.by_trigger.items() if s.overlaps(found.spans[0])), None)
        if event is not None:
            found.event = event.id
            if not found.by:
                found.guessed = True
                told = [a for a in event.actors if self.draft.actors.get(a).mentions]  # not "in Lusaka"
                theirs = dict.fromkeys(self.who.party(a) for a in told)
                found.by = [
                    p
                    for p in theirs
                    if p and p not in found.to and (m is None or p not in m.parties or len(m.parties) > 1)
                ]
                states = [p for p in found.by if self.draft.actors.get(p).kind == "state"]
                found.by = states or found.by
            if not found.to and len(found.by) < 2:
                inside = [t for t in at.sent if t.dep_ not in ("amod", "compound", "nmod")]
                here = self.who.at([t for t in inside if clause(t) in (at, verb)])
                found.to = [p for p in dict.fromkeys(self.who.party(a) for a in event.recipients) if p and p in here]
        self.triggered(found)
        self.by_paper(found)
        self.undone(found)
        self.notified(found)
        self.dated_note(found)
        self.dates.timed(found, verb, intransitive=word.where == ("subj",) or "subj" in word.where)
        if (
            found.on is None
            and found.effect is None
            and event is not None
            and event.when
            and event.status == "happened"
            and len(event.when.value or "") >= 7
            and (m is None or event.when.value != m.year)
        ):
            found.day = event.when.value
        if found.act == "sign" and found.status in ("planned", "possible") and found.on is not None:
            day = last_day(parts.iso(found.on))
            if day is not None and self.published is not None and (self.published - day).days > 60:
                found.status = "happened"  # "which they were helped to conclude in 1960"
        return found

    def doers(self, at: Token, verb: Token) -> tuple[list[str], list[str]]:
        if at.pos_ in ("VERB", "AUX"):
            a = frames.of_verb(at)
            subject = list(a.subject)
            if not a.passive:  # the parse may give a coordinated subject as two
                subject += [
                    t for c in at.children if c.dep_ == "nsubj" for t in frames.conjuncts(c) if t not in subject
                ]
            # "Sadat and Begin signed", where the parse takes the second name for a verb of which the first is the subject
            subject += [
                c
                for t in list(subject)
                if t.pos_ == "PROPN"
                for c in t.children
                if c.dep_ == "nsubj" and c.pos_ == "PROPN"
            ]
            if at.dep_ in ("ccomp", "xcomp") and at.head.lemma_ in ("let", "allow"):
                subject = frames.subject_of(at.head)[0]
            # "Presidents Mahuad of Ecuador and Fujimori of Peru", where the second is taken for a conjunct of the first's state
            subject += [
                u
                for t in list(subject)
                for s in syntax.near(t, ("of",))
                for u in syntax.listed(s)[1:]
                if u.ent_type_ == "PERSON"
            ]
            by = self.who.deep(subject)
            if at.dep_ == "relcl" and subject and all(t.tag_ == "PRP" for t in subject):
                # "Iran declared void the understanding that it reached": who does something to it
                by = self.who.deep(frames.subject_of(clause(at.head))[0]) or by
            if any(syntax.pair(t) for t in a.subject) and (two := self.who.pair_before(a.subject[0])):
                by = two
            laws = [t for t in subject if t.lemma_.lower() in lexicon.LAWS]
            if not by and laws and clause(laws[0]) != at:  # "the president signed a bill that ends the lease"
                by = self.who.deep(frames.subject_of(clause(laws[0]))[0])
            if (
                at.tag_ in ("VBN", "VBD")
                and at.dep_ in ("advcl", "acl")
                and not any(c.dep_ in ("aux", "auxpass") for c in at.children)
            ):
                by = self.who.at([u for t in syntax.near(at, ("by",)) for u in syntax.listed(t)])
            if at.dep_ in ("ccomp", "xcomp") and at.head.lemma_.lower() in lexicon.PROPOSING:
                over = frames.of_verb(at.head)
                to = [*over.preps.get("to", []), *over.dative]
                return self.who.at(over.subject), self.who.at([u for t in to for u in syntax.listed(t)])
            if not by and a.subject:
                by = self.speakers(at, a.subject) or self.before(at, a.subject)
            if not by and not a.subject:
                by = self.controller(at)
            signers = {i for t in subject for i in self.draft.actors.of(t)}
            homes = {self.draft.actors.get(i).country for i in signers}
            unknown = (
                any(t.ent_type_ == "PERSON" and not self.draft.actors.of(t) for t in subject)
                or any(t.lemma_.lower() in ("counterpart", "colleague", "opposite") for t in subject)
                or any(c.lemma_.lower() in ("colleague", "counterpart") for t in subject for c in t.children)
            )
            self.internal = (
                not unknown and len(signers) > 1 and len(homes) == 1 and None not in homes and not a.preps.get("with")
            )
            return by, [p for p in self.who.at(a.preps.get("with", [])) if p not in by]
        if at.dep_ in ("pobj", "dobj") and verb.lemma_.lower() in lexicon.WITNESSING:
            return [], []  # "presided over the signing of a truce between ..."
        owners = [t for c in at.children if c.dep_ == "poss" for t in frames.conjuncts(c)]
        if at.lemma_.lower() in ("withdrawal", "exit", "departure", "accession") and not owners:
            owners += [
                u for t in syntax.near(at, ("of",)) for u in syntax.listed(t)
            ]  # "the withdrawal of Niger from the group"
        if at.lemma_.lower() in ("talk", "negotiation"):
            owners += syntax.near(at, ("between", "with"))
        by = self.who.at([*owners, *syntax.near(at, ("by",))])
        if not by and verb.pos_ in ("VERB", "AUX"):
            by = self.who.at(frames.subject_of(verb)[0])
        return by, []

    def before(self, verb: Token, subjects: list[Token]) -> list[str]:
        """ "They also signed a convention": who the sentence before was about, where the pronoun is not resolved."""
        if verb != verb.sent.root or not all(t.lower_ in ("they", "both") for t in subjects) or verb.sent.start == 0:
            return []
        root = verb.doc[verb.sent.start - 1].sent.root
        return self.who.deep(frames.subject_of(root)[0]) if root.pos_ == "VERB" else []

    def speakers(self, verb: Token, subjects: list[Token]) -> list[str]:
        """ "said that they were leaving": who says so, where the pronoun is not resolved."""
        if all(t.tag_ == "PRP" for t in subjects) and verb.dep_ in ("ccomp", "conj"):
            up = verb.head
            while up.dep_ == "conj" and up.head != up:
                up = up.head
            return self.who.at(frames.subject_of(up)[0])
        return []

    def controller(self, verb: Token) -> list[str]:
        up = verb.head
        hops = 0
        if up.dep_ == "attr" and up.head.lemma_ in ("be", "become") and verb.dep_ in ("relcl", "acl"):
            return self.who.at(frames.subject_of(up.head)[0])  # "has become the first country to denounce it"
        while up != up.head and up.pos_ not in ("VERB", "AUX") and hops < 3:
            owners = [c for c in up.children if c.dep_ == "poss"]
            if owners:
                return self.who.at(owners)
            signers = [t for c in up.children if c.dep_ == "acl" and c.tag_ == "VBN" for t in syntax.near(c, ("by",))]
            if signers and (theirs := self.who.at(signers)):
                return theirs  # "a letter, signed by the president, denouncing the charter"
            up, hops = up.head, hops + 1
        return self.who.at(frames.subject_of(up)[0]) if up.pos_ in ("VERB", "AUX") and up != verb else []

    def undone(self, found: Found) -> None:
        """ "suspended the termination": an act upon the ending takes the notice back, or puts it off."""
        at = found.at
        if found.act not in lexicon.ENDINGS:
            return
        if at.pos_ == "VERB" and at.dep_ == "acl" and at.head.lemma_.lower() in _DECISIONS:
            at = at.head  # "has put on hold its decision to scrap the pact"
        if at.pos_ not in ("NOUN", "PROPN"):
            return
        up = at.head
        if at.dep_ == "pobj" and up.lower_ == "of" and up.head.lemma_.lower() in _UNDONE:
            stance = self.draft.statements.stance(up.head)  # "the suspension of the termination was made known"
            if stance.status in ("happened", "ongoing"):
                found.act, found.at, found.status = "withdraw-notice", up.head, stance.status
                found.spans = [self.draft.language.span(up.head)]
            return
        chained = (*lexicon.NOTICES, "decision", "process", "announcement", "effect", "validity", "letter", "note")
        while at.dep_ == "pobj" and at.head.dep_ == "prep" and at.head.head.lemma_.lower() in chained:
            at = at.head.head
            up = at.head
        if up.pos_ in ("NOUN",) and up.lemma_.lower() in ("decision", "notice", "process"):
            at, up = up, up.head
        if up.lower_ in ("hold", "ice") and up.head.lemma_ in ("put", "place"):
            up = up.head  # "put on hold its decision", where the parse takes it for what is held
        if at.dep_ in ("dobj", "nsubjpass") and up.lemma_.lower() in lexicon.UNDOING:
            stance = self.draft.statements.stance(up)
            if stance.status is None:
                return
            over = up.head if up.dep_ in ("xcomp", "ccomp", "acl") else up
            decided = (
                over.lemma_.lower() in lexicon.DECIDING and self.draft.statements.stance(over).status == "happened"
            )
            found.act, found.at = "withdraw-notice", up
            found.status = "happened" if stance.status == "planned" and decided else stance.status
            found.by = self.who.at(frames.subject_of(up)[0]) or found.by
            found.spans = [self.draft.language.span(up)]
        elif at.dep_ in ("dobj", "nsubjpass") and up.lemma_.lower() in (
            "announce",
            "declare",
            "decide",
            "approve",
            "notify",
        ):
            status = self.draft.statements.stance(up).status
            if status == "happened" and found.status in ("happened", "planned"):
                found.status = "planned" if found.act == "expire" else "happened"

    def triggered(self, found: Found) -> None:
        """ "will trigger its departure on Monday": the notice, not the end."""
        at = found.at
        if found.act not in ("end", "withdraw", "notify-end") or at.pos_ not in ("NOUN", "PROPN") or at.dep_ != "dobj":
            return
        if at.head.lemma_.lower() in ("trigger", "begin", "start", "launch", "initiate", "commence", "activate"):
            found.act, found.at = "notify-end", at.head
            found.status = self.draft.statements.stance(at.head).status or found.status

    def dated_note(self, found: Found) -> None:
        """ "in a note dated Aug. 28 and delivered to the embassy": the day of the notice is that of the paper."""
        if found.act not in ("end", "withdraw", "notify-end") or found.status not in ("happened", "ongoing"):
            return
        best: tuple[bool, Time] | None = None
        for paper in found.at.sent:
            if paper.lemma_.lower() not in (*lexicon.DOCUMENTS, *lexicon.NOTICES, "instrument") or paper.pos_ != "NOUN":
                continue
            for verb in (v for c in paper.children if c.dep_ in ("acl", "relcl") for v in syntax.coordinated(c)):
                time = self.draft.times.of(verb)
                if verb.tag_ not in ("VBN", "VBD") or verb == found.at or time is None or len(parts.iso(time)) != 10:
                    continue
                handed = verb.lemma_.lower() in (*lexicon.GIVE, *lexicon.RECEIVE, *lexicon.REACH)
                if not handed and verb.lemma_.lower() not in ("date", "sign"):
                    continue
                if best is None or (handed and not best[0]):
                    best = (handed, time)
        if best is not None:
            found.act, found.delivered = "notify-end", best[1]

    def by_paper(self, found: Found) -> None:
        """ "A note was delivered on Friday. It terminates the agreement": the paper is the notice, its delivery the day."""
        at = found.at
        if found.act not in ("end", "withdraw") or at.pos_ != "VERB" or found.status not in ("happened", "ongoing"):
            return
        subjects = frames.subject_of(at)[0]
        paper = next((t for t in subjects if t.lemma_.lower() in (*lexicon.DOCUMENTS, "notification")), None)
        if paper is None and any(t.lower_ == "it" for t in subjects) and at.sent.start > 0:
            before = at.doc[at.sent.start - 1].sent
            paper = next(
                (t for t in before if t.lemma_.lower() in lexicon.DOCUMENTS and t.dep_ in ("nsubj", "nsubjpass")), None
            )
        if paper is None:
            return
        owners = [c for c in paper.children if c.dep_ in ("poss", "amod")]
        found.act = "notify-end"
        found.by = self.who.at([*syntax.near(paper, ("from", "of", "by")), *owners]) or found.by
        verb = clause(paper)
        if verb is not at and (time := self.draft.times.of(verb)) is not None:
            found.delivered = time

    def notified(self, found: Found) -> None:
        """Formal notice: "notified X that it was terminating", "gave notice of withdrawal"."""
        if found.act in ("extend", "renew") and found.status == "denied":
            for node in list(found.at.ancestors)[
                :4
            ]:  # "has informed Israel that it will not prolong": the notice itself
                if node.dep_ == "pcomp" and node.lower_ == "writing":
                    continue
                if node.pos_ == "VERB" and (node.lemma_.lower() in lexicon.NOTIFY or self.tells_party(node)):
                    if self.draft.statements.stance(node).status == "happened":
                        a = frames.of_verb(node)
                        found.act, found.status, found.at = "notify-end", "happened", node
                        found.by = self.who.at(a.subject) or found.by
                        found.to = [p for p in self.who.at([*a.object, *a.dative]) if p not in found.by]
                    return
            return
        if found.act not in ("end", "withdraw", "notify-end"):
            return
        at = found.at
        chain = [at, *at.ancestors]
        for depth, node in enumerate(chain[:6]):
            if node.dep_ == "pcomp" and node.lower_ == "writing":
                continue  # "has told Djibouti in writing that it will not renew it"
            if (
                node.pos_ in ("VERB", "AUX")
                and depth
                and (node.lemma_.lower() in lexicon.NOTIFY or self.tells_party(node))
            ):
                status = self.draft.statements.stance(node).status
                if status in ("happened", "planned", "ongoing", "ordered"):
                    found.act, found.status, found.at = "notify-end", status, node
                    a = frames.of_verb(node)
                    found.by = self.who.at(a.subject) or found.by
                    told = self.who.at([*a.object, *a.dative, *a.preps.get("to", [])])
                    told = [p for p in told if p not in found.by]
                    if not found.to or any(self.draft.actors.get(p).kind == "state" for p in told):
                        found.to = told
                return
            if depth and node.pos_ == "VERB" and node.lemma_.lower() in lexicon.GIVE:
                a = frames.of_verb(node)
                if any(t.lemma_.lower() in (*lexicon.DOCUMENTS, "notification", "communication") for t in a.object):
                    # "sent letters to the bloc to confirm that they are quitting"
                    status = self.draft.statements.stance(node).status
                    if status == "happened":
                        found.act, found.status, found.at = "notify-end", status, node
                        found.by = self.who.at(a.subject) or found.by
                        to = self.who.at([*a.dative, *a.object, *a.preps.get("to", [])])
                        found.to = found.to or [p for p in to if p not in found.by]
                    return
            paper = node.lemma_.lower() in (*lexicon.NOTICES, "instrument", "paper", "letter", "note", "document")
            if depth and node.lemma_.lower() in (
                "decision",
                "intention",
                "intent",
                "wish",
                "move",
                "denunciation",
                "termination",
            ):
                paper = clause(node).lemma_.lower() in (
                    "convey",
                    "communicate",
                    "relay",
                    "transmit",
                    "deliver",
                    "notify",
                    "send",
                )
                paper = paper and node.dep_ in ("dobj", "nsubjpass")  # "the decision to end it was conveyed to Paris"
            if paper and depth and node.pos_ == "NOUN":
                verb = clause(node)
                if verb.lemma_.lower() in lexicon.NOTIFY or self.tells_party(verb):
                    continue  # "informed it in a note that it was ending the pact"
                if verb.lemma_.lower() in (
                    *lexicon.GIVE,
                    *lexicon.RECEIVE,
                    *lexicon.REACH,
                    "communicate",
                    "relay",
                    "notify",
                ):
                    status = self.draft.statements.stance(verb).status
                    if status is not None:
                        found.act, found.status, found.at = "notify-end", status, verb
                        a = frames.of_verb(verb)
                        by = self.who.at(a.subject)
                        to = self.who.at([*a.dative, *a.object, *a.preps.get("to", [])])
                        found.to = found.to or [p for p in to if p not in by]
                        if (
                            verb.lemma_.lower() in lexicon.RECEIVE
                        ):  # "has received the Philippines' notice": theirs who gave it
                            owners = [c for n in (node, at) for c in n.children if c.dep_ == "poss"]
                            found.by = [p for p in self.who.at([*owners, *a.preps.get("from", [])]) if p not in by]
                            found.to = by
                        else:
                            found.by = by or found.by
                return

    def tells_party(self, verb: Token) -> bool:
        """ "told the United Nations that it was leaving": told to a state or body itself, not to the press."""
        if verb.lemma_ not in ("tell", "write", "advise"):
            return False
        a = frames.of_verb(verb)
        told = {i for t in (*a.object, *a.dative, *a.preps.get("to", [])) for i in self.draft.actors.of(t)}
        kinds = [self.draft.actors.get(i) for i in told]
        return any(x.kind == "state" or x.sector == "IGO" for x in kinds)


def _broken_off(talks: Token) -> bool:
    """Whether talks are said to have ended, stopped or failed."""
    up = talks.head
    if talks.dep_ in ("dobj", "nsubjpass") and up.pos_ == "VERB":
        return any(
            w.act in ("end", "suspend") and "obj" in w.where for _, w in predicates.senses(up, "obj")
        ) or up.lemma_ in ("call", "leave", "quit", "boycott")
    return talks.dep_ == "nsubj" and up.lemma_ in ("collapse", "fail", "end", "break", "stall", "founder", "stop")
