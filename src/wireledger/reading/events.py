"""The stage ``events``: who does what to whom, coded by PLOVER, with the words behind every field.

A trigger (verb, or noun that names an event) is looked up in ``knowledge/plover_verbs``; the frame that its arguments fit
decides the type. Whether it happened, and who says so, is the statements stage's to say; when, the times stage's. Mentions
of one happening become one event with all their spans.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.plover import classes, context_cues, to_cameo, topics, types, word_list
from wireledger.knowledge.speech import speech_acts
from wireledger.model import Event, Magnitude, Span, Status, Time, When
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.frames import Arguments, Match
from wireledger.reading.language import clause
from wireledger.reading.participants import OFFICIAL, SOFT, Participants

_NOUNS = frozenset(("NOUN", "PROPN"))
_FOREIGN = frozenset(("SANCTION", "CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "MOBILIZE"))  # fmt: skip
"""Types for which one's own state is not the recipient when it is merely part of what it is about."""
_TAKING = frozenset(("REJECT", "PROTEST"))
"""Types of which the clause that completes them says what is promised, asked or threatened, and is no event of its own."""
_BRINGING, _CAUSING, _OCCURRING = word_list("bringing"), word_list("causing"), word_list("occurring")
_SILENCE, _POWERS = word_list("silence"), word_list("powers")
_PLACED = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AID"))
"""Types whose recipient may be the state of the place where it is done."""
_REACTING = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
_COOPERATIVE = frozenset(("AGREE", "SUPPORT", "RETREAT", "COOPERATE", "AID", "CONSULT", "CONCEDE"))
_ALONE = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT", "PROTEST", "ACCUSE", "REQUEST"))
"""Types that may be told without who does it."""
_SAID = frozenset(("SUPPORT", "ACCUSE", "THREATEN", "AGREE", "REJECT", "CONCEDE"))
"""Types that are no event where the clause itself is negated."""
_CALLING = frozenset(["call", "announce", "plan", "schedule", "organise", "organize"])
_MEDIATING = frozenset(["mediate", "broker", "facilitate"])
_BY_AUTHORITIES = frozenset(["arrest", "convict", "curfew", "martial-law", "deport", "censor"])
"""Modes of what a state's authorities do, whoever is named."""
_WHILE = frozenset(["when", "as", "while"])
_MARKS = frozenset(["mark", "advmod"])
_MUST = frozenset(["must", "should", "ought"])
_REPEATING = _MUST | {"did", "does", "do", "followed", "follow", "follows", "following"}
"""Words without which a sentence holds neither a demand nor what another does likewise."""
_RECOGNISING = frozenset(["recognise", "recognize", "accept", "acknowledge"])
_ONE_WAY = frozenset(["extradite", "share", "sell", "buy", "purchase", "import", "export", "bring", "hire", "provide", "pass", "visit"])  # fmt: skip
"""What one does for another, of the types that are done together."""
_RECIPROCAL = frozenset(("CONSULT", "COOPERATE"))
_BACK = frozenset(["after", "since", "following", "despite", "because", "when", "before", "once", "until"])
_LONG_AGO = frozenset(["since", "before", "until"])
_BESIDE = frozenset(["after", "during", "following", "on", "before", "at", "in"])
_ATTENDING = frozenset(["attend", "join", "chair", "convene"])
_FACING = frozenset(["face", "draw", "earn", "receive", "meet", "attract"])
_ROUNDS = frozenset(["hour", "day", "week", "month", "round", "series", "night"]) | frames.QUANTITIES
_FUTURE_ORDER = frozenset(("happened", "planned", "demanded", "ongoing"))
_ANAPHORS = (
    ("attacks", ("ASSAULT",)), ("accusations", ("ACCUSE",)), ("demands", ("REQUEST", "THREATEN", "AGREE", "CONSULT")),
    ("accords", ("AGREE", "SUPPORT", "RETREAT", "CONCEDE", "SANCTION")), ("penalties", ("SANCTION", "COERCE")), ("meetings", ("CONSULT",)), ("deeds", ()),
)  # fmt: skip
"""Lists of nouns that take up an event told before, and the types of event that they may take up (all where none is said)."""
_PUBLIC = (
    frozenset(("LAB", "REB", "PRM", "OPP", "PTY", "IGO", "NGO", "UAF", "REF", "ELI", "PRE", "UNO", "EUR")) | OFFICIAL
)
_HEARERS = frozenset(("MED", "JRN", "LEG", "CVL"))
"""Sectors of those to whom speeches are made."""
_OLD = 7
"""Days before publication past which what happened is history."""
_LONG = 250
"""Tokens of a sentence past which it is no sentence but a list or a table: not read."""
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


