"""Lines of text for the formats that are made of them."""

from __future__ import annotations

import json
import re
from typing import Any

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(value: Any) -> str:
    """A cell of a table whose rows are lines: without tabs, line ends and control characters; None is empty."""
    return "" if value is None else " ".join(printable(str(value)).split())


def printable(text: str) -> str:
    """Text without the characters that neither XML nor UTF-8 can hold."""
    return _CONTROL.sub(" ", text)


def as_json(value: Any) -> bytes:
    """A JSON value on one line, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8", "replace")
