"""A store of figures of every kind: what comparisons and charts are tried on."""

from __future__ import annotations

from typing import Any

from tests.conftest import claim, store, study


def figures(**changes: Any) -> dict[str, Any]:
    """Return a small store with points, ranges, bounds, spreads, arms, intervals, and studies that say the same."""
    whole = store()
    whole["store"] = {"title": "A store of figures", "version": "2026-01-01"}
    whole["sources"] = [store()["sources"][0], *_studies()]
    whole["claims"] = [_full_effect(), _remission(), _lasting(), _rapid(), _helps()]
    whole["contradictions"] = [
        {
            "id": "weeks-or-hours",
            "type": "timing",
            "relation": "direct",
            "sides": [
                {"claims": ["full-effect-4-to-6-weeks"], "says": "Weeks."},
                {"sources": ["trial-1"], "says": "A day.", "stronger": True},
            ],
            "why": "One tells of antidepressants.",
            "resolution": "Expect hours.",
        },
        {
            "id": "how-many",
            "type": "rate",
            "relation": "apparent",
            "sides": [
                {"claims": ["remission-85-percent"], "says": "85%."},
                {"sources": ["trial-2"], "says": "Fewer."},
            ],
            "why": "Remission has two meanings.",
        },
    ]
    whole["measures"] = [
        {"id": "dose", "name": "dose", "dimension": "dose"},
        {"id": "remission-rate", "name": "share in remission", "dimension": "proportion"},
        {"id": "response-rate", "name": "share who respond", "dimension": "proportion"},
        {"id": "time-to-full-effect", "name": "time to the full effect", "dimension": "time"},
        {"id": "time-to-onset", "name": "time to the first effect", "dimension": "time"},
        {"id": "time-to-relapse", "name": "time to relapse", "dimension": "time"},
    ]
    start = dict.fromkeys(("effect", "course", "fact", "meaning"), "high")
    whole["designs"] += [{"id": "rct", "name": "randomised controlled trial", "start": start}]
    whole["populations"] = [
        {"id": "depression", "name": "people with depression", "broader": None},
        {"id": "ptsd", "name": "people with PTSD", "broader": None},
        {"id": "trd", "name": "people with resistant depression", "broader": "depression"},
    ]
    whole["interventions"] += [
        {"id": "placebo", "name": "placebo", "broader": None},
        {"id": "saline", "name": "saline", "broader": "placebo"},
        {"id": "ssri", "name": "SSRI antidepressant", "broader": None},
    ]
    return {**whole, **changes}


def _figure(measure: str, statistic: str | None, value: Any, unit: str, **more: Any) -> dict[str, Any]:
    given = {"low": value[0], "high": value[1]} if isinstance(value, tuple) else {"value": value}
    return {"measure": measure, "statistic": statistic, **given, "unit": unit, **more}


def _said(measure: str, statistic: str, value: Any, unit: str, **more: Any) -> dict[str, Any]:
    return _figure(measure, statistic, value, unit, **more, derived="The table of the page")


def _held(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"source": source, "verdict": verdict, "note": "Its figure."} for source, verdict in pairs]


def _full_effect() -> dict[str, Any]:
    return claim(
        id="full-effect-4-to-6-weeks",
        statement="The full effect takes 4 to 6 weeks.",
        quote="takes 4 to 6 weeks",
        scope={"intervention": "ketamine"},
        quantities=[_said("time-to-full-effect", "typical", (4, 6), "wk")],
        evidence=_held(("trial-1", "disputes"), ("trial-2", "partly")),
    )


def _remission() -> dict[str, Any]:
    return claim(
        id="remission-85-percent",
        type="rate",
        statement="85% reach remission.",
        quote="85% reach remission",
        passage=[50, 80],
        scope={"intervention": "ketamine-iv", "timepoint": "day 7"},
        quantities=[
            _said("remission-rate", "proportion", 85, "%"),
            _said("dose", "typical", 0.5, "mg/kg", qualifier="about"),
        ],
        evidence=_held(("trial-1", "disputes"), ("trial-2", "disputes"), ("series-2010", "misreported")),
        caveats=[],
    )


def _lasting() -> dict[str, Any]:
    return claim(
        id="no-relapse-over-3-months",
        importance="useful",
        statement="Some have no relapse for more than 3 months.",
        quote="more than 3 months",
        passage=[80, 110],
        scope={"intervention": "ketamine-iv"},
        quantities=[_said("time-to-relapse", "some", 3, "mo", qualifier="more-than")],
        evidence=_held(("series-2010", "partly"), ("ssri-trial", "partly")),
    )


def _rapid() -> dict[str, Any]:
    return claim(
        id="rapid-onset",
        importance="useful",
        statement="It works fast.",
        quote="works fast",
        passage=[110, 140],
        scope={"intervention": "ketamine-iv"},
        quantities=[],
        evidence=_held(
            ("trial-1", "supports"), ("trial-2", "supports"), ("trial-3", "supports"), ("trial-4", "supports")
        ),
    )


def _helps() -> dict[str, Any]:
    return claim(
        id="helps-many",
        type="rate",
        importance="minor",
        statement="It helps many.",
        quote="helps many",
        passage=[140, 170],
        scope={"intervention": "ketamine-iv"},
        quantities=[],
        evidence=_held(("trial-1", "supports"), ("trial-2", "supports"), ("ssri-trial", "partly")),
    )


def _studies() -> list[dict[str, Any]]:
    relapse = {"arm": "ketamine-iv", "n": 8, "population": "trd"}
    onset = {"arm": "ketamine-iv", "population": "depression", "qualifier": "at-most"}
    trials = [
        study(
            id=f"trial-{number}",
            design="rct",
            n=n,
            results=[
                _figure("time-to-onset", "typical", 2, "h", **onset),
                _figure("time-to-full-effect", "typical", 24, "h", arm="ketamine-iv", population="depression"),
                *more,
            ],
        )
        for number, n, more in (
            (
                1,
                40,
                [
                    _figure(
                        "remission-rate", "proportion", 45, "%", arm="ketamine-iv", events=9, n=20, timepoint="24 h"
                    ),
                    _figure("remission-rate", "proportion", 10, "%", arm="saline", events=2, n=20, timepoint="24 h"),
                    _figure("remission-rate", "proportion", 30, "%", arm="ketamine-iv", ci=[12, 55], timepoint="day 7"),
                ],
            ),
            (
                2,
                30,
                [
                    _figure("remission-rate", "proportion", 26.2, "%", arm="ketamine", scale="MADRS"),
                    _figure("remission-rate", "proportion", 20.6, "%", arm="ketamine", scale="HAM-D"),
                ],
            ),
            (3, None, []),
            (4, 12, []),
        )
    ]
    series = study(
        limitations="No control group.",
        results=[
            _figure("time-to-relapse", "minimum", 6, "d", **relapse),
            _figure("time-to-relapse", "mean", 19, "d", **relapse),
            _figure("time-to-relapse", "maximum", 45, "d", **relapse),
            _figure("time-to-relapse", "median", 27.5, "d", arm="ketamine-iv", population="ptsd", outcome="in PTSD"),
            _figure("response-rate", "proportion", 90, "%", arm="ketamine-iv", events=9, n=10),
        ],
    )
    other = study(
        id="ssri-trial",
        design="rct",
        n=100,
        results=[_figure("remission-rate", "proportion", 33, "%", arm="ssri", n=100)],
    )
    return [series, other, *trials]
