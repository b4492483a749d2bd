"""The formats, one renderer a file, each pure: an answer in, text out. None prints, asks the terminal or reads the environment.

To add a format of records: a file here with `FORMAT` and `write`, and its line in `FORMATS`. Every list of formats, every
suffix and every option is derived from these, those of the documentation by `docs/generate.py`. `pytest --update` writes its
expected outputs. Tests ask that it keeps caveats beside a claim, and that no text of a store acts in it: see `_text.harmless`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ketacli.answer import Answer
    from ketacli.formats._page import Page
    from ketacli.formats._text import Layout

FORMATS: Mapping[str, tuple[str, ...]] = {
    "table": ("records", "summary", "comparison", "ask", "scan"),
    "plain": ("records", "comparison", "ask"),
    "json": ("records", "summary", "comparison", "ask", "scan"),
    "jsonl": ("records", "comparison", "scan"),
    "csv": ("records", "comparison"),
    "tsv": ("records", "comparison"),
    "yaml": ("records", "comparison"),
    "markdown": ("records", "summary", "comparison", "ask", "scan"),
    "html": ("summary", "front", "comparison", "scan"),
    "bibtex": ("sources",),
    "csl-json": ("sources",),
    "jsonld": ("store",),
    "sqlite": ("store",),
}
"""Every format, and what it can show: records one by one, the summary, the front page, figures compared, the answer to a
question, a page that was scanned, only the sources, all of a store."""

_FOLDERS = {"records": "", "summary": "summary.", "sources": "exports.", "store": "exports."}
"""The folder of a format's own file, by the first thing that it shows."""


class Format(NamedTuple):
    """What a format's own file says of it: the suffixes of its files, and whether people or programs read it.

    `delimiter` is between the cells of a row where it is a table in text. A format for people has `render(answer, layout)` if
    it shows records, one for programs `write(data, layout)`.
    """

    suffixes: tuple[str, ...] = ()
    for_people: bool = False
    delimiter: str = ""


def showing(what: str) -> tuple[str, ...]:
    """Return the names of the formats that can show `records`, `summary`, `comparison`, `ask` or `scan`."""
    return tuple(name for name, shown in FORMATS.items() if what in shown)


def load(name: str) -> Any:
    """Import the file of a format."""
    return import_module(f"ketacli.formats.{_FOLDERS[FORMATS[name][0]]}{name.replace('-', '_')}")


def suffixes() -> dict[str, str]:
    """Return the format of each suffix."""
    return {suffix: name for name in FORMATS for suffix in load(name).FORMAT.suffixes}


def for_people(name: str) -> bool:
    """Return whether people read a format, and not programs."""
    declared: Format = load(name).FORMAT
    return declared.for_people


def delimiters() -> dict[str, str]:
    """Return what is between the cells of each format that is a table in text."""
    return {name: found for name in showing("records") if (found := load(name).FORMAT.delimiter)}


def render(name: str, answer: Answer, layout: Layout) -> Page | str:
    """Return an answer in a format: a `Page`, which can be coloured, from `table`, text from all others."""
    module = load(name)
    if module.FORMAT.for_people:
        shown: Page | str = module.render(answer, layout)
        return shown
    from ketacli.formats._fields import data

    written: str = module.write(data(answer), layout)
    return written
