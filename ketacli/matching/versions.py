"""The versions of claims that sentences are asked whether they say them: statement, short form, further wordings.

They are named by their places among those of their claim. Each is taken apart once, and only if a sentence may be saying it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.apart import is_apart
from ketacli.matching.leftover import covered_by, left_over
from ketacli.matching.phrases import tokens
from ketacli.matching.profiles import take_apart, version_of
from ketacli.matching.stating import Version
from ketacli.matching.wordings import COVERED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.leftover import Covered, Stretch
    from ketacli.matching.pairs import Pair
    from ketacli.matching.phrases import Token
    from ketacli.matching.profiles import Cached, Profile
    from ketacli.matching.shelf import Known
    from ketacli.matching.stating import Said


class Had(NamedTuple):
    """That a sentence says what a version of a claim says: the words that both have, and what is left over of the sentence.

    It is in part, where something is, only if that leaves the version as it is.
    """

    covered: Covered
    left: tuple[Stretch, ...]
    is_apart: bool


def places(pair: Pair, covered: Mapping[int, Sequence[int]], given: frozenset[float]) -> list[int]:
    """Return the versions of a claim that a sentence has enough of to be asked whether it says them: words or figures, numbers.

    `covered` are the further wordings that it covers, by claim; `given` are its numbers.
    """
    found: list[int] = []
    if pair.coverage >= COVERED or pair.has_figures:
        found = [place for place, version in enumerate(pair.versions) if version.numbers <= given]
    first = len(pair.known.versions)
    return [*found, *(first + place for place in covered.get(pair.known.n, ()))]


class Versions:
    """The versions of a store's claims, taken apart as they are needed."""

    def __init__(self, knowledge: Knowledge, cached: Cached) -> None:
        self._knowledge, self._cached = knowledge, cached
        self._tokens: dict[tuple[int, int], list[Token]] = {}
        self._parsed: dict[tuple[int, int], Version] = {}

    def prepare(self, asked: Iterable[tuple[Known, Sequence[int]]]) -> None:
        """Fetch at once what taking versions of claims apart needs."""
        missing: dict[tuple[int, int], list[Token]] = {}
        for known, wanted in asked:
            for place in {0, *wanted}:
                if (known.n, place) not in self._tokens:
                    missing[known.n, place] = tokens(_text(known, place))
        self._cached.fetch(stemmed for text in missing.values() for _, stemmed in text)
        self._knowledge.prepare(missing.values())
        self._tokens.update(missing)

    def had(self, said: Said, sentence: Profile, known: Known, asked: Iterable[int]) -> Had | None:
        """Return how a sentence says a claim: by the version of which it leaves least over; None if it says none of them."""
        best: tuple[tuple[bool, int], Had] | None = None
        for place in asked:
            version = self._of(known, place)
            if not said.has(known, version):
                continue
            covered = covered_by(sentence, known, version.profile, self._knowledge)
            left = left_over(sentence, [covered])
            apart = is_apart(left, is_identity=bool(version.identity))
            rank = not apart, sum(len(one.words) for one in left)
            if best is None or rank < best[0]:
                best = rank, Had(covered, left, apart)
            if not left:
                break
        return best[1] if best else None

    def _of(self, known: Known, place: int) -> Version:
        found = self._parsed.get((known.n, place))
        if found is None:
            found = self._parsed[known.n, place] = Version.of(self._take_apart(known, place))
        return found

    def _take_apart(self, known: Known, place: int) -> Profile:
        text, split = _text(known, place), self._tokens[known.n, place]
        if 0 < place < len(known.versions):
            return version_of(self._of(known, 0).profile, text, split, self._knowledge, self._cached)
        return take_apart(text, split, self._knowledge, self._cached)


def _text(known: Known, place: int) -> str:
    own = len(known.versions)
    return known.versions[place] if place < own else known.said_as[place - own]
