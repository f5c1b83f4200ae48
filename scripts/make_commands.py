"""Write docs/commands.md from the commands' own help: ``python scripts/make_commands.py``. A test holds the two together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from wireledger.cli.main import app

HEAD = """# The commands
Written from the commands' own help by `scripts/make_commands.py`. The exit status is 0 where all went well, 1 where something
failed (a story that could not be read, a ledger that is not whole), 2 for wrong usage. `$WIRELEDGER_LEDGER` stands for
`--ledger`.

A line of a view has an id (`E…` event, `A…` agreement, `F…` force, `S…` statement, `O…` office) that `why`, `history`,
`correct` and `retract` take; the first signs of it are enough where they name one line only.
"""


def page() -> str:
    """The page as text."""
    root: Any = typer.main.get_command(app)
    parts = [HEAD]
    for name in sorted(root.commands):
        command = root.commands[name]
        parts.append(section(f"wireledger {name}", command, 2))
        for inner in sorted(getattr(command, "commands", {})):
            parts.append(section(f"wireledger {name} {inner}", command.commands[inner], 3))
    return "\n".join(parts)


def section(title: str, command: Any, level: int) -> str:
    """One command: its usage, what it does, its options."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join([title, *(a.metavar or a.name.upper() for a in arguments), "[OPTIONS]"])
    lines = [f"{'#' * level} {title}", (command.help or "").strip(), "", "```", usage, "```"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    if options:
        lines += ["| option | meaning |", "|---|---|"]
        for p in options:
            names = ", ".join(f"`{o}`" for o in (*p.opts, *p.secondary_opts))
            metavar = f" {p.metavar.replace('|', ' or ')}" if p.metavar else ""
            default = (
                f" (default: {getattr(p.default, 'value', p.default)})"
                if p.default not in (None, "", False) and not callable(p.default)
                else ""
            )
            lines.append(f"| {names}{metavar} | {(p.help or '').replace('|', chr(92) + '|')}{default} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path("docs/commands.md").write_text(page(), encoding="utf-8")
