"""Find what a store has on a question: its topic, the claims and omissions that answer it, or an honest nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching import scoring
from ketacli.matching.knowledge import both, either
from ketacli.matching.phrases import tokens
from ketacli.matching.stems import stem
from ketacli.matching.units import corrections, cut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Candidate, Lookup
    from ketacli.matching.phrases import Token
    from ketacli.matching.units import Unit

MOST_CANDIDATES = 48
MOST_OF_TOPIC = 24
SHOWN = 3

_COMMON_SHARE = 0.2
"""A word that this share of the claims has does not choose candidates, unless there is nothing rarer."""


class Found(NamedTuple):
    """Something that a question is about, and how far, from 0 to 1."""

    id: str
    score: float


class Match(NamedTuple):
    """What a store has on a question.

    `is_known` is false where the store has nothing on it: then `topic` and `claims` are empty, `omissions` may still
    answer, `near` is a topic that is close, to be offered as a command and never as an answer, and `unknown` are the
    words of the question that the store has nothing on. `notices` come first, whatever else there is.
    """

    is_known: bool
    topic: str | None
    topics: tuple[Found, ...]
    claims: tuple[Found, ...]
    omissions: tuple[Found, ...]
    notices: tuple[str, ...]
    corrected: Mapping[str, str]
    unknown: tuple[str, ...]
    near: str | None


def match(question: str, lookup: Lookup, *, most: int = SHOWN) -> Match:
    """Return what the store has on a question, with at most so many claims."""
    knowledge = lookup.knowledge
    text = tokens(question)
    corrected = corrections(text, knowledge, lookup)
    text = [_corrected(token, corrected) for token in text]
    units = cut(text, knowledge, lookup)
    hits = {hit.target.partition("/")[2] for hit in knowledge.book.find(text) if hit.target.startswith("notice/")}
    notices = tuple(name for name in knowledge.notices if name in hits)
    asked = scoring.subject(units, knowledge)
    targets = scoring.target_scores(units, knowledge.postings)
    first = _best(targets, "topic")
    candidates = _candidates(units, lookup, first)
    scored = _scored(candidates, units, asked, knowledge)
    quiet = knowledge.crisis - set(_named(units, "topic"))
    topics = _topics(targets, scored, quiet)
    topic = topics[0].id if topics else None
    claims = _ranked([(score * (QUIET if quiet & set(one.topics) else 1.0), one) for score, one in scored], topic, most)
    omissions = _omissions(targets)
    verdict = _judge(units, targets, topics, scored, omissions)
    return Match(
        is_known=verdict.is_known,
        topic=topic if verdict.is_known else None,
        topics=topics,
        claims=claims if verdict.is_known else (),
        omissions=omissions,
        notices=notices,
        corrected=corrected,
        unknown=verdict.unknown,
        near=None if verdict.is_known else topic,
    )


def _corrected(token: Token, corrected: Mapping[str, str]) -> Token:
    meant = corrected.get(token[0])
    return token if meant is None else (meant, stem(meant))


def _named(units: Sequence[Unit], kind: str) -> list[str]:
    """Return what of a kind the phrases of a question mean."""
    return [name.partition("/")[2] for unit in units for name in unit.features if name.startswith(f"{kind}/")]


def _best(targets: Mapping[str, float], kind: str) -> str | None:
    found = [(-score, name) for name, score in targets.items() if name.startswith(f"{kind}/")]
    return min(found)[1].partition("/")[2] if found else None


def _candidates(units: Sequence[Unit], lookup: Lookup, topic: str | None) -> Sequence[Candidate]:
    """Return the claims that may answer: those with the telling words of a question, and the main ones of its topic."""
    knowledge = lookup.knowledge
    expression = _expression(units, knowledge, lookup)
    numbers = dict.fromkeys(lookup.search(expression, MOST_CANDIDATES) if expression else ())
    if topic is not None:
        numbers.update(dict.fromkeys(lookup.in_topic(topic, MOST_OF_TOPIC)))
    return lookup.candidates(numbers)


def _expression(units: Sequence[Unit], knowledge: Knowledge, lookup: Lookup) -> str:
    """Return the full-text search for a question: any of its telling units, by any of their phrases."""
    floor = knowledge.weight(int(knowledge.claims * _COMMON_SHARE))
    telling = [unit for unit in units if unit.weight > floor] or list(units)
    stems = {name for unit in telling for name in unit.features if "/" not in name}
    words = lookup.words_of(stems)
    parts: dict[str, None] = {}
    for unit in telling:
        exact = [either(word for word, _ in words[name]) for name in unit.features if words.get(name)]
        if exact:
            parts[both(exact)] = None
        for name, factor in unit.features.items():
            if factor == 1.0 and name in knowledge.searches:
                parts[knowledge.searches[name]] = None
    return " OR ".join(parts)


def _scored(
    candidates: Sequence[Candidate], units: Sequence[Unit], asked: scoring.Subject, knowledge: Knowledge
) -> list[tuple[float, Candidate]]:
    found = [
        (scoring.claim_score(one, scoring.texts(one, knowledge), units, asked, knowledge), one) for one in candidates
    ]
    return sorted(found, key=lambda pair: (-pair[0], pair[1].rank, pair[1].n))


OWN, OF_CLAIMS = 0.6, 0.4
"""What a topic's own words and its best claim count for when the topic is chosen."""


