"""From the parse of a clause to who does what to whom: arguments of verbs and of nouns that name events, and frames.

Universal over voice and form: active and passive, relative and participial clauses, infinitives with shared subjects,
coordination, and nominal events ("Mali's expulsion of the envoy", "the French withdrawal").
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from wireledger.knowledge.actors import agents
from wireledger.knowledge.plover import Condition, Entry, by_noun, by_verb, classes, types, weapons, word_list

QUANTITIES = frozenset(
    [
        "number",
        "some",
        "group",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "half",
        "rest",
        "part",
        "series",
        "lot",
        "majority",
        "most",
        "all",
        "one",
        "many",
        "member",
        "batch",
        "contingent",
        "couple",
        "handful",
        "score",
        "any",
        "each",
        "several",
        "scores",
        "dozens",
        "hundreds",
        "thousands",
        "type",
        "kind",
        "use",
        "tonne",
        "ton",
        "barrel",
        "litre",
        "line",
        "load",
        "shipment",
        "package",
        "round",
        "wave",
        "bulk",
        "remainder",
        "remnant",
        "tens",
        "last",
        "first",
        "rest",
        "billion",
        "kilolitre",
        "gallon",
    ]
)
_OBJECT_CONTROL = frozenset(
    [
        "order",
        "ask",
        "urge",
        "force",
        "allow",
        "tell",
        "persuade",
        "help",
        "instruct",
        "compel",
        "press",
        "push",
        "let",
        "permit",
        "invite",
        "call",
        "want",
        "require",
        "request",
        "beg",
        "command",
        "direct",
        "lobby",
        "authorize",
        "authorise",
        "enable",
        "warn",
        "advise",
        "encourage",
        "expect",
    ]
)
_SAYING = frozenset(
    [
        "say",
        "tell",
        "announce",
        "add",
        "state",
        "declare",
        "report",
        "confirm",
        "claim",
        "note",
        "insist",
        "warn",
        "vow",
        "pledge",
        "promise",
    ]
)
ACTOR_ENTITIES = frozenset(("GPE", "NORP", "ORG", "PERSON"))
_GIVING = frozenset(("give", "grant", "allow", "set"))
_LENGTHS = frozenset(("minute", "hour", "day", "week", "fortnight", "month", "year"))
_ADVERBIAL = frozenset(("when", "where", "why", "which", "how"))
_THEM = frozenset(("them", "him", "her", "they", "he", "she"))
_SOME = frozenset(("most", "some", "others", "many", "several", "both", "those"))
_REFLEXIVE = frozenset(("itself", "himself", "herself", "themselves", "ourselves"))
_ANONYMITY = frozenset(("name", "identify", "quote"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_WHEN = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"))
_NAMING = frozenset(
    ("call", "brand", "label", "describe", "term", "deem", "consider", "find", "declare", "dub", "think", "hold")
)
_BINDING = frozenset(("blow", "commit", "pledge", "bind", "oblige"))
"""Verbs whose object may be their own subject ("committed itself to the treaty")."""
_RELATIONS = frozenset(("over", "on", "in", "to", "for", "at", "with", "from", "through", "along", "by"))
_OWN = frozenset(("own", "theirs", "his", "hers"))
_PATIENTS = frozenset(("dobj", "nsubjpass", "pobj"))
_AWAY = frozenset(("home", "packing"))
"""Where to one is sent: "called its envoy home", "sent the envoy packing"."""
_STANDING = frozenset(("be", "remain", "stay", "go", "enter", "come"))


@dataclass(slots=True)
class Arguments:
    """What stands in which place of a clause: heads of the phrases, conjuncts included."""

    trigger: Token
    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    dative: list[Token] = field(default_factory=list)
    predicate: list[Token] = field(default_factory=list)
    """Object predicates: "persona non grata", "free"."""
    preps: dict[str, list[Token]] = field(default_factory=dict)
    complements: list[Token] = field(default_factory=list)
    """Predicates of clauses that complete this one."""
    standing: list[Token] = field(default_factory=list)
    """The preposition of a noun that says in which state its subject is ("at war", "on strike")."""
    passive: bool = False
    shared: bool = False
    """The subject was inherited from another clause."""

    def slot(self, name: str) -> list[Token]:
        if name == "obj":
            return self.object
        if name == "subj":
            return self.subject
        if name == "dative":
            return self.dative
        if name == "oprd":
            return self.predicate
        if name == "state":
            return self.standing
        if name == "aux":
            return [c for c in self.trigger.children if c.dep_ == "aux"]
        if name == "mod":
            return [c for c in self.trigger.children if c.dep_ in ("amod", "compound", "nmod", "nummod", "npadvmod")]
        if name == "clause":
            return [t for t in self.complements if any(c.dep_ in ("nsubj", "nsubjpass") for c in t.children)]
        if name == "comp":
            return [t for t in self.complements if t.lemma_ not in _ANONYMITY or t.tag_ == "VB"]
        if name == "inf":
            infinitives = [t for t in self.complements if any(c.tag_ == "TO" for c in t.children)]
            return [t for t in infinitives if t.lemma_ not in _ANONYMITY or t.tag_ == "VB"]
        return self.preps.get(name, [])


def left(head: Token) -> Token:
    """The first token of a noun's phrase."""
    first = head
    for child in head.lefts:
        if child.dep_ in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "npadvmod", "advmod"):
            first = min(first, child.left_edge, key=lambda t: t.i)
    return first


