"""Records as a table of pandas or polars."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from ketacli.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LIBRARIES = ("pandas", "polars")


def to_frame(
    records: Iterable[Any],
    fields: Sequence[str] | None = None,
    *,
    library: Literal["pandas", "polars"] | None = None,
) -> Any:
    """Return records as a table: a `pandas.DataFrame` or a `polars.DataFrame`, a row for each, in their order.

    `records` are claims, sources, contradictions, omissions or topics, or what `compare` returns: a row for each figure. The
    columns are those of `keta claims --format csv` and its like, or these `fields`, as `--fields` has them: `id`,
    `confidence.level`, `quantities.value`. Text, numbers and truth values keep their type; where a record has several
    values the cell is a list, and lists of the same parts stay in step. Without `library` it is pandas where that is
    installed, else polars: `pip install "keta[pandas]"` or `"keta[polars]"`.

    Raises:
        UsageError: if the library is not installed, or no record can have one of the fields by itself.
        TypeError: if something is no record.
    """
    name = _installed(library)
    columns = _columns(list(records), tuple(fields or ()))
    if name == "pandas":
        import pandas as pd

        return pd.DataFrame(columns)
    import polars as pl

    return pl.DataFrame(columns, strict=False)


def _installed(library: str | None) -> str:
    if library is not None and library not in _LIBRARIES:
        near = did_you_mean(library, _LIBRARIES)
        raise UsageError(f"No library `{library}`", f"{f'{near} ' if near else ''}frames are of pandas or polars")
    wanted = (library,) if library else _LIBRARIES
    found = next((name for name in wanted if find_spec(name)), None)
    if found is None:
        is_missing = f"{library}, which is not" if library else "pandas or polars, and neither is"
        hint = " or ".join(f'`pip install "keta[{name}]"`' for name in wanted)
        raise UsageError(f"Frames need {is_missing} installed", hint)
    return found


def _columns(records: Sequence[Any], fields: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return the columns of a table by name.

    Raises:
        UsageError: if no record can have one of the fields.
        TypeError: if something is no record.
    """
    from ketacli.formats import _fields
    from ketacli.formats.comparison import _data
    from ketacli.report.comparison import Block, Row

    rows = [row for record in records for row in (record.rows if isinstance(record, Block) else (record,))]
    if any(isinstance(row, Row) for row in rows):
        if not all(isinstance(row, Row) for row in rows):
            raise TypeError("figures and records have different columns: make a frame of each")
        _data.check(fields)
        names = fields or tuple(name for name in _data.FIELDS if name != "label")
        plain = [_data.record(row, {}) for row in rows]
    else:
        kinds = list(dict.fromkeys(type(row) for row in rows))
        for kind in kinds:
            if kind not in _fields.COLUMNS:
                raise TypeError(f"expected records, such as claims, got {kind.__name__}")
        if kinds:
            _fields.check(fields, kinds)
        for field in fields:
            if any(_is_of_store(kind, field) for kind in kinds):
                raise UsageError(
                    f"No field `{field}` in a frame", "only the store knows it: `keta` with `--format csv` has it"
                )
        names = fields or tuple(
            dict.fromkeys(name for kind in kinds for name in _fields.COLUMNS[kind] if not _is_of_store(kind, name))
        )
        plain = [_fields.alone(row) for row in rows if not isinstance(row, Row)]
    return {name: [_at(row, name.split(".")) for row in plain] for name in names}


def _is_of_store(kind: type, path: str) -> bool:
    """Whether only the store can say what is in a column, which records alone cannot: counts, labels of other records."""
    from ketacli.model import Claim

    first, _, last = path.rpartition(".")
    return "counts" in (first, last) or last in ("stands_in", "labels") or (kind is Claim and last == "label")


def _at(value: Any, steps: Sequence[str]) -> Any:
    """Return what a path leads to: a value, or a list of them where there are several parts on the way."""
    if not steps:
        return value
    if isinstance(value, list):
        return [_at(part, steps) for part in value]
    return _at(value.get(steps[0]), steps[1:]) if isinstance(value, dict) else None
