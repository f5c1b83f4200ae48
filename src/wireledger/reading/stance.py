"""How the story holds what a clause says: whether it happened, is planned, ordered, wanted, possible or denied.

After FactBank (certainty and polarity by source) and the event-factuality literature: the clause's own auxiliaries and
negation first, then every governor on the way up to the sentence's root, as ``knowledge/factuality`` says. Verbs of
saying are transparent: who said so is kept as the source, not as doubt.
"""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.speech import SILENT, factuality, speech_acts
from wireledger.model import Status

_STRENGTH = {
    "denied": 6,
    "none": 5,
    "demanded": 4,
    "ordered": 4,
    "possible": 3,
    "planned": 2,
    "ongoing": 1,
    "happened": 0,
}
_NEGATIVE = frozenset(("no", "not", "n't", "never", "neither", "nor", "none", "nobody", "nothing", "hardly", "without"))
_NOBODY = frozenset(("nobody", "none", "nothing", "neither", "noone"))
_ALMOST = frozenset(("almost", "nearly"))
_MODALS = {"will": "planned", "'ll": "planned", "wo": "planned", "shall": "planned", "would": "possible", "'d": "possible",
           "may": "possible", "might": "possible", "could": "possible", "can": "none", "ca": "none", "should": "demanded",
           "must": "demanded", "ought": "demanded"}  # fmt: skip
_CONDITIONS = frozenset(("if", "unless", "whether", "until", "before", "lest", "once"))
_HEARSAY = frozenset(
    ("reportedly", "allegedly", "possibly", "perhaps", "maybe", "supposedly", "purportedly", "apparently", "probably")
)
_INSIDE = frozenset(("xcomp", "ccomp", "dobj", "obj", "pobj", "prep", "acl", "attr", "oprd", "pcomp", "nsubjpass", "nsubj", "conj", "advcl", "relcl", "appos", "compound", "poss", "amod", "acomp", "dative", "agent"))  # fmt: skip

_REPORTS = frozenset(["claim", "report", "allegation", "accusation", "rumor", "rumour", "assertion", "suggestion", "charge", "speculation", "notion", "story"])  # fmt: skip
"""Nouns for what is told and may be false."""
_RUMOURS = frozenset(
    [
        "hint",
        "whisper",
        "impression",
        "idea",
        "belief",
        "suspicion",
        "fear",
        "threat",
        "warning",
        "prediction",
        "forecast",
        "hearsay",
        "talk",
        "lie",
        "myth",
    ]
)
_DISMISS = frozenset(("deny", "reject", "dispute", "refute", "dismiss", "rebut", "debunk", "contradict", "disprove"))
_SPEAKING = frozenset(("ask", "call", "warn", "speak", "talk", "appeal", "press", "plead", "complain", "accuse"))
"""Verbs whose preposition says what is asked or told."""
_VERIFY = frozenset(("confirm", "verify", "deny", "corroborate", "acknowledge", "substantiate"))
_EVIDENCE = frozenset(("evidence", "proof", "sign", "indication", "confirmation", "reason"))
_PRESUPPOSING = frozenset(["condemn", "denounce", "criticize", "criticise", "deplore", "retaliate", "respond", "react", "investigate", "probe", "mourn", "regret", "praise", "hail", "welcome", "applaud", "avenge", "punish", "survive", "witness", "protest", "lament", "blame", "commemorate", "end", "halt", "cease", "stop"])  # fmt: skip
"""Verbs whose object is a fact, whatever is said of themselves: who will investigate an attack has an attack to look into."""
_PRESUPPOSED = frozenset(["end", "halt", "stop", "cessation", "response", "reaction", "investigation", "probe", "inquiry", "retaliation", "protest", "criticism", "condemnation", "revenge", "aftermath", "anniversary", "victim"])  # fmt: skip
_AFTERWARDS = frozenset(
    ("for", "over", "after", "since", "during", "despite", "amid", "following", "against", "because", "in")
)
"""Prepositions that hang a happening beside a clause, not within what the clause's verb plans or wants."""
_REPORTING = frozenset(("say", "confirm", "deny", "warn"))
_ON: dict[str, tuple[str, ...]] = {
    "agreement": ("on", "to", "for"),
    "deal": ("on", "to", "for"),
    "accord": ("on",),
    "pact": ("on",),
    "date": ("for",),
}
_SPANS = frozenset(["days", "weeks", "months", "years", "last", "past", "recent", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "weekends", "average"])  # fmt: skip
_PERIODS = frozenset(("hour", "day", "week", "month", "year", "minute"))
_ASKING = frozenset(
    ("call", "ask", "push", "press", "appeal", "campaign", "lobby", "plead", "hope", "wish", "beg", "aim")
)
_THINKING = frozenset(("fear", "risk", "consider", "think", "believe", "discuss", "threaten", "negotiate"))
_AGAINST = {"decide": "denied", "vote": "denied", "rule": "denied", "opt": "denied", "choose": "denied",
            "warn": "possible", "advise": "possible", "argue": "possible", "caution": "possible", "recommend": "possible"}  # fmt: skip
"""What verbs say of what they are done against: "decided against leaving"."""
_AT_ONCE = frozenset(["refuse", "decline", "terminate", "end", "suspend", "cancel", "abrogate", "denounce", "revoke", "repeal", "annul", "expel", "ban", "close", "sign", "ratify", "quit", "arrest", "seize", "capture", "kill", "become", "begin", "start", "replace", "succeed", "resign", "approve", "reject", "accept", "withdraw", "pull", "announce", "dismiss", "oust"])  # fmt: skip
"""Verbs that tell of one act even in the present."""
_PREVENT = frozenset(
    ("stop", "prevent", "keep", "deter", "discourage", "restrain", "block", "dissuade", "refrain", "hinder")
)
_HELD = frozenset(["say", "report", "understand", "rumor", "rumour", "think", "believe", "know", "allege", "presume", "assume", "suspect"])  # fmt: skip
_BACKED = {"approve": "planned", "authorise": "planned", "authorize": "planned", "endorse": "possible", "support": "possible",
           "back": "possible", "favor": "possible", "favour": "possible", "advocate": "demanded", "propose": "planned"}  # fmt: skip
