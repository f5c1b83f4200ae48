"""The stage ``statements``: who says what, how they know, and what stands as fact, wish, order or denial.

An attribution has a cue ("said", "according to"), a source and a content; direct speech may run over sentences and
paragraphs. Each statement keeps its chain, nearest first: who said it, to whom or through what medium, and at the end the
agency that reports it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.speech import document_kinds, speech_acts
from wireledger.model import Document, Link, Span, Statement, Status
from wireledger.reading.draft import Draft
from wireledger.reading.language import Parsed
from wireledger.reading.stance import judge

_QUOTES = frozenset('"')
_MEDIA = frozenset(["statement", "interview", "tweet", "post", "letter", "television", "radio", "tv", "broadcast", "conference", "briefing", "speech", "address", "communique", "communiqué", "memo", "email", "report", "twitter", "facebook", "telegram", "x", "video", "call", "note"])  # fmt: skip
_GENERIC = frozenset(["official", "source", "person", "people", "diplomat", "aide", "adviser", "advisor", "lawmaker", "executive", "employee", "insider", "officer", "soldier", "witness", "resident", "spokesman", "spokeswoman", "spokesperson", "minister", "delegate", "negotiator"])  # fmt: skip
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
    "an": 1,
}
_ANONYMITY = re.compile(
    r"(?:who|declin\w+|ask\w+|speaking|spoke|request\w+|on)\b[^.;]{0,60}?\b(?:anonym\w+|not (?:to )?be (?:named|identified)|be named|be identified|unnamed)\b[^.;,]*",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|as|since|citing|due to)\b[^.;\"]+", re.IGNORECASE)
_SEEN = frozenset(["see", "obtain", "review", "read", "view", "get", "acquire", "leak", "publish", "release"])
_ACKNOWLEDGE = frozenset(["acknowledge", "confirm", "verify", "authenticate", "attest", "vouch", "corroborate"])
_DISPUTE = frozenset(["deny", "dispute", "question", "doubt", "reject", "challenge"])


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


@dataclass(slots=True)
class _Attribution:
    cue: Tokens
    source: Tokens | None
    content: list[Span]
    verb: Token | None = None
    act: str | None = None


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.found = Statements(draft)
        self.quotes: list[Span] = []
        self.attributions: list[_Attribution] = []

    def read(self) -> Statements:
        for parsed in self.language.paragraphs:
            self.read_quotes(parsed)
        for parsed in self.language.paragraphs:
            for sentence in parsed.sentences:
                self.sentence(parsed, sentence)
        self.attributions.sort(key=lambda a: self.language.span(a.cue))
        self.carry_over()
        self.read_documents()
        for attribution in self.attributions:
            self.state(attribution)
        return self.found

    # -- quotations -------------------------------------------------------------------------------------------------

    def read_quotes(self, parsed: Parsed) -> None:
        """Quotations of a paragraph, the marks included. One that is not closed runs to the paragraph's end."""
        text = parsed.doc.text
        opened: int | None = None
        for i, character in enumerate(text):
            if character != '"':
                continue
            original = self.language.story.text[parsed.offsets[i]]
            if opened is None:
                if original != "”":
                    opened = i
            else:
                self.quotes.append(self.language.chars(parsed, opened, i + 1))
                opened = None
        if opened is not None and len(text) - opened > 1:
            self.quotes.append(self.language.chars(parsed, opened, len(text)))
        self.quotes.sort()

    def quoted(self, position: int) -> Span | None:
        i = bisect_right(self.quotes, Span(position, 1 << 60)) - 1
        return self.quotes[i] if i >= 0 and self.quotes[i].start <= position < self.quotes[i].end else None

    # -- a sentence -------------------------------------------------------------------------------------------------

    def sentence(self, parsed: Parsed, sentence: Tokens) -> None:
        acts = speech_acts()
        for token in sentence:
            if token.pos_ == "VERB" and token.lemma_.lower() in acts:
                self.verb(parsed, sentence, token, acts[token.lemma_.lower()])
            elif token.lower_ == "according" and token.i + 2 < len(token.doc) and token.nbor().lower_ == "to":
                self.according(parsed, sentence, token)

    def according(self, parsed: Parsed, sentence: Tokens, token: Token) -> None:
        to = token.nbor()
        source = next((c for c in (*to.children, *token.children) if c.dep_ in ("pobj", "pcomp") and c.i > to.i), None)
        if source is None:
            return
        phrase = self.phrase(source)
        cue = token.doc[token.i : to.i + 1]
        content = self.rest(parsed, sentence, token.i, phrase.end)
        self.attributions.append(_Attribution(cue, phrase, content, None, "say"))

    def rest(self, parsed: Parsed, sentence: Tokens, start: int, end: int) -> list[Span]:
        """The sentence without tokens ``[start, end)``, trimmed of the commas that cut them off."""
        doc = sentence.doc
        parts = []
        for first, last in ((sentence.start, start), (end, sentence.end)):
            while first < last and (
                doc[first].pos_ == "SPACE" or doc[first].text in (",", "-", "--", "–", "—", ";", ":")
            ):
                first += 1
            while last > first and (
                doc[last - 1].pos_ == "SPACE" or doc[last - 1].text in (",", ".", "--", "–", "—", ";", ":")
            ):
                last -= 1
            if last - first > (1 if doc[first : first + 1].text != '"' else 0):
                parts.append(self.language.span(doc[first:last]))
        return parts

    def phrase(self, noun: Token) -> Tokens:
        """A noun phrase with its modifiers and appositions, without trailing punctuation."""
        left, right = noun.left_edge.i, noun.right_edge.i
        doc = noun.doc
        for token in doc[noun.i + 1 : right + 1]:
            if (
                token.dep_ == "relcl"
                or token.text in ('"', "--", "–", "—", ";")
                or (token.pos_ == "VERB" and token.dep_ == "ROOT")
            ):
                right = token.left_edge.i - 1 if token.dep_ == "relcl" else token.i - 1
                break
        while right > noun.i and doc[right].text in (",", ".", '"', "--"):
            right -= 1
        while left < noun.i and doc[left].text in ('"', ",", "--", ")", "-"):
            left += 1
        return doc[left : max(right, noun.i) + 1]

    def verb(self, parsed: Parsed, sentence: Tokens, verb: Token, act: str) -> None:
        children = list(verb.children)
        subject = next((c for c in children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children)
        governor = verb
        while subject is None and governor.dep_ in ("conj", "xcomp") and governor.head.pos_ in ("VERB", "AUX"):
            governor = governor.head
            subject = next((c for c in governor.children if c.dep_ == "nsubj"), None)
        source = subject
        if passive and verb.lemma_ in ("quote", "cite"):
            source = subject
        elif passive:
            by = next((c for c in children if c.dep_ == "agent"), None)
            source = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
            if source is None and verb.lemma_ not in (
                "say",
                "report",
                "tell",
                "quote",
                "allege",
                "believe",
                "think",
                "expect",
            ):
                return
        if verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBG" and source is None:
            source = (
                verb.head if verb.dep_ == "acl" else next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
            )
        if source is not None and source.lower_ in ("that", "which", "who", "what", "it") and verb.dep_ == "relcl":
            source = verb.head
        content = self.content(parsed, sentence, verb, source, act)
        if not content:
            return
        phrase = self.phrase(source) if source is not None else None
        self.attributions.append(_Attribution(self.cue(verb), phrase, content, verb, act))

    def cue(self, verb: Token) -> Tokens:
        """The verb with its auxiliaries, negation and particle."""
        first = last = verb.i
        for child in verb.children:
            if child.dep_ in ("aux", "auxpass", "neg") and verb.i - child.i <= 3:
                first = min(first, child.i)
            elif child.dep_ == "prt" and child.i == verb.i + 1:
                last = child.i
        return verb.doc[first : last + 1]

    def content(self, parsed: Parsed, sentence: Tokens, verb: Token, source: Token | None, act: str) -> list[Span]:
        doc = verb.doc
        complement = next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i != verb.i), None)
        infinitive = None
        if complement is None and act in (
            "demand",
            "promise",
            "warn",
            "accuse",
            "deny",
            "believe",
            "predict",
            "say",
            "confirm",
        ):
            infinitive = next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")), None)
        if complement is None and verb.dep_ in ("parataxis", "intj") and verb.head != verb:
            complement = verb.head
        start, end = self.block(verb, source)
        if complement is not None and complement.i < verb.i:
            # "X has left," he said: all before the source and cue, and what goes on behind
            return self.rest(parsed, sentence, start, end)
        if complement is not None:
            left = min(t.i for t in complement.subtree)
            right = max(t.i for t in complement.subtree)
            if left <= verb.i <= right:  # the verb stands inside what it attributes
                return self.rest(parsed, sentence, start, end)
            left = max(left, verb.i + 1)
            while left < right and doc[left].text in (",", ":", "--", " "):
                left += 1
            if doc[left - 1].lower_ == "that" and left - 1 > verb.i:
                left -= 1
            if left > 0 and doc[left - 1].text == '"' and left - 1 > verb.i:
                left -= 1
            if right + 1 < sentence.end and doc[right + 1].text == '"':
                right += 1
            while right > left and doc[right].text in (".", ",", ";"):
                right -= 1
            span = self.language.span(doc[left : right + 1])
            quote = self.quoted(span.start)
            if quote is not None and quote.start <= span.start <= quote.start + 1:
                span = Span(quote.start, max(span.end, min(quote.end, self.language.span(sentence).end)))
            if verb.i > sentence.start and self.is_tail(sentence, start):
                lead = self.rest(parsed, sentence, start, sentence.end)
                return [*lead, span]
            return [span]
        first = self.language.span(verb)
        sentence_span = self.language.span(sentence)
        # a quotation in the sentence that the parse did not hang on the verb
        near = [q for q in self.quotes if q.overlaps(sentence_span) and not q.covers(first) and (q.end - q.start > 12)]
        if near and (act not in ("believe", "show") or verb.lemma_ in ("read", "continue", "write")):
            spans = [Span(max(q.start, sentence_span.start), min(q.end, sentence_span.end)) for q in near]
            if source is not None or verb.lemma_ in ("say", "add"):
                return spans
        if infinitive is not None:
            return [self.language.span(doc[min(t.i for t in infinitive.subtree) : infinitive.right_edge.i + 1])]
        if act in ("deny", "accuse", "confirm", "praise", "promise", "demand", "say") and source is not None:
            target = next(
                (
                    c
                    for c in verb.children
                    if c.dep_ in ("dobj", "prep") and (c.dep_ == "dobj" or c.lower_ in ("for", "of", "with"))
                ),
                None,
            )
            if target is not None and (
                verb.lemma_
                in (
                    "deny",
                    "confirm",
                    "announce",
                    "reject",
                    "demand",
                    "acknowledge",
                    "dispute",
                    "accuse",
                    "propose",
                    "criticize",
                    "criticise",
                    "condemn",
                    "urge",
                    "call",
                    "blame",
                )
            ):
                if verb.lemma_ == "call" and target.lower_ != "for":
                    return []
                right = max(t.i for t in target.subtree)
                if verb.lemma_ == "accuse":
                    right = max((max(t.i for t in c.subtree) for c in verb.children if c.i > verb.i), default=right)
                while right > target.i and doc[right].text in (".", ",", '"', "--"):
                    right -= 1
                return [self.language.span(doc[min(t.i for t in target.subtree) : right + 1])]
        return []

    def is_tail(self, sentence: Tokens, start: int) -> bool:
        """Whether a quotation stands before the source and cue: "We stay," he said, "and fight." """
        return sentence.doc[sentence.start].text == '"' and start > sentence.start + 2

    def block(self, verb: Token, source: Token | None) -> tuple[int, int]:
        """The tokens of source and cue with what belongs to the saying: to whom, when, in what medium."""
        indices = [verb.i]
        for child in verb.children:
            if child.dep_ in ("aux", "auxpass", "neg", "prt"):
                indices.append(child.i)
            elif (
                child.dep_ in ("dobj", "dative", "npadvmod", "prep", "advmod", "agent", "advcl")
                and child.pos_ != "VERB"
                and child.i > verb.i
                and not any(t.text == '"' for t in child.subtree)
            ) or (child.dep_ in ("advcl",) and child.i > verb.i and not any(t.text == '"' for t in child.subtree)):
                indices += [t.i for t in child.subtree]
        if source is not None and source.doc is verb.doc:
            indices += [t.i for t in source.subtree if t.i != verb.i]
        doc = verb.doc
        start, end = min(indices), max(indices) + 1
        if source is not None and source.i > verb.i:
            start = min(verb.i, *[i for i in indices if (i >= verb.i - 3 and doc[i].head == verb) or i == verb.i])
        elif source is not None:
            start = min(source.left_edge.i, verb.i)
        while start > verb.sent.start and doc[start - 1].text in (",", "--"):
            start -= 1
        return start, end

    # -- speech without a cue of its own ----------------------------------------------------------------------------

    def carry_over(self) -> None:
        """Quotations that no cue governs go to the speaker of their paragraph, or of the one before them.

        A cue's own quotation takes in its neighbours: “A. B,” he said. “C.” is one statement in three pieces."""
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
                    full = self.is_sentence(quote)
                    if not full:
                        continue
                    owner = min(
                        speech or [a for a in here if a.source is not None],
                        key=lambda a: abs(self.language.span(a.cue).start - quote.start),
                        default=None,
                    )
                    if owner is None and bounds.start + 3 >= quote.start and quote.end + 3 >= bounds.end:
                        owner = previous
                    if owner is not None:
                        owner.content.append(quote)
                        taken.append(quote)
            previous = next((a for a in reversed(here) if a.source is not None), previous if not here else here[-1])
        for attribution in self.attributions:
            attribution.content.sort()

    def is_sentence(self, quote: Span) -> bool:
        """Whether a quotation is speech rather than a word or title in quotation marks."""
        words = self.language.story.text[quote.start : quote.end].strip('"“” \n')
        return words[:1].isupper() and len(words.split()) > 3

    # -- statements -------------------------------------------------------------------------------------------------

    def state(self, a: _Attribution) -> None:
        language, draft = self.language, self.draft
        content = [s for i, s in enumerate(a.content) if s.end > s.start and s not in a.content[:i]]
        if not content:
            return
        source_head = (
            next((t for t in a.source if t.head.i not in range(a.source.start, a.source.end)), a.source[-1])
            if a.source is not None
            else None
        )
        ids = draft.actors.of(source_head) if source_head is not None else ()
        statement = Statement(
            id=f"s{len(self.found.items) + 1}",
            speaker=ids[0] if len(ids) == 1 else None,
            cue=language.span(a.cue),
            content=content,
            source=[language.span(a.source)] if a.source is not None else [],
            manner=self.manner(content),
            speech_act=a.act,
        )
        told: str | None = None
        medium: str | None = None
        if a.verb is not None:
            for child in a.verb.children:
                if child.dep_ in ("dobj", "dative", "obj") and a.verb.lemma_ in (
                    "tell",
                    "inform",
                    "notify",
                    "assure",
                    "warn",
                    "brief",
                    "remind",
                    "ask",
                    "urge",
                ):
                    if who := draft.actors.of(child):
                        told = who[0]
                    elif child.dep_ == "dative" and child.pos_ == "ADP":
                        told = next((w[0] for c in child.children if (w := draft.actors.of(c))), told)
                elif child.dep_ in ("prep", "dative") and child.lower_ in (
                    "to",
                    "in",
                    "on",
                    "with",
                    "at",
                    "during",
                    "through",
                    "via",
                    "by",
                ):
                    for pobj in child.children:
                        if child.lower_ == "to" and (who := draft.actors.of(pobj)):
                            told = told or who[0]
                        elif pobj.lemma_.lower() in _MEDIA or pobj.lower_ in _MEDIA:
                            medium = self.phrase(pobj).text
                            for inner in pobj.children:
                                if inner.dep_ == "prep" and inner.lower_ in ("with", "to"):
                                    told = told or next(
                                        (w[0] for c in inner.children if (w := draft.actors.of(c))), None
                                    )
            when = draft.times.of(a.verb)
            statement.when = when.value if when else None
        statement.told = told
        self.anonymity(statement, a, source_head, ids)
        if document := self.document_of(a):
            self.found.from_documents[statement.id] = document
        statement.chain = self.chain(statement, ids, medium, told)
        self.found.items.append(statement)

    def manner(self, content: list[Span]) -> str:  # Literal of the model
        quoted = total = 0
        for span in content:
            total += span.end - span.start
            quoted += sum(
                max(0, min(span.end, q.end) - max(span.start, q.start)) for q in self.quotes if q.overlaps(span)
            )
        share = quoted / total if total else 0
        return "direct" if share > 0.85 else "mixed" if share > 0.05 else "indirect"

    def anonymity(self, statement: Statement, a: _Attribution, head: Token | None, ids: tuple[str, ...]) -> None:
        if head is None or a.source is None or any(i.startswith(("person:", "state:")) for i in ids):
            return
        if head.lemma_.lower() not in _GENERIC or any(t.ent_type_ == "PERSON" for t in a.source):
            return
        sentence = self.language.story.text[slice(*self.language.span(a.cue.sent))]
        definite = any(c.lower_ in ("the", "his", "her", "their", "its") for c in head.children)
        asked = _ANONYMITY.search(sentence)
        if definite and not asked:
            return
        statement.anonymous = True
        number = next((c for c in head.children if c.dep_ == "nummod" or c.lower_ in ("a", "an")), None)
        if number is not None:
            statement.count = _NUMBERS.get(number.lower_) or (int(number.text) if number.text.isdigit() else None)
        if asked:
            reason = _REASON.search(sentence, asked.start())
            statement.reason = (reason or asked)[0].strip()

    def chain(self, statement: Statement, ids: tuple[str, ...], medium: str | None, told: str | None) -> list[Link]:
        first = Link(by=statement.speaker, to=told, medium=medium, when=statement.when, spans=list(statement.source))
        if statement.speaker is None and statement.source:
            first.description = self.language.story.text[slice(*statement.source[0])]
        links = [first]
        actors = self.draft.actors
        if told and actors.get(told).sector == "MED" and actors.get(told).kind == "organization":
            links.append(Link(by=told))
        if (agency := self.agency()) and links[-1].by != agency and statement.speaker != agency:
            links.append(Link(by=agency))
        return links

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

    # -- documents --------------------------------------------------------------------------------------------------

    def document_of(self, a: _Attribution) -> str | None:
        if a.source is None:
            return None
        span = self.language.span(a.source)
        for document in self.found.documents:
            if any(Span(*s).overlaps(span) for s in document.spans):
                return document.id
        return None

    def read_documents(self) -> None:
        kinds = document_kinds()
        for sentence in self.language.sentences:
            for token in sentence:
                if token.pos_ != "NOUN" or token.lemma_.lower() not in kinds:
                    continue
                kind = kinds[token.lemma_.lower()]
                if token.dep_ == "compound" or (
                    kind == "note" and not any(c.lower_ in ("diplomatic", "verbal") for c in token.children)
                ):
                    continue
                self.document(token, kind)
        for sentence in self.language.sentences:
            self.acknowledgement(sentence)

    def document(self, token: Token, kind: str) -> None:
        definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
        known = next((d for d in reversed(self.found.documents) if d.kind == kind), None)
        facts = self.document_facts(token)
        if (
            known is not None
            and definite
            and not (facts.get("from") and known.sender and facts["from"] != known.sender)
        ):
            document = known
        elif facts or kind in ("letter", "communique", "decree", "memo", "cable", "note verbale"):
            document = Document(id=f"d{len(self.found.documents) + 1}", kind=kind)
            self.found.documents.append(document)
        else:
            return
        document.spans.append(self.language.span(token))
        document.sender = document.sender or facts.get("from")
        document.to = document.to or facts.get("to")
        document.held_by = document.held_by or facts.get("held")
        time = next(
            (
                t
                for t in self.draft.times.overlapping(self.language.span(token.doc[token.i : token.right_edge.i + 1]))
                if t.type == "DATE" and t.value
            ),
            None,
        )
        dated = any(c.lower_ in ("dated", "signed") for c in token.children)
        document.date = document.date or (time.value if time and dated else None)

    def document_facts(self, token: Token) -> dict[str, str]:
        """Who sent a document, to whom, and who saw it: from the participles and prepositions behind it."""
        facts: dict[str, str] = {}
        actors = self.draft.actors
        for child in token.children:
            if child.dep_ == "poss" and (who := actors.of(child)):
                facts.setdefault("from", who[0])
        for node in token.subtree:
            if node.i <= token.i:
                continue
            if node.lower_ in ("by", "to", "from") and node.dep_ in ("agent", "prep", "dative"):
                who = next((w for c in node.children if (w := actors.of(c))), ())
                if not who:
                    continue
                verb = node.head if node.head.pos_ == "VERB" else None
                if node.lower_ == "by" and verb is not None and verb.lemma_ in _SEEN:
                    facts.setdefault("held", who[0])
                elif node.lower_ == "by" and verb is not None:
                    facts.setdefault("from", who[0])
                elif node.lower_ == "to" and (
                    verb is None or verb.lemma_ in ("send", "address", "write", "deliver", "issue", "hand")
                ):
                    facts.setdefault("to", who[0])
                elif node.lower_ == "from":
                    facts.setdefault("from", who[0])
        verb = token.head
        if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None and (who := actors.of(subject)):
                if verb.lemma_ in ("send", "write", "issue", "address", "deliver", "hand"):
                    facts.setdefault("from", who[0])
                elif verb.lemma_ in _SEEN:
                    facts.setdefault("held", who[0])
            if verb.lemma_ in ("send", "write", "address", "deliver", "hand"):
                for child in verb.children:
                    if child.lower_ == "to" and (to := next((w for c in child.children if (w := actors.of(c))), ())):
                        facts.setdefault("to", to[0])
        elif token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.pos_ == "VERB":
            subject = next((c for c in token.head.head.children if c.dep_ == "nsubj"), None)
            if subject is not None and token.head.head.lemma_ in speech_acts() and (who := actors.of(subject)):
                facts.setdefault("from", who[0])
        return facts

    def acknowledgement(self, sentence: Tokens) -> None:
        """Who acknowledged or disputed that a document is genuine."""
        for token in sentence:
            if token.lemma_.lower() not in (
                "authenticity",
                "veracity",
                "genuineness",
                "authentic",
                "genuine",
                "contents",
                "content",
                "existence",
            ):
                continue
            verb = next((t for t in token.ancestors if t.lemma_ in _ACKNOWLEDGE | _DISPUTE), None)
            if verb is None:
                continue
            spans = [s for d in self.found.documents for s in d.spans]
            here = [
                d for d in self.found.documents if any(self.language.span(sentence).covers(Span(*s)) for s in d.spans)
            ]
            document = here[0] if here else self.found.documents[-1] if spans else None
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
            if document is None or subject is None:
                continue
            if subject.dep_ == "agent":
                subject = next((c for c in subject.children), subject)
            who = [w for s in (subject, *subject.conjuncts) for w in self.draft.actors.of(s)]
            denied = verb.lemma_ in _DISPUTE or any(c.dep_ == "neg" for c in verb.children)
            target = document.disputed_by if denied else document.authenticated_by
            target.extend(w for w in who if w not in target)


def run(draft: Draft) -> Statements:
    """Find the statements and documents of a story, in the order of their cues."""
    return _Reader(draft).read()
