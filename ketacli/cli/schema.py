"""`keta schema`: the JSON Schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.errors import UsageError
from ketacli.paths import schema_file

_NAMES = ("store", "output")


def command(
    name: Annotated[
        str,
        typer.Argument(
            help="store: of the YAML. output: of what --format json prints.",
            metavar="[NAME]",
            autocompletion=lambda: list(_NAMES),
        ),
    ] = "store",
) -> None:
    """Print a JSON Schema (Draft 2020-12): of the store, or of the JSON output.

    \b
    Examples:
      keta schema > store.schema.json
      keta schema output | jq '."$defs" | keys'
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if name not in _NAMES:
        raise UsageError(f"No schema `{name}`", f"schemas are {', '.join(_NAMES)}")
    _output.emit(schema_file(name).read_text(encoding="utf-8"))
