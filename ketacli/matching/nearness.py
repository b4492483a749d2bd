"""Find the claims that a sentence may be about.

All claims are ranked roughly by the words that they share with the sentence, a word counting by how rare it is: the same
word, another phrase for the same concept, a word near in meaning. The best are compared in full (`ketacli.matching.pairs`).
"""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest
from itertools import chain, islice
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import GRAMMAR, TALK, listed
from ketacli.matching.figures import numbers
from ketacli.matching.folding import words
from ketacli.matching.senses import akin
from ketacli.matching.stems import stem
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Forms, Knowledge
    from ketacli.matching.profiles import Cached, Context, Measured, Profile
    from ketacli.matching.shelf import Known, Shelf

COMPARED_IN_FULL = 16
"""How many claims are compared with a sentence in full."""

ALIKE, AKIN, NAMED = 0.9, 0.6, 0.8
"""How far a word of a claim is covered by another phrase for the concept; by a word near in meaning; by a product carried on
from before."""

OF_TALK, OF_PRODUCT, UNSTATED = 0.5, 0.4, 0.8
"""What is left of the weight of a word that any text may have; of a product's name; of a word that no statement has."""

HOW_MANY = listed("few fewer no not never none without only less least more most all rarely")
OF_NUMBER = 0.7
"""Words of grammar that make another claim of one (`few side effects`), and what each weighs in a claim."""

SHARES = 1.0, 0.5, 0.4
"""What a shared word counts in the statement of a claim, in its quote, in its short form or correction, in the rough ranking."""

COMMON_SHARE, FEWEST_COMMON = 0.25, 45
"""A word does not rank claims roughly if more than this share of them have it, and more than this number."""

LIGHTEST = 0.3
"""A claim of common words weighs at least this."""

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


_NAME = late(r"(?<=\w )[A-Z][a-z]+\b|\b\d\w*")


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
    numbers: frozenset[float] = frozenset()


class Compiled(NamedTuple):
    """A claim, ready to be compared: its versions, its quote, and what is the same for every sentence."""

    known: Known
    versions: tuple[Weighed, ...]
    quote: Weighed
    topics: tuple[str, ...]
    measures: tuple[str, ...]
    """As what a sentence speaks for is named: `topic/onset`, `measure/onset`."""
    least: float
    """What it weighs, and no less than `LIGHTEST`."""
    constant: tuple[float, float, float]
    """How important, how short and how weighty it is, from 0 to 1."""


def covered(text: Weighed, cover: Cover) -> dict[str, float]:
    """Return the words of a text of a claim that a sentence covers, each with how far."""
    given, phrases = cover.words, cover.phrases
    shares = {word: given[word] for word in text.words if word in given}
    if not phrases.keys().isdisjoint(text.words):
        for first in text.words:
            for phrase, parts, worth in phrases.get(first, ()):
                if phrase in text.padded:
                    for part in parts:
                        if part in text.words and shares.get(part, 0.0) < worth:
                            shares[part] = worth
    for word in text.names:
        if shares.get(word, 1.0) < 1:
            del shares[word]
    return shares


