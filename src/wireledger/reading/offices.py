"""Offices: titles before and behind names, their status, and the state or body that they are of."""

from __future__ import annotations

import itertools
import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from wireledger.knowledge import name_origins
from wireledger.knowledge.actors import (
    Office,
    agents,
    anaphors,
    bodies,
    folded,
    organisations,
    people_by_first,
    people_by_surname,
    person_called,
    title_states,
    titles,
    word_list,
)
from wireledger.model import Actor, Role
from wireledger.reading import resolve
from wireledger.reading.cast import SUBJECTS
from wireledger.reading.homes import COMMENTATORS
from wireledger.reading.language import head
from wireledger.reading.names import ADDRESS, Name, in_readings, last_name, titled, trade
from wireledger.reading.phrases import OF_STATE, STATE_NOUNS, STATUS
from wireledger.reading.salience import Salience

_INTERNATIONAL = re.compile(
    r"\b(?:director|secretary)[- ]general\b|\bexecutive (?:director|secretary)\b|\bhigh (?:commissioner|representative)\b|\brapporteur\b"
)
"""Titles that heads of international bodies have, where no state is said."""
_ENDING = frozenset(
    ["under", "during", "since", "after", "before", "until", "by", "with", "who", "whose", "which", "through", "as"]
)
"""Prepositions that are no part of a title."""
_APPOINTING = {"name": "current", "appoint": "current", "choose": "elect", "nominate": "elect", "designate": "elect", "elect": "elect",
               "pick": "elect", "install": "current", "declare": "elect", "reappoint": "current", "confirm": "current",
               "swear": "current"}  # fmt: skip
"""Verbs that give the person of their object an office, and the status that it has then."""
_NATIONAL = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
_OFFICES = word_list("portfolio")
_SENT = frozenset(("ambassador", "envoy", "consul", "representative", "emissary", "negotiator", "diplomat"))
"""Those who are sent to somebody; whose they are stands before, not behind."""
_GENERALS = frozenset(
    ("director", "secretary", "attorney", "consul", "governor", "inspector", "surgeon", "auditor", "solicitor", "comptroller", "prosecutor", "advocate", "procurator", "postmaster", "commissioner", "administrator", "controller")
)  # fmt: skip
"""Civil offices that "general" follows."""
_OF_FIRMS = re.compile(
    r"\b(?:chief executive|ceo|cfo|managing director|chief (?:financial|operating|commercial|technology) officer|co-?founder|general manager|chief economist)\b"
)
"""Titles in firms."""
_OF_CLUBS = frozenset(("president", "chairman", "chairwoman", "director", "chief", "head", "spokesman", "spokeswoman", "spokesperson", "coach",
                       "manager", "executive", "secretary", "founder", "owner", "officer", "principal", "captain", "vice-president"))  # fmt: skip
"""Heads of titles that firms and clubs have too."""
_HOUSES = frozenset(("parliament", "congress", "senate", "assembly", "legislature", "duma", "knesset", "bundestag"))
_BY_VERB = {"lead": "leader", "head": "head", "chair": "chairman", "command": "commander", "direct": "director", "rule": "ruler",
            "govern": "governor", "coordinate": "coordinator", "edit": "editor", "manage": "manager", "represent": "representative",
            "negotiate": "negotiator", "found": "founder", "own": "owner", "preside": "president", "captain": "captain"}  # fmt: skip
"""Verbs that tell an office, and its noun."""
_IN_OFFICE = frozenset(("predecessor", "successor"))
"""Nouns for who held an office before or after somebody."""


