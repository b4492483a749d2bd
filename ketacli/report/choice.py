"""Which arms of studies a figure draws: one time a study, nobody twice, people with the condition asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.quantities import UNITS, ancestors
from ketacli.report import arms
from ketacli.report.moments import minutes, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from ketacli.model import Result
    from ketacli.report.arms import Key, Pair
    from ketacli.report.subject import Subject

DAY = UNITS["d"][1]


class Choice(NamedTuple):
    """The pairs to draw, and what is not drawn, by reason: labels of studies; the range of the shares of small series."""

    pairs: list[Pair]
    left: dict[str, list[str]]
    shares: Mapping[str, tuple[float, float]] = {}

    def with_all(self, pairs: Iterable[Pair], keys: Sequence[Key]) -> Choice:
        """Return a choice that has all of these pairs whose keys are given, in place of other reports on their people."""
        ids = {id(pair) for pair in self.pairs}
        added = [pair for pair in pairs if pair.key in keys and id(pair) not in ids]
        cohorts = {pair.study.cohort for pair in added} - {None}
        again = [pair for pair in self.pairs if pair.study.cohort in cohorts and pair.key not in keys]
        found = self.without("the same people", again)
        return found._replace(pairs=[*found.pairs, *added])

    def without(self, reason: str, gone: Iterable[Pair]) -> Choice:
        """Return a choice without these pairs, each named for the reason: by its study, and where others of that stay, by its part."""
        out = {id(pair) for pair in gone}
        kept = [pair for pair in self.pairs if id(pair) not in out]
        ids = {pair.study.id for pair in kept}
        names = [named(pair, reason if pair.study.id in ids else "") for pair in self.pairs if id(pair) in out]
        left = {**self.left}
        if names:
            left[reason] = list(dict.fromkeys([*left.get(reason, []), *names]))
        return Choice(kept, left, self.shares)


def named(pair: Pair, reason: str = "") -> str:
    """Return what a pair that is not drawn is called: its study and, if others of that stay, for which `reason` it does not: when, of whom or what it is."""
    one = pair.first.result
    parts = [one.outcome, one.given, one.timepoint]
    if reason in (_TIMES, _LATER):
        parts.insert(0, one.timepoint)
    part = next(filter(None, parts), None)
    return f"{pair.study.label}: {part}" if reason and part else pair.study.label


def choose(  # noqa: PLR0913 - a choice depends on all of these
    pairs: Sequence[Pair],
    subject: Subject,
    times: Sequence[str | None],
    cited: Iterable[str],
    *,
    has_all_effects: bool = False,
    is_kept: Callable[[Pair], bool] | None = None,
) -> Choice:
    """Return the pairs to draw by the rules that hold for every size of figure.

    `times` are the times that claims name; `cited` are studies that a page itself cites, which are drawn even where their
    people are part of a larger report. `has_all_effects` keeps such a report where it gives an effect that the larger one does not, in a
    measure whose every figure names an effect. `is_kept` says of which pairs every time, and a later analysis, is kept.
    """
    found = Choice(list(pairs), {})
    wanted = {None, *subject.conditions(one.first.result.population for one in found.pairs)}
    others = [one for one in found.pairs if subject.condition(one.first.result.population) not in wanted]
    found = found.without("other conditions", others)
    at = {id(pair) for pair in _one_time(found.pairs, [one for one in map(moment, times) if one is not None])}
    found = found.without(
        _TIMES, [pair for pair in found.pairs if id(pair) not in at and not (is_kept and is_kept(pair))]
    )
    whole = {id(pair) for pair in _whole(found.pairs)}
    found = found.without(_PARTS, [pair for pair in found.pairs if id(pair) not in whole])
    found = found.without(
        "the same people", _twice(found.pairs, set(cited), _effects(found.pairs) if has_all_effects else set())
    )
    effects = _effects(found.pairs) if has_all_effects else set()
    later = [pair for pair in _secondary(found.pairs, set(cited), effects) if not (is_kept and is_kept(pair))]
    return found.without("later analyses", later)


def _one_time(pairs: Sequence[Pair], said: Sequence[float]) -> list[Pair]:
    """Return one time of each arm: the nearest to a claim's, else the first after a day, else the last.

    Where the direction of the difference changes later the last time is kept too: one chosen time could be picked to please.
    One scale is kept of each figure, the first that the source gives.
    """
    series: dict[tuple[object, ...], list[Pair]] = {}
    for pair in pairs:
        one, other = pair.first.result, pair.compared.result if pair.compared else None
        arms = (one.arm, one.given, one.role, other and (other.arm, other.given))
        series.setdefault((pair.study.id, one.outcome, one.population, one.statistic, arms), []).append(pair)
    keep: set[int] = set()
    for members in series.values():
        first = [one for one in members if one.first.result.scale == members[0].first.result.scale]
        chosen = _nearest(first, said)
        keep.add(id(chosen))
        last = max(first, key=lambda one: minutes(one.first.result) or 0.0)
        if _turns(chosen, last):
            keep.add(id(last))
    return [pair for pair in pairs if id(pair) in keep]


def _nearest(members: Sequence[Pair], said: Sequence[float]) -> Pair:
    timed = [(at, one) for one in members if (at := minutes(one.first.result)) is not None]
    if not timed:
        return members[-1]
    if said:
        return min(timed, key=lambda pair: min(abs(pair[0] - one) for one in said))[1]
    late = [pair for pair in timed if pair[0] >= DAY]
    return min(late, key=lambda pair: pair[0])[1] if late else max(timed, key=lambda pair: pair[0])[1]


def _turns(one: Pair, other: Pair) -> bool:
    values = [pair.difference.value for pair in (one, other) if pair.difference]
    return len(values) > 1 and values[0] * values[1] < 0


def _whole(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs without the subgroups of a study that gives the figure of all its people too."""
    whole = {
        (pair.study.id, pair.first.result.measure, pair.first.result.statistic)
        for pair in pairs
        if pair.first.result.outcome is None
    }
    return [
        pair
        for pair in pairs
        if pair.first.result.outcome is None
        or (pair.study.id, pair.first.result.measure, pair.first.result.statistic) not in whole
    ]


