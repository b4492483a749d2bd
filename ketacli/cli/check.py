"""`keta check`: every problem of a store at once."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import Annotated

import typer

from ketacli.checks import CHECKS, load
from ketacli.cli import _output
from ketacli.cli._app import stop
from ketacli.cli._options import choices
from ketacli.errors import ExitCode, KetaError, UsageError
from ketacli.formats import _problems
from ketacli.paths import shipped_store

_WRITERS = tuple(_problems.WRITERS)


def command(  # noqa: PLR0913 - the options of the command line
    store: Annotated[
        Path | None,
        typer.Argument(
            help="A folder of YAML files, or one file.", metavar="[STORE]", envvar="KETA_STORE", show_envvar=True
        ),
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="A folder with the documents, to hold the quotes against them.", metavar="DIR")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option("--format", "-f", help=", ".join(_WRITERS), metavar="FORMAT", autocompletion=choices(_WRITERS)),
    ] = "text",
    explain: Annotated[
        str | None,
        typer.Option(
            help="Say what a check finds, why it matters, and how to mend it.",
            metavar="ID",
            autocompletion=choices(CHECKS),
        ),
    ] = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="List the checks.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
) -> None:
    """Check a store: every problem in one run, each with its place and how to mend it. Nothing is written.

    \b
    keta check
    keta check my-store --documents texts
    keta check --format sarif > keta.sarif
    keta check --explain figures-conflict
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if explain:
        _output.emit(_page(explain))
        return
    if listed:
        _output.emit("".join(f"{name:24} {load(name).SEVERITY:8} {_first(name)}\n" for name in CHECKS))
        return
    if format not in _WRITERS:
        raise UsageError(f"No format `{format}`", f"formats of `keta check` are {', '.join(_WRITERS)}")
    from ketacli.checks._run import run

    report = run(store or shipped_store(), documents)
    _output.emit(_problems.WRITERS[format](report))
    failed = report.errors or (strict and report.warnings)
    stop(ExitCode.NOTHING if failed else ExitCode.OK)


def _page(check: str) -> str:
    """Return the documentation page of a check.

    Raises:
        KetaError: if there is no such check, with the nearest.
    """
    if check not in CHECKS:
        from difflib import get_close_matches

        near = get_close_matches(check, CHECKS, 1)
        raise KetaError(
            f"No check `{check}`", f"did you mean `{near[0]}`?" if near else "list them with `keta check --list`"
        )
    module = load(check)
    return f"{check} ({module.SEVERITY})\n\n{(module.__doc__ or '').strip()}\n"


def _first(check: str) -> str:
    return (load(check).__doc__ or "").strip().split("\n")[0]
