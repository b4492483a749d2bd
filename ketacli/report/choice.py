"""Which arms of studies a figure draws: one time a study, nobody twice, people with the condition asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.quantities import UNITS, ancestors
from ketacli.report import arms
from ketacli.report.moments import minutes, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ketacli.report.arms import Key, Pair
    from ketacli.report.subject import Subject

DAY = UNITS["d"][1]

SMALL = 50
"""A series without comparison of fewer people than this is small."""

TIMES, LATER, PARTS = "other times", "later times", "subgroups"
PRESS, LONE, FORMS = "told to the press", "other group not seen", "other forms of treatment"
DOSES, TREATMENTS, REVIEWS = "lower doses", "other treatments", "reviews that overlap"
EFFECTS, SERIES, ROOM = "further effects", f"series under {SMALL}", "other studies"
CONDITIONS, PEOPLE, ANALYSES = "other conditions", "the same people", "later analyses"

REASONS = (
    ROOM,
    EFFECTS,
    LONE,
    FORMS,
    PRESS,
    SERIES,
    *(arms.GROUPS[name].lower() for name in ("told", "not-randomised", "scale", "alone")),
    DOSES,
    LATER,
    REVIEWS,
    PEOPLE,
    ANALYSES,
    TREATMENTS,
    CONDITIONS,
    PARTS,
    TIMES,
)
"""Why studies are not drawn, in the order in which the footer names them."""


class Choice(NamedTuple):
    """The pairs to draw, and what is not drawn, by reason: labels of studies; the range of the shares of small series."""

    pairs: list[Pair]
    left: dict[str, list[str]]
    shares: Mapping[str, tuple[float, float]] = {}

    def with_all(self, pairs: Iterable[Pair], keys: Sequence[Key]) -> Choice:
        """Return a choice that has all of these pairs whose keys are given, in place of other reports on their people.

        Pairs that come back are no longer named as left out.
        """
        ids = {id(pair) for pair in self.pairs}
        added = [pair for pair in pairs if pair.key in keys and id(pair) not in ids]
        cohorts = {pair.study.cohort for pair in added} - {None}
        again = [pair for pair in self.pairs if pair.study.cohort in cohorts and pair.key not in keys]
        found = self.without(PEOPLE, again)
        left = {}
        for reason, names in found.left.items():
            back = {named(pair, told) for pair in added for told in (reason, "")}
            if kept := [name for name in names if name not in back]:
                left[reason] = kept
        return found._replace(pairs=[*found.pairs, *added], left=left)

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
    if reason in (TIMES, LATER):
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
    found = found.without(CONDITIONS, others)
    at = {id(pair) for pair in _one_time(found.pairs, [one for one in map(moment, times) if one is not None])}
    found = found.without(
        TIMES, [pair for pair in found.pairs if id(pair) not in at and not (is_kept and is_kept(pair))]
    )
    whole = {id(pair) for pair in _whole(found.pairs)}
    found = found.without(PARTS, [pair for pair in found.pairs if id(pair) not in whole])
    found = found.without(
        PEOPLE, _twice(found.pairs, set(cited), effects_of(found.pairs) if has_all_effects else set())
    )
    effects = effects_of(found.pairs) if has_all_effects else set()
    later = [pair for pair in _secondary(found.pairs, set(cited), effects) if not (is_kept and is_kept(pair))]
    return found.without(ANALYSES, later)


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
        if arms.is_of_all(pair.first.result)
    }
    return [
        pair
        for pair in pairs
        if arms.is_of_all(pair.first.result)
        or (pair.study.id, pair.first.result.measure, pair.first.result.statistic) not in whole
    ]


def effects_of(pairs: Sequence[Pair]) -> set[str]:
    """Return the measures of which every figure names what it is of, such as adverse effects: each is a question of its own."""
    whole = {pair.first.result.measure for pair in pairs if arms.is_of_all(pair.first.result)}
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
        if arms.is_later(pair.study)
        and (pair.first.result.arm, *_asked(pair, effects)) in drawn
        and pair.study.id not in cited
    ]


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


def is_told_to_press(pair: Pair) -> bool:
    """Whether a figure is known only from what somebody told the press."""
    return "press" in (pair.first.result.outcome or "").split()


def size(pair: Pair) -> int:
    """Return how many people are in a trial, whatever is known of its arms; for one figure of a review, of that figure if known."""
    sizes = (pair.n, pair.study.n) if pair.group == "reviews" else (pair.study.n, pair.n)
    return next(filter(None, sizes), 0)


def comparison(pair: Pair) -> tuple[object, ...]:
    """Return what trials of the same question have in common: design, treatments, what both got besides, outcome, people."""
    one, other = pair.first.result, pair.compared.result if pair.compared else None
    return pair.group, pair.study.both, one.measure, one.arm, other and other.arm, one.outcome, one.population


def counterparts(pairs: Sequence[Pair], name: Callable[[Pair], object]) -> list[tuple[Pair, Pair]]:
    """Return of each comparison, which `name` tells, its first trial and the first that came out otherwise, if there is one.

    `pairs` are in the order of importance. Otherwise is that one of the two missed its main target, or that their differences
    point different ways.
    """
    first: dict[object, Pair] = {}
    found: dict[object, tuple[Pair, Pair]] = {}
    for pair in pairs:
        if pair.treated and pair.compared and pair.group in ("randomised", "open") and not arms.is_later(pair.study):
            lead = first.setdefault(name(pair), pair)
            is_other = lead.study is not pair.study and (
                arms.has_missed(lead.study) != arms.has_missed(pair.study) or _turns(lead, pair)
            )
            if is_other:
                found.setdefault(name(pair), (lead, pair))
    return [*found.values()]
