"""`rates`: how many of 100 people, as pages say and studies found, with differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.labels import capital, shorten
from ketacli.report import arms, axis, choice, pair_words, room
from ketacli.report.claimed import claim_row, fewer, figure_of, left_out, said, unsaid_note
from ketacli.report.figure import Band, Difference, Figure, Mark, Row
from ketacli.report.moments import when
from ketacli.report.rows import brackets, cited, counts, detail, left, mark, people, rule, sign, signs
from ketacli.report.subject import fits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Claim, Quantity
    from ketacli.report.arms import Arm, Key, Pair
    from ketacli.report.subject import Subject

KIND = "rates"


def figure(measure: str, subject: Subject, most: int | None = None) -> Figure:
    """Return the figure of a measure of shares; at most about `most` lines where that is given, headings included."""
    claims = said(KIND, measure, subject)
    about = _about(claims, subject, measure)
    own = {name: subject.root(name) == about for name in subject.treatments} if about else {}
    times = [claim.scope.timepoint for claim, one in claims if one]
    pairs = _pairs(measure, subject)
    first = _first(measure, pairs, subject) if most is not None else ()
    found = choice.choose(
        pairs,
        subject,
        times,
        cited(claims),
        has_all_effects=True,
        is_kept=None if subject.is_about(measure) else subject.quotes,
    ).with_all(pairs, first)

    def size(pairs: Sequence[Pair]) -> int:
        groups = arms.grouped(pairs, own)
        crossovers = next((len(members) for name, members in groups if name == "crossover"), 0)
        shared = crossovers if crossovers >= room.SHARING else 0  # one row, and no heading
        return len(pairs) + len(groups) - shared + 1 + len(claims) + (not any(one for _, one in claims))

    def group(pair: Pair) -> str:
        return pair.group if own.get(pair.first.result.arm or "", True) else "scale"

    unsaid, whole = 0, found.pairs
    if most is not None and size(found.pairs) > most:
        claims, unsaid = fewer(claims, measure)
        found = room.narrow(found, most, size, group, subject, first=first)
    shares = axis.shares()
    groups = arms.grouped(found.pairs, own)
    is_short = most is not None and sum(len(members) + 1 for _, members in groups) + len(claims) + 1 > most
    bands, together = _bands(groups, subject, shares, is_short=is_short)
    bands = [_guided(band, claims, shares) for band in bands]
    said_ = [claim_row(claim, one, subject, measure, _claimed(one, shares)) for claim, one in claims]
    if not any(one for _, one in claims):
        said_.append(left_out(KIND, measure, subject))
    record = subject.measures[measure]
    differences = [end for band in bands for row in band.rows for end in row.difference or () if end is not None]
    return Figure(
        kind=KIND,
        measure=measure,
        title=subject.titled(record.get("question") or capital(record["name"])),
        answer=subject.answered([measure])
        or (_told(found.pairs, first, subject, measure) if subject.is_asked_otherwise(measure) else ""),
        subtitle=record.get("definition") or "",
        columns=("Treated v compared", "Followed" if "relapse" in measure.split("-") else "When", "n"),
        panel=capital(record["name"]),
        axis=shares,
        bands=(Band("What the pages say", tuple(said_), is_claims=True), *bands),
        notes=(*_notes(found.pairs), *together, *unsaid_note(unsaid)),
        left=left(found.left, found.shares),
        subject=subject.treatments.get(about or "", {}).get("name", "treated"),
        origin=subject.origin,
        differences=axis.differences(differences) if differences else None,
        forms=subject.forms(mark.form for band in bands for row in band.rows for mark in row.marks if mark.form),
        brief=tuple(_brief(found.pairs)),
        unsaid=unsaid,
        rule=rule(first, subject) if len(found.pairs) < len(whole) else "",
        whole=subject.command(f"plot {KIND}"),
        studies=tuple({pair.study.id: pair.study for pair in found.pairs}.values()),
        pages=subject.pages,
        digest=subject.digest,
    )


def _first(measure: str, pairs: Sequence[Pair], subject: Subject) -> list[Key]:
    """Return the rows that are drawn before any other: those that the bottom line quotes, then those of the summary's page."""
    summarised = subject.summarised(measure)
    quoted = [pair.key for pair in pairs if summarised and subject.quotes(pair)]
    both = [key for key in summarised if key in quoted]
    return [*both, *(key for key in [*quoted, *summarised] if key not in both)]