def _effects(pairs: Sequence[Pair]) -> set[str]:
    """Return the measures of which every figure names what it is of, such as adverse effects: each is a question of its own."""
    whole = {pair.first.result.measure for pair in pairs if not pair.first.result.outcome}
    return {pair.first.result.measure for pair in pairs} - whole


def _asked(pair: Pair, effects: set[str]) -> tuple[str, str | None]:
    one = pair.first.result
    return one.measure, one.outcome if one.measure in effects else None


def _twice(pairs: Sequence[Pair], cited: set[str], effects: set[str]) -> list[Pair]:
    """Return the pairs of people who are in a larger report of the same cohort that answers the same question."""
    sizes: dict[tuple[object, ...], dict[str, int]] = {}
    for pair in pairs:
        if pair.study.cohort:
            cohort = sizes.setdefault((pair.study.cohort, *_asked(pair, effects)), {})
            cohort[pair.study.id] = max(cohort.get(pair.study.id, 0), pair.n or pair.study.n or 0)
    largest = {key: min(ids, key=lambda one: (-ids[one], one)) for key, ids in sizes.items()}
    return [
        pair
        for pair in pairs
        if pair.study.cohort
        and pair.study.id != largest[pair.study.cohort, *_asked(pair, effects)]
        and pair.study.id not in cited
    ]


def _secondary(pairs: Sequence[Pair], cited: set[str], effects: set[str]) -> list[Pair]:
    """Return later analyses of trials where a trial of the same treatment is drawn: its people may be the same."""
    drawn = {(pair.first.result.arm, *_asked(pair, effects)) for pair in pairs if pair.study.design == "rct"}
    return [
        pair
        for pair in pairs
        if pair.study.design == "rct-secondary"
        and (pair.first.result.arm, *_asked(pair, effects)) in drawn
        and pair.study.id not in cited
    ]


_SMALL = 50
"""A series without comparison of fewer people than this goes first where room is short."""


_SERIES, ROOM = f"series under {_SMALL}", "other studies"
_LATER, _TIMES, _PARTS = "later times", "other times", "subgroups"
_EFFECTS = "further effects"
_LONE = "other group not seen"
_FORMS, _TOLD = "other forms of treatment", "told to the press"

