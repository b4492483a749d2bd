"""Where everything of a drawing is, from the top down: measured before anything is drawn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ketacli.errors import UsageError
from ketacli.formats.plot import _legend as legend
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._columns import columns
from ketacli.formats.plot._loading import settings, width
from ketacli.formats.plot._page import INK, SOFT, balanced, clipped, wrapped
from ketacli.formats.plot._words import verdict
from ketacli.report.figure import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure, Mark, Row

PITCH = 1.18
"""From one line of words in a row to the next, in lines."""

_TWO = 2 * PITCH + 0.05
"""The height of a row of two lines, in lines."""

_DETAIL, _MOST_DETAILS = 0.36, 2
"""How much of a row of a page one more line of details takes, and the most of these."""

_MOST_LINES = 6
"""The most lines of words in a row."""

_TOP = 0.14
"""What is left free above the title, in inches."""

_TITLE = 2
"""The most lines of a title, and of what is said below it."""

_UNDER = 0.05
"""What is left free under the last row, in inches."""

_LEAST = 6
"""The fewest lines of a figure that rows are left out for."""


def fitting(make: Callable[[int], Figure], size: Size) -> Figure:
    """Return the figure with most lines of which all words find room: `make` returns one of at most so many lines.

    Rows go before type shrinks or words are cut. Where that never is so it is the one with the fewest lines.
    """
    most, found = size.most, make(size.most)
    with settings(has_text=True):
        while most > _LEAST and not _has_room(found, size):
            most -= 1
            found = make(most)
    return found


def _has_room(figure: Figure, size: Size) -> bool:
    try:
        return Layout(figure, size, None).is_whole
    except UsageError:
        return False


class Layout:
    """The measures of a drawing, in inches from its upper left corner.

    `above` are the lines of words over the legend, `keys` those of the legend from `legend` on; `numbers` is where those of the axis are; rows have
    `heights` from `top` to `bottom`; `foot` are the lines below. `is_whole` says that no words of a row are cut, `has_panel` that the axis has a heading: where nothing above it says what is measured.

    Raises:
        UsageError: if the rows do not fit.
    """

    def __init__(self, figure: Figure, size: Size, title: str | None) -> None:
        self.figure, self.size = figure, size
        self.title = title
        self.room = size.width - 2 * size.margin
        self.columns = columns(figure, size)
        self.lines = self._lines()
        self.is_whole = True
        self.above = self._above()
        self.keys = legend.lines(legend.of(figure, is_brief=size.is_wide), size)
        self.key = size.legend / 72 * 1.6
        self.legend = _TOP + sum(high for high, *_ in self.above)
        self.has_panel = figure.kind == "rates" and not (self.columns.pairs and figure.subtitle)
        self.numbers = self.legend + len(self.keys) * self.key + (0.4 if self.has_panel else 0.16)
        self.top = self.numbers + size.axis / 72 * 0.9
        self.foot = self._footer()
        self.step = size.foot / 72 * 1.32
        foot = len(self.foot) * self.step + 0.14
        under = 0.26 if figure.differences and self.columns.difference else 0.06
        self.heights = self._shared((size.height or page.LONGEST) - self.top - foot - under - _UNDER)
        self.bottom = self.top + sum(self.heights) + _UNDER
        self.height = size.height or min(self.bottom + under + foot, page.LONGEST)
        self.start_of_foot = self.height - foot + 0.04

    def _above(self) -> list[tuple[float, str, float, str, str]]:
        """Return the lines above the legend: height in inches, words, size in points, colour, weight."""
        size, figure = self.size, self.figure
        is_aside = size.is_wide and bool(legend.aside(figure))
        subtitle = (figure.subtitle, size.legend if figure.answer else size.subtitle, SOFT, "normal", 1.5)
        if self.title is None and figure.answer:
            points = next((one for one in self._fitting if len(self._wrapped(figure.answer, one)) <= _TITLE), None)
            heads = [
                (figure.title, size.subtitle, SOFT, "normal", 1.5),
                (figure.answer, points or self._fitting[-1], INK, "bold", 1.3),
            ]
        else:
            title = figure.title if self.title is None else self.title
            heads = [(title, size.title, INK, "bold", 1.3), (figure.answer, size.subtitle, INK, "normal", 1.35)]
        return [
            (points / 72 * pitch, line, points, colour, name)
            for text, points, colour, name, pitch in [*heads, *([] if is_aside else [subtitle])]
            for line in self._clipped(text, points, name)
        ]

    @property
    def _fitting(self) -> list[float]:
        """The sizes of an answer that is the title, largest first."""
        return [self.size.title * one for one in (1.0, 0.93, 0.86, 0.79, 0.72)]

    def _wrapped(self, text: str, points: float) -> list[str]:
        return wrapped(text, points, self.room, "bold")

    def _clipped(self, text: str, points: float, name: str) -> list[str]:
        """Return text in two lines at most; of what is measured, which comes last, as many sentences as fit in one."""
        if text == self.figure.subtitle and self.figure.answer and self.size.is_wide:
            while len(wrapped(text, points, self.room)) > 1 and ". " in text:
                text = f"{text.rpartition('. ')[0]}."
            return clipped(text, points, self.room, 1)
        if len(wrapped(text, points, self.room, name)) > _TITLE:
            return clipped(text, points, self.room, _TITLE, name)
        return balanced(text, points, self.room, name) if text else []

    def _footer(self) -> list[str]:
        size = self.size
        if size.is_wide:
            return clipped(self.figure.summed(), size.foot, self.room, size.foot_lines + 1)
        text = self.figure.footer(lambda told: len(wrapped(told, size.foot, self.room)) <= size.foot_lines)
        return clipped(text, size.foot, self.room, size.foot_lines + 1)

    def _shared(self, room: float) -> list[float]:
        """Return the height of each line: headings and rows share the room, up to a limit; rows that need more lines get them if they can.

        Raises:
            UsageError: if they do not fit, since type never shrinks.
        """
        line = self.size.row / 72
        least, most, heading = (1.16 * line, 2.7 * line, 1.12) if self.size.is_wide else (0.32, 0.39, 0.85)
        weights = [heading if is_heading else 1.0 for is_heading, _ in self.lines]
        if room / max(sum(weights), 1.0) < least:
            inches = f"{self.size.width:g} by {self.size.height or page.LONGEST:g} inches"
            raise UsageError(
                f"The figure has {len(weights)} lines, too many for {inches}", "choose a larger --size, or fewer claims"
            )
        for place, (is_heading, row) in enumerate(self.lines):
            more = 0 if is_heading else (self._needed(row) - 1) * (1.0 if self.size.is_wide else _DETAIL)
            if more and room / (sum(weights) + more) >= (_TWO * line / 2 if self.size.is_wide else least):
                weights[place] += more
            elif more:
                self.is_whole = False
        one = min(room / sum(weights), most)
        return [weight * one for weight in weights]

    def _needed(self, row: Row) -> int:
        """Return how many lines the words of a row need on a slide: the longest of its cells."""
        where, points = self.columns, self.size.row
        if not self.size.is_wide:
            return 1 if row.is_claim else min(len(self.details(row)), _MOST_DETAILS)
        cells = [(row.what, self.room_of_what), (self.name(row), where.what - where.label - 0.1)]
        if not where.is_inline or self.figure.kind == "rates":
            points_ = self.size.detail if where.pairs else points
            cells.append((row.figure, (where.end - where.figures) * points / points_))
        if row.is_claim:
            cells = [(quote(row), self.end_of_claim(row) - self.start_of_claims)]
        lines = [len(wrapped(text, points, room + page.SLACK)) for text, room in cells]
        return min(max(1, *lines), _MOST_LINES)

    def _lines(self) -> list[tuple[bool, Any]]:
        found: list[tuple[bool, Any]] = []
        for band in self.figure.bands:
            found.append((True, band))
            found += [(False, row) for row in band.rows]
        return found

    def details(self, row: Row) -> list[str]:
        """Return what was compared, in the lines that it takes on a page below the name of a study."""
        is_timing = self.figure.kind == "timing"
        told = row.what if is_timing else " · ".join(filter(None, [row.what, row.when]))
        return wrapped(told, self.size.detail, self.columns.panel[0] - self.columns.label - 0.15)

    def name(self, row: Row) -> str:
        """Return the name of a row's study; none where the row before has it too."""
        for band in self.figure.bands:
            for before, one in pairwise(band.rows):
                if one is row and before.name == row.name and not before.is_claim:
                    return ""
        return row.name

    @property
    def room_of_what(self) -> float:
        """How wide the words on what was compared may be, in inches: as far as the times or, without these, the people."""
        where = self.columns
        if any(row.when for row in self.figure.rows):
            return where.when - where.what - 0.1
        people = max((width(row.people, self.size.detail) for row in self.figure.rows), default=0.0)
        return where.people - people - where.what - 0.1

    @property
    def start_of_claims(self) -> float:
        """Where the words of claims begin, in inches: behind the longest verdict."""
        rows = [row for row in self.figure.rows if row.is_claim]
        longest = max(width(verdict(row), self.size.row, "bold") for row in rows)
        return self.columns.label + longest + 0.25

    def end_of_claim(self, row: Row) -> float:
        """Return how far the words of a claim may go, in inches: to its mark, or through the panel where there is none."""
        where = self.columns
        if row.verdict == LEFT_OUT:
            return where.end
        if not row.marks:
            return where.end - width(row.told, self.size.row, "italic") - 0.25
        left, right = where.panel
        first = left + min(mark.low for mark in row.marks) * (right - left) - 0.14
        is_left = self.figure.kind == "rates" and not self.is_right_of(row.marks[0], row.figure)
        return max(first - (width(row.figure, self.size.row, "bold") + 0.1 if is_left else 0), left - 0.1)

    def is_right_of(self, mark: Mark, text: str) -> bool:
        """Whether a figure has room to the right of its mark."""
        left, right = self.columns.panel
        end = left + mark.high * (right - left) + 0.14 + width(text, self.size.row, "bold")
        limit = self.columns.difference[0] if self.columns.difference else self.columns.pairs or self.columns.figures
        return mark.kind not in ("from", "unreached") and end <= limit - 0.05


def quote(row: Row) -> str:
    """Return what a claim says, after the page that says it."""
    return f"{row.label}: {row.what}" if row.label else row.what
