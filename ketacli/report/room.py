"""Which rows a figure leaves out where there is no room for all: type never shrinks to fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.quantities import ancestors
from ketacli.report import arms, choice

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from ketacli.model import Result
    from ketacli.report.arms import Key, Pair
    from ketacli.report.choice import Choice
    from ketacli.report.subject import Subject

SHARING = 3
"""At least this many crossover trials can share a row where room is short."""

_FEW = 2
"""How many rows are left, of effects or of those that go last, however little room there is."""

_WORD = 5
"""The fewest letters of a word that names an effect."""

_WEAK = ("told", "not-randomised", "scale", "alone")
"""Groups that say least of what a treatment does, weakest first."""

_KEPT = 5
"""With this many randomised trials or fewer a group, the last studies of weak groups go first."""


def narrow(  # noqa: PLR0913 - what is shown depends on all of these
    found: Choice,
    most: int,
    size: Callable[[Sequence[Pair]], int],
    group_of: Callable[[Pair], str],
    subject: Subject,
    *,
    first: Sequence[Key],
) -> Choice:
    """Return a choice of at most `most` rows if that can be, by rules that are the same for every figure.

    `size` returns how many rows pairs take, `group_of` the group of one: `scale` are other treatments, which no claim is about.
    Kinds of rows are left out whole, in the order of the code below. Then it is effects, those last that the bottom line names,
    and studies, the smallest of the largest group: never the last of a group, and those last that a bottom line rests on. Rows
    that are `first` are left out after all others, the last of them first. Trials of one comparison that point different ways, or
    of which one met its target and one missed it, are shown together or not at all.
    """
    opposed = [*_opposed(found.pairs), *_both_ways(found.pairs)]
    rank = _ranked(found.pairs, first, opposed)

    def others() -> list[Pair]:
        return [pair for pair in found.pairs if id(pair) not in rank]

    kinds: tuple[tuple[str, Callable[[list[Pair]], list[Pair]]], ...] = (
        (choice.PRESS, _told),
        (choice.LONE, _lone),
        (choice.FORMS, lambda pairs: _other_forms(pairs, subject)),
        (choice.DOSES, choice.lower_doses),
        (choice.LATER, _later),
        (choice.TREATMENTS, lambda pairs: [pair for pair in pairs if group_of(pair) == "scale"]),
        (choice.SERIES, lambda pairs: _small(pairs, group_of)),
        (choice.REVIEWS, lambda pairs: choice.overlapping(pairs, subject.broader)),
    )
    for reason, which in kinds:
        if size(found.pairs) <= most:
            return found
        gone = which(others())
        found = found.without(reason, gone)
        values = [pair.first.share for pair in gone if pair.first.share is not None]
        if reason == choice.SERIES and values:
            found = found._replace(shares={reason: (min(values), max(values))})
    while size(found.pairs) > most:
        gone, reason = _rarest(others(), subject.quoted), choice.EFFECTS
        if not gone and not choice.effects_of(found.pairs):
            gone, reason = _next(others(), group_of, subject.resting, opposed)
        if not gone and rank:
            gone, reason = _weakest(others(), group_of) or _last(found.pairs, rank), choice.ROOM
        if not gone:
            break
        found = found.without(reason, gone)
    return found


def _ranked(pairs: Sequence[Pair], first: Sequence[Key], opposed: Sequence[frozenset[str]]) -> dict[int, int]:
    """Return the place of the rows that go last, by identity: the same for all times of an arm, and for trials that point different ways."""
    places: dict[tuple[object, ...], int] = {}
    for place, (study, one) in enumerate(first):
        places.setdefault(_of_times(study, one), place)
    found = {id(pair): places[_of_times(*pair.key)] for pair in pairs if pair.key in first}
    lower = {id(pair) for pair in choice.lower_doses(pairs)} - found.keys()
    for ids in opposed:
        together = [pair for pair in pairs if pair.study.id in ids and id(pair) not in lower]
        near = [found[id(pair)] for pair in together if id(pair) in found]
        if near:
            found |= {id(pair): min(near) for pair in together}
    return found


def _of_times(study: str, one: Result) -> tuple[object, ...]:
    return study, one.outcome, one.population, one.arm, one.given


def _weakest(pairs: Sequence[Pair], group_of: Callable[[Pair], str]) -> list[Pair]:
    """Return the rows of the smallest study of the weakest design, if there are any."""
    order = list(arms.GROUPS)
    least = max(pairs, key=lambda one: (order.index(group_of(one)), -(one.n or one.study.n or 0)), default=None)
    return [pair for pair in pairs if least and pair.study is least.study]


def _last(pairs: Sequence[Pair], rank: Mapping[int, int]) -> list[Pair]:
    """Return the rows that come last in an order, if enough others are left."""
    last = max((rank[id(pair)] for pair in pairs), default=0)
    gone = [pair for pair in pairs if rank[id(pair)] == last]
    return gone if len(pairs) - len(gone) >= _FEW else []


def _rarest(pairs: Sequence[Pair], quoted: str) -> list[Pair]:
    """Return the effect to leave out next: one without comparison, one that is there already, one that the words do not name, the rarest."""
    effects = choice.effects_of(pairs)
    found = [pair for pair in pairs if pair.first.result.measure in effects]
    if len(found) <= _FEW:
        return []

    def words(pair: Pair) -> set[str]:
        told = (pair.first.result.outcome or "").replace(",", "").split()
        return {word for word in told if len(word) >= _WORD}

    def named(pair: Pair) -> int:
        return sum(word in quoted.lower() for word in words(pair))

    def is_compared(pair: Pair) -> bool:
        return bool(pair.treated and pair.compared)

    again: set[int] = set()
    seen: set[str] = set()
    for pair in sorted(found, key=lambda one: (is_compared(one), named(one), one.n or 0), reverse=True):
        if words(pair) & seen:
            again.add(id(pair))
        seen |= words(pair)

    def worth(pair: Pair) -> tuple[bool, bool, bool, float]:
        return is_compared(pair), id(pair) not in again, bool(named(pair)), pair.first.share or 0.0

    return [min(reversed(found), key=worth)]


def _told(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the rows that somebody told the press, where others are left."""
    gone = [pair for pair in pairs if choice.is_told_to_press(pair)]
    return gone if len(gone) < len(pairs) else []


