"""From a record of the store (plain data that the schema has passed) to the model, one function a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.model import (
    BottomLine,
    Caveat,
    Claim,
    Confidence,
    Contradiction,
    Document,
    Evidence,
    PassedOver,
    Quantity,
    Result,
    Scope,
    Side,
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
        "passage": tuple(record["passage"]),
        "confidence": Confidence(**record["confidence"]),
        "scope": Scope(**record.get("scope", {})),
        "quantities": tuple(quantity(item) for item in record.get("quantities", ())),
        "wording": tuple(Wording(**item) for item in record.get("wording", ())),
        "evidence": tuple(Evidence(**item) for item in record.get("evidence", ())),
        "caveats": tuple(Caveat(**item) for item in record.get("caveats", ())),
    }
    return Claim(**parts)


def quantity(record: Record) -> Quantity:
    """Return a claim's figure."""
    return Quantity(**{"as_" if name == "as" else name: value for name, value in record.items()})


def source(record: Record) -> Source:
    """Return a document or a study."""
    if record["kind"] == "document":
        passed_over = (
            PassedOver(**{**item, "passage": tuple(item["passage"])}) for item in record.get("passed_over", ())
        )
        return Document(**{**record, "passed_over": tuple(passed_over)})
    return Study(**{**record, "results": tuple(result(item) for item in record.get("results", ()))})


def result(record: Record) -> Result:
    """Return a figure that a source reports."""
    return Result(**{**record, "ci": tuple(record["ci"])} if "ci" in record else record)


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
        bottom_line = BottomLine(bottom_line["text"], tuple(bottom_line["rests_on"]))
    return Topic(**{**record, "aliases": tuple(record.get("aliases", ())), "bottom_line": bottom_line})
