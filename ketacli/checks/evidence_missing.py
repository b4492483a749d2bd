"""A claim that is silent about its evidence.

What it finds
    A claim with neither `evidence` nor `no_evidence`, and one with both. Advice needs neither.

Why it matters
    That nothing was found is a finding; that nobody looked is none. A reader must be able to tell the two apart.

Example
    - id: benefit-lasts
      type: timing
      evidence: []
      no_evidence: null

Fix
    Hold the claim against sources, or say under `no_evidence` what was looked for. Where sources were found, take
    `no_evidence` out.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim with neither evidence nor word of its absence, and every one with both."""
    for item, claim in view.claims:
        if claim.evidence and claim.no_evidence:
            message = f"there is evidence, from `{claim.evidence[0].source}`, and word that there is none"
            yield Finding(item, ("no_evidence",), message, "write `no_evidence: null`, or take the evidence out")
        elif (
            (view.is_graded(claim) or claim.rating == "no-evidence")
            and not claim.evidence
            and not claim.no_evidence
            and claim.type != "advice"
        ):
            message = "there is no evidence, and no word of what was looked for"
            yield Finding(item, ("evidence",), message, "name a source, or say under `no_evidence` what was looked for")
