"""Compare the sentences of any page with the claims of a store.

A sentence *states* a claim where both say the same: then the claim's rating applies to it. That is said only where each
covers the other, and product, condition, numbers, polarity, hedging and strength agree. Otherwise it may be *compared with*
claims on the same thing: those that a scorer, learnt from labelled sentences, holds to be close.

A page is read at once: everything that its sentences need of the store is fetched in a few questions.
"""

from __future__ import annotations

import re
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from ketacli.matching.english import COMMON, GRAMMAR, TALK
from ketacli.matching.figures import Figure, figures, numbers
from ketacli.matching.folding import words
from ketacli.matching.measures import measure_of
from ketacli.matching.phrases import tokens
from ketacli.matching.questions import Found
from ketacli.matching.scoring import weight_of
from ketacli.matching.tone import (
    Tone,
    agree,
    clauses,
    is_doubtful,
    is_of_myths,
    qualifiers,
    refutes,
    together,
    tone,
)
from ketacli.matching.units import NAMED_KINDS, cut
from ketacli.model import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Words
    from ketacli.matching.phrases import Token
    from ketacli.matching.shelf import Known, Shelf
    from ketacli.matching.units import Unit

MOST_CANDIDATES, COMPARED = 32, 3
"""How many claims a sentence is compared with in full, and how many are shown at most."""

LEAST_SHARE = 0.2
"""What a claim must have in common with a sentence to be looked at, as a share of what the first one has."""

COMMON_SHARE = 0.25
"""A feature that this share of the claims has finds no candidates."""

ON_MEASURE, MOST_ON_MEASURE = 0.6, 12
"""The weight that a claim has by being on a measure of which the sentence has a figure; how many such claims are looked at."""

LEAST = 0.5
"""How likely a claim must be close for a sentence to be compared with it."""

STATED_OF_CLAIM, STATED_OF_SENTENCE = 0.8, 0.6
"""What a clause covers of a claim, and the claim of the clause, where the clause states it."""

QUOTED, RARE, FEW, MANY = 0.95, 1.6, 4, 5
"""How near a sentence with the very words of a claim's quote is; what these weigh at least, where they are rare in the store;
how many in a row are enough if they are not all of the quote, and how many even if they are not rare."""

MOST_QUOTED = 8
"""How many claims are shown where a sentence has the very words of more than the usual few."""

WHOLE, SAID = 0.9, 0.8
"""From which share on each covers the other, in a clause at least, and how near they are then, where the sentence names its product."""

TOUCHED = 0.2
"""The share of a sentence that speaks for a topic which is not left out, then."""

SHORT_PAGE = 16
"""A page of fewer sentences is about a product that it names once."""

TELLING = 0.25
"""The least weight of a part of a claim that makes it this claim and no other."""

_FACTS = 0.6
"""What a feature of a sentence is worth that only another version or the quote of a claim has."""

OF_TYPE = 0.3
"""What is left of the weight of a common word that only tells a type of claim."""

ENOUGH = 0.9
"""A claim with less weight besides its product has to be said with its common words, too."""

