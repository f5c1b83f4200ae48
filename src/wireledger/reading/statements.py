"""The stage ``statements``: who says what, how they know, and what stands as fact, wish, order or denial."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wireledger.model import Document, Statement, Status
from wireledger.reading.draft import Draft


@dataclass(frozen=True, slots=True)
class Stance:
    """How the story holds what one clause says (after FactBank: certainty and polarity, by source)."""

    status: Status | None
    """None: the clause asserts nothing that could be an event (a condition, a question, a definition)."""
    negated: bool = False
    according_to: tuple[str, ...] = ()
    """Statement, document or story ids, nearest source first; the story itself is always last."""
    cue: Token | None = None
    """The word that made it other than happened: "wants", "denied", "will", "not"."""


@dataclass(slots=True)
class Statements:
    draft: Draft
    items: list[Statement] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def stance(self, predicate: Token) -> Stance:
        """The stance of the clause that ``predicate`` (a verb, or a noun that names an event) heads."""
        return Stance("happened", False, (self.draft.story.id,))


def run(draft: Draft) -> Statements:
    return Statements(draft)
