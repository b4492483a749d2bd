"""Read a page that somebody else wrote: HTML, Markdown or text, as sentences that keep their places.

Pure: bytes in, sentences out. Nothing here reads files or knows of a store. However hostile a page is, reading it takes time
in proportion to its length, and ends with a page or a `UsageError`.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from ketacli.errors import UsageError
from ketacli.frozen import NamedTuple, dataclass
from ketacli.pages import decoding, plain
from ketacli.pages.furniture import Left
from ketacli.pages.sentences import Passage, passages

if TYPE_CHECKING:
    from ketacli.pages.blocks import Block

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


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `file` is its name (`-` for standard input), `sha256` the digest of its bytes.

    `left` are the texts that are left out, since they are no part of what the page says: menus, headers, footers, notices, hidden parts,
    buttons, the words for pictures and those for search engines.
    """

    file: str
    title: str
    sha256: str
    words: int
    sentences: tuple[Passage, ...]
    left: tuple[Left, ...] = ()


_MARKED = {"item": "- {}", "row": "| {} |"}
"""How an item of a list and a row of a table are written in a plain text: no short line is taken for a heading."""


class Plain(NamedTuple):
    """The text of a web page as a plain one: its paragraphs with an empty line between them.

    `headings` are those of the page, as start and end in code points of the text.
    """

    title: str
    text: str
    headings: tuple[tuple[int, int], ...]


def plain_text(data: bytes, file: str) -> Plain | None:
    """Return the text of a page in HTML, as `read_page` sees it; None of a page of another kind.

    Raises:
        UsageError: if it is no text or too long, or a page in HTML without any.
    """
    _refuse_what_is_too_long(data, file)
    _refuse_what_is_no_text(data, file)
    text = decoding.decode(data)
    if _kind(text, file) != "html":
        return None
    title, blocks, _ = _blocks(text, file, "html")
    parts: list[str] = []
    headings: list[tuple[int, int]] = []
    place = 0
    for block in blocks:
        part = _MARKED.get(block.kind, "{}").format(block.text)
        if block.kind == "heading":
            headings.append((place, place + len(part)))
        parts.append(part)
        place += len(part) + 2
    return Plain(title, "\n\n".join(parts) + "\n", tuple(headings))


def read_page(data: bytes, file: str = "-") -> Page:
    """Read a page: what kind it is says the ending of its name, or else its beginning.

    Raises:
        UsageError: if it is no text, is empty, or too long.
    """
    _refuse_what_is_too_long(data, file)
    _refuse_what_is_no_text(data, file)
    text = decoding.decode(data)
    title, blocks, left = _blocks(text, file, _kind(text, file))
    found = tuple(islice(passages(text, blocks), MOST + 1))
    if len(found) > MOST:
        raise UsageError(f"`{file}` has more than {MOST:,} sentences", "cut it into parts")
    words = sum(len(one.text.split()) for one in found)
    return Page(file, title, sha256(data).hexdigest(), words, found, tuple(left))


def _blocks(text: str, file: str, kind: str) -> tuple[str, list[Block], list[Left]]:
    """Return the title of a page, or its first heading, its blocks, and the texts that are left out."""
    title = ""
    left: list[Left] = []
    if kind == "html":
        from ketacli.pages import html

        try:
            title, blocks, left = html.read(text)
        except html.TooManyTagsError:
            raise UsageError(f"`{file}` has more than {html.MOST_TAGS:,} tags", "cut it into parts") from None
    else:
        blocks = plain.read(text, is_markdown=kind == "markdown")
    if not blocks:
        raise UsageError(f"No text in `{file}`", "a page that a script draws has none: save it from the browser")
    return title or next((block.text for block in blocks if block.kind == "heading"), ""), blocks, left


def _refuse_what_is_too_long(data: bytes, file: str) -> None:
    if len(data) > LARGEST:
        raise UsageError(
            f"`{file}` is larger than the {LARGEST / 1e6:.0f} MB that are read",
            "cut it into parts",
        )


def _refuse_what_is_no_text(data: bytes, file: str) -> None:
    if data.lstrip()[:5] == b"%PDF-":
        name = "page.pdf" if file == "-" else file
        raise UsageError(f"`{file}` is a PDF, not text", f"get its text first: pdftotext {name} - | keta scan -")
    if data[:4] == b"PK\x03\x04" or (b"\0" in data[:4096] and not decoding.is_wide(data)):
        raise UsageError(f"`{file}` is not text", "save it as HTML, Markdown or plain text first")


def _kind(text: str, file: str) -> str:
    name = file.lower()
    for suffix, kind in SUFFIXES.items():
        if name.endswith(suffix):
            return kind
    from ketacli.pages import html  # its expressions take milliseconds to compile

    if html.looks_like(text):
        return "html"
    return "markdown" if plain.looks_like_markdown(text) else "text"
