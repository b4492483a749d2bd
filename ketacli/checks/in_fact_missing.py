"""A claim that does not simply hold, with no word on what is so.

What it finds
    A claim rated `wrong`, `goes-too-far`, `no-evidence` or `partly-true` without `in_fact`.

Why it matters
    A verdict alone tells a reader what not to believe. `in_fact` tells what is so, and stands directly below the claim.

Example
    rating: wrong
    in_fact: null

Fix
    Say what is so instead in at most 40 plain words that are true when quoted alone. For `no-evidence` say what was looked
    for, never that the claim is untrue.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"

_NEEDED = ("wrong", "goes-too-far", "no-evidence", "partly-true")


def check(view: View) -> Findings:
    """Yield every claim that needs `in_fact` and has none."""
    for item, claim in view.claims:
        if claim.rating in _NEEDED and not claim.in_fact:
            message = f"`in_fact` is missing, and the claim is rated `{claim.rating}`"
            what = "what was looked for and not found" if claim.rating == "no-evidence" else "what is so instead"
            yield Finding(item, ("rating",), message, f"say {what} in at most 40 plain words")
