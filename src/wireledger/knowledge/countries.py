"""Countries and their people's names: ISO 3166-1, with Kosovo as XKX. The table is ``countries.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from wireledger.knowledge.tables import read_table


@dataclass(frozen=True, slots=True)
class Country:
    iso3: str
    iso2: str
    name: str
    region: str
    subregion: str
    capital: str
    lat: float | None
    lon: float | None
    names: tuple[str, ...]
    """All names, the usual one first."""
    demonyms: tuple[str, ...]
    """What its people are called, and the adjective."""


class Countries:
    """The table, with its look-ups."""

    def __init__(self, rows: list[Country]) -> None:
        self.rows = rows
        self.by_iso3 = {c.iso3: c for c in rows}
        self.by_iso2 = {c.iso2: c for c in rows}
        self._by_name: dict[str, Country] = {}
        self._by_demonym: dict[str, Country] = {}
        for country in rows:
            for name in country.names:
                self._by_name.setdefault(_key(name), country)
            for demonym in country.demonyms:
                self._by_demonym.setdefault(_key(demonym), country)

    def named(self, words: str) -> Country | None:
        """The country of that name ("the Netherlands", "Burkina Faso")."""
        return self._by_name.get(_key(words))

    def of_people(self, words: str) -> Country | None:
        """The country whose people or adjective the word is ("Burkinabe", "French")."""
        return self._by_demonym.get(_key(words))

    def find(self, words: str) -> Country | None:
        return self.named(words) or self.of_people(words)

    def ruler_patterns(self) -> list[dict[str, Any]]:
        """Patterns for spaCy's entity ruler: names as GPE, demonyms as NORP."""
        patterns: list[dict[str, Any]] = []
        for country in self.rows:
            patterns += [{"label": "GPE", "pattern": name} for name in country.names]
            patterns += [{"label": "NORP", "pattern": name} for name in country.demonyms]
        return patterns


@functools.lru_cache(maxsize=8192)
def _key(words: str) -> str:
    key = words.replace("’", "'").removesuffix("'s").removeprefix("the ").removeprefix("The ")
    # "US" and "us" are different words; everything else may be written in capitals, as headlines are.
    return key if len(key) <= 3 else key.casefold()


@functools.cache
def countries() -> Countries:
    """The table, read once a process."""
    rows = []
    for row in read_table("countries"):
        rows.append(
            Country(
                iso3=row["iso3"],
                iso2=row["iso2"],
                name=row["name"],
                region=row["region"],
                subregion=row["subregion"],
                capital=row["capital"],
                lat=float(row["lat"]) if row["lat"] else None,
                lon=float(row["lon"]) if row["lon"] else None,
                names=(row["name"], *filter(None, row["names"].split("|"))),
                demonyms=tuple(filter(None, row["demonyms"].split("|"))),
            )
        )
    return Countries(rows)
