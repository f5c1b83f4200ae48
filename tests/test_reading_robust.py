"""Whatever a text holds, it is read, its spans are in it, and it is read alike twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wireledger as wl
from wireledger import samples
from wireledger.errors import UsageError

TEXTS = [f.read_text(encoding="utf-8") for f in sorted(Path(samples.__file__).parent.glob("*.txt"))]
PIECES = [
    "©", "“", "”", "\n\n", "\n", "(", "31 February", "99999", "one month's notice", "$", "(NW) -", "\u200b", "😀", '"', "’s", "\0", "\ud800",
    "of of", "the the treaty", "by by", "-400 troops", "10,00,000", "half a", "a day earlier", "Monday Monday", "who who", "said", "\t", "said said",
]  # fmt: skip
DAYS = st.sampled_from([None, "2023-01-23", "1800-01-01", "2199-12-31", "2024-02-29", "2023-01-23T10:00:00+05:30"])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample story with pieces put in, taken out, doubled and shouted."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        much = draw(st.integers(1, 60))
        text = draw(
            st.sampled_from(
                [
                    text[:at] + text[at + much :],
                    text[: at + much] + text[at:],
                    text[:at] + text[at : at + much].upper() + text[at + much :],
                ]
            )
            | st.sampled_from(PIECES).map(lambda piece: text[:at] + piece + text[at:])  # noqa: B023
        )
    return text


def spans_of(value: object) -> list[list[int]]:
    """All spans of a reading as JSON: pairs of numbers."""
    if isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [span for one in inner for span in spans_of(one)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=damaged(), published=DAYS)
def test_damaged_stories_are_read_alike_twice_with_their_spans_inside(text, published):
    reading = wl.read(text, published=published)
    assert len(reading.story.text) == len(text)
    for start, end in spans_of(json.loads(reading.to_json())):
        assert 0 <= start < end <= len(text)
    assert wl.read(text, published=published).to_json() == reading.to_json()


@pytest.mark.parametrize(
    "text", ["", " ", "\n", ".", "?!", "A", "Monday", "© 2023", "(Adds)", "By A B", "\ud800", "'" * 50, "- " * 200]
)
def test_next_to_nothing_is_read(text):
    assert wl.read(text).events == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31.12.2023", ""])
def test_a_date_that_no_story_has_is_refused(day):
    with pytest.raises(UsageError):
        wl.read("Norland left the pact.", published=day)
