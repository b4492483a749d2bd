"""A chart as a figure of matplotlib: every line and word is put in its place, in inches, so that nothing overlaps."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ketacli.formats import _words as words
from ketacli.formats._text import harmless
from ketacli.formats.plot.text import GLYPHS, LEGEND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.report.chart import Bar, Chart, Panel, Tick

THEME = {
    "#ffffff": "paper",
    "#1a1a1a": "ink",
    "#595959": "soft",
    "#d9d9d9": "line",
    "#fcf0e8": "band",
    "#a84a00": "middle",
    "#d55e00": "document",
    "#0072b2": "study",
    "#009e73": "other",
}
"""What each colour of a drawing is for, by which a page in the dark can choose another."""

COLOURS = {"document": "#D55E00", "study": "#0072B2", "other": "#009E73"}
"""Vermilion, blue and bluish green of Okabe and Ito's palette, which colour-blind readers tell apart; shapes say the same."""

_INK, _GREY, _RULE, _BAND, _ALARM = "#1A1A1A", "#595959", "#D9D9D9", "#FCF0E8", "#A84A00"
_MARKERS = {"document": ("D", 6.5), "study": ("o", 6.5), "other": ("s", 5.8)}
_WIDTH, _MARGIN = 8.4, 0.25
_LEFT, _AXIS, _RIGHT = (0.25, 2.85), (3.05, 6.55), (6.75, 8.15)
"""Where names, axis and figures begin and end, in inches."""

_LINE, _SMALL = 0.155, 0.135
_PAD = 0.055


class _Piece(NamedTuple):
    """Words of one look; the size in points."""

    text: str
    colour: str = _INK
    size: float = 8.0
    weight: str = "normal"


_Line: TypeAlias = list[_Piece]


@contextmanager
def settings() -> Iterator[None]:
    """Draw with matplotlib's own defaults and font, whatever the user has set, and with ids that do not change."""
    import logging
    import warnings

    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # its word on folders for its caches helps nobody here
    import matplotlib as mpl

    fixed: dict[str, Any] = {
        "svg.hashsalt": "keta",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "text.parse_math": False,
    }
    with mpl.rc_context(), warnings.catch_warnings():
        # What the font has no letter for is drawn as a box, which says as much.
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        for name, value in {**mpl.rcParamsDefault, **fixed}.items():
            if "backend" not in name:
                mpl.rcParams[name] = value
        yield


def figure(chart: Chart) -> Any:
    """Return the drawing; call it, and save what it returns, within `settings`."""
    from matplotlib.figure import Figure

    drawing = _Drawing(chart)
    height = drawing.height()
    found = Figure(figsize=(_WIDTH, height), dpi=100, facecolor="white")
    drawing.axes = found.add_axes((0, 0, 1, 1))
    drawing.axes.set_xlim(0, _WIDTH)
    drawing.axes.set_ylim(height, 0)
    drawing.axes.axis("off")
    drawing.draw()
    return found


