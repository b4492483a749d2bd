"""A start that differs from the table.

What it finds
    A rated claim whose `start` is not what `designs` gives for its question and the design of its best source: of those
    whose verdict is supports, partly or misreported, the one that starts highest. Where sources only dispute the claim,
    the start is very-low.

Why it matters
    The start is where judgement has no say: it follows from what was asked and how it was studied. A start chosen by
    hand is a level chosen by hand.

Example
    confidence: {question: effect, start: high, down: {risk-of-bias: 1}, level: moderate, why: "One series."}

    The only source is an open-label series, which starts at low for a question of effect.

Fix
    Write the start that the table gives, and fix the steps and the level. Where another question was meant, fix that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.model import Claim

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim whose start does not follow from its sources."""
    starts = {name: item.record["start"] for name, item in view.loaded.all_of("design").items()}
    for item, claim in view.claims:
        given = claim.confidence.start
        if given is None or not claim.evidence or claim.confidence.question is None:
            continue
        wanted = _wanted(claim, view, starts)
        if wanted is None or wanted[0] == given:
            continue
        start, reason = wanted
        yield Finding(
            item,
            ("confidence", "start"),
            f"the start is `{given}`, but {reason}",
            f"write `start: {start}`, then see to the steps and the level",
        )


def _wanted(claim: Claim, view: View, starts: Mapping[str, Mapping[str, str]]) -> tuple[str, str] | None:
    """Return the start that follows and why; None where a source, its design, or the design's start is not known."""
    question = str(claim.confidence.question)
    best: tuple[str, str] | None = None
    for evidence in claim.evidence:
        if evidence.verdict == "disputes":
            continue
        study = view.studies.get(evidence.source)
        start = starts.get(str(study.design), {}).get(question) if study else None
        if study is None or start is None:
            return None
        if best is None or LEVELS.index(start) > LEVELS.index(best[0]):
            reason = f"`{study.id}`, of design `{study.design}`, gives `{start}` for a question of {question}"
            best = start, reason
    return best or ("very-low", "its sources only dispute it, which gives `very-low`")
