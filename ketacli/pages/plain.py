"""Read Markdown and plain text: paragraphs, headings, items of lists, rows of tables."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ketacli.pages.blocks import Block, Builder
from ketacli.pages.sentences import cut
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = late(r"[^\n\r\f]*(?:\r\n|[\n\r\f]|\Z)")
_HEADING = late(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_UNDERLINE = late(r" {0,3}(=+|-{3,})[ \t]*\Z")
_BULLET = late(r"[ \t]*(?:[-*+•‣▪●○◦·–—] ?(?=[^\s-])|\(?\d{1,3}[.)][ \t]+(?=\S)|[oO§][ \t]+(?=[A-Z]))")
_QUOTED = late(r"[ \t]*>[> \t]*")
_FENCE = late(r" {0,3}(```+|~~~+)")
_RULE = late(r"[ \t]*(?:[-*_=][ \t]*){3,}\Z")
_ROW = late(r"[ \t]*\|.*\|[ \t]*\Z")
_DIVIDER = late(r"[ \t]*\|?[ \t:|-]+\|?[ \t]*\Z")
_MARKUP = late(
    r"!?\[(?P<text>[^\[\]\n]{0,400})\](?:\([^()\s]{0,800}(?:\s+\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,100}\])"
    r"|<!--(?:(?!-->)[^\n]){0,2000}-->|</?[a-zA-Z][^<>\n]{0,300}>|(?P<mark>\*{1,3}|_{2,3}|`+|~~)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|\\(?=[^\w\s])"
)
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ",", '."', ".”", ".)")
_LONGEST_HEADING = 90
_ABOVE = 50
"""The most characters of a line that may be a heading without a blank line below it."""
_RAGGED = 20
"""A wrapped text has lines that differ by no more characters than that."""

_TELLS = re.compile(
    r"\b(?:is|are|was|were|be|can|cannot|may|might|will|would|must|should|could|do|does|did|have|has|had|i|you|we|it|they|he|she|who|that)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:who|what|why|how|when|where|which)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:\b(?:a|an|the|of|by|and|or|in|on|at|to|with|for|from|as|than|not|no|your|our|their|its|his|her|my|this|these|about|into|between)|[-–—,;:(&/])\Z",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?:u/|@)[\w.-]+:?\s|[a-z][\w.-]*:\s|[A-Z]:\s")
"""Who speaks in a thread or an interview: `u/name: `, `name42: `, `Q: `."""
_BEGINS = re.compile(r"\s*[\"'“‘(]?[A-Z0-9]")


def looks_like_markdown(text: str) -> bool:
    """Whether a text begins as Markdown does: with headings, links or bold words."""
    return bool(re.search(r"(?m)^#{1,6} \S|\]\(https?:|\*\*\w", text[:4000]))


def read(text: str, *, is_markdown: bool) -> list[Block]:
    """Return the blocks of a Markdown text, or of a plain one: there a short line by itself that ends no sentence is a heading."""
    return list(_Reader(text, is_markdown=is_markdown).read())


def _is_said(line: str) -> bool:
    """Whether a line is what somebody says, or more than one sentence: no heading, though it ends in a question."""
    said = line.strip()
    return bool(_SPEAKER.match(said)) or len(list(cut(said))) > 1


class _Reader:
    def __init__(self, text: str, *, is_markdown: bool) -> None:
        self._text = text
        self._is_markdown = is_markdown
        self._builder = Builder()
        self._kind = "paragraph"
        self._lines = 0
        self._tables = 1
        self._has_ended = True
        self._above = ""

    def read(self) -> Iterator[Block]:
        """Yield the blocks."""
        fence = ""
        lines = list(self._after_front_matter())
        widest = list(self._widest(lines))
        for (start, end), following, width in zip(lines, [*lines[1:], (0, 0)], widest, strict=False):
            line = self._text[start:end]
            if self._is_of_list(line, width):
                yield from self._close()
            self._above = line
            if self._is_markdown and (found := _FENCE.match(line)):
                yield from self._close()
                fence = "" if fence and found[1].startswith(fence) else fence or found[1]
                continue
            if fence:
                continue
            if self._is_above(line, self._text[slice(*following)]):
                yield from self._close()
                self._put(start, end)
                yield self._builder.build("heading", 2)
                continue
            yield from self._line(line, start, end)
        yield from self._close()

    def _widest(self, lines: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Yield the length of the longest line of the paragraph of each line."""
        for is_blank, group in groupby(lines, lambda line: not self._text[slice(*line)].strip()):
            members = list(group)
            longest = 0 if is_blank else max(end - start for start, end in members)
            yield from [longest] * len(members)

    def _is_of_list(self, line: str, width: int) -> bool:
        """Whether a line of a plain text begins anew, though the one above has no full stop: that had room for its first word."""
        above = self._above.rstrip()
        first = line.split(maxsplit=1)[:1]
        return (
            not self._is_markdown
            and not self._builder.is_empty
            and bool(first and above and _BEGINS.match(line) and first[0][:1].isupper())
            and self._kind == "paragraph"
            and not above.endswith(_ENDS_SENTENCE)
            and not _GOES_ON.search(above)
            and len(above) + 1 + len(first[0]) + _RAGGED < width
        )

    def _is_above(self, line: str, following: str) -> bool:
        """Whether a line of a plain text is a heading though no blank line follows: short, where a sentence could begin, and none itself."""
        said = line.strip()
        if self._is_markdown or not said or not (self._builder.is_empty or self._has_ended) or _BULLET.match(line):
            self._has_ended = said.endswith(_ENDS_SENTENCE[:3])
            return False
        self._has_ended = said.endswith(_ENDS_SENTENCE[:3])
        is_named = (
            not said.endswith(_ENDS_SENTENCE)
            and (_ASKS.match(said) or not _TELLS.search(said))
            and not _GOES_ON.search(said)
        )
        return (
            len(said) <= _ABOVE
            and not _is_said(said)
            and bool(_BEGINS.match(line) and _BEGINS.match(following))
            and (
                said.endswith("?")
                or (is_named and (len(following.strip()) > _ABOVE or following.rstrip().endswith(_ENDS_SENTENCE)))
            )
        )

    def _after_front_matter(self) -> Iterator[tuple[int, int]]:
        """Yield the lines; the settings at the head of a Markdown file are left out."""
        lines = [
            (found.start(), found.start() + len(found[0].rstrip("\r\n\f")))
            for found in _LINE.finditer(self._text)
            if found[0]
        ]
        if self._is_markdown and lines and self._text[slice(*lines[0])].rstrip() == "---":
            ends = (place for place, line in enumerate(lines[1:60], 1) if self._text[slice(*line)].rstrip() == "---")
            lines = lines[next(ends, -1) + 1 :]
        yield from lines

    def _line(self, line: str, start: int, end: int) -> Iterator[Block]:
        if not line.strip():
            self._tables += self._is_markdown  # where text has an empty line, a table may go on
            yield from self._close(is_alone=True)
            return
        if self._is_markdown:
            if quoted := _QUOTED.match(line):
                start += quoted.end()
                line = self._text[start:end]
            marked = self._marked(line, start)
            if marked is not None:
                yield from marked
                return
        if _ROW.match(line):
            yield from self._row(line, start)
            return
        bullet = _BULLET.match(line)
        is_bold = self._is_markdown and line.lstrip().startswith(("**", "__"))
        if bullet and bullet.end() < len(line) and not is_bold:
            yield from self._close()
            self._kind = "item"
            start += bullet.end()
        if not self._builder.is_empty:
            self._builder.put(" ", start, 0)
        self._put(start, end)
        self._lines += 1

    def _marked(self, line: str, start: int) -> list[Block] | None:
        """Return the blocks that end with a heading, an underline or a rule of Markdown; None for any other line."""
        if not self._builder.is_empty and self._kind == "paragraph" and (found := _UNDERLINE.match(line)):
            self._lines = 0
            return [self._builder.build("heading", 1 if found[1][0] == "=" else 2)]
        if _RULE.match(line):
            return list(self._close())
        if found := _HEADING.match(line):
            blocks = list(self._close())
            self._put(start + found.end(), start + len(line.rstrip("# \t")))
            if not self._builder.is_empty:
                blocks.append(self._builder.build("heading", len(found[1])))
            return blocks
        return None

    def _row(self, line: str, start: int) -> Iterator[Block]:
        yield from self._close()
        inner = line.strip(" \t|")
        if inner and not _DIVIDER.match(line):
            at = start + line.index(inner)
            self._put(at, at + len(inner))
            if not self._builder.is_empty:
                yield self._builder.build("row", self._tables)

    def _put(self, start: int, end: int) -> None:
        if not self._is_markdown:
            self._builder.put(self._text[start:end], start)
            return
        at = start
        for found in _MARKUP.finditer(self._text, start, end):
            self._builder.put(self._text[at : found.start()], at)
            if found["text"]:
                self._builder.put(found["text"], found.start("text"))
            at = found.end()
        self._builder.put(self._text[at:end], at)

    def _close(self, *, is_alone: bool = False) -> Iterator[Block]:
        if not self._builder.is_empty:
            block = self._builder.build(self._kind)
            is_heading = (
                is_alone
                and not self._is_markdown
                and self._lines == 1
                and block.kind == "paragraph"
                and len(block.text) <= _LONGEST_HEADING
                and not block.text.endswith(_ENDS_SENTENCE[:1] + _ENDS_SENTENCE[3:])
                and not _is_said(block.text)
            )
            yield block._replace(kind="heading", level=2) if is_heading else block
        self._kind, self._lines = "paragraph", 0