REASONS = (
    ROOM,
    _EFFECTS,
    _LONE,
    _FORMS,
    _TOLD,
    _SERIES,
    *(arms.GROUPS[name].lower() for name in ("told", "not-randomised", "scale", "alone")),
    "lower doses",
    _LATER,
    "reviews that overlap",
    "the same people",
    "later analyses",
    "other treatments",
    "other conditions",
    _PARTS,
    _TIMES,
)
"""Why studies are not drawn, in the order in which the footer names them."""


def narrow(  # noqa: PLR0913 - a choice depends on all of these
    found: Choice,
    most: int | None,
    size: Sizer,
    group_of: Callable[[Pair], str],
    *,
    resting: Container[str] = (),
    broader: Mapping[str, str | None] | None = None,
    quoted: str = "",
    product: str | None = None,
    first: Sequence[Key] = (),
) -> Choice:
    """Return a choice of at most `most` rows: type never shrinks to fit, rows go, in an order that is the same for all.

    `first` are rows that go after all others, the last of them first. `quoted` are words whose effects go last. `size` returns how many rows pairs take, `group_of` their group; `broader` what each treatment is part of, those of group `scale` are of other
    treatments, which no claim is about. What was told to the press and other forms than the `product` that is asked about go, then doses below the highest, later times, small series without comparison,
    overlapping reviews; then the smallest of the largest group, never the last of one, and last of all those that bottom lines are
    `resting` on. Trials of one comparison that point different ways stay or go together.
    """
    opposed = _opposed(found.pairs)
    rank = _ranked(found.pairs, first, opposed)

    def others() -> list[Pair]:
        return [pair for pair in found.pairs if id(pair) not in rank]

    for reason, which in (
        (_TOLD, _told),
        (_LONE, _lone),
        (_FORMS, lambda pairs: _other_forms(pairs, product, broader or {})),
        ("lower doses", lower_doses),
        (_LATER, _later),
        ("other treatments", lambda pairs: [pair for pair in pairs if group_of(pair) == "scale"]),
        (_SERIES, lambda pairs: _small(pairs, group_of)),
        ("reviews that overlap", lambda pairs: overlapping(pairs, broader or {})),
    ):
        if most is None or size(found.pairs) <= most:
            return found
        gone = which(others())
        found = found.without(reason, gone)
        values = [pair.first.share for pair in gone if pair.first.share is not None]
        if reason == _SERIES and values:
            found = found._replace(shares={reason: (min(values), max(values))})
    while most is not None and size(found.pairs) > most:
        gone, reason = _rarest(others(), quoted), _EFFECTS
        if not gone and not _effects(found.pairs):
            gone, reason = _next(others(), group_of, resting, opposed)
        if not gone and rank:
            gone, reason = _weakest(others(), group_of) or _last(found.pairs, rank), ROOM
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
    for ids in opposed:
        near = [found[id(pair)] for pair in pairs if pair.study.id in ids and id(pair) in found]
        if near:
            found |= {id(pair): min(near) for pair in pairs if pair.study.id in ids and id(pair) not in found}
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


_FEW = 2
"""How many rows are left, of effects or of those that go last, however little room there is."""


def _rarest(pairs: Sequence[Pair], quoted: str) -> list[Pair]:
    """Return the effect to leave out next: one without comparison, one that is there already, one that the words do not name, the rarest."""
    effects = _effects(pairs)
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
    gone = [pair for pair in pairs if "press" in (pair.first.result.outcome or "").split()]
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


SHARING = 3
"""From how many crossover trials on they can share a row where room is short."""


def _other_forms(pairs: Sequence[Pair], product: str | None, broader: Mapping[str, str | None]) -> list[Pair]:
    """Return the rows of other forms of a treatment than the one asked about, where at least two of that are left."""
    if product is None:
        return []
    gone = [pair for pair in pairs if not within(pair, (product,), broader)]
    return gone if len(pairs) - len(gone) > 1 else []


def within(pair: Pair, treatments: Container[str], broader: Mapping[str, str | None]) -> bool:
    """Whether what was given is one of these treatments, or a form of one; what is not named may be."""
    arm_ = pair.first.result.arm
    return arm_ is None or any(one in treatments for one in ancestors(arm_, broader))


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


_WORD = 5
"""The least letters of a word that tells of an effect."""

