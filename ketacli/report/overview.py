"""`overview`: what pages claim and what studies found, a strip a claim, for one slide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.frozen import NamedTuple
from ketacli.labels import capital
from ketacli.model import IMPORTANCES
from ketacli.quantities import ancestors
from ketacli.report import arms, card, rates, timing
from ketacli.report.claimed import figure_of
from ketacli.report.moments import moment
from ketacli.report.subject import TYPES, fits, measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.model import Claim, Document, Quantity, Study
    from ketacli.report.axis import Axis
    from ketacli.report.figure import Figure, Mark, Row
    from ketacli.report.subject import Subject

MOST = 5
"""The most claims of an overview."""

_STUDIES = ("study", "review")
"""What studies a claim is shown beside: a rule or a label finds nothing."""

_WORDS = 25
"""The most words of what is so instead."""


_ABOUT = 2
"""A study's time is that of a claim if neither is more than this many times the other."""


class Strip(NamedTuple):
    """A claim beside what studies found: its verdict, page and words, its figure, marks on an axis of its own, what is so.

    `pairs` are the marks of each study: the treated, and those compared if there are any. `about` says what they are of:
    outcome, treatment, times.
    """

    verdict: str
    page: str
    text: str
    figure: str
    axis: Axis
    claimed: Mark
    pairs: tuple[tuple[Mark, ...], ...]
    in_fact: str
    studies: tuple[str, ...]
    about: str = ""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of all studies."""
        return tuple(mark for pair in self.pairs for mark in pair)

    def sources(self, most: int = 3) -> str:
        """Return the labels of studies, at most so many of them: `Abbar 2022, Su 2023 and 2 more`."""
        rest = len(self.studies) - most
        return ", ".join(self.studies[:most]) + (f" and {rest} more" if rest > 0 else "")


class Overview(NamedTuple):
    """The strips of an overview, with what is said above and below."""

    title: str
    strips: tuple[Strip, ...]
    subject: str
    notes: tuple[str, ...]
    origin: str
    studies: tuple[Study, ...] = ()
    pages: tuple[Document, ...] = ()
    digest: str = ""
    kind: str = "overview"


def overview(subject: Subject, most: int = MOST) -> Overview:
    """Return the overview of the claims with a figure that studies can be compared with, at most so many.

    Core claims come first, each kind of rating that occurs once before any twice, one that holds if there is one.
    """
    chosen = _chosen(_candidates(subject), subject, most)
    strips = [strip for strip, _ in chosen]
    return Overview(
        title="What the pages claim, what studies found",
        strips=tuple(strips),
        subject="treated",
        notes=tuple(_notes(strips)),
        origin=subject.origin,
        studies=tuple({study.id: study for _, figure in chosen for study in figure.studies}.values()),
        pages=subject.pages,
        digest=subject.digest,
    )


class _Candidate(NamedTuple):
    """A figure of a claim that may have a strip; `kind` and `measure` say in which single figure it is."""

    claim: Claim
    quantity: Quantity
    kind: str
    measure: str
    verdict: str

    @property
    def rank(self) -> tuple[int, int, str]:
        """Where it is in the order: core before minor, worst verdict first."""
        return IMPORTANCES.index(self.claim.importance), list(card.VERDICTS).index(self.verdict), self.claim.id


def _candidates(subject: Subject) -> list[_Candidate]:
    found = []
    for claim in subject.claims:
        for kind in ("rates", "timing"):
            quantity = next((one for one in claim.quantities if fits(kind, one)), None)
            if quantity and not claim.repeats and claim.type in TYPES:
                verdict = claim.printed
                found.append(_Candidate(claim, quantity, kind, measure_of(quantity), verdict))
    return sorted(found, key=lambda one: one.rank)


def _notes(strips: Sequence[Strip]) -> list[str]:
    logs = any(strip.axis.is_log for strip in strips)
    steps = "; where times are named, steps are not equal" if logs else ""
    return [
        f"Each row has its own axis{steps}.",
        "Studies are of the claim's outcome, treatment and time; intervals, and what is left out, are in the single figures.",
    ]


def _chosen(found: Sequence[_Candidate], subject: Subject, most: int) -> list[tuple[Strip, Figure]]:
    made: dict[tuple[str, str], tuple[Strip, Figure] | None] = {}

    def strip_of(one: _Candidate) -> tuple[Strip, Figure] | None:
        if (one.claim.id, one.kind) not in made:
            figure = (
                timing.figure([one.measure], subject) if one.kind == "timing" else rates.figure(one.measure, subject)
            )
            strip = _strip(one, figure, subject)
            made[one.claim.id, one.kind] = (strip, figure) if strip else None
        return made[one.claim.id, one.kind]

    holding = next((one for one in found if one.verdict == "supported" and strip_of(one)), None)
    chosen = [holding] if holding else []
    for is_new in (True, False):
        for one in found:
            verdicts = {other.verdict for other in chosen}
            measures = {other.measure for other in chosen}
            if len(chosen) == most or one.measure in measures or (is_new and one.verdict in verdicts):
                continue
            if strip_of(one):
                chosen.append(one)
    return [pair for one in sorted(chosen, key=lambda one: one.rank) if (pair := strip_of(one))]


def _strip(candidate: _Candidate, figure: Figure, subject: Subject) -> Strip | None:
    """Return the strip of a claim, if studies have its outcome, treatment and time: others say nothing of it."""
    claim, quantity = candidate.claim, candidate.quantity
    row = next((one for one in figure.rows if claim.id in one.claims and one.marks), None)
    is_scale = row is not None and any(
        row in band.rows and band.heading == arms.GROUPS["scale"] for band in figure.bands
    )
    bands = [band for band in figure.bands if (band.heading == arms.GROUPS["scale"]) == is_scale]
    known = {study.id for study in figure.studies if study.kind in _STUDIES}
    near = [one for band in bands for one in band.rows if one.source in known and one.marks]
    studies = [one for one in near if _is_of(claim, one, subject)]
    pooled = {id(one) for band in bands if band.heading == arms.GROUPS["reviews"] for one in band.rows}
    trials = [one for one in studies if len(one.marks) > 1 and id(one) not in pooled]
    studies = trials if len(trials) > 1 else studies
    if row is None or not studies:
        return None
    return Strip(
        verdict=row.verdict,
        page=row.label,
        text=row.what,
        figure=figure_of(quantity),
        axis=figure.axis,
        claimed=row.marks[0],
        pairs=tuple(one.marks for one in studies),
        in_fact=_in_fact(claim),
        studies=tuple(dict.fromkeys(one.label for one in studies)),
        about=_about(candidate, studies, subject),
    )


def _is_of(claim: Claim, row: Row, subject: Subject) -> bool:
    """Whether a study's row is of the treatment and the time of a claim, as far as the claim says them."""
    treatment, at = claim.scope.intervention, moment(claim.scope.timepoint)
    forms = {mark.form for mark in row.marks if mark.form}
    if treatment is not None and any(treatment not in ancestors(form, subject.broader) for form in forms):
        return False
    if at is None or row.when in ("", "varied"):
        return at is None or not row.when
    then = moment(row.when)
    return then is not None and at <= _ABOUT * then and then <= _ABOUT * at


def _about(candidate: _Candidate, rows: Sequence[Row], subject: Subject) -> str:
    """Return what the marks of studies are of: `Responded (score halved), infusion, 24 h to day 28`."""
    record = subject.measures[candidate.measure]
    heading = str(record.get("heading") or record["name"]).removesuffix(", of 100")
    treatment = subject.shorts.get(candidate.claim.scope.intervention or "", "")
    treatment = "" if treatment in heading.split() else treatment
    times = sorted((at, row.when) for row in rows if (at := moment(row.when)) is not None)
    ends = list(dict.fromkeys(words for _, words in (*times[:1], *times[-1:])))
    return ", ".join(filter(None, (capital(heading), treatment, " to ".join(ends))))


def _in_fact(claim: Claim) -> str:
    """Return what is so instead, in whole sentences of at most 25 words together; the note of a source where it holds."""
    text = claim.in_fact or next((one.note for one in claim.evidence if one.verdict == "supports"), "")
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z0-9])", text)
    kept = [sentences[0]]
    for sentence in sentences[1:]:
        if len(" ".join([*kept, sentence]).split()) > _WORDS:
            break
        kept.append(sentence)
    return " ".join(kept)
