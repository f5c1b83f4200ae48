"""Fixtures that several test files share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ledger_stores import database, server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server for the session; its tests are skipped, loudly, where none can be started."""
    pytest.importorskip("psycopg", reason="NO DRIVER FOR POSTGRESQL: its tests did not run")
    with server() as url:
        yield url


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database."""
    with database(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def where(request, tmp_path) -> str:
    """Where an empty ledger may be made: once in each kind of store."""
    if request.param == "sqlite":
        return str(tmp_path / "desk.sqlite")
    return request.getfixturevalue("postgres")
