"""The stage ``agreements``: agreements between states and bodies, what is done to them, their notice, and when they end.

A mention is a phrase for an agreement: named ("New START"), described ("a 2018 accord that lets troops operate"), implied
("its military collaboration with France") or a membership ("leave the bloc"). What governs it in the parse, and the clauses
that modify it, say what is done to it (``knowledge/agreement_acts``); the statements stage says whether it was done. Mentions
that can be one agreement become one; :mod:`wireledger.lifecycle` computes its state and its end.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.actors import capitals
from wireledger.knowledge.agreements import ActWord, act_nouns, act_verbs, bilateral, bodies, kind_of, named, nouns
from wireledger.lifecycle import Deed, assess, first_day, last_day
from wireledger.model import Act, ActName, Agreement, Notice, Span, Status, Step, Time
from wireledger.periods import parse_period
from wireledger.reading import actors, bases, frames
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number

_RELATIONS = frozenset(("cooperation", "co-operation", "collaboration", "partnership", "alliance"))
_MILITARY = frozenset(("military", "defence", "defense", "security", "intelligence", "nuclear"))
_MEMBERSHIP = frozenset(("membership", "participation"))
_ONLY_PARTIES = frozenset(("sign", "ratify", "end", "withdraw", "notify-end", "suspend", "extend", "renew", "resume", "propose", "withdraw-notice"))  # fmt: skip
_NOTIFY = frozenset(("notify", "inform"))
_GIVE = frozenset(("give", "serve", "submit", "send", "hand", "deliver", "issue", "lodge", "present", "file", "deposit", "transmit", "convey", "hand_over", "carry", "bring", "dispatch"))  # fmt: skip
_RECEIVE = frozenset(("receive", "get", "acknowledge"))
_REACH = frozenset(("reach", "arrive"))
_NOTICES = frozenset(("notice", "notification"))
_UNDOING = frozenset(("suspend", "withdraw", "revoke", "cancel", "rescind", "retract", "reverse", "recall", "postpone", "freeze", "drop", "abandon", "put", "delay", "halt", "shelve", "defer"))  # fmt: skip
_ENDINGS = frozenset(("end", "withdraw", "notify-end", "expire"))
_EACH = frozenset(("party", "side", "country", "state", "government", "member", "signatory", "nation", "partner", "one", "either", "each", "both", "capital"))  # fmt: skip
_DISTRIBUTIVE = frozenset(("either", "each", "both", "any", "a", "one", "every", "all", "the"))
_IMMEDIATE = re.compile(r"^(?:immediately|immediate effect|without delay|forthwith|at once)\b")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DOCUMENTS = frozenset(("letter", "note", "note verbale", "memo", "diplomatic note"))
_BODIES = frozenset(("bloc", "organisation", "organization", "alliance", "union", "court", "tribunal", "body", "community", "grouping", "group", "pact", "club", "league", "commission"))  # fmt: skip
_TELLING = frozenset(("court", "tribunal", "union", "league", "alliance", "commission", "community"))
_PROPOSING = frozenset(("propose", "suggest", "offer", "recommend", "moot", "float"))
_BASES = frozenset(("base", "airbase", "airfield", "camp", "garrison", "facility", "airport", "key", "port", "outpost", "barracks", "installation", "post"))  # fmt: skip
_GRANTING = frozenset(("give", "allow", "let", "permit", "entitle", "enable", "grant", "oblige", "bind", "commit", "govern", "authorize", "authorise", "provide"))  # fmt: skip
_FORMAL = frozenset(("sign", "ratify", "initial", "denounce", "terminate", "renew", "abrogate", "prolong"))
_PAPERS = frozenset(("document", "text", "paper", "instrument"))
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_NEW = frozenset(("new", "another", "separate", "different", "similar", "alternative", "replacement", "fresh", "other", "broader"))  # fmt: skip
_DECIDING = frozenset(("decide", "agree", "resolve", "vote", "announce", "decision", "order"))
"""By which an ending is put off or a membership suspended as soon as they are done."""
_MANY = frozenset(("international", "global", "multilateral", "worldwide", "un", "u.n."))
_MEMBERS = frozenset(("member", "party", "signatory", "state", "adherent"))
_URGING = frozenset(("urge", "ask", "tell", "call", "warn", "advise", "press", "want", "implore", "beg", "exhort"))
_PREPARING = frozenset(
    ("procedure", "process", "step", "preparation", "talk", "plan", "bill", "proposal", "work", "draft", "motion")
)
_COLLECTIVE = frozenset(
    (
        "raft",
        "series",
        "number",
        "set",
        "host",
        "pair",
        "package",
        "string",
        "all",
        "some",
        "most",
        "part",
        "both",
        "majority",
    )
)
_COMPLYING = frozenset(("compliance", "participation", "membership", "observance"))
_EARLY = frozenset(("notice", "notification", "notify", "inform", "tell", "note", "letter", "instrument"))
_REFUSING = frozenset(("decline", "refuse", "say", "decide", "announce", "reject", "tell", "insist"))
_PRIVATE = frozenset(("champion", "club", "team", "company", "firm", "bank", "union", "player", "airline", "carrier", "maker", "giant", "group",
                      "sponsor", "investor", "operator", "retailer", "supplier", "striker", "coach", "federation", "league", "party"))  # fmt: skip
"""Whose nationality is no state's act."""
_STATELIKE = frozenset(("country", "nation", "government", "state", "neighbour", "neighbor", "capital", "ally", "power", "side", "republic",
                        "president", "minister", "leader"))  # fmt: skip
_BASED: frozenset[str | None] = frozenset(("basing", "status-of-forces", "defence", "alliance"))
_RIGHTS = frozenset(("right", "permission", "use", "access", "validity", "term", "tenure"))
_OVER = frozenset(("dead", "history", "over", "void", "defunct", "finished"))
_BESIDE = frozenset(("separate", "another", "different", "other"))
_TERM_VERBS = frozenset(
    ("take", "come", "enter", "go", "become", "expire", "lapse", "end", "terminate", "run", "cease", "be", "remain", "renew")
)  # fmt: skip
_LEAVING_OR_JOINING = frozenset(
    ("quit", "leave", "exit", "withdraw", "pull", "walk", "drop", "step", "resign", "secede", "join", "rejoin", "accede", "cease",
     "stop", "withdrawal", "departure", "pullout")
)  # fmt: skip
_UNTIL = frozenset(("until", "till", "through", "to"))
_BUSINESS = frozenset(("contract", "sponsorship", "merger", "takeover", "transfer", "loan", "broadcasting", "licensing", "supplier", "franchise", "record", "book", "plea", "labor", "labour", "wage", "pay", "coalition", "collective", "purchase", "rights", "sales", "supply"))  # fmt: skip


@dataclass(slots=True)
class Mention:
    """One phrase that speaks of an agreement."""

    head: Token
    span: Span
    words: str
    name: str | None = None
    kind: str | None = None
    year: str | None = None
    parties: list[str] = field(default_factory=list)
    """Those that the phrase itself names, in order."""
    definite: bool = False
    new: bool = False
    implied: bool = False
    plural: bool = False
    dated: Span | None = None
    """The words of the date that is the agreement's own."""
    sure: bool = True
    home: bool = False
    """Signed by several of one state: no agreement between states."""
    old: bool = False
    """ "the present lease"."""
    indefinite: bool = False
    """ "an accord"."""
    pair: bool = False
    """Its parties are "the two countries"."""
    many: bool = False
    """The phrase says that it is one of many states: "the international convention", "the treaty's 112 members"."""
    top: Token | None = None
    """The noun that the phrase hangs by, where that is not its head: "status" in "a status of forces agreement"."""
    organisation: str | None = None


