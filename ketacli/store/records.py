"""From a record of the store (plain data that the schema has passed) to the model, one function a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli import labels
from ketacli.model import (
    BottomLine,
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
    Result,
    Scope,
    Side,
    Span,
    Study,
    Topic,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.model import Source

Record = dict[str, Any]


def claim(record: Record) -> Claim:
    """Return the claim that `record` holds; what the store works out is still empty."""
    quote = record["quote"]
    parts: Record = {
        **record,
        "topics": tuple(record["topics"]),
        "quote": (quote,) if isinstance(quote, str) else tuple(quote),
        "passage": tuple(map(int, record["passage"])),  # JSON Schema takes 40.0 for a whole number
        "confidence": Confidence(**record["confidence"]),
        "scope": Scope(**record.get("scope", {})),
        "quantities": tuple(quantity(item) for item in record.get("quantities", ())),
        "wording": tuple(Wording(**item) for item in record.get("wording", ())),
        "evidence": tuple(Evidence(**item) for item in record.get("evidence", ())),
        "caveats": tuple(Caveat(**item) for item in record.get("caveats", ())),
        "measures": tuple(record.get("measures", ())),
    }
    return Claim(**parts)


def quantity(record: Record) -> Quantity:
    """Return a claim's figure."""
    return Quantity(**{"as_" if name == "as" else name: value for name, value in record.items()})


def source(record: Record) -> Source:
    """Return a document or a study."""
    if record["kind"] == "document":
        passed_over = (
            PassedOver(**{**item, "passage": tuple(map(int, item["passage"]))})
            for item in record.get("passed_over", ())
        )
        return Document(**{"label": record["title"], **record, "passed_over": tuple(passed_over)})
    parts: Record = {
        **record,
        "label": labels.of_study(record),
        "results": tuple(result(item) for item in record.get("results", ())),
        "follow_up": _span(record.get("follow_up")),
    }
    return Study(**parts)


def result(record: Record) -> Result:
    """Return a figure that a source reports."""
    ci = record.get("ci")
    return Result(**{**record, "ci": tuple(ci) if ci else None, "at": _span(record.get("at"))})


def _span(record: Record | None) -> Span | None:
    return Span(**record) if record else None


def side(record: Mapping[str, Any]) -> Side:
    """Return one side of a contradiction."""
    return Side(**{**record, "claims": tuple(record.get("claims", ())), "sources": tuple(record.get("sources", ()))})


def contradiction(record: Record) -> Contradiction:
    """Return a contradiction."""
    return Contradiction(**{**record, "sides": tuple(side(item) for item in record["sides"])})


def topic(record: Record) -> Topic:
    """Return a topic."""
    bottom_line = record.get("bottom_line")
    if bottom_line is not None:
        bottom_line = BottomLine(**{**bottom_line, "rests_on": tuple(bottom_line["rests_on"])})
    words = {name: tuple(record.get(name, ())) for name in ("aliases", "asked_as")}
    return Topic(**{**record, **words, "bottom_line": bottom_line})


def omission(record: Record) -> Omission:
    """Return something that the documents leave out."""
    lists = {name: tuple(record.get(name, ())) for name in ("topics", "sources", "asked_as", "absent")}
    return Omission(**{**record, **lists})


def notice(record: Record) -> Notice:
    """Return what is said first to somebody who asks about their own case."""
    return Notice(**{**record, "asked_as": tuple(record["asked_as"])})
