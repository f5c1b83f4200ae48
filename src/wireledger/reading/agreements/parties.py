"""The states and international bodies that phrases stand for."""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.actors import capitals
from wireledger.model import Actor
from wireledger.reading import actors, frames
from wireledger.reading.agreements import lexicon, syntax
from wireledger.reading.cast import slug
from wireledger.reading.draft import Draft

_NAMESAKES = {"Koreas": ("KOR", "PRK"), "Sudans": ("SDN", "SSD"), "Congos": ("COD", "COG"), "Guineas": ("GIN", "GNB")}
""" "The two Koreas"."""


class Parties:
    """Who a phrase means, as a party to agreements: actor ids of states and international bodies."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def party(self, actor_id: str) -> str | None:
        """The state or international body that an actor acts for; None for anybody else."""
        found = self.acts_for(actor_id)
        return self.draft.actors.add(found).id if found is not None else None

    def acts_for(self, actor_id: str) -> Actor | None:
        """The same, not yet among the actors of the story."""
        actor = self.draft.actors.get(actor_id)
        if actor.kind == "state":
            return actor
        if actor.sector == "IGO" and actor.kind == "person":
            bodies = [self.draft.actors.get(r.of) for r in actor.roles if r.of]
            return next((self.whole(a) for a in bodies if a.sector == "IGO" and a.kind != "person"), None)
        if actor.sector == "IGO":
            return self.whole(actor)
        if actor.country == "VAT" and actor.kind == "organization":
            return actors.state("VAT")  # the Holy See makes the treaties
        if actor.kind == "person" or actor.kind == "group" or actor.member_of or actor.sector in ("GOV", "MIL", "LEG"):
            if actor.sector in ("REB", "UAF", "CRM", "BUS", "MED", "OPP", "CVL", "NGO", "EDU", "JUD", "REL"):
                return None
            for role in actor.roles:
                if role.of:
                    of = self.draft.actors.get(role.of)
                    if of.kind == "state" or of.sector == "IGO":
                        return of
            if (
                actor.kind == "group"
                and actor.sector is None
                and actor.name.split()[-1].lower().rstrip("s") in lexicon.PRIVATE
            ):
                return None
            if actor.country:
                return actors.state(actor.country)
        return None

    def whole(self, actor: Actor) -> Actor:
        """The body that is bound by what its organ signs: the European Union for its Commission."""
        name = lexicon.ORGANS.get(actor.name)
        if name is None:
            return actor
        return Actor(id="org:" + slug(name), name=name, kind="organization", sector="IGO")

    def at(self, tokens: list[Token]) -> list[str]:
        found: list[str] = []
        for token in tokens:
            ids = self.draft.actors.of(token)
            if token.text in _NAMESAKES and any(c.lower_ in ("two", "both") for c in token.children):
                pair = [self.draft.actors.state(c).id for c in _NAMESAKES[token.text]]
                found += [p for p in pair if p not in found]
                continue
            if not ids and token.ent_type_ in ("GPE", "NORP"):
                for m in self.draft.actors.at(self.draft.language.span(token)):
                    ids = m.actors
            for i in ids:
                p = self.party(i)
                if p and p not in found:
                    found.append(p)
            if not ids and token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.STATELIKE:
                beside = [u for c in token.children if c.dep_ == "appos" for u in frames.conjuncts(c)]
                found += [p for p in self.at(beside) if p not in found]  # "the two neighbours, Chile and Bolivia"
            dealing = token.dep_ in ("dative", "dobj", "nsubj", "conj", "poss") or (
                token.dep_ == "pobj" and token.head.lower_ in ("to", "with", "between", "and")
            )
            joined = any(
                0 <= token.i + d < len(token.doc) and token.doc[token.i + d].text in ("-", "–") for d in (-1, 1)
            )
            if (
                not ids
                and (dealing or joined)
                and token.ent_type_ in ("GPE", "ORG", "PERSON")
                and (iso3 := capitals().get(token.text))
            ):
                p = self.draft.actors.state(iso3).id  # a capital that deals with states is one
                if p not in found:
                    found.append(p)
        return found

    def deep(self, tokens: list[Token]) -> list[str]:
        """The parties that phrases name, or whose they are: "a committee of Kenya's parliament"."""
        of = [t for token in tokens for t in syntax.near(token, ("of",)) if t.text in _NAMESAKES]
        if of:  # "the leaders of the two Koreas"
            return self.at(of)
        found = self.at(tokens)
        partners = [t for t in tokens if t.lemma_.lower() in ("partner", "ally", "neighbour", "neighbor", "member")]
        tokens = [
            t for t in tokens if t.lemma_.lower() not in ("court", "tribunal", "judge", "bank", "company", "firm")
        ]
        rest = (
            [t for t in tokens if t.pos_ == "NOUN" and not self.at([t])]
            if len(tokens) > 1 and len(found) == 1
            else partners
        )
        for token in tokens if not found else rest:
            acting = [self.draft.actors.get(i) for i in self.draft.actors.of(token)]
            if acting and all(a.sector in ("BUS", "LAB", "MED", "EDU") for a in acting):
                continue  # "Malawi's biggest brewer"
            sent = token.lemma_.lower() in ("envoy", "ambassador", "diplomat", "representative", "delegate")
            inner = [
                t
                for c in token.children
                if c.dep_ == "prep" and c.lower_ in (("of", "from") if sent else ("of", "in", "from"))
                for u in c.children
                if u.dep_ == "pobj"
                for t in frames.conjuncts(u)
            ]
            if token.lemma_.lower() not in lexicon.PRIVATE:
                inner += [c for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod")]
            inner += [c for t in list(inner) for c in t.children if c.dep_ in ("poss", "compound", "amod")]
            found += [p for p in self.at(inner) if p not in found]
        return found

    def pair_before(self, token: Token) -> list[str]:
        """The two states that "the two countries" takes up: those told of last in its paragraph, if they are two."""
        found: list[str] = []
        known = self.states([token])
        sentence = token.sent
        run = [t for t in sentence if t.i < token.i]
        for _ in range(3):
            plain = [t for t in run if t.dep_ not in ("amod", "compound", "nmod") or t.ent_type_ == "PERSON"]
            names = [t for t in plain if t.pos_ == "PROPN"]
            for tokens in (names, plain, run):
                if tokens is not names and len(known) == 2 and set(found) <= set(known):
                    continue  # whom only an adjective or a noun names is none of two that are known otherwise
                told = (
                    [p for t in tokens for p in self.states([t]) or self.people(t)]
                    if tokens is names
                    else self.states(tokens)
                )
                found += [p for p in dict.fromkeys(told) if p not in found]
                if len(found) >= 2:
                    return found if len(found) == 2 else []
            if sentence.start == 0:
                break
            sentence = sentence.doc[sentence.start - 1].sent
            run = list(sentence)
        if len(known) == 2 and set(found) <= set(known):
            return known
        if len(found) == 1:  # "Washington pays under an accord that the two signed": with whom the story is about
            two = self.topical_pair(strict=False)
            if found[0] in two:
                return two
            rest = [
                a for a in self.draft.actors.items if a.kind == "state" and a.id not in found and len(a.mentions) > 2
            ]
            ranked = sorted(rest, key=lambda a: -len(a.mentions))
            return [*found, ranked[0].id] if ranked else []
        return []

    def people(self, token: Token) -> list[str]:
        """ "the Americans": the state of a people, where it stands beside that of another."""
        if token.ent_type_ != "NORP" or token.tag_ != "NNPS":
            return []
        if not any(c.ent_type_ == "NORP" and c != token and self.states([c]) for c in token.head.children):
            return []  # who does something to another people: "The Americans gave the Georgians a lift"
        homes = {
            a.country
            for a in map(self.draft.actors.get, self.draft.actors.of(token))
            if a.kind == "group" and a.country
        }
        return [self.draft.actors.state(c).id for c in sorted(homes)] if len(homes) == 1 else []

    def pair_here(self, token: Token) -> bool:
        """Whether "the two countries" takes up two that its own sentence has named before it."""
        before = [t for t in token.sent if t.i < token.i]
        return len({*self.states(before), *(p for t in before for p in self.people(t))}) == 2

    def states(self, tokens: list[Token]) -> list[str]:
        """Those of the parties that phrases name that are states."""
        return [p for p in self.at(tokens) if self.draft.actors.get(p).kind == "state"]

    def fighters(self, tokens: list[Token], against: list[str]) -> list[str]:
        """Armed groups that states make peace with: "Israel and Hamas"."""
        tokens = [u for t in tokens for u in (t, *(c for c in t.children if c.dep_ in ("appos", "compound")))]
        found = [self.draft.actors.get(i) for t in tokens for i in self.draft.actors.of(t)]
        groups = [a for a in self.draft.actors.items if a.sector == "REB" and a.kind == "organization"]
        result: list[str] = []
        called = any(
            t.lemma_.lower() in ("rebel", "guerrilla", "guerilla", "insurgent", "separatist", "fighter", "militia")
            for t in tokens
        )
        for a in found:
            if called and a.kind == "organization" and a.sector in ("PTY", "OPP", "UAF"):
                result += [a.id] if a.id not in (*against, *result) else []  # "UNITA rebels"
            if a.sector != "REB" or a.id in against:
                continue
            if a.kind == "person":  # a leader stands for the group that he leads, where it is the only one told of
                own = [r.of for r in a.roles if r.of and self.draft.actors.get(r.of).sector == "REB"]
                result += own or ([groups[0].id] if len(groups) == 1 else [])
            else:
                result.append(a.id)
        return result

    def only_body(self, token: Token) -> str | None:
        """The one international body (but the UN) that the story has named before."""
        here = self.draft.language.span(token)
        found = [a for a in self.draft.actors.items if a.sector == "IGO" and a.name != "United Nations" and a.mentions]
        found = [a for a in found if min(m[0] for m in a.mentions) < here.start]
        return found[0].id if len(found) == 1 else None

    def the_body(self, token: Token) -> str | None:
        """The international body that "the bloc" or "the court" means where the story has named just one (but the UN)."""
        ids = [i for i in self.draft.actors.of(token) if self.draft.actors.get(i).sector == "IGO"]
        lemma = token.lemma_.lower()
        if lemma in lexicon.TELLING and token.pos_ == "NOUN":  # a court is no union, whatever it was taken for
            ids = [i for i in ids if lemma in self.draft.actors.get(i).name.lower()]
        if ids:
            return ids[0]
        if token.lemma_.lower() not in lexicon.BODIES:
            return None
        named_ = [a for a in self.draft.actors.items if a.sector == "IGO" and a.mentions]
        named_ = [a for a in named_ if a.name != "United Nations"] or named_
        here = self.draft.language.span(token)
        before = [a for a in named_ if min(m[0] for m in a.mentions) < here.start]
        if lemma in lexicon.TELLING and any(lemma in a.name.lower() for a in before):
            before = [a for a in before if lemma in a.name.lower()]
        return before[0].id if len(before) == 1 else None

    def body_named(self, name: str) -> str | None:
        found = [a.id for a in self.draft.actors.items if a.name == name and a.mentions]
        return found[0] if found else None

    def first_told(self, without: list[str]) -> str | None:
        """The state that the story names first, of those that it names more than once or in the subject of its first sentence."""
        body = self.draft.language.body
        lead = body[0].sentences[0].root if body and body[0].sentences else None
        about = self.states(frames.subject_of(lead)[0]) if lead is not None and lead.pos_ == "VERB" else []
        if lead is not None and not about:  # "Panama will not renew it, its president said"
            below = [c for c in lead.children if c.dep_ == "ccomp" and c.i < lead.i]
            about = self.states(frames.subject_of(below[0])[0]) if below else []
        states = [
            a
            for a in self.draft.actors.items
            if a.kind == "state" and a.id not in without and (len(a.mentions) >= 2 or a.id in about[:1])
        ]
        if not states:  # named once, but the only other one of the story
            states = [a for a in self.draft.actors.items if a.kind == "state" and a.id not in without and a.mentions]
            states = states if len(states) == 1 else []
        best = min(states, key=lambda a: min((m[0] for m in a.mentions), default=0), default=None)
        return best.id if best is not None else None

    def topical(self, party: str) -> str | None:
        """The other state that a story is about, where it speaks of one far more than of all the rest."""
        counts = {
            a.id: len(a.mentions)
            for a in self.draft.actors.items
            if a.kind == "state" and a.id != party and len(a.mentions) > 2
        }
        ranked = sorted(counts, key=lambda i: -counts[i])
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] < 2 * counts[ranked[1]]):
            return None
        return ranked[0]

    def topical_pair(self, *, strict: bool = True) -> list[str]:
        """The two states that a story names most; where strict, only if it names all others far less."""
        states = [a for a in self.draft.actors.items if a.kind == "state" and a.mentions]
        ranked = sorted(states, key=lambda a: -len(a.mentions))
        if len(ranked) < 2 or len(ranked[1].mentions) < 3:
            return []
        if strict and len(ranked) > 2 and len(ranked[1].mentions) < 2 * len(ranked[2].mentions):
            return []
        return [ranked[0].id, ranked[1].id]

    def bodies(self, tokens: list[Token]) -> list[str]:
        """Those of the parties that phrases name that are international bodies."""
        return [p for p in self.at(tokens) if self.draft.actors.get(p).sector == "IGO"]

    def bound(self, relative: Token) -> list[str]:
        """Whose forces a clause lets in, and where: "that allows French troops to operate in Burkina Faso"."""
        found: list[str] = []
        for t in relative.subtree:
            if t.pos_ == "PRON":
                continue
            if (t.ent_type_ in ("GPE", "NORP") or self.draft.actors.of(t)) and syntax.direct(t, relative):
                for p in self.at([t]):
                    if p not in found and self.draft.actors.get(p).kind == "state":
                        found.append(p)
        return found
