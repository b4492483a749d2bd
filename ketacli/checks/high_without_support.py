"""A high grade without a source that supports the claim.

What it finds
    A claim of level `high` whose evidence has no verdict `supports`. A claim without evidence is reported by
    `not-rated`.

Why it matters
    High means that a reader may rely on the claim as it stands. If sources only support a part of it, or say something
    else, nobody has shown that.

Example
    evidence: [{source: series-2010, verdict: partly, origin: null, note: "Of responders only."}]
    confidence: {question: course, start: high, level: high, why: "Counted in every study."}

Fix
    Add the source that supports the claim, or lower the level by the steps that the others' doubts are worth.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim of level high that no source supports."""
    for item, claim in view.claims:
        if claim.confidence.level != "high" or not claim.evidence:
            continue
        verdicts = dict.fromkeys(evidence.verdict for evidence in claim.evidence)
        if "supports" not in verdicts:
            found = " and ".join(f"`{verdict}`" for verdict in verdicts)
            message = f"the level is `high`, but no source supports the claim: its verdicts are {found}"
            if len(verdicts) == 1:
                message = f"the level is `high`, but no source supports the claim: its only verdict is {found}"
            yield Finding(item, ("confidence", "level"), message, "add a source that supports it, or lower the level")
