"""The stage ``actors``: states, organisations, people and groups, with everything that refers to them."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.actors import agents, bodies, female_names, folded, title_states, titles, word_list
from wireledger.knowledge.countries import countries
from wireledger.model import Actor, Role, Span
from wireledger.reading import resolve
from wireledger.reading.cast import OF_STATES, SUBJECTS, Actors, Mention, slug, state
from wireledger.reading.draft import Draft
from wireledger.reading.language import head
from wireledger.reading.names import TRADES, Name, Names, in_readings, titled
from wireledger.reading.phrases import STATUS
from wireledger.reading.protagonists import Protagonists
from wireledger.reading.references import References

__all__ = ("Actors", "Mention", "run", "slug", "state")

_MALE_WORDS = word_list("male")
_FEMALE_WORDS = word_list("female")
_WRITER = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?:[ \t]+(?:(?:de|da|di|van|von|der|den|bin|al|el|la|le)[ \t]+)*[^\W\d_a-z][\w.'’-]*){1,4}"
)
"""A writer's name, of two to five words."""
_WRITTEN = re.compile(r"(?:By|BY|by)[ \t]+(?P<names>[^,\n|/(]+(?:, [^,\n|/(]+ and [^,\n|/(]+)?)")
_HELPED = re.compile(
    r"(?:[Ww]ith assistance (?:from|by)|[Aa]dditional reporting by|[Rr]eporting by|[Ee]diting by|[Ww]riting by)[ \t]+(?P<names>[^\n;()]+)"
)
_ELITE = frozenset(("GOV", "LEG", "MIL", "JUD", "SPY", "COP"))


_SINGLE = frozenset(
    (
        "president",
        "minister",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emir",
        "sultan",
        "pope",
        "speaker",
        "ambassador",
    )
)
"""Heads of titles of offices that one at a time holds."""


def _office(title: str) -> str:
    """A title as two tellings of it are compared: in small letters, without adjectives of peoples; "" where several may hold it."""
    words = [w for w in re.split(r"[\s-]+", title.lower()) if w not in STATUS and not countries().find(w.title())]
    return " ".join(words) if words and words[-1] in _SINGLE else ""


