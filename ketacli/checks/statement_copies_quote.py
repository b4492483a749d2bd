"""A statement that copies its quote.

What it finds
    A statement that repeats six or more words in a row of a fragment of its quote; case and
    punctuation don't matter.

Why it matters
    The statement says in our own words and the field's terms what the document says. A copy keeps the document's garbled
    terms, and adds to what is taken from it.

Example
    statement: "People relapsed on approximately 19 days after it."
    quote: "relapsed on approximately 19 days after it"

Fix
    Say it in other words.
"""

from __future__ import annotations

from ketacli.checks._copied import MAX_RUN, longest_run
from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every statement with a run of words from its quote."""
    for item, claim in view.claims:
        copied = max((longest_run(claim.statement, fragment) for fragment in claim.quote), key=len)
        if len(copied) > MAX_RUN:
            message = f"the statement repeats {len(copied)} words in a row of its quote, `{' '.join(copied)}`"
            yield Finding(item, ("statement",), message, f"say it in other words: {MAX_RUN} in a row at most")
