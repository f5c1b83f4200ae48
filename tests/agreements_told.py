"""The agreement of a text, as tests of agreements look at it."""

from __future__ import annotations

import wireledger as wl
from wireledger.model import Agreement

DAY = "2019-03-05"
"""A Tuesday."""


def told(text: str, published: str | None = DAY) -> Agreement:
    """The agreement that a story is about: the first with an end or a clause, else the first."""
    found = wl.read(text, published).agreements
    return next((a for a in found if a.ends_on or a.notice), found[0])
