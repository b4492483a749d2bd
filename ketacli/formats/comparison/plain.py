"""`plain`: one figure a line, tab-separated, never wrapped or cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.formats._fields import cell
from ketacli.formats._text import shown
from ketacli.formats.comparison import _data
from ketacli.formats.comparison._words import figure, people

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row


def render(comparison: Comparison, layout: Layout) -> str:
    """Return the figures as lines of tab-separated values."""
    found = _data.lines(comparison) if comparison.fields else [_values(row) for row in comparison.rows]
    return "".join("\t".join(shown(value, layout) for value in line) + "\n" for line in found)


def _values(row: Row) -> list[str]:
    return [
        row.figure.measure,
        row.source,
        row.claim or "",
        figure(row),
        row.level or cell({"verdicts": row.verdicts}, "verdicts"),
        people(row),
        row.design or "",
        ("limitations" if row.limitations else "") if row.caveats is None else f"caveats={row.caveats}",
        f"contradictions={len(row.contradictions)}",
        row.arm or "",
        "; ".join(filter(None, [getattr(row.figure, "given", None), row.population, row.outcome, row.timepoint])),
    ]
