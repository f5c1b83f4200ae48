"""Zip archives: their files, in the order of their names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from wireledger.errors import BadSource
from wireledger.sources.archives import hidden, label
from wireledger.sources.item import Blob, Exhausted, Found, Unpacked

_MARKS = {
    "word/document.xml": "a Word document", "xl/workbook.xml": "a spreadsheet", "ppt/presentation.xml": "a presentation",
    "META-INF/container.xml": "an e-book", "META-INF/MANIFEST.MF": "a Java archive", "content.xml": "an OpenDocument file",
}  # fmt: skip
_ENTRY = 400  # bytes of directory that an entry may take on average


def claims(blob: Blob) -> bool:
    return blob.head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def items(blob: Blob) -> Iterator[Found]:
    stream, size = _seekable(blob)
    _check_directory(stream, size, blob)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = sorted(archive.infolist(), key=lambda m: m.filename)
            names = {m.filename for m in members}
            for mark, what in _MARKS.items():
                if mark in names and (mark != "content.xml" or "mimetype" in names):
                    raise BadSource(blob.name, f"{what}, which is not read")
            if len(members) > blob.limits.members:
                raise BadSource(blob.name, f"holds more than {blob.limits.members:,} members; refused")
            declared = sum(m.file_size for m in members)
            if declared > blob.limits.ratio_from and declared > blob.limits.ratio * max(1, size):
                raise BadSource(blob.name, f"unpacks to more than {blob.limits.ratio} times its size; refused")
            for member in members:
                if not member.is_dir() and not hidden(member.filename):
                    yield from _member(archive, member, blob)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError) as error:
        raise BadSource(blob.name, f"a broken zip archive: {error}") from None


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, blob: Blob) -> Iterator[Found]:
    name = f"{blob.name}!{label(member.filename)}"
    if member.flag_bits & 1:
        yield BadSource(name, "locked with a password")
        return
    try:
        with archive.open(member) as stream:
            yield blob.inner(name, Unpacked(stream, blob.budget, name, lambda: member.compress_size))  # type: ignore[arg-type]
    except Exhausted:
        raise
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError) as error:
        yield BadSource(name, f"a broken member: {error}")


def _seekable(blob: Blob) -> tuple[IO[bytes], int]:
    """A stream that seeks, and its size. What comes from a pipe or an archive is held in memory, within a bound."""
    stream = blob.source_stream
    if stream is not None:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        return stream, size
    data = blob.read(blob.limits.archive)
    return io.BytesIO(data), len(data)


def _check_directory(stream: IO[bytes], size: int, blob: Blob) -> None:
    """Refuse a directory that is too large before the library loads it. Raises BadSource."""
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        raise BadSource(blob.name, "a broken zip archive: no directory")
    length = struct.unpack_from("<L", tail, at + 12)[0]
    if tail[max(0, at - 20) : at].startswith(b"PK\x06\x07"):  # zip64: the directory's true size is in its own record
        where = struct.unpack_from("<Q", tail, at - 12)[0]
        if where + 56 <= size:
            stream.seek(where)
            record = stream.read(56)
            if record.startswith(b"PK\x06\x06") and len(record) == 56:
                length = max(length if length != 0xFFFFFFFF else 0, struct.unpack_from("<Q", record, 40)[0])
    if length > blob.limits.members * _ENTRY:
        raise BadSource(blob.name, f"holds more than {blob.limits.members:,} members; refused")
    stream.seek(0)
