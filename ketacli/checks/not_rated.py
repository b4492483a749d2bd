"""A grade without evidence, or evidence without a grade.

What it finds
    A claim with evidence whose level is `not-rated`; a claim without evidence that has a level.

Why it matters
    Not rated means that nothing was found to rate the claim by, which is something else than very low. A grade without
    evidence is an opinion.

Example
    evidence: []
    confidence: {question: fact, start: low, level: low, why: "Widely said."}

Fix
    Grade by the evidence there is; where there is none, write `level: not-rated` without `start`, `down` and `up`, and
    say in `no_evidence` what was looked for.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim that has one of evidence and grade without the other."""
    for item, claim in view.claims:
        if not view.is_graded(claim) or "confidence" not in item.record:
            continue
        level, count = claim.confidence.level, len(claim.evidence)
        if level == "not-rated" and count:
            message = f"the level is `not-rated`, but there {f'are {count} sources' if count > 1 else 'is a source'}"
            hint = "give `start`, the steps and the level that follows"
        elif level != "not-rated" and not count:
            message = f"the level is `{level}`, but there is no evidence"
            hint = "write `level: not-rated` without `start`, `down` and `up`, or add the evidence"
        else:
            continue
        yield Finding(item, ("confidence", "level"), message, hint)
