"""A statement that copies its passage.

What it finds
    With `--documents`: a statement that repeats six or more words in a row of its passage, in
    the quote or beside it; case and punctuation don't matter. In a document that has changed since it was read, passages are not looked at.

Why it matters
    The statement says in our own words and the field's terms what the document says. A copy keeps the document's garbled
    terms, and adds to what is taken from it, whether or not the words are quoted as well.

Example
    statement: "People relapsed on approximately 19 days after the last infusion."
    quote: "relapsed on approximately 19 days"

    The document goes on `after the last infusion`.

Fix
    Say it in other words.
"""

from __future__ import annotations

from ketacli.checks._copied import MAX_RUN, longest_run
from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import passage

SEVERITY = "error"
NEEDS_DOCUMENTS = True


def check(view: View, documents: Documents) -> Findings:
    """Yield every statement with a run of words from its passage that is not in its quote alone."""
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        if text is None or claim.source in documents.changed:
            continue
        place = passage(item, claim, documents)
        if place is None:
            continue
        copied = longest_run(claim.statement, text[slice(*place)])
        if len(copied) <= MAX_RUN:
            continue
        quoted = max((longest_run(claim.statement, fragment) for fragment in claim.quote), key=len)
        is_told = len(quoted) > MAX_RUN and " ".join(quoted) in " ".join(copied)  # by `statement-copies-quote`
        if not is_told:
            message = f"the statement repeats {len(copied)} words in a row of its passage, `{' '.join(copied)}`"
            yield Finding(item, ("statement",), message, f"say it in other words: {MAX_RUN} in a row at most")