def conjuncts(token: Token) -> list[Token]:
    """The head and the heads coordinated with it, in order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" or (
            # "Mali, Burkina Faso and Niger": the parse takes the middle of a list of like names for an apposition.
            child.dep_ == "appos"
            and child.ent_type_ == token.ent_type_ != ""
            and any(c.dep_ == "cc" for c in child.children)
        ):
            found += conjuncts(child)
    return found


def _expanded(token: Token) -> list[Token]:
    """Conjuncts, and what quantities are quantities of ("hundreds of soldiers")."""
    found = []
    for t in conjuncts(token):
        found.append(t)
        if t.lemma_.lower() in QUANTITIES or t.pos_ == "NUM" or t.lemma_.lower() in classes()["money"]:
            for child in t.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "in"):
                    for inner in child.children:
                        if inner.dep_ == "pobj" and (child.lower_ == "of" or inner.lemma_.lower() in classes()["aid"]):
                            found += conjuncts(inner)  # "hundreds of soldiers", "$700 million in aid"
    return found


def _prepositions(of: Token, into: dict[str, list[Token]], complements: list[Token] | None) -> None:
    for child in of.children:
        if child.dep_ in ("prt", "advmod") and child.i > of.i:  # "stayed away from", "pulled out of"
            for inner in child.children:
                if inner.dep_ == "prep":
                    for innermost in inner.children:
                        if innermost.dep_ == "pobj":
                            into.setdefault(inner.lower_, []).extend(_expanded(innermost))
        if child.dep_ not in ("prep", "agent", "dative") or child.pos_ not in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            continue
        name = child.lower_
        for inner in child.children:
            if inner.dep_ == "pobj":
                into.setdefault(name, []).extend(_expanded(inner))
                if inner.ent_type_ in ("DATE", "TIME"):
                    # "the murder in March of a judge": the parse hangs what follows below the date
                    for further in inner.children:
                        if further.dep_ == "prep":
                            for innermost in further.children:
                                if innermost.dep_ == "pobj" and innermost.ent_type_ not in ("DATE", "TIME", "CARDINAL"):
                                    into.setdefault(further.lower_, []).extend(_expanded(innermost))
            elif inner.dep_ == "pcomp" and complements is not None:
                complements.append(inner)
                into.setdefault(name, []).append(inner)
            elif inner.dep_ == "prep":
                for innermost in inner.children:
                    if innermost.dep_ == "pobj":
                        into.setdefault(inner.lower_, []).extend(_expanded(innermost))


def _antecedent(pronoun: Token, verb: Token) -> Token | None:
    """What "who" or "which" stands for as a subject; the second of two relative clauses has the first one's."""
    if pronoun.lower_ not in ("who", "which", "that"):
        return None
    clause = verb
    while clause.dep_ == "conj" and pronoun.lower_ != "that" and clause.head.pos_ in ("VERB", "AUX"):
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else None


_UNDONE = frozenset(["protest", "demonstrate", "march", "rally", "arrive", "come", "go", "land", "depart", "return", "resign", "flee", "die", "vote", "agree", "object", "clash", "gather", "withdraw", "leave", "retreat", "complain", "mutiny", "riot", "applaud"])  # fmt: skip
"""Verbs that hardly stand in the passive without a doer: behind a noun that nothing governs they are its verb."""


