"""`markdown`: a table for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._sheet import in_ascii
from ketacli.formats.comparison import _data
from ketacli.formats.comparison import _words as told
from ketacli.formats.markdown import escape

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.formats._sheet import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row


def render(comparison: Comparison, layout: Layout) -> str:
    """Return a comparison as Markdown."""
    text = _text(comparison)
    return in_ascii(text) if layout.ascii else text


def _text(comparison: Comparison) -> str:
    if comparison.fields:
        body = [[escape(value) for value in line] for line in _data.lines(comparison)]
        return _piped(list(comparison.fields), body)
    title, counts = told.title(comparison)
    blocks = [f"# {escape(title)}", escape(" ".join(filter(None, [counts, told.asked(comparison)])))]
    for block in comparison.shown:
        name = comparison.context.measures.get(block.measure, block.measure)
        blocks.append(f"## {escape(name[:1].upper() + name[1:])}")
        body = [_markdown_row(row, comparison.context) for row in block.rows]
        header = ["Who says so", "Figure", "Of whom, when", "People", "Design", "Standing", "Marks"]
        blocks.append(_piped(header, body).rstrip("\n"))
    blocks.append(escape(told.key()))
    if left_out := comparison.left_out():
        blocks.append(escape(left_out))
    return "\n\n".join(blocks) + "\n"


def _markdown_row(row: Row, context: Context) -> list[str]:
    by = f"`{row.source}`: `{row.claim}`" if row.claim else f"`{row.source}`"
    design = context.designs.get(row.design or "", row.design or "")
    stands = [
        told.figure(row),
        told.whose(row, context),
        told.people(row),
        design,
        told.standing(row),
        told.marks(row),
    ]
    return [by, *(escape(value) for value in stands)]


def _piped(header: list[str], body: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *body]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
