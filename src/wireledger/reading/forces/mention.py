"""One phrase for a force, and what was read of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from wireledger.model import Span, Status, Step

State = Literal["present", "arriving", "ordered-out", "leaving", "left"]


@dataclass(slots=True)
class Mention:
    """One phrase for a force, with what its clause says."""

    head: Token
    span: Span
    what: str
    kind: str
    sender: str | None = None
    host: str | None = None
    count: int | None = None
    count_max: int | None = None
    count_is: Literal["exact", "about", "at-least", "at-most"] | None = None
    vague: bool = False
    """ "hundreds": a strength without a number."""
    state: State = "present"
    told: bool = False
    """The clause itself says the state; else it is only what a force is by being there."""
    status: Status = "happened"
    leave_by: str | None = None
    leave_from: Literal["stated", "computed"] | None = None
    because: list[Span] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    according_to: list[str] = field(default_factory=list)
    place: str | None = None
    past: bool = False
    earlier: bool = False
    """The count is that of an earlier time."""
    pronoun: bool = False
    guess: str | None = None
    """Whose "the soldiers" are where no other mention tells."""
    extra: bool = False
    """Beyond those who are there: "another 1,000"."""
    asserted: bool = False
    """The clause says that it is there."""
    inferred: bool = False
    """The host is that of other mentions or of the story."""
    explicit: bool = False
    """The phrase itself names the sender."""
    history: bool = False
    """In a sentence of years ago."""
    ended: bool = False
    """The clause says that its leaving is complete: "completed the withdrawal of its soldiers"."""
    casualty: bool = False
    """Killed, wounded, captured: no strength."""
    gone: bool = False
    """In the pluperfect: there no longer."""
    garrison: bool = False
    """Counted beside a base: "a base there, with some 400 men"."""
    part: bool = False
    """The clause tells of some of it only: "35 of its 130 soldiers"."""
    home: bool = False
    """It moves in its own country."""
    hosts: list[str] = field(default_factory=list)
    """Further countries that the same words place it in: "left Estonia and Latvia"."""
    hosted: bool = False
    """The clause says who has them in his country: "Poland hosts 10,000 Americans"."""
    of_them: bool = False
    """The count is of a part of those told of: "about 250 of them"."""
    stale: bool = False
    """What it is told to do it was told weeks ago."""
    afar: bool = False
    """Where it is, the clause says, is no country: "in the Gulf"."""
    total: bool = False
    """The clause says that these are all: "in all about 10,500 soldiers"."""
    pending: bool = False
    """A people without a word for soldiers: of use where other mentions tell of its soldiers."""
