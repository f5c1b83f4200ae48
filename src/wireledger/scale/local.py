"""Workers on this machine: processes of our own, so that it is known which batch a dead or hanging worker had."""

from __future__ import annotations

import multiprocessing as mp
import os
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from wireledger.model import Story
from wireledger.scale import work
from wireledger.scale.work import Batch, Failure, Result

TRIES = 2
"""Workers that a batch may cost before its stories are tried one by one, and that one story may cost."""
PATIENCE = 60.0
PER_WORD = 0.05
"""Seconds that a batch may take: so many, and so many more for each word; a hundred times what it needs."""
START = 120.0
"""Seconds that a worker may take to load the model."""


@dataclass(slots=True)
class Job:
    batch: Batch
    tries: int = 0

    @property
    def seconds(self) -> float:
        return PATIENCE + PER_WORD * self.batch.words


class Worker:
    """One process, with the job that it has and since when."""

    def __init__(self, context: Any) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.until = time.monotonic() + START
        self.ready = False

    def give(self, job: Job) -> None:
        self.job = job
        self.until = time.monotonic() + job.seconds
        self.pipe.send(job.batch.stories)

    def end(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join(10)
        self.pipe.close()


def read(batches: Iterator[Batch], workers: int) -> Iterator[Result]:
    """The results of batches, in the order in which they are done. A worker that dies or hangs is replaced."""
    context = mp.get_context("spawn")
    pool = [Worker(context) for _ in range(workers)]
    waiting: deque[Job] = deque()
    starts = 0
    exhausted = False
    try:
        while True:
            for worker in pool:
                if worker.job is None and worker.ready:
                    if not waiting and not exhausted:
                        batch = next(batches, None)
                        if batch is None:
                            exhausted = True
                        else:
                            waiting.append(Job(batch))
                    if waiting:
                        try:
                            worker.give(waiting.popleft())
                        except OSError:
                            continue  # dead: the sentinel says so below, with its job in hand
            if exhausted and not waiting and all(w.job is None for w in pool):
                return
            if not exhausted and not waiting:  # the next one is parsed while the workers read
                batch = next(batches, None)
                if batch is None:
                    exhausted = True
                    continue
                waiting.append(Job(batch))
            now = time.monotonic()
            soonest = min(w.until for w in pool if w.job is not None or not w.ready)
            signals = [x for w in pool for x in (w.pipe, w.process.sentinel)]
            fired = set(wait(signals, timeout=max(0.0, soonest - now)))
            for n, worker in enumerate(pool):
                if worker.pipe in fired:
                    try:
                        answer = worker.pipe.recv()
                    except (EOFError, OSError):
                        answer = None
                    if answer == "ready":
                        worker.ready = True
                        starts = 0
                        continue
                    if answer is not None:
                        worker.job = None
                        yield answer
                        continue
                dead = worker.pipe in fired or worker.process.sentinel in fired
                busy = worker.job is not None or not worker.ready
                if not dead and not (busy and time.monotonic() >= worker.until):
                    continue
                job, was_ready = worker.job, worker.ready
                worker.end()
                if not was_ready:
                    starts += 1
                    if starts > 3 * workers:
                        raise RuntimeError("the workers die before they can read; is the language model installed?")
                pool[n] = Worker(context)
                if job is not None:
                    yield from _again(job, waiting)
    finally:
        for worker in pool:
            worker.end()


def _again(job: Job, waiting: deque[Job]) -> Iterator[Result]:
    """Try a job once more that cost a worker; one story that did so twice is a failure."""
    job.tries += 1
    stories = job.batch.stories
    if job.tries < TRIES:
        waiting.appendleft(job)
    elif len(stories) > 1:
        waiting.extendleft(Job(Batch([s], len(s) // 6)) for s in reversed(stories))
    else:
        story = Story.model_validate_json(stories[0])
        yield Result(failures=[Failure(story.source or story.id, "the reader died or hung on it", story.id)])


def _serve(pipe: Connection, parent: int) -> None:
    """The life of a worker: it ends when its pipe does, which a killed driver's does too."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver decides when to stop
    work.prepare()
    try:
        pipe.send("ready")
        while True:
            pipe.send(work.read(pipe.recv()))
    except (EOFError, OSError):
        return
