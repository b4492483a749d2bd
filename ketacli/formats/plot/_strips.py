"""An overview drawn with matplotlib: a strip a claim, what a page says to the left, studies in the middle, what is so right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.formats.plot import _legend as legend
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._loading import width
from ketacli.formats.plot._page import INK, LINE, PAGE, SOFT, Canvas, clipped, cut
from ketacli.formats.plot._ticks import shown
from ketacli.report.card import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Mark
    from ketacli.report.overview import Overview, Strip

_STACK = 0.085
_SMALLEST = 0.5
"""Marks of many studies are drawn smaller, down to this share of their size."""

_LEFT, _MIDDLE = 0.335, 0.355
"""The share of the width for the claim, and for the axis."""


def draw(found: Overview, size: Size, title: str | None = None) -> Any:
    """Return the drawing of an overview; on a page the strips are as tall as their words need."""
    room = size.width - 2 * size.margin
    titles = clipped(found.title if title is None else title, size.title, room, 2, "bold")
    step = size.title / 72 * 1.25
    keys = legend.lines(_keys(found), size)
    head = 0.25 + step * len(titles) + 0.08
    top = head + len(keys) * 0.27 + 0.18
    foot = clipped(" ".join([*found.notes, found.origin]), size.foot, room, 3)
    foot_step = size.foot / 72 * 1.32
    foot_high = len(foot) * foot_step + 0.16
    count = max(len(found.strips), 1)
    high = 1.16 if size.is_wide else 1.45
    if size.height:
        high = (size.height - top - foot_high) / count
    height = size.height or top + high * count + foot_high
    canvas = Canvas(size.width, height, size.dots)
    for place, text in enumerate(titles):
        canvas.text(size.margin, 0.25 + step * (place + 0.5), text, size.title, name="bold")
    for place, line in enumerate(keys):
        legend.draw(canvas, head + 0.27 * (place + 0.5), line, size)
    canvas.rule(top, INK, 1.4)
    for place, strip in enumerate(found.strips):
        _strip(canvas, strip, size, top + place * high, high)
        canvas.rule(top + (place + 1) * high, LINE, 1.4)
    start = height - foot_high + 0.08
    for place, text in enumerate(foot):
        canvas.text(size.margin, start + (place + 0.5) * foot_step, text, size.foot, colour=SOFT)
    return canvas.figure


def _keys(found: Overview) -> list[legend.Key]:
    who = {mark.who for strip in found.strips for mark in strip.marks}
    known = [
        ("page", "what a page says", True),
        ("guide", "its figure", True),
        ("treated", f"{found.subject}, one mark a study", "treated" in who),
        ("compared", "compared with", "compared" in who),
        ("other", "another treatment", "other" in who),
    ]
    return [(sign, words) for sign, words, is_there in known if is_there]


def _strip(canvas: Canvas, strip: Strip, size: Size, top: float, high: float) -> None:
    edge = 0.3
    split = edge + (size.width - 2 * edge) * _LEFT
    end = edge + (size.width - 2 * edge) * (_LEFT + _MIDDLE)
    canvas.shade(edge, split, top, top + high)
    under = _claim(canvas, strip, size, top, split)
    _about(canvas, strip, size, (under, top + high), split - size.margin - 0.12)
    _axis(canvas, strip, size, top, high, (split + 0.36, end - 0.36))
    _fact(canvas, strip, size, top, high, end)


def _claim(canvas: Canvas, strip: Strip, size: Size, top: float, split: float) -> float:
    """Write the claim, and return where its last line stands."""
    room = split - size.margin - 0.12
    told = " ".join(VERDICTS[strip.verdict])
    bold = size.row + (1 if size.is_wide else 0.5)
    y = top + 0.24
    canvas.text(size.margin, y, told, bold, name="bold")
    left = room - width(told, bold, "bold") - 0.2
    points = min(size.row, size.detail + 1)
    line = points / 72 * 1.35
    if left > 0.8:  # noqa: PLR2004 - inches, enough for a name
        canvas.text(
            split - 0.12, y, cut(strip.page, size.detail - 1.5, left), size.detail - 1.5, colour=SOFT, align="right"
        )
    for place, text in enumerate(clipped(strip.text, points, room, 3)):
        under = y + 0.12 + (place + 1) * line - 0.05
        canvas.text(size.margin, under, text, points)
    return under


def _about(canvas: Canvas, strip: Strip, size: Size, ends: tuple[float, float], room: float) -> None:
    """Write what the marks of studies are of, without what stands in brackets where there is no room for it; nothing where it would touch the claim."""
    under, bottom = ends
    if not strip.about or bottom - 0.13 - size.foot / 72 < under:
        return
    brief = re.sub(r" \([^)]*\)", "", strip.about)
    tried = (f"Studies: {strip.about}", f"Studies: {brief}", brief)
    fitting = (text for text in tried if width(text, size.foot) <= room)
    lines = clipped(next(fitting, brief), size.foot, room, 1 if size.height else 2)
    for place, text in enumerate(reversed(lines)):
        canvas.text(size.margin, bottom - 0.13 - place * size.foot / 72 * 1.28, text, size.foot, colour=SOFT)


def _axis(  # noqa: PLR0913, PLR0917 - where it is takes as many
    canvas: Canvas, strip: Strip, size: Size, top: float, high: float, ends: tuple[float, float]
) -> None:
    left, right = ends
    unit = f" {strip.axis.unit}" if strip.axis.unit else ""
    # The label of the last tick goes beyond the axis, but not into what is so.
    right -= max(width(unit, size.axis), width(strip.axis.ticks[-1].label, size.axis) / 2 - 0.3)
    bottom = top + high - 0.27
    panel = canvas.panel(left, top, right - left, high)
    ticks = shown(strip.axis, right - left, size.axis)
    page.grid(panel, [tick.place for tick in ticks], top + 0.33, bottom, strong=() if strip.axis.is_log else (0.0,))
    for tick in ticks:
        x = left + tick.place * (right - left)
        canvas.text(x, bottom + 0.13, tick.label, size.axis, colour=SOFT, align="center")
    if unit:
        last = ticks[-1]
        x = left + last.place * (right - left) + width(last.label, size.axis) / 2 + 0.05
        canvas.text(x, bottom + 0.13, unit.strip(), size.axis, colour=SOFT)
    y = top + 0.21
    claimed = strip.claimed
    page.guide(panel, claimed.low, claimed.high, y + 0.09, bottom)
    page.draw(panel, claimed, y)
    start, end = (left + place * (right - left) for place in (claimed.low, claimed.high))
    before, behind = start - 0.14 - left + 0.3, ends[1] + 0.25 - end - 0.14
    points = min(size.legend, size.detail)
    is_before = width(strip.figure, points, "bold") <= before or before > behind
    told = cut(strip.figure, points, before if is_before else behind, "bold")
    x, align = (start - 0.14, "right") if is_before else (end + 0.14, "left")
    canvas.text(x, y, told, points, colour=PAGE, name="bold", align=align)
    room = bottom - y - 0.12
    if any(len(pair) > 1 for pair in strip.pairs):
        _pairs(panel, strip.pairs, y + 0.17, bottom - 0.06)
    else:
        _marks(panel, strip.marks, y + room * 0.6, right - left)


def _pairs(panel: Any, pairs: Sequence[Sequence[Mark]], top: float, bottom: float) -> None:
    """Draw each study on a line of its own, the treated joined to those they were compared with; never ordered by effect."""
    step = min((bottom - top) / len(pairs), 2 * _STACK)
    scale = min(max(step / _STACK, _SMALLEST), 0.85)
    start = (top + bottom - step * (len(pairs) - 1)) / 2
    for place, pair in enumerate(pairs):
        at = start + place * step
        panel.plot([mark.middle for mark in pair], [at] * len(pair), color=SOFT, lw=1.0, zorder=2, clip_on=False)
        for mark in pair:
            if mark.kind in ("left", "right"):
                page.draw(panel, mark, at, 0.8)
            else:
                page.point(panel, mark.middle, at, mark.who, scale)


def _marks(panel: Any, marks: Sequence[Mark], y: float, room: float) -> None:
    """Draw a mark a study, those that are equal in a stack, never moved sideways."""
    seen: dict[int, int] = {}
    for mark in sorted(marks, key=lambda one: one.middle):
        place = round(mark.middle * room / 0.035)
        level = seen[place] = seen.get(place, -1) + 1
        at = y - min(level, 2) * _STACK
        if mark.kind in ("left", "right"):
            page.draw(panel, mark, at, 0.8)
            continue
        page.point(panel, mark.low if mark.kind == "from" else mark.middle, at, mark.who, 0.85)
        if mark.kind in ("from", "unreached", "upto"):
            sign, shift = ("<", -0.013) if mark.kind == "upto" else (">", 0.013)
            colour = page.COLOURS[mark.who]
            panel.plot(
                [mark.middle + shift * 2], [at], ls="", marker=sign, ms=5, color=colour, mec="none", clip_on=False
            )


def _fact(  # noqa: PLR0913, PLR0917 - where it is takes as many
    canvas: Canvas, strip: Strip, size: Size, top: float, high: float, start: float
) -> None:
    room = size.width - 0.35 - start
    points = size.detail
    line = points / 72 * 1.28
    told = next((text for most in (3, 2) if width(text := strip.sources(most), size.foot) <= room), "")
    told = told or cut(strip.sources(1), size.foot, room)
    most = max(int((high - 0.34) / line), 1)
    for place, text in enumerate(clipped(strip.in_fact, points, room, most)):
        canvas.text(start, top + 0.18 + place * line, text, points)
    canvas.text(start, top + high - 0.13, told, size.foot, colour=SOFT)
