"""What of a store's faults has one right answer: the order of records, passages of a document that has moved, digests.

A quote that only stands in its document after typography is folded away (curly quotes, dashes, ligatures) is given as it
stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ketacli.checks._finding import View
from ketacli.checks._places import places
from ketacli.checks._run import read_documents
from ketacli.checks.document_coverage import is_read
from ketacli.checks.sorting import LISTS, keys_of
from ketacli.curating import editing, moving
from ketacli.frozen import NamedTuple
from ketacli.model import NOT_READ
from ketacli.store.flow import flow
from ketacli.store.loader import Loaded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ketacli.checks._finding import Documents
    from ketacli.curating.editing import Edit
    from ketacli.model import Claim, Document
    from ketacli.store.parsing import PlacedRecord

Span = tuple[int, int]


class Fixed(NamedTuple):
    """A file that was changed: its name in the store, its text before and after, and what was done, in words."""

    name: str
    before: str
    after: str
    done: tuple[str, ...]


class _Change(NamedTuple):
    """An edit of a file, in words; of the passage of a `claim`, with what this is now."""

    file: str
    edit: Edit
    said: str
    claim: str = ""
    passage: Span | None = None


def fix(store: Path, documents: Path | None) -> list[Fixed]:
    """Return the files of a store with everything fixed that has one right answer; nothing is written.

    Raises:
        StoreError: if the store cannot be read at all.
        KetaError: if the folder of documents cannot be read.
    """
    loaded = Loaded(store)
    view = View(loaded)
    changes = list(_by_documents(view, documents)) if documents else []
    texts = {file.name: file.text for file in loaded.files}
    before = dict(texts)
    done: dict[str, list[str]] = {}
    for name, text in before.items():
        mine = [change for change in changes if change.file == name]
        texts[name] = editing.apply(text, dict.fromkeys(change.edit for change in mine))
        done[name] = [change.said for change in mine]
    passages = _new_passages(changes, view)
    for name, edit, said in _sorted(view, texts, passages):
        texts[name] = editing.apply(texts[name], [edit])
        done[name].append(said)
    return [Fixed(name, before[name], texts[name], tuple(done[name])) for name in texts if texts[name] != before[name]]


def _by_documents(view: View, folder: Path) -> Iterator[_Change]:
    found, _ = read_documents(view, folder)
    for item, document in view.documents:
        text, digest = found.texts.get(document.id), found.digests.get(document.id)
        if text is None or digest is None or document.id in found.other_line_ends:
            continue
        if document.id in found.changed:
            yield from _moved(view, item, document, found)
        elif is_read(view, document, found):
            yield from _read(item, document)
        yield from _digest(item, document.sha256, digest)
    for item, study in view.read_studies:
        if (digest := found.digests.get(study.id)) is not None:
            yield from _digest(item, study.sha256, digest)
    for item, claim in view.claims:
        yield from _folded(item, claim, found)


def _read(item: PlacedRecord, document: Document) -> Iterator[_Change]:
    """Yield the mark of what is not read yet, of a document that has been read to its end, to be taken out."""
    marks = [number for number, one in enumerate(document.passed_over) if one.reason == NOT_READ]
    for edit in editing.without(item, "passed_over", marks).values():
        yield _Change(item.file.name, edit, f"{item.id}: read to the end, so without `{NOT_READ}`")


def _digest(item: PlacedRecord, given: str | None, digest: str) -> Iterator[_Change]:
    if given is None:
        edit = editing.after_key(item, "file", f'sha256: "{digest}"')
    elif given != digest:
        edit = editing.value(item, ("sha256",), f'"{digest}"')
    else:
        return
    if edit:
        yield _Change(item.file.name, edit, f"{item.id}: the digest of the file as it is now")


def _moved(view: View, item: PlacedRecord, document: Document, documents: Documents) -> Iterator[_Change]:
    """Yield the passages of a changed document that are elsewhere now; those that stand nowhere are taken out."""
    standing = moving.claims(view, document.id, documents)
    for one in standing:
        old, new = one.claim.passage, one.passage
        if old is None or old == new:
            continue
        if new is None:
            if edit := editing.without_key(one.item, "passage"):
                said = f"{one.claim.id}: without its passage, for its quote is gone"
                yield _Change(one.item.file.name, edit, said, one.claim.id)
        elif edit := editing.value(one.item, ("passage",), flow(list(new))):
            said = f"{one.claim.id}: the passage, {old[0]} to {old[1]}, is now {new[0]} to {new[1]}"
            yield _Change(one.item.file.name, edit, said, one.claim.id, new)
    places = moving.passed_over(documents.texts[document.id], document, standing)
    for number, new in places.items():
        old = document.passed_over[number].passage
        route = ("passed_over", number, "passage")
        if new and old and new != old and (edit := editing.value(item, route, flow(list(new)))):
            said = f"{document.id}: passed_over[{number}], {old[0]} to {old[1]}, is now {new[0]} to {new[1]}"
            yield _Change(item.file.name, edit, said)
    gone = [number for number, new in places.items() if new is None]
    for number, edit in editing.without(item, "passed_over", gone).items():
        said = f"{document.id}: without passed_over[{number}], which stands nowhere now"
        yield _Change(item.file.name, edit, said)


def _folded(item: PlacedRecord, claim: Claim, documents: Documents) -> Iterator[_Change]:
    """Yield fragments that differ in typography alone from what stands in the document, on one line."""
    text = documents.texts.get(claim.source)
    for place in places(item, claim, documents) if text else ():
        if place.match is None or not place.match.folded:
            continue
        there = (text or "")[place.match.start : place.match.end]
        if there == place.fragment or there != " ".join(there.split()) or not there.isprintable():
            continue
        if edit := editing.value(item, place.route, flow(there, "quote")):
            yield _Change(item.file.name, edit, f"{claim.id}: the quote as it stands in the document, `{there}`")


def _new_passages(changes: Sequence[_Change], view: View) -> dict[str, Span]:
    """Return the passages of claims after the changes, by id."""
    found = {claim.id: claim.passage for _, claim in view.claims}
    found |= {change.claim: change.passage for change in changes if change.claim}
    return {name: passage for name, passage in found.items() if passage}


def _sorted(view: View, texts: dict[str, str], passages: dict[str, Span]) -> Iterator[tuple[str, Edit, str]]:
    """Yield the edits that put each list of each file in order, one at a time."""
    documents = sorted(view.loaded.all_of("document").values(), key=lambda item: (item.file.name, item.id))
    order = {item.id: place for place, item in enumerate(documents)}
    for file in view.loaded.files:
        for key in (*LISTS, "claims"):
            kinds = LISTS.get(key, ("claim",))
            mine = [item for item in view.loaded.of(*kinds) if item.file is file and item.chunk.is_item]
            current = file._replace(text=texts[file.name])
            chunks = editing.items_of(current, key)
            if len(chunks) <= 1 or len(mine) != len(chunks) or len({item.id for item in mine}) < len(mine):
                continue  # of records with one id nobody can tell which passage is whose
            if key == "claims":
                known = [item for item in mine if item.record.get("source") in order]
                if len(known) != len(mine):
                    continue
                keys: list[tuple[object, ...]] = list(keys_of(mine, order, passages))
            else:
                keys = [(item.id,) for item in mine]
            wanted = sorted(range(len(mine)), key=lambda place: (keys[place], place))
            if wanted == list(range(len(mine))):
                continue
            edit = editing.reordered(texts[file.name], chunks, wanted)
            texts[file.name] = current.text
            yield file.name, edit, f"{key}: in order"
