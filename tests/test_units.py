from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import pytest

from ketacli import units
from ketacli.model import Quantity
from ketacli.quantities import Tolerance, Unit, base, conflict, convert, dimension, fits, phrase


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("ug", ("mass", 0.001, "µg")),
        ("mL", ("volume", 0.001, "mL")),
        ("cm3", ("volume", 0.001, "cm³")),
        ("mg/dL", ("concentration:mass", 10.0, "mg/dL")),
        ("mmol/L", ("concentration:amount", 0.001, "mmol/L")),
        ("[iU]/L", ("concentration:[iU]", 1.0, "IU/L")),
        ("kW.h", ("energy", 3_600_000.0, "kW·h")),
        ("g/kg", ("mass-per-mass", 1000.0, "g/kg")),
        ("kg/m2", ("mass-per-area", 1_000_000.0, "kg/m²")),
        ("/min", ("rate", 1.0, "per min")),
        ("{beats}/min", ("rate", 1.0, "beats/min")),
        ("{green_cups}", ("count", 1.0, "green cups")),
        ("Cel", ("temperature", 1.0, "°C")),
        ("EUR", ("money:EUR", 1.0, "EUR")),
        ("EUR/m2", ("money-per-area:EUR", 1.0, "EUR/m²")),
    ],
)
def test_a_unit_of_ucum_or_a_currency_is_read(unit, wanted):
    assert units.find(unit) == wanted


@pytest.mark.parametrize(
    "unit", ["", "days", "mcg", "10", "kCel", "m4", "/", "a" * 41, "{two words}", "USd", "g%", "L2"]
)
def test_what_is_no_unit_is_none(unit):
    assert units.find(unit) is None


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [
        (250, "mg", "g", 0.25),
        (1, "wk", "d", 7),
        (98.6, "[degF]", "Cel", 37),
        (0, "Cel", "K", 273.15),
        (1, "kW.h", "MJ", 3.6),
        (500, "kcal", "kJ", 2092),
        (2, "g/kg", "mg/kg", 2000),
        (1, "kPa", "mm[Hg]", 7.50061575846),
        (3, "/d", "/wk", 21),
    ],
)
def test_amounts_are_converted_within_a_dimension(value, unit, wanted, result):
    assert convert(value, unit, wanted) == pytest.approx(result, rel=1e-9)


@pytest.mark.parametrize(
    ("one", "other"), [("EUR", "USD"), ("[iU]", "mg"), ("mg", "mg/kg"), ("mg/dL", "mmol/L"), ("nonsense", "mg")]
)
def test_amounts_of_two_dimensions_are_not_converted(one, other):
    with pytest.raises(ValueError, match="cannot be converted"):
        convert(1, one, other)


BASES = {
    "time": "min",
    "mass": "mg",
    "volume": "L",
    "length": "m",
    "area": "m2",
    "amount": "mol",
    "energy": "J",
    "power": "W",
    "force": "N",
    "pressure": "mm[Hg]",
    "temperature": "K",
    "frequency": "Hz",
    "information": "By",
    "current": "A",
    "voltage": "V",
    "radioactivity": "Bq",
    "dose-absorbed": "Gy",
    "dose-equivalent": "Sv",
    "luminous-flux": "lm",
    "illuminance": "lx",
    "angle": "deg",
    "count": "1",
    "proportion": "%",
}


@pytest.mark.parametrize("name", BASES)
def test_sizes_count_in_the_first_unit_of_a_dimension(name):
    assert (dimension(BASES[name]), base(1, BASES[name])) == (name, 1)


@pytest.mark.parametrize(
    ("unit", "wanted", "is_so"),
    [
        ("ug/d", "dose", True),
        ("[iU]", "dose", True),
        ("EUR", "money", True),
        ("EUR/mo", "money", False),
        ("{cups}/d", "rate", True),
        ("kg", "money", False),
    ],
)
def test_a_unit_fits_the_measures_of_its_dimension(unit, wanted, is_so):
    assert fits(unit, wanted) is is_so


def test_a_unit_of_a_store_is_its_id_with_dimension_size_and_word():
    pot = Unit({"id": "pot", "name": "pot", "plural": "pots", "dimension": "volume", "factor": 0.75})
    assert (pot, pot.measured) == ("pot", ("volume", 0.75, "pots"))
    for same in (copy.copy(pot), pickle.loads(pickle.dumps(pot))):
        assert (same, same.measured) == (pot, pot.measured)
    assert phrase(Quantity("drunk", "typical", 2, unit=pot)) == "2 pots"


def test_figures_in_units_of_one_dimension_can_conflict_and_in_others_cannot():
    pot = Unit({"id": "pot", "name": "pot", "dimension": "volume", "factor": 0.75})
    two, litres, dose = (
        Quantity("drunk", "mean", 2, unit=pot),
        Quantity("drunk", "mean", 1.5, unit="L"),
        Quantity("drunk", "mean", 1.5, unit="mg/kg"),
    )
    assert not conflict(two, litres, Tolerance())
    assert conflict(two, replace(litres, value=3), Tolerance())
    assert not conflict(two, dose, Tolerance())
