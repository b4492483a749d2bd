"""What a sentence of any page states of what a store knows, and its figures."""

import pytest

from ketacli.matching.bounding import bound
from ketacli.matching.figures import figures
from ketacli.matching.sentences import Reader
from tests.matching.stores import claim, shelf, tea

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


@pytest.mark.parametrize(
    "text",
    [
        "Does green tea improve sleep?",
        "Green tea for better sleep",
        "Better sleep: green tea explained",
        "How green tea improves sleep?",
    ],
)
def test_a_question_or_a_title_claims_nothing(reader, text):
    found = reader.read(text)
    assert (found.states, found.compare, found.nearest) == ((), (), ())


def test_a_sentence_without_a_full_stop_claims_what_it_says(reader):
    assert [reader.read(text).states for text in ("Green tea improves sleep", "Green tea, which improves sleep!")] == [
        ("green-sleep",),
        ("green-sleep",),
    ]


@pytest.fixture(scope="module")
def kinds():
    store = tea()
    green, black = {"intervention": "green-tea"}, {"intervention": "black-tea"}
    store["claims"] += [
        claim("green-stimulant", "Green tea is a stimulant.", "history", type="definition", scope=green),
        claim("black-keemun", "Keemun is black tea.", "history", type="definition", scope=black),
        claim("green-troubles", "The troubles of green tea may be unpleasant.", "safety", type="safety", scope=green),
        claim("green-fast", "Green tea has a rapid onset of action.", "sleep", type="timing", scope=green),
    ]
    store["concept"] += [
        {"id": "troubles", "phrases": ["troubles", "unpleasant"]},
        {"id": "fast", "phrases": ["rapid onset of action", "works fast", "acts quickly", "rapid onset"]},
        {"id": "cocoa", "phrases": ["cocoa"], "outside": True},
    ]
    return Reader(shelf(store))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Green tea, the stimulant, is a drug.", "green-stimulant"),
        ("Green tea is above all a stimulant.", "green-stimulant"),
        ("It was sold as Keemun, for black tea is called Keemun.", "black-keemun"),
        ("Keemun is the trade name under which black tea is sold.", "black-keemun"),
        ("Green tea works fast.", "green-fast"),
        ("Green tea acts quickly.", "green-fast"),
    ],
)
def test_a_name_a_kind_or_another_word_for_it_is_stated_in_many_ways(kinds, text, name):
    assert kinds.read(text).states == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "Keemun is not the trade name of black tea.",
        "Keemun is sold with black tea.",
        "Green tea is no longer a stimulant.",
        "Green tea may bring troubles.",
        "Green tea tolerance has a rapid onset of action.",
        "Like cocoa, green tea works fast.",
        "Green tea stops working fast.",
        "If you are rested, green tea works fast.",
    ],
)
def test_what_only_shares_a_claims_words_states_nothing(kinds, text):
    assert kinds.read(text).states == ()


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
        ("one hundred percent", [(100, 100, "%")]),
        ("a hundred and fifty minutes", [(150, 150, "min")]),
        ("one hundred to two hundred and five minutes", [(100, 205, "min")]),
        ("between one hundred and two hundred minutes", [(100, 200, "min")]),
        ("thirty-five of a hundred", [(35, 35, "%")]),
        ("five thousand dollars", []),
        ("wears off after a week or two", [(1, 2, "wk")]),
        ("half a milligram per kilogram", [(0.5, 0.5, "mg/kg")]),
        ("a 40-minute infusion", [(40, 40, "min")]),
        ("four to six weeks", [(4, 6, "wk")]),
        ("0.5 mg/kg over 40 minutes", [(0.5, 0.5, "mg/kg"), (40, 40, "min")]),
        ("1,200 mg", [(1200, 1200, "mg")]),
        ("in 2019", [(2019, 2019, "")]),
        ("six infusions", [(6, 6, "1")]),
        ("costs $400", [(400, 400, "$")]),
        ("thirty minutes to an hour", [(30, 60, "min")]),
        ("a day to a week", [(1, 7, "d")]),
        ("an hour to an hour", [(1, 1, "h"), (1, 1, "h")]),
        ("an hour and a half", [(90, 90, "min")]),
        ("two and a half hours", [(150, 150, "min")]),
        ("one to one and a half years", [(12, 18, "mo")]),
        ("a week and a quarter", [(8.75, 8.75, "d")]),
        ("between 3 and 5 days", [(3, 5, "d")]),
        ("medians of 3 and 5 days", [(3, 3, "d"), (5, 5, "d")]),
        ("three or more antidepressants", [(3, 3, "1")]),
        ("eight two-hour visits", [(8, 8, "1"), (2, 2, "h")]),
        ("one in three, 34%, felt sick", [(34, 34, "%")]),
        ("30%, 34% and 40%", [(30, 30, "%"), (34, 34, "%"), (40, 40, "%")]),
        ("in the 1980s", [(1980, 1989, "")]),
        ("the late 1980s", [(1985, 1989, "")]),
        ("by the early sixties", [(1960, 1964, "")]),
        ("people in their sixties", []),
        ("five tablets a day", []),
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


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The dose is 0.5 mg/kg over 40 minutes.", [None, None]),
        ("It is infused slowly over about 40 minutes.", ["about"]),
        ("Six infusions over two weeks.", [None, None]),
        ("An infusion lasts over 40 minutes.", ["more-than"]),
        ("An infusion of over 40 minutes.", ["more-than"]),
        ("It takes well over an hour.", ["more-than"]),
        ("Over 80% of patients respond.", ["more-than"]),
        ("It costs over $500.", ["more-than"]),
        ("People over 65 years old.", ["more-than"]),
        ("More than 0.5 mg/kg over 40 minutes.", ["more-than", None]),
        ("Up to 80% respond.", ["at-most"]),
        ("No less than two hours, or 40 minutes or more.", ["at-least", "at-least"]),
    ],
)
def test_over_before_a_time_is_how_long_a_thing_goes_on_or_that_it_is_more(text, bounds):
    assert [bound(text, one.start, one.end) for one in figures(text)] == bounds


