"""What the formats share: bounds, bytes with a name, and the way from a format's fields to a Story."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cache
from typing import IO, Any, Literal

from wireledger.errors import BadSource, EmptyStory, NotEnglish, SourceError, StoryTooLong
from wireledger.model import Paragraph, Span, Story
from wireledger.sources.decoding import bom_of, plain_newlines, utf16_without_mark
from wireledger.sources.wire import labelled, lay_out, story_id

HEAD = 65_536
"""Bytes by which a format is recognised."""


@dataclass(frozen=True)
class Limits:
    """Bounds for what comes from outside. Sizes in bytes."""

    text: int = 1_000_000
    """One story's text, as UTF-8."""
    document: int = 20_000_000
    """One document held in memory: a page, a feed, a message, a line of JSON Lines."""
    archive: int = 200_000_000
    """An archive that must be held in memory: a zip from standard input or inside another one."""
    expanded: int = 20_000_000_000
    """All that one named source may unpack to."""
    ratio: int = 200
    """Unpacked to packed size, from ``ratio_from`` bytes on. News text packs to a third, markup to a twentieth."""
    ratio_from: int = 16_000_000
    members: int = 100_000
    """Members of an archive, entries of a feed, items of a NewsML message."""
    depth: int = 4
    """Archives inside archives; a .tar.gz counts as two."""
    pages: int = 500
    """Pages of a PDF."""


@dataclass
class Budget:
    """What is left for one named source, shared by everything unpacked from it."""

    limits: Limits
    expanded: int = 0

    def take(self, count: int, source: str) -> None:
        """Count unpacked bytes. Raises BadSource beyond the limit, for this and everything after it."""
        self.expanded += count
        if self.expanded > self.limits.expanded:
            raise Exhausted(source, f"unpacks to more than {self.limits.expanded:,} bytes; refused")


class Exhausted(BadSource):
    """A bound of the whole source is reached: nothing more of it is read."""


class Unpacked(io.RawIOBase):
    """An unpacking stream whose output is counted. ``packed()`` gives the size of what it comes from so far."""

    def __init__(self, stream: IO[bytes], budget: Budget, name: str, packed: Callable[[], int]) -> None:
        super().__init__()
        self._stream, self._budget, self._name, self._packed = stream, budget, name, packed
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def read(self, size: int = -1) -> bytes:
        if size is None or size < 0:
            return self.readall()
        try:
            part = self._stream.read(size) or b""
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise BadSource(self._name, one_line(f"damaged packed data: {error}")) from None
        self._size += len(part)
        self._budget.take(len(part), self._name)
        limits = self._budget.limits
        if self._size > limits.ratio_from and self._size > limits.ratio * max(1, self._packed()):
            raise Exhausted(self._name, f"unpacks to more than {limits.ratio} times its size; refused")
        return part


