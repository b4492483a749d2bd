"""What of a store's faults has one right answer: the order of records, passages of a document that has moved, digests.

A quote that only stands in its document after typography is folded away (curly quotes, dashes, ligatures) is given as it
stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ketacli import quotes
from ketacli.checks._finding import View
from ketacli.checks._places import places
from ketacli.checks._run import read_documents
from ketacli.checks.document_coverage import NOT_READ, is_read
from ketacli.checks.sorting import LISTS, keys_of
from ketacli.curating import editing
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
    file: str
    edit: Edit
    said: str


def fix(store: Path, documents: Path | None) -> list[Fixed]:
    """Return the files of a store with everything mended that has one right answer; nothing is written.

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
    if len(marks) == 1 and (edit := editing.without(item, "passed_over", marks[0])):
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


class Standing(NamedTuple):
    """How a claim's quote stands in a document that has changed: `stands`, `moved` or `gone`, and its passage there."""

    item: PlacedRecord
    claim: Claim
    state: str
    passage: Span | None


def standing(view: View, document: str, documents: Documents) -> list[Standing]:
    """Return how the quotes of each claim stand in a document that is not the one that was read."""
    text = documents.texts[document]
    found: list[Standing] = []
    shift = 0
    for item, claim in sorted(
        ((item, claim) for item, claim in view.claims if claim.source == document),
        key=lambda one: one[1].passage or (0, 0),
    ):
        if any(not quotes.find(text, fragment) for fragment in claim.quote):
            found.append(Standing(item, claim, "gone", None))
            continue
        passage = _passage(text, claim, shift)
        if claim.passage and passage:
            shift = passage[0] - claim.passage[0]
        is_same = claim.passage is None or passage == claim.passage
        found.append(Standing(item, claim, "stands" if is_same else "moved", passage))
    return found


def _passage(text: str, claim: Claim, shift: int) -> Span | None:
    """Return the passage of a claim in a changed text: as long as it was, or the sentence around its last fragment."""
    if claim.passage is None:
        return None
    start, end = claim.passage
    moved = (start + shift, end + shift)
    if _holds(text, moved, claim):
        return moved
    near = sorted(quotes.find(text, claim.quote[-1]), key=lambda match: abs(match.start - moved[0]))
    for match in near:
        sentence = quotes.sentence(text, match.start, match.end)
        spans = [
            sentence,
            *((first, first + end - start) for first in range(max(0, match.end - (end - start)), match.start + 1)),
        ]
        if sentence[1] - sentence[0] == end - start:
            return sentence
        fitting = [span for span in spans[1:] if _holds(text, span, claim) and _is_whole(text, span)]
        if fitting:
            return fitting[0]
    first = near[0]
    return quotes.sentence(text, first.start, first.end)


def _holds(text: str, span: Span, claim: Claim) -> bool:
    """Whether a stretch of a text can be the passage of a claim: whole words, with its last fragment inside."""
    start, end = span
    if start < 0 or end > len(text) or text[start].isspace() or text[end - 1].isspace():
        return False
    if quotes.is_inside_token(text, start) or quotes.is_inside_token(text, end):
        return False
    return any(start <= match.start and match.end <= end for match in quotes.find(text, claim.quote[-1]))


def _is_whole(text: str, span: Span) -> bool:
    """Whether a stretch begins where a sentence or line does."""
    before = text[: span[0]].rstrip(" ")
    return not before or before[-1] in '.!?:;\n”"'


def _moved(view: View, item: PlacedRecord, document: Document, documents: Documents) -> Iterator[_Change]:
    """Yield the passages of a changed document that are elsewhere now; passed over ones move as the claims around them do."""
    shifts: list[tuple[int, int]] = []
    for one in standing(view, document.id, documents):
        if one.state == "gone" or not one.claim.passage or not one.passage:
            continue
        shifts.append((one.claim.passage[0], one.passage[0] - one.claim.passage[0]))
        if one.state == "moved" and (edit := editing.value(one.item, ("passage",), flow(list(one.passage)))):
            (start, end), (first, last) = one.claim.passage, one.passage
            said = f"{one.claim.id}: the passage, {start} to {end}, is now {first} to {last}"
            yield _Change(one.item.file.name, edit, said)
    size = len(documents.texts[document.id])
    for number, passed in enumerate(document.passed_over):
        if passed.passage is None:
            continue
        shift = _shift(shifts, passed.passage[0])
        new = (passed.passage[0] + shift, passed.passage[1] + shift)
        route = ("passed_over", number, "passage")
        if shift and new[0] >= 0 and new[1] <= size and (edit := editing.value(item, route, flow(list(new)))):
            said = f"{document.id}: passed_over[{number}] moves with the claim before it, by {shift}"
            yield _Change(item.file.name, edit, said)


def _shift(shifts: Sequence[tuple[int, int]], place: int) -> int:
    """Return how far the nearest claim before a place has moved."""
    before = [shift for start, shift in sorted(shifts) if start <= place]
    return before[-1] if before else 0


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
    found = {claim.id: claim.passage for _, claim in view.claims if claim.passage}
    for change in changes:
        head, _, rest = change.said.partition(": the passage, ")
        if rest and head in found:
            start, _, end = rest.rpartition("is now ")[2].partition(" to ")
            found[head] = (int(start), int(end))
    return found


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
            if len(chunks) <= 1 or len(mine) != len(chunks):
                continue
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
