"""Documents that a story tells of: letters, decrees, communiqués, drafts; from whom, to whom, who holds them, who vouches.

Part of the stage ``statements``. A document is a noun of ``knowledge/document_kinds`` with what its participles,
prepositions and verbs say of it; a definite noun later on is the same document again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.speech import SILENT, document_kinds, speech_acts
from wireledger.model import Document, Span
from wireledger.reading.actors import Actors
from wireledger.reading.draft import Draft

_SEEN = frozenset(["see", "obtain", "review", "read", "view", "get", "acquire", "leak", "publish", "release", "examine", "consult", "inspect", "post", "share", "reveal"])  # fmt: skip
_SEND = frozenset(["send", "address", "write", "deliver", "issue", "hand", "submit", "transmit", "give", "pass", "present", "deposit", "lodge", "file", "carry", "dispatch", "forward", "communicate", "mail", "fax", "serve"])  # fmt: skip
_MAKE = frozenset([*_SEND, "sign", "draft", "publish", "release", "prepare", "author", "adopt", "post", "compose", "circulate", "approve"])  # fmt: skip
_MAKE_NOTICE = _MAKE - {"give", "serve"}
"""What is done with a notice that is a paper; who gives notice need not have written."""
_LODGE = frozenset(["deposit", "lodge", "file"])
_REACH = frozenset(["reach", "arrive"])
_GET = frozenset(["receive", "have"])
_ACKNOWLEDGE = frozenset(["acknowledge", "confirm", "verify", "authenticate", "attest", "vouch", "corroborate"])
_DISPUTE = frozenset(["deny", "dispute", "question", "doubt", "reject", "challenge", "contest", "refute", "disavow", "dismiss"])  # fmt: skip
_GENUINENESS = frozenset(["authenticity", "veracity", "genuineness", "authentic", "genuine", "contents", "content", "existence", "receipt", "fake", "forgery", "fabrication"])  # fmt: skip
_FALSE = frozenset(["fake", "forgery", "fabrication"])
_PAPERS = frozenset(["letter", "note", "note verbale", "notification", "notice", "memo", "memorandum", "instrument", "message", "cable"])  # fmt: skip
"""Kinds that a story calls now one thing, now another."""
_OURSELVES = frozenset(["newspaper", "agency", "paper", "service", "newswire", "publication"])


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.found: list[Document] = []
        self.issued: set[str] = set()
        """Ids of documents of which the story says something even where it names nobody."""

    def read(self, tokens: Iterable[Token]) -> list[Document]:
        kinds = document_kinds()
        for sentence, group in itertools.groupby(tokens, key=lambda token: token.sent):
            here = list(group)
            for token in here:
                row = kinds.get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
                if row is not None and token.dep_ != "compound":
                    self.document(token, *row)
            if self.found:
                for token in here:
                    if token.lemma_ in _GET:
                        self.received(token)
                    elif token.lemma_.lower() in _GENUINENESS:
                        self.vouching(sentence, token)
        kept = [
            d for d in self.found
            if d.sender or d.to or d.held_by or d.authenticated_by or d.disputed_by or d.id in self.issued
        ]  # fmt: skip
        for number, document in enumerate(kept, 1):
            document.id = f"d{number}"
        return kept

    def document(self, token: Token, kind: str, needs: str) -> None:
        words = {c.lower_ for c in token.children}
        if kind == "memorandum" and any(
            c.lower_ == "of" and any(g.lower_ == "understanding" for g in c.children) for c in token.children
        ):
            return  # an agreement
        if kind == "note" and words & {"verbal", "verbale"}:
            kind = "note verbale"
        joint = bool(words & {"joint", "common"}) and kind in ("statement", "communique", "declaration", "letter")
        definite = bool(words & {"the", "this", "that", "these"})
        facts = self.facts(token, kind)
        known = self.known(kind, joint, token)
        if known and definite and not (facts.get("from") and known.sender and facts["from"] != known.sender):
            document = known
        elif needs == "anything" or joint or facts or (needs == "issued" and self.is_issued(token)):
            if needs == "issued" and not joint and not self.is_issued(token):
                return
            document = Document(id=f"d{len(self.found) + 1}", kind=f"joint {kind}" if joint else kind)
            self.found.append(document)
            if joint or (needs == "issued" and self.is_issued(token)) or kind in ("decree", "note verbale"):
                self.issued.add(document.id)
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

    def known(self, kind: str, joint: bool, token: Token) -> Document | None:
        """The document that a definite noun refers back to: the last of its kind, else one that goes by several names."""
        plural = token.tag_ in ("NNS", "NNPS")
        for document in reversed(self.found):
            same = document.kind == kind or (not joint and document.kind == f"joint {kind}")
            first = self.language.token_at(document.spans[0][0])
            if same and (first is None or plural == (first.tag_ in ("NNS", "NNPS"))):
                return document
        if plural:
            return None
        if kind == "document":
            return self.found[-1] if self.found else None
        return next((d for d in reversed(self.found) if {d.kind, kind} <= _PAPERS), None)

    @staticmethod
    def is_issued(token: Token) -> bool:
        """Whether something is said in a statement, or it is issued."""
        over = token.head
        if (
            token.dep_ == "pobj"
            and over.lower_ in ("in", "through", "via")
            and not any(c.lower_ in ("the", "this", "that") for c in token.children)
        ):
            return next((t for t in over.ancestors if t.pos_ in ("VERB", "AUX")), None) is not None
        if token.dep_ in ("dobj", "nsubjpass") and over.lemma_ in (
            "issue",
            "release",
            "publish",
            "read",
            "sign",
            "adopt",
            "post",
        ):
            return True
        return any(
            c.dep_ == "acl" and c.lemma_ in ("issue", "release", "publish", "read", "post", "carry", "sign")
            for c in token.children
        )

    def who(self, tokens: Iterable[Token]) -> str | None:
        """The first of some tokens that refers to an actor."""
        for token in tokens:
            if found := speaks(self.draft.actors, token):
                return found[0]
            if token.lemma_.lower() in _OURSELVES and any(c.lower_ == "this" for c in token.children):
                return self.agency()
        return None

    def agency(self) -> str | None:
        name = self.draft.story.agency
        return next((a.id for a in self.draft.actors.items if name and (a.name == name or name in a.aliases)), None)

    def facts(self, token: Token, kind: str) -> dict[str, str]:
        """Who sent a document, to whom, and who saw it: from what stands around its noun."""
        found: dict[str, str] = {}
        make = _MAKE_NOTICE if kind == "notice" else _MAKE

        def fact(name: str, who: str | None) -> None:
            if who and who not in (found.get("from"), found.get("to")):
                found.setdefault(name, who)

        for child in token.children:
            if (child.dep_ == "poss" and kind not in ("notice", "draft")) or (
                child.dep_ in ("amod", "compound", "nmod")
                and (child.ent_type_ in ("NORP", "GPE", "ORG"))
                and kind not in ("draft", "order")
            ):
                fact("from", self.who([child]))
        for node in token.subtree:
            if node.i <= token.i:
                continue
            if node.lower_ in ("by", "to", "from", "with") and node.dep_ in ("agent", "prep", "dative"):
                who = self.who(node.children)
                verb = node.head if node.head.pos_ == "VERB" else None
                if node.lower_ == "with" and verb is None and token.head.lemma_ in _LODGE:
                    verb = token.head  # wherever the parser hung it
                if verb is None and node.head != token:
                    continue
                if node.lower_ == "by" and verb is not None and verb.lemma_ in _SEEN:
                    fact("held", who)
                elif node.lower_ == "by" and (verb is None or verb.lemma_ in make):
                    fact("from", who)
                elif (
                    node.lower_ == "to" and (verb is None or verb.lemma_ in _SEND) and kind not in ("draft", "order")
                ) or (node.lower_ == "with" and verb is not None and verb.lemma_ in _LODGE):
                    fact("to", who)
                elif node.lower_ == "from" and kind != "notice":
                    fact("from", who)
            elif node.dep_ == "relcl" and node.head == token:  # "a letter that the agency obtained, that X sent to Y"
                subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
                if subject is not None and subject.lower_ not in ("that", "which") and node.lemma_ in _SEEN | make:
                    fact("held" if node.lemma_ in _SEEN - make else "from", self.who([subject]))
            elif (
                node.dep_ in ("dative", "dobj")
                and node.head.dep_ == "acl"
                and node.head.lemma_ in ("hand", "send", "give")
            ):
                fact("to", self.who([node]))  # "a note handed the ambassador"
        self.governed(token, make, fact)
        return found

    def governed(self, token: Token, make: frozenset[str], fact) -> None:  # type: ignore[no-untyped-def]
        """What the verb over a document's noun says: X sent it to Y, Y obtained it, X says in it."""
        verb = token.head
        if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
            passive = token.dep_ == "nsubjpass"
            doer = next((c for c in verb.children if c.dep_ == ("agent" if passive else "nsubj")), None)
            if doer is None and not passive:
                over = next((t for t in verb.ancestors if any(c.dep_ == "nsubj" for c in t.children)), None)
                doer = next((c for c in over.children if c.dep_ == "nsubj"), None) if over is not None else None
            who = self.who(doer.children if passive else [doer]) if doer is not None else None
            if verb.lemma_ in make - _SEEN or (
                verb.lemma_ in ("publish", "release", "post")
                and token.lemma_ in ("statement", "communique", "order", "decree")
            ):
                fact("from", who)
            elif verb.lemma_ in _SEEN:
                fact("held", who)
            elif verb.lemma_ == "receive":
                fact("to", who)
            if verb.lemma_ in _SEND:
                for child in verb.children:
                    if child.lower_ == "to" or (child.lower_ == "with" and verb.lemma_ in _LODGE):
                        fact("to", self.who(child.children))
                    elif child.dep_ == "dative":
                        fact("to", self.who([child]))
        elif token.dep_ == "nsubj" and verb.lemma_ in _REACH:
            for child in verb.children:
                if child.dep_ == "dobj":
                    fact("to", self.who([child]))
                elif child.lower_ in ("at", "in"):
                    fact("to", self.who(child.children))
        elif token.dep_ == "pobj" and token.head.lower_ in ("in", "through", "via"):
            over = next((t for t in token.head.ancestors if t.pos_ in ("VERB", "AUX")), None)
            subject = next((c for c in over.children if c.dep_ == "nsubj"), None) if over is not None else None
            if over is not None and over.dep_ == "pcomp":
                return
            definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
            said = over is not None and speech_acts().get(over.lemma_, "support") not in SILENT
            if subject is not None and (said or not definite):
                fact("from", self.who([subject, *subject.conjuncts]))

    def received(self, verb: Token) -> None:
        """ "The embassy confirmed that it had received the letter": who says so vouches for it."""
        if verb.pos_ != "VERB" or any(c.dep_ == "neg" for c in verb.children):
            return
        thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if thing is None:
            return
        span = self.language.span(thing)
        document = next((d for d in self.found if any(Span(*s).overlaps(span) for s in d.spans)), None)
        if document is None and thing.lower_ == "it" and verb.lemma_ == "receive":
            document = self.found[-1]
        if document is None or (verb.lemma_ == "have" and thing.lower_ != "it"):
            return
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in ("we", "i"):
            document.to = document.to or self.who([subject])
        for over in verb.ancestors:
            act = speech_acts().get(over.lemma_.lower())
            teller = next((c for c in over.children if c.dep_ == "nsubj"), None)
            if teller is not None and act in ("say", "confirm") and over.pos_ == "VERB":
                if not any(c.dep_ == "neg" for c in over.children):
                    who = speaks(self.draft.actors, teller)
                    document.authenticated_by.extend(w for w in who[:1] if w not in document.authenticated_by)
                break

    def vouching(self, sentence: Tokens, token: Token) -> None:
        """Who acknowledged or disputed that a document is genuine."""
        lemma = token.lemma_.lower()
        verbs = _ACKNOWLEDGE | _DISPUTE
        if lemma in _FALSE:
            verbs = frozenset(["call", "say", "dismiss", "describe", "denounce"])
        verb = next((t for t in (*token.ancestors,) if t.lemma_ in verbs), None)
        if verb is None:
            return
        here = [d for d in self.found if any(self.language.span(sentence).covers(Span(*s)) for s in d.spans)]
        if lemma in ("contents", "content", "existence", "receipt", *_FALSE) and not here:
            return
        document = here[-1] if here else self.found[-1]
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
        if subject is not None and subject.dep_ == "agent":
            subject = next(iter(subject.children), subject)
        if subject is None:
            return
        who = [w for s in (subject, *subject.conjuncts) for w in speaks(self.draft.actors, s)]
        refused = any(
            t.lemma_ in ("decline", "refuse", "unable", "can") for t in (verb.head, *verb.children) if t is not verb
        )
        if any(c.dep_ == "neg" for c in verb.children) or (refused and verb.lemma_ in _ACKNOWLEDGE):
            return  # "could not verify", "would not confirm": neither vouched for nor disputed
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


def words() -> list[str]:
    """The lemmas of the tokens that :func:`read` needs to see."""
    nouns = [*document_kinds(), *_GENUINENESS]
    return [*nouns, *(n.capitalize() for n in nouns), *(n.upper() for n in nouns), *_GET]


def read(draft: Draft, tokens: Iterable[Token]) -> list[Document]:
    """The documents of a story, in the order of their first words. ``tokens``: those with lemmas of :func:`words`, in order."""
    return _Reader(draft).read(tokens)
