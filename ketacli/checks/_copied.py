"""The longest run of words that two texts share."""

from __future__ import annotations

from functools import lru_cache

from ketacli.folding import fold
from ketacli.quotes import words

MAX_RUN = 5
"""The most words in a row that a statement may share with its document."""


def longest_run(ours: str, theirs: str) -> list[str]:
    """Return the longest run of words that both texts have, as the first has them; case and punctuation do not matter.

    Nothing where the two have too few words in common for a run that is too long.
    """
    mine = [(plain, word) for word in words(ours) if (plain := _plain(word))]
    other = [plain for word in words(theirs) if (plain := _plain(word))]
    places: dict[str, list[int]] = {}
    for place, plain in enumerate(other):
        places.setdefault(plain, []).append(place)
    if sum(plain in places for plain, _ in mine) <= MAX_RUN:
        return []
    longest, last = 0, 0
    lengths: dict[int, int] = {}
    for number, (plain, _) in enumerate(mine, 1):
        lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(plain, ())}
        if (most := max(lengths.values(), default=0)) > longest:
            longest, last = most, number
    return [word for _, word in mine[last - longest : last]]


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word without case, accents and punctuation."""
    return "".join(char for char in fold(word) if char.isalnum())
