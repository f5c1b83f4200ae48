"""The nouns of a reading: what one story says, as data.

Names and meanings follow the published JSON format (docs/model.md); the JSON Schema in the package is generated
from these classes. A *span* is ``(start, end)``: code points into ``Story.text``, end exclusive. Everything that
the story states carries spans; what was computed carries ``because`` instead.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

ISODate = str
"""An ISO 8601 date, month or year: ``2023-01-18``, ``2023-01``, ``2018``."""


class Span(NamedTuple):
    """Code points ``[start, end)`` into the text of the story."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Record(BaseModel):
    """Base of all records: fields may be set by later stages, unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class RevisionNote(Record):
    """An editor's note on what this version changed: ``(Adds government response from third paragraph.)``"""

    text: str
    span: Span
    paragraph: int | None = None
    """The paragraph from which the change stands, counted from 1."""
    kind: Literal["adds", "updates", "corrects", "removes", "recasts", "other"] = "other"


class Paragraph(Record):
    """A paragraph of the story as its source delimits it. ``kind`` tells text from wire furniture."""

    span: Span
    kind: Literal["body", "headline", "byline", "note", "copyright", "furniture"] = "body"
    start: int
    """Where the prose begins: ``span.start`` but for a dateline or agency mark, which is skipped."""


class Story(Record):
    """A story as a source gave it. The reading adds ``published_from="inferred"`` and ``because``."""

    id: str
    text: str
    headline: str | None = None
    byline: str | None = None
    agency: str | None = None
    language: str | None = None
    published: str | None = None
    """ISO date or date-time; None where nothing gives it."""
    published_from: Literal["given", "markup", "dateline", "inferred"] | None = None
    because: list[Span] = []
    reason: str | None = None
    """Why ``published`` is None, where it is."""
    revision_notes: list[RevisionNote] = []
    dateline: Span | None = None
    """``OUAGADOUGOU, Jan 23 (Agency) -``: the words before the prose begins, where there are any."""
    dateline_place: str | None = None
    copyright: Span | None = None
    paragraphs: list[Paragraph] = []
    source: str | None = None
    """Where the bytes came from: a file name, a URL, a record of an archive."""
    guid: str | None = None
    """The identity that markup gives, the same for all versions."""
    version: str | None = None
    url: str | None = None
    notice: Literal["kill", "withdraw", "embargo"] | None = None
    embargo_until: str | None = None


class Time(Record):
    """A TIMEX3 expression with its resolved interval."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    begin: str | None = None
    end: str | None = None
    """End of the interval, exclusive. Both None for a duration that is not anchored, or an unresolved value."""
    mod: str | None = None
    """TIMEX3 ``mod``: APPROX, START, MID, END, BEFORE, AFTER, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, ..."""
    quant: str | None = None
    freq: str | None = None
    because: list[Span] = []
    """The words of the story that it was anchored by, where not by publication."""


class Place(Record):
    span: Span
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    kind: str | None = None
    """country, capital, admin1, city, base, region, water, ..."""
    metonym: bool = False
    """True where the place's name stands for a government or other body, not for where something is."""


class Role(Record):
    title: str
    of: str | None = None
    """The actor (a state or body) for which the title is held."""
    span: Span
    status: Literal["current", "former", "acting", "elect"] = "current"
    begin: str | None = None
    end: str | None = None


class Actor(Record):
    id: str
    name: str
    kind: Literal["state", "organization", "person", "group"]
    country: str | None = None
    sector: str | None = None
    """PLOVER actor sector: GOV, MIL, REB, OPP, PTY, COP, JUD, SPY, IGO, MED, EDU, BUS, CRM, CVL, NGO, ..."""
    roles: list[Role] = []
    mentions: list[Span] = []
    aliases: list[str] = []
    member_of: str | None = None
    """For a group or body: the actor it belongs to or speaks for ("French troops" -> the state of France)."""
    wikidata: str | None = None


class Link(Record):
    """One link of the chain of sources, nearest first: who told, through what medium, to whom, when."""

    by: str | None
    """Actor id, or None where nobody of the story can safely be named."""
    description: str | None = None
    medium: str | None = None
    to: str | None = None
    when: str | None = None
    spans: list[Span] = []


class Statement(Record):
    id: str
    speaker: str | None
    cue: Span | None
    content: list[Span]
    source: list[Span] = []
    manner: Literal["direct", "indirect", "mixed"] = "indirect"
    told: str | None = None
    when: str | None = None
    about: list[str] = []
    chain: list[Link] = []
    anonymous: bool = False
    count: int | None = None
    """How many sources speak together ("two diplomats"), where the story says."""
    reason: str | None = None
    """Why an anonymous source is not named, in the story's words."""
    speech_act: str | None = None
    """say, deny, demand, promise, warn, accuse, ...: what kind of saying the cue is."""


class Document(Record):
    id: str
    kind: str
    sender: str | None = Field(default=None, alias="from")
    to: str | None = None
    held_by: str | None = None
    authenticated_by: list[str] = []
    disputed_by: list[str] = []
    date: str | None = None
    spans: list[Span] = []


class When(Record):
    value: str | None = None
    begin: str | None = None
    end: str | None = None


Status = Literal["happened", "ongoing", "planned", "ordered", "demanded", "possible", "denied"]


