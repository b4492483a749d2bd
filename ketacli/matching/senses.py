"""English words that are near in meaning, whatever the subject: `ease` and `relieve`, `seldom` and `rarely`.

The subject's own words are in a store's vocabulary. What is here bridges a claim and a sentence that tell of the same with
other everyday words; it is worth less than the same word, and never enough for a sentence to *state* a claim. A line of the
list is a sense; a word may be in several.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LIST = Path(__file__).parent / "wordlists" / "senses.txt"


@cache
def _senses() -> tuple[tuple[frozenset[str], ...], Mapping[str, tuple[int, ...]]]:
    """Return the stems of each sense, and for each stem the senses that have it."""
    lines = _LIST.read_text("ascii").splitlines()
    of_sense = tuple(
        frozenset(stem(word) for word in line.split()) for line in lines if line and not line.startswith("#")
    )
    of_stem: dict[str, tuple[int, ...]] = {}
    for number, stems in enumerate(of_sense):
        for one in stems:
            of_stem[one] = (*of_stem.get(one, ()), number)
    return of_sense, of_stem


def akin(stemmed: str) -> frozenset[str]:
    """Return the stems that are near in meaning to one, itself left out."""
    of_sense, of_stem = _senses()
    return frozenset().union(*(of_sense[number] for number in of_stem.get(stemmed, ()))) - {stemmed}


def all_akin(stems: Iterable[str]) -> set[str]:
    """Return the stems that are near in meaning to any of several."""
    return {other for one in stems for other in akin(one)}
