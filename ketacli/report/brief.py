"""The evidence on one page: worked out once, drawn by every format.

What a reader needs first comes first: the bottom line, the few figures that matter, each claim in a line under what it is
printed as, what the documents leave out, the disagreements in a line each, references, how to cite.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ketacli.model import IMPORTANCES
from ketacli.quantities import phrase
from ketacli.report import arms
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.answer import Context
    from ketacli.model import Claim, Contradiction, Omission, Quantity, Result, Study, Topic
    from ketacli.report.arms import Pair
    from ketacli.report.card import Card
    from ketacli.report.summary import Report
    from ketacli.store import Store

MOST_MEASURES = 3
MOST_ROWS = 7
"""The most rows of a measure, and the most measures: the few figures that matter."""

_SHORT_VERDICTS = {"no-evidence": "no evidence", "early-signs": "early signs", "personal-story": "a story"}
_PLAIN_WORDS = frozenset(("time", "to", "rate", "of", "share", "duration", "full", "until", "at", "date", "score"))
"""Words of a measure's id that say nothing of its subject."""


class Line(NamedTuple):
    """A claim in a line: what it is printed as, in at most fifteen characters, and the claim in at most ten words."""

    card: Card
    verdict: str
    text: str

    @property
    def mark(self) -> str:
        """The sign before the verdict."""
        return self.card.mark


class Rate(NamedTuple):
    """A row of shares: who, how many of 100 among those treated and those compared, the difference in words.

    A claim's row has its `card`; `compared` is None where there was no comparison. `pair` is what a study's row is made of, `rank` its place among them by
    importance, 0 first; `arms` are what the treated and the compared were given, in few words.
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

    @property
    def is_unseen(self) -> bool:
        """Whether there was another arm, of which no figure was seen."""
        return self.pair is not None and self.pair.why == "not-given"


class Value(NamedTuple):
    """A row of figures that are no shares: who, how much, of whom; `amount` is the figure itself."""

    who: str
    figure: str
    about: str
    source: str
    card: Card | None = None
    amount: Quantity | Result | None = None


class Group(NamedTuple):
    """Rows with what was compared in them: `infusion v midazolam, randomised`; the claims' own come first, without name."""

    name: str
    rows: tuple[Rate, ...]


class Figures(NamedTuple):
    """The figures of one measure: shares of 100 people in `groups`, or other figures in `values`. `more` counts those left out."""

    measure: str
    heading: str
    groups: tuple[Group, ...] = ()
    values: tuple[Value, ...] = ()
    more: int = 0


class Brief(NamedTuple):
    """The evidence on one page. `topics` are those asked for; without any, all that the claims belong to."""

    title: str
    report: Report
    topics: tuple[Topic, ...]
    figures: tuple[Figures, ...]
    lines: tuple[Line, ...]
    tally: str
    omissions: tuple[Omission, ...]
    disagreements: tuple[Contradiction, ...]
    labels: Mapping[str, str]
    cite: str
    context: Context

    @property
    def pages(self) -> str:
        """The documents whose claims these are, as a heading names them."""
        shown = [one for one in self.report.documents if one.id in self._sources]
        names = [f"the {one.label}" if one.label not in ("", one.title) else one.title for one in shown]
        return {1: f"of {names[0]}", 2: "of two pages"}.get(len(names), f"of {len(names)} pages") if names else ""

    @property
    def _sources(self) -> set[str]:
        return {claim.source for line in self.lines for claim in line.card.claims}

    def references(self, omissions: Iterable[Omission] | None = None) -> list[Study]:
        """Return the studies behind the figures and behind these omissions (else all), by label."""
        shown = self.omissions if omissions is None else omissions
        wanted = {name for one in shown for name in one.sources}
        for block in self.figures:
            wanted |= {row.source for group in block.groups for row in group.rows}
            wanted |= {row.source for row in block.values}
        found = [study for study in self.report.studies if study.id in wanted]
        return sorted(found, key=lambda one: self.labels.get(one.id, one.id).casefold())


