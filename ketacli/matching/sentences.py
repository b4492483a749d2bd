"""Compare the sentences of any page with the claims of a store.

A sentence *states* a claim where both say the same: then the claim's rating applies to it. That is said only where product,
condition, numbers, polarity, hedging and strength agree (`ketacli.matching.stating`). Otherwise it may be *compared with*
claims on the same thing: those that are likely enough to be (`ketacli.matching.pairs`).

A page is read at once: everything that its sentences need of the store is fetched in a few questions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.aboutness import About, about, places_of, product_of
from ketacli.matching.attaching import CONTROL, attached, control
from ketacli.matching.english import COMMON, GRAMMAR
from ketacli.matching.figures import figures, numbers
from ketacli.matching.folding import words
from ketacli.matching.leftover import left_over
from ketacli.matching.measures import measure_of
from ketacli.matching.nearness import Cover, Index
from ketacli.matching.pairs import Pair, Read, likelihood, pairs
from ketacli.matching.phrases import tokens
from ketacli.matching.profiles import (
    Asked,
    Cached,
    Context,
    Measured,
    Profile,
    carry,
    of_texts,
    speaks_for,
)
from ketacli.matching.relative import CEASED, is_relative, only_lessens
from ketacli.matching.scoring import Found
from ketacli.matching.stating import Said, denies, has_quote, quotes
from ketacli.matching.stems import stem
from ketacli.matching.tone import (
    asserts,
    is_called_approved,
    is_called_harmless,
    is_called_not_harmless,
    is_called_unapproved,
    is_of_myths,
    is_spoken_of,
    refutes,
    says_more,
    says_the_same,
)
from ketacli.matching.versions import Versions
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ketacli.matching.figures import Figure
    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.nearness import Compiled
    from ketacli.matching.profiles import Postings
    from ketacli.matching.shelf import Known, Shelf
    from ketacli.matching.stating import Version
    from ketacli.matching.versions import Had

COMPARED, NEAREST = 3, 5
"""How many claims a sentence is compared with at most, and how many are named as the nearest, likely or not."""

NEARLY = 0.96
"""How likely a claim is that a sentence says, but of others, or with a doubt."""

LEAST = 0.68
"""How likely a claim must be about the same for a sentence to be compared with it."""

QUOTED, PARTLY_QUOTED, OF_COMMON = 0.95, 0.9, 0.35
"""How likely a claim is whose quote the sentence has; one whose quote is of
common words, of which it must cover so much."""

BARE, ALL, OF_BARE, BARELY = 0.7, 0.6, 0.25, (0.2, 0.15)
"""How likely a claim is that has all of a bare sentence (`X is risk-free`); what is meant by all; what that must cover of it;
and how much of the claim must be in it word by word, or how likely it must be otherwise."""

OF_ITEM = 0.95, 0.3
"""How much of an item of a list, which names no product, the claim must have, and how likely it must be otherwise."""

BARE_PARTS, BARE_WORDS = 3, 8
"""How many things a bare sentence says of its product at most, in how many words."""

HARMLESS_WORDS = 12
"""A sentence of so many words may say only that a product does no harm."""

OF_SAME, SAME_WORDS = 0.5, 3
"""How much a sentence and a claim must have of each other that are the same but for their figures, in how many words."""

UNLIKELY = 0.5
"""How likely a claim is at most whose only year the sentence has for something else."""

DENIED = 0.85
"""What a sentence that says the opposite must cover of a claim for keta to say so."""

OF_QUOTE = 0.4
"""What a sentence must cover of a claim's quote to be looked at for it."""

AT_ONCE = 128
"""How many sentences are compared at once: what they share with claims is forgotten before the next ones."""

MOST_QUOTED = 8
"""How many claims are shown where a sentence has the very words of more than the usual few."""

TOUCHED = 0.2
"""The share of a sentence that speaks for a topic which is not left out, then."""

_OF_PEOPLE = frozenset({"advice", "definition", "eligibility"})
"""Types of claims that sentences on other products may be about: who has tried two antidepressants may have this one."""

_SINCE = late(r"\bsince\s+$", re.IGNORECASE)


