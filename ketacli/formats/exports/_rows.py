"""What stands in the tables of the database: a report as rows, in an order in which every reference finds its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import _words as words
from ketacli.formats._parts import FACTS
from ketacli.formats.exports._cited import ET_AL
from ketacli.formats.summary import _telling as telling
from ketacli.labels import read_name
from ketacli.model import Document, as_record
from ketacli.quantities import figure, phrase
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from ketacli.formats.exports import Lists
    from ketacli.model import Claim, Contradiction, Source, Study
    from ketacli.report.summary import Summary

    Row = tuple[str, dict[str, Any]]

_TEXTS = ("volume", "issue", "page", "number", "publisher")
_FACTS = (
    *("title", "design", "cohort", "n", "population", "intervention", "comparator", "outcome"),
    *("result", "limitations", "read", "funding", "checked", "note"),
)
_FIGURE = ("measure", "statistic", "value", "low", "high", "unit", "qualifier")
_RESULT = ("arm", "role", "given", "comparator", "population", "events", "n", "timepoint", "sd", "outcome", "scale")


def rows(report: Summary, lists: Lists) -> Iterator[Row]:
    """Yield each row of the database: its table, and its values by column."""
    yield from _lists(lists)
    yield from _topics(report)
    for source in report.sources:
        yield from _source(source, report)
    chosen = {claim.id for claim in report.claims}
    for claim in report.claims:
        yield from _claim(claim, report)
    for name, claim in sorted(report.mentioned.items()):
        if name not in chosen:
            yield "other_claims", _head(claim, report)
    for one in report.contradictions:
        yield from _contradiction(one, chosen, report)
    yield from _omissions(report)
    for section in report.sections:
        line = section.topic.bottom_line
        for position, member in enumerate(_members(line.rests_on if line else (), chosen, report)):
            yield "bottom_line_basis", {"topic": section.topic.id, "position": position, **member}


def _omissions(report: Summary) -> Iterator[Row]:
    for omission in report.omissions:
        facts = ("id", "label", "importance", "text", "limits")
        yield "omissions", {name: getattr(omission, name) for name in facts}
        for table, column, names in (
            ("omission_topics", "topic", omission.topics),
            ("omission_sources", "source", omission.sources),
        ):
            for position, value in enumerate(names):
                yield table, {"omission": omission.id, "position": position, column: value}


def _lists(lists: Lists) -> Iterator[Row]:
    for one in lists["measure"]:
        yield "measures", {"id": one["id"], "name": one["name"], "dimension": one.get("dimension")}
    for one in lists["design"]:
        starts = {f"start_{question}": level for question, level in one["start"].items()}
        yield "designs", {"id": one["id"], "name": one["name"], **starts}
    for kind, table in (("population", "populations"), ("intervention", "interventions")):
        for one in lists[kind]:
            yield table, {"id": one["id"], "name": one["name"], "broader": one.get("broader")}
    for one in lists["caveat"]:
        yield "caveat_kinds", {"id": one["id"], "name": one["name"], "is_harm": int(bool(one.get("harm")))}


def _topics(report: Summary) -> Iterator[Row]:
    own = {section.topic.id: section.topic for section in report.sections}
    for topic, name in sorted(report.names.topics.items()):
        known = own.get(topic)
        line = known.bottom_line if known else None
        yield (
            "topics",
            {
                "id": topic,
                "name": name,
                "question": known.question if known else None,
                "answer": known.answer if known else None,
                "bottom_line": line.text if line else None,
                "as_of": line.as_of if line else None,
                "place": known.order if known else None,
            },
        )
        for alias in own[topic].aliases if topic in own else ():
            yield "topic_aliases", {"topic": topic, "alias": alias}


def _source(found: Source, report: Summary) -> Iterator[Row]:
    counts = {
        column: report.tallies.get(f"{what}{found.id}", 0)
        for column, what in (
            ("claims_in_store", ""),
            ("contested_in_store", "contested "),
            ("with_caveats_in_store", "caveats "),
        )
    }
    head = {"id": found.id, "label": found.label or found.title, "kind": found.kind, **counts}
    if not isinstance(found, Document):
        yield from _study(found, head)
        return
    facts = {name: getattr(found, name) for name in ("title", "issued", "url", "file", "sha256", "note")}
    yield "sources", {**head, **facts, "citation": telling.document(found), "has_more_authors": 0}
    if found.author:
        yield "authors", {"source": found.id, "position": 0, "literal": found.author}


def _study(found: Study, head: dict[str, Any]) -> Iterator[Row]:
    cite = found.cite
    names = cite.get("author", ())
    yield (
        "sources",
        {
            **head,
            **{name: getattr(found, name) for name in _FACTS},
            **{name: cite.get(name) for name in _TEXTS},
            **{name.lower(): cite.get(name) for name in ("DOI", "PMID", "PMCID", "URL")},
            "cite_type": cite["type"],
            "cite_title": cite["title"],
            "container_title": cite.get("container-title"),
            "issued": cite.get("issued"),
            "citation": words.citation(found),
            "has_more_authors": int(any(name.get("literal") == ET_AL for name in names)),
        },
    )
    for position, name in enumerate(name for name in names if name.get("literal") != ET_AL):
        yield "authors", {"source": found.id, "position": position, **read_name(name)}
    for position, result in enumerate(found.results):
        low, high = result.ci or (None, None)
        figures = {name: getattr(result, name) for name in (*_FIGURE, *_RESULT)}
        where = {"source": found.id, "position": position, "figure": phrase(result)}
        at = {"at_value": result.at.value, "at_unit": result.at.unit} if result.at else {}
        told = {"reached": int(result.reached), "ci_low": low, "ci_high": high, **at}
        yield "results", {**where, **figures, **told}


def _head(claim: Claim, report: Summary) -> dict[str, Any]:
    """Return what a claim must not travel without."""
    one = cards.card(claim, report.context)
    kinds = report.names.caveats
    caveats = [f"{kinds.get(caveat.kind, caveat.kind)}: {caveat.text}" for caveat in claim.caveats]
    return {
        "id": claim.id,
        "verdict": one.verdict,
        "verdict_why": one.why or None,
        "statement": claim.statement,
        "in_fact": claim.in_fact,
        "rating": claim.rating,
        "confidence": claim.confidence.level,
        "figure": figure(claim.quantities) or None,
        "contested": int(claim.contested),
        "caveat_count": len(claim.caveats),
        "contradiction_count": len(claim.contradictions),
        "caveat_text": "\n".join(caveats) or None,
        "source": claim.source,
    }


def _claim(claim: Claim, report: Summary) -> Iterator[Row]:
    confidence = claim.confidence
    yield (
        "claims",
        {
            **_head(claim, report),
            **{name: getattr(claim, name) for name in (*FACTS, "repeats")},
            **as_record(claim.scope),
            "quote": words.quoted(claim),
            "question": confidence.question,
            "start": confidence.start,
            "why": confidence.why,
            "passage_start": claim.passage[0] if claim.passage else None,
            "passage_end": claim.passage[1] if claim.passage else None,
        },
    )
    parts: dict[str, list[dict[str, Any]]] = {
        "claim_topics": [{"topic": topic} for topic in claim.topics],
        "claim_measures": [{"measure": measure} for measure in claim.measures],
        "quotes": [{"fragment": fragment} for fragment in claim.quote],
        "quantities": [
            {name: getattr(one, name) for name in (*_FIGURE, "derived", "defined_as")}
            | {"words": one.as_, "figure": phrase(one)}
            for one in claim.quantities
        ],
        "wording": [as_record(one) for one in claim.wording],
        "evidence": [
            {name: getattr(one, name) for name in ("source", "verdict", "origin", "note")}
            | {"quote": " … ".join(one.quote) or None}
            for one in claim.evidence
        ],
        "relations": [{"kind": one.kind, "other": one.claim} for one in claim.relations],
        "caveats": [as_record(one) for one in claim.caveats],
    }
    for table, found in parts.items():
        for position, one in enumerate(found):
            yield table, {"claim": claim.id, "position": position, **one}
    for direction, steps in (("down", confidence.down), ("up", confidence.up)):
        for reason, count in steps.items():
            yield (
                "confidence_steps",
                {"claim": claim.id, "direction": direction, "reason": reason, "steps": count},
            )


def _contradiction(one: Contradiction, chosen: Container[str], report: Summary) -> Iterator[Row]:
    facts = ("id", "type", "relation", "short", "why", "resolution")
    yield "contradictions", {name: getattr(one, name) for name in facts}
    for number, side in enumerate(one.sides):
        where = {"contradiction": one.id, "position": number}
        yield "sides", {**where, "says": side.says, "stronger": int(side.stronger)}
        for position, member in enumerate(_members((*side.claims, *side.sources), chosen, report)):
            yield "side_members", {"contradiction": one.id, "side": number, "position": position, **member}


def _members(names: Sequence[str], chosen: Container[str], report: Summary) -> Iterator[dict[str, str]]:
    """Yield each id in the column of what it is: a chosen claim, another claim, a source."""
    for name in names:
        column = "claim" if name in chosen else "other_claim" if name in report.mentioned else "source"
        yield {column: name}
