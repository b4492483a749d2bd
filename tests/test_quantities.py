"""How figures read, which values they stand for, and which of them cannot both hold."""

import copy
import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.model import Quantity, Result
from ketacli.quantities import (
    UNITS,
    Interval,
    Statistic,
    Tolerance,
    Unit,
    ancestors,
    bound,
    confidence_interval,
    conflict,
    dimension,
    figure,
    fits,
    interval,
    is_related,
    number,
    phrase,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (19, "19"),
        (19.0, "19"),
        (0, "0"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (-14, "-14"),
        (2.06, "2.06"),
        (1975, "1975"),
        (9999, "9999"),
        (10000, "10,000"),
        (-12000, "-12,000"),
        (1234567.0, "1,234,567"),
        (12000.5, "12,000.5"),
        (10000.5, "10,000.5"),
        (-10000.5, "-10,000.5"),
        (1975.5, "1975.5"),
        (1e-7, "0.0000001"),
    ],
)
def test_a_number_reads_as_people_write_it(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"value": 0.3, "ci": (0.16, 0.55)}, "0.30 (95% CI 0.16 to 0.55)"),
        ({"value": 1, "ci": (0.8, 1.25)}, "1.00 (95% CI 0.80 to 1.25)"),
        ({"value": 1.3, "ci": (0.3, 5.2)}, "1.3 (95% CI 0.3 to 5.2)"),
        ({"value": -0.27, "ci": (-0.5, 0)}, "-0.27 (95% CI -0.50 to 0.00)"),
        ({"value": 12000, "ci": (9000, 15000.5)}, "12,000.0 (95% CI 9000.0 to 15,000.5)"),
        ({"value": 2, "ci": (1, 4)}, "2 (95% CI 1 to 4)"),
        ({"value": 3.94, "ci": (1.54, 10.1)}, "3.94 (95% CI 1.54 to 10.1)"),  # three digits each
        ({"value": 1.54, "ci": (1.2, 10.1)}, "1.54 (95% CI 1.20 to 10.1)"),
        ({"value": 0.3}, "0.3"),
        # What is counted on a scale or in per cent may well be given to fewer places than its interval.
        ({"value": -4, "unit": "{points}", "ci": (-7.31, -0.6)}, "-4 points (95% CI -7.31 to -0.60)"),
        ({"value": 85, "unit": "%", "ci": (80, 88.2)}, "85% (95% CI 80.0 to 88.2)"),
    ],
)
def test_a_ratio_and_the_ends_of_an_interval_have_the_zeros_that_their_neighbours_show(changes, text):
    found = Result(**{"measure": "hazard-ratio", "unit": "1", **changes})
    assert phrase(found) + confidence_interval(found) == text


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_a_number_is_never_rounded(value):
    assert float(number(value).replace(",", "")) == value
    assert "e" not in number(value)


def quantity(**changes: Any) -> Quantity:
    fields: dict[str, Any] = {"measure": "time-to-relapse", "statistic": "typical", **changes}
    return Quantity(**fields)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"value": 19, "unit": "d"}, "19 days"),
        ({"value": 1, "unit": "d"}, "1 day"),
        ({"value": 0.5, "unit": "h"}, "0.5 hours"),
        ({"value": 1, "unit": "mo", "qualifier": "more-than"}, "more than 1 month"),
        ({"value": 19, "unit": "d", "qualifier": "about", "statistic": "mean"}, "about 19 days (mean)"),
        ({"low": 40, "high": 60, "unit": "min"}, "40 to 60 minutes"),
        ({"low": 0, "high": 1, "unit": "wk"}, "0 to 1 weeks"),
        ({"value": 85, "unit": "%", "statistic": "proportion"}, "85%"),
        ({"low": 45, "high": 58, "unit": "%"}, "45 to 58%"),
        ({"value": 50, "unit": "%", "qualifier": "at-least", "statistic": "threshold"}, "at least 50% (threshold)"),
        ({"value": 3, "unit": "mo", "qualifier": "less-than"}, "less than 3 months"),
        ({"value": 2, "unit": "1", "qualifier": "at-most"}, "at most 2"),
        ({"value": 3, "unit": "1", "statistic": "total"}, "3 (in all)"),
        ({"value": 0.5, "unit": "mg/kg"}, "0.5 mg/kg"),
        ({"value": 1, "unit": "mg"}, "1 mg"),
        ({"value": 20, "unit": "mm[Hg]"}, "20 mmHg"),
        ({"value": -14, "unit": "{points}"}, "-14 points"),
        ({"value": 1, "unit": "{points}"}, "1 point"),
        ({"value": 1975}, "1975"),
        ({"low": 1960, "high": 1969}, "1960 to 1969"),
        ({"value": 6, "unit": "d", "statistic": "minimum"}, "6 days (shortest)"),
        ({"value": 45, "unit": "d", "statistic": "maximum"}, "45 days (longest)"),
        ({"value": 6, "unit": "min", "statistic": "minimum"}, "6 minutes (shortest)"),
        ({"value": 45, "unit": "h", "statistic": "maximum"}, "45 hours (longest)"),
        ({"value": 6, "unit": "wk", "statistic": "minimum"}, "6 weeks (shortest)"),
        ({"value": 45, "unit": "mo", "statistic": "maximum"}, "45 months (longest)"),
        ({"value": 6, "unit": "a", "statistic": "minimum"}, "6 years (shortest)"),
        ({"value": 6, "unit": "%", "statistic": "minimum"}, "6% (lowest)"),
        ({"value": 45, "unit": "mg", "statistic": "maximum"}, "45 mg (highest)"),
        ({"value": 3, "unit": "mo", "statistic": "some"}, "3 months (some people)"),
        ({}, ""),
        ({"low": 3}, ""),
    ],
)
def test_a_figure_reads_as_a_phrase(changes, text):
    assert phrase(quantity(**changes)) == text


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_has_a_phrase_without_its_code(unit):
    text = phrase(quantity(value=2, unit=unit))
    assert text.startswith("2")
    assert not set(text) & set("[]{}")


