"""The folder that an archive's readings go into: shards, and a small database that says what is in them.

A story is in at most one shard: a shard is written beside its place and moved there, then its stories are noted in one
transaction. A shard that a killed run moved but did not note is removed when the folder is opened again, and its stories
are read again."""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from wireledger.errors import UsageError
from wireledger.exports.writing import ExportError, replacing
from wireledger.scale.work import FAULT, Failure, File, Row

SUFFIX = {"parquet": ".parquet", "jsonl": ".jsonl.gz"}
_TABLES = """
CREATE TABLE IF NOT EXISTS shards (name TEXT PRIMARY KEY, stories INTEGER NOT NULL, words INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS stories (id TEXT PRIMARY KEY, shard TEXT NOT NULL, dated INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS stories_shard ON stories (shard);
CREATE TABLE IF NOT EXISTS failures (source TEXT, reason TEXT, PRIMARY KEY (source, reason)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS broken (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, stories INTEGER NOT NULL) WITHOUT ROWID;
"""


class Folder:
    """A folder of shards, for one run at a time. Raises UsageError where another run has it."""

    def __init__(self, path: str | Path, kind: str = "parquet") -> None:
        self.path = Path(path)
        self.kind = kind
        if kind not in SUFFIX:
            raise UsageError(f"no format of shards: {kind!r}; one of {', '.join(SUFFIX)}")
        if kind == "parquet":
            _arrow()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock: IO[str] = (self.path / ".lock").open("w")
        except OSError as error:
            raise ExportError(f"{path}: cannot be written ({error.strerror or error})") from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise UsageError(f"{path}: another run writes into this folder") from error
        self.db = sqlite3.connect(self.path / "progress.sqlite", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + _TABLES)
        noted = {name for (name,) in self.db.execute("SELECT name FROM shards")}
        for file in self.path.iterdir():
            if (file.name.startswith("shard-") and file.name not in noted) or file.name.endswith(".part"):
                file.unlink()

    def close(self) -> None:
        self.db.close()
        self._lock.close()

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def has(self, story: str) -> bool:
        """Whether a story is in a shard, or is not to be tried again."""
        asked = "SELECT 1 FROM stories WHERE id = ? UNION ALL SELECT 1 FROM broken WHERE id = ?"
        return self.db.execute(asked, (story, story)).fetchone() is not None

    def ids(self) -> Iterator[str]:
        """The ids of all stories that it has."""
        for (story,) in self.db.execute("SELECT id FROM stories UNION ALL SELECT id FROM broken"):
            yield story

    def add(self, rows: Iterable[Row]) -> str | None:
        """Write rows as a shard; returns its name. Stories that are there already are left out; None where all are."""
        fresh: dict[str, Row] = {}
        for row in rows:
            if row.id not in fresh and not self.has(row.id):
                fresh[row.id] = row
        if not fresh:
            return None
        (last,) = self.db.execute("SELECT coalesce(max(name), 'shard-000000') FROM shards").fetchone()
        name = f"shard-{int(last.split('.')[0].removeprefix('shard-')) + 1:06d}{SUFFIX[self.kind]}"
        with replacing(self.path / name) as file:
            (_write_parquet if self.kind == "parquet" else _write_jsonl)(file, list(fresh.values()))
        _sync(self.path)
        with self._transaction():
            words = sum(r.words for r in fresh.values())
            self.db.execute("INSERT INTO shards VALUES (?, ?, ?)", (name, len(fresh), words))
            kept = [(i, name, r.published is not None) for i, r in fresh.items()]
            self.db.executemany("INSERT INTO stories VALUES (?, ?, ?)", kept)
            mended = [(r.source, f"{FAULT}:%") for r in fresh.values() if r.source]
            self.db.executemany("DELETE FROM failures WHERE source = ? AND reason LIKE ?", mended)
        return name

    def fail(self, failures: Iterable[Failure]) -> None:
        """Note failures, each once. A story that cost workers their life is not tried again."""
        failures = list(failures)
        with self._transaction():
            broken = [(f.story,) for f in failures if f.story]
            self.db.executemany("INSERT OR IGNORE INTO broken VALUES (?)", broken)
            self.db.executemany(
                "INSERT OR IGNORE INTO failures VALUES (?, ?)", [(_utf8(f.source), _utf8(f.reason)) for f in failures]
            )

    def passed(self, name: str, stamp: str) -> int | None:
        """How many stories a file has of which all are in shards; None where that is not known of it as it is now."""
        asked = "SELECT stories FROM files WHERE name = ? AND stamp = ?"
        row = self.db.execute(asked, (_utf8(name), _utf8(stamp))).fetchone()
        return None if row is None else int(row[0])

    def files(self) -> dict[str, tuple[str, int]]:
        """The stamp and the number of stories of each file of which all stories are in shards."""
        return {
            name: (stamp, count) for name, stamp, count in self.db.execute("SELECT name, stamp, stories FROM files")
        }

    def pass_over(self, files: Iterable[File]) -> list[File]:
        """Note the files of which all stories are in shards; returns the others."""
        left: list[File] = []
        done: list[File] = []
        for f in files:
            (done if all(map(self.has, f.stories)) else left).append(f)
        with self._transaction():
            noted = [(_utf8(f.name), _utf8(f.stamp), len(f.stories)) for f in done]
            self.db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", noted)
        return left

    def failures(self) -> Iterator[Failure]:
        for source, reason in self.db.execute("SELECT source, reason FROM failures ORDER BY source, reason"):
            yield Failure(source, reason)

    def list_failures(self) -> int:
        """Write ``failures.jsonl`` beside the shards; returns how many there are."""
        count = 0
        with replacing(self.path / "failures.jsonl") as file:
            for f in self.failures():
                file.write(json.dumps({"source": f.source, "reason": f.reason}, ensure_ascii=False).encode() + b"\n")
                count += 1
        return count

    def totals(self) -> tuple[int, int, int]:
        """Stories and words of all shards, and failures."""
        stories, words = self.db.execute(
            "SELECT coalesce(sum(stories), 0), coalesce(sum(words), 0) FROM shards"
        ).fetchone()
        (failed,) = self.db.execute("SELECT count(*) FROM failures").fetchone()
        return stories, words, failed

    def shards(self) -> list[str]:
        return [name for (name,) in self.db.execute("SELECT name FROM shards ORDER BY name")]

    def dated(self, shard: str) -> list[str]:
        """The ids of the stories of a shard that something dates."""
        asked = "SELECT id FROM stories WHERE shard = ? AND dated ORDER BY id"
        return [i for (i,) in self.db.execute(asked, (shard,))]

    def readings(self, shard: str) -> Iterator[tuple[str, str]]:
        """The stories of a shard with their readings as JSON, in its order."""
        path = self.path / shard
        if shard.endswith(".parquet"):
            for batch in _arrow().ParquetFile(path).iter_batches(batch_size=64, columns=["id", "reading"]):
                yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
        else:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    yield json.loads(line)["story"]["id"], line

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")


def _arrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs PyArrow (pip install 'wireledger[exports]'); or use --format jsonl") from error
    return pyarrow.parquet


def _write_parquet(file: object, rows: list[Row]) -> None:
    import pyarrow as pa

    columns = {
        f: [_utf8(v) if isinstance(v := getattr(r, f), str) else v for r in rows] for f in Row.__slots__
    }  # fmt: skip
    kinds = {"words": pa.int64(), "events": pa.int32(), "agreements": pa.int32(), "forces": pa.int32()}
    schema = pa.schema([(f, kinds.get(f, pa.string())) for f in Row.__slots__])
    _arrow().write_table(pa.table(columns, schema=schema), file, compression="zstd", row_group_size=256)


def _write_jsonl(file: IO[bytes], rows: list[Row]) -> None:
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
        for row in rows:
            packed.write(_utf8(row.reading).encode() + b"\n")


def _utf8(text: str) -> str:
    """Text without half characters, which no file format holds. JSON of readings has none but in broken sources."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _sync(folder: Path) -> None:
    """Make a rename last through a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
