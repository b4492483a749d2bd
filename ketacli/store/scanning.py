"""What a store knows of a page that it has never seen: which of its sentences state or come close to known claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from ketacli.model import IMPORTANCES, Claim, Omission, Quantity, Topic
from ketacli.pages import Page
from ketacli.pages.sentences import Passage
from ketacli.quantities import UNITS, Tolerance, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from dataclasses import dataclass

    from ketacli.matching.figures import Figure
    from ketacli.matching.sentences import Sentence
    from ketacli.store.api import Store
    from ketacli.store.shelf import IndexShelf
else:
    from ketacli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A figure of a page: a `value`, or a range from `low` to `high`; `as_` is how the page has it."""

    measure: str
    statistic: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: str | None
    intervention: str | None
    as_: str

    @property
    def quantity(self) -> Quantity:
        """The figure as a claim would have it."""
        return Quantity(
            self.measure, self.statistic, self.value, self.low, self.high, self.unit, self.qualifier, self.as_
        )


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure of the page beside the claim's of the same measure, where no value fits both."""

    page: PageFigure
    claim: Quantity


@dataclass(frozen=True, slots=True)
class Near:
    """A claim to compare a sentence with, how likely it is about the same, and a figure that differs."""

    claim: str
    score: float
    differs: Differing | None = None


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sentence of the page: the claims that it states, those to compare it with, its figures.

    `nearest` are at most five further claims, best first, that it may be about though that is not likely: for a curator.
    """

    passage: Passage
    states: tuple[str, ...] = ()
    compare: tuple[Near, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the store knows something of it."""
        return bool(self.states or self.compare)


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """What a store knows of a page. `claims` are all that are named; `omissions` and `topics` what no sentence touches."""

    page: Page
    sentences: tuple[Scanned, ...]
    claims: Mapping[str, Claim]
    omissions: tuple[Omission, ...] = ()
    topics: tuple[Topic, ...] = ()

    def __repr__(self) -> str:
        sentences, known = len(self.sentences), len(self.known)
        return f"<Scan {self.page.file}: {known} of {sentences} sentence{'s' if sentences != 1 else ''} known>"

    @property
    def known(self) -> list[Scanned]:
        """The sentences of which the store knows something."""
        return [one for one in self.sentences if one.is_known]


_TYPICAL = {"%": "proportion", "": "date"}
_SAID = (("median", "median"), ("mean", "mean"), ("average", "mean"))
_QUALIFIED = (
    (("no less than", "at least", "no fewer than", "minimum of", "or more", "or longer"), "at-least"),
    (("no more than", "at most", "up to", "as much as", "as many as", "maximum of"), "at-most"),
    (("more than", "over", "above", "exceeding"), "more-than"),
    (("less than", "under", "fewer than", "below"), "less-than"),
    (("about", "around", "roughly", "approximately", "some", "nearly", "almost", "close to"), "about"),
)
ITEM = 8
"""A sentence of so many words after a colon is an item of a list, whether or not it is marked as one."""

_BEFORE, _AFTER = 16, 12
"""How many characters before and after a figure say how it is bounded."""


def scan(store: Store, shelf: IndexShelf, page: Page, tolerance: Tolerance) -> Scan:
    """Return what a store knows of a page."""
    reader = Reader(shelf)
    asked = list(_asked(page.sentences))
    read = reader.read_all(asked, page.title)
    ids = dict.fromkeys(name for one in read for name in (*one.states, *(near.id for near in one.compare)))
    found = store.get_many(ids)
    claims = {name: claim for name, claim in found.items() if isinstance(claim, Claim)}
    scanned = tuple(
        _scanned(passage, sentence, claims, tolerance) for passage, sentence in zip(page.sentences, read, strict=True)
    )
    if not claims:
        return Scan(page, scanned, {})
    return Scan(page, scanned, claims, _omitted(store, page, read), _untouched(store, read, claims))


def _asked(sentences: Sequence[Passage]) -> Iterator[Asked]:
    """Yield the sentences to read; the items of a list are read after what introduces it."""
    lead, section = "", 0
    for one in sentences:
        is_item = one.kind == "item" or len(one.text.split()) <= ITEM
        if one.section != section or not is_item:
            lead, section = "", one.section
        if one.text.rstrip(" .").endswith(":"):
            lead = one.text.rstrip(" .:")
            yield Asked(one.text, one.section, one.heading)
            continue
        yield Asked(one.text, one.section, one.heading, lead, is_claim=one.kind != "heading" and not one.is_question)