_WEAK = ("told", "not-randomised", "scale", "alone")
"""Groups that say least of what a treatment does, weakest first."""

_KEPT = 5
"""How many randomised trials are worth more than the last study of a weak group."""


def _next(
    pairs: Sequence[Pair],
    group_of: Callable[[Pair], str],
    resting: Container[str],
    opposed: Sequence[frozenset[str]] = (),
) -> tuple[list[Pair], str]:
    """Return the rows of the study that goes next for want of room, and why; none where each group is down to one.

    Weak groups shrink first, to one study; then randomised trials, the largest group first; at five trials the weak groups go. Crossovers
    share a row instead: they have the highest shares, and leaving them out would flatter a critic.
    """
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(group_of(pair), []).append(pair)
    sizes = {name: len({pair.study.id for pair in members}) for name, members in groups.items()}
    weak = [name for name in (*_WEAK, "yardstick") if sizes.get(name, 0) > 1]
    strong = [name for name in sizes if name not in (*_WEAK, "yardstick", "crossover") and sizes[name] > 1]
    last = [name for name in _WEAK if name in sizes and not any(one.study.id in resting for one in groups[name])]
    if not weak and last and len(sizes) > 1 and max((sizes[name] for name in strong), default=0) <= _KEPT:
        return groups[last[0]], arms.GROUPS[last[0]].lower()
    if not weak and not strong:
        return [], ""
    group = groups[max(weak or strong, key=lambda name: len(groups[name]))]
    people = {pair.study.id: pair.n or pair.study.n or 0 for pair in group}
    least = min(people, key=lambda one: (one in resting, people[one], one))
    gone = {least}.union(*(ids for ids in opposed if least in ids))
    return [pair for pair in pairs if pair.study.id in gone], ROOM


if TYPE_CHECKING:
    from typing import Protocol

    class Sizer(Protocol):
        """How many rows pairs take."""

        def __call__(self, pairs: Sequence[Pair], /) -> int:
            """Return the number of rows."""


def lower_doses(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs of a dose below the highest of their study."""
    highest: dict[tuple[object, ...], float] = {}
    for pair in pairs:
        highest[_of_doses(pair)] = max(highest.get(_of_doses(pair), 0.0), _dose(pair))
    return [pair for pair in pairs if _dose(pair) < highest[_of_doses(pair)]]


def _of_doses(pair: Pair) -> tuple[object, ...]:
    one = pair.first.result
    return (pair.study.id, one.arm, one.outcome, one.population, one.timepoint, pair.treated is None)


def _dose(pair: Pair) -> float:
    found = re.search(r"\d+(?:\.\d+)?(?= ?mg)", pair.first.result.given or "")
    return float(found[0]) if found else 0.0


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
    small = [pair for pair in alone if (pair.n or pair.study.n or 0) < _SMALL]
    # A group never disappears: its largest study stays.
    largest = max(small, key=lambda one: one.n or one.study.n or 0, default=None)
    return small if len(small) < len(alone) else [pair for pair in small if pair is not largest]


BEFORE = "before-treatment"
"""What people are compared with where there is no other group: themselves."""


def is_controlled(pair: Pair) -> bool:
    """Whether the treated are compared with other people, or with themselves on another treatment."""
    return pair.group not in ("alone", "told") and pair.first.result.comparator != BEFORE


def overlapping(pairs: Sequence[Pair], broader: Mapping[str, str | None]) -> list[Pair]:
    """Return the reviews that share trials with a larger one: of the same measure and treatment, or of a wider or narrower one."""

    def share(one: Pair, other: Pair) -> bool:
        first, second = one.first.result, other.first.result
        if first.measure != second.measure or one.study.id == other.study.id:
            return False
        if first.arm is None or second.arm is None:
            return True
        return first.arm in ancestors(second.arm, broader) or second.arm in ancestors(first.arm, broader)

    kept: list[Pair] = []
    reviews = [pair for pair in pairs if pair.group == "reviews"]
    for pair in sorted(reviews, key=lambda one: (not is_controlled(one), -(one.study.n or one.n or 0))):
        if not any(share(pair, one) for one in kept):
            kept.append(pair)
    ids = {id(pair) for pair in kept}
    return [pair for pair in reviews if id(pair) not in ids]
