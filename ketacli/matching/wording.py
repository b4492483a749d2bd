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


def is_worded(folded: str, phrases: Iterable[str]) -> bool:
    """Whether a folded text, with blanks around, has one of the phrases: of several words the stems, one after another."""
    said, stems = _words_of(folded)
    for phrase in phrases:
        parts = [part for part in phrase.lower().split() if ".." not in part]
        if as_written(parts[0]) in folded if len(parts) == 1 else _is_in_order(parts, said, stems):
            return True
    return False


@lru_cache(maxsize=1_000)
def _words_of(folded: str) -> tuple[list[str], list[str]]:
    """Return the words of a folded text with their stems; the same text is asked for many phrases."""
    said = folded.split()
    return said, [_stem(word) for word in said]


@lru_cache(maxsize=20_000)
def begins(phrase: str) -> str:
    """Return how the longest word of a phrase begins: a text without that does not have the phrase, unless in another form."""
    return max(phrase.lower().replace("*", " ").split(), key=len)[:BEGINNING]


def as_written(phrase: str) -> str:
    """Return a phrase as it is looked for among folded words with blanks around."""
    folded = text_of_words(phrase.replace("*", " "))
    return f" {folded}" if phrase.endswith("*") else f" {folded} "


def _is_in_order(parts: Sequence[str], said: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether the words of a phrase follow one another in a text; at a `*` a few others may stand between."""
    ends, gap = set(range(len(said))), 0
    for part in parts:
        if part == "*":
            gap = _GAP
            continue
        for place, word in enumerate(wanted := words(part)):
            is_beginning = part.endswith("*") and place == len(wanted) - 1
            ends = {
                at + 1
                for at in range(len(said))
                if (said[at].startswith(word) if is_beginning else stems[at] == _stem(word))
                and any(at - gap <= end <= at for end in ends)
            }
            gap = 0
            if not ends:
                return False
    return True
