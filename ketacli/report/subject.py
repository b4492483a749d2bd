"""What figures are drawn from, and which measures of it can be drawn."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ketacli.quantities import ancestors, dimension
from ketacli.report.arms import group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Claim, Document, Quantity, Result, Study


TYPES = ("timing", "rate", "administration", "efficacy", "safety", "dosing")
"""The types of claims that say what treatment takes and does; a definition or a law sets bounds, and is not drawn."""

_MEASURED = ("mean", "median", "proportion", "typical", "some", "minimum", "maximum", None)
"""The statistics of what was measured: a threshold, a total, a date is no point on such an axis."""

_ENOUGH = 3
"""How many studies must report a measure that no claim names, for it to be offered."""

_ALLOWED = 0.15
"""The share of claims that must be about a population for its studies to be drawn."""


@dataclass(frozen=True)
class Subject:
    """What figures are drawn from: the claims asked for, every study of the store, and the names of things.

    `measures` and `treatments` are records of the store's lists by id; `is_given` says whether any claim of the store gives a
    figure of a measure. `topics` are the topics asked for, `question` and `answer` are those of a single one, `quoted` are the words of bottom lines, `people` are short names of populations by id, `resting` are the studies that their
    bottom lines rest on. `documents` are the labels of all documents, `pages` those that claims are from; `digest` is that of the store.
    """

    claims: Sequence[Claim]
    studies: Sequence[Study]
    measures: Mapping[str, Mapping[str, Any]]
    treatments: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, str] = field(default_factory=dict)
    broader: Mapping[str, str | None] = field(default_factory=dict)
    wider: Mapping[str, str | None] = field(default_factory=dict)
    is_given: Callable[[str], bool] = bool
    topics: tuple[str, ...] = ()
    question: str = ""
    answer: str = ""
    quoted: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    resting: frozenset[str] = frozenset()
    crises: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    pages: tuple[Document, ...] = ()
    origin: str = ""
    digest: str = ""

    @cached_property
    def giving(self) -> Mapping[str, list[tuple[Claim, Quantity]]]:
        """The figures of claims by measure: every claim is read once."""
        found: dict[str, list[tuple[Claim, Quantity]]] = {}
        for claim in self.claims:
            for quantity in claim.quantities:
                found.setdefault(measure_of(quantity), []).append((claim, quantity))
        return found

    @cached_property
    def naming(self) -> Mapping[str, list[Claim]]:
        """The claims by the measures that they are about."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for measure in claim.measures:
                found.setdefault(measure, []).append(claim)
        return found

    @cached_property
    def twins(self) -> Mapping[str, list[Claim]]:
        """The claims that repeat a claim, by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.repeats:
                found.setdefault(claim.repeats, []).append(claim)
        return found

    @cached_property
    def reporting(self) -> Mapping[str, list[Study]]:
        """The studies that report a measure: every study is read once."""
        found: dict[str, list[Study]] = {}
        for study in self.studies:
            for measure in dict.fromkeys(one.measure for one in study.results):
                found.setdefault(measure, []).append(study)
        return found

    @cached_property
    def shorts(self) -> Mapping[str, str]:
        """Short names of treatments by id."""
        return {name: one.get("short") or one["name"] for name, one in self.treatments.items()}

    def root(self, treatment: str | None) -> str | None:
        """Return the broadest treatment that one is part of."""
        return None if treatment is None else ancestors(treatment, self.broader)[-1]

    @cached_property
    def main(self) -> str | None:
        """What most claims are about: the broadest treatment of their scopes."""
        roots = Counter(self.root(claim.scope.intervention) for claim in self.claims if claim.scope.intervention)
        return min(roots, key=lambda one: (-roots[one], str(one)), default=None)

    def name(self, measure: str) -> str:
        """Return the name of a measure."""
        return str(self.measures.get(measure, {}).get("name") or measure)

    def condition(self, population: str | None) -> str | None:
        """Return the broadest group that a population is part of, below people at large: that with a condition."""
        chain = ancestors(population, self.wider) if population else []
        return chain[-2] if len(chain) > 1 else None

    def answered(self, measures: Sequence[str]) -> str:
        """Return the topic's answer if these measures are what it is about: several, or one that is called as the topic is."""
        return self.answer if len(measures) > 1 or any(_is_named(self, one) for one in measures) else ""

    @cached_property
    def _named(self) -> Counter[str]:
        return Counter(filter(None, (self.condition(claim.scope.population) for claim in self.claims)))

    def conditions(self, populations: Iterable[str | None]) -> set[str]:
        """Return which conditions the claims are about, each of a good share of them.

        Where claims name nobody it is what most of these populations have.
        """
        named = self._named
        if named:
            return {one for one, count in named.items() if count >= _ALLOWED * sum(named.values())}
        found = Counter(filter(None, map(self.condition, populations)))
        return {min(found, key=lambda one: (-found[one], one))} if found else set()


def fits(kind: str, figure: Quantity | Result) -> bool:
    """Whether a figure is one that rates, or timing, draw."""
    if figure.statistic not in _MEASURED:
        return False
    if kind == "timing":
        return dimension(figure.unit) == "time" or not getattr(figure, "reached", True)
    return figure.unit == "%" and figure.statistic == "proportion"


def measure_of(quantity: Quantity) -> str:
    """Return the measure that a claim's figure is of, by the document's own definition where it has one."""
    return quantity.defined_as or quantity.measure


def choose(kind: str, subject: Subject, wanted: Sequence[str] = ()) -> list[str]:
    """Return the measures that can be drawn, the one with most randomised trials first.

    They are those of which claims give a figure, those that claims are about, those that bear the name of a topic asked for
    and, where there are none of these, those that at least three studies report that claims are held against.
    """
    known = {name for name, one in subject.measures.items() if one["dimension"] == _DIMENSIONS[kind]}
    trials: dict[str, set[str]] = {}
    reported: dict[str, set[str]] = {}
    held = {evidence.source for claim in subject.claims for evidence in claim.evidence}
    near: dict[str, set[str]] = {}
    for study in subject.studies:
        for measure in {one.measure for one in study.results if fits(kind, one)}:
            reported.setdefault(measure, set()).add(study.cohort or study.id)
            if group_of(study.design or "") in ("randomised", "open", "crossover"):
                trials.setdefault(measure, set()).add(study.cohort or study.id)
            if study.id in held:
                near.setdefault(measure, set()).add(study.cohort or study.id)
    found = [one for one in wanted if one in known]
    if not wanted:
        found = [
            measure_of(one)
            for claim in subject.claims
            for one in claim.quantities
            if claim.type in TYPES and fits(kind, one)
        ]
        found += [one for claim in subject.claims for one in claim.measures]
        found += [one for one in sorted(reported) if _is_named(subject, one)]
        found = found or [one for one in sorted(near) if len(near[one]) >= _ENOUGH]
    order = {one: place for place, one in enumerate(dict.fromkeys(found)) if one in known}
    return sorted(order, key=lambda one: (-len(trials.get(one, ())), -len(reported.get(one, ())), order[one]))


_DIMENSIONS = {"rates": "proportion", "timing": "time"}


def _is_named(subject: Subject, measure: str) -> bool:
    """Whether a measure is called as a topic is: `relapse-rate`, of the topic `relapse`."""
    record = subject.measures[measure]
    text = " ".join(str(record.get(key) or "") for key in ("id", "name", "question")).replace("-", " ").lower()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in subject.topics)
