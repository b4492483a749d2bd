"""A whole store as the strict YAML that keta reads: all text in quotes, so that nothing is mistaken for anything else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# What YAML does not print as it stands inside double quotes, and JSON does.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_KEY = re.compile(r"[a-z][\w-]*$", re.IGNORECASE)


def render(store: Mapping[str, Any]) -> str:
    """Return a store as one YAML document: opened, it is the same store."""
    parts = []
    for key, value in store.items():
        if key.startswith("x-"):
            parts.append(f"{key}: {_flow(value)}\n")
        elif isinstance(value, list):
            records = ["\n".join(_lines(record, 4)).replace("    ", "  - ", 1) for record in value]
            parts.append(f"{key}:\n" + "\n\n".join(records) + "\n")
        else:
            parts.append(f"{key}:\n" + "\n".join(_lines(value, 2)) + "\n")
    return "\n".join(parts)


def _lines(record: Mapping[str, Any], indent: int) -> Iterator[str]:
    """Yield a mapping in block style: a list of mappings has a line for each, everything else stands on its key's line."""
    for key, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{' ' * indent}{_key(key)}:"
            yield from (f"{' ' * indent}  - {_flow(part)}" for part in value)
        else:
            yield f"{' ' * indent}{_key(key)}: {_flow(value)}"


def _key(key: str) -> str:
    return (
        key
        if _KEY.match(key) and key.lower() not in {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
        else _text(key)
    )


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {_flow(part)}' for key, part in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def _text(value: str) -> str:
    """Return text in double quotes: those of JSON are those of YAML."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
