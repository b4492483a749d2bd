"""What is told of a claim beside its card, caveats, evidence and disagreements: one list for every view that shows a claim whole.

A field of a claim that is words gets its line in `_every`, and all of these views have it. A view that does not show a field
of the schema says so in its `LEAVES_OUT`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ketacli.formats import _words as words
from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.quantities import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.answer import Context
    from ketacli.model import Claim, Evidence

FACTS = ("short", "type", "importance", "attribution", "voice", "hedging", "no_evidence")
"""The fields of a claim that are one text each, as data has them: a property of JSON-LD, a column of the database."""

LEAVES_OUT = ("short", "exceptions", "measures", "quantities.as", "quantities.defined_as")
"""What no view for people shows: what the store or its checks need."""

LEAVES_OUT_AMONG_OTHERS = (*LEAVES_OUT, "type", "topics", "importance", "evidence.origin")
"""What nearly all views of many claims do not show of each."""

LEAVES_OUT_IN_SHORT = (
    *LEAVES_OUT_AMONG_OTHERS,
    "passage",
    "confidence.start",
    "confidence.down",
    "confidence.up",
)
"""What of these views those do not show that say no more than a level of a confidence."""


class Part(NamedTuple):
    """What is told of a field: what it is called, the claim that it names, if it does, and what it says."""

    field: str
    label: str
    text: str
    claim: str = ""


def parts(claim: Claim, context: Context) -> list[Part]:
    """Return what is told of a claim, in the order of a doubter's questions, without what it does not have."""
    return [one for one in _every(claim, context) if one.text]


def _every(claim: Claim, context: Context) -> Iterator[Part]:
    yield Part("attribution", "Said", _voice(claim))
    yield Part(
        "repeats",
        "Repeats",
        "the same text in another document: no second voice" if claim.repeats else "",
        claim.repeats or "",
    )
    yield Part("scope", "Said of", _about(claim, context))
    for quantity in claim.quantities:
        measure = context.measures.get(quantity.measure, quantity.measure)
        origin = f" (derived: {quantity.derived})" if quantity.derived else ""
        yield Part("quantities", "Figure", f"{phrase(quantity)}, {measure}{origin}")
    for wording in claim.wording:
        yield Part("wording", "Read", f"“{wording.stands}” as “{wording.read}” ({wording.sure})")
    kept = (
        f"{key} {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in claim.extra.items()
    )
    yield Part("extra", "Also recorded", " · ".join(kept))


def _voice(claim: Claim) -> str:
    """Return whom the page gives for a claim, and how sure it sounds."""
    voice = f"in the words of {claim.voice}" if claim.voice else ""
    said = [
        ", ".join(filter(None, (words.ATTRIBUTION_WORDS[claim.attribution] if claim.attribution else "", voice))),
        words.HEDGING_WORDS[claim.hedging] if claim.hedging else "",
    ]
    told = "; ".join(filter(None, said))
    return f"{capital(told)}." if told else ""


def _about(claim: Claim, context: Context) -> str:
    """Return of whom a claim is, of what, against what, for what, when: what the page itself says."""
    scope = claim.scope
    named = (
        ("in", context.people.get(scope.population or "", scope.population)),
        ("given", context.treatments.get(scope.intervention or "", scope.intervention)),
        ("against", context.treatments.get(scope.comparator or "", scope.comparator)),
        ("for", scope.outcome),
        ("time:", scope.timepoint),
    )
    return ", ".join(f"{word} {value}" for word, value in named if value)


def why(claim: Claim, level: str = "") -> str:
    """Return the reasons for the verdict, with the direction of the confidence in a whole sentence, in these words if given."""
    given = claim.confidence.level
    sentence = (
        "" if given == "not-rated" else f" Confidence that the claim is true: {level or words.LEVEL_WORDS[given]}."
    )
    return f"{claim.confidence.why}{sentence}".strip()


def said(evidence: Evidence) -> str:
    """Return what a source says: its own words, then the note."""
    quoted = f"“{' … '.join(evidence.quote)}”" if evidence.quote else ""
    return " ".join(filter(None, (quoted, evidence.note)))