class Magnitude(Record):
    """A typed number: ``killed`` 12, ``troops`` 400, ``money`` 2000000 EUR."""

    kind: str
    value: float
    unit: str | None = None
    bound: Literal["exact", "about", "at-least", "at-most"] = "exact"
    span: Span


class Event(Record):
    id: str
    type: str
    """PLOVER event type."""
    mode: str | None = None
    contexts: list[str] = []
    actors: list[str] = []
    recipients: list[str] = []
    place: str | None = None
    when: When | None = None
    status: Status = "happened"
    trigger: Span
    spans: dict[str, list[Span]] = {}
    according_to: list[str] = []
    quad: Literal[1, 2, 3, 4] | None = None
    cameo: str | None = None
    magnitudes: list[Magnitude] = []
    background: bool = False
    """True for history: what the story recalls, not what it reports as news."""
    reciprocal: bool = False
    """True where what the actors do to the recipients these do to them as well (meeting, trading, signing)."""
    score: float | None = None


class Notice(Record):
    period: str
    """ISO 8601 duration: P1M, P180D, P6M, P1Y."""
    by: list[str] = []
    span: Span
    starts: Literal["notice", "receipt"] = "notice"
    """From when the period runs: the giving of notice, or its receipt."""


AgreementKind = str
"""A kind of the table ``knowledge/agreement_kinds``: defence, status-of-forces, basing, arms-control, trade, ..."""

ActName = Literal[
    "propose", "sign", "ratify", "enter-into-force", "criticise", "review", "suspend", "resume", "notify-end",
    "withdraw-notice", "end", "expire", "withdraw", "extend", "renew", "hand-over",
]  # fmt: skip

AgreementState = Literal["proposed", "signed", "in-force", "under-review", "suspended", "ending", "ended"]


class Act(Record):
    act: ActName
    by: list[str] = []
    on: str | None = None
    status: Status = "happened"
    span: Span
    according_to: list[str] = []
    event: str | None = None
    effect: str | None = None
    """When the act takes effect, as stated: the end for an ending act, the new end for an extension."""
    immediate: bool = False
    """ "with immediate effect"."""
    duration: str | None = None
    """ISO 8601 duration that an extension or a signature is for."""
    received: str | None = None
    """When the notice was received, where the story says."""


class Step(Record):
    """One step of a computation, in words and with what it used."""

    text: str
    spans: list[Span] = []
    value: str | None = None


class Agreement(Record):
    id: str
    name: str
    kind: AgreementKind | None = None
    parties: list[str] = []
    signed: str | None = None
    in_force: str | None = None
    duration: str | None = None
    """ISO 8601 duration, where the story gives the term of the agreement."""
    tacit_renewal: bool | None = None
    notice: Notice | None = None
    acts: list[Act] = []
    state: AgreementState | None = None
    expires_on: str | None = None
    """The stated day on which it runs out by itself."""
    ends_on: str | None = None
    ends_from: Literal["stated", "computed"] | None = None
    ends_not_before: str | None = None
    ends_not_after: str | None = None
    ends_conflict: str | None = None
    """The computed date, where the story states another one."""
    steps: list[Step] = []
    """How ``ends_on`` was computed."""
    because: list[Span] = []
    spans: list[Span] = []
    according_to: list[str] = []
    depositary: str | None = None


class Force(Record):
    id: str
    sender: str | None
    host: str | None
    """ISO 3166-1 alpha-3."""
    what: str
    count: int | None = None
    count_max: int | None = None
    """Upper end, where the story gives a range."""
    count_is: Literal["exact", "about", "at-least", "at-most"] | None = None
    as_of: str | None = None
    state: Literal["present", "arriving", "ordered-out", "leaving", "left"] = "present"
    leave_by: str | None = None
    leave_from: Literal["stated", "computed"] | None = None
    agreement: str | None = None
    place: str | None = None
    status: Status = "happened"
    because: list[Span] = []
    steps: list[Step] = []
    spans: list[Span] = []
    according_to: list[str] = []


class Reading(Record):
    """What one story says: the object that ``wireledger read --format json`` prints."""

    schema_version: str = SCHEMA_VERSION
    story: Story
    times: list[Time] = []
    places: list[Place] = []
    actors: list[Actor] = []
    statements: list[Statement] = []
    documents: list[Document] = []
    events: list[Event] = []
    agreements: list[Agreement] = []
    forces: list[Force] = []
    sentences: list[Span] = []
    """The sentences of headline and body, for showing words where they stand."""

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of docs/model.md: plain dicts, lists, strings and numbers; keys in a fixed order."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> str:
        """The same on one line; equal readings give equal bytes."""
        return self.model_dump_json(by_alias=True)

    @classmethod
    def stored(cls, text: str) -> Reading:
        """A reading from its JSON, written by this or an older wireledger: fields that are gone since then are passed over.

        Raises ValueError."""
        return cls.model_validate_json(text, extra="ignore")

    def words(self, span: Span | tuple[int, int]) -> str:
        """The exact words of a span."""
        return self.story.text[span[0] : span[1]]

    def actor(self, actor_id: str) -> Actor:
        """The actor with that id. Raises KeyError."""
        for actor in self.actors:
            if actor.id == actor_id:
                return actor
        raise KeyError(actor_id)


Published = str | dt.date | dt.datetime | None
