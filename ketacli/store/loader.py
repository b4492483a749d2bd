"""Reads a whole store: the one way from its files to records, for answers and for checks.

A file is split into chunks, and these are parsed; a file that cannot be split is parsed whole. Sibling files are read where a
reference may lead to one. Then duplicate ids and dangling references are looked for. Two classes build on it: `Loaded`, for
the checks, keeps each record with its place; `ketacli.store.compiler.Compiler` puts it into the index.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ketacli.store import files, parsing
from ketacli.store.dangling import Hints, Retired, not_listed
from ketacli.store.facets import BUILT_IN, REFERENCES, SHOWABLE, facets
from ketacli.store.parsing import PlacedRecord, locate
from ketacli.store.workers import map_chunks, part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ketacli.errors import Problem
    from ketacli.store.chunks import Chunk
    from ketacli.store.facets import Facet
    from ketacli.store.files import Stamp, Version
    from ketacli.store.parsing import File, ParsedChunk
    from ketacli.store.workers import Progress

Reference = tuple[str, str]
"""The field of a reference, and the id that it names."""


class Identified(Protocol):
    """A record that has been taken."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - as in every record
    @property
    def id(self) -> str: ...  # noqa: D102 - as in every record


R = TypeVar("R", bound=Identified)


class Loader(ABC, Generic[R]):
    """Reads a store, in `run`.

    `items` are its records in the order of the store, `guests` those of sibling files, `counts` their numbers by path; `problems`
    are the faults of YAML and schema, `twice` the pairs of records with one id, `missing` the references that lead nowhere.
    `progress`, if given, is called now and then for a store with large files: with the number of bytes read, and of all.
    """

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self.counts: dict[str, int] = {}
        self.items: list[R] = []
        self.guests: list[R] = []
        self.problems: list[Problem] = []
        self.twice: list[tuple[R, R]] = []
        self.missing: set[Reference] = set()
        self._attempts: list[PlacedRecord] = []
        self._broken: set[str] = set()
        self._progress = progress
        self._read_bytes = 0
        self._bytes = 0

    @staticmethod
    @abstractmethod
    def parse(file: File, chunk: Chunk) -> ParsedChunk:
        """Parse a chunk, perhaps in another process: a function of a module."""

    @abstractmethod
    def _take(self, file: File, chunk: Chunk, parsed: ParsedChunk, *, guest: bool) -> list[R]:
        """Return the records of a chunk as this loader keeps them."""

    @abstractmethod
    def _references(self) -> Iterable[Reference]:
        """Return the references of the store's own records, without those that are known to lead somewhere."""

    @abstractmethod
    def _has(self, kinds: Sequence[str], name: str) -> bool:
        """Whether a record of one of some kinds has an id; asked after `_references`."""

    def _drop(self, records: list[R]) -> None:
        """Undo `_take`."""

    def _begin(self, file: File, stamp: Stamp, *, guest: bool) -> None:
        """Take note of a file that is about to be split."""

    def _unchanged_file(self, stamp: Stamp) -> list[R] | None:  # noqa: ARG002 - the default
        """Return the records of a file that has not changed, if they are known."""
        return None

    def _unchanged_chunk(self, file: File, chunk: Chunk) -> list[R] | None:  # noqa: ARG002 - the default
        """Return the records of a chunk that has not changed, if they are known."""
        return None

    def run(self, version: Version) -> None:
        """Read the files of a version of the store."""
        own = [stamp for stamp in version.stamps if files.is_own(stamp, self.path)]
        siblings = [stamp for stamp in version.stamps if stamp not in own]
        self._bytes = sum(stamp.size for stamp in own if stamp.path in version.contents)
        for stamp in own:
            self.problems += self._take_file(stamp, version, self.items)
        self.missing = self._dangling()
        if self.missing and siblings:
            wrong = [problem for stamp in siblings for problem in self._take_file(stamp, version, self.guests)]
            self.missing = self._dangling()
            self.problems += wrong if self.missing else []  # the missing record may be one with faults
        self.twice = list(_twice(self.items))

    def _take_file(self, stamp: Stamp, version: Version, into: list[R]) -> list[Problem]:
        """Take the records of a file, and return its problems."""
        before = len(into)
        known = self._unchanged_file(stamp)
        into += known or []
        problems = [] if known is not None else self._read_file(stamp, version, into)
        self.counts[stamp.path] = len(into) - before
        return problems

    def _read_file(self, stamp: Stamp, version: Version, into: list[R]) -> list[Problem]:
        content = version.contents.pop(stamp.path)
        if not isinstance(content, bytes):
            raise content
        is_guest = into is self.guests
        file = parsing.read(content, files.shown_name(stamp.path, self.path))
        self._begin(file, stamp, guest=is_guest)
        progress = None if is_guest else part(self._progress, self._read_bytes, stamp.size, self._bytes)
        self._read_bytes += stamp.size
        if file.faults:
            self._broken |= set() if is_guest else parsing.ids(file, parsing.whole(file))
            return [parsing.place(file, fault) for fault in file.faults]
        before = len(into), len(self._attempts), set(self._broken)
        chunks = list(parsing.split(file))
        problems = self._take_chunks(file, chunks, into, progress)
        is_torn = len(chunks) > 1 and any(problem.check == "yaml-syntax" for problem in problems)
        if is_torn and parsing.can_be_read_whole(file):
            count, attempts, self._broken = before
            self._drop(into[count:])
            del into[count:], self._attempts[attempts:]
            problems = self._take_chunks(file, [parsing.whole(file)], into, progress)
        return problems

    def _take_chunks(self, file: File, chunks: list[Chunk], into: list[R], progress: Progress | None) -> list[Problem]:
        problems: list[Problem] = []
        known = [self._unchanged_chunk(file, chunk) for chunk in chunks]
        changed = [chunk for chunk, records in zip(chunks, known, strict=True) if records is None]
        results = map_chunks(type(self).parse, file, changed, progress)
        is_guest = into is self.guests
        for chunk, records in zip(chunks, known, strict=True):
            if records is not None:
                into += records
                continue
            parsed = next(results)
            into += self._take(file, chunk, parsed, guest=is_guest)
            problems += [parsing.place(file, fault, chunk.start) for fault in parsed.faults]
            if not is_guest:
                self._broken |= parsed.broken
                self._attempts += [record.at(file, chunk) for record in parsed.attempts]
        return problems

    def _dangling(self) -> set[Reference]:
        """Return the references that lead nowhere; the ids of broken records count as there."""
        return {
            (field, value)
            for field, value in self._references()
            if not self._has(REFERENCES[field], value) and value not in self._broken
        }


