"""JSON: one record a line, or one document with a record or a list of them; each a row of fields or ninjs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from wireledger.errors import BadSource, SourceError
from wireledger.sources import ninjs, rows
from wireledger.sources.decoding import bom_of, decode, utf16_without_mark
from wireledger.sources.item import Blob, Found, one_line

_BEGINS = re.compile(r"""\{\s*(?:"|\}\s*$)|\[\s*\{\s*["}]""")
_LISTS = ("items", "articles", "stories", "results", "data", "documents")


def claims(blob: Blob) -> bool:
    return bool(_BEGINS.match(blob.opening))


def items(blob: Blob) -> Iterator[Found]:
    opening = blob.opening
    wide = bom_of(blob.head) in ("utf-16", "utf-32") or utf16_without_mark(blob.head)
    first = opening.split("\n", 1)[0]
    if opening.startswith("{") and not wide and _whole(first) and "\n" in opening:
        yield from _line_by_line(blob)
        return
    text = decode(blob.read(), blob.name).lstrip("\ufeff")
    try:
        document = _load(text)
    except ValueError as error:
        if not wide and first.rstrip().endswith("}"):  # lines, the first of them broken
            yield from _from_lines(blob, ((n, line) for n, line in enumerate(text.split("\n"), 1)))
            return
        raise BadSource(blob.name, one_line(f"broken JSON: {error}")) from None
    records, several = _records(document)
    for position, record in enumerate(records, 1):
        yield _item(record, f"{blob.name}#{position}" if several else blob.name, blob)


def _whole(line: str) -> bool:
    try:
        return isinstance(_load(line), dict)
    except ValueError:
        return False


def _load(text: str) -> Any:
    """Raises ValueError for anything that is no JSON or too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _line_by_line(blob: Blob) -> Iterator[Found]:
    yield from _from_lines(blob, rows.lines(blob))


def _from_lines(
    blob: Blob, lines: Iterator[tuple[int, str]] | Iterator[tuple[int, bytes | SourceError]]
) -> Iterator[Found]:
    """One item a line; a broken line is reported and passed."""
    for number, line in lines:
        source = f"{blob.name}:{number}"
        if isinstance(line, SourceError):
            yield line
            continue
        try:
            text = decode(line, source).lstrip("\ufeff") if isinstance(line, bytes) else line
            if not text.strip():
                continue
            yield _item(_load(text), source, blob)
        except ValueError as error:
            yield BadSource(source, one_line(f"broken JSON: {error}"))
        except SourceError as error:
            yield error


def _records(document: Any) -> tuple[list[Any], bool]:
    if isinstance(document, list):
        return document, True
    if isinstance(document, dict) and not ninjs.is_ninjs(document) and "text" not in rows.column_map(document, {}):
        for name in _LISTS:
            if isinstance(document.get(name), list):
                return document[name], True
    return [document], False


def _item(record: Any, source: str, blob: Blob) -> Found:
    if not isinstance(record, dict):
        return BadSource(source, "a JSON value that is no object")
    if ninjs.is_ninjs(record):
        try:
            return ninjs.item_of(record, source)
        except SourceError as error:
            return error
    record = _flattened(record)
    return rows.item_of(record, rows.column_map(record, blob.hints), source, blob.hints)


def _flattened(record: dict[str, Any]) -> dict[str, Any]:
    """A record as a reading prints it has its story inside."""
    story = record.get("story")
    return story if isinstance(story, dict) and "text" in story else record
