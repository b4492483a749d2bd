"""Why a record does not fit the schema: the errors of jsonschema as sentences with hints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.quantities import number
from ketacli.store import meant, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ketacli.store.strict_yaml import Route

_MANY_KEYS = 12
"""How many keys a hint lists at most."""


class Mismatch(NamedTuple):
    """Where a record does not fit the schema: the route from the record, the message, the hint.

    `on_key` tells that the last step of the route is itself the trouble, not its value.
    """

    route: Route
    message: str
    hint: str = ""
    on_key: bool = False


def not_a_list(value: Any) -> list[Mismatch]:
    """Return the fault of a key that holds `value` where the members of a list should be."""
    return [Mismatch((), f"expected a list, got {_show(value)}")]


def explain(error: Any) -> Iterator[Mismatch]:
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
    name = error.message.split("'")[1]
    part = error.schema.get("properties", {}).get(name, {})
    choices = _with_documents(schema.listed(part))
    if choices:
        yield Mismatch(route, f"`{name}` is missing: expected one of {', '.join(choices)}")
        return
    about = _about(part)
    yield Mismatch(route, f"`{name}` is missing", f"give {about}" if about else "")


def _about(part: dict[str, Any]) -> str:
    """Return the first sentence of what a schema says of itself, or its definition, to be put behind other words."""
    about = str(part.get("description") or schema.resolved(part).get("description") or "").split(". ")[0].rstrip(".")
    return f"{about[:1].lower()}{about[1:]}"


def _form(part: dict[str, Any]) -> str:
    """Return a hint with the keys that a mapping must have: "write `{kind: …, text: …}`"; nothing where it needs none."""
    keys = ", ".join(f"{name}: …" for name in part.get("required", ()))
    return f"write `{{{keys}}}`" if keys else ""


def _with_documents(choices: list[str]) -> list[str]:
    """Return the kinds of sources whole: the schema has documents apart from the others."""
    return ["document", *choices] if "regulator" in choices and "document" not in choices else choices


def _needs(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    """Explain a key that makes no sense without another one."""
    for name, others in wanted.items():
        for other in others if name in value else ():
            if other not in value:
                yield Mismatch((*route, name), f"`{name}` needs `{other}` beside it", on_key=True)


def _not_listed(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    choices = _with_documents([str(choice) for choice in wanted if choice is not None])
    message = f"expected one of {', '.join(choices)}, got {_show(value)}"
    unit = meant.unit(value)
    yield Mismatch(route, message, f"write `{unit}`" if unit in choices else _nearest(value, choices))


def _not_this(_: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    yield Mismatch(route, f"expected {_show(wanted)}, got {_show(value)}", "leave the key out")


_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?")
_NUMBER_WITH_UNIT = re.compile(rf"({_PLAIN_NUMBER.pattern})\s*(?:%|[A-Za-z]+)")
_SHORT = 60
"""The most characters of a value that are shown."""


def _in_brackets(value: str | float) -> str:
    """Return a value as a member of a list in brackets: text in quotes unless it is a plain id."""
    is_bare = not isinstance(value, str) or re.fullmatch(r"[a-z][a-z0-9-]*", value)
    return _text(value) if is_bare else f'"{value}"'


def _wrong_type(error: Any, route: Route, value: Any, wanted: Any) -> Iterator[Mismatch]:
    hint = ""
    if wanted == "string" and isinstance(value, int | float):
        hint = f'write `"{_text(value)}"`'
    elif wanted in ("number", "integer") and isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value):
        hint = f"write `{value}`, without quotes"
    elif wanted in ("number", "integer") and isinstance(value, str) and (found := _NUMBER_WITH_UNIT.fullmatch(value)):
        hint = f"write `{found[1]}`, without quotes; its unit is another field"
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


_FOUND_INSIDE = ("DOI", "PMID", "PMCID", "issued")
"""Fields of which what fits may stand within what was given: `https://doi.org/10.1000/x`, `15.1.2026`."""


def _other(error: Any, route: Route, value: Any, _: Any) -> Iterator[Mismatch]:
    about = _about(error.schema)
    expected = f": expected {about}" if about else ""
    hint = ""
    if route[-1:] and route[-1] in _FOUND_INSIDE and isinstance(value, str) and "pattern" in error.schema:
        found = re.search(rf"(?<!\w)(?:{error.schema['pattern'].strip('^$')})(?!\w)", value)
        hint = f'write `"{found[0]}"`' if found else ""
    yield Mismatch(route, f"{_show(value)} does not fit{expected}", hint)


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
        forms = (_form(schema.resolved(branch)) for branch in error.validator_value)
        yield Mismatch(route, f"expected {names}, got {_show(error.instance)}", next(filter(None, forms), ""))
        return
    best = min(
        fitting.values(), key=lambda found: (sum(one.validator in ("const", "enum") for one in found), len(found))
    )
    for inner in best:
        yield from _in_one_alternative(inner, error)


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
    for fault in explain(error):
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
    text = _text(value)
    return f"`{text if len(text) <= _SHORT else text[: _SHORT - 1] + '…'}`"


def _text(value: Any) -> str:
    """Return a value as YAML has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nearest(value: Any, choices: list[str]) -> str:
    near = meant.word(_text(value), choices)
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
