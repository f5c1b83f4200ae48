"""Cases: what a reading of a corrected story must find, in the format of ``benchmarks/accords``.

An editor who mends a reading at the desk says what is right for that story; that is measured again with every change to
the rules (``python -m benchmarks cases``). A case holds everything that the story version says, the corrected and the
untouched; ``decided`` says what was corrected, by whom and when. A decision that is taken back is in no case.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from wireledger.desk.cached import Kept
from wireledger.desk.views import decisions
from wireledger.ledger.rows import ClaimRow, ToldRow

BEGINS = 40
"""Characters of a statement that name it in a case."""


def cases(kept: Kept) -> list[dict[str, Any]]:
    """``{"name", "text", "gold", "decided"}`` of each story version that a decision of an editor, not taken back, is about."""
    touched: dict[str, list[ClaimRow]] = {}
    for decision in decisions(kept):
        if decision.retracted_by is None and decision.target and decision.target[0] in "eafsodi":
            touched.setdefault(kept("why", ref=decision.target)[0].version, []).append(decision)
    found = []
    for version in sorted(touched):
        told = kept("told", version=version)
        name = f"desk-{version.removeprefix('story:').replace('.', '-')}"
        decided = [
            {"kind": d.kind, "claim": d.target, "says": d.summary, "editor": d.editor, "on": d.known_from}
            for d in touched[version]
        ]
        found.append({"name": name, "text": told.text, "gold": gold(told), "decided": decided})
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
        "statements": [_statement(p) for kind, p in claims if kind == "statement"],
        "people": [_person(p) for kind, p in claims if kind == "office"],
        "documents": [_document(p) for kind, p in claims if kind == "document"],
    }


def _agreement(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "parties": [_named(r) for r in p["parties"]], "kind": p["kind"], "signed": p["signed"],
        "notice": p["notice"]["period"] if p["notice"] else None, "state": p["state"], "ends_on": p["ends_on"],
        "ends_from": p["ends_from"] if p["ends_on"] else None,
        "acts": list(dict.fromkeys(a["act"] for a in p["acts"])),
    }  # fmt: skip


def _force(p: dict[str, Any]) -> dict[str, Any]:
    plain = {k: p[k] for k in ("host", "count", "count_is", "state", "leave_by")}
    return {"sender": _named(p["sender"]) if p["sender"] else None, **plain}


def _event(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": p["type"], "mode": p["mode"], "status": p["status"], "actors": [_named(r) for r in p["actors"]],
        "recipients": [_named(r) for r in p["recipients"]], "when": p["when"]["value"] if p["when"] else None,
        "words": p["trigger"], "background": p["background"],
    }  # fmt: skip


def _statement(p: dict[str, Any]) -> dict[str, Any]:
    speaker = p["speaker"]
    name = (speaker["country"] if speaker["kind"] == "state" else speaker["name"]) if speaker else p["source"]
    return {"speaker": name, "begins": re.sub(r"\s", " ", p["content"][0])[:BEGINS], "manner": p["manner"]}


def _person(p: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": p["name"], "country": p["country"], "title": p["title"], "for": _named(p["of"]) if p["of"] else None,
    }  # fmt: skip


def _document(p: dict[str, Any]) -> dict[str, Any]:
    named = {k: _named(p[k]) if p[k] else None for k in ("from", "to", "held_by")}
    return {"kind": p["document"], **named, "authenticated_by": [_named(r) for r in p["authenticated_by"]]}


def _named(ref: dict[str, Any]) -> str:
    return str(ref["country"] if ref["country"] and ref["sector"] != "IGO" else ref["name"])


def lines(kept: Kept) -> str:
    return "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases(kept))


def feed(kept: Kept, path: Path) -> None:
    """Write the file of cases anew, whole or not at all."""
    made = path.with_name(path.name + ".new")
    made.write_text(lines(kept), encoding="utf-8")
    made.replace(path)


def folder(kept: Kept) -> bytes:
    """A zip of pairs ``NAME.txt`` and ``NAME.gold.json``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for case in cases(kept):
            archive.writestr(f"{case['name']}.txt", case["text"])
            archive.writestr(f"{case['name']}.gold.json", json.dumps(case["gold"], indent=1, ensure_ascii=False) + "\n")
    return out.getvalue()