def subject_of(verb: Token, depth: int = 0) -> tuple[list[Token], bool, bool]:
    """The subject of a verb, whether it is that of a passive, and whether it was taken from another clause."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return _expanded(_antecedent(child, verb) or child), False, False
        if child.dep_ in ("nsubjpass", "csubjpass"):
            return _expanded(_antecedent(child, verb) or child), True, False
    if depth > 6:
        return [], False, False
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if verb.dep_ == "advcl" and verb.tag_ == "VBD":
        # "after Chad shelled the town": the parse makes the subject an object of "after"
        for child in verb.children:
            if child.lower_ in ("after", "before", "since") and child.i < verb.i:
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.i < verb.i and inner.ent_type_ not in ("DATE", "TIME"):
                        return _expanded(inner), passive, False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        found, was_passive, _ = subject_of(verb.head, depth + 1)
        if was_passive and verb.tag_ in ("VBN",) and not any(c.dep_ in ("dobj", "aux") for c in verb.children):
            return found, True, True
        return found, passive, True
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        up = verb.head
        if (
            verb.dep_ == "advcl"
            and verb.tag_ == "VBG"
            and up.dep_ in ("xcomp", "ccomp")
            and up.tag_ == "VB"
            and verb.i > 0
            and verb.doc[verb.left_edge.i - 1].text == ","
            and up.head.pos_ == "VERB"
        ):
            up = up.head  # "ordered the envoys to leave, blaming Chad": who orders blames
            found, _, _ = subject_of(up, depth + 1)
            return found, passive, True
        if verb.dep_ == "ccomp" and up.lemma_ in _SAYING and verb.tag_ not in ("VB", "VBG"):
            return [], passive, False
        if up.lemma_ in _OBJECT_CONTROL:
            for child in up.children:
                if child.dep_ in ("dobj", "nsubjpass"):
                    return _expanded(child), passive, True
        if up.lemma_ in ("call", "appeal") and verb.dep_ == "xcomp" and any(c.tag_ == "TO" for c in verb.children):
            for child in up.children:  # "called on Russia to pull out"
                if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to"):
                    for inner in child.children:
                        if inner.dep_ == "pobj":
                            return _expanded(inner), passive, True
        found, _, _ = subject_of(up, depth + 1)
        if verb.dep_ == "advcl" and verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "dobj") for c in verb.children):
            passive = True  # "expelled from Georgia, the consul flew home"
        return found, passive, True
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
        up = verb.head.head
        if up.lemma_ in ("accuse", "suspect", "charge", "convict", "blame", "prevent", "stop", "ban"):
            for child in up.children:
                if child.dep_ in ("dobj", "nsubjpass"):
                    return _expanded(child), passive, True
        found, _, _ = subject_of(up, depth + 1)
        return found, passive, True
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
        return _expanded(verb.head), False, False
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        # With an object of its own it is a main verb that the parse hung below its subject.
        deps = {c.dep_ for c in verb.children}
        main = verb.head.dep_ == "ROOT" or verb.tag_ == "VBD"
        bare = verb.head.dep_ == "ROOT" and verb.lemma_ in _UNDONE and verb.sent[-1].text in (".", '"')
        active = main and "agent" not in deps and (bare or bool(deps & {"dobj", "xcomp", "ccomp"}))
        return _expanded(verb.head), not active, False
    if verb.dep_ == "acl":
        # "its decision to end", "the second state to sever"
        owner = [c for c in verb.head.children if c.dep_ == "poss"]
        if owner:
            return _expanded(owner[0]), False, True
        if verb.head.dep_ in ("dobj", "oprd") and verb.head.head.pos_ == "VERB":
            if verb.head.head.lemma_ in _GIVING:
                to = [c for c in verb.head.head.children if c.dep_ in ("dative", "nsubjpass")]
                if to:
                    return _expanded(to[0]), passive, True
            found, _, _ = subject_of(verb.head.head, depth + 1)
            return found, passive, True
        return _expanded(verb.head), passive, True
    return [], passive, False


def of_verb(verb: Token) -> Arguments:
    a = Arguments(verb)
    a.subject, a.passive, a.shared = subject_of(verb)
    for child in verb.children:
        dep = child.dep_
        if dep in ("dobj", "obj", "oprd", "npadvmod") and child.lower_ in _AWAY and not _counted(child):
            # "called its envoy home": the parse makes one noun of the object and "home"
            a.object += [t for c in child.children if c.dep_ in ("compound", "nmod", "poss") for t in _expanded(c)]
        elif dep in ("dobj", "obj") and _sums_up(child):
            continue
        elif dep in ("dobj", "obj"):
            if child.lower_ in ("who", "whom", "which", "that") and verb.dep_ == "relcl":
                a.object += _expanded(verb.head)
            else:
                a.object += _expanded(child)
                if verb.lemma_ in _NAMING and child.lemma_ in ("null", "void"):
                    # "called the paper null and void": the parse makes one noun of both
                    a.predicate.append(child)
                    a.object = [c for c in child.children if c.dep_ == "compound"]
        elif dep == "npadvmod" and (child.ent_type_ == "GPE" or (verb.lemma_ in _GIVING and child.lemma_ in _LENGTHS)):
            # The parse makes an adverb of a second object: "gave the troops a month", "warned Chad".
            a.object += _expanded(child)
        elif dep == "dative":
            if child.pos_ == "ADP":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        a.dative += _expanded(inner)
                        a.preps.setdefault(child.lower_, []).extend(_expanded(inner))
            else:
                a.dative += _expanded(child)
                # "showed the soldiers the door": the parse takes the second object for an apposition to the first
                if verb.lemma_ in ("show", *_GIVING):
                    a.object += [c for c in child.children if c.dep_ == "appos" and c.i > child.i]
        elif dep in ("oprd", "acomp", "attr"):
            a.predicate += [
                *_expanded(child),
                *(c for c in child.children if c.dep_ in ("amod", "npadvmod", "compound")),
            ]
            if dep == "oprd" and verb.lemma_ in _NAMING and any(c.dep_ == "det" for c in child.children):
                a.object += [c for c in child.children if c.dep_ == "compound"]  # "called the accord null"
            if dep == "acomp":  # "is ready to send", "is due in Vilnius"
                a.complements += [c for c in child.children if c.dep_ in ("xcomp", "ccomp")]
                _prepositions(child, a.preps, None)
            if dep == "oprd" and child.pos_ == "VERB":
                a.complements.append(child)
        elif dep in ("xcomp", "ccomp"):
            a.complements += [child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ == "VERB")]
        elif dep == "advcl" and _completes(child):
            a.complements.append(child)
    if verb.dep_ == "csubj" and verb.head.lemma_ == "be" and any(c.lower_ == "what" for c in verb.children):
        # "What is ending is the accord": the accord is what ends.
        a.subject = [t for t in a.subject if t.lower_ != "what"]
        a.object = [t for t in a.object if t.lower_ != "what"]
        a.object += [t for c in verb.head.children if c.dep_ == "attr" for t in _expanded(c)]
    if a.passive:
        patients, a.subject = a.subject, []
        for child in verb.children:
            if child.dep_ == "agent":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        a.subject += _expanded(inner)
        a.dative += patients if a.object else []
        a.object = [*patients, *a.object]
    elif verb.dep_ == "relcl" and not a.object and a.subject and verb.head not in a.subject:
        # "the accord France signed"; not "the day it left"
        a.object = (
            [] if any(c.lower_ in _ADVERBIAL or c.dep_ == "prep" for c in verb.children) else _expanded(verb.head)
        )
    if not a.object and not a.passive and (shared := _shared_object(verb)) is not None:
        a.object = _expanded(shared)
    if verb.lemma_ == "set":  # "set free 46 soldiers"
        a.predicate += [c for t in a.object for c in t.children if c.lower_ == "free"]
    if verb.lemma_ in _NAMING:
        a.predicate += _said_of(verb, a.object)
        if verb.dep_ == "acl" and not a.object and a.predicate:
            a.object = [verb.head]  # "a move Chad called unwise"
    _prepositions(verb, a.preps, a.complements)
    a.complements += [c for t in a.preps.get("until", ()) for c in t.children if c.dep_ == "relcl" and c.tag_ == "VB"]
    for noun in a.object:
        _prepositions(noun, a.preps, None)
        clauses = (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB")
        a.complements += [c for c in clauses if c != verb and not c.is_ancestor(verb)]  # not the one that it stands in
    # What completes a verb stands below it: of two relative clauses of one noun neither completes the other.
    a.complements = [c for c in a.complements if verb.is_ancestor(c)]
    for clause in list(a.complements):
        # A small clause: "ordered the troops to leave" where the parse makes the troops the subject of leaving.
        if clause.dep_ == "ccomp" and (clause.tag_ == "VB" or (verb.lemma_ in _NAMING and clause.pos_ == "ADJ")):
            for child in clause.children:
                if child.dep_ in ("nsubj", "nsubjpass") and not a.object:
                    a.object += _expanded(child)
    return a


_SUPERLATIVES = frozenset(("such", "latest", "last", "only"))


def _sums_up(noun: Token) -> bool:
    """Whether a noun behind a comma says what the clause is ("flew to Doha, the first such visit in years"), and is no object."""
    first = noun.left_edge.i
    return (
        first > 0
        and noun.doc[first - 1].text == ","
        and any(c.ent_type_ == "ORDINAL" or c.lower_ in _SUPERLATIVES or c.tag_ == "JJS" for c in noun.children)
    )


def _shared_object(verb: Token) -> Token | None:
    """ "the truce that he brokered and both signed": what a coordinated relative clause leaves out."""
    if verb.dep_ != "conj" or any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children):
        return None
    up = verb.head
    while up.dep_ == "conj" and up.head.pos_ == "VERB":
        up = up.head
    if up.dep_ == "relcl" and any(c.dep_ == "dobj" and c.lower_ in ("that", "which", "whom") for c in up.children):
        return up.head
    return None


def _said_of(verb: Token, objects: list[Token]) -> list[Token]:
    """What something is called or found, where the parse puts it below the object or makes a clause of both ("called the
    step unwelcome", "finds it absurd")."""
    found = [c for t in objects for c in t.children if c.dep_ == "amod" and c.i > t.i]
    found += [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("ADJ", "NOUN")]
    return [t for c in found for t in conjuncts(c)]


def _completes(clause: Token) -> bool:
    """Whether an adverbial clause says what is asked or done: an infinitive ("for the mission to be equipped") or participle."""
    marks = [c.lower_ for c in clause.children if c.dep_ == "mark"]
    infinitive = any(c.tag_ == "TO" for c in clause.children)
    return (clause.tag_ in ("VB", "VBG") and not marks) or (infinitive and marks in ([], ["for"]))


_HELD = frozenset(("report", "hold", "stage", "convene"))


def of_noun(noun: Token) -> Arguments:
    """Arguments of a noun that names an event."""
    a = Arguments(noun)
    _prepositions(noun, a.preps, a.complements)
    owners = [t for c in noun.children if c.dep_ == "poss" for t in _expanded(c)]
    of = a.preps.get("of", [])
    by = a.preps.get("by", [])
    compounds = [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.pos_ in _NOUNS]
    peoples = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in ("NORP", "GPE")]
    a.object = [*of, *(c for c in compounds if c not in peoples)]
    a.subject = by or owners or peoples
    if not of and by and owners:
        a.object += owners
    a.complements += [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"]
    for inner in of:  # "an exchange of intelligence between two states": the parse hangs "between" below the object
        below: dict[str, list[Token]] = {}
        _prepositions(inner, below, None)
        for name in ("between", "with", "by", "against"):
            if name in below and name not in a.preps:
                a.preps[name] = below[name]
                if name == "by" and not by:
                    a.subject = below[name]
    over = noun.head
    if noun.dep_ in ("nsubj", "nsubjpass") and over.lemma_ in word_list("occurring") | _HELD:
        # "clashes broke out between the two armies": the parse hangs "between" on the verb
        told: dict[str, list[Token]] = {}
        _prepositions(over, told, None)
        for name in ("between", "with", "in", "near"):
            if name in told:
                a.preps.setdefault(name, told[name])
    if noun.dep_ == "pobj" and over.dep_ in ("prep", "conj") and over.lower_ in ("at", "in", "on", "under", "into"):
        while over.dep_ == "conj" and over.head.dep_ in ("prep", "conj"):
            over = over.head
        above = over.head
        if above.lemma_ in _STANDING and above.pos_ in ("VERB", "AUX"):
            a.standing = [noun.head]
            if noun.lemma_.lower() in word_list("suffered"):
                a.object += subject_of(above)[0]  # "is under arrest"
            else:
                a.subject = a.subject or subject_of(above)[0]
        elif above.pos_ in _NOUNS and noun.head.i > 0 and noun.doc[noun.head.i - 1].text == ",":
            a.standing = [noun.head]
            a.subject = a.subject or _expanded(above)
    return a


def backshifted(verb: Token) -> bool:
    """ "said it would leave": the "will" of what was said, not a condition."""
    if not any(c.dep_ == "aux" and c.lower_ in ("would", "'d") for c in verb.children):
        return False
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
        return False
    node = verb
    while node.dep_ == "conj" and node.head.pos_ in ("VERB", "AUX"):
        node = node.head
    over = node.head
    if (
        node.dep_ != "ccomp"
        or over.tag_ not in ("VBD", "VBN")
        or over.lemma_ not in (*_SAYING, "inform", "notify", "agree")
    ):
        return False
    clauses = (*verb.children, *over.children)
    return not any(c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in c.children) for c in clauses)


