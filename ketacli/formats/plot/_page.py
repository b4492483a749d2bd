"""A page to draw on, in inches from its upper left corner: text that is measured, cut and wrapped; marks."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, TypeVar

from ketacli.formats._sheet import harmless
from ketacli.formats.plot._loading import face, width
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ketacli.report.figure import Mark

_Parts = TypeVar("_Parts", str, list[str])

PAGE, STUDY, OTHER, INK, SOFT, LINE, BAND = "#B04600", "#0067A5", "#4A4A4A", "#1A1A1A", "#555555", "#D9D9D9", "#FBEDE3"
"""Colours: the page, ketamine, what it is compared with, text, secondary text, grid, the band of claims."""

THEME = {
    "#ffffff": "paper",
    INK.lower(): "ink",
    SOFT.lower(): "soft",
    LINE.lower(): "line",
    BAND.lower(): "band",
    PAGE.lower(): "document",
    STUDY.lower(): "study",
    OTHER.lower(): "other",
}
"""What each colour of a drawing is for, by which a page in the dark can choose another."""

COLOURS = {"page": PAGE, "treated": STUDY, "compared": OTHER, "other": OTHER}
_LINES = {"page": 1.9, "treated": 1.9, "compared": 1.5, "other": 1.5}
_MARKERS = {"page": ("D", 9.0), "treated": ("o", 8.5), "compared": ("s", 7.2), "other": ("o", 7.6)}
_FORMS = {"second": ("^", 10.0), "further": ("P", 9.5)}
"""The signs of forms of a treatment but for the first: told apart by form, since colours are not in print."""

_HATCHES = {"second": "////", "further": "..."}
_PALE = 0.28


class Size(NamedTuple):
    """The size of a page in inches, without height as long as needed; sizes of type in points; lines of the footer."""

    width: float
    height: float | None
    dots: int
    is_wide: bool
    title: float
    subtitle: float
    legend: float
    heading: float
    row: float
    detail: float
    axis: float
    foot: float
    foot_lines: int
    margin: float
    most: int
    """How many lines there is room for, headings included."""


SLIDE = Size(13.333, 7.5, 144, True, 27, 17, 14, 17, 17, 14, 14, 12, 2, 0.4, 12)  # noqa: FBT003 - named above
PORTRAIT = Size(8.27, None, 144, False, 20, 12, 11, 10.5, 9.5, 8.7, 9.5, 8, 6, 0.40, 24)  # noqa: FBT003 - named above

_ROW, _FRAME = 0.39, 2.8
_TALL = 0.355
_WIDE = 12.5
"""From how many inches on the columns of a slide find room side by side."""

LONGEST = 11.69
"""The height of A4, in inches: a page never gets longer."""


def sized(width_: float, height: float) -> Size:
    """Return a size for a page of these inches: type stays as it is, the number of rows follows the height."""
    if width_ >= _WIDE and width_ > height:
        return SLIDE._replace(width=width_, height=height, most=max(int((height - _FRAME) / _ROW), 4))
    return PORTRAIT._replace(width=width_, height=height, most=max(int((height - _FRAME - 0.6) / _TALL), 4))


SLACK = 0.01
"""How much wider than its room text may be, in inches: columns are as wide as their widest word, give or take rounding."""


def cut(text: str, size: float, room: float, name: str = "normal") -> str:
    """Return text that fits: cut at a word, with an ellipsis, where it is too wide."""
    text = harmless(text)
    if width(text, size, name) <= room + SLACK:
        return text
    words = text.split(" ")

    def shown(some: Sequence[str]) -> str:
        return " ".join(some).rstrip(",;:·(") + "…"

    if count := _most(words[:-1], room, lambda some: width(shown(some), size, name)):
        return shown(words[:count])
    return text[: _most(text[:-1], room, lambda some: width(f"{some}…", size, name))] + "…"


def wrapped(text: str, size: float, room: float, name: str = "normal") -> list[str]:
    """Return text in lines that fit, broken at blanks, and inside a word that is too wide alone."""
    lines: list[str] = []
    words = harmless(text).split()
    while words:
        count = _most(words, room, lambda some: width(" ".join(some), size, name))
        if not count:
            first = words[0]
            letters = max(_most(first[:-1], room, lambda some: width(some, size, name)), 1)
            words[:1] = [first[:letters], *([first[letters:]] if first[letters:] else [])]
            count = 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    return lines


def _most(parts: _Parts, room: float, wide: Callable[[_Parts], float]) -> int:
    """Return how many parts fit, from the first on; `wide` returns the width of some of them, which grows with each."""
    low, high = 0, 1
    while high <= len(parts) and wide(parts[:high]) <= room:
        low, high = high, 2 * high
    return low + bisect_right(range(low + 1, min(high, len(parts) + 1)), room, key=lambda count: wide(parts[:count]))


def balanced(text: str, size: float, room: float, name: str) -> list[str]:
    """Return text in as few lines as fit, all about as long: no word stands alone in the last."""
    lines = found = wrapped(text, size, room, name)
    while len(found) == len(lines) > 1 and room > 1:
        lines, room = found, room - 0.1
        found = wrapped(text, size, room, name)
    return lines


def clipped(text: str, size: float, room: float, most: int, name: str = "normal") -> list[str]:
    """Return text in at most so many lines, the last one cut."""
    lines = wrapped(text, size, room, name)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), size, room, name)]


class Canvas:
    """A figure of matplotlib with one set of axes over all of it, in inches, y downwards."""

    def __init__(self, width_: float, height: float, dots: int) -> None:
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(width_, height), dpi=dots, facecolor="white")
        self.width, self.height = width_, height
        self.axes = self._over(0, 0, width_, height, (0, width_))

    def _over(self, left: float, top: float, wide: float, high: float, across: tuple[float, float]) -> Any:
        box = (left / self.width, 1 - (top + high) / self.height, wide / self.width, high / self.height)
        found = self.figure.add_axes(box)
        found.set_xlim(*across)
        found.set_ylim(top + high, top)
        found.axis("off")
        return found

    def panel(self, left: float, top: float, wide: float, high: float) -> Any:
        """Return axes from 0 to 1 across, in inches of the page down."""
        return self._over(left, top, wide, high, (0, 1))

    def text(  # noqa: PLR0913 - the look of text has as many sides
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        colour: str = INK,
        name: str = "normal",
        align: str = "left",
        ground: str = "",
    ) -> None:
        """Write text with its middle at a height; `ground` is a colour that hides what is under it."""
        if text:
            look = {"fontproperties": face(name, size), "color": colour, "ha": align, "va": "center_baseline"}
            box = {"bbox": {"facecolor": ground, "edgecolor": "none", "pad": 0.5}} if ground else {}
            self.axes.text(x, y, harmless(text), zorder=6, **look, **box)

    def rule(self, y: float, colour: str, weight: float) -> None:
        """Draw a line across the page."""
        self.axes.plot([0.3, self.width - 0.3], [y, y], color=colour, lw=weight, zorder=2)

    def shade(self, left: float, right: float, top: float, bottom: float) -> None:
        """Colour the band of claims."""
        self.axes.fill_between([left, right], top, bottom, facecolor=BAND, edgecolor="none", zorder=0)


def grid(axes: Any, places: Sequence[float], top: float, bottom: float, *, strong: Sequence[float] = ()) -> None:
    """Draw the upright lines of a panel."""
    for place in places:
        is_strong = place in strong
        axes.plot([place] * 2, [top, bottom], color=SOFT if is_strong else LINE, lw=0.9 if is_strong else 0.8, zorder=1)


def guide(axes: Any, low: float, high: float, top: float, bottom: float) -> None:
    """Carry the figure of a page down through studies."""
    if low != high:
        axes.fill_between([low, high], top, bottom, facecolor=PAGE, alpha=0.10, edgecolor="none", zorder=1.5)
    for place in dict.fromkeys((low, high)):
        axes.plot([place] * 2, [top, bottom], color=PAGE, lw=1.3, ls=(0, (4, 2.4)), zorder=2.5)


def draw(axes: Any, mark: Mark, y: float, scale: float = 1.0, form: str = "") -> None:
    """Draw a mark at a height of a panel; `form` is the sign of the form of a treatment."""
    colour, line = COLOURS[mark.who], _LINES[mark.who]
    ends = [mark.low, mark.high]
    half = 0.05 * scale
    look = {"color": colour, "zorder": 3, "clip_on": False}
    if mark.kind == "range":
        # Signs at both ends never touch, however near they are; a diamond is wider than its side.
        left, right = (axes.transData.transform((place, y))[0] * 72 / axes.figure.dpi for place in ends)
        scale *= min(0.8, max((right - left) / (1.6 * _MARKERS[mark.who][1]), 0.45))
    if mark.kind in ("interval", "spread"):
        axes.plot(ends, [y, y], lw=line, solid_capstyle="butt", **look)
        if mark.kind == "spread":
            axes.plot(ends, [y, y], ls="", marker="|", ms=9 * scale, mew=line, **look)
    elif mark.kind == "range":
        axes.plot(ends, [y, y], lw=5 * scale, solid_capstyle="butt", **look)
    elif mark.kind in ("from", "unreached"):
        start = min(mark.low, 0.97)
        _pale(axes, start, 0.985, y, half, colour, form)
        axes.plot([0.99], [y], ls="", marker=">", ms=7 * scale, mec="none", **look)
        if mark.kind == "unreached":
            return
    elif mark.kind == "upto":
        _pale(axes, 0.0, mark.high, y, half, colour, form)
        axes.plot([mark.high] * 2, [y - 1.8 * half, y + 1.8 * half], lw=2.4, solid_capstyle="butt", **look)
        return
    elif mark.kind in ("left", "right"):
        arrow = "<" if mark.kind == "left" else ">"
        axes.plot([mark.middle], [y], ls="", marker=arrow, ms=9 * scale, mec="none", **look)
        return
    for place in ends if mark.kind == "range" else [mark.low if mark.kind == "from" else mark.middle]:
        point(axes, place, y, mark.who, scale, form)


def _pale(  # noqa: PLR0913, PLR0917 - a box has all of these
    axes: Any, low: float, high: float, y: float, half: float, colour: str, form: str
) -> None:
    axes.fill_between([low, high], y - half, y + half, facecolor=colour, alpha=_PALE, edgecolor="none", zorder=2)
    if form in _HATCHES:
        look = {"facecolor": "none", "edgecolor": colour, "linewidth": 0, "hatch": _HATCHES[form]}
        axes.fill_between([low, high], y - half, y + half, zorder=2.2, **look)


def point(  # noqa: PLR0913, PLR0917 - a sign has all of these
    axes: Any, x: float, y: float, who: str, scale: float = 1.0, form: str = ""
) -> None:
    """Draw the sign of who gives a figure: form and fill carry the meaning, colour repeats it."""
    shape, size = _FORMS.get(form, _MARKERS[who]) if who == "treated" else _MARKERS[who]
    is_hollow = who in ("compared", "other")
    look = {
        "mfc": "white" if is_hollow else COLOURS[who],
        "mec": COLOURS[who] if is_hollow else "white",
        "mew": 1.7 if is_hollow else 0.6,
    }
    axes.plot([x], [y], ls="", marker=shape, ms=size * scale, zorder=4, clip_on=False, **look)