"""What verbs say of a happening that is their object: who approves a deployment has not deployed."""
_SURE = frozenset(["fail", "forget", "hesitate", "neglect", "omit", "shrink", "balk", "baulk", "shy", "flinch"])
"""Verbs that, negated, say that it was done."""
_ATTEMPTING = frozenset(
    ["move", "work", "fight", "struggle", "eye", "long", "dream", "look", "rush", "race", "volunteer", "apply"]
)
"""Verbs that say something of an infinitive alone: "moved to end the pact"."""
_BOLD = frozenset(
    ["courage", "nerve", "audacity", "temerity", "honor", "honour", "misfortune", "luck", "grace", "decency"]
)
"""Nouns behind which an infinitive tells of what was done: "had the nerve to leave"."""
_CONDITION = frozenset(["condition", "priority", "precondition", "requirement"])
_SORRY = frozenset(
    ["regret", "remorse", "apology", "qualm", "doubt", "secret", "bone", "mistake", "excuse", "end", "stranger"]
)
"""Nouns of which to have none says nothing against what was done: "makes no apology for expelling"."""
_PURPOSELESS = frozenset(["use", "employ", "help", "serve", "combine", "join", "manage", "go", "continue", "return", "conspire", "rise", "grow", "be", "do", "seem", "work"])  # fmt: skip
"""Verbs behind which an infinitive tells of what was done, not of a purpose."""
_INFINITIVES = frozenset(["due", "set", "scheduled", "able", "free", "entitled", "ready", "willing", "unable", "unwilling", "reluctant", "about", "bound", "eager"])  # fmt: skip
"""Adjectives that say something of an infinitive and nothing of a clause beside them."""
_WISHING = frozenset(
    ["want", "need", "like", "wish", "see", "have", "get", "keep", "order", "demand", "urge", "plan", "expect"]
)
_DECIDING = frozenset(["consider", "weigh", "discuss", "debate", "mull", "study", "contemplate", "ponder", "examine"])
_KEEP = frozenset(["keep", "fulfil", "fulfill", "honor", "honour", "execute", "implement", "realize", "realise"])
_DROP = frozenset(["drop", "ditch", "break", "retract", "renege", "rescind", "withdraw", "scuttle", "torpedo"])
_LAPSE = frozenset(["fail", "collapse", "founder", "falter", "flop", "fizzle", "unravel", "stall"])
_BOUND = frozenset(["party", "side", "state", "member", "signatory", "country", "government"])
"""Who is bound by a text that says what either of them may do."""
_LETTING = frozenset(["see", "let", "make", "have", "help"])
"""Verbs whose bare infinitive with a subject shares their mood: "a move that could see the troops leave"."""
_FORETOLD = frozenset(["planned", "possible", "demanded", "ordered"])
_LEAVES = frozenset(["light", "nod", "consent", "approval", "go-ahead", "blessing", "permission", "assent"])
"""Nouns for the leave that somebody gives to what is still to be done."""
_LIES = frozenset(["lie", "myth", "falsehood", "fabrication", "fiction", "invention", "nonsense", "fake", "slander"])
_TENSED = frozenset(("warn", "suggest", "insist", "agree", "promise", "expect", "decide", "propose", "set", "mean", "press", "push", "call", "offer", "study", "discuss", "continue", "keep", "fail", "need", "seek"))  # fmt: skip
"""Verbs that say something of an infinitive but nothing of a clause with a tense of its own."""
_PLANNED = {"planned": "planned", "proposed": "planned", "possible": "possible", "potential": "possible", "alleged": "possible",
            "threatened": "possible", "expected": "planned", "impending": "planned", "imminent": "planned",
            "ongoing": "ongoing", "eventual": "planned", "future": "planned", "upcoming": "planned",
            "suspected": "possible", "purported": "possible", "supposed": "possible", "apparent": "possible",
            "attempted": "possible", "looming": "planned", "scheduled": "planned", "rumored": "possible", "rumoured": "possible"}  # fmt: skip


