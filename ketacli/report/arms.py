"""The arms of a study in pairs: shares of 100 people with Wilson's interval, differences with Newcombe's."""

from __future__ import annotations

import re
from math import floor
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.report.intervals import newcombe, wilson
from ketacli.trials import RATIOS, missed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Result, Study

    Key = tuple[str, Result]

GROUPS = {
    "randomised": "Randomised",
    "crossover": "Randomised, crossover",
    "open": "Randomised, open-label",
    "reviews": "Reviews of trials",
    "told": "As others report it",
    "not-randomised": "Not randomised",
    "alone": "No comparison group",
    "scale": "For scale: other treatments",
}
"""Groups of studies by design, strongest first, each with its heading."""

_DESIGNS = {
    "rct": "randomised",
    "rct-secondary": "randomised",
    "rct-crossover": "crossover",
    "rct-open-label": "open",
    "meta-analysis": "reviews",
    "individual-patient-meta-analysis": "reviews",
    "systematic-review": "reviews",
}
"""The group of each design that compares people by chance; others are known by their id, or are not randomised."""

_TEXTS = frozenset(
    (
        *("label", "official-notice", "regulation", "regulatory-announcement", "manufacturer-information"),
        *("guideline", "consensus", "journalism", "narrative-review", "historical-account"),
    )
)
"""Designs that are no studies but texts about some: how those who are compared were chosen is not theirs to say."""

_READ = (None, "", "full-text", "part", "abstract", "secondary")
"""How a source was read, the least direct way last."""

_RANDOMISED = ("randomised", "crossover", "open", "reviews")

_FOLLOWS = frozenset(("relapse", "still"))
"""Words in the ids of measures of what happens to those only who got well."""

_WELL = {"remi": "remitters", "respon": "responders"}
"""What those who got well are called, by a word of the outcome of a figure that is of them."""

_RATED = "of those rated"
"""The beginning of an outcome that is of all people of a study who were rated at that time, and so of no group of them."""

_SOME = re.compile(r"of those |treated as |under \d")
"""Words of an outcome that is of a group of a study's people."""


class Arm(NamedTuple):
    """A figure of one arm: `share` of 100 people, not rounded, with the ends of its 95 % interval where there is one.

    `events` and `n` are the arm's own. Where the source gives a rounded share and the size of the arm only,
    `is_estimated` is true and the events are the share of the size, rounded. `is_reported` says whether the interval is
    the source's own. `share` is None for a figure that is no share.
    """

    result: Result
    share: float | None = None
    low: float | None = None
    high: float | None = None
    events: int | None = None
    n: int | None = None
    is_estimated: bool = False
    is_reported: bool = False


class Difference(NamedTuple):
    """Treated minus compared, in 100 people, not rounded; the ends of its 95 % interval where there is one.

    `how` is `counts` where it is worked out from counts, `estimated` from rounded shares and sizes of arms, `shares` from
    shares alone, `printed` where it is the source's own.
    """

    value: float
    low: float | None = None
    high: float | None = None
    how: str = "counts"


class Pair(NamedTuple):
    """A treated arm of a study and what it was compared with; `treated` is None where a comparison has no treated arm.

    `difference` is None where none may be worked out; then `why` says why: `crossover`, `not-randomised`,
    `told` (a text about studies), `no-comparison`, `not-given` (a trial whose other arm has no figure), `no-share`. `group` is a key of `GROUPS`.
    `is_shared` says whether the compared arm is also that of a pair before this one. `ratio` is the odds, risk or hazard ratio
    that the source gives with its interval for these very arms, if it does.
    """

    study: Study
    group: str
    treated: Arm | None
    compared: Arm | None = None
    difference: Difference | None = None
    why: str = ""
    is_shared: bool = False
    ratio: Result | None = None

    @property
    def first(self) -> Arm:
        """The treated arm, or the only one."""
        return self.treated or self.compared or Arm(self.study.results[0])

    @property
    def key(self) -> Key:
        """What tells a row from all others: its study, and the figure that it is of."""
        return self.study.id, self.first.result

    @property
    def n(self) -> int | None:
        """How many people are in both arms; None where an arm's size is not known."""
        sizes = [arm.n for arm in (self.treated, self.compared) if arm]
        return sum(size for size in sizes if size) if sizes and all(sizes) else None

    @property
    def people(self) -> int | None:
        """How many people its figures are of, as far as is known: in both arms, else behind the ratio, else in the study.

        A review's people, or those of a text about studies, are behind many figures, and never stand for those of one.
        """
        return self.own_people or (None if self.group in ("reviews", "told") else self.study.n)

    @property
    def own_people(self) -> int | None:
        """How many people are in both arms, else behind the ratio; None where only the study says how many it had."""
        return self.n or (self.ratio.n if self.ratio else None)

    @property
    def read(self) -> str | None:
        """How its figures were read, the least direct way: that of a result goes before that of its study."""
        given = [read_so(self.study, one.result) for one in (self.treated, self.compared) if one]
        return least_direct(given) if given else self.study.read

    @property
    def is_derived(self) -> bool:
        """Whether the sizes of its arms were worked out from other figures of the source."""
        arms = [one for one in (self.treated, self.compared) if one]
        return self.n is not None and any(one.result.counts == "derived" for one in arms)


