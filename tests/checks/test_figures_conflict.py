"""Which figures conflict, which pairs are settled, and which of them is reported.

Sorting by interval finds the same conflicts as holding every pair of figures against each other.
"""

from __future__ import annotations

import re
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli import quantities
from ketacli.checks import figures_conflict
from ketacli.checks._finding import Finding
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


def to_write(one: str, facing: str) -> str:
    """Return the hint of a conflict between a claim and others."""
    sides = f"sides: [{{says: …, claims: [{one}]}}, {{says: …, claims: [{facing}]}}]"
    return (
        f"write under `contradictions`: `- {{id: …, relation: direct, {sides}, why: …}}` (`apparent` or `scope` where both "
        "hold), give the claims their `scope`, or correct the figure"
    )


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


class Shown:
    """What a check gets to see."""

    def __init__(self, **shown: Any) -> None:
        self.__dict__.update(shown)


def view(
    claims: list[Claim],
    facing: dict[str, list[set[str]]] | None = None,
    unread: str = "",
    interventions: dict[str, str | None] | None = None,
) -> Any:
    """Return a view of claims: whom each faces in its contradictions, and the text of records that cannot be read."""
    sides = {name: [(frozenset(ids), frozenset[str]()) for ids in each] for name, each in (facing or {}).items()}
    return Shown(
        claims=[(f"item of {one.id}", one) for one in claims],
        sides=sides,
        tolerance=TOLERANCE,
        broader={"population": BROADER, "intervention": interventions or {}}.__getitem__,
        loaded=SimpleNamespace(files=[SimpleNamespace(name="store.yaml", text=unread)], items=[], guests=[]),
    )


def days(*values: float | dict[str, Any]) -> list[Quantity]:
    """Return figures in days."""
    changes = [value if isinstance(value, dict) else {"value": value} for value in values]
    return [Quantity(**{"measure": "score", "statistic": "mean", "unit": "d", **one}) for one in changes]


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


def reported(*figures: list[Quantity], **others: Any) -> list[str]:
    """Return the claims at which a conflict is reported, each with the claims that its message names."""
    claims = [claim(number, None, found) for number, found in enumerate(figures)]
    found = figures_conflict.check(view(claims, **others))
    return [" ".join([str(one.item), *re.findall(r"claim-\d", one.message)]).removeprefix("item of ") for one in found]


def test_a_conflict_is_reported_at_the_figure_of_the_later_claim_with_both_figures_and_what_to_write():
    claims = [claim(0, None, days(19)), claim(1, None, days({"value": 8, "unit": "wk", "measure": "other"}, 80))]
    message = "`80 days (mean)` conflicts with `19 days (mean)` of `claim-0`, and no contradiction has them on different sides"
    hint = to_write("claim-1", "claim-0")
    expected = Finding("item of claim-1", ("quantities", 1), message, hint)  # type: ignore[arg-type]
    assert list(figures_conflict.check(view(claims))) == [expected]


@pytest.mark.parametrize(
    ("others", "listed"),
    [
        (2, "`19 days (mean)` of `claim-0` and `20 days (mean)` of `claim-1`"),
        (3, "`19 days (mean)` of `claim-0`, `20 days (mean)` of `claim-1` and `21 days (mean)` of `claim-2`"),
        (4, "`19 days (mean)` of `claim-0`, `20 days (mean)` of `claim-1`, `21 days (mean)` of `claim-2` and 1 more"),
        (5, "`19 days (mean)` of `claim-0`, `20 days (mean)` of `claim-1`, `21 days (mean)` of `claim-2` and 2 more"),
    ],
)
def test_one_wrong_figure_among_many_is_reported_once_and_names_up_to_three(others, listed):
    values = [*[19, 20, 21, 19, 20][:others], 190]
    claims = [claim(number, None, days(value)) for number, value in enumerate(values)]
    message = f"`190 days (mean)` conflicts with {listed}, and no contradiction has them on different sides"
    named = [f"claim-{number}" for number in range(others)]
    hint = to_write(f"claim-{others}", ", ".join(named if others <= 3 else [*named[:3], "…"]))
    found = list(figures_conflict.check(view(claims)))
    assert [(one.route, one.message, one.hint) for one in found] == [(("quantities", 0), message, hint)]


def test_the_figure_with_the_most_conflicts_is_reported_wherever_it_stands():
    assert reported(days(190), days(19), days(20)) == ["claim-0 claim-1 claim-2"]
    assert reported(days(19), days(190), days(20)) == ["claim-1 claim-0 claim-2"]


def test_what_is_left_after_the_busiest_figure_is_reported_too():
    assert reported(days(19), days(19), days(190), days(190, 1900)) == [
        "claim-3 claim-0 claim-1 claim-2",
        "claim-3 claim-0 claim-1",
        "claim-2 claim-0 claim-1",
    ]


def test_conflicts_that_have_nothing_to_do_with_the_busiest_figure_are_reported_after_it():
    weeks = [days({"value": value, "unit": "wk", "measure": "other"}) for value in (1, 2)]
    assert reported(*weeks, days(190), days(19), days(19)) == ["claim-2 claim-3 claim-4", "claim-1 claim-0"]


