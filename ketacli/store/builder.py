"""Fills an index from the YAML of a store, or says everything that is wrong with the store.

What the index already holds of unchanged pieces of YAML is kept; the rest is read, checked against the schema, and held
against everything else: ids must be unique, references must lead somewhere.
"""

from __future__ import annotations

import json
import os
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from ketacli.errors import StoreError
from ketacli.store import compile as compiler
from ketacli.store import reading
from ketacli.store.facets import SHOWABLE, TARGETS, facets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ketacli.errors import Problem
    from ketacli.store.compile import File, Item, Stamp
    from ketacli.store.records import Record

_RANKS = {"core": 0, "useful": 1, "minor": 2}
_STORE_KINDS = ("store", "tolerance")


class _Placed(NamedTuple):
    """Where an item of this build stands: enough to read it again when a fault must be shown."""

    n: int
    kind: str
    id: str
    file: File
    piece: reading.Piece


class Builder:
    """One build of an index. `read` counts the pieces that had to be parsed."""

    def __init__(
        self, connection: sqlite3.Connection, identity: str, progress: Callable[[int, int], None] | None = None
    ) -> None:
        self._connection = connection
        self._identity = identity
        self._progress = progress
        self._known = self._known_items()
        self._kept: set[int] = set()
        self._placed: list[_Placed] = []
        self._next = max((row[0] for rows in self._known.values() for row in rows), default=0) + 1
        self._problems: list[Problem] = []
        self.read = 0

    def build(self, store: Path, stamps: list[Stamp]) -> None:
        """Bring the index up to date with the files.

        Raises:
            StoreError: with every problem; the index is unfinished then and must be thrown away.
        """
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")
        own = [stamp for stamp in stamps if store.is_dir() or stamp.path == str(store)]
        digests = {stamp.path: self._take(stamp, store, guest=False) for stamp in own}
        if not self._problems:
            self._sweep()
            self._problems = [*self._duplicates(), *self._dangling()]
            siblings = [stamp for stamp in stamps if stamp not in own]
            if siblings and any(problem.check == "dangling-reference" for problem in self._problems):
                self._problems = []
                digests |= {stamp.path: self._take(stamp, store, guest=True) for stamp in siblings}
                self._problems = self._problems or [*self._duplicates(), *self._dangling()]
        if self._problems:
            raise _refusal(store, sorted(self._problems))
        self._finish(stamps, digests)
        self._connection.execute("COMMIT")

    def _known_items(self) -> dict[bytes, list[tuple[int, str, str]]]:
        found: dict[bytes, list[tuple[int, str, str]]] = {}
        for digest, *row in self._connection.execute("SELECT digest, n, kind, id FROM item ORDER BY position DESC"):
            found.setdefault(digest, []).append((row[0], row[1], row[2]))
        return found

    def _take(self, stamp: Stamp, store: Path, *, guest: bool) -> str:
        """Read one file into the index and return its digest."""
        name = _shown(stamp.path, store)
        file = compiler.read(stamp.path, name)
        self._problems += [compiler.place(file, fault) for fault in file.faults]
        if file.faults:
            return file.digest
        before, problems = len(self._placed), list(self._problems)
        pieces = list(reading.cut(file.text))
        broken = [not self._take_piece(file, piece, guest=guest) for piece in pieces]
        if any(broken) and len(pieces) > 1 and compiler.can_be_read_whole(file):
            del self._placed[before:]
            self._problems = problems
            self._take_piece(file, compiler.whole(file), guest=guest)
        return file.digest

    def _take_piece(self, file: File, piece: reading.Piece, *, guest: bool) -> bool:
        """Take the records of a piece into the index; return False if the piece is not YAML by itself."""
        digest = compiler.digest(file, piece)
        old = self._known.get(digest, [])
        if old:
            rows = [old.pop()] if piece.is_item else [old.pop() for _ in range(len(old))]
            for n, kind, name in rows:
                order = self._place(n, kind, name, file, piece)
                self._connection.execute(
                    "UPDATE item SET position = ? WHERE n = ? AND position <> ?", (order, n, order)
                )
            return True
        self.read += 1
        items, problems = compiler.items(file, piece)
        self._problems += problems
        for item in items:
            self._insert(item, digest, guest=guest)
        return not any(problem.check == "yaml-syntax" for problem in problems)

    def _insert(self, item: Item, digest: bytes, *, guest: bool) -> None:
        n, self._next = self._next, self._next + 1
        rank = _RANKS[item.record["importance"]] if item.kind == "claim" else 0
        row = (n, item.kind, item.id, guest, rank, len(self._placed), digest, compiler.encode(item.record))
        self._connection.execute("INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        own = {(facet.field, facet.value) for facet in facets(item.kind, item.record)}
        self._connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", [(*facet, n) for facet in sorted(own)])
        if item.kind == "claim":
            self._connection.execute(
                "INSERT INTO words (rowid, statement, quote, notes) VALUES (?, ?, ?, ?)", (n, *words(item.record))
            )
        self._place(n, item.kind, item.id, item.file, item.piece)

    def _place(self, n: int, kind: str, name: str, file: File, piece: reading.Piece) -> int:
        """Note where an item stands and return its place in the order of the store."""
        order = len(self._placed)
        self._placed.append(_Placed(n, kind, name, file, piece))
        self._kept.add(n)
        return order

    def _duplicates(self) -> Iterator[Problem]:
        first: dict[tuple[str, str], _Placed] = {}
        for placed in self._placed:
            space = "shown" if placed.kind in SHOWABLE else placed.kind
            before = first.setdefault((space, placed.id), placed)
            if before is not placed:
                yield self._duplicate(placed, before)

    def _duplicate(self, placed: _Placed, before: _Placed) -> Problem:
        earlier = self._locate(before, ("id",), "", "")
        if placed.kind in _STORE_KINDS:
            return self._locate(
                placed,
                (),
                f"`{placed.kind}` stands a second time: first at {earlier.file}:{earlier.line}",
                "duplicate-id",
            )
        message = f"the id `{placed.id}` stands a second time: first at {earlier.file}:{earlier.line}"
        return self._locate(placed, ("id",), message, "duplicate-id", "ids are unique over all files of a store")

    def _dangling(self) -> Iterator[Problem]:
        """Yield a problem for every reference that leads nowhere."""
        ids: dict[str, set[str]] = {}
        for placed in self._placed:
            ids.setdefault(placed.kind, set()).add(placed.id)
        for field, kinds in TARGETS.items():
            there = set().union(*(ids.get(kind, set()) for kind in kinds))
            found = self._connection.execute("SELECT DISTINCT value FROM facet WHERE field = ?", (field,))
            for missing in sorted({row[0] for row in found} - there):
                yield from self._missing(field, missing, kinds, there)

    def _missing(self, field: str, value: str, kinds: tuple[str, ...], there: set[str]) -> Iterator[Problem]:
        from difflib import get_close_matches

        near = get_close_matches(value, sorted(there), 1)
        hint = f"did you mean `{near[0]}`?" if near else _hint(kinds, there)
        wanted = " or ".join(kinds) if len(kinds) <= 2 else "id"  # noqa: PLR2004
        holders = {
            row[0]
            for row in self._connection.execute("SELECT item FROM facet WHERE field = ? AND value = ?", (field, value))
        }
        for placed in self._placed:
            if placed.n in holders:
                for facet in facets(placed.kind, self._record(placed.n)):
                    if (facet.field, facet.value) == (field, value):
                        yield self._locate(placed, facet.route, f"no {wanted} `{value}`", "dangling-reference", hint)

    def _record(self, n: int) -> Record:
        record: Record = json.loads(self._connection.execute("SELECT record FROM item WHERE n = ?", (n,)).fetchone()[0])
        return record

    def _locate(self, placed: _Placed, route: reading.Route, message: str, check: str, hint: str = "") -> Problem:
        """Return a problem at a route of an item, read again for its place."""
        items, _ = compiler.items(placed.file, placed.piece)
        item = next(item for item in items if (item.kind, item.id) == (placed.kind, placed.id))
        return compiler.locate(item, route, message, check, hint)

    def _sweep(self) -> None:
        """Take out what is no longer in the YAML."""
        gone = [(row[0],) for row in self._connection.execute("SELECT n FROM item") if row[0] not in self._kept]
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


def words(record: Record) -> tuple[str, str, str]:
    """Return the words of a claim that a text search finds: its statement, its quote, and everything else."""
    quote = record["quote"]
    notes = [
        record["id"].replace("-", " "),
        record["confidence"]["why"],
        record.get("voice") or "",
        record.get("no_evidence") or "",
        *(caveat["text"] for caveat in record.get("caveats", ())),
        *(f"{evidence['source'].replace('-', ' ')} {evidence['note']}" for evidence in record.get("evidence", ())),
        *(wording["read"] for wording in record.get("wording", ())),
    ]
    return record["statement"], quote if isinstance(quote, str) else "\n".join(quote), "\n".join(notes)


def _refusal(store: Path, problems: list[Problem]) -> StoreError:
    noun = "fault" if len(problems) == 1 else "faults"
    message = f"`{store}` has {len(problems)} {noun}, so no answer is given from it"
    return StoreError(message, problems=tuple(problems))


def _shown(path: str, store: Path) -> str:
    """Return a file's path as messages show it: below the store as the user named it."""
    return os.path.join(store, os.path.basename(path)) if store.is_dir() else path  # noqa: PTH118, PTH119


def _hint(kinds: tuple[str, ...], there: set[str]) -> str:
    few = 12
    if 0 < len(there) <= few:
        return f"expected one of {', '.join(sorted(there))}"
    return f"the store has no {kinds[0]} of that id"
