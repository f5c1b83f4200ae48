"""The stage ``events``: who does what to whom, coded by PLOVER, with the words behind every field.

A trigger (verb, or noun that names an event) is looked up in ``knowledge/plover_verbs``; the frame that its arguments fit
decides the type. Whether it happened, and who says so, is the statements stage's to say; when, the times stage's. Mentions
of one happening become one event with all their spans.
"""

from __future__ import annotations

from spacy.attrs import POS
from spacy.symbols import AUX, NOUN, PROPN, VERB
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.model import Event
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.events.coder import Coder
from wireledger.reading.events.implied import Implied
from wireledger.reading.events.merging import Merging
from wireledger.reading.events.publicity import Publicity
from wireledger.reading.events.told import NOUNS, Told
from wireledger.reading.participants import Participants

_TRIGGERS = frozenset((VERB, NOUN, PROPN, AUX))
_LONG = 250
"""Tokens of a sentence past which it is no sentence but a list or a table: not read."""


class Stage:
    """One run over one story."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.who = Participants(draft)
        self.told = Told(draft, self.who)
        self.coder = Coder(draft, self.who, self.told)
        self.implied = Implied(draft, self.who, self.told, self.coder)
        self.publicity = Publicity(draft, self.who, self.told)
        self.merging = Merging(draft, self.who, self.told)
        self.lemmas = frames.lemmas()

    def read(self) -> list[Event]:
        for parsed in self.draft.language.paragraphs:
            kinds = parsed.doc.to_array(POS).tolist()  # a Token is built for those alone that may trigger
            for sentence in parsed.sentences:
                if len(sentence) > _LONG:
                    continue
                self.sentence(sentence, [i for i in range(sentence.start, sentence.end) if kinds[i] in _TRIGGERS])
        self.told.mentions = self.publicity.kept()
        self.merging.completed()
        events = self.merging.merged()
        self.who.keep({i for e in events for i in (*e.actors, *e.recipients)})
        return events

    def sentence(self, sentence: Tokens, candidates: list[int]) -> None:
        doc = sentence.doc
        words = [doc[i] for i in candidates]
        triggers = [t for t in words if frames.lemma_of(t) in self.lemmas]
        # Verbs before nouns, governing before governed: an operator takes what it governs with it.
        triggers.sort(key=lambda t: (t.pos_ in NOUNS, _depth(t), t.i))
        self.told.here = []
        for token in triggers:
            before = set(self.told.consumed)
            if (id(token.doc), token.i) in self.told.consumed or token.ent_type_ in ("GPE", "NORP", "PERSON"):
                continue
            mention = self.coder.at(token)
            if mention is not None:
                self.told.here.append(mention)
            elif token.dep_ == "acl":
                self.told.consumed = (
                    before  # "the strike called by the unions began": the strike may still tell of an event
                )
        for mention in self.implied.within(words):
            self.told.here.append(mention)
        self.told.mentions += sorted(self.told.here, key=lambda m: m.trigger.i)
        self.told.here = []


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def run(draft: Draft) -> list[Event]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
