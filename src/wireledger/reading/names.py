"""The proper names of a story, before they are actors: the tables' word first, then the tagger's, then runs of proper nouns.

A name's *label* says what it is held to be: STATE, PEOPLE, CAPITAL (of the tables), SEAT (a body of one state), ORG, PERSON,
NAME (unknown), or another label of the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from wireledger.knowledge.actors import (
    agents,
    anaphors,
    bodies,
    first_names,
    folded,
    named,
    people,
    person_called,
    regions,
    table_names,
    titles,
    word_list,
)
from wireledger.knowledge.countries import countries
from wireledger.knowledge.own import own_names, taught
from wireledger.knowledge.speech import speech_acts
from wireledger.knowledge.tables import read_table
from wireledger.reading.language import Language, head, head_of
from wireledger.reading.places import Places

ADDRESS = word_list("address")
"""Words before a name that are no office."""
TRADES = word_list("trades")
LONGEST = 10
"""Tokens of the longest name of the tables that is looked for."""
PARTICLES = word_list("particle")
_LABELS = {
    "state": "STATE",
    "people": "PEOPLE",
    "body": "SEAT",
    "organisation": "ORG",
    "capital": "CAPITAL",
    "territory": "STATE",
}
_NO_NAMES = frozenset(["DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"])
_PORTFOLIOS = word_list("portfolio")
"""Words of offices that the tagger takes for names: "Finance" Minister."""
_ODD = frozenset(["NAME", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "EVENT", "LOC"])
"""Labels that words have whom the tagger knows nothing better to call."""
_UNSURE = _ODD | {"ORG", "GPE", "NORP", "PLACE"}
"""Labels under which the tagger puts people whose names it has seldom seen."""
_HALVES = (("PRK", "KOR"), ("SDN", "SSD"))
"""Two states each of which stories call the North and the South."""
_WORD = re.compile(r"[^\W\d_]")
_FIRST = re.compile(r"[\w.&']+")
_TOKENS = re.compile(r"\w+|[^\w\s]")


@dataclass(slots=True)
class Name:
    """A proper name in one paragraph: its run of tokens and what the tables or the tagger take it for."""

    start: int
    end: int
    label: str
    country: str | None = None
    sector: str | None = None
    name: str = ""


def in_readings(sector: str | None) -> str | None:
    """The sector as readings write it: media are MED and health is HLH there."""
    return {"JRN": "MED", "MED": "HLH"}.get(sector or "", sector)


def titled(word: str) -> bool:
    """Whether a word in small letters is, or ends in, the head of a title."""
    return word in titles() or word.rpartition("-")[2] in titles()


_TRADE = re.compile(r"(?:[^e]er|or|ist|ian|eer|man|woman|keeper)$")
"""How nouns for what people do end."""
_KIN = frozenset(("man", "woman", "child", "boy", "girl", "people", "person", "friend", "father", "mother", "brother", "sister", "son",
                  "daughter", "husband", "wife", "widow", "cousin", "uncle", "family", "relative", "parent", "home", "house", "member",
                  "number", "order", "power", "paper", "letter", "matter", "water", "quarter", "border", "river", "summer", "winter",
                  "sector", "factor", "motor", "corridor", "door", "floor", "harbor", "author", "neighbor", "master", "mister"))  # fmt: skip
"""Words of the table of actors, or ending like its, that are nobody's occupation."""


def trade(word: str) -> bool:
    """Whether a lemma says what somebody does for a living, by the table of actors or by how it ends."""
    return (
        (word in agents("head") or word in TRADES or bool(_TRADE.search(word)))
        and word not in _KIN
        and (word not in bodies() or word in TRADES)
    )


_BEFORE_TITLES = frozenset(
    (
        "chief",
        "executive",
        "vice",
        "deputy",
        "senior",
        "managing",
        "assistant",
        "general",
        "prime",
        "foreign",
        "defence",
        "defense",
    )
)
_OF_PERSONS = frozenset(
    ("counterpart", "colleague", "predecessor", "successor", "boss", "protege", "deputy", "guest", "number")
)
"""Nouns for people in office by what they are to others."""
_HYPHENATED = word_list("hyphenated")
_RELATIVES = frozenset(("father", "mother", "brother", "sister", "son", "daughter", "husband", "wife", "widow", "widower", "cousin",
                        "uncle", "aunt", "nephew", "niece", "grandson", "granddaughter", "grandfather", "grandmother", "fiancee", "fiance"))  # fmt: skip
