"""Numbers whose noun is understood: "2,500 troops in Iraq and 900 in Syria", "They number 775"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from wireledger.knowledge.actors import capitals
from wireledger.knowledge.forces import event_nouns, nouns
from wireledger.reading import frames
from wireledger.reading.forces.clauses import Clauses
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.words import (
    GRADED,
    HAVING,
    IN,
    MEN,
    SOLDIERING,
    STAYING,
    TEACHING,
    TOTALS,
    away,
    further,
    in_trades,
    is_strength,
    objects,
    pluperfect,
    sense_of,
)
from wireledger.reading.language import clause


class Numerals(Clauses):
    """Reads numbers that stand alone."""

    def recent(self, token: Token) -> Mention | None:
        """The force last spoken of, in this paragraph or the one before."""
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), None)
        if (
            last is None
            and self.mentions
            and self.mentions[-1].head.lemma_ in ("force", "mission", "operation", "contingent")
        ):
            last = self.mentions[-1]  # "a force of 6,000 from eight countries"
        if last is None or self.draft.language.parsed(token).index - self.draft.language.parsed(last.head).index > 2:
            return None
        return last

    def bare_number(self, token: Token) -> None:
        """A number whose noun is understood: "2,500 troops in Iraq and 900 in Syria", "It has some 2,000 there"."""
        if not is_strength(token) or (self.mentions and in_trades(token)):
            return
        if any(t.lower_ == "respectively" for t in token.sent):
            self.respectively(token)
        if token.dep_ == "nummod" and token.head.lower_ == "home" and token.head.dep_ == "dobj":
            self.called_home(token)
            return
        if self.told_size(token):
            return
        m = self.of_authorised(token) or self.strength_of(token)
        if m is not None:
            self.size(m, [token, *further(token)], list(token.subtree))
            self.mentions.append(m)
            return
        m = self.and_in(token) or self.owned_number(token) or self.gapped(token) or self.elliptical(token)
        if m is None:
            return
        own = [] if m.head.i and token.nbor(-1).lower_ in ("'s", "'") else further(token)
        self.size(m, [token, *own], list(token.subtree))
        if self.peak(clause(token)):
            return  # "at the height of the war 50,000 had been based here"
        if m.count and (m.sender or self.section(token)):
            m.sender = m.sender or self.section(token)
            like = next((x for x in reversed(self.mentions) if x.sender == m.sender), None)
            if like is not None:
                m.what, m.kind = like.what, like.kind
            self.mentions.append(m)
            if token.dep_ == "dobj" and any(c.lower_ == "each" for c in (*token.children, *token.head.children)):
                for t in frames.subject_of(token.head)[0]:  # "France and Italy supply some 500 each"
                    if (whose := self.sender_at(t)) and whose != m.sender:
                        self.mentions.append(replace(m, sender=whose, because=list(m.because), steps=list(m.steps)))

    def told_size(self, token: Token) -> bool:
        """Whether a number is the size of a force that the sentence tells of: "Danish troops there number 750", "the
        mission has 40 members", "its strength is 750"; the force is given it."""
        near = [x for x in self.mentions[-4:] if 0 <= self.sentences_apart(x.head, token) <= 1 and not x.casualty]
        over = token.head
        if not near:
            return False
        whole = None
        run = token.doc[max(token.i - 3, token.sent.start) : token.i]
        noun = next((t for t in run if t.lower_ == "number" and t.tag_ in ("NN", "VB")), None)
        if noun is not None and not any(c.dep_ in ("det", "poss") for c in noun.children):
            here = [x for x in near if x.head.doc is token.doc and noun.sent.start <= x.head.i < noun.i]
            whole = here[-1] if here and here[-1].head.tag_ == "NNS" else None  # a verb that is a noun to the parse
        elif over.lemma_ == "number" and over.pos_ == "VERB" and any(c.lower_ == "who" for c in over.children):
            here = [x for x in near if x.head.doc is token.doc and over.sent.start <= x.head.i < over.i]
            whole = (
                here[-1] if here else None
            )  # "The soldiers in Djibouti, who number 180", wherever the parse hangs it
        elif token.dep_ == "nummod" and over.lemma_ in (*MEN, "person", "people") and over.dep_ == "dobj":
            if over.head.lemma_ in ("have", "number", "count", "comprise", "total") and over.head.tag_ in (
                "VBZ",
                "VBP",
                "VBD",
            ):
                subjects = frames.subject_of(over.head)[0]
                whole = next((x for x in near if x.head in subjects and x.head.tag_ == "NN"), None)
        at = over if token.dep_ == "attr" else over.head if token.dep_ == "pobj" and over.lower_ == "at" else None
        if at is not None and at.lemma_ in ("be", "stand", "put", "remain"):
            subjects = [
                t for t in frames.subject_of(at)[0] if t.lemma_.lower() in ("strength", "number", "size", "total")
            ]
            if any(c.lower_ in ("its", "their") for t in subjects for c in t.children):
                whole = near[-1]  # "its strength is 750"
        if whole is None or whole.count is not None:
            return False
        self.size(whole, [token, *further(token)], list(over.subtree), people=True)
        return True

    def strength_of(self, token: Token) -> Mention | None:
        """ "Danish troop strength in Afghanistan stands at 750", "the mission has a strength of 14,000"."""
        over = token.head.head if token.dep_ == "pobj" else token.head
        if token.dep_ == "pobj" and token.head.lower_ == "of" and over.lemma_ == "strength" and over.dep_ == "dobj":
            verb = over.head
            sender = self.doer(verb) if verb.lemma_ in ("have", "keep", "maintain", "reach") else None
            if sender is None or self.draft.actors.get(sender).sector != "IGO":
                return None
            m = Mention(token, self.draft.language.span(token), "troops", "peacekeepers", sender, explicit=True)
            m.host = next((h for t in frames.subject_of(verb)[0] if (h := self.mission_host(t))), None)
            m.asserted = True
            return m
        if not (token.dep_ == "attr" or (token.dep_ == "pobj" and token.head.lower_ == "at")) or over.pos_ == "NOUN":
            return None
        for t in frames.subject_of(over)[0] if over.lemma_ in ("be", "stand", "remain", "put") else ():
            soldiers = any(c.lemma_ in ("troop", "force", "manpower") and c.dep_ == "compound" for c in t.children)
            if t.lemma_ in ("strength", "number", "level") and soldiers:
                sender = next((s for c in t.children if c.dep_ != "compound" and (s := self.modifying(c, t))), None)
                m = Mention(token, self.draft.language.span(token), "troops", "troops", sender, explicit=True)
                self.places_of(m, t)
                m.asserted = True
                return m if m.sender and m.host else None
        return None

    def called_home(self, token: Token) -> None:
        """ "Portugal intends to call its 300 home by Christmas", where the parse makes a noun of "home"."""
        verb = token.head.head
        last, whose = self.recent(token), self.doer(verb)
        status = self.draft.statements.stance(verb).status
        if (
            last is None
            or last.host is None
            or whose is None
            or verb.lemma_ not in ("call", "bring", "order", "fly", "take", "send")
        ):
            return
        if status not in ("planned", "ongoing", "happened", "ordered"):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, whose, last.host)
        self.size(m, [token], list(token.subtree))
        m.state, m.told, m.status = ("left" if status == "happened" else "leaving"), True, status
        self.deadline(m, verb, verb)
        self.mentions.append(m)

    def respectively(self, token: Token) -> None:
        """ "Slovenian and Croatian soldiers serve in Kosovo: 317 and 28 respectively": each state's in its turn."""
        numerals = [t for t in frames.conjuncts(token) if is_strength(t)]
        last = numerals[-1]
        after = token.doc[last.i + 1 : min(last.i + 4, token.sent.end)]
        if len(numerals) < 2 or numerals[0] != token or not any(t.lower_ == "respectively" for t in after):
            return
        here = [x for x in self.mentions if x.sender and x.head.doc is token.doc and x.head.sent == token.sent]
        heads = [x for x in here if x.head == here[-1].head] if here else []
        told = heads if len(heads) == len(numerals) else here
        if len(told) == len(numerals) == len({x.sender for x in told}) and not any(x.count for x in told):
            for x, t in zip(told, numerals, strict=True):
                self.size(x, [t], list(t.subtree), people=True)

    def and_in(self, token: Token) -> Mention | None:
        """ "Spain keeps 780 troops in Afghanistan and 1,100 in Lebanon": the same state's in another country."""
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        n = token.i - 1
        while n > token.sent.start and token.doc[n].lower_ in GRADED:
            n -= 1
        here = [x for x in self.mentions[-4:] if x.head.doc is token.doc and x.head.sent == token.sent and x.count]
        if (
            after is None
            or after.lower_ not in ("in", "at", "on")
            or not here
            or token.doc[n].lower_ not in ("and", ",", "plus")
        ):
            return None
        if not any(c.dep_ in ("prep", "pobj") for c in (after, *after.children)) or here[-1].sender is None:
            return None
        last = here[-1]
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, explicit=last.explicit)
        if not self.set_host(m, objects(after)) or m.host == last.host:
            return None
        m.state, m.told, m.status, m.asserted = last.state, last.told, last.status, last.asserted
        return m

    def owned_number(self, token: Token) -> Mention | None:
        """ "The Thai contingent is the second largest after Australia's 5,500": a state's number, its noun told before."""
        owner = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ in ("GPE", "NORP")), None)
        if owner is None and token.i - token.sent.start >= 2 and token.nbor(-1).lower_ in ("'s", "'"):
            owner = token.nbor(-2) if token.nbor(-2).ent_type_ in ("GPE", "NORP") else None
        near = [x for x in self.mentions[-4:] if x.host and 0 <= self.sentences_apart(x.head, token) <= 1]
        sender = self.sender_at(owner) if owner is not None else None
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        verb = clause(token)
        going = sense_of(verb, "subj") == "leave" and verb.i > token.i
        if near and sender is not None and going and after is not None and after.pos_ in ("AUX", "VERB", "CCONJ"):
            m = Mention(token, self.draft.language.span(token), near[-1].what, near[-1].kind, sender, near[-1].host)
            m.explicit = True
            self.clause(m, verb, "subj")  # "Estonia's 40 and El Salvador's 200 will have gone by then"
            return m
        if not near or sender is None or token.dep_ == "nummod" or sense_of(token.head, "obj") is not None:
            return None
        last = near[-1]
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, sender, last.host, explicit=True)
        m.asserted = True
        return m

    def gapped(self, token: Token) -> Mention | None:
        """ "Belarus has sent 500 soldiers, Tajikistan 200": a state and its number, with the verb understood."""
        n = token.i - 1
        while n > 0 and token.doc[n].lower_ in GRADED:
            n -= 1
        name = token.doc[n] if n >= 0 else token
        here = [x for x in self.mentions[-6:] if x.head.doc is token.doc and x.head.sent == token.sent and x.count]
        after = token.nbor() if token.i + 1 < len(token.doc) else None
        alone = after is None or after.pos_ in ("PUNCT", "CCONJ", "ADP", "ADV") or after.lower_ in ("more", "others")
        if (
            not here
            or not alone
            or name.dep_ == "pobj"
            or name.ent_type_ not in ("GPE", "ORG", "NORP")
            or name.pos_ not in ("PROPN", "NOUN")
        ):
            return None
        if after is not None and after.lower_ == "of":
            return None
        sender = self.sender_at(name)
        if sender is None and (iso3 := capitals().get(name.text)):
            sender = self.state(iso3)  # "Rome has 3,000 soldiers there, London 7,500"
        if sender is None or name in (x.head for x in here):
            return None
        last = here[-1]
        if last.hosted and last.sender and last.sender != sender:
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, explicit=True)
            m.host, m.asserted, m.hosted = self.sender_country(sender), True, True
            return m
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, sender, explicit=True)
        m.state, m.told, m.status, m.asserted = last.state, last.told, last.status, last.asserted
        if after is not None and after.lower_ in IN:
            self.set_host(m, objects(after))
        if m.host is None:
            m.host, m.inferred = last.host, last.inferred
        return m

    def of_authorised(self, token: Token) -> Mention | None:
        """ "Of the 5,200 soldiers authorised, about 3,000 have been deployed": the first number is of no one who is there."""
        over = token.head
        of = [c for c in over.children if c.dep_ == "prep" and c.lower_ == "of" and c.i < token.i]
        whole = next((x for x in self.mentions[-3:] for c in of if x.head in objects(c)), None)
        if whole is None or token.dep_ not in ("nsubj", "nsubjpass"):
            return None
        if sense_of(over, "obj" if token.dep_ == "nsubjpass" else "subj") not in ("arrive", "stay"):
            return None
        whole.count = whole.count_max = whole.count_is = None
        m = Mention(token, self.draft.language.span(token), whole.what, whole.kind, whole.sender, whole.host)
        self.clauses(m)
        m.guess, m.asserted = whole.guess, True
        of_one = [c for c in over.children if c.dep_ in ("acomp", "attr") and c.ent_type_ == "NORP"]
        if over.lemma_ == "be" and of_one:  # "Of the foreign soldiers in Djibouti, 180 are Japanese"
            m.sender, m.explicit = self.sender_at(of_one[0]), True
        return m

    def elliptical(self, token: Token) -> Mention | None:
        """A number that stands where its noun would: as subject or object of a verb that is said of forces."""
        last = self.recent(token)
        if any(t.lower_ in ("them", "whom") for c in token.children if c.lower_ == "of" for t in c.children):
            many = [x for x in self.mentions[-4:] if x.sender and x.head.tag_ in ("NNS", "NNPS")]
            last = many[-1] if many and last is not None else last  # a mission is no "them"
        if last is not None and token.head.lemma_ in ("number", "total") and token.i > token.head.i:
            if any(t.lower_ == "they" for t in frames.subject_of(token.head)[0]) and (told := self.acting(token)):
                m = Mention(token, self.draft.language.span(token), told.what, told.kind, told.sender, told.host)
                m.asserted = True  # "They number 3,073"
                return m
        if last is not None and token.dep_ in ("nsubj", "nsubjpass"):
            if any(c.lower_ in ("more", "others") for c in token.children) or token.nbor().lower_ in ("more", "others"):
                same = [x for x in self.mentions[-4:] if x.sender and x.count]
                last = same[-1] if same else last  # "2,000 more are there": of those whose number was told
            if token.dep_ == "nsubjpass" and token.head.lemma_.lower() in TEACHING:
                return None  # "2,000 more are being trained"
        verbal = token.head.dep_ == "ROOT" or (
            token.head.tag_ == "NN" and token.head.dep_ in ("nsubj", "ccomp", "appos", "conj")
        )
        owner = next((c for c in token.head.children if c.dep_ == "poss" and c.ent_type_ == "GPE"), None)
        owned = last is not None and token.dep_ == "nummod" and verbal and owner is not None
        if owned and last is not None and owner is not None and token.head.lemma_ in ("stay", "remain"):
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, self.sender_at(owner), last.host)
            m.asserted = m.explicit = True  # "France's 300 stay"
            return m if m.sender else None
        if (
            last is not None
            and token.dep_ == "nummod"
            and verbal
            and owner is not None
            and token.head.lemma_ == "follow"
        ):
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, self.sender_at(owner), last.host)
            m.state = "leaving" if last.state in ("left", "leaving") else "arriving"  # "Tonga's 55 follow on Thursday"
            m.told, m.explicit, m.status = True, True, "planned"
            return m if m.sender else None
        people = token.nbor() if token.head.i == token.i + 2 and token.nbor().ent_type_ == "NORP" else None
        if (
            last is not None
            and token.dep_ == "nummod"
            and verbal
            and (token.head.i == token.i + 1 or people is not None)
        ):
            if token.head.lemma_.lower() not in SOLDIERING | STAYING or self.sentences_apart(last.head, token) > 1:
                return None
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, asserted=True)
            if people is not None:  # "only the 1,250 French remain"
                m.sender, m.explicit = self.sender_at(people), True
            if token.head.lemma_ == "leave":  # "Another 58 leave today"
                m.state, m.told, m.asserted = "leaving", True, False
                over = token.head.head
                wanting = {self.country(t) for t in frames.subject_of(over)[0]} if over.pos_ == "VERB" else set()
                if over.lemma_ in ("insist", "demand", "want", "order") and last.host in wanting:
                    m.state, m.status = "ordered-out", "ordered"  # "Iraq insists that all 150 leave"
            self.places_of(m, token.head)  # "Some 2,700 serve in Georgia", where the parse makes a noun of the verb
            m.host = m.host or last.host
            m.extra = any(t.lower_ in ("another", "further") for t in token.subtree)
            return m
        if last is not None and token.dep_ == "nummod" and token.head.lemma_ in MEN and token.head.dep_ == "pobj":
            up = token.head.head  # "Washington puts it at 2,800 men"
            if up.lower_ == "at" and up.head.lemma_ in ("put", "estimate", "place") and last.host:
                sized = [c for c in up.head.children if c.dep_ in ("dobj", "nsubjpass")]
                if any(c.lower_ in ("it", "them", "they") or c == last.head for c in sized):
                    m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host)
                    m.asserted = True
                    return m
        if last is None or token.dep_ not in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "conj",
            "attr",
            "pobj",
            "appos",
            "npadvmod",
        ):
            return None
        of = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
        if any(g.lower_ in ("our", "my") for t in of for g in t.children):
            return None  # "We leave behind twenty-two of our own"
        if (of and not any(t.lower_ in ("them", "whom", "these", "those", "which", "own") for t in of)) or any(
            c.lower_ == "per" for c in token.children
        ):
            return None
        apart = self.sentences_apart(last.head, token)
        if apart > (3 if of else 1 + (last.count is None)) and token.dep_ != "pobj":
            return None  # "of them", "another 300": those of this sentence or the one before
        verb = token.head
        m = Mention(token, self.draft.language.span(token), last.what, last.kind)
        m.part = any(c.lower_ == "first" for c in token.lefts)
        m.of_them = m.part or any(t.lower_ in ("them", "these", "those") for t in of)
        origin = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "from" for t in objects(c)]
        m.sender = next((x for t in origin if (x := self.sender_at(t))), None)
        m.explicit = m.sender is not None
        who = next(
            (c for c in token.children if c.dep_ == "relcl" and any(g.lower_ == "who" for g in c.children)), None
        )
        if who is not None and token.dep_ == "pobj" and sense_of(who, "subj") in ("stay", "arrive") and apart <= 1:
            m.sender = last.sender or self.doer(
                clause(token)
            )  # "will add 1,000 to the 4,500 who rotate through Poland"
            self.clause(m, who, "subj")
            m.asserted = True
            return m if m.sender else None
        if token.dep_ == "pobj":  # "put the total at about 80"
            over = verb.head
            totals = (
                [c for c in over.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
                if verb.lower_ in ("at", "to")
                else []
            )
            if verb.lower_ == "of" and event_nouns().get(over.lemma_.lower()) and over.pos_ == "NOUN":
                m.sender = m.sender or last.sender  # "a cut of the 14,000 in Afghanistan"
                self.clauses(m)
                return m if m.host else None
            if (
                verb.lower_ == "in"
                and over.lemma_ in ("send", "bring", "fly", "put", "move", "pour")
                and verb.i == over.i + 1
            ):
                m.sender, m.host = self.doer(over), last.host  # "sent in another 2,000", wherever the parse hangs it
                m.extra = any(c.lower_ in ("another", "further") for c in token.children)
                m.sender = m.sender or (last.sender if m.extra else None)
                m.told = True
                return m if m.sender and self.sender_country(m.sender) != m.host else None
            raised = [
                c
                for c in over.children
                if c.dep_ == "dobj" and c.lemma_ in ("offer", "pledge", "commitment", "contribution", "promise")
            ]
            if (
                verb.lower_ == "to"
                and over.lemma_ in ("raise", "increase", "double", "bring", "boost", "triple")
                and raised
            ):
                m.sender, m.host = self.doer(over), last.host  # "raised his offer to 2,000"
                heads = [
                    self.draft.actors.get(i).country
                    for t in frames.subject_of(over)[0]
                    for i in self.draft.actors.of(t)
                ]
                if m.sender is None and heads and heads[0]:
                    m.sender = self.state(heads[0])
                m.state, m.told, m.status, m.explicit = "arriving", True, "planned", True
                return m if m.sender else None
            having = (
                self.having(token) if verb.lower_ == "with" and self.sentences_apart(last.head, token) <= 1 else None
            )
            if having is not None and over.pos_ in ("PROPN", "VERB") and token.nbor().text in (",", "."):
                m.sender, m.host, m.explicit, m.asserted = having, last.host, True, True  # "France, with 1,700"
                going = clause(token)
                if going.lemma_ in ("come", "follow", "join") and going.tag_ != "VBD":
                    m.state, m.told, m.status, m.asserted = "arriving", True, "planned", False
                return m
            leads = (
                verb.lower_ == "with"
                and over.lemma_ in ("lead", "follow", "weigh", "come", "head")
                and over.dep_ != "acl"
            )
            if leads and (whose := next((s for t in frames.subject_of(over)[0] if (s := self.sender_at(t))), None)):
                m.sender, m.host, m.explicit = whose, last.host, True  # "Britain leads with about 1,800"
                m.state, m.told, m.status = last.state, last.told, last.status
                return m
            if over.lemma_ not in ("put", "estimate", "place", "set") or not any(
                t.lemma_.lower() in TOTALS or t.lower_ in ("it", "them") or t == last.head for t in totals
            ):
                return None
            m.sender, m.host = last.sender, last.host
            m.earlier = pluperfect(over)
            m.asserted = not m.earlier  # the figure that it is put at counts before what was allowed
            return m if m.host else None
        if token.dep_ in ("conj", "appos") or (m.sender and token.dep_ == "npadvmod"):
            if verb.lemma_.lower() not in nouns() and not any(verb == x.head for x in self.mentions[-3:]):
                return None
            self.places_of(m, token)
            if m.host is None and m.sender is None:
                return None
            whole = next((x for x in reversed(self.mentions[-4:]) if x.head == verb), None)
            if m.sender and whole is not None:
                last = whole  # "3,800 African soldiers, 2,000 of them from Chad"
            if m.sender:  # "850 soldiers from Nigeria, 770 from Ghana"
                m.host = m.host or last.host
                m.state, m.told, m.status = last.state, last.told, last.status
            m.sender = m.sender or last.sender
            return m
        lemma = verb.lemma_.lower()
        if token.dep_ == "dobj":
            if lemma not in HAVING and sense_of(verb, "obj") is None:
                return None
            doer = self.doer(verb)
            if (
                of
                and of[0].lower_ != "own"
                and lemma in ("have", "host", "see")
                and doer
                and last.sender
                and doer != last.sender
            ):
                m.sender, m.host = last.sender, self.sender_country(doer)  # "Estonia still has 2,500 of them"
                m.asserted = True
                return m
            if last.hosted and doer and doer != last.sender and lemma in ("have", "host", "house"):
                m.sender, m.host = last.sender, self.sender_country(doer)  # "Poland hosts 10,000; Romania has 5,000"
                m.asserted = m.hosted = True
                return m
            m.sender = m.sender or doer
            m.explicit = m.explicit or (
                doer is not None and any(t.ent_type_ == "GPE" for t in frames.subject_of(verb)[0])
            )
            if m.sender is None and lemma in ("see", "number", "count", "total", "leave"):
                m.sender, m.host = last.sender, last.host  # "That would leave 68,000 there"
            if m.sender is None and sense_of(verb, "obj") in ("leave", "arrive"):
                if of or not frames.subject_of(verb)[0]:  # "aircraft took 95 of them to Brisbane"
                    m.sender = last.sender  # "a day after ordering home all 2,000 from Syria"
            if m.sender is None:
                return None
            self.clauses(m)
            if m.host is None and m.sender == last.sender:
                m.host = last.host
            m.host = m.host or (last.host if last.host != self.sender_country(m.sender) else None)
            return m
        if token.dep_ == "attr":
            there = any(c.dep_ == "expl" for c in verb.children)
            rest = any(t.lower_ in ("others", "rest", "remainder") for t in frames.subject_of(verb)[0])
            if verb.lemma_ == "be" and m.sender and rest:
                m.host, m.asserted = last.host, last.asserted  # "the others are 341 from the Philippines"
                return m
            if verb.lemma_ != "be" or not (of or there):
                return None
            m.sender, m.host = m.sender or last.sender, last.host  # "There are about 1,000 of them there"
            m.state, m.told, m.status = last.state, last.told and last.state != "arriving", last.status
            m.of_them = m.of_them and not there
            self.spot(m, verb)
            for c in token.children:
                if c.dep_ == "relcl" and c.lemma_ == "have":
                    self.clause(m, c, "subj")
            if verb.tag_ == "VBD" or pluperfect(verb):
                m.earlier = True
                m.past = m.gone = pluperfect(verb)
                m.told = m.told and m.state == "left"
            return m
        if verb.lemma_ == "be" and any(
            c.dep_ in ("xcomp", "advcl") and c.lemma_ in ("come", "arrive", "follow", "deploy") for c in verb.children
        ):
            m.sender, m.host = last.sender, last.host  # "Another 1,000 are to come"
            m.state, m.told, m.status = "arriving", True, "planned"
            m.extra = any(c.lower_ in ("another", "further", "additional", "more") for c in token.children)
            return m
        over = verb.head
        if verb.dep_ == "ccomp" and over.lemma_ == "have":  # "has 300 left"
            m.sender = next((x for t in frames.subject_of(over)[0] if (x := self.sender_at(t))), None)
            m.host = next((x.host for x in reversed(self.mentions[-3:]) if x.sender == m.sender), None)
            return m
        slot = "obj" if token.dep_ == "nsubjpass" else "subj"
        follows_on = lemma == "follow" and slot == "subj" and not any(c.dep_ == "dobj" for c in verb.children)
        if follows_on and last.host and self.draft.statements.stance(verb).status in ("planned", "ongoing"):
            gone_before = verb.dep_ in ("conj", "ccomp") and sense_of(verb.head, "subj") == "leave"
            if gone_before or (last.told and last.state in ("left", "leaving")):
                m.sender, m.host = last.sender, last.host  # "ten of them left on Friday, and the other 32 will follow"
                m.state, m.told, m.status, m.of_them = "leaving", True, "planned", False
                return m
        if lemma not in STAYING and sense_of(verb, slot) is None and not away(verb):
            return None
        if verb.dep_ == "relcl" and m.sender is None:
            m.sender = last.sender  # "a base at Tanf, where 150 are stationed"
            m.host = last.host
        own = next((c for c in token.children if c.dep_ == "poss"), None)
        whose = self.sender_at(own) if own is not None else None
        m.sender = m.sender or (self.section(token) if own is not None else None) or whose or last.sender
        m.explicit = m.explicit or whose is not None
        self.clauses(m)
        m.host = m.host or last.host
        m.asserted = m.asserted or (lemma in ("remain", "stay") and verb.pos_ == "NOUN")  # the parse makes a noun of it
        return m

    def acting(self, token: Token) -> Mention | None:
        """The soldiers that "they" are: rather the subject or object of the sentence before than what stands beside it."""
        before = [
            x
            for x in self.mentions[-6:]
            if x.sender and x.head.tag_ in ("NNS", "NNPS") and 0 <= self.sentences_apart(x.head, token) <= 1
        ]
        acting = [x for x in before if self.whole(x.head)[0].dep_ in ("nsubj", "nsubjpass", "dobj")]
        return acting[-1] if acting else before[-1] if before else None
