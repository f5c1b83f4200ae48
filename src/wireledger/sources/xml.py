"""XML that no reader knows: named, and set aside rather than read as if its tags were prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wireledger.errors import BadSource
from wireledger.sources.item import Blob, Found
from wireledger.sources.markup import root_of


def claims(blob: Blob) -> bool:
    opening = blob.opening
    root = root_of(opening)
    if root is None or not opening.startswith("<"):
        return False
    closed = re.search(rf"</(?:[\w.-]+:)?{re.escape(root)}\s*>\s*\Z", opening) is not None
    return opening.startswith("<?xml") or closed


def items(blob: Blob) -> Iterator[Found]:
    raise BadSource(blob.name, f"XML of an unknown kind (its root element is {root_of(blob.opening)})")
    yield  # a generator like the others
