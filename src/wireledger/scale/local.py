"""Workers on this machine: processes of our own, so that it is known which batch a dead or hanging worker had."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import time
from collections import deque
from collections.abc import Callable, Iterator
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

    def __init__(self, context: Any, prepare: Callable[[], None], reader: Callable[[list[str]], Result]) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, prepare, reader), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.until = time.monotonic() + START
        self.ready = False

    @property
    def busy(self) -> bool:
        return self.job is not None or not self.ready

    def give(self, job: Job) -> None:
        self.job = job
        self.until = time.monotonic() + job.seconds
        with contextlib.suppress(OSError):  # dead: its sentinel says so, and the job is tried again
            self.pipe.send(job.batch.stories)

    def end(self) -> None:
        if self.process.is_alive():
            self.process.kill()
        self.process.join(10)
        self.pipe.close()


def read(
    batches: Iterator[Batch],
    workers: int,
    *,
    prepare: Callable[[], None] = work.prepare,
    reader: Callable[[list[str]], Result] = work.read,
) -> Iterator[Result]:
    """The results of batches, in the order in which they are done. A worker that dies or hangs is replaced.

    ``prepare`` is called once in each worker, ``reader`` for each batch; both are functions of a module."""
    context = mp.get_context("spawn")  # a fork would share the driver's threads and open ledgers

    def start() -> Worker:
        return Worker(context, prepare, reader)

    pool: list[Worker] = []
    waiting: deque[Job] = deque()
    unready = 0
    exhausted = False
    try:
        while True:
            if not waiting and not exhausted:  # one batch is parsed ahead, while the workers read
                batch = next(batches, None)
                exhausted = batch is None
                if batch is not None:
                    waiting.append(Job(batch))
            idle = [w for w in pool if w.ready and w.job is None]
            while waiting and idle:
                worker = idle.pop()
                worker.give(waiting.popleft())
            if waiting and len(pool) < workers and all(w.ready for w in pool):
                pool.append(start())  # one after the other: a small archive needs few
            if exhausted and not waiting and all(w.job is None for w in pool):
                return
            if not waiting and not exhausted:
                continue
            for n, answer in _heard(pool):
                worker = pool[n]
                if answer == "ready":
                    worker.ready = True
                    unready = 0
                elif answer is not None:
                    worker.job = None
                    yield answer
                else:
                    worker.end()
                    unready += not worker.ready
                    if unready > 3:
                        raise RuntimeError("the workers die before they can read; is the language model installed?")
                    pool[n] = start()
                    if worker.job is not None:
                        yield from _again(worker.job, waiting)
    finally:
        for worker in pool:
            worker.end()


def _heard(pool: list[Worker]) -> list[tuple[int, Any]]:
    """What workers answer, by their place in the pool; None for one that is dead or over its time."""
    busy = [w.until for w in pool if w.busy]
    if not busy:
        return []
    fired = set(wait([x for w in pool for x in (w.pipe, w.process.sentinel)], max(0.0, min(busy) - time.monotonic())))
    heard: list[tuple[int, Any]] = []
    for n, worker in enumerate(pool):
        if worker.pipe in fired:
            try:
                heard.append((n, worker.pipe.recv()))
            except (EOFError, OSError):
                heard.append((n, None))
        elif worker.process.sentinel in fired or (worker.busy and time.monotonic() >= worker.until):
            heard.append((n, None))
    return heard


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


def _serve(pipe: Connection, prepare: Callable[[], None], reader: Callable[[list[str]], Result]) -> None:
    """The life of a worker: it ends when its pipe does, which a killed driver's does too."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver decides when to stop
    prepare()
    try:
        pipe.send("ready")
        while True:
            pipe.send(reader(pipe.recv()))
    except (EOFError, OSError):
        return
