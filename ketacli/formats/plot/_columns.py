"""Where the columns of a drawing are: as wide as the words that they hold, panels in what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.plot._loading import width
from ketacli.frozen import NamedTuple
from ketacli.report.arms import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure, Row

_GAP = 0.14
_PANEL = 2.0
"""The least width of the panel, in inches: words are cut before it gets narrower."""

_FIGURES = {"rates": 1.75, "timing": 2.6}
"""The most width of figures, in inches: longer ones take two lines."""

_LABEL = 2.65
"""The most width of names of studies, in inches: longer ones take two lines."""

_DIFFERENCES = 1.05
"""The width of the panel of differences, which is there only where the other keeps its least."""


_BEFORE, _AFTER = 0.32, 0.36
"""What is between the panel and its neighbours, in inches: the labels of its ends reach into it."""


class Columns(NamedTuple):
    """Where columns begin, in inches: label, what, when, the right end of people, panel, differences, figures.

    Times are written beside their marks where `is_inline`; the shares of both arms begin at `pairs`.
    """

    label: float
    what: float
    when: float
    people: float
    panel: tuple[float, float]
    difference: tuple[float, float] | None
    figures: float
    end: float
    is_inline: bool = False
    pairs: float = 0.0


def beside(row: Row, kind: str) -> str:
    """Return what is written beside the marks of a study's row, where the eye is: its time, or the shares of both arms."""
    if kind == "timing":
        return row.figure
    told = [_share(mark.middle * 100) for mark in row.marks if mark.kind in ("interval", "point")]
    return " v ".join(told) if 0 < len(told) == len(row.marks) <= _ARMS else ""


_ARMS = 2


def _share(value: float) -> str:
    return "<1" if 0 < value < 1 else str(whole(value))


def columns(figure: Figure, size: Size) -> Columns:
    """Return the columns of a figure: side by side on a slide, names above details on a page."""
    return _wide(figure, size) if size.is_wide else _narrow(size)


def _wide(figure: Figure, size: Size) -> Columns:
    studies = [row for row in figure.rows if not row.is_claim]

    def widest(texts: Iterable[str], header: str, points: float = size.row) -> float:
        return max([width(header, points, "bold"), *(width(text, points) for text in texts)])

    what_, when_, people_ = figure.columns
    is_timing = figure.kind == "timing"
    label = min(widest((row.name for row in studies), "Study"), _LABEL)
    what = widest((row.what for row in studies), what_)
    when = widest((row.when for row in studies), when_, size.detail)
    people = widest((row.people for row in studies), people_, size.detail)
    told = [row.figure for row in figure.rows if not row.is_claim]
    claimed = [width(row.figure, size.row, "bold") for row in figure.rows if row.is_claim and is_timing]
    points = size.row if is_timing else size.detail
    figures = min(
        max([widest([*told, *(row.told for row in figure.rows)], "", points), *claimed]), _FIGURES[figure.kind]
    )
    pairs = (
        0.0
        if is_timing
        else max([width(beside(row, figure.kind), size.row, "bold") + _GAP for row in studies], default=0.0)
    )
    figures += pairs
    end = size.width - 0.32
    rest = 3 * _GAP + _BEFORE + _AFTER
    room = end - size.margin - label - when - people - figures - rest
    what = min(what, max(room - _PANEL, width(what_, size.row, "bold")))
    label_at = size.margin
    what_at = label_at + label + _GAP
    when_at = what_at + what + _GAP
    people_at = when_at + when + (people + _GAP if when else people)
    left, figures_at = people_at + _BEFORE, end - figures
    right = figures_at - _AFTER
    difference = None
    if figure.differences and right - left - _DIFFERENCES - 0.75 > _PANEL:
        difference = (figures_at - _AFTER - _DIFFERENCES, figures_at - _AFTER)
        right = difference[0] - 0.7
    found = Columns(label_at, what_at, when_at, people_at, (left, right), difference, figures_at + pairs, end)
    return _inline(found, figure, size) if is_timing else found._replace(pairs=figures_at)


NEAR = 0.18
"""What is between a mark and the words beside it, in inches."""

_LEAST_INLINE = 1.9


def _inline(usual: Columns, figure: Figure, size: Size) -> Columns:
    """Return columns with a panel that leaves room for words beside the marks, or the usual ones where they are too long.

    Times stand beside their marks and need no column of their own.
    """
    limit, left = usual.end, usual.panel[0]
    right = limit - 0.3
    for row in figure.rows:
        text = row.figure if row.is_claim else beside(row, figure.kind)
        if text and row.marks:
            reach = max(1.0 if one.kind in ("from", "unreached", "right") else one.high for one in row.marks)
            room = limit - NEAR - width(text, size.row, "bold" if row.is_claim else "normal")
            right = min(right, left + (room - left) / max(reach, 0.01))
    if right - left < _LEAST_INLINE:
        return usual
    return usual._replace(panel=(left, right), is_inline=True)


def _narrow(size: Size) -> Columns:
    start, end = size.margin, size.width - 0.3
    figures = end - 1.75 * size.width / 8.27
    panel = start + 2.9 * size.width / 8.27
    return Columns(start, start, start, start, (panel, figures - 0.24), None, figures, end)
