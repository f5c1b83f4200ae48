"""Events in the columns of POLECAT (Halterman et al. 2023): tab-separated, PLOVER types, modes, contexts and sectors.

As there, several values of a cell are parted by ``; `` and what is missing is ``None``. Only events that are reported as
done are written, since the format has no place for denials and plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wireledger import __version__
from wireledger.exports.query import QUAD, Actor, Happening, Query, country_codes, goldstein, happenings
from wireledger.exports.text import clean
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District",
    "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
FEATURES = {
    "country": "PCLI",
    "capital": "PPLC",
    "city": "PPL",
    "admin1": "ADM1",
    "province": "ADM1",
    "district": "ADM2",
}
"""Kinds of places and the feature codes of GeoNames that they are written as."""


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the events that happened; returns how many."""
    count = 0
    with replacing(path) as file:
        file.write(("\t".join(COLUMNS) + "\n").encode())
        for h in happenings(ledger, query):
            if h.factual:
                line = "\t".join(clean(cell) or "None" for cell in cells(h))
                file.write((line + "\n").encode("utf-8", "replace"))
                count += 1
    return count


def cells(h: Happening) -> list[str]:
    """The cells of one event, in the order of ``COLUMNS``."""
    row, place = h.row, h.place or {}
    intensity = goldstein(row.cameo)
    kind = place.get("kind") or ""
    return [
        row.id, h.day.isoformat() if h.day else "", row.type, row.mode or "", "" if intensity is None else str(intensity),
        QUAD.get(row.quad or 0, ""), "; ".join(row.contexts), *_party(h.actors),
        *_party(h.recipients), place.get("name") or "",
        (place.get("name") or "") if kind in ("city", "capital") else "", "", (place.get("name") or "") if kind in ("admin1", "province") else "",
        place.get("country") or "", _number(place.get("lat")), _number(place.get("lon")), _number(place.get("geonames")),
        row.place or "", FEATURES.get(kind, ""), h.origin.agency or h.origin.source or "", h.first_known[:10],
        "; ".join(h.origin.people), "; ".join(h.origin.organizations),
        "; ".join(dict.fromkeys(p["name"] for p in h.origin.places)), "en", f"wireledger-{__version__}",
    ]  # fmt: skip


def _number(value: float | int | None) -> str:
    return "" if value is None else str(value)


def _party(actors: list[Actor]) -> list[str]:
    """Name, country, COW, primary sector, sectors, title, raw name, Wikipedia id."""
    countries = list(dict.fromkeys(a.country for a in actors if a.country))
    cow = [country_codes()[c]["cow"] for c in countries if country_codes().get(c, {}).get("cow")]
    sectors = list(dict.fromkeys(a.sector for a in actors if a.sector))
    titles = "; ".join(t for a in actors for t in a.titles)
    names = "; ".join(a.name for a in actors)
    return [
        names,
        "; ".join(countries),
        "; ".join(cow),
        sectors[0] if sectors else "",
        "; ".join(sectors),
        titles,
        "; ".join(a.said or a.name for a in actors),
        "",
    ]
