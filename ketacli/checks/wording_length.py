"""A wording that is too short or too long.

What it finds
    A wording under `said_as` of fewer than 3 or more than 30 words.

Why it matters
    Two words say the same as a claim only where the page is on it already, and a sentence that long says several things: no
    sentence of another page says just them.

Example
    said_as: ["Works fast"]

Fix
    Name what it is said of, or say less.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"

LEAST, MOST = 3, 30


def check(view: View) -> Findings:
    """Yield every wording with too few or too many words."""
    for item, claim in view.claims:
        for number, wording in enumerate(claim.said_as):
            count = len(wording.split())
            if not LEAST <= count <= MOST:
                message = f"{count} word{'s' if count != 1 else ''}: expected {LEAST} to {MOST}"
                hint = "say less" if count > MOST else "name what it is said of"
                yield Finding(item, ("said_as", number), message, hint)