@dataclass
class Blob:
    """Bytes with a name. ``stream`` need not seek; ``head`` peeks."""

    name: str
    stream: IO[bytes]
    budget: Budget
    depth: int = 0
    hints: Mapping[str, str] = field(default_factory=dict)
    """What the container says of it: ``content-type``, ``charset``, ``url``, ``columns.text``, ..."""
    _head: bytes | None = None
    _opening: str | None = None

    @classmethod
    def of(cls, name: str, data: bytes, budget: Budget, hints: Mapping[str, str] | None = None) -> Blob:
        return cls(name, io.BytesIO(data), budget, hints=hints or {})

    @property
    def limits(self) -> Limits:
        return self.budget.limits

    @property
    def head(self) -> bytes:
        """The first bytes, at most HEAD of them; they stay to be read."""
        if self._head is None:
            parts: list[bytes] = []
            size = 0
            while size < HEAD and (part := self.stream.read(HEAD - size)):
                parts.append(part)
                size += len(part)
            self._head = b"".join(parts)
            self.stream = _Rewound(self._head, self.stream)  # type: ignore[assignment]
        return self._head

    @property
    def source_stream(self) -> IO[bytes] | None:
        """The stream from its start where it is a file that seeks: for formats that are read from their end."""
        stream = self.stream._rest if isinstance(self.stream, _Rewound) else self.stream
        try:
            return stream if not self.depth and stream.seekable() else None
        except (AttributeError, ValueError):
            return None

    @property
    def opening(self) -> str:
        """The first bytes as text, without leading space: enough to tell text formats apart."""
        if self._opening is None:
            head = self.head
            encoding = bom_of(head) or utf16_without_mark(head) or "utf-8"
            self._opening = head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
        return self._opening

    def read(self, limit: int | None = None) -> bytes:
        """All bytes. Raises StoryTooLong beyond ``limit`` (default: a document's)."""
        limit = self.limits.document if limit is None else limit
        parts: list[bytes] = []
        size = 0
        while part := self.stream.read(min(1 << 20, limit + 1 - size)):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise StoryTooLong(self.name, f"longer than {limit:,} bytes")
        return b"".join(parts)

    def inner(self, name: str, stream: IO[bytes] | bytes, **hints: str) -> Blob:
        """A blob found inside this one. Raises BadSource where archives are nested too deeply."""
        if self.depth >= self.limits.depth:
            raise BadSource(name, f"archives nested more than {self.limits.depth} deep; refused")
        if isinstance(stream, bytes):
            stream = io.BytesIO(stream)
        return Blob(name, stream, self.budget, self.depth + 1, {**self.hints, **hints})


