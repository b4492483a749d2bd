"""A store in which every kind of record has every kind of field: what the views are tried on."""

from __future__ import annotations

from typing import Any

from tests.conftest import claim, store, study


def full(**changes: Any) -> dict[str, Any]:
    """Return a small store with all that a view can meet: garbled words, repeats, cohorts, three sides, open questions."""
    whole = store()
    whole["store"] = {"title": "A full store", "version": "2026-01-01", "licence": "CC-BY-4.0"}
    whole["sources"] = [_overview(), _guide(), *_studies()]
    whole["claims"] = [_remission(), claim(), _repeated(), _lasting(), _sleep()]
    whole["contradictions"] = [*store()["contradictions"], _three_sides()]
    whole["topics"] = [
        {
            "id": "relapse",
            "name": "How long the benefit lasts",
            "aliases": ["duration", "maintenance"],
            "bottom_line": {
                "text": "Most who respond relapse within weeks.",
                "rests_on": ["relapse-mean-19-days", "series-2010"],
            },
        },
        {"id": "response", "name": "How many it helps"},
        {"id": "cost", "name": "Cost and insurance"},
    ]
    whole["measures"] += [
        {"id": "remission-rate", "name": "share in remission", "dimension": "proportion"},
        {"id": "score-change", "name": "change in score", "dimension": "score"},
    ]
    whole["designs"] += [
        {
            "id": "rct",
            "name": "randomised controlled trial",
            "start": dict.fromkeys(("effect", "course", "fact", "meaning"), "high"),
        }
    ]
    whole["interventions"] += [{"id": "saline", "name": "saline", "broader": None}]
    whole["caveats"] += [{"id": "definition", "name": "definition"}]
    whole["retired"] = [{"id": "remission-in-85", "now": "remission-85-percent"}]
    return {**whole, **changes}


def _overview() -> dict[str, Any]:
    return {
        "id": "overview",
        "kind": "document",
        "title": "An overview",
        "author": "C. Writer",
        "issued": "2024-07-20",
        "url": "https://example.org/overview",
        "file": "overview.txt",
        "sha256": "0" * 64,
        "note": "Machine-paraphrased; footnote marks survive, the footnotes do not.",
        "passed_over": [
            {"passage": [500, 520], "reason": "navigation"},
            {"passage": [520, 540], "reason": "navigation"},
            {"passage": [540, 560], "reason": "duplicate", "of": "benefit-lasts"},
        ],
    }


def _guide() -> dict[str, Any]:
    return {"id": "guide", "kind": "document", "title": "A guide", "file": "guide.txt", "sha256": "1" * 64}


def _studies() -> list[dict[str, Any]]:
    cite = {
        "type": "article-journal",
        "author": [{"family": "Rot", "given": "M"}, {"family": "Collins"}, {"literal": "et al."}],
        "issued": "2010",
        "title": "Repeated infusions.",
        "container-title": "Biol Psychiatry",
        "volume": "67",
        "issue": "2",
        "page": "139-145",
        "DOI": "10.1000/series",
        "PMID": "1",
    }
    first = study(cohort="open-series", cite=cite, limitations="No control group.", read="full-text")
    later = study(
        id="series-2013",
        title="Repeated infusions, continued",
        cohort="open-series",
        n=24,
        results=[],
        read="secondary",
    )
    trial = study(
        id="trial-2024",
        title="A trial of remission",
        design="rct",
        n=1024,
        population="Adults with depression",
        intervention="Ketamine by infusion",
        comparator="Saline",
        outcome="Remission at day 7",
        result="26% were in remission with ketamine and 8% with saline.",
        note="Registered beforehand.",
        cite={
            "type": "webpage",
            "author": [{"literal": "Trial Group"}],
            "issued": "2024",
            "title": "A trial of remission",
            "URL": "https://example.org/trial",
        },
        results=[
            {
                "measure": "remission-rate",
                "statistic": "proportion",
                "value": 26,
                "unit": "%",
                "arm": "ketamine-iv",
                "events": 133,
                "n": 512,
            },
            {
                "measure": "score-change",
                "statistic": "mean",
                "value": -14,
                "unit": "{points}",
                "arm": "ketamine-iv",
                "comparator": "saline",
                "ci": [-16.5, -11],
                "sd": 10,
                "scale": "MADRS",
                "timepoint": "day 7",
                "n": 1000,
            },
        ],
    )
    return [first, later, trial]


