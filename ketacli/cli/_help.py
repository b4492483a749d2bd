"""Help that is nowhere wider than the terminal: narrow tables of options, and examples folded as a shell reads them."""

from __future__ import annotations

import re
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

from typer._click.formatting import HelpFormatter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = re.compile(r"""(?:-[\w-]+[ ](?![-|>]))?(?:[^\s"']|"[^"]*"|'[^']*')+""")
"""A word of an example; an option with its value is one."""
_NARROWEST = 38
_ROOMY = 58
"""From this width on, what an option does has its usual place beside it."""


class Formatter(HelpFormatter):
    """Click's writer of help, which takes at least 50 columns and folds no example."""

    def __init__(self, max_width: int) -> None:
        super().__init__(width=max(min(get_terminal_size().columns, max_width) - 2, _NARROWEST))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands, each with what it does; where there is little room that has lines of its own."""
        super().write_dl(rows, col_max if self.width >= _ROOMY else self.width // 3, col_spacing)

    def write_text(self, text: str) -> None:
        """Write paragraphs; those that keep their lines have the lines folded that are too long."""
        room = self.width - self.current_indent
        paragraphs = [
            "\n".join(part for line in one.split("\n") for part in _folded(line, room)) if "\b" in one else one
            for one in text.split("\n\n")
        ]
        super().write_text("\n\n".join(paragraphs))


def _folded(line: str, room: int) -> Iterator[str]:
    r"""Yield an example in lines that fit, each but the last with `\` at its end; what it shows follows as a comment.

    A word in quotation marks stays in one piece.
    """
    if len(line) <= room:
        yield line
        return
    indent = " " * (len(line) - len(line.lstrip()))
    code, _, shows = line.strip().partition("   ")
    now = indent
    for word in _WORDS.findall(code):
        if now.strip() and len(now) + len(word) + 2 > room:
            yield f"{now}\\"
            now = f"{indent}  "
        now += f"{word} "
    yield now.rstrip()
    yield from wrap(shows.strip(), room, initial_indent=f"{indent}  # ", subsequent_indent=f"{indent}  # ")
