"""The versions of claims that sentences are asked whether they say them: statement and short form.

Each is taken apart once, and only if a sentence may be saying it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.apart import is_apart
from ketacli.matching.leftover import covered_by, left_over
from ketacli.matching.stating import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.leftover import Covered, Stretch
    from ketacli.matching.pairs import Pair
    from ketacli.matching.profiles import Cached, Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.stating import Said


COVERED = 0.7
"""What a sentence must cover of a claim to be asked whether it says its statement or its short form."""


class Had(NamedTuple):
    """That a sentence says what a version of a claim says: the words that both have, and what is left over of the sentence.

    It is in part, where something is, only if that leaves the version as it is.
    """

    covered: Covered
    left: tuple[Stretch, ...]
    is_apart: bool


def _naming(sentence: Profile) -> set[str]:
    """Return the words by which a sentence names products."""
    names = {f"concept/{name}" for name in sentence.interventions}
    return {word for unit in sentence.units if not names.isdisjoint(unit.features) for word in unit.words}


class Versions:
    """The versions of a store's claims, taken apart as they are needed."""

    def __init__(self, knowledge: Knowledge, cached: Cached) -> None:
        self._knowledge, self._cached = knowledge, cached
        self._versions: dict[tuple[int, int], Version] = {}

    def asked(self, said: Said, pair: Pair, given: frozenset[float]) -> list[Version]:
        """Return the versions of a claim that a sentence may be saying: it has words or figures of them, and no other numbers.

        `given` are its numbers.
        """
        if pair.coverage < COVERED and not pair.has_figures:
            return []
        places = (place for place, version in enumerate(pair.versions) if version.numbers <= given)
        found = (self._of(pair.known, place) for place in places)
        return [version for version in found if said.may_have(version)]

    def prepare(self, versions: Iterable[Version]) -> None:
        """Fetch at once what taking versions apart needs."""
        self._cached.prepare(
            {text for one in versions for text in one.known.versions if text in {one.text, one.known.versions[0]}}
        )

    def had(self, said: Said, sentence: Profile, asked: Iterable[Version]) -> Had | None:
        """Return how a sentence says a claim: by the version of which it leaves least over; None if it says none of them."""
        best: tuple[tuple[bool, int], Had] | None = None
        for version in asked:
            told = said.has(version)
            if not told:
                continue
            covered = covered_by(sentence, version.known, version.profile, self._knowledge)
            left = left_over(sentence, [covered])
            besides = left_over(sentence, [covered._replace(words=covered.words | told.words)]) if told.words else left
            apart = told.is_by_the_way or is_apart(
                besides, is_identity=bool(version.identity), products=_naming(sentence)
            )
            rank = not apart, sum(len(one.words) for one in left)
            if best is None or rank < best[0]:
                best = rank, Had(covered, left, apart)
            if not left:
                break
        return best[1] if best else None

    def _of(self, known: Known, place: int) -> Version:
        found = self._versions.get((known.n, place))
        if found is None:
            text = known.versions[place]
            found = self._versions[known.n, place] = Version(known, text, partial(self._take_apart, known, place, text))
        return found

    def _take_apart(self, known: Known, place: int, text: str) -> Profile:
        """Return a version taken apart; a short form that only leaves words out is cut as the statement is."""
        if place:
            return self._cached.version(self._of(known, 0).profile, text)
        return self._cached.profile(text)
