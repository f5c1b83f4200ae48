"""Military bases that a story tells of: whose each is, and in which country it lies."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.symbols import NOUN, PROPN
from spacy.tokens import Token

from wireledger.knowledge.countries import countries
from wireledger.reading import frames
from wireledger.reading.draft import Draft

NOUNS = frozenset((
    "base", "airbase", "airfield", "camp", "garrison", "facility", "outpost", "barracks", "installation", "station", "radar",
    "cosmodrome", "site", "field", "port", "airport", "post", "hub",
))  # fmt: skip
_SURE = frozenset(("base", "airbase", "airfield", "garrison", "outpost", "barracks", "cosmodrome"))
_USING = frozenset(("use", "operate", "run", "keep", "lease", "rent", "retain", "vacate", "leave", "quit", "maintain"))
_CLOSING = frozenset(("close", "shut", "reclaim", "recover", "nationalise", "nationalize", "regain", "retake"))
_MILITARY = frozenset(("military", "air", "naval", "army", "radar", "drone", "missile", "surveillance", "listening", "navy", "logistics", "space", "tracking", "submarine", "electronic", "transport", "spy", "intelligence"))  # fmt: skip


@dataclass(slots=True)
class Base:
    head: Token
    lemma: str
    owner: str | None
    """ISO 3166-1 alpha-3 of the state whose forces it is for."""
    host: str | None
    """The country that it lies in."""


def find(draft: Draft) -> list[Base]:
    """Mentions of bases in the order of the text; "the base" has owner and host of the like one named before it."""
    found: list[Base] = []
    for parsed in draft.language.paragraphs:
        for token in parsed.doc:
            if token.pos not in (NOUN, PROPN):
                continue
            lemma = "base" if token.lower_ == "bases" else token.lemma_.lower()  # the lemmatizer's "basis"
            if lemma not in NOUNS or token.dep_ in ("compound", "amod"):
                continue
            beside = {c.lower_ for c in token.children} | {g.lower_ for c in token.children for g in c.children}
            before = [b for b in found if b.lemma == lemma or lemma in _SURE]
            sure = lemma in _SURE or (lemma == "base" and _of_a_state_abroad(token))
            if not sure and not beside & _MILITARY and not any(b.lemma == lemma for b in found):
                continue
            host, owner, user = _host(draft, token), _owner(draft, token), _user(draft, token)
            if user and owner and user != owner and host in (None, owner):
                owner, host = user, owner  # "Russia is to leave the Azeri radar station"
            owner = owner or user
            host = host or _closer(draft, token, owner)
            if owner == host:
                owner = None
            definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "both", "these") for c in token.children)
            if before and (definite or host is None):
                like = next((b for b in reversed(before) if b.host or b.owner), before[-1])
                host = host or (like.host if definite or owner in (None, like.owner) else None)
                owner = owner or (like.owner if host == like.host else None)
            found.append(Base(token, lemma, owner, host))
    return found


def _of_a_state_abroad(token: Token) -> bool:
    """ "The Turkish base in Doha": whose it is and where it lies say that it is one of soldiers."""
    owned = any(
        c.ent_type_ in ("NORP", "GPE") and c.dep_ in ("amod", "poss", "compound", "nmod") for c in token.children
    )
    placed = (
        g
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in ("in", "at", "near", "outside")
        for g in c.children
    )
    return owned and any(g.pos_ == "PROPN" for g in placed)


def _country(draft: Draft, token: Token) -> str | None:
    if token.lemma_.lower() in ("border", "frontier"):
        return None
    told = {a.country for a in draft.actors.items if a.kind != "person" and a.country and a.mentions}
    place = draft.places.at(draft.language.span(token))
    if place is not None and place.country in told:
        return place.country
    for i in draft.actors.of(token):
        actor = draft.actors.get(i)
        if actor.kind == "state" and actor.country:
            return actor.country
    known = countries().find(token.text) if token.ent_type_ in ("GPE", "NORP", "LOC") else None
    return known.iso3 if known else None


def _inside(token: Token) -> list[Token]:
    """Objects of "in", "at", "near" below a noun, and theirs: "in the port of Tartus, Syria"."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "near", "outside", "of", "on"):
            for t in child.children:
                if t.dep_ == "pobj":
                    own = [] if t.lemma_.lower() in ("border", "frontier") else list(t.children)
                    found += [t, *(c for c in own if c.dep_ in ("appos", "compound", "amod", "poss")), *_inside(t)]
        elif child.dep_ == "advmod":  # "the post south of Havana"
            found += [t for t in _inside(child) if t.pos_ == "PROPN"]
        elif child.dep_ == "appos":
            found += [child, *(c for c in child.children if c.dep_ == "compound"), *_inside(child)]
    return found


