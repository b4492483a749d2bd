"""What stands beside what."""

import pytest

from ketacli import open_store
from ketacli.report.comparison import compare
from tests.conftest import store
from tests.figures import figures


@pytest.fixture
def compared(folder):
    """Return the rows of a comparison, by measure."""

    def run(content=None, measures=None, **filters):
        opened = open_store(folder(content or figures()))
        claims = opened.find(opened.query(**filters)).claims
        studies = opened.studies(one.source for claim in claims for one in claim.evidence)
        blocks = compare(claims, studies, opened.starts("effect"), measures)
        return {block.measure: block.rows for block in blocks}

    return run


def test_a_measure_is_compared_where_a_claim_gives_a_figure_of_it(compared):
    assert list(compared()) == ["dose", "remission-rate", "time-to-full-effect", "time-to-relapse"]


def test_only_the_measures_asked_for_are_compared(compared):
    assert list(compared(measures=["dose", "time-to-onset"])) == ["dose"]


def test_documents_stand_before_studies_and_strong_designs_before_weak(compared):
    rows = compared()["time-to-relapse"]
    assert [(row.source, row.claim) for row in rows] == [
        ("overview", "no-relapse-over-3-months"),
        *[("series-2010", None)] * 4,
    ]


def test_the_size_of_a_study_is_told_from_the_people_a_figure_is_of(compared):
    rows = compared()["remission-rate"]
    assert [(row.source, row.n, row.events, row.is_study_size) for row in rows] == [
        ("overview", None, None, False),
        ("ssri-trial", 100, None, False),
        ("trial-1", 20, 9, False),
        ("trial-1", 20, 2, False),
        ("trial-1", 40, None, True),
        ("trial-2", 30, None, True),
        ("trial-2", 30, None, True),
    ]


def test_a_study_stands_by_its_verdict_on_the_claims_of_the_measure(compared):
    rows = compared()["remission-rate"]
    assert {row.source: row.verdict for row in rows[1:]} == {
        "ssri-trial": None,
        "trial-1": "disputes",
        "trial-2": "disputes",
    }


def test_contradictions_are_marked_on_both_sides(compared):
    rows = compared()["time-to-full-effect"]
    assert [(row.source, row.contradictions, row.contested) for row in rows] == [
        ("overview", ("weeks-or-hours",), True),
        ("trial-1", ("weeks-or-hours",), True),
        ("trial-2", (), False),
        ("trial-3", (), False),
        ("trial-4", (), False),
    ]


def test_studies_of_claims_that_are_not_chosen_are_left_out(compared):
    assert {row.source for rows in compared(caveat="sample-size", type="timing").values() for row in rows} == {
        "overview",
        "trial-1",
        "trial-2",
        "trial-3",
        "trial-4",
        "series-2010",
    }
    assert compared(store(), text="lasting") == {}
