"""Sources from what reference managers write: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
import string
import unicodedata
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from ketacli.errors import KetaError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Record = dict[str, Any]

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "booklet": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "chapter",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "misc": "document",
    "phdthesis": "report",
    "mastersthesis": "report",
}
_CSL = frozenset(
    "article-journal article-magazine article-newspaper book chapter dataset legislation regulation".split()
) | {"report", "review", "webpage", "document"}
_FIELDS = {
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "pages": "page",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "url": "URL",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
_TEXTS = ("container-title", "volume", "issue", "page", "number", "publisher", "PMID", "PMCID", "URL")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ET_AL = {"literal": "et al."}
"""How the store writes that there are more authors; BibTeX, and CSL-JSON that was BibTeX, have an author `others`."""
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"'<>{}]+")


def read(text: str) -> list[Record]:
    """Return the citations of a text, CSL-JSON or BibTeX, with CSL's names as keta has them.

    Raises:
        KetaError: if it is neither, or has no citation.
    """
    plain = text.lstrip("\ufeff \n\r\t")
    if plain.startswith(("[", "{")):
        try:
            given = json.loads(plain)
        except json.JSONDecodeError as error:
            raise KetaError(f"Not CSL-JSON: {error}") from error
        entries = given if isinstance(given, list) else given.get("items", [given])
        try:
            found = [_csl(one) for one in entries]
        except (AttributeError, TypeError, ValueError) as error:
            raise KetaError(
                "Not CSL-JSON: a field has another shape than there",
                '`"author": [{"family": "Daly", "given": "E."}], "issued": {"date-parts": [[2019, 5]]}`',
            ) from error
    else:
        found = [_bibtex(kind, fields) for kind, fields in _entries(plain)]
    if not found:
        raise KetaError("No citation in it", "give CSL-JSON or BibTeX, as reference managers export it")
    return found


def doi(text: str) -> str:
    """Return the DOI that a text holds, as a bare name: `https://doi.org/10.1/X` is `10.1/X`.

    Raises:
        KetaError: if there is none.
    """
    found = _DOI.search(text)
    if found is None:
        raise KetaError(f"No DOI in `{text}`", "a DOI begins with `10.`, such as 10.1176/appi.ajp.2019.19070720")
    return found[0].rstrip(".,;:)]")


def _csl(entry: Mapping[str, Any]) -> Record:
    kind = str(entry.get("type") or "document")
    cite: Record = {"type": kind if kind in _CSL else "document"}
    names = [
        {part: str(name[part]) for part in ("family", "given", "literal") if name.get(part)}
        for name in entry.get("author") or ()
    ]
    if names := [_ET_AL if name == {"literal": "others"} else name for name in names if name]:
        cite["author"] = names
    cite["title"] = _plain(str(entry.get("title") or ""))
    parts = ((entry.get("issued") or {}).get("date-parts") or [[]])[0]
    if parts:
        year, *rest = (int(part) for part in parts if part)
        cite["issued"] = "-".join([f"{year:04}", *(f"{part:02}" for part in rest[:2])])
    cite |= {name: _plain(str(entry[name])) for name in _TEXTS if entry.get(name)}
    if entry.get("DOI"):
        cite["DOI"] = doi(str(entry["DOI"]))
    return cite


def _bibtex(kind: str, fields: Mapping[str, str]) -> Record:
    cite: Record = {"type": _TYPES.get(kind, "document")}
    if authors := [person(one) for one in re.split(r"\s+and\s+", fields.get("author", "")) if one.strip()]:
        cite["author"] = authors
    cite["title"] = _plain(fields.get("title", ""))
    if issued := _issued(fields):
        cite["issued"] = issued
    for name, known in _FIELDS.items():
        if fields.get(name) and known not in cite:
            cite[known] = _plain(fields[name]).replace("--", "-")
    if fields.get("number"):
        cite["issue" if kind == "article" else "number"] = _plain(fields["number"])
    if fields.get("doi"):
        cite["DOI"] = doi(fields["doi"])
    return cite


def _issued(fields: Mapping[str, str]) -> str:
    date = _plain(fields.get("date", ""))
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date):
        return date
    given = _plain(fields.get("year", ""))
    year = re.search(r"\d{4}", given)
    month = _plain(fields.get("month", ""))[:3].lower()
    if year is None:
        if any(char.isdigit() for char in given):
            raise KetaError(f"Not BibTeX: `{given}` is no year", "four digits, such as 2019")
        return ""
    return f"{year[0]}-{_MONTHS.index(month) + 1:02}" if month in _MONTHS else year[0]


def person(text: str) -> dict[str, str]:
    """Return a name by CSL's parts: of `Daly, E` and of `E Daly`; that of a body stands in braces or is one word."""
    bare = text.strip()
    if bare.startswith("{") and bare.endswith("}"):
        return {"literal": _plain(bare)}
    if bare.lower() == "others":
        return _ET_AL
    family, comma, given = (_plain(part) for part in bare.partition(","))
    if not comma:
        *before, family = family.split() or [bare]
        given = " ".join(before)
    return {"family": family, "given": given} if given else {"literal": family}


