"""Attributions of a story: which words say that somebody says something, who that is, and what is said.

Part of the stage ``statements``. ``reading.attribution`` says which words head a cue and labels the sentence around each;
here labels become spans, rules add what the net does not see, and quotations run on over sentences and paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from spacy.symbols import ccomp
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.speech import SILENT, speech_acts, speech_words
from wireledger.model import Span
from wireledger.reading import attribution as tags
from wireledger.reading.draft import Draft
from wireledger.reading.language import Parsed
from wireledger.reading.papers import subject_of
from wireledger.reading.quotations import EDGES, Attribution, Quotations

GENERIC = frozenset(["official", "source", "person", "people", "diplomat", "aide", "adviser", "advisor", "lawmaker", "executive", "employee", "insider", "officer", "soldier", "witness", "resident", "spokesman", "spokeswoman", "spokesperson", "minister", "delegate", "negotiator", "envoy", "ambassador", "commander", "analyst", "staffer", "member", "individual", "operative", "strategist", "worker", "expert"])  # fmt: skip
_OFFICES = frozenset(["president", "premier", "secretary", "general", "chairman", "chairwoman", "chief", "head", "director", "leader", "mayor", "governor", "deputy", "lawyer", "teacher", "professor", "doctor", "nurse", "farmer", "driver", "ministry", "government", "army", "police", "party", "group", "union", "company", "agency", "council", "commission", "office", "embassy", "court", "bank", "commissioner", "senator", "judge", "bishop", "priest", "captain", "colonel", "major", "sergeant", "editor", "columnist", "economist", "historian"])  # fmt: skip
ANONYMITY = re.compile(
    r"\b(?:who|declin\w+|ask\w+|speaking|spoke|request\w+|insist\w+|granted|on(?= (?:the )?condition))\b[^.;]{0,60}?\b(?:anonym\w+|not (?:to )?be (?:named|identified|quoted)|be named|be identified|unnamed|(?:names?|identity) (?:\w+ )?(?:be )?(?:withheld|used|published)|withhold\w* (?:his|her|their) (?:full )?names?)\b[^.;,]*",
    re.IGNORECASE,
)
TELLING = frozenset(["tell", "inform", "notify", "assure", "warn", "brief", "remind", "ask", "urge", "advise", "order", "promise"])  # fmt: skip
_KICKER = re.compile(r"(?:exclusive|breaking|analysis|update \d+|wrapup \d+|factbox|explainer|watch|live|urgent|newsalert|just in)\s?[:-]\s+", re.IGNORECASE)  # fmt: skip
_SAYINGS = frozenset(["report", "rumour", "rumor", "claim", "allegation", "accusation", "charge", "suggestion", "assertion", "statement", "view", "belief", "opinion", "demand", "warning", "promise", "pledge", "call", "complaint", "fear", "hope", "conviction", "insistence", "position", "argument", "speculation", "criticism", "notion", "idea"])  # fmt: skip
_OCCASIONS = frozenset(["remark", "comment", "speech", "address", "interview", "appearance", "word", "statement"])
_ONLY = frozenset(["only", "merely", "simply", "just", "again", "also", "further", "then", "instead", "later", "earlier", "previously", "recently", "repeatedly", "privately", "publicly"])  # fmt: skip
_TELLS = tags.hashes(["tell", "inform", "assure", "notify", "insist", "claim", "argue", "assert", "maintain", "contend", "allege", "acknowledge", "concede", "admit", "warn", "deny", "declare", "announce", "reiterate", "stress"])  # fmt: skip
MEDIUM_PREPOSITIONS = frozenset(["to", "in", "on", "with", "at", "during", "through", "via", "by"])
_DOUBT = 0.3
"""How far below its threshold the tagger's chance may be for a verb that reports a clause by its form."""
REPORTING = ("say", "confirm", "deny", "warn")
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
    if verb.dep_ == "parataxis" or act in REPORTING:
        if subject and (verb.dep_ == "parataxis" or "ccomp" in deps):
            return True
        if verb.dep_ == "conj" and "ccomp" in deps and not deps & {"nsubjpass", "auxpass", "neg"}:
            return verb.tag_ in ("VBD", "VBZ") and subject_of(verb) is not None
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
            return inverted(verb) is not None
    if subject and act == "say" and verb.tag_ in ("VBD", "VBZ", "VBP") and "dobj" not in deps and _parenthetical(verb):
        return True
    if subject and act in REPORTING and verb.tag_ == "VBD" and _time_then_clause(verb):
        return True
    told = "dobj" in deps and verb.lemma_ not in TELLING  # "told the envoy in a letter that"
    if not subject or told or act not in (*REPORTING, "promise", "predict") or verb.tag_ == "VBG":
        return False
    for token in verb.doc[verb.i + 1 : min(verb.i + 16, verb.sent.end)]:
        if _finite(token) or token.text in (",", ";", '"'):
            return False
        if token.lower_ == "that":
            told = verb.lemma_ in TELLING and token.dep_ == "advmod"  # "in a meeting of two hours that his side"
            return told or (token.tag_ == "IN" and token.dep_ == "mark")
    return False


