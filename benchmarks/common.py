"""What all measurements share: where the gold data is, and how a figure is reported."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WIRELEDGER_SHARED", ROOT.parent / "shared"))
GOLD = SHARED / "gold"


@dataclass(frozen=True)
class Figure:
    """One measured figure: what was measured on what, and the bar that it is held against, where there is one."""

    part: str
    data: str
    metric: str
    value: float | None
    bar: float | None = None
    note: str = ""
    lower_is_better: bool = False

    @property
    def reached(self) -> bool | None:
        if self.bar is None or self.value is None:
            return None
        return self.value <= self.bar if self.lower_is_better else self.value >= self.bar


def gold(path: str) -> Path | None:
    """A file or folder of the gold data; None, said loudly, where it is not there."""
    found = GOLD / path
    if found.exists():
        return found
    print(f"SKIPPED: no gold data at {found}", file=sys.stderr)
    return None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def prf(right: float, predicted: float, expected: float) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts."""
    p = right / predicted if predicted else 0.0
    r = right / expected if expected else 0.0
    return p, r, f1(p, r)


def f1(p: float, r: float) -> float:
    """The harmonic mean of precision and recall; 0 where both are."""
    return 2 * p * r / (p + r) if p + r else 0.0
