"""A figure drawn with matplotlib, from the top down: words, legend, header, rows in their columns, what is said below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.errors import UsageError
from ketacli.formats.plot import _legend as legend
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._columns import columns
from ketacli.formats.plot._loading import width
from ketacli.formats.plot._page import INK, PAGE, SOFT, Canvas, clipped, cut, wrapped
from ketacli.formats.plot._ticks import shown
from ketacli.formats.plot._words import verdict
from ketacli.report.figure import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.plot._page import Size
    from ketacli.report.axis import Axis
    from ketacli.report.figure import Band, Figure, Mark, Row

_PITCH = 1.18
"""From one line of words in a row to the next, in lines."""

_LANE = 0.055
"""How far the arms of a study are from the middle of their row, in inches."""


def draw(figure: Figure, size: Size, title: str | None = None) -> Any:
    """Return the drawing; call it, and save what it returns, within `settings`. A title of `` leaves it away."""
    return _Drawing(figure, size, title).drawn()


class _Drawing:
    """Places everything from the top down: measured first, then drawn."""

    def __init__(self, figure: Figure, size: Size, title: str | None) -> None:
        self.figure, self.size = figure, size
        self.title = figure.title if title is None else title
        self.room = size.width - 2 * size.margin
        self.columns = columns(figure, size)

    def drawn(self) -> Any:
        """Return the figure of matplotlib."""
        size, figure = self.size, self.figure
        texts = self._above()
        keys = legend.lines(legend.of(figure), size)
        y = 0.14 + sum(high for high, *_ in texts)
        key = size.legend / 72 * 1.6
        numbers = y + len(keys) * key + (0.16 if figure.kind == "timing" else 0.4)
        top = numbers + size.axis / 72 * 0.9
        foot = self._foot()
        step = size.foot / 72 * 1.32
        foot_high = len(foot) * step + 0.14
        under = 0.26 if figure.differences and self.columns.difference else 0.06
        heights = self._heights((size.height or page.LONGEST) - top - foot_high - under)
        bottom = top + sum(heights)
        height = size.height or min(bottom + under + foot_high, page.LONGEST)
        self.canvas = canvas = Canvas(size.width, height, size.dots)
        at = 0.14
        for high, text, points, colour, name in texts:
            canvas.text(size.margin, at + high / 2, text, points, colour=colour, name=name)
            at += high
        for place, line in enumerate(keys):
            legend.draw(canvas, y + (place + 0.5) * key, line, size)
        self._header(numbers, top)
        self._body(top, bottom, heights)
        canvas.rule(bottom, SOFT, 0.8)
        if figure.differences and self.columns.difference:
            left, right = self.columns.difference
            zero = left + figure.differences.place(0) * (right - left)
            canvas.text(zero - 0.07, bottom + 0.13, "fewer", size.axis, colour=SOFT, align="right")
            canvas.text(zero + 0.07, bottom + 0.13, "more if treated", size.axis, colour=SOFT)
        start = height - foot_high + 0.04
        for place, text in enumerate(foot):
            canvas.text(size.margin, start + (place + 0.5) * step, text, size.foot, colour=SOFT)
        return canvas.figure

    def _above(self) -> list[tuple[float, str, float, str, str]]:
        """Return the lines above the legend: height in inches, words, size in points, colour, weight."""
        size, figure = self.size, self.figure
        parts = [
            (self.title, size.title, INK, "bold", 1.3),
            (figure.answer, size.subtitle, INK, "normal", 1.35),
            (figure.subtitle, size.legend if figure.answer else size.subtitle, SOFT, "normal", 1.5),
        ]
        return [
            (points / 72 * pitch, line, points, colour, name)
            for text, points, colour, name, pitch in parts
            for line in self._clipped(text, points, name)
        ]

    def _clipped(self, text: str, points: float, name: str) -> list[str]:
        """Return text in two lines at most; of what is measured, which comes last, as many sentences as fit in one."""
        if text == self.figure.subtitle and self.figure.answer and self.size.is_wide:
            while len(wrapped(text, points, self.room)) > 1 and ". " in text:
                text = f"{text.rpartition('. ')[0]}."
            return clipped(text, points, self.room, 1)
        return clipped(text, points, self.room, 2, name) if text else []

    def _foot(self) -> list[str]:
        size = self.size
        text = self.figure.footer(lambda told: len(wrapped(told, size.foot, self.room)) <= size.foot_lines)
        return clipped(text, size.foot, self.room, size.foot_lines + 1)

    def _heights(self, room: float) -> list[float]:
        """Return the height of each line: headings and rows share the room, up to a limit; rows that need two lines get them if they can.

        Raises:
            UsageError: if they do not fit, since type never shrinks.
        """
        found = self._lines()
        line = self.size.row / 72
        least, most, heading = (1.22 * line, 2.7 * line, 1.15) if self.size.is_wide else (0.32, 0.39, 0.85)
        weights = [heading if is_heading else 1.0 for is_heading, _ in found]
        one = room / max(sum(weights), 1.0)
        if one < least:
            inches = f"{self.size.width:g} by {self.size.height or page.LONGEST:g} inches"
            raise UsageError(
                f"The figure has {len(found)} lines, too many for {inches}", "choose a larger --size, or fewer claims"
            )
        long = [0 if is_heading or not self._is_long(row) else 1 for is_heading, row in found]
        if room / (sum(weights) + sum(long)) >= least:
            weights = [weight + more for weight, more in zip(weights, long, strict=True)]
        one = min(room / sum(weights), most)
        return [weight * one for weight in weights]

    def _is_long(self, row: Row) -> bool:
        """Whether the words of a row need two lines on a slide."""
        if not self.size.is_wide:
            return False
        if not row.is_claim:
            return width(row.what, self.size.row) > self._room_of_what
        return width(_quote(row), self.size.row) > self._end_of_claim(row) - self._start_of_claims

    def _lines(self) -> list[tuple[bool, Any]]:
        found: list[tuple[bool, Any]] = []
        for band in self.figure.bands:
            found.append((True, band))
            found += [(False, row) for row in band.rows]
        return found

    def _header(self, numbers: float, top: float) -> None:
        size, where, figure, canvas = self.size, self.columns, self.figure, self.canvas
        points = size.row if size.is_wide else size.detail + 0.3
        what, when, people = figure.columns
        if size.is_wide:
            canvas.text(where.label, numbers, "Study", points, name="bold")
            canvas.text(where.what, numbers, what, points, name="bold")
            canvas.text(where.when, numbers, when, points, name="bold")
            canvas.text(where.people, numbers, people, points, align="right", name="bold")
        else:
            told = ", ".join(filter(None, ["Study", what.lower(), when.lower()]))
            room = where.panel[0] - where.label - 0.3
            canvas.text(where.label, numbers, cut(told, points, room, "bold"), points, name="bold")
        if figure.kind == "rates":
            upper = numbers - size.axis / 72 * 1.55
            start = where.difference[0] if where.difference else where.figures
            middle = sum(where.panel) / 2
            room = 2 * min(start - 0.1 - middle, middle - where.what)
            told = cut(figure.panel, points, room, "bold")
            canvas.text(middle, upper, told, points, align="center", name="bold")
            if figure.differences:
                canvas.text(start, upper, cut("Difference", points, where.end - start, "bold"), points, name="bold")
                told = cut("per 100 people", size.axis, where.end - where.figures)
                canvas.text(where.figures, numbers, told, size.axis, colour=SOFT)
        self._ticks(figure.axis, where.panel, numbers)
        if figure.differences and where.difference:
            self._ticks(figure.differences, where.difference, numbers)
        canvas.rule(top - 0.02, INK, 1.4)

    def _ticks(self, axis: Axis, ends: tuple[float, float], y: float) -> None:
        for tick in shown(axis, ends[1] - ends[0], self.size.axis):
            x = ends[0] + tick.place * (ends[1] - ends[0])
            self.canvas.text(x, y, tick.label, self.size.axis, colour=SOFT, align="center")
        if axis.unit:
            last = shown(axis, ends[1] - ends[0], self.size.axis)[-1]
            x = ends[0] + last.place * (ends[1] - ends[0]) + width(last.label, self.size.axis) / 2 + 0.06
            self.canvas.text(x, y, axis.unit, self.size.axis, colour=SOFT)

    def _body(self, top: float, bottom: float, heights: Sequence[float]) -> None:
        figure, canvas, where = self.figure, self.canvas, self.columns
        left, right = where.panel
        self.panel = canvas.panel(left, top, right - left, bottom - top)
        places = [tick.place for tick in shown(figure.axis, right - left, self.size.axis)]
        self.beside: Any = None
        claims = figure.bands[0] if figure.bands and figure.bands[0].is_claims else None
        start = top + (sum(heights[: len(claims.rows) + 1]) if claims else 0)
        strong = () if figure.axis.is_log and not figure.axis.has_zero else (0.0,)
        for first, last in self._clear(top, heights):
            page.grid(self.panel, places, first, last, strong=strong)
        if figure.differences and where.difference:
            first, last = where.difference
            self.beside = canvas.panel(first, top, last - first, bottom - top)
            found = [tick.place for tick in figure.differences.ticks]
            page.grid(self.beside, found, start, bottom, strong=(figure.differences.place(0),))
        y, place = top, 0
        for band in figure.bands:
            y, place = self._band(band, y, place, heights)

    def _clear(self, top: float, heights: Sequence[float]) -> list[tuple[float, float]]:
        """Return from where to where, in inches, the lines of the axis go: not through the words of claims."""
        found: list[tuple[float, float]] = []
        y = top
        for (is_heading, one), high in zip(self._lines(), heights, strict=True):
            is_claim = one.is_claims if is_heading else one.is_claim
            if not is_claim and found and found[-1][1] == y:
                found[-1] = (found[-1][0], y + high)
            elif not is_claim:
                found.append((y, y + high))
            y += high
        return found

    def _band(self, band: Band, y: float, place: int, heights: Sequence[float]) -> tuple[float, int]:
        canvas, size = self.canvas, self.size
        colour = PAGE if band.is_claims else INK
        start = y
        y += heights[place]
        place += 1
        edge = (0.3, canvas.width - 0.3)
        if band.is_claims:
            canvas.shade(*edge, start, start + sum(heights[place - 1 : place + len(band.rows)]))
        middle = y - heights[place - 1] * 0.46
        canvas.text(
            self.columns.label,
            middle,
            cut(band.heading, size.heading, self.columns.panel[1] - self.columns.label, "bold"),
            size.heading,
            colour=colour,
            name="bold",
            ground=page.BAND if band.is_claims else "white",
        )
        below = y
        for row in band.rows:
            high = heights[place]
            if row.is_claim:
                if not band.is_claims:
                    canvas.shade(*edge, y, y + high)
                self._claim(row, y + high / 2, high)
                below = y + high
            else:
                self._study(row, y + high / 2, high)
            y += high
            place += 1
        for low, end in band.guides:
            if below < y:
                page.guide(
                    self.panel,
                    low,
                    end,
                    start if below == start + heights[place - 1 - len(band.rows)] and self._is_under(band) else below,
                    y,
                )
        return y, place

    def _is_under(self, band: Band) -> bool:
        """Whether the claims of a band's guides are in the band of claims above."""
        return bool(self.figure.bands and self.figure.bands[0].is_claims and not any(row.is_claim for row in band.rows))

    def _claim(self, row: Row, y: float, high: float) -> None:
        size, where, canvas = self.size, self.columns, self.canvas
        told = verdict(row)
        end = self._end_of_claim(row)
        if size.is_wide:
            canvas.text(where.label, y, told, size.row, name="bold")
            start = self._start_of_claims
            self._words(start, y, high, _quote(row), end - start, ground=page.BAND)
        else:
            half = self._half
            first = f"{told}  {row.label}" if row.label else told
            room = end - where.label
            canvas.text(
                where.label, y - half, cut(first, size.row, room, "bold"), size.row, name="bold", ground=page.BAND
            )
            canvas.text(where.label, y + half, cut(row.what, size.detail, room), size.detail, ground=page.BAND)
        for mark in row.marks:
            page.draw(self.panel, mark, y)
        if row.told:
            canvas.text(where.figures, y, row.told, size.row, colour=SOFT, name="italic")
        elif row.marks and self.figure.kind == "rates":
            self._beside_mark(row.marks[0], y, row.figure)
        else:
            room = where.end - where.figures
            canvas.text(where.figures, y, cut(row.figure, size.row, room, "bold"), size.row, colour=PAGE, name="bold")

    def _words(  # noqa: PLR0913, PLR0917 - where words are takes as many
        self, x: float, y: float, high: float, text: str, room: float, colour: str = INK, ground: str = ""
    ) -> None:
        """Write words in as many lines as a row has room for, their middle at a height."""
        line = self.size.row / 72 * _PITCH
        lines = clipped(text, self.size.row, room, max(int((high - 0.01) / line), 1))
        for place, one in enumerate(lines):
            at = y + (place - (len(lines) - 1) / 2) * line
            self.canvas.text(x, at, one, self.size.row, colour=colour, ground=ground)

    @property
    def _start_of_claims(self) -> float:
        """Where the words of claims begin, in inches: behind the longest verdict."""
        rows = [row for row in self.figure.rows if row.is_claim]
        longest = max(width(verdict(row), self.size.row, "bold") for row in rows)
        return self.columns.label + longest + 0.25

    def _end_of_claim(self, row: Row) -> float:
        """Return how far the words of a claim may go, in inches: to its mark, or through the panel where there is none."""
        where = self.columns
        if row.verdict == LEFT_OUT:
            return where.end
        if not row.marks:
            return where.figures - 0.15
        left, right = where.panel
        first = left + min(mark.low for mark in row.marks) * (right - left) - 0.14
        is_left = self.figure.kind == "rates" and not self._is_right_of(row.marks[0], row.figure)
        return max(first - (width(row.figure, self.size.row, "bold") + 0.1 if is_left else 0), left - 0.1)

    def _is_right_of(self, mark: Mark, text: str) -> bool:
        """Whether a figure has room to the right of its mark."""
        left, right = self.columns.panel
        end = left + mark.high * (right - left) + 0.14 + width(text, self.size.row, "bold")
        limit = self.columns.difference[0] if self.columns.difference else self.columns.figures
        return mark.kind not in ("from", "unreached") and end <= limit - 0.05

    def _beside_mark(self, mark: Mark, y: float, text: str) -> None:
        left, right = self.columns.panel
        look = {"colour": PAGE, "name": "bold"}
        if self._is_right_of(mark, text):
            self.canvas.text(left + mark.high * (right - left) + 0.14, y, text, self.size.row, **look)
        else:
            self.canvas.text(left + mark.low * (right - left) - 0.14, y, text, self.size.row, align="right", **look)

    @property
    def _room_of_what(self) -> float:
        """How wide the words on what was compared may be, in inches: as far as the times or, without these, the people."""
        where = self.columns
        if any(row.when for row in self.figure.rows):
            return where.when - where.what - 0.1
        people = max((width(row.people, self.size.row) for row in self.figure.rows), default=0.0)
        return where.people - people - where.what - 0.1

    @property
    def _half(self) -> float:
        """Half the distance between the two lines of a row of a page, in inches."""
        return 0.078

    def _study(self, row: Row, y: float, high: float) -> None:
        size, where, canvas = self.size, self.columns, self.canvas
        lane = _LANE if size.is_wide else 0.078
        for mark in row.marks:
            page.draw(self.panel, mark, y + mark.lane * lane, 1.0 if size.is_wide else 0.85)
        if row.difference and self.beside is not None and self.figure.differences:
            self._difference(row, y)
        colour = SOFT if row.is_plain else INK
        if size.is_wide:
            canvas.text(where.label, y, cut(row.name, size.row, where.what - where.label - 0.1), size.row)
            self._words(where.what, y, high, row.what, self._room_of_what, SOFT)
            if row.when:
                room = where.people - where.when - (width(row.people, size.row) + 0.1 if row.people else 0)
                canvas.text(where.when, y, cut(row.when, size.row, room), size.row, colour=SOFT)
            canvas.text(where.people, y, row.people, size.row, colour=SOFT, align="right")
            canvas.text(where.figures, y, cut(row.figure, size.row, where.end - where.figures), size.row, colour=colour)
            return
        half, room = self._half, where.panel[0] - where.label - 0.15
        canvas.text(where.label, y - half, cut(row.name, size.row, room, "bold"), size.row, name="bold")
        is_timing = self.figure.kind == "timing"
        what = row.what if is_timing else " · ".join(filter(None, [row.what, row.when]))
        canvas.text(where.label, y + half, cut(what, size.detail, room), size.detail, colour=SOFT)
        room = where.end - where.figures
        canvas.text(where.figures, y - half, cut(row.figure, size.row, room), size.row, colour=colour)
        more = row.counts or (f"n = {row.people}" if row.people else "")
        more = " · ".join(filter(None, [more, row.when])) if is_timing else more
        canvas.text(where.figures, y + half, cut(more, size.detail, room), size.detail, colour=SOFT)

    def _difference(self, row: Row, y: float) -> None:
        found, axis = row.difference, self.figure.differences
        assert found is not None and axis is not None  # noqa: S101, PT018 - asked for by the caller
        look = {"color": INK, "zorder": 3, "clip_on": False}
        has_interval = found.low is not None and found.high is not None
        if found.low is not None and found.high is not None:
            self.beside.plot(
                [axis.place(found.low), axis.place(found.high)], [y, y], lw=1.6, solid_capstyle="butt", **look
            )
        self.beside.plot(
            [axis.place(found.value)],
            [y],
            ls="",
            marker="d",
            ms=8.5,
            mfc=INK if has_interval else "white",
            mec=INK,
            mew=1.2,
            zorder=4,
            clip_on=False,
        )


def _quote(row: Row) -> str:
    return f"{row.label}: {row.what}" if row.label else row.what
