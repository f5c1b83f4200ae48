"""Full text over stories and claims: SQLite's FTS5, PostgreSQL's own; filters are part of the question to the store."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from wireledger.errors import UsageError
from wireledger.ledger.rows import Hit, Rows
from wireledger.ledger.schema import placed, versions
from wireledger.ledger.words import first_words

TERMS = 32
"""Words of a question at most."""
_TERM = re.compile(r'"[^"]+"|[\w\'’.-]+')
_SQLITE = (
    "SELECT s.kind, s.ref, s.version, snippet(search, 3, '[', ']', '…', 16) AS snippet "
    "FROM search s {join} WHERE search MATCH :q {where} ORDER BY s.rank, s.ref LIMIT :n"
)
_POSTGRESQL = (
    "SELECT kind, ref, version, ts_headline('english', words, query, 'StartSel=[, StopSel=], MaxWords=16, MinWords=8') "
    "AS snippet FROM (SELECT s.kind, s.ref, s.version, s.words, q.query, ts_rank(s.vector, q.query) AS rank "
    "FROM search s CROSS JOIN websearch_to_tsquery('english', :q) AS q (query) {join} WHERE s.vector @@ q.query {where} "
    "ORDER BY rank DESC, s.ref LIMIT :n) AS best ORDER BY rank DESC, ref"
)


def search(
    c: sa.Connection, words: str, *, kind: str | None, countries: list[list[str]], since: str | None, until: str | None,
    source: str | None, limit: int,
) -> Rows[Hit]:  # fmt: skip
    """Hits, best first. ``countries``: any of these groups, all of one group. Raises UsageError for no words."""
    terms = [t.strip('"') for t in _TERM.findall(words.replace("\0", " ")) if re.search(r"\w", t)][:TERMS]
    if not terms:
        raise UsageError("nothing to search for")
    sqlite = c.dialect.name == "sqlite"
    params: dict[str, Any] = {"q": " ".join(f'"{t}"' for t in terms), "n": limit}
    where, join = "", ""
    if kind:
        where += " AND s.kind = :kind"
        params["kind"] = kind
    if since or until or source:
        join = "JOIN versions v ON v.id = s.version"
        for name, value, condition in (
            ("since", since, "v.known_from >= :since"), ("until", until and f"{until}T99", "v.known_from <= :until"),
            ("source", source, "v.agency = :source"),
        ):  # fmt: skip
            if value:
                where += f" AND {condition}"
                params[name] = value
    if countries:
        options = []
        for i, codes in enumerate(countries):
            on = []
            for j, code in enumerate(codes):
                params[f"c{i}_{j}"] = code
                on.append(f"EXISTS (SELECT 1 FROM claim_countries k WHERE k.claim = m.id AND k.country = :c{i}_{j})")
            # A claim is on its own countries, a story on those of any of its claims.
            options.append(
                "EXISTS (SELECT 1 FROM claims m WHERE m.version = s.version AND (s.kind = 'story' OR m.id = s.ref) AND "
                + " AND ".join(on) + ")"
            )  # fmt: skip
        where += f" AND ({' OR '.join(options)})"
    hits = c.execute(sa.text((_SQLITE if sqlite else _POSTGRESQL).format(join=join, where=where)), params).all()
    v = versions.c
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
