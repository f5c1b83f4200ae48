"""What an actor phrase says by itself: country, sector and name, from the tables alone, without a parse.

The phrase is cut into known names (states, peoples, capitals, bodies, persons) and other words; the *head* are the words
before the first preposition. The head's last noun that says a sector decides, unless it only says a rank ("officer",
"president"), which takes the sector of what it is the rank in. The country is the head's, else that of its complement.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from wireledger.errors import UsageError
from wireledger.knowledge.actors import bodies, capitals, organisations, seats, titles
from wireledger.knowledge.countries import countries
from wireledger.model import Published

MOST_CHARACTERS = 400
"""Of a longer phrase the beginning is read."""
_TOKEN = re.compile(r"[^\W\d_](?:[\w.&'’]|-(?=\w))*[\w.]|\w|[,;()]")
_SPLIT = frozenset(
    [
        "of",
        "for",
        "in",
        "at",
        "from",
        "to",
        "with",
        "by",
        "who",
        "that",
        "which",
        "near",
        "across",
        "on",
        "against",
        ",",
        "(",
        "whose",
        "under",
        "based",
    ]
)
_FORMER = frozenset(["former", "retired", "ex", "ousted", "deposed", "late", "erstwhile", "onetime"])


@dataclass(slots=True)
class _Name:
    start: int
    end: int
    kind: str
    country: str | None
    sector: str | None
    name: str


def day(on: Published) -> str | None:
    """The ISO day of a date, a date-time or an ISO string. Raises UsageError."""
    if on is None:
        return None
    if isinstance(on, str):
        try:
            on = dt.datetime.fromisoformat(on)
        except ValueError as error:
            raise UsageError(f"no ISO date or date-time: {on!r}") from error
    return on.isoformat()[:10]


def resolve(phrase: str, on: Published = None) -> dict[str, str | None]:
    """``{"country", "sector", "name"}``; all None where the phrase says of nobody who it is. Raises UsageError."""
    day(on)
    words = [w[:-2] if w.endswith(("'s", "’s")) else w for w in _TOKEN.findall(phrase[:MOST_CHARACTERS])]
    names = _names(words)
    if len(names) == 1 and names[0].start <= (words[:1] in (["the"], ["The"])) and names[0].end == len(words):
        found = names[0]
        sector = None if found.kind in ("state", "people") else found.sector
        return {"country": found.country, "sector": sector, "name": found.name}
    cut = next((i for i, w in enumerate(words) if i and w.lower() in _SPLIT), len(words))
    country = next((n.country for n in names if n.country), None)
    sector = None
    for i in range(cut - 1, -1, -1):
        sector = _sector(words[i])
        if sector:
            break
    if sector is None:
        sector = next((n.sector for n in names if n.sector and n.kind == "body"), None)
    if sector in ("GOV", "LEG", "MIL") and {w.lower() for w in words[:cut]} & _FORMER:
        sector = "ELI"
    known = country or sector
    return {"country": country, "sector": sector, "name": " ".join(words) if known else None}


def _sector(word: str) -> str | None:
    for form in _forms(word.lower()):
        if form in bodies():
            return bodies()[form].sector
        if form in titles():
            return titles()[form] or None
    return None


def _forms(word: str) -> list[str]:
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("s"):
        forms.append(word[:-1])
    return forms


def _names(words: list[str]) -> list[_Name]:
    found: list[_Name] = []
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + 8), i, -1):
            if name := _known(words, i, j):
                found.append(name)
                i = j
                break
        else:
            i += 1
    return found


def _known(words: list[str], i: int, j: int) -> _Name | None:
    text = " ".join(words[i:j])
    if not any(c.isupper() for c in text):
        return None
    if text in seats():
        return _Name(i, j, "body", *seats()[text], text)
    if text in organisations():
        body = organisations()[text]
        return _Name(i, j, "body", body.country, body.sector, body.name)
    if state := countries().named(text):
        return _Name(i, j, "state", state.iso3, "GOV", state.name)
    if state := countries().of_people(text):
        return _Name(i, j, "people", state.iso3, None, state.name)
    for form in (text, text.title()):
        if form in capitals():
            return _Name(i, j, "capital", capitals()[form], "GOV", form)
    return None
