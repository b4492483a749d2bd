"""A topic that no claim belongs to.

What it finds
    A topic that is among the `topics` of no claim. A store without any claims passes here: `no-claims` reports that once.

Why it matters
    `keta topics` offers it and `--topic` takes it, but nothing is there.

Example
    topics:
      - {id: cost, name: "Cost and insurance"}

Fix
    Give the topic to the claims that belong to it, or take it out.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._lost import mentioned

SEVERITY = "warning"


def check(view: View) -> Findings:
    """Yield every topic without claims."""
    claims = view.claims_by_id.values()
    if not view.loaded.count("claim"):  # of a folder `no-claims` says so once
        return
    used = {topic for claim in claims for topic in claim.topics} | mentioned(view)
    for item in view.loaded.of("topic"):
        if item.id not in used:
            message = "no claim belongs to this topic"
            yield Finding(item, ("id",), message, f"add `{item.id}` to the `topics` of a claim, or take the topic out")
