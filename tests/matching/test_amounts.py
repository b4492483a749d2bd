"""Numbers in a question rank the claims that answer it, and never say what it is about."""

import pytest

from ketacli.matching.amounts import amounts, spelt
from ketacli.matching.phrases import tokens
from ketacli.matching.questions import match
from tests.matching.stores import claim, index, tea


def read(question):
    """Return the numbers of a question as it is typed, each with what it counts."""
    words = tokens(spelt(question))
    return [
        f"{' '.join(words[place][0] for place in one.places)}: {'age' if one.is_age else one.unit or 'bare'}"
        for one in amounts(words)
    ]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("does it work in 2 weeks", ["2 weeks: week"]),
        ("within twelve months or 24h", ["twelve months: month", "24h: hour"]),
        ("after 4-6 weeks, 40 to 60 minutes", ["4 6 weeks: week", "40 to 60 minutes: minute"]),
        ("is 0.5 mg per kg much", ["0 5 mg: bare"]),
        ("1 in 5 people, two out of ten", ["1 in 5 people: peopl", "two out of ten: bare"]),
        ("do 85% or 20 per cent get well", ["85 percent: bare", "20 percent: bare"]),
        (
            "should my 80 year old mother, an 8yo or a 70-year-old",
            ["80 years old: age", "8 years old: age", "70 years old: age"],
        ),
        ("my 17 y/o, a 17y.o. or 12yr old", ["17 years old: age", "17 years old: age", "12 years old: age"]),
        ("within twenty-four hours, twenty one days", ["twenty four hours: hour", "twenty one days: day"]),
        ("I am 40", ["40: age"]),
        ("mum is 80 and frail, dad was 70", ["80: age", "70: age"]),
        ("at 65", ["65: age"]),
        ("people aged 45, at the age of 50", ["aged 45: age", "age of 50: age"]),
        ("am I 40 minutes late", ["40 minutes: minute"]),
        ("is 3 sessions enough", ["3: sess"]),
        ("what happened in 2019", ["2019: bare"]),
        ("how many weeks", []),
        ("vitamin b12, 5ht2a and one more", []),
    ],
)
def test_a_number_is_read_with_what_it_counts_and_an_age_is_told_from_it(question, found):
    assert read(question) == found


TEXTS = [
    "it takes two hours",
    "it takes 2 to 4 hours",
    "2 of 9 slept for hours",
    "it takes 2 weeks",
    "80 percent slept",
    "2 to 9 slept for 24 hours",
]


@pytest.mark.parametrize(
    ("question", "covered"),
    [
        ("within 2 hours", [1.0, 0.5, 0.5, 0.0, 0.0, 0.5]),
        ("2-4 hours", [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
        ("in 2 weeks", [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        ("80%", [0.0, 0.0, 0.0, 0.0, 1.0, 0.0]),
        ("an 80 year old", [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]),
        ("2 in 9", [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]),
        ("twenty-four hours", [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]),
    ],
)
def test_a_claim_has_a_number_with_the_same_unit_and_never_an_age(question, covered):
    (one,) = amounts(tokens(spelt(question)))
    assert [one.cover(set(text.split()), f" {text} ") for text in TEXTS] == covered


@pytest.fixture(scope="module")
def finder():
    """Return a finder on a store on tea with figures in claims of every topic."""
    store = tea()
    store["claims"] += [
        claim("steep", "Tea steeps for two minutes.", "history"),
        claim("sleep-weeks", "Green tea improves sleep within 12 weeks.", "sleep"),
        claim("sleep-share", "Tea ruins the sleep of 80 percent of people.", "sleep"),
        claim("trial", "A trial of tea had 40 people for 24 hours.", "heart"),
    ]
    store["concept"].append({"id": "steeping-time", "topics": ["history"], "phrases": ["2 minutes", "minutes after"]})
    return index(store)


@pytest.mark.parametrize("topic", ["improve sleep", "lower my blood pressure", "cost a lot"])
@pytest.mark.parametrize(
    "number",
    [
        "in 2 weeks",
        "within 12 weeks",
        "in 24 hours",
        "for 40 people",
        "for an 80 year old",
        "after 2 minutes",
        "by 80%",
    ],
)
def test_a_number_never_says_what_a_question_is_about(finder, topic, number):
    without = match(f"does tea {topic}", finder)
    found = match(f"does tea {topic} {number}", finder)
    assert (found.is_known, found.topics, found.unknown) == (True, without.topics, without.unknown)


@pytest.mark.parametrize(
    "question", ["20 minutes", "I am 40", "I am 80", "30 minutes", "in 24 hours", "80 years", "12"]
)
def test_a_number_alone_finds_nothing(finder, question):
    found = match(question, finder)
    assert (found.is_known, found.claims, found.unknown) == (False, (), ())


def test_a_number_that_the_vocabulary_has_says_what_a_question_is_about_where_nothing_else_does(finder):
    assert [match(question, finder).topic for question in ("2 minutes", "2 minutes of sleep")] == ["history", "sleep"]


def test_of_the_claims_that_answer_the_one_with_the_number_comes_first(finder):
    asked = [
        "does green tea improve sleep within 12 weeks",
        "does tea ruin sleep of 80%",
        "does green tea improve sleep",
    ]
    assert [match(question, finder).claims[0].id for question in asked] == ["sleep-weeks", "sleep-share", "green-sleep"]


def test_a_phrase_is_found_across_a_number_but_not_across_one_thing():
    found = index(
        tea(
            concept=[
                {
                    "id": "speed",
                    "topics": ["sleep"],
                    "phrases": ["works in hours", "works in day", "nap before", "work before"],
                }
            ]
        )
    )
    asked = ["tea works in 3 hours", "tea works in three hours", "tea works in 1 day", "tea nap 2 hours before"]
    assert [match(question, found).topic for question in asked] == ["sleep", "sleep", None, "sleep"]
    assert match("tea work 2 hours before", found).topic is None


def test_a_percent_sign_in_a_phrase_and_in_a_question_is_the_word():
    found = index(tea(concept=[{"id": "half", "topics": ["sleep"], "phrases": ["50% better"]}]))
    asked = ["50% better on tea", "50 percent better on tea", "50 per cent better on tea", "tea is better"]
    assert [match(question, found).topic for question in asked] == ["sleep", "sleep", "sleep", None]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("I'm 40, does it help with sleep", "sleep"),
        ("I’m on tea, will I sleep", "sleep"),
        ("is it safe if im awake", "safety"),
        ("IM tea", "cost"),
        ("is im tea better", "cost"),
        ("im or tea", "cost"),
    ],
)
def test_an_abbreviation_is_told_from_i_am(question, topic):
    found = index(tea(concept=[{"id": "muscle", "topics": ["cost"], "phrases": ["im"]}, *tea()["concept"]]))
    assert match(question, found).topic == topic
