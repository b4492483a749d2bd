"""What matching asks of a store's index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge


class Candidate(NamedTuple):
    """A claim that a question may be about: its folded texts, and what it is filed under.

    Those with a lower `rank` come first, the core ones before all others.
    """

    n: int
    id: str
    rank: int
    statement: str
    quote: str
    facts: str
    notes: str
    topics: tuple[str, ...] = ()
    intervention: str | None = None
    comparator: str | None = None
    population: str | None = None
    measures: tuple[str, ...] = ()
    type: str = ""
    source: str = ""
    repeats: str | None = None
    is_core: bool = False


Words: TypeAlias = "Mapping[str, Sequence[tuple[str, int | None]]]"
"""For each stem its words, each with the number of statements that use it: None for a word of the vocabulary alone."""


class Lookup(Protocol):
    """A store's index, as far as matching is concerned. Every method is one question to it."""

    @property
    def knowledge(self) -> Knowledge:
        """What is known of the store's subject."""

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it."""

    def words_near(self, word: str) -> Iterable[tuple[str, int]]:
        """Return the words of the store that `word` may be a misspelling of, each with the number of statements."""

    def search(self, expression: str, limit: int) -> Sequence[int]:
        """Return the numbers of the claims that a full-text search finds, best first."""

    def in_topic(self, topic: str, limit: int) -> Sequence[int]:
        """Return the numbers of the claims of a topic, the most important first."""

    def candidates(self, numbers: Iterable[int]) -> Sequence[Candidate]:
        """Return claims by number."""
