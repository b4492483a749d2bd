"""The compiled stores in the user's cache folder: found, checked, built anew, cleaned up.

An index is built aside and renamed, so that a reader sees the old one or the new one. It is built anew when the YAML, keta or
the schema has changed, and then only chunks that have changed are parsed.

An index has two marks of its own. SQLite's header has a field for applications, `user_version`: it holds a checksum, so that
an index that was cut short, damaged or written to is not believed. Its time of change is when its files were last known to be
those it was compiled from.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import sys
import time
import zlib
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import ketacli
from ketacli.paths import schema_file
from ketacli.store import files
from ketacli.store.index import LAYOUT, TABLES, Index, compiled_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.store.files import Stamp
    from ketacli.store.index import CompiledFile
    from ketacli.store.workers import Progress

_SUMMED = 4_194_304
"""How many bytes at the beginning of an index the checksum covers, beside its length: 2 MB take 1 ms."""

_CHECKSUM = slice(60, 64)
"""Where SQLite's header has `user_version`."""

_APPLICATION = slice(68, 72)
"""Where SQLite's header has `application_id`: that of keta says `keta`."""

_AT_WORK_S = 3_600
"""How long, in s, an unfinished index may still be in use: 100,000 claims take a minute."""

_PATIENCE_S = 60.0
"""How long, in s, to wait for another process that compiles the store, before compiling it too."""

_LOOK_S = 0.05
"""How often to look, in s, whether it has finished."""

_CLEARED = 10
"""How many files of the cache to look at when clearing up."""

_MAKERS = (
    *("chunks", "compiler", "facets", "finding", "index", "loader", "parsing", "strict_yaml", "../folding"),
    *(
        f"../matching/{name}"
        for name in ("compiling", "english", "expansion", "folding", "knowledge", "phrases", "stems")
    ),
)
"""The modules that decide what an index holds: an index that another version of them made is not used."""

_NAME = r"[0-9a-f]{9,16}\.sqlite(\.lock|\.[0-9]+\.[0-9]+)?"


def open_index(store: Path, progress: Progress | None = None) -> Index:
    """Return the index of a store, compiled if necessary; in memory where it cannot be kept.

    Raises:
        StoreError: if the store cannot be read or has faults.
    """
    path = _location(store)
    if path is None:
        return Index(_build_in_memory(store, progress))
    found = _reuse(path, files.stamps(store)) or _build_in_turn(store, path, progress)
    return Index(found, path)


def cache_folder() -> Path:
    """Return the folder of the indexes: that of platformdirs.

    On Linux it is worked out here, since importing platformdirs takes as long as opening the index.

    Raises:
        RuntimeError: if there is no home folder; the current folder is never used instead.
    """
    if sys.platform == "linux":
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        home = given if given.startswith("/") else os.path.expanduser("~/.cache")  # noqa: PTH111 - text is quicker
        if not home.startswith("/"):
            raise RuntimeError("no home folder is known")
        return Path(home) / "keta"
    import platformdirs

    return Path(platformdirs.user_cache_dir("keta"))


def own_files(folder: Path, most: int | None = None) -> Iterator[Path]:
    """Yield the files in a folder that keta made: by their names, and by keta's mark in all that have content.

    `most`: take only so many of the names, at random.
    """
    found = sorted(path for path in folder.iterdir() if re.fullmatch(_NAME, path.name)) if folder.is_dir() else []
    if most is not None and most < len(found):
        from random import sample

        found = sample(found, most)
    for path in found:
        if path.is_file() and not path.is_symlink():
            with suppress(OSError), path.open("rb") as stream:
                header = stream.read(_APPLICATION.stop)
                if not header or header[_APPLICATION] == b"keta":
                    yield path


def _location(store: Path) -> Path | None:
    """Return the path of a store's index; stores that share it by chance replace each other's, and are told apart by their files."""
    try:
        # A file has siblings; a folder in its place has none, so the index of the one is of no use to the other.
        place = os.fsencode(store.resolve()) + b"/" * store.is_dir()
        return cache_folder().absolute() / f"{zlib.crc32(place):08x}{len(place):x}.sqlite"
    except (OSError, RuntimeError, ValueError):  # the last for a NUL in the path, which is reported when it is read
        return None


def _identity() -> str:
    """Return what an index must have been built by to be used."""
    status = schema_file("store").stat()
    here = os.path.dirname(__file__)  # noqa: PTH120 - text is quicker
    code = max(os.stat(f"{here}/{name}.py").st_mtime_ns for name in _MAKERS)  # noqa: PTH116 - as above
    return f"{ketacli.__version__} {LAYOUT} {status.st_size} {status.st_mtime_ns} {code} {sqlite3.sqlite_version}"


def _checksum(path: Path) -> bytes:
    """Return the checksum of an index: of its length and its beginning, the field for the checksum left out."""
    with path.open("rb") as stream:
        length = os.fstat(stream.fileno()).st_size
        start = memoryview(stream.read(_SUMMED))
    total = zlib.crc32(start[_CHECKSUM.stop :], zlib.crc32(start[: _CHECKSUM.start], length & 0xFFFFFFFF))
    return total.to_bytes(4, "big")


def _sign(path: Path, verified: int) -> None:
    """Write the two marks of a finished index."""
    with path.open("r+b") as stream:
        stream.seek(_CHECKSUM.start)
        stream.write(_checksum(path))
    os.utime(path, ns=(verified, verified))