class _Reader(Protagonists, References):
    """One pass over a story, in the order of its words: names first, then what refers back to them."""

    def read(self) -> Actors:
        names = Names(self.language, getattr(self.draft, "places", None)).read()
        self.there = {n.country for _, found in names for n in found if n.country and n.label in OF_STATES}
        places = getattr(self.draft, "places", None)
        self.there |= {p.country for p in places.items if p.country} if places else set()
        self.named_in_all = Counter(
            n.country for _, found in names for n in found if n.country and n.label in OF_STATES
        )
        dateline = self.draft.story.dateline
        if places and dateline:
            self.dateline = next((p.country for p in places.items if p.country and dateline.overlaps(p.span)), None)
        self.topic = self.find_topic(names)
        self.pair = self.find_pair(names) or self.most_named(names)
        for _, found in names:
            for name in found:
                if name.label == "PERSON" and name.end - name.start > 1:
                    self.register(name.name)
        self.publisher()
        for doc, found in names:
            self.paragraph(doc, found)
        self.writers()
        self.finish()
        return self.actors

    def writers(self) -> None:
        """Who wrote the story, or helped to: "By X and Y", "With assistance from Z"; of the agency, at home nowhere."""
        story = self.draft.story
        agency = next((a for a in self.actors.items if a.name == story.agency), None)
        for paragraph in story.paragraphs:
            words = story.text[paragraph.span.start : paragraph.span.end]
            if paragraph.kind == "byline":
                matches = [m] if (m := _WRITTEN.match(words)) else []
            else:
                matches = list(_HELPED.finditer(words)) if paragraph.kind != "headline" and len(words) < 300 else []
            for match in matches:
                for found in _WRITER.finditer(match["names"]):
                    at = paragraph.span.start + match.start("names")
                    self.writer(found[0], Span(at + found.start(), at + found.end()), agency)

    def writer(self, name: str, span: Span, agency: Actor | None) -> None:
        actor_id = "person:" + slug(name)
        if self.actors.has(actor_id) or self.actors.at(span):
            return
        actor = self.actors.add(Actor(id=actor_id, name=name, kind="person", sector="MED", mentions=[span]))
        actor.roles.append(Role(title="reporter", of=agency.id if agency else None, span=span))

    def named_later(self) -> None:
        """ "Sudan's president" is who holds that office by a title that the story gives later, where but one does."""
        holders: dict[tuple[str, str], set[str]] = {}
        for actor in self.actors.items:
            for role in actor.roles if actor.kind == "person" else ():
                if role.status in ("current", "acting") and role.of and role.of.startswith("state:"):
                    holders.setdefault((role.of[6:], _office(role.title)), set()).add(actor.id)
        for mention in self.actors.mentions:
            group = self.actors.get(mention.actors[0])
            token = mention.head
            if mention.how != "title" or len(mention.actors) > 1 or group.kind != "group" or not group.country:
                continue
            said = _office(
                " ".join(c.lower_ for c in (*token.lefts, token) if c.dep_ in ("amod", "compound") or c is token)
            )
            words = said.split()
            if words and (found := holders.get((group.country, said), set())) and len(found) == 1:
                self.actors.points_to(mention, next(iter(found)))

    def finish(self) -> None:
        """What the story left unsaid of people whom the table of public offices knows: country and sector."""
        self.named_later()
        self.actors.mentions.sort(key=lambda m: (m.span.start, -m.span.end))
        for actor in self.actors.items:
            actor.mentions.sort()
        for actor in self.actors.items:
            if actor.kind != "person":
                continue
            if actor.roles and all(r.status == "former" for r in actor.roles) and actor.sector in _ELITE:
                actor.sector = "ELI"
            self.title_in_name(actor)
            known = self.table.get(actor.id) or (self.famous(actor.name) if " " not in actor.name else None)
            if known is None:
                stall = any(r.of is None and TRADES & set(r.title.lower().split()) for r in actor.roles)
                away = self.of_no_state(actor) or (actor.sector == "BUS" and not stall) or actor.id in self.affiliated
                if actor.country is None and actor.id in self.where and not away:
                    actor.country = self.where[actor.id]
                if actor.country and not actor.sector:
                    actor.sector = "CVL"
                continue
            office = known.office(self.on)
            if actor.country is None and not self.of_no_state(actor):
                actor.country = office.country if office else known.country
            if actor.sector is None:
                said = resolve.sector_of(known, self.on) if self.on else known.offices[-1].sector
                actor.sector = in_readings(said) or None

    def told_before(self, tokens: Tokens, actor: Actor) -> None:
        """Give the office of "Peru's president said ..." to the first person named behind it, the subject of the next paragraph's
        first sentence."""
        office, self.untold = self.untold, None
        if office is None or actor.roles or not titles().get(office.lower_):
            return
        token, doc = head(tokens), tokens.doc
        known = self.table.get(actor.id)
        country = self.country_of(office)
        held = known is not None and any(
            office.lower_ in o.title.split() and o.country == country for o in known.offices
        )
        beside = any(c.dep_ in ("relcl", "appos") and c.i > token.i for c in token.children)
        opens = (
            doc is not office.doc and token.dep_ in SUBJECTS and token.sent.start == 0 and not beside and known is None
        )
        if held or (opens and token.head.dep_ == "ROOT"):
            first = self.phrase(office).start
            while first < office.i and office.doc[first].pos_ == "DET":
                first += 1
            of_token, self.of_token = self.of_token, self.tokens_of.get(id(office.doc), {})
            self.role(office.doc, first, office.i + 1, office.i, actor)
            self.of_token = of_token

    def of_a_firm(self, name: Name, tokens: Tokens) -> bool:
        """Whether a person is said to be of a body that is no state's and no body of states: "X of Y Bank", "X, who follows Z for
        Y & Co."."""
        token = head(tokens)
        found: list[Token] = []
        for child in token.children:
            if child.i < name.end:
                continue
            if child.dep_ == "prep" and child.lower_ in ("of", "at", "from", "with"):
                found += [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ == "relcl":
                found += [
                    p
                    for c in child.subtree
                    if c.dep_ == "prep" and c.lower_ in ("for", "at")
                    for p in c.children
                    if p.dep_ == "pobj"
                ]
        for each in found:
            known = self.of_token.get(each.i)
            for t in (each, *(c for c in each.children if c.dep_ == "appos")) if known is None else (each,):
                known = self.of_token.get(t.i)
                if (
                    known
                    and known.label == "ORG"
                    and known.country is None
                    and (known.sector == "BUS" or (known.sector is None and known.end - known.start > 1))
                    and not self.partisan(known)
                ):
                    return True
        return False

    def title_in_name(self, actor: Actor) -> None:
        """Give a person whom the table calls by a title ("King Abdullah", "Pope Francis") that title."""
        known = self.table.get(actor.id)
        first = next(
            (n.split()[0] for n in (actor.name, *actor.aliases) if " " in n and titled(n.split()[0].lower())), None
        )
        if first is None or known is None or not titles().get(first.lower()):
            return
        span = next((m for m in actor.mentions if self.draft.story.text.startswith(first, m.start)), None)
        if span is not None and not any(first.lower() in r.title.lower() for r in actor.roles):
            of = self.actors.state(known.country).id if known.country else None
            actor.roles.append(Role(title=first, of=of, span=Span(span.start, span.start + len(first))))

    def paragraph(self, doc: Doc, names: list[Name]) -> None:
        at = {name.start: name for name in names}
        self.subject_bodies, self.of_paragraph = [], set()
        covered = -1
        self.of_token = {i: n for n in names for i in range(n.start, n.end)}
        self.tokens_of[id(doc)] = self.of_token
        before = max(self.sentences.values(), default=-1) + 1
        self.sentences = {sentence.start: before + n for n, sentence in enumerate(doc.sents)}
        self.first_of_paragraph = []
        for token in doc:
            if name := at.get(token.i):
                self.named(doc, name)
                covered = max(covered, name.end)
            elif token.i >= covered:
                pos = token.pos_
                if (
                    pos in ("PRON", "NUM", "DET", "CCONJ")
                    and token.lower_ in ("both", "two", "three", "four", "five", "neither", "either")
                    and token.dep_ not in ("det", "preconj", "nummod", "predet", "cc")
                ):
                    self.paired(token)
                elif token.lower_ in ("other", "former", "latter") and token.dep_ in (
                    "nsubj",
                    "nsubjpass",
                    "dobj",
                    "pobj",
                    "dative",
                    "agent",
                ):
                    self.one_of_two(token)
                elif pos == "PRON":
                    self.pronoun(token)
                elif pos in ("NOUN", "PROPN") and token.dep_ != "compound":
                    self.noun(token)

    def named(self, doc: Doc, name: Name) -> None:
        tokens = doc[name.start : name.end]
        token = head(tokens)
        if acronym := self.acronyms.get(name.name) or self.acronyms.get(tokens.text):
            self.mention(tokens, (acronym,), "acronym")
            return
        if tokens[-1].text == "Koreas":
            self.mention(tokens, (self.state("KOR"), self.state("PRK")), "name")
        elif name.label == "STATE":
            assert name.country
            self.mention(tokens, (self.state(name.country),), "name")
        elif name.label == "PEOPLE":
            self.named_people(name, tokens, token)
        elif name.label == "SEAT":
            self.named_seat(doc, name, tokens, token)
        elif name.label == "CAPITAL":
            if self.stands_for_government(token):
                assert name.country
                self.mention(tokens, (self.state(name.country),), "metonym")
        elif name.label == "PERSON":
            self.named_person(doc, name, tokens)
        elif name.label in ("ORG", "NORP", "NAME", "FAC", "PRODUCT") and (token.dep_ != "amod" or name.sector):
            self.named_body(doc, name, tokens)

    def named_people(self, name: Name, tokens: Tokens, token: Token) -> None:
        assert name.country
        if token.tag_ in ("NNS", "NNPS") and token.dep_ not in ("amod", "compound"):
            actor = self.actors.add(
                Actor(
                    id=f"group:{name.country}-CVL", name=tokens.text, kind="group", country=name.country, sector="CVL"
                )
            )
            self.mention(tokens, (actor.id,), "demonym")
        elif who := self.compatriot(name, token):
            self.mention(tokens, (who,), "description")
        else:
            self.mention(tokens, (self.state(name.country),), "demonym")

    def compatriot(self, name: Name, token: Token) -> str | None:
        """Whom "the American" or "the 29-year-old Dane" takes up: the last person of that state, where no noun follows."""
        alone = token.tag_ in ("NN", "NNP") and token.dep_ in (*SUBJECTS, "dobj", "pobj", "poss", "dative")
        the = any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)
        if not (alone and the) or token.text.endswith(("ese", "sh", "ch", "ss")):
            return None
        return next((p for p in reversed(self.recent) if self.actors.get(p).country == name.country), None)

    def named_seat(self, doc: Doc, name: Name, tokens: Tokens, token: Token) -> None:
        """A body of one state by its name; "the Senate" is that of the state that the story is about, if it has one."""
        assert name.country
        plain = folded(name.name)
        if plain in agents("head") or plain in bodies():
            country = self.country_of(token)
            # a story from the capital of the state that it is about means that state's own, though it name others
            member = {"senate": "senator", "congress": "congressman"}.get(plain, "")
            own = self.topic == self.dateline and self.topic in title_states().get(member, ())
            here = country or (self.topic if own or name.country not in self.states else None)
            if here and here != name.country and (body := self.body(doc[name.end - 1])):
                self.mention(tokens, (self.group(doc[name.end - 1], body, here, tokens.text),), "name")
                return
        actor = self.actors.add(Actor(id="org:" + slug(name.name), name=name.name, kind="organization", country=name.country,
                                      sector=name.sector, member_of=self.actors.state(name.country).id))  # fmt: skip
        self.mention(tokens, (actor.id,), "metonym")
        self.bracketed(doc, name, actor.id)
        last = doc[name.end - 1]
        if body := self.body(last):
            self.last_body[body.noun] = actor.id

    def named_body(self, doc: Doc, name: Name, tokens: Tokens) -> None:
        """A body by its name: in the tables, or headed by a noun that says what it is, or unknown."""
        if found := self.body_named(doc, name):
            self.mention(tokens, (found,), "name")
            self.bracketed(doc, name, found)

    def named_person(self, doc: Doc, name: Name, tokens: Tokens) -> None:
        actor = self.person(tokens.text)
        self.mention(tokens, (actor.id,), "name")
        self.touch(actor.id)
        if mission := self.heads_a_mission(name, head(tokens)):
            self.affiliated.add(actor.id)
        self.naming = (name, tokens)
        self.title_before(doc, name.start, actor)
        if mission and not actor.roles:
            self.in_clause(name, head(tokens), actor)
            return
        self.title_after(doc, name, actor)
        self.appointed(doc, tokens, actor)
        if not actor.roles:
            self.plural_title(doc, name, actor)
        if not actor.roles:
            self.apposed_title(doc, name, head(tokens), actor)
        self.told_before(tokens, actor)
        self.naming = None
        if self.of_a_firm(name, tokens) or self.commenting(doc, name, head(tokens)):
            self.affiliated.add(actor.id)
        if actor.country is None and not self.of_no_state(actor):
            actor.country = self.origin(doc, name, tokens)
        if (
            actor.country is None
            and actor.id not in self.where
            and (place := self.home(head(tokens), self.in_full(actor)))
        ):
            self.where[actor.id] = place
        if not actor.roles:
            self.in_clause(name, head(tokens), actor)
        before = {t.lower_ for t in doc[max(0, name.start - 3) : name.start]}
        words = before | {w for r in actor.roles for w in r.title.lower().split()}
        if words & (_MALE_WORDS | _FEMALE_WORDS):
            self.female.setdefault(actor.id, bool(words & _FEMALE_WORDS))
        elif " " in actor.name and (female := female_names().get(folded(actor.name.split()[0]))) is not None:
            self.female.setdefault(actor.id, female)


def run(draft: Draft) -> Actors:
    """Find the actors of a story, in the order in which it names them."""
    return _Reader(draft).read()
