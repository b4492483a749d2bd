"""A date that is no day of any calendar.

What it finds
    A month over 12, a day that its month does not have, the year 0000, under `issued`, `checked` or `as_of`.

Why it matters
    Dates go into citations, exports and the names of sources. A month 13 is a typing error for one of two others, and
    programs that read an export refuse it or make up another.

Example
    issued: "2024-02-30"

Fix
    Look the date up. Where only the year or the month is known, give only that: `"2024"`, `"2024-02"`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = "error"

_ROUTES: dict[str, tuple[tuple[str, ...], ...]] = {
    "document": (("issued",),),
    "study": (("cite", "issued"), ("checked",)),
    "topic": (("bottom_line", "as_of"),),
}


def check(view: View) -> Findings:
    """Yield every invalid date."""
    for item in view.loaded.of(*_ROUTES):
        for route, message, hint in faults(item.kind, item.record):
            yield Finding(item, route, message, hint)


def faults(kind: str, record: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield every invalid date of a record: its route, what is wrong, a hint."""
    for route in _ROUTES.get(kind, ()):
        value: Any = record
        for step in route:
            value = value.get(step) or {}
        if isinstance(value, str) and (wrong := _wrong(value)):
            yield route, f"`{value}` is no date: {wrong}", "look it up, or give the year alone"


def _wrong(value: str) -> str:
    """Return what is wrong with a year, month or day; empty for one that there is."""
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    if not year:
        return "there is no year 0000"
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return f"there is no month {month:02}"
    try:
        date(year, month, day)
    except ValueError:
        return f"that month has no day {day:02}"
    return ""
