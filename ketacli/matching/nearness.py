"""Find the claims that a sentence may be about, and say how likely each is.

First all claims are ranked roughly by the words that they share with the sentence, a word counting by how rare it is: the
same word, another phrase for the same concept, a word near in meaning. Then the best are compared in full. A claim is
measured by what *it* needs (subject, relation, figure), not by what else the sentence says. What is sought is whether both
are about the same; whether they say the same is decided in `ketacli.matching.stating`.
"""

from __future__ import annotations

import re
from heapq import nlargest
from itertools import chain, islice
from math import exp
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching.english import GRAMMAR, TALK
from ketacli.matching.folding import words
from ketacli.matching.senses import akin
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Forms, Knowledge
    from ketacli.matching.profiles import Cached, Context, Measured, Profile
    from ketacli.matching.shelf import Known, Shelf

COMPARED_IN_FULL = 20
"""How many claims are compared with a sentence in full."""

ALIKE, AKIN, NAMED, BEFORE = 0.9, 0.6, 0.8, 0.5
"""What covers a word of a claim, beside the word itself: another phrase for the concept; a word near in meaning; a product
carried on from before; what the sentence before has."""

OF_TALK, OF_PRODUCT, UNSTATED = 0.5, 0.4, 0.8
"""What is left of the weight of a word that any text may have; of a product's name; of a word that no statement has."""

_HOW_MANY = "few fewer no not never none without only less least more most all rarely"
HOW_MANY = frozenset(_HOW_MANY.split())
OF_NUMBER = 0.7
"""Words of grammar that make another claim of one (`few side effects`), and what each weighs in a claim."""

SHARES = 1.0, 0.5, 0.4
"""What a shared word counts in the statement of a claim, in its quote, in its short form or correction, in the rough ranking."""

COMMON_SHARE, FEWEST_COMMON = 0.25, 45
"""A word that more than this share of the claims has, and more than so many, ranks none roughly."""

FEW_WORDS, MOST_OF_FEW_WORDS = 4, 8
"""Up to how many words a claim may have to be compared wherever a sentence covers all of them; with how many such claims at most."""

MOST_LOOKED_UP = 2_000
"""How many places of words are looked at for a sentence in the rough ranking, those of the weightiest words first."""

ON_MEASURE, MOST_UNDER = 0.6, 12
"""What being on a measure of which the sentence has a figure counts; for how many claims of a measure or topic it does."""


SLIGHT = 0.1
"""A word that counts less ranks none roughly."""

TOLD, MOST_TOLD = 0.12, 4
"""From which share on a sentence is on a topic or measure, and on how many at most."""


WHOLE, MOSTLY, EXACTLY, SAID = 0.9, 0.5, 0.6, 0.8
"""What a sentence covers of a claim, the claim of the sentence, and the very words of the sentence of the claim, where both are
surely about the same; how likely it is then."""


_NAME = re.compile(r"(?<=\w )[A-Z][a-z]+\b|\b\d\w*")


class Cover(NamedTuple):
    """By which words of claims a sentence covers them, and how far: single words, and phrases with blanks around."""

    words: Mapping[str, float]
    phrases: Mapping[str, Sequence[tuple[str, tuple[str, ...], float]]] = {}
    """By their first words: the phrase, its words, how far it covers them."""
    mass: float = 1.0
    """What the words of the sentence weigh."""


class Weighed(NamedTuple):
    """A text of a claim: its folded words with what each weighs, and the text with blanks around."""

    words: Mapping[str, float]
    padded: str
    mass: float
    names: frozenset[str] = frozenset()
    """Its numbers and proper names, which no other word stands for, but for names of products."""


class Compiled(NamedTuple):
    """A claim, ready to be compared: its versions and its quote."""

    known: Known
    versions: tuple[Weighed, ...]
    quote: Weighed


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


