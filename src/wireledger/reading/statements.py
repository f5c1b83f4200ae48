"""The stage ``statements``: who says what, how they know, and what stands as fact, wish, order or denial.

An attribution has a cue ("said", "according to"), a source and a content. ``reading.attribution`` says which words head a
cue and labels the sentence around each; here labels become spans, quotations run on over sentences and paragraphs, and
each statement gets its speaker, addressee, medium, time and chain, nearest first: who said it, who told of that, and at
the end the agency that reports it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from spacy.symbols import ccomp
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.speech import SILENT, speech_acts, speech_words
from wireledger.model import Document, Link, Span, Statement, Status, Time
from wireledger.reading import attribution as tags
from wireledger.reading import documents
from wireledger.reading.documents import speaks
from wireledger.reading.draft import Draft
from wireledger.reading.language import Parsed, head
from wireledger.reading.stance import judge

_MEDIA = frozenset(["statement", "interview", "tweet", "post", "letter", "television", "radio", "tv", "broadcast", "conference", "briefing", "speech", "address", "communique", "communiqué", "memo", "email", "report", "twitter", "facebook", "telegram", "x", "video", "call", "note", "phone", "telephone", "message", "sermon", "testimony", "podcast", "filing", "op-ed", "editorial"])  # fmt: skip
_GENERIC = frozenset(["official", "source", "person", "people", "diplomat", "aide", "adviser", "advisor", "lawmaker", "executive", "employee", "insider", "officer", "soldier", "witness", "resident", "spokesman", "spokeswoman", "spokesperson", "minister", "delegate", "negotiator", "envoy", "ambassador", "commander", "analyst", "staffer", "member", "individual", "operative", "strategist", "worker", "expert"])  # fmt: skip
_OFFICES = frozenset(["president", "premier", "secretary", "general", "chairman", "chairwoman", "chief", "head", "director", "leader", "mayor", "governor", "deputy", "lawyer", "teacher", "professor", "doctor", "nurse", "farmer", "driver", "ministry", "government", "army", "police", "party", "group", "union", "company", "agency", "council", "commission", "office", "embassy", "court", "bank", "commissioner", "senator", "judge", "bishop", "priest", "captain", "colonel", "major", "sergeant", "editor", "columnist", "economist", "historian"])  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
            "eleven": 11, "twelve": 12, "a": 1, "an": 1, "another": 1}  # fmt: skip
_ONE_MORE = {"another": 1, "one": 1, "a second": 1, "a third": 1, "a fourth": 1, "the other": 1, "the second": 1,
             "the third": 1, "both": 2, "others": None, "some": None}  # fmt: skip
_ANONYMITY = re.compile(
    r"\b(?:who|declin\w+|ask\w+|speaking|spoke|request\w+|insist\w+|granted|on(?= (?:the )?condition))\b[^.;]{0,60}?\b(?:anonym\w+|not (?:to )?be (?:named|identified)|be named|be identified|unnamed)\b[^.;,]*",
    re.IGNORECASE,
)
_NO_COMMENT = re.compile(
    r"\b(?:declin\w+|refus\w+|would not|wouldn't|did(?:n't| not)|could(?:n't| not)|no(?:t|ne)?|without|never|unavailable|mum)\b[^.;\"“”]{0,60}\b(?:comment(?:ing)?|respon[ds]\w*|repl(?:y|ied)|answer|return)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile("\"|''|``")
_QUESTION = re.compile(r"(?:if|whether|why|how|what|when|who|about)\b", re.IGNORECASE)
_REASON = re.compile(r"\b(?:because|as|since|citing|due to|for fear of|so as|in order to|to (?:discuss|speak|describe|talk))\b(?:(?!, (?:said|says|told|added)\b)[^.;\"])+", re.IGNORECASE)  # fmt: skip
_UNNAMED = re.compile(r"\b(?:unnamed|unidentified|anonymous|familiar with|close to|with (?:direct )?knowledge of|briefed on)\b", re.IGNORECASE)  # fmt: skip
_TELLING = frozenset(["tell", "inform", "notify", "assure", "warn", "brief", "remind", "ask", "urge", "advise", "order", "promise"])  # fmt: skip
_TELLS = tags.hashes(["tell", "inform", "assure", "notify"])
_MEDIUM_PREPOSITIONS = frozenset(["to", "in", "on", "with", "at", "during", "through", "via", "by"])
_DOUBT = 0.3
"""How far below its threshold the tagger's chance may be for a verb that reports a clause by its form."""
_REPORTING = ("say", "confirm", "deny", "warn")
"""Kinds of saying whose verbs report a clause."""
_CASTING = frozenset(
    [
        "denounce",
        "describe",
        "condemn",
        "dismiss",
        "hail",
        "praise",
        "welcome",
        "criticize",
        "criticise",
        "characterize",
        "reject",
        "decry",
        "portray",
        "depict",
        "brand",
        "label",
        "blast",
        "slam",
        "deride",
        "laud",
    ]
)
"""Verbs that may say what they take their object for, behind "as"."""
_FIGURES = frozenset(
    [
        "number",
        "total",
        "toll",
        "figure",
        "cost",
        "strength",
        "size",
        "value",
        "damage",
        "loss",
        "price",
        "count",
        "share",
        "population",
        "debt",
        "turnout",
    ]
)
_HEARSAY = tags.hashes(["reportedly", "allegedly", "supposedly", "purportedly"])
_PUT = tags.hashes(["put"])
_DASHES = tags.hashes(["―", "—", "–", "-", "--", "---"])
_HEADLINE_SOURCES = frozenset(["report", "document", "letter", "army", "military", "police", "ministry", "government", "president", "media", "radio", "tv", "agency", "statement", "decree", "embassy", "presidency", "junta", "un", "sources"])  # fmt: skip
_BONDS = frozenset(["accord", "pact", "treaty", "agreement", "deal", "convention"])
_EDGES = frozenset([",", ";", ":", "--", "–", "—", "-", "―"])


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


