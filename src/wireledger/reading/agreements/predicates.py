"""Predicates over a phrase for an agreement: the verbs and nouns of ``knowledge/agreement_acts`` that do something to it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from wireledger.knowledge.agreements import ActWord, act_nouns, act_verbs, nouns
from wireledger.reading import frames
from wireledger.reading.agreements import lexicon, syntax

_TALKS = frozenset(("discussion", "negotiation", "consideration", "preparation", "talk", "work"))
_PROCLAIMING = frozenset(("announce", "declare", "proclaim", "decree", "order"))
_IDIOMS = frozenset((("put", "end", "to"), ("put", "stop", "to"), ("call", "time", "on"), ("call", "halt", "to"), ("pull", "plug", "on"),
                     ("turn", "back", "on"), ("ring", "curtain", "on"), ("draw", "line", "under"), ("close", "book", "on")))  # fmt: skip
"""Verb, object and preposition by which an agreement is ended in other words."""
_BEING = frozenset(("be", "remain", "stay", "lie", "stand", "become", "seem", "get"))


def governors(head: Token) -> Iterator[tuple[Token, ActWord]]:
    """Predicates that do something to the agreement that ``head`` stands for, with the sense that fits."""
    top = head
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    for node in dict.fromkeys((head, top)):
        yield from above(node)
    if head.dep_ == "conj" and head.head.pos_ == "VERB" and head.lower_ in ("those", "that", "one", "another"):
        if any(c.dep_ == "dobj" and c.i < head.i for c in head.head.children):
            yield from senses(head.head, "obj")  # "cancelled its treaty with Belgium in May, and those with Spain"
    if head.dep_ == "dobj" and head.head.lemma_ in (
        "let",
        "allow",
    ):  # "let its accord with Kenya lapse", taken for a noun
        if any(t.dep_ == "pobj" and act_nouns().get(t.lemma_.lower()) == "expire" for t in head.subtree):
            yield head.head, ActWord("end", ("obj",))
    clauses = [c for c in head.children if c.dep_ in ("acl", "relcl") and c.pos_ in ("VERB", "AUX")]
    clauses += [  # "the lease on the base, which the two states signed in 2003"
        t
        for t in head.subtree
        if t.dep_ == "relcl"
        and t.lemma_ in ("sign", "initial", "conclude", "renew", "extend")
        and t.head != head
        and t.head.ent_type_ != "PERSON"
        and t.head.lemma_.lower() not in nouns()
        and any(
            (c.dep_ == "dobj" or (c.dep_ == "nsubjpass" and t.lemma_ in ("sign", "initial", "conclude")))
            and c.tag_ == "WDT"
            for c in t.children
        )
    ]
    clauses += [  # "the agreement on the base at K2, signed in 2001": nothing but agreements is signed
        t
        for t in head.subtree
        if t.dep_ == "acl" and t.tag_ == "VBN" and t.lemma_ in ("sign", "initial") and t.head != head and t.head.ent_type_ != "PERSON"
        and t.head.lemma_.lower() not in nouns()
    ]  # fmt: skip
    for child in (v for c in clauses for v in syntax.coordinated(c)):
        if child.pos_ in ("VERB", "AUX"):
            subjects = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")]
            who = bool(subjects) and subjects[0].lower_ in ("which", "that")
            passive = any(c.dep_ == "nsubjpass" for c in subjects) or (
                clauses[0].dep_ == "acl"
                and child.tag_ in ("VBN", "VBD")
                and not any(c.dep_ in ("dobj", "nsubj") for c in child.children)
            )
            if passive:
                yield from senses(child, "obj")
                for c in child.children:  # "which they were helped to conclude"
                    if c.dep_ == "xcomp" and any(g.lower_ in ("which", "that") for g in c.children):
                        yield from senses(c, "obj")
            elif who or (child.dep_ == "acl" and child.tag_ == "VBG"):
                yield from senses(child, "subj")
            elif subjects and child.dep_ in ("relcl", "conj"):
                if not any(c.dep_ == "dobj" and c.lower_ not in ("which", "that", "whom") for c in child.children):
                    yield from senses(child, "obj")
                    yield from ((v, w) for c in child.children if c.dep_ == "xcomp" for v, w in senses(c, "obj"))


def above(node: Token) -> Iterator[tuple[Token, ActWord]]:
    up = node.head
    if up == node:
        return
    dep = node.dep_
    if dep in ("dobj", "obj", "nsubjpass", "oprd", "dative") or (dep == "npadvmod" and not node.ent_type_):
        # a noun for an agreement is no measure: "ended, with immediate effect, the agreement"
        if up.pos_ in ("VERB", "AUX"):
            yield from senses(up, "obj")
            for c in up.children:  # "signed and ratified the treaty"
                if c.dep_ == "conj" and c.pos_ == "VERB" and not any(g.dep_ == "dobj" for g in c.children):
                    yield from senses(c, "obj")
            if up.dep_ == "conj" and not any(c.dep_ in ("dobj", "nsubj") for c in up.head.children if c.i > up.head.i):
                yield from senses(up.head, "obj")
            if up.lower_ == "reading" and up.head.pos_ == "VERB":
                yield from senses(up.head, "obj")  # "approved in the first reading an accord", taken for a verb
    elif dep == "nsubj":
        if up.pos_ in ("VERB", "AUX"):
            yield from senses(up, "subj")
            if up.lemma_ == "be" and any(t.lemma_ in _TALKS for t in syntax.near(up, ("under", "in"))):
                yield up, ActWord("propose", ("subj",))  # "has been under discussion"
            for c in up.children:  # "is 'in fact suspended'", "remains frozen"
                if (
                    c.tag_ == "VBN"
                    and c.dep_ in ("acomp", "oprd", "attr", "advcl")
                    and up.lemma_ in _BEING
                    and c.i > up.i
                ):
                    yield from senses(c, "obj")
    if up.lemma_ in ("declare", "pronounce", "proclaim", "consider", "deem") and dep in ("dobj", "nsubj", "nsubjpass"):
        if any(c.dep_ in ("oprd", "acomp", "conj", "amod") and c.lower_ in lexicon.OVER for c in up.subtree):
            yield up, ActWord("end", ("obj",))  # "declared the accords null and void"
    if (
        dep == "dobj"
        and up.pos_ == "ADJ"
        and up.lower_ in lexicon.OVER
        and up.head.lemma_ in ("declare", "pronounce", "proclaim")
    ):
        yield up.head, ActWord("end", ("obj",))  # "declared void the understanding"
    if (
        dep == "nsubj"
        and up.lemma_ == "be"
        and any(c.dep_ in ("acomp", "attr") and c.lower_ in lexicon.OVER and not c.n_lefts for c in up.children)
    ):
        yield up, ActWord("end", ("subj",))  # "the pact is history"
    if (
        dep == "nsubj"
        and up.lemma_ == "be"
        and any(t.lower_ == "end" and t.head.i == t.i - 2 for t in syntax.near(up, ("at",)))
    ):
        yield up, ActWord("end", ("subj",))  # "the pact is at an end"
    if dep == "attr" and up.lemma_ == "be":
        for c in up.children:
            if c.dep_ == "csubj":
                yield from senses(c, "subj")
    elif dep in ("pobj", "pcomp") and up.dep_ in ("prep", "agent", "dative"):
        over = up.head
        slot = up.lower_
        idiom = over if over.pos_ == "VERB" else over.head
        if any((idiom.lemma_, c.lemma_, slot) in _IDIOMS for c in idiom.children if c.dep_ == "dobj"):
            yield idiom, ActWord("end", (slot,))  # "put an end to its pact", "called time on the lease"
        if (free := released(over)) is not None:
            yield free, ActWord("end", ("by",))
        if slot == "of" and over.lemma_.lower() in lexicon.COLLECTIVE:
            yield from above(over)  # "a raft of agreements"
        if over.pos_ == "VERB" and any(
            c.dep_ == "dobj" and c.lemma_.lower() in lexicon.COMPLYING for c in over.children
        ):
            yield from senses(over, "obj")  # "suspend compliance with the treaty"
        if over.dep_ == "prep" and over.pos_ == "ADP":  # "out of the treaty"
            slot, over = f"{over.lower_} {slot}", over.head
        if over.pos_ == "VERB" and slot == "to" and over.lemma_ in ("put", "set", "affix"):
            if any(c.dep_ == "dobj" and c.lemma_ in ("name", "signature") for c in over.children):
                yield over, ActWord("sign", ("obj",))  # "put their names to a treaty"
        if over.pos_ in ("VERB", "AUX"):
            yield from senses(over, slot)
            if over.i < up.i:
                yield from ((v, w) for v, w in senses(over, "obj") if w.particle == slot)
            if slot.startswith("out "):
                yield from senses(over, slot.split()[1])
        elif over.pos_ in ("NOUN", "PROPN"):
            lemma = over.lemma_.lower()
            named = over.dep_ == "dobj" and over.head.lemma_ in ("put", "set", "affix", "append", "sign")
            if slot == "to" and named and lemma in ("name", "signature"):
                yield over.head, ActWord("sign", ("obj",))  # "put their names to a treaty"
            if (
                lemma in ("end", "halt", "stop")
                and over.dep_ in ("dobj", "nsubjpass")
                and over.head.lemma_ in _PROCLAIMING
            ):
                yield over, ActWord("end", (slot,))  # "announced the end of military cooperation with France"
            if lemma in act_nouns() and slot in ("of", "from", "to", "on", "out of", "for", "about", "over"):
                yield over, ActWord(act_nouns()[lemma], (slot,))
            elif lemma in (
                "annex",
                "term",
                "validity",
                "life",
                "duration",
                "participation",
                "obligation",
                "part",
                "compliance",
                "membership",
                "commitment",
                "implementation",
                "application",
                "operation",
                "execution",
                "observance",
                "enforcement",
            ) and slot in (
                "of",
                "in",
                "to",
                "under",
                "with",
            ):
                yield from above(over)
    elif dep in ("poss", "compound", "nmod", "amod") and up.pos_ in ("NOUN", "PROPN"):
        lemma = up.lemma_.lower()
        if up.dep_ == "dobj" and up.head.lemma_ == "let" and act_nouns().get(lemma) == "expire":
            yield up.head, ActWord("end", ("obj",))  # "let the treaty lapse", taken for a noun
            return
        if lemma in act_nouns():
            yield up, ActWord(act_nouns()[lemma], ("of",))
    elif dep == "appos":
        if up.dep_ == "pobj" and up.head.lower_ == "with" and up.lemma_ == "effect":
            yield from senses(up.head.head, "obj")  # 'scrapped "with immediate effect" the agreement'
        else:
            yield from above(up)


def released(over: Token) -> Token | None:
    """The verb by which somebody is bound by an agreement no more: "will no longer be bound by", "ceases to be a party to", "no
    longer considers itself bound by"; ``over`` is what the preposition before the agreement hangs on."""
    if over.lemma_.lower() in ("bind", "bound", "oblige") and over.pos_ in ("VERB", "ADJ"):
        verb = over if over.pos_ == "VERB" else over.head
    elif over.lemma_.lower() in ("party", "signatory") and over.dep_ == "attr":
        verb = over.head
    else:
        return None
    for node in (verb, verb.head):
        if node is not verb and verb.dep_ not in ("xcomp", "ccomp", "oprd", "acomp", "dobj", "amod"):
            break
        if node.pos_ not in ("VERB", "AUX"):
            continue
        if node.lemma_ in ("cease", "stop") and node is not verb:
            return node
        if any(c.lower_ in ("longer", "anymore") or (c.lower_ == "more" and c.dep_ == "advmod") for c in node.children):
            return node
    return None


