"""A stretch of a page's text that stands by itself: a paragraph, a heading, an item of a list, a row of a table."""

from __future__ import annotations

from bisect import bisect_right

from ketacli.frozen import NamedTuple
from ketacli.patterns import late

_BLANK = r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]"
_SPACE = late(f"{_BLANK}+")
_MORE_SPACE = late(rf"(?! ){_BLANK}+| {_BLANK}+|\A | \Z")
"""Space that is not one blank between words."""
_UNSEEN = late("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")


class Block(NamedTuple):
    """Text with single blanks, and where its parts stand in the source: pairs of an index here and a place there.

    `kind` is `paragraph`, `heading`, `item` or `row`; `level` is that of a heading, from 1; of a row the number of its table.
    """

    kind: str
    text: str
    runs: tuple[tuple[int, int], ...]
    level: int = 0

    def place(self, index: int) -> int:
        """Return where in the source the character at an index stands."""
        at, source = self.runs[max(0, bisect_right(self.runs, (index, 1 << 60)) - 1)]
        return source + index - at


class Builder:
    """Puts a block together from pieces of source text; what nobody sees, and space beyond one blank, is dropped."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._length = 0
        self._is_after_space = True

    def put(self, text: str, place: int, source_length: int | None = None) -> None:
        """Add text that stands at a place; `source_length` is given where it is written otherwise there (`&amp;`)."""
        if source_length is not None:
            cleaned = _SPACE.sub(" ", _UNSEEN.sub("", text))
            if cleaned.startswith(" "):
                self._blank(place)
            self._add(cleaned.strip(" "), place)
            if cleaned.endswith(" "):
                self._blank(place)
            return
        at = 0
        for found in (_SPACE if _UNSEEN.search(text) else _MORE_SPACE).finditer(text):
            self._seen(text, at, found.start(), place)
            self._blank(place + found.start())
            at = found.end()
        self._seen(text, at, len(text), place)

    def _seen(self, text: str, start: int, end: int, place: int) -> None:
        if start >= end:
            return
        at = start
        for unseen in _UNSEEN.finditer(text, start, end):
            self._add(text[at : unseen.start()], place + at)
            at = unseen.end()
        self._add(text[at:end], place + at)

    def _blank(self, place: int) -> None:
        if not self._is_after_space:
            self._add(" ", place)
            self._is_after_space = True

    def _add(self, text: str, place: int) -> None:
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if last is None or last[1] + self._length - last[0] != place:
            self._runs.append((self._length, place))
        self._parts.append(text)
        self._length += len(text)
        self._is_after_space = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no text yet."""
        return not self._length

    def build(self, kind: str = "paragraph", level: int = 0) -> Block:
        """Return the block, and begin another."""
        block = Block(kind, "".join(self._parts).rstrip(" "), tuple(self._runs), level)
        self.__init__()  # type: ignore[misc]
        return block