class Offices(Salience):
    """Reads the offices of the people of a story."""

    def title_before(self, doc: Doc, start: int, actor: Actor, after: int = 0) -> None:
        """ "Burkinabe Prime Minister X", "a spokesman for the ministry, X", "the country's Secretary of State X". Behind
        ``start`` there may be ``after`` words of a rank: "his defence minister, General X"."""
        i = start - 1
        people = self.of_token.get(i)
        if people is not None and people.label == "PEOPLE" and people.start > 1 and doc[people.start - 1].pos_ == "DET":
            if doc[people.start - 2].text == ",":
                i = people.start - 2  # "Its head, the Colombian X"
        comma = i >= 0 and doc[i].text == ","
        if comma:
            i -= 1
        elif i > 0 and doc[i].text == "." and titled(doc[i - 1].lower_ + "."):
            i -= 1  # "retired Col. X", where the point was cut off
        last = None
        j = i
        while j >= 0 and i - j < 8:
            token = doc[j]
            if token.lower_ in ("elect", "designate") and j > 1 and doc[j - 1].text == "-":
                j -= 2
                last = j if titled(doc[j].lower_) else None
                if last is not None:
                    break
                return
            if token.lower_.endswith(("-elect", "-designate")) and titled(token.lower_.rpartition("-")[0]):
                last = j
                break
            if token.lower_ in ADDRESS and j and (titled(doc[j - 1].lower_) or doc[j - 1].text == ","):
                j -= 1  # "Prime Minister Sir X", "the speaker, Sheikh X"
                comma = comma or doc[j].text == ","
                i = j = j - (doc[j].text == ",")
                continue
            if (titled(token.lower_) and not self.inside_noun(token, i)) or (
                token.lower_ == "member" and self.of_house(token)
            ):
                last = j
                break
            opposite = token.lower_ == "number" and any(c.lower_ == "opposite" for c in token.children)
            if opposite or token.lower_ in ("counterpart", "counterparts", "colleague"):
                self.counterpart_named(token, actor)
                return
            if token.lower_ in _IN_OFFICE and (j == i or comma):
                self.followed(token, actor)
                return
            if (j == i and not comma and self.trade(token)) or (
                comma
                and self.trade(token)
                and (
                    doc[token.left_edge.i].lower_ in ("a", "an")
                    or (
                        j == i
                        and token.dep_ != "pobj"
                        and doc[token.left_edge.i].lower_ == "the"
                        and self.beside_title(doc, j, start + after, actor)
                    )
                )
            ):
                last = j
                break
            if comma and token.tag_ == "NNS" and titled(token.lemma_.lower()) and self.one_of(token):
                self.role(doc, j, j + 1, j, actor)
                return
            if token.pos_ not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PART", "PUNCT") or token.text in (
                ",", '"', ";", ":", "(", ")", ".",
            ):  # fmt: skip
                return
            if comma and j == i and token.pos_ not in ("NOUN", "PROPN"):
                return
            j -= 1
        if last is not None and comma:
            last = self.outer(doc, last)
        if (
            last is None
            or (not comma and doc[i].pos_ in ("ADP", "DET"))
            or (
                last != i
                and doc[i].lower_ not in ("elect", "designate")
                and not any(
                    t.lower_ in ("of", "for", "to", "at", "in", "from", "on", "with") for t in doc[last + 1 : i + 1]
                )
            )
        ):
            return
        if (
            comma
            and doc[last].dep_ != "appos"
            and not any(t.dep_ == "appos" and t.i > last for t in doc[last].children)
            and doc[last].dep_ not in SUBJECTS
            and not self.beside_title(doc, last, start + after, actor)
        ):
            return
        first = last
        while first > 0 and self.of_title(doc[first - 1], doc[first]) and doc[first - 1].sent == doc[last].sent:
            first -= 1
        rank = (
            not comma and first > 1 and doc[first - 1].text == "," and titles().get(doc[last].lower_) in ("MIL", "REL")
        )
        row = not comma and not rank and first > 2 and doc[first - 1].text == "," and doc[last].text.islower()
        if (rank and doc[first - 2].pos_ in ("NOUN", "PROPN")) or (
            row and head(doc[start : self.naming[0].end if self.naming else start + 1]).dep_ == "appos"
        ):  # "the chairman of the alliance, hotel owner X"
            self.title_before(doc, first, actor, i + 1 - first)
        self.role(doc, first, i + 1, last, actor)

    @staticmethod
    def inside_noun(token: Token, last: int) -> bool:
        """Whether a word that may head a title only tells another noun behind it apart: "the general staff"."""
        above = token.head
        return (
            token.text.islower()
            and token.dep_ in ("amod", "compound")
            and token.i < above.i <= last
            and not titled(above.lower_)
            and above.pos_ == "NOUN"
            and above.lower_ not in ("elect", "designate")
        )

    @staticmethod
    def outer(doc: Doc, at: int) -> int:
        """Of "an aide to the president, X" the aide."""
        while (
            doc[at].dep_ == "pobj"
            and (outer := doc[at].head.head).i < at
            and titled(outer.lower_)
            and not doc[at].head.is_sent_start
        ):
            at = outer.i
        return at

    def plural_title(self, doc: Doc, name: Name, actor: Actor) -> None:
        """ "presidents X and Y", "the prime ministers of the two states, X and Y": the office of each."""
        token = head(doc[name.start : name.end])
        first = token
        while (
            first.dep_ == "conj"
            and first.head.i < first.i
            and not (first.head.tag_ == "NNS" and titled(first.head.lower_.removesuffix("s")))
        ):
            first = first.head
            over = first.head.head if first.dep_ == "pobj" else first
            if over.i < first.i and (named := self.of_token.get(over.i)) and named.label == "PERSON":
                first = over  # "Presidents X of Russia and Y of Estonia", of which the parse makes "Russia and Y"
        known = self.of_token.get(first.i)
        if known is None or known.label != "PERSON" or known.start == 0:
            return
        before = doc[known.start - 1]
        noun = first.head if before.text == "," and first.dep_ in ("appos", "conj") else before
        while (
            before.text == ","
            and noun.dep_ == "pobj"
            and noun.head.dep_ == "prep"
            and not titled(noun.lower_.removesuffix("s"))
        ):
            noun = noun.head.head
        word = noun.lower_.removesuffix("s")
        plural = noun.lower_.endswith("s") and titled(word)  # a tagger takes "presidents X and Y" for a verb
        if plural and noun.i < known.start and (noun is before or before.text == ","):
            i = noun.i
            while (
                i > 0
                and doc[i - 1].dep_ in ("amod", "compound")
                and doc[i - 1].head.i == noun.i
                and i - 1 not in self.of_token
            ):
                i -= 1
            country = self.table[actor.id].country if actor.id in self.table else None
            country = country or self.state_behind(doc, name)
            title = " ".join([*(t.text for t in doc[i : noun.i]), word])
            sides = self.several(noun)
            country = country or self.share_out(first, sides).get(name.start)
            country = country or self.local(noun, title, self.in_full(actor), None, among=frozenset(sides))
            of = self.actors.state(country).id if country else None
            actor.country = actor.country or country
            actor.sector = actor.sector or titles().get(word) or None
            actor.roles.append(Role(title=title, of=of, span=self.language.span(doc[i : noun.i + 1])))

    def state_behind(self, doc: Doc, name: Name) -> str | None:
        """The state in "X of Estonia"."""
        if name.end + 1 >= len(doc) or doc[name.end].lower_ != "of":
            return None
        known = self.of_token.get(name.end + 1) or (
            self.of_token.get(name.end + 2) if doc[name.end + 1].pos_ == "DET" and name.end + 2 < len(doc) else None
        )
        return known.country if known is not None and known.label in ("STATE", "CAPITAL") else None

    def share_out(self, first: Token, sides: list[str]) -> dict[int, str]:
        """Of "the prime ministers of the two states, X and Y" the state of each, by the start of the name: as the names fit best."""
        known = [n for t in (first, *first.conjuncts) if (n := self.of_token.get(t.i)) and n.label == "PERSON"]
        if len(known) != len(sides) or len(known) > 3:
            return {}

        def fits(states: tuple[str, ...]) -> float:
            return sum(self.fit_of(n.name, s) for n, s in zip(known, states, strict=True))

        best = max(itertools.permutations(sides), key=fits)
        return {n.start: s for n, s in zip(known, best, strict=True)}

    @staticmethod
    def fit_of(name: str, country: str) -> float:
        """How well a name fits a state: by the table of public offices, else by its letters."""
        if row := person_called(name):
            return 9.0 if row.country == country else -9.0
        return name_origins.fit(name, country) if " " in name else 0.0

    def beside_title(self, doc: Doc, last: int, start: int, actor: Actor) -> bool:
        """Whether "the speaker of parliament, X," stands in apposition, whatever the parse makes of it."""
        first = doc[last].left_edge.i
        end = start + len(actor.name.split())
        if self.naming is not None and self.naming[0].start == start and self.naming[1].doc is doc:
            end = self.naming[0].end
        closed = (
            end >= len(doc)
            or doc[end].text in (",", ".", ";", "-", "–", "—", '"')
            or (doc[end].lower_ in ("of", "who", "from") and doc[first].lower_ in ("a", "an"))
            or doc[end].pos_ in ("VERB", "AUX", "CCONJ")
        )
        return doc[first].pos_ in ("DET", "PRON", "PROPN") and closed and doc[last].tag_ in ("NN", "NNP")

    def of_title(self, token: Token, after: Token) -> bool:
        """Whether a word before a title belongs to it: no lower-case noun before a capitalised title, but another title."""
        if token.text in ("and", "&", ","):
            before = token.doc[token.i - 1] if token.i > 0 else None
            if token.text == "," and before is not None and before.dep_ in ("dobj", "pobj") and before.text.islower():
                return False  # "expelled the ambassador, spokesman X said"
            another = before is not None and before.text.islower() and not after.text.islower()
            return (
                before is not None and titled(before.lower_) and not (another and token.text != ",")
            )  # "the king and Chancellor X"
        if token.text == "-" or token.lower_ in STATUS:
            return True
        if token.tag_ in ("VBN", "VBG") and token.dep_ == "amod":
            return True
        if token.pos_ == "ADV" and token.i + 1 < len(token.doc) and token.nbor().tag_ == "VBN":
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") or token.ent_type_ == "DATE":
            return False  # "on Saturday President X"
        return (
            after.text.islower()
            or not token.text.islower()
            or token.pos_ == "ADJ"
            or titled(token.lower_)
            or after.text == "-"
        )

    @staticmethod
    def one_of(token: Token) -> bool:
        """Whether a plural stands in "one of its lawmakers"."""
        return token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "one"

    @staticmethod
    def trade(token: Token) -> bool:
        """Whether a noun in small letters says what somebody does, by the table of actors or by how it ends."""
        opens = token.is_sent_start and token.tag_ in ("NN", "NNP")
        return (opens and trade(token.lower_)) or (
            token.tag_ == "NN" and token.text.islower() and trade(token.lemma_.lower())
        )

    def occupation(self, token: Token) -> bool:
        """Whether a noun in apposition says what somebody is: "X, a nurse"; no relation, like "X, his brother"."""
        return token.dep_ in ("appos", "attr") and self.trade(token)

    def followed(self, token: Token, actor: Actor) -> None:
        """ "her predecessor X", "Y's successor X": an office of the same state, or body, as that of the one whom X came before
        or after."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None:
            return
        ids = self.actors.of(owner)
        if not ids and owner.lower_ in ("his", "her") and (person := self.person_meant(owner, owner.lower_ == "her")):
            ids = (person,)
        if len(ids) != 1:
            return
        other = self.actors.get(ids[0])
        phrase = self.phrase(token)
        if other.kind == "person":
            actor.country = actor.country or other.country
            role = next((r for r in reversed(other.roles)), None)
            if role is not None and not actor.roles:
                status = "former" if token.lower_ == "predecessor" else "current"
                actor.sector = actor.sector or (
                    "ELI" if status == "former" and other.sector in _NATIONAL else other.sector
                )
                title = " ".join(w for w in role.title.split() if w.lower() not in STATUS) or role.title
                actor.roles.append(Role(title=title, of=role.of, span=self.language.span(phrase), status=status))
        self.mention(phrase, (actor.id,), "description")

    def title_after(self, doc: Doc, name: Name, actor: Actor) -> None:
        """ "X, the country's foreign minister, said", "X, spokesman for the ministry"."""
        if name.end >= len(doc) - 1 or doc[name.end].text != ",":
            return
        if doc[name.end + 1].like_num and name.end + 3 < len(doc) and doc[name.end + 2].text == ",":
            name = Name(name.start, name.end + 2, name.label)  # "X, 66, a colonel"
        limit = min(len(doc), name.end + 14)
        if doc[name.end + 1].lower_ == "one" and name.end + 4 < len(doc) and doc[name.end + 2].lower_ == "of":
            noun = next((t for t in doc[name.end + 3 : limit] if t.tag_ == "NNS"), None)
            if noun is not None and titled(noun.lemma_.lower()):  # "X, one of its lawmakers"
                self.role(doc, noun.i, noun.i + 1, noun.i, actor)
                return
        for j in range(name.end + 1, limit):
            token = doc[j]
            if j == name.end + 1 and token.pos_ in ("CCONJ", "ADP", "SCONJ"):
                return  # "X, and the minister"
            if token.text in (",", ";", '"') or (
                token.pos_ in ("VERB", "AUX", "PRON") and token.dep_ not in ("amod", "poss") and token.lower_ not in ("acting", "ousted", "deposed")
            ):  # fmt: skip
                return
            if (
                titled(token.lower_) or self.occupation(token) or (token.lower_ == "member" and self.of_house(token))
            ) and (j + 1 >= len(doc) or not titled(doc[j + 1].lower_)):
                if self.of_next(doc, j):
                    return  # "X, U.S. Secretary of State Y and ..."
                if (
                    token.dep_ not in ("appos", "nsubj", "dobj", "pobj", "attr", "ROOT", "conj")
                    and token.head.i < len(doc)
                    and token.dep_ == "compound"
                ):
                    continue  # "X, President Y's envoy": the president is another
                end = j + 1
                while (
                    end < limit
                    and doc[end].text not in (",", ";", ".", '"')
                    and (doc[end].pos_ not in ("VERB", "AUX", "SCONJ", "PRON") or doc[end].dep_ in ("amod", "poss"))
                    and doc[end].lower_ not in _ENDING
                ):
                    end += 1
                first = name.end + 1
                while first < j and doc[first].pos_ == "DET":
                    first += 1
                self.role(doc, first, end, j, actor)
                return

    def of_next(self, doc: Doc, at: int) -> bool:
        """Whether a title is that of the person named right behind it, and not of the one before."""
        i = at + 1
        while i < len(doc) and (
            doc[i].lower_ in ("of", "for", "and", "-", "elect") or doc[i].lower_ in _OFFICES or titled(doc[i].lower_)
        ):
            i += 1
        name = self.of_token.get(i)
        return (
            name is not None
            and name.label == "PERSON"
            and (i == at + 1 or doc[i - 1].lower_ not in ("of", "for", "and"))
        )

    def apposed_title(self, doc: Doc, name: Name, token: Token, actor: Actor) -> None:
        """ "A priest there, X, said", "an admiral who once commanded the range, X, said": the office of a noun further before."""
        if token.dep_ != "appos" or not name.start or doc[name.start - 1].text != ",":
            return
        noun, steps = token.head, 0
        while not ((titled(noun.lower_) or self.trade(noun)) and noun.tag_ == "NN" and noun.text.islower()):
            above = noun.head
            if above.i >= noun.i or above.dep_ == "ROOT" or steps > 5 or noun.sent != above.sent:
                return
            noun, steps = above, steps + 1
        if noun.dep_ == "compound" or (steps and doc[noun.left_edge.i].pos_ != "DET") or name.start - noun.i > 14:
            return
        end = noun.i + 1
        for child in noun.children:
            if child.dep_ == "prep" and child.i == end and child.right_edge.i < name.start:
                end = child.right_edge.i + 1
        first = noun.i
        while first > 0 and self.of_title(doc[first - 1], doc[first]) and doc[first - 1].sent == noun.sent:
            first -= 1
        self.role(doc, first, end, noun.i, actor)

    def in_clause(self, name: Name, token: Token, actor: Actor) -> None:
        """ "X, who leads a small party", "X, who commanded the force": an office that only a verb tells."""
        for verb in token.children:
            noun = _BY_VERB.get(verb.lemma_.lower())
            if verb.dep_ != "relcl" or verb.i < name.end or noun is None:
                continue
            if not any(c.lower_ == "who" and c.dep_ in SUBJECTS for c in verb.children):
                continue
            thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
            if thing is None or thing.pos_ == "PRON":
                continue
            known = next(
                (n for t in (thing, *thing.children) if (n := self.of_token.get(t.i)) and n.label != "PERSON"), None
            )
            body = (
                self.body_of(thing.doc, known) if known is not None and known.label not in ("STATE", "PEOPLE") else None
            )
            country = known.country if known is not None else None
            of = body or (self.actors.state(country).id if country else None)
            status = "former" if verb.tag_ == "VBD" else "current"
            span = self.language.span(verb)
            actor.roles.append(Role(title=noun, of=of, span=span, status=status))
            return

    def of_house(self, token: Token) -> bool:
        """Whether "member" is one of a parliament or of its committee, and so an office."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    name = self.of_token.get(noun.i)
                    if any(t.lower_ in _HOUSES for t in (noun, *noun.lefts)):
                        return True
                    if name is not None and name.sector == "LEG":
                        return True
                    if noun.lower_ == "committee" and any(
                        (n := self.of_token.get(c.i)) and n.sector == "LEG" for c in noun.subtree
                    ):
                        return True
        return False

    def appointed(self, doc: Doc, tokens: Tokens, actor: Actor) -> None:
        """ "named X as acting minister", "elected X president"."""
        token = head(tokens)
        verb = token.head
        if token.dep_ == "compound" and verb.i == tokens.end and titled(verb.lower_) and verb.text.islower():
            office, verb = verb, verb.head  # "elected X president", of which the parse makes one noun
            if office.dep_ == "dobj" and verb.lemma_.lower() in _APPOINTING:
                self.role(doc, office.i, office.i + 1, office.i, actor, _APPOINTING[verb.lemma_.lower()])
            return
        if token.dep_ not in ("dobj", "nsubj", "nsubjpass", "obj", "oprd") or verb.lemma_.lower() not in _APPOINTING:
            return
        status = _APPOINTING[verb.lemma_.lower()]
        for child in verb.children:
            if child.i < tokens.end and token.dep_ != "nsubjpass":
                continue
            office = child
            if child.dep_ == "prep" and child.lower_ in ("as", "to"):
                office = next((c for c in child.children if c.dep_ == "pobj"), child)
            if (
                office.pos_ in ("NOUN", "PROPN")
                and titled(office.lower_)
                and office.dep_ in ("pobj", "oprd", "attr", "appos", "dobj")
            ):
                first = office.left_edge.i
                while first < office.i and doc[first].pos_ == "DET":
                    first += 1
                self.role(doc, first, office.i + 1, office.i, actor, status)

    def role(self, doc: Doc, first: int, end: int, at: int, actor: Actor, status: str | None = None) -> None:
        """Record the title in ``doc[first:end]``, headed by the word at ``at``, for its state or body."""
        if titles().get(doc[at].lower_) == "" and end == at + 1 == first + 1:
            return  # "Mr." is no office
        civil = (
            at > first and doc[at].lower_ == "general" and doc[at - 1 - (doc[at - 1].text == "-")].lower_ in _GENERALS
        )
        rank: tuple[int, int] | None = None
        if (
            at > first
            and titles().get(doc[at].lower_) == "MIL"
            and titled(doc[at - 1].lower_)
            and doc[at - 1].text.islower()
            and not civil
        ):
            rank = (at, end)  # "army spokesman Colonel X"
            end, at = at, at - 1
        i, country, owner_id = self.before_title(doc, first, at)
        ministry = any(t.lemma_.lower() in bodies() for t in doc[first:at])
        if owner_id is not None and owner_id in self.guessed and ministry and country is None:
            if self.actors.get(owner_id).sector in OF_STATE:
                owner_id = None  # "Foreign Ministry spokesman X": whose ministry is to be found out
        behind_country, behind_owner = self.behind_title(doc, at, end)
        if owner_id and country and doc[at].lower_ in _SENT and self.actors.get(owner_id).country is None:
            owner_id = None  # "Israel's U.N. ambassador" is Israel's
        country, owner_id = country or behind_country, owner_id or behind_owner
        if "high representative" in doc[first:end].text.lower():
            country = None  # of an international body, wherever it serves
        if owner_id is None and doc[first].i and (bracket := self.before_bracket(doc, first)):
            owner_id = bracket
        theirs = first > 0 and doc[first - 1].lower_ in ("its", "their") and owner_id is None
        if theirs and re.search(r"\b(?:director[- ]general|executive director)\b", doc[first:end].text.lower()):
            country = None  # "notified the agency in a letter to its director general"
        while end - 1 > at and doc[end - 1].pos_ in ("ADP", "DET", "CCONJ"):
            end -= 1
        words = doc[i:end]
        if not len(words):
            return
        title = words.text.strip()
        if len(words) == 1 and words[0].tag_ == "NNS":
            title = words[0].lemma_  # "one of its lawmakers"
        said = re.split(r"[\s-]+", title.lower())
        status = next((STATUS[w] for w in said if w in STATUS), None) or status or "current"
        sector = self.sector_of_title(doc, i, at) if not civil else "GOV"
        if doc[at].lower_ == "member":
            sector = "LEG"
        speaking = doc[at].lower_ in ("spokesman", "spokeswoman", "spokesperson") and not ministry
        if country is None and owner_id is None and speaking:
            owner_id = self.speaking(doc[at])
        owner = self.actors.get(owner_id) if owner_id else None
        of: str | None = None
        guessed = owner is not None and owner.id in self.guessed and country is None and owner.sector not in OF_STATE
        if owner is not None and not (owner.country and owner.sector in OF_STATE):
            of = owner.id
            if guessed:
                country = self.said_beside(doc[at]) or self.local(doc[at], title, self.in_full(actor))
                owner.country = owner.country if actor.country else country
            country = owner.country
            if sector in (*_NATIONAL, "IGO", "BUS", ""):
                sector = owner.sector or sector
        elif owner is not None:
            country = country or owner.country
            if owner.sector and sector == "GOV":
                sector = owner.sector
        national = (sector in _NATIONAL or sector in ("OPP", "PTY")) and doc[at].lemma_.lower() not in COMMENTATORS
        if country is None and owner_id is None and doc[at].lower_ in _OF_CLUBS and self.of_somebody(doc, first):
            national = False  # "Takahara's president", of a firm or club
            self.affiliated.add(actor.id)
        if country is None and of is None and _OF_FIRMS.search(title.lower()):
            if not title_states().get(title.lower(), frozenset()) & self.there:  # Hong Kong has a chief executive
                national, sector = False, "BUS"
                self.affiliated.add(actor.id)
        if country is None and of is None:
            held = self.office_of(actor, title)
            if held is not None:
                country, national = held.country, held.country is not None
                sector = in_readings(held.sector) or sector
                if country is None and (body := self.body_of_office(held) or self.international()):
                    of = body
            elif "high representative" in title.lower():
                national, sector = False, "IGO"
            elif _INTERNATIONAL.search(title.lower()) and (body := self.international()):
                of, national, sector = body, False, "IGO"
            elif national:
                known = self.table.get(actor.id)
                country = (known.country if known else None) or actor.country or self.said_beside(doc[at])
                said_of = (
                    self.said_offices.pop(doc[at].lower_, None) if end - i == 1 or title.islower() is False else None
                )
                if said_of and said_of[1] and country is None:
                    of, national = said_of[1], False
                host = self.sent_to(doc, at, end)
                if (
                    country is None
                    and of is None
                    and (host or not any(self.of_token.get(t.i) for t in doc[at + 1 : end]))
                ):
                    told = said_of[0] if said_of else None
                    country = self.local(doc[at], title, self.in_full(actor), told, host=host)
        if country and national and of is None:
            of = self.actors.state(country).id
        if sector and not (actor.sector and (sector == "GOV" or status == "former")):
            actor.sector = sector
        actor.country = actor.country or country
        if not any(r.title == title and r.of == of for r in actor.roles):
            actor.roles.append(Role(title=title, of=of, span=self.language.span(words), status=status))
        if rank is not None:
            self.role(doc, rank[0], rank[1], rank[0], actor)

    def of_somebody(self, doc: Doc, first: int) -> bool:
        """Whether an office is said to be that of a name which is neither a state, nor a body of one, nor a known person's."""
        if first < 2 or doc[first - 1].tag_ != "POS":
            return False
        name = self.of_token.get(doc[first - 2].i)
        if name is None or name.country or name.sector or name.label not in ("PERSON", "NAME", "ORG", "PRODUCT", "FAC"):
            return False
        if name.label == "PERSON" and (" " in name.name or len(self.people.get(last_name(name.name), ())) > 1):
            return False
        ids = self.actors.of(head(doc[name.start : name.end]))
        return not ids or not any((a := self.actors.get(i)).roles or a.country for i in ids)

    def said_beside(self, title: Token) -> str | None:
        """The state that words beside the name say that somebody with a bare title is of: "General X, who heads Togo's contingent"."""
        if self.naming is None:
            return None
        name, tokens = self.naming
        return self.origin(tokens.doc, name, tokens, title) if tokens.doc is title.doc else None

    def office_of(self, actor: Actor, title: str) -> Office | None:
        """The office of the table that a bare title says of a person: "Director-General Audrey Azoulay", "President Bush"."""
        said = title.lower().replace("-", " ").split()
        known = self.table.get(actor.id)
        if known is None and " " not in actor.name:
            there = self.there | {a.country for a in self.actors.items if a.country}
            bearers = [
                p for p in dict.fromkeys(people_by_surname().get(folded(actor.name), ()) + people_by_first().get(folded(actor.name), ()))
                if (p.country is None or p.country in there) and any(said[-1] in o.title.split() for o in p.offices)
            ]  # fmt: skip
            held_now = [p for p in bearers if any(said[-1] in o.title.split() and o.held(self.on) for o in p.offices)]
            known = held_now[0] if len(held_now) == 1 else bearers[0] if len(bearers) == 1 else None
        if known is None:
            return None
        fits = [o for o in known.offices if said[-1] in o.title.replace("-", " ").split()]
        if not fits:
            return None
        self.table.setdefault(actor.id, known)
        return next((o for o in reversed(fits) if o.held(self.on)), fits[-1])

    def body_of_office(self, office: Office) -> str | None:
        """The international body of an office of the table: "secretary-general of NATO"."""
        name = office.title.partition(" of ")[2].removeprefix("the ")
        known = organisations().get(name) if name and office.country is None else None
        return self.organisation(known.name, None, "IGO") if known is not None else None

    def before_title(self, doc: Doc, first: int, at: int) -> tuple[int, str | None, str | None]:
        """Where a title begins behind the names that lead it, and the country and body that stand before its head."""
        country: str | None = None
        owner_id: str | None = None
        start, leading = first, True
        if first > 1 and doc[first - 1].tag_ == "POS":
            country, owner_id = self.country_of_token(doc[first - 2]), self.body_meant(doc[first - 2])
        elif first > 0 and doc[first - 1].dep_ == "poss" and doc[first - 1].pos_ == "PRON":
            country, owner_id = self.of_possessor(doc[first - 1])
            said = next((n for j in range(first, at) if (n := self.of_token.get(j)) and n.label == "PEOPLE"), None)
            if said is not None and said.country:
                country = said.country  # "its Tanzanian commander"
        for j in range(first, at):
            token, name = doc[j], self.of_token.get(j)
            if name is not None:
                based = name.end + 1 < len(doc) and doc[name.end].text == "-" and doc[name.end + 1].lower_ == "based"
                if j == name.start and name.label != "PERSON" and not based:
                    country = country or name.country
                    owner_id = owner_id or self.body_of(doc, name)
                if leading and name.label not in ("ORG", "NAME"):
                    office = name.label == "SEAT" and doc[name.end - 1].lower_ in _OFFICES
                    start = name.end - 1 if office and j == name.end - 1 else start if office else name.end
            elif token.tag_ == "POS":
                country = country or self.country_of_token(doc[j - 1])
                owner_id = owner_id or self.body_meant(doc[j - 1])
                start = j + 1
            elif token.pos_ == "PRON" and token.dep_ == "poss":
                held = self.of_possessor(token)
                country, owner_id = country or held[0], owner_id or held[1]
                start = j + 1
            elif token.pos_ == "DET" and leading:
                start = j + 1
            else:
                leading = False
        return min(start, at), country, owner_id

    def before_bracket(self, doc: Doc, first: int) -> str | None:
        """The body in "Karen National Union (KNU) spokesman X"."""
        if first < 3 or doc[first - 1].text != ")":
            return None
        i = first - 2
        while i > 0 and doc[i].text != "(" and first - i < 6:
            i -= 1
        return self.body_meant(doc[i - 1]) if i > 0 and doc[i].text == "(" else None

    def behind_title(self, doc: Doc, at: int, end: int) -> tuple[str | None, str | None]:
        """The country and body that stand behind the head of a title; those whom an envoy is sent to are neither."""
        country: str | None = None
        owner_id: str | None = None
        sent = doc[at].lower_ in _SENT
        # where troops are, or who comments, is not whose they are
        force = titles().get(doc[at].lower_) == "MIL"
        comments = doc[at].lemma_.lower() in COMMENTATORS
        for token in doc[at + 1 : end]:
            name = self.of_token.get(token.i)
            if token.lower_ == "exile":
                break  # "a politician in exile in Pretoria"
            if (token.lower_ in ("to", "with", "against", "in", "at") and sent) or (
                token.lower_ in ("in", "at", "for")
                and ((force and token.lower_ != "for") or (comments and token.lower_ in ("in", "for")))
            ):
                break
            if name is not None and token.i == name.start and name.label != "PERSON":
                country = country or name.country
                owner_id = owner_id or self.body_of(doc, name)
            elif name is None and country is None and token.lower_ in STATE_NOUNS:
                country = self.country_of_token(token)
            elif name is None and owner_id is None and token.lower_ in anaphors():
                owner_id = self.taken_up(token.lower_)
        return country, owner_id

    def sent_to(self, doc: Doc, at: int, end: int) -> str | None:
        """The state in or to which an envoy is said to be: "the ambassador in Rabat", "its envoy to Sudan"."""
        if doc[at].lower_ not in _SENT:
            return None
        for token in doc[at + 1 : min(end, at + 5)]:
            name = self.of_token.get(token.i)
            if name is not None:
                return (
                    name.country if doc[at + 1].lower_ in ("in", "to") and name.label in ("STATE", "CAPITAL") else None
                )
        return None

    def sector_of_title(self, doc: Doc, first: int, at: int) -> str:
        """The sector of an office: what the words before its head say ("army chief"), else its head's; "" for a mere address."""
        word = doc[at].lower_
        plain = titles().get(word) or titles().get(word.rpartition("-")[2]) or ""
        if not plain and word not in titles():
            plain = in_readings(agents("head").get(doc[at].lemma_.lower())) or ""
        if at > first and plain in ("GOV", ""):
            words = [
                t.text
                for t in doc[first : at + 1]
                if t.i not in self.of_token and t.lower_ not in STATUS and t.is_alpha
            ]
            if len(words) > 1:
                said = resolve.resolve(" ".join(words).lower(), self.on)["sector"]
                return in_readings(said) or plain
        return plain

    def other_of_pair(self, token: Token) -> str | None:
        """ "his counterpart X": of the story's two states the one that he is not of."""
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        ids = self.actors.of(owner) if owner is not None else ()
        mine = self.actors.get(ids[0]).country if len(ids) == 1 else None
        others: list[str] = [s for s in self.pair if s != mine]
        return others[0] if mine in self.pair and others else None

    def counterpart_named(self, token: Token, actor: Actor) -> None:
        """Give the person named behind "her Japanese counterpart" the office of the other, for that state."""
        country = self.counterpart_country(token) or self.home_of(actor) or self.other_of_pair(token)
        if country is None:
            return
        other = next((a for i in reversed(self.recent[:-1]) if (a := self.actors.get(i)).roles), None)
        actor.country = actor.country or country
        phrase = self.phrase(token)
        self.mention(phrase, (actor.id,), "description")
        if other is None:
            return
        role = next((r for r in reversed(other.roles) if r.status != "former"), other.roles[-1])
        actor.sector = actor.sector or other.sector
        of = self.actors.state(country).id
        actor.roles.append(Role(title=role.title, of=of, span=self.language.span(phrase)))
