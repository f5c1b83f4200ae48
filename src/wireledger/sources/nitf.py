"""NITF, the IPTC's XML for one article (versions 2 and 3), alone or inside NewsML-G2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wireledger.sources.item import Blob, Found, Item, Notice, iso_date
from wireledger.sources.markup import find, first, flow, local, parse_xml, root_of, words_of, xml_text


def claims(blob: Blob) -> bool:
    return root_of(blob.opening) == "nitf"


def items(blob: Blob) -> Iterator[Found]:
    yield item_of(parse_xml(xml_text(blob), blob.name), blob.name)


def item_of(nitf: Any, source: str) -> Item:
    """The article of an ``nitf`` element."""
    docdata = find(nitf, "docdata")
    head = find(nitf, "body.head")
    body = find(nitf, "body.content")
    item = Item(source, "" if body is None else flow(body))
    if docdata is not None:
        doc_id, key = first(docdata, "doc-id"), first(docdata, "du-key")
        item.guid = _get(doc_id, "id-string") or _get(key, "key")
        item.version = _get(key, "version")
        for name in ("date.release", "date.issue"):
            item.published = item.published or iso_date(_get(first(docdata, name), "norm"))
        item.notice = _NOTICES.get((docdata.get("management-status") or "").strip().lower())
        if item.notice == "embargo":
            item.embargo_until = iso_date(_get(first(docdata, "date.release"), "norm"))
    if item.published is None:
        item.published = iso_date(_get(find(nitf, "pubdata"), "date.publication"))
    item.headline = words_of(find(nitf, "hl1")) or words_of(find(nitf, "hedline")) or words_of(find(nitf, "title"))
    if head is not None:
        item.byline = _byline(find(head, "byline"))
        item.agency = words_of(find(head, "distributor"))
        dateline = find(head, "dateline")
        if dateline is not None:
            item.place = words_of(find(dateline, "location")) or _before_comma(words_of(dateline))
            if item.published is None:
                item.published = iso_date(_get(find(dateline, "story.date"), "norm"))
        if not item.text:
            abstract = find(head, "abstract")
            item.text = "" if abstract is None else flow(abstract)
    item.language = nitf.get("{http://www.w3.org/XML/1998/namespace}lang")
    return item


_NOTICES: dict[str, Notice] = {
    "canceled": "kill", "cancelled": "kill", "killed": "kill", "withheld": "withdraw", "withdrawn": "withdraw",
    "embargoed": "embargo",
}  # fmt: skip


def _get(element: Any, name: str) -> str | None:
    return element.get(name) if element is not None else None


def _byline(byline: Any) -> str | None:
    """The names of a byline, without the title that may follow them."""
    if byline is None:
        return None
    people = [words_of(e) for e in byline.iter() if local(e) == "person"]
    if people:
        return " and ".join(p for p in people if p)
    title = words_of(find(byline, "byttl"))
    words = words_of(byline) or ""
    if title and words != title:
        words = words.removesuffix(title).rstrip(" ,;")
    return words or None


def _before_comma(words: str | None) -> str | None:
    return re.split(r",|\s[-–—(]", words)[0].strip() or None if words else None
