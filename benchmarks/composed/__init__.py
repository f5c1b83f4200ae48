"""Readings composed without the language stage: what a story would say, put together in microseconds.

For measuring and testing what comes after reading. ``compose`` makes one reading from facts; ``archive`` makes any number of
them that look like the output of agencies over years: versions, corrections, copies, several reports of one happening.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wireledger.model import (
    Act,
    Actor,
    Agreement,
    Event,
    Force,
    Notice,
    Reading,
    RevisionNote,
    Role,
    Span,
    Statement,
    Story,
    When,
)
from wireledger.sources.wire import story_id

STATES = {
    "FRA": "France", "TCD": "Chad", "BFA": "Burkina Faso", "MLI": "Mali", "NER": "Niger", "USA": "United States", "RUS": "Russia",
    "CHN": "China", "PHL": "Philippines", "JPN": "Japan", "KOR": "South Korea", "AUS": "Australia", "GBR": "Britain",
    "DEU": "Germany", "POL": "Poland", "UKR": "Ukraine", "TUR": "Turkey", "SYR": "Syria", "IRQ": "Iraq", "IRN": "Iran",
    "SAU": "Saudi Arabia", "YEM": "Yemen", "EGY": "Egypt", "SDN": "Sudan", "ETH": "Ethiopia", "KEN": "Kenya", "SOM": "Somalia",
    "DJI": "Djibouti", "IND": "India", "PAK": "Pakistan", "MDV": "Maldives", "LKA": "Sri Lanka", "VNM": "Vietnam",
    "THA": "Thailand", "ARM": "Armenia", "AZE": "Azerbaijan", "GEO": "Georgia", "CUB": "Cuba", "VEN": "Venezuela", "COL": "Colombia",
}  # fmt: skip
TYPES = ("SANCTION", "CONSULT", "SUPPORT", "AID", "THREATEN", "ACCUSE", "REJECT", "CONCEDE", "COOPERATE", "MOBILIZE")
AGENCIES = ("Northwire", "Southwire", "Eastwire", "Westwire", "Midwire")
_WORDS = """
river market bridge winter harvest engine garden copper signal ladder mirror velvet anchor basket candle desert
feather granite hammer island jungle kettle lantern meadow needle orchard pepper quarry ribbon saddle temple umbrella
valley window yellow zephyr barrel cotton dollar ember falcon glacier harbour ivory jacket kernel lemon marble nickel
ocean parcel quartz rocket silver timber urban violet walnut yonder amber bronze castle dragon eagle forest golden
hollow
""".split()  # noqa: SIM905


@dataclass(frozen=True)
class Did:
    """An event between two states."""

    type: str
    actor: str
    recipient: str
    when: str | None = None
    status: str = "happened"
    mode: str | None = None
    background: bool = False


@dataclass(frozen=True)
class Has:
    """Forces of a state in another."""

    sender: str
    host: str
    count: int | None
    as_of: str | None = None
    state: str = "present"
    leave_by: str | None = None


@dataclass(frozen=True)
class Pact:
    """An agreement with its acts: ``(act, on, status)``."""

    parties: tuple[str, ...]
    acts: tuple[tuple[str, str | None, str], ...] = ()
    name: str | None = None
    kind: str | None = "defence"
    signed: str | None = None
    notice: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Said:
    """What a minister says."""

    country: str
    name: str
    words: str


Told = Did | Has | Pact | Said


@dataclass(frozen=True)
class Plan:
    """A story version before it is composed."""

    published: str
    agency: str | None
    facts: tuple[Told, ...]
    topic: int = 0
    """Seeds the words around the facts: versions and copies of a story share it."""
    headline: str | None = None
    guid: str | None = None
    note: str | None = None
    """``corrects`` or ``adds``."""
    number: str | None = None
    notice: str | None = None
    filler: int = 60

    def reading(self) -> Reading:
        return compose(self)


class _Text:
    def __init__(self) -> None:
        self.text = ""
        self.sentences: list[Span] = []

    def add(self, sentence: str, *marked: str) -> list[Span]:
        """Append a sentence; the spans of words in it, in the order in which they are asked for."""
        start = len(self.text)
        self.text += sentence + "\n"
        self.sentences.append(Span(start, start + len(sentence)))
        found = []
        for words in marked:
            at = start + sentence.index(words)
            found.append(Span(at, at + len(words)))
        return found


def compose(plan: Plan) -> Reading:
    """The reading of a story that tells the facts of a plan."""
    out = _Text()
    rng = random.Random(plan.topic)
    filler = [rng.choice(_WORDS) for _ in range(plan.filler)]
    if plan.headline:
        out.add(plan.headline)
    for start in range(0, len(filler), 20):
        out.add(" ".join(filler[start : start + 20]).capitalize() + ".")
    actors: dict[str, Actor] = {}
    story = Story(
        id="", text="", headline=plan.headline, agency=plan.agency, published=plan.published, published_from="given"
    )
    reading = Reading(story=story)

    def state(code: str, at: Span | None = None) -> str:
        actor = actors.setdefault(
            code, Actor(id=f"state:{code}", name=STATES.get(code, code), kind="state", country=code, sector="GOV")
        )
        if at is not None:
            actor.mentions.append(at)
        return actor.id

    def name(code: str) -> str:
        return STATES.get(code, code)

    for n, fact in enumerate(plan.facts, start=1):
        if isinstance(fact, Did):
            on = f" on {fact.when}" if fact.when else ""
            verb = f"{fact.type.lower()}s{' (' + fact.mode + ')' if fact.mode else ''}"
            doer, verb_at, to = out.add(
                f"{name(fact.actor)} {verb} to {name(fact.recipient)}{on} as {fact.status}{', long ago' if fact.background else ''}.",
                name(fact.actor), verb, f"to {name(fact.recipient)}",
            )  # fmt: skip
            day = dt.date.fromisoformat(fact.when) if fact.when else None
            when = When(value=fact.when, begin=fact.when, end=(day + dt.timedelta(days=1)).isoformat()) if day else None
            reading.events.append(
                Event(
                    id=f"e{n}", type=fact.type, mode=fact.mode, actors=[state(fact.actor, doer)], when=when,
                    recipients=[state(fact.recipient, Span(to.start + 3, to.end))], trigger=verb_at,
                    spans={"trigger": [verb_at], "actor": [doer]}, status=fact.status, background=fact.background,  # type: ignore[arg-type]
                )
            )  # fmt: skip
        elif isinstance(fact, Has):
            strength = f"{fact.count} soldiers" if fact.count else "soldiers"
            until = f" until {fact.leave_by}" if fact.leave_by else ""
            (words,) = out.add(
                f"{name(fact.sender)} keeps {strength} in {name(fact.host)}{until}, {fact.state}{' on ' + fact.as_of if fact.as_of else ''}.",
                strength,
            )
            reading.forces.append(
                Force(
                    id=f"f{n}", sender=state(fact.sender), host=fact.host, what="soldiers", count=fact.count,
                    count_is="exact" if fact.count else None, as_of=fact.as_of or plan.published[:10], state=fact.state,  # type: ignore[arg-type]
                    leave_by=fact.leave_by, leave_from="stated" if fact.leave_by else None, spans=[words],
                )
            )  # fmt: skip
            state(fact.host)
        elif isinstance(fact, Pact):
            called = fact.name or "–".join(name(p) for p in fact.parties) + f" {fact.kind or ''} agreement"
            between = " and ".join(name(p) for p in fact.parties)
            (at,) = out.add(
                f"The {called} is spoken of, {fact.kind or 'whatever'} of {between}, signed {fact.signed or 'some day'}, {fact.state}.",
                called,
            )  # all that a reading holds stands in its text: the same text has one reading
            acts = []
            for act, on, status in fact.acts:
                (span,) = out.add(f"There was an act, {act}, on {on or 'no day'}, {status}.", act)
                acts.append(Act(act=act, by=[state(fact.parties[0])], on=on, status=status, span=span))  # type: ignore[arg-type]
            notice = None
            if fact.notice:
                (span,) = out.add(f"It has a notice of {fact.notice}.", fact.notice)
                notice = Notice(period=fact.notice, by=[state(p) for p in fact.parties], span=span)
            reading.agreements.append(
                Agreement(
                    id=f"g{n}", name=called, kind=fact.kind, parties=[state(p) for p in fact.parties], signed=fact.signed,
                    acts=acts, notice=notice, state=fact.state, spans=[at],  # type: ignore[arg-type]
                )
            )  # fmt: skip
        else:
            title = f"Minister {fact.name}"
            who, words = out.add(f"{title} of {name(fact.country)} said: {fact.words}.", title, fact.words)
            person = f"person:{fact.name.lower()}"
            minister = Actor(
                id=person, name=fact.name, kind="person", country=fact.country, sector="GOV", mentions=[who]
            )
            minister.roles = [Role(title="Minister", of=state(fact.country), span=Span(who.start, who.start + 8))]
            actors.setdefault(person, minister)
            reading.statements.append(
                Statement(id=f"s{n}", speaker=person, cue=who, content=[words], source=[who], manner="direct")
            )
    if plan.note:
        (at,) = out.add(f"({plan.note.capitalize()} a paragraph.)", f"({plan.note.capitalize()} a paragraph.)")
        story.revision_notes = [RevisionNote(text=out.text[at.start : at.end], span=at, kind=plan.note)]  # type: ignore[arg-type]
    story.text = out.text
    story.id = story_id(out.text)
    story.guid, story.version, story.notice = plan.guid, plan.number, plan.notice  # type: ignore[assignment]
    reading.actors = list(actors.values())
    reading.sentences = out.sentences
    for one in (*reading.events, *reading.agreements, *reading.forces):
        one.according_to = [story.id]
    return reading


def archive(seed: int = 0, start: dt.date = dt.date(2000, 1, 1), per_day: int = 20) -> Iterator[Plan]:
    """Stories without end, in the order of publication: of ten, seven new, one a version, one a copy, one on a thing told before."""
    rng = random.Random(seed)
    recent: list[Plan] = []
    codes = list(STATES)
    number = 0
    while True:
        day = start + dt.timedelta(days=number // per_day)
        moment = f"{day.isoformat()}T{number % per_day:02d}:00:00"
        number += 1
        roll = rng.random()
        if recent and roll < 0.1:
            old = rng.choice(recent)
            more = (*old.facts, _fact(rng, codes, day))
            plan = replace(old, published=moment, facts=more, note="corrects" if roll < 0.02 else "adds")
            if plan.note == "corrects":
                plan = replace(plan, facts=plan.facts[1:])
        elif recent and roll < 0.2:
            old = rng.choice(recent)
            plan = replace(old, published=moment, agency=rng.choice([a for a in AGENCIES if a != old.agency]))
        elif recent and roll < 0.3:
            old = rng.choice(recent)
            facts = (*rng.sample(old.facts, k=min(2, len(old.facts))), *_facts(rng, codes, day, 2))
            plan = Plan(moment, rng.choice(AGENCIES), facts, rng.getrandbits(48), headline=f"Again {number}")
        else:
            facts = tuple(_facts(rng, codes, day, rng.randint(8, 14)))
            plan = Plan(moment, rng.choice(AGENCIES), facts, rng.getrandbits(48), headline=f"Story {number}")
        recent.append(plan)
        del recent[:-200]
        yield plan


def _facts(rng: random.Random, codes: Sequence[str], day: dt.date, count: int) -> list[Told]:
    return [_fact(rng, codes, day) for _ in range(count)]


def _fact(rng: random.Random, codes: Sequence[str], day: dt.date) -> Told:
    one, other = rng.sample(codes, 2)
    roll = rng.random()
    when = (day - dt.timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 30)))).isoformat()
    if roll < 0.5:
        return Did(rng.choice(TYPES), one, other, when if rng.random() < 0.8 else None)
    if roll < 0.65:
        return Has(one, other, rng.choice((None, 100, 400, 1000, 2500)))
    if roll < 0.72:
        act = rng.choice((("sign", when, "happened"), ("extend", when, "happened"), ("notify-end", when, "happened")))
        return Pact(tuple(sorted((one, other))), (act,), kind=rng.choice(("defence", "trade")), notice="P6M")
    return Said(
        one, f"{rng.choice(_WORDS).capitalize()} {one.capitalize()}", " ".join(rng.choice(_WORDS) for _ in range(20))
    )
