"""Keys that are one: union and find."""

from __future__ import annotations

from collections.abc import Iterable


class Partition:
    """Disjoint sets of keys, joined one by one. A key that was not joined stands alone."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._parent

    def root(self, key: str) -> str:
        """The key that stands for the set of a key."""
        while (up := self._parent.setdefault(key, key)) != key:
            self._parent[key] = up = self._parent[up]
            key = up
        return key

    def join(self, first: str, others: Iterable[str]) -> None:
        """Make the sets of all these keys one."""
        at = self.root(first)
        for key in others:
            self._parent[self.root(key)] = at
