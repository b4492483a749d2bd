"""The figures of a scanned page beside those of studies."""

from __future__ import annotations

import re
from collections import Counter
from math import inf
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple, replace
from ketacli.matching.figures import MINUTES
from ketacli.patterns import late
from ketacli.quantities import UNITS, ancestors, is_related, phrase
from ketacli.report import arms, one_study
from ketacli.report.saying import of_trial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Claim, Result, Study
    from ketacli.report.arms import Pair
    from ketacli.store import Store
    from ketacli.store.scanning import PageFigure, Scan, Scanned

_DOSE = UNITS["mg/kg"][0]
"""The dimension of a dose by weight."""

FAR_ABOVE = 2
"""A dose so many times as large as those of the studies is said to be."""

MOST_STUDIES = 2
"""How many studies a figure of the page is set beside."""

_LONG = 30
"""A time of this many characters or more is a sentence, and is left out."""


class Beside(NamedTuple):
    """A figure of the page set beside those of studies: in a sentence, and the pairs of arms it is made of."""

    heading: str
    page: PageFigure | None
    """None where the sentence names a study, and gives no figure of it."""
    text: str
    pairs: tuple[Pair, ...]
    compared: tuple[str, ...] = ()
    """What the people compared got, in a word, for each pair."""
    verdict: str = "beside"
    """What is said where the page gives the figures of both arms of a study: one of `one_study.VERDICTS`; else `beside`."""
    why: str = ""
    """In what the page differs from the study: `time`, `comparator`, `treatment`, `measure` or `figure`."""

    @property
    def agrees(self) -> bool:
        """Whether the page gives the figures of a study as this has them."""
        return self.verdict == "agrees"

    @property
    def is_otherwise(self) -> bool:
        """Whether the page gives figures of a study otherwise than this has them: of the other arm, at another time, another number."""
        return self.verdict in {"swapped", "differs"}


class Studies(NamedTuple):
    """What the figures of a page are set beside: studies by id, and the lists of the store that say what they measured."""

    by_id: Mapping[str, Study]
    measures: Mapping[str, Mapping[str, str]]
    short: Mapping[str, str]
    """The short names of treatments."""
    broader: Mapping[str, str | None]
    """What each treatment and each group of people is a part of."""
    active: frozenset[str] = frozenset()
    """The placebos that do something themselves."""
    condition: str | None = None
    """What most claims are about: who names nobody means people with it."""

    @property
    def names(self) -> one_study.Names:
        """What the treatments are."""
        return one_study.Names(self.broader, self.active)


def studies_for(store: Store, scan: Scan) -> Studies:
    """Return the studies that figures of a page can be set beside: those its claims cite, or all where a share has no claim."""
    measures = {figure.measure for one in scan.sentences if one.is_known or shares(one) for figure in one.figures}
    calls = any(one_study.calls_a_study(one.passage.text) for one in scan.sentences)
    if not measures and not calls:
        return Studies({}, {}, {}, {})
    has_bare_share = calls or any(
        (not (one.states or one.compare) or _may_mean_one(one) or _is_by_mouth(one)) and shares(one)
        for one in scan.sentences
    )
    listed = {record["id"]: record for record in store.listed("measure")}
    treatments = store.listed("intervention")
    if calls or any(_may_mean_one(one) for one in scan.sentences):
        measures.update(name for name, record in listed.items() if record.get("dimension") == "proportion")
    cited = {one.source for claim in scan.claims.values() for one in claim.evidence}
    broader = {**{record["id"]: record.get("broader") for record in treatments}, **store.broader("population")}
    return Studies(
        store.studies(store.measuring(measures).intersection(store.ids("study") if has_bare_share else cited)),
        listed,
        {record["id"]: record.get("short") or record["name"] for record in treatments},
        broader,
        frozenset(record["id"] for record in treatments if "(active" in record["name"]),
        _condition(store.tally("population"), broader),
    )


def _condition(claims: Mapping[str, int], broader: Mapping[str, str | None]) -> str | None:
    """Return the condition that most claims are about, of the groups that people at large have; None where none is about any."""
    found: Counter[str] = Counter()
    for population, count in claims.items():
        found.update(dict.fromkeys(ancestors(population, broader)[-2:-1], count))
    return min(found, key=lambda one: (-found[one], one), default=None)


def beside(one: Scanned, claims: Sequence[Claim], studies: Studies) -> Iterator[Beside]:
    """Yield each figure of a sentence beside the figures of studies, or else what the study found that it names."""
    found = list(_beside(one, claims, studies))
    yield from found or _of_named(one, studies)


