"""Sources that grow: a folder into which stories are put, and feeds that are asked again, politely.

Both yield what :func:`open_sources` yields, remember in a small JSON file what they have seen, and go on where they
stopped. They run until ``stop`` is set, or one round with ``once``."""

from __future__ import annotations

import hashlib
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from wireledger.errors import BadSource, SourceError, UsageError
from wireledger.model import Story
from wireledger.sources.fetching import USER_AGENT, Fetched, NotAsked, Refused, fetch, is_address
from wireledger.sources.item import Blob, Budget, Limits, one_line
from wireledger.sources.opening import files_of, open_sources, read_blob

MINIMUM = 60.0
"""Seconds: a feed is never asked more often."""
_LONGEST = 24 * 3600.0
_KEPT = 20_000  # entries remembered of one feed
_ROBOTS = 24 * 3600.0


class Memory:
    """What was seen, in a JSON file that is replaced as a whole, or only in memory where ``path`` is None."""

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self.path = Path(path) if path is not None else None
        self.data: dict[str, Any] = {}
        self._saved = 0.0
        if self.path is not None and self.path.exists():
            try:
                data = json.loads(self.path.read_text(encoding="utf-8"))
            except (OSError, ValueError) as error:
                raise UsageError(f"{self.path}: the memory of what was seen cannot be read ({error})") from None
            self.data = data if isinstance(data, dict) else {}

    def of(self, name: str) -> dict[str, Any]:
        entry = self.data.setdefault(name, {})
        return entry if isinstance(entry, dict) else self.data.setdefault(name, {})

    def save(self, now: bool = True) -> None:
        """Write it; with ``now=False`` only where the last time was a second ago or more."""
        if self.path is None or (not now and time.monotonic() - self._saved < 1.0):
            return
        self._saved = time.monotonic()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(self.path.name + ".new")
        beside.write_text(json.dumps(self.data), encoding="utf-8")
        beside.replace(self.path)


def watch(
    folder: str | os.PathLike[str],
    *,
    interval: float = 5.0,
    settle: float = 1.0,
    once: bool = False,
    memory: str | os.PathLike[str] | None = None,
    stop: threading.Event | None = None,
    **options: Any,
) -> Iterator[Story | SourceError]:
    """The stories of a folder's files, and of those that come or change, looked for every ``interval`` seconds.

    A file is read when it has not changed for ``settle`` seconds, so that none is read half written. ``options`` are
    those of :func:`open_sources`. Raises UsageError where ``folder`` is none."""
    root = os.fspath(folder)
    if not Path(root).is_dir():
        raise UsageError(f"{root}: no folder to watch")
    return _watch(root, interval, settle, once, Memory(memory), stop or threading.Event(), options)


def _watch(
    root: str,
    interval: float,
    settle: float,
    once: bool,
    memory: Memory,
    stop: threading.Event,
    options: dict[str, Any],
) -> Iterator[Story | SourceError]:
    seen = memory.of(str(Path(root).resolve()))
    while not stop.is_set():
        present: set[str] = set()
        for path in _listed(root, bool(options.get("recursive", True))):
            try:
                status = Path(path).stat()
            except OSError:
                continue  # gone since it was listed
            present.add(path)
            state = f"{status.st_mtime_ns}:{status.st_size}"
            if seen.get(path) == state or abs(time.time() - status.st_mtime) < settle:
                continue
            yield from open_sources([path], **options)
            seen[path] = state
            memory.save(now=False)
        for path in set(seen) - present:
            del seen[path]  # put there again, it is read again
        memory.save()
        if once:
            return
        stop.wait(interval)


def _listed(root: str, recursive: bool) -> list[str]:
    try:
        return [name for name in files_of(root, recursive) if isinstance(name, str)]
    except SourceError:
        return []  # the folder is away for now


def watch_feeds(
    feeds: Iterable[str],
    *,
    interval: float = 900.0,
    once: bool = False,
    memory: str | os.PathLike[str] | None = None,
    stop: threading.Event | None = None,
    limit: int = 1_000_000,
    seconds: float = 30.0,
    allow_private: bool = False,
    robots: bool = True,
    user_agent: str = USER_AGENT,
    not_due: Callable[[str, float], None] | None = None,
) -> Iterator[Story | SourceError]:
    """The new and changed entries of feeds, each asked every ``interval`` seconds (never under MINIMUM).

    A feed is asked only for what has changed (ETag, Last-Modified), less and less often while it fails or forbids
    (doubling, up to a day, or as its Retry-After says), and not at all where its robots.txt disallows it. A feed that
    breaks is reported and the others go on. ``not_due`` is told, with ``once``, of each feed that is passed over since it
    was asked a short while ago, and when it may be asked again (seconds since 1970). Raises UsageError for what is no
    address."""
    names = list(dict.fromkeys(feeds))
    for name in names:
        if not is_address(name):
            raise UsageError(f"{name}: no http or https address of a feed")
    poller = _Poller(max(interval, MINIMUM), Limits(text=limit), seconds, allow_private, robots, user_agent)
    return poller.run(names, Memory(memory), once, stop or threading.Event(), not_due)


