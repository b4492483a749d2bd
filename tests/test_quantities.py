"""How figures read. What they are compared by is tested beside the checks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.model import Quantity, Result
from ketacli.quantities import UNITS, figure, number, phrase


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
        (1e-7, "0.0000001"),
    ],
)
def test_a_number_reads_as_people_write_it(value, text):
    assert number(value) == text


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
