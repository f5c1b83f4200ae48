"""What a reader knows of forces before it reads: their nouns, and the words for their coming, staying and leaving."""

from __future__ import annotations

import functools

from wireledger.knowledge.tables import read_table


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split("|"))))


@functools.cache
def nouns() -> dict[str, tuple[bool, str]]:
    """Noun -> whether it is a force by itself, and its kind."""
    return {row["noun"]: (row["sure"] == "yes", row["kind"]) for row in read_table("force_nouns")}


@functools.cache
def modifiers() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("force_modifiers"))


@functools.cache
def verbs() -> dict[str, tuple[tuple[str, str, str | None], ...]]:
    """Verb lemma -> (state, slot of the force, particle) of its senses, those with a particle first."""
    found: dict[str, list[tuple[str, str, str | None]]] = {}
    for row in read_table("force_acts"):
        for verb in _cells(row["verbs"]):
            lemma, _, particle = verb.partition("_")
            found.setdefault(lemma, []).append((row["state"], row["where"], particle.replace("_", " ") or None))
    return {lemma: tuple(sorted(senses, key=lambda s: s[2] is None)) for lemma, senses in found.items()}


@functools.cache
def event_nouns() -> dict[str, str]:
    """Noun -> the state that it leaves a force in."""
    found: dict[str, str] = {}
    for row in read_table("force_acts"):
        for noun in _cells(row["nouns"]):
            found.setdefault(noun, row["state"])
    return found


@functools.cache
def missions() -> dict[str, tuple[str, str | None]]:
    """Name of a mission -> the organisation or state (ISO 3166-1 alpha-3) whose it is, and the country it is for or None."""
    return {row["name"]: (row["of"], row["host"] or None) for row in read_table("force_missions")}