def _beside(one: Scanned, claims: Sequence[Claim], studies: Studies) -> Iterator[Beside]:
    """Yield each figure of a sentence beside the figures that studies of its claims have of the same measure.

    Without claims each share of people is set beside those of all studies of its product. Where a sentence has the figures of both
    arms of a study, or names a study by its place, year or name, it is set beside this alone.
    """
    figures, text = one.figures if claims else shares(one), one.passage.text
    if not (figures and studies.by_id):
        return
    means = one_study.meant(text, studies.by_id)
    if of_study := list(_of_both_arms(one, studies, means)) or list(_held(one, studies, means)):
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
        product = _narrowed(_product(figure, treatment, one.about, studies), text, studies)
        others = [other.arm for other in one.figures if other is not figure and other.arm and figure.unit == other.unit]
        if figure.arm is None and figure.intervention in others:
            product = None  # the share of the other arm, of whom the sentence does not say what they had
        others = [arm for arm in others if arm != product]
        if (product is None and not others and figure.unit == "%" and means is None) or _is_of_no_time(figure, one):
            continue
        pairs = [
            pair
            for study in (studies.by_id.values() if product == BY_MOUTH and means is None else known)
            for pair in _with_other_arm(arms.pairs(study, [figure.measure]), product, studies)
            if _is_on(pair, product, studies)
            and _are_of(pair, people, studies)
            and not _is_within(figure, pair)
            and not (_is_after_course(pair, figure) and not _COURSE.search(text))
            and not (_is_of_any_harm(pair) and not _ANY_HARM.search(text))
        ]
        pairs = [pair for pair in pairs if _is_against(pair, others, studies)] or (
            [] if product is None and others else pairs
        )
        if chosen := _chosen(pairs, figure, is_meant=means is not None):
            told = "; ".join(
                (
                    f"page {said(figure)}",
                    *(_words(pair, studies.short, product, has_scale=has_scale) for pair in chosen),
                )
            )
            yield _set_beside(figure, chosen, f"{told}{_far_above(figure, chosen)}", studies)


BY_MOUTH = "ketamine-oral"
"""What people take at home: a tablet, or a lozenge under the tongue."""

_AT_HOME = late(
    r"\bat[- ]home\b|\btele(?:health|medicine)\b|\bmailed\b|\bby (?:mail|post)\b|\blozenges?\b|\btroches?\b",
    re.IGNORECASE,
)
_COURSE = late(
    r"course|series|sixth|repeated|after (?:three|four|ten|several)|weeks|infusions|sessions|treatments", re.IGNORECASE
)
_ANY_HARM = late(r"side[- ]?effects?|adverse|unwanted|reactions?\b", re.IGNORECASE)
_TO_WORK = late(r"\bto (?:\w+ )?(?:work|take effect|kick in)\b", re.IGNORECASE)


def _is_by_mouth(one: Scanned) -> bool:
    """Whether a sentence is on what people take at home, by its words or its product."""
    return bool(_AT_HOME.search(one.passage.text)) or any(figure.intervention == BY_MOUTH for figure in one.figures)


def _narrowed(product: str | None, text: str, studies: Studies) -> str | None:
    """Return the product of a sentence, by mouth where it is on treatment at home and does not say how it is taken."""
    if product and _AT_HOME.search(text) and product in ancestors(BY_MOUTH, studies.broader):
        return BY_MOUTH
    return product


def _is_on(pair: Pair, product: str | None, studies: Studies) -> bool:
    """Whether the first arm of a pair had a product, or a kind of it; what is taken by mouth is beside nothing else."""
    arm = pair.first.result.arm
    if product == BY_MOUTH:
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
    return figure.measure == "time-to-onset" and figure.unit in {"wk", "mo"} and bool(_TO_WORK.search(one.passage.text))


MAIN = ("response-rate", "remission-rate", "relapse-rate", "still-well-rate")
"""What is told first of a study that a sentence names without a figure."""


def _of_named(one: Scanned, studies: Studies) -> Iterator[Beside]:
    """Yield what a study found that a sentence names, and gives no figure of."""
    if one.passage.is_question or not one.passage.n:
        return
    for study in one_study.named(one.passage.text, studies.by_id)[:1]:
        whole = [pair for pair in arms.pairs(study, MAIN) if pair.compared and pair.first.share is not None]
        told = list({pair.first.result.measure: pair for pair in reversed(whole)}.values())[::-1]
        parts = [
            f"{studies.measures[pair.first.result.measure].get('heading')}: {_words(pair, studies.short, None).partition(': ')[2]}"
            for pair in told
        ]
        if parts:
            label = _words(told[0], studies.short, None).partition(": ")[0]
            yield Beside(
                "",
                None,
                "; ".join((f"the study named: {label}: {parts[0]}", *parts[1:], *of_trial(told[0]))),
                tuple(told),
                tuple(studies.short.get(pair.compared.result.arm or "", "") for pair in told if pair.compared),
            )


def _set_beside(figure: PageFigure, pairs: Sequence[Pair], text: str, studies: Studies) -> Beside:
    measure = studies.measures[figure.measure]
    compared = (studies.short.get(pair.compared.result.arm or "", "") if pair.compared else "" for pair in pairs)
    return Beside(measure.get("heading") or measure["name"], figure, text, tuple(pairs), tuple(compared))


def _may_mean_one(one: Scanned) -> bool:
    """Whether a sentence may give the figures of one study: of both its arms, or with its place, year or name."""
    given = [figure for figure in one.figures if figure.unit == "%" and figure.value is not None]
    return len(given) > 1 or one_study.names_a_study(one.passage.text)


_BUT = {
    "time": "at another time",
    "comparator": "against another comparator",
    "treatment": "on another treatment",
}


