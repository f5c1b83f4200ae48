"""Forces told of without a noun for them: peoples, armies that leave, pronouns."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.forces import nouns
from wireledger.reading import frames
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.sites import Sites
from wireledger.reading.forces.words import (
    ARMIES,
    BLOCKING,
    CIVILIANS,
    EXITING,
    GENERIC,
    IN,
    SOLDIERING,
    away,
    has_the,
    in_trades,
    is_people,
    is_strength,
    objects,
    sense_of,
)
from wireledger.reading.language import clause


class Others(Sites):
    """Reads what has no noun for a force."""

    def exit_completed(self, noun: Token) -> None:
        """ "The reduction is to be completed by the end of the year": that of the force told of before."""
        verb = noun.head
        chain = [verb, *(c for c in verb.children if c.dep_ == "xcomp")]
        done = next((v for v in chain if v.lemma_ in ("complete", "finish", "conclude", "end")), None)
        last = next((x for x in reversed(self.mentions[-5:]) if x.sender and x.told and x.state == "leaving"), None)
        if done is None or last is None or noun.dep_ not in ("nsubj", "nsubjpass") or last.leave_by:
            return
        if not 0 <= self.sentences_apart(last.head, noun) <= 3:
            return
        if any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in noun.children):
            return
        self.deadline(last, done, verb)

    def military_exit(self, noun: Token) -> None:
        """ "The U.S. military has completed its withdrawal from Niger": an army's, with no word for its soldiers."""
        owners = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound")]
        lands = [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
        top = noun
        if (
            noun.dep_ == "pobj"
            and noun.head.lower_ == "of"
            and noun.head.head.lemma_ in ("start", "beginning", "completion")
        ):
            top = noun.head.head  # "announced the start of a withdrawal from Mali"
        over = top.head
        doing = frames.subject_of(over)[0] if top.dep_ == "dobj" and over.pos_ == "VERB" else []
        if doing and not lands:  # wherever the parse hangs "from"
            lands = [t for c in over.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
        states = [s for t in doing if (s := self.sender_at(t))]
        army = any(self.draft.actors.get(i).sector == "MIL" for t in doing for i in self.draft.actors.of(t))
        if lands and states and not army and over.lemma_ in EXITING and all(self.country(t) for t in lands):
            if all(c.tag_ == "PRP$" or c.dep_ == "amod" for c in owners):
                for sender in dict.fromkeys(states):  # "Italy and Germany completed their withdrawals from Afghanistan"
                    m = Mention(noun, self.draft.language.span(noun), "troops", "troops", sender, explicit=True)
                    if self.set_host(m, lands):
                        self.nominal(m, noun)
                        m.pending = not self.mentions or top != noun or not any(c.tag_ == "PRP$" for c in owners)
                        if m.told:
                            self.mentions.append(m)
                return
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
        """ "Around 1,000 Americans are in the area": where it is their soldiers that the story has spoken of, or the
        clause says that they serve there."""
        numerals = [u for c in token.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
        if not numerals and token.i and is_strength(token.nbor(-1)):
            numerals = [token.nbor(-1)]  # "450 British, 200 Danish"
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        ends = after is None or after.lower_ in (",", ".", ";", "and", "or", "in") or after.pos_ in ("AUX", "VERB")
        whole = has_the(token) and token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "pobj")  # "the French"
        if token.tag_ in ("JJ", "NNP") and not (ends and numerals) and not (whole and is_people(token)):
            return
        sender = self.sender_at(token)
        if sender is None:
            return
        if any(t.lemma_.lower() in CIVILIANS for t in token.sent) or in_trades(token):
            return
        if any(c.lower_ in ("in", "of", "out") and any(g.like_num for g in c.subtree) for c in token.children):
            return  # "four Poles in five"
        here = self.draft.language.parsed(token).index
        near = [
            x for x in self.mentions[-6:] if x.sender == sender and here - self.draft.language.parsed(x.head).index <= 2
        ]
        last = near[-1] if near else None
        listed_ = token.dep_ == "conj" and any(x.head == token.head and x.count for x in self.mentions[-3:])
        armed = last is None and bool(numerals) and (listed_ or self.under_arms(token) or self.among(token))
        numbering = token.dep_ == "nsubj" and token.head.lemma_ in ("number", "total")
        pending = not numerals and not numbering and has_the(token) and last is None
        if last is None and not armed and not pending and not numbering:
            return
        if last is not None and not armed and any(c.dep_ == "relcl" for c in token.children):
            return
        m = Mention(
            token,
            self.draft.language.span(token),
            last.what if last else "troops",
            last.kind if last else "troops",
            sender,
        )
        m.explicit, m.pending = True, pending
        if clause(token).lemma_.lower() in ("train", "mentor", "instruct", "advise"):
            m.kind = "instructors"
        if numerals:
            self.size(m, numerals, list(token.subtree))
        self.clauses(m)
        if (
            numerals
            or (numbering and m.count)
            or (has_the(token) and m.told and m.state in ("ordered-out", "leaving", "left"))
            or (
                has_the(token)
                and m.asserted
                and m.host
                and clause(token).lemma_ in ("base", "station", "deploy", "serve")
            )
        ):
            self.mentions.append(m)  # "The Americans must be gone by Dec. 31"

    def among(self, token: Token) -> bool:
        """ "13,500 foreign soldiers, among them 10,800 Americans": a people counted out of the soldiers before it."""
        run = token.doc[max(token.i - 5, token.sent.start) : token.i]
        words = {t.lower_ for t in run}
        if token.dep_ == "attr" and any(c.lower_ == "among" for c in token.head.lefts):
            words |= {"among"}  # "Among the 9,000 foreign soldiers are 750 Danes"
        if not words & {"among", "including"} and not {"of", "them"} <= words:
            return False
        return any(x.head.doc is token.doc and 0 < token.i - x.head.i < 14 for x in self.mentions[-3:])

    def under_arms(self, token: Token) -> bool:
        """Whether a people's clause says that they are soldiers, or the paragraph is about soldiers and they come or go."""
        inner = [c for c in token.children if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")]
        outer = [clause(token)] if token.dep_ in ("nsubj", "nsubjpass", "dobj", "conj", "attr", "pobj") else []
        verbs_ = [*inner, *outer]
        if any(v.lemma_.lower() in SOLDIERING for v in verbs_):
            return True
        with_ = [t for v in verbs_ for c in v.children if c.lower_ in ("with", "in") for t in objects(c)]
        if any(t.lemma_.lower() in ("mission", "contingent") or self.mission(t) for t in with_):
            return True  # "240 Australians remain with the regional mission"
        bodies = [
            s for v in verbs_ for c in v.children if c.lower_ == "with" for t in objects(c) if (s := self.sender_at(t))
        ]
        if any(self.draft.actors.get(s).sector == "IGO" for s in bodies):
            return True  # "2,400 Canadians are with the United Nations in Bosnia"
        if token.dep_ == "dobj" and token.head.lemma_ in ("have", "keep", "include", "number"):
            doers = [t.lemma_.lower() for t in frames.subject_of(token.head)[0]]
            if any(t in ("coalition", "mission", "force", "alliance", "contingent") for t in doers):
                return True  # "The coalition, which has 5,200 Americans in Iraq"
        first = frames.conjuncts(token.head)[0] if token.dep_ == "conj" else token
        over = first.head.head if first.dep_ == "pobj" else first.head
        if over.lemma_ in ("make", "compose", "consist", "comprise", "include", "form") and over.pos_ == "VERB":
            whole = [over.head, *(t for t in frames.subject_of(over)[0])]
            if any(x.head in whole for x in self.mentions[-3:]):
                return True  # "the force, made up of 390 Australians and 70 New Zealanders"
        spots = [t for c in token.children if c.dep_ == "prep" and c.lower_ in IN for t in objects(c)]
        if any((id(t.doc), t.i) in self.bases for t in spots):
            return True  # "25,000 Americans at six bases"
        taught = [
            t for v in verbs_ if v.lemma_ in ("train", "advise", "mentor", "instruct") for t in frames.of_verb(v).object
        ]
        if any(t.lemma_.lower() in ARMIES or nouns().get(t.lemma_.lower(), (False,))[0] for t in taught):
            return True
        words = {t.lower_ for c in token.children if c.dep_ == "prep" for t in c.subtree}
        if {"under", "arms"} <= words or {"in", "uniform"} <= words:
            return True
        here = any(c.lower_ in ("there", "here") for v in outer if v.lemma_ == "be" for c in v.children)
        if here and any(0 <= self.sentences_apart(x.head, token) <= 1 for x in self.mentions[-3:]):
            return True  # "About 9,500 Britons are already there"
        near = self.section(token) or any(0 <= self.sentences_apart(x.head, token) <= 2 for x in self.mentions[-3:])
        if not self.section(token):
            verbs_ = [v for v in verbs_ if v.lemma_ != "be" or away(v)]  # "3,000 Americans are in the two countries"
        slot = "obj" if token.dep_ in ("nsubjpass", "dobj") else "subj"
        moving = any(
            sense_of(v, slot if v not in inner else "obj" if v.tag_ == "VBN" else "subj") for v in verbs_
        ) or any(away(v) for v in verbs_)
        return bool(near) and (moving or any(v.lemma_.lower() in ("follow", "join") for v in verbs_))

    def follower(self, token: Token) -> None:
        """ "Botswana took its contingent home in April, Lesotho followed, and Angola and Namibia are almost gone": states
        that do with theirs what another has done."""
        last, first = self.mentions[-1], token
        while first.dep_ == "conj" and first.head.pos_ == "PROPN":
            first = first.head
        verb = first.head
        gone = verb.lemma_ == "be" and away(verb)
        due = next((c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "follow"), None)
        verb = due if verb.lemma_ == "be" and due is not None else verb
        follows = verb.lemma_ == "follow" and not any(
            c.dep_ in ("dobj", "ccomp") and c.i > verb.i for c in verb.children
        )
        if follows and last.sender is None:
            last = next((x for x in reversed(self.mentions[-3:]) if x.sender and x.told), last)
        coming = last.told and last.state in ("present", "arriving") and follows
        if first.dep_ == "nsubj" and coming and self.sentences_apart(last.head, token) <= 1 and last.host:
            status = self.draft.statements.stance(verb).status
            whose = self.sender_at(token)
            if whose and whose != last.sender and status in ("happened", "planned", "ongoing"):
                m = Mention(
                    token, self.draft.language.span(token), last.what, last.kind, whose, last.host, explicit=True
                )
                m.state = "present" if status == "happened" else "arriving"
                m.told, m.status = True, status  # "Burundi sent a battalion; Kenya and Uganda are to follow"
                self.mentions.append(m)
            return
        if first.dep_ != "nsubj" or not (gone or follows) or last.state not in ("left", "leaving") or not last.told:
            return
        if self.sentences_apart(last.head, token) > (1 if follows else 0) or not (whose := self.sender_at(token)):
            return
        status = self.draft.statements.stance(verb).status
        if whose == last.sender or not last.sender or status not in ("happened", "ongoing", "planned"):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, whose, last.host, explicit=True)
        soon = any(c.lower_ in ("almost", "nearly", "all", "mostly") for c in verb.children)
        soon = soon or any(g.lower_ in ("almost", "nearly", "mostly") for c in verb.children for g in c.children)
        m.state = "leaving" if soon or status != "happened" else "left"
        m.told, m.status = True, status
        self.mentions.append(m)

    def quitting(self, token: Token) -> None:
        """ "France and its partners were quitting the country within six months": a state, where its soldiers are told of."""
        verb = token.head
        a = frames.of_verb(verb)
        spots = a.object if verb.lemma_ in ("leave", "quit", "exit") else []
        spots = spots or [t for p in ("from", "out of", "of") for t in a.preps.get(p, [])]
        whose = self.sender_at(token)
        if whose is None or not spots or self.long_ago(verb):
            return
        if not all(t.ent_type_ == "GPE" or (t.lemma_.lower() in GENERIC and has_the(t)) for t in spots):
            return  # "left the alliance", "withdrew from the treaty"
        m = Mention(token, self.draft.language.span(token), "troops", "troops", whose, explicit=True, pending=True)
        self.leaving(m, verb, verb)
        if m.told and m.host:
            self.mentions.append(m)

    def blocked(self, token: Token) -> None:
        """ "The High Court has barred the deployment": those who were to come do not."""
        verb = token.head
        if token.dep_ not in ("nsubj", "pobj", "agent") or clause(token).lemma_ not in BLOCKING:
            return
        verb = clause(token)
        a = frames.of_verb(verb)
        if token not in a.subject or self.draft.statements.stance(verb).status != "happened":
            return
        last = next((x for x in reversed(self.mentions[-6:]) if x.state == "arriving" and x.told), None)
        things = (
            "it",
            "deployment",
            "mission",
            "plan",
            "dispatch",
            "motion",
            "request",
            "move",
            "bill",
            "operation",
            "decision",
        )
        if last is not None and any(t.lemma_.lower() in things for t in a.object):
            if 0 <= self.sentences_apart(last.head, token) <= 4:
                last.status = "denied"

    def referring(self, token: Token) -> None:
        """ "They must leave by March 15": the force last spoken of."""
        if not self.mentions:
            return
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), self.mentions[-1])
        if token.lower_ in (
            "they",
            "them",
        ):  # rather the subject of the sentence before than what it has mentioned beside
            before = [x for x in self.mentions[-6:] if x.sender and 0 <= self.sentences_apart(x.head, token) <= 1]
            acting = [
                x
                for x in before
                if self.whole(x.head)[0].dep_ in ("nsubj", "nsubjpass") and x.head.tag_ in ("NNS", "NNPS")
            ]
            last = acting[-1] if acting and last.head.dep_ not in ("nsubj", "nsubjpass") else last
        if token.lower_ == "all" and len({x.sender for x in self.mentions[-3:]}) > 1:
            joint = [x for x in self.mentions[-6:] if x.sender and self.draft.actors.get(x.sender).sector == "IGO"]
            last = joint[-1] if joint else last  # of several contingents: the mission's
        if token.lemma_ == "man" and not last.sender:
            return
        here, there = self.draft.language.parsed(token).index, self.draft.language.parsed(last.head).index
        if here - there > 1 or last.head.tag_ not in ("NNS", "NNPS", "NN", "CD"):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host, pronoun=True)
        self.clauses(m)
        if m.told and m.state in ("ordered-out", "leaving", "left"):
            self.mentions.append(m)
