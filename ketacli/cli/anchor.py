"""`keta anchor`: from words of a document to the YAML of a quote."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.anchoring import anchor as find
from ketacli.cli import _output
from ketacli.cli._ending import stop
from ketacli.errors import ExitCode
from ketacli.formats._text import Layout, harmless
from ketacli.formats.json import dump

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ketacli.anchoring import Place


def command(
    document: Annotated[Path, typer.Argument(help="The document, a text file in UTF-8.", metavar="DOCUMENT")],
    fragments: Annotated[
        list[str],
        typer.Argument(
            help="The words of the quote; several fragments in the order of the document.", metavar="WORDS..."
        ),
    ],
) -> None:
    """Print the YAML of a quote and its passage, ready to paste, and say how many places match.

    \b
    Examples:
      keta anchor tea/example-page.txt "80% of bad sleepers"
      keta anchor tea/example-page.txt "green tea" "80% of bad sleepers"

    The passage is the sentence around the last fragment, at most 45 words of it. `keta init tea` writes the document
    of the examples.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    found = find(document, *fragments)
    _output.emit(f"# {harmless(document.name)}, sha256 {found.sha256}\n")
    many = len(found.places)
    for number, place in enumerate(found.places, 1):
        _output.emit(_yaml(found.quote, place, f"{number} of {many}" if many > 1 else ""))
    _output.note(f"{many} {'place matches' if many == 1 else 'places match'}")
    for warning in found.warnings:
        _output.note(f"warning: {warning}")
    stop(ExitCode.OK)


def _yaml(fragments: Sequence[str], place: Place, label: str) -> str:
    start, end = place.passage
    quote = dump(fragments[0] if len(fragments) == 1 else list(fragments), Layout())
    folded = f"    # found after folding {' and '.join(place.folded)}\n" if place.folded else ""
    return (
        f"{f'    # place {label}{chr(10)}' if label else ''}{folded}    quote: {quote}\n    passage: [{start}, {end}]\n"
    )
