"""What the commands print: tables, JSON lines, CSV; readings as text; words highlighted in their sentences."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from wireledger.ledger.rows import ActorRow, Added, AgreementRow, DiffRow, EventRow, Rows, WhyRow
    from wireledger.model import Reading

WIDE = 240
"""Columns where the output is no terminal, so that lines can be searched and cut by other programs."""

Column = tuple[str, Callable[[Any], str]]


def console() -> Console:
    return Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)


def _join(values: list[str]) -> str:
    return ", ".join(values)


def _stories(accounts: list[Any]) -> str:
    seen = list(dict.fromkeys(short(a.story) for a in accounts))
    return _join(seen[:3]) + (f" +{len(seen) - 3}" if len(seen) > 3 else "")


def short(story: str) -> str:
    return story.removeprefix("story:")[:8]


def _days(n: int | None) -> str:
    return "" if n is None else f"{n}d"


def _sources(row: EventRow) -> str:
    names = [n for n in row.according_to if n]
    return (
        _join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "") + (" (contested)" if row.contested else "")
    )


def _when(row: EventRow) -> str:
    """Its date; where no story dates what has happened, the day by which it had."""
    if row.date or row.status not in ("happened", "ongoing"):
        return row.date or ""
    return f"by {min(a.known_from for a in row.accounts)[:10]}"


def _end(row: AgreementRow) -> str:
    if row.ends_on:
        return f"{row.ends_on} ({row.ends_from})"
    return f"not before {row.ends_not_before}" if row.ends_not_before else ""


def _strength(row: Any) -> str:
    if row.count is None:
        return str(row.what)
    bound = {"about": "about ", "at-least": "at least ", "at-most": "at most "}.get(row.count_is or "", "")
    spread = f" ({row.count_low:,} to {row.count_high:,})" if row.count_low and row.count_low != row.count_high else ""
    return f"{bound}{row.count:,} {row.what}{spread}"


def _tenure(t: Any) -> str:
    of = f" of {t.of}" if t.of else ""
    former = "former " if t.status == "former" and "former" not in t.title.lower() else ""
    told = t.first_known if t.first_known == t.last_known else f"{t.first_known} – {t.last_known}"
    return f"{former}{t.title}{of} ({told})"


COLUMNS: dict[str, list[Column]] = {
    "events": [
        ("id", lambda r: r.id), ("date", _when), ("type", lambda r: f"{r.type}{'/' + r.mode if r.mode else ''}"),
        ("actors", lambda r: _join(r.actors)), ("recipients", lambda r: _join(r.recipients)), ("status", lambda r: r.status),
        ("who says so", _sources), ("story", lambda r: _stories(r.accounts)),
    ],
    "agreements": [
        ("id", lambda r: r.id), ("agreement", lambda r: r.name), ("kind", lambda r: r.kind or ""),
        ("parties", lambda r: _join(r.parties)), ("state", lambda r: r.state or ""), ("notice", lambda r: r.notice or ""),
        ("ends", _end), ("left", lambda r: _days(r.days_left)), ("story", lambda r: _stories(r.accounts)),
    ],
    "forces": [
        ("id", lambda r: r.id), ("of", lambda r: r.sender), ("in", lambda r: r.host), ("strength", _strength),
        ("state", lambda r: r.state), ("leave by", lambda r: f"{r.leave_by} ({r.leave_from})" if r.leave_by else ""),
        ("left", lambda r: _days(r.days_left)), ("story", lambda r: _stories(r.accounts)),
    ],
    "statements": [
        ("id", lambda r: r.id), ("date", lambda r: (r.date or "")[:10]), ("speaker", lambda r: r.speaker or "?"),
        ("says", lambda r: r.content), ("through", lambda r: " ← ".join(r.chain)), ("story", lambda r: short(r.story)),
    ],
    "actors": [
        ("id", lambda r: r.id), ("name", lambda r: r.name), ("kind", lambda r: r.kind), ("country", lambda r: r.country or ""),
        ("offices", lambda r: "; ".join(_tenure(t) for t in r.offices)), ("also called", lambda r: _join(r.aliases)),
        ("one because", lambda r: "; ".join(r.merged_because)), ("stories", lambda r: str(len(r.stories))),
    ],
    "deadlines": [
        ("date", lambda r: r.date), ("left", lambda r: _days(r.days_left)), ("what", lambda r: r.what), ("by", lambda r: r.from_),
        ("id", lambda r: r.id), ("story", lambda r: _join(list(dict.fromkeys(short(s) for s in r.stories))[:3])),
    ],
    "stories": [
        ("id", lambda r: short(r.id)), ("published", lambda r: r.published[:16]), ("headline", lambda r: r.headline or ""),
        ("agency", lambda r: r.agency or ""), ("versions", lambda r: str(r.versions)), ("claims", lambda r: str(r.claims)),
        ("copy of", lambda r: short(r.copy_of) if r.copy_of else ""),
    ],
    "happenings": [
        ("id", lambda r: short(r.id)), ("first told", lambda r: r.first[:16]), ("headline", lambda r: r.headline or ""),
        ("told by", lambda r: _join(r.agencies)), ("independent", lambda r: str(r.independent_sources)),
        ("stories", lambda r: _join([short(s) for s in r.stories])),
    ],
    "history": [
        ("id", lambda r: r.id), ("known from", lambda r: r.known_from[:16]), ("kind", lambda r: r.kind), ("says", lambda r: r.summary),
        ("about", lambda r: r.target or ""), ("by", lambda r: r.editor or (short(r.story) if r.story else "")),
        ("retracted by", lambda r: r.retracted_by or ""),
    ],
    "search": [
        ("id", lambda r: short(r.id) if r.kind == "story" else r.id), ("kind", lambda r: r.kind),
        ("published", lambda r: r.published[:10]), ("headline", lambda r: r.headline or ""), ("words", lambda r: r.snippet),
    ],
}  # fmt: skip


def rows(name: str, found: Rows[Any], format: str) -> None:
    """Rows as a table, as JSON lines, or as CSV with lists as JSON."""
    if format == "json":
        as_json(found)
    elif format == "csv":
        as_csv(found, COLUMNS[name])
    else:
        console().print(table(name, found))


def table(name: str, found: Rows[Any], title: str | None = None) -> Table:
    result = Table(title=title, title_justify="left", header_style="bold", show_edge=False, pad_edge=False)
    for heading, _ in COLUMNS[name]:
        narrow = heading in ("id", "date", "story", "left", "published")
        result.add_column(heading, no_wrap=narrow, overflow="fold")
    for row in found:
        result.add_row(*(escape(printable(value(row))) for _, value in COLUMNS[name]))
    if not found:
        result.add_row(*["–", *[""] * (len(COLUMNS[name]) - 1)])
    return result


def printable(text: str) -> str:
    """Text from outside without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)


