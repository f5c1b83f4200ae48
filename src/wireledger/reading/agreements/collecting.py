"""Sentence by sentence: which agreement a mention, an act or a clause belongs to."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import ActWord, act_nouns, act_verbs, bilateral, nouns
from wireledger.model import Time
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts, syntax
from wireledger.reading.agreements.acts import Acts
from wireledger.reading.agreements.clauses import Clauses
from wireledger.reading.agreements.dates import Dates, undone
from wireledger.reading.agreements.deliveries import Deliveries
from wireledger.reading.agreements.groups import Groups, copied
from wireledger.reading.agreements.joining import Joining, Told, nearest
from wireledger.reading.agreements.memberships import Memberships
from wireledger.reading.agreements.mentions import Finder
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry, Found, Mention
from wireledger.reading.draft import Draft
from wireledger.reading.language import clause

_OF_CLAUSES = frozenset((*lexicon.UNITS, "period", "term", "deadline", "interval", "length", "duration"))
_LASTING = frozenset(("be", "remain", "stay", "continue", "run", "last", "hold", "apply"))
_OPEN = frozenset(
    (
        "initial",
        "initially",
        "thereafter",
        "afterward",
        "afterwards",
        "least",
        "minimum",
        "automatically",
        "tacitly",
        "unless",
    )
)
"""By which what lasts so long may last longer."""
_PARTS = frozenset(("protocol", "annex", "amendment", "supplement", "appendix"))
_HANDING = frozenset(("hand", "turn", "transfer", "return", "vacate", "give"))


class Collector:
    """The agreements of one story as they are put together."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.entries: list[Entry] = []
        self.early = Entry()
        """What was told of an agreement before it was named."""
        self.last_here: tuple[int, Entry] | None = None
        self.nth = 0
        """Number of the sentence that is read."""
        self.who = Parties(draft)
        self.dates = Dates(draft)
        self.groups = Groups(self.who, self.entries)
        self.finder = Finder(draft, self.who, self.entries)
        self.acts = Acts(draft, self.who, self.dates)
        self.clauses = Clauses(draft, self.who)
        self.memberships = Memberships(draft, self.who, self.acts, self.finder)
        self.told: list[Told] = []
        """The notice clauses that were told of."""
        self.deliveries = Deliveries(draft, self.who)

    def read(self) -> None:
        """All sentences, in order."""
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) <= 250:
                    self.sentence(sentence)
        Joining(self.draft).clauses(self.told, self.entries)

    def sentence(self, sentence: Tokens) -> None:
        self.nth += 1
        lemmas = {t.lemma_.lower() for t in sentence}
        given = self.deliveries.read(sentence, lemmas)
        if given and (ended := self.told_last(sentence)) is not None:
            ended.acts += given
        here: list[Entry] = []
        found_here = self.finder.mentions(sentence, lemmas)
        self.dates.taken |= {m.dated for m in found_here if m.dated is not None}
        for m in found_here:
            if m.head.dep_ == "appos" and here and (found := self.appositive(m, here)):
                entry = found
            else:
                acts = self.acts.acts_on(m)
                m.home = any(f.home for f in acts)
                self.outsiders(m, acts)
                for f in acts:
                    if f.act == "propose" and not f.to and len(f.by) < 2:
                        continue
                    if (
                        not m.parties
                        and f.at.pos_ == "VERB"
                        and any(syntax.pair(t) for t in frames.of_verb(f.at).subject)
                    ):
                        m.pair = True
                    if f.act in lexicon.ONLY_PARTIES and f.status in ("happened", "ongoing", "planned"):
                        several = m.name in parts.names() and m.name not in bilateral()
                        extra = [
                            p
                            for p in dict.fromkeys((*f.by, *(() if several or f.act == "ratify" else f.to)))
                            if p not in m.parties
                        ]
                        if m.definite and not m.parties and (f.guessed or not f.by) and f.at.pos_ == "VERB":
                            extra = []  # "The treaty, which was signed together with Peru": with whom else says not which
                        if len(self.groups.partners(m)) > 1:
                            extra = [p for p in f.by if p not in m.parties][:1]
                            m.parties += extra if len(m.parties) == len(self.groups.partners(m)) else []
                        elif (
                            len(m.parties) + len(extra) <= 2 or f.act in ("sign", "propose") or m.name in parts.names()
                        ):
                            m.parties += extra
                m.signed = next(
                    (parts.iso(f.on) for f in acts if f.act == "sign" and f.on is not None and parts.dated(f)), None
                )
                works = self.under(m) or self.kept(m)
                each = self.groups.parted(m)
                for nth, entry in enumerate(each or self.groups.fellows(m, self.assign(m))):
                    if m not in entry.mentions and not each:
                        entry.take(replace(m, parties=[]) if entry.apart and m.plural else m)
                    own = acts if nth == 0 and not each else [copied(f) for f in acts]
                    for f in own if each else ():
                        f.to = [p for p in f.to if p in entry.parties]  # one with each of them
                        f.by = [p for p in f.by if p in entry.parties]
                    entry.acts += own
                    entry.works = entry.works or works
                    if entry not in here:
                        here.append(entry)
                continue
            entry.take(m)
            entry.acts += self.acts.acts_on(m)
        self.membership(sentence, here)
        last = here or [e for e in (self.told_last(sentence),) if e is not None and _takes_up(sentence)]
        for entry in last:
            entry.sentences.append(sentence)
        if not self.entries:  # what follows says more of agreements that the story has named, but for early notices
            if any(t.lemma_.lower() in lexicon.EARLY for t in sentence):
                self.nominal(sentence, here, lemmas)
                self.notice(sentence, here, lemmas)
            return
        self.notice(sentence, here, lemmas)
        self.nominal(sentence, here, lemmas)
        self.term(sentence, here)
        self.day_named(sentence)

    def notice(self, sentence: Tokens, here: list[Entry], lemmas: set[str]) -> None:
        """The notice clauses that a sentence holds, with what the sentence speaks of: whose they are is seen at the end."""
        found = self.clauses.notices(sentence) if lemmas & _OF_CLAUSES else []
        for n, c in enumerate(found):
            c.here = list(here)
            if n and nearest(c) is nearest(found[0]):
                continue
            c.last = self.last_here[1] if self.last_here is not None else None
            if not here and (last := self.told_last(sentence)) is not None and _takes_up(sentence):
                c.taken_up = last  # "Its article 26 says ..."
            self.told.append(c)

    def under(self, m: Mention) -> bool:
        """ "keeps a battalion in the country under a pact": what is done under it shows it to be in force."""
        if m.head.dep_ != "pobj" or m.head.head.lower_ != "under" or m.new:
            return False
        verb = m.head.head.head
        if verb.pos_ not in ("VERB", "AUX") or any(c.tag_ == "MD" for c in verb.children) or verb.tag_ in ("VB", "VBG"):
            return False
        return self.draft.statements.stance(verb).status in ("happened", "ongoing")

    def outsiders(self, m: Mention, acts: list[Found]) -> None:
        """ "Ethiopia denounced the protocol" of two others: to denounce what one is no party to is to condemn it."""
        if not m.definite or m.parties or m.name:
            return
        bound = [e for e in self.entries if len(e.parties) > 1]
        for f in acts:
            if f.act == "notify-end" and f.at.lemma_ == "denounce" and f.by and bound:
                if not any(set(f.by) & set(e.parties) for e in self.entries) and not any(
                    map(parts.multilateral, bound)
                ):
                    f.act = "criticise"

    def kept(self, m: Mention) -> bool:
        """ "Japan has similar accords with Australia", "bound by a treaty": what somebody has or keeps to is there."""
        if m.head.pos_ == "VERB" and m.head.lemma_ in ("lease", "rent"):
            return m.head.tag_ in ("VBZ", "VBP") or any(c.lower_ in ("has", "have") for c in m.head.children)
        verb = syntax.keeping(m.head)
        if syntax.untouched(m.head):
            return True
        if verb is None or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.children):
            return False
        if verb.lemma_.lower() in lexicon.BREAKING:
            return True  # "accused each other of breaking a truce": broken or not, it is there
        return self.draft.statements.stance(verb).status in ("happened", "ongoing")

    def fits(self, m: Mention, e: Entry) -> int:
        """How well a mention can be one of an agreement's: 0 where it cannot."""
        if m.organisation or e.organisation:
            mine, theirs = set(m.parties) - {m.organisation}, set(e.parties) - {e.organisation}
            return 3 if m.organisation == e.organisation and (mine & theirs or not mine or not theirs) else 0
        if m.name and e.name and not parts.same_name(m.name, e.name):
            return 0
        if self.beside(m, e):
            m.brought = True
            return 0
        if self.set_off(m, e):
            return 0
        if m.name and m.year and not e.name and not e.year and not parts.signed_on(e):
            if syntax.another_form({m.head.lemma_.lower()}, {x.head.lemma_.lower() for x in e.mentions}):
                return 0  # "broke a ceasefire ... the Rio Protocol of 1942"
        if m.name and m.name == e.name and m.name in parts.names() and m.name not in bilateral() and not m.new:
            return 9  # a treaty of many is one treaty, whoever does something to it
        if m.name and not e.name and m.name in parts.names() and m.name not in bilateral() and not m.organisation:
            if len(e.parties) == 2 and not any(x.many for x in e.mentions) and not set(m.parties) & set(e.parties):
                return 0  # a treaty of many beside what two have agreed
        if m.many and not any(x.many for x in e.mentions) and len(e.parties) == 2:
            return 0  # "the U.N. sea convention" beside a treaty of two
        if m.year and e.year and m.year[:4] != e.year[:4]:
            return 0
        own = [v for v in (m.signed, m.year) if v and re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", v)]
        if parts.apart(own[:1] if m.signed else own, parts.signed_on(e)):
            return 0
        if (
            m.year
            and not e.year
            and m.indefinite
            and any(
                x.indefinite and x.head.lemma_ != m.head.lemma_ and x.head.doc is not self.headline_doc()
                for x in e.mentions
            )
        ):
            return 0  # "a pact ... an accord of 2019": another one is brought in
        signed = {
            (parts.iso(f.on))[:4] for f in e.acts if f.act == "sign" and f.on is not None and f.status == "happened"
        }
        if m.year and signed and m.year[:4] not in signed:
            return 0
        if (
            m.new
            and not any(x.new for x in e.mentions)
            and not (m.definite and self.fresh(e))
            and not self.another(m, e)
        ):
            return 0
        own_ = m.kind or m.name or m.year or m.parties or any(c.dep_ == "compound" for c in m.head.children)
        if (
            not m.plural
            and own_
            and parts.plural(e)
            and not (set(m.parties) >= set(e.parties) and (not m.kind or e.apart))
        ):
            return 0  # one of several: "Three agreements ... The extradition treaty ..."
        if m.like is not None and m.parties and not set(m.parties) <= set(e.parties):
            return 0  # "one with Tuvalu"
        if m.indefinite and not m.implied and all(x.implied and x.head.lemma_ == "alliance" for x in e.mentions):
            return 0  # "froze its part in the alliance ... under a treaty that runs to 2044"
        if m.definite and not m.plural and all(x.plural and x.new for x in e.mentions):
            return 0  # "The treaty" beside "all the other treaties"
        if not m.new and all(x.new for x in e.mentions) and (not m.definite or self.long_signed(m)):
            return 0
        if self.introduced(m, e):
            m.brought = True
            return 0
        if (m.indefinite or (m.plural and not m.definite)) and not m.implied and self.brings_in(m, e):
            m.brought = m.brought or (m.indefinite and bool(m.kind) and not m.plural)
            return 0
        score = 1
        if m.name and e.name:
            score += 4
        if m.year and e.year:
            score += 2
        if m.kind and e.kind:
            if m.kind == e.kind:
                score += 2
            elif not parts.kindred(m.kind, e.kind):
                same = m.definite and set(m.parties) == set(e.parties) and {m.kind, e.kind} <= lexicon.CIVIL
                same = same and any(x.head.lemma_.lower() == m.head.lemma_.lower() for x in e.mentions) and not e.year
                if not same and (
                    m.name or e.name or m.parties or (m.indefinite and m.kind not in ("cooperation", "defence"))
                ):
                    return 0
                score -= 0 if m.definite else 1
        mine, theirs = set(m.parties), set(e.parties)
        if mine and theirs:
            wider = m.definite and theirs < mine  # all signatories, where only some were named before
            if len(theirs) >= 2 and not mine <= theirs and not wider:
                return 0
            if len(mine) >= 2 and not theirs <= mine:
                return 0
            if len(mine) >= 2 and len(theirs) >= 2 and mine != theirs and not wider:
                return 0
            score += len(mine & theirs)
        if m.old != any(x.old for x in e.mentions) and not m.name:
            news = [f for f in e.acts if f.act in ("sign", "propose", "ratify")] if m.old else []
            here = any(x.head.sent == m.head.sent and x.indefinite for x in e.mentions) if m.old else False
            if news or here or not m.definite:
                return 0  # "the present lease" beside the deal that was signed today
        if m.plural and not any(x.plural for x in e.mentions) and not m.definite:
            return 0
        if m.name and not e.name and e.kind and m.kind and not parts.kindred(m.kind, e.kind):
            return 0
        return max(score, 0)

    def another(self, m: Mention, e: Entry) -> bool:
        """Whether "a separate protocol" is the protocol that was told of before: it is none only beside the agreement told of last."""
        lemma = m.head.lemma_.lower()
        if (
            lemma not in lexicon.SPECIFIC
            or not {t.lower_ for t in m.head.children} & lexicon.BESIDE
            or len(self.entries) < 2
        ):
            return False
        last = max(self.entries, key=lambda x: max(y.span for y in x.mentions))
        mine = {x.head.lemma_.lower() for x in e.mentions}
        return last is not e and lemma in mine and lemma not in {x.head.lemma_.lower() for x in last.mentions}

    def beside(self, m: Mention, e: Entry) -> bool:
        """ "The accord replaces a treaty of 1968", "It does not touch the alliance": what is done to an agreement by another."""
        verb = m.head.head if m.head.dep_ in ("dobj", "nsubj", "nsubjpass") else clause(m.head)
        up = m.head.head
        while up.pos_ == "ADP" and up.head != up:
            up = up.head  # "grew out of the accords"
        near = up == verb
        if verb.pos_ != "VERB" or not near or m.head.dep_ not in ("dobj", "pobj"):
            return False
        subjects = frames.subject_of(verb)[0]
        heads = {(id(x.head.doc), x.head.i) for x in e.mentions}
        if any((id(t.doc), t.i) in heads for t in subjects) and m.head.dep_ == "dobj":
            return True
        if verb.lemma_.lower() not in lexicon.OTHERING or not any(x.head.doc is m.head.doc for x in e.mentions):
            return False
        return any(t.lower_ in ("it", "that", "this") or t.lemma_.lower() in nouns() for t in subjects)

    def set_off(self, m: Mention, e: Entry) -> bool:
        """ "According to the protocol, the treaty will be prolonged": two forms in one sentence are two agreements, where another
        one has been called by that noun before."""
        lemma = m.head.lemma_.lower()
        if lemma not in lexicon.SPECIFIC or m.head.dep_ == "appos":
            return False
        here = {x.head.lemma_.lower() for x in e.mentions if x.head.doc is m.head.doc and x.head.sent == m.head.sent}
        if not here or lemma in here or not here <= lexicon.SPECIFIC or not syntax.another_form({lemma}, here):
            return False
        return any(lemma in {x.head.lemma_.lower() for x in o.mentions} for o in self.entries if o is not e)

    def brings_in(self, m: Mention, e: Entry) -> bool:
        """Whether "a military pact with Turkey" is none that the story has told of: it says something of its own of itself."""
        if m.head.dep_ in ("attr", "appos", "oprd") or (m.head.dep_ == "pobj" and m.head.head.lower_ == "as"):
            return False  # "The pact is a treaty that ..."
        told = [x for x in e.mentions if not x.implied and x.head.doc is not self.headline_doc()]
        if not told:
            return False
        kind = bool(m.kind) and m.kind != e.kind and m.kind not in ("cooperation", "defence")
        lemmas = {x.head.lemma_.lower() for x in told}
        if m.indefinite and syntax.another_form({m.head.lemma_.lower()}, lemmas):
            return True  # "the ceasefire ... a treaty"
        own = parts.signed_on(e) or e.name or any(x.definite and x.year for x in told)
        described = any(c.dep_ in ("amod", "compound", "acl", "relcl", "prep") for c in m.head.children)
        return kind or not set(m.parties) <= set(e.parties) or (bool(own) and described and not m.year)

    def long_signed(self, m: Mention) -> bool:
        """Whether a phrase or its clause dates an agreement to a year before that of the story: "The treaty, signed in 1961"."""
        published = self.draft.story.published
        told = m.signed or m.year
        return bool(told and published and told[:4] < published[:4])

    def introduced(self, m: Mention, e: Entry) -> bool:
        """Whether "an accord" comes after one that its own paragraph has told of: a second indefinite phrase brings in a second."""
        if not m.indefinite or m.implied or m.like is not None or m.plural:
            return False
        if m.head.dep_ in ("attr", "appos", "oprd") or (m.head.dep_ == "pobj" and m.head.head.lower_ == "as"):
            return False
        verb = clause(m.head)
        if any(c.lower_ in ("also", "separately", "meanwhile") for c in verb.children) and m.head.head == verb:
            return any(x.head.sent != m.head.sent for x in e.mentions)  # "They also signed a convention"
        if syntax.wished(m.head) or self.draft.statements.stance(verb).status not in ("happened", "ongoing"):
            return False  # one that is only spoken of
        if not m.kind and not m.year and not any(c.dep_ in ("acl", "relcl") for c in m.head.children):
            return False
        told = [x for x in e.mentions if not x.plural and not x.implied and x.span < m.span]
        return any(x.head.doc is m.head.doc or x.head.doc not in self.opening() for x in told)

    def opening(self) -> list[object]:
        """The headline and the first paragraph, which the second may tell again at more length."""
        told = [p for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"]
        return [p.doc for p in (*told, *self.draft.language.body[:1])]

    def fresh(self, e: Entry) -> bool:
        """Whether an agreement is made or approved only now, so that "the new accord" may mean it."""
        made = [f for f in e.acts if f.act in ("sign", "ratify") and f.status in ("happened", "ongoing", "planned")]
        others = any(x is not e and (parts.signed_on(x) or any(m.old for m in x.mentions)) for x in self.entries)
        return others and any(f.on is not None and not self.dates.long_ago(f.on) for f in made)

    def headline_doc(self) -> object:
        return next((p.doc for p in self.draft.language.paragraphs if p.paragraph.kind == "headline"), None)

    def assign(self, m: Mention) -> Entry:
        if m.text:
            there = [
                e for e in self.entries if not e.organisation and not all(syntax.wished(x.head) for x in e.mentions)
            ]
            return max(there or self.entries, key=lambda e: max(x.span for x in e.mentions))
        if m.head.lemma_.lower() in _PARTS and any(c.tag_ == "PRP$" and c.lower_ == "its" for c in m.head.children):
            last = self.told_last(m.head.sent) or next((e for e in reversed(self.entries) if not e.organisation), None)
            if last is not None and not m.parties and {x.head.lemma_.lower() for x in last.mentions} - set(_PARTS):
                return last  # "Its third protocol says that it is renewed tacitly"
        if not m.name and not m.organisation and m.parties and not m.plural:
            # "the bloc's treaty" in a story on leaving the bloc
            for entry in self.entries:
                if entry.organisation in m.parties and set(m.parties) <= set(entry.parties):
                    return entry
        if m.definite and not m.plural and not m.organisation and (body := self.founded(m)) is not None:
            memberships = [e for e in self.entries if e.organisation == body]
            if memberships:
                return max(memberships, key=lambda e: self.in_focus(m, e))  # "the treaty that set up the court"
        charter = m.head.lemma_.lower() in lexicon.CHARTERS
        if not m.name and not m.plural and m.definite and charter and len(m.parties) < 2 and not m.kind:
            # "Article 91 of the treaty", in a story on leaving the bloc
            memberships = [e for e in self.entries if e.organisation]
            own = m.head.lemma_.lower() in ("charter", "statute", "constitution")
            about = parts.main(memberships)
            one = len({e.organisation for e in memberships}) == 1
            alone = own or len(memberships) == len(self.entries)
            if about is not None and one and set(m.parties) <= set(about.parties) and alone:
                return about
        if not m.name and any(c.dep_ == "det" and c.lower_ in ("that", "this") for c in m.head.children):
            last = self.told_last(m.head.sent)  # "It resembles one with Tuvalu. That pact was signed in 2023"
            if last is not None and last.mentions[-1].like is not None:
                m.parties = [p for p in m.parties if p in last.parties]
                return last
        scored = [(score, entry) for entry in self.entries if (score := self.fits(m, entry))]
        alike = any(m.kind and e.kind == m.kind and not parts.plural(e) and e.group is None for _, e in scored)
        if not alike and (member := self.groups.member(m)) is not None:
            return member
        if scored:
            return max(scored, key=lambda s: (s[0], self.in_focus(m, s[1]), self.entries.index(s[1])))[1]
        entry = Entry()
        self.entries.append(entry)
        return entry

    def in_focus(self, m: Mention, e: Entry) -> tuple[bool, bool, bool, int]:
        """How near an agreement is to what a sentence is about: told of in it or in the one before, called by the same noun,
        told of last."""
        last = max(e.mentions, key=lambda x: x.span)
        near = last.head.doc is m.head.doc and last.head.sent.end >= m.head.sent.start
        alike = any(x.head.lemma_.lower() == m.head.lemma_.lower() for x in e.mentions)
        other = syntax.another_form({m.head.lemma_.lower()}, {x.head.lemma_.lower() for x in e.mentions})
        return not other, near, alike, last.span.start

    def founded(self, m: Mention) -> str | None:
        """The body that a treaty is said to have founded."""
        for c in m.head.children:
            if c.dep_ in ("acl", "relcl") and c.lemma_.lower() in lexicon.FOUNDING:
                for t in frames.of_verb(c).object:
                    if (body := self.who.the_body(t)) is not None:
                        return body
        return None

    def appositive(self, m: Mention, here: list[Entry]) -> Entry | None:
        governor = m.head.head
        for entry in here:
            for other in entry.mentions:
                beside = other.head.doc is m.head.doc and governor.i in range(other.head.left_edge.i, other.head.i + 1)
                if (other.head == governor or (beside and other.name)) and not (
                    other.name and m.name and not parts.same_name(other.name, m.name)
                ):
                    return entry
        return None

    def membership(self, sentence: Tokens, here: list[Entry]) -> None:
        """Leaving, joining, suspension from an international body."""
        for m, found in self.memberships.read(sentence):
            entry = self.assign(m)
            entry.take(m)
            entry.acts.append(found)
            if entry not in here:
                here.append(entry)

    def nominal(self, sentence: Tokens, here: list[Entry], lemmas: set[str]) -> None:
        """Act nouns and notices without their agreement: "the termination takes effect", "gave formal notice"."""
        target = (
            here[-1]
            if here and (len(here[-1].parties) > 1 or here[-1].acts)
            else (parts.main(self.entries) if self.entries else None)
        )
        if target is None:
            target = self.early  # a notice told of before its agreement
        if lemmas & _HANDING and lemmas & lexicon.BASES:
            self.handed_over(sentence, target)
        for token in sentence:
            if token.pos_ == "VERB" and (
                token.lemma_.lower() in lexicon.NOTIFY
                or self.acts.tells_party(token)
                or (token.lemma_ == "tell" and any(c.lower_ == "formally" for c in token.children))
            ):
                self.told_of_leaving(token)
            elif token.dep_ == "advcl" and token.lemma_.lower() in lexicon.FORMAL and token.tag_ == "VBN":
                # "Signed in 1964, it lets boats from France fish here"
                subjects = frames.subject_of(token.head)[0] if token.i < token.head.i else []
                if any(t.lower_ in ("it", "they") for t in subjects) and (last := self.told_last(sentence)) is not None:
                    word = next(w for w in act_verbs()[token.lemma_.lower()] if "obj" in w.where)
                    if (begun := self.acts.act(token, word, None)) is not None:
                        begun.by = self.who.at(syntax.near(token, ("by",)))
                        last.acts.append(begun)
        used = {(id(f.at.doc), f.at.i) for e in self.entries for f in e.acts}
        for token in sentence:
            lemma = token.lemma_.lower()
            if (id(token.doc), token.i) in used:
                continue
            if token.pos_ == "VERB" and lemma in lexicon.NOTIFY:
                a = frames.of_verb(token)
                told = {t.lemma_.lower() for t in a.preps.get("of", [])}
                status = self.draft.statements.stance(token).status
                by = self.who.at(a.subject)
                if told & {"decision", "move", "step", *act_nouns()} and by and status == "happened":
                    to = [p for p in self.who.at([*a.object, *a.dative]) if p not in by]
                    sources = list(self.draft.statements.stance(token).according_to)
                    given = Found(
                        "notify-end", token, None, by, to, "happened", sources, spans=[self.draft.language.span(token)]
                    )
                    self.dates.timed(given, token)
                    target.acts.append(given)
            announced = lemma in ("announcement", "declaration") and syntax.the(token) and self.asked_for(token)
            if token.pos_ == "NOUN" and (lemma in lexicon.NOTICES or syntax.ending_paper(token) or announced):
                verb = clause(token)
                owned = syntax.the(token) or any(c.dep_ == "poss" for c in token.children)
                if owned and token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_.lower() in lexicon.UNDOING:
                    undone = self.acts.act(token, ActWord("notify-end", ("of",)), None)  # "has withdrawn the notice"
                    if undone is not None and undone.act == "withdraw-notice":
                        target.acts.append(undone)
                    continue
                if (id(verb.doc), verb.i) in used or verb.lemma_.lower() not in (
                    *lexicon.GIVE,
                    *lexicon.RECEIVE,
                    *lexicon.REACH,
                ):
                    continue
                stance = self.draft.statements.stance(verb)
                if stance.status is None or stance.status in ("demanded", "possible") or syntax.provided(verb):
                    continue
                present = verb.tag_ in ("VBZ", "VBP") or any(
                    c.tag_ in ("VBZ", "VBP") and c.dep_ in ("aux", "auxpass") for c in verb.children
                )
                marked = any(
                    c.dep_ == "mark" and c.lower_ in ("after", "once", "when", "if", "until") for c in verb.children
                )
                if present and (verb.dep_ in ("advcl", "pcomp", "relcl") or marked):
                    continue  # "six months after the depositary receives the notification": a rule, no act
                a = frames.of_verb(verb)
                found = Found("notify-end", verb, None, [], [], stance.status, list(stance.according_to))
                subject, to = self.who.deep(a.subject), self.who.deep([*a.dative, *a.preps.get("to", [])])
                giving = verb.lemma_.lower() in lexicon.GIVE
                if verb.lemma_.lower() in lexicon.REACH:
                    found.to = self.who.at([*a.object, *a.preps.get("at", []), *a.preps.get("in", [])])
                    found.by = self.who.at([c for c in token.children if c.dep_ == "poss"])
                    subject, giving = found.by, True
                    to = found.to
                found.by, found.to = (subject, to) if giving else (self.who.at(a.preps.get("from", [])), subject)
                if token not in (*a.object, *a.subject):
                    continue
                headless = verb == verb.sent.root and verb.tag_ == "VBD" and not a.subject  # the parse lost the giver
                if (
                    giving
                    and not subject
                    and not a.passive
                    and not headless
                    and verb.lemma_.lower() not in lexicon.REACH
                ):
                    continue
                found.spans = [self.draft.language.span(verb)]
                self.dates.timed(found, verb)
                if verb.lemma_.lower() in (*lexicon.RECEIVE, *lexicon.REACH):
                    found.received = found.on
                if self.of_others(found, target):
                    continue
                target.acts.append(found)
                used.add((id(verb.doc), verb.i))
            elif (
                token.pos_ == "VERB"
                and lemma in ("deposit", "deliver", "hand", "submit", "lodge")
                and (id(token.doc), token.i) not in used
            ):
                # "The document was deposited on Friday": the day of the notice, told after it
                a = frames.of_verb(token)
                papers = (*lexicon.PAPERS, "letter", "note", *lexicon.NOTICES)
                ending = [x for x in target.acts if x.act in ("notify-end", "withdraw", "end")]
                evicting = bool(self.told) and any(syntax.eviction(t) for t in a.object)
                if evicting or (ending and any(t.lemma_.lower() in papers and syntax.the(t) for t in a.object)):
                    stance = self.draft.statements.stance(token)
                    given = Found(
                        "notify-end", token, None, self.who.at(a.subject), [], "happened", list(stance.according_to)
                    )
                    given.spans = [self.draft.language.span(token)]
                    self.dates.timed(given, token)
                    if stance.status == "happened" and given.on is not None:
                        target.acts.append(given)
            elif token.pos_ == "VERB" and lemma in lexicon.FORMAL and (id(token.doc), token.i) not in used:
                # "signed the document", "ratified it"
                a = frames.of_verb(token)
                if any(t.lower_ == "it" or (t.lemma_.lower() in lexicon.PAPERS and syntax.the(t)) for t in a.object):
                    word = next(w for w in act_verbs()[lemma] if "obj" in w.where)
                    done = self.acts.act(token, word, None)
                    leaving = lemma == "sign" and any(x.act in lexicon.ENDINGS for x in target.acts)
                    leaving = leaving and not (
                        done is not None and done.on is not None and self.dates.long_ago(done.on)
                    )
                    if done is not None and not leaving and (not done.by or set(done.by) & set(target.parties)):
                        target.acts.append(done)
            elif (
                token.pos_ == "NOUN"
                and lemma in act_nouns()
                and act_nouns()[lemma] in (*lexicon.ENDINGS, "suspend", "extend")
            ):
                paper = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
                paper = paper if paper.lemma_.lower() in lexicon.NOTICES else token  # "the notice of termination"
                if any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.children) or not any(
                    a.act in (*lexicon.ENDINGS, "suspend", "extend") for a in target.acts
                ):
                    continue
                if not any(c.dep_ in ("det", "poss") and c.lower_ in ("the", "this", "its") for c in paper.children):
                    continue
                found2 = self.acts.act(token, ActWord(act_nouns()[lemma], ("of",)), None)
                if found2 is not None and found2.act == "withdraw-notice":
                    target.acts.append(found2)

    def asked_for(self, token: Token) -> bool:
        """ "must announce their departure 90 days ahead ... received the announcement": what the clause told of last asks for."""
        last = self.told[-1].cue.lemma_.lower() if self.told else ""
        return last in ("announce", "declare") and last[:6] == token.lemma_[:6].lower()

    def told_of_leaving(self, verb: Token) -> None:
        """ "has formally told China that it is leaving the initiative": notice, of whatever agreement binds the two."""
        leaving = [
            c
            for c in verb.children
            if c.dep_ == "ccomp"
            and c.lemma_.lower() in ("leave", "quit", "withdraw", "exit", "end", "terminate", "pull")
        ]
        a = frames.of_verb(verb)
        by = self.who.at(a.subject)
        to = [p for p in self.who.at([*a.object, *a.dative]) if p not in by]
        stance = self.draft.statements.stance(verb)
        main = parts.main(self.entries)
        bare = leaving and not any(t.tag_ != "WDT" for c in leaving for t in frames.of_verb(c).object)
        alone = (
            bare
            and not to
            and main is not None
            and not main.organisation
            and (not by or parts.multilateral(main) or bool(set(by) & set(main.parties)) or len(main.parties) < 2)
        )
        if not leaving or stance.status != "happened" or not ((by and to) or alone):
            return
        found = Found(
            "notify-end",
            verb,
            None,
            by,
            to,
            "happened",
            list(stance.according_to),
            spans=[self.draft.language.span(verb)],
        )
        self.dates.timed(found, verb)
        (main.acts if alone and main is not None else self.early.acts).append(found)

    def of_others(self, found: Found, target: Entry) -> bool:
        """Whether a notice is that of states that have nothing to do with the agreement: "Gambia gave notice in 2016"."""
        doing = [p for p in found.by if self.draft.actors.get(p).kind == "state"]
        return bool(doing) and len(target.parties) > 1 and not set(doing) & set(target.parties)

    def handed_over(self, sentence: Tokens, target: Entry) -> None:
        """A base under the agreement that is given back."""
        for verb in sentence:
            if verb.pos_ != "VERB" or verb.lemma_.lower() not in _HANDING:
                continue
            a = frames.of_verb(verb)
            things = {t.lemma_.lower() for o in a.object for t in (o, *o.children)}
            giving = (
                verb.lemma_.lower() in ("transfer", "return", "vacate")
                or frames.particle(verb) & {"over", "back"}
                or a.dative
            )
            if (
                not giving
                or not things & lexicon.BASES
                or target.kind not in ("basing", "defence", "status-of-forces", None)
            ):
                continue
            found = self.acts.act(verb, ActWord("hand-over", ("obj",)), None)
            if found is not None and found.status in ("happened", "ongoing", "planned"):
                target.acts.append(found)

    def term(self, sentence: Tokens, here: list[Entry]) -> None:
        """A stated day on which the agreement or its termination takes effect or runs out; tacit renewal; its term."""
        target = here[-1] if here else self.told_last(sentence)
        target_or_main = target or (parts.main(self.entries) if self.entries else None)
        self.last_here = (self.nth, here[-1]) if here else self.last_here
        if any(t.lemma_.lower() in lexicon.UNITS for t in sentence):
            self.lasting(sentence, here, target)
        for told in here:
            for m in told.mentions if told.term is None else ():
                if m.head.doc is sentence.doc and m.head.sent == sentence and (over := self.lasts_until(m)) is not None:
                    told.term = parts.iso(over), over.span
        for token in sentence:
            lemma = token.lemma_.lower()
            if lemma not in lexicon.TERM_VERBS or token.pos_ not in ("VERB", "AUX"):
                continue
            a_subject = frames.subject_of(token)[0]
            mended = False
            if token.dep_ == "conj" and token.head.dep_ == "advcl" and any(c.tag_ == "MD" for c in token.children):
                mended = any(c.lower_ in ("unless", "if") for c in token.head.children)
                if mended:
                    a_subject = frames.subject_of(token.head.head)[
                        0
                    ]  # "is renewed unless one side objects, and will lapse"
            subject_ending = any(
                act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS
                or t.lemma_.lower() in ("decision", "denunciation", "move")
                for t in a_subject
            )
            of_agreement = any(any(t == m.head for e in here for m in e.mentions) for t in a_subject)
            if not of_agreement and token.dep_ == "relcl" and here:  # "with Britain, which lapses on May 3"
                near = [t for e in here for m in e.mentions for t in syntax.near(m.head, ("with", "between", "on"))]
                of_agreement = any(t in near for t in a_subject) and lemma in lexicon.CEASING
            if not of_agreement and any(_old_one(t) for t in a_subject):
                target = target_or_main  # "before the old one expires on May 3"
                of_agreement = target is not None
            pronoun = any(t.lower_ == "it" for t in a_subject)
            pronoun = pronoun or (not a_subject and lemma == "run" and token.tag_ == "VBZ" and len(here) == 1)
            effect = (
                lemma in ("take", "come", "enter", "go")
                and any(
                    c.lower_ in ("effect", "force") or any(g.lower_ in ("effect", "force") for g in c.children)
                    for c in token.children
                )
            ) or (lemma in ("become",) and any(c.lower_ == "effective" for c in token.children))
            general = token.tag_ in ("VBD", "VBN") and any(
                c.lower_ in ("a", "any") for t in a_subject for c in t.children if c.dep_ == "det"
            )
            if effect and subject_ending and not general and (parts.main(self.entries) is not None):
                entry = here[-1] if here else parts.main(self.entries)
                if entry is not None and self.of_somebody_else(a_subject, entry):
                    continue  # "Rome had left by then: its withdrawal took effect in 2016"
                time = self.draft.times.of(token)
                done = token.tag_ in ("VBD", "VBN") and self.draft.statements.stance(token).status == "happened"
                if time is None and done and (said := self.dates.announced(token)) is not None and said.type == "DATE":
                    time = said  # "said on Wednesday that the withdrawal had become effective"
                if time is not None and entry is not None and time.begin:
                    self.give_effect(entry, time)
            elif (
                effect
                and (pronoun or of_agreement)
                and target_or_main is not None
                and not target_or_main.organisation
                and token.tag_ in ("VBD", "VBN")
            ):
                used = {(id(x.at.doc), x.at.i) for e in self.entries for x in e.acts}
                if (id(token.doc), token.i) not in used:
                    begun = self.acts.act(token, ActWord("enter-into-force", ("subj",)), None)
                    if begun is not None:
                        target_or_main.acts.append(begun)
            elif (
                (lemma in ("expire", "lapse", "end", "terminate", "run", "cease") or syntax.valid(token))
                and (
                    of_agreement
                    or pronoun
                    or any(t.lemma_.lower() in lexicon.RIGHTS for t in a_subject)
                    or (syntax.valid(token) and any(t.lemma_ in lexicon.PAPERS for t in a_subject))
                )
                and self.entries
            ):
                entry = target or parts.main(self.entries)
                if (
                    pronoun
                    and not of_agreement
                    and target is None
                    and sentence.start > 0
                    and not _takes_up(_before(sentence))
                ):
                    continue  # "The U.N. imposed an embargo. It runs out in May"
                time = self.draft.times.of(token) or self.dates.below(token)
                if time is not None and syntax.valid(token) and self.dates.introduced(time) not in lexicon.UNTIL:
                    continue  # "is good for a year from its signature on Jan. 27"
                if entry is not None and time is not None and self.over(token, time, entry, pronoun or of_agreement):
                    self.give_effect(entry, time)  # "It lapsed at midnight on Sunday"
                if entry is not None and time is not None and time.begin and self.dates.later(time):
                    counterfactual = any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children) and any(
                        c.tag_ in ("MD", "TO") for c in token.children
                    )
                    longer = [f for f in entry.acts if f.act in ("extend", "renew") and f.duration and f.effect is None]
                    if counterfactual and any(f.status in ("happened", "ongoing", "ordered") for f in longer):
                        # "It would have expired on Feb. 5": from then on it is extended
                        entry.acts = [f for f in entry.acts if f.act != "expire" or f.at != token]
                        due = Found("expire", token, None, [], [], "planned", [], effect=time)
                        due.spans = [self.draft.language.span(token)]
                        entry.acts.append(due)
                    if not counterfactual and (mended or self.draft.statements.stance(token).status is not None):
                        entry.term = (parts.iso(time), time.span)
                        dated = re.fullmatch(r"\d{4}-\d\d(-\d\d)?", parts.iso(time))
                        entry.due = time if dated and not counterfactual and token.tag_ != "VBD" else entry.due
                        entry.works = entry.works or (lemma == "run" and token.tag_ in ("VBZ", "VBP"))
            elif (
                lemma in ("be", "remain", "stay", "continue")
                and target_or_main is not None
                and (of_agreement or pronoun)
                and any(c.lower_ == "in" and any(g.lower_ == "force" for g in c.children) for c in token.children)
            ):
                time = self.draft.times.of(token)
                if any(c.lower_ == "longer" or c.dep_ == "neg" for c in token.children):
                    if time is not None and time.begin and (self.dates.later(time) or token.tag_ == "VBD"):
                        self.give_effect(target_or_main, time)  # "will no longer be in force from Aug. 20"
                elif self.draft.statements.stance(token).status in ("happened", "ongoing"):
                    target_or_main.works = True
                    to_come = time is not None and len(parts.iso(time)) == 10 and self.dates.later(time)
                    if to_come and time is not None and self.dates.introduced(time) in lexicon.UNTIL:
                        target_or_main.due = time  # "stays in force until October 31"
            elif (
                lemma == "apply" and target_or_main is not None and (of_agreement or pronoun)
                and any(c.lower_ == "longer" for c in token.children)
            ):  # fmt: skip
                time = self.draft.times.of(token)
                if time is not None and time.begin and self.dates.later(time):
                    self.give_effect(target_or_main, time)  # "From October 31 it will no longer apply"
            elif (
                lemma == "be"
                and target_or_main is not None
                and (time := self.last_day(token, a_subject, target_or_main))
            ):
                self.give_effect(target_or_main, time)
            elif lemma == "renew" and any(c.lower_ in ("automatically", "tacitly") for c in token.children):
                entry = target or parts.main(self.entries)
                if entry is not None:
                    entry.tacit = True
        for token in sentence:
            if (
                token.lemma_.lower() in ("extension", "renewal", "prolongation")
                or act_verbs().get(token.lemma_.lower()) == act_verbs()["extend"]
            ):
                span = self.draft.language.span(sentence)
                until = [
                    t
                    for t in self.draft.times.overlapping(span)
                    if t.begin and self.dates.introduced(t) in lexicon.UNTIL and self.dates.later(t)
                ]
                for entry in self.entries if until else ():
                    for f in entry.acts:
                        if f.act in ("extend", "renew") and f.effect is None:
                            f.effect = until[-1]
                break

    def last_day(self, verb: Token, subjects: list[Token], entry: Entry) -> Time | None:
        """ "Uruguay will be out on Sept. 24", "Its last day will be June 21": the day to come on which what was ended is over."""
        if not any(c.lower_ in ("will", "would") for c in verb.children):
            return None
        last = any(t.lemma_ == "day" and any(c.lower_ in ("last", "final") for c in t.children) for t in subjects)
        out = any(c.lower_ in ("out", "free", "rid") and c.i > verb.i for c in verb.children)
        doers = {p for f in entry.acts if f.act in lexicon.ENDINGS and f.status != "denied" for p in f.by}
        if not doers or not (last or (out and doers & set(self.who.deep(subjects)))):
            return None
        span = self.draft.language.span(verb.doc[verb.i : verb.right_edge.i + 1])
        days = [t for t in self.draft.times.overlapping(span) if t.type == "DATE" and len(parts.iso(t)) == 10]
        return next((t for t in days if self.dates.later(t)), None)

    def lasting(self, sentence: Tokens, here: list[Entry], target: Entry | None) -> None:
        """ "It is valid for thirty years", "The pact will run for ten years from March 1": how long an agreement lasts."""
        for verb in sentence:
            if verb.lemma_.lower() not in _LASTING or verb.pos_ not in ("VERB", "AUX"):
                continue
            subjects = frames.subject_of(verb)[0]
            mine = [e for e in here if any(t == m.head for m in e.mentions for t in subjects)]
            entry = mine[0] if mine else target if any(t.lower_ == "it" for t in subjects) else None
            if entry is None or entry.duration is not None or any(c.dep_ == "neg" for c in verb.children):
                continue
            if verb.lemma_ in ("be", "remain", "stay", "continue") and not _in_force(verb):
                continue
            if verb.tag_ == "VBD" and verb.lemma_ in ("last", "run"):
                continue  # "It lasted for five years"
            if any(t.lower_ in _OPEN for t in sentence) or any(
                t.lower_ == "which" and t.head.lower_ == "after" for t in sentence
            ):
                continue  # "for an initial ten years, after which either may end it"
            if _open_after(sentence):
                continue  # "It runs for ten years. After that either side can end it"
            for prep in verb.subtree:
                if prep.dep_ != "prep" or prep.lower_ != "for" or clause(prep) != verb:
                    continue
                length = next((t for t in self.draft.times.overlapping(self.draft.language.span(prep.doc[prep.i : prep.right_edge.i + 1])) if t.type == "DURATION"), None)  # fmt: skip
                token = self.draft.language.token_at(length.span.end - 1) if length is not None else None
                after = token.nbor().lower_ if token is not None and token.i + 1 < len(token.doc) else ""
                more = token is not None and any(
                    t.lower_ in ("another", "further", "more", "additional") for t in prep.subtree
                )
                if (
                    length is None
                    or not re.fullmatch(r"P\d+[YM]", length.value or "")
                    or more
                    or after in ("after", "at")
                ):
                    continue
                entry.duration, entry.lasting = length.value, True
                since = self.draft.times.of(verb)
                if since is not None and after == "from" and len(parts.iso(since)) >= 7:
                    entry.runs_from = parts.iso(since)

    def lasts_until(self, m: Mention) -> Time | None:
        """ "a pact that lets troops stay until 2011", "an accord valid until 2011": the day to which what it grants lasts."""
        partners = [
            t for t in syntax.near(m.head, ("with", "between")) if t.i > m.head.i
        ]  # the parse may hang it there
        for c in (c for t in (m.head, *partners) for c in t.children):
            valid = c.pos_ == "ADJ" and c.lower_ in ("valid", "good", "effective")
            if (c.dep_ not in ("relcl", "acl") and not valid) or c.lemma_.lower() in lexicon.FORMAL:
                continue
            for verb in (c, *(v for v in c.children if v.dep_ in ("ccomp", "xcomp"))):
                for prep in verb.children:
                    if prep.dep_ != "prep" or prep.lower_ not in ("until", "till", "through", "to"):
                        continue
                    if prep.lower_ == "to" and not valid and verb.lemma_ not in ("run", "last", "stretch"):
                        continue
                    if undone(verb):
                        continue  # "which was to have run until 2025"
                    span = self.draft.language.span(prep.doc[prep.i : prep.right_edge.i + 1])
                    for t in self.draft.times.overlapping(span):
                        if t.begin and t.type == "DATE" and self.dates.later(t):
                            return t
        return None

    def told_last(self, sentence: Tokens) -> Entry | None:
        """The agreement of the sentence before, which "it" takes up."""
        if self.last_here is None:
            return None
        before, entry = self.last_here
        return entry if before == self.nth - 1 and entry in self.entries else None

    def day_named(self, sentence: Tokens) -> None:
        """ "gave notice and named Dec. 31 as the day by which ...": the stated end."""
        here = [
            f
            for e in self.entries
            for f in e.acts
            if f.act in lexicon.ENDINGS and f.at.doc is sentence.doc and f.at.sent == sentence
        ]
        for token in sentence if here else ():
            if token.lemma_.lower() not in ("name", "set", "fix", "give") or token.pos_ != "VERB":
                continue
            as_day = any(
                c.dep_ == "prep"
                and c.lower_ == "as"
                and any(g.lemma_ in ("day", "date", "deadline") for g in c.children)
                for o in (token, *token.children)
                for c in o.children
            )
            if not as_day:
                continue
            for t in self.draft.times.overlapping(
                self.draft.language.span(token.doc[token.left_edge.i : token.right_edge.i + 1])
            ):
                if (
                    t.type == "DATE"
                    and t.begin
                    and self.dates.later(t)
                    and t.span.start > self.draft.language.span(token).start
                ):
                    for f in here:
                        f.effect = f.effect or t
                    return

    def over(self, verb: Token, time: Time, entry: Entry, itself: bool) -> bool:
        """Whether a verb tells that an agreement that was ended came to its end on a day that is past."""
        ended = any(
            f.act in ("end", "withdraw", "notify-end") and f.status in ("happened", "ordered") and f.at != verb
            for f in entry.acts
        )
        if (
            not itself
            or not ended
            or verb.tag_ != "VBD"
            or verb.lemma_ not in lexicon.CEASING
            or verb.lemma_ in ("stop", "finish")
        ):
            return False
        done = self.draft.statements.stance(verb).status == "happened"
        return done and len(parts.iso(time)) == 10 and not self.dates.later(time)

    def of_somebody_else(self, subjects: list[Token], entry: Entry) -> bool:
        """Whether an ending is owned by states that have not ended the agreement, where it is known who has."""
        owners = [
            o for t in subjects for o in (*(c for c in t.children if c.dep_ == "poss"), *syntax.near(t, ("of", "by")))
        ]
        theirs = {p for p in self.who.deep(owners) if self.draft.actors.get(p).kind == "state"}
        doers = {p for f in entry.acts if f.act in lexicon.ENDINGS and f.status != "denied" for p in f.by}
        return bool(theirs) and bool(doers) and not theirs & doers

    def give_effect(self, entry: Entry, time: Time) -> None:
        time = self.dates.exact(time)
        for f in entry.acts:
            given = f.on or f.delivered
            if given is not None and parts.iso(time) < parts.iso(given)[: len(parts.iso(time))]:
                continue  # nothing takes effect before it is done
            finer = (
                f.effect is not None
                and len(parts.iso(time)) > len(parts.iso(f.effect))
                and parts.iso(time).startswith(parts.iso(f.effect))
            )
            if f.act in lexicon.ENDINGS and (f.effect is None or finer):
                f.effect = time
                if f.on is not None and f.on.span == time.span:
                    f.on = None
                return