def reports(verb: Token) -> bool:
    """Whether the form of a sentence says that a verb of saying reports a clause: "had said the troops would leave",
    "insisted for years that", "was quoted as saying", "the army, he conceded, was late", "..., its minister announced"."""
    act = speech_acts().get(verb.lemma_.lower())
    if verb.pos_ != "VERB" or act is None or act in SILENT:
        return False
    deps = {c.dep_ for c in verb.children}
    subject = "nsubj" in deps
    if verb.lemma_ in ("quote", "cite") and any(c.lower_ == "as" for c in verb.children):
        return subject or "nsubjpass" in deps
    if verb.dep_ == "parataxis" or act in _REPORTING:
        if subject and (verb.dep_ == "parataxis" or "ccomp" in deps):
            return True
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
            return inverted(verb) is not None
    if subject and act == "say" and verb.tag_ in ("VBD", "VBZ", "VBP") and "dobj" not in deps and _parenthetical(verb):
        return True
    told = "dobj" in deps and verb.lemma_ not in _TELLING  # "told the envoy in a letter that"
    if not subject or told or act not in (*_REPORTING, "promise", "predict") or verb.tag_ == "VBG":
        return False
    for token in verb.doc[verb.i + 1 : min(verb.i + 16, verb.sent.end)]:
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", '"'):
            return False
        if token.lower_ == "that":
            told = verb.lemma_ in _TELLING and token.dep_ == "advmod"  # "in a meeting of two hours that his side"
            return told or (token.tag_ == "IN" and token.dep_ == "mark")
    return False


def _parenthetical(verb: Token) -> bool:
    """Whether a verb stands with its subject alone between commas: "the accord, a deputy observed, was old"."""
    doc, subject = verb.doc, next(c for c in verb.children if c.dep_ == "nsubj")
    start, end = subject.left_edge.i, verb.i + 1
    if not verb.sent.start < start < end < verb.sent.end or start > verb.i or doc[start - 1].text != ",":
        return False
    return doc[end].text == "," and not any(t.pos_ in ("VERB", "AUX") for t in doc[start : verb.i])


def inverted(verb: Token) -> Tokens | None:
    """The source of "The pact is void, its minister announced on Monday", where the parser took the verb for a participle:
    the noun phrase before the verb, behind the comma after a whole clause."""
    noun, doc = verb.head, verb.doc
    left = noun.left_edge.i
    if (
        noun.pos_ not in ("NOUN", "PROPN")
        or noun.i > verb.i
        or left - verb.sent.start < 4
        or doc[left - 1].text not in (",", '"')
    ):
        return None
    if verb.i != noun.right_edge.i and any(t.dep_ in ("dobj", "agent") for t in verb.children):
        return None
    if not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in doc[verb.sent.start : left]):
        return None
    return doc[left : verb.i]


@dataclass(slots=True)
class _Attribution:
    cue: Tokens
    head: Token
    """The word of the cue that governs the others."""
    source: list[Tokens]
    content: list[Span]
    act: str | None = None
    through: list[Tokens] = field(default_factory=list)
    """Who quotes the source: "the agency quoted an official as saying"."""


