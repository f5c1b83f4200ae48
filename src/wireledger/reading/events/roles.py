"""Who does an event and whom it is done to: from the arguments of its trigger, else from what the story told before."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from wireledger.knowledge.plover import classes, types, word_list
from wireledger.knowledge.speech import speech_acts
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.events.told import BRINGING, COOPERATIVE, FACING, NOUNS, ROUNDS, Told
from wireledger.reading.frames import Arguments, Match
from wireledger.reading.participants import Participants, path

_FOREIGN = frozenset(("SANCTION", "CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "MOBILIZE"))  # fmt: skip
"""Types for which one's own state is not the recipient when it is merely part of what it is about."""
_PLACED = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "AID"))
"""Types whose recipient may be the state of the place where it is done."""
_REACTING = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))
_BESIDE = frozenset(["after", "during", "following", "on", "before", "at", "in"])
_CLAIMING = frozenset(["ACCUSE", "REQUEST", "THREATEN"])
_FIGHTS = frozenset(["fighting", "clash", "hostility", "bloodshed", "war", "battle"])
_ENDING = frozenset(["end", "halt", "stop", "cease", "suspend", "trigger", "resume", "spark"])
_MEDIATING = frozenset(["mediate", "broker", "facilitate"])
_ONE_WAY = frozenset(["extradite", "share", "sell", "buy", "purchase", "import", "export", "bring", "hire", "provide", "pass", "visit"])  # fmt: skip
"""What one does for another, of the types that are done together."""
_TOWARDS = frozenset(
    (
        "RETREAT",
        "COOPERATE",
        "AID",
        "MOBILIZE",
        "CONCEDE",
        "REJECT",
        "AGREE",
        "CONSULT",
        "ACCUSE",
        "REQUEST",
        "SANCTION",
        "THREATEN",
    )
)
"""Types that have somebody else to whom they are done, if only the other state that the story is about."""
_ANYWHERE = frozenset(("AID", "ASSAULT", "RETREAT", "SANCTION", "MOBILIZE", "CONSULT"))
"""Types whose recipient may be a state that the story names by one of its places alone."""
_THERE = ("in", "to", "for", "into", "at")
_RECIPROCAL = frozenset(("CONSULT", "COOPERATE"))


@dataclass(slots=True)
class Sides:
    """Who does an event and whom it is done to, by id, with the heads of the phrases that say so in its clause."""

    actors: list[str]
    recipients: list[str]
    actor_heads: list[Token]
    recipient_heads: list[Token]
    reciprocal: bool


