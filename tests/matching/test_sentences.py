"""What a sentence of any page states of what a store knows, and its figures."""

import pytest

from ketacli.matching.figures import figures
from ketacli.matching.sentences import Reader
from tests.matching.stores import shelf, tea

GREEN = frozenset({"green-tea"})


@pytest.fixture(scope="module")
def reader():
    return Reader(shelf(tea()))


@pytest.mark.parametrize(
    "text", ["Green tea improves sleep.", "Sleep improves on green tea.", "GREEN TEA IMPROVES SLEEP!"]
)
def test_a_sentence_that_says_the_same_states_the_claim(reader, text):
    assert reader.read(text).states == ("green-sleep",)


@pytest.mark.parametrize(
    "text",
    [
        "Green tea does not improve sleep.",
        "Green tea never improves sleep.",
        "Green tea may improve sleep.",
        "Green tea always improves sleep.",
        "Black tea improves sleep.",
        "Green tea improves sleep in 80 people.",
        "Coffee improves sleep.",
        "Sleep well.",
        "",
    ],
)
def test_a_sentence_that_differs_in_polarity_strength_product_or_number_states_nothing(reader, text):
    assert reader.read(text).states == ()


def test_a_sentence_that_differs_is_compared_instead(reader):
    assert [one.id for one in reader.read("Green tea does not improve sleep.").compare] == ["green-sleep"]


def test_a_product_named_before_holds_for_a_sentence_that_names_none(reader):
    assert [reader.read("It improves sleep.", context).states for context in (frozenset(), GREEN)] == [
        (),
        ("green-sleep",),
    ]


def test_a_sentence_on_another_subject_is_not_marked(reader):
    found = reader.read("The committee met on Tuesday to discuss parking.")
    assert (found.states, found.compare, found.figures) == ((), (), ())


def test_what_was_read_before_changes_nothing(reader):
    assert reader.read("Green tea improves sleep.") == Reader(shelf(tea())).read("Green tea improves sleep.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 70% of people", [(70, 70, "%")]),
        ("70 to 80 percent", [(70, 80, "%")]),
        ("85–90% relief", [(85, 90, "%")]),
        ("seven in ten felt relief", [(70, 70, "%")]),
        ("7 out of 10", [(70, 70, "%")]),
        ("forty minutes", [(40, 40, "min")]),
        ("a 40-minute infusion", [(40, 40, "min")]),
        ("four to six weeks", [(4, 6, "wk")]),
        ("0.5 mg/kg over 40 minutes", [(0.5, 0.5, "mg/kg"), (40, 40, "min")]),
        ("1,200 mg", [(1200, 1200, "mg")]),
        ("in 2019", [(2019, 2019, "")]),
        ("six infusions", [(6, 6, "1")]),
        ("costs $400", [(400, 400, "$")]),
        ("page 3 of the book", []),
        ("COVID-19", []),
        ("nine in two", []),
        ("", []),
    ],
)
def test_figures_are_recognised_by_their_units(text, found):
    assert [(one.low, one.high, one.unit) for one in figures(text)] == found


def test_a_figure_knows_where_it_stands():
    text = "İn all, 70 % of people"
    one = figures(text)[0]
    assert text[one.start : one.end] == "70 %"
