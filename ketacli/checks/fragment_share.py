"""Fragments that together copy too much of a document.

What it finds
    With `--documents`: a document of whose words more than two fifths, and more than 60, stand in fragments of quotes, each
    word counted once: the claims of a short page need a larger share of it.

Why it matters
    A store points at its documents and does not carry them. Fragments of a few words are quotations; half of a document is
    a copy, and its author may have something to say about that.

Example
    quote: ["relapsed (some signs and symptoms returned)", "on approximately 19 days after"]

    Once in a while this is right; for every claim of a page it is too much.

Fix
    Shorten the fragments, longest first, to the words that carry the figure and what it is a figure of.
"""

from __future__ import annotations

import re

from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places
from ketacli.quotes import MAX_SHARE

SEVERITY = "error"
NEEDS_DOCUMENTS = True

_FEW = 60
"""How many words of any text may be quoted."""


def check(view: View, documents: Documents) -> Findings:
    """Yield every document of which too much stands in quotes."""
    covered = {name: bytearray(len(text)) for name, text in documents.texts.items()}
    fragments: dict[str, list[str]] = {}
    for item, claim in view.claims:
        for place in places(item, claim, documents):
            if place.match:
                start, end, _ = place.match
                fragments.setdefault(claim.source, []).append(
                    " ".join(documents.texts[claim.source][start:end].split())
                )
                covered[claim.source][start:end] = b"\1" * (end - start)
    for item, document in view.documents:
        words = [found.span() for found in re.finditer(r"\S+", documents.texts.get(document.id, ""))]
        copied = sum(any(covered[document.id][start:end]) for start, end in words)
        most = max(int(MAX_SHARE * len(words)), _FEW)
        if copied > most:
            message = f"quotes copy {copied} of {len(words)} words of this document: expected at most {most}"
            longest = max(fragments[document.id], key=lambda fragment: len(fragment.split()))
            yield Finding(item, ("id",), message, f"shorten the longest fragments, first `{longest}`")
