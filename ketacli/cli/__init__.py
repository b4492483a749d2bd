"""The command line: one command a file, imported when it is called.

To add a command: a module here without leading underscore that has `command`, with its options from `_options`, and its line
in `COMMANDS`. Help, completion and "did you mean" follow from the table. `_opening.opened(storeoption.store)` opens the store
that was named. `_output.finish` writes an answer and ends; `_output.emit` writes other text, `_output.note` what is no data.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import NoReturn

COMMANDS = {
    "ask": "A question in your own words: the answer on one screen, or an honest nothing.",
    "scan": "A page of your own: which sentences are known claims, and what it leaves out.",
    "claims": "The claims that match, most important first.",
    "show": "One claim, source, contradiction or topic whole.",
    "topics": "The topics, with what is known about each.",
    "sources": "The documents, and what their claims are checked against.",
    "contradictions": "Where claims disagree, the sides face to face.",
    "summary": "The evidence on a topic: bottom line, figures, claims, contradictions, sources.",
    "compare": "Figures of documents and studies, side by side.",
    "plot": "How soon and how long, or how many, as a picture.",
    "export": "A file of the summary or of the claims, its format by the file's ending.",
    "check": "Every problem of a store at once, each with its place and how to fix it.",
    "add": "A document, a source or a claim, put into a store.",
    "diff": "What changed between two versions of a store, claim by claim.",
    "anchor": "The YAML of a quote and its passage, ready to paste.",
    "init": "A small valid store to start from.",
    "cache": "Where the compiled stores are, how large, and how to clear them.",
    "schema": "The JSON Schemas of the store and of the JSON output.",
}
"""Every command with the line that `keta --help` shows for it."""


def _buffer() -> None:
    """Give standard output a buffer where `python -u` or PYTHONUNBUFFERED took it away.

    Without one Python drops what does not fit on a full disk, and says nothing.
    """
    import io

    out = sys.stdout
    if isinstance(out, io.TextIOWrapper) and isinstance(out.buffer, io.RawIOBase):
        encoding, errors, by_line = out.encoding, out.errors, out.line_buffering
        buffered = io.BufferedWriter(out.detach())
        sys.stdout = io.TextIOWrapper(buffered, encoding, errors, line_buffering=by_line)
        sys.__stdout__ = sys.stdout  # type: ignore[misc] # `shutil` asks this one how large the terminal is


def main() -> None:
    """Run `keta` and exit with its code."""
    import gc

    gc.disable()  # a command is over before collecting would pay: looking for cycles costs a tenth of start-up
    _buffer()
    sys.unraisablehook = _repeat_interrupt
    try:
        from ketacli.cli._app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while modules are imported; anything later is the business of `run`
        code = 130
    _leave(code)


def _repeat_interrupt(lost: sys.UnraisableHookArgs) -> None:
    """Interrupt again when Python drops a Ctrl-C because it came in a finaliser or a weak reference's callback."""
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    import _thread

    _thread.start_new_thread(_interrupt_soon, ())


def _interrupt_soon() -> None:
    """Interrupt the main thread once it has left the place where nothing can be raised."""
    import _thread
    import time

    time.sleep(0.001)
    _thread.interrupt_main()


def _is_watched() -> bool:
    """Return whether a profiler or debugger looks on; since Python 3.12 it may do so as a tool of `sys.monitoring`."""
    monitoring = getattr(sys, "monitoring", None)
    has_tool = monitoring is not None and any(map(monitoring.get_tool, range(6)))
    return bool(sys.getprofile() or sys.gettrace() or has_tool)


def _leave(code: int) -> NoReturn:
    """Exit without tearing the interpreter down, as `sys.exit` does: that takes a sixth of a short command's time.

    A profiler or debugger reports in the course of it, so under one keta exits as any program does.
    """
    if _is_watched():
        sys.exit(code)
    _leave_at_once(code)  # pragma: no cover - as there


def _leave_at_once(code: int) -> NoReturn:  # pragma: no cover - who measures what is run looks on, and is not led here
    """Flush output, run exit handlers, then `os._exit`."""
    import atexit
    import os

    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    atexit._run_exitfuncs()  # noqa: SLF001 - libraries clean up there
    os._exit(code)
