"""WARC and WARC.gz, as web archives and Common Crawl's news crawl have them (``wireledger[warc]``).

Each record is cut out within bounds and read alone, so that a broken one is reported and the next ones are read."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import IO, Any

from wireledger.errors import BadSource, SourceError
from wireledger.sources.gz import Counted
from wireledger.sources.item import Blob, Exhausted, Found, Unpacked, one_line

_MAGIC = b"\x1f\x8b\x08"
_HEADERS = 65_536
_START = re.compile(rb"(?:\A|(?<=\n))WARC/[01]\.\d")
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_URI = re.compile(rb"^warc-target-uri:\s*<?([^\s>]{1,2000})", re.IGNORECASE | re.MULTILINE)
_KIND = re.compile(rb"^warc-type:\s*(\w+)", re.IGNORECASE | re.MULTILINE)
_READ = {b"response", b"resource", b"conversion"}
_CHUNK = 65_536


def claims(blob: Blob) -> bool:
    head = blob.head
    if head.startswith(_MAGIC):
        with contextlib.suppress(zlib.error):
            head = zlib.decompressobj(31).decompress(head, 16)
        if blob.name.lower().endswith(".warc.gz"):
            return True  # its first record may be the one that is damaged
    return bool(_START.match(head))


def items(blob: Blob) -> Iterator[Found]:
    """Text and pages of successful responses and of conversions; requests, images and errors are passed over."""
    try:
        import fastwarc.warc  # noqa: F401
    except ImportError:
        raise BadSource(blob.name, "a WARC archive; reading it needs wireledger[warc]") from None
    packed = blob.head.startswith(_MAGIC)
    counted = Counted(blob.stream)
    members = Members(counted) if packed else None
    stream: Any = Unpacked(members or counted, blob.budget, blob.name, lambda: counted.size)  # type: ignore[arg-type]
    for number, record in enumerate(_segments(stream, members, blob), 1):
        if isinstance(record, SourceError):
            yield record
            continue
        headers, block = record
        kind = _KIND.search(headers)
        if kind is None or kind[1].lower() not in _READ:
            continue
        address = _URI.search(headers)
        url = address[1].decode("utf-8", "replace") if address else None
        yield from _page(headers + block, f"{blob.name}!{url or number}", url, blob)


def _page(record: bytes, name: str, url: str | None, blob: Blob) -> Iterator[Found]:
    from fastwarc.warc import ArchiveIterator

    limit = blob.limits.document
    try:
        parsed = next(iter(ArchiveIterator(io.BytesIO(record), parse_http=True, auto_decode="all")))
        if parsed.is_http and parsed.http_headers is not None and parsed.http_headers.status_code != 200:
            return
        kind = str(parsed.http_content_type or parsed.headers.get("Content-Type") or "").lower()
        if kind and not re.match(
            r"text/|application/(?:xhtml|xml|rss|atom|json|ld\+json|pdf|http)|.*\+(?:xml|json)", kind
        ):
            return
        data = parsed.reader.read(limit + 1)
        charset = parsed.http_charset
    except (OSError, ValueError, StopIteration) as error:
        yield BadSource(name, one_line(f"a broken record: {error or type(error).__name__}"))
        return
    if len(data) > limit:
        yield BadSource(name, f"a record that unpacks to more than {limit:,} bytes; passed over")
    elif data.strip():
        hints = {"content-type": kind, "charset": str(charset or ""), "url": url or ""}
        yield blob.inner(name, data, **{k: v for k, v in hints.items() if v})


def _segments(stream: IO[bytes], members: Members | None, blob: Blob) -> Iterator[tuple[bytes, bytes] | SourceError]:
    """The records of each packed member, which mostly holds one; of the whole file where it is not packed."""
    if members is None:
        yield from _records(stream, blob)
        return
    while members.more():
        yield from _records(stream, blob)


def _records(stream: IO[bytes], blob: Blob) -> Iterator[tuple[bytes, bytes] | SourceError]:
    """``(headers, block)`` of each record, or what is wrong with it."""
    buffer = bytearray()
    ended = False
    number = 0

    def fill(size: int) -> None:
        nonlocal ended
        while len(buffer) < size and not ended:
            part = stream.read(_CHUNK)
            ended = not part
            buffer.extend(part)

    def find() -> bool:
        """Bring the start of a record to the front of the buffer."""
        while True:
            fill(16)
            if match := _START.search(buffer):
                del buffer[: match.start()]
                return True
            if ended:
                return False
            del buffer[:-16]
            fill(_CHUNK)

    while True:
        number += 1
        name = f"{blob.name}!record {number}"
        try:
            fill(8)
            while buffer.startswith((b"\r", b"\n")):
                del buffer[:1]
                fill(8)
            if not buffer and ended:
                return
            if not _START.match(buffer):
                if not find():
                    yield BadSource(name, "no record where one should begin; nothing more follows")
                    return
                yield BadSource(name, "no record where one should begin; passed on to the next")
                continue
            fill(_HEADERS)
            end = re.search(rb"\r?\n\r?\n", buffer[:_HEADERS])
            length = _LENGTH.search(buffer[: end.start()]) if end else None
            if end is None or length is None:
                del buffer[:5]
                find()
                yield BadSource(name, "a record without a length; passed on to the next")
                continue
            headers, size = bytes(buffer[: end.end()]), int(length[1])
            if size > blob.limits.document:
                yield BadSource(
                    _named(headers, name), f"a record of more than {blob.limits.document:,} bytes; passed over"
                )
                del buffer[: end.end()]
                while size > 0:
                    fill(1)
                    if not buffer:
                        return
                    gone = min(size, len(buffer))
                    size -= gone
                    del buffer[:gone]
                continue
            whole = end.end() + size
            fill(whole + 12)
            block, after = bytes(buffer[end.end() : whole]), bytes(buffer[whole : whole + 12])
            if len(block) < size or not (after.startswith((b"\r\n\r\n", b"\n\n", b"WARC/")) or not after.strip()):
                del buffer[:5]
                more = find()
                yield BadSource(_named(headers, name), "a record of another length than it states; passed over")
                if not more:
                    return
                continue
            del buffer[:whole]
            yield headers, block
        except _Broken as error:
            yield BadSource(name, f"{error}; passed on to the next")
            return
        except Exhausted as error:
            yield error
            return


def _named(headers: bytes, name: str) -> str:
    address = _URI.search(headers)
    return f"{name.rpartition('!record ')[0]}!{address[1].decode('utf-8', 'replace')}" if address else name


class _Broken(Exception):
    """A gzip member cannot be unpacked; reading goes on at the next one."""


class Members:
    """The unpacked bytes of concatenated gzip members, one after the other.

    ``more`` tells whether another one begins, ``read`` gives its bytes and b"" at its end. Raises _Broken where it is
    damaged, and goes on at what looks like the next one."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._packed = b""
        self._unpacker: Any = None

    def more(self) -> bool:
        while (at := self._packed.find(_MAGIC)) < 0:
            part = self._stream.read(_CHUNK)
            if not part:
                return False
            self._packed = self._packed[-2:] + part
        self._packed = self._packed[at:]
        self._unpacker = zlib.decompressobj(31)
        return True

    def read(self, size: int) -> bytes:
        while self._unpacker is not None:
            if not self._packed and not (packed := self._stream.read(_CHUNK)):
                self._unpacker = None
                raise _Broken("a packed record that ends too early")
            self._packed = self._packed or packed
            try:
                out = self._unpacker.decompress(self._packed, size)
            except zlib.error as error:
                self._unpacker = None
                self._packed = self._packed[1:]
                raise _Broken(one_line(f"a damaged packed record ({error})")) from None
            if self._unpacker.eof:
                self._packed, self._unpacker = self._unpacker.unused_data, None
            else:
                self._packed = self._unpacker.unconsumed_tail
            if out:
                return bytes(out)
        return b""
