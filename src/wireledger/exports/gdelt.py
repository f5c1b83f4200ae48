"""Events as rows of the GDELT 2.0 event table: 61 tab-separated columns without a header, one row a pair of actors.

CAMEO codes are those nearest to the PLOVER ones. Columns that GDELT fills by methods of its own (tone, the places of
actors, ethnic and religious codes) stay empty. Only events reported as done are written; one that no story dates has the
day of its first report, unless it is history, which is left out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.exports.query import Actor, Happening, Query, country_codes, goldstein, happenings
from wireledger.exports.text import clean
from wireledger.exports.writing import replacing
from wireledger.knowledge.countries import countries

if TYPE_CHECKING:
    from wireledger.ledger import Ledger

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{x}" for x in _ACTOR), *(f"Actor2{x}" for x in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{x}" for x in _GEO), *(f"Actor2Geo_{x}" for x in _GEO), *(f"ActionGeo_{x}" for x in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
TYPES = {"country": "1", "admin1": "5", "province": "5"}
"""Kinds of places and GDELT's geographic types; everything else is a place of a city's size: 4, in the United States 3."""


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the events that happened, a row for each pair of actor and recipient; returns how many rows."""
    count = 0
    with replacing(path) as file:
        for h in happenings(ledger, query):
            for cells in rows(h):
                file.write(("\t".join(clean(c) for c in cells) + "\n").encode("utf-8", "replace"))
                count += 1
    return count


def rows(h: Happening) -> Iterator[list[str]]:
    """The rows of one event, each in the order of ``COLUMNS``; none where the table cannot hold it."""
    day = h.day or (None if h.row.background else dt.date.fromisoformat(h.first_known[:10]))
    if not h.factual or day is None or h.row.cameo is None:
        return
    actors: list[Actor | None] = [*h.actors] or [None]
    recipients: list[Actor | None] = [*h.recipients] or [None]
    for actor in actors:
        for recipient in recipients:
            if actor is not None and actor == recipient:
                continue  # a meeting names everybody on both sides
            yield _row(h, day, actor, recipient)


def _row(h: Happening, day: dt.date, actor: Actor | None, recipient: Actor | None) -> list[str]:
    row, code = h.row, h.row.cameo or ""
    key = f"{row.id} {actor.name if actor else ''} {recipient.name if recipient else ''}"
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=7).digest(), "big")
    value = goldstein(code)
    stories = {a.story for a in row.accounts}
    year = dt.date(day.year, 1, 1)
    fraction = day.year + ((day - year).days) / 365
    return [
        str(number), day.strftime("%Y%m%d"), day.strftime("%Y%m"), str(day.year), f"{fraction:.4f}",
        *_actor(actor), *_actor(recipient), "0" if row.background else "1", code, code[:3], code[:2], str(row.quad or ""),
        "" if value is None else str(value), str(len(row.accounts)), str(row.independent_sources), str(len(stories)), "",
        *_nowhere(), *_nowhere(), *_place(h), _stamp(h.first_known), h.origin.url or h.origin.source or "",
    ]  # fmt: skip


def _actor(actor: Actor | None) -> list[str]:
    if actor is None:
        return [""] * len(_ACTOR)
    return [actor.code, actor.name.upper(), actor.country or "", "", "", "", "", actor.sector or "", "", ""]


def _nowhere() -> list[str]:
    return ["0", *[""] * (len(_GEO) - 1)]


def _place(h: Happening) -> list[str]:
    place = h.place
    if place is None:
        return _nowhere()
    iso3 = place["country"] or ""
    fips = country_codes().get(iso3, {}).get("fips", "")
    country = countries().by_iso3.get(iso3)
    kind = TYPES.get(place["kind"] or "", "3" if iso3 == "USA" else "4")
    name = place["name"] if kind == "1" or country is None else f"{place['name']}, {country.name}"
    return [kind, name, fips, fips, "", str(place["lat"]), str(place["lon"]), str(place["geonames"] or "")]


def _stamp(known_from: str) -> str:
    return dt.datetime.fromisoformat(known_from).strftime("%Y%m%d%H%M%S")
