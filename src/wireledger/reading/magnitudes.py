"""Typed numbers of an event: killed, injured, arrested, displaced, troops, money."""

from __future__ import annotations

import re

from spacy.tokens import Token

from wireledger.model import Magnitude
from wireledger.reading.frames import Arguments
from wireledger.reading.language import Language

_BY_TRIGGER = {
    "kill": "killed", "killing": "killed", "massacre": "killed", "execute": "killed", "slay": "killed",
    "injure": "injured", "wound": "injured", "maim": "injured", "arrest": "arrested", "detain": "arrested",
    "detention": "arrested", "displace": "displaced", "release": "released", "free": "released", "abduct": "abducted",
    "kidnap": "abducted", "expel": "expelled", "deport": "deported", "expulsion": "expelled",
}  # fmt: skip
_TROOPS = frozenset(
    [
        "troop",
        "soldier",
        "marine",
        "peacekeeper",
        "force",
        "personnel",
        "paratrooper",
        "commando",
        "policeman",
        "serviceman",
        "adviser",
        "instructor",
    ]
)
_WORDS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_UNIT = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollar": "USD", "euro": "EUR", "pound": "GBP",
    "yen": "JPY", "yuan": "CNY", "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "krone": "NOK", "franc": "CHF",
}  # fmt: skip
_NUMBER = re.compile(r"\d[\d,]{0,15}(?:\.\d{1,6})?")
_ABOUT = frozenset(["about", "around", "some", "roughly", "approximately", "nearly", "almost", "estimated"])
_LEAST = frozenset(["least", "more", "over"])
_MOST = frozenset(["most", "fewer", "less", "up", "under"])


def number(tokens: list[Token]) -> float | None:
    """The value of a run of number words ("two hundred", "1,200", "3.5 million"); None where it is none."""
    total, current, seen = 0.0, 0.0, False
    for token in tokens:
        word = token.lower_.rstrip("s") if token.lower_ not in _WORDS else token.lower_
        a = token.lower_ in ("hundred", "thousand") and token.i > 0 and token.nbor(-1).lower_ in ("a", "one")
        if (word == "dozen" or a) and not seen:
            current, seen = 1.0, True  # "a hundred and twenty"
        if _NUMBER.fullmatch(token.text):
            current += float(token.text.replace(",", ""))
            seen = True
        elif word in _WORDS:
            current += _WORDS[word]
            seen = True
        elif word in _SCALE and seen:
            current *= _SCALE[word]
            if _SCALE[word] >= 1000:
                total, current = total + current, 0.0
        elif "-" in word and all(p in _WORDS for p in word.split("-")):
            current += sum(_WORDS[p] for p in word.split("-"))
            seen = True
    return total + current if seen else None


def of_arguments(a: Arguments, language: Language) -> list[Magnitude]:
    """The numbers that count an event's objects."""
    kind = _BY_TRIGGER.get(a.trigger.lemma_.lower())
    found: list[Magnitude] = []
    for head in a.object:
        counted = [c for c in head.children if c.dep_ == "nummod"]
        if head.pos_ == "NUM" or (head.ent_type_ == "CARDINAL" and not counted):
            counted = [head]
        if not counted:
            continue
        numeral = counted[0]
        run = [t for t in numeral.subtree if t.like_num or t.lower_ in _SCALE or t.lower_ in _WORDS]
        value = number(run)
        if value is None:
            continue
        symbols = [t for t in [*numeral.subtree, *head.children] if t.text in _UNIT]
        unit = _UNIT[symbols[0].text] if symbols else _UNIT.get(head.lemma_.lower())
        if unit:
            its = "money"
        elif kind:
            its = kind
        elif head.lemma_.lower() in _TROOPS:
            its = "troops"
        else:
            continue
        around = {t.lower_ for t in [*numeral.subtree, *head.children]}
        bound = (
            "about" if around & _ABOUT else "at-least" if around & _LEAST else "at-most" if around & _MOST else "exact"
        )
        span = language.span(head.doc[run[0].i : run[-1].i + 1])
        found.append(Magnitude(kind=its, value=value, unit=unit, bound=bound, span=span))
    return found
