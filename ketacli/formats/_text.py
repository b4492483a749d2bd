"""Text that does no harm: nothing in it acts on a terminal, and all of it can be shown in ASCII."""

from __future__ import annotations

import re

from ketacli.frozen import NamedTuple


class Layout(NamedTuple):
    """What the page is made for: its width in columns, and whether only ASCII can be shown."""

    width: int = 80
    ascii: bool = False


# Patterns stay text until they are needed: compiling them is felt at start-up, and re remembers.
# Latin, Greek, Cyrillic, punctuation, arrows, mathematics, frames: all of one column, so that most text is not looked up.
_NARROW = "[ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u202f-\u205e\u2070-\u2094\u20a0-\u20bf\u2190-\u2319\u2500-\u25fc\u2713\u2717]*"
_JAMO_AFTER_THE_FIRST = range(0x1160, 0x1200)
# Everything that could act on a terminal: C0, C1, DEL, and what turns the direction of text.
_ACTING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"

_ASCII = {
    "✗": "x",
    "▲": "^",
    "◐": "~",
    "✓": "+",
    "⊕": "+",
    "◯": "-",
    "◌": ".",
    "⇄": "><",
    "·": "-",
    "–": "-",
    "—": "--",
    "…": "...",
    "†": "+",
    "‡": "=",
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


def is_narrow(text: str) -> bool:
    """Whether every character is known to take one column; of others terminals and libraries disagree."""
    return text.isascii() or bool(re.fullmatch(_NARROW, text))


def cells(text: str) -> int:
    """Return how many columns text takes on a terminal."""
    if is_narrow(text):
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


def shown(text: str, layout: Layout) -> str:
    """Return text as a page with this layout can show it."""
    return in_ascii(harmless(text)) if layout.ascii else harmless(text)
