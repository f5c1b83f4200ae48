"""The stage ``forces``: whose forces are in which state's country, how strong, and whether they come, stay or must leave.

A mention is a phrase for a force. Its sender comes from the phrase ("French troops", "troops from Kenya") or from who sends,
keeps or withdraws it; its host from where it is, where it goes or what it leaves. Mentions of one sender in one host become
one record with the strength that the story gives as the latest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.actors import capitals
from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import event_nouns, missions, modifiers, nouns, verbs
from wireledger.knowledge.speech import speech_acts
from wireledger.lifecycle import first_day
from wireledger.model import Actor, Force, Span, Status, Step, Time
from wireledger.periods import add_period, parse_period
from wireledger.reading import bases, frames
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number

State = Literal["present", "arriving", "ordered-out", "leaving", "left"]
_COUNT_WORDS = frozenset(("hundred", "thousand", "dozen", "score", "handful", "couple", "number", "lot"))
_ABOUT = frozenset(("about", "around", "some", "roughly", "approximately", "nearly", "almost", "estimated", "circa", "close", "or", "so"))  # fmt: skip
_LEAST = frozenset(("least", "more", "over", "exceeding"))
_MOST = frozenset(("most", "up", "fewer", "less", "under"))
_IN = ("in", "inside", "on", "at", "across", "within")
_TO = ("to", "into", "in", "on", "for")
_FROM = ("from", "out of", "of")
_GROUPS = frozenset(("group", "company", "outfit", "force", "fighter", "mercenary", "troop", "corps", "contractor", "operative", "man", "soldier", "unit", "contingent"))  # fmt: skip
_UNITS = frozenset(("battalion", "brigade", "regiment", "squadron", "contingent", "detachment", "unit", "mission", "deployment"))  # fmt: skip
"""Nouns that a number before them does not count in people."""
_BASES = frozenset(("base", "airbase", "airfield", "garrison", "camp", "outpost", "facility", "barracks", "station"))
_GENERIC = frozenset(("country", "nation", "state", "republic", "kingdom", "island", "archipelago", "territory"))
_ENDS = frozenset(("end", "cease", "terminate", "close", "conclude", "wind", "finish", "withdraw"))
_STANDING = frozenset(("presence", "mission", "deployment", "operation", "contingent"))
_SHRINKING = frozenset(("drop", "fall", "decline", "shrink", "decrease", "dwindle"))
_GROWING = frozenset(("rise", "grow", "increase", "swell", "climb"))
_ORDERS = frozenset(("order", "ultimatum", "demand", "letter", "note", "notice", "request", "notification"))
_GIVEN = frozenset(
    ("come", "deliver", "hand", "give", "issue", "arrive", "send", "convey", "serve", "receive", "reach", "make")
)
_CASUALTY = frozenset(("kill", "wound", "hurt", "injure", "capture", "die", "arrest", "free", "release", "abduct", "kidnap", "slay",
                       "murder", "behead", "execute", "bury", "ambush", "shoot", "hospitalise", "hospitalize", "desert", "surrender"))  # fmt: skip
_TAKEN = frozenset(("captured", "killed", "wounded", "dead", "fallen", "injured", "missing", "imprisoned", "jailed", "detained", "slain",
                    "former", "retired", "ex", "returning", "hostage", "unknown"))  # fmt: skip
_CIVIL = frozenset(
    (
        "diplomatic",
        "embassy",
        "consular",
        "civilian",
        "humanitarian",
        "medical",
        "aid",
        "trade",
        "observer",
        "monitoring",
        "space",
        "rescue",
        "medic",
        "fact-finding",
    )
)
_APPROX = frozenset(("between", "over", "around", "about", "under", "near", "above"))
_LEAVING_BASES = frozenset(("close", "vacate", "leave", "quit", "evacuate", "abandon", "relinquish", "shut"))
_LEAVING_BY_PARTICLE = {
    ("give", "up"),
    ("hand", "over"),
    ("hand", "back"),
    ("shut", "down"),
    ("give", "back"),
    ("turn", "over"),
}
_LIVING = frozenset(("live", "serve", "work", "be", "station", "remain", "man", "run", "staff", "base"))
_STAYING = frozenset(
    (
        "remain",
        "stay",
        "serve",
        "leave",
        "depart",
        "arrive",
        "withdraw",
        "fight",
        "operate",
        "train",
        "live",
        "work",
        "guard",
    )
)
_TOTALS = frozenset(("total", "number", "figure", "strength", "size", "force", "contingent"))
_CLASS = {"border guards": "guards", "police": "police", "peacekeepers": "peacekeepers", "instructors": "instructors",
          "advisers": "instructors", "mercenaries": "mercenaries", "fighters": "mercenaries", "contractors": "mercenaries"}  # fmt: skip
"""Kinds of forces that stories count apart."""
_MEN = frozenset(("man", "woman", "member", "fighter", "soldier", "troop", "operative", "mercenary", "personnel"))
_REDUCING = frozenset(("reduce", "cut", "halve", "trim", "slash", "shrink", "scale", "draw", "drawdown", "reduction", "fall", "drop", "come", "go", "down"))  # fmt: skip
_ORDERING = frozenset(("order", "ask", "tell", "give", "demand", "urge", "want", "request", "call", "require", "must", "ultimatum", "insist", "instruct"))  # fmt: skip
_ORG_FORCES = frozenset(("UAF",))
_STRENGTH = {"left": 5, "ordered-out": 4, "leaving": 3, "arriving": 2, "present": 1}


@dataclass(slots=True)
class Mention:
    """One phrase for a force, with what its clause says."""

    head: Token
    span: Span
    what: str
    kind: str
    sender: str | None = None
    host: str | None = None
    count: int | None = None
    count_max: int | None = None
    count_is: Literal["exact", "about", "at-least", "at-most"] | None = None
    vague: bool = False
    """ "hundreds": a strength without a number."""
    state: State = "present"
    told: bool = False
    """The clause itself says the state; else it is only what a force is by being there."""
    status: Status = "happened"
    leave_by: str | None = None
    leave_from: Literal["stated", "computed"] | None = None
    because: list[Span] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    according_to: list[str] = field(default_factory=list)
    place: str | None = None
    past: bool = False
    earlier: bool = False
    """The count is that of an earlier time."""
    pronoun: bool = False
    guess: str | None = None
    """Whose "the soldiers" are where no other mention tells."""
    extra: bool = False
    """Beyond those who are there: "another 1,000"."""
    asserted: bool = False
    """The clause says that it is there."""
    inferred: bool = False
    """The host is that of other mentions or of the story."""
    explicit: bool = False
    """The phrase itself names the sender."""
    history: bool = False
    """In a sentence of years ago."""
    casualty: bool = False
    """Killed, wounded, captured: no strength."""
    gone: bool = False
    """In the pluperfect: there no longer."""


class Stage:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.published = first_day(draft.story.published)
        self.mentions: list[Mention] = []
        self.bases = {(id(b.head.doc), b.head.i): b for b in bases.find(draft)}

    # -- who and where -----------------------------------------------------------------------------------------
    def country(self, token: Token) -> str | None:
        """The country of a place, people, government or body that a token stands for."""
        for i in self.draft.actors.of(token):
            actor = self.draft.actors.get(i)
            if actor.country and actor.kind in ("state", "organization", "group"):
                return actor.country
        if named := countries().named(_phrase(token)) or countries().named(token.text):
            return named.iso3
        bodies = [self.draft.actors.get(i) for i in self.draft.actors.of(token)]
        place = self.draft.places.at(self.draft.language.span(token))
        told = {a.country for a in self.draft.actors.items if a.kind == "state" and a.mentions}
        known = place is not None and (place.country in told or capitals().get(token.text) == place.country)
        if place is not None and known and not any(x.sector == "IGO" for x in bodies):
            return place.country  # a namesake in a country that the story does not speak of is none
        found = countries().find(token.text) or countries().find(_phrase(token))
        return found.iso3 if found else None

    def sender_at(self, token: Token) -> str | None:
        """The actor id of the state, body or armed company that a phrase names as a force's own."""
        for i in self.draft.actors.of(token):
            actor = self.draft.actors.get(i)
            if actor.kind == "state" or actor.sector in ("IGO", "UAF") or actor.name in missions():
                return self.parent(actor.id)
            if actor.country and actor.sector in ("GOV", "MIL", "LEG", None):
                return self.state(actor.country)
        if token.ent_type_ in ("GPE", "NORP"):
            found = countries().find(token.text)
            return self.state(found.iso3) if found else None
        if token.lemma_.lower() in ("ally", "member", "country", "government", "parliament", "army", "bloc", "command"):
            owners = [c for c in token.children if c.dep_ in ("compound", "poss", "amod", "nmod")]
            return next((whose for c in owners if (whose := self.sender_at(c))), None)
        return None

    def state(self, iso3: str) -> str:
        from wireledger.reading import actors

        return self.draft.actors.add(actors.state(iso3)).id

    def parent(self, actor_id: str) -> str:
        """Whose a mission is: MINUSMA is the United Nations'."""
        from wireledger.reading import actors

        name = self.draft.actors.get(actor_id).name
        of = missions().get(name, ("", None))[0]
        if name.startswith(("UN ", "U.N. ")):
            of = "United Nations"  # who mandates a mission, or what it is called
        if not of:
            return actor_id
        if of in countries().by_iso3:
            return self.state(of)
        return self.draft.actors.add(
            Actor(id="org:" + actors.slug(of), name=of, kind="organization", country=None, sector="IGO")
        ).id

    def mission_host(self, token: Token) -> str | None:
        for i in self.draft.actors.of(token):
            if host := missions().get(self.draft.actors.get(i).name, ("", None))[1]:
                return host
        return None

    def named_mission(self, token: Token) -> str | None:
        return missions().get(token.text, ("", None))[1]

    def sender_country(self, sender: str | None) -> str | None:
        if sender is None:
            return None
        actor = self.draft.actors.get(sender)
        return actor.country if actor.sector != "IGO" else actor.id

    # -- a mention ---------------------------------------------------------------------------------------------
    def mention(self, token: Token) -> Mention | None:
        lemma = token.lemma_.lower()
        known = nouns().get(lemma)
        organised = [
            i for i in self.draft.actors.of(token)
            if (self.draft.actors.get(i).sector in _ORG_FORCES and self.draft.actors.get(i).kind == "organization") or self.draft.actors.get(i).name in missions()
        ]  # fmt: skip
        marching = lemma == "army" and any(
            _sense(v, "subj") == "leave"
            for v in (
                token.head,
                *(c for c in token.head.children if c.dep_ in ("xcomp", "advcl")),
                *(g for c in token.head.children if c.dep_ == "dobj" for g in c.children if g.dep_ in ("acl", "relcl")),
            )
            if token.dep_ == "nsubj" and v.pos_ == "VERB"
        )
        if known is None and not organised and not marching:
            return None
        if lemma == "force" and token.i and token.nbor(-1).lower_ == "air":
            return None  # a service, not a force somewhere
        if token.dep_ == "conj" and token.head.lemma_.lower() in nouns() and not organised:
            return None  # "soldiers and police officers": told by the first
        left = _left(token)
        run = token.doc[left.i : token.i + 1]
        words = {t.lemma_.lower() for t in run if t != token} | {t.lower_ for t in run if t != token}
        hyphens = {part for w in words for part in w.split("-")}
        if "visiting" in words or any(
            t.lower_.endswith(("-led", "-backed", "-allied")) or (t.lower_ == "led" and t.i > left.i) for t in run
        ):
            return None  # "how visiting troops are treated": whoever they may be
        if any(
            t.lemma_.lower() in ("embassy", "commission", "consulate", "legation", "mission")
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in ("at", "of", "in")
            for t in _objects(c)
        ) and lemma in ("adviser", "advisor", "officer", "staff", "personnel", "guard", "member", "marine"):
            return None  # "defence advisers at the High Commission": diplomats
        if words & _CIVIL and known is not None and not known[0]:
            return None  # "diplomatic personnel", "a humanitarian mission"
        if words & _TAKEN:
            return None  # "18 captured soldiers"
        own_groups = [self.draft.actors.get(i) for i in self.draft.actors.of(token)]
        bare = not any(c.dep_ in ("det", "poss", "amod", "compound", "nmod") for c in token.children)
        if lemma == "force" and token.dep_ == "pobj" and token.head.lower_ in ("in", "into", "by") and bare:
            return None  # "in force"
        if known is not None and not known[0] and not organised:
            military = bool((words | hyphens) & modifiers()) or any(g.sector == "MIL" for g in own_groups)
            foreign = any(t.ent_type_ == "NORP" for t in run) and any(t.like_num for t in run)
            military = military or (
                foreign and lemma in ("fighter", "instructor", "adviser", "advisor", "trainer", "guard", "operative")
            )
            if lemma in ("man", "woman", "crew", "team"):
                military = military and lemma not in ("man", "woman")
                military = military or any(t.lower_ == "uniform" for c in token.children for t in c.subtree)
            if lemma in ("policeman", "policewoman"):
                military = foreign or military
            at_base = any((id(t.doc), t.i) in self.bases for t in token.sent) and clause(token).lemma_ in _LIVING
            if lemma == "officer" and "police" not in words and not (foreign and at_base):
                return None
            military = military or (lemma == "officer" and foreign and at_base)
            if lemma == "mission":
                owners = [i for c in token.children if c.dep_ in ("poss", "compound") for i in self.draft.actors.of(c)]
                military = military or any(self.draft.actors.get(i).sector == "IGO" for i in owners)
            if lemma in ("deployment", "mission", "presence", "contingent"):
                owners = [i for c in token.children if c.dep_ in ("poss", "compound") for i in self.draft.actors.of(c)]
                military = military or any(self.draft.actors.get(i).sector == "MIL" for i in owners)
            if not military:
                return None
            if lemma in ("mission", "presence", "unit", "staff") and not military:
                return None
        if known is not None and known[0] and token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ == "NOUN":
            if token.head.lemma_.lower() not in event_nouns() and token.head.lemma_.lower() not in nouns():
                return None
        kind = known[1] if known else "troops" if marching else "mercenaries"
        if organised and self.draft.actors.get(organised[0]).sector not in _ORG_FORCES:
            kind = "peacekeepers"
        what = " ".join(
            t.text
            for t in run
            if t == token
            or (
                t.dep_ in ("amod", "compound", "nmod")
                and t.ent_type_ not in ("GPE", "NORP", "CARDINAL", "DATE")
                and not t.like_num
                and t.lower_ not in ("last", "strong", "first", "remaining")
            )
        )
        m = Mention(token, self.draft.language.span(run), what, kind)
        if organised:
            m.sender = self.parent(organised[0])
            m.host = self.mission_host(token)
            while m.head.dep_ in ("compound", "poss", "nmod", "amod") and m.head.head.lemma_.lower() in _GROUPS:
                m.head = m.head.head  # "Wagner group", "Wagner's fighters"
        for child in token.doc[left.i : token.i]:
            if m.sender:
                break
            if child.lower_ == "whose" and token.head.dep_ == "relcl":
                m.sender = self.sender_at(token.head.head)  # "Burundi, whose 3,000 soldiers hold the road"
            elif child.ent_type_ in ("GPE", "NORP") or self.draft.actors.of(child):
                m.sender = self.sender_at(child)
            elif child.dep_ in ("amod", "compound", "nmod", "poss") and child.text[:1].isupper():
                found = countries().find(child.text)
                m.sender = self.state(found.iso3) if found else None
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "of") and m.sender is None:
                for t in _objects(child):
                    m.sender = m.sender or self.sender_at(t)
        for g in own_groups:
            if bare:
                break  # "soldiers": whose, the phrase does not say
            if m.sender is None and g.country and g.sector in ("MIL", "GOV", None):
                if not any(c.dep_ == "poss" for c in token.children):
                    m.guess = self.state(g.country)  # "the soldiers": rather those of the story's other mentions
                    break
                m.sender = self.state(g.country)
            elif m.sender is None and g.sector == "IGO":
                m.sender = self.parent(g.id)
        if lemma == "marine" and m.sender is None and token.text[:1].isupper():
            usa = [a for a in self.draft.actors.items if a.kind == "state" and a.country == "USA" and a.mentions]
            m.sender = usa[0].id if usa else None  # spelled so, they are the American corps
        self.counted(m, run)
        of = [t for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for t in _objects(c)]
        if (
            lemma in ("contingent", "troop", "soldier", "force")
            and len({s for t in of if (s := self.sender_at(t))}) > 2
        ):
            m.sender = self.body()  # "the contingents of South Africa, Malawi and Tanzania": a mission's
        regional = [t for t in of if t.lemma_.lower() in ("force", "mission") and _regional(t)]
        if m.sender is None and (regional or (lemma in ("force", "mission") and _regional(token))):
            m.sender = self.regional_body()
        if lemma in ("mission", "contingent") and m.sender is None:
            m.sender = self.mandating(token, run)
        m.explicit = m.sender is not None and not any(c.tag_ == "PRP$" for c in token.children)
        return m

    def regional_body(self) -> str | None:
        """The one body of a region that the story names."""
        found = [
            a
            for a in self.draft.actors.items
            if a.sector == "IGO" and a.mentions and not a.name.startswith(("UN ", "United N", "U.N."))
        ]
        return self.parent(found[0].id) if len(found) == 1 else None

    def body(self) -> str | None:
        """The organisation whose force the story has spoken of last."""
        senders = [x.sender for x in self.mentions if x.sender and self.draft.actors.get(x.sender).sector == "IGO"]
        return senders[-1] if senders else None

    def mandating(self, token: Token, run: Tokens) -> str | None:
        for t in run:
            for i in self.draft.actors.of(t):
                if self.draft.actors.get(i).sector == "IGO":
                    return self.parent(i)
        return None

    def counted(self, m: Mention, run: Tokens) -> None:
        """The strength that the phrase gives: a number, a range, or "hundreds"."""
        token = m.head
        numerals = [
            t for c in token.children if c.dep_ in ("nummod", "quantmod", "amod") for t in c.subtree if t.like_num
        ]
        if not numerals and token.dep_ == "pobj" and token.head.lower_ in _APPROX:
            numerals = [t for t in token.head.subtree if t.like_num and t.i < token.i]
        of = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        around: list[Token] = list(run)
        if of is not None:
            over = of.head
            if (
                over.lemma_.lower() in _COUNT_WORDS
                or over.like_num
                or over.lemma_.lower() in ("total", "contingent", "force", "group", "team", *_MEN)
            ):
                here = [
                    over,
                    *[
                        t
                        for c in over.children
                        if c.dep_ in ("nummod", "quantmod", "det", "amod", "advmod")
                        for t in c.subtree
                    ],
                ]
                here.sort(key=lambda t: t.i)
                if (
                    over.lemma_.lower() in ("hundred", "thousand", "dozen", "score")
                    and over.tag_ == "NNS"
                    and not any(t.like_num for t in here if t != over)
                ):
                    m.vague = True
                    return
                numerals = numerals or [
                    t
                    for t in here
                    if t.like_num or (t == over and over.lemma_.lower() in ("dozen", "hundred", "thousand"))
                ]
                around += here
        if not numerals:
            for child in token.children:  # "a force of 400", "a 400-strong contingent"
                if child.dep_ == "prep" and child.lower_ in ("of", "with"):
                    for t in _objects(child):
                        counts = [u for c in t.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
                        if counts and t.lemma_.lower() in (*nouns(), *_MEN):
                            numerals = counts
                            around += list(t.subtree)
                        elif t.like_num and t.ent_type_ != "DATE":
                            numerals = [t, *[u for u in t.subtree if u.like_num and u != t]]
                            around += list(t.subtree)
            for t in run:
                match = re.fullmatch(r"(\d[\d,]*)-(?:strong|man|member|soldier|troop)", t.text)
                if match:
                    m.count, m.count_is = int(match.group(1).replace(",", "")), "exact"
                    return
                if t.lower_ == "strong" and t.i >= 2 and t.nbor(-1).text == "-" and t.nbor(-2).like_num:
                    numerals = [t.nbor(-2)]
        if not numerals:
            return
        self.size(m, numerals, around)

    def size(self, m: Mention, numerals: list[Token], around: list[Token]) -> None:
        """The strength that numerals give, with the words around them that say how exactly."""
        token = m.head
        numerals.sort(key=lambda t: t.i)
        if _YEAR.fullmatch(numerals[0].text) and len(numerals) == 1 and numerals[0].ent_type_ == "DATE":
            return
        if (
            token.i + 2 < len(token.doc)
            and token.nbor().lower_ in ("a", "per", "each", "every")
            and token.nbor(2).lemma_ in ("year", "month")
        ):
            return  # "up to 10,000 soldiers a year": so many pass through
        value = number(numerals)
        units = token.lemma_.lower() in _UNITS and numerals[0].head == token
        if value is None or value < 1 or value > 5_000_000 or units:
            return
        m.count = int(value)
        first = numerals[0]
        before = {t.lower_ for t in first.doc[max(first.i - 4, first.sent.start) : first.i]} & {
            t.lower_
            for t in [
                *around,
                *first.doc[max(first.i - 2, first.sent.start) : first.i],
                *first.subtree,
                *[u for c in token.children for u in c.subtree if u.i < first.i],
            ]
        }
        after = {t.lower_ for t in first.doc[first.i + 1 : first.i + 4]}
        if len(numerals) == 2 and {"and", "to", "-"} & {t.lower_ for t in first.doc[first.i + 1 : numerals[1].i]}:
            low, high = number(numerals[:1]), number(numerals[1:])
            if low and high and low < high:
                m.count, m.count_max, m.count_is = int(low), int(high), "about"
                return
        if "least" in before or ("more" in before and "than" in before) or "over" in before:
            m.count_is = "at-least"
        elif "most" in before or "up" in before or before & {"fewer", "less", "under"}:
            m.count_is = "at-most"
        elif before & _ABOUT or {"or", "so"} <= after:
            m.count_is = "about"
        else:
            m.count_is = "exact"

    # -- what the clause says ----------------------------------------------------------------------------------
    def clauses(self, m: Mention) -> None:
        token = m.head
        top = token
        while True:
            if top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN", "NUM"):
                top = top.head
            elif (
                top.dep_ == "pobj"
                and top.head.lower_ in _APPROX
                and top.head.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
            ):
                top = top.head  # "Between 1,000 and 1,500 troops are based there"
            elif (
                top.dep_ == "pobj"
                and top.head.lower_ == "of"
                and (
                    top.head.head.lemma_.lower()
                    in (
                        *_COUNT_WORDS,
                        "member",
                        "rest",
                        "contingent",
                        "group",
                        *_MEN,
                        "last",
                        "most",
                        "part",
                        "total",
                        "all",
                        "force",
                        "bulk",
                        "remainder",
                        "none",
                        "half",
                        "strength",
                        "size",
                        "level",
                        "convoy",
                        "batch",
                        "wave",
                        "column",
                        "presence",
                        "team",
                        "unit",
                        "many",
                        "some",
                        "few",
                        "one",
                        "any",
                    )
                    or top.head.head.like_num
                )
            ):
                top = top.head.head
            else:
                break
        self.places_of(m, token)
        governing = clause(token)
        if governing.tag_ == "VBD" and self.long_ago(governing):
            m.past = True
        for child in token.children:
            if child.dep_ == "appos":
                self.places_of(m, child)
        if top != token:
            self.places_of(m, top)
        for verb in token.sent:  # "one month to leave": where the parse hangs the verb elsewhere, its subject tells
            if (
                verb.pos_ == "AUX"
                and verb.lemma_ == "be"
                and verb != top.head
                and _away(verb)
                and top in frames.subject_of(verb)[0]
            ):
                self.leaving(m, verb, verb)
        for child in token.children:
            if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "AUX"):
                self.clause(
                    m, child, "obj" if child.tag_ == "VBN" and child.dep_ == "acl" else self.relative_slot(child)
                )
        up = top.head
        if up.lower_ == "strong" and m.count is None:  # "the contingents, about 1,300 strong"
            numerals = [t for t in up.lefts if t.like_num] or [t for t in (up.nbor(-1),) if up.i and t.like_num]
            self.size(m, numerals, list(up.lefts)) if numerals else None
        if up.dep_ == "relcl" and m.host is None and any(c.lower_ == "where" for c in up.children):
            self.at_base(m, up.head)
            self.set_host(m, [up.head])  # "the base in Gyumri, where some 3,000 soldiers serve"
        if top.dep_ == "pobj" and top.head.lower_ in ("with", "of") and up.head.lemma_.lower() in _BASES:
            self.at_base(m, up.head)
        if top.dep_ == "pobj" and top.head.lower_ == "with" and up.head.pos_ in ("VERB", "AUX") and m.sender is None:
            self.companions(m, up.head)
        if top.dep_ in ("dobj", "obj", "nsubjpass", "oprd", "dative", "attr", "npadvmod"):
            self.clause(m, up, "obj" if top.dep_ != "attr" else "subj")
            for c in up.children:
                if top.dep_ == "nsubjpass" and c.dep_ == "conj" and c.pos_ == "VERB":
                    self.clause(m, c, "obj" if any(g.dep_ == "auxpass" for g in c.children) else "subj")
        elif top.dep_ in ("nsubj",) or (top.dep_ == "conj" and up.pos_ == "VERB"):
            self.clause(m, up, "subj")  # the second: "may train here, and their soldiers there"
            for c in up.children:
                if (
                    c.dep_ == "conj"
                    and c.pos_ == "VERB"
                    and not any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)
                ):
                    self.clause(m, c, "subj")
        elif (
            top.dep_ == "pobj"
            and top.head.lower_ in ("of", "for", "by")
            and top.head.head.lemma_.lower() in event_nouns()
        ):
            self.nominal(m, top.head.head)
        elif top.dep_ in ("compound", "poss", "amod") and up.lemma_.lower() in event_nouns():
            self.nominal(m, up)
        elif top.dep_ == "pobj" and top.head.dep_ == "agent":
            self.clause(m, top.head.head, "subj")

    def at_base(self, m: Mention, base: Token) -> None:
        """ "a Russian base in the north with about 3,000 soldiers": the soldiers are of whom the base is."""
        for child in base.children:
            if child.dep_ in ("amod", "poss", "compound", "nmod") and m.sender is None:
                m.sender = self.sender_at(child)
        known = self.bases.get((id(base.doc), base.i))
        if known is not None and known.owner and m.sender is None:
            m.sender = self.state(known.owner)
        self.places_of(m, base)
        if m.host is None and base.dep_ in ("dobj", "nsubjpass") and base.head.lemma_ in ("host", "house", "have"):
            self.set_host(m, frames.subject_of(base.head)[0])

    def companions(self, m: Mention, verb: Token) -> None:
        """ "the training mission remains in the capital with 300 instructors": they are the mission's."""
        for t in frames.subject_of(verb)[0]:
            other = self.mention(t)
            if other is not None and other.sender:
                m.sender = other.sender
                self.set_host(m, [x for p in _IN for x in frames.of_verb(verb).preps.get(p, [])])
                return
            if verb.lemma_ in ("launch", "start", "begin", "open", "mount") and (sender := self.sender_at(t)):
                things = [
                    c
                    for c in verb.children
                    if c.dep_ == "dobj" and c.lemma_.lower() in ("mission", "operation", "deployment")
                ]
                if things:
                    m.sender, m.state, m.told = sender, "arriving", True  # "launched a mission with up to 1,000 troops"
                    return

    def relative_slot(self, verb: Token) -> str:
        for c in verb.children:
            if c.dep_ in ("nsubj",) and c.lower_ in ("who", "that", "which"):
                return "subj"
            if c.dep_ == "nsubjpass":
                return "obj"
        return "subj" if verb.tag_ == "VBG" else "obj"

    def places_of(self, m: Mention, token: Token) -> None:
        """Where the phrase itself says that the force is."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _IN and m.host is None:
                if not self.set_host(m, _objects(child)) and m.sender and any(c.tag_ == "PRP$" for c in token.children):
                    lands = [self.country(t) for t in _objects(child)]
                    if self.sender_country(m.sender) in lands:
                        m.sender, m.host = None, self.sender_country(m.sender)  # "its mission in Iraq": not Iraq's
            elif child.lower_ == "there" and child.dep_ == "advmod" and m.host is None and child.i > token.i:
                m.host = self.there(m)

    def lands(self, tokens: list[Token]) -> bool:
        """Whether phrases name a country, or a place by its country: "Russia's Kursk region"."""
        return any(
            self.country(x)
            for t in tokens
            for x in (t, *(c for c in t.children if c.dep_ in ("poss", "compound", "amod")))
        )

    def set_host(self, m: Mention, tokens: list[Token]) -> bool:
        for t in tokens:
            if t.i + 1 < len(t.doc) and t.nbor().lower_ in ("ocean", "sea"):
                continue  # "the Indian Ocean"
            if t.tag_ == "PRP":
                continue
            if t.lemma_.lower() in ("mission", "force", "operation") and m.host is None:
                around = [t, *(g for c in t.children if c.dep_ in ("acl", "appos") for g in c.subtree)]
                host = next((h for x in around if (h := self.mission_host(x) or self.named_mission(x))), None)
                host = host or next(
                    (x.host for x in reversed(self.mentions) if x.host and x.head.lemma_ == t.lemma_), None
                )
                if host and host != self.sender_country(m.sender):
                    m.host = host
                    return True
            base = self.bases.get((id(t.doc), t.i))
            if base is not None and base.host and base.host != self.sender_country(m.sender):
                m.host = base.host
                return True
            iso = self.country(t)
            if t.lower_ == "capital" and _the(t) and not any(c.dep_ in ("prep", "amod", "poss") for c in t.children):
                iso = self.the_country(t, m) or iso
            if t.lemma_.lower() in _GENERIC and _the(t) and (iso is None or iso == self.sender_country(m.sender)):
                iso = self.the_country(t, m)  # "stationed in the country": not the senders' own
            if iso and iso != self.sender_country(m.sender):
                m.host = iso
                return True
            inner = [
                g
                for c in t.children
                if c.dep_ in ("prep", "appos", "poss", "compound", "nmod", "amod")
                for g in ([c] if c.dep_ != "prep" else _objects(c))
            ]
            if inner and iso is None and self.set_host(m, inner):
                return True
        return False

    def the_country(self, token: Token, m: Mention) -> str | None:
        """The state that the story has named most often before a token, but the sender."""
        here = self.draft.language.span(token).start
        mine = self.sender_country(m.sender)
        hosts = Counter(x.host for x in self.mentions if x.host and x.host != mine)
        if hosts:
            return hosts.most_common(1)[0][0]
        based = Counter(b.host for b in self.bases.values() if b.host and b.host != mine)
        if based and mine is None:
            return based.most_common(1)[0][0]
        named = [a for a in self.draft.actors.items if a.kind == "state" and a.country != mine and a.mentions]
        counts = {a.country: sum(s.start < here for s in a.mentions) for a in named}
        best = max(counts, key=lambda c: counts[c], default=None)
        return best if best and counts[best] else None

    def dominant(self, sender: str) -> str | None:
        """The state that a story names far more often than any other but the sender."""
        mine = self.sender_country(sender)
        counts = Counter(
            {a.country: len(a.mentions) for a in self.draft.actors.items if a.kind == "state" and a.country != mine}
        )
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return ranked[0][0]

    def there(self, m: Mention) -> str | None:
        """The host that "there" means: that of the force told of before."""
        mine = self.sender_country(m.sender)
        found = next((x.host for x in reversed(self.mentions) if x.host and x.host != mine), None)
        return found or self.the_country(m.head, m)

    def clause(self, m: Mention, verb: Token, slot: str) -> None:
        """What a verb says of the force that stands in a slot of it."""
        if verb.pos_ not in ("VERB", "AUX"):
            return
        a = frames.of_verb(verb)
        lemma = verb.lemma_.lower()
        stance = self.draft.statements.stance(verb)
        status = stance.status
        if status == "possible" and verb.pos_ == "VERB" and frames.backshifted(verb):
            status = "planned"
        m.according_to += [s for s in stance.according_to if s not in m.according_to]
        if lemma in _CASUALTY and (slot == "obj" or lemma in ("die", "fall", "desert", "surrender")):
            m.casualty, m.count, m.count_is, m.vague = True, None, None, False
            return
        sense = _sense(verb, slot)
        if slot == "obj" and m.sender is None and sense in ("leave", "arrive", "stay"):
            for t in a.subject:
                m.sender = m.sender or self.sender_at(t)
        gone = lemma == "go" and verb.tag_ == "VBN" and any(c.lemma_ == "be" for c in verb.children)
        if gone or (slot == "subj" and lemma == "be" and _away(verb)):
            self.leaving(m, verb, verb)
            return
        if slot == "subj" and lemma in ("number", "total", "comprise", "count") and m.count is None:
            for t in (c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod")):
                numerals = (
                    [t]
                    if t.like_num
                    else [u for c in t.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
                )
                if numerals:
                    self.size(m, numerals, list(t.subtree))
                    break
        if m.head.lemma_.lower() in _STANDING and lemma in _ENDS and (m.host or m.sender):
            self.leaving(m, verb, verb)  # "ended its military presence", "the mission ends in May"
            return
        if (
            sense is None
            and slot == "subj"
            and lemma in (_SHRINKING | _GROWING)
            and (a.preps.get("to") or a.preps.get("from"))
        ):
            if lemma in _SHRINKING or status == "happened":
                self.reduced(m, a, done=status == "happened")
            if lemma in _SHRINKING and status in ("planned", "ongoing", "happened"):
                m.state, m.told, m.status = "leaving", True, status
            elif lemma in _GROWING and status == "planned":
                m.state, m.told, m.status = "arriving", True, status
            return
        if sense is None and slot == "subj":
            for c in verb.children:
                if c.dep_ == "dobj" and event_nouns().get(c.lemma_.lower()) == "leave":
                    self.nominal(m, c)  # "completed its withdrawal", "began the pullout"
                    return
        token_i = m.head.i
        if sense is None:
            # An operator over a clause in which the force acts: "given one month to leave", "asked the troops to go".
            for comp in [
                *a.complements,
                *[c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VB"],
                *[c for c in verb.children if c.dep_ in ("acl", "xcomp")],
                *[
                    g
                    for c in verb.children
                    if c.dep_ in ("dobj", "npadvmod", "dative", "oprd")
                    for g in c.children
                    if g.dep_ in ("acl", "relcl") and g.tag_ == "VB"
                ],
            ]:
                others = [c for c in comp.children if c.dep_ == "nsubj"]
                if (
                    comp.dep_ == "ccomp"
                    and others
                    and not any(c.lower_ in ("they", "it") and c.i > token_i for c in others)
                ):
                    continue  # "notified the mission that Argentina is withdrawing"
                if comp.dep_ == "ccomp" and others and slot == "obj" and comp.tag_ == "VBG":
                    continue  # "notified the mission that it is withdrawing its officers"
                if comp != verb and _sense(comp, "subj") == "leave":
                    ordered = lemma in (*_ORDERING, "have") or status in ("ordered", "demanded")
                    self.leaving(m, comp, verb, ordered=ordered)
                    return
                if (
                    comp != verb
                    and _sense(comp, "subj") in ("stay", "arrive")
                    and (m.host is None or lemma in ("be", "expect", "plan", "set"))
                ):
                    inner = frames.of_verb(comp)
                    if _sense(comp, "subj") == "arrive" and lemma in (
                        "be",
                        "expect",
                        "plan",
                        "set",
                        "prepare",
                        "agree",
                    ):
                        m.state, m.told, m.status = "arriving", True, "planned"  # "are to arrive next month"
                    self.set_host(m, [t for p in _IN for t in inner.preps.get(p, [])])
                    return
            if slot == "obj" and status in ("happened", "ongoing"):
                self.set_host_from(m, a)
            return
        if status is None and sense != "stay":
            if sense == "leave":
                self.set_host_from(m, a, "from")
            return
        if sense == "leave":
            self.leaving(m, verb, verb)
        elif sense == "expel":
            body = self.draft.language.body
            lead = bool(body) and self.draft.language.parsed(verb).index <= body[0].index
            self.leaving(m, verb, verb, ordered=True)
            if not lead and verb.tag_ == "VBD" and status == "happened" and "order" not in lemma and m.leave_by is None:
                m.state = "left"  # "the officers threw out the French": told as what is over
        elif sense == "arrive" and lemma == "move" and m.host and not self.lands(a.preps.get("to", [])):
            pass  # "will move to a neighboring province": they are where they were
        elif sense == "arrive":
            spots = [t for p in _TO for t in a.preps.get(p, [])]
            if slot == "subj" and lemma in ("enter",):
                spots += a.object
            if lemma == "send" and not spots:
                spots = a.dative
            if m.sender and not m.explicit and self.sender_country(m.sender) in {self.country(t) for t in spots}:
                m.sender = None  # nobody sends soldiers to his own country: the senders were taken for others
            self.set_host(m, spots)
            if status in ("denied", "possible", "demanded"):
                m.status = status
                if m.state == "present" and not m.told:
                    m.state, m.told = "arriving", True
            elif (
                status in ("planned", "ongoing", "ordered")
                or (status == "happened" and self.future(verb))
                or (status == "happened" and (_progressive(verb) or _beginning(verb)))
            ):
                m.state, m.told, m.status = "arriving", True, status
            elif _pluperfect(verb):
                m.past = m.earlier = m.gone = True  # "had been stationed in the country"
            elif lemma in ("station", "base", "deploy", "post") and verb.dep_ in ("acl", "relcl"):
                pass
            else:
                m.told = True
        elif sense == "stay":
            m.asserted = True
            if m.sender is None and slot == "subj" and lemma == "serve":
                for t in a.preps.get("in", []):  # "13,000 personnel serve in the mission"
                    if t.lemma_.lower() in ("mission", "force", "operation") and (other := self.mention(t)) is not None:
                        m.sender, m.explicit = other.sender, other.sender is not None
            if slot == "subj" and m.host is None:
                self.set_host(m, a.object)  # "guard the border region", "hold the airport of"
            self.set_host(m, [t for p in _IN for t in a.preps.get(p, [])])
            if m.host is None and any(c.lower_ in ("there", "here") for c in (*verb.children, *m.head.children)):
                m.host = self.there(m)
            if slot == "obj" and lemma in ("host", "house") and m.host is None:
                self.set_host(m, a.subject)
            if status in (None, "possible", "demanded", "denied") and any(c.tag_ == "MD" for c in verb.children):
                m.status = "possible"  # "may train there": a right, no presence
            if verb.tag_ == "VBD" and self.long_ago(verb):
                m.past = True
            if _pluperfect(verb) or (verb.tag_ == "VBD" and lemma in ("have", "keep", "maintain") and self.once(verb)):
                m.past = m.earlier = True
            elif verb.tag_ == "VBD" and lemma in ("have", "keep", "maintain", "number", "hold"):
                m.earlier = True  # "had around 1,000 soldiers": of use where nothing newer is told

    def long_ago(self, verb: Token) -> bool:
        """Whether the clause's sentence is dated years before the story."""
        days = [
            first_day(t.begin) for t in self.draft.times.overlapping(self.draft.language.span(verb.sent[:])) if t.begin
        ]
        return self.published is not None and any(d is not None and (self.published - d).days > 3 * 365 for d in days)

    def once(self, verb: Token) -> bool:
        time = self.draft.times.of(verb)
        day = first_day(time.begin) if time is not None else None
        return any(c.lower_ in ("once", "previously", "formerly") for c in verb.children) or (
            day is not None and self.published is not None and (self.published - day).days > 60
        )

    def future(self, verb: Token) -> bool:
        time = self.draft.times.of(verb)
        day = first_day(time.begin) if time is not None else None
        return day is not None and self.published is not None and day > self.published

    def set_host_from(self, m: Mention, a: frames.Arguments, only: str = "") -> None:
        if m.host is None:
            slots = ("from",) if only == "from" else (*_IN, "from")
            self.set_host(m, [t for p in slots for t in a.preps.get(p, [])])

    def leaving(self, m: Mention, verb: Token, operator: Token, *, ordered: bool = False) -> None:
        """The force leaves, has left, or must: state, host, and by when."""
        a = frames.of_verb(verb) if verb.pos_ in ("VERB", "AUX") else frames.of_noun(verb)
        out = "out" in {c.lower_ for c in verb.children}
        spots = [t for p in _FROM if p != "of" or out for t in a.preps.get(p, [])]
        origin = [t for c in m.head.children if c.dep_ == "prep" and c.lower_ == "from" for t in _objects(c)]
        if ordered or operator != verb:  # "told all soldiers from Canada to leave", wherever the parse hangs "from"
            origin += [
                t
                for c in operator.children
                if c.dep_ == "prep" and c.lower_ == "from" and m.head.i < c.i < verb.i
                for t in _objects(c)
            ]
        spots = [t for t in spots if t not in origin]
        for child in verb.children:  # "home from Germany"
            if child.dep_ == "advmod" and child.lower_ in ("home", "back", "away", "out"):
                spots += [
                    t for c in child.children if c.dep_ == "prep" and c.lower_ in ("from", "of") for t in _objects(c)
                ]
        if verb.lemma_.lower() in ("leave", "quit", "exit", "vacate", "evacuate") and m.head not in a.object:
            spots += a.object
        self.set_host(m, spots)
        stance = self.draft.statements.stance(verb)
        status = stance.status
        if status == "happened" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.pos_ == "VERB":
            status = (
                self.draft.statements.stance(verb.head).status or status
            )  # "will bring them home, ending its mission"
        if status == "possible" and verb.pos_ == "VERB" and frames.backshifted(verb):
            status = "planned"
        m.according_to += [s for s in stance.according_to if s not in m.according_to]
        if m.head in a.object and a.subject:
            # "asked India to withdraw its personnel": they are the withdrawing state's, and stand in the asking one's country.
            doer = next((s for t in a.subject if (s := self.sender_at(t))), None)
            own = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in m.head.children)
            if doer and (m.sender is None or own or (a.shared and not m.explicit)):
                m.sender = doer
                if m.host == self.sender_country(doer):
                    m.host = None
            if a.shared and m.host is None and verb.head.pos_ == "VERB":
                self.set_host(m, frames.subject_of(verb.head)[0])
                ordered = ordered or verb.head.lemma_.lower() in _ORDERING
        gone = verb.lemma_ == "go" and verb.tag_ == "VBN"
        if (
            not gone
            and verb.lemma_.lower() in ("go", "return", "move", "bring", "come")
            and not spots
            and not _homeward(verb)
        ):
            return
        reducing = verb.lemma_.lower() in _REDUCING
        if m.host is None:
            self.set_host(m, [t for p in _IN for t in a.preps.get(p, [])])
        if reducing:
            self.reduced(m, a, done=status == "happened")
        if status == "denied":
            return
        if status is None and not ordered:
            return
        if m.head.dep_ == "pobj" and m.head.head.lower_ == "from" and m.head.head.head == verb and reducing:
            m.earlier = True
        if (ordered or status in ("ordered", "demanded")) and m.host is None:
            over = operator if operator != verb else verb.head
            if over.pos_ == "VERB":
                self.set_host(m, frames.subject_of(over)[0])
        if status == "demanded" and not ordered and not self.in_charge(verb, operator):
            return
        if status in ("demanded", "ordered") and _repeated(operator if operator != verb else verb.head):
            return  # "reiterated the demand that they leave": as before, they stay
        if ordered or status in ("ordered", "demanded"):
            m.state, m.told = "ordered-out", True
            m.status = "ordered" if status != "demanded" or ordered else "demanded"
        elif status in ("planned", "ongoing") or reducing or self.future(verb) or _infinitive(verb):
            m.state, m.told, m.status = "leaving", True, status or "planned"
        elif status == "happened":
            governing = operator if operator != verb else verb.head
            if (
                governing.pos_ in ("VERB", "AUX")
                and governing.lemma_.lower() in ("begin", "start", "continue", "resume")
                and verb.dep_ in ("xcomp", "dobj")
            ):
                m.state = "leaving"
            else:
                m.state = "left"
            m.told = True
        else:
            m.status = status or m.status
            return
        self.deadline(m, verb, operator)

    def in_charge(self, verb: Token, operator: Token) -> bool:
        """Whether those who want the force gone are a government: not a party, a protester or a lawmaker."""
        over = operator if operator != verb else verb.head
        wanting = [self.draft.actors.get(i) for t in frames.subject_of(over)[0] for i in self.draft.actors.of(t)]
        if not wanting:
            return True
        return any(x.sector in ("GOV", "MIL", "IGO") or x.kind == "state" for x in wanting)

    def reduced(self, m: Mention, a: frames.Arguments, *, done: bool) -> None:
        """ "from 2,400 soldiers to 400": the strength that it has now, which is the second once it is done."""
        sizes = {}
        for slot in ("from", "to"):
            for t in a.preps.get(slot, []):
                if slot == "from" and "from" in sizes and t.like_num and (n := number([t])):
                    sizes["to"] = int(n), t  # the parse may hang both numbers on "from"
                    continue
                numerals = (
                    [t]
                    if t.like_num
                    else [u for c in t.children if c.dep_ in ("nummod", "quantmod") for u in c.subtree if u.like_num]
                )
                if numerals and (n := number(sorted(numerals, key=lambda u: u.i))):
                    sizes[slot] = int(n), numerals[0]
        use = sizes.get("to" if done else "from") or sizes.get("from" if done else "to")
        if use is not None and (m.count is None or m.count == sizes.get("from", (None,))[0]):
            m.count, m.count_is = use[0], m.count_is or "exact"
            before = {t.lower_ for t in use[1].doc[max(use[1].i - 3, 0) : use[1].i]}
            if before & _ABOUT:
                m.count_is = "about"

    def nominal(self, m: Mention, noun: Token) -> None:
        """ "the withdrawal of French troops", "the troops' departure"."""
        sense = event_nouns()[noun.lemma_.lower()]
        a = frames.of_noun(noun)
        verb = clause(noun)
        if (verb.tag_ == "VBD" or noun.dep_ == "pobj") and self.long_ago(verb):
            m.history = True
        if sense == "leave" or sense == "expel":
            self.set_host(m, [t for p in ("from", *_IN) for t in a.preps.get(p, [])])
            stance = self.draft.statements.stance(noun)
            m.according_to += [s for s in stance.according_to if s not in m.according_to]
            if stance.status in (None, "denied", "possible"):
                return
            if any(g.lower_ == "no" for c in verb.children if c.dep_ == "dobj" for g in c.children):
                return  # "set no date for the departure"
            lemma = verb.lemma_.lower()
            if stance.status in ("demanded", "ordered") or lemma in ("demand", "order", "request", "seek"):
                m.state, m.status = "ordered-out", "ordered"
            elif lemma in ("complete", "finish", "conclude") and stance.status == "happened":
                m.state = "left"
            elif stance.status in ("planned", "ongoing") or lemma in (
                "begin",
                "start",
                "announce",
                "continue",
                "say",
                "order",
                "agree",
                "plan",
            ):
                m.state, m.status = "leaving", "planned"
            elif verb.tag_ == "VBD" and noun.dep_ == "pobj" and noun.head.lower_ in ("after", "since", "following"):
                m.state = "left"
            else:
                m.state = "leaving"
            m.told = True
            self.deadline(m, noun, verb)
        elif sense == "arrive":
            self.set_host(m, [t for p in _TO for t in a.preps.get(p, [])])
            status = self.draft.statements.stance(noun).status
            if status in ("planned", "ongoing", "ordered") or verb.lemma_.lower() in (
                "approve",
                "authorize",
                "authorise",
                "announce",
                "sign",
                "agree",
                "allow",
                "permit",
                "provide",
                "envisage",
                "foresee",
            ):
                m.state, m.told = "arriving", True

    def deadline(self, m: Mention, verb: Token, operator: Token) -> None:
        """By when: a stated day ("by March 15"), or one computed from a period ("one month to leave")."""
        times = self.draft.times
        sentence = verb.sent
        spans = times.overlapping(self.draft.language.span(sentence[:]))
        for t in spans:
            if t.type != "DATE" or not t.begin:
                continue
            token = self.draft.language.token_at(t.span.start)
            if token is None or not self.belongs(token, verb, operator):
                continue
            before = token.nbor(-1).lower_ if token.i else ""
            if before in ("the", "end") and token.i > 1:
                before = token.nbor(-2).lower_
            if t.mod == "END" and token.i and token.nbor(-1).lower_ == "by":
                before = "by"
            day = first_day(t.begin)
            later = self.published is not None and day is not None and day > self.published
            if before in ("by", "before", "until", "till", "within") and m.state != "left":
                m.leave_by, m.leave_from = _day(t, last=before in ("by", "within")), "stated"
                m.because.append(t.span)
                return
            if (
                t.value
                and re.fullmatch(r"\d{4}-\d\d", t.value)
                and before in ("in", "this", "next", "during")
                and m.state == "leaving"
            ):
                over = first_day(t.end)  # "will withdraw in January": gone by its end
                if m.status == "planned" and over is not None and self.published is not None and over > self.published:
                    m.leave_by, m.leave_from = t.value, "stated"
                    m.because.append(t.span)
                    return
            if later and m.state == "leaving" and before == "on":
                m.leave_by, m.leave_from = _day(t, last=True), "stated"
                m.because.append(t.span)
                return
        for t in spans:
            if t.type != "DURATION" or not t.value or not _exact(t.value) or m.state == "left":
                continue
            token = self.draft.language.token_at(t.span.start)
            if token is None:
                continue
            before = token.nbor(-1).lower_ if token.i else ""
            given = operator.lemma_.lower() in ("give", "allow", "grant", "have", "set") or before in (
                "within",
                "in",
                "inside",
            )
            if before in ("the", "a") and token.i > 1:
                given = given or token.nbor(-2).lower_ in ("within", "in", "inside")
            if not given:
                continue
            start, why = self.start(operator, verb)
            if start is None:
                continue
            try:
                by = add_period(start, _days(t.value))
            except ValueError:
                continue
            m.leave_by, m.leave_from = by.isoformat(), "computed"
            m.because += [*why, t.span]
            m.steps = [
                Step(text=f"told on {start.isoformat()}", value=start.isoformat(), spans=why),
                Step(text=f"plus {t.value}", value=m.leave_by, spans=[t.span]),
            ]
            return

    def belongs(self, token: Token, verb: Token, operator: Token) -> bool:
        """Whether a time stands below the verb of leaving or what governs it, not in another clause."""
        for node in (token, *token.ancestors):
            if node in (verb, operator):
                return True
            if (
                node.pos_ in ("VERB", "AUX")
                and node.dep_ in ("ccomp", "relcl", "advcl", "ROOT", "parataxis")
                and node not in (verb, operator)
            ):
                return (
                    node.dep_ == "ROOT"
                    and operator in node.subtree
                    and node.lemma_.lower() not in ("say", "tell", "announce")
                )
        return False

    def start(self, operator: Token, verb: Token) -> tuple[dt.date | None, list[Span]]:
        """From which day a period runs: that of the clause, of the saying above it, or of publication."""
        for node in (operator, verb, *operator.ancestors):
            if node.pos_ in ("VERB", "AUX"):
                time = self.draft.times.of(node)
                if time is not None and time.value and re.fullmatch(r"\d{4}-\d\d-\d\d.*", time.value):
                    if node.lemma_.lower() not in speech_acts() or (told := self.order_given(verb)) is None:
                        return first_day(time.value[:10]), [time.span]
                    return told
        if (told := self.order_given(verb)) is not None:
            return told
        return self.published, list(self.draft.story.because)

    def order_given(self, verb: Token) -> tuple[dt.date, list[Span]] | None:
        """ "The order came in a letter that was handed over on Tuesday": when those were told, from the paragraphs after."""
        here = self.draft.language.parsed(verb).index
        for parsed in self.draft.language.paragraphs:
            if not here <= parsed.index <= here + 2:
                continue
            for token in parsed.doc:
                if token.lemma_.lower() not in _ORDERS or (
                    not _the(token) and token.lemma_.lower() not in ("letter", "note")
                ):
                    continue
                governing = clause(token)
                if governing.tag_ not in ("VBD", "VBN") or governing == verb or governing.lemma_ not in _GIVEN:
                    continue
                below = [t for t in governing.subtree if t.pos_ == "VERB" and t.lemma_ in _GIVEN]
                for v in below or [governing]:
                    time = self.draft.times.of(v)
                    if time is not None and time.value and re.fullmatch(r"\d{4}-\d\d-\d\d.*", time.value):
                        day = first_day(time.value[:10])
                        if day is not None and (self.published is None or day <= self.published):
                            return day, [time.span]
        return None

    # -- the story ---------------------------------------------------------------------------------------------
    def read(self) -> list[Force]:
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) > 250:
                    continue
                for token in sentence:
                    rest = token.lemma_.lower() in ("remainder", "rest")
                    if (id(token.doc), token.i) in self.bases:
                        self.base_given_up(token)
                    if token.like_num and token.pos_ == "NUM":
                        self.bare_number(token)
                    elif token.ent_type_ == "NORP" and token.tag_ in ("NNPS", "NNS"):
                        self.people(token)
                    elif token.dep_ in ("dobj", "dative", "nsubjpass") and token.ent_type_ == "GPE":
                        self.evicted(token)
                    if token.pos_ == "NOUN" and event_nouns().get(token.lemma_.lower()) == "leave":
                        self.military_exit(token)
                    if token.pos_ in ("NOUN", "PROPN") and not rest:
                        m = self.mention(token)
                        if m is not None:
                            self.clauses(m)
                            self.mentions.append(m)
                    elif (token.lower_ in ("they", "them") and token.tag_ == "PRP") or (
                        token.lemma_.lower() in ("remainder", "rest", "all", "last")
                        and token.dep_ in ("nsubj", "nsubjpass")
                        and not any(c.dep_ == "prep" for c in token.children)
                    ):
                        self.referring(token)
        self.completed()
        return self.records()

    def recent(self, token: Token) -> Mention | None:
        """The force last spoken of, in this paragraph or the one before."""
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), None)
        if last is None or self.draft.language.parsed(token).index - self.draft.language.parsed(last.head).index > 2:
            return None
        return last

    def bare_number(self, token: Token) -> None:
        """A number whose noun is understood: "2,500 troops in Iraq and 900 in Syria", "It has some 2,000 there"."""
        if token.ent_type_ in ("DATE", "MONEY", "PERCENT", "TIME", "ORDINAL", "QUANTITY") or _YEAR.fullmatch(
            token.text
        ):
            return
        last = self.recent(token)
        if last is None or token.dep_ not in ("dobj", "nsubj", "nsubjpass", "conj", "attr", "pobj"):
            return
        of = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
        if (of and not any(t.lower_ in ("them", "whom") for t in of)) or any(c.lower_ == "per" for c in token.children):
            return
        sentence = token.sent
        if of and not (last.head.doc is token.doc and last.head.sent.end in (sentence.start, sentence.end)):
            return  # "of them": those of this sentence or the one before
        verb = token.head
        if token.dep_ == "pobj":  # "put the total at about 80"
            over = verb.head
            totals = (
                [c for c in over.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
                if verb.lower_ in ("at", "to")
                else []
            )
            if over.lemma_ not in ("put", "estimate", "place", "set") or not any(
                t.lemma_.lower() in _TOTALS for t in totals
            ):
                return
            m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host)
            self.size(m, [token, *(c for c in token.children if c.like_num)], list(token.subtree))
            m.earlier = _pluperfect(over)
            if m.count and m.host:
                self.mentions.append(m)
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind)
        if token.dep_ == "conj":
            if verb.lemma_.lower() not in nouns() or verb not in (x.head for x in self.mentions[-2:]):
                return
            m.sender = last.sender
            self.places_of(m, token)
            if m.host is None:
                return
        elif token.dep_ == "dobj":
            if verb.lemma_.lower() not in ("have", "keep", "maintain", "station", "retain", "deploy", "contribute"):
                return
            m.sender = next((x for t in frames.subject_of(verb)[0] if (x := self.sender_at(t))), None)
            if m.sender is None:
                return
            self.clauses(m)
        elif token.dep_ == "attr":
            if not of or verb.lemma_ != "be":
                return
            m.sender = last.sender  # "There are about 1,000 of them there"
            m.host = last.host
        elif verb.lemma_ == "be" and any(
            c.dep_ in ("xcomp", "advcl") and c.lemma_ in ("come", "arrive", "follow", "deploy") for c in verb.children
        ):
            m.sender, m.host = last.sender, last.host  # "Another 1,000 are to come"
            m.state, m.told, m.status = "arriving", True, "planned"
            m.extra = any(c.lower_ in ("another", "further", "additional", "more") for c in token.children)
        elif verb.lemma_.lower() in _STAYING:
            over = verb.head
            if verb.dep_ == "ccomp" and over.lemma_ == "have":  # "has 300 left"
                m.sender = next((x for t in frames.subject_of(over)[0] if (x := self.sender_at(t))), None)
                m.host = next((x.host for x in reversed(self.mentions[-3:]) if x.sender == m.sender), None)
            else:
                m.sender = last.sender
                self.clauses(m)
        else:
            return
        self.size(m, [token, *(c for c in token.children if c.like_num)], list(token.subtree))
        if m.sender and m.count:
            self.mentions.append(m)

    def base_given_up(self, token: Token) -> None:
        """ "Russia has agreed to close its last two bases in Georgia by the end of 2008": those who are there will leave."""
        base, verb = self.bases[(id(token.doc), token.i)], token.head
        particles = frames.particle(verb) if verb.pos_ == "VERB" else set()
        gone = verb.lemma_.lower() in _LEAVING_BASES or (verb.lemma_.lower(), *particles) in _LEAVING_BY_PARTICLE
        if (
            verb.pos_ != "VERB"
            or token.dep_ not in ("dobj", "nsubjpass")
            or not gone
            or not base.owner
            or not base.host
        ):
            return
        status = self.draft.statements.stance(verb).status
        if status == "possible" and frames.backshifted(verb):
            status = "planned"
        doers = {self.sender_country(s) for t in frames.of_verb(verb).subject if (s := self.sender_at(t))}
        if doers and base.owner not in doers:
            return
        if status not in ("planned", "ongoing"):
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", self.state(base.owner), base.host)
        m.state, m.told, m.status = "leaving", True, status
        self.deadline(m, verb, verb)
        self.mentions.append(m)

    def military_exit(self, noun: Token) -> None:
        """ "The U.S. military has completed its withdrawal from Niger": an army's, with no word for its soldiers."""
        owners = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound")]
        lands = [t for c in noun.children if c.dep_ == "prep" and c.lower_ == "from" for t in _objects(c)]
        doing = frames.subject_of(noun.head)[0] if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else []
        armies = [
            self.draft.actors.get(i)
            for t in (*owners, *doing)
            for i in self.draft.actors.of(t)
            if self.draft.actors.get(i).sector == "MIL"
        ]
        if not any(c.lower_ == "military" for c in noun.children):
            armies = [x for x in armies if x.kind == "organization"]
        if not lands or not armies or not armies[0].country:
            return
        m = Mention(noun, self.draft.language.span(noun), "troops", "troops", self.state(armies[0].country))
        if self.set_host(m, lands):
            self.nominal(m, noun)
            if m.told:
                self.mentions.append(m)

    def people(self, token: Token) -> None:
        """ "Around 1,000 Americans are in the area", where it is their soldiers that the story has spoken of."""
        numerals = [u for c in token.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
        sender = self.sender_at(token)
        here = self.draft.language.parsed(token).index
        near = [
            x for x in self.mentions[-6:] if x.sender == sender and here - self.draft.language.parsed(x.head).index <= 2
        ]
        last = near[-1] if near else None
        if last is None or sender is None or last.sender != sender or (numerals and last.host is None):
            return
        if any(c.dep_ == "relcl" for c in token.children):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, sender)
        if numerals:
            self.size(m, numerals, list(token.subtree))
        self.clauses(m)
        if numerals or (_the(token) and m.told and m.state in ("ordered-out", "leaving")):
            self.mentions.append(m)  # "The Americans must be gone by Dec. 31"

    def evicted(self, token: Token) -> None:
        """A state that is told to leave a base: "evicted the United States from the air base"."""
        verb = token.head
        if verb.pos_ != "VERB" or (sender := self.sender_at(token)) is None:
            return
        a = frames.of_verb(verb)
        leaving = verb if _sense(verb, "obj") == "expel" else None
        spots = [*a.preps.get("from", []), *a.preps.get("of", [])]
        if leaving is None:
            for comp in (*a.complements, *(c for c in verb.children if c.dep_ in ("advcl", "xcomp"))):
                inner = frames.of_verb(comp)
                if "leave" in (_sense(comp, "subj"), _sense(comp, "obj")) and verb.lemma_.lower() in _ORDERING:
                    leaving, spots = comp, [*inner.object, *inner.preps.get("from", []), *inner.preps.get("of", [])]
                    break
        bases = [t for t in spots if t.lemma_.lower() in _BASES]
        if leaving is None or not bases:
            return
        m = Mention(token, self.draft.language.span(token), "forces", "troops", sender)
        if not self.set_host(m, bases):
            self.set_host(m, a.subject)
        self.leaving(m, leaving, verb, ordered=True)
        if m.host:
            self.mentions.append(m)

    def referring(self, token: Token) -> None:
        """ "They must leave by March 15": the force last spoken of."""
        if not self.mentions:
            return
        last = next((x for x in reversed(self.mentions[-4:]) if x.sender), self.mentions[-1])
        here, there = self.draft.language.parsed(token).index, self.draft.language.parsed(last.head).index
        if here - there > 1 or last.head.tag_ not in ("NNS", "NNPS", "NN"):
            return
        m = Mention(token, self.draft.language.span(token), last.what, last.kind, last.sender, last.host, pronoun=True)
        self.clauses(m)
        if m.told and m.state in ("ordered-out", "leaving", "left"):
            self.mentions.append(m)

    def completed(self) -> None:
        """Sender and host that a phrase leaves open: the same force of another mention ("the troops", "the soldiers")."""
        full = [m for m in self.mentions if m.sender and m.host and not m.casualty]
        counted = {m.host for m in full if m.count}
        for n, m in enumerate(self.mentions):
            if m.sender and m.host:
                continue
            m.inferred = m.host is None
            earlier = any(x in full for x in self.mentions[:n])
            if m.sender is None and m.guess and not earlier and self.sender_country(m.guess) not in counted:
                m.sender = m.guess
            if m.sender and m.host is None and not earlier:
                m.host = self.base_host(m)  # "is giving up its base in Niger. The last 38 soldiers will be home by ..."
                if m.host:
                    continue
            near = sorted(
                (
                    x
                    for x in full
                    if x is not m and (not m.sender or x.sender == m.sender) and (not m.host or x.host == m.host)
                ),
                key=lambda x: (self.mentions.index(x) > n, abs(self.mentions.index(x) - n)),
            )
            if near and (m.sender or m.host or m.told or m.count or _definite(m.head)):
                if not m.sender and not m.host and not _definite(m.head):
                    continue
                m.sender, m.host = m.sender or near[0].sender, m.host or near[0].host
                if m.host == self.sender_country(m.sender):
                    m.host = near[0].host
        for m in self.mentions:
            if m.sender is None and m.guess and m.host != self.sender_country(m.guess):
                m.sender = m.guess
        for m in self.mentions:
            if m.sender is None and m.count and not m.casualty:
                m.host = m.host or self.agreed_base()
                m.sender = self.agreed_sender(m.host) if m.host else None
        hosts = Counter(m.host for m in self.mentions if m.host and m.sender)
        for m in self.mentions:
            others = [h for h, _ in hosts.most_common() if h != self.sender_country(m.sender)]
            if len(others) > 1 and hosts[others[0]] > hosts[others[1]]:
                others = others[:1]  # the country that the story's forces are mostly in
            if m.sender and m.host is None and (m.told or m.count or m.vague):
                m.host = self.agreed_host(m.sender)
            if m.sender and m.host is None and (m.count or m.vague or m.told) and len(others) == 1:
                m.host = others[0]
            if m.sender and m.host is None and (m.told or m.count):
                m.host = self.topic_host(m.sender)
            if m.sender and m.host is None and (m.told or m.count):
                m.host = self.dominant(m.sender)
            if m.sender and m.host is None and m.count and m.kind in ("mercenaries", "fighters", "mission"):
                m.host = self.the_country(m.head, m)

    def base_host(self, m: Mention) -> str | None:
        """Where the base of the same sender lies that this sentence or those of this and the last paragraph tell of."""
        here = self.draft.language.parsed(m.head).index
        mine = self.sender_country(m.sender)
        near = [
            b
            for b in self.bases.values()
            if b.host
            and b.host != mine
            and b.owner in (None, mine)
            and 0 <= here - self.draft.language.parsed(b.head).index <= 1
        ]
        return near[-1].host if near else None

    def agreed_base(self) -> str | None:
        """The country of the base that the story's one agreement on bases is about."""
        pairs = [
            g.parties for g in self.draft.agreements if g.kind in ("basing", "status-of-forces") and len(g.parties) == 2
        ]
        lands = {b.host for b in self.bases.values() if b.host}
        found = {c for p in pairs for i in p if (c := self.draft.actors.get(i).country) in lands}
        return found.pop() if len(found) == 1 else None

    def agreed_sender(self, host: str) -> str | None:
        """Whose forces an agreement on a base or on visiting forces lets into the country."""
        for g in self.draft.agreements:
            countries_ = [self.draft.actors.get(p).country for p in g.parties]
            if g.kind in ("basing", "status-of-forces") and host in countries_ and len(g.parties) == 2:
                return next(p for p in g.parties if self.draft.actors.get(p).country != host)
        return None

    def agreed_host(self, sender: str) -> str | None:
        """The other party of the story's agreement on forces."""
        for g in self.draft.agreements:
            if sender in g.parties and g.kind in ("defence", "status-of-forces", "basing", "cooperation", None):
                others = [self.draft.actors.get(p).country for p in g.parties if p != sender]
                if len(others) == 1 and others[0]:
                    return others[0]
        return None

    def topic_host(self, sender: str) -> str | None:
        """The other state of the story's main event."""
        mine = self.sender_country(sender)
        for e in self.draft.events:
            sides = {self.draft.actors.get(i).country for i in (*e.actors, *e.recipients)} - {None}
            if (
                mine in sides
                and len(sides) == 2
                and e.type in ("SANCTION", "RETREAT", "MOBILIZE", "REQUEST", "COOPERATE", "AID", "AGREE")
            ):
                return next(c for c in sides if c != mine)
        return None

    def records(self) -> list[Force]:
        groups: dict[tuple[str, str], list[Mention]] = {}
        for m in self.mentions:
            if m.sender is None or m.host is None or m.host == self.sender_country(m.sender):
                continue
            if m.casualty and not any(
                x.sender == m.sender and x.host == m.host and not x.casualty for x in self.mentions
            ):
                continue  # "two soldiers were wounded": that they are there is not what is told
            if m.status in ("denied", "possible") and not m.count:
                continue
            if (m.past and not m.earlier) or m.history:
                continue  # history
            groups.setdefault((m.sender, m.host), []).append(m)
        hosting = {host for (_, host), whole in groups.items() if any(m.count and not m.inferred for m in whole)}
        groups = {  # "its troops" of a country that itself has foreign troops, with no place told: the pronoun was misread
            (sender, host): whole
            for (sender, host), whole in groups.items()
            if self.sender_country(sender) not in hosting
            or not all(m.inferred and not m.count and not m.explicit for m in whole)
        }
        result: list[Force] = []
        for (sender, host), mentions in ((k, part) for k, whole in groups.items() for part in _parts(whole)):
            if (
                not any(m.count or m.vague or m.told or m.leave_by for m in mentions)
                and len(mentions) < 2
                and not self.is_told_of(mentions)
            ):
                continue
            result.append(self.record(sender, host, mentions, f"f{len(result) + 1}"))
        return result

    def is_told_of(self, mentions: list[Mention]) -> bool:
        return any(
            not m.past and (m.asserted or self.draft.actors.get(m.sender or "").sector != "IGO") for m in mentions
        )

    def final(self, m: Mention) -> bool:
        """ "all Indian soldiers have left", "the last soldiers left", or said so in headline or first paragraph."""
        if any(c.lower_ in ("all", "last", "final", "remaining") for c in m.head.children):
            return True
        body = self.draft.language.body
        return bool(body) and self.draft.language.parsed(m.head).index <= body[0].index

    def record(self, sender: str, host: str, mentions: list[Mention], number_: str) -> Force:
        counted = [m for m in mentions if m.count]
        counted.sort(key=lambda m: (m.earlier, m.past))
        main = counted[0] if counted else max(mentions, key=lambda m: (m.told, len(m.what)))
        told = [m for m in mentions if m.told and m.status not in ("denied", "possible")]
        leaving = [m for m in told if m.state in ("left", "ordered-out", "leaving")]
        state: State = "present"
        if leaving:
            done = [m for m in leaving if m.state == "left"]
            rest = [m for m in leaving if m.state != "left"]
            final = [m for m in done if self.final(m)]
            if final and not any(m.count and not m.told and not m.earlier for m in mentions):
                state = "left"
            elif done and not rest and any(m.count and not m.told and not m.earlier for m in mentions):
                state = "leaving"  # some have left, others are said to be there
            elif rest:
                state = "ordered-out" if all(m.state == "ordered-out" for m in rest) else "leaving"
            else:
                state = "left"
        elif all(m.gone for m in mentions):
            state = "left"
        elif any(m.state == "arriving" for m in told):
            state = "arriving"
            if any(m.state == "present" and m.count and not m.told for m in mentions):
                state = "present"
        due = next((m for m in leaving if m.leave_by), None)
        agreement = None
        for g in self.draft.agreements:
            hosts = {self.draft.actors.get(p).country for p in g.parties}
            if (
                sender in g.parties
                and host in hosts
                and g.kind in ("defence", "status-of-forces", "basing", "alliance", "cooperation", None)
            ):
                agreement = g.id
                break
        by, by_from, by_because, by_steps = None, None, [], []
        if due and state != "left":
            by, by_from, by_because, by_steps = due.leave_by, due.leave_from, sorted(set(due.because)), due.steps
        elif state == "ordered-out" and agreement is not None:
            g = next(g for g in self.draft.agreements if g.id == agreement)
            if g.state == "ending" and g.ends_on and len(g.ends_on) == 10:
                by, by_from, by_because = g.ends_on, "computed", list(g.because)
                by_steps = [
                    Step(text="the agreement under which they are there ends", value=g.ends_on, spans=list(g.because))
                ]
        story = self.draft.story.id
        sources = list(dict.fromkeys(s for m in mentions for s in m.according_to if s != story))
        published = self.draft.story.published
        status: Status = next((m.status for m in told if m.state == state), "happened")
        return Force(
            id=number_,
            sender=sender,
            host=host,
            what=main.what,
            count=main.count,
            count_max=main.count_max,
            count_is=main.count_is,
            as_of=published[:10] if published else None,
            state=state,
            leave_by=by,
            leave_from=by_from,
            agreement=agreement,
            status=status,
            because=by_because,
            steps=by_steps,
            spans=sorted({m.span for m in mentions}),
            according_to=[*sources, story],
        )


