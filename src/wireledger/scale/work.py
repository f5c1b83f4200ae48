"""What every engine does: stories into batches sized by words, a batch into readings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from wireledger.errors import SourceError
from wireledger.model import Story

WORDS = 12_000
"""Words of a batch: some seconds of work, so that a worker that dies costs little, and a call costs nothing."""
STORIES = 200
"""Stories of a batch at most, however short."""
FAULT = "cannot be read"
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


@dataclass(slots=True)
class Result:
    """What became of a batch."""

    rows: list[Row] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    skipped: int = 0
    """Stories that were there already."""


def stories(
    names: Iterable[str], *, published: str | None, limit: int, known: Callable[[str], bool], result: Result
) -> Iterator[Story]:
    """The stories of sources that are not known yet; failures and how many were known go into ``result``."""
    from wireledger.reading import dated
    from wireledger.sources import open_sources

    for item in open_sources(names, limit=limit):
        if isinstance(item, SourceError):
            result.failures.append(Failure(item.source, item.reason))
        elif known(item.id):
            result.skipped += 1
        else:
            yield dated(item, published) if published is not None else item


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
    from wireledger.reading.language import pipeline

    told = [Story.model_validate_json(s) for s in batch]
    # the strings that a batch brings are freed with it: a worker's memory is flat over any number of stories
    with pipeline().memory_zone():
        try:
            return Result(_rows(told))
        except Exception:
            pass
    result = Result()
    for story in told:
        with pipeline().memory_zone():
            try:
                result.rows += _rows([story])
            except Exception as error:  # a fault of ours must cost one story, not the archive
                what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                result.failures.append(Failure(story.source or story.id, f"{FAULT}: {what}"))
    return result


def _rows(told: list[Story]) -> list[Row]:
    from wireledger.reading import read_stories

    found = []
    for r in read_stories(told):
        s = r.story
        found.append(
            Row(
                s.id, s.source, s.published, s.agency, s.headline, len(s.text.split()), len(r.events), len(r.agreements),
                len(r.forces), r.to_json(),
            )
        )  # fmt: skip
    return found


def prepare() -> None:
    """Make a worker ready: one thread, the language model in memory."""
    os.environ.update(SETTINGS)
    from wireledger.reading.language import pipeline

    pipeline()
