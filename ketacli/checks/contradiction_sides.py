"""Sides that do not face each other.

What it finds
    A claim or source on two sides of a contradiction, sides that all hold the same claim and nothing else, sides of which
    none holds a claim, more than one side marked as the stronger, and a source that is to say something by itself
    (`saying`) and is not on that side.

Why it matters
    A reader sees a claim, and what stands against it. A claim on both sides contradicts itself, a contradiction without a
    claim is shown nowhere, and with two stronger sides the reader cannot tell which one to believe.

Example
    sides:
      - {claims: [benefit-lasts], says: "The benefit lasts."}
      - {claims: [benefit-lasts], sources: [series-2010], says: "Most relapse within weeks."}

Fix
    Leave each claim and source on the side whose words it bears out. A claim that says two things is two claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View

if TYPE_CHECKING:
    from ketacli.model import Contradiction
    from ketacli.store.parsing import PlacedRecord

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield every contradiction whose sides do not face each other."""
    for item, contradiction in view.contradictions:
        sides = contradiction.sides
        claims = {name for side in sides for name in side.claims}
        sources = {name for side in sides for name in side.sources}
        if not claims:
            hint = "name the claim that is contradicted, or take the contradiction out"
            yield Finding(item, ("sides",), "no side holds a claim", hint)
        if len(claims) == 1 and not sources:
            message = f"all sides hold the same claim, `{min(claims)}`, and nothing else"
            yield Finding(item, ("sides",), message, "name the claim or source that stands against it")
        else:
            yield from _on_two_sides(item, contradiction)
        for number, side in enumerate(sides):
            for place, name in enumerate(side.saying):
                if name not in side.sources:
                    message = f"`{name}` is not among the sources of this side"
                    yield Finding(item, ("sides", number, "saying", place), message, "name one of its sources")
        stronger = [number for number, side in enumerate(sides) if side.stronger]
        for number in stronger[1:]:
            message = f"a second side is the stronger: `sides[{stronger[0]}]` is marked already"
            yield Finding(item, ("sides", number, "stronger"), message, "leave the mark on one side, or on none")


def _on_two_sides(item: PlacedRecord, contradiction: Contradiction) -> Findings:
    """Yield each claim and source that already stands on an earlier side, at its second place."""
    first: dict[str, int] = {}
    for number, side in enumerate(contradiction.sides):
        for field, names in (("claims", side.claims), ("sources", side.sources)):
            for place, name in enumerate(names):
                if first.setdefault(name, number) != number:
                    message = f"`{name}` stands on two sides: `sides[{first[name]}]` has it too"
                    yield Finding(item, ("sides", number, field, place), message, "leave it on one side")
