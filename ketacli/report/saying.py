"""The rows of the few figures in words: who, of whom, what was compared, how much and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli import trials
from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.quantities import number, phrase
from ketacli.report import arms, pair_words
from ketacli.report.claimed import figure_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from ketacli.model import Quantity, Result, Study
    from ketacli.report.arms import Pair
    from ketacli.report.card import Card

_NUMBER = re.compile(r"\d+")
_DOSE = re.compile(r"[\d.]+ ?(?:mg|µg|g)(?:/kg)?\b")
_TURNS = {"d": "day", "wk": "week", "mo": "month", "a": "year"}


class Rate(NamedTuple):
    """A row of shares: who, how many of 100 among those treated and those compared, the difference in words.

    A claim's row has its `card`; `compared` is None where there was no comparison. `pair` is what a study's row is made of, `rank` its place among them by
    importance, 0 first; `arms` are what the treated and the compared were given, in few words. `read` is how the study was read.
    """

    who: str
    about: str
    treated: int | None
    compared: int | None
    difference: str
    source: str
    card: Card | None = None
    pair: Pair | None = None
    rank: int = 0
    arms: tuple[str, str] = ("", "")
    read: str | None = None

    @property
    def shown(self) -> tuple[str, str]:
        """The two figures as they are printed: `<1` for less than a half, `none` where nobody was compared, nothing if not seen."""
        if self.pair is None:
            return str(self.treated), "none"
        return tuple(  # type: ignore[return-value]  # of the two arms
            "<1" if one and one.share and arms.whole(one.share) == 0 else str(share) if share is not None else missing
            for one, share, missing in (
                (self.pair.treated, self.treated, "none"),
                (self.pair.compared, self.compared, "" if self.is_unseen else "none"),
            )
        )

    @property
    def is_unseen(self) -> bool:
        """Whether there was another arm, of which no figure was seen."""
        return self.pair is not None and self.pair.why == "not-given"


class Value(NamedTuple):
    """A row of figures that are no shares: who, how much, of whom.

    `amount` is the figure itself, `ends` the least and the most that single people had, in its unit; `compared` is the
    figure of those compared, `read` how the study was read. `is_quoted` says whether a bottom line rests on the study,
    which is `study`; a page's own figure has none.
    """

    who: str
    figure: str
    about: str
    source: str
    card: Card | None = None
    amount: Quantity | Result | None = None
    ends: tuple[float, float] | None = None
    compared: Result | None = None
    read: str | None = None
    is_quoted: bool = False
    study: Study | None = None


class Group(NamedTuple):
    """Rows with what was compared in them: `infusion v midazolam, randomised`; the claims' own come first, without name.

    `of` is whom or what the rows are of, such as a side effect, where that is not all people or the measure itself.
    """

    what: str
    rows: tuple[Rate, ...]
    of: str = ""

    @property
    def name(self) -> str:
        """All of it: `Dizziness: spray v placebo, randomised`."""
        return capital(": ".join(filter(None, (self.of, self.what))))


class Figures(NamedTuple):
    """The figures of one measure: shares of 100 people in `groups`, or other figures in `values`. `more` counts those left out."""

    measure: str
    heading: str
    groups: tuple[Group, ...] = ()
    values: tuple[Value, ...] = ()
    more: int = 0

    @property
    def rows(self) -> tuple[Rate | Value, ...]:
        """All rows, of shares or of other figures, the claims' own among them."""
        return (*(row for group in self.groups for row in group.rows), *self.values)


class Words(NamedTuple):
    """The names that rows need, by id: labels of sources, short names of treatments and of groups of people.

    `people` has those groups only that a row must name.
    """

    labels: Mapping[str, str]
    shorts: Mapping[str, str]
    people: Mapping[str, str]

    def whom(self, result: Result) -> str:
        """Return of whom a figure is, if not of those whom most figures of the store are of."""
        return self.people.get(result.population or "", "")


def compared(pair: Pair, words: Words) -> tuple[str, str]:
    """Return in whom or of what something was compared, and what, how: `Remitters`, `infusion v ECT, randomised, open-label`.

    What both arms got besides is said too: `spray v placebo, both with a new antidepressant, randomised`.
    """
    one, other = _names(pair, words.shorts)
    given = (pair.compared and pair.compared.result.given) or ""
    # A placebo spray beside a spray is a placebo; what else is said of it tells trials apart: saline under anaesthesia.
    if given.startswith(f"{other} ") and given != f"{other} {one}":
        other = given
    of = ", ".join(filter(None, (words.whom(pair.first.result), pair.first.result.outcome)))
    what = " v ".join(filter(None, (one, other))) or ("" if of else "treatment not said")
    both = f", both {pair.study.both}" if pair.study.both and pair.compared else ""
    how = arms.GROUPS[pair.group].lower()
    aim = ", non-inferiority trial" if trials.tests_non_inferiority(pair.study) else ""
    return of, f"{what}{both}, {how}{aim}"


