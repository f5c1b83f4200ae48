"""What the parse says of a noun or a verb: its phrase, what hangs on it, what it is coordinated with."""

from __future__ import annotations

import itertools

from spacy.tokens import Token

from wireledger.knowledge.agreements import act_nouns
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon


def noun_of(token: Token) -> str:
    """The lemma of a noun; "cease-fire" where the tokenizer has cut it in three."""
    if token.lower_ in ("fire", "fires") and token.i > 1 and token.nbor(-2).lower_ == "cease":
        return "ceasefire"
    return token.lemma_.lower()


def premodifiers(head: Token) -> list[Token]:
    found: list[Token] = []
    for child in head.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "poss"):
            found += frames.conjuncts(child)
            found += [c for c in child.subtree if c.ent_type_ in ("GPE", "NORP") and c != child]
    return found


def near(head: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Objects of the prepositions that hang on a noun, or on the verb beside it for "with"."""
    found: list[Token] = []
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            found += [t for c in child.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    lodged = head.head.lemma_.lower() in (
        "lodge",
        "deposit",
        "register",
        "file",
        "submit",
        "share",
        "discuss",
        "raise",
        "confuse",
    )
    if "with" in prepositions and head.dep_ in ("dobj", "nsubjpass") and not lodged:
        for child in head.head.children:
            if child.i and child.nbor(-1).lemma_.lower() in (
                "border",
                "frontier",
                "tie",
                "relation",
                "war",
                "dispute",
                "boundary",
            ):
                continue  # "its frontiers with Turkey", wherever the parse hangs it
            if child.dep_ == "prep" and child.lower_ in ("with", "between"):
                found += [t for c in child.children if c.dep_ == "pobj" for t in frames.conjuncts(c)]
    return found


def direct(token: Token, top: Token) -> bool:
    """Whether a phrase is an argument or a place of a clause and not deeper in it ("what they know about ...")."""
    node = token
    for _ in range(12):
        if node == top:
            return True
        if node.dep_ not in (
            "dobj",
            "nsubj",
            "nsubjpass",
            "ccomp",
            "xcomp",
            "amod",
            "compound",
            "nmod",
            "poss",
            "conj",
            "prep",
            "pobj",
            "dative",
            "advcl",
        ):
            return False
        if (
            node.dep_ == "conj"
            and node.pos_ in ("VERB", "AUX")
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in node.children)
        ):
            return False  # "gives Egypt the water, but Ethiopia has never recognised it"
        if node.dep_ == "prep" and node.lower_ not in ("in", "on", "at", "to", "into", "with", "of", "between", "from"):
            return False
        node = node.head
    return False


def raised(verb: Token) -> list[Token]:
    """The subject of the clause above: "the treaty ... is due to run out"."""
    node = verb
    for _ in range(4):
        if node.head == node or node.dep_ not in ("xcomp", "acomp", "conj", "oprd"):
            return []
        node = node.head
        if node.pos_ in ("VERB", "AUX") and (found := frames.subject_of(node)[0]):
            return found
    return []


def coordinated(verb: Token) -> list[Token]:
    """ "revised and signed": a participle with those coordinated with it that have no subject of their own."""
    found = [verb]
    for child in verb.children:
        if (
            child.dep_ == "conj"
            and child.pos_ == "VERB"
            and (
                not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in child.children)
                or any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in child.children)
                or (
                    child.lemma_.lower() in lexicon.FORMAL
                    and not any(c.dep_ == "dobj" for c in child.children)
                    and any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in verb.children)
                )
            )
        ):
            found += coordinated(child)
    return found


def listed(token: Token) -> list[Token]:
    """A head and all that is listed with it, in whatever way the parse strings a list together."""
    found = [token]
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            found += listed(child)
    return found


def goes_on(token: Token) -> bool:
    """ "Collective Security Treaty Organization": the name is that of a body."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and after.text in ("Organization", "Organisation", "Organizations", "Secretariat", "Board")


def ending_paper(token: Token) -> bool:
    """ "the letter of withdrawal", "instruments of denunciation", "a termination note"."""
    if token.lemma_.lower() not in (*lexicon.PAPERS, "letter", "note"):
        return False
    of = list(near(token, ("of",))) + [c for c in token.children if c.dep_ == "compound"]
    return any(act_nouns().get(t.lemma_.lower()) in lexicon.ENDINGS for t in of)


def eviction(token: Token) -> bool:
    """ "the order to leave", "an eviction notice": the notice under an agreement on a base."""
    lemma = token.lemma_.lower()
    if lemma in lexicon.NOTICES:
        return any(c.lower_ in ("eviction", "expulsion") for c in token.children)
    return lemma == "order" and any(
        c.dep_ == "acl" and c.lemma_ in ("leave", "vacate", "close", "quit", "go") for c in token.children
    )


def prepared(at: Token) -> bool:
    """ "has begun the procedure for denouncing it": not done yet."""
    for node in list(at.ancestors)[:3]:
        if node.lemma_.lower() in lexicon.PREPARING:
            return True
        if node.pos_ == "VERB":
            return any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon.PREPARING for c in node.children)
    return False