_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def _parts(mentions: list[Mention]) -> list[list[Mention]]:
    """One sender's forces in one country by what they are, where the story counts them apart: soldiers and border guards."""
    more = [m for m in mentions if m.extra and m.count]
    if more and any(m.count and not m.extra for m in mentions):
        return [*_parts([m for m in mentions if m not in more]), more]
    counted = {_CLASS.get(m.kind, "troops") for m in mentions if m.count and not m.earlier}
    if len(counted) < 2:
        return [mentions]
    main = next(_CLASS.get(m.kind, "troops") for m in mentions if m.count and not m.earlier)
    parts: dict[str, list[Mention]] = {main: []}
    for m in mentions:
        own = _CLASS.get(m.kind, "troops")
        parts.setdefault(own if own in counted else main, []).append(m)
    return list(parts.values())


def _repeated(operator: Token) -> bool:
    """Whether what is demanded was demanded before: "again called on", "reiterated the demand that"."""
    above = (operator, operator.head)
    if any(t.lemma_.lower() in ("reiterate", "repeat", "renew") for t in above):
        return True
    return any(
        c.lower_ in ("again", "repeatedly", "long") and c.dep_ == "advmod"
        for t in above
        for c in t.children
        if t.pos_ == "VERB"
    )


def _regional(noun: Token) -> bool:
    """ "the East African regional force", "a West African standby force"."""
    words = {t.lower_ for t in noun.doc[_left(noun).i : noun.i]}
    return "regional" in words or bool(
        {"african", "arab", "caribbean"} & words and {"east", "west", "southern", "central", "joint", "standby"} & words
    )


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _pluperfect(verb: Token) -> bool:
    return any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children)


