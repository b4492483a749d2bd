"""The page of the Python interface, made from the docstrings and signatures of `ketacli`."""  # noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import dataclasses
import inspect
import re
from typing import TYPE_CHECKING, Any, Literal

import ketacli
from ketacli import api, exporting, frozen, model, pages
from ketacli.pages import sentences
from ketacli.report import summary
from ketacli.store import api as store
from ketacli.store import asking, order, query, scanning
from ketacli.store.query import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """# Python

<!-- Generated from the docstrings by `.venv/bin/python docs/generate.py`: change those. -->

What the command line answers, from Python, typed. [Script](../how-to/script.md#from-python) begins with it; this page names every
function, method and record, with what it takes, returns and raises. Whatever it does not name may change at any time. What
writes a store (`keta init`, `add`, `check --fix`) and `keta diff` are commands only.

All errors but `TypeError` are `KetaError`: a `message` in a sentence and a `hint` what to do, the same as on the command
line. Units are UCUM's (`d`, `mo`, `%`, `mg/kg`), shares are percentages from 0 to 100, intervals (`ci`) are of 95 %, passages are
characters of the document counted from 0, the end not included.
"""

_RETURNED = {
    "Reply": asking.Reply,
    "Scan": scanning.Scan,
    "Scanned": scanning.Scanned,
    "InPart": scanning.InPart,
    "Near": scanning.Near,
    "Differing": scanning.Differing,
    "PageFigure": scanning.PageFigure,
    "Page": pages.Page,
    "Passage": sentences.Passage,
    "Summary": ketacli.Summary,
    "Section": summary.Section,
    "Names": summary.Names,
    "Block": ketacli.Block,
    "Row": ketacli.Row,
    "Picture": ketacli.Picture,
    "CheckReport": ketacli.CheckReport,
    "Problem": ketacli.Problem,
    "Anchor": ketacli.Anchor,
    "Place": ketacli.Place,
}
_VALUES = {
    "Words": query.Words,
    "Rating": model.Rating,
    "Level": model.Level,
    "Importance": model.Importance,
    "Verdict": model.Verdict,
    "Sort": order.Sort,
    "Countable": store.Countable,
    "PlotKind": api.PlotKind,
    "PlotFormat": api.PlotFormat,
    "ExportFormat": Literal[exporting.names()],
    "Source": model.Source,
    "Entity": model.Entity,
}
"""The types of parameters that have a name."""

_WIDEST = 100
_LINE = 120
_RECORDS = ("Claim", "Document", "Study", "Contradiction", "Omission", "Topic")
_ERRORS = ("KetaError", "StoreError", "UsageError", "UnknownValueError", "NotFoundError")


def page() -> str:
    """Return the page, in Markdown."""
    return "\n".join([_HEAD, *_blocks()])


def _blocks() -> Iterator[str]:
    yield from _function(ketacli.open_store)
    yield f"## Store\n\n{_text(ketacli.Store)}\n"
    for name in api.METHODS:
        yield from _function(getattr(ketacli.Store, name), "### ", "store.")
    yield f"## Filters\n\n{_text(Filters)}\n\n{_listing(_annotations(Filters))}\n"
    values = "\n".join(_assigned(name, _shown(given)) for name, given in _VALUES.items())
    yield f"### Values\n\nWhat the types of parameters stand for.\n\n```python\n{values}\n```\n"
    for function in (ketacli.check, ketacli.anchor, ketacli.to_dict, ketacli.to_frame):
        yield from _function(function)
    yield "## What methods return\n\nFrozen: `dataclasses.replace` makes a changed one.\n"
    for name, kind in _RETURNED.items():
        yield _record(name, kind)
    yield (
        "## Records\n\nFrozen dataclasses: `dataclasses.asdict`, pydantic, FastAPI, pandas and polars take them as such. They are equal "
        "when all their fields are, and hashed by their `id`. Fields follow the [schema](../../schemas/store.schema.json).\n"
    )
    for name in _RECORDS:
        yield _record(name, getattr(ketacli, name))
    yield "### Parts of records\n\nImported from `ketacli.model`.\n"
    for name, kind in vars(model).items():
        if isinstance(kind, type) and dataclasses.is_dataclass(kind) and name not in _RECORDS:
            yield _record(name, kind, "#### ")
    yield "## Errors\n"
    for name in _ERRORS:
        kind = getattr(ketacli, name)
        base = f", a `{kind.__base__.__name__}`" if kind is not ketacli.KetaError else ""
        yield f"- `{name}`{base}: {' '.join(_text(kind).split())}"
    yield ""


