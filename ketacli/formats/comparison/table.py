"""`table`: a block for each measure, in columns where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._grid import beside, breakable
from ketacli.formats._sheet import Sheet, Span, cells
from ketacli.formats.comparison import _data
from ketacli.formats.comparison import _words as told

if TYPE_CHECKING:
    from ketacli.answer import Context
    from ketacli.formats._sheet import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Block, Row

_Cells = list[list[list[Span]]]
"""The cells of a row, each as paragraphs of spans: who, figure, people, standing."""

_HEADING: _Cells = [[[Span(heading, "label")]] for heading in ("who says so", "figure", "people", "standing")]
_FIGURE = 1
_LEAST = (11, 11, 11, 15)
"""The least that a column gets if it needs it."""
_INDENT = 2
_GAPS = 3 * 2
_STACKED_BELOW = 72


def render(comparison: Comparison, layout: Layout) -> Sheet:
    """Return a comparison as a page."""
    if comparison.fields:
        return _chosen(comparison, layout)
    sheet = Sheet(layout)
    title, counts = told.title(comparison)
    sheet.add(Span(title, "heading"), Span(f" · {counts}", "muted"))
    if asked := told.asked(comparison):
        sheet.add(Span(asked, "muted"))
    blocks = [(block, _told(block, comparison.context)) for block in comparison.shown]
    widths = _widths(sheet, [row for _, rows in blocks for row in rows])
    for block, rows in blocks:
        _block(sheet, block, rows, widths, comparison)
    sheet.blank()
    sheet.add(Span(told.key(), "muted"))
    if left_out := comparison.left_out():
        sheet.blank()
        sheet.add(Span(left_out, "caveat"))
    return sheet


def _told(block: Block, context: Context) -> list[_Cells]:
    """Return the cells of each row of a block."""
    return [_spans(row, before, context) for before, row in zip((None, *block.rows), block.rows, strict=False)]


def _block(sheet: Sheet, block: Block, rows: list[_Cells], widths: tuple[int, ...], comparison: Comparison) -> None:
    name = comparison.context.measures.get(block.measure, block.measure)
    sheet.blank()
    sheet.add(Span(name[:1].upper() + name[1:], "statement"), Span(f" · {block.measure}", "muted"))
    is_narrow = sheet.layout.width < _STACKED_BELOW
    across = sheet.layout.width if is_narrow else _INDENT + sum(widths) + _GAPS
    if not is_narrow:
        beside(sheet, _HEADING, widths)
    before: Row | None = None
    for row, spans in zip(block.rows, rows, strict=True):
        if before and before.claim and not row.claim:
            sheet.add(Span("· " * ((across - _INDENT) // 2), "muted"), indent=_INDENT)
        if is_narrow:
            _stack(sheet, spans)
        else:
            beside(sheet, spans, widths)
        before = row


def _spans(row: Row, before: Row | None, context: Context) -> _Cells:
    """Return the four cells of a row, each as lines of spans: who, figure, people, standing.

    What the row before has told of the same study is not told again.
    """
    is_same = before is not None and not row.claim and before.source == row.source
    who = [breakable(row.source, "id")]
    if row.claim:
        who.append(breakable(row.claim, "muted"))
    else:
        who.append([Span(context.designs.get(row.design or "", row.design or ""), "muted")])
    figure = [[Span(told.figure(row), "figure")]]
    of = told.whose(row, context)
    if of and not (is_same and before and of == told.whose(before, context)):
        figure.append([Span(of, "muted")])
    stands = _stands(row)
    is_told = is_same and before is not None and told.people(before) == told.people(row)
    n = [] if is_told or not told.people(row) else [[Span(told.people(row))]]
    if is_same and before is not None:
        return [[], figure, n, [] if stands == _stands(before) else stands]
    return [who, figure, n, stands]


def _stands(row: Row) -> list[list[Span]]:
    """Return how a figure stands, with its marks: a study's verdicts each with the claims they are on."""
    if row.level:
        stands = [[Span(told.standing(row), f"level-{row.level}")]]
    else:
        stands = []
        found = told.stands(row)
        for stand in found:
            stands.append([Span(stand.says, f"verdict-{stand.verdict}")])
            between = [","] * (len(stand.claims) - 1) + [";" if stand is not found[-1] else ""]
            for name, mark in zip(stand.claims, between, strict=True):
                stands.append(breakable(f"{name}{mark}", "muted"))
    if not stands:
        stands.append([Span(told.NO_VERDICT, "muted")])
    if marks := told.marks(row):
        stands.append([Span(marks, "conflict" if row.contested else "caveat")])
    return stands


def _stack(sheet: Sheet, spans: _Cells) -> None:
    """Add a row as lines one under the other, where columns find no room."""
    who, figure, n, stands = spans
    for number, line in enumerate(who):
        sheet.add(*line, indent=2 if number == 0 else 4, hang=4)
    if stands:
        sheet.add(
            *[part for number, line in enumerate(stands) for part in ([Span(" ")] if number else []) + line], indent=4
        )
    sheet.add(*figure[0], *([Span(" · "), *n[0]] if n else []), indent=6, hang=8)
    for line in figure[1:]:
        sheet.add(*line, indent=8)


def _widths(sheet: Sheet, rows: list[_Cells]) -> tuple[int, ...]:
    """Return the widths of the columns: what each needs where there is room for all, and no more.

    Where there isn't, a third is kept for the figure, and who, people and standing take what they need in this order.
    """
    needs = [
        max(sum(cells(sheet.shown(span.text)) for span in line) for row in (_HEADING, *rows) for line in row[place])
        for place in range(len(_HEADING))
    ]
    room = sheet.layout.width - _INDENT - _GAPS
    widths = list(map(min, needs, _LEAST))
    spare = room - sum(widths) - max(min(needs[_FIGURE], room // 3) - widths[_FIGURE], 0)
    for place in (0, 2, 3):
        more = max(min(needs[place] - widths[place], spare), 0)
        widths[place] += more
        spare -= more
    widths[_FIGURE] = min(needs[_FIGURE], room - (sum(widths) - widths[_FIGURE]))
    return tuple(widths)


def _chosen(comparison: Comparison, layout: Layout) -> Sheet:
    """Return chosen fields in columns where they fit, one under the other where they don't."""
    sheet = Sheet(layout)
    header = list(comparison.fields)
    lines = [[sheet.shown(value) for value in line] for line in _data.lines(comparison)]
    widths = [max(cells(line[place]) for line in (header, *lines)) for place in range(len(header))]
    if sum(widths) + 2 * len(widths) <= layout.width:
        for number, line in enumerate((header, *lines)):
            role = "" if number else "label"
            text = "".join(value + " " * (width + 2 - cells(value)) for value, width in zip(line, widths, strict=True))
            sheet.lines.append([Span(text.rstrip(), role)])
        return sheet
    for line in lines:
        sheet.blank()
        for name, value in zip(header, line, strict=True):
            sheet.add(Span(f"{name}: ", "label"), value, hang=2)
    return sheet
