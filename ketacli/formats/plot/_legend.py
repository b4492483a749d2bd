"""The legend of a drawing: a sign and a few words for every kind of mark that occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ketacli.formats.plot import _page as page
from ketacli.formats.plot._loading import width
from ketacli.formats.plot._page import OTHER, PAGE, SOFT, STUDY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats.plot._page import Canvas, Size
    from ketacli.report.figure import Figure

Key: TypeAlias = tuple[str, str]
"""A sign and the words beside it."""

_GAP = 0.26
"""What is between two keys, in inches."""


def of(figure: Figure, *, is_brief: bool = False) -> list[Key]:
    """Return what to explain, as (sign, words): the marks that occur, and only these."""
    seen = {mark.who for mark in figure.marks}
    kinds = {mark.kind for mark in figure.marks}
    forms = list(dict.fromkeys((sign, name) for _, sign, name in figure.forms))
    longer = "or longer" if any("at least" in row.figure for row in figure.rows) else "longer than"
    treated = [("treated", forms[0][1] if len(forms) == 1 else figure.subject, "treated" in seen)]
    if len(forms) > 1:
        treated = [("treated" if sign == "first" else sign, name, True) for sign, name in forms]
    known = [
        ("page", "what a page says", "page" in seen),
        ("guide", "its figure", not is_brief and any(band.guides and band.rows for band in figure.bands)),
        *treated,
        ("compared", "compared with", "compared" in seen),
        ("other", "another treatment", "other" in seen),
        ("interval", "95% interval", "interval" in kinds),
        ("spread", "shortest to longest", "spread" in kinds),
        ("range", "from one to the other", any(one.kind == "range" and one.who != "page" for one in figure.marks)),
        ("upto", "at or before" if figure.kind == "timing" else "at most", "upto" in kinds),
        (
            "from",
            longer if figure.kind == "timing" else longer.replace("longer", "more"),
            bool({"from", "unreached"} & kinds),
        ),
        ("left", "off the scale", bool({"left", "right"} & kinds)),
    ]
    found = [(sign, words) for sign, words, is_there in known if is_there]
    return [*found, ("", aside(figure))] if is_brief and aside(figure) else found


def aside(figure: Figure) -> str:
    """Return what is measured, where it is so short that it finds room in the legend, below a title that is the answer."""
    return figure.subtitle if figure.answer and len(figure.subtitle) <= _ASIDE else ""


_ASIDE = 24
"""The most characters of what is measured to stand in the legend."""


def lines(keys: Sequence[Key], size: Size) -> list[list[Key]]:
    """Return keys in lines that fit a page."""
    found: list[list[Key]] = [[]]
    used, room = 0.0, size.width - 2 * size.margin
    for sign, words in keys:
        wide = _width(sign) + width(words, size.legend) + _GAP
        if used and used + wide - _GAP > room:
            found.append([])
            used = 0.0
        found[-1].append((sign, words))
        used += wide
    return [line for line in found if line]


def draw(canvas: Canvas, y: float, line: Sequence[Key], size: Size) -> None:
    """Draw a line of keys with its middle at a height."""
    x = size.margin
    for sign, words in line:
        _sign(canvas, x, y, sign)
        x += _width(sign)
        canvas.text(x, y, words, size.legend, colour=SOFT)
        x += width(words, size.legend) + _GAP


_SIGNS = {"guide": 0.55, "interval": 0.48, "spread": 0.55, "range": 0.48, "upto": 0.52, "from": 0.6}


def _width(sign: str) -> float:
    if not sign:
        return 0.0
    return _SIGNS.get(sign, 0.23)


def _sign(canvas: Canvas, x: float, y: float, sign: str) -> None:
    """Draw a sign of the legend."""
    axes = canvas.axes
    if not sign:
        return
    if sign in ("page", "treated", "compared", "other"):
        page.point(axes, x + 0.08, y, sign)
    elif sign in ("second", "further"):
        page.point(axes, x + 0.08, y, "treated", form=sign)
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
        axes.plot([x, x + 0.36], [y, y], color=STUDY, lw=5, solid_capstyle="butt", zorder=3)
    else:
        axes.fill_between([x, x + 0.36], y - 0.05, y + 0.05, facecolor=STUDY, alpha=0.28, edgecolor="none", zorder=2)
        if sign == "upto":
            axes.plot([x + 0.38] * 2, [y - 0.08, y + 0.08], color=STUDY, lw=2.4, solid_capstyle="butt", zorder=3)
        else:
            axes.plot([x + 0.42], [y], ls="", marker=">", ms=7, color=STUDY, mec="none", zorder=3)