def may_be_stated(pair: Pair, named: Collection[str | None]) -> bool:
    """Whether a sentence is on the product and people of a claim, so that it can be asked whether it states it; `named` are its own."""
    known = pair.known
    return (
        (pair.is_on_product or known.type == "definition") and known.intervention in named and known.population in named
    )


def _named(profile: Profile, context: Context) -> set[str | None]:
    """Return the products and people that a sentence is on, and all else that it names; None stands for a claim on none."""
    own = {name.removeprefix("concept/") for name in profile.features if name.startswith("concept/")}
    return {None, *own, *profile.interventions, *context.interventions, *profile.populations, *context.populations}


class Sentence(NamedTuple):
    """What a sentence has in common with a store: what it states, whole or in part, what to compare it with, its figures.

    `nearest` are the best candidates besides those stated, however unlikely: to choose from, not to be shown as an answer.
    """

    states: tuple[str, ...] = ()
    compare: tuple[Found, ...] = ()
    figures: tuple[Measured, ...] = ()
    interventions: frozenset[str] = frozenset()
    populations: frozenset[str] = frozenset()
    topics: tuple[str, ...] = ()
    omissions: tuple[str, ...] = ()
    nearest: tuple[Found, ...] = ()
    states_in_part: Mapping[str, tuple[str, ...]] = {}
    """The claims that a part of it states, each with what it says besides, in its words."""
    denied: frozenset[str] = frozenset()
    """Those of the claims to compare it with of which it says the opposite."""
    about: frozenset[str] = frozenset()
    """The products that it is on, named by itself or before it."""
    is_on_product: bool = True
    """Whether there are any; so it is in a store without products."""


class Compared(NamedTuple):
    """A sentence, taken apart, with the claims that were looked at.

    `said` is what it says, `asked` are the versions of claims, by their ids, that this may be: the most likely first.
    """

    profile: Profile
    context: Context
    measured: tuple[Measured, ...]
    pairs: Sequence[Pair]
    said: Said
    asked: Mapping[str, Sequence[Version]]
    speaks: Mapping[str, float] = {}
    """How far it speaks for each topic: `topic/onset`."""
    before: str = ""
    """What the sentence before says, under the same heading, folded."""


