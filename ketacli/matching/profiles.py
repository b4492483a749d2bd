"""Take texts apart for comparison: words, phrases, products and people that they name, clauses with their tone, figures.

A sentence that names no product or people is about those that were named before it: its `Context`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ketacli.frozen import NamedTuple
from ketacli.matching.english import COMMON
from ketacli.matching.figures import DIMENSIONS, Figure, figures
from ketacli.matching.phrases import tokens
from ketacli.matching.scoring import weight_of
from ketacli.matching.tone import Tone, clauses, tone
from ketacli.matching.units import NAMED_KINDS, cut
from ketacli.model import TYPES
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Words
    from ketacli.matching.phrases import Token
    from ketacli.matching.shelf import Shelf
    from ketacli.matching.units import Unit

Postings: TypeAlias = "Mapping[str, Sequence[tuple[str, float]]]"
"""By feature the topics and measures that have it (`topic/onset`), and how far it speaks for each."""

SHORT_PAGE = 16
"""A page of fewer sentences is about a product that it names once."""

OF_TYPE = 0.3
"""What is left of the weight of a common word that only tells a type of claim."""

TELLING = 0.25
"""The least weight of a part of a claim that makes it this claim and no other."""

_TYPES = frozenset(TYPES)

_GOES_ON = late(
    r"\W*(?:(?:this|that|such|both|the (?:drug|medicine|medication)s?)\b|(?:\w+\W+){0,2}(?:they|these|those|its?|their)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that is on what the sentence before is on."""


class Measured(NamedTuple):
    """A figure of a sentence with its measure, and the product that it is said of; None where that is not known.

    `arm` is whose it is for sure, among several: a treatment, or one of the words of `ketacli.matching.attaching`.
    """

    figure: Figure
    measure: str | None
    product: str | None = None
    arm: str | None = None


class Context(NamedTuple):
    """What a sentence is about where it does not say so itself: products and groups of people named before it."""

    interventions: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()


class Asked(NamedTuple):
    """A sentence to read. Those of one `section` are under one heading; a heading or a question states nothing: no `is_claim`."""

    text: str
    section: int = 0
    heading: str = ""
    lead: str = ""
    """What introduces the list that it is an item of: `Ketamine may help with`."""
    is_claim: bool = True
    is_item: bool = False
    """Whether it stands in a list, where a claim needs no verb: `FDA-approved treatment`."""
    context: Context | None = None
    """What it is about, where that is not to be worked out from the sentences before it."""


class Profile(NamedTuple):
    """A text, taken apart once: its words, units, features, what it names, its tone and its figures."""

    text: str
    words: list[Token]
    units: list[Unit]
    features: frozenset[str]
    interventions: frozenset[str]
    populations: frozenset[str]
    figures: tuple[Figure, ...]
    tones: tuple[Tone, ...]
    said: str = ""
    """Its folded words with blanks around each."""
    clause_of: tuple[int, ...] = ()
    """The clause in which each unit begins: a place in `tones`."""
    targets: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    """The stems of all of its words, common ones too."""


def carry(
    profiles: Sequence[Profile], asked: Sequence[Asked], title: Profile, knowledge: Knowledge, *, has_main: bool = True
) -> list[Context]:
    """Return what each sentence is about where it names no product or people.

    That is what was named last under its heading, or else what the page names most, if it is about that. Another product than
    the page's is carried on only to a sentence that refers to it: `They take weeks to work`.
    """
    main = _main(profiles, title) if has_main else frozenset[str]()
    found: list[Context] = []
    section, of_section, products, people = None, main, main, title.populations
    for profile, one in zip(profiles, asked, strict=True):
        if one.section != section:
            section, of_section, products, people = one.section, main, main, frozenset[str]()
        if not _GOES_ON.match(one.text):
            products = of_section
        found.append(one.context or Context(products, people))
        own = profile.interventions
        of_page = {name for name in own if any(knowledge.are_related(name, other) for other in main)}
        products = frozenset(of_page) or own or products
        of_section = frozenset(of_page) or (of_section if main else own) or of_section
        people = profile.populations or people
    return found


