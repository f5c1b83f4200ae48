"""Archives: every story once, whatever is killed and when. A stand-in for the reader keeps it fast; the real one comes last."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from scale_stand_in import die, fake, lenient, nothing, slow
from wireledger import sources
from wireledger.cli.main import app
from wireledger.errors import UsageError
from wireledger.knowledge import own
from wireledger.ledger import Ledger
from wireledger.model import Story
from wireledger.scale import archive, distributed, local, read_archive, work
from wireledger.scale.folder import Folder
from wireledger.scale.showing import line, showing
from wireledger.scale.work import Batch, Row

HERE = Path(__file__).parent
COMMON = [
    "the",
    "council",
    "and",
    "its",
    "mayor",
    "have",
    "met",
    "to",
    "speak",
    "about",
    "roads",
    "bridges",
    "schools",
    "water",
    "taxes",
    "farms",
    "trains",
    "houses",
    "parks",
    "rivers",
    "markets",
    "prices",
    "winter",
    "storms",
    "crops",
    "votes",
    "budgets",
    "clinics",
    "teachers",
    "drivers",
    "plans",
    "costs",
    "loans",
    "mills",
    "ferries",
    "ports",
    "bread",
    "children",
    "nurses",
    "lamps",
    "walls",
    "fields",
    "songs",
    "letters",
    "museums",
]


_real = local.read


def stand_in(reader=fake):
    def read(batches, workers, **given):
        return _real(batches, workers, prepare=nothing, **{**given, "reader": reader})

    return read


def write_archive(path: Path, count: int, extra: tuple[str, ...] = ()) -> Path:
    """JSON Lines with so many made-up stories, and others with words that the stand-in obeys."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            text = (
                f"Story {n} of the county council. It said that "
                + " ".join(random.Random(n).choices(COMMON, k=40))
                + "."
            )
            file.write(json.dumps({"text": text, "published": f"2023-01-{n % 28 + 1:02d}"}) + "\n")
        for words in extra:
            text = f"The council met again on Tuesday and spoke about the road to {words} and what it would cost them."
            file.write(json.dumps({"text": text, "published": "2023-02-01"}) + "\n")
    return path


def told(folder: Path) -> Counter[str]:
    """The ids of all readings of the shards of a folder, each with how often it is there."""
    with Folder(folder) as out:
        return Counter(story for shard in out.shards() for story, _ in out.readings(shard))


def drive(source: str, folder: str, ledger: str, workers: str) -> None:
    """What the test of a killed driver runs: small shards, a slow stand-in."""
    archive.SHARD_STORIES = 20
    local.read = stand_in(slow)  # type: ignore[assignment]
    with Ledger(ledger) as store:
        read_archive([source], folder, workers=int(workers), ledger=store, words=100)


# -- batches -----------------------------------------------------------------------------------------------------------
def test_batches_are_sized_by_words():
    stories = [Story(id=f"story:{n:016x}", text="word " * n) for n in (30, 80, 10, 200, 1, 1)]
    found = list(work.batches(stories, words=100))
    assert [(len(b.stories), b.words) for b in found] == [(2, 110), (2, 210), (2, 2)]


def test_very_short_stories_make_no_endless_batch():
    stories = [Story(id=f"story:{n:016x}", text="word") for n in range(work.STORIES + 1)]
    assert [len(b.stories) for b in work.batches(stories)] == [work.STORIES, 1]


# -- workers -----------------------------------------------------------------------------------------------------------
def batch(*texts: str) -> Batch:
    stories = [Story(id=work_id(t), text=t, source=t).model_dump_json() for t in texts]
    return Batch(stories, sum(len(t.split()) for t in texts))


def work_id(text: str) -> str:
    from wireledger.sources.wire import story_id

    return story_id(text)


def test_each_batch_is_read_once_on_any_number_of_workers():
    for workers in (1, 3):
        batches = [batch(f"one {n}", f"two {n}") for n in range(20)]
        ids = Counter(r.id for result in stand_in()(iter(batches), workers) for r in result.rows)
        assert len(ids) == 40
        assert set(ids.values()) == {1}


