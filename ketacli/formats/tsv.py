"""`tsv`: as `csv`, with tabs between cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats.csv import separated

if TYPE_CHECKING:
    from ketacli.formats._fields import Data
    from ketacli.formats._text import Layout

FORMAT = Format(suffixes=(".tsv",))


def write(data: Data, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
    """Return records as tab-separated values with a header."""
    return separated(data, "\t")
