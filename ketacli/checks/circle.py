"""A circle of references.

What it finds
    Populations or interventions whose `broader` lead back to where they began, and retired ids whose `now` lead to one
    another or to themselves. Each circle is reported once.

Why it matters
    Figures are compared along `broader`: in a circle, everything is a kind of everything. A retired id in a circle leads
    nowhere, and whoever has noted it down finds nothing.

Example
    - {id: ketamine, name: "ketamine in any form", broader: ketamine-iv}
    - {id: ketamine-iv, name: "ketamine by infusion", broader: ketamine}

Fix
    The broadest has `broader: null`. A retired id names the claim, source or contradiction that took its place.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View
from ketacli.store.dangling import round_trip

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every circle of populations or interventions; those of retired ids are found by the reader."""
    for kind in ("population", "intervention"):
        broader = view.broader(kind)
        items = {item.id: item for item in view.loaded.of(kind)}
        order = {name: place for place, name in enumerate(items)}
        walked: set[str] = set()
        for start in items:
            way: dict[str, None] = {}
            name: str | None = start
            while name is not None and name not in way and name not in walked:
                way[name] = None
                name = broader.get(name)
            walked.update(way)
            if name not in way:
                continue
            circle = list(way)[list(way).index(name) :]
            first = min((order[one], one) for one in circle if one in order)[1] if order.keys() & circle else None
            if first is not None:
                place = circle.index(first)
                yield Finding(
                    items[first],
                    ("broader",),
                    round_trip((*circle[place:], *circle[:place])),
                    "write `broader: null` for the broadest of them",
                )
