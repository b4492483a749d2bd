"""A figure that the quote does not give.

What it finds
    A quantity whose `as` words do not stand in the quote, or whose figure, unit or qualifier does not follow from those
    words, or whose words leave out a bound that stands beside them; a share where they give a difference (`91% higher`).
    Number words, decades and converted units count: `40 mins to a hr` is 40 to 60 min. Where `derived` says how a figure
    follows, the figure is not checked against the words.

Why it matters
    Figures are what claims are compared, plotted and quoted by. One wrong digit, unit or `more than` makes a claim that no
    document made.

Example
    quote: "relapsed on approximately 19 days"
    quantities:
      - {measure: time-to-relapse, statistic: mean, value: 18, unit: d, qualifier: about, as: "approximately 19 days"}

Fix
    Write the figure, unit and qualifier that the words give, or say under `derived` how the figure follows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.checks import _figures
from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._typing import differences, is_of_a_change
from ketacli.frozen import NamedTuple
from ketacli.quantities import dimension, fits, measured, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.checks._figures import Figure
    from ketacli.model import Quantity

SEVERITY = "error"

_FALLS = ("fall", "fell", "drop", "declin", "decreas", "reduc", "lower", "less", "down", "diminish")
_DERIVE = "or say under `derived` how the figure follows"


class _Fault(NamedTuple):
    """What does not follow from the words: the worse it is, the higher its `rank`."""

    rank: int
    field: str
    message: str
    hint: str


def check(view: View) -> Findings:
    """Yield every quantity that does not follow from its words."""
    measures = view.loaded.all_of("measure")
    dimensions = {name: item.record["dimension"] for name, item in measures.items()}
    names = {name: str(item.record["name"]) for name, item in measures.items()}
    for item, claim in view.claims:
        for place, quantity in enumerate(claim.quantities):
            if quantity.as_ is None:
                continue
            is_told = not fits(quantity.unit, dimensions.get(quantity.measure, dimension(quantity.unit)))
            fault = _fault(quantity, quantity.as_, claim.quote)
            fault = fault or _no_share(quantity, [claim.statement, *claim.quote], names.get(quantity.measure, ""))
            if fault and not (is_told and fault.field == "unit"):
                yield Finding(item, ("quantities", place, fault.field), fault.message, fault.hint)


def _no_share(quantity: Quantity, said: Sequence[str], name: str) -> _Fault | None:
    """Return a fault if a share is given where the words have a difference: `91% higher` is not 91% of anybody."""
    if quantity.statistic != "proportion" or not quantity.as_ or is_of_a_change(quantity.measure, name):
        return None
    given = {figure[:3] for figure in _figures.read(quantity.as_)}
    if given.isdisjoint(figure for words in said for figure in differences(words)):
        return None
    message = f"`{quantity.as_}` is a difference here, no share of `{quantity.measure}`"
    return _Fault(0, "measure", message, "define a measure of the change, with `statistic: difference`")


def _fault(quantity: Quantity, words: str, quote: Sequence[str]) -> _Fault | None:
    places = [(fragment, match) for fragment in quote for match in quotes.find(fragment, words)]
    if not places:
        return _Fault(0, "as", f"`{words}` does not stand in the quote", "copy the words from `quote`")
    if quantity.derived is not None:
        return None
    fault = _against(quantity, words, _figures.read(words))
    if fault:
        return fault
    cuts = [_cut(quantity, fragment, match.start, match.end) for fragment, match in places]
    return None if None in cuts else cuts[0]


def _cut(quantity: Quantity, fragment: str, start: int, end: int) -> _Fault | None:
    """Return a fault if the words, at a place of the quote, leave out what changes their figure."""
    near = [one for one in _figures.read(fragment) if one.start < end and start < one.end]
    if not near or not _against(quantity, fragment[start:end], near):
        return None
    whole = fragment[min(start, *(one.start for one in near)) : max(end, *(one.end for one in near))].strip()
    message = f"`{fragment[start:end]}` is cut from `{whole}`, which says something else"
    return _Fault(0, "as", message, f'write `as: "{whole}"`, and the figure and qualifier that it gives')


def _against(quantity: Quantity, words: str, figures: Sequence[Figure]) -> _Fault | None:
    """Return what is wrong with a quantity by the figure of the words that comes nearest to it; None where one gives it."""
    if not figures:
        return _Fault(0, "as", f"`{words}` holds no figure", f"copy the words that do, {_DERIVE}")
    nearest: _Fault | None = None
    for figure in figures:
        fault = _compare(quantity, words, figure)
        if fault is None:
            return None
        if nearest is None or fault.rank < nearest.rank:
            nearest = fault
    return nearest


def _compare(quantity: Quantity, words: str, figure: Figure) -> _Fault | None:
    wanted = quantity.value, quantity.low, quantity.high
    is_negative = any(value is not None and value < 0 for value in wanted)
    if is_negative and dimension(quantity.unit) == "score" and any(fall in words.lower() for fall in _FALLS):
        figure = figure._replace(low=-figure.high, high=-figure.low)
    size = _size(quantity.unit, figure)
    given = _point(quantity, figure), figure.low, figure.high
    differs = _differing(given, wanted, size or 1.0, figure)
    if quantity.value is None and figure.low == figure.high:
        differs = differs or ["low"]
    if differs and size not in (None, 1.0) and not _differing(given, wanted, 1.0, figure):
        return _unit_fault(quantity, words, figure)
    if differs:
        message = f"`{words}` gives `{_shown(figure.low, figure.high, figure.unit)}`, not `{_shown(*_ends(quantity))}`"
        return _Fault(4 if size is None else 3, differs[0], message, f"write {_fix(figure, size)}, {_DERIVE}")
    if size is None:
        return _unit_fault(quantity, words, figure)
    if quantity.qualifier not in _qualifiers(quantity, figure):
        return _qualifier_fault(quantity, words, figure)
    return None


def _differing(
    given: tuple[float | None, float, float], wanted: tuple[float | None, ...], size: float, figure: Figure
) -> list[str]:
    """Return the fields of a quantity that a figure does not give."""
    return [
        field
        for field, there, here in zip(("value", "low", "high"), given, wanted, strict=True)
        if here is not None and not _is_same(there, here, size, figure)
    ]


def _point(quantity: Quantity, figure: Figure) -> float | None:
    """Return the one value that a figure gives; of a range, the end that the statistic asks for."""
    if figure.low == figure.high:
        return figure.low
    return {"minimum": figure.low, "maximum": figure.high}.get(quantity.statistic)


def _size(unit: str | None, figure: Figure) -> float | None:
    """Return how many of `unit` one of the figure's is; None where it cannot be told."""
    if figure.kind == "decade" or unit is None:
        return 1.0 if unit is None and figure.unit is None and figure.kind in ("decade", "number") else None
    if figure.kind == "ordinal" and unit != "1":
        return None
    if figure.unit is None:
        return 1.0 if unit in ("1", "{points}") else None
    (dimension, size, _), (its, its_size, _) = measured(unit), measured(figure.unit)
    return its_size / size if dimension == its else None


