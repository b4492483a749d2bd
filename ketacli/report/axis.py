"""Axes: where a figure goes from 0 to 1, which ticks there are, whether steps are equal or each several times the last."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.quantities import UNITS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

DAY = UNITS["d"][1]
_GUTTER = 0.07
"""How much of a logarithmic axis is left of the break, for zero."""

_RATIO = 50
"""How many times the shortest the longest figure is from where equal steps no longer show both."""


class Tick(NamedTuple):
    """A place from 0 to 1 along the axis, its label, a short one, and how soon it may be left out: 0 last."""

    place: float
    label: str
    short: str
    rank: int


class Axis(NamedTuple):
    """An axis from `low` to `high`, in minutes, per cent or people of 100; `unit` is what its bare numbers count.

    With `has_zero` a logarithmic axis has a place for zero to the left of a break.
    """

    low: float
    high: float
    ticks: tuple[Tick, ...]
    is_log: bool = False
    has_zero: bool = False
    unit: str = ""

    def place(self, value: float) -> float:
        """Return where a value is, from 0 to 1; a value beyond an end has its place at the end: see `beyond`."""
        return _place(value, self.low, self.high, self.is_log, self.has_zero)

    def beyond(self, value: float) -> str:
        """Return `left` or `right` where a value is off the scale."""
        if self.is_log and self.has_zero and value == 0:
            return ""
        return "left" if value < self.low else "right" if value > self.high else ""


def _place(value: float, low: float, high: float, is_log: bool, has_zero: bool) -> float:  # noqa: FBT001
    if not is_log:
        return round(min(max((value - low) / (high - low), 0.0), 1.0), 6)
    start = _GUTTER if has_zero else 0.0
    if value <= 0:
        return 0.0
    found = math.log(max(value, low) / low) / math.log(high / low)
    return round(start + (1 - start) * min(found, 1.0), 6)


def shares() -> Axis:
    """Return the axis of shares: 0 to 100 per cent."""
    ticks = tuple(Tick(one / 100, f"{one}%", f"{one}", one % 50 // 25) for one in (0, 25, 50, 75, 100))
    return Axis(0.0, 100.0, ticks)


_STEP = 25
"""What the ends of an axis of differences are a multiple of."""


def differences(values: Collection[float]) -> Axis:
    """Return the axis of differences per 100 people: as far as the figures and their intervals reach, to the next 25.

    Both sides are there, so that zero is seen as a line between fewer and more.
    """
    low = max(min(math.floor(min(values, default=0.0) / _STEP), -1) * _STEP, -100)
    high = min(max(math.ceil(max(values, default=0.0) / _STEP), 1) * _STEP, 100)
    ticks = tuple(Tick((one - low) / (high - low), signed(one), signed(one), int(one != 0)) for one in (low, 0, high))
    return Axis(low, high, ticks)


def signed(value: float) -> str:
    """Return a whole number with its sign, a true minus: `+14`, `0`, `−16`."""
    size = math.floor(abs(value) + 0.5)
    return "0" if not size else f"+{size}" if value > 0 else f"−{size}"


_LOG_TICKS = (
    (1, "1 min", "1m", 2),
    (10, "10 min", "10m", 1),
    (30, "30 min", "30m", 3),
    (60, "1 h", "1h", 2),
    (120, "2 h", "2h", 3),
    (360, "6 h", "6h", 2),
    (1440, "1 day", "1d", 0),
    (10080, "1 week", "1wk", 0),
    (40320, "4 weeks", "4wk", 1),
    (131487.3, "3 months", "3mo", 2),
    (525960, "1 year", "1y", 1),
    (5259600, "10 years", "10y", 1),
    (52596000, "100 years", "100y", 1),
)
"""Round times: minutes, label, short label, rank. Units of the clock and calendar, not powers of ten."""

_UNITS = (
    ("min", 1.0, 180.0, "minutes", (1, 2, 5, 10, 15, 30)),
    ("h", 60.0, 72 * 60.0, "hours", (1, 2, 3, 6, 12)),
    ("d", DAY, 400 * DAY, "days", (1, 2, 5, 7, 10, 15, 30, 60, 90)),
    ("mo", 43829.1, 48 * 43829.1, "months", (1, 2, 3, 6, 12)),
    ("a", 525960.0, math.inf, "years", (1, 2, 5, 10, 20, 50, 100, 1000)),
)
"""Units of a linear axis: size in minutes, the longest time that it is used for, its name, steps between ticks."""

_MOST_TICKS = 10


def times(values: Iterable[float], beyond: Sequence[float] = (), said: Collection[float] = ()) -> Axis:
    """Return the axis of times in minutes: linear from zero, or logarithmic where they differ fiftyfold and more.

    `beyond` are lower bounds, whose arrow needs room. `said` are times that pages give: a tick at one of them is never left out.
    """
    found = [value for value in values if value >= 0] or [DAY]
    positive = [value for value in found if value > 0] or [DAY]
    least, most = min(positive), max(positive)
    reach = max([most, *(one * 1.05 for one in beyond)])
    if most < least * _RATIO:
        return _linear(reach)
    return _log(least, max([most, *(one * 1.4 for one in beyond)]), said, has_zero=len(positive) < len(found))


def _linear(most: float) -> Axis:
    _, size, _, name, steps = next(unit for unit in _UNITS if most <= unit[2])
    step = next((one for one in steps if most / size <= one * _MOST_TICKS), steps[-1])
    count = max(math.ceil(round(most / size / step, 9)), 1)
    rank = [0 if one in (0, count) else 1 + one % 2 for one in range(count + 1)]
    ticks = [Tick(round(one / count, 6), f"{one * step:,}", f"{one * step:,}", rank[one]) for one in range(count + 1)]
    return Axis(0.0, count * step * size, tuple(ticks), unit=name)


_FAR = 1.6
"""How many times the greatest figure the round time above it may be for a logarithmic axis to end there."""


def _log(least: float, most: float, said: Collection[float], *, has_zero: bool) -> Axis:
    low = max((tick[0] for tick in _LOG_TICKS if tick[0] <= least * 1.001), default=least)
    high = min((tick[0] for tick in _LOG_TICKS if tick[0] >= most * 0.999), default=most)
    high = high if high < most * _FAR else most * 1.1
    ticks = [
        Tick(_place(minutes, low, high, True, has_zero), label, short, -1 if minutes in said else rank)  # noqa: FBT003 - one axis, said above
        for minutes, label, short, rank in _LOG_TICKS
        if low <= minutes <= high
    ]
    zero = [Tick(0.0, "0", "0", 0)] if has_zero else []
    return Axis(low, high, (*zero, *ticks), is_log=True, has_zero=has_zero)