class Reader:
    """Reads sentences against one store; what it worked out of a claim it keeps for the next page."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._cached = Cached(shelf)
        self._index = Index(shelf, self._cached)
        self._has_products = "intervention" in shelf.knowledge.kinds.values()
        self._versions = Versions(shelf.knowledge, self._cached)
        self._fragments: dict[int, tuple[tuple[str, float], ...]] = {}

    @property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""
        return self._shelf.knowledge

    def read(self, text: str, context: frozenset[str] = frozenset()) -> Sentence:
        """Return what one sentence has in common with the store; `context` are interventions named before it."""
        return self.read_all([Asked(text, context=Context(context))])[0]

    def profiles(self, texts: Sequence[str]) -> list[Profile]:
        """Return texts taken apart."""
        self._cached.prepare(texts)
        return [self._cached.profile(text) for text in texts]

    def read_all(self, asked: Sequence[Asked], title: str = "", *, is_whole: bool = False) -> list[Sentence]:
        """Return what each sentence of a page has in common with the store.

        A whole page that does not name the subject of the store is not on it, and has no figures of it.
        """
        answer = []
        for place, found in enumerate(self.compared(asked, title, is_whole=is_whole)):
            one = asked[place]
            is_taken_back = place + 1 < len(asked) and refutes(asked[place + 1].text)
            is_myth = is_of_myths(one.heading) or is_of_myths(one.text[:24])
            may_state = not (is_taken_back or is_myth or one.lead or is_spoken_of(one.text)) and asserts(one.text)
            answer.append(self._sentence(found, may_state=may_state, is_item=one.is_item))
        return answer

    def compared(self, asked: Sequence[Asked], title: str = "", *, is_whole: bool = False) -> Iterator[Compared]:
        """Yield each sentence of a page with the claims that were looked at: what the scorer is learnt from."""
        *profiles, of_title = self.profiles([*(f"{one.lead} {one.text}".strip() for one in asked), title])
        profiles = [
            profile._replace(text=one.text, figures=figures(one.text)) if one.lead else profile
            for profile, one in zip(profiles, asked, strict=True)
        ]
        subject = about([*profiles, of_title], self.knowledge) if is_whole and self._has_products else None
        if subject is not None:
            profiles, of_title = self._on(subject, profiles), self._on(subject, [of_title])[0]
        contexts = carry(
            profiles, asked, of_title, self.knowledge, has_main=subject is None or not subject.is_elsewhere
        )
        postings = of_texts(self.knowledge.postings({name for profile in profiles for name in profile.features}))
        speaks = [speaks_for(profile, postings) for profile in profiles]
        measured = [
            self._measured(profile, postings)
            if profile.interventions or context.interventions or not self._has_products
            else ()
            for profile, context in zip(profiles, contexts, strict=True)
        ]
        before: Cover | None = None
        for start in range(0, len(asked), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            covers = self._index.covers(profiles[part], contexts[part])
            given = [numbers(word for word, _ in one.words) for one in profiles[part]]
            candidates = self._index.find(covers, measured[part], speaks[part])
            claims = self._index.compiled({one for found in candidates for one in found})
            answer = []
            for place, (one, cover, found) in enumerate(zip(asked[part], covers, candidates, strict=True), start):
                is_new = not place or asked[place - 1].section != one.section
                read = Read(
                    profiles[place],
                    contexts[place],
                    cover,
                    None if is_new else before,
                    speaks[place],
                    measured[place],
                )
                is_claim = one.is_claim and (one.lead or one.is_item or asserts(one.text))
                compared = [claims[number] for number in found] if is_claim else []
                if subject is not None:
                    compared = [claim for claim in compared if self._may_be_on(claim, read, subject)]
                near = pairs(compared, read, self.knowledge) if compared else []
                said = Said(read.profile, read.context, read.measured, self.knowledge)
                named = _named(read.profile, read.context)
                versions = {
                    pair.known.id: found_of
                    for pair in near
                    if may_be_stated(pair, named)
                    and (found_of := self._versions.asked(said, pair, given[place - start]))
                }
                said_before = "" if is_new else profiles[place - 1].said
                answer.append(
                    Compared(
                        profiles[place],
                        contexts[place],
                        measured[place],
                        near,
                        said,
                        versions,
                        speaks[place],
                        said_before,
                    )
                )
                before = cover
            self._versions.prepare(version for one in answer for asked_of in one.asked.values() for version in asked_of)
            yield from answer

    def _on(self, subject: About, profiles: Sequence[Profile]) -> list[Profile]:
        """Return sentences without the products that their page is not on."""
        if not subject.is_on_subject:
            return [one._replace(interventions=frozenset()) for one in profiles]
        return [
            one._replace(
                interventions=frozenset(name for name in one.interventions if subject.is_on(name, self.knowledge))
            )
            for one in profiles
        ]

    def _may_be_on(self, claim: Compiled, read: Read, subject: About) -> bool:
        """Whether a sentence of a page may be on the product of a claim: not if the page, or it alone, is on something else.

        It is on something else if it names only products that the claim does not.
        """
        product, own = claim.known.intervention, read.profile.interventions
        if product is None:
            return True
        if not own or claim.known.type in _OF_PEOPLE:
            return subject.is_on(product, self.knowledge) and not (
                subject.is_elsewhere and not read.context.interventions
            )
        allowed = {wider for one in (product, claim.known.comparator) if one for wider in self.knowledge.lineage(one)}
        if any(not self.knowledge.lineage(one).isdisjoint(allowed) for one in own):
            return subject.is_on(product, self.knowledge)
        named = self.knowledge.forms([f"concept/{one}" for one in own]).values()
        return any(forms.are_in(version.words.keys(), version.padded) for forms in named for version in claim.versions)

    def _sentence(self, found: Compared, *, may_state: bool, is_item: bool = False) -> Sentence:
        profile, context, measured, pairs, _, _, speaks, _ = found
        topics = {name.partition("/")[2] for name in profile.targets if name.startswith("topic/")}
        topics |= {name.partition("/")[2] for name, share in speaks.items() if share >= TOUCHED}
        near = self._had(found) if may_state else {}
        had = {name: one for name, one in near.items() if one.is_apart}
        rest = left_over(profile, [one.covered for one in had.values()]) if had else ()
        for name, one in near.items() if rest else ():  # what is left over is another claim
            if name not in had and not left_over(profile, [one.covered, *(other.covered for other in had.values())]):
                had[name], rest = one, ()
                break
        in_part = {name: one.left for name, one in had.items()} if rest else {}
        scored = [
            (-NEARLY if name in near else -round(self._score(found, pair, is_item=is_item), 3), name)
            for pair in pairs
            if (name := pair.known.id) not in had
        ]
        best = [Found(name, -score) for score, name in sorted(scored)[:MOST_QUOTED]]
        shown = [one for place, one in enumerate(best) if one.score >= (LEAST if place < COMPARED else PARTLY_QUOTED)]
        text = profile.text
        is_harmful = self._is_on_harm(profile) and is_called_not_harmless(text)
        is_unapproved = is_called_unapproved(text)
        is_alike = len(profile.words) <= HARMLESS_WORDS and says_the_same(text)
        denied = frozenset(
            pair.known.id
            for pair in pairs
            if pair.is_on_product
            and (
                (
                    pair.coverage >= DENIED
                    and denies(profile, pair.known.versions[0])
                    and not _denies_elsewhere(text, pair.known.versions[0])
                )
                or (is_harmful and is_called_harmless(pair.known.versions[0]))
                or (is_unapproved and is_called_approved(pair.known.versions[0]))
                or (is_alike and says_more(pair.known.versions[0]))
            )
        )
        shown.sort(key=lambda one: one.id in denied)
        return Sentence(
            states=() if rest else tuple(sorted(had)),
            states_in_part={name: tuple(stretch.text for stretch in left) for name, left in sorted(in_part.items())},
            compare=tuple(shown),
            figures=measured,
            interventions=profile.interventions,
            populations=profile.populations,
            topics=tuple(sorted(topics)),
            omissions=tuple(sorted(name.partition("/")[2] for name in profile.targets if name.startswith("omission/"))),
            nearest=tuple(best[:NEAREST]),
            denied=denied,
            about=profile.interventions or context.interventions,
            is_on_product=bool(profile.interventions or context.interventions) or not self._has_products,
        )

    def _had(self, found: Compared) -> dict[str, Had]:
        """Return the claims that a sentence, or a clause of it, says, each with how it says it."""
        had = {name: self._versions.had(found.said, found.profile, versions) for name, versions in found.asked.items()}
        return {name: one for name, one in had.items() if one}

    def _score(self, found: Compared, pair: Pair, *, is_item: bool) -> float:
        """Return how likely a sentence is about what a claim is about."""
        profile, before = found.profile, found.before
        score = likelihood(pair)
        if _has_year_of_its_own(found, pair.known):
            return min(score, UNLIKELY)
        if (
            score < BARE
            and pair.share >= ALL
            and pair.coverage >= OF_BARE
            and _is_bare(profile, pair, score, is_item=is_item)
        ):
            score = BARE
        if score < BARE and pair.is_on_product and self._is_like(profile, pair):
            score = BARE + score / 100  # of several the likeliest first
        if pair.of_quote < OF_QUOTE:
            return score
        fragments = self._fragments_of(pair.known)
        if quotes(profile, fragments):
            return QUOTED
        is_near = pair.is_on_product and pair.coverage >= OF_COMMON
        return max(score, PARTLY_QUOTED) if has_quote(profile, before, fragments, is_near=is_near) else score

    def _is_like(self, profile: Profile, pair: Pair) -> bool:
        """Whether a sentence and a claim both say that a product does no harm, or the same of it with other figures."""
        statement = pair.known.versions[0]
        if self._is_on_harm(profile) and is_called_harmless(profile.text) and is_called_harmless(statement):
            return True
        if not profile.figures or pair.coverage < OF_SAME or pair.share < OF_SAME:
            return False
        mine = _without_figures(profile.text)
        return len(mine) >= SAME_WORDS and mine == _without_figures(statement)

    def _is_on_harm(self, profile: Profile) -> bool:
        """Whether a sentence is short enough to say only that a product, which it names, does harm or none."""
        is_named = bool(profile.interventions) or not self._has_products
        return is_named and len(profile.words) <= HARMLESS_WORDS

    def _fragments_of(self, known: Known) -> tuple[tuple[str, float], ...]:
        """Return the fragments of a claim's quote, each with how rare its words are among the claims of the store."""
        found = self._fragments.get(known.n)
        if found is None:
            found = self._fragments[known.n] = tuple(
                (f" {' '.join(words(part))} ", self._rarity(part)) for part in known.quote.split("\n")
            )
        return found

    def _rarity(self, text: str) -> float:
        stems = dict.fromkeys(stemmed for word, stemmed in tokens(text) if word not in COMMON)
        known = self._cached.words_of(stems)
        return sum(
            self.knowledge.weight(max((count or 0 for _, count in known.get(one, ())), default=0)) for one in stems
        )

    def _measured(self, profile: Profile, postings: Postings) -> tuple[Measured, ...]:
        """Return the figures of a sentence, each with the measure that the sentence speaks for most, and whose it is."""
        shares = [(one.start, one.end) for one in profile.figures if one.unit == "%"]
        places = places_of(profile.text, profile.units, self.knowledge) if shares else []
        arms = attached(profile.text, shares, places)
        return tuple(
            Measured(
                one,
                self._measure(one, profile, postings),
                arm
                if (arm := arms.get(one.start)) in self.knowledge.kinds
                else control(profile.text, places)
                if arm == CONTROL
                else product_of(one.start, one.end, profile.text, profile.units, self.knowledge),
                arm,
            )
            for one in profile.figures
        )

    def _measure(self, figure: Figure, profile: Profile, postings: Postings) -> str | None:
        if is_relative(profile.text, figure):
            return None
        speaks: dict[str, float] = {}
        for name in sorted(profile.features):
            for target, worth in postings.get(name, ()):
                kind, _, measure = target.partition("/")
                if kind == "measure":
                    speaks[measure] = speaks.get(measure, 0.0) + worth * (1.0 if "/" in name else 0.6)
        found = measure_of(figure, profile.text, self.knowledge.dimensions, speaks, profile.figures)
        return None if found == CEASED and only_lessens(profile.text) else found


