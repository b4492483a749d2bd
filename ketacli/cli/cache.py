"""`keta cache`: the compiled stores."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.store.index import cache_folder


def command(
    *,
    clear: Annotated[
        bool, typer.Option("--clear", help="Throw the compiled stores away; they are built again when needed.")
    ] = False,
) -> None:
    """Show where the compiled stores are kept and how large they are, or throw them away.

    \b
    keta cache
    keta cache --clear
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    folder = cache_folder()
    files = sorted(folder.glob("*.sqlite*")) if folder.is_dir() else []
    size = sum(file.stat().st_size for file in files)
    if clear:
        for file in files:
            with suppress(OSError):
                file.unlink()
    done = "Cleared" if clear else "Holds"
    noun = "compiled store" if len(files) == 1 else "compiled stores"
    _output.emit(f"{folder}\n{done} {len(files)} {noun}, {size / 1_000_000:.1f} MB\n")
