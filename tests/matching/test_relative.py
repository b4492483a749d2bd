"""Which shares say how much less often something happens, and are no share of people."""

import pytest

from ketacli.matching.figures import figures
from ketacli.matching.relative import is_relative, only_lessens


def relative(text):
    return [is_relative(text, one) for one in figures(text) if one.unit == "%"]


@pytest.mark.parametrize(
    "text",
    [
        "Relapse fell by 51% (hazard ratio 0.49).",
        "It reduced the risk of relapse by about 51%.",
        "It cut relapse by 70 percent in stable responders.",
        "It raises remission by 20%.",
        "The chance of relapse is 51% lower.",
        "It led to a 51% reduction in relapse.",
        "Relapses were 51% less likely on it.",
        "It brings 40% fewer relapses.",
        "A 30% higher risk was seen.",
    ],
)
def test_a_change_in_how_often_something_happens_is_no_share_of_people(text):
    assert relative(text) == [True]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Relapse fell from 45% to 27%.", 2),
        ("27% relapsed, 45% on placebo.", 2),
        ("By 24 hours 55% had responded.", 1),
        ("Scores fell by 50%, which is a response.", 1),
        ("Symptoms improved by 50% in those who respond.", 1),
        ("A 50% reduction in symptoms is a response.", 1),
        ("By week four remission was reached by 40% of patients.", 1),
        ("Depression lifted in 70%, and relapse was rare.", 1),
    ],
)
def test_a_share_of_people_and_a_fall_of_scores_are_what_they_were(text, shares):
    assert relative(text) == [False] * shares


def test_what_lessens_within_a_time_has_not_ceased_by_then():
    assert only_lessens("It can reduce suicidal thoughts within 24 hours.")
    assert not only_lessens("Suicidal thoughts were gone within 90 minutes.")
    assert not only_lessens("It helped so that suicidal thoughts ceased within 90 minutes.")
