"""The layout of wire copy: paragraphs, headline, byline, dateline, editor's notes, copyright.

Layout only: nothing here reads what the sentences mean. All spans point into the text exactly as it was given.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from wireledger.dateline import DATE_LINE, PLACED, SIGNED
from wireledger.model import Paragraph, RevisionNote, Span, Story

_BLANK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n")
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:(?i:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?i:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*)\.?(?:,?\s+\d{4})?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHOUTED = r"(?!(?:[A-Z]+ )?(?:CORRECTION|CORRECTED|CORRECTS|CLARIFICATION|REFILE|RPT|REPEAT|WRAPUP|RECASTS?|ADVISORY|KILL|WITHDRAWN|BULLETIN|FLASH|UPDATED?|EXCLUSIVE|BREAKING|ANALYSIS|EXPLAINER|FACTBOX|OPINION|EDITORIAL|WATCH|LIVE|URGENT|NEWS|ALERT|REPORT|TIMELINE|PROFILE|INTERVIEW|FOCUS|FEATURE|NOTE|EDS)\b)[A-ZÀ-Þ][A-ZÀ-Þ./'’-]*[A-ZÀ-Þ.](?:\s[A-ZÀ-Þ./'’-]+)*"
_TITLED = r"[A-ZÀ-Þ][\w.'’-]+(?:[ /-](?:[A-ZÀ-Þ][\w.'’-]*|de|da|do|la|le|el|al|es|of|sur|the))*"
_REGION = r"(?:,\s(?!" + _DAY + r")[A-ZÀ-Þ][\w.'’-]*(?:\s(?:[A-ZÀ-Þ][\w.'’-]*|of|the|and))*?)"
_AGENCY = r"(?:\((?P<agency>[A-Za-z][\w.&’' -]{1,40}?)(?:\s+via\s[^()\n]{2,40})?\)|/(?P<slashed>[A-Z][\w. -]{1,30})/|\[(?P<squared>[A-Z][\w. -]{1,30})\])"
_DASH = r"(?:\.?\s*(?:--+|[-–—_])(?:\s+|(?<=—)(?=[A-Z]))|:\s+)"
_STOP = r"(?:\.?\s*(?:--+|[-–—_])\s*|[.:]\s+)"
_DATELINES = [
    # "(Agency) --", "(Agency) PLACE --", "March 16 (Agency) -"
    re.compile(rf"\s*(?:{_DAY}\s*)?{_AGENCY}\s*(?:(?P<place>{_SHOUTED})\s*)?(?:--+|[-–—_]|:)\s+"),
    # "PLACE, Region, Jan 23 (Agency) -", "Place (Agency) --", "PLACE, January 23. /AGENCY/."
    re.compile(
        rf"\s*(?P<place>(?:{_SHOUTED}|{_TITLED}){_REGION}?)(?:[,.]?\s+(?:{_DAY}|{_WEEKDAY}))?[,.]?\s*{_AGENCY}{_STOP}"
    ),
    # "PLACE, Jan 23 -", "PLACE, Region --", "PLACE:"
    re.compile(rf"\s*(?P<place>{_SHOUTED}{_REGION}?)(?:[,.]?\s+(?:{_DAY}|{_WEEKDAY}))?{_DASH}"),
    # "Place, Region, Jan 23 -", "Place, Region --"
    re.compile(rf"\s*(?P<place>{_TITLED}(?:{_REGION}?[,.]?\s+{_DAY}|{_REGION}))\s*(?:--+|[–—-])\s+(?=[A-ZÀ-Þ\"“])"),
]
"""Datelines, the surest form first. A place in small letters needs an agency, a day or a region beside it."""
_COPYRIGHT = re.compile(
    r"\s*(?:(?:©|\(c\)|Copyright\b)\s*)+(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(?P<holder>[A-Z][\w&’' .-]{1,50}?)?"
    r"(?:\s*(?:,?\s(?:L\.?P|Inc|Ltd|LLC|PLC|GmbH)\b\.?|[.,|;]|\s[-–—]|\sAll\s[Rr]ights|$))",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"\s*All rights reserved\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"\s*(?:(?:Analysis|Reporting|Report|Story|Text|Commentary|Explainer)\s+[Bb]y|By|BY)\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[^\n]{60,}[.!?]\s*$"  # "By Monday evening, the town had fallen."
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December|[JFMASOND][a-z]{2,3}\.)[ ,]+\d)"
    r"(?P<names>[A-Z][^\n]{2,120}?)"
    r"(?:,\s*(?P<agency>(?:The\s)?[A-Z][\w&’']*(?:\s[A-Z][\w&’']*)*))?\s*$"
)
_NOTE = re.compile(
    r"\s*(?P<attention>ATTENTION\s*[-–—]\s*)?(?P<open>[(\[])?(?:Eds|Editors?)?(?:[’']?s?\s[Nn]ote)?:?\s*"
    r"(?P<verb>Adds?|Adding|Updates?|Corrects?|Correction|Corrected|Removes?|Deletes?|Drops?|Recasts?|Rewrites?|Releads?|Writes|Clarifies|"
    r"Clarification|Fixes|Amends|Refiles|Repeats|Restores|Changes|Edits|Trims|Includes|Inserts|Tops|Leads)\b",
    re.IGNORECASE,
)
_SELF_NOTE = re.compile(
    r"\s*[(\[]?(?:An earlier version of )?[Tt]his\s(?:(?:updated?|corrected?)\s)?(?:version|story|article|(?:report|item|dispatch|text|copy)(?=\s(?:has|was)\b))\b"
    r"[^.]{0,40}?\b(?P<verb>adds?|updates?|updated|corrects?|corrected|removes?|removed|fixes|clarif(?:ies|ied)|misstated|incorrectly|amended|recasts|"
    r"wrongly|mistakenly)\b",
    re.IGNORECASE,
)
_Kind = Literal["adds", "updates", "corrects", "removes", "recasts", "other"]
_NOTE_KIND: dict[str, _Kind] = {
    "add": "adds", "includ": "adds", "insert": "adds", "updat": "updates", "correct": "corrects", "fix": "corrects", "amend": "corrects",
    "clarif": "corrects", "misstat": "corrects", "incorrect": "corrects", "wrong": "corrects", "mistaken": "corrects",
    "remov": "removes", "delet": "removes", "drop": "removes", "trim": "removes",
    "recast": "recasts", "rewrit": "recasts", "relead": "recasts", "writ": "recasts",
}  # fmt: skip
"""Kinds of notes by the stem of their verb; any other is "other"."""
_FURNITURE = re.compile(
    r"\s*(?:\((?:(?:Additional\s|With\s)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ff]ile photo|END|Ends|More|MORE)\b[^()]*)\)"
    r"|(?:Reporting|Writing|Editing|Additional reporting) by\b.{0,300}|-+\s*With (?:assistance|reporting|contributions)\b.*"
    r"|To contact the (?:reporters?|editors?|author)\b.*|Our [Ss]tandards:.*|-\d-.*|#{2,}|/{2,}|\*{3,}|-{3,}|_{3,}|ENDS?|(?:Read more|RELATED|Related|SEE ALSO|Click here)\b.{0,160})\s*$",
    re.DOTALL,
)
_NEWSROOM = frozenset(
    ("press", "news", "agency", "staff", "writer", "correspondent", "reporter", "times", "post", "herald", "tribune", "journal", "gazette", "service", "bureau",
     "editor", "wire", "media", "newspapers", "reuters", "bloomberg", "afp", "xinhua", "interfax", "dpa", "efe", "ansa", "kyodo", "yonhap")
)  # fmt: skip
_SLUG = re.compile(
    r"\s*(?:URGENT|BREAKING|BULLETIN|ALERT|FLASH|NEWS ALERT|EXCLUSIVE|UPDATE \d+|[A-Z]{1,4}-{1,2}[A-Z][\w-]+(?:,.{0,60})?|(?:BC|AM|PM|AP)-.{2,60})\s*$"
)
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
_REACH = 200
"""No dateline or date line is longer than this many characters."""
_WRAPPED = 100
"""A line longer than this many characters was not wrapped by hand."""
_LABEL = re.compile(
    r"\W*(?:(?:[A-Z]+ )?(?:UPDATED?|CORRECT(?:ED|ION|S)|CLARIFICATION|REFILE|RPT|REPEAT|WRAPUP|RECASTS?|EXCLUSIVE|BREAKING|URGENT|ALERT|FLASH|"
    r"BULLETIN|ANALYSIS|EXPLAINER|FACTBOX|FOCUS|INTERVIEW|TIMELINE|NEWSMAKER|LIVE|ADVISORY|KILL|WITHDRAWN)(?:[ -]\d+)?\s*[-–—:]\s*)+(?=[\w\"“'‘])"
)
"""What a wire puts before a headline: "UPDATE 2-", "CORRECTED - ", "EXCLUSIVE: "."""
_HEAD = 6
"""Lines of a head at most: slug, headline, notes."""
_LINE = re.compile(r"(?P<open>[(\[])[^()\[\]\n]*\n[^()\[\]\n]*[)\]](?=\s*(?:\n|$))|[^\s].*[^\s]|[^\s]")
"""A line without the space around it; a note in brackets that was wrapped once is one."""
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
            for part in [span] if spans else _head(text, span):
                spans += _lines(text, part)
    return spans


def _head(text: str, span: Span) -> list[Span]:
    """The first block of a text, parted where a head stands on prose with no blank line between: the headline, slug and notes
    on lines of their own above what follows the last note or slug, or above the line that a dateline with an agency begins."""
    lines = [Span(span.start + m.start(), span.start + m.end()) for m in _LINE.finditer(text[span.start : span.end])]
    last = 0
    for n, line in enumerate(lines[:_HEAD]):
        words = text[line.start : line.end]
        if words[0] in "([" and _note(words):
            last = n + 1
        elif n and any(form.match(words, 0, _REACH) for form in _DATELINES[:2]):
            before = text[lines[n - 1].start : lines[n - 1].end]
            last = max(last, n) if n == last or (n == last + 1 and _is_headline(before)) else last
            break
        elif not n and _SLUG.match(words):
            last = 1
    return [*lines[:last], Span(lines[last].start, span.end)] if last < len(lines) else lines


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a block that are paragraphs of their own: those of a head with a byline among them, and those of a body
    whose lines all end as sentences do, as hard-wrapped prose does not."""
    lines = text[span.start : span.end].split("\n")
    if len(lines) < 2:
        return [span]
    head = len(lines) <= 4 and any(_BYLINE.match(line) for line in lines)
    told = [line.rstrip() for line in lines if line.strip()]
    if not head and not (all(line[-1] in '.!?"”)' for line in told) and max(map(len, told)) > _WRAPPED):
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
    prose = 0
    for position, span in enumerate(spans):
        words = text[span.start : span.end]
        paragraph = Paragraph(span=span, start=span.start)
        last = story.paragraphs[-1] if story.paragraphs else None
        if kind := _note(words):
            paragraph.kind = "note"
            story.revision_notes.append(RevisionNote(text=words, span=span, paragraph=_paragraph_of(words), kind=kind))
        elif (holder := _copyright(words)) is not None:
            paragraph.kind = "copyright"
            story.copyright = story.copyright or span
            story.agency = story.agency or holder or None
        elif prose < 2 and position < 5 and "\n" not in words and (by := _BYLINE.match(words)):
            paragraph.kind = "byline"
            story.byline = SIGNED.sub("", by["names"]).strip()
            story.agency = story.agency or by["agency"]
        elif last is not None and last.kind == "byline" and prose < 2 and _is_body_name(words):
            paragraph.kind = "byline"  # the agency, in a line of its own below the name
            story.agency = story.agency or words.removeprefix("The ")
        elif (
            prose < 2 and "\n" not in words and len(words) < _REACH and (DATE_LINE.match(words) or PLACED.match(words))
        ) or (len(words) < 600 and (_FURNITURE.match(words) or (not prose and len(spans) > 2 and _SLUG.match(words)))):
            paragraph.kind = "furniture"
        elif (
            not prose
            and story.headline is None
            and len(spans) > 1
            and "\n" not in words
            and (_is_headline(words) or _titles(text, words, spans[position + 1 : position + 4]))
        ):
            paragraph.kind = "headline"
            paragraph.start += labelled(words)
            story.headline = words
        else:
            prose += 1
            if prose <= 3 and story.dateline is None and (mark := _dateline(words)):
                groups = mark.groupdict()
                story.agency = _agency(groups) or story.agency
                story.dateline_place = _place(groups.get("place"))
                story.dateline = Span(span.start, span.start + len(mark[0].rstrip()))
                paragraph.start = span.start + mark.end()
        story.paragraphs.append(paragraph)
    return story