def test_a_worker_that_dies_costs_only_the_story_that_killed_it():
    batches = [batch("a", "b"), batch("c", "KILL", "d"), batch("e")]
    results = list(stand_in()(iter(batches), 2))
    assert Counter(r.source for result in results for r in result.rows) == Counter("abcde")
    (failure,) = [f for result in results for f in result.failures]
    assert (failure.source, failure.story) == ("KILL", work_id("KILL"))
    assert "died" in failure.reason


def test_a_worker_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(local, "PATIENCE", 1.5)
    results = list(stand_in()(iter([batch("a"), batch("HANG")]), 1))
    assert [r.source for result in results for r in result.rows] == ["a"]
    assert [f.source for result in results for f in result.failures] == ["HANG"]


def test_workers_that_cannot_start_are_an_error_and_no_endless_loop():
    with pytest.raises(RuntimeError, match="before they can read"):
        list(local.read(iter([batch("a")]), 1, prepare=die, reader=fake))


def test_no_batches_start_no_workers(monkeypatch):
    monkeypatch.setattr(local, "Worker", None)
    assert list(stand_in()(iter([]), 2)) == []


# -- folders -----------------------------------------------------------------------------------------------------------
def row(n: int) -> Row:
    text = f"text {n}"
    return Row(f"story:{n:016x}", f"s{n}", "2023-01-01", None, None, 2, 0, 0, 0, f'{{"story":{{"id":"story:{n:016x}","text":"{text}"}}}}')  # fmt: skip


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_a_story_is_in_one_shard(tmp_path, kind):
    with Folder(tmp_path / "out", kind) as out:
        assert out.add([row(1), row(2), row(1)])
        assert out.add([row(2), row(3)])
        assert out.add([row(3)]) is None
        assert [[i for i, _ in out.readings(s)] for s in out.shards()] == [[row(1).id, row(2).id], [row(3).id]]
        assert out.totals() == (3, 6, 0)


def test_a_shard_that_was_not_noted_is_removed(tmp_path):
    with Folder(tmp_path / "out") as out:
        out.add([row(1)])
    (tmp_path / "out" / "shard-000002.parquet").write_bytes(b"from a run that was killed")
    (tmp_path / "out" / ".shard-000003.parquet.x.part").write_bytes(b"half")
    with Folder(tmp_path / "out") as out:
        assert sorted(p.name for p in out.path.glob("*shard*")) == ["shard-000001.parquet"]
        assert out.add([row(2)]) == "shard-000002.parquet"


def test_a_folder_is_for_one_run_at_a_time(tmp_path):
    with Folder(tmp_path / "out"), pytest.raises(UsageError, match="another run"):
        Folder(tmp_path / "out")


def test_shards_are_read_by_others(tmp_path):
    pandas = pytest.importorskip("pandas")
    with Folder(tmp_path / "out") as out:
        out.add([row(1), row(2)])
    frame = pandas.read_parquet(next((tmp_path / "out").glob("*.parquet")))
    assert list(frame["words"]) == [2, 2]
    assert json.loads(frame["reading"][0])["story"]["text"] == "text 1"


