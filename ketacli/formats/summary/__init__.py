"""The evidence summary, one renderer a file, each pure: a report in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._sheet import Layout, Sheet
    from ketacli.formats.summary.html import Drawing
    from ketacli.report.summary import Report

SUMMARIES = ("table", "markdown", "html", "json")
"""The formats of a summary, each a module of its name here."""


def render(name: str, report: Report, layout: Layout, drawings: Sequence[Drawing] = ()) -> Sheet | str:
    """Return a report in a format: a `Sheet`, which can be coloured, from `table`, text from all others.

    `drawings` are the plots that an `html` page shows.
    """
    more = {"drawings": drawings} if drawings else {}
    rendered: Sheet | str = import_module(f"ketacli.formats.summary.{name}").render(report, layout, **more)
    return rendered
