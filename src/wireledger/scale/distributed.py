"""Workers of Ray Data, on this machine or on a cluster: sources are parsed and read where there is room.

The driver alone writes shards and ledger, so that a result counts once however often Ray had to compute it. Sources must
be reachable from every machine under the names given. Needs Ray (``pip install 'wireledger[scale]'``)."""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, cast

import numpy as np

from wireledger.errors import UsageError
from wireledger.knowledge.own import VARIABLE
from wireledger.scale import work
from wireledger.scale.work import Failure, File, How, Result, Row

BLOCK = 1
"""Bytes after which Ray Data hands a block on: each batch is a block, and so goes to whichever worker is free."""


def number(story_id: str) -> int:
    """A story id as 64 bits."""
    return int(story_id.removeprefix("story:"), 16)


def read(
    names: list[str],
    workers: int,
    how: How,
    *,
    known: Iterable[str],
    passed: dict[str, tuple[str, int]],
    words: int,
    for_ledger: bool,
) -> Iterator[Result]:
    """The results of sources, in the order in which they are done. Raises UsageError where Ray is not installed."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault(
        "RAY_BACKEND_LOG_LEVEL", "fatal"
    )  # a worker that is lost is replaced, and not the user's affair
    try:
        import ray
        from ray.data import DataContext
    except ImportError as error:
        raise UsageError("--engine ray needs Ray: pip install 'wireledger[scale]'") from error
    begun = not ray.is_initialized()
    if begun:
        address = os.environ.get("RAY_ADDRESS")
        cores = None if address else workers
        own = {VARIABLE: os.environ[VARIABLE]} if os.environ.get(VARIABLE) else {}  # the user's own table of actors
        ray.init(
            address=address, num_cpus=cores, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR,
            runtime_env={"env_vars": {**work.SETTINGS, **own}} if address else None,
        )  # fmt: skip
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module=r"ray\.data")  # advice on tuning for who wrote the pipeline
    context = DataContext.get_current()
    before = context.target_max_block_size, context.enable_progress_bars
    context.target_max_block_size, context.enable_progress_bars = BLOCK, False
    try:
        there = ray.put(np.sort(np.fromiter((number(i) for i in known), dtype=np.uint64)))
        # parsing takes a tenth of reading: it gets a slice of a core beside the readers, which have one each but for that
        share = 0.1
        found = (
            ray.data.from_items([{"name": n} for n in names], override_num_blocks=max(1, len(names)))
            .map_batches(
                cast(Any, _split), batch_size=1, num_cpus=share,
                fn_kwargs={"there": there, "passed": ray.put(passed), "how": how, "words": words},
            )
            .map_batches(
                _Reader, batch_size=1, num_cpus=1 - share, compute=ray.data.ActorPoolStrategy(size=workers),
                fn_constructor_kwargs={"for_ledger": for_ledger},
            )
        )  # fmt: skip
        for row in found.iter_rows():
            yield _result(row["result"])
    finally:
        context.target_max_block_size, context.enable_progress_bars = before
        if begun:
            ray.shutdown()


def _split(batch: dict[str, Any], *, there: Any, passed: Any, how: How, words: int) -> Iterator[dict[str, Any]]:
    """Sources into batches of stories; the failures of parsing come last, with no stories."""
    import ray

    done = ray.get(there)
    over: dict[str, tuple[str, int]] = ray.get(passed)

    def known(story_id: str) -> bool:
        at = int(np.searchsorted(done, np.uint64(number(story_id))))
        return at < len(done) and int(done[at]) == number(story_id)

    def stories_of(name: str, stamp: str) -> int | None:
        was, count = over.get(name, ("", 0))
        return count if was == stamp else None

    result = Result()
    found = work.stories([str(n) for n in batch["name"]], how, known=known, passed=stories_of, result=result)
    for one in work.batches(found, words=words):
        yield {"stories": [json.dumps(one.stories)], "result": [""]}
    yield {"stories": ["[]"], "result": [_text(result)]}


class _Reader:
    """One worker: the model is loaded when it starts."""

    def __init__(self, for_ledger: bool) -> None:
        self.read = work.read_for_ledger if for_ledger else work.read
        work.prepare()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        results = []
        for stories, result in zip(batch["stories"], batch["result"], strict=True):
            results.append(str(result) or _text(self.read(json.loads(str(stories)))))
        return {"result": results}


def _text(result: Result) -> str:
    rows = [[getattr(r, f) for f in Row.__slots__] for r in result.rows]
    failures = [[f.source, f.reason, f.story] for f in result.failures]
    files = [[f.name, f.stamp, f.stories] for f in result.files]
    return json.dumps([rows, failures, result.skipped, files, [r.to_json() for r in result.ready]])


def _result(text: str) -> Result:
    from wireledger.ledger.recording import Ready

    rows, failures, skipped, files, ready = json.loads(text)
    return Result(
        [Row(*r) for r in rows], [Failure(*f) for f in failures], skipped, [File(*f) for f in files],
        [Ready.of_json(r) for r in ready],
    )  # fmt: skip
