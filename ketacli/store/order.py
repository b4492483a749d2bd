"""The orders that claims can be put in: their names, and what they are in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from ketacli.errors import UsageError
from ketacli.model import CONFIDENCES, RATED, RATINGS
from ketacli.store.query import Condition, relevance

if TYPE_CHECKING:
    from ketacli.store.index import Index

_Sort: TypeAlias = Literal["relevance", "importance", "id", "rating", "confidence", "source", "type"]
_Turned: TypeAlias = Literal["-relevance", "-importance", "-id", "-rating", "-confidence", "-source", "-type"]
Sort: TypeAlias = Literal[_Sort, _Turned]
SORTS: tuple[str, ...] = get_args(_Sort)
"""What claims can be put in order by; within an importance the worst ratings come first. Ties follow the order of the store."""


def order(index: Index, text: str | None, sort: str | None) -> Condition:
    """Return what follows ORDER BY in SQL, with its parameters; `-` before a sort turns it round.

    Without a sort it is relevance where a text is looked for, else importance.

    Raises:
        UsageError: if there is no such order, or no text to be relevant to.
    """
    if sort is None and text is None:
        return Condition(by("importance"), ())
    if sort is not None and str(sort).removeprefix("-") != "relevance":
        return Condition(by(str(sort)), ())
    if text is None:
        raise UsageError("Only a search has an order of relevance", "give words to search for")
    found = relevance(index, text)
    direction = " DESC" if sort == "-relevance" else ""
    return Condition(f"({found.sql}) + 0{direction}, {by('importance')}", found.values)


def by(sort: str) -> str:
    """Return the SQL for an order other than relevance; see `order`."""
    name, direction = (sort[1:], "DESC") if sort.startswith("-") else (sort, "ASC")
    if name == "importance":
        # A rank holds importance and, within it, the worst rating: only importance is turned round.
        return f"rank / {len(RATINGS) + 1} DESC, rank, position" if direction == "DESC" else "rank, position"
    column = {
        "id": "id",
        "rating": _rank("rating", RATED),
        "confidence": _rank("confidence", CONFIDENCES),
        "source": _value("document"),
        "type": _value("type"),
    }.get(name)
    if column is None:
        raise UsageError(
            f"Cannot sort by `{name}`", f"sort by one of {', '.join(SORTS)}, with `-` before it for the reverse"
        )
    return f"{column} {direction}, rank, position"


def _rank(field: str, values: tuple[str, ...]) -> str:
    ranks = " ".join(f"WHEN '{value}' THEN {n}" for n, value in enumerate(values))
    return f"CASE {_value(field)} {ranks} ELSE 99 END"


def _value(field: str) -> str:
    return f"(SELECT value FROM facet WHERE item = n AND field = '{field}')"
