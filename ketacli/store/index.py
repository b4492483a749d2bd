"""The compiled store: an SQLite database that is built from the YAML, and the questions put to it.

A record is kept as JSON in `item`, what it can be found by in `facet` and, for claims, its folded words in `words`. What
matching asks besides (`lexicon`, `subject`) is filled by `finding`.

Besides `formats/exports/sqlite.py`, which writes databases for others, and `cache.py` this is the only module that imports
sqlite3.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ketacli.errors import StoreError, UsageError
from ketacli.frozen import NamedTuple
from ketacli.store.files import Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from ketacli.matching.searching import Search
    from ketacli.store.finding import Finder
    from ketacli.store.shelf import IndexShelf

_Value = TypeVar("_Value")

LAYOUT = 13
"""To be raised when the tables below change: indexes of another layout are built anew."""

_MAX_LIMIT = 2**63 - 1
"""The largest number that SQLite takes."""

_BATCH = 500
"""How many values one statement gets: SQLite takes 32,766."""

TABLES = """
PRAGMA application_id = 0x6b657461;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    path BLOB PRIMARY KEY, inode INTEGER, size INTEGER, changed INTEGER, digest TEXT, items INTEGER
) WITHOUT ROWID;
CREATE TABLE item (
    n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, guest INTEGER NOT NULL, rank INTEGER NOT NULL,
    position INTEGER NOT NULL, digest BLOB NOT NULL, record TEXT NOT NULL
);
CREATE INDEX item_by_order ON item (kind, guest, rank, position);
CREATE INDEX item_by_id ON item (id, kind);
CREATE INDEX item_by_position ON item (position, kind, id, digest);
CREATE TABLE facet (
    field TEXT NOT NULL, value TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (field, value, item)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    statement, quote, facts, notes, studies, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, col);
