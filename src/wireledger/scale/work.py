"""What every engine does: stories into batches sized by words, a batch into readings."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.errors import BinaryStory, Fault, SourceError
from wireledger.model import Reading, Story

if TYPE_CHECKING:
    from wireledger.ledger.recording import Ready

WORDS = 12_000
"""Words of a batch: some seconds of work, so that a worker that dies costs little, and a call costs nothing."""
STORIES = 200
"""Stories of a batch at most, however short."""
FAULT = Fault.said
"""How the reason begins where a story broke the reading; it is tried again by the next run."""
SETTINGS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""Workers share the cores by being several, not by threads of their own."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source or story that could not be read, and why."""

    source: str
    reason: str
    story: str | None = None
    """The story, where it cost workers their life: it is not tried again."""


@dataclass(frozen=True, slots=True)
class Row:
    """A reading as it is kept: ``reading`` is its JSON; the counts are for looking without parsing it."""

    id: str
    source: str | None
    published: str | None
    agency: str | None
    headline: str | None
    words: int
    events: int
    agreements: int
    forces: int
    reading: str


@dataclass(slots=True)
class Batch:
    """Stories as JSON, so that they cross to another process or machine as they are."""

    stories: list[str] = field(default_factory=list)
    words: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """A file that was parsed to its end, and the ids of all its stories. Once these are in shards, later runs pass it over."""

    name: str
    stamp: str
    stories: list[str]


@dataclass(slots=True)
class Result:
    """What became of a batch."""

    rows: list[Row] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: int = 0
    """Stories that were there already."""
    files: list[File] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)
    """What a ledger takes in of the rows that something dates, where one is wanted."""


@dataclass(frozen=True, slots=True)
class How:
    """How sources are parsed: see :func:`wireledger.sources.open_sources`."""

    published: str | None = None
    limit: int = 1_000_000
    format: str | None = None
    columns: Mapping[str, str] | None = None

    def stamp(self, name: str) -> str | None:
        """What is the same as long as a file gives the same stories: its size and time, the program, how it is parsed.
        None for what is no file."""
        from wireledger import __version__

        try:
            about = Path(name).stat()
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(about.st_mode):
            return None
        columns = sorted((self.columns or {}).items())
        return f"{about.st_size} {about.st_mtime_ns} {__version__} {self.limit} {self.format} {columns}"


def stories(
    names: Iterable[str],
    how: How,
    *,
    known: Callable[[str], bool],
    passed: Callable[[str, str], int | None],
    result: Result,
) -> Iterator[Story]:
    """The stories of files that are not known yet; failures, how many were known, and parsed files go into ``result``.

    ``passed`` tells of a file with that stamp how many stories it had, where all are in shards; None where not."""
    from wireledger.sources import open_sources

    for name in names:
        stamp, place = how.stamp(name), str(Path(name).absolute())
        if stamp is not None and (count := passed(place, stamp)) is not None:
            result.skipped += count
            continue
        ids: list[str] = []
        for item in open_sources(name, limit=how.limit, format=how.format, columns=how.columns):
            if isinstance(item, SourceError):
                result.failures.append(Failure(item.source, item.reason))
                continue
            ids.append(item.id)
            if known(item.id):
                result.skipped += 1
            elif how.published is None:
                yield item
            else:
                from wireledger.reading import dated  # brings the language stage, which this process may do without

                yield dated(item, how.published)
        if stamp is not None:
            result.files.append(File(place, stamp, ids))


def batches(found: Iterable[Story], *, words: int = WORDS) -> Iterator[Batch]:
    """Stories in batches of about so many words, in order."""
    batch = Batch()
    for story in found:
        batch.stories.append(story.model_dump_json())
        batch.words += len(story.text.split())
        if batch.words >= words or len(batch.stories) >= STORIES:
            yield batch
            batch = Batch()
    if batch.stories:
        yield batch


def read(batch: list[str]) -> Result:
    """Read a batch. A story that breaks the reading is a failure, and the others are read."""
    return _read(batch, _rows)


def read_for_ledger(batch: list[str]) -> Result:
    """Read a batch, and make what a ledger takes in of it: the one process that writes has that much less to do."""
    return _read(batch, _rows_for_ledger)


@functools.cache
def _malloc_trim() -> Callable[[int], int] | None:
    with contextlib.suppress(OSError, AttributeError):
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
        return found
    return None


def _trim() -> None:
    """Give memory that is free back to the system, where the C library can: else the holes that batches leave add up."""
    if (trim := _malloc_trim()) is not None:
        trim(0)


def _read(batch: list[str], made: Callable[[list[Story]], Result]) -> Result:
    try:
        return _whole_or_one_by_one(batch, made)
    finally:
        _trim()


def _whole_or_one_by_one(batch: list[str], made: Callable[[list[Story]], Result]) -> Result:
    from wireledger.reading.language import pipeline

    told = [Story.model_validate_json(s) for s in batch]
    # the strings that a batch brings are freed with it: a worker's memory is flat over any number of stories
    with pipeline().memory_zone():
        try:
            return made(told)
        except Exception:
            pass
    result = Result()
    for story in told:
        with pipeline().memory_zone():
            try:
                found = made([story])
            except Exception as error:  # a fault of ours must cost one story, not the archive
                fault = Fault(story.source or story.id, error)
                result.failures.append(Failure(fault.source, fault.reason))
            else:
                result.rows += found.rows
                result.ready += found.ready
    return result


def _rows(told: list[Story]) -> Result:
    from wireledger.reading import read_stories

    return Result([_row(r, r.to_json()) for r in read_stories(told)])


def _rows_for_ledger(told: list[Story]) -> Result:
    from wireledger.ledger.recording import Prepared
    from wireledger.reading import read_stories

    result = Result()
    for r in read_stories(told):
        prepared = None
        if r.story.published is not None:
            with contextlib.suppress(BinaryStory):  # said where the ledger is found to lack it
                prepared = Prepared(r)
        result.rows.append(_row(r, prepared.json if prepared else r.to_json()))
        if prepared:
            result.ready.append(prepared.ready())
    return result


def _row(r: Reading, text: str) -> Row:
    s = r.story
    return Row(
        s.id, s.source, s.published, s.agency, s.headline, len(s.text.split()), len(r.events), len(r.agreements),
        len(r.forces), text,
    )  # fmt: skip


def prepare() -> None:
    """Make a worker ready: one thread, the language model in memory."""
    os.environ.update(SETTINGS)
    from wireledger.reading.language import pipeline

    pipeline()
