"""A figure as text: names on the left, the axis in the middle, figures on the right; stacked where that is too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._grid import beside, breakable
from ketacli.formats._sheet import Sheet, Span, cells
from ketacli.formats.plot._words import verdict
from ketacli.report.card import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from ketacli.formats._sheet import Layout
    from ketacli.report.axis import Axis, Tick
    from ketacli.report.figure import Band, Figure, Mark, Row
    from ketacli.report.overview import Overview

# No terminal plotter fits. plotext, for one, draws into its own grid with escapes, wraps no labels, and has neither open
# ends nor asymmetric intervals nor ASCII.
GLYPHS = {"page": "◆", "treated": "●", "compared": "□", "other": "◯"}
_ROLES = {"page": "caveat", "treated": "id", "compared": "muted", "other": "muted"}
_STACKED_BELOW = 64
_WIDEST = 1_000
"""The most columns of a drawing: it holds a character for each, so an endless width would fill the memory."""


def render(figure: Figure | Overview, layout: Layout) -> Sheet:
    """Return a figure as a page."""
    sheet = Sheet(layout)
    sheet.add(Span(figure.title, "heading"))
    if figure.kind == "overview":
        _overview(sheet, figure, layout)  # type: ignore[arg-type]  # the kind says which of the two it is
    else:
        _single(sheet, figure, layout)  # type: ignore[arg-type]  # as above
    return sheet


def _single(sheet: Sheet, figure: Figure, layout: Layout) -> None:
    if figure.answer:
        sheet.add(Span(figure.answer))
    if figure.subtitle:
        sheet.add(Span(figure.subtitle, "muted"))
    _legend(sheet, figure)
    widths = _widths(layout)
    for place, band in enumerate(figure.bands):
        sheet.blank()
        _band(sheet, band, figure, widths, has_scale=place == 0)
    sheet.blank()
    notes = [*figure.notes]
    if figure.left:
        told = "; ".join(f"{reason}: {', '.join(names)}" for reason, names in figure.left)
        notes.append(f"Not drawn: {told}.")
    notes.append(figure.origin)
    for note in notes:
        sheet.add(Span(note, "muted"), hang=2)


def _legend(sheet: Sheet, figure: Figure) -> None:
    """Explain the signs and lines that occur in the figure."""
    kinds = {mark.kind for mark in figure.marks}
    parts = _signs(figure.subject, {mark.who for mark in figure.marks})
    known = (
        ("├─┤ 95% interval", "interval" in kinds),
        ("├─┤ shortest to longest", "spread" in kinds),
        ("━━ from one to the other", "range" in kinds),
        ("─▶ or more", bool(kinds & {"from", "unreached"})),
        ("─┤ at or before", "upto" in kinds),
        ("▶ off the scale", bool(kinds & {"left", "right"})),
    )
    parts += [[Span(text, "muted")] for text, is_there in known if is_there]
    sheet.add(*_dotted(parts, "muted"))


def _signs(subject: str, seen: Container[str]) -> list[list[Span]]:
    """Return the signs that are seen, each with what it is of."""
    named = {"page": "what a page says", "treated": subject, "compared": "compared with", "other": "another treatment"}
    return [[Span(f"{GLYPHS[who]} ", _ROLES[who]), Span(text, "muted")] for who, text in named.items() if who in seen]


def _dotted(parts: Iterable[Sequence[Span]], role: str = "") -> list[Span]:
    """Return parts as one text, with dots between them."""
    return [span for part in parts for span in (Span(" · ", role), *part)][1:]


def _widths(layout: Layout) -> tuple[int, int, int]:
    """Return the widths of names, axis and figures; those of names and figures are 0 where rows are stacked."""
    if layout.width < _STACKED_BELOW:
        return 0, layout.width - 4, 0
    width = min(layout.width, _WIDEST)
    left = width * 40 // 100
    right = max(width * 20 // 100 + 1, 18)
    return left, width - left - right - 4, right


def _band(sheet: Sheet, band: Band, figure: Figure, widths: tuple[int, int, int], *, has_scale: bool) -> None:
    left, axis, _ = widths
    filler = [Span("", "muted")] if _is_bare(band) else _ground(figure.axis.ticks, axis, band)
    title = [Span(band.heading, "statement")]
    scale = [Span(_scale(figure.axis, axis), "muted")]
    if not (has_scale and left) or cells(band.heading) > left:
        sheet.add(*title)
        title = []
    if has_scale and left:
        beside(sheet, [[title] if title else [], [scale], []], widths, indent=0, drawing=(1, filler))
    elif has_scale:
        sheet.lines.append([Span("  "), *scale])
    for row in band.rows:
        if row.is_claim and not row.marks:
            _claim_in_words(sheet, row)
        elif left:
            columns = [_names(row), _lines(row, figure, band, axis), _figures(row)]
            beside(sheet, columns, widths, indent=0, drawing=(1, filler))
        else:
            _stacked(sheet, row, _lines(row, figure, band, axis))


def _stacked(sheet: Sheet, row: Row, lines: Sequence[list[Span]]) -> None:
    """Write the names of a row, its figures and its axis below one another."""
    for number, content in enumerate(_names(row)):
        sheet.add(*content, indent=2 if number else 0, hang=2)
    sheet.add(*_dotted(_figures(row)), indent=2)
    for line in lines:
        _put(sheet, line)


def _put(sheet: Sheet, line: Sequence[Span]) -> None:
    """Write a line of the drawing, without the blanks at its end."""
    shown = [Span("  "), *(Span(sheet.shown(text), role) for text, role in line)]
    while len(shown) > 1 and not shown[-1].text.strip():
        shown.pop()
    shown[-1] = Span(shown[-1].text.rstrip(), shown[-1].role)
    sheet.lines.append(shown)


def _is_bare(band: Band) -> bool:
    return band.is_claims and not any(row.marks for row in band.rows)


def _claim_in_words(sheet: Sheet, row: Row) -> None:
    """Write a claim that has no figure as text over the whole width, after its verdict."""
    told = [Span(f"{verdict(row)} ", "statement")]
    told.append(Span(f"{row.label}: {row.what}" if row.label else row.what))
    if row.told:
        told.append(Span(f" ({row.told})", "muted"))
    sheet.add(*told, *_marks(row), hang=2)


def _marks(row: Row) -> list[Span]:
    """Return how many contradictions and caveats a claim has."""
    found = [f" ⇄{row.contradictions}"] if row.contradictions else []
    found += [f" !{row.caveats}"] if row.caveats else []
    return [Span(text, "caveat") for text in found]


def _names(row: Row) -> list[list[Span]]:
    """Return who gives a figure, and what it is of."""
    if row.is_claim:
        return [[Span(verdict(row), "statement"), *_marks(row)], [Span(f"  {row.label}: {row.what}")]]
    people = f"n = {row.people}" if row.people else ""
    more = " · ".join(filter(None, [row.what, row.when, people]))
    return [breakable(row.name, "id"), [Span(f"  {more}", "muted")]]


def _figures(row: Row) -> list[list[Span]]:
    found = [[Span(row.figure, "muted" if row.is_plain else "figure")]] if row.figure else []
    return [*found, [Span(row.counts, "muted")]] if row.counts else found


def _cell(place: float, width: int) -> int:
    return round(place * (width - 1))


def _scale(axis: Axis, width: int) -> str:
    """Return the labels of the ticks at their places: the short ones where a long one of an important tick has no room."""
    ticks = axis.ticks
    needed = sum(tick.rank <= 0 for tick in ticks)
    line = [" "] * width
    for labels in ([tick.label for tick in ticks], [tick.short for tick in ticks]):
        line, shown = [" "] * width, 0
        for tick, label in sorted(zip(ticks, labels, strict=True), key=lambda pair: pair[0].rank):
            start = min(max(_cell(tick.place, width) - (len(label) - 1) // 2, 0), width - len(label))
            end = start + len(label)
            if start >= 0 and all(char == " " for char in line[max(start - 1, 0) : end + 1]):
                line[start:end] = label
                shown += tick.rank <= 0
        if shown == needed:
            break
    return "".join(line).rstrip()


def _ground(ticks: Sequence[Tick], width: int, band: Band) -> list[Span]:
    """Return the axis before marks are drawn on it: lines at the ticks, and at the guides of a band."""
    line = [" "] * width
    for tick in ticks:
        if tick.rank <= 0:
            line[_cell(tick.place, width)] = "┊"
    if not band.is_claims:
        for low, high in band.guides:
            line[_cell(low, width)] = line[_cell(high, width)] = "╎"
    return [Span("".join(line), "muted")]


def _lines(row: Row, figure: Figure, band: Band, width: int) -> list[list[Span]]:
    """Return the axis with the marks of a row, a line for each lane."""
    lanes = sorted({mark.lane for mark in row.marks}) or [0]
    ground = _ground(figure.axis.ticks, width, band)[0].text
    return [_line([mark for mark in row.marks if mark.lane == lane], ground, width) for lane in lanes]


def _line(marks: Sequence[Mark], ground: str, width: int) -> list[Span]:
    line = [(char, "muted") for char in ground]
    for mark in marks:
        _draw(line, mark)
    spans: list[Span] = []
    for char, role in line[:width]:
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + char, role)
        else:
            spans.append(Span(char, role))
    return spans


def _draw(line: list[tuple[str, str]], mark: Mark) -> None:
    """Draw a mark over the characters of a line."""
    width, role = len(line), _ROLES[mark.who]
    low, middle, high = (_cell(place, width) for place in (mark.low, mark.middle, mark.high))
    glyph = (GLYPHS[mark.who], role)
    match mark.kind:
        case "left" | "right":
            line[middle] = ("◀" if mark.kind == "left" else "▶", role)
        case "upto":
            line[: high + 1] = [("─", role)] * high + [("┤", role)]
        case "from" | "unreached":
            line[low:] = [("─", role)] * (width - low - 1) + [("▶", role)]
            if mark.kind == "from":
                line[low] = glyph
        case "range":
            line[low : high + 1] = [("━", role)] * (high + 1 - low)
            line[low] = line[high] = glyph
        case _:
            if low != high:
                line[low : high + 1] = [("├", role), *[("─", role)] * (high - low - 1), ("┤", role)]
            line[middle] = glyph


def _overview(sheet: Sheet, found: Overview, layout: Layout) -> None:
    """Write each claim with its verdict, its figure above those of studies, and the facts."""
    seen = {mark.who for strip in found.strips for mark in strip.marks} | {"page"}
    sheet.add(*_dotted(_signs(found.subject, seen), "muted"))
    width = min(layout.width, _WIDEST) - 4
    for strip in found.strips:
        sheet.blank()
        sheet.add(
            Span(f"{' '.join(VERDICTS[strip.verdict])} ", "statement"), Span(f"{strip.page}: {strip.text}"), hang=2
        )
        scale = _scale(strip.axis, width)
        unit = f" (axis in {strip.axis.unit})" if strip.axis.unit else ""
        sheet.lines.append([Span("  "), Span(sheet.shown(scale), "muted")])
        ground = " " * width
        for marks in ([strip.claimed], _points(strip.marks, "treated", "other"), _points(strip.marks, "compared")):
            if marks:
                _put(sheet, _line(marks, ground, width))
        told = f"{strip.figure}{unit}" + (": " if strip.in_fact else "")
        sheet.add(Span(told, "figure"), Span(strip.in_fact), indent=2)
        sheet.add(Span(": ".join(filter(None, (strip.about, strip.sources()))), "muted"), indent=2)
    sheet.blank()
    for note in (*found.notes, found.origin):
        sheet.add(Span(note, "muted"), hang=2)


def _points(marks: Sequence[Mark], *who: str) -> list[Mark]:
    return [mark._replace(kind="point", low=mark.middle, high=mark.middle) for mark in marks if mark.who in who]
