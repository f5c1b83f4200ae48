"""The pages. Each asks one of ``views`` and fills a template; nothing here changes the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from wireledger.desk import tables, views, world
from wireledger.desk.asking import Asked, asked, checked_day
from wireledger.desk.cached import Kept
from wireledger.desk.marks import marked
from wireledger.desk.rendering import Templates
from wireledger.errors import UsageError

router = APIRouter(include_in_schema=False)
Question = Annotated[Asked, Depends(asked)]
Word = Annotated[str | None, Query(max_length=200)]
Words = Annotated[list[str] | None, Query(max_length=40)]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=100_000)]
VISIT_GAP = 1800
"""Seconds without a page after which the next one is a new visit."""


def kept(request: Request) -> Kept:
    return request.app.state.kept  # type: ignore[no-any-return]


def page(request: Request, template: str, question: Asked, status: int = 200, /, **values: Any) -> HTMLResponse:
    templates: Templates = request.app.state.templates
    return templates.page(request, template, question, status, **values)


def failed(request: Request, status: int, message: str) -> HTMLResponse:
    """The page of an error. Dates that were not understood are dropped."""
    titles = {403: "Not allowed", 404: "Not found", 413: "Too large", 422: "Not understood", 429: "Too fast"}
    try:
        question = Asked(
            checked_day(request.query_params.get("as_of"), "as_of"), checked_day(request.query_params.get("known_by"), "known_by")
        )  # fmt: skip
    except UsageError:
        question = Asked()
    return page(request, "failed.html", question, status, title=titles.get(status, "Something failed"), message=message)


def cut(rows: list[Any], number: int) -> tuple[list[Any], dict[str, int]]:
    """One page of rows, with what a pager needs."""
    last = max((len(rows) + views.PAGE - 1) // views.PAGE, 1)
    number = min(number, last)
    first = (number - 1) * views.PAGE
    return rows[first : first + views.PAGE], {"page": number, "last": last, "rows": len(rows), "first": first + 1}


@router.get("/")
def board(request: Request, question: Question, since: Word = None) -> Response:
    previous, visit = _visit(request)
    since = views.checked_moment(since) or previous
    answer = page(request, "board.html", question, board=views.board(kept(request), question, since), last_visit=since)
    answer.set_cookie(
        "visit",
        visit,
        max_age=400 * 86400,
        httponly=True,
        samesite="lax",
        secure=request.app.state.guard.settings.secure,
    )
    return answer


def _visit(request: Request) -> tuple[str | None, str]:
    """When the reader's last visit ended, and the cookie ``previous|latest`` that carries it on."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    previous, _, latest = request.cookies.get("visit", "").partition("|")
    try:
        before = dt.datetime.fromisoformat(latest) if latest else None
        start = dt.datetime.fromisoformat(previous) if previous else None
    except ValueError:
        before = start = None
    if before is not None and before.tzinfo is None and (now - before).total_seconds() > VISIT_GAP:
        start = before
    since = start.isoformat(timespec="seconds") if start is not None and start.tzinfo is None else None
    return since, f"{since or ''}|{now.isoformat(timespec='seconds')}"


@router.get("/agreements")
def agreements(
    request: Request, question: Question, country: Words = None, state: Word = None, kind: Word = None
) -> Response:
    rows = views.agreements(kept(request), question, clean(country), state, kind)
    kinds = sorted({r.kind for r in views.agreements(kept(request), question) if r.kind})
    return page(
        request, "agreements.html", question, rows=rows, country=clean(country), state=state, kind=kind, kinds=kinds
    )


@router.get("/agreements/{ref}")
def agreement(request: Request, question: Question, ref: str) -> Response:
    found = views.agreement_page(kept(request), question, ref)
    return page(
        request, "agreement.html", question, row=found.agreement, evidence=found.evidence, notice=found.notice
    )  # fmt: skip