def test_a_result_without_statistic_reads_as_its_number():
    assert phrase(Result(measure="odds-ratio", value=5.6, unit="1")) == "5.6"


def test_a_claim_has_its_figures_in_order_and_once():
    figures = [
        quantity(value=85, unit="%"),
        quantity(value=19, unit="d"),
        quantity(value=85, unit="%", measure="other"),
    ]
    assert figure(figures) == "85%; 19 days"
    assert figure([]) == ""


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("min", "time"),
        ("a", "time"),
        ("%", "proportion"),
        ("1", "count"),
        ("mg/kg", "mass-per-mass"),
        ("mg", "mass"),
        ("mm[Hg]", "pressure"),
        ("{points}", "score"),
        (None, None),
    ],
)
def test_a_unit_has_a_dimension_and_a_year_has_none(unit, found):
    assert dimension(unit) == found


@pytest.mark.parametrize(
    ("unit", "wanted", "fitting"),
    [
        ("d", "time", True),
        ("d", "dose", False),
        ("d", "ratio", False),
        ("1", "count", True),
        ("1", "ratio", True),
        ("1", "time", False),
        ("%", "ratio", False),
        (None, None, True),
        (None, "time", False),
    ],
)
def test_a_unit_fits_measures_of_its_dimension_and_a_count_fits_ratios(unit, wanted, fitting):
    assert fits(unit, wanted) is fitting


NARROW = Tolerance(point=10, about=25)


@pytest.mark.parametrize(
    ("changes", "values"),
    [
        ({"value": 20, "unit": "min"}, Interval(18, 22)),
        ({"value": 20, "unit": "min", "qualifier": "about"}, Interval(15, 25)),
        ({"value": 2, "unit": "h"}, Interval(108, 132)),
        ({"value": 10, "unit": "d"}, Interval(12960, 15840)),
        ({"value": -20, "unit": "{points}"}, Interval(-22, -18)),
        ({"value": 0, "unit": "%"}, Interval(0, 0)),
        ({"low": 20, "high": 40, "unit": "%"}, Interval(20, 40)),
        ({"low": 20, "high": 40, "unit": "%", "qualifier": "about"}, Interval(15, 50)),
        ({"low": -20, "high": 0, "unit": "{points}"}, Interval(-20, 0)),
        ({"low": 0, "high": 40, "unit": "%"}, Interval(0, 40)),
        ({"low": -4, "high": 4, "unit": "{points}", "qualifier": "about"}, Interval(-5, 5)),
        ({"value": 1975}, Interval(1975, 1975)),
        ({"value": 1975, "qualifier": "about"}, Interval(1975, 1975)),
        ({"low": 1960, "high": 1969}, Interval(1960, 1969)),
        ({"value": 2, "unit": "h", "qualifier": "at-least"}, Interval(120, math.inf)),
        ({"value": 2, "unit": "h", "qualifier": "more-than"}, Interval(120, math.inf, is_low_open=True)),
        ({"value": 2, "unit": "h", "qualifier": "at-most"}, Interval(-math.inf, 120)),
        ({"value": 2, "unit": "h", "qualifier": "less-than"}, Interval(-math.inf, 120, is_high_open=True)),
        ({"value": 1975, "qualifier": "more-than"}, Interval(1975, math.inf, is_low_open=True)),
        ({"low": 2, "high": 4, "unit": "h", "qualifier": "at-least"}, Interval(120, math.inf)),
        ({"low": 2, "high": 4, "unit": "h", "qualifier": "at-most"}, Interval(-math.inf, 240)),
    ],
)
def test_a_figure_stands_for_the_values_around_it(changes, values):
    assert interval(quantity(**changes), NARROW) == values


