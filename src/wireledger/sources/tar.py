"""Tar archives: their regular files, in order. Links, devices and sparse files are passed over."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from wireledger.errors import BadSource
from wireledger.sources.archives import hidden, label
from wireledger.sources.item import Blob, Found


def claims(blob: Blob) -> bool:
    return blob.head[257:262] == b"ustar"


def items(blob: Blob) -> Iterator[Found]:
    try:
        with tarfile.open(fileobj=blob.stream, mode="r|") as archive:
            for position, member in enumerate(archive):
                if position >= blob.limits.members:
                    raise BadSource(blob.name, f"holds more than {blob.limits.members:,} members; the rest is not read")
                archive.members = []  # type: ignore[attr-defined]  # tarfile would remember them all
                name = f"{blob.name}!{label(member.name)}"
                if member.isdir() or hidden(member.name):
                    continue
                if not member.isreg() or member.issparse():
                    yield BadSource(name, "no regular file; passed over")
                    continue
                stream = archive.extractfile(member)
                if stream is not None:
                    yield blob.inner(name, stream)
    except (tarfile.TarError, EOFError) as error:
        raise BadSource(blob.name, f"a broken tar archive: {error}") from None
