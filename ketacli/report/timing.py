"""`timing`: how soon and how long, as pages say and studies found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.report import arms, axis, choice, timed
from ketacli.report.claimed import claim_row, fewer, left_out, said, unsaid_note
from ketacli.report.figure import Band, Figure, Mark, Row
from ketacli.report.moments import minutes
from ketacli.report.rows import brackets, cited, left, mark, rule, signs
from ketacli.report.subject import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ketacli.model import Claim, Quantity
    from ketacli.report.arms import Key, Pair
    from ketacli.report.subject import Subject

KIND = "timing"
_DESIGNS = {
    "randomised": "randomised",
    "crossover": "crossover",
    "open": "open-label",
    "reviews": "review",
    "told": "second hand",
    "not-randomised": "not randomised",
    "alone": "one group",
}


class _Part(NamedTuple):
    """What is drawn of one measure: claims, and studies' figures; `kind` is `own`, `shares` or, for other treatments, `scale`.

    `shares` are of people who had got there at a time.
    """

    measure: str
    claims: list[tuple[Claim, Quantity | None]]
    pairs: list[Pair]
    kind: str = "own"


def figure(measures: Sequence[str], subject: Subject, most: int | None = None) -> Figure:
    """Return the figure of measures of time, in groups by measure, or by design where there is one measure."""
    parts, gone = _parts(measures, subject)
    unsaid = 0
    first = [*subject.summarised(measures[0])] if most is not None and len(measures) == 1 else []
    count = sum(len(part.pairs) for part in parts)
    if most is not None:
        parts, gone, unsaid = _narrowed(parts, gone, subject, most, first)
    on = _axis(parts)
    is_one = len(measures) == 1
    record = subject.measures[measures[0]]
    pairs = [pair for part in parts for pair in part.pairs]
    scale = "compressed" if on.is_log else f"in {on.unit}, in equal steps"
    definition = (record.get("definition") or "").rstrip(".")
    bands = tuple(_by_design(parts, subject, on) if is_one else _by_measure(parts, subject, on))
    return Figure(
        kind=KIND,
        measure=" ".join(measures),
        title=subject.titled(
            (record.get("question") or capital(record["name"])) if is_one else _question(measures, subject)
        ),
        answer=subject.answered(measures),
        subtitle=f"{definition}. {capital(scale)}." if is_one and definition else f"Time, {scale}",
        columns=("What, in whom", "", "n" if is_one else "n, design"),
        panel=on.unit,
        axis=on,
        bands=bands,
        notes=(*_notes(pairs), *unsaid_note(unsaid)),
        forms=subject.forms(mark.form for band in bands for row in band.rows for mark in row.marks if mark.form),
        brief=tuple(_brief(pairs)),
        unsaid=unsaid,
        rule=rule(first, subject) if len(pairs) < count else "",
        whole=subject.command(f"plot {KIND}"),
        left=left(gone),
        subject=subject.treatments.get(subject.main or "", {}).get("name", "treated"),
        origin=subject.origin,
        studies=tuple({pair.study.id: pair.study for pair in pairs}.values()),
        pages=subject.pages,
        digest=subject.digest,
    )


def _question(measures: Sequence[str], subject: Subject) -> str:
    """Return the question of several measures: the topic's, else that of the first one that claims speak of."""
    if subject.question:
        return subject.question
    first = next((one for one in measures if one in subject.giving), measures[0])
    return str(subject.measures[first].get("question") or "How soon, how long?")


def _parts(measures: Sequence[str], subject: Subject) -> tuple[list[_Part], dict[str, list[str]]]:
    """Return what there is to draw, of the treatment that claims are about first, and what is never drawn, by reason."""
    about = subject.main
    is_own = {name: about is None or subject.root(name) == about for name in subject.treatments}
    own: list[_Part] = []
    scale: list[_Part] = []
    gone: dict[str, list[str]] = {}
    for measure in measures:
        claims = said(KIND, measure, subject)
        pairs = [
            pair
            for study in subject.reporting.get(measure, ())
            for pair in arms.pairs(study, [measure])
            if fits(KIND, pair.first.result) and timed.is_timed(pair) and subject.is_wanted(pair.first.result.arm)
        ]
        found = choice.choose(timed.without_ends(pairs), subject, [], cited(claims))
        for reason, names in found.left.items():
            gone[reason] = list(dict.fromkeys([*gone.get(reason, []), *names]))
        for kind, parts in (("own", own), ("scale", scale)):
            near = [pair for pair in found.pairs if is_own.get(pair.first.result.arm or "", True) == (kind == "own")]
            about_it = [one for one in claims if is_own.get(one[0].scope.intervention or "", True) == (kind == "own")]
            if near or about_it:
                parts.append(_Part(measure, about_it, near, kind))
    return [*own, *_course(measures, subject), *scale], gone