def _is_intact(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(_CHECKSUM.stop)[_CHECKSUM] == _checksum(path)
    except OSError:
        return False


def _connect(path: Path) -> sqlite3.Connection:
    """Open a finished index, which nobody writes to; SQLite guards it when several threads ask."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _reuse(path: Path, stamps: list[Stamp]) -> sqlite3.Connection | None:
    """Return the index at `path` if it is intact, and was built by this keta from these files."""
    if not _is_intact(path):
        return None
    connection = None
    try:
        verified = path.stat().st_mtime_ns
        connection = _connect(path)
        known = compiled_files(connection)
        is_current = _built_by(connection) == _identity() and [one.stamp for one in known] == stamps
    except (sqlite3.Error, OSError, ValueError, TypeError):
        is_current = False
    else:
        unsure = [one for one in known if one.stamp.changed > verified - files.UNSURE_NS]
        if is_current and (not unsure or _is_same_content(path, unsure)):
            return connection
    if connection:
        connection.close()
    return None


def _built_by(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()
    return json.loads(found[0]) if found else None


def _is_same_content(path: Path, unsure: list[CompiledFile]) -> bool:
    """Compare files by content; when they are the same and at rest, note it in the index, so that this is done once."""
    from hashlib import blake2b

    now = time.time_ns()
    try:
        for one in unsure:
            if one.digest and blake2b(files.load(one.stamp.path), digest_size=16).hexdigest() != one.digest:
                return False
        if all(one.stamp.changed < now - files.UNSURE_NS for one in unsure):
            os.utime(path, ns=(now, now))
    except OSError:
        return False
    return True


def _build_in_turn(store: Path, path: Path, progress: Progress | None) -> sqlite3.Connection:
    """Compile the store, or wait for the process that does: sixteen at once would take sixteen times as long."""
    with _turn(path) as has_waited:
        return (_reuse(path, files.stamps(store)) if has_waited else None) or _build(store, path, progress)


@contextmanager
def _turn(path: Path) -> Iterator[bool]:
    """Let one process at a time compile a store; say whether there was another.

    Gives up after `_PATIENCE_S`, and at once where files cannot be locked.
    """
    try:
        import fcntl

        path.parent.mkdir(parents=True, exist_ok=True)
        name = f"{path}.lock"
        lock = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except (ImportError, OSError):
        yield False
        return
    has_waited = False
    end = time.monotonic() + _PATIENCE_S
    try:
        while time.monotonic() < end:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                has_waited = True
                time.sleep(_LOOK_S)
            except OSError:
                break
        yield has_waited
    finally:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - text is what it was opened by
        os.close(lock)


def _build(store: Path, path: Path, progress: Progress | None = None) -> sqlite3.Connection:
    """Compile the store into a new index, beside the old one, and put it in its place."""
    from ketacli.store.compiler import compile_store

    target = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        verified = _start(target, path if store.is_dir() else None)
        connection = _open(str(target))
        version = compile_store(store, connection, verified, progress)
        connection.close()
        _sign(target, version.read_at)
        target.replace(path)
        _clear_up(path)
        return _connect(path)
    except BaseException as error:
        if connection:
            connection.close()
        with suppress(OSError):
            target.unlink(missing_ok=True)
        if not isinstance(error, sqlite3.Error | OSError | UnicodeDecodeError):
            raise
    # The old index is damaged, the disk is full, or the path is taken.
    with suppress(OSError):
        path.unlink()
        return _build(store, path, progress)
    return _build_in_memory(store, progress)


def _build_in_memory(store: Path, progress: Progress | None) -> sqlite3.Connection:
    from ketacli.store.compiler import compile_store

    connection = _open(":memory:")
    _create(connection)
    compile_store(store, connection, 0, progress)
    return connection


def _open(target: str) -> sqlite3.Connection:
    """Open an index to write it: unfinished ones are thrown away, so nothing is written twice or waits for the disk."""
    connection = sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)
    connection.execute("INSERT INTO meta VALUES ('identity', ?)", (json.dumps(_identity()),))


def _start(target: Path, old: Path | None) -> int:
    """Make a new index: a copy of the old one if that is of use, else an empty one; return when its files were verified."""
    if old and _is_of_use(old):
        shutil.copyfile(old, target)
        return old.stat().st_mtime_ns
    target.touch(exist_ok=False)
    with closing(_open(str(target))) as connection:
        _create(connection)
    return 0


def _is_of_use(old: Path) -> bool:
    """Whether an index is intact, and was built by this keta, and so is worth bringing up to date."""
    if not _is_intact(old):
        return False
    try:
        with closing(_connect(old)) as connection:
            return _built_by(connection) == _identity()
    except (sqlite3.Error, ValueError):
        return False


def _clear_up(kept: Path) -> None:
    """Delete what nobody needs any more: unfinished indexes of killed processes, and indexes of stores that are gone.

    Of many files it looks at some, so that a cache of thousands slows nobody down: others come another time.
    """
    old = time.time() - _AT_WORK_S
    for path in own_files(kept.parent, _CLEARED):
        with suppress(OSError, sqlite3.Error, TypeError):
            if (path != kept and path.suffix == ".sqlite" and _is_orphan(path)) or (
                path.suffix != ".sqlite" and path.stat().st_mtime < old
            ):
                path.unlink()


def _is_orphan(path: Path) -> bool:
    """Whether all files are gone from which an index was built."""
    with closing(_connect(path)) as connection:
        found = compiled_files(connection)
    return bool(found) and not any(os.path.exists(one.stamp.path) for one in found)  # noqa: PTH110 - text, not a path
