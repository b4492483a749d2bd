"""The JSON Schema of a store: its lists, the values it calls prose, and the values it lists."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from ketacli.paths import schema_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.strict_yaml import Trail

KINDS = {
    "claims": "claim",
    "sources": "source",
    "contradictions": "contradiction",
    "omissions": "omission",
    "retired": "retired",
    "topics": "topic",
    "measures": "measure",
    "designs": "design",
    "populations": "population",
    "interventions": "intervention",
    "caveats": "caveat",
    "notices": "notice",
    "vocabulary": "concept",
    "types": "type",
    "units": "unit",
    "statistics": "statistic",
    "reasons": "reason",
}
"""The lists of a store, and what one of their members is called."""

SINGLES = ("store", "tolerance")
"""The keys of a store that hold one mapping."""


@cache
def load() -> dict[str, Any]:
    """Return the schema of the store."""
    schema: dict[str, Any] = json.loads(schema_file("store").read_text(encoding="utf-8"))
    return schema


@cache
def prose() -> frozenset[Trail]:
    """Return the trails of keys (`("claims", "caveats", "text")`) at which the schema has text for people."""
    schema = load()
    return frozenset(_prose(schema, schema["$defs"], ()))


def _prose(schema: dict[str, Any], definitions: dict[str, Any], trail: Trail) -> Iterator[Trail]:
    reference = schema.get("$ref", "")
    name = reference.removeprefix("#/$defs/")
    if name in ("prose", "prose-fragment"):
        yield trail
    elif reference:
        yield from _prose(definitions[name], definitions, trail)
    for key, part in schema.get("properties", {}).items():
        yield from _prose(part, definitions, (*trail, key))
    for part in (schema.get("items"), schema.get("then"), schema.get("else"), *schema.get("oneOf", ())):
        if isinstance(part, dict):
            yield from _prose(part, definitions, trail)


def part(key: str) -> dict[str, Any]:
    """Return the schema of a member of the list `key`, or of the value of a single key."""
    schema = load()
    part = schema["properties"][key]
    return {"$defs": schema["$defs"], **part.get("items", part)}


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Return a schema, or the definition that it refers to."""
    found: dict[str, Any] = load()["$defs"].get(str(part.get("$ref", "")).removeprefix("#/$defs/"), part)
    return found


def listed(part: dict[str, Any]) -> list[str]:
    """Return the values that a schema lists; none where it lists none."""
    part = resolved(part)
    for one in (part, *part.get("oneOf", ())):
        if "enum" in one:
            return [str(value) for value in one["enum"] if value is not None]
    return []


def choices(kind: str, field: str) -> list[str]:
    """Return the values that the schema lists for a field of a definition: `choices("claim", "hedging")`; or none."""
    return listed(load()["$defs"][kind]["properties"].get(field, {}))
