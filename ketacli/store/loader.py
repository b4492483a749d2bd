"""A store as its curator sees it: every record with its place, and every fault of reading, schema, ids and references.

The index answers from stores that are sound; a draft is for those that may not be.
"""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from ketacli.store import files, parsing
from ketacli.store.facets import REFERENCES, SHOWABLE, facets
from ketacli.store.workers import map_chunks, part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ketacli.errors import Problem
    from ketacli.store.chunks import Chunk
    from ketacli.store.files import Stamp
    from ketacli.store.parsing import File, PlacedRecord, Trouble
    from ketacli.store.records import Record
    from ketacli.store.strict_yaml import Route
    from ketacli.store.workers import Progress

_SINGLES = ("store", "tolerance")


class Loaded:
    """Everything that was read of a store.

    `items` are the records that fit the schema, in the order of the store; `guests` those of sibling files, which are
    there for references only; `problems` is all that reading, schema, ids and references have to say against it.
    """

    def __init__(self, path: Path, stamps: list[Stamp] | None = None, progress: Progress | None = None) -> None:
        """Read a store: a folder, or a file whose references may lead to its siblings.

        `progress`, if given, hears now and then of a store with large files how many of its bytes have been read, and of how many.

        Raises:
            StoreError: if it cannot be read at all.
        """
        self.path = path
        self.files: list[File] = []
        self.items: list[PlacedRecord] = []
        self.guests: list[PlacedRecord] = []
        self.problems: list[Problem] = []
        self._ids: dict[str, set[str]] = {}
        self._broken: set[str] = set()
        self._attempts: list[PlacedRecord] = []
        self._progress = progress
        self._read_bytes = 0
        found = files.stamps(path) if stamps is None else stamps
        own = [stamp for stamp in found if files.is_own(stamp, path)]
        self._bytes = sum(stamp.size for stamp in own)
        for stamp in own:
            self.problems += self._read(stamp, guest=False)
        self.problems += self._duplicates()
        dangling = list(self._dangling())
        if dangling and len(own) < len(found):
            wrong = [problem for stamp in found if stamp not in own for problem in self._read(stamp, guest=True)]
            still = list(self._dangling())
            # A record that is missing may be one of those that could not be read.
            dangling = [*still, *wrong] if still else []
        self.problems += dangling

    def of(self, *kinds: str) -> list[PlacedRecord]:
        """Return the items of these kinds, guests left out."""
        return [item for item in self.items if item.kind in kinds]

    def all_of(self, *kinds: str) -> dict[str, PlacedRecord]:
        """Return the items of these kinds by id, guests included."""
        return {item.id: item for item in (*self.guests, *self.items) if item.kind in kinds}

    def _read(self, stamp: Stamp, *, guest: bool) -> list[Problem]:
        """Take in a file and return what is wrong with it."""
        file = parsing.read(stamp.path, shown_name(stamp.path, self.path))
        self.files += [] if guest else [file]
        problems = [parsing.place(file, parsing.Trouble(fault)) for fault in file.faults]
        items: list[PlacedRecord] = []
        broken = parsing.names(file, parsing.whole(file)) if problems else set()
        attempts: list[PlacedRecord] = []
        if not problems:
            chunks = list(parsing.split(file))
            progress = None if guest else part(self._progress, self._read_bytes, stamp.size, self._bytes)
            items, problems, broken, attempts = _take(file, chunks, progress)
            if (
                len(chunks) > 1
                and any(problem.check == "yaml-syntax" for problem in problems)
                and parsing.can_be_read_whole(file)
            ):
                items, problems, broken, attempts = _take(file, [parsing.whole(file)], progress)
        self._read_bytes += stamp.size
        for item in items:
            self._ids.setdefault(item.kind, set()).add(item.id)
        if guest:
            self.guests += items
        else:
            self.items += items
            self._attempts += attempts
            self._broken |= broken
        return problems

    def _duplicates(self) -> Iterator[Problem]:
        first: dict[tuple[str, str], PlacedRecord] = {}
        for item in self.items:
            space = "shown" if item.kind in SHOWABLE else item.kind
            before = first.setdefault((space, item.id), item)
            if before is item:
                continue
            earlier = locate(before, ("id",), "", "")
            what = f"`{item.kind}`" if item.kind in _SINGLES else f"the id `{item.id}`"
            message = f"{what} stands a second time: first at {earlier.file}:{earlier.line}"
            hint = "" if item.kind in _SINGLES else "ids are unique over all files of a store"
            yield locate(item, () if item.kind in _SINGLES else ("id",), message, "duplicate-id", hint)

    def _dangling(self) -> Iterator[Problem]:
        """Yield a problem for every reference that leads nowhere; what a broken record stands for counts as there."""
        retired = {item.id: item.record["now"] for item in (*self.guests, *self.items) if item.kind == "retired"}
        targets = {kinds: set().union(*(self._ids.get(kind, set()) for kind in kinds)) for kinds in REFERENCES.values()}
        for item in (*self.items, *self._attempts):
            for facet in facets(item.kind, item.record):
                kinds = REFERENCES.get(facet.field)
                if kinds is None or facet.value in self._broken:
                    continue
                there = targets[kinds]
                if facet.value in there:
                    continue
                wanted = " or ".join(kinds) if len(kinds) <= 2 else "id"  # noqa: PLR2004 - more would be a list
                check = "dangling-reference"
                if facet.value in retired:
                    message, hint, check = _retired(item, facet.value, retired)
                else:
                    message, hint = f"no {wanted} `{facet.value}`", _hint(facet.value, kinds, there, self._broken)
                if message:
                    yield locate(item, facet.route, message, check, hint)