def _remission() -> dict[str, Any]:
    return claim(
        id="remission-85-percent",
        type="rate",
        topics=["response", "relapse"],
        statement="In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%.",
        quote=["85% of clients", "remission"],
        passage=[5019, 5159],
        voice="Dr A. Expert",
        attribution="named-expert",
        scope={
            "population": "depression",
            "intervention": "ketamine-iv",
            "comparator": "saline",
            "outcome": "remission",
            "timepoint": "24 hours",
        },
        quantities=[
            {"measure": "remission-rate", "statistic": "proportion", "value": 85, "unit": "%", "as": "85% of clients"},
            {
                "measure": "time-to-relapse",
                "statistic": "maximum",
                "low": 4,
                "high": 6,
                "unit": "wk",
                "derived": "The table of the page",
            },
        ],
        wording=[{"stands": "clients", "read": "patients", "sure": "certain"}],
        evidence=[
            {
                "source": "series-2010",
                "verdict": "misreported",
                "origin": "likely",
                "note": "85% was the mean fall in score.",
            },
            {"source": "series-2013", "verdict": "supports", "note": "The same people and fourteen more."},
            {"source": "trial-2024", "verdict": "disputes", "note": "26% were in remission."},
        ],
        confidence={
            "question": "course",
            "start": "high",
            "down": {"misreporting": 2, "inconsistency": 1},
            "level": "very-low",
            "why": "A mean fall in score is told as a share of patients.",
        },
        caveats=[
            {
                "kind": "definition",
                "text": "A fall by half is what trials call response; remission is being nearly free of symptoms, which fewer people reach.",
            },
            {"kind": "sample-size", "text": "Ten people."},
        ],
    )


def _repeated() -> dict[str, Any]:
    return claim(
        id="relapse-mean-19-days-guide",
        importance="useful",
        source="guide",
        repeats="relapse-mean-19-days",
        hedging="hedged",
        evidence=[
            {
                "source": "series-2010",
                "verdict": "supports",
                "origin": "certain",
                "note": "Eight of nine responders relapsed.",
            }
        ],
        confidence={
            "question": "course",
            "start": "high",
            "down": {"risk-of-bias": 1},
            "level": "moderate",
            "why": "One uncontrolled series.",
        },
    )


def _lasting() -> dict[str, Any]:
    whole: dict[str, Any] = store()["claims"][1]
    return whole


def _sleep() -> dict[str, Any]:
    return claim(
        id="works-during-sleep",
        type="mechanism",
        topics=["response"],
        importance="minor",
        statement="Ketamine may work best during sleep.",
        source="guide",
        quote="works during sleep",
        hedging="speculative",
        attribution="assertion",
        quantities=[],
        scope={"intervention": "ketamine"},
        evidence=[{"source": "trial-2024", "verdict": "supports", "note": "Sleep was recorded."}],
        confidence={
            "question": "effect",
            "start": "high",
            "down": {"imprecision": 1},
            "up": {},
            "level": "moderate",
            "why": "One trial.",
        },
        caveats=[],
    )


def _three_sides() -> dict[str, Any]:
    return {
        "id": "how-many-remit",
        "type": "rate",
        "relation": "apparent",
        "sides": [
            {"claims": ["remission-85-percent"], "says": "85% remit."},
            {"claims": ["relapse-mean-19-days", "relapse-mean-19-days-guide"], "says": "Nearly all relapse."},
            {"sources": ["series-2010", "trial-2024"], "says": "A quarter remit.", "stronger": True},
        ],
        "why": "Remission has two meanings.",
        "resolution": None,
    }
