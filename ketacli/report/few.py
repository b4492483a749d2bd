"""The few figures that matter on one page: documents beside studies, arms paired, the rest counted.

Which rows matter is decided once for every format: what the bottom line quotes comes first, then of each comparison the
largest trial, together with the largest that came out otherwise, before a further one of any: a trial that met its target
and one that missed it are shown both or not at all. People are not counted twice, and those with another condition than the
claims are about are left out, as in the figures that are drawn.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.model import IMPORTANCES, Result
from ketacli.report import arms, choice
from ketacli.report.moments import minutes
from ketacli.report.saying import Figures, Group, Rate, Value, Words, compared, of_trial, rate, told, value
from ketacli.report.subject import Subject, gives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ketacli.model import Claim, Quantity, Study, Topic
    from ketacli.report.arms import Key, Pair
    from ketacli.report.card import Card
    from ketacli.report.summary import Summary
    from ketacli.store import Store

MOST_MEASURES = 3
MOST_ROWS = 10
"""The most rows of a measure, and the most measures: the few figures that matter. A terminal shows the first of them."""

_ALIKE = 2
"""How many rows may say the same of the same treatment; a third adds nothing."""

_NAMED = 2
"""How many claims must be about a measure of which they give no figure, for it to be shown."""

_STEM = 6
"""How many letters of a word decide whether a measure is called as a topic is: `relapse`, `relapsed`."""

_PLAIN_WORDS = frozenset(("time", "to", "rate", "of", "share", "duration", "full", "until", "at", "date", "score"))
"""Words of a measure's id that say nothing of its subject."""

_TRIALS = ("randomised", "open")
_DESIGNS = (*_TRIALS, "reviews")
"""Designs whose rows come first: crossovers have few people and no difference that may be worked out."""

_WIDTH = 80
"""How wide a page is."""

_ENDS = {"minimum": 0, "maximum": 1}
_BOUNDS = {"more-than": "more than", "less-than": "fewer than", "at-least": "at least", "at-most": "at most"}


class _Asked(NamedTuple):
    """What a page is about: claims as cards, studies in the order of importance, what the bottom lines rest on and say.

    `words` are the names that rows need.
    """

    shown: Sequence[Card]
    studies: Sequence[Study]
    resting: frozenset[str]
    line: str
    subject: Subject
    words: Words

    def is_quoted(self, pair: Pair) -> bool:
        """Whether a bottom line rests on a study and gives these very figures of it."""
        return pair.study.id in self.resting and gives(self.line, pair)

    def is_said(self, pair: Pair) -> bool:
        """Whether a bottom line rests on a study and gives this figure of it, which is no share."""
        value = pair.first.result.value
        return self.is_summed_up(pair) and value is not None and f" {value:g} " in f" {self.line} "

    def is_summed_up(self, pair: Pair) -> bool:
        """Whether a bottom line rests on a study that gives a figure here, and not only that none was reached."""
        one = pair.first.result
        return pair.study.id in self.resting and one.reached and (one.value, one.low) != (None, None)

    def is_reported(self, measure: str) -> bool:
        """Whether a study gives a figure of a measure."""
        return any(result.measure == measure for study in self.studies for result in study.results)

    def is_other(self, pair: Pair) -> bool:
        """Whether a row is about another treatment than the claims are."""
        arm = pair.first.result.arm
        return self.subject.main is not None and arm is not None and self.subject.root(arm) != self.subject.main


def figures(store: Store, report: Summary, shown: Sequence[Card], topics: Sequence[Topic]) -> tuple[Figures, ...]:
    """Return the figures of at most three measures that claims and bottom lines are about."""
    asked = _asked(store, report, shown, topics)
    measures = asked.subject.measures
    found = []
    for name, why in _measures(asked, topics).items():
        is_share = measures[name].get("dimension") == "proportion"
        pairs = [pair for study in asked.studies for pair in arms.pairs(study, [name])]
        pairs = _chosen(pairs, name, asked)
        is_quoted = is_share and any(map(asked.is_quoted, pairs))
        block = (_rates if is_share else _values)(name, pairs, asked)
        if is_quoted or (why and _is_worth(block)):
            # What a bottom line says in figures comes first, then what pages do and what is called as the topic is.
            worth = 4 * is_quoted + 3 * (why == "own") + 3 * any(row.card for row in block.rows)
            found.append((worth, block._replace(heading=measures[name]["heading"])))
    found.sort(key=lambda one: -one[0])
    return tuple(block for _, block in found[:MOST_MEASURES])