def _old_one(token: Token) -> bool:
    """ "the old one", "the present one"."""
    return token.lower_ == "one" and any(c.lower_ in lexicon.OLD for c in token.children)


def _before(sentence: Tokens) -> Tokens:
    """The sentence before, in its paragraph; the sentence itself where it is the first."""
    found: Tokens = sentence.doc[sentence.start - 1].sent if sentence.start > 0 else sentence
    return found


def _open_after(sentence: Tokens) -> bool:
    """Whether the next sentence begins with what may be done when a term is over."""
    doc = sentence.doc
    following = [t.lower_ for t in doc[sentence.end : min(sentence.end + 3, len(doc))]]
    return bool(set(following) & {"thereafter", "afterward", "afterwards", "then"}) or following[:2] in (["after", "that"], ["after", "which"], ["unless", "either"])  # fmt: skip


def _in_force(verb: Token) -> bool:
    """ "is valid", "remains in force": what is said of an agreement that lasts."""
    return syntax.valid(verb) or any(
        c.lower_ == "in" and any(g.lower_ in ("force", "effect") for g in c.children) for c in verb.children
    )


def _takes_up(sentence: Tokens) -> bool:
    """Whether a sentence goes on about what the one before was about: "Its article 26 ...", "Under it ...", "That one ..."."""
    words = ("its", "it", "that", "this", "article", "clause", "either", "neither", "both")
    if any(t.lower_ in words for t in sentence[:4]):
        return True
    root = sentence.root
    return root.pos_ in ("VERB", "AUX") and any(t.lower_ == "it" for t in frames.subject_of(root)[0])
