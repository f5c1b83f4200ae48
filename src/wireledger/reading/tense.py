"""Where a time without a year or a week lies as seen from the story's date: behind it or ahead, by the grammar around it.

The verb that governs the expression decides by tense and aspect: "met on Monday" looks back, "will meet on Monday" ahead,
"is meeting on Monday" ahead too. Infinitives and participles take the outlook of what governs them; words that look ahead
by themselves ("scheduled", "deadline", "payable") stand in the table ``time_outlook``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from spacy.tokens import Token

from wireledger.knowledge.times import outlook, words

Way = Literal["past", "future"]
_FUTURE = frozenset(("will", "'ll", "wo", "shall", "sha"))
_MODAL = frozenset(("would", "may", "might", "could", "can", "must", "should", "ca", "'d"))
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had", "'s", "'re", "am", "'m", "'ve", "'d", "been"))
_PAST_HELPERS = frozenset(("was", "were", "had", "has", "have", "did", "been", "'ve"))


class Outlook(NamedTuple):
    """``way`` is None where the grammar leaves it open; ``loose`` where the time hangs on a noun or an infinitive, so
    that it need not share the tense of the clause."""

    way: Way | None
    loose: bool = False
    present: bool = False
    """Whether it is the present tense that looks ahead, so that what is just over is as likely as what is far away."""
    weak: bool = False
    """Whether a participle, an infinitive or a plan of the past says so, so that what is near on the other side is likelier
    than what is far on this one: "needed for a good showing on Tuesday", told on Monday."""


def outlook_of(token: Token | None, first: Token | None = None, *, headline: bool = False) -> Outlook:
    """The outlook of the expression whose head ``token`` is and whose first word ``first`` is.

    In a headline the present tense tells of the past ("France ends pact"), so it leaves the outlook open."""
    if token is None:
        return Outlook(None)
    for i in range(token.i, max(token.i - _CUT, 0), -1):
        if token.doc[i].is_sent_start:
            if token.doc[i - 1].lower_ in ("a.m.", "p.m."):
                token = token.doc[i - 1]  # "announced before 6 a.m. Moscow time on Thursday", cut in two by the parse
            break
    seen = _outlook(token, first, headline)
    return Outlook("past", True) if seen.way == "future" and _over(token, first or token) else seen


_CUT = 5
"""Within how many words behind "a.m." the parse may have cut a sentence in two."""


def _over(token: Token, first: Token) -> bool:
    """Whether a time is that of what is over when news tells of it, whatever the clause says: "Friday's attack may delay the vote",
    "concern about his remark on Tuesday will grow"."""
    if any(a.lower_ in ("until", "till", "by") for a in (token.head, first)):
        return False
    noun = next((a for a in token.ancestors if a.pos_ != "ADP"), None)
    if noun is not None and noun.pos_ == "VERB" and {"will", "shall"} & {c.lower_ for c in noun.children}:
        if any(c.dep_ == "dobj" and noun.i < c.i < first.i for c in noun.children):
            return False  # "will end an accord on Sept. 30": when it is ended
    near = first.i - 1
    while near >= 0 and first.doc[near].lower_ in ("on", "early", "late"):
        near -= 1
    nouns = (noun, first.doc[near] if near >= 0 else None)
    return any(
        n is not None
        and n.pos_ == "NOUN"
        and n.lemma_ in outlook("record")
        and (n.tag_ == "NNS" or any(c.dep_ in ("det", "poss", "amod", "compound") for c in n.children))
        for n in nouns
    )


def _outlook(token: Token, first: Token | None, headline: bool) -> Outlook:
    """The outlook by the verbs and nouns that govern an expression."""
    if said_before(first or token) is not None:
        return Outlook("past")
    i = (first or token).i
    if (
        i > 2
        and token.doc[i - 1].lower_ == token.doc[i - 3].lower_ == "as"
        and token.doc[i - 2].lower_ in ("recently", "late")
    ):
        # "was at 3 percent as late as February", but "snow could fall as late as Sunday"
        above = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX", "NOUN", "PROPN")), None)
        ahead = above is not None and above.pos_ in ("VERB", "AUX") and _tense(above) == "future"
        return Outlook("future" if ahead else "past")
    if _come(first or token):
        return Outlook("future")  # "will win come November"
    if i > 2 and [t.lower_ for t in token.doc[i - 3 : i]] in (["with", "effect", "from"], ["with", "effect", "on"]):
        return Outlook("future", weak=True)  # "revoked the treaty with effect from Jan. 1"
    if i > 1 and token.doc[i - 1].lower_ == "of" and token.doc[i - 2].lower_ == "as" and _stands(token):
        return Outlook("past")  # "is no longer in effect as of Tuesday"
    loose = infinitive = behind = clause = weak = False
    for node in (token, *token.ancestors):
        if node.dep_ == "prep" or node.pos_ in ("ADP", "SCONJ"):
            word = node.lower_
            if not loose and word == "since":
                return Outlook("past")
            behind = behind or (loose and word in ("after", "following", "since"))
            if word == "of" and node.head.lower_ == "ahead":
                return Outlook("future", weak=True)
            if weak and word in ("despite", "since", "upon"):
                return Outlook("past")  # "trails there despite winning in February"
            if not loose and not clause and word in ("until", "till", "by", "through"):
                return _until(node)
            if word in ("to", "for", "on") and _set_for(node, token):
                return Outlook("future")  # "postponed to Friday", "invited them for talks on Monday"
        if node is token and node.pos_ not in ("VERB", "AUX"):
            continue
        if node.pos_ == "ADJ" and node.lower_ in outlook("adjective"):
            return _expected(node)
        if node.pos_ in ("NOUN", "PROPN"):
            if node.lemma_.lower() in outlook("noun"):
                return _expected(node)
            if any(c.lower_ in outlook("adjective") for c in node.children if c.dep_ == "amod" and c != token):
                return _expected(node)
            loose = loose or not (node.ent_type_ in ("DATE", "TIME") or _before_verb(node, token))
        if loose and node.lower_ == "according":
            return Outlook("past")
        if node.pos_ not in ("VERB", "AUX") or node.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        clause = True
        tense = _tense(node)
        if tense == "past" and _supposed(node):
            return Outlook("future", loose)  # "would sign it if she won in May"
        if tense == "infinitive":
            if _carried(node):
                continue
            if node.dep_ in ("acl", "relcl") and any(c.dep_ == "auxpass" for c in node.children):
                return Outlook("future", loose)  # "the pact, to be signed on Friday, replaces another one"
            if node.head.lemma_ == "have" and node.dep_ == "xcomp" and node.head.tag_ in ("VBZ", "VBP", "VB"):
                return Outlook("future")  # "has to be gone by Friday"
            if node.head.lemma_ == "be" and node.dep_ == "xcomp":
                return Outlook("future", node.head.tag_ == "VBD")  # "is to meet on Friday"
            if _looks_ahead(node.head, "verb", "commit"):
                verb = node.head if node.head.pos_ in ("VERB", "AUX") else node.head.head
                overtaken = any(c.lower_ == "had" for c in verb.children if c.dep_ == "aux")
                weak = _was(verb) and (
                    node.head.pos_ == "NOUN" or loose or verb.lemma_ == "set" or not _looks_ahead(node.head, "commit")
                )
                return Outlook("past", True) if overtaken else Outlook("future", loose, weak=weak)
            infinitive = loose = True
            continue
        if tense == "inherited":
            weak = True
            continue
        if _undone(node):
            if _looks_ahead(node) and _helpers(node.head.head) & {"has", "have", "'ve"}:
                return Outlook("future", True, weak=True)  # "set for August, has been put off"
            return Outlook(None, True)  # "elections scheduled for August were put off"
        if headline and tense == "future" and node.tag_ in ("VBZ", "VBP"):
            return Outlook(None, loose)
        if tense == "future" or (_looks_ahead(node) and not (node is not token and _said_then(node, token))):
            planned = _looks_ahead(node)
            return Outlook(
                "future", loose, not (_helpers(node) & (_FUTURE | _MODAL)) and not planned, planned and _was(node)
            )
        if infinitive and tense == "past":
            return Outlook(None, True)
        if (behind and tense in ("past", "present")) or (loose and node.lemma_ == "follow" and tense != "future"):
            return Outlook("past")  # "left after the coup on Sept. 30", "follows a vote on Nov. 28"
        if tense == "present" and not loose and _timetabled(node):
            return Outlook("future", present=True)
        if tense == "present" and node.dep_ == "advcl" and any(c.lower_ in _WHEN for c in node.children):
            continue  # "will vote for it when they meet in July"
        if node.tag_ == "VBN" and node.dep_ in ("acl", "advcl") and not _helpers(node):
            weak = weak or loose or node.lemma_ in outlook("wanted")
        return Outlook(tense if tense in ("past", "future") else None, loose, weak=weak)  # type: ignore[arg-type]
    return Outlook(None, loose)


def _stands(token: Token) -> bool:
    """Whether a time is one of a state that is there already: "is over", "has been cancelled"."""
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.tag_ == "VBG":
        return False
    helpers = _helpers(verb)
    if helpers & (_FUTURE | _MODAL):
        return False
    return bool(helpers & {"has", "have", "'ve", "had"}) or (verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP", "VBD"))


_WHEN = frozenset(("when", "once", "if", "after", "before", "until", "as"))


def _come(first: Token) -> bool:
    """Whether "come" stands before a time as a preposition does: "come November", not "has come Friday"."""
    if not first.i or first.nbor(-1).lower_ != "come":
        return False
    verb = first.nbor(-1)
    return not any(c.dep_ in ("aux", "auxpass", "nsubj", "neg") for c in verb.children)


def _supposed(verb: Token) -> bool:
    """Whether the past tense only supposes something: "if he won in May, ties would suffer"."""
    if (
        not (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _helpers(verb) & {"was", "were"}))
        or verb.dep_ != "advcl"
        or not any(c.lower_ == "if" for c in verb.children if c.dep_ == "mark")
    ):
        return False
    return bool(_helpers(verb.head) & {"would", "could", "might", "'d"})


def _was(verb: Token) -> bool:
    """Whether a plan is told in the past: "was due to meet", "asked them to leave"."""
    if any(c.lower_ in ("originally", "initially", "previously", "once") for c in verb.children):
        return True  # "the vote, originally scheduled for May 6, will be held"
    return verb.tag_ == "VBD" or bool(_helpers(verb) & {"was", "were", "had"})


def _set_for(preposition: Token, token: Token) -> bool:
    """Whether a verb sets something for a time, or for what happens at a time."""
    verb, word = preposition.head, preposition.lower_
    verb = verb.head if verb.dep_ in ("advmod", "prt") else verb  # "pushed back to June 3"
    if (word == "for" or (word == "to" and preposition == token.head)) and verb.lemma_ in outlook("commit"):
        return True
    if word == "for" and preposition == token.head:
        verb = verb.head if verb.pos_ == "NOUN" else verb
        return verb.lemma_ in outlook("convene")
    noun = preposition.doc[preposition.i - 1] if preposition.i and preposition == token.head else None
    return (  # "invited them for talks on Monday", where the parse hangs the day on the verb
        noun is not None
        and noun.lemma_.lower() in outlook("happening")
        and noun.head.lower_ in ("for", "to")
        and any(a.lemma_ in outlook("convene") or a.lemma_ in outlook("commit") for a in noun.head.ancestors)
    )


def _undone(verb: Token) -> bool:
    """Whether what was set for a time did not come about then: "a vote set for Monday was cancelled"."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "relcl", "amod"):
        return False
    main = verb.head.head
    return main.pos_ == "VERB" and main.lemma_ in outlook("undone") and _tense(main) == "past"


