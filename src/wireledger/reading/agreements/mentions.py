"""Phrases that speak of an agreement: named, described, implied, or a membership."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.actors import capitals
from wireledger.knowledge.agreements import acronyms, act_nouns, bilateral, bodies, kind_of, named, nouns
from wireledger.model import Span
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts, predicates, syntax
from wireledger.reading.agreements.groups import ordinal
from wireledger.reading.agreements.kinds import FORCES
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry, Mention
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause
from wireledger.reading.magnitudes import number

_ANOTHER = frozenset(
    (
        "another",
        "second",
        "similar",
        "third",
        "earlier",
        "previous",
        "older",
        "separate",
        "different",
        "comparable",
        "prior",
    )
)
_MEETING = frozenset(
    (
        "constitutional",
        "national",
        "party",
        "republican",
        "democratic",
        "annual",
        "nominating",
        "gop",
        "labor",
        "labour",
        "fan",
        "comics",
        "hotel",
        "industry",
    )
)
_TEXTS = frozenset(("text", "document", "paper", "contract", "instrument", "waiver", "lease", "programme", "scheme"))
"""By which an agreement that was just told of may be meant."""
_CONTINENTAL = frozenset(("American", "European", "African", "Arab", "Asian", "Inter-American", "Islamic", "Nordic"))


@functools.cache
def _first_words() -> frozenset[str]:
    """Lemmas of which a sentence has one that may speak of an agreement of which the story has not spoken yet."""
    nouns_ = (nouns(), lexicon.SIGNED, lexicon.RELATIONS, lexicon.MEMBERSHIP, lexicon.CHARTERS)
    return frozenset(w for words in nouns_ for w in words) | {"sofa", "contract", "fire", "agree", "lease", "rent"}


@functools.cache
def _words() -> frozenset[str]:
    """Lemmas of which a sentence has one that may speak of an agreement: those that take up one that was told of among them."""
    return _first_words() | _TEXTS | {"one", "ones", "another", "that", "those"}


class Finder:
    """Finds the mentions of a sentence, with name, kind, year and parties that the phrase itself gives."""

    def __init__(self, draft: Draft, who: Parties, entries: list[Entry]) -> None:
        self.draft = draft
        self.who = who
        self.entries = entries
        """Those that the story has told of so far."""
        self.aliases: dict[str, tuple[str, str | None]] = {}
        """Short names that the story gives in brackets, with name and kind of what they stand for."""
        self.business = False
        """Whether a contract has been told of."""

    def mentions(self, sentence: Tokens, lemmas: set[str]) -> list[Mention]:
        """The mentions of a sentence with those lemmas, in order."""
        found: list[Mention] = []
        taken: set[int] = set()
        for m in self.named_in(sentence):
            found.append(m)
            taken |= {t.i for t in sentence if m.span.start <= self.draft.language.span(t).start < m.span.end}
        for m in self.abbreviated(sentence, taken) if self.aliases else ():
            found.append(m)
            taken |= {m.head.i}
        known = nouns()
        several = any(m.plural for e in self.entries for m in e.mentions)
        if not found and not several and lemmas.isdisjoint(_words() if self.entries else _first_words()):
            return found
        each = self.one_by_one(sentence)
        for token in sentence:
            if token.i in each:
                found.append(self.nth(token, each[token.i]))
                continue
            if several and token.i not in taken and (which := ordinal(token)) is not None:
                found.append(self.nth(token, which))
                continue
            if (
                token.lower_ == "another"
                and token.tag_ == "DT"
                and token.dep_ in ("dobj", "nsubj", "nsubjpass")
                and (self.entries or found)
            ):
                if (noun := self.other(token)) is not None:
                    noun.kind = noun.kind or (found[-1].kind if found else None)
                    found.append(noun)
                continue
            if token.i in taken or (token.pos_ not in ("NOUN", "PROPN") and token.lower_ != "one"):
                if (
                    token.pos_ == "VERB"
                    and token.lemma_ in ("lease", "rent")
                    and (noun := self.leased(token)) is not None
                ) or (token.pos_ == "VERB" and token.lemma_ == "agree" and (noun := self.agreed(token)) is not None):
                    found.append(noun)
                elif token.lower_ in ("that", "those") and (short := self.elliptical(token)) is not None:
                    found.append(short)
                continue
            if token.lower_ in ("one", "ones") and (short := self.elliptical(token)) is not None:
                found.append(short)
                continue
            lemma = syntax.noun_of(token)
            self.business = self.business or (lemma == "contract" and not self.entries)
            if lemma in lexicon.CHARTERS and (member := self.charter(token)) is not None:
                found.append(member)
                continue
            if (
                lemma == "one"
                and self.entries
                and any(c.lower_ in _ANOTHER for c in token.children)
                and (token.i + 1 == len(token.doc) or token.nbor().lower_ != "another")
            ):
                if (noun := self.described(token, True)) is not None:
                    noun.new = not noun.old
                    noun.like = noun.like or self.entries[-1]
                    noun.kind = noun.kind or self.entries[-1].kind
                    if not noun.parties and not syntax.near(token, ("with", "between")):
                        noun.parties = list(self.entries[-1].parties)
                    found.append(noun)  # "It suspended another one, with Japan"
                continue
            if lemma in known or (lemma == "sofa" and token.text.isupper()):
                if token.dep_ in ("compound", "amod", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
                    head = token.head.lemma_.lower()
                    if head in known or head not in (*act_nouns(), *lexicon.NOTICES, "talk", "term", "obligation"):
                        continue
                if (noun := self.described(token, known.get(lemma, True))) is not None:
                    found.append(noun)
            elif lemma in _TEXTS and self.entries and (text := self.text(token)) is not None:
                found.append(text)
            elif lemma in lexicon.SIGNED and token.dep_ not in ("compound", "amod", "nmod"):
                if (noun := self.paper(token)) is not None:
                    found.append(noun)
            elif lemma in lexicon.RELATIONS and token.dep_ not in ("compound", "amod", "nmod"):
                if (tie := self.relation(token) or self.partnership(token)) is not None:
                    found.append(tie)
            elif lemma in lexicon.MEMBERSHIP:
                owners = self.who.at(syntax.near(token, ("of", "in")) + syntax.premodifiers(token))
                verb = clause(token)
                if token.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB":
                    doers = self.who.at(
                        frames.subject_of(verb)[0] if token.dep_ == "dobj" else syntax.near(verb, ("by",))
                    )
                    owners += [p for p in doers if p not in owners]
                for t in (*syntax.near(token, ("of", "in")), *token.children):
                    body = self.who.the_body(t)
                    owners += [body] if body and body not in owners else []
                bodies = [p for p in owners if self.draft.actors.get(p).sector == "IGO"]
                if not bodies and owners and lemma == "membership" and (only := self.who.only_body(token)):
                    bodies = [only]
                told = {e.organisation for e in self.entries if e.organisation}
                if not bodies and owners and lemma == "participation" and len(told) == 1:
                    bodies = [str(b) for b in told]
                states = [p for p in owners if self.draft.actors.get(p).kind == "state"]
                if bodies and states:
                    found.append(self.member(token, bodies[0], states))
        found.sort(key=lambda m: m.span)
        return self.bracketed(found, sentence)

    def bracketed(self, found: list[Mention], sentence: Tokens) -> list[Mention]:
        """A name in brackets behind a phrase is that phrase's ("the treaty on reductions (New START)"), and short for it later on."""
        for n, token in enumerate(sentence):
            if token.text != "(":
                continue
            before = [m for m in found if m.head.i < token.i and m.head.sent == sentence and not m.implied]
            inside = list(itertools.takewhile(lambda t: t.text != ")", sentence[n + 1 : n + 8]))
            if (
                not before
                or not inside
                or any(t.pos_ in ("VERB", "AUX") for t in sentence.doc[before[-1].head.i : token.i])
            ):
                continue
            long = before[-1]
            short = next((m for m in found if token.i < m.head.i <= inside[-1].i and m.name), None)
            if short is not None:
                long.name, long.kind = short.name, short.kind or long.kind
                found.remove(short)
            elif (
                len(inside) == 1
                and inside[0].text.isupper()
                and inside[0].text.isalpha()
                and 2 <= len(inside[0].text) <= 8
            ):
                long.name = long.name or titled(long)
                if long.name:
                    self.aliases[inside[0].text] = long.name, long.kind
        return found

    def abbreviated(self, sentence: Tokens, taken: set[int]) -> Iterator[Mention]:
        """The agreements whose short name the story has given in brackets."""
        for token in sentence:
            if token.i in taken or (alias := self.aliases.get(token.text)) is None:
                continue
            m = Mention(token, self.draft.language.span(token), token.text, alias[0], alias[1], definite=True)
            if token.dep_ in ("compound", "nmod", "amod") and token.head.lemma_.lower() in nouns():
                m.head = token.head
            self.modifiers(m)
            yield m

    def named_in(self, sentence: Tokens) -> Iterator[Mention]:
        table = named()
        words = self.draft.language.of_doc(sentence.doc).words
        i, firsts = 0, first_words()
        tokens = list(sentence)
        while i < len(tokens):
            if tokens[i].lower_ not in firsts:
                i += 1
                continue
            for j in range(min(len(tokens), i + 7), i, -1):
                text = words(tokens[i].i, tokens[j - 1].i + 1)
                hit = table.get(text.lower()) or table.get(text.lower().removesuffix(" treaty"))
                if hit and text.lower() in acronyms() and not self.short(tokens[j - 1]):
                    continue  # "Salt Lake City", "ABM defences"
                if hit and any(c.isupper() or c.isdigit() for c in text) and not syntax.goes_on(tokens[j - 1]):
                    run = sentence.doc[tokens[i].i : tokens[j - 1].i + 1]
                    head = run.root
                    m = Mention(head, self.draft.language.span(run), text, hit[0], hit[1], definite=True)
                    if head.head.pos_ in ("NOUN", "PROPN") and head.dep_ in ("compound", "nmod", "appos", "amod"):
                        if head.head.lemma_.lower() in nouns():
                            m.head = head.head
                            m.span = Span(m.span.start, max(m.span.end, self.draft.language.span(head.head).end))
                    self.modifiers(m)
                    body = self.who.body_named(bodies().get(hit[0], ""))
                    if body is not None:  # to leave the Rome Statute is to leave the court
                        m.name, m.kind, m.organisation = None, "membership", body
                        m.parties += [body] if body not in m.parties else []
                    yield m
                    i = j
                    break
            else:
                i += 1
                continue
            continue

    def short(self, token: Token) -> bool:
        """Whether a word in capitals stands for an agreement: not "ABM defences", "INF missiles"."""
        up = token.head
        named_by = token.dep_ in ("compound", "nmod", "amod") and up.pos_ in ("NOUN", "PROPN") and up.i > token.i
        return token.text.isupper() and not (
            named_by and syntax.noun_of(up) not in (*nouns(), *act_nouns(), *lexicon.NOTICES)
        )

    def one_by_one(self, sentence: Tokens) -> dict[int, str]:
        """ "two memorandums, one on military cooperation and one on the sea frontier": which one of several each is."""
        plural = any(t.tag_ == "NNS" and t.lemma_.lower() in nouns() for t in sentence)
        ones = [
            t
            for t in sentence
            if t.lower_ == "one"
            and t.i + 2 < sentence.end
            and t.nbor().lower_ in ("on", "about", "over", "for")
            and not t.nbor(2).ent_type_
            and (t.i == sentence.start or t.nbor(-1).lower_ in (",", ":", "and", ";", "-", "--"))
        ]
        names = ("first", "second", "third", "fourth")
        return {t.i: n for t, n in zip(ones, names, strict=False)} if plural and len(ones) > 1 else {}

    def other(self, token: Token) -> Mention | None:
        """ "It also terminated another, dating from 2010": one more like that told of last."""
        m = Mention(token, self.draft.language.span(token), token.text, indefinite=True, new=True)
        m.like = self.entries[-1] if self.entries else None
        self.modifiers(m)
        partners = self.who.states(syntax.near(token, ("with",)))
        if m.like is not None:
            m.kind = m.like.kind
            m.parties = m.parties or list(m.like.parties)
        elif not partners:
            return None
        return m

    def elliptical(self, token: Token) -> Mention | None:
        """ "the one with Panama", "that of 1991", "resembles one with Tuvalu": an agreement whose noun was said before."""
        if not self.entries or token.i + 1 >= len(token.doc) or token.nbor().lower_ not in ("with", "between", "of"):
            return None
        of = token.nbor().lower_ == "of"  # "one of its main promoters, together with Venezuela" is none
        partners = self.who.states(syntax.near(token, ("with", "between"))) if not of else []
        year = next((t for t in syntax.near(token, ("of",)) if lexicon.YEAR.fullmatch(t.text)), None)
        if not partners and year is None:
            return None
        m = Mention(token, self.draft.language.span(token), token.text, year=year.text if year is not None else None)
        known = [e for e in self.entries if (e.kind or e.parties) and not any(m.like for m in e.mentions)]
        m.parties, m.plural, m.like = partners, token.lower_ in ("ones", "those"), (known or self.entries)[-1]
        m.definite = token.lower_ in ("that", "those") or any(c.lower_ == "the" for c in token.children)
        m.kind = m.like.kind
        doers = [p for f in m.like.acts if f.act in ("sign", "suspend", *lexicon.ENDINGS) for p in f.by]
        others = [p for p in (*doers, *m.like.parties) if p not in partners]
        if len(partners) == 1 and others and not m.like.organisation and not parts.multilateral(m.like):
            m.parties = [others[0], *partners]  # whoever made the other one, too
        return m

    def described(self, head: Token, sure: bool) -> Mention | None:
        if head.tag_ == "NNS" and any(c.dep_ == "nsubj" for c in head.children):
            return None  # "A second one deals with the radar", taken for a noun
        left = frames.left(head)
        top: Token | None = None
        for t in syntax.near(
            head, ("on", "for", "about")
        ):  # "an understanding on the renewal of the treaty": not another
            if act_nouns().get(t.lemma_.lower()) in ("extend", "renew", "end", "suspend", "resume") and not sure:
                if any(u.lemma_.lower() in nouns() for u in syntax.near(t, ("of",))):
                    return None
        if left.i >= 2 and left.nbor(-1).lower_ == "of" and left.nbor(-2).lower_ == "status":
            top = left.nbor(-2)
            left = frames.left(top)  # "the 2012 status of forces agreement"
        run = head.doc[left.i : head.i + 1]
        words = run.text
        numbers = [t for c in head.children if c.dep_ == "nummod" for t in c.subtree if t.like_num]
        if head.tag_ == "NNS" and (number(numbers) or 0) > 12 and not lexicon.YEAR.fullmatch(numbers[0].text):
            return None  # "some 70 of about 280 agreements"
        if any(c.lower_ in ("no", "neither") and c.dep_ == "det" for c in head.children):
            return None  # "the countries have no defence treaty"
        capitals_ = any(t.text[:1].isupper() for t in run[1:])
        if head.lemma_.lower() == "convention" and _gathering(head, run):
            return None
        lowered = {t.lower_ for t in run}
        if "unilateral" in lowered:
            return None  # "a unilateral ceasefire"
        if head.lemma_ == "deal" and lowered & lexicon.SALES:
            return None
        if lowered & lexicon.BUSINESS and not lowered & lexicon.MILITARY:
            beside = [t for t in syntax.near(head, ("with", "between")) if t.pos_ == "PROPN"]
            signing = [c for c in head.children if c.dep_ == "relcl" and c.lemma_.lower() in lexicon.FORMAL]
            abroad = self.who.states([*beside, *(t for c in signing for t in frames.of_verb(c).subject)])
            made = [t for v, w in predicates.governors(head) if w.act == "sign" for t in frames.of_verb(v).subject]
            if not abroad and len(two := self.who.states(made)) > 1:
                abroad = two  # "Kuwait and Manila signed a labour accord"
            if not abroad or lowered & lexicon.FIRMS:
                self.business = True
                return None
        if (
            head.tag_ == "NNS"
            and "international" in lowered
            and run[0].lower_ in ("international", "such", "other", "any")
        ):
            return None  # such agreements in general
        if (
            self.business
            and not self.entries
            and not capitals_
            and run[0].lower_ in ("the", "this")
            and kind_of(words) is None
        ):
            return None  # "the agreement" after "its contract with the coach"
        right = head.doc[head.i : min(head.right_edge.i + 1, head.i + 25)]
        m = Mention(head, self.draft.language.span(run), words, sure=sure, top=top)
        m.plural = head.tag_ in ("NNS", "NNPS")
        m.kind = kind_of(words)
        if m.kind in (None, "cooperation", "defence"):
            near = " ".join(t.text for t in right if t.i > head.i)
            wider = kind_of(near) if syntax.about(head) else None
            if wider and (m.kind is None or m.kind == "cooperation" or parts.finer(wider)):
                m.kind = wider
        first = run[0].lower_
        m.definite = first in ("the", "this", "that", "these", "those", "its", "their", "both") or bool(
            [c for c in head.children if c.dep_ == "poss"]
        )
        m.old = any(t.lower_ in lexicon.OLD and (t.i == 0 or t.nbor(-1).text != "-") for t in run)
        m.indefinite = first in ("a", "an")
        m.new = self.replacing(head) or any(
            t.lower_ in lexicon.NEW and t.ent_type_ not in ("GPE", "NORP", "ORG", "LOC") for t in run
        )
        m.many = (
            bool(lowered & lexicon.MANY or {"united", "nations"} <= lowered) and not m.new and first not in ("a", "an")
        ) or (head.lemma_.lower() == "convention" and self.deposited())
        m.many = m.many or (head.dep_ == "poss" and head.head.lemma_.lower() in lexicon.MEMBERS and head.head.tag_ == "NNS" and any(
            c.dep_ == "nummod" for c in head.head.children
        ))  # fmt: skip
        capitals = [t for t in run if t.text[:1].isupper() and t.i > left.i - 1 and t.ent_type_ not in ("NORP",)]
        if head.text[:1].isupper() and len(capitals) >= 2 and not head.is_sent_start:
            names = [t for t in run if t.pos_ != "DET" and t.dep_ != "poss" and t.lower_ != "'s"]
            names = [t for t in names if t.ent_type_ not in ("GPE", "NORP", "DATE")] or names
            if len(names) >= 2:
                m.name = head.doc[names[0].i : head.i + 1].text
        m.name = m.name or self.of_place(head)
        if m.name is None and m.definite and head.i and head.text[:1].isupper() and head.nbor(-1).text in _CONTINENTAL:
            m.name = head.doc[head.i - 1 : self.title_end(head) + 1].text  # "the American Treaty on Pacific Settlement"
            m.many = True
        self.modifiers(m)
        if m.kind is None and any(c.lower_ in ("similar", "comparable", "identical", "like") for c in head.children):
            m.kind = next((e.kind for e in reversed(self.entries) if e.kind), None)
            if self.entries and not syntax.near(head, ("with", "between")):
                m.like = self.entries[-1]
        return m

    def text(self, token: Token) -> Mention | None:
        """ "The text takes effect at once", "The contract, concluded in 2002": the agreement told of last, called by what it is written on.

        Only as the subject or object of what is done to agreements: notes and letters are documents, too."""
        if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or token.tag_ != "NN" or not syntax.the(token):
            return None
        last = max(self.entries, key=lambda e: max(m.span for m in e.mentions))
        if last.organisation or any(c.dep_ in ("amod", "compound", "poss") for c in token.children):
            return None
        done = {w.act for _, w in predicates.governors(token)}
        term = token.head.lemma_ in lexicon.TERM_VERBS or token.head.lemma_ in lexicon.GRANTING
        if token.dep_ == "dobj" and not done & {"ratify", "extend", "renew", "suspend", "end"}:
            return None
        if not term and not done & {"sign", "ratify", "enter-into-force", "extend", "renew", "suspend", "expire"}:
            return None
        m = Mention(token, self.draft.language.span(token), token.text, definite=True, text=True)
        m.kind = last.kind
        return m

    def replacing(self, head: Token) -> bool:
        """ "a treaty to take its place", "an accord to replace it": a new one."""
        for c in head.children:
            if c.dep_ in ("acl", "relcl") and (c.tag_ == "VB" or any(g.tag_ == "MD" for g in c.children)):
                if c.lemma_ in ("replace", "succeed", "supersede"):
                    return True
                if c.lemma_ == "take" and any(g.dep_ == "dobj" and g.lemma_ == "place" for g in c.children):
                    return True
        return False

    def of_place(self, head: Token) -> str | None:
        """ "the Pact of Bogota", "the Treaty of Lausanne": a name by the place of signature."""
        of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == head.i + 1), None)
        place = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if place is None or place.i != head.i + 2 or not head.text[:1].isupper() or place.pos_ != "PROPN":
            return None
        return f"{head.text} of {place.text}" if place.ent_type_ != "DATE" and place.text.isalpha() else None

    def title_end(self, head: Token) -> int:
        """The last token of a title that goes on behind its noun: "Convention on the Use of Force"."""
        last, small = head.i, ("on", "of", "for", "the", "and", "to", "in", "against")
        for t in head.doc[head.i + 1 : min(head.i + 12, head.sent.end)]:
            if t.text[:1].isupper() and t.is_alpha and t.ent_type_ != "DATE":
                last = t.i
            elif t.lower_ not in small:
                break
        return last

    def deposited(self) -> bool:
        """Whether the story speaks of depositing or of a depositary, as only treaties of many have one."""
        return "deposit" in self.draft.story.text

    def relation(self, head: Token) -> Mention | None:
        """Cooperation of armed forces that is ended, suspended or agreed: an agreement that the story implies."""
        run = head.doc[frames.left(head).i : head.i + 1]
        if not {t.lower_ for t in run} & lexicon.MILITARY or "diplomatic" in {t.lower_ for t in run}:
            return None
        done = ("end", "suspend", "resume", "renew", "extend")
        if not any(word.act in done for _, word in predicates.governors(head)):
            return None
        m = Mention(head, self.draft.language.span(run), run.text, kind="defence", implied=True, definite=True)
        self.modifiers(m)
        return m

    def nth(self, token: Token, which: str) -> Mention:
        """ "The first obliges Russia to withdraw": one of several, of the kind that its clause shows."""
        end = token.sent.end
        if token.lower_ == "one" and (later := [t.i for t in token.sent if t.i > token.i and t.lower_ == "one"]):
            end = later[0]
        words = " ".join(t.text for t in token.doc[token.i + 1 : end])
        m = Mention(token, self.draft.language.span(token), token.text, kind=kind_of(re.sub(r"[^\w\s-]", " ", words)))
        m.definite, m.ordinal = True, which
        return m

    def paper(self, head: Token) -> Mention | None:
        """A declaration, a document, an exchange of letters that several sign: what it is called by is not what it is."""
        signing = [
            v
            for v, w in predicates.governors(head)
            if w.act == "sign" and v.lemma_ in ("sign", "initial", "exchange", "put")
        ]
        joint = any(c.lower_ in ("joint", "bilateral", "trilateral", "tripartite") for c in head.children) or any(
            t.lemma_ in ("intent", "cooperation", "understanding", "friendship", "principle", "note", "letter")
            for t in syntax.near(head, ("of", "on"))
        )
        titled_ = (
            head.text[:1].isupper()
            and head.i > 0
            and head.nbor(-1).text[:1].isupper()
            and head.nbor(-1).pos_ == "PROPN"
        )
        subjects = [t for v in signing for t in frames.of_verb(v).subject]
        several = len([p for p in self.who.deep(subjects) if self.draft.actors.get(p).kind == "state"]) >= 2 or any(
            syntax.pair(t) for t in subjects
        )
        several = several or (bool(subjects) and bool(self.who.states(syntax.near(head, ("with", "between")))))
        verb = clause(head)
        binding = joint and head.dep_ == "nsubj" and verb.lemma_ in lexicon.GRANTING
        if binding and (any(syntax.pair(t) for t in frames.of_verb(verb).object) or len(self.who.bound(verb)) > 1):
            return self.described(head, True)  # "A joint declaration of 2001 obliges the two governments to consult"
        if any(
            t.lemma_.lower() in ("accession", "ratification", "surrender", "withdrawal", "approval")
            for t in syntax.near(head, ("of",))
        ):
            return None  # of what is joined or approved
        dated = any(
            c.dep_ == "acl" and c.lemma_ in ("sign", "initial", "conclude", "exchange", "agree") for c in head.children
        )
        if dated and syntax.under(head) and not {t.lower_ for t in head.subtree} & lexicon.BUSINESS:
            return self.described(head, True)  # "Under a timetable signed in Moscow, all were to be gone"
        of_notes = head.lemma_ == "exchange"
        if of_notes and not joint:
            return None
        if not (
            (signing and (joint or several))
            or (titled_ and (several or syntax.under(head)))
            or (of_notes and syntax.under(head))
        ):
            return None
        m = self.described(head, False)
        if m is not None:
            m.definite, m.sure = m.definite and titled_, True
        return m

    def partnership(self, head: Token) -> Mention | None:
        """ "signed a strategic partnership with China": what is signed binds, whatever it is called."""
        signing = [v for v, w in predicates.governors(head) if v.lemma_ in ("sign", "initial", "ink", "conclude")]
        with_ = syntax.near(head, ("with", "between")) + [
            t for v in signing for t in frames.of_verb(v).preps.get("with", [])
        ]
        two = [t for v in signing for t in frames.of_verb(v).subject]
        if not signing or not (with_ or any(syntax.pair(t) for t in two) or len(self.who.states(two)) > 1):
            return None
        return self.described(head, True)

    def agreed(self, verb: Token) -> Mention | None:
        """ "agreed to stop fighting", "agreed that Moscow may keep a base": an agreement that is only said to be made.

        Only where what is agreed binds (:data:`lexicon.AGREED`), and between states, or a state and an armed group of another."""
        a = frames.of_verb(verb)
        what = [c for c in a.complements if c.pos_ in ("VERB", "AUX")]
        what += [
            c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX") and c not in what
        ]
        what = [c for c in what if c.i > verb.i]
        on = [t for p in ("on", "to", "upon") for t in a.preps.get(p, []) if t.lemma_.lower() in lexicon.PLANS]
        if a.passive or not (what or on):
            return None
        with_ = a.preps.get("with", [])
        sides = [*a.subject, *with_]
        parties = self.who.deep(a.subject)
        parties += [p for p in self.who.deep(with_) if p not in parties]
        states = [p for p in parties if self.draft.actors.get(p).kind == "state"]
        pair = any(syntax.pair(t) for t in a.subject)
        what = what or on
        words = {t.lower_ for t in what[0].subtree}
        stopping = what[0].lemma_.lower() in lexicon.STOPPING and bool(words & lexicon.FIGHTING)
        if stopping and len(states) == 1 and (foes := self.who.fighters(sides, states)):
            parties = [*states, *foes[:1]]
        elif not pair and len(states) < 2:
            return None
        verbs = [what[0], *(c for c in what[0].children if c.dep_ == "conj")]
        binding = (
            stopping
            or bool(on)
            or any(v.lemma_ == "go" and any(c.lower_ in ("home", "back") for c in v.children) for v in verbs)
            or any(
                frames.lemma_of(v) in lexicon.AGREED
                and any(c.dep_ in ("dobj", "nsubjpass", "prep", "dative", "nsubj") for c in v.children)
                for v in verbs
            )
        )
        mending = what[0].lemma_.lower() in lexicon.MENDING and words & {"ties", "relations", "links"}
        kind = (
            "peace"
            if stopping
            else "friendship"
            if mending
            else kind_of(re.sub(r"[^\w\s-]", " ", " ".join(t.text for t in what[0].subtree)))
        )
        kind = kind or ("defence" if words & FORCES else None)
        if not binding or kind is None or words & set(nouns()):
            return None
        run = verb.doc[verb.i : verb.i + 1]
        m = Mention(verb, self.draft.language.span(run), f"{kind} agreement", kind=kind, implied=True, indefinite=True)
        m.parties, m.pair = parties if not pair else [], pair
        return m

    def leased(self, verb: Token) -> Mention | None:
        """ "Baikonur, which Russia rents from Kazakhstan until 2050": a lease that the verb implies, between two states."""
        a = frames.of_verb(verb)
        if self.draft.statements.stance(verb).status not in ("happened", "ongoing"):
            return None
        words = {t.lower_ for t in verb.subtree}
        if words & set(nouns()) and "lease" not in words:
            return None  # "rents the base under a treaty of 1997"
        owner = [*a.preps.get("from", []), *a.preps.get("to", []), *a.dative, *syntax.near(verb, ("from", "to", "by"))]
        parties = self.who.states([*a.subject, *owner])
        if len(parties) != 2:
            return None
        if any(e.kind == "basing" or set(parties) <= set(e.parties) for e in self.entries):
            return None  # of which the story has told already
        m = Mention(verb, self.draft.language.span(verb), "lease", kind="basing", implied=True, indefinite=True)
        m.parties = parties
        return m

    def charter(self, head: Token) -> Mention | None:
        """ "denounced the charter of the organisation": the membership of it."""
        owners = [*syntax.near(head, ("of",)), *(c for c in head.children if c.dep_ in ("poss", "compound"))]
        body = next((b for t in owners if t.head == head or t.dep_ == "pobj" if (b := self.who.the_body(t))), None)
        if body is None or self.draft.actors.get(body).sector != "IGO":
            return None
        if self.draft.actors.get(body).name == "United Nations" and head.lemma_.lower() != "charter":
            return None  # whose treaties are many
        doing = [
            (v, w) for v, w in predicates.governors(head) if w.act in lexicon.ENDINGS or w.act in ("suspend", "resume")
        ]
        if not doing:
            return None
        verb = doing[0][0] if doing[0][0].pos_ == "VERB" else clause(doing[0][0])
        subjects = frames.subject_of(verb)[0]
        paper = next((t for t in verb.ancestors if t.lemma_.lower() in lexicon.DOCUMENTS), None)
        signed = [c for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBN"] if paper is not None else []
        if signers := [t for c in signed for t in syntax.near(c, ("by",))]:
            subjects = signers  # "a letter, signed by the president, denouncing the charter"
        elif verb.dep_ in ("advcl", "acl") and not subjects:
            subjects = frames.subject_of(clause(verb.head))[0]
        states = [p for p in self.who.deep(subjects) if self.draft.actors.get(p).kind == "state"]
        return self.member(head, body, states)

    def member(self, head: Token, body: str, states: list[str]) -> Mention:
        name = self.draft.actors.get(body).name
        m = Mention(head, self.draft.language.span(head), head.text, f"{name} membership", "membership", definite=True)
        m.organisation = body
        m.parties = [*states, body]
        return m

    def modifiers(self, m: Mention) -> None:
        """Year and parties that a mention's own phrase gives."""
        head = m.head
        for child in head.children:
            if child.dep_ in ("nummod", "amod", "compound", "nmod", "poss") and lexicon.YEAR.fullmatch(child.text):
                m.year = child.text
            elif child.dep_ in ("acl", "relcl") and child.lemma_ == "date":  # "a pact dating from 1995"
                for since in syntax.near(child, ("from", "to")):
                    m.year = m.year or (since.text if lexicon.YEAR.fullmatch(since.text) else None)
            elif child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > head.i:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        both = [t.text for t in syntax.listed(inner) if lexicon.YEAR.fullmatch(t.text)]
                        m.years = both if m.plural and len(both) > 1 else m.years
                        if inner.lemma_ == "year" and any(g.lower_ in ("same", "that") for g in inner.children):
                            m.year = self.last_year()
                            continue
                        for t in self.draft.times.overlapping(self.draft.language.span(inner)):
                            if t.type == "DATE" and re.fullmatch(r"(1[89]|20)\d\d(-\d\d){0,2}", t.value or ""):
                                m.year, m.dated = str(t.value), t.span
        if m.year is None and head.lemma_ in (
            "exchange",
            "memorandum",
            "declaration",
        ):  # "an exchange of notes of 1966"
            notes = [
                t for t in syntax.near(head, ("of",)) if t.lemma_ in ("note", "letter", "understanding", "principle")
            ]
            m.year = next((y for t in notes for u in syntax.near(t, ("of", "from")) if (y := self.day_of(u))), None)
        for child in (c for t in near_(head) for c in t.children if m.year is None):
            if (
                child.dep_ in ("acl", "relcl") and child.lemma_ == "date"
            ):  # "the last one between the two dates from 1950"
                m.year = next((y for t in syntax.near(child, ("from", "to")) if (y := self.day_of(t))), None)
        if m.year is None:  # "The agreement on the airfield, which dates from February 2002"
            for child in (c for t in syntax.near(head, ("on", "for", "over", "of")) for c in t.subtree if t.i > head.i):
                if (
                    child.dep_ in ("acl", "relcl")
                    and child.lemma_ == "date"
                    and child.head.lemma_.lower() not in nouns()
                ):
                    m.year = next((y for t in syntax.near(child, ("from", "to")) if (y := self.day_of(t))), None)
        if m.year is None and head.dep_ == "pobj" and head.head.lower_ in ("by", "under", "to"):
            m.year = self.bound_since(head.head.head)
        if m.year is None and head.dep_ == "nsubj" and head.head.lemma_ == "date":  # "The pact dates from 1995"
            told = [t for t in head.head.subtree if t.dep_ == "pobj" and t.head.lower_ in ("from", "to")]
            m.year = next((y for t in told if (y := self.day_of(t)) is not None), None)
        if m.year is None:  # "its pact with Britain of 1965"
            partners = [
                t for t in syntax.near(head, ("with", "between")) if t.ent_type_ in ("GPE", "NORP") and t.i > head.i
            ]
            told = [t for p in partners for t in syntax.near(p, ("of",)) if lexicon.YEAR.fullmatch(t.text)]
            m.year = told[0].text if told else None
        if m.year is None and head.text[:1].isupper():  # "Treaty on Friendship and Cooperation of 1997"
            title = [t for t in head.subtree if t.i > head.i and t.dep_ == "pobj" and lexicon.YEAR.fullmatch(t.text)]
            title = [t for t in title if t.head.lower_ == "of" and t.head.head.text[:1].isupper()]
            m.year = title[0].text if title and title[0].i - head.i < 16 else None
        for token in head.doc[max(frames.left(head).i - 3, 0) : frames.left(head).i]:
            if token.lower_ == "status" and m.words.lower().find("status") >= 0:
                m.year = m.year or next((c.text for c in token.children if lexicon.YEAR.fullmatch(c.text)), None)
        inside = m.span if m.name else None
        before = [
            t for t in syntax.premodifiers(head) if inside is None or not self.draft.language.span(t).overlaps(inside)
        ]
        m.parties = self.who.at(before)
        for token in head.doc[frames.left(head).i : head.i]:
            for part in self.hyphenated(token):
                if part not in m.parties:
                    m.parties.append(part)
        near = [self.antecedent(t) for t in syntax.near(head, ("with", "between", "among", "to"))]
        if m.kind in ("energy", "transit", "water"):  # what states let their companies conclude
            near += [c for t in near for c in t.children if c.dep_ == "poss" and c.ent_type_ in ("GPE", "NORP")]
        for other in near:  # "an agreement between the two", "between them"
            if syntax.pair(other) or (other.lower_ == "them" and other.head.lower_ == "between"):
                m.parties += [p for p in self.who.pair_before(other) if p not in m.parties]
        if any(_crowd(t) for t in near):
            m.many = True  # "between Iran and six world powers"
        paired = [t for t in near if len(m.parties) == 2 and syntax.pair(t)]
        for p in [p for t in near if t not in paired for p in (self.who.at([t]) or self.headline(t))]:
            if p not in m.parties:
                m.parties.append(p)
        if m.kind == "peace":
            m.parties += [p for p in self.who.fighters(near, m.parties) if p not in m.parties]
        self.keepers(m)
        owners = [c for c in head.children if c.dep_ == "poss"]
        if head.lemma_.lower() in ("protocol", "annex", "amendment") and any(c.tag_ == "PRP$" for c in head.children):
            m.year = m.dated = None  # "its third protocol, of 2015": a part of the agreement, and no year of its own
        m.pair = len(m.parties) == 2 and any(syntax.pair(t) and not self.who.pair_here(t) for t in (*near, *owners))
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and m.kind == "basing" and not m.parties:
                m.parties += self.who.deep([t for t in child.children if t.dep_ == "pobj"])
            if child.dep_ in ("poss", "compound") and not m.parties and (body := self.who.the_body(child)):
                m.parties.append(body)

    def bound_since(self, verb: Token) -> str | None:
        """ "have been bound by a treaty since August 1951": since when an agreement binds."""
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in lexicon.BINDING:
            return None
        since = [t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "since"]
        return next((y for t in since if (y := self.day_of(t)) is not None), None)

    def day_of(self, token: Token) -> str | None:
        """The ISO day, month or year that a phrase gives: "1995", "August 11, 1972"."""
        if lexicon.YEAR.fullmatch(token.text):
            return token.text
        days = self.draft.times.overlapping(self.draft.language.span(token))
        return next((t.value for t in days if re.fullmatch(r"(1[89]|20)\d\d(-\d\d){0,2}", t.value or "")), None)

    def keepers(self, m: Mention) -> None:
        """ "Japan has similar accords with Australia": those who have, keep to or break an agreement are bound by it."""
        verb = syntax.keeping(m.head) if len(m.parties) < 2 or m.plural else None
        if verb is None or m.many or (m.name in parts.names() and m.name not in bilateral()):
            return  # who breaks a treaty of many is only what one of them says
        subjects = frames.subject_of(verb)[0]
        two = next((self.who.pair_before(t) for t in subjects if syntax.pair(t)), [])
        whose = two or [p for p in self.who.deep(subjects) if self.draft.actors.get(p).kind == "state"]
        m.parties += [p for p in whose if p not in m.parties]

    def last_year(self) -> str | None:
        """The year of the agreement told of last: "a free-trade agreement of the same year"."""
        years = [y[:4] for e in self.entries[-1:] for y in parts.signed_on(e)]
        return years[-1] if years else None

    def antecedent(self, token: Token) -> Token:
        """ "visited China and signed a pact with it": the state named last before the pronoun, where it is not the subject."""
        if token.lower_ != "it" or token.dep_ != "pobj":
            return token
        subjects = {t.text for t in frames.subject_of(clause(token))[0]}
        before = [t for t in token.sent if t.i < token.i and t.ent_type_ == "GPE" and t.text not in subjects]
        return before[-1] if before else token

    def headline(self, token: Token) -> list[str]:
        """ "protocol with Morocco lapses", where the parse takes the verb for a noun and the state for its attribute."""
        lapsing = token.lemma_.lower() in ("lapse", "run", "expire", "end") or token.lower_ in lexicon.OVER
        if token.dep_ != "pobj" or token.pos_ != "NOUN" or (token.tag_ != "NNS" and not lapsing):
            return []
        return self.who.at([c for c in token.children if c.dep_ == "compound" and c.ent_type_ == "GPE"])

    def hyphenated(self, token: Token) -> list[str]:
        """The states of "US-Niger", where it is one token."""
        if "-" not in token.text or not token.text[0].isupper():
            return []
        from wireledger.knowledge.countries import countries

        names = token.text.split("-")
        states = [(row.iso3 if (row := countries().find(n)) else capitals().get(n)) for n in names]
        if len(states) < 2 or not all(states):
            return []
        return [self.draft.actors.state(s).id for s in states if s]


def near_(head: Token) -> list[Token]:
    """Those with or between whom a phrase says an agreement is."""
    return [t for t in syntax.near(head, ("with", "between")) if t.i > head.i]


def _crowd(token: Token) -> bool:
    """ "six world powers", "a dozen neighbours": more than two that nobody names."""
    if (
        token.tag_ != "NNS"
        or token.lemma_.lower() not in lexicon.STATELIKE
        or token.lemma_.lower() in ("side", "army", "parliament", "ministry")
    ):
        return False
    return any(c.dep_ == "nummod" and c.lower_ not in ("two", "2", "both") for c in token.children)


def _gathering(head: Token, run: Tokens) -> bool:
    """ "a constitutional convention voted", "the party's national convention": people who meet, and no treaty."""
    if {t.lower_ for t in run} & _MEETING or any(
        t.lower_ in _MEETING for c in head.children for t in c.subtree if c.dep_ == "poss"
    ):
        return True
    return head.dep_ == "nsubj" and head.head.lemma_.lower() in (
        "vote",
        "meet",
        "nominate",
        "gather",
        "elect",
        "choose",
        "convene",
    )


def titled(m: Mention) -> str | None:
    """The words of a phrase written as a title ("Enhanced Border Accord"), without its article; None for common nouns."""
    words = m.words.split()
    words = words[1:] if words[0].lower() in ("the", "a", "an", "its", "their", "this") else words
    return " ".join(words) if len(words) > 1 and m.head.text[:1].isupper() and words[-2][:1].isupper() else None


@functools.cache
def first_words() -> frozenset[str]:
    """The words that names of the table begin with, as the tokeniser cuts them."""
    return frozenset(part for name in named() for part in (name.split()[0], name.split()[0].split("-")[0]))
