"""How many claims each topic and source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.model import Document, Study, Topic
from ketacli.store.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Entity
    from ketacli.store import Store


def tallies(store: Store, records: Sequence[Entity]) -> dict[str, int]:
    """Return how many claims each topic and source has, and how many of these are contested or have caveats."""
    fields = {"topic": Topic, "document": Document, "study": Study}
    named = {field: [one.id for one in records if isinstance(one, kind)] for field, kind in fields.items()}
    wanted = {field: ids for field, ids in named.items() if ids}
    if not wanted:
        return {}
    kinds = [record["id"] for record in store.listed("caveat")]
    queries = {"": Query(), "contested ": Query(contested=True), "caveats ": Query(caveat=tuple(kinds))}
    return {
        f"{what}{name}": count
        for what, query in queries.items()
        if kinds or what != "caveats "
        for field, ids in wanted.items()
        for name, count in store.tally(field, query, among=ids).items()
    }


def standing(store: Store, records: Sequence[Entity]) -> dict[str, list[str]]:
    """Return the contradictions in which each source among these records stands."""
    sources = [record.id for record in records if isinstance(record, Document | Study)]
    return store.standing(sources) if sources else {}
