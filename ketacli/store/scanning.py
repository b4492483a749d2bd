"""What a store knows of a page that it has never seen: which of its sentences state known claims, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from ketacli import model
from ketacli.frozen import dataclass
from ketacli.matching.attaching import timed
from ketacli.matching.bounding import bound
from ketacli.matching.calling import calls
from ketacli.matching.english import COMMON
from ketacli.matching.phrases import tokens
from ketacli.matching.profiles import Asked
from ketacli.matching.scoring import Found
from ketacli.matching.sentences import BARE, COMPARED, LEAST, QUOTED, Reader
from ketacli.model import IMPORTANCES, Claim, Omission, Quantity, Topic
from ketacli.pages import Page
from ketacli.pages.sentences import Passage
from ketacli.patterns import late
from ketacli.quantities import UNITS, Tolerance, dimension, interval, is_related
from ketacli.store import anchored, rows, touching
from ketacli.store.touching import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.matching.profiles import Measured
    from ketacli.matching.sentences import Sentence
    from ketacli.store.api import Store
    from ketacli.store.shelf import IndexShelf


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A figure of a page: a `value`, or a range from `low` to `high`; `as_` is how the page has it.

    `intervention` is the product that its sentence names for it; `arm` the treatment that a share of people is of for sure, or who
    else (`(stopped)`: those who went off theirs); None where that cannot be told. `at` are the times at which people were
    counted, in minutes: the one in its part of the sentence, or all; `is_timed` says whether it is the one.
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
"""A sentence of so many words after a colon is an item of a list, whether or not it is marked as one."""

OFTEN, NOW_AND_THEN, SEVERAL = 0.2, 0.1, 3
"""A page is on a product that its title, a heading or such a share of its sentences names, or half of this in several sentences."""

ON_PRODUCT = 0.25
"""A page of which a smaller share of the sentences is on a product leaves nothing out: it is about something else."""


def scan(store: Store, shelf: IndexShelf, page: Page, data: bytes, tolerance: Tolerance) -> Scan:
    """Return what a store knows of a page, which was read from these bytes."""
    reader = Reader(shelf)
    asked = list(_asked(page.sentences, rows.in_words(page.sentences, reader)))
    read = _with_numbers(store, asked, reader.read_all(asked, page.title, is_whole=True))
    read = anchored.told(store, page, data, read)
    omissions = list(store.omissions())
    on_product = _on_product(page, read, reader)
    leads = [one.lead for one in asked]
    mentions = touching.mentions(
        omissions,
        page.sentences,
        read,
        on_product,
        leads,
        touching.spelling(store),
        _treatments(page, read, reader),
    )
    claims = _claims(
        store,
        dict.fromkeys(
            name
            for one in read
            for name in (*one.states, *one.states_in_part, *(near.id for near in (*one.compare, *_likely(one))))
        ),
    )
    wrong = {passage.n for passage, one in zip(page.sentences, read, strict=True) if _states_what_is_wrong(one, claims)}
    mentions = tuple(touching.without_promises(one, wrong) for one in mentions)
    dangers = (one for one in mentions if not touching.is_promise(one.omission))
    denying = {number for mention in dangers for number in mention.denying}
    people = store.broader("population")
    read = [
        one._replace(compare=_told_apart(one, claims, people, is_danger=passage.n in denying))
        for passage, one in zip(page.sentences, read, strict=True)
    ]
    shown = {name for one in read for name in (*one.states, *one.states_in_part, *(near.id for near in one.compare))}
    claims = {name: claim for name, claim in claims.items() if name in shown}
    agreeing = {
        name: _better(store, claims[name])
        for name in dict.fromkeys(name for one in read for name in sorted(one.denied) if name in claims)
    }
    claims |= _claims(store, (name for better in agreeing.values() for name in better if name not in claims))
    scanned = tuple(
        _scanned(passage, one.text, sentence, claims, tolerance, agreeing, reader.knowledge.broader)
        for passage, one, sentence in zip(page.sentences, asked, read, strict=True)
    )
    called = tuple(_calls(store, page, reader))
    if not claims and not mentions:
        return Scan(page, scanned, {}, is_on_subject=bool(on_product), calls=called)
    touched = {one.omission.id for one in mentions}
    if len(on_product) < ON_PRODUCT * len(read):
        return Scan(page, scanned, claims, mentions=mentions, is_on_subject=bool(on_product), calls=called)
    left_out = tuple(one for one in omissions if one.importance == IMPORTANCES[0] and one.id not in touched)
    return Scan(page, scanned, claims, left_out, _untouched(store, read, claims), mentions, calls=called)


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


def _treatments(page: Page, read: Sequence[Sentence], reader: Reader) -> touching.Treatments:
    """Return which treatments the sentences of a page are on."""
    knowledge = reader.knowledge

    def broader(names: Iterable[str]) -> frozenset[str]:
        return frozenset(wider for name in names for wider in knowledge.lineage(name))

    elsewhere: dict[int, frozenset[str]] = {}
    for place, one in enumerate(read):
        if one.about and all(knowledge.subjects.isdisjoint(knowledge.lineage(name)) for name in one.about):
            elsewhere[place] = broader(one.about)
        elif (
            not one.interventions
            and place - 1 in elsewhere
            and page.sentences[place].block == page.sentences[place - 1].block
        ):
            elsewhere[place] = elsewhere[place - 1]
    return touching.Treatments(
        [broader(one.interventions) for one in read], elsewhere, cache(partial(_concerned, reader))
    )


def _concerned(reader: Reader, omission: Omission) -> frozenset[str]:
    """Return the treatments that an omission is on itself: that its label, or the first sentence of it alone, is on."""
    knowledge = reader.knowledge
    named, told = reader.profiles(
        [
            ", ".join((omission.label, *(one for one in omission.asked_as[:1] if "{" not in one))),
            omission.text.partition(". ")[0],
        ]
    )
    found = {*named.interventions}
    if all(knowledge.subjects.isdisjoint(knowledge.lineage(name)) for name in told.interventions):
        found |= set(told.interventions)
    return frozenset(wider for name in found for wider in knowledge.lineage(name))


def _likely(one: Sentence) -> list[Found]:
    """Return the nearest claims of a sentence that are likely enough to be compared with it, and have had no room."""
    return [near for near in one.nearest if near.score >= LEAST] if one.compare else []


def _told_apart(
    one: Sentence, claims: Mapping[str, Claim], broader: Mapping[str, str | None], *, is_danger: bool
) -> tuple[Found, ...]:
    """Return what to compare a sentence with, without claims that are only on the same product and are known to be on something else.

    These are advice and stories, which a sentence that says one thing of a product is not; claims on other people (on chronic pain, where it
    names depression); and beside a sentence that plays down a danger all that are not on safety.
    """
    near = {found.id: found for found in (*one.compare, *_likely(one)) if found.id in claims}

    def may_be_on(found: Found) -> bool:
        claim = claims[found.id]
        people = claim.scope.population
        if found.score > BARE:
            return True
        if claim.rating == "not-checkable" or (is_danger and touching.HARMS[1].isdisjoint(claim.topics)):
            return False
        return not one.populations or any(is_related(people, name, broader) for name in one.populations)

    return tuple(filter(may_be_on, near.values()))[: max(COMPARED, len(one.compare))]


def _claims(store: Store, ids: Iterable[str]) -> dict[str, Claim]:
    return {name: claim for name, claim in store.get_many(ids).items() if isinstance(claim, Claim)}


def _better(store: Store, claim: Claim) -> list[str]:
    """Return the claims that contradict one and are better supported, those with the best rating first."""
    names = dict.fromkeys(
        name
        for dispute in claim.contradictions
        if dispute.stronger is False
        for side in dispute.others
        if side.stronger
        for name in side.claims
    )
    found = _claims(store, names)
    return sorted(found, key=lambda name: found[name].rating != "supported")


_SHORT_NUMBER = late(
    r"\b(?:call|calls|text|dial|ring|phone)(?: or (?:call|text))? (?:the )?(?:\w+ ){0,3}?(\d{3})\b(?![\d-])",
    re.IGNORECASE,
)
"""One of three digits, as those of emergencies are."""

_LONG_NUMBER = late(r"\+?\d(?:[\s().-]{0,2}\d){6,14}")
"""A number that one can call: of seven digits at least."""


def _with_numbers(store: Store, asked: Sequence[Asked], read: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of a page, each that gives the telephone number of one of its nearest claims compared with this."""
    if not any(one.is_on_product for one in read):
        return list(read)
    given = {
        place: _numbers(one.text)
        for place, one in enumerate(asked)
        if _LONG_NUMBER.search(one.text) or _SHORT_NUMBER.search(one.text)
    }
    near = _claims(store, dict.fromkeys(one.id for place in given for one in read[place].nearest))
    answer = list(read)
    for place, numbers in given.items():
        known = {*read[place].states, *read[place].states_in_part, *(one.id for one in read[place].compare)}
        same = [
            Found(one.id, QUOTED)
            for one in read[place].nearest
            if one.id in near
            and one.id not in known
            and numbers & _numbers(f"{near[one.id].statement} {near[one.id].in_fact or ''}")
        ]
        if same:
            answer[place] = read[place]._replace(compare=(*same, *read[place].compare))
    return answer