def _timetabled(verb: Token) -> bool:
    """Whether the present tense with a day of its own tells what is fixed beforehand: "the museum reopens on Friday"."""
    return verb.tag_ == "VBZ" and verb.lemma_ not in outlook("state")


def then_ahead(token: Token | None) -> bool:
    """Whether a time lay ahead only as seen from another one in the past: "said on May 3 that it would open on May 9"."""
    for verb in token.ancestors if token is not None else ():
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("aux", "auxpass"):
            helpers = _helpers(verb)
            return (
                "would" in helpers
                or verb.tag_ == "VBD"
                or (verb.tag_ == "VB" and "to" in helpers and verb.head.tag_ == "VBD")
            )
    return False


def _expected(node: Token) -> Outlook:
    """The outlook of what hangs on a word that looks ahead: open where its clause is past ("elections due in May were")."""
    for verb in node.ancestors:
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("aux", "auxpass"):
            tense = _tense(verb)
            if tense == "inherited" and verb.tag_ == "VBG" and verb.dep_ in ("pcomp", "advcl"):
                continue
            past = tense == "past" and not _looks_ahead(verb)
            return Outlook(None if past and node.dep_ != "acomp" else "future", past)
    return Outlook("future")


def _before_verb(noun: Token, token: Token) -> bool:
    """Whether a time parsed into a subject stands right before the verb, which it belongs to: "Norway on Monday left"."""
    if noun.dep_ not in ("nsubj", "nsubjpass") or not noun.i < token.i < noun.head.i:
        return False
    if any(a.lower_ == "of" for a in token.ancestors if noun.i < a.i < token.i):
        return False  # "the treaty of May 3 failed"
    between = noun.doc[token.right_edge.i + 1 : noun.head.i]  # "the raid on Monday near Oslo left" is of the raid
    return token.i <= noun.right_edge.i and all(t.pos_ in ("AUX", "ADV", "PART") for t in between)


