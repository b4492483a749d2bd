"""What a question asks of its subject: an answer has to cover that, and not only name the subject.

`How is ketamine stored?` names the subject and asks for something else. `Who approved the new bridge?` does not name it: there
a word that the store has too is not enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.certainty import is_absent
from ketacli.matching.english import ASKING, listed
from ketacli.matching.scoring import MOSTLY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.phrases import Token
    from ketacli.matching.scoring import Asked
    from ketacli.matching.units import Unit

OF_THE_SUBJECT = 0.1
"""What this share of the claims names stands for the subject of a store, unless it is an everyday word."""

_REFERRING = listed("it its itll this these those them they theyre")
_TELLERS = listed("i im ive my he hes she shes we")
_OF_QUESTIONS = ASKING | {"does", "do", "did", "will", "would", "whether"}
_DUMMY = 3
"""Within how many words of `it` a `to` says that `it` refers to nothing: `is it safe to eat eggs`."""


class Head(NamedTuple):
    """What a question asks, apart from the product that it asks about.

    `units` are those beside products; `is_anchored` says whether anything in the question stands for the subject of the store,
    be it `it`, and `is_named` whether a product does; `others` are the products that it names and of which the store mostly is not.
    """

    units: Sequence[Unit]
    is_anchored: bool
    others: frozenset[str]
    is_named: bool = False


def head_of(text: Sequence[Token], asked: Asked, knowledge: Knowledge) -> Head:
    """Return what a question asks."""
    main = knowledge.main_product
    units = [unit for unit in asked.units if not _is_only_product(unit, main, knowledge)]
    others = frozenset(one for one in asked.interventions if main is None or not knowledge.are_related(one, main))
    is_named = main is not None and any(_touches(unit, main, knowledge) for unit in asked.units)
    beside = [unit for unit in units if not _names_any(unit, others)]
    if is_named or _refers(text) or _tells(text, beside):
        others = frozenset()
    elif others and any(not unit.is_light for unit in beside):
        units = beside
    is_anchored = is_named or _refers(text) or any(_is_of_subject(unit, main, asked, knowledge) for unit in asked.units)
    return Head(units, is_anchored, others, is_named)


def _touches(unit: Unit, main: str, knowledge: Knowledge) -> bool:
    """Whether a part of a question names what the store is about, be it within a phrase, as in `ketamine bladder`."""
    return any(
        factor >= MOSTLY and knowledge.kinds.get(name) == "intervention" and knowledge.are_related(name, main)
        for feature, factor in unit.features.items()
        for kind, _, name in [feature.partition("/")]
        if kind == "concept"
    )


def _is_only_product(unit: Unit, main: str | None, knowledge: Knowledge) -> bool:
    """Whether a part of a question only names what the store is about: no omission is on it."""
    whole = [name.partition("/") for name, factor in unit.features.items() if factor == 1.0]
    concepts = [name for kind, _, name in whole if kind == "concept"]
    return (
        main is not None
        and bool(concepts)
        and all(knowledge.kinds.get(name) == "intervention" and knowledge.are_related(name, main) for name in concepts)
        and all(kind != "omission" for kind, _, _ in whole)
    )


def _refers(text: Sequence[Token]) -> bool:
    """Whether a question refers to something that it does not name, as those do who ask on a page about it."""
    words = [word for word, _ in text]
    for place, word in enumerate(words):
        if word not in _REFERRING:
            continue
        if word != "it" or "to" not in words[place + 1 : place + 1 + _DUMMY]:
            return True
    return False


def _tells(text: Sequence[Token], beside: Sequence[Unit]) -> bool:
    """Whether nothing is asked, and somebody tells of themselves (`I am on diazepam and sertraline`) or only names medicines.

    What is `beside` other products and means no topic is no question about them: `sertraline diazepam`, but `prozac addictive`.
    """
    words = [word for word, _ in text]
    if not words or not _OF_QUESTIONS.isdisjoint(words):
        return False
    told = [unit for unit in beside if not unit.is_light]
    return words[0] in _TELLERS or (
        bool(told)
        and all(
            any(name.startswith("omission/") and factor == 1.0 for name, factor in unit.features.items())
            and not any(name.startswith("topic/") for name in unit.features)
            for unit in told
        )
    )


def _names_any(unit: Unit, products: Collection[str]) -> bool:
    return any(f"concept/{name}" in unit.features for name in products)


def _is_of_subject(unit: Unit, main: str | None, asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a part of a question names a product, what most claims are for, or in a store without either what many name."""
    whole = [name for name, factor in unit.features.items() if factor == 1.0]
    kinds = {knowledge.kinds.get(name.partition("/")[2]) for name in whole if name.startswith("concept/")}
    least = OF_THE_SUBJECT * knowledge.claims
    if "intervention" in kinds or any(
        asked.frequencies.get(name, 0) >= least and knowledge.kinds.get(name.partition("/")[2]) == "intervention"
        for name, factor in unit.features.items()
        if factor >= MOSTLY
    ):
        return True
    if unit.is_light or unit.is_everyday:
        return False
    if main is not None and "population" not in kinds:
        return False
    return any(asked.frequencies.get(name, 0) >= least for name in whole)


def is_beside_the_subject(head: Head, asked: Asked, postings: Mapping[str, object], knowledge: Knowledge) -> bool:
    """Whether all that a question asks of the subject is unknown to a store that says of no claim what it is for.

    There the subject is a word like any other: claims that have only `magnesium` do not answer `is magnesium good for migraine`.
    """
    told = [unit for unit in (head.units or asked.units) if not unit.is_light]
    lacking = [unit for unit in told if is_absent(unit, asked, postings)]
    return (
        knowledge.main_product is None
        and bool(lacking)
        and all(
            not any("/" in name for name in unit.features) and _is_of_subject(unit, None, asked, knowledge)
            for unit in told
            if unit not in lacking
        )
    )
