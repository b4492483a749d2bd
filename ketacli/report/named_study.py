"""The figures of a sentence beside those of the one study that it names or means, with what is to be said of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.patterns import late
from ketacli.report import arms, one_study
from ketacli.report.saying import of_trial
from ketacli.report.setting import LONG, Beside, are_of, heading, in_words, said, set_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.report.arms import Pair
    from ketacli.report.setting import Studies
    from ketacli.store.scanning import PageFigure, Scanned


def may_mean_one(one: Scanned) -> bool:
    """Whether a sentence may give the figures of one study: of both its arms, or with its place, year or name."""
    given = [figure for figure in one.figures if figure.unit == "%" and figure.value is not None]
    return len(given) > 1 or one_study.names_a_study(one.text)


def of_both_arms(one: Scanned, studies: Studies, means: frozenset[str] | None) -> Iterator[Beside]:
    """Yield the figures of a sentence that are those of both arms of a study, each beside this study, with what is to be said of it.

    Studies that have them for another measure are looked at where none has them for that of the page.
    """
    mine = [studies.by_id[name] for name in sorted(studies.by_id if means is None else means)]
    for is_any in (False, True):
        found: dict[PageFigure, one_study.Judged] = {}
        for figure in one.figures if may_mean_one(one) else ():
            pairs = (
                pair
                for study in mine
                for pair in _of_people(arms.pairs(study, None if is_any else [figure.measure]), one, studies, means)
            )
            judged = one_study.judged(figure, one.figures, pairs, studies.names, is_named=means is not None)
            if judged is not None:
                is_its_own = bool(means) and not _DEPRESSION.search(one.text)
                if (
                    judged.why == "measure"
                    and _is_of_suicide(judged.pair)
                    and (is_its_own or _SUICIDE.search(one.text))
                ):
                    judged = one_study.Judged(judged.pair, "agrees")
                found[figure] = judged
        agreeing = [judged.pair.compared for judged in found.values() if judged.verdict == "agrees"]
        for figure, judged in found.items():
            if judged.verdict == "agrees" or not any(arm and one_study.is_share(figure, arm) for arm in agreeing):
                yield _judged(figure, judged, studies)
        if found:
            return


def _of_people(pairs: Sequence[Pair], one: Scanned, studies: Studies, means: frozenset[str] | None) -> Sequence[Pair]:
    """Return the pairs that are of the people that a sentence names; all of a study that it names, if none is: `during surgery`."""
    found = [pair for pair in pairs if are_of(pair, one.people, studies)]
    return pairs if means and not found else found


_SUICIDE = late(r"suicid|ideation", re.IGNORECASE)
_DEPRESSION = late(r"depress|MADRS|Hamilton|HAM-?D", re.IGNORECASE)


def _is_of_suicide(pair: Pair) -> bool:
    """Whether a share is of those whose suicidal thoughts halved or ceased, which sentences call a response too."""
    return "suicidal" in pair.first.result.measure


def held(one: Scanned, studies: Studies, means: frozenset[str] | None, *, is_called: bool = False) -> Iterator[Beside]:
    """Yield the shares of a sentence that are those of the study that it names or means, or that are none of its.

    Where some are and others are not, each is told with the page's own; that of the other arm of what is not is left out.
    `is_called` says that a sentence before it names the study.
    """
    if means is None:
        means = one_study.having(one.figures, studies.by_id)
    elif not is_called and not one_study.calls_a_study(one.text, by_size=True):
        return
    shares = sum(figure.measure in one_study.RATES for figure in one.figures)
    every = [pair for name in sorted(means) for pair in arms.pairs(studies.by_id[name])]

    def looked_for(figure: PageFigure, pairs: Iterable[Pair]) -> one_study.Judged | None:
        return one_study.held(figure, shares, one.text, pairs, studies.names)

    found = {figure: judged for figure in one.figures if (judged := looked_for(figure, every)) is not None}
    for figure in [one for one, judged in found.items() if judged.verdict == "agrees"]:
        for peer in _peers(figure, one.figures, found):
            if peer not in found or found[peer].why == "figure":
                nearer = looked_for(peer, [pair for pair in every if _has(pair, figure)])
                found |= {peer: nearer} if nearer else {}
            found[figure] = found[figure]._replace(verdict="beside")
    found = {one: judged for one, judged in found.items() if not _is_had_by_another(one, judged, found)}
    wrong = [judged.pair.key for judged in found.values() if judged.verdict == "differs"]
    told = {one: judged for one, judged in found.items() if judged.verdict == "differs" or judged.pair.key not in wrong}
    is_mixed = len({judged.verdict for judged in told.values()}) > 1
    for figure, judged in told.items():
        beside = _judged(figure, judged, studies)
        is_said = is_mixed or judged.verdict == "beside"
        yield beside._replace(text=f"page {said(figure)}: {beside.text}") if is_said else beside


def _peers(
    figure: PageFigure, others: Iterable[PageFigure], found: Mapping[PageFigure, one_study.Judged]
) -> list[PageFigure]:
    """Return the shares of a sentence that are of the other arm, of the same measure and time: a share of a study agrees only with them.

    One of which nobody says whose it is may be of the same arm, if the study has it.
    """
    return [
        one
        for one in others
        if one is not figure
        and (one.unit, one.measure, one.at) == (figure.unit, figure.measure, figure.at)
        and one.value is not None
        and (one.arm != figure.arm if one.arm else one not in found or found[one].verdict == "differs")
    ]


def _has(pair: Pair, figure: PageFigure) -> bool:
    """Whether a share of a page is that of an arm of a pair."""
    return any(one is not None and one_study.is_share(figure, one) for one in (pair.treated, pair.compared))


def _is_had_by_another(figure: PageFigure, judged: one_study.Judged, every: Iterable[PageFigure]) -> bool:
    """Whether another share of a sentence is what the study has where this one is not: `35%, where another had reported 67%`."""
    arm = judged.arm
    return arm is not None and any(one_study.is_share(other, arm) for other in every if other is not figure)


def _judged(figure: PageFigure, judged: one_study.Judged, studies: Studies) -> Beside:
    """Return a figure beside those of a study, with what is to be said of it."""
    beside = set_beside(figure, [judged.pair], _verdict(judged, studies), studies)
    measure = figure.measure if judged.why == "measure" else judged.pair.first.result.measure
    return beside._replace(verdict=judged.verdict, why=judged.why, heading=heading(measure, studies))


_BUT = {
    "time": "at another time",
    "dose": "at another dose",
    "comparator": "against another comparator",
    "treatment": "on another treatment",
}


def _verdict(judged: one_study.Judged, studies: Studies) -> str:
    """Return in words what is to be said of a sentence that has the figures of both arms of a study."""
    pair = judged.pair
    words = in_words(pair, studies.short, None)
    named, _, rest = words.partition(": ")
    if judged.verdict == "swapped":
        return _swapped(pair, named, studies)
    if judged.why == "measure":
        return f"those of {named}, but of something else: {heading(pair.first.result.measure, studies)}: {rest}"
    if judged.why == "figure":
        return f"other than keta has from the study named: {words}"
    if judged.why:
        given = (pair.first.result.given or pair.study.intervention) if judged.why == "dose" else None
        return f"those of {named}, but {_BUT[judged.why]}{f' ({given})' if given else ''}: {rest}"
    if judged.verdict == "unclear":
        arm = judged.arm.result.arm if judged.arm else None
        whose = f"that on {studies.short.get(arm, 'the comparator')}" if arm else "both"
        which = "whose it is" if arm else "clearly which is whose"
        return f"{whose} in {words}; the sentence does not say {which}"
    return words if judged.verdict == "beside" else f"agree with {words}"


def _swapped(pair: Pair, named: str, studies: Studies) -> str:
    """Return in words that a study has its arms the other way round."""
    shares = " and ".join(
        f"{arms.whole(arm.share or 0)} of 100 on {studies.short.get(arm.result.arm or '', 'the comparator')}"
        for arm in (pair.first, pair.compared)
        if arm is not None
    )
    time = pair.first.result.timepoint
    return f"the study has it the other way round: {named}: {shares}{f', {time}' if time and len(time) < LONG else ''}"


MAIN = ("response-rate", "remission-rate", "relapse-rate", "still-well-rate")
"""What is told first of a study that a sentence names without a figure."""


def of_named(one: Scanned, studies: Studies) -> Iterator[Beside]:
    """Yield what a study found that a sentence names, and gives no figure of."""
    if one.passage.is_question or not one.passage.n:
        return
    for study in one_study.named(one.text, studies.by_id)[:1]:
        whole = [pair for pair in arms.pairs(study, MAIN) if pair.compared and pair.first.share is not None]
        told = list({pair.first.result.measure: pair for pair in reversed(whole)}.values())[::-1]
        parts = [
            f"{studies.measures[pair.first.result.measure].get('heading')}: {in_words(pair, studies.short, None).partition(': ')[2]}"
            for pair in told
        ]
        if parts:
            label = in_words(told[0], studies.short, None).partition(": ")[0]
            yield Beside(
                "",
                None,
                "; ".join((f"the study named: {label}: {parts[0]}", *parts[1:], *of_trial(told[0]))),
                tuple(told),
                tuple(studies.short.get(pair.compared.result.arm or "", "") for pair in told if pair.compared),
            )
