"""`png`: a chart as a picture of dots, fine enough for print."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ketacli.formats.plot._figure import figure, settings

if TYPE_CHECKING:
    from ketacli.report.chart import Chart

_DOTS = 200


def render(chart: Chart) -> bytes:
    """Return a chart as PNG; the same chart gives the same bytes with the same matplotlib."""
    stream = io.BytesIO()
    with settings():
        figure(chart).savefig(stream, format="png", dpi=_DOTS, metadata={"Software": None, "Title": chart.title})
    return stream.getvalue()
