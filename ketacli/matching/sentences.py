"""Compare a sentence of any page with the claims of a store.

A sentence *states* a claim where both say the same: then the claim's rating applies to it. That is said only where the one
covers the other in both directions, and numbers, polarity, product and strength agree. Otherwise it may be *compared with*
claims on the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching import scoring
from ketacli.matching.english import COMMON
from ketacli.matching.figures import DIMENSIONS, Figure, figures, numbers
from ketacli.matching.phrases import tokens
from ketacli.matching.questions import Found, ask_of, search_for
from ketacli.matching.units import NAMED_KINDS, cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.lookup import Candidate, Lookup
    from ketacli.matching.phrases import Token
    from ketacli.matching.scoring import Asked
    from ketacli.matching.units import Unit

MOST_CANDIDATES, COMPARED = 16, 3

LEAST, LEAST_OF_CLAIM = 0.5, 0.5
"""What a claim to compare with has at least: as its score, and as the share of it that the sentence covers."""

CONCEPT, WORD, LEAST_FOR_MEASURE = 1.0, 0.6, 1.0
"""What a concept and a word of a sentence say for a measure, and what must be said for a figure to be of it."""

LEAST_TELLING = 0.25
"""The least weight of a part of a claim that makes it this claim and no other."""

STATED_OF_CLAIM, STATED_OF_SENTENCE = 0.82, 0.5
"""What a sentence covers of a claim, and the claim of the sentence, where the sentence states it."""

NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "neither",
        "nor",
        "without",
        "cannot",
        "cant",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
        "couldnt",
        "shouldnt",
        "havent",
        "hasnt",
        "hardly",
        "barely",
        "rarely",
        "seldom",
        "unlikely",
        "lack",
        "lacks",
        "fail",
        "fails",
        "failed",
        "false",
        "myth",
        "untrue",
    ]
)
HEDGES = frozenset(
    [
        "may",
        "might",
        "could",
        "can",
        "perhaps",
        "possibly",
        "suggest",
        "suggests",
        "seem",
        "seems",
        "appear",
        "appears",
        "thought",
        "likely",
    ]
)
BOASTS = frozenset(
    [
        "proven",
        "always",
        "completely",
        "guaranteed",
        "cure",
        "cures",
        "every",
        "all",
        "only",
        "most",
        "extremely",
        "highly",
        "remarkably",
        "astonishingly",
        "dramatically",
        "entirely",
        "totally",
        "best",
        "perfectly",
        "truly",
        "never",
        "none",
    ]
)


class Measured(NamedTuple):
    """A figure of a sentence with its measure; None where the measure is not known."""

    figure: Figure
    measure: str | None


class Sentence(NamedTuple):
    """What a sentence has in common with a store: what it states, what to compare it with, its figures, the products it names."""

    states: tuple[str, ...]
    compare: tuple[Found, ...]
    figures: tuple[Measured, ...]
    interventions: frozenset[str] = frozenset()


class Reader:
    """Reads sentences against one store; what it worked out of a claim it keeps for the next sentence."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._units: dict[int, tuple[list[Unit], list[Token]]] = {}

    def read(self, text: str, context: frozenset[str] = frozenset()) -> Sentence:
        """Return what a sentence has in common with the store.

        `context` are the interventions that the heading or the sentences before name: the sentence is about them where
        it names none itself.
        """
        knowledge = self._lookup.knowledge
        sentence = tokens(text)
        units = [unit for unit in cut(sentence, knowledge, self._lookup) if not unit.is_light]
        features = {stemmed for word, stemmed in sentence if word not in COMMON} | knowledge.concepts(sentence)
        asked = ask_of(units, knowledge, self._lookup)
        product = asked.interventions or context
        measured = self._measured(text, features)
        found = search_for(asked, knowledge)
        candidates = self._lookup.candidates(self._lookup.search(found, MOST_CANDIDATES)) if found else ()
        near = [one for claim in candidates if (one := self._compare(claim, sentence, features, asked, product))]
        near.sort(key=lambda one: (-one[0].score, one[0].id))
        return Sentence(
            states=tuple(one.id for one, is_same in near if is_same),
            compare=tuple(one for one, is_same in near if not is_same)[:COMPARED],
            figures=measured,
            interventions=asked.interventions,
        )

    def _compare(
        self,
        claim: Candidate,
        sentence: list[Token],
        features: set[str],
        asked: Asked,
        product: frozenset[str],
    ) -> tuple[Found, bool] | None:
        """Return how near a claim is and whether the sentence states it; None if it is too far."""
        knowledge = self._lookup.knowledge
        of_sentence = min(1.0, scoring.claim_score(scoring.Reading(claim), asked, knowledge))
        units, words = self._of_claim(claim)
        of_claim = _covered(units, features | {f"concept/{name}" for name in product})
        score = (of_claim + of_sentence) / 2
        is_of_product = not claim.intervention or any(knowledge.are_related(one, claim.intervention) for one in product)
        if score < LEAST or of_claim < LEAST_OF_CLAIM or not is_of_product or not self._says_something(units, features):
            return None
        covers = of_claim >= STATED_OF_CLAIM and of_sentence >= STATED_OF_SENTENCE
        return Found(claim.id, round(score, 3)), covers and _says_the_same(sentence, words)

    def _of_claim(self, claim: Candidate) -> tuple[list[Unit], list[Token]]:
        known = self._units.get(claim.n)
        if known is None:
            words = tokens(claim.statement)
            units = [unit for unit in cut(words, self._lookup.knowledge, self._lookup) if not unit.is_light]
            known = self._units[claim.n] = (units, words)
        return known

    def _says_something(self, units: Sequence[Unit], features: set[str]) -> bool:
        """Whether a sentence covers anything of a claim besides the products and people it names."""
        kinds = self._lookup.knowledge.kinds
        return any(
            unit.weight >= LEAST_TELLING and not features.isdisjoint(unit.features)
            for unit in units
            if not any(kinds.get(name.partition("/")[2]) in NAMED_KINDS for name in unit.features)
        )

    def _measured(self, text: str, features: set[str]) -> tuple[Measured, ...]:
        """Return the figures of a sentence, each with the measure that the sentence speaks for most."""
        found = figures(text)
        if not found:
            return ()
        knowledge = self._lookup.knowledge
        speaks: dict[str, float] = {}
        for feature, targets in knowledge.postings(features).items():
            for target, worth in targets.items():
                kind, _, name = target.partition("/")
                if kind == "measure":
                    speaks[name] = speaks.get(name, 0.0) + worth * (CONCEPT if "/" in feature else WORD)
        return tuple(Measured(one, _measure(one, speaks, knowledge.dimensions)) for one in found)


def _measure(figure: Figure, speaks: Mapping[str, float], dimensions: Mapping[str, str | None]) -> str | None:
    fitting = [(-worth, name) for name, worth in speaks.items() if dimensions.get(name) == DIMENSIONS[figure.unit]]
    worth, name = min(fitting, default=(0.0, None))
    return name if -worth >= LEAST_FOR_MEASURE else None


def _covered(units: Sequence[Unit], features: set[str]) -> float:
    """Return the share of a claim that the features of a sentence cover."""
    best = (
        unit.weight * max((unit.features[one] for one in unit.features.keys() & features), default=0.0)
        for unit in units
    )
    return sum(best) / scoring.weight_of(units)


def _says_the_same(sentence: Sequence[Token], claim: Sequence[Token]) -> bool:
    """Whether numbers, polarity, hedging and strength agree."""
    here, there = ({word for word, _ in one} for one in (sentence, claim))
    return (
        numbers(here) == numbers(there)
        and len(here & NEGATIONS) % 2 == len(there & NEGATIONS) % 2
        and bool(here & HEDGES) == bool(there & HEDGES)
        and here & BOASTS <= there
    )
