"""A DOI with the punctuation of the sentence it was copied from.

What it finds
    A DOI that ends with a full stop, comma, colon, semicolon, question or exclamation mark, quotation mark, or with a
    bracket that opens nowhere in it. Brackets that belong to it, as in `10.1016/S0006-3223(99)00230-9(a)`, are left alone.

Why it matters
    The link leads nowhere, and two records of one paper look like two.

Example
    DOI: "10.1000/abc.,"

Fix
    Write it as the hint has it.
"""

from __future__ import annotations

from ketacli.checks._finding import Finding, Findings, View

SEVERITY = "error"

_MARKS = ".,:;?!\"'’”»…"
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


def check(view: View) -> Findings:
    """Yield every DOI that is followed by something else."""
    for item in view.loaded.of("study"):
        doi = item.record.get("cite", {}).get("DOI")
        if doi and (plain := fixed(doi)) != doi:
            message = f"`{doi}` ends with `{doi[len(plain) :]}`, which is no part of a DOI"
            yield Finding(item, ("cite", "DOI"), message, f'write `"{plain}"`')


def fixed(doi: str) -> str:
    """Return a DOI without the punctuation at its end."""
    while doi and (doi[-1] in _MARKS or (doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]]))):
        doi = doi[:-1]
    return doi
