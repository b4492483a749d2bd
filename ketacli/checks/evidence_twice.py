"""The same source twice in the evidence of a claim.

What it finds
    A source that stands a second time in the evidence of one claim.

Why it matters
    One study is one piece of evidence. Named twice it looks like two, and its two verdicts can say different things.

Example
    evidence:
      - {source: series-2010, verdict: supports, note: "Eight of nine responders relapsed."}
      - {source: series-2010, verdict: partly, note: "The range was 6 to 45 days."}

Fix
    Keep one, with the verdict and the note that do justice to all the source says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, View

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"


def check(view: View) -> Iterator[Finding]:
    """Yield every source that a claim names again."""
    for item, claim in view.claims:
        first: dict[str, int] = {}
        for number, evidence in enumerate(claim.evidence):
            before = first.setdefault(evidence.source, number)
            if before != number:
                message = f"`{evidence.source}` stands here a second time: `evidence[{before}]` names it too"
                yield Finding(item, ("evidence", number, "source"), message, "keep one, with one verdict")