@functools.cache
def _irregular() -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in word_list("irregular"))


def lemma_of(token: Token) -> str:
    """The lemma as the tables have it: the lemmatizer's, mended where it cut or left an "e" or a double consonant
    ("staged": "stag", "readmitted": "readmitte")."""
    lemma = token.lemma_.lower()
    if lemma not in lemmas() and token.tag_ in ("VBD", "VBN", "VBG"):
        for mended in (_irregular().get(token.lower_, ""), lemma + "e", lemma[:-1], lemma[:-2]):
            if mended in lemmas():
                return mended
    return lemma


def particle(verb: Token) -> set[str]:
    places = ("prt", "advmod", "prep", "npadvmod", "acomp", "oprd", "dobj", "intj")
    told = min((c.i for c in verb.children if c.dep_ == "dobj" and c.pos_ in _NOUNS), default=10**6)
    found = {c.lower_ for c in verb.children if c.dep_ in places and verb.i < c.i < told}
    # "took Chile to court over a river" does not take over, "threw the envoy out of the country" throws out
    return found | {
        c.lower_
        for c in verb.children
        if c.dep_ in places and (c.i > told or c.lower_ in _AWAY) and (c.lower_ not in _RELATIONS or c.dep_ == "prt")
    }


NOTHING = "NONE"
"""The type of rows for idioms that tell of no event."""
IsActor = Callable[[Token], str]
"""The kind of actor that a phrase refers to (``state``, ``organization``, ``person``, ``group``, or ``name`` where it is not
known); "" for none."""