def test_how_wide_a_figure_is_follows_the_tolerance_of_the_store():
    assert interval(quantity(value=100, unit="%"), Tolerance(point=1, about=2)) == Interval(99, 101)
    assert interval(quantity(value=100, unit="%", qualifier="about"), Tolerance(point=1, about=2)) == Interval(98, 102)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Interval(1, 2), Interval(3, 4), True),
        (Interval(1, 3), Interval(2, 4), False),
        (Interval(1, 4), Interval(2, 3), False),
        (Interval(1, 2), Interval(2, 3), False),
        (Interval(1, 2, is_high_open=True), Interval(2, 3), True),
        (Interval(1, 2), Interval(2, 3, is_low_open=True), True),
        (Interval(1, 2, is_high_open=True), Interval(2, 3, is_low_open=True), True),
        (Interval(1, 2, is_low_open=True), Interval(2, 3, is_high_open=True), False),
        (Interval(1, 3, is_high_open=True), Interval(2, 4, is_low_open=True), False),
        (Interval(2, 2), Interval(2, 2), False),
    ],
)
def test_intervals_are_apart_when_no_value_is_in_both_whichever_comes_first(one, other, apart):
    assert (one.is_apart(other), other.is_apart(one)) == (apart, apart)


@pytest.mark.parametrize(
    ("changes", "limits"),
    [
        ({"value": 2, "unit": "1"}, (2, None, "")),
        ({"value": 2, "unit": "1", "qualifier": "at-least"}, (2, None, "")),
        ({"value": 2, "unit": "1", "qualifier": "more-than"}, (2, None, "more-than")),
        ({"value": 2, "unit": "1", "qualifier": "less-than"}, (2, None, "less-than")),
        ({"value": 2, "unit": "h"}, (120, None, "")),
        ({"low": 2, "high": 4, "unit": "h"}, (120, 240, "")),
        ({"value": 1975}, (1975, None, "")),
    ],
)
def test_a_threshold_sets_a_bound_in_the_first_unit_of_its_dimension(changes, limits):
    assert bound(quantity(**changes)) == limits


@pytest.mark.parametrize(
    ("one", "other", "conflicting"),
    [
        ({"value": 19, "unit": "d"}, {"value": 8, "unit": "wk"}, True),
        ({"value": 14, "unit": "d"}, {"value": 2, "unit": "wk"}, False),
        ({"value": 19, "unit": "d"}, {"value": 20, "unit": "d"}, False),
        ({"value": 19, "unit": "d"}, {"value": 8, "unit": "wk", "measure": "onset"}, False),
        ({"value": 19, "unit": "d"}, {"value": 8, "unit": "wk", "statistic": "mean"}, False),
        ({"value": 19, "unit": "d"}, {"value": 80, "unit": "%"}, False),
        ({"value": 19, "unit": "d", "measure": "onset"}, {"value": 80, "unit": "%"}, False),
        ({"value": 50, "unit": "%", "statistic": "threshold"}, {"value": 51, "unit": "%", "statistic": "threshold"}, True),
        ({"value": 60, "unit": "min", "statistic": "threshold"}, {"value": 1, "unit": "h", "statistic": "threshold"}, False),
        (
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-least"},
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-most"},
            True,
        ),
        (
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-most"},
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-least"},
            True,
        ),
        (
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-most"},
            {"value": 2, "unit": "1", "statistic": "threshold"},
            False,
        ),
        (
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "more-than"},
            {"value": 2, "unit": "1", "statistic": "threshold", "qualifier": "at-most"},
            True,
        ),
        ({"value": 1975}, {"value": 1976}, True),
        ({"value": 1965}, {"low": 1960, "high": 1969}, False),
    ],
)  # fmt: skip
def test_figures_of_the_same_measure_and_statistic_conflict_when_both_cannot_hold(one, other, conflicting):
    first, second = quantity(**one), quantity(**other)
    assert (conflict(first, second, NARROW), conflict(second, first, NARROW)) == (conflicting, conflicting)


BROADER = {"resistant": "depression", "bipolar": "depression", "depression": None, "here": "there", "there": "here"}


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("depression", "depression", True),
        ("resistant", "depression", True),
        ("resistant", "bipolar", False),
        ("resistant", None, True),
        (None, None, True),
        ("unlisted", "depression", False),
    ],
)
def test_populations_are_related_when_one_holds_the_other_or_is_unstated(one, other, related):
    assert (is_related(one, other, BROADER), is_related(other, one, BROADER)) == (related, related)


def test_ancestors_go_from_narrow_to_broad_and_a_circle_ends_where_it_closes():
    three = {"slow-iv": "ketamine-iv", "ketamine-iv": "ketamine", "ketamine": None}
    assert ancestors("slow-iv", three) == ["slow-iv", "ketamine-iv", "ketamine"]
    assert ancestors("ketamine", three) == ["ketamine"]
    assert ancestors("here", BROADER) == ["here", "there"]


@pytest.mark.parametrize("copied", [copy.copy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_statistic_or_unit_of_a_store_stays_what_it_is_when_it_is_copied_or_pickled(copied):
    statistic = copied(Statistic({"id": "hazard", "name": "hazard ratio"}))
    unit = copied(Unit({"id": "cup", "name": "cup", "plural": "cups", "dimension": "volume", "factor": 250}))
    assert (statistic, statistic.name, type(statistic)) == ("hazard", "hazard ratio", Statistic)
    assert (unit, unit.measured, type(unit)) == ("cup", ("volume", 250.0, "cups"), Unit)
