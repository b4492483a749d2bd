"""The evidence summary, one renderer a file, each pure: a report in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout
    from ketacli.formats.summary.html import Drawing
    from ketacli.report.summary import Report

def render(name: str, report: Report, layout: Layout, drawings: Sequence[Drawing] = ()) -> Page | str:
    """Return a report in a format: a `Page`, which can be coloured, from `table`, text from all others.

    `drawings` are the plots that an `html` page shows.
    """
    more = {"drawings": drawings} if drawings else {}
    rendered: Page | str = import_module(f"ketacli.formats.summary.{name}").render(report, layout, **more)
    return rendered