# -- runs --------------------------------------------------------------------------------------------------------------
def test_a_run_goes_on_where_the_last_was(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    monkeypatch.setattr(archive, "SHARD_STORIES", 7)
    first = write_archive(tmp_path / "a.jsonl", 30)
    out = tmp_path / "out"
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert read_archive([first], out, workers=2, ledger=ledger, words=60).stories == 30
        again = read_archive([first], out, workers=2, ledger=ledger)
        assert (again.stories, again.skipped, again.merged) == (0, 30, 0)
        more = write_archive(tmp_path / "b.jsonl", 40)
        third = read_archive([more, first], out, workers=2, ledger=ledger)
        assert (third.stories, third.skipped, third.merged) == (10, 60, 10)
        assert len(ledger.stories()) == 40
    assert set(told(out).values()) == {1}
    assert len(told(out)) == 40
    with Ledger(tmp_path / "other.sqlite") as other:  # another ledger takes what is there
        assert read_archive([first], out, ledger=other).merged == 40


def test_what_cannot_be_read_is_listed_and_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    source = write_archive(tmp_path / "a.jsonl", 5, ("BREAK", "KILL"))
    with source.open("a") as file:
        file.write('{"text": 5\n')
    out = tmp_path / "out"
    done = read_archive([source, tmp_path / "missing"], out, workers=1)
    assert (done.stories, done.failed) == (5, 4)
    listed = [json.loads(line) for line in (out / "failures.jsonl").open()]
    assert len(listed) == 4
    assert read_archive([source], out, workers=1).skipped == 6  # the killer is not tried again, the broken one is
    monkeypatch.setattr(local, "read", stand_in(lenient))
    mended = read_archive([source], out, workers=1)
    assert (mended.stories, mended.failed) == (1, 3)


def test_undated_stories_are_read_but_not_recorded(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    (tmp_path / "a.txt").write_text("The council met and spoke about the road and the bridge and what both would cost.")
    with Ledger(":memory:") as ledger:
        done = read_archive([tmp_path / "a.txt"], tmp_path / "out", ledger=ledger)
        assert (done.stories, done.merged) == (1, 0)
        done = read_archive([tmp_path / "a.txt"], tmp_path / "o2", ledger=ledger, published="2023-01-01")
        assert (done.stories, done.merged) == (1, 1)


def test_a_file_whose_stories_are_all_there_is_not_parsed_again(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    monkeypatch.setattr(archive, "SHARD_STORIES", 7)
    out = tmp_path / "out"
    whole, broken = write_archive(tmp_path / "a.jsonl", 20), write_archive(tmp_path / "b.jsonl", 3, ("BREAK",))
    read_archive([whole, broken], out, workers=2, words=60)
    opened: list[str] = []
    real = sources.open_sources
    monkeypatch.setattr(sources, "open_sources", lambda name, **how: opened.append(name) or real(name, **how))
    again = read_archive([whole, broken], out, workers=1)
    assert (again.stories, again.skipped, opened) == (0, 23, [str(broken)])  # where a story broke it is tried again
    read_archive([whole], out, workers=1, limit=5000)  # parsed otherwise it may hold other stories
    assert opened[1:] == [str(whole)]
    with whole.open("a") as file:
        file.write(
            json.dumps({"text": "A new story of the county council and its mayor.", "published": "2023-03-01"}) + "\n"
        )
    assert read_archive([whole], out, workers=1).stories == 1
    assert set(told(out).values()) == {1}


def test_a_killed_run_passes_over_no_file_that_is_not_whole_in_shards(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    monkeypatch.setattr(archive, "SHARD_STORIES", 5)
    source = write_archive(tmp_path / "a.jsonl", 30)

    def stop(progress: archive.Progress) -> None:
        if progress.stories > 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_archive([source], tmp_path / "out", workers=1, words=60, report=stop)
    with Folder(tmp_path / "out") as out:
        assert not out.files()
    read_archive([source], tmp_path / "out", workers=1)
    assert len(told(tmp_path / "out")) == 30
    with Folder(tmp_path / "out") as out:
        assert [count for _, count in out.files().values()] == [30]


def add(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["add", *map(str, arguments)])


def test_add_with_workers_records_an_archive_by_way_of_shards(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    source, where = write_archive(tmp_path / "a.jsonl", 8), tmp_path / "l.sqlite"
    result = add(source, "--ledger", where, "--workers", 2)
    assert result.exit_code == 0, result.output
    assert "8 stories read" in result.output
    assert "8 into the ledger" in result.output
    assert len(told(tmp_path / "l.sqlite.shards")) == 8  # beside the ledger
    again = add(source, "--ledger", where, "--engine", "local", "--shards", tmp_path / "l.sqlite.shards")
    assert again.exit_code == 0
    assert "0 stories read (0 words), 8 there already" in again.output
    with Ledger(where) as ledger:
        assert len(ledger.stories()) == 8


def test_add_fails_where_some_stories_do(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    source = write_archive(tmp_path / "a.jsonl", 2, ("BREAK",))
    with source.open("a") as file:
        file.write(json.dumps({"text": "A story that nothing dates, of the council and its mayor."}) + "\n")
    result = add(source, tmp_path / "missing", "--ledger", tmp_path / "l.sqlite", "--workers", 1)
    assert result.exit_code == 1
    assert "3 failed" in result.output
    listed = (tmp_path / "l.sqlite.shards" / "failures.jsonl").read_text()
    assert "it broke" in listed
    assert "no such file" in listed
    assert "no date" in listed
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert len(ledger.stories()) == 2


def test_columns_are_called_as_they_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    source = tmp_path / "a.jsonl"
    source.write_text(json.dumps({"words": "The council met and spoke about the road.", "when": "2023-01-02"}) + "\n")
    told_how = ("--column", "text=words", "--column", "published=when", "--source-format", "jsonlines")
    result = add(source, "--ledger", tmp_path / "l.sqlite", "--workers", 1, *told_how)
    assert result.exit_code == 0, result.output
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert [s.published[:10] for s in ledger.stories()] == ["2023-01-02"]


def test_progress_is_shown_on_a_terminal_only(monkeypatch, capsys):
    p = archive.Progress(stories=3, words=500, seconds=2.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    with showing() as report:
        report(p)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with showing() as report:
        report(p)
    assert "3 stories read (500 words, 250 words/s)" in line(p)


@pytest.mark.parametrize(
    "wrong",
    [{"format": "docx"}, {"engine": "spark"}, {"kind": "xls"}, {"workers": 0}, {"engine": "ray", "sources": ["-"]}],
)
def test_wrong_use(tmp_path, wrong):
    sources = wrong.pop("sources", [str(tmp_path)])
    with pytest.raises(UsageError):
        read_archive(sources, tmp_path / "out", **wrong)


def shards_noted(folder: Path) -> int:
    """How many shards a running driver has noted; -1 before it begins."""
    try:
        with sqlite3.connect(f"file:{folder / 'progress.sqlite'}?mode=ro", uri=True) as db:
            (count,) = db.execute("SELECT count(*) FROM shards").fetchone()
            return int(count)
    except sqlite3.Error:
        return -1


def processes() -> dict[int, tuple[int, int, str]]:
    """Parent, process group and command line of each process that runs."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent, group = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:3]
            if state != "Z":
                found[int(folder.name)] = int(parent), int(group), (folder / "cmdline").read_text()
    return found


@pytest.mark.parametrize("after", [0, 2, 6])
def test_a_killed_driver_loses_nothing_and_doubles_nothing(tmp_path, after):
    source = write_archive(tmp_path / "a.jsonl", 240)
    arguments = [str(source), str(tmp_path / "out"), str(tmp_path / "l.sqlite"), "2"]
    code = f"import sys; sys.path.insert(0, {str(HERE)!r}); import test_scale; test_scale.drive(*{arguments!r})"
    running = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and shards_noted(tmp_path / "out") < after:
        time.sleep(0.02)
    assert running.poll() is None
    running.kill()
    running.wait()
    until = time.monotonic() + 20  # workers end with their driver, on a busy machine not at once
    while (
        left := [p for p, (_, group, _) in processes().items() if group == running.pid]
    ) and time.monotonic() < until:
        time.sleep(0.2)
    assert not left
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
    counts = told(tmp_path / "out")
    assert len(counts) == 240
    assert set(counts.values()) == {1}
    with Ledger(tmp_path / "l.sqlite") as ledger:
        assert len(ledger.stories()) == sum(r.versions == 1 for r in ledger.stories())
        assert {r.version.partition(".")[0] for r in ledger.stories()} == set(counts)
        assert ledger.verify() == []


# -- the real reader ---------------------------------------------------------------------------------------------------
TEXTS = (
    "France said on Monday it would withdraw its 400 soldiers from Chad by March 31.",
    "The president of Kenya met the foreign minister of Tanzania in Nairobi on Tuesday.",
    "Russia suspended the grain accord with Turkey on Wednesday, the foreign ministry said.",
)


@pytest.fixture
def stories(tmp_path) -> Path:
    path = tmp_path / "stories.jsonl"
    lines = [json.dumps({"text": t, "published": "2023-03-01"}) for t in TEXTS]
    path.write_text("\n".join(lines) + "\n")
    return path


def plain(folder: Path) -> dict[str, str]:
    with Folder(folder) as out:
        return dict(pair for shard in out.shards() for pair in out.readings(shard))


@pytest.mark.slow
def test_the_command_reads_as_the_reader_does(stories, tmp_path):
    import wireledger as wl

    where = str(tmp_path / "l.sqlite")
    out = tmp_path / "out"
    result = CliRunner().invoke(app, ["archive", str(stories), "--out", str(out), "--ledger", where, "--workers", "1"])
    assert result.exit_code == 0, result.output
    assert "3 stories read" in result.output
    expected = {r.story.id: r.to_dict() for r in wl.read_many((t, "2023-03-01") for t in TEXTS)}
    found = {i: json.loads(text) for i, text in plain(out).items()}
    for reading in (*expected.values(), *found.values()):
        for field in ("source", "published_from", "language"):  # what a source adds
            reading["story"].pop(field)
    assert found == expected
    with Ledger(where) as ledger:
        assert len(ledger.stories()) == 3


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["local", "ray"])
def test_workers_know_the_users_own_actors_and_columns(tmp_path, engine, monkeypatch):
    if engine == "ray":
        pytest.importorskip("ray")
    monkeypatch.setenv("WIRELEDGER_ACTORS", "")  # put back afterwards
    source, table = tmp_path / "a.jsonl", tmp_path / "own.csv"
    text = "The Larch Panel accused France of breaking the fishing accord on Monday."
    source.write_text(json.dumps({"words": text, "published": "2023-03-01"}) + "\n")
    table.write_text("name,kind,aliases,country,sector\nLarch Commission,organization,Larch Panel,NOR,JUD\n")
    result = add(source, "--ledger", tmp_path / "l.sqlite", "--engine", engine, "--workers", 1, "--actors", table,
                 "--column", "text=words")  # fmt: skip
    own.use(None)
    assert result.exit_code == 0, result.output
    (text,) = plain(tmp_path / "l.sqlite.shards").values()
    found = {a["name"]: a for a in json.loads(text)["actors"]}
    assert (found["Larch Commission"]["country"], found["Larch Commission"]["sector"]) == ("NOR", "JUD")


def claims_of(ledger: Ledger) -> list[tuple[object, ...]]:
    from wireledger.ledger.schema import claims, reading

    with reading(ledger.engine) as c:
        return sorted(
            tuple(v for k, v in r._mapping.items() if k not in ("no", "recorded_at"))
            for r in c.execute(claims.select())
        )


@pytest.mark.slow
def test_ray_reads_the_same_and_outlives_a_killed_worker(stories, tmp_path, monkeypatch):
    pytest.importorskip("ray")
    read_archive([stories], tmp_path / "local", workers=1)
    killed: list[int] = []

    def kill_one(progress: archive.Progress) -> None:
        if not progress.stories or killed:
            return
        running = processes()
        for pid, (_, _, command) in running.items():
            above = pid
            while above in running and above != os.getpid():
                above = running[above][0]
            if "MapWorker" in command and above == os.getpid():
                killed.append(pid)
                os.kill(pid, signal.SIGKILL)
                return

    with Ledger(":memory:") as ledger, Ledger(":memory:") as later:
        done = read_archive(
            [stories], tmp_path / "ray", workers=1, engine="ray", words=5, report=kill_one, ledger=ledger
        )
        assert (done.stories, done.merged) == (3, 3)
        assert killed
        # what workers made for the ledger is what a run makes that finds the readings in shards
        assert read_archive([stories], tmp_path / "local", workers=1, ledger=later).merged == 3
        assert claims_of(ledger) == claims_of(later) != []
        assert ledger.verify() == later.verify() == []
    assert plain(tmp_path / "ray") == plain(tmp_path / "local")
    monkeypatch.setattr(distributed, "read", None)  # files whose stories are all there do not start Ray
    again = read_archive([stories], tmp_path / "ray", workers=1, engine="ray")
    assert (again.stories, again.skipped) == (0, 3)


def test_progress_is_kept_where_others_can_look(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "read", stand_in())
    seen: list[int] = []
    read_archive([write_archive(tmp_path / "a.jsonl", 12)], tmp_path / "out", workers=1, words=40,
                 report=lambda p: seen.append(p.stories))  # fmt: skip
    assert seen == sorted(seen)
    assert seen[-1] == 12
    assert sqlite3.connect(tmp_path / "out" / "progress.sqlite").execute(
        "SELECT sum(stories) FROM shards"
    ).fetchone() == (12,)
