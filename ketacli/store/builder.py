"""Fills an index from the YAML of a store, or says everything that is wrong with the store.

What the index already holds of unchanged pieces of YAML is kept; the rest is read, checked against the schema, and held
against everything else: ids must be unique, references must lead somewhere.
"""

from __future__ import annotations

import json
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ketacli.errors import StoreError
from ketacli.store import compile as compiler
from ketacli.store import files
from ketacli.store.draft import Draft, shown_name
from ketacli.store.facets import SHOWABLE, TARGETS
from ketacli.store.index import seal
from ketacli.store.prepare import MANY, prepare_all

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from ketacli.store import reading
    from ketacli.store.compile import File
    from ketacli.store.files import Stamp
    from ketacli.store.prepare import Row


_BEAT = 500
"""After so many pieces progress is told."""


class _Known(NamedTuple):
    """An item that the index holds from before."""

    n: int
    kind: str
    id: str
    position: int


class _Placed(NamedTuple):
    """An item of this build."""

    n: int
    kind: str
    id: str
    guest: bool


class Builder:
    """One build of an index. `read` counts the pieces that had to be parsed."""

    def __init__(
        self, connection: sqlite3.Connection, identity: str, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._connection = connection
        self._identity = identity
        self._progress = progress
        self._known = self._known_items()
        self._placed: list[_Placed] = []
        self._next = max((known.n for rows in self._known.values() for known in rows), default=0) + 1
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
        own = [stamp for stamp in stamps if files.is_own(stamp, store)]
        digests = {stamp.path: self._take(stamp, store, guest=False) for stamp in own}
        self._settle()
        if not self._is_faulty and len(own) < len(stamps) and self._is_unresolved():
            digests |= {stamp.path: self._take(stamp, store, guest=True) for stamp in stamps if stamp not in own}
            self._is_faulty = False  # a sibling's faults are its own, unless a reference leads to one of them
        self._settle()
        self._sweep()
        if self._is_faulty or self._is_unresolved() or self._has_duplicates():
            raise _refusal(Draft(store, stamps))
        self._finish(stamps, digests)
        self._connection.execute("COMMIT")

    def _known_items(self) -> dict[bytes, list[_Known]]:
        found: dict[bytes, list[_Known]] = {}
        query = "SELECT digest, n, kind, id, position FROM item ORDER BY position DESC"
        for digest, *row in self._connection.execute(query):
            found.setdefault(digest, []).append(_Known(*row))
        return found

    def _take(self, stamp: Stamp, store: Path, *, guest: bool) -> str:
        """Read one file into the index and return its digest."""
        file = compiler.read(stamp.path, shown_name(stamp.path, store))
        before, was_faulty = len(self._placed), self._is_faulty
        pieces = [] if file.faults else list(compiler.cut(file))
        self._is_faulty |= bool(file.faults)
        are_yaml = self._take_pieces(file, pieces, guest=guest)
        if not are_yaml and len(pieces) > 1 and compiler.can_be_read_whole(file):
            del self._placed[before:]
            self._is_faulty = was_faulty
            self._take_pieces(file, [compiler.whole(file)], guest=guest)
        return file.digest

    def _take_pieces(self, file: File, pieces: list[reading.Piece], *, guest: bool) -> bool:
        """Take the records of pieces into the index; return False if one is not YAML by itself."""
        digests = [compiler.digest(file, piece) for piece in pieces]
        kept = [self._keep(piece, digest) for piece, digest in zip(pieces, digests, strict=True)]
        fresh = prepare_all(file, [piece for piece, rows in zip(pieces, kept, strict=True) if rows is None])
        are_yaml = True
        for number, (digest, rows) in enumerate(zip(digests, kept, strict=True)):
            self._tell(number, len(pieces))
            if rows is not None:
                for known in rows:
                    self._move(known, guest=guest)
                continue
            self.read += 1
            prepared = next(fresh)
            self._is_faulty |= not prepared.is_sound
            are_yaml &= prepared.is_yaml
            for row in prepared.rows:
                self._insert(row, digest, guest=guest)
        return are_yaml

    def _keep(self, piece: reading.Piece, digest: bytes) -> list[_Known] | None:
        """Return the items that the index holds of a piece that has not changed; None if it must be read."""
        old = self._known.get(digest)
        if not old:
            return None
        return [old.pop()] if piece.is_item else [old.pop() for _ in range(len(old))]

    def _move(self, known: _Known, *, guest: bool) -> None:
        order = self._place(known.n, known.kind, known.id, guest=guest)
        if order != known.position:
            self._connection.execute("UPDATE item SET position = ? WHERE n = ?", (order, known.n))

    def _insert(self, row: Row, digest: bytes, *, guest: bool) -> None:
        n, self._next = self._next, self._next + 1
        sealed = seal(row.kind, row.id, row.record)
        values = (n, row.kind, row.id, guest, row.rank, len(self._placed), digest, row.record, sealed)
        self._connection.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self._connection.executemany("INSERT INTO fresh VALUES (?, ?, ?)", [(*facet, n) for facet in row.facets])
        if row.words:
            self._connection.execute(
                "INSERT INTO words (rowid, statement, quote, notes) VALUES (?, ?, ?, ?)", (n, *row.words)
            )
        self._place(n, row.kind, row.id, guest=guest)

    def _tell(self, done: int, total: int) -> None:
        if self._progress and total >= MANY and done % _BEAT == 0:
            self._progress(done, total)

    def _place(self, n: int, kind: str, name: str, *, guest: bool) -> int:
        """Note where an item stands and return its place in the order of the store."""
        order = len(self._placed)
        self._placed.append(_Placed(n, kind, name, guest))
        return order

    def _has_duplicates(self) -> bool:
        spaces = [
            ("shown" if placed.kind in SHOWABLE else placed.kind, placed.id)
            for placed in self._placed
            if not placed.guest
        ]
        return len(set(spaces)) < len(spaces)

    def _is_unresolved(self) -> bool:
        """Whether a reference leads nowhere."""
        ids: dict[str, set[str]] = {}
        for placed in self._placed:
            ids.setdefault(placed.kind, set()).add(placed.id)
        own = ""
        if any(placed.guest for placed in self._placed):
            own = "AND item NOT IN (SELECT n FROM item WHERE guest = 1)"
        for field, kinds in TARGETS.items():
            there = set().union(*(ids.get(kind, set()) for kind in kinds))
            found = self._connection.execute(f"SELECT DISTINCT value FROM facet WHERE field = ? {own}", (field,))
            if any(row[0] not in there for row in found):
                return True
        return False

    def _settle(self) -> None:
        """Put the facets of new items in their place, all at once and sorted: one by one would take four times as long."""
        self._connection.execute("INSERT INTO facet SELECT * FROM fresh ORDER BY field, value, item")
        self._connection.execute("DELETE FROM fresh")

    def _sweep(self) -> None:
        """Take out what is no longer in the YAML."""
        kept = {placed.n for placed in self._placed}
        gone = [(row[0],) for row in self._connection.execute("SELECT n FROM item") if row[0] not in kept]
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
            "store": about[0] if about else json.dumps({"title": None, "version": None}),
            "digest": json.dumps(content),
        }
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        self._connection.execute("DELETE FROM file")
        rows = [(*stamp, digests.get(stamp.path, "")) for stamp in stamps]
        self._connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?)", rows)


def _refusal(draft: Draft) -> StoreError:
    """Return the error that holds everything that is wrong with a store."""
    noun = "fault" if len(draft.problems) == 1 else "faults"
    message = f"`{draft.path}` has {len(draft.problems)} {noun}, so no answer is given from it"
    return StoreError(message, problems=tuple(sorted(draft.problems)))