_ENTRY = re.compile(r"@(\w+)\s*\{\s*([^,\s]*)\s*,", re.MULTILINE)
_FIELD = re.compile(r"\s*,?\s*(\w[\w-]*)\s*=\s*")
_JOINED = re.compile(r"\s*#\s*")
_CLOSED = re.compile(r"[\s,]*\}")


def _entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the entries of BibTeX: their kind, and their fields as they are written."""
    for entry in _ENTRY.finditer(text):
        kind = entry[1].lower()
        if kind in ("comment", "string", "preamble"):
            continue
        fields: dict[str, str] = {}
        place = entry.end()
        while field := _FIELD.match(text, place):
            value, place = _braced(text, field.end())
            while more := _JOINED.match(text, place):
                added, place = _braced(text, more.end())
                value += added
            fields[field[1].lower()] = value
        if not _CLOSED.match(text, place):
            rest = " ".join(text[place : place + 30].split())
            what = f"has something that is no field, `{rest}`" if rest else "is never closed"
            raise KetaError(f"Not BibTeX: `{entry[2]}` {what}", "look for a brace too few or too many")
        yield kind, fields


def _braced(text: str, start: int) -> tuple[str, int]:
    """Return a value of BibTeX, in braces, quotes or bare, and where it ends."""
    opening = text[start : start + 1]
    if opening not in ("{", '"'):
        found = re.compile(r"[^,}\s]*").match(text, start)
        return (found[0], found.end()) if found else ("", start)
    depth = 0
    for place in range(start, len(text)):
        char = text[place]
        depth += (char == "{") - (char == "}")
        is_end = depth == 0 if opening == "{" else char == '"' and depth == 0 and place > start
        if is_end:
            return text[start + 1 : place], place + 1
    raise KetaError("Not BibTeX: a brace or quote is never closed")


_ACCENTS = {"'": "\u0301", "`": "\u0300", '"': "\u0308", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"} | {
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "r": "\u030a",
    "k": "\u0328",
}
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "i": "ı"}
_TEX = re.compile(
    r"\\(['`\"^~=.])\s*\{?\\?([A-Za-z])\}?|\\([cvuHrk])\s*\{(\w)\}|\\(ss|ae|AE|aa|AA|o|O|l|L|i)\b\s?|\\([&%$#_])"
)


def _plain(text: str) -> str:
    """Return text without TeX's braces and commands, and without tags."""

    def letter(found: re.Match[str]) -> str:
        if found[1] or found[3]:
            return unicodedata.normalize("NFC", (found[2] or found[4]) + _ACCENTS[found[1] or found[3]])
        return _LETTERS[found[5]] if found[5] else found[6]

    bare = re.sub(r"</?[a-z]+>", "", _TEX.sub(letter, text)).replace("{", "").replace("}", "").replace("~", " ")
    return " ".join(bare.split())


def name(cite: Mapping[str, Any], taken: Sequence[str]) -> str:
    """Return an id for a source: `daly-2019`, with a letter where that is taken."""
    from ketacli.labels import name_of

    authors = cite.get("author") or ()
    who = name_of(authors[0]) if authors else " ".join(str(cite.get("title", "")).split()[:4])
    year = re.match(r"\d{4}", str(cite.get("issued", "")))
    return free("-".join(filter(None, (slug(who), year and year[0]))) or "source", taken)


def slug(text: str, most: int = 60) -> str:
    """Return text as an id: lower-case words of ASCII, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    found = ""
    for word in words:
        if len(found) + len(word) + 1 > most:
            break
        found = f"{found}-{word}" if found else word
    return found


def free(wanted: str, taken: Sequence[str]) -> str:
    """Return an id that is not taken: where it is, with a letter from `b` on after it, and after `z` a number from 27 on."""
    known = set(taken)
    endings = chain(string.ascii_lowercase[1:], map(str, count(27)))
    return next(name for name in chain([wanted], (f"{wanted}-{ending}" for ending in endings)) if name not in known)