HARMLESS = [
    "Green tea is safe.",
    "Green tea does not carry any risk.",
    "Green tea has no risk.",
    "There is no danger in green tea.",
    "Green tea is free of side effects.",
    "Green tea is risk-free.",
    "Green tea is not dangerous.",
    "Nobody was harmed by green tea.",
]
HARMFUL = [
    "Green tea is not safe.",
    "Green tea carries a risk.",
    "Green tea is not free of risk.",
    "Green tea is dangerous.",
    "Green tea is grown in safe places by people whose fathers grew it there, long before anybody drank it.",
]


@pytest.mark.parametrize("text", [*HARMLESS, *HARMFUL])
def test_a_sentence_that_calls_a_product_harmless_comes_close_to_a_claim_that_does_so_in_other_words(text):
    store = tea(claims=[claim("harmless", "No side effects of green tea exist.", "safety", intervention="green-tea")])
    found = Reader(shelf(store)).read(text)
    assert [one.id for one in found.compare] == (["harmless"] if text in HARMLESS else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Green tea lengthens sleep by 60 percent.", ["longer"]),
        ("Green tea lengthens sleep by 20 percent.", ["longer"]),
        ("Green tea shortens sleep by 60 percent.", []),
        ("Black tea lengthens sleep by 60 percent.", []),
    ],
)
def test_a_sentence_that_differs_from_a_claim_in_its_figure_alone_comes_close_to_it(text, found):
    store = tea(claims=[claim("longer", "Green tea lengthens sleep by a fifth.", "sleep", intervention="green-tea")])
    read = Reader(shelf(store)).read(text)
    assert [one.id for one in read.compare] + list(read.states) == found
