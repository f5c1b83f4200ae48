"""Men, police, engineers, observers: who is of a force only by what the phrase and its clause say."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import modifiers, nouns
from wireledger.reading import frames
from wireledger.reading.forces.strengths import Strengths
from wireledger.reading.forces.words import (
    BACKING,
    BESIDES,
    CASUALTY,
    CONTEXTUAL,
    COUNTED,
    FORMATIONS,
    HAVING,
    ORDINAL,
    SINGLES,
    SOLDIERING,
    SOLDIERS,
    is_strength,
    objects,
    phrase,
    sense_of,
)
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number


class Men(Strengths):
    """Judges nouns that are a force in part of their uses."""

    def by_context(self, token: Token, lemma: str) -> tuple[bool, str] | None:
        """ "A Dutch company of 270 men", "the Russian 14th Army", "34 police from Papua New Guinea", "44 U.N. observers":
        what is a force where its phrase counts its men, numbers it among others of its kind, or says whose it is."""
        if lemma not in CONTEXTUAL:
            return None
        beside = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
        beside += [g for c in beside for g in c.children if g.dep_ in ("amod", "compound", "nmod")]
        owned = any(c.ent_type_ in ("NORP", "GPE") or self.draft.actors.of(c) for c in beside)
        counted = any(is_strength(t) for c in token.children if c.dep_ == "nummod" for t in c.subtree)
        if lemma in ("company", "division", "corps", "army", "wing", "team", "party"):
            of = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in objects(c)]
            men = any(t.lemma_.lower() in SOLDIERS and any(is_strength(u) for u in t.subtree) for t in of)
            nth = lemma in ("division", "corps", "army") and any(ORDINAL.fullmatch(c.lower_) for c in beside)
            again = nth and any(x.head.text == token.text and x.head.pos_ == "PROPN" for x in self.mentions)
            sized = any(is_strength(t) for t in of) and token.dep_ == "dobj" and sense_of(token.head, "obj") == "arrive"
            men = men or (sized and self.doer(token.head) is not None)  # "Denmark sent a company of 200"
            of_men = men and (owned or lemma == "team" or sized)
            return (True, "troops") if of_men or (nth and owned) or again else None
        if lemma in ("people", "person", "staff"):  # "would send 65 people", just after soldiers were told of
            near = [x for x in self.mentions[-3:] if 0 <= self.sentences_apart(x.head, token) <= 1]
            having = token.dep_ == "dobj" and token.head.lemma_ in ("have", "number", "employ")
            if (
                having
                and counted
                and any(self.mission_host(t) for t in (*frames.subject_of(token.head)[0], *token.head.subtree))
            ):
                return (True, "peacekeepers")  # "MONUC has 3,800 people"
            sent_out = token.dep_ == "dobj" and token.head.lemma_ in (
                "send",
                "deploy",
                "dispatch",
                "contribute",
                "commit",
            )
            plain = not any(c.dep_ in ("amod", "compound", "relcl", "acl") for c in token.children)
            return (True, "troops") if counted and near and sent_out and plain and self.doer(token.head) else None
        sent = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "from" for g in objects(c)]
        if (
            lemma == "police"
            and counted
            and token.dep_ == "dobj"
            and token.head.lemma_ in ("send", "deploy", "dispatch")
        ):
            return (True, "police") if self.doer(token.head) else None
        if lemma == "police" and counted and token.dep_ == "dobj" and token.head.lemma_ in ("have", "keep", "station"):
            lands = {
                self.country(t) for n in (token, token.head) for c in n.children if c.lower_ == "in" for t in objects(c)
            }
            if (whose := self.doer(token.head)) is not None and lands - {None, self.sender_country(whose)}:
                return (True, "police")  # "Hungary has 150 police in Bosnia"
        if lemma == "police" and any(c.lower_ == "military" for c in beside) and owned:
            return (True, "police")
        if lemma == "police":
            return (True, "police") if counted and (owned or any(t.ent_type_ == "GPE" for t in sent)) else None
        if any(t.lemma_.lower() in ("election", "vote", "ballot", "poll", "electoral") for t in token.sent):
            return None  # observers of elections
        bodies = [self.draft.actors.get(i) for c in beside for i in self.draft.actors.of(c)]
        missions_ = [x for x in self.mentions[-3:] if x.sender and self.sentences_apart(x.head, token) == 0]
        its = any(c.tag_ == "PRP$" for c in beside) and any(
            self.draft.actors.get(x.sender or "").sector == "IGO" for x in missions_
        )
        owned = owned or its
        armed = (
            its
            or any(x.sector == "IGO" for x in bodies)
            or any(c.lower_ in ("military", "ceasefire", "truce") for c in beside)
        )
        doer = (
            self.doer(token.head)
            if token.dep_ == "dobj" and token.head.lemma_ in ("have", "keep", "deploy", "send")
            else None
        )
        armed = armed or (
            doer is not None and self.draft.actors.get(doer).sector == "IGO"
        )  # "The OSCE has 130 monitors"
        return (True, "observers") if counted and armed else None

    def fighting_men(self, token: Token) -> bool:
        """ "Ecomog has 13,000 men there", "2,000 men boarded troopships": soldiers where a state or mission has so many, or
        where it is soldiers that the story has just spoken of."""
        over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
        if not any(is_strength(t) for c in token.children if c.dep_ == "nummod" for t in c.subtree) and not is_strength(
            over  # "about 1,500 of its men"
        ):
            near = self.mentions and 0 <= self.sentences_apart(self.mentions[-1].head, token) <= 1
            if near and token.lemma_ == "man" and token.tag_ == "NNS" and token.dep_ == "dobj":
                bare = not any(c.pos_ in ("ADJ", "NOUN", "VERB") for c in token.children)  # "have sent men as well"
                return bare and sense_of(token.head, "obj") == "arrive" and self.doer(token.head) is not None
            return False
        civil = [c for c in token.children if c.dep_ in ("amod", "compound") and c.ent_type_ not in ("NORP", "GPE")]
        if token.lemma_.lower() in BESIDES and any(
            c.lower_ not in modifiers() and c.lower_ not in SINGLES for c in civil
        ):
            return False  # "two climate advisers"
        based = token.dep_ == "pobj" and token.head.lower_ == "with"
        if any(t.lemma_.lower() in ("woman", "child") for t in frames.conjuncts(token)) and not based:
            return False
        if based and self.at_a_base(token):
            return True  # "keeps a base there, with some 400 men"
        if any(
            c.dep_ == "prep"
            and c.lower_ == "of"
            and any(t.pos_ == "PROPN" and t.lemma_.lower() in FORMATIONS for t in objects(c))
            for c in token.children
        ):
            return True  # "1,800 men of the Western Group"
        if any(
            c.dep_ == "prep"
            and c.lower_ == "of"
            and any(self.draft.actors.get(i).sector in ("MIL", "UAF") for i in self.draft.actors.of(t))
            for c in token.children
            for t in objects(c)
        ):
            return True  # "2,000 men of the Wagner Group"
        if token.dep_ == "dobj" and token.head.lemma_.lower() in HAVING:
            if self.doer(token.head):
                return True
        numerals = [t for c in token.children if c.dep_ == "nummod" for t in c.subtree if is_strength(t)]
        if token.lemma_ == "man" and token.dep_ == "dobj" and not civil and (number(numerals) or 0) >= 100:
            if sense_of(token.head, "obj") in ("arrive", "leave") and self.doer(token.head) is not None:
                return True  # "Moscow has flown 15,000 men into Kabul"
        if (
            token.lemma_.lower() in COUNTED
            and token.lemma_ != "man"
            and token.dep_ == "dobj"
            and token.head.lemma_ in ("have", "keep", "maintain")
        ):
            near = self.mentions and 0 <= self.sentences_apart(self.mentions[-1].head, token) <= 2
            return bool(near) and self.doer(token.head) is not None and not civil  # "It has 460 medics in Nasiriyah"
        by = token.head.head
        if token.dep_ == "pobj" and token.head.lower_ == "with" and by.lemma_.lower() in BACKING and by.pos_ == "VERB":
            if any(self.sender_at(t) for t in frames.subject_of(by)[0]):
                return True
        if self.with_men(token) and self.mentions and self.sentences_apart(self.mentions[-1].head, token) <= 4:
            return True
        above = token.head if token.dep_ == "appos" else token.head.head
        if token.dep_ in ("appos", "pobj") and above.lemma_.lower() in nouns():
            return False  # "a brigade, some 6,000 men": counted with it
        if any(c.lower_ == "whose" for c in token.children) and clause(token).lemma_.lower() in SOLDIERING:
            return True  # "Argentina, whose 850 men guard the crossing"
        if any(c.dep_ == "poss" and (c.tag_ == "PRP$" or self.sender_at(c)) for c in token.children):
            verb = token.head.head if token.head.lower_ == "home" else token.head
            moved = (token.dep_ == "dobj" or token.head.lower_ == "home") and verb.pos_ == "VERB"
            moved = moved and sense_of(verb, "obj") in ("leave", "arrive") and self.doer(verb) is not None
            return bool(self.mentions) or self.section(token) is not None or moved
        if (
            token.dep_ == "pobj"
            and above.lemma_ in ("column", "convoy", "detachment", "garrison")
            and self.doer(clause(token))
        ):
            return True  # "sent an armoured column of 2,000 men"
        if any(b.dep_ == "pobj" and (id(b.doc), b.i) in self.bases for c in token.children for b in c.children):
            return True
        last = self.mentions[-1] if self.mentions else None
        if last is None or self.sentences_apart(last.head, token) > 2:
            return False
        slot = "obj" if token.dep_ in ("dobj", "nsubjpass") else "subj"
        if sense_of(token.head, slot) is not None or token.dep_ == "attr":
            return True
        verb = clause(token)
        numerals = [t for c in token.children if c.dep_ == "nummod" for t in c.subtree if is_strength(t)]
        many = (number(numerals) or 0) >= 100 and not civil and verb.lemma_.lower() not in CASUALTY
        return token.lemma_ == "man" and many and bool(last.sender or last.told)  # "sets that date for some 2,000 men"

    def with_men(self, token: Token) -> bool:
        """Whether a number of men stands beside the state that has them: "Jordan, with 1,800 men"."""
        if token.dep_ != "pobj" or token.head.lower_ != "with":
            return False
        if self.having(token) is None:
            return False
        return any(is_strength(t) for c in token.children if c.dep_ == "nummod" for t in c.subtree)

    def having(self, token: Token) -> str | None:
        """Whose the men are in "Jordan, with 1,800 men", where the names may take the state for a man."""
        with_ = token.head
        name = with_.head
        if with_.i - with_.sent.start >= 2 and with_.nbor(-1).text == "," and with_.nbor(-2).pos_ == "PROPN":
            name = with_.nbor(-2)  # wherever the parse hangs "with"
        if name.pos_ != "PROPN":
            return None
        named = countries().named(phrase(name))
        return self.sender_at(name) or (self.state(named.iso3) if named is not None else None)

    def follows_soldiers(self, token: Token) -> bool:
        """ "Peru's engineers are to leave next week", "Turkish officers will go too", just after soldiers were told of."""
        near = [x for x in self.mentions[-3:] if x.kind != "police" and 0 <= self.sentences_apart(x.head, token) <= 3]
        if not near or token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            return False
        slot = "subj" if token.dep_ == "nsubj" else "obj"
        verbs_ = [token.head, *(c for c in token.head.children if c.dep_ in ("xcomp", "conj"))]
        verbs_ += [g for c in token.head.children if c.dep_ == "acomp" for g in c.children if g.dep_ == "xcomp"]
        return any(sense_of(v, slot) in ("leave", "arrive") for v in verbs_ if v.pos_ == "VERB")

    def at_a_base(self, token: Token) -> bool:
        """ "hosts the only base of the United States, with some 4,000 personnel"."""
        if token.dep_ != "pobj" or token.head.lower_ != "with" or not any(c.dep_ == "nummod" for c in token.children):
            return False
        return any((id(t.doc), t.i) in self.bases or t.lemma_ == "garrison" for t in token.sent)

    def among_soldiers(self, token: Token) -> bool:
        """ "its 550 engineers stay", where it is soldiers that the story has just spoken of."""
        owned = any(
            c.dep_ == "poss" or (c.dep_ in ("amod", "compound") and c.ent_type_ == "NORP") for c in token.children
        )
        counted = any(is_strength(c) for c in token.children if c.dep_ == "nummod")
        near = [x for x in self.mentions[-3:] if self.sentences_apart(x.head, token) <= 2]
        slot = "obj" if token.dep_ in ("dobj", "nsubjpass") else "subj"
        said = [token.head, *(c for c in token.head.children if c.dep_ == "conj")]
        return bool(owned and counted and near) and any(sense_of(v, slot) is not None for v in said)
