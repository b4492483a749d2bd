"""A wording with a figure that the claim does not have.

What it finds
    A number under `said_as`, in digits or words, that is neither in the claim's statement and short form nor among its
    figures; units may differ (`one hour`, `60 minutes`).

Why it matters
    `keta scan` puts the claim's rating over a sentence that says what a wording says. What was found out of 19 days does not
    hold for three weeks.

Example
    statement: "People relapsed about 19 days later on average."
    said_as: ["On average people relapsed after three weeks"]

Fix
    Take the figure from the statement, or take it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.checks import _figures
from ketacli.checks._finding import Finding, Findings, View
from ketacli.quantities import measured

if TYPE_CHECKING:
    from ketacli.model import Claim

SEVERITY = "error"

_SMALL = 1.0
"""Up to here a number word is mostly no figure: `one kind of`, `once`."""


def check(view: View) -> Findings:
    """Yield every figure of a wording that its claim does not have."""
    for item, claim in view.claims:
        known = _known(claim) if claim.said_as else set()
        for number, wording in enumerate(claim.said_as):
            figures = _figures.read(wording)
            shares = [one for one in figures if one.kind == "share"]
            for figure in figures:
                if any(one is not figure and one.start <= figure.start and figure.end <= one.end for one in shares):
                    continue  # the ends of `one in two`
                words = wording[figure.start : figure.end].strip()
                if figure.kind == "ordinal" or (figure.high <= _SMALL and not any(map(str.isdigit, words))):
                    continue
                if words.lower() not in _NO_FIGURES and not any(ends <= known for ends in _ends(figure)):
                    message = f"`{words}` is no figure of the claim"
                    yield Finding(item, ("said_as", number), message, "take the figure from the statement")


_NO_FIGURES = ("all", "both", "everyone", "everybody", "nobody", "none")


def _known(claim: Claim) -> set[float]:
    """Return the ends of every figure of a claim, as they stand and in the basic unit of their dimension."""
    texts = [claim.statement, claim.short or ""]
    found = {float(digits) for text in texts for digits in re.findall(r"\d+", text)}
    found |= {value for text in texts for figure in _figures.read(text) for ends in _ends(figure) for value in ends}
    for one in claim.quantities:
        for size in {1.0, measured(one.unit)[1] if one.unit else 1.0}:
            found |= {round(value * size, 6) for value in (one.value, one.low, one.high) if value is not None}
    return found


def _ends(figure: _figures.Figure) -> list[set[float]]:
    """Return the ends of a figure as they stand, and in the basic unit of its dimension."""
    sizes = (1.0, measured(figure.unit)[1] if figure.unit else 1.0)
    return [{round(value * size, 6) for value in (figure.low, figure.high)} for size in sizes]
