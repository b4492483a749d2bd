"""One renderer a file, each pure: an answer in, text out. None prints, asks the terminal or reads the environment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ketacli.answer import Answer
    from ketacli.formats._sheet import Layout, Sheet

FORMATS = ("table", "plain", "json", "jsonl", "csv", "tsv", "yaml", "markdown")
"""The formats, each a module of its name here."""

EXPORTS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".bib": "bibtex",
    ".csl.json": "csl-json",
    ".jsonld": "jsonld",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}
"""What a file's ending says its format is; the longest that fits decides."""


def render(name: str, answer: Answer, layout: Layout) -> Sheet | str:
    """Return an answer in a format: a `Sheet`, which can be coloured, from `table`, text from all others."""
    rendered: Sheet | str = import_module(f"ketacli.formats.{name}").render(answer, layout)
    return rendered
