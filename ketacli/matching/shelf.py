"""What reading pages asks of a store's index: where words are, and the claims that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Words


class Amount(NamedTuple):
    """A figure of a claim: ends are equal for a single value, `unit` is empty for a year."""

    measure: str
    low: float
    high: float
    unit: str


class Known(NamedTuple):
    """A claim, as far as sentences are compared with it.

    `versions` are its statement and its short form, both as written; `quote` is what its
    document says.
    """

    n: int
    id: str
    versions: tuple[str, ...]
    quote: str
    rank: int = 1
    topics: tuple[str, ...] = ()
    type: str = ""
    hedging: str = ""
    intervention: str | None = None
    comparator: str | None = None
    population: str | None = None
    measures: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    repeats: str | None = None


class Shelf(Protocol):
    """A store's index, as far as pages are concerned. Every method is asked once or twice for a page, and not for a sentence."""

    @property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it, each with the number of statements."""

    def texts(self) -> Iterable[tuple[int, str, str, str]]:
        """Return the number of each claim with its folded texts: statement, quote, and short form with correction."""

    def claims_under(self, field: str, values: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return for each value of a field (`measure`) the numbers of the claims that have it, the most important first."""

    def known(self, numbers: Iterable[int]) -> Sequence[Known]:
        """Return claims by number."""
