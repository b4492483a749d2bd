"""What a store knows of a page that it has never seen: which of its sentences state known claims, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ketacli import model
from ketacli.frozen import dataclass, replace
from ketacli.matching.attaching import dosed, timed
from ketacli.matching.bounding import bound
from ketacli.matching.calling import calls
from ketacli.matching.english import COMMON
from ketacli.matching.phrases import tokens
from ketacli.matching.profiles import Asked
from ketacli.matching.sentences import Reader
from ketacli.model import IMPORTANCES, Claim, Omission, Quantity, Topic
from ketacli.pages import Page
from ketacli.pages.sentences import Passage
from ketacli.patterns import late
from ketacli.quantities import UNITS, Tolerance, dimension, interval, is_related
from ketacli.store import anchored, close, rows, touching, treatments
from ketacli.store.against import Against, against
from ketacli.store.bounds import Departing, departing
from ketacli.store.touching import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ketacli.matching.profiles import Measured
    from ketacli.matching.sentences import Sentence
    from ketacli.store.api import Store
    from ketacli.store.shelf import IndexShelf


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A figure of a page: a `value`, or a range from `low` to `high`; `as_` is how the page has it.

    `intervention` is the product that its sentence names for it; `arm` the treatment that a share of people is of for sure, or who
    else (`(stopped)`: those who went off theirs); None where that cannot be told. `at` are the times at which people were
    counted, in minutes: the one in its part of the sentence, or all; `is_timed` says whether it is the one. `doses` are those that
    they had, by its part of the sentence, each with its unit.
    """

    measure: str
    statistic: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: str | None
    intervention: str | None
    as_: str
    arm: str | None = None
    at: tuple[float, ...] = ()
    is_timed: bool = False
    doses: tuple[tuple[float, str], ...] = ()

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
class InPart:
    """A claim that a part of a sentence states; `not_covered` is what the sentence says besides, in its words.

    The claim's rating holds for that part alone.
    """

    claim: str
    not_covered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A claim to compare a sentence with, how likely it is about the same, and how the sentence differs.

    `denies` says whether the sentence says the opposite.
    """

    claim: str
    score: float
    differs: Differing | None = None
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """A sentence of the page: the claims that it states, those that a part of it states, those to compare it with, its figures.

    `nearest` are at most five further claims, best first, that it may be about though that is not likely: for a curator.
    `about` is the product that it is on, named by itself or before it, if it is one; `people` are the groups that it names.
    """

    passage: Passage
    states: tuple[str, ...] = ()
    compare: tuple[Near, ...] = ()
    figures: tuple[PageFigure, ...] = ()
    nearest: tuple[str, ...] = ()
    about: str | None = None
    people: tuple[str, ...] = ()
    states_in_part: tuple[InPart, ...] = ()
    row: str = ""
    """A row of a table in words; empty for anything else."""

    @property
    def text(self) -> str:
        """What it says, in words."""
        return self.row or self.passage.text

    @property
    def is_known(self) -> bool:
        """Whether the store knows something of it."""
        return bool(self.states or self.states_in_part or self.compare)


@dataclass(frozen=True, slots=True)
class Call:
    """A sentence or heading in which somebody says that they, or somebody they know, are in danger, with what is to be said first."""

    passage: Passage
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """What a store knows of a page. `claims` are all that are named; `omissions` and `topics` what no sentence touches.

    `mentions` are omissions that sentences touch, those first that one plays down, then those that one could come to harm by.
    """

    page: Page
    sentences: tuple[Scanned, ...]
    claims: Mapping[str, Claim]
    omissions: tuple[Omission, ...] = ()
    topics: tuple[Topic, ...] = ()
    mentions: tuple[Mention, ...] = ()
    is_on_subject: bool = True
    """Whether a sentence is on a treatment that the store is about: in no other one dangers are looked for."""
    calls: tuple[Call, ...] = ()
    """The sentences that call for help, whatever the page is about."""
    against: tuple[Against, ...] = ()
    """The trials of which sentences say the opposite of what came of their main targets."""
    against_record: tuple[Departing, ...] = ()
    """What sentences have otherwise than sources set it: a dose, a time under observation, a legal schedule."""

    def __repr__(self) -> str:
        sentences, known = len(self.sentences), len(self.known)
        return f"<Scan {self.page.file}: {known} of {sentences} sentence{'s' if sentences != 1 else ''} known>"

    @property
    def known(self) -> list[Scanned]:
        """The sentences of which the store knows something."""
        return [one for one in self.sentences if one.is_known]


_TYPICAL = {"%": "proportion", "": "date"}
_SAID = (("median", "median"), ("mean", "mean"), ("average", "mean"))
ITEM = 8
"""The most words of a sentence after a colon that is an item of a list without being marked as one."""


ON_PRODUCT = 0.25
"""A page of which a smaller share of the sentences is on a product leaves nothing out: it is about something else."""


def scan(store: Store, shelf: IndexShelf, page: Page, data: bytes, tolerance: Tolerance) -> Scan:
    """Return what a store knows of a page, which was read from these bytes."""
    reader = Reader(shelf)
    asked = list(_asked(page.sentences, rows.in_words(page.sentences, reader)))
    read = close.with_numbers(store, asked, reader.read_all(asked, page.title, is_whole=True))
    read = anchored.told(store, page, data, read)
    omissions = list(store.omissions())
    on_product = treatments.on_product(page, read, reader)
    leads = [one.lead for one in asked]
    mentions = touching.mentions(
        omissions,
        page.sentences,
        read,
        on_product,
        leads,
        touching.spelling(store),
        treatments.of_page(page, read, reader),
    )
    claims = close.claims_of(
        store,
        dict.fromkeys(
            name
            for one in read
            for name in (*one.states, *one.states_in_part, *(near.id for near in (*one.compare, *close.likely(one))))
        ),
    )
    wrong = {passage.n for passage, one in zip(page.sentences, read, strict=True) if _states_what_is_wrong(one, claims)}
    mentions = tuple(touching.without_promises(one, wrong) for one in mentions)
    dangers = (one for one in mentions if not touching.is_promise(one.omission))
    denying = {number for mention in dangers for number in mention.denying}
    broader = {**store.broader("population"), **store.broader("intervention")}
    read = [
        one._replace(compare=close.told_apart(passage.text, one, claims, broader, is_danger=passage.n in denying))
        for passage, one in zip(page.sentences, read, strict=True)
    ]
    shown = {name for one in read for name in (*one.states, *one.states_in_part, *(near.id for near in one.compare))}
    claims = {name: claim for name, claim in claims.items() if name in shown}
    agreeing = {
        name: close.better(store, claims[name])
        for name in dict.fromkeys(name for one in read for name in sorted(one.denied) if name in claims)
    }
    claims |= close.claims_of(store, (name for better in agreeing.values() for name in better if name not in claims))
    scanned = tuple(
        _scanned(passage, one.text, sentence, claims, tolerance, agreeing, reader.knowledge.broader)
        for passage, one, sentence in zip(page.sentences, asked, read, strict=True)
    )
    record = tuple(departing(omissions, page.sentences, read, reader, touching.spelling(store))) if on_product else ()
    told = Scan(
        page,
        scanned,
        claims,
        mentions=mentions,
        is_on_subject=bool(on_product),
        calls=tuple(_calls(store, page, reader)),
        against=against(store, page.sentences),
        against_record=record,
    )
    if (not claims and not mentions and not record) or len(on_product) < ON_PRODUCT * len(read):
        return told
    touched = {one.omission.id for one in mentions} | {one.omission.id for one in record}
    left_out = tuple(one for one in omissions if one.importance == IMPORTANCES[0] and one.id not in touched)
    return replace(told, omissions=left_out, topics=_untouched(store, read, claims))


def _states_what_is_wrong(one: Sentence, claims: Mapping[str, Claim]) -> bool:
    """Whether a sentence states a claim that is wrong, whole or in part."""
    return any(claims[name].rating == "wrong" for name in (*one.states, *one.states_in_part) if name in claims)


def _calls(store: Store, page: Page, reader: Reader) -> Iterator[Call]:
    """Yield the sentences and headings of a page that call for help, each with the text of its notices."""
    texts: dict[str, str] = {}
    for one in page.sentences:
        if found := calls(one.text, reader.knowledge):
            texts = texts or {record["id"]: str(record["text"]) for record in store.listed("notice")}
            yield Call(one, tuple(dict.fromkeys(texts[name] for name in found)))


_BEGINS_A_QUESTION = late(r"(?:why|what|how|who|when|where)\b", re.IGNORECASE)


def _asked(sentences: Sequence[Passage], rows: Mapping[int, str]) -> Iterator[Asked]:
    """Yield the sentences to read; the items of a list are read after what introduces it, but for a question.

    `rows` are the rows of tables that are read in other words, by their places.
    """
    lead, section, is_listed = "", 0, False
    for place, one in enumerate(sentences):
        is_item = one.kind == "item" or (not is_listed and len(one.text.split()) <= ITEM)
        is_listed = one.kind == "item"
        if one.section != section or not is_item:
            lead, section = "", one.section
        if one.text.rstrip(" .").endswith(":"):
            lead = "" if _BEGINS_A_QUESTION.match(one.text) else one.text.rstrip(" .:")
            yield Asked(one.text, one.section, one.heading)
            continue
        is_claim = one.kind != "heading" and not one.is_question
        text = rows.get(place, one.text)
        yield Asked(text, one.section, one.heading, lead, is_claim=is_claim, is_item=one.kind == "item")


def _scanned(  # noqa: PLR0913, PLR0917 - what a sentence is told with
    passage: Passage,
    text: str,
    sentence: Sentence,
    claims: Mapping[str, Claim],
    tolerance: Tolerance,
    agreeing: Mapping[str, Sequence[str]],
    broader: Mapping[str, str | None],
) -> Scanned:
    figures = tuple(
        _figure(text, one, one.measure)
        for one in sentence.figures
        if one.measure is not None and (one.figure.unit in UNITS or not one.figure.unit)
    )
    states = _without_twins(sentence.states, claims)
    in_part = _without_twins(tuple(sentence.states_in_part), claims)
    said = {*states, *in_part}
    gone = said | {claims[name].repeats for name in said}
    nearby = close.with_agreeing(sentence, agreeing)
    compare = [
        near
        for near in nearby
        if near.id in claims
        and near.id not in gone
        and not _is_of_another_event(text, figures, claims[near.id], tolerance)
    ]
    kept = _without_twins([near.id for near in compare], claims)
    shown = {*sentence.states, *sentence.states_in_part, *(near.id for near in nearby)}
    return Scanned(
        passage,
        tuple(states),
        tuple(
            Near(
                near.id,
                near.score,
                _differing(figures, claims[near.id], tolerance, broader),
                near.id in sentence.denied,
            )
            for near in compare
            if near.id in kept and claims[near.id].repeats not in said
        ),
        figures,
        tuple(near.id for near in sentence.nearest if near.id not in shown),
        next(iter(sentence.about)) if len(sentence.about) == 1 else None,
        tuple(sorted(sentence.populations)),
        tuple(InPart(name, sentence.states_in_part[name]) for name in in_part),
        text if passage.kind == "row" and text != passage.text else "",
    )


def _without_twins(ids: Sequence[str], claims: Mapping[str, Claim]) -> list[str]:
    """Return ids of claims without those that repeat another of them."""
    return [name for name in ids if name in claims and claims[name].repeats not in ids]


def _figure(text: str, one: Measured, measure: str) -> PageFigure:
    figure = one.figure
    is_single = figure.low == figure.high
    lowered = text.lower()
    at, is_timed = timed(text, figure.start) if figure.unit == "%" else ((), False)
    return PageFigure(
        measure=measure,
        statistic=next((name for word, name in _SAID if word in lowered), _TYPICAL.get(figure.unit, "typical")),
        value=figure.low if is_single else None,
        low=None if is_single else figure.low,
        high=None if is_single else figure.high,
        unit=figure.unit or None,
        qualifier=bound(text, figure.start, figure.end),
        intervention=one.product,
        as_=text[figure.start : figure.end].strip(),
        arm=one.arm,
        at=at,
        is_timed=is_timed,
        doses=dosed(text, figure.start) if figure.unit == "%" else (),
    )


def _differing(
    figures: Sequence[PageFigure], claim: Claim, tolerance: Tolerance, broader: Mapping[str, str | None]
) -> Differing | None:
    """Return the first figure of a page that does not fit a claim's of the same measure and product, if none of them fits.

    One person's story has no figure that others' could differ from.
    """
    if claim.attribution == "anecdote":
        return None
    pairs = [
        (one, other)
        for one in figures
        if is_related(one.intervention, claim.scope.intervention, broader)
        for other in claim.quantities
        if other.measure == one.measure and _is_comparable(one, other)
    ]
    if not pairs or not all(
        interval(one.quantity, tolerance).is_apart(interval(other, tolerance)) for one, other in pairs
    ):
        return None
    return Differing(*pairs[0])


def _is_of_another_event(text: str, figures: Sequence[PageFigure], claim: Claim, tolerance: Tolerance) -> bool:
    """Whether a sentence gives the year of another event than a claim: of another product, or with a word that the claim has not.

    `approved as an anesthetic in 1970` has none of an approval for depression, nor `approved in Europe in 2020` of one in the United States.
    """
    years = [
        one
        for one in figures
        for other in claim.quantities
        if other.statistic == _TYPICAL[""] and one.measure == other.measure and _is_comparable(one, other)
        if interval(one.quantity, tolerance).is_apart(interval(other, tolerance))
    ]
    if not years:
        return False
    if any(year.intervention not in {None, claim.scope.intervention} for year in years):
        return True
    said = {stemmed for _, stemmed in tokens(claim.statement)}
    return any(stemmed not in said and not word.isdigit() and word not in COMMON for word, stemmed in tokens(text))


def _is_comparable(one: PageFigure, other: Quantity) -> bool:
    return dimension(one.unit) == dimension(other.unit)


def _untouched(store: Store, read: Sequence[Sentence], claims: Mapping[str, Claim]) -> tuple[Topic, ...]:
    """Return the topics that no sentence touches, in their order; help in a crisis is none to leave out."""
    touched = {name for one in read for name in one.topics}
    touched |= {topic for claim in claims.values() for topic in claim.topics}
    found = [one for one in store.topics() if one.id not in touched and one.kind != "crisis"]
    return tuple(sorted(found, key=model.place))
