"""Making a ledger again from what it holds: readings and editors' decisions. Migrations and proofs are made of this."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wireledger.errors import LedgerError
from wireledger.ledger.claims import KINDS, Claim, canonical
from wireledger.ledger.recording import Prepared, insert_claims, record, retraction_id
from wireledger.ledger.schema import create
from wireledger.model import Reading

BATCH = 500
OLD = "old_"


def rebuild(c: sa.Connection) -> None:
    """Make all tables of a ledger of any older schema anew, in the transaction of ``c``: nothing is lost, ids may change.

    Raises LedgerError where a decision is about a claim that its reading no longer makes."""
    old = _set_aside(c)
    create(c)
    known = {col["name"] for col in sa.inspect(c).get_columns(old["versions"].name)}
    order = [old["versions"].c[name] for name in ("no", "recorded_at", "known_from", "id") if name in known]
    cl = old["claims"].c
    called: dict[str, str] = {}  # versions
    names: dict[str, str] = {}  # claims
    for row in _batches(c, sa.select(old["versions"]).order_by(*order)):
        one = Prepared(Reading.stored(row.reading))
        record(c, one.ready(), row.recorded_at)
        called[row.id] = one.version
        asked = sa.select(cl.id, cl.kind, cl.words, cl.content, cl.block)
        names.update(_renamed(c.execute(asked.where(cl.version == row.id, cl.kind.in_(KINDS))).all(), one.made))
    for row in c.execute(sa.select(cl.id, cl.version, cl.target).where(cl.kind == "retraction", cl.editor.is_(None))):
        if row.target in names:
            names[row.id] = retraction_id(called[row.version], names[row.target])
    for row in c.execute(sa.select(old["claims"]).where(cl.editor.is_not(None)).order_by(cl.recorded_at, cl.id)).all():
        payload = json.loads(row.payload)
        about = [row.target, *([payload["with"]] if "with" in payload else [])]
        if any(i not in names for i in about):
            raise LedgerError(
                f"{row.id}: {row.editor} decided about a claim that is no longer made; nothing was migrated"
            )
        if "with" in payload:
            payload["with"] = names[payload["with"]]
        names[row.id] = row.id
        insert_claims(c, [decision_row(row, names[row.target], payload)])
    for name in ("search", "claim_countries", "bands", "placed", "claims", "versions", "meta"):
        c.exec_driver_sql(f"DROP TABLE {OLD}{name}")


def decision_row(row: Any, target: str, payload: dict[str, Any]) -> dict[str, Any]:
    """An editor's decision as a row of ``claims``, from a row of any schema."""
    return {
        "id": row.id, "kind": row.kind, "version": None, "block": row.block, "alias": None, "status": None, "due": None, "told": "", "content": row.content,
        "day": row.known_from[:10], "valid_from": None, "valid_to": None, "known_from": row.known_from, "target": target,
        "editor": row.editor, "recorded_at": row.recorded_at, "words": "[]", "payload": canonical(payload),
    }  # fmt: skip


def _set_aside(c: sa.Connection) -> dict[str, sa.Table]:
    """Rename the tables, drop their indexes, whose names are needed again. Returns the old tables."""
    names = ("search", "claim_countries", "bands", "placed", "claims", "versions", "meta")
    for name in names:
        if name != "search":
            for index in sa.inspect(c).get_indexes(name):
                c.exec_driver_sql(f'DROP INDEX "{index["name"]}"')
        c.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {OLD}{name}")
    if c.dialect.name != "sqlite":
        c.exec_driver_sql("DROP INDEX IF EXISTS search_words, search_vector")
        found = (
            "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE conrelid::regclass::text LIKE 'old\\_%%'"
        )
        for constraint, table in c.exec_driver_sql(found + " ORDER BY contype").all():
            c.exec_driver_sql(f'ALTER TABLE {table} RENAME CONSTRAINT "{constraint}" TO "{OLD}{constraint}"')
    aside = sa.MetaData()
    return {name: sa.Table(OLD + name, aside, autoload_with=c, resolve_fks=False) for name in ("versions", "claims")}


def _batches(c: sa.Connection, asked: Any) -> Iterable[Any]:
    """Rows of a table that is not written to, some at a time: another cursor may write between them."""
    at = 0
    while True:
        rows = c.execute(asked.limit(BATCH).offset(at)).all()
        yield from rows
        if len(rows) < BATCH:
            return
        at += BATCH


def _renamed(old: Iterable[Any], made: list[Claim]) -> dict[str, str]:
    """Old ids of claims -> the ids of the same claims now: those of the same words, the same content where it is kept."""
    by_words: dict[tuple[str, str], list[Claim]] = {}
    for m in made:
        by_words.setdefault((m.kind, canonical(m.words)), []).append(m)
    names = {}
    for row in old:
        alike = by_words.get((row.kind, row.words), [])
        best = [m for m in alike if m.content == row.content] or [m for m in alike if m.block == row.block] or alike
        if best:
            names[row.id] = best[0].id
    return names


__all__ = ["decision_row", "rebuild"]
