"""The figures of a scanned page beside those of studies."""

from __future__ import annotations

import re
from collections import Counter
from math import inf
from typing import TYPE_CHECKING

from ketacli.matching.attaching import counted_at
from ketacli.matching.figures import MINUTES
from ketacli.patterns import late
from ketacli.quantities import UNITS, ancestors, is_related
from ketacli.report import arms, one_study
from ketacli.report.named_study import held, may_mean_one, of_both_arms, of_named
from ketacli.report.setting import Studies, are_of, in_words, said, set_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Claim, Result
    from ketacli.report.arms import Pair
    from ketacli.report.setting import Beside
    from ketacli.store import Store
    from ketacli.store.scanning import PageFigure, Scan, Scanned

_DOSE = UNITS["mg/kg"][0]
"""The dimension of a dose by weight."""

FAR_ABOVE = 2
"""A dose so many times as large as those of the studies is said to be."""

MOST_STUDIES = 2
"""How many studies a figure of the page is set beside."""


def studies_for(store: Store, scan: Scan) -> Studies:
    """Return the studies that figures of a page can be set beside: those its claims cite, or all where a share has no claim."""
    measures = {figure.measure for one in scan.sentences if one.is_known or shares(one) for figure in one.figures}
    calls = any(one_study.calls_a_study(one.text) for one in scan.sentences)
    if not measures and not calls:
        return Studies({}, {}, {}, {})
    listed = {record["id"]: record for record in store.listed("measure")}
    treatments = store.listed("intervention")
    at_home = frozenset(record["id"] for record in treatments if record.get("at_home"))
    has_bare_share = calls or any(
        (not (one.states or one.compare) or may_mean_one(one) or _is_at_home(one, at_home)) and shares(one)
        for one in scan.sentences
    )
    if calls or any(may_mean_one(one) for one in scan.sentences):
        measures.update(name for name, record in listed.items() if record.get("dimension") == "proportion")
    cited = {one.source for claim in scan.claims.values() for one in claim.evidence}
    broader = {**{record["id"]: record.get("broader") for record in treatments}, **store.broader("population")}
    return Studies(
        store.studies(store.measuring(measures).intersection(store.ids("study") if has_bare_share else cited)),
        listed,
        {record["id"]: record.get("short") or record["name"] for record in treatments},
        broader,
        frozenset(record["id"] for record in treatments if "(active" in record["name"]),
        at_home,
        _condition(store.tally("population"), broader),
    )


def _condition(claims: Mapping[str, int], broader: Mapping[str, str | None]) -> str | None:
    """Return the condition that most claims are about, of the groups that people at large have; None where none is about any."""
    found: Counter[str] = Counter()
    for population, count in claims.items():
        found.update(dict.fromkeys(ancestors(population, broader)[-2:-1], count))
    return min(found, key=lambda one: (-found[one], one), default=None)


def beside(one: Scanned, claims: Sequence[Claim], studies: Studies, before: str = "") -> Iterator[Beside]:
    """Yield each figure of a sentence beside the figures of studies, or else what the study found that it names.

    `before` is the last sentence of its paragraph that names a study, which it may go on about.
    """
    found = list(_beside(one, claims, studies, before))
    yield from found or of_named(one, studies)


def naming(sentences: Iterable[Scanned]) -> dict[int, str]:
    """Return for the number of each sentence the last one before it, in its paragraph, that calls a study by its name."""
    found: dict[int, str] = {}
    block, last = -1, ""
    for one in sentences:
        if one.passage.block != block:
            block, last = one.passage.block, ""
        found[one.passage.n] = last
        last = one.text if one_study.calls_a_study(one.text) else last
    return found


