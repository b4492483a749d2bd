"""Say how likely it is that a sentence and a claim are about the same.

A claim is measured by what *it* needs (subject, relation, figure), not by what else the sentence says. Whether both say the
same is decided in `ketacli.matching.stating`.
"""

from __future__ import annotations

from math import exp
from operator import mul
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.nearness import LIGHTEST, covered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.nearness import Compiled, Cover, Weighed
    from ketacli.matching.profiles import Context, Measured, Profile
    from ketacli.matching.shelf import Known

BEFORE = 0.5
"""How far a word of the sentence before covers one of a claim."""

WHOLE, MOSTLY, EXACTLY, SAID = 0.9, 0.5, 0.6, 0.8
"""What a sentence covers of a claim, the claim of the sentence, and the very words of the sentence of the claim, where both are
surely about the same; how likely it is then."""

RELATIVE = (0, 2, 3, 15, 16)
"""The features that are also weighed as a share of the best claim's."""


class Pair(NamedTuple):
    """How near a sentence and a claim are, in features from 0 to 1; `values` are those that are weighed."""

    known: Known
    coverage: float
    """What the sentence covers of the claim."""
    share: float
    """What the claim covers of the sentence."""
    is_own: bool
    """Whether the sentence names its product itself, if the claim is on one."""
    has_figures: bool
    """Whether a figure of the sentence is one of the claim's."""
    is_on_product: bool
    """Whether it may be on the claim's product."""
    of_quote: float
    """What the sentence covers of the claim's quote."""
    exact: float
    """How much of the claim is in the sentence word by word."""
    values: tuple[float, ...]
    versions: Sequence[Weighed] = ()
    """The claim's statement and short form."""


class Read(NamedTuple):
    """A sentence as it is compared with claims; `before` is what the sentence before it covers."""

    profile: Profile
    context: Context
    cover: Cover
    before: Cover | None
    speaks: Mapping[str, float]
    measured: Sequence[Measured]


class _Overlap(NamedTuple):
    """What a sentence covers of a claim, in weight but for the shares of it: of the best version, and of the quote."""

    coverage: float
    with_before: float
    """The share with what the sentence before has."""
    mass: float
    rest: float
    """What is covered without the weightiest word."""
    exact: float
    quote: float


def pairs(claims: Iterable[Compiled], read: Read, knowledge: Knowledge) -> list[Pair]:
    """Compare a sentence with claims, and these with one another."""
    profile, context, cover, before, speaks, measured = read
    own = profile.interventions
    products, people = own or context.interventions, profile.populations or context.populations
    of_sentence = float(bool(products)), float(bool(own))
    measures = {one.measure for one in measured if one.measure}
    on_products: dict[tuple[str | None, str | None], float | None] = {}
    on_people: dict[str | None, float] = {}
    found: list[tuple[Compiled, float, tuple[float, ...], bool, float]] = []
    for claim in claims:
        known, constant = claim.known, claim.constant
        over = _overlap(claim, cover, before)
        named = known.intervention, known.comparator
        if named not in on_products:
            on_products[named] = product(known, products, own, knowledge)
        agreeing = on_products[named]
        if known.population not in on_people:
            on_people[known.population] = population(known, people, knowledge)
        topics = [speaks.get(topic, 0.0) for topic in claim.topics]
        first = topics[0] if topics else 0.0
        figured = figure(known, measured) if measured else 0.0
        exactly = over.exact / claim.least
        of_cover = min(1.0, over.mass / cover.mass)
        values = (
            over.coverage,
            over.with_before,
            min(over.mass, 4.0) / 4,
            min(over.quote, 6.0) / 6,
            over.quote / max(claim.quote.mass, 1.0),
            agreeing if agreeing is not None else -1.0 if products else 0.0,
            float(agreeing is None and not products),
            *of_sentence,
            on_people[known.population],
            min(max(first, 0.6 * max(topics, default=0.0)), 1.0),
            figured,
            float(bool(measures) and not measures.isdisjoint(known.measures)),
            of_cover,
            min(1.0, over.quote / cover.mass),
            min(first, 1.0),
            min(max([speaks.get(one, 0.0) for one in claim.measures], default=0.0), 1.0),
            *constant[:2],
            min(over.rest, 3.0) / 3,
            min(over.exact, 3.0) / 3,
            exactly,
            constant[2],
        )
        quoted = over.quote / claim.quote.mass if claim.quote.mass else 0.0
        found.append((claim, quoted, values, agreeing is not None, figured))
    best = [max([one[2][at] for one in found], default=0.0) or 1.0 for at in RELATIVE]
    return [
        Pair(
            claim.known,
            values[0],
            values[13],
            bool(own) or not claim.known.intervention,
            figured == 1.0,
            is_on_product,
            quoted,
            values[21],
            (
                *values,
                *[values[at] / most for at, most in zip(RELATIVE, best, strict=True)],
                values[0] * values[10],
                values[0] * values[13],
                values[0] * values[5],
            ),
            claim.versions,
        )
        for claim, quoted, values, is_on_product, figured in found
    ]