def _is_same(given: float | None, value: float, size: float, figure: Figure) -> bool:
    """Whether a figure gives a value: shares to the nearest per cent, converted units to one in a thousand."""
    if given is None:
        return False
    if figure.kind == "share":
        return math.isclose(given, value, abs_tol=0.5)
    return math.isclose(given * size, value, rel_tol=1e-9 if size == 1 else 1e-3)


def _qualifiers(quantity: Quantity, figure: Figure) -> frozenset[str | None]:
    """Return the qualifiers that a figure allows: of a minimum `at least` may be left out, of a maximum `at most`."""
    implied = {"minimum": "at-least", "maximum": "at-most"}.get(quantity.statistic)
    return figure.qualifiers | {None} if implied in figure.qualifiers else figure.qualifiers


def _unit_fault(quantity: Quantity, words: str, figure: Figure) -> _Fault:
    if figure.unit is None:
        return _Fault(2, "unit", f"`{words}` names no unit such as `{quantity.unit}`", f"copy the unit too, {_DERIVE}")
    got = f"not `{quantity.unit}`" if quantity.unit else "and no year"
    is_same_kind = dimension(figure.unit) == dimension(quantity.unit)
    hint = (
        f"write `unit: {_quoted(figure.unit)}`" if is_same_kind else f"copy the words that hold the figure, {_DERIVE}"
    )
    return _Fault(2, "unit", f"`{words}` is in `{figure.unit}`, {got}", hint)


def _qualifier_fault(quantity: Quantity, words: str, figure: Figure) -> _Fault:
    ways = [one for one in ("at-least", "more-than", "at-most", "less-than", "about") if one in figure.qualifiers]
    if not ways:
        message = f"`{words}` does not say `{quantity.qualifier}`"
        return _Fault(1, "qualifier", message, "take the qualifier out, or copy the words that say so")
    got = f"not `{quantity.qualifier}`" if quantity.qualifier else "and the figure has no qualifier"
    listed = " or ".join(f"`{one}`" for one in ways)
    return _Fault(1, "qualifier", f"`{words}` says {listed}, {got}", f"write `qualifier: {ways[0]}`")


def _ends(quantity: Quantity) -> tuple[float, float, str | None]:
    """Return a quantity as a range, with its unit."""
    low, high = (quantity.value if end is None else end for end in (quantity.low, quantity.high))
    return low or 0.0, high or 0.0, quantity.unit


def _shown(low: float, high: float, unit: str | None) -> str:
    ends = " to ".join(dict.fromkeys(number(round(end, 3)) for end in (low, high)))
    return ends if unit in (None, "1") else f"{ends} {unit}"


def _fix(figure: Figure, size: float | None) -> str:
    """Return how to write a figure: in the quantity's unit where it can be, and else with its own."""
    low, high = (number(round(end * (size or 1.0), 3)) for end in (figure.low, figure.high))
    parts = [f"`value: {low}`"] if low == high else [f"`low: {low}`", f"`high: {high}`"]
    unit = [f"`unit: {_quoted(figure.unit)}`"] if size is None and figure.unit else []
    return " and ".join(parts + unit)


def _quoted(unit: str) -> str:
    return unit if unit.isalpha() or unit == "mg/kg" else f'"{unit}"'
