"""Spell out phrases that stand for several: `65..99 years old`, `stop {benzodiazepine}`."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Any

from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_EXPANDED = 2_000
"""The most phrases that one phrase should stand for; the rest of more is not heard."""

DEEPEST = 5
"""How many levels deep the phrases of a concept in braces may have braces themselves."""

CONCEPT = late(r"\{([^{}]*)\}")
"""A concept in braces, by its id."""

_SEVERAL = late(rf"({CONCEPT.pattern.replace('(', '(?:')}|(?<!\S)\d{{1,3}}\.\.\d{{1,3}}(?!\S))")


class Expansion:
    """What the phrases of a store stand for, by its vocabulary and by the lists in which `broader` makes one a kind of another.

    A range is every number of it, `{ketamine}` every phrase of that concept and of what is narrower.
    """

    def __init__(self, vocabulary: Iterable[Mapping[str, Any]], named: Iterable[Mapping[str, Any]] = ()) -> None:
        self._phrases = {one["id"]: one["phrases"] for one in vocabulary}
        self._narrower: dict[str, list[str]] = {}
        for one in named:
            self._narrower.setdefault(one.get("broader") or "", []).append(one["id"])
        self._known: dict[str, list[str]] = {}
        self._depth = 0

    def of(self, phrase: str) -> Iterator[str]:
        """Yield the phrases that a phrase stands for, itself if it has neither ranges nor braces; of too many the first."""
        if "{" not in phrase and ".." not in phrase:
            yield phrase
            return
        parts = [self._meant(part) if place % 2 else [part] for place, part in enumerate(_SEVERAL.split(phrase))]
        yield from islice(map("".join, product(*parts)), MOST_EXPANDED + 1)

    def _meant(self, part: str) -> list[str]:
        """Return what stands in place of a range, or of a concept in braces."""
        if found := CONCEPT.fullmatch(part):
            return self._of_concept(found[1])
        first, last = map(int, part.split(".."))
        return list(map(str, range(first, last + 1)))

    def _of_concept(self, name: str) -> list[str]:
        """Return the phrases of a concept and of what is narrower; none of one within itself, or too deep in braces."""
        if name in self._known or self._depth == DEEPEST:
            return self._known.get(name, [])
        self._known[name] = []
        self._depth += 1
        written = (phrase for one in self._with_narrower(name) for phrase in self._phrases.get(one, ()))
        self._known[name] = list(islice((one for phrase in written for one in self.of(phrase)), MOST_EXPANDED + 1))
        self._depth -= 1
        return self._known[name]

    def _with_narrower(self, name: str) -> Iterable[str]:
        found = {name: None}
        ahead = [name]
        while ahead:
            new = [one for one in self._narrower.get(ahead.pop(), ()) if one not in found]
            found.update(dict.fromkeys(new))
            ahead += new
        return found
