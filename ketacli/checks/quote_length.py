"""A quote that is too long, or is no quote.

What it finds
    A fragment of more than 10 words, fragments of more than 18 words together, counted at white space; a fragment without
    a letter; a fragment that begins or ends with white space. In scripts without spaces between words two characters of
    Chinese and Japanese count as a word, and five of Thai, Lao, Burmese and Khmer.

Why it matters
    The quote finds the place and no more: the store does not carry the documents' text. A bare number is found anywhere.

Example
    quote: "19"

Fix
    Keep the words that carry the figure and what it is a figure of. Write several fragments as a list:
    `quote: ["relapsed", "on approximately 19 days"]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.quotes import MAX_QUOTE_WORDS, MAX_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every quote that is too long or is no quote."""
    for item, claim in view.claims:
        for number, fragment in enumerate(claim.quote):
            route = ("quote", number) if isinstance(item.record["quote"], list) else ("quote",)
            for message, hint in _faults(fragment):
                yield Finding(item, route, message, hint)
        count = sum(len(words(fragment)) for fragment in claim.quote)
        if count > MAX_QUOTE_WORDS and all(len(words(fragment)) <= MAX_WORDS for fragment in claim.quote):
            message = f"the fragments have {count} words together: expected {MAX_QUOTE_WORDS} at most"
            yield Finding(item, ("quote",), message, "shorten them, or drop one")


def _faults(fragment: str) -> Iterator[tuple[str, str]]:
    count = len(words(fragment))
    if count > MAX_WORDS:
        yield f"the fragment has {count} words: expected {MAX_WORDS} at most", "shorten it, or split it into a list"
    if not any(char.isalpha() for char in fragment):
        yield f"`{fragment.strip()}` has no letter: expected words", "add the words that say what it is a figure of"
    if fragment != fragment.strip():
        where = "begins" if fragment[0].isspace() else "ends"
        yield f"the fragment {where} with white space", f'write `"{fragment.strip()}"`'
