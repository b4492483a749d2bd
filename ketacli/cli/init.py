"""`keta init`: a store to start from."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.errors import KetaError
from ketacli.paths import template_files


def _fill(folder: Path, *, is_new: bool) -> None:
    """Write the files of the template; a failure, or Ctrl-C, leaves none of them behind."""
    made = []
    try:
        for file in template_files():
            with (folder / file.name).open("xb") as stream:
                made.append(folder / file.name)
                stream.write(file.read_bytes())
    except BaseException as error:
        for path in made:
            path.unlink()
        if is_new:
            folder.rmdir()
        if isinstance(error, OSError):
            error.filename = error.filename or folder
        raise


def command(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet, or is empty.", metavar="DIR")],
) -> None:
    """Write a small valid store to start from: one document, one claim, one study, one contradiction.

    \b
    Examples:
      keta init tea
      keta check tea --documents tea
      keta claims --store tea

    Nothing that exists is touched.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if folder.is_symlink():
        raise KetaError(f"`{folder}` is a symbolic link", "name the folder itself")
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise KetaError(f"`{folder}` is not empty", "name a folder that does not exist yet")
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder, is_new=is_new)
    except FileExistsError as error:
        raise KetaError(f"`{error.filename}` exists already", "name a folder that does not exist yet") from error
    except OSError as error:
        raise KetaError(f"Cannot write `{error.filename or folder}`: {error.strerror}") from error
    names = ", ".join(file.name for file in template_files())
    _output.emit(f"Wrote {names} to {folder}\n")
    _output.note(f"next: keta check {folder} --documents {folder}")
