"""Figures: their units, their wording, and the intervals that they cover."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Self

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Quantity, Result

UNITS = {
    "min": ("time", 1.0, "minute"),
    "h": ("time", 60.0, "hour"),
    "d": ("time", 1440.0, "day"),
    "wk": ("time", 10080.0, "week"),
    "mo": ("time", 43829.1, "month"),
    "a": ("time", 525960.0, "year"),
    "%": ("proportion", 1.0, "%"),
    "1": ("count", 1.0, ""),
    "mg/kg": ("mass-per-mass", 1.0, "mg/kg"),
    "mg": ("mass", 1.0, "mg"),
    "mm[Hg]": ("pressure", 1.0, "mmHg"),
    "{points}": ("score", 1.0, "point"),
}
"""The units of most figures, in UCUM: dimension, size in the dimension's first unit, the word for one.

Months and years are UCUM's `mo_j`, `a_j`. `ketacli.units` knows the others; `measured` asks both.
"""

DIMENSIONS = ("time", "proportion", "difference", "count", "ratio", "dose", "pressure", "score")
"""The dimensions that a measure can have, but for those of `ketacli.units` and of a store's own units."""

STATISTICS = tuple(
    "mean median proportion difference threshold typical total some minimum maximum first second date".split()
)
"""What a figure can be; a store can add its own under `statistics`."""

_DOSES = ("mass", "amount", "arbitrary", "volume")


class Unit(str):
    """A unit that a store defines itself, under `units`: its id, with what it is."""

    __slots__ = ("measured",)

    measured: tuple[str, float, str]
    """Dimension, size and word, as in `UNITS`; the word is in the plural."""

    def __new__(cls, record: Mapping[str, Any]) -> Self:
        """Make a unit of its record in the store."""
        unit = super().__new__(cls, record["id"])
        word = str(record.get("plural") or record["name"])
        unit.measured = (str(record["dimension"]), float(record.get("factor", 1)), word)
        return unit

    def __getnewargs__(self) -> tuple[dict[str, Any]]:  # type: ignore[override]
        """Let a unit be copied and pickled."""
        dimension, factor, word = self.measured
        return ({"id": str(self), "name": word, "dimension": dimension, "factor": factor},)


class Statistic(str):
    """A statistic that a store defines itself, under `statistics`: its id, with its name."""

    __slots__ = ("name",)

    name: str

    def __new__(cls, record: Mapping[str, Any]) -> Self:
        """Make a statistic of its record in the store."""
        statistic = super().__new__(cls, record["id"])
        statistic.name = str(record["name"])
        return statistic

    def __getnewargs__(self) -> tuple[dict[str, Any]]:  # type: ignore[override]
        """Let a statistic be copied and pickled."""
        return ({"id": str(self), "name": self.name},)


def measured(unit: str) -> tuple[str, float, str]:
    """Return dimension, size in the dimension's first unit, and word of a unit: built in, of UCUM, or of a store.

    An unknown unit, which only a store with faults has, is a dimension of its own.
    """
    known = UNITS.get(unit) or getattr(unit, "measured", None)
    if known is None:
        from ketacli import units

        known = units.find(unit) or (f"unknown:{unit}", 1.0, unit)
    return known


def is_built_in(unit: str) -> bool:
    """Whether a unit is known without a definition in the store."""
    if unit in UNITS:
        return True
    from ketacli import units

    return units.find(unit) is not None


def base(value: float, unit: str | None) -> float:
    """Return an amount in the first unit of its dimension: of minutes, milligrams, kelvins."""
    if not unit:
        return value
    size = measured(unit)[1]
    if unit in UNITS:
        return value * size
    from ketacli import units

    return value * size + units.zero(unit)


def convert(value: float, unit: str, wanted: str) -> float:
    """Return an amount of `unit` in another unit of the same dimension.

    Raises:
        ValueError: if the two are of different dimensions, or of different currencies.

    >>> convert(250, "mg", "g"), convert(98.6, "[degF]", "Cel")
    (0.25, 37.0)
    """
    if measured(unit)[0] != measured(wanted)[0]:
        raise ValueError(f"`{unit}` cannot be converted into `{wanted}`")
    from ketacli import units

    return float(f"{(base(value, unit) - units.zero(wanted)) / measured(wanted)[1]:.12g}")


