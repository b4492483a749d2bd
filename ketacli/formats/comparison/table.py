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

_HEADINGS = ("who says so", "figure", "people", "standing")
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
    for block in comparison.shown:
        _block(sheet, block, comparison)
    sheet.blank()
    sheet.add(Span(told.key(), "muted"))
    if left_out := comparison.left_out():
        sheet.blank()
        sheet.add(Span(left_out, "caveat"))
    return sheet


def _block(sheet: Sheet, block: Block, comparison: Comparison) -> None:
    name = comparison.context.measures.get(block.measure, block.measure)
    sheet.blank()
    sheet.add(Span(name[:1].upper() + name[1:], "statement"), Span(f" · {block.measure}", "muted"))
    before: Row | None = None
    is_narrow = sheet.layout.width < _STACKED_BELOW
    widths = _widths(sheet, comparison)
    if not is_narrow:
        beside(sheet, [[[Span(heading, "label")]] for heading in _HEADINGS], widths)
    for row in block.rows:
        if before and before.claim and not row.claim:
            sheet.add(Span("· " * ((sheet.layout.width - 2) // 2), "muted"), indent=2)
        spans = _spans(row, before, comparison.context)
        if is_narrow:
            _stack(sheet, spans)
        else:
            beside(sheet, spans, widths)
        before = row


def _spans(row: Row, before: Row | None, context: Context) -> list[list[list[Span]]]:
    """Return the four cells of a row, each as lines of spans: who, figure, people, standing.

    What the row before has told of the same study is not told again.
    """
    role = f"level-{row.level}" if row.level else f"verdict-{row.verdict}" if row.verdict else "muted"
    is_same = before is not None and not row.claim and before.source == row.source
    who = [breakable(row.source, "id")]
    if row.claim:
        who.append(breakable(row.claim, "muted"))
    elif row.design:
        who.append([Span(context.designs.get(row.design, row.design), "muted")])
    figure = [[Span(told.figure(row), "figure")]]
    of = told.whose(row, context)
    if of and not (is_same and before and of == told.whose(before, context)):
        figure.append([Span(of, "muted")])
    stands = [[Span(told.standing(row), role)]]
    if found := told.marks(row):
        stands.append([Span(found, "conflict" if row.contested else "caveat")])
    is_told = is_same and before is not None and told.people(before) == told.people(row)
    n = [] if is_told or not told.people(row) else [[Span(told.people(row))]]
    return [[], figure, n, []] if is_same else [who, figure, n, stands]


def _stack(sheet: Sheet, spans: list[list[list[Span]]]) -> None:
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


def _widths(sheet: Sheet, comparison: Comparison) -> tuple[int, int, int, int]:
    """Return the widths of the columns: ids as wide as they are where there is room, the figure takes what is left."""
    room = sheet.layout.width - 2 - 3 * 2
    ids = max((cells(name) for row in comparison.rows for name in (row.source, row.claim or "")), default=8)
    people_width, stands = (11, 15) if sheet.layout.width < 100 else (14, 22)  # noqa: PLR2004 - two columns wider
    who = min(max(ids, 11), (room - people_width - stands) // 2)
    return who, room - people_width - stands - who, people_width, stands


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
