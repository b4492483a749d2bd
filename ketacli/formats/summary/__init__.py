"""The evidence summary, one renderer a file, each pure: a report in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.formats._sheet import Layout, Sheet
    from ketacli.report.summary import Report

SUMMARIES = ("table", "markdown", "html", "json")
"""The formats of a summary, each a module of its name here."""


def render(name: str, report: Report, layout: Layout) -> Sheet | str:
    """Return a report in a format: a `Sheet`, which can be coloured, from `table`, text from all others."""
    rendered: Sheet | str = import_module(f"ketacli.formats.summary.{name}").render(report, layout)
    return rendered