@router.get("/forces")
def forces(request: Request, question: Question, country: Words = None, state: Word = None) -> Response:
    rows = views.forces(kept(request), question, clean(country), state)
    return page(
        request, "forces.html", question, hosts=views.by_host(rows), rows=rows, country=clean(country), state=state
    )


@router.get("/deadlines")
def deadlines(request: Request, question: Question, country: Words = None, within: Word = None) -> Response:
    rows = views.deadlines(kept(request), question, clean(country), within)
    return page(request, "deadlines.html", question, rows=rows, country=clean(country), within=within)


def filters(
    country: Words = None, type: Words = None, status: Word = None, since: Word = None, until: Word = None,
    source: Word = None, background: bool = False,
) -> views.Filters:  # fmt: skip
    """What events are narrowed to. Raises UsageError."""
    return views.Filters(
        clean(country), [t.upper() for t in clean(type)], status or None, checked_day(since, "since"),
        checked_day(until, "until"), source or None, background,
    )  # fmt: skip


Narrowed = Annotated[views.Filters, Depends(filters)]


@router.get("/events")
def events(request: Request, question: Question, narrowed: Narrowed, page_number: PageNumber = 1) -> Response:  # fmt: skip
    rows = views.events(kept(request), question, narrowed)
    shown, pager = cut(rows, page_number)
    return page(
        request, "events.html", question, rows=shown, pager=pager, filters=narrowed, months=views.by_month(rows),
        types=views.event_types(), month_bounds=month_bounds,
    )  # fmt: skip


def month_bounds(name: str) -> tuple[str, str]:
    """First and last day of a month ``2023-01``."""
    year, month = int(name[:4]), int(name[5:7])
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return f"{name}-01", (after - dt.timedelta(days=1)).isoformat()


@router.get("/statements")
def statements(request: Request, question: Question, country: Words = None, speaker: Word = None, number: PageNumber = 1) -> Response:  # fmt: skip
    shown, pager = cut(views.statements(kept(request), question, clean(country), speaker), number)
    return page(request, "statements.html", question, rows=shown, pager=pager, country=clean(country), speaker=speaker)


@router.get("/stories")
def stories(request: Request, question: Question, country: Words = None, source: Word = None, number: PageNumber = 1) -> Response:  # fmt: skip
    shown, pager = cut(views.stories(kept(request), question, clean(country), source), number)
    return page(request, "stories.html", question, rows=shown, pager=pager, country=clean(country), source=source)


@router.get("/stories/{ref}")
def story(request: Request, question: Question, ref: str, version: Word = None, hide: Words = None) -> Response:
    found = views.story(kept(request), question, ref, version)
    shown = [
        *views.marks_of_claims(found.told.claims, question),
        *views.marks_of_reading(found.told.reading, question, found.people),
    ]
    return page(
        request,
        "story.html",
        question,
        story=found,
        told=found.told,
        text=marked(found.told.text, shown),
        hidden=clean(hide),
    )


@router.get("/stories/{ref}/versions")
def story_versions(request: Request, question: Question, ref: str) -> Response:
    found = views.story(kept(request), question, ref)
    return page(request, "versions.html", question, story=found, diffs=views.diffs(kept(request), question, ref))


@router.get("/why/{ref}")
def why(request: Request, question: Question, ref: str) -> Response:
    found = views.evidence(kept(request), question, ref)
    if found.kind == "agreement" and ref[:1] == "A":
        return RedirectResponse(question.address(f"/agreements/{ref}"), 303)
    return page(request, "why.html", question, evidence=found)


@router.get("/people")
def people(
    request: Request, question: Question, country: Words = None, name: Word = None, kind: Word = None,
    number: PageNumber = 1,
) -> Response:  # fmt: skip
    rows, pager = cut(views.people(kept(request), question, clean(country), kind, name), number)
    return page(
        request, "people.html", question, rows=rows, pager=pager, country=clean(country), name=name, kind=kind or "person"
    )  # fmt: skip


