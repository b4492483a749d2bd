"""From a record of the store (plain data that the schema has passed) to the model, one function a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli import labels
from ketacli.model import (
    BottomLine,
    Bound,
    Caveat,
    Claim,
    Confidence,
    Contradiction,
    Document,
    Evidence,
    Notice,
    Omission,
    PassedOver,
    Quantity,
    Relation,
    Result,
    Scope,
    Side,
    Span,
    Study,
    Topic,
    Wording,
)
from ketacli.quantities import Statistic, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.model import Source

Record = dict[str, Any]

EXTRA = "x-"
"""How keys begin that keta keeps and does not look at."""


_CLAIM = {"type": None, "importance": "useful", "attribution": None, "hedging": None}
_DOCUMENT = {"file": None, "sha256": None}
_STUDY = {"design": None, "result": None, "read": None}
"""What records of light stores leave out."""


def bare(record: Any, depth: int = 0) -> Any:
    """Return a record without the keys inside its parts that begin with `x-`; its own stay, to be its `extra`."""
    if isinstance(record, dict):
        return {name: bare(value, depth + 1) for name, value in record.items() if not depth or name[:2] != EXTRA}
    return [bare(part, depth + 1) for part in record] if isinstance(record, list) else record


def own(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record without its keys that begin with `x-`."""
    for name in record:
        if name[:2] == EXTRA:
            return {name: value for name, value in record.items() if name[:2] != EXTRA}
    return record


def _extra(record: Record) -> Record:
    for name in record:
        if name[:2] == EXTRA:
            return {name: value for name, value in record.items() if name[:2] == EXTRA}
    return {}


def claim(record: Record, words: Mapping[str, str] = {}) -> Claim:
    """Return the claim that `record` holds; what the store works out is still empty.

    `words` are the store's own units and statistics, by id.
    """
    passage = record.get("passage")
    extra = _extra(record)
    parts: Record = {
        **_CLAIM,
        **(own(record) if extra else record),
        "topics": tuple(record["topics"]),
        "quote": fragments(record["quote"]),
        "passage": tuple(map(int, passage)) if passage else None,  # JSON Schema takes 40.0 for a whole number
        "confidence": Confidence(**record.get("confidence", {})),
        "scope": Scope(**record.get("scope", {})),
        "quantities": tuple(quantity(item, words) for item in record.get("quantities", ())),
        "wording": tuple(Wording(**item) for item in record.get("wording", ())),
        "evidence": tuple(evidence(item) for item in record.get("evidence", ())),
        "caveats": tuple(Caveat(**item) for item in record.get("caveats", ())),
        "measures": tuple(record.get("measures", ())),
        "relations": tuple(Relation(**item) for item in record.get("relations", ())),
    }
    if extra:
        parts["extra"] = extra
    return Claim(**parts)


def fragments(quote: str | list[str] | None) -> tuple[str, ...]:
    """Return the fragments of a quote, which is a text or a list of them."""
    return () if quote is None else (quote,) if isinstance(quote, str) else tuple(quote)


def evidence(record: Record) -> Evidence:
    """Return how a claim stands against a source."""
    return Evidence(**{**record, "quote": fragments(record["quote"])} if "quote" in record else record)


def quantity(record: Record, words: Mapping[str, str] = {}) -> Quantity:
    """Return a claim's figure."""
    named = {"as_" if name == "as" else name: value for name, value in record.items()}
    return Quantity(**(_worded(named, words) if words else named))


def _worded(record: Mapping[str, Any], words: Mapping[str, str]) -> Mapping[str, Any]:
    """Return a figure with the store's own unit and statistic in place of their ids."""
    return {**record, **{name: words[record[name]] for name in ("unit", "statistic") if record.get(name) in words}}


def word(kind: str, record: Record) -> str:
    """Return a unit or statistic that the store defines, from its record."""
    return Unit(record) if kind == "unit" else Statistic(record)


def source(record: Record, words: Mapping[str, str] = {}) -> Source:
    """Return a document or a study; a study without citation is cited by its title."""
    parts: Record = dict(own(record))
    if extra := _extra(record):
        parts["extra"] = extra
    if record["kind"] == "document":
        passed_over = (
            PassedOver(**{**item, "passage": tuple(map(int, item["passage"])) if "passage" in item else None})
            for item in record.get("passed_over", ())
        )
        return Document(**{**_DOCUMENT, **parts, "label": label(record), "passed_over": tuple(passed_over)})
    parts = {
        **_STUDY,
        **parts,
        "label": label(record),
        "cite": _cite(record),
        "results": tuple(result(item, words) for item in record.get("results", ())),
        "follow_up": _span(record.get("follow_up")),
        "known_as": tuple(record.get("known_as", ())),
    }
    return Study(**parts)


def label(record: Record) -> str:
    """Return how views name a document or a study; another source of the store may have the same label."""
    return str(record.get("label", record["title"])) if record["kind"] == "document" else labels.of_study(record)


def _cite(record: Record) -> Record:
    """Return the citation of a study, with a type and a title where it has none."""
    given: Record = record.get("cite", {})
    if "type" in given and "title" in given:
        return given
    return {"type": "document", "title": record["title"], **given}


def result(record: Record, words: Mapping[str, str] = {}) -> Result:
    """Return a figure that a source reports."""
    ci = record.get("ci")
    named = _worded(record, words) if words else record
    return Result(**{**named, "ci": tuple(ci) if ci else None, "at": _span(record.get("at"))})


def _span(record: Record | None) -> Span | None:
    return Span(**record) if record else None


def side(record: Mapping[str, Any]) -> Side:
    """Return one side of a contradiction."""
    lists = {name: tuple(record.get(name, ())) for name in ("claims", "sources", "saying")}
    return Side(**{**record, **lists})


def contradiction(record: Record) -> Contradiction:
    """Return a contradiction."""
    return Contradiction(**{"type": None, **own(record), "sides": tuple(side(item) for item in record["sides"])})


def topic(record: Record) -> Topic:
    """Return a topic."""
    bottom_line = record.get("bottom_line")
    if bottom_line is not None:
        bottom_line = BottomLine(**{**bottom_line, "rests_on": tuple(bottom_line["rests_on"])})
    words = {name: tuple(record.get(name, ())) for name in ("aliases", "asked_as")}
    return Topic(**{**own(record), **words, "bottom_line": bottom_line})


def omission(record: Record) -> Omission:
    """Return something that the documents leave out."""
    lists = {
        name: tuple(record.get(name, ()))
        for name in ("topics", "sources", "asked_as", "absent", "touched_by", "denied_as")
    }
    return Omission(**{**own(record), **lists, "bounds": tuple(bound(one) for one in record.get("bounds", ()))})


def bound(record: Record) -> Bound:
    """Return what a source sets."""
    lists = {
        name: tuple(record.get(name, ()))
        for name in ("phrases", "values", "others", "interventions", "unless", "sources")
    }
    return Bound(**{**own(record), **lists})


def notice(record: Record, country: str | None = None) -> Notice:
    """Return what is said first to somebody who asks about their own case, in a country."""
    listed = {
        field: tuple(record.get(field, ())) for field in ("asked_as", "told_as", "alone_as", "leads", "instead_of")
    }
    local = {one["country"]: one["text"] for one in record.get("local", ())}
    return Notice(**{**own(record), **listed, "local": local, "text": local.get(country or "", record["text"])})