CREATE TABLE lexicon (word TEXT PRIMARY KEY, stem TEXT NOT NULL, statements INTEGER) WITHOUT ROWID;
CREATE INDEX lexicon_by_stem ON lexicon (stem);
CREATE TABLE subject (
    part TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (part, key)
) WITHOUT ROWID;
"""


class StoredRecord(NamedTuple):
    """A record as the index returns it."""

    n: int
    kind: str
    id: str
    record: dict[str, Any]


class Damaged(sqlite3.DatabaseError):
    """The tables of an index contradict one another."""


class Index:
    """An open index. Every method is one question to SQLite; values are always parameters.

    An index that SQLite finds damaged is deleted from `path`.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._connection = connection
        self._path = path
        self.is_closed = False
        self.searches: dict[str, Search] = {}

    def __del__(self) -> None:
        self._connection.close()

    def close(self) -> None:
        """Let go of the database: nothing is answered any more."""
        self.is_closed = True
        self._connection.close()

    def _ask(self, query: str, values: Sequence[Any] = (), read: Callable[..., Any] = tuple) -> list[Any]:
        """Return the rows that SQLite finds, each through `read`.

        Raises:
            StoreError: if the index is damaged.
            UsageError: if it is closed.
        """
        if self.is_closed:
            raise UsageError("The store is closed", "open it again: `open_store`")
        try:
            return list(map(read, self._connection.execute(query, values)))
        except UnicodeEncodeError:  # half a character, which no store holds
            return self._ask(query, [_encodable(value) for value in values], read)
        except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError):
            raise  # the question is wrong, not the file
        except (sqlite3.DatabaseError, UnicodeDecodeError, json.JSONDecodeError) as error:
            if self._path is None:
                raise
            with suppress(OSError):
                self._path.unlink()
            message = f"The compiled store `{self._path}` was damaged, and has been deleted: {error}"
            raise StoreError(message, "run the command again: it is compiled anew") from error

    @cached_property
    def finder(self) -> Finder:
        """What matching asks of the index."""
        from ketacli.store.finding import Finder

        return Finder(self._ask)

    @cached_property
    def shelf(self) -> IndexShelf:
        """What reading pages asks of the index."""
        from ketacli.store.shelf import IndexShelf

        return IndexShelf(self.finder, self._ask)

    def meta(self, name: str) -> Any:
        """Return a value about the store as a whole, or None."""
        found = self._ask("SELECT value FROM meta WHERE name = ?", (name,), lambda row: json.loads(row[0]))
        return found[0] if found else None

    def rows(  # noqa: PLR0913 - each narrows the question in its own way
        self,
        kind: str,
        where: str = "",
        values: Sequence[Any] = (),
        *,
        order: str = "rank, position",
        limit: int = -1,
        guests: bool = False,
    ) -> list[StoredRecord]:
        """Return the items of a kind that a condition holds for, in order; a negative `limit` is no limit.

        With `guests`, also those of sibling files.
        """
        # The plus keeps SQLite from walking through all items in their order where a condition names the few that count.
        few = "+" if "n IN (SELECT" in where else ""
        own = "" if guests else f"AND {few}guest = 0"
        query = f"SELECT n, kind, id, record FROM item WHERE {few}kind = ? {own} {where} ORDER BY {order} LIMIT ?"
        return self._ask(query, (kind, *values, min(limit, _MAX_LIMIT)), _row)

    def names(self, kind: str, field: str, ids: Iterable[str] | None = None) -> dict[str, str]:
        """Return a field of the items of a kind by id: of all of them, guests included, or of those with these ids."""
        path = f"$.{field}"
        if ids is None:
            return dict(self._ask("SELECT id, json_extract(record, ?) FROM item WHERE kind = ?", (path, kind)))
        found: dict[str, str] = {}
        for chunk in batches(list(dict.fromkeys(ids))):
            query = f"SELECT id, json_extract(record, ?) FROM item WHERE id IN ({marks(chunk)}) AND kind = ?"
            found.update(self._ask(query, (path, *chunk, kind)))
        return found

    def count(self, kind: str, where: str = "", values: Sequence[Any] = ()) -> int:
        """Return how many items of a kind there are for which a condition holds."""
        query = f"SELECT count(*) FROM item WHERE kind = ? AND guest = 0 {where}"
        return int(self._ask(query, (kind, *values))[0][0])

    def tally(
        self, field: str, where: str = "", values: Sequence[Any] = (), *, among: Sequence[str] | None = None
    ) -> dict[str, int]:
        """Return how many claims, of those for which a condition holds, have each value of a field, or each of some."""
        found: dict[str, int] = {}
        for chunk in [()] if among is None else batches(list(dict.fromkeys(among))):
            only = f"AND facet.value IN ({marks(chunk)})" if chunk else ""
            query = (
                f"SELECT facet.value, count(*) FROM item JOIN facet ON facet.item = item.n AND facet.field = ? {only} "
                f"WHERE item.kind = 'claim' AND guest = 0 {where} GROUP BY facet.value"
            )
            found.update(self._ask(query, (field, *chunk, *values)))
        return found

    def by_ids(self, ids: Iterable[str], kinds: Sequence[str]) -> dict[str, StoredRecord]:
        """Return the items of these kinds that have these ids."""
        found: dict[str, StoredRecord] = {}
        for chunk in batches(list(dict.fromkeys(ids))):
            query = f"SELECT n, kind, id, record FROM item WHERE id IN ({marks(chunk)}) AND kind IN ({marks(kinds)})"
            found.update({row.id: row for row in self._ask(query, (*chunk, *kinds), _row)})
        return found

    def ids(self, *kinds: str, guests: bool = False) -> list[str]:
        """Return the ids of all items of these kinds, in order; with `guests`, also those of sibling files."""
        own = "" if guests else "AND guest = 0"
        query = f"SELECT id FROM item WHERE kind IN ({marks(kinds)}) {own} ORDER BY kind, rank, position"
        return [found[0] for found in self._ask(query, kinds)]

    def every(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Return kind, id and record of every item in the order of the files, those of sibling files last."""
        rows = self._ask("SELECT n, kind, id, record FROM item ORDER BY guest, position", (), _whole_row)
        return [(row.kind, row.id, row.record) for row in rows]

    def pointing(self, field: str, values: Iterable[str]) -> Iterator[tuple[str, StoredRecord]]:
        """Yield each value with the items that have it in a field, in the order of the store."""
        for chunk in batches(list(dict.fromkeys(values))):
            query = f"SELECT item.n, item.kind, item.id, item.record, facet.value {_having(chunk)}"
            yield from self._ask(query, (field, *chunk), lambda found: (found[4], _row(found[:4])))

    def having(self, field: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield each value with the ids of the items that have it in a field, in the order of the store."""
        for chunk in batches(list(dict.fromkeys(values))):
            yield from self._ask(f"SELECT facet.value, item.id {_having(chunk)}", (field, *chunk))

    def values(self, field: str) -> dict[str, str]:
        """Return every value of a field with the id of the first item that has it."""
        query = (
            "SELECT facet.value, item.id FROM facet JOIN item ON item.n = facet.item WHERE field = ? "
            "ORDER BY facet.value, item.position DESC"
        )
        return dict(self._ask(query, (field,)))


def _having(values: Sequence[Any]) -> str:
    """Return the rest of a query for the items that have one of some values in a field, in the order of the store."""
    return (
        "FROM facet JOIN item ON item.n = facet.item "
        f"WHERE facet.field = ? AND facet.value IN ({marks(values)}) ORDER BY item.position"
    )


def _row(found: Sequence[Any]) -> StoredRecord:
    n, kind, name, record = found
    if '"x-' in record:
        from ketacli.store.records import bare

        return StoredRecord(n, kind, name, bare(json.loads(record)))
    return StoredRecord(n, kind, name, json.loads(record))


def _whole_row(found: Sequence[Any]) -> StoredRecord:
    """Return a row with the keys that keta does not look at."""
    n, kind, name, record = found
    return StoredRecord(n, kind, name, json.loads(record))


class CompiledFile(NamedTuple):
    """A file from which an index was built: its stamp then, the digest of its content, and its number of records."""

    stamp: Stamp
    digest: str
    items: int


def compiled_files(connection: sqlite3.Connection) -> list[CompiledFile]:
    """Return the files from which an index was built, in the order of the store; their names need not be UTF-8."""
    query = "SELECT path, inode, size, changed, digest, items FROM file"
    found = connection.execute(query).fetchall()
    return sorted(
        CompiledFile(Stamp(os.fsdecode(path), *parts), digest, items) for path, *parts, digest, items in found
    )


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def marks(values: Sequence[Any]) -> str:
    """Return as many parameters of SQL as there are values: `?,?`."""
    return ",".join("?" * len(values))


def batches(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    """Yield values in parts that SQLite takes as parameters of one statement."""
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
