"""Which stretches of a plain text are headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WORDS = 12
_SENTENCE = re.compile(r"[.!:;,…]\W*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LISTED = re.compile(r"[-*•‣·>|]|\d+[.)]")


def is_heading(line: str) -> bool:
    """Whether a line reads as a heading: a few words that end no sentence and are no item of a list; or marked by `#`."""
    line = _TAG.sub("", line).strip()
    if line.startswith("#"):
        return True
    return 0 < len(line.split()) <= _MOST_WORDS and not (_SENTENCE.search(line) or _LISTED.match(line))


def are_headings(stretch: str) -> bool:
    """Whether every line of a stretch of text reads as a heading."""
    return all(is_heading(line) for line in stretch.splitlines() if line.strip())


def lone_headings(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end, in code points, of each heading of a text that is a paragraph of its own."""
    for found in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        if "\n" not in found[0] and is_heading(found[0]):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield start, start + len(found[0].strip())
