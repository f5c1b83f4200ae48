"""The stage ``forces``: whose forces are in which state's country, how strong, and whether they come, stay or must leave.

A mention is a phrase for a force. Its sender comes from the phrase ("French troops", "troops from Kenya") or from who sends,
keeps or withdraws it; its host from where it is, where it goes or what it leaves. Mentions of one sender in one host become
one record with the strength that the story gives as the latest.
"""

from __future__ import annotations

from spacy.symbols import ADP, AUX, CCONJ, PART, PUNCT, SCONJ, SPACE, VERB
from spacy.tokens import Token

from wireledger.knowledge.forces import event_nouns
from wireledger.model import Force
from wireledger.reading.draft import Draft
from wireledger.reading.forces.records import Records
from wireledger.reading.forces.words import sense_of

COURTS = frozenset(
    (
        "court",
        "judge",
        "tribunal",
        "parliament",
        "senate",
        "congress",
        "assembly",
        "lawmaker",
        "legislator",
        "deputy",
        "house",
    )
)
"""Who may forbid that soldiers are sent."""
REFERRING = frozenset(("they", "them", "remainder", "rest", "all", "last", "man"))


_NO_FORCE = frozenset((ADP, AUX, CCONJ, PART, PUNCT, SCONJ, SPACE, VERB))
"""Parts of speech that name and stand for no force."""


class Stage(Records):
    """The forces of one story."""

    def read(self) -> list[Force]:
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) > 250:
                    continue
                for token in sentence:
                    if token.pos in _NO_FORCE:
                        continue
                    rest = token.lemma_.lower() in ("remainder", "rest")
                    if (id(token.doc), token.i) in self.bases:
                        self.base_given_up(token)
                    if token.like_num and token.pos_ == "NUM":
                        self.bare_number(token)
                    elif token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS", "NNP", "JJ"):
                        before = len(self.mentions)
                        self.people(token)
                        self.mentions += [x for m in self.mentions[before:] for x in self.co_hosts(m)]
                    elif token.dep_ in ("dobj", "dative", "nsubjpass") and (
                        token.ent_type_ == "GPE" or token.lower_ == "it"
                    ):
                        self.evicted(token)
                    elif token.ent_type_ == "GPE" and token.dep_ in ("nsubj", "conj") and self.mentions:
                        self.follower(token)
                        if token.dep_ == "nsubj" and sense_of(token.head, "subj") == "leave":
                            self.quitting(token)
                    if token.lemma_.lower() in COURTS and self.mentions:
                        self.blocked(token)
                    if token.pos_ == "NOUN" and event_nouns().get(token.lemma_.lower()) == "leave":
                        self.military_exit(token)
                        self.exit_completed(token)
                    if token.lower_ in REFERRING and self.refers(token):
                        self.referring(token)
                    elif token.pos_ in ("NOUN", "PROPN") and not rest:
                        m = self.mention(token)
                        if m is not None:
                            for each in (m, *self.co_senders(m)):
                                if not each.casualty:
                                    self.clauses(each)
                                self.mentions.append(each)
                            self.mentions += self.co_doers(m)
                            self.mentions += self.co_hosts(m)
        self.completed()
        return self.records()

    def refers(self, token: Token) -> bool:
        """Whether a word stands for the force told of before: "they", "the rest", "the last of them", "the last man"."""
        if token.tag_ == "PRP":
            return token.lower_ in ("they", "them")
        last_man = token.lemma_ == "man" and token.tag_ == "NN" and any(c.lower_ == "last" for c in token.children)
        if token.lemma_.lower() not in ("remainder", "rest", "all", "last") and not last_man:
            return False
        of = [g for c in token.children if c.dep_ == "prep" for g in c.children]
        return token.dep_ in ("nsubj", "nsubjpass") and all(g.lower_ in ("them", "these", "those") for g in of)


def run(draft: Draft) -> list[Force]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
