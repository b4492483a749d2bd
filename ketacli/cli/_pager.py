"""What is longer than the screen, in the program that the user reads long texts with."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager
from shutil import get_terminal_size, which
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROMPT = r"-Ps-- more below - space\: next page - q\: quit$"
"""What `less` says on its last line: nobody should have to know how to leave it."""

_NOT_STARTED = (126, 127)
"""What a shell exits with where a program cannot be run, or is not there. Its line on standard error says why: it stays."""

_BY_SIGNAL = 128
"""What a shell adds to the number of the signal that a program was killed by."""

_LEFT = (signal.SIGINT, getattr(signal, "SIGPIPE", signal.SIGINT))
"""Signals by which a pager ends that was left: Ctrl-C, and no one to read on behind it. Windows has no SIGPIPE."""


def is_long(lines: int) -> bool:
    """Return whether so many lines, and the prompt after them, are more than the terminal shows at once."""
    return lines >= get_terminal_size().lines


def program() -> str | None:
    """Return the line of shell that shows a long text: `KETA_PAGER`, `PAGER` or `less`; None where there is to be none."""
    for name in ("KETA_PAGER", "PAGER"):
        if (chosen := os.environ.get(name)) is not None:
            return chosen if chosen.strip() not in ("", "cat") else None
    return "less" if which("less") else None


def show(data: bytes, pager: str) -> bool:
    """Show data in a pager and return whether it was there to be read; when somebody leaves it early, that is no error.

    A pager that could not be started, or was killed, has shown nothing that can be relied on.

    As for git and man, POSIX has the value of `PAGER` run by the shell. It is the user's own, and the data goes to its
    standard input only.
    """
    # Quit when it fits the screen, keep colours, leave the text on the screen. Colours are kept with any options of the user's:
    # without, `less` shows them as `ESC[1m`.
    options = os.environ.get("LESS")
    less = f"FRX{_PROMPT}" if options is None else f"-R {options}"
    environment = {"LV": "-c", **os.environ, "LESS": less}
    with _deaf():
        try:
            started = subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602
        except OSError:
            return False
        started.communicate(data)
    code = started.returncode
    killed_by = -code if code < 0 else code - _BY_SIGNAL
    return code not in _NOT_STARTED and (killed_by <= 0 or killed_by in _LEFT)


@contextmanager
def _deaf() -> Iterator[None]:
    """Leave Ctrl-C to the pager, to which it means something else. A handler, because a program inherits what is ignored."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
