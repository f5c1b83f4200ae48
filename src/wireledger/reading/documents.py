"""Documents that a story tells of: letters, decrees, communiqués, drafts; from whom, to whom, who holds them, who vouches.

Part of the stage ``statements``. A document is a noun of ``knowledge/document_kinds`` with what its participles,
prepositions and verbs say of it; a definite noun later on is the same document again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from spacy.tokens import Token

from wireledger.knowledge.speech import SILENT, document_kinds, speech_acts
from wireledger.model import Document, Span
from wireledger.reading import papers
from wireledger.reading.draft import Draft


class _Reader:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.found: list[Document] = []
        self.agency_words = (draft.story.agency or "").lower().split()
        self.leaving: set[str] = set()
        """Ids of papers by which somebody leaves an agreement or a body."""
        self.issued: set[str] = set()
        """Ids of documents of which the story says something even where it names nobody."""

    def read(self, tokens: Iterable[Token]) -> list[Document]:
        kinds = document_kinds()
        opens = self.draft.language.opens
        for _, group in itertools.groupby(tokens, key=lambda token: (id(token.doc), opens(token))):
            here = list(group)
            for token in here:
                row = kinds.get(papers.noun(token)) if papers.is_noun(token) else None
                if row is not None and token.dep_ != "compound":
                    self.document(token, *row)
                elif token.lemma_ == "write" and token.pos_ == "VERB":
                    self.written(token)
            if self.found:
                for token in here:
                    if token.lemma_ in papers.GET:
                        self.received(token)
                    elif token.lemma_ in papers.LOOK:
                        self.looked(token)
                    elif token.lemma_ in papers.COPIES and token.lemma_ not in papers.GENUINENESS:
                        self.copied(token)
                    elif token.lemma_.lower() in papers.GENUINENESS:
                        self.vouching(token)
        for document in self.found:
            if document.sender and not document.to and document.id in self.leaving:
                document.to = self.left(document.sender)
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
        draft = self.drafted(token)
        if draft is not None:  # "a leaked draft of a decree"
            draft.spans.append(self.language.span(token))
            draft.sender = draft.sender or self.facts(token, kind)[0].get("from")
            return
        if words & {"no", "any", "neither"}:
            return
        joint = bool(words & {"joint", "common"}) and kind in ("statement", "communique", "declaration", "letter")
        definite = bool(words & {"the", "this", "that", "these", "such"})
        facts, done, told = self.facts(token, kind)
        if needs == "done" and not (done and told):
            return
        over = token.head.head
        vouched = token.dep_ == "pobj" and over.lemma_.lower() in (
            "authenticity",
            "receipt",
            "genuineness",
            "veracity",
            "existence",
        )
        speaking = kind in papers.SPEAKING and (papers.says(token) or vouched)
        known = self.known(kind, joint, token)
        if known and definite and not self.differs(known, facts):
            document = known
        elif (
            needs == "anything"
            or joint
            or facts
            or speaking
            or self.sent(token, kind, done)
            or (needs == "issued" and self.is_issued(token))
        ):
            if needs == "issued" and not joint and not self.is_issued(token):
                return
            document = Document(id=f"d{len(self.found) + 1}", kind=f"joint {kind}" if joint else kind)
            self.found.append(document)
            told_of = self.is_issued(token) or speaking or done or kind == "note verbale"
            told_of = told_of or (kind == "decree" and bool(words & {"a", "the", "this", "that"}))
            if told_of or (joint and kind != "declaration"):
                self.issued.add(document.id)
        else:
            return
        document.spans.append(self.language.span(token))
        if (
            (definite or papers.ends(token) or vouched or done)
            and kind in papers.PAPERS | {"communique"}
            and not document.sender
            and "from" not in facts
        ):
            self.announced(token, facts)
        if kind in papers.PAPERS - {"message", "memo", "cable", "memorandum"} and (
            papers.ends(token) or any(t.lemma_ in papers.GIVES_NOTICE and t.pos_ == "VERB" for t in token.sent)
        ):
            self.leaving.add(document.id)
        document.sender = document.sender or facts.get("from")
        document.to = document.to or facts.get("to")
        document.held_by = document.held_by or facts.get("held")
        self.stood_by(token, document)
        behind = self.language.span(token.doc[token.i : token.right_edge.i + 1])
        if document.date is None and any(t.lower_ in ("dated", "signed") for t in token.subtree):
            dates = (t for t in self.draft.times.overlapping(behind) if t.type == "DATE" and t.value)
            document.date = next((t.value for t in dates), None)

    @staticmethod
    def sent(token: Token, kind: str, done: bool) -> bool:
        """Whether the story says at least that a note or a letter was sent or handed over, to whomever."""
        verb = token.head
        if kind == "draft":
            return done and any(c.dep_ == "acl" and c.lemma_ in papers.SEEN for c in token.children)
        return (
            done
            and kind in papers.PAPERS - {"message"}
            and token.dep_ in ("nsubjpass", "dobj")
            and verb.lemma_ in papers.DELIVER
        )

    def drafted(self, token: Token) -> Document | None:
        """The draft or copy, told of just now, whose text a document is: "a draft of the decree"."""
        if token.dep_ != "pobj" or token.head.lower_ != "of" or not self.found:
            return None
        span = self.language.span(token.head.head)
        return self.found[-1] if self.found[-1].kind == "draft" and span in self.found[-1].spans else None

    def differs(self, known: Document, facts: dict[str, str]) -> bool:
        """Whether what is said of a document is not so of one that is known: another sender, another addressee."""
        pairs = ((known.sender, facts.get("from")), (known.to, facts.get("to")))
        return any(a and b and self.apart(a, b) for a, b in pairs)

    def apart(self, a: str, b: str) -> bool:
        """Whether two actors are surely not one, nor of one side: of different countries, or two of a kind."""
        if a == b:
            return False
        one, two = self.draft.actors.get(a), self.draft.actors.get(b)
        return one.country != two.country if one.country and two.country else one.kind == two.kind

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
        return next((d for d in reversed(self.found) if {d.kind, kind} <= papers.PAPERS), None)

    def written(self, verb: Token) -> None:
        """ "The minister wrote to the commission": a letter, though the story has no noun for it."""
        to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ in ("prep", "dative")), None)
        subject = papers.subject_of(verb)
        if to is None or subject is None or any(c.dep_ in ("dobj", "neg") for c in verb.children):
            return
        sender, reader = self.who([subject]), self.who(to.children)
        if reader and sender != reader and (sender or subject.pos_ in ("NOUN", "PROPN", "PRON")):
            document = Document(
                id=f"d{len(self.found) + 1}", kind="letter", to=reader, spans=[self.language.span(verb)]
            )
            document.sender = sender
            self.found.append(document)

    def announced(self, token: Token, facts: dict[str, str]) -> None:
        """Who wrote "the note" of which the story told before: "Peru notified Chile on Monday. The note says ...". Where the
        story says who got it, whoever of the other side told, asked or refused them something."""
        to = facts.get("to")
        verbs = papers.GIVES_NOTICE | papers.DEALS if to else papers.GIVES_NOTICE
        for verb in self.before(token):
            if verb.lemma_ not in verbs or verb.pos_ != "VERB" or not papers.is_done(verb):
                continue
            subject = papers.subject_of(verb)
            who = self.who([subject]) if subject is not None else None
            if who is None or not self.is_state(who) or (to and self.same_side(to, who)):
                continue
            facts.setdefault("from", who)
            if verb.lemma_ in papers.TELL and verb.sent in (token.sent, *papers.sentences(token, 1)):
                if told := self.who(c for c in verb.children if c.dep_ == "dobj"):
                    facts.setdefault("to", told)
            return

    def left(self, sender: str) -> str | None:
        """To whom a paper went by which somebody leaves, where the story does not say: the body that they quit, the state
        with which they end something."""
        for parsed in self.language.paragraphs:
            for verb in parsed.doc:
                if verb.lemma_ not in papers.GIVES_NOTICE or verb.pos_ != "VERB" or not papers.is_done(verb):
                    continue
                subject = papers.subject_of(verb)
                who = self.who([subject]) if subject is not None else None
                if who is None or not self.same_side(who, sender):
                    continue
                objects = [
                    g for c in verb.children if c.dep_ in ("dobj", "prep") for g in (c, *c.subtree) if g.i > verb.i
                ]
                for token in objects:
                    for other in self.draft.actors.of(token):
                        actor = self.draft.actors.get(other)
                        if actor.sector == "IGO" or (actor.kind == "state" and not self.same_side(other, sender)):
                            return other
        return None

    def before(self, token: Token) -> Iterable[Token]:
        """The tokens of a story before one, backwards."""
        docs = [p.doc for p in self.language.paragraphs]
        last = next(i for i, doc in enumerate(docs) if doc is token.doc)
        yield from reversed(token.doc[: token.i])
        for doc in reversed(docs[:last]):
            yield from reversed(doc)

    def is_state(self, who: str) -> bool:
        return who.startswith("state:") or self.draft.actors.get(who).sector == "GOV"

    def same_side(self, a: str, b: str) -> bool:
        """Whether two actors are one, or act for one state."""
        country = self.draft.actors.get(a).country
        return a == b or (country is not None and country == self.draft.actors.get(b).country)

    def looked(self, verb: Token) -> None:
        """ "according to a diplomat who had read it": the document that the sentence, or the one before, told of last."""
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if verb.pos_ != "VERB" or thing is None or thing.lower_ not in ("it", "them") or not papers.is_done(verb):
            return
        last = self.last(verb)
        if last is None or not self.just_told(last, verb):
            return
        facts: dict[str, str] = {}
        self.clause(verb, "object", thing, last.kind, papers.MAKE, facts.setdefault)
        last.held_by = last.held_by or facts.get("held")
        if verb.lemma_ == "sign" or thing.dep_ == "nsubjpass":
            last.sender = last.sender or facts.get("from")
            last.to = last.to or facts.get("to")

    def just_told(self, document: Document, token: Token) -> bool:
        """Whether a document was told of in the sentence of a token or the one before."""
        here = [self.language.span(s) for s in (token.sent, *papers.sentences(token, 1))]
        return any(s.covers(Span(*document.spans[-1])) for s in here)

    def last(self, token: Token) -> Document | None:
        """The document told of last before a token."""
        at = self.language.span(token).start
        return max((d for d in self.found if d.spans[-1][0] < at), key=lambda d: d.spans[-1], default=None)

    def copied(self, token: Token) -> None:
        """ "..., a copy of which was seen by the newspaper": of the document told of last."""
        of = next((c for c in token.children if c.lower_ == "of" and c.dep_ == "prep"), None)
        if of is None:
            over = (
                token.head
                if token.dep_ in ("nsubjpass", "dobj")
                else next((c for c in token.children if c.dep_ == "acl"), None)
            )
            if token.lemma_ != "copy" or over is None or over.lemma_ not in papers.LOOK:
                return  # "circulated it; a copy was seen by"
        elif not any(c.lower_ in ("which", "it", "them") for c in of.children):
            return
        last = self.last(token)
        if last is None:
            return
        facts: dict[str, str] = {}
        for verb, role in papers.clauses(token):
            self.clause(verb, role, token, last.kind, papers.MAKE, facts.setdefault)
        last.held_by = last.held_by or facts.get("held")

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
            "pass",
            "approve",
            "submit",
            "table",
            "circulate",
        ):
            return True
        return any(
            c.dep_ in ("acl", "relcl")
            and c.lemma_ in ("issue", "release", "publish", "read", "post", "carry", "sign", "draft", "adopt", "submit")
            for c in token.children
        )

    def who(self, tokens: Iterable[Token]) -> str | None:
        """The first of some tokens that refers to an actor, by itself or as an officer of one."""
        for token in tokens:
            if self.is_agency(token) and (agency := self.agency()):
                return agency
            if token.lower_ in papers.WE:
                return self.we(token)
            named = next((w for c in token.children if c.dep_ == "appos" for w in self.draft.actors.of(c)), None)
            if named is not None and named.startswith("person:"):
                return named
            if found := papers.speaks(self.draft.actors, token):
                whole = (
                    found[0] if not found[0].startswith("group:") or self.draft.actors.get(found[0]).country else None
                )
                return whole or self.behalf(token) or found[0]
            if behalf := self.behalf(token):
                return behalf
        return None

    def we(self, token: Token) -> str | None:
        """Who "we" are in "we sent them a note," the minister said."""
        for verb in token.ancestors:
            if verb.pos_ == "VERB" and speech_acts().get(verb.lemma_.lower()) in ("say", "confirm", "deny"):
                teller = next((c for c in verb.children if c.dep_ == "nsubj"), None)
                if teller is not None and teller != token:
                    return self.who([teller]) if teller.lower_ not in papers.WE else None
        return None

    def behalf(self, token: Token, depth: int = 0) -> str | None:
        """For whom an officer acts who is no actor of the story: "the Kenyan envoy", "the embassy of Peru", "its
        ambassador", "the leaders of Chad and Sudan"."""
        if token.pos_ not in ("NOUN", "PROPN") or depth > 2 or not (depth or papers.officer(token)):
            return None
        children = sorted(token.children, key=lambda c: c.dep_ not in ("poss", "prep"))
        for child in children:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                for part in (child, *(c for c in child.children if c.dep_ == "compound")):
                    if found := self.draft.actors.of(part):
                        return found[0]
            elif child.dep_ == "prep" and child.lower_ in ("of", "for", "from"):
                for noun in child.children:
                    if found := self.draft.actors.of(noun):
                        return found[0]
                    if inner := self.behalf(noun, depth + 1):
                        return inner
        return None

    def whoever(self, noun: Token) -> tuple[str, ...]:
        """All actors that a noun phrase is ("officials of both countries"), else for whom it acts."""
        if found := papers.speaks(self.draft.actors, noun):
            return found
        who = self.who([noun])
        return (who,) if who else ()

    def is_agency(self, token: Token) -> bool:
        """Whether a noun phrase is the story's own agency: its name, or "this newspaper"."""
        if token.lemma_.lower() in papers.OURSELVES and any(c.lower_ == "this" for c in token.children):
            return True
        if [token.lower_] != self.agency_words[-1:]:
            return False
        return {c.lower_ for c in token.children if c.dep_ == "compound"} <= set(self.agency_words)

    def agency(self) -> str | None:
        name = self.draft.story.agency
        return next((a.id for a in self.draft.actors.items if name and (a.name == name or name in a.aliases)), None)

    def facts(self, token: Token, kind: str) -> tuple[dict[str, str], bool, bool]:
        """Who sent a document, to whom, and who saw it, from what stands around its noun; whether something is done with it,
        and whether a verb says any of this."""
        found: dict[str, str] = {}

        def fact(name: str, who: str | None) -> None:
            if who and who not in (found.get("from"), found.get("to")):
                found.setdefault(name, who)

        named = kind not in ("draft", "order", "report")
        for child in token.children:
            if child.dep_ == "poss" and kind != "draft":
                fact("from", self.who([child]))
            elif child.dep_ in ("amod", "compound", "nmod") and named:
                if child.ent_type_ in ("NORP", "GPE", "ORG") or child.lemma_.lower() in papers.ISSUERS:
                    fact("from", self.who([child, *child.children]))
        make = papers.MAKE_NOTICE if kind == "notice" else papers.MAKE
        if kind in papers.ADOPTED and not any(c.lower_ == "draft" for c in token.children):
            make = papers.ADOPT
        for node in token.subtree:  # phrases, wherever in the noun's own phrase the parser hung them
            if node.i <= token.i or node.dep_ not in ("prep", "dative") or node.head.pos_ == "VERB":
                continue
            if node.lower_ == "to" and named and (node.head == token or papers.of_sender(node, token)):
                fact("to", self.who(node.children))
            elif (
                node.lower_ == "from" and kind != "notice" and (node.head == token or papers.of_what(node, token))
            ) or (
                node.lower_ in ("by", "of")
                and node.head == token
                and (node.lower_ == "by" or kind in papers.SENT_OF | {"decree"})
            ):
                fact("from", self.who(node.children))
            elif node.lower_ == "with" and token.head.lemma_ in papers.LODGE:
                fact("to", self.who(node.children))
        if "from" in found and "to" not in found and named and token.right_edge.i + 1 < len(token.doc):
            next_ = token.doc[token.right_edge.i + 1]  # "in a letter from X to Y", where the parser hung "to" elsewhere
            if next_.lower_ == "to" and next_.pos_ == "ADP":
                fact("to", self.who(next_.children))
        phrase, done = dict(found), False
        for verb, role in papers.clauses(token):
            done = done or (role == "object" and verb.lemma_ in papers.DONE)
            self.clause(verb, role, token, kind, make, fact)
        if "from" not in found and (kind in papers.OF_STATE or token.head.head.lower_ == "according"):
            fact("from", self.ruler(token, any(c.lower_ in ("joint", "common") for c in token.children)))
        return found, done, found != phrase

    def clause(self, verb: Token, role: str, token: Token, kind: str, make: frozenset[str], fact) -> None:  # type: ignore[no-untyped-def]
        """What a verb of which a document is the subject, the object or the place says of it."""
        lemma = verb.lemma_
        subject, agent = papers.subject_of(verb), papers.agent_of(verb)
        passive = role == "passive-object" or (
            not any(c.dep_ == "nsubj" and c != token for c in verb.children)
            and (verb.tag_ == "VBN" or verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children))
            and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
        )
        if role == "in":  # "X said in a letter to Y that"
            definite = any(c.lower_ in ("the", "this", "that") for c in token.children)
            said = speech_acts().get(lemma, "support") not in SILENT
            writer = subject or papers.stranded(verb)
            if writer is not None and (not passive or subject is None) and (said or not definite):
                fact("from", self.who([writer, *writer.conjuncts]))
            if lemma == "serve" and not passive:
                served = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
                fact("to", self.who(g for v in served for c in v.children if c.lower_ == "on" for g in c.children))
            if passive and lemma in papers.TELL | papers.SEND:
                fact("from", self.who(agent.children) if agent is not None else None)
                fact(
                    "to", self.who(c for c in verb.children if c.dep_ == "nsubjpass") if lemma in papers.TELL else None
                )
                fact("to", self.who(g for c in verb.children if c.lower_ == "to" for g in c.children))
            elif said or lemma in papers.TELL:
                for child in verb.children:
                    if child.dep_ in ("dobj", "dative") and lemma in papers.TELL and child.pos_ != "ADP":
                        fact("to", self.who([child]))
                    elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
                        fact("to", self.who(child.children))
            return
        if role == "subject" or (lemma in ("bear", "carry") and role == "object" and papers.signs(verb)):
            if lemma in ("bear", "carry"):
                fact(
                    "from",
                    self.who(
                        g
                        for c in verb.children
                        if papers.signs(verb)
                        for o in c.children
                        if o.lower_ == "of"
                        for g in o.children
                    ),
                )
            elif lemma in papers.REACH:
                for child in verb.children:
                    if child.dep_ == "dobj":
                        fact("to", self.who([child]))
                    elif child.lower_ in ("at", "in", "with"):
                        fact("to", self.who(child.children))
            elif lemma in papers.LIE:
                fact("to", self.who(g for c in verb.children if c.lower_ in ("with", "before") for g in c.children))
            return
        if role == "with":  # "served Peru with a notice"
            if subject is not None:
                fact("to" if passive else "from", self.who([subject]))
            fact("from" if passive else "to", self.who(papers.objects(verb, agent if passive else None)))
            return
        if role == "answered":
            fact("to", self.who([subject]) if subject is not None else None)
            return
        if lemma == "exchange" and role == "object" and subject is not None and subject.conjuncts:
            fact("from", self.who([subject]))
            fact("to", self.who(subject.conjuncts))
            return
        if lemma in ("put", "affix", "append", "set"):
            lemma = "sign"
        doer = self.who(agent.children) if agent is not None else None
        if doer is None and not passive and subject is not None:
            doer = self.who([subject, *subject.conjuncts])
        to: str | None = None
        over_in = any(c.dep_ == "prt" and c.lower_ in ("in", "over") for c in verb.children)
        for child in verb.children:
            before = child.lower_ in ("at", "before", "in") and lemma in papers.TABLE
            if (
                child.lower_ == "to"
                or before
                or (child.lower_ in ("with", "at", "before") and (lemma in papers.LODGE or over_in))
            ):
                to = to or self.who(child.children)
            elif (child.dep_ == "dative" and child.pos_ != "ADP") or (
                role == "passive-object" and child.dep_ == "nsubjpass"
            ):
                to = to or self.who([child])
            elif child.dep_ == "dobj" and child != token and (verb.dep_ == "acl" or child.i < token.i):
                to = to or self.who([child])  # "a note handed the ambassador", "handed the ambassador a note"
            elif child.lower_ == "on" and lemma == "serve":
                to = to or self.who(child.children)
        if to is None and role == "object" and lemma in papers.SEND and not passive and subject is not None:
            far = (t for t in token.subtree if t.lower_ == "to" and t.dep_ == "prep" and t.head.dep_ == "pobj")
            to = next((w for t in far if (w := self.who(t.children))), None)
        if role == "passive-object" and to is None and subject is not None:
            to = self.who([subject])
        own = doer is not None and self.issues(doer) and kind not in ("draft", "document")
        issued = lemma in ("publish", "release", "post") and (kind in papers.PUBLIC or own)
        aloud = lemma == "read" and any(c.lower_ in ("to", "out", "aloud") for c in verb.children)
        if lemma in ("show", "leak") and to is not None:
            fact("held", to)
        elif (lemma in papers.SEEN and doer is not None and not self.issues(doer)) or (
            lemma in papers.SEEN and not issued and not aloud and not (lemma in make and passive and agent is None)
        ):
            fact("held", doer)
        elif lemma in make or issued:
            if kind != "order" or lemma not in ("give", "pass", "carry"):
                fact("from", doer)
        elif lemma in ("receive", "get"):
            fact("to", doer)
            fact("from", self.who(g for c in verb.children if c.lower_ == "from" for g in c.children))
        if lemma in papers.SEND and kind not in ("draft", "order"):
            fact("to", to)

    def issues(self, actor: str) -> bool:
        """Whether what somebody publishes is their own: a state, an office, an army, a party, a person."""
        found = self.draft.actors.get(actor)
        return found.kind in ("state", "person") or found.sector in papers.ISSUING

    def ruler(self, token: Token, joint: bool) -> str | None:
        """By whose decree: who acts in the clause "X ended the pact by decree", or in the one before "a decree says", if it
        is a state or who governs one; whose joint communique: who acts in the clause that stands in it."""
        over = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX") and t.lower_ != "according"), None)
        if token.dep_ == "nsubj":
            before = next(iter(papers.sentences(token, 1)), None)
            over = before.root if before is not None else None
        else:
            word, above = token.head.lower_, token.head.head
            if token.dep_ != "pobj" or word not in ("by", "in", "with", "under", "through", "to"):
                return None
            if word == "to" and above.lower_ != "according":
                return None
            if word not in ("by", "to") and above.pos_ in ("NOUN", "PROPN"):
                return None
        subject = papers.subject_of(over) if over is not None else None
        who = self.who([subject]) if subject is not None else None
        if who is None or joint or who.startswith("state:"):
            return who
        actor = self.draft.actors.get(who)
        if token.head.head.lower_ == "according" and actor.kind == "organization" and actor.sector != "MED":
            return who  # "The Houthis told them to leave, according to a letter"
        return who if actor.sector == "GOV" else None

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
        if document is None:
            return
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ not in ("we", "i"):
            holder = self.who([subject])
            if verb.lemma_ == "have" and thing.lower_ != "it":
                document.held_by = document.held_by or holder
            if verb.lemma_ == "receive" or thing.lower_ == "it":
                document.to = document.to or holder
        for over in verb.ancestors:
            act = speech_acts().get(over.lemma_.lower())
            teller = next((c for c in over.children if c.dep_ == "nsubj"), None)
            if teller is not None and act in ("say", "confirm") and over.pos_ == "VERB":
                if not any(c.dep_ == "neg" for c in over.children):
                    who = self.whoever(teller)[:1]
                    if not who and document.to and teller.lemma_.startswith("spokes"):
                        who = (document.to,)
                    document.authenticated_by.extend(w for w in who if w not in document.authenticated_by)
                break

    def stood_by(self, noun: Token, document: Document) -> None:
        """Who "acknowledged the letter", or "denied that such a letter had been written"."""
        verb = noun.head
        for clause in noun.children:  # "a draft posted online and verified by the government"
            for checked in (clause, *clause.conjuncts) if clause.dep_ == "acl" else ():
                agent = next((c for c in checked.children if c.dep_ == "agent"), None)
                if checked.lemma_ in papers.ACKNOWLEDGE and agent is not None and (who := self.who(agent.children)):
                    document.authenticated_by.extend([who] if who not in document.authenticated_by else [])
        if noun.dep_ not in ("dobj", "nsubjpass", "nsubj") or verb.pos_ not in ("VERB", "AUX"):
            return
        if noun.dep_ == "dobj" and verb.lemma_ in papers.ACKNOWLEDGE | papers.DISAVOW:
            over = verb
        elif verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ == "deny":
            over = verb.head
        else:
            return
        subject = papers.subject_of(over)
        who = self.who([subject]) if subject is not None else None
        if who is None or any(c.dep_ == "neg" or c.lower_ in papers.MAY for c in over.children):
            return
        if over.lemma_ in papers.ACKNOWLEDGE and over.head.lemma_ in ("decline", "refuse"):
            return
        target = document.authenticated_by if over.lemma_ in papers.ACKNOWLEDGE else document.disputed_by
        if who not in target:
            target.append(who)

    def vouching(self, token: Token) -> None:
        """Who acknowledged or disputed that a document is genuine."""
        lemma = token.lemma_.lower()
        verbs = papers.ACKNOWLEDGE | papers.DISPUTE
        if lemma in papers.FALSE:
            verbs = frozenset(["call", "say", "dismiss", "describe", "denounce"])
        verb = next((t for t in (*token.ancestors,) if t.lemma_ in verbs), None)
        if verb is None:
            return
        here = [d for d in self.found if any(self.language.span(token.sent).covers(Span(*s)) for s in d.spans)]
        if not here and lemma == "receipt":  # "The league confirmed receipt"
            here = [d for d in self.found if d.kind in papers.PAPERS and self.just_told(d, token)]
        if lemma in ("contents", "content", "existence", "receipt", *papers.FALSE) and not here:
            return
        document = here[-1] if here else self.found[-1]
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
        if subject is not None and subject.dep_ == "agent":
            subject = next(iter(subject.children), subject)
        if subject is None:
            return
        who = [w for s in (subject, *subject.conjuncts) for w in self.whoever(s)]
        refused = any(
            t.lemma_ in ("decline", "refuse", "unable", "can") for t in (verb.head, *verb.children) if t is not verb
        )
        if any(c.dep_ == "neg" for c in verb.children) or (refused and verb.lemma_ in papers.ACKNOWLEDGE):
            return  # "could not verify", "would not confirm": neither vouched for nor disputed
        if lemma == "receipt" and who:
            document.to = document.to or who[0]
            sender = self.who(g for c in verb.children if c.lower_ == "from" for g in c.children)
            document.sender = document.sender or (sender if sender != document.to else None)
        disputed = verb.lemma_ in papers.DISPUTE or lemma in papers.FALSE
        target = document.disputed_by if disputed else document.authenticated_by
        target.extend(w for w in who if w not in target)


def words() -> list[str]:
    """The lemmas of the tokens that :func:`read` needs to see."""
    nouns = [*document_kinds(), *papers.GENUINENESS]
    return [
        *nouns,
        *(n.capitalize() for n in nouns),
        *(n.upper() for n in nouns),
        *papers.GET,
        *papers.COPIES,
        *papers.LOOK,
        "mail",
        "write",
    ]


def read(draft: Draft, tokens: Iterable[Token]) -> list[Document]:
    """The documents of a story, in the order of their first words. ``tokens``: those with lemmas of :func:`words`, in order."""
    return _Reader(draft).read(tokens)
