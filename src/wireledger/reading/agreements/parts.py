"""The parts that an agreement is put together from: its mentions, the acts upon it, and what is known of it so far."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import bilateral, named, party_states
from wireledger.lifecycle import last_day
from wireledger.model import ActName, Notice, Span, Status, Time
from wireledger.reading.agreements import lexicon

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(slots=True)
class Mention:
    """One phrase that speaks of an agreement."""

    head: Token
    span: Span
    words: str
    name: str | None = None
    kind: str | None = None
    year: str | None = None
    parties: list[str] = field(default_factory=list)
    """Those that the phrase itself names, in order."""
    definite: bool = False
    new: bool = False
    implied: bool = False
    plural: bool = False
    dated: Span | None = None
    """The words of the date that is the agreement's own."""
    sure: bool = True
    home: bool = False
    """Signed by several of one state: no agreement between states."""
    old: bool = False
    """ "the present lease"."""
    indefinite: bool = False
    """ "an accord"."""
    pair: bool = False
    """Its parties are "the two countries"."""
    many: bool = False
    """The phrase says that it is one of many states: "the international convention", "the treaty's 112 members"."""
    signed: str | None = None
    """The day, month or year on which its own clause says that it was signed."""
    top: Token | None = None
    """The noun that the phrase hangs by, where that is not its head: "status" in "a status of forces agreement"."""
    organisation: str | None = None
    like: Entry | None = None
    """The agreement told of before, where the phrase leaves out its noun: "the one with Panama", "that of 1991"."""
    text: bool = False
    """ "The document", "the contract": the agreement told of last."""
    years: list[str] = field(default_factory=list)
    """ "two agreements of 1961 and 1962"."""
    brought: bool = False
    """An indefinite phrase behind one that its paragraph, or one below the lead, has told of."""
    ordinal: str | None = None
    """Which one of several it is: "the first"."""


@dataclass(slots=True)
class Found:
    """An act read at one predicate."""

    act: ActName
    at: Token
    mention: Mention | None
    by: list[str]
    to: list[str]
    status: Status
    according_to: list[str]
    on: Time | None = None
    effect: Time | None = None
    duration: str | None = None
    immediate: bool = False
    received: Time | None = None
    event: str | None = None
    home: bool = False
    guessed: bool = False
    """Who did it is who does what the events tell of there, not a subject."""
    final: bool = False
    """ "formally left", "left a year after it gave notice": the exit itself."""
    term: str | None = None
    """ISO 8601 duration for which it was made."""
    lasting: bool = False
    """The words say that what it grants lasts so long ("lets it stay for 20 years"), not only that it is "a five-year pact"."""
    delivered: Time | None = None
    """When the paper was delivered that says it."""
    said: bool = False
    """Its day is that of the saying: "announced on Wednesday that it is leaving"."""
    day: str | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One agreement while it is put together."""

    mentions: list[Mention] = field(default_factory=list)
    acts: list[Found] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    kind: str | None = None
    name: str | None = None
    year: str | None = None
    organisation: str | None = None
    notice: Notice | None = None
    notice_all: bool = False
    notice_weight: int = 0
    notice_to_term: bool = False
    notice_yearly: str | None = None
    sentences: list[Tokens] = field(default_factory=list)
    """Those that name it, or go on about it."""
    term: tuple[str, Span | None] | None = None
    due: Time | None = None
    """The day to come on which it is said to run out, once it has been ended."""
    duration: str | None = None
    lasting: bool = False
    """A sentence of its own says for how long it is in force."""
    runs_from: str | None = None
    """The ISO day or month from which its term is said to run."""
    tacit: bool | None = None
    apart: bool = False
    """Of other states than the rest: not to be put together again."""
    guessed: bool = False
    """Its parties are the likeliest of the story."""
    works: bool = False
    """The story says that it is in force."""
    group: Entry | None = None
    """That of the phrase for several of which this is one."""

    def take(self, m: Mention) -> None:
        self.mentions.append(m)
        self.name = self.name or m.name
        self.organisation = self.organisation or m.organisation
        if m.kind and (self.kind in (None, "cooperation") or (self.kind == "defence" and finer(m.kind))):
            self.kind = m.kind
        finer_year = self.year and m.year and len(m.year) > len(self.year) and m.year.startswith(self.year)
        self.year = m.year if finer_year or not self.year else self.year
        if self.name not in party_states() or not self.parties:
            self.parties += [p for p in m.parties if p not in self.parties]


def plural(e: Entry) -> bool:
    """Whether a story speaks of several agreements at once, and not in its headline alone."""
    return all(m.plural for m in e.mentions) and any(m.plural and m.head.sent.root != m.head for m in e.mentions)


def dated(f: Found) -> bool:
    """Whether an act was done on a day, month or year that its words name, not count back to ("four years ago")."""
    if f.on is None or f.status != "happened" or not _ISO.fullmatch(f.on.value or ""):
        return False
    return len(f.on.value or "") > 4 or (f.on.span.end - f.on.span.start) <= 6


def signed_on(e: Entry) -> list[str]:
    """ISO days, months or years on which an agreement is said to have been signed."""
    told = [iso(f.on) for f in e.acts if f.act == "sign" and f.on is not None and dated(f)]
    return [v for v in (*told, e.year or "") if _ISO.fullmatch(v)]


def apart(mine: list[str], theirs: list[str]) -> bool:
    """Whether none of the days of signature of one can be one of the other's: they are two agreements."""
    return bool(mine) and bool(theirs) and not any(a.startswith(b) or b.startswith(a) for a in mine for b in theirs)


def main(entries: list[Entry]) -> Entry | None:
    """The agreement that the story is about: the one with most acts, then mentions; the first of equals."""
    return max(
        entries,
        key=lambda e: (len([a for a in e.acts if a.act in lexicon.ENDINGS]) > 0, len(e.mentions)),
        default=None,
    )


def multilateral(entry: Entry) -> bool:
    if any(m.many for m in entry.mentions) and len(entry.parties) < 3:
        return True
    return bool(entry.name and entry.name in names() and entry.name not in bilateral())


@functools.cache
def names() -> frozenset[str]:
    """The proper names of the table."""
    return frozenset(name for name, _ in named().values())


def finer(kind: str) -> bool:
    return kind in ("status-of-forces", "basing", "alliance", "arms-control", "intelligence")


def iso(time: Time) -> str:
    """The day, month or year of a time; the first day where it is finer or another unit."""
    value = time.value or ""
    if value.endswith("T24:00"):
        return value[:10]  # midnight: the end of the day
    if time.mod == "END" and (last := last_day(value)) is not None:
        return last.isoformat()
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    return (time.begin or value)[:10]


def same_name(a: str, b: str) -> bool:
    if a == b:
        return True
    mine, theirs = ({w for w in n.lower().split() if w not in ("the", "of", "on", "and")} for n in (a, b))
    initials = "".join(w[0] for w in a.split() if w[0].isupper()), "".join(w[0] for w in b.split() if w[0].isupper())
    return mine <= theirs or theirs <= mine or a in (initials[1], b) or b == initials[0]


def kindred(a: str, b: str) -> bool:
    """Kinds that one agreement may be called by in one story."""
    military = {"defence", "status-of-forces", "basing", "cooperation", "alliance", "intelligence", ""}
    security = {"defence", "arms-control"}
    return (
        a == b or not a or not b or (a in military and b in military) or "cooperation" in (a, b) or {a, b} <= security
    )
