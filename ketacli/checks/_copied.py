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
    shared = set(other)
    if sum(plain in shared for plain, _ in mine) <= MAX_RUN:
        return []
    longest, last = 0, 0
    none = lengths = [0] * (len(other) + 1)
    for place, (plain, _) in enumerate(mine, 1):
        if plain not in shared:
            lengths = none
            continue
        lengths = [0, *(before + 1 if plain == word else 0 for before, word in zip(lengths, other, strict=False))]
        if (most := max(lengths)) > longest:
            longest, last = most, place
    return [word for _, word in mine[last - longest : last]]


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Return a word without case, accents and punctuation."""
    return "".join(char for char in fold(word) if char.isalnum())
