"""Bytes to text: byte-order marks, UTF-8, what the container declares, then the likeliest single-byte encoding."""

from __future__ import annotations

import codecs
import re

from wireledger.errors import BinaryStory

_BOMS = [  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b"))
_SAMPLE = 65_536
_MAGIC = [  # what is no story, by its first bytes, so that the reason can name it
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a Rich Text document"),
]


def bom_of(data: bytes) -> str | None:
    """The encoding that a byte-order mark gives."""
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)


def what_binary(data: bytes) -> str | None:
    """Why bytes are no text, in a few words; None where they can be text."""
    if bom_of(data) in ("utf-16", "utf-32") or utf16_without_mark(data):
        return None
    for mark, name in _MAGIC:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return "binary data"
    if len(sample.translate(None, _CONTROLS)) < len(sample) * 0.98:
        return "binary data"
    return None


def utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of mostly Latin text leaves every other byte zero."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.8 * half and even == 0:
        return "utf-16-le"
    if even > 0.8 * half and odd == 0:
        return "utf-16-be"
    return None


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """The text of bytes. Raises BinaryStory. Never fails on text: undecodable bytes become U+FFFD at worst.

    Order: byte-order mark, UTF-8 where all bytes keep it, the declared encoding, Windows-1252 where few bytes are
    not ASCII (English from a newsroom's system), else what charset-normalizer finds likeliest."""
    if reason := what_binary(data):
        raise BinaryStory(source, f"{reason}, no text")
    if encoding := bom_of(data) or utf16_without_mark(data):
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data.decode("utf-8", "replace")  # cut in the middle of a character
    if declared and (name := known(declared)) and name not in ("utf-8", "utf-16", "utf-32", "ascii"):
        return data.decode(name, "replace")
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high < 0.05 * len(data) or high < 20:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    if high < 0.02 * len(data) and _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")


def known(name: str) -> str | None:
    """The codec of a declared character set, or None. Windows-1252 for Latin-1, as browsers do."""
    name = re.sub(r"[^\w.:+-]", "", name.strip())[:40]
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None  # "hex", "zip": transformations, not encodings
    return "cp1252" if info.name in ("iso8859-1", "ascii") else info.name


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * 10 < sum(ord(c) > 127 for c in text) - broken


def plain_newlines(text: str) -> str:
    """CRLF and CR as LF, and no lone surrogates or NULs, which neither JSON nor databases can carry."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\ud800-\udfff\0]", "\ufffd", text)
