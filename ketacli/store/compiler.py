"""Fills an index from the YAML of a store, or says everything that is wrong with the store.

What the index already holds of unchanged chunks of YAML is kept; the rest is read, checked against the schema, and held
against everything else: ids must be unique, references must lead somewhere.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ketacli.errors import StoreError
from ketacli.store import files, parsing
from ketacli.store.facets import REFERENCES, SHOWABLE
from ketacli.store.index import UNSURE_NS, Damaged, filed, seal
from ketacli.store.loader import Loaded, shown_name
from ketacli.store.prepare import prepare
from ketacli.store.workers import map_chunks, part

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from ketacli.store import chunks
    from ketacli.store.files import Stamp
    from ketacli.store.parsing import File
    from ketacli.store.prepare import Row
    from ketacli.store.workers import Progress


class _Item(NamedTuple):
    """An item of the index, as far as building is concerned.

    `position` is its place in the order of the store, `digest` that of the chunk of YAML from which it was read.
    """

    n: int
    kind: str
    id: str
    position: int
    digest: bytes


class _Unchanged(NamedTuple):
    """What is known of a file that need not be read."""

    digest: str
    items: list[_Item]


class Builder:
    """One build of an index. `read` counts the chunks that had to be parsed."""

    def __init__(self, connection: sqlite3.Connection, identity: str, progress: Progress | None = None) -> None:
        self._connection = connection
        self._identity = identity
        self._progress = progress
        self._bytes = 0
        self._read_bytes = 0
        self._before: list[_Item] = []
        self._known: dict[bytes, list[_Item]] = {}
        self._placed: list[_Item] = []
        self._guests = 0
        self._next = 1
        self._stretches: dict[str, int] = {}
        self._is_faulty = False
        self.read = 0

    def build(self, store: Path, stamps: list[Stamp]) -> None:
        """Bring the index up to date with the files.

        Raises:
            StoreError: with every problem; the index is unfinished then and must be thrown away.
        """
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("CREATE TEMP TABLE fresh (field TEXT, value TEXT, item INTEGER)")
        self._connection.execute("BEGIN")
        unchanged = self._recall(stamps)
        own = [stamp for stamp in stamps if files.is_own(stamp, store)]
        self._bytes = sum(stamp.size for stamp in own if stamp not in unchanged)
        digests = {stamp.path: self._take(stamp, store, unchanged.get(stamp)) for stamp in own}
        self._settle()
        if not self._is_faulty and len(own) < len(stamps) and self._is_unresolved():
            before = len(self._placed)
            digests |= {stamp.path: self._take(stamp, store, guest=True) for stamp in stamps if stamp not in own}
            self._guests = len(self._placed) - before
            self._is_faulty = False  # a sibling's faults are its own, unless a reference leads to one of them
        self._settle()
        self._remove(item for items in self._known.values() for item in items)  # what is no longer in the YAML
        if self._is_faulty or self._is_unresolved() or self._has_duplicates():
            raise _refusal(Loaded(store, stamps))
        self._finish(stamps, digests)
        self._connection.execute("COMMIT")

    def _recall(self, stamps: list[Stamp]) -> dict[Stamp, _Unchanged]:
        """Take stock of the items from before; return what is known of the files that have not changed since.

        Raises:
            Damaged: if items and files don't belong together.
        """
        rows = self._connection.execute("SELECT n, kind, id, position, digest FROM item ORDER BY position")
        self._before = items = list(map(_Item._make, rows))
        self._next = max((item.n for item in items), default=0) + 1
        unchanged: dict[Stamp, _Unchanged] = {}
        built = self._connection.execute("SELECT value FROM meta WHERE name = 'built'").fetchone()
        settled = int(built[0]) - UNSURE_NS if built and built[0].isdecimal() else 0
        first = 0
        for one in filed(self._connection):
            mine = items[first : first + one.items]
            first += one.items
            if one.stamp in stamps and one.stamp.changed <= settled:
                unchanged[one.stamp] = _Unchanged(one.digest, mine)
                continue
            for item in reversed(mine):
                self._known.setdefault(item.digest, []).append(item)
        if first != len(items):
            raise Damaged(f"{len(items)} items, of which the files have {first}")
        return unchanged

    def _take(self, stamp: Stamp, store: Path, unchanged: _Unchanged | None = None, *, guest: bool = False) -> str:
        """Take one file into the index and return its digest."""
        before, was_faulty = len(self._placed), self._is_faulty
        if unchanged:
            self._keep(unchanged.items)
            digest = unchanged.digest
        else:
            file = parsing.read(stamp.path, shown_name(stamp.path, store))
            digest = file.digest
            chunks = [] if file.faults else list(parsing.split(file))
            self._is_faulty |= bool(file.faults)
            progress = None if guest else part(self._progress, self._read_bytes, stamp.size, self._bytes)
            self._read_bytes += stamp.size
            are_yaml = self._take_chunks(file, chunks, progress, guest=guest)
            if not are_yaml and len(chunks) > 1 and parsing.can_be_read_whole(file):
                self._settle()
                self._remove(self._placed[before:])
                del self._placed[before:]
                self._is_faulty = was_faulty
                self._take_chunks(file, [parsing.whole(file)], progress, guest=guest)
        self._stretches[stamp.path] = len(self._placed) - before
        return digest

    def _take_chunks(self, file: File, chunks: list[chunks.Chunk], progress: Progress | None, *, guest: bool) -> bool:
        """Take the records of chunks into the index; return False if one is not YAML by itself."""
        digests = [parsing.digest(file, chunk) for chunk in chunks]
        kept = [self._find(chunk, digest) for chunk, digest in zip(chunks, digests, strict=True)]
        changed = [chunk for chunk, items in zip(chunks, kept, strict=True) if items is None]
        fresh = map_chunks(prepare, file, changed, progress)
        are_yaml = True
        run: list[_Item] = []
        for digest, items in zip(digests, kept, strict=True):
            if items is not None:
                run += items
                continue
            self._keep(run)
            run = []
            self.read += 1
            prepared = next(fresh)
            self._is_faulty |= not prepared.is_sound
            are_yaml &= prepared.is_yaml
            for row in prepared.rows:
                self._insert(row, digest, guest=guest)
        self._keep(run)
        return are_yaml

    def _find(self, chunk: chunks.Chunk, digest: bytes) -> list[_Item] | None:
        """Return the items that the index holds of a chunk that has not changed; None if it must be read."""
        old = self._known.get(digest)
        if not old:
            return None
        return [old.pop()] if chunk.is_item else [old.pop() for _ in range(len(old))]

    def _keep(self, items: list[_Item]) -> None:
        """Give items from before their places in the order of the store."""
        places = range(len(self._placed), len(self._placed) + len(items))
        moved = [(place, item.n) for place, item in zip(places, items, strict=True) if place != item.position]
        if moved:
            self._connection.executemany("UPDATE item SET position = ? WHERE n = ?", moved)
        self._placed += items

    def _insert(self, row: Row, digest: bytes, *, guest: bool) -> None:
        item = _Item(self._next, row.kind, row.id, len(self._placed), digest)
        self._next += 1
        self._placed.append(item)
        sealed = seal(row.kind, row.id, row.record)
        values = (item.n, row.kind, row.id, guest, row.rank, item.position, digest, row.record, sealed)
        self._connection.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.executemany("INSERT INTO fresh VALUES (?, ?, ?)", [(*facet, item.n) for facet in row.facets])
        if row.words:
            self._connection.execute(
                "INSERT INTO words (rowid, statement, quote, notes) VALUES (?, ?, ?, ?)", (item.n, *row.words)
            )

    def _own(self) -> list[_Item]:
        """Return the items of the store itself, without those of sibling files."""
        return self._placed[: len(self._placed) - self._guests]

    def _has_duplicates(self) -> bool:
        own = _ids(self._own())
        shown = [name for kind in SHOWABLE for name in own.pop(kind, ())]
        return any(len(set(names)) < len(names) for names in (shown, *own.values()))

    def _is_unresolved(self) -> bool:
        """Whether a reference leads nowhere; those from before lead where they led, unless an id from before is gone."""
        ids = {kind: set(names) for kind, names in _ids(self._placed).items()}
        last = max((item.n for item in self._before), default=0)
        is_all_there = last and all(item.id in ids.get(item.kind, ()) for item in self._before)
        new = "item > :last AND +field = :field"  # the plus lets SQLite look for the items, not the field
        which = new if is_all_there else "field = :field"
        own = "AND item NOT IN (SELECT n FROM item WHERE guest = 1)" if self._guests else ""
        query = f"SELECT DISTINCT value FROM facet WHERE {which} {own}"
        for field, kinds in REFERENCES.items():
            there = [ids.get(kind, set()) for kind in kinds]
            found = self._connection.execute(query, {"field": field, "last": last})
            if any(all(value not in names for names in there) for (value,) in found):
                return True
        return False

    def _settle(self) -> None:
        """Put the facets of new items in their place, all at once and sorted: one by one would take four times as long."""
        self._connection.execute("INSERT INTO facet SELECT * FROM fresh ORDER BY field, value, item")
        self._connection.execute("DELETE FROM fresh")
        self._connection.execute("CREATE INDEX IF NOT EXISTS facet_by_item ON facet (item)")

    def _remove(self, items: Iterable[_Item]) -> None:
        """Take items out of the index."""
        gone = [(item.n,) for item in items]
        for statement in (
            "DELETE FROM facet WHERE item = ?",
            "DELETE FROM words WHERE rowid = ?",
            "DELETE FROM item WHERE n = ?",
        ):
            self._connection.executemany(statement, gone)

    def _finish(self, stamps: list[Stamp], digests: dict[str, str]) -> None:
        about = self._connection.execute("SELECT record FROM item WHERE kind = 'store'").fetchone()
        content = blake2b("\n".join(sorted(digests.values())).encode(), digest_size=16).hexdigest()
        meta = {
            "identity": json.dumps(self._identity),
            "built": str(time.time_ns()),
            "claims": str(sum(item.kind == "claim" for item in self._own())),
            "store": about[0] if about else json.dumps({"title": None, "version": None}),
            "digest": json.dumps(content),
        }
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        self._connection.execute("DELETE FROM file")
        rows = [
            (os.fsencode(path), *rest, digests.get(path, ""), self._stretches.get(path, 0)) for path, *rest in stamps
        ]
        self._connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)", rows)


def _ids(items: Iterable[_Item]) -> dict[str, list[str]]:
    """Return the ids of items by kind."""
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item.id)
    return found


def _refusal(draft: Loaded) -> StoreError:
    """Return the error that holds everything that is wrong with a store."""
    noun = "fault" if len(draft.problems) == 1 else "faults"
    message = f"`{draft.path}` has {len(draft.problems)} {noun}, so no answer is given from it"
    return StoreError(message, problems=tuple(sorted(draft.problems)))
