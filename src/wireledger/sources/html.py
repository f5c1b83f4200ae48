"""Web pages: the article's text without the page around it, and what the page's metadata says of it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from wireledger.errors import BadSource
from wireledger.sources.decoding import decode
from wireledger.sources.item import Blob, Found, Item, clean, iso_date
from wireledger.sources.markup import flow, html_tree, root_of, text_of_html

_PAGE = 5_000_000  # characters; beyond that a page is no article, and finding its text takes minutes
_ELEMENTS = 10_000  # beyond that the same: it takes seconds for these, and the time grows with their square
_BALLAST = ("script", "style", "svg", "noscript", "iframe", "template", "link", "input", "option", "source")
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|p|h1|span|table|section)\b", re.IGNORECASE
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_ARTICLES = re.compile(
    r"(?:News|Report|Blog|Background|Analysis|Opinion|Review|Satirical)?\w*Article|BlogPosting|LiveBlogPosting|Reportage\w*"
)
_BLOCKY = 40  # words below which the extraction is taken to have missed the article

for _name in ("trafilatura", "htmldate", "courlan", "readability"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # they report on outside pages; we report ourselves


def claims(blob: Blob) -> bool:
    opening = blob.opening
    root = root_of(opening)
    if root is None:
        return False
    return root.lower() == "html" or (
        not opening.startswith("<?xml") and bool(_TAGS.match(opening[opening.find("<") :]))
    )


def items(blob: Blob) -> Iterator[Found]:
    data = blob.read()
    declared = blob.hints.get("charset")
    if declared is None and (match := _CHARSET.search(data[:4096])):
        declared = match[1].decode("ascii")
    yield item_of(decode(data, blob.name, declared), blob.name, blob.hints.get("url"))


def item_of(page: str, source: str, url: str | None = None) -> Item:
    """The article of a page. Raises BadSource where there is no element in it, or far too many."""
    if len(page) > _PAGE:
        raise BadSource(source, f"a page of more than {_PAGE:,} characters; refused")
    root = html_tree(page, source)
    if root is None:
        raise BadSource(source, "a page without elements")
    metas = _metas(root)
    article = _linked_data(root)
    item = Item(source, "")
    item.headline = clean(article.get("headline")) or _meta(metas, "og:title", "twitter:title", "dc.title", "title")
    item.byline = _names(article.get("author")) or _author(
        _meta(metas, "author", "article:author", "dc.creator", "byl")
    )
    item.agency = _names(article.get("sourceOrganization"))
    item.published = _published(root, metas, article)
    item.version = iso_date(article.get("dateModified")) or iso_date(
        _meta(metas, "article:modified_time", "last-modified")
    )
    item.language = (
        root.get("lang") or _meta(metas, "content-language", "og:locale") or clean(article.get("inLanguage"))
    )
    item.url = _canonical(root, metas, url)
    item.guid = item.url
    body = text_of_html(article["articleBody"], source) if isinstance(article.get("articleBody"), str) else ""
    heading, title = clean("".join(root.xpath("string((//h1)[1])"))), _title(root)
    etree.strip_elements(root, *_BALLAST, with_tail=False)
    main = _densest(root)
    known = item.headline is not None and item.published is not None
    if sum(1 for _ in root.iter()) <= _ELEMENTS and (document := _main_text(root, url, not known)) is not None:
        item.text = re.sub(r"\n+", "\n\n", (document.text or "").strip())
        item.headline = item.headline or clean(document.title)
        item.published = item.published or iso_date(document.date)
    if len(item.text.split()) < _BLOCKY:
        candidates = [item.text, body, "" if item.text else flow(main)]
        item.text = max(candidates, key=lambda text: len(text.split()))
    item.headline = item.headline or heading or title
    return item


def _main_text(root: Any, url: str | None, metadata: bool) -> Any:
    """What the library takes for the article; with its guesses at title and date only where they are needed."""
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            root, url=url, include_comments=False, include_images=False, include_links=False, include_formatting=False,
            with_metadata=metadata, date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError):
        return None  # the plain flow of the page stands in


def _densest(root: Any) -> Any:
    """The element that a page marks as its article, where there is just one; else its body."""
    for name in ("article", "main", "body"):
        found = root.findall(f".//{name}")
        if len(found) == 1:
            return found[0]
    return root


def _metas(root: Any) -> dict[str, str]:
    """``name``, ``property``, ``itemprop`` and ``http-equiv`` of meta elements in lower case; the first of each."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = clean(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                metas.setdefault(name.strip().lower(), content)
    return metas


def _meta(metas: dict[str, str], *names: str) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _linked_data(root: Any) -> dict[str, Any]:
    """The article that JSON-LD describes, or an empty dict."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(re.sub(r"[\x00-\x1f]", " ", script.text or ""))
        except (ValueError, RecursionError):
            continue
        queue, seen = [data], 0
        while queue and seen < 1000:
            node = queue.pop(0)
            seen += 1
            if isinstance(node, list):
                queue += node[:100]
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in kinds):
                    return node
                queue += [node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node]
    return {}


def _names(value: Any) -> str | None:
    """The names of JSON-LD's people or organisations."""
    values = value if isinstance(value, list) else [value]
    found = [clean(v.get("name") if isinstance(v, dict) else v) for v in values[:20]]
    return " and ".join(name for name in found if name and not name.startswith("http")) or None


def _author(name: str | None) -> str | None:
    return None if name is None or name.startswith("http") else name


def _published(root: Any, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    stated = [article.get("datePublished"), article.get("dateCreated")]
    stated += [
        metas.get(name)
        for name in (
            "article:published_time", "datepublished", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date",
            "dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
            "publish-date", "date",
        )
    ]  # fmt: skip
    for element in root.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            stated.append(element.get("datetime"))
    return next((date for value in stated if (date := iso_date(value))), None)


def _canonical(root: Any, metas: dict[str, str], url: str | None) -> str | None:
    """The page's own address for itself, only as an http address; else where it was found."""
    stated = [e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    for address in [*stated[:1], metas.get("og:url")]:
        try:
            full: str = urljoin(url or "", (address or "").strip())
            if urlsplit(full).scheme in ("http", "https") and urlsplit(full).hostname:
                return full
        except ValueError:
            continue
    return url


def _title(root: Any) -> str | None:
    return clean(root.xpath("string((//title)[1])"))