@functools.cache
def people() -> frozenset[str]:
    """Nouns, by lemma, for people, armed or not: not for places, and not for bodies that are nobody in particular."""
    out = classes()["site"] | classes()["nobody"]
    words = (
        {n for use in ("head", "rank") for n in agents(use) if " " not in n} | classes()["person"] | classes()["acting"]
    )
    return frozenset(words - out)


def is_name(token: Token) -> str:
    """The actor test where no actors stage has run: names and words for people."""
    lemma = token.lemma_.lower()
    words = classes()
    named = (
        token.ent_type_ in ACTOR_ENTITIES
        or token.pos_ == "PROPN"
        or lemma in words["person"]
        or lemma in words["force"]
        or lemma in words["government"]
        or lemma in words["organization"]
        or token.tag_ == "PRP"
    )
    return "name" if named else ""


def common(token: Token) -> str:
    """The lemma of a noun, in lower case; at the start of a sentence the tagger takes "Dockers" for a name."""
    lemma = token.lemma_.lower()
    if lemma == "in" and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "sit":
        return "sit-in"
    if token.is_sent_start and token.pos_ == "PROPN" and token.ent_type_ in ("", "NORP", "ORG") and lemma.endswith("s"):
        return lemma[:-1] if lemma[:-1] in people() else lemma
    return lemma