class Roles:
    """Actors and recipients of the events of one story."""

    def __init__(self, draft: Draft, who: Participants, told: Told) -> None:
        self.draft = draft
        self.who = who
        self.told = told

    def sides(self, found: Match, subject: list[Token]) -> Sides | None:
        """Both sides of an event; None where the clause has no doer, or nobody takes part."""
        a, entry, token = found.arguments, found.entry, found.arguments.trigger
        noun = token.pos_ in NOUNS
        actors, actor_heads = self.actors(found, subject)
        if token.lemma_ == "be" and not actors:
            return None
        mutual = any(is_other(t) for t in a.object)
        if mutual and not actors and any(t.lower_ in ("each", "both", "they") for t in subject):
            actors = self.told.pair()
        present = token.tag_ in ("VBZ", "VBP") and not self.told.in_headline(token)
        if subject and present and all(frames.fits(t, "agreement", self.who.is_actor) for t in subject):
            return None  # "the treaty bans such missiles": what it says is nothing that is done
        if subject and not actors and not noun and not any(frames.is_name(t) for t in subject):
            if not (entry.type in ("ASSAULT", "COERCE") and any(self.harms(t) for t in subject)):
                return None  # "the accord allows", "tension ended": no doer
        if not actors and a.passive and (entry.type == "CONSULT" or entry.type in _REACTING):
            # "will be received in Ankara", "was hailed in Kyiv": by those who govern there
            actors = self.who.hosts(a.preps.get("in", []), known=False)
        taken = set(actors)
        recipients, recipient_heads = self.recipients(found, taken)
        together = entry.mode == "ceasefire" or entry.type == "AGREE"
        reciprocal = self.is_reciprocal(found) or (
            together and len(actors) > 1 and not (a.dative or a.preps.get("with"))
        )
        sent = entry.type == "SUPPORT" and found.asked_for("ambassador")
        shared = len(self.who.countries(actors)) > 1 and self.is_between(found)
        shared &= not recipients or (entry.type == "SUPPORT" and self.signs(found) and not a.preps.get("with"))
        if shared or (mutual and len(actors) > 1):
            recipients, recipient_heads, reciprocal = list(actors), list(actor_heads), True
        elif reciprocal and len(actors) > 1 and (not recipients or together or sent):
            recipients, recipient_heads = list(actors), list(actor_heads)
        elif reciprocal and not actors and len(recipients) > 1:
            actors, actor_heads = list(recipients), list(recipient_heads)
        if not recipients and actors:
            recipients = self.not_own(self.taken_up(found, taken), actors)
        if not recipients and entry.type == "CONSULT":
            if actors and entry.mode == "visit":
                hosts = self.who.hosts([t for slot in _THERE for t in a.preps.get(slot, ())], known=False)
                recipients = [i for i in hosts if not self.told.same_side(i, taken)]
            if not recipients and self.meets_together(token, subject, noun):
                both = self.told.bound(token) if noun else []
                if len(both) < 2 and (not noun or not both):
                    both = self.told.pair() or (self.told.protagonists() if noun and not actors else [])
                if len(both) > 1 and (not actors or self.who.countries(actors) & self.who.countries(both)):
                    actors = recipients = both
                    reciprocal = True
        if not recipients and actors and types()[entry.type].recipient and not noun:
            recipients = self.not_own(self.told.counterpart(actors, entry.type), actors)
        if not recipients and actors and entry.type in _TOWARDS and len(self.who.countries(actors)) == 1:
            recipients = self.told.opposite(actors)
        if not recipients and token.lemma_ in _MEDIATING and entry.type == "CONSULT":
            recipients = [i for i in self.told.pair() if i not in actors]
        if noun and not actors and not recipients and entry.type == "ASSAULT" and self.is_over(token):
            actors = recipients = self.who.bodies(self.told.pair())
            reciprocal = True
        if not recipients and (state := self.where(found, actors)):
            recipients = [state]
        if noun and entry.type == "PROTEST" and not actors and not recipients and self.told.is_news(token):
            country = self.who.here(token) or self.who.home  # "protests grew": against those who govern there
            recipients = [self.who.state(country)] if country else []
        if not actors and not recipients:
            return None
        return Sides(actors, recipients, actor_heads, recipient_heads, reciprocal)

    def not_own(self, ids: list[str], actors: list[str]) -> list[str]:
        """Those of whom the clause says nothing, without a state's own people: its spokesman suffers nothing by its deeds."""
        states = {self.who.get(i).country for i in actors if self.who.get(i).kind == "state"}
        return [
            i for i in ids if self.who.get(i).kind not in ("person", "group") or self.who.get(i).country not in states
        ]

    def is_over(self, noun: Token) -> bool:
        """Whether a noun tells of a fight that two sides had: "ended five days of fighting", "after 44 days of war"."""
        if noun.lemma_.lower() not in _FIGHTS:
            return False
        up = noun
        while up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.lemma_ in ROUNDS:
            up = up.head.head
        return (up.dep_ == "dobj" and up.head.lemma_ in _ENDING) or (
            up.dep_ == "pobj" and up.head.lower_ in ("after", "during", "following")
        )

    def doers_of(self, found: Match) -> tuple[list[str], list[Token]]:
        """Whom a reaction to a deed is to: who did it ("criticised the withdrawal of the Danish troops from Iraq")."""
        a = found.arguments
        about = [
            *a.object,
            *(t for slot in ("over", "at", "against", "by", "on", "for") for t in a.preps.get(slot, ())),
        ]
        for t in about:
            if t.pos_ not in NOUNS or t == a.trigger or self.draft.actors.of(t):
                continue
            deed = frames.match(t, self.who.is_actor)
            if deed is None or deed.entry.type in ("CONSULT", "SUPPORT"):
                continue
            if deed.arguments.subject or (deed.entry.mode == "withdraw" and deed.arguments.object):
                ids, heads = self.actors(deed, deed.arguments.subject)
                if ids:
                    return ids, heads
        return [], []

    def accusers(self, taken: set[str]) -> list[str]:
        """Whom a denial or refusal answers: who last accused, asked or threatened those who now reject it."""
        mine = self.who.countries(list(taken))
        for mention in reversed([*self.told.mentions[-4:], *self.told.here]):
            event = mention.event
            if event.type in _CLAIMING and event.actors and mine & self.who.countries(event.recipients):
                return [i for i in event.actors if not self.told.same_side(i, taken)]
        return []

    def is_signed(self, token: Token) -> bool:
        return any(frames.fits(token, c, self.who.is_actor) for c in ("agreement", "paper"))

    def harms(self, token: Token) -> bool:
        """Whether a subject that is nobody may do harm: an attack, a war, a weapon."""
        return (
            frames.fits(token, "attack", self.who.is_actor)
            or frames.fits(token, "war", self.who.is_actor)
            or frames.is_weapon(token)
        )

    def is_between(self, found: Match) -> bool:
        """Whether what several states do concerns what is between them: their relations, their accord."""
        kinds = ("agreement", "relation", "exercise", "embassy")
        return found.entry.type in ("SUPPORT", "COOPERATE", "SANCTION") and any(
            frames.fits(t, c, self.who.is_actor)
            for t in (
                *found.arguments.object,
                *found.arguments.preps.get("to", ()),
                *found.arguments.preps.get("on", ()),
            )
            for c in kinds
        )

    def is_reciprocal(self, found: Match) -> bool:
        """Whether what is done is done by all sides: to meet, to exchange, to sign an accord."""
        entry, lemma = found.entry, found.arguments.trigger.lemma_
        if entry.type == "ASSAULT" and found.arguments.preps.get("between"):
            return True  # "fighting between Armenian and Azeri troops"
        if (entry.type in _RECIPROCAL and lemma not in _ONE_WAY) or lemma in ("exchange", "swap"):
            return True
        if entry.type != "SUPPORT" or entry.mode is not None or not self.signs(found):
            return False
        return any(found.asked_for(c) for c in ("agreement", "paper", "several", "=partnership", "=declaration"))

    def actors(self, found: Match, subject: list[Token]) -> tuple[list[str], list[Token]]:
        """Who does it: the subject; those who leave, those who speak, those whose attack it was."""
        a, entry = found.arguments, found.entry
        noun = a.trigger.pos_ in NOUNS
        if a.trigger.lemma_ == "be" and entry.type == "ACCUSE" and not found.asked_for("upset"):
            verb = a.trigger.head
            if a.trigger.dep_ in ("ccomp", "parataxis") and verb.lemma_ in speech_acts():
                return self.who.gather(frames.subject_of(verb)[0])
            return [], []
        ids, heads = self.who.gather([t for t in subject if t.lemma_.lower() not in word_list("attacks")])
        if (
            entry.type == "ASSAULT"
            and any(frames.is_weapon(t) for t in subject)
            and not self.who.countries(ids) - set(ids)
        ):
            before = next(
                (
                    m
                    for m in reversed([*self.told.mentions[-3:], *self.told.here])
                    if m.event.type == "ASSAULT" and m.event.actors
                ),
                None,
            )
            return (list(before.event.actors), []) if before else ([], [])
        if ids:
            return ids, heads
        if entry.type == "PROTEST" and not noun:
            for t in subject:
                if crowd := self.who.crowd(t):
                    return list(crowd), [t]
        if entry.type == "COOPERATE" and entry.frames[0][0].of == "service":
            return (self.who.bound(subject[0]), subject[:1]) if subject else ([], [])
        for t in subject:
            if entry.type == "ASSAULT" and t.pos_ in NOUNS and frames.fits(t, "attack", self.who.is_actor):
                ids, heads = self.who.gather(self.subject_of_noun(t, frames.of_noun(t), "ASSAULT"))
                self.told.use(t)
            if not ids and (told := self.told.before(t)):
                ids = told[0].event.actors
            if ids:
                return list(ids), heads
        if (entry.type == "RETREAT" and entry.mode == "withdraw") or (entry.type == "MOBILIZE" and (a.passive or noun)):
            # "the withdrawal of German troops", "the soldiers were pulled out": those who leave do it
            mine = [t for t in a.object if any(frames.fits(t, c, self.who.is_actor) for c in ("force", "police"))]
            return self.who.gather(mine)
        if (
            entry.type == "SUPPORT"
            and entry.mode is None
            and (signed := [t for t in (*subject, *a.object) if self.is_signed(t)])
        ):
            ids = self.who.bound(signed[0]) or [
                i for m in self.told.before(signed[0])[:1] for i in (*m.event.actors, *m.event.recipients)
            ]
            return list(dict.fromkeys(ids or self.who.bodies(self.told.pair()))), []
        if noun and entry.type in ("ACCUSE", "REQUEST", "SUPPORT", "REJECT"):
            return self.who.gather(a.preps.get("from", []))
        for t in subject:
            if t.lemma_.lower() in word_list("sides") and (both := self.told.sides(t)):
                return both, [t]
            if entry.type in ("CONSULT", "SANCTION") and frames.fits(t, "talk", self.who.is_actor):
                return self.told.bound(t) or self.told.pair(), [t]
            if entry.mode == "ceasefire":
                return self.who.bound(t) or self.told.pair(), [t]
        return [], []

    def recipients(self, found: Match, taken: set[str]) -> tuple[list[str], list[Token]]:
        """Who it is done to: the object, else who stands behind a preposition, else within what it is about."""
        a, entry = found.arguments, found.entry
        noun = a.trigger.pos_ in NOUNS
        leaving = entry.mode == "withdraw"

        def other(ids: list[str]) -> list[str]:
            if entry.type not in _FOREIGN and not leaving:
                return [i for i in ids if i not in taken]
            return [i for i in ids if not self.told.same_side(i, taken)]

        if noun and a.trigger.dep_ == "dobj" and a.trigger.head.lemma_ in FACING:
            ids, heads = self.who.gather(frames.of_verb(a.trigger.head).subject)
            return other(ids), heads  # "the president faces protests"
        for t in (*a.object, *a.dative, *a.preps.get("on", ()), *a.preps.get("with", ()), *a.preps.get("to", ())):
            both = any(c.lower_ in ("both", "two") for c in t.children) or t.lower_ == "both"
            if both and t.lemma_.lower() in word_list("sides") and (ids := other(self.told.sides(t))):
                return ids, [t]  # "urged both sides"
        if a.trigger.lemma_ == "be" and entry.type == "ACCUSE" and not found.asked_for("upset"):
            for t in a.subject:  # "the Colombian army was behind it", "the sanctions of Canada are unlawful"
                if ids := other(list(self.who.resolve(t))):
                    return ids, [t]
                ids, heads = self.who.first_within(t, other)
                if ids:
                    return ids, heads
        if entry.type in _REACTING or entry.type == "PROTEST":
            ids, heads = self.doers_of(found)
            if ids := other(ids):
                return ids, heads
        if noun and entry.type == "PROTEST" and a.trigger.dep_ == "nsubj" and a.trigger.head.pos_ == "VERB":
            ids, heads = self.who.gather(frames.of_verb(a.trigger.head).object)
            if ids := other(ids):
                return ids, heads  # "a strike paralysed the country"
        direct = [t for t in a.dative if self.who.resolve(t)]
        objects = [t for t in a.object if entry.type != "ASSAULT" or not frames.is_weapon(t) or entry.mode == "destroy"]
        if entry.type == "RETREAT" and not leaving and a.preps.get("to"):
            objects = []  # "handed the base over to Panama": not to whose base it was
        if any(found.asked_for(c) for c in ("delegation", "envoy", "ambassador")):
            objects = []  # "sent a delegation": not to the delegation
        if leaving:
            objects = [t for t in objects if not any(c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children)]
        if not direct and not leaving:
            direct = [t for t in objects if self.who.resolve(t, deep=False)]
        if not direct and entry.type in ("ASSAULT", "COERCE", "PROTEST") and not noun:
            direct = [t for t in objects if self.who.resolve(t)]
        if direct:
            ids, heads = self.who.gather(direct)
            ids = (
                other(ids)
                if entry.mode in ("discontinue", "withdraw") or entry.type in ("MOBILIZE", "AID")
                else [i for i in ids if i not in taken]
            )
            if ids:
                return ids, heads
        elif not leaving and (ids := other(self.who.hosts([t for t in a.object if t.ent_type_ == "GPE"], known=False))):
            return ids, a.object[:1]  # "blamed Lisbon"
        for slot in frames.SLOTS_OF.get(entry.type, frames.SLOTS):
            candidates = a.preps.get(slot)
            if slot == "of" and not noun and entry.type not in ("SANCTION", "COERCE"):
                # "took its army out of Congo", unlike "the bulk of its army"
                candidates = [t for t in candidates or () if leaving and t.head.head.lower_ == "out"]
            if candidates and entry.type == "ASSAULT":
                candidates = [t for t in candidates if not frames.is_weapon(t)]
            if not candidates or (slot == "in" and entry.type not in _PLACED):
                continue
            ids, heads = self.who.gather(candidates, deep=slot not in ("at", "in", "for"))
            ids = other(ids)
            if not ids and (
                slot in ("from", "in", "to", "at", "near", "on", "into", "along", "for", "with", "against")
                and entry.type != "PROTEST"
            ):
                ids = other(self.who.hosts(candidates, known=entry.type not in _ANYWHERE))
            heads = heads or candidates[:1]
            if ids:
                return ids, heads
        if entry.type == "CONSULT":
            for t in a.object:  # "opened talks on a pact with China"
                ids, heads = self.who.first_within(t, lambda i: other(i) if i else [])
                if heads and any(u.lower_ in ("with", "between") for u in path(heads[0], t)):
                    return ids, heads
            return [], []
        others = [t for slot in ("to", "for", "over", "about", "into", "from") for t in a.preps.get(slot, ())]
        if leaving:  # "pulled out of a memorandum with Cambodia"
            others += [t for t in a.preps.get("of", ()) if t.head.head.lower_ == "out"]
        for t in [*objects, *a.complements, *others]:
            if entry.type == "REQUEST" and frames.fits(t, "release", self.who.is_actor):
                continue  # whose release is asked for is not who is asked
            if entry.type == "PROTEST" and t not in a.complements:
                continue
            ids = other(list(self.who.resolve(t))) if t in a.object else []
            if ids:
                return ids, [t]
            ids, heads = self.who.first_within(t, other, entry.type in COOPERATIVE)
            if ids:
                if frames.fits(t, "agreement", self.who.is_actor):
                    ids = self.who.parties(ids)
                return [i for i in ids if i not in taken], heads
        return [], []

    def subject_of_noun(self, noun: Token, a: Arguments, kind: str) -> list[Token]:
        if a.subject:
            return a.subject
        up = noun
        while up.dep_ == "conj" or (up.dep_ == "pobj" and up.head.lower_ == "of" and up.head.head.lemma_ in ROUNDS):
            up = up.head.head if up.dep_ == "pobj" else up.head
        if up.dep_ == "pobj" and up.head.dep_ == "prep":
            if kind == "CONSULT" and up.head.lower_ in _BESIDE and up.head.head.pos_ == "VERB":
                return frames.of_verb(up.head.head).subject  # "said after a visit to Moscow"
            up = up.head.head
        if up.dep_ in ("dobj", "attr", "oprd", "nsubjpass"):
            verb = up.head
            if verb.lemma_ in BRINGING:
                return frames.of_verb(verb).subject
        return []

    def taken_up(self, found: Match, taken: set[str]) -> list[str]:
        """The recipients of an event that names none: of what it takes up, or of the clause that it continues."""
        a, entry = found.arguments, found.entry
        about = [
            *a.object,
            *(t for slot in ("on", "of", "over", "for", "to", "by", "with", "from") for t in a.preps.get(slot, ())),
        ]
        for t in about:
            for mention in self.told.before(t):
                same = any(c.lower_ in ("similar", "such") for c in t.children)
                event = mention.event
                if entry.type in ("SANCTION", "COERCE") and not same:
                    ids = [*event.recipients, *event.actors]
                elif same:
                    ids = event.recipients
                elif entry.type == "SUPPORT" and event.reciprocal:
                    ids = [*event.actors, *event.recipients]
                else:
                    ids = event.actors
                ids = [i for i in dict.fromkeys(ids) if not self.told.same_side(i, taken)]
                if ids:
                    return ids
        if entry.type == "REJECT" and (ids := self.accusers(taken)):
            return ids
        pronoun = any(
            t.pos_ == "PRON" or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children) for t in a.object
        )
        up = a.trigger
        for _ in range(4):
            if up.dep_ not in ("conj", "advcl", "acl", "xcomp", "pcomp", "prep", "pobj") or up.head == up:
                break
            up = up.head
            for mention in self.told.here:
                same_kind = types()[mention.event.type].quad == types()[entry.type].quad
                if (
                    mention.trigger == up
                    and mention.event.recipients
                    and (pronoun or same_kind)
                    and entry.mode != "withdraw"
                ):
                    ids = [i for i in mention.event.recipients if not self.told.same_side(i, taken)]
                    if ids and (
                        set(mention.event.actors) & taken
                        or self.who.countries(mention.event.actors) & self.who.countries(list(taken))
                    ):
                        return ids
        if (
            entry.mode in ("withdraw", "rejoin")
            or (entry.type == "SUPPORT" and "join" in entry.verbs)
            or found.asked_for("notice")
        ):
            for mention in reversed([*self.told.mentions, *self.told.here]):
                if mention.event.mode in ("withdraw", "discontinue") and (
                    ids := [i for i in mention.event.recipients if not self.told.same_side(i, taken)]
                ):
                    return ids
        for t in a.object:
            if t.lemma_.lower() in classes()["neighbour"] | classes()["rival"] and any(
                c.dep_ == "poss" and c.pos_ == "PRON" for c in t.children
            ):
                if other := self.told.other_state(taken):
                    return [other]
        if (
            entry.type in _REACTING
            and entry.type != "REJECT"
            and a.trigger.lemma_ not in ("order", "instruct", "direct", "command")
            and (ids := self.told.answered(taken))
        ):
            return ids
        if types()[entry.type].recipient:
            paragraph = self.draft.language.parsed(a.trigger).index
            for mention in reversed([*self.told.mentions[-3:], *self.told.here]):
                event = mention.event
                if (
                    mention.paragraph == paragraph
                    and event.type == entry.type
                    and event.recipients
                    and not event.background
                ):
                    return [i for i in event.recipients if not self.told.same_side(i, taken)]
        return []

    def where(self, found: Match, actors: list[str]) -> str | None:
        """Whom people protest against or attack who act for no state, where nobody is said: the state where they do it."""
        entry = found.entry
        a = found.arguments
        noun = a.trigger.pos_ in NOUNS
        struck = noun and entry.type == "ASSAULT" and bool(a.object) and self.told.is_news(a.trigger)
        if (
            (entry.mode == "explosives" or struck)
            and not actors
            and (country := self.who.here(found.arguments.trigger))
        ):
            return self.who.state(country)  # "a bomb went off in the capital"
        if not actors or any(self.who.official(i) for i in actors):
            return None
        if entry.type == "ASSAULT" or (entry.type == "PROTEST" and entry.mode in ("demo", "riot", "obstruct")):
            country = self.who.here(found.arguments.trigger) or (
                (self.who.get(actors[0]).country or self.who.home) if entry.type == "PROTEST" else None
            )
            return self.who.state(country) if country else None
        return None

    def chosen(self, found: Match) -> bool:
        """Whether somebody is elected or appointed, or an agreement signed, which is told without who does it."""
        return found.entry.type == "SUPPORT" and (
            bool({"election", "executive"} & set(found.entry.contexts)) or found.asked_for("agreement")
        )

    def signs(self, found: Match) -> bool:
        """Whether an agreement is made or kept up, which is done by all sides, and not merely praised."""
        return found.entry.verbs[:1] in (("sign",), ("extend",), ("enter",), ("put",))

    def meets_together(self, token: Token, subject: list[Token], noun: bool) -> bool:
        """Whether those who meet are told of as one ("the negotiators met", "the talks resumed"; "at a meeting")."""
        if noun:
            return self.told.is_news(token)
        return any(t.tag_ in ("NNS", "PRP") and t.lemma_.lower() not in ("he", "she", "it") for t in subject)


def is_other(token: Token) -> bool:
    """Whether what is done is done both ways: "expelled each other's envoys", "each accused the other"."""
    return any(
        t.lower_ in ("other", "another")
        and (t is not token or t.dep_ in ("dobj", "pobj"))
        and (t.dep_ == "poss" or any(c.lower_ in ("each", "one", "the") for c in t.children))
        for t in (token, *(c for c in token.children if c.dep_ == "poss"))
    )
