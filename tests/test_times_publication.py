"""The date of a story that comes without one, on stories of our own."""

from __future__ import annotations

import pytest

from wireledger.model import Story
from wireledger.reading.draft import Draft
from wireledger.reading.language import parse
from wireledger.reading.times import run
from wireledger.sources.wire import lay_out


def story_of(text: str) -> Story:
    language = next(parse([lay_out(text)]))
    run(Draft(language.story, language))
    return language.story


@pytest.mark.parametrize(
    ("text", "published", "origin"),
    [
        (
            "OSLO, March 3, 2021 (Agency) - Norway on Wednesday signed a pact with Chad.\n\nIt runs for a year.",
            "2021-03-03",
            "dateline",
        ),
        (
            "OSLO, March 3 (Agency) - Norway on Wednesday signed a pact with Chad.\n\n(c) 2021 Agency",
            "2021-03-03",
            "dateline",
        ),
        (  # 3 March was a Wednesday in one year of those between
            "OSLO, March 3 (Agency) - Norway on Wednesday signed a pact.\n\nIt was agreed in 2019 and will end in 2024.",
            "2021-03-03",
            "dateline",
        ),
        ("Norway left the pact on Wednesday, March 3, 2021, its government said.", "2021-03-03", "inferred"),
        (
            "Norway left the pact on Wednesday, March 3, its government said.\n\nIt had been suspended in 2019. "
            "It will be void in 2023.",
            "2021-03-03",
            "inferred",
        ),
        (
            "Gunmen killed two people on Tuesday, the mayor said on Wednesday, Nov. 2, 2016.",
            "2016-11-02",
            "inferred",
        ),
        (
            "Norway said on Tuesday it would leave. The king spoke on Monday, Jan. 21.\n\n(c) 2013 Agency",
            "2013-01-22",
            "inferred",
        ),
        ("Published: May 16, 2022\n\nNorway said on Sunday it was leaving.", "2022-05-16", "dateline"),
        ("By Ada Writer in Oslo, May 16 2022\n\nNorway left yesterday.", "2022-05-16", "dateline"),
        ("By Ada Writer | 16 May 2022\n\nNorway left yesterday.", "2022-05-16", "dateline"),
        ("By Ada Writer\nOslo, May 16, 2022\n\nNorway left yesterday.", "2022-05-16", "dateline"),
        ("By Ada Writer\nMonday, May 16, 2022; A01\n\nNorway left yesterday.", "2022-05-16", "dateline"),
        ("Norway has left the pact, its king said on Thursday.\n\n(Agency, 3 March 2023)", "2023-03-03", "inferred"),
        (
            "OSLO, March 3 (Agency) - Norway left.\n\nUpdated 5:14 PM ET, Wed March 3, 2021\n\nIt said so.",
            "2021-03-03",
            "dateline",
        ),
        (
            "Norway left the pact, its government said on Monday.\n\nThe cabinet met on Jan. 18. It said on Jan. 17 it would."
            "\n\n(c) 2023 Agency",
            "2023-01-23",
            "inferred",
        ),
        ("Norway left the pact.\n\nCopyright 2023 Fjord Press. March 24, 2023.", "2023-03-24", "inferred"),
        ("OSLO, March 24 (Agency) - Norway left.\n\n(c) 2023 Agency. 24 March 2023", "2023-03-24", "dateline"),
        (  # the weekday and the day stand side by side
            "Norway left the pact on Tuesday, the May 1 holiday. The bank confirmed on Thursday that it had.\n\n(c) 2007 Agency",
            "2007-05-03",
            "inferred",
        ),
        (
            "The king said on Thursday he was stunned by the letter that came on June 14, the day before.\n\n(c) 2023 Agency",
            "2023-06-15",
            "inferred",
        ),
        (
            "Norway said on Tuesday it would stay. Its king fled last Wednesday, Jan. 5, and has been abroad since Thursday."
            "\n\n(c) 2022 Agency",
            "2022-01-11",
            "inferred",
        ),
    ],
)
def test_a_date_that_follows_from_the_words(text, published, origin):
    story = story_of(text)
    assert (story.published, story.published_from) == (published, origin)
    assert story.because
    assert story.reason is None


@pytest.mark.parametrize(
    "text",
    [
        "Norway left the pact on Wednesday, its government said.",
        "Norway left the pact on Wednesday.\n\n(c) 2021 Agency",
        "Norway left the pact in March, its government said.\n\n(c) 2021 Agency",
        # a day of the month alone may be weeks old
        "Norway left the pact, its government said on Monday.\n\nThe cabinet met on Jan. 18.\n\n(c) 2023 Agency",
        # a day is not named in two ways, so the date may be a week old
        "Norway left the pact, its government said on Monday.\n\nThe cabinet met on Jan. 16.\n\n(c) 2023 Agency",
        # the last year that is told may be long ago
        "OSLO, March 3 (Agency) - Norway on Wednesday signed a pact.\n\nIt was agreed in January 2021.",
        "Norway left the pact on Wednesday, March 3, its government said.\n\nIt had been suspended in 2019.",
        # each of two weekdays may be the day of the story, or the day after a late one
        "Norway left on Tuesday. Its king fled on Aug. 18.\n\nChad met on Wednesday.\n\n(c) 2020 Agency",
        "Norway said late on Tuesday it had left. Its king fled on Aug. 16.\n\n(c) 2020 Agency",
        # a date with its weekday may be of the week before, where it is not of the days just before
        "A bomb killed four on Tuesday. Another one killed two on Friday, June 9.\n\n(c) 2017 Agency",
        # of three weekdays each may be the newest
        "Norway left on Monday. Its king fled on Wednesday, Aug. 19. The queen stayed on Saturday.\n\n(c) 2020 Agency",
        # history in full, and a dateline without its year
        "The treaty was signed on March 26, 1996. The government said Thursday that it would leave.",
        "OSLO, March 3 (Agency) - Norway signed a pact with Chad.",
        # a day that is far from the news of the story
        "Norway left the pact on Monday.\n\nIt said so.\n\nIt did.\n\nSo it said.\n\nIt left.\n\nIt met on Jan. 18.\n\n(c) 2023 Agency",
        "",
    ],
)
def test_a_story_that_leaves_more_than_one_week_open_stays_undated_and_says_why(text):
    story = story_of(text)
    assert story.published is None
    assert story.published_from is None
    assert story.reason


def test_a_date_that_was_given_stays():
    story = lay_out("Norway left the pact on Wednesday, March 3, 2021.")
    story.published, story.published_from = "2021-03-05", "given"
    language = next(parse([story]))
    run(Draft(language.story, language))
    assert (story.published, story.published_from) == ("2021-03-05", "given")
