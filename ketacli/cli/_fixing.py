"""Writes what `keta check --fix` mends, file by file, each whole or not at all."""

from __future__ import annotations

from pathlib import Path

from ketacli.cli import _file, _output
from ketacli.curating import editing
from ketacli.errors import KetaError
from ketacli.store import chunks, files


def mend(store: Path, documents: Path | None) -> None:
    """Fix a store and say what was done.

    Claims are written before the digests of their documents: whoever is stopped in between fixes the rest the next time.

    Raises:
        StoreError: if the store cannot be read at all.
        KetaError: if a file cannot be written, or has changed meanwhile.
    """
    from ketacli.curating.fixing import fix

    for one in sorted(fix(store, documents), key=lambda one: any("digest" in said for said in one.done)):
        replace(Path(one.name), one.before, one.after)
        for said in one.done:
            _output.note(f"fixed {one.name}: {said}")


def replace(path: Path, before: str, after: str) -> None:
    """Give a file a new text, if it still has the one that was read.

    Raises:
        KetaError: if it has not, or cannot be written.
    """
    try:
        data = files.load(path)
    except OSError as error:
        raise KetaError(f"Cannot read `{path}`: {error.strerror}") from error
    if chunks.decode(data)[0] != before:
        raise KetaError(f"`{path}` has changed since it was read", "run the command again")
    _file.write(editing.encoded(after, data), path, force=True)