APPOSED = 7
"""How many words may be between two names of which one is said to be the other."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


APPOSED_WORDS = 2
"""How many of them may say something: `a powerful, dissociative anaesthetic`."""

_PROPERTIES = _listed("dose doses dosing effect effects use uses property properties like level levels risk quality")
"""What makes another thing of a name that comes before it: `an anaesthetic dose`."""

LONGEST = 60
"""A text of more words is no sentence that could state something."""

PLAIN = 3
"""How many things a claim may name for the order in which they are named not to matter: `A improves B`."""

_TYPES = frozenset(TYPES)
_ARTICLES = frozenset(["a", "an", "the"])
_COPULAS = _listed("is are being as counts called named means")
_PREPOSITIONS = _listed(
    "of for than under with to by in on at from into like unlike against over about without if whether when before after "
    "between versus not and"
)


class Measured(NamedTuple):
    """A figure of a sentence with its measure; None where the measure is not known."""

    figure: Figure
    measure: str | None


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
    context: Context | None = None
    """What it is about, where that is not to be worked out from the sentences before it."""


class Sentence(NamedTuple):
    """What a sentence has in common with a store: what it states, what to compare it with, its figures, what it names."""

    states: tuple[str, ...] = ()
    compare: tuple[Found, ...] = ()
    figures: tuple[Measured, ...] = ()
    interventions: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    omissions: tuple[str, ...] = ()


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


class _Read(NamedTuple):
    """A claim, taken apart once: its versions, the stems of its quote, the fragments of the quote with what they weigh."""

    known: Known
    versions: tuple[Profile, ...]
    quote: frozenset[str]
    fragments: tuple[tuple[str, float], ...]


class _Cached:
    """The words of a store that a page needs, fetched at once: the part of a `Lookup` that cutting asks."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: dict[str, Sequence[tuple[str, int | None]]] = {}

    def fetch(self, stems: Iterable[str]) -> None:
        missing = [one for one in dict.fromkeys(stems) if one not in self._known]
        found = self._shelf.words_of(missing) if missing else {}
        self._known.update((one, found.get(one, ())) for one in missing)

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it."""
        stems = list(stems)
        self.fetch(stems)
        return {one: found for one in stems if (found := self._known[one])}


class Compared(NamedTuple):
    """A sentence, taken apart, with the claims that were looked at."""

    profile: Profile
    context: Context
    measured: tuple[Measured, ...]
    pairs: Sequence[tuple[Known, Sequence[Profile], Pair]]
    speaks: Mapping[str, float] = {}
    """How far it speaks for each topic: `topic/onset`."""


class Reader:
    """Reads sentences against one store; what it worked out of a claim it keeps for the next page."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._cached = _Cached(shelf)
        self._has_products = "intervention" in shelf.knowledge.kinds.values()
        self._claims: dict[int, _Read] = {}
        self._postings: dict[str, frozenset[int]] = {}

    @property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""
        return self._shelf.knowledge

    def read(self, text: str, context: frozenset[str] = frozenset()) -> Sentence:
        """Return what one sentence has in common with the store; `context` are interventions named before it."""
        return self.read_all([Asked(text, context=Context(context))])[0]

    def profiles(self, texts: Sequence[str]) -> list[Profile]:
        """Return texts taken apart."""
        split = [tokens(text) for text in texts]
        self._cached.fetch(stemmed for one in split for _, stemmed in one)
        self.knowledge.prepare(split)
        return [self._profile(text, one) for text, one in zip(texts, split, strict=True)]

    def _profile(self, text: str, words: list[Token]) -> Profile:
        knowledge = self.knowledge
        units = [_without_type(unit) for unit in cut(words, self.knowledge, self._cached) if not unit.is_light]  # type: ignore[arg-type]
        found = {name for unit in units for name in unit.features}
        features = {stemmed for word, stemmed in words if word not in COMMON}
        features |= {name for name in found if "/" not in name or name.startswith("concept/")}
        named = {kind: _named(units, kind, knowledge) for kind in NAMED_KINDS}
        parts = clauses(text)
        return Profile(
            text,
            words,
            units,
            frozenset(features),
            named["intervention"],
            named["population"],
            tuple(figures(text)),
            tuple(tone(one) for one in parts),
            f" {' '.join(word for word, _ in words)} ",
            tuple(_places(units, parts)),
            frozenset(name for name in found if name.startswith(("topic/", "omission/"))),
        )

    def _rarity(self, text: str) -> float:
        """Return how rare the words of a quote are among the claims of the store."""
        stems = {stemmed for word, stemmed in tokens(text) if word not in COMMON}
        known = self._cached.words_of(stems)
        return sum(
            self.knowledge.weight(max((count or 0 for _, count in known.get(one, ())), default=0)) for one in stems
        )

    def _version(self, first: Profile, text: str, split: list[Token]) -> Profile:
        """Return another version of a claim taken apart; one that only leaves words out is cut as the first is."""
        said = {stemmed for word, stemmed in split if word not in COMMON}
        if not said <= {stemmed for _, stemmed in first.words}:
            return self._profile(text, split)
        kept = {word for word, _ in split}
        units = [unit for unit in first.units if not kept.isdisjoint(unit.words)]
        parts = clauses(text)
        return first._replace(
            text=text,
            words=split,
            units=units,
            features=frozenset(said).union(*(_own(unit) for unit in units)),
            figures=tuple(figures(text)),
            tones=tuple(tone(one) for one in parts),
            clause_of=tuple(_places(units, parts)),
        )

    def read_all(self, asked: Sequence[Asked], title: str = "") -> list[Sentence]:
        """Return what each sentence of a page has in common with the store."""
        answer = []
        for place, found in enumerate(self.compared(asked, title)):
            one = asked[place]
            is_taken_back = place + 1 < len(asked) and refutes(asked[place + 1].text)
            is_myth = is_of_myths(one.heading) or is_of_myths(one.text[:24])
            answer.append(self._sentence(found, may_state=not is_taken_back and not is_myth and not one.lead))
        return answer

    def compared(self, asked: Sequence[Asked], title: str = "") -> list[Compared]:
        """Return each sentence of a page with the claims that were looked at: what the scorer is learnt from."""
        *profiles, of_title = self.profiles([*(f"{one.lead} {one.text}".strip() for one in asked), title])
        profiles = [
            profile._replace(text=one.text, figures=tuple(figures(one.text))) if one.lead else profile
            for profile, one in zip(profiles, asked, strict=True)
        ]
        contexts = carry(profiles, asked, of_title, self.knowledge)
        postings = self.knowledge.postings({name for profile in profiles for name in profile.features})
        speaks = [_speaks(profile, postings) for profile in profiles]
        measured = [
            self._measured(profile, postings)
            if profile.interventions or context.interventions or not self._has_products
            else ()
            for profile, context in zip(profiles, contexts, strict=True)
        ]
        found = self._candidates(profiles, measured)
        self._learn({number for numbers, one in zip(found, asked, strict=True) if one.is_claim for number in numbers})
        answer = []
        for place, one in enumerate(asked):
            profile, context = profiles[place], contexts[place]
            pairs = []
            for number in found[place] if one.is_claim else ():
                claim = self._claims[number]
                pair = compare(profile, context, claim, self.knowledge, speaks[place], measured[place])
                if pair is not None:
                    pairs.append((claim.known, claim.versions, pair))
            answer.append(Compared(profile, context, measured[place], pairs, speaks[place]))
        return answer

    def _sentence(self, found: Compared, *, may_state: bool) -> Sentence:
        profile, context, measured, pairs, speaks = found
        topics = {name.partition("/")[2] for name in profile.targets if name.startswith("topic/")}
        topics |= {name.partition("/")[2] for name, share in speaks.items() if share >= TOUCHED}
        states: list[str] = []
        scored: list[Found] = []
        best = max((pair.mass for _, _, pair in pairs), default=0.0)
        for known, versions, pair in pairs:
            if may_state and pair.covers and states_claim(profile, context, known, versions, self.knowledge):
                states.append(known.id)
            else:
                scored.append(Found(known.id, round(pair.likelihood(best), 3)))
        scored.sort(key=lambda one: (-one.score, one.id))
        return Sentence(
            states=tuple(sorted(states)),
            compare=tuple(
                one for place, one in enumerate(scored) if one.score >= (LEAST if place < COMPARED else QUOTED)
            )[:MOST_QUOTED],
            figures=measured,
            interventions=profile.interventions,
            populations=profile.populations,
            topics=tuple(sorted(topics)),
            omissions=tuple(sorted(name.partition("/")[2] for name in profile.targets if name.startswith("omission/"))),
        )

    def _candidates(self, profiles: Sequence[Profile], measured: Sequence[Sequence[Measured]]) -> list[list[int]]:
        """Return for each sentence the numbers of the claims that have most of its features, and of those on its measures."""
        knowledge = self.knowledge
        features = {name for profile in profiles for unit in profile.units for name in unit.features}
        self._find({name for name in features if "/" not in name or name.startswith("concept/")})
        most = max(12.0, COMMON_SHARE * knowledge.claims)
        chosen: list[list[int]] = []
        under = self._shelf.claims_under("measure", {one.measure for found in measured for one in found if one.measure})
        for profile, found in zip(profiles, measured, strict=True):
            tally: dict[int, float] = {
                number: ON_MEASURE
                for one in found
                if one.measure
                for number in under.get(one.measure, ())[:MOST_ON_MEASURE]
            }
            for unit in profile.units:
                best: dict[int, float] = {}
                for name, factor in unit.features.items():
                    numbers = self._postings.get(name, frozenset())
                    if len(numbers) <= most:
                        worth = factor * unit.weight
                        for number in numbers:
                            if best.get(number, 0.0) < worth:
                                best[number] = worth
                for number, worth in best.items():
                    tally[number] = tally.get(number, 0.0) + worth
            ranked = sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CANDIDATES]
            least = LEAST_SHARE * ranked[0][1] if ranked else 0.0
            chosen.append([number for number, worth in ranked if worth >= least])
        return chosen

    def _find(self, features: Iterable[str]) -> None:
        """Find which claims have features: stems by the words of the store that have them, concepts by their forms."""
        missing = [name for name in features if name not in self._postings]
        words = self._cached.words_of([name for name in missing if "/" not in name])
        forms = self.knowledge.forms([name for name in missing if "/" in name])
        wanted = {word for found in words.values() for word, count in found if count is not None}
        wanted |= {word for form in forms.values() for word in form.words}
        wanted |= {word for form in forms.values() for phrase in form.phrases for word in phrase.split()}
        where = {word: frozenset(found) for word, found in self._shelf.claims_with(wanted).items()}
        nowhere: frozenset[int] = frozenset()
        for name in missing:
            if "/" in name:
                form = forms.get(name)
                found: set[int] = set()
                if form is not None:
                    found.update(*(where.get(word, nowhere) for word in form.words))
                    for phrase in form.phrases:
                        parts = [where.get(word, nowhere) for word in phrase.split()]
                        found |= frozenset.intersection(*parts)
                self._postings[name] = frozenset(found)
            else:
                self._postings[name] = frozenset().union(
                    *(where.get(word, nowhere) for word, count in words.get(name, ()) if count is not None)
                )

    def _learn(self, numbers: Iterable[int]) -> None:
        """Take claims apart that were not yet."""
        missing = [number for number in numbers if number not in self._claims]
        if not missing:
            return
        claims = self._shelf.known(sorted(missing))
        split = [[tokens(text) for text in one.versions] for one in claims]
        self._cached.fetch(stemmed for one in split for text in one for _, stemmed in text)
        self._cached.fetch(stemmed for one in claims for _, stemmed in tokens(one.quote))
        self.knowledge.prepare(text for one in split for text in one)
        for one, texts in zip(claims, split, strict=True):
            first = self._profile(one.versions[0], texts[0])
            others = (
                self._version(first, text, found) for text, found in zip(one.versions[1:], texts[1:], strict=True)
            )
            versions = (first, *(other for other in others if other.words != first.words))
            quote = frozenset(stemmed for word, stemmed in tokens(one.quote) if word not in COMMON)
            fragments = tuple((f" {' '.join(words(part))} ", self._rarity(part)) for part in one.quote.split("\n"))
            self._claims[one.n] = _Read(one, versions, quote, fragments)

    def _measured(self, profile: Profile, postings: Mapping[str, Mapping[str, float]]) -> tuple[Measured, ...]:
        """Return the figures of a sentence, each with the measure that the sentence speaks for most."""
        return tuple(Measured(one, self._measure(one, profile, postings)) for one in profile.figures)

    def _measure(self, figure: Figure, profile: Profile, postings: Mapping[str, Mapping[str, float]]) -> str | None:
        speaks: dict[str, float] = {}
        for name in profile.features:
            for target, worth in postings.get(name, {}).items():
                kind, _, measure = target.partition("/")
                if kind == "measure":
                    speaks[measure] = speaks.get(measure, 0.0) + worth * (1.0 if "/" in name else 0.6)
        return measure_of(figure, profile.text, self.knowledge.dimensions, speaks)


