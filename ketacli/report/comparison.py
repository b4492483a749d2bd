"""Figures of the same measure side by side: what each document says, what each study found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple, dataclass, field, replace
from ketacli.model import LEVELS, VERDICTS, Claim, Contradiction, Document, Quantity, Result, Study
from ketacli.quantities import dimension
from ketacli.report import arms
from ketacli.report.arms import group_of, read_so

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ketacli.model import Dispute
    from ketacli.store import Store


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, and who gives it: a claim of a document, or a study.

    `source` is the id of the document or study; `claim` the claim that gives the figure, None for a study. `n` is how
    many people the figure is of; where the study gives that for no arm it is the size of the study, and
    `is_study_size` is true. `level` is the claim's confidence, `rating` what it is printed as. `verdicts` are a study's on the chosen claims that its figure
    bears on, by claim: those that give a figure of the same measure and statistic, and those whose figure of this measure is
    of a statistic that the study gives none of. `caveats` counts those of the claim; a study has `limitations` instead.
    `contradictions` are those in which the claim stands; of a study those with a claim that its figure bears on, or, where no
    claim checked against it gives a figure of this measure, with any of these claims, on another side. `read` is how a study was read. `contested` says whether
    one of them is direct. Arm, comparator, population, outcome and time are what a claim's scope or a study's result says
    they are; `both` is what all arms of a trial got besides, or did without. Arms of a study that belong together share an id
    in `pairs`; one that several were compared with has several. `worked_ci` is keta's own 95 % interval of a share (Wilson), `difference` that
    of a treated arm from the compared one, in 100 people.
    """

    source: str
    figure: Quantity | Result
    claim: str | None = None
    n: int | None = None
    design: str | None = None
    level: str | None = None
    rating: str | None = None
    verdicts: Mapping[str, str] = field(default_factory=dict)
    contested: bool = False
    contradictions: tuple[str, ...] = ()
    caveats: int | None = None
    read: str | None = None
    limitations: str | None = None
    is_study_size: bool = False
    arm: str | None = None
    comparator: str | None = None
    population: str | None = None
    outcome: str | None = None
    timepoint: str | None = None
    both: str | None = None
    role: str | None = None
    pairs: tuple[str, ...] = ()
    worked_ci: tuple[float, float] | None = None
    difference: arms.Difference | None = None

    @property
    def events(self) -> int | None:
        """How many of the `n` people had it, where the study says so."""
        return self.figure.events if isinstance(self.figure, Result) else None

    @property
    def verdict(self) -> str | None:
        """The least favourable of the verdicts; None where there is none."""
        return max(self.verdicts.values(), key=VERDICTS.index, default=None)


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one measure: those of documents first, then those of studies, strongest design first."""

    measure: str
    rows: tuple[Row, ...]


class Company(NamedTuple):
    """What figures must not travel without on a page that stands alone: who gives them, whole, and of which store.

    `claims` are those that give a figure or that a verdict is on, `contradictions` those they or the figures stand in,
    `documents` and `studies` all that these name, `mentioned` the claims on the sides of the contradictions.
    """

    claims: tuple[Claim, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    documents: tuple[Document, ...] = ()
    studies: tuple[Study, ...] = ()
    mentioned: Mapping[str, Claim] = {}
    digest: str = ""
    licence: str | None = None


def compare(
    claims: Sequence[Claim],
    studies: Mapping[str, Study],
    starts: Mapping[str, str],
    measures: Iterable[str] | None = None,
    is_wanted: Callable[[str | None], bool] | None = None,
) -> list[Block]:
    """Return a block for each measure of which a claim gives a figure, under its own name or by its definition, by measure.

    `studies` are those the claims are checked against, `starts` the GRADE level that each design starts from for questions of
    effect. `measures`, where given, names the measures wanted; of these studies alone may give figures. `is_wanted` says of which treatments
    studies' figures are; an arm that one of these was compared with comes along.
    """
    given = {name for claim in claims for one in claim.quantities for name in (one.measure, one.defined_as) if name}
    wanted = set(measures) if measures else given
    held = held_against(claims)
    ordered = sorted(
        (name for name in held if name in studies),
        key=lambda name: (-LEVELS.index(starts.get(studies[name].design or "", LEVELS[0])), name),
    )
    rows: dict[str, list[Row]] = {measure: [] for measure in sorted(wanted)}
    for claim in claims:
        for quantity in claim.quantities:
            if quantity.measure in rows:
                rows[quantity.measure].append(of_claim(claim, quantity))
    for name in ordered:
        asked = None if is_wanted is None else _asked(studies[name], is_wanted)
        paired = _paired(studies[name], rows)
        for result in studies[name].results:
            if result.measure in rows and (asked is None or id(result) in asked):
                row = of_study(studies[name], result, held[name])
                rows[result.measure].append(replace(row, **paired.get(id(result), {})))
    return [Block(measure, tuple(found)) for measure, found in rows.items() if found]


def _paired(study: Study, measures: Iterable[str]) -> dict[int, dict[str, Any]]:
    """Return what keta works out for the figures of a study's arms, by identity: pairs, intervals, differences."""
    found: dict[int, dict[str, Any]] = {}
    for number, pair in enumerate(arms.pairs(study, measures), 1):
        for one in (pair.treated, pair.compared):
            if one is None:
                continue
            told = found.setdefault(id(one.result), {"pairs": ()})
            if pair.treated and pair.compared:
                told["pairs"] = (*told["pairs"], f"{study.id}/{number}")
            if one.low is not None and one.high is not None and not one.is_reported:
                told["worked_ci"] = (round(one.low, 1), round(one.high, 1))
        if pair.treated and pair.difference:
            found[id(pair.treated.result)]["difference"] = pair.difference
    return found


