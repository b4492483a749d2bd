"""A figure in `in_fact` that the claim's evidence does not have.

What it finds
    A number in `in_fact`, in digits or words, that is not among the results, sizes, timepoints and notes of the claim's
    evidence, its own figures, or what was looked for. A share may be rounded to a whole number of 100 people; any other
    figure only after `about`, `nearly`, `almost`, `over` or the like.

Why it matters
    `in_fact` is what people will quote. A figure there must be one that a source reports.

Example
    in_fact: "Of 100 people 70 had relapsed within a year."

    and no source of the claim reports a relapse rate of about 70 %.

Fix
    Take the figure from the evidence, or add the source or result it comes from. Where it follows from others, say how
    under `exceptions: {figures: "…"}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks import _figures, _sourced
from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.model import Claim, Quantity, Result, Study

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every figure in `in_fact` that nothing in the evidence has, and every exception that is not needed."""
    for item, claim in view.claims:
        if any(evidence.source not in view.studies for evidence in claim.evidence):
            continue  # a reference that leads nowhere is reported for itself
        missing = _sourced.missing(claim.in_fact or "", _known(claim, view))
        if "figures" in claim.exceptions:
            if not missing:
                yield Finding(
                    item, ("exceptions", "figures"), "every figure is in the evidence", "remove the exception"
                )
            continue
        for words in missing:
            message = f"`{words}` is not among the figures of the claim's evidence"
            yield Finding(
                item, ("in_fact",), message, "take the figure from the evidence, or add the source it comes from"
            )


def _known(claim: Claim, view: View) -> Iterator[set[float]]:
    """Yield the figures of a claim itself, of each study of its evidence, and of the notes and words of these."""
    yield {value for quantity in claim.quantities for value in _values(quantity)}
    texts = [claim.no_evidence or "", *(evidence.note for evidence in claim.evidence)]
    texts += [fragment for evidence in claim.evidence for fragment in evidence.quote]
    for evidence in claim.evidence:
        study = view.studies[evidence.source]
        yield _of_study(study)
        texts += [study.result or "", *(result.timepoint or "" for result in study.results)]
    yield {value for text in texts for figure in _figures.read(text) for value in (figure.low, figure.high)}


def _of_study(study: Study) -> set[float]:
    found = {float(study.n)} if study.n else set()
    for result in study.results:
        found |= set(_values(result))
        found |= {float(value) for value in (result.events, result.n, *(result.ci or ())) if value is not None}
        if result.events is not None and result.n:
            found.add(100.0 * result.events / result.n)
        if result.at:
            found.add(float(result.at.value))
    issued = str(study.cite.get("issued") or "")[:4]
    return found | ({float(issued)} if issued.isdecimal() else set())


def _values(figure: Quantity | Result) -> Iterator[float]:
    for value in (figure.value, figure.low, figure.high):
        if value is not None:
            yield float(value)