def carry(profiles: Sequence[Profile], asked: Sequence[Asked], title: Profile, knowledge: Knowledge) -> list[Context]:
    """Return what each sentence is about where it names no product or people.

    That is what was named last under its heading, or else what the page names most.
    """
    main = _main(profiles, title)
    found: list[Context] = []
    section, products, people = None, main, title.populations
    for profile, one in zip(profiles, asked, strict=True):
        if one.section != section:
            section, products, people = one.section, main, frozenset[str]()
        found.append(one.context or Context(products, people))
        own = profile.interventions
        of_page = {name for name in own if any(knowledge.are_related(name, other) for other in main)}
        products = frozenset(of_page) or own or products
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


class Pair(NamedTuple):
    """How near a sentence and a claim are, in features from 0 to 1 (but for `mass`)."""

    of_claim: float
    of_sentence: float
    of_clause: float
    mass: float
    quote: float
    telling: float
    weightiest: float
    product: float
    population: float
    topic: float
    figure: float
    of_telling: float = 0.0
    is_quoted: bool = False
    is_own: bool = False
    """Whether the sentence names its product itself."""
    covers: bool = False
    clauses: frozenset[int] = frozenset()

    def vector(self, best: float) -> tuple[float, ...]:
        """Return the features that the scorer weighs; `best` is the mass of the sentence's best claim."""
        return (
            self.of_claim,
            self.of_sentence,
            self.of_clause,
            min(self.mass, 3.0) / 3,
            self.quote,
            self.telling,
            self.weightiest,
            self.product,
            self.population,
            self.topic,
            self.figure,
            self.mass / best if best else 0.0,
            self.of_claim * self.of_clause,
            self.of_telling,
            self.of_telling * self.of_clause,
            self.of_telling * self.topic,
        )

    def likelihood(self, best: float) -> float:
        """Return how likely it is that the sentence is about what the claim is about: sure where it has its very words."""
        if self.is_quoted:
            return QUOTED
        if self.is_own and min(self.of_claim, self.of_clause, self.of_telling) >= WHOLE:
            return SAID
        total = BIAS + sum(weight * value for weight, value in zip(WEIGHTS, self.vector(best), strict=True))
        return 1 / (1 + exp(-total))


