"""Claims that do not hold, without a caveat.

What it finds
    A claim rated `wrong`, `goes-too-far` or `partly-true` that has no caveat: a warning.

Why it matters
    `in_fact` says what is so. A caveat says what kind of fault it is, so that readers can see the pattern in a page, and find
    all claims with the same fault.

Example
    rating: goes-too-far
    in_fact: "In that study of ten people, 85% was how far scores fell on average."
    caveats: []

Fix
    Name the fault, of a kind from `caveats`, in a sentence: `- {kind: sample-size, text: "Ten people, no comparison."}`.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "warning"

_FAILS = ("wrong", "goes-too-far", "partly-true")


def check(view: View) -> Findings:
    """Yield every claim that does not hold and has no caveat; a store without kinds of caveats has none."""
    kinds = list(view.loaded.all_of("caveat"))
    for item, claim in view.claims if kinds else ():
        if claim.rating in _FAILS and not claim.caveats:
            message = f"the claim is rated `{claim.rating}`, and no caveat says why"
            yield Finding(
                item, ("rating",), message, f"add one under `caveats`, of a kind such as {', '.join(kinds[:4])}"
            )
