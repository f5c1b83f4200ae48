"""Integrity: kills at any moment, full disks, several writers, damage that is found, backups, ledgers of older schemas."""

from __future__ import annotations

import contextlib
import functools
import gzip
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from benchmarks.composed import Did, Has, Pact, Plan, Said, Told, archive

from ledger_stores import database, pause
from wireledger.errors import LedgerError
from wireledger.ledger import Ledger
from wireledger.model import Reading

KILLS = int(os.environ.get("WIRELEDGER_KILLS", "300"))
DAY = "2021-06-01"
OLD = Path(__file__).parent / "ledgers"


@functools.cache
def stories(count: int, seed: int = 0) -> list[Reading]:
    return [plan.reading() for plan, _ in zip(archive(seed=seed), range(count), strict=False)]


@functools.cache
def told() -> list[Reading]:
    """A story in three versions, the last of them a correction; a copy; a report of another agency; another story."""
    first: tuple[Told, ...] = (
        Has("FRA", "TCD", 400),
        Did("SANCTION", "TCD", "FRA", "2021-03-01"),
        Pact(("FRA", "TCD"), (("notify-end", "2021-03-01", "happened"),), signed="2018", notice="P6M"),
        Said("FRA", "Doe", "we regret it"),
    )
    plans = [
        Plan("2021-03-01T08:00:00", "Northwire", first, 1),
        Plan("2021-03-01T10:00:00", "Northwire", (*first, Said("TCD", "Roe", "nothing is decided")), 1, note="adds"),
        Plan("2021-03-02T08:00:00", "Northwire", (Has("FRA", "TCD", 300), *first[1:]), 1, note="corrects"),
        Plan("2021-03-01T09:00:00", "Southwire", first, 1),
        Plan("2021-03-02T09:00:00", "Eastwire", (Did("SANCTION", "TCD", "FRA", "2021-03-01", "denied"), Has("FRA", "TCD", 450)), 2),
        Plan("2021-04-02T09:00:00", "Eastwire", (Pact(("BFA", "FRA"), (("suspend", "2021-04-01", "happened"),)),), 3),
    ]  # fmt: skip
    return [p.reading() for p in plans]


def views(ledger: Ledger) -> list[object]:
    """What the main views answer."""
    names = ("events", "agreements", "forces", "statements", "actors", "deadlines")
    return [ledger.stories().to_dicts(), *(getattr(ledger, name)(as_of=DAY).to_dicts() for name in names)]


def stored(where: str) -> list[str]:
    with Ledger(where) as ledger, ledger.engine.connect() as c:
        return list(c.execute(sa.text("SELECT id FROM versions ORDER BY no")).scalars())


@contextlib.contextmanager
def child(job: Callable[[int], None]) -> Iterator[tuple[int, int]]:
    """A process that does a job, given a pipe to tell of it by; its id, and the end of the pipe to read from."""
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(told)
            job(tell)
            code = 0
        finally:
            os._exit(code)
    os.close(tell)
    try:
        yield pid, told
    finally:
        os.close(told)


def add_from(where: str, start: int, readings: list[Reading]) -> Callable[[int], None]:
    """A job that adds stories one by one and tells of each one that is recorded."""

    def job(tell: int) -> None:
        with Ledger(where) as ledger:
            os.write(tell, b"r")
            for one in readings[start:]:
                ledger.add(one)
                os.write(tell, b".")

    return job


def killed(where: str, readings: list[Reading], rng: random.Random, times: int, look: Callable[[], None]) -> int:
    """Kill a writer so many times at random moments; each time the ledger holds what was told of, or one story more."""
    done = between = 0
    for n in range(times):
        with child(add_from(where, done, readings)) as (pid, told):
            assert os.read(told, 1) == b"r"
            time.sleep(rng.random() ** 2 * 0.06)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            finished = 0
            while more := os.read(told, 4096):
                finished += len(more)
        there = stored(where)
        expected = [_id(r) for r in readings[: len(there)]]
        assert there == expected
        assert len(there) in (done + finished, done + finished + 1), "a recorded story is lost, or half of one is kept"
        between += len(there) == done + finished + 1
        done = len(there)
        assert done < len(readings), "more stories are wanted"
        if n % 50 == 49:
            look()
    return between


