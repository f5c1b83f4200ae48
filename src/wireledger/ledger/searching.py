"""Full text over stories and claims: SQLite's FTS5, PostgreSQL's own; filters are part of the question to the store.

Beside its words, every entry of the index holds *marks*: its kind, its countries, its agency, its month and year. A question
with filters is a question for words and marks, so that the index alone answers it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from wireledger.errors import UsageError
from wireledger.ledger.rows import Hit, Rows
from wireledger.ledger.schema import placed, versions
from wireledger.ledger.words import first_words

TERMS = 32
"""Words of a question at most."""
TIES = 2000
"""Hits that are looked at at most where equally good ones lie across the limit."""
_TERM = re.compile(r'"[^"]+"|[\w\'’.-]+')
_RANKED = (
    "SELECT s.rowid AS at, s.rank AS rank FROM search s {join} "
    "WHERE search MATCH :q AND rank MATCH 'bm25(0, 0, 0, 1, 0)' {where} ORDER BY rank LIMIT :n"
)
_NAMED = sa.text("SELECT rowid AS at, ref FROM search WHERE rowid IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_SHOWN = sa.text(
    "SELECT rowid AS at, kind, ref, version, snippet(search, 3, '[', ']', '…', 16) AS snippet "
    "FROM search WHERE search MATCH :q AND rowid = :at"
)
_POSTGRESQL = (
    "SELECT kind, ref, version, ts_headline('english', words, query, 'StartSel=[, StopSel=], MaxWords=16, MinWords=8') "
    "AS snippet FROM (SELECT s.kind, s.ref, s.version, s.words, q.query, ts_rank(s.vector, q.query) AS rank "
    "FROM search s CROSS JOIN websearch_to_tsquery('english', :q) AS q (query) {join} "
    "WHERE s.vector @@ (q.query{marks}) {where} ORDER BY rank DESC, s.ref LIMIT :n) AS best ORDER BY rank DESC, ref"
)


def marks(kind: str, countries: Iterable[str], agency: str | None, known_from: str) -> str:
    """The marks of an entry, as words that no story holds."""
    found = [f"wlk{kind}", *(f"wlc{code.lower()}" for code in sorted(countries)), f"wly{known_from[:4]}",
             f"wlm{known_from[:4]}{known_from[5:7]}"]  # fmt: skip
    return " ".join([*found, _agency(agency)] if agency else found)


def _agency(name: str) -> str:
    return "wls" + hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _period(since: dt.date, until: dt.date) -> list[str]:
    """The marks of the months and whole years that a period touches."""
    found, year, month = [], since.year, since.month
    while (year, month) <= (until.year, until.month):
        if month == 1 and year < until.year:
            found.append(f"wly{year:04d}")
            year += 1
        else:
            found.append(f"wlm{year:04d}{month:02d}")
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def search(
    c: sa.Connection, words: str, *, kind: str | None, countries: list[list[str]], since: str | None, until: str | None,
    source: str | None, limit: int,
) -> Rows[Hit]:  # fmt: skip
    """Hits, best first. ``countries``: any of these groups, all of one group. Raises UsageError for no words."""
    terms = [t.strip('"') for t in _TERM.findall(words.replace("\0", " ")) if re.search(r"\w", t)][:TERMS]
    if not terms:
        raise UsageError("nothing to search for")
    v = versions.c
    wanted: list[list[list[str]]] = []  # all of: any of: all of
    where, join = "", ""
    params: dict[str, Any] = {}
    if kind:
        wanted.append([[f"wlk{re.sub(r'[^a-z]', '', kind.lower()) or 'none'}"]])
    if source:
        wanted.append([[_agency(source)]])
    if countries:
        wanted.append([[f"wlc{code.lower()}" for code in codes] for codes in countries])
    if since or until:
        first, last = c.execute(sa.select(sa.func.min(v.known_from), sa.func.max(v.known_from))).one()
        begin, end = max(since or first or "", first or ""), min(until or last or "", last or "")
        if not first or begin[:10] > end[:10]:
            return Rows()
        wanted.append([[m] for m in _period(dt.date.fromisoformat(begin[:10]), dt.date.fromisoformat(end[:10]))])
        join = "JOIN versions v ON v.id = s.version"
        for name, value, condition in (
            ("since", since, "v.known_from >= :since"), ("until", until and f"{until}T99", "v.known_from <= :until"),
        ):  # fmt: skip
            if value:
                where += f" AND {condition}"
                params[name] = value
    q = " ".join(f'"{t}"' for t in terms)
    hits = (_sqlite if c.dialect.name == "sqlite" else _postgresql)(c, q, wanted, join, where, params, limit)
    told = sa.select(
        v.id, v.known_from, v.headline, v.agency, sa.func.substr(v.text, 1, 400).label("text"), placed.c.story
    )
    told = told.join(placed, placed.c.version == v.id)
    at: dict[str, Any] = {}
    ids = sorted({h.version for h in hits})
    for start in range(0, len(ids), 500):
        at.update((r.id, r) for r in c.execute(told.where(v.id.in_(ids[start : start + 500]))))
    result: Rows[Hit] = Rows()
    for h in hits:
        r = at[h.version]
        row_id = h.ref if h.kind == "story" else h.ref[0].upper() + h.ref[1:]
        headline = r.headline or first_words(r.text)
        result.append(Hit(h.kind, row_id, r.story, r.known_from, headline, r.agency, " ".join(h.snippet.split())))
    return result


def _sqlite(
    c: sa.Connection, q: str, wanted: list[list[list[str]]], join: str, where: str, params: dict[str, Any], limit: int
) -> list[Any]:
    """The best hits by rank, equal ones by their ids: where these lie across the limit, more are looked at."""
    of_words = f"words : ({q})"
    marked = [
        "(" + " OR ".join("(" + " AND ".join(f'"{m}"' for m in every) + ")" for every in options) + ")"
        for options in wanted
    ]
    asked = f"({of_words})" + (f" AND marks : ({' AND '.join(marked)})" if marked else "")
    ranked = sa.text(_RANKED.format(join=join, where=where))
    found = c.execute(ranked, {"q": asked, "n": limit + 1, **params}).all()
    if limit < 1:
        return []
    if len(found) > limit and found[limit - 1].rank == found[limit].rank:
        found = c.execute(ranked, {"q": asked, "n": max(TIES, limit), **params}).all()
    rank = {r.at: r.rank for r in found if r.rank <= found[min(limit, len(found)) - 1].rank}
    named: list[Any] = []
    every = list(rank)
    for start in range(0, len(every), 500):
        named += c.execute(_NAMED, {"ids": every[start : start + 500]})
    best = sorted(named, key=lambda r: (rank[r.at], r.ref))[:limit]
    return [c.execute(_SHOWN, {"q": of_words, "at": r.at}).one() for r in best]


def _postgresql(
    c: sa.Connection, q: str, wanted: list[list[list[str]]], join: str, where: str, params: dict[str, Any], limit: int
) -> list[Any]:
    marked = ""
    for n, options in enumerate(wanted):
        params[f"m{n}"] = " | ".join("(" + " & ".join(every) + ")" for every in options)
        marked += f" && CAST(:m{n} AS tsquery)"
    asked = sa.text(_POSTGRESQL.format(join=join, where=where, marks=marked))
    return list(c.execute(asked, {"q": q, "n": limit, **params}))
