"""NewsML-G2, the IPTC's XML envelope: messages, items and packages, with NITF, XHTML or text inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wireledger.errors import BadSource, EmptyStory, SourceError
from wireledger.sources import nitf
from wireledger.sources.item import Blob, Found, Item, Notice, clean, iso_date
from wireledger.sources.markup import find, first, flow, local, parse_xml, root_of, text_of_html, words_of, xml_text

_ROOTS = {"newsMessage", "newsItem", "packageItem", "contentSet", "conceptItem", "knowledgeItem", "planningItem"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STATUS: dict[str, Notice] = {"canceled": "kill", "cancelled": "kill", "withheld": "withdraw"}
_SIGNALS: dict[str, Notice] = {"kill": "kill", "killed": "kill", "withdraw": "withdraw", "withdrawn": "withdraw"}


def claims(blob: Blob) -> bool:
    return root_of(blob.opening) in _ROOTS


def items(blob: Blob) -> Iterator[Found]:
    """One item for each ``newsItem``; packages and concepts, which hold no text, are reported."""
    root = parse_xml(xml_text(blob), blob.name)
    name = local(root)
    if name == "contentSet":
        yield Item(blob.name, **_content(root, blob.name))
        return
    news = [root] if name == "newsItem" else [e for e in root.iter() if local(e) == "newsItem"]
    if not news:
        references = sum(1 for e in root.iter() if local(e) == "itemRef")
        what = f"refers to {references} items and holds none" if references else "holds no news item"
        yield EmptyStory(blob.name, f"a NewsML-G2 {name} that {what}")
    for position, element in enumerate(news):
        if position >= blob.limits.members:
            raise BadSource(blob.name, f"holds more than {blob.limits.members:,} items; the rest is not read")
        source = blob.name if len(news) == 1 else f"{blob.name}#{clean(element.get('guid')) or position + 1}"
        yield _item(element, source)


def _item(news: Any, source: str) -> Item | SourceError:
    meta, content_meta, content_set = first(news, "itemMeta"), first(news, "contentMeta"), first(news, "contentSet")
    kind = _code(first(meta, "itemClass")) if meta is not None else None
    content = _content(content_set, source) if content_set is not None else {"text": ""}
    item = Item(source, **content)
    item.guid, item.version = news.get("guid"), news.get("version")
    item.language = news.get(_LANG)
    if meta is not None:
        item.published = iso_date(words_of(first(meta, "versionCreated"))) or item.published
        provider = first(meta, "provider")
        item.agency = item.agency or (words_of(first(provider, "name")) if provider is not None else None)
        item.agency = item.agency or _code(provider)
        embargoed = first(meta, "embargoed")
        if embargoed is not None:
            item.notice, item.embargo_until = "embargo", iso_date(words_of(embargoed))
        for signal in (e for e in meta if local(e) == "signal"):
            item.notice = _SIGNALS.get(_code(signal) or "", item.notice)
        item.notice = _STATUS.get(_code(first(meta, "pubStatus")) or "", item.notice)
    if content_meta is not None:
        item.headline = words_of(first(content_meta, "headline")) or item.headline
        item.byline = item.byline or words_of(first(content_meta, "by"))
        if item.byline is None and (creator := first(content_meta, "creator")) is not None:
            item.byline = words_of(first(creator, "name"))
        if (source_of := first(content_meta, "infoSource")) is not None:
            item.agency = words_of(first(source_of, "name")) or item.agency
        if (located := first(content_meta, "located")) is not None:
            item.place = item.place or words_of(first(located, "name"))
        if (language := first(content_meta, "language")) is not None:
            item.language = language.get("tag") or item.language
        if item.published is None:
            item.published = iso_date(words_of(first(content_meta, "contentCreated")))
        if not item.text and (description := first(content_meta, "description")) is not None:
            item.text = flow(description)
    if kind not in (None, "text", "composite") and not content["text"]:
        return EmptyStory(source, f"a NewsML-G2 item of class {kind}, without text")
    return item


def _content(content_set: Any, source: str) -> dict[str, Any]:
    """The fields of the first rendition that has text: NITF or XHTML in line, then text or HTML as data."""
    for inline in (e for e in content_set if local(e) == "inlineXML"):
        article = find(inline, "nitf")
        if article is not None:
            item = nitf.item_of(article, source)
            return {
                "text": item.text, "headline": item.headline, "byline": item.byline, "agency": item.agency,
                "place": item.place, "published": item.published,
            }  # fmt: skip
        if text := flow(inline):
            return {"text": text}
    for data in (e for e in content_set if local(e) == "inlineData"):
        words = "".join(data.itertext())
        if words.strip():
            html = "html" in (data.get("contenttype") or "")
            return {"text": text_of_html(words, source) if html else words.strip()}
    return {"text": ""}


def _code(element: Any) -> str | None:
    """The code of a ``qcode`` or ``uri`` without its scheme: "stat:usable" -> "usable"."""
    if element is None:
        return None
    value = (element.get("qcode") or "").rpartition(":")[2] or (element.get("uri") or "").rstrip("/").rpartition("/")[2]
    return value or None
