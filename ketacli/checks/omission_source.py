"""An omission that rests on a document under review.

What it finds
    An omission that names a document among its sources.

Why it matters
    What a document says it does not leave out. What is missing must be known from elsewhere.

Example
    - id: no-driving-until-next-day
      sources: [infusion-overview]

Fix
    Name the study, label or guideline that says it.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every document among the sources of an omission."""
    documents = view.loaded.all_of("document").keys()
    for item in view.loaded.of("omission"):
        for number, name in enumerate(item.record["sources"]):
            if name in documents:
                message = f"`{name}` is a document under review: expected a source that says what it leaves out"
                yield Finding(item, ("sources", number), message, "name the study, label or guideline that says it")