@dataclass(slots=True)
class Found:
    """An act read at one predicate."""

    act: ActName
    at: Token
    mention: Mention | None
    by: list[str]
    to: list[str]
    status: Status
    according_to: list[str]
    on: Time | None = None
    effect: Time | None = None
    duration: str | None = None
    immediate: bool = False
    received: Time | None = None
    event: str | None = None
    home: bool = False
    final: bool = False
    """ "formally left", "left a year after it gave notice": the exit itself."""
    term: str | None = None
    """ISO 8601 duration for which it was made."""
    delivered: Time | None = None
    """When the paper was delivered that says it."""
    day: str | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One agreement while it is put together."""

    mentions: list[Mention] = field(default_factory=list)
    acts: list[Found] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    kind: str | None = None
    name: str | None = None
    year: str | None = None
    organisation: str | None = None
    notice: Notice | None = None
    notice_all: bool = False
    term: tuple[str, Span | None] | None = None
    duration: str | None = None
    tacit: bool | None = None
    apart: bool = False
    """Of other states than the rest: not to be put together again."""
    works: bool = False
    """The story says that it is in force."""

    def take(self, m: Mention) -> None:
        self.mentions.append(m)
        self.name = self.name or m.name
        self.organisation = self.organisation or m.organisation
        if m.kind and (self.kind in (None, "cooperation") or (self.kind == "defence" and _finer(m.kind))):
            self.kind = m.kind
        self.year = self.year or m.year
        self.parties += [p for p in m.parties if p not in self.parties]


def _finer(kind: str) -> bool:
    return kind in ("status-of-forces", "basing", "alliance", "arms-control", "intelligence")


class Stage:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.entries: list[Entry] = []
        self.published = first_day(draft.story.published)
        self.by_trigger = {e.trigger: e for e in draft.events}
        self.loose: list[Found] = []
        self.aliases: dict[str, tuple[str, str | None]] = {}
        """Short names that the story gives in brackets, with name and kind of what they stand for."""
        self.early = Entry()
        """What was told of an agreement before it was named."""
        self.last_here: tuple[Tokens, Entry] | None = None
        self.business = False
        """Whether a contract has been told of."""
        self.internal = False
        """Whether the doers that were read last are several of one state: a deal at home."""

    # -- actors ------------------------------------------------------------------------------------------------
    def party(self, actor_id: str) -> str | None:
        """The state or international body that an actor acts for; None for anybody else."""
        actor = self.draft.actors.get(actor_id)
        if actor.kind == "state":
            return actor.id
        if actor.sector in ("IGO",):
            return actor.id
        if actor.country == "VAT" and actor.kind == "organization":
            return self.draft.actors.add(actors.state("VAT")).id  # the Holy See makes the treaties
        if actor.kind == "person" or actor.kind == "group" or actor.member_of or actor.sector in ("GOV", "MIL", "LEG"):
            if actor.sector in ("REB", "UAF", "CRM", "BUS", "MED", "OPP", "CVL", "NGO", "EDU", "JUD", "REL"):
                return None
            for role in actor.roles:
                if role.of:
                    of = self.draft.actors.get(role.of)
                    if of.kind == "state" or of.sector == "IGO":
                        return of.id
            if (
                actor.kind == "group"
                and actor.sector is None
                and actor.name.split()[-1].lower().rstrip("s") in _PRIVATE
            ):
                return None
            if actor.country:
                return self.draft.actors.add(actors.state(actor.country)).id
        return None

    def parties_at(self, tokens: list[Token]) -> list[str]:
        found: list[str] = []
        for token in tokens:
            ids = self.draft.actors.of(token)
            if not ids and token.ent_type_ in ("GPE", "NORP"):
                for m in self.draft.actors.at(self.draft.language.span(token)):
                    ids = m.actors
            for i in ids:
                p = self.party(i)
                if p and p not in found:
                    found.append(p)
            dealing = token.dep_ in ("dative", "dobj", "nsubj", "conj", "poss") or (
                token.dep_ == "pobj" and token.head.lower_ in ("to", "with", "between", "and")
            )
            if (
                not ids
                and dealing
                and token.ent_type_ in ("GPE", "ORG", "PERSON")
                and (iso3 := capitals().get(token.text))
            ):
                p = self.draft.actors.add(actors.state(iso3)).id  # a capital that deals with states is one
                if p not in found:
                    found.append(p)
        return found

    def deep_parties(self, tokens: list[Token]) -> list[str]:
        """The parties that phrases name, or whose they are: "a committee of Kenya's parliament"."""
        found = self.parties_at(tokens)
        partners = [t for t in tokens if t.lemma_.lower() in ("partner", "ally", "neighbour", "neighbor", "member")]
        tokens = [
            t for t in tokens if t.lemma_.lower() not in ("court", "tribunal", "judge", "bank", "company", "firm")
        ]
        for token in tokens if not found else partners:
            inner = [
                t
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in ("of", "in", "from")
                for t in c.children
                if t.dep_ == "pobj"
            ]
            if token.lemma_.lower() not in _PRIVATE:
                inner += [c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
            inner += [c for t in list(inner) for c in t.children if c.dep_ in ("poss", "compound", "amod")]
            found += [p for p in self.parties_at(inner) if p not in found]
        return found

    def only_body(self, token: Token) -> str | None:
        """The one international body (but the UN) that the story has named before."""
        here = self.draft.language.span(token)
        found = [a for a in self.draft.actors.items if a.sector == "IGO" and a.name != "United Nations" and a.mentions]
        found = [a for a in found if min(m[0] for m in a.mentions) < here.start]
        return found[0].id if len(found) == 1 else None

    def the_body(self, token: Token) -> str | None:
        """The international body that "the bloc" or "the court" means where the story has named just one (but the UN)."""
        ids = [i for i in self.draft.actors.of(token) if self.draft.actors.get(i).sector == "IGO"]
        lemma = token.lemma_.lower()
        if lemma in _TELLING:  # a court is no union, whatever it was taken for
            ids = [i for i in ids if lemma in self.draft.actors.get(i).name.lower()]
        if ids:
            return ids[0]
        if token.lemma_.lower() not in _BODIES:
            return None
        named_ = [a for a in self.draft.actors.items if a.sector == "IGO" and a.mentions]
        named_ = [a for a in named_ if a.name != "United Nations"] or named_
        here = self.draft.language.span(token)
        before = [a for a in named_ if min(m[0] for m in a.mentions) < here.start]
        if lemma in _TELLING and any(lemma in a.name.lower() for a in before):
            before = [a for a in before if lemma in a.name.lower()]
        return before[0].id if len(before) == 1 else None

    # -- mentions ----------------------------------------------------------------------------------------------
    def mentions(self, sentence: Tokens) -> list[Mention]:
        found: list[Mention] = []
        taken: set[int] = set()
        for m in self.named_in(sentence):
            found.append(m)
            taken |= {t.i for t in sentence if m.span.start <= self.draft.language.span(t).start < m.span.end}
        for m in self.abbreviated(sentence, taken) if self.aliases else ():
            found.append(m)
            taken |= {m.head.i}
        known = nouns()
        for token in sentence:
            if token.i in taken or token.pos_ not in ("NOUN", "PROPN"):
                continue
            lemma = token.lemma_.lower()
            self.business = self.business or (lemma == "contract" and not self.entries)
            if lemma in known or (lemma == "sofa" and token.text.isupper()):
                if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
                    head = token.head.lemma_.lower()
                    if head in known or head not in (*act_nouns(), *_NOTICES, "talk", "term", "obligation"):
                        continue
                if (noun := self.described(token, known.get(lemma, True))) is not None:
                    found.append(noun)
            elif lemma in ("statement", "declaration", "communique", "roadmap", "protocol", "letter") and any(
                c.lower_ in ("joint", "bilateral") for c in token.children
            ):
                if (noun := self.described(token, False)) is not None and any(
                    w.act == "sign" and v.lemma_ in ("sign", "initial") for v, w in self.governors(token)
                ):
                    noun.definite, noun.sure = False, True
                    found.append(noun)
            elif lemma in _RELATIONS and token.dep_ not in ("compound", "amod", "nmod"):
                if (tie := self.relation(token)) is not None:
                    found.append(tie)
            elif lemma in _MEMBERSHIP:
                owners = self.parties_at(_near(token, ("of", "in")) + _premodifiers(token))
                verb = clause(token)
                if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
                    doers = self.parties_at(
                        frames.subject_of(verb)[0] if token.dep_ == "dobj" else _near(verb, ("by",))
                    )
                    owners += [p for p in doers if p not in owners]
                for t in (*_near(token, ("of", "in")), *token.children):
                    body = self.the_body(t)
                    owners += [body] if body and body not in owners else []
                bodies = [p for p in owners if self.draft.actors.get(p).sector == "IGO"]
                if not bodies and owners and lemma == "membership" and (only := self.only_body(token)):
                    bodies = [only]
                states = [p for p in owners if self.draft.actors.get(p).kind == "state"]
                if bodies and states:
                    found.append(self.member(token, bodies[0], states))
        found.sort(key=lambda m: m.span)
        return self.bracketed(found, sentence)

    def bracketed(self, found: list[Mention], sentence: Tokens) -> list[Mention]:
        """A name in brackets behind a phrase is that phrase's ("the treaty on reductions (New START)"), and short for it later on."""
        for n, token in enumerate(sentence):
            if token.text != "(":
                continue
            before = [m for m in found if m.head.i < token.i and m.head.sent == sentence and not m.implied]
            inside = list(itertools.takewhile(lambda t: t.text != ")", sentence[n + 1 : n + 8]))
            if (
                not before
                or not inside
                or any(t.pos_ in ("VERB", "AUX") for t in sentence.doc[before[-1].head.i : token.i])
            ):
                continue
            long = before[-1]
            short = next((m for m in found if token.i < m.head.i <= inside[-1].i and m.name), None)
            if short is not None:
                long.name, long.kind = short.name, short.kind or long.kind
                found.remove(short)
            elif (
                len(inside) == 1
                and inside[0].text.isupper()
                and inside[0].text.isalpha()
                and 2 <= len(inside[0].text) <= 8
            ):
                long.name = long.name or _titled(long)
                if long.name:
                    self.aliases[inside[0].text] = long.name, long.kind
        return found

    def abbreviated(self, sentence: Tokens, taken: set[int]) -> Iterator[Mention]:
        """The agreements whose short name the story has given in brackets."""
        for token in sentence:
            if token.i in taken or (alias := self.aliases.get(token.text)) is None:
                continue
            m = Mention(token, self.draft.language.span(token), token.text, alias[0], alias[1], definite=True)
            if token.dep_ in ("compound", "nmod", "amod") and token.head.lemma_.lower() in nouns():
                m.head = token.head
            self.modifiers(m)
            yield m

    def named_in(self, sentence: Tokens) -> Iterator[Mention]:
        table = named()
        words = self.draft.language.of_doc(sentence.doc).words
        i = 0
        tokens = list(sentence)
        while i < len(tokens):
            if tokens[i].lower_ not in _first_words():
                i += 1
                continue
            for j in range(min(len(tokens), i + 7), i, -1):
                text = words(tokens[i].i, tokens[j - 1].i + 1)
                hit = table.get(text.lower()) or table.get(text.lower().removesuffix(" treaty"))
                if hit and any(c.isupper() for c in text) and not _goes_on(tokens[j - 1]):
                    run = sentence.doc[tokens[i].i : tokens[j - 1].i + 1]
                    head = run.root
                    m = Mention(head, self.draft.language.span(run), text, hit[0], hit[1], definite=True)
                    if head.head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("compound", "nmod", "appos", "amod"):
                        if head.head.lemma_.lower() in nouns():
                            m.head = head.head
                            m.span = Span(m.span.start, max(m.span.end, self.draft.language.span(head.head).end))
                    self.modifiers(m)
                    body = self.body_named(bodies().get(hit[0], ""))
                    if body is not None:  # to leave the Rome Statute is to leave the court
                        m.name, m.kind, m.organisation = None, "membership", body
                        m.parties += [body] if body not in m.parties else []
                    yield m
                    i = j
                    break
            else:
                i += 1
                continue
            continue

    def body_named(self, name: str) -> str | None:
        found = [a.id for a in self.draft.actors.items if a.name == name and a.mentions]
        return found[0] if found else None

    def described(self, head: Token, sure: bool) -> Mention | None:
        left = _left(head)
        top: Token | None = None
        if left.i >= 2 and left.nbor(-1).lower_ == "of" and left.nbor(-2).lower_ == "status":
            top = left.nbor(-2)
            left = _left(top)  # "the 2012 status of forces agreement"
        run = head.doc[left.i : head.i + 1]
        words = run.text
        numbers = [t for c in head.children if c.dep_ == "nummod" for t in c.subtree if t.like_num]
        if head.tag_ == "NNS" and (number(numbers) or 0) > 12 and not _YEAR.fullmatch(numbers[0].text):
            return None  # "some 70 of about 280 agreements"
        capitals_ = any(t.text[:1].isupper() for t in run[1:])
        lowered = {t.lower_ for t in run}
        if lowered & _BUSINESS and not lowered & _MILITARY:
            self.business = True
            return None
        if (
            head.tag_ == "NNS"
            and "international" in lowered
            and run[0].lower_ in ("international", "such", "other", "any")
        ):
            return None  # such agreements in general
        if (
            self.business
            and not self.entries
            and not capitals_
            and run[0].lower_ in ("the", "this")
            and kind_of(words) is None
        ):
            return None  # "the agreement" after "its contract with the coach"
        right = head.doc[head.i : min(head.right_edge.i + 1, head.i + 25)]
        m = Mention(head, self.draft.language.span(run), words, sure=sure, top=top)
        m.plural = head.tag_ in ("NNS", "NNPS")
        m.kind = kind_of(words)
        if m.kind in (None, "cooperation", "defence"):
            near = " ".join(t.text for t in right if t.i > head.i)
            wider = kind_of(near) if _about(head) else None
            if wider and (m.kind is None or m.kind == "cooperation" or _finer(wider)):
                m.kind = wider
        first = run[0].lower_
        m.definite = first in ("the", "this", "that", "these", "those", "its", "their", "both") or bool(
            [c for c in head.children if c.dep_ == "poss"]
        )
        m.old = bool(lowered & {"present", "current", "existing", "old", "previous", "earlier"})
        m.indefinite = first in ("a", "an")
        m.new = any(t.lower_ in _NEW and t.ent_type_ not in ("GPE", "NORP", "ORG", "LOC") for t in run)
        m.many = (bool(lowered & _MANY) and not m.new and first not in ("a", "an")) or (
            head.lemma_.lower() == "convention" and self.deposited()
        )
        m.many = m.many or (head.dep_ == "poss" and head.head.lemma_.lower() in _MEMBERS and head.head.tag_ == "NNS" and any(
            c.dep_ == "nummod" for c in head.head.children
        ))  # fmt: skip
        capitals = [t for t in run if t.text[:1].isupper() and t.i > left.i - 1 and t.ent_type_ not in ("NORP",)]
        if head.text[:1].isupper() and len(capitals) >= 2 and not head.is_sent_start:
            names = [t for t in run if t.pos_ != "DET" and t.dep_ != "poss" and t.lower_ != "'s"]
            names = [t for t in names if t.ent_type_ not in ("GPE", "NORP", "DATE")] or names
            if len(names) >= 2:
                m.name = head.doc[names[0].i : head.i + 1].text
        self.modifiers(m)
        return m

    def deposited(self) -> bool:
        """Whether the story speaks of depositing or of a depositary, as only treaties of many have one."""
        return "deposit" in self.draft.story.text

    def relation(self, head: Token) -> Mention | None:
        """Cooperation of armed forces that is ended, suspended or agreed: an agreement that the story implies."""
        run = head.doc[_left(head).i : head.i + 1]
        if not {t.lower_ for t in run} & _MILITARY or "diplomatic" in {t.lower_ for t in run}:
            return None
        if not any(word.act in ("end", "suspend", "resume") for _, word in self.governors(head)):
            return None
        m = Mention(head, self.draft.language.span(run), run.text, kind="defence", implied=True, definite=True)
        self.modifiers(m)
        return m

    def member(self, head: Token, body: str, states: list[str]) -> Mention:
        name = self.draft.actors.get(body).name
        m = Mention(head, self.draft.language.span(head), head.text, f"{name} membership", "membership", definite=True)
        m.organisation = body
        m.parties = [*states, body]
        return m

    def modifiers(self, m: Mention) -> None:
        """Year and parties that a mention's own phrase gives."""
        head = m.head
        for child in head.children:
            if child.dep_ in ("nummod", "amod", "compound", "nmod", "poss") and _YEAR.fullmatch(child.text):
                m.year = child.text
            elif child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > head.i:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        for t in self.draft.times.overlapping(self.draft.language.span(inner)):
                            if t.type == "DATE" and re.fullmatch(r"(1[89]|20)\d\d(-\d\d){0,2}", t.value or ""):
                                m.year, m.dated = str(t.value), t.span
        for token in head.doc[max(_left(head).i - 3, 0) : _left(head).i]:
            if token.lower_ == "status" and m.words.lower().find("status") >= 0:
                m.year = m.year or next((c.text for c in token.children if _YEAR.fullmatch(c.text)), None)
        inside = m.span if m.name else None
        before = [t for t in _premodifiers(head) if inside is None or not self.draft.language.span(t).overlaps(inside)]
        m.parties = self.parties_at(before)
        for token in head.doc[_left(head).i : head.i]:
            for part in self.hyphenated(token):
                if part not in m.parties:
                    m.parties.append(part)
        near = [self.antecedent(t) for t in _near(head, ("with", "between", "among", "to"))]
        for p in [p for t in near for p in (self.parties_at([t]) or self.headline(t))]:
            if p not in m.parties:
                m.parties.append(p)
        owners = [c for c in head.children if c.dep_ == "poss"]
        m.pair = len(m.parties) == 2 and any(_pair(t) for t in (*near, *owners))
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and m.kind == "basing" and not m.parties:
                m.parties += self.deep_parties([t for t in child.children if t.dep_ == "pobj"])
            if child.dep_ in ("poss", "compound") and not m.parties and (body := self.the_body(child)):
                m.parties.append(body)

    def antecedent(self, token: Token) -> Token:
        """ "visited China and signed a pact with it": the state named last before the pronoun, where it is not the subject."""
        if token.lower_ != "it" or token.dep_ != "pobj":
            return token
        subjects = {t.text for t in frames.subject_of(clause(token))[0]}
        before = [t for t in token.sent if t.i < token.i and t.ent_type_ == "GPE" and t.text not in subjects]
        return before[-1] if before else token

    def headline(self, token: Token) -> list[str]:
        """ "protocol with Morocco lapses", where the parse takes the verb for a noun and the state for its attribute."""
        if token.dep_ != "pobj" or token.pos_ != "NOUN" or token.tag_ != "NNS":
            return []
        return self.parties_at([c for c in token.children if c.dep_ == "compound" and c.ent_type_ == "GPE"])

    def hyphenated(self, token: Token) -> list[str]:
        """The states of "US-Niger", where it is one token."""
        if "-" not in token.text or not token.text[0].isupper():
            return []
        from wireledger.knowledge.countries import countries

        parts = [countries().find(p) for p in token.text.split("-")]
        if len(parts) < 2 or not all(parts):
            return []
        return [self.draft.actors.add(actors.state(p.iso3)).id for p in parts if p]

    # -- what is done ------------------------------------------------------------------------------------------
    def governors(self, head: Token) -> Iterator[tuple[Token, ActWord]]:
        """Predicates that do something to the agreement that ``head`` stands for, with the sense that fits."""
        top = head
        while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
            top = top.head
        for node in dict.fromkeys((head, top)):
            yield from self.above(node)
        clauses = [c for c in head.children if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")]
        clauses += [  # "the agreement on the base at K2, signed in 2001": nothing but agreements is signed
            t
            for t in head.subtree
            if t.dep_ == "acl" and t.tag_ == "VBN" and t.lemma_ in ("sign", "initial") and t.head != head and t.head.ent_type_ != "PERSON"
            and t.head.lemma_.lower() not in nouns()
        ]  # fmt: skip
        for child in (v for c in clauses for v in _coordinated(c)):
            if child.pos_ in ("VERB", "AUX"):
                subjects = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
                who = bool(subjects) and subjects[0].lower_ in ("which", "that")
                passive = any(c.dep_ == "nsubjpass" for c in subjects) or (
                    clauses[0].dep_ == "acl"
                    and child.tag_ in ("VBN", "VBD")
                    and not any(c.dep_ in ("dobj", "nsubj") for c in child.children)
                )
                if passive:
                    yield from _senses(child, "obj")
                    for c in child.children:  # "which they were helped to conclude"
                        if c.dep_ == "xcomp" and any(g.lower_ in ("which", "that") for g in c.children):
                            yield from _senses(c, "obj")
                elif who or (child.dep_ == "acl" and child.tag_ == "VBG"):
                    yield from _senses(child, "subj")
                elif subjects and child.dep_ == "relcl":
                    if not any(c.dep_ == "dobj" and c.lower_ not in ("which", "that", "whom") for c in child.children):
                        yield from _senses(child, "obj")
                        yield from ((v, w) for c in child.children if c.dep_ == "xcomp" for v, w in _senses(c, "obj"))

    def above(self, node: Token) -> Iterator[tuple[Token, ActWord]]:
        up = node.head
        if up == node:
            return
        dep = node.dep_
        if dep in ("dobj", "obj", "nsubjpass", "oprd", "dative"):
            if up.pos_ in ("VERB", "AUX"):
                yield from _senses(up, "obj")
                for c in up.children:  # "signed and ratified the treaty"
                    if c.dep_ == "conj" and c.pos_ == "VERB" and not any(g.dep_ == "dobj" for g in c.children):
                        yield from _senses(c, "obj")
                if up.dep_ == "conj" and not any(
                    c.dep_ in ("dobj", "nsubj") for c in up.head.children if c.i > up.head.i
                ):
                    yield from _senses(up.head, "obj")
        elif dep == "nsubj":
            if up.pos_ in ("VERB", "AUX"):
                yield from _senses(up, "subj")
        if (
            dep == "nsubj"
            and up.lemma_ == "be"
            and any(c.dep_ in ("acomp", "attr") and c.lower_ in _OVER and not c.n_lefts for c in up.children)
        ):
            yield up, ActWord("end", ("subj",))  # "the pact is history"
        if dep == "attr" and up.lemma_ == "be":
            for c in up.children:
                if c.dep_ == "csubj":
                    yield from _senses(c, "subj")
        elif dep in ("pobj", "pcomp") and up.dep_ in ("prep", "agent", "dative"):
            over = up.head
            slot = up.lower_
            if slot == "of" and over.lemma_.lower() in _COLLECTIVE:
                yield from self.above(over)  # "a raft of agreements"
            if over.pos_ == "VERB" and any(c.dep_ == "dobj" and c.lemma_.lower() in _COMPLYING for c in over.children):
                yield from _senses(over, "obj")  # "suspend compliance with the treaty"
            if over.dep_ == "prep" and over.pos_ == "ADP":  # "out of the treaty"
                slot, over = f"{over.lower_} {slot}", over.head
            if over.pos_ in ("VERB", "AUX"):
                yield from _senses(over, slot)
                if over.i < up.i:
                    yield from ((v, w) for v, w in _senses(over, "obj") if w.particle == slot)
                if slot.startswith("out "):
                    yield from _senses(over, slot.split()[1])
            elif over.pos_ in ("NOUN", "PROPN"):
                lemma = over.lemma_.lower()
                if lemma in act_nouns() and slot in ("of", "from", "to", "on", "out of", "for", "about", "over"):
                    yield over, ActWord(act_nouns()[lemma], (slot,))
                elif lemma in (
                    "annex",
                    "participation",
                    "obligation",
                    "part",
                    "compliance",
                    "membership",
                    "commitment",
                    "implementation",
                    "application",
                    "operation",
                    "execution",
                    "observance",
                    "enforcement",
                ) and slot in (
                    "of",
                    "in",
                    "to",
                    "under",
                    "with",
                ):
                    yield from self.above(over)
        elif dep in ("poss", "compound", "nmod", "amod") and up.pos_ in ("NOUN", "PROPN"):
            lemma = up.lemma_.lower()
            if up.dep_ == "dobj" and up.head.lemma_ == "let" and act_nouns().get(lemma) == "expire":
                yield up.head, ActWord("end", ("obj",))  # "let the treaty lapse", taken for a noun
                return
            if lemma in act_nouns():
                yield up, ActWord(act_nouns()[lemma], ("of",))
        elif dep == "appos":
            if up.dep_ == "pobj" and up.head.lower_ == "with" and up.lemma_ == "effect":
                yield from _senses(up.head.head, "obj")  # 'scrapped "with immediate effect" the agreement'
            else:
                yield from self.above(up)

    def acts_on(self, m: Mention) -> list[Found]:
        """All that the mention's sentence says is done to it, each predicate once."""
        pairs: dict[int, tuple[Token, ActWord]] = {}
        heads = (m.head, m.top) if m.top is not None else (m.head,)
        for at, word in (pair for h in heads for pair in (*self.governors(h), *self.by_arguments(h))):
            pairs.setdefault(at.i, (at, word))
        found = [f for at, word in pairs.values() if (f := self.act(at, word, m))]
        if not any(f.act in ("sign", "ratify") for f in found):
            found += self.relative(m)
        return found

    def relative(self, m: Mention) -> list[Found]:
        """ "the treaty, which the two allies signed in 1951", where the parse breaks the relative clause: by its words."""
        doc, end = m.head.doc, min(m.head.sent.end, m.head.i + 10)
        pronoun = next(
            (t for t in doc[m.head.i + 1 : end] if t.lower_ in ("which", "that") and t.tag_ in ("WDT", "IN")), None
        )
        bare = pronoun is None or pronoun.i > m.head.i + 2
        begin = m.head.i + 1 if bare or pronoun is None else pronoun.i + 1
        verb = next((t for t in doc[begin:end] if t.pos_ == "VERB"), None)
        if verb is None or verb.lemma_.lower() not in _FORMAL:
            return []
        between = list(doc[begin : verb.i])
        if bare:  # "the treaty the two countries signed in 2012": nothing but the signers stand between
            nominal = all(t.pos_ in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "CCONJ", "PART", "AUX") for t in between)
            if not between or not nominal or between[0].pos_ not in ("DET", "PROPN") or verb.tag_ not in ("VBD", "VBN"):
                return []
            if between[0].lower_ not in ("the", "both") and between[0].pos_ == "DET":
                return []
        word = next(w for w in act_verbs()[verb.lemma_.lower()] if "obj" in w.where)
        found = self.act(verb, word, m)
        if found is None:
            return []
        found.by = self.parties_at(between) or found.by
        return [found]

    def by_arguments(self, head: Token) -> Iterator[tuple[Token, ActWord]]:
        """Verbs of the sentence whose subject or object, inherited and inverted ones included, is the agreement."""
        for verb in head.sent:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in act_verbs() or verb == head:
                continue
            a = frames.of_verb(verb)
            subjects = a.subject
            if not subjects and not a.passive:
                subjects = _raised(verb)
            clausal = [c for c in verb.children if c.dep_ in ("csubj", "csubjpass")]
            for c in clausal:  # where the parse takes a long subject for a clause, its first noun is the subject
                first = next((t for t in c.subtree if t.pos_ in ("NOUN", "PROPN")), None)
                if first == head:
                    yield from _senses(verb, "obj" if c.dep_ == "csubjpass" else "subj")
            fronted = (
                verb.tag_ in ("VBN", "VBD")
                and verb.dep_ == "advcl"
                and verb.i < head.i
                and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") for c in verb.children)
            )
            if fronted and head in frames.subject_of(verb.head)[0]:
                yield from _senses(verb, "obj")  # "Signed in 1994 by ..., the accord ..."
            elif head in a.object:
                yield from _senses(verb, "obj")
            elif head in subjects:
                yield from _senses(verb, "subj")

    def act(self, at: Token, word: ActWord, m: Mention | None) -> Found | None:
        act = word.act
        verb = at if at.pos_ in ("VERB", "AUX") else clause(at)
        stance = self.draft.statements.stance(at)
        status = stance.status
        above = clause(at.head) if at.dep_ == "acl" else at
        if (
            m is not None
            and m.new
            and above != at
            and any(c.tag_ == "MD" and c.lower_ in ("may", "can", "could") for c in above.children)
        ):
            return None  # "it may be modified only by another treaty ratified by both"
        if at.dep_ == "acl" and at.tag_ in ("VBN", "VBD") and act in ("sign", "extend", "renew", "ratify"):
            status = "happened"  # "the agreement, signed in 2021": taken for granted whatever the clause around it says
        if status is None:
            return None
        if status == "possible" and at.pos_ == "VERB" and frames.backshifted(at):
            status = "planned"
        decided = at.dep_ in ("xcomp", "acl", "ccomp") and at.head.lemma_.lower() in _DECIDING
        if status == "planned" and decided and act in ("suspend", "resume", "extend", "renew") and at.tag_ == "VB":
            over = self.draft.statements.stance(at.head).status
            status = "happened" if over == "happened" else status  # "voted to suspend it": done by being decided
        if (
            status in ("happened", "ordered", "ongoing")
            and at.dep_ in ("pcomp", "acl", "relcl", "pobj", "xcomp", "advcl")
            and _prepared(at)
        ):
            act, status = (
                "end" if act == "notify-end" else act,
                "planned",
            )  # "has begun the procedure for denouncing it"
        if status == "denied" and at.dep_ == "xcomp" and at.head.lemma_.lower() in _URGING:
            return None  # "urged the Vatican not to renew it": what one wants of another
        if act == "expire" and at.dep_ in ("ccomp", "xcomp") and at.head.lemma_ in ("let", "allow"):
            act = "end"  # "will let it lapse"
        if act == "sign" and at.dep_ in ("ccomp", "xcomp", "pcomp") and at.head.lemma_.lower() in _PROPOSING:
            act = "propose"
        if at.lemma_.lower() in ("review", "question", "negotiate", "discuss") and at.pos_ == "NOUN" and m is None:
            return None
        if at.lemma_.lower() == "denounce" and any(c.dep_ == "prep" and c.lower_ in ("as", "for") for c in at.children):
            act = "criticise"
        if act == "propose" and status == "denied":
            return None
        if (
            act == "sign"
            and status != "happened"
            and any(c.dep_ == "mark" and c.lower_ in ("until", "once", "unless", "if", "before") for c in verb.children)
        ):
            return None  # "until an agreement has been reached"
        if (
            act in ("renew", "extend")
            and at.tag_ in ("VBN", "VBZ")
            and any(c.lower_ in ("automatically", "tacitly") for c in at.children)
        ):
            auxiliaries = {c.lower_ for c in at.children if c.dep_ in ("aux", "auxpass")}
            if not auxiliaries & {"was", "were", "has", "had", "have", "been"}:
                return None  # a rule, no act
        if act in ("renew", "extend") and any(
            c.dep_ == "npadvmod" and any(g.lower_ == "every" for g in c.children) for c in at.children
        ):
            return None  # "it is prolonged every three years"
        found = Found(act, at, m, [], [], status, list(stance.according_to))
        self.internal = False
        found.by, found.to = self.doers(at, verb)
        if at.lemma_ == "open":
            found.by, found.to = [], []  # where it was opened for signature says nothing of who did it
        found.home = self.internal and act == "sign"
        if m is not None and len(m.parties) == 1 and found.by == m.parties and at.pos_ == "VERB":
            partners = self.parties_at(_near(m.head, ("with",)))
            if partners == found.by:
                found.by = []  # nobody has an accord with itself: the subject was taken for the wrong one
        found.spans = [self.draft.language.span(at)]
        event = next((e for s, e in self.by_trigger.items() if s.overlaps(found.spans[0])), None)
        if event is not None:
            found.event = event.id
            if not found.by:
                theirs = dict.fromkeys(self.party(a) for a in event.actors)
                found.by = [
                    p
                    for p in theirs
                    if p and p not in found.to and (m is None or p not in m.parties or len(m.parties) > 1)
                ]
            if not found.to and len(found.by) < 2:
                found.to = [p for p in dict.fromkeys(self.party(a) for a in event.recipients) if p]
        self.by_paper(found)
        self.undone(found)
        self.notified(found)
        self.timed(found, verb, intransitive=word.where == ("subj",) or "subj" in word.where)
        if (
            found.on is None
            and found.effect is None
            and event is not None
            and event.when
            and event.status == "happened"
            and (m is None or event.when.value != m.year)
        ):
            found.day = event.when.value
        if found.act == "sign" and found.status in ("planned", "possible") and found.on is not None:
            day = last_day(_iso(found.on))
            if day is not None and self.published is not None and (self.published - day).days > 60:
                found.status = "happened"  # "which they were helped to conclude in 1960"
        return found

    def doers(self, at: Token, verb: Token) -> tuple[list[str], list[str]]:
        if at.pos_ in ("VERB", "AUX"):
            a = frames.of_verb(at)
            subject = list(a.subject)
            if not a.passive:  # the parse may give a coordinated subject as two
                subject += [
                    t for c in at.children if c.dep_ == "nsubj" for t in frames.conjuncts(c) if t not in subject
                ]
            if at.dep_ in ("ccomp", "xcomp") and at.head.lemma_ in ("let", "allow"):
                subject = frames.subject_of(at.head)[0]
            by = self.deep_parties(subject)
            if (
                at.tag_ in ("VBN", "VBD")
                and at.dep_ in ("advcl", "acl")
                and not any(c.dep_ in ("aux", "auxpass") for c in at.children)
            ):
                by = self.parties_at([u for t in _near(at, ("by",)) for u in _listed(t)])
            if at.dep_ in ("ccomp", "xcomp") and at.head.lemma_.lower() in _PROPOSING:
                over = frames.of_verb(at.head)
                to = [*over.preps.get("to", []), *over.dative]
                return self.parties_at(over.subject), self.parties_at([u for t in to for u in _listed(t)])
            if not by and a.subject:
                by = self.speakers(at, a.subject)
            if not by and not a.subject:
                by = self.controller(at)
            signers = {i for t in subject for i in self.draft.actors.of(t)}
            homes = {self.draft.actors.get(i).country for i in signers}
            self.internal = len(signers) > 1 and len(homes) == 1 and None not in homes and not a.preps.get("with")
            return by, [p for p in self.parties_at(a.preps.get("with", [])) if p not in by]
        owners = [t for c in at.children if c.dep_ == "poss" for t in frames.conjuncts(c)]
        if at.lemma_.lower() in ("withdrawal", "exit", "departure", "accession") and not owners:
            owners += [u for t in _near(at, ("of",)) for u in _listed(t)]  # "the withdrawal of Niger from the group"
        if at.lemma_.lower() in ("talk", "negotiation"):
            owners += _near(at, ("between", "with"))
        by = self.parties_at([*owners, *_near(at, ("by",))])
        if not by and verb.pos_ in ("VERB", "AUX"):
            by = self.parties_at(frames.subject_of(verb)[0])
        return by, []

    def speakers(self, verb: Token, subjects: list[Token]) -> list[str]:
        """ "said that they were leaving": who says so, where the pronoun is not resolved."""
        if all(t.tag_ == "PRP" for t in subjects) and verb.dep_ in ("ccomp", "conj"):
            up = verb.head
            while up.dep_ == "conj" and up.head != up:
                up = up.head
            return self.parties_at(frames.subject_of(up)[0])
        return []

    def controller(self, verb: Token) -> list[str]:
        up = verb.head
        hops = 0
        while up != up.head and up.pos_ not in ("VERB", "AUX") and hops < 3:
            owners = [c for c in up.children if c.dep_ == "poss"]
            if owners:
                return self.parties_at(owners)
            up, hops = up.head, hops + 1
        return self.parties_at(frames.subject_of(up)[0]) if up.pos_ in ("VERB", "AUX") and up != verb else []

    def undone(self, found: Found) -> None:
        """ "suspended the termination": an act upon the ending takes the notice back, or puts it off."""
        at = found.at
        if found.act not in _ENDINGS or at.pos_ not in ("NOUN", "PROPN"):
            return
        up = at.head
        chained = (*_NOTICES, "decision", "process", "announcement", "effect", "validity", "letter", "note")
        while at.dep_ == "pobj" and at.head.dep_ == "prep" and at.head.head.lemma_.lower() in chained:
            at = at.head.head
            up = at.head
        if up.pos_ in ("NOUN",) and up.lemma_.lower() in ("decision", "notice", "process"):
            at, up = up, up.head
        if at.dep_ in ("dobj", "nsubjpass") and up.lemma_.lower() in _UNDOING:
            stance = self.draft.statements.stance(up)
            if stance.status is None:
                return
            over = up.head if up.dep_ in ("xcomp", "ccomp", "acl") else up
            decided = over.lemma_.lower() in _DECIDING and self.draft.statements.stance(over).status == "happened"
            found.act, found.at = "withdraw-notice", up
            found.status = "happened" if stance.status == "planned" and decided else stance.status
            found.by = self.parties_at(frames.subject_of(up)[0]) or found.by
            found.spans = [self.draft.language.span(up)]
        elif at.dep_ in ("dobj", "nsubjpass") and up.lemma_.lower() in (
            "announce",
            "declare",
            "decide",
            "approve",
            "notify",
        ):
            status = self.draft.statements.stance(up).status
            if status == "happened" and found.status in ("happened", "planned"):
                found.status = "planned" if found.act == "expire" else "happened"

    def by_paper(self, found: Found) -> None:
        """ "A note was delivered on Friday. It terminates the agreement": the paper is the notice, its delivery the day."""
        at = found.at
        if found.act not in ("end", "withdraw") or at.pos_ != "VERB" or found.status not in ("happened", "ongoing"):
            return
        subjects = frames.subject_of(at)[0]
        paper = next((t for t in subjects if t.lemma_.lower() in (*_DOCUMENTS, "notification")), None)
        if paper is None and any(t.lower_ == "it" for t in subjects) and at.sent.start > 0:
            before = at.doc[at.sent.start - 1].sent
            paper = next(
                (t for t in before if t.lemma_.lower() in _DOCUMENTS and t.dep_ in ("nsubj", "nsubjpass")), None
            )
        if paper is None:
            return
        owners = [c for c in paper.children if c.dep_ in ("poss", "amod")]
        found.act = "notify-end"
        found.by = self.parties_at([*_near(paper, ("from", "of", "by")), *owners]) or found.by
        verb = clause(paper)
        if verb is not at and (time := self.draft.times.of(verb)) is not None:
            found.delivered = time

    def notified(self, found: Found) -> None:
        """Formal notice: "notified X that it was terminating", "gave notice of withdrawal"."""
        if found.act in ("extend", "renew") and found.status == "denied":
            for node in list(found.at.ancestors)[
                :4
            ]:  # "has informed Israel that it will not prolong": the notice itself
                if node.pos_ == "VERB" and (node.lemma_.lower() in _NOTIFY or self.tells_party(node)):
                    if self.draft.statements.stance(node).status == "happened":
                        a = frames.of_verb(node)
                        found.act, found.status, found.at = "notify-end", "happened", node
                        found.by = self.parties_at(a.subject) or found.by
                        found.to = [p for p in self.parties_at([*a.object, *a.dative]) if p not in found.by]
                    return
            return
        if found.act not in ("end", "withdraw", "notify-end"):
            return
        at = found.at
        chain = [at, *at.ancestors]
        for depth, node in enumerate(chain[:6]):
            if node.pos_ in ("VERB", "AUX") and depth and (node.lemma_.lower() in _NOTIFY or self.tells_party(node)):
                status = self.draft.statements.stance(node).status
                if status in ("happened", "planned", "ongoing", "ordered"):
                    found.act, found.status, found.at = "notify-end", status, node
                    a = frames.of_verb(node)
                    found.by = self.parties_at(a.subject) or found.by
                    told = [p for p in self.parties_at([*a.object, *a.dative]) if p not in found.by]
                    if not found.to or any(self.draft.actors.get(p).kind == "state" for p in told):
                        found.to = told
                return
            if depth and node.pos_ == "VERB" and node.lemma_.lower() in _GIVE:
                a = frames.of_verb(node)
                if any(t.lemma_.lower() in (*_DOCUMENTS, "notification", "communication") for t in a.object):
                    # "sent letters to the bloc to confirm that they are quitting"
                    status = self.draft.statements.stance(node).status
                    if status == "happened":
                        found.act, found.status, found.at = "notify-end", status, node
                        found.by = self.parties_at(a.subject) or found.by
                        to = self.parties_at([*a.dative, *a.object, *a.preps.get("to", [])])
                        found.to = found.to or [p for p in to if p not in found.by]
                    return
            paper = node.lemma_.lower() in (*_NOTICES, "instrument", "paper", "letter", "note", "document")
            if paper and depth and node.pos_ == "NOUN":
                verb = clause(node)
                if verb.lemma_.lower() in (*_GIVE, *_RECEIVE, *_REACH):
                    status = self.draft.statements.stance(verb).status
                    if status is not None:
                        found.act, found.status, found.at = "notify-end", status, verb
                        a = frames.of_verb(verb)
                        by = self.parties_at(a.subject)
                        to = self.parties_at([*a.dative, *a.object, *a.preps.get("to", [])])
                        found.to = found.to or [p for p in to if p not in by]
                        if (
                            verb.lemma_.lower() in _RECEIVE
                        ):  # "has received the Philippines' notice": theirs who gave it
                            owners = [c for n in (node, at) for c in n.children if c.dep_ == "poss"]
                            found.by = [p for p in self.parties_at([*owners, *a.preps.get("from", [])]) if p not in by]
                            found.to = by
                        else:
                            found.by = by or found.by
                return

    def tells_party(self, verb: Token) -> bool:
        """ "told the United Nations that it was leaving": told to a state or body itself, not to the press."""
        if verb.lemma_ != "tell":
            return False
        a = frames.of_verb(verb)
        told = {i for t in (*a.object, *a.dative) for i in self.draft.actors.of(t)}
        kinds = [self.draft.actors.get(i) for i in told]
        return any(x.kind == "state" or x.sector == "IGO" for x in kinds)

    def timed(self, found: Found, verb: Token, *, intransitive: bool = False) -> None:
        """When it was done, when it takes effect, how long for."""
        at = found.at
        times = self.draft.times
        predicate = at if at.pos_ in ("VERB", "AUX") else verb
        time = times.of(at) or (times.of(predicate) if predicate is not at else None)
        sentence = self.draft.language.span(at.sent[:])
        mine = [t for t in times.overlapping(sentence) if t.begin]
        if time is not None and found.mention is not None and time.span == found.mention.dated:
            time = None
        mine = [t for t in mine if found.mention is None or t.span != found.mention.dated]
        as_of = next((t for t in mine if self.introduced(t) in ("of", "effective", "from") and self.as_of(t)), None)
        if (
            found.act in ("end", "withdraw", "suspend")
            and as_of is not None
            and found.effect is None
            and found.act != "suspend"
        ):
            found.effect, time = as_of, (None if time is as_of else time)
        by_until = [t for t in mine if self.introduced(t) in _UNTIL]
        if found.act in ("extend", "renew", "withdraw-notice", "sign"):
            if by_until:
                found.effect = by_until[-1]
                if time is by_until[-1]:
                    time = None
            found.duration = self.length(at)
        if found.act in ("enter-into-force", "sign") and found.mention is not None and found.status == "happened":
            found.term = self.length(at) or self.term_of(found.mention)
        if (
            found.act in ("end", "withdraw")
            and found.status == "planned"
            and at.pos_ == "VERB"
            and not (time and self.later(time))
        ):
            ahead = [
                t
                for t in mine
                if self.later(t) and t.type == "DATE" and self.introduced(t) in ("on", "from", "effective", "by")
            ]
            inside = [
                t for t in ahead if (k := self.draft.language.token_at(t.span.start)) is not None and clause(k) == at
            ]
            time = inside[0] if inside else time
        if found.act in ("end", "withdraw", "expire") and time is not None and self.later(time):
            found.effect, time = time, None
        elif intransitive and found.act == "end" and found.status == "happened" and time is not None:
            found.effect = time  # "the accord ended on Thursday": that is the day of its end
        if time is None and found.act not in ("sign", "enter-into-force", "expire"):
            time = self.announced(predicate)
        days = [t for t in mine if t.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value or "")]
        if (
            time is None
            and len(days) == 1
            and predicate == at.sent.root
            and found.effect is None
            and not self.later(days[0])
        ):
            time = days[0]  # the only day of the sentence, wherever the parse hangs it
        if found.act == "expire" and time is not None:
            found.effect, time = time, None
        found.on = found.delivered or time
        found.final = found.act in ("withdraw", "end") and found.status == "happened" and self.final(at)
        if found.act in (*_ENDINGS, "suspend"):
            over = predicate.head if predicate.dep_ in ("xcomp", "ccomp") else predicate
            near = (
                (predicate, over) if over.lemma_ in ("decide", "resolve", "vote", "choose", "order") else (predicate,)
            )
            found.immediate = any(
                clause(t) in near and _IMMEDIATE.search(" ".join(u.lower_ for u in t.doc[t.i : t.i + 2]))
                for t in at.sent
            )

    def term_of(self, m: Mention) -> str | None:
        """ "a five-year agreement"."""
        for t in self.draft.times.overlapping(m.span):
            if t.type == "DURATION" and t.value and re.fullmatch(r"P\d+[YM]", t.value):
                token = self.draft.language.token_at(t.span.start)
                if token is not None and (
                    token.i + 3 >= len(token.doc) or "old" not in token.doc[token.i : token.i + 5].text
                ):
                    return t.value
        return None

    def final(self, verb: Token) -> bool:
        """ "formally quit the court", "completed its withdrawal", "left on Sunday, a year after it gave notice"."""
        if verb.pos_ in ("NOUN", "PROPN"):
            return verb.dep_ == "dobj" and verb.head.lemma_.lower() in ("complete", "finalise", "finalize", "conclude")
        if verb.tag_ != "VBD" and not any(c.lower_ in ("has", "have") and c.dep_ == "aux" for c in verb.children):
            return False
        if any(c.lower_ in ("formally", "officially", "finally", "definitively") for c in verb.children):
            return True
        marks = [c for c in verb.children if c.dep_ == "prep"]
        marks += [g for c in verb.children if c.dep_ == "advcl" for g in c.children if g.dep_ == "mark"]
        return any(t.lower_ == "after" and t.i > 0 and t.nbor(-1).lemma_.lower() in _UNITS for t in marks)

    def length(self, at: Token) -> str | None:
        """ "for five years", "by five years"."""
        for child in at.children:
            if child.dep_ in ("prep", "npadvmod", "dobj"):
                span = self.draft.language.span(at.doc[child.left_edge.i : child.right_edge.i + 1])
                for t in self.draft.times.overlapping(span):
                    if t.type == "DURATION" and t.value and _exact(t.value):
                        return t.value
        return None

    def introduced(self, time: Time) -> str:
        token = self.draft.language.token_at(time.span.start)
        if token is None or token.i == 0:
            return ""
        before = token.nbor(-1)
        if before.pos_ == "DET" and before.i:
            before = before.nbor(-1)
        return before.lower_

    def as_of(self, time: Time) -> bool:
        """ "as of Tuesday", "effective Jan. 1"."""
        token = self.draft.language.token_at(time.span.start)
        if token is None or token.i == 0:
            return False
        words = [t.lower_ for t in token.doc[max(token.i - 2, 0) : token.i]]
        return words == ["as", "of"] or words[-1:] == ["effective"] or words == ["effective", "from"]

    def long_ago(self, time: Time) -> bool:
        day = first_day(time.begin)
        return self.published is not None and day is not None and (self.published - day).days > 365

    def later(self, time: Time) -> bool:
        day = first_day(time.begin)
        return self.published is not None and day is not None and day > self.published

    def announced(self, predicate: Token) -> Time | None:
        """The day of the saying, for what is done by being said: "said on Sunday that they were leaving"."""
        node = predicate
        for _ in range(4):
            if node.head == node or node.dep_ not in ("ccomp", "xcomp", "conj", "acl", "pcomp", "prep", "dobj", "pobj"):
                return None
            node = node.head
            if node.pos_ in ("VERB", "AUX"):
                time = self.draft.times.of(node)
                if time is not None:
                    return None if self.later(time) else time
        return None

    # -- notices -----------------------------------------------------------------------------------------------
    def notice(self, sentence: Tokens) -> tuple[Notice, list[str], bool] | None:
        """The notice clause of a sentence: the notice, who may give it, and whether that is every party."""
        cues = [
            t
            for t in sentence
            if t.lemma_.lower() in _NOTICES
            or t.lower_ == "advance"
            or t.lemma_.lower() == "notify"
            or (t.lower_ == "warning" and t.dep_ == "dobj" and any(c.dep_ == "poss" for c in t.children))
        ]
        if not cues:
            return None
        span = self.draft.language.span(sentence)
        periods = [
            t for t in self.draft.times.overlapping(span) if t.type == "DURATION" and t.value and _exact(t.value)
        ]
        best: tuple[int, Token, Time] | None = None
        for cue in cues:
            if cue.lower_ == "advance" and not (cue.i and cue.nbor(-1).lower_ == "in"):
                continue
            for period in periods:
                token = self.draft.language.token_at(period.span.start)
                if token is None or self.measures_another(period):
                    continue
                words = abs(cue.i - token.i)
                if words <= 16 and (best is None or words < best[0]):
                    best = (words, cue, period)
        if best is None and any(
            c.lower_ == "of" and c.head.lemma_ == "period" and any(d.lower_ in ("that", "this", "same") for d in c.head.children)
            for cue in cues
            for c in (cue.head,)
        ):  # fmt: skip
            earlier = [t for t in self.draft.times.items if t.span.end <= span.start and t.type == "DURATION"]
            earlier = [t for t in earlier if t.value and _exact(t.value)]
            if earlier:  # "with that period of notice"
                return Notice(period=str(earlier[-1].value), span=earlier[-1].span, starts="notice"), [], True
        if best is None:
            return None
        _, cue, period = best
        between = _between(cue, self.draft.language.token_at(period.span.start))
        after = "after" in between or "from" in between or "following" in between or "of" in between
        adjacent = best[0] <= 5
        if not (adjacent or after or cue.lemma_.lower() == "notice"):
            return None
        told = clause(cue)
        if "after" in between and told.tag_ == "VBD" and "receipt" not in between:
            return None  # "four months after it gave notice": how long ago, not how long beforehand
        if "to" in between and "leave" in between:
            return None
        receipt = any(t.lemma_.lower() in ("receipt", "receive") for t in sentence) and after
        notice = Notice(period=str(period.value), span=period.span, starts="receipt" if receipt else "notice")
        verb = clause(cue)
        subjects = frames.subject_of(verb)[0]
        hops = verb
        while not subjects and hops.head != hops and hops.head.pos_ in ("VERB", "AUX"):
            hops = hops.head
            subjects = frames.subject_of(hops)[0]
        by: list[str] = []
        everyone = True
        for t in subjects:
            if t.lemma_.lower() in _EACH and (
                any(c.lower_ in _DISTRIBUTIVE for c in t.children) or t.lower_ in _DISTRIBUTIVE
            ):
                by = self.parties_at([t])
                everyone = True
                break
            ids = self.parties_at([t])
            if ids:
                by, everyone = ids, False
        if not everyone and clause(cue).tag_ in ("VBD", "VBN") and not any(c.tag_ == "MD" for c in verb.children):
            everyone = True  # notice that was given shows the clause, not whose right it is
        return notice, by, everyone

    def measures_another(self, period: Time) -> bool:
        """Whether a length of time is an attribute of something that is no notice: "a two-decade-old pact", "ten years ago"."""
        tokens = self.draft.language.tokens(period.span)
        if tokens is None:
            return True
        top = tokens.root
        while top.dep_ in ("amod", "compound", "nummod", "nmod", "npadvmod", "quantmod", "advmod") and top.head != top:
            if top.head.lower_ in ("old", "ago", "long"):
                return True
            if top.head.pos_ in ("VERB", "AUX", "ADV", "SCONJ", "ADP"):
                return False
            top = top.head
        noun = top.pos_ in ("NOUN", "PROPN") and top not in tokens
        return noun and top.lemma_.lower() not in (*_NOTICES, "period", "term", "warning", "time", "delay", *_UNITS)

    # -- the story ---------------------------------------------------------------------------------------------
    def fits(self, m: Mention, e: Entry) -> int:
        """How well a mention can be one of an agreement's: 0 where it cannot."""
        if m.organisation or e.organisation:
            mine, theirs = set(m.parties) - {m.organisation}, set(e.parties) - {e.organisation}
            return 3 if m.organisation == e.organisation and (mine & theirs or not mine or not theirs) else 0
        if m.name and e.name and not _same_name(m.name, e.name):
            return 0
        if m.name and m.name == e.name and m.name in _names() and m.name not in bilateral() and not m.new:
            return 9  # a treaty of many is one treaty, whoever does something to it
        if m.year and e.year and m.year[:4] != e.year[:4]:
            return 0
        if (
            m.year
            and not e.year
            and m.indefinite
            and any(
                x.indefinite and x.head.lemma_ != m.head.lemma_ and x.head.doc is not self.headline_doc()
                for x in e.mentions
            )
        ):
            return 0  # "a pact ... an accord of 2019": another one is brought in
        signed = {(_iso(f.on))[:4] for f in e.acts if f.act == "sign" and f.on is not None and f.status == "happened"}
        if m.year and signed and m.year[:4] not in signed:
            return 0
        if m.new and not any(x.new for x in e.mentions):
            return 0
        if not m.new and not m.definite and all(x.new for x in e.mentions):
            return 0
        score = 1
        if m.name and e.name:
            score += 4
        if m.year and e.year:
            score += 2
        if m.kind and e.kind:
            if m.kind == e.kind:
                score += 2
            elif not _kindred(m.kind, e.kind):
                if m.name or e.name or m.parties:
                    return 0
                score -= 0 if m.definite else 1
        mine, theirs = set(m.parties), set(e.parties)
        if mine and theirs:
            wider = m.definite and theirs < mine  # all signatories, where only some were named before
            if len(theirs) >= 2 and not mine <= theirs and not wider:
                return 0
            if len(mine) >= 2 and len(theirs) >= 2 and mine != theirs and not wider:
                return 0
            score += len(mine & theirs)
        if m.old != any(x.old for x in e.mentions) and not m.name:
            news = [f for f in e.acts if f.act in ("sign", "propose")] if m.old else []
            if news or not m.definite:
                return 0  # "the present lease" beside the deal that was signed today
        if m.plural and not any(x.plural for x in e.mentions) and not m.definite:
            return 0
        if m.name and not e.name and e.kind and m.kind and not _kindred(m.kind, e.kind):
            return 0
        return max(score, 0)

    def headline_doc(self) -> object:
        return next((p.doc for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"), None)

    def assign(self, m: Mention) -> Entry:
        if not m.name and not m.organisation and m.parties and not m.plural:
            # "the bloc's treaty" in a story on leaving the bloc
            for entry in self.entries:
                if entry.organisation in m.parties and set(m.parties) <= set(entry.parties):
                    return entry
        best: tuple[int, int, Entry] | None = None
        for recency, entry in enumerate(self.entries):
            score = self.fits(m, entry)
            if score and (best is None or (score, recency) >= best[:2]):
                best = (score, recency, entry)
        if best is not None:
            return best[2]
        entry = Entry()
        self.entries.append(entry)
        return entry

    def read(self) -> list[Agreement]:
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) <= 250:
                    self.sentence(sentence)
        self.bare_acts()
        self.completed()
        return self.agreements()

    def sentence(self, sentence: Tokens) -> None:
        here: list[Entry] = []
        for m in self.mentions(sentence):
            if m.head.dep_ == "appos" and here and (found := self.appositive(m, here)):
                entry = found
            else:
                acts = self.acts_on(m)
                m.home = any(f.home for f in acts)
                for f in acts:
                    if f.act == "propose" and not f.to and len(f.by) < 2:
                        continue
                    if not m.parties and f.at.pos_ == "VERB" and any(_pair(t) for t in frames.of_verb(f.at).subject):
                        m.pair = True
                    if f.act in _ONLY_PARTIES and f.status in ("happened", "ongoing", "planned"):
                        several = m.name in _names() and m.name not in bilateral()
                        extra = [p for p in dict.fromkeys((*f.by, *(() if several else f.to))) if p not in m.parties]
                        if len(m.parties) + len(extra) <= 2 or f.act in ("sign", "propose") or m.name in _names():
                            m.parties += extra
                entry = self.assign(m)
                entry.take(m)
                entry.acts += acts
                if entry not in here:
                    here.append(entry)
                continue
            entry.take(m)
            entry.acts += self.acts_on(m)
        self.membership(sentence, here)
        if not self.entries:  # what follows says more of agreements that the story has named, but for early notices
            if any(t.lemma_.lower() in _EARLY for t in sentence):
                self.nominal(sentence, here)
            return
        clause_found = self.notice(sentence)
        entry_here = here[-1] if here else (self.entries[-1] if self.entries else None)
        if clause_found and entry_here is not None and self.main() is not None:
            target = here[-1] if here and (len(here[-1].parties) > 1 or here[-1].acts) else self.main()
            notice, by, everyone = clause_found
            if target is not None and target.notice is None:
                notice.by = by
                target.notice, target.notice_all = notice, everyone
        self.nominal(sentence, here)
        self.term(sentence, here)
        self.day_named(sentence)
        ahead = self.ahead(sentence)
        target = here[-1] if here and len(here[-1].parties) > 1 else self.main()
        if ahead is not None and target is not None and target.notice is None and clause_found is None:
            target.notice, target.notice_all = Notice(period=ahead[0], span=ahead[1]), True
            for f in target.acts:  # "one year later" is the period, not a stated end
                if f.effect is not None and f.effect.span.overlaps(ahead[1]):
                    f.effect = None

    def main(self) -> Entry | None:
        """The agreement that the story is about: the one with most acts, then mentions; the first of equals."""
        return max(
            self.entries,
            key=lambda e: (len([a for a in e.acts if a.act in _ENDINGS]) > 0, len(e.mentions)),
            default=None,
        )

    def appositive(self, m: Mention, here: list[Entry]) -> Entry | None:
        governor = m.head.head
        for entry in here:
            for other in entry.mentions:
                if other.head == governor and not (other.name and m.name and not _same_name(other.name, m.name)):
                    return entry
        return None

    def membership(self, sentence: Tokens, here: list[Entry]) -> None:
        """Leaving, joining, suspension from an international body."""
        for token in sentence:
            lemma = token.lemma_.lower()
            if lemma not in _LEAVING_OR_JOINING:
                continue
            body: str | None = None
            act: ActName | None = None
            bodies: list[Token] = []
            if token.ent_type_ in ("ORG", "PERSON", "GPE"):
                continue
            if token.pos_ == "VERB":
                a = frames.of_verb(token)
                if lemma in ("quit", "leave", "exit"):
                    bodies, act = a.object, "withdraw"
                elif lemma in ("withdraw", "pull", "walk", "drop", "step", "resign", "secede", "exit"):
                    bodies, act = [*a.preps.get("from", []), *a.preps.get("of", [])], "withdraw"
                elif lemma in ("join", "rejoin"):
                    bodies, act = a.object, "sign" if lemma == "join" else "resume"
                elif lemma == "accede":
                    bodies, act = a.preps.get("to", []), "sign"
                elif lemma in ("cease", "stop"):
                    member = [g for c in token.children if c.dep_ == "xcomp" for g in c.children]
                    member = [g for g in member if g.lemma_.lower() in ("member", "party")]
                    bodies, act = [t for g in member for t in _near(g, ("of", "to"))], "withdraw"
            elif token.pos_ in ("NOUN", "PROPN") and lemma in ("withdrawal", "exit", "departure", "pullout"):
                bodies = [*_near(token, ("from", "of")), *[c for c in token.children if c.dep_ == "compound"]]
                act = "withdraw"
            for t in bodies:
                body = self.the_body(t) or body
            if body is None or act is None:
                continue
            found = self.act(token, ActWord(act, ("obj",)), None)
            if found is not None and not found.by and token.pos_ == "VERB" and token.dep_ in ("relcl", "acl"):
                found.by = [p for p in self.deep_parties(frames.subject_of(token.sent.root)[0]) if p != body]
            if found is None or not found.by or body in found.by or self.people_leave(token):
                continue
            m = self.member(token, body, [])
            m.parties = [*[p for p in found.by if self.draft.actors.get(p).kind == "state"], body]
            if len(m.parties) < 2:
                continue
            found.mention = m
            entry = self.assign(m)
            entry.take(m)
            entry.acts.append(found)
            if entry not in here:
                here.append(entry)

    def people_leave(self, verb: Token) -> bool:
        """Whether the doer is a person or a force, who leave a body's seat, not its membership."""
        subjects = frames.subject_of(verb)[0] if verb.pos_ == "VERB" else []
        kinds = {self.draft.actors.get(i).kind for t in subjects for i in self.draft.actors.of(t)}
        return (
            bool(kinds)
            and kinds <= {"person", "group"}
            and not any(t.lemma_.lower() in ("junta", "regime", "ruler", "government", "leader") for t in subjects)
        )

    def nominal(self, sentence: Tokens, here: list[Entry]) -> None:
        """Act nouns and notices without their agreement: "the termination takes effect", "gave formal notice"."""
        target = (
            here[-1]
            if here and (len(here[-1].parties) > 1 or here[-1].acts)
            else (self.main() if self.entries else None)
        )
        if target is None:
            target = self.early  # a notice told of before its agreement
        self.handed_over(sentence, target)
        for token in sentence:
            if token.pos_ == "VERB" and (token.lemma_.lower() in _NOTIFY or self.tells_party(token)):
                self.told_of_leaving(token)
        used = {(id(f.at.doc), f.at.i) for e in self.entries for f in e.acts}
        for token in sentence:
            lemma = token.lemma_.lower()
            if (id(token.doc), token.i) in used:
                continue
            if token.pos_ == "VERB" and lemma in _NOTIFY:
                a = frames.of_verb(token)
                told = {t.lemma_.lower() for t in a.preps.get("of", [])}
                status = self.draft.statements.stance(token).status
                by = self.parties_at(a.subject)
                if told & {"decision", "move", "step", *act_nouns()} and by and status == "happened":
                    to = [p for p in self.parties_at([*a.object, *a.dative]) if p not in by]
                    sources = list(self.draft.statements.stance(token).according_to)
                    given = Found(
                        "notify-end", token, None, by, to, "happened", sources, spans=[self.draft.language.span(token)]
                    )
                    self.timed(given, token)
                    target.acts.append(given)
            if token.pos_ == "NOUN" and (lemma in _NOTICES or _ending_paper(token)):
                verb = clause(token)
                if (id(verb.doc), verb.i) in used or verb.lemma_.lower() not in (*_GIVE, *_RECEIVE, *_REACH):
                    continue
                stance = self.draft.statements.stance(verb)
                if stance.status is None or stance.status in ("demanded", "possible"):
                    continue
                if verb.tag_ in ("VBZ", "VBP") and verb.dep_ in ("advcl", "pcomp", "relcl"):
                    continue  # "six months after the depositary receives the notification": a rule, no act
                a = frames.of_verb(verb)
                found = Found("notify-end", verb, None, [], [], stance.status, list(stance.according_to))
                subject, to = self.deep_parties(a.subject), self.deep_parties([*a.dative, *a.preps.get("to", [])])
                giving = verb.lemma_.lower() in _GIVE
                if verb.lemma_.lower() in _REACH:
                    found.to = self.parties_at([*a.object, *a.preps.get("at", []), *a.preps.get("in", [])])
                    found.by = self.parties_at([c for c in token.children if c.dep_ == "poss"])
                    subject, giving = found.by, True
                    to = found.to
                found.by, found.to = (subject, to) if giving else (self.parties_at(a.preps.get("from", [])), subject)
                if token not in (*a.object, *a.subject):
                    continue
                headless = verb == verb.sent.root and verb.tag_ == "VBD" and not a.subject  # the parse lost the giver
                if giving and not subject and not a.passive and not headless and verb.lemma_.lower() not in _REACH:
                    continue
                found.spans = [self.draft.language.span(verb)]
                self.timed(found, verb)
                if verb.lemma_.lower() in (*_RECEIVE, *_REACH):
                    found.received = found.on
                if self.of_others(found, target):
                    continue
                target.acts.append(found)
                used.add((id(verb.doc), verb.i))
            elif (
                token.pos_ == "VERB"
                and lemma in ("deposit", "deliver", "hand", "submit", "lodge")
                and (id(token.doc), token.i) not in used
            ):
                # "The document was deposited on Friday": the day of the notice, told after it
                a = frames.of_verb(token)
                papers = (*_PAPERS, "letter", "note", *_NOTICES)
                ending = [x for x in target.acts if x.act in ("notify-end", "withdraw", "end")]
                evicting = target.notice is not None and any(_eviction(t) for t in a.object)
                if evicting or (ending and any(t.lemma_.lower() in papers and _the(t) for t in a.object)):
                    stance = self.draft.statements.stance(token)
                    given = Found(
                        "notify-end", token, None, self.parties_at(a.subject), [], "happened", list(stance.according_to)
                    )
                    given.spans = [self.draft.language.span(token)]
                    self.timed(given, token)
                    if stance.status == "happened" and given.on is not None:
                        target.acts.append(given)
            elif token.pos_ == "VERB" and lemma in _FORMAL and (id(token.doc), token.i) not in used:
                # "signed the document", "ratified it"
                a = frames.of_verb(token)
                if any(t.lower_ == "it" or (t.lemma_.lower() in _PAPERS and _the(t)) for t in a.object):
                    word = next(w for w in act_verbs()[lemma] if "obj" in w.where)
                    done = self.act(token, word, None)
                    if done is not None and (not done.by or set(done.by) & set(target.parties)):
                        target.acts.append(done)
            elif (
                token.pos_ == "NOUN" and lemma in act_nouns() and act_nouns()[lemma] in (*_ENDINGS, "suspend", "extend")
            ):
                if any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.children) or not any(
                    a.act in (*_ENDINGS, "suspend", "extend") for a in target.acts
                ):
                    continue
                if not any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children):
                    continue
                found2 = self.act(token, ActWord(act_nouns()[lemma], ("of",)), None)
                if found2 is not None and found2.act == "withdraw-notice":
                    target.acts.append(found2)

    def told_of_leaving(self, verb: Token) -> None:
        """ "has formally told China that it is leaving the initiative": notice, of whatever agreement binds the two."""
        leaving = [
            c
            for c in verb.children
            if c.dep_ == "ccomp"
            and c.lemma_.lower() in ("leave", "quit", "withdraw", "exit", "end", "terminate", "pull")
        ]
        a = frames.of_verb(verb)
        by = self.parties_at(a.subject)
        to = [p for p in self.parties_at([*a.object, *a.dative]) if p not in by]
        stance = self.draft.statements.stance(verb)
        if not leaving or not by or not to or stance.status != "happened":
            return
        found = Found(
            "notify-end",
            verb,
            None,
            by,
            to,
            "happened",
            list(stance.according_to),
            spans=[self.draft.language.span(verb)],
        )
        self.timed(found, verb)
        self.early.acts.append(found)

    def of_others(self, found: Found, target: Entry) -> bool:
        """Whether a notice is that of states that have nothing to do with the agreement: "Gambia gave notice in 2016"."""
        doing = [p for p in found.by if self.draft.actors.get(p).kind == "state"]
        return bool(doing) and len(target.parties) > 1 and not set(doing) & set(target.parties)

    def handed_over(self, sentence: Tokens, target: Entry) -> None:
        """A base under the agreement that is given back."""
        for verb in sentence:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in (
                "hand",
                "turn",
                "transfer",
                "return",
                "vacate",
                "give",
            ):
                continue
            a = frames.of_verb(verb)
            things = {t.lemma_.lower() for o in a.object for t in (o, *o.children)}
            giving = (
                verb.lemma_.lower() in ("transfer", "return", "vacate")
                or frames.particle(verb) & {"over", "back"}
                or a.dative
            )
            if not giving or not things & _BASES or target.kind not in ("basing", "defence", "status-of-forces", None):
                continue
            found = self.act(verb, ActWord("hand-over", ("obj",)), None)
            if found is not None and found.status in ("happened", "ongoing", "planned"):
                target.acts.append(found)

    def before_it(self, sentence: Tokens) -> list[Token]:
        """The sentence before, where "it" begins this one: "The withdrawal was deposited. It takes effect six months after"."""
        if sentence.start == 0 or sentence[0].lower_ not in ("it", "this", "that"):
            return []
        return list(sentence.doc[sentence.start - 1].sent)

    def ahead(self, sentence: Tokens) -> tuple[str, Span] | None:
        """A notice clause without the word: "unless one party tells the other six months before the term is over";
        "withdrawal takes effect one year later". Its period and words."""
        words = {t.lower_ for t in sentence}
        longer = bool(words & {"may", "can"}) and bool(words & {"end", "terminate", "denounce", "leave", "withdraw"})
        neither = bool(words & {"provided", "if"}) and bool(words & {"neither", "no", "none"}) and "before" in words
        unless = ("unless" in words or neither) and bool(
            words
            & {"party", "side", "parties", "sides", "either", "neither", "state", "government", "country", "member"}
        )
        effect = bool(words & {"effect", "effective"}) and any(
            act_nouns().get(t.lemma_.lower()) in _ENDINGS for t in (*sentence, *self.before_it(sentence))
        )
        effect = effect and not any(  # "it took effect a year later": how it went, no rule
            t.lower_ in ("effect", "effective") and clause(t).tag_ == "VBD" for t in sentence
        )
        ceasing = any(
            (t.lemma_ == "cease" and any(c.tag_ == "MD" for c in t.children))
            or (t.lemma_ == "cease" and t.tag_ == "VBZ")
            for t in sentence
        ) and bool(words & {"member", "party", "force", "effect", "bound", "apply"})
        bound = "bound" in words and any(
            t.lemma_ in ("remain", "be", "stay") and any(c.lower_ == "bound" for c in t.children) and t.tag_ != "VBD"
            for t in sentence
        )  # "a country remains bound for one year from the day its notification is received"
        bound = bound or ceasing
        if not unless and not effect and not longer and not bound:
            return None
        for token in sentence:
            unit = _UNITS.get(token.lemma_.lower())
            if unit is None or token.i + 1 >= sentence.end:
                continue
            run = [
                t
                for t in token.doc[max(token.i - 3, sentence.start) : token.i]
                if t.like_num or t.lower_ in ("a", "an")
            ]
            if longer and not (unless or effect or bound):
                # "either may end it ...; it would then run for one more year"
                verb = clause(token)
                more = {t.lower_ for t in token.doc[max(token.i - 3, sentence.start) : token.i]} & {
                    "more",
                    "another",
                    "further",
                }
                if run and more and verb.lemma_ in ("run", "remain", "apply", "continue", "stay"):
                    n = number([t for t in run if t.like_num]) or 1
                    return f"P{int(n)}{unit}", self.draft.language.span(token.doc[run[0].i : token.i + 1])
                continue
            after = token.nbor().lower_
            if (
                effect
                and run[0:1]
                and run[0].i > sentence.start
                and run[0].nbor(-1).lower_ in ("after", "within", "in")
            ):
                after = "after"  # "takes effect after 90 days"
            wanted: tuple[str, ...] = ("before", "ahead", "beforehand", "prior", "in") if unless else ()
            wanted += ("later", "after", "from", "following") if effect or bound else ()
            if not run or after not in wanted:
                continue
            length = number(run) if any(t.like_num for t in run) else 1
            if length:
                return f"P{int(length)}{unit}", self.draft.language.span(token.doc[run[0].i : token.i + 1])
        return None

    def term(self, sentence: Tokens, here: list[Entry]) -> None:
        """A stated day on which the agreement or its termination takes effect or runs out; tacit renewal; its term."""
        target = here[-1] if here else self.told_last(sentence)
        target_or_main = target or (self.main() if self.entries else None)
        self.last_here = (sentence, here[-1]) if here else self.last_here
        for token in sentence:
            lemma = token.lemma_.lower()
            if lemma not in _TERM_VERBS or token.pos_ not in ("VERB", "AUX"):
                continue
            a_subject = frames.subject_of(token)[0]
            subject_ending = any(
                act_nouns().get(t.lemma_.lower()) in _ENDINGS
                or t.lemma_.lower() in ("decision", "denunciation", "move")
                for t in a_subject
            )
            of_agreement = any(any(t == m.head for e in here for m in e.mentions) for t in a_subject)
            pronoun = any(t.lower_ == "it" for t in a_subject)
            pronoun = pronoun or (not a_subject and lemma == "run" and token.tag_ == "VBZ" and len(here) == 1)
            effect = (
                lemma in ("take", "come", "enter", "go")
                and any(
                    c.lower_ in ("effect", "force") or any(g.lower_ in ("effect", "force") for g in c.children)
                    for c in token.children
                )
            ) or (lemma in ("become",) and any(c.lower_ == "effective" for c in token.children))
            if effect and subject_ending and (self.main() is not None):
                entry = here[-1] if here else self.main()
                time = self.draft.times.of(token)
                done = token.tag_ in ("VBD", "VBN") and self.draft.statements.stance(token).status == "happened"
                if time is None and done and (said := self.announced(token)) is not None and said.type == "DATE":
                    time = said  # "said on Wednesday that the withdrawal had become effective"
                if time is not None and entry is not None and time.begin:
                    self.give_effect(entry, time)
            elif (
                effect
                and (pronoun or of_agreement)
                and target_or_main is not None
                and not target_or_main.organisation
                and token.tag_ in ("VBD", "VBN")
            ):
                used = {(id(x.at.doc), x.at.i) for e in self.entries for x in e.acts}
                if (id(token.doc), token.i) not in used:
                    begun = self.act(token, ActWord("enter-into-force", ("subj",)), None)
                    if begun is not None:
                        target_or_main.acts.append(begun)
            elif (
                (lemma in ("expire", "lapse", "end", "terminate", "run", "cease") or _valid(token))
                and (
                    of_agreement
                    or pronoun
                    or any(t.lemma_.lower() in _RIGHTS for t in a_subject)
                    or (_valid(token) and any(t.lemma_ in _PAPERS for t in a_subject))
                )
                and self.entries
            ):
                entry = target or self.main()
                time = self.draft.times.of(token)
                if entry is not None and time is not None and time.begin and self.later(time):
                    counterfactual = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children) and any(
                        c.tag_ == "MD" for c in token.children
                    )
                    if not counterfactual and self.draft.statements.stance(token).status is not None:
                        entry.term = (_iso(time), time.span)
                        entry.works = entry.works or (lemma == "run" and token.tag_ in ("VBZ", "VBP"))
            elif (
                lemma in ("be", "remain")
                and target_or_main is not None
                and (of_agreement or pronoun)
                and any(c.lower_ == "in" and any(g.lower_ == "force" for g in c.children) for c in token.children)
            ):
                if self.draft.statements.stance(token).status in ("happened", "ongoing"):
                    target_or_main.works = True
            elif lemma == "renew" and any(c.lower_ in ("automatically", "tacitly") for c in token.children):
                entry = target or self.main()
                if entry is not None:
                    entry.tacit = True
        for token in sentence:
            if (
                token.lemma_.lower() in ("extension", "renewal", "prolongation")
                or act_verbs().get(token.lemma_.lower()) == act_verbs()["extend"]
            ):
                span = self.draft.language.span(sentence)
                until = [
                    t
                    for t in self.draft.times.overlapping(span)
                    if t.begin and self.introduced(t) in _UNTIL and self.later(t)
                ]
                for entry in self.entries if until else ():
                    for f in entry.acts:
                        if f.act in ("extend", "renew") and f.effect is None:
                            f.effect = until[-1]
                break

    def told_last(self, sentence: Tokens) -> Entry | None:
        """The agreement of the sentence before, which "it" takes up."""
        if self.last_here is None:
            return None
        before, entry = self.last_here
        return entry if before.doc is sentence.doc and before.end == sentence.start and entry in self.entries else None

    def day_named(self, sentence: Tokens) -> None:
        """ "gave notice and named Dec. 31 as the day by which ...": the stated end."""
        here = [
            f
            for e in self.entries
            for f in e.acts
            if f.act in _ENDINGS and f.at.doc is sentence.doc and f.at.sent == sentence
        ]
        for token in sentence if here else ():
            if token.lemma_.lower() not in ("name", "set", "fix", "give") or token.pos_ != "VERB":
                continue
            as_day = any(
                c.dep_ == "prep"
                and c.lower_ == "as"
                and any(g.lemma_ in ("day", "date", "deadline") for g in c.children)
                for o in (token, *token.children)
                for c in o.children
            )
            if not as_day:
                continue
            for t in self.draft.times.overlapping(
                self.draft.language.span(token.doc[token.left_edge.i : token.right_edge.i + 1])
            ):
                if (
                    t.type == "DATE"
                    and t.begin
                    and self.later(t)
                    and t.span.start > self.draft.language.span(token).start
                ):
                    for f in here:
                        f.effect = f.effect or t
                    return

    def give_effect(self, entry: Entry, time: Time) -> None:
        for f in entry.acts:
            finer = (
                f.effect is not None and len(_iso(time)) > len(_iso(f.effect)) and _iso(time).startswith(_iso(f.effect))
            )
            if f.act in _ENDINGS and (f.effect is None or finer):
                f.effect = time
                if f.on is not None and f.on.span == time.span:
                    f.on = None
                return

    def bare_acts(self) -> None:
        """A state's word that it leaves or ends, with the agreement understood: nothing is made of it here."""

    def completed(self) -> None:
        """Parties that the phrases left open: who acts on it, whose "both countries" have a right in it, whose troops
        it lets in; then whether it is between states at all."""
        kept: list[Entry] = []
        main = self.main()
        if main is not None:
            named_here = {p for m in main.mentions for p in m.parties}
            for f in self.early.acts:  # "has told China that it is leaving": the two that the agreement binds
                two = [*f.by, *f.to]
                if len(two) == 2 and not main.organisation and len(named_here) < 2 and named_here <= set(two):
                    main.parties += [p for p in two if p not in main.parties]
            self.parties_of(main)
            for f in self.early.acts:  # a notice told of before its agreement is named
                told = {*f.by, *f.to}
                ours = told <= set(main.parties) if main.parties else True
                given = f.act == "notify-end" and f.status == "happened" and (told or main.notice)
                if given and ours and (main.notice or main.kind in _BASED):
                    main.acts.append(f)
        for entry in self.entries:
            another = all(_NEW & {t.lower_ for t in m.head.children} & _BESIDE for m in entry.mentions)
            if another and entry.works and not entry.parties and main is not None and entry is not main:
                entry.parties = list(main.parties)  # "a separate agreement on the ports remains in force"
            self.parties_of(entry)
            self.depositaries(entry)
            if main is not None and all(m.pair or not m.parties for m in entry.mentions):
                pair = [p for p in main.parties if self.draft.actors.get(p).kind == "state"]
                if entry is main:
                    pair = self.topical_pair(strict=False)
                if len(pair) == 2 and any(m.pair for m in entry.mentions) and set(pair) & set(entry.parties):
                    entry.parties = pair  # "the two countries" are those of the agreement that the story is about
            states = [p for p in entry.parties if self.draft.actors.get(p).kind == "state"]
            bodies = [p for p in entry.parties if p not in states]
            multilateral = self.is_multilateral(entry)
            enough = (
                len(states) >= 2
                or (states and bodies)
                or (states and (multilateral or entry.name in _names()))
                or (multilateral and entry.kind and entry.acts)
            )
            sure = any(m.sure or m.kind or m.name for m in entry.mentions)
            acted = any(a.status != "denied" for a in entry.acts) or bool(entry.name or entry.notice or entry.year)
            acted = acted or any(m.definite and m.kind and len(m.parties) >= 2 for m in entry.mentions)
            if entry.kind == "membership":
                old = [f for f in entry.acts if f.on is not None and self.long_ago(f.on)]
                if entry is not self.main() and len(old) == len(entry.acts):
                    continue  # "Venezuela left in 2017"
                acted = any(
                    a.act in ("withdraw", "notify-end", "suspend", "resume", "sign", "withdraw-notice")
                    for a in entry.acts
                )
            if enough and sure and acted and not any(m.home for m in entry.mentions):
                kept.append(entry)
        self.entries = self.united([part for entry in kept for part in self.by_doers(entry)])

    def by_doers(self, entry: Entry) -> list[Entry]:
        """A treaty of many to which different states do different things: one entry for each group that acts together."""
        if not self.is_multilateral(entry) or entry.organisation:
            return [entry]
        groups: list[set[str]] = []
        for f in sorted(entry.acts, key=lambda f: f.spans[0]):
            mine = {p for p in f.by if self.draft.actors.get(p).kind == "state"}
            if f.act not in (*_ENDINGS, "suspend", "resume", "withdraw-notice") or not mine or f.status == "denied":
                continue
            touching = [g for g in groups if g & mine]
            for g in touching[1:]:
                touching[0] |= g
                groups.remove(g)
            if touching:
                touching[0] |= mine
            else:
                groups.append(mine)
        if len(groups) < 2:
            return [entry]
        parts: list[Entry] = []
        for other in groups[1:]:
            part = Entry(mentions=list(entry.mentions), kind=entry.kind, name=entry.name, year=entry.year)
            part.acts = [f for f in entry.acts if set(f.by) & other]
            part.parties = [p for p in entry.parties if p in other]
            part.apart = True
            entry.acts = [f for f in entry.acts if f not in part.acts]
            entry.parties = [p for p in entry.parties if p not in other]
            if part.parties and part.acts:
                parts.append(part)
        return [entry, *parts]

    def united(self, entries: list[Entry]) -> list[Entry]:
        """An implied or undescribed agreement is the described one of the same parties."""
        result: list[Entry] = []
        for entry in entries:
            if entry.organisation and self.described_body(entry) and entry.kind == "membership":
                same = [o for o in entries if o is not entry and o.organisation and not self.described_body(o)]
                same = [
                    o for o in same if set(o.parties) - {o.organisation} == set(entry.parties) - {entry.organisation}
                ]
                if len(same) == 1:  # "the U.N. cultural agency" beside UNESCO
                    same[0].acts += entry.acts
                    same[0].mentions += entry.mentions
                    continue
            for other in result:
                if (
                    entry.apart
                    or set(other.parties) != set(entry.parties)
                    or (other.organisation != entry.organisation)
                ):
                    continue
                years = other.year and entry.year and other.year[:4] != entry.year[:4]
                names = other.name and entry.name and not _same_name(other.name, entry.name)
                if years or names or not _kindred(other.kind or "", entry.kind or ""):
                    continue
                news = all(m.new for m in entry.mentions) != all(m.new for m in other.mentions)
                if news:
                    continue
                for m in entry.mentions:
                    other.take(m)
                other.acts += entry.acts
                other.notice = other.notice or entry.notice
                other.notice_all = other.notice_all or entry.notice_all
                other.term = other.term or entry.term
                other.tacit = other.tacit if other.tacit is not None else entry.tacit
                break
            else:
                result.append(entry)
        return result

    def of_base(self, entry: Entry) -> list[str]:
        """Whose base an agreement on a base is about, and in whose country: that of its sentence, else the first told of."""
        known = [b for b in bases.find(self.draft) if b.owner and b.host]
        sentences = {(id(m.head.doc), m.head.sent.start) for m in entry.mentions}
        near = [b for b in known if (id(b.head.doc), b.head.sent.start) in sentences] or known
        mine = {self.draft.actors.get(p).country for p in entry.parties}
        near = [b for b in near if not mine or mine & {b.owner, b.host}]
        return [self.draft.actors.add(actors.state(c)).id for c in (near[0].owner, near[0].host) if c] if near else []

    def described_body(self, entry: Entry) -> bool:
        """Whether the body of a membership goes by a description, not by a name."""
        name = self.draft.actors.get(entry.organisation).name if entry.organisation else ""
        return name.startswith("the ") or name.split(" ")[-1].islower()

    def parties_of(self, entry: Entry) -> None:
        def add(ids: list[str]) -> None:
            entry.parties += [p for p in ids if p not in entry.parties]

        if entry.organisation:
            return
        signers: set[str] = set()
        if self.is_multilateral(entry):
            doers = [
                p
                for f in entry.acts
                for p in f.by
                if f.act in (*_ENDINGS, "suspend", "resume", "withdraw-notice", "ratify", "review")
                and f.status != "denied"
            ]
            if any(self.draft.actors.get(p).kind == "state" for p in doers):
                old = [f for f in entry.acts if f.act == "sign" and f.on is not None and self.long_ago(f.on)]
                signers = {p for f in old for p in f.by} - set(doers)
                entry.parties = [p for p in entry.parties if p not in signers]  # who signed it is not what is told
        if self.is_multilateral(entry):  # the depositary and the receiver of a notification are no parties
            entry.parties = [
                p
                for p in entry.parties
                if self.draft.actors.get(p).kind == "state"
                or p in {x for m in entry.mentions for x in m.parties if m.name}
                or p in {x for f in entry.acts if f.act == "sign" for x in f.by}
            ]
        if len(entry.parties) < 2 and entry.kind == "basing":
            add(self.of_base(entry))
        doing = [f for f in entry.acts if f.act in _ONLY_PARTIES and f.status != "denied"]
        doing.sort(key=lambda f: f.act not in _ENDINGS)
        for f in doing:
            if len(entry.parties) < 2 or f.act == "sign":
                add([p for p in [*f.by, *f.to][: 3 if f.act == "sign" else 2] if p not in signers])
        for f in entry.acts:  # "declined to renew it": who can renew it is a party
            if (
                f.act in ("renew", "extend")
                and f.status == "denied"
                and len(entry.parties) < 2
                and f.at.head.lemma_ in _REFUSING
            ):
                add(f.by[:1])
        if len(entry.parties) < 2:
            for m in entry.mentions:
                for child in m.head.children:
                    if child.dep_ in ("relcl", "acl"):
                        add(self.bound(child))
                verb = m.head.head
                if len(entry.parties) < 2 and m.head.dep_ == "nsubj" and verb.lemma_ in _GRANTING:
                    add(self.bound(verb))
        if len(entry.parties) < 2:
            for f in entry.acts:  # "are reviewing their accords"
                if len(f.by) >= 2 and f.status != "denied":
                    add(f.by[:2])
        if len(entry.parties) == 1 and (
            entry.kind in ("basing", "defence", "status-of-forces", "alliance", "intelligence")
            or entry.name in bilateral()
        ):
            main_ = self.first_told(entry.parties)
            if main_ and main_ not in entry.parties:
                add([main_])
            for m in entry.mentions if len(entry.parties) == 1 else ():
                others = [
                    p
                    for p in self.parties_at(list(m.head.sent))
                    if self.draft.actors.get(p).kind == "state" and p not in entry.parties
                ]
                if len(others) == 1:
                    add(others)
                    break
        if len(entry.parties) < 2 and entry.notice is not None and not self.is_multilateral(entry):
            add(entry.notice.by)
        if len(entry.parties) == 1 and not self.is_multilateral(entry):
            for f in doing if entry.kind != "basing" else ():
                if f.event:
                    event = next(e for e in self.draft.events if e.id == f.event)
                    add([p for p in (self.party(a) for a in (*event.actors, *event.recipients)) if p])
        if len(entry.parties) == 1 and not self.is_multilateral(entry) and (len(entry.mentions) > 1 or entry.acts):
            other = self.topical(entry.parties[0])
            add([other] if other else [])
        if (
            not entry.parties
            and not self.business
            and any(f.act in _ENDINGS and f.status != "denied" for f in entry.acts)
        ):
            if any(m.year or m.name or (m.kind and m.definite) for m in entry.mentions):
                add(self.topical_pair())
        military = any(m.kind in ("defence", "status-of-forces", "basing", "alliance") for m in entry.mentions)
        told = bool(entry.acts or entry.notice)
        if (entry.parties or military) and len(entry.parties) < 2 and told and not self.is_multilateral(entry):
            # Who the story's main act of one state towards another is between.
            for event in self.draft.events:
                ids = [p for p in (self.party(a) for a in (*event.actors, *event.recipients)) if p]
                if len(set(ids)) == 2 and (not entry.parties or entry.parties[0] in ids) and event.status != "denied":
                    add(ids)
                    break

    def depositaries(self, entry: Entry) -> None:
        """Whoever is only told of an exit is no party by that where the story speaks of depositaries."""
        if self.is_multilateral(entry) and "depositar" in self.draft.story.text:
            doers = {p for f in entry.acts for p in f.by}
            told = {p for f in entry.acts if f.act == "notify-end" for p in f.to} - doers
            entry.parties = [p for p in entry.parties if p not in told]

    def first_told(self, without: list[str]) -> str | None:
        """The state that the story names first, of those that it names more than once."""
        states = [
            a for a in self.draft.actors.items if a.kind == "state" and a.id not in without and len(a.mentions) >= 2
        ]
        if not states:  # named once, but the only other one of the story
            states = [a for a in self.draft.actors.items if a.kind == "state" and a.id not in without and a.mentions]
            states = states if len(states) == 1 else []
        best = min(states, key=lambda a: min(m[0] for m in a.mentions), default=None)
        return best.id if best is not None else None

    def topical(self, party: str) -> str | None:
        """The other state that a story is about, where it speaks of one far more than of all the rest."""
        counts = {
            a.id: len(a.mentions)
            for a in self.draft.actors.items
            if a.kind == "state" and a.id != party and len(a.mentions) > 2
        }
        ranked = sorted(counts, key=lambda i: -counts[i])
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] < 2 * counts[ranked[1]]):
            return None
        return ranked[0]

    def topical_pair(self, *, strict: bool = True) -> list[str]:
        """The two states that a story names most; where strict, only if it names all others far less."""
        states = [a for a in self.draft.actors.items if a.kind == "state" and a.mentions]
        ranked = sorted(states, key=lambda a: -len(a.mentions))
        if len(ranked) < 2 or len(ranked[1].mentions) < 3:
            return []
        if strict and len(ranked) > 2 and len(ranked[1].mentions) < 2 * len(ranked[2].mentions):
            return []
        return [ranked[0].id, ranked[1].id]

    def is_multilateral(self, entry: Entry) -> bool:
        if any(m.many for m in entry.mentions) and len(entry.parties) < 3:
            return True
        return bool(entry.name and entry.name in _names() and entry.name not in bilateral())

    def bound(self, relative: Token) -> list[str]:
        """Whose forces a clause lets in, and where: "that allows French troops to operate in Burkina Faso"."""
        found: list[str] = []
        for t in relative.subtree:
            if (t.ent_type_ in ("GPE", "NORP") or self.draft.actors.of(t)) and _direct(t, relative):
                for p in self.parties_at([t]):
                    if p not in found and self.draft.actors.get(p).kind == "state":
                        found.append(p)
        return found

    # -- the record --------------------------------------------------------------------------------------------
    def agreements(self) -> list[Agreement]:
        result: list[Agreement] = []
        for entry in self.entries:
            a = self.record(entry)
            a.id = f"g{len(result) + 1}"
            result.append(a)
        return result

    def instrument(self, entry: Entry) -> tuple[str, Span, list[str]] | None:
        """The day of a diplomatic note from one party to the other that tells of the agreement: the notice in writing."""
        for document in self.draft.statements.documents:
            if document.kind not in _DOCUMENTS or not document.sender or not document.to:
                continue
            sender, to = self.party(document.sender), self.party(document.to)
            if not sender or not to or sender == to or not {sender, to} <= set(entry.parties):
                continue
            if document.date and len(document.date) == 10:
                return document.date, document.spans[0], [sender]
            for f in entry.acts:
                if document.id in f.according_to and f.on is not None and len(_iso(f.on)) == 10 and f.by == [sender]:
                    return _iso(f.on), f.on.span, [sender]
        return None

    def record(self, entry: Entry) -> Agreement:
        published = self.draft.story.published
        known = published[:10] if published else None
        acts: list[Act] = []
        deeds: list[Deed] = []
        because: list[Span] = []
        sources: list[str] = []
        signed, signed_span = entry.year, None
        counted_back = False
        self.finished(entry)
        begun = [f for f in entry.acts if f.act == "enter-into-force" and f.status == "happened"]
        if entry.duration is None and any(f.on is not None and len(_iso(f.on)) == 10 for f in begun):
            entry.duration = next((f.term for f in entry.acts if f.term), None)
        for f in entry.acts:
            on = _iso(f.on) if f.on is not None else f.day
            span = f.spans[0]
            if f.act == "sign" and f.status == "happened" and f.on is not None:
                value = _iso(f.on)
                words = self.draft.story.text[f.on.span.start : f.on.span.end]
                if signed and len(value) == len(signed) and counted_back and not words.endswith("ago"):
                    signed, signed_span = value, f.on.span  # "two weeks ago" counts in round weeks, a date does not
                counted_back = words.endswith("ago") if signed in (None, value) else counted_back
                if not signed or value.startswith(signed[:4]):
                    signed = value if not signed or len(value) > len(signed) else signed
                    signed_span = f.on.span
                elif f.on.value and self.draft.story.text[f.on.span.start : f.on.span.end].endswith("ago"):
                    on = signed  # "four years ago" counts in round years
                    signed_span = f.on.span
            dated = any(x.act == "sign" and x.on is not None and x.status == "happened" for x in entry.acts)
            if (
                f.act == "sign"
                and f.status == "happened"
                and on is None
                and not signed
                and not dated
                and f.mention is not None
            ):
                on = self.news_day(f)
                signed = on
            if (
                on is None
                and f.status in ("happened", "ongoing", "planned", "ordered")
                and not (f.act == "sign" and dated)
            ):
                on = self.news_day(f)
            act = Act(
                act=f.act, by=f.by, on=on, status=f.status, span=span, according_to=f.according_to, event=f.event,
                effect=_iso(f.effect) if f.effect is not None else None, immediate=f.immediate, duration=f.duration,
                received=_iso(f.received) if f.received is not None else None,
            )  # fmt: skip
            if not any(x.act == act.act and x.by == act.by and x.on == act.on and x.status == act.status for x in acts):
                acts.append(act)
            deeds.append(
                Deed(
                    f.act, on, f.status, f.immediate, _iso(f.effect) if f.effect else None, self.known(f, known), f.duration,
                    _iso(f.received) if f.received else None, f.on.span if f.on is not None else span,
                )
            )  # fmt: skip
            because += [f.on.span] if f.on is not None else []
            because += [f.effect.span] if f.effect is not None else []
            sources += [s for s in f.according_to if s not in sources]
        ends = [d for d in deeds if d.act in ("end", "withdraw") and d.status in ("happened", "planned", "ongoing")]
        if ends and entry.notice and not any(d.act == "notify-end" and d.on for d in deeds):
            written = self.instrument(entry)
            if written is not None:
                day, span, by = written
                deeds.append(Deed("notify-end", day, "happened", known=known, span=span))
                acts.append(
                    Act(
                        act="notify-end",
                        by=by,
                        on=day,
                        status="happened",
                        span=span,
                        according_to=[self.draft.story.id],
                    )
                )
        outcome = assess(
            deeds,
            as_of=self.published,
            notice=entry.notice.period if entry.notice else None,
            notice_span=entry.notice.span if entry.notice else None,
            receipt=bool(entry.notice and entry.notice.starts == "receipt"),
            duration=entry.duration,
            term=entry.term,
        )
        if entry.kind == "membership":
            # a body is joined, not signed; its treaty may have been
            own = [
                f for f in entry.acts if f.act == "sign" and f.at.lemma_ == "sign" and f.status == "happened" and f.on
            ]
            signed = _iso(own[0].on) if own and own[0].on is not None else None
        notice = entry.notice
        if notice is not None:
            notice.by = (
                list(entry.parties)
                if entry.notice_all
                else [p for p in notice.by if p in entry.parties] or list(entry.parties)
            )
        story = self.draft.story.id
        because += [notice.span] if notice is not None and outcome.ends_from == "computed" else []
        if entry.kind is None:
            entry.kind = self.kind_around(entry)
        in_force = next((a.on for a in acts if a.act == "enter-into-force" and a.status == "happened" and a.on), None)
        state = outcome.state
        if state == "signed" and (entry.works or (in_force is None and self.operates(entry, signed))):
            state = "in-force"
        return Agreement(
            id="",
            name=self.name(entry, signed),
            kind=entry.kind,
            parties=entry.parties,
            signed=signed,
            in_force=in_force,
            duration=entry.duration,
            tacit_renewal=entry.tacit,
            notice=notice,
            acts=sorted(acts, key=lambda a: (a.on or "0000", a.span)),
            state=state or "in-force",
            expires_on=entry.term[0] if entry.term else None,
            ends_on=outcome.ends_on,
            ends_from=outcome.ends_from,
            ends_not_before=outcome.not_before,
            ends_not_after=outcome.not_after,
            ends_conflict=outcome.conflict,
            steps=[Step(text=t, value=v, spans=s) for t, v, s in outcome.steps],
            because=sorted(set(because)) if outcome.ends_on or outcome.not_before else [],
            spans=sorted({m.span for m in entry.mentions} | ({signed_span} if signed_span else set())),
            according_to=[*[s for s in sources if s != story], story],
        )

    def kind_around(self, entry: Entry) -> str | None:
        """The kind that the sentences show in which the agreement is told of, and the one after."""
        for m in entry.mentions:
            sentence = m.head.sent
            after = m.head.doc[sentence.end : sentence.end + 1]
            words = sentence.text + (" " + after[0].sent.text if len(after) else "")
            kind = kind_of(re.sub(r"[^\w\s-]", " ", words))
            if kind not in (None, "cooperation", "human-rights", "aviation"):
                return kind
        return None

    def known(self, f: Found, published: str | None) -> str | None:
        """The last day on which an undated act can have been done: before that of the clause that comes after it."""
        verb = clause(f.at)
        earlier = any(c.lower_ in ("had", "'d") and c.dep_ == "aux" for c in verb.children) or (
            verb.dep_ == "advcl" and any(c.lower_ in ("after", "since") and c.dep_ == "mark" for c in verb.children)
        )
        day = first_day(published)
        if not earlier or day is None:
            return published
        main = self.draft.times.of(verb.head) if verb.dep_ == "advcl" else None
        then = first_day(_iso(main)) if main is not None and len(_iso(main)) == 10 else day
        return (min(then or day, day) - dt.timedelta(days=1)).isoformat()

    def finished(self, entry: Entry) -> None:
        """An exit that follows its notice, or that is told of as the formal one where no notice runs, is the end itself."""
        for f in entry.acts:
            if f.act not in ("withdraw", "end") or f.status != "happened" or f.effect is not None or f.on is None:
                continue
            day = first_day(_iso(f.on))
            if len(_iso(f.on)) != 10 or day is None:
                continue
            notices = [x for x in entry.acts if x.act == "notify-end" and x is not f and x.status == "happened"]
            dated = [last_day(_iso(x.on)) for x in notices if x.on is not None]
            before = any(d is not None and (day - d).days > 27 for d in dated)
            if before or (f.final and (entry.notice is None or any(x.on is None for x in notices))):
                f.effect = f.on

    def operates(self, entry: Entry, signed: str | None) -> bool:
        """An agreement that was signed in an earlier year and that nothing shows to wait for ratification is in force."""
        if any(f.act in ("ratify", "enter-into-force") and f.status != "happened" for f in entry.acts):
            return False
        day = first_day(signed)
        return day is not None and self.published is not None and (self.published - day).days > 365

    def news_day(self, f: Found) -> str | None:
        """The day of publication, for an act that is the news itself: in headline or lead, not in the pluperfect."""
        parsed = self.draft.language.parsed(f.at)
        body = self.draft.language.body
        lead = {p.index for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"} | {
            p.index for p in body[:1]
        }
        if self.published is None or f.act in ("criticise", "propose"):
            return None
        verb = clause(f.at)
        if parsed.index not in lead:
            near = parsed.index in {p.index for p in body[:3]} and verb.tag_ == "VBD" and verb == f.at.sent.root
            paper = f.mention is not None and f.mention.head.lemma_.lower() in (
                "statement",
                "declaration",
                "communique",
            )
            if paper and parsed.index in {p.index for p in body[:3]} and verb == f.at and verb.tag_ == "VBD":
                return self.lead_day()  # the joint statement of the day
            return self.lead_day() if near and f.act in ("sign", "notify-end") and verb == f.at else None
        if verb.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children):
            return None  # "after it gave notice"
        if verb.dep_ in ("relcl", "acl") or any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children):
            return None
        return self.published.isoformat()

    def lead_day(self) -> str | None:
        """The day of the news in the first sentence, where it gives one of the week before publication."""
        body = self.draft.language.body
        sentence = body[0].sentences[0] if body and body[0].sentences else None
        if sentence is None or self.published is None:
            return None
        for verb in (sentence.root, *(c for c in sentence.root.children if c.dep_ in ("ccomp", "xcomp"))):
            time = self.draft.times.of(verb)
            day = first_day(_iso(time)) if time is not None and len(_iso(time)) == 10 else None
            if day is not None and 0 <= (self.published - day).days <= 7:
                return day.isoformat()
        return None

    def name(self, entry: Entry, signed: str | None) -> str:
        if entry.name:
            return entry.name
        names = [self.draft.actors.get(p).name for p in entry.parties[:3]]
        described = [m for m in entry.mentions if not m.implied] or entry.mentions
        best = max(described, key=lambda m: (kind_of(m.words) is not None, bool(m.kind), -len(m.words)))
        kept = [
            t.text
            for t in best.head.doc[_left(best.head).i : best.head.i + 1]
            if t.dep_ not in ("det", "poss", "case", "nummod")
            and t.ent_type_ not in ("GPE", "NORP", "DATE", "PERSON", "ORG")
            and not t.is_punct
            and t.lower_ not in _NEW
        ]
        words = " ".join(kept) or best.head.text
        return f"{'–'.join(names)} {words}" + (f" ({signed[:4]})" if signed else "")


