"""Metadata with which Datasette shows a SQLite ledger: what tables and columns are, labels, facets, readable queries.

``wireledger export datasette metadata.json && datasette desk.sqlite -m metadata.json``"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireledger.errors import UsageError
from wireledger.exports.query import Query
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger

TABLES: dict[str, dict[str, Any]] = {
    "versions": {
        "title": "Story versions",
        "description": "Every version of every story, with its text and its reading. Rows are only ever added.",
        "label_column": "headline",
        "sort_desc": "known_from",
        "facets": ["agency", "corrects"],
        "columns": {
            "id": "Hash of the text", "no": "Order of recording", "notice": "kill, withdraw or embargo, where it is no news",
            "known_from": "When it was published", "seq": "Order among versions of one day",
            "guid": "Identity that markup gives, the same for all versions", "version": "Number that markup gives",
            "headline": "Headline", "agency": "Who published it", "source": "Where the bytes came from", "url": "Address",
            "corrects": "1 where it corrects an earlier version", "text": "The exact text", "sha256": "Checksum of the text",
            "reading": "What the story says, as JSON", "recorded_at": "When it was recorded",
        },
    },
    "claims": {
        "title": "Claims",
        "description": "What one story version reports on exact words; and editors' decisions. Rows are only ever added.",
        "label_column": "id",
        "sort_desc": "known_from",
        "facets": ["kind"],
        "columns": {
            "id": "Identity; its first letter is the kind", "no": "Order of recording", "alias": "A second key like block",
            "status": "Of events: happened, planned, denied, ...", "due": "Until when it may be a deadline",
            "told": "Hash of the words that it rests on", "day": "Where it stands in time",
            "kind": "event, agreement, force, statement, identity, office, document; retraction, merge, split, correction",
            "version": "The story version that makes it", "block": "What it is compared by with claims of other stories",
            "content": "Hash of what it says, the same where a later version says it again", "payload": "What it says, as JSON",
            "words": "The words: [start, end, exact words] of the text", "valid_from": "First day that it speaks of",
            "valid_to": "The day after the last", "known_from": "When it was published",
            "target": "The claim that a retraction, merge, split or correction is about", "editor": "Who decided",
            "recorded_at": "When it was recorded",
        },
    },
    "placed": {
        "title": "Stories",
        "description": "Which versions are one story, and which story copies which. Derived.",
        "columns": {
            "version": "Story version", "story": "Its story, called after the earliest version",
            "copy_of": "The version of another agency that it copies",
        },
    },
    "claim_countries": {
        "title": "Countries of claims", "description": "ISO 3166-1 alpha-3. Derived.", "facets": ["country"],
        "columns": {"claim": "Claim", "country": "Country", "kind": "Kind of the claim", "day": "Day of the claim"},
    },
    "bands": {"hidden": True, "description": "Index of near duplicates. Derived."},
    "meta": {"hidden": True, "description": "Number of the schema."},
    "search": {"hidden": True, "description": "Full text index. Derived."},
}  # fmt: skip

_LIVE = "not exists (select 1 from claims r where r.target = c.id and r.kind = 'retraction')"


def _names(part: str) -> str:
    return f"(select group_concat(json_extract(value, '$.name'), ', ') from json_each(c.payload, '$.{part}'))"


QUERIES: dict[str, dict[str, str]] = {
    "events": {
        "title": "Events as stories report them",
        "description": "Live claims. What is one happening, and states as of a day, are computed: wireledger events.",
        "sql": "select c.id, coalesce(c.valid_from, '') as date, json_extract(c.payload, '$.type') as type, "
        f"json_extract(c.payload, '$.mode') as mode, {_names('actors')} as actors, {_names('recipients')} as recipients, "
        "json_extract(c.payload, '$.status') as status, v.headline, v.agency, c.known_from from claims c "
        f"join versions v on v.id = c.version where c.kind = 'event' and {_LIVE} order by c.known_from desc, c.id",
    },
    "agreements": {
        "title": "Agreements as stories report them",
        "description": "Live claims. The state as of a day is computed: wireledger agreements.",
        "sql": f"select c.id, json_extract(c.payload, '$.name') as agreement, {_names('parties')} as parties, "
        "json_extract(c.payload, '$.state') as state, json_extract(c.payload, '$.ends_on') as ends_on, v.headline, v.agency, "
        "c.known_from from claims c join versions v on v.id = c.version "
        f"where c.kind = 'agreement' and {_LIVE} order by c.known_from desc, c.id",
    },
    "forces": {
        "title": "Forces as stories report them",
        "description": "Live claims. The latest claims side by side are computed: wireledger forces.",
        "sql": "select c.id, json_extract(c.payload, '$.sender.name') as sender, json_extract(c.payload, '$.host') as host, "
        "json_extract(c.payload, '$.count') as count, json_extract(c.payload, '$.state') as state, "
        "json_extract(c.payload, '$.leave_by') as leave_by, v.headline, v.agency, c.known_from from claims c "
        f"join versions v on v.id = c.version where c.kind = 'force' and {_LIVE} order by c.known_from desc, c.id",
    },
    "people": {
        "title": "People and bodies as stories name them",
        "description": "Live claims. Which of them are one over all stories is computed: wireledger actors.",
        "sql": "select c.id, json_extract(c.payload, '$.name') as name, json_extract(c.payload, '$.kind') as kind, "
        "json_extract(c.payload, '$.country') as country, json_extract(c.payload, '$.sector') as sector, "
        "(select group_concat(json_extract(value, '$.title'), ', ') from json_each(c.payload, '$.offices')) as offices, "
        "v.headline, v.agency, c.known_from from claims c join versions v on v.id = c.version "
        f"where c.kind = 'identity' and {_LIVE} order by name, c.known_from desc, c.id",
    },
    "statements": {
        "title": "Who said what",
        "description": "Live claims, with the words.",
        "sql": "select c.id, coalesce(json_extract(c.payload, '$.speaker.name'), json_extract(c.payload, '$.source')) as speaker, "
        "(select group_concat(value, ' ') from json_each(c.payload, '$.content')) as words, v.headline, v.agency, c.known_from "
        f"from claims c join versions v on v.id = c.version where c.kind = 'statement' and {_LIVE} "
        "order by c.known_from desc, c.id",
    },
}


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the metadata for the file of this ledger; returns how many tables it describes. Raises UsageError."""
    if ledger.engine.dialect.name != "sqlite":
        raise UsageError("Datasette reads SQLite ledgers only")
    name = Path(str(ledger.engine.url.database)).stem
    described = {
        "title": "Ledger",
        "description": "Who reported what, on which words.",
        "tables": TABLES,
        "queries": QUERIES,
    }
    with replacing(path) as file:
        file.write(json.dumps({"databases": {name: described}}, indent=1, ensure_ascii=False).encode() + b"\n")
    return len(TABLES)
