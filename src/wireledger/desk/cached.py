"""The ledger's views, each answer kept until something is recorded."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from wireledger.ledger import Ledger
from wireledger.ledger.live import Live

T = TypeVar("T")
KEPT = 256
"""Answers kept at most."""
LIVE = ("agreements", "forces", "events", "statements", "actors")
"""Views that are brought up to date instead of asked anew, where nothing but the two dates is asked for."""
MOST = 300_000
"""Claims up to which events, statements and people of a ledger are held as well: about 3.5 kB of memory a claim."""
MANY = ("events", "statements", "actors")


class Kept:
    """Answers by question, for one state of the ledger; two readers who ask the same at once wait for one answer."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.live = Live(ledger)
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._stamp = ""
        self._lock = threading.Lock()
        self._asking: dict[Any, threading.Lock] = {}

    def __call__(self, name: str, **asked: Any) -> Any:
        """The view ``name`` of the ledger."""
        asked = {k: v for k, v in asked.items() if v is not None}
        held = name in LIVE and asked.keys() <= {"as_of", "known_by"} and (name not in MANY or self.holds_events)
        return self.of((name, _key(asked)), lambda: getattr(self.live if held else self.ledger, name)(**asked))

    @property
    def holds_events(self) -> bool:
        """Whether all events, statements and people are at hand at little cost."""
        return int(self.ledger.stamp().partition(".")[0]) <= MOST

    def of(self, key: Any, make: Callable[[], T]) -> T:
        """What ``make`` answers, kept under a key until the ledger changes."""
        stamp = self.ledger.stamp()
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]
            turn = self._asking.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if stamp == self._stamp and key in self._kept:
                    return self._kept[key]  # type: ignore[no-any-return]
            answer = make()
            with self._lock:
                if stamp == self._stamp:
                    self._kept[key] = answer
                    while len(self._kept) > KEPT:
                        self._kept.popitem(last=False)
                self._asking.pop(key, None)
            return answer


def _key(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(sorted((k, _key(v)) for k, v in value.items()))
    if isinstance(value, (list, tuple, set)):
        return tuple(_key(v) for v in value)
    return value
