"""Which files a store has, and how to tell without reading that one has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ketacli.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")


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
            found = [entry for entry in entries if _is_yaml(entry.name) and entry.is_file()]
        if not found and not own:
            raise StoreError(
                f"No YAML file in `{store}`", "a store is a file, or a folder with files such as claims.yaml"
            )
        others = [_stamp(entry.path, entry.stat()) for entry in found if not own or entry.name != store.name]
        return sorted([*own, *others])
    except FileNotFoundError as error:
        raise StoreError(f"No store at `{store}`", "name a folder or a YAML file with `--store`") from error
    except OSError as error:
        raise StoreError(f"Cannot read `{store}`: {error.strerror}") from error


def is_own(stamp: Stamp, store: Path) -> bool:
    """Whether a file is part of the store, and not a sibling of the file that is the store."""
    return store.is_dir() or os.path.basename(stamp.path) == store.name  # noqa: PTH119 - text, not a path


def _is_yaml(name: str) -> bool:
    """Whether a file is one of a store: not those that editors and systems hide beside it."""
    return name.endswith(YAML_SUFFIXES) and not name.startswith(".")


def _stamp(path: str, status: os.stat_result) -> Stamp:
    return Stamp(path, status.st_ino, status.st_size, max(status.st_mtime_ns, status.st_ctime_ns))
