"""What a reader knows of agreements before it reads: their nouns, kinds and names, and the words for what is done to them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from wireledger.knowledge.tables import read_table
from wireledger.model import ActName


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in cell.split("|"))))


@functools.cache
def nouns() -> dict[str, bool]:
    """Nouns that head a mention of an agreement, and whether they do so by themselves."""
    return {row["noun"]: row["sure"] == "yes" for row in read_table("agreement_nouns")}


_STATUS = re.compile(r"status of (?:[^\W\d]+ ){1,3}(?:forces|troops|soldiers|personnel|servicemen)\b")
_AID = re.compile(r"mutual defen[cs]e assistance\b")


@functools.cache
def kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Kinds with the words that show them, the most telling first."""
    return tuple((row["kind"], _cells(row["cues"])) for row in read_table("agreement_kinds"))


def kind_of(words: str) -> str | None:
    """The kind that the words of a phrase show, the most telling one; None where they show none."""
    return next(kinds_in(words), None)


def kinds_in(words: str) -> Iterator[str]:
    """The kinds that words show, the most telling first."""
    padded = f" {' '.join(words.lower().replace(',', ' ').split())} "
    if " status of " in padded:  # "on the status of American forces"
        padded = _STATUS.sub("status of forces", padded)
    if " mutual def" in padded:  # aid in arms, as the accords of the 1950s gave it, and no alliance
        padded = _AID.sub("military assistance", padded)
    apart = padded.replace("-", " ")  # "a visa-waiver accord"
    for kind, cues in kinds():
        if any(f" {cue} " in padded or f" {cue} " in apart for cue in cues):
            yield kind


@functools.cache
def field_kinds() -> dict[str, str | None]:
    """Kinds by which mentions are told apart -> the kind of the field's data sets that they are; None where they are none."""
    return {row["kind"]: row["field"] or None for row in read_table("agreement_kinds") if row["field"] != "="}


@functools.cache
def named() -> dict[str, tuple[str, str]]:
    """Proper names of agreements, in lower case, with the name to show and the kind."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_table("named_agreements"):
        for name in (row["name"], *_cells(row["aliases"])):
            found[name.lower()] = (row["name"], row["kind"])
    return found


@functools.cache
def acronyms() -> frozenset[str]:
    """The names of :func:`named` that are written in capitals ("SALT"), in lower case."""
    rows = read_table("named_agreements")
    return frozenset(n.lower() for row in rows for n in (row["name"], *_cells(row["aliases"])) if n.isupper())


@functools.cache
def bilateral() -> frozenset[str]:
    """The proper names of agreements between two sides: one that the story does not name is still a party."""
    return frozenset(row["name"] for row in read_table("named_agreements") if row["sides"] == "two")


@functools.cache
def party_states() -> dict[str, tuple[str, ...]]:
    """Proper name of an agreement -> ISO 3166-1 alpha-3 codes of the two states that it binds, where the name says so."""
    return {row["name"]: _cells(row["parties"]) for row in read_table("named_agreements") if row["parties"]}


@functools.cache
def bodies() -> dict[str, str]:
    """Proper name of an agreement -> the body whose members are bound by it."""
    return {row["name"]: row["body"] for row in read_table("named_agreements") if row["body"]}


@dataclass(frozen=True, slots=True)
class ActWord:
    """One sense of a word for an act: what it does to the agreement that stands at ``where``."""

    act: ActName
    where: tuple[str, ...]
    particle: str | None = None


@functools.cache
def act_verbs() -> dict[str, tuple[ActWord, ...]]:
    """Verb lemma -> the acts that it may report; those with a particle first."""
    found: dict[str, list[ActWord]] = {}
    for row in read_table("agreement_acts"):
        for verb in _cells(row["verbs"]):
            lemma, _, particle = verb.partition("_")
            word = ActWord(cast(ActName, row["act"]), _cells(row["where"]), particle.replace("_", " ") or None)
            found.setdefault(lemma, []).append(word)
    return {lemma: tuple(sorted(words, key=lambda w: w.particle is None)) for lemma, words in found.items()}


@functools.cache
def act_nouns() -> dict[str, ActName]:
    """Noun lemma -> the act that it names."""
    found: dict[str, ActName] = {}
    for row in read_table("agreement_acts"):
        for noun in _cells(row["nouns"]):
            found.setdefault(noun, cast(ActName, row["act"]))
    return found


@functools.cache
def partner_weights() -> dict[str, float]:
    """What each clue to the parties of an agreement weighs."""
    return {row["clue"]: float(row["weight"]) for row in read_table("partner_weights")}
