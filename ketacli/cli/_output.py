"""The one place that decides where an answer goes, in which format, how wide and in which colours."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from ketacli.cli._ending import say, stop
from ketacli.errors import ExitCode, UsageError, expect_one_of
from ketacli.formats import _words as words
from ketacli.formats import for_people, render, showing
from ketacli.formats._text import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.answer import Answer
    from ketacli.cli._options import Output, Writing
    from ketacli.formats import _page
    from ketacli.formats._sheet import Sheet
    from ketacli.store import Store
    from ketacli.store.query import Query

_PIPED = {"claims": "plain"}
"""The formats of commands that print another one into a pipe than on a terminal."""

_DEFAULT_WIDTH = 80
_WIDEST = 120
_NARROWEST = 20
_UNWRAPPED = 1_000
"""The width of lines that are not to be wrapped."""


def chosen_format(command: str, output: Output | Writing, what: str = "records") -> str:
    """Return the format that was asked for, or the one for where standard output goes, out of those that can show `what`.

    Raises:
        UsageError: if there is no such format, if two are asked for, or if `--limit` is negative.
    """
    check_colour(output.color)
    limit = getattr(output, "limit", None)  # a summary has none
    if limit is not None and limit < 0:
        raise UsageError(f"`--limit` is {limit}, expected 0 or more", "leave it out to see all")
    if output.format:
        expect_one_of(showing(what), output.format, "format")
    if output.json and output.format not in (None, "json"):
        raise UsageError(f"`--json` and `--format {output.format}` exclude each other")
    if output.format or output.json:
        return output.format or "json"
    if _is_terminal():
        return "table"
    has_fields = bool(getattr(output, "fields", None)) and "plain" in showing(what)
    return "plain" if has_fields else _PIPED.get(command, "table")


def check_colour(color: str) -> None:
    """Refuse an unknown colour setting."""
    if color not in ("auto", "always", "never"):
        raise UsageError(f"No colour setting `{color}`", "write auto, always or never")


def fields(output: Output) -> tuple[str, ...]:
    """Return the fields that were chosen: empty where the option was not given.

    Raises:
        UsageError: if the option names no field.
    """
    chosen = tuple(part.strip() for part in (output.fields or "").split(",") if part.strip())
    if output.fields is not None and not chosen:
        raise UsageError(
            "No field in `--fields`", "name fields, such as `--fields id,statement`, or leave the option out"
        )
    return chosen


def finish(answer: Answer, store: Store, name: str, output: Output, *, is_whole: bool = True) -> NoReturn:
    """End a command: write its answer, say on standard error what that cannot say, and exit with the code for it.

    `is_whole` is false where a record that was named was not found.
    """
    if not (answer.is_empty and for_people(name)):
        draw(render(name, answer, layout()), output.color, pager=output.pager)
    if answer.records or "ids" not in answer.query:
        explain(answer, store, name)
    stop(ExitCode.NOTHING if answer.is_empty or not is_whole else ExitCode.OK)


def layout(*, wraps: bool = True) -> Layout:
    """Return the width and characters that a page must keep to; without `wraps`, lines into pipes may be of any length."""
    width = _width() if wraps or _is_terminal() else _UNWRAPPED
    return Layout(width=width, ascii=not _is_unicode())


def emit(text: str) -> None:
    """Write text to standard output, characters that its encoding lacks as escapes."""
    sys.stdout.write(_bearable(text).decode(_encoding()))


def _bearable(text: str) -> bytes:
    return text.encode(_encoding(), "backslashreplace")


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def note(text: str) -> None:
    """Say something that is not data, after the data that came before it."""
    with suppress(OSError, ValueError):  # a closed pipe or a full disk is reported at the end
        sys.stdout.flush()
    say(f"{text}\n")


_ALSO = 8
"""How many of the words that were looked for instead are named."""


def searched(store: Store, query: Query) -> None:
    """Say which words of a search were taken for misspellings, and which were looked for instead of words that nothing has."""
    for word, meant in store.corrected(query).items():
        note(f"note: nothing has `{word}`: searched for `{meant}`")
    if also := store.also(query):
        shown = "`, `".join(also[:_ALSO])
        note(
            f"note: nothing has these words: searched for what may mean the same, `{shown}`{' ...' * (len(also) > _ALSO)}"
        )


def missed(text: str, store: Store, asked: Mapping[str, Any]) -> None:
    """Say that nothing was found and, where words were looked for, how to ask on."""
    from ketacli.cli._nearby import hint

    further = hint(store, asked)
    note(f"{text}\n\nhint: {further}" if further else text)


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
    if columns.isascii() and columns.isdecimal() and (given := int(columns[:12])) > 0:  # int() refuses long texts
        return min(max(given, _NARROWEST), _UNWRAPPED)
    if _is_terminal():
        from shutil import get_terminal_size

        return max(min(get_terminal_size().columns, _WIDEST), _NARROWEST)
    return _DEFAULT_WIDTH


def _is_bare() -> bool:
    """Whether the terminal is only known to show text: it gets no colours and no pager."""
    return os.environ.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb", "unknown")


def _has_colour(color: str) -> bool:
    if color != "auto":
        return color == "always"
    return _is_terminal() and not os.environ.get("NO_COLOR") and not _is_bare()


def draw(page: _page.Page | Sheet | str, color: str, *, pager: bool = True) -> None:
    """Write a page to standard output: in colours if wanted, and in a pager if it is longer than the terminal."""
    if isinstance(page, str):
        emit(page)
        return
    text = page.text(colour=_has_colour(color))
    if not (pager and _is_terminal() and not _is_bare() and _paged(text, text.count("\n"))):
        emit(text)


def _paged(text: str, lines: int) -> bool:
    """Show a text in a pager if it is too long for the screen, and return whether it was."""
    from ketacli.cli import _pager

    program = _pager.program() if _pager.is_long(lines) else None
    if program is None:
        return False
    sys.stdout.flush()
    return _pager.show(_bearable(text), program)


def explain(answer: Answer, store: Store, name: str) -> None:
    """Say on standard error what an answer cannot: that nothing was found and where, or how much `--limit` left out."""
    if answer.is_empty:
        what = words.asked(answer.query)
        found = f" with a {answer.counted}" if answer.counted and answer.total else ""
        one = answer.command.removesuffix("s")  # what it lists
        missed(f"No {one}{found} found{f' for {what}' if what else ''}: {words.looked_in(store)}", store, answer.query)
    elif not answer.counted and (answer.fields or name not in ("table", "markdown")):
        note_cut(words.cut(len(answer.records), answer.total))


def note_cut(left_out: str) -> None:
    """Say what `--limit` left out, if anything, where the answer itself does not."""
    if left_out:
        note(f"note: {left_out[0].lower()}{left_out[1:-1]}")
