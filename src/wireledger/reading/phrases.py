"""What a noun phrase or pronoun belongs to or takes up: its state, its body, its person."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge.actors import anaphors, bodies, metonyms, regions, word_list
from wireledger.knowledge.forces import missions
from wireledger.knowledge.own import own_names
from wireledger.model import Actor
from wireledger.reading import resolve
from wireledger.reading.cast import DIPLOMATIC, SUBJECTS, Cast, slug
from wireledger.reading.language import head
from wireledger.reading.names import Name, in_readings, titled

STATUS = {"former": "former", "ex": "former", "late": "former", "deposed": "former", "ousted": "former", "then": "former",
           "toppled": "former", "outgoing": "current", "retired": "former", "onetime": "former", "exiled": "former",
           "interim": "acting", "acting": "acting", "transitional": "acting", "caretaker": "acting", "provisional": "acting",
           "elect": "elect", "incoming": "elect", "designate": "elect", "designated": "elect"}  # fmt: skip
STATE_NOUNS = word_list("state nouns")
INSIDE = frozenset(("compound", "amod", "nmod", "poss", "case", "det", "nummod", "advmod", "quantmod", "punct"))
_HOLDING = word_list("holding")
"""Verbs whose subject the troops of their object belong to."""
OF_STATE = frozenset(("GOV", "MIL", "LEG", "COP", "JUD", "SPY"))
_BODY_KINDS = [word_list(k) for k in ("courts", "missions", "lenders", "blocs", "parties")]
_APART = frozenset(
    ("region", "republic", "state", "province", "territory", "kingdom", "city", "emirate", "island", "nation")
)
"""Nouns that what stands behind their "of" names."""
_OF_ANY = frozenset(("UN Security Council", "Security Council", "United Nations Security Council"))
"""Names of the table that stand for a state's own body where a state stands before them."""
_MISSION = re.compile(
    r"^(?:UN(?!FCCC|FPA|ICEF)|MINU|MON|AM|EU|ECOM|SAM|MIS(?=CA|AB)|ISAF|SFOR|IFOR)[A-Z]*[MF][A-Z]*$|^UN(?!ESCO|ICEF|HCR|FCCC|FPA|RWA|AIDS|CTAD|CLOS|IDO|ITA|DP|EP)[A-Z]{3,}$|^(?:UNOCI|ONUCI?|ATMIS|AUSSOM|EULEX|INTERFET|RAMSI|MISCA|MISAB)$|FOR$"
)
"""Short names of missions."""
_CODE = re.compile(r"[A-Z]{3}")
_NOT_MEANT = {
    "alliance": re.compile("Union|Nations|Community|Commission"),
    "bloc": re.compile("NATO|Nations|Court|Bank|Fund|Agency"),
}
"""Bodies of states that a noun does not mean, though they are of the sector that it means."""
_VAGUE = frozenset(("group", "organisation", "organization", "company", "firm"))
VAGUE_BODIES = word_list("vague bodies")
_NEUTRAL = word_list("neutral")
"""Adjectives that tell a body from no other of its kind."""


_OWN_WILL = frozenset(
    ("promise", "vow", "threaten", "offer", "pledge", "swear", "propose", "agree", "use", "need", "take", "sign")
)
"""Verbs whose own subject is to do what their infinitive says."""
_FOR_ASKER = frozenset(("return", "protect", "guarantee", "release", "free", "respect", "recognise", "recognize", "spare", "accept", "support",
                        "help", "back", "extradite", "repay", "allow", "let", "admit", "host", "endorse", "join", "approve", "save", "hear"))  # fmt: skip
"""What somebody is asked to do to what is the asker's."""
_BLAMING = frozenset(("accuse", "suspect", "stop", "prevent", "bar", "keep", "dissuade", "talk", "blame", "criticize", "criticise", "condemn", "thank", "praise", "convict"))  # fmt: skip
SIDES = word_list("sides")
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3}


def number_of(words: Iterable[str]) -> int:
    """How many a plural says that it takes up ("both countries", "the three states"); 0 where it says none."""
    return next((_NUMBERS[w] for w in sorted(words) if w in _NUMBERS), 0)


