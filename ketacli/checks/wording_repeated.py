"""A wording that its claim has already.

What it finds
    A wording under `said_as` with the same words as the claim's statement, its short form or an earlier wording; case and
    punctuation don't matter.

Why it matters
    Nothing is found by it that would not be found without it, and whoever reads the list takes it for longer than it is.

Example
    statement: "Ketamine works fast."
    said_as: ["Ketamine works fast"]

Fix
    Take it out.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View
from ketacli.matching.folding import text_of_words

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every wording that stands in its claim before."""
    for item, claim in view.claims:
        had = {
            text_of_words(text): name for name, text in (("short", claim.short), ("statement", claim.statement)) if text
        }
        for number, wording in enumerate(claim.said_as):
            text = text_of_words(wording)
            if text in had:
                yield Finding(item, ("said_as", number), f"the same words as `{had[text]}`", "take it out")
            had.setdefault(text, f"said_as[{number}]")
