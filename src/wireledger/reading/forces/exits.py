"""What a clause or a noun says of a force that goes: that it leaves, has left, or must; from where, and by when."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.forces import event_nouns
from wireledger.lifecycle import first_day
from wireledger.reading import frames
from wireledger.reading.forces.deadlines import Deadlines
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.phrases import Phrases
from wireledger.reading.forces.words import (
    ABOUT,
    APPROX,
    BATCHES,
    FROM,
    GENERIC,
    IN,
    ORDERING,
    OUTSIDERS,
    PREPARING,
    REDUCING,
    SHARES,
    SITES,
    SOIL,
    TO,
    WHOLES,
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
)
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number


class Exits(Phrases, Deadlines):
    """Reads the leaving of a force."""

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
                if top == token and token.lemma_ in ("force", "mission", "operation") and over.lemma_ == "contingent":
                    return top, part  # "sent a contingent of the force": not the force
                if over.like_num or over.lemma_.lower() in WHOLES:
                    counted = any(c.dep_ == "nummod" for c in token.children)
                    part = part or (counted and (over.like_num or over.lemma_.lower() in SHARES))
                    top = over
                else:
                    return top, part
            else:
                return top, part

    def batch(self, head: Token) -> bool:
        """ "A convoy of French troops left", "the first soldiers left": others are still there."""
        top = self.whole(head)[0]
        words = {c.lower_ for t in (head, top) for c in t.children} | {top.lower_}
        if words & {"last", "final", "remaining"}:
            return False
        return (top != head and top.lemma_.lower() in BATCHES) or bool(words & {"first", "initial"})

    def final_of(self, head: Token) -> bool:
        """Whether it is the last of the force that a clause tells of."""
        heads = (head, self.whole(head)[0])
        return any(c.lower_ in ("last", "final", "remaining") for t in heads for c in t.children)

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
            doer = (
                self.granted(verb)
                or next((s for t in a.subject if (s := self.sender_at(t))), None)
                or (None if a.passive else self.doer(verb))
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
        if verb.dep_ == "ccomp" and verb.head.lemma_ in ("notify", "tell", "inform", "warn", "remind", "advise"):
            mine = [s for t in frames.subject_of(verb.head)[0] if (s := self.sender_at(t))]
            others = [c for c in verb.head.children if c.dep_ in ("dobj", "dative") and c.ent_type_ == "GPE"]
            whose = next((s for c in others if (s := self.sender_at(c))), None)
            pronoun = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
            if (
                pronoun and whose and mine and m.sender in (None, *mine)
            ):  # "notified Sudan that its soldiers must leave"
                m.sender, m.host = whose, self.sender_country(mine[0])
        if ordered or operator != verb:
            self.of_the_told(m, operator)
        elif m.sender and spots and {self.country(t) for t in spots if t.ent_type_} == {self.sender_country(m.sender)}:
            return  # "a plane to bring the Tanzanians from Dar es Salaam": they come
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
        unknown = bool(spots) and m.host is None and not any(t.lemma_.lower() in GENERIC | SOIL for t in spots)
        first = verb.head if verb.dep_ == "conj" else verb
        m.afar = m.afar or (unknown and operator == verb and first.head.lemma_.lower() in ORDERING)
        if m.head in a.object and a.subject:  # "India called on Sri Lanka to withdraw its troops from the peninsula"
            if (
                a.shared
                and m.host is None
                and not unknown
                and verb.head.pos_ == "VERB"
                and verb.head.lemma_.lower() in ORDERING
            ):
                self.set_host(m, frames.subject_of(verb.head)[0])
                ordered = ordered or verb.head.lemma_.lower() in ORDERING
        gone = verb.lemma_ == "go" and verb.tag_ == "VBN"
        must = any(c.lower_ == "must" for c in verb.children) and verb.i + 1 < len(verb.doc) and verb.nbor().is_punct
        if (
            not gone
            and verb.lemma_.lower() in ("go", "return", "move", "bring", "come", "take", "fly", "ship")
            and not spots
            and not homeward(verb)
            and not self.homebound(m, a)
            and not (
                verb.lemma_.lower() == "go"
                and headed(verb)
                and (
                    m.pronoun
                    or ordered
                    or must
                    or any(t.ent_type_ == "DATE" for p in verb.children for t in p.children)
                )
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
        reducing = (
            not gone
            and verb.lemma_.lower() in REDUCING
            and (verb.lemma_.lower() not in ("come", "go") or bool({"down", "from"} & frames.particle(verb)))
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
        if (ordered or status in ("ordered", "demanded")) and m.host is None and not unknown:
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
        elif (
            verb.lemma_ == "be"
            and status in ("ongoing", "happened")
            and verb.tag_ in ("VBP", "VBZ")
            and any(c.lower_ == "out" for c in verb.children)
            and not any(c.lower_ in ("on", "moving", "pulling") or c.tag_ == "VBG" for c in verb.children)
            and not self.future(verb)
        ):
            m.state, m.told = "left", True  # "all its troops are out of the country"
        elif status in ("planned", "ongoing") or reducing or self.future(verb) or infinitive(verb) or progressive(verb):
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
        if not self.batch(m.head) and not m.part:  # "the first soldiers leave in July"
            self.deadline(m, verb, operator)

    def homebound(self, m: Mention, a: frames.Arguments) -> bool:
        """Whether they go to their own country: "aircraft took 95 of them to Brisbane"."""
        mine = self.sender_country(m.sender)
        landing = ("in", "at", "near") if a.trigger.lemma_.lower() in ("land", "arrive", "touch") else ()
        return mine is not None and mine in {
            self.country(t) for p in ("to", "into", *landing) for t in a.preps.get(p, [])
        }

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
        if not sizes:  # wherever the parse hangs "to about 100 from 350"
            for c in a.trigger.subtree:
                if c.dep_ == "prep" and c.lower_ in ("from", "to") and c.i > a.trigger.i:
                    at = [t for t in objects(c) if is_strength(t)]
                    if at and (n := number(at[:1])):
                        sizes.setdefault(c.lower_, (int(n), at[0]))
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
            if m.sender and m.sender in [self.sender_at(t) for v in chain for t in frames.subject_of(v)[0]]:
                m.state, m.status = "leaving", "planned"  # its own state will not renew it
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
                m.state, m.ended = "left", not m.part
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
            elif (
                verb.tag_ == "VBD"
                and noun.dep_ == "pobj"
                and (
                    noun.head.lower_ in ("after", "since", "following")
                    or (noun.head.lower_ == "with" and self.final_of(m.head))
                )
            ):
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
            if status in ("planned", "ongoing", "ordered") or verb.lemma_.lower() in PREPARING:
                m.state, m.told = "arriving", True
                if m.sender is None and self.sender_country(whose := self.doer(verb)) != m.host:
                    m.sender = whose  # "the alliance decided on the deployment of four battalions"