_OCCASION = late(r"\b(?:when|while|whenever|once|as soon as)\b", re.IGNORECASE)
"""What begins a part of a sentence that only says when something is so."""


def _denies_elsewhere(text: str, statement: str) -> bool:
    """Whether a sentence denies something before it names an occasion, and only there has words of a statement.

    `Nobody has to be with you when you take a lozenge` does not deny that one takes lozenges.
    """
    found = _OCCASION.search(text)
    meant = {stem(word) for word in words(statement) if word not in COMMON}
    return found is not None and meant.isdisjoint(stem(word) for word in words(text[: found.start()]))


def _has_year_of_its_own(found: Compared, known: Known) -> bool:
    """Whether a sentence has a claim's year for something that it says has gone on since: `treated 4,000 people since 2019`."""
    return any(
        one.measure is None and one.figure.low == amount.low and _SINCE.search(found.profile.text[: one.figure.start])
        for one in found.measured
        if not one.figure.unit
        for amount in known.amounts
        if not amount.unit
    )


@lru_cache(maxsize=256)
def _without_figures(text: str) -> frozenset[str]:
    """Return the stems of a text without its figures and common words of grammar."""
    left = list(text)
    for one in figures(text):
        left[one.start : one.end] = " " * (one.end - one.start)
    return frozenset(stemmed for word, stemmed in tokens("".join(left)) if word not in GRAMMAR)


def _is_bare(profile: Profile, pair: Pair, score: float, *, is_item: bool) -> bool:
    """Whether a sentence says one thing or two of a product (`X is risk-free`), and a claim is on that product.

    It has to name the product, but for an item of a list.
    """
    products = {f"concept/{name}" for name in profile.interventions}
    said = [unit for unit in profile.units if products.isdisjoint(unit.features)]
    first = next((unit for unit in profile.units if unit not in said), None)
    return (
        (first is not None or is_item)
        and pair.is_on_product
        and pair.known.intervention is not None
        and (pair.exact >= BARELY[0] or score >= BARELY[1])
        and (first is not None or (pair.share >= OF_ITEM[0] and (pair.exact >= BARELY[0] or score >= OF_ITEM[1])))
        and len(profile.words) <= BARE_WORDS
        and 0 < len(said) <= BARE_PARTS
        and (first is None or profile.units[0] is first)
    )
