"""Views: pure functions from live claims to rows, as of a day in the world. No store, no clock.

``Fact`` is a claim together with the story version that makes it. The functions here decide which facts of several stories
are one happening, agreement or force, and what holds as of a day. Facts in any order give the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wireledger.ledger.claims import DONE, FACT, slug
from wireledger.ledger.rows import (
    Account,
    ActRow,
    AgreementRow,
    DeadlineRow,
    EventRow,
    ForceRow,
    OfficeRow,
    StatementRow,
)
from wireledger.lifecycle import Deed, assess, first_day, last_day

DAY = dt.timedelta(days=1)
GAP = 1
"""Days between two dated reports of one happening at most: wires date by their own clocks."""
NEAR = 5
"""Days that an undated report may come after (and one before) the happening that it reports."""


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    kind: str
    block: str
    content: str
    payload: dict[str, Any]
    valid_from: str | None
    valid_to: str | None
    known_from: str
    version: str
    story: str
    copy_of: str | None
    agency: str | None
    headline: str | None
    seq: str = ""
    told: str = ""
    origin: str = ""
    """Where it came from in the end: the agency, or else the story, of what it copies, of itself where it copies nothing."""

    @property
    def order(self) -> tuple[str, str, str]:
        return self.known_from, self.seq, self.id

    def account(self, says: str) -> Account:
        sources = [s["by"] for s in self.payload.get("according_to", ()) if s.get("by")]
        return Account(
            self.id, self.story, self.version, self.known_from, self.agency, self.headline, says, sources, self.copy_of
        )


@dataclass(frozen=True, slots=True)
class Links:
    """What editors decided: pairs of claims that are one, and pairs that are not."""

    merged: frozenset[frozenset[str]] = frozenset()
    split: frozenset[frozenset[str]] = frozenset()


def current(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each content of a story: what its first version with it says, so that a happening told again counts once.

    Where a later version or a copy repeats the words of an earlier one, its dates are those of the earlier: "on Thursday" is no
    other day because the story is published again."""
    first: dict[tuple[str, str, str, str], Fact] = {}
    found: dict[tuple[str, str, str], Fact] = {}
    for fact in sorted(facts, key=lambda f: f.order):
        told = first.setdefault((fact.copy_of or fact.story, fact.kind, fact.block, fact.told), fact)
        if told is not fact and fact.told and told.content != fact.content:
            payload = told.payload
            if "according_to" in payload:
                payload = {**payload, "according_to": fact.payload["according_to"]}
            fact = replace(
                fact, payload=payload, content=told.content, valid_from=told.valid_from, valid_to=told.valid_to
            )
        found.setdefault((fact.story, fact.kind, fact.content), fact)
    return sorted(found.values(), key=lambda f: f.order)


def independent(facts: Iterable[Fact]) -> int:
    """How many sources stand behind facts: copies count with what they copy, stories of one agency on one thing once."""
    return len({f.origin for f in facts})


# -- events --------------------------------------------------------------------------------------------------------
def events(groups: Iterable[list[Fact]]) -> list[EventRow]:
    """One row for each happening (of :func:`happenings`), in the order of their days."""
    return [_event(group) for group in sorted(groups, key=lambda g: (first_told(g), g[0].id))]


def first_told(group: Iterable[Fact]) -> str:
    """The day of a happening: the first that a story gives, else the day on which it was first told."""
    facts = list(group)
    return min((f.valid_from for f in facts if f.valid_from), default=None) or min(f.known_from for f in facts)[:10]


def happenings(facts: Iterable[Fact], links: Links = Links()) -> list[list[Fact]]:
    """Facts of the kind ``event``, grouped by happening."""
    blocks: dict[str, list[Fact]] = defaultdict(list)
    for fact in current(facts):
        blocks[fact.block].append(fact)
    groups: list[list[Fact]] = []
    for block in sorted(blocks):
        groups += _in_block(blocks[block])
    groups = _joined(groups, links)
    return [sorted(g, key=lambda f: f.order) for g in groups]


