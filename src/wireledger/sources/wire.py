"""The layout of wire copy: paragraphs, headline, byline, dateline, editor's notes, copyright.

Layout only: nothing here reads what the sentences mean. All spans point into the text exactly as it was given.
"""

from __future__ import annotations

import hashlib
import re

from wireledger.model import Paragraph, RevisionNote, Span, Story

_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n")
_AGENCY_MARK = re.compile(
    r"\s*\((?P<agency>[A-Z][\w.&’' -]{1,40})\)\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ./'’ ]{2,40})?\s*(?:--|[-–—])\s*"  # "(Agency) -- "
)
_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ./'’ -]{2,}(?:,\s[A-Z][\w.'’ ]+?)?)"  # "OUAGADOUGOU", "PARIS, France", "ROME/PARIS"
    r"(?:,\s(?P<date>(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec|Mar|Apr|Jun|Jul)[a-z]*\.?\s\d{1,2}"
    r"(?:,?\s\d{4})?|\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w.&’' -]{1,40})\))?\s*(?:--|[-–—])\s+"
)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|\([Cc]\)|Copyright\b)", re.IGNORECASE)
_BYLINE = re.compile(
    r"\s*(?:(?:Analysis|Reporting|Report|Story|Text|Commentary|Explainer)\s+[Bb]y|By)\s+(?P<names>[A-Z][^\n]{2,120})\s*$"
)
_NOTE = re.compile(
    r"\s*[(\[](?P<verb>Adds|Updates|Corrects|Correction|Removes|Deletes|Recasts|Rewrites|Clarifies|Fixes|Amends)\b"
    r"[^()]*[)\]]\s*$"
)
_NOTE_KIND = {
    "Adds": "adds", "Updates": "updates", "Corrects": "corrects", "Correction": "corrects", "Fixes": "corrects",
    "Amends": "corrects", "Clarifies": "corrects", "Removes": "removes", "Deletes": "removes",
    "Recasts": "recasts", "Rewrites": "recasts",
}  # fmt: skip
_ORDINALS = {
    word: n
    for n, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ],
        start=1,
    )
}
_FROM_PARAGRAPH = re.compile(r"\b(?P<ordinal>[a-z]+|\d+(?:st|nd|rd|th))\s+(?:paragraph|graf|para|par)\b", re.IGNORECASE)


def story_id(text: str) -> str:
    """The id of a story version: a hash of its exact text."""
    return "story:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def blocks(text: str) -> list[Span]:
    """Spans of the blank-line separated blocks of a text, trimmed; of its lines where it has no blank line."""
    cuts = [0]
    for gap in _BLANK.finditer(text):
        cuts += [gap.start(), gap.end()]
    cuts.append(len(text))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=True))
    if len(pairs) == 1 and text.count("\n") >= 2:
        starts = [0, *(m.end() for m in re.finditer(r"\n", text))]
        pairs = list(zip(starts, [*starts[1:], len(text)], strict=True))
    spans: list[Span] = []
    for start, end in pairs:
        block = text[start:end]
        trimmed = block.strip()
        if trimmed:
            start += len(block) - len(block.lstrip())
            span = Span(start, start + len(trimmed))
            spans += _lines(text, span) if len(spans) < 2 else [span]
    return spans


def _lines(text: str, span: Span) -> list[Span]:
    """A first block parted by lines where one of them is a byline: headline and byline without a blank line between."""
    lines = text[span.start : span.end].split("\n")
    if len(lines) < 2 or len(lines) > 4 or not any(_BYLINE.match(line) for line in lines):
        return [span]
    found, at = [], span.start
    for line in lines:
        if line.strip():
            found.append(Span(at + len(line) - len(line.lstrip()), at + len(line.rstrip())))
        at += len(line) + 1
    return found


def _paragraph_of(note: str) -> int | None:
    match = _FROM_PARAGRAPH.search(note)
    if match is None:
        return None
    word = match["ordinal"].lower()
    return int(re.match(r"\d+", word)[0]) if word[0].isdigit() else _ORDINALS.get(word)  # type: ignore[index]


def lay_out(text: str, *, headline: str | None = None) -> Story:
    """A :class:`Story` from the text of a wire story, with its furniture told from its prose."""
    story = Story(id=story_id(text), text=text, headline=headline)
    spans = blocks(text)
    for position, span in enumerate(spans):
        words = text[span.start : span.end]
        paragraph = Paragraph(span=span, start=span.start)
        if note := _NOTE.match(words):
            paragraph.kind = "note"
            story.revision_notes.append(
                RevisionNote(
                    text=words,
                    span=span,
                    paragraph=_paragraph_of(words),
                    kind=_NOTE_KIND[note["verb"]],
                )
            )
        elif _COPYRIGHT.match(words) and len(words) < 300:
            paragraph.kind = "copyright"
            story.copyright = span
        elif position < 4 and (by := _BYLINE.match(words)) and "\n" not in words:
            paragraph.kind = "byline"
            story.byline = by["names"].strip()
        elif position == 0 and len(spans) > 1 and "\n" not in words and _is_headline(words):
            paragraph.kind = "headline"
            story.headline = story.headline or words
        else:
            mark = _AGENCY_MARK.match(words) or _DATELINE.match(words)
            if mark and story.dateline is None and position < 4:
                groups = mark.groupdict()
                story.agency = story.agency or groups.get("agency")
                story.dateline_place = groups.get("place")
                story.dateline = Span(span.start, span.start + len(mark[0].rstrip()))
                paragraph.start = span.start + mark.end()
        story.paragraphs.append(paragraph)
    return story


def _is_headline(words: str) -> bool:
    """A short first line that is no sentence: without a closing full stop, and not a dateline's paragraph."""
    if len(words) > 160 or words[-1] in '.!:;,"”' or _AGENCY_MARK.match(words) or _DATELINE.match(words):
        return False
    return len(words.split()) >= 2
