"""Colours: what each role of a page looks like."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.formats._sheet import Sheet

STYLES = {
    "statement": "bold",
    "heading": "bold underline",
    "label": "bold",
    "id": "cyan",
    "muted": "dim",
    "figure": "bold",
    "quote": "italic",
    "caveat": "yellow",
    "conflict": "bold red",
    "level-high": "green",
    "level-moderate": "green",
    "level-low": "yellow",
    "level-very-low": "red",
    "level-not-rated": "magenta",
    "verdict-supports": "green",
    "verdict-partly": "yellow",
    "verdict-misreported": "magenta",
    "verdict-disputes": "red",
}
"""Rich styles by role, from the sixteen colours that every terminal's theme defines."""


def paint(page: Sheet) -> str:
    """Return a page with terminal escapes."""
    from rich.console import Console
    from rich.text import Text

    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=True, color_system="standard", width=100_000, no_color=False, highlight=False
    )
    for line in page.lines:
        text = Text(no_wrap=True, end="\n")
        for span in line:
            text.append(span.text, STYLES.get(span.role, ""))
        console.print(text, soft_wrap=True, markup=False, emoji=False)
    return stream.getvalue()
