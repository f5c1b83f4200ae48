"""The stage ``events``: who does what to whom, coded by PLOVER, with the words behind every field.

A trigger (verb, or noun that names an event) is looked up in ``knowledge/plover_verbs``; the frame that its arguments fit
decides the type. Whether it happened, and who says so, is the statements stage's to say; when, the times stage's. Mentions
of one happening become one event with all their spans.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.plover import context_cues, to_cameo, topics, types
from wireledger.model import Actor, Event, Magnitude, Span, Status, When
from wireledger.reading import frames
from wireledger.reading.draft import Draft
from wireledger.reading.frames import Arguments, Match
from wireledger.reading.language import clause

_NOUNS = frozenset(("NOUN", "PROPN"))
_BRINGING = frozenset(
    [
        "announce",
        "order",
        "begin",
        "start",
        "continue",
        "complete",
        "resume",
        "launch",
        "carry",
        "conduct",
        "stage",
        "mount",
        "hold",
        "make",
        "impose",
        "declare",
        "decide",
        "approve",
        "propose",
        "plan",
        "demand",
        "follow",
        "accelerate",
        "conclude",
        "undertake",
        "confirm",
        "decree",
        "perform",
        "execute",
        "authorize",
        "authorise",
        "intensify",
        "commit",
        "finish",
        "trigger",
        "initiate",
        "seek",
        "request",
        "threaten",
        "postpone",
        "delay",
        "consider",
    ]
)
"""Verbs whose subject is the doer of the noun that they govern: "announced the withdrawal", "began the expulsion"."""
_OUTSIDE = frozenset(("advcl", "parataxis"))
_FOREIGN = frozenset(("SANCTION", "CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "MOBILIZE"))  # fmt: skip
"""Types for which one's own people are not the recipients when they are merely part of what it is about."""
_SILENCE = frozenset(
    [
        "comment",
        "say",
        "elaborate",
        "answer",
        "disclose",
        "identify",
        "name",
        "specify",
        "confirm",
        "reveal",
        "discuss",
        "speculate",
        "respond",
        "provide",
        "give",
    ]
)
_DEEDS = frozenset(
    [
        "decision",
        "move",
        "step",
        "announcement",
        "action",
        "measure",
        "request",
        "demand",
        "termination",
        "offer",
        "statement",
    ]
)
_POWERS = frozenset(
    [
        "right",
        "option",
        "power",
        "ability",
        "authority",
        "opportunity",
        "chance",
        "freedom",
        "possibility",
        "capacity",
        "mandate",
    ]
)
_CAUSING = frozenset(["draw", "prompt", "spark", "trigger", "cause", "provoke", "bring", "earn", "receive"])
_OCCURRING = frozenset(
    [
        "begin",
        "start",
        "end",
        "continue",
        "occur",
        "happen",
        "resume",
        "follow",
        "come",
        "take",
        "complete",
        "proceed",
        "conclude",
    ]
)
_RECIPIENT_SLOTS = ("against", "with", "to", "on", "at", "from", "toward", "towards", "between", "into", "over", "for", "of", "in")  # fmt: skip
_RECIPROCAL = frozenset(("CONSULT", "COOPERATE"))
_PRONOUNS = frozenset(["it", "they", "he", "she", "we"])
_BACK = frozenset(["after", "since", "following", "despite", "because", "when", "before", "once", "until"])
_FUTURE_ORDER = frozenset(("happened", "planned", "demanded", "ongoing"))
_PUBLIC = frozenset(
    [
        "GOV",
        "MIL",
        "REB",
        "PRM",
        "OPP",
        "PTY",
        "LEG",
        "JUD",
        "COP",
        "SPY",
        "IGO",
        "NGO",
        "UAF",
        "CVL",
        "REF",
        "CRM",
        "ELI",
        "REL",
        "SOC",
        "PRE",
        "UNO",
        "EUR",
        "JRN",
        "EDU",
        "LAB",
        "AGR",
        "MED",
    ]
)
_LONG = 250
"""Tokens of a sentence past which it is no sentence but a list or a table: not read."""


@dataclass(slots=True)
class Mention:
    """One trigger with what was read at it, before mentions are merged."""

    trigger: Token
    found: Match
    event: Event
    owners: list[str] = field(default_factory=list)
    """Actors that the object belongs to: a second choice for the recipients."""


