"""Whom a story is about: the state that leads it, and the two that it sets beside each other."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from wireledger.reading.cast import DIPLOMATIC, OF_STATES, SUBJECTS, Cast
from wireledger.reading.language import head
from wireledger.reading.names import Name, titled


class Protagonists(Cast):
    """The protagonists of a story."""

    def find_topic(self, names: list[tuple[Doc, list[Name]]]) -> str | None:
        """The state that the story is about: the first that is a subject in headline or lead, else the first named."""
        first: str | None = None
        home = self.dateline if self.dateline and self.named_in_all[self.dateline] else None
        for doc, found in names[:3]:
            for name in found:
                if name.country and name.label in ("STATE", "PEOPLE", "CAPITAL", "SEAT"):
                    first = first or name.country
                    token = head(doc[name.start : name.end])
                    if home and token.sent.start > 0 and name.country != home:
                        continue  # who acts after the first sentence is not whom a story from elsewhere is about
                    if name.label != "PEOPLE" and token.dep_ in SUBJECTS:
                        return name.country
                    if (
                        token.dep_ in ("poss", "amod", "compound")
                        and token.head.dep_ in SUBJECTS
                        and (token.dep_ == "poss" or self.body(token.head) or titled(token.head.lower_))
                    ):
                        return name.country
            if first and self.language.parsed(doc[0]).paragraph.kind == "body":
                break
        first = home or first
        if first is None:  # a story at home names no state, but its places and bodies
            places = getattr(self.draft, "places", None)
            counted = Counter(p.country for p in places.items if p.country) if places else Counter()
            counted.update(
                n.country
                for _, found in names
                for n in found
                if n.country and n.label in ("SEAT", "STATE", "CAPITAL", "ORG")
            )
            first = next((c for c, n in counted.most_common(1) if n > 1), None)
        return first

    def find_pair(self, names: list[tuple[Doc, list[Name]]]) -> list[str]:
        """Two states of headline or lead that are set beside each other ("X and Y") or deal with each other."""
        for doc, found in names[:3]:
            states = [n for n in found if n.country and n.label in ("STATE", "CAPITAL", "SEAT")]
            heads = [head(doc[n.start : n.end]) for n in states]
            for token in heads:
                if beside := token.conjuncts:
                    both = {n.country for n, other in zip(states, heads, strict=True) if other in (token, *beside)}
                    if len(both) == 2:
                        return sorted(c for c in both if c)
            for name, token in zip(states, heads, strict=True):
                if (
                    token.dep_ in ("pobj", "dobj")
                    and (token.dep_ == "dobj" or token.head.lower_ in DIPLOMATIC)
                    and name.country
                ):
                    if self.topic and name.country != self.topic:
                        return sorted((self.topic, name.country))
        return []

    def most_named(self, names: list[tuple[Doc, list[Name]]]) -> list[str]:
        """The state that the story is about and the one that it names most beside, where no other comes near."""
        counted: Counter[str] = Counter()
        acting: set[str] = set()
        for nth, (doc, found) in enumerate(names):
            for name in found:
                if name.country and name.label in OF_STATES:
                    counted[name.country] += 3 if nth < 3 else 1
                    token = head(doc[name.start : name.end])
                    if (
                        name.label == "PEOPLE" or token.dep_ == "poss"
                    ):  # "French troops left", "France's president said"
                        body = token.head if token.head.dep_ in SUBJECTS else None
                        if body is not None and (self.body(body) or titled(body.lower_)):
                            acting.add(name.country)
                    elif token.dep_ in SUBJECTS:
                        acting.add(name.country)
        others = [(n, c) for c, n in counted.items() if c != self.topic]
        best = sorted(others, reverse=True)[:2]
        if not self.topic or not best or best[0][0] < 3 or (len(best) > 1 and best[1][0] * 1.5 > best[0][0]):
            return []
        if not {self.topic, best[0][1]} <= acting:
            return []  # states of which the story only tells where something is: of firms, of clubs
        return sorted((self.topic, best[0][1]))
