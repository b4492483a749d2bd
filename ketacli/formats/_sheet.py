"""A page of text for a terminal: lines of spans, each with the role it plays. What a role looks like is decided elsewhere."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple


class Layout(NamedTuple):
    """What the page is made for: its width in columns, and whether only ASCII can be shown."""

    width: int = 80
    ascii: bool = False


class Span(NamedTuple):
    """A stretch of text and the role it plays: `statement`, `id`, `caveat`, `level-low`; `STYLES` has them all."""

    text: str
    role: str = ""


# Patterns stay text until they are needed: compiling them is felt at start-up, and re remembers.
# Latin, Greek, Cyrillic, punctuation, arrows, mathematics, frames: all of one column, so that most text is not looked up.
_NARROW = (
    "[ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e\u2070-\u2094\u20a0-\u20bf\u2190-\u2319\u2500-\u25fc]*"
)
_JAMO_AFTER_THE_FIRST = range(0x1160, 0x1200)
# Everything that could act on a terminal: C0, C1, DEL, and what turns the direction of text.
_ACTING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"

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
    "−": "-",
    "→": "->",
    "│": "|",
    "─": "-",
    "━": "=",
    "├": "|",
    "┤": "|",
    "┊": ":",
    "╎": "!",
    "◀": "<",
    "▶": ">",
    "◆": "#",
    "●": "*",
    "□": "o",
}


def harmless(text: str) -> str:
    """Return text in which nothing acts on a terminal: white space becomes blanks, other controls their code point."""
    if text.isprintable():
        return text
    return re.sub(
        _ACTING, lambda found: " " if found[0] in "\t\n\r\v\f\x85\u2028\u2029" else f"<U+{ord(found[0]):04X}>", text
    )


def cells(text: str) -> int:
    """Return how many columns text takes on a terminal."""
    if text.isascii() or re.fullmatch(_NARROW, text):
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0
        if (category(char) in {"Mn", "Me", "Cf"} and char != "\u00ad") or ord(char) in _JAMO_AFTER_THE_FIRST
        else 1 + (east_asian_width(char) in {"W", "F"})
        for char in text
    )


def in_ascii(text: str) -> str:
    """Return text in ASCII: marks by their stand-ins, letters without accents, `?` for what has no likeness."""
    if text.isascii():
        return text
    from unicodedata import normalize

    return "".join(
        _ASCII.get(char) or normalize("NFKD", char).encode("ascii", "ignore").decode() or "?" for char in text
    )


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

    def text(self) -> str:
        """Return the page as plain text."""
        return "".join("".join(span.text for span in line) + "\n" for line in self.lines)