def least_direct(read: Iterable[str | None]) -> str | None:
    """Return the least direct of some ways in which figures were read."""
    return max(read, key=_READ.index)


def read_so(study: Study, result: Result) -> str | None:
    """Return how a figure of a study was read."""
    return result.read or ("secondary" if result.counts == "secondary" else study.read)


def follows(measure: str) -> bool:
    """Whether a measure is of what happens to those only who got well, such as `relapse-rate`."""
    return not _FOLLOWS.isdisjoint(measure.split("-"))


def part(result: Result) -> str:
    """Return which part of a study's people a figure is of: `remitters`, `responders`, `some`; empty for all of them.

    How many a part is, the number of people in the whole study does not say.
    """
    outcome = result.outcome or ""
    if follows(result.measure) or outcome.startswith("to "):
        return next((name for word, name in _WELL.items() if word in outcome), "")
    return "some" if _SOME.search(outcome) and not is_of_all(result) else ""


def is_of_all(result: Result) -> bool:
    """Whether a figure is of a study as a whole: of all its people, or of all those who were rated then, and of no effect or group."""
    return not result.outcome or result.outcome.startswith(_RATED)


def has_missed(study: Study) -> bool:
    """Whether a study missed what it was made to find."""
    return bool(missed(study))


def is_later(study: Study) -> bool:
    """Whether a study is a later analysis of trials, of what they were not made to find out."""
    return study.design == "rct-secondary"


def group_of(design: str) -> str | None:
    """Return the group of a design that compares people by chance; None for any other."""
    if design in _DESIGNS:
        return _DESIGNS[design]
    words = design.split("-")
    if "non" in words or "not" in words or not {"rct", "randomised", "randomized"} & set(words):
        return None
    return "crossover" if "crossover" in words else "open" if "open" in words else "randomised"


def whole(value: float) -> int:
    """Return a number rounded to a whole one, halves away from zero."""
    size = floor(abs(value) + 0.5)
    return size if value >= 0 else -size


def shown(share: float) -> int:
    """Return a share as words give it: whole, and one of less than 1 as "fewer than 1"."""
    return 1 if 0 < share < 1 else whole(share)


def arm(result: Result) -> Arm:
    """Return a figure of a source as an arm, with its interval where the people of the arm are known."""
    if result.unit != "%" or result.statistic != "proportion" or result.value is None:
        return Arm(result, events=result.events, n=result.n)
    share, n, events = result.value, result.n, result.events
    is_estimated = False
    if events is not None and n:
        share = 100 * events / n
    elif n and not result.qualifier and 0 <= share <= 100:  # noqa: PLR2004 - per cent
        events, is_estimated = whole(share * n / 100), True
    if result.ci:
        return Arm(result, share, *result.ci, events, n, is_estimated, is_reported=True)
    if not n or events is None or not 0 <= events <= n:
        return Arm(result, share, events=result.events, n=n)
    low, high = wilson(events / n, n)
    return Arm(result, share, 100 * low, 100 * high, events, n, is_estimated)


def pairs(study: Study, measures: Iterable[str] | None = None) -> list[Pair]:
    """Return the figures of arms of a study in pairs, in the order of its results.

    Arms belong together where measure, statistic, timepoint, outcome, population and scale are equal. Several treated arms,
    as of several doses, each make a pair with the arm they share; where several were compared too, each with the one that
    its `comparator` names, else with every one.
    """
    wanted = None if measures is None else set(measures)
    families: dict[tuple[object, ...], list[Result]] = {}
    for result in study.results:
        if (wanted is None or result.measure in wanted) and result.statistic is not None:
            families.setdefault(_family(result), []).append(result)
    found: list[Pair] = []
    for family in families.values():
        printed = [one for one in family if one.statistic == "difference"]
        arms = [one for one in family if one.statistic != "difference"]
        members = _of_family(study, arms, printed)
        found += [pair._replace(ratio=_ratio(pair, len(members))) for pair in members]
    return found


def _ratio(pair: Pair, members: int) -> Result | None:
    """Return the ratio that the source gives for the arms of a pair, one of so many `members` of the same outcome and time."""
    if pair.treated is None or pair.compared is None:
        return None
    one, other = pair.treated.result, pair.compared.result
    names = {one.measure.removesuffix("-rate")}
    if one.outcome:
        named = {f"{name}, {one.outcome}" for name in names}
        names = named | names if pair.group == "reviews" and members == 1 else named
    alike = [
        ratio
        for ratio in pair.study.results
        if ratio.measure in RATIOS and ratio.ci and ratio.value is not None and ratio.outcome in names
    ]
    here = (one.arm, other.arm, one.timepoint, one.population)
    return next((r for r in alike if (r.arm, r.comparator, r.timepoint, r.population) == here), None)


