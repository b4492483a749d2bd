"""A dispute told in one place and not in the other.

What it finds
    A source whose verdict on a graded claim is `disputes` and that stands on no other side of a contradiction with it; and,
    of every claim, the reverse: a source that stands against a claim in a direct contradiction, while the claim's evidence does not name it
    or says that it supports the claim.

Why it matters
    Views show evidence by its verdicts and contradictions by their sides. Where only one of the two knows of a dispute, one
    reader is warned and the next is not.

Example
    - id: benefit-lasts
      evidence:
        - {source: series-2010, verdict: disputes, note: "Eight of nine responders relapsed."}

    No contradiction has `benefit-lasts` on one side and `series-2010` on another.

Fix
    Add the source to another side of a contradiction with the claim, or to the claim's evidence; or fix the verdict. A
    contradiction of scope, or an apparent one, may set a claim against a source that supports it: both hold there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._lost import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.model import Claim, Contradiction
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every dispute that only a claim or only a contradiction knows of."""
    standing: dict[str, list[Contradiction]] = {}
    for one in view.every_contradiction:
        for name in {name for side in one.sides for name in (*side.claims, *side.sources)}:
            standing.setdefault(name, []).append(one)
    lost = mentioned(view)
    for item, claim in view.claims:
        is_graded = view.is_graded(claim)
        for finding, source in _without_contradiction(item, claim, view, standing) if is_graded else ():
            if not {claim.id, source} <= lost:
                yield finding
        yield from _without_evidence(item, claim, view, standing.get(claim.id, ()))


def _without_contradiction(
    item: PlacedRecord, claim: Claim, view: View, standing: dict[str, list[Contradiction]]
) -> Iterator[tuple[Finding, str]]:
    """Yield disputes in the evidence of a claim of which no contradiction knows, with their sources.

    Where a reference of a contradiction leads nowhere, it may be the one that is missing, and is reported for itself.
    """
    facing = {source for _, sources in view.sides.get(claim.id, ()) for source in sources}
    for number, evidence in enumerate(claim.evidence):
        source = evidence.source
        if evidence.verdict != "disputes" or source in facing or source not in view.studies:
            continue
        near = (*standing.get(claim.id, ()), *standing.get(source, ()))
        if any(_is_dangling(one, view) for one in near):
            continue
        message = f"`{source}` disputes the claim, but no contradiction has the two on different sides"
        hint = f"put `{source}` on another side of a contradiction with `{claim.id}`, or fix the verdict"
        yield Finding(item, ("evidence", number, "verdict"), message, hint), source


def _without_evidence(item: PlacedRecord, claim: Claim, view: View, standing: Sequence[Contradiction]) -> Findings:
    """Yield what stands against a claim in direct contradictions and is not in its evidence, or supports it there."""
    named = {evidence.source: number for number, evidence in enumerate(claim.evidence)}
    if not named.keys() <= view.studies.keys():
        return
    for one in standing:
        if one.relation != "direct":
            continue
        for source in _against(claim, one):
            number = named.get(source)
            if number is None and source in view.studies:
                message = f"`{source}` stands against the claim in `{one.id}`, but the evidence does not name it"
                hint = f"add `{source}` to the evidence, or take it from that side of `{one.id}`"
                yield Finding(item, ("evidence",), message, hint)
            elif number is not None and claim.evidence[number].verdict == "supports":
                message = f"`{source}` supports the claim here, but stands against it in `{one.id}`"
                hint = f"fix the verdict, or take `{source}` from that side of `{one.id}`"
                yield Finding(item, ("evidence", number, "verdict"), message, hint)


def _against(claim: Claim, contradiction: Contradiction) -> list[str]:
    """Return the sources on the sides on which a claim is not, in their order; none where the claim or they are on two."""
    own = [side for side in contradiction.sides if claim.id in side.claims]
    if len(own) > 1:
        return []
    other = [name for side in contradiction.sides if side not in own for name in side.sources]
    return [name for name in dict.fromkeys(other) if name not in own[0].sources]


def _is_dangling(contradiction: Contradiction, view: View) -> bool:
    """Whether a reference of a contradiction leads nowhere."""
    claims = {name for side in contradiction.sides for name in side.claims}
    sources = {name for side in contradiction.sides for name in side.sources}
    known = view.studies.keys() | view.loaded.all_of("document").keys()
    return not (claims <= view.claims_by_id.keys() and sources <= known)
