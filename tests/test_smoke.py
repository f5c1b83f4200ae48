"""The whole way through on a text written here."""

import wireledger as wl

TEXT = """(Agency) -- Freedonia’s neighbor France said on Monday it would keep its “400 soldiers” in Chad.

“We stay,” a spokesman said."""


def test_spans_are_the_exact_words_of_the_story():
    reading = wl.read(TEXT, published="2023-01-23")
    assert reading.story.text == TEXT
    assert {reading.words(span) for actor in reading.actors for span in actor.mentions} >= {"France", "Chad"}


def test_the_same_story_read_twice_gives_the_same_bytes():
    assert wl.read(TEXT, "2023-01-23").to_json() == wl.read(TEXT, "2023-01-23").to_json()


def test_an_empty_text_gives_an_empty_reading():
    assert wl.read("").events == []
