"""Find the further wordings of claims that a sentence may be saying: those that it covers well enough.

There are several of each claim, so they are looked for by the words of the sentence, and not claim by claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.english import COMMON
from ketacli.matching.nearness import COMMON_SHARE, FEWEST_COMMON, LIGHTEST, covered
from ketacli.matching.stating import PEOPLE, STUDYING

if TYPE_CHECKING:
    from ketacli.matching.nearness import Cover, Index, Weighed
    from ketacli.matching.shelf import Shelf

COVERED = 0.7
"""What a sentence must cover of a wording to be asked whether it says it."""

ROUGHLY = 0.5
"""What it must cover by single words, without phrases, to be looked at."""


_NOT_NEEDED = COMMON | PEOPLE | STUDYING


class _Wording(NamedTuple):
    """A wording: the number of its claim, its place among those of the claim, its words and what they weigh in all."""

    claim: int
    place: int
    text: Weighed
    mass: float
    needed: frozenset[str]
    """Those of its words that a sentence without the claim's figures has to cover somehow."""


class Wordings:
    """The further wordings of a store's claims, by the words that they have."""

    def __init__(self, shelf: Shelf, index: Index) -> None:
        self._shelf = shelf
        self._index = index
        self._all: list[_Wording] | None = None
        self._having: dict[str, list[tuple[int, float]]] = {}
        """By word the wordings that have it, each with the share of their weight that it is."""

    def covered(self, cover: Cover, given: frozenset[float], *, has_figures: bool) -> dict[int, list[int]]:
        """Return for each claim the wordings, by their places, that a sentence with some numbers covers.

        First come those that have most in common with it, of what either says.
        """
        if self._all is None:
            self._all = self._load()
        tally: dict[int, float] = {}
        get = tally.get
        having = self._having
        for word in cover.words.keys() & having.keys():
            share = cover.words[word]
            for number, part in having[word]:
                tally[number] = get(number, 0.0) + part * share
        found: list[tuple[float, int, int]] = []
        for number, roughly in tally.items():
            if roughly < ROUGHLY:
                continue
            one = self._all[number]
            if not one.text.numbers <= given:
                continue
            shares = covered(one.text, cover)
            if not (has_figures or one.needed <= shares.keys()):
                continue
            weights = one.text.words
            mass = sum([weights[word] * part for word, part in shares.items()])
            if mass >= COVERED * one.mass:
                found.append((-mass / one.mass - min(1.0, mass / cover.mass), one.claim, one.place))
        answer: dict[int, list[int]] = {}
        for _, claim, place in sorted(found):
            answer.setdefault(claim, []).append(place)
        return answer

    def _load(self) -> list[_Wording]:
        rows = [(claim, place, text.split()) for claim, place, text in self._shelf.wordings()]
        self._index.fetch({word for *_, said in rows for word in said})
        found = []
        for number, (claim, place, said) in enumerate(rows):
            text = self._index.weighed(said)
            mass = max(text.mass, LIGHTEST)
            found.append(_Wording(claim, place, text, mass, frozenset(text.words) - _NOT_NEEDED))
            for word, weight in text.words.items():
                self._having.setdefault(word, []).append((number, weight / mass))
        most = max(FEWEST_COMMON, COMMON_SHARE * len(rows))
        self._having = {word: having for word, having in self._having.items() if len(having) <= most}
        return found
