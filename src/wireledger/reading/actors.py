"""The stage ``actors``: states, organisations, people and groups, with everything that refers to them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.actors import (
    Body,
    Office,
    Person,
    agents,
    anaphors,
    bodies,
    female_names,
    folded,
    metonyms,
    organisations,
    people_by_first,
    people_by_surname,
    person_called,
    regions,
    rulers,
    skeleton,
    state_kinds,
    title_states,
    titles,
    word_list,
)  # fmt: skip
from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import modifiers
from wireledger.knowledge.own import own_names
from wireledger.knowledge.speech import speech_acts
from wireledger.model import Actor, Role, Span
from wireledger.reading import resolve
from wireledger.reading.draft import Draft
from wireledger.reading.language import head
from wireledger.reading.names import Name, Names, in_readings, last_name, titled


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

    def mention(self, mention: Mention) -> None:
        """Record that words refer to actors, which are all added before."""
        self.mentions.append(mention)
        self._by_head.setdefault((id(mention.head.doc), mention.head.i), mention)
        for actor in mention.actors:
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


def state(iso3: str) -> Actor:
    """The actor that a state is, whatever story names it."""
    return Actor(id=f"state:{iso3}", name=countries().by_iso3[iso3].name, kind="state", country=iso3, sector="GOV")


def slug(name: str) -> str:
    """A name as an id: without accents, in lower case, words parted by hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"


_STATUS = {"former": "former", "ex": "former", "late": "former", "deposed": "former", "ousted": "former", "then": "former",
           "toppled": "former", "outgoing": "current", "retired": "former", "onetime": "former", "exiled": "former",
           "interim": "acting", "acting": "acting", "transitional": "acting", "caretaker": "acting", "provisional": "acting",
           "elect": "elect", "incoming": "elect", "designate": "elect", "designated": "elect"}  # fmt: skip
_INTERNATIONAL = re.compile(
    r"\b(?:director|secretary)[- ]general\b|\bexecutive (?:director|secretary)\b|\bhigh (?:commissioner|representative)\b|\brapporteur\b"
)
"""Titles that heads of international bodies have, where no state is said."""
_SHARED = re.compile(
    r"(?:senator|lawmaker|general|colonel|major|captain|official|diplomat|judge|lawyer|spokes\w+|adviser|advisor|envoy|sen\.|rep\.|gen\.|col\.|deputy|aide|governor|mayor|member)$"
)
"""Titles that several have at a time."""
_ABROAD = re.compile(
    r"\bembassy\b|\bconsulate\b|\b(?:ambassador|(?:charge |chargé )?d.affaires|consul|high commissioner)$"
)
"""Titles of those who stand for their state in another, which stories tell of."""
_LOCAL = re.compile(r"\b(?:mayor|governor|prefect|councillor|councilman|police chief|magistrate|chief|sheriff)$")
"""Titles of those who hold an office in the place that a paragraph tells of."""
_TOPIC = 1.6
"""How strongly the state that a story is about speaks for itself."""
_ACTING = frozenset(("expel", "order", "recall", "summon", "impose", "ban", "vote", "decide", "reject", "welcome", "refuse", "sign", "suspend", "end", "withdraw"))  # fmt: skip
"""Verbs besides those of saying whose subjects act in a state's name."""
_STATE_NOUNS = word_list("state nouns")
_OF_STATES = frozenset(("STATE", "PEOPLE", "CAPITAL", "SEAT"))
_SIDES = word_list("sides")
_ENDING = frozenset(
    ["under", "during", "since", "after", "before", "until", "by", "with", "who", "whose", "which", "through", "as"]
)
"""Prepositions that are no part of a title."""
_LEADERS = word_list("leaders")
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3}
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent", "csubj"))
_INSIDE = frozenset(("compound", "amod", "nmod", "poss", "case", "det", "nummod", "advmod", "quantmod", "punct"))
_DIPLOMATIC = frozenset(("between", "with", "against", "by", "toward", "towards"))
_HOLDING = word_list("holding")
"""Verbs whose subject the troops of their object belong to."""
_APPOINTING = {"name": "current", "appoint": "current", "choose": "elect", "nominate": "elect", "designate": "elect", "elect": "elect",
               "pick": "elect", "install": "current", "declare": "elect", "reappoint": "current", "confirm": "current",
               "swear": "current"}  # fmt: skip
"""Verbs that give the person of their object an office, and the status that it has then."""
_MALE, _FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_MALE_WORDS = word_list("male")
_FEMALE_WORDS = word_list("female")
_NATIONAL = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
_KIN = frozenset(("man", "woman", "child", "boy", "girl", "people", "person", "friend", "father", "mother", "brother", "sister", "son",
                  "daughter", "husband", "wife", "widow", "cousin", "uncle", "family", "relative", "parent", "home", "house"))  # fmt: skip
"""Words of the table of actors that are nobody's occupation."""
_OF_STATE = frozenset(("GOV", "MIL", "LEG", "COP", "JUD", "SPY"))
_ELITE = frozenset(("GOV", "LEG", "MIL", "JUD", "SPY", "COP"))
_OFFICES = word_list("portfolio")
_BODY_KINDS = [word_list(k) for k in ("courts", "missions", "lenders", "blocs", "parties")]
_APART = frozenset(
    ("region", "republic", "state", "province", "territory", "kingdom", "city", "emirate", "island", "nation")
)
"""Nouns that what stands behind their "of" names."""
_OF_ANY = frozenset(("UN Security Council", "Security Council", "United Nations Security Council"))
"""Names of the table that stand for a state's own body where a state stands before them."""
_MISSION = re.compile(r"^(?:UN|MINU|MON|AM|EU|ISAF|SFOR|IFOR)[A-Z]*[MF][A-Z]*$|FOR$")
"""Short names of missions."""
_NOT_MEANT = {
    "alliance": re.compile("Union|Nations|Community|Commission"),
    "bloc": re.compile("NATO|Nations|Court|Bank|Fund|Agency"),
}
"""Bodies of states that a noun does not mean, though they are of the sector that it means."""
_INSIDE_OF = frozenset(("in", "at", "near", "outside", "around", "of", "from"))
_RELATIONS = frozenset(("neighbor", "neighbour", "ally", "rival", "foe", "partner", "host", "guest"))
_VAGUE = frozenset(("group", "organisation", "organization", "company", "firm"))
_VAGUE_BODIES = word_list("vague bodies")
_UNSURE = word_list("unsure forces")
_NEUTRAL = word_list("neutral")
"""Adjectives that tell a body from no other of its kind."""


