"""How far a run over an archive is: a line on the terminal that is kept up to date; nothing where standard error is none."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator

from wireledger.scale.archive import Progress


def line(p: Progress) -> str:
    """One line: what was read, how fast, what was there, what failed."""
    speed = f", {p.words / p.seconds:,.0f} words/s" if p.words and p.seconds else ""
    parts = [f"{p.stories:,} stories read ({p.words:,} words{speed})"]
    for count, what in ((p.skipped, "there already"), (p.merged, "into the ledger"), (p.failed, "failed")):
        if count:
            parts.append(f"{count:,} {what}")
    return ", ".join(parts)


@contextlib.contextmanager
def showing() -> Iterator[Callable[[Progress], None]]:
    """What to call with each step of progress."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield lambda p: status.update(line(p))