def _dateline(words: str) -> re.Match[str] | None:
    return next((m for form in _DATELINES if (m := form.match(words, 0, _REACH)) and m.end() < len(words)), None)


def _agency(groups: dict[str, str | None]) -> str | None:
    return groups.get("agency") or groups.get("slashed") or groups.get("squared")


def _place(words: str | None) -> str | None:
    """Without the full stop behind a name ("MOSCOW. Jan 23"), which is not that of initials ("WASHINGTON, D.C.")."""
    return words[:-1] if words and words.endswith(".") and "." not in words[:-1] else words


def _note(words: str) -> _Kind | None:
    """The kind of an editor's note on what this version changed; None for any other paragraph."""
    if len(words) > 600 or "\n\n" in words:
        return None
    note = _NOTE.match(words)
    if note is not None:
        closed = words.rstrip()[-1:] in (")", "]")
        headed = words[note.start("verb") - 1 : note.start("verb")] in (":", " ") and ":" in words[: note.start("verb")]
        labelled = words[note.end("verb") : note.end("verb") + 1] == ":"
        if not ((note["open"] and closed) or note["attention"] or headed or labelled):
            note = None
    note = note or _SELF_NOTE.match(words)
    if note is None:
        return None
    verb = note["verb"].lower()
    return next((kind for stem, kind in _NOTE_KIND.items() if verb.startswith(stem)), "other")


