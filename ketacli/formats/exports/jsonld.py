"""`jsonld`: the claims and their reviews as linked data in schema.org's words, the context inside: nothing is fetched.

A claim is a `Claim`, which appears in a document; its confidence is a `ClaimReview`, rated from 1 (very low) to 4 (high)
by GRADE's levels of certainty, which is no verdict on whether it is true. What is not rated has a review without rating.
Caveats are the claim's `Comment`s; its contradictions stand in its `disambiguatingDescription`, for programs that know
only schema.org, and as nodes of keta's own small vocabulary (`urn:keta:vocabulary:`), as do evidence and scope. Sources
are `ScholarlyArticle` and its like. Claims that were not chosen, but stand in a contradiction or under a bottom line, are
named with their statement and level.

`<` is escaped, so that the text can stand in a web page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats import Format
from ketacli.formats import _words as words
from ketacli.formats._text import Layout
from ketacli.formats.exports._linked_sources import kept, measured, source
from ketacli.formats.json import dump
from ketacli.formats.summary import _telling as telling
from ketacli.model import LEVELS
from ketacli.quantities import figure

if TYPE_CHECKING:
    from collections.abc import Container

    from ketacli.formats.exports import Lists
    from ketacli.model import Claim, Contradiction, Evidence, Side
    from ketacli.report.summary import Report, Section

CONTEXT = {
    "@vocab": "https://schema.org/",
    "keta": "urn:keta:vocabulary:",
    **{kind: f"urn:keta:{kind}:" for kind in ("claim", "review", "source", "contradiction", "topic")},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "keta:quote": {"@container": "@list"},
    "keta:passage": {"@container": "@list"},
    "keta:sides": {"@container": "@list"},
}

_EXPORT = "urn:keta:export"

FORMAT = Format(suffixes=(".jsonld",))


def render(report: Report, lists: Lists) -> str:  # noqa: ARG001 - every format has the same interface
    """Return a report as one JSON-LD object: a graph of nodes."""
    chosen = {claim.id for claim in report.claims}
    claims = chosen | set(report.mentioned)
    others = [claim for name, claim in report.mentioned.items() if name not in chosen]
    topics = {section.topic.id: section for section in report.sections}
    used = {*topics, *(topic for claim in report.claims for topic in claim.topics)}
    named = {topic: name for topic, name in report.names.topics.items() if topic in used}
    nodes = [
        _whole(report),
        *(_topic(topic, name, topics.get(topic), claims) for topic, name in named.items()),
        *(node for claim in report.claims for node in (_claim(claim, report), _review(claim))),
        *(_mentioned(claim) for claim in others),
        *(_contradiction(one) for one in report.contradictions),
        *(source(one, report) for one in report.sources),
    ]
    graph = {"@context": CONTEXT, "@graph": [kept(node) for node in nodes]}
    return dump(graph, Layout(), indent=2).replace("<", "\\u003c") + "\n"


def _whole(report: Report) -> dict[str, Any]:
    return {
        "@id": _EXPORT,
        "@type": "Dataset",
        "name": report.title,
        "description": f"{telling.asked(report)}. {telling.NOTICE}",
        "version": report.store_version or None,
        "license": report.licence,
        "isBasedOn": {"@type": "Dataset", "name": report.store_title or None, "identifier": report.digest},
        "hasPart": [_ref("claim", claim.id) for claim in report.claims],
    }


def _topic(topic: str, name: str, section: Section | None, claims: Container[str]) -> dict[str, Any]:
    line = section.topic.bottom_line if section else None
    return {
        "@id": f"topic:{topic}",
        "@type": "DefinedTerm",
        "termCode": topic,
        "name": name,
        "description": line.text if line else None,
        "keta:restsOn": [_ref("claim" if one in claims else "source", one) for one in line.rests_on] if line else None,
    }


def _said(claim: Claim) -> dict[str, Any]:
    """Return what a claim says, where, and what it must not travel without, in words."""
    return {
        "@id": f"claim:{claim.id}",
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.statement,
        "disambiguatingDescription": _standing(claim),
        "appearance": _ref("source", claim.source),
    }


def _claim(claim: Claim, report: Report) -> dict[str, Any]:
    return {
        **_said(claim),
        "about": [_ref("topic", topic) for topic in claim.topics],
        "comment": [
            {"@type": "Comment", "name": report.names.caveats.get(caveat.kind, caveat.kind), "text": caveat.text}
            for caveat in claim.caveats
        ],
        "keta:contested": claim.contested,
        "keta:contradictions": [_ref("contradiction", dispute.id) for dispute in claim.contradictions],
        "keta:figure": figure(claim.quantities) or None,
        "keta:quantities": [
            measured(quantity, report) | {"keta:as": quantity.as_, "keta:derived": quantity.derived}
            for quantity in claim.quantities
        ],
        "keta:quote": list(claim.quote),
        "keta:passage": list(claim.passage),
        "keta:type": claim.type,
        "keta:importance": claim.importance,
        "keta:attribution": claim.attribution,
        "keta:hedging": claim.hedging,
        "keta:voice": claim.voice,
        "keta:repeats": _ref("claim", claim.repeats) if claim.repeats else None,
        "keta:wording": [
            {"keta:stands": one.stands, "keta:read": one.read, "keta:sure": one.sure} for one in claim.wording
        ],
        **{f"keta:{name}": value for name, value in claim.scope._asdict().items()},
        "keta:evidence": [_evidence(one) for one in claim.evidence],
        "keta:noEvidence": claim.no_evidence,
    }


def _standing(claim: Claim) -> str:
    """Return in words what a claim must not travel without, for programs that know only schema.org."""
    told = [f"Certainty: {words.LEVEL_WORDS[claim.confidence.level]}; {words.evidence(claim.verdicts)}."]
    if claim.caveats:
        told.append(f"{words.plural(len(claim.caveats), 'caveat').capitalize()}.")
    for dispute in claim.contradictions:
        says = " / ".join(side.says for side in dispute.others)
        relation = words.RELATION_WORDS[dispute.relation].capitalize()
        told.append(f"{relation} ({dispute.id}): {says}{words.better(dispute)}")
    return " ".join(told)


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "@type": "keta:Evidence",
        "keta:source": _ref("source", evidence.source),
        "keta:verdict": evidence.verdict,
        "keta:origin": evidence.origin,
        "text": evidence.note,
    }


def _review(claim: Claim) -> dict[str, Any]:
    confidence = claim.confidence
    certainty = words.LEVEL_WORDS[confidence.level]
    rating = None
    if confidence.level in LEVELS:
        certainty += " certainty"
        rating = {
            "@type": "Rating",
            "ratingValue": LEVELS.index(confidence.level) + 1,
            "bestRating": len(LEVELS),
            "worstRating": 1,
            "alternateName": certainty,
            "ratingExplanation": f"GRADE: {words.arithmetic(confidence)}. {confidence.why}",
        }
    return {
        "@id": f"review:{claim.id}",
        "@type": "ClaimReview",
        "itemReviewed": _ref("claim", claim.id),
        "claimReviewed": claim.statement,
        "reviewAspect": words.QUESTION_WORDS[confidence.question],
        "reviewRating": rating,
        "reviewBody": f"{certainty.capitalize()}. {confidence.why}",
        "isPartOf": {"@id": _EXPORT},
        "citation": [_ref("source", evidence.source) for evidence in claim.evidence],
        "keta:start": confidence.start,
        "keta:down": [{"name": name, "value": steps} for name, steps in confidence.down.items()],
        "keta:up": [{"name": name, "value": steps} for name, steps in confidence.up.items()],
    }


def _mentioned(claim: Claim) -> dict[str, Any]:
    """Return a claim that was not chosen, with what it must not travel without."""
    return {**_said(claim), "keta:contested": claim.contested}


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "@id": f"contradiction:{one.id}",
        "@type": "keta:Contradiction",
        "identifier": one.id,
        "keta:type": one.type,
        "keta:relation": one.relation,
        "keta:sides": [_side(side) for side in one.sides],
        "keta:why": one.why,
        "keta:resolution": one.resolution or f"{words.OPEN.capitalize()}.",
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "@type": "keta:Side",
        "text": side.says,
        "keta:claims": [_ref("claim", name) for name in side.claims],
        "keta:sources": [_ref("source", name) for name in side.sources],
        "keta:stronger": side.stronger,
    }


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"@id": f"{kind}:{name}"}
