"""From a reading to claims: what one story version reports, each self-contained, with its words and its two dates."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from wireledger.knowledge.agreements import named
from wireledger.lifecycle import ENDING, last_day
from wireledger.model import Actor, Reading, Span

KINDS = ("event", "agreement", "force", "statement", "office", "document", "identity")
"""Kinds of claims that stories make. Kinds about claims: ``retraction``, ``merge``, ``split``, ``correction``."""
FACT = frozenset(("happened", "ongoing", "ordered", "denied"))
"""Statuses of events that can be reports of one happening: one agency has it that somebody was expelled, one that he was ordered
out, one that nothing of it is true."""
DONE = frozenset(("happened", "ongoing", "ordered"))
DATED = frozenset(("event", "force"))
"""Kinds that views put in time by when they hold; the others by when they were told."""


@dataclass(slots=True)
class Claim:
    """One claim before it is stored. ``words`` is a list of ``[start, end, exact words]``."""

    kind: str
    block: str
    payload: dict[str, Any]
    words: list[tuple[int, int, str]]
    valid_from: str | None
    valid_to: str | None
    countries: set[str] = field(default_factory=set)
    content: str = ""
    told: str = ""
    """Of the exact words: versions and copies of a story that repeat them tell the same, whenever they are published."""
    id: str = ""
    alias: str | None = None
    """A second key under which claims of one thing meet: an agreement's own name."""
    status: str | None = None
    """Of an event: happened, denied, planned, ..."""
    due: str | None = None
    """The last day of a deadline that it may take part in; None for what has none."""
    day: str = ""
    """Where views put it in time: the day of the event; of the publication for what has none."""


