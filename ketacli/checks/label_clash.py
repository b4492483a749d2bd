"""Two sources that were given the same label.

What it finds
    A source whose `label` is that of another source. Labels worked out from author and year get letters by themselves.

Why it matters
    Views, plots and exports name sources by their labels. With two "FDA 2019" nobody can tell which one is meant.

Example
    - {id: fda-approval, label: "FDA 2019", …}
    - {id: fda-warning, label: "FDA 2019", …}

Fix
    Give each a label of its own, such as "FDA 2019, warning".
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every source with a label that one before it was given too."""
    first: dict[str, str] = {}
    for item in view.loaded.of("document", "study"):
        label = item.record.get("label")
        if label is None:
            continue
        other = first.setdefault(label, item.id)
        if other != item.id:
            yield Finding(item, ("label",), f"`{other}` has the label `{label}` too", "give each a label of its own")