def rows(found: Iterable[Figures], measure: str) -> list[Key]:
    """Return the rows of studies of a measure, the most important first."""
    shares = [row for block in found if block.measure == measure for group in block.groups for row in group.rows]
    ranked = sorted((row for row in shares if row.pair), key=lambda row: row.rank)
    values = [row for block in found if block.measure == measure for row in block.values]
    return [row.pair.key for row in ranked if row.pair] + [
        (row.study.id, row.amount) for row in values if row.study and isinstance(row.amount, Result)
    ]


def _is_worth(block: Figures) -> bool:
    """Whether figures tell something: a study to set beside a page's figure, else a comparison, else two studies."""
    studies = [row for row in block.rows if not row.card]
    is_compared = any(row.compared is not None for row in studies)
    return bool(studies) and (is_compared or len(studies) < len(block.rows) or len({row.source for row in studies}) > 1)


def _asked(store: Store, report: Summary, shown: Sequence[Card], topics: Sequence[Topic]) -> _Asked:
    claims = [claim for one in shown for claim in one.claims]
    lines = [topic.bottom_line for topic in topics if topic.bottom_line]
    resting = [name for line in lines for name in line.rests_on]
    cited = dict.fromkeys([*resting, *(one.source for claim in claims for one in claim.evidence)])
    known = {study.id: study for study in report.studies}
    studies = [known[name] for name in cited if name in known]
    subject = Subject(
        claims=claims,
        studies=studies,
        measures={record["id"]: record for record in store.listed("measure")},
        treatments={record["id"]: record for record in store.listed("intervention")},
        broader=store.broader("intervention"),
        wider=store.broader("population"),
    )
    people = {record["id"]: record["short"] for record in store.listed("population") if "short" in record}
    return _Asked(
        shown,
        studies,
        frozenset(resting),
        " ".join(line.text for line in lines),
        subject,
        Words(report.context.labels, subject.shorts, people),
    )


def _measures(asked: _Asked, topics: Sequence[Topic]) -> dict[str, str]:
    """Return the measures that a page may show, those of most claims first, each with why.

    That is `own` where a measure is called as the topic is, `given` where a claim gives a figure of it, `named` where several
    claims are about it. Without a reason a measure is shown only where a bottom line quotes figures of it.
    """
    weights: dict[str, int] = {}
    given: set[str] = set()
    named: dict[str, int] = {}
    for claim in (claim for one in asked.shown for claim in one.claims):
        own = {name for one in claim.quantities for name in (one.measure, one.defined_as) if name}
        given |= own
        for name in own | set(claim.measures):
            weights[name] = weights.get(name, 0) + len(IMPORTANCES) - IMPORTANCES.index(claim.importance)
            named[name] = named.get(name, 0) + 1
    reported = dict.fromkeys(result.measure for study in asked.studies for result in study.results)
    first = topics[0].id[:_STEM] if len(topics) == 1 else None
    why = {}
    for name in sorted(reported, key=lambda name: (-weights.get(name, 0), name)):
        stem = next((word[:_STEM] for word in name.split("-") if word not in _PLAIN_WORDS), None)
        is_named = named.get(name, 0) >= _NAMED
        why[name] = "own" if stem == first else "given" if name in given else "named" if is_named else ""
    return {name: reason for name, reason in why.items() if asked.subject.measures.get(name, {}).get("heading")}


def _given(asked: _Asked, measure: str) -> Iterator[tuple[Card, Claim, Quantity]]:
    """Yield the claims' own figures of a measure.

    A figure is shown under the word that the page uses; where no study reports that, under the measure that it defines.
    """
    for one in asked.shown:
        for claim in one.claims:
            for quantity in claim.quantities:
                under = quantity.measure if asked.is_reported(quantity.measure) else quantity.defined_as
                if measure == (under or quantity.measure) and quantity.statistic != "threshold":
                    yield one, claim, quantity


def _chosen(pairs: Sequence[Pair], measure: str, asked: _Asked) -> list[Pair]:
    """Return the pairs that may be shown: nobody twice, one time of each arm, the condition that the claims are about.

    Of a study that says which outcome it was made to find out, that one is shown.
    """
    given = list(_given(asked, measure))
    own = [one.source for _, claim, _ in given for one in claim.evidence if one.origin]
    times = [claim.scope.timepoint for _, claim, _ in given]
    quoted = [pair for pair in pairs if asked.is_quoted(pair)]
    made_for = {pair.study.id for pair in pairs if pair.first.result.main}
    pairs = [pair for pair in pairs if pair.first.result.main or pair.study.id not in made_for]
    kept = choice.choose(pairs, asked.subject, times, {*own, *asked.resting}, has_all_effects=True).pairs
    return [*quoted, *(pair for pair in kept if not any(pair is one for one in quoted))]