class _Drawing:
    """Goes down the page once to measure and once to draw."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.axes: Any = None
        self.at = _MARGIN

    def height(self) -> float:
        """Return how high the page is."""
        self.draw()
        return self.at + _MARGIN

    def draw(self) -> None:
        """Draw everything, or only measure where there are no axes yet."""
        self.at = _MARGIN
        self._heading()
        for panel in self.chart.panels:
            self._panel(panel)
        self.at += 0.12
        for note in self.chart.notes:
            for line in _wrap([_Piece(note, _GREY, 6.8)], _RIGHT[1] - _LEFT[0]):
                self._text(_LEFT[0], line)
                self.at += _SMALL
            self.at += 0.03

    def _heading(self) -> None:
        if self.chart.title:
            self.at += 0.08
            self._text(_LEFT[0], [_Piece(self.chart.title, _INK, 14, "bold")])
            self.at += 0.24
        about = [self.chart.axis, self.chart.origin, f"with {self.chart.asked}" if self.chart.asked else ""]
        told = [_Piece(" · ".join(filter(None, about)), _GREY)]
        for line in _wrap(told, _RIGHT[1] - _LEFT[0]):
            self._text(_LEFT[0], line)
            self.at += _LINE
        self.at += 0.07
        x = _LEFT[0] + 0.06
        for who in GLYPHS:
            if any(bar.who == who for bar in self.chart.bars):
                self._marker(x, who)
                piece = _Piece(LEGEND[who])
                self._text(x + 0.11, [piece])
                x += 0.11 + _width(piece) + 0.3
        self.at += 0.2
        self._reading()
        self.at += 0.1

    def _reading(self) -> None:
        """Say how the lines are to be read, of those that occur."""
        bars, x = self.chart.bars, _LEFT[0]
        known = (
            ("range", "", "from one to the other"),
            ("spread", "", "shortest to longest"),
            ("interval", "", "95% interval"),
            ("point", "right", "or more"),
            ("point", "left", "or less"),
        )
        for kind, opens, words_ in known:
            if any(bar.kind == kind and bar.opens == opens for bar in bars):
                self._stroke(x, x + 0.28, kind, opens, _GREY)
                piece = _Piece(words_, _GREY, 7)
                self._text(x + 0.38, [piece])
                x += 0.38 + _width(piece) + 0.3

    def _panel(self, panel: Panel) -> None:
        self.at += 0.24
        title = _wrap([_Piece(panel.title, _INK, 9.5, "bold")], _LEFT[1] - _LEFT[0])
        for number, line in enumerate(title):
            self.at += 0.17 if number else 0
            self._text(_LEFT[0], line)
        for tick in self._shown():
            self._text(_x(tick.place) - _width(_label(tick)) / 2, [_label(tick)])
        self.at += 0.13
        top = self.at
        rows = []
        for bar in panel.bars:
            rows.append((self.at, bar))
            self.at += _height(bar)
        bottom = self.at
        self._rules(top, bottom)
        for start, bar in rows:
            self.at = start
            self._bar(bar)
        self.at = bottom

    def _shown(self) -> list[Tick]:
        """Return the ticks whose labels find room, the important ones first."""
        taken: list[tuple[float, float]] = []
        found = []
        for tick in sorted(self.chart.ticks, key=lambda one: one.rank):
            half, x = _width(_label(tick)) / 2 + 0.04, _x(tick.place)
            if all(x + half <= start or x - half >= end for start, end in taken):
                taken.append((x - half, x + half))
                found.append(tick)
        return found

    def _rules(self, top: float, bottom: float) -> None:
        if self.axes is None:
            return
        self.axes.plot([_LEFT[0], _RIGHT[1]], [top, top], color=_INK, lw=0.7, zorder=1)
        for tick in self._shown():
            weight = 0.8 if tick.rank == 0 else 0.4
            self.axes.plot([_x(tick.place)] * 2, [top, bottom], color=_RULE, lw=weight, zorder=1)

    def _bar(self, bar: Bar) -> None:
        height = _height(bar)
        names, figures = _names(bar), _figures(bar)
        if self.axes is not None and bar.who == "document":
            box = {"facecolor": _BAND, "edgecolor": "none", "zorder": 0}
            self.axes.fill_between([_LEFT[0] - 0.06, _RIGHT[1] + 0.06], self.at, self.at + height, **box)
        start = self.at + _PAD + _LINE / 2
        for x, lines in ((_LEFT[0], names), (_RIGHT[0], figures)):
            self.at = start
            for line in lines:
                self._text(x, line)
                self.at += _high(line)
        self.at = start
        self._line(bar)

    def _line(self, bar: Bar) -> None:
        low, high = _x(bar.low), _x(bar.high)
        ends = {"right": (low, _x(1) + 0.06), "left": (_x(0) - 0.06, low)}.get(bar.opens, (low, high))
        if ends[0] != ends[1]:
            self._stroke(*ends, bar.kind, bar.opens, COLOURS[bar.who])
        marks = [low, high] if bar.kind == "range" else [_x(bar.middle if bar.middle is not None else bar.low)]
        for x in marks:
            self._marker(x, bar.who, is_end=bar.kind == "range")

    def _stroke(self, low: float, high: float, kind: str, opens: str, colour: str) -> None:
        """Draw a line: dashed with an arrow for a bound, thick for a range, thin with ends for an interval or a spread."""
        if self.axes is None:
            return
        ends, y = [low, high], [self.at] * 2
        if opens:
            self.axes.plot(ends, y, color=colour, lw=1.5, ls=(0, (4, 1.6)), zorder=2)
            end, arrow = (high, ">") if opens == "right" else (low, "<")
            self.axes.plot([end], y[:1], marker=arrow, ms=6, mec="none", color=colour, zorder=2)
        elif kind == "range":
            self.axes.plot(ends, y, color=colour, lw=4.5, solid_capstyle="butt", zorder=2)
        else:
            self.axes.plot(ends, y, color=colour, lw=1.4, zorder=2)
            self.axes.plot(ends, y, ls="", marker="|", ms=7, mew=1.4, color=colour, zorder=2)

    def _marker(self, x: float, who: str, *, is_end: bool = False) -> None:
        if self.axes is None:
            return
        shape, size = _MARKERS[who]
        size -= 1.2 if is_end else 0
        face = "white" if who == "other" else COLOURS[who]
        edge = COLOURS[who] if who == "other" or is_end else "white"
        width = 1.6 if who == "other" else 0.6
        self.axes.plot([x], [self.at], marker=shape, ms=size, mfc=face, mec=edge, mew=width, ls="", zorder=3)

    def _text(self, x: float, line: _Line) -> None:
        if self.axes is None:
            return
        for piece in line:
            look = {"color": piece.colour, "fontsize": piece.size, "fontweight": piece.weight}
            self.axes.text(x, self.at, piece.text, va="center_baseline", ha="left", zorder=4, **look)
            x += _width(piece)


def _label(tick: Tick) -> _Piece:
    return _Piece(tick.label, _GREY, 7)


def _x(place: float) -> float:
    return _AXIS[0] + place * (_AXIS[1] - _AXIS[0])


def _names(bar: Bar) -> list[_Line]:
    """Return who gives a figure, with its marks, and what it is of; every figure of a study is named as its."""
    room = _LEFT[1] - _LEFT[0]
    detail = [_Piece(bar.detail, _GREY, 7)] if bar.detail else []
    first = [_Piece(bar.source)]
    if bar.alike:
        first.append(_Piece(f" and {words.plural(len(bar.alike), 'other')}"))
    if bar.level:
        first.append(_Piece(f" {words.mark(bar.level)}", _INK, 7.5))
    if bar.contradictions:
        told = f" ⇄{bar.contradictions}" + (" contested" if bar.contested and bar.claim else "")
        first.append(_Piece(told, _ALARM, 7.5, "bold") if bar.contested else _Piece(told, _GREY, 7.5))
    if bar.caveats:
        first.append(_Piece(f" !{bar.caveats}", _GREY, 7.5))
    return [*_wrap(first, room), *(_wrap(detail, room) if detail else [])]


def _figures(bar: Bar) -> list[_Line]:
    room = _RIGHT[1] - _RIGHT[0]
    more = " · ".join(filter(None, [bar.people, bar.interval]))
    lines = _wrap([_Piece(bar.figure, weight="bold")], room)
    return lines + (_wrap([_Piece(more, _GREY, 7)], room) if more else [])


def _height(bar: Bar) -> float:
    """Return how high the row of a bar is."""
    return max(sum(map(_high, side)) for side in (_names(bar), _figures(bar))) + 2 * _PAD


def _high(line: _Line) -> float:
    return _SMALL if line[0].size <= 7 else _LINE  # noqa: PLR2004 - points


@cache
def _width(piece: _Piece) -> float:
    """Return how wide words are, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    look = FontProperties(family="DejaVu Sans", size=piece.size, weight=piece.weight)
    width, _, _ = TextToPath().get_text_width_height_descent(piece.text, look, ismath=False)
    return float(width) / 72


def _wrap(pieces: Sequence[_Piece], room: float) -> list[_Line]:
    """Return pieces in lines that fit, broken at blanks and after hyphens, and inside a word that is too wide alone."""
    lines: list[_Line] = [[]]
    used = 0.0
    for piece in pieces:
        for text in _parts(piece, room):
            wide = _width(piece._replace(text=text))
            if used and used + wide > room:
                lines.append([])
                used, wide = 0.0, _width(piece._replace(text=text.lstrip(" ")))
            line, shown = lines[-1], text if used else text.lstrip(" ")
            if not shown:
                continue
            if line and line[-1][1:] == piece[1:]:
                line[-1] = piece._replace(text=line[-1].text + shown)
            else:
                line.append(piece._replace(text=shown))
            used += wide
    return [line for line in lines if line]


def _parts(piece: _Piece, room: float) -> Iterator[str]:
    """Return where words may break: before blanks, after hyphens, anywhere in what is wider than a line."""
    for text in re.findall(r" *[^ -]+-*| *-+| +", harmless(piece.text)):
        if _width(piece._replace(text=text)) <= room:
            yield text
        else:
            yield from text