def by_arguments(head: Token) -> Iterator[tuple[Token, ActWord]]:
    """Verbs of the sentence whose subject or object, inherited and inverted ones included, is the agreement."""
    for verb in head.sent:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in act_verbs() or verb == head:
            continue
        a = frames.of_verb(verb)
        subjects = a.subject
        if not subjects and not a.passive:
            subjects = syntax.raised(verb)
        clausal = [c for c in verb.children if c.dep_ in ("csubj", "csubjpass")]
        for c in clausal:  # where the parse takes a long subject for a clause, its first noun is the subject
            first = next((t for t in c.subtree if t.pos_ in ("NOUN", "PROPN")), None)
            if first == head:
                yield from senses(verb, "obj" if c.dep_ == "csubjpass" else "subj")
        fronted = (
            verb.tag_ in ("VBN", "VBD")
            and verb.dep_ == "advcl"
            and verb.i < head.i
            and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") for c in verb.children)
        )
        if fronted and head in frames.subject_of(verb.head)[0]:
            yield from senses(verb, "obj")  # "Signed in 1994 by ..., the accord ..."
        elif head in a.object:
            yield from senses(verb, "obj")
        elif head in subjects:
            yield from senses(verb, "subj")


def senses(verb: Token, slot: str) -> Iterator[tuple[Token, ActWord]]:
    """The sense of a verb for an agreement in that slot: the first that fits, particles before bare verbs."""
    words = act_verbs().get(verb.lemma_.lower(), ())
    if not words:
        return
    particles = frames.particle(verb)
    phrase = " ".join(t.lower_ for t in verb.doc[verb.i : verb.i + 4])
    below = " ".join(t.lower_ for t in verb.subtree)
    for word in words:
        if (
            word.particle is not None
            and word.particle not in particles
            and f"{verb.lower_} {word.particle}" not in phrase
            and not (" " in word.particle and word.particle in below)
        ):
            continue
        if slot in word.where:
            things = [
                c for c in verb.children if c.dep_ == "dobj" or (c.dep_ == "npadvmod" and syntax.near(c, ("of",)))
            ]
            if (
                slot == "subj"
                and things
                and word.act in ("end", "expire")
                and things[0].lower_ not in (word.particle or "")
            ):
                continue  # "a treaty that ends British rule"
            yield verb, word
            return
