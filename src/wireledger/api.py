"""The fixed Python entry points, re-exported lazily by the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wireledger.model import Published, Reading
from wireledger.reading import dated, read_stories
from wireledger.sources.wire import lay_out

_HALF = re.compile("[\ud800-\udfff]")


def read(text: str, published: Published = None) -> Reading:
    """Read one story. ``published`` is its date where the caller knows it: a date, a datetime or an ISO string."""
    return next(read_many([(text, published)]))


def read_many(pairs: Iterable[tuple[str, Published]]) -> Iterator[Reading]:
    """Read ``(text, published)`` pairs, in order, batched through the language stage."""
    return read_stories(dated(lay_out(whole(text)), published) for text, published in pairs)


def whole(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which neither the parser nor JSON takes; places stay as they are."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def code_pair(text: str, source: Any, target: Any) -> dict[str, Any]:
    """The event that ``text`` reports from the words ``source`` to the words ``target`` (spans).

    Returns ``{"type", "mode", "quad", "score"}`` and always answers with the likeliest. A span is ``(start, end)``,
    or the words themselves; None where there is no target."""
    from wireledger.reading import pair
    from wireledger.reading.language import one_thread, pipeline

    text = whole(text)
    with one_thread():
        return pair.code(pipeline()(text), pair.span_of(text, source), pair.span_of(text, target))


def resolve_actor(phrase: str, on: Published = None) -> dict[str, str | None]:
    """``{"country", "sector", "name"}`` of an actor phrase, as of a day: "French special forces" -> FRA, MIL.

    Without a day, offices are those of the newest rows of the tables. Null is what the phrase does not say. Raises
    UsageError for a date that is none."""
    from wireledger.reading import resolve

    return resolve.resolve(phrase, on)


def locate(text: str, spans: list[Any]) -> list[dict[str, Any] | None]:
    """``{"country", "lat", "lon", "geonames"}`` or None for each given toponym of a text."""
    from wireledger.reading import toponyms

    text = whole(text)
    return [
        None if e is None else {"country": e.country, "lat": e.lat, "lon": e.lon, "geonames": e.geonames}
        for e in toponyms.resolve(text, spans)
    ]
