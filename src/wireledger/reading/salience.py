"""Which of its states a story has in mind: the clues to whom "the country", "its neighbour" or "both sides" take up.

Each state that fits the words is weighed by where and how it was named last, by what it does in the clause, and by what it
is to the story; two that are taken up together by how often and how they stand beside each other. The weights are fitted
on stories whose references are marked (``scripts/fit_references.py``, ``knowledge/reference_weights.tsv``).
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable

from spacy.tokens import Token

from wireledger.knowledge.actors import reference_weights, regions, state_kinds
from wireledger.knowledge.countries import countries
from wireledger.knowledge.speech import speech_acts
from wireledger.reading.cast import SUBJECTS
from wireledger.reading.homes import Homes
from wireledger.reading.phrases import SIDES, number_of

MOST = 7
"""Of more states than these only the likeliest are set beside each other."""


class Salience(Homes):
    """Weighs the states of a story for what takes them up."""

    def choose_state(self, token: Token, candidates: Iterable[str]) -> str | None:
        """The likeliest of some states for the noun of a description."""
        return self.likeliest(token, self.state_clues(token, candidates), "one")

    def likeliest(self, token: Token, clues: dict[str, dict[str, float]], kind: str) -> str | None:
        scores = {s: weigh(found, kind) for s, found in clues.items()}
        return max(scores, key=lambda s: (scores[s], s), default=None)

    def choose_pair(self, token: Token, candidates: Iterable[str]) -> tuple[str, ...]:
        """The likeliest two of some states for what takes up two."""
        clues = self.pair_clues(token, candidates)
        found = self.likeliest(token, {" ".join(p): c for p, c in clues.items()}, "pair")
        return tuple(found.split()) if found else ()

    def state_clues(self, token: Token, candidates: Iterable[str]) -> dict[str, dict[str, float]]:
        """For each state what speaks for its being the one that a noun takes up."""
        now = self.moment(token)
        acting = self.acting(token, people=False)
        people_act = self.acting(token) - acting
        speaker = self.speaker_of(token)
        most = max(self.named_in_all.values(), default=1)
        first = next((s for s in self.first_of_paragraph if s), None)
        owner = self.acting(token.head) if token.dep_ == "poss" else set()
        sender = self.sender_of(token)
        beside = self.whose_neighbour(token)
        found: dict[str, dict[str, float]] = {}
        for state in candidates:
            mine: dict[str, float] = defaultdict(float)
            found[state] = mine
            for how, (by_name, near) in (
                ("named", (self.named_at, 3)),
                ("subject", (self.subject_at, 3)),
                ("its people", (self.people_at, 2)),
            ):
                ago = now - by_name[state] if state in by_name else 99
                mine[f"{how}, {ago} sentences ago" if ago < near else f"{how} not lately"] = 1.0
            mine["share"] = self.named_in_all[state] / most
            for clue, holds in (
                ("acts in the clause", state in acting),
                ("its people act in the clause", state in people_act),
                ("has soldiers, where soldiers are", sender is not None and self.actors.has(f"group:{state}-MIL")),
                ("acts on what is its own", state in owner),
                ("sends who is there", state == sender),
                ("topic", state == self.topic),
                ("dateline", state == self.dateline),
                ("of the pair", state in self.pair),
                ("named last", bool(self.states) and state == self.states[-1]),
                ("first of the paragraph", state == first),
                ("speaks", state == speaker and not self.quoted(token)),
                ("speaks, quoted", state == speaker and self.quoted(token)),
            ):
                if holds:
                    mine[clue] = 1.0
            if beside:
                mine["distance of a neighbour"] = far_apart(state, beside)
                mine["its own neighbour"] = float(state == beside)
        return found

    def whose_neighbour(self, token: Token) -> str | None:
        """Beside which state a neighbour lies, where a noun says one: "its neighbour", "the neighbouring republic"."""
        near = token.lemma_.lower() in ("neighbor", "neighbour")
        if not near and not any(c.lower_ in ("neighboring", "neighbouring") for c in token.children):
            return None
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        mine = None
        if owner is not None:
            mine = self.of_possessor(owner)[0] if owner.pos_ == "PRON" else self.country_of_token(owner)
        elif near:  # the neighbour of who acts
            acting = (self.country_of_token(t) for t in self.subjects(token) if self.moment(t) == self.moment(token))
            mine = next((c for c in acting if c), None)
        return mine or self.topic

    def pair_clues(self, token: Token, candidates: Iterable[str]) -> dict[tuple[str, str], dict[str, float]]:
        """For each two states what speaks for their being those that a plural takes up."""
        one = self.state_clues(token, candidates)
        likely = sorted(one, key=lambda s: (-weigh(one[s], "one") - 2 * one[s]["share"], s))[:MOST]
        now = self.moment(token)
        found: dict[tuple[str, str], dict[str, float]] = {}
        for a, b in itertools.combinations(sorted(likely), 2):
            mine: dict[str, float] = defaultdict(float)
            found[a, b] = mine
            both = frozenset((a, b))
            mine["share of the lesser"] = min(one[a]["share"], one[b]["share"])
            mine["share of both"] = one[a]["share"] + one[b]["share"]
            mine["named together"] = math.log1p(self.together[both])
            ago = now - self.beside_at[both] if both in self.beside_at else 99
            mine[
                "beside each other before"
                if 3 <= ago < 99
                else f"beside each other {ago} sentences ago"
                if ago < 3
                else "never beside each other"
            ] = 1.0
            ago = now - self.faced_at.get(both, -99)
            if ago < 3:
                mine[f"face each other {ago} sentences ago"] = 1.0
            elif both in self.faced_at:
                mine["face each other before"] = 1.0
            for clue, each in (
                ("topic", self.topic),
                ("dateline", self.dateline),
                ("named last", self.states[-1] if self.states else None),
                ("speaks", self.speaker_of(token)),
            ):
                if each in both:
                    mine[clue] = 1.0
            for ago in (0, 1):
                near = [s for s in (a, b) if now - self.named_at.get(s, -99) <= ago]
                mine[f"{len(near)} named in {ago + 1} sentences"] = 1.0
            for ago in (0, 1):
                if all(self.subject_at.get(s) == now - ago for s in (a, b)) and self.beside_at.get(both) == now - ago:
                    mine[f"subjects together {ago} sentences ago"] = 1.0
            if set(self.pair) == both:
                mine["the story's pair"] = 1.0
            if token.dep_ not in SUBJECTS and (acting := self.acting(token) & both):
                mine["both act in the clause" if acting == both else "one acts in the clause"] = 1.0
        return found

    def sender_of(self, token: Token) -> str | None:
        """The state whose people are in what a noun means: "its 400 soldiers in the country"."""
        if token.dep_ != "pobj" or token.head.lower_ not in ("in", "from", "to", "on", "into", "across"):
            return None
        noun = token.head.head
        if noun.pos_ in ("VERB", "AUX"):
            noun = next((c for c in noun.children if c.dep_ in ("dobj", "nsubjpass")), noun)
        ids = self.actors.of(noun) if noun.i != token.i else ()
        return self.actors.get(ids[0]).country if len(ids) == 1 else None

    def speaker_of(self, token: Token) -> str | None:
        """The state of whoever says what a token stands in."""
        for up in token.ancestors:
            if up.lemma_.lower() in speech_acts():
                for child in up.children:
                    if child.dep_ in SUBJECTS and child.i != token.i and not child.is_ancestor(token):
                        for i in self.actors.of(child):
                            return self.actors.get(i).country
        return None

    def acting(self, token: Token, *, people: bool = True) -> set[str]:
        """The states that act in the clause of which a noun is an object: what they act on is another. Those whose people act
        count too, unless told otherwise: a president may leave his own country."""
        if token.dep_ == "poss" or token.dep_ in SUBJECTS:
            return set()
        up = token
        while up.pos_ not in ("VERB", "AUX") and up.head.i != up.i:
            if up.dep_ == "poss":
                return set()
            up = up.head
        found: set[str] = set()
        while up.dep_ in ("advcl", "pcomp") and up.tag_ == "VBG" and not any(c.dep_ in SUBJECTS for c in up.children):
            up = (
                up.head
            )  # "severed ties with Qatar, accusing the Gulf state"; "may leave after telling the other party"
            while up.pos_ not in ("VERB", "AUX") and up.head.i != up.i:
                up = up.head
        for _ in range(
            3
        ):  # "troops will be given a month to leave the country": who leaves is not said beside the verb
            if (up.dep_ not in ("xcomp", "acl", "conj") and up.tag_ != "VB") or any(
                c.dep_ in SUBJECTS for c in up.children
            ):
                break
            below, up = up, up.head
            while up.pos_ not in ("VERB", "AUX") and up.head.i != up.i:
                up = up.head
            asked = (
                [c for c in up.children if c.dep_ in ("dobj", "dative") and c.i < below.i]
                if below.dep_ == "xcomp"
                else []
            )
            if asked and asked[0].i != token.i:  # "asked India to withdraw its soldiers from the islands"
                return {c for i in self.actors.of(asked[0]) if (c := self.actors.get(i).country)}
        for child in up.children if up.pos_ in ("VERB", "AUX") else ():
            if child.dep_ in SUBJECTS and child.i != token.i and not child.is_ancestor(token):
                for each in (child, *child.conjuncts):
                    for actor in (self.actors.get(i) for i in self.actors.of(each)):
                        if actor.kind == "person" and not people:
                            continue
                        guessed = actor.kind in ("group", "organization") and self.country_of(each) is None
                        if actor.country and not (guessed and self.body(each)):  # "soldiers seized the country"
                            found.add(actor.country)
        return found

    def several(self, token: Token) -> list[str]:
        """ "officials from both countries", "the French and German governments": the countries, where several."""
        found: list[str] = []
        owners: list[str] = []
        """By adjective: "French troops in Chad" are not Chad's too."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "of", "in"):
                for pobj in child.children:
                    words = {c.lower_ for c in pobj.children}
                    lemma = pobj.lemma_.lower()
                    if lemma in SIDES and pobj.tag_ == "NNS" and (n := number_of(words)) and len(self.states) >= n:
                        return self.pick(pobj, n)
                    for each in (pobj, *pobj.conjuncts):
                        if (country := self.country_of_token(each)) and country not in found:
                            found.append(country)
            elif child.dep_ == "amod" and child.i < token.i:
                for each in (child, *child.conjuncts):
                    name = self.of_token.get(each.i)
                    if name and name.country and name.country not in owners:
                        owners.append(name.country)
        found = owners or found
        return found if len(found) > 1 else []

    def pick(self, token: Token, n: int) -> list[str]:
        """The n states that a plural refers to: n set beside each other just before, or the likeliest ones."""
        text = self.phrase(token).text.lower()
        fits = max((phrase for phrase in regions() if phrase in text), key=len, default="")
        kind = state_kinds().get(token.lemma_.lower()) or state_kinds().get(token.lower_)
        area = regions()[fits] if fits else None
        if area is not None and len(area) == n:
            return sorted(area)  # "the three Baltic states", whether they were named or not
        candidates = [s for s in self.known_states() if (area is None or s in area) and (kind is None or s in kind)]
        if len(candidates) < n:
            candidates = list(self.states)
        sentence = token.sent
        spans = [token.doc[sentence.start : token.i]]
        if sentence.start > 0:
            spans.append(token.doc[sentence.start - 1].sent)
        for span in spans if n > 2 else ():
            for t in reversed(list(span)):
                if (beside := self.beside(t)) and len(beside) == n:
                    return beside
        if n > 2 and set(row := self.row_before(token, n, 30)) <= set(candidates) and row:
            return row
        here = {s for s in self.in_sentence(token) if s in candidates}
        if n == 2 and len(here) == 2 and frozenset(here) in self.beside_at:
            return sorted(here)
        last = self.moment(token) - 1
        led = [s for s in candidates if self.subject_at.get(s) == last]
        if (
            n == 2
            and token.dep_ in SUBJECTS
            and len(led) == 2
            and self.beside_at.get(frozenset(led)) == last
            and not here
        ):
            return sorted(led)
        if n == 2:
            return list(self.choose_pair(token, candidates))
        clues = self.state_clues(token, candidates)
        return sorted(sorted(clues, key=lambda s: (-self.weight(clues[s]), s))[:n])

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

    @staticmethod
    def weight(clues: dict[str, float]) -> float:
        """How likely a state is taken up at all."""
        return weigh(clues, "one")

    def known_states(self) -> list[str]:
        """The states named so far, and those of the bodies and people named so far, in the order of their naming."""
        return [*(c for c in self.people_at if c not in self.states), *self.states]

    def states_acting(self) -> bool:
        """Whether two states or more do something in the story so far, so that a plural may mean them."""
        return len(self.subject_at) > 1


def far_apart(a: str, b: str) -> float:
    """How far two states lie apart, in thousands of kilometres between their middles, at most 4."""
    one, other = countries().by_iso3[a], countries().by_iso3[b]
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 2.0
    north, east = one.lat - other.lat, abs(one.lon - other.lon)
    east = min(east, 360 - east) * math.cos(math.radians((one.lat + other.lat) / 2))
    return min(4.0, math.hypot(north, east) / 9)


def lies(mine: str, other: str, way: str) -> bool:
    """Whether a state lies north, south, east or west of another, by their middles."""
    here, there = countries().by_iso3[mine], countries().by_iso3[other]
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    north, east = there.lat - here.lat, there.lon - here.lon
    return {"northern": north > 1, "southern": north < -1, "eastern": east > 1, "western": east < -1}[way]


def weigh(clues: dict[str, float], kind: str) -> float:
    weights = reference_weights()[kind]
    return sum(weights.get(clue, 0.0) * value for clue, value in clues.items())
