"""Misreported evidence that costs the claim nothing, or a cost without misreported evidence.

What it finds
    A claim with a verdict `misreported` and no step `misreporting` in `down`; a claim with the step and no such verdict.

Why it matters
    `misreported` says that the document tells a source wrongly. A reader must see that in the confidence too, and a step
    without the verdict accuses a document of something that nobody can look up.

Example
    evidence: [{source: series-2010, verdict: misreported, origin: certain, note: "It says 19 days, not 19 weeks."}]
    confidence: {question: course, start: high, down: {imprecision: 2}, level: low, why: "Ten people."}

Fix
    Add `misreporting: 1`, `2` or `3` to `down` and let the level follow; or fix the verdict.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim in which verdicts and steps disagree about misreporting."""
    for item, claim in view.claims:
        if claim.confidence.start is None or not claim.evidence:
            continue
        step = claim.confidence.down.get("misreporting")
        verdicts = [evidence.verdict for evidence in claim.evidence]
        if "misreported" in verdicts and step is None:
            place = verdicts.index("misreported")
            message = "the verdict is `misreported`, but `confidence.down` has no step `misreporting`"
            yield Finding(
                item,
                ("evidence", place, "verdict"),
                message,
                "add `misreporting: 1`, `2` or `3` to `down`, or fix the verdict",
            )
        elif step is not None and "misreported" not in verdicts:
            route = ("confidence", "down", "misreporting")
            message = f"a step `misreporting: {step}`, but no source has the verdict `misreported`"
            yield Finding(
                item, route, message, "take the step out, or fix the verdict of the source that is told wrongly"
            )
