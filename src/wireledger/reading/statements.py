"""The stage ``statements``: who says what, how they know, and what stands as fact, wish, order or denial.

An attribution has a cue ("said", "according to"), a source and a content; ``reading.cues`` finds them. Here each becomes a
statement with its speaker, addressee, medium, time and chain, nearest first: who said it, who told of that, and at the end
the agency that reports it.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.speech import SILENT, speech_acts, speech_words
from wireledger.model import Document, Link, Span, Statement, Status, Time
from wireledger.reading import attribution as tags
from wireledger.reading import documents
from wireledger.reading.cues import ANONYMITY, GENERIC, MEDIUM_PREPOSITIONS, TELLING, Cues
from wireledger.reading.draft import Draft
from wireledger.reading.language import head
from wireledger.reading.papers import speaks
from wireledger.reading.quotations import Attribution
from wireledger.reading.stance import judge

_MEDIA = frozenset(["statement", "link", "audio", "livestream", "webcast", "comment", "remark", "newsletter", "blog", "recording", "interview", "tweet", "post", "letter", "television", "radio", "tv", "broadcast", "conference", "briefing", "speech", "address", "communique", "communiqué", "memo", "email", "report", "twitter", "facebook", "telegram", "x", "video", "call", "note", "phone", "telephone", "message", "sermon", "testimony", "podcast", "filing", "op-ed", "editorial"])  # fmt: skip
_BROADCASTERS = frozenset(["television", "radio", "tv", "broadcaster", "newspaper", "daily", "weekly", "magazine", "agency", "channel", "station", "network", "paper", "website", "outlet", "media", "tabloid"])  # fmt: skip
_CARRY = frozenset(["carry", "publish", "broadcast", "air", "run", "release", "relay", "read", "post", "print", "distribute", "televise", "report"])  # fmt: skip
_PAPERS = frozenset(["document", "letter", "report", "memo", "statement", "note", "cable", "decree", "figure", "data"])
_HEADLINE_OFFICES = frozenset(["minister", "president", "premier", "pm", "spokesman", "spokeswoman", "spokesperson", "envoy", "ambassador", "general", "commander", "mayor", "governor", "secretary", "chief", "lawmaker", "senator", "leader", "king", "minister-president", "chancellor", "expert", "analyst"])  # fmt: skip
_THEY = re.compile(r"they|it", re.IGNORECASE)
_EPITHET = re.compile(r"(?:the|this) (?:\d\d-year-old(?: [a-z]+)?|(?:[A-Z]\w+ )?(?:[A-Z]\w+crat|[A-Z]\w+ist|[A-Z]\w+ive|Green|Republican|Labourite|politician|lawmaker|diplomat|officer|academic|scholar|veteran))", re.IGNORECASE)  # fmt: skip
_PRONOUN = re.compile(r"it|this|that|him|her|them", re.IGNORECASE)
_OFFICE = re.compile(r"the (?:senior |top |high-ranking |chief )?(diplomat|official|minister|spokesman|spokeswoman|spokesperson|envoy|ambassador|politician|lawmaker|general|commander|expert|president|premier|leader|senator|governor|mayor|analyst)", re.IGNORECASE)  # fmt: skip
_ANY_OFFICE = frozenset(["diplomat", "official", "politician", "expert", "leader", "analyst", "lawmaker"])
_WORD = re.compile(r"\b(?!that\b)[^\W\d_]", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
            "eleven": 11, "twelve": 12, "a": 1, "an": 1, "another": 1}  # fmt: skip
_ONE_MORE = {"another": 1, "one": 1, "a second": 1, "a third": 1, "a fourth": 1, "the other": 1, "the second": 1,
             "the third": 1, "both": 2, "others": None, "some": None}  # fmt: skip
_NO_COMMENT = re.compile(
    r"\b(?:declin\w+|refus\w+|would not|wouldn't|did(?:n't| not)|could(?:n't| not)|no(?:t|ne)?|without|never|unavailable|mum)\b[^.;\"“”]{0,60}\b(?:comment(?:ing)?|respon[ds]\w*|repl(?:y|ied)|answer|return)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"(?:if|whether|why|how|what|when|who|about)\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?:because|as|since|citing|due to|for fear of|so as|in order to|to (?:discuss|speak|describe|talk))\b(?:(?!, (?:said|says|told|added)\b)[^.;\"])+", re.IGNORECASE)  # fmt: skip
_UNNAMED = re.compile(r"\b(?:unnamed|unidentified|anonymous|familiar with|close to|with (?:direct )?knowledge of|briefed on)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stance:
    """How the story holds what one clause says (after FactBank: certainty and polarity, by source)."""

    status: Status | None
    """None: the clause asserts nothing that could be an event (a condition, a question, a definition)."""
    negated: bool = False
    according_to: tuple[str, ...] = ()
    """Statement, document or story ids, nearest source first; the story itself is always last."""
    cue: Token | None = None
    """The word that made it other than happened: "wants", "denied", "will", "not"."""


@dataclass(slots=True)
class Statements:
    draft: Draft
    items: list[Statement] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    from_documents: dict[str, str] = field(default_factory=dict)
    """Statement id -> the document that the statement is in."""
    _stances: dict[tuple[int, int], Stance] = field(default_factory=dict)

    def stance(self, predicate: Token) -> Stance:
        """The stance of the clause that ``predicate`` (a verb, or a noun that names an event) heads."""
        key = (id(predicate.doc), predicate.i)
        if key not in self._stances:
            status, negated, cue = judge(predicate)
            self._stances[key] = Stance(status, negated, self.sources(self.draft.language.span(predicate)), cue)
        return self._stances[key]

    def sources(self, span: Span) -> tuple[str, ...]:
        """Who vouches for the words of a span, nearest first; the story itself last."""
        holding = []
        for statement in self.items:
            if statement.speech_act is None or statement.speech_act in SILENT:
                continue
            for content in statement.content:
                if content[0] <= span.start and span.end <= content[1]:
                    holding.append((content[1] - content[0], statement.id))
                    break
        found: list[str] = []
        for _, statement_id in sorted(holding):
            found.append(statement_id)
            if document := self.from_documents.get(statement_id):
                found.append(document)
        return (*found, self.draft.story.id)


@functools.cache
def _document_words() -> NDArray[np.uint64]:
    return tags.hashes(documents.words())


class _Reader(Cues):
    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.found = Statements(draft)

    def read(self) -> Statements:
        self.found.documents = documents.read(self.draft, self.any_of(self.grid.lemma, _document_words()))
        made = [self.state(a) for a in self.attributions if a.content and not self.asks_anonymity(a)]
        self.resolve_first_person()
        self.go_on()
        self.headline_offices()
        for statement in made:
            self.lengthen(statement)
        self.cited()
        return self.found

    def asks_anonymity(self, a: Attribution) -> bool:
        """ "asking not to be named": that is kept as the reason of the statement beside it."""
        words = self.language.story.text
        text = " ".join(words[slice(*c)] for c in (self.language.span(a.cue), *a.content))
        return bool(ANONYMITY.match(text)) and len(text) < 200

    def act(self, a: Attribution) -> str | None:
        """What kind of saying it is; None where the cue is of no known kind."""
        words = self.language.story.text
        text = " ".join(words[slice(*c)] for c in (self.language.span(a.cue), *a.content[:1]))
        if a.head.lemma_ in ("ask", "wonder", "question") and _QUESTION.match(text[len(a.cue.text) :].strip()):
            return "ask"
        if _NO_COMMENT.search(text) and not any(c.dep_ == "ccomp" for c in a.head.children):
            return "no-comment"
        lemma = a.head.lemma_.lower()
        act = speech_acts().get(lemma) if a.head.pos_ == "VERB" else speech_words().get(lemma)
        if lemma == "call" and a.head.pos_ == "VERB" and not any(c.lower_ in ("for", "on") for c in a.head.children):
            act = "say"  # "called it a mistake"
        if act is None:
            inside = (t.lemma_.lower() for t in a.cue if t != a.head)
            act = next(
                (found for word in inside if (found := speech_words().get(word) or speech_acts().get(word))), None
            )
        if act is None or act in SILENT:
            first = a.content[0]
            if act in SILENT and self.is_sentence(first) and self.quoted(first.start) == first:
                return "say"  # “Nobody came here,” shrugged a driver
            if self.quoted(first.start) or any(c.dep_ == "ccomp" and c.i > a.head.i for c in a.head.children):
                return act or "say"
            if a.cue.text == ":":
                return "say"
        return act or speech_acts().get(lemma)

    def resolve_first_person(self) -> None:
        """ "I" inside a quotation is who speaks the quotation."""
        words = self.language.story.text
        for inner in self.found.items:
            if (
                inner.speaker
                or not inner.source
                or words[slice(*inner.source[0])].lower() not in ("i", "me", "my", "mine")
            ):
                continue
            around = [
                (c[1] - c[0], outer.speaker)
                for outer in self.found.items
                for c in outer.content
                if outer is not inner and Span(*c).covers(Span(*inner.source[0])) and self.quoted(inner.source[0][0])
            ]
            if around and (who := min(around, key=lambda pair: pair[0])[1]):
                inner.speaker = inner.chain[0].by = who

    def go_on(self) -> None:
        """ "he added" behind what somebody without a name said, "the 62-year-old said", "the Social Democrat stressed": who spoke
        last, where the story names nobody else in between."""
        last: Statement | None = None
        for statement in self.found.items:
            source = self.language.token_at(statement.source[0][0]) if len(statement.source) == 1 else None
            if source is None or statement.cue is None:
                continue
            if statement.speaker and last is not None and self.speaks_of(statement, source):
                statement.speaker = statement.chain[0].by = None
                statement.chain[0].description = self.language.story.text[slice(*statement.source[0])]
            if (
                last is not None
                and not statement.anonymous
                and (statement.speaker is None or self.nameless(statement, source, last))
            ):
                words = self.language.story.text[slice(*statement.source[0])]
                if self.goes_on(source, words) and self.alone(last, statement):
                    if not _THEY.fullmatch(words) or last.speaker is None or not last.speaker.startswith("person:"):
                        statement.speaker = statement.chain[0].by = last.speaker
                        statement.chain[0].description = None if last.speaker else last.chain[0].description
                        statement.anonymous, statement.count, statement.reason = last.anonymous, last.count, last.reason
            if statement.speech_act not in SILENT and (statement.speaker or statement.anonymous):
                last = statement

    def speaks_of(self, statement: Statement, source: Token) -> bool:
        """Whether an "it" would be whom the words before it name: The South “will pay”, it said."""
        if source.lower_ not in ("it", "they") or len(statement.content) > 1:
            return False
        if statement.content[0][1] > statement.source[0][0]:
            return False
        first = Span(*statement.content[0])
        mentions = (m for m in self.draft.actors.at(first) if first.covers(m.span) and m.how != "pronoun")
        return any(m.actors == (statement.speaker,) and m.head.dep_ in ("nsubj", "nsubjpass") for m in mentions)

    def nameless(self, statement: Statement, source: Token, last: Statement) -> bool:
        """Whether "the diplomat", "the senior official" may be who spoke last, a person of that office."""
        words = self.language.story.text[slice(*statement.source[0])]
        if not (statement.speaker or "").startswith("group:") or not (last.speaker or "").startswith("person:"):
            return False
        office = _OFFICE.fullmatch(words)
        if office is None:
            return False
        titles = " ".join(r.title for r in self.draft.actors.get(last.speaker or "").roles).lower()
        return office[1].lower() in _ANY_OFFICE or not titles or office[1].lower() in titles

    @staticmethod
    def goes_on(source: Token, words: str) -> bool:
        """Whether a source is words for somebody that the story has spoken of: a pronoun, an age, a party."""
        if source.lower_ in ("he", "she", "it", "they") and source.lower_ == words.lower():
            return True
        return bool(_EPITHET.fullmatch(words) or _OFFICE.fullmatch(words))

    def alone(self, last: Statement, statement: Statement) -> bool:
        """Whether a statement stands in the paragraph of the last one or the next, and nobody else is named between the two."""
        assert last.cue is not None
        assert statement.cue is not None
        before = max(last.cue[1], *(s[1] for s in last.source)) if last.source else last.cue[1]
        start, end = before, min(statement.cue[0], statement.source[0][0])
        if start >= end or self.language.story.text.count("\n\n", start, end) > 1:
            return False
        said = [c for s in (last, statement) for c in s.content]
        here = self.language.span(self.tokens(Span(*statement.source[0]))[0].sent)
        if last.anonymous and here.start <= last.cue[0]:
            return False  # "one of them said because he feared for his post"
        if _THEY.fullmatch(self.language.story.text[slice(*statement.source[0])]):
            behind = max([before, *(c[1] for c in last.content if c[1] <= start)])
            if self.language.story.text[behind : max(here.start, behind)].strip(' .,"”\n'):
                return False  # another sentence between, of another "it"
        between = [m for m in self.draft.actors.at(Span(start, end)) if not any(Span(*c).covers(m.span) for c in said)]
        between = [m for m in between if not any(self.draft.actors.get(i).sector == "MED" for i in m.actors)]
        return all(
            last.speaker in m.actors for m in between if any(i.startswith(("person:", "org:")) for i in m.actors)
        )

    def headline_offices(self) -> None:
        """ "Troops to leave in May: minister" over a story whose first speaker is a minister."""
        for title in self.found.items:
            if title.speaker is not None or title.cue is None or not title.source:
                continue
            source = self.language.tokens(Span(*title.source[0]))
            if source is None or self.language.parsed(source[0]).paragraph.kind != "headline":
                continue
            office = source[-1].lemma_.lower()
            if office not in _HEADLINE_OFFICES:
                continue
            title.anonymous, title.count = False, None
            for other in self.found.items[:6]:
                if other is title or other.speaker is None or not other.speaker.startswith("person:"):
                    continue
                actor = self.draft.actors.get(other.speaker)
                words = self.language.story.text[slice(*other.source[0])] if other.source else ""
                if office in " ".join((words, *(r.title for r in actor.roles))).lower():
                    title.speaker = title.chain[0].by = other.speaker
                    title.chain[0].description = None
                    break

    def state(self, a: Attribution) -> Statement:
        language = self.language
        a.act = self.act(a)
        source = head(a.source[0]) if a.source else None
        ids = speaks(self.draft.actors, source) if source is not None else ()
        told, medium, through = self.addressee(a)
        if (heard := self.hearer(a)) is not None:
            told, source = told or heard or None, head(a.source[0]) if a.source else None
            ids = speaks(self.draft.actors, source) if source is not None else ()
        when = self.draft.times.of(a.head) or self.time_behind(a)
        statement = Statement(
            id=f"s{len(self.found.items) + 1}",
            speaker=ids[0] if len(ids) == 1 else None,
            cue=language.span(a.cue),
            content=a.content,
            source=[language.span(s) for s in a.source],
            manner=self.manner(a.content),
            told=told,
            when=when.value if when else None,
            speech_act=a.act,
        )
        self.anonymity(statement, a, source, ids)
        if document := self.document_of(statement):
            self.found.from_documents[statement.id] = document
        first = Link(by=statement.speaker, to=told, medium=medium, when=statement.when, spans=list(statement.source))
        if statement.speaker is None and statement.source:
            first.description = language.story.text[slice(*statement.source[0])]
        statement.chain = [first]
        for run in (*through, *a.through):
            who = speaks(self.draft.actors, head(run))
            statement.chain.append(
                Link(by=who[0] if len(who) == 1 else None, description=run.text, spans=[language.span(run)])
            )
        self.found.items.append(statement)
        return statement

    def hearer(self, a: Attribution) -> str | None:
        """Who "was told" (an actor id, "" where it is none): no source of the cue, but whom it was told to."""
        verb = a.head
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if passive is None or verb.lemma_ not in TELLING or not any(passive in run for run in a.source):
            return None
        who = self.draft.actors.of(passive)
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        a.source = [self.phrase(c) for c in agent.children][:1] if agent is not None else []
        return who[0] if who else ""

    def time_behind(self, a: Attribution) -> Time | None:
        """The date or time right behind a cue, wherever the parse hangs it."""
        doc, i = a.cue.doc, a.cue.end
        if i < len(doc) and doc[i].lower_ in ("on", "late", "early"):
            i += 1
        if i >= len(doc):
            return None
        at = self.language.span(doc[i])
        if any(c.start <= at.start < c.end for c in a.content):
            return None
        times = self.draft.times.overlapping(at)
        return next((t for t in times if t.type in ("DATE", "TIME") and t.begin is not None), None)

    def addressee(self, a: Attribution) -> tuple[str | None, str | None, list[Tokens]]:
        """To whom (an actor id) and through what medium (its words) something was said, and the media that bring it and are
        no actors of the story ("told state television") or carry the medium ("a statement carried by the agency")."""
        actors = self.draft.actors
        told: str | None = None
        medium: str | None = None
        through: list[Tokens] = []
        noun = head(a.source[0]) if a.source else None
        for child in (*a.head.children, *(noun.children if noun is not None else ())):
            if noun is not None and child.head == noun and child.tag_ != "VBG":
                continue
            if child.dep_ in ("dobj", "dative", "obj") and a.head.lemma_ in TELLING:
                if who := actors.of(child):
                    told = who[0]
                elif child.dep_ == "dative" and child.pos_ == "ADP":
                    told = next((w[0] for c in child.children if (w := actors.of(c))), told)
                elif child.lemma_.lower() in _BROADCASTERS and not self.in_content(child, a):
                    through.append(self.phrase(child))
            elif (
                child.dep_ in ("prep", "dative")
                and child.lower_ in MEDIUM_PREPOSITIONS
                and a.head.lower_ != "according"
            ):
                for noun in child.children:
                    if child.lower_ == "to" and (who := actors.of(noun)):
                        told = told or who[0]
                    noun = self.of_many(noun)
                    if child.lower_ == "to" and actors.of(noun):
                        pass
                    elif noun.lemma_.lower() in _MEDIA or noun.lower_ in _MEDIA:
                        medium = self.medium(noun)
                        through += self.carriers(noun)
                        for inner in noun.children:
                            if inner.dep_ == "prep" and inner.lower_ in ("with", "to"):
                                told = told or next((w[0] for c in inner.children if (w := actors.of(c))), None)
            elif child.lemma_ in ("speak", "talk") and child.tag_ == "VBG":  # "a source said, speaking to reporters"
                to = next((c for c in child.children if c.lower_ == "to"), None)
                told = told or next(
                    (w[0] for c in (to.children if to is not None else ()) if (w := actors.of(c))), None
                )
        return told, medium, through

    def medium(self, noun: Token) -> str:
        """The words for a medium, without what is said of it in a clause: "a statement carried by the agency"."""
        words = self.phrase(noun)
        clause = next((c for c in noun.children if c.dep_ in ("acl", "relcl") and c.i > noun.i), None)
        return self.trim(
            noun.doc[words.start : min(words.end, clause.left_edge.i)] if clause is not None else words
        ).text

    @staticmethod
    def of_many(noun: Token) -> Token:
        """The posts of "a series of posts"; the link of "video link" is one itself."""
        if noun.lemma_ not in ("series", "string", "thread", "pair", "flurry", "number", "set", "round"):
            return noun
        return next((g for c in noun.children if c.lower_ == "of" for g in c.children), noun)

    def carriers(self, noun: Token) -> list[Tokens]:
        """Who carried a statement, an interview, a speech: "published by the paper", "aired on state television"."""
        found = []
        for verb in noun.children:
            if verb.dep_ not in ("acl", "relcl") or verb.lemma_ not in _CARRY or verb.tag_ not in ("VBN", "VBD"):
                continue
            for by in verb.children:
                if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ in ("on", "in", "by")):
                    found += [
                        self.phrase(c)
                        for c in by.children
                        if self.draft.actors.of(c) or c.lemma_.lower() in _BROADCASTERS
                    ][:1]
        return found

    def in_content(self, token: Token, a: Attribution) -> bool:
        return any(Span(*c).covers(self.language.span(token)) for c in a.content)

    def manner(self, content: list[Span]) -> str:  # Literal of the model
        quoted = total = 0
        for span in content:
            total += span.end - span.start
            quoted += sum(
                max(0, min(span.end, q.end) - max(span.start, q.start)) for q in self.quotes if q.overlaps(span)
            )
        share = quoted / total if total else 0
        outside = [p for c in content for p in self.less(c, self.quotes_in(c)) if _WORD.search(self.words(p))]
        if self.quoted(content[0].start) and all(_PRONOUN.fullmatch(self.words(p).strip()) for p in outside):
            outside = []  # “A farce,” she called it
        if share > 0.5 and outside:
            share = min(share, 0.5)
        return "direct" if share > 0.85 else "mixed" if share > 0.05 else "indirect"

    def quotes_in(self, span: Span) -> list[Span]:
        return [q for q in self.quotes if q.overlaps(span)]

    def anonymity(self, statement: Statement, a: Attribution, source: Token | None, ids: tuple[str, ...]) -> None:
        words = " ".join(s.text for s in a.source).lower()
        if words in _ONE_MORE and (last := self.last_anonymous(a)) is not None:
            statement.anonymous, statement.reason = True, last.reason  # "one diplomat said ...; another said ..."
            statement.count = _ONE_MORE[words]
            return
        if source is not None and source.pos_ in ("NUM", "DET", "PRON", "ADJ"):  # "one of the officials"
            of = next((c for c in source.children if c.lower_ == "of"), None)
            noun = next(iter(of.children), None) if of is not None else None
            if noun is not None and (noun.lemma_.lower() in GENERIC or self.asked(a)):
                statement.anonymous, statement.count = True, _NUMBERS.get(source.lower_)
                self.reason(statement, a)
            return
        if (
            source is None
            or source.lemma_.lower().startswith("spokes")
            or any(i.startswith(("person:", "state:")) for i in ids)
        ):
            return
        named = any(t.ent_type_ == "PERSON" or (t.dep_ == "appos" and t.pos_ == "PROPN") for s in a.source for t in s)
        if named or (source.lemma_.lower() not in GENERIC and not (source.pos_ == "NOUN" and self.asked(a, source))):
            return
        sentence = self.language.story.text[slice(*self.language.span(a.cue.sent))]
        definite = any(
            c.lower_ in ("the", "his", "her", "their", "its", "this", "that") or c.dep_ == "poss"
            for c in source.children
        )
        asked = ANONYMITY.search(sentence)
        if definite and not asked and not _UNNAMED.search(" ".join(s.text for s in a.source)):
            return
        statement.anonymous = True
        number = next((c for c in source.children if c.dep_ == "nummod" or c.lower_ in ("a", "an", "another")), None)
        if number is not None:
            statement.count = _NUMBERS.get(number.lower_) or (int(number.text) if number.text.isdecimal() else None)
        self.reason(statement, a)

    def asked(self, a: Attribution, source: Token | None = None) -> bool:
        """Whether the sentence says that a source would not be named; where a noun is given, in what hangs on it."""
        words = self.language.span(a.cue.sent)
        if source is not None:
            words = self.language.span(source.doc[source.left_edge.i : source.right_edge.i + 1])
        return ANONYMITY.search(self.words(words)) is not None

    def last_anonymous(self, a: Attribution) -> Statement | None:
        """The statement before in the same paragraph, where its source is not named."""
        last = self.found.items[-1] if self.found.items else None
        if last is None or not last.anonymous or last.cue is None:
            return None
        here = self.language.span(a.cue.doc[0])
        return last if here.start <= last.cue[0] else None

    def reason(self, statement: Statement, a: Attribution) -> None:
        """Why a source is not named, in the sentence's words."""
        sentence = self.language.story.text[slice(*self.language.span(a.cue.sent))]
        if asked := ANONYMITY.search(sentence):
            reason = _REASON.search(sentence, asked.start())
            statement.reason = (reason or asked)[0].strip(" ,")

    def document_of(self, statement: Statement) -> str | None:
        """The document that a statement is in: its source names it."""
        for document in self.found.documents:
            if any(Span(*s).overlaps(Span(*source)) for s in document.spans for source in statement.source):
                return document.id
        return None

    def lengthen(self, statement: Statement) -> None:
        """Add to a chain who else told of the statement: the addressee that is a medium, the sources around, the agency."""
        actors, links = self.draft.actors, statement.chain
        told = statement.told
        if told and actors.get(told).sector == "MED" and actors.get(told).kind == "organization":
            links.append(Link(by=told))
        assert statement.cue is not None
        start, end = statement.cue
        around = [
            (c[1] - c[0], s)
            for s in self.found.items
            for c in s.content
            if c[0] <= start and end <= c[1] and s is not statement
        ]
        for _, outer in sorted(around, key=lambda pair: pair[0]):
            link = outer.chain[0]
            if not any((known.spans == link.spans or link.by is not None) and known.by == link.by for known in links):
                links.append(link.model_copy(deep=True))
        if (agency := self.agency()) and links[-1].by != agency and statement.speaker != agency:
            links.append(Link(by=agency))

    def cited(self) -> None:
        """ "the agency reported, citing the ministry": the ministry is nearer than the agency."""
        by_cue = {s.cue: s for s in self.found.items}
        of_head = {(id(a.head.doc), a.head.i): by_cue.get(self.language.span(a.cue)) for a in self.attributions}
        for a in self.attributions:
            if a.head.lemma_ != "cite" or a.head.tag_ != "VBG" or a.head.dep_ not in ("advcl", "conj"):
                continue
            main = of_head.get((id(a.head.doc), a.head.head.i))
            noun = next((c for c in a.head.children if c.dep_ == "dobj"), None)
            if main is None or noun is None:
                continue
            who = speaks(self.draft.actors, noun)
            if not who and noun.lemma_.lower() not in GENERIC | _BROADCASTERS | _PAPERS:
                continue  # "citing the sensitivity of the matter"
            phrase = self.phrase(noun)
            link = Link(by=who[0] if len(who) == 1 else None, spans=[self.language.span(phrase)])
            link.description = None if link.by else phrase.text
            main.chain.insert(0, link)

    def agency(self) -> str | None:
        name = self.draft.story.agency
        if name is None:
            return None
        return next(
            (
                a.id
                for a in self.draft.actors.items
                if a.kind == "organization"
                and (a.name == name or name in a.aliases or (a.sector == "MED" and a is self.draft.actors.items[0]))
            ),
            None,
        )


def run(draft: Draft) -> Statements:
    """Find the statements and documents of a story, in the order of their cues."""
    return _Reader(draft).read()
