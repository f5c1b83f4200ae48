"""Where people are at home: beside their names, and by who has the word where they are named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge import name_origins
from wireledger.knowledge.actors import anaphors, home_weights, title_states, titles, word_list
from wireledger.knowledge.speech import speech_acts
from wireledger.reading.cast import SUBJECTS
from wireledger.reading.language import head
from wireledger.reading.names import Name, titled
from wireledger.reading.phrases import INSIDE, Phrases

_SHARED = re.compile(
    r"(?:senator|lawmaker|general|colonel|major|captain|official|diplomat|judge|lawyer|spokes\w+|adviser|advisor|envoy|sen\.|rep\.|gen\.|col\.|deputy|aide|governor|mayor|member)$"
)
"""Titles that several have at a time."""
_LOCAL = re.compile(r"\b(?:mayor|governor|prefect|councillor|councilman|police chief|magistrate|chief|sheriff)$")
"""Titles of those who hold an office in the place that a paragraph tells of."""
_ABROAD = re.compile(
    r"\bembassy\b|\bconsulate\b|\b(?:ambassador|(?:charge |chargé )?d.affaires|consul|high commissioner)$"
)
"""Titles of those who stand for their state in another, which stories tell of."""
_ACTING = frozenset(("expel", "order", "recall", "summon", "impose", "ban", "vote", "decide", "reject", "welcome", "refuse", "sign", "suspend", "end", "withdraw"))  # fmt: skip
"""Verbs besides those of saying whose subjects act in a state's name."""
_HEADING = frozenset(("head", "lead", "command", "chair", "run", "direct", "represent", "govern", "rule", "oversee"))
"""Verbs whose subject holds an office of what their object is."""
_RANKS = frozenset(r.rstrip(".") for r, sector in titles().items() if sector == "MIL")
"""Titles that say by themselves only that somebody is a soldier."""
COMMENTATORS = word_list("commentators")
_OTHERS = frozenset(
    (
        "guest",
        "host",
        "visitor",
        "counterpart",
        "interlocutor",
        "partner",
        "ally",
        "neighbor",
        "neighbour",
        "friend",
        "rival",
        "enemy",
        "owner",
    )
)
"""Those of whom somebody has them: they may be of another state."""
_LEARNED = frozenset(
    ("university", "institute", "school", "college", "academy", "centre", "center", "foundation", "faculty")
)
_INSIDE_OF = frozenset(("in", "at", "near", "outside", "around", "of", "from"))


