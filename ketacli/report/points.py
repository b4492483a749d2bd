"""Which figures a chart draws, in which order, and what each stands for: ends and middle in minutes or per cent."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ketacli.model import Claim, Quantity, Result, Study
from ketacli.quantities import UNITS, dimension, is_related, number, phrase
from ketacli.report import wilson
from ketacli.report.comparison import Row, held_against, of_claim, of_study

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_TYPES = ("timing", "rate", "administration", "efficacy", "safety", "dosing")
"""The types of claims that say what treatment takes and does; a definition or a law sets bounds, and is not drawn."""

_MEASURED = ("mean", "median", "proportion", "typical", "some", "minimum", "maximum", None)
"""The statistics of what was measured: a threshold, a total, a date is no point on such an axis."""

_ENOUGH = 3
"""How many studies must report a measure that no claim gives a figure of, for it to be drawn."""

_ALIKE = 3
"""From how many studies on one line stands for those that give the same figure."""


class Point(NamedTuple):
    """A figure before it has a place: ends and middle in minutes or per cent."""

    row: Row
    who: str
    kind: str
    low: float
    high: float
    middle: float | None = None
    opens: str = ""
    interval: str = ""
    figure: str = ""
    alike: tuple[str, ...] = ()

    @property
    def centre(self) -> float:
        """Where the figure stands when it is put in order."""
        return self.middle if self.middle is not None else (self.low + self.high) / 2


def measures(
    kind: str, claims: Sequence[Claim], studies: Mapping[str, Study], wanted: tuple[str, ...], told: Collection[str]
) -> list[str]:
    """Return the measures to draw: those that claims give, in the order of the claims, then those that studies report."""
    given = [
        quantity.measure
        for claim in claims
        for quantity in claim.quantities
        if _fits(kind, quantity)
        and (quantity.measure in wanted if wanted else claim.type in _TYPES and quantity.statistic in _MEASURED)
    ]
    if wanted:
        return list(dict.fromkeys(given))
    reporting: dict[str, set[str]] = {}
    for name in held_against([claim for claim in claims if claim.type == _own(kind)]):
        for result in studies[name].results:
            if _fits(kind, result) and result.statistic in _MEASURED:
                reporting.setdefault(result.measure, set()).add(studies[name].cohort or name)
    return list(
        dict.fromkeys(
            [*given, *sorted(one for one, who in reporting.items() if len(who) >= _ENOUGH and one not in told)]
        )
    )


def _own(kind: str) -> str:
    return "timing" if kind == "timing" else "rate"


def _fits(kind: str, figure: Quantity | Result) -> bool:
    if kind == "timing":
        return dimension(figure.unit) == "time"
    return figure.unit == "%" and figure.statistic == "proportion"


def points(
    kind: str, measure: str, claims: Sequence[Claim], studies: Mapping[str, Study], broader: Mapping[str, str | None]
) -> tuple[list[Point], int]:
    """Return the figures of a measure in the order they are drawn, and how many of other treatments are left out."""
    giving = [claim for claim in claims if any(one.measure == measure for one in claim.quantities)]
    asked = giving or [claim for claim in claims if claim.type == _own(kind)]
    named = [claim.scope.intervention for claim in asked if claim.scope.intervention]
    about: list[str | None] = [*named] if named else [None]
    said = [
        _point(kind, of_claim(claim, quantity), "document")
        for claim in giving
        for quantity in claim.quantities
        if quantity.measure == measure and _fits(kind, quantity)
    ]
    direct, held = held_against(giving), held_against(claims)
    near = held_against([claim for claim in claims if claim.type == _own(kind)])
    groups: list[list[Point]] = []
    hidden = 0
    for name in held:
        results = [one for one in studies[name].results if one.measure == measure and _fits(kind, one)]
        points = []
        for result in results:
            is_own = any(is_related(result.arm, one, broader) for one in about)
            points.append(
                _point(
                    kind,
                    of_study(studies[name], result, held[name] if giving else near.get(name, [])),
                    "study" if is_own else "other",
                )
            )
        if name in direct or ((giving or name in near) and any(point.who == "study" for point in points)):
            groups.append(_spreads(points))
        else:
            hidden += len(points)
    found = _alike(_ordered(kind, [group for group in groups if group]))
    return sorted(said, key=lambda point: point.centre, reverse=kind == "rates") + found, hidden


def _point(kind: str, row: Row, who: str) -> Point:
    """Return a figure with its ends: in minutes, or in per cent with the interval that its people allow."""
    figure = row.figure
    size = UNITS[figure.unit][1] if figure.unit else 1.0
    if figure.value is None:
        low, high = (figure.low or 0.0) * size, (figure.high or 0.0) * size
        return Point(row, who, "range", low, high, figure=phrase(figure))
    value = figure.value * size
    opens = {"at-least": "right", "more-than": "right", "at-most": "left", "less-than": "left"}.get(
        figure.qualifier or "", ""
    )
    found = Point(row, who, "point", value, value, value, opens, figure=phrase(figure))
    if kind == "timing" or not isinstance(figure, Result) or opens:
        return found
    if figure.ci:
        low, high, how = *figure.ci, "as reported"
    elif figure.n:
        share = figure.value / 100 if figure.events is None else figure.events / figure.n
        low, high = (end * 100 for end in wilson.interval(min(max(share, 0.0), 1.0), figure.n))
        how = ""
    else:
        return found
    told = f"{number(round(low))} to {number(round(high))}%"
    return found._replace(kind="interval", low=low, high=high, interval=f"{told} {how}".strip())


def _spreads(points: list[Point]) -> list[Point]:
    """Put the shortest and the longest of a study on the line of its mean or median, where all are of the same people."""
    middles = [point for point in points if point.row.figure.statistic in ("mean", "median")]
    ends: dict[int, list[Point]] = {}
    found: list[Point] = []
    for point in points:
        is_end = point.row.figure.statistic in ("minimum", "maximum") and point.kind == "point" and not point.opens
        home = next((place for place, one in enumerate(middles) if is_end and _of_the_same(one, point)), None)
        if home is None:
            found.append(point)
        else:
            ends.setdefault(home, []).append(point)
    for place, members in ends.items():
        middle = middles[place]
        values = sorted(members, key=lambda one: one.low)
        told = "; ".join(phrase(one.row.figure) for one in values)
        if len(values) > 1 and values[0].row.figure.unit == values[-1].row.figure.unit:
            told = phrase(_range(values[0].row.figure, values[-1].row.figure))
        rows = [one.row for one in (middle, *values)]
        marks = tuple(dict.fromkeys(name for row in rows for name in row.contradictions))
        found[found.index(middle)] = middle._replace(
            row=middle.row._replace(contradictions=marks, contested=any(row.contested for row in rows)),
            kind="spread",
            low=min(middle.low, values[0].low),
            high=max(middle.high, values[-1].high),
            interval=told,
        )
    return found


def _of_the_same(one: Point, other: Point) -> bool:
    return (one.row.arm, one.row.outcome, one.row.timepoint) == (other.row.arm, other.row.outcome, other.row.timepoint)


def _range(low: Quantity | Result, high: Quantity | Result) -> Result:
    return Result(low.measure, low=low.value, high=high.value, unit=low.unit)


def _ordered(kind: str, groups: list[list[Point]]) -> list[Point]:
    """Return the figures of studies: those of what the claims are about first, each study's arms together."""

    def place(group: list[Point]) -> tuple[bool, float, str]:
        own = [point.centre for point in group if point.who == "study"]
        centre = max(own or [point.centre for point in group])
        return not own, -centre if kind == "rates" else centre, group[0].row.source

    return [
        point
        for group in sorted(groups, key=place)
        for point in sorted(group, key=lambda one: (one.who != "study", -one.centre if kind == "rates" else one.centre))
    ]


def _alike(points: list[Point]) -> list[Point]:
    """Put studies with the same figure of the same arm, and the same contradictions, on one line, if three or more follow."""
    found: list[Point] = []
    for _, members in groupby(points, key=_sameness):
        group = list(members)
        sources = list(dict.fromkeys(point.row.source for point in group))
        if group[0].kind == "point" and len(sources) == len(group) >= _ALIKE:
            row = group[0].row._replace(outcome=None, timepoint=None, population=None)
            found.append(group[0]._replace(row=row, alike=tuple(sources[1:])))
        else:
            found += group
    return found


def _sameness(point: Point) -> tuple[object, ...]:
    return (point.kind, point.opens, point.low, point.high, point.who, point.row.arm, point.row.contradictions)
