"""`timing`: how soon and how long, as pages say and studies found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ketacli.quantities import measured, number
from ketacli.report import arms, axis, choice
from ketacli.report.figure import Band, Figure, Mark, Row, claim_row, figure_of, fits, left_out, minutes, said
from ketacli.report.rates import cited, detail, left, mark, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Claim, Quantity, Result
    from ketacli.report.arms import Arm, Pair
    from ketacli.report.figure import Subject

KIND = "timing"
_DESIGNS = {
    "randomised": "randomised",
    "crossover": "crossover",
    "open": "not blinded",
    "reviews": "review",
    "told": "second hand",
    "not-randomised": "not randomised",
    "alone": "no comparison",
}
_ENDS = {"minimum": "shortest", "maximum": "longest"}
_BOUNDS_UP = ("at-least", "more-than")
_BOUNDS_DOWN = ("at-most", "less-than")


class _Part(NamedTuple):
    """What is drawn of one measure: claims, and studies' figures; `is_scale` where they are of other treatments."""

    measure: str
    claims: list[tuple[Claim, Quantity | None]]
    pairs: list[Pair]
    is_scale: bool = False


def figure(measures: Sequence[str], subject: Subject, most: int | None = None) -> Figure:
    """Return the figure of measures of time, in groups by measure, or by design where there is one measure."""
    parts, left_ = _parts(measures, subject, most)
    on = _axis(parts)
    is_one = len(measures) == 1
    bands = _by_design(parts, subject, on) if is_one else _by_measure(parts, subject, on)
    record = subject.measures[measures[0]]
    title = record.get("question") or _capital(record["name"])
    pairs = [pair for part in parts for pair in part.pairs]
    scale = "on a line whose steps are not equal" if on.is_log else f"in {on.unit}, in equal steps"
    definition = (record.get("definition") or "").rstrip(".")
    return Figure(
        kind=KIND,
        measure=" ".join(measures),
        title=title if is_one else _question(measures, subject),
        subtitle=f"{definition}. {_capital(scale)}." if is_one and definition else f"Time, {scale}",
        columns=("What, in whom", "" if is_one else "Design", "n"),
        panel=on.unit,
        axis=on,
        bands=tuple(bands),
        notes=tuple(_notes(pairs)),
        left=left(left_),
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
    for measure in measures:
        if measure in subject.giving:
            return str(subject.measures[measure].get("question") or "How soon, how long?")
    return str(subject.measures[measures[0]].get("question") or "How soon, how long?")


def _parts(measures: Sequence[str], subject: Subject, most: int | None) -> tuple[list[_Part], dict[str, list[str]]]:
    about = subject.main
    own, scale = [], []
    gone: dict[str, list[str]] = {}
    for measure in measures:
        claims = said(KIND, measure, subject)
        pairs = [
            pair
            for study in subject.reporting.get(measure, ())
            for pair in arms.pairs(study, [measure])
            if fits(KIND, pair.first.result) and _is_timed(pair)
        ]
        found = choice.choose(_whole(pairs), subject, [], cited(claims))
        for reason, names in found.left.items():
            gone[reason] = list(dict.fromkeys([*gone.get(reason, []), *names]))
        is_own = {name: about is None or subject.root(name) == about for name in subject.treatments}
        near = [pair for pair in found.pairs if is_own.get(pair.first.result.arm or "", True)]
        far = [pair for pair in found.pairs if not is_own.get(pair.first.result.arm or "", True)]
        said_near = [one for one in claims if is_own.get(one[0].scope.intervention or "", True)]
        said_far = [one for one in claims if not is_own.get(one[0].scope.intervention or "", True)]
        if near or said_near:
            own.append(_Part(measure, said_near, near))
        if far or said_far:
            scale.append(_Part(measure, said_far, far, is_scale=True))
    parts = [*own, *scale]
    if most is not None:
        pairs = [pair for part in parts for pair in part.pairs]
        head = sum(len(part.claims) for part in parts) + len(
            {part.measure if not part.is_scale else "" for part in parts}
        )
        # Other treatments are a yardstick for what a page says of them.
        claimed = {part.measure for part in parts if part.is_scale and part.claims}
        far_ = {id(pair) for part in parts if part.is_scale for pair in part.pairs}

        def group(pair: Pair) -> str:
            if id(pair) not in far_:
                return pair.group
            return "scale" if pair.first.result.measure not in claimed else "yardstick"

        kept = choice.narrow(
            choice.Choice(pairs, gone),
            most,
            lambda one: len(one) + head,
            group,
            broader=subject.broader,
        )
        ids = {id(pair) for pair in kept.pairs}
        parts = [part._replace(pairs=[pair for pair in part.pairs if id(pair) in ids]) for part in parts]
        parts = [part for part in parts if part.pairs or part.claims] or parts
        gone = kept.left
    return parts, gone


def _is_timed(pair: Pair) -> bool:
    return any(
        one and (_ends(one.result) is not None or not one.result.reached) for one in (pair.treated, pair.compared)
    )


def _whole(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs without the shortest and longest times that are the line of a mean or median; a lone one is a row."""
    middles = {_people(pair) for pair in pairs if _spread(pair.first.result, pair)}
    return [
        pair
        for pair in pairs
        if pair.first.result.statistic not in ("minimum", "maximum") or _people(pair) not in middles
    ]


def _people(pair: Pair) -> tuple[object, ...]:
    one = pair.first.result
    return (pair.study.id, one.measure, one.arm, one.given, one.outcome, one.timepoint, one.population)


def _ends(figure: Quantity | Result) -> tuple[float, float] | None:
    """Return both ends of a figure in minutes; None where it has no value."""
    if figure.unit is None:
        return None
    size = measured(figure.unit)[1]
    if figure.value is not None:
        return figure.value * size, figure.value * size
    if figure.low is not None and figure.high is not None:
        return figure.low * size, figure.high * size
    return None


def _spread(one: Result, pair: Pair) -> tuple[float, float] | None:
    """Return the shortest and the longest time of the people of a mean or median, where the study gives both."""
    if one.statistic not in ("mean", "median"):
        return None
    found = {}
    for other in pair.study.results:
        same = (other.measure, other.arm, other.given, other.outcome, other.timepoint, other.population)
        if same == (one.measure, one.arm, one.given, one.outcome, one.timepoint, one.population):
            ends = _ends(other)
            if other.statistic in ("minimum", "maximum") and ends and not other.qualifier:
                found[other.statistic] = ends[0]
    low, high = found.get("minimum"), found.get("maximum")
    return (low, high) if low is not None and high is not None else None


def _axis(parts: Sequence[_Part]) -> axis.Axis:
    values: list[float] = []
    beyond: list[float] = []
    figures: list[tuple[Any, Pair | None]] = [
        (one, None) for part in parts for _, one in part.claims if one is not None
    ]
    figures += [
        (one.result, pair) for part in parts for pair in part.pairs for one in (pair.treated, pair.compared) if one
    ]
    for one, pair in figures:
        ends = _ends(one)
        if ends:
            values += ends
            if one.qualifier in _BOUNDS_DOWN or getattr(one, "first_look", False):
                values.append(0.0)  # the bar of what was there by then begins at the dose
            if one.qualifier in _BOUNDS_UP:
                beyond.append(ends[1])
        if pair and (spread := _spread(one, pair)):
            values += spread
        if not getattr(one, "reached", True) and pair:
            beyond += [ends_[1] for arm in (pair.treated, pair.compared) if arm and (ends_ := _ends(arm.result))]
    said_ = {end for part in parts for _, one in part.claims if one is not None for end in _ends(one) or ()}
    return axis.times(values, beyond, said_)


def _by_measure(parts: Sequence[_Part], subject: Subject, on: axis.Axis) -> list[Band]:
    bands: list[Band] = []
    scale = [part for part in parts if part.is_scale]
    is_mixed = len(scale) > 1 or not any(part.claims for part in scale)
    for part in parts:
        rows, guides = _claims(part, subject, on)
        for name, members in arms.grouped(part.pairs, {}):
            rows += [_row(pair, subject, on, part, is_mixed=is_mixed)._replace(when=_DESIGNS[name]) for pair in members]
        heading = arms.GROUPS["scale"] if part.is_scale else _heading(part.measure, subject)
        if part.is_scale and bands and bands[-1].heading == heading:
            bands[-1] = bands[-1]._replace(rows=(*bands[-1].rows, *rows), guides=(*bands[-1].guides, *guides))
        else:
            bands.append(Band(heading, tuple(rows), guides))
    return bands


def _heading(measure: str, subject: Subject) -> str:
    record = subject.measures[measure]
    return _capital(str(record.get("heading") or record["name"]))


def _claims(part: _Part, subject: Subject, on: axis.Axis) -> tuple[list[Row], tuple[tuple[float, float], ...]]:
    rows, guides = [], []
    for claim, one in part.claims:
        ends = _ends(one) if one else None
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
        if part.is_scale:
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


def _row(pair: Pair, subject: Subject, on: axis.Axis, part: _Part, *, is_mixed: bool = True) -> Row:
    """Return the row of a study; `is_mixed` says whether other measures stand in its group."""
    both = pair.treated is not None and pair.compared is not None
    marks: list[Mark] = []
    who = "other" if part.is_scale else "treated"
    for one, kind, lane in ((pair.treated, who, -1), (pair.compared, "compared", 1)):
        if one is not None:
            marks += _marks(one, kind, lane if both else 0, pair, on)
    what = detail(arms.given(pair, subject.shorts), pair, subject)
    shares = _shares(pair)
    if shares:
        what = arms.given(pair, subject.shorts)
        got, other = (arms.whole(one.value or 0) for one in shares)
        what += f": {got} v {other} of 100 on {subject.shorts.get(shares[1].arm or '', shares[1].arm)}"
    if part.is_scale and is_mixed:
        what = f"{what}: {subject.name(part.measure)}"
    off = ", off the scale" if any(one.kind in ("left", "right") for one in marks) else ""
    return Row(
        label=pair.study.label,
        what=what,
        people=_people_of(shares, pair.study.n) if shares else people(pair),
        figure=_told(pair) + off,
        marks=tuple(marks),
        source=pair.study.id,
    )


def _shares(pair: Pair) -> tuple[Result, Result] | None:
    """Return the shares, treated and compared, of those who had got there by the time of a row, where the study gives both.

    They are of the measure that is called as the time is, or as its outcome: `time-to-remission` and `remission-rate`.
    """
    one = pair.first.result
    ends = _ends(one)
    if pair.compared is not None or ends is None:
        return None
    names = [one.measure.removeprefix("time-to-"), one.outcome or ""]
    for other in arms.pairs(pair.study, [f"{name}-rate" for name in names if name]):
        if other.treated and other.compared and minutes(other.treated.result) == ends[1]:
            first, second = other.treated.result, other.compared.result
            if (first.arm, first.given) == (one.arm, one.given or first.given):
                return first, second
    return None


def _people_of(shares: tuple[Result, Result], n: int | None) -> str:
    """Return how many people are in both arms; in brackets where a half of a study's is all that is known of an arm."""
    one, other = (share.n for share in shares)
    if one and other:
        return f"{one:,} v {other:,}"
    half = one or other
    return f"({half:,} v {half:,})" if half and n == 2 * half else f"({n:,})" if n else "?"


def _marks(one: Arm, who: str, lane: int, pair: Pair, on: axis.Axis) -> list[Mark]:
    ends = _ends(one.result)
    if ends is None:
        if one.result.reached:
            return []
        others = [other for arm in (pair.treated, pair.compared) if arm and (other := _ends(arm.result))]
        start = on.place(max((end for _, end in others), default=on.high))
        return [Mark(who, "unreached", start, 1.0, start, lane)]
    qualifier = "at-most" if one.result.first_look else one.result.qualifier
    spread = _spread(one.result, pair)
    if spread and not on.beyond(ends[0]):
        return [Mark(who, "spread", on.place(spread[0]), on.place(spread[1]), on.place(ends[0]), lane)]
    return [mark(who, on, *ends, qualifier, lane=lane)]


def _told(pair: Pair) -> str:
    """Return the figures of a row in words: `57 v 61 days (medians)`, `19 days, mean (6 to 45)`, `not reached v 273 days`."""
    found = [one.result for one in (pair.treated, pair.compared) if one]
    units = {one.unit for one in found if one.value is not None}
    statistic = {one.statistic for one in found} & {"mean", "median"}
    said_ = [_amount(one, is_bare=len(units) == 1 and place < len(found) - 1) for place, one in enumerate(found)]
    text = " v ".join(said_)
    spread = _spread(found[0], pair) if len(found) == 1 else None
    if spread:
        size = measured(found[0].unit or "d")[1]
        return f"{text} ({number(round(spread[0] / size, 1))} to {number(round(spread[1] / size, 1))})"
    ends = {one.statistic for one in found} & _ENDS.keys()
    if ends:
        return f"{text} ({_ENDS[str(ends.pop())]})"
    if statistic and all(one.reached for one in found):
        return f"{text} ({statistic.pop()}{'s' if len(found) > 1 else ''})"
    return text


def _amount(one: Result, *, is_bare: bool) -> str:
    if not one.reached and one.value is None:
        return "not reached"
    if is_bare and one.value is not None and not one.qualifier:
        return number(one.value)
    return figure_of(one)


def _notes(pairs: Sequence[Pair]) -> list[str]:
    results = [one.result for pair in pairs for one in (pair.treated, pair.compared) if one]
    notes = []
    if any(one.qualifier in _BOUNDS_DOWN for one in results):
        notes.append(
            "“At most”: the effect was there when people were examined, and may have come at any time in the pale bar: "
            "its length does not say which treatment acts sooner."
        )
    if any(people(pair).startswith("(") for pair in pairs):
        notes.append("n in brackets: all.")
    if any(not one.reached for one in results):
        notes.append("Not reached: fewer than half had relapsed when the study ended.")
    if any(one.statistic == "mean" for one in results) and any(one.statistic == "median" for one in results):
        means = dict.fromkeys(
            pair.study.label
            for pair in pairs
            for one in (pair.treated, pair.compared)
            if one and one.result.statistic == "mean"
        )
        notes.append(f"Medians, but for {' and '.join(means)}, which are means.")
    clocks: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.first.result.clock:
            clocks.setdefault(pair.first.result.clock, []).append(pair.study.label)
    if len(clocks) > 1:
        told = "; ".join(f"{name} ({', '.join(dict.fromkeys(who))})" for name, who in clocks.items())
        notes.append(f"The clock starts at: {told}. Compare with care.")
    elif clocks:
        notes.append(f"The clock starts at the {next(iter(clocks))}.")
    return notes


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