def _of_both_arms(one: Scanned, studies: Studies, means: frozenset[str] | None) -> Iterator[Beside]:
    """Yield the figures of a sentence that are those of both arms of a study, each beside this study, with what is to be said of it.

    Studies that have them for another measure are looked at where none has them for that of the page.
    """
    mine = [studies.by_id[name] for name in sorted(studies.by_id if means is None else means)]
    for is_any in (False, True):
        found = False
        for figure in one.figures if _may_mean_one(one) else ():
            pairs = (
                pair
                for study in mine
                for pair in arms.pairs(study, None if is_any else [figure.measure])
                if _are_of(pair, one.people, studies)
            )
            said = one_study.judged(figure, one.figures, pairs, studies.names, is_named=means is not None)
            if said is not None:
                found = True
                if said.why == "measure" and _is_of_suicide(said.pair) and _SUICIDE.search(one.passage.text):
                    said = one_study.Judged(said.pair, "agrees")
                yield _set_beside(figure, [said.pair], _verdict(said, studies), studies)._replace(
                    verdict=said.verdict, why=said.why
                )
        if found:
            return


_SUICIDE = late(r"suicid|ideation", re.IGNORECASE)


def _is_of_suicide(pair: Pair) -> bool:
    """Whether a share is of those whose suicidal thoughts halved or ceased, which sentences call a response too."""
    return "suicidal" in pair.first.result.measure


def _held(one: Scanned, studies: Studies, means: frozenset[str] | None) -> Iterator[Beside]:
    """Yield the shares of a sentence that are those of the study that it names or means, of which nobody was compared, or that are none of its."""
    if means is None:
        means = one_study.having(one.figures, studies.by_id)
    elif not one_study.calls_a_study(one.passage.text, by_size=True):
        return
    shares = sum(figure.measure in one_study.RATES for figure in one.figures)
    for figure in one.figures:
        pairs = (pair for name in sorted(means) for pair in arms.pairs(studies.by_id[name], [figure.measure]))
        said = one_study.held(figure, shares, one.passage.text, pairs, studies.names)
        if said is not None:
            yield _set_beside(figure, [said.pair], _verdict(said, studies), studies)._replace(
                verdict=said.verdict, why=said.why
            )


def _verdict(said: one_study.Judged, studies: Studies) -> str:
    """Return in words what is to be said of a sentence that has the figures of both arms of a study."""
    pair = said.pair
    words = _words(pair, studies.short, None)
    named, _, rest = words.partition(": ")
    if said.verdict == "swapped":
        shares = " and ".join(
            f"{arms.whole(arm.share or 0)} of 100 on {studies.short.get(arm.result.arm or '', 'the comparator')}"
            for arm in (pair.first, pair.compared)
            if arm is not None
        )
        time = pair.first.result.timepoint
        return f"the study has it the other way round: {named}: {shares}{f', {time}' if time and len(time) < _LONG else ''}"
    if said.why == "measure":
        measure = studies.measures[pair.first.result.measure]
        return f"those of {named}, but of something else: {measure.get('heading') or measure['name']}: {rest}"
    if said.why == "figure":
        return f"other than keta has from the study named: {words}"
    if said.verdict == "differs":
        return f"those of {named}, but {_BUT[said.why]}: {rest}"
    if said.verdict == "unclear":
        return f"both in {words}; the sentence does not say clearly which is whose"
    return f"agree with {words}"


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


def _are_of(pair: Pair, people: Sequence[str], studies: Studies) -> bool:
    """Whether a pair of arms is of one of the groups named, or of a part of one; true where none is named."""
    of_pair = pair.first.result.population or pair.study.population
    return not people or of_pair is None or not set(people).isdisjoint(ancestors(of_pair, studies.broader))


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


def said(figure: PageFigure) -> str:
    """Return a figure of the page as keta says it: `at most 70 of 100`, `40 minutes`."""
    quantity = replace(figure.quantity, statistic="")
    if figure.unit != "%":
        return phrase(quantity)
    return f"{phrase(replace(quantity, unit=None))} of 100"


def _words(pair: Pair, short: Mapping[str, str], product: str | None, *, has_scale: bool = False) -> str:
    """Return the figures of a study in words: `Murrough 2013 (infusion): 64 of 100, 24 h, against 28 on midazolam`.

    What was given is named where it is not just the product, and the scale where a page speaks of one (`has_scale`).
    """
    one, other = pair.first, pair.compared
    arm = one.result.arm or ""
    named = f"{pair.study.label} ({short[arm]})" if arm in short and arm != product else pair.study.label
    share = None if one.share is None else f"{arms.whole(one.share)} of 100"
    told = f"{named}: {share or phrase(one.result)}"
    if has_scale and one.result.scale:
        told += f" by {one.result.scale}"
    if one.result.timepoint and len(one.result.timepoint) < _LONG:
        told += f", {one.result.timepoint}"
    if other is not None and other.share is not None:
        told += f", against {arms.whole(other.share)} on {short.get(other.result.arm or '', 'the comparator')}"
    return f"{told} ({one.result.outcome})" if one.result.outcome else told
