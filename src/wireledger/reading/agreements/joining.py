"""Which agreement of a story a notice clause is one of, once the story has been read to its end.

A clause is often told in another sentence than its agreement, and stories speak of several. What speaks for an agreement is
weighed, not taken in order: that its sentence names it, near the clause; that the sentence goes on about the one before;
that somebody has ended or left it, so that the story has to say when; that it is what the story is about; and, against it,
that those who may give the notice are no parties to it.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.model import Notice, Span
from wireledger.reading.agreements import lexicon, parts
from wireledger.reading.agreements.parts import Entry
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause


@dataclass(slots=True)
class Told:
    """A notice clause as a sentence tells of it, before it is known whose it is."""

    notice: Notice
    by: list[str]
    everyone: bool
    weight: int
    """How plainly the words say that it is one."""
    to_term: bool
    cue: Token
    sentence: Tokens
    here: list[Entry] = field(default_factory=list)
    """The agreements that the sentence speaks of."""
    taken_up: Entry | None = None
    """That of the sentence before, about which this one goes on."""
    last: Entry | None = None
    """That which the story told of last."""
    yearly: str | None = None
    """The day of any year ("12-31") on which alone it can end: "at the end of a calendar year"."""
    term: tuple[str, Span] | None = None
    """The ISO day on which its term is over, where the clause names it: "90 days before its end, on Nov. 23"."""


class Joining:
    """Gives the clauses of a story to its agreements."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def clauses(self, told: list[Told], entries: list[Entry]) -> None:
        """Give each clause to the agreement that most speaks for; an agreement keeps the plainest, of equals the first."""
        main = parts.main(entries)
        for c in sorted(told, key=lambda c: -c.weight):
            points = {n: self.points(c, e, main) for n, e in enumerate(entries)}
            if not points:
                continue
            target = entries[max(points, key=lambda n: (points[n], entries[n] is main, -n))]
            alike = [m.like for m in target.mentions if m.like is not None]
            acts = [f for e in (target, *alike) for f in e.acts]
            ending = any(f.act in lexicon.ENDINGS and f.act != "expire" and f.status != "denied" for f in acts)
            if target.notice is not None or (c.weight < 5 and not ending):
                continue
            c.notice.by = c.by
            give(c, target)
            phrases = {(id(m.head.doc), m.head.i) for m in target.mentions if m.plural and m.head.sent == c.sentence}
            for e in c.here if target in c.here else ():
                if e is not target and e.notice is None and phrases & {(id(m.head.doc), m.head.i) for m in e.mentions}:
                    give(c, e)  # "The ones with Peru and Chile ask for three months"

    def points(self, c: Told, e: Entry, main: Entry | None) -> int:
        """How much speaks for an agreement as that of a clause."""
        points = 0
        if e in c.here:
            told = len(e.parties) > 1 or e.year or e.name or any(f.status != "denied" for f in e.acts)
            told = told or any(m.like is not None for m in e.mentions)
            points += 6 if told else 2
            points += 3 if nearest(c) is e else 0
        elif e is c.taken_up:
            points += 6
        elif e is c.last:  # "Either state may terminate it", told on in the paragraph of "The extradition treaty"
            here = any(m.head.doc is c.sentence.doc for m in e.mentions)
            points += 4 if here and not c.here and any(t.lower_ in ("it", "its") for t in c.sentence) else 1
        ending = {f.status for f in e.acts if f.act in lexicon.ENDINGS and f.act != "expire"}
        points += 3 if ending & {"happened", "ongoing", "planned", "ordered"} else 1 if ending - {"denied"} else 0
        points += 2 if e is main else 0
        states = {p for p in c.by if self.draft.actors.get(p).kind == "state"}
        if states and len(e.parties) > 1 and not states & set(e.parties):
            points -= 6
        if any(t.lower_ == "new" and t.head.lemma_.lower() in lexicon.PAPERS for t in c.sentence):
            points -= 4 if all(m.old for m in e.mentions) else 0
        return points


def give(c: Told, e: Entry) -> None:
    """Make a clause that of an agreement; what it says of time is a period then, and no stated end."""
    e.notice, e.notice_all, e.notice_weight = copy.copy(c.notice), c.everyone, c.weight
    e.notice_to_term, e.notice_yearly = c.to_term, c.yearly
    if c.term is not None and c.to_term:
        e.term = e.term or c.term
    if c.notice.span is None:
        return
    for f in e.acts:  # "one year later"
        if f.effect is not None and f.effect.span.overlaps(c.notice.span):
            f.effect = None
    if e.term is not None and e.term[1] is not None and e.term[1].overlaps(c.notice.span):
        e.term = None


def nearest(c: Told) -> Entry | None:
    """Of the agreements of its sentence, that of the clause's own clause, else the one told of last before it."""
    if len(c.here) < 2:
        return c.here[0] if c.here else None
    mine = clause(c.cue)
    best: tuple[bool, bool, int] | None = None
    found: Entry | None = None
    for e in c.here:
        for m in e.mentions:
            if m.head.doc is not c.sentence.doc or m.head.sent != c.sentence:
                continue
            rank = (clause(m.head) == mine, m.head.i < c.cue.i, -abs(m.head.i - c.cue.i))
            if best is None or rank > best:
                best, found = rank, e
    return found


__all__ = ["Joining", "Told", "nearest"]
