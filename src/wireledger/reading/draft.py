"""What the stages have found so far in one story: each stage reads what stands before it and adds its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wireledger.model import Agreement, Event, Force, Reading, Story

if TYPE_CHECKING:
    from wireledger.reading.actors import Actors
    from wireledger.reading.language import Language
    from wireledger.reading.places import Places
    from wireledger.reading.statements import Statements
    from wireledger.reading.times import Times


@dataclass(slots=True)
class Draft:
    story: Story
    language: Language
    year: int | None = None
    """The year of the story, where no more is known of its date."""
    since: dt.date | None = None
    """A day that the story tells as past, so that it is no older, where its own date is not known."""
    times: Times = field(init=False)
    places: Places = field(init=False)
    actors: Actors = field(init=False)
    statements: Statements = field(init=False)
    events: list[Event] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    forces: list[Force] = field(default_factory=list)

    def reading(self) -> Reading:
        return Reading(
            story=self.story,
            times=self.times.items,
            places=self.places.items,
            actors=self.actors.items,
            statements=self.statements.items,
            documents=self.statements.documents,
            events=self.events,
            agreements=self.agreements,
            forces=self.forces,
            sentences=[self.language.span(s) for s in self.language.sentences],
        )