def said_before(first: Token) -> Token | None:
    """The verb of saying in the past that a time stands right behind, before what was said: "said Monday it will leave"."""
    if first.i + 1 < len(first.doc) and first.nbor().tag_ == "POS":
        return None  # "said Monday's meeting would be short"
    i = first.i - 1
    while i > 0 and first.doc[i].lower_ in ("on", "in", "late", "early", "last"):
        i -= 1
    if i < 0 or first.doc[i].tag_ != "VBD":
        return None
    verb = first.doc[i]
    return verb if any(c.dep_ == "ccomp" and c.i > first.i for c in verb.children) else None


def _until(preposition: Token) -> Outlook:
    """ "until Friday" and "by Jan. 14" look ahead, unless all of it is told as done: "stayed until Friday"."""
    verb = next(
        (a for a in preposition.ancestors if a.pos_ in ("VERB", "AUX") and a.dep_ not in ("aux", "auxpass")), None
    )
    of_time = preposition.head.lemma_.lower() in words("unit") and preposition.lower_ == "through"
    if verb is None or (preposition.head.pos_ in ("NOUN", "PROPN") and not of_time):
        if preposition.lower_ == "through" and preposition.head.lemma_.lower() not in outlook("term"):
            # "have held caucuses through Tuesday", but "a contract through Dec. 31"
            return Outlook("past" if verb is not None and _tense(verb) == "past" else "future", True)
        return Outlook("future")
    if of_time:  # "prices rose in the 12 months through February"
        return Outlook("past" if _tense(verb) == "past" else "future", True)
    if (
        verb.tag_ == "VBD"
        and preposition.lower_ == "by"
        and preposition.dep_ == "prep"
        and preposition.head == verb
        and preposition.i < verb.i
    ):
        return Outlook("past", True)  # "by Christmas it was over"
    if _supposed(verb):
        return Outlook("future")  # "would strike if no deal was reached by Friday"
    helpers = _helpers(verb)
    passive = verb.tag_ == "VBN" and bool(helpers & {"was", "were"}) and verb.lemma_ not in outlook("spoken")
    done = verb.tag_ == "VBD" or "had" in helpers or passive  # "was contained by Friday"
    if done and not _looks_ahead(verb, "verb", "commit") and verb.lemma_ not in ("give", "set", "order", "have"):
        perfect = verb.tag_ != "VBD"  # "had signed by Thursday", but "told them to leave by Thursday"
        if preposition.lower_ == "by" and not perfect:
            return Outlook("future", True, weak=True)
        return Outlook("past", True)
    if _tense(verb) in ("infinitive", "inherited") and any(
        "had" in _helpers(a) and not _looks_ahead(a, "verb", "commit")
        for a in verb.ancestors
        if a.pos_ in ("VERB", "AUX")
    ):
        return Outlook("past", True)  # "had been free to give notice by March 31"
    return Outlook("future", True, weak=verb.tag_ == "VBD" and preposition.lower_ == "by" and verb.lemma_ == "be")


