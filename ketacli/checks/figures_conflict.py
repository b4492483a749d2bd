"""Two claims whose figures cannot both hold, and no contradiction that says so.

What it finds
    Two claims with a figure of the same measure and statistic that conflict, in the same or a broader population and
    intervention (or where one is silent), which do not stand on different sides of a contradiction. A bare figure is as
    wide as `tolerance` says; figures that overlap are spread and no conflict; thresholds conflict when their bounds
    differ. A claim that repeats another does not conflict with it. Where a figure conflicts with several, it is
    reported once, at the claim that has the most of them.

Why it matters
    Whoever reads one of the two must learn of the other. A conflict that nobody wrote down is met by the reader alone.

Example
    - {measure: time-to-relapse, statistic: mean, value: 19, unit: d, as: "19 days"}      # relapse-mean-19-days
    - {measure: time-to-relapse, statistic: mean, value: 8, unit: wk, as: "8 weeks"}      # relapse-mean-8-weeks

    Nineteen days are not eight weeks, and no contradiction has the two claims on different sides.

Fix
    Write the contradiction; where it is no real one, its relation is `apparent` or `scope` and its `why` says so. If the
    figures are of different people or treatments, give the claims their scope; if one was read wrongly, fix it.
"""

from __future__ import annotations

from bisect import bisect_left
from heapq import heapify, heappop, heappush
from itertools import product
from typing import TYPE_CHECKING

from ketacli import quantities
from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._lost import mentioned
from ketacli.checks.interval_order import is_upside_down
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.model import Claim, Quantity
    from ketacli.quantities import Interval
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"

_NAMED = 3
"""How many of the claims that a figure conflicts with are named."""


class _Figure(NamedTuple):
    """A figure of a claim; `claim` and `number` count from 0."""

    claim: int
    number: int
    quantity: Quantity
    interval: Interval


_Place = tuple[int, int]


def check(view: View) -> Findings:
    """Yield every figure that conflicts with one of another claim without a contradiction between the two."""
    claims = view.claims
    settled = _Settled(view)
    conflicts: dict[_Place, set[_Place]] = {}
    for one, other in _conflicting(view):
        if one.claim != other.claim and not settled.covers(claims[one.claim][1], claims[other.claim][1]):
            conflicts.setdefault(one[:2], set()).add(other[:2])
            conflicts.setdefault(other[:2], set()).add(one[:2])
    for place, others in _busiest(conflicts):
        yield _finding(claims, place, others)


class _Settled:
    """Which pairs of claims need no further contradiction."""

    def __init__(self, view: View) -> None:
        self._facing = {name: frozenset().union(*(claims for claims, _ in all_)) for name, all_ in view.sides.items()}
        self._lost = mentioned(view)

    def covers(self, one: Claim, other: Claim) -> bool:
        """Whether two claims face each other in a contradiction, perhaps in one that cannot be read, or are copies."""
        if other.id in self._facing.get(one.id, ()):
            return True
        if one.id in self._lost and other.id in self._lost:
            return True
        return (one.repeats or one.id) == (other.repeats or other.id)


def _conflicting(view: View) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield the pairs of figures that conflict: only figures of related scopes, sorted, are compared with each other."""
    populations, interventions = view.broader("population"), view.broader("intervention")
    for scopes in _groups(view).values():
        for one, other in product(scopes, scopes):
            if quantities.is_related(one[0], other[0], populations) and quantities.is_related(
                one[1], other[1], interventions
            ):
                for pair in _apart(scopes[one], scopes[other]):
                    if quantities.conflict(pair[0].quantity, pair[1].quantity, view.tolerance):
                        yield pair


_Scope = tuple[str | None, str | None]


def _groups(view: View) -> dict[tuple[str, str], dict[_Scope, list[_Figure]]]:
    """Return the figures by measure and statistic, and in these by population and intervention."""
    groups: dict[tuple[str, str], dict[_Scope, list[_Figure]]] = {}
    for place, (_, claim) in enumerate(view.claims):
        scope = (claim.scope.population, claim.scope.intervention)
        for number, quantity in enumerate(claim.quantities):
            if is_upside_down(quantity):
                continue
            key = (quantity.measure, quantity.statistic)
            figure = _Figure(place, number, quantity, quantities.interval(quantity, view.tolerance))
            groups.setdefault(key, {}).setdefault(scope, []).append(figure)
    return groups


def _apart(ones: Sequence[_Figure], others: Sequence[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Yield the pairs of which the second may begin where the first has ended; of thresholds, all pairs."""
    if ones[0].quantity.statistic == "threshold":
        yield from product(ones, others)
        return
    by_low = sorted(others, key=lambda figure: figure.interval.low)
    lows = [figure.interval.low for figure in by_low]
    for one in ones:
        for other in by_low[bisect_left(lows, one.interval.high) :]:
            yield one, other


def _busiest(conflicts: dict[_Place, set[_Place]]) -> Iterator[tuple[_Place, list[_Place]]]:
    """Yield figures, each with those it conflicts with, until all conflicts are named; the one with the most comes first.

    A single wrong figure may conflict with many right ones: it is the one to point at. Of equals the later one is taken.
    """
    queue = [(-len(others), -place[0], -place[1]) for place, others in conflicts.items()]
    heapify(queue)
    while queue:
        count, claim, number = heappop(queue)
        place = (-claim, -number)
        others = conflicts[place]
        if not others:
            continue
        if len(others) != -count:
            heappush(queue, (-len(others), claim, number))
            continue
        yield place, sorted(others)
        for other in others:
            conflicts[other].discard(place)


def _finding(claims: list[tuple[PlacedRecord, Claim]], place: _Place, others: list[_Place]) -> Finding:
    item, claim = claims[place[0]]
    own = quantities.phrase(claim.quantities[place[1]])
    names = list(dict.fromkeys(claims[other][1].id for other, _ in others))
    told = {claims[other][1].id: quantities.phrase(claims[other][1].quantities[number]) for other, number in others}
    named = [f"`{told[name]}` of `{name}`" for name in names[:_NAMED]]
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    *most, last = [*named, *more]
    listed = f"{', '.join(most)} and {last}" if most else last
    route = ("quantities", place[1])
    message = f"`{own}` conflicts with {listed}, and no contradiction has them on different sides"
    facing = ", ".join([*names[:_NAMED], *(["…"] if more else [])])
    sides = f"sides: [{{says: …, claims: [{claim.id}]}}, {{says: …, claims: [{facing}]}}]"
    hint = (
        f"write under `contradictions`: `- {{id: …, relation: direct, {sides}, why: …}}` (`apparent` or `scope` where both "
        "hold), give the claims their `scope`, or correct the figure"
    )
    return Finding(item, route, message, hint)
