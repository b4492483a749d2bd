"""What a trial was made to find, and whether it found that."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.model import Result, Study

RATIOS = {"odds-ratio": "OR", "risk-ratio": "RR", "hazard-ratio": "HR"}
"""The short names of ratios, by measure."""

_LESS_IS_BETTER = ("score-", "hazard-ratio", "relapse")
"""How the ids of measures begin of which a treatment that helps has less."""


def missed(study: Study) -> list[Result]:
    """Return what a study was made to find and missed: a main difference or ratio whose interval includes no difference.

    A trial that was to show that a treatment is not much worse has missed its target where the treatment is worse for certain.
    """
    found = []
    for one in _targets(study):
        none, (low, high) = 1 if one.measure in RATIOS else 0, one.ci or (0, 0)
        if high < none if tests_non_inferiority(study) else low <= none <= high:
            found.append(one)
    return found


def met(study: Study) -> list[Result]:
    """Return what a study was made to find and found: main differences and ratios whose intervals are all on the treatment's side."""
    found = _targets(study)
    return found if all(map(_is_better, found)) else []


def tests_non_inferiority(study: Study) -> bool:
    """Whether a trial was made to find out that a treatment is not much worse than another, and not that it is better."""
    return "noninferiority" in (study.design or "").split("-")


def _targets(study: Study) -> list[Result]:
    return [one for one in study.results if one.main and one.comparator and one.ci]


def _is_better(result: Result) -> bool:
    none, (low, high) = 1 if result.measure in RATIOS else 0, result.ci or (0, 0)
    return high < none if result.measure.startswith(_LESS_IS_BETTER) else low > none
