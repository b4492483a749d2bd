"""Quotes of evidence that the source does not have.

What it finds
    With `--documents`: a `quote` in the evidence of a claim that does not stand in the text of its source. Only sources with a
    `file` are read.

Why it matters
    A verdict rests on what the source says. Its words can be checked; a note in other words cannot.

Example
    evidence:
      - {source: example-trial, verdict: disputes, quote: "no effect at all"}    # the trial has: "no significant effect"

Fix
    Copy the words as they stand in the source, or leave `quote` out.
"""

from __future__ import annotations

from ketacli import quotes
from ketacli.checks._finding import Documents, Finding, Findings, View

SEVERITY = "error"
NEEDS_DOCUMENTS = True


def check(view: View, documents: Documents) -> Findings:
    """Yield every fragment of evidence that its source does not have, or that is longer than may be quoted."""
    for item, claim in view.claims:
        for number, evidence in enumerate(claim.evidence):
            text = documents.studies.get(evidence.source)
            for fragment in evidence.quote if text is not None else ():
                if not quotes.find(text or "", fragment):
                    message = f"`{fragment}` does not stand in the text of `{evidence.source}`"
                    yield Finding(item, ("evidence", number, "quote"), message, "copy the words as they stand there")
