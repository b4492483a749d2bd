"""Files that appear whole or not at all: written aside, then put in their place."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketacli.cli._ending import say
from ketacli.errors import KetaError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

_ASIDE = r"\.keta-[0-9a-f]{16}\.tmp"
"""What a file is called before it is whole."""
_LEFT_S = 3_600
"""Age from which such a file is left over from a run that was killed, in s."""

LONG = 2_000
"""The number of claims from which writing takes long enough to say so."""


def target(name: str, *, force: bool) -> Path | None:
    """Return the file to write, None for standard output.

    Raises:
        KetaError: if something stands there that is not to be replaced, or the folder is missing.
    """
    if name == "-":
        return None
    path = Path(name)
    _guard(path, force=force)
    if not path.parent.is_dir():
        raise KetaError(
            f"No folder `{path.parent}` to write `{path.name}` in", f"make it first: mkdir -p {path.parent}"
        )
    return path


def _guard(path: Path, *, force: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise KetaError(f"Cannot write `{path}`: {getattr(error, 'strerror', None) or error}") from error
    if stat.S_ISLNK(mode):
        raise KetaError(f"`{path}` is a symbolic link", "name the file itself, or - for standard output")
    if not stat.S_ISREG(mode):
        raise KetaError(f"`{path}` is not a file", "name a file, or - for standard output")
    if not force:
        raise _exists(path)


def _exists(path: Path) -> KetaError:
    return KetaError(f"`{path}` exists already", "add `--force` to replace it")


def write(data: bytes, path: Path | None, *, force: bool) -> None:
    """Write a file, or to standard output where there is no path. A failure leaves nothing behind.

    Raises:
        KetaError: if it cannot be written, or something has come to stand there meanwhile.
    """
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    _sweep(path.parent)
    aside = path.with_name(f".keta-{os.urandom(8).hex()}.tmp")
    try:
        with aside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _guard(path, force=force)
        _put(aside, path, force=force)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise KetaError(f"Cannot write `{path}`: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            aside.unlink()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let no other keta that asks for the same write in a folder meanwhile: it waits.

    Where the system has no such locks, as Windows and some networks, nobody waits.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def wrote(what: str, path: Path | None) -> None:
    """Say on a terminal that a file was written, and what is in it; nothing where another program listens."""
    if path is not None and sys.stderr is not None and sys.stderr.isatty():
        say(f"Wrote {path}: {what}\n")


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder, an hour old or more."""
    with suppress(OSError):
        for one in folder.glob(".keta-*.tmp"):
            with suppress(OSError):
                about = one.lstat()
                is_own = stat.S_ISREG(about.st_mode) and re.fullmatch(_ASIDE, one.name)
                if is_own and time.time() - about.st_mtime > _LEFT_S:
                    one.unlink()


def _put(aside: Path, path: Path, *, force: bool) -> None:
    """Give the finished file its name: a file that exists keeps its permissions, and without `force` its place."""
    if force:
        with suppress(FileNotFoundError):
            aside.chmod(stat.S_IMODE(path.lstat().st_mode))
        aside.replace(path)
        return
    try:
        path.hardlink_to(aside)  # unlike a renaming it fails where a file has appeared in the meantime
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: an empty file keeps the name until the finished one takes it
        path.open("xb").close()
        try:
            aside.replace(path)
        except BaseException:
            path.unlink()
            raise


def progress(text: str, claims: int) -> AbstractContextManager[Any]:
    """Return what says on a terminal's standard error that a long export is under way."""
    if claims < LONG or sys.stderr is None or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.text import Text

    from ketacli.formats._text import harmless

    return Console(stderr=True).status(Text(harmless(text)))
