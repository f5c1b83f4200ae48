"""How far a run over an archive is, on standard error: a line that is kept up to date, or one now and then in a log."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from wireledger.scale.archive import Progress

EVERY = 30.0
"""Seconds between lines where standard error is no terminal."""


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
        last = time.monotonic()

        def log(p: Progress) -> None:
            nonlocal last
            if time.monotonic() - last >= EVERY:
                last = time.monotonic()
                print(line(p), file=sys.stderr, flush=True)

        yield log
        return
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield lambda p: status.update(line(p))
