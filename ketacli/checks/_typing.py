"""What the figures of a quote would be as quantities: which measure, statistic, value and unit.

A measure fits where its kind of unit does. It is certain where it alone has its words around the figure. A difference
(`17 minutes sooner`, `91% higher`) is never certain: it is no figure of the thing itself, so that only a measure of a change fits.
Nor is a figure whose sentence denies something: `does not calm within 40 minutes`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli import cuts
from ketacli.checks import _figures
from ketacli.frozen import NamedTuple
from ketacli.quantities import fits, measured
from ketacli.store.flow import flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.checks._finding import View


class Reading(NamedTuple):
    """A figure of a quote: its words, the quantity it would be, and the measures that fit, by id with their names.

    The quantity has the measure that fits best; `…` where none does. `denial` are words around it that deny something.
    """

    words: str
    quantity: dict[str, Any]
    measures: dict[str, str]
    is_certain: bool
    is_difference: bool
    denial: str


def readings(fragments: Sequence[str], said: str, view: View) -> Iterator[Reading]:
    """Yield each figure of a quote that is written in digits and has a unit; `said` are the words around the quote."""
    names = {name: str(item.record["name"]) for name, item in view.loaded.all_of("measure").items()}
    dimensions = {name: item.record["dimension"] for name, item in view.loaded.all_of("measure").items()}
    differing = set(differences(said))
    denial = next(filter(None, map(cuts.denial, [*fragments, said])), "")
    for fragment in fragments:
        last = -1
        differing |= set(differences(fragment))
        figures = _figures.read(fragment)
        for number, figure in enumerate(figures):
            if figure.start < last or figure.kind not in ("number", "share"):
                continue
            last = figure.end
            words = _words(fragment, figures[number:])
            if figure.unit is None or not re.search(r"\d", words):
                continue
            is_difference = figure[:3] in differing
            fitting = [name for name, dimension in dimensions.items() if fits(figure.unit, dimension)]
            changes = {name for name in fitting if is_of_a_change(name, names[name])}
            fitting = [name for name in fitting if name in changes or not is_difference]
            fitting.sort(key=changes.__contains__)  # of what is no difference, the last to think of
            likely = [name for name in fitting if _is_about(f"{name.replace('-', ' ')} {names[name]}", said)]
            quantity = _quantity((likely or fitting or ["…"])[0], figure, fragment, words)
            if is_difference and quantity["statistic"] in ("proportion", "typical"):
                quantity["statistic"] = "difference"
            yield Reading(
                words,
                quantity,
                {name: names[name] for name in fitting},
                len(likely) == 1 and not (is_difference or denial or (figure.unit == "%" and likely[0] in changes)),
                is_difference,
                denial,
            )


def todo(reading: Reading) -> str:
    """Return what to do about a figure that is not typed, with the line to paste."""
    line = f"`- {flow(reading.quantity)}`"
    what = f"`{reading.denial}` may deny it; " if reading.denial else ""
    what += "it is a difference; " if reading.is_difference else ""
    if reading.measures:
        named = " or ".join(f"`{name}` ({title})" for name, title in reading.measures.items())
        return (
            f"{what}if it is a figure of {named}, add under `quantities`: {line}; if not, it needs a measure of its own"
        )
    dimension = measured(str(reading.quantity["unit"]))[0]
    if reading.is_difference:
        if dimension == "proportion":
            what = what.replace("difference;", "difference, no share of a whole;")
        define = f"no measure of a change fits; define one (`rise in …`, `fall in …`) with `dimension: {dimension}`"
    else:
        define = f"no measure of the store fits; define one with `dimension: {dimension}`"
    return f"{what}{define}, then add under `quantities`: {line}"


def _words(fragment: str, figures: Sequence[_figures.Figure]) -> str:
    """Return the words of the first of some figures, with those that give it its unit: `1 and 2 g` of `1`."""
    start, given = figures[0].start, figures[0][:3]
    shown = [fragment[start : figure.end].strip() for figure in figures]
    return next((words for words in shown if any(one[:3] == given for one in _figures.read(words))), shown[0])


_COMPARED = re.compile(
    r"\s+(?:(?:more|less)(?! than \d)|fewer|sooner|later|earlier|faster|quicker|slower|longer|shorter|higher|lower|larger|smaller"
    r"|greater|better|worse|deeper|heavier|lighter|older|younger|extra|increases?|decreases?|reductions?|declines?|drops?"
    r"|falls?(?! asleep| ill)|rises?|gains?|loss(?:es)?|improvements?|boosts?|cuts?|growth|changes?)\b",
    re.IGNORECASE,
)
_SOME = r"(?:about|around|some|up to|at least|nearly|almost|over|roughly|more than|less than|an?|the)"
_CHANGED = re.compile(
    rf"\b(?:(?<!followed )by|(?:increase|decrease|reduction|decline|drop|fall|rise|gain|loss|improvement)s? of|(?:ris|los|increas|decreas|reduc|declin|improv|halv)(?:es?|ed|ing)|(?:drop|fall|gain|lower|boost|cut|grow)(?:s|p?ed|t?ing)?"
    rf"|rose|fell|lost|grew)\s+(?:{_SOME}\s+){{0,2}}$",
    re.IGNORECASE,
)
"""Words before a figure that make a difference of it: `rose 20%`, `by 20%`."""

_OF_PEOPLE = re.compile(r"\s+of\s+(?!their|its|his|her|your|my|our)", re.IGNORECASE)
"""What makes a share of a figure, whatever stands before it: `cured 20% of them`, and not `lost 20% of their weight`."""

_OF_A_CHANGE = re.compile(
    r"chang|increas|decreas|reduc|declin|differen|drop|fall|rise\b|ris(?:es|ing)|gain|los[st]|cut\b|growth"
    r"|higher|lower|faster|slower|longer|shorter|earlier|later|sooner|extra|more|less|fewer",
    re.IGNORECASE,
)


def is_of_a_change(measure: str, name: str) -> bool:
    """Whether a measure is of a difference, as its id or name says: `score-reduction`, `fall in score`."""
    return bool(_OF_A_CHANGE.search(f"{measure} {name}"))


def differences(words: str) -> Iterator[tuple[float, float, str | None]]:
    """Yield the figures, as ends and unit, that words call a difference: `17 minutes sooner`, `reduced by 20%`."""
    for figure in _figures.read(words):
        if figure.unit is None:
            continue
        before = words[: figure.start]
        changed = _CHANGED.search(before)
        is_share = _OF_PEOPLE.match(words, figure.end) and not before.rstrip().lower().endswith("by")
        if _COMPARED.match(words, figure.end) or (changed and not is_share):
            yield figure[:3]


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
