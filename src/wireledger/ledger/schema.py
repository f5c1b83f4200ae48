"""The tables of the store, the engines that hold them, and their migrations.

Append-only: ``versions`` (story versions with their text and reading) and ``claims``. Derived from these, and made again by
:mod:`wireledger.ledger.rebuilding`: ``placed`` (which version belongs to which story, which copies which), ``bands``
(near-duplicate index), ``claim_countries`` and the full-text index ``search``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from wireledger.errors import LedgerError

SCHEMA = 7
"""The number of the newest schema. A ledger with an older one is migrated; with a newer one it is refused."""

Text = sa.Text


def _where(condition: str) -> dict[str, Any]:
    """For an index on some rows only."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


metadata = sa.MetaData()
meta = sa.Table("meta", metadata, sa.Column("key", Text, primary_key=True), sa.Column("value", Text, nullable=False))
versions = sa.Table(
    "versions", metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("no", sa.BigInteger, nullable=False),
    sa.Column("known_from", Text, nullable=False),
    sa.Column("seq", Text, nullable=False),
    sa.Column("guid", Text),
    sa.Column("version", Text),
    sa.Column("headline", Text),
    sa.Column("agency", Text),
    sa.Column("source", Text),
    sa.Column("url", Text),
    sa.Column("corrects", sa.Boolean, nullable=False),
    sa.Column("notice", Text),
    sa.Column("sha256", Text, nullable=False),
    sa.Column("recorded_at", Text, nullable=False),
    sa.Column("text", Text, nullable=False),
    sa.Column("reading", Text, nullable=False),
    sa.Index("versions_no", "no", unique=True),
    sa.Index("versions_guid", "guid"),
    sa.Index("versions_known", "known_from"),
    sa.Index("versions_agency", "agency", "known_from"),
)  # fmt: skip
"""``no`` counts in the order of recording."""
claims = sa.Table(
    "claims", metadata,
    sa.Column("id", Text, primary_key=True),
    sa.Column("no", sa.BigInteger, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("version", Text, sa.ForeignKey("versions.id")),
    sa.Column("block", Text, nullable=False),
    sa.Column("alias", Text),
    sa.Column("status", Text),
    sa.Column("due", Text),
    sa.Column("content", Text, nullable=False),
    sa.Column("told", Text, nullable=False),
    sa.Column("day", Text, nullable=False),
    sa.Column("valid_from", Text),
    sa.Column("valid_to", Text),
    sa.Column("known_from", Text, nullable=False),
    sa.Column("target", Text, sa.ForeignKey("claims.id")),
    sa.Column("editor", Text),
    sa.Column("recorded_at", Text, nullable=False),
    sa.Column("words", Text, nullable=False),
    sa.Column("payload", Text, nullable=False),
    sa.Index("claims_no", "no", unique=True),
    sa.Index("claims_day", "kind", "day"),
    sa.Index("claims_ahead", "kind", "day", **_where("day > known_from")),
    sa.Index("claims_block", "kind", "block", "day"),
    sa.Index("claims_version", "version"),
    sa.Index("claims_due", "kind", "due", **_where("due IS NOT NULL")),
    sa.Index("claims_status", "kind", "status", "day", **_where("status IS NOT NULL")),
    sa.Index("claims_alias", "alias", **_where("alias IS NOT NULL")),
    sa.Index("claims_target", "target", **_where("target IS NOT NULL")),
    sa.Index("claims_decided", "kind", "known_from", **_where("editor IS NOT NULL")),
)  # fmt: skip
"""``block``: what claims of one thing have in common; ``alias``: a second such key; ``status``: of events; ``due``: until when it may be a deadline; ``told``: of the words that it rests on; ``day``: where views put it in time."""
placed = sa.Table(
    "placed", metadata,
    sa.Column("version", Text, sa.ForeignKey("versions.id"), primary_key=True),
    sa.Column("story", Text, nullable=False),
    sa.Column("copy_of", Text),
    sa.Index("placed_story", "story"),
)  # fmt: skip
claim_countries = sa.Table(
    "claim_countries", metadata,
    sa.Column("country", Text, primary_key=True),
    sa.Column("kind", Text, primary_key=True),
    sa.Column("day", Text, primary_key=True),
    sa.Column("claim", Text, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Index("claim_countries_claim", "claim", "country"),
    sqlite_with_rowid=False,
)  # fmt: skip
bands = sa.Table(
    "bands", metadata,
    sa.Column("month", Text, primary_key=True),
    sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("day", Text, primary_key=True),
    sa.Column("version", Text, sa.ForeignKey("versions.id"), primary_key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
"""The month comes first, so that what is written and looked for lies together however much came before."""


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
        cursor.execute(
            "PRAGMA wal_autocheckpoint = 4000"
        )  # pages; a page that is written again and again is copied once
        cursor.execute("PRAGMA trusted_schema = OFF")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.close()

    return engine


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One write transaction, alone among writers: all of it is kept or nothing. Raises LedgerError for a store that fails."""
    try:
        with engine.connect() as connection:
            sqlite = engine.dialect.name == "sqlite"
            if sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7735107)"))
            try:
                yield connection
                if sqlite:
                    connection.exec_driver_sql("COMMIT")
                connection.commit()
            except BaseException:
                with contextlib.suppress(sa.exc.DBAPIError):
                    connection.rollback()
                raise
    except sa.exc.OperationalError as error:
        raise LedgerError(f"{_name(engine)}: nothing was recorded ({_first_line(error)})") from error


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
            create(connection)
        else:
            from wireledger.ledger.rebuilding import rebuild

            rebuild(connection)  # whatever the older schema was: versions and editors' decisions are all that it holds


def create(connection: sa.Connection) -> None:
    """All tables and indexes, empty. Text compares byte by byte on every store: ids and dates are looked up by ranges."""
    metadata.create_all(connection)
    if connection.dialect.name != "sqlite":
        for table in metadata.sorted_tables:
            columns = [c.name for c in table.columns if isinstance(c.type, sa.Text)]
            plain = ", ".join(f'ALTER COLUMN {name} TYPE text COLLATE "C"' for name in columns)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} {plain}")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search USING "
            "fts5(kind UNINDEXED, ref UNINDEXED, version UNINDEXED, words, marks, tokenize = 'porter unicode61')"
        )
    else:
        connection.exec_driver_sql(
            'CREATE TABLE search (kind TEXT NOT NULL, ref TEXT COLLATE "C" PRIMARY KEY, version TEXT COLLATE "C" NOT NULL, '
            "words TEXT NOT NULL, marks TEXT NOT NULL, vector tsvector GENERATED ALWAYS AS "
            "(to_tsvector('english', words) || array_to_tsvector(string_to_array(marks, ' '))) STORED)"
        )
        connection.exec_driver_sql("CREATE INDEX search_vector ON search USING GIN (vector)")
    connection.execute(meta.insert().values(key="schema", value=str(SCHEMA)))


SEARCHED = sa.text(
    "INSERT INTO search (kind, ref, version, words, marks) VALUES (:kind, :ref, :version, :words, :marks)"
)


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
