"""Editors' corrections of claims: which fields, with which values, and what else follows from them.

A corrected party, date, type or status moves a claim to other rows: the block and the dates that the claim is found by are
computed anew from the corrected payload, as ``claims`` computes them from a reading.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from wireledger.errors import UsageError
from wireledger.ledger.claims import FACT, slug

ACTORS = ("actors", "recipients", "parties")
ACTOR = ("sender", "speaker")
DATES = ("signed", "in_force", "expires_on", "ends_on", "as_of", "leave_by")
NOT_STATES = ("REB", "UAF", "BUS", "MED", "OPP", "NGO", "CRM", "CVL")
CHOICES = {
    "status": ("happened", "ongoing", "planned", "ordered", "demanded", "possible", "denied"),
    ("agreement", "state"): ("proposed", "signed", "in-force", "under-review", "suspended", "ending", "ended"),
    ("force", "state"): ("present", "arriving", "ordered-out", "leaving", "left"),
    "count_is": ("exact", "about", "at-least", "at-most"),
}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def fields(kind: str, payload: dict[str, Any]) -> list[str]:
    """The fields of a claim that can be corrected."""
    plain = [k for k, v in payload.items() if not isinstance(v, (dict, list)) and not k.endswith("_key")]
    return sorted({*plain, *(k for k in (*ACTORS, *ACTOR, "when") if k in payload)})


def value(kind: str, payload: dict[str, Any], field: str, given: Any) -> Any:
    """A correction's value as the payload holds it. Actors are given by name, ``when`` as an ISO date.

    Raises UsageError for a field that cannot be corrected and for a value that it cannot have."""
    if field not in fields(kind, payload):
        raise UsageError(f"{field}: no field that can be corrected; one of {', '.join(fields(kind, payload))}")
    if field in ACTORS:
        names = given if isinstance(given, list) else [n for n in re.split(r"\s*[;,]\s*", str(given or "")) if n]
        return [n if isinstance(n, dict) else ref(str(n)) for n in names]
    if field in ACTOR:
        return given if given is None or isinstance(given, dict) else ref(str(given))
    if field == "when":
        return given if given is None or isinstance(given, dict) else when(str(given))
    if field == "type":
        from wireledger.knowledge.plover import types

        given = str(given).upper()
        if given not in types():
            raise UsageError(f"type: {given[:40]!r} is no PLOVER type; one of {', '.join(sorted(types()))}")
    if field == "host" and given is not None:
        return country(str(given))
    choices = CHOICES.get(field) or CHOICES.get((kind, field))
    if choices and given is not None and given not in choices:
        raise UsageError(f"{field}: {given!r} is none of {', '.join(choices)}")
    if field in DATES and given is not None:
        when(str(given))
    before = payload[field]
    if before is not None and given is not None and type(before) is not type(given):
        raise UsageError(f"{field}: {given!r} is no {type(before).__name__}")
    return given


def ref(name: str) -> dict[str, Any]:
    """An actor as claims name it, from its name or ISO 3166 code alone."""
    from wireledger.api import resolve_actor
    from wireledger.knowledge.countries import countries

    name = " ".join(name.split())[:200]
    state = countries().by_iso3.get(name) or countries().named(name)
    if state is not None:
        return {"name": state.name, "kind": "state", "country": state.iso3, "sector": "GOV"}
    found = resolve_actor(name)
    return {"name": name, "kind": "group", "country": found["country"], "sector": found["sector"]}


def country(name: str) -> str:
    """The ISO 3166 code of a country's name or code. Raises UsageError."""
    from wireledger.knowledge.countries import countries

    found = countries().by_iso3.get(name.strip().upper()) or countries().find(name.strip())
    if found is None:
        raise UsageError(f"no country: {name[:60]!r}; an ISO 3166 code or an English name is wanted")
    return found.iso3


def when(date: str) -> dict[str, Any]:
    """``2023-01-18``, ``2023-01`` or ``2023`` with its interval, end exclusive. Raises UsageError."""
    date = date.strip()
    try:
        if not _DATE.fullmatch(date):
            raise ValueError
        parts = [int(p) for p in date.split("-")]
        begin = dt.date(*[*parts, 1, 1][:3])
        if len(parts) == 3:
            end = begin + dt.timedelta(days=1)
        else:
            months = parts[0] * 12 + (parts[1] if len(parts) == 2 else 12)
            end = dt.date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"no ISO date: {date[:40]!r}; YYYY-MM-DD, YYYY-MM or YYYY is wanted") from error
    return {"value": date, "begin": begin.isoformat(), "end": end.isoformat()}


def shown(value: Any) -> str:
    """A value in words: names of actors, a date, anything else as it is."""
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value) or "nobody"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("value") or "unknown")
    return "nothing" if value is None else str(value)


def rebased(kind: str, payload: dict[str, Any], changed: set[str], block: str, valid_from: str | None, valid_to: str | None) -> tuple[str, str | None, str | None]:  # fmt: skip
    """Block and dates of a claim after its payload was corrected in some fields; the payload's keys are set anew."""
    if kind == "event" and changed & {"type", "status", "actors", "recipients", "when"}:
        for name, key in (("actors", "actor_keys"), ("recipients", "recipient_keys")):
            if name in changed:
                payload[key] = _keys(payload[name])
        status = "fact" if payload["status"] in FACT else payload["status"]
        block = "|".join(
            (payload["type"], status, "+".join(payload["actor_keys"]), "+".join(payload["recipient_keys"]))
        )
        if "when" in changed:
            valid_from = payload["when"]["begin"][:10] if payload["when"] else None
            valid_to = payload["when"]["end"][:10] if payload["when"] else None
    elif kind == "agreement" and "parties" in changed:
        payload["party_keys"] = _keys(payload["parties"])
        block = "+".join(payload["party_keys"])
    elif kind == "force" and changed & {"sender", "host", "as_of"}:
        if "sender" in changed:
            payload["sender_key"] = _keys([payload["sender"]])[0] if payload["sender"] else "?"
        block = f"{payload['sender_key']}>{payload['host']}"
        valid_from = payload["as_of"]
    return block, valid_from, valid_to


def _keys(refs: list[dict[str, Any]]) -> list[str]:
    return sorted({r["country"] if r["country"] and r["sector"] not in NOT_STATES else slug(r["name"]) for r in refs})


def countries_of(payload: dict[str, Any]) -> set[str]:
    """The countries that a claim is about."""
    refs = [r for name in ACTORS for r in payload.get(name) or ()]
    refs += [payload[name] for name in ACTOR if payload.get(name)]
    return {r["country"] for r in refs if r["country"]} | ({payload["host"]} if payload.get("host") else set())
