"""A verdict that the source's own figures deny.

What it finds
    A verdict `supports` of a source that reports a figure of the same measure and statistic, in a related population and
    arm, that conflicts with the figure of the claim, while none of its figures agrees.

Why it matters
    The verdict is a judgement, the figures are facts. Where they disagree one of them was read wrongly, and the grade
    rests on it.

Example
    quantities: [{measure: time-to-relapse, statistic: mean, value: 8, unit: wk, as: "8 weeks"}]
    evidence: [{source: series-2010, verdict: supports, origin: null, note: "Relapse at 19 days on average."}]

    and `series-2010` reports a mean of 19 d.

Fix
    Fix the verdict, or the figure of the claim or the source. Where the source's figure is of other people or another
    treatment, give the result its `population` and `arm` and the claim its scope.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli import quantities
from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks.interval_order import is_upside_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.model import Claim, Quantity, Result, Study

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every verdict `supports` of a source with figures that conflict with the claim's."""
    for item, claim in view.claims:
        for number, evidence in enumerate(claim.evidence):
            study = view.studies.get(evidence.source)
            if study is None or evidence.verdict != "supports":
                continue
            for quantity in claim.quantities:
                found = list(_comparable(view, claim, quantity, study))
                if found and all(quantities.conflict(quantity, result, view.tolerance) for result in found):
                    reported = " and ".join(dict.fromkeys(f"`{quantities.phrase(result)}`" for result in found))
                    message = (
                        f"`supports`, but the claim has `{quantities.phrase(quantity)}` and `{study.id}` {reported}"
                    )
                    yield Finding(item, ("evidence", number, "verdict"), message, "fix the verdict, or the figure")


def _comparable(view: View, claim: Claim, quantity: Quantity, study: Study) -> Iterator[Result]:
    """Yield the figures of a source that can be checked against one of a claim."""
    populations, interventions = view.broader("population"), view.broader("intervention")
    for result in study.results:
        if (
            (result.measure, result.statistic) == (quantity.measure, quantity.statistic)
            and quantities.dimension(result.unit) == quantities.dimension(quantity.unit)
            and not is_upside_down(result)
            and not is_upside_down(quantity)
            and quantities.is_related(claim.scope.population, result.population, populations)
            and quantities.is_related(claim.scope.intervention, result.arm, interventions)
        ):
            yield result
