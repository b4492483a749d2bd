"""A phrase that stands for itself, or for too many.

What it finds
    A concept in braces that leads back to the concept whose phrase it is in, or through more than five concepts; and a phrase
    that stands for more than 2,000 phrases once each number of its ranges and each phrase of its concepts is put in.

Why it matters
    Of a concept within itself, or too deep in others, no phrase is heard, of too many only the first 2,000.

Example
    vocabulary:
      - {id: sedative, phrases: [sleeping pill, "{benzodiazepine}"]}
      - {id: benzodiazepine, phrases: [valium, "strong {sedative}"]}

Fix
    Take the concept out of the phrase. Of a phrase that stands for too many, leave one of its parts out: `stop {benzodiazepine}`
    finds `can I just stop my diazepam`, and needs no `{beginning}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import Finding, Findings, View
from ketacli.matching.expansion import CONCEPT, DEEPEST, MOST_EXPANDED, Expansion

if TYPE_CHECKING:
    from collections.abc import Mapping

SEVERITY = "error"

_FIELDS = (
    ("concept", "phrases"),
    ("topic", "asked_as"),
    ("omission", "asked_as"),
    ("omission", "denied_as"),
    ("notice", "asked_as"),
    ("notice", "alone_as"),
)
"""Where phrases stand; those of `told_as` are looked for part by part, and never multiplied."""


def check(view: View) -> Findings:
    """Yield every phrase that stands for itself or for too many."""
    vocabulary = [item.record for item in view.loaded.all_of("concept").values()]
    named = [item.record for kind in ("intervention", "population") for item in view.loaded.all_of(kind).values()]
    expansion = Expansion(vocabulary, named)
    within = {one["id"]: {name for phrase in one["phrases"] for name in CONCEPT.findall(phrase)} for one in vocabulary}
    for kind, field in _FIELDS:
        for item in view.loaded.of(kind):
            for number, phrase in enumerate(item.record.get(field, ())):
                is_circle, is_too_deep = _followed(item.id if kind == "concept" else "", phrase, within)
                if is_circle:
                    message = f"`{phrase}` leads back to `{item.id}`, whose phrase it is"
                    yield Finding(item, (field, number), message, "take the concept out of the phrase")
                elif is_too_deep:
                    message = f"`{phrase}` leads through more than {DEEPEST} concepts in braces"
                    yield Finding(item, (field, number), message, "write the phrases of the last one out")
                elif sum(1 for _ in expansion.of(phrase)) > MOST_EXPANDED:
                    message = f"`{phrase}` stands for more than {MOST_EXPANDED:,} phrases, and no more are heard"
                    yield Finding(
                        item, (field, number), message, "leave a part out, or use a concept with fewer phrases"
                    )


def _followed(name: str, phrase: str, within: Mapping[str, set[str]]) -> tuple[bool, bool]:
    """Return whether the braces of a phrase lead to a concept, and whether they lead further than is followed."""
    ahead = set(CONCEPT.findall(phrase))
    for _ in range(DEEPEST):
        if name in ahead:
            return True, False
        ahead = {inner for one in ahead for inner in within.get(one, ())}
    return False, bool(ahead)
