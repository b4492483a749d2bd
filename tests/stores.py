"""The stores that tests are made on: a small one, a full one, one of every verdict, one of figures of every kind.

Each builder returns plain data, the way a store's YAML reads; keywords replace whole fields or lists.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

try:
    from yaml import CSafeDumper as Plain
except ImportError:  # a PyYAML without libyaml writes the same, five times slower
    from yaml import SafeDumper as Plain  # type: ignore[assignment]


def claim(**changes: Any) -> dict[str, Any]:
    """Return a claim of the small store, as a record."""
    record: dict[str, Any] = {
        "id": "relapse-mean-19-days",
        "type": "timing",
        "topics": ["relapse"],
        "importance": "core",
        "statement": "People relapsed about 19 days later on average.",
        "source": "overview",
        "quote": "relapsed on approximately 19 days",
        "passage": [0, 40],
        "attribution": "unnamed-study",
        "hedging": "asserted",
        "quantities": [
            {
                "measure": "time-to-relapse",
                "statistic": "mean",
                "value": 19,
                "unit": "d",
                "qualifier": "about",
                "as": "approximately 19 days",
            }
        ],
        "evidence": [{"source": "series-2010", "verdict": "partly", "note": "Eight of nine responders relapsed."}],
        "confidence": {
            "question": "course",
            "start": "high",
            "down": {"risk-of-bias": 1, "imprecision": 2},
            "level": "very-low",
            "why": "Eight relapses in one uncontrolled series.",
        },
        "caveats": [{"kind": "sample-size", "text": "The figure is of eight people."}],
    }
    return {**record, **changes}


def study(**changes: Any) -> dict[str, Any]:
    """Return a study of the small store, as a record."""
    record: dict[str, Any] = {
        "id": "series-2010",
        "kind": "study",
        "title": "Repeated infusions",
        "design": "open-label",
        "cohort": None,
        "n": 10,
        "results": [
            {"measure": "time-to-relapse", "statistic": "mean", "value": 19, "unit": "d", "arm": "ketamine-iv", "n": 8}
        ],
        "result": "Eight of nine relapsed.",
        "cite": {"type": "article-journal", "title": "Repeated infusions", "issued": "2010"},
        "read": "abstract",
    }
    return {**record, **changes}


def store(**changes: Any) -> dict[str, Any]:
    """Return a small valid store as plain data: two claims that contradict each other, one study, one document."""
    lasting = claim(
        id="benefit-lasts",
        importance="useful",
        statement="The benefit of infusions is lasting.",
        quote="lasting benefit",
        passage=[50, 80],
        quantities=[],
        evidence=[],
        no_evidence="Looked for follow-up beyond a year.",
        confidence={"question": "course", "level": "not-rated", "why": "Nothing was found."},
        caveats=[],
    )
    whole: dict[str, Any] = {
        "store": {"title": "A small store", "version": "2026-01-01"},
        "tolerance": {"point": 10, "about": 25},
        "sources": [
            {"id": "overview", "kind": "document", "title": "An overview", "file": "overview.txt", "sha256": "0" * 64},
            study(),
        ],
        "claims": [claim(), lasting],
        "contradictions": [
            {
                "id": "lasting-or-not",
                "type": "timing",
                "relation": "direct",
                "sides": [
                    {
                        "claims": ["relapse-mean-19-days"],
                        "sources": ["series-2010"],
                        "says": "Most relapse within weeks.",
                        "stronger": True,
                    },
                    {"claims": ["benefit-lasts"], "says": "The benefit lasts."},
                ],
                "why": "One counts relapses, the other gives no figure.",
                "resolution": "Expect relapse.",
            }
        ],
        "topics": [{"id": "relapse", "name": "How long the benefit lasts", "aliases": ["duration"]}],
        "measures": [{"id": "time-to-relapse", "name": "time to relapse", "dimension": "time"}],
        "designs": [
            {
                "id": "open-label",
                "name": "open-label series",
                "start": {"effect": "low", "course": "high", "fact": "low", "meaning": "low"},
            }
        ],
        "populations": [{"id": "depression", "name": "people with depression", "broader": None}],
        "interventions": [
            {"id": "ketamine", "name": "ketamine in any form", "broader": None},
            {"id": "ketamine-iv", "name": "ketamine by infusion", "broader": "ketamine"},
        ],
        "caveats": [{"id": "sample-size", "name": "sample size"}],
    }
    return {**whole, **changes}


class _Dumper(Plain):
    """A writer of strict YAML: no aliases, all text in quotes."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the dumper's signature
        return True


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def dump(content: Any) -> str:
    """Return data as the strict YAML that keta reads: all text in quotes, the keys at the top without."""
    text: str = yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100_000)
    return re.sub(r'^"(\w+)":', r"\1:", text, flags=re.MULTILINE)


