"""Figures and passages whose ends are the wrong way round.

What it finds
    In claims and sources: `low` above `high`; a `ci` whose first end is above its second, or that does not hold the figure
    it belongs to; more `events` than people (`n`); a passage that does not start before it ends. In sources, whose figures
    are of people counted: a share that is not its `events` of `n`, rounded or cut off, a share below 0 or above 100 %, a
    standard deviation below 0, a dose or a count below 0 that is no mean, median or difference, a figure of more people than
    the source has.

Why it matters
    Such an interval holds nothing. Whatever is compared with it comes out wrong, and a plot draws it backwards. A share that
    is not its own events of its own people has a digit wrong in one of three places.

Example
    - {measure: relapse-rate, statistic: proportion, low: 60, high: 40, unit: "%", as: "40-60%"}

Fix
    Put the ends in order; look at the source again where a sign or a digit may be lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View, plain
from ketacli.quantities import number
from ketacli.store import records

if TYPE_CHECKING:
    from ketacli.model import Quantity, Result
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route

SEVERITY = "error"

_WHOLE = 100
_COUNTED = {"dose", "count"}
"""The dimensions in which nothing is below 0 but a change."""


def check(view: View) -> Findings:
    """Yield every interval, count and passage that is the wrong way round."""
    for item, claim in view.claims:
        yield from _passage(item, claim.passage, ("passage",))
        for place, quantity in enumerate(claim.quantities):
            yield from _ends(item, quantity, ("quantities", place))
    for item, document in view.documents:
        for place, passed in enumerate(document.passed_over):
            yield from _passage(item, passed.passage, ("passed_over", place, "passage"))
    dimensions = {name: item.record["dimension"] for name, item in view.loaded.all_of("measure").items()}
    for item in view.loaded.of("study"):
        record = plain(item)
        people = record.get("n")
        for place, result in enumerate(map(records.result, record.get("results", ()))):
            yield from _ends(item, result, ("results", place))
            yield from _counts(item, result, ("results", place))
            yield from _shares(item, result, ("results", place))
            if dimensions.get(result.measure) in _COUNTED:
                yield from _below(item, result, ("results", place))
            if result.sd is not None and result.sd < 0:
                message = f"a standard deviation of {number(result.sd)}: expected 0 or more"
                yield Finding(item, ("results", place, "sd"), message, "take the minus out, or fix the figure")
            if people is not None and result.n is not None and result.n > people:
                message = f"a figure of {result.n} people, and the source has {people}"
                yield Finding(item, ("results", place, "n"), message, "fix the `n` of the figure or of the source")


def is_upside_down(quantity: Quantity | Result) -> bool:
    """Whether a range has its low end above its high end."""
    return quantity.low is not None and quantity.high is not None and quantity.low > quantity.high


def _passage(item: PlacedRecord, passage: tuple[int, int] | None, route: Route) -> Findings:
    start, end = passage or (0, 1)
    if start >= end:
        message = f"the passage starts at {start} and ends at {end}: expected a start before the end"
        yield Finding(item, route, message, "read the passage again: `keta anchor` prints it")


def _ends(item: PlacedRecord, quantity: Quantity | Result, route: Route) -> Findings:
    if is_upside_down(quantity):
        low, high = number(quantity.low or 0), number(quantity.high or 0)
        message = f"`low` is {low}, above `high`, which is {high}"
        yield Finding(item, (*route, "low"), message, f"write `low: {high}` and `high: {low}`, or fix the figure")


def _counts(item: PlacedRecord, result: Result, route: Route) -> Findings:
    if result.ci is not None:
        first, second = result.ci
        shown = f"{number(first)} to {number(second)}"
        if first > second:
            message = f"the interval goes from {number(first)} down to {number(second)}"
            hint = f"write `ci: [{number(second)}, {number(first)}]`, or fix the figures"
            yield Finding(item, (*route, "ci"), message, hint)
        elif result.value is not None and not first <= result.value <= second:
            message = f"the figure is {number(result.value)}, outside its own interval, {shown}"
            yield Finding(item, (*route, "ci"), message, "look for a lost sign or digit in the figure or the interval")
    if result.events is not None and result.n is not None and result.events > result.n:
        message = f"{result.events} events among {result.n} people"
        yield Finding(item, (*route, "events"), message, "`events` are the people who had it, `n` are all people")


def _shares(item: PlacedRecord, result: Result, route: Route) -> Findings:
    """Yield what is impossible of a share of people; other figures in per cent may go down, or beyond the whole."""
    if (result.statistic, result.unit) != ("proportion", "%"):
        return
    for field, value in (("value", result.value), ("low", result.low), ("high", result.high)):
        if value is not None and not 0 <= value <= _WHOLE:
            message = f"a share of {number(value)}%: expected 0 to 100"
            yield Finding(item, (*route, field), message, "look for a lost decimal mark, or a digit or sign too many")
            return
    if (
        result.value is None
        or result.qualifier
        or result.events is None
        or result.n is None
        or result.events > result.n
    ):
        return
    share = _WHOLE * result.events / result.n
    digits = len(number(result.value).partition(".")[2])
    if round(abs(share - result.value), 9) >= 10**-digits:
        given = f"{result.events} of {result.n} are {number(round(share, max(1, digits)))}%"
        yield Finding(
            item, (*route, "value"), f"{given}, not {number(result.value)}%", "fix the share, `events` or `n`"
        )


def _below(item: PlacedRecord, result: Result, route: Route) -> Findings:
    if result.statistic in (None, "mean", "median") or result.comparator:
        return
    for field, value in (("value", result.value), ("low", result.low), ("high", result.high)):
        if value is not None and value < 0:
            message = f"`{result.measure}` of {number(value)}: expected 0 or more"
            yield Finding(item, (*route, field), message, "take the minus out, or fix the figure")
            return
