"""The one place that decides where an answer goes, in which format, how wide and in which colours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ketacli.errors import ExitCode, UsageError
from ketacli.formats import FORMATS, render
from ketacli.formats._sheet import Layout, Sheet

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.cli._options import Output
    from ketacli.store import Store

_PIPED = {"claims": "plain"}
"""What a command prints into a pipe where that is not the terminal's text."""

_DEFAULT_WIDTH = 80
_WIDEST = 120


def chosen_format(command: str, output: Output) -> str:
    """Return the format that was asked for, or the one that fits where standard output goes.

    Raises:
        UsageError: if there is no such format, or if two are asked for.
    """
    if output.color not in ("auto", "always", "never"):
        raise UsageError(f"No colour setting `{output.color}`", "write auto, always or never")
    if output.format and output.format not in FORMATS:
        from difflib import get_close_matches

        near = get_close_matches(output.format, FORMATS, 1)
        raise UsageError(
            f"No format `{output.format}`",
            f"{f'did you mean `{near[0]}`? ' if near else ''}formats are {', '.join(FORMATS)}",
        )
    if output.json and output.format not in (None, "json"):
        raise UsageError(f"`--json` and `--format {output.format}` exclude each other")
    if output.format or output.json:
        return output.format or "json"
    return "table" if _is_terminal() else _PIPED.get(command, "table")


def fields(output: Output) -> tuple[str, ...]:
    """Return the fields that were chosen."""
    return tuple(part.strip() for part in (output.fields or "").split(",") if part.strip())


def write(answer: Answer, name: str, output: Output) -> ExitCode:
    """Write an answer to standard output and return the exit code it stands for."""
    if answer.is_empty and name in ("table", "plain", "markdown"):
        return ExitCode.NOTHING
    page = render(name, answer, layout())
    if isinstance(page, Sheet):
        _draw(page, output)
    else:
        emit(page)
    return ExitCode.NOTHING if answer.is_empty else ExitCode.OK


def layout() -> Layout:
    """Return what a page must fit."""
    return Layout(width=_width(), ascii=not _is_unicode())


def emit(text: str) -> None:
    """Write text to standard output, whatever its encoding can bear."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def note(text: str) -> None:
    """Say something that is not data."""
    from ketacli.formats._sheet import harmless

    sys.stderr.write(f"{harmless(text)}\n")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _is_unicode() -> bool:
    try:
        "⊕◯⇄“".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), 20)
    if _is_terminal():
        from shutil import get_terminal_size

        return max(min(get_terminal_size().columns, _WIDEST), 20)
    return _DEFAULT_WIDTH


def _has_colour(output: Output) -> bool:
    if output.color != "auto":
        return output.color == "always"
    return _is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _draw(page: Sheet, output: Output) -> None:
    if not _has_colour(output):
        emit(page.text())
        return
    from ketacli.cli._paint import paint

    emit(paint(page))


def explain(answer: Answer, store: Store, name: str, limit: int | None) -> None:
    """Say on standard error what an answer cannot say itself: that nothing was found and where, or what `--limit` cut."""
    if answer.is_empty and not answer.total:
        asked = ", ".join(
            f"{key} {value if isinstance(value, str) else _listed(value)}" for key, value in answer.query.items()
        )
        where = f"`{store.title}`" if store.title else f"`{store.path}`"
        note(f"Nothing matches {asked or 'in an empty store'}: searched {store.size:,} claims of {where}")
    elif limit is not None and len(answer.records) < answer.total and name != "table" and not answer.counted:
        note(f"note: shown {len(answer.records)} of {answer.total}, because of `--limit {limit}`")


def _listed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " or ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value)
