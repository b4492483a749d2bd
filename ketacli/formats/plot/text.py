"""A chart as text: names to the left, the axis in the middle, figures to the right; below one another where that is too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.formats._grid import beside, breakable
from ketacli.formats._sheet import Sheet, Span, cells

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.chart import Bar, Chart, Panel, Tick

# Nothing of the usual terminal plotters fits: plotext draws into a grid of its own with escapes, knows no open ends and no
# asymmetric intervals, breaks no label, and has no ASCII.
GLYPHS = {"document": "◆", "study": "●", "other": "□"}
_ROLES = {"document": "caveat", "study": "id", "other": "muted"}
LEGEND = {"document": "document", "study": "study", "other": "study: comparator, or another treatment"}
_STACKED_BELOW = 64
_WIDEST = 1_000
"""A drawing has a letter for each of its columns, however few its bars: a width without end would fill the memory."""


def render(chart: Chart, layout: Layout) -> Sheet:
    """Return a chart as a page."""
    sheet = Sheet(layout)
    sheet.add(Span(chart.title, "heading"), Span(f" · {chart.axis}", "muted"))
    about = [chart.origin, f"with {chart.asked}" if chart.asked else ""]
    sheet.add(Span(" · ".join(filter(None, about)), "muted"))
    seen = [who for who in GLYPHS if any(bar.who == who for bar in chart.bars)]
    legend = [[Span(f"{GLYPHS[who]} ", _ROLES[who]), Span(LEGEND[who], "muted")] for who in seen]
    legend += [[Span(text, "muted")] for text in _reading(chart)]
    sheet.add(*[part for number, one in enumerate(legend) for part in ([Span(" · ", "muted")] if number else []) + one])
    widths = _widths(layout)
    for panel in chart.panels:
        sheet.blank()
        _panel(sheet, panel, chart, widths)
    sheet.blank()
    for note in chart.notes:
        sheet.add(Span(note, "muted"), hang=2)
    return sheet


def _reading(chart: Chart) -> list[str]:
    """Return how the lines are to be read, of those that occur."""
    kinds = {bar.kind for bar in chart.bars}
    known = [
        ("━━ from one to the other", "range" in kinds),
        ("├─┤ shortest to longest", "spread" in kinds),
        ("├─┤ 95% interval", "interval" in kinds),
        ("─▶ or more", any(bar.opens == "right" for bar in chart.bars)),
        ("◀─ or less", any(bar.opens == "left" for bar in chart.bars)),
    ]
    return [text for text, is_there in known if is_there]


def _widths(layout: Layout) -> tuple[int, int, int]:
    """Return the widths of names, axis and figures; names and figures are 0 wide where all stands one under the other."""
    if layout.width < _STACKED_BELOW:
        return 0, layout.width - 4, 0
    width = min(layout.width, _WIDEST)
    left = width * 34 // 100
    right = width * 20 // 100 + 1
    return left, width - left - right - 4, right


def _panel(sheet: Sheet, panel: Panel, chart: Chart, widths: tuple[int, int, int]) -> None:
    left, axis, _ = widths
    scale, filler = [Span(_scale(chart.ticks, axis), "muted")], _grid(chart.ticks, axis)
    title = [Span(panel.title, "statement")]
    if not left or cells(panel.title) > left:
        sheet.add(*title)
        title = []
    if left:
        beside(sheet, [[title], [scale], []], widths, indent=0, drawing=(1, filler))
    else:
        sheet.lines.append([Span("  "), *scale])
    for bar in panel.bars:
        names, figures, line = _names(bar), _figures(bar), _line(bar, chart.ticks, axis)
        if left:
            beside(sheet, [names, [line], figures], widths, indent=0, drawing=(1, filler))
            continue
        for number, content in enumerate(names):
            sheet.add(*content, indent=2 if number else 0, hang=2)
        sheet.add(
            *[part for number, one in enumerate(figures) for part in ([Span(" · ")] if number else []) + one], indent=2
        )
        shown = [Span("  "), *(Span(sheet.shown(text), role) for text, role in line)]
        while not shown[-1].text.strip():
            shown.pop()
        shown[-1] = Span(shown[-1].text.rstrip(), shown[-1].role)
        sheet.lines.append(shown)


def _names(bar: Bar) -> list[list[Span]]:
    """Return who gives a figure, with its marks, and what it is of; every figure of a study is named as its."""
    glyph = Span(f"{GLYPHS[bar.who]} ", _ROLES[bar.who])
    first = [glyph, *breakable(bar.source, "id")]
    if bar.alike:
        first.append(Span(f" and {words.plural(len(bar.alike), 'other')}"))
    if bar.level:
        first.append(Span(f" {words.mark(bar.level)}", f"level-{bar.level}"))
    if bar.contradictions:
        told = f" ⇄{bar.contradictions}" + (" contested" if bar.contested and bar.claim else "")
        first.append(Span(told, "conflict" if bar.contested else "caveat"))
    if bar.caveats:
        first.append(Span(f" !{bar.caveats}", "caveat"))
    return [first, [Span(f"  {bar.detail}", "muted")]] if bar.detail else [first]


def _figures(bar: Bar) -> list[list[Span]]:
    more = " · ".join(filter(None, [bar.people, bar.interval]))
    return [[Span(bar.figure, "figure")], *([[Span(more, "muted")]] if more else [])]


def _cell(place: float, width: int) -> int:
    return round(place * (width - 1))


def _scale(ticks: tuple[Tick, ...], width: int) -> str:
    """Return the labels of the ticks over their places, short ones where the important long ones find no room."""
    needed = sum(tick.rank == 0 for tick in ticks)
    for labels in ([tick.label for tick in ticks], [tick.short for tick in ticks]):
        line, shown = [" "] * width, 0
        for tick, label in sorted(zip(ticks, labels, strict=True), key=lambda pair: pair[0].rank):
            start = min(max(_cell(tick.place, width) - (len(label) - 1) // 2, 0), width - len(label))
            end = start + len(label)
            if start >= 0 and all(char == " " for char in line[max(start - 1, 0) : end + 1]):
                line[start:end] = label
                shown += tick.rank == 0
        if shown == needed:
            break
    return "".join(line).rstrip()


def _grid(ticks: tuple[Tick, ...], width: int) -> list[Span]:
    line = [" "] * width
    for tick in ticks:
        if tick.rank == 0:
            line[_cell(tick.place, width)] = "┊"
    return [Span("".join(line), "muted")]


def _line(bar: Bar, ticks: tuple[Tick, ...], width: int) -> list[Span]:
    """Return the axis with a bar on it."""
    line = [(char, "muted") for char in _grid(ticks, width)[0].text]
    low, high = _cell(bar.low, width), _cell(bar.high, width)
    role, glyph = _ROLES[bar.who], (GLYPHS[bar.who], _ROLES[bar.who])
    if bar.opens == "right":
        line[low:] = [("─", role)] * (width - low - 1) + [("▶", role)]
    elif bar.opens == "left":
        line[: high + 1] = [("◀", role), *[("─", role)] * high]
    elif low != high:
        line[low : high + 1] = [("━" if bar.kind == "range" else "─", role)] * (high + 1 - low)
        if bar.kind != "range":
            line[low], line[high] = ("├", role), ("┤", role)
    marks = [low, high] if bar.kind == "range" else [_cell(bar.middle if bar.middle is not None else bar.low, width)]
    for place in marks:
        line[place] = glyph
    spans: list[Span] = []
    for char, of in line:
        if spans and spans[-1].role == of:
            spans[-1] = Span(spans[-1].text + char, of)
        else:
            spans.append(Span(char, of))
    return spans
