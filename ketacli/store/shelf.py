"""A `ketacli.matching.shelf.Shelf` on an index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ketacli.matching.shelf import Amount, Known
from ketacli.model import IMPORTANCES
from ketacli.store.index import batches, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from ketacli.matching.knowledge import Knowledge
    from ketacli.matching.lookup import Words
    from ketacli.store.finding import Finder

_MOST = 50
_MOST_RANKED = 500
"""How many of the claims with one value of a field are ranked: a value of more claims says little about each."""


class IndexShelf:
    """What an index knows for reading pages; `ask` puts SQL with its values to it."""

    def __init__(self, finder: Finder, ask: Callable[[str, Sequence[Any]], Iterable[Any]]) -> None:
        self._finder = finder
        self._ask = ask

    @property
    def knowledge(self) -> Knowledge:
        """The compiled subject."""
        return self._finder.knowledge

    def words_of(self, stems: Iterable[str]) -> Words:
        """Return for each stem the words of the store that have it, each with the number of statements."""
        found: dict[str, Any] = {}
        for chunk in batches(list(stems)):
            found.update(self._finder.words_of(chunk))
        return found

    def texts(self) -> Iterable[tuple[int, str, str, str]]:
        """Return the number of each claim with its folded texts: statement, quote, and short form with correction."""
        # Faster than the index of the full-text table, which would list every place in notes as well: 40 ms for 10,000 claims.
        return self._ask("SELECT rowid, statement, quote, facts FROM words", ())

    def claims_under(self, field: str, values: Collection[str]) -> Mapping[str, Sequence[int]]:
        """Return for each value of a field the numbers of the claims that have it, the most important first."""
        found: dict[str, list[int]] = {}
        query = (
            "SELECT item.n FROM (SELECT item FROM facet WHERE field = ? AND value = ? LIMIT ?) AS under "
            "JOIN item ON item.n = under.item WHERE item.kind = 'claim' AND item.guest = 0 "
            "ORDER BY item.rank, item.position LIMIT ?"
        )
        for value in values:
            found[value] = [number for (number,) in self._ask(query, (field, value, _MOST_RANKED, _MOST))]
        return found

    def known(self, numbers: Iterable[int]) -> Sequence[Known]:
        """Return claims by number."""
        found: list[Known] = []
        for chunk in batches(list(numbers)):
            query = f"SELECT n, record FROM item WHERE n IN ({marks(chunk)}) AND guest = 0"
            found += [known(n, json.loads(record)) for n, record in self._ask(query, chunk)]
        return found


def known(n: int, record: Mapping[str, Any]) -> Known:
    """Return a claim's record as reading pages takes it."""
    quote = record.get("quote") or ""
    scope = record.get("scope") or {}
    amounts = [
        Amount(
            one["measure"],
            one.get("value") if one.get("value") is not None else one.get("low") or 0.0,
            one.get("value") if one.get("value") is not None else one.get("high") or 0.0,
            one.get("unit") or "",
        )
        for one in record.get("quantities") or ()
    ]
    measures = dict.fromkeys([*(one.measure for one in amounts), *(record.get("measures") or ())])
    return Known(
        n=n,
        id=record["id"],
        versions=tuple(filter(None, (record["statement"], record.get("short")))),
        quote=quote if isinstance(quote, str) else "\n".join(quote),
        rank=IMPORTANCES.index(record.get("importance", "useful")),
        topics=tuple(record.get("topics") or ()),
        type=record.get("type") or "",
        hedging=record.get("hedging") or "",
        intervention=scope.get("intervention"),
        comparator=scope.get("comparator"),
        population=scope.get("population"),
        measures=tuple(measures),
        amounts=tuple(amounts),
        repeats=record.get("repeats"),
    )
