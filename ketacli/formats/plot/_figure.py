"""A figure drawn with matplotlib, from the top down: words, legend, header, rows in their columns, what is said below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats.plot import _legend as legend
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._columns import NEAR, beside
from ketacli.formats.plot._layout import PITCH, Layout, quote
from ketacli.formats.plot._loading import face, width
from ketacli.formats.plot._page import INK, PAGE, SOFT, Canvas, clipped, cut
from ketacli.formats.plot._ticks import shown
from ketacli.formats.plot._words import verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.plot._page import Size
    from ketacli.report.axis import Axis
    from ketacli.report.figure import Band, Figure, Mark, Row

_LANE = 0.055
"""How far the arms of a study are from the middle of their row, in inches."""


def draw(figure: Figure, size: Size, title: str | None = None) -> Any:
    """Return the drawing; call it, and save what it returns, within `settings`. A title of `` leaves it away."""
    return _Drawing(figure, size, title).drawn()


class _Drawing:
    """Draws what a layout has measured."""

    def __init__(self, figure: Figure, size: Size, title: str | None) -> None:
        self.figure, self.size = figure, size
        self.layout = Layout(figure, size, title)
        self.columns = self.layout.columns
        self.forms = {one: sign for one, sign, _ in figure.forms} if len(figure.forms) > 1 else {}
        self.canvas = Canvas(size.width, self.layout.height, size.dots)

    def drawn(self) -> Any:
        """Return the figure of matplotlib."""
        size, figure, layout, canvas = self.size, self.figure, self.layout, self.canvas
        y = layout.legend - sum(high for high, *_ in layout.above)
        for high, text, points, colour, name in layout.above:
            canvas.text(size.margin, y + high / 2, text, points, colour=colour, name=name)
            y += high
        for place, line in enumerate(layout.keys):
            legend.draw(canvas, y + (place + 0.5) * layout.key, line, size)
        self._header(layout.numbers, layout.top)
        self._body(layout.top, layout.bottom, layout.heights)
        canvas.rule(layout.bottom, SOFT, 0.8)
        if figure.differences and self.columns.difference:
            left, right = self.columns.difference
            zero = left + figure.differences.place(0) * (right - left)
            canvas.text(zero - 0.07, layout.bottom + 0.13, "fewer", size.axis, colour=SOFT, align="right")
            canvas.text(zero + 0.07, layout.bottom + 0.13, "more if treated", size.axis, colour=SOFT)
        for place, text in enumerate(layout.foot):
            canvas.text(size.margin, layout.start_of_foot + (place + 0.5) * layout.step, text, size.foot, colour=SOFT)
        return canvas.figure

    def _header(self, numbers: float, top: float) -> None:
        size, where, figure, canvas = self.size, self.columns, self.figure, self.canvas
        points = size.row if size.is_wide else size.detail + 0.3
        what, when, people = figure.columns
        if size.is_wide:
            canvas.text(where.label, numbers, "Study", points, name="bold")
            canvas.text(where.what, numbers, what, points, name="bold")
            canvas.text(where.when, numbers, when, size.detail, name="bold")
            canvas.text(where.people, numbers, people, size.detail, align="right", name="bold")
        else:
            told = ", ".join(filter(None, ["Study", what.lower(), when.lower()]))
            room = where.panel[0] - where.label - 0.3
            canvas.text(where.label, numbers, cut(told, points, room, "bold"), points, name="bold")
        if figure.kind == "rates":
            upper = numbers - size.axis / 72 * 1.55
            start = where.difference[0] if where.difference else where.pairs or where.figures
            told = cut(figure.panel, points, start - 0.12 - where.label, "bold")
            x = min(sum(where.panel) / 2, start - 0.12 - width(told, points, "bold") / 2)
            if self.layout.has_panel:
                canvas.text(x, upper, told, points, align="center", name="bold")
            if where.pairs:
                canvas.text(where.pairs, numbers, "of 100", size.axis, colour=SOFT)
                told = "difference" if figure.differences else ""
                canvas.text(
                    where.figures, numbers, cut(told, size.axis, where.end - where.figures), size.axis, colour=SOFT
                )
            elif figure.differences:
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
        for (is_heading, one), high in zip(self.layout.lines, heights, strict=True):
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
        end = self.layout.end_of_claim(row)
        if size.is_wide:
            canvas.text(where.label, y, told, size.row, name="bold")
            start = self.layout.start_of_claims
            self._words(start, y, high, quote(row), end - start, ground=page.BAND)
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
            x = where.end if size.is_wide else where.figures
            align = "right" if size.is_wide else "left"
            canvas.text(x, y, row.told, size.row, colour=SOFT, name="italic", align=align)
        elif where.is_inline and row.marks and self.figure.kind == "timing":
            self._near(row, y, row.figure, PAGE, "bold", page.BAND)
        elif row.marks and self.figure.kind == "rates":
            self._beside_mark(row.marks[0], y, row.figure)
        else:
            room = where.end - where.figures
            canvas.text(where.figures, y, cut(row.figure, size.row, room, "bold"), size.row, colour=PAGE, name="bold")

    def _words(  # noqa: PLR0913, PLR0917 - where words are takes as many
        self,
        x: float,
        y: float,
        high: float,
        text: str,
        room: float,
        colour: str = INK,
        ground: str = "",
        points: float = 0.0,
    ) -> None:
        """Write words in as many lines as a row has room for, their middle at a height."""
        points = points or self.size.row
        line = points / 72 * PITCH
        lines = clipped(text, points, room + page.SLACK, max(int((high - 0.01) / line), 1))
        for place, one in enumerate(lines):
            at = y + (place - (len(lines) - 1) / 2) * line
            self.canvas.text(x, at, one, points, colour=colour, ground=ground)

    def _beside_mark(self, mark: Mark, y: float, text: str) -> None:
        left, right = self.columns.panel
        look = {"colour": PAGE, "name": "bold"}
        if self.layout.is_right_of(mark, text):
            self.canvas.text(left + mark.high * (right - left) + 0.14, y, text, self.size.row, **look)
        else:
            self.canvas.text(left + mark.low * (right - left) - 0.14, y, text, self.size.row, align="right", **look)

    def _near(  # noqa: PLR0913, PLR0917 - words have all of these
        self, row: Row, y: float, text: str, colour: str, name: str, ground: str
    ) -> None:
        """Write words to the right of the marks of a row."""
        left, right = self.columns.panel
        reach = max((1.0 if one.kind in ("from", "unreached", "right") else one.high for one in row.marks), default=0.0)
        look = {"fontproperties": face(name, self.size.row), "color": colour, "va": "center_baseline"}
        box = {"facecolor": ground, "edgecolor": "none", "pad": 0.5}
        self.panel.text(reach + NEAR / (right - left), y, text, zorder=6, bbox=box, clip_on=False, **look)

    @property
    def _half(self) -> float:
        """Half the distance between the two lines of a row of a page, in inches."""
        return 0.078

    def _study(self, row: Row, y: float, high: float) -> None:
        size, where, canvas = self.size, self.columns, self.canvas
        lane = _LANE if size.is_wide else 0.078
        for mark in row.marks:
            form = self.forms.get(mark.form, "")
            page.draw(self.panel, mark, y + mark.lane * lane, 1.0 if size.is_wide else 0.85, form)
        if row.difference and self.beside is not None and self.figure.differences:
            self._difference(row, y)
        colour = SOFT if row.is_plain else INK
        if size.is_wide:
            self._words(where.label, y, high, self.layout.name(row), where.what - where.label - 0.1)
            self._words(where.what, y, high, row.what, self.layout.room_of_what, SOFT)
            if row.when:
                room = where.people - where.when - (width(row.people, size.detail) + 0.1 if row.people else 0)
                canvas.text(where.when, y, cut(row.when, size.detail, room), size.detail, colour=SOFT)
            canvas.text(where.people, y, row.people, size.detail, colour=SOFT, align="right")
            if where.is_inline:
                self._near(row, y, beside(row, self.figure.kind), INK, "normal", "white")
                return
            room = where.end - where.figures
            if where.pairs:
                canvas.text(where.pairs, y, beside(row, self.figure.kind), size.row, name="bold")
            self._words(
                where.figures, y, high, row.figure, room, colour, points=size.detail if where.pairs else size.row
            )
            return
        half, room = self._half, where.panel[0] - where.label - 0.15
        is_timing = self.figure.kind == "timing"
        step = size.detail / 72 * PITCH
        most = 1 + int(high - 0.3 > step)
        details = clipped(" ".join(self.layout.details(row)), size.detail, room, most)
        up = (len(details) - 1) * step / 2 if details else 0.0
        canvas.text(where.label, y - half - up, cut(row.name, size.row, room, "bold"), size.row, name="bold")
        for place, text in enumerate(details):
            canvas.text(where.label, y + half - up + place * step, text, size.detail, colour=SOFT)
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
