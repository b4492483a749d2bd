"""The fields of the JSON output are a promise.

The rule for changing them: a new field may be added, and the golden file with it (`--update`). A field that goes, is renamed,
changes its type or its meaning, or is no longer always there, needs another number at the end of `$id` in
`schemas/output.schema.json`, a new golden file, and an entry in `CHANGELOG.md`.
"""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "schemas" / "output.schema.json").read_text(encoding="utf-8"))


def fields(part: Any, route: str) -> list[str]:
    """Return a line for each field below a part of the schema: its route, its type, and whether it is always there."""
    found: list[str] = []
    for key, inner in part.items() if isinstance(part, dict) else ():
        if key == "properties":
            for name, field in inner.items():
                always = "" if name in part.get("required", ()) else " (not always)"
                found += [f"{route}.{name}: {kind(field)}{always}", *fields(field, f"{route}.{name}")]
        elif key in ("items", "additionalProperties"):
            found += fields(inner, f"{route}[]")
        elif key in ("oneOf", "anyOf", "allOf"):
            found += [line for one in inner for line in fields(one, route)]
    return found


def kind(field: Any) -> str:
    """Return the type of a field as the schema gives it."""
    if "$ref" in field:
        return str(field["$ref"].rpartition("/")[2])
    if "const" in field:
        return json.dumps(field["const"])
    if "items" in field:
        return f"list of {kind(field['items'])}"
    for several in ("oneOf", "anyOf"):
        if several in field:
            return " or ".join(kind(one) for one in field[several])
    given = field.get("type", "one of " + ", ".join(map(json.dumps, field["enum"])) if "enum" in field else "anything")
    return " or ".join(given) if isinstance(given, list) else str(given)


def test_the_fields_of_the_json_output_are_those_of_this_version(golden):
    lines = [line for name, part in SCHEMA["$defs"].items() for line in fields(part, name)]
    golden("json-fields", "\n".join([SCHEMA["$id"], *sorted(dict.fromkeys(lines))]) + "\n")


def test_a_change_of_type_or_name_shows():
    part = {"properties": {"a": {"type": ["string", "null"]}, "b": {"items": {"$ref": "#/$defs/x"}}}, "required": ["a"]}
    assert fields(part, "r") == ["r.a: string or null", "r.b: list of x (not always)"]