def _copyright(words: str) -> str | None:
    """The holder of a copyright line, empty where it names none; None where the paragraph is no such line."""
    if len(words) >= 300:
        return None
    if line := _COPYRIGHT.match(words):
        return (line["holder"] or "").removeprefix("The ").removeprefix("the ").strip()
    return "" if _RIGHTS.match(words) else None


def _is_body_name(words: str) -> bool:
    """A short line that names a newsroom or a post in it: "The Associated Press", "Herald Staff Writer"."""
    parts = words.split()
    return len(parts) <= 6 and words[-1] not in ".!?:;,-–—" and any(w.lower() in _NEWSROOM for w in parts)


def _titles(text: str, words: str, after: list[Span]) -> bool:
    """Whether a line that begins like a dateline ("KENYA: Troops told to go") is the headline above a surer one."""
    if len(words) > 160 or words[-1] in '.!:;,"”' or any(form.match(words, 0, _REACH) for form in _DATELINES[:2]):
        return False
    starts = (text[span.start : min(span.end, span.start + _REACH)] for span in after)
    return any(form.match(start) for start in starts for form in _DATELINES[:2])


def labelled(headline: str) -> int:
    """How many characters of a headline are labels that a wire set before it."""
    found = _LABEL.match(headline)
    return found.end() if found else 0


def _is_headline(words: str) -> bool:
    """A short first line that is no sentence: without a closing full stop, and not a dateline's paragraph."""
    if len(words) > 160 or words[-1] in '.!:;,"”' or _dateline(words):
        return False
    return len(words.split()) >= 2
