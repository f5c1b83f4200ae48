"""Where people are at home: beside their names, and by who has the word where they are named."""

from __future__ import annotations

import re
from collections import defaultdict

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.actors import title_states
from wireledger.knowledge.speech import speech_acts
from wireledger.reading.cast import SUBJECTS
from wireledger.reading.language import head
from wireledger.reading.names import Name
from wireledger.reading.phrases import INSIDE, Phrases

_SHARED = re.compile(
    r"(?:senator|lawmaker|general|colonel|major|captain|official|diplomat|judge|lawyer|spokes\w+|adviser|advisor|envoy|sen\.|rep\.|gen\.|col\.|deputy|aide|governor|mayor|member)$"
)
"""Titles that several have at a time."""
_LOCAL = re.compile(r"\b(?:mayor|governor|prefect|councillor|councilman|police chief|magistrate|chief|sheriff)$")
"""Titles of those who hold an office in the place that a paragraph tells of."""
_TOPIC = 1.6
"""How strongly the state that a story is about speaks for itself."""
_ACTING = frozenset(("expel", "order", "recall", "summon", "impose", "ban", "vote", "decide", "reject", "welcome", "refuse", "sign", "suspend", "end", "withdraw"))  # fmt: skip
"""Verbs besides those of saying whose subjects act in a state's name."""
_INSIDE_OF = frozenset(("in", "at", "near", "outside", "around", "of", "from"))


