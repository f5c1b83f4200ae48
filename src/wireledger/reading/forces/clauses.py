"""What the clause around a phrase says of the force: where it is, and whether it comes, stays or leaves."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from wireledger.knowledge.forces import event_nouns
from wireledger.knowledge.speech import speech_acts
from wireledger.reading import frames
from wireledger.reading.forces.exits import Exits
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.words import (
    ARMIES,
    BACKING,
    BASES,
    BORDERS,
    CAPTORS,
    CASUALTY,
    DECIDING,
    ENDS,
    GENERIC,
    GROWING,
    IN,
    MOVING,
    NOUNS,
    ORDERING,
    POSTED,
    RAISING,
    REDUCING,
    SHRINKING,
    SITES,
    SOIL,
    STANDING,
    TEACHING,
    TO,
    TOTALS,
    TRANSPORTS,
    away,
    beginning,
    has_the,
    homeward,
    infinitive,
    is_strength,
    negated,
    objects,
    pluperfect,
    progressive,
    sense_of,
)
from wireledger.reading.language import clause


class Clauses(Exits):
    """Reads the clause around a phrase."""

    def clauses(self, m: Mention) -> None:
        token = m.head
        top, m.part = self.whole(token)
        self.places_of(m, token)
        governing = clause(token)
        if m.count and self.peak(governing):
            m.count = m.count_max = m.count_is = None
            m.past = True
        was = governing.tag_ == "VBN" and any(c.lower_ in ("was", "were") for c in governing.children)
        if (governing.tag_ == "VBD" or was) and self.long_ago(governing):
            m.past = True
        for child in token.children:
            if child.dep_ == "appos" and not child.like_num:
                self.places_of(m, child)
        if top != token:
            self.places_of(m, top)
        beside = token.children if top.head.lemma_ not in ("have", "get") else (*token.children, *top.head.rights)
        out = next((c for c in beside if c.lower_ == "out" and c.dep_ in ("prep", "advmod")), None)
        if (
            out is not None
            and top.dep_ == "dobj"
            and (of := [t for c in out.children for t in objects(c)] or objects(out))
        ):
            self.set_host(m, of)  # "wants the country's 1,650 soldiers out of Iraq"
            wanting = {self.country(t) for t in frames.subject_of(top.head)[0]}
            if m.host is None and m.sender and len(wanting) == 1 and self.sender_country(m.sender) not in wanting:
                m.host = next(iter(wanting))  # "Iraq wants the Turkish soldiers out of the camp"
            wishing = top.head.head.lemma_ in ("want", "plan", "intend", "hope") and top.head.dep_ == "xcomp"
            if top.head.lemma_ in ("have", "get") and wishing and self.sender_country(m.sender) in wanting and m.host:
                m.state, m.told, m.status = (
                    "leaving",
                    True,
                    "planned",
                )  # "wants to have its soldiers out of the country"
                self.deadline(m, top.head, top.head)
            if top.head.lemma_ in ("want", "demand", "order") and m.host in wanting:
                m.state, m.told, m.status = "ordered-out", True, "ordered"
                self.deadline(m, top.head, top.head)
        if m.host is None and token.i + 2 < token.sent.end and token.nbor().lower_ in IN:
            if token.nbor().dep_ == "prep" and token.nbor().head.i < token.i and token.nbor().head.tag_ == "VBD":
                self.set_host(m, objects(token.nbor()))  # "said of the 120 soldiers in the Afghan province"
        for child in token.children if m.sender is None and top.dep_ == "attr" else ():
            if child.dep_ == "prep" and child.lower_ in ("at", "on"):  # "There are 180 soldiers at the Japanese base"
                at = [t for t in objects(child) if t.lemma_.lower() in BASES]
                self.at_base(m, at[0]) if at else None
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
        if top.dep_ == "pobj" and top.head.lower_ in ("after", "before", "since"):
            for verb in top.head.head.children:  # "after the last of its soldiers went home", an object to the parse
                mine = not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) and 0 < verb.i - token.i <= 3
                if verb.dep_ == "advcl" and verb.tag_ == "VBD" and (mine or top in frames.subject_of(verb)[0]):
                    self.clause(m, verb, "subj")
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
            if child.dep_ in ("acl", "relcl") and infinitive(child):
                if any(c.lower_ in ("first", "last", "only") for c in token.children):
                    continue  # "the first peacekeepers to be sent there": they were
            if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX"):
                participle = child.tag_ == "VBN" and child.dep_ == "acl"
                if participle:
                    self.clause(m, child, "subj" if token.dep_ == "ROOT" else "obj")
                    if m.status in ("demanded", "possible") and has_the(token) and child.lemma_ in POSTED:
                        # "wants the soldiers stationed there to go": that they are there is taken for granted
                        m.state, m.told, m.status, m.asserted = "present", False, "happened", True
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
        if up.lemma_.lower() in ("number", "total") and top.dep_ == "nsubj" and m.count:
            if any(c.lower_ == "will" for c in up.children) and not m.told:
                m.state, m.told, m.status = "arriving", True, "planned"  # "a force that will number 60,000"
        if up.lower_ == "strong" and m.count is None:  # "the contingents, about 1,300 strong"
            numerals = [t for t in up.lefts if t.like_num] or [t for t in (up.nbor(-1),) if up.i and t.like_num]
            self.size(m, numerals, list(up.lefts)) if numerals else None
        if (m.host is None or m.sender is None) and (spot := self.where(up)) is not None:
            over = spot.head.head if spot.dep_ == "pobj" else spot
            if spot.lemma_.lower() in BASES | SITES:
                self.at_base(m, spot)
            elif over.lemma_.lower() in BASES:
                self.at_base(m, over)  # "the American base at Guantanamo Bay, where 2,500 sailors are based"
            named = [t for t in spot.sent if t.ent_type_ in ("GPE", "LOC") and spot.i - 4 < t.i <= spot.i]
            if m.host is None:
                self.set_host(m, [spot, *reversed(named)])  # "the base in Gyumri, where some 3,000 soldiers serve"
        if top.dep_ == "pobj" and top.head.lower_ in ("with", "of") and up.head.lemma_.lower() in BASES:
            self.at_base(m, up.head)
        elif m.garrison:
            near = [t for t in top.sent if (id(t.doc), t.i) in self.bases and t.i < top.i]
            self.at_base(m, near[-1]) if near else None
        if top.dep_ == "pobj" and top.head.lower_ == "to" and any(t.lower_ == "host" for t in top.head.head.children):
            self.set_host(m, frames.subject_of(top.head.head)[0])  # "plays host to American forces"
            m.asserted = True
        falls = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "from" else None
        if falls is not None and falls.lemma_.lower() in SHRINKING | REDUCING and m.sender is None:
            a = frames.of_verb(falls)  # "cut its presence there from 1,200 soldiers to 350"
            if any(t.lemma_.lower() in STANDING for t in a.object):
                m.sender = self.doer(falls)
                self.set_host(m, [t for p in IN for t in a.preps.get(p, [])])
                self.reduced(m, a, done=self.draft.statements.stance(falls).status == "happened")
                m.asserted = True
        if top.dep_ == "pobj" and top.head.lower_ == "to" and top.head.head.lemma_ == "home":
            self.home_to(m, top.head.head)
        if (
            top.lemma_.lower() in TOTALS
            and top.dep_ == "nsubj"
            and m.count is None
            and up.lemma_ in ("stand", "be", "remain")
        ):
            at = [t for c in up.children if c.dep_ in ("prep", "attr") for t in (c, *objects(c)) if is_strength(t)]
            self.size(m, at[:1], list(up.subtree), people=True) if at else None  # "the number of troops stands at 900"
        if top.dep_ == "pobj" and top.head.lower_ == "with" and up.head.pos_ in ("VERB", "AUX") and m.sender is None:
            self.companions(m, up.head)
        if top.dep_ == "pobj" and top.head.lower_ in ("with", "of", "to") and m.sender is None:
            self.contributed(m, up.head)
        carried = top.dep_ == "dobj" and up.lemma_ in ("carry", "bear", "transport") and up.dep_ in ("acl", "relcl")
        if carried and up.head.lemma_.lower() in (*TRANSPORTS, "convoy", "vessel", "lorry", "helicopter"):
            self.clause(m, clause(up.head), "subj")  # "a ship carrying the last soldiers sailed from Luanda"
        if top.dep_ == "compound" and up.lower_ == "home" and up.dep_ == "dobj":
            self.clause(m, up.head, "obj")  # "brought its 200 instructors home", where the parse makes a noun of "home"
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
        elif (
            top.dep_ == "pobj"
            and top.head.lower_ in ("to", "by")
            and up.head.lemma_ in ("hand", "turn", "relieve", "replace")
        ):
            m.asserted = self.draft.statements.stance(up.head).status in ("happened", "ongoing")
        elif (
            top.dep_ == "pobj"
            and top.head.lower_ in ("of", "for")
            and top.head.head.lemma_.lower() in ("mandate", "stay")
        ):
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

    def home_to(self, m: Mention, home: Token) -> None:
        """ "Qatar is home to 8,000 American soldiers", "the Russian base at Kant, home to 400 servicemen"."""
        if home.dep_ in ("attr", "acomp", "oprd"):
            of = frames.subject_of(home.head)[0]
        elif home.i > 1 and home.nbor(-1).text == ",":  # wherever the parse hangs it
            left = home.nbor(-2)
            of = [left, left.head.head if left.dep_ == "pobj" else left]
        else:
            return
        for t in of:
            if t.lemma_.lower() in BASES | SITES:
                self.at_base(m, t)
        if m.host is None:
            self.set_host(m, of)
        m.asserted = True

    def contributed(self, m: Mention, over: Token) -> None:
        """ "Ireland is the largest contributor to the force in Lebanon with 350 soldiers", "Denmark's presence there consists
        of 750 soldiers": whose they are the noun beside them says."""
        noun, named = over, []
        if over.lemma_ == "be" and over.pos_ == "AUX":  # "With 350 soldiers, Ireland is the largest contributor"
            noun = next((c for c in over.children if c.dep_ == "attr"), over)
        if noun.lemma_ in ("contributor", "provider", "supplier"):
            if noun.dep_ == "appos":
                named = [noun.head]
            elif noun.dep_ == "attr":
                named = frames.subject_of(noun.head)[0]
            m.sender = next((s for t in named if (s := self.sender_at(t))), None)
            to = [
                t for v in (noun, over) for c in v.children if c.dep_ == "prep" and c.lower_ == "to" for t in objects(c)
            ]
            if m.sender and m.host is None:
                m.host = next((h for t in to if (h := self.mission_host(t))), None)
            if m.sender and m.host is None and not self.set_host(m, to):
                known = [x.host for x in self.mentions if x.head in to and x.host]
                m.host = known[-1] if known and known[-1] != self.sender_country(m.sender) else None
            m.explicit = m.asserted = m.sender is not None
        elif over.lemma_ in ("consist", "amount", "come", "run") and over.pos_ == "VERB":
            for t in frames.subject_of(over)[0]:
                if t.lemma_.lower() in (*STANDING, *TOTALS, "garrison", "commitment", "contribution"):
                    m.sender = next((s for c in t.children if (s := self.modifying(c, t))), None)
                    self.places_of(m, t)
                    m.asserted = m.sender is not None

    def companions(self, m: Mention, verb: Token) -> None:
        """ "the training mission remains in the capital with 300 instructors": they are the mission's."""
        for t in frames.subject_of(verb)[0]:
            other = self.mention(t)
            if other is not None and other.sender:
                m.sender = other.sender
                self.set_host(m, [x for p in IN for x in frames.of_verb(verb).preps.get(p, [])])
                return
            if t.lemma_.lower() in ARMIES and verb.lemma_ in ("berth", "base", "station", "headquarter", "be", "stay"):
                m.sender = next((s for c in t.children if (s := self.modifying(c, t))), None)
                m.sender = m.sender or self.sender_at(t)  # "whose Fifth Fleet is berthed there with 4,200 men ashore"
                return
            if verb.lemma_.lower() in BACKING and (sender := self.sender_at(t)):
                m.sender, m.asserted = sender, True  # "Zimbabwe, which props up the president with 11,000 men"
                return
            if verb.lemma_ == "lead" and (sender := self.sender_at(t)):
                status = self.draft.statements.stance(verb).status
                m.sender, m.asserted = sender, status in ("happened", "ongoing")
                if not m.asserted:  # "has offered to lead it with 1,100 soldiers"
                    m.state, m.told, m.status = "arriving", True, "planned"
                return
            if verb.lemma_ in ("begin", "start") and not any(c.dep_ == "dobj" for c in verb.children):
                m.sender = self.sender_at(t)  # "Rwanda, which began with 1,000 soldiers"
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
            if (
                verb.lemma_ == "be"
                and m.host
                and (sender := self.sender_at(t))
                and self.sender_country(sender) != m.host
            ):
                m.sender, m.asserted = sender, True  # "With 900 soldiers in Niger, Italy is the main partner"
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
        m.explicit = True
        found = [
            replace(m, sender=s, because=list(m.because), steps=list(m.steps), according_to=list(m.according_to))
            for s in senders
            if s != m.sender
        ]
        for x in found if each else [m, *found]:
            if not each:
                x.count = x.count_max = x.count_is = None
        return found

    def co_hosts(self, m: Mention) -> list[Mention]:
        """Of "withdrew its soldiers from Estonia and Latvia" those in the second country; the number is of both."""
        if not m.hosts or m.sender is None:
            return []
        numerals = [t for c in m.head.children if c.dep_ == "nummod" for t in frames.conjuncts(c) if is_strength(t)]
        m.count = m.count_max = m.count_is = None
        found = [replace(m, host=h, hosts=[], because=list(m.because), steps=list(m.steps)) for h in m.hosts]
        if len(numerals) == len(found) + 1 and len(numerals) > 1:
            for x, t in zip((m, *found), numerals, strict=True):
                self.size(x, [t], list(t.subtree))  # "In Latvia and Estonia 18,000 and 5,000 soldiers are stationed"
        return found

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
        if (
            slot == "obj"
            and lemma in ("receive", "welcome")
            and a.preps.get("from")
            and status in ("planned", "happened")
        ):
            m.sender = m.sender or next((s for t in a.preps["from"] if (s := self.sender_at(t))), None)
            if m.sender and self.set_host(m, a.subject):  # "Papua New Guinea will receive 200 soldiers from Fiji"
                m.explicit, m.told = True, True
                m.state, m.status = ("arriving" if status == "planned" else "present"), status
                return
        captive = any(
            t.lower_ in ("captive", "hostage", "prisoner", "prisoners") for c in verb.children for t in (c, *c.children)
        ) and lemma in ("take", "hold", "keep", "make")
        if slot == "obj" and (captive or (lemma in ("hold", "seize", "detain") and self.captors(a))):
            m.casualty, m.count, m.count_is, m.vague = True, None, None, False
            return
        sense = sense_of(verb, slot, m.head if slot == "obj" else None)
        inner_ = [
            c for c in verb.children
            if c.dep_ == "xcomp" and (c.tag_ == "VB" or (c.tag_ == "VBN" and any(g.tag_ == "TO" for g in c.children)))
        ]  # fmt: skip
        due = [
            g for c in verb.children if c.dep_ == "acomp" for g in c.children if g.dep_ == "xcomp" and g.tag_ == "VB"
        ]
        if lemma in ("expect", "await") and slot == "obj" and not a.complements and m.host is None:
            if self.set_host(m, [t for p in (*IN, "to") for t in a.preps.get(p, [])]):
                m.state, m.told, m.status = "arriving", True, "planned"  # "200 soldiers are expected in the country"
                return
        awaited = [c for c in verb.children if c.dep_ == "acomp" and c.lower_ in ("due", "expected") and not due]
        until = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("until", "till")]
        if (
            lemma == "have"
            and slot == "subj"
            and until
            and not (a.object or a.complements or inner_)
            and status != "denied"
        ):
            m.state, m.told, m.status = "leaving", True, "planned"  # "270,000, who have until the end of 1994"
            self.deadline(m, verb, verb)
            return
        if lemma == "be" and awaited and not inner_ and slot == "subj" and verb.tag_ in ("VBZ", "VBP"):
            self.set_host(
                m, [t for p in (*IN, "to") for x in (a, frames.of_verb(awaited[0])) for t in x.preps.get(p, [])]
            )
            m.state, m.told, m.status = "arriving", True, "planned"  # "A battalion from Malaysia is due in two weeks"
            return
        if lemma == "be" and inner_ and inner_[0].lemma_.lower() in SHRINKING | GROWING:
            self.clause(m, inner_[0], slot)  # "is to shrink to 25,000"
            return
        if lemma == "be" and slot == "subj" and inner_ and inner_[0].lemma_ in ("reach", "number", "total", "comprise"):
            of = [t for c in inner_[0].children if c.dep_ == "dobj" for t in (c, *c.subtree) if is_strength(t)]
            if of and m.count is None:  # "The force is to reach its full strength of 4,200"
                self.size(m, of[:1], list(inner_[0].subtree), people=True)
                m.state, m.told, m.status = "arriving", True, "planned"
                return
        way = [t for t in a.preps.get("on", []) if t.lemma_ == "way"] if lemma == "be" and slot == "subj" else []
        if way and status in ("happened", "ongoing", "planned") and not m.told:
            below = [t for c in way[0].children if c.dep_ == "prep" and c.lower_ in TO for t in objects(c)]
            below += [t for p in ("to", "into") for t in a.preps.get(p, [])]
            if below and self.set_host(m, below):
                m.state, m.told, m.status = "arriving", True, "ongoing"  # "are on their way to Niger"
                return
            if homeward(verb):
                m.state, m.told, m.status = "leaving", True, "ongoing"  # "are on their way home"
                self.set_host(m, [t for p in ("from", *IN) for t in a.preps.get(p, [])])
                return
        if lemma == "be" and (inner_ or due):
            sense = None  # "are to arrive next month", "is due to leave"
        pronoun = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
        if pronoun and m.sender and m.host is None and slot == "obj":
            told_in = [self.country(t) for p in IN for t in a.preps.get(p, [])]
            if self.sender_country(m.sender) in told_in:
                m.host, m.sender = self.sender_country(m.sender), None  # "ended its mission in Iraq": not Iraq's
        if (
            lemma in ("drive", "clear", "pull", "push")
            and slot == "subj"
            and sense == "leave"
            and a.object
            and not a.passive
        ):
            sense = None  # "troops will drive the invaders out of the country"
        if lemma == "evacuate" and slot == "subj" and sense == "leave" and a.object and not a.passive:
            if not any(t.ent_type_ in ("GPE", "LOC", "FAC") or t.lemma_.lower() in BASES | SITES for t in a.object):
                sense = None  # "evacuated 700 foreigners"
        if lemma == "embark" and a.preps.get("from"):
            sense = "leave"  # "embarked from the quays"
        elif lemma in ("board", "embark") and not any(
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
            # "the commandos they had lent"; not "the land where it has commandos"
            named = [t for t in a.subject if verb.dep_ != "relcl" or t.tag_ != "PRP" or verb.head != m.head]
            m.sender = next((x for t in named if (x := self.sender_at(t))), None) or (
                None if a.passive or named != a.subject else self.doer(verb)
            )
        if m.sender is None and sense in ("arrive", "stay"):
            at = [t for p in ("at", "on", "in") for t in a.preps.get(p, []) if (id(t.doc), t.i) in self.bases]
            if at:
                self.at_base(m, at[0])  # "are stationed at the Russian base in Gyumri"
        gone = lemma == "go" and verb.tag_ == "VBN" and any(c.lemma_ == "be" for c in verb.children)
        if gone or (slot == "subj" and lemma == "be" and away(verb)):
            self.leaving(m, verb, verb)
            return
        if lemma in ("number", "total", "count") and self.peak(verb):
            m.past = True
            return  # "At its height the force counted 16,000 troops"
        reached = lemma == "reach" and status == "happened"  # "the force has reached 3,300 soldiers"
        if slot == "subj" and (reached or lemma in ("number", "total", "comprise", "count")) and m.count is None:
            for t in (c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod")):
                numerals = (
                    [t]
                    if t.like_num
                    else [u for c in t.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
                )
                if numerals:
                    self.size(m, numerals, list(t.subtree), people=True)
                    if m.count and status == "planned" and not m.told:
                        m.state, m.told, m.status = "arriving", True, status  # "will number 60,000 men"
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
            if at:
                self.set_host(m, [t for p in IN for t in a.preps.get(p, [])])
                m.asserted = True
            if at and status in ("planned", "ordered") and m.count is None:
                self.size(m, at, [x for t in at for x in t.subtree])  # "will double its force to 10,400"
                m.total = True
            if at and status in ("happened", "ongoing"):
                self.size(m, at, [x for t in at for x in t.subtree])  # "raised its contingent to 1,400"
                m.total = True
                m.asserted = True
                return
        if sense is None and slot == "subj" and lemma == "use" and status in ("happened", "ongoing"):
            its = [self.bases[k] for t in a.object if (k := (id(t.doc), t.i)) in self.bases]
            if not its and any(t.lower_ in ("it", "them") for t in a.object):
                its = [b for b in self.bases.values() if 0 <= self.sentences_apart(b.head, verb) <= 1][-1:]
            if its:
                same = [x.host for x in self.mentions[-3:] if x.host and x.sender == m.sender]
                host = its[0].host or (same[-1] if same else None)
                if host not in (None, self.sender_country(m.sender)):
                    m.host, m.asserted = m.host or host, True  # "Some 800 airmen use the base"
                    return
        if sense is None and slot == "subj":
            for c in verb.children:
                if c.dep_ == "dobj" and event_nouns().get(c.lemma_.lower()) == "leave":
                    self.nominal(m, c)  # "completed its withdrawal", "began the pullout"
                    return
        token_i = m.head.i
        new = (
            lemma in ("approve", "authorise", "authorize", "establish", "create")
            and slot == "obj"
            and not has_the(m.head)
            and verb.dep_ not in ("relcl", "acl")
        )
        if (
            new
            and m.head.lemma_ in ("force", "mission", "contingent", "operation")
            and status in ("happened", "planned")
        ):
            self.set_host(m, [t for c in m.head.children if c.lower_ == "for" for t in objects(c)])
            self.set_host(m, [t for p in ("for", *IN) for t in a.preps.get(p, [])])
            m.state, m.told, m.status = "arriving", True, "planned"  # "approved a force of 12,600 for Mali"
            return
        if lemma in MOVING and slot == "subj" and self.final_of(m.head) and sense != "leave":
            beyond = {self.country(t) for p in ("into", "to") for t in a.preps.get(p, [])} - {None}
            self.leaving(m, verb, verb)  # "the last soldiers crossed the border"
            if m.host is None and beyond and self.dateline not in (None, self.sender_country(m.sender), *beyond):
                m.host = self.dateline  # "BAMAKO - The last soldiers crossed into Niger"
            return
        if sense is None:
            # An operator over a clause in which the force acts: "given one month to leave", "asked the troops to go".
            begun = [
                g for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in ("begin", "start")
                for g in c.children if g.dep_ == "xcomp"
            ]  # fmt: skip
            for comp in [
                *begun,  # "ordered the contingent to start withdrawing"
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
                taken = any(c.dep_ == "auxpass" for c in comp.children)  # "are to be flown home"
                taken = taken and comp.lower_ != "gone"  # "were told to be gone by March"
                if comp != verb and sense_of(comp, "obj" if taken else "subj") == "leave":
                    ordered = lemma in (*ORDERING, "have") or status in ("ordered", "demanded")
                    self.leaving(m, comp, verb, ordered=ordered)
                    return
                if (
                    comp != verb
                    and sense_of(comp, "subj") in ("stay", "arrive")
                    and (m.host is None or lemma in ("be", "expect", "plan", "set", "begin", "start"))
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
                    elif sense_of(comp, "subj") == "arrive" and lemma in ("begin", "start"):
                        m.state, m.told, m.status = "arriving", True, status or "planned"  # "will begin arriving"
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
            counted_ = self.whole(m.head)[0]
            share = counted_.lemma_.lower() in ("half", "most", "majority", "bulk", "third", "thirds")
            share = share or any(c.lower_ == "but" for c in counted_.head.children if counted_.head.lower_ == "all")
            share = share or counted_.lower_ == "all"
            if sense == "leave" and slot == "subj" and status == "happened" and share and not m.told:
                m.state, m.told, m.status = "leaving", True, status  # "half of the 300 soldiers have left"
            if (
                sense == "arrive"
                and status in ("planned", "ongoing")
                and not m.told
                and self.batch(m.head)
                and slot == "subj"
            ):
                m.state, m.told, m.status = "arriving", True, status  # "the first of 300 soldiers will arrive"
            if sense == "leave" and status in ("happened", "ongoing", "planned"):
                self.set_host_from(m, a, "from")
                leaves = slot == "subj" and lemma in ("leave", "go", "return", "withdraw", "depart") and m.count
                leaves = leaves and not self.batch(m.head) and any(c.lower_ == "will" for c in verb.children)
                if (slot == "obj" or leaves) and status == "planned" and not m.told:
                    m.state, m.told, m.status = "leaving", True, status  # it is being reduced
            elif sense == "arrive" and m.host is None:
                self.set_host(m, [t for p in TO for t in a.preps.get(p, [])])
            return  # "moved 35 of its 130 soldiers": the others are where they were
        m.extra = m.extra or (lemma == "add" and slot == "obj")
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
        elif sense == "arrive" and verb.tag_ in ("VBP", "VBZ") and status == "ongoing" and self.habit(verb):
            if slot == "obj" and lemma in POSTED:  # "Japan stations 180 troops in Djibouti"
                m.asserted = self.set_host(m, [t for p in IN for t in a.preps.get(p, [])]) or m.host is not None
            return  # "battalions fly in by turns"
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
            across = [c for c in verb.subtree if c.lower_ == "into" and c.head.lemma_.lower() in BORDERS]
            spots += [t for c in across for t in objects(c)]  # "over the border into Lebanon"
            if slot == "subj" and lemma in ("enter", "invade", "reach", "storm"):
                spots += a.object
            if lemma == "send" and not spots:
                spots = a.dative
            if not spots and m.host is None and any(c.lower_ in ("there", "here") for c in verb.children):
                m.host = self.there(m)
            lands_ = {
                self.country(t) for t in spots if t.lemma_.lower() not in GENERIC
            }  # "the country" is never one's own
            lands_ |= {
                self.country(c) for t in spots if t.lemma_ == "side" for c in t.children if c.ent_type_ == "NORP"
            }
            if m.explicit and lands_ - {None} == {self.sender_country(m.sender)}:
                m.home = True  # "Syrian guards will enter the Syrian side"
            if m.sender and not m.explicit and self.sender_country(m.sender) in lands_:
                m.sender = None  # nobody sends soldiers to his own country: the senders were taken for others
            abroad = m.host is not None or any(x.sender == m.sender and x.host for x in self.mentions)
            if self.homebound(m, a) and abroad and (m.explicit or m.of_them or m.part or m.pronoun):
                self.leaving(m, verb, verb)  # "the first 100 landed in Nairobi": those who were told of elsewhere
                return
            at_border = any(t.lemma_.lower() in BORDERS for p in (*IN, *TO) for t in a.preps.get(p, []))
            if (
                m.host is None
                and not at_border
                and not self.set_host(m, spots)
                and lemma in ("place", "put", "send", "deploy")
            ):
                nested = [c for c in verb.subtree if c.dep_ == "prep" and c.lower_ == "in" and c.i > m.head.i]
                self.set_host(
                    m, [t for c in nested for t in objects(c) if t.ent_type_ == "GPE"]
                )  # "under command in Haiti"
            if not self.set_host(m, spots) and m.host is None and at_border:
                m.home = True  # "will deploy more soldiers along the border": on its own side of it
            deciding = verb.head.head if verb.dep_ == "pcomp" else verb.head
            if status == "happened" and verb.tag_ in ("VBG", "VB") and verb.dep_ in ("xcomp", "pcomp", "ccomp"):
                if deciding.lemma_.lower() in DECIDING:
                    status = "planned"  # "approved sending up to 50 soldiers"
            if (
                status == "possible"
                and verb.dep_ == "xcomp"
                and verb.head.lower_ in ("ready", "prepared", "willing", "set", "due")
            ):
                status = "planned"
            if status == "denied" and lemma == "rotate" and m.host:
                m.asserted = True  # "cannot rotate its 850 soldiers in Somalia": they are there
            elif status in ("denied", "possible", "demanded"):
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
            elif lemma in POSTED and verb.dep_ in ("acl", "relcl"):
                pass
            elif slot == "obj" and any(c.lower_ in ("is", "are") and c.dep_ == "auxpass" for c in verb.children):
                m.asserted = True  # "are stationed there"
            else:
                m.told = True
        elif sense == "stay":
            m.asserted = True
            longer = any(c.lower_ in ("beyond", "past", "longer") for v in verb.children for c in (v, *v.children))
            if slot == "obj" and negated(verb) and longer and lemma in ("keep", "maintain", "leave", "have"):
                self.set_host(m, [t for p in IN for t in a.preps.get(p, [])])
                m.state, m.told, m.status = (
                    "leaving",
                    True,
                    "planned",
                )  # "would not keep its soldiers there beyond August"
                return
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
            if slot == "subj" and lemma == "be" and status == "planned" and not m.told and self.expected(verb):
                m.state, m.told, m.status = "arriving", True, "planned"  # "its first 1,200 will be there within days"
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
                mine = {self.sender_country(x.sender) for x in self.mentions[-4:] if x.sender}
                objects_ = [t for t in objects_ if t.ent_type_ not in ("ORG", "PERSON", "NORP")]
                objects_ = [
                    t for t in objects_ if t.ent_type_ or self.country(t) not in mine
                ]  # "help the army": whose?
                self.set_host(m, objects_)  # "guard the border region", "hold the airport of"
            self.set_host(m, [t for p in (*IN, "through") for t in a.preps.get(p, [])])
            if m.host is None and slot == "subj":  # "are with the United Nations in Lebanon"
                below = [c for t in a.preps.get("with", []) for c in t.children if c.dep_ == "prep" and c.lower_ in IN]
                self.set_host(m, [t for c in below for t in objects(c)])
            if slot == "subj" and m.host is None and any(t.lemma_.lower() in BORDERS for t in a.preps.get("along", [])):
                m.home = True  # "fight along the border": on its own side of it
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

    def habit(self, verb: Token) -> bool:
        """Whether a verb in the simple present of the text itself tells what is done again and again; headlines are of one time."""
        simple = not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        return simple and self.draft.language.parsed(verb).paragraph.kind == "body" and not self.future(verb)

    def expected(self, verb: Token) -> bool:
        """ "Will be there within days": by when they are awaited."""
        by = any(c.lower_ in ("by", "within") and c.dep_ == "prep" for c in verb.children)
        there = any(c.lower_ in ("there", "here") for c in verb.children) or any(c.lower_ in IN for c in verb.children)
        return by and there and any(c.lower_ in ("will", "should") for c in verb.children)

    def captors(self, a: frames.Arguments) -> bool:
        """Whether those who hold somebody are rebels and the like: "rebels held 25 peacekeepers"."""
        return any(t.lemma_.lower() in CAPTORS for t in a.subject)

    def reported(self, verb: Token) -> bool:
        """ "Said it had sent 500 soldiers": the pluperfect of what is told, by which it has sent them."""
        over = verb.head
        return verb.dep_ == "ccomp" and over.tag_ == "VBD" and over.lemma_.lower() in speech_acts()
