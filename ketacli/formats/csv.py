"""`csv`: a header and a row for each record. No cell can start a formula in a spreadsheet: such cells begin with `'`."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats._text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".csv",), delimiter=",")

_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def writer(delimiter: str) -> Callable[[Data, Layout], str]:
    """Return what writes records as a header and rows (RFC 4180, with Unix line ends), a delimiter between cells."""

    def write(data: Data, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
        stream = io.StringIO()
        rows = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
        rows.writerow(data.header)
        rows.writerows([[safe(value) for value in row] for row in data.rows()])
        return stream.getvalue()

    return write


write = writer(FORMAT.delimiter)


def safe(value: str) -> str:
    """Return a cell on one line that a spreadsheet takes for text, and in which nothing acts on a terminal."""
    return f"'{harmless(value)}" if _FORMULA.match(value) and not _NUMBER.fullmatch(value) else harmless(value)
