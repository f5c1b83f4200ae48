"""The tables of actors: bodies and groups, titles, seats, organisations, regions, former colonies."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from wireledger.knowledge.countries import countries
from wireledger.knowledge.tables import read_table


@dataclass(frozen=True, slots=True)
class Body:
    noun: str
    sector: str
    sense: str
    """state, body or group."""


@dataclass(frozen=True, slots=True)
class Organisation:
    name: str
    names: tuple[str, ...]
    sector: str
    country: str | None


@functools.cache
def bodies() -> dict[str, Body]:
    """Nouns that head the name of a body or group, by lemma."""
    return {r["noun"]: Body(r["noun"], r["sector"], r["sense"]) for r in read_table("body_nouns")}


@functools.cache
def titles() -> dict[str, str]:
    """Heads of titles, in lower case, with their PLOVER sector ("" for forms of address)."""
    return {r["title"]: r["sector"] for r in read_table("titles")}


@functools.cache
def seats() -> dict[str, tuple[str, str]]:
    """Names that stand for a state or one of its bodies: country and sector."""
    return {r["name"]: (r["iso3"], r["sector"]) for r in read_table("seats")}


@functools.cache
def organisations() -> dict[str, Organisation]:
    """Organisations by each of their names."""
    found: dict[str, Organisation] = {}
    for row in read_table("organisations"):
        names = (row["name"], *filter(None, row["aliases"].split("|")))
        organisation = Organisation(row["name"], names, row["sector"], row["country"] or None)
        for name in names:
            found.setdefault(name, organisation)
    return found


@functools.cache
def regions() -> dict[str, frozenset[str]]:
    """Phrases such as "west african", in lower case, with the states that they may mean."""
    found = {}
    for row in read_table("regions"):
        areas = set(filter(None, row["subregions"].split("|")))
        states = set(filter(None, row["states"].split("|")))
        states |= {c.iso3 for c in countries().rows if c.region in areas or c.subregion in areas}
        found[row["phrase"]] = frozenset(states)
    return found


@functools.cache
def rulers() -> dict[str, frozenset[str]]:
    """Former colonies, each with the states that ruled it."""
    found: dict[str, set[str]] = {}
    for row in read_table("colonies"):
        for colony in row["states"].split("|"):
            found.setdefault(colony, set()).add(row["ruler"])
    return {colony: frozenset(states) for colony, states in found.items()}


@functools.cache
def capitals() -> dict[str, str]:
    """Capitals, each with its country. Of two countries with one capital's name the first stands."""
    found: dict[str, str] = {}
    for country in countries().rows:
        if country.capital and country.capital not in ("Georgetown", "Kingston", "San Juan"):
            found.setdefault(country.capital, country.iso3)
    found.update({"Abidjan": "CIV", "Tel Aviv": "ISR", "Kiev": "UKR", "N'Djamena": "TCD", "Brussels": "BEL", "Beijing": "CHN", "Peking": "CHN"})  # fmt: skip
    del found["Brussels"]  # stands for the European Union as often as for Belgium
    return found
