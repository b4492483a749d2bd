"""A unit that does not fit its measure.

What it finds
    A figure of a claim or a source whose unit has another dimension than its measure; a figure without a unit whose
    measure has one; a year with a unit. A `proportion` of a measure that is no share, a `date` of one that is no year.

Why it matters
    Figures are compared and plotted by their units. A length of days in per cent compares with nothing.

Example
    - {measure: time-to-relapse, statistic: mean, value: 19, unit: "%", as: "19 days"}

Fix
    Write a unit of the measure's dimension, or name another measure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.quantities import DIMENSIONS, UNITS, Unit, fits, is_built_in
from ketacli.store import meant

if TYPE_CHECKING:
    from collections.abc import Sequence

SEVERITY = "error"

_SAMPLES = tuple("g kg mL L cm m km kcal kJ Cel mg/dL mmol/L EUR USD /d {times}/wk".split())
"""Units beyond the built-in dozen, offered as examples of their dimensions."""

_STATISTICS = {"proportion": "proportion", "date": None}
"""The dimension that a measure must have for a statistic; None is a year."""


def check(view: View) -> Findings:
    """Yield every figure whose unit does not fit its measure, and every measure that no unit could fit."""
    dimensions = {name: item.record["dimension"] for name, item in view.loaded.all_of("measure").items()}
    unknown = list(_dimensions(view))
    yield from unknown
    for finding in unknown:
        dimensions.pop(finding.item.id, None)
    for item in view.loaded.of("claim", "study"):
        name = "quantities" if item.kind == "claim" else "results"
        for number, quantity in enumerate(item.record.get(name, ())):
            measure, given = quantity["measure"], quantity.get("unit")
            if measure not in dimensions or not (given is None or given in view.words or is_built_in(given)):
                continue
            unit = view.words.get(given, given) if given else None
            if fits(unit, dimensions[measure]):
                wanted = _STATISTICS.get(quantity.get("statistic", ""), dimensions[measure])
                if wanted != dimensions[measure]:
                    message = f"`{measure}` is a {dimensions[measure] or 'year'}, and has no `{quantity['statistic']}`"
                    yield Finding(item, (name, number, "statistic"), message, "fix the statistic, or the measure")
                continue
            own = [word for word in view.words.values() if isinstance(word, Unit)]
            message, hint = _fault(measure, unit, dimensions[measure], own)
            route = (name, number, "unit") if unit else (name, number)
            yield Finding(item, route, message, hint)


def _dimensions(view: View) -> Findings:
    """Yield every measure of a dimension in which there is no unit."""
    from ketacli import units

    own = [word.measured[0] for word in view.words.values() if isinstance(word, Unit)]
    known = list(dict.fromkeys((*DIMENSIONS, *units.dimensions(), *own)))
    for item in view.loaded.of("measure"):
        wanted = item.record["dimension"]
        if wanted is not None and wanted not in known and "-per-" not in wanted:
            near = meant.word(wanted, known)
            message = f"no unit has the dimension `{wanted}`: expected one of {', '.join(known)}"
            hint = (
                f"write `dimension: {near}`"
                if near
                else f"define a unit of it: `units: [{{id: …, name: …, dimension: {wanted}}}]`"
            )
            yield Finding(item, ("dimension",), message, hint)


def _fault(measure: str, unit: str | None, wanted: str | None, own: Sequence[Unit]) -> tuple[str, str]:
    """Return what is wrong with a unit, and what to write."""
    if wanted is None:
        return f"`{measure}` is a year and has no unit, got `{unit}`", "take the unit out"
    units = [f'"{one}"' if one[0] in "%{1" else one for one in (*UNITS, *own, *_SAMPLES) if fits(one, wanted)]
    expected = f"`{measure}` is a {wanted}: expected {'one of ' if len(units) > 1 else ''}{', '.join(units) or 'a unit of that dimension'}"
    got = f"got `{unit}`" if unit else "got no unit"
    return f"{expected}, {got}", f"write `unit: {units[0]}`" if len(units) == 1 else "write a unit of this measure"
