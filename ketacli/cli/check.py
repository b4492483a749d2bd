"""`keta check`: every problem of a store at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.checks import CHECKS
from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.cli._opening import bar
from ketacli.cli._options import Json, StoreOption, choices, options
from ketacli.errors import ExitCode, KetaError, StoreError, UsageError, did_you_mean
from ketacli.formats import _problems
from ketacli.paths import shipped_store

if TYPE_CHECKING:
    from ketacli.formats._page import Page

_WRITERS = tuple(_problems.WRITERS)


@options(StoreOption)
def command(  # noqa: PLR0913 - the options of the command line
    ctx: typer.Context,
    store_: Annotated[
        str | None,
        typer.Argument(
            help="A folder of YAML files, or one file: the same as `--store`.", metavar="[STORE]", show_default=False
        ),
    ] = None,
    documents: Annotated[
        Path | None, typer.Option(help="A folder with the documents, to check the quotes against.", metavar="DIR")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option("--format", "-f", help=", ".join(_WRITERS), metavar="FORMAT", autocompletion=choices(_WRITERS)),
    ] = "text",
    explain: Annotated[
        str | None,
        typer.Option(
            help="Say what a check finds, why it matters, and how to fix it.",
            metavar="ID",
            autocompletion=choices(CHECKS),
        ),
    ] = None,
    *,
    json: Json = False,
    listed: Annotated[bool, typer.Option("--list", help="List the checks.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write what has one right answer: order, moved passages, digests, quotes.")
    ] = False,
    storeoption: StoreOption,
) -> None:
    """Check a store: every problem in one run, each with its place and how to fix it. Without `--fix` nothing is written.

    \b
    Examples:
      keta check
      keta check tea --documents tea
      keta check tea --documents tea --fix
      keta check --format sarif > keta.sarif
      keta check --explain figures-conflict

    `keta init tea` writes the store of the second example.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if explain is not None:
        _output.draw(_page(explain), "auto", pager=False)
        return
    if listed:
        from ketacli.formats._checks import listing

        _output.draw(listing(_output.layout(wraps=False)), "auto", pager=False)
        return
    format = "json" if json else format  # noqa: A001 - as above
    if format not in _WRITERS:
        raise UsageError(f"No format `{format}`", f"formats of `keta check` are {', '.join(_WRITERS)}")
    is_typed = getattr(ctx.get_parameter_source("store"), "name", "") == "COMMANDLINE"
    if store_ is not None and is_typed:
        raise UsageError("The store is named twice, as an argument and by `--store`", "name it once")
    path = _named(store_) if store_ is not None else Path(storeoption.store or shipped_store())
    from ketacli.checks._run import run

    if fix:
        from ketacli.cli._fixing import write_fixes

        if store_ is None and storeoption.store is None:
            raise UsageError("No store to fix", "name it: `keta check STORE --fix`")
        write_fixes(path, documents)
    with bar("Checking the store") as show:
        report = run(path, documents, show)
    if format in ("github", "sarif"):
        report = report._replace(problems=[one._replace(file=_in_repository(one.file)) for one in report.problems])
    _output.emit(_problems.WRITERS[format](report))
    failed = report.errors or (strict and report.warnings)
    stop(ExitCode.NOTHING if failed else ExitCode.OK)


def _named(argument: str) -> Path:
    """Return the store that the argument names.

    Raises:
        StoreError: if there is none.
    """
    try:
        os.stat(argument)  # noqa: PTH116 - a path of no characters is none, and not this folder
    except (FileNotFoundError, ValueError) as error:
        raise StoreError(f"No store at `{argument}`", "name a folder or a YAML file: `keta check STORE`") from error
    except OSError:  # the reader says what is the matter
        pass
    return Path(argument)


def _in_repository(file: str) -> str:
    """Return a file's name from the top of the git repository that the current folder is in, or from that folder.

    A file that is elsewhere has its whole path. Parts are joined by `/`.
    """
    given = Path(file)
    path = Path(os.path.realpath(given.parent)) / given.name
    here = Path(os.path.realpath(Path.cwd()))
    top = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
    return (path.relative_to(top) if path.is_relative_to(top) else path).as_posix()


def _page(check: str) -> Page:
    """Return the documentation page of a check.

    Raises:
        KetaError: if there is no such check, with the nearest.
    """
    if check not in CHECKS:
        raise KetaError(f"No check `{check}`", did_you_mean(check, CHECKS, "list them with `keta check --list`"))
    from ketacli.formats._checks import explanation

    return explanation(check, _output.layout())