class Phrases(Cast):
    """Whose a phrase is, and the nearest that fits where it only takes something up."""

    def bracketed(self, doc: Doc, name: Name, actor_id: str) -> None:
        """Know the short name that a story gives a body: "(UPP)", "known as the UPP", "or UPP"."""
        i = name.end
        if i + 2 < len(doc) and doc[i].text == "(":
            j = i + 1
            while j < len(doc) and j - i < 6 and doc[j].text != ")":
                j += 1
            words = [t for t in doc[i + 1 : j] if t.text not in ('"', "'") and t.lower_ not in ("the", "or")]
            if j < len(doc) and doc[j].text == ")" and 0 < len(words) < 3 and words[0].text[:1].isupper():
                self.acronyms["".join(t.text_with_ws for t in words).strip()] = actor_id
                self.acronyms[words[0].text] = actor_id
            return
        while (
            i < len(doc)
            and i - name.end < 5
            and doc[i].lower_ in (",", "known", "or", "as", "also", "the", "called", "abbreviated")
        ):
            i += 1
        if i > name.end + 1 and i < len(doc) and doc[i].text.isupper() and len(doc[i].text) > 1 and doc[i].is_alpha:
            self.acronyms[doc[i].text] = actor_id

    def of_possessor(self, token: Token) -> tuple[str | None, str | None]:
        """The state, and the body, of whom a possessive pronoun before a title speaks: "Its foreign minister", "his adviser"."""
        ids = self.actors.of(token)
        if not ids and token.lower_ in ("its", "their"):
            for t in self.subjects(token):
                ids = self.meant(t)
                if len(ids) == 1 and self.actors.get(ids[0]).kind != "person":
                    break
                ids = ()
        if not ids and token.lower_ in ("his", "her") and (country := self.official_over(token)):
            return country, None
        if not ids and token.lower_ in ("his", "her") and (person := self.person_meant(token, token.lower_ == "her")):
            ids = (person,)
        if len(ids) == 1:
            actor = self.actors.get(ids[0])
            body = actor.id if actor.kind == "organization" else None
            if actor.kind == "person" and self.of_no_state(actor):  # "her spokeswoman", of the high commissioner
                return None, next(r.of for r in actor.roles if r.status != "former" and self.stateless(r))
            return actor.country or (self.home_of(actor) if actor.kind == "person" else None), body
        if token.lower_ == "its" and (body := self.body_beside(token)):
            return self.actors.get(body).country, body
        near = self.states and self.moment(token) - self.named_at.get(self.states[-1], -9) < 2
        return (self.states[-1] if near and token.lower_ == "its" else None), None

    def official_over(self, token: Token) -> str | None:
        """The state of the official without a name who says or does what a clause tells: "Kenya's president said Iran had left his country"."""
        for up in token.ancestors:
            for t in up.children:
                if t.dep_ in SUBJECTS and t.i < token.i and t.tag_ == "NN" and titled(t.lower_):
                    ids = self.meant(t)
                    if len(ids) == 1 and self.actors.get(ids[0]).kind == "group":
                        return self.actors.get(ids[0]).country
        return None

    def body_beside(self, token: Token) -> str | None:
        """The last body that a sentence names before a token, if it names no state after it: "Without the agency, said its envoy"."""
        for t in reversed(token.doc[token.sent.start : token.i]):
            ids = self.actors.of(t)
            if len(ids) == 1 and ids[0].startswith("org:"):
                return ids[0]
            if ids and self.actors.get(ids[0]).kind == "state":
                return None
        return None

    def meant(self, token: Token) -> tuple[str, ...]:
        """Whom a noun refers to; of "the breakaway region of Abkhazia" that is Abkhazia."""
        if (ids := self.actors.of(token)) or token.lemma_.lower() not in _APART:
            return ids
        inner = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
        return next((i for p in inner if (i := self.actors.of(p))), ())

    def body_meant(self, token: Token) -> str | None:
        """The body that a noun phrase before "'s" refers to."""
        held = self.actors.of(token)
        return held[0] if held and held[0].startswith("org:") else None

    def body_of(self, doc: Doc, name: Name) -> str | None:
        """The body that a name means, whether the pass has come to it or not; None where it means a state or a person."""
        held = self.actors.of(head(doc[name.start : name.end]))
        if held:
            return held[0] if held[0].startswith("org:") else None
        return self.body_named(doc, name) if name.label in ("ORG", "SEAT", "NAME") else None

    def body_named(self, doc: Doc, name: Name) -> str | None:
        """The body that a name means, added where the pass has not come to it yet; None where it is no body's."""
        if found := self.acronyms.get(name.name):
            return found
        if name.label == "SEAT":
            assert name.country
            return self.actors.add(Actor(id="org:" + slug(name.name), name=name.name, kind="organization", country=name.country,
                                         sector=name.sector, member_of=self.actors.state(name.country).id)).id  # fmt: skip
        if len(name.name.split()) == 1 and (alone := self.taken_by_noun(name)):
            return alone
        if name.name in _OF_ANY and (noun := self.body(doc[name.end - 1])):
            theirs = self.country_before(doc, name) or self.country_of(head(doc[name.start : name.end]))
            if theirs:
                return self.group(doc[name.end - 1], noun, theirs, doc[name.start : name.end].text)
        if name.sector or ((row := own_names().get(name.name)) and row.kind == "organization"):
            return self.organisation(name.name, name.country, name.sector, self.country_before(doc, name))
        tokens = doc[name.start : name.end]
        token = head(tokens)
        before = self.country_before(doc, name)
        body = self.body(doc[name.end - 1]) or next((b for t in tokens if (b := self.body(t))), None)
        country = name.country or before or self.country_of(token)
        if body:
            national = body.sector in OF_STATE or body.sector in ("PTY", "OPP")
            guess = self.played_in(token) or self.topic if national and country is None else None
            found = self.group(doc[name.end - 1], body, country or guess, tokens.text)
            if guess:
                self.guessed.add(found)
            self.last_body[body.noun] = found
            return found
        if name.label != "ORG" or (
            token.dep_ == "compound"
            and titled(token.head.lower_)
            and name.end - name.start == 1
            and not name.name.isupper()
        ):
            return None  # an office, no body: "Works Minister"
        mission = missions().get(name.name)
        sector = "IGO" if _MISSION.search(name.name) or (mission and not _CODE.fullmatch(mission[0])) else None
        if name.end - name.start > 1:
            known = resolve.resolve(name.name, self.on)
            country, sector = country or known["country"], in_readings(known["sector"])
        return self.organisation(name.name, country, sector)

    def stands_for_government(self, token: Token) -> bool:
        """Whether a capital's name stands for the government: as a subject, an owner, or behind words that deal with somebody."""
        first = token
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        if first.dep_ in SUBJECTS or first.dep_ == "poss":
            return True
        governor = first.head
        if first.dep_ == "dative":
            return True  # "promised Kabul five billion"
        if first.dep_ in ("dobj", "dative", "obj") and governor.lemma_.lower() in metonyms()["object"]:
            return True
        if governor.pos_ in ("ADP", "PART") or governor.dep_ in ("prep", "dative", "agent"):
            if governor.lower_ in DIPLOMATIC:
                return True
            return governor.head.lemma_.lower() in metonyms().get(governor.lower_, ())
        return False

    def played_in(self, token: Token) -> str | None:
        """The state in which a sentence says before a token that it plays: "In Berlin a spokesman for the ministry said"."""
        for t in token.doc[token.sent.start : token.i]:
            name = self.of_token.get(t.i)
            if (
                name
                and name.country
                and name.label in ("CAPITAL", "STATE")
                and t.dep_ == "pobj"
                and t.head.lower_ == "in"
            ):
                if t.head.head.pos_ in ("VERB", "AUX") or t.head.is_sent_start:
                    return name.country
        return None

    def country_before(self, doc: Doc, name: Name) -> str | None:
        """The state whose name or people's name stands right before a body's: "Vietnam's Communist Party"."""
        i = name.start - 1
        if i > 0 and doc[i].tag_ == "POS":
            i -= 1
        known = self.of_token.get(i) if i >= 0 else None
        return known.country if known and known.label in ("STATE", "PEOPLE", "CAPITAL") else None

    def taken_by_noun(self, name: Name) -> str | None:
        """ "the Commission", "the Court": the body of the story whose name ends so, named last."""
        noun = name.name.lower()
        if noun not in bodies() and noun not in anaphors():
            return None
        for actor_id in reversed(self.bodies):
            actor = self.actors.get(actor_id)
            if actor.name.lower().split()[-1] == noun and len(actor.name.split()) > 1:
                return actor_id
        if noun == "commission" and self.actors.has("org:european-union"):
            return self.organisation("European Commission", None, "IGO")
        return None

    def country_of_token(self, token: Token) -> str | None:
        """The state that one token names or refers to."""
        known = self.of_token.get(token.i)
        if known and known.label != "PERSON":
            if known.country is None and (ids := self.actors.of(token)) and len(ids) == 1:
                return self.actors.get(ids[0]).country
            return known.country
        ids = self.actors.of(token)
        return self.actors.get(ids[0]).country if len(ids) == 1 else None

    def country_of(self, noun: Token) -> str | None:
        """The state that a noun phrase says it belongs to: by adjective, possessive or "of"."""
        for child in noun.children:
            if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < noun.i:
                if child.pos_ == "PRON":
                    if child.lower_ in ("its", "their") and (ids := self.actors.of(child)):
                        return self.actors.get(ids[0]).country
                    if child.lower_ in ("his", "her") and not ((body := self.body(noun)) and body.noun in VAGUE_BODIES):
                        ids = self.actors.of(child)
                        return (self.actors.get(ids[0]).country if ids else None) or self.topic
                    continue
                if found := self.country_of_token(child) or self.country_of(child) or self.country_of_person(child):
                    return found
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "for", "in", "at"):
                if child.lower_ == "in" and (body := self.body(noun)) and body.sector == "MIL":
                    continue  # where troops are is not whose they are
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and (found := self.country_of_token(pobj)):
                        return found
        if noun.dep_ in ("dobj", "obj") and noun.head.lemma_ in _HOLDING:
            for child in noun.head.children:
                if child.dep_ == "nsubj" and (found := self.country_of_token(child)):
                    return found
        return None

    def country_of_person(self, token: Token) -> str | None:
        """The state of a person by whose name a body is told of: "the Obama administration"."""
        ids = self.actors.of(token) if (known := self.of_token.get(token.i)) and known.label == "PERSON" else ()
        actor = self.actors.get(ids[0]) if len(ids) == 1 else None
        return (actor.country or self.home_of(actor)) if actor is not None else None

    def phrase(self, noun: Token) -> Tokens:
        """The noun with what stands before it, without its relative clauses and prepositions."""
        first = noun.i
        while not noun.doc[first].is_sent_start and noun.doc[first - 1].dep_ in INSIDE and (
            noun.doc[first - 1].head.i == noun.i or noun.doc[first - 1].head.head.i == noun.i or noun.doc[first - 1].tag_ == "POS"
        ) and noun.doc[first - 1].text not in (",", '"', "(", "--"):  # fmt: skip
            first -= 1
        while first < noun.i and noun.doc[first].pos_ == "PUNCT":
            first += 1
        return noun.doc[first : noun.i + 1]

    def subjects_before(self, token: Token) -> list[tuple[str, ...]]:
        """What the subjects before a token in its sentence and the one before refer to."""
        return [ids for t in self.subjects(token) if (ids := self.actors.of(t))]

    def takes_up(self, token: Token, lemma: str) -> str | None:
        """The body named before that "the bloc", "the rebels" or "the Lebanese armed group" takes up."""
        if lemma not in anaphors():
            return None
        country: str | None = None
        for child in token.children:
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                name = self.of_token.get(child.i)
                if name and name.label == "PEOPLE" and name.country:
                    country = name.country
                elif child.lower_ not in _NEUTRAL and not any(child.lower_ in phrase.split() for phrase in regions()):
                    return None
            elif child.dep_ in ("poss", "nummod", "prep") or (child.dep_ in ("acl", "relcl") and token.dep_ != "ROOT"):
                return None
        return self.taken_up(lemma, country)

    def taken_up(self, noun: str, country: str | None = None) -> str | None:
        """The body mentioned last that a noun may mean."""
        wanted = anaphors()[noun]
        alike = next((kind for kind in _BODY_KINDS if noun in kind), None)
        fits: list[str] = []
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)) if alike is not None else ():
            assert alike is not None
            actor = self.actors.get(actor_id)
            named = {w.lower() for n in (actor.name, *actor.aliases) for w in n.split()}
            own = named - alike - _NEUTRAL - {"the"}
            said = {noun} if alike is _BODY_KINDS[3] else alike
            mission = alike is _BODY_KINDS[1] and actor.sector == "IGO" and bool(_MISSION.search(actor.name))
            if ((named & said and own) or mission) and not (country and actor.country != country):
                fits.append(actor_id)
        if fits:
            return self.most_salient(fits)
        if alike in _BODY_KINDS[:3]:
            wanted = wanted - {"IGO"}
        for actor_id in (*reversed(self.subject_bodies), *reversed(self.bodies)):
            actor = self.actors.get(actor_id)
            if country and actor.country != country:
                continue
            if noun in _NOT_MEANT and _NOT_MEANT[noun].search(actor.name):
                continue
            if (
                actor.sector in wanted
                or (actor.sector is None and (noun in _VAGUE or noun in actor.name.lower()))
                or ("*" in wanted and actor.sector not in OF_STATE and actor.sector not in ("MED", "PRE"))
            ):
                fits.append(actor_id)
        if noun == "group" and len(others := [b for b in fits if self.actors.get(b).sector != "IGO"]) > 0:
            fits = others
        return self.most_salient(fits)

    def most_salient(self, fits: list[str]) -> str | None:
        """Of bodies that a noun may mean, the last named first, the one named last, but for one that the story names far more."""
        nearest = list(dict.fromkeys(fits))
        scores = {b: math.log1p(len(self.actors.get(b).mentions)) - 0.45 * n for n, b in enumerate(nearest)}
        return max(nearest, key=lambda b: scores[b], default=None)

    def in_sentence(self, token: Token) -> list[str]:
        """States named in the sentence before a token; an adjective names the state of its noun, not this one."""
        found = []
        for t in token.doc[token.sent.start : token.i]:
            name = self.of_token.get(t.i)
            if name and name.label in ("STATE", "CAPITAL") and name.country:
                found.append(name.country)
        return found

    def counterpart_country(self, token: Token) -> str | None:
        adjectives = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and self.country_of_token(c)]
        if adjectives:
            return self.country_of_token(adjectives[0])
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("from", "in", "of"):
                for pobj in child.children:
                    if country := self.country_of_token(pobj):
                        return country
        return None

    def apposed_body(self, token: Token) -> str | None:
        """The body whose name stands in apposition: "the ruling party, X"; "X, the president's party"."""
        if token.dep_ == "appos" and len(ids := self.actors.of(token.head)) == 1 and ids[0].startswith("org:"):
            return ids[0]
        for child in token.children:
            name = self.of_token.get(child.i)
            if (
                child.dep_ == "appos"
                and name
                and name.label in ("ORG", "NAME")
                and (found := self.body_named(token.doc, name))
            ):
                return found
        return None

    def owner(self, token: Token) -> Actor | None:
        """The body, none of a state's, whose group a noun means: "Hezbollah fighters", "fighters of M23"."""
        for child in token.children:
            found: list[Token] = []
            if child.dep_ in ("compound", "amod", "nmod", "poss") and child.i < token.i:
                found = [child]
            elif child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
                found = [c for c in child.children if c.dep_ == "pobj"]
            for each in found:
                name = self.of_token.get(each.i)
                if name is None or name.label not in ("ORG", "NAME"):
                    continue
                ids = self.actors.of(each) or ((i,) if (i := self.body_named(token.doc, name)) else ())
                actor = self.actors.get(ids[0]) if len(ids) == 1 else None
                if actor and actor.kind == "organization" and not (actor.country and actor.sector in OF_STATE):
                    return actor
        return None

    def person_meant(self, token: Token, female: bool) -> str | None:
        """The person that a personal pronoun takes up: of those named last the one that grammar and gender allow.

        None where the sentence has named two before who fit equally well."""
        barred: set[str] = set()
        if token.dep_ not in ("poss", *SUBJECTS):
            verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
            for t in verb.children if verb is not None else ():
                if t.dep_ in SUBJECTS:  # "X called him" is about another than X
                    barred |= {i for each in (t, *t.conjuncts) for i in self.actors.of(each)}
        fits = [p for p in self.recent if p not in barred and self.female.get(p, female) == female]
        if not fits:
            return None
        inside = token.doc[token.sent.start : token.i]
        here = list(dict.fromkeys(i for t in inside for i in self.actors.of(t) if i in fits))
        if len(here) < 2:
            last = here[0] if here and fits[-1] == here[0] else fits[-1]
            known_sex = [p for p in fits if p in self.female]
            if last in self.female or last in self.of_paragraph or not known_sex:
                return last
            return known_sex[-1]
        sure = [p for p in here if self.female.get(p) == female]
        if len(sure) == 1:
            return sure[0]
        subjects = {i for t in inside if t.dep_ in SUBJECTS for i in self.actors.of(t)}
        if token.dep_ in SUBJECTS or token.dep_ == "poss":
            led = [p for p in here if p in subjects]
            return led[0] if len(led) == 1 else None
        return None

    def subject_before(self, token: Token, *, plural: bool) -> tuple[str, ...]:
        """The subject that "it" or "they" takes up: of this sentence, else of the one before."""
        for t in self.subjects(token):
            if ids := self.meant(t):
                actor = self.actors.get(ids[0])
                if plural and (len(ids) > 1 or actor.kind == "group"):
                    return ids
                if not plural and len(ids) == 1 and actor.kind in ("state", "organization"):
                    return ids
        return ()

    @staticmethod
    def asked(token: Token) -> Token | None:
        """Who is to do what a token stands in: the object of "asked India to withdraw its soldiers", "accused it of moving its tanks"."""
        for up in token.ancestors:
            if any(c.dep_ in SUBJECTS for c in up.children) or up.dep_ in ("relcl", "acl", "ROOT"):
                return None
            verb = None
            if up.tag_ == "VB" and up.dep_ in ("xcomp", "advcl", "ccomp") and any(c.lower_ == "to" for c in up.lefts):
                verb = up.head
            elif up.dep_ == "pcomp" and up.head.lower_ in ("of", "from", "into", "for"):
                verb = up.head.head
            if verb is None or verb.pos_ != "VERB":
                continue
            if (
                (up.tag_ == "VB" and up.lemma_.lower() in _FOR_ASKER)
                or verb.lemma_.lower() in _OWN_WILL
                or (up.dep_ == "pcomp" and verb.lemma_.lower() not in _BLAMING)
            ):
                return None
            if up.dep_ == "advcl" and verb.lemma_.lower() not in ("give", "grant", "leave"):
                return None
            for child in verb.children:
                if child.i < up.i and child.dep_ in ("dobj", "dative") and child.dep_ != "npadvmod":
                    return child
                if (
                    child.i < up.i
                    and child.dep_ == "prep"
                    and child.lower_ == "on"
                    and verb.lemma_.lower() in ("call", "prevail", "lean")
                ):
                    return next((c for c in child.children if c.dep_ == "pobj"), None)
            return None
        return None

    def subjects(self, token: Token) -> Iterator[Token]:
        """The subjects before a token in its sentence and the one before, the nearest first; before them the object of an
        infinitive that the token's clause hangs on: "to combat the militia as it ran through two countries"."""
        if (asked := self.asked(token)) is not None:
            yield asked
        over = token.head.head
        if (
            token.dep_ == "nsubj"
            and token.head.dep_ == "advcl"
            and over.tag_ == "VB"
            and over.i < token.i
            and any(c.dep_ == "aux" and c.lower_ == "to" for c in over.children)
            and not any(c.dep_ in SUBJECTS for c in over.children)
        ):
            yield from (c for c in over.children if c.dep_ == "dobj" and c.i < token.i)
        end, left = token.i, 2
        while left and end >= 0:
            sentence = token.doc[end].sent
            aside = end < token.i and all(self.quoted(t) for t in sentence if t.is_alpha)
            left -= not aside  # what is quoted has subjects of its own
            found = [t for t in reversed(list(sentence)) if t.i < token.i and t.dep_ in SUBJECTS] if not aside else []
            inner = [t for t in found if t.head.dep_ == "relcl" and not t.head.is_ancestor(token)]
            yield from (t for t in found if t not in inner)
            yield from inner  # "agreements by which Turkey keeps soldiers": the cabinet, its spokesman said
            end = sentence.start - 1
