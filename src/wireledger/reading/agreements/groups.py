"""Several agreements that are told of together: one with each of several partners, or three of the same two states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from wireledger.knowledge.agreements import kind_of
from wireledger.reading.agreements import lexicon, parts, syntax
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry, Found, Mention

_SHARED = frozenset(
    ("sign", "ratify", "enter-into-force", "suspend", "resume", "extend", "renew", "propose", *lexicon.ENDINGS)
)
"""What is done to all of several agreements by being done to them together."""
_FINE = frozenset(("cooperation", "human-rights", "defence", "friendship"))
"""Kinds by which one of several is not told from the others."""


_ORDER = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2, "fourth": 3}


class Groups:
    """Which agreements a phrase in the plural stands for, and which one of several a phrase in the singular does."""

    def __init__(self, who: Parties, entries: list[Entry]) -> None:
        self.who = who
        self.entries = entries
        self.partnered: list[list[Entry]] = []
        """Agreements of one state with several partners, one each."""
        self.dated: list[Entry] = []
        """Agreements of one year each, in order."""

    def partners(self, m: Mention) -> list[str]:
        """The states that a phrase in the plural says agreements are *with*."""
        return self.who.states(syntax.near(m.head, ("with",))) if m.plural else []

    def parted(self, m: Mention) -> list[Entry]:
        """ "signed trade accords with Malaysia and Cambodia": one with each, as new entries; [] where it is none of that kind."""
        if not m.plural or m.name or m.organisation:
            return []
        if m.years and not self.dated:
            for year in m.years:
                one = Entry(apart=True)
                one.take(replace(m, year=year, years=[]))
                self.dated.append(one)
            self.entries += self.dated
            return self.dated
        partners = self.partners(m)
        others = [p for p in m.parties if p not in partners]
        if m.like is not None and not partners and len(m.parties) > 1 and not set(m.parties) & set(m.like.parties):
            # "Similar agreements were signed by Niger and Chad": each with whoever made the other one
            with_ = {p for x in m.like.mentions for p in self.who.states(syntax.near(x.head, ("with",)))}
            makers = [p for p in m.like.parties if p not in with_]
            partners, others = (list(m.parties), makers) if len(makers) == 1 else (partners, others)
        if len(partners) < 2 or len(others) > 1:
            return []
        old = [
            e
            for e in self.entries
            for p in partners
            if p in e.parties and set(others) <= set(e.parties) and e.group is None
        ]
        if any(e.kind == m.kind or not m.kind for e in old) and len(old) >= len(partners):
            return old  # told of before, one by one
        fresh = []
        for partner in partners:
            one = Entry(apart=True)
            one.take(replace(m, parties=[*others, partner]))
            fresh.append(one)
        self.entries += fresh
        self.partnered.append(fresh)
        return fresh

    def fellows(self, m: Mention, entry: Entry) -> list[Entry]:
        """All the agreements that a phrase in the plural takes up ("the accords"), where the one that it fits best is one of several."""
        if m.plural and not m.new and not self.partners(m):
            for group in self.partnered:
                if entry in group:
                    return group
        return [entry]

    def member(self, m: Mention) -> Entry | None:
        """ "Three agreements ... The extradition treaty": one of several that were told of together, of a kind of its own."""
        if m.plural or m.name or m.organisation or (not m.definite and not m.ordinal):
            return None
        own = kind_of(m.words) if not m.ordinal else m.kind
        nth = _ORDER.get(m.ordinal or "", len(self.dated))
        if nth < len(self.dated):
            return self.dated[nth]
        for group in reversed(self.entries):
            if not group.mentions or not all(x.plural for x in group.mentions) or group.apart or group.organisation:
                continue
            if m.parties and not set(m.parties) <= set(group.parties):
                continue
            fellows = [e for e in self.entries if e.group is group]
            if m.ordinal:
                one = next((e for e in fellows if any(x.ordinal == m.ordinal for x in e.mentions)), None)
            elif (
                own in (None, *_FINE) or own == group.kind or any(t.lower_ in ("such", "any") for t in m.head.children)
            ):
                if own not in _FINE or not fellows or own == group.kind:
                    continue
                one = next((e for e in fellows if e.kind == own), None)
            else:
                one = next((e for e in fellows if parts.kindred(e.kind or "-", own or "-")), None)
            if one is None:
                one = Entry(parties=list(group.parties), group=group, apart=True)
                self.entries.append(one)
            return one
        return None


def shared(entries: Iterable[Entry]) -> list[Entry]:
    """The agreements with what was done to several together done to each; without the phrase for all where they are told of one by one."""
    result = list(entries)
    for group in [e for e in result if any(x.group is e for x in result)]:
        members = [e for e in result if e.group is group]
        for one in members:
            one.parties += [p for p in group.parties if p not in one.parties]
            done = {f.act for f in one.acts if f.status != "denied"}
            one.acts += [copied(f) for f in group.acts if f.act in _SHARED and f.act not in done]
            one.notice = one.notice or group.notice
        if len(members) > 1 or any(m.ordinal for e in members for m in e.mentions):
            result.remove(group)
    return result


def copied(f: Found) -> Found:
    """An act upon another agreement, told of in the same words."""
    return replace(f, by=list(f.by), to=list(f.to), according_to=list(f.according_to), spans=list(f.spans))


def ordinal(token: Token) -> str | None:
    """ "The first obliges ...", "A second deals with ...", "As for the third": which one of several; None for anything else."""
    word = token.lower_
    if word == "one":
        word = next((c.lower_ for c in token.children if c.lower_ in lexicon.ORDINALS), "")
    if word not in lexicon.ORDINALS:
        return None
    opening = token.i == token.sent.start + 1 and token.dep_ == "amod" and token.head == token.sent.root
    if opening and token.head.tag_ in ("NNS", "VBZ") and token.head.i == token.i + 1:
        return word  # "The first obliges Oman to withdraw", where the parse takes the verb for a noun
    gapped = token.dep_ in ("npadvmod", "conj", "appos") and any(
        t.lower_ in lexicon.ORDINALS for t in token.sent if t.i < token.i
    )
    if token.dep_ not in ("nsubj", "nsubjpass", "pobj") and not gapped:
        return None  # "The first expires in 2011, the second in 2061"
    if not any(c.dep_ == "det" and c.lower_ in ("the", "a", "an") for c in token.children):
        return None
    return word if not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children) or word != "first" else None
