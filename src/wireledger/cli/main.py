"""The commands. They parse arguments, call the library and print; nothing is decided here."""

from __future__ import annotations

import enum
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from wireledger.errors import SourceError
    from wireledger.ledger import Ledger
    from wireledger.model import Reading, Story
    from wireledger.scale import Progress as ArchiveProgress

app = typer.Typer(
    name="wireledger",
    help="A sourced, time-true ledger of what news stories report between states.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
agreements_app = typer.Typer(
    help="Agreements with their state as of a day; `show`, `merge` and `split` one.", invoke_without_command=True
)
app.add_typer(agreements_app, name="agreements")
actors_app = typer.Typer(
    help="People and bodies, one line for each in the whole ledger; `show`, `merge` and `split` one.",
    invoke_without_command=True,
)
app.add_typer(actors_app, name="actors")


class TextFormat(enum.StrEnum):
    text = "text"
    json = "json"


class TableFormat(enum.StrEnum):
    table = "table"
    json = "json"
    csv = "csv"


class ActorKind(enum.StrEnum):
    person = "person"
    organization = "organization"


Sources = Annotated[list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, or - for standard input.")]
LedgerAt = Annotated[
    str,
    typer.Option("--ledger", envvar="WIRELEDGER_LEDGER", metavar="FILE|URL", help="A SQLite file or postgresql://..."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day in the world that is asked about; today.")
]
KnownBy = Annotated[str | None, typer.Option("--known-by", metavar="DATE", help="Only what was published by then.")]
Country = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="ISO3", help="On any of these countries; BFA+FRA: on both. May be repeated."),
]
Format = Annotated[TableFormat, typer.Option("--format", help="table; json: one object a line; csv.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="The date of the stories, where you know it.")
]
Limit = Annotated[int, typer.Option("--limit-bytes", min=1, help="The longest story to read, in bytes of its text.")]
SourceFormat = Annotated[
    str | None,
    typer.Option(
        "--source-format",
        help="plain, html, feed, newsml, nitf, xml, jsonlines, table, mail, pdf, warc, zip, gz, tar; by its content.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=NAME",
        help="What JSON Lines or CSV call text, headline, published, ... May be repeated.",
    ),
]
Editor = Annotated[
    str | None, typer.Option("--editor", envvar="WIRELEDGER_EDITOR", help="Who decides; the user's name.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]
Own = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        envvar="WIRELEDGER_ACTORS",
        metavar="FILE",
        help="A table of your own (TSV or CSV) of people and bodies: name, kind, aliases, country, sector, offices.",
        callback=lambda path: taught(path),
    ),
]
Workers = Annotated[int | None, typer.Option("--workers", min=1, help="Processes; as many as cores.")]
DEFAULT_LEDGER = "wireledger.sqlite"
MEGABYTE = 1_000_000


def taught(path: Path | None) -> Path | None:
    """Put the user's table of actors to use, in this process and those that it starts."""
    if path is not None:
        from wireledger.knowledge.own import use

        use(path)
    return path


def main() -> None:
    """The program: exit status 0 all well, 1 something failed, 2 wrong usage."""
    from wireledger.errors import UsageError, WireledgerError

    try:
        app(args=spread(sys.argv[1:]), standalone_mode=True)
    except UsageError as error:
        print(f"wireledger: {error}", file=sys.stderr)
        sys.exit(2)
    except WireledgerError as error:
        print(f"wireledger: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except KeyboardInterrupt:
        sys.exit(130)


def spread(arguments: list[str]) -> list[str]:
    """``--country BFA FRA`` as ``--country BFA --country FRA``."""
    result: list[str] = []
    option = False
    given = 0
    for argument in arguments:
        code = re.fullmatch(r"[A-Z]{3}(\+[A-Z]{3})*", argument) is not None
        if option and given and code:
            result.append("--country")
        elif option and given:
            option = False
        result.append(argument)
        given = given + 1 if option else 0
        if argument == "--country":
            option, given = True, 0
    return result


# -- reading -----------------------------------------------------------------------------------------------------------
@app.command()
def read(
    sources: Sources,
    published: Published = None,
    format: Annotated[TextFormat, typer.Option("--format", help="text; json: one object a line.")] = TextFormat.text,
    limit_bytes: Limit = MEGABYTE, source_format: SourceFormat = None, column: Columns = None, actors: Own = None,
) -> None:  # fmt: skip
    """Print what stories say. Touches no ledger."""
    from wireledger.cli import show

    failed = Failures()
    for reading in readings(_opened(sources, limit_bytes, source_format, column), published, failed):
        if format is TextFormat.json:
            sys.stdout.write(reading.to_json() + "\n")
        else:
            show.reading(reading)
    failed.leave()


@app.command()
def add(
    sources: Sources, ledger: LedgerAt = DEFAULT_LEDGER, published: Published = None, limit_bytes: Limit = MEGABYTE,
    source_format: SourceFormat = None, column: Columns = None, actors: Own = None,
    engine: Annotated[str | None, typer.Option("--engine", help="For archives, on several cores: local, or ray (Ray Data; a cluster too).")] = None,
    workers: Workers = None,
    shards: Annotated[Path | None, typer.Option("--shards", metavar="FOLDER", help="Where an archive's readings go before they are recorded; beside the ledger.")] = None,
) -> None:  # fmt: skip
    """Record stories in a ledger. The same story twice changes nothing.

    With --engine or --workers an archive is read on several cores; stopped, and called again, it goes on where it was."""
    if engine is not None or workers is not None or shards is not None:
        from importlib.util import find_spec

        shards = shards or Path("wireledger.shards" if "://" in ledger else f"{ledger}.shards")
        done = read_many(
            sources, shards, ledger, engine or "local", workers, "parquet" if find_spec("pyarrow") else "jsonl", published,
            limit_bytes, source_format, column,
        )  # fmt: skip
        if done.lost:
            print(f"wireledger: {done.lost:,} failed: {shards / 'failures.jsonl'} says why", file=sys.stderr)
            raise typer.Exit(1)
        return
    failed = Failures()
    record(_opened(sources, limit_bytes, source_format, column), ledger, published, failed)
    failed.leave()


def read_many(
    sources: list[str], out: Path, ledger: str | None, engine: str, workers: int | None, kind: str, published: str | None,
    limit: int, source_format: str | None, columns: list[str] | None,
) -> ArchiveProgress:  # fmt: skip
    """Read an archive into a folder of shards and a ledger, with a line for all of it."""
    import contextlib

    from wireledger.scale import read_archive
    from wireledger.scale.showing import line, showing

    with contextlib.ExitStack() as stack:
        store = stack.enter_context(_ledger(ledger, must_exist=False)) if ledger else None
        done = read_archive(
            sources, out, workers=workers, engine=engine, kind=kind, ledger=store, published=_day(published), limit=limit,
            format=source_format, columns=_columns(columns), report=stack.enter_context(showing()),
        )  # fmt: skip
    print(f"{ledger or out}: {line(done)}")
    return done


@app.command()
def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds, or one folder.")],
    ledger: LedgerAt = DEFAULT_LEDGER,
    once: Annotated[bool, typer.Option("--once", help="Look once and end, for cron.")] = False,
    interval: Annotated[float, typer.Option("--interval", min=1, metavar="SECONDS", help="How often; a feed never more than once a minute.")] = 900.0,
    memory: Annotated[Path | None, typer.Option("--memory", metavar="FILE", help="Where it is kept what was seen; beside the ledger.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")] = False,
    limit_bytes: Limit = MEGABYTE, actors: Own = None,
) -> None:  # fmt: skip
    """Record what feeds bring, or the files that come into a folder, until stopped. Goes on where it ended."""
    from wireledger.errors import UsageError
    from wireledger.sources.watching import watch as watch_folder
    from wireledger.sources.watching import watch_feeds

    if memory is None:
        memory = Path("wireledger.seen.json" if "://" in ledger else f"{ledger}.seen.json")
    failed = Failures()
    folders = [name for name in feeds if Path(name).is_dir()]
    if folders and len(feeds) > 1:
        raise UsageError("one folder, or feeds; not both")
    if folders:
        found = watch_folder(folders[0], interval=min(interval, 60.0), once=once, memory=memory, limit=limit_bytes)
    else:
        found = watch_feeds(
            feeds, interval=interval, once=once, memory=memory, limit=limit_bytes, allow_private=allow_private,
            not_due=lambda name, due: print(
                f"wireledger: {name}: asked a short while ago; passed over until {time.strftime('%H:%M:%S', time.localtime(due))}",
                file=sys.stderr,
            ),
        )  # fmt: skip
    record(found, ledger, None, failed, one_by_one=True)
    failed.leave()


def record(
    items: Iterable[Story | SourceError],
    ledger: str,
    published: str | None,
    failed: Failures,
    *,
    one_by_one: bool = False,
) -> None:
    """Read stories and keep them, with a line for each and one for all."""
    from wireledger.cli import show
    from wireledger.errors import SourceError

    outcomes: dict[str, int] = {}
    with _ledger(ledger, must_exist=False) as store:
        for reading in readings(items, published, failed, one_by_one=one_by_one):
            try:
                added = store.add(reading)
            except SourceError as error:
                failed.report(error)
                continue
            show.added(added, reading)
            outcomes[added.outcome] = outcomes.get(added.outcome, 0) + 1
    show.summary(outcomes, failed.count, failed.languages)


class Failures:
    """Stories that could not be read or kept: one line each, and the exit status."""

    def __init__(self) -> None:
        self.count = 0
        self.languages: dict[str, int] = {}

    def report(self, error: Exception) -> None:
        from wireledger.errors import NotEnglish

        self.count += 1
        if isinstance(error, NotEnglish):
            self.languages[error.language] = self.languages.get(error.language, 0) + 1
        line = " ".join(str(error).split())
        print(f"wireledger: {line}", file=sys.stderr)

    def leave(self) -> None:
        if self.count:
            raise typer.Exit(1)


def _opened(
    sources: list[str], limit: int, format: str | None, columns: list[str] | None
) -> Iterable[Story | SourceError]:
    from wireledger.sources import open_sources

    return open_sources(sources, limit=limit, format=format, columns=_columns(columns))


def _columns(said: list[str] | None) -> dict[str, str] | None:
    """Fields and what a source calls them. Raises UsageError."""
    from wireledger.errors import UsageError

    pairs = [c.partition("=") for c in said or ()]
    if any(not equals or not field or not name for field, equals, name in pairs):
        raise UsageError("--column wants FIELD=NAME, as in --column text=body")
    return {field: name for field, _, name in pairs} or None


def readings(
    items: Iterable[Story | SourceError], published: str | None, failed: Failures, *, one_by_one: bool = False
) -> Iterator[Reading]:
    """The readings of stories in order; what cannot be read is reported and passed over."""
    from wireledger.cli import show
    from wireledger.errors import Fault
    from wireledger.model import Story as AStory
    from wireledger.reading import dated, read_each

    given = _day(published)

    def stories() -> Iterator[Story]:
        for item in items:
            if not isinstance(item, AStory):
                failed.report(item)
            else:
                yield dated(item, given) if given is not None else item

    with show.progress() as tick:
        # What is watched for comes one at a time and must not wait for a batch to fill.
        batches = (read_each([story]) for story in stories()) if one_by_one else iter([read_each(stories())])
        for batch in batches:
            for reading in batch:
                if isinstance(reading, Fault):
                    failed.report(reading)
                    continue
                tick(reading.story.source)
                yield reading


def _day(value: str | None) -> str | None:
    """A date or date-time option. Raises UsageError."""
    import datetime as dt

    from wireledger.errors import UsageError

    if value is None:
        return None
    try:
        dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"no ISO date: {value!r}; YYYY-MM-DD is wanted") from error
    return value


def _ledger(where: str, *, must_exist: bool = True) -> Ledger:
    from wireledger.ledger import Ledger

    return Ledger(where, must_exist=must_exist)


# -- views -------------------------------------------------------------------------------------------------------------
@app.command()
def events(
    ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None, country: Country = None,
    type: Annotated[list[str] | None, typer.Option("--type", help="PLOVER types only.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="happened, ordered, planned, denied, ...")] = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Who did what to whom, with who says so."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.rows(
            "events",
            store.events(as_of=as_of, known_by=known_by, countries=country, types=type, since=since, status=status),
            format.value,
        )


@agreements_app.callback()
def agreements(
    context: typer.Context, ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None,
    country: Country = None, format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Agreements with their state and the days left; with a command: one of them."""
    if context.invoked_subcommand is not None:
        context.obj = {"ledger": ledger, "as_of": as_of, "known_by": known_by}
        return
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.rows("agreements", store.agreements(as_of=as_of, known_by=known_by, countries=country), format.value)


def _of(context: typer.Context, name: str, value: Any, default: Any = None) -> Any:
    """An option given after the command, else before it."""
    return value if value != default else (context.obj or {}).get(name, value)


@agreements_app.command("show")
def agreements_show(
    context: typer.Context, id: str, ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """The life of an agreement: its acts in order, each with its source; how its end was computed."""
    from wireledger.cli import show

    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        row = store.agreement(id, as_of=_of(context, "as_of", as_of), known_by=_of(context, "known_by", known_by))
        show.agreement(row, format.value)


@agreements_app.command("merge")
def agreements_merge(
    context: typer.Context,
    one: str,
    other: str,
    ledger: LedgerAt = DEFAULT_LEDGER,
    editor: Editor = None,
    reason: Reason = "",
) -> None:
    """Say that two agreements are one. A claim like any other: `retract` takes it back."""
    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        print(store.merge(one, other, editor=editor, reason=reason))


@agreements_app.command("split")
def agreements_split(
    context: typer.Context,
    id: str,
    claim: str,
    ledger: LedgerAt = DEFAULT_LEDGER,
    editor: Editor = None,
    reason: Reason = "",
) -> None:
    """Say that a claim speaks of another agreement than the one that it was merged into."""
    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        print(store.split(id, claim, editor=editor, reason=reason))


@app.command()
def forces(
    ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None, country: Country = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Whose forces are where, how strong, and by when they must leave."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.rows("forces", store.forces(as_of=as_of, known_by=known_by, countries=country), format.value)


@app.command()
def statements(
    ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None, country: Country = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Part of the speaker's name.")] = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Who said what, with the chain of who told whom."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        found = store.statements(as_of=as_of, known_by=known_by, countries=country, speaker=speaker)
        show.rows("statements", found, format.value)


@actors_app.callback()
def actors(
    context: typer.Context, ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None,
    country: Country = None,
    kind: Annotated[ActorKind | None, typer.Option("--kind", help="person or organization only.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="A part of one of the names.")] = None, own: Own = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """People and bodies with other names, offices over time, and why mentions are one; with a command: one of them."""
    if context.invoked_subcommand is not None:
        context.obj = {"ledger": ledger, "as_of": as_of, "known_by": known_by}
        return
    from wireledger.cli import show

    with _ledger(ledger) as store:
        found = store.actors(
            as_of=as_of, known_by=known_by, countries=country, kind=kind.value if kind else None, name=name
        )
        show.rows("actors", found, format.value)


@actors_app.command("show")
def actors_show(
    context: typer.Context, id: str, ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """A person or body: every name, every office with its days, every story, and why these are one."""
    from wireledger.cli import show

    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        row = store.actor(id, as_of=_of(context, "as_of", as_of), known_by=_of(context, "known_by", known_by))
        show.actor(row, format.value)


@actors_app.command("merge")
def actors_merge(
    context: typer.Context,
    one: str,
    other: str,
    ledger: LedgerAt = DEFAULT_LEDGER,
    editor: Editor = None,
    reason: Reason = "",
) -> None:
    """Say that two lines are one person or body. A claim like any other: `retract` takes it back."""
    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        print(store.merge(one, other, editor=editor, reason=reason))


@actors_app.command("split")
def actors_split(
    context: typer.Context,
    id: str,
    claim: str,
    ledger: LedgerAt = DEFAULT_LEDGER,
    editor: Editor = None,
    reason: Reason = "",
) -> None:
    """Say that a claim speaks of another person or body than the one that it was held to be."""
    with _ledger(_of(context, "ledger", ledger, DEFAULT_LEDGER)) as store:
        print(store.split(id, claim, editor=editor, reason=reason))


@app.command()
def deadlines(
    ledger: LedgerAt = DEFAULT_LEDGER,
    within: Annotated[str | None, typer.Option("--within", metavar="SPAN", help="90d, 12w, 6m, 1y from the day.")] = None,
    as_of: AsOf = None, known_by: KnownBy = None, country: Country = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar file as well.")] = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """What runs out, and when."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        if ics is not None:
            from wireledger.exports.calendar import write

            write(store, ics, as_of=as_of, known_by=known_by, countries=country)
        found = store.deadlines(within=within, as_of=as_of, known_by=known_by, countries=country)
        show.rows("deadlines", found, format.value)


@app.command()
def stories(
    ledger: LedgerAt = DEFAULT_LEDGER,
    known_by: KnownBy = None,
    country: Country = None,
    format: Format = TableFormat.table,
) -> None:
    """The stories of the ledger, each by its latest version."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.rows("stories", store.stories(known_by=known_by, countries=country), format.value)


@app.command()
def happenings(
    ledger: LedgerAt = DEFAULT_LEDGER, known_by: KnownBy = None, country: Country = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on; the last two weeks.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")] = None,
    format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Stories by what they are about: those of one happening on one line, with who tells it."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        found = store.happenings(since=since, until=until, known_by=known_by, countries=country)
        show.rows("happenings", found, format.value)


# -- evidence ----------------------------------------------------------------------------------------------------------
@app.command()
def why(
    id: str, ledger: LedgerAt = DEFAULT_LEDGER, known_by: KnownBy = None, format: Format = TableFormat.table
) -> None:
    """The words behind a line, highlighted in their sentence, with the chain of who said so."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.why(store.why(id, known_by=known_by), format.value)


@app.command()
def diff(story: str, ledger: LedgerAt = DEFAULT_LEDGER, format: Format = TableFormat.table) -> None:
    """What each version of a story changed, in words and in facts."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.diff(store.diff(story), format.value)


@app.command()
def history(id: str, ledger: LedgerAt = DEFAULT_LEDGER, format: Format = TableFormat.table) -> None:
    """Every claim ever recorded about a line, with retractions and editors' decisions."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        show.rows("history", store.history(id), format.value)


@app.command()
def search(
    words: list[str], ledger: LedgerAt = DEFAULT_LEDGER, country: Country = None,
    kind: Annotated[str | None, typer.Option("--kind", help="story, event, agreement, force, statement, ...")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE")] = None,
    source: Annotated[str | None, typer.Option("--source", help="An agency.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000)] = 50, format: Format = TableFormat.table,
) -> None:  # fmt: skip
    """Full text over stories and claims."""
    from wireledger.cli import show

    with _ledger(ledger) as store:
        found = store.search(
            " ".join(words), kind=kind, countries=country, since=since, until=until, source=source, limit=limit
        )
        show.rows("search", found, format.value)


@app.command()
def correct(
    claim: str, field: str, value: str, ledger: LedgerAt = DEFAULT_LEDGER, editor: Editor = None, reason: Reason = ""
) -> None:
    """Correct one field of a claim, as a further claim: `correct F12.. count 300`."""
    plain: Any = int(value) if re.fullmatch(r"-?\d{1,15}", value) else None if value == "null" else value
    with _ledger(ledger) as store:
        print(store.correct(claim, field, plain, editor=editor, reason=reason))


@app.command()
def retract(claim: str, ledger: LedgerAt = DEFAULT_LEDGER, editor: Editor = None, reason: Reason = "") -> None:
    """Take a claim or an editor's decision back. It stays in the history."""
    with _ledger(ledger) as store:
        print(store.retract(claim, editor=editor, reason=reason))


@app.command()
def merge(one: str, other: str, ledger: LedgerAt = DEFAULT_LEDGER, editor: Editor = None, reason: Reason = "") -> None:
    """Say that two lines of one kind (events, agreements, forces, actors) are one. `retract` takes it back."""
    with _ledger(ledger) as store:
        print(store.merge(one, other, editor=editor, reason=reason))


@app.command()
def split(id: str, claim: str, ledger: LedgerAt = DEFAULT_LEDGER, editor: Editor = None, reason: Reason = "") -> None:
    """Say that a claim is not of the line that it was merged into. `retract` takes it back."""
    with _ledger(ledger) as store:
        print(store.split(id, claim, editor=editor, reason=reason))


# -- the store ---------------------------------------------------------------------------------------------------------
@app.command()
def verify(ledger: LedgerAt = DEFAULT_LEDGER) -> None:
    """Prove that every claim's words are in its story version and that all references and indexes hold."""
    with _ledger(ledger) as store:
        wrong = store.verify()
    for line in wrong:
        print(line)
    if wrong:
        raise typer.Exit(1)
    print("the ledger is whole")


@app.command()
def backup(file: Path, ledger: LedgerAt = DEFAULT_LEDGER) -> None:
    """Write a consistent copy of the ledger into a new file."""
    with _ledger(ledger) as store:
        store.backup(file)
    print(f"{file}: written")


@app.command()
def restore(file: Path, ledger: LedgerAt = DEFAULT_LEDGER) -> None:
    """Make a ledger from a backup, after checking it."""
    from wireledger.ledger import Ledger

    Ledger.restore(file, ledger)
    print(re.sub(r"(://[^:/@]*):.*@", r"\1:***@", f"{ledger}: restored"))  # an address may hold a password


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="csv, jsonl, parquet, polecat, gdelt, geojson, ics, jsonld, graphml, datasette.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to write; - is standard output.")],
    view: Annotated[str | None, typer.Option("--view", help="events, agreements, forces, statements, ...")] = None,
    ledger: LedgerAt = DEFAULT_LEDGER, as_of: AsOf = None, known_by: KnownBy = None, country: Country = None,
) -> None:  # fmt: skip
    """Write a view into a file of another program's format."""
    from wireledger.exports import FORMATS
    from wireledger.exports import export as written
    from wireledger.exports.query import Query

    asked = view or (FORMATS[format].views[0] if format in FORMATS else "events")
    with _ledger(ledger) as store:
        count = written(store, format, file, Query(asked, as_of, known_by, country))
    if str(file) != "-":
        print(f"{file}: {count} rows of {asked}")


@app.command()
def serve(
    ledger: LedgerAt = DEFAULT_LEDGER,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; others than loopback need users or a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    users: Annotated[Path | None, typer.Option("--users", metavar="FILE", help="A TOML file of users with hashed passwords.")] = None,
    token: Annotated[str | None, typer.Option("--token", envvar="WIRELEDGER_TOKEN", help="Opens the desk; give it by the environment.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name under which readers reach the desk.")] = None,
    certificate: Annotated[Path | None, typer.Option("--certificate", metavar="FILE", help="Serve over TLS.")] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="The certificate's key.")] = None,
    behind_tls: Annotated[bool, typer.Option("--behind-tls", help="A proxy before the desk speaks TLS.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody may change anything.")] = False,
    cases: Annotated[Path | None, typer.Option("--cases", metavar="FILE", help="Keep the cases that corrections make in this file, for benchmarks.")] = None,
) -> None:  # fmt: skip
    """Open the desk: the ledger in a browser, on this machine only unless told otherwise."""
    from wireledger.desk.serving import serve as run

    run(
        ledger, host=host, port=port, users=users, token=token, hosts=tuple(allow_host or ()), certificate=certificate, key=key,
        behind_tls=behind_tls, read_only=read_only, cases=cases,
    )  # fmt: skip


@app.command()
def archive(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where readings go; a second run goes on there.")],
    ledger: Annotated[str | None, typer.Option("--ledger", metavar="FILE|URL", help="Record them there as well.")] = None,
    engine: Annotated[str, typer.Option("--engine", help="local: this machine; ray: Ray Data, a cluster too.")] = "local",
    workers: Workers = None,
    format: Annotated[str, typer.Option("--format", help="parquet or jsonl.")] = "parquet",
    published: Published = None, limit_bytes: Limit = MEGABYTE, source_format: SourceFormat = None, column: Columns = None,
    actors: Own = None,
) -> None:  # fmt: skip
    """Read archives (folders, zip, JSON Lines, WARC) on many cores. May be stopped, and called again to go on."""
    done = read_many(sources, out, ledger, engine, workers, format, published, limit_bytes, source_format, column)
    if done.failed and not done.stories + done.skipped:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of readings."""
    from wireledger.schema import text

    sys.stdout.write(text())


@app.command()
def demo(
    ledger: Annotated[str | None, typer.Option("--ledger", metavar="FILE", help="Keep the ledger here.")] = None,
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day that is asked about.")] = "2024-12-01",
) -> None:
    """Read the sample stories that ship with wireledger, record them, and answer from them."""
    from wireledger.cli import show

    show.demo(ledger, _day(as_of) or "")


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from wireledger import __version__

        print(__version__)
        raise typer.Exit


if __name__ == "__main__":
    main()