def _spread(pairs: Sequence[Pair], name: Mapping[int, object]) -> list[Pair]:
    """Return pairs so that each name comes once before any comes twice, otherwise in their order.

    Reviews come with what comes twice: they pool trials such as those before them.
    """
    turns: dict[object, int] = {}
    placed = []
    for place, pair in enumerate(pairs):
        turn = turns[name[id(pair)]] = turns.get(name[id(pair)], -1) + 1
        placed.append((turn + (pair.group == "reviews"), place, pair))
    return [pair for _, _, pair in sorted(placed, key=lambda one: one[:2])]


def _ranked(pairs: Sequence[Pair], names: Mapping[int, object], asked: _Asked) -> list[Pair]:
    """Return shares by importance: what the bottom line quotes, trials and reviews that compare, all others.

    Within these each comparison comes once before any comes twice, its largest study first. Of side effects, each of which is a comparison, those of
    the study that compares most of them come first, and of these that which differs most between its arms; those of some people come last.
    """
    best = (*_DESIGNS, *arms.GROUPS)
    effects = choice.effects_of(pairs)
    reported = Counter(pair.study.id for pair in pairs if pair.compared and pair.first.result.measure in effects)

    def weight(pair: Pair) -> tuple[object, ...]:
        is_effect = pair.first.result.measure in effects
        is_some = arms.part(pair.first.result) == "some" or (is_effect and "aged " in (pair.first.result.outcome or ""))
        is_part = is_some and (is_effect or not pair.n)
        is_last = asked.is_other(pair), pair.why == "not-given", is_part or choice.is_told_to_press(pair)
        if is_effect:
            return *is_last, -reported[pair.study.id], -choice.size(pair), -_differs(pair)
        # Where patients can feel the drug a trial that is not blinded is no weaker than others of its size.
        design = 0 if pair.group in _TRIALS else best.index(pair.group)
        return *is_last, design, -choice.size(pair)

    tiers: tuple[list[Pair], list[Pair], list[Pair]] = ([], [], [])
    for pair in sorted(pairs, key=weight):
        is_read = pair.group in _DESIGNS or pair.first.result.measure in effects
        is_strong = is_read and pair.compared is not None and not any(weight(pair)[:3])
        tiers[0 if asked.is_quoted(pair) else 1 if is_strong else 2].append(pair)
    return [*tiers[0], *_spread(tiers[1], names), *_spread(tiers[2], names)]


def _differs(pair: Pair) -> float:
    """Return by how much the shares of two arms differ; 0 where there is only one."""
    shares = [one.share for one in (pair.treated, pair.compared) if one and one.share is not None]
    return abs(shares[0] - shares[-1]) if shares else 0.0


def _rates(measure: str, pairs: Sequence[Pair], asked: _Asked) -> Figures:
    shares = [pair for pair in pairs if pair.first.share is not None]
    lower = {id(pair) for pair in choice.lower_doses(shares)}
    dosed = {pair.study.id for pair in shares if id(pair) in lower}
    shares = [pair for pair in shares if id(pair) not in lower or asked.is_quoted(pair)]
    names = {id(pair): compared(pair, asked.words) for pair in shares}
    series: dict[tuple[object, ...], list[Pair]] = {}
    ranked = _ranked(shares, names, asked)
    leads = {id(second): first for first, second in choice.counterparts(ranked, lambda pair: names[id(pair)])}
    for pair in ranked:
        series.setdefault(_of_one_series(leads.get(id(pair), pair)), []).append(pair)
    # What trials disagree on comes first: who sees one of them alone is misled.
    ordered = sorted(
        series.values(),
        key=lambda members: (
            not any(map(asked.is_quoted, members)),
            asked.is_other(members[0]) or len({pair.study.id for pair in members}) == 1,
        ),
    )
    # A study whose direction changes is told with both its times or not at all, trials that met and missed their target both.
    kept = [
        pair
        for members in ordered[:MOST_ROWS]
        for pair in sorted(members, key=lambda one: (one.study is not members[0].study, _minutes(one)))
    ]
    rank = {id(pair): number for number, members in enumerate(ordered) for pair in members}
    order = list(arms.GROUPS)
    named: dict[tuple[str, str], list[Pair]] = {}
    for pair in sorted(kept, key=lambda one: (asked.is_other(one), one.why == "not-given", order.index(one.group))):
        named.setdefault(names[id(pair)], []).append(pair)
    own = tuple(_own_rates(measure, asked))
    groups = [Group("", own)] if own else []
    for name, members in named.items():
        told: dict[str, list[Rate]] = {}
        of, what = name
        for pair in members:
            heading = _heading(of, what, pair)
            told.setdefault(heading, []).append(rate(pair, asked.words, rank[id(pair)], dosed))
        groups += [Group(heading, tuple(rows), of) for heading, rows in told.items()]
    return Figures(measure, "", groups=tuple(groups), more=len(shares) - len(kept))


