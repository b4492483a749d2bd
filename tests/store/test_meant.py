from __future__ import annotations

import pytest

from ketacli.model import RATINGS, TYPES
from ketacli.quantities import STATISTICS
from ketacli.store import meant


@pytest.mark.parametrize(
    ("word", "choices", "wanted"),
    [
        ("share", STATISTICS, "proportion"),
        ("Mean", STATISTICS, "mean"),
        ("proportoin", STATISTICS, "proportion"),
        ("medain", STATISTICS, "median"),
        ("partly true", RATINGS, "partly-true"),
        ("part", ("supports", "partly"), "partly"),
        ("effect", TYPES, "efficacy"),
        ("g", ("mg", "kg", "g/L"), ""),
        ("mg", ("mg/kg", "ug"), ""),
        ("dog", ("dose",), ""),
        ("relapse", ("response",), ""),
        (3, STATISTICS, ""),
    ],
)
def test_a_word_is_suggested_only_where_it_was_meant(word, choices, wanted):
    assert meant.word(word, choices) == wanted


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("days", "d"),
        ("Minutes", "min"),
        ("mcg", "ug"),
        ("IU", "[iU]"),
        ("mg per day", "mg/d"),
        ("dollars", "USD"),
        ("pills", "{pills}"),
        ("g", ""),
        ("xyz", ""),
        (7, ""),
    ],
)
def test_a_unit_is_suggested_by_its_other_names(unit, wanted):
    assert meant.unit(unit) == wanted


@pytest.mark.parametrize(
    ("key", "known", "wanted"),
    [
        ("topic", ("topics", "type"), "topics"),
        ("satement", ("statement",), "statement"),
        ("hash", ("sha256", "file"), "sha256"),
        ("colour", ("kind",), ""),
    ],
)
def test_a_key_is_suggested_by_its_other_names(key, known, wanted):
    assert meant.key(key, known) == wanted
