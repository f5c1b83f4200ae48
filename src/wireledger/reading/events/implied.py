"""What another does likewise ("so did Chad"), and what somebody says that another must do: events without a trigger of their own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from wireledger.knowledge.plover import classes, to_cameo, types
from wireledger.knowledge.speech import speech_acts
from wireledger.model import Event
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.events.coder import Coder
from wireledger.reading.events.told import Mention, Told
from wireledger.reading.participants import Participants

_BREAKING = frozenset(["break", "breach", "violate", "flout", "abuse", "betray", "ignore"])
_MUST = frozenset(["must", "should", "ought"])
_WHEN = frozenset(["too", "already", "also", "then", "first", "later", "earlier", "before", "since", "ago", "once", "recently", "likewise", "when", "soon", "afterwards", "last"])  # fmt: skip
_GOING = frozenset(["go", "leave", "withdraw", "depart", "quit", "exit"])
_REPEATING = _MUST | {"did", "does", "do", "followed", "follow", "follows", "following"}
_REPEATING |= {
    "went",
    "gone",
    "goes",
    "go",
    "going",
    "left",
    "leave",
    "leaves",
    "leaving",
    "withdrew",
    "departed",
    "quit",
}
"""Words without which a sentence holds neither a demand nor what another does likewise."""


class Implied:
    """Codes the clauses of one story that repeat an event or demand one."""

    def __init__(self, draft: Draft, who: Participants, told: Told, coder: Coder) -> None:
        self.draft = draft
        self.who = who
        self.told = told
        self.coder = coder

    def within(self, words: list[Token]) -> Iterator[Mention]:
        """The mentions among the verbs and nouns of a sentence, in order."""
        verbs = [t for t in words if t.pos_ in ("VERB", "AUX")]
        telling = any(t.lower_ in _REPEATING for t in verbs)
        for token in words:
            verb = token.pos_ in ("VERB", "AUX")
            mention = (self.likewise(token) or self.gone(token) or self.must(token)) if telling and verb else None
            if mention := mention or self.judged(token):
                yield mention

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
            m
            for m in (*self.told.mentions[-3:], *self.told.here)
            if m.trigger.doc is not token.doc or m.trigger.i < token.i
        ]
        before = [
            m for m in before if m.event.actors and not any(self.told.same_side(i, set(m.event.actors)) for i in actors)
        ]
        stance = self.draft.statements.stance(token)
        if not actors or not before or stance.status is None or stance.negated:
            return None
        return self.repeated(token, before[-1], actors, heads)

    def repeated(self, token: Token, told: Mention, actors: list[str], heads: list[Token]) -> Mention:
        """What a mention tells of, done by somebody else."""
        stance = self.draft.statements.stance(token)
        assert stance.status is not None
        language = self.draft.language
        spans = {"trigger": [language.span(token)], "actor": [self.coder.phrase(t) for t in heads]}
        event = Event(
            id="", type=told.event.type, mode=told.event.mode, contexts=list(told.event.contexts), actors=actors,
            recipients=[i for i in told.event.recipients if i not in actors], status=stance.status,
            trigger=language.span(token), according_to=list(stance.according_to), quad=told.event.quad,
            cameo=told.event.cameo,
        )  # fmt: skip
        self.coder.timing.time(token, event, spans)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        return Mention(token, told.found, event, language.parsed(token).index)

    def gone(self, token: Token) -> Mention | None:
        """ "Croatia went in March", "Lesotho left two years ago": out of what others were told to have left."""
        if token.lemma_ not in _GOING or any(not _bare(c) for c in token.children):
            return None
        actors, heads = self.who.gather(frames.subject_of(token)[0], deep=False)
        left = [
            m
            for m in (*self.told.mentions[-8:], *self.told.here)
            if m.event.mode == "withdraw" and m.trigger != token and m.event.actors
        ]
        stance = self.draft.statements.stance(token)
        if not left or not actors or any(self.who.get(i).kind != "state" for i in actors):
            return None
        if (
            stance.status is None
            or stance.negated
            or self.who.countries(left[-1].event.actors) & self.who.countries(actors)
        ):
            return None
        self.told.here = [m for m in self.told.here if m.trigger != token]
        return self.repeated(token, left[-1], actors, heads)

    def judged(self, token: Token) -> Mention | None:
        """What is said of what another does is an accusation: "said that Russia had broken the treaty", "“An unfriendly act,”
        said the minister"."""
        over = token.head
        if token.dep_ != "ccomp" or over.lemma_ not in speech_acts():
            return None
        broken = token.lemma_ in _BREAKING and token.pos_ == "VERB" and any(c.dep_ == "dobj" for c in token.children)
        noun = (
            token.pos_ == "NOUN"
            and token.lemma_ in classes()["wrong"]
            and not any(c.dep_ == "nsubj" for c in token.children)
        )
        if not (broken or noun) or any(c.dep_ == "neg" for c in token.children):
            return None
        actors, speakers = self.who.gather(frames.subject_of(over)[0])
        if broken:
            subject, passive, _ = frames.subject_of(token)
            theirs, heads = self.who.gather([] if passive else subject)
            theirs = [i for i in theirs if not self.told.same_side(i, set(actors))]
            if self.who.countries(theirs) & self.who.countries(actors):
                return None
        else:
            theirs, heads = self.told.answered(set(actors)), []
        stance = self.draft.statements.stance(over)
        if not actors or not theirs or stance.status is None or stance.negated:
            return None
        self.told.here = [m for m in self.told.here if m.trigger != token]
        return self.said(token, "ACCUSE", "allege" if broken else "disapprove", (actors, speakers), (theirs, heads))

    def said(
        self, token: Token, type_: str, mode: str, by: tuple[list[str], list[Token]], to: tuple[list[str], list[Token]]
    ) -> Mention:
        """An event that somebody does by saying it."""
        language = self.draft.language
        spans = {
            "trigger": [language.span(token)],
            "actor": [self.coder.phrase(t) for t in by[1]],
            "recipient": [self.coder.phrase(t) for t in to[1]],
        }
        kind = types()[type_]
        stance = self.draft.statements.stance(token.head if type_ == "ACCUSE" else token)
        event = Event(
            id="", type=kind.name, mode=mode, contexts=[], actors=by[0], recipients=to[0],
            status=stance.status or "happened", trigger=language.span(token), according_to=list(stance.according_to),
            quad=kind.quad, cameo=to_cameo(kind.name, mode, ()),
        )  # fmt: skip
        self.coder.timing.time(token.head if type_ == "ACCUSE" else token, event, spans)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        row = frames.Match(frames.asking(), frames.of_verb(token), [])
        return Mention(token, row, event, language.parsed(token).index, to[1])

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
        theirs = [i for i in theirs if not self.told.same_side(i, set(actors))]
        if not actors or not theirs or passive or self.who.countries(theirs) & self.who.countries(actors):
            return None
        stance = self.draft.statements.stance(token)
        if stance.status != "demanded":
            return None
        self.told.here = [m for m in self.told.here if m.trigger != token]
        return self.said(token, "REQUEST", "change", (actors, speakers), (theirs, heads))


def _bare(child: Token) -> bool:
    """Whether what stands below a verb is its subject, an auxiliary or a time, and says nothing of where to or out of what."""
    if child.dep_ in ("nsubj", "aux", "punct", "cc", "conj", "mark", "npadvmod", "preconj", "advcl", "dep"):
        return True
    if child.dep_ == "advmod":
        return child.lower_ in _WHEN
    return child.dep_ == "prep" and all(c.ent_type_ in ("DATE", "TIME") or c.lower_ == "then" for c in child.children)