def _id(one: Reading) -> str:
    from wireledger.ledger.claims import version_id

    return version_id(one)


def sound(where: str) -> None:
    with Ledger(where) as ledger:
        assert ledger.verify() == []


def test_killed_at_random_moments_a_ledger_is_as_before_or_after(tmp_path):
    where = str(tmp_path / "desk.sqlite")
    readings = stories(4 * KILLS + 100)
    killed(where, readings, random.Random(KILLS), KILLS, lambda: _quick(where))
    sound(where)
    done = len(stored(where))
    with Ledger(where) as ledger, Ledger(":memory:") as clean:
        for one in readings[:done]:
            clean.add(one)
        assert views(ledger) == views(clean)


def _quick(where: str) -> None:
    """The file is whole, and every claim has its version and its entry in the indexes."""
    with contextlib.closing(sqlite3.connect(where)) as c:
        assert c.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert c.execute("PRAGMA foreign_key_check").fetchall() == []
        (made,) = c.execute("SELECT count(*) FROM claims WHERE editor IS NULL AND kind <> 'retraction'").fetchone()
        (told,) = c.execute("SELECT count(*) FROM versions").fetchone()
        assert c.execute("SELECT count(*) FROM search").fetchone() == (made + told,)
        assert c.execute("SELECT count(*) FROM placed").fetchone() == (told,)