def _beside(one: Scanned, claims: Sequence[Claim], studies: Studies, before: str) -> Iterator[Beside]:
    """Yield each figure of a sentence beside the figures that studies of its claims have of the same measure.

    Without claims each share of people is set beside those of all studies of its product. Where a sentence has the figures of both
    arms of a study, or names a study by its place, year or name, it is set beside this alone.
    """
    figures, text = one.figures if claims else shares(one), one.text
    if not (figures and studies.by_id):
        return
    means, of_study = _of_study(one, studies, before)
    if of_study:
        yield from of_study
        return
    if one.people and any(figure.measure == "age" and figure.value is None for figure in one.figures):
        return  # `those aged 15 to 55` are none of the groups that studies have
    cited = (
        dict.fromkeys(evidence.source for claim in claims for evidence in claim.evidence) if claims else studies.by_id
    )
    known = [studies.by_id[name] for name in (cited if means is None else means) if name in studies.by_id]
    treatment, group = (claims[0].scope.intervention, claims[0].scope.population) if claims else (None, None)
    has_scale = bool(one_study.SCALES.search(text))
    people = one.people or tuple(filter(None, [group if means is None else None]))
    if means is None and studies.condition:
        own = [name for name in people if studies.condition in ancestors(name, studies.broader)]
        people = tuple(own) or people or (studies.condition,)
    for figure in figures:
        measure = studies.measures.get(figure.measure, {})
        if measure.get("dimension") is None:
            continue  # a year: words do not say which of several events it is of
        product = _narrowed(_product(figure, treatment, one.about, studies), one, studies)
        others = [other.arm for other in one.figures if other is not figure and other.arm and figure.unit == other.unit]
        if figure.arm is None and figure.intervention in others:
            product = None  # the share of the other arm, of whom the sentence does not say what they had
        others = [arm for arm in others if arm != product]
        if (product is None and not others and figure.unit == "%" and means is None) or _is_of_no_time(figure, one):
            continue
        pairs = [
            pair
            for study in (studies.by_id.values() if product in studies.at_home and means is None else known)
            for pair in _with_other_arm(arms.pairs(study, [figure.measure]), product, studies)
            if _is_on(pair, product, studies)
            and are_of(pair, people, studies)
            and not _is_within(figure, pair)
            and not (_is_after_course(pair, figure) and not _COURSE.search(text))
            and not (_is_of_any_harm(pair) and not _ANY_HARM.search(text))
        ]
        pairs = [pair for pair in pairs if _is_against(pair, others, studies)] or (
            [] if product is None and others else pairs
        )
        pairs, apart = (pairs, "") if means is not None else _of_length(pairs, figure, text)
        if chosen := _chosen(pairs, figure, is_meant=means is not None):
            told = "; ".join(
                (
                    f"page {said(figure)}",
                    *(in_words(pair, studies.short, product, has_scale=has_scale) for pair in chosen),
                )
            )
            yield set_beside(figure, chosen, f"{told}{apart}{_far_above(figure, chosen)}", studies)


def _of_study(one: Scanned, studies: Studies, before: str) -> tuple[frozenset[str] | None, list[Beside]]:
    """Return the studies that a sentence means, and its figures that are beside these alone.

    A sentence that goes on about the study named `before` it means this; one that may do so is only said to agree with it.
    """
    means, may_go_on = one_study.meant(one.text, studies.by_id), None
    if is_called := means is None and bool(before) and one_study.may_go_on(one.text):
        means = one_study.meant(before, studies.by_id)
        if not one_study.refers(one.text):
            means, may_go_on = None, means
    found = list(of_both_arms(one, studies, means)) or list(held(one, studies, means, is_called=is_called))
    if not found and may_go_on:
        found = [each for each in held(one, studies, may_go_on, is_called=True) if each.agrees]
    return means, found


_AT_HOME = late(r"\bat[- ]home\b|\btele(?:health|medicine)\b|\bmailed\b|\bby (?:mail|post)\b", re.IGNORECASE)
_COURSE = late(
    r"course|series|sixth|repeated|after (?:three|four|ten|several)|weeks|infusions|sessions|treatments", re.IGNORECASE
)
_AFTER_COURSE = late(
    r"\b(?:course|series|regimen|protocol|program(?:me)?)\b|\b(?:two|three|four|five|six|eight|ten|twelve|several|\d+)[- ]weeks?\b"
    r"|\b(?:two|three|four|five|six|eight|ten|twelve|several|repeated|multiple|\d+) (?:\w+ )?(?:infusions|sessions|treatments|doses|drips)\b",
    re.IGNORECASE,
)
_AFTER_ONE = late(
    r"\b(?:one|single|first|1) (?:\w+ )?(?:infusion|session|treatment|dose|drip|injection)\b", re.IGNORECASE
)
_ONE, _COURSES = 3 * MINUTES["d"], 2 * MINUTES["wk"]
"""Who was counted up to so long after the beginning had one dose or two, who was counted so long after it a course."""