BIAS = -6.68
WEIGHTS = (2.45, 0.09, -1.01, 0.59, 2.04, 0.15, -0.10, 0.71, 0.95, 1.37, 1.91, 0.64, 1.44, 0.30, 0.62, 0.84)
"""What the features of `Pair.vector` weigh: a logistic regression with a ridge penalty of 1.5 on 300 labelled sentences of 29
pages (`benchmarks/weigh.py` makes them anew). Judged by weights that were learnt on the other pages, a sentence in 28 that
touches nothing is marked at `LEAST`; on two sets that nothing was learnt on it is none in 67, and one in 76.
"""


def compare(  # noqa: PLR0913, PLR0917 - everything there is to compare
    sentence: Profile,
    context: Context,
    claim: _Read,
    knowledge: Knowledge,
    speaks: Mapping[str, float],
    measured: Sequence[Measured],
) -> Pair | None:
    """Return how near a sentence and a claim are; None where they are on different products or share nothing telling."""
    known, versions, quote, fragments = claim
    is_quoted = quotes(sentence, fragments)
    if not is_quoted and not any(_telling(one.units, sentence.features, knowledge)[0] for one in versions):
        return None
    product = sentence.interventions or context.interventions
    nearness = _product(known, product, sentence.interventions, knowledge)
    if nearness is None:
        if not is_quoted:
            return None
        nearness = 0.2
    people = sentence.populations or context.populations
    given = {f"concept/{name}" for name in (*product, *people)} | {
        f"concept/{wider}" for name in product for wider in knowledge.lineage(name)
    }
    features = sentence.features | given
    best: tuple[float, Profile] = max(
        ((covered(one.units, features), one) for one in versions), key=lambda pair: pair[0]
    )
    of_claim, version = best
    shared, weightiest, whole = _telling(version.units, sentence.features, knowledge)
    if not shared and not is_quoted:
        return None
    own = version.features | {
        f"concept/{name}" for name in (known.intervention, known.population, *known.measures) if name
    }
    wider = own.union(*(one.features for one in versions)) | quote
    of_sentence = covered(sentence.units, own, wider)
    mass = sum(shared)
    of_clause, touched = _of_clauses(sentence, own, wider)
    overlap = len(quote & sentence.features) / len(quote) if len(quote) > 1 else 0.0
    topic = max(
        (speaks.get(f"topic/{name}", 0.0) * (1.0 if not at else 0.6) for at, name in enumerate(known.topics)),
        default=0.0,
    )
    return Pair(
        of_claim=of_claim,
        of_sentence=of_sentence,
        of_clause=of_clause,
        mass=mass,
        quote=overlap,
        telling=min(len(shared), 4) / 4,
        of_telling=mass / whole if whole else 0.0,
        weightiest=weightiest,
        product=nearness,
        population=_population(known, people, knowledge),
        topic=min(topic, 1.0),
        figure=_figure(known, measured),
        is_quoted=is_quoted,
        is_own=bool(sentence.interventions),
        covers=of_claim >= STATED_OF_CLAIM,
        clauses=touched,
    )


