"""The stage ``events``."""

from __future__ import annotations

from wireledger.model import Event
from wireledger.reading.draft import Draft


def run(draft: Draft) -> list[Event]:
    return []