def _counted(token: Token) -> bool:
    return any(c.dep_ in ("nummod", "det") for c in token.children)


def _elided(token: Token) -> list[Token]:
    """What "its own", "theirs" or "the one with Chad" may leave out ("recalled its envoy; Niger recalled its own"): the last
    objects before it."""
    before = (t for t in reversed(token.doc[max(0, token.i - 60) : token.i]) if t.dep_ in _PATIENTS)
    return [t for t in before if t.pos_ == "NOUN"][:4]


def fits(token: Token, of: str | None, actor: IsActor) -> bool:
    if of is None:
        return True
    one = token.lower_ in ("one", "ones") and any(c.dep_ in ("det", "amod") for c in token.children)
    if one or (token.lower_ in _OWN and token.dep_ in _PATIENTS and token.pos_ in ("ADJ", "PRON")):
        return any(fits(t, of, actor) for t in _elided(token))
    if of == "actor":
        return bool(actor(token))
    if of == "state":
        return token.ent_type_ == "GPE" or token.lemma_.lower() in classes()["government"] or actor(token) == "state"
    if of == "nationals":
        # "the Dutch", "302 Dominicans"
        return token.ent_type_ == "NORP" and (token.tag_ in ("NNS", "NNPS") or _counted(token))
    if of == "CONFLICT":
        found = match(token, actor)
        return found is not None and types()[found.entry.type].quad >= 3
    if of == "number":
        return token.pos_ == "NUM" and token.ent_type_ == "CARDINAL"
    if of == "several":  # "the two leaders", "Chad and Niger"
        plural = token.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in token.children)
        return plural and bool(actor(token))
    if of == "own":  # "ended its mission"
        return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)
    if of == "owned":  # "took Chad's side"
        return any(c.dep_ == "poss" and bool(actor(c)) for c in token.children)
    if of == "quoted":
        first = left(token).i
        return first > 0 and token.doc[first - 1].text == '"'
    lemma = common(token)
    if of.startswith("~"):
        below = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod")]
        for _ in range(2):  # "its list of sponsors of terrorism"
            below += [i for t in (token, *below) for p in t.children if p.lower_ == "of" for i in p.children]
        modifiers = (c.lemma_.lower() for c in below)
        return lemma in classes()[of[1:]] or any(m in classes()[of[1:]] for m in modifiers)
    if of == "force" and lemma in _SPECIALISTS and token.tag_ == "NNS":
        # "French instructors": who serves abroad for a state
        return any(
            c.ent_type_ in ("NORP", "GPE") and c.dep_ in ("amod", "poss", "compound", "nmod") for c in token.children
        )
    if of == "soldierly" and token.pos_ == "NUM" and token.ent_type_ == "CARDINAL":
        return True  # "10,000 had been brought home"
    if of in ("person", "captive") and (
        (of == "person" and lemma in people())
        or token.ent_type_ == "PERSON"
        or (token.ent_type_ == "NORP" and token.pos_ != "ADJ")
        or (token.pos_ == "NUM" and token.ent_type_ == "CARDINAL")
        or token.lower_ in _THEM
        or (token.lower_ in _SOME and token.dep_ in ("nsubj", "nsubjpass", "dobj"))
    ):
        return True
    if of == "igo":
        return (
            token.ent_type_ == "ORG"
            or token.lemma_.lower() in classes()["organization"]
            or (token.pos_ in _NOUNS and actor(token) == "organization")
        )
    if of == "official" and (
        token.ent_type_ == "PERSON" or (token.pos_ == "PROPN" and token.ent_type_ not in ("GPE", "LOC", "NORP", "FAC"))
    ):
        return True
    if (
        of == "wrong"
        and token.pos_ == "ADJ"
        and (lemma.startswith(("un", "ir", "dis", "mis")) or lemma.endswith("less"))
    ):
        return lemma not in word_list("harmless")
    if of == "place" and token.ent_type_ in ("GPE", "LOC", "FAC"):
        return True
    if of.startswith("="):
        return lemma == of[1:] or any(c.dep_ == "compound" and c.lower_ == of[1:] for c in token.children)
    words = classes().get(of)
    if words is None:
        return lemma == of or token.lower_ == of
    return lemma in words or token.lower_ in words


