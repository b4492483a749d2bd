"""Where the fragments of a claim stand in its document: the one reading that all checks of documents share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.checks._finding import Documents
    from ketacli.model import Claim
    from ketacli.quotes import Match
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route


class Place(NamedTuple):
    """Where a fragment is read.

    `found` is every place in the document; `possible` those inside the passage, or, where a lost subject stands nowhere
    in it, before it, as far as the order of the fragments allows; `match` the one that is read: the first inside the
    passage, the last before it. None where the fragment stands at no such place.
    """

    fragment: str
    route: Route
    found: Sequence[Match]
    possible: Sequence[Match]
    match: Match | None
    is_inside: bool


def places(item: PlacedRecord, claim: Claim, documents: Documents) -> list[Place]:
    """Return where each fragment of a claim stands in the text of its document; nothing where there is no text.

    In a document that has changed, a fragment is read where it stands nearest to where it stood.
    """
    key = (claim.source, claim.passage, claim.quote, isinstance(item.record["quote"], list))
    if key not in documents.places:
        text = documents.texts.get(claim.source)
        documents.places[key] = (
            [] if text is None else _places(item, claim, text, has_changed=claim.source in documents.changed)
        )
    return documents.places[key]


def _places(item: PlacedRecord, claim: Claim, text: str, *, has_changed: bool) -> list[Place]:
    every = [quotes.find(text, fragment) for fragment in claim.quote]
    if claim.passage is None:
        return _anywhere(item, claim, every)
    start, end = claim.passage
    if has_changed:
        nearest = [sorted(found, key=lambda match: abs(match.start - start))[:1] for found in every]
        return [
            Place(fragment, _route(item, number), every[number], near, near[0] if near else None, is_inside=True)
            for number, (fragment, near) in enumerate(zip(claim.quote, nearest, strict=True))
        ]
    inside = [[match for match in found if start <= match.start and match.end <= end] for found in every]
    before = [[match for match in found if match.end <= start] for found in every[:-1]] + [[]]
    pools = [within or earlier for within, earlier in zip(inside, before, strict=True)]
    floors = _floors(pools)
    ceilings = _ceilings(pools)
    out = []
    for number, fragment in enumerate(claim.quote):
        fitting = [match for match in pools[number] if floors[number] <= match.start and match.end <= ceilings[number]]
        possible = fitting or pools[number]
        is_inside = bool(inside[number])
        match = (possible[0] if is_inside else possible[-1]) if possible else None
        out.append(Place(fragment, _route(item, number), every[number], possible, match, is_inside))
    return out


def _anywhere(item: PlacedRecord, claim: Claim, every: Sequence[Sequence[Match]]) -> list[Place]:
    """Return the places of the fragments of a claim without passage: in order, at the first places where they are so."""
    floor, out = 0, []
    for number, (fragment, found) in enumerate(zip(claim.quote, every, strict=True)):
        fitting = [match for match in found if match.start >= floor] or list(found)
        match = fitting[0] if fitting else None
        floor = match.end if match else floor
        out.append(Place(fragment, _route(item, number), found, fitting, match, is_inside=True))
    return out


def passage(item: PlacedRecord, claim: Claim, documents: Documents) -> tuple[int, int] | None:
    """Return the passage of a claim in the text as it is: the one given, or the sentence around the last fragment."""
    text = documents.texts.get(claim.source)
    if claim.passage is not None or text is None:
        return claim.passage
    found = places(item, claim, documents)
    if not found or found[-1].match is None:
        return None
    start, end = quotes.sentence(text, found[-1].match.start, found[-1].match.end)
    return min([start, *(place.match.start for place in found if place.match and place.match.start > start - 200)]), end


def _route(item: PlacedRecord, number: int) -> Route:
    return ("quote", number) if isinstance(item.record["quote"], list) else ("quote",)


def _floors(pools: list[list[Match]]) -> list[int]:
    """Return for each fragment where the fragments before it have ended at the earliest."""
    floors, floor = [], 0
    for pool in pools:
        floors.append(floor)
        floor = next((match.end for match in pool if match.start >= floor), floor)
    return floors


def _ceilings(pools: list[list[Match]]) -> list[float]:
    """Return for each fragment where the fragments behind it begin at the latest."""
    ceilings: list[float] = []
    ceiling = float("inf")
    for pool in reversed(pools):
        ceilings.append(ceiling)
        ceiling = next((match.start for match in reversed(pool) if match.end <= ceiling), ceiling)
    return ceilings[::-1]
