"""A comparison in every format: a block for each measure on a page, a record for each figure in data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ketacli.answer import Context
from ketacli.formats import _words as words
from ketacli.formats import load
from ketacli.frozen import NamedTuple, replace
from ketacli.report.comparison import Company

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout
    from ketacli.report.comparison import Block, Row


class Comparison(NamedTuple):
    """Blocks, and how they were asked for; `claims` counts the claims chosen, `limit` is how many rows are shown at most.

    `company` is what is behind the figures shown, and `help` where there is help in a crisis, for a page that stands alone.
    """

    query: Mapping[str, Any]
    blocks: Sequence[Block]
    claims: int
    limit: int | None = None
    fields: tuple[str, ...] = ()
    context: Context = Context()
    company: Company = Company()
    help: str = ""

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def shown(self) -> list[Block]:
        """The blocks with the rows that are shown."""
        found, left = [], self.total if self.limit is None else self.limit
        for block in self.blocks:
            if left > 0:
                found.append(replace(block, rows=block.rows[:left]))
            left -= len(block.rows)
        return found

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown, block after block."""
        return [row for block in self.shown for row in block.rows]

    def left_out(self) -> str:
        """Return what `--limit` left out, or nothing."""
        return words.cut(len(self.rows), self.total)


def render(name: str, comparison: Comparison, layout: Layout) -> Page | str:
    """Return a comparison in a format: a `Page` from `table`, text from all others."""
    module = load(name)
    if not module.FORMAT.for_people:
        from ketacli.formats.comparison._data import data

        written: str = module.write(data(comparison), layout)
        return written
    shown: Page | str = import_module(f"ketacli.formats.comparison.{name}").render(comparison, layout)
    return shown
