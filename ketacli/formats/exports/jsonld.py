"""`jsonld`: the claims and their reviews as linked data in schema.org's words, the context inside: nothing is fetched.

A claim is a `Claim`, which appears in a document; whether it holds is a `ClaimReview`: `alternateName` is what views print
("Goes too far"), `ratingValue` its place from 1 (wrong) to 6 (supported), `ratingExplanation` the reason. What is not
rated has a review without rating. GRADE's certainty is no verdict on whether a claim is true: it is `keta:certainty`. Caveats
are the claim's `Comment`s; its contradictions are in its `disambiguatingDescription`, for programs that know only
schema.org, and nodes of keta's own small vocabulary (`urn:keta:vocabulary:`), as are evidence, scope and omissions.
Sources are `ScholarlyArticle` and its like. Claims that were not chosen, but are in a contradiction or under a bottom line,
are named with their verdict.

`<` is escaped, so that the text can be put into a web page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.formats import Format
from ketacli.formats import _words as words
from ketacli.formats._parts import FACTS
from ketacli.formats._text import Layout
from ketacli.formats.exports._linked_sources import kept, measured, source
from ketacli.formats.json import dump
from ketacli.formats.summary import _telling as telling
from ketacli.labels import capital
from ketacli.model import LEVELS, as_record
from ketacli.quantities import figure
from ketacli.report import card as cards

if TYPE_CHECKING:
    from collections.abc import Container

    from ketacli.formats.exports import Lists
    from ketacli.model import Claim, Contradiction, Evidence, Omission, Side
    from ketacli.report.summary import Section, Summary

LEAVES_OUT = ("exceptions",)
"""The fields of a claim that only the checks need."""

CONTEXT = {
    "@vocab": "https://schema.org/",
    "keta": "urn:keta:vocabulary:",
    **{kind: f"urn:keta:{kind}:" for kind in ("claim", "review", "source", "contradiction", "topic", "omission")},
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "keta:quote": {"@container": "@list"},
    "keta:passage": {"@container": "@list"},
    "keta:sides": {"@container": "@list"},
}

_EXPORT = "urn:keta:export"

_SCALE = [kind for kind in cards.VERDICTS if kind not in cards.UNRATED]
"""What a rating can be printed as, worst first: its place is the value of the rating."""

FORMAT = Format(suffixes=(".jsonld",))


def render(report: Summary, lists: Lists) -> str:  # noqa: ARG001 - every format has the same interface
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
        *(node for claim in report.claims for node in (_claim(claim, report), _review(claim, report))),
        *(_mentioned(claim, report) for claim in others),
        *(_contradiction(one) for one in report.contradictions),
        *(_omission(one, report) for one in report.omissions),
        *(source(one, report) for one in report.sources),
    ]
    graph = {"@context": CONTEXT, "@graph": [kept(node) for node in nodes]}
    return dump(graph, Layout(), indent=2).replace("<", "\\u003c") + "\n"


def _whole(report: Summary) -> dict[str, Any]:
    return {
        "@id": _EXPORT,
        "@type": "Dataset",
        "name": report.title,
        "description": f"{telling.asked(report)}. {telling.NOTICE}",
        "version": report.store_version or None,
        "url": report.url,
        "publisher": _publisher(report),
        "datePublished": _date(report),
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


def _publisher(report: Summary) -> dict[str, str] | None:
    return {"@type": "Organization", "name": report.publisher} if report.publisher else None


def _date(report: Summary) -> str | None:
    """Return the store's version where it is a date: the only one that an export knows."""
    return report.store_version if re.fullmatch(r"\d{4}-\d\d-\d\d", report.store_version) else None


def _said(claim: Claim, report: Summary) -> dict[str, Any]:
    """Return what a claim says, where, and what it must not travel without, in words."""
    return {
        "@id": f"claim:{claim.id}",
        "@type": "Claim",
        "identifier": claim.id,
        "text": claim.statement,
        "disambiguatingDescription": _standing(claim, report),
        "appearance": _ref("source", claim.source),
    }


def _claim(claim: Claim, report: Summary) -> dict[str, Any]:
    return {
        **_said(claim, report),
        **_maker(claim, report),
        "about": [_ref("topic", topic) for topic in claim.topics],
        **{f"keta:{_camel(name)}": getattr(claim, name) for name in FACTS},
        "keta:rating": claim.rating,
        "keta:inFact": claim.in_fact,
        "comment": [
            {"@type": "Comment", "name": report.names.caveats.get(caveat.kind, caveat.kind), "text": caveat.text}
            for caveat in claim.caveats
        ],
        "keta:contested": claim.contested,
        "keta:contradictions": [_ref("contradiction", dispute.id) for dispute in claim.contradictions],
        "keta:figure": figure(claim.quantities) or None,
        "keta:quantities": [
            measured(quantity, report)
            | {"keta:as": quantity.as_, "keta:derived": quantity.derived, "keta:definedAs": quantity.defined_as}
            for quantity in claim.quantities
        ],
        "keta:measures": list(claim.measures),
        "keta:quote": list(claim.quote),
        "keta:passage": list(claim.passage or ()),
        "keta:repeats": _ref("claim", claim.repeats) if claim.repeats else None,
        "keta:wording": [
            {"keta:stands": one.stands, "keta:read": one.read, "keta:sure": one.sure} for one in claim.wording
        ],
        **{f"keta:{name}": value for name, value in as_record(claim.scope).items()},
        "keta:evidence": [_evidence(one) for one in claim.evidence],
        "keta:supports": [_ref("claim", one.claim) for one in claim.relations if one.kind == "supports"],
        "keta:dependsOn": [_ref("claim", one.claim) for one in claim.relations if one.kind == "depends-on"],
    }


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return "".join([first, *map(str.capitalize, rest)])


