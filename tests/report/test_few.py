"""Which figures matter on one page: what the bottom line quotes, then a row for each comparison, documents beside studies."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ketacli.model import Study
from ketacli.report import arms
from ketacli.report.brief import brief
from ketacli.report.saying import Rate
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import claim, shipped_store, store

SHIPPED = shipped_store()
TOPICS = SHIPPED.ids("topic")


@pytest.fixture(scope="module")
def figures():
    """Return the figures of the page on a topic, as each row says them: `figures("relapse")`."""
    made = {}

    def make(topic):
        if topic not in made:
            made[topic] = brief(SHIPPED, summarise(SHIPPED, SHIPPED.query(topic=topic))).figures
        return made[topic]

    return make


def told(block):
    rates = [
        f"{group.name}: {row.who} {' v '.join(row.shown)}"
        for group in block.groups
        for row in group.rows
        if row.card or row.rank < 2
    ]
    return rates + [f"{row.who} {row.figure}" for row in block.values]


def test_what_the_bottom_line_quotes_comes_first_and_the_pages_own_figures_stand_beside_studies(figures):
    first, second = figures("relapse")[:2]
    assert told(first) == [
        "Stable remission: spray v placebo, both with an antidepressant, randomised: Daly 2019 27 v 45",
        "Stable response: spray v placebo, both with an antidepressant, randomised: Daly 2019 26 v 58",
        "In remission: infusion v ECT, randomised, open-label, non-inferiority trial: Ekstrand 2022 70 v 63",
    ]
    assert told(second)[:4] == [
        "Overview page about 19 days, mean",
        "Overview page more than 3 months (some people)",
        "aan het Rot 2010 19 days, mean (6 to 45)",
        "Diamond 2014 70 days, median (25 to 168)",
    ]


def test_the_arms_of_a_study_share_a_row_of_times_too(figures):
    row = next(row for row in figures("relapse")[1].values if row.who == "Ekstrand 2022")
    assert row.about == "remitters of 186 people, infusion; ECT 61 days"


def test_what_happened_to_people_stands_with_its_figure(figures):
    spray = "spray v placebo, both with an antidepressant, as others report it: Spravato summary 2020"
    assert told(figures("safety")[0]) == [
        "Derealisation: infusion v midazolam, randomised: Su 2023 69 v 17",
        f"Dizziness: {spray} 29 v 8",
    ]


def test_no_figure_counts_as_quoted_because_both_arms_have_the_same_number_as_another(figures):
    """Seventeen of 100 in either arm of a trial is not the 17 on midazolam that the bottom line on safety gives."""
    assert [block.heading for block in figures("safety")] == [
        "had the side effect, of 100",
        "felt detached, of 100",
        "time under observation",
    ]


def test_a_page_s_figure_stands_once_under_the_word_that_the_page_uses(figures):
    own = [
        (block.measure, row.who)
        for block in figures("response")
        for group in block.groups
        for row in group.rows
        if row.card
    ]
    assert own == [
        ("remission-rate", "Overview page"),
        ("suicidal-ideation-remission-rate", "Overview page"),
    ]


@pytest.mark.parametrize(
    ("given", "rows"),
    [({"value": 55}, ["An overview 55 v none"]), ({"low": 50, "high": 60}, [])],
)
def test_a_page_s_share_is_a_row_and_a_range_of_shares_is_none(folder, given, rows):
    figure = {"measure": "relapse-rate", "statistic": "proportion", **given, "unit": "%", "as": "of them"}
    whole = store(claims=[claim(quantities=[figure])], contradictions=[])
    measure = {"id": "relapse-rate", "name": "share who relapse", "dimension": "proportion", "heading": "Of 100"}
    whole["measures"].append(measure)
    result = {"measure": "relapse-rate", "statistic": "proportion", "unit": "%", "n": 9}
    whole["sources"][1]["results"] = [
        {**result, "value": 89, "arm": "ketamine-iv", "role": "treated"},
        {**result, "value": 33, "role": "compared"},
    ]
    found = open_store(folder(whole))
    (block,) = brief(found, summarise(found, found.query(topic="relapse"))).figures
    assert [f"{row.who} {' v '.join(row.shown)}" for group in block.groups for row in group.rows] == [
        *rows,
        "Repeated infusions 2010 89 v 33",
    ]


def test_a_bound_is_not_told_as_a_figure(figures):
    """`more than 50%` is not 50 of 100."""
    rows = [
        row for topic in TOPICS for block in figures(topic) for group in block.groups for row in group.rows if row.card
    ]
    bounds = {
        (row.who, row.about)
        for row in rows
        for claim in row.card.claims
        for one in claim.quantities
        if one.unit == "%" and one.qualifier == "more-than"
    }
    assert {about for _, about in bounds} <= {"more than", "misquoted"}


@pytest.mark.parametrize("topic", TOPICS)
def test_no_measure_is_shown_without_a_study(figures, topic):
    for block in figures(topic):
        studies = [row for group in block.groups for row in group.rows if not row.card]
        assert studies or [row for row in block.values if not row.card], block.measure


def test_trials_come_first_each_comparison_once_before_any_comes_twice_or_is_pooled(figures):
    ranked = sorted(
        {(row.rank, row.who, group.name) for group in figures("response")[1].groups for row in group.rows if row.pair}
    )
    assert [f"{who}: {name}" for _, who, name in ranked] == [
        "Anand 2023: Infusion v ECT, randomised, open-label, non-inferiority trial",
        "Ekstrand 2022: Infusion v ECT, randomised, open-label, non-inferiority trial, main target missed (MADRS, end of the course)",
        "Fedgchin 2019: Of those rated: spray v placebo, both with a new antidepressant, randomised, main target missed (MADRS, day 28)",
        "Popova 2019: Of those rated: spray v placebo, both with a new antidepressant, randomised",
        "Reif 2023: Spray v quetiapine, both with an SSRI or SNRI, randomised, open-label",
        "Janik 2025: Spray v placebo, both without an antidepressant, randomised",
        "Loo 2023: Cohort 1, fixed dose, 68 people: skin injection v midazolam, randomised",
        "Loo 2023: Cohort 2, dose as needed, 106 people: skin injection v midazolam, randomised",
        "Ochs-Ross 2020: Aged 65 or over, of those rated: spray v placebo, both with a new antidepressant, randomised, main target missed (MADRS, day 28)",
        "Jelovac 2025: Infusion v midazolam, randomised, main target missed (MADRS, end of treatment)",
        "Lii 2023: Infusion v saline under anaesthesia, randomised, MADRS target missed",
        "Dean 2021: Modelled: any ketamine v placebo, reviews of trials",
        "d'Andrea 2024: Infusion v spray, not randomised",
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_largest_trial_of_a_comparison_has_the_largest_that_came_out_otherwise_beside_it(figures, topic):
    for block in figures(topic):
        trials: dict[str, list[Any]] = {}
        rows = [(row, group.name) for group in block.groups for row in group.rows if row.pair]
        for row, name in sorted(rows, key=lambda one: one[0].rank):
            if row.pair.group in ("randomised", "open") and row.compared is not None and "later analysis" not in name:
                trials.setdefault(re.split(r", (?:main|MADRS) target missed", name)[0], []).append(row)
        for name, members in trials.items():
            others = [
                one.rank for one in members if arms.has_missed(one.pair.study) != arms.has_missed(members[0].pair.study)
            ]
            assert not others or min(others) == members[0].rank, name


def test_a_trial_that_missed_its_target_and_a_later_analysis_are_told_so_above_their_figures(figures):
    named = [
        f"{row.who}: {group.name}" for block in figures("esketamine") for group in block.groups for row in group.rows
    ]
    both = "spray v placebo, both with a new antidepressant, randomised"
    rated = f"Of those rated: {both}"
    assert list(dict.fromkeys(name for name in named if both in name)) == [
        f"Fedgchin 2019: {rated}, main target missed (MADRS, day 28)",
        f"Popova 2019: {rated}",
        f"Citrome 2020: TRANSFORM-2, nearly all counted: {both}, later analysis",
        f"Ochs-Ross 2020: Aged 65 or over, of those rated: {both}, main target missed (MADRS, day 28)",
        f"Turkoz 2021: {rated}, later analysis",
    ]


@pytest.mark.parametrize("topic", ["response", "onset", "esketamine"])
def test_no_row_without_comparison_stands_before_a_trial_of_the_same_treatment(figures, topic):
    for block in figures(topic):
        rows = sorted(
            (row for group in block.groups for row in group.rows if row.pair and row.compared is not None),
            key=lambda row: row.rank,
        )
        alone = [row.rank for group in block.groups for row in group.rows if row.pair and row.pair.group == "alone"]
        trials = [row.rank for row in rows if row.pair.group == "randomised" and row.pair.first.result.outcome is None]
        assert not alone or not trials or max(trials) < min(alone), block.measure


@pytest.mark.parametrize("topic", TOPICS)
def test_texts_about_trials_are_not_told_as_studies_without_randomisation(figures, topic):
    rows = [row for block in figures(topic) for group in block.groups for row in group.rows if row.pair]
    assert {row.pair.group for row in rows if row.pair.study.design == "label"} <= {"told"}
    assert {row.difference for row in rows if row.pair.study.design == "label"} <= {"not computed", ""}


@pytest.mark.parametrize(
    ("share", "printed"),
    [(0, "0"), (0.3, "<1"), (0.5, "1"), (63.6, "64"), (100, "100")],
    ids=["0", "0.3", "0.5", "63.6", "100"],
)
def test_less_than_half_a_person_is_not_nobody(share, printed):
    study = SHIPPED.source("daly-2019-sustain1")
    assert isinstance(study, Study)
    arm = arms.Arm(study.results[0], share)
    row = Rate("", "", arms.whole(share), None, "", study.id, pair=arms.Pair(study, "alone", arm, why="no-comparison"))
    assert row.shown == (printed, "none")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_study_whose_direction_changes_is_never_told_at_one_time_only(figures, topic):
    for block in figures(topic):
        rows = [
            row for group in block.groups for row in group.rows if row.pair and row.pair.study.id == "lii-2023-masked"
        ]
        assert len(rows) in (0, 2)


def test_a_row_says_its_people_its_dose_where_there_were_several_and_its_time(figures):
    rows = [f"{row.who} {row.about}" for group in figures("response")[0].groups for row in group.rows]
    assert rows == [
        "Murrough 2013 trial [47 v 25], 24 h",
        "Su 2023 (42 v 42), day 2 or 3",
        "Jelovac 2025 [32 v 30], end of treatment",
        "Fedgchin 2019 [98 v 108], 84 mg, day 28",
        "Popova 2019 [101 v 100], day 28",
        "Ochs-Ross 2020 [63 v 60], day 28",
        "Lii 2023 (20 v 20), day 1",
        "Lii 2023 (19 v 19), day 14",
        "Diazgranados 2010 (18), at some point of the trial",
        "Anand 2023 [195 v 170], week 3",
        "Dean 2021 (185), 24 h",
        "Dean 2021 (296), 24 h",
        "Wilkinson 2019 day 1",
    ]
