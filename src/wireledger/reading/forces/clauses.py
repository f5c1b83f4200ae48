"""What the clause around a phrase says of the force: where it is, and whether it comes, stays or leaves."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from wireledger.knowledge.forces import event_nouns
from wireledger.knowledge.speech import speech_acts
from wireledger.lifecycle import first_day
from wireledger.reading import frames
from wireledger.reading.forces.deadlines import Deadlines
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.phrases import Phrases
from wireledger.reading.forces.words import (
    ABOUT,
    APPROX,
    BASES,
    BATCHES,
    BORDERS,
    CASUALTY,
    ENDS,
    FROM,
    GENERIC,
    GROWING,
    IN,
    MOVING,
    NOUNS,
    ORDERING,
    OUTSIDERS,
    RAISING,
    REDUCING,
    SHARES,
    SHRINKING,
    SITES,
    SOIL,
    STANDING,
    TEACHING,
    TO,
    TOTALS,
    TRANSPORTS,
    WHOLES,
    away,
    beginning,
    by_plan,
    day_by,
    future_perfect,
    headed,
    homeward,
    infinitive,
    is_strength,
    negated,
    objects,
    pluperfect,
    progressive,
    repeated,
    sense_of,
)
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number


class Clauses(Phrases, Deadlines):
    """Reads the clause around a phrase."""

    def clauses(self, m: Mention) -> None:
        token = m.head
        top, m.part = self.whole(token)
        self.places_of(m, token)
        governing = clause(token)
        if m.count and self.peak(governing):
            m.count = m.count_max = m.count_is = None
            m.past = True
        if governing.tag_ == "VBD" and self.long_ago(governing):
            m.past = True
        for child in token.children:
            if child.dep_ == "appos" and not child.like_num:
                self.places_of(m, child)
        if top != token:
            self.places_of(m, top)
        if m.host is None:  # "the soldiers on its soil", wherever the parse hangs it
            self.set_host(m, [t for t in token.doc[token.i + 2 : min(token.i + 5, token.sent.end)] if t.lemma_ in SOIL])
        for verb in token.sent:  # "one month to leave": where the parse hangs the verb elsewhere, its subject tells
            if (
                verb.pos_ == "AUX"
                and verb.lemma_ == "be"
                and verb != top.head
                and away(verb)
                and top in frames.subject_of(verb)[0]
            ):
                self.leaving(m, verb, verb)
        for child in token.children:
            if (
                child.dep_ in ("acl", "relcl")
                and child.lemma_ in ("put", "estimate", "number", "reckon")
                and m.count is None
            ):
                at = [
                    t
                    for c in child.children
                    if c.dep_ == "prep" and c.lower_ == "at"
                    for t in objects(c)
                    if is_strength(t)
                ]
                self.size(m, at, [x for t in at for x in t.subtree]) if at else None  # "forces put at nearly 1,000"
            size = next((c for c in child.children if c.dep_ == "nsubj" and c.lemma_.lower() in TOTALS), None)
            if child.dep_ == "relcl" and size is not None and any(c.lower_ == "whose" for c in size.children):
                if child.lemma_.lower() in SHRINKING | GROWING:  # "the army, whose strength has shrunk to 9,200 men"
                    self.reduced(m, frames.of_verb(child), done=True)
                    m.asserted = True
                continue
            if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX"):
                participle = child.tag_ == "VBN" and child.dep_ == "acl"
                if participle:
                    self.clause(m, child, "subj" if token.dep_ == "ROOT" else "obj")
                else:
                    self.clause(m, child, self.relative_slot(child))
        up = top.head
        if token.dep_ == "compound" and up.i == token.i + 1 and token.tag_ == "NNS":
            self.places_of(
                m, up
            )  # "900 military personnel work at the station", where the parse makes a noun of the verb
            m.asserted = True
        if up.lemma_.lower() in ("number", "total") and top.dep_ == "nsubj" and m.count is None:
            numerals = [
                t
                for c in up.rights
                if c.dep_ in ("dobj", "attr", "prep", "npadvmod")
                for t in c.subtree
                if is_strength(t)
            ]
            self.size(
                m, numerals[:1], list(up.subtree)
            ) if numerals else None  # "The force numbers about 11,500 soldiers"
            m.asserted = True
        if up.lower_ == "strong" and m.count is None:  # "the contingents, about 1,300 strong"
            numerals = [t for t in up.lefts if t.like_num] or [t for t in (up.nbor(-1),) if up.i and t.like_num]
            self.size(m, numerals, list(up.lefts)) if numerals else None
        if m.host is None and (spot := self.where(up)) is not None:
            self.at_base(m, spot)
            self.set_host(m, [spot])  # "the base in Gyumri, where some 3,000 soldiers serve"
        if top.dep_ == "pobj" and top.head.lower_ in ("with", "of") and up.head.lemma_.lower() in BASES:
            self.at_base(m, up.head)
        elif m.garrison:
            near = [t for t in top.sent if (id(t.doc), t.i) in self.bases and t.i < top.i]
            self.at_base(m, near[-1]) if near else None
        if top.dep_ == "pobj" and top.head.lower_ == "to" and any(t.lower_ == "host" for t in top.head.head.children):
            self.set_host(m, frames.subject_of(top.head.head)[0])  # "plays host to American forces"
            m.asserted = True
        if top.dep_ == "pobj" and top.head.lower_ == "with" and up.head.pos_ in ("VERB", "AUX") and m.sender is None:
            self.companions(m, up.head)
        carried = top.dep_ == "dobj" and up.lemma_ in ("carry", "bear", "transport") and up.dep_ in ("acl", "relcl")
        if carried and up.head.lemma_.lower() in (*TRANSPORTS, "convoy", "vessel", "lorry", "helicopter"):
            self.clause(m, clause(up.head), "subj")  # "a ship carrying the last soldiers sailed from Luanda"
        if top.dep_ in ("dobj", "obj", "nsubjpass", "oprd", "dative", "attr", "npadvmod"):
            self.clause(m, up, "obj" if top.dep_ != "attr" else "subj")
            for c in up.children:
                if top.dep_ == "nsubjpass" and c.dep_ == "conj" and c.pos_ == "VERB":
                    self.clause(m, c, "obj" if any(g.dep_ == "auxpass" for g in c.children) else "subj")
        elif top.dep_ in ("nsubj",) or (top.dep_ == "conj" and up.pos_ == "VERB"):
            self.clause(m, up, "subj")  # the second: "may train here, and their soldiers there"
            over = (
                up.head
            )  # "will follow, the minister said, and are to be out by May": the parse hangs the second on "said"
            if up.dep_ == "ccomp" and over.i > up.i and over.pos_ == "VERB":
                for c in over.children:
                    if (
                        c.dep_ == "conj"
                        and c.pos_ in ("VERB", "AUX")
                        and c.tag_ in ("VBP", "VBZ", "MD", "VB")
                        and not any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)
                    ):
                        self.clause(m, c, "subj")
            for c in up.children:
                if (
                    c.dep_ == "conj"
                    and c.pos_ in ("VERB", "AUX")
                    and not any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)
                ):
                    self.clause(m, c, "subj")
        elif (
            top.dep_ == "pobj"
            and top.head.lower_ in ("of", "for", "by")
            and top.head.head.lemma_.lower() in event_nouns()
        ):
            self.nominal(m, top.head.head)
        elif self.over_with(m, top):
            pass
        elif top.dep_ == "pobj" and top.head.lower_ in ("of", "for") and top.head.head.lemma_.lower() == "mandate":
            self.mandate(m, top.head.head)
        elif top.dep_ == "pobj" and top.head.lower_ == "to" and top.head.head.lower_ in ("down", "up"):
            self.dwindled(m, top.head.head)
        elif top.dep_ in ("compound", "poss", "amod") and up.lemma_.lower() in event_nouns():
            self.nominal(m, up)
        elif top.dep_ == "pobj" and top.head.dep_ == "agent":
            self.clause(m, top.head.head, "subj")

    def over_with(self, m: Mention, top: Token) -> bool:
        """ "Marked the end of the operations of the force", "announced an end to the French presence"."""
        noun = top
        for _ in range(2):
            if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "to") and noun.head.head.pos_ in NOUNS:
                noun = noun.head.head
            if noun.lemma_.lower() == "end":
                break
        verb = clause(noun)
        if noun.lemma_.lower() != "end" or noun.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj"):
            return False
        status = self.draft.statements.stance(verb).status
        if status not in ("happened", "planned", "ongoing") or (m.sender is None and m.host is None):
            return False
        done = status == "happened" and verb.lemma_.lower() in (
            "mark",
            "hail",
            "celebrate",
            "declare",
            "put",
            "bring",
            "complete",
        )
        m.state, m.told, m.status = ("left" if done else "leaving"), True, status
        self.set_host(m, [t for p in IN for t in frames.of_verb(verb).preps.get(p, [])])
        if not done:
            self.deadline(m, verb, verb)
        return True

    def where(self, verb: Token) -> Token | None:
        """What "where" at the head of a clause stands for: the noun before it, wherever the parse hangs the clause."""
        for c in [*verb.children, *(g for p in verb.children if p.dep_ == "prep" for g in p.children)]:
            if c.lower_ == "where" and verb.dep_ in ("relcl", "advcl", "acl") and c.i > c.sent.start:
                if verb.dep_ == "relcl":
                    return verb.head
                before = c.nbor(-1)
                while before.pos_ in ("PUNCT", "ADP") and before.i > before.sent.start:
                    before = before.nbor(-1)
                return before if before.pos_ in NOUNS and before.i < verb.i else None
        return None

    def whole(self, token: Token) -> tuple[Token, bool]:
        """The head of the phrase that a force stands in ("hundreds of soldiers"), and whether it is only a part of the
        force: "35 of its 130 soldiers"."""
        top, part = token, False
        while True:
            above = top.head
            if top.dep_ == "conj" and above.pos_ in ("NOUN", "PROPN", "NUM"):
                top = above
            elif top != token and top.dep_ == "appos" and above.pos_ in ("NOUN", "PROPN"):
                top = above  # the second of a list of three
            elif top.dep_ == "pobj" and above.lower_ in APPROX and above.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
                top = above  # "Between 1,000 and 1,500 troops are based there"
            elif top.dep_ == "pobj" and above.lower_ == "of" and above.dep_ == "prep":
                over = above.head
                if over.like_num or over.lemma_.lower() in WHOLES:
                    counted = any(c.dep_ == "nummod" for c in token.children)
                    part = part or (counted and (over.like_num or over.lemma_.lower() in SHARES))
                    top = over
                else:
                    return top, part
            else:
                return top, part

    def at_base(self, m: Mention, base: Token) -> None:
        """ "a Russian base in the north with about 3,000 soldiers": the soldiers are of whom the base is."""
        for child in base.children:
            if child.dep_ in ("amod", "poss", "compound", "nmod") and m.sender is None:
                m.sender = self.sender_at(child)
        known = self.bases.get((id(base.doc), base.i))
        if known is not None and known.owner and m.sender is None:
            m.sender = self.state(known.owner)
        self.places_of(m, base)
        if m.host is None and base.dep_ in ("dobj", "nsubjpass") and base.head.lemma_ in ("host", "house", "have"):
            self.set_host(m, frames.subject_of(base.head)[0])

    def companions(self, m: Mention, verb: Token) -> None:
        """ "the training mission remains in the capital with 300 instructors": they are the mission's."""
        for t in frames.subject_of(verb)[0]:
            other = self.mention(t)
            if other is not None and other.sender:
                m.sender = other.sender
                self.set_host(m, [x for p in IN for x in frames.of_verb(verb).preps.get(p, [])])
                return
            if verb.lemma_ in ("launch", "start", "begin", "open", "mount") and (sender := self.sender_at(t)):
                things = [
                    c
                    for c in verb.children
                    if c.dep_ == "dobj" and c.lemma_.lower() in ("mission", "operation", "deployment")
                ]
                if things:
                    m.sender, m.state, m.told = sender, "arriving", True  # "launched a mission with up to 1,000 troops"
                    return

    def co_doers(self, m: Mention) -> list[Mention]:
        """Of "France, Indonesia and Australia have each promised a battalion" those of the second and third state."""
        verb = m.head.head
        if m.explicit or m.head.dep_ != "dobj" or verb.pos_ != "VERB" or m.sender is None:
            return []
        senders = list(dict.fromkeys(s for t in frames.subject_of(verb)[0] if (s := self.sender_at(t))))
        if len(senders) < 2 or m.sender not in senders:
            return []
        each = any(t.lower_ == "each" for t in verb.subtree)
        found = [
            replace(m, sender=s, because=list(m.because), steps=list(m.steps), according_to=list(m.according_to))
            for s in senders
            if s != m.sender
        ]
        for x in found if each else [m, *found]:
            if not each:
                x.count = x.count_max = x.count_is = None
        return found

    def batch(self, head: Token) -> bool:
        """ "A convoy of French troops left", "the first soldiers left": others are still there."""
        top = self.whole(head)[0]
        words = {c.lower_ for t in (head, top) for c in t.children}
        if words & {"last", "final", "remaining"}:
            return False
        return (top != head and top.lemma_.lower() in BATCHES) or bool(words & {"first", "initial"})

    def co_hosts(self, m: Mention) -> list[Mention]:
        """Of "withdrew its soldiers from Estonia and Latvia" those in the second country; the number is of both."""
        if not m.hosts or m.sender is None:
            return []
        m.count = m.count_max = m.count_is = None
        return [replace(m, host=h, hosts=[], because=list(m.because), steps=list(m.steps)) for h in m.hosts]

    def final_of(self, head: Token) -> bool:
        """Whether it is the last of the force that a clause tells of."""
        heads = (head, self.whole(head)[0])
        return any(c.lower_ in ("last", "final", "remaining") for t in heads for c in t.children)

    def relative_slot(self, verb: Token) -> str:
        for c in verb.children:
            if c.dep_ in ("nsubj",) and c.lower_ in ("who", "that", "which"):
                return "subj"
            if c.dep_ == "nsubjpass":
                return "obj"
        if verb.dep_ == "acl" and verb.tag_ == "VBD":
            return "subj"  # "the last of the trainers left Chad": a main verb that the parse hung below its subject
        return "subj" if verb.tag_ == "VBG" else "obj"

    def clause(self, m: Mention, verb: Token, slot: str) -> None:
        """What a verb says of the force that stands in a slot of it."""
        if verb.pos_ not in ("VERB", "AUX"):
            return
        a = frames.of_verb(verb)
        lemma = verb.lemma_.lower()
        stance = self.draft.statements.stance(verb)
        status = stance.status
        if status == "possible" and verb.pos_ == "VERB" and frames.backshifted(verb):
            status = "planned"
        m.according_to += [s for s in stance.according_to if s not in m.according_to]
        if lemma in CASUALTY and (slot == "obj" or lemma in ("die", "fall", "desert", "surrender")):
            m.casualty, m.count, m.count_is, m.vague = True, None, None, False
            return
        sense = sense_of(verb, slot, m.head if slot == "obj" else None)
        inner_ = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
        due = [
            g for c in verb.children if c.dep_ == "acomp" for g in c.children if g.dep_ == "xcomp" and g.tag_ == "VB"
        ]
        if lemma in ("expect", "await") and slot == "obj" and not a.complements and m.host is None:
            if self.set_host(m, [t for p in (*IN, "to") for t in a.preps.get(p, [])]):
                m.state, m.told, m.status = "arriving", True, "planned"  # "200 soldiers are expected in the country"
                return
        if lemma == "be" and inner_ and inner_[0].lemma_.lower() in SHRINKING | GROWING:
            self.clause(m, inner_[0], slot)  # "is to shrink to 25,000"
            return
        if lemma == "be" and (inner_ or due):
            sense = None  # "are to arrive next month", "is due to leave"
        pronoun = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
        if pronoun and m.sender and m.host is None and slot == "obj":
            told_in = [self.country(t) for p in IN for t in a.preps.get(p, [])]
            if self.sender_country(m.sender) in told_in:
                m.host, m.sender = self.sender_country(m.sender), None  # "ended its mission in Iraq": not Iraq's
        if lemma in ("board", "embark") and not any(
            t.lemma_.lower() in TRANSPORTS for t in (*a.object, *a.preps.get("on", []))
        ):
            sense = None  # "commandos boarded the dhow"
        if sense == "leave" and slot == "subj" and lemma in ("come", "return", "go"):
            to = [
                t
                for c in verb.children
                for t in (
                    objects(c) if c.lower_ == "to" else [x for g in c.children if g.lower_ == "to" for x in objects(g)]
                )
            ]
            lands = {self.country(t) for t in to} - {None}
            if lands and self.sender_country(m.sender) not in lands:
                sense = "arrive"  # "came back to Beirut"
                a.preps.setdefault("to", []).extend(t for t in to if t not in a.preps.get("to", []))
        if slot == "obj" and lemma in ("number", "total", "comprise") and verb.dep_ == "relcl" and not m.explicit:
            over = [x for x in self.mentions[-3:] if x.head.doc is verb.doc and x.head.sent == verb.sent and x.sender]
            if over:  # "the force in Somalia, which numbers 21,500 soldiers": the force, wherever the parse hangs it
                m.sender, m.host, m.asserted = over[-1].sender, over[-1].host, True
                return
        if m.pronoun and sense == "leave" and verb.dep_ == "advcl" and pluperfect(verb):
            return  # "three weeks after they had left"
        if slot == "obj" and m.sender is None and sense in ("leave", "arrive", "stay", "pledge", "supply"):
            named = [t for t in a.subject if verb.dep_ != "relcl" or t.tag_ != "PRP"]  # "the commandos they had lent"
            m.sender = next((x for t in named if (x := self.sender_at(t))), None) or (
                None if a.passive or named != a.subject else self.doer(verb)
            )
        gone = lemma == "go" and verb.tag_ == "VBN" and any(c.lemma_ == "be" for c in verb.children)
        if gone or (slot == "subj" and lemma == "be" and away(verb)):
            self.leaving(m, verb, verb)
            return
        if slot == "subj" and lemma in ("number", "total", "comprise", "count") and m.count is None:
            for t in (c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod")):
                numerals = (
                    [t]
                    if t.like_num
                    else [u for c in t.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
                )
                if numerals:
                    self.size(m, numerals, list(t.subtree))
                    break
        if m.head.lemma_.lower() in STANDING and lemma in ENDS and (m.host or m.sender):
            self.leaving(m, verb, verb)  # "ended its military presence", "the mission ends in May"
            return
        if (
            sense is None
            and slot == "subj"
            and lemma in (SHRINKING | GROWING)
            and (a.preps.get("to") or a.preps.get("from"))
        ):
            if lemma in SHRINKING or status == "happened":
                self.reduced(m, a, done=status == "happened")
            if lemma in SHRINKING and status in ("planned", "ongoing", "happened"):
                m.state, m.told, m.status = "leaving", True, status
            elif lemma in GROWING and status == "planned":
                m.state, m.told, m.status = "arriving", True, status
            return
        if slot == "obj" and lemma in RAISING and sense in (None, "leave") and a.preps.get("to"):
            at = [t for t in a.preps["to"] if is_strength(t)] or [
                u for t in a.preps["to"] for c in t.children if c.dep_ == "nummod" for u in c.subtree if is_strength(u)
            ]
            if at and (m.sender is None or not m.explicit):
                m.sender = m.sender or self.doer(verb)
            if at and status in ("happened", "ongoing"):
                self.size(m, at, [x for t in at for x in t.subtree])  # "raised its contingent to 1,400"
                m.asserted = True
                return
        if sense is None and slot == "subj":
            for c in verb.children:
                if c.dep_ == "dobj" and event_nouns().get(c.lemma_.lower()) == "leave":
                    self.nominal(m, c)  # "completed its withdrawal", "began the pullout"
                    return
        token_i = m.head.i
        if lemma in MOVING and slot == "subj" and self.final_of(m.head) and sense != "leave":
            self.leaving(m, verb, verb)  # "the last soldiers crossed the border"
            return
        if sense is None:
            # An operator over a clause in which the force acts: "given one month to leave", "asked the troops to go".
            for comp in [
                *a.complements,
                *due,
                *[c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VB"],
                *[c for c in verb.children if c.dep_ in ("acl", "xcomp")],
                *[
                    g
                    for c in verb.children
                    if c.dep_ in ("dobj", "npadvmod", "dative", "oprd")
                    for g in c.children
                    if g.dep_ in ("acl", "relcl") and g.tag_ == "VB"
                ],
            ]:
                others = [c for c in comp.children if c.dep_ == "nsubj"]
                if (
                    comp.dep_ == "ccomp"
                    and others
                    and not any(c.lower_ in ("they", "it") and c.i > token_i for c in others)
                ):
                    continue  # "notified the mission that Argentina is withdrawing"
                if comp.dep_ == "ccomp" and others and slot == "obj" and comp.tag_ == "VBG":
                    continue  # "notified the mission that it is withdrawing its officers"
                active = slot == "subj" and lemma in ORDERING and not a.passive and lemma not in ("must", "require")
                if active and comp.dep_ in ("xcomp", "ccomp", "advcl"):
                    continue  # "they want them to leave": who wants it is not who goes
                if comp != verb and sense_of(comp, "subj") == "leave":
                    ordered = lemma in (*ORDERING, "have") or status in ("ordered", "demanded")
                    self.leaving(m, comp, verb, ordered=ordered)
                    return
                if (
                    comp != verb
                    and sense_of(comp, "subj") in ("stay", "arrive")
                    and (m.host is None or lemma in ("be", "expect", "plan", "set"))
                ):
                    inner = frames.of_verb(comp)
                    if sense_of(comp, "subj") == "arrive" and lemma in (
                        "be",
                        "expect",
                        "plan",
                        "set",
                        "prepare",
                        "agree",
                    ):
                        m.state, m.told, m.status = "arriving", True, "planned"  # "are to arrive next month"
                    elif sense_of(comp, "subj") == "stay" and status not in ("denied", "demanded"):
                        m.asserted = True  # "are expected to remain"
                    self.set_host(m, [t for p in IN for t in inner.preps.get(p, [])])
                    return
            if any(
                t.lemma_.lower() in ("access", "use", "right") for t in a.object
            ):  # "gives American troops access to"
                self.set_host(m, [t for p in ("to", "of", *IN) for t in a.preps.get(p, [])])
            if status in ("happened", "ongoing"):
                self.set_host_from(m, a)
                if lemma in ("belong", "contribute", "attach", "assign"):  # "belong to the same mission in Lebanon"
                    within = [
                        c for t in a.preps.get("to", []) for c in t.children if c.dep_ == "prep" and c.lower_ in IN
                    ]
                    self.set_host(m, [t for c in within for t in objects(c)])
                for comp in (c for c in verb.children if c.dep_ == "xcomp" and m.host is None):
                    self.set_host_from(m, frames.of_verb(comp))  # "began taking up posts in the enclave"
                if m.host is None and slot == "subj":  # "rotate in and out of Poland"
                    outer = [c for p in verb.children if p.dep_ == "prep" for c in p.children if c.dep_ == "conj"]
                    self.set_host(m, [t for c in outer for t in objects(c)])
            return
        if status is None and sense != "stay":
            if sense == "leave":
                self.set_host_from(m, a, "from")
            return
        if m.part and sense in ("arrive", "leave", "expel", "pledge"):
            if sense == "leave" and status in ("happened", "ongoing", "planned"):
                self.set_host_from(m, a, "from")
            elif sense == "arrive" and m.host is None:
                self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            return  # "moved 35 of its 130 soldiers": the others are where they were
        if sense == "pledge" or (sense == "supply" and status in ("planned", "possible")):
            self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            if status not in ("denied", "demanded"):
                m.state, m.told, m.status = "arriving", True, "planned"  # "has promised 300 soldiers"
        elif sense == "supply":
            m.asserted = True
            self.set_host(m, [t for p in IN for t in a.preps.get(p, [])])
        elif sense == "leave":
            self.leaving(m, verb, verb, ordered=slot == "obj" and lemma in ("order", "call") and status == "happened")
        elif sense == "expel" and status == "possible":
            return  # "would be under pressure to throw them out"
        elif sense == "expel":
            body = self.draft.language.body
            lead = bool(body) and self.draft.language.parsed(verb).index <= body[0].index
            self.leaving(m, verb, verb, ordered=True)
            if not lead and verb.tag_ == "VBD" and status == "happened" and "order" not in lemma and m.leave_by is None:
                m.state = "left"  # "the officers threw out the French": told as what is over
        elif sense == "arrive" and verb.tag_ in ("VBP", "VBZ") and verb.dep_ == "relcl":
            return  # "soldiers who come to train": whoever they may be
        elif sense == "arrive" and lemma == "move" and not self.lands(a.preps.get("to", [])):
            pass  # "will move to a neighboring province": they are where they were
        elif sense == "arrive" and lemma == "come" and (a.preps.get("under") or a.preps.get("after")):
            return  # "will come under United Nations command"
        elif (
            sense == "arrive"
            and lemma == "come"
            and not a.preps.get("to")
            and m.host is None
            and not any(c.lower_ in ("ashore", "in", "back") for c in verb.children)
        ):
            return  # "came to look at it"
        elif sense == "arrive":
            if m.sender is None and slot == "subj":  # "to be joined by 250 Gurkhas from Britain"
                m.sender = next((x for t in a.preps.get("from", []) if (x := self.sender_at(t))), None)
            spots = [t for p in TO for t in a.preps.get(p, [])]
            if slot == "subj" and lemma in ("enter", "invade", "reach", "storm"):
                spots += a.object
            if lemma == "send" and not spots:
                spots = a.dative
            if not spots and m.host is None and any(c.lower_ in ("there", "here") for c in verb.children):
                m.host = self.there(m)
            lands_ = {
                self.country(t) for t in spots if t.lemma_.lower() not in GENERIC
            }  # "the country" is never one's own
            if m.sender and not m.explicit and self.sender_country(m.sender) in lands_:
                m.sender = None  # nobody sends soldiers to his own country: the senders were taken for others
            at_border = any(t.lemma_.lower() in BORDERS for p in (*IN, *TO) for t in a.preps.get(p, []))
            if not self.set_host(m, spots) and m.host is None and at_border:
                m.home = True  # "will deploy more soldiers along the border": on its own side of it
            if (
                status == "possible"
                and verb.dep_ == "xcomp"
                and verb.head.lower_ in ("ready", "prepared", "willing", "set", "due")
            ):
                status = "planned"
            if status in ("denied", "possible", "demanded"):
                m.status = status
                if m.state == "present" and not m.told:
                    m.state, m.told = "arriving", True
            elif (
                status in ("planned", "ongoing", "ordered")
                or (status == "happened" and self.future(verb))
                or (status == "happened" and (progressive(verb) or beginning(verb)))
            ):
                m.state, m.told, m.status = "arriving", True, status
            elif pluperfect(verb) and not self.reported(verb):
                m.past = m.earlier = m.gone = True  # "had been stationed in the country"
            elif lemma in ("station", "base", "deploy", "post", "garrison") and verb.dep_ in ("acl", "relcl"):
                pass
            elif slot == "obj" and any(c.lower_ in ("is", "are") and c.dep_ == "auxpass" for c in verb.children):
                m.asserted = True  # "are stationed there"
            else:
                m.told = True
        elif sense == "stay":
            m.asserted = True
            if status == "denied" and not m.told:
                m.status = status
            if (
                lemma == "leave" and m.host is None and verb.dep_ == "advcl"
            ):  # "rolled out of Iraq, leaving 50,000 behind"
                self.set_host(m, frames.of_verb(verb.head).preps.get("from", []))
            if slot == "obj" and m.host is None:  # "ECOMIG has 500 men left"
                doers = [*a.subject, *(c for c in verb.lefts if c.text[:1].isupper())]
                m.host = next((h for t in doers if (h := self.mission_host(t))), None)
            if m.sender is None and slot == "subj" and lemma == "serve":
                for t in a.preps.get("in", []):  # "13,000 personnel serve in the mission"
                    if t.lemma_.lower() in ("mission", "force", "operation") and (other := self.mention(t)) is not None:
                        m.sender, m.explicit = other.sender, other.sender is not None
            homes = {self.country(t) for p in IN for t in a.preps.get(p, [])}
            if slot == "subj" and lemma == "be" and status in ("planned", "possible") and m.count and not m.part:
                if self.sender_country(m.sender) in homes and any(c.lower_ in ("will", "would") for c in verb.children):
                    m.state, m.told, m.status = "leaving", True, "planned"  # "would be in Sofia for the New Year"
            if slot == "subj" and m.host is None and lemma in TEACHING:
                spots = [t for p in verb.subtree if p.dep_ == "prep" and p.lower_ in ("in", "on") for t in objects(p)]
                self.set_host(
                    m, [t for t in spots if t.ent_type_ in ("GPE", "LOC")]
                )  # "help the army fight on the island"
                if m.host is None and m.sender is None:
                    return
            if slot == "subj" and m.host is None:
                objects_ = a.object or [t for c in verb.children if c.dep_ == "conj" for t in frames.of_verb(c).object]
                self.set_host(m, objects_)  # "guard the border region", "hold the airport of"
            self.set_host(m, [t for p in (*IN, "through") for t in a.preps.get(p, [])])
            for t in (c for c in verb.children if c.dep_ == "attr" and c != m.head and lemma == "be"):
                self.places_of(m, t)  # "are the last Latin Americans in Iraq"
            if m.host is None and any(c.lower_ in ("there", "here") for c in (*verb.children, *m.head.children)):
                m.host = self.there(m)
            if slot == "obj" and lemma in ("host", "house", "have") and m.sender is None:
                at = [t for t in a.subject if (id(t.doc), t.i) in self.bases]
                self.at_base(m, at[0]) if at else None  # "two British bases house 3,000 servicemen"
            if slot == "obj" and lemma in ("host", "house") and m.host is None:
                m.hosted = self.set_host(m, a.subject)
            if status in (None, "possible", "demanded", "denied") and any(c.tag_ == "MD" for c in verb.children):
                m.status = "possible"  # "may train there": a right, no presence
            if verb.tag_ == "VBD" and self.long_ago(verb):
                m.past = True
            if pluperfect(verb) or (verb.tag_ == "VBD" and lemma in ("have", "keep", "maintain") and self.once(verb)):
                m.past = m.earlier = True
            elif verb.tag_ == "VBD" and lemma in ("be", "serve", "remain", "stay", "stand") and self.once(verb):
                m.earlier = True  # "were still in the country on Feb. 14"
            elif verb.tag_ == "VBD" and lemma in ("have", "keep", "maintain", "number", "hold"):
                m.earlier = True  # "had around 1,000 soldiers": of use where nothing newer is told

    def set_host_from(self, m: Mention, a: frames.Arguments, only: str = "") -> None:
        if m.host is None:
            based = a.trigger.lemma_.lower() in (
                "operate",
                "fly",
                "launch",
                "fight",
                "strike",
                "patrol",
                "work",
                "run",
                "bomb",
            )
            slots = ("from",) if only == "from" else (*IN, "from") if based else IN
            self.set_host(m, [t for p in slots for t in a.preps.get(p, [])])

    def leaving(self, m: Mention, verb: Token, operator: Token, *, ordered: bool = False) -> None:
        """The force leaves, has left, or must: state, host, and by when."""
        a = frames.of_verb(verb) if verb.pos_ in ("VERB", "AUX") else frames.of_noun(verb)
        out = "out" in {c.lower_ for c in verb.children}
        spots = [t for p in FROM if p != "of" or out for t in a.preps.get(p, [])]
        origin = [t for c in m.head.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
        owned = m.sender or any(c.dep_ == "poss" for c in m.head.children)
        if owned and origin and m.sender not in [self.sender_at(t) for t in origin]:
            spots += origin if verb.pos_ == "VERB" else []  # "withdraw its servicemen from the republic"
            origin = []
        if ordered or operator != verb:  # "told all soldiers from Canada to leave", wherever the parse hangs "from"
            origin += [
                t
                for c in operator.children
                if c.dep_ == "prep" and c.lower_ == "from" and m.head.i < c.i < verb.i
                for t in objects(c)
            ]
        spots = [t for t in spots if t not in origin]
        for child in (*verb.children, *m.head.rights):  # "home from Germany"
            if child.dep_ == "advmod" and child.lower_ in ("home", "back", "away", "out"):
                spots += [
                    t for c in child.children if c.dep_ == "prep" and c.lower_ in ("from", "of") for t in objects(c)
                ]
        if verb.lemma_.lower() in ("leave", "quit", "exit", "vacate", "evacuate") and m.head not in a.object:
            spots += a.object
        doer = None
        if m.head in a.object and a.subject:
            # "asked India to withdraw its personnel": they are the withdrawing state's, and stand in the asking one's country.
            doer = next((s for t in a.subject if (s := self.sender_at(t))), None) or (
                None if a.passive else self.doer(verb)
            )
            if doer and a.shared and any(t.tag_ == "PRP" for t in a.subject) and verb.head.pos_ == "VERB":
                asking = [self.sender_at(t) for t in frames.subject_of(verb.head)[0]]
                if doer in asking:  # "broke with France and told it to have its soldiers out": "it" is not who tells
                    before = [
                        s for t in verb.sent if t.i < verb.head.i and t.ent_type_ == "GPE" and (s := self.sender_at(t))
                    ]
                    doer = next((s for s in reversed(before) if s not in asking), doer)
            own = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
            if doer and (m.sender is None or own or (a.shared and not m.explicit)):
                m.sender = doer
                if m.host == self.sender_country(doer):
                    m.host = None
        if ordered or operator != verb:
            self.of_the_told(m, operator)
        self.set_host(m, spots)
        for c in verb.children:  # "boarded ships, leaving Somalia to the peacekeepers"
            if m.host is None and c.dep_ == "advcl" and c.lemma_ in ("leave", "quit", "exit", "vacate"):
                self.set_host(m, frames.of_verb(c).object)
        stance = self.draft.statements.stance(verb)
        status = stance.status
        asked = verb.head if verb.dep_ == "xcomp" else verb
        if any(
            c.lower_ in ("whether", "if", "when") and c.dep_ in ("mark", "advmod", "dep") for c in asked.children
        ) and (asked.dep_ in ("ccomp", "conj") or asked.head.dep_ == "ccomp"):
            return  # "did not say when they would have to go"
        if status == "happened" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.pos_ == "VERB":
            status = (
                self.draft.statements.stance(verb.head).status or status
            )  # "will bring them home, ending its mission"
        if status == "possible" and verb.pos_ == "VERB" and (frames.backshifted(verb) or future_perfect(verb)):
            status = "planned"
        m.according_to += [s for s in stance.according_to if s not in m.according_to]
        if m.head in a.object and a.subject:
            if a.shared and m.host is None and verb.head.pos_ == "VERB" and verb.head.lemma_.lower() in ORDERING:
                self.set_host(m, frames.subject_of(verb.head)[0])
                ordered = ordered or verb.head.lemma_.lower() in ORDERING
        gone = verb.lemma_ == "go" and verb.tag_ == "VBN"
        if (
            not gone
            and verb.lemma_.lower() in ("go", "return", "move", "bring", "come", "take", "fly", "ship")
            and not spots
            and not homeward(verb)
            and not (
                verb.lemma_.lower() == "go"
                and headed(verb)
                and (m.pronoun or ordered or any(t.ent_type_ == "DATE" for p in verb.children for t in p.children))
            )
            and (verb.lemma_.lower() != "return" or a.preps.get("to") or a.preps.get("into"))
        ):
            return
        bound = [t for t in a.preps.get("for", []) if t.ent_type_ in ("GPE", "LOC") and self.country(t)]
        if (
            verb.lemma_.lower() in ("leave", "depart", "sail", "fly", "set", "head", "embark")
            and bound
            and m.head not in a.object
        ):
            lands = {self.country(t) for t in bound}
            who = m.sender or m.guess
            if who and self.sender_country(who) not in lands and (m.host is None or m.host in lands):
                self.set_host(m, bound)  # "the first paratroopers are to leave for Skopje"
                m.told = True
                if status != "happened" or progressive(verb):
                    m.state, m.status = "arriving", status or "planned"
                return
        here = [t for t in a.preps.get("for", []) if t.lemma_.lower() in SITES or (id(t.doc), t.i) in self.bases]
        if here and verb.lemma_.lower() in ("leave", "vacate", "quit", "move", "withdraw"):
            return  # "must leave the barracks for a site outside the capital": they stay in the country
        reducing = verb.lemma_.lower() in REDUCING and (
            verb.lemma_.lower() not in ("come", "go") or bool({"down", "from"} & frames.particle(verb))
        )
        if m.host is None:
            self.set_host(m, [t for p in IN for t in a.preps.get(p, [])])
        if reducing:
            self.reduced(m, a, done=status == "happened")
        if status == "possible" and by_plan(verb):
            status = "planned"
        over = verb.head.head if verb.head.pos_ == "ADP" else verb.head
        refused = infinitive(verb) and over.pos_ == "VERB" and over.lemma_.lower() in ORDERING and negated(over)
        if refused or (operator != verb and negated(operator) and operator.lemma_.lower() in ORDERING):
            return  # "has not asked for them to go"
        if (
            verb.dep_ == "advcl"
            and not infinitive(verb)
            and any(
                c.dep_ in ("mark", "advmod") and c.lower_ in ("until", "till", "unless", "if", "before")
                for c in verb.children
            )
        ):
            return  # "no talks until the Russians are gone"
        if status == "denied" or any(
            c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") and g.dep_ == "mark" for g in c.children)
            for c in verb.children
        ):
            return  # "will withdraw only if the others do"
        if status is None and not ordered:
            return
        if m.head.dep_ == "pobj" and m.head.head.lower_ == "from" and m.head.head.head == verb and reducing:
            m.earlier = True
        if (ordered or status in ("ordered", "demanded")) and m.host is None:
            over = operator if operator != verb else verb.head
            if over.pos_ == "VERB":
                self.set_host(m, frames.subject_of(over)[0])
        if (ordered or status == "demanded") and not self.in_charge(m, verb, operator, ordered=ordered):
            return
        if status == "demanded" and m.head in a.object and self.own_wish(m, verb):
            return  # "he wanted to bring the troops home": what one intends
        if status in ("demanded", "ordered") and repeated(operator if operator != verb else verb.head):
            return  # "reiterated the demand that they leave": as before, they stay
        if ordered or status in ("ordered", "demanded"):
            m.state, m.told = "ordered-out", True
            m.stale = self.once(operator) or self.once(verb) or pluperfect(operator)
            m.status = "ordered" if status != "demanded" or ordered else "demanded"
        elif (
            status == "possible"
            and any(c.tag_ == "TO" for c in verb.children)
            and any(c.lower_ == "have" for c in verb.children)
        ):
            m.state, m.told = "left", True  # "were reported to have gone home"
        elif status in ("planned", "ongoing") or reducing or self.future(verb) or infinitive(verb):
            m.state, m.told, m.status = "leaving", True, status or "planned"
        elif status == "happened":
            governing = operator if operator != verb else verb.head
            if (
                governing.pos_ in ("VERB", "AUX")
                and governing.lemma_.lower() in ("begin", "start", "continue", "resume")
                and verb.dep_ in ("xcomp", "dobj")
            ):
                m.state = "leaving"
            else:
                m.state = "leaving" if self.batch(m.head) else "left"
            m.told = True
        else:
            m.status = status or m.status
            return
        self.deadline(m, verb, operator)

    def of_the_told(self, m: Mention, operator: Token) -> None:
        """ "Yemen scrapped its pact with the Emirates and gave its forces a day to leave": nobody orders his own forces out
        of his country; they are of the other state that the sentence has named."""
        telling = frames.subject_of(operator)[0]
        mine = [s for t in telling if (s := self.sender_at(t))]
        mine += [  # "the head of Yemen's government"
            s
            for t in telling
            for p in t.children
            if p.lower_ == "of"
            for o in objects(p)
            for u in (o, *o.children)
            if (s := self.sender_at(u))
        ]
        heads = [self.draft.actors.get(i) for t in telling for i in self.draft.actors.of(t)]
        mine += [self.state(x.country) for x in heads if x.kind == "person" and x.country]
        pronoun = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
        if not pronoun or not mine or (m.sender is not None and m.sender not in mine):
            return
        if m.host not in (None, self.sender_country(mine[0])):
            return
        if operator.lemma_.lower() not in ("give", "tell", "ask", "expel", "allow", "grant"):
            return
        if "home" in {t.lower_ for t in operator.subtree}:
            return
        before = [s for t in operator.sent if t.i < m.head.i and t.ent_type_ == "GPE" and (s := self.sender_at(t))]
        other = next((s for s in reversed(before) if s not in mine), None)
        if other is not None:
            m.sender, m.host = other, self.sender_country(mine[0])

    def reported(self, verb: Token) -> bool:
        """ "Said it had sent 500 soldiers": the pluperfect of what is told, by which it has sent them."""
        over = verb.head
        return verb.dep_ == "ccomp" and over.tag_ == "VBD" and over.lemma_.lower() in speech_acts()

    def own_wish(self, m: Mention, verb: Token) -> bool:
        """Whether it is the sender itself that wants its forces to go."""
        over = verb.head
        if over.lemma_.lower() not in ("want", "wish", "hope", "like", "prefer", "seek", "intend"):
            return False
        who = [self.draft.actors.get(i).country for t in frames.subject_of(over)[0] for i in self.draft.actors.of(t)]
        return self.sender_country(m.sender) in who

    def in_charge(self, m: Mention, verb: Token, operator: Token, *, ordered: bool) -> bool:
        """Whether those who want the force gone are a government, and not a third one: no party, protester or lawmaker."""
        over = operator if operator != verb else verb.head
        wanting = [self.draft.actors.get(i) for t in frames.subject_of(over)[0] for i in self.draft.actors.of(t)]
        if not wanting:
            return not any(t.lemma_.lower() in OUTSIDERS for t in frames.subject_of(over)[0])
        states = {x.country for x in wanting if x.country and (x.kind == "state" or x.sector == "GOV")}
        if states and m.host and m.sender and not states & {m.host, self.sender_country(m.sender)}:
            return False  # "Libya called for the American forces in Kuwait to go"
        return ordered or any(x.sector in ("GOV", "MIL", "IGO") or x.kind == "state" for x in wanting)

    def reduced(self, m: Mention, a: frames.Arguments, *, done: bool) -> None:
        """ "from 2,400 soldiers to 400": the strength that it has now, which is the second once it is done."""
        sizes = {}
        for slot in ("from", "to"):
            for t in a.preps.get(slot, []):
                if slot == "from" and "from" in sizes and t.like_num and (n := number([t])):
                    sizes["to"] = int(n), t  # the parse may hang both numbers on "from"
                    continue
                numerals = (
                    [t]
                    if t.like_num
                    else [u for c in t.children if c.dep_ in ("nummod", "quantmod") for u in c.subtree if u.like_num]
                )
                if numerals and (n := number(sorted(numerals, key=lambda u: u.i))):
                    sizes[slot] = int(n), numerals[0]
        for t in a.preps.get("by", []):  # "by 500 to 1,000": the parse may make one number of both
            apart = [u for u in t.doc[t.left_edge.i : t.i] if u.like_num]
            if t.like_num and apart and any(u.lower_ == "to" for u in t.doc[apart[-1].i : t.i]) and (n := number([t])):
                sizes["to"] = int(n), t
        use = sizes.get("to" if done else "from") or sizes.get("from" if done else "to")
        if use is not None and (m.count is None or m.count == sizes.get("from", (None,))[0]):
            m.count, m.count_is = use[0], m.count_is or "exact"
            before = {t.lower_ for t in use[1].doc[max(use[1].i - 3, 0) : use[1].i]}
            if before & ABOUT:
                m.count_is = "about"

    def mandate(self, m: Mention, noun: Token) -> None:
        """ "The mandate of the mission expires on June 30 and will not be renewed": it must go by then."""
        m.asserted = True
        verb = clause(noun)
        chain = [verb, *(c for c in verb.children if c.dep_ == "conj")]
        over = any(v.lemma_.lower() in ("renew", "extend", "prolong") and negated(v) for v in chain)
        ending = any(v.lemma_.lower() in ("terminate", "revoke", "end") and not negated(v) for v in chain)
        if over or ending:
            m.state, m.told, m.status = "ordered-out", True, "ordered"
            for t in self.draft.times.overlapping(self.draft.language.span(noun.sent[:])):
                day = first_day(t.begin) if t.type == "DATE" and t.begin else None
                if m.leave_by is None and day is not None and self.published is not None and day > self.published:
                    m.leave_by, m.leave_from = day_by(t, last=True), "stated"
                    m.because.append(t.span)

    def dwindled(self, m: Mention, down: Token) -> None:
        """ "The force in Darfur, which is down to 6,500 troops": the strength of the force told of in the clause before."""
        if down.head.lemma_ not in ("be", "come", "go", "cut", "bring", "draw"):
            return
        before = [x for x in self.mentions[-3:] if x.head.doc is m.head.doc and x.head.sent == m.head.sent]
        if before and m.sender is None:
            m.sender, m.host = before[-1].sender, m.host or before[-1].host
            m.asserted = True
        elif m.sender is None:
            m.sender = next((x for t in frames.subject_of(down.head)[0] if (x := self.sender_at(t))), None)

    def nominal(self, m: Mention, noun: Token) -> None:
        """ "the withdrawal of French troops", "the troops' departure"."""
        sense = event_nouns()[noun.lemma_.lower()]
        a = frames.of_noun(noun)
        if m.sender is None and m.head not in a.subject:
            m.sender = next((x for t in a.subject if (x := self.sender_at(t))), None)
        verb = clause(noun)
        if (verb.tag_ == "VBD" or noun.dep_ == "pobj") and self.long_ago(verb):
            m.history = True
        if sense == "leave" or sense == "expel":
            self.set_host(m, [t for p in ("from", *IN) for t in a.preps.get(p, [])])
            if m.host is None and noun.dep_ == "dobj" and verb.pos_ == "VERB":
                self.set_host(m, frames.of_verb(verb).preps.get("from", []))  # wherever the parse hangs it
            stance = self.draft.statements.stance(noun)
            m.according_to += [s for s in stance.according_to if s not in m.according_to]
            if stance.status in (None, "denied", "possible"):
                return
            if any(g.lower_ == "no" for c in verb.children if c.dep_ == "dobj" for g in c.children):
                return  # "set no date for the departure"
            if any(c.lower_ in ("any", "no") for c in noun.children):
                return  # "any reduction of the force": of none that was decided
            lemma = verb.lemma_.lower()
            if stance.status in ("demanded", "ordered") or lemma in ("demand", "order", "request", "seek", "call"):
                if not self.in_charge(m, verb, verb, ordered=False):
                    return
                m.state, m.status = "ordered-out", "ordered"
            elif lemma in ("complete", "finish", "conclude") and stance.status == "happened":
                m.state = "left"
            elif stance.status in ("planned", "ongoing") or lemma in (
                "begin",
                "start",
                "announce",
                "continue",
                "say",
                "order",
                "agree",
                "plan",
            ):
                m.state, m.status = "leaving", "planned"
            elif verb.tag_ == "VBD" and noun.dep_ == "pobj" and noun.head.lower_ in ("after", "since", "following"):
                m.state = "left"
            else:
                m.state = "leaving"
            m.told = True
            self.deadline(m, noun, verb)
        elif sense == "pledge":
            self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            m.state, m.told, m.status = "arriving", True, "planned"  # "Turkey's offer of 10,000 soldiers for Iraq"
        elif sense == "arrive" and verb.lemma_.lower() in (
            "extend",
            "prolong",
            "renew",
            "continue",
            "maintain",
            "review",
        ):
            self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            m.asserted = True  # "voted to extend the deployment of its troops in Libya": they are there
        elif sense == "arrive":
            self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            if m.host is None and verb.pos_ == "VERB":  # wherever the parse hangs "to northern Syria"
                self.set_host(m, frames.of_verb(verb).preps.get("to", []))
            status = self.draft.statements.stance(noun).status
            if status in ("planned", "ongoing", "ordered") or verb.lemma_.lower() in (
                "approve",
                "authorize",
                "authorise",
                "announce",
                "sign",
                "agree",
                "allow",
                "permit",
                "provide",
                "envisage",
                "delay",
                "postpone",
                "await",
                "expect",
                "prepare",
                "plan",
                "foresee",
            ):
                m.state, m.told = "arriving", True
