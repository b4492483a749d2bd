"""A bound of an omission that its words do not give.

What it finds
    A bound whose `value`, or none of whose `values`, is in its `said`, or in the omission's `text` or `limits`; one of whose
    `sources` is none of the omission's; a phrase of it without one `#` for the figure of a page.

Why it matters
    `keta scan` tells readers that a page is against what is on record. What is on record has to be the same in the figure
    that is compared, in the words that are shown and in the text that a source bears out.

Example
    text: "After Spravato at least two hours of observation follow."
    bounds:
      - {said: at least one hour, qualifier: at-least, value: 2, unit: h, phrases: ["observed * #"]}

Fix
    Take the figure of the source in all three places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks import _figures
from ketacli.checks._finding import Finding, Findings, View, plain
from ketacli.matching.departing import SLOT
from ketacli.matching.folding import text_of_words
from ketacli.quantities import base, measured
from ketacli.store import records

if TYPE_CHECKING:
    from ketacli.model import Bound

SEVERITY = "error"


def check(view: View) -> Findings:
    """Yield what a bound, its words, and the text and sources of its omission do not have in common."""
    for item in view.loaded.of("omission"):
        omission = records.omission(plain(item))
        told = f"{omission.text} {omission.limits or ''}"
        for number, bound in enumerate(omission.bounds):
            route = ("bounds", number)
            for name, text in (("`said`", bound.said), ("the text of the omission", told)):
                for missing in _missing(bound, text):
                    message = f"{missing} is not in {name}"
                    yield Finding(item, (*route, "said"), message, "take the figure of the source in all places")
            for place, phrase in enumerate(bound.phrases):
                if phrase.count(SLOT) != 1:
                    message = f"`{phrase}` has no one `{SLOT}` for the figure of a page"
                    yield Finding(item, (*route, "phrases", place), message, f"put `{SLOT}` where the figure is")
            for place, name in enumerate(bound.sources):
                if name not in omission.sources:
                    message = f"`{name}` is none of the omission's sources"
                    yield Finding(item, (*route, "sources", place), message, "add it to these, or take one of these")


def _missing(bound: Bound, text: str) -> list[str]:
    """Return what a bound sets that a text does not say; of several names one is enough."""
    if bound.value is None:
        said = f" {text_of_words(text)} "
        is_said = any(f" {text_of_words(name)} " in said for name in bound.values)
        return [] if is_said else [f"`{bound.values[0]}`"]
    unit = bound.unit or ""
    wanted = base(bound.value, unit)
    ends = [(value, one.unit or unit) for one in _figures.read(text) for value in (one.low, one.high)]
    is_said = any(_is_alike(own, unit) and base(value, own) == wanted for value, own in ends)
    return [] if is_said else [f"`{bound.value:g}`"]


def _is_alike(one: str, other: str) -> bool:
    return measured(one)[0] == measured(other)[0]