def _twice(records: list[R]) -> Iterator[tuple[R, R]]:
    """Yield each record whose id an earlier one has, after that one."""
    first: dict[tuple[str, str], R] = {}
    for record in records:
        space = "shown" if record.kind in SHOWABLE else record.kind
        before = first.setdefault((space, record.id), record)
        if before is not record:
            yield before, record


class Loaded(Loader[PlacedRecord]):
    """A store as its curator sees it: its sound records with their places, and in `problems` everything else.

    A store that is one file has the records of its siblings as `guests`, where its references lead to one. `salvaged` are
    records with faults without what does not fit; `damaged` has, by the identity of such a record, the keys that have lost
    something.
    """

    parse = staticmethod(parsing.parse_all)

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        """Read a store.

        Raises:
            StoreError: if it cannot be read at all.
        """
        super().__init__(path, progress)
        self.files: list[File] = []
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self.salvaged: list[PlacedRecord] = []
        self.damaged: dict[int, frozenset[str]] = {}
        self.run(files.read_version(path))
        self.problems += [_duplicate(first, second) for first, second in self.twice]
        self.problems += self._dangling_problems() if self.missing else []

    def of(self, *kinds: str) -> list[PlacedRecord]:
        """Return the records of these kinds, those of sibling files left out."""
        found = [item for item in self.items if item.kind in kinds]
        saved = [item for item in self.salvaged if item.kind in kinds]
        if not saved:
            return found
        order = {file.name: place for place, file in enumerate(self.files)}
        return sorted(
            (*found, *saved),
            key=lambda item: (
                order[item.file.name],
                item.chunk.start,
                [(type(step) is str, step) for step in item.route[-1:]],
            ),
        )

    def count(self, kind: str) -> int:
        """Return how many records of a kind there are, those with faults included."""
        return sum(item.kind == kind for item in (*self.items, *self._attempts))

    def all_of(self, *kinds: str) -> dict[str, PlacedRecord]:
        """Return the records of these kinds by id, those of sibling files included."""
        saved = [item for item in self.salvaged if item.id]
        return {item.id: item for item in (*self.guests, *saved, *self.items) if item.kind in kinds}

    def _drop(self, records: list[PlacedRecord]) -> None:  # noqa: ARG002 - the file is parsed again, whole
        self.salvaged.clear()

    def _begin(self, file: File, stamp: Stamp, *, guest: bool) -> None:  # noqa: ARG002 - another loader needs it
        self.files += [] if guest else [file]

    def _take(self, file: File, chunk: Chunk, parsed: ParsedChunk, *, guest: bool) -> list[PlacedRecord]:
        attempts = () if guest else parsed.attempts[: _MOST_SALVAGED - len(self.salvaged)]
        for saved in parsing.salvage(attempts, file, chunk, parsed.faults) if attempts else ():
            item = saved.record.at(file, chunk)
            self.salvaged.append(item)
            self.damaged[id(item)] = saved.damaged
        return [record.at(file, chunk) for record in parsed.records]

    def _dangling(self) -> set[Reference]:
        self._ids.clear()
        for record in (*self.items, *self.guests):
            self._ids[record.kind].add(record.id)
        return super()._dangling()

    def _references(self) -> Iterator[Reference]:
        return ((facet.field, facet.value) for _, facet in self._referring())

    def _has(self, kinds: Sequence[str], name: str) -> bool:
        return any(name in self._ids[kind] for kind in kinds)

    def _referring(self) -> Iterator[tuple[PlacedRecord, Facet]]:
        """Yield every reference of the store with its record, those of records with faults included."""
        for item in (*self.items, *self._attempts):
            for facet in facets(item.kind, item.record):
                if facet.field in REFERENCES:
                    yield item, facet

    def _dangling_problems(self) -> Iterator[Problem]:
        retired = Retired({item.id: item.record["now"] for item in self.all_of("retired").values()})
        hint_for = Hints(self._broken)
        told = {(problem.file, problem.line, problem.column) for problem in self.problems}
        there = cache(lambda kinds: set().union(*(self._ids[kind] for kind in kinds)))
        for item, facet in self._referring():
            if (facet.field, facet.value) not in self.missing:
                continue
            kinds = REFERENCES[facet.field]
            if facet.field in BUILT_IN:
                message, hint = not_listed(facet, there(kinds))
                problem = locate(item, facet.route, message, "schema", hint)
                if (problem.file, problem.line, problem.column) not in told:  # a value with another fault
                    yield problem
                continue
            wanted = " or ".join(kinds) if len(kinds) <= 2 else "id"  # noqa: PLR2004 - more would be a list
            check = "dangling-reference"
            if facet.value in retired:
                message, hint, check = retired.explain(item, facet.value)
            else:
                message = f"no {wanted} `{facet.value}`"
                hint = hint_for(facet, kinds, there(kinds))
            if message:
                yield locate(item, facet.route, message, check, hint)


def _duplicate(first: PlacedRecord, second: PlacedRecord) -> Problem:
    earlier = locate(first, ("id",), "", "")
    is_single = not second.id
    what = f"`{second.kind}`" if is_single else f"the id `{second.id}`"
    message = f"{what} stands a second time: first at {earlier.file}:{earlier.line}"
    hint = "" if is_single else "ids are unique over all files of a store"
    return locate(second, () if is_single else ("id",), message, "duplicate-id", hint)


_MOST_SALVAGED = 500
"""Of how many records with faults the sound parts are checked: each takes some milliseconds."""