def _in_block(facts: list[Fact]) -> list[list[Fact]]:
    dated = sorted((f for f in facts if f.valid_from), key=lambda f: (f.valid_from or "", f.valid_to or "", f.id))
    groups: list[list[Fact]] = []
    ends: list[dt.date] = []
    years: dict[tuple[str | None, str | None], list[list[Fact]]] = defaultdict(list)
    for fact in dated:
        begin, end = _interval(fact)
        wide = (end - begin).days > 31
        # What happened "in 2015" is one only with what versions and copies of the story say so.
        told_as = next(
            (g for g in years[fact.valid_from, fact.valid_to] if _like(g, fact) and _one_story(g, fact)), None
        )
        if wide and told_as is not None:
            told_as.append(fact)
        elif groups and not wide and begin <= ends[-1] + dt.timedelta(days=GAP) and _like(groups[-1], fact):
            groups[-1].append(fact)
            ends[-1] = max(ends[-1], end - DAY) if (end - begin).days <= 2 else ends[-1]
        else:
            groups.append([fact])
            ends.append(end - DAY if (end - begin).days <= 2 else begin)
            if wide:
                years[fact.valid_from, fact.valid_to].append(groups[-1])
    loose = sorted((f for f in facts if not f.valid_from), key=lambda f: f.order)
    undated: list[list[Fact]] = []
    for fact in loose:
        told = dt.date.fromisoformat(fact.known_from[:10])
        best: tuple[int, int] | None = None
        for i, group in enumerate(groups):
            begin = _interval(group[0])[0]
            days = (told - begin).days
            near = -1 <= days <= (NEAR if not fact.payload["background"] else 3650)
            if near and _like(group, fact) and (best is None or (abs(days), i) < best):
                best = (abs(days), i)
        if best is not None:
            groups[best[1]].append(fact)
            continue
        for group in undated:
            last = dt.date.fromisoformat(max(f.known_from for f in group)[:10])
            if (
                group[0].payload["background"] == fact.payload["background"]
                and _like(group, fact)
                and (fact.payload["background"] or (told - last).days <= NEAR)
            ):
                group.append(fact)
                break
        else:
            undated.append([fact])
    return groups + undated


def complete(facts: Iterable[Fact], start: str, edge: str) -> bool:
    """Whether facts of one key from the day ``edge`` on are all that the happenings from the later day ``start`` on can hold.

    They are where a gap before ``start`` is wider than reports of one happening can be apart, and where what stories recall
    without a date finds its happening among them."""
    told = sorted(current(facts), key=_place_in_time)
    days = [dt.date.fromisoformat(_place_in_time(f)) for f in told]
    apart = NEAR + GAP + 1

    def cut(day: str) -> int:
        """Where the run of facts begins that the first one from a day on is in."""
        n = next((n for n, d in enumerate(days) if d.isoformat() >= day), len(told) - 1)
        while n > 0 and (days[n] - days[n - 1]).days <= apart:
            n -= 1
        return n

    if not told:
        return True
    first, before = cut(start), len(told)
    while first < before:
        before = first
        for fact in told[first:]:
            if not fact.valid_from and fact.payload["background"]:
                mode = fact.payload["mode"]
                recalled = max(
                    (
                        d.valid_from[:10] for d in told
                        if d.valid_from and d.valid_from[:10] <= fact.known_from[:10]
                        and (mode is None or mode == d.payload["mode"])
                    ), default=None,
                )  # fmt: skip
                if recalled is None:
                    return False
                first = min(first, cut(recalled))
    return first > 0 or days[0] > dt.date.fromisoformat(edge) + apart * DAY


def _place_in_time(fact: Fact) -> str:
    return (fact.valid_from or fact.known_from)[:10]


def _like(group: list[Fact], fact: Fact) -> bool:
    modes = {f.payload["mode"] for f in group} - {None}
    return not modes or fact.payload["mode"] is None or fact.payload["mode"] in modes


def _one_story(group: list[Fact], fact: Fact) -> bool:
    return any((f.copy_of or f.story) == (fact.copy_of or fact.story) for f in group)


def _interval(fact: Fact) -> tuple[dt.date, dt.date]:
    begin = dt.date.fromisoformat((fact.valid_from or "0001-01-01")[:10])
    end = dt.date.fromisoformat(fact.valid_to[:10]) if fact.valid_to else begin + DAY
    return begin, max(end, begin + DAY)


def _joined(groups: list[list[Fact]], links: Links) -> list[list[Fact]]:
    """Groups after what editors merged and split."""
    for pair in sorted(links.merged, key=sorted):
        touched = [g for g in groups if any(f.id in pair for f in g)]
        if len(touched) > 1:
            groups = [g for g in groups if all(g is not t for t in touched)]
            groups.append(sorted((f for g in touched for f in g), key=lambda f: f.order))
    for pair in sorted(links.split, key=sorted):
        for group in list(groups):
            if {f.id for f in group} >= pair:
                out = max((f for f in group if f.id in pair), key=lambda f: f.order)
                apart = [f for f in group if f.story == out.story and (f is out or f.id not in pair)]
                group[:] = [f for f in group if all(f is not a for a in apart)]
                groups.append(apart)
                break
    return [g for g in groups if g]