class _Rewound(io.RawIOBase):
    """A stream with some bytes put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def read(self, size: int = -1) -> bytes:
        if size is None or size < 0:
            return self.readall()
        if len(self._head):
            part = bytes(self._head[:size])
            self._head = self._head[len(part) :]
            return part
        return self._rest.read(size) or b""


Notice = Literal["kill", "withdraw", "embargo"]


@dataclass
class Item:
    """The fields of a story as its format gives them, before layout."""

    source: str
    text: str
    headline: str | None = None
    byline: str | None = None
    agency: str | None = None
    place: str | None = None
    language: str | None = None
    """What markup states."""
    published: str | None = None
    published_from: Literal["given", "markup"] = "markup"
    guid: str | None = None
    version: str | None = None
    url: str | None = None
    notice: Notice | None = None
    embargo_until: str | None = None
    headline_in_text: bool = False
    """True where the text is to be kept exactly as given and no headline put before it."""


Found = Item | Blob | SourceError
Reader = Callable[[Blob], Iterator[Found]]


def one_line(words: object, length: int = 200) -> str:
    """Words on one line, cut to a length: for headlines and reasons."""
    text = " ".join(str(words).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def clean(words: object, length: int = 500) -> str | None:
    """A field of markup as one line, or None where it is empty or no text."""
    if not isinstance(words, str):
        return None
    return one_line(plain_newlines(words), length) or None


_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?)?(Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)?)?", re.IGNORECASE)


def iso_date(value: object) -> str | None:
    """An ISO date or date-time from what markup gives: ISO 8601 long or basic, or RFC 2822. None for all else."""
    if not isinstance(value, str) or not (text := value.strip()) or len(text) > 60:
        return None
    try:
        if match := _BASIC.fullmatch(text):
            year, month, day, hour, minute, second, zone = match.groups()
            text = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else "")
        if _ISO.fullmatch(text):
            if len(text) == 10:
                return dt.date.fromisoformat(text).isoformat() if _sane(int(text[:4])) else None
            moment = dt.datetime.fromisoformat(text.upper().replace(" ", "T", 1).replace(" ", ""))
        else:
            moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(microsecond=0).isoformat() if _sane(moment.year) else None


def _sane(year: int) -> bool:
    return 1800 <= year <= 2199


# Nigerian Pidgin is what the identifier takes headline English for; zxx is "no language"
_ENGLISH = {"en", "pcm"}
_ENOUGH = 80
_SURE = 0.9


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def foreign(text: str, stated: str | None = None) -> str | None:
    """The ISO 639 code of the language that a text is in, where that surely is not English; else None.

    Short texts are believed to be what markup states, and English where it states nothing."""
    sample = " ".join(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text[:20_000]))
    if len(sample) >= _ENOUGH or (len(sample) >= 20 and sum(ord(c) > 0x36F for c in sample) > len(sample) / 2):
        ranked = dict(_identifier().rank(sample))
        english = sum(ranked.get(code, 0.0) for code in _ENGLISH)
        code: str = next(iter(ranked))
        if english > 0.5:
            return None
        if code not in _ENGLISH | {"zxx"} and ranked[code] >= _SURE and english < 0.02:
            return code
    primary = re.split(r"[-_]", (stated or "").strip().lower())[0]
    return (
        primary if re.fullmatch(r"[a-z]{2,3}", primary) and primary not in ("en", "eng", "und", "mul", "zxx") else None
    )


def language_name(code: str) -> str | None:
    """The English name of a language code, as far as the short list goes."""
    return _NAMES.get(code)


_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "ha": "Hausa", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese", "ka": "Georgian", "hy": "Armenian",
    "az": "Azerbaijani", "am": "Amharic", "ca": "Catalan", "lt": "Lithuanian", "lv": "Latvian", "sl": "Slovene",
    "mk": "Macedonian", "bs": "Bosnian", "ku": "Kurdish", "my": "Burmese", "km": "Khmer", "ta": "Tamil", "la": "Latin", "mt": "Maltese", "af": "Afrikaans", "ne": "Nepali", "mn": "Mongolian", "uz": "Uzbek",
}  # fmt: skip


def _words(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def finish(item: Item, limits: Limits) -> Story | SourceError:
    """The Story of an item, or the error that sets it aside."""
    text = plain_newlines(item.text)
    headline = clean(item.headline)
    if (
        headline
        and not item.headline_in_text
        and not _words(text[: 2 * len(headline) + 40]).startswith(_words(headline))
    ):
        text = f"{headline}\n\n{text.lstrip()}" if text.strip() else headline
    recall = item.notice in ("kill", "withdraw") and bool(item.guid)
    if not text.strip() and not recall:
        return EmptyStory(item.source, "has no text")
    if len(text) > limits.text or len(text.encode()) > limits.text:
        return StoryTooLong(item.source, f"longer than {limits.text:,} bytes of text")
    if code := foreign(text, item.language):
        return NotEnglish(item.source, code, language_name(code))
    story = lay_out(text, headline=headline)
    if recall:  # a kill often repeats the text that it kills, or has none: it is a version of its own all the same
        story.id = story_id(f"{item.notice}\n{item.guid}\n{item.version}\n{item.published}\n{text}")
    _mark_headline(story)
    story.language = "en"
    story.source = item.source
    if byline := clean(item.byline):
        story.byline = re.sub(r"^by\s+", "", byline, flags=re.IGNORECASE) or story.byline
    story.agency = clean(item.agency) or story.agency
    story.dateline_place = story.dateline_place or clean(item.place)
    if published := iso_date(item.published):
        story.published, story.published_from = published, item.published_from
    story.guid, story.version, story.url = clean(item.guid, 2000), clean(item.version), clean(item.url, 2000)
    story.notice, story.embargo_until = item.notice, iso_date(item.embargo_until)
    return story


def _mark_headline(story: Story) -> None:
    """Where markup gave the headline, the paragraph that repeats it is the headline, however it ends."""
    if not story.headline or not story.paragraphs:
        return
    first = story.paragraphs[0]
    if first.kind == "body" and _words(story.text[first.span.start : first.span.end]) == _words(story.headline):
        first.kind = "headline"
        first.start = first.span.start + labelled(story.text[first.span.start : first.span.end])
        if story.dateline and first.span.covers(Span(*story.dateline)):
            story.dateline = story.dateline_place = None


__all__ = [
    "HEAD", "Blob", "Budget", "Found", "Item", "Limits", "Notice", "Paragraph", "Reader",
    "clean", "finish", "foreign", "iso_date", "language_name", "one_line", "replace",
]  # fmt: skip
