"""A page of text for a terminal: lines of spans, each with the role it plays. What a role looks like is decided elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple


class Layout(NamedTuple):
    """What the page is made for: its width in columns, and whether only ASCII can be shown."""

    width: int = 80
    ascii: bool = False


class Span(NamedTuple):
    """A stretch of text and the role it plays: `statement`, `id`, `caveat`, `level-low`; `STYLES` has them all."""

    text: str
    role: str = ""


_WIDE = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u1100-\u115f\u200b-\u200f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe00-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f000-\U0003fffd]"
)
# Everything that could act on a terminal: C0, C1, DEL, and what turns the direction of text.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_ASCII = {
    "⊕": "+",
    "◯": "-",
    "◌": ".",
    "⇄": "><",
    "·": "-",
    "–": "-",
    "—": "--",
    "…": "...",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "×": "x",
    "≥": ">=",
    "≤": "<=",
    "é": "e",
    "→": "->",
    "│": "|",
    "─": "-",
}


def harmless(text: str) -> str:
    """Return text in which nothing acts on a terminal: white space becomes blanks, other controls their code point."""
    if text.isprintable():
        return text
    return _ACTING.sub(
        lambda found: " " if found[0] in "\t\n\r\v\f\x85\u2028\u2029" else f"<U+{ord(found[0]):04X}>", text
    )


def cells(text: str) -> int:
    """Return how many columns text takes on a terminal."""
    if text.isascii() or not _WIDE.search(text):
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(char) or char in "\u200b\u200c\u200d\ufe0e\ufe0f" else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


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
        line: list[Span] = [Span(" " * indent)] if indent else []
        used, is_fresh = indent, True
        for text, role in self._words(spans):
            if text == " ":
                if not is_fresh:
                    line.append(Span(" ", role))
                    used += 1
                continue
            for part in self._parts(text, rest):
                width = cells(part)
                if not is_fresh and used + width > self.layout.width:
                    self._end(line)
                    line = [Span(" " * rest)] if rest else []
                    used = rest
                line.append(Span(part, role))
                used += width
                is_fresh = False
        self._end(line)

    def _parts(self, word: str, indent: int) -> list[str]:
        """Break a word that is wider than a whole line."""
        room = max(self.layout.width - indent, 8)
        if cells(word) <= room:
            return [word]
        return [word[start : start + room] for start in range(0, len(word), room)]

    def _end(self, line: list[Span]) -> None:
        while line and not line[-1].text.strip():
            line.pop()
        merged: list[Span] = []
        for span in line:
            if merged and merged[-1].role == span.role:
                merged[-1] = Span(merged[-1].text + span.text, span.role)
            else:
                merged.append(span)
        self.lines.append(merged)

    def _words(self, spans: tuple[Span | str, ...]) -> list[Span]:
        found: list[Span] = []
        for span in spans:
            text, role = (span, "") if isinstance(span, str) else span
            text = self.shown(text)
            found += [Span(" " if part.isspace() else part, role) for part in re.split(r"( +)", text) if part]
        return found

    def shown(self, text: str) -> str:
        """Return text as this page can show it."""
        text = harmless(text)
        if not self.layout.ascii or text.isascii():
            return text
        return "".join(_ASCII.get(char, char if char.isascii() else "?") for char in text)

    def text(self) -> str:
        """Return the page as plain text."""
        return "".join("".join(span.text for span in line) + "\n" for line in self.lines)
