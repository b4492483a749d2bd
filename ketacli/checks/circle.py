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

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, View

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"


def check(view: View) -> Iterator[Finding]:
    """Yield every circle of populations or interventions; those of retired ids are found by the reader."""
    for kind in ("population", "intervention"):
        broader = view.broader(kind)
        seen: set[str] = set()
        for item in view.loaded.of(kind):
            way = [item.id]
            while (above := broader.get(way[-1])) is not None and above not in way:
                way.append(above)
            if above == item.id and item.id not in seen:
                seen.update(way)
                shown = " to ".join(f"`{name}`" for name in (*way, item.id))
                yield Finding(
                    item, ("broader",), f"goes round, from {shown}", "write `broader: null` for the broadest of them"
                )
