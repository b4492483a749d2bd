"""The figures of a comparison as records for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.errors import UsageError, did_you_mean
from ketacli.formats._fields import CHOSEN, SCHEMA, Data, pick
from ketacli.quantities import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.formats.comparison import Comparison
    from ketacli.report.comparison import Row

FIELDS = tuple(
    """
    measure source label kind claim rating figure statistic value low high unit qualifier arm given comparator both
    population outcome scale timepoint events n n_of ci worked_ci sd role pairs difference difference_ci
    difference_how design read level verdict verdicts contested caveats limitations contradictions
""".split()
)
"""What a figure of a comparison says of itself: the names in JSON, and the columns of `csv` and `tsv`."""


def check(fields: Sequence[str]) -> None:
    """Refuse a field that no figure has.

    Raises:
        UsageError: with the nearest field.
    """
    for field in fields:
        if field not in FIELDS:
            raise UsageError(f"No field `{field}`", did_you_mean(field, FIELDS, f"fields are {', '.join(FIELDS)}"))


def record(row: Row, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a figure as plain data; `labels` are those of sources by id."""
    return {field: labels.get(row.source, row.source) if field == "label" else _value(row, field) for field in FIELDS}


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
    if field.startswith("difference"):
        return _difference(row, field)
    value = getattr(row, field) if hasattr(row, field) else getattr(row.figure, field, None)
    return list(value) if isinstance(value, tuple) else value


def _difference(row: Row, field: str) -> Any:
    """Return a difference in 100 people, its interval, or how it was come by; null where there is none."""
    one = row.difference
    if one is None:
        return None
    if field == "difference_ci":
        return None if one.low is None or one.high is None else [round(one.low, 1), round(one.high, 1)]
    return one.how if field == "difference_how" else round(one.value, 1)


def data(comparison: Comparison) -> Data:
    """Return a comparison as plain data; its document names the schema that it fits, as `keta schema` prints it."""
    columns = comparison.fields or FIELDS
    rows = [pick(record(row, comparison.context.labels), comparison.fields) for row in comparison.rows]
    named = CHOSEN if comparison.fields else SCHEMA
    head = {"schema": named, "query": dict(comparison.query), "count": len(rows), "total": comparison.total}
    return Data({**head, "figures": rows}, rows, columns, columns)


def lines(comparison: Comparison) -> list[list[str]]:
    """Return the chosen fields of every figure as text."""
    return data(comparison).rows()