_TOLD = 2
"""How many comparisons a title tells of."""


def _told(pairs: Sequence[Pair], first: Sequence[Key], subject: Subject, measure: str) -> str:
    """Return the figures of a row of each comparison in words: `Relapsed, of 100 who were well: spray v placebo 27 v 45`."""
    found: dict[str, str] = {}
    ordered = sorted(pairs, key=lambda one: first.index(one.key) if one.key in first else len(first))
    for pair in ordered:
        if pair.treated and pair.compared and None not in (pair.treated.share, pair.compared.share):
            shares = [arms.whole(one.share or 0) for one in (pair.treated, pair.compared)]
            found.setdefault(pair_words.given(pair, subject.shorts), " v ".join(map(str, shares)))
    told = "; ".join(f"{what} {shares}" for what, shares in [*found.items()][:_TOLD])
    heading = subject.measures[measure].get("heading")
    return f"{capital(str(heading))}: {told}." if heading and told else ""


def _pairs(measure: str, subject: Subject) -> list[Pair]:
    studies = subject.reporting.get(measure, ())
    if subject.topics and not subject.is_about(measure):
        held = {evidence.source for claim in subject.claims for evidence in claim.evidence} | subject.resting
        studies = [one for one in studies if one.id in held] or studies
    found = [pair for study in studies for pair in arms.pairs(study, [measure]) if _is_asked(pair, subject)]
    if any(arms.is_of_all(pair.first.result) for pair in found):
        return found
    # Every figure names an effect: one that the bottom line quotes belongs there, though it is a measure of its own.
    resting = [study for study in subject.studies if study.id in subject.resting]
    others = [pair for study in resting for pair in arms.pairs(study) if pair.first.result.measure != measure]
    return found + [
        one for one in others if one.first.result.outcome and subject.quotes(one) and _is_asked(one, subject)
    ]


def _is_asked(pair: Pair, subject: Subject) -> bool:
    one = pair.first.result
    return _is_drawn(pair) and fits(KIND, one) and subject.is_wanted(one.arm)


def _bands(
    groups: Sequence[tuple[str, list[Pair]]], subject: Subject, shares: axis.Axis, *, is_short: bool
) -> tuple[list[Band], list[str]]:
    """Return the groups of studies, and the names of crossover trials that share a row where room is short."""
    bands: list[Band] = []
    together: list[str] = []
    for name, members in groups:
        rows = _rows(members, subject, shares, is_scale=name == "scale")
        if name != "crossover" or not is_short or len(members) < room.SHARING:
            bands.append(Band(arms.GROUPS[name], tuple(rows)))
            continue
        row = _collapsed(members, rows, subject)
        if bands:  # closes the group before it, which saves a heading
            bands[-1] = bands[-1]._replace(rows=(*bands[-1].rows, row))
        else:
            bands.append(Band(arms.GROUPS[name], (row,)))
        together.append("Crossovers: " + ", ".join(dict.fromkeys(pair.study.label for pair in members)) + ".")
    return bands, together


def _guided(band: Band, claims: Sequence[tuple[Claim, Quantity | None]], shares: axis.Axis) -> Band:
    """Return a group of studies with the figures of claims carried down through it; other treatments are none of theirs."""
    if band.heading == arms.GROUPS["scale"]:
        return band
    ends = [_ends(one) for _, one in claims if one]
    inside = [pair for pair in ends if not any(map(shares.beyond, pair))]
    return band._replace(guides=tuple((shares.place(low), shares.place(high)) for low, high in inside))


