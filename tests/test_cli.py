"""The commands, as a user meets them: what they print, and the status with which they end."""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from wireledger.cli.main import main, spread
from wireledger.reading import forces
from wireledger.schema import made, text

ENDS = """BAMAKO, March 4, 2024 (Test Wire) - Mali ended its defence agreement with Denmark on Monday, Foreign Minister Awa Traore told state television.

Either side may terminate the 2019 agreement with two months' notice. Denmark has about 100 soldiers in Mali.
"""
LATER = ENDS.replace(
    "Denmark has about", "Denmark's foreign ministry called the decision regrettable.\n\nDenmark has about"
).rstrip() + "\n\n(Adds Danish reaction in third paragraph.)\n"  # fmt: skip


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command; its exit status, standard output and standard error."""

    def go(*arguments: object, stdin: bytes | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["wireledger", *map(str, arguments)])
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return go


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "mali.txt"
    path.write_text(ENDS, encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path, story: Path, run) -> Path:
    path = tmp_path / "desk.sqlite"
    assert run("add", story, "--ledger", path)[0] == 0
    return path


def test_read_prints_one_json_object_a_line_that_the_schema_accepts(run, story):
    status, out, err = run("read", story, story, "--format", "json")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]  # the same story twice gives the same bytes
    reading = json.loads(lines[0])
    jsonschema.validate(reading, json.loads(text()))
    start, end = reading["agreements"][0]["notice"]["span"]
    assert reading["story"]["text"][start:end] == "two months"


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_fault_of_our_own_costs_one_story_and_is_said(run, tmp_path, story, monkeypatch, command):
    broken = tmp_path / "broken.txt"
    broken.write_text(ENDS.replace("Mali", "Niger"), encoding="utf-8")
    read = forces.run

    def breaks(draft):
        if "Niger" in draft.story.text:
            raise RecursionError("too deep")
        return read(draft)

    monkeypatch.setattr(forces, "run", breaks)
    into = ["--ledger", tmp_path / "l.sqlite"] if command == "add" else []
    status, out, err = run(command, broken, story, *into)
    assert status == 1
    assert f"{broken}: cannot be read: RecursionError: too deep" in err
    assert "mali" in out.lower()


def test_the_schema_that_ships_is_the_models(run):
    assert made() == text() == Path("docs/reading.schema.json").read_text(encoding="utf-8")
    assert run("schema")[1] == text()


def test_read_as_text_shows_agreement_force_and_computation(run, story):
    _, out, _ = run("read", story)
    assert "2024-05-04 (computed)" in out
    assert "about 100 soldiers of Denmark in MLI" in out
    assert "published  2024-03-04 (dateline)" in out


def test_read_takes_standard_input_and_a_date(run):
    status, out, _ = run(
        "read",
        "-",
        "--published",
        "2024-03-05",
        "--format",
        "json",
        stdin=b"Chad expelled an envoy of France on Monday.",
    )
    assert status == 0
    story = json.loads(out)["story"]
    assert (story["published"], story["published_from"]) == ("2024-03-05", "given")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b" \n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("french.txt", ("Le gouvernement a annoncé lundi la fin de son accord militaire avec la France, a dit le ministre. " * 8).encode(), "not in English"),
        ("long.txt", b"The minister said so. " * 60_000, "1,000,000"),
    ],
)  # fmt: skip
def test_one_unreadable_story_is_one_line_and_the_rest_is_read(run, tmp_path, story, name, content, reason):
    (tmp_path / name).write_bytes(content)
    status, out, err = run("read", tmp_path, "--format", "json")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert len(err.splitlines()) == 1
    assert name in err
    assert reason in err


def test_a_missing_source_fails(run, tmp_path):
    status, out, err = run("read", tmp_path / "nothing.txt")
    assert (status, out) == (1, "")
    assert "nothing.txt" in err


def test_a_longer_story_is_read_where_the_option_says_so(run, tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("The minister said so on Monday. " * 40, encoding="utf-8")
    assert run("read", path, "--limit-bytes", "1000")[0] == 1
    assert run("read", path, "--limit-bytes", "2000")[0] == 0


def test_an_undated_story_can_be_read_but_not_recorded(run, tmp_path):
    path = tmp_path / "undated.txt"
    path.write_text("Chad expelled an envoy of France.", encoding="utf-8")
    assert run("read", path)[0] == 0
    status, _, err = run("add", path, "--ledger", tmp_path / "l.sqlite")
    assert status == 1
    assert "undated.txt" in err
    assert "--published" in err
    assert run("add", path, "--ledger", tmp_path / "l.sqlite", "--published", "2024-03-05")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["frob"], ["read", "x.txt", "--format", "xml"], ["read", "x.txt", "--published", "yesterday"]],
)
def test_wrong_usage_ends_with_2(run, arguments):
    assert run(*arguments)[0] == 2


def test_a_wrong_date_or_country_in_a_view_ends_with_2(run, ledger):
    assert run("agreements", "--ledger", ledger, "--as-of", "soon")[0] == 2
    assert run("events", "--ledger", ledger, "--country", "Atlantis")[0] == 2


def test_what_no_story_dates_has_happened_by_the_day_of_the_first_report(run, tmp_path):
    path, store = tmp_path / "a.txt", tmp_path / "l.sqlite"
    path.write_text("Denmark, which expelled Iran's ambassador, wants talks.", encoding="utf-8")
    run("add", path, "--published", "2024-03-05", "--ledger", store)
    rows = [json.loads(line) for line in run("events", "--ledger", store, "--format", "json")[1].splitlines()]
    assert {r["date"] for r in rows if r["mode"] == "expel"} == {None}
    assert "by 2024-03-05" in run("events", "--ledger", store)[1]


def test_a_view_of_no_ledger_says_so(run, tmp_path):
    status, _, err = run("events", "--ledger", tmp_path / "none.sqlite")
    assert status == 1
    assert "none.sqlite" in err
    assert not (tmp_path / "none.sqlite").exists()


def test_the_same_story_twice_changes_nothing_and_says_so(run, ledger, story):
    before = run("agreements", "--ledger", ledger, "--format", "json")[1]
    status, out, _ = run("add", story, "--ledger", ledger)
    assert status == 0
    assert "nothing changed" in out
    assert run("agreements", "--ledger", ledger, "--format", "json")[1] == before


def test_views_as_of_a_day(run, ledger):
    def state(day: str) -> tuple[str, int | None]:
        row = json.loads(run("agreements", "--ledger", ledger, "--as-of", day, "--format", "json")[1])
        return row["state"], row["days_left"]

    assert state("2024-03-05") == ("ending", 60)
    assert state("2024-06-01") == ("ended", None)
    assert run("agreements", "--ledger", ledger, "--known-by", "2024-03-01", "--format", "json")[1] == ""


def test_every_view_in_every_format(run, ledger):
    for view in ("events", "agreements", "forces", "statements", "actors", "stories", "deadlines"):
        day = [] if view == "stories" else ["--as-of", "2024-03-05"]
        status, table, _ = run(view, "--ledger", ledger, *day)
        assert status == 0
        rows = [json.loads(line) for line in run(view, "--ledger", ledger, *day, "--format", "json")[1].splitlines()]
        cells = list(csv.DictReader(io.StringIO(run(view, "--ledger", ledger, *day, "--format", "csv")[1])))
        assert len(rows) == len(cells) > 0, view
        assert rows[0]["id"].removeprefix("story:")[:8] in table


def test_countries_may_be_several_after_one_option(run, ledger):
    assert spread(["events", "--country", "MLI", "DNK+FRA", "--since", "2024-01-01"]) == [
        "events", "--country", "MLI", "--country", "DNK+FRA", "--since", "2024-01-01",
    ]  # fmt: skip
    both = run("agreements", "--ledger", ledger, "--country", "MLI+DNK", "--format", "json")[1]
    assert len(both.splitlines()) == 1
    assert run("agreements", "--ledger", ledger, "--country", "FRA", "GBR", "--format", "json")[1] == ""


def test_why_highlights_the_words_and_names_the_chain(run, ledger):
    row = json.loads(run("agreements", "--ledger", ledger, "--format", "json")[1])
    status, out, _ = run("why", row["id"], "--ledger", ledger)
    assert status == 0
    assert "[two months]" in out
    assert "Test Wire" in out
    event = json.loads(run("events", "--ledger", ledger, "--format", "json")[1].splitlines()[0])
    out = run("why", event["id"], "--ledger", ledger)[1]
    assert "Awa Traore" in out
    assert run("why", "E000000000000", "--ledger", ledger)[0] == 1


def test_a_later_version_and_what_it_adds(run, ledger, tmp_path):
    later = tmp_path / "later.txt"
    later.write_text(LATER, encoding="utf-8")
    status, out, _ = run("add", later, "--ledger", ledger)
    assert status == 0
    assert "new version of" in out
    (story,) = [json.loads(line) for line in run("stories", "--ledger", ledger, "--format", "json")[1].splitlines()]
    assert story["versions"] == 2
    out = run("diff", story["id"], "--ledger", ledger)[1]
    assert "+ Denmark's foreign ministry called the decision regrettable." in out
    assert len(run("agreements", "--ledger", ledger, "--format", "json")[1].splitlines()) == 1  # never doubled


def test_an_agreement_in_full(run, ledger):
    row = json.loads(run("agreements", "--ledger", ledger, "--format", "json")[1])
    for arguments in (["show", row["id"], "--ledger", ledger], ["--ledger", ledger, "show", row["id"]]):
        status, out, _ = run("agreements", *arguments)
        assert status == 0
        assert "P2M" in out
        assert "plus the notice period of P2M: 2024-05-04" in out


def test_a_correction_and_its_retraction(run, ledger):
    force = json.loads(run("forces", "--ledger", ledger, "--format", "json")[1])
    status, out, _ = run(
        "correct", force["id"], "count", "90", "--ledger", ledger, "--editor", "ana", "--reason", "recount"
    )
    assert status == 0
    assert json.loads(run("forces", "--ledger", ledger, "--format", "json")[1])["count"] == 90
    assert "ana" in run("history", force["id"], "--ledger", ledger)[1]
    assert run("retract", out.strip(), "--ledger", ledger)[0] == 0
    assert json.loads(run("forces", "--ledger", ledger, "--format", "json")[1])["count"] == 100


def test_two_events_are_merged_split_and_whole_again(run, ledger, tmp_path):
    (other := tmp_path / "envoy.txt").write_text(
        "NIAMEY, March 5, 2024 - Niger expelled the ambassador of Denmark on Tuesday."
    )
    assert run("add", other, "--ledger", ledger)[0] == 0

    def events():
        return [json.loads(line) for line in run("events", "--ledger", ledger, "--format", "json")[1].splitlines()]

    before = events()
    one, other = (e["id"] for e in before[:2])
    code, merged, _ = run("merge", one, other, "--ledger", ledger, "--editor", "ed", "--reason", "told twice")
    assert code == 0
    assert len(events()) == len(before) - 1
    assert run("split", one, other, "--ledger", ledger)[0] == 0
    assert len(events()) == len(before)
    assert run("retract", merged.strip(), "--ledger", ledger)[0] == 0
    assert len(events()) == len(before)
    assert run("merge", one, one, "--ledger", ledger)[0] == 2


def test_search_finds_words(run, ledger):
    assert (
        "[soldiers]" in run("search", "Danish", "soldiers", "--ledger", ledger)[1]
        or "soldiers" in run("search", "soldiers", "--ledger", ledger)[1]
    )


def test_verify_backup_restore(run, ledger, tmp_path):
    assert run("verify", "--ledger", ledger)[:2] == (0, "the ledger is whole\n")
    saved = tmp_path / "saved.sqlite"
    assert run("backup", saved, "--ledger", ledger)[0] == 0
    assert run("backup", saved, "--ledger", ledger)[0] == 1  # never written over
    assert run("restore", saved, "--ledger", tmp_path / "again.sqlite")[0] == 0
    assert (
        run("agreements", "--ledger", tmp_path / "again.sqlite", "--format", "json")[1]
        == run("agreements", "--ledger", ledger, "--format", "json")[1]
    )


def test_the_demo_answers(run, tmp_path):
    status, out, err = run("demo", "--ledger", tmp_path / "demo.sqlite")
    assert (status, err) == (0, "")
    assert out.count("new story") >= 6
    assert "new version of" in out
    assert "what the later version" in out
    assert run("verify", "--ledger", tmp_path / "demo.sqlite")[0] == 0


def test_a_story_full_of_control_characters_does_not_reach_the_terminal(run, tmp_path):
    path = tmp_path / "evil.txt"
    path.write_text(
        "Chad\x1b[2J expelled an envoy of France on Monday, the \x1b]0;x\x07minister said.", encoding="utf-8"
    )
    _, out, _ = run("read", path, "--published", "2024-03-05")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_no_progress_in_a_pipe_and_a_quick_start(story):
    command = [sys.executable, "-m", "wireledger.cli.main"]
    done = subprocess.run(
        [*command, "read", str(story), "--format", "json"], capture_output=True, timeout=120, check=True
    )
    assert done.stderr == b""
    begun = time.perf_counter()
    helped = subprocess.run([*command, "--help"], capture_output=True, timeout=60, check=True, text=True)
    assert time.perf_counter() - begun < 10  # the bar is measured by the benchmarks
    assert "spacy" not in helped.stdout


def test_a_folder_is_watched_once_and_again_from_where_it_ended(run, tmp_path, story):
    ledger, inbox = tmp_path / "watched.sqlite", tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "one.txt").write_text(ENDS, encoding="utf-8")
    os.utime(inbox / "one.txt", (1_700_000_000, 1_700_000_000))  # not being written any more
    assert "new story" in run("watch", inbox, "--once", "--ledger", ledger)[1]
    assert run("watch", inbox, "--once", "--ledger", ledger)[:2] == (0, "")
    assert run("watch", "no-feed", "--once", "--ledger", ledger)[0] == 2


def test_adding_several_is_summed_up(run, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(
        "Le gouvernement a annoncé lundi la fin de son accord militaire. " * 8, encoding="utf-8"
    )
    (inbox / "b.txt").write_text(ENDS, encoding="utf-8")
    status, out, _ = run("add", inbox, "--ledger", tmp_path / "sum.sqlite")
    assert status == 1
    assert out.splitlines()[-1] == "2 stories: 1 new, 1 failed (1 in fr)"


def test_columns_of_a_table_are_named(run, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(
        'when,body\n2024-03-05,"Chad expelled an envoy of France on Monday, its foreign minister said."\n',
        encoding="utf-8",
    )
    status, out, _ = run("read", path, "--column", "text=body", "--column", "published=when", "--format", "json")
    assert status == 0
    assert json.loads(out)["story"]["published"] == "2024-03-05"
    assert run("read", path, "--column", "text")[0] == 2


def test_the_docs_of_the_commands_are_their_help():
    page = runpy.run_path("scripts/make_commands.py")["page"]()
    assert page.count("\n## wireledger ") >= 20
    assert Path("docs/commands.md").read_text(encoding="utf-8") == page
