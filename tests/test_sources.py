"""Names in, stories or errors out: files, folders, standard input, encodings, languages, bounds."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from wireledger.errors import BadSource, BinaryStory, EmptyStory, MissingSource, NotEnglish, SourceError, StoryTooLong
from wireledger.model import Story
from wireledger.sources import open_sources

STORY = (
    "Norland gives notice on naval pact\n\n"
    "PORT HALE, March 3 (Newsroom) - The government of Norland said on Friday that it had given six months’ notice "
    "on its naval basing agreement with Sundria.\n\n"
    "“We thank our friends,” the defence minister said.\n"
)
GERMAN = (
    "Die Regierung in Berlin hat am Montag angekündigt, dass sie ihre Truppen bis zum Ende des Jahres abziehen werde, "
    "wie ein Sprecher des Verteidigungsministeriums vor Journalisten sagte."
)


def one(*names, **options):
    found = list(open_sources([str(n) for n in names], **options))
    assert len(found) == 1, found
    return found[0]


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_file_is_a_story(tmp_path):
    path = put(tmp_path, "a.txt", STORY)
    story = one(path)
    assert isinstance(story, Story)
    assert story.text == STORY
    assert story.source == str(path)
    assert story.language == "en"
    assert story.headline == "Norland gives notice on naval pact"
    assert story.agency == "Newsroom"
    assert (story.published, story.published_from) == (None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path, encoding):
    assert one(put(tmp_path, "a.txt", STORY.encode(encoding))).text == STORY


def test_windows_and_old_mac_newlines_read_the_same(tmp_path):
    for newline in ("\r\n", "\r"):
        assert one(put(tmp_path, "a.txt", STORY.replace("\n", newline))).text == STORY


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden.txt", ".git/x.txt", "sub/c.txt"):
        put(tmp_path, name, STORY)
    assert [Path(s.source).name for s in open_sources([tmp_path])] == ["a.txt", "b.txt", "c.txt"]
    assert [Path(s.source).name for s in open_sources([tmp_path], recursive=False)] == ["a.txt", "b.txt"]


def test_standard_input(tmp_path):
    story = one("-", stdin=io.BytesIO(STORY.encode()))
    assert (story.source, story.text) == ("-", STORY)
    assert isinstance(one("-", stdin=io.BytesIO(b"")), EmptyStory)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyStory, "empty"),
        (b" \n\t\n", EmptyStory, "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", BinaryStory, "PNG"),
        (bytes(range(256)) * 10, BinaryStory, "binary"),
        (GERMAN.encode(), NotEnglish, "German"),
        (GERMAN.encode("cp1252"), NotEnglish, "German"),
        ("Правительство объявило о выводе войск из страны до конца года, сообщил министр.".encode("cp1251"),
         NotEnglish, "Russian"),
        ("政府は月曜日、年末までに軍隊を撤退させると発表した。国防相が記者会見で述べた。".encode(), NotEnglish, "Japanese"),
        (b"word " * 300_000, StoryTooLong, "1,000,000"),
        (b"word " * 3_000_000, StoryTooLong, "4,000,000"),
    ],
)  # fmt: skip
def test_what_is_no_story_is_an_error_with_name_and_reason(tmp_path, data, error, words):
    path = put(tmp_path, "x", data)
    found = one(path)
    assert type(found) is error, found
    assert found.source == str(path)
    assert words in found.reason
    assert "\n" not in str(found)


def test_errors_do_not_end_the_run(tmp_path):
    good = put(tmp_path, "good.txt", STORY)
    found = list(open_sources([tmp_path / "missing", "bad\0name", good]))
    assert [type(f) for f in found] == [MissingSource, MissingSource, Story]
    assert found[0].reason == "no such file or folder"


def test_the_limit_is_in_bytes_of_text(tmp_path):
    path = put(tmp_path, "a.txt", STORY.encode("utf-16"))
    size = len(STORY.encode())
    assert isinstance(one(path, limit=size), Story)
    assert isinstance(one(path, limit=size - 1), StoryTooLong)


def test_a_pipe_in_a_folder_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(one(tmp_path), BadSource)


def test_an_empty_folder_and_an_unreadable_file(tmp_path):
    assert isinstance(one(tmp_path), EmptyStory)
    assert all(isinstance(f, SourceError) for f in open_sources([tmp_path / "no" / "where"]))


def test_short_texts_are_taken_as_english(tmp_path):
    for words in ("PARIS - Macron", "Traoré, Sankara, Ouagadougou", "No."):
        assert isinstance(one(put(tmp_path, "a.txt", words)), Story)
