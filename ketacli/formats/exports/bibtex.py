r"""`bibtex`: the sources cited as a BibTeX file in UTF-8, for LaTeX with biblatex, JabRef, pandoc.

An entry's key is the source's id, which never changes; `label` is how keta's views name it, as in `Daly 2019`. Entry types and fields are those that BibTeX and biblatex share, but `@online` for web
pages, `date` beside `year`, and `eid` for article numbers, which are biblatex's. Letters beyond ASCII stand as they are:
biber and pandoc read UTF-8, and so do LaTeX's of today. Titles and bodies stand in braces of their own, so that no style
changes their capitals or takes a body for a first and a last name. How a source was read is `annote`, which common styles
don't print.

Braces in text are written as commands (`\textbraceleft{}`), because BibTeX counts braces even behind a backslash.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ketacli.formats import Format
from ketacli.formats.exports import _cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ketacli.formats.exports import Lists
    from ketacli.formats.exports._cited import Cited
    from ketacli.report.summary import Summary

_ENTRIES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "webpage": "online",
}
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_VERBATIM = ("DOI", "PMID", "PMCID", "URL")
# Names in which BibTeX would find a second person, parts that they do not have, or a particle to leave out.
_AMBIGUOUS = re.compile(r",|\band\b", re.IGNORECASE)

FORMAT = Format(suffixes=(".bib",))


def render(report: Summary, lists: Lists) -> str:  # noqa: ARG001 - every format has the same interface
    """Return the sources of a report as BibTeX entries."""
    return "% Encoding: UTF-8\n" + "".join(f"\n{_entry(one)}" for one in _cited.cited(report))


def _entry(one: Cited) -> str:
    kind = _ENTRIES.get(one.type, "misc")
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(one, kind))
    return f"@{kind}{{{one.id},\n{lines}}}\n"


def _fields(one: Cited, kind: str) -> Iterator[tuple[str, str]]:
    names = [_name(name) for name in one.names] + (["others"] if one.more else [])
    if names:
        yield "author", " and ".join(names)
    yield "title", f"{{{escape(one.texts['title'])}}}"
    if one.issued:
        yield "date", one.issued
        yield "year", one.issued[:4]
    for variable, field in {
        "container-title": {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished"),
        "volume": "volume",
        "issue": "number",
        "page": "pages",
        "number": "eid" if kind == "article" or "issue" in one.texts else "number",
        "publisher": "institution" if kind == "techreport" else "publisher",
        "DOI": "doi",
        "PMID": "pmid",
        "PMCID": "pmcid",
        "URL": "url",
    }.items():
        if variable in one.texts:
            yield field, _value(variable, one.texts[variable])
    yield "label", escape(one.label)
    yield "annote", escape(one.note)


def _value(variable: str, text: str) -> str:
    if variable in _VERBATIM:
        return address(text)
    return re.sub("[-–]+", "--", escape(text)) if variable == "page" else escape(text)


def _name(name: dict[str, str]) -> str:
    """Return a name as BibTeX divides it: last, first; a body in braces of its own."""
    if "family" not in name:
        return f"{{{escape(name['literal'])}}}"
    parts = [escape(name[part]) for part in ("family", "given") if part in name]
    braced = [f"{{{part}}}" if len(parts) == 1 or _is_ambiguous(part) else part for part in parts]
    return ", ".join(braced)


def _is_ambiguous(part: str) -> bool:
    return bool(_AMBIGUOUS.search(part)) or any(word[0].islower() for word in part.split())


def escape(text: str) -> str:
    """Return text that LaTeX sets as it stands, with its braces in pairs."""
    return "".join(_SPECIAL.get(char, char) for char in text)


def address(text: str) -> str:
    """Return an address or identifier, which biblatex sets without reading it; what would act all the same is percent-encoded."""
    return "".join(f"%{ord(char):02X}" if char in "\\{}^`" else char for char in text)
