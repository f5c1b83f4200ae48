"""How the story holds what a clause says: whether it happened, is planned, ordered, wanted, possible or denied.

After FactBank (certainty and polarity by source) and the event-factuality literature: the clause's own auxiliaries and
negation first, then every governor on the way up to the sentence's root, as ``knowledge/factuality`` says. Verbs of
saying are transparent: who said so is kept as the source, not as doubt.
"""

from __future__ import annotations

from spacy.tokens import Token

from wireledger.knowledge.speech import factuality, speech_acts
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
_MODALS = {"will": "planned", "'ll": "planned", "wo": "planned", "shall": "planned", "would": "possible", "'d": "possible",
           "may": "possible", "might": "possible", "could": "possible", "can": "none", "ca": "none", "should": "demanded",
           "must": "demanded", "ought": "demanded"}  # fmt: skip
_CONDITIONS = frozenset(("if", "unless", "whether", "until", "before", "lest", "once"))
_HEARSAY = frozenset(
    ("reportedly", "allegedly", "possibly", "perhaps", "maybe", "supposedly", "purportedly", "apparently", "probably")
)
_INSIDE = frozenset(("xcomp", "ccomp", "dobj", "obj", "pobj", "prep", "acl", "attr", "oprd", "pcomp", "nsubjpass", "nsubj", "conj", "advcl", "relcl", "appos", "compound", "poss", "amod", "acomp", "dative", "agent"))  # fmt: skip

_PERIODS = frozenset(("hour", "day", "week", "month", "year", "minute"))
_ASKING = frozenset(
    ("call", "ask", "push", "press", "appeal", "campaign", "lobby", "plead", "hope", "wish", "beg", "aim")
)
_THINKING = frozenset(("fear", "risk", "consider", "think", "believe", "discuss", "threaten", "negotiate"))
_TENSED = frozenset(("warn", "suggest", "insist", "agree", "promise", "expect", "decide", "propose", "set", "mean", "direct", "press", "push", "call", "offer", "study", "discuss", "continue", "keep", "fail", "need", "seek"))  # fmt: skip
"""Verbs that say something of an infinitive but nothing of a clause with a tense of its own."""
_PLANNED = {"planned": "planned", "proposed": "planned", "possible": "possible", "potential": "possible", "alleged": "possible",
            "threatened": "possible", "expected": "planned", "impending": "planned", "imminent": "planned",
            "ongoing": "ongoing", "eventual": "planned", "future": "planned", "upcoming": "planned",
            "suspected": "possible", "purported": "possible", "supposed": "possible", "apparent": "possible",
            "looming": "planned", "scheduled": "planned", "rumored": "possible", "rumoured": "possible"}  # fmt: skip


def judge(predicate: Token) -> tuple[Status | None, bool, Token | None]:
    """``(status, negated, cue)`` of the clause that a predicate heads; status None where it asserts no event."""
    status, cue = _own(predicate)
    negated = status == "denied"
    node = predicate
    verbal = predicate.pos_ in ("VERB", "AUX")
    for _ in range(8):
        governor = node.head
        if governor == node:
            break
        link = node.dep_
        if link == "conj":
            if node.pos_ in ("VERB", "AUX") and governor.pos_ in ("VERB", "AUX") and not _has_subject(node):
                own, own_cue = _own(governor)  # "will leave and hand over": the auxiliary is shared
                status, cue = _stronger((status, cue), (own, own_cue))
            node = governor
            continue
        if link == "advmod" and node.lower_ == "short" and governor.lemma_ in ("stop", "fall"):
            return "denied", True, governor  # "stopped short of ending it"
        if link not in _INSIDE:
            break
        if (link == "relcl" or (link == "advcl" and not _conditional(node))) and not _infinitive(node):
            break  # a relative or adverbial clause stands on its own
        if link in ("nsubj", "nsubjpass", "poss") and verbal and node == predicate:
            break
        said, said_cue = _governed(governor, node, link, verbal)
        if said:
            status, cue = _stronger((status, cue), (said, said_cue))
            negated = negated or said == "denied"
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
                elif said in ("denied", "none"):
                    pass
                else:
                    status, cue = _stronger((status, cue), ("denied", governor))
                    negated = True
            if (
                link in ("dobj", "obj", "nsubjpass", "attr", "nsubj", "prep", "pobj", "xcomp")
                and governor.lemma_ not in speech_acts()
            ):
                own, own_cue = _own(governor)  # "will begin the withdrawal"
                if own not in ("happened", "denied"):
                    status, cue = _stronger((status, cue), (own, own_cue))
            if link == "ccomp" and governor.lemma_ in speech_acts() and not said:
                verbal = True
        node = governor
    if predicate.sent[-1].text == "?" or (len(predicate.sent) > 1 and predicate.sent[-2].text == "?"):
        return None, negated, cue
    return (None if status == "none" else status), negated, cue  # type: ignore[return-value]


def _stronger(a: tuple[str, Token | None], b: tuple[str, Token | None]) -> tuple[str, Token | None]:
    return b if _STRENGTH[b[0]] > _STRENGTH[a[0]] else a


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _conditional(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children)


