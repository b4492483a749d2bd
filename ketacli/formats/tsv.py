"""`tsv`: as `csv`, with tabs between cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.csv import write

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout


def render(answer: Answer, layout: Layout) -> str:  # noqa: ARG001 - every format has the same interface
    """Return an answer as tab-separated values with a header."""
    return write(answer, "\t")
