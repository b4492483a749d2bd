"""What of a store may answer a question, best first: claims by what they cover, topics by their words, claims and omissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.matching import scoring
from ketacli.matching.certainty import NOWHERE
from ketacli.matching.knowledge import Forms
from ketacli.matching.scoring import Found
from ketacli.model import TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Lookup
    from ketacli.matching.scoring import Asked, Reading
    from ketacli.matching.units import Unit

MOST_CANDIDATES, MOST_OF_TOPIC = 40, 20
"""How many claims are looked at: found by their words, and as the main ones of the question's topic."""

MOST_READ = 600
"""About how many claims a full-text search may find: ranking them takes 10 us each."""

COMMON_SHARE = 0.2
"""A word that this share of the claims has does not choose candidates, unless there is nothing rarer."""

OWN, OF_CLAIMS, OF_OMISSIONS, SECOND_TOPIC, VOTING = 0.5, 0.35, 0.25, 0.6, 4
"""What a topic's own words, its best claims and its best omission count for when a topic is chosen; a claim for a topic that
is not its first; how many claims of a topic are heard."""

QUIET = 0.5
"""What is left of help in a crisis where nobody asks for it: it comes as a notice where it is needed."""

OF_THE_TOPIC, SECOND_TOPIC_OF_CLAIM = 0.5, 0.8
"""What a claim gains that is of the likeliest topic; of another one as much less as that is less likely."""

LEAST, LEAST_SHARE = 0.25, 0.5
"""A claim that answers has this score at least, and covers this share of what the best one covers."""

ONE_CLAIM, ONE_CLAIM_APART = 0.45, 0.72
"""A question is about one claim that covers this much of it at least, where the next one covers at most this share of that."""


def ask_of(units: Sequence[Unit], knowledge: Knowledge, lookup: Lookup) -> Asked:
    """Return a question as scoring takes it."""
    features = {name for unit in units for name in unit.features}
    words = lookup.words_of({name for name in features if "/" not in name})
    forms = {
        name: Forms(frozenset(word for word, count in found if count is not None), ()) for name, found in words.items()
    }
    concepts = {name for name in features if name.startswith("concept/")}
    forms |= knowledge.forms(concepts)
    frequencies = {name: sum(count or 0 for _, count in found) for name, found in words.items()}
    frequencies |= knowledge.frequencies(concepts)
    interventions, populations = (scoring.named(units, kind, knowledge) for kind in ("intervention", "population"))
    conditions = knowledge.forms([f"concept/{name}" for name, kind in knowledge.kinds.items() if kind == "population"])
    return scoring.Asked(units, forms, frequencies, interventions, populations, conditions)


def best_topic(targets: Mapping[str, float]) -> str | None:
    """Return the topic whose own words cover most of a question."""
    found = [(-score, name) for name, score in targets.items() if name.startswith("topic/")]
    return min(found)[1].partition("/")[2] if found else None


def candidates(
    asked: Asked, knowledge: Knowledge, lookup: Lookup, topic: str | None, help_only: frozenset[str]
) -> list[tuple[float, Reading]]:
    """Return the claims that may answer with their scores, best first.

    These are the claims with the telling words of the question, and the main ones of its topic.
    """
    expression = search_for(asked, knowledge)
    numbers = dict.fromkeys(lookup.search(expression, MOST_CANDIDATES) if expression else ())
    if topic is not None:
        numbers.update(dict.fromkeys(lookup.in_topic(topic, MOST_OF_TOPIC)))
    found = []
    for claim in lookup.candidates(numbers):
        reading = scoring.Reading(claim)
        left = 1.0 if help_only.isdisjoint(claim.topics) else QUIET
        found.append((scoring.claim_score(reading, asked, knowledge) * left, reading))
    return scoring.best_first(found)


def search_for(asked: Asked, knowledge: Knowledge) -> str:
    """Return the full-text search for a question: any form of any of its telling units, of the rarest first.

    What would find very many claims is left out, for they would all have to be ranked.
    """
    floor = knowledge.weight(int(knowledge.claims * COMMON_SHARE))
    kinds = {f"concept/{name}" for name in TYPES}
    telling = [unit for unit in asked.units if unit.weight > floor and kinds.isdisjoint(unit.features)] or asked.units
    features = {name for unit in telling for name, factor in unit.features.items() if factor == 1.0}
    parts: list[str] = []
    read = 0
    for frequency, name in sorted(
        (asked.frequencies[name], name) for name in features if asked.forms.get(name, NOWHERE) != NOWHERE
    ):
        read += frequency
        if read > MOST_READ:
            break
        parts.append(asked.forms[name].search())
    return " OR ".join(parts)


def likely_topics(
    targets: Mapping[str, float],
    scored: Sequence[tuple[float, Reading]],
    help_only: frozenset[str],
    knowledge: Knowledge,
) -> tuple[Found, ...]:
    """Return the topics that a question may be about, best first: by their own words, their claims and omissions."""
    scores: dict[str, float] = {}
    votes: dict[str, list[float]] = {}
    omitted: dict[str, float] = {}
    for target, score in targets.items():
        kind, _, name = target.partition("/")
        if kind == "topic":
            scores[name] = OWN * score
        elif kind == "omission":
            for place, topic in enumerate(knowledge.omitted_in.get(name, ())):
                omitted[topic] = max(omitted.get(topic, 0.0), score * (SECOND_TOPIC if place else 1.0))
    for score, reading in scored:
        for place, topic in enumerate(reading.claim.topics):
            votes.setdefault(topic, []).append(score * (SECOND_TOPIC if place else 1.0))
    for topic, given in votes.items():
        heard = sorted(given, reverse=True)[:VOTING]
        vote = sum(score / 2**place for place, score in enumerate(heard)) / 2
        scores[topic] = scores.get(topic, 0.0) + OF_CLAIMS * vote
    for topic, score in omitted.items():
        scores[topic] = scores.get(topic, 0.0) + OF_OMISSIONS * score
    scores = {name: score * (QUIET if name in help_only else 1.0) for name, score in scores.items()}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Found(name, round(score, 3)) for name, score in ranked[:5] if score)


def answering(scored: Sequence[tuple[float, Reading]], topics: Sequence[Found], most: int) -> tuple[Found, ...]:
    """Return the claims that answer, best first: by what they cover, and by how likely their topic is the question's."""
    likely = {one.id: OF_THE_TOPIC * one.score / topics[0].score for one in topics}
    least = LEAST_SHARE * scored[0][0] if scored else 0.0
    found = []
    for score, claim in ((score, reading.claim) for score, reading in scored if score and score >= least):
        shares = [1.0, *[SECOND_TOPIC_OF_CLAIM] * (len(claim.topics) - 1)]
        gains = (likely.get(topic, 0.0) * share for topic, share in zip(claim.topics, shares, strict=False))
        found.append((score + max(gains, default=0.0), claim))
    found.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].n))
    chosen: dict[str, float] = {}
    for score, claim in found:
        if score >= LEAST and len(chosen) < most and claim.repeats not in chosen:
            chosen[claim.id] = score
    return tuple(Found(name, round(min(score, 1.0), 3)) for name, score in chosen.items())


def is_on_one(claim: Found, scored: Sequence[tuple[float, Reading]]) -> bool:
    """Whether a claim covers so much more of a question than any other that it must be the one that was asked about."""
    scores = {reading.claim.id: score for score, reading in scored}
    mine = scores.pop(claim.id)
    return mine >= ONE_CLAIM and max(scores.values(), default=0.0) <= ONE_CLAIM_APART * mine