def judge(predicate: Token) -> tuple[Status | None, bool, Token | None]:
    """``(status, negated, cue)`` of the clause that a predicate heads; status None where it asserts no event."""
    status, cue = _own(predicate)
    if status == "none":
        return None, False, cue
    if status == "happened" and _habitual(predicate):
        status, cue = "ongoing", predicate
    negated = status == "denied"
    node = predicate
    verbal = predicate.pos_ in ("VERB", "AUX")
    told: Token | None = None
    for _ in range(8):
        governor, link = _above(node)
        if governor == node:
            break
        if link == "conj":
            shared = node.tag_ in ("VB", "VBN", "VBG") and not _apart(node)
            if node.pos_ in ("VERB", "AUX") and governor.pos_ in ("VERB", "AUX") and shared and not _has_subject(node):
                own, own_cue = _own(governor)  # "will leave and hand over": the auxiliary is shared
                if own != "denied" or not any(c.dep_ == "cc" and c.lower_ == "but" for c in governor.children):
                    status, cue = _stronger((status, cue), (own, own_cue))
            node = governor
            continue
        if link == "advmod" and node.lower_ == "short" and governor.lemma_ in ("stop", "fall"):
            return "denied", True, governor  # "stopped short of ending it"
        if link == "advmod" and (said := factuality().get((f"{_lemma(governor)} {node.lower_}", "V"))):
            return said, said == "denied", governor  # type: ignore[return-value]  # "backed away from leaving"
        if link == "csubj" and (node.tag_ == "VBG" or _infinitive(node)):
            if governor.tag_ in ("VBD", "VBN"):
                break  # "leaving the bloc cost it dear"
            return ("denied" if _negated(governor) or _barred(governor) else "possible"), False, governor
        if link == "advcl" and node.tag_ == "VBG" and _goes_on(node, governor):
            own, own_cue = _own(governor)
            if own in _FORETOLD:  # "will pull out its troops, ending a decade of war"
                status, cue = _stronger((status, cue), (own, own_cue))
                node = governor
                continue
        if governor.pos_ == "ADP" and (said := _preposition(governor)):
            status, cue = _stronger((status, cue), (said, governor))
            if said == "none":
                return None, negated, governor
            return status, negated or said == "denied", cue  # type: ignore[return-value]
        if link == "ccomp" and node.i < governor.i and governor.tag_ == "VBN" and _lemma(governor) not in speech_acts():
            break  # "threatened to leave after his visa was cancelled": nothing but what is said stands before its verb
        if link == "acl" and node.tag_ == "VBN" and _stands_apart(node):
            break  # "considered a petition filed by six senators"
        if link not in _INSIDE or (link in ("ccomp", "advcl", "nsubj") and _parted(node, governor)):
            break
        if link == "relcl" and governor.lemma_.lower() in _LIES and any(c.lower_ == "that" for c in node.children):
            if governor.dep_ == "attr" and not _negated(governor.head):
                return "denied", True, governor  # "it is a lie that they fired"
        if (link == "relcl" or (link == "advcl" and not _conditional(node))) and not _infinitive(node):
            if link == "advcl" and (beside := _governed(governor, node, link, verbal))[0]:
                status, cue = _stronger((status, cue), beside)  # type: ignore[arg-type]
            break  # a relative or adverbial clause stands on its own
        if link in ("nsubj", "nsubjpass", "poss") and verbal and node == predicate:
            break
        if _inverted(governor, node):
            return None, negated, governor  # "would have failed had the army attacked"
        if node.lower_ == "hold" and link in ("dobj", "pobj") and any(c.lower_ == "on" for c in governor.children):
            status, cue = _stronger(
                (status, cue), ("planned", node)
            )  # "put on hold the expulsion": parsed as "put hold"
        if governor.lemma_.lower() in _REPORTS and (governor.pos_ == "NOUN" or governor.dep_ == "nsubj"):
            told = governor
        elif governor.lemma_.lower() in _EVIDENCE and governor.pos_ == "NOUN" and _without(governor):
            status, cue = _stronger((status, cue), ("possible", governor))
            return status, negated, cue  # type: ignore[return-value]
        if (
            governor.lemma_.lower() in _LIES
            and node.pos_ == "VERB"
            and governor.dep_ == "attr"
            and not _negated(governor.head)
        ):
            return "denied", True, governor  # "it is a lie that"
        if told is not None and link in ("nsubj", "nsubjpass", "dobj", "obj") and _false(governor):
            return "denied", True, governor
        if link == "ccomp" and status in ("happened", "ongoing") and _unsaid(governor) and not _asks_why(node):
            return "possible", negated, governor  # "did not say, would not confirm that X": left open
        if not verbal and link in ("dobj", "nsubjpass") and governor.lemma_ in _VERIFY and _unsaid(governor):
            return "possible", negated, governor
        fate = _fate(governor, node, link) if status in _FORETOLD else None
        if fate is not None:
            return fate, fate == "denied", governor
        said, said_cue = _governed(governor, node, link, verbal)
        undone = said == "denied" and governor.pos_ == "VERB" and _negated(governor)
        if undone:  # "did not fail to leave" left; "did not rule out leaving" may leave
            if governor.lemma_ in _SURE:
                break
            said = "possible"
        if said:
            status, cue = _stronger((status, cue), (said, said_cue))
            negated = negated or said == "denied"
        if not verbal and said is None and _presupposed(governor, node, link):
            break
        if (
            verbal
            and said is None
            and link == "prep"
            and governor.pos_ == "NOUN"
            and node.lower_ in ("for", "over", "after")
        ):
            break  # "is serving a sentence for plotting"
        if governor.pos_ in ("VERB", "AUX"):
            if link in (
                "nsubj",
                "nsubjpass",
                "dobj",
                "attr",
                "obj",
                "oprd",
                "xcomp",
                "ccomp",
                "acomp",
                "prep",
                "pobj",
            ) and _negated(governor):
                if governor.lemma_ in speech_acts() and link == "ccomp":
                    pass  # "did not say that X left" leaves X open
                elif undone or said in ("denied", "none"):
                    pass
                else:
                    status, cue = _stronger((status, cue), ("denied", governor))
                    negated = True
            loose = link == "prep" and verbal and node.lower_ in _AFTERWARDS
            if (
                link in ("dobj", "obj", "nsubjpass", "attr", "nsubj", "prep", "pobj", "xcomp")
                and not loose
                and speech_acts().get(governor.lemma_, "plan") == "plan"
            ):
                own, own_cue = _own(governor)  # "will begin the withdrawal"
                if own not in ("happened", "denied"):
                    status, cue = _stronger((status, cue), (own, own_cue))
            if link == "ccomp" and governor.lemma_ in _LETTING and node.tag_ in ("VB", "VBP") and _has_subject(node):
                own, own_cue = _own(governor)
                if own not in ("happened", "denied"):
                    status, cue = _stronger((status, cue), (own, own_cue))
            if link == "ccomp" and governor.lemma_ in speech_acts() and not said:
                verbal = True
        node = governor
    sentence = predicate.sent
    if sentence[-1].text == "?" or (len(sentence) > 1 and sentence[-2].text == "?"):
        return None, negated, cue
    return (None if status == "none" else status), negated, cue  # type: ignore[return-value]


def _stands_apart(participle: Token) -> bool:
    """Whether a participle behind a noun tells of what was done with it, whatever is planned or denied of the noun: it has
    a doer or a day; unlike "wants the treaty ended"."""
    over = participle.head.head
    if participle.head.dep_ in ("dobj", "obj") and _lemma(over) in _WISHING:
        return False
    return any(c.dep_ == "agent" for c in participle.children) or any(
        c.dep_ in ("prep", "npadvmod")
        and any(t.ent_type_ == "DATE" for t in c.subtree)
        and c.lower_ not in ("by", "until")
        for c in participle.children
    )


def _barred(governor: Token) -> bool:
    """ "is out of the question", "is unthinkable": what is said so of is not done."""
    return any(
        (c.lower_ == "out" and any(t.lemma_ == "question" for t in c.subtree))
        or (c.dep_ == "acomp" and factuality().get((c.lemma_.lower(), "A")) == "denied")
        for c in governor.children
    )


def _goes_on(participle: Token, governor: Token) -> bool:
    """Whether a participle tells what comes of its clause's verb ("will leave, ending"), and not what is said besides."""
    return (
        participle.i > governor.i
        and participle.lemma_.lower() not in speech_acts()
        and not any(
            c.dep_ == "mark" or (c.dep_ == "advmod" and c.lower_ in ("when", "while")) for c in participle.children
        )
    )


def _asks_why(clause: Token) -> bool:
    """ "did not say why it attacked": that it did is taken for granted."""
    return clause.left_edge.lower_ in ("why", "how")


