"""A page that was scanned, one renderer a file, each pure: a report in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout
    from ketacli.report.scan import Report


def render(name: str, report: Report, layout: Layout, *, is_full: bool = False) -> Page | str:
    """Return what keta says of a page in a format: a `Page` from `table`, text from all others.

    `is_full` shows every sentence where a format has a short form.
    """
    module = import_module(f"ketacli.formats.scan.{name}")
    shown: Page | str = module.render(report, layout, is_full=is_full)
    return shown
