"""The compiled store: an SQLite file in the user's cache folder, built from the YAML and thrown away at will.

An item is a record of the store as JSON, with what it can be found by in `facet` and, for claims, its words in `words`.
The index is built aside and renamed, so that a reader sees the old one or the new one; it is rebuilt when the YAML, keta
or the schema has changed, and then only items whose YAML changed are read again.

Besides `formats/files/sqlite.py`, which writes databases for others, this is the only module that imports sqlite3.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import ketacli
from ketacli.paths import schema_file
from ketacli.store import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ketacli.store.files import Stamp

LAYOUT = 4
"""Changes with the tables below."""

UNSURE_NS = 2_000_000_000
"""A file that changed this shortly before it was compiled is compared by content too: clocks tick coarsely."""

_SEAL_S = 946_684_800
"""The time of change that a finished index is given, in s: 2000-01-01. Whatever writes to it since breaks the seal."""

_SUMMED = 4_194_304
"""Up to this size, in bytes, the seal holds a checksum too (at 17 years from 2000 at most): 2 MB take 1 ms."""

_AT_WORK_S = 3_600
"""How long, in s, an unfinished index may still be somebody's work: 100,000 claims take a minute."""

_PATIENCE_S = 60.0
"""How long, in s, to wait for another process that compiles the store, before compiling it too."""

_LOOK_S = 0.05
"""How often to look, in s, whether it is done."""

_MAX_LIMIT = 2**63 - 1
"""The largest number that SQLite takes."""

_MAKERS = ("builder", "compile", "cutting", "facets", "prepare", "reading")
"""The modules that decide what an index holds: one that another version of them made is of no use."""

_META = {"identity", "built", "claims", "store", "digest"}
"""What an index says about itself: who built it from what, and when; about the store; of its content."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    path BLOB PRIMARY KEY, inode INTEGER, size INTEGER, changed INTEGER, digest TEXT, items INTEGER
) WITHOUT ROWID;
CREATE TABLE item (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, guest INTEGER NOT NULL, rank INTEGER NOT NULL,
    position INTEGER NOT NULL, digest BLOB NOT NULL, record TEXT NOT NULL, seal INTEGER NOT NULL
);
CREATE INDEX item_by_order ON item (kind, guest, rank, position);
CREATE INDEX item_by_id ON item (id, kind);
CREATE INDEX item_by_position ON item (position, kind, id, digest);
CREATE TABLE facet (
    field TEXT NOT NULL, value TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (field, value, item)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    statement, quote, notes, tokenize = 'porter unicode61 remove_diacritics 2'
);
"""


class Row(NamedTuple):
    """An item as the index keeps it."""

    n: int
    kind: str
    id: str
    record: dict[str, Any]


class Damaged(sqlite3.DatabaseError):
    """The index does not hold what was put in."""


def seal(kind: str, name: str, record: str) -> int:
    """Return what tells that a record is still what was put into the index."""
    return zlib.crc32(f"{kind}\0{name}\0{record}".encode("utf-8", "surrogatepass"))