# -- the parse -----------------------------------------------------------------------------------------------------
def _titled(m: Mention) -> str | None:
    """The words of a phrase written as a title ("Enhanced Border Accord"), without its article; None for common nouns."""
    words = m.words.split()
    words = words[1:] if words[0].lower() in ("the", "a", "an", "its", "their", "this") else words
    return " ".join(words) if len(words) > 1 and m.head.text[:1].isupper() and words[-2][:1].isupper() else None


def _left(head: Token) -> Token:
    """The first token of a noun's phrase."""
    left = head
    for child in head.lefts:
        if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "npadvmod", "advmod"):
            left = min(left, child.left_edge, key=lambda t: t.i)
    return left


def _premodifiers(head: Token) -> list[Token]:
    found: list[Token] = []
    for child in head.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "poss"):
            found += frames.conjuncts(child)
            found += [c for c in child.subtree if c.ent_type_ in ("GPE", "NORP") and c != child]
    return found


def _near(head: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Objects of the prepositions that hang on a noun, or on the verb beside it for "with"."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            found += [t for c in child.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    if "with" in prepositions and head.dep_ in ("dobj", "nsubjpass"):
        for child in head.head.children:
            if child.i and child.nbor(-1).lemma_.lower() in (
                "border",
                "frontier",
                "tie",
                "relation",
                "war",
                "dispute",
                "boundary",
            ):
                continue  # "its frontiers with Turkey", wherever the parse hangs it
            if child.dep_ == "prep" and child.lower_ in ("with", "between"):
                found += [t for c in child.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    return found


@functools.cache
def _first_words() -> frozenset[str]:
    """The words that names of the table begin with, as the tokeniser cuts them."""
    return frozenset(part for name in named() for part in (name.split()[0], name.split()[0].split("-")[0]))


@functools.cache
def _names() -> frozenset[str]:
    """The proper names of the table."""
    return frozenset(name for name, _ in named().values())


def _direct(token: Token, top: Token) -> bool:
    """Whether a phrase is an argument or a place of a clause and not deeper in it ("what they know about ...")."""
    node = token
    for _ in range(12):
        if node == top:
            return True
        if node.dep_ not in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "ccomp",
            "xcomp",
            "amod",
            "compound",
            "nmod",
            "poss",
            "conj",
            "prep",
            "pobj",
            "dative",
            "advcl",
        ):
            return False
        if node.dep_ == "prep" and node.lower_ not in ("in", "on", "at", "to", "into", "with", "of", "between", "from"):
            return False
        node = node.head
    return False


def _raised(verb: Token) -> list[Token]:
    """The subject of the clause above: "the treaty ... is due to run out"."""
    node = verb
    for _ in range(4):
        if node.head == node or node.dep_ not in ("xcomp", "acomp", "conj", "oprd"):
            return []
        node = node.head
        if node.pos_ in ("VERB", "AUX") and (found := frames.subject_of(node)[0]):
            return found
    return []


def _coordinated(verb: Token) -> list[Token]:
    """ "revised and signed": a participle with those coordinated with it that have no subject of their own."""
    found = [verb]
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.pos_ == "VERB"
            and not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in child.children)
        ):
            found += _coordinated(child)
    return found


