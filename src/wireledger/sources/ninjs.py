"""ninjs, the IPTC's JSON for a news item (versions 1, 2 and 3)."""

from __future__ import annotations

from typing import Any

from wireledger.errors import EmptyStory, SourceError
from wireledger.sources import nitf
from wireledger.sources.item import Item, Notice, iso_date
from wireledger.sources.markup import parse_xml, text_of_html

_STATUS: dict[str, Notice] = {
    "canceled": "kill", "cancelled": "kill", "killed": "kill", "withheld": "withdraw", "withdrawn": "withdraw",
}  # fmt: skip
_MARKS = {
    "versioncreated", "body_text", "body_xhtml", "body_html", "bodies", "headlines", "pubstatus", "representationtype",
    "description_text", "renditions",
}  # fmt: skip


def is_ninjs(record: dict[str, Any]) -> bool:
    keys = {key.lower() for key in record}
    return "uri" in keys and bool(keys & _MARKS)


def item_of(record: dict[str, Any], source: str) -> Item | SourceError:
    """The item of a ninjs object. Version 3 writes in camel case what version 2 writes in lower case."""
    fields = {key.lower(): value for key, value in record.items()}
    item = Item(source, "")
    item.guid = _string(fields.get("uri"))
    item.version = _string(fields.get("version"))
    item.published = iso_date(fields.get("versioncreated")) or iso_date(fields.get("firstcreated"))
    item.headline = _string(fields.get("headline")) or _pick(fields.get("headlines")) or _string(fields.get("title"))
    item.byline = _string(fields.get("byline")) or _string(fields.get("by"))
    item.agency = _agency(fields)
    item.place = _string(fields.get("located"))
    item.language = _string(fields.get("language"))
    for link in (item.guid, _string(fields.get("url"))):
        if link and link.startswith(("http://", "https://")):
            item.url = link
    item.text = _text(fields, source)
    if fields.get("embargoed"):
        item.notice, item.embargo_until = "embargo", iso_date(fields["embargoed"])
    item.notice = _STATUS.get((_string(fields.get("pubstatus")) or "").lower(), item.notice)
    kind = _string(fields.get("type"))
    if not item.text and kind not in (None, "text", "composite"):
        return EmptyStory(source, f"a ninjs item of type {kind}, without text")
    return item


def _text(fields: dict[str, Any], source: str) -> str:
    """The body: paragraphs of markup before plain text, which often has lost them; else the description."""
    markup = [_string(fields.get(name)) for name in ("body_xhtml", "body_html", "body_html5")]
    plain = [_string(fields.get("body_text"))]
    xml: list[str | None] = []
    for body in _list(fields.get("bodies")):
        kind = f"{body.get('contenttype') or body.get('contentType') or ''} {body.get('role') or ''}".lower()
        value = _string(body.get("value"))
        (xml if "nitf" in kind else markup if "html" in kind else plain).append(value)
    for value in markup:
        if value and (text := text_of_html(value, source)):
            return text
    for value in xml:
        if value and "<!ENTITY" not in value:
            root = parse_xml(
                value[value.find("?>") + 2 :].lstrip() if value.lstrip().startswith("<?xml") else value, source
            )
            if text := nitf.item_of(root, source).text:
                return text
    for value in plain:
        if value and value.strip():
            return value
    return _string(fields.get("description_text")) or _pick(fields.get("descriptions")) or ""


def _pick(values: Any) -> str | None:
    """The value of the main one of several."""
    found = [(v.get("role") != "main", _string(v.get("value"))) for v in _list(values)]
    return next((value for _, value in sorted(found, key=lambda f: f[0]) if value), None)


def _agency(fields: dict[str, Any]) -> str | None:
    for source in _list(fields.get("infosources")) + _list(fields.get("infosource")):
        if name := _string(source.get("name")):
            return name
    return _string(fields.get("copyrightholder"))


def _list(value: Any) -> list[dict[str, Any]]:
    values = value if isinstance(value, list) else []
    return [v for v in values[:1000] if isinstance(v, dict)]


def _string(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None
