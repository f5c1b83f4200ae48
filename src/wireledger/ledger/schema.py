"""The tables of the store, the engines that hold them, and their migrations.

Append-only: ``versions`` (story versions with their text and reading) and ``claims``. Derived, and rebuilt from these by
``verify --rebuild``: ``placed`` (which version belongs to which story, which copies which), ``bands`` (near-duplicate
index), ``claim_countries`` and the full-text index.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from wireledger.errors import LedgerError

SCHEMA = 2
"""The number of the newest schema. A ledger with an older one is migrated; with a newer one it is refused."""

metadata = sa.MetaData()
meta = sa.Table(
    "meta", metadata, sa.Column("key", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False)
)
versions = sa.Table(
    "versions", metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("known_from", sa.Text, nullable=False),
    sa.Column("seq", sa.Text, nullable=False, default=""),
    sa.Column("guid", sa.Text),
    sa.Column("version", sa.Text),
    sa.Column("headline", sa.Text),
    sa.Column("agency", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("corrects", sa.Boolean, nullable=False, default=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("reading", sa.Text, nullable=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Index("versions_guid", "guid"),
    sa.Index("versions_known", "known_from"),
)  # fmt: skip
claims = sa.Table(
    "claims", metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("version", sa.Text, sa.ForeignKey("versions.id")),
    sa.Column("block", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("valid_from", sa.Text),
    sa.Column("valid_to", sa.Text),
    sa.Column("known_from", sa.Text, nullable=False),
    sa.Column("target", sa.Text, sa.ForeignKey("claims.id")),
    sa.Column("editor", sa.Text),
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Index("claims_kind", "kind", "known_from"),
    sa.Index("claims_block", "kind", "block"),
    sa.Index("claims_version", "version"),
    sa.Index("claims_target", "target"),
    sa.Index("claims_valid", "kind", "valid_from"),
)  # fmt: skip
placed = sa.Table(
    "placed", metadata,
    sa.Column("version", sa.Text, sa.ForeignKey("versions.id"), primary_key=True),
    sa.Column("story", sa.Text, nullable=False),
    sa.Column("copy_of", sa.Text),
    sa.Index("placed_story", "story"),
)  # fmt: skip
claim_countries = sa.Table(
    "claim_countries", metadata,
    sa.Column("claim", sa.Text, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Column("country", sa.Text, primary_key=True),
    sa.Index("claim_countries_country", "country", "claim"),
)  # fmt: skip
bands = sa.Table(
    "bands", metadata,
    sa.Column("band", sa.Text, primary_key=True),
    sa.Column("version", sa.Text, sa.ForeignKey("versions.id"), primary_key=True),
)  # fmt: skip


def engine_for(where: str | Path) -> sa.Engine:
    """An engine for a SQLite file (``desk.sqlite``, ``sqlite:///desk.sqlite``) or ``postgresql://...``."""
    name = str(where)
    if name.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        url = sa.make_url(name.replace("postgres://", "postgresql://", 1)).set(drivername="postgresql+psycopg")
        return sa.create_engine(url, pool_pre_ping=True)
    if "://" in name and not name.startswith("sqlite:///"):
        raise LedgerError(f"no ledger of this kind: {name.split('://')[0]}://; a file or postgresql://... is wanted")
    path = name.removeprefix("sqlite:///")
    if path != ":memory:" and not Path(path).absolute().parent.is_dir():
        raise LedgerError(f"{path}: the folder does not exist")
    pool: dict[str, Any] = {"poolclass": sa.StaticPool} if path == ":memory:" else {}
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 60, "check_same_thread": False}, **pool)

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where the code says, not where the driver guesses
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.close()

    return engine


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One write transaction, alone among writers: all of it is kept or nothing."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(7735107)"))
        try:
            yield connection
        except BaseException:
            connection.rollback()
            if engine.dialect.name == "sqlite":
                with contextlib.suppress(sa.exc.OperationalError):
                    connection.exec_driver_sql("ROLLBACK")
            raise
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
        connection.commit()


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One read transaction: every query in it sees the same ledger."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        try:
            yield connection
        finally:
            if engine.dialect.name == "sqlite":
                with contextlib.suppress(sa.exc.OperationalError):
                    connection.exec_driver_sql("ROLLBACK")
            connection.rollback()


def prepare(engine: sa.Engine, backup: Callable[[int], None]) -> None:
    """Make the tables where there are none; bring an older schema up to date, after ``backup(old)``.

    Raises LedgerError for a file that is no ledger, and for a schema newer than this program."""
    try:
        found = _schema_of(engine)
    except (sa.exc.DatabaseError, OSError) as error:
        raise LedgerError(f"{_name(engine)}: no ledger can be opened there ({_first_line(error)})") from error
    if found == SCHEMA:
        return
    if found is not None and found > SCHEMA:
        raise LedgerError(f"{_name(engine)}: written by a newer wireledger (schema {found}, this one knows {SCHEMA})")
    if found is not None:
        backup(found)
    with writing(engine) as connection:
        again = _schema_in(connection)
        if again == SCHEMA:
            return
        if again is None:
            if sa.inspect(connection).get_table_names():
                raise LedgerError(f"{_name(engine)}: a database with other tables, no ledger")
            metadata.create_all(connection)
            _search_index(connection)
            connection.execute(meta.insert().values(key="schema", value=str(SCHEMA)))
        else:
            for number in range(again + 1, SCHEMA + 1):
                MIGRATIONS[number](connection)
            connection.execute(meta.update().where(meta.c.key == "schema").values(value=str(SCHEMA)))


def _add_columns(connection: sa.Connection) -> None:
    """Schema 2: versions keep the address that markup gave, and their place among those of one day."""
    there = {c["name"] for c in sa.inspect(connection).get_columns("versions")}
    if "url" not in there:
        connection.execute(sa.text("ALTER TABLE versions ADD COLUMN url TEXT"))
    if "seq" not in there:
        connection.execute(sa.text("ALTER TABLE versions ADD COLUMN seq TEXT NOT NULL DEFAULT ''"))


MIGRATIONS: dict[int, Callable[[sa.Connection], None]] = {2: _add_columns}
"""Schema number -> the step that leads to it from the one before."""


def _search_index(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, ref UNINDEXED, words, tokenize = 'porter unicode61')"
        )
    else:
        connection.exec_driver_sql("CREATE TABLE search (kind TEXT NOT NULL, ref TEXT NOT NULL, words TEXT NOT NULL)")
        connection.exec_driver_sql("CREATE INDEX search_words ON search USING GIN (to_tsvector('english', words))")


def _schema_of(engine: sa.Engine) -> int | None:
    with reading(engine) as connection:
        return _schema_in(connection)


def _schema_in(connection: sa.Connection) -> int | None:
    if not sa.inspect(connection).has_table("meta"):
        return None
    value = connection.execute(sa.select(meta.c.value).where(meta.c.key == "schema")).scalar()
    return int(value) if value else None


def _name(engine: sa.Engine) -> str:
    return str(engine.url.database or engine.url.render_as_string(hide_password=True))


def _first_line(error: BaseException) -> str:
    return str(getattr(error, "orig", error)).splitlines()[0]
