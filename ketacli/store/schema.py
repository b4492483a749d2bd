"""The store's JSON Schema: what it says about a record, in sentences, and which values it calls prose.

jsonschema_rs says whether a record fits, in a hundredth of the time; only where it does not is jsonschema asked why. This is
the only module that imports either.
"""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.paths import schema_file
from ketacli.quantities import number
from ketacli.store import meant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema import Draft202012Validator

    from ketacli.store.strict_yaml import Route, Trail

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


_MANY_KEYS = 12
"""How many keys a hint lists at most."""

MAX_VALUES = 10_000
"""How many values a record may have that does not fit; the largest of the shipped store has 144."""


class Mismatch(NamedTuple):
    """Where a record does not fit the schema: the route from the record, the message, the hint.

    `on_key` tells that the last step of the route is itself the trouble, not its value.
    """

    route: Route
    message: str
    hint: str = ""
    on_key: bool = False


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


def _part(key: str) -> dict[str, Any]:
    """Return the schema of a member of the list `key`, or of the value of a single key."""
    schema = load()
    part = schema["properties"][key]
    return {"$defs": schema["$defs"], **part.get("items", part)}


@cache
def _guard(key: str) -> Any:
    import decimal  # noqa: F401 - jsonschema_rs imports it and panics, with a trace of Rust, if Ctrl-C comes meanwhile

    import jsonschema_rs

    return jsonschema_rs.validator_for({"$schema": load()["$schema"], **_part(key)})


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
    return strict(_part(key))


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
    return list(dict.fromkeys(fault for error in _validator(key).iter_errors(record) for fault in _explain(error)))


_BLANK = {"quote": [""], "kind": "study", "broader": None}
"""What is put for a value that every record of its kind has, in one that has lost it."""
_EMPTY: dict[Any, Any] = {"array": [], "object": {}}
"""The same by type; text is empty."""