def _overlap(claim: Compiled, cover: Cover, before: Cover | None) -> _Overlap:
    coverage = with_before = mass = rest = exact = quote = 0.0
    for version in claim.versions:
        shares = covered(version, cover)
        words = version.words
        got = most = same = 0.0
        for word, share in shares.items():
            part = words[word] * share
            got += part
            if part > most:  # noqa: PLR1730 - `max` takes twice as long, and this is where time goes
                most = part
            if share == 1.0:
                same += part
        whole = max(version.mass, LIGHTEST)
        more = _added(version, shares, before) if before else 0.0
        coverage, with_before = max(coverage, got / whole), max(with_before, (got + more) / whole)
        mass, rest, exact = max(mass, got), max(rest, got - most), max(exact, same)
    words = claim.quote.words
    for word, share in covered(claim.quote, cover).items():
        quote += words[word] * share
    return _Overlap(coverage, with_before, mass, rest, exact, quote)


def _added(text: Weighed, shares: Mapping[str, float], before: Cover) -> float:
    """Return what the sentence before covers besides, in weight."""
    given = before.words
    more = 0.0
    for word, weight in text.words.items():
        if word in given:
            gained = BEFORE * given[word] - shares.get(word, 0.0)
            if gained > 0:
                more += weight * gained
    return more


def product(known: Known, products: Collection[str], own: Collection[str], knowledge: Knowledge) -> float | None:
    """Return how well the products agree, None if they do not."""
    if not known.intervention:
        return 0.5
    if not products:
        return None
    if known.intervention in products:
        return 1.0 if own else 0.8
    if any(knowledge.are_related(one, known.intervention) for one in products):
        return 0.7 if own else 0.5
    if known.comparator and known.comparator in products:
        return 0.2
    return None


def population(known: Known, people: Collection[str], knowledge: Knowledge) -> float:
    """Return how well the people agree."""
    if not known.population:
        return 0.5
    if known.population in people:
        return 1.0
    if any(knowledge.are_related(one, known.population) for one in people):
        return 0.6
    return 0.0 if people else 0.4


def figure(known: Known, measured: Sequence[Measured]) -> float:
    """Return 1 if a figure of the sentence is of a measure of the claim and alike, less if it only overlaps or differs."""
    best = 0.0
    for one in measured:
        low, high, unit = one.figure.low, one.figure.high, one.figure.unit
        for amount in known.amounts:
            is_same = (amount.low, amount.high, amount.unit) == (low, high, unit)
            if amount.measure == one.measure:
                overlaps = amount.unit == unit and amount.low <= high and low <= amount.high
                best = max(best, 1.0 if is_same else 0.8 if overlaps else 0.6)
            elif is_same:
                best = max(best, 0.8)
        if one.measure in known.measures:
            best = max(best, 0.6)
    return best


BIAS = -7.98
WEIGHTS = (
    0.76, 0.46, 1.41, -0.93, 2.06, 0.20, -0.33, 0.54, 0.16, 0.25, 1.23, 0.94, 1.35, -0.05, -1.12, -0.46,
    1.09, 0.85, 1.28, -0.72, 0.25, 1.18, -0.13, 0.81, -0.21, 0.79, 1.23, -0.02, 0.55, 0.94, 0.43,
)  # fmt: skip
"""What the features of `Pair.values` weigh: a logistic regression with a ridge penalty of 2 on 1,012 labelled sentences of 84
pages (`benchmarks/weigh.py` makes them anew). By weights that were learnt on other pages a right claim is among the five
nearest of 80 sentences in 100, and 2 in 100 are marked with no right claim.
"""


def likelihood(pair: Pair) -> float:
    """Return how likely it is that a sentence and a claim are about the same, from 0 to 1.

    It is sure where a short sentence names its product and has everything that the claim needs.
    """
    if pair.is_own and pair.coverage >= WHOLE and pair.share >= MOSTLY and pair.exact >= EXACTLY:
        return SAID
    total = BIAS + sum(map(mul, WEIGHTS, pair.values))
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))
