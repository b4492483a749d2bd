"""A rating holds only with the verdicts, the level and the sides that it is given with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ketacli.checks._run import run
from tests.conftest import claim, store, study

if TYPE_CHECKING:
    from pathlib import Path


def evidence(*verdicts: str) -> list[dict[str, Any]]:
    """Return evidence of a source for each verdict."""
    return [
        {"source": f"study-{number}", "verdict": verdict, "origin": None, "note": "It found this."}
        for number, verdict in enumerate(verdicts)
    ]


def rated(rating: str, *verdicts: str, level: str = "low", **changes: Any) -> dict[str, Any]:
    """Return a store of one claim with this rating, these verdicts and this level."""
    whole = store()
    confidence = {"question": "course", "start": "high", "level": level, "why": "As the studies have it."}
    changes = {"in_fact": "It is otherwise.", "evidence": evidence(*verdicts), **changes}
    whole["claims"] = [claim(rating=rating, confidence=confidence, quantities=[], **changes)]
    whole["sources"] = [whole["sources"][0], *(study(id=f"study-{n}", results=[]) for n in range(len(verdicts)))]
    whole["contradictions"] = []
    return whole


def said(path: Path) -> list[str]:
    """Return what `rating-conflict` says of a store, without places."""
    return [problem.message for problem in run(path).problems if problem.check == "rating-conflict"]


SOUND = [
    rated("wrong", "disputes", "partly"),
    rated("wrong", "misreported", level="very-low"),
    rated("goes-too-far", "partly", "disputes"),
    rated("goes-too-far", "supports"),
    rated("no-evidence", "partly"),
    rated("no-evidence", level="not-rated", evidence=[], no_evidence="Trials of it were looked for."),
    rated("partly-true", "partly", level="moderate"),
    rated("partly-true", "partly", "supports"),
    rated("supported", "supports", level="high"),
    rated("supported", "partly", hedging="hedged"),
    rated("not-checkable", "supports", type="advice"),
    rated(
        "not-checkable", attribution="anecdote", evidence=[], no_evidence="Nothing was looked for.", level="not-rated"
    ),
    rated("wrong", "disputes", "supports", exceptions={"evidence": "The one in favour is of mice."}),
    rated("goes-too-far", "partly", level="high", exceptions={"level": "The trials are large."}),
]

WRONG = [
    (rated("wrong", "supports", "disputes"), "`wrong`, but a verdict is `supports`"),
    (rated("wrong", "partly"), "`wrong`, but no verdict is `disputes` or `misreported`"),
    (rated("wrong", evidence=[], no_evidence="Looked for."), "`wrong`, but there is no evidence: expected `no-evidence` or `not-checkable`"),
    (rated("wrong", "disputes", level="moderate"), "`wrong`, but the level is `moderate`: expected low at most"),
    (rated("wrong", "misreported", level="high"), "`wrong`, but the level is `high`: expected low at most"),
    (rated("goes-too-far", "disputes"), "`goes-too-far`, but no verdict is `supports` or `partly`"),
    (rated("goes-too-far", "misreported"), "`goes-too-far`, but no verdict is `supports` or `partly`"),
    (rated("goes-too-far", "supports", level="high"), "`goes-too-far`, but the level is `high`: expected low at most"),
    (rated("no-evidence", "supports"), "`no-evidence`, but a verdict is `supports`"),
    (rated("no-evidence", "disputes"), "`no-evidence`, but a verdict is `disputes`"),
    (rated("no-evidence", "misreported"), "`no-evidence`, but a verdict is `misreported`"),
    (rated("no-evidence", "partly", level="high"), "`no-evidence`, but the level is `high`: expected `supported` or `partly-true`"),
    (rated("partly-true", "supports"), "`partly-true`, but no verdict is `partly`"),
    (rated("partly-true", "partly", "disputes"), "`partly-true`, but a verdict is `disputes`"),
    (rated("partly-true", "partly", "misreported"), "`partly-true`, but a verdict is `misreported`"),
    (rated("partly-true", evidence=[], no_evidence="Looked for."), "`partly-true`, but there is no evidence: expected `no-evidence` or `not-checkable`"),
    (rated("supported", "partly"), "`supported`, but no verdict is `supports`"),
    (rated("supported", "supports", "disputes"), "`supported`, but a verdict is `disputes`"),
    (rated("supported", "supports", "misreported"), "`supported`, but a verdict is `misreported`"),
    (rated("supported", hedging="speculative", evidence=[], no_evidence="Looked for."), "`supported`, but there is no evidence: expected `no-evidence` or `not-checkable`"),
    (rated("supported", "disputes", hedging="hedged"), "`supported`, but a verdict is `disputes`"),
    (rated("not-checkable", "supports"), "`not-checkable`, but the claim is neither an anecdote nor advice"),
    (rated("partly-true", "partly", exceptions={"level": "Large trials."}), "no rule `level` is broken here"),
]  # fmt: skip


@pytest.mark.parametrize("whole", SOUND)
def test_a_rating_that_fits_its_evidence_passes(whole, folder):
    assert said(folder(whole)) == []


@pytest.mark.parametrize(("whole", "reason"), WRONG)
def test_a_rating_that_its_evidence_denies_is_refused_with_the_reason(whole, reason, folder):
    assert said(folder(whole)) == [reason]


def sides(rating: str, *, stronger: bool, relation: str = "direct") -> dict[str, Any]:
    """Return a store of one claim that is on one side of a contradiction."""
    whole = rated(
        rating, "supports" if rating == "supported" else "partly" if rating == "partly-true" else "disputes", "partly"
    )
    own = {"claims": ["relapse-mean-19-days"], "says": "So.", **({"stronger": True} if stronger else {})}
    other = {"sources": ["study-1"], "says": "Not so.", **({} if stronger else {"stronger": True})}
    whole["contradictions"] = [
        {"id": "so-or-not", "type": "timing", "relation": relation, "sides": [own, other], "why": "They differ."}
    ]
    return whole


@pytest.mark.parametrize(
    ("rating", "stronger", "reason"),
    [
        ("supported", False, "`supported`, but it is the weaker side of `so-or-not`: expected `wrong` or `goes-too-far`"),
        ("partly-true", False, "`partly-true`, but it is the weaker side of `so-or-not`: expected `wrong` or `goes-too-far`"),
        ("wrong", True, "`wrong`, but it is the stronger side of `so-or-not`: expected `supported` or `partly-true`"),
    ],
)  # fmt: skip
def test_the_side_of_a_direct_contradiction_binds_the_rating(rating, stronger, reason, folder):
    assert said(folder(sides(rating, stronger=stronger))) == [reason]


def test_a_contradiction_of_scope_binds_no_rating(folder):
    assert said(folder(sides("supported", stronger=False, relation="scope"))) == []


def test_sources_of_one_cohort_count_once_with_the_worst_of_their_verdicts(folder):
    whole = rated("partly-true", "supports", "partly")
    for one in whole["sources"][1:]:
        one["cohort"] = "the-same-people"
    assert said(folder(whole)) == []
    whole["claims"][0]["rating"] = "supported"
    assert said(folder(whole)) == ["`supported`, but no verdict is `supports`"]


def test_a_claim_without_rating_is_asked_nothing(folder):
    whole = rated("wrong", "supports")
    del whole["claims"][0]["rating"]
    assert said(folder(whole)) == []


def test_a_figure_too_large_for_any_number_is_no_accident(folder):
    whole = rated("wrong", "disputes", in_fact=f"It was {'9' * 400} of 1,000.")
    whole["sources"][1]["results"] = [{"measure": "time-to-relapse", "value": 1, "events": 5, "n": 10}]
    whole["claims"][0]["evidence"][0]["note"] = f"It was {'8' * 400}."
    report = run(folder(whole))
    assert {problem.check for problem in report.problems} >= {"in-fact-figures"}
