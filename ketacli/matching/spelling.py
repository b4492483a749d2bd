"""Correct a misspelt word to a word of the store, only where one is close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.matching.folding import words
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 4
"""Words of fewer letters are not corrected: too many others are one letter away."""

LONG, MOST_MISTAKES = 8, 2
"""Words of at least so many letters may differ in two places, shorter ones in one."""


_WORD = late(r"[^\W\d_]{2,}")
_VOWELS = late("[aeiouy]")


def names_in(text: str) -> frozenset[str]:
    """Return, folded, the words of a text that are written as names: a capital, then small letters."""
    found = (word for word in _WORD.findall(text) if word[0].isupper() and word[1:].islower())
    return frozenset(folded for word in found for folded in words(word))


def allowance(word: str) -> int:
    """Return in how many places a word may differ from the one meant."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return MOST_MISTAKES if len(word) >= LONG else 1


def nearest(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """Return the known word that a word is a misspelling of, or None; `known` has words with their frequency.

    The first letter must be right: people get it right, and other words differ in it. Among equally close words the likeliest
    mistakes come first, which are a letter left out, two swapped, another vowel; then the more frequent word. Words of the
    fewest letters are corrected only for these: `adhd` is not `add`.
    """
    most = allowance(word)
    best: tuple[int, int, int, str] | None = None
    letters = set(word)
    for other, frequency in known:
        if other.endswith("*"):
            for end in range(len(other) - 2, len(other) + 1):
                apart = distance(word[:end], other[:-1], 1) if end <= len(word) else 2
                if apart <= 1 and len(other) > LONG:
                    found = (apart, 0, -frequency, other[:-1] + word[end:])
                    best = found if best is None or found < best else best
            continue
        if other[0] != word[0] or abs(len(other) - len(word)) > most or len(letters ^ set(other)) > 2 * most:
            continue
        least = best[0] if best else most
        apart = distance(word, other, least)
        if apart > least:
            continue
        is_left_out = len(other) > len(word) or sorted(other) == sorted(word)
        is_usual = is_left_out or _VOWELS.sub("", other) == _VOWELS.sub("", word)
        if len(word) == SHORTEST and not is_usual:
            continue
        found = (apart, 2 - is_usual - is_left_out, -frequency, other)
        if best is None or found < best:
            best = found
    return best[3] if best else None


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be added, removed, replaced or swapped with a neighbour; `most` + 1 if more than `most`.

    This is the optimal string alignment distance (Damerau 1964, without later changes in a swapped pair).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, facing in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != facing))
            is_swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing
            line.append(min(cost, before[column - 2] + 1) if is_swapped else cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return above[-1]