QUIET = 0.5
"""What is left of help in a crisis where nobody asks for it: it comes as a notice where it is needed."""


def _topics(
    targets: Mapping[str, float], scored: Sequence[tuple[float, Candidate]], quiet: frozenset[str]
) -> tuple[Found, ...]:
    scores = {name.partition("/")[2]: OWN * score for name, score in targets.items() if name.startswith("topic/")}
    best: dict[str, float] = {}
    for score, claim in scored:
        for place, topic in enumerate(claim.topics):
            best[topic] = max(best.get(topic, 0.0), score * (0.85 if place else 1.0))
    for topic, score in best.items():
        scores[topic] = scores.get(topic, 0.0) + OF_CLAIMS * score
    scores = {name: score * (QUIET if name in quiet else 1.0) for name, score in scores.items()}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Found(name, round(score, 3)) for name, score in ranked[:5])


BONUS = 0.1
CORE = 0.02
LEAST, LEAST_SHARE = 0.25, 0.4


def _ranked(scored: Sequence[tuple[float, Candidate]], topic: str | None, most: int) -> tuple[Found, ...]:
    """Return the claims that answer, best first; those of the topic in front of equals."""
    found = [
        (score + BONUS * (topic in claim.topics) + CORE * (1 - claim.rank), claim) for score, claim in scored if score
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].rank, pair[1].n))
    if not found:
        return ()
    floor = max(LEAST, found[0][0] * LEAST_SHARE)
    return tuple(Found(claim.id, round(min(score, 1.0), 3)) for score, claim in found[:most] if score >= floor)


OMITTED = 0.5


def _omissions(targets: Mapping[str, float]) -> tuple[Found, ...]:
    found = [(name.partition("/")[2], score) for name, score in targets.items() if name.startswith("omission/")]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    return tuple(Found(name, round(score, 3)) for name, score in found[:3] if score >= OMITTED)


class _Verdict(NamedTuple):
    is_known: bool
    unknown: tuple[str, ...]


STRONG = 0.6
ENOUGH = 0.42


def _judge(
    units: Sequence[Unit],
    targets: Mapping[str, float],
    topics: Sequence[Found],
    scored: Sequence[tuple[float, Candidate]],
    omissions: Sequence[Found],
) -> _Verdict:
    """Decide whether the store has anything on a question."""
    unknown = tuple(word for unit in units if not unit.is_known for word in unit.words)
    best_topic = max((score for name, score in targets.items() if name.startswith("topic/")), default=0.0)
    best_claim = scored[0][0] if scored else 0.0
    return _Verdict(max(best_topic, best_claim) >= ENOUGH, unknown)
