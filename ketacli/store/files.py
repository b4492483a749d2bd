"""Which files a store has, whether one has changed, and their content as one version."""

from __future__ import annotations

import errno
import os
import stat
import time
from typing import TYPE_CHECKING

from ketacli.errors import StoreError
from ketacli.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")

MAX_MEGABYTES = 512
"""The largest file that is read; 100,000 claims have half of it."""

UNSURE_NS = 2_000_000_000
"""The stamp of a file that changed this recently may hide a further change: clocks tick coarsely, on FAT every 2 s."""

_QUIET_NS = 15_000_000
"""How long, in ns, a store must have been left alone before it is read: an editor that replaces two files is done by then."""

_ATTEMPTS = 3
_VERSION_ATTEMPTS = 50
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # do not wait for a FIFO's writer


class Stamp(NamedTuple):
    """Tells without reading whether a file has changed; the time is that of the last change, in ns."""

    path: str
    inode: int
    size: int
    changed: int


class Version(NamedTuple):
    """The files of a store as they all were at one moment.

    `contents` has the bytes by path, or the error of a sibling file that cannot be read; `read_at` is the time before the
    first was read, in ns.
    """

    stamps: list[Stamp]
    contents: dict[str, bytes | StoreError]
    read_at: int


def stamps(store: Path) -> list[Stamp]:
    """Return the stamps of the YAML files of a store, sorted by path: those right in the folder.

    For a store that is one file these are the file and its siblings, which its references may lead to.

    Raises:
        StoreError: if there is no such file or folder, if it cannot be read, if it holds no YAML, or YAML in a subfolder.
    """
    try:
        return _stamps(store)
    except ValueError as error:  # a NUL in the path
        raise StoreError(f"No store at `{store}`: {error}", "name a folder or a YAML file with `--store`") from error
    except FileNotFoundError as error:
        raise StoreError(f"No store at `{store}`", "name a folder or a YAML file with `--store`") from error
    except OSError as error:
        raise StoreError(f"Cannot read `{store}`: {error.strerror}") from error


def _stamps(store: Path, attempts: int = _ATTEMPTS) -> list[Stamp]:
    is_folder = store.is_dir()
    folder = (store if is_folder else store.parent).resolve()
    own = [] if is_folder else [_stamp(str(folder / store.name), store.stat())]
    with os.scandir(folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    if is_folder:
        _refuse_subfolders(store, [entry.name for entry in visible if entry.is_dir()])
    found = [entry for entry in visible if is_yaml(entry.name) and not entry.is_dir()]
    for entry in found:
        if is_folder and not entry.is_file():  # leaving it out would leave its records out of every answer
            raise StoreError(f"`{entry.name}` in `{store}` is not a file", "fix the link, or move it out of the folder")
    if is_folder and not found:
        raise StoreError(f"No YAML file in `{store}`", "a store is a file, or a folder with files such as claims.yaml")
    try:
        others = [
            _stamp(entry.path, entry.stat())
            for entry in found
            if entry.is_file() and (is_folder or entry.name != store.name)
        ]
    except FileNotFoundError:  # an editor has just replaced it
        if attempts == 1:
            raise
        return _stamps(store, attempts - 1)
    return sorted([*own, *others])


def _refuse_subfolders(store: Path, names: list[str]) -> None:
    """Refuse YAML in subfolders: it would be missing from every answer."""
    for name in sorted(names):
        for folder, inner, files in os.walk(store / name):
            inner[:] = sorted(one for one in inner if not one.startswith("."))
            for file in sorted(files):
                if is_yaml(file) and not file.startswith("."):
                    shown = os.path.relpath(os.path.join(folder, file), store)  # noqa: PTH118 - text, not a path
                    message = f"`{shown}` in `{store}` is in a subfolder, and a store is the files right in its folder"
                    raise StoreError(message, "move it up beside the others, or out of the store")


def read_version(store: Path, known: Collection[Stamp] = ()) -> Version:
    """Read the files of a store, all of one version; files with a known stamp are left out.

    Their stamps are compared again after the last was read. Files that have changed so recently that a stamp may hide
    another change are read twice.

    Raises:
        StoreError: if they cannot be read, or keep changing.
    """
    for _ in range(_VERSION_ATTEMPTS):
        read_at = time.time_ns()
        before = stamps(store)
        if 0 <= read_at - max(stamp.changed for stamp in before) < _QUIET_NS:
            time.sleep(_QUIET_NS / 1e9)  # a change meanwhile shows in the stamps below
        wanted = [stamp for stamp in before if stamp not in known]
        recent = [stamp for stamp in wanted if stamp.changed > read_at - UNSURE_NS]
        try:
            contents = {stamp.path: _content(stamp, store) for stamp in wanted}
            read = {path: content for path, content in contents.items() if isinstance(content, bytes)}
            is_same = all(_content(stamp, store) == read[stamp.path] for stamp in recent if stamp.path in read)
        except InterruptedError:
            continue
        if is_same and stamps(store) == before:
            return Version(before, contents, read_at)
    raise StoreError(f"`{store}` changes while it is read", "run the command again when nothing writes to the store")


def _content(stamp: Stamp, store: Path) -> bytes | StoreError:
    """Return the content of a file; of a sibling that cannot be read, which nobody may need, the error.

    Raises:
        StoreError: if a file of the store itself cannot be read.
        InterruptedError: if it changes meanwhile.
    """
    name = shown_name(stamp.path, store)
    try:
        if os.path.exists(stamp.path) and not os.path.isfile(stamp.path):  # noqa: PTH110, PTH113 - text, not a path
            raise StoreError(f"`{name}` is not a file")
        return load(stamp.path)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.ENOENT):
            raise InterruptedError from error
        hint = "split it: a store may have any number of files" if error.errno == errno.EFBIG else ""
        refused = StoreError(f"Cannot read `{name}`: {error.strerror}", hint)
        if is_own(stamp, store):
            raise refused from error
        return refused


def load(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a file as it was at one moment.

    Raises:
        OSError: if it cannot be read: it is a FIFO or a device, larger than `MAX_MEGABYTES`, or keeps changing.
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


def shown_name(path: str, store: Path) -> str:
    """Return a file's path as messages show it: below the store as the user named it."""
    folder = store if store.is_dir() else store.parent
    return str(folder / os.path.basename(path))  # noqa: PTH119 - text, not a path


def is_yaml(name: str) -> bool:
    """Whether a file's name is that of YAML, however it is capitalised."""
    return name.lower().endswith(YAML_SUFFIXES)


def _stamp(path: str, status: os.stat_result) -> Stamp:
    return Stamp(path, status.st_ino, status.st_size, max(status.st_mtime_ns, status.st_ctime_ns))
