"""The same reading over an archive: sources in, shards of readings and a ledger out, on as many workers as there are.

Called again with the same folder it goes on where it was: nothing is lost and nothing doubled, whatever was killed."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wireledger.errors import SourceError, UsageError
from wireledger.model import Reading
from wireledger.scale import work
from wireledger.scale.folder import Folder
from wireledger.scale.work import Failure, File, How, Result, Row
from wireledger.sources.opening import FORMATS

if TYPE_CHECKING:
    from wireledger.ledger import Ledger
    from wireledger.ledger.recording import Ready

ENGINES = ("local", "ray")
SHARD_STORIES = 1000
SHARD_BYTES = 32_000_000
SHARD_SECONDS = 30.0
"""A shard is closed after so many stories or bytes of readings, or when its first story has waited so long."""
TOGETHER = 50
"""Stories of one transaction of the ledger: a third cheaper than one each."""


@dataclass(slots=True)
class Progress:
    """How far a run is: this run's stories, words and skipped ones; failures of the folder; seconds since the start."""

    stories: int = 0
    words: int = 0
    skipped: int = 0
    failed: int = 0
    lost: int = 0
    """What this run could not read, or not record since nothing dates it."""
    merged: int = 0
    """Stories that this run gave to the ledger."""
    seconds: float = 0.0


def read_archive(
    sources: Iterable[str | os.PathLike[str]],
    folder: str | Path,
    *,
    workers: int | None = None,
    engine: str = "local",
    kind: str = "parquet",
    ledger: Ledger | None = None,
    published: str | None = None,
    limit: int = 1_000_000,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    words: int = work.WORDS,
    report: Callable[[Progress], None] | None = None,
) -> Progress:
    """Read every story of ``sources`` that ``folder`` does not hold yet, and merge all of the folder into ``ledger``.

    ``engine`` is ``local`` or ``ray``, ``kind`` ``parquet`` or ``jsonl``; ``words`` the size of a batch; ``format`` and
    ``columns`` as of :func:`wireledger.sources.open_sources`. What cannot be read is passed over and stands in
    ``failures.jsonl`` of the folder. Raises UsageError for an unknown engine, kind or format, a number of workers that is
    none, a folder that another run has."""
    workers = workers if workers is not None else len(os.sched_getaffinity(0))
    if workers < 1:
        raise UsageError(f"{workers} workers: at least one is wanted")
    if engine not in ENGINES:
        raise UsageError(f"no engine: {engine!r}; one of {', '.join(ENGINES)}")
    if format is not None and format not in FORMATS:
        raise UsageError(f"unknown format {format!r}: one of {', '.join(FORMATS)}")
    how = work.How(published, limit, format, columns)
    names = [os.fspath(s) for s in sources]
    began = time.monotonic()
    progress = Progress()

    def tell() -> None:
        progress.seconds = time.monotonic() - began
        if report is not None:
            report(progress)

    with Folder(folder, kind) as out:
        pending: list[Row] = []
        checked: set[str] = set()
        parsed: list[File] = []
        size, first = 0, 0.0
        tell()
        ready: dict[str, Ready] = {}
        for result in _results(engine, names, out, workers, how, words, ledger is not None):
            failures = [*result.failures, *(_undated(result.rows) if ledger is not None else ())]
            if failures:
                out.fail(failures)
                progress.lost += len(failures)
            parsed += result.files
            progress.skipped += result.skipped
            if not pending:
                first = time.monotonic()
            pending += result.rows
            size += sum(len(r.reading) for r in result.rows)
            progress.stories += len(result.rows)
            progress.words += sum(r.words for r in result.rows)
            progress.failed = out.totals()[2]
            if ledger is not None:  # as they come, while the workers read: a shard later would be at the end for many
                for one in result.ready:
                    ready.setdefault(one.story, one)
            due = pending and time.monotonic() - first >= SHARD_SECONDS
            full = len(pending) >= SHARD_STORIES or size >= SHARD_BYTES or due
            if ledger is not None and (full or len(ready) >= TOGETHER):
                _record(ledger, ready, progress)
                ready = {}
            if full:
                out.add(pending)
                pending, size = [], 0
                parsed = out.pass_over(parsed)
                if ledger is not None:
                    _merge(out, ledger, checked, progress, tell)
            tell()
        if pending:
            out.add(pending)
        out.pass_over(parsed)
        if ledger is not None:
            _record(ledger, ready, progress)
            _merge(out, ledger, checked, progress, tell)
        progress.failed = out.list_failures()
        tell()
    return progress


