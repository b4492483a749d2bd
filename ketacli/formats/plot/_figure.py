"""A figure drawn with matplotlib: columns as wide as their words, panels as real axes, so that nothing overlaps."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.errors import UsageError
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._loading import width
from ketacli.formats.plot._page import INK, OTHER, PAGE, SOFT, STUDY, Canvas, clipped, cut, wrapped
from ketacli.formats.plot._words import verdict
from ketacli.report.figure import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.plot._page import Size
    from ketacli.report.axis import Axis, Tick
    from ketacli.report.figure import Band, Figure, Mark, Row

_GAP = 0.16
_LANE = 0.055


class _Columns(NamedTuple):
    """Where columns begin, in inches: label, what, when, the right end of people, panel, differences, figures."""

    label: float
    what: float
    when: float
    people: float
    panel: tuple[float, float]
    difference: tuple[float, float] | None
    figures: float
    end: float


def legend(figure: Figure) -> list[tuple[str, str]]:
    """Return what to explain, as (sign, words): the marks that occur, and only these."""
    seen = {mark.who for mark in figure.marks}
    kinds = {mark.kind for mark in figure.marks}
    known = [
        ("page", "what a page says", "page" in seen),
        ("guide", "its figure", any(band.guides and band.rows for band in figure.bands)),
        ("treated", figure.subject, "treated" in seen),
        ("compared", "compared with", "compared" in seen),
        ("other", "another treatment", "other" in seen),
        ("interval", "95% interval", "interval" in kinds),
        ("spread", "shortest to longest", "spread" in kinds),
        ("range", "from one to the other", any(one.kind == "range" and one.who != "page" for one in figure.marks)),
        ("upto", "at some time up to" if figure.kind == "timing" else "at most", "upto" in kinds),
        ("from", "longer than" if figure.kind == "timing" else "more than", bool({"from", "unreached"} & kinds)),
        ("left", "off the scale", bool({"left", "right"} & kinds)),
    ]
    return [(sign, words) for sign, words, is_there in known if is_there]


def draw(figure: Figure, size: Size, title: str | None = None) -> Any:
    """Return the drawing; call it, and save what it returns, within `settings`. A title of `` leaves it away."""
    return _Drawing(figure, size, title).drawn()


class _Drawing:
    """Places everything from the top down: measured first, then drawn."""

    def __init__(self, figure: Figure, size: Size, title: str | None) -> None:
        self.figure, self.size = figure, size
        self.title = figure.title if title is None else title
        self.room = size.width - 2 * size.margin
        self.columns = _wide(figure, size) if size.is_wide else _narrow(figure, size)

    def drawn(self) -> Any:
        """Return the figure of matplotlib."""
        size, figure = self.size, self.figure
        titles = clipped(self.title, size.title, self.room, 2, "bold") if self.title else []
        subtitles = clipped(figure.subtitle, size.subtitle, self.room, 2)
        keys = self._keys()
        line = size.title / 72 * 1.25
        y = 0.25 - line / 2 if titles else 0.0
        places = [(y := y + line, one, size.title, INK, "bold") for one in titles]
        y += line / 2 if titles else 0.0
        step = size.subtitle / 72 * 1.4
        y += 0.02
        places += [(y := y + step, one, size.subtitle, SOFT, "normal") for one in subtitles]
        y += 0.10
        legend_at = [y := y + size.legend / 72 * 1.65 for _ in keys]
        is_double = figure.kind == "rates"
        upper = y + 0.30
        numbers = upper + (0.24 if is_double else 0.0)
        top = numbers + 0.16
        foot = self._foot()
        foot_step = size.foot / 72 * 1.32
        foot_high = len(foot) * foot_step + 0.22
        under = 0.26 if figure.differences else 0.1
        heights = self._heights((size.height or page.LONGEST) - top - foot_high - under)
        bottom = top + sum(heights)
        height = size.height or min(bottom + under + foot_high, page.LONGEST)
        self.canvas = canvas = Canvas(size.width, height, size.dots)
        for at, text, points, colour, name in places:
            canvas.text(size.margin, at, text, points, colour=colour, name=name)
        for at, row in zip(legend_at, keys, strict=True):
            self._legend(at, row)
        self._header(upper, numbers, top)
        self._body(top, bottom, heights)
        canvas.rule(bottom, SOFT, 0.8)
        if figure.differences and self.columns.difference:
            left, right = self.columns.difference
            zero = left + figure.differences.place(0) * (right - left)
            canvas.text(zero - 0.07, bottom + 0.13, "fewer", size.axis, colour=SOFT, align="right")
            canvas.text(zero + 0.07, bottom + 0.13, "more if treated", size.axis, colour=SOFT)
        start = height - foot_high + 0.06
        for place, text in enumerate(foot):
            canvas.text(size.margin, start + (place + 0.5) * foot_step, text, size.foot, colour=SOFT)
        return canvas.figure

    def _foot(self) -> list[str]:
        size = self.size
        text = self.figure.footer(lambda told: len(wrapped(told, size.foot, self.room)) <= size.foot_lines)
        return clipped(text, size.foot, self.room, size.foot_lines + 1)

    def _heights(self, room: float) -> list[float]:
        """Return the height of each line: headings and rows share the room, up to a limit.

        Raises:
            UsageError: if they do not fit, since type never shrinks.
        """
        lines = [is_heading for is_heading, _ in self._lines()]
        least, most, heading = (0.2, 0.45, 1.15) if self.size.is_wide else (0.32, 0.39, 0.85)
        weight = sum(heading if is_heading else 1.0 for is_heading in lines)
        one = min(room / max(weight, 1.0), most)
        if one < least:
            inches = f"{self.size.width:g} by {self.size.height or page.LONGEST:g} inches"
            raise UsageError(
                f"The figure has {len(lines)} lines, too many for {inches}", "choose a larger --size, or fewer claims"
            )
        return [heading * one if is_heading else one for is_heading in lines]

    def _lines(self) -> list[tuple[bool, Any]]:
        found: list[tuple[bool, Any]] = []
        for band in self.figure.bands:
            found.append((True, band))
            found += [(False, row) for row in band.rows]
        return found

    def _keys(self) -> list[list[tuple[str, str]]]:
        """Return the legend in lines that fit."""
        lines: list[list[tuple[str, str]]] = [[]]
        used = 0.0
        for sign, words in legend(self.figure):
            wide = sign_width(sign) + width(words, self.size.legend) + 0.32
            if used and used + wide - 0.32 > self.room:
                lines.append([])
                used = 0.0
            lines[-1].append((sign, words))
            used += wide
        return [line for line in lines if line]

    def _legend(self, y: float, keys: Sequence[tuple[str, str]]) -> None:
        x = self.size.margin
        for sign, words in keys:
            sign_(self.canvas, x, y, sign)
            x += sign_width(sign)
            self.canvas.text(x, y, words, self.size.legend, colour=SOFT)
            x += width(words, self.size.legend) + 0.32

    def _header(self, upper: float, numbers: float, top: float) -> None:
        size, columns, figure, canvas = self.size, self.columns, self.figure, self.canvas
        look = {"name": "bold"}
        points = size.row if size.is_wide else size.detail + 0.3
        what, when, people = figure.columns
        if size.is_wide:
            canvas.text(columns.label, numbers, "Study", points, **look)
            canvas.text(columns.what, numbers, what, points, **look)
            canvas.text(columns.when, numbers, when, points, **look)
            canvas.text(columns.people, numbers, people, points, align="right", **look)
        else:
            told = ", ".join(filter(None, ["Study", what.lower(), when.lower()]))
            canvas.text(
                columns.label,
                numbers,
                cut(told, points, columns.panel[0] - columns.label - 0.3, "bold"),
                points,
                **look,
            )
        left = columns.panel[0]
        if figure.kind == "rates":
            room = (columns.difference[0] if columns.difference else columns.figures) - left - 0.1
            canvas.text(left, upper, cut(figure.panel, points, room, "bold"), points, **look)
            if figure.differences or any(row.difference for row in figure.rows):
                start = columns.difference[0] if columns.difference else columns.figures
                told = "Difference per 100 people" if columns.difference else "Difference per 100"
                canvas.text(start, upper, cut(told, points, columns.end - start, "bold"), points, **look)
                canvas.text(columns.figures, numbers, "(95% interval)", size.axis, colour=SOFT)
        elif figure.panel:
            start = left - width("0", size.axis) - 0.12
            canvas.text(start, numbers, figure.panel, size.axis, colour=SOFT, align="right")
        self._ticks(figure.axis, columns.panel, numbers)
        if figure.differences and columns.difference:
            self._ticks(figure.differences, columns.difference, numbers)
        canvas.rule(top - 0.02, INK, 1.4)

    def _ticks(self, axis: Axis, ends: tuple[float, float], y: float) -> None:
        for tick in shown(axis, ends[1] - ends[0], self.size.axis):
            x = ends[0] + tick.place * (ends[1] - ends[0])
            self.canvas.text(x, y, tick.label, self.size.axis, colour=SOFT, align="center")

    def _body(self, top: float, bottom: float, heights: Sequence[float]) -> None:
        figure, canvas, columns = self.figure, self.canvas, self.columns
        left, right = columns.panel
        self.panel = canvas.panel(left, top, right - left, bottom - top)
        places = [tick.place for tick in shown(figure.axis, right - left, self.size.axis)]
        self.beside: Any = None
        claims = figure.bands[0] if figure.bands and figure.bands[0].is_claims else None
        start = top + (sum(heights[: len(claims.rows) + 1]) if claims else 0)
        strong = () if figure.axis.is_log and not figure.axis.has_zero else (0.0,)
        for first, last in self._clear(top, heights):
            page.grid(self.panel, places, first, last, strong=strong)
        if figure.differences and columns.difference:
            first, last = columns.difference
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
                self._study(row, y + high / 2)
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
        size, columns, canvas = self.size, self.columns, self.canvas
        told = verdict(row)
        end = self._end_of_claim(row)
        if size.is_wide:
            quote = f"{row.label}: {row.what}" if row.label else row.what
            canvas.text(columns.label, y, told, size.row, name="bold")
            start = self._start_of_claims
            line = size.row / 72 * 1.25
            lines = clipped(quote, size.row, end - start, max(int((high - 0.02) / line), 1))
            for place, text in enumerate(lines):
                at = y + (place - (len(lines) - 1) / 2) * line
                canvas.text(start, at, text, size.row, ground=page.BAND)
        else:
            half = self._half
            first = f"{told}  {row.label}" if row.label else told
            room = end - columns.label
            canvas.text(
                columns.label, y - half, cut(first, size.row, room, "bold"), size.row, name="bold", ground=page.BAND
            )
            canvas.text(columns.label, y + half, cut(row.what, size.detail, room), size.detail, ground=page.BAND)
        for mark in row.marks:
            page.draw(self.panel, mark, y)
        if row.told:
            canvas.text(columns.figures, y, row.told, size.row, colour=SOFT, name="italic")
        elif row.marks and self.figure.kind == "rates":
            self._beside_mark(row.marks[0], y, row.figure)
        else:
            room = columns.end - columns.figures
            canvas.text(columns.figures, y, cut(row.figure, size.row, room, "bold"), size.row, colour=PAGE, name="bold")

    @property
    def _start_of_claims(self) -> float:
        """Where the words of claims begin, in inches: behind the longest verdict."""
        rows = [row for row in self.figure.rows if row.is_claim]
        longest = max(width(verdict(row), self.size.row, "bold") for row in rows)
        return self.columns.label + longest + 0.25

    def _end_of_claim(self, row: Row) -> float:
        """Return how far the words of a claim may go, in inches: to its mark, or through the panel where there is none."""
        columns = self.columns
        if row.verdict == LEFT_OUT:
            return columns.end
        if not row.marks:
            return columns.figures - 0.15
        left, right = columns.panel
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
    def _half(self) -> float:
        """Half the distance between the two lines of a row of a page, in inches."""
        return 0.078

    def _study(self, row: Row, y: float) -> None:
        size, columns, canvas = self.size, self.columns, self.canvas
        lane = _LANE if size.is_wide else 0.078
        for mark in row.marks:
            page.draw(self.panel, mark, y + mark.lane * lane, 1.0 if size.is_wide else 0.85)
        if row.difference and self.beside is not None and self.figure.differences:
            self._difference(row, y)
        colour = SOFT if row.is_plain else INK
        if size.is_wide:
            canvas.text(columns.label, y, cut(row.label, size.row, columns.what - columns.label - 0.1), size.row)
            canvas.text(
                columns.what, y, cut(row.what, size.row, columns.when - columns.what - 0.1), size.row, colour=SOFT
            )
            room = columns.people - columns.when - (width(row.people, size.row) + 0.1 if row.people else 0)
            canvas.text(columns.when, y, cut(row.when, size.row, room), size.row, colour=SOFT)
            canvas.text(columns.people, y, row.people, size.row, colour=SOFT, align="right")
            canvas.text(
                columns.figures, y, cut(row.figure, size.row, columns.end - columns.figures), size.row, colour=colour
            )
            return
        half, room = self._half, columns.panel[0] - columns.label - 0.15
        canvas.text(columns.label, y - half, cut(row.label, size.row, room, "bold"), size.row, name="bold")
        is_timing = self.figure.kind == "timing"
        what = row.what if is_timing else " · ".join(filter(None, [row.what, row.when]))
        canvas.text(columns.label, y + half, cut(what, size.detail, room), size.detail, colour=SOFT)
        room = columns.end - columns.figures
        canvas.text(columns.figures, y - half, cut(row.figure, size.row, room), size.row, colour=colour)
        more = row.counts or (f"n = {row.people}" if row.people else "")
        more = " · ".join(filter(None, [more, row.when])) if is_timing else more
        canvas.text(columns.figures, y + half, cut(more, size.detail, room), size.detail, colour=SOFT)

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


def shown(axis: Axis, room: float, size: float) -> list[Tick]:
    """Return the ticks whose labels find room: every so many of equal steps, else the important ones first."""
    if axis.unit:
        for step in range(1, len(axis.ticks)):
            few = axis.ticks[::step]
            if all(
                (other.place - one.place) * room > (width(one.label, size) + width(other.label, size)) / 2 + 0.1
                for one, other in pairwise(few)
            ):
                return list(few)
    taken: list[tuple[float, float]] = []
    found = []
    for tick in sorted(_shortened(axis.ticks, room, size), key=lambda one: one.rank):
        half, x = width(tick.label, size) / 2 + 0.03, tick.place * room
        if all(x + half <= start or x - half >= end for start, end in taken):
            taken.append((x - half, x + half))
            found.append(tick)
    return sorted(found, key=lambda one: one.place)


def _shortened(ticks: Sequence[Tick], room: float, size: float) -> list[Tick]:
    """Return ticks, of which important neighbours have short labels where long ones touch: `1 wk`."""
    short = set()
    for one, other in pairwise(tick for tick in ticks if tick.rank <= 0):
        if (other.place - one.place) * room < (width(one.label, size) + width(other.label, size)) / 2 + 0.06:
            short |= {one, other}
    return [
        tick._replace(label=re.sub(r"(?<=\d)(?=[a-z])", " ", tick.short)) if tick in short else tick for tick in ticks
    ]


def _wide(figure: Figure, size: Size) -> _Columns:
    """Return columns side by side, as wide as what they hold, and the panels in what is left."""
    studies = [row for row in figure.rows if not row.is_claim]
    start = size.margin

    def widest(texts: Sequence[str], header: str, most: float) -> float:
        found = [width(header, size.row, "bold"), *(width(text, size.row) for text in texts)]
        return min(max(found), most)

    label = widest([row.label for row in studies], "Study", 2.0)
    what = widest([row.what for row in studies], figure.columns[0], 2.9 if figure.kind == "rates" else 3.45)
    when = widest([row.when for row in studies], figure.columns[1], 1.15 if figure.kind == "rates" else 1.4)
    people = widest([row.people for row in studies], figure.columns[2], 0.75)
    figures = widest(
        [row.figure for row in figure.rows if not row.is_claim or figure.kind == "timing"],
        "(95% interval)" if figure.kind == "rates" else "",
        2.3,
    )
    what_at = start + label + _GAP
    when_at = what_at + what + _GAP
    people_at = when_at + when + (people + _GAP if people else 0)
    end = size.width - 0.32
    figures_at = end - figures
    panel = people_at + 0.36 + (width(figure.panel, size.axis) if figure.kind == "timing" and figure.panel else 0)
    difference = None
    right = figures_at - 0.32
    if figure.differences:
        difference = (figures_at - 0.22 - 1.05, figures_at - 0.22)
        right = difference[0] - 0.45
    return _Columns(start, what_at, when_at, people_at, (panel, right), difference, figures_at, end)


def _narrow(figure: Figure, size: Size) -> _Columns:
    """Return columns of a page: names, panel, figures; no room for a panel of differences."""
    start, end = size.margin, size.width - 0.3
    figures = end - 1.75 * size.width / 8.27
    panel = start + 2.9 * size.width / 8.27
    unit = width(figure.panel, size.axis) + 0.2 if figure.kind == "timing" and figure.panel else 0
    return _Columns(start, start, start, start, (panel + unit, figures - 0.24), None, figures, end)


_SIGNS = {"guide": 0.55, "interval": 0.48, "spread": 0.55, "range": 0.48, "upto": 0.52, "from": 0.6}


def sign_width(sign: str) -> float:
    return _SIGNS.get(sign, 0.23)


def sign_(canvas: Canvas, x: float, y: float, sign: str) -> None:
    """Draw a sign of the legend."""
    axes = canvas.axes
    if sign in ("page", "treated", "compared", "other"):
        page.point(axes, x + 0.08, y, sign)
    elif sign == "guide":
        axes.plot([x, x + 0.4], [y, y], color=PAGE, lw=1.6, ls=(0, (4, 2.4)), zorder=3)
    elif sign == "left":
        axes.plot([x + 0.08], [y], ls="", marker=">", ms=8, color=OTHER, mec="none", zorder=3)
    elif sign in ("interval", "spread"):
        colour = OTHER if sign == "interval" else STUDY
        axes.plot([x, x + 0.36], [y, y], color=colour, lw=1.9, solid_capstyle="butt", zorder=3)
        if sign == "spread":
            axes.plot([x, x + 0.36], [y, y], ls="", marker="|", ms=9, mew=1.9, color=colour, zorder=3)
    elif sign == "range":
        axes.plot([x, x + 0.36], [y, y], color=PAGE, lw=5, solid_capstyle="butt", zorder=3)
    else:
        axes.fill_between([x, x + 0.36], y - 0.05, y + 0.05, facecolor=STUDY, alpha=0.28, edgecolor="none", zorder=2)
        if sign == "upto":
            axes.plot([x + 0.38] * 2, [y - 0.08, y + 0.08], color=STUDY, lw=2.4, solid_capstyle="butt", zorder=3)
        else:
            axes.plot([x + 0.42], [y], ls="", marker=">", ms=7, color=STUDY, mec="none", zorder=3)
