"""Whose a phrase says that a force is, and in which country a place, base or mission lies."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Token

from wireledger.knowledge.actors import capitals, organisations
from wireledger.knowledge.countries import countries
from wireledger.knowledge.forces import missions
from wireledger.lifecycle import first_day
from wireledger.model import Actor
from wireledger.reading import bases, frames
from wireledger.reading.draft import Draft
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.words import (
    BODIES,
    FIELDING,
    GENERIC,
    IN,
    SOIL,
    VAST,
    WATERS,
    fields_forces,
    has_the,
    objects,
    phrase,
)
from wireledger.reading.language import clause


class Places:
    """Senders and hosts of the forces of one story."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.published = first_day(draft.story.published)
        self.mentions: list[Mention] = []
        self.bases = {(id(b.head.doc), b.head.i): b for b in bases.find(draft)}
        self.order = {(id(x.doc), x.start): n for n, x in enumerate(draft.language.sentences)}
        self.sections = self._sections()
        self.told = {a.country for a in draft.actors.items if a.kind != "person" and a.country and a.mentions}
        """The states that the story tells of, and the one that it comes from."""
        self.dateline: str | None = None
        """The country of the dateline."""
        if (dateline := draft.story.dateline) is not None:
            lands = [p.country for p in draft.places.items if p.country and p.span.overlaps(dateline)]
            self.told |= set(lands)
            self.dateline = lands[0] if lands else None

    def country(self, token: Token) -> str | None:
        """The country of a place, people, government or body that a token stands for."""
        if self.part_of_world(token):
            return None
        for i in self.draft.actors.of(token):
            actor = self.draft.actors.get(i)
            if actor.kind == "person":
                return None
            if actor.country and actor.kind in ("state", "organization", "group"):
                return actor.country
        if (half := self.half(token)) is not None:
            return half
        if named := countries().named(phrase(token)) or countries().named(token.text):
            return named.iso3
        bodies = [self.draft.actors.get(i) for i in self.draft.actors.of(token)]
        place = self.draft.places.at(self.draft.language.span(token))
        told = self.told
        known = place is not None and (place.country in told or capitals().get(token.text) == place.country)
        if place is not None and known and not any(x.sector == "IGO" for x in bodies):
            return place.country  # a namesake in a country that the story does not speak of is none
        found = countries().find(token.text) or countries().find(phrase(token))
        return found.iso3 if found else None

    def part_of_world(self, token: Token) -> bool:
        """ "Central America": no country."""
        if (
            token.i > 1
            and token.nbor(-1).text == "-"
            and token.nbor(-2).lower_ in ("inter", "pan", "trans", "anti", "non")
        ):
            return True  # "an inter-American force"
        return token.text == "America" and token.i > 0 and token.nbor(-1).text in ("Central", "South", "Latin", "North")

    def half(self, token: Token) -> str | None:
        """ "The South", "the North" in a story of the two Koreas."""
        if token.text not in ("North", "South") or not {"KOR", "PRK"} <= self.told:
            return None
        return ("KOR" if token.text == "South" else "PRK") if has_the(token) else None

    def _sections(self) -> dict[int, str]:
        """Paragraph -> the state that heads it, in a story that goes through states one by one: "SPAIN - ..."."""
        found: dict[int, str] = {}
        for parsed in self.draft.language.paragraphs:
            for n, t in enumerate(parsed.doc[:6]):
                if n and t.text in ("-", "--", ":", "—", "–"):
                    named = countries().named(parsed.doc[:n].text)
                    if named is not None and (t.text == ":" or t.nbor(-1).whitespace_):
                        found[parsed.index] = named.iso3
                    break
        dateline, place = self.draft.story.dateline, self.draft.story.dateline_place
        named = countries().named(place) if place and found else None
        if dateline is not None and named is not None:  # the first of them looks like a dateline
            here = [p for p in self.draft.language.paragraphs if p.paragraph.span.overlaps(dateline)]
            found |= {p.index: named.iso3 for p in here}
        return found if len(found) > 1 else {}

    def section(self, token: Token) -> str | None:
        """The state (its actor id) that heads a token's paragraph."""
        iso3 = self.sections.get(self.draft.language.parsed(token).index) if self.sections else None
        return self.state(iso3) if iso3 else None

    def sentences_apart(self, one: Token, other: Token) -> int:
        """How many sentences on a token stands; headline and paragraphs are counted through."""
        order = self.order
        return order.get((id(other.doc), other.sent.start), 0) - order.get((id(one.doc), one.sent.start), 0)

    def spot(self, m: Mention, verb: Token) -> None:
        """Where a clause says that the force is."""
        self.set_host(m, [t for c in verb.children if c.dep_ == "prep" and c.lower_ in IN for t in objects(c)])

    def mission(self, token: Token) -> str | None:
        """The name in the table of a mission that a word is, however it is written: "Ecomog"."""
        if not token.text[:1].isupper() or (token.pos_ in ("ADJ", "VERB", "ADV") and not token.text.isupper()):
            return None
        named = missions()
        return next((n for n in (token.text, token.text.upper()) if n in named), None)

    def sender_at(self, token: Token) -> str | None:
        """The actor id of the state, body or armed company that a phrase names as a force's own."""
        if (mission := self.mission(token)) is not None:
            return self.owner(missions()[mission][0])
        if self.part_of_world(token):
            return None
        if token.lemma_ in ("mission", "force", "operation", "contingent") and token.text.islower() and has_the(token):
            alike = [x.sender for x in self.mentions if x.sender and x.head.lemma_.lower() == token.lemma_]
            if alike:  # "The mission has 13,500 soldiers": the one told of, whatever state it is in
                return alike[-1]
        if (half := self.half(token)) is not None:
            return self.state(half)
        if token.lemma_.lower() in ("nation", "kingdom", "republic", "government", "state", "emirate", "country"):
            named = [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]
            for t in named:
                if t.ent_type_ == "GPE" and (found := countries().named(phrase(t))):
                    return self.state(found.iso3)  # "the nation of Bangladesh"
        if token.dep_ in ("compound", "poss", "nmod") and token.ent_type_ == "ORG":
            known = organisations().get(token.text)
            if known is not None and known.sector == "IGO" and known.name in FIELDING:
                return self.owner(known.name)  # "the U.N. Preventive Deployment Force": whatever else the name is
        for i in self.draft.actors.of(token):
            actor = self.draft.actors.get(i)
            if actor.sector == "IGO" and not fields_forces(actor.name):
                continue
            if actor.kind == "state" or actor.sector in ("IGO", "UAF") or actor.name in missions():
                return self.parent(actor.id)
            if actor.country and actor.sector in ("GOV", "MIL", "LEG", None):
                body = self.body_in(token)
                return body or self.state(actor.country)
        if token.ent_type_ in ("GPE", "NORP"):
            found = countries().find(token.text) or countries().find(token.text.removesuffix("s"))
            beside = [c.text for c in token.lefts if c.dep_ == "compound" and c.ent_type_ == token.ent_type_]
            if found is None and beside:  # "150 New Zealanders"
                found = countries().find(" ".join((*beside, token.text)))
            return self.state(found.iso3) if found else None
        if token.lemma_.lower() in BODIES and has_the(token):
            here = self.draft.language.span(token).start
            told = [
                (x.end, a.id) for a in self.draft.actors.items if a.sector == "IGO" for x in a.mentions if x.end <= here
            ]
            if told:
                return self.parent(max(told)[1])  # "the alliance": the one named last
        if token.lemma_.lower() in ("ally", "member", "country", "government", "parliament", "army", "bloc", "command"):
            owners = [c for c in token.children if c.dep_ in ("compound", "poss", "amod", "nmod")]
            return next((whose for c in owners if (whose := self.sender_at(c))), None)
        return None

    def body_in(self, token: Token) -> str | None:
        """The organisation that a mission's name begins with: "the U.N. Protection Force"."""
        if token.lemma_.lower() not in ("force", "mission", "operation", "corps", "command"):
            return None
        owners = (c for c in token.children if c.dep_ in ("compound", "poss", "nmod"))
        known = (organisations().get(c.text) for c in owners)
        return next((self.owner(k.name) for k in known if k is not None and k.name in FIELDING), None)

    def doer(self, verb: Token) -> str | None:
        """Whose the subject of a verb is: a state, mission or company; without a subject the state that heads the paragraph."""
        if (whose := self.granted(verb)) is not None:
            return whose
        to = next((c for c in verb.children if c.tag_ == "TO"), None)
        if to is not None and to.i > verb.sent.start and (named := to.nbor(-1)).ent_type_ in ("GPE", "NORP", "ORG"):
            if (whose := self.sender_at(named)) is not None:
                return whose  # "obliges Russia to withdraw", wherever the parse hangs it
        subjects = frames.subject_of(verb)[0]
        if not subjects and verb.dep_ == "xcomp" and verb.head.pos_ == "ADJ":
            subjects = frames.subject_of(verb.head.head)[0]  # "Nigeria is ready to send"
        if not subjects and verb.dep_ == "pcomp" and verb.head.head.pos_ == "VERB":
            subjects = frames.subject_of(verb.head.head)[0]  # "Germany votes on sending"
        if not subjects:  # the parse makes an adverb of a name that it does not know
            subjects = [
                c for c in verb.lefts if c.dep_ in ("advmod", "npadvmod", "dep", "intj") and c.text[:1].isupper()
            ]
        found = next((x for t in subjects if (x := self.sender_at(t))), None)
        if found is None and any(t.lower_ == "we" for t in subjects):
            found = self.speaker(verb)
        if found is None:  # "Its force, EUFOR, has 7,000 men"
            found = next((x.sender for t in subjects for x in self.mentions[-3:] if x.head == t and x.sender), None)
        return found or self.section(verb)

    def granted(self, verb: Token) -> str | None:
        """ "Somalia gave Kenya until March 1 to withdraw its soldiers": who is given the time, and whose soldiers they are."""
        if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "advcl", "ccomp", "acl", "relcl"):
            return None
        given = clause(verb.head) if verb.head.pos_ == "NOUN" else verb.head  # the parse may hang it on the days
        if given.lemma_ not in ("give", "allow", "grant"):
            return None
        told = [c for c in given.children if c.dep_ in ("dative", "dobj") and c.ent_type_ in ("GPE", "NORP")]
        return self.sender_at(told[0]) if told else None

    def speaker(self, token: Token) -> str | None:
        """The state for which somebody says "we" or "our": that of who is quoted."""
        here = self.draft.language.span(token)
        for statement in self.draft.statements.items:
            if statement.speaker and any(c.overlaps(here) for c in statement.content):
                who = self.draft.actors.get(statement.speaker)
                if who.sector == "IGO":
                    return who.id if fields_forces(who.name) else None
                return self.state(who.country) if who.country else None
        return None

    def state(self, iso3: str) -> str:
        return self.draft.actors.state(iso3).id

    def parent(self, actor_id: str) -> str:
        """Whose a mission is: MINUSMA is the United Nations'."""
        name = self.draft.actors.get(actor_id).name
        if re.fullmatch(r"(the )?(UN|U\.N\.|United Nations) (Security Council|General Assembly)", name):
            return self.owner("United Nations")
        of_them = re.fullmatch(
            r"(?:the )?(.+) (?:(?:foreign|defence|defense|interior|finance|prime) )?(?:leaders|ministers|members|states|governments|ambassadors)",
            name,
        )
        if of_them and of_them.group(1) in organisations():
            return self.owner(organisations()[of_them.group(1)].name)  # "NATO leaders agreed to send"
        called = re.fullmatch(
            r"(?:the )?(.+?)(?:'s)? (?:\w+ ){0,2}(?:mission|force|operation|peacekeepers|troops)", name, re.IGNORECASE
        )
        if (
            called
            and name not in missions()
            and (known := organisations().get(called.group(1)))
            and known.sector == "IGO"
        ):
            return self.owner(known.name)  # "the African Union's mission"
        of = missions().get(name, ("", None))[0]
        if re.search(r"\b(UN|U\.N\.|United Nations) (?:\w+ )?(mission|force|operation|peacekeep)", name):
            of = "United Nations"  # who mandates a mission, or what it is called
        return self.owner(of) if of else actor_id

    def owner(self, of: str) -> str:
        """The actor id of the organisation or state (by its code) that the table of missions names."""
        from wireledger.reading import actors

        if of in countries().by_iso3:
            return self.state(of)
        return self.draft.actors.add(
            Actor(id="org:" + actors.slug(of), name=of, kind="organization", country=None, sector="IGO")
        ).id

    def mission_host(self, token: Token) -> str | None:
        if (mission := self.mission(token)) is not None:
            return missions()[mission][1]
        for i in self.draft.actors.of(token):
            if host := missions().get(self.draft.actors.get(i).name, ("", None))[1]:
                return host
        return None

    def named_mission(self, token: Token) -> str | None:
        return missions().get(token.text, ("", None))[1]

    def sender_country(self, sender: str | None) -> str | None:
        if sender is None:
            return None
        actor = self.draft.actors.get(sender)
        return actor.country if actor.sector != "IGO" else actor.id

    def places_of(self, m: Mention, token: Token) -> None:
        """Where the phrase itself says that the force is."""
        for child in sorted(token.children, key=lambda c: c.lower_ == "there"):
            if child.dep_ == "prep" and child.lower_ in IN and m.host is None:
                if not self.set_host(m, objects(child)) and m.sender and any(c.tag_ == "PRP$" for c in token.children):
                    lands = [self.country(t) for t in objects(child)]
                    if self.sender_country(m.sender) in lands:
                        m.sender, m.host = None, self.sender_country(m.sender)  # "its mission in Iraq": not Iraq's
            elif child.dep_ == "prep" and child.lower_ in ("of", "for") and m.host is None:
                for t in objects(
                    child
                ):  # "the force of the two bodies in Darfur": the parse hangs the place on the last
                    inner = [g for g in t.children if g.dep_ == "prep" and g.lower_ in ("in", "at")]
                    if inner and not any(g.dep_ in ("acl", "relcl") for g in t.children) and t.pos_ == "PROPN":
                        self.set_host(m, [x for g in inner for x in objects(g)])
            elif child.lower_ == "there" and child.dep_ == "advmod" and m.host is None and child.i > token.i:
                m.host = self.there(m)

    def lands(self, tokens: list[Token]) -> bool:
        """Whether phrases name a country, or a place by its country: "Russia's Kursk region"."""
        return any(
            self.country(x)
            for t in tokens
            for x in (t, *(c for c in t.children if c.dep_ in ("poss", "compound", "amod")))
        )

    def set_host(self, m: Mention, tokens: list[Token]) -> bool:
        for t in tokens:
            if t.lemma_.lower() in WATERS or (t.i + 1 < len(t.doc) and t.nbor().lower_ in WATERS):
                m.afar = True
                continue  # "the Indian Ocean"
            if t.lemma_.lower() in ("border", "frontier"):  # "the Afghan border" is on both sides of it
                of = [x for c in t.children if c.dep_ == "prep" and c.lower_ == "of" for x in objects(c)]
                if of and self.set_host(m, of):
                    return True
                sides = [x for c in t.children if c.dep_ == "prep" and c.lower_ == "between" for x in objects(c)]
                if sides and self.sender_country(m.sender) not in [self.country(x) for x in sides]:
                    if self.set_host(m, sides[:1]):  # "the border between Djibouti and Eritrea": no neighbour's own
                        m.hosts = []
                        return True
                continue
            if any(u.lower_ in ("world", "globe", "worldwide") for u in t.subtree):
                m.afar = True  # "deployed to some of the world's worst battlefields"
                continue
            people = t.ent_type_ == "NORP" and t.dep_ not in ("amod", "compound", "nmod", "poss")
            if t.text in VAST or (t.text in ("East", "America", "Asia", "Africa", "Europe") and t.ent_type_ == "LOC"):
                m.afar = True  # "in the Middle East"
                continue
            if t.like_num or (people and countries().named(phrase(t)) is None):
                continue  # "Kenyans" are no place
            if t.lemma_.lower() in SOIL and any(c.tag_ == "PRP$" for c in t.children):
                if (land := self.own_soil(t, m)) is not None:
                    m.host = land
                    return True
            if t.lemma_ == "side" and (own := [c for c in t.children if c.dep_ == "amod" and c.ent_type_ == "NORP"]):
                if self.set_host(m, own):  # "the Syrian side of the frontier"
                    return True
            if t.tag_ == "PRP" or t.lemma_.lower() in (
                "side",
                "behalf",
                "request",
                "invitation",
                "condition",
                "command",
            ):
                continue
            if t.lemma_.lower() in ("mission", "force", "operation") and m.host is None:
                around = [t, *(g for c in t.children if c.dep_ in ("acl", "appos", "compound") for g in c.subtree)]
                host = next((h for x in around if (h := self.mission_host(x) or self.named_mission(x))), None)
                host = host or next(
                    (x.host for x in reversed(self.mentions) if x.host and x.head.lemma_ == t.lemma_), None
                )
                if host and host != self.sender_country(m.sender):
                    m.host = host
                    return True
            base = self.bases.get((id(t.doc), t.i))
            if base is not None and base.host and base.host != self.sender_country(m.sender):
                m.host = base.host
                return True
            iso = self.country(t)
            if t.lemma_.lower() in GENERIC and any(c.lower_ == "this" for c in t.children):
                if self.dateline not in (None, self.sender_country(m.sender)):
                    iso = self.dateline  # "in this country": where the story comes from
                    m.host = iso
                    return True
            if t.lower_ == "capital" and has_the(t) and not any(c.dep_ in ("prep", "amod", "poss") for c in t.children):
                iso = self.the_country(t, m) or iso
            told = {x.host for x in self.mentions if x.host and not x.home} - {self.sender_country(m.sender)}
            if t.lemma_.lower() in GENERIC and has_the(t) and iso not in told and len(told) == 1 and not self.named(t):
                iso = next(iter(told))  # "the vast country": rather the one that others' forces are in
            sending = {
                self.sender_country(x.sender) for x in self.mentions if x.sender and (x.host or x.explicit)
            } - told
            if t.lemma_.lower() in GENERIC and has_the(t) and (iso in (None, self.sender_country(m.sender), *sending)):
                iso = self.the_country(t, m)  # "stationed in the country": not the senders' own
            if iso and iso != self.sender_country(m.sender):
                m.host = iso
                whole = frames.conjuncts(t) if t.ent_type_ == "GPE" else []
                listed = any(
                    u.i + 1 < len(u.doc) and u.nbor().like_num for u in whole
                )  # "to Mali, Chad 200 and Togo 70"
                both = [] if listed else [self.country(u) for u in whole]
                m.hosts = [x for x in dict.fromkeys(both) if x and x not in (iso, self.sender_country(m.sender))]
                return True
            inner = [
                g
                for c in t.children
                if c.dep_ in ("prep", "appos", "poss", "compound", "nmod", "amod") and c.tag_ != "PRP$"
                for g in ([c] if c.dep_ != "prep" else objects(c))
            ]
            if inner and iso is None and self.set_host(m, inner):
                return True
            if iso is None and t.ent_type_ in ("GPE", "LOC", "FAC"):  # "in Darfur", in a story that names no Sudan
                place = self.draft.places.at(self.draft.language.span(t))
                if place is not None and place.country not in (None, self.sender_country(m.sender)):
                    m.host = place.country
                    return True
        return False

    def own_soil(self, token: Token, m: Mention) -> str | None:
        """ "Hungary wants the 50,000 Soviet soldiers on its soil to go": the owner's that is not the sender."""
        mine = self.sender_country(m.sender)
        owner = next(c for c in token.children if c.tag_ == "PRP$")
        lands = [self.draft.actors.get(i).country for i in self.draft.actors.of(owner)]
        verb = clause(token)
        if mine is None and m.head.head == verb and m.head.dep_ == "dobj":  # "let Togo station soldiers on its soil"
            mine = next((c for t in frames.subject_of(verb)[0] if (c := self.country(t))), None)
        for node in (verb, *verb.ancestors):
            if node.pos_ in ("VERB", "AUX"):
                lands += [self.country(t) for t in frames.subject_of(node)[0]]
        return next((x for x in lands if x and x != mine), None)

    def named(self, token: Token) -> bool:
        """Whether a phrase names its country or is described by what stands after it."""
        return any(
            c.ent_type_ in ("GPE", "NORP", "LOC")
            or c.dep_ in ("appos", "relcl", "acl")
            or c.lower_ in ("of", "neighbouring", "neighboring")
            for c in token.children
        )

    def the_country(self, token: Token, m: Mention) -> str | None:
        """The state that the story has named most often before a token, but the sender."""
        here = self.draft.language.span(token).start
        mine = self.sender_country(m.sender)
        hosts = Counter(x.host for x in self.mentions if x.host and x.host != mine and not x.home)
        if hosts:
            return hosts.most_common(1)[0][0]
        based = Counter(b.host for b in self.bases.values() if b.host and b.host != mine)
        if based and mine is None:
            return based.most_common(1)[0][0]
        sending = {self.sender_country(x.sender) for x in self.mentions if x.sender}
        named = [a for a in self.draft.actors.items if a.kind == "state" and a.country != mine and a.mentions]
        named = [a for a in named if a.country not in sending] or ([] if self.dateline not in (None, mine) else named)
        counts = {a.country: sum(s.start < here for s in a.mentions) for a in named}
        if self.dateline not in (None, mine) and counts.get(self.dateline, 0) >= max(counts.values(), default=0):
            return self.dateline  # "the West African nation" is rather the one that the story comes from
        if not any(counts.values()):  # "has 40,000 men on the island and holds a third of Cyprus"
            counts = {a.country: len(a.mentions) for a in named}
        best = max(counts, key=lambda c: counts[c], default=None)
        return best if best and counts[best] else None

    def dominant(self, sender: str) -> str | None:
        """The state that a story names far more often than any other but the sender."""
        mine = self.sender_country(sender)
        counts = Counter(
            {a.country: len(a.mentions) for a in self.draft.actors.items if a.kind == "state" and a.country != mine}
        )
        hosting = {x.host for x in self.mentions}
        for x in self.mentions:  # whose soldiers are elsewhere
            if x.sender and self.sender_country(x.sender) not in hosting:
                counts.pop(self.sender_country(x.sender), None)
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return ranked[0][0]

    def there(self, m: Mention) -> str | None:
        """The host that "there" means: that of the force told of before."""
        mine = self.sender_country(m.sender)
        if mine is None and m.head.dep_ == "dobj" and m.head.head.pos_ == "VERB":
            mine = self.sender_country(self.doer(m.head.head))  # "Japan has 180 troops there"
        last = next((x for x in reversed(self.mentions) if x.host and x.host != mine), None)
        found = last.host if last is not None else None
        near = [b for b in self.bases.values() if b.host and 0 < self.sentences_apart(b.head, m.head) <= 1]
        if near and near[-1].host != mine and (mine is None or near[-1].owner in (None, mine)):
            if m.sender is None and near[-1].owner:
                m.sender = self.state(near[-1].owner)
            return near[-1].host  # "must leave the base at Manas. Some 1,000 soldiers serve there"
        start = m.head.sent.start
        start = m.head.doc[start - 1].sent.start if start else 0
        if last is not None and last.head.doc is m.head.doc:
            start = max(start, last.head.i)
        for t in reversed(m.head.doc[start : m.head.i]):  # the place named last: "in the Yemeni port of Aden"
            if (
                t.dep_ == "pobj"
                and t.head.lower_ in (*IN, "to", "into", "from", "of")
                and t.ent_type_ in ("GPE", "LOC", "FAC")
            ):
                inner = [t, *(c for c in t.children if c.dep_ in ("appos", "amod", "compound"))]
                inner += [c for c in t.head.head.children if c.dep_ in ("amod", "compound", "poss")]
                iso3 = next((c for x in inner if (c := self.country(x))), None)
                if iso3 and iso3 != mine:
                    return iso3
        if last is None or last.head.doc is not m.head.doc:  # the paragraph's own state before one of paragraphs ago
            sending = {self.sender_country(x.sender) for x in self.mentions if x.sender}
            for t in reversed(m.head.doc[: m.head.sent.start]):
                if t.dep_ in ("nsubj", "pobj", "poss", "nsubjpass") and (iso3 := self.country(t)):
                    if iso3 != mine and iso3 not in sending:
                        return iso3
        found = found or self.the_country(m.head, m)
        return found if found != mine or found is None else self.dateline if self.dateline != mine else None
