"""How a command ends: what it says besides its answer, and its exit code."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from ketacli.errors import ExitCode


def say(text: str) -> None:
    """Write to standard error what is not data, whatever its encoding can bear; where it is closed, nobody listens."""
    from ketacli.formats._text import harmless

    shown = "\n".join(_folded(harmless(line)) for line in text.split("\n"))
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(shown.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def _folded(line: str) -> str:
    """Return a hint or error folded between words for a terminal, which would break it inside one."""
    if not line.startswith(("hint: ", "error: ", "note: ")) or not sys.stderr.isatty():
        return line
    from shutil import get_terminal_size
    from textwrap import fill

    return fill(line, max(get_terminal_size().columns, 20), break_long_words=False, break_on_hyphens=False)


def stop(code: ExitCode) -> NoReturn:
    """Leave a command with an exit code."""
    raise typer.Exit(int(code))