def _is_drawn(pair: Pair) -> bool:
    return any(one and (one.share is not None or one.result.low is not None) for one in (pair.treated, pair.compared))


def _about(claims: Sequence[tuple[Claim, Quantity | None]], subject: Subject, measure: str) -> str | None:
    """Return the treatment that a figure is about: what claims in general are, or what those on this measure are."""
    main = subject.main
    roots = [subject.root(claim.scope.intervention) for claim, _ in claims if claim.scope.intervention]
    arms_ = [
        subject.root(one.arm)
        for study in subject.reporting.get(measure, ())
        for one in study.results
        if one.measure == measure and one.role != "compared"
    ]
    if main in (*roots, *arms_) or not (roots or arms_):
        return main
    return next(iter(roots or arms_))


def _ends(quantity: Quantity) -> tuple[float, float]:
    low = quantity.value if quantity.value is not None else quantity.low
    high = quantity.value if quantity.value is not None else quantity.high
    return (low or 0.0, high or 0.0)


def _claimed(quantity: Quantity | None, shares: axis.Axis) -> tuple[Mark, ...]:
    if quantity is None:
        return ()
    low, high = _ends(quantity)
    return (mark("page", shares, low, high, quantity.qualifier),)


def _rows(members: Sequence[Pair], subject: Subject, shares: axis.Axis, *, is_scale: bool) -> list[Row]:
    rows: list[Row] = []
    shorts = subject.shorts
    before: Pair | None = None
    drawn: list[Pair] = []
    for pair in members:
        what = pair_words.given(pair, shorts)
        is_same = before is not None and before.study is pair.study and pair_words.given(before, shorts) == what
        is_shared = any(pair.compared and one.compared and one.compared.result is pair.compared.result for one in drawn)
        row = _row(
            pair._replace(is_shared=is_shared), subject, shares, "the same" if is_same else what, is_scale=is_scale
        )
        rows.append(row)
        drawn.append(pair)
        before = pair
    return rows


def _row(pair: Pair, subject: Subject, shares: axis.Axis, what: str, *, is_scale: bool) -> Row:
    marks = []
    both = pair.treated is not None and pair.compared is not None
    for one, who, lane in ((pair.treated, "other" if is_scale else "treated", -1), (pair.compared, "compared", 1)):
        if one is not None and not (lane == 1 and pair.is_shared):
            form = one.result.arm or "" if who == "treated" else ""
            marks.append(_arm(one, who, shares, lane if both else 0)._replace(form=form))
    told, is_plain = signed(pair)
    return Row(
        label=pair.study.label,
        sign=sign(pair),
        what=detail(what, pair, subject),
        when=when(pair.first.result),
        people=people(pair),
        figure=_bounds(marks, pair) + told,
        marks=tuple(marks),
        difference=_difference(pair),
        is_plain=is_plain,
        counts=counts(pair),
        source=pair.study.id,
    )


def _bounds(marks: Sequence[Mark], pair: Pair) -> str:
    """Return in words the figures of which the mark does not tell all: ranges and bounds, and those off the scale."""
    found = [one for one in (pair.treated, pair.compared) if one]
    if any(one.kind in ("left", "right") for one in marks):
        return f"{' v '.join(figure_of(one.result) for one in found)}, off the scale; "
    if any(one.share is None or one.result.qualifier for one in found):
        return f"{' v '.join(figure_of(one.result) for one in found)}; "
    return ""


def _difference(pair: Pair) -> Difference | None:
    found = pair.difference
    return None if found is None else Difference(found.value, found.low, found.high)


