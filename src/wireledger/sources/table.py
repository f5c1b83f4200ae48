"""CSV and its like: comma, semicolon, tab or bar, with a line of column names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePath

from wireledger.errors import BadSource, SourceError
from wireledger.sources import rows
from wireledger.sources.decoding import bom_of, decode, utf16_without_mark
from wireledger.sources.item import Blob, Found, one_line

_DELIMITERS = ",;\t|"


def claims(blob: Blob) -> bool:
    """A first line of known column names, or a name that says so and a first line of several short columns."""
    header = _header(blob)
    if header is None:
        return False
    names, _ = header
    found = rows.column_map(names, blob.hints)
    named = PurePath(blob.name.rpartition("!")[2]).suffix.lower() in (".csv", ".tsv", ".tab")
    return ("text" in found and (len(found) > 1 or named)) or named


def _header(blob: Blob) -> tuple[list[str], str] | None:
    """The column names and their delimiter."""
    line = blob.opening.split("\n", 1)[0].rstrip("\r")
    if not 3 <= len(line) <= 5000:
        return None
    named = PurePath(blob.name.rpartition("!")[2]).suffix.lower() in (".csv", ".tsv", ".tab")
    for delimiter in sorted(_DELIMITERS, key=line.count, reverse=True):
        try:
            names = next(csv.reader([line], delimiter=delimiter))
        except (csv.Error, StopIteration):
            continue
        if (len(names) > 1 or named) and all(re.fullmatch(r"[\w .:/()#-]{0,60}", name) for name in names):
            return names, delimiter
    return None


def items(blob: Blob) -> Iterator[Found]:
    header = _header(blob)
    if header is None:
        raise BadSource(blob.name, "a table without a line of column names")
    names, delimiter = header
    mapping = rows.column_map(names, blob.hints)
    if "text" not in mapping:
        raise BadSource(blob.name, f"no column of text among {one_line(', '.join(names), 120)}; say which one it is")
    csv.field_size_limit(blob.limits.document)  # of the whole process; the standard one is 128 KiB
    reader = csv.DictReader(_text_lines(blob), delimiter=delimiter)
    reader.fieldnames  # noqa: B018  # reads the first line
    while True:
        source = f"{blob.name}:{reader.line_num + 1}"
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadSource(source, one_line(f"broken row: {error}"))
            continue
        yield rows.item_of({k: v for k, v in row.items() if k is not None}, mapping, source, blob.hints)


def _text_lines(blob: Blob) -> Iterator[str]:
    head = blob.head
    if bom_of(head) in ("utf-16", "utf-32") or utf16_without_mark(head):
        yield from io.StringIO(decode(blob.read(), blob.name).lstrip("\ufeff"), newline="")
        return
    for number, line in rows.lines(blob):
        if isinstance(line, SourceError):
            raise line
        text = decode(line + b"\n", f"{blob.name}:{number}")
        yield text.lstrip("\ufeff") if number == 1 else text