_QUALIFIERS = {
    "about": "about ",
    "at-least": "at least ",
    "more-than": "more than ",
    "at-most": "at most ",
    "less-than": "less than ",
}
_STATISTICS = {
    "mean": "mean",
    "median": "median",
    "threshold": "threshold",
    "total": "in all",
    "some": "some people",
    "minimum": "shortest",
    "maximum": "longest",
    "first": "first",
    "second": "second",
}
INFLECTED = {"minute", "hour", "day", "week", "month", "year", "point"}


def number(value: float) -> str:
    """Return a number as people write it: 19, 0.5, 12,000; never rounded."""
    if value == int(value):
        whole = int(value)
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)  # noqa: PLR2004 - 1975 is a year
    text = f"{value:,}" if abs(value) >= 10_000 else repr(value)  # noqa: PLR2004 - as above
    if "e" not in text:
        return text
    from decimal import Decimal

    return format(Decimal(text), "f")


def alike(values: Sequence[float]) -> list[str]:
    """Return numbers as people write them beside one another: one with fewer digits gets the decimals of the others.

    YAML does not keep the last zero of `0.30 (0.16 to 0.55)`: its neighbours tell that it was there. `3.94 (1.54 to 10.1)`,
    of three digits each, stays.

    >>> alike((0.3, 0.16, 0.55)), alike((3.94, 1.54, 10.1))
    (['0.30', '0.16', '0.55'], ['3.94', '1.54', '10.1'])
    """
    texts = [number(value) for value in values]
    digits = [len(re.sub(r"\D", "", text).lstrip("0")) for text in texts]
    places = max(len(text.partition(".")[2]) for text in texts)
    if not places:
        return texts
    padded = [f"{whole}.{decimals:0<{places}}" for whole, _, decimals in (text.partition(".") for text in texts)]
    return [more if count < max(digits) else text for text, more, count in zip(texts, padded, digits, strict=True)]


def _with_interval(result: Quantity | Result) -> list[str]:
    """Return a figure and the ends of its interval; where a source reports a ratio or effect size, all alike."""
    value, ci = result.value or 0.0, getattr(result, "ci", None) or ()
    is_ratio = result.unit == "1" and result.statistic is None
    return alike((value, *ci)) if is_ratio or not ci else [number(value), *alike(ci)]


def phrase(quantity: Quantity | Result) -> str:
    """Return a figure in words: `about 19 days (mean)`, `40 to 60 minutes`, `at least 50%`, `not reached (median)`."""
    if quantity.value is not None:
        amount, one = _with_interval(quantity)[0], quantity.value == 1
    elif quantity.low is not None and quantity.high is not None:
        amount, one = f"{number(quantity.low)} to {number(quantity.high)}", False
    else:
        return "" if getattr(quantity, "reached", True) else "not reached (median)"
    unit = measured(quantity.unit)[2] if quantity.unit else ""
    if unit == "%" and quantity.statistic == "difference":
        unit = " percentage points"  # a share is never below 0
    elif unit in INFLECTED:
        unit = f" {unit}" if one else f" {unit}s"
    elif unit and unit != "%":
        unit = f" {unit}"
    statistic = getattr(quantity.statistic, "name", None) or _STATISTICS.get(quantity.statistic or "", "")
    if quantity.unit not in {"min", "h", "d", "wk", "mo", "a"}:
        statistic = {"shortest": "lowest", "longest": "highest"}.get(statistic, statistic)
    return f"{_QUALIFIERS.get(quantity.qualifier or '', '')}{amount}{unit}{f' ({statistic})' if statistic else ''}"


def confidence_interval(result: Result) -> str:
    """Return the interval that a source reports, to follow its figure: ` (95% CI 12 to 55)`; empty where there is none."""
    if not result.ci:
        return ""
    _, low, high = _with_interval(result)
    return f" (95% CI {low} to {high})"


