"""RSS and Atom feeds: one story an entry, with what text the feed carries. Links are not followed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from lxml import etree

from wireledger.errors import BadSource, EmptyStory
from wireledger.sources.item import Blob, Found, Item, clean, iso_date
from wireledger.sources.markup import local, parse_xml, root_of, text_of_html, xml_text

_FEED = 10_000_000  # bytes; the library takes three seconds for one million
_TOMBSTONES = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def claims(blob: Blob) -> bool:
    root = root_of(blob.opening)
    return root in ("rss", "feed") or (root == "RDF" and "purl.org/rss/" in blob.opening)


def items(blob: Blob) -> Iterator[Found]:
    import feedparser

    root, broken = _mended(xml_text(blob, _FEED), blob.name)
    yield from _deleted(root, blob)
    # As bytes: a string could be taken for an address or a file name
    parsed = feedparser.parse(etree.tostring(root, encoding="utf-8"), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        yield (
            BadSource(blob.name, f"broken feed: {broken}")
            if broken
            else EmptyStory(blob.name, "a feed without entries")
        )
    language = parsed.feed.get("language")
    for position, entry in enumerate(parsed.entries):
        if position >= blob.limits.members:
            raise BadSource(blob.name, f"holds more than {blob.limits.members:,} entries; the rest is not read")
        yield _item(entry, language, blob, position)


def _item(entry: Any, language: str | None, blob: Blob, position: int) -> Item:
    guid = _string(entry.get("id")) or _string(entry.get("link"))
    source = f"{blob.name}#{clean(guid) or position + 1}"
    bodies = [_string(c.get("value")) or "" for c in entry.get("content", [])] + [_string(entry.get("summary")) or ""]
    texts = [text_of_html(body, source) for body in bodies]
    return Item(
        source,
        max(texts, key=len),
        headline=text_of_html(_string(entry.get("title")) or "", source),
        byline=_string(entry.get("author")),
        agency=_string((entry.get("source") or {}).get("title")) or _string(entry.get("publisher")),
        language=_string(entry.get("language")) or _string(language),
        published=_date(entry, "published") or _date(entry, "updated"),
        guid=guid,
        version=_date(entry, "updated"),
        url=_string(entry.get("link")) or blob.hints.get("url"),
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _date(entry: Any, name: str) -> str | None:
    """As the feed writes it, with its zone, where that is a standard form; else as the library reads it, in UTC."""
    if name not in entry:  # feedparser answers "updated" with "published" where only that is there
        return None
    if date := iso_date(entry.get(name)):
        return date
    moment = entry.get(f"{name}_parsed")
    return iso_date(time.strftime("%Y-%m-%dT%H:%M:%S+00:00", moment)) if moment else None


def _mended(text: str, source: str) -> tuple[Any, str | None]:
    """The root element, and what is wrong with a feed that is not well formed. Raises BadSource.

    Feeds often are not. The XML parser mends them within its bounds on depth, where a parser of tag soup has none."""
    try:
        return parse_xml(text, source), None
    except BadSource as error:
        broken = error.reason
    names = re.sub(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)", lambda m: html5.get(m[1], m[0]), text)
    return parse_xml(names, source, mend=True), broken


def _deleted(root: Any, blob: Blob) -> Iterator[Item]:
    """Entries that an Atom feed says it has withdrawn (RFC 6721)."""
    for element in root.iter(_TOMBSTONES):
        guid = element.get("ref")
        comment = next((c for c in element if local(c) == "comment"), None)
        words = re.sub(r"\s+", " ", "".join(comment.itertext())).strip() if comment is not None else ""
        yield Item(
            f"{blob.name}#{clean(guid)}", words, guid=guid, published=element.get("when"), notice="withdraw",
            headline_in_text=True,
        )  # fmt: skip
