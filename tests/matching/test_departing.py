"""Which figures of a sentence are otherwise than a source sets them: those that cannot be meant in any other way."""

import pytest

from ketacli.matching.departing import departs, readings
from ketacli.model import Bound

WATCHED = Bound(
    "at least two hours",
    ("watched * #", "leave # after", "# of watching"),
    "at-least",
    2,
    "h",
    unless=("blood pressure", "every #"),
)
TABLET = Bound("at most 84 mg", ("tablet * #", "# * tablet"), "at-most", 84, "mg")
WEIGHT = Bound("less than 2 mg/kg", ("#",), "less-than", 2, "mg/kg", unless=("surgery",))
WEEK = Bound("at most twice a week", ("taken #", "taken * #"), "at-most", 2, "/wk")
START = Bound("not above 140/90", ("start * pressure * #", "pressure * not exceed #"), "at-most", 140, "mm[Hg]")
GROWN = Bound("from 18 on", ("approved * #",), "at-least", 18, "a")
MEAL = Bound("nothing to eat for two hours", ("not eat * #",), "at-least", 2, "h")
LISTED = Bound("Schedule III", ("#",), values=("schedule iii",), others=("schedule ii", "schedule i"))


def said_otherwise(text, bound):
    return departs(text, bound, list)


@pytest.mark.parametrize(
    ("text", "bound", "figure"),
    [
        ("You are watched for 30 minutes.", WATCHED, "30 minutes"),
        ("You are watched for at least 30 minutes.", WATCHED, "30 minutes"),
        ("You are watched for up to one hour.", WATCHED, "one hour"),
        ("You are watched for a half-hour.", WATCHED, "half-hour"),
        ("You are watched for three quarters of an hour.", WATCHED, "three quarters of an hour"),
        ("You can leave forty-five minutes after it.", WATCHED, "forty-five minutes"),
        ("It takes an hour of watching.", WATCHED, "an hour"),
        ("A tablet has 140 mg.", TABLET, "140 mg"),
        ("The tablet comes with one hundred and twelve milligrams.", TABLET, "one hundred and twelve milligrams"),
        ("A tablet has 56 to 168 mg.", TABLET, "56 to 168 mg"),
        ("No tablet has more than 84 mg.", TABLET, None),
        ("We give 3 mg per kg.", WEIGHT, "3 mg per kg"),
        ("We give two milligrams of it per kilogram.", WEIGHT, "two milligrams of it per kilogram"),
        ("It is taken every day.", WEEK, "every day"),
        ("It is taken 3-4 times a week.", WEEK, "3-4 times a week"),
        ("It is taken five days per week.", WEEK, "five days per week"),
        ("It is taken twice daily.", WEEK, "twice daily"),
        ("We start if your pressure is below 180/110.", START, "180/110"),
        ("Your pressure must not exceed 160 over 100 mmHg.", START, "160 over 100 mmHg"),
        ("It is approved for people aged 12 and over.", GROWN, "12"),
        ("It is approved from the age of 16.", GROWN, "16"),
        ("Do not eat for an hour.", MEAL, "an hour"),
        ("It is a Schedule II drug.", LISTED, "Schedule II"),
    ],
)
def test_a_figure_that_is_otherwise_than_what_is_set_is_given_in_the_words_of_the_page(text, bound, figure):
    assert said_otherwise(text, bound) == figure


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("You are watched for two hours.", WATCHED),
        ("You are watched for about 120 minutes.", WATCHED),
        ("You are watched for up to two hours.", WATCHED),
        ("You are watched for one to three hours.", WATCHED),
        ("You are watched for more than an hour.", WATCHED),
        ("You are watched closely for 30 minutes, two hours in all.", WATCHED),
        ("You are not watched for 30 minutes only.", WATCHED),
        ("In the study people were watched for 30 minutes.", WATCHED),
        ("She was watched for 30 minutes.", WATCHED),
        ("Until 2019 people were watched for 30 minutes.", WATCHED),
        ("Being watched for 30 minutes is too short.", WATCHED),
        ("Some clinics say that you are watched for 30 minutes.", WATCHED),
        ("A clinic where you are watched for 30 minutes breaks the rules.", WATCHED),
        ("You are watched, and your blood pressure is measured at 40 minutes.", WATCHED),
        ("You are watched by nurses who come every 15 minutes.", WATCHED),
        ("It wears off in 30 minutes.", WATCHED),
        ("A tablet has 56 or 84 mg.", TABLET),
        ("A tablet has 85 mg.", TABLET),
        ("A tablet must not have 140 mg.", TABLET),
        ("Take a tablet rather than 140 mg.", TABLET),
        ("We give 0.5 to 1 mg/kg.", WEIGHT),
        ("We give 0.5 to 2 mg/kg.", WEIGHT),
        ("For surgery 4 mg/kg are given.", WEIGHT),
        ("It is taken twice a week.", WEEK),
        ("It is taken once a week or every other week.", WEEK),
        ("It must not be taken every day.", WEEK),
        ("We start if your pressure is below 140/90.", START),
        ("We do not start if your pressure is above 180/110.", START),
        ("Call if your pressure rises above 180/110 on the day we start.", START),
        ("It is approved for adults aged 18 and over.", GROWN),
        ("It was approved 12 years ago.", GROWN),
        ("Do not eat for three hours.", MEAL),
        ("It is a Schedule III drug.", LISTED),
        ("LSD is a Schedule I drug, this one Schedule III.", LISTED),
        ("It was a Schedule II drug until 1999.", LISTED),
    ],
)
def test_a_figure_that_may_be_right_or_of_something_else_is_left_alone(text, bound):
    assert said_otherwise(text, bound) is None


def test_what_looks_like_a_pressure_but_cannot_be_one_is_none():
    assert [one.unit for one in readings("Of 500/600 people 24/7, 20/40 had it in 9/11.")] == []
    assert readings("It is given 3 to 2 times a week.") == ()
    assert [one.low for one in readings("It was 180/110, then 140 over 90 mmHg.")] == [180, 140]


def test_how_often_a_week_is_read_from_days_and_times():
    said = "daily, twice a day, every other day, once weekly, 2 to 3 times per week, seven days a week"
    assert [(one.low, one.high) for one in readings(said)] == [(7, 7), (14, 14), (3.5, 3.5), (1, 1), (2, 3), (7, 7)]