def _tense(verb: Token) -> str:
    """past, future, present, infinitive or inherited: what the forms of a verb group say."""
    helpers = _helpers(verb)
    if helpers & _FUTURE:
        return "future"
    if "would" in helpers and (verb.lemma_ in outlook("spoken") or verb.lemma_ in outlook("declined")):
        if any(c.dep_ == "neg" or c.lower_ == "only" for c in verb.children):
            return "past"  # "would not say on Monday", "would only say"
        i = verb.i + 1
        if i < len(verb.doc) and verb.doc[i].lower_ == "only":
            return "past"  # "would say only that"
    if helpers & _MODAL:
        undone = "could" in helpers and any(
            c.dep_ == "neg"
            or c.lower_ in _NONE
            or (c.dep_ in ("nsubj", "nsubjpass") and any(d.lower_ in _NONE for d in c.children))
            for c in verb.children
        )
        return "past" if "have" in helpers or undone else "future"
    if "to" in helpers and (verb.tag_ == "VB" or (not helpers.isdisjoint(("be", "get")) and not helpers & _FINITE)):
        return "infinitive"  # "to sign", "to be signed"
    if not helpers and verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBN") and verb.lower_ == verb.lemma_ and verb.head.tag_ == "VB" and not any(c.dep_ == "nsubj" for c in verb.children):  # fmt: skip
        return "inherited"  # "may backfire and cost him the vote on March 13"
    if not helpers and verb.dep_ == "ccomp" and verb.head.lemma_ == "let" and verb.lower_ == verb.lemma_:
        return "inherited"  # "will let the pact run out", which the tagger takes for a past
    if verb.tag_ == "VBD" or helpers & _PAST_HELPERS:
        return "past"
    if verb.tag_ == "VBG":
        return "future" if helpers & {"is", "are", "'re", "'s", "am", "'m"} else "inherited"
    if verb.tag_ == "VBN":
        if helpers & {"is", "are", "'re", "'s", "be", "am"}:
            return "present"
        if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("unless", "if", "until", "once", "when") for c in verb.children):  # fmt: skip
            return "inherited"  # "expires in May unless renewed before Jan. 15"
        if verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.head.head.lemma_ in ("have", "get") and verb.head.head.tag_ == "VB":  # fmt: skip
            return "inherited"  # "is to have its colours presented in the spring"
        return (
            "inherited" if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in ("get", "keep", "have") else "past"
        )
    if verb.tag_ == "VB":
        if verb.lemma_ == "let" and any(c.lower_ in ("us", "'s") for d in verb.children for c in (d, *d.children)):
            return "future"  # "let's defeat her in November"
        if (
            verb.dep_ == "ccomp"
            and verb.i
            and verb.nbor(-1).is_quote
            and not any(c.dep_ == "nsubj" for c in verb.children)
        ):
            return "future"  # "See you in January," she said
        return "inherited" if verb.dep_ in ("conj", "xcomp", "ccomp") else "future"
    if verb.lemma_ in outlook("spoken"):
        # "officials say Monday", but "it reports earnings on Thursday"
        return "future" if verb.lemma_ == "report" and any(c.dep_ == "dobj" for c in verb.children) else "past"
    if verb.lemma_ in outlook("present"):
        return "future"
    return "present"


