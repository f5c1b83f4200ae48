"""Templates: everything escaped, and the few words and forms in which pages show plain values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from wireledger import __version__
from wireledger.desk import marks, plots, views
from wireledger.desk.asking import Asked, today
from wireledger.desk.views import Account
from wireledger.ledger import corrections
from wireledger.ledger.claims import slug
from wireledger.ledger.rows import ActorRow, AgreementRow, DeadlineRow, ToldClaim
from wireledger.ledger.words import chains, first_words
from wireledger.lifecycle import first_day

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Templates:
    """The environment of the desk's templates."""

    def __init__(self) -> None:
        self.env = Environment(
            loader=PackageLoader("wireledger.desk", "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self.env.filters.update(
            day=day, moment=moment, left=left, short=short, bare=bare, slug=slug, country=views.country_name, strength=views.strength,
            row_id=views.row_id, office=views.office, describe=views.describe, plain=plain, computation=computation, event_line=views.event_line, act=act, period=period, thousands=lambda n: f"{n:,}",
        )  # fmt: skip
        self.env.globals.update(
            version=__version__, today=lambda: today().isoformat(), STATES=views.STATES, FORCE_STATES=views.FORCE_STATES,
            STATUSES=views.STATUSES, snippet=marks.snippet, plots=plots, deadline_points=deadline_points,
            month_address=month_address, life_points=life_points, life_end=life_end, tenure_bars=tenure_bars, whole=whole, chains_of=chains_of, people_of=people_of, places_of=places_of,
            found_words=found_words, first_words=first_words, EDITED=EDITED, inputs=inputs,
        )  # fmt: skip

    def page(self, request: Request, template: str, asked: Asked, status: int = 200, /, **values: Any) -> HTMLResponse:
        """A page with what every page has."""
        state = request.state
        session = getattr(state, "session", None)
        answer = self.env.get_template(template).render(
            request=request, asked=asked, to=asked.address, path=request.url.path,
            params=[(k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "known_by", "page")],
            alike=lambda kind, payload, row: views.alike(request.app.state.kept, asked, kind, payload, row),
            user=getattr(state, "user", None), may_edit=getattr(state, "may_edit", False),
            stamp=request.app.state.ledger.stamp(), csrf=session.csrf if session else "", guarded=request.app.state.guard.settings.guarded, **values,
        )  # fmt: skip
        return HTMLResponse(answer, status)


EDITED = {
    "event": ("type", "status", "actors", "recipients", "when", "place"),
    "agreement": ("name", "parties", "kind", "signed", "state", "ends_on"),
    "force": ("sender", "host", "what", "count", "state", "leave_by"),
    "statement": ("speaker",),
    "office": ("name", "title"),
    "document": ("document", "date"),
    "identity": ("name", "country"),
}
"""What the desk offers for correction, by kind of claim."""


def inputs(value: Any) -> str:
    """A payload's value as it stands in an input."""
    return "" if value in (None, []) else corrections.shown(value)


# -- what templates ask for --------------------------------------------------------------------------------------------
def deadline_points(rows: list[DeadlineRow], asked: Asked) -> list[tuple[dt.date, str, str]]:
    """Deadlines for the plot of the time ahead."""
    return [
        (
            dt.date.fromisoformat(r.date), r.what.removesuffix(" ends"),
            asked.address(f"/agreements/{r.id}" if r.kind == "agreement" else f"/why/{r.id}"),
        )
        for r in rows
    ]  # fmt: skip


def month_address(
    asked: Asked, params: list[tuple[str, str]], bounds: Callable[[str], tuple[str, str]]
) -> Callable[[str], str]:
    """Where a bar of the plot of months leads: the same events, of that month only."""

    def address(name: str) -> str:
        since, until = bounds(name)
        return asked.here("/events", params, {"since": since, "until": until})

    return address


ACTS = {
    "propose": "proposed", "sign": "signed", "ratify": "ratified", "enter-into-force": "in force", "extend": "extended",
    "renew": "renewed", "criticise": "criticised", "review": "under review", "suspend": "suspended", "resume": "resumed",
    "notify-end": "notice given", "withdraw": "withdrawal", "withdraw-notice": "notice taken back", "end": "declared ended",
    "expire": "expires", "hand-over": "handed over",
}  # fmt: skip
"""Acts as they stand on the line of an agreement's life."""


def life_points(row: AgreementRow) -> list[tuple[str, str, str]]:
    """Acts that were done or are planned, for the plot of an agreement's life: one a day and kind, with by whom."""
    points: dict[tuple[str, str], tuple[str, str, str]] = {}
    for a in row.acts:
        if a.on:
            by = f" by {', '.join(a.by[:2])}" if a.by and len(a.by) < 3 and set(a.by) != set(row.parties) else ""
            doubt = "" if a.status in ("happened", "ongoing") else f" ({a.status})"
            points.setdefault((a.on, a.act), (a.on, f"{ACTS.get(a.act, act(a.act))}{by}{doubt}", a.status))
    if row.signed and not any(name == "sign" for _, name in points):
        points[row.signed, "sign"] = (row.signed, ACTS["sign"], "happened")
    if row.in_force and not any(name == "enter-into-force" for _, name in points):
        points[row.in_force, "enter-into-force"] = (row.in_force, ACTS["enter-into-force"], "happened")
    return list(points.values())


def life_end(row: AgreementRow) -> tuple[str, str] | None:
    """The end of an agreement, for the plot of its life."""
    if not row.ends_on:
        return None
    return row.ends_on, f"{'ended' if row.state == 'ended' else 'ends'} {day(row.ends_on)}"


def tenure_bars(row: ActorRow) -> list[tuple[str, dt.date, dt.date, bool]]:
    """Offices of somebody for their plot: label, first and last day of which stories tell, whether it is a former one."""
    bars = []
    for t in row.offices:
        begin = first_day(t.begin) or dt.date.fromisoformat(t.first_known)
        end = first_day(t.end) or dt.date.fromisoformat(t.last_known)
        label = f"{t.title}{f', {t.of}' if t.of else ''}"
        bars.append((label, min(begin, end), max(begin, end), t.status == "former"))
    return bars


def computation(steps: list[str]) -> list[tuple[str, str | None]]:
    """Steps of a computation in words, each with the day that it comes to, where it comes to another than it names."""
    found: list[tuple[str, str | None]] = []
    for step in steps:
        words, _, result = step.rpartition(": ")
        if not words or not re.fullmatch(r"\d{4}(-\d{2}){0,2}", result):
            words, result = step, ""
        found.append((plain(words), day(result) if result and result not in words else None))
    return found


def plain(words: str) -> str:
    """ISO dates and durations within words as a reader writes them."""
    words = re.sub(r"\b\d{4}-\d{2}(-\d{2})?\b", lambda m: day(m[0]), words)
    return re.sub(r"\bP\d+[DWMY]\b", lambda m: period(m[0]), words)


def whole(account: Account) -> list[list[marks.Piece]]:
    """The whole text of an account with the words of its claim."""
    claim = account.claim
    return marks.marked(account.told.text, [marks.Mark(a, b, claim.kind, claim.id) for a, b in claim.spans])


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain of sources: who, and how it was passed on (a statement, a letter), where a story says so."""

    by: str
    how: str | None = None


def chains_of(claim: ToldClaim) -> list[list[Link]]:
    """Who says what a claim says: chains, nearest source first, as the ledger keeps them apart."""
    told = claim.payload.get("according_to", [])
    how = {
        (source.get("by"), link["by"]): link["medium"]
        for source in told for link in source.get("chain", ()) if link.get("medium")
    }  # fmt: skip
    return [[Link(by, how.get((names[0], by))) for by in names] for names in chains(told)]


def people_of(reading: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """The people of a reading, each with its number among the actors."""
    return [(n, a) for n, a in enumerate(reading.get("actors", ())) if a["kind"] == "person" and a["mentions"]]


def places_of(reading: dict[str, Any]) -> list[tuple[dict[str, Any], list[int]]]:
    """The places of a reading, each with the numbers of its mentions."""
    found: dict[tuple[str, str | None], tuple[dict[str, Any], list[int]]] = {}
    for n, p in enumerate(reading.get("places", ())):
        found.setdefault((p["name"], p["country"]), (p, []))[1].append(n)
    return list(found.values())


def found_words(text: str) -> list[tuple[str, bool]]:
    """A snippet of a search, whose hits stand in square brackets, as ``(words, hit)``."""
    return [(part, n % 2 == 1) for n, part in enumerate(re.split(r"\[([^\[\]]*)\]", text)) if part]


def day(value: str | dt.date | None) -> str:
    """``2023-01-18`` as ``18 Jan 2023``, ``2023-01`` as ``Jan 2023``; anything else as it is; a dash for nothing."""
    if not value:
        return "–"
    match = re.match(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|T)", str(value))
    if not match or not 1 <= int(match[2]) <= 12:
        return str(value)
    return (
        f"{int(match[3])} {MONTHS[int(match[2]) - 1]} {match[1]}"
        if match[3]
        else f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    )


def moment(value: str | None) -> str:
    """A day, with the time of day where there is one."""
    text = str(value or "")
    return f"{day(text)}, {text[11:16]}" if len(text) > 15 and text[10] == "T" else day(text)


def left(days: int | None) -> str:
    """Days left in words."""
    if days is None:
        return "–"
    if days == 0:
        return "today"
    plural = "" if abs(days) == 1 else "s"
    return f"{days:,} day{plural} left" if days > 0 else f"{-days:,} day{plural} over"


def short(story: str | None) -> str:
    """The first eight characters of a story's id."""
    return (story or "").removeprefix("story:")[:8]


def bare(story: str | None) -> str:
    """The id of a story or version as addresses hold it."""
    return (story or "").removeprefix("story:")


def act(name: str) -> str:
    """The name of an act or state in words."""
    return name.replace("-", " ")


def period(value: str | None) -> str:
    """``P6M`` as ``6 months``."""
    match = re.fullmatch(r"P(\d+)([DWMY])", value or "")
    if not match:
        return value or "–"
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[match[2]]
    return f"{match[1]} {unit}{'' if match[1] == '1' else 's'}"
