"""The layout of wire copy, as many agencies send it: what is dateline, byline, note and furniture, and what is prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireledger.reading import read_stories
from wireledger.sources.wire import lay_out

REST = "\n\nThe decision had been expected, officials said."


@pytest.mark.parametrize(
    ("lead", "place", "agency", "prose"),
    [
        ("(Northwire) -- Norland left the pact.", None, "Northwire", "Norland left"),
        ("Jan. 23 (Northwire) -- Norland left the pact.", None, "Northwire", "Norland left"),
        ("PORT HALE (NW) — Norland left the pact.", "PORT HALE", "NW", "Norland left"),
        ("PORT HALE, Norland (NW) _ Norland left the pact.", "PORT HALE, Norland", "NW", "Norland left"),
        ("PORT HALE, Jan 23 (Northwire) - Norland left the pact.", "PORT HALE", "Northwire", "Norland left"),
        ("PORT HALE, 23 January 2023 (NW) - Norland left the pact.", "PORT HALE", "NW", "Norland left"),
        ("PORT HALE, January 23. /NORTHWIRE/. Norland left the pact.", "PORT HALE", "NORTHWIRE", "Norland left"),
        ("PORT HALE. Jan 23 (Northwire) - Norland left the pact.", "PORT HALE", "Northwire", "Norland left"),
        ("Port Hale, Jan. 23 (Northwire) -- Norland left the pact.", "Port Hale", "Northwire", "Norland left"),
        ("Port-au-Prince (nwa) - Norland left the pact.", "Port-au-Prince", "nwa", "Norland left"),
        ("Port Hale, Jul 3 (NW).- Norland left the pact.", "Port Hale", "NW", "Norland left"),
        ("Port Hale, Norland – Norland left the pact.", "Port Hale, Norland", None, "Norland left"),
        ("LONDON/PARIS, March 16 (Northwire) – Norland left the pact.", "LONDON/PARIS", "Northwire", "Norland left"),
        ("WASHINGTON, D.C. -- Norland left the pact.", "WASHINGTON, D.C.", None, "Norland left"),
        ("NEW DELHI: Norland left the pact.", "NEW DELHI", None, "Norland left"),
        ("Norland – a small state – left the pact.", None, None, "Norland – a small"),
        ("NATO-led forces -- all of them -- left the country.", None, None, "NATO-led forces"),
    ],
)
def test_the_dateline_is_told_from_the_prose(lead, place, agency, prose):
    story = lay_out(lead + REST)
    first = story.paragraphs[0]
    assert (story.dateline_place, story.agency) == (place, agency)
    assert first.kind == "body"
    assert story.text[first.start : first.span.end].startswith(prose)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("(Adds details, background)", "adds"),
        ("[Updates with Kremlin comment in fourth paragraph.]", "updates"),
        ("ATTENTION - ADDS quotes ///", "adds"),
        ("Eds: Adds quotes.", "adds"),
        ("(Writes through with details)", "recasts"),
        ("(This version corrects the number of troops in paragraph 3.)", "corrects"),
        ("This story has been corrected to show that the treaty was signed in 2019.", "corrects"),
        ("CORRECTION: An earlier version said that 300 soldiers had left.", "corrects"),
        ("(Changes dateline)", "other"),
        ("Corrections officers were among those who left.", None),
        ("This report updates what the ministry said in May.", None),
    ],
)
def test_an_editors_note_is_no_prose(line, kind):
    story = lay_out("PORT HALE (NW) - Norland left the pact.\n\n" + line)
    assert [n.kind for n in story.revision_notes] == ([kind] if kind else [])
    assert story.paragraphs[1].kind == ("note" if kind else "body")


def test_a_correction_names_its_paragraph():
    (note,) = lay_out("Norland left.\n\n(Corrects the number of troops in the third paragraph.)").revision_notes
    assert note.paragraph == 3


def test_furniture_around_the_prose():
    story = lay_out(
        "UPDATE 2-Norland leaves the pact\n\nBy ANN LEE and BO RAY\nThe Northwire News Service\n\nPORT HALE, March 16 - Norland left.\n\n"
        "(Reporting by Cy Doe in Port Hale; Editing by Di Moe)\n\nCopyright 2023 The Northwire Press. All rights reserved."
    )
    assert [p.kind for p in story.paragraphs] == ["headline", "byline", "byline", "body", "furniture", "copyright"]
    assert (story.byline, story.agency) == ("ANN LEE and BO RAY", "Northwire News Service")


def test_the_holder_of_the_copyright_is_the_agency_of_a_story_that_names_none():
    assert lay_out("Norland left.\n\n©2023 Northwire L.P.").agency == "Northwire"
    assert lay_out("(NW) - Norland left.\n\n(c) 2023 Others Ltd. All rights reserved.").agency == "NW"


@pytest.mark.parametrize(
    "line", ["Monday, January 23, 2023", "Published: 23 January 2023, 10:32 GMT", "Jan. 23, 2023 10:32 a.m. ET"]
)
def test_a_date_in_a_line_of_its_own_dates_the_story(line):
    (reading,) = read_stories([lay_out(f"Norland leaves the pact\n\n{line}\n\nNorland left the pact on Monday.{REST}")])
    assert (reading.story.published, reading.story.published_from) == ("2023-01-23", "dateline")
    assert reading.words(reading.story.because[0]).lower().startswith(("jan", "23 jan"))


@pytest.mark.parametrize(
    ("head", "headline", "notes"),
    [
        ("UPDATE 2-Norway ends fisheries accord\n(Adds reply from third paragraph.)\n", "UPDATE 2-Norway ends fisheries accord", ["adds"]),
        ("CORRECTED - Norway ends accord\n(Corrects year to 1998\nin second paragraph)\n", "CORRECTED - Norway ends accord", ["corrects"]),
        ("BC-Norway-Iceland,2nd Ld\nNorway ends fisheries accord\n(Recasts)\n", "Norway ends fisheries accord", ["recasts"]),
        ("(Adds quotes)\nNorway ends fisheries accord\n", "Norway ends fisheries accord", ["adds"]),
        ("Norway ends fisheries accord", "Norway ends fisheries accord", []),
        ("NORWAY: Fisheries accord to end\n", "NORWAY: Fisheries accord to end", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_a_head_without_blank_lines_is_cut_into_its_lines(head, headline, notes, line):
    body = "\nOSLO, May 14, 2024 (Testwire) - Norway told Iceland that it was ending\nthe accord (of 1998)\nin a year.\n\nMore."
    story = lay_out((head + body).replace("\n", line))
    assert (story.headline, story.agency, story.dateline_place) == (headline, "Testwire", "OSLO")
    assert [n.kind for n in story.revision_notes] == notes
    assert [p.kind for p in story.paragraphs if p.kind in ("headline", "body")] == ["headline", "body", "body"]


@pytest.mark.parametrize("label", ["UPDATE 2-", "CORRECTED - ", "RPT-UPDATE 1-", "EXCLUSIVE: ", ""])
def test_the_prose_of_a_headline_begins_after_the_label_of_the_wire(label):
    text = f"{label}Norway ends fisheries accord\n\nOSLO, May 14 (Testwire) - Norway did."
    story = lay_out(text)
    assert story.headline == f"{label}Norway ends fisheries accord"
    assert text[story.paragraphs[0].start :].startswith("Norway ends")


def test_prose_that_is_wrapped_by_hand_stays_one_paragraph():
    text = "Norway told Iceland (its old\nally) that it was ending the accord\n(of 1998)\nin a year.\n\nMore."
    assert [p.kind for p in lay_out(text).paragraphs] == ["body", "body"]


def test_paragraphs_that_are_lines():
    lines = [
        f"Norland left the pact with its neighbours and with others, which it had signed some {n} years before, on Monday."
        for n in range(3)
    ]
    assert len(lay_out("Norland leaves\n\n" + "\n".join(lines)).paragraphs) == 4
    wrapped = "Norland left the pact with its neighbours on\nMonday, a year after it had signed it, and\nsaid so."
    assert len(lay_out("Norland leaves\n\n" + wrapped).paragraphs) == 2


@given(
    st.lists(
        st.sampled_from(
            [
                "PORT",
                "Port",
                ", ",
                "(NW)",
                " - ",
                "/NW/",
                "\n",
                "\n\n",
                "Jan. 3",
                ". ",
                "©",
                "By ",
                "(Adds",
                ")",
                ":",
                "a",
                "2023",
            ]
        )
    ).map("".join)
)
def test_any_layout_is_cut_into_paragraphs_in_order(text):
    story = lay_out(text)
    at = 0
    for p in story.paragraphs:
        assert at <= p.span.start <= p.start <= p.span.end
        at = p.span.end


@pytest.mark.parametrize("piece", ["A", "AB ", "Ab ", "A.", "Ab, ", "(", "©", "By A", "Jan 1 ", "-", "Adds "])
def test_long_lines_take_no_long_time(piece):
    assert lay_out(piece * 50_000).paragraphs


def test_a_byline_is_without_its_date():
    story = lay_out("By Ada Writer in Oslo, May 16 2022\n\nNorway left the pact yesterday, its government said.")
    assert story.byline == "Ada Writer in Oslo"


def test_a_sentence_that_begins_with_by_and_a_date_is_prose():
    story = lay_out("NIAMEY (Wire) - Italy will leave.\n\nBy March 1, 350 soldiers will have gone.")
    assert [p.kind for p in story.paragraphs] == ["body", "body"]
    assert lay_out("By April May\n\nItaly will leave Niger, its government said.").byline == "April May"