@dataclass(slots=True)
class Match:
    entry: Entry
    arguments: Arguments
    used: list[Token]
    """The tokens that the frame asked for."""
    frame: tuple[Condition, ...] = ()
    """The one of the row's frames that fitted."""

    def asked_for(self, of: str) -> bool:
        """Whether the frame that fitted asks for a class of words."""
        return any(c.of == of and not c.absent for c in self.frame)


_Fitting = dict[tuple[str, str | None], list[Token]]


def _meets(a: Arguments, condition: Condition, actor: IsActor, known: _Fitting) -> list[Token] | None:
    """The tokens that meet a condition, which may be none where it asks for none; None where it is not met.

    ``known`` keeps what fits each slot and class, since the rows of a verb ask for the same again and again."""
    asked = condition.slot, condition.of
    found = known.get(asked)
    if found is None:
        found = known[asked] = [t for t in a.slot(asked[0]) if fits(t, asked[1], actor)]
    if condition.absent:  # "on Friday" is no target
        return None if any(t.ent_type_ not in ("DATE", "TIME") for t in found) else []
    return found or None


_SPECIALISTS = frozenset(["officer", "instructor", "trainer", "adviser", "advisor", "engineer", "technician", "specialist", "medic", "airman", "sailor", "man", "sapper", "gunner", "gendarme", "policeman", "pilot", "mechanic"])  # fmt: skip
_FEELING = (("disappoint",), ("please",), ("expect",))
"""The rows of verbs whose object is who approves or disapproves."""
_WATCHED = (("see_off",),)
"""The rows of verbs whose object is who leaves."""


def _first(rows: Iterator[Entry], a: Arguments, actor: IsActor) -> Match | None:
    known: _Fitting = {}
    for entry in rows:
        for frame in entry.frames:
            used: list[Token] = []
            for condition in frame:
                found = _meets(a, condition, actor, known)
                if found is None:
                    break
                if condition.of not in (None, "actor", "state"):
                    used += found
            else:
                if entry.type == NOTHING:
                    return None
                if entry.verbs[:1] in _FEELING:
                    # "Chad was dismayed by the ruling", "the ruling dismayed Chad": who feels it says so
                    cause = a.subject or a.preps.get("at", []) or a.preps.get("with", []) or a.preps.get("over", [])
                    a = Arguments(a.trigger, a.object, cause, preps=a.preps, complements=a.complements)
                if entry.verbs[:1] in _WATCHED:
                    # "Latvia saw off the soldiers": who leaves does it, and Latvia is left
                    leaving = a.object or a.preps.get("to", [])
                    a = Arguments(a.trigger, leaving, a.subject, preps=a.preps, complements=a.complements)
                if entry.verbs[:1] == ("have",):  # "said that it had a week to leave": who says so sets the term
                    told = a.trigger.head if a.trigger.dep_ == "ccomp" else None
                    setting = subject_of(told)[0] if told is not None else []
                    a = Arguments(a.trigger, setting, a.subject, preps=a.preps, complements=a.complements)
                return Match(entry, a, used, frame)
    return None


def match(token: Token, actor: IsActor = is_name) -> Match | None:
    """The first row of the table that fits a verb or noun, with its arguments; None where none does."""
    lemma = lemma_of(token)
    if token.pos_ in ("VERB", "AUX"):
        rows = by_verb().get(lemma)
        if rows is None:
            return None
        a = of_verb(token)
        if any(t.lower_ in _REFLEXIVE for t in a.object) and lemma not in _BINDING:
            return None  # "defends itself"
        particles = particle(token) if any(p for p, _ in rows) else set()
        found = _first((e for p, e in rows if p is None or set(p.split()) <= particles), a, actor)
        if found is None and not a.object and (split := {p for p, _ in rows if p in particles}):
            # "nodded through the treaty": the parse makes a preposition of what belongs to the verb
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in split:
                    b = replace(a, object=[t for c in child.children if c.dep_ == "pobj" for t in _expanded(c)])
                    found = found or _first((e for p, e in rows if p == child.lower_), b, actor)
        return found
    if token.pos_ in _NOUNS:
        nouns = by_noun().get(lemma) or by_noun().get(token.lower_)
        if nouns is None:
            return None
        a = of_noun(token)
        found = _first(iter(nouns), a, actor)
        if found is None and not a.subject:
            # "the withdrawal of the troops": said of those who withdraw
            b = Arguments(token, subject=a.preps.get("of", []), preps=a.preps, complements=a.complements)
            found = _first((e for e in nouns if any(c.slot == "subj" for f in e.frames for c in f)), b, actor)
        return found
    return None


@functools.cache
def lemmas() -> frozenset[str]:
    """Every lemma that may trigger: the quick test before anything is built."""
    return frozenset(by_verb()) | frozenset(by_noun())


@functools.cache
def asking() -> Entry:
    """The row of requests ("ask")."""
    return next(e for e in by_verb()["ask"] if e[1].type == "REQUEST")[1]


