"""`keta init`: a store to start from."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads annotations
from typing import Annotated

import typer

from ketacli.cli import _output
from ketacli.errors import KetaError, UsageError
from ketacli.formats._text import harmless
from ketacli.paths import template_files


def _fill(folder: Path, kind: str, *, is_new: bool) -> None:
    """Write the files of the template; a failure, or Ctrl-C, leaves none of them behind."""
    made = []
    try:
        for file in template_files(kind):
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
    *,
    light: Annotated[
        bool, typer.Option("--light", help="Five fields a claim, the rest as you like: the default.")
    ] = False,
    grade: Annotated[bool, typer.Option("--grade", help="Every claim graded, with a contradiction.")] = False,
) -> None:
    """Write a small valid store to start from: a document with one claim, and a study that it is checked against.

    \b
    Examples:
      keta init tea
      keta init tea-graded --grade
      keta check tea --documents tea
      keta claims --store tea

    A light store asks for five fields a claim, a graded one for a confidence by GRADE as well. Nothing that exists is
    touched.
    """  # noqa: D301 - \b is Click's mark for lines that keep their breaks
    if light and grade:
        raise UsageError("A store is light or graded", "give one of `--light` and `--grade`")
    kind = "grade" if grade else "light"
    if folder.is_symlink():
        raise KetaError(f"`{folder}` is a symbolic link", "name the folder itself")
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise KetaError(f"`{folder}` is not empty", "name a folder that does not exist yet")
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder, kind, is_new=is_new)
    except FileExistsError as error:
        raise KetaError(f"`{error.filename}` exists already", "name a folder that does not exist yet") from error
    except OSError as error:
        raise KetaError(f"Cannot write `{error.filename or folder}`: {error.strerror}") from error
    names = ", ".join(file.name for file in template_files(kind))
    _output.emit(f"Wrote {names} to {harmless(str(folder))}\n")
    _output.note(f"next: keta check {folder} --documents {folder}")
