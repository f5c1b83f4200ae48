"""What a story has told so far: the mentions of events, and who is meant by what takes them up."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from wireledger.knowledge.plover import word_list
from wireledger.model import Event
from wireledger.reading.draft import Draft
from wireledger.reading.frames import QUANTITIES, Match
from wireledger.reading.participants import Participants

NOUNS = frozenset(("NOUN", "PROPN"))
BRINGING, _CAUSING, _OCCURRING = word_list("bringing"), word_list("causing"), word_list("occurring")
FACING = frozenset(
    [
        "repel",
        "resist",
        "withstand",
        "suffer",
        "survive",
        "repulse",
        "fight",
        "defy",
        "brave",
        "face",
        "draw",
        "earn",
        "receive",
        "meet",
        "attract",
    ]
)
BACK = frozenset(["after", "since", "following", "despite", "because", "when", "before", "once", "until"])
ROUNDS = frozenset(["hour", "day", "week", "month", "year", "round", "series", "night"]) | QUANTITIES
"""Nouns for how much of what happens there is ("two rounds of talks")."""
COOPERATIVE = frozenset(("AGREE", "SUPPORT", "RETREAT", "COOPERATE", "AID", "CONSULT", "CONCEDE"))
_ANAPHORS = (
    ("attacks", ("ASSAULT",)), ("accusations", ("ACCUSE",)), ("demands", ("REQUEST", "THREATEN", "AGREE", "CONSULT")),
    ("accords", ("AGREE", "SUPPORT", "RETREAT", "CONCEDE", "SANCTION")), ("penalties", ("SANCTION", "COERCE")), ("meetings", ("CONSULT",)), ("deeds", ()),
)  # fmt: skip
"""Lists of nouns that take up an event told before, and the types of event that they may take up (all where none is said)."""
_HELD = frozenset(["hold", "plan", "schedule", "expect", "set", "postpone", "stage", "report", "convene"])
_RECENT = 12
"""Mentions back that "the attack" or "the decision" may take up."""


@dataclass(slots=True)
class Mention:
    """One trigger with what was read at it, before mentions are merged."""

    trigger: Token
    found: Match
    event: Event
    paragraph: int = 0
    heads: list[Token] = field(default_factory=list)
    """The heads of the recipients' phrases."""


