"""The JSON API: every view of the desk under ``/api``, described by ``/api/openapi.json``, with the pages' own filters."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from wireledger import __version__
from wireledger.desk import cases, editing, views
from wireledger.desk.asking import checked_day
from wireledger.desk.pages import Narrowed, Question, Word, Words, clean, kept, page
from wireledger.ledger.rows import (
    ActorRow,
    Added,
    AgreementRow,
    ClaimRow,
    DeadlineRow,
    DiffRow,
    EventRow,
    ForceRow,
    Hit,
    StatementRow,
    StoryRow,
)

router = APIRouter(prefix="/api")
Limit = Annotated[int, Query(ge=1, le=100_000, description="Rows at most")]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
MANY = 10_000


@router.get("", include_in_schema=False)
def about(request: Request, question: Question) -> Response:
    """The page that lists what the API has."""
    described = request.app.openapi()
    lines = [
        (
            method.upper(),
            path,
            operation.get("summary", ""),
            operation.get("description", ""),
            [p["name"] for p in operation.get("parameters", [])] + _body(described, operation),
        )
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "api.html", question, lines=lines)


def _body(described: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """The fields of the JSON object that a request has as its body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    return list(described["components"]["schemas"].get(name, {}).get("properties", {}))


@router.get("/stamp", tags=["desk"])
def stamp(request: Request) -> dict[str, str]:
    """A string that changes whenever something is recorded."""
    return {"stamp": request.app.state.ledger.stamp(), "version": __version__}


@router.get("/board", tags=["views"])
def board(request: Request, question: Question, since: Word = None) -> views.Board:
    """What runs out, agreements by state, forces by host, what changed since the day before, latest events."""
    return views.board(kept(request), question, views.checked_moment(since))


@router.get("/changes", tags=["views"])
def changes(request: Request, question: Question, days: Annotated[int, Query(ge=1, le=3660)] = 1) -> list[views.Change]:
    """What the ledger says otherwise than it said so many days before."""
    return views.changed(kept(request), question, days)


@router.get("/agreements", tags=["views"])
def agreements(request: Request, question: Question, country: Words = None, state: Word = None, kind: Word = None) -> list[AgreementRow]:  # fmt: skip
    """Agreements with their state and the days left."""
    return views.agreements(kept(request), question, clean(country), state, kind)


@router.get("/agreements/{ref}", tags=["views"])
def agreement(request: Request, question: Question, ref: str) -> views.AgreementPage:
    """One agreement: its acts, how its end was computed, the clause on notice in its own words, and the evidence."""
    return views.agreement_page(kept(request), question, ref)


@router.get("/deadlines", tags=["views"])
def deadlines(request: Request, question: Question, country: Words = None, within: Word = None) -> list[DeadlineRow]:
    """What runs out, soonest first. `within`: 90d, 12w, 6m, 1y."""
    return views.deadlines(kept(request), question, clean(country), within)


@router.get("/forces", tags=["views"])
def forces(request: Request, question: Question, country: Words = None, state: Word = None) -> list[ForceRow]:
    """Whose forces are where, how strong, and by when they must leave."""
    return views.forces(kept(request), question, clean(country), state)


@router.get("/events", tags=["views"])
def events(
    request: Request, question: Question, narrowed: Narrowed, limit: Limit = MANY, offset: Offset = 0
) -> list[EventRow]:
    """Who did what to whom, the latest first, with who says so."""
    return views.events(kept(request), question, narrowed)[offset : offset + limit]


@router.get("/events/months", tags=["views"])
def months(request: Request, question: Question, narrowed: Narrowed) -> dict[str, int]:
    """How many events each month has."""
    return dict(views.by_month(views.events(kept(request), question, narrowed)))


@router.get("/statements", tags=["views"])
def statements(request: Request, question: Question, country: Words = None, speaker: Word = None, limit: Limit = MANY, offset: Offset = 0) -> list[StatementRow]:  # fmt: skip
    """Who said what, with the chain of who told whom."""
    return views.statements(kept(request), question, clean(country), speaker)[offset : offset + limit]


@router.get("/stories", tags=["views"])
def stories(request: Request, question: Question, country: Words = None, source: Word = None, limit: Limit = MANY, offset: Offset = 0) -> list[StoryRow]:  # fmt: skip
    """The stories, the newest first, each by its latest version."""
    return views.stories(kept(request), question, clean(country), source)[offset : offset + limit]


@router.get("/stories/{ref}", tags=["views"])
def story(request: Request, question: Question, ref: str, version: Word = None) -> views.StoryPage:
    """A story with its text, its reading, its claims where they stand, and its versions."""
    return views.story(kept(request), question, ref, version)


