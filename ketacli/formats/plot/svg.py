"""`svg`: a figure as a drawing, for files and for HTML pages."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ketacli.formats._sheet import harmless
from ketacli.formats.plot._page import PORTRAIT, THEME
from ketacli.formats.plot._saving import saved
from ketacli.formats.plot._words import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure
    from ketacli.report.overview import Overview

_WIDEST = "52rem"
_PROLOG = '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'


def render(figure: Figure | Overview, size: Size, title: str | None = None) -> bytes:
    """Return a figure as an SVG file; its text stays text, to be searched and edited."""
    text = _PROLOG + _element(figure, size, title, has_text=True)
    return text.encode()


def svg(figure: Figure | Overview) -> str:
    """Return a figure as an `svg` element for a page, in the colours of that page.

    The colours are the variables of `THEME`, such as `--ink` and `--paper`; without these it looks as the file does. Letters
    are outlines, which look alike everywhere; their text is in `title` and `desc`.
    """
    return _element(figure, PORTRAIT, "", _themed, has_text=False)


def _themed(text: str) -> str:
    """Return a drawing whose colours are variables of the page around it."""
    known = rf"\b(fill|stroke): ({'|'.join(THEME)})\b"
    return re.sub(known, lambda found: f"{found[1]}: var(--{THEME[found[2]]}, {found[2]})", text)


def _element(
    figure: Figure | Overview,
    size: Size,
    title: str | None,
    coloured: Callable[[str], str] = str,
    *,
    has_text: bool,
) -> str:
    """Return the drawing as an `svg` element with a name and a description.

    Every id begins with the figure's kind and measure, so that a page can have several.
    """
    text = saved(figure, size, "svg", title, has_text=has_text).decode()
    # In a page a style element would apply to everything; metadata and comments repeat `desc`.
    text = re.sub(
        r"<metadata>.*?</metadata>|<style .*?</style>|<!--.*?-->", "", text[text.index("<svg") :], flags=re.DOTALL
    )
    text = coloured(re.sub(r"\n\s*", "\n", text))
    name = "-".join(["keta", figure.kind, *getattr(figure, "measure", "").split()])
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'(href="#|url\(#)', rf"\1{name}-", text)
    head, rest = text.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    label = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    widest = _WIDEST if not has_text else f"{size.width:g}in"
    style = f"width: 100%; max-width: {widest}; stroke-linejoin: round; stroke-linecap: butt"
    shown = title or figure.title
    told = f'<title id="{name}-title">{_safe(shown)}</title>\n<desc id="{name}-desc">{_safe(said(figure))}</desc>'
    return f'{head} style="{style}" {label}>\n{told}{rest}'


def _safe(text: str) -> str:
    return escape(harmless(text))