def _function(function: Any, mark: str = "## ", owner: str = "") -> Iterator[str]:
    name = function.__name__
    yield f"{mark}{name}\n\n```python\n{owner}{name}{_signature(function)}\n```\n\n{_text(function)}\n"


def _record(name: str, kind: Any, mark: str = "### ") -> str:
    fields = {one: _shown(given) for one, given in _types(kind).items()}
    for one, value in inspect.getmembers(kind, lambda value: isinstance(value, property)):
        fields[one] = f"{_shown(value.fget.__annotations__['return'])}  # {_first(value)}"
    return f"{mark}{name}\n\n{_text(kind)}\n\n{_listing(fields)}\n"


def _types(kind: Any) -> dict[str, Any]:
    return {name: kind.__annotations__[name] for name in frozen.names(kind)}


def _annotations(kind: Any) -> dict[str, str]:
    return {name: _shown(given) for name, given in kind.__annotations__.items()}


def _listing(fields: dict[str, str]) -> str:
    return "```python\n" + "\n".join(f"{name}: {given}" for name, given in fields.items()) + "\n```"


def _assigned(name: str, value: str) -> str:
    """Return an assignment as `ruff format` has it, which formats the Python of pages too."""
    line = f"{name} = {value}"
    if len(line) <= _LINE or not value.endswith("]"):
        return line
    kind, _, values = value[:-1].partition("[")
    return f"{name} = {kind}[\n" + "".join(f"    {one},\n" for one in values.split(", ")) + "]"


def _signature(function: Any) -> str:
    """Return a signature as code: on a line where it fits, else an argument a line."""
    found = inspect.signature(function)
    returns = _shown(found.return_annotation)
    parts = []
    is_starred = False
    for one in found.parameters.values():
        if one.name == "self":
            continue
        if one.kind is one.KEYWORD_ONLY and not is_starred:
            parts.append("*")
        is_starred = is_starred or one.kind in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        stars = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        default = "" if one.default is one.empty else f" = {one.default!r}".replace("'", '"')
        parts.append(f"{stars}{one.name}: {_shown(one.annotation)}{default}")
    line = f"({', '.join(parts)}) -> {returns}"
    if len(line) <= _WIDEST:
        return line
    return "(\n" + "".join(f"    {part},\n" for part in parts) + f") -> {returns}"


def _shown(annotation: Any) -> str:
    """Return a type as one reads it: without the names of modules."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    text = re.sub(r"ForwardRef\('([^']*)'.*?\)", r"\1", text)
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z])", "", text).replace("'", '"').replace("NoneType", "None")


def _text(documented: Any) -> str:
    """Return a docstring as Markdown: its paragraphs, then what is raised as a list."""
    text = inspect.getdoc(documented) or ""
    about, _, raised = text.partition("\nRaises:\n")
    paragraphs = [" ".join(one.split()) for one in about.strip().split("\n\n")]
    found = "\n\n".join(paragraphs)
    if raised:
        errors = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", raised, re.MULTILINE)
        found += "\n\nRaises:\n\n" + "\n".join(f"- `{name}` {' '.join(why.split())}" for name, why in errors)
    return found


def _first(documented: Any) -> str:
    return " ".join((inspect.getdoc(documented) or "").partition("\n\n")[0].split())
