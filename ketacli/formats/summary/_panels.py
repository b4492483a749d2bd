"""Where the marks of a page's figures are: a panel is drawn 340 units wide whatever the width of the page.

Numbers are of at most one decimal, so that a page has the same bytes everywhere.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.labels import shorten
from ketacli.quantities import INFLECTED, measured, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Quantity, Result
    from ketacli.report.saying import Figures, Rate

_LEFT, _RIGHT = 20, 320
_WIDTH = 340
_CHARACTER = 8.2
"""The width of a character of 15 units, on average and a little more."""

_GAP = 13
_LINE = 26
"""How far apart the marks of a row are."""

_HALF = 78
"""Half the width of a panel of differences, 180 units wide."""

_STEP = 25
_MOST_TIMES = 60
"""How many times the shortest a longest figure may be: beyond, equal steps do not show both."""


class Mark(NamedTuple):
    """A mark with its words: `shape` is `ket`, `cmp` or `pg`; `end` is on which side of it the words are."""

    shape: str
    x: float
    y: int
    figure: str
    name: str = ""
    end: str = "start"
    low: float | None = None
    high: float | None = None

    @property
    def text_x(self) -> float:
        """Where the words begin, or end."""
        if self.end == "end":
            return _tenth(min(self.x, self.x if self.low is None else self.low) - _GAP)
        return _tenth(max(self.x, self.x if self.high is None else self.high) + _GAP)


class Panel(NamedTuple):
    """The marks of a row, the lines and numbers of its axis, where pages' figures are carried down.

    `says` is it in words where the row does not say it.
    """

    marks: tuple[Mark, ...]
    lines: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]
    carried: tuple[float, ...]
    height: int
    says: str

    @property
    def foot(self) -> int:
        """Where the lines of the axis end."""
        return self.height - 20 if self.ticks else self.height


class Difference(NamedTuple):
    """A difference of shares with its interval, if it has one; `zero` and `lines` are the axis."""

    x: float
    low: float | None
    high: float | None
    lines: tuple[float, ...]
    zero: float


def rates(block: Figures) -> dict[int, tuple[Panel, Difference | None]]:
    """Return the panels of a block of shares, by the place of the row among all rows."""
    rows = [row for group in block.groups for row in group.rows]
    carried = tuple(dict.fromkeys(_at(row.treated) for row in rows if row.card and row.treated is not None))
    ticks = tuple((_at(value), str(value)) for value in (0, 50, 100))
    lines = tuple(_at(value) for value in (0, 25, 50, 75, 100))
    reach = _reach(rows)
    found: dict[int, tuple[Panel, Difference | None]] = {}
    for place, row in enumerate(rows):
        marks = tuple(_marks(row))
        is_last = place == len(rows) - 1  # the axis is written once, under the last row
        height = 10 + _LINE * max(len(marks), 1) + (24 if is_last else 0)
        says = f"Of 100 people: {_said(row)}."
        panel = Panel(marks, lines, ticks if is_last else (), carried, height, says)
        found[place] = (panel, _difference(row, reach))
    return found


def _at(share: float) -> float:
    return _tenth(_LEFT + (_RIGHT - _LEFT) * min(max(share, 0), 100) / 100)


def _tenth(value: float) -> float:
    return round(value, 1)


def _marks(row: Rate) -> Iterable[Mark]:
    figures = row.shown
    shown = [(row.treated, "pg" if row.card else "ket", row.arms[0]), (row.compared, "cmp", row.arms[1])]
    y = 18
    for (share, shape, name), figure in zip(shown, figures, strict=True):
        if share is not None:
            yield _named(shape, _at(share), y, figure, name)
            y += _LINE


def _named(shape: str, x: float, y: int, figure: str, name: str) -> Mark:
    """Return a mark with its words on the side with more room, cut to what finds room there."""
    end = "start" if x < _WIDTH * 0.56 else "end"
    room = (_WIDTH - x if end == "start" else x) - _GAP
    most = int(room / _CHARACTER) - len(figure) - 1
    return Mark(shape, x, y, figure, shorten(name, most) if name and most > 3 else "", end)  # noqa: PLR2004 - a word


def _said(row: Rate) -> str:
    if row.card:
        return f"the page says {row.treated}"
    parts = [(row.treated, row.shown[0], row.arms[0]), (row.compared, row.shown[1], row.arms[1])]
    told = [f"{figure}{f' {name}' if name else ''}" for share, figure, name in parts if share is not None]
    return ", ".join(told) or "not given"


def _reach(rows: Sequence[Rate]) -> int:
    """Return how far differences and their intervals reach to either side, to the next 25."""
    ends = [
        abs(end)
        for row in rows
        if row.pair and (one := row.pair.difference)
        for end in (one.value, one.low, one.high)
        if end is not None
    ]
    return max(math.ceil(max(ends, default=0) / _STEP), 1) * _STEP


def _difference(row: Rate, reach: int) -> Difference | None:
    one = row.pair.difference if row.pair else None
    if one is None:
        return None

    def at(value: float) -> float:
        return _tenth(90 + _HALF * value / reach)

    steps = (-reach, -reach / 2, reach / 2, reach)
    low, high = (None if end is None else at(end) for end in (one.low, one.high))
    return Difference(at(one.value), low, high, tuple(at(step) for step in steps), at(0))


def values(block: Figures) -> dict[int, Panel]:
    """Return the panels of figures that are no shares, by place; none where one axis does not show them all."""
    amounts = [_amount(row.amount, row.ends) for row in block.values]
    known = [one for one in (*amounts, *(_amount(row.compared) for row in block.values)) if one is not None]
    units = {row.amount.unit for row in block.values if row.amount and row.amount.unit}
    if not any(high for _, _, high in known) or len({measured(unit)[0] for unit in units}) != 1:
        return {}
    largest, smallest = max(high for _, _, high in known), min(low for low, _, _ in known if low > 0)
    if largest > _MOST_TIMES * smallest:
        return {}
    unit = max(sorted(units), key=[row.amount.unit for row in block.values if row.amount].count)
    size = measured(unit)[1]
    step = _step(largest / size / 4)
    top = math.ceil(largest / size / step) * step * size

    def at(value: float) -> float:
        return _tenth(_LEFT + (_RIGHT - _LEFT) * value / top)

    count = round(top / size / step)
    ticks = tuple((at(step * one * size), number(step * one)) for one in range(count + 1))
    carried = tuple(
        dict.fromkeys(at(one[1]) for row, one in zip(block.values, amounts, strict=True) if row.card and one)
    )
    shown = {place: one for place, one in enumerate(amounts) if one is not None}
    found = {}
    for place, one in shown.items():
        row = block.values[place]
        is_last = place == max(shown)  # the axis is written once, under the last row
        marks = [_value(row.amount, one, at, unit, "pg" if row.card else "ket")]
        if row.compared and (other := _amount(row.compared)):
            marks.append(_value(row.compared, other, at, unit, "cmp")._replace(y=20 + _LINE))
        lines, height = tuple(x for x, _ in ticks), (62 if is_last else 44) + _LINE * (len(marks) - 1)
        found[place] = Panel(tuple(marks), lines, ticks if is_last else (), carried, height, "")
    return found


def _amount(
    amount: Quantity | Result | None, ends: tuple[float, float] | None = None
) -> tuple[float, float, float] | None:
    """Return a figure's lower end, middle and upper end in its dimension's first unit; `ends` are those of single people."""
    if amount is None or amount.unit is None:
        return None
    size = measured(amount.unit)[1]
    if amount.value is not None:
        low, high = ends or (amount.value, amount.value)
        return low * size, amount.value * size, high * size
    if amount.low is not None and amount.high is not None:
        return amount.low * size, (amount.low + amount.high) / 2 * size, amount.high * size
    return None


def _value(
    amount: Any,
    one: tuple[float, float, float],
    at: Callable[[float], float],
    unit: str,
    shape: str,
) -> Mark:
    """Return the mark of a figure that has a unit: its number, with the unit where that is not the axis's own."""
    low, middle, high = one
    ends = [amount.value] if amount.value is not None else [amount.low, amount.high]
    told = " to ".join(map(number, ends))
    if shape == "pg" or amount.unit != unit:
        word = measured(amount.unit)[2]
        told = f"{told}{'' if word == '%' else ' '}{word}{'' if told == '1' or word not in INFLECTED else 's'}"
    mark = _named(shape, at(middle), 20, told, "")
    return mark if low == high else mark._replace(low=at(low), high=at(high))


