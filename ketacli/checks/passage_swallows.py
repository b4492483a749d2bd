"""A passage that takes in a sentence its quote has no part in.

What it finds
    With `--documents`: a passage that begins or ends with a whole sentence of four or more words in which none of the
    claim's fragments is. In a document that has changed since it was read, passages are not looked at.

Why it matters
    A passage says which words were read for a claim, and covers them. The sentence beside them is covered as well,
    though nobody made a claim of it or passed it over with a reason.

Example
    quote: "relapsed on approximately 19 days"
    passage: [0, 110]

    The document says `People relapsed on approximately 19 days. The infusions raised their blood pressure for an hour.`

Fix
    End the passage where its sentence ends, and give the neighbour a claim or a place in `passed_over`. A sentence that
    supplies a lost subject is quoted by a fragment before the passage.
"""

from __future__ import annotations

from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places
from ketacli.quotes import sentences, words

SEVERITY = "error"
NEEDS_DOCUMENTS = True

_FEWEST = 4
"""The fewest words of a sentence that could be a claim."""
_MAX_SHOWN = 6


def check(view: View, documents: Documents) -> Findings:
    """Yield every passage with a sentence that no fragment touches."""
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        if text is None or claim.source in documents.changed or claim.passage is None or claim.passage[1] > len(text):
            continue
        matches = [place.match for place in places(item, claim, documents)]
        if None in matches:
            continue
        spans = sentences(text, *claim.passage)
        quoted = [
            number
            for number, (start, end) in enumerate(spans)
            if any(one and one.start < end and start < one.end for one in matches)
        ]
        for number, (start, end) in enumerate(spans):
            told = words(text[start:end])
            if len(told) >= _FEWEST and quoted and not quoted[0] <= number <= quoted[-1]:
                shown = " ".join(told[:_MAX_SHOWN]) + (" …" if len(told) > _MAX_SHOWN else "")
                message = f"the passage takes in `{shown}`, {start} to {end}, of which nothing is quoted"
                yield Finding(item, ("passage",), message, "narrow it to the sentence or clause that makes the claim")
