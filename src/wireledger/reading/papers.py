"""What the words around a document's noun say of it: who sends, signs, sees or denies papers, in which constructions.

Part of the stage ``statements``; :mod:`wireledger.reading.documents` makes documents of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.actors import agents
from wireledger.reading.actors import Actors

SEEN = frozenset(["see", "obtain", "review", "read", "view", "get", "acquire", "leak", "publish", "release", "examine", "consult", "inspect", "post", "share", "reveal"])  # fmt: skip
SEND = frozenset(["send", "address", "write", "deliver", "issue", "hand", "submit", "transmit", "give", "pass", "present", "deposit", "lodge", "file", "carry", "dispatch", "forward", "communicate", "mail", "fax", "serve", "convey", "wire", "cable"])  # fmt: skip
MAKE = frozenset([*SEND, "sign", "draft", "publish", "release", "prepare", "author", "adopt", "post", "compose", "circulate", "approve"])  # fmt: skip
MAKE_NOTICE = MAKE - {"give", "serve"}
"""What is done with a notice that is a paper; who gives notice need not have written."""
LODGE = frozenset(["deposit", "lodge", "file", "leave", "register"])
REACH = frozenset(["reach", "arrive"])
LIE = frozenset(["lie", "rest", "sit", "be", "stand"])
_HAND = frozenset(["hand", "give", "send", "present", "serve"])
TELL = frozenset(["tell", "inform", "notify", "ask", "urge", "remind", "assure", "warn", "invite", "advise", "request"])
COPIES = frozenset(["copy", "text", "version", "draft", "content", "contents", "authenticity", "existence", "receipt", "part", "page", "series", "number"])  # fmt: skip
"""Nouns before "of" under which a document is still what the sentence is about."""
SENT_OF = frozenset(["letter", "message", "note"])
OF_STATE = frozenset(["decree", "order", "law", "bill", "decision"])
PUBLIC = frozenset(["statement", "communique", "order", "decree", "declaration", "law", "resolution"])
"""Kinds that who publishes has made."""
ISSUERS = frozenset(["government", "ministry", "presidency", "cabinet", "parliament", "embassy", "army", "military", "summit"])  # fmt: skip
_DESKS = frozenset(["secretariat", "headquarters", "seat", "depositary", "registry", "d'affaires", "charge", "chargé", "secretary", "commissioner", "capital", "member", "party", "committee", "delegation", "desk", "office", "mission", "board", "management", "chancellery", "president", "courier", "messenger"])  # fmt: skip
"""Nouns for who takes papers in, beside those of ``agent_nouns.tsv``."""
GET = frozenset(["receive", "have"])
ACKNOWLEDGE = frozenset(["acknowledge", "confirm", "verify", "authenticate", "attest", "vouch", "corroborate"])
DISPUTE = frozenset(["deny", "dispute", "question", "doubt", "reject", "challenge", "contest", "refute", "disavow", "dismiss"])  # fmt: skip
GENUINENESS = frozenset(["authenticity", "veracity", "genuineness", "authentic", "genuine", "contents", "content", "existence", "receipt", "fake", "forgery", "fabrication"])  # fmt: skip
FALSE = frozenset(["fake", "forgery", "fabrication"])
PAPERS = frozenset(["letter", "note", "note verbale", "notification", "notice", "memo", "memorandum", "instrument", "message", "cable"])  # fmt: skip
"""Kinds that a story calls now one thing, now another."""
DONE = (MAKE | SEEN) - {"give", "carry", "pass", "read", "view", "get", "examine", "share", "write"}
"""What is done with a paper, and not with a command, a rule or what somebody tells."""
SPEAKING = PAPERS | {"document", "communique", "decree", "transcript", "circular", "directive", "email", "draft"}
GIVES_NOTICE = frozenset(["notify", "cut", "sever", "break", "halt", "revoke", "repudiate", "inform", "denounce", "terminate", "quit", "leave", "withdraw", "cancel", "renounce", "scrap", "suspend", "abrogate", "exit", "end", "protest"])  # fmt: skip
_ENDING = frozenset(["denunciation", "termination", "withdrawal", "cancellation", "notification", "notice", "intent", "departure", "exit", "renunciation", "abrogation", "protest"])  # fmt: skip
DEALS = frozenset(["tell", "give", "serve", "decide", "order", "demand", "ask", "expel", "revoke", "repudiate", "refuse", "summon", "call", "announce", "will", "go", "pull", "tear", "hand", "set"])  # fmt: skip
"""What a state does that also sends a paper about it."""
LOOK = frozenset(["see", "read", "obtain", "review", "view", "leak", "sign", "deliver", "hand", "address"])
WE = frozenset(["we", "us", "i", "me", "our", "my"])
ADOPTED = frozenset(["resolution", "law"])
"""Kinds that are of those who vote for them, whoever drafts them."""
ADOPT = frozenset(["adopt", "pass", "approve", "sign", "issue", "vote", "enact", "promulgate", "endorse", "publish", "release"])  # fmt: skip
DELIVER = frozenset(["deliver", "hand", "send", "transmit", "dispatch", "deposit", "lodge", "convey", "forward", "exchange"])  # fmt: skip
ISSUING = frozenset(["GOV", "MIL", "LEG", "JUD", "COP", "PTY", "IGO", "REB", "OPP"])
MAY = frozenset(["may", "can", "could", "might", "would", "should", "must", "not", "n't", "never"])
DISAVOW = frozenset(["deny", "dispute", "disavow", "refute", "disown"])
TABLE = frozenset(["circulate", "table", "introduce", "submit", "present", "propose", "file"])
OURSELVES = frozenset(["newspaper", "agency", "paper", "service", "newswire", "publication"])


def sentences(token: Token, n: int) -> list[Tokens]:
    """The n sentences before that of a token in its paragraph, the nearest first."""
    found: list[Tokens] = []
    start = token.sent.start
    while start > 0 and len(found) < n:
        found.append(token.doc[start - 1].sent)
        start = found[-1].start
    return found


def is_noun(token: Token) -> bool:
    """Whether a token is a noun, also one that the tagger takes for an adjective ("the bank's circular")."""
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    return token.pos_ == "ADJ" and any(c.dep_ in ("det", "poss") for c in token.children)


def noun(token: Token) -> str:
    """What a noun is looked up by: "e-mail" has three tokens."""
    lemma = token.lemma_.lower()
    mail = lemma in ("mail", "mails") and token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "e"
    return "e-mail" if mail else lemma


def ends(paper: Token) -> bool:
    """Whether a paper is one by which somebody leaves: "a letter of termination", "a note denouncing the accord", "a letter to
    that effect"."""
    for child in paper.children:
        if child.dep_ == "acl" and child.lemma_ in GIVES_NOTICE and child.tag_ == "VBG":
            return True
        if child.dep_ == "prep" and any(g.lemma_ in _ENDING or g.lower_ == "effect" for g in child.children):
            return True
    return False


