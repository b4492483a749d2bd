"""Which files a store has, and how to tell without reading that one has changed."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from ketacli.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")

MAX_MEGABYTES = 512
"""The largest file that is read; 100,000 claims have half of it."""

_ATTEMPTS = 3
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # nothing makes us wait for ever


class Stamp(NamedTuple):
    """What tells without reading that a file has changed; the time is that of the last change, in ns."""

    path: str
    inode: int
    size: int
    changed: int


def stamps(store: Path) -> list[Stamp]:
    """Return the stamps of the YAML files of a store, sorted by path: those right in the folder.

    For a store that is one file these are the file and its siblings, to which its references may lead.

    Raises:
        StoreError: if there is no such file or folder, if it cannot be read, or if it holds no YAML.
    """
    try:
        folder = (store if store.is_dir() else store.parent).resolve()
        own = [] if store.is_dir() else [_stamp(str(folder / store.name), store.stat())]
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if _is_yaml(entry.name) and not entry.is_dir()]
        for entry in found:
            if not entry.is_file() and not own:  # what is left out would be missing from every answer
                raise StoreError(
                    f"`{entry.name}` in `{store}` is not a file", "mend the link, or take it out of the folder"
                )
        found = [entry for entry in found if entry.is_file()]
        if not found and not own:
            raise StoreError(
                f"No YAML file in `{store}`", "a store is a file, or a folder with files such as claims.yaml"
            )
        others = [_stamp(entry.path, entry.stat()) for entry in found if not own or entry.name != store.name]
        return sorted([*own, *others])
    except ValueError as error:  # a NUL in the path
        raise StoreError(f"No store at `{store}`: {error}", "name a folder or a YAML file with `--store`") from error
    except FileNotFoundError as error:
        raise StoreError(f"No store at `{store}`", "name a folder or a YAML file with `--store`") from error
    except OSError as error:
        raise StoreError(f"Cannot read `{store}`: {error.strerror}") from error


def load(path: str | os.PathLike[str]) -> bytes:
    """Return what a file holds, as it stood at one moment.

    Raises:
        OSError: if it cannot be read: it is a FIFO or a device, larger than `MAX_MEGABYTES`, or changes all the while.
    """
    if stat.S_ISDIR(mode := os.stat(path).st_mode):  # noqa: PTH116 - paths come from scandir as text
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is not a file", path)
    for _ in range(_ATTEMPTS):
        with open(os.open(path, _FLAGS), "rb") as stream:  # noqa: PTH123 - as above
            before = os.fstat(stream.fileno())
            if before.st_size > MAX_MEGABYTES * 1_000_000:
                megabytes = -(-before.st_size // 1_000_000)
                message = f"it has {megabytes:,} MB, and keta reads files of at most {MAX_MEGABYTES} MB"
                raise OSError(errno.EFBIG, message, path)
            data: bytes | None = stream.read(before.st_size + 1)  # None where there is nothing yet
            after = os.fstat(stream.fileno())
        is_at_rest = (before.st_mtime_ns, before.st_ctime_ns) == (after.st_mtime_ns, after.st_ctime_ns)
        if data is not None and len(data) == before.st_size and is_at_rest:
            return data
    raise OSError(errno.EAGAIN, "it changes while it is read", path)


def load_inside(folder: Path, name: str) -> bytes:
    """Return what a file of a folder holds; a link is followed only to where it is still inside.

    Raises:
        OSError: as `load` does, and for a file outside the folder.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OSError(errno.EPERM, "it is a link to a file outside the folder", str(path))
    return load(path)


def is_own(stamp: Stamp, store: Path) -> bool:
    """Whether a file is part of the store, and not a sibling of the file that is the store."""
    return store.is_dir() or os.path.basename(stamp.path) == store.name  # noqa: PTH119 - text, not a path


def _is_yaml(name: str) -> bool:
    """Whether a file is one of a store: not those that editors and systems hide beside it."""
    return name.endswith(YAML_SUFFIXES) and not name.startswith(".")


def _stamp(path: str, status: os.stat_result) -> Stamp:
    return Stamp(path, status.st_ino, status.st_size, max(status.st_mtime_ns, status.st_ctime_ns))
