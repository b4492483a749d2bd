"""Times as rows of a figure: how long it took, at most or at least, in how many, with marks on an axis of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.quantities import measured, number
from ketacli.report import arms, choice, pair_words
from ketacli.report.claimed import figure_of
from ketacli.report.figure import Mark, Row
from ketacli.report.moments import minutes, when
from ketacli.report.rows import detail, mark, people, sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Quantity, Result
    from ketacli.report.arms import Arm, Pair
    from ketacli.report.axis import Axis
    from ketacli.report.subject import Subject

_ENDS = {"minimum": "shortest", "maximum": "longest"}
AT_LEAST = ("at-least", "more-than")
AT_MOST = ("at-most", "less-than")


def is_timed(pair: Pair) -> bool:
    """Whether an arm gives a time, or says that it was not reached."""
    return any(
        one and (ends(one.result) is not None or not one.result.reached) for one in (pair.treated, pair.compared)
    )


def ends(figure: Quantity | Result) -> tuple[float, float] | None:
    """Return both ends of a time in minutes; None where it has no value."""
    if figure.unit is None:
        return None
    size = measured(figure.unit)[1]
    if figure.value is not None:
        return figure.value * size, figure.value * size
    if figure.low is not None and figure.high is not None:
        return figure.low * size, figure.high * size
    return None


def spread(one: Result, pair: Pair) -> tuple[float, float] | None:
    """Return the shortest and the longest time of the people of a mean or median, where the study gives both."""
    if one.statistic not in ("mean", "median"):
        return None
    found = {}
    for other in pair.study.results:
        if _people(other) == _people(one):
            both = ends(other)
            if other.statistic in ("minimum", "maximum") and both and not other.qualifier:
                found[other.statistic] = both[0]
    low, high = found.get("minimum"), found.get("maximum")
    return (low, high) if low is not None and high is not None else None


def without_ends(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs without the shortest and longest times that are the line of a mean or median; a lone one is a row."""
    middles = {
        (pair.study.id, *_people(pair.first.result)) for pair in pairs if spread(pair.first.result, pair) is not None
    }
    return [
        pair
        for pair in pairs
        if pair.first.result.statistic not in ("minimum", "maximum")
        or (pair.study.id, *_people(pair.first.result)) not in middles
    ]


def _people(one: Result) -> tuple[object, ...]:
    return (one.measure, one.arm, one.given, one.outcome, one.timepoint, one.population)


def row(pair: Pair, subject: Subject, on: Axis, *, of: str = "", is_other: bool = False) -> Row:
    """Return the row of a study's time; `of` names the measure where others are in its group and nothing else tells.

    `is_other` says that it is of another treatment.
    """
    both = pair.treated is not None and pair.compared is not None
    marks: list[Mark] = []
    for one, kind, lane in ((pair.treated, "other" if is_other else "treated", -1), (pair.compared, "compared", 1)):
        if one is not None:
            form = one.result.arm or "" if kind == "treated" else ""
            marks += [found._replace(form=form) for found in _marks(one, kind, lane if both else 0, pair, on)]
    off = ", off the scale" if any(one.kind in ("left", "right") for one in marks) else ""
    by_then = _shares(pair)
    if by_then:
        outcome = pair.first.result.outcome
        what = _counted(by_then, subject) + (f": {outcome}" if outcome else "")
        figure = _of_100(by_then)
    else:
        told = f": {of}" if of and not pair.first.result.outcome else ""
        what, figure = detail(_against(pair, subject), pair, subject) + told, _told(pair)
    return Row(
        label=pair.study.label,
        sign=sign(by_then or pair),
        what=what,
        people=people_in(pair),
        figure=figure + off,
        marks=tuple(marks),
        source=pair.study.id,
    )


def counted(pair: Pair, subject: Subject, on: Axis, *, is_same: bool = False) -> Row:
    """Return the row of the shares of both arms that had got there at a time, which is where its mark is.

    `is_same` says that the row before is of the same people and what they got.
    """
    at = minutes(pair.first.result) or 0.0
    return Row(
        label=pair.study.label,
        sign=sign(pair),
        what=detail("the same", pair, subject, when(pair.first.result)) if is_same else _counted(pair, subject),
        people=people(pair),
        figure=_of_100(pair),
        marks=(mark("treated", on, at, at)._replace(form=pair.first.result.arm or ""),),
        source=pair.study.id,
    )


