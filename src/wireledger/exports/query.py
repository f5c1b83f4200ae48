"""What an export is asked for, and the happenings of the ledger in the shape that event data are written from."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from wireledger.errors import UsageError
from wireledger.ledger.rows import (
    ActorRow,
    AgreementRow,
    DeadlineRow,
    EventRow,
    ForceRow,
    OfficeRow,
    Rows,
    StatementRow,
    StoryRow,
)
from wireledger.ledger.schema import reading, versions

if TYPE_CHECKING:
    from wireledger.ledger import Ledger
    from wireledger.ledger.ledger import Countries, Day

VIEWS: dict[str, type] = {
    "events": EventRow,
    "agreements": AgreementRow,
    "forces": ForceRow,
    "statements": StatementRow,
    "actors": ActorRow,
    "offices": OfficeRow,
    "deadlines": DeadlineRow,
    "stories": StoryRow,
}
"""Names of views and the rows that they answer with."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which rows: a view, as of a day, as known by a day, on countries."""

    view: str = "events"
    as_of: Day = None
    known_by: Day = None
    countries: Countries = None

    def rows(self, ledger: Ledger) -> Rows[Any]:
        """The rows of the view. Raises UsageError for a view that is none."""
        if self.view not in VIEWS:
            raise UsageError(f"no view: {self.view!r}; one of {', '.join(VIEWS)}")
        if self.view == "stories":
            return ledger.stories(known_by=self.known_by, countries=self.countries)
        found: Rows[Any] = getattr(ledger, self.view)(
            as_of=self.as_of, known_by=self.known_by, countries=self.countries
        )
        return found


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of a happening: who it is in the whole ledger, and the titles that the first story gives it."""

    name: str
    """By which the ledger calls a person or body, whatever this story does."""
    kind: str
    country: str | None
    sector: str | None
    titles: tuple[str, ...] = ()
    said: str = ""
    """What the story calls it."""
    row: str | None = None
    """The id of the row of the view ``actors``; None for states and groups."""
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same actor in every story."""
        if self.kind == "state":
            return f"state:{self.country or self.name}"
        return self.row or f"{self.kind}:{self.name}"

    @property
    def code(self) -> str:
        """Country and sector in one, as CAMEO writes them: ``FRAMIL``."""
        sector = self.sector or ""
        return (self.country or "") + ("" if self.kind == "state" and sector == "GOV" else sector)


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the view ``events`` with all that the coded formats ask for."""

    row: EventRow
    actors: list[Actor]
    recipients: list[Actor]
    day: dt.date | None
    """The first day of its time; None where no story dates it."""
    place: dict[str, Any] | None
    """Place of the reading: name, country, lat, lon, geonames, kind."""
    origin: Origin

    @property
    def first_known(self) -> str:
        return self.row.accounts[0].known_from

    @property
    def factual(self) -> bool:
        """Whether it is reported as done. Formats without a status take no other events."""
        return self.row.status in ("happened", "ongoing")


@dataclass(frozen=True, slots=True)
class Origin:
    """The story version that told of a happening first."""

    version: str
    headline: str | None = None
    agency: str | None = None
    source: str | None = None
    url: str | None = None
    places: list[dict[str, Any]] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)
    titles: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Identities:
    """Who the people and bodies that claims name are in the whole ledger, as of a day and as known by a day."""

    def __init__(self, ledger: Ledger, query: Query) -> None:
        facts = ledger._facts("identity", query.known_by, None, valid_by=ledger._day(query.as_of))
        named = {f.id: f.payload["name"] for f in facts}
        self._of = {
            (account.version, named[account.claim]): row
            for row in ledger.actors(as_of=query.as_of, known_by=query.known_by)
            for account in row.accounts
            if account.claim in named
        }

    def of(self, version: str, name: str) -> ActorRow | None:
        """The row of whom a story version calls so."""
        return self._of.get((version, name))

    def actor(self, version: str, ref: Mapping[str, Any], titles: tuple[str, ...] = ()) -> Actor:
        """The actor that a claim of a story version refers to: name, and what the story leaves out, are the ledger's."""
        row = self.of(version, ref["name"]) if ref["kind"] in ("person", "organization") else None
        if row is None:
            return Actor(ref["name"], ref["kind"], ref["country"], ref["sector"], titles, ref["name"])
        return Actor(
            row.name, ref["kind"], ref["country"] or row.country, ref["sector"] or row.sector, titles, ref["name"], row.id,
            tuple(row.aliases),
        )  # fmt: skip


def happenings(ledger: Ledger, query: Query) -> Iterator[Happening]:
    """The events of a view in its order, each with the claims' actors and the place that its first story gives."""
    day = ledger._day(query.as_of)
    facts = {
        f.id: f.payload for f in ledger._facts("event", query.known_by, query.countries, valid_by=day)
    }  # fmt: skip
    known = Identities(ledger, query)
    origins = functools.lru_cache(maxsize=512)(functools.partial(_origin, ledger))
    for row in ledger.events(as_of=query.as_of, known_by=query.known_by, countries=query.countries):
        told = [facts[a.claim] for a in row.accounts if a.claim in facts]
        origin = origins(row.accounts[0].version)
        first = told[0] if told else {"actors": [], "recipients": []}
        parts = [
            [known.actor(origin.version, r, origin.titles.get(r["name"], ())) for r in first[role]]
            for role in ("actors", "recipients")
        ]
        begin = next((p["when"]["begin"] for p in told if p["when"] and p["when"]["begin"]), None)
        place = None
        for account in row.accounts:  # the first story that places it where its reading found the place
            named = facts.get(account.claim, {}).get("place")
            place = named and next((p for p in origins(account.version).places if p["name"] == named), None)
            if place:
                break
        yield Happening(
            row, parts[0], parts[1],
            dt.date.fromisoformat(begin[:10]) if begin else None, place, origin,
        )  # fmt: skip


def _origin(ledger: Ledger, version: str) -> Origin:
    v = versions.c
    with reading(ledger.engine) as c:
        asked = sa.select(v.headline, v.agency, v.source, v.url, v.reading).where(v.id == version)
        r = c.execute(asked).first()
    if r is None:
        return Origin(version)
    told = json.loads(r.reading)
    named = {
        kind: [a["name"] for a in told["actors"] if a["kind"] == kind] for kind in ("person", "organization")
    }  # fmt: skip
    titles = {a["name"]: tuple(x["title"] for x in a["roles"]) for a in told["actors"] if a["roles"]}
    places = [p for p in told["places"] if p["lat"] is not None]
    return Origin(
        version, r.headline, r.agency, r.source, r.url, places, named["person"], named["organization"], titles
    )  # fmt: skip


# -- codes -------------------------------------------------------------------------------------------------------------
def _table(name: str) -> list[dict[str, str]]:
    text = resources.files("wireledger.exports").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader((x for x in text.splitlines() if not x.startswith("#")), delimiter="\t"))


@functools.cache
def country_codes() -> dict[str, dict[str, str]]:
    """ISO 3166-1 alpha-3 -> ``{"iso3", "cow", "fips"}``; an empty string where a scheme has none."""
    return {row["iso3"]: row for row in _table("country_codes")}


@functools.cache
def _goldstein() -> dict[str, float]:
    return {row["cameo"]: float(row["goldstein"]) for row in _table("goldstein")}


def goldstein(cameo: str | None) -> float | None:
    """The value of a CAMEO code on Goldstein's scale (1992), -10 (conflict) to 10; None for no code."""
    code = cameo or ""
    while code:
        if (value := _goldstein().get(code)) is not None:
            return value
        code = code[:-1]
    return None


QUAD = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
