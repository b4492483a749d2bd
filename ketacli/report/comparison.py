"""Figures of the same measure side by side: what each document says, what each study found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli.model import LEVELS, VERDICTS, Claim, Quantity, Result, Study

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ketacli.model import Dispute


class Row(NamedTuple):
    """A figure, and who gives it: a claim of a document, or a study.

    `source` is the id of the document or study; `claim` the claim that gives the figure, None for a study. `n` is how
    many people the figure is of; where the study gives that for no arm it is the size of the study, and
    `is_study_size` is true. `level` is the claim's confidence, `verdict` the least favourable that a chosen claim with a
    figure of this measure has against the study, None where the study is held against other claims only. `caveats` counts
    those of the claim. `contradictions` are those in which the claim stands; of a study those with a chosen claim on another
    side, a claim that gives a figure of this measure if there is one. `contested` says whether one of them is direct. Arm, comparator, population, outcome and time are what a claim's scope or a study's
    result says they are.
    """

    source: str
    figure: Quantity | Result
    claim: str | None = None
    n: int | None = None
    design: str | None = None
    level: str | None = None
    verdict: str | None = None
    contested: bool = False
    contradictions: tuple[str, ...] = ()
    caveats: int = 0
    is_study_size: bool = False
    arm: str | None = None
    comparator: str | None = None
    population: str | None = None
    outcome: str | None = None
    timepoint: str | None = None

    @property
    def events(self) -> int | None:
        """How many of the `n` people had it, where the study says so."""
        return self.figure.events if isinstance(self.figure, Result) else None


class Block(NamedTuple):
    """The figures of one measure: those of documents first, then those of studies, strongest design first."""

    measure: str
    rows: tuple[Row, ...]


def compare(
    claims: Sequence[Claim],
    studies: Mapping[str, Study],
    starts: Mapping[str, str],
    measures: Iterable[str] | None = None,
) -> list[Block]:
    """Return a block for each measure of which a claim gives a figure, by measure.

    `studies` are those the claims are held against, `starts` the GRADE level that each design starts from for questions of
    effect; `measures`, where given, names the measures wanted.
    """
    given = {quantity.measure for claim in claims for quantity in claim.quantities}
    wanted = given & set(measures) if measures else given
    held = held_against(claims)
    ordered = sorted(
        (name for name in held if name in studies),
        key=lambda name: (-LEVELS.index(starts.get(studies[name].design, LEVELS[0])), name),
    )
    return [Block(measure, tuple(_rows(measure, claims, studies, ordered, held))) for measure in sorted(wanted)]


def _rows(
    measure: str,
    claims: Sequence[Claim],
    studies: Mapping[str, Study],
    ordered: Sequence[str],
    held: Mapping[str, Sequence[Claim]],
) -> list[Row]:
    found = [
        of_claim(claim, quantity) for claim in claims for quantity in claim.quantities if quantity.measure == measure
    ]
    for name in ordered:
        found += [of_study(studies[name], one, held[name]) for one in studies[name].results if one.measure == measure]
    return found


def of_claim(claim: Claim, quantity: Quantity) -> Row:
    """Return a figure of a claim as a row."""
    return Row(
        source=claim.source,
        figure=quantity,
        claim=claim.id,
        level=claim.confidence.level,
        contested=claim.contested,
        contradictions=tuple(dispute.id for dispute in claim.contradictions),
        caveats=len(claim.caveats),
        arm=claim.scope.intervention,
        comparator=claim.scope.comparator,
        population=claim.scope.population,
        outcome=claim.scope.outcome,
        timepoint=claim.scope.timepoint,
    )


def of_study(study: Study, result: Result, claims: Sequence[Claim]) -> Row:
    """Return a figure of a study as a row; `claims` are those chosen that are held against it."""
    giving = [claim for claim in claims if any(quantity.measure == result.measure for quantity in claim.quantities)]
    verdicts = [one.verdict for claim in giving for one in claim.evidence if one.source == study.id]
    disputes = [one for claim in giving or claims for one in claim.contradictions if _names(one, study.id)]
    return Row(
        source=study.id,
        figure=result,
        n=result.n or study.n,
        design=study.design,
        verdict=max(verdicts, key=VERDICTS.index) if verdicts else None,
        contested=any(dispute.relation == "direct" for dispute in disputes),
        contradictions=tuple(dict.fromkeys(dispute.id for dispute in disputes)),
        is_study_size=result.n is None and study.n is not None,
        arm=result.arm,
        comparator=result.comparator,
        population=result.population,
        outcome=result.outcome,
        timepoint=result.timepoint,
    )


def _names(dispute: Dispute, source: str) -> bool:
    return any(source in side.sources for side in dispute.others)


def held_against(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Return, for each study, the claims that are held against it."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for evidence in claim.evidence:
            found.setdefault(evidence.source, []).append(claim)
    return found