class Stage:
    """One run over one story."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.lemmas = frames.lemmas()
        self.consumed: set[tuple[int, int]] = set()
        self.mentions: list[Mention] = []
        self.decided_by: list[str] = []
        """Who did the last deed of a state that was read: whose "the decision" is."""
        self.published = _day(draft.story.published)
        first = next(iter(draft.language.body), None)
        self.lead = {p.index for p in draft.language.paragraphs if p.paragraph.kind == "headline"}
        if first is not None:
            self.lead.add(first.index)

    # -- actors ------------------------------------------------------------------------------------------------
    def of(self, token: Token) -> tuple[str, ...]:
        """The actors that a phrase refers to; a pronoun of reported speech for the speaker where nothing else is known."""
        found = self.draft.actors.of(token)
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
        return found

    def states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The bodies that people speak for: "it" after "the minister said" is the ministry's state."""
        result = []
        for i in ids:
            actor = self.draft.actors.get(i)
            if actor.kind == "person":
                of = next((r.of for r in actor.roles if r.of), actor.member_of)
                result.append(of or i)
            else:
                result.append(i)
        return tuple(result)

    def is_actor(self, token: Token) -> bool:
        return bool(self.draft.actors.of(token)) or frames.is_name(token)

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
                    if inner.dep_ == "pobj" and (found := self.draft.actors.of(inner)):
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

    def first_within(self, token: Token, without: set[str]) -> tuple[list[str], list[Token]]:
        """The first actors mentioned within a phrase, other than some."""
        for t in token.subtree:
            if t == token or any(u.dep_ in _OUTSIDE for u in _path(t, token)):
                continue
            ids = [i for i in self.draft.actors.of(t) if i not in without]
            if ids:
                return ids, [t]
        return [], []

    # -- one trigger -------------------------------------------------------------------------------------------
    def use(self, token: Token) -> None:
        self.consumed.add((id(token.doc), token.i))

    def at(self, token: Token) -> Mention | None:
        found = frames.match(token, self.is_actor)
        if found is None:
            return None
        a, entry = found.arguments, found.entry
        noun = token.pos_ in _NOUNS
        if not noun and token.dep_ in ("aux", "auxpass", "amod", "compound"):
            return None
        if token.dep_ == "acl" and token.head.lemma_.lower() in _POWERS:
            return None  # "the right to terminate" terminates nothing
        if token.pos_ == "PROPN" and token.i > token.sent.start and token.is_title:
            return None  # part of a name
        for t in found.used:
            if t != token:
                self.use(t)
        if entry.type in ("AGREE", "REQUEST", "REJECT", "THREATEN") or entry.mode == "expel":
            for t in a.complements:
                self.use(t)
                for other in frames.conjuncts(t)[1:]:
                    self.use(other)
        subject = a.subject
        if (
            not noun
            and not subject
            and not a.passive
            and token.dep_ in ("ROOT", "conj", "ccomp")
            and token.tag_ == "VB"
        ):
            return None
        if noun:
            subject = self.subject_of_noun(token, a)
        actors, actor_heads = self.gather(subject)
        if subject and not actors and not noun and not any(frames.is_name(t) for t in subject):
            return None  # "the accord allows", "tension ended": no doer
        if not actors and entry.type == "RETREAT" and entry.mode == "withdraw":
            # "the withdrawal of German troops", "the soldiers were pulled out": those who leave do it
            actors, actor_heads = self.gather([t for t in a.object if frames.fits(t, "force", self.is_actor)])
        if not actors and noun and entry.type in ("ACCUSE", "REQUEST", "SUPPORT", "REJECT"):
            actors, actor_heads = self.gather(a.preps.get("from", []))
        taken = set(actors)
        recipients, recipient_heads = self.recipients(found, taken)
        if actors and not recipients and any(self.is_anaphor(t) for t in a.object):
            recipients = [i for i in self.decided_by if i not in taken]
        if not actors and not recipients:
            return None
        if entry.type == "REJECT" and any(c.lemma_ in _SILENCE for c in a.complements):
            return None
        if not noun and token.dep_ == "acl" and token.tag_ == "VBN" and not (actors and recipients):
            return None
        kind = types()[entry.type]
        if kind.recipient and not recipients and not (actors and any(frames.fits(t, c, self.is_actor) for t in found.used for c in ("agreement", "organization"))):  # fmt: skip
            return None
        if noun and not (actors and recipients) and not self.is_news(token):
            return None
        reciprocal = False
        if (entry.type == "AGREE" or token.lemma_ in ("exchange", "swap")) and len(actors) > 1 and not recipients:
            reciprocal = True
            recipients, recipient_heads = list(actors), list(actor_heads)
        if entry.type in _RECIPROCAL or any(
            c.of == "agreement" for f in entry.frames for c in f if entry.type == "SUPPORT"
        ):
            reciprocal = True
            if len(actors) > 1 and not recipients:
                recipients, recipient_heads = list(actors), list(actor_heads)
            elif not actors and len(recipients) > 1:
                actors, actor_heads = list(recipients), list(recipient_heads)
        if entry.type == "CONSULT" and not recipients:
            return None
        stance = self.draft.statements.stance(token)
        if stance.status is None or (stance.negated and stance.status != "denied"):
            return None
        status: Status = stance.status
        if entry.mode == "expel" and a.complements and status in _FUTURE_ORDER:
            status = "ordered"
        language = self.draft.language
        spans: dict[str, list[Span]] = {"trigger": [language.span(token)]}
        spans["actor"] = [self.phrase(t) for t in actor_heads]
        spans["recipient"] = [self.phrase(t) for t in recipient_heads]
        spans["object"] = [self.phrase(t) for t in a.object if t not in recipient_heads][:3]
        contexts = self.contexts(found)
        mode = frames.mode_of(found, self.is_actor)
        event = Event(
            id="",
            type=entry.type,
            mode=mode,
            contexts=contexts,
            actors=actors,
            recipients=recipients,
            status=status,
            trigger=language.span(token),
            according_to=list(stance.according_to),
            quad=kind.quad,
            cameo=to_cameo(entry.type, mode, tuple(contexts)),
            reciprocal=reciprocal,
        )
        self.time(token, event, spans)
        self.place(token, a, event, spans)
        event.magnitudes = self.magnitudes(a)
        event.spans = {role: sorted(set(where)) for role, where in spans.items() if where}
        return Mention(token, found, event)

    def subject_of_noun(self, noun: Token, a: Arguments) -> list[Token]:
        if a.subject:
            return a.subject
        up = noun
        while up.dep_ == "conj":
            up = up.head
        if up.dep_ == "pobj" and up.head.dep_ == "prep":
            up = up.head.head
        if up.dep_ in ("dobj", "attr", "oprd", "nsubjpass"):
            verb = up.head
            if verb.lemma_ in _BRINGING:
                return frames.of_verb(verb).subject
        return []

    def is_news(self, noun: Token) -> bool:
        """Whether a noun that names an event is said to occur, and not merely mentioned."""
        up = noun
        while up.dep_ == "conj":
            up = up.head
        if up.dep_ in ("dobj", "nsubjpass") and up.head.lemma_ in _BRINGING | _CAUSING:
            return True
        if up.dep_ == "nsubj" and up.head.lemma_ in _OCCURRING:
            return True
        return up.dep_ == "pobj" and up.head.lower_ in _BACK

    def is_anaphor(self, token: Token) -> bool:
        """ "the decision", "this move": what somebody was just said to have done."""
        return (
            token.lemma_.lower() in _DEEDS
            and not any(c.dep_ in ("poss", "amod", "compound", "relcl", "acl", "prep") for c in token.children)
            and any(c.dep_ == "det" for c in token.children)
        )

    def recipients(self, found: Match, taken: set[str]) -> tuple[list[str], list[Token]]:
        a, entry = found.arguments, found.entry
        noun = a.trigger.pos_ in _NOUNS
        direct = [t for t in a.dative if self.resolve(t)]
        if not direct and entry.mode != "withdraw":
            direct = [t for t in a.object if self.resolve(t, deep=False)]
        if direct:
            ids, heads = self.gather(direct)
            ids = [i for i in ids if i not in taken]
            if ids and (
                entry.mode not in ("withdraw", "discontinue") or not (self.countries(ids) & self.countries(list(taken)))
            ):
                return ids, heads
        own = self.countries(list(taken)) if entry.type in _FOREIGN else set()

        def foreign(ids: list[str]) -> list[str]:
            return [i for i in ids if i not in taken and not (self.countries([i]) & own)]

        for slot in _RECIPIENT_SLOTS:
            if slot == "of" and not noun:
                continue
            candidates = a.preps.get(slot)
            if not candidates or (slot == "in" and entry.type not in ("ASSAULT", "COERCE", "RETREAT", "MOBILIZE")):
                continue
            ids, heads = self.gather(candidates, deep=slot not in ("at", "in", "for"))
            ids = foreign(ids) or foreign(self.hosts(candidates, slot))
            heads = heads or candidates[:1]
            if ids:
                return ids, heads
        others = [t for slot in ("to", "for", "over", "about", "into") for t in a.preps.get(slot, ())]
        for t in [*a.object, *a.complements, *others]:
            ids = foreign(list(self.resolve(t))) if t in a.object else []
            if ids:
                return ids, [t]
            ids, heads = self.first_within(t, taken)
            ids = foreign(ids)
            if ids:
                if frames.fits(t, "agreement", self.is_actor):
                    ids = self.parties(ids)
                return [i for i in ids if i not in taken], heads
        return [], []

    def hosts(self, places: list[Token], slot: str) -> list[str]:
        """The states that places lie in, where the story speaks of these: "its ambassador in Lisbon"."""
        known = {a.id for a in self.draft.actors.items}
        found: list[str] = []
        for token in places if slot in ("from", "in", "to", "at", "near") else ():
            place = self.draft.places.at(self.draft.language.span(token))
            if place is not None and place.country and f"state:{place.country}" in known:
                found.append(f"state:{place.country}")
        return found

    def parties(self, ids: list[str]) -> list[str]:
        """Who is bound by an agreement on troops and bodies: their states, where the story names these."""
        result: list[str] = []
        for i in ids:
            actor = self.draft.actors.get(i)
            state = f"state:{actor.country}" if actor.country and actor.kind == "group" else i
            if state != i and state not in {a.id for a in self.draft.actors.items}:
                state = i
            if state not in result:
                result.append(state)
        return result

    # -- the rest of the record --------------------------------------------------------------------------------
    def phrase(self, token: Token) -> Span:
        """The words of a phrase without its relative clauses and asides."""
        left = token
        right = token
        for child in token.children:
            if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod"):
                left = min(left, child.left_edge, key=lambda t: t.i)
            elif child.dep_ == "prep" and child.lower_ == "of":
                right = max(right, child.right_edge, key=lambda t: t.i)
        if right.i - left.i > 25:
            right = token
        return self.draft.language.span(token.doc[left.i : right.i + 1])

    def contexts(self, found: Match) -> list[str]:
        cues = context_cues()
        a = found.arguments
        contexts = list(found.entry.contexts)
        words = [a.trigger, *a.object, *a.subject, *a.dative]
        for token in list(words):
            words += [c for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
        for slot in ("with", "for", "of", "on", "from", "into"):
            words += a.preps.get(slot, ())
        for token in words:
            for context in cues.get(token.lemma_.lower(), ()):
                if context not in contexts:
                    contexts.append(context)
        return contexts[:4]

    def time(self, token: Token, event: Event, spans: dict[str, list[Span]]) -> None:
        """The event's own time; publication only for the news itself; null for history without one."""
        predicate = token
        time = self.draft.times.of(token)
        if time is None and token.pos_ in _NOUNS:
            predicate = clause(token)
            time = self.draft.times.of(predicate)
        if time is not None:
            event.when = When(value=time.value, begin=time.begin, end=time.end)
            spans["when"] = [time.span]
            begin = _day(time.begin)
            if begin is not None and self.published is not None and event.status == "happened":
                event.background = (self.published - begin).days > 14
            return
        event.background = self.is_background(token)
        here = self.draft.language.parsed(token).index
        if event.background or event.status != "happened" or self.published is None or here not in self.lead:
            return
        governing = clause(token)
        if governing.dep_ in ("ROOT", "ccomp", "conj"):
            day = self.published
            event.when = When(
                value=day.isoformat(), begin=day.isoformat(), end=(day + dt.timedelta(days=1)).isoformat()
            )

    def is_background(self, token: Token) -> bool:
        """Whether the clause recalls: pluperfect, a clause of "after" or "since", a relative clause in the past."""
        verb = clause(token)
        for t in (verb, *verb.ancestors):
            if any(c.lower_ == "had" and c.dep_ == "aux" for c in t.children) and not _reported(t):
                return True
            if t.dep_ == "relcl" and t.tag_ in ("VBD", "VBN"):
                return True
            if t.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in _BACK for c in t.children):
                return True
            if t.dep_ == "pcomp" and t.head.lower_ in _BACK:
                return True
        if token.pos_ in _NOUNS and token.dep_ == "pobj" and token.head.lower_ in _BACK:
            return True
        # "withdrew after a coup": in the past, as seen from an event that is past itself, well below the lead.
        return (
            verb.tag_ == "VBD"
            and self.draft.language.parsed(token).index not in self.lead
            and any(c.dep_ == "prep" and c.lower_ in ("after", "since", "following") for c in verb.children)
        )

    def place(self, token: Token, a: Arguments, event: Event, spans: dict[str, list[Span]]) -> None:
        for slot in ("in", "at", "near", "from", "along", "across", "on", "to", "into"):
            for t in a.preps.get(slot, ()):
                span = self.draft.language.span(t)
                place = self.draft.places.at(span)
                if place is not None and not place.metonym:
                    event.place = place.name
                    spans["place"] = [place.span]
                    return

    def magnitudes(self, a: Arguments) -> list[Magnitude]:
        from wireledger.reading.magnitudes import of_arguments

        return of_arguments(a, self.draft.language)

    # -- the story ---------------------------------------------------------------------------------------------
    def plain(self) -> bool:
        """Whether the story is on sport, weather or markets and not on public affairs, by the words of its nouns."""
        known = topics()
        counts: Counter[str] = Counter()
        for parsed in self.draft.language.paragraphs:
            for token in parsed.doc:
                if token.pos_ in _NOUNS or token.pos_ == "ADJ":
                    counts.update(known.get(token.lemma_.lower(), ()))
        public = counts.pop("public", 0)
        return any(n >= 3 and n >= 2 * public for n in counts.values())

    def is_public(self, event: Event) -> bool:
        """Whether anybody who takes part is a public actor: a state, an armed or international body, their people."""

        def public(i: str) -> bool:
            actor = self.draft.actors.get(i)
            return actor.kind == "state" or actor.sector in _PUBLIC or any(r.of for r in actor.roles)

        if event.actors and all(
            self.draft.actors.get(i).kind == "organization" and not public(i) for i in event.actors
        ):
            return False  # a company's business, with whatever state
        return any(public(i) for i in (*event.actors, *event.recipients))

    def in_public_terms(self, token: Token) -> bool:
        known = topics()
        return any("public" in known.get(t.lemma_.lower(), ()) for t in token.sent)

    def read(self) -> list[Event]:
        for parsed in self.draft.language.paragraphs:
            for sentence in parsed.sentences:
                if len(sentence) > _LONG:
                    continue
                self.sentence(sentence)
        plain = bool(self.mentions) and self.plain()
        self.mentions = [
            m for m in self.mentions if self.is_public(m.event) and (not plain or self.in_public_terms(m.trigger))
        ]
        self.completed()
        return self.merged()

    def sentence(self, sentence: Tokens) -> None:
        triggers = [
            t for t in sentence if t.pos_ in ("VERB", "NOUN", "PROPN", "AUX") and frames.lemma_of(t) in self.lemmas
        ]
        # Verbs before nouns, governing before governed: an operator takes what it governs with it.
        triggers.sort(key=lambda t: (t.pos_ in _NOUNS, _depth(t), t.i))
        found = []
        for token in triggers:
            if (id(token.doc), token.i) in self.consumed or token.ent_type_ in ("GPE", "NORP", "PERSON"):
                continue
            mention = self.at(token)
            if mention is not None:
                found.append(mention)
        found.sort(key=lambda m: m.trigger.i)
        for mention in found:
            if (
                mention.event.type not in ("SUPPORT", "ACCUSE")
                and not mention.event.background
                and mention.event.actors
            ):
                self.decided_by = mention.event.actors
        self.mentions += found

    def countries(self, ids: list[str]) -> set[str]:
        """What actors are compared by: the country where there is one, since a state acts through its organs."""
        keys = set()
        for i in ids:
            actor: Actor = self.draft.actors.get(i)
            keys.add(actor.country or i)
        return keys

    def same(self, a: Event, b: Event) -> bool:
        """Whether two mentions report one happening: like type, status and mode, actors and times that do not clash."""
        if {a.type, b.type} == {"SANCTION", "REQUEST"} and "ordered" in (a.status, b.status):
            # A headline "tells them to leave", its story "asked them to": one demand.
            demand = a if a.type == "REQUEST" else b
            return (
                demand.mode in ("yield", "change")
                and not a.background
                and not b.background
                and (
                    self.countries(a.actors) == self.countries(b.actors)
                    and self.countries(a.recipients) == self.countries(b.recipients)
                )
            )
        if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
            return False
        clash = a.status != b.status and {a.status, b.status} != {"happened", "ongoing"}
        # "ended the accord" and, later, "decides to denounce the agreement" are one act, if nothing tells them apart.
        bare = b.status == "planned" and b.actors and not b.recipients and b.when is None
        if clash and "happened" in (a.status, b.status) and not bare:
            return False
        mine, other = self.countries(a.actors), self.countries(b.actors)
        ours, theirs = self.countries(a.recipients), self.countries(b.recipients)
        if (mine and other and not mine & other) or (ours and theirs and not ours & theirs):
            return False
        if not (mine & other or ours & theirs):
            return False
        if a.when and b.when and a.when.begin and b.when.begin and a.when.end and b.when.end:
            return a.when.begin < b.when.end and b.when.begin < a.when.end
        if a.background != b.background:
            return a.when is None and b.when is None
        return True

    def completed(self) -> None:
        """What one mention leaves open another one of the story tells: who gives an order that is told in the passive."""
        decided = [
            m.event for m in self.mentions if m.event.type == "SANCTION" and m.event.actors and not m.event.background
        ]
        for mention in self.mentions:
            event = mention.event
            if event.actors or event.status != "ordered":
                continue
            theirs = self.countries(event.recipients)
            for other in decided:
                if other.status == "happened" and theirs & self.countries(other.recipients):
                    event.actors = list(other.actors)
                    event.spans["actor"] = list(other.spans.get("actor", ()))
                    break
        self.mentions = [m for m in self.mentions if not self.is_aside(m.event)]

    def is_aside(self, event: Event) -> bool:
        """History told of one side alone and without a time: too little for an event."""
        return event.background and event.when is None and not (event.actors and event.recipients)

    def merged(self) -> list[Event]:
        events: list[Event] = []
        for mention in self.mentions:
            event = mention.event
            for other in events:
                if self.same(other, event):
                    self.merge(other, event)
                    break
            else:
                events.append(event)
        for number, event in enumerate(events, 1):
            event.id = f"e{number}"
        return events

    def merge(self, into: Event, event: Event) -> None:
        if into.type != event.type:  # the body's word on it goes before the headline's
            into.type, into.mode, into.quad, into.cameo = event.type, event.mode, event.quad, event.cameo
            into.status = event.status
        for role, where in event.spans.items():
            into.spans[role] = sorted({*into.spans.get(role, ()), *where})
        if not into.actors:
            into.actors = event.actors
        if not into.recipients:
            into.recipients = event.recipients
        if into.when is None or (event.when is not None and "when" in event.spans and "when" not in into.spans):
            into.when = event.when or into.when
        into.mode = into.mode or event.mode
        into.place = into.place or event.place
        into.contexts += [c for c in event.contexts if c not in into.contexts]
        known = {(m.kind, m.value) for m in into.magnitudes}
        into.magnitudes += [m for m in event.magnitudes if (m.kind, m.value) not in known]
        story = self.draft.story.id
        sources = [*into.according_to, *(s for s in event.according_to if s not in into.according_to)]
        into.according_to = [s for s in sources if s != story] + ([story] if story in sources else [])
        into.background = into.background and event.background


def _path(token: Token, top: Token) -> list[Token]:
    """The tokens from one up to one of its ancestors, without that."""
    found = [token]
    while found[-1].head != top and found[-1].head != found[-1] and len(found) < 30:
        found.append(found[-1].head)
    return found


def _reported(verb: Token) -> bool:
    """Backshifted speech: "said it had ended" reports a perfect, not a pluperfect."""
    return verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10]) if value and len(value) >= 10 else None
    except ValueError:
        return None


def run(draft: Draft) -> list[Event]:
    return Stage(draft).read()


__all__ = ["Stage", "run"]
