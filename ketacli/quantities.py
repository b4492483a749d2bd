"""Figures: their units, how they read, and which intervals they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    "mg/kg": ("dose", 1.0, "mg/kg"),
    "mg": ("dose", 1.0, "mg"),
    "mm[Hg]": ("pressure", 1.0, "mmHg"),
    "{points}": ("score", 1.0, "point"),
}
"""UCUM units: dimension, size in the dimension's first unit, the word for one. Months and years are UCUM's `mo_j`, `a_j`."""

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
_INFLECTED = {"minute", "hour", "day", "week", "month", "year", "point"}


def number(value: float) -> str:
    """Return a number as people write it: 19, 0.5, 12,000; never rounded."""
    if value == int(value):
        whole = int(value)
        return f"{whole:,}" if abs(whole) >= 10_000 else str(whole)  # noqa: PLR2004 - 1975 is a year
    return repr(value)


def phrase(quantity: Quantity | Result) -> str:
    """Return a figure in words: `about 19 days (mean)`, `40 to 60 minutes`, `at least 50%`."""
    if quantity.value is not None:
        amount, one = number(quantity.value), quantity.value == 1
    elif quantity.low is not None and quantity.high is not None:
        amount, one = f"{number(quantity.low)} to {number(quantity.high)}", False
    else:
        return ""
    unit = UNITS[quantity.unit][2] if quantity.unit else ""
    if unit in _INFLECTED:
        unit = f" {unit}" if one else f" {unit}s"
    elif unit and unit != "%":
        unit = f" {unit}"
    statistic = _STATISTICS.get(quantity.statistic or "", "")
    if quantity.unit not in {"min", "h", "d", "wk", "mo", "a"}:
        statistic = {"shortest": "lowest", "longest": "highest"}.get(statistic, statistic)
    return f"{_QUALIFIERS.get(quantity.qualifier or '', '')}{amount}{unit}{f' ({statistic})' if statistic else ''}"


def figure(quantities: Iterable[Quantity]) -> str:
    """Return all figures of a claim in words, joined by semicolons; empty where there are none."""
    return "; ".join(dict.fromkeys(phrase(quantity) for quantity in quantities))
