"""What figures are drawn from, and which measures of it can be drawn."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.quantities import ancestors, dimension
from ketacli.report.arms import group_of, pairs, shown, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Claim, Document, Quantity, Result, Study
    from ketacli.report.arms import Key, Pair


TYPES = ("timing", "rate", "administration", "efficacy", "safety", "dosing")
"""The types of claims that say what treatment takes and does; a definition or a law sets bounds, and is not drawn."""

_MEASURED = ("mean", "median", "proportion", "typical", "some", "minimum", "maximum", None)
"""The statistics of what was measured: a threshold, a total, a date is no point on such an axis."""

_ENOUGH = 3
"""How many studies must report a measure that no claim names, for it to be offered."""

_RANGE = re.compile(r"\b\d+ to \d+\b")
_BELOW_100 = re.compile(r"(?<![\d.,-])\d{1,2}(?![\d-]|[.,]\d)")

_ALLOWED = 0.15
"""The share of claims that must be about a population for its studies to be drawn."""


class _Given(NamedTuple):
    """What figures are drawn from: the claims asked for, every study of the store, and the names of things.

    `measures` and `treatments` are records of the store's lists by id; `is_given` says whether any claim of the store gives a
    figure of a measure. `wanted` are the treatments asked for: rows of studies of others are not drawn. `topics` are the topics asked for, `question` and `answer` are those of a single one, `quoted` are the words of bottom lines, `people` are short names of populations by id, `resting` are the studies that their
    bottom lines rest on. `summarised` returns the rows of a measure on the one page of a summary, the most important first; `command` returns the command of this name that asks for the same. `documents` are the labels of all documents, `pages` those that claims are from; `digest` is that of the store.
    """

    claims: Sequence[Claim]
    studies: Sequence[Study]
    measures: Mapping[str, Mapping[str, Any]]
    treatments: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, str] = {}
    broader: Mapping[str, str | None] = {}
    wider: Mapping[str, str | None] = {}
    is_given: Callable[[str], bool] = bool
    topics: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    question: str = ""
    answer: str = ""
    quoted: str = ""
    people: Mapping[str, str] = {}
    resting: frozenset[str] = frozenset()
    summarised: Callable[[str], Sequence[Key]] = lambda _: ()
    command: Callable[[str], str] = "keta {}".format
    documents: tuple[str, ...] = ()
    pages: tuple[Document, ...] = ()
    origin: str = ""
    digest: str = ""


class Subject(_Given):
    """What figures are drawn from, with what is worked out of it once."""

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

    @cached_property
    def product(self) -> str | None:
        """The form of a treatment that a topic asked for is called by: `esketamine-nasal`, of the topic `esketamine`."""
        words = {word for topic in self.topics for word in topic.split()}
        named = [one for one in self.treatments if words & {*one.split("-")}]
        return named[0] if len(named) == 1 else None

    def is_wanted(self, treatment: str | None) -> bool:
        """Whether a study's figure is of a treatment that was asked for, or of a form of one."""
        return not self.wanted or treatment is None or bool({*ancestors(treatment, self.broader)} & {*self.wanted})

    def forms(self, treatments: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
        """Return the signs of these treatments, one a study: of the two forms that occur most, and one for all others."""
        broad = {*self.broader.values()}
        counts = Counter(treatments)
        narrow = sorted((one for one in counts if one not in broad), key=lambda one: (-counts[one], one))
        # Of the two the one that the store names first has the first sign in every figure: slides are seen side by side.
        order = [*self.treatments]
        shown = sorted(narrow[:2], key=lambda one: order.index(one) if one in order else len(order))
        signs = dict(zip(shown, ("first", "second"), strict=False))
        further = [one for one in counts if one not in signs]
        name = self.shorts.get(further[0], further[0]) if len(further) == 1 else "other forms"
        return tuple(
            (one, signs.get(one, "further"), self.shorts.get(one, one) if one in signs else name)
            for one in [*signs, *sorted(further)]
        )

    def titled(self, question: str) -> str:
        """Return a question with the treatments that were asked for, where some were."""
        names = [str(self.treatments.get(one, {}).get("name") or one) for one in self.wanted]
        told = " or ".join(names)
        return f"{question} {capital(told)}" if told else question

    def is_about(self, measure: str) -> bool:
        """Whether claims give or name a measure, or it is called as the topic is; else only the bottom line quotes figures of it."""
        return measure in self.giving or measure in self.naming or _is_named(self, measure)

    def quotes(self, pair: Pair) -> bool:
        """Whether a bottom line rests on a study and gives both shares of it."""
        return bool(pair.treated and pair.compared) and pair.study.id in self.resting and gives(self.quoted, pair)

    def name(self, measure: str) -> str:
        """Return the name of a measure."""
        return str(self.measures.get(measure, {}).get("name") or measure)

    def condition(self, population: str | None) -> str | None:
        """Return the broadest group that a population is part of, below people at large: that with a condition."""
        chain = ancestors(population, self.wider) if population else []
        return chain[-2] if len(chain) > 1 else None

    def answered(self, measures: Sequence[str]) -> str:
        """Return the topic's answer if these measures are what it is about: several, or one that is called as the topic is and asks the same."""
        if len(measures) > 1:
            return self.answer
        return self.answer if _is_named(self, measures[0]) and not self.is_asked_otherwise(measures[0]) else ""

    def is_asked_otherwise(self, measure: str) -> bool:
        """Whether a measure that is called as the topic is asks something else: `how many` where the topic asks `how long`."""
        own, other = (_asks(one or "") for one in (self.measures[measure].get("question"), self.question))
        return bool(own and other and own != other and _is_named(self, measure))

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


def gives(line: str, pair: Pair) -> bool:
    """Whether a bottom line gives the shares of a pair of arms: in one sentence, that of the treated first."""
    shares = [one.share for one in (pair.treated, pair.compared) if one and one.share is not None]
    if len(shares) < 2:  # noqa: PLR2004 - both arms
        return any(f" {whole(share)} of 100" in line for share in shares)
    first, second = map(shown, shares)
    return any(first in said and second in said[said.index(first) + 1 :] for said in _numbers(line))


def _numbers(line: str) -> list[list[int]]:
    """Return the whole numbers below 100 that each sentence of a bottom line gives, but for ranges."""
    sentences = re.split(r"(?<=[.?!;]) ", _RANGE.sub(" ", line))
    return [[int(one) for one in _BELOW_100.findall(sentence)] for sentence in sentences]


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
    and, where there are none of these, those that at least three studies report that claims are checked against, else those
    of which the bottom line quotes figures.
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
        found = (
            found
            if any(one in known for one in found)
            else [
                pair.first.result.measure
                for study in subject.studies
                if study.id in subject.resting
                for pair in pairs(study)
                if fits(kind, pair.first.result) and subject.quotes(pair)
            ]
        )
    order = {one: place for place, one in enumerate(dict.fromkeys(found)) if one in known}
    return sorted(order, key=lambda one: (-len(trials.get(one, ())), -len(reported.get(one, ())), order[one]))


_DIMENSIONS = {"rates": "proportion", "timing": "time"}


def _asks(question: str) -> str:
    """Return which of `how many`, `how long`, `how soon` and the like a question asks; nothing of any other."""
    words = question.lower().split()[:2]
    return " ".join(words) if words[:1] == ["how"] else ""


def _is_named(subject: Subject, measure: str) -> bool:
    """Whether a measure is called as a topic is: `relapse-rate`, of the topic `relapse`."""
    record = subject.measures[measure]
    text = " ".join(str(record.get(key) or "") for key in ("id", "name", "question")).replace("-", " ").lower()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in subject.topics)
