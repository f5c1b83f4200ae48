"""Membership of international bodies: who leaves, joins, applies, is suspended or expelled."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import ActWord, nouns
from wireledger.model import ActName
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, syntax
from wireledger.reading.agreements.acts import Acts
from wireledger.reading.agreements.mentions import Finder
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Found, Mention
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause

_LEAVE = frozenset(("quit", "leave", "exit", "abandon", "ditch", "dump", "renounce", "depart", "desert", "forsake"))
_LEAVE_FROM = frozenset(("withdraw", "pull", "walk", "drop", "step", "resign", "secede", "exit", "depart", "break", "split", "bow", "opt", "storm", "back"))  # fmt: skip
_LEAVE_NOUNS = frozenset(("withdrawal", "exit", "departure", "pullout", "secession", "walkout"))
_JOIN = frozenset(("join",))
_JOIN_NOUNS = frozenset(("accession", "entry", "admission"))
_REQUESTS = frozenset(("request", "application", "bid", "candidacy", "candidature", "plea"))
_SHUT_OUT: dict[str, ActName] = {"suspend": "suspend", "expel": "end", "exclude": "end", "eject": "end", "oust": "end", "evict": "end", "readmit": "resume", "reinstate": "resume", "admit": "sign"}  # fmt: skip
_PLACES = frozenset(("seat", "membership", "place", "chair", "member", "rank", "ranks", "party"))
_NO_MEMBERS = frozenset(("European Commission", "European Council", "European Parliament", "European Central Bank", "International Court of Justice", "Permanent Court of Arbitration", "European Court of Justice"))  # fmt: skip
"""Bodies that states appear before, or that are organs of another."""
_MISSIONS = frozenset(
    ("mission", "operation", "force", "force.", "taskforce", "contingent", "mission.", "brigade", "battalion")
)
_APPLY = frozenset(("apply", "ask", "seek", "bid", "request", "want", "wish", "hope", "plan", "try", "aim", "aspire"))


_VERBS = frozenset(
    (
        *_LEAVE,
        *_LEAVE_FROM,
        *_JOIN,
        *_SHUT_OUT,
        "rejoin",
        "enter",
        "accede",
        "adhere",
        "return",
        "cease",
        "stop",
        "become",
        "turn",
        "apply",
    )
)


class Memberships:
    """Reads what states and bodies do about membership in one sentence."""

    def __init__(self, draft: Draft, who: Parties, acts: Acts, finder: Finder) -> None:
        self.draft = draft
        self.who = who
        self.acts = acts
        self.finder = finder

    def read(self, sentence: Tokens) -> Iterator[tuple[Mention, Found]]:
        """Each membership that the sentence tells of something done about, with that."""
        if not any(a.sector == "IGO" for a in self.draft.actors.items):
            return
        for token in sentence:
            if token.lower_ == "article" and token.i + 1 < sentence.end and token.nbor().text == "50":
                yield from self.article(token)
            if token.ent_type_ in ("ORG", "PERSON", "GPE") or token.pos_ not in ("VERB", "NOUN", "PROPN"):
                continue
            for act, body, states in self.told(token):
                found = self.acts.act(token, ActWord(act, ("obj",)), None)
                if found is None or (act == "sign" and found.status == "denied"):
                    continue
                if act == "suspend" and found.status not in ("happened", "ongoing", "ordered"):
                    continue
                if states:
                    found.by = [body] if act in ("suspend", "end") else states
                if act == "sign" and token.dep_ == "xcomp" and token.head.lemma_.lower() in _APPLY:
                    found.act = "propose"
                if token.lemma_ == "turn" and found.status not in ("happened", "ongoing"):
                    continue
                general = token.dep_ == "relcl" and any(c.lower_ in ("a", "any", "no") for c in token.head.children)
                if not found.by and token.pos_ == "VERB" and token.dep_ in ("relcl", "acl") and not general:
                    found.by = [p for p in self.who.deep(frames.subject_of(token.sent.root)[0]) if p != body]
                doing = states or found.by
                if not doing or (not states and body in found.by) or (not states and self.people_leave(token)):
                    continue
                m = self.finder.member(token, body, [])
                m.parties = [*[p for p in doing if self.draft.actors.get(p).kind == "state"], body]
                if len(m.parties) < 2:
                    continue
                found.mention = m
                yield m, found

    def article(self, token: Token) -> Iterator[tuple[Mention, Found]]:
        """ "invoked Article 50": notice of leaving the European Union."""
        verb = clause(token)
        if verb.lemma_.lower() not in ("invoke", "trigger", "activate", "use", "notify"):
            return
        found = self.acts.act(verb, ActWord("notify-end", ("obj",)), None)
        union = next((a.id for a in self.draft.actors.items if a.name == "European Union"), None)
        if (
            found is None
            or union is None
            or not (states := [p for p in found.by if self.draft.actors.get(p).kind == "state"])
        ):
            return
        m = self.finder.member(token, union, states)
        found.mention = m
        yield m, found

    def told(self, token: Token) -> Iterator[tuple[ActName, str, list[str]]]:
        """What a word says of membership: the act, the body, and whose membership where that is not the subject's."""
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            yield from self.by_verb(token, lemma)
        elif lemma in _LEAVE_NOUNS or lemma in _JOIN_NOUNS:
            near = [
                *syntax.near(token, ("from", "of") if lemma in _LEAVE_NOUNS else ("to", "into")),
                *[c for c in token.children if c.dep_ == "compound"],
            ]
            if not near and lemma in _LEAVE_NOUNS and token.dep_ == "pobj" and token.head.lower_ == "of":
                told = token.head.head  # "has notified ECOWAS of its withdrawal"
                told = told.head if told.dep_ == "dobj" else told  # wherever the parse hangs it
                near = list(frames.of_verb(told).object) if told.lemma_.lower() in lexicon.NOTIFY else []
            for body in self.bodies(near):
                yield ("withdraw" if lemma in _LEAVE_NOUNS else "sign"), body, []
        elif lemma == "instrument" and any(t.lemma_.lower() in _JOIN_NOUNS for t in syntax.near(token, ("of",))):
            # "delivered their instruments of accession", to the body that the story is about
            if clause(token).lemma_.lower() in lexicon.GIVE and (only := self.who.only_body(token)):
                states = self.who.deep(frames.subject_of(clause(token))[0])
                states = [p for p in states if self.draft.actors.get(p).kind == "state"]
                if states:
                    yield "sign", only, states
        elif lemma in _REQUESTS:
            member = [
                t
                for t in syntax.near(token, ("for", "of"))
                if t.lemma_.lower() in ("membership", "accession", "admission")
            ]
            near = [u for t in member for u in syntax.near(t, ("of", "in", "to"))]
            near += [u for c in token.children if c.lemma_ in ("join", "enter") for u in frames.of_verb(c).object]
            owners = self.who.at([c for c in token.children if c.dep_ == "poss"])
            states = [p for p in owners if self.draft.actors.get(p).kind == "state"]
            bodies = list(self.bodies(near))
            if member and not bodies and states and (only := self.who.only_body(token)):
                bodies = [only]
            for body in bodies if states else ():
                yield "propose", body, states

    def by_verb(self, verb: Token, lemma: str) -> Iterator[tuple[ActName, str, list[str]]]:
        if lemma not in _VERBS:
            return
        a = frames.of_verb(verb)
        act: ActName = "withdraw"
        things: list[Token] = []
        away = any(
            c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ == "for" and not c.ent_type_) for c in verb.children
        )
        if lemma in _LEAVE and not (lemma == "leave" and away):
            things = list(a.object)
        if lemma in _LEAVE_FROM:
            things += [*a.preps.get("from", []), *a.preps.get("of", [])]
            things += [
                t for c in verb.children if c.lower_ in ("out", "away", "back") for t in syntax.near(c, ("of", "from"))
            ]
        elif lemma in _JOIN or lemma == "rejoin":
            things, act = list(a.object), "resume" if lemma == "rejoin" else "sign"
        elif lemma == "enter" and self.who.states(a.subject):
            things, act = [t for t in a.object if t.ent_type_ == "ORG"], "sign"
        elif lemma in ("accede", "adhere"):
            things, act = a.preps.get("to", []), "sign"
        elif lemma == "return":
            things, act = a.preps.get("to", []), "resume"
        elif lemma in ("cease", "stop"):
            member = [g for c in verb.children if c.dep_ == "xcomp" for g in c.children]
            things = [
                t for g in member if g.lemma_.lower() in ("member", "party") for t in syntax.near(g, ("of", "to"))
            ]
        elif lemma == "become":
            member = [c for c in verb.children if c.dep_ == "attr" and c.lemma_.lower() in ("member", "party")]
            things, act = [t for g in member for t in syntax.near(g, ("of", "to"))], "sign"
        elif lemma == "turn" and any(t.lemma_ == "back" for t in a.object):
            things = [*a.preps.get("on", []), *(u for t in a.object for u in syntax.near(t, ("on",)))]
        elif lemma == "apply":
            member = [t for t in a.preps.get("for", []) if t.lemma_.lower() in ("membership", "accession", "admission")]
            things, act = [u for t in member for u in syntax.near(t, ("of", "in", "to"))], "propose"
        elif lemma in _SHUT_OUT:
            yield from self.shut_out(verb, _SHUT_OUT[lemma])
            return
        for t in list(things):  # "left its seat in the council", "quit its ranks"
            if t.lemma_.lower() in _PLACES:
                things += syntax.near(t, ("in", "of", "at", "on"))
        found = list(self.bodies(things))
        if not found and act == "withdraw" and not a.object and verb.dep_ == "ccomp":
            # "informed the commission that it is pulling out": the body told is the one that is left
            over = frames.of_verb(verb.head)
            if lemma in (*_LEAVE, *_LEAVE_FROM) and (verb.head.lemma_.lower() in (*lexicon.NOTIFY, "tell")):
                bare = not any(a.preps.get(p) for p in ("from", "of"))
                found = list(self.bodies([*over.object, *over.dative])) if bare else []
        for body in found:
            yield act, body, []

    def shut_out(self, verb: Token, act: ActName) -> Iterator[tuple[ActName, str, list[str]]]:
        """ "The union suspended Sudan", "Niger was suspended from the bloc"."""
        a = frames.of_verb(verb)
        things = a.object or (a.subject if a.passive else [])
        states = [p for p in self.who.at(things) if self.draft.actors.get(p).kind == "state"]
        states = [
            p for p in states if any(p in self.draft.actors.of(t) for t in things)
        ]  # itself, not its goods or men
        if not states:
            return
        member = [t for t in a.preps.get("as", []) if t.lemma_.lower() == "member"]
        inner = [
            u for t in member for u in syntax.near(t, ("of",))
        ]  # "admitted as the eleventh member of the association"
        from_ = list(self.bodies([*a.preps.get("from", []), *a.preps.get("to", []), *a.preps.get("into", []), *inner]))
        by = [] if a.passive else list(self.bodies(a.subject))
        by += list(self.bodies(a.preps.get("by", []))) if a.passive else []
        for body in (from_ or by)[:1]:
            yield act, body, states

    def bodies(self, tokens: list[Token]) -> Iterator[str]:
        for t in dict.fromkeys(tokens):
            body = self.who.the_body(t) if t.lemma_.lower() not in nouns() else None
            name = self.draft.actors.get(body).name if body is not None else ""
            if set(name.lower().split()) & _MISSIONS:
                continue  # who leaves a mission takes his troops home
            if body is not None and name not in _NO_MEMBERS:
                yield body
                return

    def people_leave(self, verb: Token) -> bool:
        """Whether the doer is a person or a force, who leave a body's seat, not its membership."""
        subjects = frames.subject_of(verb)[0] if verb.pos_ == "VERB" else []
        kinds = {self.draft.actors.get(i).kind for t in subjects for i in self.draft.actors.of(t)}
        return (
            bool(kinds)
            and kinds <= {"person", "group"}
            and not any(t.lemma_.lower() in ("junta", "regime", "ruler", "government", "leader") for t in subjects)
        )


__all__ = ["Memberships"]