_YIELDING = frozenset(("RETREAT", "CONCEDE"))
_ARMED = ("attack", "weapon", "rocket", "drone", "bomb", "stone", "gas")
"""Classes of what an assault is done with."""


def is_weapon(noun: Token) -> bool:
    """Whether a noun is for what is fired or thrown, and not for who does so."""
    lemma = noun.lemma_.lower()
    return any(lemma in classes()[c] for c in ("rocket", "drone", "bomb", "stone", "gas"))


def weapon_of(a: Arguments) -> str | None:
    """The mode of an assault that its weapon says: "a drone strike", "fired rockets at", "killed by a roadside bomb"."""
    known = weapons()
    others = [*a.object, *(t for slot in ("with", "by", "in", "of") for t in a.preps.get(slot, ()))]
    armed = [t for t in others if any(t.lemma_.lower() in classes()[c] for c in _ARMED)]
    for noun in (a.trigger, *a.subject, *armed):
        for t in (*(c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")), noun):
            if (mode := known.get(t.lemma_.lower())) and (t != noun or noun != a.trigger):
                return mode
    return None


def mode_of(found: Match, actor: IsActor = is_name) -> str | None:
    """The mode of the row, or for requests, refusals and threats the one that what is asked, refused or threatened has."""
    entry = found.entry
    if entry.type == "ASSAULT" and entry.mode in (None, "firearms", "aerial"):
        return weapon_of(found.arguments) or entry.mode
    if entry.mode or entry.type not in ("REQUEST", "REJECT", "THREATEN"):
        return entry.mode
    inner: str | None = None
    inner_mode: str | None = None
    for token in [*found.arguments.complements, *found.arguments.object, *found.arguments.preps.get("for", []), *found.arguments.preps.get("of", [])]:  # fmt: skip
        hit = match(token, actor)
        if hit is not None:
            inner, inner_mode = hit.entry.type, hit.entry.mode
            break
    if inner is None:
        return "change" if entry.type != "THREATEN" and found.arguments.complements else None
    if entry.type == "THREATEN":
        if inner == "ASSAULT":
            return "violence"
        if inner == "SANCTION":
            return "expel" if inner_mode == "expel" else "relations"
        if inner == "COERCE":
            return {"arrest": "arrest", "seize": "territory", "deport": "expel"}.get(inner_mode or "", "restrict")
        return {"PROTEST": "restrict", "MOBILIZE": "violence", "REJECT": "relations"}.get(inner)
    if inner == "CONSULT":
        return "meet"
    if inner in ("AID", "COOPERATE", "SUPPORT"):
        return "assist"
    if inner in _YIELDING or inner == "SANCTION":
        return "yield"
    return "change"


SLOTS = ("against", "with", "to", "on", "at", "from", "toward", "towards", "between", "into", "over", "for", "of", "in")
SLOTS_OF = {
    "CONSULT": ("with", "between", "to", "of"),
    "PROTEST": ("against", "outside", "at", "before"),
    "AID": ("to", "for", "in", "into", "between", "of"),
    "SUPPORT": ("with", "for", "behind", "to", "on", "over", "of", "from", "between"),
    "ACCUSE": ("against", "with", "of", "over", "on", "for", "into", "from", "by"),
    "REQUEST": ("to", "from", "on", "with", "for", "of"),
    "REJECT": ("from", "by", "to", "with", "of", "on", "for"),
    "MOBILIZE": ("against", "along", "on", "near", "to", "at", "toward", "towards", "off", "into", "in"),
}
"""Prepositions behind which the recipient stands, the surest first; other types have ``SLOTS``."""
_TOUCHED = frozenset(("ASSAULT", "COERCE", "PROTEST"))
"""Types done to places and things as well as to people."""


def targets(found: Match) -> list[Token]:
    """The heads of the phrases to whom, or to what, an event is done, by the clause alone: the object, else who stands
    behind the prepositions of its type, else whoever the object names."""
    a, kind = found.arguments, found.entry.type
    objects = [t for t in [*a.dative, *a.object] if not is_weapon(t) and not fits(t, "attack", is_name)]
    named = [t for t in objects if is_name(t)]
    if named:
        return named
    for slot in SLOTS_OF.get(kind, SLOTS):
        behind = [t for t in a.preps.get(slot, ()) if t.pos_ in (*_NOUNS, "PRON") and t.ent_type_ not in _WHEN]
        if any(is_name(t) for t in behind) or (behind and kind in _TOUCHED and slot in ("against", "on", "at")):
            return behind
    if kind in _TOUCHED and objects:
        return objects
    for t in (*a.object, *a.complements):
        inside = [x for x in t.subtree if x != t and is_name(x) and x.ent_type_ not in _WHEN and x not in a.subject]
        if inside:
            return _phrase_head(inside[0])
    return objects if kind in ("REJECT", "SUPPORT", "RETREAT") else []


def _phrase_head(token: Token) -> list[Token]:
    while token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.pos_ in _NOUNS and is_name(token.head):
        token = token.head
    return [token]
