"""Tell whether a sentence is on the people and products of a claim, and on no others."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.matching.english import COMMON, is_english, listed
from ketacli.matching.profiles import own_features
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.profiles import Context, Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.units import Unit

LEAST_OF_NAME = 5
"""A word with fewer letters that is not English is taken for an abbreviation, not for a name."""

_SHORTENED = frozenset(
    [
        "youll",
        "theyll",
        "itll",
        "youre",
        "theyre",
        "youve",
        "theyve",
        "youd",
        "theyd",
        "weve",
        "thats",
        "heres",
        "whats",
        "therell",
    ]
)
_OBJECTS = frozenset(
    ["the", "a", "an", "this", "that", "your", "our", "my", "it", "them", "people", "patients", "on", "to"]
)
_VERBS = listed(
    "won got came became began took made gave found showed went led brought met provides offers works acts produces gives brings "
    "helps relieves eases causes treats reduces improves lifts takes begins starts needs lasts shows blocks binds increases raises "
    "triggers releases promotes stimulates leads appears seems remains comes delivers belongs inhibits carries"
)
"""Verbs that could be taken for nouns, or that no ending shows to be one."""
_OF_ONE_THING = frozenset({"regulatory", "definition"})


def outside(sentence: Profile, knowledge: Knowledge) -> set[str]:
    """Return the concepts of a sentence that the store is not about, where its words mean nothing else: `psilocybin`.

    What only a part of the words would mean counts for nothing: `iron infusion` is no infusion of ketamine.
    """
    found: set[str] = set()
    for unit in sentence.units:
        concepts = {name for name, share in unit.features.items() if name.startswith("concept/") and share == 1}
        if concepts <= knowledge.outside:
            found |= concepts
    return found


def same_subject(
    sentence: Profile, context: Context, known: Known, version: Profile, knowledge: Knowledge
) -> frozenset[str] | None:
    """Return the products that a sentence or clause is on, if it is on the people and products of a claim and no others."""
    if not _same_people(sentence, context, known, version, knowledge):
        return None
    products = sentence.interventions or context.interventions
    if known.intervention and known.intervention not in products:
        is_same = (
            version.interventions == sentence.interventions and f"concept/{known.intervention}" in version.features
        )
        if not (is_same and f"concept/{known.intervention}" in sentence.features) and not _is_named_in_a_kind(
            sentence, known, knowledge
        ):
            return None
        products |= {known.intervention}
    strangers = {
        name
        for name in sentence.interventions
        if not (
            known.intervention in products - sentence.interventions and known.intervention in knowledge.lineage(name)
        )
        and not any(
            other is not None and name in knowledge.lineage(other) for other in (known.intervention, known.comparator)
        )
        and name not in version.interventions
        and not (known.intervention in sentence.interventions and _is_a_kind(sentence, name))
    }
    if strangers or (known.intervention and _is_on_another(sentence, known.intervention, version, knowledge)):
        return None
    return products


def _is_a_kind(sentence: Profile, name: str) -> bool:
    """Whether a sentence says of its product that it is one of a kind: `ketamine is a fast antidepressant`."""
    return any(
        re.search(rf" (?:is|are|as|be|being|called) an? (?:[\w-]+ ){{0,3}}{re.escape(unit.words[0])} ", sentence.said)
        for unit in sentence.units
        if f"concept/{name}" in unit.features
    )


def _is_named_in_a_kind(sentence: Profile, known: Known, knowledge: Knowledge) -> bool:
    """Whether a sentence names the product of a claim in naming kinds of it: `ketamine` in `ketamine infusions`.

    What an authority decided, or a word means, holds for no kind.
    """
    return (
        known.type not in _OF_ONE_THING
        and f"concept/{known.intervention}" in sentence.features
        and all(known.intervention in knowledge.lineage(name) for name in sentence.interventions)
    )


def _same_people(sentence: Profile, context: Context, known: Known, version: Profile, knowledge: Knowledge) -> bool:
    """Whether a sentence is on the people of a claim: named by it, or before it, and no others."""
    people = sentence.populations or context.populations
    if known.population and known.population in sentence.populations:
        return not _are_of_others(sentence, known.population, knowledge)
    if known.population and known.population not in people and f"concept/{known.population}" not in sentence.features:
        return False
    allowed = version.populations | knowledge.lineage(known.population or knowledge.main_people)
    strangers = [name for name in sentence.populations if name not in allowed and knowledge.broader.get(name)]
    return all(_is_another_word(sentence, name, knowledge) for name in strangers)


def _is_another_word(sentence: Profile, people: str, knowledge: Knowledge) -> bool:
    """Whether what names a group means something else as well: `pain relief`, `for surgery`, `recovery`."""
    return all(
        any(
            factor == 1.0
            and name.startswith("concept/")
            and knowledge.kinds.get(name[len("concept/") :]) != "population"
            for name, factor in unit.features.items()
        )
        for unit in sentence.units
        if f"concept/{people}" in unit.features
    )


def _are_of_others(sentence: Profile, people: str, knowledge: Knowledge) -> bool:
    """Whether what names a group is said of another one: `treatment-resistant bipolar disorder`."""
    for unit, after in pairwise(sentence.units):
        others = {name.partition("/")[2] for name in after.features if name.startswith("concept/")}
        if (
            f"concept/{people}" in unit.features
            and f" {unit.words[-1]} {after.words[0]} " in sentence.said
            and any(
                knowledge.kinds.get(one) == "population" and not knowledge.are_related(one, people) for one in others
            )
        ):
            return True
    return False


def _is_on_another(sentence: Profile, product: str, version: Profile, knowledge: Knowledge) -> bool:
    """Whether a sentence may be on a product that the store does not know: `iron infusions`, `lithium acts fast`.

    Where the sentence does not name the claim's product, it may be if it has a name that is not an English word, or if a word
    that the claim lacks comes right before a word that could mean several products, or before everything that both share.
    """
    known = version.features | version.stems
    naming = [unit for unit in sentence.units if f"concept/{product}" in unit.features]
    if any(_is_of_more(sentence, unit, known) for unit in naming):
        return True
    roots = {f"concept/{name}" for name in knowledge.lineage(product) - {product}}
    if any(not roots or not roots.isdisjoint(unit.features) for unit in naming):
        return False
    mine = {word for unit in sentence.units if not known.isdisjoint(unit.features) for word in unit.words}
    if any(
        word not in mine and len(word) >= LEAST_OF_NAME and not is_english(stemmed) and word not in _SHORTENED
        for word, stemmed in sentence.words
    ):
        return True
    words = [word for word, _ in sentence.words]
    shared = naming or [unit for unit in sentence.units if not known.isdisjoint(own_features(unit))]
    first = next((place for place, word in enumerate(words) if shared and word == shared[0].words[0]), 0)
    before = sentence.words[max(0, first - 1) : first] if naming else sentence.words[:first]
    if naming and before and f"{before[0][0]} {words[first]}" not in sentence.text.lower():
        before = []  # a mark of punctuation is between
    return any(word not in COMMON and stemmed not in known for word, stemmed in before)


def is_of_another(sentence: Profile, product: str, version: Profile) -> bool:
    """Whether a sentence names a product only by an everyday word with another name before it: `midazolam infusions`."""
    naming = [unit for unit in sentence.units if f"concept/{product}" in unit.features]
    if not naming or not all(is_english(stem(word)) for unit in naming for word in unit.words):
        return False
    words = [word for word, _ in sentence.words]
    place = words.index(naming[0].words[0])
    return any(word not in COMMON and stem(word) not in version.stems for word in words[max(0, place - 1) : place])


def _is_of_more(sentence: Profile, naming: Unit, known: frozenset[str]) -> bool:
    """Whether a product's name is only the first word of something that the claim is not about: `ketamine tolerance`.

    A verb after the name makes nothing else of it: `ketamine blocks the receptor`.
    """
    place = sentence.units.index(naming) + 1
    if place == len(sentence.units) or f" {naming.words[-1]} {sentence.units[place].words[0]} " not in sentence.said:
        return False
    word = sentence.units[place].words[0]
    after = sentence.said.partition(f" {naming.words[-1]} {word} ")[2].partition(" ")[0]
    is_verb = (word.endswith("s") and after in _OBJECTS) or word in _VERBS
    return (
        word not in COMMON
        and not word.endswith(("ly", "ing", "ed"))
        and not is_verb
        and known.isdisjoint(own_features(sentence.units[place]))
    )