def _fate(governor: Token, node: Token, link: str) -> Status | None:
    """What became of a plan, promise, threat or attempt that names a happening: kept and carried out, or dropped and failed."""
    if node.pos_ not in ("NOUN", "ADP") or governor.pos_ != "VERB" or _own(governor)[0] != "happened":
        return None
    noun = node if node.pos_ == "NOUN" else next((c for c in node.children if c.dep_ == "pobj"), None)
    if (
        noun is None
        or (noun.lemma_.lower(), "N") not in factuality()
        or noun.lemma_ in ("talk", "negotiation", "discussion")
    ):
        return None
    lemma, particle = governor.lemma_, next((c.lower_ for c in governor.children if c.dep_ == "prt"), None)
    if link in ("dobj", "nsubjpass", "obj"):
        if lemma in _KEEP or (lemma, particle) == ("carry", "out"):
            return "happened"
        if lemma in _DROP:
            return "denied"
    if link == "nsubj" and (lemma in _LAPSE or (lemma, particle) in (("fall", "through"), ("fall", "apart"))):
        return "denied"
    if link == "prep" and node.lower_ in ("on", "from", "with"):
        if (lemma == "make" and any(c.lower_ == "good" for c in governor.children)) or lemma in ("deliver", "act"):
            return "happened"
        if (lemma, particle) in (("follow", "through"), ("go", "through"), ("go", "ahead")):
            return "happened"
        if lemma in ("renege", "back", "retreat", "backtrack", "backpedal"):
            return "denied"
    return None


def _above(node: Token) -> tuple[Token, str]:
    """What a node hangs on and how. An infinitive right behind a noun such as "calls" or "plans" hangs on that noun, where
    the parser hung it on the verb."""
    if node.dep_ == "advcl" and _infinitive(node) and node.left_edge.i > node.sent.start:
        noun = node.left_edge.nbor(-1)
        if noun.pos_ == "NOUN" and noun.head == node.head and (noun.lemma_.lower(), "N") in factuality():
            return noun, "acl"
        for named in node.head.children:  # "growing calls in Lima to suspend it"
            if (
                named.dep_ in ("dobj", "attr")
                and node.head.i < named.i < node.i
                and named.right_edge.i + 1 == node.left_edge.i
                and factuality().get((named.lemma_.lower(), "N")) in ("demanded", "planned")
            ):
                return named, "acl"
        if noun.dep_ == "npadvmod" and noun.head == node.head and (_lemma(node.head), "V") in factuality():
            return node.head, "xcomp"  # "voted Sunday to expel them"
    if node.dep_ in ("acl", "relcl") and node.head.dep_ in ("nsubj", "nsubjpass") and _infinitive(node):
        if node.head.i < node.head.head.i < node.left_edge.i:
            return node.head.head, "xcomp"  # "the soldiers were made to leave": hung on the soldiers
    if node.dep_ == "conj" and any(c.dep_ == "mark" and c.lower_ == "that" for c in node.children):
        if any(c.dep_ == "ccomp" and c.i < node.i for c in node.head.children):
            return node.head, "ccomp"  # "demands that it leave, and that it pay": hung on the demand
    if node.dep_ == "conj" and node.lower_ == node.lemma_ and node.tag_ in ("VB", "VBD") and not _has_subject(node):
        # "threatened to leave the bloc, cut ties and expel the envoy": a form that the parser takes for a past tense
        top = node.head
        while top.dep_ == "conj" and top.lower_ == top.lemma_:
            top = top.head
        if top.lower_ != top.lemma_ and not any(c.dep_ == "aux" for c in top.children):
            for word in reversed(node.doc[top.i + 1 : node.left_edge.i]):
                if word.dep_ == "xcomp" and word.tag_ == "VB" and _infinitive(word):
                    return word, "conj"
    return node.head, node.dep_


def _preposition(preposition: Token) -> str | None:
    """What a preposition by itself says of its object: "without firing", "instead of leaving", "in case of an attack"."""
    word = preposition.lower_
    if word == "without":
        return "denied"
    before = preposition.nbor(-1) if preposition.i > preposition.sent.start else None
    if before is None:
        return None
    if word == "of" and before.lower_ in ("instead", "short"):
        return "denied" if before.lower_ == "instead" else None
    if word == "than" and before.lower_ == "rather":
        return "denied"
    if word == "from" and before.lower_ == "far":
        return "denied"
    if word == "to" and before.lower_ == "close":
        return "denied" if before.head.lemma_ == "come" else "possible"
    if (
        word == "of"
        and before.lower_ in ("case", "event")
        and preposition.head == before
        and before.head.lower_ == "in"
    ):
        return "none"
    return None


def _inverted(governor: Token, node: Token) -> bool:
    """ "... had the army attacked": a condition without its "if", which the parser takes for a verb "had"."""
    if governor.lower_ in ("should", "had", "were") and governor.dep_ == "advcl" and governor == governor.left_edge:
        return True
    return (
        governor.lower_ == "had"
        and node.dep_ == "ccomp"
        and governor.i + 1 == node.left_edge.i
        and not any(c.dep_ == "nsubj" for c in governor.children)
        and any(c.lower_ in _MODALS for c in governor.head.children)
    )


def _without(noun: Token) -> bool:
    """Whether a noun is denied: "no evidence", "did not see any sign"."""
    return any(c.lower_ in ("no", "little", "any") for c in noun.children) and (
        any(c.lower_ in ("no", "little") for c in noun.children)
        or (noun.head.pos_ in ("VERB", "AUX") and _negated(noun.head))
    )


def _false(governor: Token) -> bool:
    """Whether a verb says of a report that it is false: "dismissed claims", "the reports are untrue", "called it false"."""
    if governor.lemma_ in _DISMISS and not _negated(governor):
        return True
    if governor.lemma_ == "be" and any(c.dep_ == "attr" and c.lemma_.lower() in _LIES for c in governor.children):
        return not _negated(governor)
    if governor.lemma_ in ("be", "call", "brand", "describe", "label", "prove"):
        words = (
            t
            for c in governor.children
            if c.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp")
            for t in (c, *c.children)
        )
        return any(
            (t.lemma_.lower(), "A") in factuality() and factuality()[t.lemma_.lower(), "A"] == "denied" for t in words
        )
    return False


def _unsaid(verb: Token) -> bool:
    """Whether a verb of saying or confirming is itself not done: "could not confirm", "declined to say", "refuses to deny"."""
    if verb.pos_ != "VERB" or speech_acts().get(verb.lemma_.lower()) not in _REPORTING:
        return False
    if _negated(verb):
        return True
    over = verb.head
    return (
        verb.dep_ == "xcomp"
        and over != verb
        and (over.lemma_ in ("decline", "refuse", "fail", "unable", "unwilling") or _negated(over))
    )