def _arm(one: Arm, who: str, shares: axis.Axis, lane: int) -> Mark:
    if one.share is None:
        low, high = one.result.low or 0.0, one.result.high or 0.0
        return mark(who, shares, low, high, one.result.qualifier, lane=lane)
    if one.low is None or one.high is None or shares.beyond(one.share):
        return mark(who, shares, one.share, one.share, one.result.qualifier, lane=lane)
    return Mark(who, "interval", shares.place(one.low), shares.place(one.high), shares.place(one.share), lane)


def signed(pair: Pair) -> tuple[str, bool]:
    """Return a difference with its sign and interval, `+14 (4 to 24)`, or why there is none; whether it is the latter."""
    found = pair.difference
    if found is None:
        return pair_words.in_words(pair), True
    about = "≈ " if found.how == "estimated" else ""
    how = ", printed" if found.how == "printed" else ""
    if found.low is None or found.high is None:
        return f"{about}{axis.signed(found.value)}{' (printed)' if how else ''}", False
    low, high = (str(arms.whole(end)).replace("-", "−") for end in (found.low, found.high))
    return f"{about}{axis.signed(found.value)} ({low} to {high}{how})", False


def _collapsed(members: Sequence[Pair], rows: Sequence[Row], subject: Subject) -> Row:
    """Return one row for several crossover trials: a mark each, without intervals."""
    marks = [
        one._replace(kind="point" if one.kind == "interval" else one.kind, low=one.middle, high=one.middle)
        for row in rows
        for one in row.marks
    ]
    studies = dict.fromkeys(pair.study.id for pair in members)
    sizes = [pair.study.n for pair in members if pair.study.n]
    return Row(
        label=f"{len(studies)} crossovers",
        what=_kinds(members, subject),
        when="varied",
        people=f"{min(sizes)}–{max(sizes)}" if sizes else "?",
        figure="not computed",
        marks=tuple(marks),
        is_plain=True,
        source="",
    )


def _kinds(members: Sequence[Pair], subject: Subject) -> str:
    """Return what several trials compared: `infusion v placebo, midazolam`."""
    shorts = subject.shorts
    sides = []
    for found in ([pair.treated for pair in members], [pair.compared for pair in members]):
        names = dict.fromkeys(shorts.get(one.result.arm or "", "") for one in found if one)
        sides.append(", ".join(filter(None, names)))
    return shorten(" v ".join(filter(None, sides)), pair_words.LONGEST)


def _brief(pairs: Sequence[Pair]) -> list[str]:
    """Return what must be known to read the figure, in few words."""
    marks = [one for pair in pairs for one in (pair.treated, pair.compared) if one]
    notes = [pair_words.UNROUNDED] if any(map(arms.is_off, pairs)) else []
    if any(pair.difference and pair.difference.how == "estimated" for pair in pairs):
        notes.append("≈: from rounded shares.")
    if any(one.low is None and one.share is not None for one in marks):
        notes.append("No line: people per arm not given.")
    return [*notes, *brackets(map(people, pairs)), *signs(pairs, is_brief=True)]


def _notes(pairs: Sequence[Pair]) -> list[str]:
    """Return what must be known to read the figure."""
    marks = [one for pair in pairs for one in (pair.treated, pair.compared) if one]
    notes = []
    if any(one.low is not None for one in marks):
        notes.append("95% intervals: Wilson (shares), Newcombe (differences, treated minus compared).")
    if any(map(arms.is_off, pairs)):
        notes.append(pair_words.UNROUNDED)
    if any(pair.difference and pair.difference.how == "estimated" for pair in pairs):
        notes.append("≈: counts worked out from rounded shares.")
    if any(one.low is None and one.share is not None for one in marks):
        notes.append("No line, no interval: people per arm not given.")
    if any(pair.difference and pair.difference.how == "printed" for pair in pairs):
        notes.append("Printed: the source's own difference.")
    drawn = [id(pair.compared.result) for pair in pairs if pair.compared]
    if len(set(drawn)) < len(drawn):
        notes.append("Doses of one trial share one comparison, drawn once.")
    return [*notes, *brackets(map(people, pairs)), *signs(pairs)]
