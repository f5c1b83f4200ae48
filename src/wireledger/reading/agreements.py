"""The stage ``agreements``."""

from __future__ import annotations

from wireledger.model import Agreement
from wireledger.reading.draft import Draft


def run(draft: Draft) -> list[Agreement]:
    return []
