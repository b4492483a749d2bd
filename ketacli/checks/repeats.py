"""A copy that is not treated as one.

What it finds
    A claim that `repeats` one of its own document, one of a document that comes later in the store, or one that itself
    repeats another; a claim whose `evidence`, `no_evidence` or `confidence` differ from those of the claim it repeats.

Why it matters
    A copy is no agreement, and the same text cannot be better supported on one page than on the other.

Example
    - {id: overview-response-70, source: overview, repeats: guide-response-70, confidence: {level: low}}
    - {id: guide-response-70, source: guide, repeats: null, confidence: {level: moderate}}

Fix
    Let the claim of the later document repeat that of the earlier one, directly, and give both the same evidence and
    confidence. Where the texts differ enough for different grades, write `repeats: null`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks import _order
from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from ketacli.model import Claim
    from ketacli.store.parsing import PlacedRecord
    from ketacli.store.strict_yaml import Route

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every claim that repeats another wrongly."""
    order = _order.documents(view)
    for item, claim in view.claims:
        other = view.claims_by_id.get(claim.repeats or "")
        if other is None:
            continue
        if other.source == claim.source:
            message = f"`{other.id}` is of the same document, `{claim.source}`: expected a claim of another one"
            yield Finding(item, ("repeats",), message, "write `repeats: null`, or name the claim of the other document")
            continue
        if order.get(other.source, -1) > order.get(claim.source, len(order)):
            message = f"`{other.id}` is of `{other.source}`, which comes after `{claim.source}`"
            hint = f"write `repeats: null` here, and `repeats: {claim.id}` in `{other.id}`"
            yield Finding(item, ("repeats",), message, hint)
        elif other.repeats is not None and other.repeats != claim.id:
            message = f"`{other.id}` itself repeats `{other.repeats}`"
            yield Finding(item, ("repeats",), message, f"write `repeats: {other.repeats}`")
        yield from _differences(item, claim, other)


def _differences(item: PlacedRecord, claim: Claim, other: Claim) -> Findings:
    """Yield what is not the same in a claim and the one it repeats."""
    hint = "give both claims the same, or write `repeats: null` if the texts differ"
    for name in ("rating", "in_fact", "no_evidence"):
        if getattr(claim, name) != getattr(other, name):
            yield Finding(item, (name,), f"not what `{other.id}` has, the claim it repeats", hint)
    evidence = {one.source: one for one in other.evidence}
    for number, one in enumerate(claim.evidence):
        route: Route = ("evidence", number)
        same = evidence.pop(one.source, None)
        if same is None:
            yield Finding(
                item, (*route, "source"), f"`{other.id}` has no source `{one.source}`, the claim it repeats", hint
            )
            continue
        for name in ("verdict", "origin", "note"):
            if getattr(one, name) != getattr(same, name):
                message = f"not the {name} that `{other.id}` has for `{one.source}`, the claim it repeats"
                yield Finding(item, (*route, name), message, hint)
    for source in evidence:
        message = f"no source `{source}`, which `{other.id}` has, the claim it repeats"
        yield Finding(item, ("evidence",), message, hint)
    for names in (("question",), ("start", "down", "up", "level"), ("why",)):
        differing = [name for name in names if getattr(claim.confidence, name) != getattr(other.confidence, name)]
        if differing:
            message = f"not the `{differing[0]}` of `{other.id}`, the claim it repeats"
            yield Finding(item, ("confidence", differing[0]), message, hint)
