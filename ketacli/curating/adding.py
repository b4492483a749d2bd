"""New documents and sources for a store, made from what is given and put in their place.

Nothing is written here: the result is the text of a file before and after, with what is to be told about it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.checks._headings import lone_headings
from ketacli.checks.text_hygiene import without_unseen
from ketacli.curating import citations
from ketacli.curating.shelf import Shelf
from ketacli.errors import KetaError
from ketacli.frozen import NamedTuple
from ketacli.pages import plain_text
from ketacli.store import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ketacli.curating.shelf import Added, Record


class _Text(NamedTuple):
    """The text of a document: in which file, its title and headings; `is_new` where it is taken out of a page in HTML."""

    file: Path
    text: str
    title: str
    headings: tuple[tuple[int, int], ...]
    is_new: bool = False


def document(store: Path, file: Path, given: Mapping[str, str | None]) -> Added:
    """Add a document under review, everything of it not read yet: a text in UTF-8; of a page in HTML, its text.

    Raises:
        KetaError: if the file cannot be read, or is in the store already.
    """
    shelf = Shelf(store)
    found = _read(file)
    digest = sha256(found.text.encode()).hexdigest()
    for item, one in shelf.view.documents:
        if one.file == found.file.name or one.sha256 == digest:
            raise KetaError(
                f"`{found.file.name}` is in the store already, as `{item.id}`",
                "`keta check --fix` gives it a new digest",
            )
    is_written = found.is_new and found.file.exists()
    if is_written and found.file.read_bytes() != found.text.encode():
        raise KetaError(f"`{found.file}` is there already", f"add that, or take it away and add `{file}` again")
    title = given.get("title") or found.title or file.stem
    name = given.get("id") or citations.free(citations.slug(file.stem) or "document", shelf.taken())
    shelf.check_free(name)
    record: Record = {"id": name, "kind": "document", "title": title}
    record |= {key: value for key in ("label", "author", "issued", "url") if (value := given.get(key))}
    record |= {"file": found.file.name, "sha256": digest}
    headings = [{"passage": [start, end], "reason": "heading"} for start, end in found.headings]
    record["passed_over"] = [*headings, {"reason": "not-read-yet"}]
    shelf.put("sources", record)
    named = [without_unseen(found.text[start:end]) for start, end in found.headings]
    left = len(quotes.words(found.text)) - sum(len(quotes.words(heading)) for heading in named)
    notes = [
        *([f"the text of `{file.name}` goes into `{found.file.name}`: claims are anchored there"] * found.is_new),
        *(f"`{heading}` is passed over as a heading: see that it claims nothing" for heading in named),
        f"{left:,} words of `{name}` are not read yet: `keta check --fix` takes `{{reason: not-read-yet}}` out at the end",
    ]
    folder = store if store.is_dir() else store.parent
    if found.file.resolve().parent != folder.resolve():
        notes.append(
            f"`{found.file}` stays where it is, and is looked for in `{folder}`: put it there, or name its folder with "
            "`--documents`"
        )
    added = shelf.done([name], notes)
    return added._replace(new=((found.file, found.text),)) if found.is_new and not is_written else added


def _read(file: Path) -> _Text:
    """Return the text of a file.

    Raises:
        KetaError: if it cannot be read, or has none.
    """
    try:
        data = files.load(file)
    except OSError as error:
        raise KetaError(f"Cannot read `{file}`: {error.strerror}") from error
    page = plain_text(data, file.name)
    if page:
        return _Text(
            file.with_suffix(".txt"), page.text, without_unseen(page.title)[:_LONGEST_TITLE], page.headings, is_new=True
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KetaError(f"`{file}` is not valid UTF-8", "save it as UTF-8") from error
    lines = (without_unseen(line).strip() for line in text.splitlines())
    first = next((line for line in lines if line), "")
    if not first:
        raise KetaError(f"No text in `{file}`", "save the page again, as text in UTF-8")
    title = " ".join(first.lstrip("#").split())[:_LONGEST_TITLE]
    return _Text(file, text, title, tuple(lone_headings(text)))


_LONGEST_TITLE = 120


def source(store: Path, cites: Sequence[Record], given: Mapping[str, str | None], authors: Sequence[str] = ()) -> Added:
    """Add what claims are checked against, from citations; `given` and `authors` override what they say.

    Of several citations those with a DOI that the store, or one before them, has are passed over, with a note.

    Raises:
        KetaError: if there are several and an id for one, or none that is not in the store already.
    """
    shelf = Shelf(store)
    if len(cites) > 1 and (authors or any(given.get(name) for name in ("id", "title", "doi", "issued"))):
        raise KetaError(
            f"{len(cites)} citations, and an id, title, author, date or DOI for one", "give them one at a time"
        )
    known = {str(study.cite["DOI"]).lower(): name for name, study in shelf.view.studies.items() if "DOI" in study.cite}
    ids: list[str] = []
    notes: list[str] = []
    for cite in cites:
        _override(cite, given, authors)
        title = given.get("title") or cite.get("title") or ""
        if not title:
            raise KetaError("The source has no title", "give one with `--title`")
        doi = str(cite.get("DOI", "")).lower()
        if (there := known.get(doi)) is not None:
            message = f"`{there}` has the DOI `{cite['DOI']}` already"
            if len(cites) == 1:
                raise KetaError(message, f"name it in evidence: `source: {there}`")
            notes.append(f"{message}: passed over")
            continue
        name = given.get("id") or citations.name({"title": title, **cite}, [*shelf.taken(), *ids])
        shelf.check_free(name)
        record: Record = {"id": name, "kind": given.get("kind") or "study", "title": title}
        record |= {key: value for key in ("label",) if (value := given.get(key))}
        if set(cite) - {"type", "title"}:
            record["cite"] = {"type": cite.get("type", "document"), **cite, "title": cite.get("title") or title}
        notes += shelf.ungraded("study", record)
        shelf.put("sources", record)
        ids.append(name)
        if "DOI" in cite:
            known[doi] = name
        else:
            notes.append(f"`{name}` has no DOI: give one with `--doi`, so that it is never added twice")
    if not ids:
        raise KetaError(f"All {len(cites)} citations are in the store already, by their DOIs", "nothing is to be added")
    return shelf.done(ids, notes)


def _override(cite: Record, given: Mapping[str, str | None], authors: Sequence[str]) -> None:
    """Put a DOI, authors and a date that are given into a citation."""
    if found := given.get("doi"):
        cite["DOI"] = citations.doi(found)
    if authors:
        cite["author"] = [citations.person(one) for one in authors]
    if found := given.get("issued"):
        cite["issued"] = found
