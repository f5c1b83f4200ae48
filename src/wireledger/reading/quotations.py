"""Quotations of a story, and the spans of its text that attributions are made of. Part of the stage ``statements``."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.model import Span
from wireledger.reading.draft import Draft
from wireledger.reading.language import Parsed

_QUOTE = re.compile("\"|''|``")
EDGES = frozenset([",", ";", ":", "--", "–", "—", "-", "―"])
"""Marks that belong to no content or source at its edge."""


@dataclass(slots=True)
class Attribution:
    """Words that say that somebody says something; a content that is not in one piece has several spans."""

    cue: Tokens
    head: Token
    """The word of the cue that governs the others."""
    source: list[Tokens]
    content: list[Span]
    act: str | None = None
    through: list[Tokens] = field(default_factory=list)
    """Who quotes the source: "the agency quoted an official as saying"."""


class Quotations:
    """A story's quotations, marks included, in order; and how runs of its tokens become spans."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.quotes: list[Span] = []
        for parsed in self.language.paragraphs:
            self.read_quotes(parsed)

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

    def is_sentence(self, quote: Span) -> bool:
        """Whether a quotation is speech rather than a word or title in quotation marks."""
        text = self.language.story.text
        words = text[quote.start : quote.end].strip("\"“”' \n")
        if not words[:1].isupper() or len(words.split()) > 3:
            return words[:1].isupper()
        begins = text[: quote.start].rstrip(" ")[-1:] in (
            ".",
            "!",
            "?",
            '"',
            "”",
            "\n",
            "",
        )  # no title: on “Nightly News.”
        return begins and words[-1] in ".!?" and " " in words

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
        while len(run) and (run[0].text in EDGES or run[0].is_space or run[0].dep_ == "cc"):
            run = run[1:]
        while len(run) and (run[-1].text in EDGES or run[-1].is_space or run[-1].text == "."):
            run = run[:-1]
        return run

    def whole(self, noun: Token) -> Tokens:
        """A noun phrase with all that hangs on it, without the marks at its edges."""
        left, right = noun.left_edge.i, noun.right_edge.i
        while right > noun.i and noun.doc[right].text in EDGES:
            right -= 1
        return noun.doc[left : right + 1]

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

    def tokens(self, span: Span) -> Tokens:
        found = self.language.tokens(span)
        assert found is not None, "a content is made of tokens"
        return found

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