def _heading(of: str, what: str, pair: Pair) -> str:
    """Return what was compared, with the target that a trial missed, in few words where a line less does below `of`."""
    full, short = (", ".join((what, *of_trial(pair, is_brief=is_brief))) for is_brief in (False, True))
    lines = [(len(Group(one, (), of).name) - 1) // _WIDTH for one in (full, short)]
    return full if lines[0] == lines[1] else short


def _own_rates(measure: str, asked: _Asked) -> Iterator[Rate]:
    """Yield the pages' own shares of a measure as rows."""
    for one, claim, quantity in _given(asked, measure):
        if quantity.value is not None and quantity.unit == "%":
            misquoted = "misquoted" if any(found.verdict == "misreported" for found in claim.evidence) else ""
            about = misquoted or _BOUNDS.get(quantity.qualifier or "", quantity.qualifier or "")
            label = asked.words.labels.get(claim.source, claim.source)
            yield Rate(label, about, arms.whole(quantity.value), None, "", claim.source, one)


def _of_one_series(pair: Pair) -> tuple[object, ...]:
    """Return what two rows have in common that tell of the same treatments: at different times, or of groups that were well.

    So have all that a trial was made to find out, such as what came of two doses.
    """
    one, other = pair.first.result, pair.compared.result if pair.compared else None
    if one.main:
        return (pair.study.id,)
    outcome = None if arms.follows(one.measure) else one.outcome
    return (pair.study.id, outcome, one.population, one.arm, one.given, other and (other.arm, other.given))


def _minutes(pair: Pair) -> float:
    return minutes(pair.first.result) or 0.0


def _values(measure: str, pairs: Sequence[Pair], asked: _Asked) -> Figures:
    given = list(_given(asked, measure))
    # Where the pages' own figures are of several treatments, each names its own.
    treatments = {claim.scope.intervention for _, claim, _ in given}
    own = [
        Value(
            asked.words.labels.get(claim.source, claim.source),
            told(quantity),
            ", ".join(
                filter(
                    None,
                    (
                        asked.words.shorts.get(claim.scope.intervention or "") if len(treatments) > 1 else "",
                        claim.scope.timepoint if claim.scope.timepoint != told(quantity) else "",
                    ),
                )
            ),
            claim.source,
            one,
            quantity,
        )
        for one, claim, quantity in given
    ]
    cited = {one.source for _, claim, _ in given for one in claim.evidence if one.origin}
    near = [one.source for _, claim, _ in given for one in claim.evidence]
    order = list(arms.GROUPS)
    ends: dict[tuple[object, ...], list[Result]] = {_people(pair): [] for pair in pairs}
    for pair in pairs:
        if pair.first.result.statistic in _ENDS:
            ends[_people(pair)].append(pair.first.result)
    ranked = sorted(
        (pair for pair in pairs if pair.first.result.statistic not in _ENDS),
        key=lambda pair: (
            pair.first.result.statistic == "some",
            asked.is_other(pair),
            pair.study.id not in cited,
            not asked.is_said(pair),
            not asked.is_summed_up(pair),
            not choice.is_controlled(pair),
            -near.count(pair.study.id),
            order.index(pair.group),
            -(pair.n or pair.study.n or 0),
        ),
    )
    rows: list[Value] = []
    for pair in ranked:
        row = value(pair, ends[_people(pair)], asked.words)._replace(is_quoted=asked.is_summed_up(pair))
        alike = [
            one
            for one in rows
            if (one.figure, one.about.rpartition("people, ")[2]) == (row.figure, row.about.rpartition("people, ")[2])
        ]
        if len(alike) < _ALIKE:
            rows.append(row)
    kept = rows[:MOST_ROWS]
    return Figures(measure, "", values=(*own, *kept), more=len(ranked) - len(kept))


def _people(pair: Pair) -> tuple[object, ...]:
    """Return whose figures these are: the same for the average of people and for the least and the most among them."""
    one = pair.first.result
    return (pair.study.id, one.arm, one.given, one.role, one.outcome, one.population, one.timepoint)
