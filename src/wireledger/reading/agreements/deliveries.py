"""The day on which a notice was given, where another sentence than that on the ending tells it: "A note was handed over on
Tuesday", "Paris was informed on Monday", "the letter reached New York on June 3"."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.agreements import act_nouns, act_verbs
from wireledger.lifecycle import first_day
from wireledger.model import Time
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, parts, syntax
from wireledger.reading.agreements.parties import Parties
from wireledger.reading.agreements.parts import Entry, Found
from wireledger.reading.draft import Draft

HANDED, DATED, WRITTEN = 3, 2, 1
"""How well a day is known as that of the notice: its paper was handed over then, bears that date, or one party wrote then."""

_PASSING = frozenset(
    (*lexicon.GIVE, "pass", "relay", "forward", "communicate", "transfer", "fax", "cable", "post", "mail")
)
_STAMPING = frozenset(("stamp", "register", "log", "record", "accept", "collect"))
"""What is done with a paper by whoever receives it."""
_VERBS = frozenset(
    (*_PASSING, *_STAMPING, *lexicon.RECEIVE, *lexicon.REACH, *lexicon.NOTIFY, "date", "write", "tell", "come", "land", "do", "go", "leave", "bear", "confirm", "make", "effect", "begin", "start", "run", "commence")
)  # fmt: skip
_PAPERS = frozenset(
    (*lexicon.NOTICE_PAPERS, *lexicon.PAPERS, "message", "missive", "dispatch", "cable", "decision", "move")
)
_TOLD = frozenset((*_PAPERS, *act_nouns(), *lexicon.NOTIFY, "write", "tell", "it", "they", "this", "that"))
"""A sentence that has none of these tells of no delivery."""
_COMING = frozenset((*lexicon.RECEIVE, *lexicon.REACH, "come", "land", "deliver", "see"))
_ENVOYS = frozenset(("ambassador", "envoy", "embassy", "consul", "consulate", "d'affaires", "chargé", "charge"))
"""To whom a paper goes from one state to another, whoever they are."""
_AHEAD = frozenset(("will", "shall", "'ll"))
_RUNNING = frozenset(("begin", "start", "run", "commence"))
"""What the period of a notice does from the day on which the notice is given."""
_NONE = frozenset(("no", "none", "nothing", "not", "n't"))
_FAR = 4
"""How many sentences after the ending its notice may be told of, in words that do not say what it is a notice of."""


@dataclass(slots=True)
class Delivery:
    """A paper that changed hands on a day, or a party that was told."""

    verb: Token
    time: Time
    by: list[str]
    to: list[str]
    weight: int
    received: bool
    plain: bool
    """It is said to be a notice, or an instrument of leaving."""
    definite: bool
    order: int
    """Number of its sentence in the story."""
    sources: list[str] = field(default_factory=list)
    of_it: bool = False
    """The paper says that "it" is ended: what was told of last."""
    ending: bool = False
    """The paper says by its own words that something is ended or left: "the letter of withdrawal"."""

    @property
    def day(self) -> str:
        return parts.iso(self.time)


class Deliveries:
    """Reads them, and gives each agreement the day on which its notice was given."""

    def __init__(self, draft: Draft, who: Parties) -> None:
        self.draft = draft
        self.who = who
        self.found: list[Delivery] = []
        self.to_come = False
        """The story says that such a paper is still to be sent."""
        self.none_came = False
        """The story says that no such paper has come."""
        self.order: dict[tuple[int, int], int] = {}
        """Number of each sentence in the story, by its parse and first token."""

    def read(self, sentence: Tokens, lemmas: set[str]) -> list[Found]:
        """Keep the deliveries that a sentence tells of; those that end "it" are notices on what was told of last."""
        first = len(self.found)
        self.order[id(sentence.doc), sentence.start] = len(self.order)
        if lemmas & _COMING and lemmas & _NONE:
            self.none_came = self.none_came or any(_none_came(t) for t in sentence if t.pos_ == "VERB")
        told = lemmas & _VERBS if lemmas & _TOLD else None
        if told and not self.to_come and lemmas & _AHEAD:
            self.to_come = any(_to_come(t) for t in sentence if t.pos_ == "VERB")
        for token in sentence if told else ():
            if token.lemma_.lower() in _VERBS and token.pos_ == "VERB" and (found := self.delivery(token)) is not None:
                self.found.append(found)
        return [self.notice(d) for d in self.found[first:] if d.of_it]

    def notice(self, d: Delivery) -> Found:
        """A delivery as the notice that it is."""
        given = Found("notify-end", d.verb, None, d.by, d.to, "happened", d.sources, d.time)
        given.spans = [self.draft.language.span(d.verb)]
        return given

    def delivery(self, verb: Token) -> Delivery | None:
        """What a verb tells of as handed over, received or made known on a day that is past."""
        lemma = verb.lemma_.lower()
        a = frames.of_verb(verb)
        time = self.draft.times.of(verb)
        if time is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            time = self.draft.times.of(verb.head)  # "signed the letters on Monday and they were handed over"
        if time is None and lemma == "bear":
            inside = self.draft.language.span(verb.doc[verb.i : verb.right_edge.i + 1])
            time = next((t for t in self.draft.times.overlapping(inside) if t.begin), None)
        if time is None or len(parts.iso(time)) != 10:
            return None
        until = any(c.dep_ == "neg" for c in verb.children) and any(
            c.dep_ == "prep" and c.lower_ in ("until", "till", "before") for c in verb.children
        )  # "was not received until Aug. 14"
        stance = self.draft.statements.stance(verb)
        finite = (
            verb.tag_ == "VBD" and verb.dep_ == "conj" and verb.head.tag_ == "VB"
        )  # hung below "to end the pact and"
        participle = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")
        day, published = first_day(parts.iso(time)), first_day(self.draft.story.published)
        dated = lemma in ("bear", "date") and stance.status == "ongoing"
        if (stance.status != "happened" and not dated and not until and not participle and not finite) or day is None:
            return None
        if published is not None and day > published:
            return None
        if participle:
            things, passive = [verb.head], True
        else:
            things, passive = list(a.object), a.passive or _shared_passive(verb)
        by, to = list(a.subject), [*a.dative, *a.preps.get("to", []), *a.preps.get("with", []), *a.preps.get("at", [])]
        weight, received = HANDED, False
        if participle:
            by = syntax.near(verb, ("by",))
        elif passive and not things:
            by = list(a.preps.get("by", []))
            things = [t for t in a.subject if t not in by] or self.lost(verb)
        elif passive and lemma in _PASSING:
            by, to = list(a.preps.get("by", [])), [*a.subject, *to]  # "The envoy was handed the note"
        elif not passive and things and lemma in _PASSING:
            # "handed the French ambassador a note", where the parse takes both for direct objects, or the second for a measure
            things += [
                c
                for c in verb.children
                if c.dep_ in ("npadvmod", "oprd") and c.i > things[0].i and c.lemma_.lower() in _PAPERS
            ]
            papers = [t for t in things if t.lemma_.lower() in _PAPERS]
            if papers and (first := [t for t in things if t.i < papers[0].i]):
                things, to = [t for t in things if t not in first], [*first, *to]
        if lemma in _RUNNING:
            return (
                self.made(verb, time, [], [], HANDED, False, True, True, stance) if _counted(verb, a.subject) else None
            )
        if lemma in ("make", "effect") and not any(
            t.lemma_.lower() in (*lexicon.NOTICES, "denunciation", "communication", "announcement") for t in things
        ):
            return None
        if lemma in ("serve", "present", "provide") and a.preps.get("with"):  # "was served with the notice"
            to, things = [*things, *to], list(a.preps["with"])
        if lemma in (*lexicon.REACH, "come", "land"):
            things, to, by, received = list(a.subject), [*a.object, *to, *a.preps.get("in", [])], [], True
        elif lemma in ("go", "leave"):
            going = a.preps.get("to") or a.preps.get("for") or frames.particle(verb) & {"out", "off"}
            if not (going or a.object) or (participle and verb.tag_ != "VBD"):
                return None
            things = things if participle else list(a.subject)
            to, by = [*to, *a.preps.get("for", [])], []  # "a note went to the embassy"
        elif lemma == "bear":
            if not any(t.lemma_ == "date" for t in a.object):
                return None
            things, weight, by = list(a.subject), DATED, []  # "bears the date of June 3"
        elif lemma in ("confirm", "acknowledge") and any(t.lemma_ == "receipt" for t in things):
            to, by, received = by, [], True  # "confirmed receipt of the notice on Tuesday"
            things = [u for t in things for u in syntax.near(t, ("of",))]
        elif lemma == "confirm":
            return None
        elif lemma in lexicon.RECEIVE or (lemma in _STAMPING and not participle):
            to, by, received = by, list(a.preps.get("from", [])), True
        elif lemma == "date":
            weight = DATED
        elif lemma in lexicon.NOTIFY or lemma in ("write", "tell"):
            told = things if lemma in lexicon.NOTIFY or lemma == "tell" else to
            if passive and to and any(t.lemma_.lower() in _PAPERS or act_nouns().get(t.lemma_.lower()) for t in things):
                told = to  # "The denunciation was notified to Helsinki"
            if not self.who.deep(told):
                return None
            formal = lemma in lexicon.NOTIFY
            about = {t.lemma_.lower() for t in a.preps.get("of", [])}
            if about and not about & {"decision", "move", "step", "intention", "wish", *act_nouns()}:
                return None
            what = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]
            if what and not any(_ending(t) for c in what for t in (c, *c.children) if t.pos_ == "VERB"):
                return None
            if any(t.dep_ == "neg" or t.lower_ in ("no", "none") for c in what for t in c.subtree if t.i < c.i):
                plain_no = [c for c in what if not any(_ending(t) for t in c.subtree if t.pos_ == "VERB" and t != c)]
                if any(not _renewing(c) for c in plain_no):
                    return None  # "told them that no notice had been given"
            return self.made(verb, time, by, told, HANDED if formal else WRITTEN, False, formal, False, stance)
        if lemma == "do":  # "The ministry did so on Friday in a note"
            so = any(c.lower_ in ("so", "this", "that", "it") for c in verb.children if c.dep_ in ("advmod", "dobj"))
            means = [t for p in ("in", "by", "with", "through", "via") for t in a.preps.get(p, [])]
            if not so or not any(t.lemma_.lower() in _PAPERS for t in means):
                return None
            return self.made(verb, time, by, to, HANDED, False, True, True, stance)
        renouncing = [t.nbor(-1) for t in things if t.lower_ == "it" and t.i > 1 and t.nbor(-1).tag_ == "VBG"]
        things = [*(t.nbor(-1) for t in renouncing if _ending(t)), *things]  # "A letter renouncing it was handed over"
        if lemma in _PASSING and (meant := self.taken_up_by(things)) is not None:
            things = [meant]  # "The letters were signed and they were handed over"
        paper = next((t for t in things if t.lemma_.lower() in _PAPERS or act_nouns().get(t.lemma_.lower())), None)
        taken_up = any(t.lower_ in ("it", "this", "that") for t in things) and lemma in (
            "convey",
            "communicate",
            "relay",
        )
        if paper is None and not taken_up:
            return None
        moving = lemma in (*lexicon.REACH, "come", "land", "go", "leave")
        if (
            moving
            and paper is not None
            and paper.lemma_.lower() not in (*lexicon.NOTICE_PAPERS, "message", "missive", "dispatch")
        ):
            return None  # "The decision came on Sunday"
        plain = paper is not None and (
            paper.lemma_.lower() in lexicon.NOTICES
            or paper.lemma_.lower() == "denunciation"
            or syntax.ending_paper(paper)
        )
        saying = [c for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBG"] if paper is not None else []
        plain = plain or any(_ending(c) for c in saying)  # "a letter renouncing it"
        of_it = bool(renouncing) or any(t.lower_ == "it" for c in saying if _ending(c) for t in c.children)
        says_so = paper is not None and (
            syntax.ending_paper(paper)
            or act_nouns().get(paper.lemma_.lower()) in lexicon.ENDINGS
            or any(act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS for t in syntax.near(paper, ("of",)))
        )
        owners = [c for c in paper.children if c.dep_ == "poss"] if paper is not None else []
        signers = [c for c in paper.children if c.dep_ == "acl" and c is not verb] if paper is not None else []
        writers = [*owners, *(t for c in signers for t in syntax.near(c, ("by",)))]
        writers += syntax.near(paper, ("from", "by")) if paper is not None else []
        formal_ = paper is not None and any(
            c.lower_ in ("diplomatic", "verbal", "formal", "written") for c in paper.children
        )
        definite = (
            taken_up
            or formal_
            or bool(self.who.deep(writers))
            or bool(owners)
            or bool(signers)
            or (paper is not None and syntax.the(paper))
        )
        definite = definite or (
            paper is not None and any(t.lower_ in ("effect", "end") for t in syntax.near(paper, ("to",)))
        )
        found = self.made(verb, time, [*writers, *by], to, weight, received, plain, definite, stance)
        found.of_it = of_it
        found.ending = says_so and not of_it
        return found

    def lost(self, verb: Token) -> list[Token]:
        """The paper that a passive verb has for its subject, where the parse gives it to the participle between them: "the letter,
        addressed to Lusaka, had been delivered"."""
        for t in reversed(verb.doc[verb.sent.start : verb.i]):
            if t.lemma_.lower() in _PAPERS and t.dep_ == "nsubj" and t.i < t.head.i < verb.i:
                bare = t.head.tag_ in ("VBD", "VBN") and not any(c.dep_ in ("aux", "auxpass") for c in t.head.children)
                return [t] if bare else []
        return []

    def taken_up_by(self, things: list[Token]) -> Token | None:
        """The paper that "it" or "they" takes up, where the sentence or the one before has told of one; None else."""
        pronoun = next((t for t in things if t.lower_ in ("it", "they")), None)
        if pronoun is None:
            return None
        number = "NNS" if pronoun.lower_ == "they" else "NN"
        start = pronoun.doc[pronoun.sent.start - 1].sent.start if pronoun.sent.start else 0
        for t in reversed(pronoun.doc[start : pronoun.i]):
            if (
                t.lemma_.lower() in lexicon.NOTICE_PAPERS
                and t.tag_ == number
                and t.dep_ in ("dobj", "nsubj", "nsubjpass")
            ):
                return t
        return None

    def unclaimed(self, entries: list[Entry]) -> None:
        """Papers that say that something is ended or left, of which the story tells no ending: the ending itself, of the
        agreement that their sentence names, else of the one with a clause that fits ("The letter of withdrawal was handed over")."""
        for d in self.found:
            if not d.ending:
                continue
            fitting = [e for e in entries if self.fits(d, e, entries, [d.order])]
            fitting = [e for e in fitting if set(d.to) & set(e.parties)] or fitting
            if any(self.claims(d, e) for e in fitting):
                continue
            near = [
                e for e in fitting if any(m.head.doc is d.verb.doc and m.head.sent == d.verb.sent for m in e.mentions)
            ]
            if not near:
                near = [e for e in fitting if e.notice is not None] or (fitting if len(fitting) == 1 else [])
            if near:
                near[0].acts.append(self.notice(d))

    def claims(self, d: Delivery, e: Entry) -> bool:
        """Whether an agreement has an ending that a paper can be the notice of."""
        ended = any(f.act in ("end", "withdraw", "notify-end") and f.status != "denied" for f in e.acts)
        return ended and self.fits(d, e, [e], [d.order])

    def made(
        self, verb: Token, time: Time, by: list[Token], to: list[Token], weight: int, received: bool, plain: bool, definite: bool, stance: object
    ) -> Delivery:  # fmt: skip
        givers = self.who.deep(by)
        receivers = [p for p in self.who.deep(to) if p not in givers]
        order = self.order[id(verb.doc), verb.sent.start]
        definite = definite or any(t.lemma_.lower() in _ENVOYS for x in to for t in (x, *x.children))
        sources = list(getattr(stance, "according_to", ()))
        return Delivery(verb, time, givers, receivers, weight, received, plain, definite, order, sources)

    def of(self, entry: Entry, entries: list[Entry]) -> list[Delivery]:
        """Those that may be the notice on an agreement, the best first."""
        endings = [f for f in entry.acts if f.act in ("end", "withdraw", "notify-end") and f.status != "denied"]
        told = [self.order.get((id(f.at.doc), f.at.sent.start), 0) for f in endings]
        possible = [d for d in self.found if any(d.order >= n for n in told) and self.fits(d, entry, entries, told)]
        return sorted(possible, key=lambda d: (-d.weight, not d.plain, d.order))

    def fits(self, d: Delivery, entry: Entry, entries: list[Entry], told: list[int]) -> bool:
        """Whether a delivery can be of the notice on an agreement."""
        parties = set(entry.parties)
        states = [p for p in d.by if self.draft.actors.get(p).kind == "state"]
        doers = {
            p for f in entry.acts if f.act in ("end", "withdraw", "notify-end") and f.status != "denied" for p in f.by
        }
        if states and not set(states) & (doers or parties):
            return False
        addressed = [p for p in d.to if self.draft.actors.get(p).kind == "state"]
        joined = entry.organisation or any(self.draft.actors.get(p).kind != "state" for p in parties)
        keeper = any(t.lemma_.lower() in ("depositary", "depository", "custodian") for t in d.verb.sent)
        if addressed and not set(addressed) & parties and not parts.multilateral(entry) and not joined and not keeper:
            return False
        bodies = [p for p in d.to if p not in addressed]
        here = [e for e in entries if any(m.head.doc is d.verb.doc and m.head.sent == d.verb.sent for m in e.mentions)]
        if here and entry not in here:
            return False
        near = any(0 <= d.order - n <= _FAR for n in told)
        between = bool(set(addressed) & parties) or bool(bodies)
        if d.weight == WRITTEN:
            return between and any(0 <= d.order - n <= 2 for n in told)
        return d.plain or (near and (d.definite or between))

    def settle(self, entry: Entry, entries: list[Entry], receipt: bool) -> None:
        """Give the notice on an agreement the day of its delivery, where its own words give none but that of a statement."""
        endings = [
            f for f in entry.acts
            if f.act in ("end", "withdraw", "notify-end") and f.status in ("happened", "ongoing", "planned", "ordered")
        ]  # fmt: skip
        if not endings or not self.found:
            return
        if any(f.act == "notify-end" and f.status == "denied" for f in entry.acts) and not any(
            f.act == "notify-end" for f in endings
        ):
            return  # "no formal notice had been given"
        possible = self.of(entry, entries)
        if receipt and (got := [d for d in possible if d.received]):
            for f in endings:
                f.received = f.received or got[0].time
        notices = [f for f in endings if f.act == "notify-end"]
        if not possible or any(f.on is not None and not f.said for f in notices):
            return
        best = possible[0]
        done = ("happened", "ongoing", "ordered")
        first = notices or [f for f in endings if entry.notice is not None and f.status in done and f.effect is None]
        if first and not first[0].immediate:
            for f in first:
                if f.on is None or f.said or f.act != "notify-end":
                    f.act, f.status, f.on, f.said, f.day = "notify-end", "happened", best.time, False, None
            return
        if entry.notice is None or any(f.immediate for f in endings):
            return
        entry.acts.append(self.notice(best))


