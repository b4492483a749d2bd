"""Documents, studies and figures as nodes of linked data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.formats.exports import _cited
from ketacli.labels import is_person, name_of
from ketacli.model import Document, Result, as_record
from ketacli.quantities import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.model import Quantity, Source, Study
    from ketacli.report.summary import Summary

_TYPES = {
    "article-journal": "ScholarlyArticle",
    "review": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "dataset": "Dataset",
    "legislation": "Legislation",
    "regulation": "Legislation",
    "report": "Summary",
    "webpage": "WebPage",
}


def source(found: Source, report: Summary) -> dict[str, Any]:
    """Return a document or study as a node."""
    counts = {
        "keta:claims": report.tallies.get(found.id, 0),
        "keta:contestedClaims": report.tallies.get(f"contested {found.id}", 0),
        "keta:claimsWithCaveats": report.tallies.get(f"caveats {found.id}", 0),
        "keta:standsIn": [{"@id": f"contradiction:{name}"} for name in report.standing.get(found.id, ())],
    }
    head = {"@id": f"source:{found.id}", "identifier": found.id, "keta:kind": found.kind, "alternateName": found.label}
    return head | (_document(found) if isinstance(found, Document) else _study(found, report)) | counts


def _document(found: Document) -> dict[str, Any]:
    return {
        "@type": "WebPage" if found.url else "CreativeWork",
        "name": found.title,
        "creditText": found.author,
        "datePublished": found.issued,
        "url": found.url,
        "description": found.note,
        "keta:file": found.file,
        "keta:sha256": found.sha256,
    }


def _study(found: Study, report: Summary) -> dict[str, Any]:
    cite = found.cite
    names = cite.get("author", ())
    facts = tuple(
        "design cohort n population intervention comparator outcome limitations read funding checked note".split()
    )
    return {
        "@type": _TYPES.get(cite["type"], "CreativeWork"),
        "name": cite["title"],
        "author": [_author(name) for name in names if name.get("literal") != _cited.ET_AL],
        "keta:moreAuthors": any(name.get("literal") == _cited.ET_AL for name in names),
        "datePublished": cite.get("issued"),
        "publisher": {"@type": "Organization", "name": cite["publisher"]} if "publisher" in cite else None,
        "isPartOf": _volume(cite),
        "pagination": cite.get("page"),
        "keta:number": cite.get("number"),
        "keta:doi": cite.get("DOI"),
        "keta:pmid": cite.get("PMID"),
        "keta:pmcid": cite.get("PMCID"),
        "sameAs": _addresses(cite),
        "url": cite.get("URL"),
        "description": found.result,
        **{f"keta:{name}": getattr(found, name) for name in facts},
        "keta:results": [_result(result, report) for result in found.results],
    }


def _author(name: Mapping[str, str]) -> dict[str, Any]:
    if "family" in name:
        return {"@type": "Person", "familyName": name["family"], "givenName": name.get("given")}
    return {"@type": "Person" if is_person(name) else "Organization", "name": name_of(name)}


def _volume(cite: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return where a work stands: the issue of a volume of a periodical, as far as it is known."""
    where: dict[str, Any] | None = None
    if "container-title" in cite:
        kind = "Periodical" if str(cite["type"]).startswith("article") or cite["type"] == "review" else "CreativeWork"
        where = {"@type": kind, "name": cite["container-title"]}
    if "volume" in cite:
        where = {"@type": "PublicationVolume", "volumeNumber": cite["volume"], "isPartOf": where}
    if "issue" in cite:
        where = {"@type": "PublicationIssue", "issueNumber": cite["issue"], "isPartOf": where}
    return where


def _addresses(cite: Mapping[str, Any]) -> list[str]:
    from urllib.parse import quote

    found = [f"https://doi.org/{quote(cite['DOI'], safe='/:;().-_')}"] if "DOI" in cite else []
    return found + ([f"https://pubmed.ncbi.nlm.nih.gov/{cite['PMID']}/"] if "PMID" in cite else [])


def measured(quantity: Quantity | Result, report: Summary) -> dict[str, Any]:
    """Return a figure as a node: `description` is how it reads, `unitText` is UCUM."""
    return {
        "@type": "QuantitativeValue",
        "name": report.names.measures.get(quantity.measure, quantity.measure),
        "description": phrase(quantity),
        "value": quantity.value,
        "minValue": quantity.low,
        "maxValue": quantity.high,
        "unitText": quantity.unit,
        "keta:measure": quantity.measure,
        "keta:statistic": quantity.statistic,
        "keta:qualifier": quantity.qualifier,
    }


def _result(result: Result, report: Summary) -> dict[str, Any]:
    facts = ("arm", "role", "given", "comparator", "population", "events", "n", "timepoint", "sd", "outcome", "scale")
    low, high = result.ci or (None, None)
    return {
        **measured(result, report),
        **{f"keta:{name}": getattr(result, name) for name in facts},
        "keta:at": as_record(result.at),
        "keta:reached": None if result.reached else False,
        "keta:ciLow": low,
        "keta:ciHigh": high,
    }


def kept(value: Any) -> Any:
    """Return data without what it does not say: nulls and empty lists."""
    if isinstance(value, dict):
        return {name: kept(part) for name, part in value.items() if part is not None and part != []}
    return [kept(part) for part in value] if isinstance(value, list) else value
