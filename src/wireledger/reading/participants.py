"""Who takes part in an event: the actors of the story, and people whom it names by no name ("miners", "the villagers").

The stage ``actors`` knows states, bodies, named people and groups of a state. An event is done, too, by people whom only a
common noun tells of; they become actors of the reading where an event of it is theirs.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from wireledger.knowledge.actors import agents
from wireledger.knowledge.countries import countries
from wireledger.knowledge.plover import classes, word_list
from wireledger.model import Actor
from wireledger.reading import frames, resolve
from wireledger.reading.actors import Mention, slug
from wireledger.reading.actors import state as state_actor
from wireledger.reading.names import in_readings

if TYPE_CHECKING:
    from wireledger.reading.draft import Draft

OFFICIAL = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
"""Sectors that act for their state."""
SOFT = frozenset(("CVL", "LAB", "EDU", "MED", "JRN", "AGR", "REL", "SOC", "BUS", "CRM", None))
"""Sectors of people whose doings are public affairs only by what is done or by who does it."""
AT_HOME = frozenset(("CVL", "LAB", "EDU", "AGR", "COP", "JUD", "REL", "OPP", "LEG"))
"""Sectors of people who are taken for the story's own country's where nothing else is said."""
_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
_INSIDE = frozenset(("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod"))
_STATES = frozenset(["country", "nation", "state", "power", "side", "ally", "council"])
"""Nouns that tell of an actor of no name in the plural alone ("six countries")."""
_DEFINITE = frozenset(["the", "these", "those", "its", "their", "his", "her"])
_BELONGING = frozenset(["of", "from", "in", "at"])


def _leader(word: Token) -> str | None:
    """Who leads a force or coalition: "U.S.-led", "NATO-led"."""
    if word.lower_.endswith("-led"):
        return word.text[:-4]
    if word.lower_ == "led" and word.i > 1 and word.nbor(-1).text == "-":
        return word.nbor(-2).text
    return None


class Participants:
    """What the phrases of one story refer to, as actors of events."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.unnamed: dict[str, Actor] = {}
        """People without a name, by id; those who take part in no event are dropped."""
        self.mentioned: list[tuple[Token, str]] = []
        self.known: dict[tuple[int, int], str] = {}
        """The people of each noun that was looked at."""
        self.latest: dict[str, str] = {}
        """The last group of people that a noun told of."""
        homes = Counter(p.country for p in draft.places.items if p.country)
        only = [c for c, n in homes.items() if n == max(homes.values())]
        self.home = only[0] if len(only) == 1 else None
        """The state in which most of the story's places lie."""

    # -- actors ------------------------------------------------------------------------------------------------
    def get(self, actor_id: str) -> Actor:
        return self.unnamed.get(actor_id) or self.draft.actors.get(actor_id)

    def state(self, iso3: str) -> str:
        """The id of a state, which becomes an actor of the story if it is none."""
        actor = state_actor(iso3)
        if not self.draft.actors.has(actor.id):
            self.unnamed.setdefault(actor.id, actor)
        return actor.id

    def keep(self, used: set[str]) -> None:
        """Make actors of the story of those unnamed who take part in an event."""
        for i, actor in self.unnamed.items():
            if i in used:
                self.draft.actors.add(actor)
        for token, i in self.mentioned:
            if i in used and not self.draft.actors.of(token):
                self.draft.actors.mention(
                    Mention(self.draft.language.span(self._words(token)), (i,), token, "description")
                )

    def official(self, actor_id: str) -> bool:
        """Whether an actor is a state or acts for one."""
        actor = self.get(actor_id)
        return (
            actor.kind == "state"
            or actor.sector in OFFICIAL
            or any(r.of and r.of.startswith("state:") for r in actor.roles)
        )

    def key(self, actor_id: str) -> str:
        """What actors are compared by: the state of those who act for one, else themselves."""
        actor = self.get(actor_id)
        if actor.country and (actor.kind != "group" or self.official(actor_id)):
            return actor.country
        return actor_id

    def countries(self, ids: list[str]) -> set[str]:
        """The countries of actors, and ids of those who have none."""
        return {self.get(i).country or i for i in ids}

    def alike(self, mine: list[str], other: list[str]) -> tuple[set[str], set[str]]:
        """Two lists of actors by what they are compared by; people of like kind are the same where one has no state."""
        a, b = self.countries(mine), self.countries(other)
        if not a & b:
            kinds = [{_kind(i): i for i in ids if i.startswith("group:")} for ids in (mine, other)]
            for kind in kinds[0].keys() & kinds[1].keys():
                if None in (self.get(kinds[0][kind]).country, self.get(kinds[1][kind]).country):
                    return a | {kind}, b | {kind}
        return a, b

    # -- phrases -----------------------------------------------------------------------------------------------
    def of(self, token: Token) -> tuple[str, ...]:
        """The actors that a phrase refers to; a pronoun of reported speech for the speaker where nothing else is known."""
        if _is_might(token):
            return ()
        if token.tag_ == "NNS" and len(several := self.sent_by(token)) > 1:
            return several
        found = self.draft.actors.of(token) or self.surnamed(token)
        if found and (len(found) > 1 or token.lower_ not in ("they", "we")):
            return found
        if token.lower_ in _PRONOUNS and token.dep_ == "nsubj":
            verb = token.head
            hops = 0
            while verb.dep_ in ("ccomp", "conj", "advcl") and verb.head != verb and hops < 3:
                verb, hops = verb.head, hops + 1
                if token.head.dep_ != "ccomp":
                    continue
                speakers: list[str] = []
                for t in frames.subject_of(verb)[0]:
                    if t.lower_ not in _PRONOUNS:
                        speakers += [i for i in self.resolve(t) if i not in speakers]
                if speakers and (not found or set(found) < set(speakers)):
                    return self.states(tuple(speakers)) if token.lower_ in ("it", "we", "they") else tuple(speakers)
        return found or self.people(token) or self.them(token)

    @functools.cached_property
    def surnames(self) -> dict[str, str]:
        """The people of the story by the last word of their names."""
        return {a.name.split()[-1]: a.id for a in self.draft.actors.items if a.kind == "person" and " " in a.name}

    def surnamed(self, token: Token) -> tuple[str, ...]:
        """A person whose surname the tagger takes for a common noun at the start of a sentence ("Santos rejects the line")."""
        if token.is_sent_start and token.is_title and token.dep_ in ("nsubj", "nsubjpass"):
            if known := self.surnames.get(token.text):
                return (known,)
        return ()

    def sent_by(self, token: Token) -> tuple[str, ...]:
        """Whose the ministers are, or the delegates ("the ministers of Iran and Oman"): all who are named."""
        lemma = token.lemma_.lower()
        if several := self.peoples(token):
            return several
        if lemma not in classes()["official"] and lemma not in ("delegate", "official", "representative", "team"):
            return ()
        found: list[str] = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for inner in child.children:
                    for t in frames.conjuncts(inner) if inner.dep_ == "pobj" else ():
                        ids = self.draft.actors.of(t)
                        found += [
                            i for i in ids[:1] if i not in found and self.get(i).kind in ("state", "organization")
                        ]
        return tuple(found)

    def peoples(self, token: Token) -> tuple[str, ...]:
        """The states of "the American and Chinese ministers", "Thai and Cambodian troops"."""
        for child in token.children:
            if child.dep_ in ("amod", "nmod") and child.ent_type_ == "NORP":
                ids = [i for t in frames.conjuncts(child) for i in self.draft.actors.of(t)[:1]]
                states = dict.fromkeys(self.state(c) for i in ids if (c := self.get(i).country))
                if len(states) > 1:
                    return tuple(states)
        return ()

    def crowd(self, token: Token) -> tuple[str, ...]:
        """People of whom only the number is told ("thousands marched")."""
        if token.lemma_.lower() in classes()["crowd"] or (token.pos_ == "NUM" and token.ent_type_ == "CARDINAL"):
            return self._group(token, "protester", self.here(token) or self.home)
        return ()

    def them(self, token: Token) -> tuple[str, ...]:
        """The people without a name whom "they" or "them" takes up: those told of last in the paragraph."""
        if token.lower_ in ("they", "them") and self.mentioned and self.mentioned[-1][0].doc is token.doc:
            if token.dep_ in ("nsubj", "nsubjpass") and token.sent.start > 0:
                before = token.doc[token.sent.start - 1].sent.root  # a subject goes on with the subject
                for t in before.children:
                    if t.dep_ in ("nsubj", "nsubjpass") and (ids := self.draft.actors.of(t)):
                        return (
                            ids
                            if len(ids) > 1 or self.get(ids[0]).kind == "group" or self.get(ids[0]).sector == "COP"
                            else ()
                        )
            last, actor_id = self.mentioned[-1]
            if last.tag_ == "NNS" and last.i < token.i and last.head != token.head:
                return (actor_id,)
        return ()

    def states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The bodies that people speak for: "it" after "the minister said" is the ministry's state."""
        result = []
        for i in ids:
            actor = self.get(i)
            if actor.kind == "person":
                of = next((r.of for r in actor.roles if r.of), actor.member_of)
                result.append(of or i)
            else:
                result.append(i)
        return tuple(result)

    def spoken_for(self, ids: list[str]) -> list[str]:
        """Bodies of no state in the place of the people who hold their offices: a U.N. spokesman's refusal is the United Nations'."""
        result: list[str] = []
        for i in ids:
            actor = self.get(i)
            if actor.kind == "person" and actor.country is None:
                held = (r.of for r in actor.roles if r.status != "former" and r.of and r.of.startswith("org:"))
                i = next((of for of in held if self.draft.actors.has(of)), i)
            if i not in result:
                result.append(i)
        return result

    def bodies(self, ids: list[str]) -> list[str]:
        """States and bodies in the place of those who act for them, where the story names these."""
        result: list[str] = []
        for i in self.states(tuple(ids)):
            actor = self.get(i)
            state = f"state:{actor.country}"
            if actor.kind in ("person", "group") and self.official(i) and self.draft.actors.has(state):
                i = state
            if i not in result:
                result.append(i)
        return result

    def is_actor(self, token: Token) -> str:
        found = self.draft.actors.of(token)
        if not found and token.tag_ == "NNS" and token.lemma_.lower() in word_list("sides"):
            return "state"  # "both sides", "the two capitals"
        return self.get(found[0]).kind if found else frames.is_name(token)

    def people(self, token: Token) -> tuple[str, ...]:
        """The people whom a common noun tells of, as an actor of this event stage; () where it tells of none."""
        lemma = frames.common(token)
        if self.unknown(token):
            return self._group(token, token.text.lower(), None)
        if (
            token.pos_ not in ("NOUN", "PROPN")
            or token.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
            or lemma not in frames.people()
        ):
            return ()
        if lemma == "member" and not any(c.dep_ == "compound" for c in token.children):
            return ()
        if lemma in classes()["official"]:  # "the leaders of the union": the union
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj" and (body := self.draft.actors.of(inner)):
                            if self.get(body[0]).kind in ("organization", "state"):
                                return body
        if lemma in classes()["acting"] and not self.may_act(token, lemma):
            return ()
        if token.dep_ in ("compound", "amod") or any(
            c.dep_ in ("det", "neg") and c.lower_ == "no" for c in token.children
        ):
            return ()
        country = self.country(token)
        definite = any(c.lower_ in _DEFINITE for c in token.children)
        if (at := self.known.get((id(token.doc), token.i))) is not None:
            return (at,)
        known = self.latest.get(lemma)
        if known and definite and (country is None or self.get(known).country == country):
            self.mentioned.append((token, known))
            self.known[id(token.doc), token.i] = known
            return (known,)
        return self._group(token, lemma, country)

    def unknown(self, token: Token) -> bool:
        """Whether somebody of a name is told of whom the stage ``actors`` does not know: "the Greens", "the Moderates"."""
        return (
            token.tag_ in ("NNPS", "NNP")
            and token.text.endswith("s")
            and token.ent_type_ in ("", "NORP", "ORG", "GPE", "PERSON")
            and token.dep_ in ("nsubj", "nsubjpass")
            and any(c.dep_ == "det" for c in token.children)
            and not any(c.dep_ in ("compound", "nmod") for c in token.children)
        )

    def may_act(self, token: Token, lemma: str) -> bool:
        """Whether a noun for a body tells of one that does or suffers something: "six countries", "the electoral commission"."""
        if lemma in _STATES:
            return token.tag_ == "NNS" and token.dep_ == "nsubj"
        told_apart = token.tag_ == "NNS" or any(c.dep_ in ("amod", "compound", "poss") for c in token.children)
        return told_apart and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")

    def _group(self, token: Token, lemma: str, country: str | None) -> tuple[str, ...]:
        words = self._words(token)
        actor_id = f"group:{country + '-' if country else ''}{slug(lemma)}"
        definite = any(c.lower_ in _DEFINITE for c in token.children)
        if not definite:  # "two people" and, later, "17 people" are not the same
            stem, number = actor_id, 1
            while actor_id in self.unnamed or self.draft.actors.has(actor_id):
                number += 1
                actor_id = f"{stem}-{number}"
        if actor_id not in self.unnamed and not self.draft.actors.has(actor_id):
            said = in_readings(resolve.resolve(words.text)["sector"])
            self.unnamed[actor_id] = Actor(
                id=actor_id, name=words.text, kind="group", country=country, sector=said,
                member_of=f"state:{country}" if country and self.draft.actors.has(f"state:{country}") else None,
            )  # fmt: skip
        self.latest[lemma] = actor_id
        self.known[id(token.doc), token.i] = actor_id
        self.mentioned.append((token, actor_id))
        return (actor_id,)

    def country(self, noun: Token) -> str | None:
        """The state of people: by their adjective or owner, by where they are from, else by the places of the sentence."""
        for child in noun.children:
            if child.i < noun.i and (leader := _leader(child)):
                if known := countries().find(leader):
                    return known.iso3
                return next((a.country for a in self.draft.actors.items if a.name == leader), None)
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and (found := self.draft.actors.of(child)):
                return self.get(found[0]).country
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in _BELONGING:
                for inner in child.children:
                    if inner.dep_ != "pobj":
                        continue
                    if found := self.draft.actors.of(inner):
                        return self.get(found[0]).country
                    place = self.draft.places.at(self.draft.language.span(inner))
                    if place is not None and place.country:
                        return place.country
        here = self.here(noun)
        if here or self.draft.places.items == []:
            return here
        return self.home if agents("head").get(noun.lemma_.lower()) in AT_HOME else None

    def here(self, token: Token) -> str | None:
        """The one state in which the places of a sentence lie."""
        text = self.draft.story.text
        found = {p.country for p in self._places(token) if p.country and text[p.span.end : p.span.end + 1] != "-"}
        return found.pop() if len(found) == 1 else None

    def _places(self, token: Token) -> list:  # type: ignore[type-arg]
        span = self.draft.language.span(token.sent)
        return [p for p in self.draft.places.items if span.start <= p.span.start < span.end]

    def _words(self, token: Token):  # type: ignore[no-untyped-def]
        """The noun with what stands before it and belongs to it."""
        left = min((c.left_edge.i for c in token.children if c.i < token.i and c.dep_ in _INSIDE), default=token.i)
        return token.doc[max(left, token.i - 12) : token.i + 1]

    def resolve(self, token: Token, deep: bool = True) -> tuple[str, ...]:
        """The actors of a phrase, by its head, or by those that its head belongs to."""
        found = () if frames.fits(token, "agreement", self.is_actor) else self.of(token)
        if found or not deep:
            return found
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss", "appos") and (found := self.draft.actors.of(child)):
                return found
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "from"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (found := self.of(inner)):
                        return found
        return ()

    def gather(self, tokens: list[Token], deep: bool = True) -> tuple[list[str], list[Token]]:
        ids: list[str] = []
        heads: list[Token] = []
        for token in tokens:
            found = self.resolve(token, deep)
            if found:
                heads.append(token)
            ids += [i for i in found if i not in ids]
        return ids, heads

    def first_within(
        self, token: Token, other: Callable[[list[str]], list[str]], friendly: bool = False
    ) -> tuple[list[str], list[Token]]:
        """The first actors mentioned within a phrase whom ``other`` lets through; where ``friendly`` not those against
        whom something is ("supported operations against the rebels")."""
        inside = [
            t
            for t in token.subtree
            if t != token
            and not any(u.dep_ in ("advcl", "parataxis") for u in path(t, token))
            and not (friendly and any(u.lower_ == "against" for u in path(t, token)))
        ]
        for t in sorted(inside, key=lambda t: t.dep_ == "amod"):  # "the transit of Russian gas to Poland": Poland
            ids = other(list(self.draft.actors.of(t))) if not _is_might(t) else []
            if ids:
                return ids, [t]
        return [], []

    def hosts(self, places: list[Token], known: bool = True) -> list[str]:
        """The states that places lie in ("its ambassador in Lisbon"); where ``known``, only states that the story names."""
        found: list[str] = []
        for token in places:
            place = self.draft.places.at(self.draft.language.span(token))
            if place is not None and place.country and (not known or self.draft.actors.has(f"state:{place.country}")):
                found.append(self.state(place.country))
        return found

    def bound(self, agreement: Token) -> list[str]:
        """The parties that the phrase of an agreement names ("the treaty between Chad and Niger", "its pact with Togo")."""
        found: list[str] = []
        for t in agreement.subtree:
            if t != agreement and not any(u.dep_ in ("relcl", "acl", "advcl") for u in path(t, agreement)):
                found += [
                    i
                    for i in self.draft.actors.of(t)
                    if i not in found and self.get(i).kind in ("state", "organization")
                ]
        return found

    def parties(self, ids: list[str]) -> list[str]:
        """Who is bound by an agreement on troops and bodies: their states, where the story names these."""
        result: list[str] = []
        for i in ids:
            actor = self.get(i)
            if actor.country and actor.kind == "group" and self.draft.actors.has(f"state:{actor.country}"):
                i = f"state:{actor.country}"
            if i not in result:
                result.append(i)
        return result


def _is_might(noun: Token) -> bool:
    """Whether "force" is what is used, and nobody: "threatened to use force"."""
    return noun.lower_ == "force" and not any(c.dep_ in _INSIDE for c in noun.children)


def _kind(group: str) -> str:
    """The noun of a group's id ("group:PER-miner-2": "miner")."""
    words = [w for w in group.removeprefix("group:").split("-") if not w.isdigit()]
    return "-".join(words[1:] if len(words) > 1 and words[0].isupper() else words)


def path(token: Token, top: Token) -> list[Token]:
    """The tokens from one up to one of its ancestors, without that."""
    found = [token]
    while found[-1].head != top and found[-1].head != found[-1] and len(found) < 30:
        found.append(found[-1].head)
    return found