class Index:
    """The words of a store's claims, as far as pages that were read need them."""

    def __init__(self, shelf: Shelf, cached: Cached) -> None:
        self._shelf = shelf
        self._cached = cached
        self._most = max(FEWEST_COMMON, COMMON_SHARE * shelf.knowledge.claims)
        self._stating: dict[str, frozenset[int]] = {}
        """By word the claims that state it."""
        self._ranking: dict[str, tuple[float, Mapping[int, float]]] = {}
        """By word, if it is not too common: what it weighs, and how far each claim has it."""
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
        found = self._near_words(profile)
        phrases: dict[str, float] = {}
        concepts = {f"concept/{name}": NAMED for name in sorted(self._wider([profile], [context]))}
        for unit in profile.units:
            for name, factor in unit.features.items():
                concepts[name] = max(concepts.get(name, 0.0), factor * ALIKE)
        for name, worth in concepts.items():
            if name not in forms:
                continue
            for word in forms[name].words:
                if found.get(word, 0.0) < worth:
                    found[word] = worth
            for phrase in forms[name].phrases:
                phrases[phrase] = max(phrases.get(phrase, 0.0), worth)
        split: dict[str, list[tuple[str, tuple[str, ...], float]]] = {}
        for phrase, worth in phrases.items():
            parts = _parts(phrase)
            split.setdefault(parts[0], []).append((phrase, parts, worth))
        mass = sum([self._weight(word) for word in dict(profile.words)])
        return Cover(found, split, mass or 1.0)

    def _near_words(self, profile: Profile) -> dict[str, float]:
        """Return the words of the store that a sentence has in any form, and those near in meaning, with how far."""
        found: dict[str, float] = {}
        stems = {stemmed for word, stemmed in profile.words if word not in GRAMMAR}
        for worth, wanted in ((AKIN, {near for one in stems for near in akin(one)}), (1.0, stems)):
            for one in wanted:
                for word, _ in self._cached.words(one):
                    found[word] = worth
        found.update((word, 1.0) for word, _ in profile.words if word in HOW_MANY)
        return found

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
        self._cached.fetch(stem(word) for word in wanted if word not in GRAMMAR)
        self._look_up(wanted)
        told = [_told(*pair) for pair in zip(measured, speaks, strict=True)]
        under: dict[str, Sequence[int]] = {}
        for kind in ("topic", "measure"):
            names = {name.partition("/")[2] for one in told for name in one if name.startswith(kind)}
            for name, first in self._shelf.claims_under(kind, names).items():
                under[f"{kind}/{name}"] = first[:MOST_UNDER]
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
        tally: dict[int, float] = {}
        get = tally.get
        left = MOST_LOOKED_UP
        ranking = self._ranking
        weighed = [(ranking[word][0] * worth, word) for word, worth in cover.words.items() if word in ranking]
        for worth, word in sorted([one for one in weighed if one[0] >= SLIGHT], reverse=True):
            shares = ranking[word][1]
            for number, share in shares.items():
                tally[number] = get(number, 0.0) + worth * share
            left -= len(shares)
            if left < 0:
                break
        for phrase, parts, worth in chain(*cover.phrases.values()):
            found = self._phrases.get(phrase)
            if found is None:
                both = self._stating[parts[0]].intersection(*[self._stating[part] for part in parts[1:]])
                both = both if len(both) <= self._most else frozenset()
                found = self._phrases[phrase] = both, max(self._weight(part) for part in parts)
            both, weight = found
            for number in both:
                tally[number] = get(number, 0.0) + weight * worth
        return tally

    def _look_up(self, wanted: set[str]) -> None:
        """Find which claims have words in their statements, quotes and corrections."""
        missing = wanted - self._stating.keys()
        if not missing:
            return
        found: dict[str, dict[int, float]] = {word: {} for word in missing}
        for number, *texts in self._shelf.texts():
            for share, text in zip(SHARES, texts, strict=True):
                for word in missing.intersection(text.split()):
                    shares = found[word]
                    shares[number] = shares.get(number, 0.0) + share
        for word, shares in found.items():
            stating = self._stating[word] = frozenset([one for one, share in shares.items() if share >= SHARES[0]])
            if shares and len(stating) <= self._most:
                self._ranking[word] = self._weight(word), shares

    def compiled(self, numbers: Iterable[int]) -> Mapping[int, Compiled]:
        """Return claims by number, ready to be compared."""
        missing = sorted({number for number in numbers if number not in self._compiled})
        if missing:
            claims = self._shelf.known(missing)
            texts = {text: words(text) for one in claims for text in (*one.versions, one.quote)}
            self.fetch(word for found in texts.values() for word in found)
            for one in claims:
                versions = [self.weighed(texts[text], self._names(text)) for text in dict.fromkeys(one.versions)]
                mass = versions[0].mass
                self._compiled[one.n] = Compiled(
                    one,
                    tuple(versions),
                    self.weighed(texts[one.quote]),
                    tuple([f"topic/{name}" for name in one.topics]),
                    tuple([f"measure/{name}" for name in one.measures]),
                    max(mass, LIGHTEST),
                    ((2 - one.rank) / 2, 1 / (1 + len(versions[-1].words)), min(mass, 4.0) / 4),
                )
        return self._compiled

    def fetch(self, found: Iterable[str]) -> None:
        """Fetch at once what words of claims weigh."""
        self._cached.fetch(stem(word) for word in found if word not in GRAMMAR)

    def weighed(self, found: Sequence[str], names: frozenset[str] = frozenset()) -> Weighed:
        """Return a text of a claim, its folded words, with what each weighs; `names` are its numbers and proper names."""
        weights = {
            word: OF_NUMBER if word in HOW_MANY else self._weight(word)
            for word in found
            if word not in GRAMMAR or word in HOW_MANY
        }
        return Weighed(weights, f" {' '.join(found)} ", sum(weights.values()), names, numbers(found))

    def _names(self, text: str) -> frozenset[str]:
        """Return the numbers and proper names of a text, folded."""
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
        frequency = max([count or 0 for _, count in self._cached.words(stemmed)], default=0)
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


@lru_cache(maxsize=4096)
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


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
