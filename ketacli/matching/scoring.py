"""How far a claim, a topic or an omission is about a question.

A score is the share of the question's weight that is covered, from 0 to 1, after the gates: a claim on another product or
condition than the question's is not an answer to it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.matching.amounts import Amount
    from ketacli.matching.knowledge import Forms, Knowledge
    from ketacli.matching.lookup import Candidate
    from ketacli.matching.units import Unit

WORTH = (("statement", 1.0), ("facts", 0.75), ("quote", 0.7), ("notes", 0.35))
"""What a feature is worth by where a claim has it."""

CONCEPT = 0.8
"""What another phrase for the same is worth, beside the same word."""

FILED, TYPED = 0.7, 0.5
"""What a feature is worth that a claim is filed under: its intervention, population, measures; its type."""

IN_TOPIC = 0.6
"""How far a claim covers a phrase that means its topic."""

IN_TOPIC_OF_NAMED = 0.25
"""The same where the phrase names something of which other claims are: a claim on migraine is none on OCD."""

NAMED_PRODUCT, NO_PRODUCT, OTHER_PRODUCT = 0.8, 0.75, 0.3
"""What is left of a score where the claim only names the product that was asked about, is on none, is on another one."""

OTHER_CONDITION, UNASKED_CONDITION = 0.3, 0.8
"""What is left of a score where the claim is on another condition, on one of which nobody asked."""

MOSTLY = 0.5
"""A feature that stands for this share of a unit stands for most of it."""

AMOUNTS = 0.45
"""How much the numbers of a question can add to a claim's score, as a share of that."""

LONG, TERSE = 24, 0.1
"""A statement of this many words or more loses this part of its score: a short one is more to the point."""

LIGHT_SHARE = 0.45
"""How much light units can add to what the others of a question cover, as a share of that."""

SLIGHT = 0.25
"""A question of less weight (`what about ketamine?`) asks for nothing in particular."""


class Found(NamedTuple):
    """Something that a question is about, and how far, from 0 to 1."""

    id: str
    score: float


class Asked(NamedTuple):
    """A question as scoring takes it.

    `forms` are what its features look like in claims, `frequencies` how many statements have them, `interventions` and
    `populations` what it names of either, and `conditions` what every population looks like in claims.
    """

    units: Sequence[Unit]
    forms: Mapping[str, Forms]
    frequencies: Mapping[str, int]
    interventions: frozenset[str]
    populations: frozenset[str]
    conditions: Mapping[str, Forms]


