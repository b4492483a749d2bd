"""The evidence summary, one renderer a file, each pure: a report in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout
    from ketacli.formats.summary.html import Drawing
    from ketacli.report.brief import Brief
    from ketacli.report.summary import Summary


def render(
    name: str, report: Summary, layout: Layout, drawings: Sequence[Drawing] = (), brief: Brief | None = None
) -> Page | str:
    """Return a report in a format, on one page where `brief` is given: a `Page` from `table`, text from all others.

    `drawings` are the plots that an `html` page shows. JSON has the report whole, and the page if there is one.
    """
    module = import_module(f"ketacli.formats.summary.{name}")
    if name == "json":
        text: str = module.render(report, layout, brief)
        return text
    more = {"drawings": drawings} if drawings else {}
    if brief is not None and hasattr(module, "brief"):
        shown: Page | str = module.brief(brief, layout, **more)
        return shown
    rendered: Page | str = module.render(report, layout, **more)
    return rendered


def with_lines_to_cite(shown: Page | str, brief: Brief, layout: Layout) -> Page | str:
    """Return a report that is whole, as text or Markdown, with its figures as lines to cite at the end."""
    from ketacli.formats.summary import markdown, table

    if isinstance(shown, str):
        return shown + markdown.citable(brief, layout)
    table.add_citable(shown, brief)
    return shown