def _family(result: Result) -> tuple[object, ...]:
    statistic = "proportion" if result.statistic == "difference" and result.unit == "%" else result.statistic
    return (result.measure, statistic, result.timepoint, result.outcome, result.population, result.scale)


def _of_family(study: Study, arms: Sequence[Result], printed: Sequence[Result]) -> list[Pair]:
    treated = [one for one in arms if one.role != "compared"]
    compared = [one for one in arms if one.role == "compared"]
    is_paired = any(one.role for one in treated) and bool(compared)
    found: list[Pair] = []
    for one in treated:
        others = [other for other in compared if one.comparator in (None, other.arm)] or compared
        if not is_paired:
            others = []
        for other in others:
            is_shared = any(pair.compared and pair.compared.result is other for pair in found)
            found.append(_pair(study, one, other, printed)._replace(is_shared=is_shared))
        if not others:
            found.append(_alone(study, one))
    met = [pair.compared.result for pair in found if pair.compared]
    return found + [_alone(study, one) for one in compared if not any(one is other for other in met)]


def _pair(study: Study, one: Result, other: Result, printed: Sequence[Result]) -> Pair:
    group = group_of(study.design or "") or ("told" if study.design in _TEXTS else "not-randomised")
    treated, compared = arm(one), arm(other)
    pair = Pair(study, group, treated, compared)
    if group in ("told", "not-randomised"):
        return pair._replace(why=group)
    if treated.share is None or compared.share is None:
        return pair._replace(why="no-share")
    own = next((found for found in printed if _is_between(found, one, other)), None)
    is_counted = bool(treated.n and compared.n) and None not in (treated.events, compared.events)
    if group == "crossover":
        return pair._replace(why="crossover", difference=_printed(own) if own else None)
    if own and (not is_counted or own.ci):
        return pair._replace(difference=_printed(own))
    return pair._replace(difference=difference(treated, compared))


def _is_between(found: Result, one: Result, other: Result) -> bool:
    return found.arm in (None, one.arm) and found.comparator in (None, other.arm) and found.value is not None


def _printed(result: Result) -> Difference:
    low, high = result.ci or (None, None)
    return Difference(result.value or 0.0, low, high, "printed")


def difference(treated: Arm, compared: Arm) -> Difference | None:
    """Return how many more of 100 people it is among the treated; None where an arm has no share."""
    if treated.share is None or compared.share is None:
        return None
    value = treated.share - compared.share
    counts = (treated.events, treated.n, compared.events, compared.n)
    if any(one is None for one in counts) or treated.low is None or compared.low is None:
        return Difference(value, how="shares")
    low, high = newcombe(*(int(one or 0) for one in counts))
    how = "estimated" if treated.is_estimated or compared.is_estimated else "counts"
    return Difference(value, 100 * low, 100 * high, how)


def _alone(study: Study, result: Result) -> Pair:
    group = group_of(study.design or "") or ("told" if study.design in _TEXTS else "alone")
    why = "not-given" if group in _RANDOMISED else "no-comparison"
    if result.role == "compared":
        return Pair(study, group, None, arm(result), why=why)
    return Pair(study, group, arm(result), why=why)


def is_off(pair: Pair) -> bool:
    """Whether a difference is not that of the two figures as they are printed, rounded: 46 and 63, 16 fewer."""
    if pair.difference is None or not pair.treated or not pair.compared:
        return False
    shares = [one.share for one in (pair.treated, pair.compared) if one.share is not None]
    return len(shares) > 1 and whole(shares[0]) - whole(shares[1]) != whole(pair.difference.value)


def grouped(found: Iterable[Pair], is_own: Mapping[str, bool]) -> list[tuple[str, list[Pair]]]:
    """Return pairs by group, strongest design first, each group's studies by number of people, largest first.

    Unknown sizes come last, then year and id decide; never the effect, which would build a staircase that looks like a
    finding. The rows of one study stay together, in the order of its results. `is_own` says by id of a treated arm's
    intervention whether it is what the figure is about; others are for scale.
    """
    groups: dict[str, list[Pair]] = {name: [] for name in GROUPS}
    for pair in found:
        groups[pair.group if is_own.get(pair.first.result.arm or "", True) else "scale"].append(pair)
    shown = []
    for name, members in groups.items():
        largest: dict[str, int] = {}
        for pair in members:
            size = pair.n or pair.study.n or 0
            largest[pair.study.id] = max(largest.get(pair.study.id, 0), size)
        members.sort(key=lambda one: (-largest[one.study.id], _year(one.study), one.study.id))
        if members:
            shown.append((name, members))
    return shown


def _year(study: Study) -> str:
    return str(study.cite.get("issued") or "9999")[:4]