def _against(pair: Pair, subject: Subject) -> str:
    """Return what was given and against what, also where the other arm has no figure: `infusion, before v after`."""
    given, other = pair_words.given(pair, subject.shorts), pair.first.result.comparator
    name = subject.shorts.get(other or "", "")
    if pair.compared or other is None or name in (pair.first.result.outcome or ""):
        return given
    return f"{given}, before v after" if other == choice.BEFORE else f"{given} v {name}"


def _counted(pair: Pair, subject: Subject) -> str:
    return detail(pair_words.given(pair, subject.shorts), pair, subject, when(pair.first.result))


def _of_100(pair: Pair) -> str:
    return f"{' v '.join(str(arms.whole(one.share or 0)) for one in (pair.treated, pair.compared) if one)} of 100"


def _shares(pair: Pair) -> Pair | None:
    """Return the shares, treated and compared, of those who had got there by the time of a row, where the study gives both.

    They are of the measure that is called as the time is, or as its outcome: `time-to-remission` and `remission-rate`.
    """
    one = pair.first.result
    both = ends(one)
    if pair.compared is not None or both is None:
        return None
    names = [one.measure.removeprefix("time-to-"), one.outcome or ""]
    for other in arms.pairs(pair.study, [f"{name}-rate" for name in names if name]):
        if other.treated and other.compared and minutes(other.treated.result) == both[1]:
            first = other.treated.result
            if (first.arm, first.given) == (one.arm, one.given or first.given):
                return other
    return None


def people_in(pair: Pair) -> str:
    """Return how many people a row is of: where it gives shares in both arms, else as `people` says it."""
    shares, n = _shares(pair), pair.study.n
    if shares is None:
        return people(pair)
    one, other = (share.n for share in (shares.treated, shares.compared) if share)
    if one and other:
        return f"{one:,} v {other:,}"
    half = one or other
    return f"{half:,} v {half:,}" if half and n == 2 * half else f"({n:,})" if n else "?"


def _marks(one: Arm, who: str, lane: int, pair: Pair, on: Axis) -> list[Mark]:
    both = ends(one.result)
    if both is None:
        if one.result.reached:
            return []
        others = [other for arm in (pair.treated, pair.compared) if arm and (other := ends(arm.result))]
        start = on.place(max((end for _, end in others), default=on.high))
        return [Mark(who, "unreached", start, 1.0, start, lane)]
    qualifier = "at-most" if one.result.first_look else one.result.qualifier
    around = spread(one.result, pair)
    if around and not on.beyond(both[0]):
        return [Mark(who, "spread", on.place(around[0]), on.place(around[1]), on.place(both[0]), lane)]
    return [mark(who, on, *both, qualifier, lane=lane)]


def _told(pair: Pair) -> str:
    """Return the times of a row in words: `57 v 61 days`, `19 days (6 to 45)`, `not reached v 273 days`, `by 2 hours`."""
    found = [one.result for one in (pair.treated, pair.compared) if one]
    units = {one.unit for one in found if one.value is not None}
    said = [_amount(one, is_bare=len(units) == 1 and place < len(found) - 1) for place, one in enumerate(found)]
    text = " v ".join(said)
    around = spread(found[0], pair) if len(found) == 1 else None
    if around:
        size = measured(found[0].unit or "d")[1]
        return f"{text} ({number(round(around[0] / size, 1))} to {number(round(around[1] / size, 1))})"
    only = {one.statistic for one in found} & _ENDS.keys()
    return f"{text} ({_ENDS[str(only.pop())]})" if only else text


def _amount(one: Result, *, is_bare: bool) -> str:
    if not one.reached and one.value is None:
        return "not reached"
    if is_bare and one.value is not None and not one.qualifier:
        return number(one.value)
    return figure_of(one).replace("at most ", "by ")
