"""Tell whether a text has a phrase by which people ask in the very sense: a single word as it is written.

Those who ask say little else, so there any form of a word will do. A page has many words in other senses: `what to expect` is
not `expecting`, `a dead giveaway` not `deadly`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ketacli.matching.folding import text_of_words, words
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_GAP = 6
"""How many words may stand where a phrase has a gap."""

BEGINNING = 4
"""By how many letters a word is looked for before the phrase that it is of."""

_stem = lru_cache(maxsize=20_000)(stem)
folded = lru_cache(maxsize=2_000)(text_of_words)
"""Folds a text that is asked for many points."""


def is_worded(text: str, phrases: Iterable[str]) -> bool:
    """Whether a folded text, with blanks around, has one of the phrases: of several words the stems, one after another."""
    said, stems = _words_of(text)
    for phrase in phrases:
        alone = _alone(phrase)
        if alone in text if alone else _is_in_order(_parts(phrase), said, stems):
            return True
    return False


@lru_cache(maxsize=20_000)
def _alone(phrase: str) -> str:
    """Return the only word of a phrase as it is looked for; empty where it has several."""
    parts = phrase.lower().split()
    return as_written(parts[0]) if len(parts) == 1 else ""


@lru_cache(maxsize=1_000)
def _words_of(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a folded text with their stems; the same text is asked for many phrases."""
    said = text.split()
    return said, [_stem(word) for word in said]


@lru_cache(maxsize=1_000)
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a folded text, and the empty one: of two words of a phrase the second must be among them."""
    return frozenset(("", *_words_of(text)[1]))


@lru_cache(maxsize=20_000)
def begins(phrase: str) -> str:
    """Return how the longest word of a phrase begins: a text without that does not have the phrase, unless in another form."""
    return max(phrase.lower().replace("*", " ").split(), key=len)[:BEGINNING]


def as_written(phrase: str) -> str:
    """Return a phrase as it is looked for among folded words with blanks around."""
    if phrase.isalpha() and phrase.isascii() and phrase.islower():
        return f" {phrase} "
    folded = text_of_words(phrase.replace("*", " "))
    return f" {folded}" if phrase.endswith("*") else f" {folded} "


@lru_cache(maxsize=20_000)
def _parts(phrase: str) -> tuple[tuple[int, str, str], ...]:
    """Return the words of a phrase: how many others may stand before each, its stem, and the beginning that will do, if one will."""
    found: list[tuple[int, str, str]] = []
    gap = 0
    for part in phrase.lower().split():
        if part == "*":
            gap = _GAP
            continue
        wanted = words(part)
        for place, word in enumerate(wanted):
            is_beginning = part.endswith("*") and place == len(wanted) - 1
            found.append((gap, "" if is_beginning else _stem(word), word if is_beginning else ""))
            gap = 0
    return tuple(found)


def _is_in_order(parts: Sequence[tuple[int, str, str]], said: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether the words of a phrase follow one another in a text; at a `*` a few others may stand between."""
    for _, wanted, _ in parts:
        if wanted and wanted not in stems:
            return False
    ends: Sequence[int] = range(len(said))
    for gap, wanted, begins_with in parts:
        here = (
            [at for at, word in enumerate(said) if word.startswith(begins_with)]
            if begins_with
            else [at for at, stemmed in enumerate(stems) if stemmed == wanted]
        )
        ends = [at + 1 for at in here if any(at - gap <= end <= at for end in ends)]
        if not ends:
            return False
    return True