class Index:
    """The words of a store's claims, as far as pages that were read need them."""

    def __init__(self, shelf: Shelf, cached: Cached) -> None:
        self._shelf = shelf
        self._cached = cached
        self._said: dict[str, tuple[frozenset[int], Mapping[int, float]]] = {}
        self._phrases: dict[str, tuple[frozenset[int], float]] = {}
        self._compiled: dict[int, Compiled] = {}
        self._weights: dict[str, float] = {}
        self._products: frozenset[str] | None = None
        self._short: list[tuple[int, frozenset[str]]] | None = None

    @property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""
        return self._shelf.knowledge

    def prepare(self, profiles: Iterable[Profile]) -> None:
        """Fetch at once the words that covering several sentences needs."""
        stems = {stemmed for one in profiles for word, stemmed in one.words if word not in GRAMMAR}
        self._cached.fetch(stems)
        self._cached.fetch(other for one in stems for other in akin(one))

    def covers(self, profiles: Sequence[Profile], contexts: Sequence[Context]) -> list[Cover]:
        """Return by which words of claims each sentence covers them."""
        self.prepare(profiles)
        names = {name for one in profiles for unit in one.units for name in unit.features if name[:8] == "concept/"}
        names |= {f"concept/{wider}" for wider in self._wider(profiles, contexts)}
        forms = self.knowledge.forms(names)
        return [self._cover(one, context, forms) for one, context in zip(profiles, contexts, strict=True)]

    def _cover(self, profile: Profile, context: Context, forms: Mapping[str, Forms]) -> Cover:
        found: dict[str, float] = {}
        phrases: dict[str, float] = {}
        stems = {stemmed for word, stemmed in profile.words if word not in GRAMMAR}
        for worth, wanted in ((AKIN, {near for one in stems for near in akin(one)}), (1.0, stems)):
            for same in self._cached.words_of(wanted).values():
                found.update((word, worth) for word, _ in same)
        concepts = {f"concept/{name}": NAMED for name in self._wider([profile], [context])}
        for unit in profile.units:
            for name, factor in unit.features.items():
                concepts[name] = max(concepts.get(name, 0.0), factor * ALIKE)
        found.update((word, 1.0) for word, _ in profile.words if word in HOW_MANY)
        for name, worth in concepts.items():
            if name in forms:
                for word in forms[name].words:
                    found[word] = max(found.get(word, 0.0), worth)
                for phrase in forms[name].phrases:
                    phrases[phrase] = max(phrases.get(phrase, 0.0), worth)
        mass = sum(self._weight(word) for word in {word for word, _ in profile.words})
        split: dict[str, list[tuple[str, tuple[str, ...], float]]] = {}
        for phrase, worth in phrases.items():
            parts = tuple(phrase.split())
            split.setdefault(parts[0], []).append((phrase, parts, worth))
        return Cover(found, split, mass or 1.0)

    def _wider(self, profiles: Iterable[Profile], contexts: Iterable[Context]) -> set[str]:
        products = {
            name
            for profile, context in zip(profiles, contexts, strict=True)
            for name in profile.interventions or context.interventions
        }
        return {wider for name in products for wider in self.knowledge.lineage(name)}

    def find(
        self,
        covers: Sequence[Cover],
        measured: Sequence[Sequence[Measured]],
        speaks: Sequence[Mapping[str, float]],
    ) -> list[list[int]]:
        """Return for each sentence the numbers of the claims that a rough ranking puts first."""
        wanted = {word for cover in covers for word in cover.words}
        wanted |= {word for cover in covers for _, parts, _ in chain(*cover.phrases.values()) for word in parts}
        self._look_up(wanted)
        told = [_told(*pair) for pair in zip(measured, speaks, strict=True)]
        under: dict[str, Sequence[int]] = {}
        for kind in ("topic", "measure"):
            names = {name.partition("/")[2] for one in told for name in one if name.startswith(kind)}
            for name, numbers in self._shelf.claims_under(kind, names).items():
                under[f"{kind}/{name}"] = numbers[:MOST_UNDER]
        answer = []
        for cover, about in zip(covers, told, strict=True):
            tally = self._tally(cover)
            for name, worth in about.items():
                for number in under[name]:
                    tally[number] = tally.get(number, 0.0) + worth
            best = nlargest(COMPARED_IN_FULL, ((worth, -number) for number, worth in tally.items()))
            found = [-number for _, number in best]
            answer.append([*found, *self._of_few_words(cover, set(found))])
        return answer

    def _of_few_words(self, cover: Cover, had: Collection[int]) -> list[int]:
        """Return further claims that have few words (`A is a B`), all of which a sentence covers."""
        if self._short is None:
            self._short = []
            for number, statement, *_ in self._shelf.texts():
                if statement.count(" ") < FEW_WORDS:
                    self._short.append((number, frozenset(statement.split()) - GRAMMAR))
        covered = cover.words.keys()
        found = (number for number, said in self._short if said and said <= covered and number not in had)
        return list(islice(found, MOST_OF_FEW_WORDS))

    def _tally(self, cover: Cover) -> dict[int, float]:
        """Return what claims share with a sentence, in weight."""
        most = max(FEWEST_COMMON, COMMON_SHARE * self.knowledge.claims)
        tally: dict[int, float] = {}
        get = tally.get
        left = MOST_LOOKED_UP
        weighed = [(self._weight(word) * worth, word) for word, worth in cover.words.items()]
        for worth, word in sorted([one for one in weighed if one[0] >= SLIGHT], reverse=True):
            stating, shares = self._said[word]
            if len(stating) > most:
                continue
            for number, share in shares.items():
                tally[number] = get(number, 0.0) + worth * share
            left -= len(shares)
            if left < 0:
                break
        for phrase, parts, worth in chain(*cover.phrases.values()):
            found = self._phrases.get(phrase)
            if found is None:
                both = self._said[parts[0]][0].intersection(*[self._said[part][0] for part in parts[1:]])
                found = self._phrases[phrase] = both, max(self._weight(part) for part in parts)
            both, weight = found
            for number in both if len(both) <= most else ():
                tally[number] = get(number, 0.0) + weight * worth
        return tally

    def _look_up(self, wanted: set[str]) -> None:
        """Find which claims have words in their statements, quotes and corrections."""
        missing = wanted - self._said.keys()
        if not missing:
            return
        found: dict[str, dict[int, float]] = {word: {} for word in missing}
        for number, *texts in self._shelf.texts():
            for share, text in zip(SHARES, texts, strict=True):
                for word in missing.intersection(text.split()):
                    shares = found[word]
                    shares[number] = shares.get(number, 0.0) + share
        for word, shares in found.items():
            self._said[word] = frozenset(number for number, share in shares.items() if share >= SHARES[0]), shares

    def compiled(self, numbers: Iterable[int]) -> Mapping[int, Compiled]:
        """Return claims by number, ready to be compared."""
        missing = sorted({number for number in numbers if number not in self._compiled})
        if missing:
            claims = self._shelf.known(missing)
            texts = {text: words(text) for one in claims for text in (*one.versions, one.quote)}
            self._cached.fetch(stem(word) for found in texts.values() for word in found if word not in GRAMMAR)
            for one in claims:
                self._compiled[one.n] = Compiled(
                    one,
                    tuple(
                        self._weighed(texts[text])._replace(names=self._names(text))
                        for text in dict.fromkeys(one.versions)
                    ),
                    self._weighed(texts[one.quote]),
                )
        return self._compiled

    def _weighed(self, found: Sequence[str]) -> Weighed:
        weights = {word: self._weight(word) for word in found if word not in GRAMMAR}
        weights.update((word, OF_NUMBER) for word in found if word in HOW_MANY)
        return Weighed(weights, f" {' '.join(found)} ", sum(weights.values()))

    def _names(self, text: str) -> frozenset[str]:
        found = {word.lower() for word in _NAME.findall(text)}
        return frozenset(word for word in found if not self._is_product(word))

    def _weight(self, word: str) -> float:
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._weigh(word)
        return known

    def _weigh(self, word: str) -> float:
        """Return how much a word says: by how few statements have a form of it."""
        if word in GRAMMAR:
            return 0.0
        stemmed = stem(word)
        frequency = max((count or 0 for _, count in self._cached.words_of([stemmed]).get(stemmed, ())), default=0)
        weight = self.knowledge.weight(frequency) if frequency else UNSTATED
        if word in TALK:
            weight *= OF_TALK
        return weight * OF_PRODUCT if self._is_product(word) else weight

    def _is_product(self, word: str) -> bool:
        if self._products is None:
            kinds = self.knowledge.kinds
            names = [f"concept/{name}" for name, kind in kinds.items() if kind == "intervention"]
            self._products = frozenset().union(*(forms.words for forms in self.knowledge.forms(names).values()))
        return word in self._products

    def pairs(  # noqa: PLR0913, PLR0917 - everything there is to compare
        self,
        numbers: Sequence[int],
        profile: Profile,
        context: Context,
        cover: Cover,
        before: Cover | None,
        speaks: Mapping[str, float],
        measured: Sequence[Measured],
    ) -> list[Pair]:
        """Compare a sentence with claims; `before` is what the sentence before it covers."""
        found = []
        for number in numbers:
            claim = self._compiled[number]
            found.append(self._pair(claim, profile, context, cover, before, speaks, measured))
        return relative(found)

    def _pair(  # noqa: PLR0913, PLR0917
        self,
        claim: Compiled,
        profile: Profile,
        context: Context,
        cover: Cover,
        before: Cover | None,
        speaks: Mapping[str, float],
        measured: Sequence[Measured],
    ) -> Pair:
        known = claim.known
        knowledge = self.knowledge
        coverage = with_before = mass = rest = exact = 0.0
        for version in claim.versions:
            shares = covered(version, cover)
            parts = [version.words[word] * share for word, share in shares.items()]
            got = sum(parts)
            whole = max(version.mass, 0.3)
            more = added(version, shares, before) if before else 0.0
            coverage, with_before = max(coverage, got / whole), max(with_before, (got + more) / whole)
            mass = max(mass, got)
            rest = max(rest, got - max(parts, default=0.0))
            exact = max(exact, sum([version.words[word] for word, share in shares.items() if share == 1.0]))
        quote = mass_of(claim.quote, covered(claim.quote, cover))
        products = profile.interventions or context.interventions
        people = profile.populations or context.populations
        agreeing = product(known, products, profile.interventions, knowledge)
        topics = [speaks.get(f"topic/{name}", 0.0) for name in known.topics] or [0.0]
        on_measure = max((speaks.get(f"measure/{name}", 0.0) for name in known.measures), default=0.0)
        figured = figure(known, measured) if measured else 0.0
        return Pair(
            known,
            coverage,
            min(1.0, mass / cover.mass),
            bool(profile.interventions) or not known.intervention,
            figured == 1.0,
            agreeing is not None,
            quote / claim.quote.mass if claim.quote.mass else 0.0,
            exact / max(claim.versions[0].mass, 0.3),
            (
                coverage,
                with_before,
                min(mass, 4.0) / 4,
                min(quote, 6.0) / 6,
                quote / max(claim.quote.mass, 1.0),
                (0.0 if not products else -1.0) if agreeing is None else agreeing,
                float(agreeing is None and not products),
                float(bool(products)),
                float(bool(profile.interventions)),
                population(known, people, knowledge),
                min(max(topics[0], 0.6 * max(topics)), 1.0),
                figured,
                float(any(one.measure in known.measures for one in measured if one.measure)),
                min(1.0, mass / cover.mass),
                min(1.0, quote / cover.mass),
                min(topics[0], 1.0),
                min(on_measure, 1.0),
                (2 - known.rank) / 2,
                1 / (1 + len(claim.versions[-1].words)),
                min(rest, 3.0) / 3,
                min(exact, 3.0) / 3,
                exact / max(claim.versions[0].mass, 0.3),
                min(claim.versions[0].mass, 4.0) / 4,
            ),
        )


