"""Which ticks of an axis find room for their labels."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ketacli.formats.plot._loading import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.report.axis import Axis, Tick


_UNEVEN = 3
"""An axis of differences has this many ticks, whose steps are not equal."""


def shown(axis: Axis, room: float, size: float) -> list[Tick]:
    """Return the ticks whose labels find room: every so many of equal steps, else the important ones first."""
    if not axis.is_log and len(axis.ticks) > _UNEVEN:
        for step in range(1, len(axis.ticks)):
            few = axis.ticks[::step]
            if all(
                (other.place - one.place) * room > (width(one.label, size) + width(other.label, size)) / 2 + 0.1
                for one, other in pairwise(few)
            ):
                return list(few)
    taken: list[tuple[float, float]] = []
    found = []
    for tick in sorted(_shortened(axis.ticks, room, size), key=lambda one: one.rank):
        half, x = width(tick.label, size) / 2 + 0.03, tick.place * room
        if all(x + half <= start or x - half >= end for start, end in taken):
            taken.append((x - half, x + half))
            found.append(tick)
    return sorted(found, key=lambda one: one.place)


def _shortened(ticks: Sequence[Tick], room: float, size: float) -> list[Tick]:
    """Return ticks, of which important neighbours have short labels where long ones touch: `1 wk`."""
    short = set()
    for one, other in pairwise(tick for tick in ticks if tick.rank <= 0):
        if (other.place - one.place) * room < (width(one.label, size) + width(other.label, size)) / 2 + 0.06:
            short |= {one, other}
    return [
        tick._replace(label=re.sub(r"(?<=\d)(?=[a-z])", " ", tick.short)) if tick in short else tick for tick in ticks
    ]