def figure(quantities: Iterable[Quantity]) -> str:
    """Return all figures of a claim in words, joined by semicolons; empty where there are none."""
    return "; ".join(dict.fromkeys(phrase(quantity) for quantity in quantities))


class Interval(NamedTuple):
    """The values that a figure covers, in the first unit of its dimension; an open end is not part of it."""

    low: float
    high: float
    is_low_open: bool = False
    is_high_open: bool = False

    def is_apart(self, other: Interval) -> bool:
        """Whether no value is in both."""
        return self._ends_before(other) or other._ends_before(self)

    def _ends_before(self, other: Interval) -> bool:
        return self.high < other.low or (self.high == other.low and (self.is_high_open or other.is_low_open))


class Tolerance(NamedTuple):
    """How wide a bare figure, and one with `about`, is when it is compared: in per cent, to either side."""

    point: float = 10
    about: float = 25


def dimension(unit: str | None) -> str | None:
    """Return the dimension of a unit: time, proportion, count, mass, pressure, score, `money:EUR`, …; None for a year."""
    return measured(unit)[0] if unit else None


def fits(unit: str | None, wanted: str | None) -> bool:
    """Whether a unit can be that of a measure of this dimension.

    Ratios are counted in `1` too; money is any currency; a dose is a mass, an amount, a volume or international units, also
    per day or per body weight.
    """
    found = dimension(unit)
    if found is None or wanted is None:
        return found == wanted
    kind = found.partition(":")[0]
    return (
        wanted in (found, kind)
        or (kind == "count" and wanted == "ratio")
        or (wanted == "dose" and kind.split("-per-")[0] in _DOSES)
    )


def interval(quantity: Quantity | Result, tolerance: Tolerance) -> Interval:
    """Return the values that a figure covers.

    A point is as wide as the tolerance says, years are exact, bounds are open towards the side they leave open.
    """
    low = base(quantity.value if quantity.value is not None else quantity.low or 0.0, quantity.unit)
    high = base(quantity.value if quantity.value is not None else quantity.high or 0.0, quantity.unit)
    match quantity.qualifier:
        case "at-least" | "more-than":
            return Interval(low, math.inf, is_low_open=quantity.qualifier == "more-than")
        case "at-most" | "less-than":
            return Interval(-math.inf, high, is_high_open=quantity.qualifier == "less-than")
    if quantity.unit is None:
        return Interval(low, high)
    bare = tolerance.point if quantity.value is not None else 0.0
    width = tolerance.about if quantity.qualifier == "about" else bare
    return Interval(low - abs(low) * width / 100, high + abs(high) * width / 100)


def bound(quantity: Quantity | Result) -> tuple[float | None, float | None, str]:
    """Return the bound that a threshold sets: `at least 2` and a bare 2 set the same, `more than 2` another."""
    kind = quantity.qualifier or ""
    ends = (quantity.value, None) if quantity.value is not None else (quantity.low, quantity.high)
    low, high = (None if end is None else base(end, quantity.unit) for end in ends)
    return low, high, kind if kind in {"more-than", "less-than"} else ""


def conflict(one: Quantity | Result, other: Quantity | Result, tolerance: Tolerance) -> bool:
    """Whether two figures of the same measure and statistic cannot both hold; overlap is spread, not conflict."""
    if (one.measure, one.statistic) != (other.measure, other.statistic) or dimension(one.unit) != dimension(other.unit):
        return False
    if one.statistic == "threshold":
        return bound(one) != bound(other) or {one.qualifier, other.qualifier} == {"at-least", "at-most"}
    return interval(one, tolerance).is_apart(interval(other, tolerance))


def is_related(one: str | None, other: str | None, broader: Mapping[str, str | None]) -> bool:
    """Whether two populations or interventions are the same, one an ancestor of the other, or one of them unstated."""
    return one is None or other is None or one in ancestors(other, broader) or other in ancestors(one, broader)


def ancestors(name: str, broader: Mapping[str, str | None]) -> list[str]:
    """Return a population or intervention with all that are broader, from narrow to broad; a circle ends where it closes."""
    found = {name: None}
    above = broader.get(name)
    while above is not None and above not in found:
        found[above] = None
        above = broader.get(above)
    return list(found)
