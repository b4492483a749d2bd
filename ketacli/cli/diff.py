"""`keta diff`: what changed between two versions of a store."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._options import Json, choices
from ketacli.errors import ExitCode, UsageError

_FORMATS = ("text", "markdown", "json")


def command(
    old: Annotated[
        Path, typer.Argument(help="The earlier version: a folder of YAML files, or one file.", metavar="OLD")
    ],
    new: Annotated[Path, typer.Argument(help="The later version.", metavar="NEW")],
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option("--format", "-f", help=", ".join(_FORMATS), metavar="FORMAT", autocompletion=choices(_FORMATS)),
    ] = "text",
    *,
    json: Json = False,
    full: Annotated[bool, typer.Option("--full", help="Show what was only reworded too.")] = False,
) -> None:
    """Say what changed between two versions of a store, claim by claim, for a changelog.

    \b
    Examples:
      keta init tea-graded --grade
      keta diff tea-graded tea
      keta diff tea-graded tea --format markdown

    Exit codes: 0 something changed, 1 nothing did. For an earlier version from git:
    `git worktree add ../before v1 && keta diff ../before/data data`.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    from ketacli.curating.comparing import compare, is_reworded
    from ketacli.formats._diff import WRITERS

    format = "json" if json else format  # noqa: A001 - as above
    if format not in WRITERS:
        raise UsageError(f"No format `{format}`", f"formats of `keta diff` are {', '.join(WRITERS)}")
    found = compare(old, new)
    _output.emit(WRITERS[format](found, full=full))
    if not full and format != "json" and any(is_reworded(field) for one in found.changes for field in one.fields):
        _output.note("note: what was only reworded is named: `--full` shows it")
    stop(ExitCode.OK if found.changes else ExitCode.NOTHING)