def is_done(verb: Token) -> bool:
    """Whether a verb says what somebody does, not what one may or does not do."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    return not auxiliaries & MAY


def officer(token: Token) -> bool:
    """Whether a noun is for somebody, or a body, that acts for others."""
    lemma = token.lemma_.lower()
    return any(lemma in agents(use) for use in ("head", "rank", "weak")) or lemma in _DESKS


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, shared with the verb that it is joined to or governed by where it has none of its own."""
    node = verb
    for _ in range(4):
        for child in node.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                if child.lower_ in ("who", "which", "that") and node.dep_ == "relcl":
                    return node.head
                return child
        shared = node.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep") or (node.dep_ == "acl" and node.tag_ != "VBN")
        if not shared:
            return None
        node = node.head
        if node.pos_ not in ("VERB", "AUX", "ADP"):
            return None
    return None


def agent_of(verb: Token) -> Token | None:
    """The "by" of a passive verb, also where the parser hung it on another phrase: "was handed to the envoy by the ministry"."""
    if (agent := next((c for c in verb.children if c.dep_ == "agent"), None)) is not None:
        return agent
    if verb.tag_ != "VBN" or verb.lemma_ not in SEND:
        return None
    phrases = (g for c in verb.children if c.dep_ in ("prep", "dative") and c.i > verb.i for g in c.children)
    return next((c for noun in phrases for c in noun.children if c.lower_ == "by" and c.dep_ == "prep"), None)


def objects(verb: Token, agent: Token | None) -> Iterable[Token]:
    if agent is not None:
        return agent.children
    return (c for c in verb.children if c.dep_ in ("dobj", "dative"))


