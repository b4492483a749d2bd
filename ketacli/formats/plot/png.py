"""`png`: a figure as a picture of dots, in 96 colours: a quarter of the bytes, and nothing lost that one sees."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from ketacli.formats.plot._saving import saved

if TYPE_CHECKING:
    from ketacli.formats.plot._page import Size
    from ketacli.report.figure import Figure
    from ketacli.report.overview import Overview

_COLOURS = 96


def render(figure: Figure | Overview, size: Size, title: str | None = None) -> bytes:
    """Return a figure as PNG."""
    from PIL import Image  # comes with matplotlib

    with Image.open(io.BytesIO(saved(figure, size, "png", title))) as found:
        few = found.convert("RGB").quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    few.save(stream, format="PNG", optimize=True, dpi=(size.dots, size.dots))
    return stream.getvalue()