def _lone(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the arms of trials whose other arm has no figure, where others are left; several crossovers share a row."""
    crossovers = {pair.study.id for pair in pairs if pair.group == "crossover"}
    gone = [
        pair
        for pair in pairs
        if pair.why == "not-given"
        and (pair.group != "crossover" or len(crossovers) < SHARING)
        and pair.group != "reviews"
    ]
    return gone if len(pairs) - len(gone) > 1 else []


def _other_forms(pairs: Sequence[Pair], subject: Subject) -> list[Pair]:
    """Return the rows of other forms of a treatment than the one asked about, where at least two of that are left."""
    if subject.product is None:
        return []
    given = [(pair, pair.first.result.arm) for pair in pairs]
    gone = [pair for pair, arm in given if arm is not None and subject.product not in ancestors(arm, subject.broader)]
    return gone if len(pairs) - len(gone) > 1 else []


def _opposed(pairs: Sequence[Pair]) -> list[frozenset[str]]:
    """Return the studies of each comparison whose differences point different ways: they are shown together or not at all."""
    found: dict[tuple[object, ...], dict[str, float]] = {}
    for pair in pairs:
        if pair.difference and pair.treated and pair.compared:
            one, other = pair.treated.result, pair.compared.result
            found.setdefault((one.measure, one.arm, other.arm, one.outcome), {})[pair.study.id] = pair.difference.value
    return [
        frozenset(values)
        for values in found.values()
        if min(values.values(), default=0) < 0 < max(values.values(), default=0)
    ]


def _both_ways(pairs: Sequence[Pair]) -> list[frozenset[str]]:
    """Return of each comparison its largest trial and the largest that came out otherwise, as studies."""
    ordered = sorted(pairs, key=choice.size, reverse=True)
    return [frozenset((one.study.id, other.study.id)) for one, other in choice.counterparts(ordered, choice.comparison)]


def _next(
    pairs: Sequence[Pair],
    group_of: Callable[[Pair], str],
    resting: Container[str],
    opposed: Sequence[frozenset[str]],
) -> tuple[list[Pair], str]:
    """Return the rows of the study that goes next for want of room, and why; none where each group is down to one.

    Weak groups shrink first, to one study; then randomised trials, the largest group first; at five trials the weak groups go. Crossovers
    share a row instead: they have the highest shares, and leaving them out would flatter a critic.
    """
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(group_of(pair), []).append(pair)
    # Trials that are shown together or not at all count as one, and are left out last.
    together = {one: min(ids) for ids in opposed for one in ids}
    sizes = {
        name: len({together.get(pair.study.id, pair.study.id) for pair in members}) for name, members in groups.items()
    }
    weak = [name for name in (*_WEAK, "yardstick") if sizes.get(name, 0) > 1]
    strong = [name for name in sizes if name not in (*_WEAK, "yardstick", "crossover") and sizes[name] > 1]
    last = [name for name in _WEAK if name in sizes and not any(one.study.id in resting for one in groups[name])]
    if not weak and last and len(sizes) > 1 and max((sizes[name] for name in strong), default=0) <= _KEPT:
        return groups[last[0]], arms.GROUPS[last[0]].lower()
    if not weak and not strong:
        return [], ""
    group = groups[max(weak or strong, key=lambda name: len(groups[name]))]
    people = {pair.study.id: pair.n or pair.study.n or 0 for pair in group}
    least = min(people, key=lambda one: (one in resting or one in together, people[one], one))
    gone = {least}.union(*(ids for ids in opposed if least in ids))
    return [pair for pair in pairs if pair.study.id in gone], choice.ROOM


def _later(pairs: Sequence[Pair]) -> list[Pair]:
    seen: set[tuple[object, ...]] = set()
    gone = []
    for pair in pairs:
        one = pair.first.result
        key = (pair.study.id, one.arm, one.given, one.outcome, one.population, one.statistic)
        # A direction that changes is kept as long as there is room for anything else.
        if key in seen and pair.difference is None:
            gone.append(pair)
        seen.add(key)
    return gone


def _small(pairs: Sequence[Pair], group_of: Callable[[Pair], str]) -> list[Pair]:
    alone = [pair for pair in pairs if group_of(pair) == "alone"]
    small = [pair for pair in alone if (pair.n or pair.study.n or 0) < choice.SMALL]
    # A group never disappears: its largest study stays.
    largest = max(small, key=lambda one: one.n or one.study.n or 0, default=None)
    return small if len(small) < len(alone) else [pair for pair in small if pair is not largest]
