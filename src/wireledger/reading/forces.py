"""The stage ``forces``."""

from __future__ import annotations

from wireledger.model import Force
from wireledger.reading.draft import Draft


def run(draft: Draft) -> list[Force]:
    return []