class Homes(Phrases):
    """The state for which a person speaks, where no word of the title says so."""

    def origin(self, doc: Doc, name: Name, tokens: Tokens) -> str | None:
        """Where words beside a name say that a person is from: "Kenyan economist X", "X, a historian at Y", "X of Y"."""
        token = head(tokens)
        i = name.start - 1
        while (
            i >= 0
            and doc[i].dep_ in (*INSIDE, "appos")
            and doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "NUM")
            and doc[i].sent == token.sent
        ):
            known = self.of_token.get(i)
            if known and known.label in ("PEOPLE", "STATE") and known.country:
                return known.country
            i -= 1
        beside = [
            c
            for c in token.children
            if c.i >= name.end and (c.dep_ == "appos" or (c.dep_ == "prep" and c.lower_ in ("of", "from")))
        ]
        if token.dep_ == "appos" and token.head.i < token.i and token.head.pos_ == "NOUN":
            beside.append(token.head)  # "a member of the assembly in Stanley, X"
        places = getattr(self.draft, "places", None)
        for each in beside:
            for t in each.subtree:
                if not (each.left_edge.i <= t.i <= each.right_edge.i) or name.start <= t.i < name.end:
                    continue
                known = self.of_token.get(t.i)
                if (
                    known
                    and known.country
                    and known.label != "PERSON"
                    and not (known.label == "ORG" and known.sector == "IGO")
                ):
                    return known.country
                place = (
                    places.at(self.language.span(t))
                    if places and t.pos_ == "PROPN" and t.dep_ in ("pobj", "npadvmod", "compound", "appos")
                    else None
                )
                if place is not None and place.country:
                    return str(place.country)
        return None

    def international(self) -> str | None:
        """The international body mentioned last."""
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)):
            if self.actors.get(actor_id).sector == "IGO" and self.actors.get(actor_id).country is None:
                return actor_id
        return None

    def local(self, token: Token, title: str = "") -> str | None:
        """The state in whose name a person with a bare title speaks, or in which one without any is at home.

        Whatever the paragraph has named up to there speaks for its state: who says or does something most, a place where
        something is less; what stands further back less than what is near. The state that the story is about has the
        word where little is said, and a state whose holder of an unshared office the story has named already has none."""
        doc = token.doc
        votes: dict[str, float] = defaultdict(float)
        here = not title or bool(_LOCAL.search(title.lower()))
        if self.topic:
            votes[self.topic] = _TOPIC if title and not here else _TOPIC / 2
        back = {s.start: n for n, s in enumerate(reversed([s for s in doc.sents if s.start <= token.i]))}
        for t in doc[: token.i]:
            if self.quoted(t):
                continue
            found = self.vote(t, not here)
            if found is not None:
                country, weight = found
                votes[country] += weight / (1 + 0.6 * back.get(t.sent.start, 0))
        if title:
            for actor in self.actors.items:
                if (
                    actor.kind == "person"
                    and actor.country
                    and actor.country in votes
                    and not _SHARED.search(title.lower())
                ):
                    if any(r.title.lower() == title.lower() and r.status == "current" for r in actor.roles):
                        votes[actor.country] -= 2
            having = next(
                (states for t, states in title_states().items() if f" {title.lower()}".endswith(f" {t}")), None
            )
            if having:
                named_too = {a.country for a in self.actors.items if a.country}
                if not having & set(votes) and len(having & named_too) == 1:
                    return next(iter(having & named_too))
                votes = {c: v for c, v in votes.items() if c in having} or votes
        return max(votes, key=lambda c: (votes[c], c), default=None)

    def home(self, token: Token) -> str | None:
        """The state in which somebody without an office is at home: where the paragraph says that it plays; in a story of one
        state that state."""
        if any(
            c.dep_ == "relcl" and c.lemma_ in ("chair", "lead", "head", "represent", "govern") for c in token.children
        ):
            return self.local(token, "head")  # holds an office, though no noun says so
        places = getattr(self.draft, "places", None)
        near: list[tuple[int, str]] = []
        for t in token.doc:
            place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" and not self.quoted(t) else None
            if (
                place is None
                or not place.country
                or place.metonym
                or t.dep_ != "pobj"
                or t.head.lower_ not in _INSIDE_OF
            ):
                continue
            told_there = (
                token.dep_ in SUBJECTS and token.head.lemma_.lower() in speech_acts() and token.head.is_ancestor(t)
            )
            if t.i < token.i or token.is_ancestor(t) or told_there:
                near.append((abs(t.i - token.i) + (0 if t.sent == token.sent else 40), place.country))
        if near:
            return min(near)[1]
        return self.topic if len(self.pair) < 2 and len(set(self.states) - {self.topic}) < 2 else None

    def vote(self, t: Token, titled_: bool) -> tuple[str, float] | None:
        """The state that one token speaks for as the home of somebody named after it, and how strongly."""
        name = self.of_token.get(t.i)
        if name is not None and t.i != head(t.doc[name.start : name.end]).i:
            return None
        ids = self.actors.of(t)
        subject = t.dep_ in SUBJECTS
        if len(ids) == 1 and (actor := self.actors.get(ids[0])).country:
            verb = t.head.lemma_.lower() if subject else ""
            speaks = verb in speech_acts() or verb in _ACTING
            if actor.kind == "state":
                if t.dep_ in ("amod", "compound"):
                    return actor.country, 0.5
                inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "across", "throughout")
                return actor.country, (3.0 if speaks else 1.2) if subject else 1.0 if inside else 0.5
            if actor.kind == "person":
                return actor.country, 1.5 if subject else 0.7
            if actor.sector == "CVL":
                return actor.country, 0.6
            return actor.country, (2.5 if speaks else 1.5) if subject else 0.8
        places = getattr(self.draft, "places", None)
        place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" else None
        if place is not None and place.country and not ids:
            inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "from", "outside", "around", "of")
            return place.country, (1.6 if titled_ else 3.0) if inside else 0.7
        return None

    def speaking(self, token: Token) -> str | None:
        """The body or state that was the last subject of the paragraph, or spoke last before it: "The ministry said ...
        Spokesman X said"."""
        found = self.speaking_here(token) or self.last_speaker or self.spoke_before
        country = self.actors.get(found).country if found else None
        votes = [
            v[0] for t in token.doc[token.sent.start : token.i] if not self.actors.of(t) and (v := self.vote(t, True))
        ]
        return found if not country or all(v == country for v in votes) else None

    def speaking_here(self, token: Token) -> str | None:
        for t in reversed(token.doc[: token.i]):
            speaks = t.dep_ in SUBJECTS and t.head.lemma_.lower() in speech_acts()
            if speaks and len(ids := self.actors.of(t)) == 1 and ids[0].startswith(("org:", "state:")):
                return ids[0]
        return None
