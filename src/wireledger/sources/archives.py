"""What zip and tar share: names of members. Nothing is ever written to disk, so no name can lead anywhere."""

from __future__ import annotations

import re


def label(member: str) -> str:
    """A member's name for people: no way up or out, no control characters, not endless."""
    parts = [p for p in re.split(r"[/\\]+", re.sub(r"[\x00-\x1f\x7f]", "?", member)) if p not in ("", ".", "..")]
    return "/".join(parts)[-200:] or "unnamed"


def hidden(member: str) -> bool:
    """True for what a folder would hide, and for what some systems add to archives."""
    return any(part.startswith(".") or part == "__MACOSX" for part in label(member).split("/"))
