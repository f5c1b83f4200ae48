"""Stories that ship with wireledger: our own words about public facts, in the manner of a news agency."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from wireledger.model import Story


def stories() -> Iterator[Story]:
    """The sample stories, in the order of their names."""
    from wireledger.sources.wire import lay_out

    folder = resources.files("wireledger.samples")
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".txt")), key=lambda f: f.name):
        story = lay_out(file.read_text(encoding="utf-8"))
        story.source = file.name
        yield story
