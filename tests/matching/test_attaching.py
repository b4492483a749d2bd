"""Which share of people a sentence gives for which treatment."""

import re

import pytest

from ketacli.matching.attaching import CONTINUED, OTHER, STOPPED, attached, counted_at

_NAMES = re.compile(r"ketamine|ECT|placebo|midazolam")
_SHARES = re.compile(r"\d+%")


def told(text):
    """Return the shares of a sentence with the treatments that they are of."""
    shares = [found.span() for found in _SHARES.finditer(text)]
    places = [(*found.span(), found[0].lower()) for found in _NAMES.finditer(text)]
    found = attached(text, shares, places)
    return {text[start:end]: found.get(start) for start, end in shares}


@pytest.mark.parametrize(
    "text",
    [
        "41% of ECT patients responded, compared with 55% of ketamine patients.",
        "55% of the people given ketamine responded, against 41% of those given ECT.",
        "ECT beat ketamine: 55% responded to ketamine and 41% to ECT.",
        "Two treatments: ketamine 55%, ECT 41%.",
        "ketamine: 55%, ECT: 41%",
        "ketamine v ECT: 55% v 41%",
        "Compared with ECT, ketamine helped more: 55% against 41%.",
        "On ketamine 55% responded; on ECT it was 41%.",
        "ECT helped 41% of people and ketamine 55%.",
        "55% (ketamine) and 41% (ECT) responded.",
        "With ketamine 55% responded, against 41% who had ECT.",
        "The response rate was 55% vs 41% for ketamine and ECT respectively.",
        "The response rates were 55% and 41% for ketamine and ECT, respectively.",
        "The response rates were 55% and 41% with ketamine and ECT.",
        "Rates of 55% versus 41% on ketamine versus ECT were seen.",
        "ECT was second: 41% v 55% of people responded to ECT and to ketamine respectively.",
        "Rates were 55% on ketamine and 41% on ECT, respectively, in a trial of ketamine.",
        "In a trial of ECT and ketamine, 55% and 41% responded to ketamine and ECT respectively.",
    ],
)
def test_a_share_is_of_the_treatment_that_hangs_together_with_it(text):
    assert told(text) == {
        "55%": "ketamine",
        "41%": "ect",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On ketamine 55% responded, against 41%.", {"55%": "ketamine", "41%": None}),
        ("55% responded and 41% did.", {"55%": None, "41%": None}),
        ("ketamine cut relapse from 71% to 43%.", {"71%": None, "43%": "ketamine"}),
        ("Of those who stopped ketamine 45% relapsed, of those who went on with it 27%.", {"45%": STOPPED, "27%": CONTINUED}),
        ("46% were in remission on ketamine, against 63% on lithium.", {"46%": "ketamine", "63%": OTHER}),
    ],
)  # fmt: skip
def test_a_share_of_which_that_cannot_be_told_is_of_none(text, found):
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("After three weeks 55% responded.", [21]),
        ("By day 28, 69% responded.", [28]),
        ("27% were in remission at week 8.", [56]),
        ("A day after one infusion 64% had responded.", [1]),
        ("A year later 70% had relapsed.", [365.25]),
        ("After a year 55% had responded.", [365.25]),
        ("Infusions over 40 minutes helped 55%.", []),
        ("55% of patients aged 40 years responded.", []),
    ],
)
def test_the_times_at_which_people_were_counted(text, days):
    assert [one / 1440 for one in counted_at(text)] == pytest.approx(days)
