"""Words highlighted where they stand: a text with spans that may overlap, cut into pieces that do not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """Words ``[start, end)`` that a fact was read from. ``ref`` names the fact on the page; ``href`` is where it leads."""

    start: int
    end: int
    kind: str
    ref: str
    title: str = ""
    href: str | None = None


@dataclass(slots=True)
class Piece:
    """A run of text under the same marks, the shortest (nearest) first. ``first``: refs whose words begin here."""

    text: str
    marks: list[Mark] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    target: str | None = None
    """The ref to which the piece leads."""
    also: list[str] = field(default_factory=list)
    """Refs that have no piece of their own: their words are all those of others."""

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(m.kind for m in self.marks))

    @property
    def refs(self) -> list[str]:
        return list(dict.fromkeys(m.ref for m in self.marks))

    @property
    def title(self) -> str:
        return "; ".join(dict.fromkeys(m.title for m in self.marks if m.title))


def pieces(
    text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None, seen: set[str] | None = None
) -> list[Piece]:
    """``text[start:end]`` cut where marks begin and end. ``seen`` carries over which refs have had their first words."""
    end = len(text) if end is None else end
    seen = set() if seen is None else seen
    inside = [m for m in marks if m.start < end and start < m.end and m.start < m.end]
    cuts = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    found = []
    for a, b in itertools.pairwise(cuts):
        over = sorted((m for m in inside if m.start <= a and b <= m.end), key=lambda m: (m.end - m.start, m.ref))
        fresh = [r for r in dict.fromkeys(m.ref for m in over) if r not in seen]
        seen.update(fresh)
        found.append(Piece(text[a:b], over, fresh))
    return found


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, parted by empty lines, as spans without the space around them."""
    found = []
    for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t\r]*\n))*", text):
        found.append((match.start(), match.start() + len(match.group().rstrip())))
    return found


def marked(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """A whole text by paragraphs, each as pieces; from every fact's words some piece leads to it."""
    seen: set[str] = set()
    found = [pieces(text, marks, a, b, seen) for a, b in paragraphs(text)]
    lead([p for paragraph in found for p in paragraph if p.marks and p.text.strip()])
    return found


def lead(told: Sequence[Piece]) -> None:
    """Give each piece the fact that it leads to: a fact with few pieces chooses before one with many, so that all have one."""
    having: dict[str, list[Piece]] = {}
    for piece in told:
        for ref in piece.refs:
            having.setdefault(ref, []).append(piece)
    for ref, own in sorted(having.items(), key=lambda item: (len(item[1]), item[0])):
        free = next((p for p in own if p.target is None), None)
        if free is not None:
            free.target = ref
        else:
            own[0].also.append(ref)
    for piece in told:
        piece.target = piece.target or piece.refs[0]


def snippet(sentence: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A sentence as ``(words, highlighted)``."""
    found = []
    at = 0
    for a, b in spans:
        found += [(sentence[at:a], False), (sentence[a:b], True)]
        at = b
    return [(w, on) for w, on in [*found, (sentence[at:], False)] if w]