class Homes(Phrases):
    """The state for which a person speaks, where no word of the title says so."""

    def origin(self, doc: Doc, name: Name, tokens: Tokens, title: Token | None = None) -> str | None:
        """Where words beside a name say that a person is from: "Kenyan economist X", "X, a historian at Y", "X of Y", "X, who leads
        Kenya's delegation", "X, his Kenyan counterpart". A ``title`` says by itself whose it is, and is passed over."""
        token = head(tokens)
        i = name.start - 1
        while (
            title is None
            and i >= 0
            and doc[i].dep_ in (*INSIDE, "appos")
            and doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "NUM")
            and doc[i].sent == token.sent
        ):
            known = self.of_token.get(i)
            if known and known.label in ("PEOPLE", "STATE") and known.country:
                return known.country
            i -= 1
        if (
            i > 0
            and doc[i].tag_ == "POS"
            and (known := self.of_token.get(i - 1))
            and known.label in ("STATE", "CAPITAL")
        ):
            return known.country  # "Norway's X"
        commenting = self.commenting(doc, name, token)
        for each in self.beside_name(name, token, title):
            if each.dep_ == "relcl":
                if country := self.told_in_clause(each):
                    return country
                continue
            owner = next((c for c in each.children if c.dep_ == "poss"), None)
            if (
                owner is not None
                and owner.lower_ in ("his", "her")
                and not (each.lemma_.lower() in _OTHERS or titled(each.lower_))
                and (mine := self.of_possessor(owner)[0])
            ):
                return mine  # "his brother"
            if title is not None and titled(
                each.lower_
            ):  # the next office: only what stands before it says whose it is
                for c in each.children:
                    if c.dep_ in ("amod", "compound", "nmod", "poss") and (known := self.of_token.get(c.i)):
                        if known.country and known.label in ("PEOPLE", "STATE", "CAPITAL"):
                            return known.country
                if title.lower_.rstrip(".") in _RANKS and not _ABROAD.search(each.lower_):
                    for t in doc[each.i + 1 : each.right_edge.i + 1]:  # "Col. X, a spokesman for the U.S. command"
                        known = self.of_token.get(t.i)
                        if t.lower_ in ("in", "at", ",", "who"):
                            break
                        if known is not None and known.country and known.label != "PERSON":
                            return known.country
                continue
            if owner is not None and owner.i < each.i and each.lemma_.lower() in ("counterpart", "guest", "host"):
                if (adjective := self.counterpart_country(each)) is not None:
                    return adjective  # "its Kenyan counterpart"
                continue
            if country := self.named_beside(each, name, commenting=commenting):
                return country
        return None

    def beside_name(self, name: Name, token: Token, title: Token | None) -> list[Token]:
        """The heads of what is said of a person right beside the name: appositions, "of" and "from", relative clauses."""
        found = [
            c
            for c in token.children
            if c.i >= name.end
            and c is not title
            and (
                c.dep_ == "appos"
                or (c.dep_ == "prep" and c.lower_ in ("of", "from"))
                or (c.dep_ == "relcl" and any(w.lower_ == "who" and w.dep_ in SUBJECTS for w in c.children))
            )
        ]
        if token.dep_ == "appos" and token.head.i < token.i and token.head.pos_ == "NOUN" and title is None:
            found.append(token.head)  # "a member of the assembly in Stanley, X"
        return found

    def commenting(self, doc: Doc, name: Name, token: Token) -> bool:
        """Whether somebody is told of as one who comments for no state, so that a town beside the name is but where they live."""
        first = max(0, name.start - 3, self.language.opens(token))
        near = [doc[i] for i in range(first, name.start)]
        near += [c for c in token.children if c.dep_ == "appos"]
        near += [token.head] if token.dep_ == "appos" else []
        if token.dep_ == "pobj" and token.head.lower_ in ("including", "like"):
            near.append(token.head.head)  # "analysts at Y, including X"
        return any(t.lemma_.lower() in COMMENTATORS for t in near)

    def heads_a_mission(self, name: Name, token: Token) -> bool:
        """Whether a clause says that somebody leads, or speaks for, a body of no state: "who heads the U.N. mission"."""
        for verb in (c for c in token.children if c.dep_ == "relcl" and c.i >= name.end):
            lemma = verb.lemma_.lower()
            objects = [c for c in verb.children if c.dep_ == "dobj" and lemma in _HEADING]
            objects += [
                p
                for c in verb.children
                if c.dep_ == "prep" and c.lower_ == "for"
                for p in c.children
                if lemma in ("speak", "negotiate")
            ]
            for noun in objects:
                inside = [n for t in (noun, *noun.children) if (n := self.of_token.get(t.i))]
                if any(n.country for n in inside):
                    return False
                if any(n.sector == "IGO" for n in inside):
                    return True
                definite = any(c.dep_ in ("det", "poss") and c.lower_ in ("the", "its", "this") for c in noun.children)
                known = definite and not inside and noun.lemma_.lower() in anaphors()
                body = self.taken_up(noun.lemma_.lower()) if known else None
                if body and self.actors.get(body).sector == "IGO":
                    return True
        return False

    def told_in_clause(self, verb: Token) -> str | None:
        """The state for which somebody acts of whom a clause says "who heads France's command", "who was the king's adviser"."""
        lemma = verb.lemma_.lower()
        for child in verb.children:
            noun = child
            if child.dep_ == "prep" and (child.lower_ == "for" or (child.lower_ == "as" and lemma in ("serve", "act"))):
                noun = next((c for c in child.children if c.dep_ == "pobj"), child)
            elif not (
                (child.dep_ == "dobj" and lemma in _HEADING) or (child.dep_ == "attr" and lemma in ("be", "become"))
            ):
                continue
            for each in noun.children:
                of = each.dep_ == "prep" and each.lower_ == "of"
                for t in each.children if of else (each,) if each.dep_ in ("amod", "compound", "poss") else ():
                    known = self.of_token.get(t.i)
                    if known is not None and known.label == "PERSON":
                        ids = (
                            (self.person(known.name).id,)
                            if t.dep_ == "poss" and known.name in self.people_named()
                            else ()
                        )
                        return self.actors.get(ids[0]).country or self.home_of(self.actors.get(ids[0])) if ids else None
                    if known is not None and known.country:
                        return known.country
                    if known is None and t.dep_ == "poss" and (country := self.country_of(t)):
                        return country  # "the Ghanaian president's adviser"
            known = self.of_token.get(noun.i)
            if known is not None and known.country and known.label in ("STATE", "SEAT"):
                return known.country
        return None

    def people_named(self) -> set[str]:
        """The names by which the story has called its people so far."""
        return {
            n
            for i in self.recent
            for n in (self.actors.get(i).name, *self.actors.get(i).aliases, self.actors.get(i).name.split()[-1])
        }

    def named_beside(self, each: Token, name: Name, *, commenting: bool) -> str | None:
        """The state that an apposition or "of ..." names, itself or by a place; where somebody commenting lives says nothing."""
        places = getattr(self.draft, "places", None)
        institute = each.dep_ == "prep" or any(
            p.lemma_.lower() in _LEARNED or ((n := self.of_token.get(p.i)) and n.label == "ORG")
            for c in each.children
            if c.dep_ == "prep" and c.lower_ in ("at", "of", "with", "from")
            for p in c.children
        )
        aside = {
            t.i
            for c in each.subtree
            if c.dep_ in ("relcl", "acl") and c is not each
            for t in c.subtree
            if c.is_ancestor(t) or t is c
        }
        aside |= {
            t.i for c in each.children if commenting and c.dep_ == "prep" and c.lower_ == "for" for t in c.subtree
        }
        for t in each.subtree:
            if not (each.left_edge.i <= t.i <= each.right_edge.i) or name.start <= t.i < name.end or t.i in aside:
                continue
            known = self.of_token.get(t.i)
            if any(c.lower_ == "ethnic" for c in t.children) or (t.i and t.nbor(-1).lower_ == "ethnic"):
                continue  # "an ethnic Uzbek" may be of any state
            if any(x.lower_ == "exile" for x in each.doc[each.left_edge.i : t.i]):
                break  # "in exile in Pretoria"
            if (
                known
                and known.country
                and known.label != "PERSON"
                and not (known.label == "ORG" and known.sector == "IGO")
            ):
                if commenting and known.label == "CAPITAL" and not institute:
                    continue
                return known.country
            place = (
                places.at(self.language.span(t))
                if places and t.pos_ == "PROPN" and t.dep_ in ("pobj", "npadvmod", "compound", "appos")
                else None
            )
            if place is not None and place.country and not (commenting and not institute):
                return str(place.country)
        return None

    def international(self) -> str | None:
        """The international body mentioned last."""
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)):
            if self.actors.get(actor_id).sector == "IGO" and self.actors.get(actor_id).country is None:
                return actor_id
        return None

    def local(
        self,
        token: Token,
        title: str = "",
        name: str = "",
        told: str | None = None,
        among: frozenset[str] = frozenset(),
        host: str | None = None,
    ) -> str | None:
        """The state in whose name a person with a bare title speaks, or in which one without any is at home.

        ``told`` is the state of an office that the story has told of without a name, ``among`` the only states that it may be, ``host`` the one
        to which an envoy is sent. What else the story has said up to
        there is weighed for each state that it names (:meth:`clues`), as fitted on stories by ``scripts/fit_homes.py``."""
        clues = self.clues(token, title, name, told)
        if host is not None:
            clues.pop(host, None)  # an envoy is of another state
        return self.choose(name, {c: v for c, v in clues.items() if c in among} or clues, office=bool(title))

    def choose(self, name: str, clues: dict[str, dict[str, float]], *, office: bool) -> str | None:
        """The state that the clues speak for most, as they weigh for people with an office, or for those without."""
        weights = home_weights()[office]
        scores = {c: sum(weights.get(k, 0.0) * v for k, v in found.items()) for c, found in clues.items()}
        return max(scores, key=lambda c: (scores[c], c), default=None)

    def clues(self, token: Token, title: str, name: str, told: str | None) -> dict[str, dict[str, float]]:
        """For each state that may be somebody's: how near and how the paragraph names it, and what the story makes of it."""
        doc, lower = token.doc, title.lower()
        here = not title or bool(_LOCAL.search(lower))
        found: dict[str, dict[str, float]] = {}

        def add(country: str, clue: str, weight: float = 1.0) -> None:
            mine = found.setdefault(country, defaultdict(float))
            mine[clue] += weight

        back = {s.start: n for n, s in enumerate(reversed([s for s in doc.sents if s.start <= token.i]))}
        nearest: tuple[int, str] | None = None
        led: tuple[int, str] | None = None
        for t in doc[: token.i]:
            if self.quoted(t):
                continue
            if (vote := self.vote(t)) is not None:
                country, clue = vote
                add(
                    country,
                    clue + (", office of a place" if here and clue == "place inside" else ""),
                    1 / (1 + 0.6 * back.get(t.sent.start, 0)),
                )
                nearest = (t.i, country)
                if t.dep_ in SUBJECTS and clue.startswith(("state", "body")):
                    led = nearest
        if nearest is not None:
            add(nearest[1], "nearest in the paragraph")
        if led is not None:
            add(led[1], "subject last in the paragraph")
        if self.first_of_paragraph:
            add(self.first_of_paragraph[0], "first of the paragraph")
        for country, clue in self.dealings():
            if country in found:
                add(country, clue)
        if self.topic:
            add(self.topic, "topic, office of a place" if here else "topic")
            if nearest is None:
                add(self.topic, "topic, nothing else in the paragraph")
        for country in self.pair:
            add(country, "of the pair")
        if self.dateline:
            add(self.dateline, "dateline")
        if self.states:
            add(self.states[-1], "named last")
        abroad = bool(_ABROAD.search(lower))
        if told:
            add(told, "office told of, abroad" if abroad else "office told of")
        if opened := self.opening(token):
            add(opened, "opens the paragraph" if doc[0].sent == token.sent else "opens the sentence")
        if abroad and (host := self.dateline or self.topic):
            add(host, "host of who is abroad")
        if self.last_speaker and (speaker := self.actors.get(self.last_speaker).country):
            add(speaker, "spoke last")
        last = next((c for p in reversed(self.recent[:-1]) if (c := self.actors.get(p).country)), None)
        if last:
            add(last, "of the person before")
        near = next(
            (c for p in reversed(self.recent[:-1]) if p in self.of_paragraph and (c := self.actors.get(p).country)),
            None,
        )
        if near:
            add(near, "of the person before, near")
        for country in self.states:
            add(country, "named before")
        most = max(self.named_in_all.values(), default=1)
        fits = {c: max(-1.5, min(1.5, name_origins.fit(name, c))) for c in found} if " " in name else {}
        mean = sum(fits.values()) / len(fits) if fits else 0.0
        having = next((states for t, states in title_states().items() if f" {lower}".endswith(f" {t}")), None)
        for country, mine in found.items():
            mine["share"] = self.named_in_all[country] / most
            mine["name fits"] = fits.get(country, mean) - mean
            if having is not None and country in having:
                mine["state has the title"] = 1.0
            if abroad and self.topic and country != self.topic:
                mine["abroad"] = 1.0 if country in self.pair else 0.5
        if title and not _SHARED.search(lower):
            for actor in self.actors.items:
                if (
                    actor.kind == "person"
                    and actor.country in found
                    and actor.name != name
                    and any(r.title.lower().endswith(lower) and r.status == "current" for r in actor.roles)
                ):
                    found[actor.country]["has another"] = 1.0
        return found

    def dealings(self) -> Iterator[tuple[str, str]]:
        """The states on which somebody acts who is named just now ("X urged Israel"), and those in which he says something."""
        if self.naming is None:
            return
        token = head(self.naming[1])
        while token.dep_ == "appos" and token.head.i < token.i:
            token = token.head
        verb = token.head
        if token.dep_ not in SUBJECTS or verb.pos_ != "VERB":
            return
        for child in verb.children:
            inside = child.dep_ == "prep" and child.lower_ in ("in", "at")
            nouns = [child] if child.dep_ in ("dobj", "dative") else [c for c in child.children if c.dep_ == "pobj"]
            for noun in nouns if child.dep_ in ("dobj", "dative", "prep") else ():
                known = self.of_token.get(noun.i)
                if known is not None and known.country and known.label in ("STATE", "CAPITAL", "SEAT"):
                    yield known.country, "speaks there" if inside else "dealt with by him"

    def opening(self, token: Token) -> str | None:
        """The state of the place with which the sentence of a name, or its paragraph, begins: "In Uri, X hung her washing"."""
        places = getattr(self.draft, "places", None)
        for sentence in dict.fromkeys((token.sent, token.doc[0].sent)):
            start = sentence.start + (sentence[0].pos_ in ("CCONJ", "ADV", "PUNCT") and len(sentence) > 2)
            first = token.doc[start]
            if first.dep_ != "prep" or first.lower_ not in _INSIDE_OF - {"of", "from"}:
                continue
            for t in first.children:
                if t.dep_ == "pobj" and t.i < token.i:
                    known = self.of_token.get(t.i)
                    if known is not None and known.country and known.label in ("STATE", "CAPITAL"):
                        return known.country
                    place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" else None
                    if place is not None and place.country:
                        return str(place.country)
        return None

    def home(self, token: Token, name: str) -> str | None:
        """The state in which somebody without an office is at home: as the clues say, above all where the paragraph says that
        it plays."""
        if any(
            c.dep_ == "relcl" and c.lemma_ in ("chair", "lead", "head", "represent", "govern") for c in token.children
        ):
            return self.local(token, "head", name)  # holds an office, though no noun says so
        clues = self.clues(token, "", name, None)
        if played := self.scene(token):
            clues.setdefault(played, defaultdict(float))["scene"] = 1.0
        return self.choose(name, clues, office=False)

    def scene(self, token: Token) -> str | None:
        """The state in which the paragraph says that what is told of somebody plays."""
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
                token.dep_ in SUBJECTS and token.head.lemma_.lower() in speech_acts() and token.head.is_ancestor(t)
            )
            if t.i < token.i or token.is_ancestor(t) or told_there:
                near.append((abs(t.i - token.i) + (0 if t.sent == token.sent else 40), place.country))
        return min(near)[1] if near else None

    def vote(self, t: Token) -> tuple[str, str] | None:
        """The state that one token speaks for as the home of somebody named after it, and how it does."""
        name = self.of_token.get(t.i)
        if name is not None and t.i != head(t.doc[name.start : name.end]).i:
            return None
        ids = self.actors.of(t)
        subject = t.dep_ in SUBJECTS
        if len(ids) == 1 and (actor := self.actors.get(ids[0])).country:
            verb = t.head.lemma_.lower() if subject else ""
            speaks = verb in speech_acts() or verb in _ACTING
            how = "speaks" if speaks else "subject" if subject else "else"
            if actor.kind == "state":
                if t.dep_ in ("amod", "compound"):
                    return actor.country, "state adjective"
                inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "across", "throughout")
                return actor.country, "state inside" if inside else f"state {how}"
            if actor.kind == "person":
                return actor.country, "person subject" if subject else "person else"
            if actor.sector == "CVL":
                return actor.country, "people"
            return actor.country, f"body {how}"
        places = getattr(self.draft, "places", None)
        place = places.at(self.language.span(t)) if places and t.pos_ == "PROPN" else None
        if place is not None and place.country and not ids:
            inside = t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "near", "from", "outside", "around", "of")
            return place.country, "place inside" if inside else "place else"
        return None

    def speaking(self, token: Token) -> str | None:
        """The body or state that was the last subject of the paragraph, or spoke last before it: "The ministry said ...
        Spokesman X said"."""
        here = next((b for b in reversed(self.subject_bodies) if self.actors.get(b).sector != "MED"), None)
        found = self.speaking_here(token) or here or self.last_speaker or self.spoke_before
        country = self.actors.get(found).country if found else None
        votes = [v[0] for t in token.doc[token.sent.start : token.i] if not self.actors.of(t) and (v := self.vote(t))]
        return found if not country or all(v == country for v in votes) else None

    def speaking_here(self, token: Token) -> str | None:
        for t in reversed(token.doc[: token.i]):
            speaks = t.dep_ in SUBJECTS and t.head.lemma_.lower() in speech_acts()
            if speaks and len(ids := self.actors.of(t)) == 1 and ids[0].startswith(("org:", "state:")):
                return ids[0]
        return None