@router.get("/stories/{ref}/versions", tags=["views"])
def versions(request: Request, question: Question, ref: str) -> list[DiffRow]:
    """What each version of a story changed, in words and in facts."""
    return views.diffs(kept(request), question, ref)


@router.get("/why/{ref}", tags=["views"])
def why(request: Request, question: Question, ref: str) -> views.Evidence:
    """The words behind a row or claim, the chain of who said so, and everything ever recorded about it."""
    return views.evidence(kept(request), question, ref)


@router.get("/why/{ref}/alike", tags=["views"])
def alike(request: Request, question: Question, ref: str) -> list[tuple[str, str]]:
    """Rows that an event, agreement or force may be one with though the ledger holds them apart: id and words."""
    return views.likely(kept(request), question, ref)


@router.get("/people", tags=["views"])
def people(
    request: Request, question: Question, country: Words = None, name: Word = None, kind: Word = None,
) -> list[ActorRow]:  # fmt: skip
    """People, or bodies, of the whole ledger: names, offices over time, why their mentions are one."""
    return views.people(kept(request), question, clean(country), kind, name)


@router.get("/people/{key}", tags=["views"])
def person(request: Request, question: Question, key: str, story: Word = None) -> views.PersonPage:
    """One person or body by id or name: offices over time, statements, events, namesakes, decisions of editors."""
    return views.person(kept(request), question, key, story)


@router.get("/countries", tags=["views"])
def countries(request: Request, question: Question) -> list[views.CountryLine]:
    """Countries of which the ledger knows something."""
    return views.country_lines(kept(request), question)


@router.get("/countries/{iso3}", tags=["views"])
def country(request: Request, question: Question, iso3: str) -> views.CountryPage:
    """All of one country."""
    return views.country(kept(request), question, iso3)


@router.get("/map", tags=["views"])
def world(request: Request, question: Question, days: Annotated[int, Query(ge=1, le=3660)] = 365) -> views.MapPage:
    """Forces, and events of so many days, each with where it is."""
    return views.world(kept(request), question, days)


@router.get("/search", tags=["views"])
def search(
    request: Request, question: Question, q: Annotated[str, Query(max_length=200)], kind: Word = None, country: Words = None,
    since: Word = None, until: Word = None, source: Word = None,
) -> list[Hit]:  # fmt: skip
    """Full text over stories and claims, best first."""
    return views.search(
        kept(request),
        question,
        q,
        kind,
        clean(country),
        checked_day(since, "since"),
        checked_day(until, "until"),
        source,
    )


@router.get("/decisions", tags=["editing"])
def decisions(request: Request, question: Question) -> list[ClaimRow]:
    """What editors decided, the newest first."""
    return views.decisions(kept(request), question)


@router.get("/cases", tags=["editing"])
def corrected(request: Request) -> list[dict[str, Any]]:
    """Stories that editors corrected, with what a reading of them must find, as `python -m benchmarks cases` scores them."""
    return cases.cases(kept(request))


# -- what changes something --------------------------------------------------------------------------------------------
class Pasted(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=editing.LONGEST)
    published: str | None = Field(None, max_length=40, description="ISO date, where nothing in the story dates it")


class Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")
    action: Literal["correct", "retract", "merge", "split"]
    claim: str = Field(max_length=100, description="The id of a row, a claim or (to take it back) a decision")
    field: str = Field("", max_length=100)
    value: str = Field("", max_length=2000, description="Names with commas for parties; an ISO date for dates")
    other: str = Field("", max_length=100, description="The other row or claim, to merge or split")
    reason: str = Field("", max_length=2000)


@router.post("/read", tags=["editing"])
def read(request: Request, pasted: Pasted) -> Any:
    """Read a story; nothing is kept. Answers with the published JSON object of a reading."""
    editing.editing(request)
    return JSONResponse(editing.read(request, pasted.text, pasted.published or "").to_dict())


@router.post("/stories", tags=["editing"])
def add(request: Request, pasted: Pasted) -> Added:
    """Read a story and record it."""
    editing.editing(request)
    added: Added = request.app.state.ledger.add(editing.read(request, pasted.text, pasted.published or ""))
    return added


@router.post("/decisions", tags=["editing"])
def decide(request: Request, made: Decision) -> dict[str, str]:
    """Record an editor's decision: a claim like any other, which `retract` takes back."""
    return {"claim": editing.decided(request, made.action, made.claim, made.field, made.value, made.other, made.reason)}
