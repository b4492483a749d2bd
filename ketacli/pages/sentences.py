"""Cut blocks into sentences that know their place, and under which heading they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ketacli.frozen import dataclass
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ketacli.pages.blocks import Block

ANSWER = 8
"""The most words of an answer that says nothing without its question."""

LONGEST = 120
"""Words of the longest sentence: what is longer is cut, for it is no sentence."""

_END = late(r"""[.!?…]+["'”’»)\]]*(?:\[\d+(?:[,–-]\d+)*\])*\s+(?=["'“‘«(\[~≈<>]*\s?[A-Z0-9À-ÖØ-Þ])""")
_ABBREVIATED = late(
    r"(?:\b(?:dr|mr|mrs|ms|prof|st|mt|vs|no|fig|figs|al|approx|ca|cf|eg|ie|etc|inc|ltd|co|jr|sr|dept|est|min|max|vol|ed|eds|pp|ph"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|(?<!['’])\b[a-z]|\b(?:[a-z]\.)+[a-z]|i\.v|e\.g|i\.e|u\.s)\.$",
    re.IGNORECASE,
)
_NUMBERED = late(r"\b(?:no|figs?|vol|pp)\.$", re.IGNORECASE)
_ITEM = late(r"\d{1,3}\.\Z")
_HARD = late(r"[;:,]\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a page, or what stands in place of one: a heading, a row of a table.

    Headings have no number: `n` is 0. `question` is what it answers in few words, if it comes right after that. `line` counts from 1, `start` and `end` are characters of the page's source. `heading` is the text of the heading that it is
    under, `section` a number that is the same for all sentences under one heading; `kind` is that of its block.
    """

    n: int
    text: str
    line: int
    start: int
    end: int
    kind: str = "paragraph"
    heading: str = ""
    section: int = 0
    block: int = 0
    question: str = ""
    table: int = 0
    """A number that is the same for all rows of one table; 0 for anything else."""

    @property
    def quoted(self) -> str:
        """Its text, after the question that it answers: `Is it addictive? – No.`."""
        return f"{self.question} – {self.text}" if self.question else self.text

    @property
    def is_question(self) -> bool:
        """Whether it asks, and so claims nothing."""
        return self.text.rstrip("\"'”’») ").endswith("?")


def passages(source: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield the sentences of a page in order, numbered from 1."""
    lines = [0, *(found.end() for found in re.finditer(r"\r\n|[\n\r]", source))]
    number = section = 0
    before: Passage | None = None
    headings: dict[int, str] = {}
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            section += 1
            headings = {level: text for level, text in headings.items() if level < block.level}
        for start, end in cut(block.text) if block.kind != "heading" else [(0, len(block.text))]:
            number += block.kind != "heading"
            place = block.place(start)
            before = Passage(
                number if block.kind != "heading" else 0,
                block.text[start:end],
                bisect_right(lines, place),
                place,
                block.place(end - 1) + 1,
                block.kind,
                " / ".join(headings[level] for level in sorted(headings)),
                section,
                at,
                _question(before, block.text[start:end]) if block.kind != "heading" else "",
                block.level if block.kind == "row" else 0,
            )
            yield before
        if block.kind == "heading":
            headings[block.level] = block.text


def _question(before: Passage | None, text: str) -> str:
    """Return the question that a text answers in few words; empty where it asks itself, or says more."""
    is_answer = before is not None and before.is_question and len(text.split()) <= ANSWER
    return before.text if before is not None and is_answer and not text.rstrip("\"'”’») ").endswith("?") else ""


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield the beginning and end of each sentence of a text that has a word, and one blank between words."""
    start = 0
    for found in _END.finditer(text):
        end = found.start() + len(found[0].rstrip())
        before = text[max(start, found.start() - 16) : found.start() + 1]
        if text[found.start()] == "." and _ABBREVIATED.search(before) and not _ends_anyway(text, found):
            continue
        if not start and _ITEM.match(text[:end]):  # the number of an item: `2. Is it safe?`
            continue
        yield from _short(text, start, end)
        start = found.end()
    yield from _short(text, start, len(text.rstrip()))


def _ends_anyway(text: str, found: re.Match[str]) -> bool:
    """Whether a sentence ends with an abbreviation: `in the U.S. The drug`, and not `Dr. Smith`."""
    before = text[: found.start() + 1][-16:]
    if _NUMBERED.search(before):  # `no.` is `number` before one only
        return not text[found.end() : found.end() + 1].isdigit()
    return bool(re.search(r"(?:\b(?:etc|i\.v|u\.s|u\.k)|\bp\.m|\ba\.m)\.$", before, re.IGNORECASE)) and bool(
        re.match(r"(?:The|This|It|In|A|An|We|You|They|If|Our|Most|These|There)\b", text[found.end() : found.end() + 8])
    )


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or its parts if it is too long to be one."""
    while text.count(" ", start, end) >= LONGEST:
        at = start
        for _ in range(LONGEST):
            at = text.find(" ", at + 1, end)
        better = [found.end() for found in _HARD.finditer(text, start + (at - start) // 2, at)]
        stop = better[-1] if better else at
        yield start, start + len(text[start:stop].rstrip())
        start = stop + (text[stop : stop + 1] == " ")
    if end - start > LONGEST * 40:
        yield from ((place, min(end, place + LONGEST * 40)) for place in range(start, end, LONGEST * 40))
    else:
        yield start, end