def _asked(study: Study, is_wanted: Callable[[str | None], bool]) -> set[int]:
    """Return the figures of a study that are of the treatments asked for, or of what these were compared with."""
    found = {id(one) for one in study.results if one.role != "compared" and is_wanted(one.arm)}
    for pair in arms.pairs(study):
        if pair.treated and pair.compared and id(pair.treated.result) in found:
            found.add(id(pair.compared.result))
    return found


def company(store: Store, claims: Sequence[Claim], rows: Sequence[Row]) -> Company:
    """Return what stands behind these figures; `claims` are those that were chosen."""
    named = {name for row in rows for name in (row.claim, *row.verdicts)}
    given = [claim for claim in claims if claim.id in named]
    disputes = [one.id for claim in given for one in claim.contradictions]
    disputes += [name for row in rows for name in row.contradictions]
    contradictions = [one for one in store.get_many(dict.fromkeys(disputes)).values() if isinstance(one, Contradiction)]
    sides = [side for one in contradictions for side in one.sides]
    mentioned = {
        name: one
        for name, one in store.get_many(dict.fromkeys(name for side in sides for name in side.claims)).items()
        if isinstance(one, Claim)
    }
    sources = [row.source for row in rows]
    sources += [claim.source for claim in (*given, *mentioned.values())]
    sources += [evidence.source for claim in given for evidence in claim.evidence]
    sources += [name for side in sides for name in side.sources]
    found = store.get_many(sorted(set(sources))).values()
    return Company(
        tuple(given),
        tuple(contradictions),
        tuple(one for one in found if isinstance(one, Document)),
        tuple(one for one in found if isinstance(one, Study)),
        mentioned,
        store.digest,
        store.licence,
    )


def of_claim(claim: Claim, quantity: Quantity) -> Row:
    """Return a figure of a claim as a row."""
    return Row(
        source=claim.source,
        figure=quantity,
        claim=claim.id,
        level=claim.confidence.level,
        rating=claim.printed,
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
    """Return a figure of a study as a row; `claims` are those chosen that are checked against it."""
    giving = [claim for claim in claims if any(quantity.measure == result.measure for quantity in claim.quantities)]
    near = [claim for claim in giving if _bears_on(study, result, claim)]
    disputes = [one for claim in (near if giving else claims) for one in claim.contradictions if _names(one, study.id)]
    is_pooled = group_of(study.design or "") == "reviews"  # a review's people are not those of one of its figures
    return Row(
        source=study.id,
        figure=result,
        n=result.n or (None if is_pooled else study.n),
        design=study.design,
        verdicts={claim.id: one.verdict for claim in near for one in claim.evidence if one.source == study.id},
        contested=any(dispute.relation == "direct" for dispute in disputes),
        contradictions=tuple(dict.fromkeys(dispute.id for dispute in disputes)),
        limitations=study.limitations,
        read=read_so(study, result),
        is_study_size=result.n is None and study.n is not None and not is_pooled,
        arm=result.arm,
        comparator=result.comparator,
        population=result.population,
        outcome=result.outcome,
        timepoint=result.timepoint,
        role=result.role,
        both=study.both if result.role or result.comparator else None,
    )


def _bears_on(study: Study, result: Result, claim: Claim) -> bool:
    """Whether a figure of a study is that by which a claim with a figure of its measure is judged.

    A mean speaks of means and not of the longest time that somebody saw; where the study has no figure of the claim's kind
    the claim is judged by all that it has of the measure. What the comparator did is said of the comparator, and no evidence on
    a claim about the treatment.
    """
    if result.role == "compared" and result.arm != claim.scope.intervention:
        return False
    alike = [one for one in study.results if any(_compares(one, quantity) for quantity in claim.quantities)]
    return result in alike or not any(one.measure == result.measure for one in alike)


def _compares(one: Result, other: Quantity) -> bool:
    """Whether two figures can be compared with each other."""
    return (one.measure, one.statistic, dimension(one.unit)) == (
        other.measure,
        other.statistic,
        dimension(other.unit),
    )


def _names(dispute: Dispute, source: str) -> bool:
    return any(source in side.sources for side in dispute.others)


def held_against(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Return, for each study, the claims that are checked against it."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for evidence in claim.evidence:
            found.setdefault(evidence.source, []).append(claim)
    return found
