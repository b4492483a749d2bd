"""Sentences of a page that is itself a document of the store: which claims were read from them is known, not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.model import Claim, Document
from ketacli.pages import decoding
from ketacli.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ketacli.matching.sentences import Sentence
    from ketacli.pages import Page
    from ketacli.store.api import Store

Range = tuple[int, int]
"""Where a stretch of the page's text begins and ends."""

_WORD = late(r"\w")
_LITTLE = 3
"""A stretch of fewer letters and digits between passages says nothing: `and`, a bullet, the number of a note."""


def told(store: Store, page: Page, data: bytes, read: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of a page with the claims that were read from them, if the page is the very file of a document.

    A sentence states the claims that quote it: in part, if some of its words are in no claim's passage.
    """
    names = [
        one.id
        for one in store.get_many(store.names("document")).values()
        if isinstance(one, Document) and one.sha256 == page.sha256
    ]
    if not names:
        return list(read)
    text = decoding.decode(data)
    spans = {claim.id: (_quoted(claim, text), claim.passage) for claim in store.claims(source=names)}
    return [
        _with_known(one, text, (passage.start, passage.end), spans)
        for passage, one in zip(page.sentences, read, strict=True)
    ]


def _quoted(claim: Claim, text: str) -> list[Range]:
    """Return where the fragments of a claim's quote are in its passage, or in the whole text if it has none."""
    first, last = claim.passage or (0, len(text))
    found = (match for fragment in claim.quote for match in quotes.find(text, fragment))
    return [(match.start, match.end) for match in found if first <= match.start and match.end <= last]


def _with_known(
    one: Sentence, text: str, sentence: Range, spans: Mapping[str, tuple[Sequence[Range], Range | None]]
) -> Sentence:
    """Return a sentence with the claims that were read from it."""
    known = [name for name, (quoted, _) in spans.items() if any(_overlap(sentence, span) for span in quoted)]
    if not known:
        return one
    covered = [span for quoted, passage in map(spans.__getitem__, known) for span in ([passage] if passage else quoted)]
    left = tuple(_beside(text, sentence, covered))
    return one._replace(
        states=() if left else tuple(known),
        states_in_part=dict.fromkeys(known, left) if left else {},
        compare=tuple(near for near in one.compare if near.id not in known),
        denied=one.denied.difference(known),
    )


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(text: str, sentence: Range, covered: Sequence[Range]) -> Iterator[str]:
    """Yield what a sentence says outside the passages of claims."""
    start, end = sentence
    for first, last in [*sorted(covered), (end, end)]:
        stretch = text[start : max(start, min(first, end))]
        if len(_WORD.findall(stretch)) > _LITTLE:
            yield " ".join(stretch.split()).strip(" ,;:.")
        start = max(start, last)