def _presupposed(governor: Token, node: Token, link: str) -> bool:
    """Whether a noun for a happening is taken for granted where it stands: "vowed revenge for the attack"."""
    lemma = governor.lemma_.lower()
    if governor.pos_ == "VERB" and lemma in _PRESUPPOSING and link in ("dobj", "obj", "nsubjpass", "prep"):
        return True
    if link != "prep":
        return False
    return (governor.pos_ == "NOUN" and lemma in _PRESUPPOSED) or (
        node.lower_ in _AFTERWARDS and governor.pos_ in ("VERB", "NOUN") and node.lower_ != "in"
    )


def _stronger(a: tuple[str, Token | None], b: tuple[str, Token | None]) -> tuple[str, Token | None]:
    return b if _STRENGTH[b[0]] > _STRENGTH[a[0]] else a


def _parted(a: Token, b: Token) -> bool:
    """Whether a semicolon stands between two predicates: sentences of their own, whatever the parse says."""
    first, last = sorted((a.i, b.i))
    return any(t.text == ";" for t in a.doc[first:last])


def _apart(verb: Token) -> bool:
    """Whether a coordinated verb begins anew after a comma ("have not recognised, and on Saturday again rejected")."""
    left = verb.left_edge.i
    cc = next((c.lower_ for c in verb.head.children if c.dep_ == "cc" and verb.head.i < c.i < verb.i), "and")
    before = [t for t in verb.doc[verb.head.i + 1 : max(left, verb.head.i + 1)] if t.text == ","]
    return (
        cc == "and"
        and bool(before)
        and any(c.dep_ in ("advmod", "npadvmod", "prep") and c.i < verb.i for c in verb.children)
    )


def _opens(verb: Token) -> bool:
    """Whether a verb is the first word of its sentence, but for a quotation mark."""
    sentence = verb.sent
    return verb.i == sentence.start + (sentence[0].text == '"')


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children)


def _if(verb: Token) -> bool:
    """Whether what a verb tells of hangs on an open condition: "if", "unless", not "only if" a formality is past."""
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
        for c in verb.children
    )


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIVE and child.dep_ in ("advmod", "preconj", "det", "cc") and child.i < verb.i
        ):
            if child.i + 1 < len(child.doc) and child.nbor().lower_ in ("only", "just", "merely", "least"):
                continue  # "not only attacked but burned"
            return True
        if child.lower_ == "longer" and any(g.lower_ == "no" for g in child.children):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _NOBODY:
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ in ("one", "a", "single") for c in child.children):
            first = child.left_edge
            if first.i > 0 and "not" in (first.lower_, first.nbor(-1).lower_):
                return True  # "not one civilian was killed", which the parse hangs on the verb above
        if child.dep_ == "prep" and child.lower_ in ("for", "of") and verb.lemma_ in _SPEAKING:
            if any(g.dep_ in ("det", "neg") and g.lower_ == "no" for c in child.children for g in c.children):
                return True  # "asked for no talks"
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            (g.lower_ in ("no", "neither") and g.dep_ in ("det", "neg", "preconj"))
            or (g.lower_ == "not" and g.dep_ == "neg" and g.nbor().lower_ in ("a", "one", "single"))
            for g in child.children
        ):
            return True
    return False


