"""A fragment that is not where its claim says.

What it finds
    With `--documents`: a fragment of a quote that is nowhere in its document, or neither inside the claim's passage nor
    before it; a last fragment outside the passage; fragments out of order; a passage that ends beyond the document; words
    under `stands` that are nowhere in the document. Words joined by dots are not one fragment, unless the document has the
    dots; under `stands` the parts between dots are looked for one by one, and a footnote mark may follow each. In a
    document that has changed since it was read, passages are not checked.

Why it matters
    The quote is the anchor: it is what a reader checks the claim by. White space, quotation marks, dashes, ligatures and
    words broken at a line end are folded; digits, signs, percent signs, comparators and negations never are.

Example
    quote: "approximately 18 days"

    The document says `approximately 19 days`.

Fix
    Copy the words from the document; `keta anchor DOCUMENT "words"` prints the quote and the passage.
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.anchoring import nearest
from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.model import Claim
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"
NEEDS_DOCUMENTS = True

_MOST_LOOKS = 50
"""For how many lost fragments the nearest words are looked for: each search goes through the whole document."""

_JOINING = re.compile(r"\.\s?\.\s?\.|…")
_DOTS = re.compile(r"…|\.\.\.|\[[^\]]*\]")


def check(view: View, documents: Documents) -> Findings:
    """Yield every fragment that is not where it should be."""
    plain = {name: _plain(text) for name, text in documents.texts.items()}
    looks = repeat("", _MOST_LOOKS)
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        if text is None:
            continue
        if claim.passage and claim.passage[1] > len(text) and claim.source not in documents.changed:
            message = f"the passage ends at {claim.passage[1]}, but the document has {len(text)} characters"
            yield Finding(item, ("passage",), message, "read the passage again: `keta anchor` prints it")
            continue
        yield from _fragments(item, claim, documents, looks)
        for number, wording in enumerate(claim.wording):
            parts = [part.strip() for part in _DOTS.split(wording.stands)]
            lost = (part for part in parts if not _is_marked(part, plain[claim.source]) and not quotes.find(text, part))
            if found := next(lost, None):
                message = f"`{found}` does not stand in the document"
                yield Finding(item, ("wording", number, "stands"), message, "copy the words as they stand there")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_marked(words: str, text: str) -> bool:
    """Whether a text has these words, with or without the mark of a footnote right after them."""
    return bool(re.search(rf"(?<!\w){re.escape(_plain(words))}(?:(?<!\d)\d+)?(?!\w)", text))


def _hint(fragment: str, text: str) -> str:
    """Return how to write a fragment that was not found: as a list where dots join several, else the nearest words."""
    parts = [f'"{part.strip()}"' for part in _JOINING.split(fragment) if part.strip()]
    if len(parts) > 1:
        return f"write fragments as a list: `[{', '.join(parts)}]`"
    if _JOINING.search(fragment):
        return "leave the dots out"
    near = nearest(text, fragment)
    return f"the nearest words are `{near}`" if near else "copy the words as they stand there"


def _fragments(item: PlacedRecord, claim: Claim, documents: Documents, looks: Iterator[str]) -> Findings:
    start, end = claim.passage or (0, 0)
    before = 0
    for number, place in enumerate(places(item, claim, documents)):
        message = hint = ""
        if not place.found:
            message = f"`{place.fragment}` does not stand in the document"
            hint = _hint(place.fragment, documents.texts[claim.source] if next(looks, None) is not None else "")
        elif place.match is None:
            where = "inside its passage" if number == len(claim.quote) - 1 else "inside its passage or before it"
            message = f"`{place.fragment}` does not stand {where}, {start} to {end}"
            hint = "fix the passage or the quote"
        else:
            if place.match.start < before and claim.source not in documents.changed:
                message = f"`{place.fragment}` stands before the end of the fragment that precedes it here"
                hint = "put the fragments in the order of the document"
            before = place.match.end
        if message:
            yield Finding(item, place.route, message, hint)