def _undated(rows: Iterable[Row]) -> Iterator[Failure]:
    for row in rows:
        if row.published is None:
            yield Failure(row.source or row.id, "no date: nothing dates it, so that it is not in the ledger")


def _results(
    engine: str, names: list[str], out: Folder, workers: int, how: How, words: int, for_ledger: bool
) -> Iterator[Result]:
    if engine == "ray":
        from wireledger.scale import distributed

        if "-" in names:
            raise UsageError("standard input cannot be read with --engine ray")
        left, over = _to_parse(names, out, how)
        if over:
            yield Result(skipped=over)
        if left:  # Ray takes seconds to start, and is not started for nothing
            yield from distributed.read(
                left, workers, how, known=out.ids(), passed=out.files(), words=words, for_ledger=for_ledger
            )
        return
    from wireledger.scale import local

    parsing = Result()  # what the parsing of sources in this process found, handed on with each result
    seen: set[str] = set()

    def known(story: str) -> bool:
        if story in seen or out.has(story):
            return True
        seen.add(story)
        if len(seen) > 200_000:  # a bound; a story that comes again later than that is read again and left out then
            seen.clear()
        return False

    def told() -> Result:
        found = Result([], list(parsing.failures), parsing.skipped, list(parsing.files))
        parsing.failures.clear()
        parsing.files.clear()
        parsing.skipped = 0
        return found

    found = work.stories(_files(names), how, known=known, passed=out.passed, result=parsing)
    reader = work.read_for_ledger if for_ledger else work.read
    for result in local.read(work.batches(found, words=words), workers, reader=reader):
        yield told()
        yield result
    yield told()


def _to_parse(names: Iterable[str], out: Folder, how: How) -> tuple[list[str], int]:
    """The files that hold stories which are in no shard yet, and how many stories the others hold."""
    left, over = [], 0
    for name in _files(names):
        stamp = how.stamp(name)
        count = None if stamp is None else out.passed(str(Path(name).absolute()), stamp)
        if count is None:
            left.append(name)
        else:
            over += count
    return left, over


def _files(names: Iterable[str]) -> Iterator[str]:
    """Each file of folders by itself, so that files are parsed side by side; what is not there keeps its name."""
    from wireledger.sources.opening import files_of

    for name in names:
        try:
            for found in files_of(name, True):
                yield name if isinstance(found, SourceError) else found
        except SourceError:
            yield name


def _record(ledger: Ledger, ready: Mapping[str, Ready], progress: Progress) -> None:
    """Give the ledger the stories, by their ids, that it lacks, in one transaction."""
    from wireledger.ledger.recording import record
    from wireledger.ledger.schema import writing

    wanted = list(_missing(ledger, list(ready)))
    if wanted:
        with writing(ledger.engine) as connection:
            for story in wanted:
                record(connection, ready[story])
        progress.merged += len(wanted)


def _merge(out: Folder, ledger: Ledger, checked: set[str], progress: Progress, tell: Callable[[], None]) -> None:
    """Give the ledger what it lacks of the shards: those of runs before, which may have had another ledger or none."""
    from wireledger.ledger.recording import Prepared

    for shard in out.shards():
        if shard in checked:
            continue
        wanted = set(_missing(ledger, out.dated(shard)))
        readings = ((story, text) for story, text in out.readings(shard) if story in wanted) if wanted else iter(())
        while some := list(itertools.islice(readings, TOGETHER)):
            ready: dict[str, Ready] = {}
            for story, text in some:
                try:
                    ready[story] = Prepared(Reading.stored(text)).ready()
                except SourceError as error:
                    out.fail([Failure(error.source, error.reason)])
                    progress.lost += 1
            _record(ledger, ready, progress)
            tell()
        checked.add(shard)


def _missing(ledger: Ledger, ids: list[str]) -> Iterator[str]:
    """The ids of stories whose text a ledger does not have. A version's id there is the story's, a dot and a hash."""
    import sqlalchemy as sa

    from wireledger.ledger.schema import reading, versions

    v = versions.c.id
    held = sa.select(v).where(v >= sa.bindparam("first"), v < sa.bindparam("last")).limit(1)
    with reading(ledger.engine) as c:
        missing = [i for i in ids if c.execute(held, {"first": f"{i}.", "last": f"{i}/"}).first() is None]
    yield from missing
