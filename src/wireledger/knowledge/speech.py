"""The tables of speech: cue verbs with their speech acts, what a governor says of a clause, kinds of document."""

from __future__ import annotations

import functools

from wireledger.knowledge.tables import read_table


@functools.cache
def speech_acts() -> dict[str, str]:
    """Verbs of saying, by lemma, with the kind of saying. The first row of a verb stands."""
    found: dict[str, str] = {}
    for row in read_table("speech_verbs"):
        found.setdefault(row["verb"], row["act"])
    return found


@functools.cache
def speech_words() -> dict[str, str]:
    """Cues that are no verbs, by lemma, with the kind of saying."""
    return {row["word"]: row["act"] for row in read_table("speech_words")}


SILENT = frozenset(("support", "oppose", "plan", "seem", "rule", "ask", "no-comment"))
"""Kinds of saying in which the speaker does not vouch for what the content says."""


@functools.cache
def factuality() -> dict[tuple[str, str], str]:
    """(lemma, V|N|A) -> the status that what it governs has."""
    return {(r["cue"], r["pos"]): r["status"] for r in read_table("factuality")}


@functools.cache
def document_kinds() -> dict[str, tuple[str, str]]:
    """Nouns for documents with their kind and what the story must say of one: anything, sent or issued."""
    return {
        noun: (row["kind"], row["needs"]) for row in read_table("document_kinds") for noun in row["noun"].split("|")
    }
