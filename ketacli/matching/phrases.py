"""Find plain phrases in a text: `side effect`, `infus*`, `how long * last`.

A word of a phrase matches every word of the same stem, `word*` every word that begins so, and a `*` of its own one to
four words. A book of phrases is plain data, so that it can be kept in an index and read back in a millisecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.matching.folding import words
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

GAP = "*"
LONGEST_GAP = 4
_KEY = 2
"""How many letters of a beginning (`word*`) it is filed under."""

Token = tuple[str, str]
"""A folded word and its stem."""


class Hit(NamedTuple):
    """A phrase found in a text: what it is a phrase of, and the places of its words (without those in a gap)."""

    target: str
    places: tuple[int, ...]


def tokens(text: str) -> list[Token]:
    """Return the words of a text with their stems."""
    return [(word, stem(word)) for word in words(text)]


def parse(phrase: str) -> tuple[str, ...]:
    """Return the elements of a phrase: stems, beginnings with a star, and gaps; empty if it has no word.

    Gaps at the ends mean nothing and go.
    """
    found: list[str] = []
    for part in phrase.split():
        if part == GAP:
            found.append(GAP)
            continue
        folded = words(part)
        found += [stem(word) for word in folded]
        if part.endswith(GAP) and folded:
            found[-1] = folded[-1] + GAP
    while found and found[-1] == GAP:
        found.pop()
    while found and found[0] == GAP:
        found.pop(0)
    return tuple(found)


class Book:
    """Phrases by their first word: `words` those that begin with a stem, `beginnings` those that begin with `word*`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._targets: Sequence[str] = data["targets"]
        self._words: Mapping[str, list[list[Any]]] = data["words"]
        self._beginnings: Mapping[str, list[list[Any]]] = data["beginnings"]

    def find(self, text: Sequence[Token]) -> Iterator[Hit]:
        """Yield every phrase in a text, each place it is found at."""
        for place, (word, stemmed) in enumerate(text):
            for number, *rest in self._words.get(stemmed, ()):
                places = _follow(text, place + 1, rest) if rest else ()
                if places is not None:
                    yield Hit(self._targets[number], (place, *places))
            for number, first, *rest in self._beginnings.get(word[:_KEY], ()):
                if word.startswith(first):
                    places = _follow(text, place + 1, rest) if rest else ()
                    if places is not None:
                        yield Hit(self._targets[number], (place, *places))


def bind(phrases: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the book of phrases with their targets, as plain data. Phrases without a word are left out."""
    numbers: dict[str, int] = {}
    by_word: dict[str, list[list[Any]]] = {}
    by_beginning: dict[str, list[list[Any]]] = {}
    for phrase, target in dict.fromkeys(phrases):
        first, *rest = parse(phrase) or ("",)
        if not first:
            continue
        number = numbers.setdefault(target, len(numbers))
        if first.endswith(GAP):
            filed, entry = by_beginning.setdefault(first[:_KEY], []), [number, first[:-1], *rest]
        else:
            filed, entry = by_word.setdefault(first, []), [number, *rest]
        if entry not in filed:
            filed.append(entry)
    return {"targets": list(numbers), "words": by_word, "beginnings": by_beginning}


def _follow(text: Sequence[Token], place: int, elements: Sequence[str]) -> tuple[int, ...] | None:
    """Return the places at which the elements of a phrase follow, or None if they do not."""
    found: list[int] = []
    for number, element in enumerate(elements):
        if element == GAP:
            for skipped in range(1, LONGEST_GAP + 1):
                after = _follow(text, place + skipped, elements[number + 1 :])
                if after is not None:
                    return (*found, *after)
            return None
        if place >= len(text) or not _is(text[place], element):
            return None
        found.append(place)
        place += 1
    return tuple(found)


def _is(token: Token, element: str) -> bool:
    return token[0].startswith(element[:-1]) if element.endswith(GAP) else token[1] == element
