"""Cut a question into what it is made of: phrases, and words that are in none.

A unit has a weight, which says how much of the question it carries, and the features by which a claim, topic or omission
can cover it. Common words are in a unit only as part of a phrase.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.amounts import amounts
from ketacli.matching.english import COMMON, TALK, everyday_words, is_english, is_everyday, listed
from ketacli.matching.spelling import LONG, SHORTEST, allowance, distance, nearest
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.amounts import Amount
    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Lookup, Words
    from ketacli.matching.phrases import Hit, Token

NESTED, VAGUELY = 0.5, 0.25
"""How far a phrase inside a longer one covers it: `depression` in `treatment-resistant depression`; one of common words."""

_ASKED_ONLY, _VAGUE = 0.45, 0.2
"""The weight of a phrase that means a topic or an omission and no concept; of one of a few common words (`how long`)."""

_EVERYDAY_PHRASE = 0.6
"""The most that a phrase of a concept weighs which has only common words: `come back`, `what happens when`."""

_TELLING = 3
"""From how many common words on a phrase is telling all the same."""

NAMED = 0.8
"""What is left of the weight of a product: the gates see to it, beside what is asked of it."""


LIGHT_PHRASE = 0.15
"""The weight of a phrase of a concept that any question may be about, as `which is better`."""

TELLING_OF_TOPIC = 0.3
"""The least weight of a phrase that means a topic, or of a concept that one asks about who asks about a topic."""

SLIGHT_BESIDE = 0.35
"""A light phrase counts in full where nothing else of a question weighs as much as this: `does it work?`"""

LIGHT = 0.25
"""What is left of the weight of a common word, as in *how many years on medicines*."""

EVERYDAY = 0.75
"""What is left of the weight of an everyday word that is in no phrase of the subject."""

UNKNOWN, UNKNOWN_ENGLISH, UNKNOWN_EVERYDAY = 0.6, 0.5, 0.3
"""The weight of a word that is nowhere in the store: of a name or a term, of an English word, of an everyday one (`book`)."""

_USUAL = 5
"""In how many statements more than it is a word of any question counts as being, when a misspelling may be of several."""

_WHICH = listed("what which whose whats")
_BEFORE_TIMES = listed(
    "a about after an as at being below by each every few for from how in is it just last lasts later least less more of on only over "
    "than the under until up was with within"
)
"""A length of time with only these beside it says nothing else: `on it for two years`."""

HOME = 1.0
"""How far a concept speaks at least for a topic that is its own."""

NAMED_KINDS = ("intervention", "population")


class Unit(NamedTuple):
    """A part of a question: its words, its weight from 0 to 1, its features and how far each stands for the whole.

    What a light one covers counts, but it need not be covered.
    """

    words: tuple[str, ...]
    weight: float
    features: Mapping[str, float]
    is_known: bool = True
    is_light: bool = False
    is_everyday: bool = False


def cut(
    question: Sequence[Token],
    knowledge: Knowledge,
    lookup: Lookup,
    *,
    is_question: bool = False,
    selves: Collection[int] = (),
) -> list[Unit]:
    """Return the units of a text, in order.

    A question is put in few words, in any of many ways: its phrases are found without its pronouns as well, what any
    question may be about weighs little, and numbers that are in no phrase are in no unit. `selves` are the places at which
    `im` is *I am*, and no phrase.
    """
    found = hits(question, knowledge, is_question=is_question)
    if not is_question:
        return _cut(question, found, (), knowledge, lookup)
    numbers = amounts(question)
    places = {place for one in numbers for place in one.places}
    digits = {place for one in numbers if one.numbers != ("1",) for place in one.digits}
    found |= _hits_without(digits, question, knowledge) if digits else set()
    across = _hits_without(places, question, knowledge) if places else set()
    found |= {hit for hit in across if any(question[place][0] not in COMMON for place in hit.places)}
    told = {hit for hit in found if not (_cuts_any(hit, numbers, question) or set(hit.places).issubset(selves))}
    telling = {hit for hit in told if not _is_mere(hit, numbers, question)}
    units = _weighed(_cut(question, telling, places, knowledge, lookup), knowledge)
    if len(telling) < len(told) and not any(_asks(unit, knowledge) for unit in units):
        units = _weighed(_cut(question, told, places, knowledge, lookup), knowledge)
    return _asked_for(question, units)


def _asked_for(question: Sequence[Token], units: Iterable[Unit]) -> list[Unit]:
    """Return the units of a question in which an unknown word counts in full where it is what is asked for: `what colour is it`."""
    asked = {then for (word, _), (then, _) in pairwise(question) if word in _WHICH}
    return [
        unit._replace(weight=max(unit.weight, UNKNOWN), features={}, is_everyday=False)
        if not (unit.is_known or asked.isdisjoint(unit.words))
        else unit
        for unit in units
    ]


def _cut(
    question: Sequence[Token], found: set[Hit], numbers: Collection[int], knowledge: Knowledge, lookup: Lookup
) -> list[Unit]:
    """Return the units of a text with some phrases and without the numbers at some places, in order."""
    groups = stretches(found, question)
    taken = {place for places, _ in groups for place in places}.union(numbers)
    loose = [place for place, (word, _) in enumerate(question) if place not in taken and word not in COMMON]
    light = [place for place, (word, _) in enumerate(question) if place not in taken and word in TALK]
    stems = {question[place][1] for place in (*loose, *light)} | {
        question[place][1] for places, _ in groups for place in places if question[place][0] not in COMMON
    }
    words = lookup.words_of(stems)
    units = [(min(places), _of_phrase(places, found, question, knowledge, words)) for places, found in groups]
    units += [(place, _of_word(question[place], knowledge, words)) for place in loose]
    units += [(place, _of_light_word(question[place], knowledge, words)) for place in light]
    return [unit for _, unit in sorted(units, key=lambda one: one[0])]


def _cuts_any(hit: Hit, numbers: Iterable[Amount], question: Sequence[Token]) -> bool:
    """Whether a phrase has only a part of a number with its unit, and says nothing beside it: `day after` in `1 day after`."""
    for one in numbers:
        beside = set(hit.places).difference(one.places)
        if len(beside) < len(hit.places) and not set(one.places).issubset(hit.places):
            return _BEFORE_TIMES.issuperset(question[place][0] for place in beside)
    return False


def _asks(unit: Unit, knowledge: Knowledge) -> bool:
    """Whether a part of a question is one of its phrases, and not only a product or a condition."""
    whole = [name.partition("/") for name, factor in unit.features.items() if factor == 1.0]
    kinds = {knowledge.kinds.get(name) for kind, _, name in whole if kind == "concept"}
    return not unit.is_light and _is_phrase(unit) and kinds.isdisjoint(NAMED_KINDS)


def _is_mere(hit: Hit, numbers: Iterable[Amount], question: Sequence[Token]) -> bool:
    """Whether a phrase is only a length of time or a share: `within 2 hours`."""
    places = {place for one in numbers if one.is_measured for place in one.places}
    beside = {question[place][0] for place in set(hit.places) - places}
    return len(beside) < len(hit.places) and beside <= _BEFORE_TIMES


def _weighed(found: Sequence[Unit], knowledge: Knowledge) -> list[Unit]:
    """Return the units of a question with what they weigh in one.

    Phrases that mean a topic weigh something; everyday words less than others; light phrases little, unless there is nothing
    else to go by.
    """
    units = [_in_question(unit, knowledge) for unit in found]
    if sum(unit.weight for unit in units if not unit.is_light) >= SLIGHT_BESIDE:
        return [
            unit._replace(weight=min(unit.weight, LIGHT_PHRASE)) if unit.is_light and _is_phrase(unit) else unit
            for unit in units
        ]
    return [unit._replace(is_light=False) if _is_phrase(unit) else unit for unit in units]


def _in_question(unit: Unit, knowledge: Knowledge) -> Unit:
    if not _is_phrase(unit):
        is_common = unit.is_everyday and unit.is_known and not unit.is_light
        return unit._replace(weight=EVERYDAY * unit.weight) if is_common else unit
    whole = {name for name, factor in unit.features.items() if factor == 1.0 and "/" in name}
    concepts = {name for name in whole if name.startswith("concept/")}
    if concepts and knowledge.light.issuperset(concepts):
        return unit._replace(is_light=True)
    if (any(name.startswith("topic/") for name in whole) and concepts) or _has_home(concepts, knowledge):
        return unit._replace(weight=max(unit.weight, TELLING_OF_TOPIC))
    return unit


def _is_phrase(unit: Unit) -> bool:
    return any("/" in name for name in unit.features)


def _has_home(concepts: Collection[str], knowledge: Knowledge) -> bool:
    found = knowledge.postings(concepts)
    return any(
        target.startswith("topic/") and worth >= HOME for worths in found.values() for target, worth in worths.items()
    )


def hits(question: Sequence[Token], knowledge: Knowledge, *, is_question: bool = False) -> set[Hit]:
    """Return the phrases of a question; the name of a product in the midst of one (`how many ketamine infusions`) is no break."""
    found = knowledge.find(question) | (knowledge.find_gist(question) if is_question else set())
    named = {
        place
        for hit in found
        if knowledge.kinds.get(hit.target.partition("/")[2]) == "intervention" and hit.target.startswith("concept/")
        for place in hit.places
    }
    return found | _hits_without(named, question, knowledge, is_question=is_question)


def _hits_without(
    left_out: Collection[int], question: Sequence[Token], knowledge: Knowledge, *, is_question: bool = True
) -> set[Hit]:
    """Return the phrases of a question without the words at some places, if these are within it.

    Those that begin after the last of these places are phrases of the whole question, and not looked for again.
    """
    kept = [place for place in range(len(question)) if place not in left_out]
    if not kept or kept[-1] - kept[0] < len(kept):
        return set()
    left = [question[place] for place in kept]
    last = max(left_out)
    found = knowledge.find(left, sum(place < last for place in kept)) | (
        knowledge.find_gist(left) if is_question else set()
    )
    return {hit._replace(places=tuple(kept[place] for place in hit.places)) for hit in found}


def stretches(found: set[Hit], question: Sequence[Token]) -> list[tuple[frozenset[int], list[Hit]]]:
    """Return the phrases of a question by the stretch of it that they are: concepts first, longer ones first.

    A phrase that means a topic or an omission belongs to every concept in it, and is a stretch of its own where it
    has none and means a topic, or more than common words.
    """
    ordered = sorted(found, key=lambda hit: (-len(hit.places), hit.places, hit.target))
    groups: list[tuple[frozenset[int], list[Hit]]] = []
    for hit in ordered:
        if hit.target.startswith("concept/"):
            places = frozenset(hit.places)
            homes = [group for group in groups if places <= group[0]]
            is_said = any(places & group[0] and any(hit.target == one.target for one in group[1]) for group in groups)
            groups += [] if homes or is_said else [(places, [hit])]
            for _, mine in homes:
                mine.append(hit)
    for hit in ordered:
        kind = hit.target.partition("/")[0]
        if kind not in {"topic", "omission"}:
            continue
        places = frozenset(hit.places)
        homes = [group for group in groups if places & group[0]]
        for _, mine in homes:
            mine.append(hit)
        left = places - {place for group in homes for place in group[0]}
        is_telling = any(question[place][0] not in COMMON for place in left)
        if is_telling or (not homes and kind == "topic"):
            groups.append((left, [hit]))
    return groups


def _of_phrase(
    places: frozenset[int],
    found: Sequence[Hit],
    question: Sequence[Token],
    knowledge: Knowledge,
    words: Words,
) -> Unit:
    if len(places) > 1:
        return _read_phrase(places, found, question, knowledge, words)
    key = (*(question[place] for place in places), *[hit.target for hit in found])
    unit: Unit | None = knowledge.units.get(key)
    if unit is None:
        unit = knowledge.units[key] = _read_phrase(places, found, question, knowledge, words)
    return unit


def _read_phrase(
    places: frozenset[int],
    found: Iterable[Hit],
    question: Sequence[Token],
    knowledge: Knowledge,
    words: Words,
) -> Unit:
    features: dict[str, float] = {}
    content = [question[place] for place in sorted(places) if question[place][0] not in COMMON]
    for hit in found:
        is_whole = places <= set(hit.places)
        is_telling = any(question[place][0] not in COMMON for place in places.intersection(hit.places))
        factor = 1.0 if is_whole else NESTED if is_telling else VAGUELY
        features[hit.target] = max(features.get(hit.target, 0.0), factor)
    for _, stemmed in content:
        features.setdefault(stemmed, 1.0 / len(places))
    concepts = [name for name, factor in features.items() if name.startswith("concept/") and factor == 1.0]
    weight = _ASKED_ONLY if content or len(places) >= _TELLING else _VAGUE
    if concepts:
        frequencies = knowledge.frequencies([name for name in concepts if name not in knowledge.outside])
        frequency = max(frequencies.values(), default=0)
        if len(places) == 1:
            frequency = max(
                [frequency, *(found for _, stemmed in content for _, found in words.get(stemmed, ()) if found)]
            )
        weight = knowledge.weight(frequency, is_known=bool(frequencies))
        if not content:
            weight = min(weight, _EVERYDAY_PHRASE)
        if all(knowledge.kinds.get(name.partition("/")[2]) == "intervention" for name in concepts):
            weight *= NAMED
    return Unit(tuple(question[place][0] for place in sorted(places)), weight, features)


def _of_word(token: Token, knowledge: Knowledge, words: Words) -> Unit:
    unit: Unit | None = knowledge.units.get(token)
    if unit is None:
        unit = knowledge.units[token] = _read_word(token, knowledge, words)
    return unit


def _read_word(token: Token, knowledge: Knowledge, words: Words) -> Unit:
    word, stemmed = token
    found = words.get(stemmed, ())
    is_known = any(frequency is not None for _, frequency in found) or bool(knowledge.postings([stemmed]))
    frequency = max((frequency or 0 for _, frequency in found), default=0)
    is_common = is_everyday(word)
    if is_known:
        weight = knowledge.weight(frequency, is_known=True)
    else:
        weight = UNKNOWN_EVERYDAY if is_common else UNKNOWN_ENGLISH if is_english(stemmed) else UNKNOWN
    return Unit((word,), weight, {stemmed: 1.0}, is_known, is_everyday=is_common)


def _of_light_word(token: Token, knowledge: Knowledge, words: Words) -> Unit:
    unit: Unit | None = knowledge.units.get((token, LIGHT))
    if unit is None:
        unit = _of_word(token, knowledge, words)
        unit = unit._replace(weight=LIGHT * unit.weight, is_known=True, is_light=True)
        knowledge.units[token, LIGHT] = unit
    return unit


def corrections(
    question: Sequence[Token], names: Collection[str], knowledge: Knowledge, lookup: Lookup
) -> dict[str, str]:
    """Return the misspelt words of a question, each with the word that was meant.

    A word is misspelt if neither the store nor English has it and a word of the store or an everyday one is close. One
    of the `names`, the words written as names (`Leeds`), is no English word misspelt (`leads`), unless it is long.
    """
    unsure = [
        (word, stemmed)
        for word, stemmed in question
        if word not in COMMON and allowance(word) and not is_everyday(word) and not is_english(stemmed)
    ]
    if not unsure:
        return {}
    words = lookup.words_of({stemmed for _, stemmed in unsure})
    found = {}
    for word, stemmed in unsure:
        if words.get(stemmed) or knowledge.postings([stemmed]):
            continue
        known = {one: count + 1 for one, count in lookup.words_near(word)}
        known.update((one, known.get(one, 0) + _USUAL * (one in COMMON)) for one in _usual_words(word[0]))
        meant = nearest(word, known.items())
        is_covered = bool(knowledge.concepts([(word, stemmed)]))  # it begins as a word of the subject does
        if meant == word:  # it is all of a beginning of the subject
            continue
        is_name = meant is not None and word in names and _is_other_name(word, meant, known[meant])
        if meant is not None and not is_name and not (is_covered and distance(word, meant, 1) > 1):
            found[word] = meant
    return found


@cache
def _usual_words(first: str) -> frozenset[str]:
    """Return the words of any question that begin with a letter: `actualy` is *actually*, and not *actual*."""
    common = (one for one in COMMON if one[0] == first and len(one) > SHORTEST)
    return frozenset(everyday_words(first)).union(common)


def _is_other_name(word: str, meant: str, frequency: int) -> bool:
    """Whether a word that is written as a name is one that the store has not, and no misspelling: `Leeds`, `Thailand`."""
    return is_english(stem(meant)) if len(word) < LONG else frequency <= 1 and distance(word, meant, 1) > 1
