"""Story in, reading out: the stages in the order in which they run. Pure: no disk, network, clock or ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wireledger.errors import Fault
from wireledger.model import Published, Reading, Story
from wireledger.reading import actors, agreements, events, forces, places, statements, times
from wireledger.reading.draft import Draft
from wireledger.reading.language import Language, one_thread, parse


def read_parsed(language: Language) -> Reading:
    """The reading of a story that has been through the language stage."""
    draft = Draft(language.story, language)
    with one_thread():
        draft.times = times.run(draft)
        draft.places = places.run(draft)
        draft.actors = actors.run(draft)
        draft.statements = statements.run(draft)
        draft.events = events.run(draft)
        draft.agreements = agreements.run(draft)
        draft.forces = forces.run(draft)
    return draft.reading()


def read_stories(stories: Iterable[Story]) -> Iterator[Reading]:
    """Readings of stories, in order, batched through the language stage."""
    for language in parse(stories):
        yield read_parsed(language)


def read_each(stories: Iterable[Story]) -> Iterator[Reading | Fault]:
    """As :func:`read_stories`; where reading a story fails, what went wrong stands in its place and the next ones go on."""
    for language in parse(stories):
        try:
            yield read_parsed(language)
        except Exception as error:  # a fault of ours costs one story, not the run
            yield Fault(language.story.source or language.story.id, error)


def dated(story: Story, published: Published) -> Story:
    """The story with the publication date that its reader was given. Raises UsageError for a date that is none."""
    import datetime as dt

    from wireledger.errors import UsageError

    if published is not None:
        if isinstance(published, str):
            try:
                moment = dt.datetime.fromisoformat(published)
            except ValueError as error:
                raise UsageError(f"no ISO date or date-time: {published!r}") from error
            published = moment.date().isoformat() if len(published) <= 10 else moment.isoformat()
        else:
            published = published.isoformat()
        if not "1800" <= published[:4] <= "2199":  # arithmetic on days and years stays within the calendar
            raise UsageError(f"no date of a news story: {published!r}")
        story.published = published
        story.published_from = "given"
    return story
