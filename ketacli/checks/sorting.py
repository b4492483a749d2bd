"""A record out of its place.

What it finds
    A source, topic, measure, design, population, intervention, caveat kind, contradiction or retired id that is not in
    the order of the ids within its file; a claim that is not in the order of the documents in the store and, within one,
    of the passages. Of several in a row the first is reported.

Why it matters
    Sorted files have one place for each record: two curators who add the same thing meet there, and a change shows as
    what it is.

Example
    topics:
      - {id: safety, name: "Safety"}
      - {id: relapse, name: "Relapse"}

Fix
    Move the record to the place that the hint names.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from ketacli.checks import _order
from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ketacli.model import Claim
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"

LISTS = {
    "sources": ("document", "study"),
    "topics": ("topic",),
    "measures": ("measure",),
    "designs": ("design",),
    "populations": ("population",),
    "interventions": ("intervention",),
    "caveats": ("caveat",),
    "contradictions": ("contradiction",),
    "omissions": ("omission",),
    "notices": ("notice",),
    "vocabulary": ("concept",),
    "retired": ("retired",),
    "types": ("type",),
    "units": ("unit",),
    "statistics": ("statistic",),
    "reasons": ("reason",),
}


def check(view: View) -> Findings:
    """Yield the first of each run of records that are out of their place."""
    for name, kinds in LISTS.items():
        for items in _by_file(view.loaded.of(*kinds)):
            yield from _misplaced(items, [item.id for item in items], f"`{name}` are sorted by id")
    order = _order.documents(view)
    claims = [item for item, claim in view.claims if claim.source in order and _is_placed(claim)]
    for items in _by_file(claims):
        keys = keys_of(items, order)
        yield from _misplaced(items, keys, "claims are sorted by document, then by passage")


def _is_placed(claim: Claim) -> bool:
    return claim.passage is None or claim.passage[0] < claim.passage[1]


def keys_of(
    items: Sequence[PlacedRecord], order: Mapping[str, int], passages: Mapping[str, tuple[int, int]] = {}
) -> list[tuple[int, int, int]]:
    """Return what claims are sorted by; one without a passage keeps its place after the claim before it.

    `passages` replaces the passages of some records, by id.
    """
    keys: list[tuple[int, int, int]] = []
    last = (-1, 0, 0)
    for item in items:
        document = order[item.record["source"]]
        passage = passages.get(item.id) or item.record.get("passage")
        last = (document, *passage) if passage else (document, *last[1:]) if document == last[0] else (document, 0, 0)
        keys.append(last)
    return keys


def _by_file(items: Sequence[PlacedRecord]) -> list[list[PlacedRecord]]:
    files: dict[str, list[PlacedRecord]] = {}
    for item in items:
        files.setdefault(item.file.name, []).append(item)
    return list(files.values())


def _misplaced(items: Sequence[PlacedRecord], keys: Sequence[Any], rule: str) -> Findings:
    kept = longest_run(keys)
    was_kept = True
    for number, item in enumerate(items):
        is_kept = number in kept
        if was_kept and not is_kept:
            before = [
                other for other in sorted(kept, key=lambda other: (keys[other], other)) if keys[other] <= keys[number]
            ]
            neighbour = items[before[-1]].id if before else items[min(kept)].id
            where = "after" if before else "before"
            yield Finding(
                item,
                ("id",),
                f"out of its place: {rule}",
                f"put it {where} `{neighbour}`, or let `keta check STORE --fix` do it",
            )
        was_kept = is_kept


def longest_run(keys: Sequence[Any]) -> frozenset[int]:
    """Return the places of the longest sequence of keys that is in order: what is not in it is out of place.

    Of several of that length it is the one with the lowest keys. Patience sorting: Fredman 1975,
    https://doi.org/10.1016/0012-365X(75)90103-X.
    """
    ends: list[int] = []
    values: list[Any] = []
    before: list[int | None] = []
    for number, key in enumerate(keys):
        place = bisect_right(values, key)
        before.append(ends[place - 1] if place else None)
        ends[place : place + 1] = [number]
        values[place : place + 1] = [key]
    found = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return frozenset(found)