def _to_come(verb: Token) -> bool:
    """ "a note will then go to Moscow", "the ministry will notify Moscow": a notice that is still to be given."""
    lemma = verb.lemma_.lower()
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not helpers & _AHEAD or any(c.dep_ == "neg" for c in verb.children):
        return False
    if lemma in lexicon.NOTIFY:
        return lemma == "notify"
    a = frames.of_verb(verb)
    papers = any(
        t.lemma_.lower() in (*lexicon.NOTICES, "note", "letter") and not syntax.near(t, ("about",))
        for t in (*a.object, *a.subject)
    )
    return papers and lemma in (*_PASSING, *lexicon.REACH, "go")


def _shared_passive(verb: Token) -> bool:
    """ "The envoy was called in and given the note": a participle that shares the auxiliary of the one before."""
    up = verb.head
    bare = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in verb.children)
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and bare and any(c.dep_ == "auxpass" for c in up.children)


def _counted(verb: Token, subjects: list[Token]) -> bool:
    """ "The six months' notice began to run on Thursday", "the notice period started on Monday": what counts is a notice."""
    if verb.lemma_ in ("begin", "start") and any(
        c.dep_ == "xcomp" and c.lemma_ not in ("run", "count", "tick") for c in verb.children
    ):
        return False
    for t in subjects:
        words = {u.lemma_.lower() for u in t.subtree}
        if t.lemma_.lower() in lexicon.NOTICES or (
            t.lemma_ in ("period", "term", "clock", "countdown", "month", "day", "year", "count")
            and words & {*lexicon.NOTICES, "withdrawal", "termination"}
        ):
            return True
    return False


