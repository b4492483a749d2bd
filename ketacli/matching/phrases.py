"""Find plain phrases in a text: `side effect`, `infus*`, `how long * last`.

A word of a phrase matches every word of the same stem, `word*` every word that begins so, and a `*` of its own one to
four words. Phrases are filed by what they begin with, so that only those are looked at that could be in a text.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeAlias

from ketacli.frozen import NamedTuple
from ketacli.matching.folding import words
from ketacli.matching.stems import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

GAP = "*"
LONGEST_GAP = 4
_KEY = 2
"""How many letters of a beginning (`word*`) it is filed under."""

Token = tuple[str, str]
"""A folded word and its stem."""


Parsed: TypeAlias = "tuple[tuple[str, ...], str]"
"""The elements of a phrase, and its target."""

Filed: TypeAlias = "Mapping[str, Sequence[Sequence[str]] | None]"
"""Phrases by what they begin with: each its target and its further elements."""


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
    found = tuple(chain.from_iterable(map(_elements, phrase.split())))
    while found and found[-1] == GAP:
        found = found[:-1]
    while found and found[0] == GAP:
        found = found[1:]
    return found


@lru_cache(maxsize=20_000)
def _elements(part: str) -> tuple[str, ...]:
    """Return the elements of a part of a phrase that stands between blanks."""
    if part == GAP:
        return (GAP,)
    folded = words(part)
    found = tuple(map(stem, folded))
    return (*found[:-1], folded[-1] + GAP) if part.endswith(GAP) and folded else found


def keys(text: Sequence[Token]) -> tuple[set[str], set[str]]:
    """Return under what the phrases are filed that could be in a text: stems and pairs of stems, and beginnings."""
    stems = [stemmed for _, stemmed in text]
    return {*stems, *map(" ".join, pairwise(stems))}, {word[:_KEY] for word, _ in text}


def find(
    text: Sequence[Token], by_word: Filed, begun: Callable[[str], Sequence[Sequence[str]]], first: int | None = None
) -> Iterator[Hit]:
    """Yield every phrase in a text, at each place it is found: of those that are filed under the text's `keys`.

    `begun` returns for a word the phrases that begin with a `word*` of which it is one. With `first`, only those are found that
    begin with one of so many first words.
    """
    stems = [stemmed for _, stemmed in text]
    every = set(stems)
    padded = [*stems, "", ""]
    for place, (word, stemmed) in enumerate(text[:first]):
        for length, key in ((1, stemmed), (2, f"{stemmed} {padded[place + 1]}")):
            after = padded[place + length]
            for entry in by_word.get(key) or ():
                if len(entry) == 1:
                    yield Hit(entry[0], tuple(range(place, place + length)))
                elif entry[1] == after or (entry[1][-1] == GAP and not _lacks(entry, every)):
                    places = _follow(text, place + length, entry[1:])
                    if places is not None:
                        yield Hit(entry[0], (*range(place, place + length), *places))
        for entry in begun(word):
            places = _follow(text, place + 1, entry[2:])
            if places is not None:
                yield Hit(entry[0], (place, *places))


def begun(word: str, by_beginning: Filed) -> list[Sequence[str]]:
    """Return the phrases that begin with a `word*` of which a word is one."""
    return [entry for entry in by_beginning.get(word[:_KEY]) or () if word.startswith(entry[1])]


def file(phrases: Iterable[Parsed]) -> tuple[dict[str, list[list[str]]], dict[str, list[list[str]]]]:
    """Return phrases by what they begin with: one stem or two, or the first letters of a `word*`; each its target and the rest.

    Phrases without a word, and those that begin with fewer letters than they are filed under, are left out.
    """
    by_word: dict[str, list[list[str]]] = {}
    by_beginning: dict[str, list[list[str]]] = {}
    for elements, target in dict.fromkeys(phrases):
        first, *rest = elements or ("",)
        if first.endswith(GAP):
            if len(first) > _KEY:
                by_beginning.setdefault(first[:_KEY], []).append([target, first[:-1], *rest])
        elif first:
            if rest and not rest[0].endswith(GAP):
                first = f"{first} {rest.pop(0)}"
            by_word.setdefault(first, []).append([target, *rest])
    return by_word, by_beginning


def _lacks(entry: Sequence[str], stems: set[str]) -> bool:
    """Whether no word of a text is what follows the gap in a phrase."""
    return entry[1] == GAP and entry[2] not in stems and not entry[2].endswith(GAP)


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
