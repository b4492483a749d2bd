"""What to say of a reference that leads nowhere: what is wrong, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.store import meant
from ketacli.store.facets import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.store.facets import Facet
    from ketacli.store.loader import Reference
    from ketacli.store.parsing import PlacedRecord

_MOST_SHOWN = 12

_MOST_COMPARED = 200_000
"""How many pairs of ids are compared, of those that lead nowhere and those that are there, to find the nearest."""


def not_listed(facet: Facet, own: set[str]) -> tuple[str, str]:
    """Return message and hint for a value that neither keta's list has nor the store's."""
    choices = [*BUILT_IN[facet.field], *sorted(own)]
    kind = facet.field.removeprefix("own-")
    if kind == "unit":
        near = meant.unit(facet.value, own)
        more = ", another unit of UCUM such as kg, mL, mg/dL, {cups}/d, or a currency"
        otherwise = "a count of things is `{things}`; define any other unit under `units`"
    else:
        near, more = meant.word(facet.value, choices), ""
        otherwise = f'define it: `{kind}s: [{{id: {facet.value}, name: "…"}}]`'
    message = f"expected one of {', '.join(choices)}{more}, got `{facet.value}`"
    return message, f"write `{kind}: {_quoted(near)}`" if near else otherwise


def _quoted(word: str) -> str:
    return f'"{word}"' if word[:1] in "{[%*&!|>@`" or word.isdigit() else word


def round_trip(circle: Sequence[str]) -> str:
    """Return the message for ids that lead round in a circle; of a long one its beginning and its end."""
    names = [f"`{name}`" for name in circle]
    if len(names) > _MOST_SHOWN:
        half = _MOST_SHOWN // 2
        names[half:-half] = [f"{len(names) - 2 * half:,} more"]
    return f"goes round, from {' to '.join((*names, f'`{circle[0]}`'))}"


class Retired:
    """Where each retired id leads: to an id that is not retired, or round in a circle."""

    def __init__(self, now: dict[str, str]) -> None:
        self._now = now
        self._ends: dict[str, str | None] = {}
        self._circles: dict[str, list[str]] = {}
        """The circle that an id is part of, from the first of its ids in the order of the store."""
        order = {name: place for place, name in enumerate(now)}
        for start in now:
            way: dict[str, None] = {}
            name = start
            while name in now and name not in way and name not in self._ends:
                way[name] = None
                name = now[name]
            if name in way:
                circle = list(way)[list(way).index(name) :]
                first = circle.index(min(circle, key=order.__getitem__))
                turned = [*circle[first:], *circle[:first]]
                self._circles |= dict.fromkeys(circle, turned)
            end = None if name in way else self._ends.get(name, name)
            self._ends |= dict.fromkeys(way, end)

    def __contains__(self, name: str) -> bool:
        return name in self._now

    def explain(self, item: PlacedRecord, value: str) -> tuple[str, str, str]:
        """Return message, hint and check for a reference to a retired id; a circle is reported once, at its first id."""
        end = self._ends[value]
        if end is not None:
            return f"`{value}` is retired", f"write `{end}`", "dangling-reference"
        circle = self._circles.get(item.id, []) if item.kind == "retired" else []
        if not circle:
            return f"`{value}` is retired, and leads nowhere", "name what took its place", "dangling-reference"
        if item.id != circle[0]:
            return "", "", "circle"
        return round_trip(circle), "name the claim, source or contradiction that took their place", "circle"


class Hints:
    """What to do about ids that lead nowhere."""

    def __init__(self, broken: set[str]) -> None:
        self._broken = broken
        self._found: dict[Reference, str] = {}
        self._left = _MOST_COMPARED

    def __call__(self, facet: Facet, kinds: tuple[str, ...], there: set[str]) -> str:
        """Return the hint for a reference to one of some kinds, of which these ids are there."""
        known = (facet.field, facet.value)
        if known not in self._found:
            choices = there | self._broken if self._left > 0 else set()
            self._left -= len(choices)
            near = _nearest(facet.value, choices)
            few = 12
            if near:
                self._found[known] = f"did you mean `{near}`?"
            elif 0 < len(there) <= few:
                self._found[known] = f"expected one of {', '.join(sorted(there))}"
            else:
                self._found[known] = f"the store has no {kinds[0]} of that id"
        return self._found[known]


def _nearest(name: str, known: set[str]) -> str:
    """Return the id that a misspelt one was meant to be: one of nearly the same letters, or with nearly the same words."""
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 1)
    return meant.word(name, sorted(known)) or (near[0] if near and len(name) >= meant.SHORTEST else "")
