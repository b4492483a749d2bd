"""Sentences that give the figures of both arms of a study: which are called in agreement, and which are not."""

import re

import pytest

from ketacli import open_store
from tests.conftest import ROOT

RIGHT = [
    "Ekstrand's group saw remission in 46% with ketamine as opposed to 63% with ECT.",
    "Relapse within a year: ketamine 70%, ECT 63%.",
    "Among people who had done well, 45% relapsed on placebo and 27% on esketamine.",
    "Those who kept taking Spravato relapsed in 27% of cases; those who quit in 45%.",
    "Sixty-four percent responded to ketamine within 24 hours while 28 percent responded to midazolam.",
    "In a trial of tablets, 43% on 180 mg ketamine relapsed within 12 weeks against 71% on placebo.",
    "Quetiapine did worse than esketamine: 18% against 27% were in remission.",
    "Esketamine spray and placebo spray had response rates of 69% and 52% after four weeks.",
    "ECT helped 41% of patients and ketamine 55%.",
    "With 180 mg ketamine tablets 43% relapsed, with placebo tablets 71%.",
    "Ketamine against midazolam: 64% versus 28% responded after a day.",
    "Compared with ECT, ketamine infusions led to response more often: 55% versus 41%.",
    "Suicidal ideation had halved in 55% on ketamine and 30% on midazolam a day later.",
    "After three weeks 46% were in remission on ketamine infusions, against 63% with ECT.",
]
"""Sentences that are as a study has it."""

WRONG = [
    "Ekstrand's group saw remission in 63% with ketamine as opposed to 46% with ECT.",
    "Relapse within a year: ketamine 63%, ECT 70%.",
    "Among people who had done well, 27% relapsed on placebo and 45% on esketamine.",
    "Those who kept taking Spravato relapsed in 45% of cases; those who quit in 27%.",
    "Sixty-four percent responded to ketamine within six weeks while 28 percent responded to midazolam.",
    "Quetiapine did worse than esketamine: 27% against 18% were in remission.",
    "Esketamine spray and placebo spray had response rates of 52% and 69% after four weeks.",
    "Ketamine infusions and placebo had response rates of 69% and 52% after four weeks.",
    "ECT put 46% of people into remission, ketamine infusions 63%.",
    "At six months 64% had responded to ketamine and 28% to midazolam.",
    "55% of ketamine patients responded, compared with 41% on placebo.",
    "In the Swedish trial 46% responded to ketamine and 63% to ECT.",
    "46% were in remission on ketamine infusions, against 63% on lithium.",
    "When patients stopped ketamine tablets 27% relapsed, compared with 45% of those who continued.",
]
"""Sentences with one thing wrong: arm, comparator, time, measure or product."""


@pytest.fixture(scope="module")
def verdicts():
    with open_store(ROOT / "data") as store:

        def told(text, *, with_reason=False):
            page = f"Ketamine for depression\n\nKetamine is an anaesthetic.\n\n{text}\n".encode()
            sentences = store.as_json(store.scan(page, name="page.txt"))["sentences"]
            found = [(one["verdict"], one["differs_in"]) for of in sentences[-1]["figures"] for one in of["beside"]]
            return {f"{verdict} in {why}" if with_reason and why else verdict for verdict, why in found}

        yield told


@pytest.mark.parametrize("text", RIGHT)
def test_a_sentence_with_the_figures_of_both_arms_agrees_with_the_study(verdicts, text):
    assert verdicts(text) == {"agrees"}


@pytest.mark.parametrize("text", WRONG)
def test_a_sentence_with_one_thing_wrong_is_said_to_differ_or_to_have_the_arms_the_other_way_round(verdicts, text):
    assert verdicts(text) in ({"swapped"}, {"differs"})


def test_a_sentence_with_two_things_wrong_is_of_no_study(verdicts):
    assert verdicts("A year later 64% had responded to Spravato, against 28% on midazolam.") == {"beside"}


