"""The passages that claims were read from, for whoever has the documents."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ketacli import quotes
from ketacli.errors import KetaError
from ketacli.model import Claim, Document
from ketacli.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ketacli.model import Entity
    from ketacli.store import Store


def passages(store: Store, records: Sequence[Entity], folder: Path) -> dict[str, str]:
    """Return the text around the quote of each claim, by the claim's id.

    Of the file that was read it is the passage; where the document has changed since, the sentence in which the quote
    stands now.

    Raises:
        KetaError: if the folder or a document cannot be read.
    """
    claims = [record for record in records if isinstance(record, Claim)]
    documents = store.get_many(claim.source for claim in claims)
    read = {name: one for name, one in documents.items() if isinstance(one, Document) and one.file}
    texts = {name: _read(one, folder) for name, one in read.items()}
    return {claim.id: _passage(claim, *texts[claim.source]) for claim in claims if claim.source in texts}


def _read(document: Document, folder: Path) -> tuple[str, bool]:
    """Return the text of a document, and whether it is the file that was read."""
    name = str(document.file)
    path = folder / name
    try:
        data = files.load_inside(folder, name)
        return data.decode("utf-8"), document.sha256 in (sha256(data).hexdigest(), None)
    except UnicodeDecodeError as error:
        raise KetaError(f"`{path}` is not valid UTF-8") from error
    except OSError as error:
        raise KetaError(f"Cannot read `{path}`: {error.strerror}", "give the folder of the documents") from error


def _passage(claim: Claim, text: str, is_same: bool) -> str:  # noqa: FBT001 - as `_read` returns it
    if is_same and claim.passage:
        return text[slice(*claim.passage)]
    found = quotes.find(text, claim.quote[-1])
    if not found:
        return "not found: the document has changed since it was read, and the quote is no longer there"
    start, end = quotes.sentence(text, found[0].start, found[0].end)
    if is_same:
        return text[start:end]
    return f"{text[start:end]} (the document has changed since it was read; this is where the quote stands now)"
