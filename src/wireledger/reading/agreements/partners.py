"""Whom an agreement binds where neither its phrase nor what is done to it says so: a choice among the parties of the story.

Each pair of states, or of a state and a body, is scored by where the story names the two: in the sentence of the agreement or the
one before, in its paragraph, in the lead, as the parties of the agreement that the story is about. The weights are
those of a conditional logit (McFadden 1974), fitted by ``scripts/fit_partners.py``.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import Counter, defaultdict
from dataclasses import dataclass

from wireledger.knowledge.agreements import partner_weights
from wireledger.model import Actor
from wireledger.reading.agreements import parts
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent", "csubj"))
_PRIVATE = frozenset(("BUS", "LAB", "CVL", "MED", "EDU"))
_OFTEN = 4
"""How often a story must name each of two parties that nothing says to be bound."""
_PUBLIC = 16
"""How often it must name governments."""
_LONG = 20
"""Sentences from which a story is a long one."""
_MOST = 9
"""Candidates are the parties that a story names most, so many."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One naming of a party: its place in the story, in sentences and paragraphs."""

    party: str
    sentence: int
    paragraph: int
    clause: int
    subject: bool


class Partners:
    """Chooses the parties of the agreements of one story."""

    def __init__(self, draft: Draft, who: Parties, entries: list[Entry]) -> None:
        self.draft = draft
        self.who = who
        self.entries = entries
        self.actors: dict[str, Actor] = {a.id: a for a in draft.actors.items}
        """All that may be parties, by id; those of the story itself only once they are chosen."""

    @functools.cached_property
    def sentences(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Sentence (by document and first token) -> its number in the story, and that of its paragraph."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for nth, parsed in enumerate(self.draft.language.paragraphs):
            for sentence in parsed.sentences:
                found[id(parsed.doc), sentence.start] = (len(found), nth)
        return found

    @functools.cached_property
    def told(self) -> list[Told]:
        """Every naming of a state or international body, in order."""
        found: list[Told] = []
        for mention in self.draft.actors.mentions:
            place = self.sentences.get((id(mention.head.doc), mention.head.sent.start))
            if place is None:
                continue
            for actor in mention.actors:
                if (party := self.who.acts_for(actor)) is not None:
                    self.actors.setdefault(party.id, party)
                    verb = clause(mention.head).i
                    found.append(Told(party.id, *place, verb, mention.head.dep_ in _SUBJECTS))
        return found

    @functools.cached_property
    def counts(self) -> Counter[str]:
        return Counter(t.party for t in self.told)

    @functools.cached_property
    def first(self) -> int:
        """The number of the first sentence of the body."""
        heads = [p for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"]
        return sum(len(p.sentences) for p in heads)

    def clues(self, entry: Entry, known: list[str]) -> dict[Pair, dict[str, float]]:
        """For each pair that may be an agreement's parties, with those that are known among them, what speaks for it."""
        ranked = [p for p, _ in self.counts.most_common(_MOST)]
        ranked += [p for p in known if p not in ranked]
        places: list[tuple[int, int, int]] = []
        phrases = set()
        for m in entry.mentions:
            place = self.sentences.get((id(m.head.doc), m.head.sent.start))
            if place is not None:
                places.append((*place, clause(m.head).i))
                phrases.add(place[0])
        body = [p for p in places if p[0] >= self.first] or places
        main = parts.main(self.entries)
        mains = set(main.parties) if main is not None and main is not entry else set()
        single = {p: self.of_one(p, body, entry, mains) for p in ranked}
        found: dict[Pair, dict[str, float]] = {}
        for a, b in itertools.combinations(sorted(ranked), 2):
            if not set(known) <= {a, b}:
                continue
            kinds = [self.actors[p].kind == "state" for p in (a, b)]
            if not any(kinds):
                continue
            clues: dict[str, float] = defaultdict(float)
            for p in (a, b):
                for name, value in single[p].items():
                    clues[name] += value
            clues["state and body"] = float(not all(kinds))
            clues["main pair"] = float({a, b} == mains)
            for what in ("clause", "sentence", "before", "paragraph", "lead"):
                clues[f"both: {what}"] = float(single[a].get(what, 0.0) > 0 and single[b].get(what, 0.0) > 0)
            together = {t.sentence for t in self.told if t.party == a} & {t.sentence for t in self.told if t.party == b}
            clues["together"] = min(len(together), 4) / 4
            found[a, b] = dict(clues)
        return found

    def of_one(self, party: str, places: list[tuple[int, int, int]], entry: Entry, mains: set[str]) -> dict[str, float]:
        """What speaks for one party by itself."""
        clues: dict[str, float] = {}
        for t in self.told:
            if t.party != party:
                continue
            if t.sentence < self.first:
                clues["headline"] = 1.0
            if t.sentence == self.first:
                clues["lead"] = 1.0
                if t.subject:
                    clues["lead subject"] = 1.0
            for sentence, paragraph, verb in places:
                if t.sentence == sentence:
                    clues["sentence"] = 1.0
                    if t.subject:
                        clues["sentence subject"] = 1.0
                    if t.clause == verb:
                        clues["clause"] = 1.0
                elif t.sentence == sentence - 1 and t.paragraph == paragraph:
                    clues["before"] = 1.0
                    if t.subject:
                        clues["before subject"] = 1.0
                elif t.sentence == sentence + 1 and t.paragraph == paragraph:
                    clues["after"] = 1.0
                elif t.paragraph == paragraph:
                    clues["paragraph"] = 1.0
                elif t.paragraph == paragraph - 1:
                    clues["paragraph before"] = 1.0
        total = sum(self.counts.values()) or 1
        clues["share"] = self.counts[party] / total
        order = [p for p, _ in self.counts.most_common(3)]
        for nth, name in enumerate(("most", "second", "third")):
            if nth < len(order) and order[nth] == party:
                clues[name] = 1.0
        clues["main"] = float(party in mains)
        clues["doer"] = float(any(party in f.by for f in entry.acts))
        clues["done to"] = float(any(party in f.to for f in entry.acts))
        actor = self.actors[party]
        clues["body"] = float(actor.sector == "IGO")
        clues["United Nations"] = float(actor.name == "United Nations")
        return clues

    def choose(self, entry: Entry, known: list[str]) -> tuple[list[str], float]:
        """The likeliest two parties, and how likely they are among all that the story names."""
        clues = self.clues(entry, known)
        weights = partner_weights()
        scores = {pair: sum(weights.get(k, 0.0) * v for k, v in c.items()) for pair, c in clues.items()}
        if not scores:
            return [], 0.0
        best = max(scores, key=lambda p: (scores[p], p))
        total = sum(math.exp(s - scores[best]) for s in scores.values())
        return [self.draft.actors.add(self.actors[p]).id for p in best], 1 / total

    def matter(self, pair: list[str]) -> bool:
        """Whether a story is one of dealings between those two: it names each often, and governments far more than firms."""
        items = self.draft.actors.items
        public = sum(len(a.mentions) for a in items if a.kind == "state" or a.sector in ("GOV", "MIL", "IGO"))
        private = sum(len(a.mentions) for a in items if a.sector in _PRIVATE)
        long = min(len(self.sentences) / _LONG, 1.0)
        often = min(self.counts[p] for p in pair) >= _OFTEN * long
        return often and public >= _PUBLIC * long and public > 2 * private


__all__ = ["Partners"]
