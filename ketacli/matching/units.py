"""Cut a question into what it is made of: phrases, and words that are in none.

A unit has a weight, which says how much of the question it carries, and the features by which a claim, topic or omission
can cover it. Common words are in a unit only as part of a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching.english import COMMON
from ketacli.matching.spelling import allowance, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Lookup
    from ketacli.matching.phrases import Hit, Token

NESTED = 0.5
"""How far a phrase inside a longer one covers it: `depression` in `treatment-resistant depression`."""

_ASKED_ONLY, _VAGUE = 0.7, 0.35
"""The weight of a phrase that means a topic or an omission and no concept; of one of a few common words (`how long`)."""

_TELLING = 3
"""From how many common words on a phrase is telling all the same."""

NAMED = 0.6
"""What is left of the weight of a product or a group of people: the gates see to them, beside what is asked of them."""


NAMED_KINDS = ("intervention", "population")


class Unit(NamedTuple):
    """A part of a question: its words, its weight from 0 to 1, its features and how far each stands for the whole."""

    words: tuple[str, ...]
    weight: float
    features: Mapping[str, float]
    is_known: bool = True


def cut(question: Sequence[Token], knowledge: Knowledge, lookup: Lookup) -> list[Unit]:
    """Return the units of a question, in order."""
    groups = _groups(knowledge.book.find(question), question)
    taken = {place for places, _ in groups for place in places}
    loose = [place for place, (word, _) in enumerate(question) if place not in taken and word not in COMMON]
    stems = {question[place][1] for place in loose} | {
        question[place][1] for places, _ in groups for place in places if question[place][0] not in COMMON
    }
    words = lookup.words_of(stems)
    units = [(min(places), _of_phrase(places, found, question, knowledge, words)) for places, found in groups]
    units += [(place, _of_word(question[place], knowledge, words)) for place in loose]
    return [unit for _, unit in sorted(units, key=lambda one: one[0])]


def _groups(found: Iterable[Hit], question: Sequence[Token]) -> list[tuple[frozenset[int], list[Hit]]]:
    """Return the phrases of a question by the stretch of it that they are: concepts first, longer ones first.

    A phrase that means a topic or an omission belongs to every concept in it, and is a stretch of its own where it
    has none and means a topic, or more than common words.
    """
    hits = sorted(set(found), key=lambda hit: (-len(hit.places), hit.places, hit.target))
    groups: list[tuple[frozenset[int], list[Hit]]] = []
    for hit in hits:
        if hit.target.startswith("concept/"):
            places = frozenset(hit.places)
            homes = [group for group in groups if places <= group[0]]
            groups += [] if homes else [(places, [hit])]
            for _, mine in homes:
                mine.append(hit)
    for hit in hits:
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


_Words = "Mapping[str, Sequence[tuple[str, int]]]"


def _of_phrase(
    places: frozenset[int],
    hits: Iterable[Hit],
    question: Sequence[Token],
    knowledge: Knowledge,
    words: Mapping[str, Sequence[tuple[str, int]]],
) -> Unit:
    features: dict[str, float] = {}
    content = [question[place] for place in sorted(places) if question[place][0] not in COMMON]
    for hit in hits:
        is_whole = places <= set(hit.places)
        telling = sum(question[place][0] not in COMMON for place in places.intersection(hit.places))
        factor = 1.0 if is_whole else max(NESTED, min(telling / len(content), 0.9)) if content else NESTED
        features[hit.target] = max(features.get(hit.target, 0.0), factor)
    for _, stemmed in content:
        features.setdefault(stemmed, 1.0 / len(content) if len(places) > 1 else 1.0)
    concepts = [name for name, factor in features.items() if name.startswith("concept/") and factor == 1.0]
    weight = _ASKED_ONLY if content or len(places) >= _TELLING else _VAGUE
    if concepts:
        frequency = max(knowledge.frequency(name) for name in concepts)
        if len(places) == 1:
            frequency = max([frequency, *(found for _, stemmed in content for _, found in words.get(stemmed, ()))])
        weight = knowledge.weight(frequency)
        if all(knowledge.kinds.get(name.partition("/")[2]) in NAMED_KINDS for name in concepts):
            weight *= NAMED
    return Unit(tuple(question[place][0] for place in sorted(places)), weight, features)


def _of_word(token: Token, knowledge: Knowledge, words: Mapping[str, Sequence[tuple[str, int]]]) -> Unit:
    word, stemmed = token
    found = words.get(stemmed, ())
    is_known = bool(found) or stemmed in knowledge.postings
    weight = knowledge.weight(max((frequency for _, frequency in found), default=0))
    return Unit((word,), weight, {stemmed: 1.0}, is_known)


def corrections(question: Sequence[Token], knowledge: Knowledge, lookup: Lookup) -> dict[str, str]:
    """Return the misspelt words of a question, each with the word of the store that was meant."""
    covered = {place for hit in knowledge.book.find(question) for place in hit.places}
    unsure = [
        (word, stemmed)
        for place, (word, stemmed) in enumerate(question)
        if place not in covered and word not in COMMON and stemmed not in knowledge.known and allowance(word)
    ]
    if not unsure:
        return {}
    words = lookup.words_of({stemmed for _, stemmed in unsure})
    found = {
        word: nearest(word, lookup.words_near(word))
        for word, stemmed in unsure
        if not words.get(stemmed) and stemmed not in knowledge.postings
    }
    return {word: meant for word, meant in found.items() if meant is not None}