def _scanned(passage: Passage, sentence: Sentence, claims: Mapping[str, Claim], tolerance: Tolerance) -> Scanned:
    figures = tuple(
        _figure(passage.text, one.figure, one.measure, sentence.interventions)
        for one in sentence.figures
        if one.measure is not None and (one.figure.unit in UNITS or not one.figure.unit)
    )
    states = _without_twins(sentence.states, claims)
    gone = set(states) | {claims[name].repeats for name in states}
    compare = [near for near in sentence.compare if near.id in claims and near.id not in gone]
    kept = _without_twins([near.id for near in compare], claims)
    shown = {*sentence.states, *(near.id for near in sentence.compare)}
    return Scanned(
        passage,
        tuple(states),
        tuple(
            Near(near.id, near.score, _differing(figures, claims[near.id], tolerance))
            for near in compare
            if near.id in kept and claims[near.id].repeats not in states
        ),
        figures,
        tuple(near.id for near in sentence.nearest if near.id not in shown),
    )


def _without_twins(ids: Sequence[str], claims: Mapping[str, Claim]) -> list[str]:
    """Return ids of claims without those that repeat another of them."""
    return [name for name in ids if name in claims and claims[name].repeats not in ids]


def _figure(text: str, figure: Figure, measure: str, products: Iterable[str]) -> PageFigure:
    before = text[max(0, figure.start - _BEFORE) : figure.start].lower()
    around = f"{before} {text[figure.end : figure.end + _AFTER].lower()}"
    is_single = figure.low == figure.high
    named = sorted(products)
    lowered = text.lower()
    return PageFigure(
        measure=measure,
        statistic=next((name for word, name in _SAID if word in lowered), _TYPICAL.get(figure.unit, "typical")),
        value=figure.low if is_single else None,
        low=None if is_single else figure.low,
        high=None if is_single else figure.high,
        unit=figure.unit or None,
        qualifier=next((name for said, name in _QUALIFIED if any(word in around for word in said)), None),
        intervention=named[0] if len(named) == 1 else None,
        as_=text[figure.start : figure.end].strip(),
    )


def _differing(figures: Sequence[PageFigure], claim: Claim, tolerance: Tolerance) -> Differing | None:
    """Return the first figure of a page that does not fit a claim's of the same measure, if none of them fits."""
    pairs = [
        (one, other)
        for one in figures
        for other in claim.quantities
        if other.measure == one.measure and _is_comparable(one, other)
    ]
    if not pairs or not all(
        interval(one.quantity, tolerance).is_apart(interval(other, tolerance)) for one, other in pairs
    ):
        return None
    return Differing(*pairs[0])


def _is_comparable(one: PageFigure, other: Quantity) -> bool:
    units = [UNITS[unit][0] if unit else None for unit in (one.unit, other.unit)]
    return units[0] == units[1]


def _omitted(store: Store, page: Page, read: Sequence[Sentence]) -> tuple[Omission, ...]:
    """Return the core omissions that no sentence touches: neither a phrase for them nor a word of what they say is there."""
    from ketacli.matching.folding import text_of_words

    touched = {name for one in read for name in one.omissions}
    text = f" {text_of_words(' '.join(one.text for one in page.sentences))} "
    return tuple(
        one
        for one in store.omissions()
        if one.importance == IMPORTANCES[0]
        and one.id not in touched
        and not any(_has(text, phrase) for phrase in one.absent)
    )


def _has(text: str, phrase: str) -> bool:
    from ketacli.matching.folding import text_of_words

    folded = text_of_words(phrase.replace("*", " "))
    return f" {folded}" in text if phrase.endswith("*") else f" {folded} " in text


def _untouched(store: Store, read: Sequence[Sentence], claims: Mapping[str, Claim]) -> tuple[Topic, ...]:
    """Return the topics that no sentence touches, in their order; help in a crisis is none to leave out."""
    touched = {name for one in read for name in one.topics}
    touched |= {topic for claim in claims.values() for topic in claim.topics}
    found = [one for one in store.topics() if one.id not in touched and one.kind != "crisis"]
    return tuple(sorted(found, key=lambda one: (one.order or 1_000, one.id)))
