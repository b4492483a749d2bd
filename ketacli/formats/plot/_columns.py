"""Where the columns of a drawing are: as wide as the words that they hold, panels in what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.formats.plot._loading import width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure

_GAP = 0.14
_PANEL = 2.0
"""The least width of the panel, in inches: words are cut before it gets narrower."""

_FIGURES = {"rates": 2.15, "timing": 2.75}
"""The most width of figures, in inches: longer ones take two lines."""

_DIFFERENCES = 1.05
"""The width of the panel of differences, which is there only where the other keeps its least."""


_BEFORE, _AFTER = 0.32, 0.36
"""What is between the panel and its neighbours, in inches: the labels of its ends reach into it."""


class Columns(NamedTuple):
    """Where columns begin, in inches: label, what, when, the right end of people, panel, differences, figures."""

    label: float
    what: float
    when: float
    people: float
    panel: tuple[float, float]
    difference: tuple[float, float] | None
    figures: float
    end: float


def columns(figure: Figure, size: Size) -> Columns:
    """Return the columns of a figure: side by side on a slide, names above details on a page."""
    return _wide(figure, size) if size.is_wide else _narrow(size)


def _wide(figure: Figure, size: Size) -> Columns:
    studies = [row for row in figure.rows if not row.is_claim]

    def widest(texts: Iterable[str], header: str = "") -> float:
        return max([width(header, size.row, "bold"), *(width(text, size.row) for text in texts)])

    what_, when_, people_ = figure.columns
    is_timing = figure.kind == "timing"
    label = widest((row.name for row in studies), "Study")
    what = widest((row.what for row in studies), what_)
    when = widest((row.when for row in studies), when_)
    people = widest((row.people for row in studies), people_)
    beside = [row.figure for row in figure.rows if not row.is_claim]
    claimed = [width(row.figure, size.row, "bold") for row in figure.rows if row.is_claim and is_timing]
    figures = min(max([widest([*beside, *(row.told for row in figure.rows)]), *claimed]), _FIGURES[figure.kind])
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
    return Columns(label_at, what_at, when_at, people_at, (left, right), difference, figures_at, end)


def _narrow(size: Size) -> Columns:
    start, end = size.margin, size.width - 0.3
    figures = end - 1.75 * size.width / 8.27
    panel = start + 2.9 * size.width / 8.27
    return Columns(start, start, start, start, (panel, figures - 0.24), None, figures, end)