def test_a_claim_with_two_figures_in_conflict_is_named_once():
    claims = [claim(0, None, days(19, 21)), claim(1, None, days(190))]
    (found,) = figures_conflict.check(view(claims))
    message = "`190 days (mean)` conflicts with `21 days (mean)` of `claim-0`, and no contradiction has them on different sides"
    hint = to_write("claim-1", "claim-0")
    assert (found.message, found.hint) == (message, hint)


def test_figures_of_one_claim_do_not_conflict_with_each_other():
    assert reported(days(19, 190), days({"value": 5, "unit": "%"})) == []


def test_a_range_that_is_upside_down_conflicts_with_nothing_and_the_next_figure_is_still_held_against_others():
    assert reported(days({"low": 200, "high": 190}, 19), days(190)) == ["claim-1 claim-0"]
    assert reported(days({"low": 200, "high": 190}), days(19)) == []


def test_claims_that_face_each_other_are_settled_and_others_are_not():
    facing = {"claim-0": [{"claim-9"}, {"claim-1", "claim-8"}], "claim-1": [{"claim-0"}]}
    assert reported(days(19), days(190), facing=facing) == []
    assert reported(days(19), days(190), facing={"claim-0": [{"claim-2"}], "claim-1": [{"claim-2"}]}) == [
        "claim-1 claim-0"
    ]
    assert reported(days(19), days(190), days(190), facing=facing) == ["claim-2 claim-0"]


@pytest.mark.parametrize(
    ("unread", "found"),
    [
        ("contradictions:\n  - {sides: [claim-0, claim-1]}\n", []),
        ("contradictions:\n  - {sides: [claim-0]}\n", ["claim-1 claim-0"]),
        ("contradictions:\n  - {sides: [claim-1]}\n", ["claim-1 claim-0"]),
        ("contradictions:\n  - {sides: [claim-2]}\n", ["claim-1 claim-0"]),
    ],
)
def test_claims_that_both_stand_in_records_that_cannot_be_read_may_face_each_other_there(unread, found):
    assert reported(days(19), days(190), unread=unread) == found


@pytest.mark.parametrize(
    ("first", "second", "settled"),
    [
        (None, "claim-0", True),
        ("claim-1", None, True),
        ("claim-9", "claim-9", True),
        ("claim-8", "claim-9", False),
        (None, "claim-9", False),
    ],
)
def test_a_copy_does_not_conflict_with_what_it_repeats_or_with_another_copy(first, second, settled):
    one = claim(0, None, days(19))._replace(repeats=first)
    other = claim(1, None, days(190))._replace(repeats=second)
    assert (list(figures_conflict.check(view([one, other]))) == []) is settled


@pytest.mark.parametrize(
    ("one", "other", "conflicting"),
    [
        ({"low": 1, "high": 2}, {"low": 3, "high": 4}, True),
        ({"low": 1, "high": 3}, {"low": 2, "high": 4}, False),
        ({"value": 2, "qualifier": "less-than"}, {"low": 2, "high": 4}, True),
        ({"value": 2, "qualifier": "at-most"}, {"low": 2, "high": 4}, False),
        ({"value": 2, "qualifier": "at-most"}, {"value": 2, "qualifier": "more-than"}, True),
        ({"value": 2, "statistic": "threshold"}, {"value": 2, "qualifier": "at-least", "statistic": "threshold"}, False),
        ({"value": 2, "statistic": "threshold"}, {"value": 3, "qualifier": "at-least", "statistic": "threshold"}, True),
        ({"value": 2, "statistic": "median"}, {"value": 3}, False),
        ({"value": 2, "measure": "other"}, {"value": 3}, False),
        ({"value": 2, "unit": "%"}, {"value": 300}, False),
        ({"value": 1975, "unit": None}, {"value": 1976, "unit": None}, True),
    ],
)  # fmt: skip
def test_disjoint_intervals_and_unequal_thresholds_conflict_and_overlap_does_not(one, other, conflicting):
    assert reported(days(one), days(other)) == (["claim-1 claim-0"] if conflicting else [])
    assert reported(days(other), days(one)) == (["claim-1 claim-0"] if conflicting else [])


def test_a_threshold_is_held_against_thresholds_whatever_else_of_its_measure_stands_before_it():
    bounds = [{"value": value, "qualifier": "at-least", "statistic": "threshold"} for value in (2, 3)]
    assert reported(days(2), *map(days, bounds)) == ["claim-2 claim-1"]


@pytest.mark.parametrize(
    ("one", "other", "conflicting"),
    [
        (Scope(), Scope(), True),
        (Scope(population="resistant"), Scope(), True),
        (Scope(population="resistant"), Scope(population="depression"), True),
        (Scope(population="resistant"), Scope(population="bipolar"), False),
        (Scope(intervention="slow-iv"), Scope(intervention="ketamine"), True),
        (Scope(intervention="slow-iv"), Scope(intervention="spray"), False),
        (Scope("resistant", "slow-iv"), Scope("depression", "spray"), False),
        (Scope("resistant", "slow-iv"), Scope("bipolar", "ketamine"), False),
    ],
)
def test_only_figures_of_related_people_and_treatments_conflict(one, other, conflicting):
    first, second = (claim(0, None, days(19))._replace(scope=one), claim(1, None, days(190))._replace(scope=other))
    interventions = {"slow-iv": "ketamine", "spray": "ketamine", "ketamine": None}
    for claims in ([first, second], [second, first]):
        assert bool(list(figures_conflict.check(view(claims, interventions=interventions)))) is conflicting