def _course(measures: Sequence[str], subject: Subject) -> list[_Part]:
    """Return how many had got there at which time, by the studies that the topic's answer rests on: of one share, that of most of them.

    Beside a trial that missed its target is the largest of the same comparison that met it, and the other way round.
    Only beside several times of which the shorter is the better, such as those to a first and to the full effect.
    """
    if len(measures) == 1 or not any(subject.measures[one].get("better") == "fewer" for one in measures):
        return []
    shares: dict[str, list[Pair]] = {}
    for study in subject.studies:
        for pair in arms.pairs(study):
            one = pair.first.result
            record = subject.measures.get(one.measure, {})
            is_good = record.get("dimension") == "proportion" and record.get("better") == "more"
            is_compared = pair.treated and pair.compared and pair.treated.share is not None
            is_good = is_good and subject.is_wanted(one.arm)
            if is_good and is_compared and arms.is_of_all(one) and minutes(one) is not None:
                shares.setdefault(one.measure, []).append(pair)
    found = {measure: kept for measure, pairs in shares.items() if (kept := _resting(pairs, subject))}
    if not found:
        return []
    measure = max(found, key=lambda one: len({pair.study.id for pair in found[one]}))
    return [_Part(measure, [], found[measure], "shares")]


def _resting(pairs: Sequence[Pair], subject: Subject) -> list[Pair]:
    """Return the rows of studies that the topic's answer rests on, and of trials of the same that came out otherwise."""
    ordered = sorted(pairs, key=lambda pair: (pair.study.id not in subject.resting, -choice.size(pair)))
    others = {
        id(other) for one, other in choice.counterparts(ordered, choice.comparison) if one.study.id in subject.resting
    }
    return [pair for pair in pairs if pair.study.id in subject.resting or id(pair) in others]


def _narrowed(
    parts: list[_Part], gone: dict[str, list[str]], subject: Subject, most: int, first: Sequence[Key]
) -> tuple[list[_Part], dict[str, list[str]], int]:
    """Return parts of at most `most` lines where that can be, what else is not drawn, and how many claims are not.

    Lower doses go first, then other treatments that no page speaks of, claims without a figure but for one, reviews that overlap, and studies, the
    smallest of the longest part first, as long as two are left of each; then whole parts with the fewest studies; at last all studies but one of each part.
    Those `first` in the page of a summary go after all others of their part.
    """
    unsaid = 0
    found = choice.Choice([pair for part in parts for pair in part.pairs], gone)

    def shown() -> list[_Part]:
        ids = {id(pair) for pair in found.pairs}
        kept = [part._replace(pairs=[pair for pair in part.pairs if id(pair) in ids]) for part in parts]
        return [part for part in kept if part.pairs or part.claims]

    def is_long() -> bool:
        now = shown()
        headings = len({part.kind if part.kind == "scale" else part.measure for part in now})
        return headings + sum(len(part.claims) + len(part.pairs) for part in now) > most

    steps: tuple[tuple[str, Callable[[], Sequence[Pair]]], ...] = (
        (choice.DOSES, lambda: choice.lower_doses(found.pairs)),
        (
            choice.TREATMENTS,
            lambda: [
                pair for part in shown() if part.kind == "scale" and not _has_claims(parts) for pair in part.pairs
            ],
        ),
        (choice.REVIEWS, lambda: choice.overlapping(found.pairs, subject.broader)),
    )
    for reason, which in steps:
        if is_long():
            found = found.without(reason, [pair for pair in which() if pair.key not in first])
    if is_long():
        for place, part in enumerate(parts):
            claims, more = fewer(part.claims, part.measure)
            parts = [*parts[:place], part._replace(claims=claims), *parts[place + 1 :]]
            unsaid += more
    for least in (2, 1):
        while is_long() and (smallest := _smallest(shown(), subject, least, first)):
            found = found.without(choice.ROOM, smallest)
        while least > 1 and is_long() and (few := _least(shown(), subject)):
            name = choice.TREATMENTS if few.kind == "scale" else subject.name(few.measure)
            names = list(dict.fromkeys([*found.left.get(name, ()), *(pair.study.label for pair in few.pairs)]))
            unsaid += len(few.claims)
            ids = {id(pair) for pair in few.pairs}
            kept = [pair for pair in found.pairs if id(pair) not in ids]
            found = found._replace(pairs=kept, left={**found.left, **({name: names} if names else {})})
            parts = [one for one in parts if (one.measure, one.kind) != (few.measure, few.kind)]
    return shown(), found.left, unsaid


