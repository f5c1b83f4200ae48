"""Gzip: one packed file, read through to whatever it holds."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import IO, Any

from wireledger.sources.item import Blob, Found, Unpacked


def claims(blob: Blob) -> bool:
    return blob.head.startswith(b"\x1f\x8b\x08")


def items(blob: Blob) -> Iterator[Found]:
    packed = Counted(blob.stream)
    unpacked = Unpacked(gzip.GzipFile(fileobj=packed), blob.budget, blob.name, lambda: packed.size)  # type: ignore[arg-type]
    yield blob.inner(blob.name, unpacked)  # type: ignore[arg-type]


class Counted:
    """A stream that counts what is read of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.size = stream, 0

    def read(self, size: int = -1) -> bytes:
        part = self.stream.read(size) or b""
        self.size += len(part)
        return part

    def __getattr__(self, name: str) -> Any:
        if name in ("seek", "tell", "peek"):
            raise AttributeError(name)
        return getattr(self.stream, name)