class _Record(NamedTuple):
    """A record of a chunk, as it travels between processes."""

    kind: str
    id: str
    record: Record
    route: Route

    def item(self, file: File, chunk: Chunk) -> PlacedRecord:
        """Return the record with where it was read."""
        return parsing.PlacedRecord(self.kind, self.id, self.record, file, chunk, self.route)


class _Examined(NamedTuple):
    """What a chunk gives: sound records, what is wrong with others, their ids, and as much of them as can be made out."""

    sound: list[_Record]
    troubles: list[Trouble]
    broken: set[str]
    attempts: list[_Record]


def _examine(file: File, chunk: Chunk) -> _Examined:
    found, troubles = parsing.items(file, chunk)
    sound = _records(found)
    if not troubles:
        return _Examined(sound, [], set(), [])
    routes = {record.route for record in sound}
    attempts = [record for record in _records(parsing.attempts(file, chunk)) if record.route not in routes]
    return _Examined(sound, troubles, parsing.names(file, chunk), attempts)


def _records(items: list[PlacedRecord]) -> list[_Record]:
    return [_Record(item.kind, item.id, item.record, item.route) for item in items]


def _take(
    file: File, chunks: list[Chunk], progress: Progress | None
) -> tuple[list[PlacedRecord], list[Problem], set[str], list[PlacedRecord]]:
    """Return the records of chunks, what is wrong with the others, their ids, and as much of them as can be made out."""
    items: list[PlacedRecord] = []
    problems: list[Problem] = []
    broken: set[str] = set()
    attempts: list[PlacedRecord] = []
    for chunk, examined in zip(chunks, map_chunks(_examine, file, chunks, progress), strict=True):
        items += [record.item(file, chunk) for record in examined.sound]
        problems += [parsing.place(file, trouble, chunk.start) for trouble in examined.troubles]
        broken |= examined.broken
        attempts += [record.item(file, chunk) for record in examined.attempts]
    return items, problems, broken, attempts


def locate(item: PlacedRecord, route: Route, message: str, check: str, hint: str = "") -> Problem:
    """Return a problem with a value of a record: its YAML is read again for the place."""
    return parsing.locate(item, route, message, check, hint)


def shown_name(path: str, store: Path) -> str:
    """Return a file's path as messages show it: below the store as the user named it."""
    folder = store if store.is_dir() else store.parent
    return str(folder / os.path.basename(path))  # noqa: PTH119 - text, not a path


def _retired(item: PlacedRecord, value: str, retired: dict[str, str]) -> tuple[str, str, str]:
    """Return what is wrong with a reference to a retired id, the hint and the check; a circle is told at its first id."""
    way = [value]
    while (now := retired.get(way[-1])) is not None and now not in way:
        way.append(now)
    if now is None:
        return f"`{value}` is retired", f"write `{way[-1]}`", "dangling-reference"
    circle = way[way.index(now) :]
    if item.kind != "retired" or item.id not in circle:
        return f"`{value}` is retired, and leads nowhere", "name what took its place", "dangling-reference"
    if item.id != next(name for name in retired if name in circle):
        return "", "", "circle"
    place = circle.index(item.id)
    shown = " to ".join(f"`{name}`" for name in (*circle[place:], *circle[:place], item.id))
    return f"goes round, from {shown}", "name the claim, source or contradiction that took their place", "circle"


def _hint(value: str, kinds: tuple[str, ...], there: set[str], broken: set[str]) -> str:
    near = get_close_matches(value, sorted(there | broken), 1)
    if near:
        return f"did you mean `{near[0]}`?"
    few = 12
    if 0 < len(there) <= few:
        return f"expected one of {', '.join(sorted(there))}"
    return f"the store has no {kinds[0]} of that id"
