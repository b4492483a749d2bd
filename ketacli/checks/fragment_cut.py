"""A fragment cut off from the word that turns it round.

What it finds
    With `--documents`: a fragment that begins after or ends before words that turn its meaning round or change its figure,
    in the same block of text. These are negations, also a few words away (`not currently | approved`, `no evidence that |`,
    `none of the |`), comparatives (`less | effective`), bounds (`more than |`, `as many as |`, `| or older`, `<`), and the
    rest of a figure: half a range (`between 4 | and 6`), of a number (`12 | 345`, `5 | million`, `2 | 1/2`) or of its unit
    (`5 | mg`, `5 mg | per kg`). English is known best; of other languages only the most frequent words are.

Why it matters
    `50%` is in the document, and the document says `more than 50%`. Every word of the quote is there, and together they say
    something else.

Example
    quote: "50% of people"

    The document says `more than 50% of people`.

Fix
    Take the comparator, the negation or the rest of the range into the fragment.
"""

from __future__ import annotations

from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places
from ketacli.cuts import cut_words

SEVERITY = "error"
NEEDS_DOCUMENTS = True


def check(view: View, documents: Documents) -> Findings:
    """Yield every fragment that lacks a comparator or negation right beside it."""
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        found = places(item, claim, documents)
        for place in found:
            if place.match is None or text is None:
                continue
            start, end, _ = place.match
            cut = cut_words(text, start, end)
            is_quoted = any(
                other.match
                and other is not place
                and (text[other.match.end : start].isspace() or text[end : other.match.start].isspace())
                for other in found
            )
            if cut and not is_quoted:
                message = f"`{place.fragment}` is cut off from `{cut}`"
                yield Finding(item, place.route, message, f"take `{cut}` into the fragment, or choose other words")