_THINGS = frozenset(r["noun"] for r in read_table("agreement_nouns")) | frozenset(
    [
        "sea",
        "war",
        "spring",
        "revolution",
        "crisis",
        "cup",
        "league",
        "club",
        "federation",
        "association",
        "society",
        "bureau",
        "foundation",
        "institute",
        "council",
        "committee",
        "commission",
        "union",
        "agency",
        "corporation",
        "company",
        "group",
        "bank",
        "party",
        "movement",
        "front",
        "army",
        "navy",
        "force",
        "forces",
        "church",
        "university",
        "airlines",
        "airways",
        "oil",
        "gas",
        "energy",
        "petroleum",
        "telecom",
        "press",
        "news",
        "times",
        "post",
        "television",
        "radio",
        "network",
        "open",
        "prix",
        "championship",
        "channel",
    ]
)
"""Words of names of things and bodies that a people's name may stand before."""
_FACILITIES = frozenset(["airbase", "base", "airfield", "airport", "barracks", "seaport", "cosmodrome", "province", "governorate", "peninsula", "strait", "district", "refinery", "airstrip", "street", "road", "avenue", "square", "bridge", "boulevard", "park", "valley", "river", "lake", "island", "bay", "hill", "hills", "falls"])  # fmt: skip
"""Nouns behind the name of a place, be it called after somebody."""
_ARTICLE = re.compile(r"^(?:a[lnrst]|ad|az|ash|el|ul)-(?=\w{3})")


def last_name(name: str) -> str:
    """The folded last word of a personal name, without an Arabic article: "el-Sisi" is "Sisi" later on."""
    words = name.removesuffix("'s").split()
    while len(words) > 1 and words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii"):
        words.pop()
    return _ARTICLE.sub("", folded(words[-1]).replace(" ", "-")) if words else ""


def known(text: str, label: str = "") -> tuple[str, str | None, str | None, str] | None:
    """Label, country, sector and name of what the tables know by that name."""
    found = named(text.removesuffix("'s").rstrip(" '"))
    if found is None:
        return None
    kind = _LABELS[found.kind]
    if found.kind == "territory":
        if found.sector is None:
            return None  # a part of a state is a place, no actor
        kind = "STATE" if found.sector == "GOV" else "ORG"
    return kind, found.country, in_readings(found.sector), found.name


@taught
def _first_words() -> dict[str, int]:
    """The tokens with which names of the tables begin, each with the most tokens that such a name has."""
    found: dict[str, int] = {}
    for name in (*table_names(), *(n for p in people().values() for n in p.names)):
        if match := _FIRST.search(name):
            found[match[0]] = max(found.get(match[0], 1), min(LONGEST, len(_TOKENS.findall(name))))
    return found


@taught
def _last_words() -> frozenset[str]:
    """The folded words with which names of people of the tables end."""
    return frozenset(name.rpartition(" ")[2] for name in people())


