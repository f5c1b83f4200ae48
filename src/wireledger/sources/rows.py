"""Stories as rows: what columns mean, for JSON Lines and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wireledger.errors import BadSource, SourceError, StoryTooLong
from wireledger.sources.item import Blob, Item, iso_date, one_line

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "maintext", "fulltext", "full_text", "article_text", "story_text", "body_text",
             "article", "story"),
    "headline": ("headline", "title"),
    "published": ("published", "published_at", "date_published", "date_publish", "publication_date", "pubdate", "date",
                  "datetime", "timestamp", "created_at"),
    "url": ("url", "link", "canonical_url"),
    "guid": ("guid", "uri", "id", "story_id", "article_id", "doc_id"),
    "version": ("version", "revision"),
    "byline": ("byline", "author", "authors"),
    "agency": ("agency", "publisher", "provider"),
    "place": ("place", "location"),
    "language": ("language", "lang"),
    "notice": ("notice",),
    "embargo_until": ("embargo_until", "embargoed", "embargo"),
}  # fmt: skip
"""The fields of a story with the column names that are known for them, likeliest first."""


def column_map(columns: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field -> column, for columns of a file: as ``given`` (the blob's ``columns.*`` hints), else by known names."""
    folded = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in columns}
    found: dict[str, str] = {}
    for field, names in FIELDS.items():
        wanted = given.get(f"columns.{field}")
        names = (wanted.strip().lower().replace(" ", "_").replace("-", "_"),) if wanted else names
        column = next((folded[name] for name in names if name in folded), None)
        if column is not None and column not in found.values():
            found[field] = column
    return found


def item_of(
    row: Mapping[str, Any], mapping: Mapping[str, str], source: str, hints: Mapping[str, str]
) -> Item | SourceError:
    """The item of one row. The text is kept exactly as given, so that spans made elsewhere stay true."""
    values = {field: _string(row.get(column)) for field, column in mapping.items()}
    if "text" not in mapping:
        return BadSource(source, f"has no column of text among {one_line(', '.join(map(str, row)) or 'none', 80)}")
    item = Item(source, values.pop("text") or "", headline_in_text=True)
    notice = (values.pop("notice", None) or "").lower()
    for field, value in values.items():
        setattr(item, field, value)
    if item.embargo_until:
        item.notice = "embargo"
    if notice in ("kill", "withdraw", "embargo"):
        item.notice = notice  # type: ignore[assignment]
    item.url = item.url or hints.get("url")
    item.published = iso_date(item.published)
    return item


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        return " and ".join(v for v in value[:50] if isinstance(v, str)) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else None


def lines(blob: Blob) -> Iterator[tuple[int, bytes | SourceError]]:
    """``(number, line)`` from 1, without its newline; an error in place of a line longer than a document."""
    limit = blob.limits.document
    buffer, number, skipping = bytearray(), 0, False
    while part := blob.stream.read(65_536):
        *whole, rest = part.split(b"\n")
        for piece in whole:
            number += 1
            if skipping or len(buffer) + len(piece) > limit:
                yield number, StoryTooLong(f"{blob.name}:{number}", f"a line longer than {limit:,} bytes")
            else:
                yield number, bytes(buffer) + piece
            buffer.clear()
            skipping = False
        if len(buffer) + len(rest) > limit:
            buffer.clear()
            skipping = True
        elif not skipping:
            buffer += rest
    if skipping:
        yield number + 1, StoryTooLong(f"{blob.name}:{number + 1}", f"a line longer than {limit:,} bytes")
    elif buffer:
        yield number + 1, bytes(buffer)