def _event(group: list[Fact]) -> EventRow:
    first = group[0]
    p = first.payload
    statuses = [f.payload["status"] for f in group]
    told = sorted(set(statuses))
    contested = "denied" in told and len(told) > 1
    status = next((s for s in ("happened", "ongoing", "ordered", "denied") if s in told), statuses[0])
    dates = sorted(f.valid_from for f in group if f.valid_from)
    sources: list[str] = []
    for f in group:
        for s in f.payload["according_to"]:
            if s.get("by") and s["by"] not in sources:
                sources.append(s["by"])
    magnitudes: list[dict[str, Any]] = []
    for f in group:
        magnitudes += [
            {"kind": m["kind"], "value": m["value"], "unit": m["unit"], "bound": m["bound"], "claim": f.id}
            for m in f.payload["magnitudes"]
        ]
    countries = {r["country"] for f in group for r in (*f.payload["actors"], *f.payload["recipients"]) if r["country"]}
    return EventRow(
        id="E" + first.id[1:],
        type=p["type"],
        mode=next((f.payload["mode"] for f in group if f.payload["mode"]), None),
        contexts=list(dict.fromkeys(c for f in group for c in f.payload["contexts"])),
        actors=_names(p["actors"]),
        recipients=_names(p["recipients"]),
        date=next(
            (f.payload["when"]["value"] for f in group if f.payload["when"] and f.payload["when"]["value"]),
            dates[0] if dates else None,
        ),
        status=status,
        contested=contested,
        place=next((f.payload["place"] for f in group if f.payload["place"]), None),
        countries=sorted(countries),
        quad=p["quad"],
        cameo=p["cameo"],
        background=all(f.payload["background"] for f in group),
        magnitudes=magnitudes,
        according_to=sources,
        independent_sources=independent(group),
        accounts=[f.account(f.payload["status"]) for f in group],
    )


def _names(refs: list[dict[str, Any]]) -> list[str]:
    return [r["name"] for r in refs]


# -- agreements ----------------------------------------------------------------------------------------------------
MILITARY = frozenset(("defence", "status-of-forces", "basing", "alliance", "intelligence", "cooperation", None))


def agreements(facts: Sequence[Fact], as_of: dt.date, links: Links = Links()) -> list[AgreementRow]:
    """One row for each agreement that there was by a day, whenever it became known."""
    made = (_agreement(group, reasons, as_of) for group, reasons in same_agreements(facts, links))
    rows = [row for row in made if row is not None]
    return sorted(rows, key=lambda r: (r.ends_on or "9999", r.name, r.id))