def clauses(token: Token) -> Iterable[tuple[Token, str]]:
    """The verbs that say what is done with a document, and what it is to them: object, passive-object (of a verb whose
    subject gets it), subject, in, with, answered."""
    top = token
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_.lower() in COPIES:
        top = top.head.head
    nouns = [token] if top is token else [token, top]
    for noun in nouns:
        beside = [g for c in noun.children if c.dep_ == "appos" for g in c.children if g.dep_ == "acl"]
        if noun.dep_ == "pobj":  # "in a note dated May 2 and sent to Peru", where the parser joins the verb to "in"
            beside += [c for c in noun.head.children if c.dep_ == "conj" and c.tag_ == "VBN"]
        yield from ((c, "object") for c in beside if c.tag_ in ("VBN", "VBD"))
        for child in noun.children:
            if child.dep_ == "acl" or (child.dep_ == "conj" and child.pos_ == "VERB"):
                if child.tag_ in ("VBN", "VBD"):
                    yield child, "object"
                    yield from ((c, "object") for c in child.conjuncts if c.tag_ in ("VBN", "VBD"))
            elif child.dep_ == "relcl":
                if any(g.lower_ == "which" for c in child.children if c.dep_ == "prep" for g in c.children):
                    continue  # "the order by which they were sent"
                verbs = [child, *(c for c in child.conjuncts if c.dep_ == "conj")]
                for verb in verbs:
                    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
                    if subject is not None and subject.lower_ in ("that", "which") and subject.dep_ == "nsubj":
                        yield verb, "subject"
                    else:
                        yield verb, "object"
    yield from ((verb, "object") for verb in _joined(token))
    for node in token.subtree:  # "a draft of the treaty, a letter to his counterpart, seen by ..."
        if (
            node.i > token.i
            and node.head != token
            and node.lemma_ in SEEN | SEND
            and (node.head.pos_ in ("NOUN", "PROPN") or node.dep_ == "conj")
        ):
            asked = node.dep_ == "relcl" and any(
                c.dep_ in ("dobj", "nsubjpass") and c.lower_ in ("that", "which") for c in node.children
            )
            joined = node.dep_ == "conj" and node.head.dep_ == "acl" and _bare(node)
            if asked or ((node.dep_ == "acl" or joined) and node.tag_ in ("VBN", "VBD")):
                yield node, "object"
    verb = top.head
    if verb.pos_ not in ("VERB", "AUX"):
        if top.dep_ == "pobj":
            word, over = verb.lower_, next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
            if over is None or over.dep_ == "pcomp":
                return
            notice = token.lemma_.lower() == "notice"  # "may end it by 90 days' notice"
            if (
                word in ("in", "through", "via")
                or (word == "by" and not notice)
                or (word == "from" and over.lemma_ == "read")
            ):
                yield over, "in"
            elif word == "with" and over.lemma_ in ("serve", "present") and verb.head == over:
                yield over, "with"
            elif word == "for" and over.lemma_ == "vote":
                yield over, "object"
            elif word == "to" and any(c.lemma_ in ("name", "signature") for c in over.children):
                yield over, "object"  # "put his name to the law"
            elif word == "to" and over.lemma_ in ("reply", "respond", "react"):
                yield over, "answered"
        return
    if top.dep_ in ("dobj", "pobj"):
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
        if verb.dep_ == "conj" and not passive and not any(c.dep_ == "nsubj" for c in verb.children):
            passive = verb.lemma_ in _HAND and any(c.dep_ in ("auxpass", "nsubjpass") for c in _first(verb).children)
        yield verb, "passive-object" if passive else "object"
        if verb.lemma_ not in SEND | SEEN | MAKE:
            return
        yield from ((c, "object") for c in verb.children if c.dep_ == "conj" and _bare(c))
    elif top.dep_ == "nsubjpass":
        yield verb, "object"
        yield from ((c, "object") for c in verb.children if c.dep_ == "conj" and c.tag_ in ("VBN", "VBD") and _bare(c))
    elif top.dep_ == "nsubj":
        bare = verb.tag_ == "VBD" and not any(c.dep_ in ("dobj", "aux") for c in verb.children)
        yield verb, "object" if bare and verb.lemma_ in SEND | SEEN else "subject"  # "a note sent to Peru says"


