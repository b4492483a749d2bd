"""The answer to a plain question, one renderer a file, each pure: a screen in, text out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout
    from ketacli.report.ask import Screen


def render(name: str, screen: Screen, layout: Layout) -> Page | str:
    """Return the answer to a question in a format: a `Page` from `table`, text from all others."""
    shown: Page | str = import_module(f"ketacli.formats.ask.{name}").render(screen, layout)
    return shown