def full(**changes: Any) -> dict[str, Any]:
    """Return a small store with all that a view can meet: garbled words, repeats, cohorts, three sides, open questions."""
    whole = store()
    whole["store"] = {
        "title": "A full store",
        "version": "2026-01-01",
        "licence": "CC-BY-4.0",
        "subject": "ketamine for depression",
        "notice": "keta reports research and gives no advice.",
    }
    whole["sources"] = [_overview(), _guide(), *_studies()]
    whole["claims"] = [_remission(), _relapse(), _repeated(), _lasting(), _sleep()]
    whole["contradictions"] = [_two_sides(), _three_sides()]
    whole["omissions"] = _omissions()
    whole["notices"] = [
        {"id": "crisis", "kind": "crisis", "asked_as": ["want to die", "kill *self"], "text": "Call or text 988."},
        {"id": "decision", "asked_as": ["should i *"], "text": "keta gives no advice."},
    ]
    whole["vocabulary"] = [{"id": "by-vein", "phrases": ["drip", "infus*"]}]
    whole["topics"] = _topics()
    whole["measures"] = [
        {
            **whole["measures"][0],
            "question": "How long until people relapse?",
            "heading": "days to relapse",
            "definition": "From the last infusion, in people who had responded.",
            "better": "more",
        },
        {
            "id": "remission-rate",
            "name": "share in remission",
            "dimension": "proportion",
            "question": "How many people are well again?",
            "heading": "in remission, of 100",
            "definition": "People nearly free of symptoms.",
            "better": "more",
        },
        {"id": "response-rate", "name": "share who respond", "dimension": "proportion", "better": None},
        {"id": "score-change", "name": "change in score", "dimension": "score"},
    ]
    whole["designs"] += [
        {
            "id": "rct",
            "name": "randomised controlled trial",
            "start": dict.fromkeys(("effect", "course", "fact", "meaning"), "high"),
        }
    ]
    whole["interventions"] = [
        {"id": "ketamine", "name": "ketamine in any form", "broader": None},
        {"id": "ketamine-iv", "name": "ketamine by infusion", "broader": "ketamine", "short": "infusion"},
        {"id": "saline", "name": "saline", "broader": None, "short": "saline"},
    ]
    whole["caveats"] += [
        {"id": "definition", "name": "definition"},
        {"id": "harm", "name": "risk of harm", "harm": True},
    ]
    whole["retired"] = [{"id": "remission-in-85", "now": "remission-85-percent"}]
    return {**whole, **changes}


def judged(**changes: Any) -> dict[str, Any]:
    """Return the full store with a claim more for each way of printing a verdict that the full store lacks."""
    whole = full()
    whole["topics"].append({"id": "crisis", "name": "Help in a crisis", "kind": "crisis"})
    whole["claims"] += [_plain(**one) for one in _further_kinds()]
    return {**whole, **changes}


def _plain(**changes: Any) -> dict[str, Any]:
    return claim(**{"importance": "minor", "quantities": [], "caveats": [], **changes})


def _further_kinds() -> list[dict[str, Any]]:
    supported = [{"source": "trial-2024", "verdict": "supports", "note": "So it was."}]
    nothing = {"evidence": [], "no_evidence": "Nothing was looked for."}
    not_rated = {"question": "effect", "level": "not-rated", "why": "No study can bear on it."}
    return [
        {
            "id": "works-for-everyone",
            "statement": "Infusions work for everyone.",
            "quote": "works for everyone",
            "rating": "goes-too-far",
            "in_fact": "26% were in remission.",
            "evidence": [{"source": "trial-2024", "verdict": "partly", "note": "26% were in remission."}],
        },
        {
            "id": "works-again",
            "statement": "A second course works as the first did.",
            "quote": "works again",
            "rating": "supported",
            "evidence": supported,
        },
        {
            "id": "anecdote",
            "statement": "Infusions gave the writer their life back.",
            "quote": "my life back",
            "attribution": "anecdote",
            "rating": "not-checkable",
            "confidence": not_rated,
            **nothing,
        },
        {
            "id": "find-a-clinic",
            "type": "advice",
            "statement": "People should ask a clinic.",
            "quote": "ask a clinic",
            "rating": "not-checkable",
            "confidence": not_rated,
            **nothing,
        },
        {
            "id": "line-for-a-crisis",
            "type": "advice",
            "topics": ["crisis"],
            "statement": "In a crisis people can call 988.",
            "quote": "call 988",
            "rating": "supported",
            "evidence": supported,
        },
        {
            "id": "without-rating",
            "statement": "Ketamine acts at night.",
            "quote": "acts at night",
            "evidence": supported,
        },
    ]


def _topics() -> list[dict[str, Any]]:
    return [
        {
            "id": "relapse",
            "name": "How long the benefit lasts",
            "question": "How long does the benefit last?",
            "answer": "For most who respond, weeks.",
            "order": 2,
            "aliases": ["duration", "maintenance"],
            "asked_as": ["wear off", "how long * last"],
            "bottom_line": {
                "text": "Most who respond relapse within weeks.",
                "as_of": "2026-01-01",
                "rests_on": ["relapse-mean-19-days", "series-2010"],
            },
        },
        {"id": "response", "name": "How many it helps", "question": "Does it work?", "order": 1},
        {"id": "cost", "name": "Cost and insurance"},
    ]