_APART = {
    "course": "after one dose or within three days, not after a course",
    "one": "after a course, not after one dose",
}
"""When people of a study were counted where a page speaks of what is not that."""

_ANY_HARM = late(r"side[- ]?effects?|adverse|unwanted|reactions?\b", re.IGNORECASE)
_TO_WORK = late(r"\bto (?:\w+ )?(?:work|take effect|kick in)\b", re.IGNORECASE)


def _is_at_home(one: Scanned, at_home: frozenset[str]) -> bool:
    """Whether a sentence is on what people take at home, by its words or its product."""
    return bool(_AT_HOME.search(one.text)) or any(figure.intervention in at_home for figure in one.figures)


def _narrowed(product: str | None, one: Scanned, studies: Studies) -> str | None:
    """Return the product of a sentence, what people take at home of it where the sentence is on that."""
    if product and _is_at_home(one, studies.at_home):
        return min((one for one in studies.at_home if product in ancestors(one, studies.broader)), default=product)
    return product


def _is_on(pair: Pair, product: str | None, studies: Studies) -> bool:
    """Whether the first arm of a pair had a product, or a kind of it; what is taken at home is beside nothing else."""
    arm = pair.first.result.arm
    if product in studies.at_home:
        return arm is not None and product in ancestors(arm, studies.broader)
    return is_related(arm, product, studies.broader)


def _with_other_arm(pairs: Iterable[Pair], product: str | None, studies: Studies) -> Iterator[Pair]:
    """Yield pairs of arms, those turned round whose compared arm had the product: what is said of ECT is set beside that arm."""
    for pair in pairs:
        other = pair.compared.result.arm if pair.compared else None
        is_turned = product and other == product and not is_related(pair.first.result.arm, product, studies.broader)
        yield pair._replace(treated=pair.compared, compared=pair.treated) if is_turned else pair


def _is_against(pair: Pair, others: Sequence[str], studies: Studies) -> bool:
    """Whether a pair compares with one of the treatments that a sentence gives other shares of."""
    return pair.compared is not None and any(
        one_study.is_of(one, pair.compared.result.arm, studies.names) for one in others
    )


def _is_after_course(pair: Pair, figure: PageFigure) -> bool:
    """Whether a study counts the time to relapse from the end of a course, and the page gives less than a month for one dose.

    One dose may well work for so long; more than that is promised too much, even beside a course.
    """
    one = pair.first.result
    size = MINUTES.get(figure.unit or "", 0) * ((figure.high if figure.value is None else figure.value) or 0)
    return (
        one.measure == "time-to-relapse"
        and size < MINUTES["mo"]
        and bool(_COURSE.search(f"{one.timepoint} {one.clock}"))
    )


def _of_length(pairs: list[Pair], figure: PageFigure, text: str) -> tuple[list[Pair], str]:
    """Return the pairs that were counted after one dose, or after a course, as the page says of its share; where there are none all, and that they were not."""
    said = _length(text, figure.at, _AFTER_COURSE)
    if figure.unit != "%" or not said:
        return pairs, ""
    same = [one for one in pairs if _length_of(one) in {said, ""}]
    return (same, "") if same or not pairs else (pairs, f"; these were counted {_APART[said]}")


def _length_of(pair: Pair) -> str:
    one = pair.first.result
    at = (one.at.value * MINUTES[one.at.unit],) if one.at else counted_at(one.timepoint or "")
    return "one" if _AFTER_ONE.search(pair.study.intervention or "") else _length(one.timepoint or "", at, _COURSE)


def _length(text: str, at: Sequence[float], course: re.Pattern[str]) -> str:
    """Return whether people were counted after `one` dose or a `course`, by words or by the times at which it was; empty where neither is told."""
    is_one, is_course = (bool(words.search(text)) for words in (_AFTER_ONE, course))
    if not (is_one or is_course):
        is_one, is_course = bool(at) and max(at) <= _ONE, bool(at) and min(at) >= _COURSES
    return "" if is_one == is_course else "one" if is_one else "course"