def _told(measured: Sequence[Measured], speaks: Mapping[str, float]) -> dict[str, float]:
    """Return the topics and measures that a sentence is on, with what being on them counts."""
    ranked = sorted((-share, name) for name, share in speaks.items() if share >= TOLD)[:MOST_TOLD]
    found = {name: -share for share, name in ranked}
    found.update(
        (f"measure/{one.measure}", max(ON_MEASURE, found.get(f"measure/{one.measure}", 0.0)))
        for one in measured
        if one.measure
    )
    return found


RELATIVE = (0, 2, 3, 15, 16)
"""The features that are also weighed as a share of the best claim's."""


def relative(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs of one sentence with the features that compare them with one another, and products of features."""
    best = [max((one.values[at] for one in pairs), default=0.0) or 1.0 for at in RELATIVE]
    return [
        one._replace(
            values=(
                *one.values,
                *(one.values[at] / most for at, most in zip(RELATIVE, best, strict=True)),
                one.values[0] * one.values[10],
                one.values[0] * one.values[13],
                one.values[0] * one.values[5],
            )
        )
        for one in pairs
    ]


def covered(text: Weighed, cover: Cover) -> dict[str, float]:
    """Return the words of a text of a claim that a sentence covers, each with how far."""
    given = cover.words
    shares = {word: given[word] for word in text.words if word in given}
    for first in cover.phrases.keys() & text.words.keys():
        for phrase, parts, worth in cover.phrases[first]:
            if phrase in text.padded:
                for part in parts:
                    if part in text.words and shares.get(part, 0.0) < worth:
                        shares[part] = worth
    for word in text.names & shares.keys():
        if shares[word] < 1:
            del shares[word]
    return shares


def mass_of(text: Weighed, shares: Mapping[str, float]) -> float:
    """Return what is covered of a text, in weight."""
    weights = text.words
    return sum([weights[word] * share for word, share in shares.items()])


def added(text: Weighed, shares: Mapping[str, float], before: Cover) -> float:
    """Return what the sentence before covers besides, in weight."""
    given = before.words
    return sum(
        [
            text.words[word] * (BEFORE * given[word] - shares.get(word, 0.0))
            for word in given.keys() & text.words.keys()
            if BEFORE * given[word] > shares.get(word, 0.0)
        ]
    )


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