def _omissions() -> list[dict[str, Any]]:
    return [
        {
            "id": "no-driving",
            "label": "Driving",
            "topics": ["relapse", "response"],
            "importance": "core",
            "text": "After an infusion people must not drive until the next day.",
            "limits": "This is about infusions; for the spray keta has nothing.",
            "asked_as": ["drive", "driv*"],
            "sources": ["trial-2024", "series-2010"],
            "absent": ["driv*"],
        },
        {
            "id": "pregnancy",
            "label": "Pregnancy",
            "topics": ["response"],
            "importance": "useful",
            "text": "Nobody pregnant was in these studies.",
            "sources": ["trial-2024"],
        },
    ]


def _overview() -> dict[str, Any]:
    return {
        "id": "overview",
        "kind": "document",
        "title": "An overview",
        "label": "Overview page",
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
    result = {"role": "treated", "at": {"value": 4, "unit": "wk"}, "clock": "last infusion", "first_look": True}
    first = study(
        cohort="open-series",
        cite=cite,
        limitations="No control group.",
        read="full-text",
        funding="independent",
        follow_up={"value": 83, "unit": "d"},
        results=[
            {**study()["results"][0], **result},
            {
                "measure": "time-to-relapse",
                "statistic": "median",
                "arm": "ketamine-iv",
                "role": "treated",
                "reached": False,
            },
        ],
    )
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
        label="Trial Group 2024",
        funding="industry",
        checked="2026-01-01",
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
                "role": "treated",
                "given": "0.5 mg/kg",
                "events": 133,
                "n": 512,
                "counts": "derived",
                "timepoint": "day 7",
                "at": {"value": 7, "unit": "d"},
            },
            {
                "measure": "remission-rate",
                "statistic": "proportion",
                "value": 8,
                "unit": "%",
                "arm": "saline",
                "role": "compared",
                "events": 41,
                "n": 512,
                "timepoint": "day 7",
                "at": {"value": 7, "unit": "d"},
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
                "printed": True,
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
        short="In one study 85% of patients reached remission.",
        rating="wrong",
        in_fact="26% were in remission after infusions and 8% after saline.",
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
            {
                "measure": "remission-rate",
                "statistic": "proportion",
                "value": 85,
                "unit": "%",
                "as": "85% of clients",
                "defined_as": "response-rate",
            },
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
            {"kind": "harm", "text": "Blood pressure rises for an hour."},
        ],
    )


_AVERAGE = {
    "short": "People relapsed about 19 days later.",
    "rating": "partly-true",
    "in_fact": "That is the average of eight people.",
}


def _relapse() -> dict[str, Any]:
    return claim(**_AVERAGE)


def _repeated() -> dict[str, Any]:
    return claim(
        **_AVERAGE,
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
    return {
        **whole,
        "short": "The benefit lasts.",
        "rating": "no-evidence",
        "in_fact": "Nobody has followed people for more than a year.",
        "exceptions": {"side": "Relapses were counted within weeks; of years nothing is known."},
        "measures": ["time-to-relapse"],
    }


def _sleep() -> dict[str, Any]:
    return claim(
        id="works-during-sleep",
        type="mechanism",
        topics=["response"],
        importance="minor",
        statement="Ketamine may work best during sleep.",
        rating="supported",
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


def _two_sides() -> dict[str, Any]:
    whole: dict[str, Any] = store()["contradictions"][0]
    first, second = whole["sides"]
    sides = [{**first, "short": "most relapse within weeks"}, {**second, "short": "it lasts"}]
    return {**whole, "short": "Lasting or not: expect relapse.", "sides": sides}


def _three_sides() -> dict[str, Any]:
    return {
        "id": "how-many-remit",
        "type": "rate",
        "relation": "apparent",
        "short": "85% or a quarter: remission has two meanings.",
        "sides": [
            {"claims": ["remission-85-percent"], "says": "85% remit.", "short": "85% remit"},
            {"claims": ["relapse-mean-19-days", "relapse-mean-19-days-guide"], "says": "Nearly all relapse."},
            {
                "sources": ["series-2010", "trial-2024"],
                "says": "A quarter remit.",
                "short": "a quarter remit",
                "stronger": True,
            },
        ],
        "why": "Remission has two meanings.",
        "resolution": None,
    }


def figures(**changes: Any) -> dict[str, Any]:
    """Return a small store with points, ranges, bounds, spreads, arms, intervals, and studies that say the same."""
    whole = store()
    whole["store"] = {"title": "A store of figures", "version": "2026-01-01"}
    whole["sources"] = [store()["sources"][0], *_figure_studies()]
    whole["claims"] = [_full_effect(), _remission_figure(), _lasting_figure(), _rapid(), _helps()]
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


def _remission_figure() -> dict[str, Any]:
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


def _lasting_figure() -> dict[str, Any]:
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


def _figure_studies() -> list[dict[str, Any]]:
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