def _main(profiles: Sequence[Profile], title: Profile) -> frozenset[str]:
    """Return the product that a page is about: that which most of its sentences name, and more than one."""
    tally: dict[str, int] = {}
    for profile in profiles:
        for name in profile.interventions:
            tally[name] = tally.get(name, 0) + 1
    for name in title.interventions:
        tally[name] = tally.get(name, 0) + 3
    most = max(tally.values(), default=0)
    is_enough = most > 1 or len(profiles) < SHORT_PAGE
    return (
        frozenset(sorted(name for name, count in tally.items() if count == most)[:1])
        if most and is_enough
        else frozenset()
    )


def covered(units: Sequence[Unit], features: frozenset[str] | set[str]) -> float:
    """Return the share of the weight of units that features cover."""
    return sum(unit.weight * _best(unit, features) for unit in units) / weight_of(units)


def _best(unit: Unit, features: frozenset[str] | set[str]) -> float:
    return max((factor for name, factor in unit.features.items() if name in features), default=0.0)


def places(units: Sequence[Unit], parts: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the clause in which each unit begins; units are in the order of their first words."""
    words = [(word, clause) for clause, part in enumerate(parts) for word in part]
    at = 0
    for unit in units:
        place = next((place for place in range(at, len(words)) if words[place][0] == unit.words[0]), None)
        if place is None:
            yield words[at][1] if at < len(words) else 0
        else:
            at = place
            yield words[place][1]


def clauses_touched(sentence: Profile, own: frozenset[str] | set[str]) -> frozenset[int]:
    """Return the clauses of a sentence which features touch."""
    worth = [_best(unit, own) * unit.weight for unit in sentence.units]
    # All words of some claims are light: `Ketamine is mainly given into a vein`.
    least = min(TELLING, max(worth, default=0.0)) or TELLING
    return frozenset(clause for clause, one in zip(sentence.clause_of, worth, strict=True) if one >= least)


def of_texts(postings: Mapping[str, Mapping[str, float]]) -> Postings:
    """Return postings without omissions, of which no text speaks by its words."""
    return {
        name: [(target, worth) for target, worth in found.items() if target.startswith(("topic/", "measure/"))]
        for name, found in postings.items()
    }


def speaks_for(profile: Profile, postings: Postings) -> dict[str, float]:
    """Return how far a sentence speaks for each topic and measure, as a share of its weight."""
    found: dict[str, float] = {}
    for unit in profile.units:
        best: dict[str, float] = {}
        for name, factor in unit.features.items():
            if name.startswith("topic/"):
                best[name] = max(best.get(name, 0.0), factor)
            for target, worth in postings.get(name, ()):
                share = worth * factor
                if best.get(target, -1.0) < share:
                    best[target] = share
        for target, worth in best.items():
            found[target] = found.get(target, 0.0) + worth * unit.weight
    whole = weight_of(profile.units)
    return {target: worth / whole for target, worth in found.items()}


def named(units: Iterable[Unit], kind: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the interventions or populations that a text names: of some that include one another the narrowest."""
    names = {
        name
        for unit in units
        for feature, factor in unit.features.items()
        if factor >= 0.5  # noqa: PLR2004 - nested in a longer phrase
        and feature.startswith("concept/")
        and knowledge.kinds.get(name := feature.removeprefix("concept/")) == kind
    }
    return frozenset(one for one in names if not any(one in knowledge.lineage(other) - {other} for other in names))


def beside(sentence: Profile, claim: Profile) -> list[str]:
    """Return the figures of a sentence, as written, that are of other dimensions than those of a claim that has figures."""
    dimensions = {DIMENSIONS[one.unit] for one in claim.figures}
    return [
        sentence.text[one.start : one.end]
        for one in sentence.figures
        if dimensions and one.unit and DIMENSIONS[one.unit] not in dimensions
    ]


def own_features(unit: Unit) -> list[str]:
    """Return the stems and concepts of a unit: not the topics that it means."""
    return [name for name in unit.features if "/" not in name or name.startswith("concept/")]


def without_type(unit: Unit) -> Unit:
    """Return a unit with less weight where it is a common word that only tells a type of claim (`treatment`: an indication)."""
    concepts = {name.partition("/")[2] for name in unit.features if name.startswith("concept/")}
    if concepts and concepts <= _TYPES and all(word in COMMON for word in unit.words):
        return unit._replace(weight=unit.weight * OF_TYPE)
    return unit


KEPT = 1_024
"""How many texts are kept taken apart: pages say a thing twice, and in the very words of claims."""


class Cached:
    """What pages need of a store, fetched at once: its words, the part of a `Lookup` that cutting asks, and texts taken apart."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, Sequence[tuple[str, int | None]]] = {}
        self.profile = lru_cache(maxsize=KEPT)(self._profile)
        """Returns a text taken apart."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Fetch at once what taking several texts apart needs."""
        split = [tokens(text) for text in texts]
        self.fetch(stemmed for one in split for _, stemmed in one)
        self._shelf.knowledge.prepare(split)

    def _profile(self, text: str) -> Profile:
        return take_apart(text, tokens(text), self._shelf.knowledge, self)

    def version(self, first: Profile, text: str) -> Profile:
        """Return another version of a claim taken apart; one that only leaves words out is cut as the first is."""
        words = tokens(text)
        said = frozenset(stemmed for word, stemmed in words if word not in COMMON)
        return _without(first, text, words, said) if said <= first.stems else self.profile(text)

    def fetch(self, stems: Iterable[str]) -> None:
        """Fetch at once the words that several questions need."""
        missing = [one for one in dict.fromkeys(stems) if one not in self._known]
        found = self._shelf.words_of(missing) if missing else {}
        self._known.update((one, found.get(one, ())) for one in missing)

    def words(self, stem: str) -> Sequence[tuple[str, int | None]]:
        """Return the words of the store that have a stem, each with the number of statements."""
        found = self._known.get(stem)
        if found is None:
            self.fetch([stem])
            found = self._known[stem]
        return found

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it."""
        return {one: found for one in stems if (found := self.words(one))}


def take_apart(text: str, words: list[Token], knowledge: Knowledge, lookup: Cached) -> Profile:
    """Return a text taken apart; `words` are its tokens."""
    units = [without_type(unit) for unit in cut(words, knowledge, lookup) if not unit.is_light]  # type: ignore[arg-type]
    found = {name for unit in units for name in unit.features}
    features = {stemmed for word, stemmed in words if word not in COMMON}
    features |= {name for name in found if "/" not in name or name.startswith("concept/")}
    of_kind = {kind: named(units, kind, knowledge) for kind in NAMED_KINDS}
    parts = clauses(text)
    return Profile(
        text,
        words,
        units,
        frozenset(features),
        of_kind["intervention"],
        of_kind["population"],
        figures(text),
        tuple(tone(one) for one in parts),
        f" {' '.join(word for word, _ in words)} ",
        tuple(places(units, parts)),
        frozenset(name for name in found if name.startswith(("topic/", "omission/"))),
        frozenset(stemmed for _, stemmed in words),
    )


def _without(first: Profile, text: str, words: list[Token], said: frozenset[str]) -> Profile:
    """Return a text that only leaves words of another out, cut as that is; `said` are the stems of its telling words."""
    kept = {word for word, _ in words}
    units = [unit for unit in first.units if not kept.isdisjoint(unit.words)]
    parts = clauses(text)
    return first._replace(
        text=text,
        words=words,
        units=units,
        features=said.union(*(own_features(unit) for unit in units)),
        figures=figures(text),
        tones=tuple(tone(one) for one in parts),
        clause_of=tuple(places(units, parts)),
        stems=frozenset(stemmed for _, stemmed in words),
    )
