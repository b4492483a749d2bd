"""The JSON Schemas of everything that keta reads or prints as JSON, by name."""

from __future__ import annotations

import json
from typing import Any

from ketacli.paths import schema_file

FILES = {
    "store": "the YAML of a store",
    "output": "what --json prints",
    "check": "what check --format json prints",
    "diff": "what diff --format json prints",
}
"""The schemas that are files."""

DERIVED = {
    "lines": "a line of --format jsonl",
    "fields": "what --json prints with --fields",
}
"""The schemas that follow from `output`."""

NAMES = {**FILES, **DERIVED}

_LISTS = ("claims-output", "sources-output", "contradictions-output", "topics-output", "show-output", "compare-output")
_RECORDS = ("claim", "document", "study", "contradiction", "omission", "topic")
_PARTS = ("figure", "scan-sentence")
"""What `compare` and `scan` print a line of, besides records."""


def text(name: str) -> str:
    """Return a schema as JSON."""
    if name in FILES:
        return schema_file(name).read_text(encoding="utf-8")
    output: dict[str, Any] = json.loads(schema_file("output").read_text(encoding="utf-8"))
    made = _lines(output) if name == "lines" else _fields(output)
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _lines(output: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a line: one record, or one count."""
    counts = output["$defs"]["count-output"]["properties"]["counts"]["items"]
    return {
        "$schema": output["$schema"],
        "$id": "urn:keta:schema:lines:1",
        "title": "keta lines",
        "description": "A line of --format jsonl without --fields: one record, a figure, a sentence of a page, or with --count one "
        "count.",
        "anyOf": [*({"$ref": f"#/$defs/{name}"} for name in (*_RECORDS, *_PARTS) if name in output["$defs"]), counts],
        "$defs": output["$defs"],
    }


def _fields(output: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the output with `--fields`: the same records, of which no field must be there."""
    from ketacli.formats._fields import CHOSEN  # which imports the records

    definitions = {name: _loose(part) if name not in _LISTS else part for name, part in output["$defs"].items()}
    for name in _LISTS:
        properties = definitions[name]["properties"]
        named = {**properties["schema"], "const": CHOSEN}
        definitions[name] = {**definitions[name], "properties": {**properties, "schema": named}}
    for name in _RECORDS:  # a field that only records of another kind have is null
        definitions[name] = {**definitions[name], "additionalProperties": {"type": "null"}}
    return {
        **output,
        "$id": CHOSEN,
        "title": "keta fields",
        "description": "What --json prints with --fields: the fields that were asked for, nested as they are without. A line of "
        "--format jsonl with --fields is one of the records in it.",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in _LISTS],
        "$defs": definitions,
    }


def _loose(part: Any) -> Any:
    """Return a schema that asks for no property."""
    if isinstance(part, dict):
        return {name: _loose(inner) for name, inner in part.items() if name != "required"}
    return [_loose(inner) for inner in part] if isinstance(part, list) else part
