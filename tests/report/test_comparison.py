"""What stands beside what."""

import pytest

from ketacli import open_store
from ketacli.report.comparison import company, compare
from tests.conftest import claim, shipped_store, store
from tests.stores import figures


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


def test_only_the_measures_asked_for_are_compared_also_where_studies_alone_give_figures(compared):
    assert list(compared(measures=["dose", "time-to-onset"])) == ["dose", "time-to-onset"]
    assert list(compared(measures=["no-such"])) == []


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


def test_a_study_stands_by_its_verdicts_on_the_claims_of_the_measure(compared):
    rows = compared()["remission-rate"]
    assert {row.source: row.verdicts for row in rows[1:]} == {
        "ssri-trial": {},
        "trial-1": {"remission-85-percent": "disputes"},
        "trial-2": {"remission-85-percent": "disputes"},
    }


def relapses(*claims):
    """Return the store of figures, in which these claims, each of one figure and one verdict, are checked against the series."""
    whole = figures()
    whole["claims"] = [
        claim(
            id=name,
            quantities=[
                {"measure": "time-to-relapse", "statistic": statistic, "value": 1, "unit": unit, "derived": "Table"}
            ],
            evidence=[{"source": "series-2010", "verdict": verdict, "note": "Its figure."}],
        )
        for name, statistic, unit, verdict in claims
    ]
    whole["contradictions"] = [
        {
            "id": f"dispute-{name}",
            "type": "timing",
            "relation": "direct",
            "sides": [{"claims": [name], "says": "So."}, {"sources": ["series-2010"], "says": "Not so."}],
            "why": "They differ.",
        }
        for name, _, _, verdict in claims
        if verdict == "disputes"
    ]
    return whole


def told(rows):
    return {(row.figure.statistic, row.figure.value): (row.verdicts, row.verdict) for row in rows if not row.claim}


def test_a_figure_of_a_study_has_the_verdict_on_the_claim_of_its_own_statistic(compared):
    rows = compared(relapses(("mean-day", "mean", "d", "partly"), ("longest-day", "maximum", "d", "disputes")))
    assert told(rows["time-to-relapse"]) == {
        ("minimum", 6): ({}, None),
        ("mean", 19): ({"mean-day": "partly"}, "partly"),
        ("maximum", 45): ({"longest-day": "disputes"}, "disputes"),
        ("median", 27.5): ({}, None),
    }
    assert {row.figure.statistic: (row.contradictions, row.contested) for row in rows["time-to-relapse"][2:]} == {
        "minimum": ((), False),
        "mean": ((), False),
        "maximum": (("dispute-longest-day",), True),
        "median": ((), False),
    }


def test_a_verdict_on_a_figure_of_which_the_study_has_no_like_stands_at_all_its_figures(compared):
    rows = compared(relapses(("mean-day", "mean", "d", "supports"), ("some-day", "some", "d", "misreported")))
    elsewhere = {"some-day": "misreported"}
    assert told(rows["time-to-relapse"]) == {
        ("minimum", 6): (elsewhere, "misreported"),
        ("mean", 19): ({"mean-day": "supports", **elsewhere}, "misreported"),
        ("maximum", 45): (elsewhere, "misreported"),
        ("median", 27.5): (elsewhere, "misreported"),
    }


def test_no_verdict_on_a_claim_with_a_figure_of_the_measure_is_lost():
    opened = shipped_store()
    claims = opened.claims()
    studies = opened.studies(one.source for claim in claims for one in claim.evidence)
    for block in compare(claims, studies, opened.starts("effect")):
        given = {
            (claim.id, one.source, one.verdict)
            for claim in claims
            if any(quantity.measure == block.measure for quantity in claim.quantities)
            for one in claim.evidence
            if any(result.measure == block.measure for result in studies[one.source].results)
        }
        assert {(name, row.source, verdict) for row in block.rows for name, verdict in row.verdicts.items()} == given


def test_a_study_has_limitations_and_a_claim_has_caveats(compared):
    rows = compared()["time-to-relapse"]
    assert [(row.source, row.caveats, row.limitations) for row in rows[:2]] == [
        ("overview", 1, None),
        ("series-2010", None, "No control group."),
    ]


def test_behind_figures_stand_their_claims_contradictions_and_sources(kept):
    opened = open_store(kept("figures", figures))
    claims = opened.claims()
    studies = opened.studies(one.source for claim in claims for one in claim.evidence)
    [block] = compare(claims, studies, opened.starts("effect"), ["time-to-full-effect"])
    behind = company(opened, claims, block.rows)
    assert [claim.id for claim in behind.claims] == ["full-effect-4-to-6-weeks"]
    assert [one.id for one in behind.contradictions] == ["weeks-or-hours"]
    assert [one.id for one in behind.documents] == ["overview"]
    assert [one.id for one in behind.studies] == ["trial-1", "trial-2", "trial-3", "trial-4"]
    assert list(behind.mentioned) == ["full-effect-4-to-6-weeks"]
    assert (behind.digest, behind.licence) == (opened.digest, opened.licence)


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


def test_what_the_comparator_did_is_no_evidence_on_a_claim_about_the_treatment():
    opened = shipped_store()
    claims = opened.claims()
    studies = opened.studies(one.source for claim in claims for one in claim.evidence)
    (block,) = compare(claims, studies, opened.starts("effect"), ["remission-rate"])
    roles = {bool(row.verdicts) for row in block.rows if getattr(row.figure, "role", None) == "compared"}
    assert roles == {False}