@functools.cache
def _document_words() -> NDArray[np.uint64]:
    return tags.hashes(documents.words())


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.found = Statements(draft)
        self.quotes: list[Span] = []
        self.attributions: list[_Attribution] = []
        self.grid = tags.grid([p.doc for p in draft.language.paragraphs])

    def read(self) -> Statements:
        for parsed in self.language.paragraphs:
            self.read_quotes(parsed)
        self.tag()
        self.hearsay()
        self.figures()
        self.headlines()
        self.labelled()
        self.signed()
        self.attributions.sort(key=lambda a: self.language.span(a.cue))
        for a in self.attributions:
            self.beside(a)
            self.addressed(a)
            self.repair(a)
            if not a.content:
                self.fill(a)
            self.citing(a)
        self.unclaimed()
        self.carry_over()
        self.told_on()
        self.found.documents = documents.read(self.draft, self.any_of(self.grid.lemma, _document_words()))
        for a in self.attributions:
            self.quoted_as_saying(a)
        for a in self.attributions:
            a.content = self.without_anonymity(a) or a.content
        made = [self.state(a) for a in self.attributions if a.content and not self.asks_anonymity(a)]
        self.resolve_first_person()
        for statement in made:
            self.lengthen(statement)
        self.cited()
        return self.found

    # -- quotations -------------------------------------------------------------------------------------------------

    def read_quotes(self, parsed: Parsed) -> None:
        """Quotations of a paragraph, the marks included. One that is not closed runs to the paragraph's end."""
        text = parsed.text
        opened: int | None = None
        inner = False
        """Whether a second “ was met: a quotation in a quotation, if both are closed."""
        marks = list(_QUOTE.finditer(text))
        given = [self.language.story.text[parsed.offsets[m.start()]] for m in marks]
        nested = given.count("“") == given.count("”") > 1
        for mark, shape in zip(marks, given, strict=True):
            i, end = mark.span()
            if opened is None:
                turned = shape == "”"  # a slip, where a word begins behind it
                if not turned or ((i == 0 or text[i - 1] == " ") and text[i + 1 : i + 2].strip()):
                    opened = i
            elif nested and shape == "“" and not inner:
                inner = True
            elif inner:
                inner = False
            else:
                self.quotes.append(self.language.chars(parsed, opened, end))
                opened = None
        if opened is not None and len(text) - opened > 1:
            self.quotes.append(self.language.chars(parsed, opened, len(text.rstrip())))
        self.quotes.sort()

    def quoted(self, position: int) -> Span | None:
        """The quotation that a place stands in."""
        i = bisect_right(self.quotes, Span(position, 1 << 60)) - 1
        return self.quotes[i] if i >= 0 and self.quotes[i].start <= position < self.quotes[i].end else None

    # -- from labels to spans ---------------------------------------------------------------------------------------

    def tag(self) -> None:
        """The attributions of all sentences, as the tagger labels them."""
        if not self.language.paragraphs:
            return
        grid = self.grid
        tagger = tags.tagger()
        known = tagger.encode(grid)
        chances = tagger.cues(known)
        chosen = chances > tagger.threshold
        likely = chances > tagger.threshold * _DOUBT
        clauses = (grid.dep == ccomp) & (grid.quoted == 0)
        telling = (tags.rows_of(_TELLS, grid.lemma) > 0) & (grid.quoted == 0)
        for place in np.flatnonzero((likely | clauses | telling) & ~chosen).tolist():
            if (likely[place] or telling[place] or chosen[grid.head[place]]) and reports(self.token(place)):
                chosen[place] = True
        heads = np.flatnonzero(chosen)
        for place, (first, labels) in zip(heads.tolist(), tagger.label(grid, known, heads), strict=True):
            at = self.token(place)
            if at.pos_ in ("NOUN", "PROPN") and at.lemma_.lower() in _BONDS:
                continue  # "in accord with" says nothing of who says so
            self.attribution(self.language.parsed(at), at, first - (place - at.i), labels.tolist())

    def token(self, place: int) -> Token:
        """The token at a place of the grid."""
        first = self.grid.first
        k = bisect_right(first, place) - 1
        while first[k + 1] <= place:  # an empty paragraph
            k += 1
        return self.language.paragraphs[k].doc[place - first[k]]

    def any_of(self, field: NDArray[np.uint64], words: NDArray[np.uint64]) -> Iterator[Token]:
        """The tokens whose field of the grid is one of some words, in order."""
        for place in np.flatnonzero(tags.rows_of(words, field)).tolist():
            yield self.token(place)

    def attribution(self, parsed: Parsed, at: Token, first: int, labels: list[int]) -> None:
        doc = parsed.doc
        start = end = at.i
        while start > first and labels[start - 1 - first] == tags.CUE:
            start -= 1
        while end + 1 - first < len(labels) and labels[end + 1 - first] == tags.CUE:
            end += 1
        source = [run for run in self.runs(doc, first, labels, tags.SOURCE) if run.text.strip(' "-')]
        content = [
            self.language.span(self.without_circumstances(run, end) if run.start > end else run)
            for run in self.runs(doc, first, labels, tags.CONTENT)
        ]
        self.attributions.append(_Attribution(doc[start : end + 1], at, source, content))

    def without_circumstances(self, run: Tokens, cue: int) -> Tokens:
        """A content that begins with when, where or in what it was said, without that: "said Jan. 4 the pact ...",
        "said on Friday in Oslo that ..."."""
        doc = run.doc
        if any(not t.is_punct and not t.is_space for t in doc[cue + 1 : run.start]):
            return run  # what stands between has been told apart already
        start = run.start
        begins = start
        if self.time_at(doc[start]) is None and doc[start].lower_ in ("on", "late", "early") and start + 1 < run.end:
            begins += 1
        time = self.time_at(doc[begins])
        that = next((t.i for t in run[1:16] if t.lower_ == "that" and t.tag_ == "IN"), None)
        if (
            that is not None
            and that + 1 < run.end
            and (time or doc[start].lower_ in _MEDIUM_PREPOSITIONS)
            and all(self.circumstance(t) for t in doc[start:that])
        ):
            return doc[that : run.end]
        if time is None:
            return run
        end = begins
        while end < run.end and self.language.span(doc[end]).start < time.end:
            end += 1
        if end >= run.end - 1 or doc[end].pos_ not in ("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM", "SCONJ"):
            return run
        return run if doc[end].tag_ in ("POS", "WDT", "WP", "WRB") else doc[end : run.end]

    def time_at(self, token: Token) -> Span | None:
        """The date or time that begins with a token."""
        at = self.language.span(token)
        return next(
            (
                t.span
                for t in self.draft.times.overlapping(at)
                if t.type in ("DATE", "TIME") and t.span.start == at.start
            ),
            None,
        )

    @staticmethod
    def circumstance(token: Token) -> bool:
        """Whether a word may stand in a phrase of time, place or medium: no verb with a subject of its own."""
        return token.pos_ not in ("VERB", "AUX", "PRON", "SCONJ") and token.text not in ('"', ":", ";")

    @staticmethod
    def runs(doc: Doc, first: int, labels: list[int], wanted: int) -> list[Tokens]:
        """The runs of a label, without the commas and dashes at their edges."""
        found = []
        i = 0
        while i < len(labels):
            if labels[i] != wanted:
                i += 1
                continue
            start = i
            while i < len(labels) and labels[i] == wanted:
                i += 1
            begin, end = first + start, first + i
            while begin < end and (doc[begin].text in _EDGES or doc[begin].is_space):
                begin += 1
            while begin < end and (doc[end - 1].text in _EDGES or doc[end - 1].is_space):
                end -= 1
            if begin < end:
                found.append(doc[begin:end])
        return found

    # -- what the tagger does not see -------------------------------------------------------------------------------

    def hearsay(self) -> None:
        """ "reportedly", "allegedly": a cue without a source, over its clause."""
        cues = {(id(a.head.doc), a.head.i) for a in self.attributions}
        for token in self.any_of(self.grid.lower, _HEARSAY):
            if token.dep_ != "advmod" or (id(token.doc), token.i) in cues:
                continue
            clause = token.head if token.head.pos_ in ("VERB", "AUX") else None
            if clause is None:
                continue
            left, right = clause.left_edge.i, clause.right_edge.i
            while right > clause.i and (token.doc[right].is_punct or token.doc[right].is_space):
                right -= 1
            parts = [token.doc[left : token.i], token.doc[token.i + 1 : right + 1]]
            content = [self.language.span(p) for p in parts if len(p)]
            self.attributions.append(_Attribution(token.doc[token.i : token.i + 1], token, [], content))

    def figures(self) -> None:
        """ "The ministry put the toll at 40": who puts a number on something vouches for it."""
        taken = {(id(a.head.doc), a.head.i) for a in self.attributions}
        for token in self.any_of(self.grid.lemma, _PUT):
            if token.pos_ != "VERB" or (id(token.doc), token.i) in taken:
                continue
            sentence = token.sent
            figure = next((c for c in token.children if c.dep_ == "dobj" and c.lemma_.lower() in _FIGURES), None)
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            at = next((t for t in token.doc[token.i + 1 : sentence.end] if t.lower_ == "at"), None)
            if figure is None or subject is None or at is None or not any(t.like_num for t in at.subtree):
                continue
            content = self.trim(token.doc[figure.left_edge.i : max(at.right_edge.i, figure.i) + 1])
            cue = token.doc[token.i : token.i + 1]
            self.attributions.append(_Attribution(cue, token, [self.whole(subject)], [self.language.span(content)]))

    def headlines(self) -> None:
        """ "Army leaves the border town: minister": behind the colon of a headline stands who says it."""
        for parsed in self.language.paragraphs:
            if parsed.index > 1 or len(parsed.doc) > 30 or parsed.text.rstrip()[-1:] in '.”"':
                continue
            doc = parsed.doc
            colon = next((t.i for t in reversed(doc) if t.text in (":", "-", "--", "–", "—")), None)
            if colon is None or colon < 3 or not 0 < len(doc) - colon - 1 <= 6:
                continue
            tail = doc[colon + 1 :]
            if not any(
                t.lemma_.lower() in _GENERIC | _HEADLINE_SOURCES or t.ent_type_ in ("PERSON", "ORG") for t in tail
            ):
                continue
            if any(t.pos_ in ("VERB", "AUX") for t in tail) or not any(t.pos_ in ("VERB", "AUX") for t in doc[:colon]):
                continue
            self.attributions = [a for a in self.attributions if a.head.doc is not doc]
            cue = doc[colon : colon + 1]
            content = [self.language.span(doc[:colon])]
            self.attributions.append(_Attribution(cue, cue[0], [tail], content))

    def labelled(self) -> None:
        """ "Poll: half want the base closed" in a headline, "LEE: We never signed it" in a transcript."""
        for parsed in self.language.paragraphs:
            doc = parsed.doc
            first = 1 if len(doc) and doc[0].text == '"' else 0
            colon = next((t.i for t in doc[:8] if t.text == ":"), None)
            if not colon or len(doc) - colon < 4 or first == colon:
                continue
            title = parsed.paragraph.kind == "headline" or (parsed.index == 0 and len(doc) < 30)
            label, rest = doc[first:colon], doc[colon + 1 :]
            if any(t.pos_ in ("VERB", "AUX", "ADV") or (t.is_punct and t.text not in ".,'()-") for t in label):
                continue
            named = all(t.ent_type_ == "PERSON" or t.is_punct or t.pos_ == "PROPN" for t in label) and any(
                t.ent_type_ == "PERSON" or self.draft.actors.of(t) for t in label
            )
            if title:
                known = label[-1].lemma_.lower() in _GENERIC | _HEADLINE_SOURCES or label[-1].ent_type_ == "ORG"
                if not (named or known) or not any(t.pos_ in ("VERB", "AUX") or t.text in ('"', "'") for t in rest):
                    continue
                rest = rest[: next((i for i, t in enumerate(rest) if t.text == ";"), len(rest))]
                while len(rest) > 1 and rest[-1].text == ".":
                    rest = rest[:-1]
            elif not named or not label.text.isupper():
                continue
            taken = {t.i for t in label}
            self.attributions = [
                a
                for a in self.attributions
                if a.head.doc is not doc
                or not (title or a.head.i <= colon or any(t.i in taken for x in a.source for t in x))
            ]
            cue = doc[colon : colon + 1]
            self.attributions.append(_Attribution(cue, cue[0], [label], [self.language.span(rest)]))

    def signed(self) -> None:
        """A quotation with its speaker behind a dash: "... ” - Ana Moreno, nurse"."""
        text = self.language.story.text
        for dash in self.any_of(self.grid.lower, _DASHES):
            doc = dash.doc
            if dash.i + 1 >= len(doc) or not doc[dash.i + 1].text[:1].isupper():
                continue
            at = self.language.span(dash)
            if dash.i == 0:
                k = next(k for k, p in enumerate(self.language.paragraphs) if p.doc is doc)
                before = self.language.paragraphs[k - 1] if k else None
                end = before.offsets[-1] + 1 if before is not None and before.offsets else 0
            else:
                end = self.language.span(doc[dash.i - 1]).end
            quote = self.quoted(end - 1)
            if quote is None or end != quote.end or quote.end - quote.start < 12:
                continue
            last = dash.i + 1
            while last < len(doc) and last - dash.i <= 14 and doc[last].text not in ('"', ";", ":"):
                here = self.language.span(doc[last]).start
                if "\n" in text[at.end : here] or doc[last].pos_ in ("VERB", "AUX", "PRON"):
                    break
                last += 1
            name = doc[dash.i + 1 : last]
            while len(name) > 1 and name[-1].is_punct:
                name = name[:-1]
            stands_alone = (
                last >= len(doc) or doc[last].text == '"' or "\n" in text[at.end : self.language.span(doc[last]).start]
            )
            if not stands_alone or not len(name) or name[0].pos_ != "PROPN":
                continue
            cue = doc[dash.i : dash.i + 1]
            self.attributions.append(_Attribution(cue, dash, [name], [quote]))

    def repair(self, a: _Attribution) -> None:
        """Give a verb of saying that the tagger left without a source its subject."""
        if a.source or a.head.pos_ != "VERB" or speech_acts().get(a.head.lemma_.lower()) not in _REPORTING:
            if a.content and a.head.lemma_ in _CASTING:
                self.cast(a)
            return
        if (run := inverted(a.head)) is not None and a.head.dep_ == "acl":
            a.source, a.content = [run], []
            return
        subject = next((c for c in a.head.children if c.dep_ == "nsubj"), None)
        if subject is None or self.quoted(self.language.span(subject).start) != self.quoted(
            self.language.span(a.head).start
        ):
            return
        run = self.whole(subject)
        span = self.language.span(run)
        if run.end <= a.cue.start or run.start >= a.cue.end:
            a.source = [run]
            a.content = [p for c in a.content for p in self.less(c, [span])]
        if len(a.content) == 1 and re.fullmatch(r"(?:that )?(?:condition of )?anonymity", self.words(a.content[0])):
            a.content = []

    def addressed(self, a: _Attribution) -> None:
        """Take whom somebody tells for no content, where a clause with "that" follows: "told the board in a letter that"."""
        whom = next((c for c in a.head.children if c.dep_ == "dobj"), None)
        if a.head.lemma_ not in _TELLING or whom is None or len(a.content) != 1 or not a.source:
            return
        words = self.language.span(a.head.doc[whom.left_edge.i : whom.i + 1])
        behind = a.head.doc[whom.i + 1 : a.head.sent.end]
        if words.covers(a.content[0]) and any(t.lower_ == "that" and t.dep_ in ("mark", "advmod") for t in behind):
            a.content = []

    def beside(self, a: _Attribution) -> None:
        """The source of a cue that has none, where the parser hung it on what is said: "It was being studied by lawyers, a
        spokesman, Juma Otieno, said"; "Chad and Niger, whose case is pending, said it was"; “No,” shrugged a driver."""
        if a.source or not a.content or a.head.pos_ != "VERB" or a.head.tag_ not in ("VBD", "VBZ", "VBP"):
            return
        doc, sentence = a.cue.doc, a.cue.sent
        if len(a.content) > 1:
            said, behind = a.content[0], self.tokens(a.content[1])
            quote = self.quoted(said.start)
            if quote and quote.end == said.end and not self.quoted(a.content[1].start) and behind.start == a.cue.end:
                if not any(t.pos_ in ("VERB", "AUX") for t in behind) and doc[a.cue.start - 1].text == '"':
                    a.source, a.content = [behind], [a.content[0], *a.content[2:]]
                    return
        if speech_acts().get(a.head.lemma_.lower(), "plan") in SILENT or a.cue.start <= sentence.start:
            return
        end = a.cue.start - 1 if doc[a.cue.start - 1].text == "," else a.cue.start
        commas = [
            t.i for t in doc[sentence.start : end] if t.text == "," and not self.quoted(self.language.span(t).start)
        ]
        if not commas or end - commas[-1] < 2:
            return
        last = doc[commas[-1] + 1 : end]
        opening = doc[sentence.start : commas[0]]
        if last[0].lower_ in ("whose", "which", "who") and len(commas) == 1 and end < a.cue.start:
            if not any(t.pos_ in ("VERB", "AUX") for t in opening):
                a.source = [doc[sentence.start : end]]
        elif self.named_alone(last):
            title = doc[commas[-2] + 1 : commas[-1]] if len(commas) > 1 else doc[sentence.start : sentence.start]
            whole = len(title) > 0 and title[0].lower_ in ("a", "an", "its", "his", "her", "the") and self.agent(title)
            a.source = [doc[title.start : end] if whole else last]
        elif last[0].dep_ == "det" and self.agent(last):
            a.source = [last]
        if a.source:
            mine = self.language.span(a.source[0])
            a.content = [p for c in a.content for p in self.less(c, [mine]) if len(self.words(p)) > 1]

    @staticmethod
    def named_alone(run: Tokens) -> bool:
        return all(t.pos_ == "PROPN" or t.text in ("-", ".", "'") for t in run) and any(
            t.ent_type_ == "PERSON" for t in run
        )

    @staticmethod
    def agent(run: Tokens) -> bool:
        """Whether a run of words is a noun phrase for somebody who speaks."""
        if any(t.pos_ in ("VERB", "AUX", "PRON") or t.text in ('"', ":") for t in run):
            return False
        return any(t.lemma_.lower() in _GENERIC or t.lemma_.lower() in _OFFICES for t in run)

    def cast(self, a: _Attribution) -> None:
        """ "denounced the deal as a betrayal": what it is cast as belongs to the content."""
        end = max(c.end for c in a.content)
        last = self.tokens(Span(end - 1, end))[-1]
        for token in last.doc[last.i + 1 : min(last.i + 7, a.head.sent.end)]:
            if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", '"'):
                return
            if token.lower_ == "as" and token.dep_ in ("prep", "mark"):
                right = token.right_edge.i
                while right > token.i and token.doc[right].is_punct and token.doc[right].text != '"':
                    right -= 1
                a.content[-1] = Span(a.content[-1].start, self.language.span(token.doc[token.i : right + 1]).end)
                return

    def fill(self, a: _Attribution) -> None:
        """Give a verb of saying that the tagger left without a content the clause or quotation that its form points to."""
        doc, act = a.head.doc, speech_acts().get(a.head.lemma_.lower()) or speech_words().get(a.head.lemma_.lower())
        if act not in _REPORTING or not a.source:
            return
        sentence = a.head.sent
        if a.cue.text.endswith(":") or (a.cue.end < len(doc) and doc[a.cue.end].text == ":"):
            colon = a.cue.end - 1 if a.cue.text.endswith(":") else a.cue.end
            if colon + 1 < len(doc):
                begin = self.language.span(doc[colon + 1])
                quote = self.quoted(begin.start)
                a.content = [quote or self.language.span(doc[colon + 1 : doc[colon + 1].sent.end])]
                return
            self.below(a)
            return
        clause = next((c for c in a.head.children if c.dep_ == "ccomp"), None)
        if clause is not None and clause.i > a.head.i:
            left, right = clause.left_edge.i, clause.right_edge.i
            while right > clause.i and doc[right].is_punct:
                right -= 1
            if left > a.cue.end - 1:
                a.content = [self.language.span(doc[left : right + 1])]
            return
        that = next(
            (t for t in doc[a.cue.end : sentence.end] if t.lower_ == "that" and t.dep_ in ("mark", "advmod")), None
        )
        if that is not None and not any(t.pos_ in ("VERB", "AUX") or t.text == '"' for t in doc[a.cue.end : that.i]):
            right = that.head.right_edge.i
            while right > that.i and doc[right].is_punct and doc[right].text != '"':
                right -= 1
            a.content = [
                self.language.span(doc[that.i : right + 1])
            ]  # "told the board in a letter that it would leave"
            return
        first = min(a.source[0].start, a.cue.start)
        if first > sentence.start and doc[first - 1].lower_ == "as":  # "That, as one of them remarked, is no argument"
            behind = next((t.i for t in doc[a.cue.end : sentence.end] if t.text == ","), None)
            runs = [doc[sentence.start : first - 1]] + ([doc[behind + 1 : sentence.end]] if behind is not None else [])
            trimmed = [self.trim(run) for run in runs]
            a.content = [self.language.span(run) for run in trimmed if len(run)]
            return
        if first == sentence.start and first > 0:  # “It is over.” Lee said.
            before = self.language.span(doc[first - 1])
            quote = self.quoted(before.start)
            if (
                quote
                and quote.end == before.end
                and not any(quote.overlaps(c) for b in self.attributions for c in b.content)
            ):
                a.content = [quote]
        elif first - sentence.start > 3 and doc[first - 1].text in (",", '"') and a.source[0].start < a.cue.start:
            end = first - 1
            while end > sentence.start and doc[end - 1].text in _EDGES:
                end -= 1
            if any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : end]):
                a.content = [self.language.span(doc[sentence.start : end])]

    def citing(self, a: _Attribution) -> None:
        """ "..., the agency reported, citing the ministry": who cites is who reports, whatever hangs where."""
        if a.head.tag_ != "VBG" or a.head.lemma_ != "cite" or any(c.dep_ == "nsubj" for c in a.head.children):
            return
        for main in self.attributions:
            if main.head == a.head.head and main is not a and main.source:
                a.source = main.source

    def below(self, a: _Attribution) -> None:
        """The paragraphs under "he added:": those that are quotations, else the one block that follows."""
        after = [p for p in self.language.paragraphs if p.doc is not a.head.doc and p.offsets]
        after = [p for p in after if p.offsets[0] > self.language.span(a.head).start][:8]
        for nth, parsed in enumerate(after):
            whole = Span(parsed.offsets[0], parsed.offsets[-1] + 1)
            quote = self.quoted(whole.start)
            if quote is None and nth:
                return
            a.content.append(quote or whole)
            if quote is None or quote.end + 2 < whole.end:
                return

    def unclaimed(self) -> None:
        """Quotations that no cue governs, within a sentence that says who is quoted: "accused the army of “tearing a
        hole”", "condemned the exit, on which nobody was asked, as “a leap”", "voted anyway: “I walked.”"."""
        taken = sorted(c for a in self.attributions for c in (*a.content, self.language.span(a.cue)))
        for quote in self.quotes:
            if quote.end - quote.start < 8 or any(c.overlaps(quote) for c in taken):
                continue
            run = self.language.tokens(quote)
            if run is None or len(run) < 4 or run.start <= run[0].sent.start + 1 or run[1].text == "\n":
                continue
            doc, sentence, before = run.doc, run[0].sent, run.doc[run.start - 1]
            if before.text == ":":
                verb = next((t for t in (before.head, sentence.root) if t.i < before.i and t.pos_ == "VERB"), None)
                subject = self.person_over(verb) if verb is not None and self.is_sentence(quote) else None
                if subject is not None:
                    self.attributions.append(_Attribution(doc[before.i : before.i + 1], before, [subject], [quote]))
                continue
            verb = next(
                (t for t in reversed(doc[sentence.start : run.start]) if t.pos_ == "VERB" and self.charges(t, before)),
                None,
            )
            subject = self.person_over(verb) if verb is not None else None
            if verb is None or subject is None:
                continue
            led = self.trim(doc[verb.i + 1 : run.start])
            content = [self.language.span(led)] if len(led) else []
            self.attributions.append(_Attribution(doc[verb.i : verb.i + 1], verb, [subject], [*content, quote]))
        self.attributions.sort(key=lambda a: self.language.span(a.cue))

    @staticmethod
    def charges(verb: Token, before: Token) -> bool:
        """Whether a verb quotes what stands behind a preposition: accuses of, condemns as, speaks of."""
        word = before.lower_
        act = speech_acts().get(verb.lemma_.lower())
        if word == "as":
            return verb.lemma_ in _CASTING
        if word in ("of", "for", "with") and act in ("accuse", "praise"):
            return True
        return word == "of" and before.head == verb and verb.lemma_ in ("speak", "talk", "warn", "complain", "boast")

    def person_over(self, verb: Token) -> Tokens | None:
        """The subject of a verb, where it is a person or body that can be quoted."""
        subject = documents.subject_of(verb)
        if subject is None or subject.dep_ != "nsubj" or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
            return None
        if subject.lower_ in ("it", "that", "this", "which", "what", "there", "i", "we", "you"):
            return None
        run = self.whole(subject)
        known = self.draft.actors.of(subject) or any(t.ent_type_ == "PERSON" for t in run)
        return run if known or subject.pos_ == "PRON" or self.agent(run) else None

    # -- speech that goes on ----------------------------------------------------------------------------------------

    def carry_over(self) -> None:
        """Quotations that no cue governs go to the speaker of their paragraph, or of the one before them.

        A cue's own quotation takes in its neighbours: “A. B,” he said. “C.” is one statement in three pieces."""
        for attribution in self.attributions:
            attribution.content = self.whole_quotes(attribution)
        taken = [c for a in self.attributions for c in a.content]
        previous: _Attribution | None = None
        by_paragraph: dict[int, list[_Attribution]] = {}
        for attribution in self.attributions:
            by_paragraph.setdefault(id(attribution.cue.doc), []).append(attribution)
        for parsed in self.language.paragraphs:
            here = by_paragraph.get(id(parsed.doc), [])
            speech = [
                a for a in here if any(self.quoted(c.start) or self.quoted(max(c.end - 2, c.start)) for c in a.content)
            ]
            if parsed.paragraph.kind == "body":
                bounds = Span(parsed.offsets[0], parsed.offsets[-1] + 1) if parsed.offsets else Span(0, 0)
                for quote in self.quotes:
                    if (
                        not bounds.covers(quote)
                        or quote.end - quote.start < 18
                        or any(quote.overlaps(c) for c in taken)
                    ):
                        continue
                    if not self.is_sentence(quote):
                        continue
                    owner = min(
                        speech or [a for a in here if a.source],
                        key=lambda a: abs(self.language.span(a.cue).start - quote.start),
                        default=None,
                    )
                    if owner is None and bounds.start + 3 >= quote.start and quote.end + 3 >= bounds.end:
                        owner = previous
                    if owner is not None:
                        owner.content.append(quote)
                        taken.append(quote)
            previous = next((a for a in reversed(here) if a.source), previous if not here else here[-1])
        for attribution in self.attributions:
            attribution.content.sort()

    def told_on(self) -> None:
        """Sentences behind an indirect statement that go on in its "would", without a cue: "The minister said the base would
        close. It would open again in May." (free indirect speech)."""
        by_sentence: dict[tuple[int, int], list[_Attribution]] = {}
        for a in self.attributions:
            by_sentence.setdefault((id(a.cue.doc), a.cue.sent.start), []).append(a)
        for key, here in list(by_sentence.items()):
            a = max(here, key=lambda a: a.cue.start)
            act = speech_acts().get(a.head.lemma_.lower())
            if act not in _REPORTING or a.head.tag_ != "VBD" or not a.source or not a.content:
                continue
            doc, sentence = a.cue.doc, a.cue.sent
            if self.language.span(a.cue) > max(a.content) and len(sentence) > 40:
                continue
            while sentence.end < len(doc):
                sentence = doc[sentence.end].sent
                root = sentence.root
                would = any(c.dep_ == "aux" and c.lower_ in ("would", "'d") for c in root.children)
                open_ = any(c.dep_ in ("advcl", "nsubjpass") and c.tag_ == "VBD" for c in root.children)
                open_ = open_ or any(
                    c.dep_ == "aux" and c.lower_ == "have" for c in root.children
                )  # what might have been
                marks = any(t.text == '"' for t in sentence) or sentence[-1].text == "?"
                if (
                    not would
                    or open_
                    or marks
                    or (key[0], sentence.start) in by_sentence
                    or root.pos_ not in ("VERB", "AUX")
                ):
                    break
                run = self.trim(doc[sentence.start : sentence.end])
                a.content.append(self.language.span(run))
                by_sentence[key[0], sentence.start] = []

    def whole_quotes(self, a: _Attribution) -> list[Span]:
        """A content that reaches the edge of its sentence inside a quotation goes on to where the quotation ends."""
        if not any(self.quoted(span.end - 1) or self.quoted(span.start) for span in a.content):
            return list(dict.fromkeys(a.content))
        sentence = self.language.span(a.head.sent)
        cue = self.language.span(a.cue)
        found: list[Span] = []
        for span in a.content:
            quote = self.quoted(span.end - 1)
            if quote and not quote.covers(cue) and quote.end > sentence.end and span.end >= sentence.end - 2:
                span = Span(span.start, quote.end)
            quote = self.quoted(span.start)
            if quote and not quote.covers(cue) and quote.start < sentence.start and span.start <= sentence.start + 2:
                span = Span(quote.start, span.end)
            if span not in found:
                found.append(span)
        return found

    def is_sentence(self, quote: Span) -> bool:
        """Whether a quotation is speech rather than a word or title in quotation marks."""
        words = self.language.story.text[quote.start : quote.end].strip("\"“”' \n")
        return words[:1].isupper() and len(words.split()) > 3

    # -- statements -------------------------------------------------------------------------------------------------

    def asks_anonymity(self, a: _Attribution) -> bool:
        """ "asking not to be named": that is kept as the reason of the statement beside it."""
        words = self.language.story.text
        text = " ".join(words[slice(*c)] for c in (self.language.span(a.cue), *a.content))
        return bool(_ANONYMITY.match(text)) and len(text) < 200

    def without_anonymity(self, a: _Attribution) -> list[Span]:
        """The contents but for a piece that only says that a source would not be named."""
        return [
            c for c in a.content if len(a.content) == 1 or c.end - c.start > 200 or not _ANONYMITY.match(self.words(c))
        ]

    def act(self, a: _Attribution) -> str | None:
        """What kind of saying it is; None where the cue is of no known kind."""
        words = self.language.story.text
        text = " ".join(words[slice(*c)] for c in (self.language.span(a.cue), *a.content[:1]))
        if a.head.lemma_ in ("ask", "wonder", "question") and _QUESTION.match(text[len(a.cue.text) :].strip()):
            return "ask"
        if _NO_COMMENT.search(text) and not any(c.dep_ == "ccomp" for c in a.head.children):
            return "no-comment"
        lemma = a.head.lemma_.lower()
        act = speech_acts().get(lemma) if a.head.pos_ == "VERB" else speech_words().get(lemma)
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

    def state(self, a: _Attribution) -> Statement:
        language = self.language
        a.act = self.act(a)
        source = head(a.source[0]) if a.source else None
        ids = speaks(self.draft.actors, source) if source is not None else ()
        told, medium = self.addressee(a)
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
        for run in a.through:
            who = speaks(self.draft.actors, head(run))
            statement.chain.append(
                Link(by=who[0] if len(who) == 1 else None, description=run.text, spans=[language.span(run)])
            )
        self.found.items.append(statement)
        return statement

    def hearer(self, a: _Attribution) -> str | None:
        """Who "was told" (an actor id, "" where it is none): no source of the cue, but whom it was told to."""
        verb = a.head
        passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
        if passive is None or verb.lemma_ not in _TELLING or not any(passive in run for run in a.source):
            return None
        who = self.draft.actors.of(passive)
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        a.source = [self.phrase(c) for c in agent.children][:1] if agent is not None else []
        return who[0] if who else ""

    def quoted_as_saying(self, a: _Attribution) -> None:
        """ "X was quoted by the agency as saying Y", "the agency quoted X as saying Y": the source is X; the agency tells
        of it."""
        if a.head.lemma_ not in ("quote", "cite"):
            return
        as_ = next((c for c in a.head.children if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
        saying = next((c for c in as_.children if c.tag_ == "VBG"), None) if as_ is not None else None
        if as_ is None or saying is None or speech_acts().get(saying.lemma_.lower()) not in _REPORTING:
            return
        passive = any(c.dep_ == "auxpass" for c in a.head.children)
        who = next((c for c in a.head.children if c.dep_ == ("nsubjpass" if passive else "dobj")), None)
        if who is None:
            return
        doc = a.head.doc
        a.source = [self.whole(who)]
        a.through = []
        if passive:
            by = next((c for v in (a.head, saying) for c in v.children if c.lower_ == "by"), None)
            a.through = [self.phrase(c) for c in by.children][:1] if by is not None else []
        elif tellers := [c for c in a.head.children if c.dep_ == "nsubj"]:  # a name beside its noun may be a second one
            a.through = [doc[tellers[0].left_edge.i : self.phrase(tellers[-1]).end]]
        mine = [self.language.span(t) for t in (*a.source, *a.through)]
        mine += [
            self.language.span(run[0].nbor(-1)) for run in a.through if run.start and run[0].nbor(-1).lower_ == "by"
        ]
        end = self.language.span(saying).end
        content = []
        for span in a.content:
            if span.start < end < span.end and not self.quoted(span.start):
                rest = self.tokens(Span(end, span.end))
                if rest[0].text == "," and len(rest) > 1:
                    rest = rest[1:]
                rest = self.without_circumstances(rest, rest.start - 1)
                span = Span(self.language.span(rest).start, span.end)
            content += [c for c in self.less(span, mine) if self.words(c).strip(' ,."')]
        a.content = content
        if all(t.is_space or t.lower_ == "as" for t in doc[a.cue.end : saying.i]) and a.cue.end <= saying.i:
            a.cue = doc[a.cue.start : saying.i + 1]

    def words(self, span: Span) -> str:
        return self.language.story.text[span.start : span.end]

    def less(self, span: Span, others: list[Span]) -> list[Span]:
        """What is left of a span without others, blanks and commas at the cuts taken off."""
        pieces = [span]
        for other in others:
            cut = [(p, Span(p.start, min(p.end, other.start)), Span(max(p.start, other.end), p.end)) for p in pieces]
            pieces = [q for p, *two in cut for q in (two if p.overlaps(other) else [p]) if q.start < q.end]
        found = []
        for start, end in pieces:
            words = self.words(Span(start, end))
            found.append(
                Span(start + len(words) - len(words.lstrip(" ,\n")), end - len(words) + len(words.rstrip(" ,\n")))
            )
        return [p for p in found if p.start < p.end]

    @staticmethod
    def trim(run: Tokens) -> Tokens:
        """A run without the marks, conjunctions and blanks at its edges."""
        while len(run) and (run[0].text in _EDGES or run[0].is_space or run[0].dep_ == "cc"):
            run = run[1:]
        while len(run) and (run[-1].text in _EDGES or run[-1].is_space or run[-1].text == "."):
            run = run[:-1]
        return run

    def whole(self, noun: Token) -> Tokens:
        """A noun phrase with all that hangs on it, without the marks at its edges."""
        left, right = noun.left_edge.i, noun.right_edge.i
        while right > noun.i and noun.doc[right].text in _EDGES:
            right -= 1
        return noun.doc[left : right + 1]

    def time_behind(self, a: _Attribution) -> Time | None:
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

    def tokens(self, span: Span) -> Tokens:
        found = self.language.tokens(span)
        assert found is not None, "a content is made of tokens"
        return found

    def addressee(self, a: _Attribution) -> tuple[str | None, str | None]:
        """To whom (an actor id) and through what medium (its words) something was said."""
        actors = self.draft.actors
        told: str | None = None
        medium: str | None = None
        noun = head(a.source[0]) if a.source else None
        for child in (*a.head.children, *(noun.children if noun is not None else ())):
            if noun is not None and child.head == noun and child.tag_ != "VBG":
                continue
            if child.dep_ in ("dobj", "dative", "obj") and a.head.lemma_ in _TELLING:
                if who := actors.of(child):
                    told = who[0]
                elif child.dep_ == "dative" and child.pos_ == "ADP":
                    told = next((w[0] for c in child.children if (w := actors.of(c))), told)
            elif (
                child.dep_ in ("prep", "dative")
                and child.lower_ in _MEDIUM_PREPOSITIONS
                and a.head.lower_ != "according"
            ):
                for noun in child.children:
                    if child.lower_ == "to" and (who := actors.of(noun)):
                        told = told or who[0]
                    elif noun.lemma_.lower() in _MEDIA or noun.lower_ in _MEDIA:
                        medium = self.phrase(noun).text
                        for inner in noun.children:
                            if inner.dep_ == "prep" and inner.lower_ in ("with", "to"):
                                told = told or next((w[0] for c in inner.children if (w := actors.of(c))), None)
            elif child.lemma_ in ("speak", "talk") and child.tag_ == "VBG":  # "a source said, speaking to reporters"
                to = next((c for c in child.children if c.lower_ == "to"), None)
                told = told or next(
                    (w[0] for c in (to.children if to is not None else ()) if (w := actors.of(c))), None
                )
        return told, medium

    def phrase(self, noun: Token) -> Tokens:
        """A noun phrase with its modifiers, without relative clauses and trailing punctuation."""
        left, right = noun.left_edge.i, noun.right_edge.i
        doc = noun.doc
        for token in doc[noun.i + 1 : right + 1]:
            clause = token.dep_ == "relcl" or (token.dep_ == "acl" and any(c.dep_ == "mark" for c in token.children))
            if clause or token.text in ('"', "--", "–", "—", ";"):
                right = token.left_edge.i - 1 if clause else token.i - 1
                break
        while right > noun.i and doc[right].text in (",", ".", '"', "--"):
            right -= 1
        while left < noun.i and doc[left].text in ('"', ",", "--", ")", "-"):
            left += 1
        return doc[left : max(right, noun.i) + 1]

    def manner(self, content: list[Span]) -> str:  # Literal of the model
        quoted = total = 0
        for span in content:
            total += span.end - span.start
            quoted += sum(
                max(0, min(span.end, q.end) - max(span.start, q.start)) for q in self.quotes if q.overlaps(span)
            )
        share = quoted / total if total else 0
        return "direct" if share > 0.85 else "mixed" if share > 0.05 else "indirect"

    def anonymity(self, statement: Statement, a: _Attribution, source: Token | None, ids: tuple[str, ...]) -> None:
        words = " ".join(s.text for s in a.source).lower()
        if words in _ONE_MORE and (last := self.last_anonymous(a)) is not None:
            statement.anonymous, statement.reason = True, last.reason  # "one diplomat said ...; another said ..."
            statement.count = _ONE_MORE[words]
            return
        if source is not None and source.pos_ in ("NUM", "DET", "PRON", "ADJ"):  # "one of the officials"
            of = next((c for c in source.children if c.lower_ == "of"), None)
            noun = next(iter(of.children), None) if of is not None else None
            if noun is not None and noun.lemma_.lower() in _GENERIC:
                statement.anonymous, statement.count = True, _NUMBERS.get(source.lower_)
                self.reason(statement, a)
            return
        if (
            source is None
            or source.lemma_.lower().startswith("spokes")
            or any(i.startswith(("person:", "state:")) for i in ids)
        ):
            return
        if source.lemma_.lower() not in _GENERIC or any(t.ent_type_ == "PERSON" for s in a.source for t in s):
            return
        sentence = self.language.story.text[slice(*self.language.span(a.cue.sent))]
        definite = any(c.lower_ in ("the", "his", "her", "their", "its", "this", "that") for c in source.children)
        asked = _ANONYMITY.search(sentence)
        if definite and not asked and not _UNNAMED.search(" ".join(s.text for s in a.source)):
            return
        statement.anonymous = True
        number = next((c for c in source.children if c.dep_ == "nummod" or c.lower_ in ("a", "an", "another")), None)
        if number is not None:
            statement.count = _NUMBERS.get(number.lower_) or (int(number.text) if number.text.isdecimal() else None)
        self.reason(statement, a)

    def last_anonymous(self, a: _Attribution) -> Statement | None:
        """The statement before in the same paragraph, where its source is not named."""
        last = self.found.items[-1] if self.found.items else None
        if last is None or not last.anonymous or last.cue is None:
            return None
        here = self.language.span(a.cue.doc[0])
        return last if here.start <= last.cue[0] else None

    def reason(self, statement: Statement, a: _Attribution) -> None:
        """Why a source is not named, in the sentence's words."""
        sentence = self.language.story.text[slice(*self.language.span(a.cue.sent))]
        if asked := _ANONYMITY.search(sentence):
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
        around = [
            (c[1] - c[0], s)
            for s in self.found.items
            for c in s.content
            if s is not statement and Span(*c).covers(Span(*statement.cue))
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
