"""A stand-in for the reader, called in the workers that tests of archives start. Light to load, since each worker does."""

from __future__ import annotations

import os
import signal
import time

from wireledger.model import Reading, Story
from wireledger.scale.work import FAULT, Failure, Result, Row


def nothing() -> None:
    """What a stand-in has to prepare."""


def die() -> None:
    os._exit(3)


def fake(batch: list[str], pause: float = 0.0) -> Result:
    """Readings that find nothing; a story that says so kills its worker, hangs, or breaks the reading."""
    result = Result()
    for text in batch:
        story = Story.model_validate_json(text)
        time.sleep(pause)
        if "KILL" in story.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "HANG" in story.text:
            time.sleep(3600)
        if "BREAK" in story.text:
            result.failures.append(Failure(story.source or "", f"{FAULT}: it broke"))
            continue
        reading = Reading(story=story).to_json()
        count = len(story.text.split())
        result.rows.append(Row(story.id, story.source, story.published, None, None, count, 0, 0, 0, reading))
    return result


def slow(batch: list[str]) -> Result:
    return fake(batch, 0.02)


def lenient(batch: list[str]) -> Result:
    return fake([b.replace("BREAK", "REPAIR") for b in batch])
