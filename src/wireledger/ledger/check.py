"""Integrity: verification, backup, restore."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from wireledger.errors import LedgerError
from wireledger.ledger.claims import KINDS, Claims
from wireledger.ledger.schema import bands, claim_countries, claims, metadata, placed, reading, versions
from wireledger.model import Reading

if TYPE_CHECKING:
    from wireledger.ledger.ledger import Ledger


def verify(ledger: Ledger) -> list[str]:
    """What is wrong: hashes of texts, words of claims, references, and derived tables against a rebuild."""
    wrong: list[str] = []
    with reading(ledger.engine) as c:
        if ledger.engine.dialect.name == "sqlite":
            found = c.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            wrong += [f"the file is damaged: {line}" for line in found if line != "ok"]
            wrong += [
                f"a broken reference: {tuple(row)}" for row in c.exec_driver_sql("PRAGMA foreign_key_check").all()
            ]
        order = sa.select(versions).order_by(versions.c.known_from, versions.c.id).execution_options(yield_per=200)
        there = {r.version: r for r in c.execute(sa.select(placed))}
        countries: dict[str, set[str]] = {}
        for r in c.execute(sa.select(claim_countries)):
            countries.setdefault(r.claim, set()).add(r.country)
        seen = 0
        for v in c.execute(order):
            seen += 1
            if hashlib.sha256(v.text.encode("utf-8", "surrogatepass")).hexdigest() != v.sha256:
                wrong.append(f"{v.id}: the text is not the one that was recorded")
                continue
            if v.id not in there:
                wrong.append(f"{v.id}: belongs to no story")
            made = {m.id: m for m in Claims(Reading.model_validate_json(v.reading)).all()}
            stored = {
                r.id: r for r in c.execute(sa.select(claims).where(claims.c.version == v.id, claims.c.kind.in_(KINDS)))
            }
            for missing in sorted(made.keys() - stored.keys()):
                wrong.append(f"{v.id}: its claim {missing} is missing")
            for extra in sorted(stored.keys() - made.keys()):
                wrong.append(f"{extra}: a claim that its story version does not make")
            for r in stored.values():
                for start, end, words in json.loads(r.words):
                    if v.text[start:end] != words:
                        wrong.append(f"{r.id}: its words are not in the story version ({words!r})")
                m = made.get(r.id)
                if m is not None and (
                    json.loads(r.payload) != json.loads(json.dumps(m.payload)) or r.content != m.content
                ):
                    wrong.append(f"{r.id}: differs from what its reading says")
                if m is not None and countries.get(r.id, set()) != m.countries:
                    wrong.append(f"{r.id}: its countries are not indexed")
        indexed = c.execute(sa.text("SELECT count(*) FROM search WHERE kind = 'story'")).scalar()
        if indexed != seen:
            wrong.append(f"the search index holds {indexed} stories of {seen}")
        wrong += _groups(c)
        lost = sa.select(claims.c.id).where(claims.c.kind.not_in(KINDS), claims.c.target.is_(None))
        wrong += [f"{i}: a claim about no claim" for i in c.execute(lost).scalars()]
    return wrong


def _groups(c: sa.Connection) -> list[str]:
    """Stories against their definition: each is called after its earliest version, and versions by markup are together."""
    wrong = []
    rows = c.execute(
        sa.select(versions.c.id, versions.c.known_from, versions.c.seq, versions.c.guid, placed.c.story).join(
            placed, placed.c.version == versions.c.id
        )
    ).all()
    stories: dict[str, list[tuple[str, str, str]]] = {}
    guids: dict[str, set[str]] = {}
    for r in rows:
        stories.setdefault(r.story, []).append((r.known_from, r.seq, r.id))
        if r.guid:
            guids.setdefault(r.guid, set()).add(r.story)
    wrong += [f"{story}: not called after its earliest version" for story, vs in stories.items() if min(vs)[2] != story]
    wrong += [
        f"{guid}: one identity in markup, {len(found)} stories" for guid, found in guids.items() if len(found) > 1
    ]
    banded = set(c.execute(sa.select(bands.c.version).distinct()).scalars())
    wrong += [f"{r.id}: not in the index of near-duplicates" for r in rows if r.id not in banded]
    return wrong


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
            with reading(ledger.engine) as c, contextlib.closing(sqlite3.connect(name)) as target:
                source = c.connection.driver_connection
                assert isinstance(source, sqlite3.Connection)
                source.rollback()
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
        else:
            copy(ledger, name)
        with Path(name).open("rb") as f:
            os.fsync(f.fileno())
        os.link(name, path)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(f"{path}: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)


def copy(ledger: Ledger, where: str) -> None:
    """All rows of a ledger into an empty one of any kind."""
    from wireledger.ledger.ledger import Ledger
    from wireledger.ledger.schema import writing

    with Ledger(where) as target, reading(ledger.engine) as source, writing(target.engine) as c:
        for table in (t for t in metadata.sorted_tables if t.name != "meta"):
            order = list(table.primary_key.columns)
            if table.name == "claims":  # a claim stands after the one that it is about
                order = [sa.func.coalesce(table.c.target, ""), table.c.recorded_at, table.c.id]  # type: ignore[list-item]
            rows = [dict(r._mapping) for r in source.execute(sa.select(table).order_by(*order))]
            if table.name == "claims":
                rows = _targets_first(rows)
            for start in range(0, len(rows), 5000):
                c.execute(table.insert(), rows[start : start + 5000])
        words = [dict(r._mapping) for r in source.execute(sa.text("SELECT kind, ref, words FROM search"))]
        for start in range(0, len(words), 5000):
            c.execute(
                sa.text("INSERT INTO search (kind, ref, words) VALUES (:kind, :ref, :words)"),
                words[start : start + 5000],
            )


def _targets_first(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    done: set[object] = set()
    ordered: list[dict[str, object]] = []
    waiting = rows
    while waiting:
        ready = [r for r in waiting if r["target"] is None or r["target"] in done]
        if not ready:
            return ordered + waiting
        ordered += ready
        done |= {r["id"] for r in ready}
        waiting = [r for r in waiting if r["id"] not in done]
    return ordered


def restore(path: Path, where: str) -> None:
    """Check a backup and make a ledger of it."""
    from wireledger.ledger.ledger import Ledger

    if not path.is_file():
        raise LedgerError(f"{path}: no such file")
    with Ledger(path, must_exist=True) as saved:
        wrong = verify(saved)
        if wrong:
            raise LedgerError(f"{path}: the backup is damaged: {wrong[0]}")
        if "://" in where and not where.startswith("sqlite:///"):
            with Ledger(where) as target, reading(target.engine) as c:
                if c.execute(sa.select(versions.c.id).limit(1)).first():
                    raise LedgerError("the ledger to restore into is not empty")
            copy(saved, where)
            return
        target_path = Path(where.removeprefix("sqlite:///"))
        if target_path.exists():
            raise LedgerError(f"{target_path}: is there already; nothing is written over")
        backup(saved, target_path)


def backup_before_migration(ledger: Ledger, old: int) -> None:
    """A copy of a SQLite ledger beside it, before its schema is changed."""
    if ledger.engine.dialect.name != "sqlite" or ledger.engine.url.database in (None, ":memory:"):
        return
    path = Path(str(ledger.engine.url.database))
    target = path.with_name(f"{path.name}.schema{old}.bak")
    number = 1
    while target.exists():
        number += 1
        target = path.with_name(f"{path.name}.schema{old}.{number}.bak")
    with contextlib.closing(sqlite3.connect(path)) as source, contextlib.closing(sqlite3.connect(target)) as out:
        source.backup(out)


__all__ = ["backup", "backup_before_migration", "copy", "restore", "verify"]
