"""The rows of claims in a figure: what pages say of a measure, in which order, in which words, or that they leave it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.quantities import phrase
from ketacli.report import card
from ketacli.report.figure import LEFT_OUT, Row
from ketacli.report.subject import TYPES, fits, measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Claim, Quantity, Result
    from ketacli.report.figure import Mark
    from ketacli.report.subject import Subject


def said(kind: str, measure: str, subject: Subject) -> list[tuple[Claim, Quantity | None]]:
    """Return the claims about a measure: those with a figure, then those that give none. A repeat is its twin's."""
    found: list[tuple[Claim, Quantity | None]] = [
        (claim, one) for claim, one in subject.giving.get(measure, ()) if fits(kind, one)
    ]
    given = {claim.id for claim, _ in found}
    found += [(claim, None) for claim in subject.naming.get(measure, ()) if claim.id not in given]
    ids = {claim.id for claim, _ in found}
    return [pair for pair in found if pair[0].repeats not in ids]


_BARE = 1
"""How many claims that give no figure are shown where room is short."""


def fewer(
    claims: Sequence[tuple[Claim, Quantity | None]], measure: str
) -> tuple[list[tuple[Claim, Quantity | None]], int]:
    """Return claims with at most one that gives no figure, and how many are left out.

    It is one that names the measure, if there is one, with the worst verdict.
    """
    kinds = list(card.VERDICTS)
    name = " ".join(word for word in measure.split("-") if word not in ("time", "to"))
    bare = [claim for claim, one in claims if one is None]
    worst = sorted(bare, key=lambda one: (name not in one.statement.lower(), kinds.index(one.printed)))[:_BARE]
    kept = [(claim, one) for claim, one in claims if one is not None or claim in worst]
    return kept, len(claims) - len(kept)


def unsaid_note(count: int) -> list[str]:
    """Return that so many claims are not drawn, if any."""
    return [f"{count} more claim{'s' if count > 1 else ''}."] if count else []


def claim_row(claim: Claim, quantity: Quantity | None, subject: Subject, measure: str, marks: tuple[Mark, ...]) -> Row:
    """Return the row of a claim: verdict, page, what it says in few words; its figure beside the mark."""
    twins = subject.twins.get(claim.id, ())
    pages = dict.fromkeys(subject.labels.get(one.source, one.source) for one in (claim, *twins))
    text = (claim.short or claim.statement).rstrip(".")
    if quantity and measure_of(quantity) != quantity.measure:
        heading = str(subject.measures.get(measure, {}).get("heading") or "")
        inner = re.search(r"\(([^)]+)\)", heading)  # "responded (score halved), of 100"
        meant = inner[1] if inner else re.sub(r"^share (?:who |whose |in )?", "", subject.name(measure))
        text += f", meaning “{meant}”"
    return Row(
        label=", ".join(pages),
        what=text,
        figure=figure_of(quantity),
        marks=marks,
        told="" if quantity else "no figure given",
        verdict=claim.printed,
        source=claim.source,
        claims=(claim.id, *(one.id for one in twins)),
        contradictions=len(claim.contradictions),
        caveats=len(claim.caveats),
    )


def figure_of(quantity: Quantity | Result | None) -> str:
    """Return a figure in few words: `85%`, `> 50%`, `4 to 6 weeks`, `about 19 days`, `more than 3 months`."""
    return "" if quantity is None else re.sub(r" \([^)]*\)$", "", phrase(quantity))


def left_out(kind: str, measure: str, subject: Subject) -> Row:
    """Return the row that says that no page gives a figure of this measure, with the figure that one gives instead."""
    if subject.is_given(measure):
        who = "No claim asked for gives this figure"
    else:
        who = {1: "The page does not give this figure", 2: "Neither page gives this figure"}.get(
            len(subject.documents), "No page gives this figure"
        )
    other = "timing" if kind == "rates" else "rates"
    for claim in subject.claims:
        for quantity in claim.quantities:
            if fits(other, quantity) and claim.type in TYPES and _share_a_word(measure, quantity.measure):
                page = subject.labels.get(claim.source, claim.source)
                told = f"; the {page} gives only the {subject.name(quantity.measure)}, {phrase(quantity)}"
                return Row("", f"{who}{told}", verdict=LEFT_OUT)
    return Row("", who, verdict=LEFT_OUT)


_COMMON = frozenset({"time", "to", "rate", "of", "duration", "share"})


def _share_a_word(one: str, other: str) -> bool:
    return bool((set(one.split("-")) & set(other.split("-"))) - _COMMON)
