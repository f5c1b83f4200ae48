"""Any view as CSV (RFC 4180, UTF-8, a header). Lists of words are joined with `` | ``; lists of records are JSON."""

from __future__ import annotations

import csv
import dataclasses
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireledger.exports.query import VIEWS, Query
from wireledger.exports.text import as_json, printable
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the rows of a view; returns how many."""
    found = query.rows(ledger)
    names = [f.name for f in dataclasses.fields(VIEWS[query.view])]
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([n.rstrip("_") for n in names])
        for row in found:
            writer.writerow([_cell(getattr(row, n)) for n in names])
        text.flush()
        text.detach()
    return len(found)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        if all(isinstance(x, str) for x in value):
            return " | ".join(printable(x) for x in value)
        return as_json([x if isinstance(x, dict) else dataclasses.asdict(x) for x in value]).decode()
    return printable(value) if isinstance(value, str) else "" if value is None else value