class _Reader:
    """One pass over a story, in the order of its words: names first, then what refers back to them."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.language = draft.language
        self.on = draft.story.published[:10] if draft.story.published else None
        self.actors = Actors(draft)
        self.topic: str | None = None
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
        self.there: set[str] = set()
        """Countries of the states, peoples, capitals and places that the story names."""
        self.marks: dict[int, list[bool]] = {}
        """Which tokens of a paragraph stand within quotation marks."""
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
        self.of_token: dict[int, Name] = {}

    def read(self) -> Actors:
        names = Names(self.language, getattr(self.draft, "places", None)).read()
        self.there = {n.country for _, found in names for n in found if n.country and n.label in _OF_STATES}
        places = getattr(self.draft, "places", None)
        self.there |= {p.country for p in places.items if p.country} if places else set()
        self.topic = self.find_topic(names)
        self.pair = self.find_pair(names) or self.most_named(names)
        for _, found in names:
            for name in found:
                if name.label == "PERSON" and name.end - name.start > 1:
                    self.register(name.name)
        self.publisher()
        for doc, found in names:
            self.paragraph(doc, found)
        self.finish()
        return self.actors

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

    def find_topic(self, names: list[tuple[Doc, list[Name]]]) -> str | None:
        """The state that the story is about: the first that is a subject in headline or lead, else the first named."""
        first: str | None = None
        for doc, found in names[:3]:
            for name in found:
                if name.country and name.label in ("STATE", "PEOPLE", "CAPITAL", "SEAT"):
                    first = first or name.country
                    token = head(doc[name.start : name.end])
                    if name.label != "PEOPLE" and token.dep_ in _SUBJECTS:
                        return name.country
                    if (
                        token.dep_ in ("poss", "amod", "compound")
                        and token.head.dep_ in _SUBJECTS
                        and (token.dep_ == "poss" or self.body(token.head) or titled(token.head.lower_))
                    ):
                        return name.country
            if first and self.language.parsed(doc[0]).paragraph.kind == "body":
                break
        if first is None:  # a story at home names no state, but its places and bodies
            places = getattr(self.draft, "places", None)
            counted = Counter(p.country for p in places.items if p.country) if places else Counter()
            counted.update(
                n.country
                for _, found in names
                for n in found
                if n.country and n.label in ("SEAT", "STATE", "CAPITAL", "ORG")
            )
            first = next((c for c, n in counted.most_common(1) if n > 1), None)
        return first

    def find_pair(self, names: list[tuple[Doc, list[Name]]]) -> list[str]:
        """Two states of headline or lead that are set beside each other ("X and Y") or deal with each other."""
        for doc, found in names[:3]:
            states = [n for n in found if n.country and n.label in ("STATE", "CAPITAL", "SEAT")]
            heads = [head(doc[n.start : n.end]) for n in states]
            for token in heads:
                if beside := token.conjuncts:
                    both = {n.country for n, other in zip(states, heads, strict=True) if other in (token, *beside)}
                    if len(both) == 2:
                        return sorted(c for c in both if c)
            for name, token in zip(states, heads, strict=True):
                if (
                    token.dep_ in ("pobj", "dobj")
                    and (token.dep_ == "dobj" or token.head.lower_ in _DIPLOMATIC)
                    and name.country
                ):
                    if self.topic and name.country != self.topic:
                        return sorted((self.topic, name.country))
        return []

    def most_named(self, names: list[tuple[Doc, list[Name]]]) -> list[str]:
        """The state that the story is about and the one that it names most beside, where no other comes near."""
        counted: Counter[str] = Counter()
        acting: set[str] = set()
        for nth, (doc, found) in enumerate(names):
            for name in found:
                if name.country and name.label in _OF_STATES:
                    counted[name.country] += 3 if nth < 3 else 1
                    token = head(doc[name.start : name.end])
                    if (
                        name.label == "PEOPLE" or token.dep_ == "poss"
                    ):  # "French troops left", "France's president said"
                        body = token.head if token.head.dep_ in _SUBJECTS else None
                        if body is not None and (self.body(body) or titled(body.lower_)):
                            acting.add(name.country)
                    elif token.dep_ in _SUBJECTS:
                        acting.add(name.country)
        others = [(n, c) for c, n in counted.items() if c != self.topic]
        best = sorted(others, reverse=True)[:2]
        if not self.topic or not best or best[0][0] < 3 or (len(best) > 1 and best[1][0] * 1.5 > best[0][0]):
            return []
        if not {self.topic, best[0][1]} <= acting:
            return []  # states of which the story only tells where something is: of firms, of clubs
        return sorted((self.topic, best[0][1]))

    def publisher(self) -> None:
        """The agency is an actor: it sees letters and is told things."""
        if self.draft.story.agency:
            self.organisation(self.draft.story.agency, None, "MED")

    def finish(self) -> None:
        """What the story left unsaid of people whom the table of public offices knows: country and sector."""
        self.actors.mentions.sort(key=lambda m: (m.span.start, -m.span.end))
        for actor in self.actors.items:
            actor.mentions.sort()
        for actor in self.actors.items:
            if actor.kind != "person":
                continue
            if actor.roles and all(r.status == "former" for r in actor.roles) and actor.sector in _ELITE:
                actor.sector = "ELI"
            known = self.table.get(actor.id) or (self.famous(actor.name) if " " not in actor.name else None)
            if known is None:
                away = any(map(self.stateless, actor.roles)) or actor.sector in ("EDU", "BUS")
                if actor.country is None and actor.id in self.where and not away:
                    actor.country = self.where[actor.id]
                if actor.country and not actor.sector:
                    actor.sector = "CVL"
                continue
            office = known.office(self.on)
            if actor.country is None and not any(map(self.stateless, actor.roles)):
                actor.country = office.country if office else known.country
            if actor.sector is None:
                said = resolve.sector_of(known, self.on) if self.on else known.offices[-1].sector
                actor.sector = in_readings(said) or None

    # -- actors -----------------------------------------------------------------------------------------------------

    def state(self, iso3: str) -> str:
        actor = self.actors.add(state(iso3))
        if iso3 in self.states:
            self.states.remove(iso3)
        self.states.append(iso3)
        return actor.id

    def organisation(self, name: str, country: str | None, sector: str | None) -> str:
        known = organisations().get(name)
        if known and known.sector == "PTY" and known.country and known.country not in self.there and " " not in name:
            known, country = None, self.topic  # "the Democrats" of another state
        if known:
            name, country, sector = known.name, known.country, in_readings(known.sector) or None
        return self.actors.add(
            Actor(id="org:" + slug(name), name=name, kind="organization", country=country, sector=sector)
        ).id

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
                  member_of=self.actors.add(state(country)).id if country else None)
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

    def spelt(self, name: str) -> str | None:
        """The person whom the story has named already in another spelling: "Zelenskiy" and "Zelensky"."""
        words = [skeleton(w) for w in folded(name).split()]
        if not words or len(words[-1]) < 3:
            return None
        found = []
        for actor_id in self.recent:
            theirs = [skeleton(w) for w in folded(self.actors.get(actor_id).name).split()]
            first = folded(self.actors.get(actor_id).name).split()[-1][0] == folded(name).split()[-1][0]
            if first and (theirs == words or (len(words) == 1 and len(theirs) > 1 and theirs[-1] == words[0])):
                found.append(actor_id)
        return found[0] if len(found) == 1 else None

    def of_story(self, known: Person, name: str) -> Person:
        """Of two of the table who are called alike ("King Abdullah") the one whose state the story names."""
        if known.country is None or known.country in self.there:
            return known
        plain = folded(name)
        others = [
            p for p in dict.fromkeys(people_by_surname().get(plain.split()[-1], ()) + people_by_first().get(plain.split()[0], ()))
            if p.country in self.there and any(folded(n).startswith(plain + " ") or folded(n) == plain for n in p.names)
        ]  # fmt: skip
        return others[0] if len(others) == 1 else known

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

    # -- a paragraph ------------------------------------------------------------------------------------------------

    def paragraph(self, doc: Doc, names: list[Name]) -> None:
        at = {name.start: name for name in names}
        self.subject_bodies, self.of_paragraph = [], set()
        covered = -1
        self.of_token = {i: n for n in names for i in range(n.start, n.end)}
        for token in doc:
            if name := at.get(token.i):
                self.named(doc, name)
                covered = max(covered, name.end)
            elif token.i >= covered:
                pos = token.pos_
                if (
                    pos in ("PRON", "NUM", "DET", "CCONJ")
                    and token.lower_ in ("both", "two", "neither", "either")
                    and token.dep_ not in ("det", "preconj", "nummod", "predet", "cc")
                ):
                    self.paired(token)
                elif pos == "PRON":
                    self.pronoun(token)
                elif pos in ("NOUN", "PROPN") and token.dep_ != "compound":
                    self.noun(token)

    def mention(self, tokens: Tokens, ids: tuple[str, ...], how: str) -> None:
        if not ids:
            return
        verb = head(tokens)
        if verb.dep_ in _SUBJECTS and verb.head.lemma_.lower() in speech_acts() and len(ids) == 1:
            self.spoke_before = self.last_speaker
            self.last_speaker = ids[0] if ids[0].startswith(("org:", "state:")) else None
        self.actors.mention(Mention(self.language.span(tokens), ids, head(tokens), how))  # type: ignore[arg-type]
        for i in ids:
            if i.startswith("org:"):
                if i in self.bodies:
                    self.bodies.remove(i)
                self.bodies.append(i)
                if head(tokens).dep_ in _SUBJECTS:
                    self.subject_bodies.append(i)

    def named(self, doc: Doc, name: Name) -> None:
        tokens = doc[name.start : name.end]
        token = head(tokens)
        if acronym := self.acronyms.get(name.name) or self.acronyms.get(tokens.text):
            self.mention(tokens, (acronym,), "acronym")
            return
        if name.label == "STATE":
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
        else:
            self.mention(tokens, (self.state(name.country),), "demonym")

    def named_seat(self, doc: Doc, name: Name, tokens: Tokens, token: Token) -> None:
        """A body of one state by its name; "the Senate" is that of the state that the story is about, if it has one."""
        assert name.country
        plain = folded(name.name)
        if plain in agents("head") or plain in bodies():
            country = self.country_of(token)
            here = country or (self.topic if name.country not in self.states else None)
            if here and here != name.country and (body := self.body(doc[name.end - 1])):
                self.mention(tokens, (self.group(doc[name.end - 1], body, here, tokens.text),), "name")
                return
        actor = self.actors.add(Actor(id="org:" + slug(name.name), name=name.name, kind="organization", country=name.country,
                                      sector=name.sector, member_of=self.actors.add(state(name.country)).id))  # fmt: skip
        self.mention(tokens, (actor.id,), "metonym")
        self.bracketed(doc, name, actor.id)
        last = doc[name.end - 1]
        if body := self.body(last):
            self.last_body[body.noun] = actor.id

    def stands_for_government(self, token: Token) -> bool:
        """Whether a capital's name stands for the government: as a subject, an owner, or behind words that deal with somebody."""
        first = token
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        if first.dep_ in _SUBJECTS or first.dep_ == "poss":
            return True
        governor = first.head
        if first.dep_ in ("dobj", "dative", "obj") and governor.lemma_.lower() in metonyms()["object"]:
            return True
        if governor.pos_ in ("ADP", "PART") or governor.dep_ in ("prep", "dative", "agent"):
            if governor.lower_ in _DIPLOMATIC:
                return True
            return governor.head.lemma_.lower() in metonyms().get(governor.lower_, ())
        return False

    def named_body(self, doc: Doc, name: Name, tokens: Tokens) -> None:
        """A body by its name: in the tables, or headed by a noun that says what it is, or unknown."""
        if found := self.body_named(doc, name):
            self.mention(tokens, (found,), "name")
            self.bracketed(doc, name, found)

    def bracketed(self, doc: Doc, name: Name, actor_id: str) -> None:
        """Know the short name that a story gives a body: "(UPP)", "known as the UPP", "or UPP"."""
        i = name.end
        if i + 2 < len(doc) and doc[i].text == "(":
            j = i + 1
            while j < len(doc) and j - i < 6 and doc[j].text != ")":
                j += 1
            words = [t for t in doc[i + 1 : j] if t.text not in ('"', "'") and t.lower_ not in ("the", "or")]
            if j < len(doc) and doc[j].text == ")" and 0 < len(words) < 3 and words[0].text[:1].isupper():
                self.acronyms["".join(t.text_with_ws for t in words).strip()] = actor_id
                self.acronyms[words[0].text] = actor_id
            return
        while (
            i < len(doc)
            and i - name.end < 5
            and doc[i].lower_ in (",", "known", "or", "as", "also", "the", "called", "abbreviated")
        ):
            i += 1
        if i > name.end + 1 and i < len(doc) and doc[i].text.isupper() and len(doc[i].text) > 1 and doc[i].is_alpha:
            self.acronyms[doc[i].text] = actor_id

    # -- people -----------------------------------------------------------------------------------------------------

    def named_person(self, doc: Doc, name: Name, tokens: Tokens) -> None:
        actor = self.person(tokens.text)
        self.mention(tokens, (actor.id,), "name")
        self.touch(actor.id)
        self.title_before(doc, name.start, actor)
        self.title_after(doc, name, actor)
        self.appointed(doc, tokens, actor)
        if actor.country is None and not any(self.stateless(r) for r in actor.roles):
            actor.country = self.origin(doc, name, tokens)
        if actor.country is None and actor.id not in self.where and (place := self.home(head(tokens))):
            self.where[actor.id] = place
        before = {t.lower_ for t in doc[max(0, name.start - 3) : name.start]}
        words = before | {w for r in actor.roles for w in r.title.lower().split()}
        if words & (_MALE_WORDS | _FEMALE_WORDS):
            self.female.setdefault(actor.id, bool(words & _FEMALE_WORDS))
        elif " " in actor.name and (female := female_names().get(folded(actor.name.split()[0]))) is not None:
            self.female.setdefault(actor.id, female)

    def stateless(self, role: Role) -> bool:
        """Whether an office is of a body that is no state's."""
        owner = self.actors.get(role.of) if role.of else None
        return owner is not None and owner.country is None and owner.sector == "IGO"

    def origin(self, doc: Doc, name: Name, tokens: Tokens) -> str | None:
        """Where words beside a name say that a person is from: "Kenyan economist X", "X, a historian at Y", "X of Y"."""
        token = head(tokens)
        i = name.start - 1
        while (
            i >= 0
            and doc[i].dep_ in (*_INSIDE, "appos")
            and doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "NUM")
            and doc[i].sent == token.sent
        ):
            known = self.of_token.get(i)
            if known and known.label in ("PEOPLE", "STATE") and known.country:
                return known.country
            i -= 1
        beside = [
            c
            for c in token.children
            if c.i >= name.end and (c.dep_ == "appos" or (c.dep_ == "prep" and c.lower_ in ("of", "from")))
        ]
        if token.dep_ == "appos" and token.head.i < token.i and token.head.pos_ == "NOUN":
            beside.append(token.head)  # "a member of the assembly in Stanley, X"
        places = getattr(self.draft, "places", None)
        for each in beside:
            for t in each.subtree:
                if not (each.left_edge.i <= t.i <= each.right_edge.i) or name.start <= t.i < name.end:
                    continue
                known = self.of_token.get(t.i)
                if (
                    known
                    and known.country
                    and known.label != "PERSON"
                    and not (known.label == "ORG" and known.sector == "IGO")
                ):
                    return known.country
                place = (
                    places.at(self.language.span(t))
                    if places and t.pos_ == "PROPN" and t.dep_ in ("pobj", "npadvmod", "compound", "appos")
                    else None
                )
                if place is not None and place.country:
                    return str(place.country)
        return None

    def title_before(self, doc: Doc, start: int, actor: Actor) -> None:
        """ "Burkinabe Prime Minister X", "a spokesman for the ministry, X", "the country's Secretary of State X"."""
        i = start - 1
        comma = i >= 0 and doc[i].text == ","
        if comma:
            i -= 1
        elif i > 0 and doc[i].text == "." and titled(doc[i - 1].lower_ + "."):
            i -= 1  # "retired Col. X", where the point was cut off
        last = None
        j = i
        while j >= 0 and i - j < 8:
            token = doc[j]
            if token.lower_ in ("elect", "designate") and j > 1 and doc[j - 1].text == "-":
                j -= 2
                last = j if titled(doc[j].lower_) else None
                if last is not None:
                    break
                return
            if token.lower_.endswith(("-elect", "-designate")) and titled(token.lower_.rpartition("-")[0]):
                last = j
                break
            if titled(token.lower_):
                last = j
                break
            if token.lower_ in ("counterpart", "counterparts"):
                self.counterpart_named(token, actor)
                return
            if token.pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART", "PUNCT") or token.text in (
                ",", '"', ";", ":", "(", ")", ".",
            ):  # fmt: skip
                return
            if comma and j == i and token.pos_ not in ("NOUN", "PROPN"):
                return
            j -= 1
        if (
            last is None
            or (not comma and doc[i].pos_ in ("ADP", "DET"))
            or (
                last != i
                and doc[i].lower_ not in ("elect", "designate")
                and not any(t.lower_ in ("of", "for", "to", "at") for t in doc[last + 1 : i + 1])
            )
        ):
            return
        if (
            comma
            and doc[last].dep_ != "appos"
            and not any(t.dep_ == "appos" and t.i > last for t in doc[last].children)
            and doc[last].dep_ not in _SUBJECTS
            and not self.beside_title(doc, last, start, actor)
        ):
            return
        first = last
        while first > 0 and self.of_title(doc[first - 1], doc[first]) and doc[first - 1].sent == doc[last].sent:
            first -= 1
        self.role(doc, first, i + 1, last, actor)

    def beside_title(self, doc: Doc, last: int, start: int, actor: Actor) -> bool:
        """Whether "the speaker of parliament, X," stands in apposition, whatever the parse makes of it."""
        first = doc[last].left_edge.i
        end = start + len(actor.name.split())
        closed = (
            end >= len(doc)
            or doc[end].text in (",", ".", ";", "-", "–", "—")
            or doc[end].pos_ in ("VERB", "AUX", "CCONJ")
        )
        return doc[first].pos_ in ("DET", "PRON", "PROPN") and closed and doc[last].tag_ in ("NN", "NNP")

    def of_title(self, token: Token, after: Token) -> bool:
        """Whether a word before a title belongs to it: no lower-case noun before a capitalised title, but another title."""
        if token.text in ("and", "&", ","):
            return token.i > 0 and titled(token.doc[token.i - 1].lower_)
        if token.text == "-" or token.lower_ in _STATUS:
            return True
        if token.tag_ == "VBN" and token.dep_ == "amod":
            return True
        if token.pos_ == "ADV" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "VBN":
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
        return (
            after.text.islower()
            or not token.text.islower()
            or token.pos_ == "ADJ"
            or titled(token.lower_)
            or after.text == "-"
        )

    @staticmethod
    def occupation(token: Token) -> bool:
        """Whether a noun in apposition says what somebody is: "X, a nurse"; no relation, like "X, his brother"."""
        return (
            token.dep_ in ("appos", "attr")
            and token.pos_ == "NOUN"
            and token.lemma_.lower() in agents("head")
            and token.lemma_.lower() not in _KIN
            and token.lemma_.lower() not in bodies()
        )

    def title_after(self, doc: Doc, name: Name, actor: Actor) -> None:
        """ "X, the country's foreign minister, said", "X, spokesman for the ministry"."""
        if name.end >= len(doc) - 1 or doc[name.end].text != ",":
            return
        limit = min(len(doc), name.end + 14)
        if doc[name.end + 1].lower_ == "one" and name.end + 4 < len(doc) and doc[name.end + 2].lower_ == "of":
            noun = next((t for t in doc[name.end + 3 : limit] if t.tag_ == "NNS"), None)
            if noun is not None and titled(noun.lemma_.lower()):  # "X, one of its lawmakers"
                self.role(doc, noun.i, noun.i + 1, noun.i, actor)
                return
        for j in range(name.end + 1, limit):
            token = doc[j]
            if j == name.end + 1 and token.pos_ in ("CCONJ", "ADP", "SCONJ"):
                return  # "X, and the minister"
            if token.text in (",", ";", '"') or (
                token.pos_ in ("VERB", "AUX", "PRON") and token.dep_ not in ("amod", "poss") and token.lower_ not in ("acting", "ousted", "deposed")
            ):  # fmt: skip
                return
            if (titled(token.lower_) or self.occupation(token)) and (
                j + 1 >= len(doc) or not titled(doc[j + 1].lower_)
            ):
                if (
                    token.dep_ not in ("appos", "nsubj", "dobj", "pobj", "attr", "ROOT", "conj")
                    and token.head.i < len(doc)
                    and token.dep_ == "compound"
                ):
                    continue  # "X, President Y's envoy": the president is another
                end = j + 1
                while (
                    end < limit
                    and doc[end].text not in (",", ";", ".", '"')
                    and doc[end].pos_ not in ("VERB", "AUX", "SCONJ", "PRON")
                    and doc[end].lower_ not in _ENDING
                ):
                    end += 1
                first = name.end + 1
                while first < j and doc[first].pos_ == "DET":
                    first += 1
                self.role(doc, first, end, j, actor)
                return

    def appointed(self, doc: Doc, tokens: Tokens, actor: Actor) -> None:
        """ "named X as acting minister", "elected X president"."""
        token = head(tokens)
        verb = token.head
        if token.dep_ not in ("dobj", "nsubj", "nsubjpass", "obj") or verb.lemma_.lower() not in _APPOINTING:
            return
        status = _APPOINTING[verb.lemma_.lower()]
        for child in verb.children:
            if child.i < tokens.end and token.dep_ != "nsubjpass":
                continue
            office = child
            if child.dep_ == "prep" and child.lower_ in ("as", "to"):
                office = next((c for c in child.children if c.dep_ == "pobj"), child)
            if (
                office.pos_ in ("NOUN", "PROPN")
                and titled(office.lower_)
                and office.dep_ in ("pobj", "oprd", "attr", "appos", "dobj")
            ):
                first = office.left_edge.i
                while first < office.i and doc[first].pos_ == "DET":
                    first += 1
                self.role(doc, first, office.i + 1, office.i, actor, status)

    def role(self, doc: Doc, first: int, end: int, at: int, actor: Actor, status: str | None = None) -> None:
        """Record the title in ``doc[first:end]``, headed by the word at ``at``, for its state or body."""
        if titles().get(doc[at].lower_) == "" and end == at + 1 == first + 1:
            return  # "Mr." is no office
        if (
            at > first
            and titles().get(doc[at].lower_) == "MIL"
            and titled(doc[at - 1].lower_)
            and doc[at - 1].text.islower()
        ):
            self.role(doc, at, end, at, actor)  # "army spokesman Colonel X"
            end, at = at, at - 1
        i, country, owner_id = self.before_title(doc, first, at)
        behind_country, behind_owner = self.behind_title(doc, at, end)
        country, owner_id = country or behind_country, owner_id or behind_owner
        if "high representative" in doc[first:end].text.lower():
            country = None  # of an international body, wherever it serves
        if owner_id is None and doc[first].i and (bracket := self.before_bracket(doc, first)):
            owner_id = bracket
        while end - 1 > at and doc[end - 1].pos_ in ("ADP", "DET", "CCONJ"):
            end -= 1
        words = doc[i:end]
        if not len(words):
            return
        title = words.text.strip()
        said = re.split(r"[\s-]+", title.lower())
        status = next((_STATUS[w] for w in said if w in _STATUS), None) or status or "current"
        sector = self.sector_of_title(doc, i, at)
        if country is None and owner_id is None and doc[at].lower_ in ("spokesman", "spokeswoman", "spokesperson"):
            owner_id = self.speaking(doc[at])
        owner = self.actors.get(owner_id) if owner_id else None
        of: str | None = None
        if owner is not None and not (owner.country and owner.sector in _OF_STATE):
            of, country = owner.id, owner.country
            if sector in (*_NATIONAL, "IGO", "BUS", ""):
                sector = owner.sector or sector
        elif owner is not None:
            country = country or owner.country
            if owner.sector and sector == "GOV":
                sector = owner.sector
        national = sector in _NATIONAL or sector in ("OPP", "PTY")
        if country is None and of is None:
            held = self.office_of(actor, title)
            if held is not None:
                country, national = held.country, held.country is not None
                sector = in_readings(held.sector) or sector
                if country is None and (body := self.international()):
                    of = body
            elif "high representative" in title.lower():
                national, sector = False, "IGO"
            elif _INTERNATIONAL.search(title.lower()) and (body := self.international()):
                of, national, sector = body, False, "IGO"
            elif national:
                known = self.table.get(actor.id)
                country = (known.country if known else None) or actor.country
                said_of = (
                    self.said_offices.pop(doc[at].lower_, None) if end - i == 1 or title.islower() is False else None
                )
                if said_of and country is None:
                    country, of = said_of
                    national = of is None
                if country is None and of is None and not any(self.of_token.get(t.i) for t in doc[at + 1 : end]):
                    abroad = _ABROAD.search(title.lower()) and self.topic in self.pair
                    country = next((p for p in self.pair if p != self.topic), None) if abroad else None
                    country = country or self.local(doc[at], title)
        if country and national and of is None:
            of = self.actors.add(state(country)).id
        if sector and not (actor.sector and (sector == "GOV" or status == "former")):
            actor.sector = sector
        actor.country = actor.country or country
        if not any(r.title == title and r.of == of for r in actor.roles):
            actor.roles.append(Role(title=title, of=of, span=self.language.span(words), status=status))

    def office_of(self, actor: Actor, title: str) -> Office | None:
        """The office of the table that a bare title says of a person: "Director-General Audrey Azoulay", "President Bush"."""
        said = title.lower().replace("-", " ").split()
        known = self.table.get(actor.id)
        if known is None and " " not in actor.name:
            there = self.there | {a.country for a in self.actors.items if a.country}
            bearers = [
                p for p in people_by_surname().get(folded(actor.name), ()) + people_by_first().get(folded(actor.name), ())
                if (p.country is None or p.country in there) and any(said[-1] in o.title.split() for o in p.offices)
            ]  # fmt: skip
            held_now = [p for p in bearers if any(said[-1] in o.title.split() and o.held(self.on) for o in p.offices)]
            known = held_now[0] if len(held_now) == 1 else bearers[0] if len(bearers) == 1 else None
        if known is None:
            return None
        fits = [o for o in known.offices if said[-1] in o.title.replace("-", " ").split()]
        if not fits:
            return None
        self.table.setdefault(actor.id, known)
        return next((o for o in reversed(fits) if o.held(self.on)), fits[-1])

    def international(self) -> str | None:
        """The international body mentioned last."""
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)):
            if self.actors.get(actor_id).sector == "IGO" and self.actors.get(actor_id).country is None:
                return actor_id
        return None

    def local(self, token: Token, title: str = "") -> str | None:
        """The state in whose name a person with a bare title speaks, or in which one without any is at home.

        Whatever the paragraph has named up to there speaks for its state: who says or does something most, a place where
        something is less; what stands further back less than what is near. The state that the story is about has the
        word where little is said, and a state whose holder of an unshared office the story has named already has none."""
        doc = token.doc
        votes: dict[str, float] = defaultdict(float)
        here = not title or bool(_LOCAL.search(title.lower()))
        if self.topic:
            votes[self.topic] = _TOPIC if title and not here else _TOPIC / 2
        back = {s.start: n for n, s in enumerate(reversed([s for s in doc.sents if s.start <= token.i]))}
        for t in doc[: token.i]:
            if self.quoted(t):
                continue
            found = self.vote(t, not here)
            if found is not None:
                country, weight = found
                votes[country] += weight / (1 + 0.6 * back.get(t.sent.start, 0))
        if title:
            for actor in self.actors.items:
                if (
                    actor.kind == "person"
                    and actor.country
                    and actor.country in votes
                    and not _SHARED.search(title.lower())
                ):
                    if any(r.title.lower() == title.lower() and r.status == "current" for r in actor.roles):
                        votes[actor.country] -= 2
            having = next(
                (states for t, states in title_states().items() if f" {title.lower()}".endswith(f" {t}")), None
            )
            if having:
                named_too = {a.country for a in self.actors.items if a.country}
                if not having & set(votes) and len(having & named_too) == 1:
                    return next(iter(having & named_too))
                votes = {c: v for c, v in votes.items() if c in having} or votes
        return max(votes, key=lambda c: (votes[c], c), default=None)

    def home(self, token: Token) -> str | None:
        """The state in which somebody without an office is at home: where the paragraph says that it plays; in a story of one
        state that state."""
        if any(
            c.dep_ == "relcl" and c.lemma_ in ("chair", "lead", "head", "represent", "govern") for c in token.children
        ):
            return self.local(token, "head")  # holds an office, though no noun says so
        places = getattr(self.draft, "places", None)
        near: list[tuple[int, str]] = []
        for t in token.doc:
            place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" and not self.quoted(t) else None
            if (
                place is None
                or not place.country
                or place.metonym
                or t.dep_ != "pobj"
                or t.head.lower_ not in _INSIDE_OF
            ):
                continue
            told_there = (
                token.dep_ in _SUBJECTS and token.head.lemma_.lower() in speech_acts() and token.head.is_ancestor(t)
            )
            if t.i < token.i or token.is_ancestor(t) or told_there:
                near.append((abs(t.i - token.i) + (0 if t.sent == token.sent else 40), place.country))
        if near:
            return min(near)[1]
        return self.topic if len(self.pair) < 2 and len(set(self.states) - {self.topic}) < 2 else None

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

    def vote(self, t: Token, titled_: bool) -> tuple[str, float] | None:
        """The state that one token speaks for as the home of somebody named after it, and how strongly."""
        name = self.of_token.get(t.i)
        if name is not None and t.i != head(t.doc[name.start : name.end]).i:
            return None
        ids = self.actors.of(t)
        subject = t.dep_ in _SUBJECTS
        if len(ids) == 1 and (actor := self.actors.get(ids[0])).country:
            verb = t.head.lemma_.lower() if subject else ""
            speaks = verb in speech_acts() or verb in _ACTING
            if actor.kind == "state":
                if t.dep_ in ("amod", "compound"):
                    return actor.country, 0.5
                inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "across", "throughout")
                return actor.country, (3.0 if speaks else 1.2) if subject else 1.0 if inside else 0.5
            if actor.kind == "person":
                return actor.country, 1.5 if subject else 0.7
            if actor.sector == "CVL":
                return actor.country, 0.6
            return actor.country, (2.5 if speaks else 1.5) if subject else 0.8
        places = getattr(self.draft, "places", None)
        place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" else None
        if place is not None and place.country and not ids:
            inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "from", "outside", "around", "of")
            return place.country, (1.6 if titled_ else 3.0) if inside else 0.7
        return None

    def before_title(self, doc: Doc, first: int, at: int) -> tuple[int, str | None, str | None]:
        """Where a title begins behind the names that lead it, and the country and body that stand before its head."""
        country: str | None = None
        owner_id: str | None = None
        start, leading = first, True
        if first > 1 and doc[first - 1].tag_ == "POS":
            country, owner_id = self.country_of_token(doc[first - 2]), self.body_meant(doc[first - 2])
        elif first > 0 and doc[first - 1].dep_ == "poss" and doc[first - 1].pos_ == "PRON":
            country, owner_id = self.of_possessor(doc[first - 1])
        for j in range(first, at):
            token, name = doc[j], self.of_token.get(j)
            if name is not None:
                if j == name.start and name.label != "PERSON":
                    country = country or name.country
                    owner_id = owner_id or self.body_of(doc, name)
                if leading and name.label not in ("ORG", "NAME"):
                    office = name.label == "SEAT" and doc[name.end - 1].lower_ in _OFFICES
                    start = name.end - 1 if office and j == name.end - 1 else start if office else name.end
            elif token.tag_ == "POS":
                country = country or self.country_of_token(doc[j - 1])
                owner_id = owner_id or self.body_meant(doc[j - 1])
                start = j + 1
            elif token.pos_ == "PRON" and token.dep_ == "poss":
                held = self.of_possessor(token)
                country, owner_id = country or held[0], owner_id or held[1]
                start = j + 1
            elif token.pos_ == "DET" and leading:
                start = j + 1
            else:
                leading = False
        return min(start, at), country, owner_id

    def before_bracket(self, doc: Doc, first: int) -> str | None:
        """The body in "Karen National Union (KNU) spokesman X"."""
        if first < 3 or doc[first - 1].text != ")":
            return None
        i = first - 2
        while i > 0 and doc[i].text != "(" and first - i < 6:
            i -= 1
        return self.body_meant(doc[i - 1]) if i > 0 and doc[i].text == "(" else None

    def of_possessor(self, token: Token) -> tuple[str | None, str | None]:
        """The state, and the body, of whom a possessive pronoun before a title speaks: "Its foreign minister", "his adviser"."""
        ids = self.actors.of(token)
        if not ids and token.lower_ in ("its", "their"):
            for t in self.subjects(token):
                ids = self.meant(t)
                if len(ids) == 1 and self.actors.get(ids[0]).kind != "person":
                    break
                ids = ()
        if not ids and token.lower_ in ("his", "her") and (person := self.person_meant(token, token.lower_ == "her")):
            ids = (person,)
        if len(ids) == 1:
            actor = self.actors.get(ids[0])
            body = actor.id if actor.kind == "organization" else None
            return actor.country or (self.home_of(actor) if actor.kind == "person" else None), body
        return (self.states[-1] if self.states and token.lower_ == "its" else None), None

    def meant(self, token: Token) -> tuple[str, ...]:
        """Whom a noun refers to; of "the breakaway region of Abkhazia" that is Abkhazia."""
        if (ids := self.actors.of(token)) or token.lemma_.lower() not in _APART:
            return ids
        inner = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
        return next((i for p in inner if (i := self.actors.of(p))), ())

    def home_of(self, actor: Actor) -> str | None:
        known = self.table.get(actor.id)
        return known.country if known else None

    def behind_title(self, doc: Doc, at: int, end: int) -> tuple[str | None, str | None]:
        """The country and body that stand behind the head of a title; those whom an envoy is sent to are neither."""
        country: str | None = None
        owner_id: str | None = None
        sent = doc[at].lower_ in ("ambassador", "envoy", "consul", "representative", "emissary", "negotiator")
        for token in doc[at + 1 : end]:
            name = self.of_token.get(token.i)
            if token.lower_ in ("to", "with", "against") and sent:
                break
            if name is not None and token.i == name.start and name.label != "PERSON":
                country = country or name.country
                owner_id = owner_id or self.body_of(doc, name)
            elif name is None and country is None and token.lower_ in _STATE_NOUNS:
                country = self.country_of_token(token)
            elif name is None and owner_id is None and token.lower_ in anaphors():
                owner_id = self.taken_up(token.lower_)
        return country, owner_id

    def body_meant(self, token: Token) -> str | None:
        """The body that a noun phrase before "'s" refers to."""
        held = self.actors.of(token)
        return held[0] if held and held[0].startswith("org:") else None

    def sector_of_title(self, doc: Doc, first: int, at: int) -> str:
        """The sector of an office: what the words before its head say ("army chief"), else its head's; "" for a mere address."""
        word = doc[at].lower_
        plain = titles().get(word) or titles().get(word.rpartition("-")[2]) or ""
        if not plain and word not in titles():
            plain = in_readings(agents("head").get(doc[at].lemma_.lower())) or ""
        if at > first and plain in ("GOV", ""):
            words = [
                t.text
                for t in doc[first : at + 1]
                if t.i not in self.of_token and t.lower_ not in _STATUS and t.is_alpha
            ]
            if len(words) > 1:
                said = resolve.resolve(" ".join(words).lower(), self.on)["sector"]
                return in_readings(said) or plain
        return plain

    def body_of(self, doc: Doc, name: Name) -> str | None:
        """The body that a name means, whether the pass has come to it or not; None where it means a state or a person."""
        held = self.actors.of(head(doc[name.start : name.end]))
        if held:
            return held[0] if held[0].startswith("org:") else None
        return self.body_named(doc, name) if name.label in ("ORG", "SEAT", "NAME") else None

    def speaking(self, token: Token) -> str | None:
        """The body or state that was the last subject of the paragraph, or spoke last before it: "The ministry said ...
        Spokesman X said"."""
        found = self.speaking_here(token) or self.last_speaker or self.spoke_before
        country = self.actors.get(found).country if found else None
        votes = [
            v[0] for t in token.doc[token.sent.start : token.i] if not self.actors.of(t) and (v := self.vote(t, True))
        ]
        return found if not country or all(v == country for v in votes) else None

    def speaking_here(self, token: Token) -> str | None:
        for t in reversed(token.doc[: token.i]):
            speaks = t.dep_ in _SUBJECTS and t.head.lemma_.lower() in speech_acts()
            if speaks and len(ids := self.actors.of(t)) == 1 and ids[0].startswith(("org:", "state:")):
                return ids[0]
        return None

    def body_named(self, doc: Doc, name: Name) -> str | None:
        """The body that a name means, added where the pass has not come to it yet; None where it is no body's."""
        if found := self.acronyms.get(name.name):
            return found
        if name.label == "SEAT":
            assert name.country
            return self.actors.add(Actor(id="org:" + slug(name.name), name=name.name, kind="organization", country=name.country,
                                         sector=name.sector, member_of=self.actors.add(state(name.country)).id)).id  # fmt: skip
        if len(name.name.split()) == 1 and (alone := self.taken_by_noun(name)):
            return alone
        if name.name in _OF_ANY and (noun := self.body(doc[name.end - 1])):
            theirs = self.country_before(doc, name) or self.country_of(head(doc[name.start : name.end]))
            if theirs:
                return self.group(doc[name.end - 1], noun, theirs, doc[name.start : name.end].text)
        if name.sector or ((row := own_names().get(name.name)) and row.kind == "organization"):
            return self.organisation(name.name, name.country, name.sector)
        tokens = doc[name.start : name.end]
        token = head(tokens)
        before = self.country_before(doc, name)
        body = self.body(doc[name.end - 1]) or next((b for t in tokens if (b := self.body(t))), None)
        country = name.country or before or self.country_of(token)
        if body:
            national = body.sector in _OF_STATE or body.sector in ("PTY", "OPP")
            found = self.group(doc[name.end - 1], body, country or (self.topic if national else None), tokens.text)
            self.last_body[body.noun] = found
            return found
        if name.label != "ORG" or (
            token.dep_ == "compound"
            and titled(token.head.lower_)
            and name.end - name.start == 1
            and not name.name.isupper()
        ):
            return None  # an office, no body: "Works Minister"
        sector = None
        if name.end - name.start > 1:
            known = resolve.resolve(name.name, self.on)
            country, sector = country or known["country"], in_readings(known["sector"])
        return self.organisation(name.name, country, sector)

    def country_before(self, doc: Doc, name: Name) -> str | None:
        """The state whose name or people's name stands right before a body's: "Vietnam's Communist Party"."""
        i = name.start - 1
        if i > 0 and doc[i].tag_ == "POS":
            i -= 1
        known = self.of_token.get(i) if i >= 0 else None
        return known.country if known and known.label in ("STATE", "PEOPLE", "CAPITAL") else None

    def taken_by_noun(self, name: Name) -> str | None:
        """ "the Commission", "the Court": the body of the story whose name ends so, named last."""
        noun = name.name.lower()
        if noun not in bodies() and noun not in anaphors():
            return None
        for actor_id in reversed(self.bodies):
            actor = self.actors.get(actor_id)
            if actor.name.lower().split()[-1] == noun and len(actor.name.split()) > 1:
                return actor_id
        if noun == "commission" and self.actors.has("org:european-union"):
            return self.organisation("European Commission", None, "IGO")
        return None

    # -- reference --------------------------------------------------------------------------------------------------

    def country_of_token(self, token: Token) -> str | None:
        """The state that one token names or refers to."""
        known = self.of_token.get(token.i)
        if known and known.label != "PERSON":
            if known.country is None and (ids := self.actors.of(token)) and len(ids) == 1:
                return self.actors.get(ids[0]).country
            return known.country
        ids = self.actors.of(token)
        return self.actors.get(ids[0]).country if len(ids) == 1 else None

    def country_of(self, noun: Token) -> str | None:
        """The state that a noun phrase says it belongs to: by adjective, possessive or "of"."""
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < noun.i:
                if child.pos_ == "PRON":
                    if child.lower_ in ("its", "their") and (ids := self.actors.of(child)):
                        return self.actors.get(ids[0]).country
                    if child.lower_ in ("his", "her") and not (
                        (body := self.body(noun)) and body.noun in _VAGUE_BODIES
                    ):
                        ids = self.actors.of(child)
                        return (self.actors.get(ids[0]).country if ids else None) or self.topic
                    continue
                if found := self.country_of_token(child) or self.country_of(child):
                    return found
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "in", "at"):
                if child.lower_ == "in" and (body := self.body(noun)) and body.sector == "MIL":
                    continue  # where troops are is not whose they are
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and (found := self.country_of_token(pobj)):
                        return found
        if noun.dep_ in ("dobj", "obj") and noun.head.lemma_ in _HOLDING:
            for child in noun.head.children:
                if child.dep_ == "nsubj" and (found := self.country_of_token(child)):
                    return found
        return None

    def phrase(self, noun: Token) -> Tokens:
        """The noun with what stands before it, without its relative clauses and prepositions."""
        first = noun.i
        while not noun.doc[first].is_sent_start and noun.doc[first - 1].dep_ in _INSIDE and (
            noun.doc[first - 1].head.i == noun.i or noun.doc[first - 1].head.head.i == noun.i or noun.doc[first - 1].tag_ == "POS"
        ) and noun.doc[first - 1].text not in (",", '"', "(", "--"):  # fmt: skip
            first -= 1
        while first < noun.i and noun.doc[first].pos_ == "PUNCT":
            first += 1
        return noun.doc[first : noun.i + 1]

    def noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        words = {c.lower_ for c in token.children if c.i < token.i}
        plural = token.tag_ in ("NNS", "NNPS")
        if (
            plural
            and (lemma in _SIDES or lemma in _LEADERS)
            and (n := next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 0))
        ):
            if lemma == "party" and any(self.actors.get(b).sector == "PTY" for b in self.bodies) and len(self.pair) < 2:
                return
            if lemma in _LEADERS and (leaders := self.two_leaders(token, n)):
                self.mention(self.phrase(token), leaders, "title")
            elif (
                lemma in ("party", "side")
                and n == 2
                and len(self.pair) < 2
                and len(self.states) > 3
                and not self.just_beside(token)
            ):
                return
            elif len(self.states) >= n and "other" not in words:
                self.mention(self.phrase(token), tuple(self.state(s) for s in self.pick(token, n)), "description")
            return
        if len(self.pair) == 2 and all(p in self.states for p in self.pair):
            either = not plural and words & {"either", "neither", "each"} and lemma in _SIDES
            the_sides = plural and lemma in ("side", "party") and "the" in words and not self.further(token)
            if either or (the_sides and not any(self.actors.get(b).sector == "PTY" for b in self.bodies)):
                self.mention(self.phrase(token), tuple(self.state(p) for p in self.pair), "description")
                return
        following = self.of_token.get(token.i + 1)
        if following and following.label == "PERSON" and titled(token.lower_):
            return  # the title of who comes next
        if (
            (
                lemma in _STATE_NOUNS
                or "colonial" in words
                or lemma in ("coloniser", "colonizer")
                or lemma in state_kinds()
            )
            and (not plural or token.lower_ in state_kinds())
            and token.text.islower()
        ):
            self.described(token, lemma, words)
            return
        if lemma in ("counterpart", "counterparts"):
            self.counterpart(token)
            return
        if words & {"the", "this", "that", "these", "those"} and (taken := self.takes_up(token, lemma)):
            self.mention(self.phrase(token), (taken,), "description")
            return
        body = self.body(token) if lemma not in _STATE_NOUNS or token.text.islower() or token.is_sent_start else None
        if body:
            self.grouped(token, body, words)
        elif titled(token.lower_) and titles().get(token.lower_) in ("GOV", "MIL", "LEG", "JUD") and not plural:
            self.officer(token, words)

    @staticmethod
    def further(token: Token) -> bool:
        """Whether a noun has more said of it than an article, so that it takes up nothing by itself."""
        return any(c.dep_ in ("amod", "compound", "poss", "nummod", "relcl", "acl") for c in token.children)

    def paired(self, token: Token) -> None:
        """ "both", "the two" without a noun: the story's two states, or two that were just set beside each other."""
        alone = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos") and not any(
            c.dep_ in ("prep", "relcl") and c.lower_ != "of" for c in token.children
        )
        the_two = token.lower_ == "two" and any(c.lower_ == "the" and c.dep_ == "det" for c in token.children)
        if not alone or not (the_two or token.lower_ in ("both", "neither", "either")) or len(self.states) < 2:
            return
        if any(self.actors.get(p).kind == "person" for i in self.subjects_before(token) for p in i):
            return
        here = next((b for t in reversed(token.doc[: token.i]) if len(b := self.beside(t)) == 2), None)
        if here or len(self.pair) == 2:
            self.mention(self.phrase(token), tuple(self.state(p) for p in here or self.pair), "description")

    def just_beside(self, token: Token) -> bool:
        """Whether two states were set beside each other in this sentence or the one before."""
        start = token.sent.start
        first = token.doc[start - 1].sent.start if start else 0
        return any(len(self.beside(t)) == 2 for t in token.doc[first : token.i])

    def subjects_before(self, token: Token) -> list[tuple[str, ...]]:
        """What the subjects before a token in its sentence and the one before refer to."""
        return [ids for t in self.subjects(token) if (ids := self.actors.of(t))]

    def takes_up(self, token: Token, lemma: str) -> str | None:
        """The body named before that "the bloc", "the rebels" or "the Lebanese armed group" takes up."""
        if lemma not in anaphors():
            return None
        country: str | None = None
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                name = self.of_token.get(child.i)
                if name and name.label == "PEOPLE" and name.country:
                    country = name.country
                elif child.lower_ not in _NEUTRAL and not any(child.lower_ in phrase.split() for phrase in regions()):
                    return None
            elif child.dep_ in ("poss", "nummod", "prep") or (child.dep_ in ("acl", "relcl") and token.dep_ != "ROOT"):
                return None
        return self.taken_up(lemma, country)

    def taken_up(self, noun: str, country: str | None = None) -> str | None:
        """The body mentioned last that a noun may mean."""
        wanted = anaphors()[noun]
        alike = next((kind for kind in _BODY_KINDS if noun in kind), None)
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)) if alike is not None else ():
            assert alike is not None
            actor = self.actors.get(actor_id)
            named = {w.lower() for n in (actor.name, *actor.aliases) for w in n.split()}
            own = named - alike - _NEUTRAL - {"the"}
            said = {noun} if alike is _BODY_KINDS[3] else alike
            mission = alike is _BODY_KINDS[1] and actor.sector == "IGO" and bool(_MISSION.search(actor.name))
            if ((named & said and own) or mission) and not (country and actor.country != country):
                return actor_id
        if alike in _BODY_KINDS[:3]:
            wanted = wanted - {"IGO"}
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)):
            actor = self.actors.get(actor_id)
            if country and actor.country != country:
                continue
            if noun in _NOT_MEANT and _NOT_MEANT[noun].search(actor.name):
                continue
            if actor.sector in wanted or (actor.sector is None and (noun in _VAGUE or noun in actor.name.lower())):
                return actor_id
            if "*" in wanted and actor.sector not in _OF_STATE and actor.sector != "MED":
                return actor_id
        return None

    def pick(self, token: Token, n: int) -> list[str]:
        """The n states that a plural refers to: n set beside each other just before, the story's pair, or the last ones."""
        sentence = token.sent
        spans = [token.doc[sentence.start : token.i]]
        if sentence.start > 0:
            spans.append(token.doc[sentence.start - 1].sent)
        for span in spans:
            for t in reversed(list(span)):
                if (beside := self.beside(t)) and len(beside) == n:
                    return beside
        if n == 2 and len(self.pair) == 2 and all(s in self.states for s in self.pair):
            if token.dep_ not in _SUBJECTS or not set(self.in_sentence(token)) - set(self.pair):
                return self.pair
        last = self.states[-n:]
        if n == 2 and self.topic and self.topic in self.states and self.topic not in last:
            last = [self.topic, *[s for s in self.states if s != self.topic][-1:]]
        return sorted(last)

    def two_leaders(self, token: Token, n: int) -> tuple[str, ...]:
        """ "the two presidents": the n people with offices named last, where they are of different states."""
        lemma = token.lemma_.lower()
        kinds = {"minister": ("minister", "secretary"), "leader": ("",), "man": ("",), "woman": ("",), "diplomat": ("minister", "secretary", "ambassador", "envoy")}.get(lemma, (lemma,))  # fmt: skip
        held: list[str] = []
        for p in self.recent:
            actor = self.actors.get(p)
            if actor.country and any(
                r.status != "former" and any(k in r.title.lower() for k in kinds) for r in actor.roles
            ):
                held.append(p)
        held = held[-n:]
        apart = len({self.actors.get(p).country for p in held}) == n
        return tuple(held) if len(held) == n and (apart or lemma not in ("leader", "man", "woman")) else ()

    def beside(self, token: Token) -> list[str]:
        """The states that are coordinated with the one that a token names, itself among them; [] where there are none."""
        name = self.of_token.get(token.i)
        if not name or name.label not in ("STATE", "CAPITAL") or not name.country or not token.conjuncts:
            return []
        found = {name.country}
        for other in token.conjuncts:
            known = self.of_token.get(other.i)
            if not known or known.label not in ("STATE", "CAPITAL") or not known.country:
                return []
            found.add(known.country)
        return sorted(found) if found <= set(self.states) else []

    def described(self, token: Token, lemma: str, words: set[str]) -> None:
        """ "the country", "the former colony", "the second West African nation", "its neighbour", "the kingdom"."""
        definite = bool(words & {"the", "this", "that", "its", "his", "her", "our", "their"}) or token.dep_ == "appos"
        if not definite and lemma != "colony":
            return
        if words & {"other", "another", "every", "each", "no", "any"}:
            return
        if beside := self.apposed_state(token):
            self.mention(self.phrase(token), (self.state(beside),), "description")
            return
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        candidates = list(self.states)
        text = self.phrase(token).text.lower()
        if lemma == "colony" or "colony" in words:
            candidates = [s for s in candidates if s in rulers()]
            adjectives = {c for t in token.children if t.dep_ == "amod" and (c := self.country_of_token(t))}
            if adjectives:
                candidates = [s for s in candidates if rulers()[s] & adjectives]
        elif "colonial" in words or lemma in ("coloniser", "colonizer"):
            ruled = rulers().get(self.topic or "", frozenset())
            named_too = {a.country for a in self.actors.items if a.country in ruled}
            candidates = [s for s in candidates if s in ruled] or sorted(
                named_too if len(named_too) == 1 else ruled if len(ruled) == 1 else ()
            )
        else:
            if lemma in state_kinds() and lemma not in _STATE_NOUNS:
                candidates = [s for s in candidates if s in state_kinds()[lemma]]
            elif lemma in state_kinds():
                candidates = [s for s in candidates if s in state_kinds()[lemma]] or candidates
            fits = [phrase for phrase in regions() if phrase in text]
            if fits:
                area = regions()[max(fits, key=len)]
                candidates = [s for s in candidates if s in area]
        if owner is not None and lemma in _RELATIONS:
            mine = self.of_possessor(owner)[0] if owner.pos_ == "PRON" else self.country_of_token(owner)
            mine = mine or self.topic
            others = [s for s in self.pair if s != mine and s in candidates] if mine in self.pair else []
            candidates = others or [s for s in candidates if s != mine]
        if not candidates:
            return
        acting = self.acting(token)
        left = [s for s in candidates if s not in acting]
        here = [s for s in (left or candidates) if s in self.in_sentence(token)]
        if not left and token.dep_ in ("dobj", "pobj") and lemma not in ("country", "nation"):
            return
        candidates = left or candidates
        if lemma == "colony":
            chosen = (here or candidates)[-1]
        elif here and not acting:
            chosen = self.topic if self.topic in here else here[-1]
        else:
            chosen = self.topic if self.topic in candidates else candidates[-1]
        assert chosen
        self.mention(self.phrase(token), (self.state(chosen),), "description")

    def apposed_state(self, token: Token) -> str | None:
        """The state beside which a description stands: "Spain, the former colonial power"; "the youngest member, Kosovo"."""
        beside = [token.head] if token.dep_ == "appos" else [c for c in token.children if c.dep_ == "appos"]
        for t in beside:
            name = self.of_token.get(t.i)
            if name and name.label in ("STATE", "CAPITAL") and name.country:
                return name.country
        return None

    def acting(self, token: Token) -> set[str]:
        """The states that act in the clause of which a noun is an object: what they act on is another."""
        if token.dep_ == "poss" or token.dep_ in _SUBJECTS:
            return set()
        up = token
        while up.pos_ not in ("VERB", "AUX") and up.head.i != up.i:
            if up.dep_ == "poss":
                return set()
            up = up.head
        found: set[str] = set()
        while up.dep_ == "advcl" and up.tag_ == "VBG" and not any(c.dep_ in _SUBJECTS for c in up.children):
            up = up.head  # "severed ties with Qatar, accusing the Gulf state"
        for child in up.children if up.pos_ in ("VERB", "AUX") else ():
            if child.dep_ in _SUBJECTS and child.i != token.i and not child.is_ancestor(token):
                for each in (child, *child.conjuncts):
                    found |= {c for i in self.actors.of(each) if (c := self.actors.get(i).country)}
        return found

    def in_sentence(self, token: Token) -> list[str]:
        """States named in the sentence before a token; an adjective names the state of its noun, not this one."""
        found = []
        for t in token.doc[token.sent.start : token.i]:
            name = self.of_token.get(t.i)
            if name and name.label in ("STATE", "CAPITAL") and name.country:
                found.append(name.country)
        return found

    def counterpart_country(self, token: Token) -> str | None:
        adjectives = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and self.country_of_token(c)]
        if adjectives:
            return self.country_of_token(adjectives[0])
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "in", "of"):
                for pobj in child.children:
                    if country := self.country_of_token(pobj):
                        return country
        return None

    def counterpart(self, token: Token) -> None:
        """ "its French counterpart": the like body of that state; "his French counterpart, X" is X."""
        country = self.counterpart_country(token)
        if country is None or any(
            c.dep_ == "appos" and (name := self.of_token.get(c.i)) and name.label == "PERSON" for c in token.children
        ):
            return
        if token.i + 1 < len(token.doc) and (name := self.of_token.get(token.i + 1)) and name.label == "PERSON":
            return
        for t in reversed(token.doc[token.sent.start : token.i]):
            ids = self.actors.of(t)
            if ids and self.actors.get(ids[0]).kind == "organization" and self.actors.get(ids[0]).country != country:
                other = self.actors.get(ids[0])
                actor = self.actors.add(Actor(id=f"org:{country.lower()}-{slug(self.bare(other.name))}", name=self.phrase(token).text,
                                              kind="organization", country=country, sector=other.sector,
                                              member_of=self.actors.add(state(country)).id))  # fmt: skip
                self.mention(self.phrase(token), (actor.id,), "description")
                return
        actor = self.actors.add(
            Actor(id=f"group:{country}-GOV", name=self.phrase(token).text, kind="group", country=country, sector="GOV")
        )
        self.mention(self.phrase(token), (actor.id,), "description")

    def other_of_pair(self, token: Token) -> str | None:
        """ "his counterpart X": of the story's two states the one that he is not of."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        ids = self.actors.of(owner) if owner is not None else ()
        mine = self.actors.get(ids[0]).country if len(ids) == 1 else None
        others: list[str] = [s for s in self.pair if s != mine]
        return others[0] if mine in self.pair and others else None

    def counterpart_named(self, token: Token, actor: Actor) -> None:
        """Give the person named behind "her Japanese counterpart" the office of the other, for that state."""
        country = self.counterpart_country(token) or self.home_of(actor) or self.other_of_pair(token)
        if country is None:
            return
        other = next((a for i in reversed(self.recent[:-1]) if (a := self.actors.get(i)).roles), None)
        actor.country = actor.country or country
        phrase = self.phrase(token)
        self.mention(phrase, (actor.id,), "description")
        if other is None:
            return
        role = next((r for r in reversed(other.roles) if r.status != "former"), other.roles[-1])
        actor.sector = actor.sector or other.sector
        of = self.actors.add(state(country)).id
        actor.roles.append(Role(title=role.title, of=of, span=self.language.span(phrase)))

    def grouped(self, token: Token, body: Body, words: set[str]) -> None:
        phrase = self.phrase(token)
        several = self.several(token)
        if several:
            self.mention(phrase, tuple(self.group(token, body, c, phrase.text) for c in several), "description")
            return
        if body.sense == "body" and (same := self.apposed_body(token)):
            self.mention(phrase, (same,), "description")
            self.last_body[body.noun] = same
            return
        if body.sense != "state" and (owner := self.owner(token)):
            prefix, kind = ("org", "organization") if body.sense == "body" else ("group", "group")
            actor = self.actors.add(
                Actor(id=f"{prefix}:{owner.id[4:]}-{slug(body.noun)}", name=phrase.text, kind=kind, country=owner.country,
                      sector=owner.sector if body.sector in ("REB", "UAF", "GOV", "PRM", "LEG") and owner.sector != "MED" else body.sector, member_of=owner.id)
            )  # fmt: skip
            if body.sense == "group":
                self.last_group[body.sector] = actor.id
            else:
                self.last_body[body.noun] = actor.id
            self.mention(phrase, (actor.id,), "description")
            return
        country = self.country_of(token)
        if (
            country is None
            and body.noun in ("embassy", "consulate")
            and len(self.pair) == 2
            and self.topic in self.pair
        ):
            country = next(p for p in self.pair if p != self.topic)
        definite = bool(words & {"the", "these", "those", "its", "their"})
        if country is None and definite:
            last = self.last_group.get(body.sector) if body.sense == "group" else self.last_body.get(body.noun)
            if last:
                self.mention(phrase, (last,), "description")
                return
        if country is None and ("foreign" in words or body.noun in _VAGUE_BODIES):
            return
        if country is None and body.noun in _UNSURE and not words & modifiers():
            sector = (
                "MIL"
                if any(c.like_num for c in token.children)
                or body.noun in ("force", "contingent", "instructor", "trainer")
                else None
            )
            actor = Actor(id=f"group:{slug(body.noun)}", name=phrase.text, kind="group", country=None, sector=sector)
            self.mention(phrase, (self.actors.add(actor).id,), "description")
            return
        if country is None and body.sector in ("GOV", "MIL", "LEG", "COP", "JUD", "OPP"):
            here = self.in_sentence(token)
            country = self.topic if self.topic in here or not here or body.sense == "state" else here[-1]
        if country is None and body.sense in ("state", "body"):
            return
        actor_id = self.group(token, body, country, phrase.text)
        if body.sense == "group":
            self.last_group[body.sector] = actor_id
        elif body.sense == "body":
            self.last_body[body.noun] = actor_id
        self.mention(phrase, (actor_id,), "description")

    def apposed_body(self, token: Token) -> str | None:
        """The body whose name stands in apposition: "the ruling party, X"; "X, the president's party"."""
        if token.dep_ == "appos" and len(ids := self.actors.of(token.head)) == 1 and ids[0].startswith("org:"):
            return ids[0]
        for child in token.children:
            name = self.of_token.get(child.i)
            if (
                child.dep_ == "appos"
                and name
                and name.label in ("ORG", "NAME")
                and (found := self.body_named(token.doc, name))
            ):
                return found
        return None

    def owner(self, token: Token) -> Actor | None:
        """The body, none of a state's, whose group a noun means: "Hezbollah fighters", "fighters of M23"."""
        for child in token.children:
            found: list[Token] = []
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < token.i:
                found = [child]
            elif child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
                found = [c for c in child.children if c.dep_ == "pobj"]
            for each in found:
                name = self.of_token.get(each.i)
                if name is None or name.label not in ("ORG", "NAME"):
                    continue
                ids = self.actors.of(each) or ((i,) if (i := self.body_named(token.doc, name)) else ())
                actor = self.actors.get(ids[0]) if len(ids) == 1 else None
                if actor and actor.kind == "organization" and not (actor.country and actor.sector in _OF_STATE):
                    return actor
        return None

    def several(self, token: Token) -> list[str]:
        """ "officials from both countries", "the French and German governments": the countries, where several."""
        found: list[str] = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "of", "in"):
                for pobj in child.children:
                    words = {c.lower_ for c in pobj.children}
                    lemma = pobj.lemma_.lower()
                    if (
                        lemma in _SIDES
                        and pobj.tag_ == "NNS"
                        and (n := next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 0))
                        and len(self.states) >= n
                    ):
                        return self.pick(pobj, n)
                    for each in (pobj, *pobj.conjuncts):
                        if (country := self.country_of_token(each)) and country not in found:
                            found.append(country)
            elif child.dep_ == "amod" and child.i < token.i:
                for each in (child, *child.conjuncts):
                    name = self.of_token.get(each.i)
                    if name and name.country and name.country not in found:
                        found.append(name.country)
        return found if len(found) > 1 else []

    def officer(self, token: Token, words: set[str]) -> None:
        """ "the minister": the last person who was given that title; "Gabon's president": one whom the story does
        not name, kept with the government or body that the office is of."""
        if token.dep_ in ("nmod", "compound") and (n := self.of_token.get(token.head.i)) and n.label == "PERSON":
            return  # "US Secretary of State X"
        if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children) or token.dep_ == "appos":
            named = [
                n for c in token.children if c.dep_ == "appos" and (n := self.of_token.get(c.i)) and n.label == "PERSON"
            ]
            if named:  # "Gabon's president, X, said": the office stands in the sentence for who holds it
                who = self.person(token.doc[named[0].start : named[0].end].text)
                self.mention(self.phrase(token), (who.id,), "title")
            return
        if words & {"the", "his", "her", "its"} and (found := self.holder(token, words)):
            self.mention(self.phrase(token), (found,), "title")
            self.touch(found)
            return
        owner = self.owner(token)
        for c in token.children:
            if owner is None and c.dep_ == "poss" and len(ids := self.actors.of(c)) == 1 and ids[0].startswith("org:"):
                owner = self.actors.get(ids[0])
        if owner is not None and owner.country is None:
            self.said_offices[token.lower_] = (None, owner.id)
            return
        if country := self.country_of(token):
            self.said_offices[token.lower_] = (country, None)
            sector = titles()[token.lower_]
            actor = self.actors.add(
                Actor(id=f"group:{country}-{sector}", name=self.phrase(token).text, kind="group", country=country,
                      sector=sector, member_of=self.actors.add(state(country)).id)
            )  # fmt: skip
            self.mention(self.phrase(token), (actor.id,), "title")

    def holder(self, token: Token, words: set[str]) -> str | None:
        """The person named before who holds the office of a noun, with the words before it ("foreign", "former")."""
        former = any(_STATUS.get(w) == "former" for w in words)
        kind = [
            c.lower_
            for c in token.children
            if c.dep_ in ("amod", "compound") and c.lower_ not in _STATUS and c.i not in self.of_token
        ]
        country = next(
            (c for t in token.children if t.dep_ in ("amod", "poss", "nmod") and (c := self.country_of_token(t))), None
        )
        best: tuple[int, str] | None = None
        for nth, actor_id in enumerate(self.recent):
            actor = self.actors.get(actor_id)
            held = [(r.title, r.status == "former") for r in actor.roles]
            if known := self.table.get(actor_id):
                held += [(o.title, not o.held(self.on)) for o in known.offices]
            for title, past in held:
                said = title.lower().replace("-", " ").split()
                if token.lower_ not in said or not all(
                    k in said for k in kind if k in agents("head") or k in ("prime", "foreign", "finance")
                ):
                    continue
                if (country and actor.country not in (None, country)) or (former and not past):
                    continue
                if best is None or nth >= best[0]:
                    best = (nth, actor_id)
        return best[1] if best else None

    def pronoun(self, token: Token) -> None:
        word = token.lower_
        if word in _MALE or word in _FEMALE:
            if found := self.person_meant(token, word in _FEMALE):
                self.mention(token.doc[token.i : token.i + 1], (found,), "pronoun")
                self.female.setdefault(found, word in _FEMALE)
                self.touch(found)
        elif word in ("it", "its", "they", "their", "them") and (
            subject := self.subject_before(token, plural=word.startswith("th"))
        ):
            self.mention(token.doc[token.i : token.i + 1], subject, "pronoun")

    def person_meant(self, token: Token, female: bool) -> str | None:
        """The person that a personal pronoun takes up: of those named last the one that grammar and gender allow.

        None where the sentence has named two before who fit equally well."""
        barred: set[str] = set()
        if token.dep_ not in ("poss", *_SUBJECTS):
            verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
            for t in verb.children if verb is not None else ():
                if t.dep_ in _SUBJECTS:  # "X called him" is about another than X
                    barred |= {i for each in (t, *t.conjuncts) for i in self.actors.of(each)}
        fits = [p for p in self.recent if p not in barred and self.female.get(p, female) == female]
        if not fits:
            return None
        inside = token.doc[token.sent.start : token.i]
        here = list(dict.fromkeys(i for t in inside for i in self.actors.of(t) if i in fits))
        if len(here) < 2:
            last = here[0] if here and fits[-1] == here[0] else fits[-1]
            known_sex = [p for p in fits if p in self.female]
            if last in self.female or last in self.of_paragraph or not known_sex:
                return last
            return known_sex[-1]
        sure = [p for p in here if self.female.get(p) == female]
        if len(sure) == 1:
            return sure[0]
        subjects = {i for t in inside if t.dep_ in _SUBJECTS for i in self.actors.of(t)}
        if token.dep_ in _SUBJECTS or token.dep_ == "poss":
            led = [p for p in here if p in subjects]
            return led[0] if len(led) == 1 else None
        return None

    def subject_before(self, token: Token, *, plural: bool) -> tuple[str, ...]:
        """The subject that "it" or "they" takes up: of this sentence, else of the one before."""
        for t in self.subjects(token):
            if ids := self.meant(t):
                actor = self.actors.get(ids[0])
                if plural and (len(ids) > 1 or actor.kind == "group"):
                    return ids
                if not plural and len(ids) == 1 and actor.kind in ("state", "organization"):
                    return ids
        return ()

    def subjects(self, token: Token) -> Iterator[Token]:
        end = token.i
        for _ in range(2):
            if end < 0:
                return
            sentence = token.doc[end].sent
            for t in reversed(list(sentence)):
                if t.i < token.i and t.dep_ in _SUBJECTS:
                    yield t
            end = sentence.start - 1


def run(draft: Draft) -> Actors:
    """Find the actors of a story, in the order in which it names them."""
    return _Reader(draft).read()
