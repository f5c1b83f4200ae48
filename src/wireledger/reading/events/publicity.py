"""Whether what a story tells is a public affair, or sport, weather, business and private life."""

from __future__ import annotations

from collections import Counter

from spacy.attrs import LEMMA, POS
from spacy.symbols import ADJ, NOUN, PROPN
from spacy.tokens import Token

from wireledger.knowledge.plover import classes, topics, word_list
from wireledger.model import Event
from wireledger.reading.draft import Draft
from wireledger.reading.events.told import Mention, Told
from wireledger.reading.participants import OFFICIAL, SOFT, Participants

_PUBLIC = (
    frozenset(("LAB", "REB", "PRM", "OPP", "PTY", "IGO", "NGO", "UAF", "REF", "ELI", "PRE", "UNO", "EUR")) | OFFICIAL
)

_NAMING = frozenset((NOUN, PROPN, ADJ))


class Publicity:
    """Which events of one story are public affairs."""

    def __init__(self, draft: Draft, who: Participants, told: Told) -> None:
        self.draft = draft
        self.who = who
        self.told = told

    def plain(self) -> str | None:
        """Which of sport, weather and markets the story is on, where it is not on public affairs, by the words of its nouns."""
        known = topics()
        counts: Counter[str] = Counter()
        for parsed in self.draft.language.paragraphs:
            strings = parsed.doc.vocab.strings
            words = Counter(map(tuple, parsed.doc.to_array([POS, LEMMA]).tolist()))
            for (kind, lemma), number in words.items():
                if kind in _NAMING:
                    for topic in known.get(strings[lemma].lower(), ()):
                        counts[topic] += number
        public = counts.pop("public", 0)
        topic, most = max(counts.items(), key=lambda c: c[1], default=("", 0))
        return topic if most >= 3 and most >= 2 * public else None

    def is_public(self, event: Event) -> bool:
        """Whether it is a public affair: somebody takes part who is a state, an armed or international body or one of
        theirs, or people protest or are attacked by people who are no single persons of private life."""

        def pleads(i: str) -> bool:  # a lawyer is no court
            return any(r.title.split()[-1:] == ["lawyer"] for r in self.who.get(i).roles)

        def public(i: str) -> bool:
            actor = self.who.get(i)
            if pleads(i):
                return False
            return actor.kind == "state" or actor.sector in _PUBLIC or any(r.of for r in actor.roles)

        everybody = (*event.actors, *event.recipients)
        if event.actors and all(
            self.who.get(i).kind == "organization" and self.who.get(i).sector in SOFT for i in event.actors
        ):
            business = any(self.who.get(i).sector is not None for i in event.actors)
            told = event.quad in (3, 4) and any(self.who.get(i).kind == "state" for i in event.recipients)
            return event.type == "PROTEST" or (told and not business)  # a company's business, with whatever state
        if any(public(i) for i in everybody):
            return True
        if event.type == "RETREAT" and event.mode == "withdraw" and any(self.who.get(i).country for i in event.actors):
            return True  # "the 300 Dominicans will follow"
        if event.mode in ("release", "abduct", "arrest", "deport") and any(
            (c := self.who.get(i).country) and c != self.who.home for i in event.recipients
        ):
            return True  # foreigners
        if event.type == "COERCE" and any(
            set(self.who.get(i).name.lower().split()) & word_list("figures") for i in event.recipients
        ):
            return True
        if event.type == "CONSULT" and any(
            set(self.who.get(i).name.lower().rstrip("s").split()) & classes()["official"] for i in everybody
        ):
            return True  # "leaders of the Pacific islands gathered"
        soft = all(self.who.get(i).sector in SOFT or pleads(i) for i in everybody)
        return event.type == "PROTEST" or not soft

    def dispute(self, public: list[Mention]) -> list[Mention]:
        """The events of a quarrel between private bodies that is the story's matter (a union and an airline, two parties to
        a contract): those with two sides, where there are three at least and one sides' act is a breach."""
        between = [m for m in self.told.mentions if m not in public and m.event.actors and m.event.recipients]
        quads = Counter(m.event.quad for m in between)
        breach = any(m.event.type in ("SANCTION", "PROTEST", "THREATEN") for m in (*between, *public))
        return between if breach and quads[3] + quads[4] >= 2 and len(between) >= 3 else []

    def among_states(self, event: Event) -> bool:
        """Whether states and bodies of states, and they alone, take part."""
        everybody = [self.who.get(i) for i in (*event.actors, *event.recipients)]
        return all(a.kind == "state" or a.sector == "IGO" for a in everybody)

    def in_public_terms(self, token: Token) -> bool:
        known = topics()
        return any("public" in known.get(t.lemma_.lower(), ()) for t in token.sent)

    def kept(self) -> list[Mention]:
        """The mentions of public affairs, in order."""
        topic = self.plain() if self.told.mentions else None
        public = [m for m in self.told.mentions if self.is_public(m.event)]
        if topic is None:
            public += self.dispute(public)
        if topic is None and public:
            # In a story on public affairs what is done by or to private people belongs to it; else in their sentence alone.
            told = {m.trigger.sent.start_char + m.paragraph * 10**6 for m in public}
            public = [
                m
                for m in self.told.mentions
                if m in public
                or (
                    (m.event.type in ("ASSAULT", "COERCE", "PROTEST") or len(public) > 2)
                    and (len(public) > 1 or m.trigger.sent.start_char + m.paragraph * 10**6 in told)
                )
            ]
        return [
            m
            for m in public
            if topic is None
            or (topic != "culture" and self.in_public_terms(m.trigger))
            or (topic in ("markets", "culture") and self.among_states(m.event))
        ]