def _time_then_clause(verb: Token) -> bool:
    """ "insisted Tuesday the migrants had left", where the parser takes what is said for a circumstance."""
    day = verb.nbor(1) if verb.i + 1 < verb.sent.end else verb
    clause = next((c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i), None)
    return (
        day.dep_ == "npadvmod"
        and clause is not None
        and clause.left_edge.i == day.right_edge.i + 1
        and any(c.dep_ == "nsubj" for c in clause.children)
        and not any(c.dep_ == "mark" for c in clause.children)
    )


def _finite(token: Token) -> bool:
    """Whether a token is a verb, and no participle beside a noun ("in an interview published on Monday that")."""
    participle = token.dep_ == "amod" or (token.dep_ == "acl" and token.tag_ in ("VBN", "VBD"))
    return token.pos_ in ("VERB", "AUX") and not participle


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


class Cues(Quotations):
    """The attributions of a story, in the order of their cues."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        self.attributions: list[Attribution] = []
        self.grid = tags.grid([p.doc for p in draft.language.paragraphs])
        self.find()

    def find(self) -> None:
        self.tag()
        self.hearsay()
        self.figures()
        self.headlines()
        self.labelled()
        self.signed()
        self.attributions.sort(key=lambda a: self.language.span(a.cue))
        self.attributions = [a for a in self.attributions if not self.was_asked(a.head)]
        for a in self.attributions:
            self.beside(a)
            self.addressed(a)
            self.repair(a)
            if not a.content:
                self.fill(a)
            self.citing(a)
        self.attributions = [a for a in self.attributions if not self.is_occasion(a)]
        self.around()
        self.coordinate()
        self.unclaimed()
        self.carry_over()
        self.told_on()
        for a in self.attributions:
            self.quoted_as_saying(a)
        for a in self.attributions:
            a.content = self.without_anonymity(a) or a.content
            a.content = [self.without_kicker(c) for c in a.content]
            self.clause_only(a)

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
        for child in at.children:  # "said on condition of anonymity": neither words of saying nor what is said
            if child.lower_ == "on" and ANONYMITY.match(doc[child.i : child.right_edge.i + 1].text):
                for token in child.subtree:
                    labels[token.i - first] = tags.NONE
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
        self.attributions.append(Attribution(doc[start : end + 1], at, source, content))

    def without_circumstances(self, run: Tokens, cue: int) -> Tokens:
        """A content that begins with when, where or in what it was said, without that: "said Jan. 4 the pact ...",
        "said on Friday in Oslo that ..."."""
        doc = run.doc
        if any(not t.is_punct and not t.is_space for t in doc[cue + 1 : run.start]):
            return run  # what stands between has been told apart already
        start = run.start
        if doc[start].lower_ in _ONLY and start + 1 < run.end and doc[start + 1].lower_ == "that":
            return doc[start + 1 : run.end]  # "said only that"
        begins = start
        if self.time_at(doc[start]) is None and doc[start].lower_ in ("on", "late", "early") and start + 1 < run.end:
            begins += 1
        time = self.time_at(doc[begins])
        that = next((t.i for t in run[1:16] if t.lower_ == "that" and t.tag_ == "IN"), None)
        if (
            that is not None
            and that + 1 < run.end
            and (time or doc[start].lower_ in MEDIUM_PREPOSITIONS)
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
            while begin < end and (doc[begin].text in EDGES or doc[begin].is_space):
                begin += 1
            while begin < end and (doc[end - 1].text in EDGES or doc[end - 1].is_space):
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
            self.attributions.append(Attribution(token.doc[token.i : token.i + 1], token, [], content))

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
            self.attributions.append(Attribution(cue, token, [self.whole(subject)], [self.language.span(content)]))

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
                t.lemma_.lower() in GENERIC | _HEADLINE_SOURCES or t.ent_type_ in ("PERSON", "ORG") for t in tail
            ):
                continue
            if any(t.pos_ in ("VERB", "AUX") for t in tail) or not any(t.pos_ in ("VERB", "AUX") for t in doc[:colon]):
                continue
            self.attributions = [a for a in self.attributions if a.head.doc is not doc]
            cue = doc[colon : colon + 1]
            content = [self.language.span(doc[:colon])]
            self.attributions.append(Attribution(cue, cue[0], [tail], content))

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
                known = label[-1].lemma_.lower() in GENERIC | _HEADLINE_SOURCES or label[-1].ent_type_ == "ORG"
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
            self.attributions.append(Attribution(cue, cue[0], [label], [self.language.span(rest)]))

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
            self.attributions.append(Attribution(cue, dash, [name], [quote]))

    def repair(self, a: Attribution) -> None:
        """Give a verb of saying that the tagger left without a source its subject."""
        if a.source or a.head.pos_ != "VERB" or speech_acts().get(a.head.lemma_.lower()) not in REPORTING:
            if a.content and a.head.lemma_ in _CASTING:
                self.cast(a)
            return
        if (run := inverted(a.head)) is not None and a.head.dep_ == "acl":
            a.source, a.content = [run], []
            return
        subject = next((c for c in a.head.children if c.dep_ == "nsubj"), None)
        if subject is None and a.head.dep_ == "conj":
            subject = subject_of(a.head)
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

    def addressed(self, a: Attribution) -> None:
        """Take whom somebody tells for no content, where a clause with "that" follows: "told the board in a letter that"."""
        whom = next((c for c in a.head.children if c.dep_ == "dobj"), None)
        if a.head.lemma_ not in TELLING or whom is None or len(a.content) != 1 or not a.source:
            return
        words = self.language.span(a.head.doc[whom.left_edge.i : whom.i + 1])
        behind = a.head.doc[whom.i + 1 : a.head.sent.end]
        if words.covers(a.content[0]) and any(t.lower_ == "that" and t.dep_ in ("mark", "advmod") for t in behind):
            a.content = []

    def beside(self, a: Attribution) -> None:
        """The source of a cue that has none, where the parser hung it on what is said: "It was being studied by lawyers, a
        spokesman, Juma Otieno, said"; "Chad and Niger, whose case is pending, said it was"; “No,” shrugged a driver."""
        if a.source or not a.content or a.head.pos_ != "VERB" or a.head.tag_ not in ("VBD", "VBZ", "VBP"):
            return
        doc, sentence = a.cue.doc, a.cue.sent
        thing = next((c for c in a.head.children if c.dep_ == "dobj"), None)
        plain = a.head.lemma_ not in TELLING
        if (
            plain
            and thing is not None
            and thing.left_edge.i == a.cue.end
            and a.content[0].end <= self.language.span(a.cue).start
        ):
            known = any(i.startswith("person:") for i in self.draft.actors.of(thing))
            person = (
                known or any(t.ent_type_ == "PERSON" for t in (thing, *thing.children)) or self.agent(self.whole(thing))
            )
            if person and not any(c.dep_ in ("nsubj", "agent") for c in a.head.children):
                a.source = [self.phrase(thing)]  # "The pact is void", declared Ana Roe
                mine = self.language.span(a.source[0])
                a.content = [p for c in a.content for p in self.less(c, [mine])]
                return
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
        return any(t.lemma_.lower() in GENERIC or t.lemma_.lower() in _OFFICES for t in run)

    @staticmethod
    def was_asked(verb: Token) -> bool:
        """ "an official, asked about the report, said": who was asked has asked nothing."""
        if verb.lemma_ not in ("ask", "question", "press") or verb.tag_ not in ("VBN", "VBD") or verb.i == 0:
            return False
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "agent", "aux", "auxpass")), None)
        if subject is None:
            return verb.dep_ in ("acl", "advcl")
        after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
        return (
            verb.nbor(-1).text == ","
            and subject.i == verb.i - 2
            and after in ("about", "whether", "if", "why", "by", "for")
        )

    def cast(self, a: Attribution) -> None:
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

    def fill(self, a: Attribution) -> None:
        """Give a verb of saying that the tagger left without a content the clause or quotation that its form points to."""
        doc, act = a.head.doc, speech_acts().get(a.head.lemma_.lower()) or speech_words().get(a.head.lemma_.lower())
        if act not in REPORTING or not a.source:
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
        if clause is None and _time_then_clause(a.head):
            clause = next(c for c in a.head.children if c.dep_ == "advcl" and c.i > a.head.i)
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
        if that is not None and not any(_finite(t) or t.text == '"' for t in doc[a.cue.end : that.i]):
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
            while end > sentence.start and doc[end - 1].text in EDGES:
                end -= 1
            if any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : end]):
                a.content = [self.language.span(doc[sentence.start : end])]

    def is_occasion(self, a: Attribution) -> bool:
        """ "in his first remarks since leaving", "in a speech to mark": when something was said, not what."""
        if a.head.pos_ != "NOUN" or a.head.lemma_ not in _OCCASIONS or len(a.content) != 1:
            return False
        run = self.tokens(a.content[0])
        return run.start >= a.cue.end and run[0].tag_ in ("VBG", "VB", "TO") and not self.quoted(a.content[0].start)

    def around(self) -> None:
        """ "X said that Y, the agency reported": what the agency reports is that X said it."""
        by_sentence: dict[tuple[int, int], list[Attribution]] = {}
        for a in self.attributions:
            by_sentence.setdefault((id(a.cue.doc), a.cue.sent.start), []).append(a)
        for here in by_sentence.values():
            for outer in here:
                if len(outer.content) != 1 or not outer.source or self.quoted(outer.content[0].start):
                    continue
                if outer.content[0].end > self.language.span(outer.cue).start:
                    continue
                for inner in here:
                    if inner is outer or not inner.source or inner.cue.start > outer.cue.start:
                        continue
                    first = self.language.span(inner.cue)
                    source = self.language.span(inner.source[0])
                    if inner.content[:1] == outer.content and max(first.end, source.end) <= outer.content[0].start:
                        outer.content = [Span(min(first.start, source.start), outer.content[0].end)]

    def coordinate(self) -> None:
        """ "acknowledged that it had failed but denied that they had left": two statements of one speaker, wherever the parser
        hung the second verb."""
        known = {(id(a.head.doc), a.head.i): a for a in self.attributions}
        for a in list(self.attributions):
            act = speech_acts().get(a.head.lemma_.lower())
            if act not in REPORTING or not a.source or len(a.content) != 1 or self.quoted(a.content[0].start):
                continue
            run = self.tokens(a.content[0])
            if run.start < a.cue.end:
                continue
            if self.cut_at_cue(a, run):
                continue
            for i, token in enumerate(run[1:-3], 1):
                if token.dep_ != "cc" or i < 3:
                    continue
                verb = run[i + 1] if run[i + 1].pos_ != "ADV" else run[i + 2]
                other = known.get((id(verb.doc), verb.i))
                if verb.tag_ != a.head.tag_ or verb.tag_ not in ("VBD", "VBZ") or verb.i + 1 >= run.end:
                    continue
                if other is not None and [r.text for r in other.source] != [r.text for r in a.source]:
                    continue
                if speech_acts().get(verb.lemma_.lower()) not in REPORTING or verb.nbor(1).lower_ != "that":
                    continue
                before, after = self.trim(verb.doc[run.start : token.i]), self.trim(verb.doc[verb.i + 1 : run.end])
                if len(before) and len(after) > 1 and not self.quoted(self.language.span(verb).start):
                    a.content = [self.language.span(before)]
                    if other is not None:
                        break
                    cue = verb.doc[verb.i : verb.i + 1]
                    self.attributions.append(Attribution(cue, verb, a.source, [self.language.span(after)]))
                break

    def cut_at_cue(self, a: Attribution, run: Tokens) -> bool:
        """Cut a content where the same speaker is said to say more: "said it was late and added, “We will see”"."""
        for b in self.attributions:
            if speech_acts().get(b.head.lemma_.lower()) not in REPORTING:
                continue  # "said he regretted it and urged them to stay": who urged is who regretted
            if b is a or b.cue.doc is not run.doc or not run.start < b.cue.start < run.end or b.cue.start < 1:
                continue
            join = b.cue.start - 1 if b.cue[0].nbor(-1).pos_ != "ADV" else b.cue.start - 2
            same = [r.text for r in b.source] == [r.text for r in a.source]
            if same and join > run.start and run.doc[join].dep_ == "cc" and b.head.dep_ == "conj":
                before = self.trim(run.doc[run.start : join])
                if len(before):
                    a.content = [self.language.span(before)]
                    return True
        return False

    def citing(self, a: Attribution) -> None:
        """ "..., the agency reported, citing the ministry": who cites is who reports, whatever hangs where."""
        if a.head.tag_ != "VBG" or a.head.lemma_ != "cite" or any(c.dep_ == "nsubj" for c in a.head.children):
            return
        for main in self.attributions:
            if main.head == a.head.head and main is not a and main.source:
                a.source = main.source

    def below(self, a: Attribution) -> None:
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
                    self.attributions.append(Attribution(doc[before.i : before.i + 1], before, [subject], [quote]))
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
            self.attributions.append(Attribution(doc[verb.i : verb.i + 1], verb, [subject], [*content, quote]))
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
        subject = subject_of(verb)
        if subject is None or subject.dep_ != "nsubj" or subject.pos_ not in ("NOUN", "PROPN", "PRON"):
            return None
        if subject.lower_ in ("it", "that", "this", "which", "what", "there", "i", "we", "you"):
            return None
        run = self.whole(subject)
        known = self.draft.actors.of(subject) or any(t.ent_type_ == "PERSON" for t in run)
        return run if known or subject.pos_ == "PRON" or self.agent(run) else None

    def quoted_as_saying(self, a: Attribution) -> None:
        """ "X was quoted by the agency as saying Y", "the agency quoted X as saying Y": the source is X; the agency tells
        of it."""
        if a.head.lemma_ not in ("quote", "cite"):
            return
        as_ = next((c for c in a.head.children if c.lower_ == "as" and c.dep_ in ("prep", "mark")), None)
        saying = next((c for c in as_.children if c.tag_ == "VBG"), None) if as_ is not None else None
        if as_ is None or saying is None or speech_acts().get(saying.lemma_.lower()) not in REPORTING:
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
        as_start, end = self.language.span(as_).start, self.language.span(saying).end
        content = []
        for span in a.content:
            if span.start < end < span.end and not self.quoted(span.start):
                rest = self.tokens(Span(end, span.end))
                if rest[0].text == "," and len(rest) > 1:
                    rest = rest[1:]
                rest = self.without_circumstances(rest, rest.start - 1)
                span = Span(self.language.span(rest).start, span.end)
            content += [
                c for c in self.less(span, mine) if self.words(c).strip(' ,."') and not as_start <= c.start < end
            ]
        if saying.lemma_ in TELLING and content:  # "as telling the paper that"
            told = self.tokens(content[0])
            that = next((t for t in told[:9] if t.lower_ == "that"), None)
            if that is not None:
                content[0] = Span(self.language.span(that).start, content[0].end)
        if not any(t.pos_ in ("VERB", "AUX") for c in content for t in self.tokens(c)) and not any(
            map(self.quoted, (c.start for c in content))
        ):
            content = self.led(a) or content
        a.content = content
        if all(t.is_space or t.lower_ == "as" for t in doc[a.cue.end : saying.i]) and a.cue.end <= saying.i:
            a.cue = doc[a.cue.start : saying.i + 1]

    def without_kicker(self, span: Span) -> Span:
        """A content without the label that a desk puts before a headline: "Exclusive: ..."."""
        kicker = _KICKER.match(self.words(span))
        return Span(span.start + kicker.end(), span.end) if kicker and kicker.end() < span.end - span.start else span

    def clause_only(self, a: Attribution) -> None:
        """ "denied reports in the press that it had left", "repeated its charge that ...": the clause alone is what is said."""
        if not a.content or self.quoted(a.content[0].start) or a.content[0].start < self.language.span(a.cue).end:
            return
        run = self.tokens(a.content[0])
        noun = next((t for t in run[:6] if t.pos_ == "NOUN"), None)
        if (
            noun is None
            or noun.lemma_ not in _SAYINGS
            or any(t.pos_ in ("VERB", "AUX") for t in run[: noun.i - run.start])
        ):
            return
        for token in run[noun.i - run.start + 1 :][:9]:
            if _finite(token) or token.text in (",", '"', ":"):
                return
            if token.lower_ == "that" and token.i + 2 < run.end:
                a.content[0] = Span(self.language.span(token).start, a.content[0].end)
                return

    def led(self, a: Attribution) -> list[Span]:
        """What stands before the source and the cue in a sentence: "The pact is void, the agency quoted him as saying"."""
        doc, sentence = a.cue.doc, a.cue.sent
        first = min(a.cue.start, *(run.start for run in (*a.source, *a.through)))
        if first - sentence.start < 4 or doc[first - 1].text not in (",", '"'):
            return []
        run = self.trim(doc[sentence.start : first])
        return [self.language.span(run)] if any(t.pos_ in ("VERB", "AUX") for t in run) else []

    def without_anonymity(self, a: Attribution) -> list[Span]:
        """The contents but for a piece that only says that a source would not be named."""
        return [
            c for c in a.content if len(a.content) == 1 or c.end - c.start > 200 or not ANONYMITY.match(self.words(c))
        ]

    # -- speech that goes on ----------------------------------------------------------------------------------------

    def carry_over(self) -> None:
        """Quotations that no cue governs go to the speaker of their paragraph, or of the one before them.

        A cue's own quotation takes in its neighbours: “A. B,” he said. “C.” is one statement in three pieces."""
        for attribution in self.attributions:
            attribution.content = self.whole_quotes(attribution)
        taken = [c for a in self.attributions for c in a.content]
        previous: Attribution | None = None
        by_paragraph: dict[int, list[Attribution]] = {}
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
                    if not bounds.covers(quote) or quote.end - quote.start < 8 or any(quote.overlaps(c) for c in taken):
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
        by_sentence: dict[tuple[int, int], list[Attribution]] = {}
        for a in self.attributions:
            by_sentence.setdefault((id(a.cue.doc), a.cue.sent.start), []).append(a)
        for key, here in list(by_sentence.items()):
            a = max(here, key=lambda a: a.cue.start)
            act = speech_acts().get(a.head.lemma_.lower())
            if act not in REPORTING or a.head.tag_ != "VBD" or not a.source or not a.content:
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

    def whole_quotes(self, a: Attribution) -> list[Span]:
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
