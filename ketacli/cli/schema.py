"""`keta schema`: the JSON Schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.errors import expect_one_of
from ketacli.formats import _schemas


def command(
    name: Annotated[
        str,
        typer.Argument(
            help=f"{'; '.join(f'{name}: of {about}' for name, about in _schemas.NAMES.items())}.",
            metavar="[NAME]",
            autocompletion=lambda: list(_schemas.NAMES),
        ),
    ] = "store",
) -> None:
    """Print a JSON Schema (Draft 2020-12): of the store, or of what a command prints as JSON.

    \b
    Examples:
      keta schema > store.schema.json
      keta schema output | jq '."$defs" | keys'
      keta schema check > check.schema.json
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    expect_one_of(_schemas.NAMES, name, "schema")
    _output.emit(_schemas.text(name))
