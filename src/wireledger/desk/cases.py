"""Cases: what a reading of a corrected story must find, in the format of ``benchmarks/accords``.

An editor who mends a reading at the desk says what is right for that story; that is measured again with every change to
the rules. A case holds all agreements, forces and events of the story version, the corrected and the untouched ones.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from wireledger.desk.cached import Kept
from wireledger.desk.views import decisions
from wireledger.ledger.rows import ToldRow


def cases(kept: Kept) -> list[dict[str, Any]]:
    """``{"name", "text", "gold"}`` of each story version that a decision of an editor, not taken back, is about."""
    touched: dict[str, None] = {}
    for decision in decisions(kept):
        if decision.retracted_by is None and decision.target and decision.target[0] in "eafsod":
            touched.setdefault(kept("why", ref=decision.target)[0].version)
    found = []
    for version in sorted(touched):
        told = kept("told", version=version)
        found.append(
            {"name": f"desk-{version.removeprefix('story:').replace('.', '-')}", "text": told.text, "gold": gold(told)}
        )
    return found


def gold(told: ToldRow) -> dict[str, Any]:
    """What a reading of a version must find, after corrections."""
    claims = [(c.kind, c.payload) for c in told.claims if c.retracted_by is None]
    given = told.reading["story"]["published_from"] in ("given", "markup")
    return {
        "published": told.published[:10] if given else None,
        "agreements": [_agreement(p) for kind, p in claims if kind == "agreement"],
        "forces": [_force(p) for kind, p in claims if kind == "force"],
        "events": [_event(p) for kind, p in claims if kind == "event"],
    }


def _agreement(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "parties": [_named(r) for r in p["parties"]], "kind": p["kind"], "signed": p["signed"],
        "notice": p["notice"]["period"] if p["notice"] else None, "state": p["state"], "ends_on": p["ends_on"],
        "ends_from": p["ends_from"],
        "acts": list(dict.fromkeys(a["act"] for a in p["acts"] if a["status"] in ("happened", "ongoing"))),
    }  # fmt: skip


def _force(p: dict[str, Any]) -> dict[str, Any]:
    plain = {k: p[k] for k in ("host", "count", "count_is", "state", "leave_by")}
    return {"sender": _named(p["sender"]) if p["sender"] else None, **plain}


def _event(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": p["type"], "mode": p["mode"], "status": p["status"], "actors": [_named(r) for r in p["actors"]],
        "recipients": [_named(r) for r in p["recipients"]], "when": p["when"]["value"] if p["when"] else None,
    }  # fmt: skip


def _named(ref: dict[str, Any]) -> str:
    return str(ref["country"] if ref["country"] and ref["sector"] != "IGO" else ref["name"])


def lines(kept: Kept) -> str:
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases(kept))


def folder(kept: Kept) -> bytes:
    """A zip of pairs ``NAME.txt`` and ``NAME.gold.json``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases(kept):
            archive.writestr(f"{case['name']}.txt", case["text"])
            archive.writestr(f"{case['name']}.gold.json", json.dumps(case["gold"], indent=1, ensure_ascii=False) + "\n")
    return out.getvalue()