def _host(draft: Draft, token: Token) -> str | None:
    owner = _possessor(token)
    for t in _inside(token):
        if owner is not None and owner in (t, t.head):
            continue
        if country := _country(draft, t):
            return country
    if token.dep_ == "dobj" and token.head.lemma_ in ("host", "house"):  # "Djibouti hosts the only base"
        for t in frames.subject_of(token.head)[0]:
            if country := _country(draft, t):
                return country
    if token.dep_ == "dobj":
        for child in token.head.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "near") and child.i > token.i:
                for t in child.children:
                    if t.dep_ == "pobj" and (country := _country(draft, t)):
                        return country
    for child in token.children:  # "the Karshi-Khanabad air base"
        if child.dep_ in ("compound", "nmod") and child.ent_type_ != "NORP":
            place = draft.places.at(draft.language.span(child))
            told = {a.country for a in draft.actors.items if a.kind != "person" and a.country and a.mentions}
            if place is not None and place.country in told and place.name not in {c.name for c in countries().rows}:
                return place.country
    return None


def _possessor(token: Token) -> Token | None:
    """The state in "the only permanent base of the United States in Africa", whose the base is and where it does not lie."""
    if token.lemma_.lower() not in ("base", "bases", "airbase", "basis", "outpost", "garrison"):
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((t for t in child.children if t.dep_ == "pobj" and countries().named(_run(t))), None)
    return None


def _run(token: Token) -> str:
    return token.doc[token.left_edge.i : token.i + 1].text


def _owner(draft: Draft, token: Token) -> str | None:
    possessor = _possessor(token)
    named = countries().named(_run(possessor)) if possessor is not None else None
    if named is not None:
        return named.iso3
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod") and (
            child.ent_type_ in ("NORP", "GPE") or draft.actors.of(child)
        ):
            for i in draft.actors.of(child):
                actor = draft.actors.get(i)
                if actor.country and actor.sector in ("GOV", "MIL", None) and actor.kind in ("state", "organization"):
                    return actor.country
            known = countries().find(child.text)
            if known is not None:
                return known.iso3
    return None


def _closer(draft: Draft, token: Token, owner: str | None) -> str | None:
    """Who closes a base that is another's: "Uzbekistan's parliament voted to close the German airbase at Termez"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in _CLOSING or owner is None:
        return None
    for t in frames.subject_of(verb)[0]:
        for i in draft.actors.of(t):
            actor = draft.actors.get(i)
            if actor.country and actor.country != owner and actor.sector in ("GOV", "MIL", "LEG", None):
                return actor.country
    return None


def _user(draft: Draft, token: Token) -> str | None:
    """Who uses, keeps or leaves a base: "Russia will stop using a radar station"."""
    verb = token.head
    if token.dep_ == "dobj" and verb.lemma_ in _USING:
        for t in frames.subject_of(verb)[0]:
            for i in draft.actors.of(t):
                actor = draft.actors.get(i)
                if actor.country and actor.sector in ("GOV", "MIL", None):
                    return actor.country
    return None
