"""English words that are near in meaning, whatever the subject: `ease` and `relieve`, `seldom` and `rarely`.

The subject's own words are in a store's vocabulary. What is here bridges a claim and a sentence that tell of the same with
other everyday words; it is worth less than the same word. Only words that may be put for one another whatever the sentence
are enough for a sentence to *state* a claim. A line of the list is a sense; a word may be in several.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LIST = Path(__file__).parent / "wordlists" / "senses.txt"
_SAME = "="


@cache
def _senses() -> tuple[tuple[frozenset[str], ...], Mapping[str, tuple[int, ...]]]:
    """Return the stems of each sense, and for each stem the senses that have it."""
    lines = [line for line in _LIST.read_text("ascii").splitlines() if line and not line.startswith("#")]
    of_sense = tuple(frozenset(stem(word) for word in line.removeprefix(_SAME).split()) for line in lines)
    of_stem: dict[str, tuple[int, ...]] = {}
    for number, stems in enumerate(of_sense):
        for one in stems:
            of_stem[one] = (*of_stem.get(one, ()), number)
    return of_sense, of_stem


@cache
def _same() -> Mapping[str, frozenset[str]]:
    """Return for each stem of a sense of words for the same the stems of that sense."""
    lines = (line for line in _LIST.read_text("ascii").splitlines() if line.startswith(_SAME))
    senses = [frozenset(stem(word) for word in line.removeprefix(_SAME).split()) for line in lines]
    return {one: sense for sense in senses for one in sense}


def all_same(stems: Iterable[str]) -> set[str]:
    """Return stems with those that may be put for any of them whatever the sentence."""
    same = _same()
    return {other for one in stems for other in (one, *same.get(one, ()))}


@lru_cache(maxsize=8192)
def akin(stemmed: str) -> frozenset[str]:
    """Return the stems that are near in meaning to one, itself left out."""
    of_sense, of_stem = _senses()
    return frozenset().union(*(of_sense[number] for number in of_stem.get(stemmed, ()))) - {stemmed}


def all_akin(stems: Iterable[str]) -> set[str]:
    """Return the stems that are near in meaning to any of several."""
    return {other for one in stems for other in akin(one)}
