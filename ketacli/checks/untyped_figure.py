"""Figures of a statement that are not among its quantities.

What it finds
    In a store with `measures`: a figure with a unit, or a share, in the `statement` of a claim that none of its `quantities`
    gives, where the statement has more figures than quantities. A bound beside typed figures (`at least 50%`) is taken for part
    of a definition. A warning.

Why it matters
    Only typed figures are compared with those of other claims and studies, found by `--measure`, and drawn.

Example
    statement: "Green tea makes 80% of poor sleepers sleep better."
    quantities: []

Fix
    Type it: `- {measure: improvement-rate, statistic: proportion, value: 80, unit: "%", as: "80%"}`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ketacli.checks import _figures
from ketacli.checks._finding import Finding, Findings, View
from ketacli.checks._typing import readings, todo
from ketacli.quantities import base

if TYPE_CHECKING:
    from ketacli.checks._figures import Figure
    from ketacli.model import Claim

SEVERITY = "warning"


def check(view: View) -> Findings:
    """Yield every figure of a statement that is not typed, in a store that says what its figures are of."""
    if not view.loaded.all_of("measure"):
        return
    for item, claim in view.claims:
        if not any(map(str.isdigit, claim.statement)):
            continue
        figures = [one for one in _figures.read(claim.statement) if _is_worth_typing(one, claim.statement)]
        if len(figures) <= len(claim.quantities):
            continue  # a figure that is typed wrongly is reported for itself
        for figure in figures:
            is_definition = bool(claim.quantities) and None not in figure.qualifiers
            if not is_definition and not _is_typed(figure, claim):
                shown = claim.statement[figure.start : figure.end].strip()
                message = f"`{shown}` is not among the quantities"
                yield Finding(item, ("statement",), message, _hint(figure, shown, claim, view))


def _hint(figure: Figure, shown: str, claim: Claim, view: View) -> str:
    """Return how to type a figure of a statement: with the words of the quote, where these have it."""
    said = " | ".join([claim.statement, *claim.quote, *claim.topics])
    for fragment in (*claim.quote, shown):
        for reading in readings([fragment], said, view):
            ends = [reading.quantity[name] for name in ("value", "low", "high") if name in reading.quantity]
            if {round(base(end, reading.quantity["unit"]), 6) for end in ends} == _ends(figure):
                return todo(reading)
    return "type it under `quantities`, so that it can be compared"


def _ends(figure: Figure) -> set[float]:
    return {round(base(end, figure.unit), 6) for end in (figure.low, figure.high)}


def _is_worth_typing(figure: Figure, statement: str) -> bool:
    """Whether a figure is written in digits and has a unit: `a week` and `all` are turns of speech."""
    shown = statement[figure.start : figure.end]
    return figure.unit is not None and figure.kind in ("number", "share") and any(char.isdigit() for char in shown)


def _is_typed(figure: Figure, claim: Claim) -> bool:
    wanted = _ends(figure)
    for quantity in claim.quantities:
        ends = [end for end in (quantity.value, quantity.low, quantity.high) if end is not None]
        given = [base(end, quantity.unit) for end in ends]
        if all(any(math.isclose(one, other, rel_tol=0.02) for other in given) for one in wanted):
            return True
    return False
