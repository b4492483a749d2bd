"""`svg`: a chart as a drawing, for files and to stand inside an HTML page."""

from __future__ import annotations

import io
import re
from html import escape
from typing import TYPE_CHECKING

from ketacli.formats._text import harmless
from ketacli.formats.plot._figure import THEME, figure, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ketacli.report.chart import Chart

_WIDEST = "52rem"
_PROLOG = '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'


def render(chart: Chart) -> str:
    """Return a chart as an SVG file."""
    return _PROLOG + _element(chart, chart)


def svg(chart: Chart) -> str:
    """Return a chart as an `svg` element to stand in a page that names and explains it, in the colours of that page.

    Its colours are the variables of `THEME`: `--ink`, `--paper` and so on; without them it looks as the file does.
    """
    return _element(chart, chart._replace(title="", origin="", asked=""), _themed)


def _themed(text: str) -> str:
    """Return a drawing whose colours are variables of the page around it."""
    known = rf"\b(fill|stroke): ({'|'.join(THEME)})\b"
    return re.sub(known, lambda found: f"{found[1]}: var(--{THEME[found[2]]}, {found[2]})", text)


def _element(chart: Chart, shown: Chart, coloured: Callable[[str], str] = str) -> str:
    """Return the drawing of `shown` as an `svg` element, named and told as `chart`.

    Every id begins with the chart's kind, so that two charts can stand in one page. Letters are drawn as outlines, which
    look alike everywhere; what they say is in `title` and `desc`, for those who listen.
    """
    stream = io.StringIO()
    with settings():
        figure(shown).savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    # A style element would hold for the whole page; metadata and comments say what `desc` says.
    text = re.sub(
        r"<metadata>.*?</metadata>|<style .*?</style>|<!--.*?-->", "", text[text.index("<svg") :], flags=re.DOTALL
    )
    text = coloured(re.sub(r"\n\s*", "\n", text))
    name = f"keta-{chart.kind}"
    text = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', text)
    text = re.sub(r'(href="#|url\(#)', rf"\1{name}-", text)
    head, rest = text.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    label = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    style = f"width: 100%; max-width: {_WIDEST}; stroke-linejoin: round; stroke-linecap: butt"
    told = f'<title id="{name}-title">{_safe(chart.title)}</title>\n<desc id="{name}-desc">{_safe(said(chart))}</desc>'
    return f'{head} style="{style}" {label}>\n{told}{rest}'


def _safe(text: str) -> str:
    return escape(harmless(text))


def said(chart: Chart) -> str:
    """Return what the chart shows, in words."""
    panels = []
    for panel in chart.panels:
        bars = []
        for bar in panel.bars:
            parts = [bar.detail, bar.people, bar.interval]
            if bar.contradictions:
                parts.append(f"contradictions: {bar.contradictions}")
            if bar.caveats:
                parts.append(f"caveats: {bar.caveats}")
            bars.append(f"{', '.join((bar.source, *bar.alike))}: {bar.figure} ({', '.join(filter(None, parts))})")
        panels.append(f"{panel.title}. {'; '.join(bars)}.")
    return " ".join(panels)
