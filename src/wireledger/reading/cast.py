"""The cast of a story: its actors, the index of what refers to them, and who is who."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.actors import (
    Body,
    Person,
    bodies,
    folded,
    organisations,
    people_by_first,
    people_by_surname,
    person_called,
    skeleton,
    word_list,
)
from wireledger.knowledge.countries import countries
from wireledger.knowledge.own import own_names
from wireledger.knowledge.speech import speech_acts
from wireledger.model import Actor, Role, Span
from wireledger.reading.draft import Draft
from wireledger.reading.language import head
from wireledger.reading.names import Name, in_readings, last_name, titled


@dataclass(slots=True)
class Mention:
    """Words that refer to one or, in the plural ("both countries"), to several actors."""

    span: Span
    actors: tuple[str, ...]
    head: Token
    how: Literal["name", "demonym", "title", "pronoun", "description", "acronym", "metonym"] = "name"


@dataclass(slots=True)
class Actors:
    """The actors of a story and the index of their mentions."""

    draft: Draft
    items: list[Actor] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    """In the order of their words; the shorter after the longer that holds it."""
    _by_id: dict[str, Actor] = field(default_factory=dict)
    _by_head: dict[tuple[int, int], Mention] = field(default_factory=dict)

    def get(self, actor_id: str) -> Actor:
        return self._by_id[actor_id]

    def has(self, actor_id: str) -> bool:
        return actor_id in self._by_id

    def add(self, actor: Actor) -> Actor:
        """Add an actor, or return the one that has its id."""
        if actor.id not in self._by_id:
            self._by_id[actor.id] = actor
            self.items.append(actor)
        return self._by_id[actor.id]

    def state(self, iso3: str) -> Actor:
        """The actor that a state is, added where the story had not named it."""
        return self._by_id.get(f"state:{iso3}") or self.add(state(iso3))

    def mention(self, mention: Mention) -> None:
        """Record that words refer to actors, which are all added before."""
        self.mentions.append(mention)
        self._by_head.setdefault((id(mention.head.doc), mention.head.i), mention)
        for actor in mention.actors:
            if mention.span not in self._by_id[actor].mentions:
                self._by_id[actor].mentions.append(mention.span)

    def points_to(self, mention: Mention, actor: str) -> None:
        """Let words that were held to refer to somebody refer to another actor of the story, and to nobody else."""
        for old in mention.actors:
            mentions = self._by_id[old].mentions
            mentions.remove(mention.span)
            if not mentions and self._by_id[old].kind == "group":
                self.items.remove(self._by_id.pop(old))
        mention.actors = (actor,)
        if mention.span not in self._by_id[actor].mentions:
            self._by_id[actor].mentions.append(mention.span)

    def of(self, token: Token) -> tuple[str, ...]:
        """The actors that the noun phrase headed by ``token`` refers to; () where it refers to none that is safe.

        For "France's troops" and its head "troops" that is the group of French troops, not France; "the government
        of France" and "Paris" (where it stands for the government) are the state."""
        found = self._by_head.get((id(token.doc), token.i))
        return found.actors if found else ()

    def at(self, span: Span) -> list[Mention]:
        """The mentions that overlap a span."""
        return [m for m in self.mentions if m.span.overlaps(span)]


_OF_PARTIES = word_list("party names")
"""Words of which parties of many states make their names."""


def state(iso3: str) -> Actor:
    """The actor that a state is, whatever story names it."""
    return Actor(id=f"state:{iso3}", name=countries().by_iso3[iso3].name, kind="state", country=iso3, sector="GOV")


