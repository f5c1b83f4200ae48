"""What an agreement is about: a decision weighed over its names, what it is *on*, what it lets its parties do, and its sentences."""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Token

from wireledger.knowledge.agreements import field_kinds, kind_of, kinds_in, named, nouns
from wireledger.reading.agreements.parts import Entry, Mention

_NAME, _TOPIC, _PURPOSE, _AROUND = 6.0, 4.0, 3.0, 1.0
"""How much a cue counts in the phrase itself, in what it is on or about, in the clause below it, in the sentence."""
FORCES = frozenset(
    (
        "forces",
        "contingent",
        "battalion",
        "battalions",
        "brigade",
        "garrison",
        "peacekeepers",
        "bombers",
        "jets",
        "warships",
        "submarines",
        "squadron",
        "advisers",
        "instructors",
        "trainers",
        "regiment",
        "detachment",
        "drills",
        "exercises",
    )
)
"""Nouns that show what nothing else does: that an agreement is about armed forces."""
_VAGUE = frozenset(("cooperation", "human-rights", "aviation", "environment"))
"""Kinds whose cues stand in sentences about anything."""


def decided(entry: Entry) -> str | None:
    """The kind of an agreement in the words of the field's data sets; None where nothing in the story shows one."""
    if entry.kind == "membership" or entry.organisation:
        return entry.kind
    if entry.name:
        known = named().get(entry.name.lower())
        if known is not None:
            return field_kinds().get(known[1], known[1])
    votes: dict[str, float] = defaultdict(float)
    for nth, m in enumerate(entry.mentions):
        _vote(votes, m, first=nth == 0)
    if not set(votes) - _VAGUE:
        for kind in _around(entry):
            votes[kind] += _AROUND
    if set(votes) - {"cooperation"}:
        votes.pop("cooperation", None)
    if {"status-of-forces", "basing", "alliance", "intelligence", "arms-control"} & set(votes) and "defence" in votes:
        finer = max((v, k) for k, v in votes.items() if k != "defence")
        if finer[0] >= _PURPOSE and finer[1] != "cooperation":
            votes.pop("defence")  # what a finer word says of a military agreement stands
    best = max(votes, key=lambda k: (votes[k], -_rank(k)), default=None)
    told = best if best is not None else entry.kind
    return field_kinds().get(told, told) if told else None


def _vote(votes: dict[str, float], m: Mention, *, first: bool) -> None:
    weight = _NAME if first else _NAME - 1
    if m.implied:
        votes[m.kind or ""] += weight if m.kind else 0.0
        votes.pop("", None)
        return
    own = kind_of(m.words)
    if own is not None:
        votes[own] += weight
    elif m.kind is not None and not _below(m.head, ("prep", "relcl", "acl")):
        votes[m.kind] += weight  # what another phrase has said of it
    for words, value in ((_below(m.head, ("prep",)), _TOPIC), (_below(m.head, ("relcl", "acl")), _PURPOSE)):
        kind = kind_of(words) if words else None
        if kind is not None:
            votes[kind] += value


def _below(head: Token, relations: tuple[str, ...]) -> str:
    """The words of the phrases and clauses that hang on a noun, as plain text."""
    runs = [
        c
        for c in head.rights
        if c.dep_ in relations
        and c.lemma_.lower() not in ("replace", "supersede", "succeed")
        and c.lower_ not in ("with", "between", "under", "in", "after", "during")
    ]
    text = " ".join(t.text for c in runs for t in c.doc[c.left_edge.i : c.right_edge.i + 1])
    return re.sub(r"[^\w\s-]", " ", text)


def _around(entry: Entry) -> list[str]:
    """The kinds that the sentences show in which the agreement is told of, and the one after; the nearest that shows any."""
    for m in entry.mentions:
        sentence = m.head.sent
        own = {x.head.i for x in entry.mentions if x.head.doc is m.head.doc}
        others = [t for t in sentence if t.lemma_.lower() in nouns() and t.i not in own and t.head.i not in own
                  and any(c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod", "poss", "amod") for c in t.children)]  # fmt: skip
        cut = {i for t in others for i in range(t.left_edge.i, t.i + 1)}
        text = " ".join(t.text for t in sentence if t.i not in cut)
        after = m.head.doc[sentence.end : sentence.end + 1]
        before = m.head.doc[sentence.start - 1].sent.text if sentence.start else ""
        for words in (text, after[0].sent.text if len(after) else "", before):
            found = [k for k in kinds_in(re.sub(r"[^\w\s-]", " ", words)) if k not in _VAGUE and k != "transit"]
            if found:
                return found[:1]
            if words and set(re.findall(r"\w+", words.lower())) & FORCES:
                return ["defence"]
    return []


def _rank(kind: str) -> int:
    from wireledger.knowledge.agreements import kinds

    return next((i for i, (name, _) in enumerate(kinds()) if name == kind), 99)
