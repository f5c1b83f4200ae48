"""The network of actors as GraphML: nodes are actors, one for each person and body of the ledger, an edge gathers the events of one type from one actor to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from wireledger.exports.query import Actor, Query, goldstein, happenings
from wireledger.exports.text import printable
from wireledger.exports.writing import replacing

if TYPE_CHECKING:
    from wireledger.ledger import Ledger

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = {"label": "string", "kind": "string", "country": "string", "sector": "string", "aliases": "string"}
_EDGE = {
    "type": "string", "quad": "int", "weight": "int", "goldstein": "double", "first": "string", "last": "string",
    "sources": "int", "events": "string",
}  # fmt: skip


@dataclass(slots=True)
class Edge:
    """The events of one type from one actor to another: how many, when, by how many independent reports."""

    quad: int | None
    ids: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    sources: int = 0


def write(ledger: Ledger, path: str | Path, query: Query) -> int:
    """Write the network of the events that happened; returns how many edges."""
    nodes: dict[str, Actor] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for h in happenings(ledger, query):
        if not h.factual:
            continue
        for actor in h.actors:
            for recipient in h.recipients:
                pair = actor.key, recipient.key
                if pair[0] == pair[1]:
                    continue
                for key, one in zip(pair, (actor, recipient), strict=True):
                    nodes.setdefault(key, one)
                edge = edges.setdefault((*pair, h.row.type), Edge(h.row.quad))
                edge.ids.append(h.row.id)
                edge.sources += h.row.independent_sources
                if h.day:
                    edge.days.append(h.day.isoformat())
                if (value := goldstein(h.row.cameo)) is not None:
                    edge.values.append(value)
    _write(path, nodes, edges)
    return len(edges)


def _write(path: str | Path, nodes: dict[str, Actor], edges: dict[tuple[str, str, str], Edge]) -> None:
    with replacing(path) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: NAMESPACE}):
            for kind, fields in (("node", _NODE), ("edge", _EDGE)):
                for name, its_type in fields.items():
                    attributes = {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": its_type}
                    xml.write(etree.Element("key", attributes))
            with xml.element("graph", {"id": "actors", "edgedefault": "directed"}):
                for key in sorted(nodes):
                    a = nodes[key]
                    known: dict[str, object] = {
                        "label": a.name,
                        "kind": a.kind,
                        "country": a.country,
                        "sector": a.sector,
                        "aliases": " | ".join(a.aliases) or None,
                    }
                    xml.write(_element("node", {"id": printable(key)}, known))
                for n, (key3, edge) in enumerate(sorted(edges.items())):
                    start, end, type_ = key3
                    mean = round(sum(edge.values) / len(edge.values), 3) if edge.values else None
                    days = sorted(edge.days)
                    data: dict[str, object] = {
                        "type": type_, "quad": edge.quad, "weight": len(edge.ids), "goldstein": mean,
                        "first": days[0] if days else None, "last": days[-1] if days else None, "sources": edge.sources,
                        "events": " ".join(edge.ids),
                    }  # fmt: skip
                    ends = {"id": f"e{n}", "source": printable(start), "target": printable(end)}
                    xml.write(_element("edge", ends, data))


def _element(kind: str, attributes: dict[str, str], data: Mapping[str, object]) -> etree._Element:
    element = etree.Element(kind, attributes)
    for name, value in data.items():
        if value is not None:
            etree.SubElement(element, "data", {"key": f"{kind}_{name}"}).text = printable(str(value))
    element.tail = "\n"
    return element
