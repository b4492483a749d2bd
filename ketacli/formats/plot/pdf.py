"""`pdf`: a figure as a page for print, its text kept as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats.plot._saving import saved

if TYPE_CHECKING:
    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure
    from ketacli.report.overview import Overview


def render(figure: Figure | Overview, size: Size, title: str | None = None) -> bytes:
    """Return a figure as PDF."""
    return saved(figure, size, "pdf", title)
