"""Any view as JSON Lines: one object a row, with all its accounts, acts and sources."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.exports.query import Query
from wireledger.exports.text import as_json
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the rows of a view; returns how many."""
    found = query.rows(ledger)
    with replacing(path) as file:
        for row in found:
            file.write(as_json({k.rstrip("_"): v for k, v in dataclasses.asdict(row).items()}) + b"\n")
    return len(found)
