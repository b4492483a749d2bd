"""`keta cache`: the compiled stores."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ketacli.cli import _output
from ketacli.errors import KetaError
from ketacli.formats._text import harmless
from ketacli.store.cache import cache_folder, own_files

if TYPE_CHECKING:
    from pathlib import Path


def command(
    *,
    clear: Annotated[
        bool, typer.Option("--clear", help="Delete the compiled stores; they are built again when needed.")
    ] = False,
) -> None:
    """Show where the compiled stores are kept and how large they are, or delete them.

    \b
    Examples:
      keta cache
      keta cache --clear
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    try:
        folder = cache_folder()
    except RuntimeError as error:
        hint = "set XDG_CACHE_HOME to a folder; until then every answer compiles the store anew, in memory"
        raise KetaError(f"No folder for compiled stores: {error}", hint) from error
    sizes: dict[Path, int] = {}
    try:
        for file in own_files(folder):
            with suppress(FileNotFoundError):  # others finish, or clear too
                sizes[file] = file.lstat().st_size
                if clear:
                    file.unlink()
    except OSError as error:
        what = "clear" if clear else "read"
        raise KetaError(f"Cannot {what} `{error.filename or folder}`: {error.strerror}") from error
    whole = sum(file.suffix == ".sqlite" for file in sizes)
    unfinished = sum(file.suffix not in (".sqlite", ".lock") for file in sizes)
    scraps = f" and {unfinished} unfinished" if unfinished else ""
    noun = "compiled store" if whole == 1 else "compiled stores"
    done = "Cleared" if clear else "Holds"
    _output.emit(f"{harmless(str(folder))}\n{done} {whole} {noun}{scraps}, {sum(sizes.values()) / 1_000_000:.1f} MB\n")
