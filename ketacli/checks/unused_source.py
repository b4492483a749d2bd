"""A source that nothing refers to.

What it finds
    A study (review, label, ruling, guideline, record) that no evidence, contradiction, bottom line or omission names; a
    document without claims. A single file without claims passes: its claims may be in another one.

Why it matters
    Whoever looks the source up finds no claim that it bears on. Often a verdict was forgotten.

Example
    sources:
      - {id: series-2010, kind: study, title: "Repeated infusions", design: open-label}

    and no `evidence` names `series-2010`.

Fix
    Hold against it the claims that it bears on, or take it out.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._lost import mentioned

SEVERITY = "warning"


def check(view: View) -> Findings:
    """Yield every source that nothing refers to."""
    claims = view.claims_by_id.values()
    if not view.loaded.count("claim"):  # of a folder `no-claims` says so once
        return
    lost = mentioned(view)
    documents = {claim.source for claim in claims} | lost
    studies = {evidence.source for claim in claims for evidence in claim.evidence} | lost
    for item in view.loaded.all_of("contradiction").values():
        studies |= {source for side in item.record["sides"] for source in side.get("sources", ())}
    for item in view.loaded.all_of("topic").values():
        studies |= set(item.record.get("bottom_line", {}).get("rests_on", ()))
    for item in view.loaded.all_of("omission").values():
        studies |= set(item.record["sources"])
    for item in view.loaded.of("document"):
        if item.id not in documents:
            yield Finding(item, ("id",), "no claim is of this document", "add its claims, or take the document out")
    for item in view.loaded.of("study"):
        if item.id not in studies:
            message = "nothing refers to this source"
            yield Finding(
                item, ("id",), message, f"name `{item.id}` in the `evidence` of a claim, or take the source out"
            )
