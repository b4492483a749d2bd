"""Find the sentences of a page that give a figure otherwise than sources set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.matching.departing import departs, is_kept, makes_up
from ketacli.matching.phrasing import any_of
from ketacli.matching.places import Places
from ketacli.matching.tone import asserts, is_of_myths, is_spoken_of, refutes
from ketacli.matching.wording import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ketacli.matching.sentences import Reader, Sentence
    from ketacli.model import Bound, Omission
    from ketacli.pages.sentences import Passage


_COUNTS_ON = any_of("""
    in all, in total, altogether, overall, in sum, then, (a|for) further, another, (hours?|minutes) (more|longer), additional, until, complete
""")
"""What counts a time on to the one before."""

_APART = any_of("""
    leave, leaving, left, home, discharg*, released?, free to, on your way, out
    visits?, sessions?, appointments?, times, treatments, doses?, later, regulars?, clinic, practice, label, rules?, law, fda
""")
"""What is said of those who go, of one time and not another, of a clinic or of a rule: no part of one and the same time."""


class Departing(NamedTuple):
    """A sentence of the page, by its number, with the figure `as_` it has that is otherwise than `bound` of an omission sets."""

    n: int
    omission: Omission
    bound: Bound
    as_: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that set it."""
        return self.bound.sources or self.omission.sources


def departing(
    omissions: Iterable[Omission],
    passages: Sequence[Passage],
    read: Sequence[Sentence],
    reader: Reader,
    spelling: Callable[[Places], Callable[[Sequence[str]], Sequence[str]]],
) -> Iterator[Departing]:
    """Yield what sentences of a page say otherwise than sources set it, in the order of the page."""
    bounds = [(one, bound) for one in omissions for bound in one.bounds]
    if not bounds:
        return
    spelt_out = spelling(Places([f" {folded(one.text)} " for one in passages]))
    for place, one in enumerate(passages):
        if not one.n or not _may_say(passages, place):
            continue
        told = set[tuple[str, str]]()
        for omission, bound in bounds:
            if (omission.id, bound.said) in told:
                continue
            said = departs(one.text, bound, spelt_out) if _is_on(read[place], bound, reader) else None
            if said and not _is_part_of_more(passages, place, bound, spelt_out):
                told.add((omission.id, bound.said))
                yield Departing(one.n, omission, bound, said)


def _may_say(passages: Sequence[Passage], place: int) -> bool:
    """Whether a sentence says something itself, that the next does not take back."""
    one = passages[place]
    following = next((other for other in passages[place + 1 : place + 2] if other.block == one.block), None)
    return not (
        one.kind == "heading"
        or one.is_question
        or not asserts(one.text)
        or is_spoken_of(one.text)
        or is_of_myths(one.heading)
        or is_of_myths(one.text)
        or (following is not None and refutes(following.text))
    )


def _is_on(one: Sentence, bound: Bound, reader: Reader) -> bool:
    """Whether a sentence is on a treatment that something is set for, and names no other."""
    lineage = reader.knowledge.lineage
    wanted = set(bound.interventions)
    if not wanted:
        return one.is_on_product
    named = one.interventions or one.about
    return bool(named) and all(not wanted.isdisjoint(lineage(name)) for name in named)


def _is_part_of_more(
    passages: Sequence[Passage], place: int, bound: Bound, spelt_out: Callable[[Sequence[str]], Sequence[str]]
) -> bool:
    """Whether a time is counted on to what is set by a sentence beside it in its paragraph: `for an hour. Two hours in all`.

    A sentence that only gives what is set, for somebody else or another visit, makes no other one right.
    """
    one = passages[place]
    beside = [*passages[max(place - 1, 0) : place], *passages[place + 1 : place + 2]]
    return not _APART.search(folded(one.text)) and any(
        _COUNTS_ON.search(said)
        and not _APART.search(said)
        and (is_kept(other.text, bound, spelt_out) or makes_up(one.text, other.text, bound))
        for other in beside
        if other.block == one.block
        for said in (folded(other.text),)
    )