def named(units: Iterable[Unit], kind: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the interventions or populations that a question names: of some that include one another the narrowest."""
    names = {
        name
        for unit in units
        for feature, factor in unit.features.items()
        for prefix, _, name in [feature.partition("/")]
        if prefix == "concept" and factor == 1.0 and knowledge.kinds.get(name) == kind
    }
    return frozenset(one for one in names if not any(one in knowledge.lineage(other) - {other} for other in names))


def weight_of(units: Iterable[Unit]) -> float:
    """Return the weight that a score is a share of."""
    return max(SLIGHT, sum(unit.weight for unit in units if not unit.is_light))


def _covered(units: Iterable[Unit], cover: Callable[[Unit], float]) -> float:
    """Return the weight that is covered: light units add a share of what others have, and are nothing alone."""
    heavy = light = 0.0
    for unit in units:
        if unit.is_light:
            light += unit.weight * cover(unit)
        else:
            heavy += unit.weight * cover(unit)
    return heavy + min(light, LIGHT_SHARE * heavy)


class Text:
    """A folded text of a claim, as features are looked for in it."""

    __slots__ = ("padded", "words")

    def __init__(self, text: str) -> None:
        self.words = set(text.split())
        self.padded = f" {text} "


class Reading:
    """A claim with its texts, each taken apart when a feature is first looked for in it."""

    __slots__ = ("_texts", "claim", "filed", "typed")

    def __init__(self, claim: Candidate) -> None:
        self.claim = claim
        filed = (claim.intervention, claim.comparator, claim.population, *claim.measures)
        self.filed = {f"concept/{name}" for name in filed if name}
        self.typed = f"concept/{claim.type}"
        self._texts: dict[str, Text] = {}

    def has(self, forms: Forms, part: str) -> bool:
        """Whether a feature is in a part of the claim."""
        text = self.text(part)
        return forms.are_in(text.words, text.padded)

    def text(self, part: str) -> Text:
        """Return a part of the claim: `statement`, `facts`, `quote`, `notes`."""
        text = self._texts.get(part)
        if text is None:
            text = self._texts[part] = Text(getattr(self.claim, part))
        return text


def claim_score(reading: Reading, asked: Asked, knowledge: Knowledge) -> float:
    """Return how far a claim is about a question."""
    covered = _covered(asked.units, lambda unit: claim_cover(reading, unit, asked.forms))
    length = min(len(reading.claim.statement.split()), LONG)
    return covered / weight_of(asked.units) * (1 - TERSE * length / LONG) * _gates(reading, asked, knowledge)


def best_first(scored: Iterable[tuple[float, Reading]]) -> list[tuple[float, Reading]]:
    """Return claims with their scores in order; of equal ones the more important first."""
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].claim.rank, pair[1].claim.n))


def by_amounts(scored: Sequence[tuple[float, Reading]], amounts: Sequence[Amount]) -> list[tuple[float, Reading]]:
    """Return claims with their scores, best first, after the numbers of the question are taken into account."""
    told = [one for one in amounts if not one.is_age]
    if not told:
        return list(scored)
    found = [
        (score * (1 + AMOUNTS * sum(_of_amount(reading, one) for one in told) / len(told)), reading)
        for score, reading in scored
    ]
    return best_first(found)


def state_any(scored: Iterable[tuple[float, Reading]], amounts: Sequence[Amount]) -> bool:
    """Whether a claim states a length of time or a share of the question: then no omission answers in its place."""
    statements = [reading.text("statement") for _, reading in scored]
    return any(one.is_measured and one.cover(text.words, text.padded) == 1.0 for one in amounts for text in statements)


def _of_amount(reading: Reading, amount: Amount) -> float:
    texts = ((reading.text(part), worth) for part, worth in WORTH)
    return max(worth * amount.cover(text.words, text.padded) for text, worth in texts)


def claim_cover(reading: Reading, unit: Unit, forms: Mapping[str, Forms]) -> float:
    """Return how far a claim covers a unit of a question, from 0 to 1."""
    best = 0.0
    is_named = any(name.startswith("concept/") and name in forms for name in unit.features)
    in_topic = IN_TOPIC_OF_NAMED if is_named else IN_TOPIC
    for feature, factor in unit.features.items():
        kind, slash, name = feature.partition("/")
        if kind == "topic" and slash:
            worth = in_topic if name in reading.claim.topics else 0.0
        else:
            worth = _worth(reading, forms.get(feature)) * (CONCEPT if slash else 1.0)
            if feature in reading.filed:
                worth = max(worth, FILED)
            elif feature == reading.typed:
                worth = max(worth, TYPED)
        best = max(best, factor * worth)
    return best


def is_said(reading: Reading, unit: Unit, forms: Mapping[str, Forms]) -> bool:
    """Whether a claim's document says most of a unit of a question: what only corrects or comments on the claim does not."""
    wanted = [name for name, factor in unit.features.items() if factor >= MOSTLY]
    return any(
        name in reading.filed
        or (name in forms and any(reading.has(forms[name], part) for part in ("statement", "quote")))
        for name in wanted
    )


def is_on(reading: Reading, products: Iterable[str], asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a claim is on one of some products, or names it."""
    of_claim = [name for name in (reading.claim.intervention, reading.claim.comparator) if name]
    wanted = list(products)
    return any(knowledge.are_related(one, other) for one in wanted for other in of_claim) or _names(
        reading, wanted, asked.forms
    )


def _worth(reading: Reading, forms: Forms | None) -> float:
    if forms is None:
        return 0.0
    return next((worth for part, worth in WORTH if reading.has(forms, part)), 0.0)


def _gates(reading: Reading, asked: Asked, knowledge: Knowledge) -> float:
    """Return what is left of a score after product and condition have been compared."""
    claim = reading.claim
    left = 1.0
    if asked.interventions:
        of_claim = [name for name in (claim.intervention, claim.comparator) if name]
        if not any(knowledge.are_related(one, other) for one in asked.interventions for other in of_claim):
            is_named = _names(reading, asked.interventions, asked.forms)
            left *= NAMED_PRODUCT if is_named else OTHER_PRODUCT if of_claim else NO_PRODUCT
    if claim.population and asked.populations:
        is_same = any(knowledge.are_related(one, claim.population) for one in asked.populations)
        if not is_same and not _names(reading, asked.populations, asked.forms):
            left *= OTHER_CONDITION
    elif claim.population and not claim.is_core:
        condition = asked.conditions.get(f"concept/{claim.population}")
        if condition and reading.has(condition, "statement"):
            left *= UNASKED_CONDITION
    return left


def _names(reading: Reading, wanted: Iterable[str], forms: Mapping[str, Forms]) -> bool:
    found = (forms.get(f"concept/{name}") for name in wanted)
    return any(reading.has(one, "statement") for one in found if one)


def target_cover(target: str, unit: Unit, postings: Mapping[str, Mapping[str, float]]) -> float:
    """Return how far a topic or omission covers a unit of a question, from 0 to 1."""
    best = unit.features.get(target, 0.0)
    for feature, factor in unit.features.items():
        worth = postings[feature].get(target) if feature in postings else None
        if worth:
            best = max(best, factor * worth * (CONCEPT if "/" in feature else 1.0))
    return best


def target_scores(units: Sequence[Unit], postings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return how far each topic and omission that has anything of a question covers it."""
    features = {feature for unit in units for feature in unit.features}
    targets = {target for found in postings.values() for target in found}
    targets |= {feature for feature in features if feature.startswith(("topic/", "omission/"))}
    whole = weight_of(units)
    return {target: _covered(units, partial(_of_target, target, postings)) / whole for target in targets}


def _of_target(target: str, postings: Mapping[str, Mapping[str, float]], unit: Unit) -> float:
    return target_cover(target, unit, postings)
