"""The gazetteer: GeoNames settlements and divisions (``gazetteer.npz``), countries, and own rows (``gazetteer_own.tsv``).

``scripts/make_gazetteer.py`` writes the first; its columns are arrays, so that 300 000 places load in a fraction of a
second and a row becomes an object only when it is asked for.
"""

from __future__ import annotations

import functools
import io
import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from wireledger.knowledge.countries import countries
from wireledger.knowledge.tables import read_table

COUNTRY, PROVINCE, DISTRICT, CITY = range(4)
"""Kinds of the packed rows; ``province`` is a division of the first order, ``district`` one of the second."""
KINDS = ("country", "admin1", "admin2", "city")
_KIND_OF = {"province": "admin1", "district": "admin2"}

OWN_FAME = 60
"""The fame of an own row: what the news names by its English name is well known."""

_DROPPED = re.compile(r"[.'’‘ʻʼ`]")
_SPACED = re.compile(r"[\s\-–‑/,]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@functools.lru_cache(maxsize=20000)
def key(name: str) -> str:
    """What names are compared by: without case, accents, apostrophes and hyphens; "St." is "saint"."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    words = _SPACED.sub(" ", _DROPPED.sub("", folded)).strip().removeprefix("the ").split(" ")
    return " ".join([_SHORT.get(words[0], words[0]), *words[1:]])


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``country`` is ISO 3166-1 alpha-3, None for what is several states' or nobody's."""

    row: int
    name: str
    kind: str
    """country, capital, admin1, admin2, city, or a kind of the own rows: region, water, river, base, ..."""
    country: str | None
    lat: float
    lon: float
    geonames: int | None
    population: int
    admin1: int
    """The row of the division of the first order that it lies in (its own, where it is one); -1 where none is known."""
    admin2: int
    fame: int = 0
    """How many names in all languages GeoNames has for it, up to 255: how well known it is over the world."""


class Gazetteer:
    """Places by name. Rows are numbered: packed ones first, then countries and own rows."""

    def __init__(self) -> None:
        import numpy as np

        data = resources.files("wireledger.knowledge").joinpath("gazetteer.npz").read_bytes()
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            raw = {name: file[name] for name in file.files}

        def column(name: str, dtype: Any, *, differences: bool = False) -> Any:
            values = raw[name].T.copy().reshape(-1).view(dtype)
            return np.cumsum(values, dtype=dtype) if differences else values

        about = json.loads(raw["about"].tobytes())
        self._keys: bytes = raw["keys"].tobytes()
        self._key_ends: list[int] = np.append(np.flatnonzero(raw["keys"] == 10), len(raw["keys"])).tolist()
        self._names: bytes = raw["names"].tobytes()
        self._name_ends = np.append(np.flatnonzero(raw["names"] == 10), len(raw["names"]))
        self._kind = raw["kind"]
        self._country = raw["country"]
        self._parent = column("parent", np.int32, differences=True)
        self._geonames = column("geonames", np.int32, differences=True)
        self._population = column("population", np.int32)
        self._fame = raw["fame"]
        self._lat = column("lat", np.int32, differences=True)
        self._lon = column("lon", np.int32, differences=True)
        counts = column("counts", np.uint16)
        self._first = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self._rows = column("rows", np.int32)
        iso3 = {c.iso2: c.iso3 for c in countries().rows}
        self._iso3: list[str | None] = [iso3.get(code) for code in about["countries"]]
        self.area_codes: dict[str, str] = about["area_codes"]
        """North American telephone area codes: the short form of the state."""
        self._kinds: dict[int, str] = {}
        self._renamed: dict[int, str] = {}
        self._moved: dict[int, tuple[float, float]] = {}
        self._capitals: set[int] = set()
        self._extra: list[Entry] = []
        self._extra_names: dict[str, list[tuple[int, bool]]] = {}
        self.short: dict[str, int] = {}
        """Short forms ("Tex.", "TX", "B.C.") and the row of the division they stand for."""
        self.country_row: dict[str, int] = {}
        # not before all rows are as they stay: until then what these two say may change
        self.entry: Callable[[int], Entry] = self._entry
        """The place of a row."""
        self.rows_of: Callable[[str], list[tuple[int, bool]]] = self._rows_of
        """Rows of the places of that name, each with True where it is not the place's own name."""
        self._read_countries(about["nations"])
        self._read_own()
        self.entry = functools.lru_cache(maxsize=8192)(self._entry)
        self.rows_of = functools.lru_cache(maxsize=4096)(self._rows_of)

    def __len__(self) -> int:
        return len(self._kind) + len(self._extra)

    def _entry(self, row: int) -> Entry:
        packed = len(self._kind)
        if row >= packed:
            return self._extra[row - packed]
        start = int(self._name_ends[row - 1]) + 1 if row else 0
        kind = int(self._kind[row])
        parents = [row] if kind != CITY else []
        up = int(self._parent[row])
        while up >= 0:
            parents.append(up)
            up = int(self._parent[up])
        lat, lon = self._moved.get(row, (int(self._lat[row]) / 1000, int(self._lon[row]) / 1000))
        return Entry(
            row=row,
            name=self._renamed.get(row) or self._names[start : int(self._name_ends[row])].decode(),
            kind="capital" if row in self._capitals else self._kinds.get(row, KINDS[kind]),
            country=self._iso3[int(self._country[row])],
            lat=lat,
            lon=lon,
            geonames=int(self._geonames[row]) or None,
            population=int(self._population[row]),
            admin1=next((p for p in parents if self._kind[p] == PROVINCE), -1),
            admin2=next((p for p in parents if self._kind[p] == DISTRICT), -1),
            fame=int(self._fame[row]),
        )

    def _rows_of(self, words: str) -> list[tuple[int, bool]]:
        k = key(words)
        encoded = k.encode()
        found = list(self._extra_names.get(k, ()))
        i = bisect_left(_Lines(self._keys, self._key_ends), encoded)
        if i < len(self._key_ends) and self._line(i) == encoded:
            first, last = int(self._first[i]), int(self._first[i + 1])
            mine = {row for row, _ in found}
            found += [(v >> 1, bool(v & 1)) for v in self._rows[first:last].tolist() if v >> 1 not in mine]
        return found

    def find(self, words: str) -> Iterator[tuple[Entry, bool]]:
        """Places of that name, each with True where it is not the place's own name."""
        for row, other in self.rows_of(words):
            yield self.entry(row), other

    def _line(self, i: int) -> bytes:
        return self._keys[self._key_ends[i - 1] + 1 if i else 0 : self._key_ends[i]]

    def _add(self, entry: Entry, names: list[str], others: list[str]) -> None:
        self._extra.append(entry)
        for nth, name in enumerate([*names, *others]):
            rows = self._extra_names.setdefault(key(name), [])
            if all(row != entry.row for row, _ in rows):
                rows.append((entry.row, nth >= len(names)))

    def _read_countries(self, nations: dict[str, list[int]]) -> None:
        """Countries of the table as places, and which cities are their capitals."""
        for country in countries().rows:
            geonames, population = nations.get(country.iso2, (0, 0))
            cities = [
                row
                for row, _ in self.rows_of(country.capital)
                if row < len(self._kind)
                and self._kind[row] == CITY
                and self._iso3[int(self._country[row])] == country.iso3
            ]
            lat, lon = country.lat, country.lon
            if cities:
                seat = max(cities, key=lambda r: int(self._population[r]))
                self._capitals.add(seat)
                if lat is None:
                    lat, lon = int(self._lat[seat]) / 1000, int(self._lon[seat]) / 1000
            row = self.country_row[country.iso3] = len(self)
            entry = Entry(
                row,
                country.name,
                "country",
                country.iso3,
                lat or 0.0,
                lon or 0.0,
                geonames or None,
                population,
                -1,
                -1,
                255,
            )
            self._add(entry, list(country.names), [])

    def _read_own(self) -> None:
        for line in read_table("gazetteer_own"):
            kind = _KIND_OF.get(line["kind"], line["kind"])
            states = line["countries"].split("|") if line["countries"] else []
            lat, lon = float(line["lat"]), float(line["lon"])
            names = [n for n in line["names"].split("|") if n]
            country = states[0] if len(states) == 1 else None
            row = next(
                (r for n in [line["name"], *names] if (r := self._same(n, kind, country, (lat, lon))) is not None), None
            )
            if row is None:
                row = len(self)
                entry = Entry(row, line["name"], kind, country, lat, lon, None, 0, -1, -1, OWN_FAME)
                self._add(entry, [line["name"], *names], [])
            else:
                if row < len(self._kind):
                    self._renamed[row] = line["name"]
                    if kind in ("disputed", "region", "island"):
                        self._kinds[row] = kind
                    if kind not in ("city", "capital"):
                        self._moved[row] = (lat, lon)
                else:
                    old = self._extra[row - len(self._kind)]
                    self._extra[row - len(self._kind)] = Entry(
                        row, old.name, old.kind, old.country, lat, lon, old.geonames, old.population, -1, -1, old.fame
                    )
                for name in filter(None, [line["name"], *names]):
                    if (row, False) not in self.rows_of(name):
                        self._extra_names.setdefault(key(name), []).append((row, False))
            for short in filter(None, line["short"].split("|")):
                self.short.setdefault(short, row)

    def _same(self, name: str, kind: str, country: str | None, at: tuple[float, float]) -> int | None:
        """The row that an own row is about, where the gazetteer has it already: of that kind, in that country, near."""
        if kind == "country" and country and (not name or key(name) == key(countries().by_iso3[country].name)):
            return self.country_row[country]
        if kind in ("disputed", "region", "island"):
            return next((r for k in ("admin1", "admin2") if (r := self._same(name, k, country, at)) is not None), None)
        if kind not in ("admin1", "admin2", "city", "capital") or not country:
            return None
        far = 0.5 if kind in ("city", "capital") else 4
        same = [
            (not other, entry.population, row)
            for row, other in self.rows_of(name)
            if row < len(self._kind)
            and (entry := self.entry(row)).country == country
            and (entry.kind == kind or {entry.kind, kind} <= {"city", "capital"})
            and abs(entry.lat - at[0]) < far
            and abs(entry.lon - at[1]) < far * 2
        ]
        return max(same, default=(False, 0, None))[2]


class _Lines:
    """The lines of a block of bytes as a sequence, for bisection."""

    def __init__(self, data: bytes, ends: list[int]) -> None:
        self.data, self.ends = data, ends

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, i: int) -> bytes:
        return self.data[self.ends[i - 1] + 1 if i else 0 : self.ends[i]]


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer, read once a process, when it is first asked for."""
    return Gazetteer()
