"""A page for a terminal: Rich renderables, wrapped and coloured here and nowhere else.

A page is put together from spans with roles and drawn as text for a width. Rich is imported when it is drawn.
"""

from __future__ import annotations

import io
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ketacli.formats._text import Layout, cells, is_narrow, shown
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STYLES = {
    "heading": "bold",
    "statement": "bold",
    "label": "bold",
    "claim": "dim",
    "id": "dim",
    "muted": "dim",
    "figure": "bold",
    "quote": "italic",
    "caveat": "yellow",
    "conflict": "bold red",
    "wrong": "bold red",
    "goes-too-far": "bold yellow",
    "no-evidence": "bold yellow",
    "early-signs": "bold yellow",
    "partly-true": "bold cyan",
    "supported": "bold green",
    "personal-story": "bold bright_black",
    "advice": "bold bright_black",
    "crisis": "bold bright_black",
    "not-rated": "bold bright_black",
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
"""Rich styles by role, from the sixteen colours that every terminal's theme defines. No role means anything by colour alone."""

WIDEST = 80
"""Text is no wider than this on any terminal: longer lines are hard to read."""

NARROW = 60
"""Below this many columns labels run in, and columns stand one under the other."""

_ESCAPE = r"\x1b\[[\d;]*m"

_LABEL = 9
"""The width of a label with the blanks after it."""

_INDENT = 2
_GAP = 2


class Span(NamedTuple):
    """A stretch of text and the role it plays: a key of `STYLES`."""

    text: str
    role: str = ""


BREAK = Span("\n", "break")
"""Begins a new line in a cell; a line break in text from a store does not."""


class Column(NamedTuple):
    """A column of a table: its width, at most this wide; 0 takes what is left. Figures are set to the right."""

    width: int = 0
    is_right: bool = False


class Page:
    """Paragraphs and tables that grow. Text that is too long for the width is wrapped, never cut."""

    def __init__(self, layout: Layout, drawer: Drawer | None = None) -> None:
        """Begin a page; pages that share most of their parts share a `drawer`, which draws each of them once."""
        self.layout = layout
        self._parts: list[Any] = []
        self._drawer = drawer or Drawer(layout.width)

    @property
    def is_narrow(self) -> bool:
        """Whether there is no room for labels in a column of their own."""
        return self.layout.width < NARROW

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._parts

    def blank(self) -> None:
        """Add an empty line, but never two."""
        if self._parts and self._parts[-1] is not None:
            self._parts.append(None)

    def add(self, *spans: Span | str, indent: int = 0, hang: int | None = None) -> None:
        """Add a paragraph: the first line indented by `indent`, the others by `hang`."""
        self._parts.append(Paragraph(self._shown(spans), indent, indent if hang is None else hang))

    def labelled(self, label: str, *spans: Span | str, role: str = "label", indent: int = _INDENT) -> None:
        """Add a paragraph with a label in a column of its own, or before the text where the page is narrow."""
        if self.is_narrow:
            self.add(Span(f"{label}: ", role), *spans, indent=indent, hang=indent + 2)
            return
        lead = indent + _LABEL
        self._parts.append(
            Paragraph(self._shown(spans), lead, lead, Span(" " * indent + shown(label, self.layout), role))
        )

    def under(self, *spans: Span | str) -> None:
        """Add a paragraph under the text of labels."""
        lead = _INDENT if self.is_narrow else _INDENT + _LABEL
        self.add(*spans, indent=lead, hang=lead + 2 if self.is_narrow else lead)

    def line(self, *spans: Span | str) -> None:
        """Add a line as it is: never wrapped."""
        self._parts.append(Paragraph(self._shown(spans), 0, 0, wraps=False))

    def table(
        self,
        rows: Sequence[Sequence[Sequence[Span | str]]],
        columns: Sequence[Column],
        indent: int = 0,
        gap: int = _GAP,
    ) -> None:
        """Add rows of cells side by side, each wrapped in its column, with so many blanks between columns."""
        cells_of = tuple(tuple(Paragraph(self._shown(cell), 0, 0) for cell in row) for row in rows)
        self._parts.append((cells_of, tuple(columns), indent, gap))

    def _shown(self, spans: Sequence[Span | str]) -> tuple[Span, ...]:
        """Return spans as this page can show them."""
        return tuple(
            one
            if one is BREAK
            else Span(shown(one, self.layout))
            if isinstance(one, str)
            else Span(shown(one[0], self.layout), one[1])
            for one in spans
        )

    def __str__(self) -> str:
        return self.text()

    def words(self) -> str:
        """Return what the page says in one line, not laid out: a paragraph or cell after the other."""
        paragraphs = [
            one
            for part in self._parts
            if part is not None
            for one in ([part] if isinstance(part, Paragraph) else [cell for row in part[0] for cell in row])
        ]
        return " ".join("".join(span.text for span in one.spans) for one in paragraphs)

    def text(self, *, colour: bool = False) -> str:
        """Return the page as text, with terminal escapes where colour is wanted."""
        if not colour:
            return "".join(
                "\n"
                if part is None
                else _plainly(part, self.layout.width) or re.sub(_ESCAPE, "", self._drawer.draw(part))
                for part in self._parts
            )
        return "".join("\n" if part is None else self._drawer.draw(part) for part in self._parts)


class Paragraph(NamedTuple):
    """Spans as a Rich renderable: a hanging paragraph, with a label before its first line if there is one."""

    spans: tuple[Span, ...]
    indent: int
    hang: int
    label: Span | None = None
    wraps: bool = True

    def __rich_console__(self, console: Any, options: Any) -> Iterator[Any]:
        """Yield the lines of the paragraph, wrapped for the width that there is."""
        from rich.text import Text

        width = max(options.max_width, self.hang + 8)
        text = Text.assemble(*((span.text, STYLES.get(span.role, "")) for span in self.spans), end="")
        for number, line in enumerate(self._lines(console, text, width) if self.wraps else [text]):
            lead = Text(" " * (self.hang if number else self.indent), end="\n", no_wrap=True, overflow="ignore")
            if self.label is not None and not number:
                lead = Text("", end="\n", no_wrap=True, overflow="ignore")
                lead.append(f"{self.label.text:{self.indent}}", STYLES.get(self.label.role, ""))
            if options.justify == "right":  # a line whose overflow is ignored is not justified
                lead.justify, lead.overflow = "right", "crop"
            else:
                lead.justify = "default"
            yield lead.append_text(line)

    def __rich_measure__(self, console: Any, options: Any) -> Any:
        """Return the least and the most columns that the paragraph needs."""
        from rich.measure import Measurement

        text = "".join(span.text for span in self.spans)
        longest = max(map(cells, re.split(r"[ \n]|(?<=-)", text)), default=0)
        return Measurement(min(longest, options.max_width), min(cells(text), options.max_width))

    def _lines(self, console: Any, text: Any, width: int) -> list[Any]:
        """Return the lines of a text; the first one may be wider or narrower than the others."""
        first, rest = width - self.indent, width - self.hang
        if "\n" in text.plain:
            return [line for part in text.split("\n") for line in self._lines(console, part, width)]
        whole = list(_breakable(text, min(first, rest)).wrap(console, first))
        if first == rest or len(whole) < 2:  # noqa: PLR2004 - one line has none after it
            return whole or [text]
        head = whole[0]
        head.rstrip()
        left = text[len(head) :]
        left = left[len(left.plain) - len(left.plain.lstrip(" ")) :]
        return [head, *_breakable(left, rest).wrap(console, rest)]


def _breakable(text: Any, width: int) -> Any:
    """Return a text whose words fit the width: longer ones, such as ids and addresses, are broken after a hyphen or slash."""
    if all(cells(word) <= width for word in text.plain.split(" ")):
        return text
    from rich.text import Text

    found = Text(end="")
    for number, word in enumerate(text.split(" ")):
        if number:
            found.append(" ")
        left = word
        while cells(left.plain) > width:
            room = max(1, _fitting(left.plain, width))
            cut = max(left.plain.rfind("-", 0, room), left.plain.rfind("/", 0, room)) + 1
            cut = cut if cut > width // 3 else room
            found.append_text(left[:cut])
            found.append(" ")
            left = left[cut:]
        found.append_text(left)
    return found


def _fitting(text: str, width: int) -> int:
    """Return how many of the first characters of a text fit a width that the whole does not."""
    return next(place for place, taken in enumerate(accumulate(map(cells, text))) if taken > width)


def _plainly(part: Any, width: int) -> str | None:
    """Return a paragraph or table as Rich draws it, but for colours; None for what only Rich can draw.

    Importing Rich takes 60 ms, and a page is measured in many versions.
    """
    if type(part) is not Paragraph:
        rows, columns, indent, gap = part
        return _plain_table(rows, columns, width, indent, gap)
    text = "".join(span.text for span in part.spans)
    if not is_narrow(text):
        return None
    room = max(min(width, WIDEST), part.hang + 8)
    first, rest = room - part.indent, room - part.hang
    if part.wraps:
        if re.search(r"[^\S ]", text) or any(len(word) > min(first, rest) for word in text.split()):
            return None
        lines = _wrapped(text, first)
        if len(lines) > 1 and first != rest:
            lines = [lines[0], *_wrapped(text[len(lines[0]) :].lstrip(" "), rest)]
    else:
        lines = [text]
    label = "" if part.label is None else f"{part.label.text:{part.indent}}"
    leads = [label if part.label is not None else " " * part.indent, *[" " * part.hang] * (len(lines) - 1)]
    return "".join(f"{lead}{line}".rstrip(" ") + "\n" for lead, line in zip(leads, lines, strict=True))


def _plain_table(
    rows: Sequence[Sequence[Paragraph]], columns: Sequence[Column], width: int, indent: int, gap: int
) -> str | None:
    """Return a table as `_plainly` does: each cell wrapped in its column, one of which may take what is left."""
    known = [column.width for column in columns]
    left = width - indent - gap * (len(columns) - 1) - sum(known)
    widths = [one or left for one in known]
    lines = []
    for row in rows:
        texts = ["".join(span.text for span in cell.spans) for cell in row]
        if any(
            "\n" in text or not is_narrow(text) or any(len(word) > room for word in text.split())
            for text, room in zip(texts, widths, strict=True)
        ):
            return None
        wrapped = [_wrapped(text, room) for text, room in zip(texts, widths, strict=True)]
        for place in range(max(map(len, wrapped))):
            shown = [one[place] if place < len(one) else "" for one in wrapped]
            padded = [
                text.rjust(room) if column.is_right else text.ljust(room)
                for text, room, column in zip(shown, widths, columns, strict=True)
            ]
            lines.append((" " * indent + (" " * gap).join(padded)).rstrip(" ") + "\n")
    return "".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text of narrow characters, none of whose words is wider than the width."""
    if len(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    start = offset = 0
    for found in re.finditer(r"\s*\S+\s*", text):
        word = found[0]
        if width - offset >= len(word.rstrip()):
            offset += len(word)
        else:
            lines.append(text[start : found.start()].rstrip())
            start, offset = found.start(), len(word)
    return [*lines, text[start:].rstrip()]


class Drawer:
    """Draws the parts of pages of one width with Rich, each of them once, always in colours."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._console: Any = None
        self._drawn: dict[Any, str] = {}

    def draw(self, part: Any) -> str:
        """Return a paragraph or table as text with terminal escapes."""
        if part not in self._drawn:
            self._drawn[part] = self._text(part)
        return self._drawn[part]

    def _text(self, part: Any) -> str:
        if self._console is None:
            self._console = self._started()
        stream = self._console.file = io.StringIO()
        is_table = type(part) is tuple
        self._console.print(
            _table(*part) if is_table else part,
            end="",
            crop=False,
            overflow="ignore",
            width=self._width if is_table else min(self._width, WIDEST),
        )
        # The blanks at the end of a line go, the escapes among them stay.
        return re.sub(
            rf"(?: |{_ESCAPE})+$",
            lambda end: "".join(re.findall(_ESCAPE, end[0])),
            stream.getvalue(),
            flags=re.MULTILINE,
        )

    def _started(self) -> Any:
        from rich.console import Console

        return Console(
            width=self._width,
            height=100,
            force_terminal=True,
            force_jupyter=False,
            color_system="standard",
            no_color=False,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            _environ={},
        )


def _table(rows: Sequence[Sequence[Paragraph]], columns: Sequence[Column], indent: int, gap: int) -> Any:
    from rich.padding import Padding
    from rich.table import Table

    table = Table.grid(padding=(0, gap, 0, 0))
    for column in columns:
        table.add_column(
            justify="right" if column.is_right else "left",
            width=column.width or None,
            ratio=None if column.width else 1,
        )
    for row in rows:
        table.add_row(*row)
    return Padding(table, (0, 0, 0, indent)) if indent else table