class _Poller:
    def __init__(
        self, interval: float, limits: Limits, seconds: float, allow_private: bool, robots: bool, user_agent: str
    ) -> None:
        self.interval, self.limits, self.seconds = interval, limits, seconds
        self.allow_private, self.robots, self.user_agent = allow_private, robots, user_agent

    def run(
        self, names: list[str], memory: Memory, once: bool, stop: threading.Event,
        not_due: Callable[[str, float], None] | None,
    ) -> Iterator[Story | SourceError]:  # fmt: skip
        while not stop.is_set():
            for name in names:
                state = memory.of(name)
                if stop.is_set():
                    continue
                if state.get("private") and self.allow_private:
                    state.pop("private")  # refused here, by a run that did not allow it: no server has been asked
                elif (due := state.get("next", 0)) > time.time():
                    if once and not_due is not None:
                        not_due(name, due)
                    continue
                yield from self._round(name, state, memory)
            if once:
                return
            soonest = min((memory.of(name).get("next", 0) for name in names), default=0)
            stop.wait(min(max(1.0, soonest - time.time()), 3600.0))

    def _round(self, name: str, state: dict[str, Any], memory: Memory) -> Iterator[Story | SourceError]:
        try:
            if self.robots and not self._allowed(name, memory):
                raise BadSource(name, "its robots.txt does not allow it to be fetched")
            answer = self._get(name, {k: state[v] for k, v in _CONDITIONS.items() if isinstance(state.get(v), str)})
        except SourceError as error:
            self._later(state, error)
            memory.save()
            yield error
            return
        if answer.status == 200:
            hints = {"url": answer.url} | ({"charset": answer.charset} if answer.charset else {})
            seen: dict[str, str] = state.setdefault("seen", {})
            try:
                for found in read_blob(Blob.of(name, answer.data, Budget(self.limits), hints)):
                    key, mark = _marks(found)
                    if seen.get(key) == mark:
                        continue
                    yield found
                    # After the yield: what the caller did not get to take is given again
                    seen.pop(key, None)
                    seen[key] = mark
                    memory.save(now=False)
            finally:  # also where the caller stops in the middle
                memory.save()
            for key in list(seen)[:-_KEPT]:
                del seen[key]
            for header, field in (("etag", "etag"), ("last-modified", "modified")):
                state[field] = one_line(answer.headers[header], 500) if header in answer.headers else None
        state["failures"] = 0
        # A little apart, so that many feeds are not asked at the same second for ever
        state["next"] = time.time() + self.interval * random.uniform(1.0, 1.1)
        memory.save()

    def _get(self, address: str, headers: dict[str, str], limit: int | None = None, redirects: int = 5) -> Fetched:
        return fetch(
            address,
            limit=limit or self.limits.document,
            seconds=self.seconds,
            allow_private=self.allow_private,
            redirects=redirects,
            headers={"User-Agent": self.user_agent, **headers},
        )

    def _later(self, state: dict[str, Any], error: SourceError) -> None:
        if isinstance(error, NotAsked):
            state["private"] = True
        state["failures"] = failures = min(int(state.get("failures") or 0) + 1, 20)
        wait = self.interval * 2 ** (failures - 1)
        if isinstance(error, Refused):
            if error.status == 410:
                wait = _LONGEST  # gone for good, says the server
            wait = max(wait, error.retry_after or 0.0)
        state["next"] = time.time() + min(wait, _LONGEST)

    def _allowed(self, name: str, memory: Memory) -> bool:
        """What the site's robots.txt says, asked once a day. All is allowed where there is none."""
        parts = urlsplit(name)
        address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        state = memory.of(address)
        if state.get("next", 0) <= time.time():
            state["next"] = time.time() + _ROBOTS
            try:
                state["text"] = self._get(address, {}, limit=500_000).data.decode("utf-8", "replace")
            except Refused as error:
                # Forbidden means no; a server that is out of order is asked again in an hour
                state["text"] = (
                    "User-agent: *\nDisallow: /" if error.status in (401, 403) or error.status >= 500 else ""
                )
                if error.status >= 500:
                    state["next"] = time.time() + 3600
            except SourceError:
                state["text"] = ""
                state["next"] = 0  # the feed itself will say what is wrong
        rules = RobotFileParser()
        rules.parse(str(state.get("text") or "").splitlines())
        return rules.can_fetch(self.user_agent, name)


_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "modified"}


def _marks(found: Story | SourceError) -> tuple[str, str]:
    """What an entry is known by, and what changes when it changes."""
    if isinstance(found, SourceError):
        return found.source, hashlib.sha256(str(found).encode("utf-8", "replace")).hexdigest()[:16]
    return found.guid or found.source or found.id, f"{found.id} {found.version or ''}"


__all__ = ["MINIMUM", "Memory", "watch", "watch_feeds"]
