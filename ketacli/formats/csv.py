"""`csv`: a header and a row for each record. No cell can start a formula in a spreadsheet: such cells begin with `'`."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats._text import harmless

if TYPE_CHECKING:
    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".csv",))

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def write(data: Data, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
    """Return records as CSV (RFC 4180, with Unix line ends)."""
    return separated(data, ",")


def separated(data: Data, delimiter: str) -> str:
    """Return records as rows with a delimiter between cells."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(data.header)
    writer.writerows([[safe(value) for value in row] for row in data.rows()])
    return stream.getvalue()


def safe(value: str) -> str:
    """Return a cell on one line that a spreadsheet takes for text, and in which nothing acts on a terminal."""
    return f"'{harmless(value)}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else harmless(value)
