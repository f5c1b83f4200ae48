"""The ledger as its users see it."""

from __future__ import annotations


class Ledger:
    """A ledger in a SQLite file or a PostgreSQL database."""

    def __init__(self, where: str) -> None:
        self.where = where
