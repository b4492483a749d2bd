"""The sentences of a page that is a document of the store: of these it is certain which claims they state."""

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

Span = tuple[int, int]

_WORD = late(r"\w")
_LITTLE = 3
"""A stretch of fewer letters and digits between passages says nothing: `and`, a bullet, the number of a note."""


def told(store: Store, page: Page, data: bytes, read: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of a page with the claims that were read from them, where it is the very file of a document.

    A sentence states a claim in whose quote it is; in part if it has words besides that are in no claim's passage.
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


def _quoted(claim: Claim, text: str) -> list[Span]:
    """Return where the fragments of a claim's quote are in its passage, or in the whole text if it has none."""
    first, last = claim.passage or (0, len(text))
    found = (match for fragment in claim.quote for match in quotes.find(text, fragment))
    return [(match.start, match.end) for match in found if first <= match.start and match.end <= last]


def _with_known(
    one: Sentence, text: str, sentence: Span, spans: Mapping[str, tuple[Sequence[Span], Span | None]]
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


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _beside(text: str, sentence: Span, covered: Sequence[Span]) -> Iterator[str]:
    """Yield what a sentence says outside the passages of claims."""
    start, end = sentence
    for first, last in [*sorted(covered), (end, end)]:
        stretch = text[start : max(start, min(first, end))]
        if len(_WORD.findall(stretch)) > _LITTLE:
            yield " ".join(stretch.split()).strip(" ,;:.")
        start = max(start, last)