def _step(least: float) -> float:
    """Return the round number that is at least so large: 1, 2, 5 and their tens."""
    power: float = 10 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 3, 5, 10) if factor * power >= least)


def named(blocks: Sequence[Figures]) -> Mapping[str, bool]:
    """Return which marks there are, for the legend: `ket`, `cmp`, `pg`, `interval`, `bare`, `reach`."""
    rows = [row for block in blocks for group in block.groups for row in group.rows]
    differences = [row.pair.difference for row in rows if row.pair and row.pair.difference]
    drawn = [row for block in blocks if values(block) for row in block.values if _amount(row.amount)]
    return {
        "pg": any(row.card for row in rows) or any(row.card for row in drawn),
        "ket": any(row.pair for row in rows) or any(row.card is None for row in drawn),
        "cmp": any(row.compared is not None for row in rows) or any(row.compared is not None for row in drawn),
        "interval": any(one.low is not None for one in differences),
        "bare": any(one.low is None for one in differences),
        "reach": any(row.ends for row in drawn),
    }


def named_mark(shape: str, share: float, y: int, figure: str, name: str) -> Mark:
    """Return the mark of a share of 100 people with its words."""
    return _named(shape, _at(share), y, figure, name)


def shares(marks: tuple[Mark, ...], height: int, says: str, carried: float) -> Panel:
    """Return a panel of shares of 100 people; a page's figure is carried down through it."""
    ticks = tuple((_at(value), str(value)) for value in (0, 50, 100))
    lines = tuple(_at(value) for value in (0, 25, 50, 75, 100))
    return Panel(marks, lines, ticks, (_at(carried),), height, says)