class Names:
    """The names of one story."""

    def __init__(self, language: Language, places: Places | None) -> None:
        self.language = language
        self.places = {p.span.start: p for p in places.items if p.country} if places else {}
        self.last_names: set[str] = set()
        """Last names of the people whom the story names in full."""
        self.states: set[str] = set()
        """The states that the story names by their own or their people's name, and the one that none needs to name."""

    def read(self) -> list[tuple[Doc, list[Name]]]:
        """The names of each paragraph, in order; no two overlap."""
        found = [(p.doc, self.of_paragraph(p.doc)) for p in self.language.paragraphs]
        self.agree(found)
        self.states = {"USA"} | {
            n.country for _, names in found for n in names if n.label in ("STATE", "PEOPLE") and n.country
        }
        for _, names in found:
            self.last_names |= {last_name(n.name) for n in names if n.label == "PERSON" and n.end - n.start > 1}
        for doc, names in found:
            for name in names:
                self.settle(doc, name)
        self.halves(found)
        return found

    def halves(self, found: list[tuple[Doc, list[Name]]]) -> None:
        """ "the North" and "the South" of a story on two states that are called so are these."""
        named = {n.country for _, names in found for n in names if n.country}
        if any(n.name.endswith("Koreas") for _, names in found for n in names):
            named |= set(_HALVES[0])
        rome = [n for _, names in found for n in names if n.country == "ITA"]
        if "VAT" in named and rome and all(n.label == "CAPITAL" for n in rome):
            for name in rome:
                name.country = "VAT"  # a story on the Holy See calls it Rome
        pair = next((h for h in _HALVES if named & set(h) and (len(named & set(h)) == 2 or h == _HALVES[0])), None)
        for doc, names in found if pair else ():
            assert pair is not None
            for token in doc:
                half = {"North": pair[0], "South": pair[1]}.get(token.text)
                if half is None or token.i == 0 or doc[token.i - 1].lower_ not in ("the", "both"):
                    continue
                if token.i + 1 < len(doc) and (doc[token.i + 1].pos_ == "PROPN" or doc[token.i + 1].text[:1].isupper()):
                    continue  # "the South China Sea", "the South American giant"
                names[:] = [n for n in names if not n.start <= token.i < n.end]
                names.append(Name(token.i, token.i + 1, "STATE", half, "GOV", token.text))
                names.sort(key=lambda n: (n.start, -n.end))

    def agree(self, found: list[tuple[Doc, list[Name]]]) -> None:
        """Give a name of several words that the tagger holds now for a person, now for a body, the sense that the story bears out."""
        votes: dict[str, dict[str, int]] = {}
        for doc, names in found:
            for name in names:
                if name.label in ("PERSON", "ORG") and not name.sector and name.end - name.start > 1:
                    mine = votes.setdefault(name.name, {"PERSON": 0, "ORG": 0})
                    mine[name.label] += 1
                    before = doc[name.start - 1] if name.start else None
                    if (
                        before is not None
                        and before.text.islower()
                        and before.pos_ == "NOUN"
                        and before.lemma_ in anaphors()
                    ):
                        mine["ORG"] += 3  # "the carrier X"
                    elif self.apposed(doc, name.start, name.end) or (before is not None and titled(before.lower_)):
                        mine["PERSON"] += 3
        for _, names in found:
            for name in names:
                if (mine := votes.get(name.name, {})) and name.label in mine and name.end - name.start > 1:
                    if mine["ORG"] != mine["PERSON"] and not name.sector and not person_called(name.name):
                        name.label = max(mine, key=lambda label: mine[label])

    def settle(self, doc: Doc, name: Name) -> None:
        """What only the whole story shows: whether one word is a person's last name, a capital, another place, or nobody."""
        if name.label in ("STATE", "CAPITAL"):
            place = self.places.get(self.language.span(doc[name.start]).start)
            if place and place.country != name.country and place.kind not in ("country", "capital"):
                if name.label == "STATE" or name.country not in self.states or self.located(doc, name):
                    name.label = "PLACE"  # Georgia of the United States
            return
        if name.label in _ODD and not name.country and self.speaks(doc, name):
            name.label = "PERSON"
        if name.label in _UNSURE and not name.country and not name.sector and self.like_a_person(doc, name):
            name.label = "PERSON"
        following = doc[name.end].lower_ if name.end < len(doc) else ""
        if (
            name.label in ("PERSON", "NAME", "ORG")
            and not name.sector
            and not name.country
            and following in _FACILITIES
        ):
            name.label = "PLACE"  # "Ain al-Asad airbase"
            return
        if " " in name.name or name.label in ("STATE", "PEOPLE", "SEAT", "CAPITAL") or name.sector:
            return
        if last_name(name.name) in self.last_names:
            name.label = "PERSON"
            return
        if name.end - name.start > 1:
            return
        if name.name.lower() in regions():
            name.label = "PLACE"  # "Sahel states"
            return
        token = doc[name.start]
        inside = token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside", "into", "across", "around")
        if inside and name.label == "PERSON" and name.end - name.start == 1:
            name.label = "PLACE"
            return
        before = doc[name.start - 1] if name.start else None
        if before is not None and titled(before.lower_) and before.lower_ not in ("of", "in"):
            return
        if name.label == "PERSON" and (meaning := known(name.name)) and meaning[0] == "CAPITAL":
            name.label, name.country, name.sector, name.name = meaning
        elif name.label in ("PERSON", "NAME", "ORG") and self.language.span(doc[name.start]).start in self.places:
            name.label = "PLACE"

    @staticmethod
    def located(doc: Doc, name: Name) -> bool:
        """Whether words behind a capital's name say that it is another place: "Athens, Ohio"; or it tells another noun apart."""
        token = head(doc[name.start : name.end])
        after = doc[name.end] if name.end < len(doc) else None
        region = (
            after is not None and after.text == "," and name.end + 1 < len(doc) and doc[name.end + 1].ent_type_ == "GPE"
        )
        return (
            region
            or token.dep_ in ("compound", "amod")
            or (token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside"))
        )

    def like_a_person(self, doc: Doc, name: Name) -> bool:
        """Whether words that the tagger takes for something else are somebody's: first names, or what stands beside them, say so."""
        words = [t for t in doc[name.start : name.end] if t.text != "-"]
        before = doc[name.start - 1] if name.start else None
        if any(not t.is_alpha or not (t.text[0].isupper() or t.lower_ in PARTICLES) for t in words) or any(
            (t.text.isupper() and len(t) > 1) or t.ent_type_ in _NO_NAMES - {"DATE", "CARDINAL"} for t in words
        ):
            return False
        if len(words) == 1:
            token = words[0]
            lower = token.lower_
            if token.ent_type_ == "DATE":
                return False
            kin = before is not None and before.text.islower() and before.lemma_ in _RELATIVES
            return (
                (kin or folded(token.text) in first_names())
                and lower not in regions()
                and not known(token.text)
                and self.person_beside(doc, name.start, name.end)
            )
        last = words[-1]
        if (
            len(words) > 4
            or last.lemma_.lower() in bodies()
            or last.lower_ in _FACILITIES
            or last.tag_ in ("NN", "NNS", "CD")
            or (last.i + 1 < len(doc) and doc[last.i + 1].lower_ in _FACILITIES)
            or (before is not None and (before.lower_ in ("the", "a", "an") or before.text == "&"))
            or (
                before is not None
                and before.text.islower()
                and (before.lemma_ in anaphors() or before.lemma_ in bodies())
            )
            or not any(t.whitespace_ for t in words[:-1])  # "Wal-Mart"
            or words[0].text == "Christian"
            or any(titled(t.lower_) or t.lower_ in ("of", "and", "the") for t in words[1:])
            or self.language.span(doc[name.start]).start in self.places
        ):
            return False
        token = head(doc[name.start : name.end])
        if token.dep_ in ("compound", "amod", "nmod") and token.head.i >= name.end:
            return False  # "the Carter Center", "a Victoria Nyanza ferry"
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside", "into", "across", "around", "at"):
            return False
        thing = any(t.lower_ in _THINGS for t in words) or (name.start > 1 and doc[name.start - 2].text == "-")
        if (
            not thing
            and name.label == "NAME"
            and before is not None
            and (meaning := known(before.text))
            and meaning[0] == "PEOPLE"
        ):
            return True  # "the Colombian X", "Slovenian X joins"
        after = doc[name.end].lower_ if name.end < len(doc) else ""
        if (
            token.dep_ == "nsubj"
            and after in ("of", "from")
            and token.head.lemma_.lower() in speech_acts()
            and token.head.i < token.i
        ):
            return True  # "said X of the Law Association"
        return folded(words[0].text) in first_names() or self.person_beside(doc, name.start, name.end)

    def speaks(self, doc: Doc, name: Name) -> bool:
        """Whether two to four words that are no place, body or known name say something: so speaks a person."""
        words = doc[name.start : name.end]
        token = head(words)
        return (
            1 < len(words) < 5
            and token.dep_ == "nsubj"
            and token.head.lemma_.lower() in speech_acts()
            and self.language.span(words).start not in self.places
            and all(t.text[:1].isupper() and t.text[1:].islower() for t in words if t.lower_ not in PARTICLES)
            and not any(titled(t.lower_) or t.lemma_.lower() in bodies() or t.lower_ in ("the", "of") for t in words)
            and not (name.start and doc[name.start - 1].lower_ == "the")
        )

    def of_paragraph(self, doc: Doc) -> list[Name]:
        found = list(self.from_tables(doc))
        covered = {i for n in found for i in range(n.start, n.end)}
        for entity in doc.ents:
            if entity.label_ in _NO_NAMES:
                continue
            start, end = entity.start, entity.end
            while end > start and (end - 1 in covered or doc[end - 1].tag_ in ("POS", ",", "''", "``")):
                end -= 1
            if end - start > 1 and doc[start].text == "The" and not known(doc[start + 1 : end].text):
                if (meaning := known(doc[start:end].text)) and start not in covered:  # "The Hague"
                    found.append(Name(start, end, *meaning))
                    covered.update(range(start, end))
                    continue
            while start < end and (
                start in covered or doc[start].pos_ in ("DET", "PUNCT") or doc[start].lower_ in ("the", "a")
            ):
                start += 1
            if start >= end or any(i in covered for i in range(start, end)):
                continue
            place = self.places.get(self.language.span(doc[start]).start) if entity.label_ == "NORP" else None
            if place is not None and place.span.end > self.language.span(doc[start:end]).end:
                covered.update(t.i for t in doc[start : end + 3] if self.language.span(t).end <= place.span.end)
                continue  # "British" of "British Columbia"
            if start and f"{doc[start - 1].text} {doc[start:end].text}".lower() in regions():
                continue  # "the South American country", of which the tagger has "American"
            label = (
                "PERSON"
                if entity.label_ in ("ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC", "LAW", "EVENT")
                and self.apposed(doc, start, end)
                else entity.label_
            )
            for name in self.split(doc, start, end, label):
                if not any(i in covered for i in range(name.start, name.end)):
                    found.append(name)
                    covered.update(range(name.start, name.end))
        i = 0
        while i < len(doc):  # proper nouns that the tagger of names passed over
            if i in covered or doc[i].pos_ != "PROPN" or not doc[i].text[:1].isupper():
                i += 1
                continue
            j = i
            while j < len(doc) and j not in covered and doc[j].pos_ == "PROPN":
                j += 1
            found.extend(self.split(doc, i, j, "PERSON" if self.apposed(doc, i, j) else "NAME"))
            i = j
        found.sort(key=lambda n: (n.start, -n.end))
        return self.joined(doc, [n for n in found if not self.portfolio(doc, n)])

    def from_tables(self, doc: Doc) -> Iterable[Name]:
        """Names that the tables have in full, the longest first: bodies, whatever the tagger makes of them; states and
        capitals that it took for no names at all."""
        parsed = self.language.of_doc(doc)
        shout = parsed.text.isupper()
        firsts, lasts = _first_words(), _last_words()
        i = 0
        words = [parsed.text[a:b] for a, b in zip(parsed.starts, parsed.ends, strict=True)]
        while i < len(words):
            step = 1
            if most := firsts.get(words[i]):
                for j in range(min(len(doc), i + most), i, -1):
                    text = parsed.words(i, j)
                    mine = own_names().get(text)
                    if (
                        (j - i > 1 or (mine and mine.kind == "person"))
                        and (doc[j - 1].is_alpha or doc[j - 1].lower_ in ("jr.", "sr."))
                        and (len(last := folded(parsed.words(j - 1, j))) < 2 or last in lasts)
                        and person_called(text)
                        and not self.cuts(doc, i, j)
                    ):
                        yield Name(i, j, "PERSON", name=text)
                        step = j - i
                        break
                    if text not in table_names() or (
                        j - i == 1 and not mine and (shout or doc[i].ent_type_ == "PERSON")
                    ):
                        continue
                    meaning = known(text)
                    if j - i == 1 and meaning and meaning[2] == "PTY" and self.longer(doc, i):
                        continue  # "New Democrats" are no Democrats
                    passed = j - i == 1 and not doc[i].ent_type_ and doc[i].pos_ != "PROPN" and len(text) > 4
                    passed = passed or (meaning is not None and meaning[0] == "CAPITAL" and not self.whole(doc, i, j))
                    if meaning and (meaning[0] in ("ORG", "SEAT") or passed or mine) and not self.cuts(doc, i, j):
                        yield Name(i, j, *meaning)
                        step = j - i
                        break
            i += step

    def longer(self, doc: Doc, i: int) -> bool:
        """Whether a capitalised word that is no state's nor title stands before a party's name and belongs to it."""
        before = doc[i - 1] if i else None
        return (
            before is not None
            and not before.is_sent_start
            and before.text[:1].isupper()
            and before.is_alpha
            and not titled(before.lower_)
            and not known(before.text)
        )

    @staticmethod
    def whole(doc: Doc, i: int, j: int) -> bool:
        """Whether the tagger has a run of words for one name, or for names no longer than one word: else it has cut it up."""
        return j - i == 1 or (doc[i].ent_iob_ == "B" and all(t.ent_iob_ == "I" for t in doc[i + 1 : j]))

    def cuts(self, doc: Doc, i: int, j: int) -> bool:
        """Whether a name of the tables is but a piece of a longer name: of an entity, or of a run of proper nouns."""
        if (
            j < len(doc)
            and doc[j].ent_iob_ == "I"
            and doc[j].text[:1].isupper()
            and doc[j].ent_type_ in ("ORG", "PERSON", "FAC", "LAW", "EVENT")
        ):
            return True
        if i > 2 and doc[i - 1].tag_ == "POS" and doc[i - 2].text.endswith("s") and doc[i - 2].text[:1].isupper():
            return j - i == 1 and doc[j - 1].lower_ in (
                "congress",
                "council",
                "assembly",
                "union",
                "party",
            )  # "Workers' Congress"
        if (
            doc[i].ent_iob_ == "I"
            and doc[i].ent_type_ in ("PERSON", "ORG", "FAC", "LAW", "EVENT")
            and doc[i - 1].text[:1].isupper()
        ):
            before = doc[i - 1].text
            return not (countries().find(before) or titled(before.lower()) or before.lower() in ("the", "a"))
        return False

    def apposed(self, doc: Doc, start: int, end: int) -> bool:
        """Whether two to four words that a tagger holds to be no person are one, since a title stands beside them."""
        if not 1 < end - start < 5 and not (end - start < 8 and any(t.text == "-" for t in doc[start:end])):
            return False
        words = doc[start:end]
        if known(words.text) or any(
            t.lemma_.lower() in bodies() or not t.text[:1].isupper()
            for t in words
            if t.lower_ not in PARTICLES and t.text != "-"
        ):
            return False
        token = head(words)
        if token.dep_ == "appos" and token.head.tag_ == "NN" and token.head.text.islower() and trade(token.head.lemma_):
            return True  # "a carpenter in the market, X"
        if token.dep_ == "appos" and token.head.lower_ in _OF_PERSONS:
            return True  # "his Japanese counterpart, X"
        if token.dep_ == "appos" and titled(token.head.lower_) and token.head.lower_ not in ("party", "junta"):
            return True
        if token.dep_ == "conj" and token.head.ent_type_ == "PERSON":
            first = token.head
            noun = first.head if first.dep_ == "appos" else doc[max(0, first.left_edge.i - 1)]
            if titled(noun.lower_.removesuffix("s")) and noun.lower_.endswith("s"):
                return True  # "the foreign ministers, X and Y"
        if any(
            c.dep_ == "appos" and c.i > end and (titled(c.lower_) or c.lemma_ in agents("head")) for c in token.children
        ):
            return True
        if self.person_beside(doc, start, end):
            return True
        if token.dep_ == "appos" and start and doc[start - 1].text == ",":  # "the commander of the mission, X"
            up = token.head
            while up.dep_ == "pobj" and up.head.dep_ == "prep":
                up = up.head.head
                if titled(up.lower_):
                    return True
        if any(c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.children) for c in token.children):
            return True
        before = doc[start - 1] if start else None
        if before is None:
            return False
        if (
            before.text.islower()
            and before.pos_ == "NOUN"
            and before.lemma_ in agents("head")
            and before.lemma_ not in bodies()
        ):
            return True  # "goalkeeper X"
        return before.lower_ == "counterpart" or (titled(before.lower_) and before.text[:1].isupper())

    @staticmethod
    def person_beside(doc: Doc, start: int, end: int) -> bool:
        """Whether what stands beside a name is said of people alone: an age, an occupation behind "a", a kinsman before."""
        if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and len(doc[end + 1]) == 2:
            if end + 2 >= len(doc) or doc[end + 2].text in (",", ".", ";"):
                return True  # "X, 61, has put ..."
        token = head_of(doc, start, end)
        for c in token.children:
            if c.dep_ == "appos" and c.i > end and c.tag_ == "NN" and c.text.islower():
                if doc[c.left_edge.i].lower_ in ("a", "an") and trade(c.lemma_.lower()):
                    return True
            if c.dep_ == "appos" and c.i > end and doc[c.left_edge.i].lower_ in ("a", "an"):
                if (meaning := known(c.text)) and meaning[0] == "PEOPLE":
                    return True  # "X, an ethnic Uzbek"
        before = doc[start - 1] if start else None
        return before is not None and before.text.islower() and before.lemma_ in _RELATIVES

    def portfolio(self, doc: Doc, name: Name) -> bool:
        """ "Finance" of "Finance Minister" is no name, nor is "Colonel"."""
        if (
            name.label in ("NAME", "PERSON", "ORG")
            and not name.sector
            and all(titled(doc[i].lower_) for i in range(name.start, name.end))
        ):
            return True
        after = doc[name.end].lower_ if name.end < len(doc) else ""
        return (
            name.label in ("ORG", "NAME", "GPE", "PERSON")
            and (
                not name.country
                or (name.label == "ORG" and after in ("minister", "secretary", "ministry", "department"))
            )
            and name.end < len(doc)
            and doc[name.start].lower_ in _PORTFOLIOS
            and all(t.lower_ in _PORTFOLIOS or not t.is_alpha for t in doc[name.start : name.end])
        )

    @staticmethod
    def of_a_region(doc: Doc, end: int) -> bool:
        """Whether an adjective that is a state's and a region's too is the region's by the noun behind it."""
        following = doc[end].lemma_.lower() if end < len(doc) else ""
        return following in word_list("state nouns") or following in (
            "bloc",
            "region",
            "neighbor",
            "neighbour",
            "leader",
            "franc",
        )

    def split(self, doc: Doc, start: int, end: int, label: str) -> list[Name]:
        """What one run of tokens names: looked up whole, then without what stands before or behind a known name."""
        words = self.language.of_doc(doc).words
        text = words(start, end)
        if not _WORD.search(text) or (
            label == "PERSON" and not (text[0].isupper() and all(c.isalpha() or c in " .'-’" for c in text))
        ):
            return []
        if text.lower() in regions() and (known(text) is None or self.of_a_region(doc, end)):
            return []  # "the South American country", "the Central African nation"
        if (meaning := known(text, label)) and not (label == "PERSON" and meaning[0] == "CAPITAL"):
            return [Name(start, end, *meaning)]
        if label in _UNSURE and end - start > 1 and end < len(doc) and titled(doc[end].lower_):
            cut = end
            while cut > start + 1 and doc[cut - 1].lower_ in _BEFORE_TITLES:
                cut -= 1
            if cut < end:
                return self.split(
                    doc, start, cut, label
                )  # "Haneul Chief Executive" of "Haneul Chief Executive Officer X"
        if label in _UNSURE and label != "NAME" and end - start > 2:
            commas = [i for i in range(start + 1, end - 2) if doc[i].text == ","]
            if commas and self.first_and_last(doc, commas[-1] + 1, end):  # "Newlyn, X Y" as one name
                return [*self.split(doc, start, commas[-1], label), *self.split(doc, commas[-1] + 1, end, "PERSON")]
            i = start
            while i < end and (self.before_names(doc[i].lower_.removesuffix("s")) or doc[i].lower_ == "sister"):
                i += 1
            at = next((k for k in range(end - 2, start, -1) if titled(doc[k].lower_)), None)
            if at is not None and doc[at].text[0].isupper() and self.first_and_last(doc, at + 1, end):
                return [Name(at + 1, end, "PERSON", name=words(at + 1, end))]  # "Defence Force Air Marshal X Y"
            if (i > start or self.leads(doc[start].lower_)) and self.first_and_last(doc, max(i, start + 1), end):
                return [Name(max(i, start + 1), end, "PERSON", name=words(max(i, start + 1), end))]
        if label in ("PERSON", "NAME"):
            title = i = start
            while i < end and (
                self.before_names(doc[i].lower_)
                or (doc[i].lower_.endswith("s") and titled(doc[i].lower_[:-1]) and i + 2 < end)
                or (i > start and doc[i].lower_ in ("elect", "-", "designate", "of", "and"))
            ):
                i += 1
                if (
                    titled(doc[i - 1].lower_)
                    or titled(doc[i - 1].lower_.removesuffix("s"))
                    or doc[i - 1].lower_ in ("elect", "designate")
                    or (i - 1 == title and doc[i - 1].lower_ in ADDRESS)
                ):
                    title = i
            if title == end and end - start > 1:
                return []  # "Foreign Minister" alone
            if (
                title == start
                and end - start > 2
                and doc[start].is_sent_start
                and (self.leads(doc[start].lower_) or self.leads(doc[start].lower_.removesuffix("s")))
            ):
                title += 1  # "Welder X Y"
            if all(titled(t.lower_) or t.lower_ in _PORTFOLIOS for t in doc[title:end]):
                return []  # "Deputy Foreign Minister" is a title and nobody's name
            if start < title < end:
                return [Name(title, end, "PERSON", name=words(title, end))]
        parts: list[Name] = []
        for i in range(start, end):
            for j in range(min(end, i + 4), i, -1):
                meaning = known(words(i, j))
                if meaning and (meaning[0] != "ORG" or j - i > 1):
                    parts.append(Name(i, j, *meaning))
                    break
            else:
                continue
            break
        if parts and label != "PERSON":
            inner = parts[0]
            if label == "ORG" and end - start > inner.end - inner.start:
                return [Name(start, end, "ORG", inner.country, None, text)]
            rest = self.split(doc, inner.end, end, label) if inner.end < end else []
            return [*parts, *rest]
        if parts and parts[0].label == "PEOPLE" and parts[0].start == start and parts[0].end < end:
            return [*parts, *self.split(doc, parts[0].end, end, label)]
        return [Name(start, end, label, name=text)]

    @staticmethod
    def first_and_last(doc: Doc, start: int, end: int) -> bool:
        """Whether two or three words are a first name and a last one by the look of them."""
        words = doc[start:end]
        return (
            1 < len(words) < 4
            and folded(words[0].text) in first_names()
            and all(t.text[0].isupper() and t.is_alpha and not t.text.isupper() for t in words)
            and words[-1].lemma_.lower() not in bodies()
            and words[-1].lower_ not in _FACILITIES
            and words[-1].tag_ not in ("NN", "NNS")
        )

    @staticmethod
    def before_names(word: str) -> bool:
        """Whether a word in small letters may stand in a title before a name."""
        return (
            titled(word) or word in _PORTFOLIOS or word in ADDRESS or word in ("crown", "rear", "air", "lance", "fleet")
        )

    @staticmethod
    def leads(word: str) -> bool:
        """Whether a sentence's first word, in small letters, says what the person does who is named behind it."""
        return word in TRADES or (word in agents("head") and word not in _KIN and word not in bodies())

    def joined(self, doc: Doc, names: list[Name]) -> list[Name]:
        """Personal names that were cut: particles ("Kyelem de Tambela") and first names left outside."""
        out: list[Name] = []
        for name in names:
            before = out[-1] if out else None
            if (
                before
                and (before.label in ("PERSON", "NAME") or (before.label in _UNSURE and before.end == name.start))
                and not before.country
                and name.label in ("PERSON", "NAME", "ORG", "GPE", *(_ODD if before.end == name.start else ()))
                and not name.country
                and not name.sector
                and not (
                    (before.label in _UNSURE - {"NAME"} or name.label in _ODD - {"NAME"})
                    and folded(doc[before.start].text) not in first_names()
                )
            ):
                gap = doc[before.end : name.start]
                if (
                    len(gap) <= 2
                    and all(t.lower_ in PARTICLES for t in gap)
                    and (len(gap) or doc[before.end - 1].dep_ == "compound")
                    and not titled(doc[before.end - 1].lower_)
                ):
                    before.end, before.label = name.end, "PERSON"
                    before.name = doc[before.start : before.end].text
                    continue
            if (
                before
                and before.label == "ORG"
                and not before.sector
                and before.end == name.start
                and doc[before.end - 1].lower_ in PARTICLES
            ):
                before.end, before.country = name.end, name.country
                before.name = doc[before.start : before.end].text
                continue
            out.append(name)
        for name in out:
            if name.label in ("PERSON", "NAME") and not name.sector:
                while (
                    name.end < len(doc) - 1
                    and doc[name.end].lower_ in PARTICLES
                    and doc[name.end + 1].text[:1].isupper()
                ):
                    name.end += 2
                while (
                    name.end < len(doc) - 1
                    and doc[name.end].text == "-"
                    and not doc[name.end - 1].whitespace_
                    and not doc[name.end].whitespace_
                    and doc[name.end + 1].text[:1].isupper()
                    and (name.label == "PERSON" or (name.end - name.start > 1 and doc[name.end + 1].pos_ == "PROPN"))
                ):
                    name.end += 2  # "Jean-Marc Coulibaly-Diop"
                if (
                    name.end < len(doc) - 1
                    and name.end - name.start == 2
                    and doc[name.start].lower_ in _HYPHENATED
                    and doc[name.end].text == "-"
                    and not doc[name.end - 1].whitespace_
                    and not doc[name.end].whitespace_
                    and doc[name.end + 1].text.islower()
                ):
                    name.end, name.label = name.end + 2, "PERSON"  # "Cho Min-seok"
                if name.label == "NAME" and name.start and titled(doc[name.start - 1].lower_):
                    name.label = "PERSON"
                while name.end - name.start > 1 and (
                    doc[name.start].is_punct
                    or (titled(doc[name.start].lower_ + ".") and doc[name.start + 1].text == ".")
                ):
                    name.start += 1  # "Col. Maj. X", cut into five
                name.name = doc[name.start : name.end].text
        return [n for n in out if any(c.isalpha() for c in n.name)]
