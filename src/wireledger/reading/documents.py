"""Documents that a story tells of: letters, decrees, communiqués, drafts; from whom, to whom, who holds them, who vouches.

Part of the stage ``statements``. A document is a noun of ``knowledge/document_kinds`` with what its participles,
prepositions and verbs say of it; a definite noun later on is the same document again.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.speech import document_kinds, speech_acts
from wireledger.model import Document, Span
from wireledger.reading.actors import Actors
from wireledger.reading.draft import Draft

_SEEN = frozenset(["see", "obtain", "review", "read", "view", "get", "acquire", "leak", "publish", "release", "receive", "examine", "consult", "inspect", "post", "share", "reveal"])  # fmt: skip
_SEND = frozenset(["send", "address", "write", "deliver", "issue", "hand", "submit", "transmit", "give", "pass"])
_MAKE = frozenset(["send", "write", "issue", "address", "deliver", "hand", "sign", "submit", "draft", "transmit", "publish", "release", "prepare", "author"])  # fmt: skip
_ACKNOWLEDGE = frozenset(["acknowledge", "confirm", "verify", "authenticate", "attest", "vouch", "corroborate"])
_DISPUTE = frozenset(["deny", "dispute", "question", "doubt", "reject", "challenge", "contest", "refute", "disavow", "dismiss"])  # fmt: skip
_GENUINENESS = frozenset(["authenticity", "veracity", "genuineness", "authentic", "genuine", "contents", "content", "existence", "fake", "forgery", "fabrication"])  # fmt: skip
_FALSE = frozenset(["fake", "forgery", "fabrication"])
_SHORT = frozenset(["letter", "communique", "decree", "memo", "cable", "note verbale"])
"""Kinds that are documents even where the story says nothing of them but that they are."""


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.found: list[Document] = []

    def read(self) -> list[Document]:
        kinds = document_kinds()
        for sentence in self.language.sentences:
            for token in sentence:
                kind = kinds.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
                if kind is None or token.dep_ == "compound":
                    continue
                if kind == "note":
                    if not any(c.lower_ in ("diplomatic", "verbal", "verbale") for c in token.children):
                        continue
                    kind = "note verbale"
                self.document(token, kind)
        for sentence in self.language.sentences:
            self.vouching(sentence)
        return self.found

    def document(self, token: Token, kind: str) -> None:
        definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
        known = next((d for d in reversed(self.found) if d.kind == kind or kind == "document"), None)
        facts = self.facts(token)
        if known and definite and not (facts.get("from") and known.sender and facts["from"] != known.sender):
            document = known
        elif facts or kind in _SHORT:
            document = Document(id=f"d{len(self.found) + 1}", kind=kind)
            self.found.append(document)
        else:
            return
        document.spans.append(self.language.span(token))
        document.sender = document.sender or facts.get("from")
        document.to = document.to or facts.get("to")
        document.held_by = document.held_by or facts.get("held")
        behind = self.language.span(token.doc[token.i : token.right_edge.i + 1])
        if document.date is None and any(t.lower_ in ("dated", "signed") for t in token.subtree):
            dates = (t for t in self.draft.times.overlapping(behind) if t.type == "DATE" and t.value)
            document.date = next((t.value for t in dates), None)

    def who(self, tokens: Iterator[Token]) -> str | None:
        """The first of some tokens that refers to an actor."""
        return next((found[0] for t in tokens if (found := self.draft.actors.of(t))), None)

    def facts(self, token: Token) -> dict[str, str]:
        """Who sent a document, to whom, and who saw it: from what stands around its noun."""
        found: dict[str, str] = {}

        def fact(name: str, who: str | None) -> None:
            if who:
                found.setdefault(name, who)

        for child in token.children:
            if child.dep_ == "poss":
                fact("from", self.who(iter([child])))
        for node in token.subtree:
            if node.i <= token.i:
                continue
            if node.lower_ in ("by", "to", "from") and node.dep_ in ("agent", "prep", "dative"):
                who = self.who(node.children)
                verb = node.head if node.head.pos_ == "VERB" else None
                if node.lower_ == "by" and verb is not None and verb.lemma_ in _SEEN:
                    fact("held", who)
                elif node.lower_ == "by":
                    fact("from", who)
                elif node.lower_ == "to" and (verb is None or verb.lemma_ in _SEND):
                    fact("to", who)
                elif node.lower_ == "from":
                    fact("from", who)
            elif node.dep_ == "relcl" and node.lemma_ in _SEEN | _MAKE:  # "a letter that the agency obtained"
                subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
                if subject is not None and subject.lower_ not in ("that", "which"):
                    fact("held" if node.lemma_ in _SEEN else "from", self.who(iter([subject])))
        self.governed(token, fact)
        return found

    def governed(self, token: Token, fact) -> None:  # type: ignore[no-untyped-def]
        """What the verb over a document's noun says: X sent it to Y, Y obtained it, X says in it."""
        verb = token.head
        if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
            passive = token.dep_ == "nsubjpass"
            doer = next((c for c in verb.children if c.dep_ == ("agent" if passive else "nsubj")), None)
            who = self.who(doer.children if passive else iter([doer])) if doer is not None else None
            if verb.lemma_ in _SEND | _MAKE and verb.lemma_ not in _SEEN:
                fact("from", who)
            elif verb.lemma_ in _SEEN:
                fact("held", who)
            if verb.lemma_ in _SEND:
                for child in verb.children:
                    if child.lower_ == "to":
                        fact("to", self.who(child.children))
                    elif child.dep_ == "dative":
                        fact("to", self.who(iter([child])))
        elif token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.head.pos_ == "VERB":
            subject = next((c for c in token.head.head.children if c.dep_ == "nsubj"), None)
            if subject is not None and token.head.head.lemma_ in speech_acts():
                fact("from", next(iter(speaks(self.draft.actors, subject)), None))

    def vouching(self, sentence: Tokens) -> None:
        """Who acknowledged or disputed that a document is genuine."""
        for token in sentence:
            lemma = token.lemma_.lower()
            if lemma not in _GENUINENESS or not self.found:
                continue
            verbs = _ACKNOWLEDGE | _DISPUTE
            if lemma in _FALSE:
                verbs = frozenset(["call", "say", "dismiss", "describe", "denounce"])
            verb = next((t for t in (*token.ancestors,) if t.lemma_ in verbs), None)
            if verb is None:
                continue
            here = [d for d in self.found if any(self.language.span(sentence).covers(Span(*s)) for s in d.spans)]
            if lemma in ("contents", "content", "existence", *_FALSE) and not here:
                continue
            document = here[0] if here else self.found[-1]
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
            if subject is not None and subject.dep_ == "agent":
                subject = next(iter(subject.children), subject)
            if subject is None:
                continue
            who = [w for s in (subject, *subject.conjuncts) for w in speaks(self.draft.actors, s)]
            refused = any(
                t.lemma_ in ("decline", "refuse", "unable", "can") for t in (verb.head, *verb.children) if t != verb
            )
            if any(c.dep_ == "neg" for c in verb.children) or (refused and verb.lemma_ in _ACKNOWLEDGE):
                continue  # "could not verify", "would not confirm": neither vouched for nor disputed
            disputed = verb.lemma_ in _DISPUTE or lemma in _FALSE
            target = document.disputed_by if disputed else document.authenticated_by
            target.extend(w for w in who if w not in target)


def speaks(actors: Actors, noun: Token) -> tuple[str, ...]:
    """The actors that a noun phrase is, as somebody who speaks: by its head, else by its apposition or the name within it
    ("the army spokesman, Colonel N."); "a spokeswoman for the army" speaks as the army; "which" is what it refers to."""
    if found := actors.of(noun):
        return found
    if noun.lower_ in ("who", "which", "that") and noun.head.dep_ == "relcl":
        return actors.of(noun.head.head)
    for child in noun.children:
        if child.dep_ == "appos" and (who := actors.of(child)):
            return who
    for child in noun.children:
        if child.ent_type_ == "PERSON" and child.dep_ in ("compound", "nmod", "flat") and (who := actors.of(child)):
            return who
    if noun.lemma_.lower().startswith("spokes"):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of"):
                if who := next((w for c in child.children if (w := actors.of(c))), ()):
                    return who
            elif child.dep_ in ("compound", "poss", "amod", "nmod") and (who := actors.of(child)):
                return who
    return ()


def read(draft: Draft) -> list[Document]:
    """The documents of a story, in the order of their first words."""
    return _Reader(draft).read()
