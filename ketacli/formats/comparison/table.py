"""`table`: a block for each measure, in columns where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._page import BREAK, Column, Page, Span
from ketacli.formats._text import cells, shown
from ketacli.formats.comparison import _data
from ketacli.formats.comparison import _words as told
from ketacli.formats.table import columns
from ketacli.labels import capital

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.formats._text import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row

_Cells = list[list[list[Span]]]
"""The cells of a row, each as lines of spans: who, figure, people, standing."""

_HEADING: _Cells = [[[Span(heading, "label")]] for heading in ("who says so", "figure", "people", "standing")]
_FIGURE = 1
_LEAST = (11, 11, 11, 15)
"""The least that a column gets if it needs it."""
_INDENT = 2
_GAPS = 3 * 2
_STACKED_BELOW = 72


def render(comparison: Comparison, layout: Layout) -> Page:
    """Return a comparison as a page."""
    page = Page(layout)
    if comparison.fields:
        columns(page, comparison.fields, _data.lines(comparison))
        return page
    title, counts = told.title(comparison)
    page.add(Span(title, "heading"), Span(f" · {counts}", "muted"))
    if asked := told.asked(comparison):
        page.add(Span(asked, "muted"))
    blocks = [(block, [_spans(row, comparison.context) for row in block.rows]) for block in comparison.shown]
    widths = _widths(layout, [row for _, rows in blocks for row in rows])
    for block, rows in blocks:
        name = comparison.context.measures.get(block.measure, block.measure)
        page.blank()
        page.add(Span(capital(name), "statement"), Span(f" · {block.measure}", "muted"))
        if layout.width < _STACKED_BELOW:
            for row in rows:
                _stack(page, row)
        else:
            page.table([_joined(row) for row in (_HEADING, *rows)], [Column(width) for width in widths], _INDENT)
    page.blank()
    page.add(Span(told.key(), "muted"))
    if left_out := comparison.left_out():
        page.blank()
        page.add(Span(left_out, "caveat"))
    return page


def _joined(row: _Cells) -> list[list[Span | str]]:
    """Return the cells of a row as text with a line break after each of their lines."""
    return [[span for number, line in enumerate(cell) for span in ([BREAK] if number else []) + line] for cell in row]


def _spans(row: Row, context: Context) -> _Cells:
    """Return the four cells of a row, each as lines of spans: who, figure, people, standing."""
    who = [[Span(context.labels.get(row.source, row.source), "label")]]
    who.append([Span(row.claim or told.design(row, context.designs), "muted")])
    figure = [[Span(told.figure(row), "figure")]]
    if of := told.whose(row, context):
        figure.append([Span(of, "muted")])
    return [who, figure, [[Span(told.people(row))]] if told.people(row) else [], _stands(row)]


def _stands(row: Row) -> list[list[Span]]:
    """Return how a figure stands, with its marks: a study's verdicts each with the claims they are on."""
    if row.rating:
        stands = [[Span(told.standing(row), row.rating)]]
    else:
        stands = []
        found = told.stands(row)
        for stand in found:
            stands.append([Span(stand.says, f"verdict-{stand.verdict}")])
            between = [","] * (len(stand.claims) - 1) + [";" if stand is not found[-1] else ""]
            stands += [[Span(f"{name}{mark}", "muted")] for name, mark in zip(stand.claims, between, strict=True)]
    if not stands:
        stands.append([Span(told.NO_VERDICT, "muted")])
    if marks := told.marks(row):
        stands.append([Span(marks, "conflict" if row.contested else "caveat")])
    return stands


def _stack(page: Page, row: _Cells) -> None:
    """Add a row as lines one under the other, where columns find no room."""
    who, figure, n, stands = row
    for number, line in enumerate(who):
        page.add(*line, indent=2 if number == 0 else 4, hang=4)
    page.add(*[part for number, line in enumerate(stands) for part in ([Span(" ")] if number else []) + line], indent=4)
    page.add(*figure[0], *([Span(" · "), *n[0]] if n else []), indent=6, hang=8)
    for line in figure[1:]:
        page.add(*line, indent=8)


def _widths(layout: Layout, rows: list[_Cells]) -> tuple[int, ...]:
    """Return the widths of the columns: what each needs where there is room for all, and no more.

    Where there isn't, a third is kept for the figure, and who, people and standing take what they need in this order.
    """
    needs = [
        max(sum(cells(shown(span.text, layout)) for span in line) for row in (_HEADING, *rows) for line in row[place])
        for place in range(len(_HEADING))
    ]
    room = layout.width - _INDENT - _GAPS
    widths = list(map(min, needs, _LEAST))
    spare = room - sum(widths) - max(min(needs[_FIGURE], room // 3) - widths[_FIGURE], 0)
    for place in (0, 2, 3):
        more = max(min(needs[place] - widths[place], spare), 0)
        widths[place] += more
        spare -= more
    widths[_FIGURE] = min(needs[_FIGURE], room - (sum(widths) - widths[_FIGURE]))
    return tuple(widths)