def _is_of_any_harm(pair: Pair) -> bool:
    """Whether a study counts who had any side effect at all: a page that names one is on that alone."""
    result = pair.first.result
    return result.measure == "adverse-event-rate" and _is_of_all(result)


def _is_of_no_time(figure: PageFigure, one: Scanned) -> bool:
    """Whether a time is not what studies measured: when people were counted, or how long a medicine takes to its full effect.

    Beside a share of people a time to the effect, or of the effect, is mostly when these were counted.
    """
    if figure.measure == "time-of-assessment":
        return True
    if figure.measure not in {"time-to-onset", "time-to-relapse"}:
        return False
    counted = {other.measure for other in one.figures if other.unit == "%"}
    if counted and (figure.measure == "time-to-onset" or "relapse-rate" not in counted):
        return True
    return figure.measure == "time-to-onset" and figure.unit in {"wk", "mo"} and bool(_TO_WORK.search(one.text))


def shares(one: Scanned) -> list[PageFigure]:
    """Return the shares of people that a sentence gives, and its times and doses if it is on one product; none for a question."""
    if not one.passage.n or one.passage.is_question:
        return []
    return [
        figure
        for figure in one.figures
        if figure.unit == "%" or (one.about and figure.unit and UNITS[figure.unit][0] in {"time", _DOSE})
    ]


def _far_above(figure: PageFigure, pairs: Sequence[Pair]) -> str:
    """Return that a dose is several times those of the studies beside it, to be added to these; empty where it is not."""
    most = figure.high if figure.value is None else figure.value
    given = [one.first.result.value or one.first.result.high for one in pairs]
    known = [one for one in given if one]
    if most is None or not known or UNITS[figure.unit or "%"][0] != _DOSE or most < FAR_ABOVE * max(known):
        return ""
    return f"; the page's is {round(most / max(known), 1):g} times the highest of these"


def _product(figure: PageFigure, of_claim: str | None, about: str | None, studies: Studies) -> str | None:
    """Return the product of the studies that a figure is set beside: the claim's if the figure's own is related, else its own."""
    if of_claim and is_related(of_claim, figure.intervention, studies.broader):
        return of_claim
    return figure.intervention or about


def _is_within(figure: PageFigure, pair: Pair) -> bool:
    """Whether a study gives a bound for taking part, and not the figure of the page: "at least two" medicines beside five."""
    bound = pair.first.result
    return bound.statistic == "threshold" and figure.value is not None and figure.value != bound.value


def _is_of_all(result: Result) -> bool:
    """Whether a figure is of a study as a whole, any side effect included."""
    return arms.is_of_all(result) or str(result.outcome).startswith("any")


def _chosen(pairs: Iterable[Pair], figure: PageFigure, *, is_meant: bool = False) -> list[Pair]:
    """Return the pairs of arms to show: comparisons first, those of the strongest designs, of the largest studies, one a study.

    A trial with a comparison whose very figure the page gives comes first: the page may mean it. Of several shares of a study the one
    that is nearest to the page's is shown, and those of a part of the people (those in remission) only if the page seems to mean it.
    """
    order = list(arms.GROUPS)
    whole = [pair for pair in pairs if (is_meant or _is_of_all(pair.first.result)) and pair.treated is not None]
    ranked = sorted(
        whole,
        key=lambda one: (
            not _is_given(figure, one),
            one.compared is None,
            order.index(one.group),
            -(one.study.n or one.n or 0),
            one.study.id,
            _distance(figure, one),
        ),
    )
    found: dict[str, Pair] = {}
    for pair in ranked:
        found.setdefault(pair.study.cohort or pair.study.id, pair)
    return list(found.values())[:MOST_STUDIES]


def _distance(figure: PageFigure, pair: Pair) -> float:
    """Return how far the share of people of a page is from that of a study; infinite where one of them is no single number."""
    given = figure.high if figure.value is None else figure.value
    if figure.unit != "%" or given is None or pair.first.share is None:
        return inf
    return abs(pair.first.share - given)


def _is_given(figure: PageFigure, pair: Pair) -> bool:
    """Whether a page gives the share of people that a study found among those treated, beside those compared."""
    share = pair.first.share
    if pair.compared is None or share is None or figure.value is None or figure.unit != "%":
        return False
    return figure.qualifier is None and arms.whole(share) == arms.whole(figure.value)
