"""A comparison in every format: a block for each measure on a page, a record for each figure in data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.answer import Context
from ketacli.formats import FORMATS
from ketacli.report.comparison import Company

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.formats._sheet import Layout, Sheet
    from ketacli.report.comparison import Block, Row

COMPARISONS = (*FORMATS, "html")
"""The formats of a comparison."""

PAGES = ("table", "plain", "markdown", "html")
"""Those for readers, each a module of its name here; the others are data."""


class Comparison(NamedTuple):
    """Blocks, and how they were asked for; `claims` counts the claims chosen, `limit` is how many rows are shown at most.

    `company` is what stands behind the figures shown, for a page that stands alone.
    """

    query: Mapping[str, Any]
    blocks: Sequence[Block]
    claims: int
    limit: int | None = None
    fields: tuple[str, ...] = ()
    context: Context = Context()
    company: Company = Company()

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
                found.append(block._replace(rows=block.rows[:left]))
            left -= len(block.rows)
        return found

    @property
    def rows(self) -> list[Row]:
        """The rows that are shown, block after block."""
        return [row for block in self.shown for row in block.rows]

    def left_out(self) -> str:
        """Return what `--limit` left out, or nothing."""
        hidden = self.total - len(self.rows)
        return f"Shown {len(self.rows):,} of {self.total:,}: `--limit` left out {hidden:,}." if hidden else ""


def render(name: str, comparison: Comparison, layout: Layout) -> Sheet | str:
    """Return a comparison in one of `COMPARISONS`: a `Sheet` from `table`, text from all others."""
    module = import_module(f"ketacli.formats.comparison.{name if name in PAGES else '_data'}")
    rendered: Sheet | str = (
        module.render(comparison, layout) if name in PAGES else module.render(name, comparison, layout)
    )
    return rendered
