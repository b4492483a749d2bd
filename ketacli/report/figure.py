"""What a figure shows: which measure, which rows in which order, where on the axis, with which words. Drawn elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.labels import shorten
from ketacli.quantities import UNITS, ancestors, dimension, phrase
from ketacli.report import card
from ketacli.report.arms import group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.model import Claim, Document, Quantity, Result, Study
    from ketacli.report.axis import Axis

KINDS = ("rates", "timing", "overview")

LEFT_OUT = "left-out"
"""The verdict of a row that says that no claim gives a figure."""

TYPES = ("timing", "rate", "administration", "efficacy", "safety", "dosing")
"""The types of claims that say what treatment takes and does; a definition or a law sets bounds, and is not drawn."""

_MEASURED = ("mean", "median", "proportion", "typical", "some", "minimum", "maximum", None)
"""The statistics of what was measured: a threshold, a total, a date is no point on such an axis."""

_ENOUGH = 3
"""How many studies must report a measure that no claim names, for it to be offered."""

_ALLOWED = 0.15
"""The share of claims that must be about a population for its studies to be drawn."""


class Mark(NamedTuple):
    """A figure on an axis: its ends and middle are places from 0 to 1.

    `who` is `page`, `treated`, `compared` or `other` (another treatment). `kind` is `point`, `interval` (95 %), `spread`
    (shortest to longest), `range` (the source itself gives two ends), `upto` (at some time up to), `from` (longer than),
    `unreached` (a median that was not reached), `left` or `right` (off the scale). `lane` is -1 above, 1 below the middle
    of the row.
    """

    who: str
    kind: str
    low: float
    high: float
    middle: float
    lane: int = 0


class Difference(NamedTuple):
    """A difference per 100 people, with the ends of its interval where there is one."""

    value: float
    low: float | None = None
    high: float | None = None


class Row(NamedTuple):
    """A line of a figure: a claim, or the arms of a study.

    `verdict` is that of a claim, a key of `VERDICTS` or `LEFT_OUT`; empty for a study. `told` are words in place of a mark.
    `figure` is what is written beside the axes; `is_plain` says that it is only a word on why there is none. `counts` says
    how many of how many.
    """

    label: str
    what: str = ""
    when: str = ""
    people: str = ""
    figure: str = ""
    marks: tuple[Mark, ...] = ()
    told: str = ""
    verdict: str = ""
    difference: Difference | None = None
    is_plain: bool = False
    counts: str = ""
    source: str = ""
    claims: tuple[str, ...] = ()
    contradictions: int = 0
    caveats: int = 0

    @property
    def is_claim(self) -> bool:
        """Whether the row says what pages say."""
        return bool(self.verdict)


class Band(NamedTuple):
    """A heading with its rows. `guides` are the figures of claims, carried down through the studies: low and high places."""

    heading: str
    rows: tuple[Row, ...]
    guides: tuple[tuple[float, float], ...] = ()
    is_claims: bool = False


class Figure(NamedTuple):
    """A figure about one question.

    `columns` are the headings of what, when and people; `panel` that of the axis. `notes` and what is `left` out, labels of
    studies by reason, are said below. `reading` are the kinds of marks to explain, `subject` names the treatment.
    """

    kind: str
    measure: str
    title: str
    subtitle: str
    columns: tuple[str, str, str]
    panel: str
    axis: Axis
    bands: tuple[Band, ...]
    notes: tuple[str, ...]
    left: tuple[tuple[str, tuple[str, ...]], ...]
    subject: str
    origin: str
    differences: Axis | None = None
    better: str | None = None
    studies: tuple[Study, ...] = ()
    pages: tuple[Document, ...] = ()
    digest: str = ""

    @property
    def rows(self) -> list[Row]:
        """All rows, band after band."""
        return [row for band in self.bands for row in band.rows]

    @property
    def marks(self) -> list[Mark]:
        """All marks."""
        return [mark for row in self.rows for mark in row.marks]

    def footer(self, fits: Callable[[str], bool]) -> str:
        """Return the text below: notes, what is not drawn, where it is from; studies that find no room are counted."""
        text = ""
        for named in range(len(self.left), -1, -1):
            parts = [
                f"{reason} ({', '.join(names) if place < named else len(names)})"
                for place, (reason, names) in enumerate(self.left)
            ]
            told = f"Not drawn: {', '.join(parts)}{'' if named == len(parts) else ': keta compare'}." if parts else ""
            text = " ".join(filter(None, [*self.notes, told, self.origin]))
            if fits(text):
                break
        return text


@dataclass(frozen=True)
class Subject:
    """What figures are drawn from: the claims asked for, every study of the store, and the names of things.

    `measures` and `treatments` are records of the store's lists by id; `is_given` says whether any claim of the store gives a
    figure of a measure. `topics` are the topics asked for, `question` is that of a single one, `resting` are the studies that their
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


