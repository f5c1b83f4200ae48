"""The life of an agreement: from acts to its state as of a day, and to the day on which it ends. Pure arithmetic.

Used by the reading of one story and by the ledger over all of them. The same acts in any order give the same outcome:
they are put in the order of their days, then of :data:`RANK`. The state machine is drawn in docs/agreements.md.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from wireledger.model import ActName, AgreementState, Span, Status
from wireledger.periods import add_period

_ORDER: tuple[ActName, ...] = (
    "propose", "sign", "ratify", "enter-into-force", "extend", "renew", "criticise", "review", "suspend", "resume",
    "notify-end", "withdraw", "withdraw-notice", "end", "expire", "hand-over",
)  # fmt: skip
RANK: dict[ActName, int] = {name: rank for rank, name in enumerate(_ORDER)}
"""Which of two acts of one day comes first."""

_DONE: frozenset[Status] = frozenset(("happened", "ongoing", "ordered"))
ENDING: frozenset[ActName] = frozenset(("notify-end", "end", "withdraw", "expire"))


@dataclass(frozen=True, slots=True)
class Deed:
    """An act on an agreement. ``on`` and ``until`` are ISO dates, months or years; None where unknown."""

    act: ActName
    on: str | None = None
    status: Status = "happened"
    immediate: bool = False
    """ "with immediate effect": no notice period runs."""
    effect: str | None = None
    """When the act takes effect, as stated: the end for an ending act, the new end for an extension."""
    known: str | None = None
    """When the act became known, where its own day is not: it was not later than that."""
    duration: str | None = None
    """ISO 8601 duration that an extension or a signature is for."""
    received: str | None = None
    span: Span | None = None
    said: bool = False
    """Its day is that on which it was told, not a day on which it is said to have been done."""


@dataclass(slots=True)
class Outcome:
    state: AgreementState | None = None
    ends_on: str | None = None
    ends_from: Literal["stated", "computed"] | None = None
    not_before: str | None = None
    not_after: str | None = None
    conflict: str | None = None
    steps: list[tuple[str, str | None, list[Span]]] = field(default_factory=list)
    """(what was done, its value, the words that it used)."""


def first_day(value: str | None) -> dt.date | None:
    """The first day of an ISO date, month or year; None for anything else."""
    if not value:
        return None
    try:
        return dt.date.fromisoformat((value[:10] + "-01-01"[len(value[:10]) - 4 :])[:10])
    except ValueError:
        return None


def last_day(value: str | None) -> dt.date | None:
    """The last day of an ISO date, month or year; None for anything else."""
    day = first_day(value)
    if day is None or value is None:
        return None
    try:
        if len(value) == 4:
            return dt.date(day.year, 12, 31)
        if len(value) == 7:
            return add_period(day, "P1M") - dt.timedelta(days=1)
    except ValueError:
        return None
    return day


def _order(deed: Deed) -> tuple[dt.date, int, str, str]:
    early = deed.act in ("propose", "sign", "ratify", "enter-into-force")
    day = first_day(deed.on) or (dt.date.min if early else last_day(deed.known) or dt.date.max)
    if deed.act == "expire" and deed.status not in _DONE:
        day = dt.date.min  # "was due to expire": so before anything was done about it
    elif deed.act == "expire" and deed.effect:
        day = min(day, last_day(deed.effect) or day)  # "a pact that expired in August has been renewed"
    return (
        day,
        RANK[deed.act],
        deed.status,
        repr((deed.effect, deed.known, deed.duration, deed.immediate, deed.span, deed.said)),
    )


def assess(
    deeds: Iterable[Deed],
    *,
    as_of: dt.date | None,
    notice: str | None = None,
    notice_span: Span | None = None,
    receipt: bool = False,
    duration: str | None = None,
    states_notice: bool = True,
    term: tuple[str, Span | None] | None = None,
    runs_from: str | None = None,
    yearly: str | None = None,
) -> Outcome:
    """State and end of an agreement as of a day.

    ``notice``: ISO 8601 duration of its notice clause; ``receipt``: the period runs from receipt. ``duration``: the term
    for which it was made, ``runs_from``: the day or month from which that runs, where it is stated. ``term``: a stated day on which it runs out by itself. ``as_of`` None: acts without an order in
    time are all counted. ``yearly``: "MM-DD", the only day of a year on which notice can take effect."""
    out = Outcome()
    ending: Deed | None = None
    standing: AgreementState | None = None
    lapsed_on: str | None = None
    run_out: tuple[str, Literal["stated", "computed"]] | None = None
    begun: str | None = None
    intended: Deed | None = None
    refused = lapsing = False
    if term is not None:
        run_out = (term[0], "stated")
        out.steps.append(("it runs out on the stated day", term[0], [term[1]] if term[1] else []))
    for deed in sorted(deeds, key=_order):
        day = first_day(deed.on)
        if as_of is not None and day is not None and day > as_of and deed.status in ("happened", "ongoing", "denied"):
            continue
        act, status = deed.act, deed.status
        if act == "propose":
            if out.state is None and status != "denied":
                out.state = "proposed"
        elif act == "sign":
            if status in _DONE:
                if out.state in (None, "proposed"):
                    out.state = "signed"
                begun = deed.on if day is not None else begun
            elif status in ("planned", "possible", "demanded") and out.state is None:
                out.state = "proposed"
        elif act == "ratify":
            if (status in _DONE and out.state in (None, "proposed")) or (status != "denied" and out.state is None):
                out.state = "signed"
        elif act == "enter-into-force":
            if status in _DONE and (as_of is None or day is None or day <= as_of):
                out.state = "in-force"
                begun = deed.on if day is not None else begun
            elif out.state is None:
                out.state = "signed"
        elif act in ("extend", "renew"):
            refused = refused or status == "denied"
            lapsing = lapsing or (act == "renew" and status == "denied")
            over = last_day(deed.effect)
            if (
                status == "denied"
                and deed.effect
                and run_out is None
                and over is not None
                and as_of is not None
                and over > as_of
            ):
                run_out = (deed.effect, "stated")  # "will not be prolonged beyond Dec. 31"
            if status in _DONE:
                out.state, ending = "in-force", None
                base = run_out
                if deed.effect:
                    run_out = (deed.effect, "stated")
                elif deed.duration and base and _already(base[0], day, deed.duration):
                    pass  # "extended by five years in 2021, expires in 2026": the day already counts it
                elif deed.duration and base and len(base[0]) == 10 and term is None:
                    new = add_period(dt.date.fromisoformat(base[0]), deed.duration).isoformat()
                    out.steps.append((f"extended by {deed.duration} from {base[0]}", new, _spans(deed.span)))
                    run_out = (new, "computed")
                elif (
                    deed.duration
                    and base
                    and len(base[0]) == 7
                    and term is None
                    and re.fullmatch(r"P\d+[YM]", deed.duration)
                ):
                    new = add_period(dt.date.fromisoformat(base[0] + "-01"), deed.duration).isoformat()[:7]
                    out.steps.append((f"extended by {deed.duration} from {base[0]}", new, _spans(deed.span)))
                    run_out = (new, "computed")
                elif deed.duration and day and deed.on and len(deed.on) == 10 and base is None:
                    out.not_before = deed.on
        elif act == "review":
            if status in _DONE and out.state in (None, "in-force", "signed"):
                out.state = "under-review"
        elif act == "criticise":
            pass
        elif act == "suspend":
            if status in _DONE or (status == "planned" and deed.immediate):
                out.state = "suspended" if ending is None else out.state
        elif act == "resume" or act == "withdraw-notice":
            if status in _DONE:
                out.state, ending = "in-force", None
                if act == "withdraw-notice" and term is None:
                    run_out = None
        elif act in ENDING and status in (*_DONE, "planned"):
            if act == "expire":
                if deed.effect or deed.on:
                    run_out = (deed.effect or deed.on or "", "stated")
                over = last_day(deed.effect or deed.on)
                if status == "happened" and (as_of is None or over is None or over <= as_of):
                    out.state = "ended"
                    lapsed_on = deed.effect or deed.on or None
            elif status == "planned" and act != "notify-end" and not deed.effect and not deed.immediate:
                intended = deed  # announced, not done: the agreement stands until notice is given
            else:
                if ending is None:
                    standing = out.state if out.state not in (None, "signed") else "in-force"
                ending = _later(ending, deed)
                out.state = "ending"
    if out.state in (None, "signed") and (notice or ending):
        out.state = out.state or "in-force"
    if ending is not None:
        before = standing
        _end(out, ending, as_of, notice, notice_span, receipt, run_out, yearly)
        day = first_day(ending.on)
        if (
            ending.act == "notify-end"
            and ending.status == "planned"
            and day is not None
            and as_of is not None
            and day > as_of
        ):
            out.state = before  # the notice is announced for a later day
        if lapsed_on is not None and out.ends_on == lapsed_on:
            out.state = "ended"  # it is told of as having lapsed
        return out
    if intended is not None and notice and (day := first_day(intended.on or intended.known)) is not None:
        out.not_before = add_period(day, notice).isoformat()
        out.steps.append(
            ("no notice has been given yet: not before the notice period has run", out.not_before, _spans(notice_span))
        )
    if run_out is None and lapsing and out.state in (None, "in-force", "signed"):
        out.state = "ending"  # what is not to be renewed has an end, though the story does not give it
    begun = runs_from or begun
    if run_out is None and duration and begun is not None and (runs_from or out.state not in (None, "proposed")):
        try:
            new = add_period(first_day(begun) or dt.date.min, duration).isoformat()[: len(begun)]
            over = last_day(new)
            if len(begun) >= 10 or as_of is None or (over is not None and over >= as_of):  # else it was renewed since
                out.steps.append((f"its term of {duration} from {begun}", new, []))
                run_out = (new, "computed")
        except ValueError:
            pass
    if run_out is not None:
        out.ends_on, out.ends_from = run_out
        last = last_day(run_out[0])
        lapsed = (
            run_out[1] == "computed" and last == as_of
        )  # a term is over when the day comes from which it was counted
        if as_of is not None and last is not None and (last < as_of or lapsed):
            out.state = "ended"
        elif refused and out.state in (None, "in-force", "signed"):
            out.state = "ending"  # its end is set, and it will not be renewed
    return out


def _already(expiry: str, extended: dt.date | None, duration: str) -> bool:
    """Whether the day of expiry that a story gives is that after the extension: more than half of it later."""
    end = first_day(expiry)
    if extended is None or end is None:
        return extended is None
    return (end - extended) * 2 > add_period(extended, duration) - extended


def _spans(span: Span | None) -> list[Span]:
    return [span] if span else []


def _finer(first: str | None, second: str | None) -> str | None:
    """The one of two ISO dates that says more where they can be one; else the first that there is."""
    if first and second and len(second) > len(first) and second.startswith(first):
        return second
    return first or second


def _later(before: Deed | None, deed: Deed) -> Deed:
    """What two ending acts of one agreement say together: the notice sets the clock, the rest fills what it leaves open."""
    if before is None:
        return deed
    first, second = (before, deed)
    # A dated notice outranks the announcement that the agreement ends; else what is known to the day.
    if (second.act == "notify-end" and second.on and first.act != "notify-end") or (
        not first.on and second.on and first.act != "notify-end"
    ):
        first, second = second, first
    done = first.status if first.status != "planned" or second.status == "planned" else second.status
    return Deed(
        first.act if first.act == "notify-end" or second.act != "notify-end" else "notify-end",
        first.on or second.on,
        done,
        first.immediate if first.act == "notify-end" else first.immediate or second.immediate,
        _finer(first.effect, second.effect),
        first.known or second.known,
        first.duration or second.duration,
        first.received or second.received,
        first.span or second.span,
        first.said if first.on else second.said,
    )


def _next(day: str, yearly: str) -> str | None:
    """The first "MM-DD" of a year that is not before an ISO day; None where there is none."""
    try:
        same = dt.date.fromisoformat(f"{day[:4]}-{yearly}")
        return (same if same.isoformat() >= day else same.replace(year=same.year + 1)).isoformat()
    except ValueError:
        return None


def _end(
    out: Outcome,
    deed: Deed,
    as_of: dt.date | None,
    notice: str | None,
    notice_span: Span | None,
    receipt: bool,
    run_out: tuple[str, Literal["stated", "computed"]] | None,
    yearly: str | None = None,
) -> None:
    """Fill in when an agreement ends on which notice was given or whose end was announced."""
    words = _spans(deed.span)
    start = deed.received if receipt and deed.received else deed.on
    computed: str | None = None
    if deed.immediate:
        computed = deed.on or deed.known
        out.steps.append(("with immediate effect: no notice period runs", computed, words))
        if notice and start and len(start) >= 10:
            out.conflict = add_period(dt.date.fromisoformat(start[:10]), notice).isoformat()
            out.steps.append((f"the notice period of {notice} would end it later", out.conflict, _spans(notice_span)))
    elif notice and deed.status != "planned" and start and len(start) >= 10:
        try:
            computed = add_period(dt.date.fromisoformat(start[:10]), notice).isoformat()
        except ValueError:
            computed = None
        else:
            since = "receipt of the notice" if receipt else "notice"
            out.steps.append((f"{since} on {start[:10]}", start[:10], words))
            out.steps.append((f"plus the notice period of {notice}", computed, _spans(notice_span)))
            if yearly and (due_ := _next(computed, yearly)) is not None:
                computed = due_
                out.steps.append((f"it can end on {yearly} of a year only", computed, _spans(notice_span)))
    elif notice and deed.status == "planned" and start and len(start) >= 10:
        try:
            computed = add_period(dt.date.fromisoformat(start[:10]), notice).isoformat()
            out.steps.append((f"notice announced for {start[:10]}", start[:10], words))
            out.steps.append((f"plus the notice period of {notice}", computed, _spans(notice_span)))
        except ValueError:
            computed = None
    elif notice:
        year = deed.known if deed.known and len(deed.known) == 4 else None  # all that is known of the story's own date
        low, high = first_day(start or year), last_day(start or deed.known)
        if low is not None:
            out.not_before = add_period(low, notice).isoformat()
        if high is not None and (start or deed.known):
            out.not_after = add_period(high, notice).isoformat()
        out.steps.append(("the day of the notice is not known: bounds only", None, words))
    over = first_day(run_out[0]) if run_out is not None and run_out[1] == "stated" and len(run_out[0]) == 10 else None
    due = first_day(computed)
    if not deed.effect and over is not None and due is not None and 0 < (over - due).days <= 62 and not deed.immediate:
        out.ends_on, out.ends_from, out.conflict = over.isoformat(), "stated", computed
        out.steps.append(("notice was given in time for the day on which its term runs out", out.ends_on, []))
    elif deed.effect and computed is not None and len(deed.effect) < 10 and computed.startswith(deed.effect):
        out.ends_on, out.ends_from = computed, "computed"  # "in six months" is the same end, less precise
    elif deed.effect:
        out.ends_on, out.ends_from = deed.effect, "stated"
        out.steps.append(("the story states the day", deed.effect, words))
        if computed is not None and len(deed.effect) == 10 and computed != deed.effect and not deed.immediate:
            out.conflict = computed
    elif computed is None and run_out is not None and out.not_before is None:
        out.ends_on, out.ends_from = run_out  # not to be renewed: it ends with its term
    elif computed is not None:
        out.ends_on, out.ends_from = computed, "stated" if deed.immediate else "computed"
    last = last_day(out.ends_on)
    if out.ends_on is None:
        if deed.act in ("end", "withdraw") and deed.status in ("happened", "ordered") and notice is None:
            out.state = "ended"  # while "is leaving" is not over yet
            if deed.on and len(deed.on) >= 10 and deed.act == "end" and deed.status == "happened" and not deed.said:
                out.ends_on, out.ends_from = deed.on[:10], "stated"  # no notice runs: it is over with the act
                out.steps.append(("it was ended, and no notice period is told of", out.ends_on, words))
            elif deed.on:
                out.not_before = out.not_before or deed.on[:10]
        else:
            out.state = "ending"
    elif as_of is not None and last is not None:
        done = deed.immediate or (deed.status == "happened" and deed.effect is not None)
        out.state = "ended" if last < as_of or (done and last <= as_of) else "ending"
    else:
        out.state = "ending"