def as_json(found: Iterable[Any]) -> None:
    """Rows as JSON, one object a line."""
    for row in found:
        sys.stdout.write(json.dumps(dataclasses.asdict(row), ensure_ascii=False) + "\n")


def as_csv(found: Rows[Any], columns: list[Column]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    dicts = found.to_dicts()
    names = list(dicts[0]) if dicts else [heading for heading, _ in columns]
    writer.writerow(names)
    for row in dicts:
        writer.writerow(
            [
                json.dumps(v, ensure_ascii=False) if isinstance(v, (list, dict)) else "" if v is None else _cell(v)
                for v in row.values()
            ]
        )


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


# -- one reading -------------------------------------------------------------------------------------------------------
def reading(r: Reading) -> None:
    out = console()
    actors = {a.id: a for a in r.actors}

    def name(i: str | None) -> str:
        return printable(actors[i].name) if i in actors else "?"

    def names(ids: list[str]) -> str:
        return ", ".join(name(i) for i in ids) or "–"

    def line(label: str, text: str) -> None:
        out.print(Text.assemble((f"  {label:<11}", "bold"), printable(text)))

    s = r.story
    out.print(
        Text(
            printable(s.headline or next((r.words(p.span) for p in s.paragraphs if p.kind == "body"), s.id)[:100]),
            style="bold",
        )
    )
    because = "; ".join(r.words(b) for b in s.because)
    line(
        "published",
        f"{s.published or 'unknown'} ({s.published_from or s.reason})" + (f" from: {because}" if because else ""),
    )
    line("agency", s.agency or "–")
    for note in s.revision_notes:
        line("note", note.text)
    for a in r.actors:
        roles = "; ".join(f"{x.title}{' of ' + name(x.of) if x.of else ''}" for x in a.roles)
        line("actor", f"{a.name} [{a.kind}, {a.country or '?'}, {a.sector or '?'}]{' – ' + roles if roles else ''}")
    for t in r.times:
        line("time", f"{r.words(t.span)} = {t.value} ({t.type})")
    for e in r.events:
        when = f", {e.when.value}" if e.when and e.when.value else ""
        line(
            "event",
            f"{e.type}{'/' + e.mode if e.mode else ''}: {names(e.actors)} → {names(e.recipients)} ({e.status}{when}{', background' if e.background else ''}) “{r.words(e.trigger)}”",
        )
    for g in r.agreements:
        notice = f", notice {g.notice.period}" if g.notice else ""
        end = (
            f", ends {g.ends_on} ({g.ends_from})"
            if g.ends_on
            else f", ends not before {g.ends_not_before}"
            if g.ends_not_before
            else ""
        )
        line(
            "agreement",
            f"{g.name} [{g.kind or '?'}] of {names(g.parties)}: {g.state}{', signed ' + g.signed if g.signed else ''}{notice}{end}",
        )
        for act in g.acts:
            line("", f"{act.on or 'undated'}: {act.act} by {names(act.by)} ({act.status}) “{r.words(act.span)}”")
        for step in g.steps:
            line("", f"computed: {step.text} = {step.value}" if step.value else step.text)
    for f in r.forces:
        count = f"{'' if f.count_is in (None, 'exact') else f.count_is + ' '}{f.count:,} " if f.count else ""
        due = f", leave by {f.leave_by} ({f.leave_from})" if f.leave_by else ""
        line("force", f"{count}{f.what} of {name(f.sender)} in {f.host}: {f.state}{due}")
    for st in r.statements:
        chain = " ← ".join(x for x in (name(k.by) if k.by else (k.description or "") for k in st.chain) if x)
        content = " … ".join(" ".join(r.words(c).split()) for c in st.content)
        line("statement", f"{name(st.speaker)} “{r.words(st.cue) if st.cue else ''}”: {content} [{chain}]")
    for d in r.documents:
        line(
            "document",
            f"{d.kind} from {name(d.sender)} to {name(d.to)}, held by {name(d.held_by)}, authenticated by {names(d.authenticated_by)}",
        )
    out.print()


def added(outcome: Added, r: Reading) -> None:
    what = {
        "new": "new story", "version": f"new version of {short(outcome.story)}", "copy": "copy of another source's story",
        "same": "already there; nothing changed",
    }[outcome.outcome]  # fmt: skip
    detail = "" if outcome.outcome == "same" else f", {outcome.claims} claims"
    if outcome.retracted:
        detail += f", {outcome.retracted} retracted"
    print(printable(f"{r.story.source or short(outcome.version)}: {what} ({short(outcome.version)}){detail}"))


def summary(outcomes: dict[str, int], failed: int, languages: dict[str, int]) -> None:
    """What became of all stories, where there were several."""
    total = sum(outcomes.values()) + failed
    if total < 2:
        return
    names = {"new": "new", "version": "new versions", "copy": "copies", "same": "already there"}
    parts = [f"{outcomes[key]} {name}" for key, name in names.items() if outcomes.get(key)]
    if failed:
        others = ", ".join(f"{n} in {language}" for language, n in sorted(languages.items()))
        parts.append(f"{failed} failed" + (f" ({others})" if others else ""))
    print(f"{total} stories: {', '.join(parts)}")


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str | None], None]]:
    """A counter on the terminal; nothing where standard error is none, or where the output goes to the same terminal."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    with Progress(
        SpinnerColumn(), TextColumn("{task.completed} read"), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        yield lambda name: bar.update(task, advance=1, description=escape(printable(name or "")))


# -- evidence ----------------------------------------------------------------------------------------------------------
def why(found: Rows[WhyRow], format: str) -> None:
    if format != "table":
        as_json(found)
        return
    out = console()
    for row in found:
        out.print(Text(printable(row.summary), style="bold"))
        told = f"  {row.headline or ''} – {row.agency or 'unknown source'}, {row.known_from[:16]}, story {short(row.story)}, claim {row.claim}"
        out.print(Text(printable(told), style="dim"))
        for sentence, marks in row.sentences:
            out.print(Text("  ").append_text(highlighted(sentence, marks)))
        for chain in row.chains:
            out.print(Text(printable("  says: " + " ← ".join(chain))))
        if row.retracted_by:
            out.print(Text(f"  retracted by {row.retracted_by}", style="red"))
        out.print()


def highlighted(sentence: str, marks: list[tuple[int, int]]) -> Text:
    """A sentence with its marked words: in colour on a terminal, and in ``[...]`` everywhere."""
    text = Text()
    at = 0
    for start, end in marks:
        text.append(printable(sentence[at:start]))
        text.append(f"[{printable(sentence[start:end])}]", style="bold yellow")
        at = end
    text.append(printable(sentence[at:]))
    return text


def _headed(out: Console, name: str, facts: list[tuple[str, str | None]]) -> None:
    """A name, and below it what is known of it, a line each."""
    out.print(Text(printable(name), style="bold"))
    for label, value in facts:
        if value:
            out.print(Text.assemble((f"  {label:<12}", "bold"), printable(value)))


def _listed(out: Console, title: str, headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """A small table within a page on one thing."""
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for cells in rows:
        table.add_row(*(escape(printable(cell)) for cell in cells))
    out.print(table)


def actor(row: ActorRow, format: str) -> None:
    if format != "table":
        as_json([row])
        return
    out = console()
    facts = [
        ("id", row.id), ("kind", row.kind), ("country", row.country), ("sector", row.sector),
        ("also called", _join(row.aliases)), ("told of", f"{row.first_known} – {row.last_known}"),
        ("one because", "; ".join(row.merged_because)),
    ]  # fmt: skip
    _headed(out, row.name, facts)
    for t in row.offices:
        out.print(Text(f"  {'office':<12}{printable(_tenure(t))}"))
    told = ((a.known_from[:10], a.says, a.agency or "", short(a.story), a.claim) for a in row.accounts)
    _listed(out, "told of in", ("published", "as", "agency", "story", "claim"), told)


def agreement(row: AgreementRow, format: str) -> None:
    if format != "table":
        as_json([row])
        return
    out = console()
    facts = [
        ("id", row.id), ("kind", row.kind), ("parties", _join(row.parties)), ("signed", row.signed), ("in force", row.in_force),
        ("notice", f"{row.notice} by {_join(row.notice_by)}" if row.notice else None), ("state", row.state), ("ends", _end(row)),
        ("days left", str(row.days_left) if row.days_left is not None else None), ("conflict", row.ends_conflict),
        ("one because", "; ".join(row.merged_because)),
    ]  # fmt: skip
    _headed(out, row.name, facts)
    for step in row.steps:
        out.print(Text(f"  {'computed':<12}{printable(step)}"))
    acts = (
        (a.on or "undated", a.act, _join(a.by), a.status, a.words, " ← ".join(a.sources[:4]), short(a.story))
        for a in row.acts
    )
    _listed(out, "acts", ("on", "act", "by", "status", "words", "who says so", "story"), acts)
    for account in row.accounts:
        out.print(
            Text(
                printable(f"  {short(account.story)} {account.known_from[:16]} {account.agency or ''}: {account.says}"),
                style="dim",
            )
        )


def diff(found: Rows[DiffRow], format: str) -> None:
    if format != "table":
        as_json(found)
        return
    out = console()
    if not found:
        out.print("one version only")
    for d in found:
        out.print(
            Text(
                f"{short(d.from_version)} → {short(d.to_version)}, {d.published[:16]} {printable(' '.join(d.notes))}",
                style="bold",
            )
        )
        for sign, words in d.words:
            if sign == "=":
                continue
            style = "green" if sign == "+" else "red"
            for line in words.splitlines():
                if line.strip():
                    out.print(Text(f"  {sign} {printable(line.strip())}", style=style))
        for label, facts in (("new fact", d.added), ("no longer told", d.gone), ("retracted", d.retracted)):
            for fact in facts:
                out.print(Text(printable(f"  {label}: {fact}")))


def demo(where: str | None, as_of: str) -> None:
    """Sample stories in, answers out."""
    from wireledger.ledger import Ledger
    from wireledger.ledger.rows import Rows
    from wireledger.reading import read_stories
    from wireledger.samples import stories

    out = console()
    with tempfile.TemporaryDirectory() as folder:
        path = where or str(Path(folder) / "demo.sqlite")
        with Ledger(path) as ledger:
            for one in read_stories(stories()):
                added(ledger.add(one), one)
            out.print()
            shown: list[tuple[str, str, Rows[Any]]] = [
                ("deadlines", "deadlines", ledger.deadlines(as_of=as_of)),
                ("agreements", "agreements", ledger.agreements(as_of=as_of)),
                ("forces", "forces", ledger.forces(as_of=as_of)),
                ("events", "events", Rows(e for e in ledger.events(as_of=as_of) if not e.background)),
                ("stories", "stories", ledger.stories()),
            ]
            for name, title, found in shown:
                out.print(table(name, found, title=f"{title} as of {as_of}" if name != "stories" else title))
                out.print()
            later = next((s for s in ledger.stories() if s.versions > 1), None)
            if later is not None:
                out.print(Text(f"what the later version of {short(later.id)} changed", style="italic"))
                diff(ledger.diff(later.id), "table")
    if where:
        out.print(f"\nThe ledger is {where}: try  wireledger why ID --ledger {where}")


__all__ = ["added", "agreement", "demo", "diff", "progress", "reading", "rows", "why"]