def quotes(sentence: Profile, fragments: Sequence[tuple[str, float]]) -> bool:
    """Whether a sentence has the very words of a claim's quote: all of it or many in a row, and not such as any claim has."""
    found = [(words, rarity) for words, rarity in fragments if len(words) > 2 and words in sentence.said]  # noqa: PLR2004 - two blanks are no words
    longest = max((words.count(" ") - 1 for words, _ in found), default=0)
    rarity = sum(rarity for _, rarity in found)
    return rarity >= (RARE if longest < MANY else RARE / 2) and (len(found) == len(fragments) or longest >= FEW)


def covered(
    units: Sequence[Unit], features: frozenset[str] | set[str], less: frozenset[str] | set[str] = frozenset()
) -> float:
    """Return the share of the weight of units that features cover; those that only `less` has count in part."""
    total = 0.0
    for unit in units:
        best = 0.0
        for name, factor in unit.features.items():
            if name in features:
                best = max(best, factor)
            elif name in less:
                best = max(best, factor * _FACTS)
        total += unit.weight * best
    return total / weight_of(units)


def _telling(units: Sequence[Unit], features: frozenset[str], knowledge: Knowledge) -> tuple[list[float], float, float]:
    """Return what a sentence shares with a claim besides the products and people it names.

    These are the weights of what it shares, the share of the weightiest that it covers, and what all of it weighs.
    """
    shared: list[float] = []
    weightiest, share, whole = 0.0, 0.0, 0.0
    named = knowledge.kinds
    for unit in units:
        if any(name[8:] in named and named[name[8:]] in NAMED_KINDS for name in unit.features if name[7:8] == "/"):
            continue
        best = max((factor for name, factor in unit.features.items() if name in features), default=0.0)
        whole += unit.weight
        if best and unit.weight >= TELLING:
            shared.append(unit.weight * best)
        if unit.weight > weightiest:
            weightiest, share = unit.weight, best
    return shared, share, whole