def _entitles(verb: Token) -> Token | None:
    """The modal of "either party may withdraw on a year's notice": what a text lets whoever is bound by it do."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("may", "can", "shall")), None)
    if modal is None:
        return None
    for subject in verb.children:
        if subject.dep_ == "nsubj" and subject.lemma_.lower() in _BOUND:
            if any(c.dep_ == "det" and c.lower_ in ("either", "each", "any", "a", "every") for c in subject.children):
                return modal
    return None


def _own(token: Token) -> tuple[str, Token | None]:
    """What the predicate's own auxiliaries, negation and determiner say."""
    if token.pos_ not in ("VERB", "AUX"):
        for child in token.children:
            if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
                return "denied", child
            if child.dep_ == "amod" and (
                said := factuality().get((child.lemma_.lower(), "A")) or _PLANNED.get(child.lower_)
            ):
                return said, child
        return "happened", None
    condition = next((c for c in token.children if c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether")), None)
    than = next((c for c in token.children if c.dep_ == "mark" and c.lower_ == "than"), None)
    if than is not None and than.i > token.sent.start and than.nbor(-1).lower_ == "rather":
        return "denied", than
    if than is not None and token.tag_ == "VB" and any(c.lower_ in ("rather", "sooner") for c in token.head.children):
        return "denied", than  # "would rather resign than leave"
    if (
        condition is not None
        and condition.lower_ == "whether"
        and _infinitive(token)
        and token.head.lemma_ in _DECIDING
    ):
        condition = None  # "considers whether to leave": the verb above says it
    if condition is not None or _asks(token):
        return "none", condition or token
    if _negated(token):
        if token.tag_ == "VB" and any(c.lower_ == "did" for c in token.children) and _until(token):
            return "happened", token  # "did not leave until Friday"
        return "denied", token
    if (modal := _entitles(token)) is not None:
        return "none", modal
    best: tuple[str, Token | None] = ("happened", None)
    perfect = any(c.lower_ in ("have", "has", "had", "'ve") and c.dep_ == "aux" for c in token.children)
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _MODALS:
            said = _MODALS[child.lower_]
            if child.lower_ in ("would", "'d") and _backshifted(token):
                said = "planned"
            if said == "planned" and _if(token):
                said = "possible"  # "if the talks fail, it will leave"
            if perfect and child.lower_ in ("will", "would", "could", "might"):
                due = child.lower_ == "will" and any(c.lower_ in ("by", "before") for c in token.children)
                said = "planned" if due else "possible"  # "will have left by May"
            elif perfect and child.lower_ in ("should", "ought"):
                said = "denied"  # "should have left"
            best = _stronger(best, (said, child))
        elif child.dep_ == "advmod" and child.lower_ in _ALMOST and child.i < token.i:
            best = _stronger(best, ("denied", child))
        elif child.dep_ == "advmod" and child.lower_ in _HEARSAY:
            best = _stronger(best, ("possible", child))
        elif child.dep_ in ("aux",) and child.lower_ == "to" and token.dep_ in ("ROOT", "ccomp"):
            best = _stronger(best, ("planned", child))  # headline: "X to leave Y"
    if token.lower_ == "going" and any(c.dep_ == "xcomp" for c in token.children):
        best = _stronger(best, ("planned", token))
    if best[0] == "happened" and token.tag_ == "VBN" and any(c.lower_ == "being" for c in token.children):
        if any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("is", "are") for c in token.children):
            best = ("planned" if _dated(token) else "ongoing", token)  # "are being withdrawn"
    if best[0] == "happened" and token.lemma_ in _LASTING and token.dep_ == "acl":
        if token.tag_ == "VBG" or (token.tag_ == "VBN" and not _stands_dated(token)):
            best = ("ongoing", token)  # "soldiers fighting beside them", "an army backed by militias"
    if best[0] == "happened" and token.tag_ == "VBG" and (going := _progressive(token)):
        best = (going, token)
    if (
        best[0] == "happened"
        and token.tag_ in ("VBZ", "VBP")
        and token.dep_ in ("ROOT", "ccomp", "conj")
        and _dated(token)
    ):
        best = ("planned", token)  # "expires on May 1"
    if best[0] == "happened" and _subjunctive(token):
        ruled = token.head.lemma_ in ("rule", "order", "decree", "decide", "direct", "instruct", "command")
        best = ("ordered" if ruled else "demanded", token)
    opening = token.dep_ in ("advcl", "ccomp") and token.head.lemma_ in speech_acts() and _opens(token)
    if (
        token.tag_ == "VB"
        and (token.dep_ == "ROOT" or opening)
        and not _has_subject(token)
        and not any(c.dep_ == "aux" for c in token.children)
    ):
        best = _stronger(best, ("demanded", token))  # an imperative
    return best


_LASTING = frozenset(
    [
        "fight",
        "patrol",
        "guard",
        "protect",
        "occupy",
        "besiege",
        "shelter",
        "host",
        "hold",
        "blockade",
        "serve",
        "back",
        "support",
        "fund",
        "finance",
        "harbor",
        "harbour",
    ]
)
"""Verbs whose participle behind a noun tells what goes on."""


def _stands_dated(participle: Token) -> bool:
    return any(t.ent_type_ == "DATE" for c in participle.children for t in c.subtree)


def _until(verb: Token) -> bool:
    """Whether a date stands behind a verb's "until"."""
    return any(c.lower_ == "until" and any(g.ent_type_ in ("DATE", "TIME") for g in c.children) for c in verb.children)


def _asks(verb: Token) -> bool:
    """ "Had the army attacked, ...": a condition by the order of its words."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or verb.dep_ not in ("advcl", "ccomp", "dep"):
        return False
    return any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "should", "were") and c.i == verb.left_edge.i < subject.i
        for c in verb.children
    )


def _backshifted(verb: Token) -> bool:
    """Whether a "would" is a "will" told in the past: "said it would leave", without a condition."""
    if any(c.dep_ == "advcl" and _conditional(c) for c in verb.children):
        return False
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    over = clause.head
    if clause.dep_ not in ("ccomp", "parataxis") or over == clause:
        return False
    if clause.dep_ == "parataxis":
        return True
    return speech_acts().get(over.lemma_.lower()) in ("say", "confirm", "deny", "promise") and over.tag_ in (
        "VBD",
        "VBN",
        "VBG",
    )


def _habitual(verb: Token) -> bool:
    """ "which trains the army": what is told in the present, outside headlines and acts of speech, goes on."""
    if (
        verb.tag_ not in ("VBZ", "VBP")
        or speech_acts().get(verb.lemma_, "support") not in SILENT
        or verb.sent[-1].text not in (".", '"')
    ):
        return False
    if speech_acts().get(verb.lemma_, "support") not in SILENT or any(
        c.dep_ in ("aux", "auxpass") for c in verb.children
    ):
        return False
    if verb.lemma_ in _AT_ONCE and (verb.dep_ != "relcl" or verb.tag_ == "VBZ"):
        return False  # "it terminates the accord with six months' notice"
    return verb.dep_ in ("ROOT", "relcl", "ccomp", "conj", "advcl")


def _subjunctive(verb: Token) -> bool:
    """ "that the treaty be ended", "that he resign": the bare form with a subject of its own."""
    if (
        verb.dep_ != "ccomp"
        or not _has_subject(verb)
        or any(c.dep_ == "aux" and c.lower_ in ("to", *_MODALS, "do", "does", "did") for c in verb.children)
    ):
        return False
    if any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children) or verb.lower_ == "be":
        return True
    return verb.tag_ == "VB" and any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in verb.children)


def _progressive(token: Token) -> str | None:
    """What "is leaving" says: that it goes on, or, with a day to come, that it is planned."""
    if token.dep_ in ("acl", "pcomp", "amod", "csubj", "advcl", "xcomp"):
        return None
    be = next((c for c in token.children if c.dep_ == "aux" and c.lemma_ == "be"), None)
    if be is None:
        return None
    past = be.lower_ in ("was", "were")
    if past:
        told = token.dep_ == "ccomp" and token.head.lemma_ in speech_acts() and token.head.tag_ == "VBD"
        return "ongoing" if told and not _at_a_stroke(token) else None
    if be.lower_ == "been":
        have = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in token.children)
        return "ongoing" if have else None
    if _dated(token):
        return "planned"
    return None if _at_a_stroke(token) else "ongoing"


_STROKES = frozenset(("end", "revoke", "suspend", "scrap", "terminate", "cancel", "annul", "sever", "denounce", "abrogate", "rescind", "renounce", "impose", "expel", "ban", "freeze", "recall", "repeal"))  # fmt: skip
"""Verbs of achievement (Vendler) that are done by being declared."""


def _at_a_stroke(verb: Token) -> bool:
    """Whether a progressive announces what is done with it: "it was revoking the accord", unlike "was pulling out troops"."""
    return verb.lemma_.lower() in _STROKES and any(c.dep_ == "dobj" for c in verb.children)


def _dated(verb: Token) -> bool:
    """Whether a verb in the present has a day to come: "next month", "tomorrow", "on May 1"."""
    if verb.sent[-1].text != ".":
        return False  # headlines tell in the present what has happened
    for child in verb.children:
        day = child
        if child.dep_ == "prep" and child.lower_ in ("on", "in", "by"):
            day = next(iter(child.children), child)
        if day.ent_type_ != "DATE" or (day is child and child.dep_ != "npadvmod"):
            continue
        words = {t.lower_ for t in day.subtree}
        named = child.lower_ != "in" or day.tag_ == "NNP"  # "in May", not "in recent weeks"
        if words & {"next", "tomorrow"} or (day is not child and named and not words & _SPANS):
            return True
    return False


def _governed(governor: Token, node: Token, link: str, verbal: bool) -> tuple[str | None, Token | None]:
    """What a governor says of the node that hangs on it by ``link``; None where it says nothing."""
    lemma = _lemma(governor)
    if governor.pos_ in ("VERB", "AUX"):
        if link in ("advcl", "ccomp") and _conditional(node):
            mark = next(c for c in node.children if c.dep_ == "mark" and c.lower_ in _CONDITIONS)
            if mark.lower_ not in ("until", "before", "once"):
                return "none", mark
            past = node.tag_ == "VBD" and _own(governor)[0] in ("happened", "denied")
            return (None, None) if past else ("planned", mark)
        if lemma == "be" and link in ("xcomp", "ccomp", "advcl"):
            return _predicative(governor, node, link)
        if lemma == "going" or (governor.lower_ == "going" and link == "xcomp"):
            return "planned", governor
        if lemma == "have" and link == "xcomp" and any(c.lower_ == "yet" for c in governor.children):
            return "planned", governor  # "has yet to leave"
        if lemma in ("have", "need") and link == "xcomp":
            return "demanded", governor
        if governor.lower_ == "supposed" and _infinitive(node):
            return "planned", governor
        if link == "prep" and node.lower_ == "against" and lemma in _AGAINST:
            return _AGAINST[lemma], governor
        if (
            link == "prep"
            and node.lower_ == "from"
            and lemma in _PREVENT
            and any(c.dep_ == "pcomp" for c in node.children)
        ):
            return "denied", governor
        if lemma == "claim" and link == "xcomp":
            return "possible", governor
        if lemma == "vote" and link != "xcomp" and not (link == "prep" and node.lower_ in ("for", "on", "to")):
            return None, None
        if link == "advcl" and not _infinitive(node) and node.tag_ in ("VBZ", "VBP") and _own(governor)[0] == "planned":
            if when := next(
                (c for c in node.children if c.lower_ in ("when", "as") and c.dep_ in ("advmod", "mark")), None
            ):
                return "planned", when  # "will leave when the pact ends"
        if lemma in ("give", "have") and link in ("advcl", "xcomp") and _infinitive(node) and _has_time(governor):
            return "ordered", governor  # "gave the envoy two days to leave"
        if lemma == "let" and governor.tag_ in ("VBD", "VBN") and _own(governor)[0] == "happened":
            return None, None  # "let the treaty lapse"
        if lemma == "give" and link in ("advcl", "xcomp") and _infinitive(node) and _until(governor):
            return "ordered", governor  # "were given until Friday to leave"
        if (
            lemma == "give"
            and link in ("dative", "prep")
            and any(c.dep_ == "dobj" and c.lemma_.lower() in _LEAVES for c in governor.children)
        ):
            return "planned", governor  # "gave the green light to the deployment"
        if link == "advcl" and lemma in ("direct", "order", "instruct", "command") and _infinitive(node):
            return "ordered", governor
        if lemma == "make" and link in ("xcomp", "advcl") and any(c.dep_ == "auxpass" for c in governor.children):
            return None, None  # "were made to leave"
        if lemma == "make" and link in ("dobj", "nsubjpass", "ccomp"):
            named = (c for c in governor.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp"))
            if any(t.lemma_ in _CONDITION for t in (node, *named)):
                return "demanded", governor  # "made the release a condition for talks"
        if lemma == "stop" and link == "xcomp":
            return "denied", governor
        if lemma == "be" and link == "nsubj":
            return _stands(governor)
        if link == "nsubj" and lemma == "fall" and any(c.lower_ == "through" for c in governor.children):
            return "denied", governor
        if link in ("nsubj",) and lemma not in ("remain", "seem", "appear"):
            return None, None
        if link == "xcomp" and lemma in _HELD and any(c.dep_ == "auxpass" for c in governor.children):
            return "possible", governor  # "is said to have left"
        if link in ("dobj", "obj", "nsubjpass") and lemma in _BACKED and not verbal:
            return _BACKED[lemma], governor
        if link == "prep" and verbal and node.lower_ == "out" and any(c.lower_ == "of" for c in node.children):
            return "denied", governor  # "talked them out of leaving"
        if link == "prep" and node.lower_ not in ("for", "of", "on", "about", "to", "from", "against", "with"):
            return None, None
        particle = _particle(governor)
        if (
            lemma in ("escape", "evade", "dodge")
            and link in ("xcomp", "dobj")
            and (verbal or not any(c.dep_ in ("det", "poss") for c in node.children))
        ):
            return "denied", governor  # "escaped being expelled", "escaped arrest"
        if (
            lemma == "come"
            and _infinitive(node)
            and any(c.lemma_ in _RIPE for c in governor.children if c.dep_ == "nsubj")
        ):
            return "demanded", governor  # "the time has come for the troops to leave"
        status = factuality().get((f"{lemma} {particle}", "V")) if particle else None
        if status is not None:
            return status, governor
        status = factuality().get((lemma, "V")) if lemma not in _ATTEMPTING or link == "xcomp" else None
        if link == "advcl" and status is None and lemma not in _PURPOSELESS and verbal and _purpose(node):
            return "planned", node
        if status is None:
            return None, None
        if (
            lemma in speech_acts()
            and link == "ccomp"
            and status not in ("denied", "possible", "demanded", "planned", "ordered")
        ):
            return None, None
        if lemma == "tell" and (link != "xcomp" and not _infinitive(node)):
            return None, None
        if lemma in _TENSED and link == "ccomp" and not _infinitive(node):
            # "warned that X had left" tells of X as the speaker's word; the clause's own tense has said the rest
            return ("possible", governor) if lemma in ("expect", "suggest") else (None, None)
        if link in ("dobj", "obj", "nsubjpass") and lemma in ("deny", "reject", "dispute", "refute") and verbal:
            return "denied", governor
        if lemma in _ASKING and link in ("dobj", "nsubjpass", "obj"):
            return None, None
        if lemma == "set" and link != "xcomp":
            return None, None
        if lemma in ("direct", "mandate", "decree", "order") and link in ("dobj", "nsubjpass") and verbal:
            return None, None
        if link == "advcl":
            whom = _infinitive(node) and any(c.dep_ == "mark" and c.lower_ == "for" for c in node.children)
            completes = (  # "undertook on Tuesday to take its army out"
                _infinitive(node)
                and node.i > governor.i
                and lemma not in _PURPOSELESS
                and not any(c.dep_ in ("dobj", "xcomp", "ccomp", "dative") for c in governor.children)
            )
            return (
                (status, governor) if lemma in _THINKING or whom or completes else (None, None)
            )  # "calls for it to leave"
        if lemma in _THINKING or link in ("xcomp", "ccomp", "dobj", "obj", "nsubjpass", "prep", "pcomp", "oprd"):
            return status, governor
        return None, None
    if governor.pos_ in ("NOUN", "PROPN"):
        if (
            link in ("acl", "relcl")
            and lemma in _PERIODS
            and _infinitive(node)
            and governor.head.lemma_ in ("give", "have", "get")
        ):
            return "ordered", governor  # "has 48 hours to leave"
        if lemma == "time" and link in ("acl", "relcl") and _infinitive(node) and governor.dep_ == "attr":
            return "demanded", governor  # "it is time for the troops to leave"
        if (
            link == "prep"
            and verbal
            and node.lower_ in ("for", "of", "in", "to")
            and lemma not in _SORRY
            and any(c.lower_ == "no" for c in governor.children)
        ):
            return "denied", governor  # "has no grounds for expelling"
        if link == "nsubj" and lemma in _CONDITION:
            return "demanded", governor
        if link in ("acl", "prep", "compound", "ccomp", "pobj", "xcomp") or (
            link in ("advcl", "relcl") and _infinitive(node)
        ):
            if (lemma in _REPORTS or lemma in _ON) and (link == "prep" and node.lower_ not in _ON.get(lemma, ("of",))):
                return None, None
            status = factuality().get((lemma, "N"))
            if status and (link != "prep" or node.lower_ in ("of", "for", "to", "on", "about")):
                that = any(c.dep_ == "mark" and c.lower_ == "that" for c in node.children)
                if link == "acl" and node.tag_ in ("VBN", "VBD") and not (that and lemma in _REPORTS | _RUMOURS):
                    return None, None
                if link == "compound":
                    return None, None
                if any(c.lower_ == "no" for c in governor.children):
                    return "denied", governor
                return status, governor
            if status is None and link in ("acl", "relcl") and _infinitive(node) and not _singled_out(governor):
                return "planned", governor  # "a bill to scrap the pact"
        return None, None
    if governor.pos_ == "ADJ" and link in ("xcomp", "ccomp", "prep", "acl", "advcl"):
        if lemma == "able" and governor.head.lower_ in ("was", "were") and not _negated(governor.head):
            return None, None  # who was able to has done it
        status = factuality().get((lemma, "A"))
        if status:
            return status, governor
    return None, None


def _singled_out(noun: Token) -> bool:
    """ "the first state to leave", "the latest to sign": who is told apart by what was done; "had the nerve to"."""
    if noun.lemma_.lower() in _BOLD:
        return True
    return (
        any(
            c.lower_ in ("last", "only", "latest", "next", "sole", "lone")
            or c.ent_type_ == "ORDINAL"
            or c.tag_ == "JJS"
            for c in (noun, *noun.children)
        )
        or noun.tag_ == "JJS"
        or noun.lower_ in ("first", "second", "third", "fourth", "fifth", "one")
    )


def _stands(be: Token) -> tuple[str | None, Token | None]:
    """What "is due, is likely, is under way" says of the happening that is its subject."""
    if any(
        c.dep_ == "attr" and c.lemma_ == "matter" and any(t.lemma_ == "time" for t in c.subtree) for c in be.children
    ):
        return "planned", be
    for child in be.children:
        status = factuality().get((child.lemma_.lower(), "A")) if child.dep_ == "acomp" else None
        if status and status != "none":
            return status, child
        if child.lower_ in ("underway", "ongoing") or (
            child.lower_ == "under" and any(g.lower_ == "way" for g in child.children)
        ):
            return "ongoing", child
        if child.dep_ == "prep" and any((child.lower_, g.lemma_) in _OPEN for g in child.children):
            return "possible", child
    return None, None


_RIPE = frozenset(("time", "moment", "hour", "day"))

_OPEN = frozenset(
    [
        ("on", "table"),
        *(("under", n) for n in ("consideration", "discussion", "study", "debate", "examination", "deliberation")),
    ]
)
"""What is said of happenings that are not decided upon."""


def _predicative(be: Token, node: Token, link: str) -> tuple[str | None, Token | None]:
    """ "It is likely that X leaves": the adjective's word; "the troops are to leave": planned."""
    adjective = next((c for c in be.children if c.dep_ == "acomp"), None)
    if adjective is not None:
        word = adjective.lemma_.lower()
        status = (
            factuality().get((word, "A"))
            if _infinitive(node) or (link != "advcl" and word not in _INFINITIVES)
            else None
        )
        if status is None and _infinitive(node) and any(c.lower_ == "for" and c.dep_ == "mark" for c in node.children):
            if any(c.lower_ == "too" for c in adjective.children):
                return "denied", adjective  # "it is too early for Chad to leave"
            if be.tag_ == "VB" or be.lower_ in ("is", "'s", "are"):
                return "possible", adjective  # "it would be wrong for Chad to leave"
        return (status, adjective) if status else (None, None)
    if link == "xcomp" and _infinitive(node) and not any(c.dep_ == "attr" for c in be.children):
        return "planned", be
    return None, None


def _particle(verb: Token) -> str | None:
    """The particle of a verb; the parse makes an adverb of it too ("pulled back from leaving")."""
    return next(
        (
            c.lower_
            for c in verb.children
            if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == verb.i + 1 and c.lower_ in _PARTICLES)
        ),
        None,
    )


_PARTICLES = frozenset(("back", "away", "off", "down"))


def _lemma(token: Token) -> str:
    """The lemma; the lemmatizer takes "hopes" and "hoped" for forms of "hop"."""
    lemma = token.lemma_.lower()
    return "hope" if lemma == "hop" and "pp" not in token.lower_ and token.lower_ not in ("hop", "hops") else lemma


def _purpose(verb: Token) -> bool:
    """Whether an infinitive says what for: "met to sign the accord"."""
    return (
        _infinitive(verb)
        and verb.tag_ == "VB"
        and verb.i > verb.head.i
        and not any(c.dep_ == "mark" for c in verb.children)
    )


def _has_time(verb: Token) -> bool:
    """Whether a length of time is among a verb's objects: "gave them two days"."""
    return any(c.dep_ in ("dobj", "npadvmod", "dative") and c.lemma_.lower() in _PERIODS for c in verb.children)


def _infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children) and (
        verb.tag_ == "VB" or any(c.lower_ in ("have", "be") for c in verb.children)
    )
