"""Near-duplicate texts: MinHash signatures over word shingles, in bands for an index, and the exact check after it."""

from __future__ import annotations

import functools
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

_WORD = re.compile(r"\w+")
PERMUTATIONS = 48
ROWS = 3
"""Rows a band: with 16 bands of 3 rows, texts that share six in ten of their shingles nearly always share a band."""
SAME = 0.5
LEAD = 0.7


def shingles(text: str, n: int = 4) -> frozenset[str]:
    """Runs of ``n`` words, folded to lower case."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + n]) for i in range(max(len(words) - n + 1, 1)))


def lead(text: str) -> str:
    """The first 90 words: what stays when a wire story grows."""
    return " ".join(_WORD.findall(text.lower())[:90])


def bands_of(text: str) -> list[int]:
    """Keys of a text for the index (64 bits, signed), in order: texts that share one may be near-duplicates."""
    keys = set()
    for name, part in (("w", text), ("l", lead(text))):
        signature = _signature(shingles(part))
        for i in range(0, PERMUTATIONS, ROWS):
            row = f"{name}{i}:" + ",".join(str(v) for v in signature[i : i + ROWS])
            keys.add(int.from_bytes(hashlib.blake2b(row.encode(), digest_size=8).digest(), "big", signed=True))
    return sorted(keys)


@functools.cache
def _seeded() -> MinHash:
    from datasketch import MinHash  # brings all of scipy: half a second that only recording should pay

    return MinHash(num_perm=PERMUTATIONS, seed=7, hashfunc=_hash)


def _signature(items: frozenset[str]) -> list[int]:
    minhash = _seeded().copy()
    minhash.update_batch([item.encode("utf-8", "surrogatepass") for item in sorted(items)])
    return [int(v) for v in minhash.hashvalues]


def _hash(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=4).digest(), "big")


def overlap(a: str, b: str) -> tuple[float, float]:
    """How much of the shorter text is in the other (0 to 1), of the whole and of the lead."""

    def containment(x: frozenset[str], y: frozenset[str]) -> float:
        return len(x & y) / max(min(len(x), len(y)), 1)

    return containment(shingles(a), shingles(b)), containment(shingles(lead(a)), shingles(lead(b)))


def alike(a: str, b: str) -> bool:
    """Whether one text is a version or a copy of the other."""
    whole, first = overlap(a, b)
    return whole >= SAME or first >= LEAD
