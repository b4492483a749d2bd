"""A picture as bytes: the same figure gives the same bytes with the same matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from ketacli.formats.plot._loading import settings

if TYPE_CHECKING:
    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure
    from ketacli.report.overview import Overview

_NAMELESS = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"Creator": None, "Producer": None, "CreationDate": None},
}
"""No dates and no names of software: they would differ from run to run, or from machine to machine."""


def saved(
    figure: Figure | Overview, size: Size, kind: str, title: str | None = None, *, has_text: bool = True
) -> bytes:
    """Return a figure as a picture: `png`, `svg` or `pdf`."""
    stream = io.BytesIO()
    with settings(has_text=has_text):
        drawn(figure, size, title).savefig(stream, format=kind, metadata=_NAMELESS[kind])
    return stream.getvalue()


def drawn(figure: Figure | Overview, size: Size, title: str | None = None) -> Any:
    """Return the drawing of a figure; call it within `settings`."""
    if figure.kind == "overview":
        from ketacli.formats.plot._strips import draw as draw_overview

        return draw_overview(figure, size, title)  # type: ignore[arg-type]  # the kind says which of the two it is
    from ketacli.formats.plot._figure import draw

    return draw(figure, size, title)  # type: ignore[arg-type]  # as above