def same_agreements(facts: Iterable[Fact], links: Links = Links()) -> list[tuple[list[Fact], list[str]]]:
    """Facts of the kind ``agreement``, grouped by agreement, with the reasons why they are one."""
    groups: list[list[Fact]] = []
    why: list[list[str]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for fact in current(facts):
        best: tuple[int, int, str] | None = None
        keys = _agreement_keys(fact)
        for n in sorted({n for key in keys for n in index[key]}):
            score, reason = _same_agreement(groups[n], fact)
            if score and (best is None or score > best[0]):
                best = (score, n, reason)
        if best is None:
            groups.append([fact])
            why.append([])
            n = len(groups) - 1
        else:
            n = best[1]
            groups[n].append(fact)
            if best[2] not in why[n]:
                why[n].append(best[2])
        for key in keys:
            if n not in index[key]:
                index[key].append(n)
    paired = {id(g): w for g, w in zip(groups, why, strict=True)}
    result = []
    for group in _joined(groups, links):
        reasons = list(paired.get(id(group), []))
        if any(len(pair & {f.id for f in group}) == 2 for pair in links.merged):
            reasons.append("merged by hand")
        result.append((group, reasons))
    return result


def alias(fact: Fact) -> str | None:
    """The key of an agreement's own name."""
    return slug(fact.payload["name"]) if fact.payload["named"] else None


def _agreement_keys(fact: Fact) -> list[str]:
    keys = ["parties:" + "+".join(fact.payload["party_keys"])]
    if name := alias(fact):
        keys.append("name:" + name)
    return keys


def _same_agreement(group: list[Fact], fact: Fact) -> tuple[int, str]:
    """How surely a fact is of a group's agreement (0: it is not), and why, in words."""
    p = fact.payload
    mine = set(p["party_keys"])
    theirs = {k for f in group for k in f.payload["party_keys"]}
    names = {slug(f.payload["name"]) for f in group if f.payload["named"]}
    same_name = p["named"] and slug(p["name"]) in names
    if not (mine <= theirs or theirs <= mine):
        return 0, ""
    if p["named"] and names and not same_name:
        return 0, ""
    years = {f.payload["signed"][:4] for f in group if f.payload["signed"]}
    if p["signed"] and years and p["signed"][:4] not in years:
        return 0, ""
    kinds = {f.payload["kind"] for f in group}
    if not same_name and not (
        p["kind"] in kinds or (p["kind"] in MILITARY and kinds <= MILITARY) or None in kinds or p["kind"] is None
    ):
        return 0, ""
    if mine != theirs and not same_name:
        return 0, ""
    score, reasons = (1, ["same parties"] if mine == theirs else ["parties of one among the other's"])
    if same_name:
        score += 4
        reasons.append(f"same name ({p['name']})")
    if p["signed"] and p["signed"][:4] in years:
        score += 2
        reasons.append(f"same year ({p['signed'][:4]})")
    if p["kind"] in kinds and p["kind"]:
        score += 1
        reasons.append(f"same kind ({p['kind']})")
    return score, ", ".join(reasons)


def _agreement(group: list[Fact], reasons: list[str], as_of: dt.date) -> AgreementRow | None:
    ordered = sorted(group, key=lambda f: f.order)
    first = ordered[0]
    deeds: list[Deed] = []
    acts: list[ActRow] = []
    seen: dict[tuple[str, str | None, str], int] = {}
    repeated: set[tuple[str, str, str]] = set()
    today = as_of.isoformat()
    told_by_then = [f for f in ordered if f.known_from[:10] <= today]
    for f in ordered:
        for a in f.payload["acts"]:
            day = f.known_from[:10]
            words = (f.copy_of or f.story, a["act"], " ".join(a["words"].split()))
            if words in repeated:
                continue  # a later version or a copy, whose "on Thursday" may be another day
            # An act counts from its own day on; a plan or an undated act from the day on which it was told.
            done_on = a["on"] if a["status"] in DONE and a["on"] else None
            if (done_on or day) > today:
                continue
            repeated.add(words)
            deeds.append(
                Deed(a["act"], a["on"], a["status"], a["immediate"], a["effect"], day, a["duration"], a["received"])
            )
            key = (a["act"], a["on"], a["status"])
            if key in seen:
                continue
            seen[key] = len(acts)
            by = [r["name"] for r in a["by"]]
            sources = [s["by"] for s in a["according_to"] if s.get("by")]
            acts.append(ActRow(a["act"], by, a["on"], a["status"], f.id, f.story, a["words"], sources, a["effect"]))
    notice = next((f.payload["notice"] for f in reversed(ordered) if f.payload["notice"]), None)
    term = next((f.payload["expires_on"] for f in reversed(ordered) if f.payload["expires_on"]), None)
    outcome = assess(
        deeds,
        as_of=as_of,
        notice=notice["period"] if notice else None,
        receipt=bool(notice and notice["starts"] == "receipt"),
        duration=next((f.payload["duration"] for f in reversed(ordered) if f.payload["duration"]), None),
        term=(term, None) if term else None,
    )
    if not deeds and not told_by_then:
        begun = first_day(
            min((f.payload[x] for f in ordered for x in ("signed", "in_force") if f.payload[x]), default=None)
        )
        if begun is None or begun > as_of:
            return None
    state = outcome.state
    told = next((f.payload["state"] for f in reversed(told_by_then) if f.payload["state"]), None)
    if state is None or (state == "signed" and told == "in-force"):
        state = told or "in-force"
    if state in ("ending",) and outcome.ends_on and (last := last_day(outcome.ends_on)) and last < as_of:
        state = "ended"
    parties: dict[str, str] = {}
    countries: set[str] = set()
    for f in ordered:
        for party, ref in zip(_keys_of(f.payload["parties"]), f.payload["parties"], strict=True):
            parties.setdefault(party, ref["name"])
            if ref["country"]:
                countries.add(ref["country"])
    named = [f.payload["name"] for f in ordered if f.payload["named"]]
    steps = [f"{t}: {v}" if v else t for t, v, _ in outcome.steps]
    end = last_day(outcome.ends_on)
    return AgreementRow(
        id="A" + first.id[1:],
        name=named[0] if named else first.payload["name"],
        kind=next((f.payload["kind"] for f in reversed(ordered) if f.payload["kind"]), None),
        parties=list(parties.values()),
        countries=sorted(countries),
        signed=max(
            (f.payload["signed"] for f in ordered if f.payload["signed"]), key=lambda s: (len(s), s), default=None
        ),
        in_force=next((f.payload["in_force"] for f in ordered if f.payload["in_force"]), None),
        notice=notice["period"] if notice else None,
        notice_by=[r["name"] for r in notice["by"]] if notice else [],
        state=state,
        ends_on=outcome.ends_on,
        ends_from=outcome.ends_from,
        days_left=(end - as_of).days if end is not None and state != "ended" else None,
        ends_not_before=outcome.not_before,
        ends_not_after=outcome.not_after,
        ends_conflict=outcome.conflict
        or next((f.payload["ends_conflict"] for f in reversed(ordered) if f.payload["ends_conflict"]), None),
        steps=steps,
        acts=sorted(acts, key=lambda a: (a.on or "", a.act, a.claim)),
        independent_sources=independent(ordered),
        accounts=[f.account(_says(f.payload)) for f in ordered],
        merged_because=reasons,
    )


def _keys_of(refs: list[dict[str, Any]]) -> list[str]:
    return [r["country"] or slug(r["name"]) for r in refs]


def _says(p: dict[str, Any]) -> str:
    return f"{p['state']}" + (f", ends {p['ends_on']} ({p['ends_from']})" if p["ends_on"] else "")


# -- forces --------------------------------------------------------------------------------------------------------
def forces(facts: Sequence[Fact], as_of: dt.date, links: Links = Links()) -> list[ForceRow]:
    rows = [_force(sorted(g, key=_by_day), as_of) for g in same_forces(facts, links)]
    return sorted(rows, key=lambda r: (r.host, r.sender, r.id))


def same_forces(facts: Iterable[Fact], links: Links = Links()) -> list[list[Fact]]:
    """Facts of the kind ``force``, grouped by whose forces are where."""
    blocks: dict[str, list[Fact]] = defaultdict(list)
    for fact in current(facts):
        if fact.payload["status"] != "denied":
            blocks[fact.block].append(fact)
    return _joined([blocks[b] for b in sorted(blocks)], links)


def _by_day(f: Fact) -> tuple[str, str, str, str]:
    """Strengths in the order of the days that they are of: what a story recalls is older than what it reports."""
    return (f.valid_from or f.known_from[:10], *f.order)


def _force(group: list[Fact], as_of: dt.date) -> ForceRow:
    latest: dict[str, Fact] = {}
    for f in group:  # the latest claim of each source
        latest[f.origin if f.copy_of else f.agency or f.story] = f
    newest = group[-1]
    day = _by_day(newest)[0]
    counted = [f for f in latest.values() if f.payload["count"]]
    newest_count = max((f for f in group if f.payload["count"]), key=_by_day, default=None)
    fresh = [f for f in counted if newest_count and _days(_by_day(newest_count)[0], _by_day(f)[0]) <= 90]
    counts = [f.payload["count"] for f in fresh]
    highs = [f.payload["count_max"] or f.payload["count"] for f in fresh]
    due = next((f for f in reversed(group) if f.payload["leave_by"]), None)
    state = newest.payload["state"]
    if due is not None and state == "present" and _days(day, _by_day(due)[0]) <= 60:
        state = due.payload["state"]
    if state == "left":
        due = None
    end = last_day(due.payload["leave_by"]) if due else None
    sender = newest.payload["sender"]
    return ForceRow(
        id="F" + min(group, key=lambda f: f.order).id[1:],
        sender=sender["name"] if sender else "unknown",
        sender_country=sender["country"] if sender else None,
        host=newest.payload["host"] or "unknown",
        what=(newest_count or newest).payload["what"],
        count=newest_count.payload["count"] if newest_count else None,
        count_is=newest_count.payload["count_is"] if newest_count else None,
        count_low=min(counts, default=None),
        count_high=max(highs, default=None),
        as_of=newest.payload["as_of"],
        state=state,
        leave_by=due.payload["leave_by"] if due else None,
        leave_from=due.payload["leave_from"] if due else None,
        days_left=(end - as_of).days if end is not None else None,
        agreement=next((f.payload["agreement"] for f in reversed(group) if f.payload["agreement"]), None),
        independent_sources=independent(group),
        accounts=[f.account(strength(f.payload)) for f in sorted(group, key=lambda f: f.order)],
    )


def _days(a: str, b: str) -> int:
    first, second = first_day(a), first_day(b)
    return (first - second).days if first and second else 0


def strength(p: dict[str, Any]) -> str:
    bound = {"about": "about ", "at-least": "at least ", "at-most": "at most "}.get(p["count_is"] or "", "")
    return f"{bound}{p['count']:,} {p['what']}, {p['state']}" if p["count"] else f"{p['what']}, {p['state']}"


# -- statements, offices, deadlines --------------------------------------------------------------------------------
def statements(facts: Sequence[Fact]) -> list[StatementRow]:
    rows = []
    for f in current(facts):
        p = f.payload
        chain: list[str] = []
        for source in p["according_to"]:
            for link in source.get("chain", ()):
                if link["by"] and link["by"] not in chain:
                    chain.append(link["by"])
            if source.get("by") and source["by"] not in chain:
                chain.append(source["by"])
        speaker = p["speaker"]
        rows.append(
            StatementRow(
                "S" + f.id[1:], speaker["name"] if speaker else p["source"], speaker["country"] if speaker else None,
                " ".join(" ".join(p["content"]).split()), p["manner"], p["when"] or f.known_from[:10],
                p["told"]["name"] if p["told"] else None, chain, p["anonymous"], p["speech_act"], f.story, f.agency,
            )
        )  # fmt: skip
    return rows


def offices(facts: Sequence[Fact]) -> list[OfficeRow]:
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for f in current(facts):
        of = f.payload["of"]
        key = (f.block, f.payload["title"].lower(), slug(of["name"]) if of else "")
        groups[key].append(f)
    rows = []
    for key in sorted(groups):
        group = sorted(groups[key], key=lambda f: f.order)
        first, last = group[0], group[-1]
        of = last.payload["of"]
        rows.append(
            OfficeRow(
                "O" + first.id[1:], last.payload["name"], last.payload["title"], of["name"] if of else None,
                last.payload["country"], last.payload["sector"], last.payload["status"], first.known_from[:10],
                last.known_from[:10], sorted({f.story for f in group}),
            )
        )  # fmt: skip
    return rows


def deadlines(
    agreed: Iterable[AgreementRow], forced: Iterable[ForceRow], as_of: dt.date, within: int | None
) -> list[DeadlineRow]:
    """What runs out from a day on, soonest first; within so many days, where given."""
    rows = []
    for a in agreed:
        day = last_day(a.ends_on)
        if day is None or a.state == "ended" or a.ends_on is None:
            continue
        stories = [x.story for x in a.accounts]
        rows.append(
            DeadlineRow(
                a.id,
                "agreement",
                f"{a.name} ends",
                day.isoformat(),
                (day - as_of).days,
                a.ends_from or "",
                a.steps,
                a.countries,
                stories,
            )
        )
    for f in forced:
        day = last_day(f.leave_by)
        if day is None or f.state == "left":
            continue
        strength = f"{f.count:,} " if f.count else ""
        what = (
            f"{strength}{f.what} of {f.sender} must leave {f.host}"
            if f.state == "ordered-out"
            else f"{strength}{f.what} of {f.sender} leave {f.host}"
        )
        countries = sorted({c for c in (f.host, f.sender_country) if c and c != "unknown"})
        rows.append(
            DeadlineRow(
                f.id,
                "force",
                what,
                day.isoformat(),
                (day - as_of).days,
                f.leave_from or "",
                [],
                countries,
                [x.story for x in f.accounts],
            )
        )
    rows = [r for r in rows if r.days_left >= 0 and (within is None or r.days_left <= within)]
    return sorted(rows, key=lambda r: (r.date, r.kind, r.id))


__all__ = [
    "FACT",
    "Fact",
    "Links",
    "agreements",
    "alias",
    "current",
    "deadlines",
    "events",
    "first_day",
    "first_told",
    "forces",
    "happenings",
    "offices",
    "same_agreements",
    "same_forces",
    "statements",
    "strength",
]
