"""Write what the documentation and the types of Python list of the formats, from the table of formats."""  # noqa: INP001 - a script beside the pages, not a package

from __future__ import annotations

import re

from ketacli import exporting
from ketacli.formats import FORMATS, for_people, load, showing

_TYPE = re.compile(r"ExportFormat: TypeAlias = Literal\[[^\]]*\]")


def names() -> str:
    """Return the formats of records as a list in a sentence."""
    return ", ".join(f"`{name}`" for name in showing("records"))


def table(page: str) -> str:
    """Return all formats as a Markdown table, each linked to the heading of the page that names it."""
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    cells = [["format", "file", "`keta claims -f`", "`keta export` holds"], ["---"] * 4]
    for name in FORMATS:
        suffixes = load(name).FORMAT.suffixes
        cells.append(
            [
                f"[`{name}`](#{_anchor(name, headings)})",
                " ".join(f"`{suffix}`" for suffix in suffixes),
                "yes" if "records" in FORMATS[name] else "",
                _held(name) if suffixes else "",
            ]
        )
    return "".join(f"| {' | '.join(line)} |\n".replace("  ", " ") for line in cells)


def typed(module: str) -> str:
    """Return the text of a module with the type of the formats of files in it made anew, one a line."""
    lines = "".join(f'    "{name}",\n' for name in exporting.names())
    made, count = _TYPE.subn(f"ExportFormat: TypeAlias = Literal[\n{lines}]", module)
    if count != 1:
        raise SystemExit("error: expected `ExportFormat: TypeAlias = Literal[...]` once")
    return made


def _anchor(name: str, headings: list[str]) -> str:
    """Return the anchor of the heading that has a format's name as a word, written as it may be: `JSON-LD` for `jsonld`."""
    for heading in headings:
        shown = re.sub(r"[^\w\- ]", "", heading.lower())  # as GitHub does
        if name.replace("-", "") in shown.replace("-", "").split():
            return shown.replace(" ", "-")
    return name


def _held(name: str) -> str:
    """Return what a file of a format holds, in words."""
    shown = FORMATS[name]
    if for_people(name) and "summary" in shown:
        return "the front page; with `--topic` the summary" if "front" in shown else "the summary"
    if "records" in shown:
        return "the claims; without filters the whole store" if name == "yaml" else "the claims"
    return "the sources" if "sources" in shown else "claims, omissions, contradictions, sources"