def _maker(claim: Claim, report: Summary) -> dict[str, Any]:
    """Return who makes a claim, and when: the document's author and date."""
    document = next(one for one in report.documents if one.id == claim.source)
    author = {"@type": "Organization", "name": document.author} if document.author else None
    return {"author": author, "datePublished": document.issued}


def _standing(claim: Claim, report: Summary) -> str:
    """Return in words what a claim must not travel without, for programs that know only schema.org."""
    told = [f"{_verdict(claim, report)}."]
    if claim.in_fact:
        told.append(f"In fact: {claim.in_fact}")
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
        "keta:quote": list(evidence.quote),
    }


def _verdict(claim: Claim, report: Summary) -> str:
    """Return what a claim is printed as, and why: `Goes too far: very low-certainty evidence`."""
    one = cards.card(claim, report.context)
    why = one.why if one.kind not in cards.UNRATED or one.kind == "not-rated" else one.verdict
    word = cards.VERDICTS["not-rated"][1] if one.kind in cards.UNRATED else one.verdict
    return f"{capital(word)}{f': {why}' if why else ''}"


def _review(claim: Claim, report: Summary) -> dict[str, Any]:
    one = cards.card(claim, report.context)
    rating = None
    if one.kind not in cards.UNRATED:
        rating = {
            "@type": "Rating",
            "ratingValue": _SCALE.index(one.kind) + 1,
            "bestRating": len(_SCALE),
            "worstRating": 1,
            "alternateName": capital(one.verdict),
            "ratingExplanation": one.why or None,
        }
    body = [f"{_verdict(claim, report)}.", f"In fact: {claim.in_fact}" if claim.in_fact else ""]
    return {
        "@id": f"review:{claim.id}",
        "@type": "ClaimReview",
        "url": f"{report.url}#{claim.id}" if report.url else None,
        "author": _publisher(report),
        "datePublished": _date(report),
        "license": report.licence,
        "itemReviewed": _ref("claim", claim.id),
        "claimReviewed": claim.statement,
        "reviewRating": rating,
        "reviewBody": " ".join(filter(None, body)),
        "isPartOf": {"@id": _EXPORT},
        "citation": [_ref("source", evidence.source) for evidence in claim.evidence],
        "keta:certainty": _certainty(claim),
    }


def _certainty(claim: Claim) -> dict[str, Any]:
    """Return how strong the evidence for a claim as stated is, by GRADE."""
    confidence = claim.confidence
    return {
        "@type": "keta:Certainty",
        "keta:level": confidence.level,
        "keta:question": words.QUESTION_WORDS.get(confidence.question or ""),
        "keta:arithmetic": words.arithmetic(confidence) if confidence.level in LEVELS else None,
        "keta:why": confidence.why,
        "keta:start": confidence.start,
        "keta:down": [{"name": name, "value": steps} for name, steps in confidence.down.items()],
        "keta:up": [{"name": name, "value": steps} for name, steps in confidence.up.items()],
    }


def _mentioned(claim: Claim, report: Summary) -> dict[str, Any]:
    """Return a claim that was not chosen, with what it must not travel without."""
    return {**_said(claim, report), "keta:contested": claim.contested}


def _omission(one: Omission, report: Summary) -> dict[str, Any]:
    """Return something that the documents leave out; topics that the export does not have are left out of it."""
    known = {section.topic.id for section in report.sections} | {name for c in report.claims for name in c.topics}
    return {
        "@id": f"omission:{one.id}",
        "@type": "keta:Omission",
        "identifier": one.id,
        "name": one.label,
        "text": one.text,
        "keta:limits": one.limits,
        "keta:importance": one.importance,
        "about": [_ref("topic", topic) for topic in one.topics if topic in known],
        "citation": [_ref("source", name) for name in one.sources],
    }


def _contradiction(one: Contradiction) -> dict[str, Any]:
    return {
        "@id": f"contradiction:{one.id}",
        "@type": "keta:Contradiction",
        "identifier": one.id,
        "keta:type": one.type,
        "keta:relation": one.relation,
        "keta:short": one.short,
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
