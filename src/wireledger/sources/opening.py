"""The one way in: names of files, folders, archives, addresses or standard input; stories or errors out."""

from __future__ import annotations

import importlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from wireledger.errors import BadSource, BinaryStory, EmptyStory, MissingSource, SourceError, UsageError
from wireledger.model import Story
from wireledger.sources.decoding import what_binary
from wireledger.sources.fetching import fetch, is_address
from wireledger.sources.item import HEAD, Blob, Budget, Found, Item, Limits, finish, one_line

FORMATS: tuple[str, ...] = (
    "pdf", "warc", "zip", "gz", "tar", "newsml", "nitf", "feed", "html", "xml", "jsonlines", "mail", "table", "plain",
)  # fmt: skip
"""In the order in which they are asked whether bytes are theirs; each is a module of this package."""


def open_sources(
    names: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    limit: int = 1_000_000,
    recursive: bool = True,
    stdin: IO[bytes] | None = None,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    allow_private: bool = False,
) -> Iterator[Story | SourceError]:
    """The stories of named sources, in order. Errors are yielded in their place and never raised.

    ``names`` may be a single one. A name is a file, a folder (its files sorted, hidden ones skipped), ``-`` (standard input, or ``stdin``) or an
    ``http(s)`` address, which is fetched. ``limit`` bounds one story's text in bytes. ``format`` names the format
    of all of them where it is not to be recognised. ``columns`` maps fields (text, headline, published, ...) to the
    names that JSON Lines and CSV have for them. ``allow_private`` lets an address be fetched that is not a public one.
    Raises UsageError for an unknown ``format`` only."""
    if isinstance(names, str | os.PathLike):
        names = [names]
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")
    bounds = replace(limits or Limits(), text=limit)
    hints = {f"columns.{field}": column for field, column in (columns or {}).items()}
    return _open_all([os.fspath(name) for name in names], bounds, recursive, stdin, format, hints, allow_private)


def _open_all(
    names: list[str],
    limits: Limits,
    recursive: bool,
    stdin: IO[bytes] | None,
    format: str | None,
    hints: dict[str, str],
    allow_private: bool,
) -> Iterator[Story | SourceError]:
    for name in names:
        try:
            if is_address(name):
                yield from _fetched(name, limits, format, hints, allow_private)
                continue
            for path in files_of(name, recursive):
                if isinstance(path, SourceError):
                    yield path
                    continue
                with _opened(path, stdin) as stream:
                    yield from read_blob(Blob(str(path), stream, Budget(limits), hints=hints), format)
        except SourceError as error:
            yield error
        except Exception as error:
            yield _bad(name, error)


def _fetched(
    name: str, limits: Limits, format: str | None, hints: dict[str, str], allow_private: bool
) -> Iterator[Story | SourceError]:
    answer = fetch(name, limit=limits.document, allow_private=allow_private)
    found = {"url": answer.url} | ({"charset": answer.charset} if answer.charset else {})
    yield from read_blob(Blob.of(name, answer.data, Budget(limits), hints | found), format)


def files_of(name: str, recursive: bool) -> Iterator[str | SourceError]:
    """The files that a name stands for. Raises MissingSource."""
    if name == "-":
        yield name
        return
    path = Path(name)
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise MissingSource(name, _why(error)) from None
    if not stat.S_ISDIR(kind):
        yield name
        return
    empty = True
    for folder, folders, files in os.walk(path, onerror=None):
        folders[:] = sorted(f for f in folders if not f.startswith(".")) if recursive else []
        for file in sorted(files):
            if file.startswith("."):
                continue
            empty = False
            inner = Path(folder, file)
            try:
                regular = stat.S_ISREG(inner.stat().st_mode)
            except OSError as error:
                yield MissingSource(str(inner), _why(error))
                continue
            # a pipe or device inside a folder would block for ever
            yield str(inner) if regular else BadSource(str(inner), "no regular file")
    if empty:
        yield EmptyStory(name, "the folder holds no files")


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return one_line(getattr(error, "strerror", None) or error).lower()


class _Kept:
    """Standard input stays open for its owner."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def __enter__(self) -> IO[bytes]:
        return self.stream

    def __exit__(self, *_: object) -> None:
        return None


def _opened(name: str, stdin: IO[bytes] | None) -> IO[bytes] | _Kept:
    if name == "-":
        return _Kept(stdin if stdin is not None else sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise MissingSource(name, _why(error)) from None


def _bad(name: str, error: Exception, format: str | None = None) -> BadSource:
    as_what = f" as {format}" if format else ""
    return BadSource(name, one_line(f"cannot be read{as_what}: {error or type(error).__name__}"))


def read_blob(blob: Blob, format: str | None = None) -> Iterator[Story | SourceError]:
    """The stories of bytes, through the format that claims them. Errors are yielded."""
    chosen = format
    try:
        if format is None or blob.depth:
            if len(blob.head) < HEAD and not blob.head.strip():
                raise EmptyStory(blob.name, "is empty")
            chosen = recognise(blob)
        for found in _module(chosen or "plain").items(blob):
            yield from _finished(found, format, blob.limits)
    except SourceError as error:
        yield error
    except Exception as error:  # a parser that breaks on outside bytes must not end the run
        yield _bad(blob.name, error, chosen)


def _finished(found: Found, format: str | None, limits: Limits) -> Iterator[Story | SourceError]:
    if isinstance(found, SourceError):
        yield found
    elif isinstance(found, Item):
        yield finish(found, limits)
    else:
        yield from read_blob(found, format)


def recognise(blob: Blob) -> str:
    """The name of the format of bytes. Raises BinaryStory where none claims them."""
    for name in FORMATS:
        if _module(name).claims(blob):
            return name
    raise BinaryStory(blob.name, f"{what_binary(blob.head) or 'an unknown format'}, no text")


def _module(name: str):  # type: ignore[no-untyped-def]
    return importlib.import_module(f"wireledger.sources.{name}")


_files = files_of
"""The former name, which other parts still ask for."""