def _product(known: Known, product: frozenset[str], own: frozenset[str], knowledge: Knowledge) -> float | None:
    """Return how well the products agree, None if they do not."""
    if not known.intervention:
        return 0.5
    if not product:
        return None
    if known.intervention in product:
        return 1.0 if own else 0.8
    if any(knowledge.are_related(one, known.intervention) for one in product):
        return 0.7 if own else 0.5
    if known.comparator and known.comparator in product:
        return 0.2
    return None


def _population(known: Known, people: frozenset[str], knowledge: Knowledge) -> float:
    if not known.population:
        return 0.5
    if known.population in people:
        return 1.0
    if any(knowledge.are_related(one, known.population) for one in people):
        return 0.6
    return 0.0 if people else 0.4


def _figure(known: Known, measured: Sequence[Measured]) -> float:
    """Return 1 if a figure of the sentence is of a measure of the claim and alike, less if it differs."""
    best = 0.0
    for one in measured:
        if one.measure is not None and one.measure in known.measures:
            same = any(
                amount.measure == one.measure and (amount.low, amount.high) == (one.figure.low, one.figure.high)
                for amount in known.amounts
            )
            best = max(best, 1.0 if same else 0.6)
        elif any(
            (amount.low, amount.high, amount.unit) == (one.figure.low, one.figure.high, one.figure.unit)
            for amount in known.amounts
        ):
            best = max(best, 0.8)
    return best


def _places(units: Sequence[Unit], parts: Sequence[Sequence[str]]) -> Iterator[int]:
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


def _of_clauses(
    sentence: Profile, own: frozenset[str] | set[str], less: frozenset[str] | set[str]
) -> tuple[float, frozenset[int]]:
    """Return the share that features cover of the clauses of a sentence which they touch, and these clauses."""
    shares = []
    for unit in sentence.units:
        best = 0.0
        for name, factor in unit.features.items():
            if name in own:
                best = max(best, factor)
            elif name in less:
                best = max(best, factor * _FACTS)
        shares.append(best)
    touched = frozenset(
        clause
        for clause, unit, share in zip(sentence.clause_of, sentence.units, shares, strict=True)
        if share * unit.weight >= TELLING
    )
    inside = [
        (unit.weight, unit.weight * share)
        for clause, unit, share in zip(sentence.clause_of, sentence.units, shares, strict=True)
        if clause in touched
    ]
    whole = sum(weight for weight, _ in inside)
    return (sum(part for _, part in inside) / whole if whole else 0.0), touched


