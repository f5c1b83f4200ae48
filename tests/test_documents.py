"""Documents: from whom, to whom, who holds them, who vouches for them. All sentences are made up."""

from __future__ import annotations

import pytest

import wireledger as wl
from wireledger.model import Document, Reading


def read(text: str) -> Reading:
    return wl.read(text, "2024-05-14")


def country(reading: Reading, actor: str | None) -> str | None:
    return reading.actor(actor).country if actor else None


def the(reading: Reading, kind: str) -> Document:
    (document,) = [d for d in reading.documents if d.kind == kind]
    return document


@pytest.mark.parametrize(
    ("text", "kind", "sender", "to"),
    [
        ("Ghana sent Togo a note on Monday.", "note", "GHA", "TGO"),
        ("The note was handed to the Peruvian ambassador by Chile's foreign ministry.", "note", "CHL", "PER"),
        ("Kenya's foreign ministry handed Ugandan Ambassador Joy Okello a note of protest.", "note", "KEN", "UGA"),
        ("Oman received a letter of thanks from Jordan's king.", "letter", "JOR", "OMN"),
        ("Peru informed Bolivia by letter that the talks were over.", "letter", "PER", "BOL"),
        ("Norway served notice on Iceland, through a letter dated May 4, that the pact will end.", "letter", "NOR", "ISL"),
        ("A note from the Cuban embassy to Haiti's foreign ministry was sent back.", "note", "CUB", "HTI"),
        ("Poland told Latvia of the flight in an e-mail.", "email", "POL", "LVA"),
        ("Togo's parliament adopted a resolution that Benin had drafted.", "resolution", "TGO", None),
        ("Two lawyers said that Mali's government wrote to France on May 2.", "letter", "MLI", "FRA"),
    ],
)  # fmt: skip
def test_from_whom_and_to_whom(text, kind, sender, to):
    reading = read(text)
    document = the(reading, kind)
    assert (country(reading, document.sender), country(reading, document.to)) == (sender, to)


def test_who_sent_a_paper_that_the_other_side_received_is_who_gave_notice_before():
    reading = read(
        "MONTEVIDEO (AP) - Uruguay has told Paraguay that it will leave the river pact.\n\n"
        "The Paraguayan embassy said the crews were surprised.\n\n"
        "A letter to that effect was delivered to the Paraguayan ambassador on Monday."
    )
    letter = the(reading, "letter")
    assert (country(reading, letter.sender), country(reading, letter.to)) == ("URY", "PRY")


def test_we_are_who_is_quoted():
    reading = read("“We sent Chad a note the same day,” Niger's foreign minister, Ali Musa, said.")
    assert country(reading, the(reading, "note").sender) == "NER"


@pytest.mark.parametrize(
    "seen",
    [
        "according to a letter dated May 2 and seen by AFP.",
        "it said in a letter, a copy of which was obtained by AFP.",
        "it said in a letter to Spain; a copy was seen by AFP.",
        "it said in a letter to Spain's king, which AFP has seen.",
    ],
)
def test_the_storys_own_agency_holds_what_it_saw(seen):
    reading = read(f"RABAT (AFP) - Morocco will close its ports, {seen}")
    assert reading.actor(the(reading, "letter").held_by).name == "Agence France-Presse"


def test_who_had_read_it_holds_it():
    reading = read("Fiji sent Tonga a note. It gave no reason, according to a New Zealand diplomat who had read it.")
    assert country(reading, the(reading, "note").held_by) == "NZL"


@pytest.mark.parametrize(
    ("text", "vouched", "disputed"),
    [
        ("Fiji sent Tonga a letter. Tonga acknowledged the letter.", ["TON"], []),
        ("Fiji sent Tonga a letter. Tonga confirmed receipt.", ["TON"], []),
        ("Fiji sent Tonga a letter. Tonga denied that such a letter had been written.", [], ["TON"]),
        ("Fiji sent Tonga a letter. Tonga would not confirm the letter.", [], []),
        ("A draft of the treaty, posted online and verified by Tonga's government, lets police in.", ["TON"], []),
    ],
)
def test_who_vouches_for_a_document_and_who_disputes_it(text, vouched, disputed):
    reading = read(text)
    (document,) = reading.documents
    assert [country(reading, a) for a in document.authenticated_by] == vouched
    assert [country(reading, a) for a in document.disputed_by] == disputed


def test_a_later_mention_by_title_is_the_same_document():
    reading = read(
        "Chile has left the forum, according to a letter dated May 2. The letter, addressed to Secretary-General "
        "Ana Roe, was signed by Foreign Minister Luis Paz."
    )
    assert len(the(reading, "letter").spans) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Chile said that it had received no notification from Peru.",
        "Nobody can end a friendship by decree, Chile's minister said.",
        "Either side may end the pact by written notice.",
    ],
)
def test_what_is_not_sent_is_no_document(text):
    assert read(text).documents == []