def _listed(token: Token) -> list[Token]:
    """A head and all that is listed with it, in whatever way the parse strings a list together."""
    found = [token]
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            found += _listed(child)
    return found


def _goes_on(token: Token) -> bool:
    """ "Collective Security Treaty Organization": the name is that of a body."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and after.text in ("Organization", "Organisation", "Organizations", "Secretariat", "Board")


def _ending_paper(token: Token) -> bool:
    """ "the letter of withdrawal", "instruments of denunciation", "a termination note"."""
    if token.lemma_.lower() not in (*_PAPERS, "letter", "note"):
        return False
    of = list(_near(token, ("of",))) + [c for c in token.children if c.dep_ == "compound"]
    return any(act_nouns().get(t.lemma_.lower()) in _ENDINGS for t in of)


def _eviction(token: Token) -> bool:
    """ "the order to leave", "an eviction notice": the notice under an agreement on a base."""
    lemma = token.lemma_.lower()
    if lemma in _NOTICES:
        return any(c.lower_ in ("eviction", "expulsion") for c in token.children)
    return lemma == "order" and any(
        c.dep_ == "acl" and c.lemma_ in ("leave", "vacate", "close", "quit", "go") for c in token.children
    )


def _prepared(at: Token) -> bool:
    """ "has begun the procedure for denouncing it": not done yet."""
    for node in list(at.ancestors)[:3]:
        if node.lemma_.lower() in _PREPARING:
            return True
        if node.pos_ == "VERB":
            return any(c.dep_ == "dobj" and c.lemma_.lower() in _PREPARING for c in node.children)
    return False


def _valid(verb: Token) -> bool:
    """ "is valid until 2028", "remains in force through 2030"."""
    return verb.lemma_ in ("be", "remain", "stay") and any(
        c.lower_ in ("valid", "good", "effective") and c.dep_ in ("acomp", "oprd", "attr") for c in verb.children
    )


def _pair(token: Token) -> bool:
    """ "the two countries", "both sides"."""
    return (
        token.lemma_.lower() in _STATELIKE
        and token.tag_ == "NNS"
        and any(c.lower_ in ("two", "both") for c in token.children)
    )


def _the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)


def _about(head: Token) -> bool:
    return any(c.dep_ in ("prep", "relcl", "acl") for c in head.rights)


def _senses(verb: Token, slot: str) -> Iterator[tuple[Token, ActWord]]:
    """The sense of a verb for an agreement in that slot: the first that fits, particles before bare verbs."""
    words = act_verbs().get(verb.lemma_.lower(), ())
    if not words:
        return
    particles = frames.particle(verb)
    phrase = " ".join(t.lower_ for t in verb.doc[verb.i : verb.i + 4])
    below = " ".join(t.lower_ for t in verb.subtree)
    for word in words:
        if (
            word.particle is not None
            and word.particle not in particles
            and f"{verb.lower_} {word.particle}" not in phrase
            and not (" " in word.particle and word.particle in below)
        ):
            continue
        if slot in word.where:
            if slot == "subj" and any(c.dep_ == "dobj" for c in verb.children) and word.act in ("end", "expire"):
                continue  # "a treaty that ends British rule"
            yield verb, word
            return


def _between(a: Token, b: Token | None) -> set[str]:
    if b is None:
        return set()
    low, high = sorted((a.i, b.i))
    return {t.lower_ for t in a.doc[low : high + 1]}


def _exact(value: str) -> bool:
    try:
        parse_period(value)
    except ValueError:
        return False
    return True


def _iso(time: Time) -> str:
    """The day, month or year of a time; the first day where it is finer or another unit."""
    value = time.value or ""
    if value.endswith("T24:00"):
        return value[:10]  # midnight: the end of the day
    if time.mod == "END" and (last := last_day(value)) is not None:
        return last.isoformat()
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    return (time.begin or value)[:10]


def _same_name(a: str, b: str) -> bool:
    if a == b:
        return True
    mine, theirs = ({w for w in n.lower().split() if w not in ("the", "of", "on", "and")} for n in (a, b))
    initials = "".join(w[0] for w in a.split() if w[0].isupper()), "".join(w[0] for w in b.split() if w[0].isupper())
    return mine <= theirs or theirs <= mine or a in (initials[1], b) or b == initials[0]


def _kindred(a: str, b: str) -> bool:
    """Kinds that one agreement may be called by in one story."""
    military = {"defence", "status-of-forces", "basing", "cooperation", "alliance", "intelligence", ""}
    return a == b or not a or not b or (a in military and b in military) or "cooperation" in (a, b)


def run(draft: Draft) -> list[Agreement]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