def provided(at: Token) -> bool:
    """ "unless one party informs the other that it does not wish to renew it": what a clause provides for, no act."""
    for node in (at, *itertools.islice(at.ancestors, 4)):
        marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")} if node.dep_ == "advcl" else set()
        if "unless" in marks:
            return True
        if marks & {"until", "if", "once", "when", "should"}:
            subjects = frames.subject_of(node)[0]
            general = {"a", "any", "either", "one"}
            if any(t.lower_ in general or any(c.lower_ in general for c in t.children) for t in subjects):
                return any(t.lemma_.lower() in (*lexicon.EACH, "of") for s in subjects for t in s.subtree)
    return False


def valid(verb: Token) -> bool:
    """ "is valid until 2028", "remains in force through 2030"."""
    return verb.lemma_ in ("be", "remain", "stay") and any(
        c.lower_ in ("valid", "good", "effective") and c.dep_ in ("acomp", "oprd", "attr") for c in verb.children
    )


def pair(token: Token) -> bool:
    """ "the two countries", "both sides", "the two"."""
    if token.lower_ == "both" or (token.lower_ == "two" and any(c.lower_ == "the" for c in token.children)):
        return token.dep_ in ("nsubj", "nsubjpass", "pobj")
    return (
        token.lemma_.lower() in lexicon.STATELIKE
        and token.tag_ == "NNS"
        and any(c.lower_ in ("two", "both") for c in token.children)
    )


def under(head: Token) -> bool:
    """Whether something is done or is there *under* it."""
    return head.dep_ == "pobj" and head.head.lower_ == "under"


def keeping(head: Token) -> Token | None:
    """The verb by which somebody has, keeps or breaks the agreement that ``head`` stands for: those whom it binds do."""
    node = head
    while node.dep_ == "conj" and node.head.pos_ in ("NOUN", "PROPN"):
        node = node.head
    up = node.head
    if node.dep_ == "dobj" and up.pos_ in ("VERB", "AUX") and up.lemma_.lower() in lexicon.KEEPING:
        return up
    if node.dep_ == "pobj" and up.head.pos_ == "VERB" and lexicon.KEEPING_TO.get(up.head.lemma_.lower()) == up.lower_:
        return up.head
    return None


def untouched(head: Token) -> bool:
    """ "is not affected", "does not touch its accord with Oslo", "remains in force": an agreement that stands as it was."""
    up = head.head
    if head.dep_ == "nsubjpass" and up.lemma_.lower() in (
        "preserve",
        "maintain",
        "retain",
        "uphold",
        "honour",
        "honor",
        "keep",
    ):
        return not any(c.dep_ == "neg" for c in up.children)
    if head.dep_ in ("nsubjpass", "dobj", "nsubj") and up.lemma_.lower() in lexicon.TOUCHING:
        return any(c.dep_ == "neg" or c.lower_ in ("nothing", "nobody") for c in (*up.children, *head.children))
    if head.dep_ == "nsubj" and up.lemma_ in ("remain", "stay", "stand", "be"):
        words = {t.lower_ for c in up.children if c.i > up.i for t in (c, *c.children)}
        return bool(words & {"untouched", "unaffected", "intact", "binding"}) or bool(
            words & {"force", "place", "valid"} and up.lemma_ != "be"
        )
    return False


def another_form(a: set[str], b: set[str]) -> bool:
    """Whether the nouns for two agreements are all those of different forms: "treaty" and "ceasefire", but not "truce"."""
    truces = {"truce", "ceasefire", "cease-fire", "fire", "armistice"}
    a, b = ({"truce" if x in truces else x for x in s} for s in (a, b))
    return bool(a) and bool(b) and not a & b and a <= lexicon.SPECIFIC and b <= lexicon.SPECIFIC


def wished(head: Token) -> bool:
    """ "talks on a treaty", "wants an accord", "any agreement": one that need not be there."""
    if any(
        c.lower_ in ("any", "no", "such", "possible", "potential", "future", "proposed", "draft", "planned", "eventual")
        for c in head.children
    ):
        return True
    for node in itertools.islice(head.ancestors, 4):
        if node.lemma_.lower() in lexicon.WISHING:
            return True
        if node.pos_ in ("VERB", "AUX"):
            held = any(c.dep_ == "dobj" and c.lemma_.lower() in lexicon.WISHING for c in node.children)
            return held or any(c.tag_ == "MD" for c in node.children)  # "held talks on Monday on a treaty"
    return False


def the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)


def about(head: Token) -> bool:
    return any(c.dep_ in ("prep", "relcl", "acl") for c in head.rights)


def between(a: Token, b: Token | None) -> set[str]:
    if b is None:
        return set()
    low, high = sorted((a.i, b.i))
    return {t.lower_ for t in a.doc[low : high + 1]}
