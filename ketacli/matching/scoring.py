"""How far a claim, a topic or an omission is about a question.

A score is the share of the question's weight that is covered, from 0 to 1, after the gates: a claim on another product or
condition than the question's is not an answer to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching.phrases import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Candidate
    from ketacli.matching.units import Unit

STATEMENT, FACTS, QUOTE, NOTES = 1.0, 0.75, 0.7, 0.35
"""What a feature is worth by where a claim has it."""

CONCEPT = 0.88
"""What another phrase for the same is worth, beside the same word."""

IN_TOPIC = 0.45
"""How far a claim covers a phrase that means its topic."""

OTHER_PRODUCT, OTHER_CONDITION, UNASKED_CONDITION = 0.3, 0.3, 0.8
"""What is left of a score: another product, another condition, a condition of which nobody asked."""

FOCUS = 0.12
"""How much of a score hangs on the share of the claim that was asked about."""


class Subject(NamedTuple):
    """The interventions and populations that a question names: the narrowest of each."""

    interventions: frozenset[str]
    populations: frozenset[str]


def subject(units: Iterable[Unit], knowledge: Knowledge) -> Subject:
    """Return what a question is about, of what can be told apart."""
    named: dict[str, set[str]] = {"intervention": set(), "population": set()}
    for unit in units:
        for feature, factor in unit.features.items():
            kind, _, name = feature.partition("/")
            of = knowledge.kinds.get(name)
            if kind == "concept" and factor == 1.0 and of in named:
                named[of].add(name)
    return Subject(*(frozenset(_narrowest(names, knowledge)) for names in named.values()))


def _narrowest(names: set[str], knowledge: Knowledge) -> set[str]:
    return {name for name in names if not any(name in knowledge.lineage(other) - {other} for other in names)}


class Texts(NamedTuple):
    """The features of a claim by where it has them."""

    statement: set[str]
    quote: set[str]
    facts: set[str]
    notes: set[str]


def texts(candidate: Candidate, knowledge: Knowledge) -> Texts:
    """Return the features of a candidate; of its notes only the stems, for notes are long."""
    statement, quote, facts = (
        knowledge.features(tokens(text)) for text in (candidate.statement, candidate.quote, candidate.facts)
    )
    filed = (candidate.intervention, candidate.comparator, candidate.population, *candidate.measures)
    facts |= {f"concept/{name}" for name in filed if name}
    return Texts(statement, quote, facts, {stemmed for _, stemmed in tokens(candidate.notes)})


def claim_score(
    candidate: Candidate, found: Texts, units: Sequence[Unit], asked: Subject, knowledge: Knowledge
) -> float:
    """Return how far a claim is about a question."""
    covered = sum(unit.weight * _claim_cover(candidate, found, unit) for unit in units)
    whole = sum(unit.weight for unit in units)
    if not whole:
        return 0.0
    score = covered / whole * (1 - FOCUS + FOCUS * _focus(found, units, knowledge))
    return score * _gates(candidate, found, asked, knowledge)


def _claim_cover(candidate: Candidate, found: Texts, unit: Unit) -> float:
    best = 0.0
    for feature, factor in unit.features.items():
        kind, slash, name = feature.partition("/")
        if kind == "topic" and slash:
            worth = IN_TOPIC if name in candidate.topics else 0.0
        elif kind in {"omission", "notice"} and slash:
            worth = 0.0
        else:
            worth = _worth(found, feature) * (CONCEPT if slash else 1.0)
        best = max(best, factor * worth)
    return best


def _worth(found: Texts, feature: str) -> float:
    if feature in found.statement:
        return STATEMENT
    if feature in found.facts:
        return FACTS
    if feature in found.quote:
        return QUOTE
    return NOTES if feature in found.notes else 0.0


def _focus(found: Texts, units: Sequence[Unit], knowledge: Knowledge) -> float:
    """Return the share of the concepts of a claim, by weight, that a question names."""
    asked = {feature for unit in units for feature in unit.features}
    weights = {
        feature: knowledge.weight(knowledge.frequency(feature))
        for feature in found.statement
        if feature.startswith("concept/")
    }
    whole = sum(weights.values())
    return sum(weight for feature, weight in weights.items() if feature in asked) / whole if whole else 0.0


def _gates(candidate: Candidate, found: Texts, asked: Subject, knowledge: Knowledge) -> float:
    """Return what is left of a score after product and condition have been compared."""
    left = 1.0
    if asked.interventions and candidate.intervention:
        of_claim = [name for name in (candidate.intervention, candidate.comparator) if name]
        is_same = any(knowledge.are_related(one, other) for one in asked.interventions for other in of_claim)
        if not is_same and not _names(found.statement, asked.interventions):
            left *= OTHER_PRODUCT
    if candidate.population:
        if asked.populations:
            is_same = any(knowledge.are_related(one, candidate.population) for one in asked.populations)
            if not is_same and not _names(found.statement, asked.populations):
                left *= OTHER_CONDITION
        elif f"concept/{candidate.population}" in found.statement and candidate.rank:
            left *= UNASKED_CONDITION
    return left


def _names(statement: set[str], wanted: Iterable[str]) -> bool:
    return any(f"concept/{name}" in statement for name in wanted)


def target_scores(units: Sequence[Unit], postings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return how far each topic and omission that has anything of a question covers it."""
    whole = sum(unit.weight for unit in units)
    found: dict[str, float] = {}
    for unit in units:
        best: dict[str, float] = {}
        for feature, factor in unit.features.items():
            kind, slash, _ = feature.partition("/")
            if slash and kind in {"topic", "omission"}:
                best[feature] = max(best.get(feature, 0.0), factor)
            for target, worth in postings.get(feature, {}).items():
                best[target] = max(best.get(target, 0.0), factor * worth * (CONCEPT if slash else 1.0))
        for target, cover in best.items():
            found[target] = found.get(target, 0.0) + unit.weight * cover / whole
    return found