def _numbers(text: str) -> set[str]:
    long = {re.sub(r"\D", "", found[0]).removeprefix("1") for found in _LONG_NUMBER.finditer(text)}
    return long | {found[1] for found in _SHORT_NUMBER.finditer(text)}


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
    close = _with_agreeing(sentence, agreeing)
    compare = [
        near
        for near in close
        if near.id in claims
        and near.id not in gone
        and not _is_of_another_event(text, figures, claims[near.id], tolerance)
    ]
    kept = _without_twins([near.id for near in compare], claims)
    shown = {*sentence.states, *sentence.states_in_part, *(near.id for near in close)}
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


def _with_agreeing(sentence: Sentence, agreeing: Mapping[str, Sequence[str]]) -> list[Found]:
    """Return the claims to compare a sentence with; where it denies one, first those that contradict it and hold better."""
    denied = [near for near in sentence.compare if near.id in sentence.denied]
    agreed = {name: Found(name, near.score) for near in denied for name in agreeing.get(near.id, ())[:1]}
    first = [near for name, near in agreed.items() if name not in sentence.denied]
    names = {near.id for near in (*first, *denied)}
    if not first:
        return list(sentence.compare)
    return [*first, *denied, *(near for near in sentence.compare if near.id not in names)]


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


def _on_product(page: Page, read: Sequence[Sentence], reader: Reader) -> set[int]:
    """Return the places of the sentences on a product of which the store is.

    A page that names it once in passing is on something else: there only the sentences that name it are.
    """
    knowledge = reader.knowledge
    subjects = knowledge.subjects
    named = {
        place
        for place, one in enumerate(read)
        if any(not subjects.isdisjoint(knowledge.lineage(name)) for name in one.interventions)
    }
    heads = {place for place, one in enumerate(page.sentences) if one.kind == "heading"}
    of_title = reader.profiles([page.title])[0].interventions if page.title else ()
    is_titled = any(not subjects.isdisjoint(knowledge.lineage(name)) for name in of_title)
    often = NOW_AND_THEN if len(named) >= SEVERAL else OFTEN
    if not subjects or is_titled or named & heads or len(named) >= often * len(read):
        return {place for place, one in enumerate(read) if one.is_on_product}
    return named


def _untouched(store: Store, read: Sequence[Sentence], claims: Mapping[str, Claim]) -> tuple[Topic, ...]:
    """Return the topics that no sentence touches, in their order; help in a crisis is none to leave out."""
    touched = {name for one in read for name in one.topics}
    touched |= {topic for claim in claims.values() for topic in claim.topics}
    found = [one for one in store.topics() if one.id not in touched and one.kind != "crisis"]
    return tuple(sorted(found, key=model.place))