class Stage:
    """One run over one story."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.who = Participants(draft)
        self.lemmas = frames.lemmas()
        self.consumed: set[tuple[int, int]] = set()
        self.mentions: list[Mention] = []
        self.here: list[Mention] = []
        """The mentions of the sentence, in the order in which they were read."""
        self.published = _day(draft.story.published)
        first = next(iter(draft.language.body), None)
        self.lead = {p.index for p in draft.language.paragraphs if p.paragraph.kind == "headline"}
        self.first = first.index if first is not None else 0
        if first is not None:
            self.lead.add(first.index)
        self.days: dict[bool, dt.date] = {}

    # -- one trigger -------------------------------------------------------------------------------------------
    def use(self, token: Token) -> None:
        self.consumed.add((id(token.doc), token.i))

    def at(self, token: Token) -> Mention | None:
        found = frames.match(token, self.who.is_actor)
        if found is None:
            return None
        a, entry = found.arguments, found.entry
        noun = token.pos_ in _NOUNS
        if not self.may_trigger(token, a) or self.tells_of_another(found):
            return None
        for t in found.used:
            if t != token:
                self.use(t)
        if entry.type in _TAKING or entry.mode == "expel":
            for t in a.complements:
                if t.i < token.i and entry.mode != "expel":
                    continue  # "Chad offered help; Niger rejected it": two clauses that the parse took for one
                self.use(t)
                for other in frames.conjuncts(t)[1:]:
                    self.use(other)
        subject = self.subject_of_noun(token, a, entry.type) if noun else a.subject
        actors, actor_heads = self.actors(found, subject)
        if token.lemma_ == "be" and not actors:
            return None
        present = token.tag_ in ("VBZ", "VBP") and not self.in_headline(token)
        if subject and present and all(frames.fits(t, "agreement", self.who.is_actor) for t in subject):
            return None  # "the treaty bans such missiles": what it says is nothing that is done
        harmed = entry.type in ("ASSAULT", "COERCE") and any(
            frames.fits(t, "attack", self.who.is_actor)
            or frames.fits(t, "war", self.who.is_actor)
            or frames.is_weapon(t)
            for t in subject
        )
        if subject and not actors and not noun and not harmed and not any(frames.is_name(t) for t in subject):
            return None  # "the accord allows", "tension ended": no doer
        taken = set(actors)
        recipients, recipient_heads = self.recipients(found, taken)
        reciprocal = (entry.type in _RECIPROCAL and token.lemma_ not in _ONE_WAY) or token.lemma_ in (
            "exchange",
            "swap",
        )
        reciprocal = reciprocal or (
            entry.type == "SUPPORT" and found.asked_for("agreement") and entry.mode is None and self.signs(found)
        )
        together = entry.mode == "ceasefire" or entry.type == "AGREE"
        if together:
            reciprocal = reciprocal or (len(actors) > 1 and not (a.dative or a.preps.get("with")))
        if reciprocal and len(actors) > 1 and (not recipients or together):
            recipients, recipient_heads = list(actors), list(actor_heads)
        elif reciprocal and not actors and len(recipients) > 1:
            actors, actor_heads = list(recipients), list(recipient_heads)
        if not recipients and actors:
            recipients = self.taken_up(found, taken)
        if not recipients and actors and entry.type == "CONSULT" and entry.mode == "visit":
            recipients = self.who.hosts(
                a.preps.get("in", []) + a.preps.get("to", []) + a.preps.get("for", []), known=False
            )
            recipients = [i for i in recipients if not self.same_side(i, taken)]
        if not recipients and entry.type == "CONSULT" and self.meets_together(token, subject, noun):
            both = self.bound(token) if noun else self.pair()
            if len(both) > 1 and (not actors or self.who.countries(actors) & self.who.countries(both)):
                actors = recipients = both
                reciprocal = True
        if not recipients and actors and types()[entry.type].recipient and not noun:
            recipients = self.counterpart(actors, entry.type)
        if not recipients and token.lemma_ in _MEDIATING and entry.type == "CONSULT":
            recipients = [i for i in self.pair() if i not in actors]
        if not recipients and (state := self.where(found, actors)):
            recipients = [state]
        if not actors and not recipients:
            return None
        if not self.tells(found, subject, actors, recipients):
            return None
        if noun and not (actors and recipients) and not a.standing and not self.is_news(token):
            return None
        stance = self.draft.statements.stance(token)
        if stance.status is None or (stance.negated and stance.status != "denied"):
            return None
        status: Status = stance.status
        own = any(c.dep_ == "neg" or c.lower_ in ("no", "never") for t in (token, *a.object) for c in t.children)
        if status == "denied" and own and (entry.type in _SAID or self.refused(token)):
            if not self.refuses(token) and not self.refused(token):
                return None  # "raised no objection", "never ratified": nothing was said
        if entry.mode == "expel" and a.complements and status in _FUTURE_ORDER:
            status = "ordered"
        kind, mode = types()[entry.type], self.mode(found)
        if status == "denied" and kind.name in _COOPERATIVE and self.refuses(token):
            kind, mode, status = types()["REJECT"], None, "planned"  # "will not renew the accord"
        if status == "denied" and token.lemma_ in _RECOGNISING and self.refused(token):
            kind, mode, status = types()["REJECT"], None, "ongoing"  # "does not recognise the state"
        if entry.type == "PROTEST" and token.lemma_ in _CALLING and status == "happened":
            status = "planned"  # "called a march for Saturday"
        if entry.type == "REQUEST" and token.lemma_ == "want" and status == "happened":
            status = "demanded"
        if (
            status == "happened"
            and entry.type in ("AID", "COOPERATE")
            and token.tag_ in ("VBZ", "VBP")
            and not self.in_headline(token)
        ):
            status = "ongoing"  # "which trains the army"
        language = self.draft.language
        spans: dict[str, list[Span]] = {"trigger": [language.span(token)]}
        spans["actor"] = [self.phrase(t) for t in actor_heads]
        spans["recipient"] = [self.phrase(t) for t in recipient_heads]
        spans["object"] = [self.phrase(t) for t in a.object if t not in recipient_heads][:3]
        contexts = self.contexts(found)
        event = Event(
            id="",
            type=kind.name,
            mode=mode,
            contexts=contexts,
            actors=actors,
            recipients=recipients,
            status=status,
            trigger=language.span(token),
            according_to=list(stance.according_to),
            quad=kind.quad,
            cameo=to_cameo(kind.name, mode, tuple(contexts)),
            reciprocal=reciprocal,
        )
        self.time(token, event, spans)
        self.place(token, a, event, spans)
        event.magnitudes = self.magnitudes(a)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        return Mention(token, found, event, language.parsed(token).index, recipient_heads)

    def refuses(self, token: Token) -> bool:
        """ "will not send back", "would not renew": somebody is said not to be willing to."""
        words = {c.lower_ for c in token.children}
        return bool(words & {"will", "would", "wo", "'d", "'ll"}) and any(c.dep_ == "neg" for c in token.children)

    def refused(self, token: Token) -> bool:
        """ "does not recognise", "did not accept": not to do these is to refuse."""
        return token.lemma_ in _RECOGNISING and any(c.dep_ == "neg" for c in token.children)

    def meets_together(self, token: Token, subject: list[Token], noun: bool) -> bool:
        """Whether those who meet are told of as one ("the negotiators met", "the talks resumed"; "at a meeting")."""
        if noun:
            return self.is_news(token)
        return any(t.tag_ in ("NNS", "PRP") and t.lemma_.lower() not in ("he", "she", "it") for t in subject)

    def authority(self, token: Token, recipients: list[str]) -> str | None:
        """Whose authorities arrest or convict where nobody is said to: those of the place, else of the people's own state."""
        country = self.who.here(token) or next((c for i in recipients if (c := self.who.get(i).country)), self.who.home)
        return self.who.state(country) if country else None

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

    def tells_of_another(self, found: Match) -> bool:
        """ "told him that France had withdrawn", "told reporters that it was leaving": who tells, or tells those, withdraws
        nothing by it, and what is told is read by itself."""
        a = found.arguments
        if found.entry.type != "SANCTION" or a.trigger.lemma_ not in ("notify", "inform", "tell"):
            return False
        told = self.who.gather([*a.object, *a.dative])[0]
        if told and all(self.who.get(i).sector in _HEARERS for i in told):
            return True
        doers = [s for c in a.complements for s in c.children if s.dep_ == "nsubj" and s.pos_ in _NOUNS]
        tellers = set(self.actors(found, a.subject)[0])
        return bool(doers) and not any(self.same_side(i, tellers) for i in self.who.gather(doers)[0])

    def in_headline(self, token: Token) -> bool:
        return self.draft.language.parsed(token).paragraph.kind == "headline"

    def may_trigger(self, token: Token, a: Arguments) -> bool:
        """Whether a word that the table knows stands where it tells of an event."""
        noun = token.pos_ in _NOUNS
        if not noun and token.dep_ in ("aux", "auxpass", "amod", "compound"):
            return False
        if token.dep_ == "acl" and token.head.lemma_.lower() in _POWERS:
            return False  # "the right to terminate" terminates nothing
        if token.pos_ == "PROPN" and token.i > token.sent.start and token.is_title:
            return False  # part of a name
        if noun and token.dep_ in ("dobj", "dative") and token.head.lemma_ in ("tell", "address", "attend"):
            if frames.fits(token, "protest", self.who.is_actor):
                return False  # "told a rally of settlers"
        bare = not noun and not a.subject and not a.passive and token.tag_ == "VB"
        return not (bare and token.dep_ in ("ROOT", "conj", "ccomp"))

    def tells(self, found: Match, subject: list[Token], actors: list[str], recipients: list[str]) -> bool:
        """Whether there is enough of an event: somebody whom it must be done to, and what makes a statement one."""
        a, entry, token = found.arguments, found.entry, found.arguments.trigger
        if entry.type == "REJECT" and any(c.lemma_ in _SILENCE for c in a.complements):
            return False
        if token.pos_ not in _NOUNS and token.dep_ == "acl" and token.tag_ == "VBN" and not (actors and recipients):
            return False
        if (
            entry.type == "CONSULT"
            and not recipients
            and not (actors and (entry.mode == "multilateral" or token.lemma_ in _ATTENDING))
        ):
            return False
        if not actors and entry.type not in _ALONE and not (a.passive and recipients and self.chosen(found)):
            return False
        if (
            entry.type == "REQUEST"
            and token.lemma_ in ("order", "instruct", "direct", "tell", "command")
            and not recipients
        ):
            return False
        if entry.type == "REQUEST" and token.lemma_ in ("force", "compel", "oblige"):
            return False  # what somebody is forced to is the event
        if entry.type == "THREATEN" and any(
            t.lemma_.lower() in classes()["accident"] for c in a.complements for t in c.subtree
        ):
            return False  # a forecast
        if (
            a.passive
            and not actors
            and token.tag_ == "VBN"
            and any(c.dep_ == "auxpass" and c.lower_ in ("are", "is") for c in token.children)
        ):
            return False  # "are deployed": how it stands
        if entry.type == "REQUEST" and actors and recipients and "inf" in {c.slot for c in found.frame}:
            # a superior's order to his own people is no demand
            if all(self.who.official(i) for i in (*actors, *recipients)) and self.who.countries(
                actors
            ) == self.who.countries(recipients):
                return False
        if not types()[entry.type].recipient or recipients or not actors:
            return True
        known = ("agreement", "organization", "igo", "sanction", "diplomat", "embassy", "notice")
        return any(frames.fits(t, c, self.who.is_actor) for t in found.used for c in known)

    def actors(self, found: Match, subject: list[Token]) -> tuple[list[str], list[Token]]:
        """Who does it: the subject; those who leave, those who speak, those whose attack it was."""
        a, entry = found.arguments, found.entry
        noun = a.trigger.pos_ in _NOUNS
        if a.trigger.lemma_ == "be" and entry.type == "ACCUSE":
            verb = a.trigger.head
            if a.trigger.dep_ in ("ccomp", "parataxis") and verb.lemma_ in speech_acts():
                return self.who.gather(frames.subject_of(verb)[0])
            return [], []
        ids, heads = self.who.gather([t for t in subject if t.lemma_.lower() not in word_list("attacks")])
        if (
            entry.type == "ASSAULT"
            and any(frames.is_weapon(t) for t in subject)
            and not self.who.countries(ids) - set(ids)
        ):
            before = next(
                (
                    m
                    for m in reversed([*self.mentions[-3:], *self.here])
                    if m.event.type == "ASSAULT" and m.event.actors
                ),
                None,
            )
            return (list(before.event.actors), []) if before else ([], [])
        if ids:
            return ids, heads
        if entry.type == "PROTEST" and not noun:
            for t in subject:
                if crowd := self.who.crowd(t):
                    return list(crowd), [t]
        if entry.type == "COOPERATE" and entry.frames[0][0].of == "service":
            return (self.who.bound(subject[0]), subject[:1]) if subject else ([], [])
        for t in subject:
            if entry.type == "ASSAULT" and t.pos_ in _NOUNS and frames.fits(t, "attack", self.who.is_actor):
                ids, heads = self.who.gather(self.subject_of_noun(t, frames.of_noun(t), "ASSAULT"))
                self.use(t)
            if not ids and (told := self.told(t)):
                ids = told[0].event.actors
            if ids:
                return list(ids), heads
        if (entry.type == "RETREAT" and entry.mode == "withdraw") or (entry.type == "MOBILIZE" and a.passive):
            # "the withdrawal of German troops", "the soldiers were pulled out": those who leave do it
            mine = [t for t in a.object if any(frames.fits(t, c, self.who.is_actor) for c in ("force", "police"))]
            return self.who.gather(mine)
        if (
            entry.type == "SUPPORT"
            and entry.mode is None
            and (signed := [t for t in (*subject, *a.object) if frames.fits(t, "agreement", self.who.is_actor)])
        ):
            ids = self.who.bound(signed[0]) or [
                i for m in self.told(signed[0])[:1] for i in (*m.event.actors, *m.event.recipients)
            ]
            return list(dict.fromkeys(ids or (self.pair() if self.known(signed[0]) else ()))), []
        if noun and entry.type in ("ACCUSE", "REQUEST", "SUPPORT", "REJECT"):
            return self.who.gather(a.preps.get("from", []))
        for t in subject:
            if t.lemma_.lower() in word_list("sides") and (both := self.sides(t)):
                return both, [t]
            if entry.type in ("CONSULT", "SANCTION") and frames.fits(t, "talk", self.who.is_actor):
                return self.bound(t) or self.pair(), [t]
            if entry.mode == "ceasefire":
                return self.who.bound(t) or self.pair(), [t]
        return [], []

    def chosen(self, found: Match) -> bool:
        """Whether somebody is elected or appointed, or an agreement signed, which is told without who does it."""
        return found.entry.type == "SUPPORT" and (
            bool({"election", "executive"} & set(found.entry.contexts)) or found.asked_for("agreement")
        )

    def known(self, agreement: Token) -> bool:
        """Whether an agreement is one that the story has told of: "the pact signed in Luanda", "it"."""
        return agreement.pos_ == "PRON" or any(
            c.lower_ in ("the", "this", "that", "its", "their") for c in agreement.children
        )

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

    def bound(self, agreement: Token) -> list[str]:
        """The parties of an agreement or of talks: those that the phrase names, else those of the agreement told of last."""
        ids = self.who.bound(agreement)
        if len(ids) > 1:
            return ids
        for mention in [*self.told(agreement)[:1], *reversed([*self.mentions[-_RECENT:], *self.here])]:
            event = mention.event
            both = list(dict.fromkeys((*event.actors, *event.recipients)))
            if (
                event.type in ("AGREE", "SUPPORT", "CONSULT", "RETREAT", "SANCTION")
                and len(self.who.countries(both)) > 1
                and set(ids) <= set(both)
            ):
                return [i for i in both if self.who.get(i).kind in ("state", "organization")]
        return ids

    def mode(self, found: Match) -> str | None:
        """The mode that the frame says; of an assault the one that its subject says ("an airstrike killed")."""
        if found.entry.type == "ASSAULT" and found.entry.mode is None:
            for t in found.arguments.subject:
                if t.pos_ in _NOUNS and (inner := frames.match(t, self.who.is_actor)) and inner.entry.type == "ASSAULT":
                    if mode := frames.mode_of(inner, self.who.is_actor):
                        return mode
        return frames.mode_of(found, self.who.is_actor)

    def signs(self, found: Match) -> bool:
        """Whether an agreement is made or kept up, which is done by all sides, and not merely praised."""
        return found.entry.verbs[:1] in (("sign",), ("extend",), ("enter",))

    def subject_of_noun(self, noun: Token, a: Arguments, kind: str) -> list[Token]:
        if a.subject:
            return a.subject
        up = noun
        while up.dep_ == "conj" or (up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.lemma_ in _ROUNDS):
            up = up.head.head if up.dep_ == "pobj" else up.head
        if up.dep_ == "pobj" and up.head.dep_ == "prep":
            if kind == "CONSULT" and up.head.lower_ in _BESIDE and up.head.head.pos_ == "VERB":
                return frames.of_verb(up.head.head).subject  # "said after a visit to Moscow"
            up = up.head.head
        if up.dep_ in ("dobj", "attr", "oprd", "nsubjpass"):
            verb = up.head
            if verb.lemma_ in _BRINGING:
                return frames.of_verb(verb).subject
        return []

    def is_news(self, noun: Token) -> bool:
        """Whether a noun that names an event is said to occur, and not merely mentioned."""
        up = noun
        while up.dep_ == "conj":
            up = up.head
        if up.dep_ in ("dobj", "nsubjpass") and up.head.lemma_ in _BRINGING | _CAUSING | _FACING:
            return True
        if up.dep_ == "nsubj" and (up.head.lemma_ in _OCCURRING or noun.lemma_ == "strike"):
            return True
        told = any(c.dep_ == "prep" and c.lower_ in ("of", "by", "on") for c in noun.children)
        if up.dep_ in ("nsubj", "nsubjpass") and up.head.tag_ in ("VBD", "VBZ", "VBN") and told:
            return True  # "the expulsion of the envoys angered Moscow": it is presupposed
        return up.dep_ == "pobj" and up.head.lower_ in _BACK

    # -- recipients --------------------------------------------------------------------------------------------
    def same_side(self, i: str, actors: set[str]) -> bool:
        """Whether somebody is one of the actors or acts for the same state as one of them."""
        if i in actors:
            return True
        actor = self.who.get(i)
        country = actor.country
        if not country or not (actor.kind == "state" or (actor.kind == "group" and self.who.official(i))):
            return False  # a minister may accuse the court of his own state
        return any(self.who.get(a).country == country and self.who.official(a) for a in actors)

    def recipients(self, found: Match, taken: set[str]) -> tuple[list[str], list[Token]]:
        """Who it is done to: the object, else who stands behind a preposition, else within what it is about."""
        a, entry = found.arguments, found.entry
        noun = a.trigger.pos_ in _NOUNS
        leaving = entry.mode == "withdraw"

        def other(ids: list[str]) -> list[str]:
            if entry.type not in _FOREIGN and not leaving:
                return [i for i in ids if i not in taken]
            return [i for i in ids if not self.same_side(i, taken)]

        if noun and a.trigger.dep_ == "dobj" and a.trigger.head.lemma_ in _FACING:
            ids, heads = self.who.gather(frames.of_verb(a.trigger.head).subject)
            return other(ids), heads  # "the president faces protests"
        for t in (*a.object, *a.dative, *a.preps.get("on", ()), *a.preps.get("with", ()), *a.preps.get("to", ())):
            both = any(c.lower_ in ("both", "two") for c in t.children) or t.lower_ == "both"
            if both and t.lemma_.lower() in word_list("sides") and (ids := other(self.sides(t))):
                return ids, [t]  # "urged both sides"
        if noun and entry.type == "PROTEST" and a.trigger.dep_ == "nsubj" and a.trigger.head.pos_ == "VERB":
            ids, heads = self.who.gather(frames.of_verb(a.trigger.head).object)
            if ids := other(ids):
                return ids, heads  # "a strike paralysed the country"
        direct = [t for t in a.dative if self.who.resolve(t)]
        objects = [t for t in a.object if entry.type != "ASSAULT" or not frames.is_weapon(t) or entry.mode == "destroy"]
        if found.asked_for("delegation") or found.asked_for("envoy"):
            objects = []  # "sent a delegation": not to the delegation
        if not direct and not leaving:
            direct = [t for t in objects if self.who.resolve(t, deep=False)]
        if not direct and entry.type in ("ASSAULT", "COERCE") and not noun:
            direct = [t for t in objects if self.who.resolve(t)]
        if direct:
            ids, heads = self.who.gather(direct)
            ids = (
                other(ids)
                if entry.mode == "discontinue" or entry.type in ("MOBILIZE", "AID")
                else [i for i in ids if i not in taken]
            )
            if ids:
                return ids, heads
        elif not leaving and (ids := other(self.who.hosts([t for t in a.object if t.ent_type_ == "GPE"], known=False))):
            return ids, a.object[:1]  # "blamed Lisbon"
        for slot in frames.SLOTS_OF.get(entry.type, frames.SLOTS):
            if slot == "of" and not noun and entry.type not in ("SANCTION", "COERCE"):
                continue
            candidates = a.preps.get(slot)
            if candidates and entry.type == "ASSAULT":
                candidates = [t for t in candidates if not frames.is_weapon(t)]
            if not candidates or (slot == "in" and entry.type not in _PLACED):
                continue
            ids, heads = self.who.gather(candidates, deep=slot not in ("at", "in", "for"))
            ids = other(ids)
            if not ids and (
                slot in ("from", "in", "to", "at", "near", "on", "into", "along", "for", "with", "against")
                and entry.type != "PROTEST"
            ):
                ids = other(self.who.hosts(candidates, known=entry.type not in ("AID", "ASSAULT")))
            heads = heads or candidates[:1]
            if ids:
                return ids, heads
        if entry.type == "CONSULT":
            return [], []
        others = [t for slot in ("to", "for", "over", "about", "into") for t in a.preps.get(slot, ())]
        for t in [*a.object, *a.complements, *others]:
            if entry.type == "REQUEST" and frames.fits(t, "release", self.who.is_actor):
                continue  # whose release is asked for is not who is asked
            if entry.type == "PROTEST" and t not in a.complements:
                continue
            ids = other(list(self.who.resolve(t))) if t in a.object else []
            if ids:
                return ids, [t]
            ids, heads = self.who.first_within(t, other, entry.type in _COOPERATIVE)
            if ids:
                if frames.fits(t, "agreement", self.who.is_actor):
                    ids = self.who.parties(ids)
                return [i for i in ids if i not in taken], heads
        return [], []

    def other_state(self, taken: set[str]) -> str | None:
        """ "its neighbour": the state that the story names most, other than that of the actors."""
        others = [a for a in self.draft.actors.items if a.kind == "state" and not self.same_side(a.id, taken)]
        return max(others, key=lambda a: len(a.mentions)).id if others else None

    def answered(self, taken: set[str]) -> list[str]:
        """Whom a reaction without a recipient is to: who did what the story is about."""
        if not self.mentions:
            return []
        lead = self.mentions[0].event
        if any(self.same_side(i, set(lead.actors)) for i in taken):
            return []
        return [i for i in lead.actors if not self.same_side(i, taken)]

    def where(self, found: Match, actors: list[str]) -> str | None:
        """Whom people protest against or attack who act for no state, where nobody is said: the state where they do it."""
        entry = found.entry
        a = found.arguments
        noun = a.trigger.pos_ in _NOUNS
        struck = noun and entry.type == "ASSAULT" and bool(a.object) and self.is_news(a.trigger)
        if (
            (entry.mode == "explosives" or struck)
            and not actors
            and (country := self.who.here(found.arguments.trigger))
        ):
            return self.who.state(country)  # "a bomb went off in the capital"
        if not actors or any(self.who.official(i) for i in actors):
            return None
        if entry.type == "ASSAULT" or (entry.type == "PROTEST" and entry.mode in ("demo", "riot", "obstruct")):
            country = self.who.here(found.arguments.trigger) or (
                (self.who.get(actors[0]).country or self.who.home) if entry.type == "PROTEST" else None
            )
            return self.who.state(country) if country else None
        return None

    def told(self, token: Token) -> list[Mention]:
        """The events told before that a definite noun takes up ("the attack", "its decision"), the latest first."""
        lemma = token.lemma_.lower()
        if token.pos_ not in _NOUNS or not any(
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

    def taken_up(self, found: Match, taken: set[str]) -> list[str]:
        """The recipients of an event that names none: of what it takes up, or of the clause that it continues."""
        a, entry = found.arguments, found.entry
        about = [
            *a.object,
            *(t for slot in ("on", "of", "over", "for", "to", "by", "with", "from") for t in a.preps.get(slot, ())),
        ]
        for t in about:
            for mention in self.told(t):
                same = any(c.lower_ in ("similar", "such") for c in t.children)
                event = mention.event
                if entry.type in ("SANCTION", "COERCE") and not same:
                    ids = [*event.recipients, *event.actors]
                elif same:
                    ids = event.recipients
                elif entry.type == "SUPPORT" and event.reciprocal:
                    ids = [*event.actors, *event.recipients]
                else:
                    ids = event.actors
                ids = [i for i in dict.fromkeys(ids) if not self.same_side(i, taken)]
                if ids:
                    return ids
        pronoun = any(
            t.pos_ == "PRON" or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children) for t in a.object
        )
        up = a.trigger
        for _ in range(4):
            if up.dep_ not in ("conj", "advcl", "acl", "xcomp", "pcomp", "prep", "pobj") or up.head == up:
                break
            up = up.head
            for mention in self.here:
                same_kind = types()[mention.event.type].quad == types()[entry.type].quad
                if (
                    mention.trigger == up
                    and mention.event.recipients
                    and (pronoun or same_kind)
                    and entry.mode != "withdraw"
                ):
                    ids = [i for i in mention.event.recipients if not self.same_side(i, taken)]
                    if ids and (
                        set(mention.event.actors) & taken
                        or self.who.countries(mention.event.actors) & self.who.countries(list(taken))
                    ):
                        return ids
        if (
            entry.mode in ("withdraw", "rejoin")
            or (entry.type == "SUPPORT" and "join" in entry.verbs)
            or found.asked_for("notice")
        ):
            for mention in reversed([*self.mentions, *self.here]):
                if mention.event.mode in ("withdraw", "discontinue") and (
                    ids := [i for i in mention.event.recipients if not self.same_side(i, taken)]
                ):
                    return ids
        for t in a.object:
            if t.lemma_.lower() in classes()["neighbour"] | classes()["rival"] and any(
                c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children
            ):
                if other := self.other_state(taken):
                    return [other]
        if (
            entry.type in _REACTING
            and a.trigger.lemma_ not in ("order", "instruct", "direct", "command")
            and (ids := self.answered(taken))
        ):
            return ids
        if types()[entry.type].recipient:
            paragraph = self.draft.language.parsed(a.trigger).index
            for mention in reversed([*self.mentions[-3:], *self.here]):
                event = mention.event
                if (
                    mention.paragraph == paragraph
                    and event.type == entry.type
                    and event.recipients
                    and not event.background
                ):
                    return [i for i in event.recipients if not self.same_side(i, taken)]
        return []

    # -- the rest of the record --------------------------------------------------------------------------------
    def phrase(self, token: Token) -> Span:
        """The words of a phrase without its relative clauses and asides."""
        left = token
        right = token
        for child in token.children:
            if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod"):
                left = min(left, child.left_edge, key=lambda t: t.i)
            elif child.dep_ == "prep" and child.lower_ == "of":
                right = max(right, child.right_edge, key=lambda t: t.i)
        if right.i - left.i > 25:
            right = token
        return self.draft.language.span(token.doc[left.i : right.i + 1])

    def contexts(self, found: Match) -> list[str]:
        cues = context_cues()
        a = found.arguments
        contexts = list(found.entry.contexts)
        words = [a.trigger, *a.object, *a.subject, *a.dative]
        for token in list(words):
            words += [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
        for slot in ("with", "for", "of", "on", "over", "against", "about", "from", "into"):
            words += a.preps.get(slot, ())
        for token in words:
            for context in cues.get(token.lemma_.lower(), ()):
                if context not in contexts:
                    contexts.append(context)
        return contexts[:4]

    def time(self, token: Token, event: Event, spans: dict[str, list[Span]]) -> None:
        """The event's own time; for the news itself the day that the story's beginning tells, else that of publication;
        null for history without a time."""
        time = self.draft.times.of(token)
        if time is None and token.pos_ in _NOUNS:
            time = self.draft.times.of(clause(token))
        if time is None:
            time = self.spoken_of(clause(token)) or self.shared_time(token, event.quad in (1, 3))
        begin = _day(time.begin) if time is not None else None
        future = begin is not None and self.published is not None and begin > self.published
        if future and event.status == "happened":
            if clause(token).tag_ in ("VBD", "VBN") and token.pos_ not in _NOUNS:
                time = None  # "ended the pact from Jan. 1": when it takes effect, not when it was done
            else:
                event.status = "planned"  # "visits the island in June", "the withdrawal by the end of May"
        if time is not None and not self.of_a_noun(time, token):
            event.when = When(value=time.value, begin=time.begin, end=time.end)
            spans["when"] = [time.span]
            end = _day(time.end)
            if begin is not None and event.status in ("happened", "ongoing", "ordered"):
                event.background = self.is_old(time.value or "", begin, end or begin)
            return
        event.background = self.is_background(token) or self.recalled(token)
        here = self.draft.language.parsed(token).index
        if (
            event.background
            or event.status not in ("happened", "ordered")
            or self.published is None
            or here > self.first + 1
        ):
            return
        governing = clause(token)
        if here not in self.lead and (governing.tag_ != "VBD" or token != governing):
            return
        if governing.dep_ in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
            perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in governing.children)
            day = self.news_day(perfect)
            event.when = When(
                value=day.isoformat(), begin=day.isoformat(), end=(day + dt.timedelta(days=1)).isoformat()
            )

    def shared_time(self, token: Token, verbal: bool) -> Time | None:
        """The time that a clause has from the one it goes on from ("met on Monday and agreed", "left on Monday, ending"), or
        from the beginning of its sentence ("On Feb. 4 the minister, in a letter, asked")."""
        verb = clause(token)
        of = self.draft.times.of
        for child in verb.children:
            below = child.dep_ == "advcl" and any(c.lower_ in _WHILE and c.dep_ in _MARKS for c in child.children)
            if (below or (child.dep_ == "conj" and child.tag_ == verb.tag_)) and child.pos_ == "VERB":
                own = child.dep_ == "conj" and any(c.dep_ == "nsubj" for c in child.children)
                if not own and (time := of(child)) is not None:
                    return (
                        time  # "killed 12 people when they raided the town on Friday"; "killed and wounded on Friday"
                    )
        for _ in range(4):
            up = verb.head
            joined = verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
            said = verb.dep_ == "ccomp" and up.lemma_ in speech_acts() and verbal
            if not (joined or said) or up == verb or up.pos_ not in ("VERB", "AUX"):
                break
            # "said that the pact would change nothing and dismissed it": goes on from "said"
            same = _would(verb) == _would(up) or said
            if same and (time := of(up)) is not None:
                return time
            if not same and not (verb.dep_ == "conj" and up.dep_ == "ccomp"):
                return None
            verb = up
        if verb.dep_ not in ("ROOT", "conj", "ccomp"):
            return None
        start = token.sent.start
        opening = token.doc[start : start + 3]
        first = next((t for t in opening if t.ent_type_ == "DATE" or t.pos_ == "NUM"), None)
        if first is None or opening[0].pos_ not in ("ADP", "SCONJ", "ADJ", "PROPN", "NOUN", "ADV"):
            return None
        found = self.draft.times.overlapping(self.draft.language.span(first))
        time = next((t for t in found if t.type in ("DATE", "TIME") and t.begin), None)
        adverbial = opening[0].lower_ in ("on", "in", "only") or first.dep_ in ("pobj", "npadvmod", "nummod")
        return time if time is not None and adverbial else None

    def is_old(self, value: str, begin: dt.date, end: dt.date) -> bool:
        """Whether a time is history for the story: a week before it, or a month or year that does not begin with it."""
        if self.published is None:
            latest = max((d for t in self.draft.times.items if (d := _day(t.begin)) is not None), default=begin)
            return (latest - begin).days > 60
        whole = "W" not in value and len(value) < 10
        return (self.published - (begin if whole else end)).days > _OLD

    def spoken_of(self, verb: Token) -> Time | None:
        """The time that a clause is about ("in April, when it received the envoy")."""
        if verb.dep_ in ("relcl", "advcl") and any(c.lower_ == "when" for c in verb.children):
            span = self.draft.language.span(verb.head)
            return next((t for t in self.draft.times.overlapping(span) if t.begin), None)
        return None

    def recalled(self, token: Token) -> bool:
        """Whether a verb goes on where the story recalls ("In April the consul was arrested; France expelled four")."""
        here = self.draft.language.parsed(token).index
        before = [m for m in (*self.mentions[-3:], *self.here) if m.paragraph == here and _before(m.trigger, token)]
        last = before[-1].event if before else None
        return clause(token).tag_ in ("VBD", "VBN") and last is not None and last.background and last.when is not None

    def of_a_noun(self, time: Time, predicate: Token) -> bool:
        """Whether a time says when something else was ("terminated the agreement of October 2001")."""
        token = self.draft.language.token_at(time.span.start)
        below = token
        while token is not None and token != predicate and token.head != token:
            above = token.head
            if (
                token.dep_ == "prep"
                and token.lower_ in ("after", "before", "since")
                and below is not None
                and below.pos_ == "NOUN"
                and below.ent_type_ not in ("DATE", "TIME")
            ):
                return True  # "after clashes in June"
            below = token
            if (
                token.dep_ == "prep"
                and token.lower_ == "of"
                and above.pos_ in _NOUNS
                and above != predicate
                and above.ent_type_ != "DATE"
            ):
                return True
            token = above
        return False

    def news_day(self, perfect: bool) -> dt.date:
        """The day of the news in a lead that names none: the first day of the week before publication that the beginning of
        the story says something of; after a perfect ("has expelled") not the day on which it was said."""
        assert self.published is not None
        if perfect not in self.days:
            day = self.published
            for time in self.draft.times.items:
                token = self.draft.language.token_at(time.span.start)
                if token is None or time.type not in ("DATE", "TIME") or len(time.value or "") < 10:
                    continue
                parsed = self.draft.language.parsed(token)
                if parsed.paragraph.kind == "headline":
                    continue
                if parsed.index > self.first + 2:
                    break
                verb = clause(token)
                said = verb.lemma_.lower() in speech_acts()
                begin = _day(time.begin)
                near = begin is not None and 0 <= (self.published - begin).days <= 7
                if (
                    begin
                    and near
                    and verb.tag_ in ("VBD", "VBN", "VBZ")
                    and not (said and perfect)
                    and self.draft.times.of(verb) == time
                ):
                    day = begin
                    break
            self.days[perfect] = day
        return self.days[perfect]

    def is_background(self, token: Token) -> bool:
        """Whether the clause recalls: pluperfect, a clause of "after" or "since", a relative clause in the past, and below
        the story's beginning the perfect ("has threatened to")."""
        verb = clause(token)
        here = self.draft.language.parsed(token).index
        early = here in self.lead or here <= self.first + 1
        back = _LONG_AGO if early else _BACK
        for t in (verb, *verb.ancestors):
            if any(c.lower_ == "had" and c.dep_ == "aux" for c in t.children) and not _reported(t):
                return True
            if t.dep_ == "relcl" and t.tag_ in ("VBD", "VBN"):
                return True
            if t.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in back for c in t.children):
                return True
            if t.dep_ == "pcomp" and t.head.lower_ in back:
                return True
        if token.pos_ in _NOUNS and token.dep_ == "pobj" and token.head.lower_ in back:
            return True
        if early:
            return False
        if any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children) and verb == token:
            return True
        # "withdrew after a coup": in the past, as seen from an event that is past itself.
        return verb.tag_ == "VBD" and any(
            c.dep_ == "prep" and c.lower_ in ("after", "since", "following") for c in verb.children
        )

    def place(self, token: Token, a: Arguments, event: Event, spans: dict[str, list[Span]]) -> None:
        for slot in ("in", "at", "near", "from", "along", "across", "on", "to", "into"):
            for t in a.preps.get(slot, ()):
                span = self.draft.language.span(t)
                place = self.draft.places.at(span)
                if place is not None and not place.metonym:
                    event.place = place.name
                    spans["place"] = [place.span]
                    return

    def magnitudes(self, a: Arguments) -> list[Magnitude]:
        from wireledger.reading.magnitudes import of_arguments

        return of_arguments(a, self.draft.language)

    # -- the story ---------------------------------------------------------------------------------------------
    def plain(self) -> str | None:
        """Which of sport, weather and markets the story is on, where it is not on public affairs, by the words of its nouns."""
        known = topics()
        counts: Counter[str] = Counter()
        for parsed in self.draft.language.paragraphs:
            for token in parsed.doc:
                if token.pos_ in _NOUNS or token.pos_ == "ADJ":
                    counts.update(known.get(token.lemma_.lower(), ()))
        public = counts.pop("public", 0)
        topic, most = max(counts.items(), key=lambda c: c[1], default=("", 0))
        return topic if most >= 3 and most >= 2 * public else None

    def is_public(self, event: Event) -> bool:
        """Whether it is a public affair: somebody takes part who is a state, an armed or international body or one of
        theirs, or people protest or are attacked by people who are no single persons of private life."""

        def pleads(i: str) -> bool:  # a lawyer is no court
            return any(r.title.split()[-1:] == ["lawyer"] for r in self.who.get(i).roles)

        def public(i: str) -> bool:
            actor = self.who.get(i)
            if pleads(i):
                return False
            return actor.kind == "state" or actor.sector in _PUBLIC or any(r.of for r in actor.roles)

        everybody = (*event.actors, *event.recipients)
        if event.actors and all(
            self.who.get(i).kind == "organization" and self.who.get(i).sector in SOFT for i in event.actors
        ):
            business = any(self.who.get(i).sector is not None for i in event.actors)
            told = event.quad == 3 and any(self.who.get(i).kind == "state" for i in event.recipients)
            return event.type == "PROTEST" or (told and not business)  # a company's business, with whatever state
        if any(public(i) for i in everybody):
            return True
        if event.type == "RETREAT" and event.mode == "withdraw" and any(self.who.get(i).country for i in event.actors):
            return True  # "the 300 Dominicans will follow"
        if event.mode in ("release", "abduct", "arrest") and any(
            (c := self.who.get(i).country) and c != self.who.home for i in event.recipients
        ):
            return True  # foreigners
        if event.type == "COERCE" and any(
            set(self.who.get(i).name.lower().split()) & word_list("figures") for i in event.recipients
        ):
            return True
        soft = all(self.who.get(i).sector in SOFT or pleads(i) for i in everybody)
        return event.type == "PROTEST" or not soft

    def dispute(self, public: list[Mention]) -> list[Mention]:
        """The events of a quarrel between private bodies that is the story's matter (a union and an airline, two parties to
        a contract): those with two sides, where there are three at least and one sides' act is a breach."""
        between = [m for m in self.mentions if m not in public and m.event.actors and m.event.recipients]
        quads = Counter(m.event.quad for m in between)
        breach = any(m.event.type in ("SANCTION", "PROTEST", "THREATEN") for m in (*between, *public))
        return between if breach and quads[3] + quads[4] >= 2 and len(between) >= 3 else []

    def among_states(self, event: Event) -> bool:
        """Whether states and bodies of states, and they alone, take part."""
        everybody = [self.who.get(i) for i in (*event.actors, *event.recipients)]
        return all(a.kind == "state" or a.sector == "IGO" for a in everybody)

    def in_public_terms(self, token: Token) -> bool:
        known = topics()
        return any("public" in known.get(t.lemma_.lower(), ()) for t in token.sent)

    def read(self) -> list[Event]:
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) > _LONG:
                    continue
                self.sentence(sentence)
        topic = self.plain() if self.mentions else None
        public = [m for m in self.mentions if self.is_public(m.event)]
        if topic is None:
            public += self.dispute(public)
        if topic is None and public:
            # In a story on public affairs what is done by or to private people belongs to it; else in their sentence alone.
            told = {m.trigger.sent.start_char + m.paragraph * 10**6 for m in public}
            public = [
                m
                for m in self.mentions
                if m in public
                or (
                    m.event.type in ("ASSAULT", "COERCE", "PROTEST")
                    and (len(public) > 1 or m.trigger.sent.start_char + m.paragraph * 10**6 in told)
                )
            ]
        self.mentions = [
            m
            for m in public
            if topic is None
            or (topic != "culture" and self.in_public_terms(m.trigger))
            or (topic in ("markets", "culture") and self.among_states(m.event))
        ]
        self.completed()
        events = self.merged()
        self.who.keep({i for e in events for i in (*e.actors, *e.recipients)})
        return events

    def sentence(self, sentence: Tokens) -> None:
        triggers = [
            t for t in sentence if t.pos_ in ("VERB", "NOUN", "PROPN", "AUX") and frames.lemma_of(t) in self.lemmas
        ]
        # Verbs before nouns, governing before governed: an operator takes what it governs with it.
        triggers.sort(key=lambda t: (t.pos_ in _NOUNS, _depth(t), t.i))
        self.here = []
        for token in triggers:
            before = set(self.consumed)
            if (id(token.doc), token.i) in self.consumed or token.ent_type_ in ("GPE", "NORP", "PERSON"):
                continue
            mention = self.at(token)
            if mention is not None:
                self.here.append(mention)
            elif token.dep_ == "acl":
                self.consumed = before  # "the strike called by the unions began": the strike may still tell of an event
        for token in sentence if any(t.lower_ in _REPEATING for t in sentence) else ():
            if token.pos_ in ("VERB", "AUX"):
                mention = self.likewise(token) or self.must(token)
                if mention is not None:
                    self.here.append(mention)
        self.mentions += sorted(self.here, key=lambda m: m.trigger.i)
        self.here = []

    def likewise(self, token: Token) -> Mention | None:
        """ "So did France", "Chad did the same", "Togo followed suit": what was told last, by somebody else."""
        words = {c.lower_ for c in token.children}
        same = token.lemma_ == "do" and (
            any(c.dep_ == "dobj" and c.lower_ in ("same", "likewise") for c in token.children)
            or "likewise" in words
            or ("so" in words and any(c.dep_ == "nsubj" and c.i > token.i for c in token.children))
        )
        subject = frames.subject_of(token)[0]
        if token.dep_ == "aux" and token.lower_ == "did" and any(c.lower_ == "so" for c in token.head.children):
            same, subject = True, frames.conjuncts(token.head)  # the parse makes the name the head of "so did Chad"
        if not same and not (token.lemma_ == "follow" and "suit" in words):
            return None
        actors, heads = self.who.gather(subject)
        before = [
            m for m in (*self.mentions[-3:], *self.here) if m.trigger.doc is not token.doc or m.trigger.i < token.i
        ]
        before = [
            m for m in before if m.event.actors and not any(self.same_side(i, set(m.event.actors)) for i in actors)
        ]
        stance = self.draft.statements.stance(token)
        if not actors or not before or stance.status is None or stance.negated:
            return None
        told = before[-1]
        language = self.draft.language
        spans = {"trigger": [language.span(token)], "actor": [self.phrase(t) for t in heads]}
        event = Event(
            id="", type=told.event.type, mode=told.event.mode, contexts=list(told.event.contexts), actors=actors,
            recipients=[i for i in told.event.recipients if i not in actors], status=stance.status,
            trigger=language.span(token), according_to=list(stance.according_to), quad=told.event.quad,
            cameo=told.event.cameo,
        )  # fmt: skip
        self.time(token, event, spans)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        return Mention(token, told.found, event, language.parsed(token).index)

    def must(self, token: Token) -> Mention | None:
        """What somebody says that another must do is a demand on them ("Niger must reopen the border, the minister said")."""
        binding = any(c.dep_ == "aux" and c.lower_ in _MUST for c in token.children)
        over = token.head if token.dep_ in ("ccomp", "conj") else None
        if (
            not binding
            or over is None
            or over.lemma_ not in speech_acts()
            or any(c.dep_ == "neg" for c in token.children)
        ):
            return None
        subject, passive, _ = frames.subject_of(token)
        theirs, heads = self.who.gather(subject)
        actors, speakers = self.who.gather(frames.subject_of(over)[0])
        theirs = [i for i in theirs if not self.same_side(i, set(actors))]
        if not actors or not theirs or passive or self.who.countries(theirs) & self.who.countries(actors):
            return None
        stance = self.draft.statements.stance(token)
        if stance.status != "demanded":
            return None
        self.here = [m for m in self.here if m.trigger != token]
        language = self.draft.language
        spans = {
            "trigger": [language.span(token)],
            "actor": [self.phrase(t) for t in speakers],
            "recipient": [self.phrase(t) for t in heads],
        }
        kind = types()["REQUEST"]
        event = Event(
            id="", type=kind.name, mode="change", contexts=[], actors=actors, recipients=theirs, status=stance.status,
            trigger=language.span(token), according_to=list(stance.according_to), quad=kind.quad,
            cameo=to_cameo(kind.name, "change", ()),
        )  # fmt: skip
        self.time(token, event, spans)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        row = frames.Match(frames.asking(), frames.of_verb(token), [])
        return Mention(token, row, event, language.parsed(token).index, heads)

    def same(self, a: Event, b: Event) -> bool:
        """Whether two mentions report one happening: like type, status and mode, actors and times that do not clash."""
        if {a.type, b.type} == {"SANCTION", "REQUEST"} and "ordered" in (a.status, b.status):
            # A headline "tells them to leave", its story "asked them to": one demand.
            demand = a if a.type == "REQUEST" else b
            return (
                demand.mode in ("yield", "change")
                and not a.background
                and not b.background
                and (
                    self.who.countries(a.actors) == self.who.countries(b.actors)
                    and self.who.countries(a.recipients) == self.who.countries(b.recipients)
                )
            )
        if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return False
        clash = a.status != b.status and {a.status, b.status} != {"happened", "ongoing"}
        # "ended the accord" and, later, "decides to denounce the agreement" are one act, if nothing tells them apart.
        bare = b.status == "planned" and b.actors and not b.recipients and b.when is None
        if clash and "happened" in (a.status, b.status) and not bare:
            return False
        mine, other = self.who.alike(a.actors, b.actors)
        ours, theirs = self.who.alike(a.recipients, b.recipients)
        if (mine and other and not mine & other) or (ours and theirs and not ours & theirs):
            return False
        if not (mine & other or ours & theirs):
            return False
        if a.when and b.when and a.when.begin and b.when.begin and a.when.end and b.when.end:
            return a.when.begin < b.when.end and b.when.begin < a.when.end
        if a.background != b.background:
            return a.when is None and b.when is None
        return True

    def completed(self) -> None:
        """What one mention leaves open another one of the story tells: who gives an order that is told in the passive."""
        decided = [
            m.event
            for m in self.mentions
            if m.event.type in ("SANCTION", "COERCE") and m.event.actors and not m.event.background
        ]
        for mention in self.mentions:
            event = mention.event
            if not event.actors and event.recipients and event.mode in _BY_AUTHORITIES and event.type != "REQUEST":
                state = self.authority(mention.trigger, event.recipients)
                event.actors = [state] if state and state not in event.recipients else []
            if event.actors or (event.status != "ordered" and event.type not in ("SANCTION", "COERCE")):
                continue
            theirs = self.who.countries(event.recipients)
            for other in decided:
                if other.status in ("happened", "ordered") and theirs & self.who.countries(other.recipients):
                    event.actors = list(other.actors)
                    event.spans["actor"] = list(other.spans.get("actor", ()))
                    break
        self.mentions = [m for m in self.mentions if not self.is_aside(m.event)]

    def is_aside(self, event: Event) -> bool:
        """History told of one side alone and without a time: too little for an event."""
        known = any(self.who.get(i).kind in ("person", "state") for i in event.recipients)
        return event.background and event.when is None and not event.actors and not known

    def merged(self) -> list[Event]:
        events: list[Event] = []
        for mention in self.mentions:
            event = mention.event
            for other in events:
                if self.same(other, event):
                    self.merge(other, event)
                    break
            else:
                events.append(event)
        for number, event in enumerate(events, 1):
            event.id = f"e{number}"
        return events

    def merge(self, into: Event, event: Event) -> None:
        if into.type != event.type:  # the body's word on it goes before the headline's
            into.type, into.mode, into.quad, into.cameo = event.type, event.mode, event.quad, event.cameo
            into.status = event.status
        for role, where in event.spans.items():
            into.spans[role] = sorted({*into.spans.get(role, ()), *where})
        if not into.actors:
            into.actors = event.actors
        if not into.recipients:
            into.recipients = event.recipients
        if into.when is None or (event.when is not None and "when" in event.spans and "when" not in into.spans):
            into.when = event.when or into.when
        into.mode = into.mode or event.mode
        into.place = into.place or event.place
        into.contexts += [c for c in event.contexts if c not in into.contexts]
        known = {(m.kind, m.value) for m in into.magnitudes}
        into.magnitudes += [m for m in event.magnitudes if (m.kind, m.value) not in known]
        story = self.draft.story.id
        sources = [*into.according_to, *(s for s in event.according_to if s not in into.according_to)]
        into.according_to = [s for s in sources if s != story] + ([story] if story in sources else [])
        into.background = into.background and event.background


def _before(a: Token, b: Token) -> bool:
    return a.doc is b.doc and a.i < b.i


def _would(verb: Token) -> bool:
    """Whether a clause looks ahead."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "shall") for c in verb.children)


def _reported(verb: Token) -> bool:
    """Backshifted speech: "said it had ended" reports a perfect, not a pluperfect."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def run(draft: Draft) -> list[Event]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