def said(kind: str, measure: str, subject: Subject) -> list[tuple[Claim, Quantity | None]]:
    """Return the claims about a measure: those with a figure, then those that give none. A repeat is its twin's."""
    found: list[tuple[Claim, Quantity | None]] = [
        (claim, one) for claim, one in subject.giving.get(measure, ()) if fits(kind, one)
    ]
    given = {claim.id for claim, _ in found}
    found += [(claim, None) for claim in subject.naming.get(measure, ()) if claim.id not in given]
    ids = {claim.id for claim, _ in found}
    return [pair for pair in found if pair[0].repeats not in ids]


_BARE = 1
"""How many claims that give no figure are shown where room is short."""


def fewer(
    claims: Sequence[tuple[Claim, Quantity | None]], subject: Subject, measure: str
) -> tuple[list[tuple[Claim, Quantity | None]], int]:
    """Return claims with at most one that gives no figure, and how many are left out.

    It is one that names the measure, if there is one, with the worst verdict.
    """
    kinds = list(card.VERDICTS)
    name = measure.replace("-", " ")
    bare = [claim for claim, one in claims if one is None]
    worst = sorted(
        bare, key=lambda one: (name not in one.statement.lower(), kinds.index(card.kind(one, subject.crises)))
    )[:_BARE]
    kept = [(claim, one) for claim, one in claims if one is not None or claim in worst]
    return kept, len(claims) - len(kept)


def claim_row(claim: Claim, quantity: Quantity | None, subject: Subject, measure: str, marks: tuple[Mark, ...]) -> Row:
    """Return the row of a claim: verdict, page, what it says in few words; its figure beside the mark."""
    twins = subject.twins.get(claim.id, ())
    pages = dict.fromkeys(subject.labels.get(one.source, one.source) for one in (claim, *twins))
    text = (claim.short or claim.statement).rstrip(".")
    if quantity and measure_of(quantity) != quantity.measure:
        heading = str(subject.measures.get(measure, {}).get("heading") or "")
        inner = re.search(r"\(([^)]+)\)", heading)  # "responded (score halved), of 100"
        meant = inner[1] if inner else re.sub(r"^share (?:who |whose |in )?", "", subject.name(measure))
        text += f", meaning “{meant}”"
    return Row(
        label=", ".join(pages),
        what=text,
        figure=figure_of(quantity),
        marks=marks,
        told="" if quantity else "no figure given",
        verdict=card.kind(claim, subject.crises),
        source=claim.source,
        claims=(claim.id, *(one.id for one in twins)),
        contradictions=len(claim.contradictions),
        caveats=len(claim.caveats),
    )


def figure_of(quantity: Quantity | Result | None) -> str:
    """Return a figure in few words: `85%`, `> 50%`, `4 to 6 weeks`, `about 19 days`, `more than 3 months`."""
    return "" if quantity is None else re.sub(r" \([^)]*\)$", "", phrase(quantity))


def left_out(kind: str, measure: str, subject: Subject) -> Row:
    """Return the row that says that no page gives a figure of this measure, with the figure that one gives instead."""
    if subject.is_given(measure):
        who = "No claim asked for gives this figure"
    else:
        who = {1: "The page does not give this figure", 2: "Neither page gives this figure"}.get(
            len(subject.documents), "No page gives this figure"
        )
    other = "timing" if kind == "rates" else "rates"
    for claim in subject.claims:
        for quantity in claim.quantities:
            if fits(other, quantity) and claim.type in TYPES and _share_a_word(measure, quantity.measure):
                page = subject.labels.get(claim.source, claim.source)
                told = f"; the {page} gives only the {subject.name(quantity.measure)}, {phrase(quantity)}"
                return Row("", f"{who}{told}", verdict=LEFT_OUT)
    return Row("", who, verdict=LEFT_OUT)


_COMMON = frozenset({"time", "to", "rate", "of", "duration", "share"})


def _share_a_word(one: str, other: str) -> bool:
    return bool((set(one.split("-")) & set(other.split("-"))) - _COMMON)


_TIME = r"(\d+(?:\.\d+)?)\s*(min|minute|h|hour|day|week|month|year)s?\b"
_TURNED = r"\b(day|week|month|hour) (\d+)\b"
_SIZES = {**{word: size for _, size, word in UNITS.values()}, "min": 1.0, "h": 60.0}


def minutes(result: Result) -> float | None:
    """Return when a figure was measured, in minutes; None where that is not told as a time."""
    return result.at.value * UNITS[result.at.unit][1] if result.at else None


def moment(words: str | None) -> float | None:
    """Return the time that words name, in minutes: `90 minutes`, `day 7`; None for any other."""
    text = re.sub(_TURNED, r"\2 \1", (words or "").lower())
    found = re.search(_TIME, text)
    return float(found[1]) * _SIZES[found[2]] if found else None


def when(result: Result) -> str:
    """Return when a figure was measured, in few words; `varied` where the source gives no time."""
    text = re.sub(r"^(?:after|at|by|within) | phase$|\b(?:the|a|an) ", "", result.timepoint or "")
    if len(text) > _WHEN and result.at:
        text = phrase(replace(result, value=result.at.value, unit=result.at.unit, statistic=None, qualifier=None))
    if len(text) > _WHEN:
        text = re.split(r" (?:after|of|in|on) ", text)[0]
    return shorten(text, _WHEN) if text else "varied"


_WHEN = 15
"""The most characters of the time of a row."""
