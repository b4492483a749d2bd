"""Turn the bytes of a page into text: by its byte order mark, by what it declares, as UTF-8, else as browsers guess."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""")
_LOOKED_AT = 2048
"""Bytes at the beginning of a page in which an encoding may be declared; browsers look at 1,024."""

_GUESS = "cp1252"
_OF_THE_WEB = re.compile(
    r"utf-8|ascii|cp125[0-8]|cp874|cp866|iso8859-\d+|koi8-[ru]|mac-roman|shift_jis|euc_jp|iso2022_jp|euc_kr|cp949"
    r"|gb2312|gbk|gb18030|big5"
)
"""Python's names of the encodings of web pages: what else it can decode (`punycode`, `unicode_escape`) is no page's."""


def decode(data: bytes) -> str:
    """Return the text of a page; bytes that fit no encoding become replacement characters."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut_off = error.reason == "unexpected end of data" and error.end == len(data)
        if is_cut_off and not data[: error.start].isascii():  # in the midst of a character, and it is UTF-8 up to there
            return data.decode("utf-8", "replace")
    return data.decode(_declared(data) or _GUESS, "replace")


def is_wide(data: bytes) -> bool:
    """Whether a mark at the beginning says that characters are of two or four bytes."""
    return any(data.startswith(mark) for mark, name in _MARKS if name != "utf-8")


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_LOOKED_AT])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:
        return _GUESS  # as browsers do: pages that declare Latin-1 have the quotation marks of Windows
    return name if _OF_THE_WEB.fullmatch(name) else None
