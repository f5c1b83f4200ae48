"""The ledger in the formats of the field, one file a format. ``FORMATS`` names them; ``export`` writes one."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.errors import UsageError

if TYPE_CHECKING:
    from wireledger.exports.query import Query
    from wireledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, the views that it takes (the first by default), and what it is."""

    module: str
    views: tuple[str, ...]
    what: str


ALL = ("events", "agreements", "forces", "statements", "actors", "offices", "deadlines", "stories")
FORMATS: dict[str, Format] = {
    "csv": Format("csv", ALL, "a table for spreadsheets"),
    "jsonl": Format("jsonlines", ALL, "one JSON object a line, with all sources"),
    "parquet": Format("parquet", ALL, "typed columns for pandas, polars, DuckDB, Spark"),
    "polecat": Format("polecat", ("events",), "POLECAT's tab-separated columns, PLOVER codes"),
    "gdelt": Format("gdelt", ("events",), "GDELT 2.0 event rows, CAMEO codes"),
    "geojson": Format("geojson", ("events", "forces"), "a map layer"),
    "ics": Format("ics", ("deadlines",), "a calendar"),
    "jsonld": Format("jsonld", ("events", "agreements", "forces"), "linked data: PROV-O says who said what"),
    "graphml": Format("graphml", ("events",), "the network of actors, for Gephi, igraph, NetworkX"),
    "datasette": Format("datasette", ("stories",), "metadata with which Datasette shows a SQLite ledger"),
}


def export(ledger: Ledger, format: str, path: str | Path, query: Query) -> int:
    """Write a view of a ledger in a format; returns how many rows. ``-`` is standard output.

    Raises UsageError for a format that is none or does not take the view, ExportError where the file cannot be written."""
    if (of := FORMATS.get(format)) is None:
        raise UsageError(f"no format: {format!r}; one of {', '.join(FORMATS)}")
    if query.view not in of.views:
        raise UsageError(f"{format} holds {' or '.join(of.views)}, not {query.view}")
    written: int = importlib.import_module(f"wireledger.exports.{of.module}").write(ledger, path, query)
    return written