def of_trial(pair: Pair, *, is_brief: bool = False) -> list[str]:
    """Return what must be known of a trial beside a figure: `later analysis`, `main target missed (MADRS, day 28)`.

    In brief `MADRS target missed`. What came of those who got well says nothing on a target for all, and a target for all nothing on them.
    """
    study, measure = pair.study, pair.first.result.measure
    is_of_all = any(arms.follows(one.measure) == arms.follows(measure) for one in trials.missed(study))
    target = pair_words.target(study) if is_of_all else ""
    brief = " and ".join(dict.fromkeys(one.partition(",")[0] for one in target.split("; ")))
    missed = [f"{brief} target missed" if is_brief else f"main target missed ({target})"] if target else []
    return [*(["later analysis"] if arms.is_later(study) else []), *missed]


def rate(pair: Pair, words: Words, rank: int, dosed: Container[str]) -> Rate:
    """Return the row of a pair; where the study gave several doses, or its figure is of one dose, the row says which."""
    given = pair.first.result.given or ""
    one = _DOSE.match(given)
    dose = one[0] if one else given if pair.study.id in dosed else ""
    about = ", ".join(filter(None, (_people_in(pair), dose, _when(pair.first.result))))
    treated, other = (
        None if arm is None or arm.share is None else arms.whole(arm.share) for arm in (pair.treated, pair.compared)
    )
    return Rate(
        words.labels.get(pair.study.id, pair.study.id),
        about,
        treated,
        other,
        "" if pair.why == "no-comparison" else pair_words.in_words(pair),
        pair.study.id,
        pair=pair,
        rank=rank,
        arms=_names(pair, words.shorts),
        read=pair.read,
    )


def _names(pair: Pair, shorts: Mapping[str, str]) -> tuple[str, str]:
    """Return what the treated and the compared got: `infusion` and `midazolam`; nothing for an arm that there was not."""
    one, other = (arm.result.arm or "" if arm else "" for arm in (pair.treated, pair.compared))
    return shorts.get(one, one), shorts.get(other, other)


def _people_in(pair: Pair) -> str:
    """Return how many people a row is of: `(20 v 20)` in either arm, `(73)` in all where the arms' sizes are not known.

    `(of 186)` are those in the study, where those of the figure were not seen, `(remitters of 186)` where they are some of these. Sizes that were worked out
    stand in square brackets. A review's people never stand for those of one of its figures.
    """
    start, end = "[]" if pair.is_derived else "()"
    sizes = [arm.n for arm in (pair.treated, pair.compared) if arm]
    if len(sizes) > 1 and all(sizes):
        return f"{start}{sizes[0]:,} v {sizes[1]:,}{end}"
    size = pair.people
    return f"{start}{_some_of(pair)}{size:,}{end}" if size else ""


def _some_of(pair: Pair) -> str:
    """Return `of `, or `remitters of `, where the number of people is the study's: of how many of them the figure is was not seen."""
    if pair.own_people or pair.first.result.n:
        return ""
    return f"{arms.part(pair.first.result)} of ".lstrip()


def _when(result: Result) -> str:
    """Return when a figure was taken: `24 h`, `day 1`, `year 1`, or the words of the source."""
    if result.at is None or len(_NUMBER.findall(result.timepoint or "")) > 1:  # `day 2 or 3` is neither
        return result.timepoint or ""
    unit, value = result.at.unit, f"{result.at.value:g}"
    if unit == "min" and not result.at.value % 60:
        unit, value = "h", f"{result.at.value / 60:g}"
    if unit == "mo" and not result.at.value % 12:
        unit, value = "a", f"{result.at.value / 12:g}"
    return f"{_TURNS[unit]} {value}" if unit in _TURNS else f"{value} {unit}"


def value(pair: Pair, ends: Sequence[Result], words: Words) -> Value:
    """Return the row of a figure that is no share; `ends` are the least and the most that single people had."""
    one, study = pair.first.result, pair.study
    shorts = words.shorts
    size = one.n or pair.people
    people = f"{_some_of(pair)}{size:,} {'person' if size == 1 else 'people'}" if size else ""
    given = one.given or shorts.get(one.arm or "", "")
    reach = sorted(float(end.value) for end in ends if end.value is not None and end.unit == one.unit)
    spread = (reach[0], reach[-1]) if len(reach) > 1 and one.value is not None else None
    figure = told(one) + (f" ({number(spread[0])} to {number(spread[1])})" if spread else "")
    other = pair.compared.result if pair.treated and pair.compared else None
    against = ""
    if other is not None:
        against = f"{other.given or shorts.get(other.arm or '', 'compared')} {figure_of(other) if other.reached else 'not reached'}"
    # "remitters of 186 people" says already what the outcome does
    outcome = "" if people.startswith(("remitters", "responders")) else one.outcome
    of = ", ".join(filter(None, (people, words.whom(one), given, outcome)))
    about = "; ".join(filter(None, (of, against, *of_trial(pair))))
    label = words.labels.get(study.id, study.id)
    return Value(label, figure, about, study.id, amount=one, ends=spread, compared=other, read=pair.read, study=study)


def told(amount: Any) -> str:
    """Return a figure in words: `19 days, mean`, `at most 4 hours`, `more than 3 months (some people)`, `not reached`."""
    if not getattr(amount, "reached", True):
        return "not reached"
    if amount.statistic in ("mean", "median"):
        return f"{figure_of(amount)}, {amount.statistic}"
    return figure_of(amount) if amount.statistic == "threshold" else phrase(amount)