def slug(name: str) -> str:
    """A name as a key: folded, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def digest(value: Any, size: int = 8) -> str:
    """A short stable hash of a JSON value."""
    return hashlib.blake2b(canonical(value).encode(), digest_size=size).hexdigest()


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def known_from(published: str) -> str:
    """A publication date or date-time as the ledger compares it: ISO, date-times in UTC. Raises ValueError."""
    if len(published) <= 10:
        return dt.date.fromisoformat(published).isoformat()
    moment = dt.datetime.fromisoformat(published)
    if moment.tzinfo is not None:
        moment = moment.astimezone(dt.UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="seconds")


RECALLS = frozenset(("kill", "withdraw"))
"""The notices with which a source takes a whole story back."""


def version_id(reading: Reading) -> str:
    """The id of a story version: the id of its text with a hash of what else tells versions apart.

    The same text may come with another date, from another agency or with another identity in markup, and in any order."""
    s = reading.story
    return f"{s.id}.{digest([known_from(s.published or ''), s.agency, s.guid, s.notice], 2)}"


class Claims:
    """The claims of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.version = version_id(reading)
        self.actors = {a.id: a for a in reading.actors}
        self.published = known_from(reading.story.published or "")
        self.day = self.published[:10]

    def ref(self, actor_id: str | None) -> dict[str, Any] | None:
        """An actor as claims name it."""
        actor = self.actors.get(actor_id) if actor_id else None
        if actor is None:
            return None
        return {"name": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector}

    def refs(self, ids: list[str]) -> list[dict[str, Any]]:
        return [r for i in ids if (r := self.ref(i))]

    def key(self, actor_id: str | None) -> str:
        """What an actor is compared by: its country, since states act through their organs; else its name."""
        actor = self.actors.get(actor_id) if actor_id else None
        if actor is None:
            return "?"
        if actor.country and actor.sector not in ("REB", "UAF", "BUS", "MED", "OPP", "NGO", "CRM", "CVL"):
            return actor.country
        return slug(actor.name)

    def keys(self, ids: list[str]) -> list[str]:
        return sorted({self.key(i) for i in ids})

    def countries(self, ids: list[str | None]) -> set[str]:
        return {a.country for i in ids if i and (a := self.actors.get(i)) and a.country}

    def words(self, spans: list[Span]) -> list[tuple[int, int, str]]:
        text = self.reading.story.text
        return [(s[0], s[1], text[s[0] : s[1]]) for s in sorted({(s[0], s[1]) for s in spans})]

    def sources(self, ids: list[str]) -> list[dict[str, Any]]:
        """Who says so, nearest first: speakers with the chain above them, documents, the agency last."""
        found: list[dict[str, Any]] = []
        statements = {s.id: s for s in self.reading.statements}
        documents = {d.id: d for d in self.reading.documents}
        for i in ids:
            if (s := statements.get(i)) is not None:
                chain = []
                for link in s.chain:
                    named_as = self.ref(link.by)
                    chain.append(
                        {
                            "by": named_as["name"] if named_as else link.description,
                            "medium": link.medium,
                            "when": link.when,
                        }
                    )
                speaker = self.ref(s.speaker)
                description = self.reading.words(s.source[0]) if s.source else None
                found.append(
                    {
                        "statement": s.id, "by": speaker["name"] if speaker else description, "actor": speaker,
                        "anonymous": s.anonymous, "cue": self.reading.words(s.cue) if s.cue else None, "chain": chain,
                    }
                )  # fmt: skip
            elif (d := documents.get(i)) is not None:
                sender = self.ref(d.sender)
                found.append({"document": d.kind, "by": sender["name"] if sender else d.kind, "actor": sender})
        agency = self.reading.story.agency or self.reading.story.source
        found.append({"story": True, "by": agency, "actor": None})
        return found

    def all(self) -> list[Claim]:
        """All claims, each with its id; a second claim of equal content and words is the first.

        A killed or withdrawn version claims nothing, though it may repeat the text: it only takes back what was said."""
        if self.reading.story.notice in RECALLS:
            return []
        found: dict[str, Claim] = {}
        for claim in (
            *self.events(),
            *self.agreements(),
            *self.forces(),
            *self.statements(),
            *self.offices(),
            *self.documents(),
            *self.identities(),
        ):
            claim.content = digest([claim.kind, claim.content])
            claim.told = digest([" ".join(words.split()) for _, _, words in claim.words])
            claim.id = claim.kind[0] + digest([self.version, claim.kind, claim.content, claim.words])
            claim.day = claim.valid_from if claim.kind in DATED and claim.valid_from else self.day
            claim.countries.discard("")
            found.setdefault(claim.id, claim)
        return list(found.values())

    def events(self) -> list[Claim]:
        found = []
        for e in self.reading.events:
            actors, recipients = self.keys(e.actors), self.keys(e.recipients)
            if e.reciprocal:
                actors = recipients = sorted({*actors, *recipients})
            kind = "fact" if e.status in FACT else e.status
            payload = {
                "type": e.type, "mode": e.mode, "contexts": e.contexts, "quad": e.quad, "cameo": e.cameo,
                "actors": self.refs(e.actors), "recipients": self.refs(e.recipients), "place": e.place, "status": e.status,
                "when": e.when.model_dump() if e.when else None, "background": e.background,
                "magnitudes": [m.model_dump(mode="json") for m in e.magnitudes], "according_to": self.sources(e.according_to),
                "trigger": self.reading.words(e.trigger), "actor_keys": actors, "recipient_keys": recipients,
            }  # fmt: skip
            spans = [e.trigger, *(s for role in e.spans.values() for s in role)]
            claim = Claim(
                "event", "|".join((e.type, kind, "+".join(actors), "+".join(recipients))), payload, self.words(spans),
                e.when.begin[:10] if e.when and e.when.begin else None,
                e.when.end[:10] if e.when and e.when.end else None,
                self.countries([*e.actors, *e.recipients]),
            )  # fmt: skip
            claim.status = e.status
            claim.content = canonical([e.type, e.mode, actors, recipients, e.status, e.when.value if e.when else None])
            found.append(claim)
        return found

    def agreements(self) -> list[Claim]:
        found = []
        for g in self.reading.agreements:
            parties = self.keys(g.parties)
            names = {name for name, _ in named().values()}
            acts = [
                {
                    "act": a.act, "by": self.refs(a.by), "on": a.on, "status": a.status, "effect": a.effect,
                    "immediate": a.immediate, "duration": a.duration, "received": a.received, "words": self.reading.words(a.span),
                    "span": list(a.span), "according_to": self.sources(a.according_to),
                }
                for a in g.acts
            ]  # fmt: skip
            payload = {
                "name": g.name, "named": g.name in names or _proper(g.name), "kind": g.kind, "parties": self.refs(g.parties),
                "party_keys": parties, "signed": g.signed, "in_force": g.in_force, "duration": g.duration,
                "tacit_renewal": g.tacit_renewal,
                "notice": {"period": g.notice.period, "by": self.refs(g.notice.by), "starts": g.notice.starts} if g.notice else None,
                "acts": acts, "state": g.state, "expires_on": g.expires_on, "ends_on": g.ends_on, "ends_from": g.ends_from,
                "ends_conflict": g.ends_conflict, "steps": [s.model_dump(mode="json") for s in g.steps],
                "according_to": self.sources(g.according_to),
            }  # fmt: skip
            spans = [*g.spans, *g.because, *(a.span for a in g.acts), *([g.notice.span] if g.notice else [])]
            days = [x for x in (g.signed, g.in_force, *(a.on for a in g.acts if a.status in DONE)) if x]
            claim = Claim(
                "agreement", "+".join(parties), payload, self.words(spans), min([*days, self.day]), None,
                self.countries([*g.parties]), alias=slug(g.name) if payload["named"] else None,
            )  # fmt: skip
            claim.due = ENDLESS if _may_end(payload) else None
            claim.content = canonical(
                [parties, g.kind, g.signed, payload["notice"] and g.notice and g.notice.period, g.state, g.ends_on, g.expires_on,
                 [(a.act, self.keys(a.by), a.on, a.status, a.effect) for a in g.acts]]
            )  # fmt: skip
            found.append(claim)
        return found

    def forces(self) -> list[Claim]:
        found = []
        agreements = {g.id: g for g in self.reading.agreements}
        for f in self.reading.forces:
            payload = {
                "sender": self.ref(f.sender), "host": f.host, "what": f.what, "count": f.count, "count_max": f.count_max,
                "count_is": f.count_is, "as_of": f.as_of, "state": f.state, "leave_by": f.leave_by, "leave_from": f.leave_from,
                "agreement": agreements[f.agreement].name if f.agreement in agreements else None, "place": f.place,
                "status": f.status, "steps": [s.model_dump(mode="json") for s in f.steps],
                "according_to": self.sources(f.according_to), "sender_key": self.key(f.sender),
            }  # fmt: skip
            countries = self.countries([f.sender]) | ({f.host} if f.host else set())
            claim = Claim(
                "force",
                f"{self.key(f.sender)}>{f.host}",
                payload,
                self.words([*f.spans, *f.because]),
                f.as_of,
                None,
                countries,
            )
            last = last_day(f.leave_by)
            claim.due = last.isoformat() if last else None
            claim.content = canonical([self.key(f.sender), f.host, f.count, f.count_is, f.state, f.leave_by])
            found.append(claim)
        return found

    def statements(self) -> list[Claim]:
        found = []
        for s in self.reading.statements:
            content = [self.reading.words(c) for c in s.content]
            if not content:
                continue
            source = self.reading.words(s.source[0]) if s.source else None
            payload = {
                "speaker": self.ref(s.speaker), "source": source, "cue": self.reading.words(s.cue) if s.cue else None,
                "content": content, "manner": s.manner, "told": self.ref(s.told), "when": s.when, "anonymous": s.anonymous,
                "speech_act": s.speech_act, "according_to": self.sources([s.id]),
            }  # fmt: skip
            spans = [*s.content, *s.source, *([s.cue] if s.cue else [])]
            when = s.when[:10] if s.when and len(s.when) >= 10 else self.day
            claim = Claim(
                "statement", self.key(s.speaker), payload, self.words(spans), when, None, self.countries([s.speaker])
            )
            claim.content = canonical([self.key(s.speaker), source, " ".join(" ".join(content).split())])
            found.append(claim)
        return found

    def offices(self) -> list[Claim]:
        found = []
        for a in self.reading.actors:
            for r in a.roles:
                of = self.actors.get(r.of or "")
                payload = {
                    "name": a.name, "aliases": a.aliases, "title": r.title, "of": self.ref(r.of), "status": r.status,
                    "country": a.country, "sector": a.sector, "begin": r.begin, "end": r.end,
                }  # fmt: skip
                claim = Claim(
                    "office", slug(a.name), payload, self.words([r.span]), self.day, None, self._office_countries(a, of)
                )
                claim.content = canonical([slug(a.name), r.title.lower(), self.key(r.of), r.status])
                found.append(claim)
        return found

    @staticmethod
    def _office_countries(*actors: Actor | None) -> set[str]:
        return {a.country for a in actors if a is not None and a.country}

    def documents(self) -> list[Claim]:
        found = []
        for d in self.reading.documents:
            payload = {
                "document": d.kind, "from": self.ref(d.sender), "to": self.ref(d.to), "held_by": self.ref(d.held_by),
                "authenticated_by": self.refs(d.authenticated_by), "disputed_by": self.refs(d.disputed_by), "date": d.date,
            }  # fmt: skip
            countries = self.countries([d.sender, d.to])
            claim = Claim(
                "document",
                f"{d.kind}|{self.key(d.sender)}>{self.key(d.to)}",
                payload,
                self.words(d.spans),
                d.date,
                None,
                countries,
            )
            claim.content = canonical([d.kind, self.key(d.sender), self.key(d.to), self.key(d.held_by)])
            found.append(claim)
        return found

    def identities(self) -> list[Claim]:
        """Who the people and bodies of the story are: what tells them from others, for the whole ledger's sake."""
        from wireledger.ledger.identity import alias_of, block_of

        found = []
        for a in self.reading.actors:
            if a.kind not in ("person", "organization") or not (a.mentions or a.roles):
                continue
            of = self.actors.get(a.member_of or "")
            payload = {
                "actor": a.id, "name": a.name, "aliases": a.aliases, "kind": a.kind, "country": a.country, "sector": a.sector,
                "of": of.name if of else None,
                "offices": [
                    {"title": r.title, "of": self.ref(r.of), "status": r.status, "begin": r.begin, "end": r.end} for r in a.roles
                ],
            }  # fmt: skip
            named = [m for m in a.mentions if self.reading.words(m) in (a.name, *a.aliases)]
            claim = Claim(
                "identity", block_of(a.kind, a.id, a.name), payload, self.words([*(named or a.mentions)[:1], *(r.span for r in a.roles)]),
                self.day, None, self._office_countries(a), alias=alias_of(a.kind, a.name, a.aliases),
            )  # fmt: skip
            claim.content = canonical([a.id])
            found.append(claim)
        return found


ENDLESS = "9999-12-31"


def _may_end(payload: dict[str, Any]) -> bool:
    """Whether an agreement can have a day of its end by what a claim says, with others or alone."""
    acts = payload["acts"]
    return bool(
        payload["expires_on"] or payload["ends_on"] or payload["duration"]
        or any(a["act"] in ENDING or a["effect"] or a["duration"] for a in acts)
    )  # fmt: skip


def _proper(name: str) -> bool:
    """Whether a name is a proper one and not composed from parties and a description."""
    return "–" not in name and sum(w[:1].isupper() for w in name.split()) >= 2
