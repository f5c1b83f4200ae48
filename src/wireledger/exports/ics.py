"""Deadlines as a calendar under the name and signature of the other formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.exports import calendar
from wireledger.exports.query import Query

if TYPE_CHECKING:
    from wireledger.ledger import Ledger


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write or bring up to date a calendar of deadlines; returns how many events it holds."""
    return calendar.write(ledger, path, as_of=query.as_of, known_by=query.known_by, countries=query.countries)
