"""Reading the tables of this folder: tab-separated, a header line, ``#`` lines for comments, ``|`` inside a cell."""

from __future__ import annotations

import csv
from importlib import resources


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``NAME.tsv``, each a dict by column. Raises ValueError where a row has too few or many cells."""
    text = resources.files("wireledger.knowledge").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    for row in rows:
        if None in row or None in row.values():
            raise ValueError(f"knowledge/{name}.tsv: a row with the wrong number of cells: {row}")
    return rows
