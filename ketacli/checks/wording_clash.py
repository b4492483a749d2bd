"""A wording of two claims that are rated differently.

What it finds
    A wording under `said_as` that another claim with another rating has as well, as its statement, its short form or one of
    its wordings; case and punctuation don't matter.

Why it matters
    `keta scan` puts a claim's rating over a sentence that says what one of its wordings says. With such a wording a sentence
    would be called wrong and supported at once.

Example
    - {id: infusions-safe, rating: goes-too-far, said_as: ["Ketamine is safe"]}
    - {id: anaesthesia-safe, rating: supported, said_as: ["Ketamine is safe."]}

Fix
    Say in each wording what makes it this claim and no other, or take it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.matching.folding import text_of_words

if TYPE_CHECKING:
    from ketacli.model import Claim

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every wording that a claim with another rating has."""
    having: dict[str, list[Claim]] = {}
    if any(claim.said_as for _, claim in view.claims):
        for claim in view.claims_by_id.values():
            for text in {text_of_words(one) for one in (claim.statement, claim.short or "", *claim.said_as) if one}:
                having.setdefault(text, []).append(claim)
    for item, claim in view.claims:
        for number, wording in enumerate(claim.said_as):
            others = [one for one in having.get(text_of_words(wording), ()) if one.rating != claim.rating]
            if others:
                message = f"`{others[0].id}`, which is rated {others[0].rating or 'not at all'}, says the same"
                yield Finding(item, ("said_as", number), message, "say what makes it this claim, or take it out")
