"""A fragment that stands at more than one place.

What it finds
    With `--documents`: a fragment that stands more than once inside its claim's passage; a fragment before the passage that
    stands there more than once, unless the nearest is alone in its paragraph, and that is the passage's or the one before.

Why it matters
    The quote finds the place. Where it finds two, one reader checks the claim by other words than the next.

Example
    quote: "40 mins"

    The passage says `usually last around 40 mins` and `the experience lasts around 40 mins`.

Fix
    Take a word more into the fragment, or narrow the passage to the clause that makes the claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.checks._finding import Documents, Finding, Findings, View
from ketacli.checks._places import places

if TYPE_CHECKING:
    from ketacli.checks._places import Place

SEVERITY = "error"
NEEDS_DOCUMENTS = True

_MAX_SHOWN = 2
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")


def check(view: View, documents: Documents) -> Findings:
    """Yield every fragment whose place its passage does not tell."""
    for item, claim in view.claims:
        text = documents.texts.get(claim.source)
        for place in places(item, claim, documents):
            count = len(place.possible)
            if count <= 1 or (
                not place.is_inside and _is_unmistakable(text or "", place, claim.passage[0] if claim.passage else 0)
            ):
                continue
            where = (
                "in the document"
                if claim.passage is None
                else "inside its passage"
                if place.is_inside
                else "before its passage"
            )
            found = " and ".join(str(match.start) for match in place.possible[-2:])
            if count > _MAX_SHOWN:
                found = f"{count} places, the last two {found}"
            message = f"`{place.fragment}` stands {where} more than once: at {found}"
            hint = "take one more word into the fragment"
            if claim.passage is None:
                hint = f"{hint}, or give the `passage`: `keta anchor` prints it"
            yield Finding(item, place.route, message, hint)


def _is_unmistakable(text: str, place: Place, passage: int) -> bool:
    """Whether the nearest of several places before a passage is alone in its paragraph, and close."""
    nearest, next_nearest = place.possible[-1], place.possible[-2]
    breaks = _PARAGRAPH_END.findall(text, nearest.end, passage)
    is_alone = bool(_PARAGRAPH_END.search(text, next_nearest.end, nearest.start))
    return is_alone and len(breaks) <= 1
