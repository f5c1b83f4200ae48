"""What views answer with: plain rows, in lists that go straight into pandas (``DataFrame(rows.to_dicts())``) or polars."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class Rows(list[Row], Generic[Row]):
    """A list of rows."""

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain values."""
        return [dataclasses.asdict(row) for row in self]  # type: ignore[call-overload]

    def __dataframe_rows__(self) -> list[dict[str, Any]]:
        return self.to_dicts()


@dataclass(frozen=True, slots=True)
class Account:
    """How one story tells a fact."""

    claim: str
    story: str
    version: str
    known_from: str
    agency: str | None
    headline: str | None
    says: str
    """The value that this story gives where stories may differ: a status, a strength, an end date."""
    sources: list[str] = field(default_factory=list)
    """Who says so, nearest first."""
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    id: str
    type: str
    mode: str | None
    contexts: list[str]
    actors: list[str]
    recipients: list[str]
    date: str | None
    status: str
    contested: bool
    """True where one source denies what another reports."""
    place: str | None
    countries: list[str]
    quad: int | None
    cameo: str | None
    background: bool
    magnitudes: list[dict[str, Any]]
    according_to: list[str]
    independent_sources: int
    accounts: list[Account]


@dataclass(frozen=True, slots=True)
class ActRow:
    act: str
    by: list[str]
    on: str | None
    status: str
    claim: str
    story: str
    words: str
    sources: list[str]
    effect: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    id: str
    name: str
    kind: str | None
    parties: list[str]
    countries: list[str]
    signed: str | None
    in_force: str | None
    notice: str | None
    notice_by: list[str]
    state: str | None
    ends_on: str | None
    ends_from: str | None
    days_left: int | None
    ends_not_before: str | None
    ends_not_after: str | None
    ends_conflict: str | None
    steps: list[str]
    acts: list[ActRow]
    independent_sources: int
    accounts: list[Account]
    merged_because: list[str]


@dataclass(frozen=True, slots=True)
class ForceRow:
    id: str
    sender: str
    sender_country: str | None
    host: str
    what: str
    count: int | None
    count_is: str | None
    count_low: int | None
    count_high: int | None
    as_of: str | None
    state: str
    leave_by: str | None
    leave_from: str | None
    days_left: int | None
    agreement: str | None
    independent_sources: int
    accounts: list[Account]


@dataclass(frozen=True, slots=True)
class StatementRow:
    id: str
    speaker: str | None
    country: str | None
    content: str
    manner: str
    date: str | None
    told: str | None
    chain: list[str]
    anonymous: bool
    speech_act: str | None
    story: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    id: str
    name: str
    title: str
    of: str | None
    country: str | None
    sector: str | None
    status: str
    first_known: str
    last_known: str
    stories: list[str]


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that stories give to somebody, from the first to the last day on which one does."""

    title: str
    of: str | None
    status: str
    begin: str | None
    """Where a story says since when, and until when."""
    end: str | None
    first_known: str
    last_known: str
    stories: list[str]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One person or body of the whole ledger."""

    id: str
    name: str
    kind: str
    """``person`` or ``organization``."""
    country: str | None
    sector: str | None
    aliases: list[str]
    offices: list[Tenure]
    first_known: str
    last_known: str
    stories: list[str]
    independent_sources: int
    accounts: list[Account]
    merged_because: list[str]
    """Why the mentions of several stories were held to be one."""


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    id: str
    kind: str
    """``agreement`` or ``force``."""
    what: str
    date: str
    days_left: int
    from_: str
    """``stated`` or ``computed``."""
    because: list[str]
    countries: list[str]
    stories: list[str]
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    id: str
    version: str
    versions: int
    published: str
    headline: str | None
    agency: str | None
    source: str | None
    copy_of: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """Stories that report one thing."""

    id: str
    """The earliest story."""
    headline: str | None
    first: str
    last: str
    agencies: list[str]
    independent_sources: int
    """Copies count with what they copy, stories of one agency once."""
    stories: list[str]


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: str
    story: str
    published: str
    headline: str | None
    agency: str | None
    source: str | None
    notes: list[str]
    corrects: bool
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim where it stands in the text of its version; ``payload`` with editors' corrections applied."""

    id: str
    kind: str
    summary: str
    spans: list[tuple[int, int]]
    payload: dict[str, Any]
    retracted_by: str | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One version of a story with its text, its reading (the published JSON object) and its claims."""

    story: str
    version: str
    published: str
    headline: str | None
    agency: str | None
    source: str | None
    url: str | None
    text: str
    reading: dict[str, Any]
    claims: list[ToldClaim]


@dataclass(frozen=True, slots=True)
class WhyRow:
    """The words behind one claim: a sentence of a story version with the places to highlight in it."""

    claim: str
    kind: str
    summary: str
    story: str
    version: str
    known_from: str
    headline: str | None
    agency: str | None
    sentences: list[tuple[str, list[tuple[int, int]]]]
    """Sentences, each with the spans within it."""
    chains: list[list[str]]
    """Who says so: a chain for each statement or document that the claim rests on, nearest source first."""
    retracted_by: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    id: str
    kind: str
    summary: str
    version: str | None
    story: str | None
    known_from: str
    valid_from: str | None
    target: str | None
    editor: str | None
    retracted_by: str | None


@dataclass(frozen=True, slots=True)
class DiffRow:
    story: str
    from_version: str
    to_version: str
    published: str
    notes: list[str]
    words: list[tuple[str, str]]
    """(``=``, ``+`` or ``-``, words) in order."""
    added: list[str]
    gone: list[str]
    retracted: list[str]


@dataclass(frozen=True, slots=True)
class Hit:
    kind: str
    id: str
    story: str
    published: str
    headline: str | None
    agency: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one story did: ``new``, ``version`` (of a story that is there), ``copy`` or ``same`` (nothing)."""

    outcome: str
    story: str
    version: str
    claims: int = 0
    retracted: int = 0
    copy_of: str | None = None


def rows(items: Iterable[Row]) -> Rows[Row]:
    return Rows(items)
