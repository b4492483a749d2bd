"""Read a page that somebody else wrote: HTML, Markdown or text, as sentences that keep their places.

Pure: bytes in, sentences out. Nothing here reads files or knows of a store. However hostile a page is, reading it takes time
in proportion to its length, and ends with a page or a `PageError`.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from ketacli.pages import decoding, html, plain
from ketacli.pages.sentences import Passage, passages

if TYPE_CHECKING:
    from dataclasses import dataclass

    from ketacli.pages.blocks import Block
else:
    from ketacli.frozen import dataclass

LARGEST = 5_000_000
"""Bytes of the largest page that is read: a long web page with all its markup has a tenth of that."""

MOST = 20_000
"""The most sentences that are read: a book has 10,000."""

SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}

_READERS = {"html": html.read, "markdown": plain.read_markdown, "text": plain.read_text}


class PageError(ValueError):
    """A page that cannot be read: what is the matter, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `file` is its name (`-` for standard input), `sha256` the digest of its bytes."""

    file: str
    title: str
    sha256: str
    words: int
    sentences: tuple[Passage, ...]


def read_page(data: bytes, file: str = "-") -> Page:
    """Read a page: what kind it is says the ending of its name, or else its beginning.

    Raises:
        PageError: if it is no text, is empty, or too long.
    """
    if len(data) > LARGEST:
        raise PageError(
            f"`{file}` has {len(data) / 1e6:.1f} MB, more than the {LARGEST / 1e6:.0f} MB that are read",
            "cut it into parts",
        )
    _refuse_what_is_no_text(data, file)
    text = decoding.decode(data)
    kind = _kind(text, file)
    try:
        title, blocks = _READERS[kind](text)
    except html.TooManyTagsError:
        raise PageError(f"`{file}` has more than {html.MOST_TAGS:,} tags", "cut it into parts") from None
    found = tuple(islice(passages(text, blocks), MOST + 1))
    if not found:
        raise PageError(f"No text in `{file}`", "a page that a script draws has none: save it from the browser")
    if len(found) > MOST:
        raise PageError(f"`{file}` has more than {MOST:,} sentences", "cut it into parts")
    words = sum(len(one.text.split()) for one in found)
    return Page(file, title or _first_heading(blocks), sha256(data).hexdigest(), words, found)


def _refuse_what_is_no_text(data: bytes, file: str) -> None:
    if data.lstrip()[:5] == b"%PDF-":
        name = "page.pdf" if file == "-" else file
        raise PageError(f"`{file}` is a PDF, not text", f"get its text first: pdftotext {name} - | keta scan -")
    if data[:4] == b"PK\x03\x04" or (b"\0" in data[:4096] and not decoding.is_wide(data)):
        raise PageError(f"`{file}` is not text", "save it as HTML, Markdown or plain text first")


def _kind(text: str, file: str) -> str:
    name = file.lower()
    for suffix, kind in SUFFIXES.items():
        if name.endswith(suffix):
            return kind
    if html.looks_like(text):
        return "html"
    return "markdown" if plain.looks_like_markdown(text) else "text"


def _first_heading(blocks: list[Block]) -> str:
    return next((block.text for block in blocks if block.kind == "heading"), "")
