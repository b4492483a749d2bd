"""A level that does not follow from its start and its steps.

What it finds
    A rated claim whose `level` is not `start`, less the steps in `down`, plus the steps in `up`, held between very-low and
    high.

Why it matters
    The steps are the reasons a reader is given. A level that does not follow from them has reasons nobody can see.

Example
    confidence: {question: course, start: high, down: {imprecision: 2}, level: moderate, why: "Ten people."}

    High less two is low, not moderate.

Fix
    Write the level that follows, or fix the steps; never name a step only to reach a level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.model import LEVELS

if TYPE_CHECKING:
    from ketacli.model import Confidence

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim whose level does not add up."""
    for item, claim in view.claims:
        confidence = claim.confidence
        if confidence.start is None:
            continue
        wanted = level(confidence.start, confidence)
        if wanted != confidence.level:
            message = f"the level is `{confidence.level}`, but {sum_of(confidence)} is `{wanted}`"
            yield Finding(item, ("confidence", "level"), message, f"write `level: {wanted}`, or fix the steps")


def level(start: str, confidence: Confidence) -> str:
    """Return the level that follows from a start and the steps of a confidence."""
    steps = sum(confidence.up.values()) - sum(confidence.down.values())
    return LEVELS[max(0, min(len(LEVELS) - 1, LEVELS.index(start) + steps))]


def sum_of(confidence: Confidence) -> str:
    """Return the sum as it stands: `high - 2 imprecision`."""
    down = "".join(f" - {steps} {name}" for name, steps in confidence.down.items())
    up = "".join(f" + {steps} {name}" for name, steps in confidence.up.items())
    return f"{confidence.start}{down}{up}"
