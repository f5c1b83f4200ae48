"""A user's own table of actors: people, bodies and names of states that the tables of this folder do not have, or have otherwise.

A TSV or CSV file with a header; ``name`` and ``kind`` are wanted, the other columns may be left out or empty:

======== =============================================================================================================
name     how readings are to call the actor
kind     person, organization or state
aliases  other names, parted by ``|``
country  ISO 3166-1 alpha-3 code or an English name
sector   PLOVER actor sector, as readings write it (GOV, MIL, REB, MED, ...)
offices  of people, parted by ``|``: ``title``, or ``title; begin; end`` with years or year-months
======== =============================================================================================================

A row counts before every other table. The table in use is part of what a reading is a function of: the same story and the
same table give the same bytes.
"""

from __future__ import annotations

import csv
import functools
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from wireledger.errors import UsageError
from wireledger.knowledge.countries import countries

VARIABLE = "WIRELEDGER_ACTORS"
"""The environment variable that names the table; processes that read for this one inherit it."""
COLUMNS = ("name", "kind", "aliases", "country", "sector", "offices")
KINDS = ("person", "organization", "state")
LARGEST = 16_000_000
"""The largest table that is read, in bytes."""
_WHEN = re.compile(r"(?:\d{4}(?:-\d{2}){0,2})?")
_SECTOR = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class OwnActor:
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    offices: tuple[tuple[str, str, str], ...] = ()
    """Title, begin and end."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


T = TypeVar("T")
_CACHES: list[Callable[[], None]] = []


def taught(make: Callable[[], T]) -> Callable[[], T]:
    """What is made once, and anew when another table of the user's is put to use."""
    kept = functools.cache(make)
    _CACHES.append(kept.cache_clear)
    return kept


def remembered(answer: Callable[[str], T]) -> Callable[[str], T]:
    """What was asked of some thousands of words last is kept, until another table of the user's is put to use."""
    kept = functools.lru_cache(maxsize=4096)(answer)
    _CACHES.append(kept.cache_clear)
    return kept


def use(path: str | Path | None) -> None:
    """Put a table to use in this process and those that it starts; None: none. Raises UsageError for one that cannot be read."""
    if path is not None:
        read(Path(path))
        os.environ[VARIABLE] = str(Path(path).absolute())
    else:
        os.environ.pop(VARIABLE, None)
    for clear in _CACHES:
        clear()


@taught
def own() -> tuple[OwnActor, ...]:
    """The rows of the table in use: the one that the environment names, else none."""
    path = os.environ.get(VARIABLE)
    return read(Path(path)) if path else ()


@taught
def own_names() -> dict[str, OwnActor]:
    """The rows by each of their names, as they are written."""
    return {name: row for row in reversed(own()) for name in reversed(row.names)}


def read(path: Path) -> tuple[OwnActor, ...]:
    """The rows of a table. Raises UsageError, with the line, for what is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path}: more than {LARGEST} bytes for a table of actors")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no table of actors can be read ({error})") from error
    lines = [
        (n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip() and not line.startswith("#")
    ]
    if not lines:
        return ()
    delimiter = "\t" if "\t" in lines[0][1] or path.suffix.lower() == ".tsv" else ","
    header = [h.strip().lower() for h in next(csv.reader([lines[0][1]], delimiter=delimiter))]
    if missing := [c for c in ("name", "kind") if c not in header]:
        raise UsageError(f"{path}: no column {missing[0]!r} in the header; the columns are {', '.join(COLUMNS)}")
    if strange := [h for h in header if h not in COLUMNS]:
        raise UsageError(f"{path}: no column is called {strange[0]!r}; one of {', '.join(COLUMNS)}")
    found = []
    for number, line in lines[1:]:
        cells = next(csv.reader([line], delimiter=delimiter))
        if len(cells) > len(header):
            raise UsageError(f"{path}, line {number}: {len(cells)} cells under {len(header)} columns")
        row = dict(zip(header, [c.strip() for c in cells], strict=False))
        try:
            found.append(_row(row))
        except ValueError as error:
            raise UsageError(f"{path}, line {number}: {error}") from error
    return tuple(found)


def _row(row: dict[str, str]) -> OwnActor:
    """Raises ValueError for a cell that says nothing that it may."""
    name, kind = row.get("name", ""), row.get("kind", "").lower()
    if not any(c.isalpha() for c in name):
        raise ValueError(f"no name: {name!r}")
    if kind not in KINDS:
        raise ValueError(f"no kind: {kind!r}; one of {', '.join(KINDS)}")
    country = None
    if said := row.get("country"):
        state = countries().by_iso3.get(said.upper()) or countries().named(said)
        if state is None:
            raise ValueError(f"no country: {said!r}; an ISO 3166-1 alpha-3 code or an English name is wanted")
        country = state.iso3
    if kind == "state" and country is None:
        raise ValueError("a state wants its country")
    sector = row.get("sector", "").upper() or None
    if sector and not _SECTOR.fullmatch(sector):
        raise ValueError(f"no sector: {sector!r}; a PLOVER code of three letters is wanted")
    return OwnActor(
        name, kind, _parts(row.get("aliases", "")), country, sector, tuple(map(_office, _parts(row.get("offices", ""))))
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.strip() for p in cell.split("|") if p.strip()))


def _office(said: str) -> tuple[str, str, str]:
    title, begin, end = (*(p.strip() for p in said.split(";")), "", "")[:3]
    if said.count(";") > 2 or not title or not _WHEN.fullmatch(begin) or not _WHEN.fullmatch(end):
        raise ValueError(f"no office: {said!r}; title, or title; begin; end with years or year-months is wanted")
    return title, begin, end
