"""`csv`: a header and a row for each record. No cell can start a formula in a spreadsheet: such cells begin with `'`."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ketacli.formats._fields import rows
from ketacli.formats._sheet import harmless

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def render(answer: Answer, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
    """Return an answer as CSV (RFC 4180, with Unix line ends)."""
    return write(answer, ",")


def write(answer: Answer, delimiter: str) -> str:
    """Return an answer as rows with a delimiter between cells."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    header, body = rows(answer)
    writer.writerow(header)
    writer.writerows([[safe(value) for value in row] for row in body])
    return stream.getvalue()


def safe(value: str) -> str:
    """Return a cell on one line that a spreadsheet takes for text, and in which nothing acts on a terminal."""
    return f"'{harmless(value)}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else harmless(value)