def _the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in token.children)


def _progressive(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _beginning(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("begin", "start", "continue")


def _away(verb: Token) -> bool:
    """Whether a form of "be" says that somebody is gone or out."""
    return any(
        c.lower_ in ("gone", "out", "home", "away") and c.dep_ in ("acomp", "advmod", "prep", "attr", "xcomp")
        for c in verb.children
    )


def _sense(verb: Token, slot: str) -> str | None:
    """The state that a verb leaves the force in that slot in; None where it says nothing of it."""
    particles = frames.particle(verb)
    if any(
        c.dep_ == "prt" and c.lower_ not in ("out", "back", "down", "home", "over", "in", "away") for c in verb.children
    ):
        return None  # "cut up", "take off"
    for state, where, particle in verbs().get(verb.lemma_.lower(), ()):
        if where == slot and (particle is None or particle in particles or particle.split()[0] in particles):
            return state
    return None


def _homeward(verb: Token) -> bool:
    words = {t.lower_ for t in verb.subtree}
    return bool(words & {"home", "back", "out", "away"})


def _objects(preposition: Token) -> list[Token]:
    found = [t for c in preposition.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    found += [t for c in preposition.children if c.dep_ == "prep" for t in _objects(c)]
    return found


def _left(head: Token) -> Token:
    left = head
    for child in head.lefts:
        if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "npadvmod"):
            left = min(left, child.left_edge, key=lambda t: t.i)
    return left


def _phrase(token: Token) -> str:
    return " ".join(t.text for t in token.doc[_left(token).i : token.i + 1] if t.pos_ != "DET")


def _definite(token: Token) -> bool:
    return token.tag_ == "PRP" or any(
        c.dep_ in ("det", "poss") and c.lower_ in ("the", "these", "those", "its", "their", "his", "all")
        for c in token.children
    )


def _exact(value: str) -> bool:
    try:
        parse_period(value)
    except ValueError:
        return False
    return True


def _days(value: str) -> str:
    """Hours as days, by which deadlines for forces are kept: PT72H is P3D."""
    match = re.fullmatch(r"PT(\d+)H", value)
    return f"P{max(int(match.group(1)) // 24, 1)}D" if match else value


def _day(time: Time, *, last: bool) -> str | None:
    """A time as the day by which: the last day of a month or year for "by", else as precise as it is."""
    value = time.value or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value[:10]):
        return value[:10]
    end = first_day(time.end)
    if time.end and end is not None:
        return (end - dt.timedelta(days=1)).isoformat() if last and time.mod == "END" else value or None
    return value or None


def run(draft: Draft) -> list[Force]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