def _none_came(verb: Token) -> bool:
    """ "none had come", "no notification has been received", "had not received any letter"."""
    if verb.lemma_.lower() not in _COMING:
        return False
    a = frames.of_verb(verb)
    things = [*a.subject, *a.object]
    papers = [t for t in things if t.lemma_.lower() in lexicon.NOTICE_PAPERS]
    if any(t.lower_ in ("none", "nothing") for t in things):
        return not any(t.lower_ == "of" for x in things for t in x.children)
    if any(c.lower_ == "no" for t in papers for c in t.children):
        return True
    negated = any(c.dep_ == "neg" for c in verb.children)
    until = any(c.lower_ in ("until", "till", "before") for c in verb.children)
    return negated and not until and bool(papers)


def _renewing(verb: Token) -> bool:
    """Whether one is told about prolonging: "that it would not renew it" ends it."""
    acts = {w.act for t in (verb, *verb.children) for w in act_verbs().get(t.lemma_.lower(), ())}
    return bool(acts & {"renew", "extend"}) or verb.lemma_.lower() in ("want", "wish", "intend", "bind", "bound")


def _ending(verb: Token) -> bool:
    """Whether one is told that an agreement is ended or not renewed: "that it was leaving", "that it would not prolong it"."""
    acts = {w.act for w in act_verbs().get(verb.lemma_.lower(), ())}
    ending = bool(acts & {"end", "withdraw", "notify-end", "expire", "renew", "extend", "suspend"})
    return ending or verb.lemma_.lower() in ("leave", "quit", "go", "pull", "want", "wish", "intend", "bind", "bound")


__all__ = ["Deliveries", "Delivery"]
