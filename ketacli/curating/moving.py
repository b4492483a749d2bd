"""Where the passages of a document that has changed are now: those of claims, and those that are passed over.

The text that was read is gone: only the quotes are known, so that what claims nothing is found by the claims around it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.checks._headings import lone_headings
from ketacli.checks.document_coverage import gaps
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.checks._finding import Documents, View
    from ketacli.model import Claim, Document, PassedOver
    from ketacli.store.parsing import PlacedRecord

Span = tuple[int, int]

_LIKE = 0.5
"""The share of a lost quote's words that the sentence in its place has."""


class Standing(NamedTuple):
    """How a claim's quote stands in a document that has changed: `stands`, `moved` or `gone`, and its passage there.

    Of one that is gone the passage is the sentence that has come in its place; None where none is like it.
    """

    item: PlacedRecord
    claim: Claim
    state: str
    passage: Span | None


def claims(view: View, document: str, documents: Documents) -> list[Standing]:
    """Return how the quotes of each claim stand in a document that is not the one that was read, by their old passages."""
    text = documents.texts[document]
    found: list[Standing] = []
    shift = 0
    for item, claim in sorted(
        ((item, claim) for item, claim in view.claims if claim.source == document),
        key=lambda one: one[1].passage or (0, 0),
    ):
        if any(not quotes.find(text, fragment) for fragment in claim.quote):
            found.append(Standing(item, claim, "gone", None))
            continue
        passage = _passage(text, claim, shift)
        if claim.passage and passage:
            shift = passage[0] - claim.passage[0]
        is_same = claim.passage is None or passage == claim.passage
        found.append(Standing(item, claim, "stands" if is_same else "moved", passage))
    taken = [one.passage for one in found if one.passage]
    return [
        one._replace(passage=_in_its_place(text, one.claim, _around(found, one.claim.passage[0], text), taken))
        if one.state == "gone" and one.claim.passage
        else one
        for one in found
    ]


def _around(standing: Sequence[Standing], place: int, text: str) -> Span:
    """Return from where to where a text lies between the claims that stood before and behind an old place."""
    known = [(one.claim.passage[0], one.passage) for one in standing if one.claim.passage and one.passage]
    first = max((passage[1] for start, passage in known if start <= place), default=0)
    last = min((passage[0] for start, passage in known if start > place), default=len(text))
    return first, max(first, last)


def _in_its_place(text: str, claim: Claim, around: Span, taken: Sequence[Span]) -> Span | None:
    """Return the sentence of a stretch that is most like a quote that is gone; None where none has half of its words."""
    wanted = _words(" ".join(claim.quote))
    outside = [(0, around[0]), (around[1], len(text))]
    best, most = None, _LIKE
    for gap in gaps(text, [*taken, *outside]):
        for span in quotes.sentences(text, *gap):
            share = len(wanted & _words(text[slice(*span)])) / max(1, len(wanted))
            if share > most or (share == most and best is None):
                best, most = span, share
    return best


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+(?:-\w+)*", text.lower()))


def _passage(text: str, claim: Claim, shift: int) -> Span | None:
    """Return the passage of a claim in a changed text: as long as it was, or the sentence around its last fragment."""
    if claim.passage is None:
        return None
    start, end = claim.passage
    moved = (start + shift, end + shift)
    if _holds(text, moved, claim):
        return moved
    near = sorted(quotes.find(text, claim.quote[-1]), key=lambda match: abs(match.start - moved[0]))
    for match in near:
        sentence = quotes.sentence(text, match.start, match.end)
        if sentence[1] - sentence[0] == end - start:
            return sentence
        spans = ((first, first + end - start) for first in range(max(0, match.end - (end - start)), match.start + 1))
        fitting = next((span for span in spans if _holds(text, span, claim) and _begins(text, span[0])), None)
        if fitting:
            return fitting
    first = near[0]
    return quotes.sentence(text, first.start, first.end)


def _holds(text: str, span: Span, claim: Claim) -> bool:
    """Whether a stretch of a text can be the passage of a claim: whole words, with its last fragment inside."""
    start, end = span
    return _is_of_whole_words(text, span) and any(
        start <= match.start and match.end <= end for match in quotes.find(text, claim.quote[-1])
    )


def _is_of_whole_words(text: str, span: Span) -> bool:
    start, end = span
    if not 0 <= start < end <= len(text) or text[start].isspace() or text[end - 1].isspace():
        return False
    return not (quotes.is_inside_token(text, start) or quotes.is_inside_token(text, end))


def _begins(text: str, place: int) -> bool:
    """Whether a sentence or line begins at a place."""
    before = text[:place].rstrip(" ")
    return not before or before[-1] in '.!?:;\n”"'


def _ends(text: str, place: int) -> bool:
    """Whether a sentence or line ends at a place."""
    return text[place : place + 1] in ("", "\n", "\r") or text[place - 1] in '.!?:;”")'


def passed_over(text: str, document: Document, standing: Sequence[Standing]) -> dict[int, Span | None]:
    """Return where the passages that claim nothing are in a changed text, by number; None of one that is not found.

    One moves with the claims before and behind it. Where these moved differently, it must be whole sentences or lines
    there; of headings, those that stand alone between the two claims, where there are as many as before.
    """
    known = [
        (one.claim.passage, one.passage)
        for one in standing
        if one.state != "gone" and one.claim.passage and one.passage
    ]
    found: dict[int, Span | None] = {}
    for number, one in enumerate(document.passed_over):
        if one.passage is None:
            continue
        before = [new[0] - old[0] for old, new in known if old[0] <= one.passage[0]][-1:]
        behind = [new[0] - old[0] for old, new in known if old[0] > one.passage[0]][:1]
        shifts = dict.fromkeys([*before, *behind]) or {0: None}
        spans = [(one.passage[0] + shift, one.passage[1] + shift) for shift in shifts]
        is_sure = len(shifts) == 1 and len(before) == len(behind)
        whole = [span for span in spans if _is_of_whole_words(text, span)]
        found[number] = next(
            (span for span in whole if is_sure or (_begins(text, span[0]) and _ends(text, span[1]))),
            _heading(text, one, one.passage[0], document, standing) if one.reason == "heading" else None,
        )
    return found


def _heading(text: str, one: PassedOver, start: int, document: Document, standing: Sequence[Standing]) -> Span | None:
    """Return the heading that has come in the place of one: as many stand alone between the claims around it as did before."""
    around = _around(standing, start, text)
    there = [span for span in lone_headings(text) if around[0] <= span[0] and span[1] <= around[1]]
    mine = [
        other
        for other in document.passed_over
        if other.reason == "heading" and other.passage and _around(standing, other.passage[0], text) == around
    ]
    return there[mine.index(one)] if len(there) == len(mine) else None