def brief(store: Store, report: Report) -> Brief:
    """Return a report on one page."""
    context = report.context
    measures = {record["id"]: record for record in store.listed("measure")}
    short = {record["id"]: record.get("short") or record["name"] for record in store.listed("intervention")}
    shown = cards.cards(report.claims, context)
    ordered = sorted(
        shown, key=lambda one: (list(cards.VERDICTS).index(one.kind), IMPORTANCES.index(one.claims[0].importance))
    )
    topics = tuple(section.topic for section in report.sections)
    wanted = tuple(topic for topic in topics if topic.id in report.asked.get("topic", ())) or topics
    disagreements = sorted(report.contradictions, key=lambda one: (one.relation != "direct", one.id))
    return Brief(
        title=" and ".join(topic.name for topic in wanted)
        if report.asked.get("topic")
        else report.store_title or "All claims",
        report=report,
        topics=wanted,
        figures=tuple(_figures(report, shown, wanted, measures, short, context)),
        lines=tuple(Line(one, _SHORT_VERDICTS.get(one.kind, one.verdict), _short(one)) for one in ordered),
        tally=cards.tally(shown),
        omissions=tuple(sorted(report.omissions, key=lambda one: IMPORTANCES.index(one.importance))),
        disagreements=tuple(disagreements),
        labels=context.labels,
        cite=_cite(report),
        context=context,
    )


def _short(one: Card) -> str:
    claim = one.claims[0]
    both = {1: "", 2: " (two pages)"}.get(len(one.claims), f" ({len(one.claims)} pages)")
    return f"{(claim.short or claim.statement).rstrip('.')}{both}."


def _cite(report: Report) -> str:
    """Return how to cite a store: title, version, topic, licence, digest."""
    topics = report.asked.get("topic", ())
    named = f"topic{'s' if len(topics) > 1 else ''} {', '.join(topics)}" if topics else ""
    parts = [
        f"{(report.store_title or 'A store without title').rstrip('.')}, keta store {report.store_version}".strip(),
        named,
        (report.licence or "").replace("CC-BY-", "CC BY "),
        f"digest {report.digest[:12]}" if report.digest else "",
    ]
    return ", ".join(filter(None, parts)) + "."


def _figures(  # noqa: PLR0913, PLR0917 - what the figures of a page are made of
    report: Report,
    shown: Sequence[Card],
    topics: Sequence[Topic],
    measures: Mapping[str, Mapping[str, str]],
    short: Mapping[str, str],
    context: Context,
) -> Iterator[Figures]:
    """Yield the figures of the measures that the page is about, those of its claims first."""
    claims = [claim for one in shown for claim in one.claims]
    resting = [name for topic in topics if topic.bottom_line for name in topic.bottom_line.rests_on]
    cited = dict.fromkeys([*resting, *(one.source for claim in claims for one in claim.evidence)])
    known = {study.id: study for study in report.studies}
    studies = [known[name] for name in cited if name in known]
    found = []
    for measure in _measures(claims, studies, topics, measures):
        is_share = measures[measure].get("dimension") == "proportion"
        block = (_rates if is_share else _values)(measure, shown, studies, set(resting), short, context)
        if block.groups or block.values:
            found.append(block._replace(heading=measures[measure]["heading"]))
    yield from found[:MOST_MEASURES]


def _measures(
    claims: Sequence[Claim],
    studies: Sequence[Study],
    topics: Sequence[Topic],
    measures: Mapping[str, Mapping[str, str]],
) -> list[str]:
    """Return the measures of a page: those whose words are the topic's own, then those of which its claims give figures.

    Only measures with a heading are for pages.
    """
    given = [one.defined_as or one.measure for claim in claims for one in claim.quantities]
    given += [name for claim in claims for name in claim.measures]
    named = {word[:6] for topic in topics for word in re.split(r"[\W_]+", " ".join([topic.id, *topic.aliases]).lower())}
    reported = {result.measure for study in studies for result in study.results}
    stems = {name: {word[:6] for word in name.split("-") if word not in _PLAIN_WORDS} for name in reported}
    first = {topic.id[:6] for topic in topics}
    own = sorted(name for name in reported if stems[name] & named)
    most = [name for name in own if any(word[:6] in first for word in name.split("-")[:3:2])]
    if len(topics) > 1:
        own = most = []
    counted = sorted(dict.fromkeys(given), key=lambda name: -given.count(name))
    return [name for name in dict.fromkeys([*most, *counted, *own]) if measures.get(name, {}).get("heading")]


def _given(shown: Sequence[Card], measure: str) -> Iterator[tuple[Card, Claim, Quantity]]:
    """Yield the claims' own figures of a measure, by the definition that the page itself gives."""
    for one in shown:
        for claim in one.claims:
            for quantity in claim.quantities:
                if measure in (quantity.measure, quantity.defined_as) and quantity.statistic != "threshold":
                    yield one, claim, quantity


