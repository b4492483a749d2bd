"""Writes what `keta check --fix` fixes, file by file, each whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ketacli.cli import _file, _output
from ketacli.curating import editing
from ketacli.errors import KetaError
from ketacli.store import chunks, files

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_fixes(store: Path, documents: Path | None) -> None:
    """Fix a store and say what was done.

    Claims are written before the digests of their documents: whoever is stopped in between fixes the rest the next time.

    Raises:
        StoreError: if the store cannot be read at all.
        KetaError: if a file cannot be written, or has changed meanwhile.
    """
    from ketacli.curating.fixing import fix

    for one in sorted(fix(store, documents), key=lambda one: any("digest" in said for said in one.done)):
        replace([(Path(one.name), one.before, one.after)])
        for said in one.done:
            _output.note(f"fixed {one.name}: {said}")


def replace(changes: Sequence[tuple[Path, str, str]]) -> None:
    """Give files new texts, if all of them still have those that were read: each change is a path, a text before and one after.

    No other keta writes in their folders meanwhile.

    Raises:
        KetaError: if one has not, and nothing is written then, or if one cannot be written.
    """
    with ExitStack() as alone:
        for folder in sorted({path.parent for path, _, _ in changes}):
            alone.enter_context(_file.alone_in(folder))
        read = [_unchanged(path, before) for path, before, _ in changes]
        for (path, _, after), data in zip(changes, read, strict=True):
            _file.write(editing.encoded(after, data), path, force=True)


def _unchanged(path: Path, before: str) -> bytes:
    """Return what a file holds, if that is still the text that was read."""
    try:
        data = files.load(path)
    except OSError as error:
        raise KetaError(f"Cannot read `{path}`: {error.strerror}") from error
    if chunks.decode(data)[0] != before:
        raise KetaError(f"`{path}` has changed since it was read", "run the command again")
    return data
