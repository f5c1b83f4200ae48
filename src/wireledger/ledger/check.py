"""Integrity: verification, backup, restore."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from wireledger.errors import BinaryStory, LedgerError
from wireledger.ledger import similar
from wireledger.ledger.claims import KINDS, Claim
from wireledger.ledger.rebuilding import decision_row
from wireledger.ledger.recording import Prepared, entries, insert_claims, near, record
from wireledger.ledger.schema import (
    SEARCHED,
    bands,
    claim_countries,
    claims,
    metadata,
    placed,
    reading,
    versions,
    writing,
)
from wireledger.model import Reading

if TYPE_CHECKING:
    from wireledger.ledger.ledger import Ledger

REBUILT = 2000
"""Versions up to which the whole ledger is rebuilt and its views compared; of a larger one, a sample of its stories."""
SAMPLE = 100
BATCH = 200


def verify(ledger: Ledger) -> list[str]:
    """What is wrong, one line each: hashes of texts, words of claims, references, indexes, and views against a rebuild."""
    try:
        return _verified(ledger)
    except sa.exc.DatabaseError as error:
        return [f"the ledger is damaged: {str(error.orig).splitlines()[0]}"]


def _verified(ledger: Ledger) -> list[str]:
    wrong: list[str] = []
    with reading(ledger.engine) as c:
        if ledger.engine.dialect.name == "sqlite":
            found = c.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            wrong += [f"the file is damaged: {line}" for line in found if line != "ok"]
            wrong += [
                f"a broken reference: {tuple(row)}" for row in c.exec_driver_sql("PRAGMA foreign_key_check").all()
            ]
        count = banded = 0
        wanted = Pile()
        for v in _versions(c):
            count += 1
            one, found = _version(c, v)
            wrong += found
            if one is not None:
                banded += len(one.bands)
                for entry in entries(one):
                    wanted.add(*(entry[name] for name in _ENTRY))
        if not wrong:
            wrong += _indexes(c, wanted, banded)
        wrong += _groups(c)
        lost = sa.select(claims.c.id).where(claims.c.kind.not_in(KINDS), claims.c.target.is_(None))
        wrong += [f"{i}: a claim about no claim" for i in c.execute(lost).scalars()]
        for table in (versions, claims):
            numbers = c.execute(sa.select(sa.func.count(), sa.func.max(table.c.no), sa.func.min(table.c.no))).one()
            if tuple(numbers) not in ((0, None, None), (numbers[0], numbers[0], 1)):
                wrong.append(f"{table.name}: rows are missing from the order of recording")
    if wrong:
        return wrong
    return _rebuilt(ledger) if count <= REBUILT else _sampled(ledger)


_ENTRY = ("kind", "ref", "version", "words", "marks")


class Pile:
    """Rows in no order, as their number and the sum of their hashes: two piles of the same rows are equal."""

    def __init__(self) -> None:
        self.number = self.sum = 0

    def add(self, *values: str) -> None:
        self.number += 1
        row = "\0".join(values).encode("utf-8", "surrogatepass")
        self.sum = (self.sum + int.from_bytes(hashlib.blake2b(row, digest_size=16).digest(), "big")) % 2**128


def _indexes(c: sa.Connection, wanted: Pile, banded: int) -> list[str]:
    """The full-text index and that of near-duplicates, against what the versions would have in them."""
    wrong = []
    found = Pile()
    asked = c.execution_options(yield_per=1000).execute(sa.text(f"SELECT {', '.join(_ENTRY)} FROM search"))
    for row in asked:
        found.add(*row)
    if found.number != wanted.number:
        wrong.append(f"the search index holds {found.number} entries of {wanted.number}")
    elif found.sum != wanted.sum:
        wrong.append("the search index holds other words than the claims")
    held = c.execute(sa.select(sa.func.count()).select_from(bands)).scalar_one()
    if held != banded:
        wrong.append(f"the index of near-duplicates holds {held} keys of {banded}")
    return wrong


def _versions(c: sa.Connection) -> Iterator[Any]:
    """All versions with their places, in the order of recording, some at a time."""
    asked = sa.select(versions, placed.c.story).outerjoin(placed, placed.c.version == versions.c.id)
    at = 0
    while True:
        rows = c.execute(asked.where(versions.c.no > at).order_by(versions.c.no).limit(BATCH)).all()
        yield from rows
        if len(rows) < BATCH:
            return
        at = rows[-1].no


def _version(c: sa.Connection, v: Any) -> tuple[Prepared | None, list[str]]:
    """A version, made again from its reading, and what is wrong with it: its hash, its claims, their words, its keys."""
    if hashlib.sha256(v.text.encode("utf-8", "surrogatepass")).hexdigest() != v.sha256:
        return None, [f"{v.id}: the text is not the one that was recorded"]
    wrong = [] if v.story else [f"{v.id}: belongs to no story"]
    try:
        one = Prepared(Reading.stored(v.reading))
    except (ValueError, BinaryStory):
        return None, [*wrong, f"{v.id}: its reading cannot be read"]
    of = one.of
    if of.reading.story.text != v.text or of.version != v.id or of.published != v.known_from:
        wrong.append(f"{v.id}: its reading is of another text")
    keyed = sa.select(sa.func.count()).where(
        bands.c.month == of.published[:7], bands.c.band.in_(one.bands), bands.c.version == v.id,
        bands.c.day == of.published[:10],
    )  # fmt: skip
    if c.execute(keyed).scalar_one() != len(one.bands):
        wrong.append(f"{v.id}: not in the index of near-duplicates")
    made: dict[str, Claim] = {m.id: m for m in one.made}
    stored = {r.id: r for r in c.execute(sa.select(claims).where(claims.c.version == v.id, claims.c.kind.in_(KINDS)))}
    countries: dict[str, set[str]] = {}
    on = sa.select(claim_countries).join(claims, claims.c.id == claim_countries.c.claim).where(claims.c.version == v.id)
    for r in c.execute(on):
        countries.setdefault(r.claim, set()).add(r.country)
        if r.claim in made and (r.kind, r.day) != (made[r.claim].kind, made[r.claim].day):
            wrong.append(f"{r.claim}: its countries are indexed under another day")
    for missing in sorted(made.keys() - stored.keys()):
        wrong.append(f"{v.id}: its claim {missing} is missing")
    for extra in sorted(stored.keys() - made.keys()):
        wrong.append(f"{extra}: a claim that its story version does not make")
    for r in stored.values():
        for start, end, words in json.loads(r.words):
            if v.text[start:end] != words:
                wrong.append(f"{r.id}: its words are not in the story version ({words!r})")
        m = made.get(r.id)
        if m is None:
            continue
        plain = (r.block, r.alias, r.status, r.due, r.content, r.told, r.day, r.valid_from, r.valid_to, r.known_from)
        if json.loads(r.payload) != json.loads(json.dumps(m.payload)) or plain != (
            m.block, m.alias, m.status, m.due, m.content, m.told, m.day, m.valid_from, m.valid_to, of.published,
        ):  # fmt: skip
            wrong.append(f"{r.id}: differs from what its reading says")
        if countries.get(r.id, set()) != m.countries:
            wrong.append(f"{r.id}: its countries are not indexed")
    return one, wrong


def _groups(c: sa.Connection) -> list[str]:
    """Stories against their definition: each is called after its earliest version."""
    rows = c.execute(
        sa.select(versions.c.id, versions.c.known_from, versions.c.seq, placed.c.story).join(
            placed, placed.c.version == versions.c.id
        )
    ).all()
    stories: dict[str, tuple[str, str, str]] = {}
    for r in rows:
        first = (r.known_from, r.seq, r.id)
        stories[r.story] = min(stories.get(r.story, first), first)
    return [f"{story}: not called after its earliest version" for story, first in stories.items() if first[2] != story]


# -- proof by rebuilding -----------------------------------------------------------------------------------------------
def _rebuilt(ledger: Ledger) -> list[str]:
    """The whole ledger made again in memory from readings in the order of publication: derived tables and views are equal."""
    from wireledger.ledger.ledger import Ledger

    with Ledger(":memory:") as again:
        with reading(ledger.engine) as c, writing(again.engine) as into:
            asked = sa.select(versions.c.reading, versions.c.recorded_at)
            for row in c.execute(asked.order_by(versions.c.known_from, versions.c.seq, versions.c.id)):
                record(into, Prepared(Reading.stored(row.reading)).ready(), row.recorded_at)
            wrong = []
            there = set(into.execute(sa.select(claims.c.id)).scalars())
            for row in c.execute(sa.select(claims).where(claims.c.editor.is_not(None)).order_by(claims.c.no)):
                if row.target in there:
                    there.add(row.id)
                    insert_claims(into, [decision_row(row, row.target, json.loads(row.payload))])
                else:
                    wrong.append(f"{row.id}: a decision about a claim that a rebuild does not make")
        with reading(ledger.engine) as c, reading(again.engine) as other:
            wrong += _differences(c, other, None)
        return wrong or _views(ledger, again)


def _differences(c: sa.Connection, other: sa.Connection, ids: set[str] | None) -> list[str]:
    """Derived rows that two ledgers do not have in common, of some versions or of all."""
    wrong = []
    dead = sa.select(claims.c.version, claims.c.id, claims.c.target, claims.c.known_from).where(
        claims.c.kind == "retraction", claims.c.editor.is_(None)
    )
    place = sa.select(placed.c.version, placed.c.story, placed.c.copy_of)
    for name, asked, of in (("place among stories", place, placed.c.version), ("retractions", dead, claims.c.version)):
        found = []
        for where in (c, other):
            narrow = asked.where(of.in_(sorted(ids))) if ids is not None else asked
            found.append({tuple(r) for r in where.execute(narrow)})
        for version in sorted({str(r[0]) for r in found[0] ^ found[1]}):
            wrong.append(f"{version}: its {name} differs from a rebuild")
    return wrong


def _views(ledger: Ledger, again: Ledger) -> list[str]:
    """Views of two ledgers as of their middle and their last day, with all known and with what was known in the middle."""
    with reading(ledger.engine) as c:
        days = sorted(d[:10] for d in c.execute(sa.select(versions.c.known_from)).scalars())
    if not days:
        return []
    middle, last = days[len(days) // 2], days[-1]
    wrong = []
    for as_of, known_by in ((last, None), (middle, None), (last, middle)):
        for name in ("events", "agreements", "forces", "statements", "actors", "offices", "deadlines", "stories"):
            asked: dict[str, Any] = {"known_by": known_by}
            if name != "stories":
                asked["as_of"] = as_of
            rows = [getattr(one, name)(**asked).to_dicts() for one in (ledger, again)]
            if name == "stories":  # where the same story came from first is a matter of arrival
                rows = [[{k: v for k, v in r.items() if k != "source"} for r in found] for found in rows]
            if rows[0] != rows[1]:
                wrong.append(f"the view {name} as of {as_of}, known by {known_by or last}, differs from a rebuild")
    return wrong


def _sampled(ledger: Ledger) -> list[str]:
    """Some stories, with all that shares a text index key or an identity with them, made again in memory and compared."""
    from wireledger.ledger.ledger import Ledger

    with reading(ledger.engine) as c, Ledger(":memory:") as again:
        order = sa.func.substr(versions.c.sha256, 1, 16)
        chosen = set(c.execute(sa.select(versions.c.id).order_by(order).limit(SAMPLE)).scalars())
        stories = sa.select(placed.c.story).where(placed.c.version.in_(sorted(chosen)))
        chosen = set(
            c.execute(sa.select(placed.c.version).where(placed.c.story.in_(stories)).limit(BATCH * 10)).scalars()
        )
        around = set(chosen)
        for part in _parts(sorted(chosen), BATCH):
            for row in c.execute(
                sa.select(versions.c.text, versions.c.known_from).where(versions.c.id.in_(part))
            ).all():
                around |= set(near(c, similar.bands_of(row.text), dt.date.fromisoformat(row.known_from[:10])))
            guids = sa.select(versions.c.guid).where(versions.c.id.in_(part), versions.c.guid.is_not(None))
            around |= set(c.execute(sa.select(versions.c.id).where(versions.c.guid.in_(guids))).scalars())
        stories = sa.select(placed.c.story).where(placed.c.version.in_(sorted(around)))
        around |= set(c.execute(sa.select(placed.c.version).where(placed.c.story.in_(stories))).scalars())
        with writing(again.engine) as into:
            for part in _parts(sorted(around), BATCH):
                for row in c.execute(sa.select(versions.c.reading).where(versions.c.id.in_(part))):
                    record(into, Prepared(Reading.stored(row.reading)).ready())
        with reading(again.engine) as other:
            return _differences(c, other, chosen)


def _parts(items: list[str], size: int) -> Iterable[list[str]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


# -- backup and restore ------------------------------------------------------------------------------------------------
def backup(ledger: Ledger, path: Path) -> None:
    """A consistent copy as a new SQLite file, from either store, put in place only when it is whole."""
    if path.exists():
        raise LedgerError(f"{path}: is there already; a backup is never written over")
    if not path.absolute().parent.is_dir():
        raise LedgerError(f"{path}: the folder does not exist")
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    os.close(handle)
    try:
        if ledger.engine.dialect.name == "sqlite":
            with reading(ledger.engine) as c:
                source = c.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                source.rollback()
                _copy_file(source, Path(name))
        else:
            copy(ledger, name)
            with contextlib.closing(sqlite3.connect(name)) as whole:
                whole.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        with Path(name).open("rb") as f:
            os.fsync(f.fileno())
        os.link(name, path)
    except (sqlite3.Error, sa.exc.DBAPIError, OSError) as error:
        raise LedgerError(f"{path}: {getattr(error, 'orig', error)}") from error
    finally:
        for rest in ("", "-wal", "-shm", "-journal"):
            Path(name + rest).unlink(missing_ok=True)


def _copy_file(source: sqlite3.Connection, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def copy(ledger: Ledger, where: str) -> None:
    """All rows of a ledger into an empty one of any kind, in one transaction."""
    from wireledger.ledger.ledger import Ledger

    with Ledger(where) as target, reading(ledger.engine) as source, writing(target.engine) as c:
        if c.execute(sa.select(versions.c.id).limit(1)).first():
            raise LedgerError(f"{target.engine.url.render_as_string()}: the ledger to restore into is not empty")
        for table in (t for t in metadata.sorted_tables if t.name != "meta"):
            # A claim about a claim was recorded after it, so the order of recording keeps all references.
            order = [table.c.no] if "no" in table.c else list(table.primary_key.columns)
            _pour(source, c, sa.select(table).order_by(*order), table.insert())
        _pour(source, c, sa.text("SELECT kind, ref, version, words, marks FROM search"), SEARCHED)


def _pour(source: sa.Connection, c: sa.Connection, asked: Any, into: Any) -> None:
    """Rows of one store into another, some at a time."""
    found = source.execution_options(yield_per=1000).execute(asked)
    for rows in found.mappings().partitions(1000):
        c.execute(into, [dict(r) for r in rows])


def restore(path: Path, where: str) -> None:
    """Check a backup and make a ledger of it."""
    from wireledger.ledger.ledger import Ledger

    if not path.is_file():
        raise LedgerError(f"{path}: no such file")
    on_server = "://" in where and not where.startswith("sqlite:///")
    target = Path(where.removeprefix("sqlite:///"))
    if not on_server and target.exists():
        raise LedgerError(f"{target}: is there already; nothing is written over")
    with Ledger(path, must_exist=True) as saved:
        wrong = verify(saved)
        if wrong:
            raise LedgerError(f"{path}: the backup is damaged: {wrong[0]}")
        if on_server:
            copy(saved, where)
        else:
            backup(saved, target)


def backup_before_migration(ledger: Ledger, old: int) -> None:
    """A copy of a ledger of an older schema before it is changed: a SQLite file beside it; in PostgreSQL, a schema of copies."""
    engine = ledger.engine
    if engine.dialect.name != "sqlite":
        _copy_tables(engine, f"wireledger_schema{old}_backup")
        return
    if engine.url.database in (None, "", ":memory:"):
        return
    path = Path(str(engine.url.database))
    target = path.with_name(f"{path.name}.schema{old}.bak")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.schema{old}.{number}.bak")
    try:
        with contextlib.closing(sqlite3.connect(path)) as source:
            _copy_file(source, target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise LedgerError(f"{target}: no backup could be written, so nothing was migrated ({error})") from error


def _copy_tables(engine: sa.Engine, name: str) -> None:
    with writing(engine) as c:
        there = set(sa.inspect(c).get_schema_names())
        number, schema = 1, name
        while schema in there:
            number += 1
            schema = f"{name}_{number}"
        c.exec_driver_sql(f"CREATE SCHEMA {schema}")
        for table in ("meta", "versions", "claims", "placed"):
            c.exec_driver_sql(f"CREATE TABLE {schema}.{table} AS TABLE {table}")


__all__ = ["backup", "backup_before_migration", "copy", "restore", "verify"]