_NONE = frozenset(("neither", "none", "nobody", "nor", "no"))


def _helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb group, those too that the parse hangs on another one: "will" of "will be closed"."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return {c.lower_ for c in own} | {d.lower_ for c in own for d in c.children if d.pos_ == "AUX"}


def _looks_ahead(node: Token, *kinds: str) -> bool:
    """Whether a word points to what is to come: "scheduled to", "plans to", "the deadline to", "is going to"."""
    if node.pos_ in ("VERB", "AUX"):
        if node.lemma_ == "go" and node.tag_ == "VBG" and any(c.dep_ == "xcomp" for c in node.children):
            return True
        if node.lemma_ == "set":
            return any(c.dep_ == "xcomp" or c.lower_ in ("for", "as", "deadline", "date") for c in node.children)
        return any(node.lemma_ in outlook(kind) for kind in kinds or ("verb",)) or (
            node.lemma_ == "be" and any(_looks_ahead(c) for c in node.children if c.dep_ == "acomp")
        )
    if node.pos_ == "ADJ":
        return node.lower_ in outlook("adjective")
    return node.lemma_.lower() in outlook("noun")


def _said_then(verb: Token, token: Token) -> bool:
    """Whether a time tells when somebody planned, not what for: "promised on Monday to leave", "on Monday expected"."""
    step = token
    for ancestor in token.ancestors:
        if ancestor == verb:
            break
        step = ancestor
    # Directly on the verb, with the plan itself told apart: the time is that of the planning.
    plan = any(c.dep_ in ("xcomp", "ccomp") and c.i > token.i for c in verb.children)
    return (
        verb.tag_ == "VBD"
        and plan
        and step.dep_ in ("prep", "npadvmod", "nmod", "obl")
        and not any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    )


def _carried(verb: Token) -> bool:
    """Whether an infinitive happened as its governor did: "began to leave", "was forced to leave"."""
    return verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ in outlook("carried") and verb.head.tag_ != "VBG"
