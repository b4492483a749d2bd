"""`markdown`: a table for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._markdown import code, escape, table
from ketacli.formats._text import in_ascii
from ketacli.formats.comparison import _data
from ketacli.formats.comparison import _words as told
from ketacli.labels import capital

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.formats._text import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row


def render(comparison: Comparison, layout: Layout) -> str:
    """Return a comparison as Markdown."""
    text = _text(comparison)
    return in_ascii(text) if layout.ascii else text


def _text(comparison: Comparison) -> str:
    if comparison.fields:
        body = [[escape(value) for value in line] for line in _data.lines(comparison)]
        return table(list(comparison.fields), body)
    title, counts = told.title(comparison)
    blocks = [f"# {escape(title)}", " ".join(filter(None, [counts, told.asked(comparison, code)]))]
    for block in comparison.shown:
        name = comparison.context.measures.get(block.measure, block.measure)
        blocks.append(f"## {escape(capital(name))}")
        body = [_markdown_row(row, comparison.context) for row in block.rows]
        header = ["Who says so", "Figure", "Of whom, when", "People", "Standing"]
        blocks.append(table(header, body).rstrip("\n"))
    blocks.append(f"**Key.** {told.key()}")
    if left_out := comparison.left_out():
        blocks.append(left_out)
    return "\n\n".join(blocks) + "\n"


def _markdown_row(row: Row, context: Context) -> list[str]:
    """Return the cells of a row: few columns with much in each, since pages are narrow."""
    design = escape(told.design(row, context.designs))
    label = escape(context.labels.get(row.source, row.source))
    by = f"{label}: {code(row.claim)}" if row.claim else ", ".join(filter(None, [label, design]))
    standing = ", ".join(filter(None, [told.standing(row, code), escape(told.marks(row))]))
    stands = (told.figure(row), told.whose(row, context), told.people(row))
    return [by, *(escape(one) or "–" for one in stands), standing]
