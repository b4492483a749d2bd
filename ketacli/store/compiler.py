"""Fills an index from a store: records that have not changed since the last time stay, the others are parsed."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, Any

from ketacli.errors import StoreError
from ketacli.frozen import NamedTuple
from ketacli.model import IMPORTANCES, RATINGS
from ketacli.store import files, parsing
from ketacli.store.facets import REFERENCES, facets
from ketacli.store.finding import settle, words_of_claim
from ketacli.store.index import Damaged, compiled_files, marks
from ketacli.store.loader import Loaded, Loader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ketacli.store.chunks import Chunk
    from ketacli.store.files import Stamp, Version
    from ketacli.store.loader import Reference
    from ketacli.store.parsing import File, ParsedChunk, ParsedRecord
    from ketacli.store.records import Record
    from ketacli.store.workers import Progress

SUBJECT = ("concept", "topic", "omission", "notice", "intervention", "population", "measure")
"""The kinds of records that tell what a store is about."""


_INSERT = {
    "item": "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "new_facet": "INSERT INTO new_facet VALUES (?, ?, ?)",
    "words": "INSERT INTO words (rowid, statement, quote, facts, notes, studies) VALUES (?, ?, ?, ?, ?, ?)",
}
"""How a row is put into each table that records fill."""

_LEADS = tuple((field, kind) for field, kinds in REFERENCES.items() for kind in kinds)
"""Every field of references with each kind of record that it may lead to."""

_MANY = 500
"""How many records are put into the index at once."""


class CompiledRecord(NamedTuple):
    """A record as the index takes it: `words` is what a text search finds of a claim, None for other kinds.

    `digest` is that of the chunk that it was parsed from.
    """

    kind: str
    id: str
    rank: int
    digest: bytes
    record: str
    facets: list[tuple[str, str]]
    words: tuple[str, str, str, str, str] | None


class IndexedRecord(NamedTuple):
    """A record in the index: its place in the order of the store, and the digest of the chunk it was parsed from."""

    n: int
    kind: str
    id: str
    position: int
    digest: bytes


def parse(file: File, chunk: Chunk) -> ParsedChunk:
    """Parse a chunk, and compile its records: everything that needs no other record, and can be done in parallel."""
    parsed = parsing.parse(file, chunk, explain=False)
    digest = parsing.digest(file, chunk)
    return parsed._replace(records=[_compile(record, digest) for record in parsed.records])


def _compile(parsed: ParsedRecord, digest: bytes) -> CompiledRecord:
    found = sorted({(facet.field, facet.value) for facet in facets(parsed.kind, parsed.record)})
    rank = rank_of(parsed.record)
    said = words_of_claim(parsed.record) if parsed.kind == "claim" else None
    return CompiledRecord(parsed.kind, parsed.id, rank, digest, parsing.encode(parsed.record), found, said)


_LAST = 1_000
"""The place within its importance of a record that has neither a rating nor an `order` of its own."""


def rank_of(record: Record) -> int:
    """Return the place of a record in the usual order: by importance, then by the worst rating or its `order`, if it has one.

    Topics have no importance: their `order` is for readers alone.
    """
    rating, importance, order = record.get("rating"), record.get("importance"), record.get("order")
    if importance not in IMPORTANCES:
        importance, order = "useful", None
    within = RATINGS.index(rating) if rating in RATINGS else order if isinstance(order, int) else _LAST
    return IMPORTANCES.index(importance) * _LAST + min(within, _LAST - 1)


def compile_store(
    store: Path, connection: sqlite3.Connection, verified: int, progress: Progress | None = None
) -> Version:
    """Bring an index up to date with the files of a store, and return the version that it now holds.

    `verified` is when the files of the index were last known to be those it was compiled from, in ns.

    Raises:
        StoreError: with every problem of the store; the index is unfinished then, and must be deleted.
    """
    compiler = Compiler(store, connection, verified, progress)
    version = files.read_version(store, compiler.unchanged)
    compiler.run(version)
    if compiler.problems or compiler.twice or compiler.missing:
        raise _refusal(Loaded(store))
    compiler.finish(version)
    return version


class Compiler(Loader[IndexedRecord]):
    """Puts records into an index; `parsed` counts the chunks that had to be parsed, `unchanged` are files not to be read."""

    parse = staticmethod(parse)

    def __init__(
        self, store: Path, connection: sqlite3.Connection, verified: int, progress: Progress | None = None
    ) -> None:
        super().__init__(store, progress)
        self._connection = connection
        self.unchanged: dict[Stamp, tuple[str, list[IndexedRecord]]] = {}
        self._known: dict[bytes, list[IndexedRecord]] = {}
        self._gone: list[IndexedRecord] = []
        self._digests: dict[str, str] = {}
        self.parsed = 0
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _INSERT}
        connection.execute("CREATE TEMP TABLE new_facet (field TEXT, value TEXT, item INTEGER)")
        connection.execute("BEGIN")
        self._recall(verified)

    def _recall(self, verified: int) -> None:
        """Take stock of the records that the index has.

        Raises:
            Damaged: if records and files do not belong together.
        """
        rows = self._connection.execute("SELECT n, kind, id, position, digest FROM item ORDER BY position")
        records = list(map(IndexedRecord._make, rows))
        self._first_new = self._next = max((record.n for record in records), default=0) + 1
        first = 0
        current = set(files.stamps(self.path))
        for one in compiled_files(self._connection):
            mine = records[first : first + one.items]
            first += one.items
            if one.stamp in current and one.stamp.changed <= verified - files.UNSURE_NS and one.digest:
                self.unchanged[one.stamp] = one.digest, mine
                continue
            for record in reversed(mine):
                self._known.setdefault(record.digest, []).append(record)
        if first != len(records):
            raise Damaged(f"{len(records)} records, of which the files have {first}")

    def _begin(self, file: File, stamp: Stamp, *, guest: bool) -> None:  # noqa: ARG002 - another loader needs it
        self._digests[stamp.path] = file.digest

    def _unchanged_file(self, stamp: Stamp) -> list[IndexedRecord] | None:
        if stamp not in self.unchanged:
            return None
        self._digests[stamp.path], records = self.unchanged.pop(stamp)
        return records

    def _unchanged_chunk(self, file: File, chunk: Chunk) -> list[IndexedRecord] | None:
        old = self._known.get(parsing.digest(file, chunk)) if self._known else None
        if not old:
            return None
        return [old.pop()] if chunk.is_item else [old.pop() for _ in range(len(old))]

    def _take(self, file: File, chunk: Chunk, parsed: ParsedChunk, *, guest: bool) -> list[IndexedRecord]:  # noqa: ARG002 - another loader needs them
        self.parsed += 1
        taken: list[IndexedRecord] = []
        for record in parsed.records:
            n = self._next
            self._next += 1
            position = len(self.items) + len(self.guests) + len(taken)
            taken.append(IndexedRecord(n, record.kind, record.id, position, record.digest))
            row = (n, record.kind, record.id, guest, record.rank, position, record.digest, record.record)
            self._rows["item"].append(row)
            self._rows["new_facet"] += [(*one, n) for one in record.facets]
            if record.words:
                self._rows["words"].append((n, *record.words))
        if len(self._rows["item"]) >= _MANY:
            self._write()
        return taken

    def _write(self) -> None:
        """Put the records that were taken into their tables: one by one would take twice as long."""
        for table, rows in self._rows.items():
            self._connection.executemany(_INSERT[table], rows)
            rows.clear()

    def _drop(self, records: list[IndexedRecord]) -> None:
        self._gone += records
        self._settle_facets()
        gone = [(record.n,) for record in records]
        for statement in (
            "DELETE FROM facet WHERE item = ?",
            "DELETE FROM words WHERE rowid = ?",
            "DELETE FROM item WHERE n = ?",
        ):
            self._connection.executemany(statement, gone)

    def _settle_facets(self) -> None:
        """Move the facets of new records to their table, sorted: one by one would take four times as long."""
        self._write()
        self._connection.execute("INSERT INTO facet SELECT * FROM new_facet ORDER BY field, value, item")
        self._connection.execute("DELETE FROM new_facet")
        self._connection.execute("CREATE INDEX IF NOT EXISTS facet_by_item ON facet (item)")

    def _references(self) -> Iterable[Reference]:
        """Return the references of new records that lead nowhere, and those to records that are gone: all others lead somewhere."""
        self._drop([record for records in self._known.values() for record in records])  # they are no longer in the YAML
        self._known.clear()
        self._settle_facets()
        own = "AND item NOT IN (SELECT n FROM item WHERE guest = 1)" if self.guests else ""
        new = f"INDEXED BY facet_by_item WHERE item >= {self._first_new} AND" if self._first_new > 1 else "WHERE"
        referring = f"SELECT DISTINCT field, value FROM facet {new} field IN ({marks(tuple(REFERENCES))}) {own}"
        led = f"SELECT 1 FROM item WHERE id = value AND (field, kind) IN (VALUES {', '.join(['(?, ?)'] * len(_LEADS))})"
        query = f"SELECT * FROM ({referring}) WHERE NOT EXISTS ({led})"  # one by one would take three times as long
        yield from self._connection.execute(query, (*REFERENCES, *chain.from_iterable(_LEADS)))
        query = "SELECT DISTINCT field, value FROM facet WHERE field = ? AND value = ?"
        for record in self._gone:
            for field, kinds in REFERENCES.items():
                if record.kind in kinds and not self._has(kinds, record.id):
                    yield from self._connection.execute(query, (field, record.id))

    def _has(self, kinds: Sequence[str], name: str) -> bool:
        query = f"SELECT 1 FROM item WHERE id = ? AND kind IN ({marks(kinds)})"
        return self._connection.execute(query, (name, *kinds)).fetchone() is not None

    def finish(self, version: Version) -> None:
        """Write what needs all records, and commit. Tables that are worked out from other tables are filled here."""
        moved = [(n, one.n) for n, one in enumerate((*self.items, *self.guests)) if n != one.position]
        self._connection.executemany("UPDATE item SET position = ? WHERE n = ?", moved)
        about = self._connection.execute("SELECT record FROM item WHERE kind = 'store'").fetchone()
        content = blake2b("\n".join(sorted(self._digests.values())).encode(), digest_size=16).hexdigest()
        meta = {
            "claims": str(sum(record.kind == "claim" for record in self.items)),
            "store": about[0] if about else json.dumps({"title": None, "version": None}),
            "digest": json.dumps(content),
        }
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
        self._connection.execute("DELETE FROM file")
        rows = [
            (os.fsencode(path), *rest, self._digests.get(path, ""), self.counts.get(path, 0))
            for path, *rest in version.stamps
        ]
        self._connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?)", rows)
        settle(self._connection, self._about_subject())
        self._connection.execute("COMMIT")

    def _about_subject(self) -> dict[str, list[Record]]:
        """Return the records that matching is compiled from, by kind; those of sibling files count as well."""
        query = f"SELECT kind, record FROM item WHERE kind IN ({marks(SUBJECT)}) ORDER BY guest, position"
        found: dict[str, list[Record]] = {}
        for kind, record in self._connection.execute(query, SUBJECT):
            found.setdefault(kind, []).append(json.loads(record))
        return found


def _refusal(loaded: Loaded) -> StoreError:
    """Return the error that has every problem of a store."""
    if not loaded.problems:  # they were fixed while the store was being read
        return StoreError(f"`{loaded.path}` changes while it is read", "run the command again")
    noun = "fault" if len(loaded.problems) == 1 else "faults"
    message = f"`{loaded.path}` has {len(loaded.problems)} {noun}, so no answer is given from it"
    return StoreError(message, problems=tuple(sorted(loaded.problems)))
