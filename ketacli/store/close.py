"""Which known claims a sentence of a page is compared with, beyond those that its words come close to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.matching.scoring import Found
from ketacli.matching.sentences import BARE, COMPARED, LEAST, QUOTED
from ketacli.model import Claim
from ketacli.patterns import late
from ketacli.quantities import is_related
from ketacli.store import touching

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.matching.profiles import Asked
    from ketacli.matching.sentences import Sentence
    from ketacli.store.api import Store

_SHORT_NUMBER = late(
    r"\b(?:call|calls|text|dial|ring|phone)(?: or (?:call|text))? (?:the )?(?:\w+ ){0,3}?(\d{3})\b(?![\d-])",
    re.IGNORECASE,
)
"""One of three digits, as those of emergencies are."""

_AUTHORITY = late(
    r"\b(?:FDA|EMA|European (?:Commission|Medicines Agency|Union|regulators?)|MHRA|NICE|NHS|TGA|Health Canada|Swissmedic|PMDA)\b"
)
"""Who approves or recommends medicines."""

_LONG_NUMBER = late(r"\+?\d(?:[\s().-]{0,2}\d){6,14}")
"""A number that one can call: of seven digits at least."""


def claims_of(store: Store, ids: Iterable[str]) -> dict[str, Claim]:
    """Return claims by their ids; other records that an id names are left out."""
    return {name: claim for name, claim in store.get_many(ids).items() if isinstance(claim, Claim)}


def likely(one: Sentence) -> list[Found]:
    """Return the nearest claims of a sentence that are likely enough to be compared with it, and have had no room."""
    return [near for near in one.nearest if near.score >= LEAST] if one.compare else []


def _is_of_another_authority(text: str, claim: Claim) -> bool:
    """Whether a sentence names who approved something, and a claim names others only: `the European Commission approved it`."""
    said, meant = set(_AUTHORITY.findall(text)), set(_AUTHORITY.findall(claim.statement))
    return bool(said and meant) and said.isdisjoint(meant)


def told_apart(
    text: str, one: Sentence, claims: Mapping[str, Claim], broader: Mapping[str, str | None], *, is_danger: bool
) -> tuple[Found, ...]:
    """Return what to compare a sentence with, without claims that are only on the same product and are known to be on something else.

    These are advice and stories, which a sentence that says one thing of a product is not; claims on other people (on chronic pain, where it
    names depression), or on another authority; and beside a sentence that plays down a danger all that are not on safety. A claim
    that is wrong comes first, and beside it no claim that is supported of a product that the sentence is not on.
    """
    near = {found.id: found for found in (*one.compare, *likely(one)) if found.id in claims}

    def may_be_on(found: Found) -> bool:
        claim = claims[found.id]
        people = claim.scope.population
        if _is_of_another_authority(text, claim):
            return False
        if found.score > BARE:
            return True
        if claim.rating == "not-checkable" or (is_danger and touching.HARMS[1].isdisjoint(claim.topics)):
            return False
        return not one.populations or any(is_related(people, name, broader) for name in one.populations)

    found = [*filter(may_be_on, near.values())]
    if wrong := [same for same in found if claims[same.id].rating == "wrong" and same.id not in one.denied]:
        others = [
            same for same in found if same not in wrong and not _is_right_of_another(one, claims[same.id], broader)
        ]
        found = [*wrong, *others]
    return tuple(found[: max(COMPARED, len(one.compare))])


def _is_right_of_another(one: Sentence, claim: Claim, broader: Mapping[str, str | None]) -> bool:
    """Whether a claim is supported, and of a product that is none of those that a sentence names."""
    product = claim.scope.intervention
    return (
        claim.rating == "supported"
        and bool(one.interventions and product)
        and not any(is_related(product, name, broader) for name in one.interventions)
    )


def with_numbers(store: Store, asked: Sequence[Asked], read: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences of a page, each that gives the telephone number of one of its nearest claims compared with this."""
    if not any(one.is_on_product for one in read):
        return list(read)
    given = {
        place: _numbers(one.text)
        for place, one in enumerate(asked)
        if _LONG_NUMBER.search(one.text) or _SHORT_NUMBER.search(one.text)
    }
    near = claims_of(store, dict.fromkeys(one.id for place in given for one in read[place].nearest))
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


def better(store: Store, claim: Claim) -> list[str]:
    """Return the claims that contradict one and are better supported, those with the best rating first."""
    names = dict.fromkeys(
        name
        for dispute in claim.contradictions
        if dispute.stronger is False
        for side in dispute.others
        if side.stronger
        for name in side.claims
    )
    found = claims_of(store, names)
    return sorted(found, key=lambda name: found[name].rating != "supported")


def with_agreeing(sentence: Sentence, agreeing: Mapping[str, Sequence[str]]) -> list[Found]:
    """Return the claims to compare a sentence with; where it denies one, first those that contradict it and hold better."""
    denied = [near for near in sentence.compare if near.id in sentence.denied]
    agreed = {name: Found(name, near.score) for near in denied for name in agreeing.get(near.id, ())[:1]}
    first = [near for name, near in agreed.items() if name not in sentence.denied]
    names = {near.id for near in (*first, *denied)}
    if not first:
        return list(sentence.compare)
    return [*first, *denied, *(near for near in sentence.compare if near.id not in names)]