def slug(name: str) -> str:
    """A name as an id: without accents, in lower case, words parted by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"


OF_STATES = frozenset(("STATE", "PEOPLE", "CAPITAL", "SEAT"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent", "csubj"))
DIPLOMATIC = frozenset(("between", "with", "against", "by", "toward", "towards"))


class Cast:
    """One pass over a story knows so far: its actors, and by which words each may be meant."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.on = draft.story.published[:10] if draft.story.published else None
        self.actors = Actors(draft)
        self.topic: str | None = None
        self.dateline: str | None = None
        """The state of the story's dateline."""
        self.named_in_all: Counter[str] = Counter()
        """How often the whole story names each state, by whatever name."""
        self.pair: list[str] = []
        """The two states that the story is about, where headline or lead set two beside each other."""
        self.states: list[str] = []
        """ISO codes of the states mentioned so far, the latest last, each once."""
        self.people: dict[str, list[str]] = {}
        """Folded last names, and first names, with the actors that they may mean."""
        self.table: dict[str, Person] = {}
        """The row of the table that a person of the story is."""
        self.recent: list[str] = []
        """People mentioned so far, the latest last, each once."""
        self.of_paragraph: set[str] = set()
        """People mentioned in the paragraph."""
        self.last_speaker: str | None = None
        """The body or state that said something last, in the paragraphs before."""
        self.spoke_before: str | None = None
        """The one before that: a spokesman's own mention makes him the last."""
        self.said_offices: dict[str, tuple[str | None, str | None]] = {}
        """Heads of titles whose holder the story has not named yet, with the country and body that it gave them."""
        self.untold: Token | None = None
        """The head of a title that was a subject last, while the story has not named its holder: "Peru's president said"."""
        self.guessed: set[str] = set()
        """Bodies of which only the story's topic says whose they are."""
        self.affiliated: set[str] = set()
        """People whom the story places with a firm or institute of no state: "X of Y Consulting"."""
        self.there: set[str] = set()
        """Countries of the states, peoples, capitals and places that the story names."""
        self.marks: dict[int, list[bool]] = {}
        """Which tokens of a paragraph stand within quotation marks."""
        self.naming: tuple[Name, Tokens] | None = None
        """The name whose offices are read just now."""
        self.where: dict[str, str] = {}
        """The state in which the paragraph plays that names a person first."""
        self.female: dict[str, bool] = {}
        self.bodies: list[str] = []
        """Organisations mentioned so far, the latest last, each once."""
        self.subject_bodies: list[str] = []
        """Those of the paragraph that were subjects, the latest last."""
        self.last_group: dict[str, str] = {}
        self.last_body: dict[str, str] = {}
        self.acronyms: dict[str, str] = {}
        self.sentences: dict[int, int] = {}
        """The number in the story of each sentence of the paragraph, by its first token."""
        self.named_at: dict[str, int] = {}
        """The number of the sentence that named each state last."""
        self.subject_at: dict[str, int] = {}
        """The same for states that were subjects, or whose bodies and people were."""
        self.people_at: dict[str, int] = {}
        """The same for states of whom a body, group or person was named."""
        self.together: Counter[frozenset[str]] = Counter()
        """How many sentences have named two states both."""
        self.beside_at: dict[frozenset[str], int] = {}
        """The number of the sentence that last set two states beside each other."""
        self.faced_at: dict[frozenset[str], int] = {}
        """The number of the sentence that last told what one state does to, with or against another."""
        self.ruled: str | None = None
        """The state whose military rulers the story told of last."""
        self.enumerated: list[str] = []
        """The states of the enumeration that the pass is in: "X, Y and Z"."""
        self.enumerated_to = (0, -1)
        """The paragraph and the token to which it has come."""
        self.rows: dict[int, tuple[list[str], int]] = {}
        """By how many, the states that were last set beside each other, and the number of the sentence that did."""
        self.first_of_paragraph: list[str] = []
        """The states that the paragraph has named, in order."""
        self.of_token: dict[int, Name] = {}
        """The names of the paragraph, by each of their tokens."""
        self.tokens_of: dict[int, dict[int, Name]] = {}
        """The same of all paragraphs so far."""

    def register(self, name: str) -> None:
        """Know a person by last and first name before the first mention."""
        if known := self.of_own_table(name):
            actor_id = "person:" + slug(known.name)
            for key in (last_name(name), last_name(known.name)):
                if actor_id not in self.people.setdefault(key, []):
                    self.people[key].append(actor_id)
            return
        words = name.split()
        mine = {w for w in slug(name).split("-") if len(w) > 1}
        same = (b for b in self.people.get(last_name(name), ()) if mine == {w for w in b[7:].split("-") if len(w) > 1})
        actor_id = next(same, "person:" + slug(name))  # "Donald J. Trump" and "Donald Trump" are one
        for key in dict.fromkeys((last_name(name), "first " + folded(words[0]))):
            bearers = self.people.setdefault(key, [])
            if actor_id not in bearers:
                bearers.append(actor_id)

    def publisher(self) -> None:
        """The agency is an actor: it sees letters and is told things."""
        if self.draft.story.agency:
            self.organisation(self.draft.story.agency, None, "MED")

    def state(self, iso3: str) -> str:
        actor = self.actors.state(iso3)
        if iso3 in self.states:
            self.states.remove(iso3)
        self.states.append(iso3)
        return actor.id

    def organisation(self, name: str, country: str | None, sector: str | None, said: str | None = None) -> str:
        """The id of a body by its name; ``said`` is the state of which the story says that it is."""
        known = organisations().get(name)
        if (
            known
            and known.sector == "PTY"
            and known.country
            and said != known.country
            and self.elsewhere(name, known.country)
        ):
            known, country = None, self.topic  # "the Democrats" of another state
        if known:
            name, country, sector = known.name, known.country, in_readings(known.sector) or None
        i = "org:" + slug(name)
        if not self.actors.has(i):
            self.actors.add(Actor(id=i, name=name, kind="organization", country=country, sector=sector))
        return i

    def elsewhere(self, name: str, country: str) -> bool:
        """Whether a party's name that many states have is another's than the table's, since the story is not about that state."""
        words = {w.lower() for w in name.split()} - {"party", "the"}
        return country not in (self.topic, self.dateline, *self.pair) and words <= _OF_PARTIES

    def group(self, token: Token, body: Body, country: str | None, name: str) -> str:
        """The actor that a body or group noun refers to, for its country."""
        if body.sense == "state" and country:
            return self.state(country)
        if body.sense == "body":
            label = " ".join(w for w in name.split() if w.lower() not in ("the", "its", "their", "a", "his", "her"))
            prefix = f"{country.lower()}-" if country else ""
            actor_id = f"org:{prefix}{slug(self.bare(label))}"
            kind: Literal["organization", "group"] = "organization"
        else:
            prefix = f"{country}-" if country else ""
            actor_id = f"group:{prefix}{body.sector if country else slug(body.noun)}"
            kind = "group"
        actor = self.actors.add(
            Actor(id=actor_id, name=name, kind=kind, country=country, sector=body.sector,
                  member_of=self.actors.state(country).id if country else None)
        )  # fmt: skip
        return actor.id

    def bare(self, label: str) -> str:
        """A body's name without the country in it."""
        return " ".join(w for w in label.split() if not countries().find(w.removesuffix("'s")) and w != "'s") or label

    def body(self, token: Token) -> Body | None:
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        return bodies().get(token.lemma_.lower()) or bodies().get(token.lower_)

    def person(self, name: str) -> Actor:
        """The person whom a name means. Of several of one last name, the one named last."""
        own = self.of_own_table(name)
        full = "person:" + slug(own.name if own else name)
        bearers = [full] if own else self.people.get(last_name(name), [])
        if own:
            actor_id = full
        elif " " not in name:
            bearers = bearers or self.people.get("first " + folded(name), [])
            actor_id = max(bearers, key=lambda b: self.recent.index(b) if b in self.recent else -1) if bearers else full
            if len(bearers) > 1 and not any(b in self.recent for b in bearers):
                actor_id = bearers[0]
        else:
            mine = set(slug(name).split("-"))
            same = [b for b in bearers if b == full] or [
                b for b in bearers if mine <= (other := set(b[7:].split("-"))) or (other <= mine and len(other) > 1)
            ]  # one full name holds the other's words
            actor_id = same[0] if same else full
        if actor_id not in self.people.setdefault(last_name(name), []):
            self.people[last_name(name)].append(actor_id)
        if not self.actors.has(actor_id) and (spelt := self.spelt(name)):
            actor_id = spelt
        if not self.actors.has(actor_id):
            known = (
                own or person_called(actor_id[7:].replace("-", " ")) or (person_called(name) if " " in name else None)
            )
            if known is None and titled(name.split()[0].lower()):
                known = person_called(name.partition(" ")[2])
            if known is None and " " not in name:
                known = self.famous(name)
            if known is not None:
                self.table[actor_id] = known if own else self.of_story(known, name)
            aliases = [name] if own and name != own.name else []
            return self.actors.add(Actor(id=actor_id, name=own.name if own else name, kind="person", aliases=aliases))
        found = self.actors.get(actor_id)
        taught = self.table.get(actor_id)
        if len(name) > len(found.name) and not (taught and taught.name == found.name and own_names().get(found.name)):
            found.aliases.append(found.name)
            found.name = name
        elif name != found.name and name not in found.aliases:
            found.aliases.append(name)
        return found

    @staticmethod
    def in_full(actor: Actor) -> str:
        """A person's name, in full where the story has it so anywhere."""
        return actor.name if " " in actor.name else actor.id.removeprefix("person:").replace("-", " ")

    def spelt(self, name: str) -> str | None:
        """The person whom the story has named already in another spelling: "Zelenskiy" and "Zelensky"."""
        mine = folded(name).split()
        words = [skeleton(w) for w in mine]
        if not words or len(words[-1]) < 3:
            return None
        found = []
        for actor_id in self.recent:
            plain = folded(self.actors.get(actor_id).name).split()
            theirs = [skeleton(w) for w in plain]
            # a name without a Latin letter folds to nothing
            first = plain and plain[-1][0] == mine[-1][0]
            if first and (theirs == words or (len(words) == 1 and len(theirs) > 1 and theirs[-1] == words[0])):
                found.append(actor_id)
        return found[0] if len(found) == 1 else None

    def of_story(self, known: Person, name: str) -> Person:
        """Of two of the table who are called alike ("King Abdullah") the one in whose state the story plays."""
        plain = folded(name)
        words = plain.split()
        alike = [
            p
            for p in dict.fromkeys((*people_by_surname().get(words[-1], ()), *people_by_first().get(words[0], ()), *people_by_first().get(words[-1], ())))
            if p.country in self.there and any(folded(n).startswith(plain + " ") or folded(n) == plain for n in p.names)
        ]  # fmt: skip
        if known.country is None or (known.country in self.there and known not in alike):
            alike.append(known)
        held = [p for p in alike if p.office(self.on)] or alike

        def near(person: Person) -> tuple[bool, bool, int]:
            country = person.country or ""
            return country == self.dateline, country == self.topic, self.named_in_all[country]

        return max(held, key=near) if held else known

    def of_own_table(self, name: str) -> Person | None:
        """The person of the user's own table whom a name means."""
        known = person_called(name)
        row = own_names().get(known.name) if known else None
        return known if row and row.kind == "person" else None

    def famous(self, name: str) -> Person | None:
        """Whom a last name alone means: its only bearer of the table, who leads a state that the story names."""
        bearers = people_by_surname().get(folded(name), ())
        return bearers[0] if len(bearers) == 1 and bearers[0].country in self.states else None

    def touch(self, person_id: str) -> None:
        self.of_paragraph.add(person_id)
        if person_id in self.recent:
            self.recent.remove(person_id)
        self.recent.append(person_id)

    def mention(self, tokens: Tokens, ids: tuple[str, ...], how: str) -> None:
        if not ids:
            return
        verb = head(tokens)
        if verb.dep_ in SUBJECTS and verb.head.lemma_.lower() in speech_acts() and len(ids) == 1:
            self.spoke_before = self.last_speaker
            self.last_speaker = ids[0] if ids[0].startswith(("org:", "state:")) else None
        self.actors.mention(Mention(self.language.span(tokens), ids, head(tokens), how))  # type: ignore[arg-type]
        self.sight(verb, ids)
        for i in ids:
            if i.startswith("org:"):
                if i in self.bodies:
                    self.bodies.remove(i)
                self.bodies.append(i)
                if head(tokens).dep_ in SUBJECTS:
                    self.subject_bodies.append(i)

    def moment(self, token: Token) -> int:
        """The number of a token's sentence in the story."""
        return self.sentences.get(self.language.opens(token), 0)

    def sight(self, token: Token, ids: tuple[str, ...]) -> None:
        """Note where states, or those of states, were named."""
        now = self.moment(token)
        up = token
        while up.dep_ == "conj" and up.head.i < up.i:
            up = up.head
        named: list[str] = []
        for i in ids:
            actor = self.actors.get(i)
            country = actor.country
            if country is None:
                continue
            leads = up.dep_ in SUBJECTS or (up.dep_ in ("poss", "amod", "compound") and up.head.dep_ in SUBJECTS)
            if leads:
                self.subject_at[country] = now
            if actor.kind != "state":
                self.people_at[country] = now
                continue
            for other, at in self.named_at.items():
                if at == now and other != country and self.named_at.get(country) != now:
                    self.together[frozenset((country, other))] += 1
            if (facing := self.opposite(token)) and facing != country:
                self.faced_at[frozenset((country, facing))] = now
            self.named_at[country] = now
            self.first_of_paragraph.append(country)
            named.append(country)
            for each in token.conjuncts if token.dep_ != "amod" else ():
                for j in self.actors.of(each):
                    if (beside := self.actors.get(j)).kind == "state" and beside.country and beside.country != country:
                        self.beside_at[frozenset((country, beside.country))] = now
        for a in named:
            for b in named:
                if a < b:
                    self.beside_at[frozenset((a, b))] = now
        if len(named) > 1:
            self.rows[len(set(named))] = sorted(set(named)), now
        elif named and token.dep_ != "amod":
            k = token.left_edge.i if token.left_edge.dep_ in ("det", "compound") else token.i
            while k and token.doc[k - 1].lower_ in (",", "and", "&", "the") and token.i - k < 4:
                k -= 1
            joined = self.enumerated if k < token.i and (id(token.doc), k - 1) == self.enumerated_to else []
            self.enumerated, self.enumerated_to = [*joined, named[0]], (id(token.doc), token.i)
            if len(row := sorted(set(self.enumerated))) > 1:
                self.rows[len(row)] = row, now

    def opposite(self, token: Token) -> str | None:
        """The state that is the subject of what is done to, with or against the one that a token names: "India accused Pakistan"."""
        how = token.dep_
        if how not in ("pobj", "dobj", "dative"):
            return None
        verb = token.head
        if how == "pobj":
            if verb.lower_ not in DIPLOMATIC:
                return None
            verb = verb.head
        if verb.pos_ == "NOUN" and verb.dep_ in ("dobj", "pobj"):
            verb = verb.head if verb.dep_ == "dobj" else verb.head.head
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        ids = self.actors.of(subject) if subject is not None else ()
        return self.actors.get(ids[0]).country if len(ids) == 1 else None

    def row_before(self, token: Token, n: int, most: int) -> list[str]:
        """The n states (any number if 0) that were last set beside each other, at most so many sentences ago; [] without any."""
        rows = [r for k, r in self.rows.items() if n in (0, k) and self.moment(token) - r[1] <= most]
        return max(rows, key=lambda r: (r[1], len(r[0])), default=([], 0))[0]

    def of_no_state(self, actor: Actor) -> bool:
        """Whether somebody holds an office of a body that is no state's."""
        return any(r.status != "former" and self.stateless(r) for r in actor.roles)

    @staticmethod
    def partisan(name: Name) -> bool:
        """Whether a body by its name is a party: "the Left-Greens", "the People's Party"."""
        words = re.split(r"[\s-]+", name.name.lower())
        return words[-1] in (
            "party",
            "greens",
            "democrats",
            "liberals",
            "socialists",
            "conservatives",
            "communists",
            "republicans",
        )

    def stateless(self, role: Role) -> bool:
        """Whether an office is of a body that is no state's."""
        owner = self.actors.get(role.of) if role.of else None
        return owner is not None and owner.country is None and owner.sector == "IGO"

    def quoted(self, token: Token) -> bool:
        """Whether a token stands within quotation marks of its paragraph."""
        doc = token.doc
        marks = self.marks.get(id(doc))
        if marks is None:
            marks, inside = [], False
            for t in doc:
                if t.text in ("“", "”") or t.tag_ in ("``", "''"):
                    inside = t.text == "“" or (t.text != "”" and not inside)
                marks.append(inside)
            self.marks[id(doc)] = marks
        return marks[token.i]

    def home_of(self, actor: Actor) -> str | None:
        known = self.table.get(actor.id)
        return known.country if known else None
