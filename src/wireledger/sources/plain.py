"""Plain text: the story is the text."""

from __future__ import annotations

from collections.abc import Iterator

from wireledger.errors import EmptyStory
from wireledger.sources.decoding import decode, what_binary
from wireledger.sources.item import HEAD, Blob, Found, Item


def claims(blob: Blob) -> bool:
    return what_binary(blob.head) is None


def items(blob: Blob) -> Iterator[Found]:
    """One item, exactly the text that the file holds (newlines as LF)."""
    if len(blob.head) < HEAD and not blob.head.strip():
        raise EmptyStory(blob.name, "has no text")
    # UTF-16 takes two bytes a letter, UTF-32 four: the bound on text is that of its UTF-8
    text = decode(blob.read(limit=4 * blob.limits.text), blob.name, blob.hints.get("charset"))
    yield Item(blob.name, text, headline_in_text=True)