def _has_claims(parts: Sequence[_Part]) -> bool:
    """Whether a page speaks of the other treatments."""
    return any(part.kind == "scale" and part.claims for part in parts)


def _smallest(parts: Sequence[_Part], subject: Subject, least: int, first: Sequence[Key]) -> list[Pair]:
    """Return the rows of the smallest study of the part with the most, if it has more than `least` rows; a quoted one goes last, and those `first` on a summary's page."""
    long = [part for part in parts if len(part.pairs) > least and part.kind != "shares"]
    if not long:
        return []
    pairs = max(long, key=lambda one: len(one.pairs)).pairs
    people_ = {pair.study.id: pair.n or pair.study.n or 0 for pair in pairs}
    is_controlled = {pair.study.id: choice.is_controlled(pair) for pair in pairs}
    last = {pair.study.id: len(first) - first.index(pair.key) for pair in pairs if pair.key in first}
    gone = min(
        people_, key=lambda one: (last.get(one, 0), is_controlled[one], one in subject.resting, people_[one], one)
    )
    return [pair for pair in pairs if pair.study.id == gone][-1:]


def _least(parts: Sequence[_Part], subject: Subject) -> _Part | None:
    """Return the part that says least, if others are left: of one study, the treatment's own; those that a bottom line rests on go after other treatments."""
    few = [part for part in parts if part.kind == "own" and len(part.pairs) <= 1]
    less = [part for part in few if not any(claim.id in subject.resting for claim, _ in part.claims)]
    less = less or (few and [part for part in parts if part.kind == "scale"]) or few
    return less[-1] if few and len(parts) > len(few) else None


def _axis(parts: Sequence[_Part]) -> axis.Axis:
    values: list[float] = []
    beyond: list[float] = []
    claimed = [one for part in parts for _, one in part.claims if one is not None]
    said_ = {end for one in claimed for end in timed.ends(one) or ()}
    figures: list[tuple[Any, Pair | None]] = [(one, None) for one in claimed]
    for part in parts:
        if part.kind == "shares":
            values += [minutes(pair.first.result) or 0.0 for pair in part.pairs]
            continue
        figures += [(one.result, pair) for pair in part.pairs for one in (pair.treated, pair.compared) if one]
    for one, pair in figures:
        ends = timed.ends(one)
        if ends:
            values += ends
            if one.qualifier in timed.AT_MOST or getattr(one, "first_look", False):
                said_.add(ends[1])
                values.append(0.0)  # the bar of what was there by then begins at the dose
            if one.qualifier in timed.AT_LEAST:
                beyond.append(ends[1])
        if pair and (spread := timed.spread(one, pair)):
            values += spread
        if not getattr(one, "reached", True) and pair:
            arms_ = [arm.result for arm in (pair.treated, pair.compared) if arm]
            beyond += [found[1] for arm in arms_ if (found := timed.ends(arm))]
    return axis.times(values, beyond, said_)


def _by_measure(parts: Sequence[_Part], subject: Subject, on: axis.Axis) -> list[Band]:
    bands: list[Band] = []
    scale = [part for part in parts if part.kind == "scale"]
    is_mixed = len(scale) > 1 or not any(part.claims for part in scale)
    for part in parts:
        found, guides = _claims(part, subject, on)
        for name, members in arms.grouped(part.pairs, {}):
            for pair in sorted(members, key=lambda one: not choice.is_controlled(one)):
                if part.kind == "shares":
                    row = timed.counted(pair, subject, on, is_same=bool(found) and found[-1].source == pair.study.id)
                else:
                    row = _row(pair, subject, on, part, is_mixed=is_mixed)
                found.append(row._replace(people=f"{row.people}, {_DESIGNS[name]}"))
        record = subject.measures[part.measure]
        is_scale = part.kind == "scale"
        heading = arms.GROUPS["scale"] if is_scale else capital(str(record.get("heading") or record["name"]))
        if bands and bands[-1].heading == heading:
            both = sorted([*bands[-1].rows, *found], key=lambda row: not row.is_claim)
            bands[-1] = Band(heading, tuple(both), (*bands[-1].guides, *guides))
        else:
            bands.append(Band(heading, tuple(found), guides))
    return bands