def _rates(  # noqa: PLR0913, PLR0917 - as `_figures`
    measure: str,
    shown: Sequence[Card],
    studies: Sequence[Study],
    resting: set[str],
    short: Mapping[str, str],
    context: Context,
) -> Figures:
    own = []
    for one, claim, quantity in _given(shown, measure):
        if quantity.value is not None and quantity.unit == "%":
            misquoted = "misquoted" if any(found.verdict == "misreported" for found in claim.evidence) else ""
            label = context.labels.get(claim.source, claim.source)
            own.append(Rate(label, misquoted, arms.whole(quantity.value), None, "", claim.source, one))
    pairs = [pair for study in studies for pair in _main(study, measure)]
    order = list(arms.GROUPS)
    pairs.sort(key=lambda pair: (pair.study.id not in resting, order.index(pair.group), -(pair.n or pair.study.n or 0)))
    kept = pairs[:MOST_ROWS]
    named: dict[str, list[Pair]] = {}
    rank = {id(pair): number for number, pair in enumerate(kept)}
    for pair in sorted(kept, key=lambda pair: order.index(pair.group)):
        named.setdefault(_compared(pair, short), []).append(pair)
    groups = [Group("", tuple(own))] if own else []
    groups += [
        Group(name, tuple(_rate(pair, short, context, rank[id(pair)]) for pair in members))
        for name, members in named.items()
    ]
    return (
        Figures(measure, "", groups=tuple(groups), more=len(pairs) - len(kept)) if kept or own else Figures(measure, "")
    )


def _main(study: Study, measure: str) -> list[Pair]:
    """Return the pairs of a study that a page shows: one for each comparison, that with a difference if there is one."""
    best: dict[tuple[object, ...], Pair] = {}
    for pair in arms.pairs(study, [measure]):
        if pair.first.share is None or pair.group == "scale":
            continue
        key = (pair.first.result.arm, pair.compared.result.arm if pair.compared else None, pair.first.result.population)
        if key not in best or (best[key].difference is None and pair.difference is not None):
            best[key] = pair
    return list(best.values())[:2]


def _compared(pair: Pair, short: Mapping[str, str]) -> str:
    """Return what was compared in a pair, and how: `infusion v midazolam, randomised`."""
    names = [short.get(arm.result.arm or "", arm.result.arm or "") for arm in (pair.treated, pair.compared) if arm]
    what = " v ".join(filter(None, names)) or "not said"
    how = arms.GROUPS[pair.group].lower()
    return f"{what[:1].upper()}{what[1:]}, {how}"


def _rate(pair: Pair, short: Mapping[str, str], context: Context, rank: int) -> Rate:
    size = pair.n or pair.study.n
    about = ", ".join(
        filter(None, (f"({size:,})" if size else "", _when(pair.first.result) or pair.first.result.outcome or ""))
    )
    treated, compared = (
        None if arm is None or arm.share is None else arms.whole(arm.share) for arm in (pair.treated, pair.compared)
    )
    label = context.labels.get(pair.study.id, pair.study.id)
    told = "" if pair.why == "no-comparison" else arms.in_words(pair)
    given = [arm and (short.get(arm.result.arm or "") or arm.result.arm) for arm in (pair.treated, pair.compared)]
    names = (str(given[0] or ""), str(given[1] or ""))
    return Rate(label, about, treated, compared, told, pair.study.id, pair=pair, rank=rank, arms=names)


_UNITS = {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}


def _when(result: Result) -> str:
    """Return when a figure was taken: `day 1`, `week 4`, or the words of the source."""
    if result.at is not None:
        return f"{_UNITS.get(result.at.unit, result.at.unit)} {result.at.value:g}"
    return result.timepoint or ""


def _values(  # noqa: PLR0913, PLR0917 - as `_figures`
    measure: str,
    shown: Sequence[Card],
    studies: Sequence[Study],
    resting: set[str],
    short: Mapping[str, str],
    context: Context,
) -> Figures:
    own = [
        Value(
            context.labels.get(claim.source, claim.source),
            phrase(quantity),
            claim.scope.timepoint or "",
            claim.source,
            one,
            quantity,
        )
        for one, claim, quantity in _given(shown, measure)
    ]
    found: list[Value] = []
    for study in sorted(studies, key=lambda one: (one.id not in resting, context.labels.get(one.id, one.id))):
        results = [one for one in study.results if one.measure == measure and one.statistic != "difference"]
        for result in results[:2]:
            amount = phrase(result) if result.reached else "not reached"
            people = f"{result.n or study.n:,} people" if result.n or study.n else ""
            given = result.given or short.get(result.arm or "", "")
            about = ", ".join(filter(None, (people, given, result.outcome or "")))
            found.append(Value(context.labels.get(study.id, study.id), amount, about, study.id, amount=result))
    kept = found[:MOST_ROWS]
    return Figures(measure, "", values=(*own, *kept), more=len(found) - len(kept))