ONE = {
    "In Zarate 2006, 71% responded within one day.": "agrees",
    "In Zarate 2006, 90% responded within one day.": "differs in figure",
    "In Zarate 2006, 35% responded within one day.": "differs in time",
    "In Zarate 2006, 35% still responded after a week.": "agrees",
    "In Zarate 2006, 29% were in remission a day later.": "agrees",
    "In Anand 2023, 55% responded to ketamine.": "agrees",
    "In Anand 2023, 85% responded to ketamine.": "differs in figure",
    "In Anand 2023, 38% on ketamine responded.": "differs in measure",
    "Anand 2023 found a response in 41% of people on ECT.": "agrees",
    "In Anand 2023, 41% responded.": "unclear",
    "In Murrough 2013, 64% responded to ketamine and 28% in the control group.": "agrees",
    "In Anand 2023, 55% responded to ketamine and 41% of controls.": "agrees",
    "In Anand 2023, 41% responded to ketamine and 55% of controls.": "swapped",
    "In Glue 2024, 43% relapsed on 180 mg.": "agrees",
    "In Glue 2024, 43% relapsed on 30 mg.": "differs in dose",
    "In Glue 2024 43% relapsed on 30 mg tablets and 71% on placebo.": "differs in dose",
    "In Glue 2024, all had responded to 120 mg tablets; 43% relapsed on 180 mg twice a week and 71% on placebo.": "agrees",
    "In TRANSFORM-1, 54% responded to 56 mg of esketamine and 39% to placebo by day 28.": "agrees",
    "In TRANSFORM-1, 54% responded to 28 mg of esketamine and 39% to placebo by day 28.": "differs in dose",
    "In Glue 2024, 30 mg, 60 mg, 120 mg and 180 mg were tried; 43% relapsed on the highest dose.": "agrees",
    "In Loo 2023, 6% were in remission with a fixed dose of 0.5 mg/kg and 20% with 0.5 to 0.9 mg/kg.": "agrees",
    "Anand 2023 compared two treatments. The clinic says that 90% of its patients respond to ketamine.": "beside",
    "In Popova 2019, 69% on esketamine plus 20 mg of escitalopram responded by day 28, against 52% on placebo.": "agrees",
    "In Grunebaum 2018, 55% on ketamine and 30% on midazolam responded.": "agrees",
    "In Grunebaum 2018, depression responded in 55% on ketamine and in 30% on midazolam.": "differs in measure",
    "In Zarate 2006 71% were still well a month after their infusion.": "differs in time",
    "In the trial by Lii, 60% responded to ketamine and 15% to placebo.": "differs in figure",
    "In the trial by Lii, 60% responded to ketamine and 50% to placebo.": "agrees",
    "Lii and others saw a response on day one in 60% on ketamine during surgery, against 50% on placebo.": "agrees",
    "In Lii 2023, 60% responded to ketamine and 42% to saline.": "beside",
    "Ekstrand reported that 63% remitted after ketamine and 46% after ECT.": "swapped",
    "Anand 2023 compared two treatments. It found that 41% responded to ketamine.": "differs in treatment",
    "Anand 2023 compared two treatments. It found that 85% responded to ketamine.": "differs in figure",
    "Anand 2023 compared two treatments. After three weeks 55% responded to ketamine.": "agrees",
    "In Anand 2023, 75% of outpatients responded to ketamine.": "beside",
    "In Popova 2019, 52.5% on esketamine were in remission at day 28.": "agrees",
    "In Hull 2022, 89% of people improved somewhat.": "beside",
    "In Loo 2023, 19.6% were in remission at week 4.": "agrees",
    "In Loo 2023, 6% on ketamine were in remission at week 4.": "agrees",
    "In Loo 2023, 40% on ketamine were in remission at week 4.": "differs in figure",
    "In SUSTAIN-1, 27% relapsed on esketamine.": "agrees",
    "In SUSTAIN-1, 58% relapsed on esketamine.": "differs in treatment",
    "In Abbar 2022, 63% had no suicidal thoughts by day 3.": "agrees",
    "In Grunebaum 2018, suicidal ideation halved in 55% within a day.": "agrees",
}
"""One figure of a study that is named, of one of its arms, groups and times."""


@pytest.mark.parametrize("named", ["In the trial by Smith,", "Smith and others wrote that"])
def test_a_study_that_the_store_has_not_is_set_beside_no_other_one(verdicts, named):
    assert verdicts(f"{named} 60% responded to ketamine and 15% to placebo.") == set()


@pytest.mark.parametrize(("text", "said"), ONE.items())
def test_one_figure_of_a_study_that_is_named_is_looked_for_in_all_that_it_found(verdicts, text, said):
    assert verdicts(text, with_reason=True) == {said}


def test_of_several_figures_each_is_looked_for_at_its_own_time(verdicts):
    named = "In Zarate 2006, {} responded within one day and {} still did after a week."
    assert [verdicts(named.format(*shares), with_reason=True) for shares in (("71%", "35%"), ("35%", "71%"))] == [
        {"agrees"},
        {"differs in time"},
    ]


@pytest.mark.slow
def test_nothing_that_the_store_says_of_a_study_is_otherwise_than_the_study_has_it():
    with open_store(ROOT / "data") as store:
        told = [
            f"In {study.label}, {sentence[:1].lower()}{sentence[1:]}"
            for study in store.studies(store.ids("study")).values()
            for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", " ".join((study.result or "").split()))
            if "%" in sentence
        ]
        page = "\n\n".join(("# Ketamine for depression", "Ketamine is an anaesthetic.", *told))
        sentences = store.as_json(store.scan(page.encode(), name="page.md"))["sentences"]
    accused = [
        one["text"]
        for one in sentences
        if one["text"].startswith("In ")
        and any(on["verdict"] in {"differs", "swapped"} for of in one["figures"] for on in of["beside"])
    ]
    assert (len(told) > 100, accused) == (True, [])
