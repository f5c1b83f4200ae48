"""The stage ``actors``: states, organisations, people and groups, with everything that refers to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from wireledger.knowledge.countries import countries
from wireledger.model import Actor, Span
from wireledger.reading.draft import Draft
from wireledger.reading.language import head


@dataclass(slots=True)
class Mention:
    """Words that refer to one or, in the plural ("both countries"), to several actors."""

    span: Span
    actors: tuple[str, ...]
    head: Token
    how: Literal["name", "demonym", "title", "pronoun", "description", "acronym", "metonym"] = "name"


@dataclass(slots=True)
class Actors:
    """The actors of a story and the index of their mentions."""

    draft: Draft
    items: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    """In the order of their words; the shorter after the longer that holds it."""
    _by_id: dict[str, Actor] = field(default_factory=dict)
    _by_head: dict[tuple[int, int], Mention] = field(default_factory=dict)

    def get(self, actor_id: str) -> Actor:
        return self._by_id[actor_id]

    def add(self, actor: Actor) -> Actor:
        """Add an actor, or return the one that has its id."""
        if actor.id not in self._by_id:
            self._by_id[actor.id] = actor
            self.items.append(actor)
        return self._by_id[actor.id]

    def mention(self, mention: Mention) -> None:
        """Record that words refer to actors, which are all added before."""
        self.mentions.append(mention)
        self._by_head.setdefault((id(mention.head.doc), mention.head.i), mention)
        for actor in mention.actors:
            if mention.span not in self._by_id[actor].mentions:
                self._by_id[actor].mentions.append(mention.span)

    def of(self, token: Token) -> tuple[str, ...]:
        """The actors that the noun phrase headed by ``token`` refers to; () where it refers to none that is safe.

        For "France's troops" and its head "troops" that is the group of French troops, not France; "the government
        of France" and "Paris" (where it stands for the government) are the state."""
        found = self._by_head.get((id(token.doc), token.i))
        return found.actors if found else ()

    def at(self, span: Span) -> list[Mention]:
        """The mentions that overlap a span."""
        return [m for m in self.mentions if m.span.overlaps(span)]


def state(iso3: str) -> Actor:
    """The actor that a state is, whatever story names it."""
    return Actor(id=f"state:{iso3}", name=countries().by_iso3[iso3].name, kind="state", country=iso3, sector="GOV")


def run(draft: Draft) -> Actors:
    actors = Actors(draft)
    for parsed in draft.language.paragraphs:
        for entity in parsed.doc.ents:
            country = countries().find(entity.text)
            if country is not None:
                actor = actors.add(state(country.iso3))
                actors.mention(Mention(draft.language.span(entity), (actor.id,), head(entity)))
    return actors
