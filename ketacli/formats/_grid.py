"""Cells side by side for the plot in text, each wrapped in its column; every other view is a `Page`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._sheet import Sheet, Span, cells

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2


def beside(
    sheet: Sheet,
    row: Sequence[Sequence[Sequence[Span]]],
    widths: Sequence[int],
    *,
    indent: int = 2,
    drawing: tuple[int, Sequence[Span]] | None = None,
) -> None:
    """Add cells, each a list of paragraphs, side by side with two blanks between them.

    A paragraph hangs by the blanks it begins with. `drawing` is the number of a cell that is one line whose blanks count,
    and what it goes on as beside cells that are taller.
    """
    drawn, filler = drawing or (-1, ())
    columns = []
    for number, (content, width) in enumerate(zip(row, widths, strict=True)):
        column = Sheet(sheet.layout._replace(width=width))
        for paragraph in content:
            if number == drawn:
                column.lines.append([Span(sheet.shown(text), role) for text, role in paragraph])
            else:
                lead = cells(paragraph[0].text) - cells(paragraph[0].text.lstrip(" "))
                column.add(*paragraph, indent=lead, hang=2 if drawing is not None else lead)
        columns.append(column.lines)
    blank = [Span(sheet.shown(text), role) for text, role in filler]
    for number in range(max(map(len, columns))):
        line = [Span(" " * indent)] if indent else []
        for place, (lines, width) in enumerate(zip(columns, widths, strict=True)):
            spans = lines[number] if number < len(lines) else blank if place == drawn else []
            line += [*spans, Span(" " * (width + _GAP - sum(cells(span.text) for span in spans)))]
        while line and not line[-1].text.strip():
            line.pop()
        last = [Span(one.text.rstrip(), one.role) for one in line[-1:]]
        sheet.lines.append([*line[:-1], *last])


def breakable(text: str, role: str) -> list[Span]:
    """Return an id in pieces that end with hyphens, so that a line breaks there and not inside a word."""
    pieces = text.split("-")
    return [Span(piece + "-", role) for piece in pieces[:-1]] + [Span(pieces[-1], role)]