class Told:
    """The mentions read so far in one story, in order."""

    def __init__(self, draft: Draft, who: Participants) -> None:
        self.draft = draft
        self.who = who
        self.consumed: set[tuple[int, int]] = set()
        """Tokens that belong to an event that was read and trigger none of their own."""
        self.mentions: list[Mention] = []
        self.here: list[Mention] = []
        """The mentions of the sentence, in the order in which they were read."""

    def same_side(self, i: str, actors: set[str]) -> bool:
        """Whether somebody is one of the actors or acts for the same state as one of them."""
        if i in actors:
            return True
        actor = self.who.get(i)
        country = actor.country
        army = actor.kind == "organization" and actor.sector == "MIL"
        if not country or not (army or actor.kind == "state" or (actor.kind == "group" and self.who.official(i))):
            return False  # a minister may accuse the court of his own state
        return any(self.who.get(a).country == country and self.who.official(a) for a in actors)

    def pair(self) -> list[str]:
        """The two sides that the story told of last: those of its last event between two, both ways."""
        for mention in reversed([*self.mentions, *self.here]):
            event = mention.event
            both = list(dict.fromkeys((*event.actors, *event.recipients)))
            if event.actors and event.recipients and len(self.who.countries(both)) == 2:
                return both
        return []

    def sides(self, token: Token) -> list[str]:
        """Who "the two sides", "both" or "the parties" are: those who were told of last, else the two states of the sentence."""
        if token.tag_ != "NNS" and token.lower_ not in ("both", "two"):
            return []
        if both := self.pair():
            return both
        here = dict.fromkeys(i for t in token.sent for i in self.draft.actors.of(t) if self.who.get(i).country)
        states = dict.fromkeys(c for i in here if (c := self.who.get(i).country))
        return [self.who.state(c) for c in states] if len(states) == 2 else []

    def protagonists(self) -> list[str]:
        """The two states that the story names most, where these are told apart from all others."""
        states = sorted((a for a in self.draft.actors.items if a.kind == "state"), key=lambda a: -len(a.mentions))
        clear = len(states) == 2 or (len(states) > 2 and len(states[1].mentions) > len(states[2].mentions))
        return [a.id for a in states[:2]] if clear else []

    def opposite(self, actors: list[str]) -> list[str]:
        """The other one of the two states that the story is about, of which one is the actors'."""
        both = self.protagonists()
        mine = self.who.countries(actors)
        far = [i for i in both if self.who.get(i).country not in mine]
        return far if len(both) == 2 and len(far) == 1 else []

    def bound(self, agreement: Token) -> list[str]:
        """The parties of an agreement or of talks: those that the phrase names, else those of the agreement told of last."""
        ids = self.who.bound(agreement)
        if len(ids) > 1:
            return ids
        for mention in [*self.before(agreement)[:1], *reversed([*self.mentions[-_RECENT:], *self.here])]:
            event = mention.event
            both = list(dict.fromkeys((*event.actors, *event.recipients)))
            if (
                event.type in ("AGREE", "SUPPORT", "CONSULT", "RETREAT", "SANCTION")
                and len(self.who.countries(both)) > 1
                and set(ids) <= set(both)
            ):
                return [i for i in both if self.who.get(i).kind in ("state", "organization")]
        return ids

    def before(self, token: Token) -> list[Mention]:
        """The events told before that a definite noun takes up ("the attack", "its decision"), the latest first."""
        lemma = token.lemma_.lower()
        if token.pos_ not in NOUNS or not any(
            c.dep_ in ("det", "poss", "amod") and c.lower_ in ("the", "this", "that", "these", "those", "its", "their", "his", "her", "similar", "such") for c in token.children
        ):  # fmt: skip
            return []
        if any(
            c.dep_ in ("relcl", "acl") or (c.dep_ == "prep" and c.lower_ not in ("as", "on", "in"))
            for c in token.children
        ):
            return []
        recent = [*self.mentions[-_RECENT:], *self.here]
        found: list[Mention] = []
        for name, kinds in _ANAPHORS:
            if lemma in word_list(name):
                found += [
                    m
                    for m in reversed(recent)
                    if (not kinds or m.event.type in kinds) and m.event.actors and m not in found
                ]
        return sorted(found, key=lambda m: m.event.background)

    def known(self, agreement: Token) -> bool:
        """Whether an agreement is one that the story has told of: "the pact signed in Luanda", "it"."""
        return agreement.pos_ == "PRON" or any(
            c.lower_ in ("the", "this", "that", "its", "their") for c in agreement.children
        )

    def answered(self, taken: set[str]) -> list[str]:
        """Whom a reaction without a recipient is to: who did what the story is about."""
        if not self.mentions:
            return []
        lead = self.mentions[0].event
        if any(self.same_side(i, set(lead.actors)) for i in taken):
            return []
        return [i for i in lead.actors if not self.same_side(i, taken)]

    def other_state(self, taken: set[str]) -> str | None:
        """ "its neighbour": the state that the story names most, other than that of the actors."""
        others = [a for a in self.draft.actors.items if a.kind == "state" and not self.same_side(a.id, taken)]
        return max(others, key=lambda a: len(a.mentions)).id if others else None

    def counterpart(self, actors: list[str], kind: str) -> list[str]:
        """To whom something is done that names nobody: the other side of what the story told last of those who do it; help
        goes to the state where most of the story's places lie."""
        mine = set(actors)
        countries = self.who.countries(actors)
        for mention in reversed([*self.mentions[-_RECENT:], *self.here]):
            event = mention.event
            for near, far in ((event.actors, event.recipients), (event.recipients, event.actors)):
                if countries & self.who.countries(near):
                    ids = [i for i in far if not self.same_side(i, mine) and not countries & self.who.countries([i])]
                    if ids:
                        return ids
        if kind == "AID" and self.who.home and self.who.home not in countries:
            return [self.who.state(self.who.home)]
        return []

    def authority(self, token: Token, recipients: list[str]) -> str | None:
        """Whose authorities arrest or convict where nobody is said to: those of the place, else of the people's own state."""
        country = self.who.here(token) or next((c for i in recipients if (c := self.who.get(i).country)), self.who.home)
        return self.who.state(country) if country else None

    def in_headline(self, token: Token) -> bool:
        return self.draft.language.parsed(token).paragraph.kind == "headline"

    def use(self, token: Token) -> None:
        self.consumed.add((id(token.doc), token.i))

    def is_news(self, noun: Token) -> bool:
        """Whether a noun that names an event is said to occur, and not merely mentioned."""
        up = noun
        while up.dep_ == "conj" or (up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.lemma_ in ROUNDS):
            up = up.head if up.dep_ == "conj" else up.head.head
        if up.dep_ == "nsubjpass" and up.head.lemma_ in _HELD:
            return True
        if up.dep_ in ("dobj", "nsubjpass") and up.head.lemma_ in BRINGING | _CAUSING | FACING:
            return True
        if up.dep_ == "nsubj" and (up.head.lemma_ in _OCCURRING or noun.lemma_ == "strike"):
            return True
        told = any(c.dep_ == "prep" and c.lower_ in ("of", "by", "on") for c in noun.children)
        if up.dep_ in ("nsubj", "nsubjpass") and up.head.tag_ in ("VBD", "VBZ", "VBN") and told:
            return True  # "the expulsion of the envoys angered Moscow": it is presupposed
        return up.dep_ == "pobj" and up.head.lower_ in (*BACK, "during", "amid")