def _joined(token: Token) -> Iterable[Token]:
    """Participles behind another that the parser joined to something else: "according to a letter dated May 2 and seen by"."""
    for child in token.children:
        if child.dep_ != "acl" or child.tag_ not in ("VBN", "VBD"):
            continue
        after = token.doc[child.right_edge.i + 1 : child.right_edge.i + 3]
        if len(after) == 2 and after[0].dep_ == "cc" and after[1].tag_ in ("VBN", "VBD") and after[1].head != child:
            if _bare(after[1]) and after[1].lemma_ in SEEN | SEND:
                yield after[1]


def of_sender(to: Token, paper: Token) -> bool:
    """Whether a "to" that hangs on who wrote a paper says to whom: "a note from the mission to the secretariat"."""
    over = to.head
    return over.dep_ == "pobj" and over.head.lower_ == "from" and over.head.head == paper


def stranded(verb: Token) -> Token | None:
    """The subject of a verb right behind a name that the parser took it for another name of: "In a note handed to the envoy,
    Ann Roe, the ministry gave notice"."""
    if verb.i == verb.sent.start:
        return None
    node = verb.nbor(-1)
    while (
        node.dep_ in ("pobj", "prep", "compound")
        and node.head.i < verb.i
        and node.head.pos_ in ("NOUN", "PROPN", "ADP")
    ):
        node = node.head
    return node if node.dep_ == "appos" else None


def signs(verb: Token) -> bool:
    """Whether a paper "bears the signature of"."""
    return any(
        c.dep_ == "dobj" and c.lemma_ in ("signature", "name", "letterhead", "seal", "stamp") for c in verb.children
    )


def of_what(from_: Token, paper: Token) -> bool:
    """Whether a "from" hangs on what a paper is of: "a letter of thanks from the speaker"."""
    over = from_.head
    return over.dep_ == "pobj" and over.head.lower_ == "of" and over.head.head == paper and over.lemma_ not in _ENDING


def says(token: Token) -> bool:
    """Whether a document is what says something: "the letter says", "according to the memo"."""
    over = token.head
    if token.dep_ == "nsubj" and over.pos_ == "VERB":
        return over.lemma_ in (
            "say",
            "state",
            "read",
            "show",
            "warn",
            "accuse",
            "demand",
            "cite",
            "claim",
            "add",
            "declare",
        )
    return token.dep_ == "pobj" and over.lower_ == "to" and over.head.lower_ == "according"


def _first(verb: Token) -> Token:
    """The first of verbs that are joined, past a clause that only says who says so."""
    node = verb
    while node.dep_ == "conj":
        node = node.head
    return node.head if node.dep_ == "parataxis" else node


def _bare(verb: Token) -> bool:
    return not any(c.dep_ in ("nsubj", "nsubjpass", "dobj") for c in verb.children)


def speaks(actors: Actors, noun: Token) -> tuple[str, ...]:
    """The actors that a noun phrase is, as somebody who speaks: by its head, else by its apposition or the name within it
    ("the army spokesman, Colonel N."); "a spokeswoman for the army" speaks as the army; "which" is what it refers to."""
    found = actors.of(noun)
    if found and not found[0].startswith("person:"):  # "the envoy, Ann Roe, said"
        for child in noun.children:
            if child.dep_ == "appos" and (who := actors.of(child)) and who[0].startswith("person:"):
                if not any(t.pos_ == "VERB" for t in noun.doc[noun.i : child.left_edge.i]):
                    return who
    if found:
        return found
    if noun.lower_ in ("who", "which", "that") and noun.head.dep_ == "relcl":
        return actors.of(noun.head.head)
    for child in noun.children:
        if child.dep_ == "appos" and (who := actors.of(child)):
            if not any(t.pos_ == "VERB" for t in noun.doc[noun.i : child.left_edge.i]):
                return who
    for child in noun.children:
        if child.ent_type_ == "PERSON" and child.dep_ in ("compound", "nmod", "flat") and (who := actors.of(child)):
            return who
    if noun.lemma_.lower().startswith("spokes") or noun.lower_ == "side":
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of"):
                if who := next((w for c in child.children if (w := actors.of(c))), ()):
                    return who
            elif child.dep_ in ("compound", "poss", "amod", "nmod") and (who := actors.of(child)):
                return who
    return ()
