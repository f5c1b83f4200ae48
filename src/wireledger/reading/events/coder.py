"""From one trigger to what it tells of: the event with its roles, status, time, place and magnitudes."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.plover import Type, classes, context_cues, to_cameo, types, word_list
from wireledger.model import Event, Magnitude, Span, Status
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.events.roles import Roles
from wireledger.reading.events.timing import Timing
from wireledger.reading.events.told import COOPERATIVE, NOUNS, Mention, Told
from wireledger.reading.frames import Arguments, Match
from wireledger.reading.participants import Participants

_TO_COME = frozenset(("planned", "ordered", "demanded"))
_TAKING = frozenset(("REJECT", "PROTEST", "REQUEST"))
"""Types of which the clause that completes them says what is promised, asked or threatened, and is no event of its own."""
_GIVING = frozenset(["give", "provide"])
_DETAILS = frozenset(["detail", "information", "comment", "figure", "name", "reason", "number", "explanation", "evidence", "timetable", "date", "breakdown"])  # fmt: skip
"""What is given to the press, and not to a state."""
_DENYING = frozenset(["deny", "dispute", "refute", "exclude", "plan", "intend", "mean", "be"])
_SILENCE, _POWERS = word_list("silence"), word_list("powers")
_ALONE = frozenset(("ASSAULT", "COERCE", "SANCTION", "RETREAT", "PROTEST", "ACCUSE", "REQUEST"))
"""Types that may be told without who does it."""
_SAID = frozenset(("SUPPORT", "ACCUSE", "THREATEN", "AGREE", "REJECT", "CONCEDE"))
"""Types that are no event where the clause itself is negated."""
_CALLING = frozenset(["call", "announce", "plan", "schedule", "organise", "organize"])
_RECOGNISING = frozenset(["recognise", "recognize", "accept", "acknowledge"])
_CONFERRING = frozenset(["meet", "confer", "convene", "gather", "negotiate", "talk", "assemble", "huddle"])
_ATTENDING = frozenset(["attend", "join", "chair", "convene"])
_KNOWN = ("talk", "agreement", "organization", "igo", "sanction", "diplomat", "embassy", "notice")
"""Classes of what is told of without who else takes part."""
_TOLD = frozenset(("happened", "planned", "ongoing", "ordered"))
"""Statuses of what a story tells, and does not merely think of."""
_FUTURE_ORDER = frozenset(("happened", "planned", "demanded", "ongoing"))
_HEARERS = frozenset(("MED", "JRN", "LEG", "CVL"))
"""Sectors of those to whom speeches are made."""


class Coder:
    """Codes the triggers of one story, one at a time."""

    def __init__(self, draft: Draft, who: Participants, told: Told) -> None:
        self.draft = draft
        self.who = who
        self.told = told
        self.roles = Roles(draft, who, told)
        self.timing = Timing(draft, told)

    def at(self, token: Token) -> Mention | None:
        """What a trigger tells of; None where it tells of no event."""
        found = frames.match(token, self.who.is_actor)
        if found is None:
            return None
        a = found.arguments
        noun = token.pos_ in NOUNS
        if not self.may_trigger(token, a) or self.tells_of_another(found):
            return None
        self.take(found)
        subject = self.roles.subject_of_noun(token, a, found.entry.type) if noun else a.subject
        sides = self.roles.sides(found, subject)
        held = self.held(found) if sides is not None else None
        if sides is None or held is None or not self.tells(found, sides.actors, sides.recipients, held[2]):
            return None
        if noun and not (sides.actors and sides.recipients) and not a.standing and not self.told.is_news(token):
            if not self.is_dated(found, sides.actors):
                return None
        kind, mode, status = held
        language = self.draft.language
        spans: dict[str, list[Span]] = {"trigger": [language.span(token)]}
        spans["actor"] = [self.phrase(t) for t in sides.actor_heads]
        spans["recipient"] = [self.phrase(t) for t in sides.recipient_heads]
        spans["object"] = [self.phrase(t) for t in a.object if t not in sides.recipient_heads][:3]
        contexts = self.contexts(found)
        event = Event(
            id="",
            type=kind.name,
            mode=mode,
            contexts=contexts,
            actors=self.who.spoken_for(sides.actors),
            recipients=self.who.spoken_for(sides.recipients),
            status=status,
            trigger=language.span(token),
            according_to=list(self.draft.statements.stance(token).according_to),
            quad=kind.quad,
            cameo=to_cameo(kind.name, mode, tuple(contexts)),
            reciprocal=sides.reciprocal,
        )
        self.timing.time(token, event, spans)
        self.place(token, a, event, spans)
        event.magnitudes = self.magnitudes(a)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        return Mention(token, found, event, language.parsed(token).index, sides.recipient_heads)

    def is_dated(self, found: Match, actors: list[str]) -> bool:
        """Whether a withdrawal is told with its day or as planned ("the withdrawal of the Danish troops by July")."""
        token = found.arguments.trigger
        if found.entry.mode != "withdraw" or not actors:
            return False
        return self.draft.times.of(token) is not None or self.draft.statements.stance(token).status in _TO_COME

    def take(self, found: Match) -> None:
        """Mark what belongs to an event, so that it gives none of its own."""
        a, entry = found.arguments, found.entry
        for t in found.used:
            if t != a.trigger:
                self.told.use(t)
        if entry.type in _TAKING or entry.mode == "expel" or found.asked_for("duration"):
            for t in a.complements:
                if entry.type == "REQUEST" and (t.dep_ not in ("xcomp", "ccomp") or self.withdraws(t)):
                    continue  # "demanded a vote, accusing Chad"; a withdrawal that is asked for is told of by itself
                if t.i < a.trigger.i and entry.mode != "expel":
                    continue  # "Chad offered help; Niger rejected it": two clauses that the parse took for one
                self.told.use(t)
                for other in frames.conjuncts(t)[1:]:
                    self.told.use(other)

    def withdraws(self, token: Token) -> bool:
        """Whether a verb tells of troops that leave."""
        found = frames.match(token, self.who.is_actor)
        return found is not None and found.entry.type == "RETREAT" and found.entry.mode == "withdraw"

    def held(self, found: Match) -> tuple[Type, str | None, Status] | None:
        """Type, mode and status of an event, by the stance of its clause; None where the clause asserts nothing."""
        a, entry, token = found.arguments, found.entry, found.arguments.trigger
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
        if status == "denied" and not self.is_denial(token):
            return None
        if status == "denied" and kind.name in COOPERATIVE and self.refuses(token):
            return types()["REJECT"], None, "planned"  # "will not renew the accord"
        if status == "denied" and self.refused(token):
            return types()["REJECT"], None, "ongoing"  # "does not recognise the state"
        if entry.type == "PROTEST" and token.lemma_ in _CALLING and status == "happened":
            status = "planned"  # "called a march for Saturday"
        if entry.type == "REQUEST" and token.lemma_ == "want" and status == "happened":
            status = "demanded"
        if entry.type == "CONSULT" and token.lemma_ in ("expect", "await") and status == "happened":
            status = "planned"
        if status == "happened" and entry.type == "CONSULT" and a.standing:
            status = "ongoing"  # "is in talks with"
        lasting = entry.type in ("AID", "COOPERATE") and token.tag_ in ("VBZ", "VBP")
        if status == "happened" and lasting and not self.told.in_headline(token):
            status = "ongoing"  # "which trains the army"
        return kind, mode, status

    def tells_of_another(self, found: Match) -> bool:
        """ "told him that France had withdrawn", "told reporters that it was leaving": who tells, or tells those, withdraws
        nothing by it, and what is told is read by itself."""
        a = found.arguments
        if found.entry.type != "SANCTION" or a.trigger.lemma_ not in ("notify", "inform", "tell"):
            return False
        told = self.who.gather([*a.object, *a.dative])[0]
        if told and all(self.who.get(i).sector in _HEARERS for i in told):
            return True
        doers = [s for c in a.complements for s in c.children if s.dep_ == "nsubj" and s.pos_ in NOUNS]
        tellers = set(self.roles.actors(found, a.subject)[0])
        return bool(doers) and not any(self.told.same_side(i, tellers) for i in self.who.gather(doers)[0])

    def may_trigger(self, token: Token, a: Arguments) -> bool:
        """Whether a word that the table knows stands where it tells of an event."""
        noun = token.pos_ in NOUNS
        if not noun and token.dep_ in ("aux", "auxpass", "amod", "compound"):
            return False
        if token.dep_ == "acl" and token.head.lemma_.lower() in _POWERS:
            return False  # "the right to terminate" terminates nothing
        if token.pos_ == "PROPN" and token.i > token.sent.start and token.is_title:
            return False  # part of a name
        if noun and token.dep_ in ("dobj", "dative") and token.head.lemma_ in ("tell", "address", "attend"):
            if frames.fits(token, "protest", self.who.is_actor):
                return False  # "told a rally of settlers"
        if noun and token.dep_ == "pobj" and token.head.head.pos_ in NOUNS:
            if token.head.lower_ in ("on", "for", "about") and frames.fits(
                token.head.head, "agreement", self.who.is_actor
            ):
                return False  # "the agreement on the withdrawal": what it is on
        if token.dep_ == "pcomp" and any(
            frames.fits(t, "notice", self.who.is_actor) and _measured(t) for t in a.object
        ):
            return False  # "either may leave by giving six months' notice"
        bare = not noun and not a.subject and not a.passive and token.tag_ == "VB"
        return not (bare and token.dep_ in ("ROOT", "conj", "ccomp"))

    def tells(self, found: Match, actors: list[str], recipients: list[str], status: Status) -> bool:
        """Whether there is enough of an event: somebody whom it must be done to, and what makes a statement one."""
        a, entry, token = found.arguments, found.entry, found.arguments.trigger
        # What a relative clause tells of one side alone says who somebody is ("the soldiers who were called in").
        told = status in _TOLD and token.dep_ not in ("relcl", "acl")
        if entry.type == "REJECT" and any(
            c.lemma_ in _SILENCE
            and c.tag_ != "VBG"
            and not any(t.ent_type_ in ("GPE", "NORP") for t in c.subtree)
            and (c.lemma_ not in _GIVING or any(t.lemma_ in _DETAILS for t in c.children))
            for c in a.complements
        ):
            return False
        if entry.type == "ASSAULT" and token.lemma_ in ("war", "battle") and not (actors and recipients):
            return False
        if token.pos_ not in NOUNS and token.dep_ == "acl" and token.tag_ == "VBN" and not (actors and recipients):
            return False
        if (
            entry.type == "CONSULT"
            and not recipients
            and not (
                actors and (told or entry.mode == "multilateral" or token.lemma_ in _ATTENDING or self.confers(found))
            )
        ):
            return False
        if (
            not actors
            and entry.type not in _ALONE
            and not (a.passive and recipients and (told or self.roles.chosen(found)))
        ):
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
            types()[entry.type].recipient
            and not recipients
            and entry.type != "REJECT"
            and token.dep_ in ("relcl", "acl")
        ):
            if not any(frames.fits(t, c, self.who.is_actor) for t in found.used for c in _KNOWN):
                return False
        standing = a.passive and any(c.dep_ == "auxpass" and c.lower_ in ("are", "is") for c in token.children)
        return bool(actors) or not standing or token.tag_ != "VBN"  # "are deployed": how it stands

    def confers(self, found: Match) -> bool:
        """Whether those who meet are told of as many ("the bloc's ministers are to meet"), or what is negotiated is."""
        subject = found.arguments.subject
        plural = any(t.tag_ in ("NNS", "NNPS") for t in subject) and found.arguments.trigger.lemma_ in _CONFERRING
        return plural or found.asked_for("agreement")

    def is_denial(self, token: Token) -> bool:
        """Whether that something is not so is what a clause says ("has not ratified", "denied having fired"), and no aside of
        it ("without quitting", "neither state may", "does not want")."""
        over = token.head.lemma_ if token.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "pobj") else ""
        if over in _DENYING:
            return True
        return token.pos_ not in NOUNS and token.dep_ in ("ROOT", "ccomp", "conj", "relcl") and token.lemma_ != "want"

    def refuses(self, token: Token) -> bool:
        """ "will not send back", "would not renew": somebody is said not to be willing to."""
        words = {c.lower_ for c in token.children}
        return bool(words & {"will", "would", "wo", "'d", "'ll"}) and any(c.dep_ == "neg" for c in token.children)

    def refused(self, token: Token) -> bool:
        """ "does not recognise", "did not accept": not to do these is to refuse."""
        return token.lemma_ in _RECOGNISING and any(c.dep_ == "neg" for c in token.children)

    def mode(self, found: Match) -> str | None:
        """The mode that the frame says; of an assault the one that its subject says ("an airstrike killed")."""
        if found.entry.type == "ASSAULT" and found.entry.mode is None:
            for t in found.arguments.subject:
                if t.pos_ in NOUNS and (inner := frames.match(t, self.who.is_actor)) and inner.entry.type == "ASSAULT":
                    if mode := frames.mode_of(inner, self.who.is_actor):
                        return mode
        return frames.mode_of(found, self.who.is_actor)

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


def _measured(notice: Token) -> bool:
    """Whether it is said how long a notice is ("six months' notice")."""
    return any(
        c.dep_ in ("poss", "nummod", "compound", "nmod") and c.ent_type_ in ("DATE", "CARDINAL")
        for c in notice.children
    )
