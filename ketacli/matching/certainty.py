"""How sure it is that something a store has is about a question: what it covers, beside what it and the whole store lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.knowledge import Forms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.scoring import Asked
    from ketacli.matching.units import Unit

MISSING, ABSENT, SLACK = 0.4, 1.0, 0.2
"""What something covers of a question's weight stands beside that with what it lacks (which counts this share), what the whole
store lacks (which counts this much) and a slack, so that little is never enough."""

MISSING_ALONE, ABSENT_ALONE = 0.7, 2.0
"""The same for a question in which nothing stands for the subject of the store: words that it shares are not enough."""

NAMED_ABSENT, EVERYDAY_ABSENT = 1.6, 0.5
"""How much what the vocabulary names and the store has nothing on counts as lacking, beside an unknown word; an everyday one."""

NOWHERE = Forms(frozenset(), ())


class Whole(NamedTuple):
    """The weight of a question, and how much of that is of what the store knows nothing of."""

    weight: float
    absent: float


def certainty(score: float, whole: Whole, missing: float = MISSING) -> float:
    """Return how sure it is that something with a score is about a question, from 0 to 1."""
    covered = score * whole.weight
    lacking = missing * max(0.0, whole.weight - covered - whole.absent) + ABSENT * whole.absent
    return covered / (covered + lacking + SLACK)


def absent_of(
    units: Sequence[Unit], asked: Asked, postings: Mapping[str, object], *, is_anchored: bool = True
) -> float:
    """Return the weight of what the store knows nothing of: a name, a condition, a word that is not an everyday one.

    What the vocabulary names and the store has nothing on weighs more than a word that may mean anything; and every word
    weighs more where nothing stands for the subject of the store.
    """
    absences = ((unit, _absence(unit)) for unit in units if not unit.is_light and is_absent(unit, asked, postings))
    return sum(unit.weight * (absence if is_anchored else max(ABSENT_ALONE, absence)) for unit, absence in absences)


def _absence(unit: Unit) -> float:
    if not unit.features or any(name.startswith("concept/") for name in unit.features):
        return NAMED_ABSENT
    return EVERYDAY_ABSENT if unit.is_everyday else 1.0


def is_absent(unit: Unit, asked: Asked, postings: Mapping[str, object]) -> bool:
    """Whether a store has nothing that a part of a question could be about."""
    return not any(
        asked.forms.get(name, NOWHERE) != NOWHERE or name in postings or name.startswith(("topic/", "omission/"))
        for name in unit.features
    )


def is_by_chance(units: Sequence[Unit], asked: Asked, postings: Mapping[str, object]) -> bool:
    """Whether a question names something the store lacks, and beside it nothing of the subject, only words that claims use too.

    A word that is no everyday one and weighs more than all that the store lacks is of the subject: `hips` in `broken hips`.
    """
    told = [unit for unit in units if not unit.is_light]
    lacking = [unit for unit in told if is_absent(unit, asked, postings)]
    return bool(lacking) and not any(
        "/" in name
        or (unit not in lacking and not unit.is_everyday and unit.weight > sum(one.weight for one in lacking))
        for unit in told
        for name in unit.features
    )


def is_one_word(units: Sequence[Unit]) -> bool:
    """Whether a question carries one everyday word, and nothing of the subject: `should I encourage him`."""
    told = [unit for unit in units if not unit.is_light]
    return len(told) == 1 and told[0].is_everyday and not any("/" in name for name in told[0].features)