@router.get("/people/{key}")
def person(request: Request, question: Question, key: str, story: Word = None) -> Response:
    bearers = [] if views.is_id(key) else views.called(kept(request), question, key, story)
    if len(bearers) > 1:
        return page(request, "namesakes.html", question, 300, rows=bearers)
    found = views.person(kept(request), question, key, story)
    if story and found.actor is not None:
        return RedirectResponse(question.address(f"/people/{found.actor.id}"), 303)
    told = views.evidence(kept(request), question, found.actor.id) if found.actor else None
    return page(request, "person.html", question, found=found, evidence=told)


@router.get("/countries")
def countries(request: Request, question: Question) -> Response:
    return page(request, "countries.html", question, rows=views.country_lines(kept(request), question))


@router.get("/countries/{iso3}")
def country(request: Request, question: Question, iso3: str) -> Response:
    return page(request, "country.html", question, found=views.country(kept(request), question, iso3))


@router.get("/map")
def world_map(request: Request, question: Question, days: Annotated[int, Query(ge=1, le=3660)] = 365) -> Response:
    found = views.world(kept(request), question, days)
    dots = [
        world.Dot(
            p.lat, p.lon, "force", f"{p.force.sender}: {views.strength(p.force)}, {p.force.state}",
            question.address(f"/why/{p.force.id}"), p.force.count or 1, p.force.state, p.origin,
        )
        for p in found.forces
    ]  # fmt: skip
    dots += [
        world.Dot(p.lat, p.lon, "event", f"{p.event.date}: {views.event_line(p.event)}", question.address(f"/why/{p.event.id}"), state=f"q{p.event.quad or 0}")
        for p in found.events
    ]  # fmt: skip
    drawn = world.draw(
        dots, found.countries, {p.force.host for p in found.forces}, lambda iso3: question.address(f"/countries/{iso3}")
    )
    return page(request, "map.html", question, found=found, drawn=drawn, days=days)


@router.get("/search")
def search(
    request: Request, question: Question, q: Word = None, kind: Word = None, country: Words = None, since: Word = None,
    until: Word = None, source: Word = None,
) -> Response:  # fmt: skip
    narrow: dict[str, Any] = {
        "kind": kind or None, "country": clean(country), "since": checked_day(since, "since"), "until": checked_day(until, "until"),
        "source": source or None,
    }  # fmt: skip
    hits = views.search(kept(request), question, q, **narrow) if q and q.strip() else []
    return page(request, "search.html", question, hits=hits, q=q or "", **narrow)


@router.get("/{table}.csv")
def as_csv(
    request: Request, question: Question, narrowed: Narrowed, table: str, state: Word = None, kind: Word = None,
    speaker: Word = None, within: Word = None, person: Annotated[str | None, Query(alias="name", max_length=200)] = None,
) -> Response:  # fmt: skip
    """The rows of a page as CSV: the same filters, the same order."""
    k, countries_ = kept(request), narrowed.country
    rows: list[Any]
    match table:
        case "events":
            rows = views.events(k, question, narrowed)
        case "agreements":
            rows = views.agreements(k, question, countries_, state, kind)
        case "forces":
            rows = views.forces(k, question, countries_, state)
        case "deadlines":
            rows = views.deadlines(k, question, countries_, within)
        case "statements":
            rows = views.statements(k, question, countries_, speaker)
        case "stories":
            rows = views.stories(k, question, countries_, narrowed.source)
        case "people":
            rows = views.people(k, question, countries_, kind, person)
        case "countries":
            rows = views.country_lines(k, question)
        case _:
            return failed(request, 404, f"{table[:40]}.csv: there is no such table")
    return Response(
        tables.csv_of(rows), media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{table}-{question.day.isoformat()}.csv"'},
    )  # fmt: skip


def clean(values: list[str] | None) -> list[str]:
    """Values of a repeated parameter; commas part them as well; empty ones are none."""
    return [part.strip() for value in values or [] for part in value.split(",") if part.strip()]