def _negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in _NEGATIVE and child.dep_ in ("advmod", "preconj", "det", "cc") and child.i < verb.i
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            g.lower_ in ("no", "neither") and g.dep_ in ("det", "neg", "preconj") for g in child.children
        ):
            return True
    return False


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
    if _negated(token):
        return "denied", token
    best: tuple[str, Token | None] = ("happened", None)
    perfect = any(c.lower_ in ("have", "has", "had", "'ve") and c.dep_ == "aux" for c in token.children)
    for child in token.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in _MODALS:
            said = _MODALS[child.lower_]
            if perfect and child.lower_ in ("will", "would", "could", "should", "might"):
                said = "possible"
            best = _stronger(best, (said, child))
        elif child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return "none", child
        elif child.dep_ == "advmod" and child.lower_ in _HEARSAY:
            best = _stronger(best, ("possible", child))
        elif child.dep_ in ("aux",) and child.lower_ == "to" and token.dep_ in ("ROOT", "ccomp"):
            best = _stronger(best, ("planned", child))  # headline: "X to leave Y"
    if token.lower_ == "going" and any(c.dep_ == "xcomp" for c in token.children):
        best = _stronger(best, ("planned", token))
    if best[0] == "happened" and token.tag_ == "VBG" and token.dep_ not in ("acl", "pcomp", "amod", "csubj", "advcl", "xcomp") and any(
        c.dep_ == "aux" and c.lemma_ == "be" and c.lower_ not in ("was", "were", "been") for c in token.children
    ):  # fmt: skip
        best = ("ongoing", token)
    if (
        token.tag_ == "VB"
        and token.dep_ == "ROOT"
        and not _has_subject(token)
        and not any(c.dep_ == "aux" for c in token.children)
    ):
        best = _stronger(best, ("demanded", token))  # an imperative
    return best


def _governed(governor: Token, node: Token, link: str, verbal: bool) -> tuple[str | None, Token | None]:
    """What a governor says of the node that hangs on it by ``link``; None where it says nothing."""
    lemma = _lemma(governor)
    if governor.pos_ in ("VERB", "AUX"):
        if link in ("advcl", "ccomp") and _conditional(node):
            mark = next(c for c in node.children if c.dep_ == "mark" and c.lower_ in _CONDITIONS)
            return ("planned", mark) if mark.lower_ in ("until", "before", "once") else ("none", mark)
        if lemma == "be" and link in ("xcomp", "ccomp", "advcl"):
            return _predicative(governor, node, link)
        if lemma == "going" or (governor.lower_ == "going" and link == "xcomp"):
            return "planned", governor
        if lemma in ("have", "need") and link == "xcomp":
            return "demanded", governor
        if lemma in ("give", "have") and link in ("advcl", "xcomp") and _infinitive(node) and _has_time(governor):
            return "ordered", governor  # "gave the envoy two days to leave"
        if lemma == "stop" and link == "xcomp":
            return "denied", governor
        if link in ("nsubj",) and lemma not in ("remain", "seem", "appear"):
            return None, None
        if link == "prep" and node.lower_ not in ("for", "of", "on", "about", "to", "from", "against", "with"):
            return None, None
        particle = next((c.lower_ for c in governor.children if c.dep_ == "prt"), None)
        status = factuality().get((f"{lemma} {particle}", "V")) if particle else None
        if status is not None:
            return status, governor
        status = factuality().get((lemma, "V"))
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
        if link in ("acl", "prep", "compound", "ccomp", "pobj", "xcomp"):
            status = factuality().get((lemma, "N"))
            if status and (link != "prep" or node.lower_ in ("of", "for", "to", "on", "about")):
                if link == "acl" and node.tag_ in ("VBN", "VBD"):
                    return None, None
                if link == "compound":
                    return None, None
                if any(c.lower_ == "no" for c in governor.children):
                    return "denied", governor
                return status, governor
        return None, None
    if governor.pos_ == "ADJ" and link in ("xcomp", "ccomp", "prep", "acl", "advcl"):
        status = factuality().get((lemma, "A"))
        if status:
            return status, governor
    return None, None


def _predicative(be: Token, node: Token, link: str) -> tuple[str | None, Token | None]:
    """ "It is likely that X leaves": the adjective's word; "the troops are to leave": planned."""
    adjective = next((c for c in be.children if c.dep_ == "acomp"), None)
    if adjective is not None:
        status = factuality().get((adjective.lemma_.lower(), "A")) if link != "advcl" or _infinitive(node) else None
        return (status, adjective) if status else (None, None)
    if link == "xcomp" and _infinitive(node) and not any(c.dep_ == "attr" for c in be.children):
        return "planned", be
    return None, None


def _lemma(token: Token) -> str:
    """The lemma; the lemmatizer takes "hopes" and "hoped" for forms of "hop"."""
    lemma = token.lemma_.lower()
    return "hope" if lemma == "hop" and "pp" not in token.lower_ and token.lower_ not in ("hop", "hops") else lemma


def _has_time(verb: Token) -> bool:
    """Whether a length of time is among a verb's objects: "gave them two days"."""
    return any(c.dep_ in ("dobj", "npadvmod", "dative") and c.lemma_.lower() in _PERIODS for c in verb.children)


def _infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