def _row(pair: Pair, subject: Subject, on: axis.Axis, part: _Part, *, is_mixed: bool = True) -> Row:
    """Return the row of a study; `is_mixed` says whether other measures are in its group."""
    is_scale = part.kind == "scale"
    of = subject.name(part.measure) if is_scale and is_mixed else ""
    return timed.row(pair, subject, on, of=of, is_other=is_scale)


def _claims(part: _Part, subject: Subject, on: axis.Axis) -> tuple[list[Row], tuple[tuple[float, float], ...]]:
    rows, guides = [], []
    for claim, one in part.claims:
        ends = timed.ends(one) if one else None
        marks: tuple[Mark, ...] = ()
        if one and ends:
            marks = (mark("page", on, *ends, one.qualifier),)
            if not on.beyond(ends[0]) and not on.beyond(ends[1]):
                guides.append((on.place(ends[0]), on.place(ends[1])))
        rows.append(claim_row(claim, one, subject, part.measure, marks))
    return rows, tuple(guides)


def _by_design(parts: Sequence[_Part], subject: Subject, on: axis.Axis) -> list[Band]:
    rows: list[Row] = []
    guides: tuple[tuple[float, float], ...] = ()
    bands: list[Band] = []
    for part in parts:
        own, lines = _claims(part, subject, on)
        if part.kind == "scale":
            studies = [_row(pair, subject, on, part) for _, members in arms.grouped(part.pairs, {}) for pair in members]
            bands.append(Band(arms.GROUPS["scale"], (*own, *studies), lines))
            continue
        rows += own
        guides += lines
        for name, members in arms.grouped(part.pairs, {}):
            bands.append(Band(arms.GROUPS[name], tuple(_row(pair, subject, on, part) for pair in members), guides))
    if not any(row.marks for row in rows) and not any(
        row.is_claim and row.marks for band in bands for row in band.rows
    ):
        rows.append(left_out(KIND, parts[0].measure, subject))
    said_ = [Band("What the pages say", tuple(rows), is_claims=True)] if rows else []
    return [*said_, *bands]


def _brief(pairs: Sequence[Pair]) -> list[str]:
    """Return what must be known to read the figure, in few words."""
    results = [one.result for pair in pairs for one in (pair.treated, pair.compared) if one]
    notes = []
    if any(one.qualifier in timed.AT_MOST for one in results):
        notes.append("Bars: there at the first look, perhaps sooner.")
    if any(not one.reached for one in results):
        notes.append("Not reached: fewer than half had relapsed.")
    clocks = {pair.first.result.clock for pair in pairs} - {None}
    if len(clocks) > 1:
        notes.append("Clocks start at different points.")
    elif clocks and all(pair.first.result.clock for pair in pairs):
        notes.append(f"The clock starts at the {next(iter(clocks))}.")
    return [*notes, *brackets(map(timed.people_in, pairs)), *signs(pairs, is_brief=True)]


def _notes(pairs: Sequence[Pair]) -> list[str]:
    results = [one.result for pair in pairs for one in (pair.treated, pair.compared) if one]
    notes = []
    if any(one.qualifier in timed.AT_MOST for one in results):
        notes.append(
            "At or before: the effect was there when people were examined, and may have come at any time in the bar: "
            "its length does not say which treatment acts sooner."
        )
    notes += brackets(map(timed.people_in, pairs))
    if any(not one.reached for one in results):
        notes.append("Not reached: fewer than half had relapsed when the study ended.")
    notes += _averages(pairs)
    clocks: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.first.result.clock:
            clocks.setdefault(pair.first.result.clock, []).append(pair.study.label)
    if len(clocks) > 1:
        told = "; ".join(f"{name} ({', '.join(dict.fromkeys(who))})" for name, who in clocks.items())
        notes.append(f"The clock starts at: {told}. Compare with care.")
    elif clocks:
        notes.append(f"The clock starts at the {next(iter(clocks))}.")
    return [*notes, *signs(pairs)]


def _averages(pairs: Sequence[Pair]) -> list[str]:
    """Return which times are means and which are medians."""
    labels: dict[str | None, dict[str, None]] = {}
    for pair in pairs:
        for one in (pair.treated, pair.compared):
            if one:
                labels.setdefault(one.result.statistic, {})[pair.study.label] = None
    if labels.keys() == {"mean", "median"}:
        return [f"Medians, but for {' and '.join(labels['mean'])}, which are means."]
    if len(labels) == 1:
        return [f"Times are {name}s." for name in ("median", "mean") if name in labels]
    names = [(name, ", ".join(labels[name])) for name in ("median", "mean") if name in labels]
    return [f"{name.capitalize()}: {told}." for name, told in names]