def fitting(key: str, record: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
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
    part = _part(key)
    if part.get("$ref") == "#/$defs/source":
        part = part["$defs"]["document" if record.get("kind") == "document" else "study"]
    else:
        part = part["$defs"][part["$ref"].removeprefix("#/$defs/")]
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


def not_a_list(value: Any) -> list[Mismatch]:
    """Return the fault of a key that holds `value` where the members of a list should be."""
    return [Mismatch((), f"expected a list, got {_show(value)}")]


def _explain(error: Any) -> Iterator[Mismatch]:
    """Turn an error of jsonschema into faults that say what was expected and what was found."""
    explainer = _EXPLAINERS.get(error.validator, _other)
    return explainer(error, tuple(error.absolute_path), error.instance, error.validator_value)


def _unknown_keys(error: Any, route: Route, value: Any, _: Any) -> Iterator[Mismatch]:
    known = list(error.schema.get("properties", {}))
    for key in value:
        if key not in known and not key.startswith("x-"):
            near = meant.key(key, known)
            listed = f"keys are {', '.join(known)}" if len(known) <= _MANY_KEYS else "`keta schema` lists the keys"
            hint = f"write `{near}`" if near else f"{listed}; to keep one of your own write `x-{key}`"
            yield Mismatch((*route, key), f"unknown key `{key}`", hint, on_key=True)


def _missing(error: Any, route: Route, _: Any, __: Any) -> Iterator[Mismatch]:
    name = _quoted(error.message)
    part = error.schema.get("properties", {}).get(name, {})
    choices = _with_documents(_choices(part))
    if choices:
        yield Mismatch(route, f"`{name}` is missing: expected one of {', '.join(choices)}")
        return
    about = _about(part)
    yield Mismatch(route, f"`{name}` is missing", f"give {about}" if about else "")


def _about(part: dict[str, Any]) -> str:
    """Return the first sentence of what a schema says of itself, or its definition, to be put behind other words."""
    about = str(part.get("description") or _resolved(part).get("description") or "").split(". ")[0].rstrip(".")
    return f"{about[:1].lower()}{about[1:]}"


def _form(part: dict[str, Any]) -> str:
    """Return a hint with the keys that a mapping must have: "write `{kind: …, text: …}`"; nothing where it needs none."""
    keys = ", ".join(f"{name}: …" for name in part.get("required", ()))
    return f"write `{{{keys}}}`" if keys else ""


def choices(kind: str, field: str) -> list[str]:
    """Return the values that the schema lists for a field of a definition: `choices("claim", "hedging")`; or none."""
    return _choices(load()["$defs"][kind]["properties"].get(field, {}))


def _with_documents(choices: list[str]) -> list[str]:
    """Return the kinds of sources whole: the schema has documents apart from the others."""
    return ["document", *choices] if "regulator" in choices and "document" not in choices else choices


def _choices(part: dict[str, Any]) -> list[str]:
    """Return the values that a schema lists; none where it lists none."""
    definitions = load()["$defs"]
    if "$ref" in part:
        part = definitions[part["$ref"].removeprefix("#/$defs/")]
    for one in (part, *part.get("oneOf", ())):
        if "enum" in one:
            return [str(value) for value in one["enum"] if value is not None]
    return []


def _needs(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    """Explain a key that makes no sense without another one."""
    for name, others in wanted.items():
        for other in others if name in value else ():
            if other not in value:
                yield Mismatch((*route, name), f"`{name}` needs `{other}` beside it", on_key=True)


def _quoted(message: str) -> str:
    return message.split("'")[1]


def _not_listed(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    choices = _with_documents([str(choice) for choice in wanted if choice is not None])
    message = f"expected one of {', '.join(choices)}, got {_show(value)}"
    unit = meant.unit(value)
    yield Mismatch(route, message, f"write `{unit}`" if unit in choices else _nearest(value, choices))


def _not_this(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    yield Mismatch(route, f"expected {_show(wanted)}, got {_show(value)}", "leave the key out")


_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?")
_SHORT = 60
"""The longest value that a hint repeats."""


def _in_brackets(value: str | float) -> str:
    """Return a value as a member of a list in brackets: text in quotes unless it is a plain id."""
    is_bare = not isinstance(value, str) or re.fullmatch(r"[a-z][a-z0-9-]*", value)
    return (str(value).lower() if isinstance(value, bool) else str(value)) if is_bare else f'"{value}"'


def _wrong_type(error: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    hint = ""
    if wanted == "string" and isinstance(value, int | float):
        hint = f'write `"{str(value).lower() if isinstance(value, bool) else value}"`'
    elif wanted in ("number", "integer") and isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        hint = f"write `{value}`, without quotes"
    elif wanted == "array" and isinstance(value, str | int | float) and len(str(value)) <= _SHORT:
        hint = f"write `[{_in_brackets(value)}]`"
    elif wanted == "array" and value is None:
        hint = "give at least one" if error.schema.get("minItems") else "write `[]`, or leave the key out"
    elif wanted == "object":
        hint = _form(error.schema)
    yield Mismatch(route, f"expected {_TYPES[wanted]}, got {_show(value)}", hint)


def _bounds(error: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    bound = "at least" if error.validator.startswith("min") else "at most"
    if error.validator.endswith("Items"):
        yield Mismatch(route, f"expected {bound} {wanted} {'item' if wanted == 1 else 'items'}, got {len(value)}")
    elif error.validator.endswith("imum"):
        yield Mismatch(route, f"expected {bound} {number(wanted)}, got {_show(value)}")
    else:
        yield Mismatch(route, f"expected {bound} {wanted} characters, got {len(value)}")


def _twice(_: Any, route: Route, value: Any, __: Any) -> Iterator[Mismatch]:
    for place, one in enumerate(value):
        if one in value[:place]:
            yield Mismatch((*route, place), f"{_show(one)} stands here twice")


def _nothing(_: Any, __: Route, ___: Any, ____: Any) -> Iterator[Mismatch]:
    """Say nothing: of a passage of three numbers, `maxItems` says it."""
    return iter(())


def _forbidden(_: Any, route: Route, __: Any, wanted: Any) -> Iterator[Mismatch]:
    yield Mismatch(route, f"`{(wanted.get('required') or ['this'])[0]}` does not belong here")


def _other(error: Any, route: Route, value: Any, _: Any) -> Iterator[Mismatch]:
    description = str(error.schema.get("description", "")).split(". ")[0].rstrip(".")
    expected = f": expected {description[0].lower()}{description[1:]}" if description else ""
    yield Mismatch(route, f"{_show(value)} does not fit{expected}")


_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "object": "a mapping",
    "array": "a list",
    "null": "nothing",
    "boolean": "true or false",
}


def _alternatives(error: Any, route: Route, _: Any, __: Any) -> Iterator[Mismatch]:
    """Explain the alternative that was most likely meant."""
    contexts = list(error.context or ())
    branches: dict[int, list[Any]] = {}
    for inner in contexts:
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    needs = [branch.get("required") for branch in error.validator_value if isinstance(branch, dict)]
    if all(needs) and not any("properties" in branch for branch in error.validator_value):
        ways = " or ".join(" and ".join(f"`{name}`" for name in need) for need in needs if need)
        properties = error.schema.get("properties", {})
        told = [
            f"`{name}`: {about}" for need in needs for name in need or () if (about := _about(properties.get(name, {})))
        ]
        message = f"expected either {ways}" if error.validator == "oneOf" else f"expected {ways}"
        yield Mismatch(route, message, "; ".join(told))
        return
    fitting = {
        number: found
        for number, found in branches.items()
        if not any(one.validator == "type" and len(one.relative_path) == 0 for one in found)
    }
    if not fitting:
        types = [one.validator_value for found in branches.values() for one in found if one.validator == "type"]
        names = " or ".join(_TYPES[name] for name in dict.fromkeys(types) if name != "null")
        forms = (_form(_resolved(branch)) for branch in error.validator_value)
        yield Mismatch(route, f"expected {names}, got {_show(error.instance)}", next(filter(None, forms), ""))
        return
    best = min(
        fitting.values(), key=lambda found: (sum(one.validator in ("const", "enum") for one in found), len(found))
    )
    for inner in best:
        yield from _in_one_alternative(inner, error)


def _resolved(part: dict[str, Any]) -> dict[str, Any]:
    """Return a schema, or the definition that it refers to."""
    found: dict[str, Any] = load()["$defs"].get(str(part.get("$ref", "")).removeprefix("#/$defs/"), part)
    return found


def _in_one_alternative(error: Any, parent: Any) -> Iterator[Mismatch]:
    """Explain a fault of the alternative that was meant, with what the other alternatives have to say about it."""
    if error.validator == "enum":
        others = [
            one for one in parent.context if one.relative_path == error.relative_path and one.validator == "const"
        ]
        wanted = [*error.validator_value, *(one.validator_value for one in others)]
        yield from _not_listed(error, tuple(error.absolute_path), error.instance, wanted)
        return
    elsewhere = {name for branch in parent.validator_value for name in branch.get("properties", ())}
    fixed = {name: part["const"] for name, part in error.schema.get("properties", {}).items() if "const" in part}
    for fault in _explain(error):
        if fault.on_key and fixed and fault.route[-1] in elsewhere:
            name, value = next(iter(fixed.items()))
            yield fault._replace(message=f"`{fault.route[-1]}` does not go with `{name}: {value}`", hint="")
        else:
            yield fault


def _show(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    limit = 60
    return f"`{text if len(text) <= limit else text[: limit - 1] + '…'}`"


def _nearest(value: Any, choices: list[str]) -> str:
    near = meant.word(str(value).lower() if isinstance(value, bool) else value, choices)
    return f"write `{near}`" if near else ""


_EXPLAINERS: dict[str, Callable[[Any, Route, Any, Any], Iterator[Mismatch]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing,
    "dependentRequired": _needs,
    "enum": _not_listed,
    "type": _wrong_type,
    "oneOf": _alternatives,
    "anyOf": _alternatives,
    "uniqueItems": _twice,
    "not": _forbidden,
    "items": _nothing,
    "const": _not_this,
    **dict.fromkeys(("minItems", "maxItems", "minimum", "maximum", "maxLength"), _bounds),
}
