"""The stage ``places``: toponyms with country, coordinates and GeoNames id."""

from __future__ import annotations

from dataclasses import dataclass, field

from wireledger.model import Place, Span
from wireledger.reading.draft import Draft


@dataclass(slots=True)
class Places:
    """The places of a story in the order of their words."""

    items: list[Place] = field(default_factory=list)

    def at(self, span: Span) -> Place | None:
        return next((p for p in self.items if p.span.overlaps(span)), None)


def run(draft: Draft) -> Places:
    return Places()