def _speaks(profile: Profile, postings: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Return how far a sentence speaks for each topic and measure, as a share of its weight."""
    found: dict[str, float] = {}
    for unit in profile.units:
        best: dict[str, float] = {}
        for name, factor in unit.features.items():
            if name.startswith("topic/"):
                best[name] = max(best.get(name, 0.0), factor)
            for target, worth in postings.get(name, {}).items():
                if target.startswith("topic/"):
                    best[target] = max(best.get(target, 0.0), worth * factor)
        for target, worth in best.items():
            found[target] = found.get(target, 0.0) + worth * unit.weight
    whole = weight_of(profile.units)
    return {target: worth / whole for target, worth in found.items()}


def _named(units: Iterable[Unit], kind: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the interventions or populations that a text names: of some that include one another the narrowest."""
    names = {
        name
        for unit in units
        for feature, factor in unit.features.items()
        for prefix, _, name in [feature.partition("/")]
        if prefix == "concept" and factor >= 0.5 and knowledge.kinds.get(name) == kind  # noqa: PLR2004 - nested in a longer phrase
    }
    return frozenset(one for one in names if not any(one in knowledge.lineage(other) - {other} for other in names))


def states_claim(
    sentence: Profile, context: Context, known: Known, versions: Sequence[Profile], knowledge: Knowledge
) -> bool:
    """Whether a sentence, or a clause of it, says what a claim says: the same subject, relation, figures and strength.

    Any doubt is a difference.
    """
    if len(sentence.words) > LONGEST or is_doubtful(word for word, _ in sentence.words):
        return False
    identities = [_is_identity(sentence, version) for version in versions]
    if any(one is not None for one in identities):
        return any(identities)
    if not _same_people(sentence, context, known, versions, knowledge):
        return False
    products = sentence.interventions or context.interventions
    if known.intervention and known.intervention not in products:
        return False
    strangers = {
        name
        for name in sentence.interventions
        if not any(
            other is not None and name in knowledge.lineage(other) for other in (known.intervention, known.comparator)
        )
        and not any(name in version.interventions for version in versions)
    }
    if strangers:
        return False
    return any(_says(sentence, products, known, version) for version in versions)


def _own(unit: Unit) -> list[str]:
    """Return the stems and concepts of a unit: not the topics that it means."""
    return [name for name in unit.features if "/" not in name or name.startswith("concept/")]


def _without_type(unit: Unit) -> Unit:
    """Return a unit with less weight where it is a common word that only tells a type of claim (`treatment`: an indication)."""
    concepts = {name.partition("/")[2] for name in unit.features if name.startswith("concept/")}
    if concepts and concepts <= _TYPES and all(word in COMMON for word in unit.words):
        return unit._replace(weight=unit.weight * OF_TYPE)
    return unit


def _is_identity(sentence: Profile, version: Profile) -> bool | None:
    """Whether a sentence says by the way what a claim of the form `A is a B` says: `A, a strong B, …`.

    None if the claim has another form.
    """
    words = [word for word, _ in version.words]
    at = next((place for place, word in enumerate(words) if word in {"is", "are"}), 0)
    left = [stemmed for word, stemmed in version.words[:at] if word not in GRAMMAR]
    right = [stemmed for word, stemmed in version.words[at + 1 :] if word not in GRAMMAR]
    if not left or not right or len(left) > 2 or len(right) > 2 or version.tones[0].negations:  # noqa: PLR2004 - a name, a noun
        return None
    is_kind = words[at + 1 : at + 2] and words[at + 1] in _ARTICLES
    is_name = any(f"concept/{name}" in unit.features for unit in version.units[-1:] for name in version.interventions)
    if not (is_kind or is_name) or any(word in _PREPOSITIONS for word in words[at:]):
        return None
    one, other = (_where(sentence, version, part) for part in (left, right))
    return any(
        _is_apposition(sentence, min(a, b) + 1, max(a, b), is_turned=b < a)
        for a in one
        for b in other
        if a != b and abs(a - b) <= APPOSED
    )


def _where(sentence: Profile, version: Profile, stems: Sequence[str]) -> list[int]:
    """Return where a sentence has the last of some words of a claim, or another word for the same."""
    wanted = set(stems)
    same = {
        name
        for unit in version.units
        if wanted.intersection(unit.features)
        for name, factor in unit.features.items()
        if factor == 1.0 and name.startswith("concept/")
    }
    shared = {name for unit in version.units if not wanted.intersection(unit.features) for name in unit.features}
    same -= shared  # `Spravato is esketamine` is not said by either word alone
    forms = {word for unit in sentence.units if same.intersection(unit.features) for word in unit.words}
    return [place for place, (word, stemmed) in enumerate(sentence.words) if stemmed == stems[-1] or word in forms]


def _is_apposition(sentence: Profile, start: int, end: int, *, is_turned: bool) -> bool:
    """Whether what stands between two names makes the one a kind of the other; `is_turned` if the kind comes first."""
    between = [word for word, _ in sentence.words[start:end]]
    after = sentence.words[end + 1][0] if end + 1 < len(sentence.words) else ""
    toned = tone(between)
    if toned.negations or toned.hedges or toned.boasts or toned.conditions or after in _PROPERTIES:
        return False
    if any(word in _PREPOSITIONS for word in between):
        return False
    others = [word for word in between if word not in _COPULAS and word not in GRAMMAR]
    if between.count("as") > 1 or len(others) > APPOSED_WORDS:
        return False
    if any(word in _COPULAS for word in between):
        return not is_turned
    pattern = r"\W*[,(]\s*(?:(?:an?|the|being|called|brand name|also|known|as|or)\b[^,;.]{0,30})?$"
    first, last = sentence.words[start - 1][0], sentence.words[end][0]
    found = re.search(rf"{re.escape(first)}(?P<between>[^.;:]{{0,40}}?){re.escape(last)}", sentence.text.lower())
    return bool(found and re.match(pattern, found["between"]))


def _says(sentence: Profile, products: frozenset[str], known: Known, version: Profile) -> bool:
    """Whether a sentence says what one version of a claim says."""
    own = version.features | {f"concept/{name}" for name in (known.intervention, known.population) if name}
    of_clause, touched = _of_clauses(sentence, own, frozenset())
    if of_clause < STATED_OF_SENTENCE or not _has_its_words(sentence, version):
        return False
    inside = {
        name
        for clause, unit in zip(sentence.clause_of, sentence.units, strict=True)
        if clause in touched
        for name in unit.features
    }
    inside |= {f"concept/{name}" for name in products} | {
        stemmed for word, stemmed in sentence.words if any(word in sentence.tones[one].words for one in touched)
    }
    if covered(version.units, inside) < STATED_OF_CLAIM or any(
        unit.weight >= TELLING and inside.isdisjoint(unit.features) for unit in version.units
    ):
        return False
    said = together(sentence.tones[min(touched) : max(touched) + 1])
    meant = together(version.tones)
    if not agree(said, meant) or _order(sentence, version) != _order(version, sentence):
        return False
    if _is_turned(sentence, version):
        return False
    here, there = sentence.figures, version.figures
    return (
        numbers(said.words) == numbers(meant.words)
        and {(one.low, one.high, one.unit) for one in here} >= {(one.low, one.high, one.unit) for one in there}
        and (not there or qualifiers(sentence.text) == qualifiers(version.text))
    )


def _has_its_words(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence has the common words of a claim that consists of little else (`X is mainly given by Y`)."""
    telling = [
        unit.weight
        for unit in version.units
        if unit.weight >= TELLING and not any(name.partition("/")[2] in version.interventions for name in unit.features)
    ]
    if sum(telling) >= ENOUGH:
        return True
    light = {stemmed for word, stemmed in version.words if word in TALK}
    return len(light & {stemmed for _, stemmed in sentence.words}) >= len(light) * 0.6 > 0


def _same_people(
    sentence: Profile, context: Context, known: Known, versions: Sequence[Profile], knowledge: Knowledge
) -> bool:
    """Whether a sentence is on the people of a claim: named by it, or before it, and no others."""
    people = sentence.populations or context.populations
    if known.population and known.population not in people and f"concept/{known.population}" not in sentence.features:
        return False
    allowed = {name for version in versions for name in version.populations}
    allowed |= knowledge.lineage(known.population) if known.population else set()
    return all(name in allowed or not knowledge.broader.get(name) for name in sentence.populations)


def _is_turned(sentence: Profile, version: Profile) -> bool:
    """Whether a sentence may say of one thing what a claim says of another: `A keeps B from C`.

    The order of what is named tells, where there are several things, but for the passive.
    """
    telling = [
        unit
        for unit in version.units
        if unit.weight >= TELLING or not unit.features.keys().isdisjoint(_named_in(version))
    ]
    if len(telling) <= PLAIN or ("by" in sentence.said.split()) != ("by" in version.said.split()):
        return False
    places = []
    for unit in telling:
        same = [place for place, other in enumerate(sentence.units) if not set(unit.words).isdisjoint(other.words)]
        alike = [
            place
            for place, other in enumerate(sentence.units)
            if not other.features.keys().isdisjoint(name for name, factor in unit.features.items() if factor == 1.0)
        ]
        if same or alike:
            places.append((same or alike)[0])
    return places != sorted(places)


def _named_in(version: Profile) -> frozenset[str]:
    return frozenset(f"concept/{name}" for name in version.interventions)


def _order(text: Profile, other: Profile) -> list[str]:
    """Return the products that two texts name in the order of the first: `spray or infusion`, or the other way round."""
    shared = text.interventions & other.interventions
    found = []
    for unit in text.units:
        found += [name for name in sorted(shared) if f"concept/{name}" in unit.features and name not in found]
    return found
