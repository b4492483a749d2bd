"""Whether a record fits the schema, where it does not, and how much of it does.

jsonschema_rs says whether a record fits, in a hundredth of the time; only where it does not is jsonschema asked why. This is
the only module that imports either.
"""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ketacli.store import explaining, schema
from ketacli.store.explaining import Mismatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema import Draft202012Validator

    from ketacli.store.strict_yaml import Route

MAX_VALUES = 10_000
"""How many values a record may have that does not fit; the largest of the shipped store has 144."""


@cache
def _guard(key: str) -> Any:
    import decimal  # noqa: F401 - jsonschema_rs imports it and panics, with a trace of Rust, if Ctrl-C comes meanwhile

    import jsonschema_rs

    return jsonschema_rs.validator_for({"$schema": schema.load()["$schema"], **schema.part(key)})


def _is_sound(key: str, record: Any) -> bool:
    """Whether a record fits: a hundred times faster than why it does not. Values that jsonschema_rs cannot take do not fit."""
    try:
        return bool(_guard(key).is_valid(record))
    except (ValueError, OverflowError, TypeError):
        return False


@cache
def _validator(key: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, validators

    strict: type[Draft202012Validator] = validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _pattern}
    )
    return strict(schema.part(key))


def _pattern(_: Any, pattern: str, value: Any, __: Any) -> Iterator[Any]:
    """Hold text against a pattern as JSON Schema means it: `$` is the end, not the place before a last line break."""
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError("")


def mismatches(key: str, record: Any, *, explain: bool = True) -> list[Mismatch]:
    """Return where `record`, a member of the list `key` or the value of a single key, does not fit; one without `explain`."""
    if _is_sound(key, record):
        return []
    if not explain:
        return [] if not is_too_large(record) and _validator(key).is_valid(record) else [Mismatch((), "does not fit")]
    if is_too_large(record):
        message = f"a record of more than {MAX_VALUES:,} values, so nothing else in it is looked at"
        return [Mismatch((), message, "look for a list that was pasted twice, or split the record")]
    return list(
        dict.fromkeys(fault for error in _validator(key).iter_errors(record) for fault in explaining.explain(error))
    )


_BLANK = {"quote": [""], "kind": "study", "broader": None}
"""What is put for a value that every record of its kind has, in one that has lost it."""
_EMPTY: dict[Any, Any] = {"array": [], "object": {}}
"""The same by type; text is empty."""


def what_fits(key: str, record: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Return as much of a record as fits, and its keys that have lost something.

    What does not fit is left out; where its parent cannot be without it, so is the parent. The keys that the record itself
    cannot be without are blank.
    """
    kept = copy.deepcopy(record)
    damaged: set[str] = set()
    required, types = _required(key, record)
    while routes := _faulty(key, kept):  # each time it has fewer values
        for route in sorted(routes, key=_depth, reverse=True):
            damaged.add(str(route[0]))
            _remove(kept, route)
    for name in required - kept.keys():
        damaged.add(name)
        kept[name] = copy.copy(_BLANK.get(name, _EMPTY.get(types.get(name), "")))
    if isinstance(record.get("id"), str):
        kept["id"] = record["id"]
    return kept, damaged


def _required(key: str, record: dict[str, Any]) -> tuple[set[str], dict[str, Any]]:
    """Return the keys that a record cannot be without, and the types of its values by key."""
    part = schema.resolved(schema.part(key))
    if "then" in part:
        part = schema.resolved(part["then" if record.get("kind") == "document" else "else"])
    return set(part.get("required", ())), {name: one.get("type") for name, one in part.get("properties", {}).items()}


def _faulty(key: str, record: dict[str, Any]) -> set[Route]:
    """Return the routes of the values of a record that do not fit; what the record itself lacks has none."""
    found: set[Route] = set()
    for error in _validator(key).iter_errors(record):
        route: Route = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            known = error.schema.get("properties", {})
            found |= {(*route, name) for name in error.instance if name not in known and not name.startswith("x-")}
        elif route:
            found.add(route)
    return found


def _depth(route: Route) -> tuple[int, list[tuple[bool, int | str]]]:
    """Return what orders routes so that whoever goes from last to first takes out none that another one leads through."""
    return len(route), [(isinstance(step, int), step) for step in route]


def _remove(record: Any, route: Route) -> None:
    """Take out the value at a route."""
    for step in route[:-1]:
        record = record[step]
    del record[route[-1]]


def is_too_large(record: Any) -> bool:
    """Whether a record holds more than `MAX_VALUES` values: each could be a fault of its own, told for minutes."""
    waiting, count = [record], 0
    while waiting and count <= MAX_VALUES:
        value = waiting.pop()
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ()
        count += len(inner)
        waiting += inner
    return count > MAX_VALUES
