"""A store in which every kind of record has every kind of field: what the views are tried on."""

from __future__ import annotations

from typing import Any

from tests.conftest import claim, store, study


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
