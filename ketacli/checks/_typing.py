"""What the figures of a quote would be as quantities: which measure, statistic, value and unit.

A measure fits where its kind of unit does. It is certain where it alone has its words around the figure. A difference
(`17 minutes sooner`) is never certain: it is no figure of the thing itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.checks import _figures
from ketacli.quantities import fits, measured
from ketacli.store.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.checks._finding import View


class Reading(NamedTuple):
    """A figure of a quote: its words, the quantity it would be, and the measures that fit, by id with their names.

    The quantity has the measure that fits best; `…` where none does.
    """

    words: str
    quantity: dict[str, Any]
    measures: dict[str, str]
    is_certain: bool
    is_difference: bool


def readings(fragments: Sequence[str], said: str, view: View) -> Iterator[Reading]:
    """Yield each figure of a quote that is written in digits and has a unit; `said` are the words around the quote."""
    names = {name: str(item.record["name"]) for name, item in view.loaded.all_of("measure").items()}
    dimensions = {name: item.record["dimension"] for name, item in view.loaded.all_of("measure").items()}
    for fragment in fragments:
        last = -1
        figures = _figures.read(fragment)
        for number, figure in enumerate(figures):
            if figure.start < last or figure.kind not in ("number", "share"):
                continue
            last = figure.end
            words = _words(fragment, figures[number:])
            if figure.unit is None or not re.search(r"\d", words):
                continue
            fitting = [name for name, dimension in dimensions.items() if fits(figure.unit, dimension)]
            likely = [name for name in fitting if _is_about(f"{name.replace('-', ' ')} {names[name]}", said)]
            is_difference = bool(
                _DIFFERENCE.match(fragment, figure.end) or _CHANGED_BY.search(fragment[: figure.start])
            )
            yield Reading(
                words,
                _quantity((likely or fitting or ["…"])[0], figure, fragment, words),
                {name: names[name] for name in fitting},
                len(likely) == 1 and not is_difference,
                is_difference,
            )


def todo(reading: Reading) -> str:
    """Return what to do about a figure that is not typed, with the line to paste."""
    line = f"`- {flow(reading.quantity)}`"
    if not reading.measures:
        dimension = measured(str(reading.quantity["unit"]))[0]
        return f"no measure of the store fits; define one with `dimension: {dimension}`, then add under `quantities`: {line}"
    named = " or ".join(f"`{name}` ({title})" for name, title in reading.measures.items())
    which = f"if it is a figure of {named}, add under `quantities`: {line}; if not, it needs a measure of its own"
    return f"it is a difference; {which}" if reading.is_difference else which


def _words(fragment: str, figures: Sequence[_figures.Figure]) -> str:
    """Return the words of the first of some figures, with those that give it its unit: `1 and 2 g` of `1`."""
    start, given = figures[0].start, figures[0][:3]
    for figure in figures:
        words = fragment[start : figure.end].strip()
        if any(one[:3] == given for one in _figures.read(words)):
            return words
    return fragment[start : figures[0].end].strip()


_DIFFERENCE = re.compile(
    r"\s+(?:more|less|fewer|sooner|later|earlier|faster|quicker|slower|longer|shorter|higher|lower|larger|smaller|greater"
    r"|better|worse|deeper|heavier|lighter|older|younger|extra)\b",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(r"\bby\s+(?:about|around|some|up to|at least|nearly|almost|over|roughly)?\s*$", re.IGNORECASE)


def _quantity(measure: str, figure: _figures.Figure, fragment: str, words: str) -> dict[str, Any]:
    quantity: dict[str, Any] = {"measure": measure, "statistic": _statistic(figure, fragment)}
    ends = {"value": figure.low} if figure.low == figure.high else {"low": figure.low, "high": figure.high}
    quantity |= {name: _number(end) for name, end in ends.items()} | {"unit": figure.unit}
    if None not in figure.qualifiers:
        quantity["qualifier"] = min(one for one in figure.qualifiers if one)
    return quantity | {"as": words}


_VAGUE = "time share number rate change what it costs cost how long much many of in the a to until people who get"
"""Words that measures of every kind have in their names."""


def _is_about(measure: str, said: str) -> bool:
    """Whether the words around a figure have at least half of those that tell a measure apart."""
    words = {word[:4] for word in re.findall(r"[a-z]{3,}", measure.lower()) if word not in _VAGUE.split()}
    words = words or {word[:4] for word in re.findall(r"[a-z]{3,}", measure.lower())}
    there = {word[:4] for word in re.findall(r"[a-z]{3,}", said.lower())}
    return 2 * len(words & there) >= len(words) > 0


def _statistic(figure: _figures.Figure, fragment: str) -> str:
    if figure.unit == "%":
        return "proportion"
    words = fragment.lower()
    for said, statistic in (("average", "mean"), ("mean", "mean"), ("median", "median"), ("in all", "total")):
        if said in words:
            return statistic
    return "typical"


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
