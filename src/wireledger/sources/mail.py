"""EML: a message's text, its subject as headline; attachments that may be stories are read as well."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any, cast

from wireledger.errors import BadSource, EmptyStory
from wireledger.sources.decoding import decode
from wireledger.sources.item import Blob, Found, Item, clean, iso_date
from wireledger.sources.markup import text_of_html

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|\r?\n[ \t]|$)")
_TELLING = re.compile(
    r"^(?:from|date|subject|message-id|mime-version|received|return-path|to|content-type|delivered-to|reply-to):",
    re.IGNORECASE | re.MULTILINE,
)
_READ = ("text/", "application/xml", "application/json", "application/pdf", "application/zip", "application/gzip",
         "application/octet-stream", "message/rfc822")  # fmt: skip
_HEADERS = 65_536  # bytes; real ones have a few thousand, and parsing the fields of a message is not linear
_FIELD = 1_000
_PARTS = 1_000


class _Short(email.policy.EmailPolicy):
    """The default policy with fields cut to a length before their grammar is parsed: that is quadratic, or worse."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_FIELD]


def claims(blob: Blob) -> bool:
    """Two of the fields that messages have, in a block that begins with a field."""
    opening = blob.opening
    if not _HEADER.match(opening):
        return False
    block = re.split(r"\r?\n\r?\n", opening, maxsplit=1)[0]
    return len({name.lower() for name in _TELLING.findall(block)}) >= 2


def items(blob: Blob) -> Iterator[Found]:
    data = blob.read()
    end = re.search(rb"\r?\n\r?\n", data)
    if (end.start() if end else len(data)) > _HEADERS:
        raise BadSource(blob.name, f"a message with more than {_HEADERS:,} bytes of header fields; refused")
    if data.count(b"\n--") > 4 * _PARTS:
        raise BadSource(blob.name, f"a message with more than {_PARTS:,} parts; refused")
    message = cast(EmailMessage, email.message_from_bytes(data, policy=_Short()))
    yield _item(message, blob)
    for position, part in enumerate(_attachments(message)):
        if position >= _PARTS:
            return
        content = _bytes(part)
        if content:
            name = clean(part.get_filename(), 100) or f"part {position + 1}"
            yield blob.inner(f"{blob.name}!{name}", content, **{"content-type": part.get_content_type()})


def _item(message: EmailMessage, blob: Blob) -> Found:
    part = message.get_body(preferencelist=("plain", "html"))
    text = ""
    if part is not None:
        charset = clean(part.get_content_charset(), 40)
        text = decode(_bytes(part) or b"", blob.name, charset).replace("\r\n", "\n").strip("\n")
        if part.get_content_subtype() == "html":
            text = text_of_html(text, blob.name)
    if not text.strip() and any(True for _ in _attachments(message)):
        return EmptyStory(blob.name, "a message without text of its own; its attachments follow")
    return Item(
        blob.name,
        text,
        headline=_field(message, "subject"),
        byline=_sender(_field(message, "from")),
        agency=_field(message, "organization"),
        language=_field(message, "content-language"),
        published=iso_date(_field(message, "date")),
        guid=_field(message, "message-id"),
    )


def _attachments(message: EmailMessage) -> Iterator[Any]:
    for part in message.iter_attachments():
        kind = part.get_content_type()
        if kind.startswith(_READ) or kind.endswith(("+xml", "+json")):
            yield part


def _bytes(part: Any) -> bytes | None:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return inner[0].as_bytes() if isinstance(inner, list) and inner else None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _field(message: EmailMessage, name: str) -> str | None:
    try:
        raw = str(message.get(name) or "")
    except Exception:  # the library breaks in many ways on fields that keep no grammar
        return None
    return clean(raw)


def _sender(value: str | None) -> str | None:
    """The display name of a sender, without the address."""
    if value is None:
        return None
    return clean(re.sub(r"<[^>]*>", "", value).strip(" \"'")) or value
