"""The figures of a comparison as records: `csv`, `tsv`, `json`, `jsonl`, `yaml`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from ketacli.errors import UsageError
from ketacli.formats import yaml
from ketacli.formats._fields import cell, pick
from ketacli.formats.csv import safe
from ketacli.formats.json import SCHEMA, dump
from ketacli.quantities import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.formats._sheet import Layout
    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row

FIELDS = (
    "measure",
    "source",
    "kind",
    "claim",
    "figure",
    "statistic",
    "value",
    "low",
    "high",
    "unit",
    "qualifier",
    "arm",
    "comparator",
    "population",
    "outcome",
    "scale",
    "timepoint",
    "events",
    "n",
    "n_of",
    "ci",
    "sd",
    "design",
    "level",
    "verdict",
    "verdicts",
    "contested",
    "caveats",
    "limitations",
    "contradictions",
)
"""What a figure of a comparison says of itself: the names in JSON, and the columns of `csv` and `tsv`."""


def render(name: str, comparison: Comparison, layout: Layout) -> str:
    """Return a comparison in one of the formats for programs."""
    if name in ("csv", "tsv"):
        return _separated(comparison, "," if name == "csv" else "\t")
    if name == "jsonl":
        return "".join(dump(pick(record(row), comparison.fields), layout) + "\n" for row in comparison.rows)
    if name == "json":
        return dump(document(comparison), layout, indent=2) + "\n"
    return yaml.dump(document(comparison), layout)


def check(fields: Sequence[str]) -> None:
    """Refuse a field that no figure has.

    Raises:
        UsageError: with the nearest field.
    """
    for field in fields:
        if field not in FIELDS:
            from difflib import get_close_matches

            near = get_close_matches(field, FIELDS, 1)
            raise UsageError(
                f"No field `{field}`", f"did you mean `{near[0]}`?" if near else f"fields are {', '.join(FIELDS)}"
            )


def record(row: Row) -> dict[str, Any]:
    """Return a figure as plain data."""
    return {field: _value(row, field) for field in FIELDS}


def _value(row: Row, field: str) -> Any:
    """Return what a figure says of itself under this name: the row first, then the quantity or result."""
    if field == "kind":
        return "document" if row.claim else "study"
    if field == "figure":
        return phrase(row.figure)
    if field == "verdicts":
        return dict(row.verdicts)
    if field == "n_of":
        return None if row.n is None else "study" if row.is_study_size else "figure"
    value = getattr(row, field) if hasattr(row, field) else getattr(row.figure, field, None)
    return list(value) if isinstance(value, tuple) else value


def document(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as one object; `schemas/output.schema.json` describes it."""
    rows = [pick(record(row), comparison.fields) for row in comparison.rows]
    return {
        "schema": SCHEMA,
        "query": dict(comparison.query),
        "count": len(rows),
        "total": comparison.total,
        "figures": rows,
    }


def _separated(comparison: Comparison, delimiter: str) -> str:
    header = comparison.fields or FIELDS
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe(cell(found, field)) for field in header] for found in map(record, comparison.rows))
    return stream.getvalue()


def lines(comparison: Comparison) -> list[list[str]]:
    """Return the chosen fields of every figure as text."""
    return [[cell(record(row), field) for field in comparison.fields] for row in comparison.rows]
