"""`json`: a scanned page as plain data; `scan-output` in `schemas/output.schema.json` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats._fields import SCHEMA, plain_record
from ketacli.formats.json import dump
from ketacli.model import as_record
from ketacli.store.touching import kind

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.arms import Arm
    from ketacli.report.scan import Report, Told
    from ketacli.store.scanning import Differing, PageFigure


def render(report: Report, layout: Layout, *, is_full: bool = False) -> str:  # noqa: ARG001 - JSON has everything
    """Return a scanned page as one JSON object."""
    return dump(document(report), layout, indent=2) + "\n"


def document(report: Report) -> dict[str, Any]:
    """Return a scanned page as plain data."""
    scan = report.scan
    return {
        "schema": SCHEMA,
        "page": {
            "file": scan.page.file,
            "title": scan.page.title,
            "sentences": report.sentences,
            "words": scan.page.words,
            "sha256": scan.page.sha256,
            "left": [one._asdict() for one in scan.page.left],
        },
        "urgent": [
            {"n": one.passage.n or None, "text": one.passage.text, "help": " ".join(one.notices)} for one in scan.calls
        ],
        "sentences": [sentence(one, report) for one in report.told if one.n],
        "mentions": [
            {"omission": one.omission.id, "sentences": list(one.sentences), "denying": list(one.denying)}
            for one in scan.mentions
        ],
        "against": [
            {"study": one.study, "main_target": one.outcome, "sentences": list(one.sentences)} for one in scan.against
        ],
        "against_record": [
            {
                "n": one.n,
                "omission": one.omission.id,
                "page": one.as_,
                "sources_say": one.bound.said,
                "sources": list(one.sources),
            }
            for one in scan.against_record
        ],
        "on_safety": list(report.on_safety),
        "left_out": {"omissions": [one.id for one in scan.omissions], "topics": [one.id for one in scan.topics]},
        "claims": {name: plain_record(claim, report.context) for name, claim in scan.claims.items()},
    }


def sentence(told: Told, report: Report) -> dict[str, Any]:
    """Return a sentence of a scanned page as plain data."""
    one = told.scanned
    passage, mentions = one.passage, report.scan.mentions
    denied = [mention.omission for mention in mentions if passage.n in mention.denying]
    urgent = report.calling.get(passage.n, "") or next((group.urgent for group in report.plays_down(passage.n)), "")
    return {
        "n": passage.n,
        "text": passage.text,
        "kind": passage.kind,
        "place": {"line": passage.line, "start": passage.start, "end": passage.end},
        "states": list(one.states),
        "states_in_part": [{"claim": part.claim, "not_covered": list(part.not_covered)} for part in one.states_in_part],
        "compare": [
            {
                "claim": near.claim,
                "score": near.score,
                "differs": _differs(near.differs),
                "denies": near.denies,
            }
            for near in one.compare
        ],
        "figures": [{**figure(found), "arm": found.arm, "beside": _beside(found, told)} for found in one.figures],
        "studies": [pair.study.id for found in told.figures if found.page is None for pair in found.pairs[:1]],
        "mentions": [mention.omission.id for mention in mentions if passage.n in mention.sentences],
        "plays_down": [omission.id for omission in denied if kind(omission) == "down"],
        "contradicts": [
            *(one.study for one in report.scan.against if passage.n in one.sentences),
            *dict.fromkeys(
                (
                    *(one.omission.id for one in report.scan.against_record if one.n == passage.n),
                    *(omission.id for omission in denied if kind(omission) == "record"),
                )
            ),
        ],
        "promises": [omission.id for omission in denied if kind(omission) == "promise"],
        "urgent": urgent or None,
    }


def _beside(one: PageFigure, told: Told) -> list[dict[str, Any]]:
    """Return what a figure of a sentence was set beside: of each study its own figure, and whether that of the page agrees."""
    return [
        {
            "study": pair.study.id,
            "measure": pair.first.result.measure,
            "arm": pair.first.result.arm,
            **_ends(pair.first),
            "unit": pair.first.result.unit,
            "time": pair.first.result.timepoint,
            "outcome": pair.first.result.outcome,
            "comparator": pair.compared.result.arm if pair.compared else None,
            "compared": _ends(pair.compared) if pair.compared else None,
            "verdict": found.verdict,
            "differs_in": found.why or None,
        }
        for found in told.figures
        if found.page is one
        for pair in found.pairs
    ]


def _ends(arm: Arm) -> dict[str, float | None]:
    """Return the figure of an arm: a value, or a range from low to high."""
    one = arm.result
    return {"value": one.value} if one.low is None and one.high is None else {"low": one.low, "high": one.high}


def _differs(differs: Differing | None) -> dict[str, Any] | None:
    if differs is None:
        return None
    claim = {name: value for name, value in as_record(differs.claim).items() if value is not None}
    return {"figure": {"page": figure(differs.page), "claim": claim}}


def figure(one: PageFigure) -> dict[str, Any]:
    """Return a figure of a page as plain data."""
    ends = {"value": one.value} if one.value is not None else {"low": one.low, "high": one.high}
    return {
        "measure": one.measure,
        "statistic": one.statistic,
        **ends,
        "unit": one.unit,
        "qualifier": one.qualifier,
        "intervention": one.intervention,
        "as": one.as_,
    }
