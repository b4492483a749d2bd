"""Sorting by interval finds the same conflicts as holding every pair of figures against each other."""

from __future__ import annotations

from itertools import combinations
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ketacli import quantities
from ketacli.checks import figures_conflict
from ketacli.model import Claim, Confidence, Quantity, Scope
from ketacli.quantities import Tolerance

BROADER = {"resistant": "depression", "bipolar": "depression", "depression": None}
TOLERANCE = Tolerance()

amounts = st.one_of(
    st.builds(lambda value: {"value": value}, st.integers(-20, 40)),
    st.builds(lambda low, more: {"low": low, "high": low + more}, st.integers(-20, 40), st.integers(0, 20)),
)
figures = st.builds(
    lambda amount, statistic, unit, qualifier: Quantity("score", statistic, unit=unit, qualifier=qualifier, **amount),
    amounts,
    st.sampled_from(["mean", "threshold", "date"]),
    st.sampled_from(["d", "wk", "%", None]),
    st.sampled_from([None, None, "about", "at-least", "more-than", "at-most", "less-than"]),
)
populations = st.sampled_from([None, "depression", "resistant", "bipolar"])
stores = st.lists(st.tuples(populations, st.lists(figures, max_size=2)), max_size=8)


def claim(number: int, population: str | None, found: list[Quantity]) -> Claim:
    return Claim(
        id=f"claim-{number}",
        type="rate",
        topics=("relapse",),
        importance="core",
        statement="People relapse.",
        source="overview",
        quote=("relapse",),
        passage=(0, 7),
        attribution="assertion",
        hedging="asserted",
        confidence=Confidence("course", "not-rated", "Nothing found."),
        scope=Scope(population=population),
        quantities=tuple(found),
    )


def view(claims: list[Claim]) -> Any:
    return SimpleNamespace(
        claims=[(None, one) for one in claims],
        sides={},
        tolerance=TOLERANCE,
        broader=lambda kind: BROADER if kind == "population" else {},
        draft=SimpleNamespace(files=[], items=[], guests=[]),
    )


def by_pairs(claims: list[Claim]) -> set[str]:
    """Return the pairs of claims that conflict, found the slow way."""
    return {
        f"{one.id} {other.id}"
        for one, other in combinations(claims, 2)
        for first in one.quantities
        for second in other.quantities
        if quantities.conflict(first, second, TOLERANCE)
        and quantities.is_related(one.scope.population, other.scope.population, BROADER)
    }


@given(stores)
def test_every_conflicting_pair_is_found_and_no_other(given_store):
    claims = [claim(number, *one) for number, one in enumerate(given_store)]
    found = {
        " ".join(sorted((claims[one.claim].id, claims[other.claim].id)))
        for one, other in figures_conflict._conflicting(view(claims))  # noqa: SLF001 - the law is about it
        if one.claim != other.claim
    }
    assert found == by_pairs(claims)


@given(stores)
def test_something_is_reported_just_when_two_claims_conflict(given_store):
    claims = [claim(number, *one) for number, one in enumerate(given_store)]
    assert bool(list(figures_conflict.check(view(claims)))) == bool(by_pairs(claims))


def test_one_wrong_figure_among_many_is_reported_once():
    days = [Quantity("score", "mean", value=value, unit="d") for value in (19, 20, 190, 19, 20)]
    claims = [claim(number, None, [one]) for number, one in enumerate(days)]
    messages = [finding.message for finding in figures_conflict.check(view(claims))]
    others = "`19 days (mean)` of `claim-0`, `20 days (mean)` of `claim-1`, `19 days (mean)` of `claim-3` and 1 more"
    wanted = f"`190 days (mean)` conflicts with {others}, and no contradiction has them on different sides"
    assert messages == [wanted]
