"""Steps up where there can be none.

What it finds
    Steps under `up` for a question that is not effect, or from a start above low.

Why it matters
    GRADE takes certainty up for one case alone: studies without randomisation that show an effect which their weaknesses
    cannot explain. How often or how long something lasts, what is approved and what a word means have no such effect.

Example
    confidence: {question: course, start: low, up: {large-effect: 1}, level: moderate, why: "Nearly all relapsed."}

Fix
    Take the steps out and fix the level, or fix the question.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim that goes up where it must not."""
    for item, claim in view.claims:
        confidence = claim.confidence
        if not confidence.up:
            continue
        if confidence.question != "effect":
            message = f"steps up are for a question of effect, and this is one of `{confidence.question}`"
        elif confidence.start not in ("low", "very-low"):
            message = f"steps up are for a start of `low` or `very-low`, and this is `{confidence.start}`"
        else:
            continue
        yield Finding(item, ("confidence", "up"), message, "write `up: {}`, and fix the level")
