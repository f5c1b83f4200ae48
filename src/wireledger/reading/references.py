"""What refers back: descriptions of states, plurals, bodies and officers by their nouns, pronouns."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.actors import Body, agents, regions, rulers, state_kinds, titles, word_list
from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import modifiers
from wireledger.model import Actor
from wireledger.reading.cast import SUBJECTS, slug
from wireledger.reading.names import titled
from wireledger.reading.offices import Offices
from wireledger.reading.phrases import SIDES, STATE_NOUNS, STATUS, VAGUE_BODIES, number_of
from wireledger.reading.salience import far_apart, lies

_OPPOSED = frozenset(("side", "party", "neighbor", "neighbour", "rival", "foe", "adversary", "enemy"))
"""Nouns that take up two states without a number."""
_STILL_TWO = frozenset(
    [
        "the",
        "former",
        "old",
        "arch",
        "bitter",
        "sworn",
        "traditional",
        "longtime",
        "long-time",
        "erstwhile",
        "one-time",
        "onetime",
        "warring",
        "rival",
        "nuclear-armed",
        "feuding",
        "uneasy",
        "two",
    ]
)
"""Words before "foes" that tell them from no others."""
_COUPS = frozenset(("topple", "oust", "depose", "overthrow", "unseat", "seize", "detain", "remove", "dissolve"))
_LEADERS = word_list("leaders")
_MALE, _FEMALE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
_RELATIONS = frozenset(("neighbor", "neighbour", "ally", "rival", "foe", "partner", "host", "guest"))
_OF_ONE_STATE = {"pope": "VAT", "pontiff": "VAT", "taoiseach": "IRL"}
"""Offices that but one state has."""
_RULING = frozenset(("junta", "ruler", "regime"))
"""Nouns for soldiers who rule."""
_MANYFOLD = frozenset(("diplomat", "envoy", "leader"))
"""Nouns for people of whom a story may mean those of many states."""
_WAYS = frozenset(("northern", "southern", "eastern", "western"))
_NEXT_DOOR = 2.5
"""How many thousands of kilometres the middles of neighbours lie apart at most."""
_WITH_PLACE = frozenset(
    ("giant", "heavyweight", "powerhouse", "exporter", "producer", "member", "economy", "democracy", "superpower")
)
"""Nouns for a state where a word says in which part of the world it lies, or what it lives on."""
_OF_HOUSES = frozenset(("approve", "vote", "pass", "adopt", "reject", "ratify", "debate", "convene", "meet", "adjourn", "decide", "agree", "want", "refuse", "endorse", "back"))  # fmt: skip
"""What parliaments do."""
_UNSURE = word_list("unsure forces")


class References(Offices):
    """Resolves what is no name."""

    def noun(self, token: Token) -> None:
        lemma = token.lemma_.lower()
        words = {c.lower_ for c in token.children if c.i < token.i}
        plural = token.tag_ in ("NNS", "NNPS")
        if plural and lemma in STATE_NOUNS and (group := self.of_region(token, words) or self.announced(token, words)):
            self.mention(self.phrase(token), tuple(self.state(s) for s in group), "description")
            return
        if plural and words & {"the", "all"} and (row := self.enumerated_behind(token)):
            self.mention(self.phrase(token), tuple(self.state(c) for c in row), "description")
            return
        if lemma == "capital" and not plural and not self.stands_for_government(token):
            return  # the city
        if plural and self.takes_up_several(token, lemma, words):
            return
        if plural and (lemma in SIDES or lemma in _LEADERS) and (n := number_of(words)):
            if lemma in _LEADERS and (leaders := self.two_leaders(token, n)):
                self.mention(self.phrase(token), leaders, "title")
            elif len(self.states) >= n and (lemma not in ("party", "side") or self.between_states(token)):
                self.mention(self.phrase(token), tuple(self.state(s) for s in self.pick(token, n)), "description")
            return
        if (
            not plural
            and lemma == "side"
            and "the" in words
            and self.between_states(token)
            and (theirs := self.adjective_of(token))
        ):
            self.mention(self.phrase(token), (self.state(theirs),), "description")  # "the Chinese side"
            return
        if not plural and lemma in ("side", "party", "country", "state", "nation") and words >= {"the", "other"}:
            self.other_one(token)
            return
        either = not plural and words & {"either", "neither", "each"} and lemma in SIDES
        the_sides = plural and lemma in _OPPOSED and "the" in words and (words <= _STILL_TWO or not self.further(token))
        if (either or the_sides) and self.between_states(token):
            self.mention(self.phrase(token), tuple(self.state(s) for s in self.pick(token, 2)), "description")
            return
        following = self.of_token.get(token.i + 1)
        if following and following.label == "PERSON" and titled(token.lower_):
            return  # the title of who comes next
        if following and following.label == "STATE" and following.country and token.text.islower():
            name = token.doc[following.end - 1]
            if name.dep_ == "appos" and name.head.i == token.i:  # "with former colonial ruler France"
                self.mention(self.phrase(token), (self.state(following.country),), "description")
                return
        if (
            (
                lemma in STATE_NOUNS
                or (lemma in _RELATIONS and self.related(token, lemma))
                or "colonial" in words
                or lemma in ("coloniser", "colonizer")
                or lemma in state_kinds()
                or (lemma in _WITH_PLACE and self.placed(token))
            )
            and (not plural or token.lower_ in state_kinds())
            and token.text.islower()
        ):
            self.described(token, lemma, words)
            return
        if (
            not plural
            and (words & {"his", "her", "its", "their"} or lemma == "counterpart")
            and (who := self.named_beside_noun(token))
        ):
            self.mention(self.phrase(token), (who,), "description")
            return
        if lemma in ("counterpart", "counterparts"):
            self.counterpart(token)
            return
        if (house := self.chamber(token, lemma, words)) is not None:
            self.mention(self.phrase(token), (house,), "description")
            return
        if words & {"the", "this", "that", "these", "those"} and (taken := self.takes_up(token, lemma)):
            self.mention(self.phrase(token), (taken,), "description")
            return
        body = self.body(token) if lemma not in STATE_NOUNS or token.text.islower() or token.is_sent_start else None
        if body:
            self.grouped(token, body, words)
        elif titled(token.lower_) and not plural:
            if titles().get(token.lower_) in ("GOV", "MIL", "LEG", "JUD") or token.lower_ in _OF_ONE_STATE:
                self.officer(token, words)

    def enumerated_behind(self, token: Token) -> list[str]:
        """The states in "the three neighbours, A, B and C"; [] where no row of states is in apposition."""
        first = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
        if first is None:
            return []
        found: list[str] = []
        for each in (first, *first.conjuncts):
            name = self.of_token.get(each.i)
            if name is None or name.label not in ("STATE", "CAPITAL") or not name.country:
                return []
            found.append(name.country)
        return sorted(set(found)) if len(set(found)) > 1 else []

    def chamber(self, token: Token, lemma: str, words: set[str]) -> str | None:
        """The parliament that "the house", "the chamber" or "the deputies" takes up, where the story has named one."""
        if "the" not in words or len(words) > 1 or not token.text.islower() or self.followed_by_of(token):
            return None
        if lemma == "deputy":
            if token.tag_ != "NNS":
                return None
        elif lemma not in ("house", "chamber") or not (
            (token.dep_ in SUBJECTS and token.head.lemma_.lower() in _OF_HOUSES)
            or (token.dep_ == "dobj" and token.head.lemma_.lower() in ("tell", "address", "ask", "inform", "dissolve"))
        ):
            return None
        return next((b for b in reversed(self.bodies) if self.actors.get(b).sector == "LEG"), None)

    def takes_up_several(self, token: Token, lemma: str, words: set[str]) -> bool:
        """ "both armies", "the three juntas", "the states": the states, or the like bodies of theirs, that were told of together."""
        n = number_of(words)
        body = self.body(token)
        if lemma in SIDES or lemma in _LEADERS or not words & {"the", "both", "all", "these"} or token.pos_ != "NOUN":
            whole = n == 0 and lemma in ("state", "country", "nation", "republic") and words == {"the"}
            row = self.row_before(token, 0, 3)
            if not whole or not row or self.followed_by_of(token):
                return False
            self.mention(self.phrase(token), tuple(self.state(s) for s in row), "description")
            return True
        kind = (
            lemma in state_kinds()
            or lemma in ("junta", "trio")
            or (body is not None and body.sense in ("state", "body"))
        )
        if not kind or self.followed_by_of(token):
            return False
        if n == 0 and lemma in ("junta", "monarchy") and words == {"the"}:
            n = len(self.row_before(token, 0, 9))
        theirs = body is not None and body.sense == "body" and token.text.islower()
        if n < 2 or len(self.states) < n or words & {"foreign", "other"} or not (theirs or self.between_states(token)):
            return False
        chosen = self.pick(token, n)
        if body is not None and body.sense == "body":
            ids = tuple(self.group(token, body, c, token.lemma_) for c in chosen)
        else:
            ids = tuple(self.state(s) for s in chosen)
        self.mention(self.phrase(token), ids, "description")
        return True

    @staticmethod
    def followed_by_of(token: Token) -> bool:
        return any(c.dep_ == "prep" and c.lower_ in ("of", "in", "from") for c in token.children)

    def named_beside_noun(self, token: Token) -> str | None:
        """Who is named beside "his guest, X" or before "X, his Polish counterpart"."""
        if self.body(token) and not titled(token.lower_):
            return None
        beside = [token.head] if token.dep_ == "appos" else [c for c in token.children if c.dep_ == "appos"]
        for t in beside:
            if (name := self.of_token.get(t.i)) and name.label == "PERSON":
                return self.person(token.doc[name.start : name.end].text).id
        return None

    def related(self, token: Token, lemma: str) -> bool:
        """Whether a noun such as "partner" stands for a state, where a story sets states beside each other."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        person = owner is not None and (
            owner.lower_ in ("his", "her") or ((n := self.of_token.get(owner.i)) and n.label == "PERSON")
        )
        return (
            owner is not None and self.between_states(token) and not (person and lemma in ("guest", "host", "partner"))
        )

    def other_one(self, token: Token) -> None:
        """ "the other side": of the two states that are told of the one that does not act in the clause."""
        if not self.between_states(token) or self.followed_by_of(token):
            return
        two = self.pair if len(self.pair) == 2 else self.row_before(token, 2, 9)
        acting = self.acting(token) | {s for s in (self.speaker_of(token),) if s}
        left = [s for s in two if s not in acting]
        if len(left) == 1 and len(two) == 2:
            self.mention(self.phrase(token), (self.state(left[0]),), "description")

    def adjective_of(self, token: Token) -> str | None:
        """The state of whose people an adjective before a noun is."""
        names = (self.of_token.get(c.i) for c in token.children if c.dep_ in ("amod", "compound"))
        return next((n.country for n in names if n is not None and n.label == "PEOPLE"), None)

    def of_region(self, token: Token, words: set[str]) -> list[str]:
        """ "the three Baltic states", "the Nordic countries": all states of a small region; "the two Gulf states": so many of
        those named before that lie there."""
        text = self.phrase(token).text.lower()
        fits = [phrase for phrase in regions() if phrase in text]
        area = regions()[max(fits, key=len)] if fits else frozenset()
        if not area or words & {"other", "all", "some", "several", "many", "most"}:
            return []
        n = number_of(words)
        named = [s for s in self.states if s in area]
        if n and len(named) >= n:
            return sorted(named[-n:])
        if n == 0 and len(named) > 1 and token.lemma_.lower() in _OPPOSED:
            return sorted(named[-2:])  # "the communist neighbours"
        return sorted(area) if n == len(area) or (n == 0 and "the" in words and len(area) < 6) else []

    def announced(self, token: Token, words: set[str]) -> list[str]:
        """ "Three states quit bloc", above the sentence that names the three."""
        n = number_of(words)
        here = self.language.of_doc(token.doc)
        body = next(iter(self.language.body), None)
        if n < 2 or len(self.states) >= n or body is None or here.paragraph.kind != "headline":
            return []
        # the parser takes a row of states for appositions: those within the subject are counted, however they hang together
        for t in next(iter(body.doc.sents)):
            if t.dep_ in SUBJECTS and t.head.dep_ == "ROOT":
                places = [e.text for e in body.doc[t.left_edge.i : t.right_edge.i + 1].ents if e.label_ == "GPE"]
                told = {c.iso3 for each in places if (c := countries().named(each))}
                return sorted(told) if len(told) == len(places) == n else []
        return []

    @staticmethod
    def further(token: Token) -> bool:
        """Whether a noun has more said of it than an article, so that it takes up nothing by itself."""
        return any(c.dep_ in ("amod", "compound", "poss", "nummod", "relcl", "acl") for c in token.children)

    def one_of_two(self, token: Token) -> None:
        """ "the former" and "the latter" of two states, "the other" of the two that a story sets beside each other."""
        if token.lower_ == "other":
            if not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children):
                return
            self.other_one(token)
            return
        if token.dep_ not in SUBJECTS:
            return  # mostly a thing
        start, two = token.sent.start, list[str]()
        while start and len(two) != 2:
            before = token.doc[start - 1].sent
            names = (self.of_token.get(t.i) for t in before)
            named = [n.country for n in names if n and n.label in ("STATE", "CAPITAL") and n.country]
            two, start = list(dict.fromkeys(named)), before.start
        if len(two) != 2 and len(self.pair) == 2:
            two = [s for s in self.named_at if s in self.pair]  # in the order in which the story named them first
        if len(two) == 2:
            self.mention(self.phrase(token), (self.state(two[token.lower_ == "latter"]),), "description")

    def paired(self, token: Token) -> None:
        """ "both", "the two" without a noun: the story's two states, or two that were just set beside each other."""
        alone = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos") and not any(
            c.dep_ in ("prep", "relcl") and c.lower_ != "of" for c in token.children
        )
        words = {c.lower_ for c in token.children if c.i < token.i}
        n = number_of({token.lower_})
        if "other" in words and "the" in words and n:
            others = [s for s in self.row_before(token, n + 1, 20) if s not in self.in_sentence(token)]
            if alone and len(others) == n:
                self.mention(self.phrase(token), tuple(self.state(s) for s in others), "description")
            return
        if n > 2:
            row = self.row_before(token, n, 20)
            ends = [c for c in token.children if c.i > token.i and c.dep_ in ("prep", "acl")]
            if row and not ends and words & {"the", "all"} and not words - {"the", "all"} and token.dep_ != "nummod":
                self.mention(self.phrase(token), tuple(self.state(s) for s in row), "description")
            return
        the_two = token.lower_ == "two" and any(c.lower_ == "the" and c.dep_ == "det" for c in token.children)
        if not alone or not (the_two or token.lower_ in ("both", "neither", "either")) or len(self.states) < 2:
            return
        people = {p for i in self.subjects_before(token) for p in i if self.actors.get(p).kind == "person"}
        if len(people) > 1:
            return  # "X and Y ... Both said"
        if self.between_states(token):
            self.mention(self.phrase(token), tuple(self.state(s) for s in self.pick(token, 2)), "description")

    def between_states(self, token: Token) -> bool:
        """Whether the story sets states beside each other, so that "both sides" are states and no firms, clubs or parties."""
        if len(self.states) < 2:
            return False
        if len(self.pair) == 2 or self.just_beside(token):
            return True
        parties = any(self.actors.get(b).sector in ("PTY", "BUS", "LAB") for b in self.bodies)
        return (
            self.states_acting()
            and not parties
            and (bool(self.beside_at) or max(self.together.values(), default=0) > 1)
        )

    def just_beside(self, token: Token) -> bool:
        """Whether two states were set beside each other in this sentence or the one before."""
        start = token.sent.start
        first = token.doc[start - 1].sent.start if start else 0
        return any(len(self.beside(t)) == 2 for t in token.doc[first : token.i])

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

    def of_whom(self, token: Token) -> str | None:
        """The state of the person whose country "whose country" is."""
        verb = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        ids = self.actors.of(verb.head) if verb is not None else ()
        actor = self.actors.get(ids[0]) if len(ids) == 1 else None
        return (actor.country or self.home_of(actor)) if actor is not None and actor.kind == "person" else None

    def described(self, token: Token, lemma: str, words: set[str]) -> None:
        """ "the country", "the former colony", "the second West African nation", "its neighbour", "the kingdom"."""
        definite = (
            bool(words & {"the", "whose", "this", "that", "its", "his", "her", "our", "their"}) or token.dep_ == "appos"
        )
        if not definite and lemma != "colony":
            return
        if "whose" in words and (theirs := self.of_whom(token)):
            self.mention(self.phrase(token), (self.state(theirs),), "description")
            return
        if words & {"other", "another", "every", "each", "no", "any"}:
            return
        ruler = "colonial" in words or lemma in ("coloniser", "colonizer")
        if (beside := self.apposed_state(token)) and not (
            ruler and beside not in {r for rs in rulers().values() for r in rs}
        ):
            self.mention(self.phrase(token), (self.state(beside),), "description")
            return
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        candidates = self.known_states()
        text = self.described_as(token)
        held = owner is not None and owner.lower_ in ("his", "her") and lemma not in _RELATIONS
        if owner is not None and held and (mine := self.of_possessor(owner)[0]):
            self.mention(self.phrase(token), (self.state(mine),), "description")  # "his country"
            return
        if lemma == "colony" or "colony" in words:
            candidates = [s for s in candidates if s in rulers()]
            adjectives = {c for t in token.children if t.dep_ == "amod" and (c := self.country_of_token(t))}
            if adjectives:
                candidates = [s for s in candidates if rulers()[s] & adjectives]
            candidates = [s for s in candidates if s in state_kinds()["territory"]] or candidates
        elif "colonial" in words or lemma in ("coloniser", "colonizer"):
            colonies = {
                c
                for t in token.children
                if t.dep_ == "prep" and t.lower_ == "of"
                for p in t.children
                if (c := self.country_of_token(p))
            }
            colonies = colonies or {s for s in (self.topic, *self.pair, *self.in_sentence(token)) if s}
            colonies = colonies if any(c in rulers() for c in colonies) else set(candidates)
            ruled = frozenset(r for c in colonies for r in rulers().get(c, ()))
            named_too = {a.country for a in self.actors.items if a.country in ruled}
            named_too |= ruled & self.there
            candidates = [s for s in candidates if s in ruled] or sorted(
                named_too if len(named_too) == 1 else ruled if len(ruled) == 1 else ()
            )
        else:
            kind = next((k for k in state_kinds() if "-" in k and text.replace(" - ", "-").endswith(k)), None)
            if kind is not None:  # "the city-state"
                candidates = [s for s in candidates if s in state_kinds()[kind]]
            elif lemma in state_kinds() and lemma not in STATE_NOUNS:
                candidates = [s for s in candidates if s in state_kinds()[lemma]]
                candidates = [s for s in candidates if s in state_kinds().get(f"the {lemma}", ())] or candidates
            elif lemma in state_kinds():
                candidates = [s for s in candidates if s in state_kinds()[lemma]] or candidates
                candidates = [s for s in candidates if s in state_kinds().get(f"the {lemma}", ())] or candidates
            fits = [phrase for phrase in regions() if phrase in text]
            if fits:
                area = regions()[max(fits, key=len)]
                candidates = [s for s in candidates if s in area]
        if owner is not None and lemma in _RELATIONS:
            mine = self.of_possessor(owner)[0] if owner.pos_ == "PRON" else self.country_of_token(owner)
            mine = mine or self.topic
            candidates = [s for s in candidates if s != mine]
            if lemma in ("neighbor", "neighbour") and mine:
                candidates = self.lying(token, mine, candidates)
        elif lemma in ("neighbor", "neighbour"):
            mine = self.whose_neighbour(token)
            candidates = [s for s in candidates if s != mine] or candidates
        if not candidates:
            return
        acting = self.acting(token, people=False)
        left = [s for s in candidates if s not in acting]
        if len(left) > 1 and token.head.lower_ != "from" and (sender := self.sender_of(token)):
            left = [s for s in left if s != sender]  # "2,000 Chadian soldiers in the country"
        if not left and token.dep_ in ("dobj", "pobj") and lemma not in ("country", "nation"):
            return
        here = [s for s in (left or candidates) if s in self.in_sentence(token)]
        if lemma == "colony" and here:
            left = here[-1:]
        elif here and not acting and self.topic in here:
            left = [s for s in here if s == self.topic]
        if chosen := self.choose_state(token, left or candidates):
            self.mention(self.phrase(token), (self.state(chosen),), "description")

    def lying(self, token: Token, mine: str, candidates: list[str]) -> list[str]:
        """Of the states of a story those that lie where "its southern neighbour" says, be they named further on; a near one, if any."""
        near = [c for c in candidates if far_apart(mine, c) < _NEXT_DOOR]
        later = [c for c in self.named_in_all if c != mine and far_apart(mine, c) < _NEXT_DOOR]
        way = next((c.lower_ for c in token.children if c.lower_ in _WAYS), None)
        if way is None:
            return near or (candidates or later)
        side = [c for c in (*near, *(c for c in later if c not in near)) if lies(mine, c, way)]
        return side or candidates

    def placed(self, token: Token) -> bool:
        """Whether a word of a description says in which part of the world what it means lies, or what it lives on."""
        text = self.described_as(token)
        return any(phrase in text for phrase in regions())

    @staticmethod
    def described_as(token: Token) -> str:
        """The words of a description in small letters, those behind its noun that say where it lies among them."""
        end = token.i + 1
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "in", "of") and child.i == end:
                end = child.right_edge.i + 1
        return token.doc[token.left_edge.i : end].text.lower()

    def apposed_state(self, token: Token) -> str | None:
        """The state beside which a description stands: "Spain, the former colonial power"; "the youngest member, Kosovo"."""
        beside = [token.head] if token.dep_ == "appos" else [c for c in token.children if c.dep_ == "appos"]
        for t in beside:
            name = self.of_token.get(t.i)
            if name and name.label in ("STATE", "CAPITAL") and name.country:
                return name.country
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
                                              member_of=self.actors.state(country).id))  # fmt: skip
                self.mention(self.phrase(token), (actor.id,), "description")
                return
        actor = self.actors.add(
            Actor(id=f"group:{country}-GOV", name=self.phrase(token).text, kind="group", country=country, sector="GOV")
        )
        self.mention(self.phrase(token), (actor.id,), "description")

    def grouped(self, token: Token, body: Body, words: set[str]) -> None:
        phrase = self.phrase(token)
        if body.noun == "state" and token.tag_ == "NNS" and self.country_of(token) is None:
            return  # "member states"
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
        if country is None and definite and not (body.noun == "general" and token.tag_ == "NNS" and self.ruled):
            last = self.last_group.get(body.sector) if body.sense == "group" else self.last_body.get(body.noun)
            if last:
                self.mention(phrase, (last,), "description")
                return
        if country is None and ("foreign" in words or body.noun in VAGUE_BODIES):
            return
        if country is None and body.noun == "general" and definite and token.tag_ == "NNS":
            country = self.ruling_officers(token)
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
        if country is None and body.noun in ("junta", "putschist") and self.ruled:
            country = self.ruled
        if country is None and body.sector in ("GOV", "MIL", "LEG", "COP", "JUD", "OPP"):
            here = self.in_sentence(token)
            country = self.played_in(token)
        if country is None and body.sector in ("GOV", "MIL", "LEG", "COP", "JUD", "OPP"):
            country = None if self.topic in here else self.whose_body(token, body)
            country = country or (self.topic if self.topic in here or not here or body.sense == "state" else here[-1])
        if country is None and body.sense in ("state", "body"):
            return
        if country and body.noun in _RULING:
            self.ruled = country
        elif body.sector == "MIL" and token.dep_ in SUBJECTS and token.head.lemma_.lower() in _COUPS:
            self.ruled = self.overthrown(token) or self.ruled
        actor_id = self.group(token, body, country, phrase.text)
        if body.sense == "group":
            self.last_group[body.sector] = actor_id
        elif body.sense == "body":
            self.last_body[body.noun] = actor_id
        self.mention(phrase, (actor_id,), "description")

    def overthrown(self, token: Token) -> str | None:
        """The state whose rulers soldiers are said to have toppled, or where they seized power."""
        for child in token.head.children:
            if child.dep_ == "dobj":
                power = child.lower_ in ("power", "control")
                ruler = titled(child.lower_) or ((b := self.body(child)) is not None and b.sense == "state")
                name = self.of_token.get(child.i)
                if name is not None and name.label == "PERSON":
                    return self.topic
                if power or ruler:
                    where = (
                        self.of_token.get(p.i)
                        for c in token.head.children
                        if c.dep_ == "prep" and c.lower_ == "in"
                        for p in c.children
                    )
                    return (
                        self.country_of(child)
                        or next((n.country for n in where if n and n.country), None)
                        or self.topic
                    )
        return None

    def whose_body(self, token: Token, body: Body) -> str | None:
        """The state whose body "the government", "parliament" or "the police" is, as the clues to whose a bare title is say; None
        for soldiers, of whom a story on two armies would say so, and for some or a number of people."""
        some = any(c.like_num or (c.dep_ == "det" and c.lower_ in ("a", "an", "some")) for c in token.children)
        of_people = body.sense == "group" and (body.sector == "MIL" or body.noun in _MANYFOLD or some)
        if of_people or some:
            return None
        acting = self.acting(token)
        among = frozenset(s for s in self.known_states() if s not in acting) if acting else frozenset[str]()
        return self.local(token, body.noun, among=among)

    def ruling_officers(self, token: Token) -> str | None:
        """Whose "the generals" are: of the state where they are said to have seized power, of the last junta, else the likeliest."""
        for child in token.children:
            if child.dep_ in ("relcl", "acl"):
                for t in child.subtree:
                    name = self.of_token.get(t.i)
                    if name and name.country and name.label in ("STATE", "CAPITAL"):
                        return name.country
        return self.ruled or self.choose_state(
            token, [s for s in self.known_states() if s == self.topic or s in self.pair]
        )

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
        if words & {"the", "his", "her", "its"} and (
            found := self.holder(token, words) or self.just_named(token, words)
        ):
            self.mention(self.phrase(token), (found,), "title")
            self.touch(found)
            if "the" in words and not any(token.lower_ in r.title.lower() for r in self.actors.get(found).roles):
                first = self.phrase(token).start
                while first < token.i and token.doc[first].pos_ == "DET":
                    first += 1
                self.role(token.doc, first, token.i + 1, token.i, self.actors.get(found))
            return
        owner = self.owner(token)
        for c in token.children:
            if owner is None and c.dep_ == "poss" and len(ids := self.actors.of(c)) == 1 and ids[0].startswith("org:"):
                owner = self.actors.get(ids[0])
        if owner is not None and owner.country is None:
            self.said_offices[token.lower_] = (None, owner.id)
            return
        if country := _OF_ONE_STATE.get(token.lower_) or self.country_of(token):
            self.said_offices[token.lower_] = (country, None)
            if token.dep_ in SUBJECTS and token.i + 1 < len(token.doc):
                self.untold = token
            sector = titles()[token.lower_]
            actor = self.actors.add(
                Actor(id=f"group:{country}-{sector}", name=self.phrase(token).text, kind="group", country=country,
                      sector=sector, member_of=self.actors.state(country).id)
            )  # fmt: skip
            self.mention(self.phrase(token), (actor.id,), "title")

    def just_named(self, token: Token, words: set[str]) -> str | None:
        """Whom "the retired colonel" or "the Malaysian minister" takes up: the subject of the sentence before, whom the story
        has given no office yet."""
        if "the" not in words or token.dep_ not in SUBJECTS or not self.recent or not self.further(token):
            return None
        actor = self.actors.get(self.recent[-1])
        country = self.country_of(token)
        if actor.roles or (actor.country and country and country != actor.country and actor.id not in self.table):
            return None
        start = token.sent.start
        before = token.doc[start - 1].sent if start else ()
        led = any(t.dep_ in SUBJECTS and actor.id in self.actors.of(t) for t in before)
        return actor.id if led and actor.id not in self.table else None

    def holder(self, token: Token, words: set[str]) -> str | None:
        """The person named before who holds the office of a noun, with the words before it ("foreign", "former")."""
        former = any(STATUS.get(w) == "former" for w in words)
        kind = [
            c.lower_
            for c in token.children
            if c.dep_ in ("amod", "compound") and c.lower_ not in STATUS and c.i not in self.of_token
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
