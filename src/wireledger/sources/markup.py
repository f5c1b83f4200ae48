"""What the XML and HTML formats share: a parser that trusts nothing, and text with its paragraphs from elements."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from wireledger.errors import BadSource
from wireledger.sources.decoding import decode
from wireledger.sources.item import Blob, one_line

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,300}?\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\]\s*(?=>))*>", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")

SKIPPED = {
    "script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math", "form", "button", "select",
    "textarea", "nav", "figure", "figcaption", "media", "audio", "video", "canvas", "comment",
}  # fmt: skip
BLOCKS = {
    "p", "div", "section", "article", "header", "footer", "main", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "hl1",
    "hl2", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "caption", "blockquote", "bq", "block", "pre", "hr",
    "address", "body", "html", "body.content", "body.end", "abstract", "note", "tagline", "credit", "fn",
}  # fmt: skip


def root_of(opening: str) -> str | None:
    """The local name of the root element that a text begins with, or None."""
    position = 0
    while position < len(opening) and (match := _BEFORE_ROOT.match(opening, position)):
        position = match.end()
    match = _ROOT.match(opening, position)
    return match[1] if match else None


def xml_text(blob: Blob, limit: int | None = None) -> str:
    """The text of an XML document, without its declaration. Raises BadSource where it declares entities."""
    data = blob.read(limit)
    declared = _ENCODING.search(data[:400])
    text = decode(data, blob.name, declared[1].decode("ascii") if declared else blob.hints.get("charset"))
    if "<!ENTITY" in text:
        raise BadSource(blob.name, "declares XML entities; refused")
    return _DECLARATION.sub("", text, count=1).lstrip()


def parse_xml(text: str, source: str, mend: bool = False) -> Any:
    """The root element; with ``mend``, as much of it as can be had. No entities, no DTD, no network, libxml2's bounds on depth and size. Raises BadSource."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8", recover=mend,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadSource(source, one_line(f"broken XML: {error}")) from None
    if root is None:
        raise BadSource(source, "broken XML: no root element")
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def first(element: Any, *path: str) -> Any:
    """The first descendant by a path of local names, each a child of the one before; None where there is none."""
    for name in path:
        element = next((child for child in element if local(child) == name), None)
        if element is None:
            return None
    return element


def find(element: Any, name: str) -> Any:
    """The first descendant with a local name."""
    return next((e for e in element.iter() if local(e) == name), None)


def words_of(element: Any) -> str | None:
    """All text of an element on one line, or None."""
    if element is None:
        return None
    return " ".join("".join(element.itertext()).split()) or None


def flow(root: Any, skip: Collection[str] = SKIPPED, blocks: Collection[str] = BLOCKS) -> str:
    """The text of an element: paragraphs apart by a blank line, runs of space as one, ``br`` as a newline."""
    paragraphs: list[str] = []
    parts: list[str] = []

    def close() -> None:
        lines = (" ".join(line.split()) for line in "".join(parts).split("\v"))
        text = re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip()
        if text:
            paragraphs.append(text)
        parts.clear()

    def add(text: str | None) -> None:
        if text:
            parts.append(text.replace("\v", " "))

    skipping = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element).lower()
        if event == "start":
            if skipping or (name in skip and element is not root):
                skipping += 1
                continue
            if name in blocks:
                close()
            elif name == "br":
                parts.append("\v")
            elif name in ("td", "th"):
                parts.append(" ")
            add(element.text)
        else:
            if event == "end" and skipping:
                skipping -= 1
            elif event == "end" and name in blocks:
                close()
            if not skipping and element is not root:
                add(element.tail)
    close()
    return "\n\n".join(paragraphs)


def html_tree(text: str, source: str) -> Any:
    """The root of an HTML text, or None where nothing is in it. No network, libxml2's bounds on depth."""
    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def text_of_html(fragment: str, source: str) -> str:
    """The text of a piece of HTML, as in a feed or a message. Plain text comes back as it is."""
    if not re.search(r"<[a-zA-Z/!]|&[#\w]+;", fragment):
        return fragment.strip()
    root = html_tree(fragment, source)
    return "" if root is None else flow(root)
