"""The strength that a phrase gives: a number, a range, or "hundreds"."""

from __future__ import annotations

import itertools
import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from wireledger.knowledge.forces import nouns
from wireledger.reading import frames
from wireledger.reading.forces.mention import Mention
from wireledger.reading.forces.places import Places
from wireledger.reading.forces.words import (
    ABOUT,
    APPROX,
    COUNT_WORDS,
    COUNTED,
    MEN,
    ORDINAL,
    UNITS,
    YEAR,
    is_strength,
    objects,
)
from wireledger.reading.magnitudes import number


class Strengths(Places):
    """Reads the numbers of a phrase."""

    def counted(self, m: Mention, run: Tokens) -> None:
        """The strength that the phrase gives: a number, a range, or "hundreds"."""
        token = m.head
        numerals = [
            t
            for c in token.children
            if c.dep_ in ("nummod", "quantmod", "amod") or (c.dep_ == "compound" and c.like_num)
            for t in c.subtree
            if (t.like_num or t.lower_ == "dozen") and not ORDINAL.fullmatch(t.lower_)
        ]
        if not numerals and token.dep_ == "pobj" and token.head.lower_ in APPROX:
            numerals = [t for t in token.head.subtree if t.like_num and t.i < token.i]
        if not numerals and token.dep_ == "compound" and token.head.i == token.i + 1 and token.tag_ == "NNS":
            numerals = [
                t for c in token.head.children if c.dep_ == "nummod" and c.i < token.i for t in c.subtree if t.like_num
            ]
        if not numerals:  # "Ghana 205 soldiers", with the verb understood
            numerals = [
                u
                for c in token.children
                if c.dep_ in ("nmod", "compound") and c.ent_type_ == "GPE"
                for g in c.children
                if g.dep_ == "nummod" and g.i > c.i
                for u in g.subtree
                if u.like_num
            ]
        if not numerals and token.tag_ in ("NNS", "NNPS"):
            numerals = self.adjacent(token)
        if not numerals:  # "On Tuesday 400 Kenyan officers landed"
            numerals = [
                t
                for t in run
                if t.like_num and t.ent_type_ == "CARDINAL" and t.head.ent_type_ == "DATE" and t.head.i < t.i
            ]
        if token.lower_ == "forces" and len(numerals) == 1 and (number(numerals) or 0) < 10:
            return  # "the two forces"
        if token.lemma_.lower() in UNITS:  # "two battalions with 770 men each"
            numerals = [t for t in numerals if t.head != token]
        of = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        around: list[Token] = list(run)
        if of is not None:
            over = of.head
            if (
                over.lemma_.lower() in COUNT_WORDS
                or over.like_num
                or over.lemma_.lower() in ("total", "contingent", "force", "group", "team", *MEN)
            ):
                here = [
                    over,
                    *[
                        t
                        for c in over.children
                        if c.dep_ in ("nummod", "quantmod", "det", "amod", "advmod")
                        for t in c.subtree
                    ],
                ]
                here.sort(key=lambda t: t.i)
                if (
                    not numerals
                    and over.lemma_.lower() in ("hundred", "thousand", "dozen", "score")
                    and over.tag_ == "NNS"
                    and not any(t.like_num for t in here if t != over)
                ):
                    m.vague = True
                    return
                numerals = numerals or [
                    t
                    for t in here
                    if t.like_num or (t == over and over.lemma_.lower() in ("dozen", "hundred", "thousand"))
                ]
                around += here
        if not numerals:
            for child in token.children:  # "a force of 400", "a 400-strong contingent"
                alone = child.i + 1 < len(token.doc) and token.doc[child.i + 1].text in (",", ".")
                alone = alone and not any(c.dep_ in ("prep", "appos", "conj") for c in child.children)
                alone = alone or any(c.lower_ in ("all", "total", "them") for c in child.subtree)
                if child.dep_ == "appos" and child.i > token.i and is_strength(child) and alone:
                    self.size(m, [child], list(child.subtree), people=True)  # "Irish soldiers, 158 in all"
                    return
                if child.dep_ in ("appos", "conj") and child.lemma_.lower() in (*MEN, *COUNTED):
                    counts = [u for c in child.children if c.dep_ == "nummod" for u in c.subtree if is_strength(u)]
                    numerals = numerals or counts  # "its brigade, some 6,000 men"
                    around += list(child.subtree) if counts else []
                if child.dep_ == "prep" and child.lower_ in ("of", "with", "at") and not numerals:
                    for t in objects(child)[:1]:
                        counts = [u for c in t.children if c.dep_ == "nummod" for u in c.subtree if u.like_num]
                        if counts and t.lemma_.lower() in (*nouns(), *MEN):
                            numerals = counts
                            around += list(t.subtree)
                        elif t.like_num and t.ent_type_ != "DATE":
                            beside = (c for c in t.children if c.dep_ in ("nummod", "quantmod", "compound", "conj"))
                            numerals = [t, *(u for c in beside for u in c.subtree if u.like_num)]
                            around += list(t.subtree)
            for t in run:
                match = re.fullmatch(r"(\d[\d,]*)-(?:strong|man|member|soldier|troop)", t.text)
                if match:
                    m.count, m.count_is = int(match.group(1).replace(",", "")), "exact"
                    return
                if (
                    t.lower_ in ("strong", "member", "man", "soldier", "troop")
                    and t.i >= 2
                    and t.nbor(-1).text == "-"
                    and t.nbor(-2).like_num
                ):
                    self.size(m, [t.nbor(-2)], around, people=True)
                    return
        if (
            len(numerals) == 1
            and numerals[0].lower_ in ("hundred", "thousand", "dozen")
            and numerals[0].i > token.sent.start
        ):
            if numerals[0].nbor(-1).lower_ in ("several", "few", "couple", "many", "some"):
                m.vague = True  # "several hundred soldiers"
                return
        if len(numerals) == 1 and numerals[0].lower_ == "one":
            return  # "one of its soldiers"
        if not numerals:  # "American forces, put at nearly 1,000", "troops, estimated at 500"
            after = [t for t in token.doc[token.i + 1 : token.i + 7] if t.sent == token.sent]
            for n, t in enumerate(after[:2]):
                if t.lower_ in ("put", "estimated", "reckoned", "numbering", "totaling", "totalling") and (
                    n == 0 or after[0].text == ","
                ):
                    numeral = next((u for u in after[n + 1 :] if is_strength(u)), None)
                    if numeral is not None:
                        self.size(m, [numeral], after[n + 1 : after.index(numeral)], people=True)
                        return
        if not numerals:  # "the contingent, now 4,000"
            after = [t for t in token.doc[token.i + 1 : token.i + 6] if t.sent == token.sent]
            if len(after) > 3 and after[0].text == "," and after[1].lower_ in ("now", "currently"):
                numeral = next((u for u in after[2:4] if is_strength(u)), None)
                if numeral is not None and token.doc[numeral.i + 1].text == ",":
                    self.size(m, [numeral], after[1 : after.index(numeral)], people=True)
                    return
        if not numerals:  # "the mission ECOMIB, 570 strong"
            after = [t for t in token.doc[token.i + 1 : token.i + 9] if t.sent == token.sent]
            strong = next((n for n, t in enumerate(after) if t.lower_ == "strong"), 0)
            if strong > 1 and after[strong - 1].lemma_ in MEN:
                strong -= 1  # "10,000 men strong"
            if strong and is_strength(after[strong - 1]) and all(t.pos_ != "VERB" for t in after[:strong]):
                self.size(m, [after[strong - 1]], after[:strong], people=True)
                return
        if not numerals:
            return
        self.size(m, numerals, around)

    def adjacent(self, token: Token) -> list[Token]:
        """Numerals right before a phrase, wherever the parse hangs them: "Tuesday 400 Kenyan officers landed"."""
        first = frames.left(token)
        found: list[Token] = []
        at = first.i - 1
        while at >= token.sent.start and (
            token.doc[at].like_num or (found and token.doc[at].lower_ in ("and", "to", "-"))
        ):
            found.append(token.doc[at])
            at -= 1
        found = [t for t in reversed(found) if t.like_num]
        if not found or not is_strength(found[-1]):
            return []
        head = found[-1].head  # "Air Base 101"
        named = head.i == found[-1].i - 1 and head.pos_ in ("NOUN", "PROPN") and head.ent_type_ not in ("DATE", "TIME")
        return [] if named else found

    def size(self, m: Mention, numerals: list[Token], around: list[Token], *, people: bool = False) -> None:
        """The strength that numerals give, with the words around them that say how exactly."""
        token = m.head
        numerals.sort(key=lambda t: t.i)
        if YEAR.fullmatch(numerals[0].text) and len(numerals) == 1 and numerals[0].ent_type_ == "DATE":
            return
        if (
            token.i + 2 < len(token.doc)
            and token.nbor().lower_ in ("a", "per", "each", "every")
            and token.nbor(2).lemma_ in ("year", "month")
        ):
            return  # "up to 10,000 soldiers a year": so many pass through
        value = number(numerals)
        if token.dep_ == "pobj" and any(c.lower_ == "each" for c in token.children) and token.head.head.lemma_ in UNITS:
            return  # "four battalions of 1,000 soldiers each"
        units = not people and token.lemma_.lower() in UNITS and numerals[0].head == token
        if value is None or value < 1 or value > 5_000_000 or units:
            return
        m.count = int(value)
        first = numerals[0]
        lead = [t.lower_ for t in first.doc[first.sent.start : first.i]][-4:]
        m.total = any(pair in ("in all", "in total", "total of") for pair in map(" ".join, itertools.pairwise(lead)))
        m.total = m.total or "altogether" in lead or lead[-1:] == ["all"]
        before = {t.lower_ for t in first.doc[max(first.i - 4, first.sent.start) : first.i]} & {
            t.lower_
            for t in [
                *around,
                *first.doc[max(first.i - 2, first.sent.start) : first.i],
                *first.subtree,
                *[u for c in token.children for u in c.subtree if u.i < first.i],
            ]
        }
        after = {t.lower_ for t in first.doc[first.i + 1 : first.i + 4]}
        if len(numerals) == 2 and {"and", "to", "-"} & {t.lower_ for t in first.doc[first.i + 1 : numerals[1].i]}:
            low, high = number(numerals[:1]), number(numerals[1:])
            if low and high and low < high:
                m.count, m.count_max, m.count_is = int(low), int(high), "about"
                return
        if "least" in before or ("more" in before and "than" in before) or "over" in before:
            m.count_is = "at-least"
        elif "most" in before or {"up", "to"} <= before or before & {"fewer", "less", "under"}:
            m.count_is = "at-most"
        elif before & ABOUT or {"or", "so"} <= after:
            m.count_is = "about"
        else:
            m.count_is = "exact"
