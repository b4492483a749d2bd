"""Which treatments the sentences of a page are on, and whether those that the store is about are among them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.model import IMPORTANCES, Omission

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ketacli.matching.sentences import Reader, Sentence
    from ketacli.pages import Page

OFTEN, NOW_AND_THEN, SEVERAL = 0.2, 0.1, 3
"""A page is on a product that its title, a heading or such a share of its sentences names, or half of this in several sentences."""


class Treatments(NamedTuple):
    """What the sentences of a page are on: `named` are the treatments that each names, `elsewhere` those of the ones that are on others only.

    Each is given with all that are broader. `concerned` gives those that an omission is on itself.
    """

    named: Sequence[frozenset[str]]
    elsewhere: Mapping[int, frozenset[str]]
    concerned: Callable[[Omission], AbstractSet[str]]

    def is_on(self, omission: Omission, place: int) -> bool:
        """Whether a sentence on other treatments only may be on an omission: if this is on them too.

        A single sentence (`Do not drink while you take an antidepressant`) may be on one that is core, too.
        """
        others = self.elsewhere.get(place)
        if others is None or others & self.concerned(omission):
            return True
        named = [self.named[near] for near in (place - 1, place, place + 1) if near in self.elsewhere]
        is_passage = sum(bool(others & one) for one in named) > 1
        return omission.importance == IMPORTANCES[0] and not is_passage

    def names_another(self, omission: Omission, others: Iterable[Omission], place: int) -> bool:
        """Whether a sentence names the treatments of other omissions, and not those of this one."""
        return self._are_of_another(self.named[place], omission, others)

    def is_of_another(self, omission: Omission, others: Iterable[Omission], place: int) -> bool:
        """Whether the treatments that a sentence and the one before it name are those of other omissions: `it` is one of these."""
        named = self.named[place] | (self.named[place - 1] if place else frozenset())
        return self._are_of_another(named, omission, others)

    def _are_of_another(self, named: AbstractSet[str], omission: Omission, others: Iterable[Omission]) -> bool:
        return any(named & self.concerned(other) for other in others) and not named & self.concerned(omission)


def of_page(page: Page, read: Sequence[Sentence], reader: Reader) -> Treatments:
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
    return Treatments([broader(one.interventions) for one in read], elsewhere, cache(partial(_concerned, reader)))


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


def on_product(page: Page, read: Sequence[Sentence], reader: Reader) -> set[int]:
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
