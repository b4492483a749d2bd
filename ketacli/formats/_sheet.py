"""Lines of spans for the plot in text, which draws them itself; every other view is a `Page`."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from ketacli.formats._page import Page, Span
from ketacli.formats._text import Layout, cells, harmless, in_ascii

__all__ = ["Layout", "Sheet", "Span", "cells", "harmless", "in_ascii"]


def _broken(word: str, room: int) -> list[tuple[str, int]]:
    """Break a word that is wider than a whole line into parts with their widths: after a hyphen or slash if one is near."""
    parts, part, used = [], "", 0
    for char in word:
        width = cells(char)
        if used + width > room:
            end = max(part.rfind("-"), part.rfind("/")) + 1
            end = end if end > room // 3 else len(part)
            parts.append(part[:end])
            part = part[end:]
            used = cells(part)
        part += char
        used += width
    return [(part, cells(part)) for part in (*parts, part)]


class Sheet:
    """Lines that grow. Text that is too long for the width is wrapped, never cut."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.lines: list[list[Span]] = []

    def blank(self) -> None:
        """Add an empty line, but never two."""
        if self.lines and self.lines[-1]:
            self.lines.append([])

    def add(self, *spans: Span | str, indent: int = 0, hang: int | None = None) -> None:
        """Add a paragraph: wrapped at the width, the first line indented by `indent`, the others by `hang`."""
        rest = indent if hang is None else hang
        limit, room = self.layout.width, max(self.layout.width - max(indent, rest), 8)
        line: list[tuple[str, str]] = [(" " * indent, "")] if indent else []
        used, is_fresh = indent, True
        for span in spans:
            text, role = (span, "") if isinstance(span, str) else span
            for number, word in enumerate(self.shown(text).split(" ")):
                if number and not is_fresh and line[-1][0] != " ":
                    line.append((" ", role))
                    used += 1
                if not word:
                    continue
                width = cells(word)
                for part, taken in ((word, width),) if width <= room else _broken(word, room):
                    if not is_fresh and used + taken > limit:
                        self._end(line)
                        line = [(" " * rest, "")] if rest else []
                        used = rest
                    line.append((part, role))
                    used += taken
                    is_fresh = False
        self._end(line)

    def _end(self, line: list[tuple[str, str]]) -> None:
        """Add a line, neighbours of one role joined, without the blanks at its end."""
        while line and not line[-1][0].strip(" "):
            line.pop()
        self.lines.append(
            [Span("".join(part[0] for part in parts), role) for role, parts in groupby(line, itemgetter(1))]
        )

    def shown(self, text: str) -> str:
        """Return text as this page can show it."""
        return in_ascii(harmless(text)) if self.layout.ascii else harmless(text)

    def text(self, *, colour: bool = False) -> str:
        """Return the lines as text, with terminal escapes where colour is wanted."""
        page = Page(self.layout)
        for line in self.lines:
            page.line(*line)
        return page.text(colour=colour)
