"""Events or forces as GeoJSON (RFC 7946): points with the fields of the row.

An event stands where the story that places it has it; ``precision`` says how fine that is. A force whose story names no
place in its host stands in the middle of the country (``precision: country``). What no story places has no geometry."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireledger.exports.query import Query, happenings
from wireledger.exports.text import as_json
from wireledger.exports.writing import replacing
from wireledger.knowledge.countries import countries

if TYPE_CHECKING:
    from wireledger.ledger import Ledger


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write one feature a row; returns how many."""
    count = 0
    with replacing(path) as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for feature in _forces(ledger, query) if query.view == "forces" else _events(ledger, query):
            file.write((b",\n" if count else b"\n") + as_json(feature))
            count += 1
        file.write(b"\n]}\n")
    return count


def _events(ledger: Ledger, query: Query) -> Iterator[dict[str, Any]]:
    for h in happenings(ledger, query):
        extra: dict[str, Any] = {"precision": None, "geonames": None}
        point = None
        if h.place is not None:
            point = (h.place["lon"], h.place["lat"])
            extra = {"precision": h.place["kind"], "geonames": h.place["geonames"]}
        yield _feature(h.row, point, extra)


def _forces(ledger: Ledger, query: Query) -> Iterator[dict[str, Any]]:
    for row in query.rows(ledger):
        country = countries().by_iso3.get(row.host)
        point = None
        if country is not None and country.lat is not None and country.lon is not None:
            point = (country.lon, country.lat)
        yield _feature(row, point, {"precision": "country" if point else None})


def _feature(row: Any, point: tuple[float, float] | None, extra: dict[str, Any]) -> dict[str, Any]:
    properties = {k: v for k, v in dataclasses.asdict(row).items() if k != "accounts"}
    properties["stories"] = list(dict.fromkeys(a.story for a in row.accounts))
    # RFC 7946 asks for longitude first, and for no more digits than are known
    geometry = {"type": "Point", "coordinates": [round(x, 5) for x in point]} if point else None
    return {"type": "Feature", "id": row.id, "geometry": geometry, "properties": {**properties, **extra}}
