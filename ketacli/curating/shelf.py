"""A store that records are put into, each in its place: in memory, as the text of its files before and after."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketacli.checks import date, grade_missing, text_hygiene
from ketacli.checks._finding import View
from ketacli.curating import citations, editing
from ketacli.errors import KetaError
from ketacli.frozen import NamedTuple
from ketacli.store import fitting, parsing
from ketacli.store.facets import SHOWABLE
from ketacli.store.loader import Loaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ketacli.store.parsing import File, PlacedRecord

Record = dict[str, Any]


class Added(NamedTuple):
    """What was added: the ids, the files that change (name, text before, text after), and what to know about it.

    `new` are files to write beside the store, with their texts.
    """

    ids: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    new: tuple[tuple[Path, str], ...] = ()


class Shelf:
    """A store that records are added to, in memory."""

    def __init__(self, store: Path) -> None:
        """Read a store.

        Raises:
            StoreError: if it cannot be read at all.
            KetaError: if its YAML is broken, so that no place can be found.
        """
        self.store = store
        self.loaded = Loaded(store)
        broken = [one for one in self.loaded.problems if one.check in ("yaml-syntax", "encoding", "tab")]
        if broken:
            raise KetaError(f"`{broken[0].file}` is not sound YAML, line {broken[0].line}", "run `keta check` first")
        self.view = View(self.loaded)
        self.before = {file.name: file.text for file in self.loaded.files}
        self.texts = dict(self.before)
        self.added: list[str] = []

    def taken(self) -> list[str]:
        """Return all ids that `keta show` takes."""
        return [*self.loaded.all_of(*SHOWABLE), *(item.id for item in self.loaded.salvaged)]

    def check_free(self, name: str) -> None:
        """Check that an id can be given to a new record.

        Raises:
            KetaError: if the store has it already, or it is none.
        """
        if name in self.taken():
            raise KetaError(f"`{name}` is in the store already", "give another id with `--id`")
        wrong = fitting.mismatches("topics", {"id": name, "name": "x"})
        if wrong:
            raise KetaError(
                f"`{name}` is no id", f"lower-case words joined by hyphens: `--id {citations.slug(name) or 'a-name'}`"
            )

    def put(self, key: str, record: Record, after: Iterable[PlacedRecord] = ()) -> None:
        """Put a record into the list of a key: in its sorted place, or behind the last of the records that come before it.

        Raises:
            KetaError: if a store may not hold it so.
        """
        for wrong in fitting.mismatches(key, record)[:1]:
            where = f"{parsing.show_route(wrong.route)}: " if wrong.route else ""
            raise KetaError(f"`{record['id']}` cannot be added: {where}{wrong.message}", wrong.hint)
        kind = (
            "document" if record.get("kind") == "document" else "study" if key == "sources" else key.removesuffix("s")
        )
        for route, message, hint in date.faults(kind, record):
            raise KetaError(f"`{record['id']}` cannot be added: {parsing.show_route(route)}: {message}", hint)
        for found, message, hint in text_hygiene.unseen(record):
            raise KetaError(f"`{record['id']}` cannot be added: {parsing.show_route(found)}: {message}", hint)
        name, items = self._home(key, list(after))
        text = self.texts[name]
        if key == "claims":
            before = self._place_of_claim(name, record)
        else:
            ids = [self._id_at(text, chunk.start, chunk.end) for chunk in items]
            before = next((number for number, one in enumerate(ids) if one > record["id"]), None)
        self.texts[name] = editing.apply(text, [editing.inserted(text, key, record, before)])
        self.added.append(name)

    def ungraded(self, kind: str, record: Record) -> list[str]:
        """Return what to know about a new record of a store that grades all: which fields `keta check` will miss."""
        if not self.view.wants_grade:
            return []
        missing = [f"`{name}`" for name in grade_missing.lacking(kind, record)]
        missing += ["`evidence` or `no_evidence`"] * (
            kind == "claim" and not record.keys() & {"evidence", "no_evidence"}
        )
        told = (
            f"the store says `grade: true`, so `keta check` has errors until `{record['id']}` has {', '.join(missing)}"
        )
        return [f"{told}; `keta check` says what each may hold"] if missing else []

    def _home(self, key: str, near: list[PlacedRecord]) -> tuple[str, list[Any]]:
        """Return the file that a record belongs in, and the items of the list there."""
        found = {file.name: self._items(file, key) for file in self.loaded.files}
        names = [name for name, items in found.items() if items]
        for item in near:
            if item.file.name in names:
                return item.file.name, found[item.file.name]
        if names:
            return names[-1], found[names[-1]]
        wanted = {"claims": "claims", "sources": "sources"}.get(key, "topics")
        stem = next((name for name in found if Path(name).stem == wanted), None)
        return stem or next(iter(found)), []

    def _items(self, file: File, key: str) -> list[Any]:
        return editing.items_of(file._replace(text=self.texts[file.name]), key)

    @staticmethod
    def _id_at(text: str, start: int, end: int) -> str:
        found = re.search(r"""(?:^[ -]*|[{,] *)["']?id["']?: *["']?([^"',\s}]+)""", text[start:end], re.MULTILINE)
        return found[1] if found else ""

    def _place_of_claim(self, name: str, record: Record) -> int | None:
        """Return before which claim of a file one is sorted: by document, then by passage; None at the end."""
        documents = sorted(self.loaded.all_of("document").values(), key=lambda item: (item.file.name, item.chunk.start))
        order = {item.id: place for place, item in enumerate(documents)}
        wanted = (order.get(record["source"], len(order)), *record.get("passage", (1 << 40, 0)))
        mine = [item for item in self.loaded.of("claim") if item.file.name == name]
        for number, item in enumerate(mine):
            theirs = (order.get(item.record["source"], len(order)), *item.record.get("passage", (0, 0)))
            if theirs > wanted:
                return number
        return None

    def done(self, ids: Sequence[str], notes: Sequence[str]) -> Added:
        """Return what has been added so far, the files in the order in which they are to be written.

        What a record refers to is put before it, so that whoever is stopped between two files has a sound store.

        Raises:
            KetaError: if a file would no longer be read as it is meant: a layout that records cannot be put into.
        """
        changed = [(name, self.before[name], self.texts[name]) for name in dict.fromkeys(self.added)]
        for name, before, text in changed:
            if _size(name, text) != _size(name, before) + self.added.count(name):
                raise KetaError(f"No place for it in `{name}`", "give its lists one record an item, each with a dash")
        return Added(tuple(ids), tuple(changed), tuple(notes))


def _size(name: str, text: str) -> int:
    """Return how many records a text has, those with faults included."""
    file = parsing.read(text.encode(), name)
    found = [parsing.parse_all(file, chunk) for chunk in parsing.split(file)]
    return sum(len(one.records) + len(one.attempts) for one in found)