class Index:
    """An open index. Every method is one question to SQLite; values are always parameters.

    `renew` compiles the store again: it is called once, when the file turns out to be damaged.
    """

    def __init__(self, connection: sqlite3.Connection, renew: Callable[[], sqlite3.Connection] | None = None) -> None:
        self._connection = connection
        self._renew = renew

    def __del__(self) -> None:
        self._connection.close()

    def _ask(self, query: str, values: Sequence[Any] = (), read: Callable[..., Any] = tuple) -> list[Any]:
        """Return the rows that SQLite finds, each through `read`, which may find that one is damaged."""
        try:
            return [read(found) for found in self._connection.execute(query, values)]
        except UnicodeEncodeError:  # half a character, which no store holds
            return self._ask(query, [_encodable(value) for value in values], read)
        except (sqlite3.DatabaseError, UnicodeDecodeError, json.JSONDecodeError, TypeError):
            renew, self._renew = self._renew, None
            if renew is None:
                raise
            self._connection.close()
            self._connection = renew()
            return [read(found) for found in self._connection.execute(query, values)]

    def meta(self, name: str) -> Any:
        """Return a value about the store as a whole, or None."""
        found = self._ask("SELECT value FROM meta WHERE name = ?", (name,), lambda row: json.loads(row[0]))
        return found[0] if found else None

    def rows(
        self, kind: str, where: str = "", values: Sequence[Any] = (), *, order: str = "rank, position", limit: int = -1
    ) -> list[Row]:
        """Return the items of a kind that a condition holds for, in order; a negative limit is none."""
        # The plus keeps SQLite from walking through all items in their order where a condition names the few that count.
        few = "+" if "n IN (SELECT" in where else ""
        query = (
            f"SELECT n, kind, id, record, seal FROM item WHERE {few}kind = ? AND {few}guest = 0 {where} "
            f"ORDER BY {order} LIMIT ?"
        )
        return self._ask(query, (kind, *values, min(limit, _MAX_LIMIT)), _row)

    def names(self, kind: str, field: str, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return a field of the items of a kind by id: of all of them, guests included, or of those with these ids."""
        path = f"$.{field}"
        if ids is None:
            return dict(self._ask("SELECT id, json_extract(record, ?) FROM item WHERE kind = ?", (path, kind)))
        found: dict[str, str] = {}
        for chunk in _chunks(list(dict.fromkeys(ids))):
            query = f"SELECT id, json_extract(record, ?) FROM item WHERE id IN ({_marks(chunk)}) AND kind = ?"
            found.update(self._ask(query, (path, *chunk, kind)))
        return found

    def count(self, kind: str, where: str = "", values: Sequence[Any] = ()) -> int:
        """Return how many items of a kind there are for which a condition holds."""
        query = f"SELECT count(*) FROM item WHERE kind = ? AND guest = 0 {where}"
        return int(self._ask(query, (kind, *values))[0][0])

    def tally(self, field: str, where: str = "", values: Sequence[Any] = ()) -> dict[str, int]:
        """Return how many claims, of those for which a condition holds, have each value of a field."""
        query = (
            "SELECT facet.value, count(*) FROM item JOIN facet ON facet.item = item.n AND facet.field = ? "
            f"WHERE item.kind = 'claim' AND guest = 0 {where} GROUP BY facet.value"
        )
        return dict(self._ask(query, (field, *values)))

    def by_ids(self, ids: Iterable[str], kinds: Sequence[str]) -> dict[str, Row]:
        """Return the items of these kinds that have these ids."""
        found: dict[str, Row] = {}
        for chunk in _chunks(list(dict.fromkeys(ids))):
            query = f"SELECT n, kind, id, record, seal FROM item WHERE id IN ({_marks(chunk)}) AND kind IN ({_marks(kinds)})"
            found.update({row.id: row for row in self._ask(query, (*chunk, *kinds), _row)})
        return found

    def ids(self, *kinds: str, guests: bool = False) -> list[str]:
        """Return the ids of all items of these kinds, in order; with `guests`, also those of sibling files."""
        own = "" if guests else "AND guest = 0"
        query = f"SELECT id FROM item WHERE kind IN ({_marks(kinds)}) {own} ORDER BY kind, rank, position"
        return [found[0] for found in self._ask(query, kinds)]

    def every(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return kind, id and record of every item in the order of the files, those of sibling files last."""
        rows = self._ask("SELECT n, kind, id, record, seal FROM item ORDER BY guest, position", (), _row)
        return [(row.kind, row.id, row.record) for row in rows]

    def pointing(self, field: str, values: Iterable[str]) -> Iterator[tuple[str, Row]]:
        """Yield each value with the items that have it in a field, in the order of the store."""
        for chunk in _chunks(list(dict.fromkeys(values))):
            query = (
                "SELECT item.n, item.kind, item.id, item.record, item.seal, facet.value "
                "FROM facet JOIN item ON item.n = facet.item "
                f"WHERE facet.field = ? AND facet.value IN ({_marks(chunk)}) ORDER BY item.position"
            )
            yield from self._ask(query, (field, *chunk), lambda found: (found[5], _row(found[:5])))

    def values(self, field: str) -> dict[str, str]:
        """Return every value of a field with the id of the first item that has it."""
        query = (
            "SELECT facet.value, item.id FROM facet JOIN item ON item.n = facet.item WHERE field = ? "
            "ORDER BY facet.value, item.position DESC"
        )
        return dict(self._ask(query, (field,)))


def _row(found: Sequence[Any]) -> Row:
    n, kind, name, record, sealed = found
    if seal(kind, name, record) != sealed:
        raise Damaged(f"{kind} {name}")
    return Row(n, kind, name, json.loads(record))


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _chunks(values: list[str], size: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


Progress = Callable[[int, int], None]


def open_index(store: Path, progress: Progress | None = None) -> Index:
    """Return the index of a store, compiled if need be; in memory where there is nowhere to keep it.

    Raises:
        StoreError: if the store cannot be read or has faults.
    """
    stamps = files.stamps(store)
    path = _location(store)
    if path is None:
        return Index(_build(store, stamps, None, progress))
    found = _reuse(path, stamps) or _build_in_turn(store, stamps, path, progress)
    return Index(found, lambda: _recompile(store, path))


def _build_in_turn(store: Path, stamps: list[Stamp], path: Path, progress: Progress | None) -> sqlite3.Connection:
    """Compile the store, or wait for who is at it: sixteen at once would take sixteen times as long."""
    with _turn(path) as has_waited:
        if has_waited:
            stamps = files.stamps(store)
            if found := _reuse(path, stamps):
                return found
        return _build(store, stamps, path, progress)


@contextmanager
def _turn(path: Path) -> Iterator[bool]:
    """Let one process at a time compile a store; say whether there was another. Nobody waits for ever, or where files cannot be locked."""
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


def _recompile(store: Path, path: Path) -> sqlite3.Connection:
    """Return an index that owes nothing to the damaged one at `path`."""
    with suppress(OSError):
        path.unlink()
    return _build(store, files.stamps(store), path)


def cache_folder() -> Path:
    """Return the folder that keeps the indexes: what platformdirs says.

    On Linux this says it in its place, since importing platformdirs takes as long as opening the index.

    Raises:
        RuntimeError: if there is no home for it: the current folder is none.
    """
    if sys.platform == "linux":
        given = os.environ.get("XDG_CACHE_HOME", "").strip()
        home = given if given.startswith("/") else os.path.expanduser("~/.cache")  # noqa: PTH111 - text is quicker
        if not home.startswith("/"):
            raise RuntimeError("no home folder is known")
        return Path(home) / "keta"
    import platformdirs

    return Path(platformdirs.user_cache_dir("keta"))


def _location(store: Path) -> Path | None:
    """Return where the index of a store belongs; stores that share a name by chance take turns, and are told apart by their files."""
    try:
        # A file has siblings; a folder that takes its place has none, so the index of the one is of no use to the other.
        place = os.fsencode(store.resolve()) + b"/" * store.is_dir()
        return cache_folder().absolute() / f"{zlib.crc32(place):08x}{len(place):x}.sqlite"
    except (OSError, RuntimeError):
        return None


def _identity() -> str:
    """Return what an index must have been built by to be of use."""
    status = schema_file("store").stat()
    here = os.path.dirname(__file__)  # noqa: PTH120 - text is quicker
    code = max(os.stat(f"{here}/{name}.py").st_mtime_ns for name in _MAKERS)  # noqa: PTH116 - as above
    return f"{ketacli.__version__} {LAYOUT} {status.st_size} {status.st_mtime_ns} {code} {sqlite3.sqlite_version}"


def _reuse(path: Path, stamps: list[Stamp]) -> sqlite3.Connection | None:
    """Return the index at `path` if it is whole and of this keta and these files."""
    connection = None
    try:
        if not _is_sealed(path):
            return None
        connection = _connect(path)
        meta = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        known = filed(connection)
        built = int(meta.get("built", 0))
    except (sqlite3.Error, ValueError, TypeError):
        if connection:
            connection.close()
        return None
    is_ours = meta.keys() == _META and meta["identity"] == json.dumps(_identity())
    if not is_ours or [one.stamp for one in known] != stamps:
        connection.close()
        return None
    unsure = [one for one in known if one.stamp.changed > built - UNSURE_NS]
    if unsure and not _same_content(path, unsure):
        connection.close()
        return None
    return connection


class Filed(NamedTuple):
    """A file from which an index was built: its stamp then, the digest of its content, and how many items it gave."""

    stamp: files.Stamp
    digest: str
    items: int


def filed(connection: sqlite3.Connection) -> list[Filed]:
    """Return the files from which an index was built, in the order of the store; their names need not be UTF-8."""
    query = "SELECT path, inode, size, changed, digest, items FROM file"
    found = connection.execute(query).fetchall()
    return sorted(Filed(files.Stamp(os.fsdecode(path), *parts), digest, items) for path, *parts, digest, items in found)


def _same_content(path: Path, unsure: list[Filed]) -> bool:
    """Compare files by content; when they are the same and have come to rest, note it, so that the next one need not."""
    from hashlib import blake2b

    now = time.time_ns()
    try:
        for one in unsure:
            if blake2b(files.load(one.stamp.path), digest_size=16).hexdigest() != one.digest:
                return False
    except OSError:
        return False
    if all(one.stamp.changed < now - UNSURE_NS for one in unsure):
        with suppress(sqlite3.Error, OSError):
            with closing(sqlite3.connect(path, timeout=0)) as connection, connection:
                # Killed now, it leaves no journal, and the seal is broken.
                connection.execute("PRAGMA journal_mode = MEMORY")
                connection.execute("UPDATE meta SET value = ? WHERE name = 'built'", (str(now),))
            _finish(path)
    return True


def _finish(path: Path) -> None:
    """Give an index the time that tells it from one that was written to by whatever else."""
    time_s = _seal(path)
    os.utime(path, (time_s, time_s))


def _is_sealed(path: Path) -> bool:
    try:
        return int(path.stat().st_mtime) == _seal(path)
    except OSError:
        return False


def _seal(path: Path) -> int:
    if path.stat().st_size > _SUMMED:
        return _SEAL_S
    return _SEAL_S + (zlib.crc32(path.read_bytes()) & 0x1FFFFFFF)


def _connect(path: Path) -> sqlite3.Connection:
    """Open a finished index, which nobody writes to; SQLite guards it when several threads ask."""
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _build(store: Path, stamps: list[Stamp], path: Path | None, progress: Progress | None = None) -> sqlite3.Connection:
    """Compile the store into a new index, beside the old one, and put it in its place."""
    from ketacli.store.builder import Builder

    target = _aside(path)
    connection = None
    try:
        connection = _create(target, path if store.is_dir() else None)
        Builder(connection, _identity(), progress).build(store, stamps)
        if target is None or path is None:
            return connection
        connection.close()
        _finish(target)
        target.replace(path)
        _clear_up(path)
        return _connect(path)
    except BaseException as error:
        if connection:
            connection.close()
        if target is None or path is None:
            raise
        with suppress(OSError):
            target.unlink(missing_ok=True)
        if not isinstance(error, sqlite3.Error | OSError | UnicodeDecodeError):
            raise
    # The old index is damaged, the disk is full, or something stands in the way.
    with suppress(OSError):
        path.unlink()
        return _build(store, stamps, path, progress)
    return _build(store, stamps, None, progress)


def _clear_up(kept: Path) -> None:
    """Take away what nobody needs any more beside a new index: what killed runs left, and the indexes of stores that are gone."""
    old = time.time() - _AT_WORK_S
    for path in kept.parent.glob("*.sqlite*"):
        with suppress(OSError, sqlite3.Error, TypeError):
            if (path != kept and path.suffix == ".sqlite" and _is_orphan(path)) or (
                path.suffix != ".sqlite" and path.stat().st_mtime < old
            ):
                path.unlink()


def _is_orphan(path: Path) -> bool:
    """Whether none of the files is left from which an index was built."""
    with closing(_connect(path)) as connection:
        found = filed(connection)
    return bool(found) and not any(os.path.exists(one.stamp.path) for one in found)  # noqa: PTH110 - text, not a path


def _aside(path: Path | None) -> Path | None:
    """Return a file beside `path` to build in, or None where nothing can be written."""
    if path is None:
        return None
    target = path.with_name(f"{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target.touch(exist_ok=False)
    except OSError:
        return None
    return target


def _create(target: Path | None, old: Path | None) -> sqlite3.Connection:
    """Return a connection to a new index: a copy of the old one if that is of use, else an empty one."""
    if target and old and _is_of_use(old):
        shutil.copyfile(old, target)
        return sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    connection = sqlite3.connect(target or ":memory:", isolation_level=None, check_same_thread=False)
    connection.executescript(_TABLES)
    return connection


def _is_of_use(old: Path) -> bool:
    """Whether an index is whole, nobody's but this keta's, and so worth bringing up to date."""
    try:
        with closing(_connect(old)) as source:
            identity = source.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone()
    except sqlite3.Error:
        return False
    return identity == (json.dumps(_identity()),) and _is_sealed(old)
