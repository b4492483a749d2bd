"""A pair of arms in words: how the arms differ, and what was compared with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli import trials
from ketacli.labels import shorten
from ketacli.quantities import alike
from ketacli.report import arms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ketacli.model import Result, Study
    from ketacli.report.arms import Arm, Pair

LONGEST = 36
"""The most characters of `infusion v midazolam`."""

UNROUNDED = "Differences are of unrounded figures."
"""What is said where a difference is not that of the figures beside it."""


def in_words(pair: Pair) -> str:
    """Return a difference per 100 people in words, with its 95 % interval, or why there is none.

    `19 fewer (5 to 32 fewer)`, `14 more (10 fewer to 35 more)`, `36 more (group sizes unknown)`; where the source gives a ratio
    with its interval instead, `19 more, OR 3.9 (1.5 to 10.1)`; a hazard ratio besides.
    """
    found = pair.difference
    if found is None:
        return {
            "crossover": "not computed: crossover",
            "told": "not computed",
            "not-randomised": "not randomised",
            "no-comparison": "no comparison",
            "not-given": "other group not seen",
        }.get(pair.why, "")
    about = "about " if found.how == "estimated" else ""
    told = f"{about}{_amount(found.value)}"
    if found.low is None or found.high is None:
        if pair.ratio and found.how != "printed":
            return f"{told}, {ratio_in_words(pair.ratio, 1)}"
        return told if found.how == "printed" else f"{told} (group sizes unknown)"
    low, high = arms.whole(found.low), arms.whole(found.high)
    if found.low >= 0:
        told = f"{told} ({low} to {high} more)"
    elif found.high <= 0:
        told = f"{told} ({-high} to {-low} fewer)"
    else:
        told = f"{told} ({-low} fewer to {high} more)"
    # A hazard ratio says when people relapsed, and not only whether.
    is_timed = pair.ratio is not None and pair.ratio.measure == "hazard-ratio"
    return f"{told}, {ratio_in_words(pair.ratio, 2)}" if pair.ratio and is_timed else told


def _amount(value: float) -> str:
    rounded = arms.whole(value)
    return f"{rounded} more" if rounded > 0 else f"{-rounded} fewer" if rounded < 0 else "as many"


def ratio_in_words(ratio: Result, digits: int | None = None) -> str:
    """Return a ratio with its interval: `OR 3.94 (1.54 to 10.1)`; of so many digits after the point, all that there are by default."""
    ends = [end for end in (ratio.value, *(ratio.ci or ())) if end is not None]
    value, low, high = alike(ends) if digits is None else [f"{end:.{digits}f}" for end in ends]
    return f"{trials.RATIOS[ratio.measure]} {value} ({low} to {high})"


def target(study: Study) -> str:
    """Return which main target a study missed, by the scale or else the measure, and when: `MADRS, day 28`; empty if none."""
    return targets(trials.missed(study))


def targets(results: Iterable[Result]) -> str:
    """Return which targets these results are of, by the scale or else the measure, and when: `MADRS, day 28`."""
    told = (", ".join(filter(None, (one.scale or one.measure.replace("-", " "), one.timepoint))) for one in results)
    return "; ".join(dict.fromkeys(told))


def given(pair: Pair, treatments: Mapping[str, str]) -> str:
    """Return what was compared with what, as `infusion v midazolam`: what the arms got, in at most `LONGEST` characters.

    `treatments` are short names of interventions by id.
    """
    one, other = (_given(one, treatments) for one in (pair.treated, pair.compared))
    told = f"{one} v {other}" if one and other else one or other
    if len(told) > LONGEST and one and other:
        # What the treated arm got tells rows apart; the compared arm keeps its short name.
        other = treatments.get((pair.compared or pair.first).result.arm or "", other)
        told = f"{one} v {other}"
    return shorten(told, LONGEST)


def _given(one: Arm | None, treatments: Mapping[str, str]) -> str:
    if one is None:
        return ""
    return one.result.given or treatments.get(one.result.arm or "", one.result.arm or "")
