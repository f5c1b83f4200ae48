"""The PLOVER ontology and the words that report its events: types, modes, contexts, CAMEO codes, verbs and nouns.

The tables are ``plover_types``, ``plover_modes``, ``plover_contexts``, ``plover_cameo``, ``plover_verbs``,
``plover_classes`` and ``plover_weapons``. Ontology after PLOVER (openeventdata/PLOVER, draft 0.8); entries and examples are our own.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal, cast

from wireledger.knowledge.tables import read_table

Quad = Literal[1, 2, 3, 4]
"""1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame: ``slot`` must be there and, where ``of`` says so, be of that class of words."""

    slot: str
    of: str | None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of ``plover_verbs.tsv``: the event that its words report where one of its frames fits."""

    row: int
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    frames: tuple[tuple[Condition, ...], ...]
    """Alternatives, each a conjunction; an empty one always fits."""
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    example: str


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split("|"))))


def _frame(words: str) -> tuple[Condition, ...]:
    conditions = []
    for word in words.split():
        if word == "-":
            continue
        slot, _, of = word.removeprefix("!").partition(":")
        conditions.append(Condition(slot, of or None, word.startswith("!")))
    return tuple(conditions)


@functools.cache
def entries() -> tuple[Entry, ...]:
    """All rows of the verb table in their order."""
    return tuple(
        Entry(
            row=number,
            verbs=_cells(row["verbs"]),
            nouns=_cells(row["nouns"]),
            frames=tuple(_frame(part) for part in row["frame"].split("|")),
            type=row["type"],
            mode=row["mode"] or None,
            contexts=_cells(row["contexts"]),
            example=row["example"],
        )
        for number, row in enumerate(read_table("plover_verbs"))
    )


@functools.cache
def by_verb() -> dict[str, tuple[tuple[str | None, Entry], ...]]:
    """Rows by the lemma of the verb, with the particle (``cut_off``: ``off``) that they ask for; particles first."""
    index: dict[str, list[tuple[str | None, Entry]]] = defaultdict(list)
    for entry in entries():
        for verb in entry.verbs:
            lemma, _, particle = verb.partition("_")
            index[lemma].append((particle.replace("_", " ") or None, entry))
    return {lemma: tuple(sorted(rows, key=lambda r: (r[0] is None, r[1].row))) for lemma, rows in index.items()}


@functools.cache
def by_noun() -> dict[str, tuple[Entry, ...]]:
    """Rows by the noun that names their event."""
    index: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries():
        for noun in entry.nouns:
            index[noun].append(entry)
    return {noun: tuple(rows) for noun, rows in index.items()}


@functools.cache
def classes() -> dict[str, frozenset[str]]:
    """Classes of words that frames name."""
    return {row["class"]: frozenset(_cells(row["nouns"])) for row in read_table("plover_classes")}


@functools.cache
def word_list(name: str) -> frozenset[str]:
    """One of the small lists of ``plover_words``, by lemma."""
    return frozenset(next(_cells(row["words"]) for row in read_table("plover_words") if row["list"] == name))


@functools.cache
def weapons() -> dict[str, str]:
    """The mode of ASSAULT that a noun for a weapon or a kind of attack says, by lemma."""
    index: dict[str, str] = {}
    for row in read_table("plover_weapons"):
        for noun in _cells(row["nouns"]):
            index.setdefault(noun, row["mode"])
    return index


@functools.cache
def topics() -> dict[str, tuple[str, ...]]:
    """The topics (sport, weather, markets, public) that a word shows, by its lemma."""
    index: dict[str, list[str]] = defaultdict(list)
    for row in read_table("plain_topics"):
        for word in _cells(row["words"]):
            index[word].append(row["topic"])
    return {word: tuple(dict.fromkeys(found)) for word, found in index.items()}


@dataclass(frozen=True, slots=True)
class Type:
    name: str
    quad: Quad
    recipient: bool
    """True where the type makes no sense without a recipient."""
    cameo: tuple[str, ...]
    example: str


@functools.cache
def types() -> dict[str, Type]:
    return {
        row["type"]: Type(
            row["type"],
            cast(Quad, int(row["quad"])),
            row["recipient"] == "yes",
            _cells(row["cameo"]),
            row["example"],
        )
        for row in read_table("plover_types")
    }


@functools.cache
def modes() -> dict[tuple[str, str], str]:
    """The example (or "") of each mode, by type and mode."""
    return {(row["type"], row["mode"]): row["example"] for row in read_table("plover_modes")}


@functools.cache
def context_cues() -> dict[str, tuple[str, ...]]:
    """The contexts that a word shows, by its lemma."""
    index: dict[str, list[str]] = defaultdict(list)
    for row in read_table("plover_contexts"):
        for cue in _cells(row["cues"]):
            index[cue].append(row["context"])
    return {cue: tuple(found) for cue, found in index.items()}


@functools.cache
def _cameo() -> tuple[tuple[str, str, str | None, tuple[str, ...]], ...]:
    return tuple(
        (row["cameo"], row["type"], row["mode"] or None, _cells(row["contexts"])) for row in read_table("plover_cameo")
    )


def from_cameo(code: str) -> tuple[str, str | None, tuple[str, ...]] | None:
    """PLOVER type, mode and contexts of a CAMEO code; a code that is not listed is taken for the one above it."""
    index = {row[0]: row[1:] for row in _cameo()}
    while len(code) >= 2:
        for known in (code, code + "0"):
            if known in index:
                return index[known]
        code = code[:-1]
    return None


@functools.cache
def to_cameo(event_type: str, mode: str | None = None, contexts: tuple[str, ...] = ()) -> str | None:
    """The CAMEO code nearest to a PLOVER type, mode and contexts: the one that says most without saying more."""
    best: tuple[tuple[int, int, int], str] | None = None
    for code, its_type, its_mode, its_contexts in _cameo():
        if its_type != event_type or (its_mode is not None and its_mode != mode):
            continue
        if not set(its_contexts) <= set(contexts):
            continue
        rank = (int(its_mode is not None), len(its_contexts), -len(code))
        if best is None or rank > best[0]:
            best = (rank, code)
    if best is not None:
        return best[1]
    known = types().get(event_type)
    return known.cameo[0] + "0" if known else None
