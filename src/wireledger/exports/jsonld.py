"""Events, agreements or forces as JSON-LD: the rows with the claims behind them, and in PROV-O who said what.

A row ``prov:wasDerivedFrom`` its claims; a claim ``prov:wasGeneratedBy`` the reading of a story version, is derived from the
story and from the chain of tellings by which the story has it, each ``prov:wasAttributedTo`` its teller. The context is in
the file: nothing is fetched to read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from wireledger import __version__
from wireledger.exports.query import Identities, Query
from wireledger.exports.text import as_json
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "wl": "urn:wireledger:ns:",
}
KINDS = {"events": "event", "agreements": "agreement", "forces": "force"}
SOFTWARE = f"urn:wireledger:software:{__version__}"
_CLASS = {
    "person": "prov:Person",
    "organization": "prov:Organization",
    "state": "prov:Organization",
    "group": "prov:Agent",
}
_SKIPPED = {"id", "accounts", "actors", "recipients", "acts", "magnitudes", "days_left"}

Node = dict[str, Any]


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the rows of a view with their provenance; returns how many rows."""
    kind = KINDS[query.view]
    facts = {
        f.id: f.payload for f in ledger._facts(kind, query.known_by, query.countries, valid_by=ledger._day(query.as_of))
    }
    agents = _Agents(Identities(ledger, query))
    count = 0
    seen: set[str] = set()
    with replacing(path) as file:
        file.write(b'{"@context":' + as_json(CONTEXT) + b',\n"@graph":[\n')
        file.write(as_json(_software()))
        for row in query.rows(ledger):
            count += 1
            for node in _row(row, kind, facts, agents):
                if node["@id"] not in seen:
                    seen.add(node["@id"])
                    file.write(b",\n" + as_json(node))
        file.write(b"\n]}\n")
    return count


def _software() -> Node:
    return {"@id": SOFTWARE, "@type": "prov:SoftwareAgent", "schema:name": "wireledger", "schema:version": __version__}


def _row(row: Any, kind: str, facts: dict[str, dict[str, Any]], known: _Agents) -> Iterator[Node]:
    node: Node = {"@id": _iri(row.id), "@type": ["prov:Entity", f"wl:{kind.capitalize()}"]}
    agents: list[Node] = []
    first = facts.get(row.accounts[0].claim, {})
    for role in ("actors", "recipients", "parties"):
        if refs := first.get(role):
            found = [known.agent(row.accounts[0].version, r["name"], r["kind"], r["country"]) for r in refs]
            agents += found
            node[f"wl:{role}"] = _refs(found)
    for f in dataclasses.fields(row):
        value = getattr(row, f.name)
        if f.name not in _SKIPPED and f"wl:{f.name}" not in node and value not in (None, []):
            node[f"wl:{f.name}"] = value
    node["prov:wasDerivedFrom"] = [{"@id": _iri(a.claim)} for a in row.accounts]
    yield node
    yield from agents
    for account in row.accounts:
        yield from _claim(account, facts.get(account.claim, {}), known)


def _claim(account: Any, payload: dict[str, Any], known: _Agents) -> Iterator[Node]:
    claim, version = _iri(account.claim), _iri(account.version)
    tellers: list[Node] = []
    derived = [version]
    nodes: list[Node] = []
    for n, source in enumerate(payload.get("according_to", ())):
        before = None
        links = source.get("chain") or [{"by": source.get("by")}]
        for m, link in enumerate(links):
            if not link.get("by"):
                continue
            actor = source.get("actor") if m == 0 else None
            agent = known.agent(
                account.version, link["by"], actor["kind"] if actor else None, actor["country"] if actor else None
            )
            telling: Node = {
                "@id": f"{claim}:telling:{n}.{m}", "@type": ["prov:Entity", "wl:Telling"],
                "prov:wasAttributedTo": {"@id": agent["@id"]},
            }  # fmt: skip
            if m == 0 and source.get("cue"):
                telling["wl:cue"] = source["cue"]
            if m == 0 and source.get("anonymous"):
                telling["wl:anonymous"] = True
            for key in ("medium", "when"):
                if link.get(key):
                    telling[f"wl:{key}"] = link[key]
            if before:
                telling["prov:wasDerivedFrom"] = {"@id": before}
            before = telling["@id"]
            tellers.append(agent)
            nodes += [telling, agent]
        if before:
            derived.append(before)
    yield {
        "@id": claim, "@type": ["prov:Entity", "wl:Claim"], "wl:says": account.says,
        "prov:wasDerivedFrom": [{"@id": d} for d in derived], "prov:wasAttributedTo": _refs(tellers),
        "prov:wasGeneratedBy": {"@id": f"{version}:reading"},
    }  # fmt: skip
    yield from nodes
    yield {
        "@id": f"{version}:reading", "@type": "prov:Activity", "prov:used": {"@id": version},
        "prov:wasAssociatedWith": {"@id": SOFTWARE},
    }  # fmt: skip
    date = "xsd:date" if len(account.known_from) == 10 else "xsd:dateTime"
    story: Node = {
        "@id": version, "@type": ["prov:Entity", "schema:NewsArticle"],
        "schema:datePublished": {"@value": account.known_from, "@type": date}, "wl:story": {"@id": _iri(account.story)},
    }  # fmt: skip
    if account.headline:
        story["schema:headline"] = account.headline
    if account.copy_of:
        story["prov:wasDerivedFrom"] = {"@id": _iri(account.copy_of)}
    if account.agency:
        agency = known.agent(account.version, account.agency, "organization", None)
        story["schema:publisher"] = {"@id": agency["@id"]}
        yield agency
    yield story


def _iri(name: str) -> str:
    return f"urn:wireledger:{quote(name, safe=':')}"


class _Agents:
    """Agents of the graph: people and bodies are called after their row of the ledger, the same in every story."""

    def __init__(self, known: Identities) -> None:
        self.known = known

    def agent(self, version: str, name: str, kind: str | None, country: str | None) -> Node:
        """The agent that a story version calls so."""
        row = self.known.of(version, name) if kind in ("person", "organization", None) else None
        if row is not None:
            name, kind, country = row.name, row.kind, row.country
        node: Node = {
            "@id": f"urn:wireledger:agent:{quote(row.id if row else name, safe='')}",
            "@type": sorted({"prov:Agent", _CLASS.get(kind or "", "prov:Agent")}), "schema:name": name,
        }  # fmt: skip
        if country:
            node["wl:country"] = country
        if row is not None and row.aliases:
            node["schema:alternateName"] = row.aliases
        return node


def _refs(agents: list[Node]) -> list[Node]:
    return [{"@id": i} for i in dict.fromkeys(a["@id"] for a in agents)]