@pytest.mark.postgres
def test_killed_writers_of_postgresql_leave_it_as_before_or_after(postgres):
    readings = stories(400)
    Ledger(postgres).close()
    killed(postgres, readings, random.Random(5), max(KILLS // 10, 1), lambda: None)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:  # the server notices that the writer is gone
        with contextlib.suppress(AssertionError):
            sound(postgres)
            return
        time.sleep(0.2)
    sound(postgres)


@pytest.mark.postgres
def test_a_server_that_is_killed_leaves_the_ledger_as_before_or_after(postgres_server):
    stop = pause(postgres_server)
    if stop is None:
        pytest.skip("A SERVER THAT OTHERS RUN: it was not killed")
    readings = stories(400)
    with database(postgres_server) as where:
        Ledger(where).close()
        done, rng = 0, random.Random(3)
        for _ in range(3):
            with child(add_from(where, done, readings)) as (pid, told):
                assert os.read(told, 1) + os.read(told, 1) == b"r."
                time.sleep(rng.random() * 0.2)
                with stop():  # the whole server at once, and started again
                    os.waitpid(pid, 0)
                    finished = 1
                    while more := os.read(told, 4096):
                        finished += len(more)
            there = stored(where)
            assert there == [_id(r) for r in readings[: len(there)]]
            assert len(there) in (done + finished, done + finished + 1)
            done = len(there)
        assert done
        sound(where)


# -- full disks --------------------------------------------------------------------------------------------------------
def test_a_full_disk_keeps_what_was_there_and_says_so(tmp_path):
    where = str(tmp_path / "desk.sqlite")
    readings = stories(60)
    with Ledger(where) as ledger:
        for one in readings[:20]:
            ledger.add(one)
        before = views(ledger)
        pages = ledger.engine.connect().exec_driver_sql("PRAGMA page_count").scalar_one()

    def full(connection, _):
        connection.execute(f"PRAGMA max_page_count = {pages + 3}")

    with Ledger(where) as ledger:
        ledger.engine.dispose()
        sa.event.listen(ledger.engine, "connect", full)
        with pytest.raises(LedgerError, match=r"nothing was recorded .*full"):
            list(ledger.add_all(readings[20:]))
        kept = len(ledger.stories())
        assert ledger.verify() == []
    with Ledger(where) as ledger:
        assert len(stored(where)) < 30
        if len(stored(where)) == 20:
            assert views(ledger) == before
        for one in readings:
            ledger.add(one)
        assert len(ledger.stories()) > kept
        assert ledger.verify() == []


@pytest.mark.parametrize("room", [0, 5_000, 40_000, 200_000])
def test_a_file_that_cannot_grow_keeps_what_was_there(tmp_path, room):
    """The system refuses to let the files of the ledger grow beyond a size: at any write of the log or of the file."""
    where = str(tmp_path / "desk.sqlite")
    readings = stories(80)
    with Ledger(where) as ledger:
        for one in readings[:10]:
            ledger.add(one)
    size = Path(where).stat().st_size

    def job(tell: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = room + (size if room >= 40_000 else 0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            with Ledger(where) as ledger:
                for one in readings[10:]:
                    ledger.add(one)
                    os.write(tell, b".")
        except LedgerError:
            os.write(tell, b"!")

    with child(job) as (pid, told):
        os.waitpid(pid, 0)
        said = os.read(told, 4096)
    assert said.endswith(b"!"), "the writer was to be told"
    assert stored(where)[: 10 + said.count(b".")] == [_id(r) for r in readings[: 10 + said.count(b".")]]
    assert len(stored(where)) == 10 + said.count(b".")
    sound(where)


def test_a_disk_that_is_full_keeps_what_was_there(tmp_path):
    """A file system of its own, of four megabytes; its files are copied off it before they are looked into."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("NO LEAVE TO MOUNT A SMALL DISK: it was not filled")
    try:
        where = str(disk / "desk.sqlite")
        readings = stories(400)
        recorded = []
        with Ledger(where) as ledger, pytest.raises(LedgerError):
            recorded.extend(ledger.add(one).version for one in readings)
        assert len(recorded) > 10
        for name in disk.iterdir():
            (tmp_path / name.name).write_bytes(name.read_bytes())
        for at in (where, str(tmp_path / "desk.sqlite")):
            with Ledger(at) as ledger:
                assert len(ledger.stories()) > 0
                assert ledger.verify() == []
            assert stored(at) == recorded
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# -- several writers ---------------------------------------------------------------------------------------------------
def test_writers_at_once_leave_what_one_would(where):
    """Four processes add the same stories, each in an order of its own, while a fifth reads."""
    readings = stories(60)
    if where.endswith(".sqlite"):
        Path(where).unlink(missing_ok=True)
    orders = []
    for n in range(4):
        order = list(readings)
        random.Random(n).shuffle(order)
        orders.append(order)

    def reads(_: int) -> None:
        with Ledger(where) as ledger:
            until = time.monotonic() + 3
            while time.monotonic() < until:
                seen = ledger.events(as_of=DAY, limit=20)
                assert all(r.accounts for r in seen)

    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(child(add_from(where, 0, order)))[0] for order in orders]
        running.append(stack.enter_context(child(reads))[0])
        codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in running]
    assert codes == [0] * 5
    with Ledger(where) as ledger, Ledger(":memory:") as clean:
        for one in readings:
            clean.add(one)
        assert views(ledger) == views(clean)
        assert ledger.verify() == []


def test_two_commands_at_once(tmp_path):
    where = str(tmp_path / "desk.sqlite")
    for n, one in enumerate(stories(2, seed=9)):
        (tmp_path / f"{n}.json").write_text(one.to_json())
    code = (
        "import sys; from wireledger.ledger import Ledger; from wireledger.model import Reading; "
        "Ledger(sys.argv[1]).add(Reading.model_validate_json(open(sys.argv[2]).read()))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, where, str(tmp_path / f"{n}.json")]) for n in range(2)]
    assert [p.wait(120) for p in running] == [0, 0]
    assert len(stored(where)) == 2
    sound(where)


# -- damage that is found ----------------------------------------------------------------------------------------------
DAMAGE = {
    "UPDATE versions SET text = text || 'x' WHERE no = 3": "the text is not the one",
    "UPDATE versions SET sha256 = 'x' WHERE no = 3": "the text is not the one",
    "UPDATE versions SET reading = '{}' WHERE no = 3": "its reading cannot be read",
    "UPDATE versions SET known_from = '1999-01-01' WHERE no = 3": "its reading is of another text",
    "UPDATE claims SET words = replace(words, 'soldiers', 'sailors') WHERE kind = 'force'": "its words are not in the story version",
    "UPDATE claims SET payload = replace(payload, 'happened', 'planned') WHERE kind = 'event'": "differs from what its reading says",
    "UPDATE claims SET day = '1990-01-01' WHERE no = 7": "differs from what its reading says",
    "UPDATE claims SET target = NULL WHERE kind = 'retraction'": "a claim about no claim",
    "DELETE FROM claims WHERE kind = 'retraction'": "missing from the order of recording",
    "DELETE FROM claim_countries WHERE country = 'FRA'": "its countries are not indexed",
    "UPDATE claim_countries SET day = '1990-01-01' WHERE country = 'FRA'": "under another day",
    "UPDATE placed SET copy_of = NULL": "its place among stories differs from a rebuild",
    "UPDATE placed SET story = (SELECT max(version) FROM placed) WHERE story = (SELECT min(story) FROM placed)": "earliest",
    "DELETE FROM bands WHERE version = (SELECT min(version) FROM bands)": "near-duplicates",
    "UPDATE search SET words = 'nothing' WHERE kind = 'story'": "other words than the claims",
    "UPDATE search SET marks = '' WHERE kind = 'event'": "other words than the claims",
    "DELETE FROM search WHERE kind = 'event'": "the search index holds",
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE)
def test_verify_finds(where, damage):
    with Ledger(where) as ledger:
        for one in told():
            ledger.add(one)
        assert ledger.verify() == []
        with ledger.engine.begin() as c:
            changed = c.exec_driver_sql(damage).rowcount
        assert changed
        wrong = ledger.verify()
        assert wrong
        assert any(DAMAGE[damage] in line for line in wrong), wrong[:3]


def test_verify_finds_a_lost_claim_and_a_damaged_file(tmp_path):
    where = tmp_path / "desk.sqlite"
    with Ledger(where) as ledger:
        for one in stories(20):
            ledger.add(one)
    with contextlib.closing(sqlite3.connect(where)) as c:
        c.execute("DELETE FROM claims WHERE no = 9")
        c.commit()
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with Ledger(where) as ledger:
        wrong = "\n".join(ledger.verify())
        assert "is missing" in wrong
        assert "missing from the order of recording" in wrong
    data = bytearray(where.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 32768] = b"\xff" * 32768
    where.write_bytes(data)
    with Ledger(where) as ledger:
        assert any("damaged" in line for line in ledger.verify())


# -- backups -----------------------------------------------------------------------------------------------------------
def fill(ledger: Ledger) -> None:
    for one in told():
        ledger.add(one)
    force = next(f for f in ledger.forces(as_of=DAY) if f.count)
    ledger.correct(force.accounts[-1].claim, "count", 350, editor="ed")
    one, other = ledger.agreements(as_of=DAY)[:2]
    ledger.retract(ledger.merge(one.id, other.id, editor="ed"), editor="ed")


def test_backup_and_restore_give_the_same_ledger(where, tmp_path):
    saved, again = tmp_path / "saved.sqlite", tmp_path / "again.sqlite"
    with Ledger(where) as ledger:
        fill(ledger)
        before = views(ledger), ledger.changes().to_dicts()
        ledger.backup(saved)
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith("saved")] == ["saved.sqlite"]
        with pytest.raises(LedgerError, match="is there already"):
            ledger.backup(saved)
    Ledger.restore(saved, again)
    with Ledger(again) as ledger:
        assert (views(ledger), ledger.changes().to_dicts()) == before
        assert ledger.verify() == []
        ledger.add(stories(1)[-1])
        assert ledger.verify() == []
    with pytest.raises(LedgerError, match="is there already"):
        Ledger.restore(saved, again)


@pytest.mark.postgres
def test_a_backup_of_one_store_is_restored_into_the_other(postgres, tmp_path):
    saved = tmp_path / "saved.sqlite"
    with Ledger(tmp_path / "desk.sqlite") as ledger:
        fill(ledger)
        before = views(ledger)
        ledger.backup(saved)
    Ledger.restore(saved, postgres)
    with Ledger(postgres) as ledger:
        assert views(ledger) == before
        assert ledger.verify() == []
    with pytest.raises(LedgerError, match="not empty"):
        Ledger.restore(saved, postgres)


@pytest.mark.postgres
def test_the_command_to_restore_shows_no_password(postgres, tmp_path):
    saved = tmp_path / "saved.sqlite"
    Ledger(saved).close()
    where = sa.make_url(postgres).set(password="s3:cret").render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-m", "wireledger", "restore", str(saved), "--ledger", where],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "restored" in done.stdout
    assert "s3" not in done.stdout


def test_a_damaged_backup_is_not_restored(tmp_path):
    saved = tmp_path / "saved.sqlite"
    with Ledger(tmp_path / "desk.sqlite") as ledger:
        fill(ledger)
        ledger.backup(saved)
    with contextlib.closing(sqlite3.connect(saved)) as c:
        c.execute("UPDATE versions SET text = 'other' WHERE no = 2")
        c.commit()
    with pytest.raises(LedgerError, match="the backup is damaged"):
        Ledger.restore(saved, tmp_path / "again.sqlite")
    assert not (tmp_path / "again.sqlite").exists()
    with pytest.raises(LedgerError, match="no such file"):
        Ledger.restore(tmp_path / "none.sqlite", tmp_path / "again.sqlite")


def test_a_backup_is_taken_while_others_write(tmp_path):
    where = str(tmp_path / "desk.sqlite")
    readings = stories(120)
    with child(add_from(where, 0, readings)) as (pid, told):
        assert os.read(told, 1) == b"r"
        saved = []
        with Ledger(where) as ledger:
            for n in range(4):
                time.sleep(0.05)
                ledger.backup(tmp_path / f"saved{n}.sqlite")
                saved.append(len(stored(str(tmp_path / f"saved{n}.sqlite"))))
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert saved == sorted(saved)
    sound(str(tmp_path / "saved3.sqlite"))


# -- older schemas -----------------------------------------------------------------------------------------------------
OLDER = sorted(OLD.glob("schema*.sqlite.gz"))


def unpacked(path: Path, tmp_path: Path) -> Path:
    """A ledger that an older wireledger wrote: versions, a correction, a copy, a denial, and four decisions of an editor."""
    where = tmp_path / "desk.sqlite"
    where.write_bytes(gzip.decompress(path.read_bytes()))
    return where


@pytest.mark.parametrize("path", OLDER, ids=lambda p: p.name.split(".")[0])
def test_a_ledger_of_an_older_schema_is_migrated_with_a_backup_first(tmp_path, path):
    where = unpacked(path, tmp_path)
    old = where.read_bytes()
    with Ledger(where) as ledger:
        assert ledger.verify() == []
        # In schema 2 the same text from another agency was the same story.
        copies = 0 if path.name.startswith("schema2") else 1
        assert sorted(s.versions for s in ledger.stories()) == [1] * (2 + copies) + [3]
        assert [f.count for f in ledger.forces(as_of="2021-06-01")] == [350]
        assert len(ledger.agreements(as_of="2021-06-01")) == 2
        kinds = sorted(d.kind for d in ledger.decisions())
        assert kinds == ["correction", "merge", "retraction", "retraction"]
        assert [c for c in ledger.changes() if c.kind == "retraction" and c.version]
    name = path.name.split(".")[0]
    saved = where.with_name(f"desk.sqlite.{name}.bak")
    assert saved.exists()
    with contextlib.closing(sqlite3.connect(saved)) as c, contextlib.closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(old)
        for table in ("versions", "claims"):
            asked = f"SELECT * FROM {table} ORDER BY id"
            assert c.execute(asked).fetchall() == was.execute(asked).fetchall()
    with Ledger(where):
        assert len(list(tmp_path.glob("*.bak"))) == 1


def test_a_reading_with_a_field_that_is_gone_since_is_read_still(where):
    with Ledger(where) as ledger:
        for one in told():
            ledger.add(one)
        with ledger.engine.begin() as c:
            for row in c.execute(sa.text("SELECT id, reading FROM versions")).all():
                older = json.loads(row.reading)
                older["story"]["of_another_day"] = None
                c.execute(
                    sa.text("UPDATE versions SET reading = :r WHERE id = :i"), {"r": json.dumps(older), "i": row.id}
                )
        assert ledger.verify() == []
        assert ledger.reading(ledger.stories()[0].id).story.text


@pytest.mark.postgres
def test_a_ledger_on_a_server_is_migrated_with_a_backup_first(postgres):
    with Ledger(postgres) as ledger:
        fill(ledger)
        before = views(ledger), [d.summary for d in ledger.decisions()]
        for _ in range(2):
            with ledger.engine.begin() as c:
                c.execute(sa.text("UPDATE meta SET value = '6' WHERE key = 'schema'"))
            with Ledger(postgres) as again:
                assert (views(again), [d.summary for d in again.decisions()]) == before
                assert again.verify() == []
        with ledger.engine.connect() as c:
            saved = {s for s in sa.inspect(c).get_schema_names() if s.startswith("wireledger_")}
            assert saved == {"wireledger_schema6_backup", "wireledger_schema6_backup_2"}
            for table in ("versions", "claims"):
                asked = sa.text(
                    f"SELECT count(*) FROM {table} UNION ALL SELECT count(*) FROM wireledger_schema6_backup.{table}"
                )
                assert len(set(c.execute(asked).scalars())) == 1
            assert not [t for t in sa.inspect(c).get_table_names() if t.startswith("old_")]


def test_a_migration_that_is_killed_leaves_the_old_ledger_or_the_new_one(tmp_path):
    rng = random.Random(2)
    where = unpacked(OLDER[-1], tmp_path)
    old = where.read_bytes()

    def job(tell: int) -> None:
        os.write(tell, b"r")
        Ledger(where).close()

    outcomes = set()
    for _ in range(max(KILLS // 15, 5)):
        for stale in tmp_path.glob("desk.sqlite*"):
            stale.unlink()
        where.write_bytes(old)
        with child(job) as (pid, told):
            assert os.read(told, 1) == b"r"
            time.sleep(rng.random() * 0.12)
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        with contextlib.closing(sqlite3.connect(where)) as c:
            outcomes.add(c.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()[0])
            assert not c.execute("SELECT name FROM sqlite_master WHERE name LIKE 'old_%'").fetchall()
        with Ledger(where) as ledger:
            assert len(ledger.stories()) == 4
    sound(str(where))
    assert outcomes


def test_a_migration_without_room_for_its_backup_changes_nothing(tmp_path, monkeypatch):
    from wireledger.ledger import check

    where = unpacked(OLDER[-1], tmp_path)
    old = where.read_bytes()

    def no_room(source, path):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(check, "_copy_file", no_room)
    with pytest.raises(LedgerError, match="nothing was migrated"):
        Ledger(where)
    with contextlib.closing(sqlite3.connect(where)) as c, contextlib.closing(sqlite3.connect(":memory:")) as was:
        was.deserialize(old)
        assert list(c.iterdump()) == list(was.iterdump())


def test_a_ledger_of_a_newer_schema_and_files_that_are_none_are_refused(tmp_path):
    where = tmp_path / "desk.sqlite"
    Ledger(where).close()
    with contextlib.closing(sqlite3.connect(where)) as c:
        c.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
        c.commit()
    with pytest.raises(LedgerError, match="newer wireledger"):
        Ledger(where)
    (tmp_path / "text.sqlite").write_text("no database at all, but a text that is long enough to be looked at")
    with pytest.raises(LedgerError, match="no ledger can be opened"):
        Ledger(tmp_path / "text.sqlite")
    with contextlib.closing(sqlite3.connect(tmp_path / "other.sqlite")) as c:
        c.execute("CREATE TABLE other (x)")
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger(tmp_path / "other.sqlite")
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger(tmp_path / "none" / "desk.sqlite")
