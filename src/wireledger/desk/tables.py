"""Rows as CSV that spreadsheets open without harm."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence
from typing import Any


def csv_of(rows: Sequence[Any]) -> str:
    """Dataclass rows as CSV with a heading; lists as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for n, row in enumerate(rows):
        values = dataclasses.asdict(row)
        if not n:
            writer.writerow([name.rstrip("_") for name in values])
        writer.writerow([cell(v) for v in values.values()])
    return out.getvalue()


def cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
